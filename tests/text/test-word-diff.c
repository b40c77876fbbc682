/* The word diff gives both texts back whatever they are, leaves nothing out that stayed, and reads as people expect. */
#include "base/limits.h"
#include "text/word-diff.h"

#include <string.h>

/* "same[-went-]{+came+}" */
static char *shown (const GPtrArray *pieces)
{
    static const char *const signs[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };
    GString *out = g_string_new (NULL);
    for (guint i = 0; i < pieces->len; i++) {
        const TdDiffPiece *piece = g_ptr_array_index (pieces, i);
        g_string_append (out, signs[piece->kind][0]);
        g_string_append (out, piece->text);
        g_string_append (out, signs[piece->kind][1]);
    }
    return g_string_free (out, FALSE);
}

static void test_rows (void)
{
    static const struct {
        const char *before, *after, *language, *shown;
    } rows[] = {
        { "", "", "en", "" },
        { "", "a", "en", "{+a+}" },
        { "a", "", "en", "[-a-]" },
        { "The State party", "The State party", "en", "The State party" },
        { "The State party must act.", "The State party should act.", "en", "The State party [-must-]{+should+} act." },
        { "recruitment fees", "high recruitment fees", "en", "{+high +}recruitment fees" },
        { "take steps.", "take steps, now.", "en", "take steps{+, now+}." },
        { "the committee", "the Committee", "en", "the [-committee-]{+Committee+}" },
        { "one two six", "one three four six", "en", "one [-two-]{+three four+} six" },
        { "one big house now", "one small hut now", "en", "one [-big house-]{+small hut+} now" },
        { "abc def", "def abc", "en", NULL },
        { "تدعو اللجنة الدولة الطرف", "توصي اللجنة الدولة الطرف", "ar", "[-تدعو-]{+توصي+} اللجنة الدولة الطرف" },
        { "委员会建议缔约国采取措施", "委员会敦促缔约国采取措施", "zh", "委员会[-建议-]{+敦促+}缔约国采取措施" },
        { "a\n\nb", "a\n\nc", NULL, "a\n\n[-b-]{+c+}" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GPtrArray) pieces = td_word_diff (rows[i].before, rows[i].after, rows[i].language);
        g_autofree char *found = shown (pieces);
        if (rows[i].shown != NULL)
            g_assert_cmpstr (found, ==, rows[i].shown);
    }
}

/* ---- whatever the texts ---- */

static char *side (const GPtrArray *pieces, TdDiffKind kind)
{
    GString *out = g_string_new (NULL);
    for (guint i = 0; i < pieces->len; i++) {
        const TdDiffPiece *piece = g_ptr_array_index (pieces, i);
        if (piece->kind == TD_DIFF_SAME || piece->kind == kind)
            g_string_append (out, piece->text);
    }
    return g_string_free (out, FALSE);
}

static void assert_order (const GPtrArray *pieces)
{
    for (guint i = 0; i < pieces->len; i++) {
        const TdDiffPiece *piece = g_ptr_array_index (pieces, i);
        const TdDiffPiece *before = i > 0 ? g_ptr_array_index (pieces, i - 1) : NULL;
        g_assert_cmpstr (piece->text, !=, "");
        if (before != NULL) {
            g_assert_cmpint (before->kind, !=, piece->kind);
            g_assert_false (before->kind == TD_DIFF_ADDED && piece->kind == TD_DIFF_REMOVED);
        }
    }
}

static void assert_whole (const char *before, const char *after, const char *language)
{
    g_autoptr (GPtrArray) pieces = td_word_diff (before, after, language);
    g_autofree char *old = side (pieces, TD_DIFF_REMOVED), *new = side (pieces, TD_DIFF_ADDED);
    g_assert_cmpstr (old, ==, before);
    g_assert_cmpstr (new, ==, after);
    assert_order (pieces);
}

static char *random_text (GRand *random, int most)
{
    static const char *const words[] = { "the",   "State", "party", " ",      " ",      " ",      ", ",
                                         ".",     "\n",    "fees",  "اللجنة", "الدولة", "缔约国", "采取",
                                         "措施",  "é",     "don't", "\u00a0", "a",      "b",      "👩‍👩‍👧",
                                         "ชาวนา", "12.",   "\t",    "—" };
    GString *text = g_string_new (NULL);
    for (int n = g_rand_int_range (random, 0, most); n > 0; n--)
        g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
    return g_string_free (text, FALSE);
}

static void test_property (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    static const char *const languages[] = { "en", "ar", "zh", "ru", NULL };
    for (int i = 0; i < 3000; i++) {
        g_autofree char *before = random_text (random, 60), *after = random_text (random, 60);
        assert_whole (before, after, languages[i % 5]);
    }
    g_rand_free (random);
}

/* Single letters apart by nothing that could be joined: what stays must be the longest that can stay. */
static void test_least (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    for (int round = 0; round < 2000; round++) {
        char a[32] = { 0 }, b[32] = { 0 };
        int n = g_rand_int_range (random, 0, 15), m = g_rand_int_range (random, 0, 15), table[16][16] = { { 0 } };
        for (int i = 0; i < n; i++)
            a[i] = ";:!?+"[g_rand_int_range (random, 0, 5)];
        for (int j = 0; j < m; j++)
            b[j] = ";:!?="[g_rand_int_range (random, 0, 5)];
        for (int i = n - 1; i >= 0; i--)
            for (int j = m - 1; j >= 0; j--)
                table[i][j] = a[i] == b[j] ? table[i + 1][j + 1] + 1 : MAX (table[i + 1][j], table[i][j + 1]);
        g_autoptr (GPtrArray) pieces = td_word_diff (a, b, "en");
        gsize same = 0;
        for (guint i = 0; i < pieces->len; i++) {
            const TdDiffPiece *piece = g_ptr_array_index (pieces, i);
            same += piece->kind == TD_DIFF_SAME ? strlen (piece->text) : 0;
        }
        g_assert_cmpint ((int) same, ==, table[0][0]);
        assert_whole (a, b, "en");
    }
    g_rand_free (random);
}

/* Longer than is compared exactly: lines first, still whole, and the changed word alone is told. */
static void test_long (void)
{
    g_autoptr (GString) before = g_string_new (NULL), after = g_string_new (NULL);
    for (int i = 0; i < 2 * TD_LIMIT_DIFF_WORDS / 10; i++) {
        g_string_append_printf (before, "Paragraph %d has ten words or so in it.\n", i);
        g_string_append_printf (after, "Paragraph %d has %s words or so in it.\n", i, i == 700 ? "twenty" : "ten");
    }
    g_autoptr (GPtrArray) pieces = td_word_diff (before->str, after->str, "en");
    g_assert_cmpuint (pieces->len, ==, 4);
    g_assert_cmpstr (((TdDiffPiece *) g_ptr_array_index (pieces, 1))->text, ==, "ten");
    assert_whole (before->str, after->str, "en");
    g_autofree char *one_line = g_strnfill (300000, '.');
    assert_whole (one_line, before->str, "en");
}

/* ---- paragraphs ---- */

static char *pairs_of (const GArray *pairs)
{
    GString *out = g_string_new (NULL);
    for (guint i = 0; i < pairs->len; i++) {
        const TdDiffPair *pair = &g_array_index (pairs, TdDiffPair, i);
        g_string_append_printf (out, "%s%d:%d", i > 0 ? " " : "", pair->before, pair->after);
    }
    return g_string_free (out, FALSE);
}

static void assert_pairs (const char *before, const char *after, const char *const *before_ids,
                          const char *const *after_ids, const char *wanted)
{
    g_auto (GStrv) a = g_strsplit (before, "|", -1), b = g_strsplit (after, "|", -1);
    g_autoptr (GArray) pairs = td_paragraph_diff (before_ids, (const char *const *) a, g_strv_length (a), after_ids,
                                                  (const char *const *) b, g_strv_length (b));
    g_autofree char *found = pairs_of (pairs);
    g_assert_cmpstr (found, ==, wanted);
}

static void test_paragraphs (void)
{
    static const char *const ids[] = { "p1", "p2", "p3", NULL }, *const turned[] = { "p3", NULL, "p1", NULL };
    assert_pairs ("a a|b b|c c", "a a|b b|c c", NULL, NULL, "0:0 1:1 2:2");
    assert_pairs ("a a|b b|c c", "c c|a a", NULL, NULL, "2:0 0:1 1:-1");
    assert_pairs ("x y z|k l m", "k l n|x y z w", NULL, NULL, "1:0 0:1");
    assert_pairs ("x y z", "q r s|x y z", NULL, NULL, "-1:0 0:1");
    assert_pairs ("same|same|same", "same|same", NULL, NULL, "0:0 1:1 2:-1");
    assert_pairs ("a|b|c", "d|b|e", ids, turned, "2:0 1:1 0:2");
    assert_pairs ("the long sentence about fees. And one about courts and their costs.",
                  "the long sentence about fees.|And one about courts and their costs.", NULL, NULL, "-1:0 0:1");
    g_autoptr (GArray) none = td_paragraph_diff (NULL, NULL, 0, NULL, NULL, 0);
    g_assert_cmpuint (none->len, ==, 0);
}

static void test_likeness (void)
{
    g_assert_cmpfloat (td_word_likeness ("", ""), ==, 1);
    g_assert_cmpfloat (td_word_likeness ("!", "?"), ==, 0);
    g_assert_cmpfloat (td_word_likeness ("Fees, fees!", "fees fees"), ==, 1);
    g_assert_cmpfloat (td_word_likeness ("one two", "three four"), ==, 0);
    g_assert_cmpfloat (td_word_likeness ("one two", "two three"), ==, 0.5);
    g_assert_cmpfloat (td_word_likeness ("اللجنة الدولة", "الدولة اللجنة"), ==, 1);
}

/* Ten thousand words against as many others: not for ever. */
static void test_time (void)
{
    g_autoptr (GString) before = g_string_new (NULL), after = g_string_new (NULL);
    GRand *random = g_rand_new_with_seed (7);
    for (int i = 0; i < TD_LIMIT_DIFF_WORDS / 2 - 1; i++) {
        g_string_append_printf (before, "w%d ", g_rand_int_range (random, 0, 400));
        g_string_append_printf (after, "w%d ", g_rand_int_range (random, 0, 400));
    }
    gint64 start = g_get_monotonic_time ();
    assert_whole (before->str, after->str, "en");
    g_test_message ("unlike texts of %d words: %d ms", TD_LIMIT_DIFF_WORDS,
                    (int) ((g_get_monotonic_time () - start) / 1000));
    g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    g_rand_free (random);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/diff/rows", test_rows);
    g_test_add_func ("/diff/property", test_property);
    g_test_add_func ("/diff/least", test_least);
    g_test_add_func ("/diff/long", test_long);
    g_test_add_func ("/diff/time", test_time);
    g_test_add_func ("/diff/paragraphs", test_paragraphs);
    g_test_add_func ("/diff/likeness", test_likeness);
    return g_test_run ();
}
