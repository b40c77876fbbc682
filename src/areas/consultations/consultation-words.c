#include "areas/consultations/consultation-words.h"

#include "areas/calls/deadline.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

void td_strings_init (TdStrings *strings)
{
    strings->strings = g_ptr_array_new_with_free_func (g_free);
}

void td_strings_clear (TdStrings *strings)
{
    g_clear_pointer (&strings->strings, g_ptr_array_unref);
}

const char *td_strings_keep (TdStrings *strings, char *take)
{
    g_ptr_array_add (strings->strings, take);
    return take;
}

TdConsultation *td_consultation_of (TdRequest *request, GError **error)
{
    return td_consultation_get (td_request_instance (request), td_request_part (request, "id"), error);
}

const char *td_consultation_state_name (TdRequest *request, const char *state)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdState *party = td_profile_state (profile, state);

    return party != NULL ? td_profile_state_name (profile, party, td_request_locale (request)) : state;
}

const char *td_consultation_languages_words (TdStrings *strings, const char *tags, const char *locale)
{
    g_auto (GStrv) words = g_strsplit (tags, ",", -1);
    g_autoptr (GString) all = g_string_new (NULL);

    for (gsize i = 0; words[i] != NULL; i++) {
        g_autofree char *name = td_language_name (words[i], locale);
        g_string_append_printf (all, "%s%s", i > 0 ? td_words (locale, N_ (", ")) : "", name);
    }
    return td_strings_keep (strings, g_string_free (g_steal_pointer (&all), FALSE));
}

const char *td_consultation_when (TdStrings *strings, const TdConsultation *c, gint64 at, const char *locale)
{
    return at != 0 ? td_strings_keep (strings, td_deadline_words (at, c->zone, locale)) : NULL;
}

const char *td_consultation_kind (TdRequest *request, const char *kind)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdChoice *choice = kind != NULL ? td_profile_choice (profile->kinds, profile->n_kinds, kind) : NULL;

    return td_words (td_request_locale (request), choice != NULL ? choice->label : N_ ("Others"));
}

const char *td_consultation_path (TdStrings *strings, TdRequest *request, const char *id, const char *rest)
{
    return td_strings_keep (strings, g_strdup_printf ("/%s/consultations/%s%s", td_request_locale (request), id, rest));
}

int td_consultation_page_number (TdRequest *request)
{
    gint64 page = 1;

    g_ascii_string_to_signed (td_request_field (request, "page"), 10, 1, 10000, &page, NULL);
    return (int) page;
}

GArray *td_radios_new (void)
{
    return g_array_new (FALSE, TRUE, sizeof (TdRadio));
}

void td_radio_add (TdStrings *strings, GArray *list, const char *field, const char *value, const char *label,
                   const char *hint, const char *chosen)
{
    const TdRadio radio = { .id = td_strings_keep (strings, list->len == 0 ? g_strdup (field)
                                                                           : g_strdup_printf ("%s-%s", field, value)),
                            .value = value,
                            .label = label,
                            .hint = hint,
                            .chosen = g_strcmp0 (value, chosen) == 0 };

    g_array_append_val (list, radio);
}

GArray *td_radios_kinds (TdStrings *strings, TdRequest *request, const char *chosen)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *list = td_radios_new ();

    for (gsize i = 0; i < profile->n_kinds; i++)
        if (g_strcmp0 (profile->kinds[i].source, "state") != 0)
            td_radio_add (strings, list, "kind", profile->kinds[i].slug,
                          td_words (td_request_locale (request), profile->kinds[i].label), NULL, chosen);
    return list;
}

const char *td_consultation_problem (TdStrings *strings, TdRequest *request, GError *take_problem, GError **error)
{
    TdErrorCode code = td_error_code (take_problem);
    const char *kept;

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT && code != TD_ERROR_BUSY) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    kept = td_strings_keep (strings, g_strdup (take_problem->message));
    g_error_free (take_problem);
    return td_words (td_request_locale (request), kept);
}

void td_consultation_go (TdRequest *request, const char *id, const char *rest)
{
    g_autofree char *path = g_strdup_printf ("/%s/consultations/%s%s", td_request_locale (request), id, rest);

    td_reply_redirect (request, path);
}

void td_consultation_reply (TdRequest *request, gboolean wrong)
{
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_html (request, wrong ? 422 : 200);
}
