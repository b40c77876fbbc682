#include "areas/calls/record.h"

#include "areas/calls/timetable-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"

#include <sodium.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_CALLS_ERROR, code, message);
    return FALSE;
}

static gboolean reason_ok (const char *reason, GError **error)
{
    if (reason == NULL || *reason == '\0')
        return fail (error, TD_ERROR_INPUT, "Give the reason. Everybody who looks at the dates sees it.");
    return g_utf8_strlen (reason, -1) <= TD_LIMIT_TEXT_CHARACTERS
           || fail (error, TD_ERROR_INPUT, "This text is too long. Make it shorter.");
}

static gboolean how_ok (const char *how, GError **error)
{
    return td_how_known (how)
           || fail (error, TD_ERROR_INPUT, "Say how sure the date is: planned, fixed, done or moved.");
}

/* ---- what follows ---- */

char *td_moved_seen (const GPtrArray *moved)
{
    g_autoptr (GString) all = g_string_new (NULL);
    guint8 hash[16];
    char hex[33];

    for (guint i = 0; i < moved->len; i++) {
        const TdMovedCall *m = moved->pdata[i];
        g_string_append_printf (all, "%s %d %s %s\n", m->call->id, (int) m->kind, m->call->closes_local,
                                m->closes_local);
    }
    crypto_generichash (hash, sizeof hash, (const guint8 *) all->str, all->len, NULL, 0);
    return g_strdup (sodium_bin2hex (hex, sizeof hex, hash, sizeof hash));
}

json_t *td_moved_to_json (const TdProfile *profile, const GPtrArray *moved, const char *locale)
{
    static const char *const what[] = {
        [TD_MOVED] = "moves", [TD_MOVED_KEPT] = "kept", [TD_MOVED_OPEN] = "opens-again"
    };
    json_t *list = json_array ();

    for (guint i = 0; i < moved->len; i++) {
        const TdMovedCall *m = moved->pdata[i];
        g_autofree char *old = td_instant_to_text (m->call->closes);
        g_autofree char *new = td_instant_to_text (m->closes);
        json_t *states = json_array ();
        for (gsize s = 0; m->call->states[s] != NULL; s++)
            json_array_append_new (states, json_string (m->call->states[s]));
        json_array_append_new (list,
                               json_pack ("{s:s, s:s, s:o, s:s, s:s?, s:s, s:s, s:s, s:s}", "call", m->call->id,
                                          "label", td_words (locale, td_call_label (profile, m->call)), "states",
                                          states, "old", old, "old_local", m->call->closes_local, "new", new,
                                          "new_local", m->closes_local, "zone", m->call->zone, "what", what[m->kind]));
    }
    return list;
}

struct record {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdConfirm *confirm;
    const TdSessionWish *session; /* one of the two */
    const TdStageWish *stage;
    GPtrArray *moved;
    gboolean unconfirmed;
};

static gboolean confirmed (struct record *r, GError **error)
{
    g_autofree char *seen = td_moved_seen (r->moved);

    if (r->confirm->seen != NULL ? r->confirm->confirm && g_str_equal (r->confirm->seen, seen)
                                 : r->moved->len == 0 || r->confirm->confirm)
        return TRUE;
    r->unconfirmed = TRUE;
    return fail (
        error, TD_ERROR_CONFLICT,
        "Deadlines of calls hang on this, and nothing was stored yet. Look at what would move, then confirm it.");
}

static gboolean journal (TdTx *tx, const struct record *r, const char *act, const char *thing, const char *id,
                         GError **error)
{
    TdJournalEntry entry = { .actor = td_viewer_actor (r->viewer),
                             .act = act,
                             .thing = thing,
                             .thing_id = id,
                             .public_change = TRUE,
                             .clock = &r->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- what stood ---- */

char *td_session_stands (const TdTimetable *t, int number)
{
    const TdSession *session = td_profile_session (t->profile, number);

    return g_strdup_printf ("%s/%s", session != NULL && session->start != NULL ? session->start : "",
                            session != NULL && session->end != NULL ? session->end : "");
}

char *td_stages_stand (const TdTimetable *t, const char *state)
{
    g_autoptr (GString) all = g_string_new (NULL);
    guint8 hash[16];
    char hex[33];

    for (guint i = 0; i < t->stages->len; i++) {
        const TdStageDate *d = t->stages->pdata[i];
        if (g_str_equal (d->state, state))
            g_string_append_printf (all, "%d %s %s %d %s\n", d->cycle, d->stage, d->day != NULL ? d->day : "",
                                    d->session, d->how);
    }
    crypto_generichash (hash, sizeof hash, (const guint8 *) all->str, all->len, NULL, 0);
    return g_strdup (sodium_bin2hex (hex, sizeof hex, hash, sizeof hash));
}

static gboolean still_stands (const char *stood, const char *stands, GError **error)
{
    return stood == NULL || g_str_equal (stood, stands)
           || fail (error, TD_ERROR_CONFLICT,
                    "Somebody recorded something else meanwhile, and nothing of yours was stored. Look at what stands "
                    "now, then send yours again.");
}

/* ---- sessions ---- */

static gboolean between_neighbours (const TdProfile *profile, const TdSessionWish *wish, GError **error)
{
    for (gsize i = 0; i < profile->n_sessions; i++) {
        const TdSession *other = &profile->sessions[i];
        const char *last = other->end != NULL ? other->end : other->start;
        const char *first = other->start != NULL ? other->start : other->end;
        if (other->number < wish->number && last != NULL && td_date_compare (last, wish->start) > 0)
            return fail (error, TD_ERROR_INPUT,
                         "The session would begin before an earlier one ends. Move the earlier one first, or look at "
                         "the number.");
        if (other->number > wish->number && first != NULL && td_date_compare (first, wish->end) < 0)
            return fail (error, TD_ERROR_INPUT,
                         "The session would end after a later one begins. Move the later one first, or look at the "
                         "number.");
    }
    return TRUE;
}

static gboolean check_session (const TdProfile *profile, const TdSessionWish *wish, GError **error)
{
    const TdSession *known = td_profile_session (profile, wish->number);

    if (wish->number < 1 || wish->number > 9999)
        return fail (error, TD_ERROR_INPUT, "Write the number of the session in digits, like 43.");
    if (td_date_precision (wish->start) != TD_DATE_DAY || td_date_precision (wish->end) != TD_DATE_DAY)
        return fail (error, TD_ERROR_INPUT, "Write the first and the last day like 2027-04-05.");
    if (td_date_compare (wish->start, wish->end) > 0)
        return fail (error, TD_ERROR_INPUT, "The session ends before it begins. Look at the two days.");
    if (wish->add && known != NULL)
        return fail (error, TD_ERROR_CONFLICT, "This session is there already. Move it instead of adding it.");
    if (!wish->add && known == NULL)
        return fail (error, TD_ERROR_NOT_FOUND, "There is no session of this number. Add it first.");
    return between_neighbours (profile, wish, error);
}

static gboolean session_in (TdTx *tx, gpointer data, GError **error)
{
    struct record *r = data;
    const TdSessionWish *wish = r->session;
    gint64 now = td_clock_now (&r->instance->clock);
    TdSessionChange change = { .number = wish->number,
                               .start = (char *) wish->start,
                               .end = (char *) wish->end,
                               .how = (char *) (wish->how != NULL ? wish->how
                                                : wish->add       ? "planned"
                                                                  : "moved"),
                               .reason = (char *) wish->reason,
                               .at = now };
    g_autoptr (TdTimetable) t = NULL;
    g_autofree char *id = td_id_new (), *stands = NULL;

    r->unconfirmed = FALSE;
    g_clear_pointer (&r->moved, g_ptr_array_unref);
    if (!td_instance_may_write (r->instance, tx, error)
        || (t = td_timetable_load (tx, r->instance->profile, error)) == NULL || !how_ok (change.how, error)
        || !check_session (t->profile, wish, error))
        return FALSE;
    stands = td_session_stands (t, wish->number);
    if (!still_stands (wish->stood, stands, error))
        return FALSE;
    td_timetable_try_session (t, &change);
    r->moved = td_call_moved (tx, t, now, error);
    return r->moved != NULL && confirmed (r, error)
           && td_timetable_insert_session (tx, id, &change, td_viewer_actor (r->viewer), error)
           && td_call_move (tx, r->instance, r->viewer, r->moved, wish->reason, error)
           && journal (tx, r, wish->add ? "session.add" : "session.move", "session", id, error);
}

static gboolean run (struct record *r, TdTxFunc fn, GPtrArray **ret_moved, gboolean *ret_unconfirmed, GError **error)
{
    gboolean done = td_store_write (r->instance->store, fn, r, error);

    if (ret_unconfirmed != NULL)
        *ret_unconfirmed = !done && r->unconfirmed;
    if (ret_moved != NULL)
        *ret_moved = g_steal_pointer (&r->moved);
    g_clear_pointer (&r->moved, g_ptr_array_unref);
    return done;
}

gboolean td_session_record (TdInstance *instance, const TdViewer *viewer, const TdSessionWish *wish,
                            const TdConfirm *confirm, GPtrArray **ret_moved, gboolean *ret_unconfirmed, GError **error)
{
    struct record r = { .instance = instance, .viewer = viewer, .confirm = confirm, .session = wish };

    return td_door_may (viewer, TD_ACT_SESSION_CHANGE, NULL, error) && reason_ok (wish->reason, error)
           && run (&r, session_in, ret_moved, ret_unconfirmed, error);
}

/* ---- stages ---- */

static gboolean is_report (const TdProfile *profile, const char *stage)
{
    const TdChoice *choice = td_profile_choice (profile->stages, profile->n_stages, stage);

    return choice != NULL && g_strcmp0 (choice->known_by, "report") == 0;
}

static const TdReview *review_of (const TdTimetable *t, const TdState *state, int cycle)
{
    gsize n = 0;
    const TdReview *reviews = td_profile_reviews (t->profile, state, &n);

    for (gsize i = 0; i < n; i++)
        if (reviews[i].cycle == cycle)
            return &reviews[i];
    return NULL;
}

static gboolean is_without_report (const TdTimetable *t, const TdState *state, int cycle)
{
    const TdReview *review = review_of (t, state, cycle);

    return review != NULL && g_str_equal (review->type, "no-report");
}

static gboolean check_cycle (const TdTimetable *t, const TdState *state, int cycle, GError **error)
{
    gsize n = 0;

    td_profile_reviews (t->profile, state, &n);
    return (cycle >= 1 && cycle <= (int) n + 1)
           || fail (error, TD_ERROR_INPUT,
                    "The State has no such review. The next one counts one more than the last that is known.");
}

static gboolean check_stage (const TdTimetable *t, const TdStageWish *wish, const TdState *state, int cycle,
                             GError **error)
{
    const TdProfile *profile = t->profile;

    if (wish->stage == NULL || td_profile_choice (profile->stages, profile->n_stages, wish->stage) == NULL)
        return fail (error, TD_ERROR_INPUT, "There is no such stage in the profile. Choose one of its list.");
    if ((wish->day == NULL) == (wish->session == 0))
        return fail (error, TD_ERROR_INPUT, "Give the day of the stage, or the session in which it takes place.");
    if (wish->day != NULL && td_date_precision (wish->day) != TD_DATE_DAY)
        return fail (error, TD_ERROR_INPUT, "Write the day like 2027-04-05.");
    if (wish->session != 0 && td_profile_session (profile, wish->session) == NULL)
        return fail (error, TD_ERROR_INPUT, "There is no session of this number. Add it first.");
    if (is_report (profile, wish->stage) && g_str_equal (wish->how, "done") && is_without_report (t, state, cycle))
        return fail (error, TD_ERROR_INPUT,
                     "This review is recorded as one in the absence of a report. Take that back before you record "
                     "that the report came.");
    return check_cycle (t, state, cycle, error);
}

static gboolean stage_in (TdTx *tx, gpointer data, GError **error)
{
    struct record *r = data;
    const TdStageWish *wish = r->stage;
    gint64 now = td_clock_now (&r->instance->clock);
    g_autofree char *today = td_clock_today (&r->instance->clock, r->instance->profile->zone);
    const TdState *state = td_profile_state (r->instance->profile, wish->state);
    g_autoptr (TdTimetable) t = NULL;
    g_autofree char *id = td_id_new (), *stands = NULL;
    TdStageDate date = { .stage = (char *) wish->stage,
                         .day = (char *) wish->day,
                         .session = wish->session,
                         .how = (char *) wish->how,
                         .reason = (char *) wish->reason,
                         .at = now };

    r->unconfirmed = FALSE;
    g_clear_pointer (&r->moved, g_ptr_array_unref);
    if (!td_instance_may_write (r->instance, tx, error))
        return FALSE;
    if (state == NULL)
        return fail (error, TD_ERROR_NOT_FOUND, "This is not the code of a State party. Use three letters, like GHA.");
    if ((t = td_timetable_load (tx, r->instance->profile, error)) == NULL)
        return FALSE;
    date.state = (char *) state->iso3;
    date.cycle =
        wish->cycle != 0 || wish->stage == NULL ? wish->cycle : td_timetable_cycle_for (t, state, wish->stage, today);
    stands = td_stages_stand (t, state->iso3);
    if (!check_stage (t, wish, state, date.cycle, error) || !still_stands (wish->stood, stands, error))
        return FALSE;
    td_timetable_try_stage (t, &date);
    r->moved = td_call_moved (tx, t, now, error);
    return r->moved != NULL && confirmed (r, error)
           && td_timetable_insert_stage (tx, id, &date, td_viewer_actor (r->viewer), error)
           && td_call_move (tx, r->instance, r->viewer, r->moved, wish->reason, error)
           && journal (tx, r, "stage.change", "stage", id, error);
}

gboolean td_stage_record_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdStageWish *wish,
                             gboolean *ret_unconfirmed, GError **error)
{
    const TdConfirm nobody = { 0 };
    struct record r = { .instance = instance, .viewer = viewer, .confirm = &nobody, .stage = wish };
    gboolean done = how_ok (wish->how, error) && reason_ok (wish->reason, error) && stage_in (tx, &r, error);

    g_clear_pointer (&r.moved, g_ptr_array_unref);
    *ret_unconfirmed = !done && r.unconfirmed;
    return done;
}

gboolean td_stage_record (TdInstance *instance, const TdViewer *viewer, const TdStageWish *wish,
                          const TdConfirm *confirm, GPtrArray **ret_moved, gboolean *ret_unconfirmed, GError **error)
{
    struct record r = { .instance = instance, .viewer = viewer, .confirm = confirm, .stage = wish };

    return td_door_may (viewer, TD_ACT_STAGE_CHANGE, NULL, error) && how_ok (wish->how, error)
           && reason_ok (wish->reason, error) && run (&r, stage_in, ret_moved, ret_unconfirmed, error);
}

/* ---- how a review begins ---- */

struct review_record {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdReviewWish *wish;
};

static gboolean report_came (const TdTimetable *t, const TdState *state, int cycle)
{
    const TdReview *review = review_of (t, state, cycle);

    for (guint i = 0; i < t->stages->len; i++) {
        const TdStageDate *date = t->stages->pdata[i];
        if (g_str_equal (date->state, state->iso3) && date->cycle == cycle && g_str_equal (date->how, "done")
            && is_report (t->profile, date->stage))
            return TRUE;
    }
    return review != NULL && review->report != NULL;
}

static gboolean check_review (const TdTimetable *t, const TdReviewWish *wish, const TdState *state, int cycle,
                              GError **error)
{
    if (!check_cycle (t, state, cycle, error))
        return FALSE;
    if (wish->no_report && report_came (t, state, cycle))
        return fail (error, TD_ERROR_CONFLICT, "The State's report for this review came, so it is not absent.");
    if (is_without_report (t, state, cycle) == wish->no_report)
        return fail (error, TD_ERROR_CONFLICT, "The review is recorded so already. Nothing was changed.");
    return TRUE;
}

/* The stage in which a review is held: which review a word about it belongs to. */
static const char *dialogue_of (const TdProfile *profile)
{
    for (gsize i = 0; i < profile->n_stages; i++)
        if (g_strcmp0 (profile->stages[i].known_by, "dialogue") == 0)
            return profile->stages[i].slug;
    return "";
}

static gboolean review_in (TdTx *tx, gpointer data, GError **error)
{
    struct review_record *r = data;
    const TdReviewWish *wish = r->wish;
    const TdProfile *profile = r->instance->profile;
    g_autofree char *today = td_clock_today (&r->instance->clock, profile->zone);
    const TdState *state = td_profile_state (profile, wish->state);
    const char *actor = td_viewer_actor (r->viewer);
    g_autoptr (TdTimetable) t = NULL;
    g_autofree char *id = td_id_new ();
    TdReviewChange change = { .reason = (char *) wish->reason, .at = td_clock_now (&r->instance->clock) };
    TdJournalEntry entry = { .actor = actor,
                             .act = "review.change",
                             .thing = "review",
                             .thing_id = id,
                             .public_change = TRUE,
                             .clock = &r->instance->clock };

    if (!td_instance_may_write (r->instance, tx, error))
        return FALSE;
    if (state == NULL)
        return fail (error, TD_ERROR_NOT_FOUND, "This is not the code of a State party. Use three letters, like GHA.");
    if ((t = td_timetable_load (tx, profile, error)) == NULL)
        return FALSE;
    change.state = (char *) state->iso3;
    change.cycle = wish->cycle != 0 ? wish->cycle : td_timetable_cycle_for (t, state, dialogue_of (profile), today);
    change.type = (char *) (wish->no_report ? "no-report" : change.cycle == 1 ? "initial" : "periodic");
    return check_review (t, wish, state, change.cycle, error)
           && td_timetable_insert_review (tx, id, &change, actor, error) && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_review_record (TdInstance *instance, const TdViewer *viewer, const TdReviewWish *wish, GError **error)
{
    struct review_record r = { instance, viewer, wish };

    return td_door_may (viewer, TD_ACT_STAGE_CHANGE, NULL, error) && reason_ok (wish->reason, error)
           && td_store_write (instance->store, review_in, &r, error);
}
