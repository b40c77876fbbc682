/* Contract in reading.h. */
#include "areas/submissions/reading.h"

#include "areas/submissions/reading-sql.h"
#include "base/errors.h"
#include "journal/journal.h"

#include <sodium.h>

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdSubmission *submission;
    TdReadingRow row;
    gboolean known;
    gboolean may_not; /* this run writes nothing here */
};

static const struct {
    const char *word, *act;
} kinds[] = {
    [TD_READING_PAGE] = { "page", "submission.read" },       [TD_READING_FILE] = { "file", "file.read" },
    [TD_READING_RECEIPT] = { "receipt", "receipt.read" },    [TD_READING_LIST] = { "list", "submission.list" },
    [TD_READING_SEARCH] = { "search", "submission.search" },
};

/* But for its submission. */
static TdReadingRow row_of (const TdInstance *instance, const TdViewer *viewer, TdReadingKind kind)
{
    gint64 now = td_clock_now (&instance->clock);
    gint64 since = kind == TD_READING_LIST ? now - now % G_TIME_SPAN_DAY : now;

    return (TdReadingRow){ .what = kinds[kind].word,
                           .act = kinds[kind].act,
                           .reader = td_viewer_actor (viewer),
                           .session = viewer->session != NULL ? viewer->session : "",
                           .hour = since / G_TIME_SPAN_HOUR,
                           .at = now };
}

static gboolean known_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return td_reading_known (tx, &r->row, &r->known, error);
}

/* Looks again inside the transaction: the same session may have asked twice at once. */
static gboolean note_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    const TdJournalEntry entry = { .actor = r->row.reader,
                                   .act = r->row.act,
                                   .thing = "submission",
                                   .thing_id = r->submission->id,
                                   .clock = &r->instance->clock };

    if (!td_instance_may_write (r->instance, tx, error)) {
        r->may_not = TRUE;
        return FALSE;
    }
    return td_reading_insert (tx, &r->row, error) && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_reading_note (TdInstance *instance, const TdViewer *viewer, const TdSubmission *s, TdReadingKind kind,
                          GError **error)
{
    TdThing thing = td_submission_thing (s);
    struct reading r = { .instance = instance, .viewer = viewer, .submission = s };
    g_autoptr (GError) problem = NULL;

    if (!td_door_reading_is_noted (viewer, &thing))
        return TRUE;
    r.row = row_of (instance, viewer, kind);
    r.row.submission = s->id;
    if (!td_store_read (instance->store, known_in, &r, error))
        return FALSE;
    if (r.known || td_store_write (instance->store, note_in, &r, &problem) || r.may_not)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- many at once ---- */

struct readings {
    TdInstance *instance;
    TdReadingRow row;
    GPtrArray *ids; /* borrowed */
    gboolean each;  /* an entry of the journal each, not one for all */
    gboolean may_not;
};

/* Leaves those that were not noted yet, each once. */
static gboolean unknown_in (TdTx *tx, gpointer data, GError **error)
{
    struct readings *r = data;
    g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    if (!td_reading_known_ones (tx, &r->row, known, error))
        return FALSE;
    for (guint i = r->ids->len; i-- > 0;)
        if (!g_hash_table_add (known, g_strdup (r->ids->pdata[i])))
            g_ptr_array_remove_index (r->ids, i);
    return TRUE;
}

static gboolean journal (TdTx *tx, const struct readings *r, const char *id, const guint8 *content, GError **error)
{
    const TdJournalEntry entry = { .actor = r->row.reader,
                                   .act = r->row.act,
                                   .thing = id != NULL ? "submission" : "submissions",
                                   .thing_id = id != NULL ? id : "",
                                   .content = content,
                                   .clock = &r->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean journal_all (TdTx *tx, const struct readings *r, GError **error)
{
    crypto_generichash_state state;
    guint8 content[32];

    crypto_generichash_init (&state, NULL, 0, sizeof content);
    for (guint i = 0; i < r->ids->len; i++)
        crypto_generichash_update (&state, r->ids->pdata[i], strlen (r->ids->pdata[i]));
    crypto_generichash_final (&state, content, sizeof content);
    return journal (tx, r, NULL, content, error);
}

static gboolean note_many_in (TdTx *tx, gpointer data, GError **error)
{
    struct readings *r = data;

    r->may_not = !td_instance_may_write (r->instance, tx, error);
    if (r->may_not)
        return FALSE;
    for (guint i = 0; i < r->ids->len; i++) {
        r->row.submission = r->ids->pdata[i];
        if (!td_reading_insert (tx, &r->row, error))
            return FALSE;
    }
    if (!r->each)
        return journal_all (tx, r, error);
    for (guint i = 0; i < r->ids->len; i++)
        if (!journal (tx, r, r->ids->pdata[i], NULL, error))
            return FALSE;
    return TRUE;
}

static gboolean note_all (TdInstance *instance, const TdViewer *viewer, TdReadingKind kind, gboolean each,
                          const GPtrArray *ids, GError **error)
{
    g_autoptr (GPtrArray) left = g_ptr_array_new ();
    struct readings r = { .instance = instance, .ids = left, .each = each, .row = row_of (instance, viewer, kind) };
    g_autoptr (GError) problem = NULL;

    if (ids->len == 0)
        return TRUE;
    for (guint i = 0; i < ids->len; i++)
        g_ptr_array_add (left, ids->pdata[i]);
    if (!td_store_read (instance->store, unknown_in, &r, error))
        return FALSE;
    if (left->len == 0 || td_store_write (instance->store, note_many_in, &r, &problem) || r.may_not)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_reading_note_many (TdInstance *instance, const TdViewer *viewer, const GPtrArray *ids, GError **error)
{
    return note_all (instance, viewer, TD_READING_PAGE, TRUE, ids, error);
}

gboolean td_reading_note_shown (TdInstance *instance, const TdViewer *viewer, TdReadingKind kind, const GPtrArray *ids,
                                GError **error)
{
    return note_all (instance, viewer, kind, FALSE, ids, error);
}

/* ---- who read it ---- */

struct readers {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    GPtrArray *found;
};

static gboolean readers_in (TdTx *tx, gpointer data, GError **error)
{
    struct readers *r = data;
    g_autoptr (TdSubmission) s = td_submission_get_in (tx, r->instance, r->viewer, NULL, r->id, error);
    TdThing thing;

    g_clear_pointer (&r->found, g_ptr_array_unref);
    if (s == NULL)
        return FALSE;
    thing = td_submission_thing (s);
    if (!td_door_may (r->viewer, TD_ACT_SUBMISSION_READERS, &thing, error))
        return FALSE;
    r->found = td_reading_list (tx, r->id, error);
    return r->found != NULL;
}

GPtrArray *td_readers (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct readers r = { .instance = instance, .viewer = viewer, .id = id };

    if (!td_store_read (instance->store, readers_in, &r, error))
        g_clear_pointer (&r.found, g_ptr_array_unref);
    return r.found;
}
