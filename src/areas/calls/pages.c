/* What can be done now, and one call. */
#include "areas/calls/pages.h"

#include "areas/calls/calendar.h"
#include "areas/calls/call.html.h"
#include "areas/calls/calls.html.h"
#include "areas/calls/deadline.h"
#include "base/errors.h"
#include "text/words.h"

/* Strings of one page, freed at its end. */
static const char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

static const char *link_of (GPtrArray *strings, const TdCall *call, const char *locale)
{
    return keep (strings, g_strdup_printf ("/%s/calls/%s", locale, call->id));
}

/* Into the form, with State and purpose filled: the State asked for, else the call's only one. */
static const char *send_link (GPtrArray *strings, const char *purpose, const char *iso3, const TdCall *call,
                              const char *locale)
{
    const char *state = iso3 != NULL                                                         ? iso3
                        : call != NULL && call->states[0] != NULL && call->states[1] == NULL ? call->states[0]
                                                                                             : "";

    return keep (strings, g_strdup_printf ("/%s/send?purpose=%s&state=%s", locale, purpose, state));
}

static const char *when_words (GPtrArray *strings, gint64 instant, const char *zone, const char *locale)
{
    return instant != 0 ? keep (strings, td_deadline_words (instant, zone, locale)) : NULL;
}

static GArray *open_rows (const TdProfile *profile, const TdOpenings *o, const char *iso3, const char *locale,
                          GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_calls_open));

    for (guint i = 0; i < o->open->len; i++) {
        const TdCall *call = o->open->pdata[i];
        struct html_calls_open row = {
            .title = keep (strings, td_call_title (profile, call, locale)),
            .link = link_of (strings, call, locale),
            .send = send_link (strings, call->purpose, iso3, call, locale),
            .when = when_words (strings, call->closes, call->zone, locale),
            .distance = call->closes != 0 ? keep (strings, td_deadline_distance (call->closes, o->now, locale)) : NULL,
            .guidance = td_call_guidance (profile, call),
            .limits = td_call_limits (profile, call),
            .asked = td_call_asked (profile, call),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *planned_rows (const TdProfile *profile, const TdOpenings *o, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_calls_planned));

    for (guint i = 0; i < o->planned->len; i++) {
        const TdCall *call = o->planned->pdata[i];
        struct html_calls_planned row = { .title = keep (strings, td_call_title (profile, call, locale)),
                                          .link = link_of (strings, call, locale),
                                          .opens = when_words (strings, call->opens, call->zone, locale),
                                          .when = when_words (strings, call->closes, call->zone, locale) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *closed_rows (const TdProfile *profile, const TdOpenings *o, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_calls_closed));

    for (guint i = 0; i < o->closed->len; i++) {
        const TdCall *call = o->closed->pdata[i];
        gint64 at = call->ended != 0 && (call->closes == 0 || call->ended < call->closes) ? call->ended : call->closes;
        struct html_calls_closed row = { .title = keep (strings, td_call_title (profile, call, locale)),
                                         .link = link_of (strings, call, locale),
                                         .when = when_words (strings, at, call->zone, locale) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *expected_rows (const TdProfile *profile, const TdOpenings *o, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_calls_expected));

    for (guint i = 0; i < o->expected->len; i++) {
        const TdExpected *e = &g_array_index (o->expected, TdExpected, i);
        struct html_calls_expected row = {
            .title = keep (strings, g_strdup_printf ("%s: %s", td_words (locale, e->kind->label),
                                                     td_profile_state_name (profile, e->state, locale))),
            .when = when_words (strings, e->closes, profile->zone, locale),
            .session = e->session,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *always_rows (const TdOpenings *o, const char *iso3, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_calls_always));

    for (guint i = 0; i < o->always->len; i++) {
        const TdCallKind *kind = o->always->pdata[i];
        struct html_calls_always row = { .title = kind->label,
                                         .send = send_link (strings, kind->purpose, iso3, NULL, locale),
                                         .guidance = kind->guidance };
        g_array_append_val (rows, row);
    }
    return rows;
}

static int by_name (gconstpointer a, gconstpointer b, gpointer locale)
{
    g_autofree char *first = td_words_sort_key (locale, ((const struct html_calls_states *) a)->name);
    g_autofree char *second = td_words_sort_key (locale, ((const struct html_calls_states *) b)->name);

    return strcmp (first, second);
}

static GArray *state_rows (const TdProfile *profile, const char *iso3, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_calls_states));

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *state = &profile->states[i];
        struct html_calls_states row = { .iso3 = state->iso3,
                                         .name = td_profile_state_name (profile, state, locale),
                                         .chosen = g_strcmp0 (iso3, state->iso3) == 0 };
        g_array_append_val (rows, row);
    }
    g_array_sort_with_data (rows, by_name, (gpointer) locale);
    return rows;
}

#define ROWS(array, kind) .kind = (const struct html_calls_##kind *) (void *) (array)->data, .n_##kind = (array)->len

static void render (TdRequest *request, const TdState *state, const TdOpenings *o)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request), *iso3 = state != NULL ? state->iso3 : NULL;
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) states = state_rows (profile, iso3, locale);
    g_autoptr (GArray) open = open_rows (profile, o, iso3, locale, strings);
    g_autoptr (GArray) planned = planned_rows (profile, o, locale, strings);
    g_autoptr (GArray) expected = expected_rows (profile, o, locale, strings);
    g_autoptr (GArray) always = always_rows (o, iso3, locale, strings);
    g_autoptr (GArray) closed = closed_rows (profile, o, locale, strings);
    const struct html_calls page = { .state = iso3 != NULL ? iso3 : "",
                                     .state_name =
                                         state != NULL ? td_profile_state_name (profile, state, locale) : NULL,
                                     ROWS (states, states),
                                     ROWS (open, open),
                                     ROWS (planned, planned),
                                     ROWS (expected, expected),
                                     ROWS (always, always),
                                     ROWS (closed, closed) };

    html_calls (td_request_html (request), &page);
    td_reply_html (request, 200);
}

static gboolean reply_ics (TdRequest *request, const char *iso3, const TdOpenings *o, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdTimetable) timetable = td_timetable_read (instance, error);
    g_autofree char *text = NULL;

    if (timetable == NULL)
        return FALSE;
    text = td_calendar_ics (instance, o, timetable, iso3, td_request_locale (request));
    td_reply_text (request, 200, "text/calendar; charset=utf-8", text);
    return TRUE;
}

gboolean td_calls_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request), *asked = td_request_field (request, "state");
    const TdState *state = *asked != '\0' ? td_profile_state (instance->profile, asked) : NULL;
    const char *iso3 = state != NULL ? state->iso3 : NULL;
    g_auto (TdOpenings) o = { NULL };
    g_autofree char *atom = NULL;

    if (*asked != '\0' && state == NULL) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not a State party. Look for it in the list of States.");
        return FALSE;
    }
    if (!td_openings (instance, iso3, &o, error))
        return FALSE;
    switch (td_request_form (request)) {
    case TD_FORM_PAGE: render (request, state, &o); break;
    case TD_FORM_JSON: td_reply_json (request, 200, td_openings_to_json (instance, &o, iso3, locale)); break;
    case TD_FORM_ICS: return reply_ics (request, iso3, &o, error);
    case TD_FORM_ATOM:
        atom = td_calendar_atom (instance, &o, iso3, locale);
        td_reply_text (request, 200, "application/atom+xml; charset=utf-8", atom);
        break;
    }
    return TRUE;
}

/* ---- one call ---- */

static const char *why_words (const char *why)
{
    static const struct {
        const char *why, *words;
    } all[] = {
        { "opened", N_ ("when it was opened") },
        { "extended", N_ ("extended") },
        { "moved", N_ ("moved with the session or date on which it hangs") },
        { "kept", N_ ("the session or date moved, but the deadline was kept") },
        { "zone", N_ ("worked out anew: the clocks’ rules changed") },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
        if (g_str_equal (all[i].why, why))
            return all[i].words;
    return "";
}

static GArray *deadline_rows (const TdCall *call, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_call_deadlines));

    for (guint i = 0; i < call->deadlines->len; i++) {
        const TdDeadline *d = call->deadlines->pdata[i];
        struct html_call_deadlines row = { .why = why_words (d->why),
                                           .said = keep (strings, td_words_day (locale, d->at, call->zone)),
                                           .reason = d->reason };
        row.when = when_words (strings, d->closes, call->zone, locale);
        if (row.when != NULL)
            g_array_append_val (rows, row);
    }
    return rows;
}

gboolean td_call_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *locale = td_request_locale (request);
    gint64 now = td_clock_now (&instance->clock);
    g_autoptr (TdCall) call = td_call_get (instance, td_request_part (request, "id"), error);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) deadlines = NULL;
    const TdCallKind *kind;

    if (call == NULL)
        return FALSE;
    if (td_request_wants_json (request)) {
        td_reply_json (request, 200, td_call_to_json (instance, call, locale, now));
        return TRUE;
    }
    kind = td_profile_call_kind (profile, call->kind);
    deadlines = deadline_rows (call, locale, strings);
    const struct html_call page = {
        .id = call->id,
        .title = keep (strings, td_call_title (profile, call, locale)),
        .status = td_call_status_word (td_call_status (call, now)),
        .when = when_words (strings, call->closes, call->zone, locale),
        .distance = call->closes != 0 ? keep (strings, td_deadline_distance (call->closes, now, locale)) : NULL,
        .opens = when_words (strings, call->opens, call->zone, locale),
        .is_open = td_call_status (call, now) == TD_CALL_OPEN,
        .send = send_link (strings, call->purpose, NULL, call, locale),
        .may_ask = td_call_status (call, now) == TD_CALL_CLOSED,
        .may_let = td_door_viewer_may (td_request_viewer (request), TD_ACT_CALL_LATE),
        .guidance = td_call_guidance (profile, call),
        .limits = td_call_limits (profile, call),
        .asked = td_call_asked (profile, call),
        .origin = kind != NULL && !g_str_equal (call->anchor, "hand") ? kind->origin : NULL,
        .end_reason = call->end_reason,
        .deadlines = (const struct html_call_deadlines *) (void *) deadlines->data,
        .n_deadlines = deadlines->len,
    };
    html_call (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}
