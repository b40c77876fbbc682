/* Delegations of States: entered by the mission; read by everybody as far as they may. */
#include "areas/accreditation/accreditation-words.h"
#include "areas/accreditation/delegation.h"
#include "areas/accreditation/pages.h"

#include "areas/accreditation/delegation-form.html.h"
#include "areas/accreditation/delegations.html.h"
#include "text/language.h"
#include "text/words.h"

static const char *F (TdRequest *request, const char *name)
{
    return td_request_field (request, name);
}

/* ---- the mission's ---- */

typedef struct html_delegation_form_rows Row;

static GArray *form_rows (const TdDelegation *d, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

    for (guint i = 0; d != NULL && i < d->members->len; i++) {
        const TdAccreditation *a = d->members->pdata[i];
        const Row row = { .id = a->id,
                          .name = a->name,
                          .function = a->function,
                          .language = td_accreditation_keep (strings, td_language_name (a->language, locale)),
                          .head = a->ordinal == 1 };
        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean show_form (TdRequest *request, const char *field, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "name", .text = wrong } };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_auto (TdAccreditationSession) session = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GArray) rows = NULL;
    g_autoptr (GArray) languages = NULL;
    const TdDelegation *d;
    int number;

    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_accreditation_session_part (request, &number, error))
        return FALSE;
    if (viewer->state == NULL)
        return td_door_unknown (error);
    if (!td_accreditation_session_read (instance, number, &session, error)
        || (list = td_delegations (instance, viewer, number, viewer->state, error)) == NULL)
        return FALSE;
    d = list->len > 0 ? list->pdata[0] : NULL;
    rows = form_rows (d, locale, strings);
    languages = td_accreditation_languages (
        request, *F (request, "language") != '\0' ? F (request, "language") : locale, strings);
    const struct html_delegation_form page = {
        .session = number,
        .state = td_profile_state_name (profile, td_profile_state (profile, viewer->state), locale),
        .errors = errors,
        .n_errors = wrong != NULL,
        .rows = (const Row *) (void *) rows->data,
        .n_rows = rows->len,
        .name = F (request, "name"),
        .name_error = td_accreditation_at (field, "name", wrong),
        .function = F (request, "function"),
        .function_error = td_accreditation_at (field, "function", wrong),
        .languages = (const void *) languages->data,
        .n_languages = languages->len,
        .public_names = d != NULL && d->public_names,
    };
    html_delegation_form (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_delegation_form_page (TdRequest *request, GError **error)
{
    return show_form (request, NULL, NULL, error);
}

static gboolean do_so (TdRequest *request, int session, const char **ret_field, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const TdDelegateWish wish = { F (request, "name"), F (request, "function"), F (request, "language"), FALSE };

    if (*F (request, "head") != '\0')
        return td_delegation_change (instance, viewer, F (request, "head"), TRUE, error);
    if (*F (request, "remove") != '\0')
        return td_delegation_change (instance, viewer, F (request, "remove"), FALSE, error);
    if (g_str_equal (F (request, "do"), "open") || g_str_equal (F (request, "do"), "close"))
        return td_delegation_set_public (instance, viewer, session, g_str_equal (F (request, "do"), "open"), error);
    return td_delegation_add (instance, viewer, session, &wish, ret_field, error);
}

gboolean td_delegation_form_post (TdRequest *request, GError **error)
{
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *back = NULL;
    GError *problem = NULL;
    int session;

    if (!td_accreditation_session_part (request, &session, error))
        return FALSE;
    if (wrong == NULL && !do_so (request, session, &field, &problem)) {
        wrong = td_accreditation_problem (strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_form (request, field, wrong, error);
    back = g_strdup_printf ("/%s/sessions/%d/delegation", td_request_locale (request), session);
    td_reply_redirect (request, back);
    return TRUE;
}

/* ---- everybody's ---- */

typedef struct html_delegations_rows Delegation;
typedef struct html_delegations_rows_members Member;

static void free_members (gpointer members)
{
    g_array_unref (members);
}

static void add_delegation (GArray *rows, const TdDelegation *d, TdRequest *request, GPtrArray *members)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Member));

    g_ptr_array_add (members, list);
    for (guint i = 0; i < d->members->len; i++) {
        const TdAccreditation *a = d->members->pdata[i];
        const Member member = { .name = a->name, .function = a->function, .head = a->ordinal == 1 };
        g_array_append_val (list, member);
    }
    const Delegation row = {
        .state = td_profile_state_name (profile, td_profile_state (profile, d->state), td_request_locale (request)),
        .n = d->n,
        .members = (const Member *) (void *) list->data,
        .n_members = list->len,
    };
    g_array_append_val (rows, row);
}

gboolean td_delegations_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (free_members);
    g_auto (TdAccreditationSession) session = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Delegation));
    int number;

    if (!td_accreditation_session_part (request, &number, error)
        || !td_accreditation_session_read (instance, number, &session, error)
        || (list = td_delegations (instance, td_request_viewer (request), number, NULL, error)) == NULL)
        return FALSE;
    for (guint i = 0; i < list->len; i++)
        add_delegation (rows, list->pdata[i], request, members);
    const struct html_delegations page = { .session = number,
                                           .rows = (const Delegation *) (void *) rows->data,
                                           .n_rows = rows->len };
    html_delegations (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}
