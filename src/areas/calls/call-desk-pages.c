/* Officers' pages of calls: the list, a later deadline, the end. */
#include "areas/calls/pages.h"

#include "areas/calls/calendar.h"
#include "areas/calls/call-desk.html.h"
#include "areas/calls/call-page.h"
#include "areas/calls/calls-desk.html.h"
#include "areas/calls/deadline.h"
#include "areas/calls/opening.h"
#include "areas/calls/timetable-page.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

static const char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

const char *td_call_where (const TdProfile *profile, const char *locale)
{
    const char *city = td_zone_city (profile->zone);

    return city != NULL ? td_words (locale, city) : profile->zone;
}

/* ---- the list ---- */

/* Of what is open, the calls: what other areas hold open has its own pages. */
static void add_rows (GArray *rows, TdRequest *request, const GPtrArray *openings, gint64 now, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);

    for (guint i = 0; i < openings->len; i++) {
        const TdCall *call = ((const TdOpening *) openings->pdata[i])->call;
        if (call == NULL)
            continue;
        struct html_calls_desk_rows row = {
            .id = call->id,
            .title = keep (strings, td_call_title (profile, call, locale)),
            .status = td_call_status_word (td_call_status (call, now)),
            .when = call->closes != 0 ? keep (strings, td_deadline_words (call->closes, call->zone, locale)) : NULL,
        };
        g_array_append_val (rows, row);
    }
}

static GArray *expected_of (TdRequest *request, const TdOpenings *o, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_calls_desk_expected));

    for (guint i = 0; i < o->expected->len; i++) {
        const TdExpected *e = &g_array_index (o->expected, TdExpected, i);
        struct html_calls_desk_expected row = {
            .title = keep (strings, g_strdup_printf ("%s: %s", td_words (locale, e->kind->label),
                                                     td_profile_state_name (profile, e->state, locale))),
            .link = keep (strings, g_strdup_printf ("/%s/desk/calls/new?kind=%s&state=%s", locale, e->kind->slug,
                                                    e->state->iso3)),
            .when = keep (strings, td_deadline_words (e->closes, profile->zone, locale)),
            .session = e->session,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

gboolean td_calls_desk_page (TdRequest *request, GError **error)
{
    g_auto (TdOpenings) o = { NULL };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (struct html_calls_desk_rows));
    g_autoptr (GArray) expected = NULL;

    if (!td_openings (td_request_instance (request), NULL, &o, error))
        return FALSE;
    add_rows (rows, request, o.open, o.now, strings);
    add_rows (rows, request, o.planned, o.now, strings);
    add_rows (rows, request, o.closed, o.now, strings);
    expected = expected_of (request, &o, strings);
    const struct html_calls_desk page = {
        .rows = (const struct html_calls_desk_rows *) (void *) rows->data,
        .n_rows = rows->len,
        .expected = (const struct html_calls_desk_expected *) (void *) expected->data,
        .n_expected = expected->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_calls_desk (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- one ---- */

/* What was typed into the two forms, and what is wrong with it. */
typedef struct {
    const char *closes, *reason; /* a later deadline */
    const char *why;             /* the end */
    const char *field, *message; /* NULL: nothing */
} Typed;

static gboolean show (TdRequest *request, const Typed *typed, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    const char *text = typed->message != NULL ? td_words (locale, typed->message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = typed->field, .text = text } };
    g_autoptr (TdCall) call = td_call_get (instance, td_request_part (request, "id"), error);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    TdCallStatus status;

    if (call == NULL)
        return FALSE;
    status = td_call_status (call, td_clock_now (&instance->clock));
    const struct html_call_desk page = {
        .id = call->id,
        .title = keep (strings, td_call_title (instance->profile, call, locale)),
        .status = td_call_status_word (status),
        .when = call->closes != 0 ? keep (strings, td_deadline_words (call->closes, call->zone, locale)) : NULL,
        .where = td_call_where (instance->profile, locale),
        .can_extend = call->ended == 0 && call->closes_local != NULL,
        .can_close = status != TD_CALL_CLOSED,
        .end_reason = call->end_reason,
        .stood = call->closes_local != NULL ? call->closes_local : "",
        .closes = typed->closes != NULL        ? typed->closes
                  : call->closes_local != NULL ? call->closes_local
                                               : "",
        .reason = typed->reason,
        .why = typed->why,
        .closes_error = td_error_at (typed->field, "closes", text),
        .reason_error = td_error_at (typed->field, "reason", text),
        .why_error = td_error_at (typed->field, "why", text),
        .errors = errors,
        .n_errors = text != NULL,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_call_desk (td_request_html (request), &page);
    td_reply_html (request, text != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_call_desk_page (TdRequest *request, GError **error)
{
    const Typed nothing = { .reason = "", .why = "" };

    return show (request, &nothing, error);
}

static gboolean done (TdRequest *request)
{
    g_autofree char *path =
        g_strdup_printf ("/%s/calls/%s", td_request_locale (request), td_request_part (request, "id"));

    td_reply_redirect (request, path);
    return TRUE;
}

/* The form again where the person can mend it; else the error. */
static gboolean refused (TdRequest *request, Typed *typed, GError *take_problem, GError **error)
{
    g_autoptr (GError) problem = take_problem;
    int code = td_error_code (problem);

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    typed->message = problem->message;
    return show (request, typed, error);
}

/* Whether the deadline is still the one that the form was shown with. */
static gboolean still_stands (TdRequest *request, GError **error)
{
    g_autoptr (TdCall) call = td_call_get (td_request_instance (request), td_request_part (request, "id"), error);

    if (call == NULL)
        return FALSE;
    if (g_strcmp0 (call->closes_local, td_request_field (request, "stood")) == 0)
        return TRUE;
    g_set_error_literal (
        error, TD_WEB_ERROR, TD_ERROR_CONFLICT,
        "The deadline was changed meanwhile, and nothing of yours was stored. Look at what stands now, "
        "then send yours again.");
    return FALSE;
}

gboolean td_call_extend_post (TdRequest *request, GError **error)
{
    Typed typed = { .closes = td_request_field (request, "closes"),
                    .reason = td_request_field (request, "reason"),
                    .why = "",
                    .field = "reason",
                    .message = td_request_field_problem (request, "reason") };
    GError *problem = NULL;

    if (typed.message != NULL)
        return show (request, &typed, error);
    if (*typed.reason != '\0')
        typed.field = "closes";
    if (still_stands (request, &problem)
        && td_call_extend (td_request_instance (request), td_request_viewer (request), td_request_part (request, "id"),
                           typed.closes, typed.reason, &problem))
        return done (request);
    return refused (request, &typed, problem, error);
}

gboolean td_call_close_post (TdRequest *request, GError **error)
{
    Typed typed = { .reason = "",
                    .why = td_request_field (request, "why"),
                    .field = "why",
                    .message = td_request_field_problem (request, "why") };
    GError *problem = NULL;

    if (typed.message != NULL)
        return show (request, &typed, error);
    if (td_call_close (td_request_instance (request), td_request_viewer (request), td_request_part (request, "id"),
                       typed.why, &problem))
        return done (request);
    return refused (request, &typed, problem, error);
}
