#include "text/resemblance.h"
#include <string.h>

static void test_scores (void)
{
    g_autoptr (TdResemblance) c = td_resemblance_new ();
    static const int sixteen[] = { 16, 17, 16 }, thirty[] = { 30 };
    static const char law[] =
        "The Committee recommends that the State party end the detention of children for reasons of migration.";
    guint first = td_resemblance_add (c, law, "en", sixteen, 3);
    guint same = td_resemblance_add (c, law, "en", sixteen, 3);
    guint alike = td_resemblance_add (c, "Please end the detention of migrant children.", "en", sixteen, 1);
    guint school = td_resemblance_add (c, "Schools refuse pupils whose parents have no papers.", "en", thirty, 1);
    guint french = td_resemblance_add (c, "Le Comité demande de mettre fin à la détention des enfants migrants.", "fr",
                                       sixteen, 1);
    guint empty = td_resemblance_add (c, "", "en", NULL, 0);
    guint marks = td_resemblance_add (c, "– … !", NULL, NULL, 0);
    guint other_articles = td_resemblance_add (c, law, "en", thirty, 1);

    g_assert_cmpuint (td_resemblance_size (c), ==, 8);
    g_assert_cmpfloat_with_epsilon (td_resemblance_score (c, first, same), 1, 1e-6);
    g_assert_cmpfloat_with_epsilon (td_resemblance_score (c, first, first), 1, 1e-6);
    g_assert_cmpfloat (td_resemblance_score (c, first, alike), >, TD_RESEMBLES);
    g_assert_cmpfloat (td_resemblance_score (c, first, school), <, 0.1);
    g_assert_cmpfloat (td_resemblance_score (c, first, french), >, td_resemblance_score (c, school, french));
    g_assert_cmpfloat (td_resemblance_score (c, first, french), <, td_resemblance_score (c, first, alike));
    g_assert_cmpfloat (td_resemblance_score (c, first, empty), ==, 0);
    g_assert_cmpfloat (td_resemblance_score (c, empty, marks), ==, 0);
    g_assert_cmpfloat (td_resemblance_score (c, alike, other_articles), <, td_resemblance_score (c, alike, first));
    for (guint a = 0; a < 8; a++)
        for (guint b = 0; b < 8; b++) {
            double one = td_resemblance_score (c, a, b);
            g_assert_cmpfloat (one, >=, 0);
            g_assert_cmpfloat (one, <=, 1);
            g_assert_cmpfloat_with_epsilon (one, td_resemblance_score (c, b, a), 1e-9);
        }
}

/* What best says is what score says, best first, within the bounds. */
static void test_best (void)
{
    g_autoptr (TdResemblance) c = td_resemblance_new ();
    static const char *const texts[] = { "Inspect farms where migrants pick fruit.",
                                         "Farms must be inspected for forced labour.",
                                         "Les fermes doivent être inspectées.",
                                         "Inspect farms, and pay those who pick fruit.",
                                         "Consular visits in prison",
                                         "Inspect farms where migrants pick fruit" };
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        td_resemblance_add (c, texts[i], i == 2 ? "fr" : "en", NULL, 0);
    g_autoptr (GArray) all = td_resemblance_best (c, 0, 0, G_MAXUINT, 0.01, 10);
    g_autoptr (GArray) some = td_resemblance_best (c, 0, 1, 3, 0.01, 1);
    g_assert_cmpuint (all->len, >=, 3);
    for (guint i = 0; i < all->len; i++) {
        const TdLikeness *l = &g_array_index (all, TdLikeness, i);
        g_assert_cmpuint (l->text, !=, 0);
        g_assert_cmpfloat_with_epsilon (l->score, td_resemblance_score (c, 0, l->text), 1e-9);
        if (i > 0)
            g_assert_cmpfloat (l->score, <=, g_array_index (all, TdLikeness, i - 1).score);
    }
    g_assert_cmpuint (g_array_index (all, TdLikeness, 0).text, ==, 5);
    g_assert_cmpuint (some->len, ==, 1);
    g_assert_cmpuint (g_array_index (some, TdLikeness, 0).text, ==, 3);
}

static void test_groups (void)
{
    g_autoptr (TdResemblance) c = td_resemblance_new ();
    static const struct {
        const char *text;
        guint group;
    } texts[] = {
        { "How many labour inspectors visit plantations each year?", 0 },
        { "Is there a hotline for domestic workers?", 1 },
        { "How many inspectors visit the plantations in a year?", 0 },
        { "Does a hotline for domestic workers exist?", 1 },
        { "Are consular officers told of arrests?", 4 },
    };
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        td_resemblance_add (c, texts[i].text, "en", NULL, 0);
    g_autoptr (GArray) groups = td_resemblance_groups (c, TD_RESEMBLES);
    g_assert_cmpuint (groups->len, ==, G_N_ELEMENTS (texts));
    for (guint i = 0; i < groups->len; i++)
        g_assert_cmpuint (g_array_index (groups, guint, i), ==, texts[i].group);

    g_autoptr (TdResemblance) none = td_resemblance_new ();
    g_autoptr (GArray) no_groups = td_resemblance_groups (none, 0.5);
    g_assert_cmpuint (no_groups->len, ==, 0);
}

/* Words as common and as rare as in papers: the n-th is drawn about once in n. */
static void add_made_text (TdResemblance *c, guint words)
{
    g_autoptr (GString) text = g_string_new (NULL);
    for (guint i = 0; i < words; i++) {
        double u = g_random_double ();
        guint n = (guint) (8000 * u * u * u * u);
        g_string_append_printf (text, "w%c%c%co%c ", 'a' + n % 26, 'a' + n / 26 % 26, 'a' + n / 676, 'a' + n % 7);
    }
    int article = g_random_int_range (1, 94);
    td_resemblance_add (c, text->str, "en", &article, 1);
}

/* 150 of one's own against 3,000 of the Committee's. */
static void test_speed (void)
{
    g_autoptr (TdResemblance) c = td_resemblance_new ();
    guint found = 0;
    g_random_set_seed (11);
    gint64 start = g_get_monotonic_time ();
    for (guint i = 0; i < 3150; i++)
        add_made_text (c, i < 150 ? 40 : 90);
    gint64 filled = g_get_monotonic_time ();
    for (guint i = 0; i < 150; i++) {
        g_autoptr (GArray) best = td_resemblance_best (c, i, 150, 3149, 0.05, 5);
        found += best->len;
    }
    gint64 asked = g_get_monotonic_time ();
    g_test_message ("3,150 texts filled in %.0f ms, 150 asked in %.0f ms (%u found)", (double) (filled - start) / 1000,
                    (double) (asked - filled) / 1000, found);
    g_assert_cmpint (asked - start, <, 10 * G_USEC_PER_SEC); /* slow machines and sanitizers; the message tells */
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/resemblance/scores", test_scores);
    g_test_add_func ("/resemblance/best", test_best);
    g_test_add_func ("/resemblance/groups", test_groups);
    g_test_add_func ("/resemblance/speed", test_speed);
    return g_test_run ();
}
