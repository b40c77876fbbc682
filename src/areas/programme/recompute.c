/* Instants of meetings by the machine's tzdata of today. Contract of td_programme_recompute in programme.h. */
#include "areas/programme/meeting-sql.h"
#include "areas/programme/plan-sql.h"

#include "base/clock.h"
#include "base/errors.h"

struct recomputing {
    TdInstance *instance;
    gboolean any;       /* some are not right any more */
    gboolean is_public; /* one of them everybody sees */
};

/* *ret_moved: its instants were not those of its hours. */
static gboolean set_instants (TdMeeting *m, gboolean *ret_moved)
{
    gint64 begins, ends;

    *ret_moved = FALSE;
    if (!td_instant_from_local (m->begins_local, m->zone, &begins, NULL)
        || !td_instant_from_local (m->ends_local, m->zone, &ends, NULL))
        return FALSE;
    *ret_moved = begins != m->begins || ends != m->ends;
    m->begins = begins;
    m->ends = ends;
    return TRUE;
}

/* What waits to be published of it as well. */
static gboolean mend_pending (TdTx *tx, const TdMeeting *stands, gint64 now, GError **error)
{
    g_autoptr (TdMeeting) m = NULL;
    gboolean waits = FALSE, moved;

    if (!td_meeting_load (tx, stands->id, &m, error) || !td_pending_lay (tx, m, &waits, error))
        return FALSE;
    return !waits || !set_instants (m, &moved) || !moved || td_pending_put (tx, m, now, error);
}

/* mend FALSE: only looks. Those to come alone. */
static gboolean go_through (TdTx *tx, struct recomputing *r, gboolean mend, GError **error)
{
    gint64 now = td_clock_now (&r->instance->clock);
    g_autoptr (GPtrArray) all = td_meeting_select (tx, &(TdMeetingSearch){ .from = now }, error);

    r->any = r->is_public = FALSE;
    for (guint i = 0; all != NULL && i < all->len; i++) {
        TdMeeting *m = all->pdata[i];
        gboolean moved;
        if (mend && !mend_pending (tx, m, now, error))
            return FALSE;
        if (!set_instants (m, &moved) || !moved)
            continue;
        r->any = TRUE;
        r->is_public |= !m->closed && m->status != TD_MEETING_PLANNED;
        m->n++;
        m->changed = now;
        if (mend && !td_meeting_update (tx, m, error))
            return FALSE;
    }
    return all != NULL;
}

static gboolean look_in (TdTx *tx, gpointer data, GError **error)
{
    return go_through (tx, data, FALSE, error);
}

static gboolean mend_in (TdTx *tx, gpointer data, GError **error)
{
    struct recomputing *r = data;
    TdJournalEntry entry = { .actor = "system",
                             .act = "meeting.recompute",
                             .thing = "programme",
                             .thing_id = "zones",
                             .clock = &r->instance->clock };

    if (!td_instance_may_write (r->instance, tx, error) || !go_through (tx, r, TRUE, error))
        return FALSE;
    entry.public_change = r->is_public;
    return td_journal_append (tx, &entry, NULL, error);
}

gboolean td_programme_recompute (TdInstance *instance, GError **error)
{
    struct recomputing r = { .instance = instance };
    g_autoptr (GError) problem = NULL;

    if (!td_store_read (instance->store, look_in, &r, error))
        return FALSE;
    if (!r.any || td_store_write (instance->store, mend_in, &r, &problem))
        return TRUE;
    /* A server of another day mends nothing of the real one's. */
    if (td_error_code (problem) == TD_ERROR_NOT_ALLOWED)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
