/* Captions: what is said at a meeting, typed line by line by captioners, one channel a language, several at once.
 *
 * A line is shown as soon as it is sent (caption-live.h) and kept: the lines of a channel are its transcript, and a WebVTT file
 * (vtt.h). Several may type in one channel: lines stand in the order in which they came, none is lost, and who types is told that
 * somebody else does. A line is corrected in place; who corrects an older version than stands changes nothing and is told.
 *
 * Who speaks is whom the live meeting gave the floor, as the list of speakers shows them, or a name that the captioner typed. What is said
 * in a closed part is for those who may be in it; all lines of a closed meeting are for those of the meeting.
 *
 * Text is cleaned as all text is (text/clean.h): no markup means anything, and marks that turn the direction of what follows are taken out.
 */
#pragma once

#include "areas/programme/meeting.h"

#define TD_CAPTION_ERROR (td_caption_error_quark ())
GQuark td_caption_error_quark (void);

typedef struct {
    char *meeting, *language;
    int n;
    gint64 at;
    char *speaker; /* id in the list of speakers, or NULL */
    char *shown;   /* who spoke, as this viewer sees them; NULL: the chair, or not said */
    char *text;
    gboolean closed;
    int version;
    gint64 changed;
    gint64 search_key;
} TdCaption;
void td_caption_free (TdCaption *caption);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCaption, td_caption_free)

typedef struct {
    char *language;
    int lines;      /* that the viewer reads */
    gint64 last;    /* when the newest of them was typed */
    gint64 changed; /* when any of them was typed or corrected last */
} TdChannel;
void td_channel_free (TdChannel *channel);

/* ---- reading; the meeting was asked for through td_meeting_get ---- */

typedef struct {
    const char *language;
    int after; /* n; those behind it */
    int last;  /* > 0: only so many, the newest; still by n */
    int most;  /* > 0: only so many, the first */
} TdCaptionAsk;
/* Of one channel, by n, that the viewer reads: of TdCaption. */
GPtrArray *td_captions_in (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, const TdCaptionAsk *ask,
                           GError **error);
GPtrArray *td_captions (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, const TdCaptionAsk *ask,
                        GError **error);
/* Channels in which the viewer reads anything, by language: of TdChannel. */
GPtrArray *td_channels_in (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, GError **error);
GPtrArray *td_channels (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, GError **error);
/* Whether the viewer reads what was said in a closed part too: all of a closed meeting, for who may know of it. */
gboolean td_captions_inside (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                             gboolean *ret_inside, GError **error);
/* From when times count: the opening of the meeting, or its hour where nobody opened it. */
gboolean td_captions_begin (TdTx *tx, const TdMeeting *meeting, gint64 *ret_begin, GError **error);

/* ---- typing ---- */

typedef struct {
    const char *language; /* a tag */
    const char *text;
    const char *who; /* who speaks, as typed; NULL or "": whom the meeting gave the floor */
} TdCaptionWish;
/* Whether it is the tag of a language in which captions can be. */
gboolean td_caption_language_ok (const char *language);
/* TD_ACT_CAPTION_TYPE. *ret_n: its place. *ret_field: "language", "text", "who". */
gboolean td_caption_add (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdCaptionWish *wish,
                         int *ret_n, const char **ret_field, GError **error);
/* TD_ERROR_CONFLICT: another version than seen stands. text "" takes the line away from everybody. */
gboolean td_caption_correct (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *language,
                             int n, const char *text, int seen, const char **ret_field, GError **error);
/* Whether somebody else typed in that channel in the last half minute. */
gboolean td_caption_others (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                            const char *language, gboolean *ret_others, GError **error);
