/* The page of the search. */
#include "areas/search/pages.h"

#include "areas/library/library.h"
#include "areas/library/source.h"
#include "areas/search/public-text.h"
#include "areas/search/search-area.h"
#include "areas/search/search.h"
#include "areas/search/search.html.h"
#include "base/errors.h"
#include "text/analyzer.h"
#include "text/language.h"
#include "text/words.h"

enum { HITS_A_PAGE = 20, MOST_PAGES = 50 };

typedef struct {
    const char *words, *article, *language, *who, *name;
    const char *const *states; /* as they came: empty ones too */
    int page;                  /* 1, 2, … */
} Asked;

static int number (const char *text, int least, int most, int otherwise)
{
    gint64 value;

    return g_ascii_string_to_signed (text, 10, least, most, &value, NULL) ? (int) value : otherwise;
}

static Asked asked_of (TdRequest *request)
{
    return (Asked){ .words = td_request_field (request, "words"),
                    .states = td_request_fields (request, "state"),
                    .article = td_request_field (request, "article"),
                    .language = td_request_field (request, "language"),
                    .who = td_request_field (request, "who"),
                    .name = td_request_field (request, "name"),
                    .page = number (td_request_field (request, "page"), 1, MOST_PAGES, 1) };
}

static gsize count_states (const Asked *asked)
{
    gsize n = 0;

    for (gsize i = 0; asked->states[i] != NULL; i++)
        n += *asked->states[i] != '\0';
    return n;
}

static gboolean asks_nothing (const Asked *asked)
{
    return *asked->words == '\0' && *asked->article == '\0' && *asked->language == '\0' && *asked->who == '\0'
           && *asked->name == '\0' && count_states (asked) == 0;
}

static void add_question (GString *address, const char *name, const char *value)
{
    g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

    g_string_append_printf (address, "%c%s=%s", strchr (address->str, '?') != NULL ? '&' : '?', name, escaped);
}

/* What was asked, behind an address. */
static void add_asked (GString *address, const Asked *asked)
{
    add_question (address, "words", asked->words);
    for (gsize i = 0; asked->states[i] != NULL; i++)
        if (*asked->states[i] != '\0')
            add_question (address, "state", asked->states[i]);
    add_question (address, "article", asked->article);
    add_question (address, "language", asked->language);
    if (*asked->who != '\0')
        add_question (address, "who", asked->who);
    if (*asked->name != '\0')
        add_question (address, "name", asked->name);
}

/* The address of the same search, another page or as JSON. Free it. */
static char *address (const Asked *asked, const char *locale, const char *ending, int page)
{
    GString *all = g_string_new (NULL);

    g_string_printf (all, "/%s/search%s", locale, ending);
    add_asked (all, asked);
    g_string_append_printf (all, "&page=%d", page);
    return g_string_free (all, FALSE);
}

/* Letters follow a search about one State or all, whoever said it. */
static gboolean can_follow (const Asked *asked)
{
    return count_states (asked) <= 1 && *asked->who == '\0' && *asked->name == '\0';
}

/* Where one asks to be told of what this search will find. Free it. */
static char *follow_address (const Asked *asked, const char *locale)
{
    GString *all = g_string_new (NULL);

    g_string_printf (all, "/%s/subscriptions/new", locale);
    add_asked (all, asked);
    return g_string_free (all, FALSE);
}

static gboolean is_asked (const Asked *asked, const char *iso3)
{
    for (gsize i = 0; asked->states[i] != NULL; i++)
        if (g_ascii_strcasecmp (iso3, asked->states[i]) == 0)
            return TRUE;
    return FALSE;
}

static GArray *states_of (const TdProfile *profile, const Asked *asked, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_search_states));

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *state = &profile->states[i];
        struct html_search_states row = { .iso3 = state->iso3,
                                          .name = td_profile_state_name (profile, state, locale),
                                          .chosen = is_asked (asked, state->iso3) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void fill_who (struct html_search_who rows[TD_N_SOURCES], const char *chosen)
{
    for (int i = 0; i < TD_N_SOURCES; i++)
        rows[i] =
            (struct html_search_who){ .value = td_source_word (i),
                                      .label = i == TD_SOURCE_COMMITTEE ? td_source_short (i) : td_source_label (i),
                                      .chosen = g_str_equal (td_source_word (i), chosen) };
}

static GArray *languages_of (const TdProfile *profile, const char *chosen, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_search_languages));

    for (gsize i = 0; profile->languages[i] != NULL; i++) {
        struct html_search_languages row = { .tag = profile->languages[i],
                                             .name = td_language_name (profile->languages[i], locale),
                                             .chosen = g_str_equal (profile->languages[i], chosen) };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* The paragraph's number; of the library the printed one, where it has one. Free it. */
static char *sign_of (const TdSearchHit *hit)
{
    if (hit->kind != NULL)
        return NULL;
    return hit->anchor != NULL ? g_strdup (hit->anchor[0] == 'p' ? hit->anchor + 1 : NULL)
                               : g_strdup_printf ("%d", hit->n);
}

/* Free it. */
static char *title_of (const TdSearchHit *hit, const char *locale)
{
    const char *words = td_public_text_title (hit->kind);
    g_autofree char *number = g_strdup_printf ("%d", hit->n);

    if (words != NULL)
        return td_words_fill (td_words (locale, words), "number", number, NULL);
    return g_strdup (hit->title != NULL ? hit->title : td_words (locale, N_ ("Report without a title")));
}

/* Whose words they are; NULL: nothing is said. */
static const char *who_of (const TdSearchHit *hit, const char *locale)
{
    if (hit->kind != NULL)
        return NULL;
    if (hit->document != NULL)
        return hit->body;
    return hit->organisation != NULL ? hit->organisation : td_words (locale, N_ ("Name withheld"));
}

static GArray *hits_of (const TdProfile *profile, const TdSearchAnswer *answer, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_search_hits));

    for (guint i = 0; answer != NULL && i < answer->hits->len; i++) {
        const TdSearchHit *hit = answer->hits->pdata[i];
        g_autoptr (GArray) ranges = td_analyze_highlights (hit->text, hit->language, answer->query);
        const TdDocumentType *type = td_profile_document_type (profile, hit->type);
        const TdState *state = td_profile_state (profile, hit->state);
        struct html_search_hits row = {
            .title = title_of (hit, locale),
            .link = td_search_hit_link (hit, locale),
            .state = state != NULL ? td_profile_state_name (profile, state, locale) : NULL,
            .who = who_of (hit, locale),
            .own = hit->by_state != NULL,
            .type = type != NULL ? type->label : NULL,
            .symbol = hit->symbol != NULL ? td_library_symbol_words (hit->symbol) : NULL,
            .sign = sign_of (hit),
            .language = hit->language,
            .direction = td_language_direction (hit->language),
            .text = td_markup_from_highlights (hit->text, ranges),
            .articles = hit->articles->len > 0 ? td_words_runs (locale, hit->articles) : NULL,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* Said first by a screen reader, and what a list of windows shows: how much was found. Free it. */
static char *title_of_page (const char *locale, const TdSearchAnswer *answer, const char *message)
{
    g_autofree char *n = NULL;

    if (answer == NULL)
        return g_strdup (td_words (locale, message != NULL ? N_ ("To correct: search") : N_ ("Search")));
    n = td_words_number (locale, answer->total);
    return td_words_fill (
        td_words_n (locale, "Search: {n} paragraph found", "Search: {n} paragraphs found", answer->total), "n", n,
        NULL);
}

static void free_lists (GArray *languages, GArray *hits)
{
    for (guint i = 0; i < languages->len; i++)
        g_free ((char *) g_array_index (languages, struct html_search_languages, i).name);
    for (guint i = 0; i < hits->len; i++) {
        const struct html_search_hits *row = &g_array_index (hits, struct html_search_hits, i);
        g_free ((char *) row->title);
        g_free ((char *) row->link);
        g_free ((char *) row->symbol);
        g_free ((char *) row->sign);
        g_free ((char *) row->articles);
        td_markup_free ((TdMarkup *) row->text);
    }
    g_array_unref (languages);
    g_array_unref (hits);
}

/* Folded away it leaves a phone's first screen to what was found. */
static gboolean narrows (const Asked *asked)
{
    return count_states (asked) > 0 || *asked->article != '\0' || *asked->language != '\0' || *asked->who != '\0'
           || *asked->name != '\0';
}

static void render (TdRequest *request, const Asked *asked, const TdSearchAnswer *answer, const char *message)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    const TdArticle *article = td_profile_article (profile, number (asked->article, 1, 9999, 0));
    int pages = answer != NULL ? (int) MIN ((answer->total + HITS_A_PAGE - 1) / HITS_A_PAGE, MOST_PAGES) : 0;
    g_autofree char *previous = asked->page > 1 ? address (asked, locale, "", asked->page - 1) : g_strdup ("");
    g_autofree char *next = asked->page < pages ? address (asked, locale, "", asked->page + 1) : g_strdup ("");
    g_autofree char *title = title_of_page (locale, answer, message);
    g_autofree char *json = address (asked, locale, ".json", asked->page);
    g_autofree char *follow = follow_address (asked, locale);
    GArray *languages = languages_of (profile, asked->language, locale);
    GArray *hits = hits_of (profile, answer, locale);
    g_autoptr (GArray) states = states_of (profile, asked, locale);
    struct html_search_who who[TD_N_SOURCES];
    const struct html_search page = {
        .title = title,
        .words = asked->words,
        .asked = answer != NULL,
        .total = answer != NULL ? answer->total : 0,
        .some_words = answer != NULL && answer->most_words && answer->total > 0,
        .error = message != NULL ? td_words (locale, message) : NULL,
        .article = asked->article,
        .article_title = article != NULL ? td_words (locale, article->title) : NULL,
        .page = asked->page,
        .pages = pages,
        .many = pages > 1,
        .previous = previous,
        .next = next,
        .json = json,
        .follow = follow,
        .can_follow = can_follow (asked),
        .narrowed = count_states (asked) > 0,
        .unfolded = answer == NULL || narrows (asked),
        .name = asked->name,
        .states = (const struct html_search_states *) (void *) states->data,
        .n_states = states->len,
        .who = who,
        .n_who = G_N_ELEMENTS (who),
        .languages = (const struct html_search_languages *) (void *) languages->data,
        .n_languages = languages->len,
        .hits = (const struct html_search_hits *) (void *) hits->data,
        .n_hits = hits->len,
    };

    fill_who (who, asked->who);
    html_search (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
    free_lists (languages, hits);
}

gboolean td_search_page (TdRequest *request, GError **error)
{
    Asked asked = asked_of (request);
    TdSearchAsk ask = { .words = asked.words,
                        .states = asked.states,
                        .language = asked.language,
                        .who = asked.who,
                        .name = asked.name,
                        .article = *asked.article != '\0' ? number (asked.article, 1, 9999, 9999) : 0,
                        .limit = HITS_A_PAGE,
                        .offset = (asked.page - 1) * HITS_A_PAGE };
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdSearchAnswer) answer = NULL;

    /* The bare page asks nothing yet. */
    if (asks_nothing (&asked) && !td_request_wants_json (request)) {
        render (request, &asked, NULL, NULL);
        return TRUE;
    }
    answer = td_search (td_request_instance (request), td_request_viewer (request), &ask, &problem);
    if (problem != NULL && (td_request_wants_json (request) || td_error_code (problem) != TD_ERROR_INPUT)) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_search_answer_to_json (answer));
    else
        render (request, &asked, answer, problem != NULL ? problem->message : NULL);
    return TRUE;
}
