#include "areas/accreditation/accreditation-words.h"

#include "areas/calls/timetable.h"
#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/regions.h"
#include "text/words.h"

const char *td_accreditation_keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

gboolean td_accreditation_session_part (TdRequest *request, int *ret_session, GError **error)
{
    gint64 number = 0;

    if (!g_ascii_string_to_signed (td_request_part (request, "session"), 10, 1, 9999, &number, NULL))
        return td_door_unknown (error);
    *ret_session = (int) number;
    return TRUE;
}

static int next_session (const TdProfile *profile, const char *today)
{
    for (gsize i = 0; i < profile->n_sessions; i++)
        if (profile->sessions[i].end != NULL && td_date_compare (profile->sessions[i].end, today) >= 0)
            return profile->sessions[i].number;
    return profile->n_sessions > 0 ? profile->sessions[profile->n_sessions - 1].number : 0;
}

gboolean td_accreditation_session_field (TdRequest *request, int *ret_session, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_autoptr (TdTimetable) timetable = NULL;
    gint64 number = 0;

    if (g_ascii_string_to_signed (td_request_field (request, "session"), 10, 1, 9999, &number, NULL)) {
        *ret_session = (int) number;
        return TRUE;
    }
    timetable = td_timetable_read (instance, error);
    if (timetable != NULL)
        *ret_session = next_session (timetable->profile, today);
    return timetable != NULL;
}

const char *td_accreditation_problem (GPtrArray *strings, TdRequest *request, GError *take_problem, GError **error)
{
    int code = td_error_code (take_problem);
    const char *words;

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT
        && !(code == TD_ERROR_NOT_ALLOWED && take_problem->domain == TD_ACCREDITATION_ERROR)) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    words = td_accreditation_keep (strings, g_strdup (td_words (td_request_locale (request), take_problem->message)));
    g_error_free (take_problem);
    return words;
}

const char *td_accreditation_status_kind (TdAccreditationStatus status)
{
    return status == TD_ACCREDITATION_ASKED ? "warning" : status == TD_ACCREDITATION_ACCEPTED ? "good" : "";
}

const char *td_accreditation_days (GPtrArray *strings, const TdAccreditationSession *session, const char *locale)
{
    g_autofree char *start = session->start != NULL ? td_words_date (locale, session->start) : NULL;
    g_autofree char *end = session->end != NULL ? td_words_date (locale, session->end) : NULL;

    if (start == NULL || end == NULL)
        return NULL;
    return td_accreditation_keep (
        strings, td_words_fill (td_words (locale, N_ ("{start} to {end}")), "start", start, "end", end, NULL));
}

const char *td_accreditation_at (const char *field, const char *name, const char *wrong)
{
    return g_strcmp0 (field, name) == 0 ? wrong : NULL;
}

/* ---- choices ---- */

GArray *td_accreditation_choices (void)
{
    return g_array_new (FALSE, TRUE, sizeof (TdAccreditationChoice));
}

void td_accreditation_choose (GArray *list, const char *value, const char *label, const char *chosen)
{
    const TdAccreditationChoice choice = {
        .id = value, .value = value, .label = label, .chosen = g_strcmp0 (value, chosen) == 0
    };

    g_array_append_val (list, choice);
}

GArray *td_accreditation_languages (TdRequest *request, const char *chosen, GPtrArray *strings)
{
    const char *const *languages = td_request_instance (request)->profile->languages;
    const char *locale = td_request_locale (request);
    GArray *list = td_accreditation_choices ();

    for (gsize i = 0; languages[i] != NULL; i++)
        td_accreditation_choose (list, languages[i],
                                 td_accreditation_keep (strings, td_language_name (languages[i], locale)), chosen);
    return list;
}

GArray *td_accreditation_countries (TdRequest *request, const char *chosen, GPtrArray *strings)
{
    const char *const *codes = td_regions ();
    const char *locale = td_request_locale (request);
    GArray *list = td_accreditation_choices ();

    for (gsize i = 0; codes[i] != NULL; i++)
        td_accreditation_choose (list, codes[i], td_accreditation_keep (strings, td_region_name (locale, codes[i])),
                                 chosen);
    return list;
}

GArray *td_accreditation_states (TdRequest *request, const char *chosen)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *list = td_accreditation_choices ();

    for (gsize i = 0; i < profile->n_states; i++)
        td_accreditation_choose (list, profile->states[i].iso3,
                                 td_profile_state_name (profile, &profile->states[i], td_request_locale (request)),
                                 chosen);
    return list;
}

GArray *td_accreditation_reports (TdRequest *request, const char *chosen, GPtrArray *strings, GError **error)
{
    g_autoptr (GPtrArray) mine = td_submission_mine (td_request_instance (request), td_request_viewer (request), error);
    GArray *list;

    if (mine == NULL)
        return NULL;
    list = td_accreditation_choices ();
    for (guint i = 0; i < mine->len; i++) {
        const TdSubmission *s = mine->pdata[i];
        if (s->status != TD_STATUS_DRAFT)
            td_accreditation_choose (list, td_accreditation_keep (strings, g_strdup (s->id)),
                                     td_accreditation_keep (strings, g_strdup (s->title != NULL ? s->title : s->id)),
                                     chosen);
    }
    return list;
}

GArray *td_accreditation_meetings (TdRequest *request, int session, gboolean closed, const char *chosen,
                                   GPtrArray *strings, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    const TdMeetingSearch search = { .session = session };
    g_autoptr (GPtrArray) meetings = td_meeting_list (instance, td_request_viewer (request), &search, error);
    GArray *list;

    if (meetings == NULL)
        return NULL;
    list = td_accreditation_choices ();
    for (guint i = 0; i < meetings->len; i++) {
        const TdMeeting *m = meetings->pdata[i];
        g_autofree char *title = td_meeting_title (instance->profile, m, locale);
        g_autofree char *when = td_words_instant (locale, m->begins, m->zone);
        if (m->status == TD_MEETING_ON && (m->closed || !closed))
            td_accreditation_choose (list, td_accreditation_keep (strings, g_strdup (m->id)),
                                     td_accreditation_keep (strings, g_strdup_printf ("%s – %s", when, title)), chosen);
    }
    return list;
}
