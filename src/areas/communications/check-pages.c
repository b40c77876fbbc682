/* Check before you write. Answers come in the body of one request, go into its reply and are gone: no cookie, no address, no row, no log. */
#include "areas/communications/check-before.html.h"
#include "areas/communications/pages.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

typedef struct html_check_before_results Result;
typedef struct html_check_before_questions Question;
typedef struct html_field_radios_choices Choice;

static const char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

static const char *chosen_for (TdRequest *request, const TdCheckQuestion *q, gboolean answered)
{
    g_autofree char *field = g_strconcat ("q-", q->slug, NULL);

    return answered ? td_request_field (request, field) : "";
}

static Question question_row (TdRequest *request, const TdCheckQuestion *q, gboolean answered, GPtrArray *strings)
{
    const char *locale = td_request_locale (request), *chosen = chosen_for (request, q, answered);
    const char *name = keep (strings, g_strconcat ("q-", q->slug, NULL));
    Choice *choices = g_new0 (Choice, q->n_choices + 1);

    g_ptr_array_add (strings, choices);
    for (gsize i = 0; i < q->n_choices; i++) {
        const TdCheckChoice *c = &q->choices[i];
        choices[i] = (Choice){ .id = i == 0 ? name : keep (strings, g_strdup_printf ("%s-%s", name, c->slug)),
                               .value = c->slug,
                               .label = td_words (locale, c->label),
                               .chosen = g_str_equal (c->slug, chosen) };
    }
    return (Question){ .name = name,
                       .question = td_words (locale, q->question),
                       .hint = q->hint != NULL ? td_words (locale, q->hint) : NULL,
                       .choices = choices,
                       .n_choices = q->n_choices };
}

static const TdCheckChoice *answer_to (TdRequest *request, const TdCheckQuestion *q)
{
    const char *chosen = chosen_for (request, q, TRUE);

    for (gsize i = 0; i < q->n_choices; i++)
        if (g_str_equal (q->choices[i].slug, chosen))
            return &q->choices[i];
    return NULL;
}

static Result result_row (const TdCheckQuestion *q, const TdCheckChoice *c, const char *locale)
{
    static const char *const words[] = { N_ ("nothing in the way"), N_ ("write about it"),
                                         N_ ("may stand in the way") };
    static const char *const kinds[] = { "good", "warning", "bad" };

    return (Result){ .question = td_words (locale, q->question),
                     .answer = td_words (locale, c->label),
                     .advice = td_words (locale, c->advice),
                     .articles = q->articles,
                     .word = td_words (locale, words[c->tone]),
                     .kind = kinds[c->tone] };
}

static GArray *results_of (TdRequest *request, int *ret_stops)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *results = g_array_new (FALSE, TRUE, sizeof (Result));

    for (gsize i = 0; i < profile->n_check_questions; i++) {
        const TdCheckQuestion *q = &profile->check_questions[i];
        const TdCheckChoice *c = answer_to (request, q);
        if (c == NULL)
            continue;
        const Result row = result_row (q, c, td_request_locale (request));
        g_array_append_val (results, row);
        *ret_stops += c->tone == TD_CHECK_STOP;
    }
    return results;
}

static gboolean show (TdRequest *request, gboolean answered)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) questions = g_array_new (FALSE, TRUE, sizeof (Question)), results = NULL;
    int stops = 0;

    results = answered ? results_of (request, &stops) : g_array_new (FALSE, TRUE, sizeof (Result));
    for (gsize i = 0; i < profile->n_check_questions; i++) {
        const Question row = question_row (request, &profile->check_questions[i], answered, strings);
        g_array_append_val (questions, row);
    }
    const struct html_check_before page = {
        .results = (const void *) results->data,
        .n_results = results->len,
        .stops = stops,
        .left = (int) (profile->n_check_questions - results->len),
        .action = keep (strings, g_strdup_printf ("/%s/communications/check", td_request_locale (request))),
        .questions = (const void *) questions->data,
        .n_questions = questions->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_check_before (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_check_before_page (TdRequest *request, GError **error)
{
    (void) error;
    return show (request, FALSE);
}

gboolean td_check_before_post (TdRequest *request, GError **error)
{
    (void) error;
    return show (request, TRUE);
}
