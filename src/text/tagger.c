#include "text/tagger.h"
#include "text/tagger-named.h"
#include "text/tagger-themes.h"
#include <math.h>
#include <string.h>

struct TdTagger {
    GHashTable *articles; /* set of numbers */
    GPtrArray *names;     /* of themes, then of the made-up ones that hold the hints of one article ("#26") */
    guint n_themes;       /* of the names, how many are themes */
    GPtrArray *members;   /* by theme: GArray of article numbers */
    TdThemes *themes;
    GPtrArray *own; /* the treaty's own names, in the lexer's form, NULL-terminated */
};

static void unref_array (gpointer data)
{
    g_array_unref (data);
}

static void add_article (TdTagger *tagger, const TdTaggerArticle *article)
{
    g_hash_table_add (tagger->articles, GINT_TO_POINTER (article->number));
    guint theme = 0;
    while (theme < tagger->names->len && g_strcmp0 (tagger->names->pdata[theme], article->theme) != 0)
        theme++;
    if (theme == tagger->names->len) {
        g_ptr_array_add (tagger->names, g_strdup (article->theme));
        g_ptr_array_add (tagger->members, g_array_new (FALSE, FALSE, sizeof (int)));
    }
    g_array_append_val ((GArray *) tagger->members->pdata[theme], article->number);
}

/* Hints of an article are keywords of a theme of their own, with that article as its one member; so are words
 * that are no evidence, with none. Its name lives as long as the tagger. */
static const char *hint_theme (TdTagger *tagger, int article)
{
    g_autofree char *name = g_strdup_printf ("#%d", article);

    for (guint i = tagger->n_themes; i < tagger->names->len; i++)
        if (g_str_equal (tagger->names->pdata[i], name))
            return tagger->names->pdata[i];
    GArray *members = g_array_new (FALSE, FALSE, sizeof (int));
    if (article != TD_TAGGER_NO_EVIDENCE)
        g_array_append_val (members, article);
    g_ptr_array_add (tagger->members, members);
    g_ptr_array_add (tagger->names, g_steal_pointer (&name));
    return tagger->names->pdata[tagger->names->len - 1];
}

static TdThemes *make_themes (TdTagger *tagger, const TdTaggerKeyword *keywords, gsize n)
{
    g_autofree TdTaggerKeyword *all = g_memdup2 (keywords, n * sizeof *keywords);

    tagger->n_themes = tagger->names->len;
    for (gsize i = 0; i < n; i++)
        if (all[i].article != 0)
            all[i].theme = hint_theme (tagger, all[i].article);
    return td_themes_new ((const char *const *) tagger->names->pdata, tagger->names->len, all, n);
}

TdTagger *td_tagger_new (const TdTaggerArticle *articles, gsize n_articles, const TdTaggerKeyword *keywords,
                         gsize n_keywords)
{
    TdTagger *tagger = g_new0 (TdTagger, 1);
    tagger->articles = g_hash_table_new (NULL, NULL);
    tagger->names = g_ptr_array_new_with_free_func (g_free);
    tagger->members = g_ptr_array_new_with_free_func (unref_array);
    tagger->own = g_ptr_array_new_with_free_func (g_free);
    for (gsize i = 0; i < n_articles; i++)
        add_article (tagger, &articles[i]);
    tagger->themes = make_themes (tagger, keywords, n_keywords);
    for (gsize i = 0; i < n_keywords; i++)
        if (keywords[i].theme == NULL && keywords[i].article == 0) {
            TdLexeme name = td_lex (keywords[i].keyword, strlen (keywords[i].keyword), 0);
            g_ptr_array_add (tagger->own, g_strdup (name.word));
        }
    g_ptr_array_add (tagger->own, NULL);
    return tagger;
}

void td_tagger_free (TdTagger *tagger)
{
    if (tagger == NULL)
        return;
    g_hash_table_unref (tagger->articles);
    g_ptr_array_unref (tagger->names);
    g_ptr_array_unref (tagger->members);
    g_ptr_array_unref (tagger->own);
    td_themes_free (tagger->themes);
    g_free (tagger);
}

static void clear_tag (gpointer data)
{
    g_free (((TdTag *) data)->because);
}

static TdTag *find_tag (GArray *tags, int article)
{
    for (guint i = 0; i < tags->len; i++)
        if (g_array_index (tags, TdTag, i).article == article)
            return &g_array_index (tags, TdTag, i);
    return NULL;
}

static int best_first (gconstpointer a, gconstpointer b)
{
    const TdTag *x = a, *y = b;
    if (x->confidence != y->confidence)
        return x->confidence > y->confidence ? -1 : 1;
    return x->article - y->article;
}

/* Articles named outright. What belongs to another law is left out, though it may be named again as ours. */
static void add_named (const TdTagger *tagger, const char *text, gsize length, GArray *tags)
{
    g_autoptr (GArray) mentions = td_mentions_find (text, length, (TdTreatyNames) tagger->own->pdata);
    for (guint i = 0; mentions != NULL && i < mentions->len; i++) {
        const TdMention *m = &g_array_index (mentions, TdMention, i);
        if (m->law == TD_LAW_OTHER)
            continue;
        double confidence = m->law == TD_LAW_OURS ? 0.97 : 0.9;
        for (guint k = 0; k < m->n; k++) {
            if (!g_hash_table_contains (tagger->articles, GINT_TO_POINTER (m->numbers[k])))
                continue;
            TdTag *known = find_tag (tags, m->numbers[k]);
            if (known != NULL && known->confidence >= confidence)
                continue;
            char *because = g_strndup (text + m->start, m->end - m->start);
            if (known != NULL) {
                g_free (known->because);
                known->because = because;
                known->confidence = confidence;
            } else {
                TdTag tag = { .article = m->numbers[k], .confidence = confidence, .because = because };
                g_array_append_val (tags, tag);
            }
        }
    }
}

/* ---- themes and hints ---- */

/* Confidence by themes stays under 0.9, which is for what is named. */
static const double HIGHEST_BY_THEME = 0.88;
static const double LEAST = 0.4, LEAST_WITH_NAMED = 0.5, LEAST_OF_LARGE = 0.45;
/* What is below is kept for whoever looks closer, and shown as nobody's article. */
static const double SHOWN = 0.5, NOT_SHOWN = 0.49;
enum { SMALL_THEME = 2, LARGE_THEME = 6, MOST_THEMES = 3, HEADING_WORDS = 4, LONG_PARAGRAPH = 120 };

static double score_of (const TdThemeVote *vote, guint words)
{
    /* One word of twenty says more than one of two hundred. */
    double density = CLAMP (sqrt (40.0 / MAX (words, 1)), 0.7, 1.4);
    return (vote->weight + 0.3 * MIN (vote->again, 2)) * density;
}

static int heaviest_first (gconstpointer a, gconstpointer b)
{
    const TdThemeVote *x = a, *y = b;
    double left = x->weight + 0.3 * MIN (x->again, 2), right = y->weight + 0.3 * MIN (y->again, 2);
    if (left != right)
        return left > right ? -1 : 1;
    return (int) x->theme - (int) y->theme;
}

static char *words_of (const TdThemeVote *vote, const char *text)
{
    GString *words = g_string_new (NULL);
    for (guint i = 0; i < MIN (vote->distinct, TD_THEME_WORDS); i++) {
        if (i > 0)
            g_string_append (words, ", ");
        g_string_append_len (words, text + vote->words[i].start, (gssize) (vote->words[i].end - vote->words[i].start));
    }
    return g_string_free (words, FALSE);
}

static gboolean is_hint (const TdTagger *tagger, const TdThemeVote *vote)
{
    return vote->theme >= tagger->n_themes;
}

static void add_tag (GArray *tags, int article, double confidence, const char *because)
{
    if (find_tag (tags, article) != NULL)
        return;
    TdTag tag = { .article = article, .confidence = confidence, .because = g_strdup (because) };
    g_array_append_val (tags, tag);
}

/* One word that hints is enough in a paragraph, but neither in a heading nor in half a page. */
static void add_hint (const TdTagger *tagger, const TdThemeVote *vote, guint words, const char *text, GArray *tags)
{
    const GArray *members = tagger->members->pdata[vote->theme];
    double confidence = MIN (SHOWN + 0.07 * vote->weight + 0.02 * MIN (vote->again, 2), HIGHEST_BY_THEME);

    if (members->len == 0)
        return;
    if (words < HEADING_WORDS || (vote->weight < 1.5 && vote->again == 0 && words > LONG_PARAGRAPH))
        confidence = NOT_SHOWN;
    g_autofree char *because = words_of (vote, text);
    int article = g_array_index (members, int, 0);
    if (g_hash_table_contains (tagger->articles, GINT_TO_POINTER (article)))
        add_tag (tags, article, confidence, because);
}

/* Whether an article of the theme was named or hinted at: it is meant then, and the rest of the theme is not. */
static gboolean is_said_closer (const GArray *members, GArray *tags)
{
    for (guint i = 0; i < members->len; i++)
        if (find_tag (tags, g_array_index (members, int, i)) != NULL)
            return TRUE;
    return FALSE;
}

static void add_theme (const TdTagger *tagger, const TdThemeVote *vote, double score, gboolean with_named, guint words,
                       const char *text, GArray *tags)
{
    GArray *members = tagger->members->pdata[vote->theme];
    double confidence = HIGHEST_BY_THEME * (1.0 - exp (-0.45 * score));
    double least = with_named ? LEAST_WITH_NAMED : members->len > LARGE_THEME ? LEAST_OF_LARGE : LEAST;
    if (members->len > SMALL_THEME || vote->distinct < 2 || words < HEADING_WORDS || is_said_closer (members, tags))
        confidence = MIN (confidence, NOT_SHOWN);
    /* Nor do ten articles hang on one phrase, however short the text. */
    if (confidence < least || (members->len > LARGE_THEME && vote->distinct < 2))
        return;
    g_autofree char *because = words_of (vote, text);
    for (guint i = 0; i < members->len; i++)
        add_tag (tags, g_array_index (members, int, i), confidence, because);
}

static void add_themes (const TdTagger *tagger, const char *text, gsize length, const char *language, GArray *tags)
{
    guint words;
    g_autoptr (GArray) votes = td_themes_vote (tagger->themes, text, length, language, &words);
    if (votes->len == 0)
        return;
    gboolean with_named = tags->len > 0;
    g_array_sort (votes, heaviest_first);
    double best = 0;
    for (guint i = 0; i < votes->len; i++) {
        const TdThemeVote *vote = &g_array_index (votes, TdThemeVote, i);
        if (is_hint (tagger, vote))
            add_hint (tagger, vote, words, text, tags);
        else if (best == 0)
            best = score_of (vote, words);
    }
    for (guint i = 0, n = 0; i < votes->len && n < MOST_THEMES; i++) {
        const TdThemeVote *vote = &g_array_index (votes, TdThemeVote, i);
        if (is_hint (tagger, vote))
            continue;
        n++;
        double score = score_of (vote, words);
        if (score >= 0.6 * best)
            add_theme (tagger, vote, score, with_named, words, text, tags);
    }
}

GArray *td_tagger_tag (const TdTagger *tagger, const char *utf8, const char *language)
{
    GArray *tags = g_array_new (FALSE, FALSE, sizeof (TdTag));
    g_array_set_clear_func (tags, clear_tag);
    gsize length = strlen (utf8);
    add_named (tagger, utf8, length, tags);
    add_themes (tagger, utf8, length, language, tags);
    g_array_sort (tags, best_first);
    return tags;
}
