/* Those who act for a State, as its permanent mission sees them. */
#include "areas/people/account-pages.h"

#include "areas/people/invitation.h"
#include "areas/people/person-words.h"
#include "areas/people/state-people.html.h"
#include "text/words.h"

static GArray *people_rows (TdPersonWords *words, TdRequest *request, const GPtrArray *people)
{
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_state_people_people));

    for (guint i = 0; i < people->len; i++) {
        const TdPerson *person = people->pdata[i];
        for (guint n = 0; n < person->terms->len; n++) {
            const TdTerm *term = person->terms->pdata[n];
            const struct html_state_people_people row = {
                .name = person->name != NULL ? person->name : "",
                .address = person->address,
                .starts = td_person_keep (words, td_words_date (locale, term->starts)),
                .ends = term->ends != NULL ? td_person_keep (words, td_words_date (locale, term->ends)) : NULL,
                .term = term->id,
                .end = td_person_keep (words, g_strdup_printf ("/%s/account/state-people/%s/end", locale, person->id)),
            };
            g_array_append_val (rows, row);
        }
    }
    return rows;
}

static GArray *invited_rows (TdPersonWords *words, TdRequest *request, const GPtrArray *invitations)
{
    const char *locale = td_request_locale (request), *zone = td_request_instance (request)->profile->zone;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_state_people_invited));

    for (guint i = 0; i < invitations->len; i++) {
        const TdInvitation *invitation = invitations->pdata[i];
        const struct html_state_people_invited row = {
            .address = invitation->address,
            .until = td_person_keep (words, td_words_instant (locale, invitation->expires, zone)),
            .back = td_person_keep (
                words, g_strdup_printf ("/%s/account/state-people/invitations/%s/back", locale, invitation->id)),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean render (TdRequest *request, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request), *chosen = td_request_field (request, "locale");
    g_autoptr (GPtrArray) people = td_state_people (instance, viewer, error);
    g_autoptr (GPtrArray) invitations = people != NULL ? td_state_invitations (instance, viewer, error) : NULL;
    g_auto (TdPersonWords) words = { 0 };
    g_autoptr (GArray) locales = NULL;
    g_autoptr (GArray) rows = NULL;
    g_autoptr (GArray) invited = NULL;
    const struct html_error_summary_errors errors[] = { { .field = "address", .text = wrong } };
    struct html_state_people page = { .error = wrong, .errors = errors, .n_errors = wrong != NULL };

    if (invitations == NULL)
        return FALSE;
    td_person_words_init (&words);
    locales = td_person_locales (&words, *chosen != '\0' ? chosen : locale);
    rows = people_rows (&words, request, people);
    invited = invited_rows (&words, request, invitations);
    page.state = td_profile_state_name (instance->profile, td_profile_state (instance->profile, viewer->state), locale);
    page.action = td_person_keep (&words, g_strdup_printf ("/%s/account/state-people", locale));
    page.done = *td_request_field (request, "done") != '\0';
    page.address = td_request_field (request, "address");
    page.ends = td_request_field (request, "ends");
    page.locales = (const void *) locales->data;
    page.n_locales = locales->len;
    page.people = (const void *) rows->data;
    page.n_people = rows->len;
    page.invited = (const void *) invited->data;
    page.n_invited = invited->len;
    html_state_people (td_request_html (request), &page);
    td_person_reply (request, wrong != NULL);
    return TRUE;
}

gboolean td_state_people_page (TdRequest *request, GError **error)
{
    return render (request, NULL, error);
}

static gboolean done (TdRequest *request)
{
    td_person_go (request, "/account/state-people?done=1");
    return TRUE;
}

gboolean td_state_people_post (TdRequest *request, GError **error)
{
    const char *ends = td_request_field (request, "ends"), *locale = td_request_field (request, "locale");
    const char *wrong = td_request_field_problem (request, NULL);
    g_auto (TdPersonWords) words = { 0 };
    GError *problem = NULL;

    td_person_words_init (&words);
    if (wrong == NULL) {
        if (td_person_locale_ok (locale, &problem)
            && td_state_invite (td_request_instance (request), td_request_viewer (request),
                                td_request_field (request, "address"), locale, *ends != '\0' ? ends : NULL, &problem))
            return done (request);
        wrong = td_person_problem (&words, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    return render (request, wrong, error);
}

gboolean td_state_people_end_post (TdRequest *request, GError **error)
{
    return td_role_end (td_request_instance (request), td_request_viewer (request), td_request_part (request, "id"),
                        td_request_field (request, "term"), error)
           && done (request);
}

gboolean td_state_people_back_post (TdRequest *request, GError **error)
{
    return td_state_take_back (td_request_instance (request), td_request_viewer (request),
                               td_request_part (request, "id"), error)
           && done (request);
}
