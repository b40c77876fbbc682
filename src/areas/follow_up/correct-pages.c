/* The secretariat's forms: one recommendation, and the whole list of a document. */
#include "areas/follow_up/pages.h"

#include "areas/follow_up/correct.h"
#include "areas/follow_up/earlier.h"
#include "areas/follow_up/follow-up-words.h"
#include "areas/follow_up/recommendation-correct.html.h"
#include "areas/follow_up/recommendation-list.html.h"
#include "areas/follow_up/sense.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

#define F(name) td_request_field (page->request, name)

enum { SHORT = 500, SHORTER = 220 };

static gboolean may_keep (TdFollowPage *page, const char *state, GError **error)
{
    const TdThing thing = td_recommendation_thing (state);

    return td_door_may (page->viewer, TD_ACT_FOLLOW_UP_KEEP, &thing, error);
}

/* ---- one ---- */

static GArray *theme_choices (TdFollowPage *page, const char *chosen)
{
    const TdProfile *profile = page->instance->profile;
    GArray *choices = td_follow_list (page, sizeof (struct html_field_radios_choices));

    for (gsize i = 0; i < profile->n_themes; i++)
        td_follow_choice (page, choices, "theme", profile->themes[i].slug,
                          td_words (page->locale, profile->themes[i].title), NULL, chosen);
    return choices;
}

static GArray *first_choices (TdFollowPage *page, const char *chosen)
{
    GArray *choices = td_follow_list (page, sizeof (struct html_field_radios_choices));

    td_follow_choice (page, choices, "first", "yes", td_words (page->locale, N_ ("Yes")), NULL, chosen);
    td_follow_choice (page, choices, "first", "no", td_words (page->locale, N_ ("No")), NULL, chosen);
    return choices;
}

static GArray *earlier_rows (TdFollowPage *page, const GPtrArray *history)
{
    GArray *rows = td_follow_list (page, sizeof (struct html_recommendation_correct_earlier));

    for (guint i = 0; i < history->len; i++) {
        const TdEarlier *e = history->pdata[i];
        const struct html_recommendation_correct_earlier row = {
            .id = e->id,
            .place = td_follow_keep (page, td_recommendation_place (e->other, page->locale)),
            .text = td_follow_short (page, e->other->text, SHORTER),
            .link = td_follow_path (page, e->id, ""),
            .alike = (gint64) (e->score * 100),
            .confirmed = e->confirmed,
        };
        if (!e->is_later)
            g_array_append_val (rows, row);
    }
    return rows;
}

static const char *said_label (const char *said)
{
    static const struct {
        const char *word, *label;
    } labels[] = {
        { "is-one", N_ ("This is one") },
        { "is-none", N_ ("This is none") },
        { "split", N_ ("Split into its items") },
        { "join", N_ ("Joined again") },
        { "articles", N_ ("Articles:") },
        { "theme", N_ ("Theme:") },
        { "priority", N_ ("First:") },
        { "due", N_ ("By when:") },
        { "earlier", N_ ("Takes up again") },
        { "not-earlier", N_ ("Does not take up again") },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
        if (g_str_equal (labels[i].word, said))
            return labels[i].label;
    return said;
}

static GArray *said_rows (TdFollowPage *page, const GPtrArray *corrections)
{
    GArray *rows = td_follow_list (page, sizeof (struct html_recommendation_correct_said));

    for (guint i = 0; i < corrections->len; i++) {
        const TdSaid *s = corrections->pdata[i];
        const struct html_recommendation_correct_said row = {
            .said = said_label (s->said),
            .value = s->value,
            .when = td_follow_keep (page, td_words_day (page->locale, s->at, page->instance->profile->zone)),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *plain_articles (TdFollowPage *page, const TdRecommendation *r)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < r->articles->len; i++)
        g_string_append_printf (all, "%s%d", i > 0 ? ", " : "", g_array_index (r->articles, int, i));
    return td_follow_keep (page, g_string_free (g_steal_pointer (&all), FALSE));
}

static const char *at (const char *field, const char *here, const char *wrong)
{
    return g_strcmp0 (field, here) == 0 ? wrong : NULL;
}

static void render_one (TdFollowPage *page, const TdRecommendation *r, const GPtrArray *history,
                        const GPtrArray *corrections, const char *field, const char *wrong)
{
    gboolean typed = wrong != NULL && g_str_equal (F ("do"), "about");
    GArray *themes = theme_choices (page, typed ? F ("theme") : r->theme);
    GArray *firsts = first_choices (page, typed ? F ("first") : r->priority ? "yes" : "no");
    GArray *earlier = earlier_rows (page, history), *said = said_rows (page, corrections);
    const struct html_error_summary_errors error = { .field = field != NULL ? field : "main", .text = wrong };
    struct html_recommendation_correct html = {
        .place = td_follow_keep (page, td_recommendation_place (r, page->locale)),
        .state_name = td_follow_state_name (page, r->state),
        .back = td_follow_path (page, r->id, ""),
        .action = td_follow_path (page, r->id, "/correct"),
        .list = td_follow_keep (page, g_strdup_printf ("/%s/recommendations/of/%s", page->locale, r->document)),
        .language = r->language,
        .direction = td_language_direction (r->language),
        .text = td_follow_short (page, r->text, SHORT),
        .saved = wrong == NULL && *F ("saved") != '\0',
        .errors = wrong != NULL ? &error : NULL,
        .n_errors = wrong != NULL,
        .is_listed = r->standing == TD_STANDING_LISTED,
        .is_none = r->standing == TD_STANDING_NONE,
        .is_split = r->standing == TD_STANDING_SPLIT,
        .has_items = *r->item == '\0' && strchr (r->text, '\n') != NULL,
        .articles = typed ? F ("articles") : plain_articles (page, r),
        .articles_error = at (field, "articles", wrong),
        .articles_by_rule = r->articles_by == TD_SAID_BY_RULE,
        .theme_error = at (field, "theme", wrong),
        .first_error = at (field, "priority", wrong),
        .due = typed                                                   ? F ("due")
               : r->due != NULL && r->due_by == TD_SAID_BY_SECRETARIAT ? r->due
                                                                       : "",
        .due_error = at (field, "due", wrong),
    };

    TD_FOLLOW_FILL (&html, themes, themes);
    TD_FOLLOW_FILL (&html, firsts, firsts);
    TD_FOLLOW_FILL (&html, earlier, earlier);
    TD_FOLLOW_FILL (&html, said, said);
    html_recommendation_correct (td_request_html (page->request), &html);
    td_follow_reply (page, wrong != NULL);
}

static gboolean show_one (TdFollowPage *page, const char *field, const char *wrong, GError **error)
{
    g_autoptr (TdRecommendation) r =
        td_recommendation_get (page->instance, td_request_part (page->request, "id"), error);
    g_autoptr (GPtrArray) history = NULL;
    g_autoptr (GPtrArray) corrections = NULL;

    if (r == NULL || !may_keep (page, r->state, error)
        || (history = td_earlier_of (page->instance, r->id, TRUE, error)) == NULL
        || (corrections = td_recommendation_corrections (page->instance, page->viewer, r, error)) == NULL)
        return FALSE;
    render_one (page, r, history, corrections, field, wrong);
    return TRUE;
}

gboolean td_correct_page (TdRequest *request, GError **error)
{
    g_auto (TdFollowPage) page = { 0 };

    td_follow_page_init (&page, request);
    return show_one (&page, NULL, NULL, error);
}

/* What was changed on the form alone: what stays as it was is not said anew. */
static gboolean correct_about (TdFollowPage *page, const char *id, const char **ret_field, GError **error)
{
    g_autoptr (TdRecommendation) r = td_recommendation_get (page->instance, id, error);
    TdCorrection said;
    const char *due, *first;

    if (r == NULL)
        return FALSE;
    due = r->due != NULL && r->due_by == TD_SAID_BY_SECRETARIAT ? r->due : "";
    first = r->priority ? "yes" : "no";
    said = (TdCorrection){
        .articles = g_str_equal (F ("articles"), plain_articles (page, r)) ? NULL : F ("articles"),
        .theme = g_str_equal (F ("theme"), r->theme != NULL ? r->theme : "") ? NULL : F ("theme"),
        .priority = g_str_equal (F ("first"), first) ? NULL : F ("first"),
        .due = g_str_equal (F ("due"), due) ? NULL : F ("due"),
    };
    return td_recommendation_correct (page->instance, page->viewer, id, &said, ret_field, error);
}

static gboolean correct_as_asked (TdFollowPage *page, const char *id, const char **ret_field, GError **error)
{
    const char *what = F ("do");

    if (g_str_equal (what, "about"))
        return correct_about (page, id, ret_field, error);
    if (g_str_equal (what, "earlier") || g_str_equal (what, "not-earlier"))
        return td_earlier_say (page->instance, page->viewer, id, F ("earlier"), g_str_equal (what, "earlier"), error);
    if (g_str_equal (what, "split") || g_str_equal (what, "join"))
        return td_recommendation_split (page->instance, page->viewer, id, g_str_equal (what, "split"), error);
    if (g_str_equal (what, "one") || g_str_equal (what, "none"))
        return td_recommendation_say_is (page->instance, page->viewer, id, g_str_equal (what, "one"), error);
    g_set_error_literal (error, TD_FOLLOW_UP_ERROR, TD_ERROR_INPUT, "Press one of the buttons of the form.");
    return FALSE;
}

gboolean td_correct_post (TdRequest *request, GError **error)
{
    g_auto (TdFollowPage) whole = { 0 };
    TdFollowPage *page = &whole;
    const char *id = td_request_part (request, "id"), *field = NULL, *wrong = td_request_field_problem (request, NULL);
    GError *problem = NULL;

    td_follow_page_init (page, request);
    if (wrong == NULL) {
        if (correct_as_asked (page, id, &field, &problem)) {
            td_reply_redirect (request, td_follow_path (page, id, "/correct?saved=1"));
            return TRUE;
        }
        wrong = td_follow_problem (page, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    return show_one (page, field, wrong, error);
}

/* ---- the list of a document ---- */

typedef struct {
    TdLibraryDocument *document;
    GPtrArray *rows; /* of TdRecommendation */
    GPtrArray *paragraphs;
} Whole;

static void whole_clear (Whole *w)
{
    td_library_document_free (w->document);
    g_clear_pointer (&w->rows, g_ptr_array_unref);
    g_clear_pointer (&w->paragraphs, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Whole, whole_clear)

struct reading {
    const char *id;
    Whole *whole;
};

static gboolean whole_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    TdRecommendationFilter filter = { .all = TRUE };

    r->whole->document = td_library_get_in (tx, r->id, error);
    if (r->whole->document == NULL)
        return FALSE;
    filter.document = r->whole->document->id;
    return (r->whole->rows = td_recommendation_list_in (tx, &filter, error)) != NULL
           && (r->whole->paragraphs = td_library_paragraphs_in (tx, filter.document, NULL, error)) != NULL;
}

static const TdRecommendation *standing_at (const GPtrArray *rows, const char *anchor)
{
    for (guint i = 0; i < rows->len; i++) {
        const TdRecommendation *r = rows->pdata[i];
        if (*r->item == '\0' && g_str_equal (r->anchor, anchor))
            return r;
    }
    return NULL;
}

static const char *standing_label (const TdRecommendation *r)
{
    switch (r->standing) {
    case TD_STANDING_LISTED: return N_ ("In the list");
    case TD_STANDING_NONE: return N_ ("The secretariat said: none");
    case TD_STANDING_SPLIT: return N_ ("In the list, item by item");
    case TD_STANDING_GONE: return N_ ("In the list, not in the document");
    }
    return "";
}

static GArray *paragraph_rows (TdFollowPage *page, const Whole *w, const char *language)
{
    GArray *rows = td_follow_list (page, sizeof (struct html_recommendation_list_rows));
    g_autoptr (GPtrArray) all = td_sense (page->instance->profile, w->paragraphs, language);

    for (guint i = 0; i < all->len; i++) {
        const TdSensed *s = all->pdata[i];
        const TdRecommendation *r = standing_at (w->rows, s->anchor);
        const struct html_recommendation_list_rows row = {
            .anchor = td_follow_keep (page, g_strdup (s->anchor)),
            .number = td_follow_keep (page, g_strdup (s->number != NULL ? s->number : "")),
            .text = td_follow_short (page, td_follow_keep (page, g_strdup (s->text)), SHORTER),
            .link = r != NULL ? td_follow_path (page, r->id, "/correct") : "",
            .standing = r != NULL ? standing_label (r) : NULL,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* The day that stands, or that the profile proposes. */
static const char *day_of (const GPtrArray *rows, TdSaidBy *ret_by, int *ret_first)
{
    const char *day = "";

    for (guint i = 0; i < rows->len; i++) {
        const TdRecommendation *r = rows->pdata[i];
        if (!r->priority || r->standing != TD_STANDING_LISTED)
            continue;
        ++*ret_first;
        if (r->due != NULL && *day == '\0') {
            day = r->due;
            *ret_by = r->due_by;
        }
    }
    return day;
}

static void render_whole (TdFollowPage *page, const Whole *w, const char *wrong)
{
    const TdLibraryDocument *d = w->document;
    const char *language = ((const TdLibraryLanguage *) d->languages->pdata[0])->language;
    TdSaidBy by = TD_SAID_BY_SECRETARIAT;
    gboolean of_day = g_str_equal (F ("do"), "day");
    int first = 0;
    const char *day = day_of (w->rows, &by, &first);
    GArray *rows = paragraph_rows (page, w, language);
    const struct html_error_summary_errors error = { .field = of_day ? "day" : "main", .text = wrong };
    struct html_recommendation_list html = {
        .title = d->symbol != NULL  ? d->symbol
                 : d->title != NULL ? d->title
                                    : d->id,
        .state_name = td_follow_state_name (page, d->state),
        .back = td_follow_keep (page, g_strdup_printf ("/%s/states/%s/recommendations", page->locale, d->state)),
        .action = td_follow_keep (page, g_strdup_printf ("/%s/recommendations/of/%s", page->locale, d->id)),
        .saved = wrong == NULL && *F ("saved") != '\0',
        .errors = wrong != NULL ? &error : NULL,
        .n_errors = wrong != NULL,
        .language = language,
        .direction = td_language_direction (language),
        .first = first,
        .day = wrong != NULL && of_day ? F ("day") : day,
        .day_error = of_day ? wrong : NULL,
        .by_rule = by == TD_SAID_BY_RULE,
        .by_document = by == TD_SAID_BY_DOCUMENT,
    };

    TD_FOLLOW_FILL (&html, rows, rows);
    html_recommendation_list (td_request_html (page->request), &html);
    td_follow_reply (page, wrong != NULL);
}

static gboolean show_whole (TdFollowPage *page, const char *wrong, GError **error)
{
    g_auto (Whole) w = { 0 };
    struct reading r = { td_request_part (page->request, "id"), &w };

    if (!td_store_read (page->instance->store, whole_in, &r, error))
        return FALSE;
    if (w.document->state == NULL || w.document->languages->len == 0)
        return td_door_unknown (error);
    if (!may_keep (page, w.document->state, error))
        return FALSE;
    render_whole (page, &w, wrong);
    return TRUE;
}

gboolean td_document_list_page (TdRequest *request, GError **error)
{
    g_auto (TdFollowPage) page = { 0 };

    td_follow_page_init (&page, request);
    return show_whole (&page, NULL, error);
}

gboolean td_document_list_post (TdRequest *request, GError **error)
{
    g_auto (TdFollowPage) whole = { 0 };
    TdFollowPage *page = &whole;
    const char *id = td_request_part (request, "id"), *wrong = td_request_field_problem (request, NULL);
    GError *problem = NULL;
    gboolean done;

    td_follow_page_init (page, request);
    if (wrong == NULL) {
        done = g_str_equal (F ("do"), "day")
                   ? td_follow_up_day_confirm (page->instance, page->viewer, id, F ("day"), &problem)
                   : td_recommendation_add (page->instance, page->viewer, id, F ("anchor"), NULL, &problem);
        if (done) {
            td_reply_redirect (request, td_follow_keep (page, g_strdup_printf ("/%s/recommendations/of/%s?saved=1",
                                                                               page->locale, id)));
            return TRUE;
        }
        wrong = td_follow_problem (page, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    return show_whole (page, wrong, error);
}
