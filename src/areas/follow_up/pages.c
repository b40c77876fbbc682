/* The lists of recommendations: a State's, and all. */
#include "areas/follow_up/pages.h"

#include "areas/follow_up/evidence.h"
#include "areas/follow_up/follow-up-pictures.h"
#include "areas/follow_up/follow-up-words.h"
#include "areas/follow_up/in-language.h"
#include "areas/follow_up/recommendations.html.h"
#include "base/clock.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"

enum { SHORT = 360 }; /* characters of one in a list */

typedef struct html_recommendations_rows Row;

static const TdViewer everybody = TD_VIEWER_NOBODY;

/* What was asked for. */
typedef struct {
    const TdState *state; /* or NULL: every State */
    TdRecommendationFilter filter;
    int page;
    gboolean narrowed;
} Asked;

static int number (TdRequest *request, const char *field, int otherwise)
{
    gint64 n = otherwise;

    g_ascii_string_to_signed (td_request_field (request, field), 10, 1, 10000, &n, NULL);
    return (int) n;
}

static const char *word_or_null (TdRequest *request, const char *field)
{
    const char *word = td_request_field (request, field);

    return *word != '\0' ? word : NULL;
}

static gboolean read_asked (TdRequest *request, gboolean of_state, Asked *ret, GError **error)
{
    const TdProfile *profile = td_request_instance (request)->profile;

    *ret = (Asked){ .page = number (request, "page", 1) };
    if (of_state && (ret->state = td_profile_state (profile, td_request_part (request, "state"))) == NULL) {
        g_set_error_literal (error, TD_FOLLOW_UP_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not a State party. Look for it in the list of States.");
        return FALSE;
    }
    ret->filter = (TdRecommendationFilter){ .state = ret->state != NULL ? ret->state->iso3 : NULL,
                                            .cycle = number (request, "cycle", 0),
                                            .article = number (request, "article", 0),
                                            .theme = word_or_null (request, "theme"),
                                            .grade = word_or_null (request, "status"),
                                            .priority = *td_request_field (request, "first") != '\0',
                                            .unreported = *td_request_field (request, "unreported") != '\0' };
    ret->narrowed = ret->filter.cycle != 0 || ret->filter.article != 0 || ret->filter.theme != NULL
                    || ret->filter.grade != NULL || ret->filter.priority || ret->filter.unreported;
    return TRUE;
}

/* ---- the address ---- */

static void add_part (GString *out, const char *name, const char *value)
{
    g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

    g_string_append_printf (out, "%s%s=%s", strchr (out->str, '?') != NULL ? "&" : "?", name, escaped);
}

static void add_number (GString *out, const char *name, int n)
{
    g_autofree char *text = g_strdup_printf ("%d", n);

    add_part (out, name, text);
}

/* The same question, in this form or on another page. */
static const char *address (TdFollowPage *page, const Asked *asked, const char *form, int at, gboolean bare)
{
    const TdRecommendationFilter *f = &asked->filter;
    g_autoptr (GString) out = g_string_new (NULL);

    g_string_printf (out, "/%s%s%s/recommendations%s", page->locale, asked->state != NULL ? "/states/" : "",
                     asked->state != NULL ? asked->state->iso3 : "", form);
    if (!bare && f->cycle != 0)
        add_number (out, "cycle", f->cycle);
    if (!bare && f->article != 0)
        add_number (out, "article", f->article);
    if (!bare && f->theme != NULL)
        add_part (out, "theme", f->theme);
    if (!bare && f->grade != NULL)
        add_part (out, "status", f->grade);
    if (!bare && f->priority)
        add_part (out, "first", "1");
    if (!bare && f->unreported)
        add_part (out, "unreported", "1");
    if (at > 1)
        add_number (out, "page", at);
    return td_follow_keep (page, g_string_free (g_steal_pointer (&out), FALSE));
}

/* ---- rows and choices ---- */

static gboolean may_keep (TdFollowPage *page, const char *state)
{
    const TdThing thing = td_recommendation_thing (state);

    return td_door_may (page->viewer, TD_ACT_FOLLOW_UP_KEEP, &thing, NULL);
}

static Row row_of (TdFollowPage *page, const TdRecommendation *r, gboolean with_state)
{
    const TdAssessmentGrade *grade = td_profile_grade (page->instance->profile, r->grade);

    return (Row){ .place = td_follow_keep (page, td_recommendation_place (r, page->locale)),
                  .link = td_follow_path (page, r->id, ""),
                  .state = with_state ? td_follow_state_name (page, r->state) : NULL,
                  .heading = r->heading,
                  .lead = r->lead != NULL ? td_follow_short (page, r->lead, SHORT / 3) : NULL,
                  .text = td_follow_short (page, r->text, SHORT),
                  .language = r->language,
                  .direction = td_language_direction (r->language),
                  .grade = td_follow_grade (page, r->grade),
                  .tone = grade != NULL ? td_tone_word (grade->tone) : NULL,
                  .first = r->priority,
                  .due = r->due != NULL ? td_follow_keep (page, td_words_date (page->locale, r->due)) : NULL,
                  .articles = td_follow_articles (page, r),
                  .several = r->articles->len > 1,
                  .theme = td_follow_theme (page, r->theme),
                  .steps = r->steps,
                  .reports = r->reports,
                  .gone = r->standing == TD_STANDING_GONE,
                  .noted = r->noted != NULL && may_keep (page, r->state) };
}

static GArray *theme_choices (TdFollowPage *page, const char *chosen)
{
    const TdProfile *profile = page->instance->profile;
    GArray *choices = td_follow_list (page, sizeof (struct html_field_radios_choices));

    for (gsize i = 0; i < profile->n_themes; i++)
        td_follow_choice (page, choices, "theme", profile->themes[i].slug,
                          td_words (page->locale, profile->themes[i].title), NULL, chosen);
    return choices;
}

static GArray *status_choices (TdFollowPage *page, const char *chosen)
{
    const TdProfile *profile = page->instance->profile;
    GArray *choices = td_follow_list (page, sizeof (struct html_field_radios_choices));

    for (gsize i = 0; i < profile->n_grades; i++)
        td_follow_choice (page, choices, "status", profile->grades[i].slug,
                          td_words (page->locale, profile->grades[i].label), NULL, chosen);
    td_follow_choice (page, choices, "status", "none", td_follow_grade (page, NULL), NULL, chosen);
    return choices;
}

/* The reviews of the State that gave recommendations; none where all States are shown. */
static GArray *cycle_choices (TdFollowPage *page, const Asked *asked, const GPtrArray *all)
{
    GArray *choices = td_follow_list (page, sizeof (struct html_field_radios_choices));
    g_autofree char *chosen = g_strdup_printf ("%d", asked->filter.cycle);

    for (guint i = 0; asked->state != NULL && i < all->len; i++) {
        int cycle = ((const TdRecommendation *) all->pdata[i])->cycle;
        g_autofree char *n = td_words_number (page->locale, cycle);
        if (cycle == 0 || (i > 0 && ((const TdRecommendation *) all->pdata[i - 1])->cycle == cycle))
            continue;
        td_follow_choice (
            page, choices, "cycle", td_follow_keep (page, g_strdup_printf ("%d", cycle)),
            td_follow_keep (page, td_words_fill (td_words (page->locale, N_ ("review {n}")), "n", n, NULL)), NULL,
            chosen);
    }
    return choices;
}

/* The documents whose lists the viewer keeps: those of one State. */
static GArray *keep_rows (TdFollowPage *page, const Asked *asked, const GPtrArray *all)
{
    GArray *rows = td_follow_list (page, sizeof (struct html_recommendations_keeps));
    const char *last = NULL;

    for (guint i = 0; asked->state != NULL && may_keep (page, asked->state->iso3) && i < all->len; i++) {
        const TdRecommendation *r = all->pdata[i];
        const struct html_recommendations_keeps row = {
            .label = r->symbol != NULL ? r->symbol : r->document,
            .link = td_follow_keep (page, g_strdup_printf ("/%s/recommendations/of/%s", page->locale, r->document)),
        };
        if (g_strcmp0 (last, r->document) != 0)
            g_array_append_val (rows, row);
        last = r->document;
    }
    return rows;
}

/* ---- answering ---- */

static gboolean show (TdFollowPage *page, const Asked *asked, const GPtrArray *all, GPtrArray *list, GError **error)
{
    const int most = TD_LIMIT_RECOMMENDATIONS_SHOWN;
    int pages = MAX (1, (int) (list->len + most - 1) / most), at = MIN (asked->page, pages);
    GArray *rows = td_follow_list (page, sizeof (Row)), *cycles = cycle_choices (page, asked, all);
    GArray *themes = theme_choices (page, asked->filter.theme), *statuses = status_choices (page, asked->filter.grade);
    GArray *keeps = keep_rows (page, asked, all);
    g_autoptr (TdMarkup) picture = td_follow_picture (page, list);
    const char *name = asked->state != NULL ? td_follow_state_name (page, asked->state->iso3) : NULL;
    struct html_recommendations html = {
        .title = name != NULL
                     ? td_follow_keep (page, td_words_fill (td_words (page->locale, N_ ("Recommendations to {state}")),
                                                            "state", name, NULL))
                     : td_words (page->locale, N_ ("The Committee’s recommendations")),
        .state_name = name,
        .state = name != NULL
                     ? td_follow_keep (page, g_strdup_printf ("/%s/states/%s", page->locale, asked->state->iso3))
                     : "",
        .action = address (page, asked, "", 1, TRUE),
        .empty = all->len == 0,
        .picture = picture,
        .json = address (page, asked, ".json", 1, FALSE),
        .csv = address (page, asked, ".csv", 1, FALSE),
        .article = td_request_field (page->request, "article"),
        .first = asked->filter.priority,
        .unreported = asked->filter.unreported,
        .total = list->len,
        .all = address (page, asked, "", 1, TRUE),
        .many = pages > 1,
        .page = at,
        .pages = pages,
        .previous = at > 1 ? address (page, asked, "", at - 1, FALSE) : "",
        .next = at < pages ? address (page, asked, "", at + 1, FALSE) : "",
    };

    if (!td_recommendations_speak (page->instance, page->locale, list, (guint) ((at - 1) * most), (guint) most, error))
        return FALSE;
    for (guint i = (guint) ((at - 1) * most); i < list->len && i < (guint) (at * most); i++) {
        const Row row = row_of (page, list->pdata[i], asked->state == NULL);
        g_array_append_val (rows, row);
    }
    TD_FOLLOW_FILL (&html, rows, rows);
    TD_FOLLOW_FILL (&html, keeps, keeps);
    TD_FOLLOW_FILL (&html, cycles, cycles);
    TD_FOLLOW_FILL (&html, themes, themes);
    TD_FOLLOW_FILL (&html, statuses, statuses);
    html_recommendations (td_request_html (page->request), &html);
    td_reply_html (page->request, 200);
    return TRUE;
}

static gboolean page_of (TdRequest *request, const Asked *asked, GError **error)
{
    g_auto (TdFollowPage) page = { 0 };
    const TdRecommendationFilter whole = { .state = asked->filter.state };
    g_autoptr (GPtrArray) all = NULL;
    g_autoptr (GPtrArray) list = NULL;

    td_follow_page_init (&page, request);
    list = td_recommendation_list (page.instance, page.viewer, &asked->filter, error);
    if (list == NULL)
        return FALSE;
    /* What the choices of a State's reviews are made of, and whether there are any at all. */
    all = asked->narrowed && (asked->state != NULL || list->len == 0)
              ? td_recommendation_list (page.instance, page.viewer, &whole, error)
              : g_ptr_array_ref (list);
    return all != NULL && show (&page, asked, all, list, error);
}

static gboolean data_of (TdRequest *request, const Asked *asked, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (GPtrArray) list = td_recommendation_list (instance, &everybody, &asked->filter, error);
    json_t *json;

    if (list == NULL)
        return FALSE;
    if (td_request_form (request) == TD_FORM_CSV) {
        char *csv = td_recommendations_to_csv (instance, list);
        g_autoptr (GBytes) bytes = g_bytes_new_take (csv, strlen (csv));
        td_reply_bytes (request, "text/csv; charset=utf-8", "recommendations.csv", bytes);
        return TRUE;
    }
    json = json_array ();
    for (guint i = 0; i < list->len; i++)
        json_array_append_new (json, td_recommendation_to_json (instance, list->pdata[i]));
    td_reply_json (request, 200, json_pack ("{s:o}", "recommendations", json));
    return TRUE;
}

static gboolean answer (TdRequest *request, gboolean of_state, GError **error)
{
    Asked asked;

    if (!read_asked (request, of_state, &asked, error))
        return FALSE;
    return td_request_form (request) == TD_FORM_PAGE ? page_of (request, &asked, error)
                                                     : data_of (request, &asked, error);
}

gboolean td_recommendations_page (TdRequest *request, GError **error)
{
    return answer (request, FALSE, error);
}

gboolean td_state_recommendations_page (TdRequest *request, GError **error)
{
    return answer (request, TRUE, error);
}
