#include "text/resemblance.h"
#include "text/resemblance-terms.h"
#include <math.h>
#include <string.h>

/* One term of one text: how often, then how much it weighs there. */
typedef struct {
    guint term;
    float weight;
} Entry;

/* A list of entries by term, and its length as a vector. */
typedef struct {
    GArray *entries; /* of Entry */
    double norm;
} Vector;

typedef struct {
    guint language;
    Vector words;     /* terms of its language */
    Vector shared;    /* terms of all languages */
    GArray *articles; /* of int, ascending */
} Text;

/* Texts that hold a term. */
typedef struct {
    guint n;      /* how many */
    guint from;   /* the first, among the postings */
    float factor; /* below 1 for a word of every paper */
} Term;

typedef struct {
    guint text;
    float weight;
} Posting;

struct TdResemblance {
    GArray *texts; /* of Text */
    GHashTable *ids;
    GHashTable *languages;
    GArray *terms;    /* of Term */
    GArray *postings; /* of Posting, by term; made when first asked */
    gboolean weighed;
    GMutex mutex;
};

/* ---- filling ---- */

static void clear_text (gpointer data)
{
    Text *text = data;
    g_array_unref (text->words.entries);
    g_array_unref (text->shared.entries);
    g_array_unref (text->articles);
}

TdResemblance *td_resemblance_new (void)
{
    TdResemblance *c = g_new0 (TdResemblance, 1);
    c->texts = g_array_new (FALSE, FALSE, sizeof (Text));
    g_array_set_clear_func (c->texts, clear_text);
    c->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    c->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    c->terms = g_array_new (FALSE, FALSE, sizeof (Term));
    c->postings = g_array_new (FALSE, FALSE, sizeof (Posting));
    g_mutex_init (&c->mutex);
    return c;
}

void td_resemblance_free (TdResemblance *c)
{
    if (c == NULL)
        return;
    g_array_unref (c->texts);
    g_hash_table_unref (c->ids);
    g_hash_table_unref (c->languages);
    g_array_unref (c->terms);
    g_array_unref (c->postings);
    g_mutex_clear (&c->mutex);
    g_free (c);
}

/* A number for a name, counted up from 0. */
static guint id_of (GHashTable *ids, const char *name)
{
    gpointer found;
    if (g_hash_table_lookup_extended (ids, name, NULL, &found))
        return GPOINTER_TO_UINT (found);
    guint id = g_hash_table_size (ids);
    g_hash_table_insert (ids, g_strdup (name), GUINT_TO_POINTER (id));
    return id;
}

typedef struct {
    TdResemblance *corpus;
    Text *text;
} Filling;

static void take_term (const char *name, gboolean of_all_languages, double weight, gpointer data)
{
    Filling *f = data;
    guint id = id_of (f->corpus->ids, name);
    if (id == f->corpus->terms->len) {
        Term term = { .factor = (float) weight };
        g_array_append_val (f->corpus->terms, term);
    }
    Entry entry = { id, 1 };
    g_array_append_val (of_all_languages ? f->text->shared.entries : f->text->words.entries, entry);
}

static int by_term (gconstpointer a, gconstpointer b)
{
    guint x = ((const Entry *) a)->term, y = ((const Entry *) b)->term;
    return (x > y) - (x < y);
}

/* The same term several times becomes one entry that says how often. */
static void count_terms (TdResemblance *c, Vector *vector)
{
    GArray *entries = vector->entries;
    guint n = 0;
    g_array_sort (entries, by_term);
    for (guint i = 0; i < entries->len; i++) {
        Entry e = g_array_index (entries, Entry, i);
        if (n > 0 && g_array_index (entries, Entry, n - 1).term == e.term) {
            g_array_index (entries, Entry, n - 1).weight += 1;
            continue;
        }
        g_array_index (entries, Entry, n++) = e;
        g_array_index (c->terms, Term, e.term).n++;
    }
    g_array_set_size (entries, n);
}

static int by_number (gconstpointer a, gconstpointer b)
{
    int x = *(const int *) a, y = *(const int *) b;
    return (x > y) - (x < y);
}

static GArray *articles_of (const int *articles, gsize n)
{
    GArray *kept = g_array_new (FALSE, FALSE, sizeof (int));
    if (n > 0)
        g_array_append_vals (kept, articles, (guint) n);
    g_array_sort (kept, by_number);
    for (guint i = 1; i < kept->len;)
        if (g_array_index (kept, int, i) == g_array_index (kept, int, i - 1))
            g_array_remove_index (kept, i);
        else
            i++;
    return kept;
}

guint td_resemblance_add (TdResemblance *c, const char *utf8, const char *language, const int *articles,
                          gsize n_articles)
{
    Text text = { .language = id_of (c->languages, language != NULL ? language : "") };
    Filling filling = { c, &text };
    g_assert (!c->weighed);
    text.words.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
    text.shared.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
    text.articles = articles_of (articles, articles != NULL ? n_articles : 0);
    td_terms_each (utf8, language, take_term, &filling);
    count_terms (c, &text.words);
    count_terms (c, &text.shared);
    g_array_append_val (c->texts, text);
    return c->texts->len - 1;
}

guint td_resemblance_size (const TdResemblance *c)
{
    return c->texts->len;
}

/* ---- weighing, once, when first asked ---- */

/* Texts that are thought beside those at hand, so that in few texts a word is not common because two hold it. */
static const double imagined = 60;

static void weigh_vector (TdResemblance *c, Vector *vector)
{
    double squares = 0;
    for (guint i = 0; i < vector->entries->len; i++) {
        Entry *e = &g_array_index (vector->entries, Entry, i);
        const Term *t = &g_array_index (c->terms, Term, e->term);
        double rarity = log ((c->texts->len + imagined) / (t->n + 1.0));
        e->weight = (float) ((1 + log (e->weight)) * rarity * t->factor);
        squares += (double) e->weight * e->weight;
    }
    vector->norm = sqrt (squares);
}

static void post_vector (TdResemblance *c, guint text, const Vector *vector, guint *filled)
{
    for (guint i = 0; i < vector->entries->len; i++) {
        const Entry *e = &g_array_index (vector->entries, Entry, i);
        const Term *t = &g_array_index (c->terms, Term, e->term);
        g_array_index (c->postings, Posting, t->from + filled[e->term]++) = (Posting){ text, e->weight };
    }
}

static void weigh (TdResemblance *c)
{
    g_autofree guint *filled = g_new0 (guint, c->terms->len + 1);
    guint all = 0;
    for (guint i = 0; i < c->terms->len; i++) {
        Term *t = &g_array_index (c->terms, Term, i);
        t->from = all;
        all += t->n;
    }
    g_array_set_size (c->postings, all);
    for (guint i = 0; i < c->texts->len; i++) {
        Text *text = &g_array_index (c->texts, Text, i);
        weigh_vector (c, &text->words);
        weigh_vector (c, &text->shared);
        post_vector (c, i, &text->words, filled);
        post_vector (c, i, &text->shared, filled);
    }
}

static void weigh_once (TdResemblance *c)
{
    g_mutex_lock (&c->mutex);
    if (!c->weighed)
        weigh (c);
    c->weighed = TRUE;
    g_mutex_unlock (&c->mutex);
}

/* ---- scoring ---- */

/* Chosen on half of the pairs in tests/text/pairs.tsv; test-resemblance.c measures on the other half. */
static const double lean = 0.5;      /* towards the shorter text: a question of one line and a long paragraph */
static const double least_norm = 13; /* a text of one or two words is like many */
static const double articles_count = 0.15;
static const double articles_differ = 0.75;
static const double unlike_languages = 1;

/* How alike two vectors are whose common part is dot. */
static double likeness (double dot, double a, double b)
{
    double small = MAX (MIN (a, b), MIN (least_norm, MAX (a, b))), large = MAX (a, b);
    if (dot <= 0 || small <= 0)
        return 0;
    return MIN (1, dot / (pow (small, 1 + lean) * pow (large, 1 - lean)));
}

/* Articles that both name, from 0 to 1; -1 where one names none. */
static double articles_in_common (const Text *a, const Text *b)
{
    guint common = 0;
    if (a->articles->len == 0 || b->articles->len == 0)
        return -1;
    for (guint i = 0, j = 0; i < a->articles->len && j < b->articles->len;) {
        int x = g_array_index (a->articles, int, i), y = g_array_index (b->articles, int, j);
        common += x == y;
        i += x <= y;
        j += y <= x;
    }
    return common / sqrt ((double) a->articles->len * b->articles->len);
}

static double score_of (const Text *a, const Text *b, double dot)
{
    gboolean same = a->language == b->language;
    double words = same ? likeness (dot, a->words.norm, b->words.norm)
                        : unlike_languages * likeness (dot, a->shared.norm, b->shared.norm);
    double articles = articles_in_common (a, b);
    if (articles == 0)
        return words < 1 ? words * articles_differ : words;
    if (articles > 0)
        words += articles_count * articles * (1 - words) * MIN (1, words / TD_RESEMBLES);
    return words;
}

static double dot_of (const Vector *a, const Vector *b)
{
    double dot = 0;
    for (guint i = 0, j = 0; i < a->entries->len && j < b->entries->len;) {
        const Entry *x = &g_array_index (a->entries, Entry, i), *y = &g_array_index (b->entries, Entry, j);
        if (x->term == y->term)
            dot += (double) x->weight * y->weight;
        i += x->term <= y->term;
        j += y->term <= x->term;
    }
    return dot;
}

double td_resemblance_score (TdResemblance *c, guint a, guint b)
{
    g_assert (a < c->texts->len && b < c->texts->len);
    weigh_once (c);
    const Text *x = &g_array_index (c->texts, Text, a), *y = &g_array_index (c->texts, Text, b);
    gboolean same = x->language == y->language;
    return score_of (x, y, same ? dot_of (&x->words, &y->words) : dot_of (&x->shared, &y->shared));
}

/* ---- one text against many ---- */

/* Adds to dots what each text has in common with the vector. Texts of (or not of) the language alone are asked for later. */
static void add_dots (const TdResemblance *c, const Vector *vector, double *dots)
{
    for (guint i = 0; i < vector->entries->len; i++) {
        const Entry *e = &g_array_index (vector->entries, Entry, i);
        const Term *t = &g_array_index (c->terms, Term, e->term);
        const Posting *p = &g_array_index (c->postings, Posting, t->from);
        for (guint k = 0; k < t->n; k++)
            dots[p[k].text] += (double) e->weight * p[k].weight;
    }
}

/* What every text has in common with one: by words of its language, and by what all languages share. */
typedef struct {
    double *words, *shared;
} Dots;

static void find_dots (const TdResemblance *c, const Text *text, Dots *dots)
{
    memset (dots->words, 0, c->texts->len * sizeof (double));
    memset (dots->shared, 0, c->texts->len * sizeof (double));
    add_dots (c, &text->words, dots->words);
    if (g_hash_table_size (c->languages) > 1)
        add_dots (c, &text->shared, dots->shared);
}

static double score_by_dots (const TdResemblance *c, const Text *text, guint other, const Dots *dots)
{
    const Text *o = &g_array_index (c->texts, Text, other);
    double dot = o->language == text->language ? dots->words[other] : dots->shared[other];
    return dot > 0 ? score_of (text, o, dot) : 0;
}

static int best_first (gconstpointer a, gconstpointer b)
{
    const TdLikeness *x = a, *y = b;
    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return (x->text > y->text) - (x->text < y->text);
}

GArray *td_resemblance_best (TdResemblance *c, guint text, guint first, guint last, double least, guint most)
{
    GArray *found = g_array_new (FALSE, FALSE, sizeof (TdLikeness));
    g_assert (text < c->texts->len);
    weigh_once (c);
    g_autofree double *words = g_new (double, c->texts->len), *shared = g_new (double, c->texts->len);
    Dots dots = { words, shared };
    const Text *mine = &g_array_index (c->texts, Text, text);
    find_dots (c, mine, &dots);
    for (guint i = first; i <= last && i < c->texts->len; i++) {
        TdLikeness l = { i, i == text ? 0 : score_by_dots (c, mine, i, &dots) };
        if (l.score > 0 && l.score >= least)
            g_array_append_val (found, l);
    }
    g_array_sort (found, best_first);
    if (found->len > most)
        g_array_set_size (found, most);
    return found;
}

/* The first text of the group that resembles this one most, or this one itself. */
static guint group_of (const TdResemblance *c, guint text, const Dots *dots, const guint *groups, double least)
{
    const Text *mine = &g_array_index (c->texts, Text, text);
    guint best = text;
    for (guint i = 0; i < text; i++) {
        double score = groups[i] == i ? score_by_dots (c, mine, i, dots) : 0;
        if (score > 0 && score >= least && (best == text || score > least)) {
            best = i;
            least = score;
        }
    }
    return best;
}

GArray *td_resemblance_groups (TdResemblance *c, double least)
{
    GArray *groups = g_array_sized_new (FALSE, FALSE, sizeof (guint), c->texts->len);
    weigh_once (c);
    g_autofree double *words = g_new (double, c->texts->len + 1), *shared = g_new (double, c->texts->len + 1);
    Dots dots = { words, shared };
    for (guint i = 0; i < c->texts->len; i++) {
        find_dots (c, &g_array_index (c->texts, Text, i), &dots);
        guint group = group_of (c, i, &dots, (const guint *) (const void *) groups->data, least);
        g_array_append_val (groups, group);
    }
    return groups;
}
