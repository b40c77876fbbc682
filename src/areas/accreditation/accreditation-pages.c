/* One request and its badge. */
#include "areas/accreditation/accreditation-words.h"
#include "areas/accreditation/attendance.h"
#include "areas/accreditation/badge.h"
#include "areas/accreditation/pages.h"
#include "areas/accreditation/slots.h"

#include "areas/accreditation/accreditation-one.html.h"
#include "text/language.h"
#include "text/words.h"

static const char *F (TdRequest *request, const char *name)
{
    return td_request_field (request, name);
}

typedef struct html_accreditation_one_speaks Slot;
typedef struct html_accreditation_one_came Came;

static gboolean slot_rows (TdRequest *request, const TdAccreditation *a, GArray *rows, GPtrArray *strings,
                           GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) slots = td_accreditation_slots (instance, td_request_viewer (request), a, error);

    for (guint i = 0; slots != NULL && i < slots->len; i++) {
        const TdAccreditationSlot *s = slots->pdata[i];
        g_autofree char *when = td_words_instant (locale, s->at, instance->profile->zone);
        g_autofree char *title = td_meeting_title (instance->profile, s->meeting, locale);
        const Slot row = {
            .words = td_accreditation_keep (strings, g_strdup_printf ("%s – %s", when, title)),
            .link = td_accreditation_keep (strings, g_strdup_printf ("/%s/meetings/%s", locale, s->meeting->id)),
        };
        g_array_append_val (rows, row);
    }
    return slots != NULL;
}

static gboolean came_rows (TdRequest *request, const TdAccreditation *a, GArray *rows, GPtrArray *strings,
                           GError **error)
{
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) list = NULL;

    if (!td_door_may (td_request_viewer (request), TD_ACT_ACCREDITATION_DECIDE, NULL, NULL))
        return TRUE;
    list = td_attendance_list (td_request_instance (request), td_request_viewer (request), a->session, NULL, error);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const TdAttendance *t = list->pdata[i];
        g_autofree char *day = td_words_date (locale, t->day);
        Came row = { 0 };
        if (!g_str_equal (t->who, a->id))
            continue;
        row.words = td_accreditation_keep (
            strings, g_strdup_printf ("%s – %s", day, td_words (locale, td_came_how_label (t->how))));
        g_array_append_val (rows, row);
    }
    return list != NULL;
}

static const char *organisation_of (TdRequest *request, const TdAccreditation *a)
{
    const TdProfile *profile = td_request_instance (request)->profile;

    return a->state != NULL
               ? td_profile_state_name (profile, td_profile_state (profile, a->state), td_request_locale (request))
               : a->organisation_name;
}

static gboolean show_one (TdRequest *request, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdAccreditation) a = td_accreditation_get (instance, viewer, td_request_part (request, "id"), error);
    g_autoptr (GArray) slots = g_array_new (FALSE, TRUE, sizeof (Slot));
    g_autoptr (GArray) came = g_array_new (FALSE, TRUE, sizeof (Came));
    gboolean officer = td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, NULL);

    td_reply_header (request, "Cache-Control", "no-store");
    if (a == NULL || !slot_rows (request, a, slots, strings, error) || !came_rows (request, a, came, strings, error))
        return FALSE;
    const struct html_accreditation_one page = {
        .id = a->id,
        .name = *td_accreditation_badge_name (a) != '\0' ? td_accreditation_badge_name (a) : "–",
        .true_name = a->shown != NULL ? a->name : NULL,
        .session = a->session,
        .as = td_comes_as_label (a->as),
        .organisation = organisation_of (request, a),
        .plain = a->plain,
        .function = a->function,
        .language = td_accreditation_keep (strings, td_language_name (a->language, locale)),
        .report = a->submission != NULL
                      ? td_accreditation_keep (strings, g_strdup_printf ("/%s/submissions/%s", locale, a->submission))
                      : NULL,
        .note = a->note,
        .late = a->late,
        .status = td_accreditation_status_label (a->status),
        .kind = td_accreditation_status_kind (a->status),
        .reason = a->reason,
        .speaks = (const Slot *) (void *) slots->data,
        .n_speaks = slots->len,
        .came = (const Came *) (void *) came->data,
        .n_came = came->len,
        .badge = a->badge != NULL && a->status == TD_ACCREDITATION_ACCEPTED
                     ? td_accreditation_keep (strings, g_strdup_printf ("/%s/accreditation/%s/badge", locale, a->id))
                     : NULL,
        .may_withdraw = a->status == TD_ACCREDITATION_ASKED || a->status == TD_ACCREDITATION_ACCEPTED,
        .officer = officer,
        .has_badge = a->badge != NULL,
        .may_badge = officer && a->status == TD_ACCREDITATION_ACCEPTED && a->as != TD_COMES_REMOTE,
        .error = wrong,
    };
    html_accreditation_one (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_accreditation_one_page (TdRequest *request, GError **error)
{
    return show_one (request, NULL, error);
}

static gboolean do_to_one (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id"), *what = F (request, "do");

    if (g_str_equal (what, "renew"))
        return td_badge_renew (instance, viewer, id, error);
    if (g_str_equal (what, "revoke"))
        return td_badge_revoke (instance, viewer, id, F (request, "reason"), error);
    return td_accreditation_withdraw (instance, viewer, id, error);
}

gboolean td_accreditation_one_post (TdRequest *request, GError **error)
{
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *back =
        g_strdup_printf ("/%s/accreditation/%s", td_request_locale (request), td_request_part (request, "id"));
    const char *wrong = td_request_field_problem (request, NULL);
    GError *problem = NULL;

    if (wrong == NULL && !do_to_one (request, &problem)) {
        wrong = td_accreditation_problem (strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_one (request, wrong, error);
    td_reply_redirect (request, back);
    return TRUE;
}

gboolean td_accreditation_badge_file (TdRequest *request, GError **error)
{
    g_autoptr (GBytes) bytes = td_badge_pdf (td_request_instance (request), td_request_viewer (request),
                                             td_request_part (request, "id"), error);

    td_reply_header (request, "Cache-Control", "no-store");
    if (bytes == NULL)
        return FALSE;
    td_reply_bytes (request, "application/pdf", "badge.pdf", bytes);
    return TRUE;
}
