/* The quiet way, and the register of the focal point. */
#include "areas/reprisals/pages.h"

#include "areas/reprisals/afraid.html.h"
#include "areas/reprisals/reprisal.h"
#include "areas/reprisals/reprisals.html.h"
#include "areas/sealed/recipients.h"
#include "base/errors.h"
#include "base/limits.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

#define F(request, name) td_request_field (request, name)

typedef struct html_field_radios_choices Choice;

static const char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

/* ---- the quiet way ---- */

gboolean td_afraid_page (TdRequest *request, GError **error)
{
    TdAgeRecipient recipients[TD_AGE_MAX_RECIPIENTS];
    struct html_afraid page = { 0 };
    guint n = 0;

    if (!td_sealed_recipients_of (td_request_instance (request), TD_SEALED_REPRISAL, recipients, &n, error))
        return FALSE;
    page.ready = n > 0;
    td_reply_header (request, "Cache-Control", "no-store");
    html_afraid (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- the list ---- */

typedef struct html_reprisals_rows Row;
typedef struct html_reprisals_figures Figure;

static GArray *word_choices (const TdReprisalWord *list, const char *name, const char *chosen, const char *locale)
{
    GArray *choices = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (; list->word != NULL; list++) {
        const Choice choice = { .id = choices->len == 0 ? name : list->word,
                                .value = list->word,
                                .label = td_words (locale, list->label),
                                .chosen = g_strcmp0 (list->word, chosen) == 0 };
        g_array_append_val (choices, choice);
    }
    return choices;
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

static GArray *rows_of (TdRequest *request, const GPtrArray *list, const char *today, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

    for (guint i = 0; i < list->len; i++) {
        const TdReprisal *r = list->pdata[i];
        const Row row = { .link = keep (strings, g_strdup_printf ("/%s/reprisals/%s", locale, r->id)),
                          .kind = td_words (locale, r->kind->label),
                          .state = r->state != NULL ? td_profile_state_name (profile, r->state, locale) : NULL,
                          .opened = keep (strings, td_words_day (locale, r->opened, profile->zone)),
                          .remind = r->remind != NULL ? keep (strings, td_words_date (locale, r->remind)) : NULL,
                          .due = td_reprisal_due (r, today),
                          .closed = r->closed != 0 };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void add_figure (GArray *figures, const char *label, const json_t *n)
{
    const Figure row = { .label = label, .n = json_integer_value (n), .hidden = json_is_null (n) };

    g_array_append_val (figures, row);
}

static GArray *figures_of (TdRequest *request, const json_t *json, GPtrArray *strings)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    GArray *figures = g_array_new (FALSE, TRUE, sizeof (Figure));
    const json_t *row;
    size_t i;

    add_figure (figures, td_words (locale, N_ ("All")), json_object_get (json, "total"));
    add_figure (figures, td_words (locale, N_ ("Open")), json_object_get (json, "open"));
    json_array_foreach (json_object_get (json, "by_year"), i, row)
        add_figure (figures, keep (strings, g_strdup (json_string_value (json_object_get (row, "year")))),
                    json_object_get (row, "n"));
    json_array_foreach (json_object_get (json, "by_kind"), i, row)
    {
        const TdReprisalWord *kind =
            td_reprisal_word (td_reprisal_kinds, json_string_value (json_object_get (row, "kind")));
        add_figure (figures, td_words (locale, kind->label), json_object_get (row, "n"));
    }
    json_array_foreach (json_object_get (json, "by_state"), i, row)
    {
        const TdState *state = td_profile_state (profile, json_string_value (json_object_get (row, "state")));
        add_figure (figures, td_profile_state_name (profile, state, locale), json_object_get (row, "n"));
    }
    return figures;
}

static const char *page_link (TdRequest *request, GPtrArray *strings, int page, int pages)
{
    return page >= 1 && page <= pages
               ? keep (strings, g_strdup_printf ("/%s/reprisals?page=%d", td_request_locale (request), page))
               : "";
}

static gboolean show_list (TdRequest *request, const char *wrong, int status, GError **error)
{
    enum { A_PAGE = TD_LIMIT_DESK_ITEMS };
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free), list = NULL;
    const struct html_error_summary_errors errors[] = { { .field = "kind", .text = wrong } };
    gint64 number = 1, total = 0;
    json_t *json;

    g_ascii_string_to_signed (F (request, "page"), 10, 1, 99999, &number, NULL);
    list = td_reprisals (instance, viewer, ((int) number - 1) * A_PAGE, A_PAGE, &total, error);
    json = list != NULL ? td_reprisal_figures (instance, viewer, error) : NULL;
    if (json == NULL)
        return FALSE;
    int pages = MAX (1, (int) ((total + A_PAGE - 1) / A_PAGE));
    g_autoptr (GArray) rows = rows_of (request, list, today, strings), states = state_choices (request);
    g_autoptr (GArray) kinds = word_choices (td_reprisal_kinds, "kind", F (request, "kind"), locale);
    g_autoptr (GArray) ways = word_choices (td_reprisal_ways, "came", F (request, "came"), locale);
    g_autoptr (GArray) figures = figures_of (request, json, strings);
    json_decref (json);
    const struct html_reprisals page = {
        .errors = errors,
        .n_errors = wrong != NULL,
        .rows = (const void *) rows->data,
        .n_rows = rows->len,
        .several = pages > 1,
        .page = number,
        .pages = pages,
        .previous = page_link (request, strings, (int) number - 1, pages),
        .next = page_link (request, strings, (int) number + 1, pages),
        .action = keep (strings, g_strdup_printf ("/%s/reprisals", locale)),
        .kinds = (const void *) kinds->data,
        .n_kinds = kinds->len,
        .ways = (const void *) ways->data,
        .n_ways = ways->len,
        .states = (const void *) states->data,
        .n_states = states->len,
        .filing = F (request, "filing"),
        .figures = (const void *) figures->data,
        .n_figures = figures->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_reprisals (td_request_html (request), &page);
    td_reply_html (request, status);
    return TRUE;
}

gboolean td_reprisals_page (TdRequest *request, GError **error)
{
    return show_list (request, NULL, 200, error);
}

gboolean td_reprisals_post (TdRequest *request, GError **error)
{
    const TdReprisalNew what = { F (request, "kind"), F (request, "came"), F (request, "state"),
                                 F (request, "filing") };
    const char *locale = td_request_locale (request), *wrong = td_request_field_problem (request, NULL);
    g_autofree char *id = NULL, *path = NULL;
    g_autoptr (GError) problem = NULL;

    if (wrong != NULL)
        return show_list (request, wrong, 422, error);
    if (td_reprisal_open (td_request_instance (request), td_request_viewer (request), &what, &id, &problem)) {
        path = g_strdup_printf ("/%s/reprisals/%s", locale, id);
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_INPUT || td_error_code (problem) == TD_ERROR_CONFLICT
        || td_error_code (problem) == TD_ERROR_NOT_FOUND)
        return show_list (request, td_words (locale, problem->message), 422, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
