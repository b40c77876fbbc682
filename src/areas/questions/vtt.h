/* Captions as a WebVTT file (W3C, "WebVTT: The Web Video Text Tracks Format"): written, never read.
 *
 * A cue begins when its line was sent, counted from the opening of the meeting, and ends with the next line or after some seconds, whichever is
 * sooner. Who speaks stands in a voice tag where it changes. Whatever a person typed is text: & < > are written as entities, so that no
 * line can end a cue, begin a tag or stand for a time.
 */
#pragma once

#include "areas/questions/caption.h"

/* captions: of TdCaption, by n; begin: from td_captions_begin. title: one line for the head, or NULL. Free it. */
char *td_vtt_write (const GPtrArray *captions, const char *language, gint64 begin, const char *title);
