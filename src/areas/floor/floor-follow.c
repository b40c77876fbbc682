/* What follows from what others do: organisations that become one, meetings that come into the programme and move. */
#include "areas/floor/floor-follow.h"

#include "areas/floor/floor-meeting.h"
#include "areas/floor/floor-rules.h"
#include "areas/floor/floor-tell.h"
#include "areas/floor/plan.h"
#include "areas/organisations/organisation.h"
#include "base/errors.h"

/* ---- organisations ---- */

static gboolean merged (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_floor_requests_move (tx, from, into, 1, error);
}

/* What is said at a meeting is no publication. */
static GPtrArray *published (TdTx *tx, const char *organisation, int most, GError **error)
{
    (void) tx;
    (void) organisation;
    (void) most;
    (void) error;
    return g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_work_free);
}

const TdOrganisationFollower td_floor_organisation_follower = { .merged = merged, .published = published };

/* ---- meetings ---- */

static const TdViewer house = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (SECRETARIAT),
                                .trust = TD_TRUST_SECOND,
                                .actor = "system" };

struct finding {
    TdInstance *instance;
    GPtrArray *ids;
};

static gboolean wants_list (const TdProfile *profile, const TdMeeting *m)
{
    return !m->closed && m->status == TD_MEETING_ON
           && td_meeting_kind_offers (td_profile_meeting_kind (profile, m->kind), TD_OFFERS_FLOOR);
}

/* Public meetings to come, whose kind offers the floor and which have no list. */
static gboolean find_in (TdTx *tx, gpointer data, GError **error)
{
    struct finding *f = data;
    const TdMeetingSearch search = { .from = td_clock_now (&f->instance->clock) };
    g_autoptr (GPtrArray) meetings = td_meeting_list_in (tx, &house, &search, error);

    g_ptr_array_set_size (f->ids, 0);
    for (guint i = 0; meetings != NULL && i < meetings->len; i++) {
        const TdMeeting *m = meetings->pdata[i];
        g_autoptr (TdFloorList) l = NULL;
        if (!td_floor_list_load (tx, m->id, &l, error))
            return FALSE;
        if (l == NULL && wants_list (f->instance->profile, m) && m->begins > search.from)
            g_ptr_array_add (f->ids, g_strdup (m->id));
    }
    return meetings != NULL;
}

gboolean td_floor_open_due (TdInstance *instance, GError **error)
{
    const TdFloorOpen as_proposed = { 0 };
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
    struct finding f = { instance, ids };

    if (!td_store_read (instance->store, find_in, &f, error))
        return FALSE;
    for (guint i = 0; i < ids->len; i++) {
        g_autoptr (GError) problem = NULL;
        /* One that cannot be opened now (it began meanwhile) keeps no other waiting. */
        if (!td_floor_open (instance, &house, ids->pdata[i], &as_proposed, NULL, &problem)
            && problem->domain != TD_FLOOR_ERROR && problem->domain != TD_DOOR_ERROR) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
    }
    return TRUE;
}

/* ---- meetings that moved ---- */

struct moving {
    TdInstance *instance;
    GPtrArray *ids;
    const char *meeting;
};

static gboolean moved_in (TdTx *tx, gpointer data, GError **error)
{
    struct moving *m = data;

    g_clear_pointer (&m->ids, g_ptr_array_unref);
    m->ids = td_floor_list_moved (tx, error);
    return m->ids != NULL;
}

static gboolean tell_all (TdTx *tx, TdInstance *instance, const TdFloorPlan *plan, GError **error)
{
    for (guint i = 0; i < plan->turns->len; i++) {
        const TdFloorTurn *t = plan->turns->pdata[i];
        if (t->seconds > 0 && !td_floor_tell (tx, instance, plan->meeting, t, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean move_in (TdTx *tx, gpointer data, GError **error)
{
    struct moving *m = data;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdFloorPlan) plan = NULL;
    g_autoptr (GPtrArray) speakers = NULL;

    if (!td_instance_may_write (m->instance, tx, error) || !td_meeting_load (tx, m->meeting, &meeting, error)
        || !td_floor_list_set_moved (tx, meeting, error)
        || (plan = td_floor_plan_load (tx, m->instance, &house, m->meeting, &speakers, error)) == NULL)
        return FALSE;
    td_floor_plan_standing (plan, speakers);
    return tell_all (tx, m->instance, plan, error)
           && td_floor_journal (tx, m->instance, "system", "floor.move", "meeting", m->meeting, NULL, FALSE, error);
}

gboolean td_floor_move_due (TdInstance *instance, GError **error)
{
    struct moving m = { .instance = instance };
    gboolean done = td_store_read (instance->store, moved_in, &m, error);

    for (guint i = 0; done && i < m.ids->len; i++) {
        m.meeting = m.ids->pdata[i];
        done = td_store_write (instance->store, move_in, &m, error);
    }
    g_clear_pointer (&m.ids, g_ptr_array_unref);
    return done;
}

gboolean td_floor_chore (TdInstance *instance, GError **error)
{
    return td_floor_open_due (instance, error) && td_floor_reveal_due (instance, error)
           && td_floor_move_due (instance, error);
}
