#include "areas/cases/cases-words.h"

#include "base/errors.h"
#include "templates/field-radios.html.h"
#include "text/language.h"
#include "text/words.h"

void td_case_page_begin (TdCasePage *page, TdRequest *request)
{
    page->request = request;
    page->instance = td_request_instance (request);
    page->profile = page->instance->profile;
    page->viewer = td_request_viewer (request);
    page->locale = td_request_locale (request);
    page->strings = g_ptr_array_new_with_free_func (g_free);
    td_reply_header (request, "Cache-Control", "no-store");
}

void td_case_page_clear (TdCasePage *page)
{
    g_clear_pointer (&page->strings, g_ptr_array_unref);
}

const char *td_case_keep (TdCasePage *page, char *take)
{
    g_ptr_array_add (page->strings, take);
    return take;
}

const char *td_case_path (TdCasePage *page, const char *id, const char *rest)
{
    return td_case_keep (page, g_strdup_printf ("/%s/cases/%s%s", page->locale, id, rest));
}

const char *td_case_state_name (TdCasePage *page, const char *state)
{
    const TdState *party = td_profile_state (page->profile, state);

    return party != NULL ? td_profile_state_name (page->profile, party, page->locale) : state;
}

const char *td_case_title (TdCasePage *page, const TdCase *c)
{
    g_autofree char *n = g_strdup_printf ("%d/%d", c->number, c->year);

    return c->number == 0 ? td_words (page->locale, N_ ("Not registered yet"))
                          : td_case_keep (page, td_words_fill (td_words (page->locale, N_ ("Communication No. {n}")),
                                                               "n", n, NULL));
}

const char *td_case_day (TdCasePage *page, const char *day)
{
    return td_case_keep (page, td_words_date (page->locale, day));
}

const char *td_case_when (TdCasePage *page, gint64 at)
{
    return at != 0 ? td_case_keep (page, td_words_day (page->locale, at, page->profile->zone)) : NULL;
}

const char *td_case_party_label (TdCaseParty party)
{
    switch (party) {
    case TD_PARTY_AUTHOR: return N_ ("The author’s");
    case TD_PARTY_STATE: return N_ ("The State’s");
    case TD_PARTY_COMMITTEE: return N_ ("The Committee’s");
    case TD_PARTY_NONE: break;
    }
    return "";
}

typedef struct html_field_radios_choices Choice;

GArray *td_case_choices (void)
{
    return g_array_new (FALSE, TRUE, sizeof (Choice));
}

void td_case_choice (GArray *list, const char *id, const char *value, const char *label, const char *chosen)
{
    const Choice choice = { .id = id, .value = value, .label = label, .chosen = g_strcmp0 (value, chosen) == 0 };

    g_array_append_val (list, choice);
}

const char *td_case_problem (TdCasePage *page, GError *take_problem, GError **error)
{
    TdErrorCode code = td_error_code (take_problem);
    const char *words;

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT && code != TD_ERROR_BUSY && code != TD_ERROR_TOO_LARGE) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    words = td_case_keep (page, g_strdup (td_words (page->locale, take_problem->message)));
    g_error_free (take_problem);
    return words;
}

void td_case_reply (TdCasePage *page, gboolean wrong)
{
    td_reply_html (page->request, wrong ? 422 : 200);
}

GArray *td_case_language_choices (TdCasePage *page)
{
    GArray *list = td_case_choices ();

    for (gsize i = 0; page->profile->working_languages[i] != NULL; i++) {
        const char *tag = page->profile->working_languages[i];
        td_case_choice (list, tag, tag, td_case_keep (page, td_language_name (tag, page->locale)), NULL);
    }
    return list;
}
