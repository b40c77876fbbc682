/* What everybody reads: the programme of a session, the meetings about a State; as page, JSON and calendar. */
#include "areas/programme/pages.h"

#include "areas/calls/timetable.h"
#include "areas/programme/meeting-words.h"
#include "areas/programme/programme-ics.h"
#include "areas/programme/programme.h"
#include "areas/programme/session-programme.html.h"
#include "areas/programme/state-meetings.html.h"
#include "base/errors.h"
#include "text/words.h"

/* ---- a session ---- */

/* ret_session: borrowed from timetable. */
static gboolean session_of (TdRequest *request, const TdTimetable *t, const TdSession **ret_session, GError **error)
{
    gint64 number = 0;
    const TdSession *session = NULL;

    if (g_ascii_string_to_signed (td_request_part (request, "number"), 10, 1, 9999, &number, NULL))
        session = td_profile_session (t->profile, (int) number);
    if (session == NULL) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                             "There is no session of this number. Look for it in the list of sessions.");
        return FALSE;
    }
    *ret_session = session;
    return TRUE;
}

static const char *session_title (TdMeetingWords *w, int number)
{
    g_autofree char *n = td_words_number (w->locale, number);

    return td_meeting_keep (w,
                            td_words_fill (td_words (w->locale, N_ ("Programme of work, session {n}")), "n", n, NULL));
}

static const char *days_of (TdMeetingWords *w, const TdSession *s)
{
    g_autofree char *start = s->start != NULL ? td_words_date (w->locale, s->start) : NULL;
    g_autofree char *end = s->end != NULL ? td_words_date (w->locale, s->end) : NULL;

    return start != NULL && end != NULL ? td_meeting_keep (w, g_strdup_printf ("%s – %s", start, end)) : NULL;
}

typedef struct html_session_programme_versions Version;
typedef struct html_session_programme_versions_changes Change;

static const TdMeeting *meeting_of (const GPtrArray *meetings, const char *id)
{
    for (guint i = 0; i < meetings->len; i++)
        if (g_str_equal (((TdMeeting *) meetings->pdata[i])->id, id))
            return meetings->pdata[i];
    return NULL;
}

static void add_changes (TdMeetingWords *w, Version *row, const TdProgrammeVersion *v, const GPtrArray *meetings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Change));

    g_ptr_array_add (w->lists, rows);
    for (guint i = 0; v->changes != NULL && i < v->changes->len; i++) {
        const TdMeetingChange *c = v->changes->pdata[i];
        const TdMeeting *m = meeting_of (meetings, c->meeting);
        if (m == NULL)
            continue;
        const Change change = {
            .title = td_meeting_keep (w, td_meeting_title (w->instance->profile, m, w->locale)),
            .link = td_meeting_keep (w, g_strdup_printf ("/%s/meetings/%s", w->locale, m->id)),
            .words = td_meeting_keep (w, td_meeting_change_words (w->instance->profile, c, w->locale)),
        };
        g_array_append_val (rows, change);
    }
    row->changes = (const Change *) (const void *) rows->data;
    row->n_changes = rows->len;
}

/* The last ones: who wants all has the JSON. */
enum { VERSIONS_SHOWN = 5 };

static GArray *version_rows (TdMeetingWords *w, const GPtrArray *versions, const GPtrArray *meetings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Version));

    for (guint i = 0; i < MIN (versions->len, VERSIONS_SHOWN); i++) {
        const TdProgrammeVersion *v = versions->pdata[i];
        Version row = { .n = v->n,
                        .at = td_meeting_keep (w, td_words_instant (w->locale, v->at, w->instance->profile->zone)),
                        .note = v->note };
        add_changes (w, &row, v, meetings);
        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean render_session (TdRequest *request, const TdSession *session, const GPtrArray *meetings, GError **error)
{
    g_auto (TdMeetingWords) w = { NULL };
    g_autoptr (GPtrArray) versions = td_programme_versions (td_request_instance (request), session->number, error);
    g_autoptr (GArray) days = NULL;
    g_autoptr (GArray) rows = NULL;
    g_autofree char *path = g_strdup_printf ("/sessions/%d/programme", session->number);
    const TdProgrammeVersion *last = versions != NULL && versions->len > 0 ? versions->pdata[0] : NULL;

    if (versions == NULL || !td_meeting_words_init (request, &w, error)
        || (days = td_meeting_days (&w, meetings, error)) == NULL)
        return FALSE;
    rows = version_rows (&w, versions, meetings);
    const struct html_session_programme page = {
        .number = session->number,
        .title = session_title (&w, session->number),
        .when = days_of (&w, session),
        .version = last != NULL ? last->n : 0,
        .published = last != NULL
                         ? td_meeting_keep (&w, td_words_instant (w.locale, last->at, w.instance->profile->zone))
                         : NULL,
        .note = last != NULL ? last->note : NULL,
        .officer = td_door_viewer_may (w.viewer, TD_ACT_MEETING_PLAN),
        .city = td_meeting_city (&w),
        .here = td_meeting_here (&w),
        .zone = td_meeting_zone_link (&w, path),
        .ics = td_meeting_keep (&w, g_strdup_printf ("/%s%s.ics", w.locale, path)),
        .here_words = td_words (w.locale, N_ (", {here} where you are")),
        .days = (const TdMeetingDay *) (const void *) days->data,
        .n_days = days->len,
        .versions = (const Version *) (const void *) rows->data,
        .n_versions = rows->len,
    };
    html_session_programme (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

static gboolean reply_ics (TdRequest *request, const GPtrArray *meetings, const TdMeetingFeed *feed, GError **error)
{
    g_autofree char *text =
        td_meetings_ics (td_request_instance (request), td_request_viewer (request), meetings, feed, error);

    if (text == NULL)
        return FALSE;
    td_reply_text (request, 200, "text/calendar; charset=utf-8", text);
    return TRUE;
}

static char *feed_name (TdRequest *request, const char *title)
{
    TdInstance *instance = td_request_instance (request);

    return g_strdup_printf ("%s: %s", td_words (td_request_locale (request), instance->profile->body), title);
}

static gboolean reply_session_ics (TdRequest *request, const TdSession *session, const GPtrArray *meetings,
                                   GError **error)
{
    const char *locale = td_request_locale (request);
    g_autofree char *n = td_words_number (locale, session->number);
    g_autofree char *title = td_words_fill (td_words (locale, N_ ("Programme of work, session {n}")), "n", n, NULL);
    g_autofree char *name = feed_name (request, title);
    g_autofree char *source = g_strdup_printf ("/sessions/%d/programme.ics", session->number);
    g_autofree char *page = g_strdup_printf ("/sessions/%d/programme", session->number);
    const TdMeetingFeed feed = { .name = name, .source = source, .page = page, .locale = locale };

    return reply_ics (request, meetings, &feed, error);
}

gboolean td_programme_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdTimetable) t = td_timetable_read (instance, error);
    const TdSession *session = NULL;
    g_autoptr (GPtrArray) meetings = NULL;
    json_t *json;

    if (t == NULL || !session_of (request, t, &session, error))
        return FALSE;
    if (td_request_wants_json (request)) {
        json = td_programme_to_json (instance, td_request_viewer (request), session->number,
                                     td_request_locale (request), error);
        if (json == NULL)
            return FALSE;
        td_reply_json (request, 200, json);
        return TRUE;
    }
    meetings = td_meeting_list (instance, td_request_viewer (request), &(TdMeetingSearch){ .session = session->number },
                                error);
    if (meetings == NULL)
        return FALSE;
    return td_request_form (request) == TD_FORM_ICS ? reply_session_ics (request, session, meetings, error)
                                                    : render_session (request, session, meetings, error);
}

/* ---- a State ---- */

/* Days of a page of what was held; what is to come is shown whole. */
enum { HELD_SHOWN = 20 };

/* list from that one on, most of them; newest first where reversed. Borrows. */
static GPtrArray *slice (const GPtrArray *list, guint from, guint most, gboolean reversed)
{
    GPtrArray *part = g_ptr_array_new ();

    for (guint i = from; i < list->len && part->len < most; i++)
        g_ptr_array_add (part, list->pdata[reversed ? list->len - 1 - i : i]);
    return part;
}

static const char *page_link (TdMeetingWords *w, const TdState *state, gint64 page, gint64 pages)
{
    if (page < 1 || page > pages)
        return "";
    return td_meeting_keep (
        w, g_strdup_printf ("/%s/states/%s/meetings?page=%" G_GINT64_FORMAT "#past", w->locale, state->iso3, page));
}

static gboolean render_state (TdRequest *request, const TdState *state, const GPtrArray *coming, const GPtrArray *held,
                              GError **error)
{
    g_auto (TdMeetingWords) w = { NULL };
    g_autofree char *path = g_strdup_printf ("/states/%s/meetings", state->iso3);
    gint64 pages = MAX (1, (held->len + HELD_SHOWN - 1) / HELD_SHOWN), page = 1;
    g_autoptr (GPtrArray) part = NULL;
    g_autoptr (GArray) days = NULL;
    g_autoptr (GArray) past = NULL;
    const char *name;

    g_ascii_string_to_signed (td_request_field (request, "page"), 10, 1, pages, &page, NULL);
    part = slice (held, (guint) (page - 1) * HELD_SHOWN, HELD_SHOWN, TRUE);
    if (!td_meeting_words_init (request, &w, error) || (days = td_meeting_days (&w, coming, error)) == NULL
        || (past = td_meeting_days (&w, part, error)) == NULL)
        return FALSE;
    name = td_profile_state_name (w.instance->profile, state, w.locale);
    const struct html_state_meetings html = {
        .iso = state->iso3,
        .name = name,
        .title = td_meeting_keep (
            &w, td_words_fill (td_words (w.locale, N_ ("Meetings about {state}")), "state", name, NULL)),
        .ics = td_meeting_keep (&w, g_strdup_printf ("/%s%s.ics", w.locale, path)),
        .zone = td_meeting_zone_link (&w, path),
        .city = td_meeting_city (&w),
        .here = td_meeting_here (&w),
        .here_words = td_words (w.locale, N_ (", {here} where you are")),
        .coming = (const TdMeetingDay *) (const void *) days->data,
        .n_coming = days->len,
        .past = (const TdMeetingDay *) (const void *) past->data,
        .n_past = past->len,
        .page = page,
        .pages = pages,
        .several = pages > 1,
        .previous = page_link (&w, state, page - 1, pages),
        .next = page_link (&w, state, page + 1, pages),
    };
    html_state_meetings (td_request_html (request), &html);
    td_reply_html (request, 200);
    return TRUE;
}

struct telling {
    TdRequest *request;
    const GPtrArray *meetings;
    json_t *list;
};

static gboolean tell_in (TdTx *tx, gpointer data, GError **error)
{
    struct telling *t = data;

    g_clear_pointer (&t->list, json_decref);
    t->list = json_array ();
    for (guint i = 0; i < t->meetings->len; i++) {
        json_t *one = td_meeting_to_json (tx, td_request_instance (t->request)->profile, t->meetings->pdata[i],
                                          td_request_viewer (t->request), td_request_locale (t->request), error);
        if (one == NULL)
            return FALSE;
        json_array_append_new (t->list, one);
    }
    return TRUE;
}

static gboolean reply_state_json (TdRequest *request, const TdState *state, const GPtrArray *meetings, GError **error)
{
    struct telling t = { .request = request, .meetings = meetings };

    if (!td_store_read (td_request_instance (request)->store, tell_in, &t, error)) {
        g_clear_pointer (&t.list, json_decref);
        return FALSE;
    }
    td_reply_json (request, 200, json_pack ("{s:s, s:o}", "state", state->iso3, "meetings", t.list));
    return TRUE;
}

static gboolean reply_state_ics (TdRequest *request, const TdState *state, const GPtrArray *meetings, GError **error)
{
    const char *locale = td_request_locale (request);
    const char *state_name = td_profile_state_name (td_request_instance (request)->profile, state, locale);
    g_autofree char *title =
        td_words_fill (td_words (locale, N_ ("Meetings about {state}")), "state", state_name, NULL);
    g_autofree char *name = feed_name (request, title);
    g_autofree char *page = g_strdup_printf ("/states/%s/meetings", state->iso3);
    g_autofree char *source = g_strconcat (page, ".ics", NULL);
    const TdMeetingFeed feed = { .name = name, .source = source, .page = page, .locale = locale };

    return reply_ics (request, meetings, &feed, error);
}

gboolean td_state_meetings_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdState *state = td_profile_state (instance->profile, td_request_part (request, "state"));
    g_autoptr (GPtrArray) all = NULL;
    g_autoptr (GPtrArray) coming = g_ptr_array_new ();
    g_autoptr (GPtrArray) held = g_ptr_array_new ();
    gint64 now = td_clock_now (&instance->clock);

    if (state == NULL) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not a State party. Look for it in the list of States.");
        return FALSE;
    }
    all = td_meeting_list (instance, td_request_viewer (request), &(TdMeetingSearch){ .state = state->iso3 }, error);
    if (all == NULL)
        return FALSE;
    if (td_request_wants_json (request))
        return reply_state_json (request, state, all, error);
    if (td_request_form (request) == TD_FORM_ICS)
        return reply_state_ics (request, state, all, error);
    for (guint i = 0; i < all->len; i++)
        g_ptr_array_add (((TdMeeting *) all->pdata[i])->ends > now ? coming : held, all->pdata[i]);
    return render_state (request, state, coming, held, error);
}
