/* Who of the Committee read accounts that are not public. Contract in own-account.h. */
#include "areas/cooperation/own-account-sql.h"

struct notes {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *session;
    gint64 now;
    GPtrArray *ids; /* borrowed */
    gboolean may_not;
};

static gboolean is_known (TdTx *tx, const struct notes *n, const char *id, gboolean *ret_known, GError **error)
{
    return td_own_reading_known (tx, id, td_viewer_actor (n->viewer), n->session, n->now / G_TIME_SPAN_HOUR, ret_known,
                                 error);
}

/* Leaves those that were not noted yet. */
static gboolean unknown_in (TdTx *tx, gpointer data, GError **error)
{
    struct notes *n = data;
    gboolean known;

    for (guint i = n->ids->len; i-- > 0;) {
        if (!is_known (tx, n, n->ids->pdata[i], &known, error))
            return FALSE;
        if (known)
            g_ptr_array_remove_index (n->ids, i);
    }
    return TRUE;
}

static gboolean note_in (TdTx *tx, gpointer data, GError **error)
{
    struct notes *n = data;

    n->may_not = !td_instance_may_write (n->instance, tx, error);
    if (n->may_not)
        return FALSE;
    for (guint i = 0; i < n->ids->len; i++)
        if (!td_own_reading_insert (tx, n->ids->pdata[i], td_viewer_actor (n->viewer), n->session, n->now, error))
            return FALSE;
    for (guint i = 0; i < n->ids->len; i++) {
        const TdJournalEntry entry = { .actor = td_viewer_actor (n->viewer),
                                       .act = td_act_word (TD_ACT_OWN_ACCOUNT_READ),
                                       .thing = "own-account",
                                       .thing_id = n->ids->pdata[i],
                                       .clock = &n->instance->clock };
        if (!td_journal_append (tx, &entry, NULL, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_own_account_note_readings (TdInstance *instance, const TdViewer *viewer, const GPtrArray *accounts,
                                       GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();
    struct notes n = { .instance = instance,
                       .viewer = viewer,
                       .session = viewer->session != NULL ? viewer->session : "",
                       .now = td_clock_now (&instance->clock),
                       .ids = ids };
    g_autoptr (GError) problem = NULL;

    for (guint i = 0; i < accounts->len; i++) {
        const TdOwnAccount *a = accounts->pdata[i];
        const TdThing thing = td_own_account_thing (a);
        if (td_door_reading_is_noted (viewer, &thing))
            g_ptr_array_add (ids, a->id);
    }
    if (ids->len == 0)
        return TRUE;
    if (!td_store_read (instance->store, unknown_in, &n, error))
        return FALSE;
    /* A run that may not write here (a server of another day) notes nothing. */
    if (ids->len == 0 || td_store_write (instance->store, note_in, &n, &problem) || n.may_not)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
