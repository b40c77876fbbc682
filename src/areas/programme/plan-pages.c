/* Planning a session. */
#include "areas/programme/plan-pages.h"

#include "areas/calls/timetable.h"
#include "areas/programme/clash.h"
#include "areas/programme/meeting-words.h"
#include "areas/programme/place.h"
#include "areas/programme/programme-plan.html.h"
#include "areas/programme/programme.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

#include <string.h>

typedef struct html_programme_plan_days Day;
typedef struct html_programme_plan_days_meetings Row;
typedef struct html_programme_plan_clashes Clash;

/* What the page is made of. */
typedef struct {
    TdTimetable *timetable;
    const TdSession *session;
    GPtrArray *plan, *places;
} Scene;

static void scene_clear (Scene *s)
{
    td_timetable_free (s->timetable);
    g_clear_pointer (&s->plan, g_ptr_array_unref);
    g_clear_pointer (&s->places, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static gboolean scene_load (TdRequest *request, Scene *s, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    gint64 number = 0;

    s->timetable = td_timetable_read (instance, error);
    if (s->timetable == NULL)
        return FALSE;
    if (g_ascii_string_to_signed (td_request_part (request, "number"), 10, 1, 9999, &number, NULL))
        s->session = td_profile_session (s->timetable->profile, (int) number);
    if (s->session == NULL) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                             "There is no session of this number. Look for it in the list of sessions.");
        return FALSE;
    }
    s->plan = td_plan (instance, viewer, s->session->number, error);
    s->places = s->plan != NULL ? td_place_list (instance, viewer, error) : NULL;
    return s->places != NULL;
}

static const char *place_name (const Scene *s, const char *id)
{
    for (guint i = 0; id != NULL && i < s->places->len; i++) {
        const TdPlace *p = s->places->pdata[i];
        if (g_str_equal (p->id, id))
            return p->name;
    }
    return NULL;
}

/* ---- rows ---- */

static const char *desk_link (TdMeetingWords *w, const TdMeeting *m)
{
    return td_meeting_keep (w, g_strdup_printf ("/%s/desk/meetings/%s", w->locale, m->id));
}

static const char *title_of (TdMeetingWords *w, const TdMeeting *m)
{
    return td_meeting_keep (w, td_meeting_title (w->instance->profile, m, w->locale));
}

/* What everybody sees, where other hours wait. */
static const char *stood (TdMeetingWords *w, const TdPlanned *p)
{
    g_autofree char *day = NULL;

    if (p->stands == NULL || (p->stands->begins == p->meeting->begins && p->stands->ends == p->meeting->ends))
        return NULL;
    day = td_words_weekday (w->locale, p->stands->begins, p->stands->zone);
    return td_meeting_keep (w, g_strdup_printf ("%s, %s", day, td_meeting_hours (w, p->stands)));
}

static Row row_of (TdMeetingWords *w, const Scene *s, const TdPlanned *p)
{
    const TdMeeting *m = p->meeting;

    return (Row){ .link = desk_link (w, m),
                  .when = td_meeting_hours (w, m),
                  .title = title_of (w, m),
                  .place = place_name (s, m->place),
                  .closed = m->closed,
                  .planned = p->stands == NULL,
                  .changed = p->stands != NULL && p->waits,
                  .cancelled = m->status == TD_MEETING_CANCELLED,
                  .stood = stood (w, p) };
}

static GArray *day_rows (TdMeetingWords *w, const Scene *s)
{
    GArray *days = g_array_new (FALSE, TRUE, sizeof (Day));
    const char *before = "";
    GArray *rows = NULL;

    for (guint i = 0; i < s->plan->len; i++) {
        const TdPlanned *p = s->plan->pdata[i];
        const Row row = row_of (w, s, p);
        if (strncmp (p->meeting->begins_local, before, strlen ("2026-12-07")) != 0) {
            const Day day = { .day = td_meeting_keep (
                                  w, td_words_weekday (w->locale, p->meeting->begins, p->meeting->zone)) };
            rows = g_array_new (FALSE, TRUE, sizeof (Row));
            g_ptr_array_add (w->lists, rows);
            g_array_append_val (days, day);
        }
        before = p->meeting->begins_local;
        g_array_append_val (rows, row);
        g_array_index (days, Day, days->len - 1).meetings = (const Row *) (const void *) rows->data;
        g_array_index (days, Day, days->len - 1).n_meetings = rows->len;
    }
    return days;
}

/* A plan that clashes everywhere is mended from its beginning. */
enum { CLASHES_SHOWN = 30 };

static GArray *clash_rows (TdMeetingWords *w, const Scene *s)
{
    g_autoptr (GArray) found =
        td_plan_clashes (w->instance->profile, s->session->start, s->session->end, s->plan, s->places);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Clash));

    for (guint i = 0; i < MIN (found->len, CLASHES_SHOWN); i++) {
        const TdClash *c = &g_array_index (found, TdClash, i);
        const Clash row = { .words = td_clash_sentence (c->kind),
                            .first = title_of (w, c->first),
                            .first_link = desk_link (w, c->first),
                            .second = c->second != NULL ? title_of (w, c->second) : NULL,
                            .second_link = c->second != NULL ? desk_link (w, c->second) : "" };
        g_array_append_val (rows, row);
    }
    return rows;
}

static int n_waiting (const Scene *s)
{
    int n = 0;

    for (guint i = 0; i < s->plan->len; i++)
        n += ((TdPlanned *) s->plan->pdata[i])->waits;
    return n;
}

/* "GHA,SEN": those whose dialogue lies in the session, as far as the timetable knows. */
static const char *states_known (TdMeetingWords *w, const Scene *s)
{
    g_autoptr (GArray) in = td_timetable_in_session (s->timetable, s->session);
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < in->len; i++) {
        const TdInSession *one = &g_array_index (in, TdInSession, i);
        if (one->stage->known_by != NULL && g_str_equal (one->stage->known_by, "dialogue"))
            g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", one->state->iso3);
    }
    return td_meeting_keep (w, g_string_free (g_steal_pointer (&text), FALSE));
}

/* ---- the page ---- */

/* problem NULL: nothing was typed yet. */
static gboolean show (TdRequest *request, const char *states, const GError *problem, GError **error)
{
    g_auto (TdMeetingWords) w = { NULL };
    g_auto (Scene) s = { NULL };
    const char *locale = td_request_locale (request);
    const char *text = problem != NULL ? td_words (locale, problem->message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "states", .text = text } };
    g_autoptr (GArray) days = NULL;
    g_autoptr (GArray) clashes = NULL;
    g_autofree char *number = NULL;

    if (!scene_load (request, &s, error) || !td_meeting_words_init (request, &w, error))
        return FALSE;
    days = day_rows (&w, &s);
    clashes = clash_rows (&w, &s);
    number = td_words_number (locale, s.session->number);
    const struct html_programme_plan page = {
        .errors = errors,
        .n_errors = text != NULL,
        .number = s.session->number,
        .title = td_meeting_keep (&w, td_words_fill (td_words (locale, N_ ("Plan of session {n}")), "n", number, NULL)),
        .states = states != NULL ? states : states_known (&w, &s),
        .states_error = text,
        .empty = s.plan->len == 0,
        .waits = n_waiting (&s),
        .clashes = (const Clash *) (const void *) clashes->data,
        .n_clashes = clashes->len,
        .days = (const Day *) (const void *) days->data,
        .n_days = days->len,
    };
    html_programme_plan (td_request_html (request), &page);
    td_reply_html (request, text != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_plan_page (TdRequest *request, GError **error)
{
    return show (request, NULL, NULL, error);
}

static int session_number (TdRequest *request)
{
    gint64 number = 0;

    g_ascii_string_to_signed (td_request_part (request, "number"), 10, 1, 9999, &number, NULL);
    return (int) number;
}

static gboolean to_plan (TdRequest *request)
{
    g_autofree char *path =
        g_strdup_printf ("/%s/desk/sessions/%d/programme", td_request_locale (request), session_number (request));

    td_reply_redirect (request, path);
    return TRUE;
}

/* What its writer can mend comes back with the form. */
static gboolean answer (TdRequest *request, gboolean good, const char *states, GError *take_problem, GError **error)
{
    g_autoptr (GError) problem = take_problem;

    if (good)
        return to_plan (request);
    if (td_error_code (problem) != TD_ERROR_INPUT && td_error_code (problem) != TD_ERROR_CONFLICT) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    return show (request, states, problem, error);
}

gboolean td_plan_new_post (TdRequest *request, GError **error)
{
    const char *states = td_request_field (request, "states");
    g_auto (GStrv) list = g_strsplit (states, ",", -1);
    GError *problem = NULL;
    gboolean good;

    for (gsize i = 0; list[i] != NULL; i++)
        g_strstrip (list[i]);
    good = td_programme_new (td_request_instance (request), td_request_viewer (request), session_number (request),
                             (const char *const *) list, NULL, &problem);
    return answer (request, good, states, problem, error);
}

gboolean td_plan_publish_post (TdRequest *request, GError **error)
{
    GError *problem = NULL;
    gboolean good = td_programme_publish (td_request_instance (request), td_request_viewer (request),
                                          session_number (request), td_request_field (request, "note"), NULL, &problem);

    return answer (request, good, NULL, problem, error);
}
