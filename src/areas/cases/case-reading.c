/* Who read what. Contract in case-reading.h. */
#include "areas/cases/case-rules.h"

#include "base/errors.h"

struct note {
    TdInstance *instance;
    const TdCase *c;
    TdCaseReading row;
    const char *session;
    gboolean known;
    gboolean may_not; /* this run writes nothing here */
};

static gboolean known_in (TdTx *tx, gpointer data, GError **error)
{
    struct note *n = data;

    return td_case_reading_known (tx, &n->row, n->session, &n->known, error);
}

static gboolean note_in (TdTx *tx, gpointer data, GError **error)
{
    struct note *n = data;
    const TdJournalEntry entry = { .actor = n->row.reader,
                                   .act = "case.read",
                                   .thing = TD_CASE_THING,
                                   .thing_id = n->c->id,
                                   .clock = &n->instance->clock };

    if (!td_instance_may_write (n->instance, tx, error)) {
        n->may_not = TRUE;
        return FALSE;
    }
    return td_case_reading_put (tx, &n->row, n->session, error) && td_journal_append (tx, &entry, NULL, error);
}

/* That it was the author, in that hour: not which account or code, by which sign-in, nor when in the hour. */
static void by_author (struct note *n)
{
    n->session = "";
    n->row.reader = (char *) TD_CASE_READER_AUTHOR;
    n->row.at -= n->row.at % G_TIME_SPAN_HOUR;
}

gboolean td_case_note_reading (TdInstance *instance, const TdViewer *viewer, const TdCase *c, const char *what,
                               GError **error)
{
    const TdThing thing = td_case_thing (c, viewer);
    struct note n = { .instance = instance,
                      .c = c,
                      .session = viewer->session != NULL ? viewer->session : "",
                      .row = { .case_id = c->id,
                               .what = (char *) what,
                               .reader = (char *) td_viewer_actor (viewer),
                               .at = td_clock_now (&instance->clock) } };
    g_autoptr (GError) problem = NULL;

    if ((thing.relations & TD_RELATION_SENDER) != 0)
        by_author (&n);
    else if (!td_door_reading_is_noted (viewer, &thing))
        return TRUE;
    if (!td_store_read (instance->store, known_in, &n, error))
        return FALSE;
    if (n.known || td_store_write (instance->store, note_in, &n, &problem) || n.may_not)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- for the chair ---- */

struct reading {
    const TdViewer *viewer;
    const char *id;
    GPtrArray *list;
};

static gboolean may_see (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (TdCase) c = td_case_get_in (tx, viewer, id, error);
    TdThing thing;

    if (c == NULL)
        return FALSE;
    thing = td_case_thing (c, viewer);
    return td_door_may (viewer, TD_ACT_CASE_JOURNAL, &thing, error);
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    if (r->id != NULL && !may_see (tx, r->viewer, r->id, error))
        return FALSE;
    r->list = td_case_reading_select (tx, r->id, error);
    for (guint i = r->list != NULL && r->id == NULL ? r->list->len : 0; i > 0; i--) {
        const TdCaseReading *row = r->list->pdata[i - 1];
        if (!may_see (tx, r->viewer, row->case_id, NULL))
            g_ptr_array_remove_index (r->list, i - 1);
    }
    return r->list != NULL;
}

GPtrArray *td_case_readings (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };

    if (!td_door_may (viewer, TD_ACT_CASE_JOURNAL, NULL, error))
        return NULL;
    return td_store_read (instance->store, list_in, &r, error) ? r.list : NULL;
}
