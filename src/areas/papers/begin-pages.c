/* Beginning a paper. */
#include "areas/papers/pages.h"
#include "areas/papers/paper-begin.html.h"
#include "areas/papers/paper-words.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/language.h"
#include "text/words.h"

static GArray *kind_choices (TdRequest *request)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *list = td_paper_choice_list ();

    for (gsize i = 0; i < profile->n_paper_kinds; i++)
        td_paper_choice (list, profile->paper_kinds[i].slug,
                         td_words (td_request_locale (request), profile->paper_kinds[i].label),
                         td_request_field (request, "kind"));
    if (list->len > 0)
        g_array_index (list, struct html_field_radios_choices, 0).id = "kind";
    return list;
}

/* Those in whose review the viewer takes part. */
static GArray *state_choices (TdRequest *request)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *list = td_paper_choice_list ();

    for (gsize i = 0; i < profile->n_states; i++) {
        TdThing dossier = td_door_dossier (profile->states[i].iso3);
        if (td_door_may (td_request_viewer (request), TD_ACT_DOSSIER_READ, &dossier, NULL))
            td_paper_choice (list, profile->states[i].iso3, td_paper_state_name (request, profile->states[i].iso3),
                             td_request_field (request, "state"));
    }
    return list;
}

static GArray *language_choices (TdPaperWords *words, TdRequest *request)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *typed = td_request_field (request, "language");
    GArray *list = td_paper_choice_list ();

    for (gsize i = 0; profile->languages[i] != NULL; i++)
        td_paper_choice (list, profile->languages[i],
                         td_paper_keep (words, td_language_name (profile->languages[i], td_request_locale (request))),
                         *typed != '\0' ? typed : profile->working_languages[0]);
    return list;
}

static void show (TdRequest *request, TdPaperWords *words, const char *problem)
{
    g_autoptr (GArray) kinds = kind_choices (request);
    g_autoptr (GArray) states = state_choices (request);
    g_autoptr (GArray) languages = language_choices (words, request);
    const struct html_error_summary_errors wrong = { .field = "kind", .text = problem };
    const struct html_paper_begin page = { .errors = &wrong,
                                           .n_errors = problem != NULL ? 1 : 0,
                                           .kinds = (const void *) kinds->data,
                                           .n_kinds = kinds->len,
                                           .states = (const void *) states->data,
                                           .n_states = states->len,
                                           .languages = (const void *) languages->data,
                                           .n_languages = languages->len,
                                           .cycle = problem != NULL ? td_request_field (request, "cycle") : "" };

    html_paper_begin (td_request_html (request), &page);
    td_paper_reply (request, problem != NULL);
}

gboolean td_paper_begin_page (TdRequest *request, GError **error)
{
    g_auto (TdPaperWords) words = { 0 };

    (void) error;
    td_paper_words_init (&words);
    show (request, &words, NULL);
    return TRUE;
}

gboolean td_paper_begin_post (TdRequest *request, GError **error)
{
    g_auto (TdPaperWords) words = { 0 };
    const char *typed = td_request_field (request, "cycle");
    gint64 cycle = 0;
    g_autofree char *id = NULL;
    g_autoptr (GError) problem = NULL;
    const char *sentence;

    td_paper_words_init (&words);
    if (*typed != '\0' && !g_ascii_string_to_signed (typed, 10, 1, 99, &cycle, NULL))
        cycle = -1;
    if (td_paper_begin (td_request_instance (request), td_request_viewer (request), td_request_field (request, "kind"),
                        td_request_field (request, "state"), (int) cycle, td_request_field (request, "language"), &id,
                        &problem)) {
        td_paper_go (request, id, "?done=begun");
        return TRUE;
    }
    sentence = td_paper_problem (&words, request, g_steal_pointer (&problem), error);
    if (sentence == NULL)
        return FALSE;
    show (request, &words, sentence);
    return TRUE;
}
