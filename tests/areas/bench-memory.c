/* How long a fuzzy search takes in a memory of a million segments, beside a scan of all of them that gives the same answers; and whether it does.
 * Prints; judges nothing. Times are of the processor, so that what runs beside it counts little, and by the clock beside them.
 * TREATYDESK_BENCH_TEXTS: how many segments; TREATYDESK_BENCH_STORE: a postgresql:// address (an empty database); TREATYDESK_BENCH_FOLDER: where the
 * instance stays, so that a second run need not fill it. */
#include "fixture.h"

#include "areas/memory/likeness.h"
#include "areas/memory/memory.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

enum { WORDS = 40000, A_WRITE = 20000, QUERIES = 200, WARM = 20, SCANNED = 20, LEAST = 60, MOST_WORDS = 40 };

typedef struct {
    char *words[WORDS];
    double sums[WORDS]; /* of how often each comes, the n-th most frequent 1/(n+10) times */
    GRand *dice;
    GPtrArray *texts;  /* of char * */
    GPtrArray *tokens; /* of GArray */
} Bench;

static double processor_ms (void)
{
    struct timespec t;

    clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
    return (double) t.tv_sec * 1000 + (double) t.tv_nsec / 1e6;
}

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

/* filled: they are there already, from the same dice. */
static void fill (Bench *b, TdInstance *instance, int n, gboolean filled)
{
    g_autofree TdMemoryPair *pairs = g_new0 (TdMemoryPair, A_WRITE);
    g_autoptr (GError) error = NULL;
    double began = processor_ms ();

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
        if (!filled)
            td_memory_add (instance, &secretariat, pairs, (gsize) piece, NULL, &error);
        g_assert_no_error (error);
        for (int i = 0; i < piece; i++)
            g_free ((char *) pairs[i].target);
    }
    printf ("%d pairs of sentences%s in %.0f s of the processor\n", n, filled ? " were there; made" : " filled",
            (processor_ms () - began) / 1000);
    fflush (stdout);
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

typedef struct {
    double processor[QUERIES], clock[QUERIES];
} Times;

static void print_times (const char *what, double *times)
{
    qsort (times, QUERIES, sizeof (double), by_size);
    printf ("  %s: median %.1f ms, 95 of 100 within %.1f ms, the longest %.1f ms\n", what, times[QUERIES / 2],
            times[QUERIES * 95 / 100], times[QUERIES - 1]);
}

/* Half and more resemble something that is there. */
static char *text_to_find (const Bench *b, int i)
{
    return i % 4 == 0 ? sentence (b) : changed (b, 3 + i % 7);
}

static void measure (const Bench *b, TdInstance *instance)
{
    g_autofree Times *ours = g_new0 (Times, 1);
    double theirs = 0, same = 0;
    int missed = 0, found = 0;

    for (int i = 0; i < WARM; i++) {
        g_autofree char *text = text_to_find (b, i);
        best_of (instance, text);
    }
    for (int i = 0; i < QUERIES; i++) {
        g_autofree char *text = text_to_find (b, i);
        gint64 clock = g_get_monotonic_time ();
        double began = processor_ms ();
        int best = best_of (instance, text);
        ours->processor[i] = processor_ms () - began;
        ours->clock[i] = (double) (g_get_monotonic_time () - clock) / 1000;
        found += best > 0;
        if (i >= SCANNED)
            continue;
        same += ours->processor[i] / SCANNED;
        began = processor_ms ();
        missed += scan (b, text) != best;
        theirs += (processor_ms () - began) / SCANNED;
    }
    printf ("%d searches, %d with a match\n", QUERIES, found);
    print_times ("of the processor", ours->processor);
    print_times ("by the clock", ours->clock);
    printf ("  a scan of all in memory: %.0f ms of the processor; ours in the same %d searches: %.1f ms, ratio %.4f; "
            "other answers: %d\n",
            theirs, SCANNED, same, same / theirs, missed);
}

int main (void)
{
    const char *asked = g_getenv ("TREATYDESK_BENCH_TEXTS"), *kept = g_getenv ("TREATYDESK_BENCH_FOLDER");
    const TdInstanceOptions options = { .profile = "cmw",
                                        .rehearsal = TRUE,
                                        .store = g_getenv ("TREATYDESK_BENCH_STORE") };
    g_autofree char *folder = kept == NULL ? g_dir_make_tmp ("treatydesk-bench-XXXXXX", NULL) : g_strdup (kept),
                    *advice = NULL;
    g_autofree char *inside = g_build_filename (folder, "desk", NULL);
    gboolean filled = g_file_test (inside, G_FILE_TEST_IS_DIR);
    g_autoptr (GError) error = NULL;
    Bench b = { .dice = g_rand_new_with_seed (7),
                .texts = g_ptr_array_new_with_free_func (g_free),
                .tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };

    make_words (&b);
    if (!filled)
        td_instance_init (inside, &options, &advice, &error);
    g_assert_no_error (error);
    g_autoptr (TdInstance) instance = house_open (inside, td_clock_real ());
    fill (&b, instance, asked != NULL ? (int) g_ascii_strtoll (asked, NULL, 10) : 1000000, filled);
    measure (&b, instance);
    g_clear_pointer (&instance, td_instance_free);
    if (kept == NULL)
        remove_folder (folder);
    g_ptr_array_unref (b.texts);
    g_ptr_array_unref (b.tokens);
    g_rand_free (b.dice);
    return 0;
}
