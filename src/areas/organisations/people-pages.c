/* The people of an organisation. */
#include "areas/organisations/pages.h"

#include "areas/organisations/organisation-people.h"
#include "areas/organisations/organisation-people.html.h"
#include "areas/people/invitation.h"
#include "areas/people/membership.h"
#include "base/errors.h"
#include "text/words.h"

static gboolean show (TdRequest *request, const char *message, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request), *id = td_request_part (request, "id");
    g_auto (TdOrganisationPeople) people = { 0 };
    g_autofree char *back = g_strdup_printf ("/%s/organisations/%s", locale, id);
    g_autofree char *action = g_strdup_printf ("/%s/organisations/%s/people", locale, id);
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (struct html_organisation_people_rows));
    g_autoptr (GArray) waiting = g_array_new (FALSE, TRUE, sizeof (struct html_organisation_people_invitations));

    if (!td_organisation_people (td_request_instance (request), viewer, id, &people, error))
        return FALSE;
    for (guint i = 0; i < people.colleagues->len; i++) {
        const TdColleague *c = people.colleagues->pdata[i];
        struct html_organisation_people_rows row = { .person = c->person,
                                                     .name = c->name != NULL ? c->name : c->address,
                                                     .level = td_level_word (c->level),
                                                     .own = g_strcmp0 (viewer->person, c->person) == 0 };
        g_array_append_val (rows, row);
    }
    for (guint i = 0; i < people.invitations->len; i++) {
        const TdInvitation *invitation = people.invitations->pdata[i];
        struct html_organisation_people_invitations row = { .id = invitation->id,
                                                            .address = invitation->address,
                                                            .level = td_level_word (invitation->level) };
        g_array_append_val (waiting, row);
    }
    const struct html_organisation_people page = {
        .name = people.organisation->name,
        .back = back,
        .action = action,
        .may_change = people.may_change,
        .error = message != NULL ? td_words (locale, message) : NULL,
        .typed = message != NULL ? td_request_field (request, "address") : "",
        .rows = (const struct html_organisation_people_rows *) (void *) rows->data,
        .n_rows = rows->len,
        .invitations = (const struct html_organisation_people_invitations *) (void *) waiting->data,
        .n_invitations = waiting->len,
    };

    td_reply_header (request, "Cache-Control", "no-store");
    html_organisation_people (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_organisation_people_page (TdRequest *request, GError **error)
{
    return show (request, NULL, error);
}

static gboolean change (TdRequest *request, const char *what, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id");
    TdLevel level = TD_LEVEL_NONE;

    if (g_str_equal (what, "take-back"))
        return td_organisation_take_back (instance, viewer, id, td_request_field (request, "invitation"), error);
    if (!g_str_equal (what, "remove") && !td_level_from_word (td_request_field (request, "level"), &level)) {
        g_set_error_literal (error, TD_ORGANISATION_ERROR, TD_ERROR_INPUT,
                             "Choose what your colleague may do for the organisation.");
        return FALSE;
    }
    if (g_str_equal (what, "invite"))
        return td_organisation_invite (instance, viewer, id, td_request_field (request, "address"), level,
                                       td_request_locale (request), error);
    return td_organisation_set_level (instance, viewer, id, td_request_field (request, "person"), level, error);
}

gboolean td_organisation_people_post (TdRequest *request, GError **error)
{
    g_autoptr (GError) problem = NULL;
    const char *what = td_request_field (request, "do");
    gboolean left = g_str_equal (what, "remove")
                    && g_strcmp0 (td_request_viewer (request)->person, td_request_field (request, "person")) == 0;
    g_autofree char *path = NULL;

    if (change (request, what, &problem)) {
        /* Who left may not be able to see it any more. */
        path = left ? g_strdup_printf ("/%s/organisations", td_request_locale (request))
                    : g_strdup_printf ("/%s/organisations/%s/people", td_request_locale (request),
                                       td_request_part (request, "id"));
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_INPUT || td_error_code (problem) == TD_ERROR_CONFLICT
        || td_error_code (problem) == TD_ERROR_BUSY)
        return show (request, problem->message, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
