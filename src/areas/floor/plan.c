/* Who speaks how long, and when. Contracts in plan.h and share.h. */
#include "areas/floor/plan.h"

#include "areas/floor/floor-rules.h"
#include "base/errors.h"

static void turn_free (gpointer data)
{
    TdFloorTurn *t = data;

    td_floor_request_free (t->request);
    g_free (t);
}

void td_floor_plan_free (TdFloorPlan *p)
{
    if (p == NULL)
        return;
    td_meeting_free (p->meeting);
    td_floor_list_free (p->list);
    g_clear_pointer (&p->turns, g_ptr_array_unref);
    g_free (p);
}

static TdFloorTurn *turn_at (const TdFloorPlan *p, guint i)
{
    return p->turns->pdata[i];
}

/* ---- who counts ---- */

/* Whether somebody of the same part asks for this organisation itself, or an earlier coalition names it. */
static gboolean counts_elsewhere (const TdFloorPlan *p, guint coalition, const char *member)
{
    const TdFloorRequest *of = turn_at (p, coalition)->request;

    for (guint i = 0; i < p->turns->len; i++) {
        const TdFloorRequest *r = turn_at (p, i)->request;
        if (i == coalition || !g_str_equal (r->state, of->state))
            continue;
        if (g_str_equal (r->organisation, member)
            || (i < coalition && g_ptr_array_find_with_equal_func (r->members, member, g_str_equal, NULL)))
            return TRUE;
    }
    return FALSE;
}

static int weight_of (const TdProfile *profile, const TdFloorPlan *p, guint i)
{
    const TdFloorRequest *r = turn_at (p, i)->request;
    int n = 0;

    for (guint m = 0; m < r->members->len; m++)
        n += !counts_elsewhere (p, i, r->members->pdata[m]);
    return CLAMP (n, 1, profile->floor.most_members);
}

static gboolean load_requests (TdTx *tx, const TdInstance *instance, TdFloorPlan *p, GError **error)
{
    g_autoptr (GPtrArray) requests =
        td_floor_requests_load (tx, instance, &(TdFloorSearch){ .meeting = p->meeting->id }, error);

    p->turns = g_ptr_array_new_with_free_func (turn_free);
    if (requests == NULL)
        return FALSE;
    while (requests->len > 0) {
        TdFloorRequest *r = g_ptr_array_steal_index (requests, 0);
        TdFloorTurn *t;
        if (r->closed_down || td_floor_part (p->list, r->state) == NULL) {
            td_floor_request_free (r);
            continue;
        }
        t = g_new0 (TdFloorTurn, 1);
        t->request = r;
        t->civil = td_floor_is_civil (instance->profile, r->kind);
        g_ptr_array_add (p->turns, t);
    }
    for (guint i = 0; i < p->turns->len; i++)
        turn_at (p, i)->weight = weight_of (instance->profile, p, i);
    return TRUE;
}

TdFloorPlan *td_floor_plan_load (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                 GPtrArray **ret_speakers, GError **error)
{
    g_autoptr (TdFloorPlan) p = g_new0 (TdFloorPlan, 1);

    p->meeting = td_floor_meeting_to_share (tx, viewer, meeting, error);
    if (p->meeting == NULL || !td_floor_list_load (tx, meeting, &p->list, error))
        return NULL;
    if (p->list == NULL) {
        td_floor_fail (error, TD_ERROR_CONFLICT, "There is no list of speakers for this meeting yet. Open it first.");
        return NULL;
    }
    if (!load_requests (tx, instance, p, error) || (*ret_speakers = td_speakers_load (tx, meeting, error)) == NULL)
        return NULL;
    return g_steal_pointer (&p);
}

/* ---- the even rule ---- */

/* Those of one part and one side of its door. */
static void share_part (const TdProfile *profile, TdFloorPlan *p, const TdFloorPart *part, gboolean closed)
{
    g_autoptr (GPtrArray) turns = g_ptr_array_new ();
    g_autofree TdLotClaim *claims = g_new0 (TdLotClaim, p->turns->len + 1);

    for (guint i = 0; i < p->turns->len; i++) {
        TdFloorTurn *t = turn_at (p, i);
        if (!g_str_equal (t->request->state, part->state) || t->request->closed != closed)
            continue;
        if (!t->civil)
            t->seconds = part->slot_seconds;
        else {
            claims[turns->len] = (TdLotClaim){ .id = t->request->id, .weight = t->weight };
            g_ptr_array_add (turns, t);
        }
    }
    td_lot_share (p->list->seed, closed ? part->closed_seconds : part->seconds, profile->floor.least_minutes * 60,
                  claims, turns->len);
    for (guint i = 0; i < turns->len; i++) {
        TdFloorTurn *t = turns->pdata[i];
        t->seconds = claims[i].seconds;
        t->place = claims[i].place;
    }
}

void td_floor_plan_even (const TdProfile *profile, TdFloorPlan *p)
{
    for (guint i = 0; i < p->list->parts->len; i++) {
        share_part (profile, p, p->list->parts->pdata[i], FALSE);
        share_part (profile, p, p->list->parts->pdata[i], TRUE);
    }
}

/* ---- by hand ---- */

static TdFloorTurn *turn_of (const TdFloorPlan *p, const char *request)
{
    for (guint i = 0; i < p->turns->len; i++)
        if (g_str_equal (turn_at (p, i)->request->id, request))
            return turn_at (p, i);
    return NULL;
}

gboolean td_floor_plan_hand (const TdProfile *profile, TdFloorPlan *p, const TdShareWish *wish, GError **error)
{
    int least = profile->floor.least_minutes * 60;

    for (gsize i = 0; i < wish->n_given; i++) {
        const TdFloorGiven *g = &wish->given[i];
        TdFloorTurn *t = turn_of (p, g->request);
        if (t == NULL)
            return td_floor_fail (error, TD_ERROR_CONFLICT,
                                  "One of these requests was withdrawn meanwhile. Look at the list again.");
        if (g->seconds < 0 || (g->seconds > 0 && g->seconds < least && t->civil))
            return td_floor_fail (error, TD_ERROR_INPUT,
                                  "Nobody is given less than the least time. Give at least that, or 0 to who does not"
                                  " speak.");
        t->seconds = g->seconds;
        t->place = g->order;
    }
    return TRUE;
}

void td_floor_plan_standing (TdFloorPlan *p, const GPtrArray *speakers)
{
    for (guint i = 0; i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        TdFloorTurn *t = s->request != NULL ? turn_of (p, s->request) : NULL;
        if (t == NULL)
            continue;
        t->seconds = s->seconds;
        t->place = s->ordinal;
        t->ordinal = s->ordinal;
        t->planned = s->planned;
    }
}

/* ---- the order ---- */

static int part_index (const TdFloorPlan *p, const char *state)
{
    for (guint i = 0; i < p->list->parts->len; i++)
        if (g_str_equal (((TdFloorPart *) p->list->parts->pdata[i])->state, state))
            return (int) i;
    return (int) p->list->parts->len;
}

/* Speakers before those who do not speak, public before closed, State by State, civil society first, by place, then as they came. */
static int by_turn (gconstpointer a, gconstpointer b, gpointer data)
{
    const TdFloorTurn *x = *(const TdFloorTurn *const *) a, *y = *(const TdFloorTurn *const *) b;
    const TdFloorPlan *p = data;
    int sign = (x->seconds == 0) - (y->seconds == 0);

    if (sign == 0)
        sign = x->request->closed - y->request->closed;
    if (sign == 0)
        sign = part_index (p, x->request->state) - part_index (p, y->request->state);
    if (sign == 0)
        sign = (x->place == 0) - (y->place == 0);
    if (sign == 0)
        sign = x->place - y->place;
    if (sign == 0)
        sign = (x->request->created > y->request->created) - (x->request->created < y->request->created);
    return sign != 0 ? sign : strcmp (x->request->id, y->request->id);
}

static int closed_seconds (const TdFloorPlan *p)
{
    int sum = 0;

    for (guint i = 0; i < p->turns->len; i++)
        sum += turn_at (p, i)->request->closed ? turn_at (p, i)->seconds : 0;
    return sum;
}

/* Where the part of this turn would begin if nothing were longer than its share. */
static gint64 part_begins (const TdFloorPlan *p, const TdFloorTurn *t)
{
    const TdMeeting *m = p->meeting;

    if (t->request->closed)
        return m->ends - closed_seconds (p) * G_TIME_SPAN_SECOND;
    return m->begins + (m->ends - m->begins) * part_index (p, t->request->state) / MAX (p->list->parts->len, 1);
}

static void mark_new (TdFloorTurn *t, const GPtrArray *speakers)
{
    t->new_time = t->seconds > 0;
    for (guint i = 0; i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        if (g_strcmp0 (s->request, t->request->id) == 0)
            t->new_time = s->seconds != t->seconds || s->planned != t->planned;
    }
}

gboolean td_floor_plan_times (TdFloorPlan *p, const GPtrArray *speakers, GError **error)
{
    gint64 at = p->meeting->begins;

    g_ptr_array_sort_with_data (p->turns, by_turn, p);
    for (guint i = 0; i < p->turns->len; i++) {
        TdFloorTurn *t = turn_at (p, i);
        if (t->seconds > 0) {
            t->ordinal = (int) i + 1;
            t->planned = MAX (at, part_begins (p, t));
            at = t->planned + t->seconds * G_TIME_SPAN_SECOND;
        }
        mark_new (t, speakers);
    }
    return at <= p->meeting->ends
           || td_floor_fail (error, TD_ERROR_INPUT,
                             "The speakers have more time than the meeting. Give its parts or its speakers less.");
}
