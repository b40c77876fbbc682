#include "areas/calls/opening.h"

#include "areas/calls/deadline.h"
#include "text/words.h"

enum { CLOSED_SHOWN = 20 };

struct gathering {
    TdInstance *instance;
    const char *iso3;
    TdOpenings *openings;
};

static void expected_clear (gpointer data)
{
    g_free (((TdExpected *) data)->closes_local);
}

void td_openings_clear (TdOpenings *o)
{
    g_clear_pointer (&o->open, g_ptr_array_unref);
    g_clear_pointer (&o->planned, g_ptr_array_unref);
    g_clear_pointer (&o->expected, g_array_unref);
    g_clear_pointer (&o->always, g_ptr_array_unref);
    g_clear_pointer (&o->closed, g_ptr_array_unref);
}

/* ---- what is to be expected ---- */

static gboolean has_call (const GPtrArray *calls, const TdState *state, const TdCallKind *kind, int cycle)
{
    for (guint i = 0; i < calls->len; i++) {
        const TdCall *call = calls->pdata[i];
        gboolean same_review = call->cycle == 0 || call->cycle == cycle;
        if (g_str_equal (call->purpose, kind->purpose) && same_review
            && (call->states[0] == NULL || g_strv_contains ((const char *const *) call->states, state->iso3)))
            return TRUE;
    }
    return FALSE;
}

static void expect (const TdTimetable *t, const GPtrArray *calls, const TdState *state, const TdCallKind *kind,
                    const char *today, TdOpenings *o)
{
    int cycle = td_timetable_cycle_for (t, state, kind->stage, today);
    TdExpected e = { .state = td_profile_state (t->beneath, state->iso3), .kind = kind };
    const char *day = NULL;

    if (kind->anchor == TD_ANCHOR_SESSION) {
        const TdSession *session = td_timetable_session_of (t, state, cycle, kind->stage);
        day = session != NULL ? session->start : NULL;
        e.session = session != NULL ? session->number : 0;
    } else {
        const TdStageDate *date = td_timetable_stage (t, state->iso3, cycle, kind->stage);
        day = date != NULL ? date->day : NULL;
    }
    if (day == NULL || td_date_precision (day) != TD_DATE_DAY || has_call (calls, state, kind, cycle))
        return;
    e.closes_local = td_deadline_from (day, kind->weeks, kind->time);
    if (e.closes_local != NULL && td_instant_from_local (e.closes_local, t->profile->zone, &e.closes, NULL)
        && e.closes > o->now)
        g_array_append_val (o->expected, e);
    else
        g_free (e.closes_local);
}

static int by_closes (gconstpointer a, gconstpointer b)
{
    gint64 first = ((const TdExpected *) a)->closes, second = ((const TdExpected *) b)->closes;

    return first < second ? -1 : first > second;
}

static void expect_all (const TdTimetable *t, const GPtrArray *calls, const char *iso3, const char *today,
                        TdOpenings *o)
{
    const TdProfile *profile = t->profile;

    for (gsize s = 0; s < profile->n_states; s++)
        for (gsize k = 0; k < profile->n_call_kinds; k++)
            if (profile->call_kinds[k].anchor != TD_ANCHOR_ALWAYS
                && (iso3 == NULL || g_str_equal (profile->states[s].iso3, iso3)))
                expect (t, calls, &profile->states[s], &profile->call_kinds[k], today, o);
    g_array_sort (o->expected, by_closes);
}

/* ---- what there is ---- */

static int by_opens (gconstpointer a, gconstpointer b)
{
    gint64 first = (*(TdCall *const *) a)->opens, second = (*(TdCall *const *) b)->opens;

    return first < second ? -1 : first > second;
}

static gint64 end_of (const TdCall *call)
{
    return call->ended != 0 && (call->closes == 0 || call->ended < call->closes) ? call->ended : call->closes;
}

static int by_end (gconstpointer a, gconstpointer b)
{
    gint64 first = end_of (*(TdCall *const *) a), second = end_of (*(TdCall *const *) b);

    return first > second ? -1 : first < second;
}

static gboolean gather_in (TdTx *tx, gpointer data, GError **error)
{
    struct gathering *g = data;
    TdOpenings *o = g->openings;
    const TdProfile *profile = g->instance->profile;
    const TdCallFilter filter = { .state = g->iso3 };
    g_autofree char *today = td_clock_today (&g->instance->clock, profile->zone);
    g_autoptr (TdTimetable) t = td_timetable_load (tx, profile, error);
    g_autoptr (GPtrArray) calls = t != NULL ? td_call_list_in (tx, &filter, error) : NULL;

    if (calls == NULL)
        return FALSE;
    expect_all (t, calls, g->iso3, today, o);
    while (calls->len > 0) {
        TdCall *call = g_ptr_array_steal_index (calls, 0);
        TdCallStatus status = td_call_status (call, o->now);
        g_ptr_array_add (status == TD_CALL_OPEN ? o->open : status == TD_CALL_PLANNED ? o->planned : o->closed, call);
    }
    g_ptr_array_sort (o->planned, by_opens);
    g_ptr_array_sort (o->closed, by_end);
    if (o->closed->len > CLOSED_SHOWN)
        g_ptr_array_set_size (o->closed, CLOSED_SHOWN);
    return TRUE;
}

gboolean td_openings (TdInstance *instance, const char *iso3, TdOpenings *ret_openings, GError **error)
{
    g_auto (TdOpenings) o = { .now = td_clock_now (&instance->clock) };
    struct gathering g = { instance, iso3, &o };
    const TdProfile *profile = instance->profile;

    o.open = g_ptr_array_new_with_free_func ((GDestroyNotify) td_call_free);
    o.planned = g_ptr_array_new_with_free_func ((GDestroyNotify) td_call_free);
    o.closed = g_ptr_array_new_with_free_func ((GDestroyNotify) td_call_free);
    o.expected = g_array_new (FALSE, TRUE, sizeof (TdExpected));
    g_array_set_clear_func (o.expected, expected_clear);
    o.always = g_ptr_array_new ();
    for (gsize i = 0; i < profile->n_call_kinds; i++)
        if (profile->call_kinds[i].anchor == TD_ANCHOR_ALWAYS)
            g_ptr_array_add (o.always, (gpointer) &profile->call_kinds[i]);
    if (!td_store_read (instance->store, gather_in, &g, error))
        return FALSE;
    *ret_openings = o;
    o = (TdOpenings){ 0 };
    return TRUE;
}

/* ---- JSON ---- */

static void add_opening (json_t *list, const TdInstance *instance, const TdCall *call, const char *state,
                         const char *locale, gint64 now)
{
    json_t *whole = td_call_to_json (instance, call, locale, now);
    static const char *const kept[] = { "purpose", "label", "status",   "opens",  "closes", "closes_local",
                                        "zone",    "asked", "guidance", "limits", "address" };
    json_t *row = json_pack ("{s:s?, s:s}", "state", state, "call", call->id);

    for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
        json_object_set (row, kept[i], json_object_get (whole, kept[i]));
    json_decref (whole);
    json_array_append_new (list, row);
}

static void add_calls (json_t *list, const TdInstance *instance, const GPtrArray *calls, const char *iso3,
                       const char *locale, gint64 now)
{
    for (guint i = 0; i < calls->len; i++) {
        const TdCall *call = calls->pdata[i];
        if (call->states[0] == NULL)
            add_opening (list, instance, call, NULL, locale, now);
        for (gsize s = 0; call->states[s] != NULL; s++)
            if (iso3 == NULL || g_str_equal (call->states[s], iso3))
                add_opening (list, instance, call, call->states[s], locale, now);
    }
}

static json_t *expected_to_json (const TdInstance *instance, const TdOpenings *o)
{
    json_t *list = json_array ();

    for (guint i = 0; i < o->expected->len; i++) {
        const TdExpected *e = &g_array_index (o->expected, TdExpected, i);
        g_autofree char *closes = td_instant_to_text (e->closes);
        json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:s, s:s, s:o, s:s}", "state", e->state->iso3,
                                                "purpose", e->kind->purpose, "closes", closes, "closes_local",
                                                e->closes_local, "zone", instance->profile->zone, "session",
                                                e->session != 0 ? json_integer (e->session) : json_null (), "origin",
                                                e->kind->origin));
    }
    return list;
}

json_t *td_openings_to_json (const TdInstance *instance, const TdOpenings *o, const char *iso3, const char *locale)
{
    json_t *list = json_array (), *always = json_array ();

    add_calls (list, instance, o->open, iso3, locale, o->now);
    add_calls (list, instance, o->planned, iso3, locale, o->now);
    for (guint i = 0; i < o->always->len; i++) {
        const TdCallKind *kind = o->always->pdata[i];
        g_autofree char *address =
            g_strdup_printf ("%s/%s/send?purpose=%s%s%s", instance->address, locale, kind->purpose,
                             iso3 != NULL ? "&state=" : "", iso3 != NULL ? iso3 : "");
        json_array_append_new (always, json_pack ("{s:s, s:s, s:s?, s:s}", "purpose", kind->purpose, "label",
                                                  td_words (locale, kind->label), "guidance",
                                                  kind->guidance != NULL ? td_words (locale, kind->guidance) : NULL,
                                                  "address", address));
    }
    return json_pack ("{s:o, s:o, s:o}", "openings", list, "expected", expected_to_json (instance, o), "always",
                      always);
}
