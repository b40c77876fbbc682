/* How long a fuzzy search takes in a memory of a million segments, beside a scan of all of them that gives the same answers; and whether it does.
 * Prints; judges nothing. TREATYDESK_BENCH_TEXTS: how many segments; TREATYDESK_BENCH_STORE: a postgresql:// address (an empty database). */
#include "fixture.h"

#include "areas/memory/likeness.h"
#include "areas/memory/memory.h"

#include <math.h>
#include <stdlib.h>

enum { WORDS = 40000, A_WRITE = 20000, QUERIES = 200, SCANNED = 20, LEAST = 60, MOST_WORDS = 40 };

typedef struct {
    char *words[WORDS];
    double sums[WORDS]; /* of how often each comes, the n-th most frequent 1/(n+10) times */
    GRand *dice;
    GPtrArray *texts;  /* of char * */
    GPtrArray *tokens; /* of GArray */
} Bench;

static void make_words (Bench *b)
{
    static const char *const syllables[] = { "ba", "co", "de", "fi", "go", "la",  "me",   "ni",
                                             "po", "ra", "se", "ti", "vo", "wen", "stra", "ment" };
    double all = 0;

    for (guint i = 0; i < WORDS; i++) {
        GString *word = g_string_new (NULL);
        for (guint n = i, k = 0; n > 0 || k < 2; n /= 16, k++)
            g_string_append (word, syllables[n % 16]);
        b->words[i] = g_string_free (word, FALSE);
        all += 1.0 / (i + 10);
        b->sums[i] = all;
    }
}

static const char *draw (const Bench *b)
{
    double at = g_rand_double (b->dice) * b->sums[WORDS - 1];
    guint low = 0, high = WORDS - 1;

    while (low < high) {
        guint middle = (low + high) / 2;
        if (b->sums[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return b->words[low];
}

static char *sentence (const Bench *b)
{
    GString *text = g_string_new (NULL);
    int n = g_rand_int_range (b->dice, 5, MOST_WORDS);

    for (int i = 0; i < n; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? " " : "", draw (b));
    return g_string_free (text, FALSE);
}

/* A sentence that is there, of which one word in so many is another one. */
static char *changed (const Bench *b, int one_in)
{
    g_auto (GStrv) words = g_strsplit (b->texts->pdata[g_rand_int_range (b->dice, 0, (int) b->texts->len)], " ", -1);

    for (char **w = words; *w != NULL; w++)
        if (g_rand_int_range (b->dice, 0, one_in) == 0) {
            g_free (*w);
            *w = g_strdup (draw (b));
        }
    return g_strjoinv (" ", words);
}

static void fill (Bench *b, TdInstance *instance, int n)
{
    g_autofree TdMemoryPair *pairs = g_new0 (TdMemoryPair, A_WRITE);
    g_autoptr (GError) error = NULL;
    gint64 began = g_get_monotonic_time ();

    for (int at = 0; at < n; at += A_WRITE) {
        int piece = MIN (n - at, (int) A_WRITE);
        for (int i = 0; i < piece; i++) {
            char *text = sentence (b);
            g_ptr_array_add (b->texts, text);
            g_ptr_array_add (b->tokens, td_memory_tokens (text, "en"));
            pairs[i] = (TdMemoryPair){ .from = "en",
                                       .to = "fr",
                                       .source = text,
                                       .target = sentence (b),
                                       .origin = TD_MEMORY_FILE,
                                       .name = "bench" };
        }
        td_memory_add (instance, &secretariat, pairs, (gsize) piece, NULL, &error);
        g_assert_no_error (error);
        for (int i = 0; i < piece; i++)
            g_free ((char *) pairs[i].target);
    }
    printf ("filled with %d pairs of sentences in %.0f s\n", n, (double) (g_get_monotonic_time () - began) / 1e6);
}

static int scan (const Bench *b, const char *text)
{
    g_autoptr (GArray) tokens = td_memory_tokens (text, "en");
    int best = 0;

    for (guint i = 0; i < b->texts->len; i++) {
        const GArray *other = b->tokens->pdata[i];
        int score = td_memory_score (text, tokens, b->texts->pdata[i], (const guint32 *) (void *) other->data,
                                     other->len, MAX (best, (int) LEAST));
        best = MAX (best, score);
    }
    return best;
}

static int best_of (TdInstance *instance, const char *text)
{
    const TdMemoryQuery query = { .from = "en", .to = "fr", .text = text, .least = LEAST };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) matches = td_memory_search (instance, &query, &error);

    g_assert_no_error (error);
    return matches->len > 0 ? ((TdMemoryMatch *) matches->pdata[0])->score : 0;
}

static int by_size (const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

static void measure (const Bench *b, TdInstance *instance)
{
    double ours[QUERIES], theirs = 0, same = 0;
    int missed = 0, found = 0;

    for (int i = 0; i < QUERIES; i++) {
        g_autofree char *text = i % 4 == 0 ? sentence (b) : changed (b, 3 + i % 7);
        gint64 began = g_get_monotonic_time ();
        int best = best_of (instance, text);
        ours[i] = (double) (g_get_monotonic_time () - began) / 1000;
        found += best > 0;
        if (i >= SCANNED)
            continue;
        began = g_get_monotonic_time ();
        missed += scan (b, text) != best;
        theirs += (double) (g_get_monotonic_time () - began) / 1000 / SCANNED;
        same += ours[i] / SCANNED;
    }
    qsort (ours, QUERIES, sizeof (double), by_size);
    printf ("%d searches, %d with a match: median %.1f ms, 95 of 100 within %.1f ms, the longest %.1f ms\n", QUERIES,
            found, ours[QUERIES / 2], ours[QUERIES * 95 / 100], ours[QUERIES - 1]);
    printf ("a scan of all: %.0f ms; ours beside it, in the same %d searches: %.1f ms, ratio %.4f; other answers: %d\n",
            theirs, SCANNED, same, same / theirs, missed);
}

int main (void)
{
    const char *asked = g_getenv ("TREATYDESK_BENCH_TEXTS");
    const TdInstanceOptions options = { .profile = "cmw",
                                        .rehearsal = TRUE,
                                        .store = g_getenv ("TREATYDESK_BENCH_STORE") };
    g_autofree char *folder = g_dir_make_tmp ("treatydesk-bench-XXXXXX", NULL),
                    *inside = g_build_filename (folder, "desk", NULL), *advice = NULL;
    g_autoptr (GError) error = NULL;
    Bench b = { .dice = g_rand_new_with_seed (7),
                .texts = g_ptr_array_new_with_free_func (g_free),
                .tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };

    make_words (&b);
    td_instance_init (inside, &options, &advice, &error);
    g_assert_no_error (error);
    g_autoptr (TdInstance) instance = house_open (inside, td_clock_real ());
    fill (&b, instance, asked != NULL ? (int) g_ascii_strtoll (asked, NULL, 10) : 1000000);
    measure (&b, instance);
    g_clear_pointer (&instance, td_instance_free);
    remove_folder (folder);
    g_ptr_array_unref (b.texts);
    g_ptr_array_unref (b.tokens);
    g_rand_free (b.dice);
    return 0;
}
