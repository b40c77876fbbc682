/* Many documents at once, from a spreadsheet: a folder of files, or recommendations in rows.
 *
 * Each row has an outcome: new, there already (the same file; the same words), or a problem with one sentence that says why. A dry run does
 * everything but store: files are read in their cells and hashed. What has a problem is left out and hinders no other row; when the
 * sheet is mended, the same run again brings in what was left out and finds the rest there.
 *
 * A row with an organisation is a contribution of before this system and becomes a submission (areas/submissions/
 * submission-register.h); every other row is a document of the library.
 *
 * Threads: any. Blocks for as long as there are files.
 */
#pragma once

#include "areas/library/import-sheet.h"
#include "door/door.h"
#include <jansson.h>

typedef enum { TD_IMPORT_NEW, TD_IMPORT_THERE, TD_IMPORT_PROBLEM } TdImportResult;
const char *td_import_result_word (TdImportResult result); /* "new", "there", "problem" */

typedef struct {
    int line; /* in the spreadsheet */
    TdImportResult result;
    gboolean contribution;
    char *what;     /* symbol, organisation or file: as the row calls it */
    char *language; /* or NULL */
    char *why;      /* a sentence; NULL where there is nothing to say */
    char *id;       /* of what was stored or is there; NULL in a dry run of what is new */
} TdImportOutcome;
void td_import_outcome_free (TdImportOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdImportOutcome, td_import_outcome_free)

typedef struct {
    const TdImportSheet *sheet;
    const char *folder; /* where the files lie; NULL: open finds them, or of recommendations */
    /* Opens a row's file by the name that the row says, for its caller to close; -1 with TD_ERROR_INPUT. */
    int (*open) (const char *name, gpointer data, GError **error);
    gpointer data;
    gboolean replace; /* files of the sheet take the place of others at the same symbol and language */
    gboolean dry;
} TdImportRun;

/* Of TdImportOutcome, one a row. TD_ACT_DOCUMENT_IMPORT. Only what hinders all rows is an error. */
GPtrArray *td_import_folder (TdInstance *instance, const TdViewer *viewer, const TdImportRun *run, GError **error);
/* Rows that share symbol (or mechanism, State and date) and language are one document, whose paragraphs they are. */
GPtrArray *td_import_recommendations (TdInstance *instance, const TdViewer *viewer, const TdImportRun *run,
                                      GError **error);
/* {dry_run, rows, new, there, problems, outcomes[{line, result, what, language, why, id, contribution}]}. Free with json_decref. */
json_t *td_import_outcomes_to_json (const GPtrArray *outcomes, gboolean dry);
