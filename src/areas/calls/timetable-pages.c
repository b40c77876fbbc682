/* The pages of sessions: all of them, one, adding one, giving one other days. */
#include "areas/calls/pages.h"

#include "areas/calls/session.html.h"
#include "areas/calls/sessions.html.h"
#include "areas/calls/timetable-page.h"
#include "base/clock.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

/* What was typed, and what is wrong with it. */
typedef struct {
    const char *number, *start, *end, *how, *reason;
    const char *field, *message; /* NULL: nothing */
} Typed;

static const char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

static char *title_of (int number, const char *locale)
{
    g_autofree char *n = td_words_number (locale, number);

    return td_words_fill (td_words (locale, N_ ("Session {n}")), "n", n, NULL);
}

static const char *basis_words (const TdSession *session)
{
    return session->basis == TD_BASIS_SEEN ? N_ ("read in a source")
                                           : N_ ("general knowledge, not checked in a source");
}

/* How sure its days are: as the secretariat said, else by what the profile rests on. */
static const char *how_words (const TdTimetable *t, const TdSession *session)
{
    const TdSessionChange *change = td_timetable_session (t, session->number);

    return change != NULL ? td_how_label (change->how) : basis_words (session);
}

static const char *stages_link (GPtrArray *strings, const TdState *state, const char *locale)
{
    return keep (strings, g_strdup_printf ("/%s/states/%s/stages", locale, state->iso3));
}

/* ---- all of them ---- */

static GArray *states_in (const TdTimetable *t, const TdSession *session, const char *locale, GPtrArray *strings)
{
    g_autoptr (GArray) in = td_timetable_in_session (t, session);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_sessions_rows_states));

    for (guint i = 0; i < in->len; i++) {
        const TdInSession *one = &g_array_index (in, TdInSession, i);
        struct html_sessions_rows_states row = { .name = td_profile_state_name (t->beneath, one->state, locale),
                                                 .link = stages_link (strings, one->state, locale),
                                                 .stage = one->stage->label };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* The last first. */
static GArray *rows_of (const TdTimetable *t, const char *locale, GPtrArray *strings, GPtrArray *arrays)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_sessions_rows));

    for (gsize i = t->profile->n_sessions; i-- > 0;) {
        const TdSession *session = &t->profile->sessions[i];
        const TdSessionChange *change = td_timetable_session (t, session->number);
        GArray *states = states_in (t, session, locale, strings);
        struct html_sessions_rows row = {
            .number = session->number,
            .title = keep (strings, title_of (session->number, locale)),
            .when = keep (strings, td_days_words (locale, session->start, session->end)),
            .how = how_words (t, session),
            .reason = change != NULL ? change->reason : NULL,
            .source = change == NULL ? session->source : NULL,
            .states = (const struct html_sessions_rows_states *) (void *) states->data,
            .n_states = states->len,
        };
        g_ptr_array_add (arrays, states);
        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean show_all (TdRequest *request, const Typed *typed, GError **error)
{
    const char *locale = td_request_locale (request);
    const char *text = typed->message != NULL ? td_words (locale, typed->message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = typed->field, .text = text } };
    g_autoptr (TdTimetable) t = td_timetable_read (td_request_instance (request), error);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    g_autoptr (GArray) rows = NULL;
    g_autoptr (GArray) hows = td_how_choices (locale, typed->how);

    if (t == NULL)
        return FALSE;
    rows = rows_of (t, locale, strings, arrays);
    const struct html_sessions page = {
        .officer = td_is_officer (request),
        .rows = (const struct html_sessions_rows *) (void *) rows->data,
        .n_rows = rows->len,
        .number = typed->number,
        .start = typed->start,
        .end = typed->end,
        .reason = typed->reason,
        .number_error = td_error_at (typed->field, "number", text),
        .start_error = td_error_at (typed->field, "start", text),
        .end_error = td_error_at (typed->field, "end", text),
        .how_error = td_error_at (typed->field, "how", text),
        .reason_error = td_error_at (typed->field, "reason", text),
        .hows = (const struct html_field_radios_choices *) (void *) hows->data,
        .n_hows = hows->len,
        .errors = errors,
        .n_errors = text != NULL,
    };
    html_sessions (td_request_html (request), &page);
    td_reply_html (request, text != NULL ? 422 : 200);
    return TRUE;
}

static json_t *all_to_json (const TdTimetable *t)
{
    json_t *list = json_array ();

    for (gsize i = 0; i < t->profile->n_sessions; i++)
        json_array_append_new (list, td_session_to_json (t, &t->profile->sessions[i]));
    return json_pack ("{s:o}", "sessions", list);
}

gboolean td_sessions_page (TdRequest *request, GError **error)
{
    const Typed nothing = { .number = "", .start = "", .end = "", .how = "planned", .reason = "" };
    g_autoptr (TdTimetable) t = NULL;

    if (!td_request_wants_json (request))
        return show_all (request, &nothing, error);
    t = td_timetable_read (td_request_instance (request), error);
    if (t == NULL)
        return FALSE;
    td_reply_json (request, 200, all_to_json (t));
    return TRUE;
}

/* ---- one ---- */

static GArray *states_of (const TdTimetable *t, const TdSession *session, const char *locale, GPtrArray *strings)
{
    g_autoptr (GArray) in = td_timetable_in_session (t, session);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_session_states));

    for (guint i = 0; i < in->len; i++) {
        const TdInSession *one = &g_array_index (in, TdInSession, i);
        struct html_session_states row = { .name = td_profile_state_name (t->beneath, one->state, locale),
                                           .link = stages_link (strings, one->state, locale),
                                           .stage = one->stage->label,
                                           .cycle = one->cycle,
                                           .how = one->how != NULL ? td_how_label (one->how) : NULL };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* What the profile said before anything was recorded. */
static void add_profile (GArray *rows, const TdTimetable *t, int number, const char *locale, GPtrArray *strings)
{
    const TdSession *session = td_profile_session (t->beneath, number);
    struct html_session_history row = { .who = td_words (locale, N_ ("as known before")) };

    if (session == NULL || (session->start == NULL && session->end == NULL))
        return;
    row.when = keep (strings, td_days_words (locale, session->start, session->end));
    row.how = basis_words (session);
    row.reason = session->source;
    g_array_append_val (rows, row);
}

/* The newest first. */
static GArray *history_of (TdRequest *request, const TdTimetable *t, int number, const GPtrArray *changes,
                           GPtrArray *strings)
{
    const char *locale = td_request_locale (request), *zone = td_request_instance (request)->profile->zone;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_session_history));

    for (guint i = changes->len; i-- > 0;) {
        const TdSessionChange *c = changes->pdata[i];
        struct html_session_history row = { .when = keep (strings, td_days_words (locale, c->start, c->end)),
                                            .how = td_how_label (c->how),
                                            .reason = c->reason,
                                            .said = keep (strings, td_words_day (locale, c->at, zone)),
                                            .who = keep (strings, td_recorded_by (request, c->actor)) };
        g_array_append_val (rows, row);
    }
    if (changes->len > 0)
        add_profile (rows, t, number, locale, strings);
    return rows;
}

static const TdSession *session_of (TdRequest *request, const TdTimetable *t, GError **error)
{
    gint64 number = 0;
    const TdSession *session = NULL;

    if (g_ascii_string_to_signed (td_request_part (request, "number"), 10, 1, 9999, &number, NULL))
        session = td_profile_session (t->profile, (int) number);
    if (session == NULL)
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                             "There is no session of this number. Look for it in the list of sessions.");
    return session;
}

/* typed NULL: nothing was typed yet. */
static gboolean show_one (TdRequest *request, const Typed *typed, GError **error)
{
    const char *locale = td_request_locale (request);
    const char *text = typed != NULL ? td_words (locale, typed->message) : NULL;
    const char *field = typed != NULL ? typed->field : NULL;
    const struct html_error_summary_errors errors[] = { { .field = field, .text = text } };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdTimetable) t = td_timetable_read (td_request_instance (request), error);
    const TdSession *session = t != NULL ? session_of (request, t, error) : NULL;
    g_autoptr (GPtrArray) changes =
        session != NULL ? td_session_history (td_request_instance (request), session->number, error) : NULL;
    g_autoptr (GArray) hows = td_how_choices (locale, typed != NULL ? typed->how : "moved");
    g_autoptr (GArray) states = NULL, history = NULL;

    if (changes == NULL)
        return FALSE;
    states = states_of (t, session, locale, strings);
    history = history_of (request, t, session->number, changes, strings);
    const struct html_session page = {
        .officer = td_is_officer (request),
        .number = session->number,
        .title = keep (strings, title_of (session->number, locale)),
        .when = keep (strings, td_days_words (locale, session->start, session->end)),
        .how_now = how_words (t, session),
        .source = changes->len == 0 ? session->source : NULL,
        .states = (const struct html_session_states *) (void *) states->data,
        .n_states = states->len,
        .history = (const struct html_session_history *) (void *) history->data,
        .n_history = history->len,
        .stood = keep (strings, td_session_stands (t, session->number)),
        .start = typed != NULL            ? typed->start
                 : session->start != NULL ? session->start
                                          : "",
        .end = typed != NULL          ? typed->end
               : session->end != NULL ? session->end
                                      : "",
        .reason = typed != NULL ? typed->reason : "",
        .start_error = td_error_at (field, "start", text),
        .end_error = td_error_at (field, "end", text),
        .how_error = td_error_at (field, "how", text),
        .reason_error = td_error_at (field, "reason", text),
        .hows = (const struct html_field_radios_choices *) (void *) hows->data,
        .n_hows = hows->len,
        .errors = errors,
        .n_errors = text != NULL,
    };
    html_session (td_request_html (request), &page);
    td_reply_html (request, text != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_session_page (TdRequest *request, GError **error)
{
    g_autoptr (TdTimetable) t = NULL;
    g_autoptr (GPtrArray) changes = NULL;
    const TdSession *session;
    json_t *json;

    if (!td_request_wants_json (request))
        return show_one (request, NULL, error);
    t = td_timetable_read (td_request_instance (request), error);
    session = t != NULL ? session_of (request, t, error) : NULL;
    changes = session != NULL ? td_session_history (td_request_instance (request), session->number, error) : NULL;
    if (changes == NULL)
        return FALSE;
    json = td_session_to_json (t, session);
    json_object_set_new (json, "history", td_session_history_to_json (changes));
    td_reply_json (request, 200, json);
    return TRUE;
}

/* ---- recording ---- */

static Typed typed_of (TdRequest *request)
{
    return (Typed){ .number = td_request_field (request, "number"),
                    .start = td_request_field (request, "start"),
                    .end = td_request_field (request, "end"),
                    .how = td_request_field (request, "how"),
                    .reason = td_request_field (request, "reason") };
}

/* Where on the form the rule's answer belongs. */
static const char *field_of (const TdSessionWish *wish, int code)
{
    if (wish->reason == NULL || *wish->reason == '\0')
        return "reason";
    if (!td_how_known (wish->how))
        return "how";
    if (wish->number < 1 || (wish->add && code == TD_ERROR_CONFLICT))
        return "number";
    if (td_date_precision (wish->start) == TD_DATE_DAY && td_date_precision (wish->end) != TD_DATE_DAY)
        return "end";
    return "start";
}

static gboolean confirm (TdRequest *request, const TdSessionWish *wish, const Typed *typed, const GPtrArray *moved,
                         gboolean again)
{
    const char *locale = td_request_locale (request);
    g_autofree char *title = title_of (wish->number, locale);
    g_autofree char *days = td_days_words (locale, wish->start, wish->end);
    g_autofree char *back = g_strdup_printf ("/%s/sessions/%d", locale, wish->number);
    g_autofree char *all = g_strdup_printf ("/%s/sessions", locale);
    g_autofree char *said = g_strdup_printf ("%s: %s", title, days);
    const char *const fields[] = { "start",
                                   typed->start,
                                   "end",
                                   typed->end,
                                   "how",
                                   typed->how,
                                   "reason",
                                   typed->reason,
                                   wish->add ? "number" : "stood",
                                   wish->add ? typed->number : wish->stood,
                                   NULL };
    const TdMovedPage page = { .question = td_words (locale, N_ ("What follows when the session moves")),
                               .action = wish->add ? all : back,
                               .back = wish->add ? all : back,
                               .said = said,
                               .reason = typed->reason,
                               .fields = fields,
                               .again = again };

    return td_moved_show (request, &page, moved);
}

static gboolean record (TdRequest *request, TdSessionWish *wish, GError **error)
{
    Typed typed = typed_of (request);
    const TdConfirm seen = td_confirm_of (request);
    const char *problem_typed = td_request_field_problem (request, "reason");
    g_autoptr (GPtrArray) moved = NULL;
    g_autoptr (GError) problem = NULL;
    g_autofree char *path = g_strdup_printf ("/%s/sessions/%d", td_request_locale (request), wish->number);
    gboolean waits = FALSE;

    wish->start = typed.start;
    wish->end = typed.end;
    wish->how = typed.how;
    wish->reason = typed.reason;
    typed.field = "reason";
    typed.message = problem_typed;
    if (problem_typed != NULL)
        return wish->add ? show_all (request, &typed, error) : show_one (request, &typed, error);
    if (td_session_record (td_request_instance (request), td_request_viewer (request), wish, &seen, &moved, &waits,
                           &problem)) {
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (waits)
        return confirm (request, wish, &typed, moved, seen.confirm);
    if (td_error_code (problem) != TD_ERROR_INPUT && td_error_code (problem) != TD_ERROR_CONFLICT) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    typed.field = field_of (wish, td_error_code (problem));
    typed.message = problem->message;
    return wish->add ? show_all (request, &typed, error) : show_one (request, &typed, error);
}

gboolean td_session_add_post (TdRequest *request, GError **error)
{
    TdSessionWish wish = { .add = TRUE };
    gint64 number = 0;

    if (g_ascii_string_to_signed (td_request_field (request, "number"), 10, 1, 9999, &number, NULL))
        wish.number = (int) number;
    return record (request, &wish, error);
}

gboolean td_session_move_post (TdRequest *request, GError **error)
{
    const char *stood = td_request_field (request, "stood");
    g_autoptr (TdTimetable) t = td_timetable_read (td_request_instance (request), error);
    const TdSession *session = t != NULL ? session_of (request, t, error) : NULL;
    TdSessionWish wish = { .stood = stood };

    if (session == NULL)
        return FALSE;
    wish.number = session->number;
    return record (request, &wish, error);
}
