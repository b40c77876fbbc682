/* Entering something on behalf of an organisation: choosing it, and ending it. */
#include "areas/desk/behalf.h"
#include "areas/desk/desk-behalf.html.h"
#include "areas/desk/desk-words.h"
#include "areas/desk/pages.h"
#include "base/limits.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

/* Of an organisation, in words for people. */
static const char *status_label (TdStatus status)
{
    switch (status) {
    case TD_STATUS_PUBLISHED: return N_ ("verified");
    case TD_STATUS_REFUSED: return N_ ("not verified");
    case TD_STATUS_WITHHELD: return N_ ("closed");
    default: return N_ ("waits to be verified");
    }
}

static int by_label (gconstpointer a, gconstpointer b, gpointer locale)
{
    g_autofree char *first = td_words_sort_key (locale, ((const struct html_field_radios_choices *) a)->label);
    g_autofree char *second = td_words_sort_key (locale, ((const struct html_field_radios_choices *) b)->label);

    return strcmp (first, second);
}

static GArray *states_of (const TdProfile *profile, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));

    for (gsize i = 0; i < profile->n_states; i++) {
        struct html_field_radios_choices row = { .id = "",
                                                 .value = profile->states[i].iso3,
                                                 .label =
                                                     td_profile_state_name (profile, &profile->states[i], locale) };
        g_array_append_val (rows, row);
    }
    g_array_sort_with_data (rows, by_label, (gpointer) locale);
    return rows;
}

gboolean td_desk_behalf_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *words = td_request_field (request, "words");
    const TdOrganisationFilter filter = { .words = *words != '\0' ? words : NULL, .limit = TD_LIMIT_DESK_ITEMS };
    g_autoptr (GArray) states = NULL;
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_behalf_rows));
    struct html_desk_behalf page = { .words = words };
    g_autoptr (GPtrArray) list =
        td_organisation_list (instance, td_request_viewer (request), &filter, &page.total, error);

    if (list == NULL)
        return FALSE;
    for (guint i = 0; i < list->len; i++) {
        const TdOrganisation *o = list->pdata[i];
        struct html_desk_behalf_rows row = { .id = o->id,
                                             .name = o->name,
                                             .kind = td_desk_kind_label (instance->profile, o->kind),
                                             .status = status_label (o->status) };
        g_array_append_val (rows, row);
    }
    states = states_of (instance->profile, td_request_locale (request));
    page.states = (const struct html_field_radios_choices *) (void *) states->data;
    page.n_states = states->len;
    page.some = page.total > rows->len;
    page.rows = (const struct html_desk_behalf_rows *) (void *) rows->data;
    page.n_rows = rows->len;
    td_reply_header (request, "Cache-Control", "no-store");
    html_desk_behalf (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_desk_behalf_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *organisation = td_request_field (request, "organisation"), *state = td_request_field (request, "state");
    g_autofree char *path = g_strdup_printf ("/%s/send", td_request_locale (request));
    gboolean of_state = *organisation == '\0' && *state != '\0';

    if (!(of_state ? td_behalf_begin_state (instance, viewer, state, error)
                   : td_behalf_begin (instance, viewer, organisation, error)))
        return FALSE;
    td_reply_redirect (request, path);
    return TRUE;
}

gboolean td_desk_behalf_end (TdRequest *request, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/%s/desk", td_request_locale (request));

    if (!td_behalf_end (td_request_instance (request), td_request_viewer (request), error))
        return FALSE;
    td_reply_redirect (request, path);
    return TRUE;
}
