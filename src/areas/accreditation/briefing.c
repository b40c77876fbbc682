/* Closed briefings: asked for, decided. Contract in briefing.h. */
#include "areas/accreditation/briefing-sql.h"

#include "areas/accreditation/accreditation-private.h"
#include "areas/accreditation/guest-sql.h"

#include "areas/people/membership.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/words.h"

static const struct {
    const char *word, *label;
} statuses[TD_N_BRIEFING_STATUSES] = {
    [TD_BRIEFING_ASKED] = { "asked", N_ ("waits for the secretariat") },
    [TD_BRIEFING_PLANNED] = { "planned", N_ ("there will be one") },
    [TD_BRIEFING_REFUSED] = { "refused", N_ ("there will be none") },
    [TD_BRIEFING_WITHDRAWN] = { "withdrawn", N_ ("taken back") },
};

const char *td_briefing_status_word (TdBriefingStatus status)
{
    return status < TD_N_BRIEFING_STATUSES ? statuses[status].word : "";
}

const char *td_briefing_status_label (TdBriefingStatus status)
{
    return status < TD_N_BRIEFING_STATUSES ? statuses[status].label : "";
}

/* Whether the viewer may plan a closed meeting about this State. */
static gboolean may_plan (const TdViewer *viewer, const char *state)
{
    const TdThing meeting = {
        .kind = TD_THING_MEETING, .status = TD_STATUS_DRAFT, .visibility = TD_VISIBILITY_COMMITTEE, .state = state
    };

    return td_door_may (viewer, TD_ACT_MEETING_PLAN, &meeting, NULL);
}

static gboolean leads (const TdViewer *viewer, const char *organisation)
{
    return viewer->trust >= TD_TRUST_PASSWORD && td_viewer_level (viewer, organisation) >= TD_LEVEL_LEAD;
}

struct acting {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdBriefingWish *wish;
    const char **ret_field, *id, *meeting;
    char *reason;
};

/* ---- asking ---- */

static gboolean few_enough (TdTx *tx, const struct acting *k, GError **error)
{
    const char *const one[] = { k->wish->organisation, NULL };
    g_autoptr (GPtrArray) list = td_briefings_select (tx, k->instance, NULL, k->wish->session, one, error);

    if (list == NULL)
        return FALSE;
    for (guint i = 0; i < list->len; i++) {
        const TdBriefing *b = list->pdata[i];
        if (b->status == TD_BRIEFING_ASKED && g_str_equal (b->state, k->wish->state))
            return td_accreditation_fail (
                k->ret_field, "state", error, TD_ERROR_CONFLICT,
                "Your organisation asked for this already, and it waits for the secretariat.");
    }
    return list->len < TD_LIMIT_BRIEFING_REQUESTS
           || td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                     "Your organisation asked as often as one can for this session.");
}

static gboolean tell_secretariat (TdTx *tx, TdInstance *instance, GError **error)
{
    static const TdNotice notice = { .subject = N_ ("Something waits at your desk"),
                                     .sentence = N_ ("An organisation asks for something about a session."),
                                     .path = "/desk/briefings",
                                     .button = N_ ("Open the page"),
                                     .topic = "desk" };

    return td_notify_role (tx, instance, TD_ROLE_SECRETARIAT, &notice, error);
}

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    const struct acting *k = data;
    g_auto (TdAccreditationSession) session = { 0 };
    g_autofree char *words =
        td_text_clean_text (k->wish->words != NULL ? k->wish->words : "", TD_LIMIT_TEXT_CHARACTERS);
    g_autofree char *id = td_id_new ();
    gint64 now = td_clock_now (&k->instance->clock);

    if (words == NULL || td_looks_like_passport (words))
        return td_accreditation_fail (k->ret_field, "words", error, TD_ERROR_INPUT,
                                      "This is too long, or holds what looks like the number of a passport. Shorten "
                                      "it, or take the number out.");
    if (!td_instance_may_write (k->instance, tx, error)
        || !td_accreditation_session (tx, k->instance, k->wish->session, &session, error) || !few_enough (tx, k, error))
        return FALSE;
    if (session.over != 0 && now >= session.over)
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                      "This session is over. Ask for one that is still to come.");
    const TdBriefing b = { .id = id,
                           .session = k->wish->session,
                           .state = (char *) k->wish->state,
                           .organisation = (char *) k->wish->organisation,
                           .words = words,
                           .created = now };
    return td_briefing_insert (tx, k->instance, &b, k->viewer->person, td_viewer_actor (k->viewer), error)
           && tell_secretariat (tx, k->instance, error)
           && td_accreditation_journal (tx, k->instance, k->viewer, "briefing.ask", "briefing", b.id, NULL, error);
}

gboolean td_briefing_ask (TdInstance *instance, const TdViewer *viewer, const TdBriefingWish *wish,
                          const char **ret_field, GError **error)
{
    struct acting k = { .instance = instance, .viewer = viewer, .wish = wish, .ret_field = ret_field };

    if (!td_door_may (viewer, TD_ACT_ACCREDITATION_ASK, NULL, error))
        return FALSE;
    if (wish->organisation == NULL || !leads (viewer, wish->organisation))
        return td_accreditation_fail (ret_field, "organisation", error, TD_ERROR_NOT_ALLOWED,
                                      "A lead of an organisation asks for a briefing. Ask a lead of yours.");
    if (wish->state == NULL || td_profile_state (instance->profile, wish->state) == NULL)
        return td_accreditation_fail (ret_field, "state", error, TD_ERROR_INPUT, "Choose the State.");
    return td_store_write (instance->store, ask_in, &k, error);
}

/* ---- one of them ---- */

static TdBriefing *find (TdTx *tx, const struct acting *k, gboolean officer, GError **error)
{
    g_autoptr (GPtrArray) list = td_briefings_select (tx, k->instance, k->id, 0, NULL, error);
    const TdBriefing *b = list != NULL && list->len > 0 ? list->pdata[0] : NULL;

    if (list == NULL)
        return NULL;
    if (b != NULL && (officer ? may_plan (k->viewer, b->state) : leads (k->viewer, b->organisation)))
        return g_ptr_array_steal_index (list, 0);
    td_door_unknown (error);
    return NULL;
}

static gboolean still_asked (const TdBriefing *b, GError **error)
{
    return b->status == TD_BRIEFING_ASKED
           || td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                     "This was decided or taken back already. Look at the list again.");
}

static gboolean withdraw_in (TdTx *tx, gpointer data, GError **error)
{
    const struct acting *k = data;
    g_autoptr (TdBriefing) b = NULL;

    return td_instance_may_write (k->instance, tx, error) && (b = find (tx, k, FALSE, error)) != NULL
           && still_asked (b, error)
           && td_briefing_set_status (tx, b->id, TD_BRIEFING_WITHDRAWN, NULL, NULL, td_clock_now (&k->instance->clock),
                                      error)
           && td_accreditation_journal (tx, k->instance, k->viewer, "briefing.withdraw", "briefing", b->id, NULL,
                                        error);
}

gboolean td_briefing_withdraw (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct acting k = { .instance = instance, .viewer = viewer, .id = id };

    return td_store_write (instance->store, withdraw_in, &k, error);
}

/* ---- lists ---- */

struct listing {
    TdInstance *instance;
    const TdViewer *viewer;
    int session;
    const char *const *organisations;
    GPtrArray *list;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;

    g_clear_pointer (&l->list, g_ptr_array_unref);
    l->list = td_briefings_select (tx, l->instance, NULL, l->session, l->organisations, error);
    for (guint i = l->list != NULL && l->organisations == NULL ? l->list->len : 0; i > 0; i--)
        if (!may_plan (l->viewer, ((TdBriefing *) l->list->pdata[i - 1])->state))
            g_ptr_array_remove_index (l->list, i - 1);
    return l->list != NULL;
}

GPtrArray *td_briefing_own (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) led = g_ptr_array_new ();
    struct listing l = { .instance = instance, .viewer = viewer };

    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (leads (viewer, viewer->organisations[i].organisation))
            g_ptr_array_add (led, (gpointer) viewer->organisations[i].organisation);
    g_ptr_array_add (led, NULL);
    l.organisations = (const char *const *) led->pdata;
    if (!td_store_read (instance->store, list_in, &l, error))
        g_clear_pointer (&l.list, g_ptr_array_unref);
    return l.list;
}

GPtrArray *td_briefing_list (TdInstance *instance, const TdViewer *viewer, int session, GError **error)
{
    struct listing l = { .instance = instance, .viewer = viewer, .session = session };

    if (!td_door_may (viewer, TD_ACT_MEETING_PLAN, NULL, error) || !td_store_read (instance->store, list_in, &l, error))
        g_clear_pointer (&l.list, g_ptr_array_unref);
    return l.list;
}

/* ---- deciding ---- */

static gboolean is_invited (const GPtrArray *guests, const char *organisation)
{
    for (guint i = 0; i < guests->len; i++) {
        const TdGuest *g = guests->pdata[i];
        if (g->person == NULL && g_strcmp0 (g->organisation, organisation) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean say_yes (TdTx *tx, const struct acting *k, const TdBriefing *b, GError **error)
{
    g_autoptr (TdMeeting) m = td_meeting_get_in (tx, k->viewer, k->meeting, error);
    g_autoptr (GPtrArray) guests = m != NULL ? td_guests_select (tx, m->id, error) : NULL;
    g_autofree char *id = td_id_new ();

    if (guests == NULL)
        return FALSE;
    if (!m->closed || m->status != TD_MEETING_ON || m->session != b->session)
        return td_accreditation_fail (k->ret_field, "meeting", error, TD_ERROR_INPUT,
                                      "Choose a closed meeting of this session that stands in the programme.");
    if (is_invited (guests, b->organisation))
        return TRUE;
    const TdGuest guest = { .id = id,
                            .meeting = m->id,
                            .role = TD_GUEST,
                            .organisation = b->organisation,
                            .at = td_clock_now (&k->instance->clock) };
    return td_guest_insert (tx, &guest, td_viewer_actor (k->viewer), error)
           && td_guest_tell (tx, k->instance, &guest, error);
}

static gboolean tell_no (TdTx *tx, const struct acting *k, const TdBriefing *b, GError **error)
{
    static const TdNotice notice = { .subject = N_ ("The secretariat decided about your request"),
                                     .sentence = N_ ("The page below says what was decided, and why."),
                                     .path = "/accreditation",
                                     .button = N_ ("Open the page") };

    return td_notify_organisation (tx, k->instance, b->organisation, TD_LEVEL_LEAD, &notice, error);
}

static gboolean decide_in (TdTx *tx, gpointer data, GError **error)
{
    const struct acting *k = data;
    g_autoptr (TdBriefing) b = NULL;
    gboolean yes = k->meeting != NULL && *k->meeting != '\0';

    if (!td_instance_may_write (k->instance, tx, error) || (b = find (tx, k, TRUE, error)) == NULL
        || !still_asked (b, error) || !(yes ? say_yes (tx, k, b, error) : tell_no (tx, k, b, error)))
        return FALSE;
    return td_briefing_set_status (tx, b->id, yes ? TD_BRIEFING_PLANNED : TD_BRIEFING_REFUSED, yes ? k->meeting : NULL,
                                   *k->reason != '\0' ? k->reason : NULL, td_clock_now (&k->instance->clock), error)
           && td_accreditation_journal (tx, k->instance, k->viewer, "briefing.decide", "briefing", b->id, NULL, error);
}

gboolean td_briefing_decide (TdInstance *instance, const TdViewer *viewer, const char *id, const char *meeting,
                             const char *reason, const char **ret_field, GError **error)
{
    g_autofree char *clean = td_text_clean_text (reason != NULL ? reason : "", TD_LIMIT_TEXT_CHARACTERS);
    struct acting k = {
        .instance = instance, .viewer = viewer, .id = id, .meeting = meeting, .ret_field = ret_field, .reason = clean
    };

    if (!td_door_may (viewer, TD_ACT_MEETING_PLAN, NULL, error))
        return FALSE;
    if (clean == NULL || (*clean == '\0' && (meeting == NULL || *meeting == '\0')))
        return td_accreditation_fail (ret_field, "reason", error, TD_ERROR_INPUT,
                                      "Write the reason, in not too many words: the organisation reads it.");
    return td_store_write (instance->store, decide_in, &k, error);
}
