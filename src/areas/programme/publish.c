/* Publishing a programme: what waits is laid into the meetings, with what became of each. Contract in programme.h. */
#include "areas/programme/meeting-sql.h"
#include "areas/programme/place.h"
#include "areas/programme/plan-sql.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"

struct publishing {
    TdInstance *instance;
    const TdViewer *viewer;
    int session;
    const char *note;
    gint64 at;
    GPtrArray *plan;    /* of TdPlanned */
    GPtrArray *changes; /* of TdMeetingChange */
    int version;        /* that it makes; 0: none */
};

static TdPlanned *planned_of (const struct publishing *p, const char *meeting)
{
    for (guint i = 0; i < p->plan->len; i++) {
        TdPlanned *planned = p->plan->pdata[i];
        if (g_str_equal (planned->meeting->id, meeting))
            return planned;
    }
    return NULL;
}

/* ---- what became of one ---- */

static void add_change (struct publishing *p, const TdMeeting *m, TdChanged what, const char *earlier,
                        const char *later)
{
    TdMeetingChange *c = g_new0 (TdMeetingChange, 1);

    *c = (TdMeetingChange){ .meeting = g_strdup (m->id),
                            .n = m->n,
                            .what = what,
                            .at = p->at,
                            .earlier = g_strdup (earlier),
                            .later = g_strdup (later) };
    g_ptr_array_add (p->changes, c);
}

static char *hours_of (const TdMeeting *m)
{
    return g_strdup_printf ("%s/%s", m->begins_local, m->ends_local);
}

/* *ret_name NULL: none. The name as it is today: a place that gets another later was called so then. */
static gboolean place_name (TdTx *tx, const char *id, char **ret_name, GError **error)
{
    g_autoptr (TdPlace) place = NULL;

    *ret_name = NULL;
    if (id != NULL && !td_place_load (tx, id, &place, error))
        return FALSE;
    if (place != NULL)
        *ret_name = g_strdup (place->name);
    return TRUE;
}

static gboolean add_place (TdTx *tx, struct publishing *p, const TdMeeting *was, const TdMeeting *is, GError **error)
{
    g_autofree char *earlier = NULL;
    g_autofree char *later = NULL;

    if (g_strcmp0 (was->place, is->place) == 0)
        return TRUE;
    if (!place_name (tx, was->place, &earlier, error) || !place_name (tx, is->place, &later, error))
        return FALSE;
    add_change (p, is, TD_CHANGED_PLACE, earlier, later);
    return TRUE;
}

static gboolean add_differences (TdTx *tx, struct publishing *p, const TdMeeting *was, const TdMeeting *is,
                                 GError **error)
{
    g_autofree char *earlier = hours_of (was);
    g_autofree char *later = hours_of (is);

    if (is->status == TD_MEETING_CANCELLED && was->status != TD_MEETING_CANCELLED)
        add_change (p, is, TD_CHANGED_CANCELLED, NULL, is->cancel_reason);
    if (is->status == TD_MEETING_ON && was->status == TD_MEETING_CANCELLED)
        add_change (p, is, TD_CHANGED_BACK, NULL, NULL);
    if (!g_str_equal (earlier, later))
        add_change (p, is, TD_CHANGED_TIME, earlier, later);
    if (g_strcmp0 (was->title, is->title) != 0)
        add_change (p, is, TD_CHANGED_TITLE, was->title, is->title);
    if (g_strcmp0 (was->note, is->note) != 0)
        add_change (p, is, TD_CHANGED_NOTE, NULL, is->note);
    return add_place (tx, p, was, is, error);
}

static gboolean publish_one (TdTx *tx, struct publishing *p, TdPlanned *planned, GError **error)
{
    TdMeeting *m = planned->meeting;
    guint before = p->changes->len;

    if (!planned->waits)
        return TRUE;
    m->changed = p->at;
    if (planned->stands == NULL) {
        m->status = TD_MEETING_ON;
        add_change (p, m, TD_CHANGED_ADDED, NULL, NULL);
        return td_meeting_update (tx, m, error);
    }
    m->n++;
    if (!add_differences (tx, p, planned->stands, m, error) || !td_pending_drop (tx, m->id, error))
        return FALSE;
    /* Moved and moved back: nothing became of it. */
    return p->changes->len == before || td_meeting_update (tx, m, error);
}

/* ---- all of them ---- */

static gboolean makes_version (const struct publishing *p)
{
    for (guint i = 0; i < p->changes->len; i++)
        if (!planned_of (p, ((TdMeetingChange *) p->changes->pdata[i])->meeting)->meeting->closed)
            return TRUE;
    return FALSE;
}

static gboolean store_version (TdTx *tx, struct publishing *p, GError **error)
{
    g_autoptr (GPtrArray) versions = NULL;
    TdProgrammeVersion version = { .at = p->at, .note = (char *) p->note };

    p->version = 0;
    if (!makes_version (p))
        return TRUE;
    versions = td_programme_versions_load (tx, p->session, error);
    if (versions == NULL)
        return FALSE;
    version.n = p->version = versions->len > 0 ? ((TdProgrammeVersion *) versions->pdata[0])->n + 1 : 1;
    return td_programme_version_insert (tx, p->session, &version, error);
}

static gboolean store_changes (TdTx *tx, const struct publishing *p, GError **error)
{
    for (guint i = 0; i < p->changes->len; i++) {
        const TdMeetingChange *c = p->changes->pdata[i];
        int version = planned_of (p, c->meeting)->meeting->closed ? 0 : p->version;
        if (!td_meeting_change_insert (tx, p->session, c, version, p->at, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean may_all (TdTx *tx, const struct publishing *p, GError **error)
{
    for (guint i = 0; i < p->plan->len; i++)
        if (!td_meeting_may (tx, ((TdPlanned *) p->plan->pdata[i])->meeting, p->viewer, TD_ACT_MEETING_PLAN, error))
            return FALSE;
    return TRUE;
}

static void reset (struct publishing *p)
{
    g_clear_pointer (&p->plan, g_ptr_array_unref);
    g_clear_pointer (&p->changes, g_ptr_array_unref);
    p->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) td_meeting_change_free);
    p->at = td_clock_now (&p->instance->clock);
}

static gboolean publish_in (TdTx *tx, gpointer data, GError **error)
{
    struct publishing *p = data;
    g_autofree char *number = g_strdup_printf ("%d", p->session);
    TdJournalEntry entry = { .actor = td_viewer_actor (p->viewer),
                             .act = TD_PROGRAMME_PUBLISHED,
                             .thing = "programme",
                             .thing_id = number,
                             .clock = &p->instance->clock };

    reset (p);
    if (!td_instance_may_write (p->instance, tx, error) || (p->plan = td_plan_load (tx, p->session, error)) == NULL
        || !may_all (tx, p, error))
        return FALSE;
    for (guint i = 0; i < p->plan->len; i++)
        if (!publish_one (tx, p, p->plan->pdata[i], error))
            return FALSE;
    if (p->changes->len == 0) {
        g_set_error_literal (error, TD_MEETING_ERROR, TD_ERROR_CONFLICT,
                             "Nothing is new since the programme was published last. Add or change a meeting first.");
        return FALSE;
    }
    if (!store_version (tx, p, error) || !store_changes (tx, p, error))
        return FALSE;
    entry.public_change = p->version != 0;
    return td_journal_append (tx, &entry, NULL, error);
}

gboolean td_programme_publish (TdInstance *instance, const TdViewer *viewer, int session, const char *note,
                               int *ret_version, GError **error)
{
    g_autofree char *clean = td_text_clean_text (note != NULL ? note : "", TD_LIMIT_TEXT_CHARACTERS);
    struct publishing p = { .instance = instance, .viewer = viewer, .session = session };
    gboolean good;

    if (!td_door_may (viewer, TD_ACT_MEETING_PLAN, NULL, error))
        return FALSE;
    if (clean == NULL) {
        g_set_error_literal (error, TD_MEETING_ERROR, TD_ERROR_INPUT, "This text is too long. Make it shorter.");
        return FALSE;
    }
    p.note = *clean != '\0' ? clean : NULL;
    good = td_store_write (instance->store, publish_in, &p, error);
    if (good && ret_version != NULL)
        *ret_version = p.version;
    g_clear_pointer (&p.plan, g_ptr_array_unref);
    g_clear_pointer (&p.changes, g_ptr_array_unref);
    return good;
}
