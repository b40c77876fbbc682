/* One account of a consultation, and the secretariat's word on it. */
#include "areas/cooperation/pages.h"

#include "areas/cooperation/cooperation-words.h"
#include "areas/cooperation/own-account-one.html.h"
#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "text/words.h"

static const char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

static GArray *answer_rows (const TdOwnAccount *a, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_own_account_one_answers));

    for (guint i = 0; i < a->answers->len; i++) {
        const TdOwnAnswer *answer = &g_array_index (a->answers, TdOwnAnswer, i);
        struct html_own_account_one_answers row = { .question = td_words (locale, answer->question->question),
                                                    .answer = keep (strings, td_own_answer_words (answer, locale)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *version_rows (const GArray *versions, const char *locale, const char *zone, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_own_account_one_versions));

    for (guint i = 0; i < versions->len; i++) {
        const TdOwnVersion *v = &g_array_index (versions, TdOwnVersion, i);
        struct html_own_account_one_versions row = { .n = v->version,
                                                     .when = keep (strings, td_words_instant (locale, v->at, zone)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *change_link (const TdOwnAccount *a, const TdViewer *viewer, const char *locale, GPtrArray *strings)
{
    const TdThing thing = td_own_account_thing (a);

    if (!td_door_may (viewer, TD_ACT_OWN_ACCOUNT_GIVE, &thing, NULL))
        return NULL;
    return keep (strings, g_strdup_printf ("/%s/states/%s/own-account?for=%s", locale, a->state,
                                           a->organisation != NULL ? a->organisation : "me"));
}

static gboolean show (TdRequest *request, const TdOwnAccount *a, const GArray *versions, int status,
                      const char *problem)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    const TdState *state = td_profile_state (profile, a->state);
    const TdThing thing = td_own_account_thing (a);
    gboolean ours = (a->relations & (TD_RELATION_SENDER | TD_RELATION_VIEWER)) != 0;
    gboolean officer = td_door_may (viewer, TD_ACT_OWN_ACCOUNT_DECIDE, &thing, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) answers = answer_rows (a, locale, strings);
    g_autoptr (GArray) rows = version_rows (versions, locale, profile->zone, strings);
    const struct html_own_account_one page = {
        .state_name = state != NULL ? td_profile_state_name (profile, state, locale) : a->state,
        .state = keep (strings, g_strdup_printf ("/%s/states/%s/cooperation", locale, a->state)),
        .who = td_own_account_who (a, viewer, locale),
        .inside = ours || td_door_viewer_may (viewer, TD_ACT_SUBMISSION_LIST),
        .status = td_status_word (a->status),
        .visibility = td_visibility_label (thing.visibility),
        .unverified = a->organisation == NULL && a->person == NULL,
        .gone = a->status == TD_STATUS_TAKEN_DOWN,
        .waits = a->status == TD_STATUS_RECEIVED && thing.visibility != TD_VISIBILITY_COMMITTEE,
        .when = keep (strings, td_words_day (locale, a->changed, profile->zone)),
        .reason = ours || officer ? a->decision_reason : NULL,
        .change = change_link (a, viewer, locale, strings),
        .decide = officer && thing.visibility != TD_VISIBILITY_COMMITTEE
                      ? keep (strings, g_strdup_printf ("/%s/own-accounts/%s/decide", locale, a->id))
                      : NULL,
        .error = problem != NULL ? td_words (locale, problem) : NULL,
        .typed = problem != NULL ? td_request_field (request, "reason") : "",
        .answers = (const struct html_own_account_one_answers *) (void *) answers->data,
        .n_answers = answers->len,
        .versions = (const struct html_own_account_one_versions *) (void *) rows->data,
        .n_versions = rows->len,
        .json = keep (strings, g_strdup_printf ("/%s/own-accounts/%s.json", locale, a->id)),
    };

    html_own_account_one (td_request_html (request), &page);
    td_reply_html (request, status);
    return TRUE;
}

static gboolean note (TdRequest *request, TdOwnAccount *a, GError **error)
{
    g_autoptr (GPtrArray) one = g_ptr_array_new ();

    g_ptr_array_add (one, a);
    return td_own_account_note_readings (td_request_instance (request), td_request_viewer (request), one, error);
}

static gboolean show_one (TdRequest *request, int status, const char *problem, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (TdOwnAccount) a = td_own_account_get (instance, viewer, td_request_part (request, "id"), error);
    g_autoptr (GArray) versions = a != NULL ? td_own_account_versions (instance, viewer, a->id, error) : NULL;

    if (versions == NULL || !note (request, a, error))
        return FALSE;
    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_request_wants_json (request))
        return show (request, a, versions, status, problem);
    td_reply_json (request, status,
                   td_own_account_to_json (a, viewer, td_door_viewer_may (viewer, TD_ACT_OWN_ACCOUNT_DECIDE)));
    return TRUE;
}

gboolean td_own_account_page (TdRequest *request, GError **error)
{
    return show_one (request, 200, NULL, error);
}

gboolean td_own_account_decide_post (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id"), *decision = td_request_field (request, "decision");
    gboolean shown = g_str_equal (decision, "show");
    g_autoptr (GError) problem = NULL;
    g_autofree char *path = NULL;

    if (td_own_account_decide (td_request_instance (request), td_request_viewer (request), id, shown,
                               td_request_field (request, "reason"), &problem)) {
        path = g_strdup_printf ("/%s/own-accounts/%s", td_request_locale (request), id);
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_INPUT || td_error_code (problem) == TD_ERROR_CONFLICT)
        return show_one (request, td_error_code (problem) == TD_ERROR_INPUT ? 422 : 409, problem->message, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
