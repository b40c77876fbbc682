/* Translations by a machine, where this one has Apertium (https://apertium.org) with the pair of languages: Debian's packages, nothing is asked over
 * the network.
 *
 * What it makes is kept beside the sentence, marked as a machine's, and counts as nothing: it is no version, changes no state, is in no file and never
 * in the library, until a person saves words as their own. Words that it does not know stand in it with a star.
 *
 * Apertium is a program of others, a pipeline of a dozen: it is closed before it begins, without network and without a file to write
 * (td_helper_run_foreign of base/cell/helper.h), in a group of its own, with an empty environment, a bounded time and a bounded answer; what it is given is public. Blocks. Threads: any.
 */
#pragma once

#include "areas/translation/translation.h"

/* Whether the pair is here. */
gboolean td_machine_has (const char *from, const char *to);
/* TD_ERROR_NOT_FOUND: the pair is not here. Free it. */
char *td_machine_translate (const char *from, const char *to, const char *text, GError **error);
/* For one sentence, kept beside it. */
gboolean td_translation_ask_machine (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 n,
                                     GError **error);
