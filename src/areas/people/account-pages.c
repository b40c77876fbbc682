/* One's own account. */
#include "areas/people/account-pages.h"

#include "areas/people/account.html.h"
#include "areas/people/person-words.h"
#include "text/words.h"

/* What was typed and could not be kept. */
typedef struct {
    const char *name, *locale, *state;
    gboolean detail;
    const char *name_error, *state_error;
} Typed;

static void fill_links (struct html_account *page, TdPersonWords *words, TdRequest *request)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);

    page->action = td_person_keep (words, g_strdup_printf ("/%s/account", locale));
    page->declare = td_person_keep (words, g_strdup_printf ("/%s/account/conflicts", locale));
    page->saved = *td_request_field (request, "saved") != '\0';
    page->welcome = *td_request_field (request, "welcome") != '\0';
    page->declared = *td_request_field (request, "declared") != '\0';
    page->organisations = (gint64) viewer->n_organisations;
    page->people = td_door_viewer_may (viewer, TD_ACT_USER_LIST);
    /* Authors come by their letters: an account tells nobody who looks on that there is a case. */
    page->communications = td_door_viewer_may (viewer, TD_ACT_CASE_READ) || td_viewer_has (viewer, TD_ROLE_MISSION);
    page->reprisals = td_door_viewer_may (viewer, TD_ACT_REPRISAL_KEEP);
    page->at_risk = td_door_viewer_may (viewer, TD_ACT_ORGANISATION_RISK);
    page->untold = td_viewer_has (viewer, TD_ROLE_MEMBER) && viewer->conflicts == NULL;
    page->may_declare = td_door_viewer_may (viewer, TD_ACT_CONFLICT_DECLARE);
    if (td_door_viewer_may (viewer, TD_ACT_STATE_PEOPLE) && viewer->state != NULL)
        page->acts_for = td_profile_state_name (profile, td_profile_state (profile, viewer->state), locale);
}

/* Whether a role in force is not there because this session has no second factor. */
static gboolean needs_second (const TdViewer *viewer, const GPtrArray *terms)
{
    for (guint i = 0; viewer->trust < TD_TRUST_SECOND && i < terms->len; i++) {
        const TdTerm *term = terms->pdata[i];
        if (term->in_force && td_role_needs_second (term->role))
            return TRUE;
    }
    return FALSE;
}

static gboolean render (TdRequest *request, const Typed *typed, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autoptr (TdPerson) person = td_person_get (td_request_instance (request), td_request_viewer (request),
                                                 td_request_viewer (request)->person, error);
    g_auto (TdPersonWords) words = { 0 };
    g_autoptr (GArray) locales = NULL;
    g_autoptr (GArray) states = NULL;
    g_autoptr (GArray) terms = NULL;
    g_autoptr (GArray) conflicts = NULL;
    const char *wrong = typed->name_error != NULL ? typed->name_error : typed->state_error;
    const struct html_error_summary_errors errors[] = { { .field = typed->name_error != NULL ? "name" : "state",
                                                          .text = wrong } };
    struct html_field_radios_choices detail = { .id = "detail", .value = "1" };
    struct html_account page = { .errors = errors, .n_errors = wrong != NULL };

    if (person == NULL)
        return FALSE;
    td_person_words_init (&words);
    fill_links (&page, &words, request);
    detail.label =
        td_words (locale, N_ ("Letters may name the State and the title of what they are about. Choose it only if"
                              " nobody else reads your mail."));
    detail.chosen = typed->name != NULL ? typed->detail : person->mail_detail;
    locales = td_person_locales (&words, typed->name != NULL      ? typed->locale
                                         : person->locale != NULL ? person->locale
                                                                  : locale);
    states = td_person_states (&words, request, typed->state);
    terms = td_person_term_rows (&words, request, person->terms);
    conflicts = td_person_conflict_rows (&words, request, person->conflicts);
    page.address = person->address;
    page.name = typed->name != NULL ? typed->name : person->name != NULL ? person->name : "";
    page.needs_second = needs_second (td_request_viewer (request), person->terms);
    page.name_error = typed->name_error;
    page.state_error = typed->state_error;
    page.member = page.may_declare || conflicts->len > 0;
    page.details = &detail;
    page.n_details = 1;
    page.locales = (const void *) locales->data;
    page.n_locales = locales->len;
    page.states = (const void *) states->data;
    page.n_states = states->len;
    page.terms = (const void *) terms->data;
    page.n_terms = terms->len;
    page.conflicts = (const void *) conflicts->data;
    page.n_conflicts = conflicts->len;
    html_account (td_request_html (request), &page);
    td_person_reply (request, wrong != NULL);
    return TRUE;
}

gboolean td_account_page (TdRequest *request, GError **error)
{
    const Typed nothing = { 0 };

    return render (request, &nothing, error);
}

gboolean td_account_post (TdRequest *request, GError **error)
{
    g_auto (TdPersonWords) words = { 0 };
    GError *problem = NULL;
    Typed typed = { .name = td_request_field (request, "name"),
                    .locale = td_request_field (request, "locale"),
                    .detail = *td_request_field (request, "detail") != '\0',
                    .name_error = td_request_field_problem (request, NULL) };

    td_person_words_init (&words);
    if (typed.name_error == NULL) {
        if (td_account_change (td_request_instance (request), td_request_viewer (request), typed.name, typed.locale,
                               typed.detail, &problem)) {
            td_person_go (request, "/account?saved=1");
            return TRUE;
        }
        typed.name_error = td_person_problem (&words, request, problem, error);
        if (typed.name_error == NULL)
            return FALSE;
    }
    return render (request, &typed, error);
}

gboolean td_account_declare_post (TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);
    g_auto (TdPersonWords) words = { 0 };
    GError *problem = NULL;
    Typed typed = { .state = td_request_field (request, "state") };

    if (td_conflict_add (td_request_instance (request), viewer, viewer->person, typed.state, TD_GROUND_DECLARATION,
                         &problem)) {
        td_person_go (request, "/account?declared=1");
        return TRUE;
    }
    td_person_words_init (&words);
    typed.state_error = td_person_problem (&words, request, problem, error);
    return typed.state_error != NULL && render (request, &typed, error);
}
