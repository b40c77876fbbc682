/* A folder of files with a spreadsheet that says what they are. Contract in import-bulk.h. */
#include "areas/library/import-private.h"
#include "areas/library/import-words.h"
#include "areas/library/library-private.h"
#include "areas/library/library-sql.h"
#include "areas/submissions/submission-register.h"
#include "base/errors.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdImportRun *run;
    GHashTable *hashes; /* hash to GINT_TO_POINTER (line) of the row that had the file first */
    GHashTable *places; /* "symbol language" to the same */
} Bulk;

/* A row as the program's words. */
typedef struct {
    guint row;
    int line;
    const char *file;
    char *state, *language, *type, *day, *kind, *purpose, *received;
    TdLibraryEntry entry;
    TdRegisterEntry contribution;
    gboolean is_contribution;
    int fd;
    char sha256[TD_SHA256_TEXT + 1];
} Row;

static gboolean fail (GError **error, const char *message)
{
    g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT, message);
    return FALSE;
}

/* ---- a row ---- */

static void row_clear (Row *row)
{
    g_free (row->state);
    g_free (row->language);
    g_free (row->type);
    g_free (row->day);
    g_free (row->kind);
    g_free (row->purpose);
    g_free (row->received);
    if (row->fd >= 0)
        close (row->fd);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static const char *text (const Bulk *b, guint row, TdImportField field)
{
    return td_import_sheet_text (b->run->sheet, row, field);
}

static gboolean read_cycle (const char *written, int *ret_cycle, GError **error)
{
    gint64 cycle = 0;

    if (written != NULL && !g_ascii_string_to_signed (written, 10, 1, 99, &cycle, NULL))
        return fail (error, "The number of the review is none: write 1, 2, 3 …");
    *ret_cycle = (int) cycle;
    return TRUE;
}

static gboolean read_row (const Bulk *b, Row *row, GError **error)
{
    const TdProfile *profile = b->instance->profile;
    guint r = row->row;

    row->file = text (b, r, TD_IMPORT_FILE);
    row->state = td_import_state (profile, text (b, r, TD_IMPORT_STATE));
    row->language = td_import_language (profile, text (b, r, TD_IMPORT_LANGUAGE));
    row->type = td_import_type (profile, text (b, r, TD_IMPORT_TYPE));
    row->day = td_import_day (text (b, r, TD_IMPORT_DATE));
    row->kind = td_import_kind (profile, text (b, r, TD_IMPORT_KIND));
    row->purpose = td_import_purpose (profile, text (b, r, TD_IMPORT_PURPOSE));
    row->received = td_import_day (text (b, r, TD_IMPORT_RECEIVED));
    row->is_contribution = text (b, r, TD_IMPORT_ORGANISATION) != NULL;
    row->entry = (TdLibraryEntry){ .symbol = text (b, r, TD_IMPORT_SYMBOL),
                                   .type = row->type,
                                   .source = text (b, r, TD_IMPORT_SOURCE),
                                   .state = row->state,
                                   .language = row->language,
                                   .title = text (b, r, TD_IMPORT_TITLE),
                                   .body = text (b, r, TD_IMPORT_BODY),
                                   .day = row->day };
    row->contribution = (TdRegisterEntry){ .state = row->state,
                                           .purpose = row->purpose,
                                           .organisation = text (b, r, TD_IMPORT_ORGANISATION),
                                           .kind = row->kind,
                                           .day = row->received != NULL ? row->received : row->day,
                                           .title = text (b, r, TD_IMPORT_TITLE),
                                           .language = row->language };
    if (!td_import_notice (text (b, r, TD_IMPORT_NOTICE), &row->contribution.visibility))
        return fail (error, "The notice is none of: committee only, name withheld, public.");
    return read_cycle (text (b, r, TD_IMPORT_CYCLE), &row->entry.cycle, error);
}

/* ---- its file ---- */

/* Names lead into the folder and never out of it. */
static gboolean open_file (const Bulk *b, Row *row, GError **error)
{
    g_autofree char *path = NULL;
    g_auto (GStrv) parts = g_strsplit (row->file != NULL ? row->file : "", "/", -1);

    if (row->file == NULL)
        return fail (error, "The row names no file.");
    if (b->run->open != NULL)
        return (row->fd = b->run->open (row->file, b->run->data, error)) >= 0;
    if (*row->file == '/' || g_strv_contains ((const char *const *) parts, ".."))
        return fail (error, "The file does not lie in the folder. Name it as it lies below it.");
    path = g_build_filename (b->run->folder, row->file, NULL);
    row->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (row->fd >= 0 && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return TRUE;
    return fail (error, row->fd < 0 && errno == ENOENT ? "There is no such file in the folder."
                                                       : "The file cannot be opened.");
}

static gboolean hash_file (Row *row, GError **error)
{
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
    guint8 chunk[64 * 1024];
    off_t at = 0;
    ssize_t got;

    while ((got = pread (row->fd, chunk, sizeof chunk, at)) > 0) {
        g_checksum_update (sum, chunk, got);
        at += got;
    }
    if (got < 0)
        return fail (error, "The file cannot be read.");
    g_strlcpy (row->sha256, g_checksum_get_string (sum), sizeof row->sha256);
    return TRUE;
}

/* ---- what is here already ---- */

struct where {
    const char *sha256, *symbol, *want;
    char *document, *language, *id;
    gboolean taken; /* the symbol is there in the wanted language */
};

static gboolean where_in (TdTx *tx, gpointer data, GError **error)
{
    struct where *w = data;
    TdLibraryDocument *found = NULL;

    if (!td_library_select_hash (tx, w->sha256, &w->document, &w->language, error)
        || (w->symbol != NULL && !td_library_load (tx, NULL, w->symbol, &found, error)))
        return FALSE;
    w->taken = found != NULL && w->want != NULL && td_library_in (found, w->want) != NULL;
    w->id = g_strdup (found != NULL ? found->id : NULL);
    td_library_document_free (found);
    return TRUE;
}

static void where_clear (struct where *w)
{
    g_free (w->document);
    g_free (w->language);
    g_free (w->id);
}

static gboolean seen_before (GHashTable *table, const char *key, int line, const char *what, GError **error)
{
    gpointer before = g_hash_table_lookup (table, key);

    if (before == NULL) {
        g_hash_table_insert (table, g_strdup (key), GINT_TO_POINTER (line));
        return FALSE;
    }
    g_set_error (error, TD_LIBRARY_ERROR, TD_ERROR_CONFLICT, "%s as in line %d.", what, GPOINTER_TO_INT (before));
    return TRUE;
}

/* ---- one document ---- */

/* As importing would say it, without storing: FALSE with the problem. */
static gboolean try_document (const Bulk *b, const Row *row, const TdLibraryDocument *said, const struct where *w,
                              TdImportOutcome *outcome, GError **error)
{
    g_autoptr (TdDocument) document = NULL;
    g_autofree char *language = NULL;

    if (w->taken && !b->run->replace)
        return fail (error,
                     "Another file is here at this symbol in this language. Say that this one is to take its place, or "
                     "leave the row out.");
    document = td_document_read (b->instance->cells, row->fd, b->instance->profile->tagger,
                                 &b->instance->profile->page_rule, error);
    language = document != NULL
                   ? td_library_settle_language (row->language != NULL ? row->language : document->language, error)
                   : NULL;
    if (language == NULL)
        return FALSE;
    if (outcome->language == NULL)
        outcome->language = g_strdup (language);
    if (document->no_text)
        outcome->why = g_strdup ("Its pages are pictures without text: it is kept, but nothing in it is found.");
    (void) said;
    return TRUE;
}

static gboolean do_document (const Bulk *b, Row *row, TdImportOutcome *outcome, GError **error)
{
    g_autoptr (TdLibraryDocument) said = td_library_settle (b->instance, &row->entry, error);
    g_autofree char *place = NULL;
    struct where w = { .sha256 = row->sha256, .want = row->language };
    gboolean done = FALSE, there;

    if (said == NULL)
        return FALSE;
    w.symbol = said->symbol;
    if (!td_store_read (b->instance->store, where_in, &w, error)) {
        where_clear (&w);
        return FALSE;
    }
    place = g_strdup_printf ("%s %s", said->symbol != NULL ? said->symbol : row->sha256,
                             row->language != NULL ? row->language : "");
    there = w.document != NULL && (said->symbol == NULL || g_str_equal (w.document, said->symbol))
            && (row->language == NULL || g_str_equal (row->language, w.language));
    if (seen_before (b->hashes, row->sha256, row->line, "The same file", error)
        || (row->language != NULL
            && seen_before (b->places, place, row->line, "The same symbol and language", error))) {
        done = FALSE;
    } else if (there) {
        outcome->result = TD_IMPORT_THERE;
        outcome->id = g_strdup (w.id);
        done = TRUE;
    } else if (w.document != NULL) {
        g_set_error (error, TD_LIBRARY_ERROR, TD_ERROR_CONFLICT, "The same file is %s in %s already.", w.document,
                     w.language);
    } else if (b->run->dry) {
        done = try_document (b, row, said, &w, outcome, error);
    } else {
        done = td_library_import (b->instance, b->viewer, &row->entry, row->fd, row->file, b->run->replace,
                                  &outcome->id, error);
    }
    where_clear (&w);
    return done;
}

/* ---- one contribution ---- */

static gboolean do_contribution (const Bulk *b, Row *row, TdImportOutcome *outcome, GError **error)
{
    g_autofree char *there = NULL;
    g_autoptr (TdDocument) document = NULL;

    outcome->contribution = TRUE;
    if (!td_submission_register_check (b->instance, &row->contribution, error)
        || seen_before (b->hashes, row->sha256, row->line, "The same file", error)
        || !td_submission_register_find (b->instance, row->sha256, &there, error))
        return FALSE;
    if (there != NULL) {
        outcome->result = TD_IMPORT_THERE;
        outcome->id = g_steal_pointer (&there);
        return TRUE;
    }
    if (!b->run->dry)
        return td_submission_from_register (b->instance, b->viewer, &row->contribution, row->fd, row->file,
                                            &outcome->id, error);
    document = td_document_read (b->instance->cells, row->fd, NULL, &b->instance->profile->page_rule, error);
    if (document != NULL && document->no_text)
        outcome->why = g_strdup ("Its pages are pictures without text: it is kept, but nothing in it is found.");
    return document != NULL;
}

/* ---- all ---- */

static gboolean do_row (const Bulk *b, guint at, TdImportOutcome **ret_outcome, GError **error)
{
    g_auto (Row) row = { .row = at, .line = g_array_index (b->run->sheet->lines, int, at), .fd = -1 };
    g_autoptr (TdImportOutcome) outcome = NULL;
    GError *problem = NULL;
    gboolean done = read_row (b, &row, &problem);
    const char *what = row.entry.symbol != NULL                ? row.entry.symbol
                       : row.contribution.organisation != NULL ? row.contribution.organisation
                                                               : row.file;

    outcome = td_import_outcome_new (row.line, what, row.language);
    if (done)
        done = open_file (b, &row, &problem) && hash_file (&row, &problem)
               && (row.is_contribution ? do_contribution (b, &row, outcome, &problem)
                                       : do_document (b, &row, outcome, &problem));
    if (!done && !td_import_is_problem (outcome, problem, error))
        return FALSE;
    *ret_outcome = g_steal_pointer (&outcome);
    return TRUE;
}

GPtrArray *td_import_folder (TdInstance *instance, const TdViewer *viewer, const TdImportRun *run, GError **error)
{
    g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) td_import_outcome_free);
    g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    const Bulk b = { instance, viewer, run, hashes, places };

    if (!td_door_may (viewer, TD_ACT_DOCUMENT_IMPORT, NULL, error))
        return NULL;
    if (run->sheet->at[TD_IMPORT_FILE] < 0) {
        fail (error, "No column is mapped to the field “file”, which names the file of each row.");
        return NULL;
    }
    for (guint i = 0; i < run->sheet->rows->len; i++) {
        TdImportOutcome *outcome = NULL;
        if (!do_row (&b, i, &outcome, error))
            return NULL;
        g_ptr_array_add (outcomes, outcome);
    }
    return g_steal_pointer (&outcomes);
}
