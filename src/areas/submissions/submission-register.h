/* Contributions that came before this system, entered from the secretariat's register.
 *
 * "Received on DATE according to the secretariat's register": such a submission has no receipt and no leaf in the log, because nobody
 * promised anything then; its journal entry is "submission.register". It is for the Committee alone unless the notice under
 * which it was sent allowed more; then everybody reads it from the start. Its sender cannot be asked for a change, and nobody is told.
 * The register is the secretariat's: the sender is who it says.
 *
 * Threads: any. Example: areas/library brings in a whole register from a spreadsheet.
 */
#pragma once

#include "areas/submissions/submission.h"

typedef struct {
    const char *state;            /* iso3 */
    const char *purpose;          /* slug; none of a State's own papers */
    const char *organisation;     /* its name, as the register has it */
    const char *kind;             /* slug of the profile's kinds; no State */
    const char *day;              /* when it was received, of any precision; not after today */
    TdVisibility visibility;      /* COMMITTEE unless the notice allowed more */
    const char *title, *language; /* NULL: as the reader finds them */
} TdRegisterEntry;

/* Checks an entry without storing anything. TD_ERROR_INPUT. */
gboolean td_submission_register_check (const TdInstance *instance, const TdRegisterEntry *entry, GError **error);
/* The submission that has this file already, whoever sent it; *ret_id NULL: none. Free it. */
gboolean td_submission_register_find (TdInstance *instance, const char *sha256, char **ret_id, GError **error);
/* Reads the file in its cell and stores it with its paragraphs. TD_ACT_SUBMISSION_PUBLISH. TD_ERROR_CONFLICT: the file is here already.
 * *ret_id: free it; may be NULL. Blocks. */
gboolean td_submission_from_register (TdInstance *instance, const TdViewer *viewer, const TdRegisterEntry *entry,
                                      int fd, const char *name, char **ret_id, GError **error);
