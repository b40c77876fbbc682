/* The code of words: what it is made of, how it may be typed, when it opens what. */
#include "areas/submissions/code.h"
#include "base/limits.h"
#include "fixture.h"

static void test_list (void)
{
    g_autoptr (GHashTable) heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (int i = 1; i <= TD_CODE_LIST; i++) {
        const char *word = td_code_word (i);
        gsize length = strlen (word);
        g_assert_true (length >= 3 && length <= 8);
        for (const char *p = word; *p != '\0'; p++)
            g_assert_true (g_ascii_islower (*p));
        g_assert_true (i == 1 || strcmp (td_code_word (i - 1), word) < 0);
        g_assert_true (g_hash_table_add (heads, g_strndup (word, 4)));
    }
    /* A short word is the beginning of no other. */
    for (int i = 1; i <= TD_CODE_LIST; i++)
        if (strlen (td_code_word (i)) == 3)
            g_assert_true (i == TD_CODE_LIST || !g_str_has_prefix (td_code_word (i + 1), td_code_word (i)));
    g_assert_cmpstr (td_code_word (0), ==, "");
    g_assert_cmpstr (td_code_word (TD_CODE_LIST + 1), ==, "");
}

static void assert_parsed (const char *typed)
{
    int numbers[TD_CODE_WORDS] = { 0 };

    g_test_message ("%s", typed);
    g_assert_true (td_code_parse (typed, numbers));
    for (int i = 0; i < TD_CODE_WORDS; i++)
        g_assert_cmpint (numbers[i], ==, i + 1);
}

static void test_typing (void)
{
    static const char *const wrong[] = { "",
                                         "0001",
                                         "0001 0002 0003 0004 0005 0006 0007",
                                         "0001 0002 0003 0004 0005 0006 0007 0008 0009",
                                         "0001 0002 0003 0004 0005 0006 0007 0000",
                                         "0001 0002 0003 0004 0005 0006 0007 2049",
                                         "1 2 3 4 5 6 7 8",
                                         "00010002000300040005000600070",
                                         "zzzz zzzz zzzz zzzz zzzz zzzz zzzz zzzz",
                                         "<script>alert(1)</script>",
                                         "\xf0\x9f\x98\x80" };
    int numbers[TD_CODE_WORDS];
    g_autofree char *long_text = g_strnfill (4000, '1');
    g_autofree char *long_word = g_strnfill (4000, 'a');
    GString *words = g_string_new (NULL), *loud = g_string_new (NULL), *heads = g_string_new (NULL);

    for (int i = 1; i <= TD_CODE_WORDS; i++) {
        g_autofree char *upper = g_ascii_strup (td_code_word (i), -1);
        g_string_append_printf (words, "%s ", td_code_word (i));
        g_string_append_printf (loud, "%s ,-\t", upper);
        g_string_append_printf (heads, "%.4s ", td_code_word (i));
    }
    assert_parsed (words->str);
    assert_parsed (loud->str);
    assert_parsed (heads->str);
    assert_parsed ("0001 0002 0003 0004 0005 0006 0007 0008");
    assert_parsed ("00010002000300040005000600070008");
    assert_parsed ("٠٠٠١ ٠٠٠٢ ٠٠٠٣ ٠٠٠٤ ٠٠٠٥ ٠٠٠٦ ٠٠٠٧ ٠٠٠٨");
    assert_parsed ("۰۰۰۱ ۰۰۰۲ ०००३ ०००४ ０００５ 0006 0007 0008");
    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
        g_assert_false (td_code_parse (wrong[i], numbers));
    g_assert_false (td_code_parse (long_text, numbers));
    g_assert_false (td_code_parse (long_word, numbers));
    g_string_free (words, TRUE);
    g_string_free (loud, TRUE);
    g_string_free (heads, TRUE);
}

static char *text_of (const int numbers[TD_CODE_WORDS])
{
    GString *text = g_string_new (NULL);

    for (int i = 0; i < TD_CODE_WORDS; i++)
        g_string_append_printf (text, "%s ", td_code_word (numbers[i]));
    return g_string_free (text, FALSE);
}

static char *make (House *house, const Draft *draft)
{
    g_autoptr (GError) error = NULL;
    int numbers[TD_CODE_WORDS];

    td_code_make (house->instance, &nobody, draft->key, draft->id, numbers, &error);
    g_assert_no_error (error);
    return text_of (numbers);
}

static void assert_opens (House *house, const char *code, const char *wanted)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;

    if (wanted == NULL) {
        g_assert_false (td_code_return (house->instance, code, &id, &key, &error));
        assert_code (&error, TD_ERROR_INPUT);
        return;
    }
    td_code_return (house->instance, code, &id, &key, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (id, ==, wanted);
    g_autoptr (TdSubmission) s = td_submission_get (house->instance, &nobody, key, id, &error);
    g_assert_no_error (error);
    g_assert_true ((s->relations & TD_RELATION_SENDER) != 0);
}

static void test_return (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_auto (Draft) other = { 0 };
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    g_autofree char *turned = NULL;
    g_autoptr (GError) error = NULL;
    int numbers[TD_CODE_WORDS];

    begin (house, &draft);
    send_one (house, &other, "confidential", REPORT);
    first = make (house, &draft);
    assert_opens (house, first, draft.id);
    assert_opens (house, first, draft.id); /* as often as one likes */
    /* A new one ends the old one; what was opened stays open. */
    second = make (house, &draft);
    assert_opens (house, first, NULL);
    assert_opens (house, second, draft.id);
    g_assert_true (td_code_parse (second, numbers));
    int last = numbers[7];
    numbers[7] = numbers[0];
    numbers[0] = last;
    turned = text_of (numbers);
    if (!g_str_equal (turned, second))
        assert_opens (house, turned, NULL);
    assert_opens (house, "", NULL);
    assert_opens (house, "0001 0002 0003 0004 0005 0006 0007 0008", NULL);
    /* Nobody else has one made, not even the secretariat. */
    g_assert_false (td_code_make (house->instance, &secretariat, NULL, other.id, numbers, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_code_make (house->instance, &nobody, NULL, other.id, numbers, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

/* Whoever guesses without end is stopped, right or wrong. */
static void test_rate (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autoptr (GError) error = NULL;

    for (int i = 0; i < TD_LIMIT_CODES_A_MINUTE; i++) {
        g_assert_false (td_code_return (house->instance, "no", &id, &key, &error));
        if (td_error_code (error) == TD_ERROR_BUSY)
            return; /* a machine so slow that the minute went by is no failure of ours, but this is the end wanted */
        assert_code (&error, TD_ERROR_INPUT);
    }
    g_assert_false (td_code_return (house->instance, "no", &id, &key, &error));
    assert_code (&error, TD_ERROR_BUSY);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/code/list", test_list);
    g_test_add_func ("/code/typing", test_typing);
    g_test_add_func ("/code/return", test_return);
    g_test_add_func ("/code/rate", test_rate);
    return g_test_run ();
}
