/* Asking for an account, and what the link of a letter opens. */
#include "areas/people/account-pages.h"

#include "areas/people/fault-words.h"
#include "areas/people/invitation.h"
#include "areas/people/invitation.html.h"
#include "areas/people/person-words.h"
#include "areas/people/register-sent.html.h"
#include "areas/people/register.html.h"
#include "areas/people/sessions.h"
#include "base/errors.h"
#include "text/words.h"

/* ---- asking ---- */

static void ask (TdRequest *request, const char *address, const char *wrong)
{
    g_autofree char *action = g_strdup_printf ("/%s/register", td_request_locale (request));
    const struct html_error_summary_errors errors[] = { { .field = "address", .text = wrong } };
    const struct html_register page = {
        .action = action, .address = address, .error = wrong, .errors = errors, .n_errors = wrong != NULL
    };

    html_register (td_request_html (request), &page);
    td_person_reply (request, wrong != NULL);
}

gboolean td_register_page (TdRequest *request, GError **error)
{
    const struct html_register_sent sent = { 0 };

    (void) error;
    if (*td_request_field (request, "sent") == '\0') {
        ask (request, "", NULL);
        return TRUE;
    }
    html_register_sent (td_request_html (request), &sent);
    td_person_reply (request, FALSE);
    return TRUE;
}

gboolean td_register_post (TdRequest *request, GError **error)
{
    const char *address = td_request_field (request, "address");
    const char *wrong = td_request_field_problem (request, NULL);
    g_auto (TdPersonWords) words = { 0 };
    GError *problem = NULL;

    td_person_words_init (&words);
    if (wrong == NULL) {
        if (td_register (td_request_instance (request), address, td_request_locale (request), &problem)) {
            td_person_go (request, "/register?sent=1");
            return TRUE;
        }
        wrong = td_person_problem (&words, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    ask (request, address, wrong);
    return TRUE;
}

/* ---- the link ---- */

typedef struct {
    const char *name, *locale;
    const char *wrong;   /* with the whole, or NULL */
    TdFaultWords faults; /* with its fields */
} Typed;

static void typed_clear (Typed *typed)
{
    td_fault_words_clear (&typed->faults);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, typed_clear)

static void fill_invitation (struct html_invitation *page, TdPersonWords *words, TdRequest *request,
                             const TdInvitation *i)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);

    page->address = i->address;
    page->organisation = i->organisation != NULL ? i->title : NULL;
    page->level = i->organisation != NULL ? td_level_word (i->level) : NULL;
    if (i->state != NULL && td_profile_state (profile, i->state) != NULL)
        page->state = td_profile_state_name (profile, td_profile_state (profile, i->state), locale);
    if (i->ends != NULL)
        page->ends = td_person_keep (words, td_words_date (locale, i->ends));
    page->action =
        td_person_keep (words, g_strdup_printf ("/%s/invitations/%s", locale, td_request_part (request, "token")));
}

/* Which of the three is theirs: a form, a button, or a word on what to do first. */
static gboolean fill_way (struct html_invitation *page, TdRequest *request, const TdInvitation *i, gboolean known,
                          GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (TdPerson) person = NULL;

    if (viewer->person == NULL || viewer->trust < TD_TRUST_PASSWORD) {
        page->form = !known;
        return TRUE;
    }
    person = td_person_get (td_request_instance (request), viewer, viewer->person, error);
    if (person == NULL)
        return FALSE;
    page->accept = g_str_equal (person->address, i->address);
    page->other = !page->accept;
    return TRUE;
}

static gboolean show (TdRequest *request, const Typed *typed, GError **error)
{
    gboolean known = FALSE;
    g_autoptr (TdInvitation) i =
        td_invitation_open (td_request_instance (request), td_request_part (request, "token"), &known, error);
    g_auto (TdPersonWords) words = { 0 };
    g_autoptr (GArray) locales = NULL;
    struct html_invitation page = { .name = typed->name,
                                    .name_error = td_fault_at (&typed->faults, "name"),
                                    .password_error = td_fault_at (&typed->faults, "password"),
                                    .error = typed->wrong,
                                    TD_FAULT_ROWS (&typed->faults) };

    if (i == NULL)
        return FALSE;
    td_person_words_init (&words);
    fill_invitation (&page, &words, request, i);
    if (!fill_way (&page, request, i, known, error))
        return FALSE;
    locales = td_person_locales (&words, typed->locale);
    page.locales = (const void *) locales->data;
    page.n_locales = locales->len;
    html_invitation (td_request_html (request), &page);
    td_person_reply (request, typed->wrong != NULL || td_fault_words_count (&typed->faults) > 0);
    return TRUE;
}

gboolean td_invitation_page (TdRequest *request, GError **error)
{
    const Typed nothing = { .name = "", .locale = td_request_locale (request) };

    return show (request, &nothing, error);
}

/* With one's own account. */
static gboolean accept_as (TdRequest *request, GError **error)
{
    g_auto (TdPersonWords) words = { 0 };
    GError *problem = NULL;
    Typed typed = { .name = "", .locale = td_request_locale (request) };

    if (td_invitation_accept_as (td_request_instance (request), td_request_viewer (request),
                                 td_request_part (request, "token"), &problem)) {
        td_person_go (request, "/account?saved=1");
        return TRUE;
    }
    td_person_words_init (&words);
    typed.wrong = td_person_problem (&words, request, problem, error);
    return typed.wrong != NULL && show (request, &typed, error);
}

static gboolean welcome (TdRequest *request, const char *person, GError **error)
{
    g_auto (TdSignIn) sign_in = { 0 };

    if (!td_session_open (td_request_instance (request), person, TD_TRUST_PASSWORD, &sign_in, error))
        return FALSE;
    td_reply_cookie (request, TD_SESSION_COOKIE, sign_in.cookie, 0);
    td_person_go (request, "/account?welcome=1");
    return TRUE;
}

static gboolean accept_new (TdRequest *request, GError **error)
{
    static const char *const fields[] = { "name", "locale", "password", NULL };
    const char *name = td_request_field (request, "name"), *field = NULL;
    g_auto (Typed) typed = { .name = name, .locale = td_request_field (request, "locale") };
    g_auto (TdPersonWords) words = { 0 };
    g_autofree char *person = NULL;
    GError *problem = NULL;

    td_person_words_init (&words);
    if (td_fault_words_typed (&typed.faults, request, fields))
        return show (request, &typed, error);
    if (td_invitation_accept (td_request_instance (request), td_request_part (request, "token"), name, typed.locale,
                              td_request_field (request, "password"), &person, &field, &problem))
        return welcome (request, person, error);
    if (td_error_code (problem) == TD_ERROR_INPUT) {
        td_fault_words_take (&typed.faults, td_request_locale (request), field, problem, "password");
        g_error_free (problem);
    } else if ((typed.wrong = td_person_problem (&words, request, problem, error)) == NULL) {
        return FALSE;
    }
    return show (request, &typed, error);
}

gboolean td_invitation_post (TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);

    if (viewer->person != NULL && viewer->trust >= TD_TRUST_PASSWORD)
        return accept_as (request, error);
    return accept_new (request, error);
}
