/* Sessions and stages as JSON: the same for page and command. Contract in timetable.h. */
#include "areas/calls/timetable.h"
#include "base/clock.h"

static json_t *stages_in (const TdTimetable *t, const TdSession *session)
{
    g_autoptr (GArray) in = td_timetable_in_session (t, session);
    json_t *list = json_array ();

    for (guint i = 0; i < in->len; i++) {
        const TdInSession *one = &g_array_index (in, TdInSession, i);
        json_array_append_new (list, json_pack ("{s:s, s:i, s:s, s:s?}", "state", one->state->iso3, "cycle", one->cycle,
                                                "stage", one->stage->slug, "how", one->how));
    }
    return list;
}

json_t *td_session_to_json (const TdTimetable *t, const TdSession *session)
{
    const TdSessionChange *change = td_timetable_session (t, session->number);
    g_autofree char *at = change != NULL ? td_instant_to_text (change->at) : NULL;

    return json_pack ("{s:i, s:s?, s:s?, s:s, s:s?, s:s?, s:s?, s:s?, s:s, s:o}", "number", session->number, "start",
                      session->start, "end", session->end, "basis", td_basis_name (session->basis), "source",
                      session->source, "how", change != NULL ? change->how : NULL, "reason",
                      change != NULL ? change->reason : NULL, "at", at, "by",
                      change != NULL ? "secretariat" : "profile", "stages", stages_in (t, session));
}

json_t *td_session_history_to_json (const GPtrArray *changes)
{
    json_t *list = json_array ();

    for (guint i = 0; i < changes->len; i++) {
        const TdSessionChange *c = changes->pdata[i];
        g_autofree char *at = td_instant_to_text (c->at);
        json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s}", "start", c->start, "end", c->end,
                                                "how", c->how, "reason", c->reason, "at", at, "by", "secretariat"));
    }
    return list;
}

static json_t *history (const GPtrArray *stages)
{
    json_t *list = json_array ();

    for (guint i = 0; i < stages->len; i++) {
        const TdStageDate *d = stages->pdata[i];
        g_autofree char *at = td_instant_to_text (d->at);
        json_array_append_new (list, json_pack ("{s:i, s:s, s:s?, s:o, s:s, s:s, s:s, s:s}", "cycle", d->cycle, "stage",
                                                d->stage, "day", d->day, "session",
                                                d->session != 0 ? json_integer (d->session) : json_null (), "how",
                                                d->how, "reason", d->reason, "at", at, "by", "secretariat"));
    }
    return list;
}

static json_t *types (const GPtrArray *reviews)
{
    json_t *list = json_array ();

    for (guint i = 0; i < reviews->len; i++) {
        const TdReviewChange *c = reviews->pdata[i];
        g_autofree char *at = td_instant_to_text (c->at);
        json_array_append_new (list, json_pack ("{s:i, s:s, s:s, s:s, s:s}", "cycle", c->cycle, "type", c->type,
                                                "reason", c->reason, "at", at, "by", "secretariat"));
    }
    return list;
}

json_t *td_stages_to_json (const TdTimetable *t, const TdState *state, const GPtrArray *stages,
                           const GPtrArray *reviews, const char *locale, const char *today)
{
    g_auto (TdCycle) cycle = { 0 };

    td_timetable_cycle (t, state, today, &cycle);
    return json_pack ("{s:s, s:i, s:o, s:o, s:o}", "state", state->iso3, "cycle", cycle.cycle, "cycle_line",
                      td_cycle_to_json (&cycle, locale), "history", history (stages), "reviews", types (reviews));
}
