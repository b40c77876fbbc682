/* Who came: the list to tick, typed in afterwards, and its figures. */
#include "areas/accreditation/accreditation-words.h"
#include "areas/accreditation/attendance.h"
#include "areas/accreditation/pages.h"

#include "areas/accreditation/attendance-page.html.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_attendance_page_rows Row;
typedef struct html_attendance_page_came Came;
typedef struct html_attendance_page_figures Figure;

static const char *F (TdRequest *request, const char *name)
{
    return td_request_field (request, name);
}

static gboolean is_there (const GPtrArray *came, const char *who)
{
    for (guint i = 0; i < came->len; i++)
        if (g_str_equal (((TdAttendance *) came->pdata[i])->who, who))
            return TRUE;
    return FALSE;
}

static GArray *list_rows (TdRequest *request, const GPtrArray *list, const GPtrArray *came)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

    for (guint i = 0; i < list->len; i++) {
        const TdAccreditation *a = list->pdata[i];
        const Row row = { .id = a->id,
                          .name = *td_accreditation_badge_name (a) != '\0' ? td_accreditation_badge_name (a) : "–",
                          .as = td_comes_as_label (a->as),
                          .organisation = a->state != NULL
                                              ? td_profile_state_name (profile, td_profile_state (profile, a->state),
                                                                       td_request_locale (request))
                                          : a->plain ? NULL
                                                     : a->organisation_name,
                          .came = is_there (came, a->id) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *came_rows (const GPtrArray *came, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Came));

    for (guint i = 0; i < came->len; i++) {
        const TdAttendance *t = came->pdata[i];
        g_autofree char *day = td_words_date (locale, t->day);
        const Came row = { .id = t->id,
                           .name = t->name,
                           .words = td_accreditation_keep (
                               strings,
                               g_strdup_printf ("%s – %s", day, td_words (locale, td_came_how_label (t->how)))) };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- figures ---- */

static const char *word_of (TdRequest *request, const TdAttendanceCount *c, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    const TdChoice *kind = c->by == TD_BY_KIND ? td_profile_choice (profile->kinds, profile->n_kinds, c->word) : NULL;
    TdCameHow how;

    if (c->by == TD_BY_ALL)
        return td_words (locale, N_ ("All"));
    if (kind != NULL)
        return td_words (locale, kind->label);
    if (g_str_equal (c->word, "committee"))
        return td_words (locale, N_ ("The Committee and its secretariat"));
    if (g_str_equal (c->word, "interpreter"))
        return td_words (locale, N_ ("Interpreters"));
    if (c->by == TD_BY_WAY && td_came_how_from_word (c->word, &how))
        return td_words (locale, td_came_how_label (how));
    if (*c->word == '\0')
        return td_words (locale, c->by == TD_BY_REGION ? N_ ("Region not said") : N_ ("Language not said"));
    if (c->by == TD_BY_LANGUAGE)
        return td_accreditation_keep (strings, td_language_name (c->word, locale));
    return td_words (locale, c->word);
}

struct counting {
    TdRequest *request;
    int session;
    const char *meeting;
    GPtrArray *list;
};

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    struct counting *c = data;

    g_clear_pointer (&c->list, g_ptr_array_unref);
    c->list = td_attendance_counts (tx, td_request_instance (c->request), td_request_viewer (c->request), c->session,
                                    c->meeting, error);
    return c->list != NULL;
}

static GArray *figure_rows (TdRequest *request, int session, const char *meeting, GPtrArray *strings, GError **error)
{
    const char *locale = td_request_locale (request);
    struct counting c = { request, session, meeting, NULL };
    GArray *rows = NULL;

    if (td_store_read (td_request_instance (request)->store, count_in, &c, error)) {
        rows = g_array_new (FALSE, TRUE, sizeof (Figure));
        for (guint i = 0; i < c.list->len; i++) {
            const TdAttendanceCount *n = c.list->pdata[i];
            const Figure row = { .words = word_of (request, n, strings),
                                 .count = n->hidden ? td_words (locale, N_ ("too few to show"))
                                                    : td_accreditation_keep (strings, td_words_number (locale, n->n)) };
            g_array_append_val (rows, row);
        }
    }
    g_clear_pointer (&c.list, g_ptr_array_unref);
    return rows;
}

/* ---- the page ---- */

static GArray *how_choices (TdRequest *request)
{
    GArray *list = td_accreditation_choices ();

    for (int how = 0; how < TD_N_CAME; how++)
        td_accreditation_choose (list, td_came_how_word ((TdCameHow) how),
                                 td_words (td_request_locale (request), td_came_how_label ((TdCameHow) how)),
                                 F (request, "how"));
    return list;
}

static gboolean show (TdRequest *request, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    const char *meeting = *F (request, "meeting") != '\0' ? F (request, "meeting") : NULL;
    TdAccreditationFilter filter = { .status = td_accreditation_status_word (TD_ACCREDITATION_ACCEPTED) };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdMeeting) m = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GPtrArray) came = NULL;
    g_autoptr (GArray) meetings = NULL;
    g_autoptr (GArray) rows = NULL;
    g_autoptr (GArray) noted = NULL;
    g_autoptr (GArray) figures = NULL;
    g_autoptr (GArray) hows = how_choices (request);

    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_accreditation_session_field (request, &filter.session, error)
        || (meeting != NULL && (m = td_meeting_get (instance, viewer, meeting, error)) == NULL)
        || (list = td_accreditation_list (instance, viewer, &filter, NULL, error)) == NULL
        || (came = td_attendance_list (instance, viewer, filter.session, meeting != NULL ? meeting : "", error)) == NULL
        || (meetings = td_accreditation_meetings (request, filter.session, FALSE, meeting, strings, error)) == NULL
        || (figures = figure_rows (request, filter.session, meeting, strings, error)) == NULL)
        return FALSE;
    rows = list_rows (request, list, came);
    noted = came_rows (came, locale, strings);
    const struct html_attendance_page page = {
        .session = filter.session,
        .title = m != NULL ? td_accreditation_keep (strings, td_meeting_title (instance->profile, m, locale))
                           : td_words (locale, N_ ("The session, day by day")),
        .when = m != NULL ? td_accreditation_keep (strings, td_words_instant (locale, m->begins, m->zone)) : NULL,
        .meeting = meeting != NULL ? meeting : "",
        .meetings = (const void *) meetings->data,
        .n_meetings = meetings->len,
        .rows = (const Row *) (void *) rows->data,
        .n_rows = rows->len,
        .came = (const Came *) (void *) noted->data,
        .n_came = noted->len,
        .figures = (const Figure *) (void *) figures->data,
        .n_figures = figures->len,
        .hows = (const void *) hows->data,
        .n_hows = hows->len,
        .day = F (request, "day"),
        .names = F (request, "names"),
        .error = wrong,
    };
    html_attendance_page (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_attendance_page (TdRequest *request, GError **error)
{
    return show (request, NULL, error);
}

static gboolean do_so (TdRequest *request, int session, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_auto (GStrv) names = g_strsplit (F (request, "names"), "\n", TD_LIMIT_ACCREDITATIONS_LISTED);
    const TdAttendanceTyped typed = { .meeting = F (request, "meeting"),
                                      .day = F (request, "day"),
                                      .how = F (request, "how"),
                                      .accreditations = td_request_fields (request, "chosen"),
                                      .names = (const char *const *) names };

    if (*F (request, "remove") != '\0')
        return td_attendance_remove (instance, viewer, F (request, "remove"), error);
    return td_attendance_type (instance, viewer, session, &typed, NULL, error);
}

gboolean td_attendance_post (TdRequest *request, GError **error)
{
    const char *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *back = NULL;
    GError *problem = NULL;
    int session;

    if (!td_accreditation_session_field (request, &session, error))
        return FALSE;
    if (wrong == NULL && !do_so (request, session, &problem)) {
        wrong = td_accreditation_problem (strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show (request, wrong, error);
    back = g_strdup_printf ("/%s/desk/attendance?session=%d&meeting=%s", td_request_locale (request), session,
                            F (request, "meeting"));
    td_reply_redirect (request, back);
    return TRUE;
}
