/* Members of a coalition, and what an organisation is a member of. */
#include "areas/organisations/pages.h"

#include "areas/organisations/coalition.h"
#include "areas/organisations/coalition.html.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

static gboolean show (TdRequest *request, const char *message, int status, GError **error)
{
    const char *locale = td_request_locale (request), *id = td_request_part (request, "id");
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "whom", .text = text } };
    g_autofree char *back = g_strdup_printf ("/%s/organisations/%s", locale, id);
    g_autofree char *action = g_strdup_printf ("/%s/organisations/%s/coalition", locale, id);
    g_autoptr (GArray) members = g_array_new (FALSE, TRUE, sizeof (struct html_coalition_members));
    g_autoptr (GArray) coalitions = g_array_new (FALSE, TRUE, sizeof (struct html_coalition_coalitions));
    g_auto (TdCoalitionView) view = { 0 };

    if (!td_coalition_view (td_request_instance (request), td_request_viewer (request), id, &view, error))
        return FALSE;
    if (!view.inside)
        return td_door_unknown (error);
    for (guint i = 0; i < view.members->len; i++) {
        const TdCoalitionMember *m = view.members->pdata[i];
        struct html_coalition_members row = { m->organisation, m->name, m->accepted != 0 };
        g_array_append_val (members, row);
    }
    for (guint i = 0; i < view.coalitions->len; i++) {
        const TdCoalitionMember *m = view.coalitions->pdata[i];
        struct html_coalition_coalitions row = { m->organisation, m->name, m->accepted != 0 };
        g_array_append_val (coalitions, row);
    }
    const struct html_coalition page = {
        .name = view.organisation->name,
        .back = back,
        .action = action,
        .is_coalition = view.is_coalition,
        .leads = view.leads,
        .field_error = text,
        .typed = td_request_field (request, "whom"),
        .errors = errors,
        .n_errors = text != NULL,
        .members = (const struct html_coalition_members *) (void *) members->data,
        .n_members = members->len,
        .coalitions = (const struct html_coalition_coalitions *) (void *) coalitions->data,
        .n_coalitions = coalitions->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_coalition (td_request_html (request), &page);
    td_reply_html (request, status);
    return TRUE;
}

gboolean td_coalition_page (TdRequest *request, GError **error)
{
    return show (request, NULL, 200, error);
}

static gboolean act (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id"), *word = td_request_field (request, "do");
    const char *other = td_request_field (request, "other");
    g_autofree char *whom = NULL;

    if (g_str_equal (word, "accept"))
        return td_coalition_accept (instance, viewer, other, id, error);
    if (g_str_equal (word, "leave"))
        return td_coalition_end (instance, viewer, other, id, error);
    if (g_str_equal (word, "remove"))
        return td_coalition_end (instance, viewer, id, other, error);
    whom = td_coalition_find (instance, viewer, td_request_field (request, "whom"), error);
    return whom != NULL && td_coalition_ask (instance, viewer, id, whom, error);
}

gboolean td_coalition_post (TdRequest *request, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autofree char *path = NULL;

    if (act (request, &problem)) {
        path = g_strdup_printf ("/%s/organisations/%s/coalition", td_request_locale (request),
                                td_request_part (request, "id"));
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_INPUT || td_error_code (problem) == TD_ERROR_CONFLICT)
        return show (request, problem->message, 422, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
