/* Words made into sound by espeak-ng, for the telephone: the only room that links it.
 *
 * A process speaks once or a few times and ends; espeak-ng keeps its state in the process, so one thread.
 */
#pragma once

#include <glib.h>

#define TD_VOICE_ERROR (td_voice_error_quark ())
GQuark td_voice_error_quark (void);

/* Finds espeak-ng's tables. First of all, before the process locks itself in. */
gboolean voice_prepare (GError **error);

/* The text, UTF-8, spoken in a language (ar, en, es, fr, ru, zh): G.711 µ-law, 8,000 samples a second. Free it.
 * TD_ERROR_INPUT: a language that has no voice; TD_ERROR_OURS: it could not be spoken. */
GByteArray *voice_speak (const char *language, const char *text, GError **error);
