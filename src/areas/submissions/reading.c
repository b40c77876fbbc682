/* Contract in reading.h. */
#include "areas/submissions/reading.h"

#include "areas/submissions/reading-sql.h"
#include "base/errors.h"
#include "journal/journal.h"

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
    [TD_READING_PAGE] = { "page", "submission.read" },
    [TD_READING_FILE] = { "file", "file.read" },
    [TD_READING_RECEIPT] = { "receipt", "receipt.read" },
};

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
    gint64 now = td_clock_now (&instance->clock);
    struct reading r = { .instance = instance, .viewer = viewer, .submission = s };
    g_autoptr (GError) problem = NULL;

    if (!td_door_reading_is_noted (viewer, &thing))
        return TRUE;
    r.row = (TdReadingRow){ .submission = s->id,
                            .what = kinds[kind].word,
                            .act = kinds[kind].act,
                            .reader = td_viewer_actor (viewer),
                            .session = viewer->session != NULL ? viewer->session : "",
                            .hour = now / G_TIME_SPAN_HOUR,
                            .at = now };
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
    gboolean may_not;
};

/* Leaves those that were not noted yet. */
static gboolean unknown_in (TdTx *tx, gpointer data, GError **error)
{
    struct readings *r = data;
    gboolean known;

    for (guint i = r->ids->len; i-- > 0;) {
        r->row.submission = r->ids->pdata[i];
        if (!td_reading_known (tx, &r->row, &known, error))
            return FALSE;
        if (known)
            g_ptr_array_remove_index (r->ids, i);
    }
    return TRUE;
}

static gboolean note_many_in (TdTx *tx, gpointer data, GError **error)
{
    struct readings *r = data;

    r->may_not = !td_instance_may_write (r->instance, tx, error);
    for (guint i = 0; !r->may_not && i < r->ids->len; i++) {
        r->row.submission = r->ids->pdata[i];
        if (!td_reading_insert (tx, &r->row, error))
            return FALSE;
    }
    for (guint i = 0; !r->may_not && i < r->ids->len; i++) {
        const TdJournalEntry entry = { .actor = r->row.reader,
                                       .act = r->row.act,
                                       .thing = "submission",
                                       .thing_id = r->ids->pdata[i],
                                       .clock = &r->instance->clock };
        if (!td_journal_append (tx, &entry, NULL, error))
            return FALSE;
    }
    return !r->may_not;
}

gboolean td_reading_note_many (TdInstance *instance, const TdViewer *viewer, const GPtrArray *ids, GError **error)
{
    g_autoptr (GPtrArray) left = g_ptr_array_new ();
    gint64 now = td_clock_now (&instance->clock);
    struct readings r = { .instance = instance, .ids = left };
    g_autoptr (GError) problem = NULL;

    for (guint i = 0; i < ids->len; i++)
        g_ptr_array_add (left, ids->pdata[i]);
    r.row = (TdReadingRow){ .what = kinds[TD_READING_PAGE].word,
                            .act = kinds[TD_READING_PAGE].act,
                            .reader = td_viewer_actor (viewer),
                            .session = viewer->session != NULL ? viewer->session : "",
                            .hour = now / G_TIME_SPAN_HOUR,
                            .at = now };
    if (!td_store_read (instance->store, unknown_in, &r, error))
        return FALSE;
    if (left->len == 0 || td_store_write (instance->store, note_many_in, &r, &problem) || r.may_not)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
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
