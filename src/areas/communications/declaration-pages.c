/* The secretariat's page of declarations. */
#include "areas/communications/declarations.html.h"
#include "areas/communications/gate-parts-page.h"
#include "areas/communications/pages.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

#define F(request, name) td_request_field (request, name)

typedef struct html_field_radios_choices Choice;
typedef struct html_declarations_gates Part;
typedef struct html_declarations_gates_rows Row;

enum { MOST_ARTICLES = 2, N_KINDS = 3 };

static const char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

static int articles_of (const TdProfile *profile, int ret_articles[MOST_ARTICLES])
{
    ret_articles[0] = profile->communications_article;
    ret_articles[1] = profile->interstate_article;
    return profile->interstate_article != 0 ? 2 : 1;
}

static GArray *state_choices (TdRequest *request)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *s = &profile->states[i];
        const Choice choice = { .id = s->iso3,
                                .value = s->iso3,
                                .label = td_profile_state_name (profile, s, td_request_locale (request)),
                                .chosen = g_str_equal (s->iso3, F (request, "state")) };
        g_array_append_val (list, choice);
    }
    return list;
}

static GArray *article_choices (TdRequest *request, GPtrArray *strings)
{
    const char *locale = td_request_locale (request), *chosen = F (request, "article");
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));
    int articles[MOST_ARTICLES], n = articles_of (td_request_instance (request)->profile, articles);

    for (int i = 0; i < n; i++) {
        const char *number = keep (strings, g_strdup_printf ("%d", articles[i]));
        const char *words = i == 0 ? N_ ("Article {article}: persons") : N_ ("Article {article}: between States");
        const Choice choice = {
            .id = i == 0 ? "article" : keep (strings, g_strdup_printf ("article-%s", number)),
            .value = number,
            .label = keep (strings, td_words_fill (td_words (locale, words), "article", number, NULL)),
            .chosen = *chosen != '\0' ? g_str_equal (chosen, number) : i == 0,
        };
        g_array_append_val (list, choice);
    }
    return list;
}

static GArray *kind_choices (TdRequest *request)
{
    static const char *const labels[N_KINDS] = { N_ ("The State made a declaration"), N_ ("The State withdrew it"),
                                                 N_ ("I looked, and there was none") };
    const char *locale = td_request_locale (request);
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (int i = 0; i < N_KINDS; i++) {
        const char *word = td_declaration_kind_word ((TdDeclarationKind) i);
        const Choice choice = { .id = i == 0 ? "kind" : word,
                                .value = word,
                                .label = td_words (locale, labels[i]),
                                .chosen = g_str_equal (word, F (request, "kind")) };
        g_array_append_val (list, choice);
    }
    return list;
}

static Part part_of (const TdGate *gate, const TdProfile *profile, const char *locale, GPtrArray *strings)
{
    Row *rows = g_new0 (Row, gate->facts->len + 1);

    g_ptr_array_add (strings, rows);
    for (guint i = 0; i < gate->facts->len; i++) {
        const TdDeclaration *d = gate->facts->pdata[i];
        rows[i] = (Row){ .id = d->id != NULL ? keep (strings, g_strdup (d->id)) : NULL,
                         .state = td_profile_state_name (profile, d->state, locale),
                         .what = keep (strings, td_declaration_words (d, locale)),
                         .source = d->source != NULL ? keep (strings, g_strdup (d->source)) : NULL,
                         .basis = td_words (locale, td_basis_sentence (d->basis)),
                         .struck = d->struck_at != 0 };
    }
    return (Part){ .article = keep (strings, g_strdup_printf ("%d", gate->article)),
                   .reason = keep (strings, td_gate_reason (gate, profile, locale)),
                   .rows = rows,
                   .n_rows = gate->facts->len };
}

static GArray *parts (TdRequest *request, GPtrArray *strings, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (Part));
    int articles[MOST_ARTICLES], n = articles_of (instance->profile, articles);

    for (int i = 0; i < n; i++) {
        g_auto (TdGate) gate = { 0 };
        if (!td_gate_get (instance, NULL, articles[i], &gate, error))
            return NULL;
        const Part part = part_of (&gate, instance->profile, td_request_locale (request), strings);
        g_array_append_val (list, part);
    }
    return g_steal_pointer (&list);
}

static gboolean show (TdRequest *request, const char *wrong, int status, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) gates = parts (request, strings, error);
    const struct html_error_summary_errors errors[] = { { .field = "state", .text = wrong } };

    if (gates == NULL)
        return FALSE;
    g_autoptr (GArray) states = state_choices (request), articles = article_choices (request, strings);
    g_autoptr (GArray) kinds = kind_choices (request);
    const struct html_declarations page = {
        .saved = wrong == NULL && *F (request, "saved") != '\0',
        .action = keep (strings, g_strdup_printf ("/%s/desk/declarations", locale)),
        .strike = keep (strings, g_strdup_printf ("/%s/desk/declarations/strike", locale)),
        .errors = errors,
        .n_errors = wrong != NULL,
        .states = (const void *) states->data,
        .n_states = states->len,
        .articles = (const void *) articles->data,
        .n_articles = articles->len,
        .kinds = (const void *) kinds->data,
        .n_kinds = kinds->len,
        .day = F (request, "day"),
        .source = F (request, "source"),
        .gates = (const void *) gates->data,
        .n_gates = gates->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_declarations (td_request_html (request), &page);
    td_reply_html (request, status);
    return TRUE;
}

gboolean td_declarations_page (TdRequest *request, GError **error)
{
    return show (request, NULL, 200, error);
}

/* Back to the list, or the form again with what is wrong. */
static gboolean answer (TdRequest *request, gboolean done, GError *problem, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autofree char *path = g_strdup_printf ("/%s/desk/declarations?saved=1", locale);

    if (done) {
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_INPUT || td_error_code (problem) == TD_ERROR_CONFLICT
        || td_error_code (problem) == TD_ERROR_NOT_FOUND)
        return show (request, td_words (locale, problem->message),
                     td_error_code (problem) == TD_ERROR_CONFLICT ? 409 : 422, error);
    g_propagate_error (error, g_error_copy (problem));
    return FALSE;
}

gboolean td_declarations_post (TdRequest *request, GError **error)
{
    TdDeclarationWish wish = { .state = F (request, "state"),
                               .day = F (request, "day"),
                               .source = F (request, "source") };
    const char *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GError) problem = NULL;
    gboolean done;

    if (wrong != NULL)
        return show (request, wrong, 422, error);
    if (!td_declaration_kind_from_word (F (request, "kind"), &wish.kind))
        return show (request,
                     td_words (td_request_locale (request), N_ ("Say what you know: made, withdrawn, or none.")), 422,
                     error);
    wish.article = (int) g_ascii_strtoll (F (request, "article"), NULL, 10);
    done = td_declaration_record (td_request_instance (request), td_request_viewer (request), &wish, NULL, &problem);
    return answer (request, done, problem, error);
}

gboolean td_declaration_strike_post (TdRequest *request, GError **error)
{
    g_autoptr (GError) problem = NULL;
    gboolean done =
        td_declaration_strike (td_request_instance (request), td_request_viewer (request), F (request, "id"), &problem);

    return answer (request, done, problem, error);
}
