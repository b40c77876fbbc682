/* Contract in reading.h. */
#include "areas/submissions/reading.h"

#include "areas/submissions/reading-sql.h"
#include "base/errors.h"
#include "journal/journal.h"

static const struct {
    const char *word, *act;
} kinds[] = {
    [TD_READING_PAGE] = { "page", "submission.read" },
    [TD_READING_FILE] = { "file", "file.read" },
    [TD_READING_RECEIPT] = { "receipt", "receipt.read" },
};

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const GPtrArray *ids;
    TdReadingRow row;
    GPtrArray *unknown; /* of ids: those that were not noted in this session and hour */
    gboolean may_not;   /* this run writes nothing here */
};

static gboolean known_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    g_ptr_array_set_size (r->unknown, 0);
    for (guint i = 0; i < r->ids->len; i++) {
        gboolean known = FALSE;
        r->row.submission = r->ids->pdata[i];
        if (!td_reading_known (tx, &r->row, &known, error))
            return FALSE;
        if (!known)
            g_ptr_array_add (r->unknown, r->ids->pdata[i]);
    }
    return TRUE;
}

/* Inserting twice is once: the same session may have asked twice at once. */
static gboolean note_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    TdJournalEntry entry = {
        .actor = r->row.reader, .act = r->row.act, .thing = "submission", .clock = &r->instance->clock
    };

    if (!td_instance_may_write (r->instance, tx, error)) {
        r->may_not = TRUE;
        return FALSE;
    }
    for (guint i = 0; i < r->unknown->len; i++) {
        r->row.submission = entry.thing_id = r->unknown->pdata[i];
        if (!td_reading_insert (tx, &r->row, error) || !td_journal_append (tx, &entry, NULL, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_reading_note_several (TdInstance *instance, const TdViewer *viewer, const GPtrArray *ids,
                                  TdReadingKind kind, GError **error)
{
    gint64 now = td_clock_now (&instance->clock);
    g_autoptr (GPtrArray) unknown = g_ptr_array_new ();
    struct reading r = { .instance = instance, .viewer = viewer, .ids = ids, .unknown = unknown };
    g_autoptr (GError) problem = NULL;

    r.row = (TdReadingRow){ .what = kinds[kind].word,
                            .act = kinds[kind].act,
                            .reader = td_viewer_actor (viewer),
                            .session = viewer->session != NULL ? viewer->session : "",
                            .hour = now / G_TIME_SPAN_HOUR,
                            .at = now };
    if (ids->len == 0)
        return TRUE;
    if (!td_store_read (instance->store, known_in, &r, error))
        return FALSE;
    if (unknown->len == 0 || td_store_write (instance->store, note_in, &r, &problem) || r.may_not)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_reading_note (TdInstance *instance, const TdViewer *viewer, const TdSubmission *s, TdReadingKind kind,
                          GError **error)
{
    TdThing thing = td_submission_thing (s);
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();

    if (!td_door_reading_is_noted (viewer, &thing))
        return TRUE;
    g_ptr_array_add (ids, s->id);
    return td_reading_note_several (instance, viewer, ids, kind, error);
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
