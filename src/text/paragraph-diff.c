/* Which paragraph of one text is which of another: by id, by the same words, then by likeness. */
#include "text/word-diff.h"

#include "text/analyzer-words.h"

#include <string.h>

/* ---- the words of a paragraph as a sorted list of hashes ---- */

typedef struct {
    guint32 *words;
    guint n;
} Bag;

static void add_word (const char *text, gsize start, gsize end, gpointer data)
{
    g_autofree char *folded = g_utf8_casefold (text + start, (gssize) (end - start));
    guint32 hash = g_str_hash (folded);
    g_array_append_val ((GArray *) data, hash);
}

static int compare_hashes (gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;
    return x < y ? -1 : x > y;
}

static Bag bag_of (const char *text)
{
    g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint32));
    td_segment (text, strlen (text), add_word, words);
    g_array_sort (words, compare_hashes);
    return (Bag){ g_memdup2 (words->data, words->len * sizeof (guint32)), words->len };
}

static double likeness_of (const Bag *a, const Bag *b)
{
    guint common = 0;
    for (guint i = 0, j = 0; i < a->n && j < b->n;) {
        if (a->words[i] == b->words[j]) {
            common++;
            i++;
            j++;
        } else if (a->words[i] < b->words[j]) {
            i++;
        } else {
            j++;
        }
    }
    return 2.0 * common / (a->n + b->n);
}

double td_word_likeness (const char *a, const char *b)
{
    g_return_val_if_fail (a != NULL && b != NULL, 0);
    Bag bag_a = bag_of (a), bag_b = bag_of (b);
    double likeness = bag_a.n + bag_b.n > 0 ? likeness_of (&bag_a, &bag_b) : strcmp (a, b) == 0;
    g_free (bag_a.words);
    g_free (bag_b.words);
    return likeness;
}

/* ---- pairing ---- */

typedef struct {
    const char *const *before, *const *after;
    int n_before, n_after;
    int *before_of; /* of each of after; -1: none yet */
    int *after_of;  /* of each of before */
} Pairing;

static void pair (Pairing *p, int i, int j)
{
    p->after_of[i] = j;
    p->before_of[j] = i;
}

static void pair_by_id (Pairing *p, const char *const *before_ids, const char *const *after_ids)
{
    g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
    gpointer place;

    for (int i = 0; before_ids != NULL && after_ids != NULL && i < p->n_before; i++)
        if (before_ids[i] != NULL)
            g_hash_table_insert (places, (gpointer) before_ids[i], GINT_TO_POINTER (i));
    for (int j = 0; g_hash_table_size (places) > 0 && j < p->n_after; j++)
        if (after_ids[j] != NULL && g_hash_table_lookup_extended (places, after_ids[j], NULL, &place)
            && p->after_of[GPOINTER_TO_INT (place)] < 0)
            pair (p, GPOINTER_TO_INT (place), j);
}

/* The same words, to the letter; of several, the first that is free. */
static void pair_the_same (Pairing *p)
{
    g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal); /* of the words: 1 + a place of before */
    g_autofree int *next = g_new (int, (gsize) p->n_before + 1);               /* the next place with the same words */
    for (int i = p->n_before - 1; i >= 0; i--) {
        if (p->after_of[i] >= 0)
            continue;
        next[i] = GPOINTER_TO_INT (g_hash_table_lookup (first, p->before[i])) - 1;
        g_hash_table_insert (first, (gpointer) p->before[i], GINT_TO_POINTER (i + 1));
    }
    for (int j = 0; j < p->n_after; j++) {
        int i = p->before_of[j] >= 0 ? -1 : GPOINTER_TO_INT (g_hash_table_lookup (first, p->after[j])) - 1;
        if (i < 0)
            continue;
        pair (p, i, j);
        g_hash_table_insert (first, (gpointer) p->before[i], GINT_TO_POINTER (next[i] + 1));
    }
}

typedef struct {
    float likeness;
    int before, after;
} Alike;

/* The most alike first; of two that are as alike, the ones that stand closer in order. */
static int compare_alike (gconstpointer a, gconstpointer b)
{
    const Alike *x = a, *y = b;
    if (x->likeness != y->likeness)
        return x->likeness > y->likeness ? -1 : 1;
    int away = ABS (x->before - x->after) - ABS (y->before - y->after);
    return away != 0 ? away : x->after != y->after ? x->after - y->after : x->before - y->before;
}

static Bag *bags_of_unpaired (const char *const *texts, const int *paired, int n)
{
    Bag *bags = g_new0 (Bag, (gsize) n + 1);
    for (int i = 0; i < n; i++)
        if (paired[i] < 0)
            bags[i] = bag_of (texts[i]);
    return bags;
}

static void free_bags (Bag *bags, int n)
{
    for (int i = 0; i < n; i++)
        g_free (bags[i].words);
    g_free (bags);
}

/* Two bags can only be half alike if the longer is at most three times the shorter. */
static gboolean lengths_allow (const Bag *a, const Bag *b)
{
    return a->n > 0 && b->n > 0 && a->n <= 3 * b->n && b->n <= 3 * a->n;
}

/* Each is held against each; in very long texts only against those nearby, or time would grow with the square. */
static int window_of (const Pairing *p)
{
    gsize free_before = 0, free_after = 0;
    for (int i = 0; i < p->n_before; i++)
        free_before += p->after_of[i] < 0;
    for (int j = 0; j < p->n_after; j++)
        free_after += p->before_of[j] < 0;
    return free_before * free_after > 2000000 ? 300 : MAX (p->n_before, p->n_after);
}

static void pair_alike (Pairing *p)
{
    int window = window_of (p);
    g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Alike));
    Bag *before = bags_of_unpaired (p->before, p->after_of, p->n_before);
    Bag *after = bags_of_unpaired (p->after, p->before_of, p->n_after);

    for (int i = 0; i < p->n_before; i++)
        for (int j = MAX (0, i - window); j < MIN (p->n_after, i + window) && p->after_of[i] < 0; j++) {
            if (p->before_of[j] >= 0 || !lengths_allow (&before[i], &after[j]))
                continue;
            Alike alike = { (float) likeness_of (&before[i], &after[j]), i, j };
            if (alike.likeness >= 0.5F)
                g_array_append_val (found, alike);
        }
    g_array_sort (found, compare_alike);
    for (guint k = 0; k < found->len; k++) {
        const Alike *alike = &g_array_index (found, Alike, k);
        if (p->after_of[alike->before] < 0 && p->before_of[alike->after] < 0)
            pair (p, alike->before, alike->after);
    }
    free_bags (before, p->n_before);
    free_bags (after, p->n_after);
}

/* Those of before that went, from i on. */
static void give_gone (const Pairing *p, int i, GArray *pairs)
{
    for (; i < p->n_before && p->after_of[i] < 0; i++) {
        TdDiffPair gone = { i, -1 };
        g_array_append_val (pairs, gone);
    }
}

static GArray *in_order (const Pairing *p)
{
    GArray *pairs = g_array_new (FALSE, FALSE, sizeof (TdDiffPair));
    give_gone (p, 0, pairs);
    for (int j = 0; j < p->n_after; j++) {
        TdDiffPair one = { p->before_of[j], j };
        g_array_append_val (pairs, one);
        if (one.before >= 0)
            give_gone (p, one.before + 1, pairs);
    }
    return pairs;
}

GArray *td_paragraph_diff (const char *const *before_ids, const char *const *before, gsize n_before,
                           const char *const *after_ids, const char *const *after, gsize n_after)
{
    g_autofree int *before_of = g_new (int, n_after + 1), *after_of = g_new (int, n_before + 1);
    Pairing p = { before, after, (int) n_before, (int) n_after, before_of, after_of };

    for (gsize i = 0; i < n_before; i++)
        after_of[i] = -1;
    for (gsize j = 0; j < n_after; j++)
        before_of[j] = -1;
    pair_by_id (&p, before_ids, after_ids);
    pair_the_same (&p);
    pair_alike (&p);
    return in_order (&p);
}
