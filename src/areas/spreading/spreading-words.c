#include "areas/spreading/spreading-words.h"

#include "base/errors.h"
#include "text/language.h"
#include "text/regions.h"
#include "text/words.h"

void td_spread_page_init (TdSpreadPage *page, TdRequest *request)
{
    *page = (TdSpreadPage){ .request = request,
                            .instance = td_request_instance (request),
                            .viewer = td_request_viewer (request),
                            .locale = td_request_locale (request),
                            .strings = g_ptr_array_new_with_free_func (g_free),
                            .lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
}

void td_spread_page_clear (TdSpreadPage *page)
{
    g_clear_pointer (&page->lists, g_ptr_array_unref);
    g_clear_pointer (&page->strings, g_ptr_array_unref);
}

const char *td_spread_keep (TdSpreadPage *page, char *take_text)
{
    g_ptr_array_add (page->strings, take_text);
    return take_text;
}

GArray *td_spread_list (TdSpreadPage *page, guint size)
{
    GArray *list = g_array_new (FALSE, TRUE, size);

    g_ptr_array_add (page->lists, list);
    return list;
}

/* ---- the document ---- */

TdLibraryDocument *td_spread_document (TdSpreadPage *page, GError **error)
{
    g_autoptr (TdLibraryDocument) d = td_library_get (page->instance, td_request_part (page->request, "id"), error);

    if (d == NULL)
        return NULL;
    if (td_spreading_is_of (page->instance->profile, d))
        return g_steal_pointer (&d);
    td_door_unknown (error);
    return NULL;
}

const char *td_spread_path (TdSpreadPage *page, const TdLibraryDocument *document, const char *rest)
{
    return td_spread_keep (page, g_strdup_printf ("/%s/documents/%s%s", page->locale, document->id, rest));
}

const char *td_spread_title (TdSpreadPage *page, const TdLibraryDocument *document)
{
    return td_library_title (document, page->locale);
}

const char *td_spread_title_language (TdSpreadPage *page, const TdLibraryDocument *document)
{
    return td_library_in (document, page->locale) != NULL
               ? page->locale
               : ((const TdLibraryLanguage *) document->languages->pdata[0])->language;
}

const char *td_spread_language_name (TdSpreadPage *page, const char *tag)
{
    return td_spread_keep (page, td_language_name (tag, page->locale));
}

const char *td_spread_country_name (TdSpreadPage *page, const char *iso3)
{
    const TdState *state = td_profile_state (page->instance->profile, iso3);

    return state != NULL ? td_profile_state_name (page->instance->profile, state, page->locale)
                         : td_spread_keep (page, td_region_name (page->locale, iso3));
}

/* ---- choices ---- */

GArray *td_spread_choices (TdSpreadPage *page)
{
    return td_spread_list (page, sizeof (struct html_field_radios_choices));
}

void td_spread_choose (TdSpreadPage *page, GArray *choices, const char *value, const char *label, const char *chosen)
{
    const struct html_field_radios_choices row = { .id = td_spread_keep (page, g_strdup_printf ("c-%s", value)),
                                                   .value = value,
                                                   .label = label,
                                                   .chosen = g_strcmp0 (value, chosen) == 0 };

    g_array_append_val (choices, row);
}

GArray *td_spread_organisations (TdSpreadPage *page, const char *chosen, gboolean *ret_any, GError **error)
{
    g_autoptr (GPtrArray) spreaders = td_spreaders (page->instance, page->viewer, error);
    GArray *choices = td_spread_choices (page);

    if (spreaders == NULL)
        return NULL;
    for (guint i = 0; i < spreaders->len; i++) {
        const TdSpreader *s = spreaders->pdata[i];
        td_spread_choose (page, choices, td_spread_keep (page, g_strdup (s->id)),
                          td_spread_keep (page, g_strdup (s->name)), chosen);
    }
    *ret_any = spreaders->len > 0;
    return choices;
}

GArray *td_spread_languages (TdSpreadPage *page, const char *chosen)
{
    GArray *choices = td_spread_choices (page);

    for (const char *const *tag = page->instance->profile->languages; *tag != NULL; tag++)
        td_spread_choose (page, choices, *tag, td_spread_language_name (page, *tag), chosen);
    return choices;
}

const char *td_spread_asked_language (TdRequest *request)
{
    const char *chosen = td_request_field (request, "language");

    return *chosen != '\0' ? chosen : td_request_field (request, "other");
}

/* ---- what went wrong ---- */

const char *td_spread_problem (TdSpreadPage *page, GError *take_problem, GError **error)
{
    TdErrorCode code = td_error_code (take_problem);
    const char *said;

    if (take_problem->domain != TD_SPREADING_ERROR || (code != TD_ERROR_INPUT && code != TD_ERROR_BUSY)) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    said = td_spread_keep (page, g_strdup (td_words (page->locale, take_problem->message)));
    g_error_free (take_problem);
    return said;
}

gboolean td_spread_nobody (GError **error)
{
    g_set_error_literal (
        error, TD_SPREADING_ERROR, TD_ERROR_NOT_ALLOWED,
        N_ ("Organisations write here, and you belong to none as a contributor. Register yours, or ask "
            "its lead to let you write."));
    return FALSE;
}
