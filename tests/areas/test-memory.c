/* Translation memory: what is found again, with which score, and that nothing likelier is missed. */
#include "fixture.h"

#include "areas/memory/likeness.h"
#include "areas/memory/memory.h"
#include "areas/memory/postings.h"

/* ---- scores ---- */

static int score (const char *a, const char *b, int least)
{
    g_autoptr (GArray) x = td_memory_tokens (a, "en"), y = td_memory_tokens (b, "en");

    return td_memory_score (a, x, b, (const guint32 *) (void *) y->data, y->len, least);
}

static void test_scores (void)
{
    g_assert_cmpint (score ("Article 12 of the Convention", "Article 12 of the Convention", 50), ==, 100);
    g_assert_cmpint (score ("Article 12 of the Convention", "article 12 of the Convention.", 50), ==, 99);
    g_assert_cmpint (score ("Article 12 of the Convention", "Article 14 of the Convention", 50), ==, 97);
    g_assert_cmpint (score ("one two three four", "one two three five", 50), ==, 75);
    g_assert_cmpint (score ("one two three four", "one two three five", 80), ==, 0);
    g_assert_cmpint (score ("one two three four", "two three four", 50), ==, 75);
    g_assert_cmpint (score ("one two three four", "zero one two three four", 50), ==, 80);
    g_assert_cmpint (score ("alpha beta", "gamma delta", 30), ==, 0);
    g_assert_cmpint (score ("?!", "?", 30), ==, 0);
}

/* The banded distance is the plain one, wherever it says anything. */
static guint plain_distance (const guint32 *a, guint n, const guint32 *b, guint m)
{
    guint row[40];

    for (guint j = 0; j <= m; j++)
        row[j] = j;
    for (guint i = 1; i <= n; i++) {
        guint diagonal = row[0];
        row[0] = i;
        for (guint j = 1; j <= m; j++) {
            guint cost = MIN (MIN (row[j], row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = row[j];
            row[j] = cost;
        }
    }
    return row[m];
}

static void test_distance (void)
{
    for (int round = 0; round < 20000; round++) {
        guint32 a[30], b[30];
        guint n = (guint) g_test_rand_int_range (1, 24), m = (guint) g_test_rand_int_range (1, 24), longer = MAX (n, m);
        int least = g_test_rand_int_range (30, 95), expected;
        g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (guint32));
        for (guint i = 0; i < n; i++)
            a[i] = (guint32) g_test_rand_int_range (1, 5);
        for (guint i = 0; i < m; i++)
            b[i] = i < n && g_test_rand_int_range (0, 3) > 0 ? a[i] : (guint32) g_test_rand_int_range (1, 5);
        g_array_append_vals (tokens, a, n);
        guint edits = plain_distance (a, n, b, m);
        expected = (int) ((100 * (longer - edits) + longer / 2) / longer);
        if (edits == 0)
            expected = 99;
        else if (edits > longer * (guint) (100 - least) / 100)
            expected = 0;
        else
            expected = MIN (expected, 96);
        g_assert_cmpint (td_memory_score ("x", tokens, "y", b, m, least), ==, expected);
    }
}

/* ---- lists ---- */

struct read {
    GArray *numbers;
    guint class;
};

static void keep_number (gint64 number, guint class, gpointer data)
{
    struct read *r = data;

    g_array_append_val (r->numbers, number);
    r->class = class;
}

static void test_postings (void)
{
    static const gint64 numbers[] = { 1, 2, 7, 200, 70000, 5000000000 };
    g_autoptr (GByteArray) data = g_byte_array_new ();
    g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
    struct read r = { .numbers = found };
    gint64 last = 0;
    guint8 broken[] = { 0x80 };

    for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
        td_posting_put (data, &last, numbers[i], (guint) i);
    g_assert_true (td_postings_each (data->data, data->len, keep_number, &r));
    g_assert_cmpmem (found->data, found->len * sizeof (gint64), numbers, sizeof numbers);
    g_assert_cmpuint (r.class, ==, G_N_ELEMENTS (numbers) - 1);
    g_assert_false (td_postings_each (broken, sizeof broken, keep_number, &r));
    g_assert_cmpuint (td_posting_class (0), ==, 0);
    for (guint n = 1; n < 400; n++)
        g_assert_cmpuint (td_posting_class (n), >=, td_posting_class (n - 1));
}

/* ---- the memory ---- */

static void add (House *house, const char *from, const char *to, const char *source, const char *target,
                 const char *name)
{
    const TdMemoryPair pair = {
        .from = from, .to = to, .source = source, .target = target, .origin = TD_MEMORY_FILE, .name = name
    };
    g_autoptr (GError) error = NULL;

    td_memory_add (house->instance, &secretariat, &pair, 1, NULL, &error);
    g_assert_no_error (error);
}

static GPtrArray *search (House *house, const char *from, const char *to, const char *text, int least)
{
    const TdMemoryQuery query = { .from = from, .to = to, .text = text, .least = least };
    g_autoptr (GError) error = NULL;
    GPtrArray *matches = td_memory_search (house->instance, &query, &error);

    g_assert_no_error (error);
    return matches;
}

static void assert_best (House *house, const char *from, const char *to, const char *text, int expected,
                         const char *target)
{
    g_autoptr (GPtrArray) matches = search (house, from, to, text, 50);
    const TdMemoryMatch *m;

    g_assert_cmpuint (matches->len, >, 0);
    m = matches->pdata[0];
    g_assert_cmpint (m->score, ==, expected);
    g_assert_cmpstr (m->target, ==, target);
}

static void test_search (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autoptr (GPtrArray) none = NULL;
    TdMemorySize size;

    add (house, "en", "fr", "The right to health of migrant workers.", "Le droit à la santé des travailleurs migrants.",
         "a.tmx");
    add (house, "en", "fr", "See article 12 of the Convention.", "Voir l’article 12 de la Convention.", "a.tmx");
    add (house, "en", "ar", "See article 12 of the Convention.", "انظر المادة 12 من الاتفاقية.", "a.tmx");
    add (house, "en", "fr", "See article 12 of the Convention.", "Voir l’article 12 de la Convention.",
         "a.tmx"); /* again */
    add (house, "en", "fr", "12.", "12.", "a.tmx");
    assert_best (house, "en", "fr", "The right to health of migrant workers.", 100,
                 "Le droit à la santé des travailleurs migrants.");
    assert_best (house, "en", "fr", "the right to health of migrant worker", 99,
                 "Le droit à la santé des travailleurs migrants.");
    assert_best (house, "en", "fr", "See article 77 of the Convention.", 97, "Voir l’article 12 de la Convention.");
    assert_best (house, "en", "ar", "See article 12 of the Convention.", 100, "انظر المادة 12 من الاتفاقية.");
    assert_best (house, "fr", "en", "Voir l’article 12 de la Convention.", 100, "See article 12 of the Convention.");
    assert_best (house, "en", "fr", "12.", 100, "12."); /* which no token leads to */
    assert_best (house, "en", "fr", "The right to education of migrant workers.", 86,
                 "Le droit à la santé des travailleurs migrants.");
    none = search (house, "en", "fr", "Nothing here resembles that one.", 50);
    g_assert_cmpuint (none->len, ==, 0);
    g_assert_true (td_memory_size (house->instance, &size, NULL));
    g_assert_cmpint (size.pairs, ==, 4);
    g_assert_cmpint (size.texts, ==, 7);
}

/* What the workshop says again of a segment takes its own place; what came from a file can be taken away. */
static void test_replaced (void)
{
    g_autoptr (House) house = house_new (TRUE);
    TdMemoryPair pair = { .from = "en",
                          .to = "sw",
                          .source = "All families have rights.",
                          .target = "Familia zote zina haki",
                          .origin = TD_MEMORY_WORKSHOP,
                          .name = "p1",
                          .place = "s1" };
    g_autoptr (GPtrArray) matches = NULL, gone = NULL;
    g_autoptr (GError) error = NULL, refused = NULL;
    gint64 n = 0;

    td_memory_add (house->instance, &secretariat, &pair, 1, &n, &error);
    pair.target = "Familia zote zina haki.";
    td_memory_add (house->instance, &secretariat, &pair, 1, &n, &error);
    g_assert_no_error (error);
    g_assert_cmpint (n, ==, 1);
    matches = search (house, "en", "sw", "All families have rights.", 50);
    g_assert_cmpuint (matches->len, ==, 1);
    g_assert_cmpstr (((TdMemoryMatch *) matches->pdata[0])->target, ==, "Familia zote zina haki.");
    g_assert_true (td_memory_forget (house->instance, &secretariat, TD_MEMORY_WORKSHOP, "p1", &n, &error));
    g_assert_cmpint (n, ==, 1);
    gone = search (house, "en", "sw", "All families have rights.", 50);
    g_assert_cmpuint (gone->len, ==, 0);
    g_assert_false (td_memory_forget (house->instance, &secretariat, TD_MEMORY_WORKSHOP, "p1", &n, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_NOT_FOUND);
    pair.to = "en";
    g_assert_false (td_memory_add (house->instance, &secretariat, &pair, 1, &n, &refused));
    g_assert_cmpint (td_error_code (refused), ==, TD_ERROR_INPUT);
}

static void test_not_allowed (void)
{
    g_autoptr (House) house = house_new (TRUE);
    const TdMemoryPair pair = { .from = "en", .to = "fr", .source = "a", .target = "b", .name = "x" };
    g_autoptr (GError) error = NULL;

    g_assert_false (td_memory_add (house->instance, &nobody, &pair, 1, NULL, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_NOT_ALLOWED);
}

/* ---- nothing is missed ---- */

enum { MANY = 3000, WORDS = 60 };

/* A sentence of made-up words, some common and many rare. */
static char *sentence (GRand *dice)
{
    GString *text = g_string_new (NULL);
    int n = g_rand_int_range (dice, 4, 14);

    for (int i = 0; i < n; i++)
        g_string_append_printf (text, "%sqz%dx", i > 0 ? " " : "",
                                (int) (WORDS * g_rand_double (dice) * g_rand_double (dice)));
    return g_string_free (text, FALSE);
}

static int best_by_all (const GPtrArray *all, const char *text, int least)
{
    int best = 0;

    for (guint i = 0; i < all->len; i++)
        best = MAX (best, score (text, all->pdata[i], least));
    return best;
}

/* The best of a search is the best of all, tried one by one. The lists are longer than one block. */
static void test_nothing_is_missed (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autoptr (GRand) dice = g_rand_new_with_seed (7);
    g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
    g_autofree TdMemoryPair *pairs = g_new0 (TdMemoryPair, MANY);
    g_autoptr (GError) error = NULL;

    for (int i = 0; i < MANY; i++) {
        g_ptr_array_add (all, sentence (dice));
        pairs[i] = (TdMemoryPair){ .from = "en",
                                   .to = "fr",
                                   .source = all->pdata[i],
                                   .target = all->pdata[i],
                                   .origin = TD_MEMORY_FILE,
                                   .name = "many" };
    }
    for (int i = 0; i < MANY; i += 500)
        td_memory_add (house->instance, &secretariat, pairs + i, 500, NULL, &error);
    g_assert_no_error (error);
    for (int i = 0; i < 60; i++) {
        g_autofree char *text = sentence (dice);
        g_autoptr (GPtrArray) matches = search (house, "en", "fr", text, 50);
        int found = matches->len > 0 ? ((TdMemoryMatch *) matches->pdata[0])->score : 0;
        g_assert_cmpint (found, ==, best_by_all (all, text, 50));
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/memory/scores", test_scores);
    g_test_add_func ("/memory/distance", test_distance);
    g_test_add_func ("/memory/postings", test_postings);
    g_test_add_func ("/memory/search", test_search);
    g_test_add_func ("/memory/replaced", test_replaced);
    g_test_add_func ("/memory/not-allowed", test_not_allowed);
    g_test_add_func ("/memory/nothing-is-missed", test_nothing_is_missed);
    return g_test_run ();
}
