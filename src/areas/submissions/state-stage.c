/* A State's paper that came, and the stage of its review that is done with it. Contract in state-stage.h. */
#include "areas/submissions/state-stage.h"

#include "areas/calls/record.h"
#include "base/errors.h"

/* What everybody reads as the reason of the date. English, like every reason. */
#define CAME "The State's paper was received on this day."

static gboolean is_done (TdTx *tx, TdInstance *instance, const char *iso3, const char *stage, const char *day,
                         int *ret_cycle, gboolean *ret_done, GError **error)
{
    const TdState *state = td_profile_state (instance->profile, iso3);
    g_autoptr (TdTimetable) timetable = td_timetable_load (tx, instance->profile, error);
    const TdStageDate *date;

    if (timetable == NULL)
        return FALSE;
    *ret_cycle = td_timetable_cycle_for (timetable, state, stage, day);
    date = td_timetable_stage (timetable, state->iso3, *ret_cycle, stage);
    *ret_done = date != NULL && g_strcmp0 (date->how, "done") == 0;
    return TRUE;
}

static gboolean put_on_desk (TdTx *tx, const TdSubmission *s, int cycle, const char *stage, const char *day,
                             GError **error)
{
    return td_exec (tx,
                    "insert into state_stage_waiting (submission, state, cycle, stage, day)"
                    " values ($1, $2, $3, $4, $5)",
                    error, TD_TEXT (s->id), TD_TEXT (s->by_state), TD_INT (cycle), TD_TEXT (stage), TD_TEXT (day));
}

gboolean td_state_stage_came (TdTx *tx, TdInstance *instance, const TdSubmission *s, GError **error)
{
    static const TdViewer house = { .roles = TD_ROLE_BIT (PUBLIC), .actor = "system" };
    const TdChoice *purpose = s->by_state != NULL ? td_profile_purpose (instance->profile, s->purpose) : NULL;
    g_autofree char *day = td_clock_today (&instance->clock, instance->profile->zone);
    TdStageWish wish = { .state = s->by_state, .day = day, .how = "done", .reason = CAME };
    gboolean done = FALSE, unconfirmed = FALSE;
    g_autoptr (GError) problem = NULL;

    if (purpose == NULL || purpose->stage == NULL)
        return TRUE;
    wish.stage = purpose->stage;
    /* The paper is taken whatever the timetable says: what cannot be recorded by itself waits for an officer. A corrected
     * one, or a second paper of one stage, changes nothing: the stage was done when the first one came. */
    if (!is_done (tx, instance, s->by_state, wish.stage, day, &wish.cycle, &done, error))
        return FALSE;
    if (done || td_stage_record_in (tx, instance, &house, &wish, &unconfirmed, &problem))
        return TRUE;
    if (unconfirmed || problem->domain == TD_CALLS_ERROR)
        return put_on_desk (tx, s, wish.cycle, wish.stage, day, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
