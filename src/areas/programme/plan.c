/* Planning meetings. Contract in plan.h. */
#include "areas/programme/meeting-sql.h"
#include "areas/programme/plan-private.h"
#include "areas/programme/plan-sql.h"

#include "areas/calls/deadline.h"
#include "areas/programme/place.h"
#include "base/faults.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"

#include <sodium.h>
#include <string.h>

void td_planned_free (TdPlanned *p)
{
    if (p == NULL)
        return;
    td_meeting_free (p->meeting);
    td_meeting_free (p->stands);
    g_free (p);
}

static gboolean fail (const char **ret_field, const char *field, GError **error, int code, const char *message)
{
    if (ret_field != NULL)
        *ret_field = field;
    g_set_error_literal (error, TD_MEETING_ERROR, code, message);
    return FALSE;
}

/* ---- reading ---- */

/* What it is as planned, and as it stands. */
static gboolean plan_of (TdTx *tx, const char *id, TdPlanned **ret, GError **error)
{
    g_autoptr (TdPlanned) p = g_new0 (TdPlanned, 1);

    *ret = NULL;
    if (!td_meeting_load (tx, id, &p->meeting, error))
        return FALSE;
    if (p->meeting == NULL)
        return TRUE;
    if (p->meeting->status == TD_MEETING_PLANNED)
        p->waits = TRUE;
    else if (!td_meeting_load (tx, id, &p->stands, error) || !td_pending_lay (tx, p->meeting, &p->waits, error))
        return FALSE;
    *ret = g_steal_pointer (&p);
    return TRUE;
}

static int by_beginning (gconstpointer a, gconstpointer b)
{
    const TdMeeting *first = (*(TdPlanned *const *) a)->meeting, *second = (*(TdPlanned *const *) b)->meeting;

    return first->begins != second->begins ? (first->begins < second->begins ? -1 : 1) : strcmp (first->id, second->id);
}

GPtrArray *td_plan_load (TdTx *tx, int session, GError **error)
{
    const TdMeetingSearch search = { .session = session };
    g_autoptr (GPtrArray) meetings = td_meeting_select (tx, &search, error);
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_planned_free);

    for (guint i = 0; meetings != NULL && i < meetings->len; i++) {
        TdPlanned *p = NULL;
        if (!plan_of (tx, ((TdMeeting *) meetings->pdata[i])->id, &p, error))
            return NULL;
        g_ptr_array_add (list, p);
    }
    if (meetings == NULL)
        return NULL;
    g_ptr_array_sort (list, by_beginning);
    return g_steal_pointer (&list);
}

struct reading {
    const TdViewer *viewer;
    int session;
    const char *id;
    GPtrArray *list;
    TdPlanned *planned;
};

/* Of whose planning the viewer may not know is left out. */
static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_plan_load (tx, r->session, error);
    for (guint i = r->list != NULL ? r->list->len : 0; i > 0; i--) {
        g_autoptr (GError) problem = NULL;
        const TdPlanned *p = r->list->pdata[i - 1];
        if (td_meeting_may (tx, p->meeting, r->viewer, TD_ACT_MEETING_PLAN, &problem))
            continue;
        if (problem->domain != TD_DOOR_ERROR) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
        g_ptr_array_remove_index (r->list, i - 1);
    }
    return r->list != NULL;
}

GPtrArray *td_plan (TdInstance *instance, const TdViewer *viewer, int session, GError **error)
{
    struct reading r = { .viewer = viewer, .session = session };

    if (!td_door_may (viewer, TD_ACT_MEETING_PLAN, NULL, error) || !td_store_read (instance->store, list_in, &r, error))
        g_clear_pointer (&r.list, g_ptr_array_unref);
    return r.list;
}

/* TD_ERROR_NOT_FOUND where there is none that the viewer may plan. */
static TdPlanned *planned_for (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (TdPlanned) p = NULL;

    if (!plan_of (tx, id, &p, error))
        return NULL;
    if (p == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    return td_meeting_may (tx, p->meeting, viewer, TD_ACT_MEETING_PLAN, error) ? g_steal_pointer (&p) : NULL;
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return (r->planned = planned_for (tx, r->viewer, r->id, error)) != NULL;
}

TdPlanned *td_plan_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };

    if (!td_store_read (instance->store, get_in, &r, error))
        g_clear_pointer (&r.planned, td_planned_free);
    return r.planned;
}

/* ---- what was wished ---- */

static gboolean has (const char *text)
{
    return text != NULL && *text != '\0';
}

/* begins and ends as local texts and instants. ends: whole, a time alone, or minutes after begins where it is not said. */
static gboolean read_hours (TdMeeting *m, const char *begins, const char *ends, gint64 minutes, const char **ret_field,
                            GError **error)
{
    g_autofree char *whole_end = NULL;
    g_autofree char *begins_local = NULL;
    g_autofree char *ends_local = NULL;
    gint64 first = 0, last = 0;

    if (ret_field != NULL)
        *ret_field = "begins";
    if (!td_deadline_read (begins, NULL, m->zone, &begins_local, &first, error))
        return FALSE;
    if (!has (ends)) {
        last = first + minutes * G_TIME_SPAN_MINUTE;
        ends_local = td_instant_to_local (last, m->zone);
    } else {
        whole_end = strlen (ends) == 5 ? g_strdup_printf ("%.10sT%s", begins_local, ends) : g_strdup (ends);
        if (ret_field != NULL)
            *ret_field = "ends";
        if (!td_deadline_read (whole_end, NULL, m->zone, &ends_local, &last, error))
            return FALSE;
    }
    if (last <= first)
        return fail (ret_field, "ends", error, TD_ERROR_INPUT, "It ends before it begins. Give a later end.");
    if (last - first > G_TIME_SPAN_DAY)
        return fail (ret_field, "ends", error, TD_ERROR_INPUT,
                     "One meeting is at most a day long. Add one for each part of it.");
    if (ret_field != NULL)
        *ret_field = NULL;
    g_free (m->begins_local);
    g_free (m->ends_local);
    m->begins_local = g_steal_pointer (&begins_local);
    m->ends_local = g_steal_pointer (&ends_local);
    m->begins = first;
    m->ends = last;
    return TRUE;
}

/* given NULL: as it is. */
static gboolean set_line (char **text, const char *given, const char **ret_field, const char *field, GError **error)
{
    g_autofree char *clean = given != NULL ? td_text_clean_line (given, TD_LIMIT_TITLE_CHARACTERS) : NULL;

    if (given == NULL)
        return TRUE;
    if (clean == NULL)
        return fail (ret_field, field, error, TD_ERROR_INPUT, "This title is too long. Make it shorter.");
    g_free (*text);
    *text = *clean != '\0' ? g_steal_pointer (&clean) : NULL;
    return TRUE;
}

static gboolean set_text (char **text, const char *given, const char **ret_field, const char *field, GError **error)
{
    g_autofree char *clean = given != NULL ? td_text_clean_text (given, TD_LIMIT_TEXT_CHARACTERS) : NULL;

    if (given == NULL)
        return TRUE;
    if (clean == NULL)
        return fail (ret_field, field, error, TD_ERROR_INPUT, "This text is too long. Make it shorter.");
    g_free (*text);
    *text = *clean != '\0' ? g_steal_pointer (&clean) : NULL;
    return TRUE;
}

static gboolean set_place (TdTx *tx, TdMeeting *m, const char *given, const char **ret_field, GError **error)
{
    g_autoptr (TdPlace) place = NULL;

    if (given == NULL)
        return TRUE;
    if (*given != '\0') {
        if (!td_place_load (tx, given, &place, error))
            return FALSE;
        if (place == NULL)
            return fail (ret_field, "place", error, TD_ERROR_INPUT,
                         "There is no such place. The list of places has their ids.");
    }
    g_free (m->place);
    m->place = place != NULL ? g_strdup (place->id) : NULL;
    return TRUE;
}

/* Title, place and note, each NULL: as it is. */
static gboolean set_words (TdTx *tx, TdMeeting *m, const char *title, const char *place, const char *note,
                           TdFaults *faults, const char **ret_field, GError **error)
{
    GError **problem = &faults->problem;

    return td_faults_keep (faults, set_place (tx, m, place, ret_field, problem), ret_field, error)
           && td_faults_keep (faults, set_line (&m->title, title, ret_field, "title", problem), ret_field, error)
           && td_faults_keep (faults, set_text (&m->note, note, ret_field, "note", problem), ret_field, error);
}

/* Upper-case codes; NULL with an error. */
static char **states_of_wish (const TdProfile *profile, const TdMeetingKind *kind, const char *const *given,
                              const char **ret_field, GError **error)
{
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
    g_auto (GStrv) states = NULL;

    for (gsize i = 0; given != NULL && given[i] != NULL; i++) {
        const TdState *state = td_profile_state (profile, given[i]);
        if (state == NULL) {
            fail (ret_field, "states", error, TD_ERROR_INPUT,
                  "One of these is not a State party. Write States by their codes, like GHA.");
            return NULL;
        }
        g_strv_builder_add (builder, state->iso3);
    }
    states = g_strv_builder_end (builder);
    for (gsize i = 0; states[i] != NULL; i++)
        for (gsize j = i + 1; states[j] != NULL; j++)
            if (g_str_equal (states[i], states[j])) {
                fail (ret_field, "states", error, TD_ERROR_INPUT, "A State stands there twice. Name each once.");
                return NULL;
            }
    if (kind->about == TD_ABOUT_STATE && states[0] == NULL)
        fail (ret_field, "states", error, TD_ERROR_INPUT,
              "A meeting of this kind is about a State. Say which, by its code, like GHA.");
    else if (kind->about == TD_ABOUT_NONE && states[0] != NULL)
        fail (ret_field, "states", error, TD_ERROR_INPUT,
              "A meeting of this kind is about no State in particular. Leave the States out, or choose another kind.");
    else
        return g_steal_pointer (&states);
    return NULL;
}

TdMeeting *td_meeting_of_wish (TdTx *tx, const TdInstance *instance, const TdMeetingWish *w, const char **ret_field,
                               GError **error)
{
    const TdProfile *profile = instance->profile;
    const TdMeetingKind *kind = td_profile_meeting_kind (profile, w->kind);
    g_autoptr (TdMeeting) m = g_new0 (TdMeeting, 1);
    g_auto (TdFaults) faults = { 0 };

    if (kind == NULL) {
        fail (ret_field, "kind", error, TD_ERROR_INPUT,
              "Say of which kind the meeting is: the profile lists the kinds.");
        return NULL;
    }
    m->id = td_id_new ();
    m->session = w->session;
    m->kind = g_strdup (kind->slug);
    m->closed = w->closed || !kind->is_public;
    m->zone = g_strdup (profile->zone);
    m->part = w->part;
    m->parts = w->parts;
    m->created = m->changed = td_clock_now (&instance->clock);
    randombytes_buf (m->secret, sizeof m->secret);
    m->states = states_of_wish (profile, kind, w->states, ret_field, &faults.problem);
    return td_faults_keep (&faults, m->states != NULL, ret_field, error)
                   && td_faults_keep (&faults,
                                      read_hours (m, w->begins, w->ends, kind->minutes, ret_field, &faults.problem),
                                      ret_field, error)
                   && set_words (tx, m, w->title, w->place, w->note, &faults, ret_field, error)
                   && td_faults_none (&faults, ret_field, error)
               ? g_steal_pointer (&m)
               : NULL;
}

/* ---- adding ---- */

struct planning {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdMeetingWish *wish;
    const TdMeetingWishes *wishes;
    const char *id;
    const char **ret_field;
    char *ret_id;
};

static gboolean journal (TdTx *tx, const struct planning *p, const char *act, const char *id, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (p->viewer),
                                   .act = act,
                                   .thing = "meeting",
                                   .thing_id = id,
                                   .clock = &p->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    struct planning *p = data;
    g_autoptr (TdMeeting) m = NULL;
    gint64 count = 0;

    if (!td_instance_may_write (p->instance, tx, error))
        return FALSE;
    m = td_meeting_of_wish (tx, p->instance, p->wish, p->ret_field, error);
    if (m == NULL || !td_meeting_may (tx, m, p->viewer, TD_ACT_MEETING_PLAN, error)
        || !td_meeting_count (tx, m->session, &count, error))
        return FALSE;
    if (count >= TD_LIMIT_SESSION_MEETINGS)
        return fail (p->ret_field, NULL, error, TD_ERROR_CONFLICT,
                     "This session has as many meetings as one can have. Change or drop one of them.");
    g_free (p->ret_id);
    p->ret_id = g_strdup (m->id);
    return td_meeting_insert (tx, m, error) && journal (tx, p, "meeting.plan", m->id, error);
}

gboolean td_meeting_add (TdInstance *instance, const TdViewer *viewer, const TdMeetingWish *wish, char **ret_id,
                         const char **ret_field, GError **error)
{
    struct planning p = { .instance = instance, .viewer = viewer, .wish = wish, .ret_field = ret_field };
    gboolean good =
        td_door_may (viewer, TD_ACT_MEETING_PLAN, NULL, error) && td_store_write (instance->store, add_in, &p, error);

    if (good && ret_id != NULL)
        *ret_id = g_steal_pointer (&p.ret_id);
    g_free (p.ret_id);
    return good;
}

/* ---- changing ---- */

static gboolean set_hours (TdMeeting *m, const TdMeetingWishes *w, const char **ret_field, GError **error)
{
    gint64 minutes = (m->ends - m->begins) / G_TIME_SPAN_MINUTE;
    g_autofree char *begins = g_strdup (has (w->begins) ? w->begins : m->begins_local);

    if (!has (w->begins) && !has (w->ends))
        return TRUE;
    return read_hours (m, begins, w->ends, minutes, ret_field, error);
}

static gboolean set_cancelled (TdMeeting *m, const TdMeetingWishes *w, const char **ret_field, GError **error)
{
    if (w->cancel == NULL)
        return TRUE;
    if (*w->cancel == '\0')
        return fail (ret_field, "reason", error, TD_ERROR_INPUT,
                     "Give the reason. Everybody who may know of the meeting reads it.");
    m->status = TD_MEETING_CANCELLED;
    return set_text (&m->cancel_reason, w->cancel, ret_field, "reason", error);
}

/* A cancelled meeting that gets other hours takes place again. */
static void take_place_again (TdMeeting *m, const TdMeetingWishes *w)
{
    if (m->status != TD_MEETING_CANCELLED || w->cancel != NULL || (!has (w->begins) && !has (w->ends)))
        return;
    m->status = TD_MEETING_ON;
    g_clear_pointer (&m->cancel_reason, g_free);
}

static gboolean store_change (TdTx *tx, const struct planning *p, const TdPlanned *planned, GError **error)
{
    TdMeeting *m = planned->meeting;
    gint64 now = td_clock_now (&p->instance->clock);

    if (planned->stands != NULL)
        return td_pending_put (tx, m, now, error);
    if (p->wishes->cancel != NULL)
        return td_meeting_delete (tx, m->id, error);
    m->changed = now;
    return td_meeting_update (tx, m, error);
}

static gboolean set_all (TdTx *tx, TdMeeting *m, const TdMeetingWishes *w, const char **ret_field, GError **error)
{
    g_auto (TdFaults) faults = { 0 };

    return td_faults_keep (&faults, set_hours (m, w, ret_field, &faults.problem), ret_field, error)
           && set_words (tx, m, w->title, w->place, w->note, &faults, ret_field, error)
           && td_faults_keep (&faults, set_cancelled (m, w, ret_field, &faults.problem), ret_field, error)
           && td_faults_none (&faults, ret_field, error);
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    struct planning *p = data;
    const TdMeetingWishes *w = p->wishes;
    g_autoptr (TdPlanned) planned = NULL;
    TdMeeting *m;

    if (!td_instance_may_write (p->instance, tx, error))
        return FALSE;
    planned = planned_for (tx, p->viewer, p->id, error);
    if (planned == NULL)
        return FALSE;
    m = planned->meeting;
    if (w->restore) {
        if (!td_pending_drop (tx, m->id, error))
            return FALSE;
    } else {
        take_place_again (m, w);
        if (!set_all (tx, m, w, p->ret_field, error) || !store_change (tx, p, planned, error))
            return FALSE;
    }
    return journal (tx, p, "meeting.plan", m->id, error);
}

gboolean td_meeting_change (TdInstance *instance, const TdViewer *viewer, const char *id, const TdMeetingWishes *wishes,
                            const char **ret_field, GError **error)
{
    struct planning p = { .instance = instance, .viewer = viewer, .wishes = wishes, .id = id, .ret_field = ret_field };

    return td_door_may (viewer, TD_ACT_MEETING_PLAN, NULL, error)
           && td_store_write (instance->store, change_in, &p, error);
}
