/* Checking a badge: for everybody, and at the entrance. */
#include "areas/accreditation/accreditation-words.h"
#include "areas/accreditation/badge.h"
#include "areas/accreditation/pages.h"

#include "areas/accreditation/badge-check.html.h"
#include "text/words.h"

typedef struct html_badge_check_came Came;

static gboolean came_rows (TdRequest *request, const TdAccreditation *a, GArray *rows, GPtrArray *strings,
                           GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) list = td_attendance_list (instance, td_request_viewer (request), a->session, NULL, error);

    for (guint i = 0; list != NULL && i < list->len; i++) {
        const TdAttendance *t = list->pdata[i];
        const Came row = { .words = td_accreditation_keep (strings,
                                                           td_words_instant (locale, t->at, instance->profile->zone)) };
        if (g_str_equal (t->who, a->id))
            g_array_append_val (rows, row);
    }
    return list != NULL;
}

/* The meeting that is on now, or the next one. */
static const char *meeting_now (TdRequest *request, int session, GPtrArray *strings)
{
    TdInstance *instance = td_request_instance (request);
    gint64 now = td_clock_now (&instance->clock);
    const TdMeetingSearch search = { .session = session, .from = now, .to = now + 3 * G_TIME_SPAN_HOUR };
    g_autoptr (GPtrArray) meetings = td_meeting_list (instance, td_request_viewer (request), &search, NULL);

    return meetings != NULL && meetings->len > 0
               ? td_accreditation_keep (strings, g_strdup (((TdMeeting *) meetings->pdata[0])->id))
               : NULL;
}

static const char *organisation_of (TdRequest *request, const TdAccreditation *a)
{
    const TdProfile *profile = td_request_instance (request)->profile;

    if (a->state != NULL)
        return td_profile_state_name (profile, td_profile_state (profile, a->state), td_request_locale (request));
    return a->plain ? NULL : a->organisation_name;
}

static gboolean show (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request), *token = td_request_part (request, "token");
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_auto (TdBadgeCheck) check = { 0 };
    g_autoptr (GArray) meetings = NULL;
    g_autoptr (GArray) came = g_array_new (FALSE, TRUE, sizeof (Came));
    const TdAccreditation *a;

    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_header (request, "X-Robots-Tag", "noindex");
    if (!td_badge_check (instance, viewer, token, &check, error))
        return FALSE;
    a = check.accreditation;
    if (a != NULL
        && (!came_rows (request, a, came, strings, error)
            || (meetings = td_accreditation_meetings (request, a->session, FALSE,
                                                      meeting_now (request, a->session, strings), strings, error))
                   == NULL))
        return FALSE;
    const struct html_badge_check page = {
        .holds = check.state == TD_BADGE_HOLDS,
        .sentence = td_badge_state_label (check.state),
        .session = check.session,
        .until = check.until != 0 ? td_accreditation_keep (
                     strings, td_words_instant (locale, check.until - G_TIME_SPAN_MINUTE, instance->profile->zone))
                                  : NULL,
        .name = a != NULL ? td_accreditation_badge_name (a) : NULL,
        .as = a != NULL ? td_comes_as_label (a->as) : NULL,
        .organisation = a != NULL ? organisation_of (request, a) : NULL,
        .reason = check.revoke_reason,
        .officer = a != NULL,
        .done = *td_request_field (request, "done") != '\0',
        .action = td_accreditation_keep (strings, g_strdup_printf ("/%s/badges/%s", locale, token)),
        .meetings = meetings != NULL ? (const void *) meetings->data : NULL,
        .n_meetings = meetings != NULL ? meetings->len : 0,
        .came = (const Came *) (void *) came->data,
        .n_came = came->len,
    };
    html_badge_check (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_badge_check_page (TdRequest *request, GError **error)
{
    return show (request, error);
}

gboolean td_badge_check_post (TdRequest *request, GError **error)
{
    const char *token = td_request_part (request, "token");
    g_autofree char *back = g_strdup_printf ("/%s/badges/%s?done=1", td_request_locale (request), token);

    if (!td_badge_came (td_request_instance (request), td_request_viewer (request), token,
                        td_request_field (request, "meeting"), error))
        return FALSE;
    td_reply_redirect (request, back);
    return TRUE;
}
