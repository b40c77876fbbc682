/* Which doors are open. Contract in opening.h. */
#include "areas/calls/opening.h"

#include "areas/calls/calendar.h"
#include "areas/calls/deadline.h"
#include "text/words.h"

enum { CLOSED_SHOWN = 20 };

struct gathering {
    TdInstance *instance;
    const TdOpeningFilter *filter;
    const TdOpeningSource *const *sources;
    TdOpenings *openings;
};

/* ---- one opening ---- */

void td_opening_free (TdOpening *o)
{
    if (o == NULL)
        return;
    td_call_free (o->call);
    g_free (o->source);
    g_free (o->id);
    g_free (o->purpose);
    g_free (o->label);
    g_free (o->title);
    g_free (o->language);
    g_strfreev (o->states);
    g_strfreev (o->themes);
    g_strfreev (o->kinds);
    g_free (o->closes_local);
    g_free (o->zone);
    g_clear_pointer (&o->deadlines, g_ptr_array_unref);
    g_free (o->end_reason);
    g_free (o->guidance);
    g_free (o->limits);
    g_free (o->asked);
    g_free (o->languages);
    g_free (o->page);
    g_free (o->first_step);
    g_free (o->first_step_label);
    g_free (o);
}

TdCallStatus td_opening_status (const TdOpening *o, gint64 at)
{
    if ((o->ended != 0 && at >= o->ended) || (o->closes != 0 && at >= o->closes))
        return TD_CALL_CLOSED;
    return at < o->opens ? TD_CALL_PLANNED : TD_CALL_OPEN;
}

gint64 td_opening_end (const TdOpening *o)
{
    return o->ended != 0 && (o->closes == 0 || o->ended < o->closes) ? o->ended : o->closes;
}

gboolean td_opening_is_for (const TdOpening *o, const char *const *states)
{
    if (states == NULL || o->states == NULL || o->states[0] == NULL)
        return TRUE;
    for (gsize i = 0; o->states[i] != NULL; i++)
        if (g_strv_contains (states, o->states[i]))
            return TRUE;
    return FALSE;
}

char *td_opening_title (const TdProfile *profile, const TdOpening *o, const char *locale)
{
    g_autoptr (GString) title = g_string_new (td_words (locale, o->label));

    if (o->title != NULL)
        g_string_append_printf (title, " – %s", o->title);
    for (gsize i = 0; o->states != NULL && o->states[i] != NULL; i++) {
        const TdState *state = td_profile_state (profile, o->states[i]);
        g_string_append (title, i == 0 ? ": " : td_words (locale, N_ (", ")));
        g_string_append (title, state != NULL ? td_profile_state_name (profile, state, locale) : o->states[i]);
    }
    return g_string_free (g_steal_pointer (&title), FALSE);
}

/* NULL: it asks every kind of organisation. */
static char **kinds_of (const TdCallKind *kind)
{
    return kind != NULL && kind->kinds != NULL ? g_strsplit (kind->kinds, ";", -1) : NULL;
}

static gboolean asks (const TdCallKind *kind, const TdOpeningFilter *filter)
{
    g_auto (GStrv) kinds = kinds_of (kind);

    return filter->kind == NULL || kinds == NULL || g_strv_contains ((const char *const *) kinds, filter->kind);
}

static TdOpening *opening_of_call (const TdProfile *profile, TdCall *take_call)
{
    TdOpening *o = g_new0 (TdOpening, 1);
    TdCall *call = take_call;
    const char *only = call->states[0] != NULL && call->states[1] == NULL ? call->states[0] : "";

    o->call = call;
    o->source = g_strdup ("call");
    o->id = g_strdup (call->id);
    o->purpose = g_strdup (call->purpose);
    o->label = g_strdup (td_call_label (profile, call));
    o->states = g_strdupv (call->states);
    o->themes = g_strdupv (call->themes);
    o->opens = call->opens;
    o->closes = call->closes;
    o->closes_local = g_strdup (call->closes_local);
    o->zone = g_strdup (call->zone);
    o->deadlines = g_ptr_array_ref (call->deadlines);
    o->ended = call->ended;
    o->end_reason = g_strdup (call->end_reason);
    o->created = call->created;
    o->changed = td_call_changed (call);
    o->moves = MAX (call->deadlines->len, 1) - 1 + (call->ended != 0);
    o->guidance = g_strdup (td_call_guidance (profile, call));
    o->limits = g_strdup (td_call_limits (profile, call));
    o->asked = g_strdup (td_call_asked (profile, call));
    o->languages = g_strdup (td_call_languages (profile, call));
    o->kinds = kinds_of (td_profile_call_kind (profile, call->kind));
    o->page = g_strdup_printf ("/calls/%s", call->id);
    o->first_step = g_strdup_printf ("/send?purpose=%s&state=%s", call->purpose, only);
    return o;
}

/* ---- calls as a source ---- */

static gboolean add_calls (TdTx *tx, TdInstance *instance, const TdOpeningFilter *filter, GPtrArray *list,
                           GError **error)
{
    const TdCallFilter every = { NULL };
    g_autoptr (GPtrArray) calls = td_call_list_in (tx, &every, error);

    (void) filter;
    while (calls != NULL && calls->len > 0)
        g_ptr_array_add (list,
                         opening_of_call (instance->profile, g_ptr_array_steal_index_fast (calls, calls->len - 1)));
    return calls != NULL;
}

static gboolean get_call (TdTx *tx, const TdInstance *instance, const char *id, TdOpening **ret_opening, GError **error)
{
    g_autoptr (TdCall) call = td_call_get_in (tx, id, error);

    *ret_opening = call != NULL ? opening_of_call (instance->profile, g_steal_pointer (&call)) : NULL;
    return *ret_opening != NULL;
}

static const TdOpeningNews call_news = { .begun = "call.open",
                                         .extended = { "call.extend", "call.move" },
                                         .ended = "call.close",
                                         .is_open = N_ ("A call for input is open"),
                                         .has_moved = N_ ("A deadline moved"),
                                         .has_ended = N_ ("A call for input closed early"),
                                         .comes_near = N_ ("A deadline comes near"),
                                         .see = N_ ("See the call") };

const TdOpeningSource td_call_opening_source = {
    .name = "call", .add = add_calls, .get = get_call, .news = &call_news
};

/* ---- what is to be expected ---- */

static void expected_clear (gpointer data)
{
    g_free (((TdExpected *) data)->closes_local);
}

/* A call for this State's review, or for every State. */
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
    TdExpected e = { .state = td_profile_state (t->beneath, state->iso3), .kind = kind, .cycle = cycle };
    const TdStageDate *date = td_timetable_stage (t, state->iso3, cycle, kind->stage);
    const char *day = NULL;

    e.changed = date != NULL ? date->at : 0;
    if (kind->anchor == TD_ANCHOR_SESSION) {
        const TdSession *session = td_timetable_session_of (t, state, cycle, kind->stage);
        const TdSessionChange *moved = session != NULL ? td_timetable_session (t, session->number) : NULL;
        day = session != NULL ? session->start : NULL;
        e.session = session != NULL ? session->number : 0;
        e.changed = MAX (e.changed, moved != NULL ? moved->at : 0);
    } else
        day = date != NULL ? date->day : NULL;
    if (day == NULL || td_date_precision (day) != TD_DATE_DAY || has_call (calls, state, kind, cycle))
        return;
    e.closes_local = td_deadline_from (day, kind->weeks, kind->time);
    if (e.closes_local != NULL && td_instant_from_local (e.closes_local, t->profile->zone, &e.closes, NULL)
        && e.closes > o->now)
        g_array_append_val (o->expected, e);
    else
        g_free (e.closes_local);
}

static int by_expected (gconstpointer a, gconstpointer b)
{
    gint64 first = ((const TdExpected *) a)->closes, second = ((const TdExpected *) b)->closes;

    return first < second ? -1 : first > second;
}

static void expect_all (const TdTimetable *t, const GPtrArray *calls, const TdOpeningFilter *filter, const char *today,
                        TdOpenings *o)
{
    const TdProfile *profile = t->profile;

    for (gsize s = 0; s < profile->n_states; s++) {
        if (filter->states != NULL && !g_strv_contains (filter->states, profile->states[s].iso3))
            continue;
        for (gsize k = 0; k < profile->n_call_kinds; k++)
            if (profile->call_kinds[k].anchor != TD_ANCHOR_ALWAYS && asks (&profile->call_kinds[k], filter))
                expect (t, calls, &profile->states[s], &profile->call_kinds[k], today, o);
    }
    g_array_sort (o->expected, by_expected);
}

/* ---- what there is ---- */

static int compare (gint64 first, gint64 second)
{
    return first < second ? -1 : first > second;
}

static int by_closes (gconstpointer a, gconstpointer b)
{
    const TdOpening *first = *(TdOpening *const *) a, *second = *(TdOpening *const *) b;
    int order = (first->closes == 0) - (second->closes == 0);

    order = order != 0 ? order : compare (first->closes, second->closes);
    return order != 0 ? order : strcmp (first->id, second->id);
}

static int by_opens (gconstpointer a, gconstpointer b)
{
    const TdOpening *first = *(TdOpening *const *) a, *second = *(TdOpening *const *) b;
    int order = compare (first->opens, second->opens);

    return order != 0 ? order : strcmp (first->id, second->id);
}

static int by_end (gconstpointer a, gconstpointer b)
{
    const TdOpening *first = *(TdOpening *const *) a, *second = *(TdOpening *const *) b;
    int order = compare (td_opening_end (second), td_opening_end (first));

    return order != 0 ? order : strcmp (first->id, second->id);
}

static gboolean names (char *const *list, const char *wanted)
{
    return wanted == NULL || list == NULL || list[0] == NULL || g_strv_contains ((const char *const *) list, wanted);
}

static gboolean is_asked_for (const TdOpening *opening, const TdOpeningFilter *filter)
{
    return td_opening_is_for (opening, filter->states) && names (opening->themes, filter->theme)
           && names (opening->kinds, filter->kind);
}

static gboolean add_of_sources (TdTx *tx, const struct gathering *g, GPtrArray *all, GError **error)
{
    for (gsize i = 0; g->sources[i] != NULL; i++) {
        guint before = all->len;
        if (!g->sources[i]->add (tx, g->instance, g->filter, all, error))
            return FALSE;
        for (guint n = before; n < all->len; n++) {
            TdOpening *opening = all->pdata[n];
            g_free (opening->source);
            opening->source = g_strdup (g->sources[i]->name);
        }
    }
    return TRUE;
}

static void sort_out (const struct gathering *g, GPtrArray *all)
{
    TdOpenings *o = g->openings;

    while (all->len > 0) {
        TdOpening *opening = g_ptr_array_steal_index_fast (all, all->len - 1);
        TdCallStatus status = td_opening_status (opening, o->now);
        if (is_asked_for (opening, g->filter))
            g_ptr_array_add (status == TD_CALL_OPEN      ? o->open
                             : status == TD_CALL_PLANNED ? o->planned
                                                         : o->closed,
                             opening);
        else
            td_opening_free (opening);
    }
    g_ptr_array_sort (o->open, by_closes);
    g_ptr_array_sort (o->planned, by_opens);
    g_ptr_array_sort (o->closed, by_end);
    if (o->closed->len > CLOSED_SHOWN)
        g_ptr_array_set_size (o->closed, CLOSED_SHOWN);
}

static gboolean gather_in (TdTx *tx, gpointer data, GError **error)
{
    struct gathering *g = data;
    const TdProfile *profile = g->instance->profile;
    const TdCallFilter every = { NULL };
    g_autofree char *today = td_clock_today (&g->instance->clock, profile->zone);
    g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) td_opening_free);
    g_autoptr (TdTimetable) t = td_timetable_load (tx, profile, error);
    g_autoptr (GPtrArray) calls = t != NULL ? td_call_list_in (tx, &every, error) : NULL;

    if (calls == NULL)
        return FALSE;
    expect_all (t, calls, g->filter, today, g->openings);
    while (calls->len > 0)
        g_ptr_array_add (all, opening_of_call (profile, g_ptr_array_steal_index_fast (calls, calls->len - 1)));
    if (!add_of_sources (tx, g, all, error))
        return FALSE;
    sort_out (g, all);
    return TRUE;
}

static void begin (TdOpenings *o, TdInstance *instance, const TdOpeningFilter *filter)
{
    const TdProfile *profile = instance->profile;

    o->now = td_clock_now (&instance->clock);
    o->open = g_ptr_array_new_with_free_func ((GDestroyNotify) td_opening_free);
    o->planned = g_ptr_array_new_with_free_func ((GDestroyNotify) td_opening_free);
    o->closed = g_ptr_array_new_with_free_func ((GDestroyNotify) td_opening_free);
    o->expected = g_array_new (FALSE, TRUE, sizeof (TdExpected));
    g_array_set_clear_func (o->expected, expected_clear);
    o->always = g_ptr_array_new ();
    for (gsize i = 0; i < profile->n_call_kinds; i++)
        if (profile->call_kinds[i].anchor == TD_ANCHOR_ALWAYS && asks (&profile->call_kinds[i], filter))
            g_ptr_array_add (o->always, (gpointer) &profile->call_kinds[i]);
}

gboolean td_openings_of (TdInstance *instance, const TdOpeningFilter *filter, const TdOpeningSource *const *sources,
                         TdOpenings *ret_openings, GError **error)
{
    static const TdOpeningFilter world = { NULL };
    g_auto (TdOpenings) o = { NULL };
    struct gathering g = { instance, filter != NULL ? filter : &world, sources, &o };

    begin (&o, instance, g.filter);
    if (!td_store_read (instance->store, gather_in, &g, error))
        return FALSE;
    *ret_openings = o;
    o = (TdOpenings){ NULL };
    return TRUE;
}

gboolean td_openings (TdInstance *instance, const TdOpeningFilter *filter, TdOpenings *ret_openings, GError **error)
{
    return td_openings_of (instance, filter, td_opening_sources, ret_openings, error);
}

void td_openings_clear (TdOpenings *o)
{
    g_clear_pointer (&o->open, g_ptr_array_unref);
    g_clear_pointer (&o->planned, g_ptr_array_unref);
    g_clear_pointer (&o->expected, g_array_unref);
    g_clear_pointer (&o->always, g_ptr_array_unref);
    g_clear_pointer (&o->closed, g_ptr_array_unref);
}
