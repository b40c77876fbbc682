/* The program's own words in the workshop: a catalogue of gettext comes in as a translation, and goes out as the same file.
 *
 * In comes a PO file: with its translations (those count as reviewed where the file does not call them fuzzy), or the template (po/treatydesk.pot) for a
 * language that has none yet. Out goes PO that msgfmt -c takes: comments, references, flags, contexts, plural forms and the head stay
 * as they came, so that a catalogue in which nothing was changed is the same file, byte by byte, as tools/update-po.sh writes it.
 * Drafts and what was sent back leave as fuzzy, what is empty as empty.
 */
#pragma once

#include "areas/translation/translation.h"
#include "document/unit.h"

/* Begins the translation of the interface into language by the file behind fd. TD_ACT_TRANSLATION_KEEP. TD_ERROR_CONFLICT: there is one; then, with
 * replace, its sentences become the file's, and words that people wrote for the same sentences stay. *ret_id: free it. Blocks. */
gboolean td_catalogue_import (TdInstance *instance, const TdViewer *viewer, const char *language, int fd,
                              gboolean replace, char **ret_id, GError **error);
/* The PO file of it. Free it. */
GBytes *td_catalogue_export (TdInstance *instance, const char *language, GError **error);

/* The notes of an entry as a segment keeps them, and back. */
char *td_catalogue_notes (const TdUnit *unit); /* NULL: none. Free it. */
void td_catalogue_notes_into (TdUnit *unit, const char *notes);
/* Those that help who translates, in lines; NULL: none. Free it. */
char *td_catalogue_hint (const char *notes);
