/* Mirroring. Contract in mirror.h. */
#include "areas/mirror/mirror.h"

#include "areas/mirror/fetch.h"
#include "areas/mirror/mirror-record.h"
#include "areas/mirror/mirror-skip.h"
#include "areas/mirror/mirror-sql.h"
#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"

#include <string.h>

TD_DEFINE_ERROR (mirror)

/* ---- becoming one ---- */

static gboolean real_in (TdTx *tx, gpointer data, GError **error)
{
    return td_journal_has_real_acts (tx, data, error);
}

gboolean td_mirror_begin (TdInstance *instance, const char *address, GError **error)
{
    gboolean real = FALSE;

    instance->mirroring = TRUE;
    if (g_strcmp0 (instance->mirror_of, address) == 0)
        return TRUE;
    if (instance->mirror_of != NULL) {
        g_set_error (error, TD_MIRROR_ERROR, TD_ERROR_NOT_ALLOWED,
                     "This instance is a mirror of %s. Make another one with: treatydesk init DIR",
                     instance->mirror_of);
        return FALSE;
    }
    if (!td_store_read (instance->store, real_in, &real, error))
        return FALSE;
    if (real) {
        g_set_error_literal (error, TD_MIRROR_ERROR, TD_ERROR_NOT_ALLOWED,
                             "This instance has work of its own in it, and a mirror has none. Make another one with: "
                             "treatydesk init DIR");
        return FALSE;
    }
    return td_instance_become_mirror (instance, address, error);
}

/* ---- one record ---- */

typedef struct {
    TdInstance *instance;
    TdFetcher *fetcher;
    TdMirrorProgress *progress;
    TdMirrorShow show;
    gpointer data;
    gint64 in_a_row; /* records that were left out one after the other */
} Pass;

struct put {
    const Pass *pass;
    const TdMirrorRecord *record;
    gboolean was;
};

static gboolean put_in (TdTx *tx, gpointer data, GError **error)
{
    struct put *p = data;
    TdInstance *instance = p->pass->instance;
    const TdMirrorRecord *r = p->record;

    if (!td_instance_may_write (instance, tx, error)
        || !td_mirror_move (tx, instance->mirror_of, r->position, p->pass->progress->records + 1, error))
        return FALSE;
    return td_mirror_forget_skipped (tx, instance->mirror_of, r->id, error)
           && (r->deleted ? td_library_mirror_gone_in (tx, instance, r->id, &p->was, error)
                          : td_library_mirror_in (tx, instance, r->document, r->languages, error))
           && td_mirror_journal (tx, instance, error);
}

/* A file that is not to be had, twice, while the list is: that is the record's fault, and not of a server that is away for a moment. */
static GBytes *fetch_file (const Pass *pass, const char *path, GError **error)
{
    g_autofree char *list = g_strdup_printf ("/open/records.jsonl?after=%" G_GINT64_FORMAT, G_MAXINT64 - 1);
    g_autoptr (GError) problem = NULL;
    GBytes *bytes = td_fetch (pass->fetcher, path, TD_LIMIT_MIRROR_FILE, &problem);

    if (bytes == NULL && td_error_code (problem) == TD_ERROR_BUSY) {
        g_autoptr (GBytes) answer = NULL;
        g_clear_error (&problem);
        g_usleep (G_USEC_PER_SEC);
        bytes = td_fetch (pass->fetcher, path, TD_LIMIT_MIRROR_FILE, &problem);
        answer = bytes == NULL ? td_fetch (pass->fetcher, list, TD_LIMIT_MIRROR_ANSWER, NULL) : NULL;
        if (answer != NULL && td_error_code (problem) == TD_ERROR_BUSY) {
            g_set_error (error, TD_MIRROR_ERROR, TD_ERROR_INPUT,
                         "%s%s could not be had, twice, though the server answers. Ask who runs that server.",
                         pass->instance->mirror_of, path);
            return NULL;
        }
    }
    if (bytes == NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
    return bytes;
}

/* A file that is new here, fetched and held against its hash. */
static gboolean bring_file (const Pass *pass, const char *id, const TdLibraryLanguage *l, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/en/documents/%s/files/%s", id, l->language);
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *sum = NULL;

    bytes = fetch_file (pass, path, error);
    if (bytes == NULL)
        return FALSE;
    sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    if (!g_str_equal (sum, l->sha256)) {
        g_set_error (
            error, TD_MIRROR_ERROR, TD_ERROR_INPUT,
            "%s%s is not the file that the server’s own list says: its hash differs. Ask who runs that server.",
            pass->instance->mirror_of, path);
        return FALSE;
    }
    pass->progress->files++;
    return td_library_mirror_file (pass->instance, bytes, error);
}

static gboolean has_file (const Pass *pass, const char *id, const TdLibraryLanguage *l)
{
    g_autoptr (TdLibraryDocument) d = td_library_get (pass->instance, id, NULL);
    const TdLibraryLanguage *there = d != NULL ? td_library_in (d, l->language) : NULL;

    return there != NULL && g_strcmp0 (there->sha256, l->sha256) == 0;
}

static gboolean bring_files (const Pass *pass, const TdMirrorRecord *r, GError **error)
{
    for (guint i = 0; !r->deleted && i < r->languages->len; i++) {
        const TdLibraryLanguage *l = &g_array_index (r->languages, TdLibraryMirrored, i).language;
        if (l->sha256 != NULL && !has_file (pass, r->id, l) && !bring_file (pass, r->id, l, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean take_record (Pass *pass, const TdMirrorRecord *record, GError **error)
{
    struct put put = { .pass = pass, .record = record };

    if (!bring_files (pass, record, error) || !td_store_write (pass->instance->store, put_in, &put, error))
        return FALSE;
    pass->progress->position = record->position;
    pass->progress->records++;
    if (record->deleted)
        pass->progress->gone += put.was;
    else
        pass->progress->taken++;
    return TRUE;
}

/* ---- one that does not hold ---- */

static gboolean goes_on (const Pass *pass, gint64 position, GError **error)
{
    if (position > pass->progress->position)
        return TRUE;
    g_set_error_literal (error, TD_MIRROR_ERROR, TD_ERROR_NOT_ALLOWED,
                         "The server’s list does not go on: a record has a position that came before. Nothing more "
                         "was taken; ask who runs that server.");
    return FALSE;
}

/* Too many in a row: then it is not this record, and leaving out would empty the mirror. */
static gboolean is_enough (Pass *pass, const GError *problem, GError **error)
{
    if (++pass->in_a_row <= TD_LIMIT_MIRROR_LEFT_OUT)
        return FALSE;
    g_set_error (error, TD_MIRROR_ERROR, TD_ERROR_NOT_ALLOWED,
                 "%d records one after the other do not hold, so something is wrong with that server. Nothing more is "
                 "taken. The last: %s",
                 (int) TD_LIMIT_MIRROR_LEFT_OUT + 1, problem->message);
    return TRUE;
}

static gboolean leave_out (Pass *pass, const char *line, gsize length, const GError *problem, GError **error)
{
    TdMirrorProgress *p = pass->progress;
    TdMirrorLeftOut left = { .position = p->position, .reason = problem->message };
    g_autofree char *id = NULL;

    left.moves = td_mirror_record_place (line, length, &left.position, &id);
    left.thing = id;
    if ((left.moves && !goes_on (pass, left.position, error)) || is_enough (pass, problem, error)
        || !td_mirror_leave_out (pass->instance, &left, p->records + left.moves, error))
        return FALSE;
    p->position = left.position;
    p->records += left.moves;
    p->left_out++;
    p->why = problem->message;
    if (pass->show != NULL)
        pass->show (p, pass->data);
    p->why = NULL;
    return TRUE;
}

/* Whether the record is at fault: not the line to the server, not this instance. */
static gboolean is_the_records (const GError *problem)
{
    TdErrorCode code = td_error_code (problem);

    return code == TD_ERROR_INPUT || code == TD_ERROR_CONFLICT || code == TD_ERROR_TOO_LARGE;
}

static gboolean take_line (Pass *pass, const char *line, gsize length, GError **error)
{
    g_auto (TdMirrorRecord) record = { 0 };
    g_autoptr (GError) problem = NULL;
    gboolean read = td_mirror_record_read (pass->instance->profile, line, length, &record, &problem);

    if (read && !goes_on (pass, record.position, error))
        return FALSE;
    if (read && take_record (pass, &record, &problem)) {
        pass->in_a_row = 0;
        return TRUE;
    }
    if (is_the_records (problem))
        return leave_out (pass, line, length, problem, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- all that is new ---- */

/* *ret_any: whether there was a line. A last line without its end broke off; lines none of which says where it stands are no list. */
static gboolean take_lines (Pass *pass, GBytes *answer, gboolean *ret_any, GError **error)
{
    gint64 from = pass->progress->position;
    gsize size;
    const char *data = g_bytes_get_data (answer, &size);

    *ret_any = FALSE;
    for (gsize at = 0; at < size;) {
        const char *end = memchr (data + at, '\n', size - at);
        gsize length = end != NULL ? (gsize) (end - (data + at)) : 0;
        if (end == NULL) {
            g_set_error_literal (
                error, TD_MIRROR_ERROR, TD_ERROR_BUSY,
                "The server’s list broke off within a line. What came before stands; run this again to "
                "go on.");
            return FALSE;
        }
        if (!take_line (pass, data + at, length, error))
            return FALSE;
        *ret_any = TRUE;
        at += length + 1;
    }
    if (!*ret_any || pass->progress->position > from)
        return TRUE;
    g_set_error_literal (
        error, TD_MIRROR_ERROR, TD_ERROR_INPUT,
        "The server’s list holds no record that says where it stands, so it is no list of a Treatydesk. "
        "Nothing was taken of it; ask who runs that server.");
    return FALSE;
}

static gboolean load_in (TdTx *tx, gpointer data, GError **error)
{
    Pass *pass = data;

    return td_mirror_load (tx, pass->instance->mirror_of, &pass->progress->position, &pass->progress->records, error);
}

static gboolean complete_in (TdTx *tx, gpointer data, GError **error)
{
    const Pass *pass = data;
    TdInstance *instance = pass->instance;
    gint64 first = 0;

    return td_instance_may_write (instance, tx, error)
           && td_mirror_complete (tx, instance->mirror_of, td_clock_now (&instance->clock), error)
           && td_mirror_count_skipped (tx, instance->mirror_of, &pass->progress->stand_left_out, &first, error)
           && td_mirror_journal (tx, instance, error);
}

gboolean td_mirror_pass (TdInstance *instance, TdMirrorShow show, gpointer data, TdMirrorProgress *ret_progress,
                         GError **error)
{
    g_autoptr (TdFetcher) fetcher = td_fetcher_new (instance->mirror_of, error);
    Pass pass = { instance, fetcher, ret_progress, show, data, 0 };
    gboolean any = TRUE;

    *ret_progress = (TdMirrorProgress){ 0 };
    if (fetcher == NULL || !td_store_read (instance->store, load_in, &pass, error))
        return FALSE;
    while (any) {
        g_autofree char *path = g_strdup_printf ("/open/records.jsonl?after=%" G_GINT64_FORMAT, ret_progress->position);
        g_autoptr (GBytes) answer = td_fetch (fetcher, path, TD_LIMIT_MIRROR_ANSWER, error);
        if (answer == NULL || !take_lines (&pass, answer, &any, error))
            return FALSE;
        if (show != NULL && any)
            show (ret_progress, data);
    }
    return td_store_write (instance->store, complete_in, &pass, error);
}
