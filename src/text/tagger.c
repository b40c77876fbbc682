#include "text/tagger.h"
#include "text/tagger-named.h"
#include <string.h>

struct TdTagger {
    GHashTable *articles; /* set of numbers */
};

TdTagger *td_tagger_new (const TdTaggerArticle *articles, gsize n_articles,
                         const TdTaggerKeyword *keywords G_GNUC_UNUSED, gsize n_keywords G_GNUC_UNUSED)
{
    TdTagger *tagger = g_new0 (TdTagger, 1);
    tagger->articles = g_hash_table_new (NULL, NULL);
    for (gsize i = 0; i < n_articles; i++)
        g_hash_table_add (tagger->articles, GINT_TO_POINTER (articles[i].number));
    return tagger;
}

void td_tagger_free (TdTagger *tagger)
{
    if (tagger == NULL)
        return;
    g_hash_table_unref (tagger->articles);
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
    g_autoptr (GArray) mentions = td_mentions_find (text, length, NULL);
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

GArray *td_tagger_tag (const TdTagger *tagger, const char *utf8, const char *language G_GNUC_UNUSED)
{
    GArray *tags = g_array_new (FALSE, FALSE, sizeof (TdTag));
    g_array_set_clear_func (tags, clear_tag);
    add_named (tagger, utf8, strlen (utf8), tags);
    g_array_sort (tags, best_first);
    return tags;
}
