/* Who asked to come, for the secretariat: many decided at once. */
#include "areas/accreditation/accreditation-words.h"
#include "areas/accreditation/pages.h"

#include "areas/accreditation/accreditation-desk.html.h"
#include "areas/calls/timetable.h"
#include "text/words.h"

typedef struct html_accreditation_desk_rows Row;

enum { A_PAGE = 50 };

static const char *F (TdRequest *request, const char *name)
{
    return td_request_field (request, name);
}

static gboolean wanted_session (TdRequest *request, GArray *choices, int *ret_session, GPtrArray *strings,
                                GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdTimetable) timetable = td_timetable_read (instance, error);

    if (timetable == NULL || !td_accreditation_session_field (request, ret_session, error))
        return FALSE;
    for (gsize i = timetable->profile->n_sessions; i > 0; i--) {
        int session = timetable->profile->sessions[i - 1].number;
        const char *value = td_accreditation_keep (strings, g_strdup_printf ("%d", session));
        const TdAccreditationChoice choice = {
            .id = value, .value = value, .label = value, .chosen = session == *ret_session
        };
        g_array_append_val (choices, choice);
    }
    return TRUE;
}

static GArray *desk_rows (TdRequest *request, const GPtrArray *list)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    const char *const *chosen = td_request_fields (request, "chosen");
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

    for (guint i = 0; i < list->len; i++) {
        const TdAccreditation *a = list->pdata[i];
        const Row row = {
            .id = a->id,
            .name = a->name != NULL ? a->name : "–",
            .shown = a->shown,
            .as = td_comes_as_label (a->as),
            .organisation = a->organisation_name,
            .state =
                a->state != NULL ? td_profile_state_name (profile, td_profile_state (profile, a->state), locale) : NULL,
            .function = a->function,
            .note = a->note,
            .late = a->late,
            .plain = a->plain,
            .status = td_accreditation_status_label (a->status),
            .kind = td_accreditation_status_kind (a->status),
            .chosen = g_strv_contains (chosen, a->id),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* One of the words, or "". */
static const char *wanted_status (TdRequest *request)
{
    for (int status = 0; status < TD_N_ACCREDITATION_STATUSES; status++)
        if (g_str_equal (F (request, "status"), td_accreditation_status_word ((TdAccreditationStatus) status)))
            return td_accreditation_status_word ((TdAccreditationStatus) status);
    return "";
}

static const char *page_link (TdRequest *request, int session, int page, int pages, GPtrArray *strings)
{
    if (page < 1 || page > pages)
        return "";
    return td_accreditation_keep (strings, g_strdup_printf ("/%s/desk/accreditation?session=%d&status=%s&page=%d",
                                                            td_request_locale (request), session,
                                                            wanted_status (request), page));
}

static GArray *status_choices (TdRequest *request)
{
    GArray *list = td_accreditation_choices ();

    for (int status = 0; status < TD_N_ACCREDITATION_STATUSES; status++)
        td_accreditation_choose (
            list, td_accreditation_status_word ((TdAccreditationStatus) status),
            td_words (td_request_locale (request), td_accreditation_status_label ((TdAccreditationStatus) status)),
            wanted_status (request));
    return list;
}

static gboolean show_desk (TdRequest *request, const char *wrong, GError **error)
{
    const char *status = wanted_status (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) sessions = td_accreditation_choices ();
    g_autoptr (GArray) statuses = status_choices (request);
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GArray) rows = NULL;
    gint64 total = 0, number = 1;
    int session = 0, pages;

    td_reply_header (request, "Cache-Control", "no-store");
    if (!wanted_session (request, sessions, &session, strings, error))
        return FALSE;
    g_ascii_string_to_signed (F (request, "page"), 10, 1, 9999, &number, NULL);
    const TdAccreditationFilter filter = { .session = session,
                                           .status = *status != '\0' ? status : NULL,
                                           .limit = A_PAGE,
                                           .offset = ((int) number - 1) * A_PAGE };
    list = td_accreditation_list (td_request_instance (request), td_request_viewer (request), &filter, &total, error);
    if (list == NULL)
        return FALSE;
    pages = MAX (1, (int) ((total + A_PAGE - 1) / A_PAGE));
    rows = desk_rows (request, list);
    const struct html_accreditation_desk page = {
        .session = session,
        .sessions = (const void *) sessions->data,
        .n_sessions = sessions->len,
        .statuses = (const void *) statuses->data,
        .n_statuses = statuses->len,
        .rows = (const Row *) (void *) rows->data,
        .n_rows = rows->len,
        .several = pages > 1,
        .page = number,
        .pages = pages,
        .previous = page_link (request, session, (int) number - 1, pages, strings),
        .next = page_link (request, session, (int) number + 1, pages, strings),
        .reason = F (request, "reason"),
        .error = wrong,
        .action = td_accreditation_keep (strings,
                                         g_strdup_printf ("/%s/desk/accreditation?session=%d&status=%s&page=%d",
                                                          td_request_locale (request), session, status, (int) number)),
    };
    html_accreditation_desk (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_accreditation_desk_page (TdRequest *request, GError **error)
{
    return show_desk (request, NULL, error);
}

gboolean td_accreditation_desk_post (TdRequest *request, GError **error)
{
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *back = NULL;
    GError *problem = NULL;
    gint64 session = 0;

    g_ascii_string_to_signed (F (request, "session"), 10, 1, 9999, &session, NULL);
    if (wrong == NULL
        && !td_accreditation_decide (
            td_request_instance (request), td_request_viewer (request), td_request_fields (request, "chosen"),
            g_str_equal (F (request, "decision"), "accept"), F (request, "reason"), &field, &problem)) {
        wrong = td_accreditation_problem (strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_desk (request, wrong, error);
    back = g_strdup_printf ("/%s/desk/accreditation?session=%d&status=%s", td_request_locale (request), (int) session,
                            wanted_status (request));
    td_reply_redirect (request, back);
    return TRUE;
}
