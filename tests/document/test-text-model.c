/* The text model keeps what people type: both ways of the mark-up, of the field and of JSON; ids stay with their paragraphs. */
#include "base/errors.h"
#include "base/limits.h"
#include "document/text-model.h"

#include <string.h>

/* ---- the small mark-up ---- */

/* "text{styles}<link>^note", runs apart by "¦". */
static char *shown (const GPtrArray *runs)
{
    GString *out = g_string_new (NULL);
    for (guint i = 0; i < runs->len; i++) {
        const TdTextRun *run = g_ptr_array_index (runs, i);
        g_string_append_printf (out, "%s%s", i > 0 ? "¦" : "", run->text);
        if (run->style != 0)
            g_string_append_printf (out, "{%s%s}", run->style & TD_RUN_STRONG ? "s" : "",
                                    run->style & TD_RUN_EMPHASIS ? "e" : "");
        if (run->link != NULL)
            g_string_append_printf (out, "<%s>", run->link);
        if (run->note != NULL)
            g_string_append_printf (out, "^%s", run->note);
    }
    return g_string_free (out, FALSE);
}

static void test_mark_up (void)
{
    static const struct {
        const char *words, *runs;
    } rows[] = {
        { "", "" },
        { "Plain words.", "Plain words." },
        { "Fees take **a year's** wages", "Fees take ¦a year's{s}¦ wages" },
        { "*a* **b** ***c***", "a{e}¦ ¦b{s}¦ ¦c{se}" },
        { "**a *b** c*", "a {s}¦b{se}¦ c{e}" },
        { "5 * 3 * 2 = 30", "5 * 3 * 2 = 30" },
        { "5*3", "5*3" },
        { "**never closed", "**never closed" },
        { "a ** b", "a ** b" },
        { "a **** b ****", "a **** b ****" },
        { "\\*no\\*", "*no*" },
        { "\\\\ \\x \\", "\\ \\x \\" },
        { "see [the report](https://x.org/a_(b)).", "see ¦the report<https://x.org/a_(b)>¦." },
        { "[**bold**](/en/calls)", "bold{s}</en/calls>" },
        { "[para. 3](#p3)", "para. 3<#p3>" },
        { "[sic] (see)", "[sic] (see)" },
        { "[x](javascript:alert)", "[x](javascript:alert)" },
        { "[x](//evil)", "[x](//evil)" },
        { "[x](https://)", "[x](https://)" },
        { "[](https://a.b)", "[](https://a.b)" },
        { "Word^[A note.] more", "Word^A note.¦ more" },
        { "Word^[one]^[two]", "Word^one; two" },
        { "Word^[see [1] and \\]]", "Word^see [1] and ]" },
        { "^[alone]", "^[alone]" },
        { "a^[]", "a^[]" },
        { "[w^[n]](https://a.b)^[m]", "w<https://a.b>^n; m" },
        { "ligne\r\nligne\tx\x01y", "ligne ligne xy" },
        { "**عمال** و*ة*", "عمال{s}¦ و¦ة{e}" },
        { "**缔约国**应^[注]采取", "缔约国{s}¦应^注¦采取" },
        { "a\xe2\x80\xaetxt.exe\xef\xbb\xbf", "atxt.exe" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GPtrArray) runs = td_text_runs_from_words (rows[i].words), again = NULL;
        g_autofree char *found = shown (runs), *words = td_text_words_of_runs (runs), *back = NULL;
        g_test_message ("%s -> %s", rows[i].words, words);
        g_assert_cmpstr (found, ==, rows[i].runs);
        again = td_text_runs_from_words (words);
        back = shown (again);
        g_assert_cmpstr (back, ==, rows[i].runs);
    }
    g_autoptr (GPtrArray) bad = td_text_runs_from_words ("a\xff"
                                                         "b");
    g_assert_true (g_utf8_validate (((TdTextRun *) g_ptr_array_index (bad, 0))->text, -1, NULL));
}

static const char *const bits[] = {
    "*",        "**", "***", "[",   "]",    "(",    ")",   "^",   "^[",  "](",    "](https://a.b)",
    "\\",       " ",  "a",   "b c", "عمال", "移徙", "|",   "12.", "(a)", "-",     ">",
    "https://", "#",  "~ ",  "é",   ".",    "|",    "---", ":",   "#. ", "](/x)", "- "
};

static char *random_words (GRand *random, int most)
{
    GString *words = g_string_new (NULL);
    for (int n = g_rand_int_range (random, 0, most); n > 0; n--)
        g_string_append (words, bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))]);
    return g_string_free (words, FALSE);
}

/* Runs of any letters, as a text from elsewhere may hold: no two neighbours that are one. */
static GPtrArray *random_runs (GRand *random)
{
    GPtrArray *runs = td_text_runs_new ();
    guint before = 99;
    for (int n = g_rand_int_range (random, 0, 6); n > 0; n--) {
        g_autofree char *words = random_words (random, 5);
        guint style = (guint) g_rand_int_range (random, 0, 4);
        if (*words == '\0' || style == before)
            continue;
        TdTextRun *run = td_text_runs_add (runs, words, before = style);
        if (g_rand_int_range (random, 0, 4) == 0)
            run->link = g_strdup (g_rand_boolean (random) ? "https://a.b/(c" : "/x\\]y*");
        if (g_rand_int_range (random, 0, 4) == 0) {
            run->note = random_words (random, 5);
            if (*run->note == '\0')
                g_clear_pointer (&run->note, g_free);
        }
    }
    return runs;
}

static void test_mark_up_random (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    for (int i = 0; i < 20000; i++) {
        g_autofree char *words = random_words (random, 14);
        g_autoptr (GPtrArray) runs = i % 2 ? random_runs (random) : td_text_runs_from_words (words);
        g_autofree char *first = shown (runs), *out = td_text_words_of_runs (runs), *second = NULL;
        g_autoptr (GPtrArray) again = td_text_runs_from_words (out);
        second = shown (again);
        g_test_message ("%s", out);
        g_assert_cmpstr (first, ==, second);
    }
    g_rand_free (random);
}

/* Nothing that is typed takes long. */
static void test_mark_up_long (void)
{
    static const char *const parts[] = { "*", "**a ", "[", "]", "[a](", "^[", "[a](https://b", "\\", "a*b", "[]()" };
    gint64 start = g_get_monotonic_time ();
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
        GString *words = g_string_new ("x");
        while (words->len < 60000)
            g_string_append (words, parts[i]);
        g_autoptr (GPtrArray) runs = td_text_runs_from_words (words->str);
        g_autofree char *out = td_text_words_of_runs (runs);
        g_string_free (words, TRUE);
    }
    g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

/* ---- a section as typed ---- */

static char *kinds_of (const TdTextSection *section)
{
    GString *out = g_string_new (NULL);
    for (guint i = 0; i < section->paragraphs->len; i++) {
        const TdTextParagraph *p = g_ptr_array_index (section->paragraphs, i);
        g_string_append_printf (out, "%s%s%s:", i > 0 ? "\n" : "", td_text_kind_word (p->kind), p->heads ? "!" : "");
        for (guint j = 0; p->cells != NULL && j < p->cells->len; j++) {
            g_autofree char *cell = shown (g_ptr_array_index (p->cells, j));
            g_string_append_printf (out, "<%s>", cell);
        }
        if (p->runs != NULL) {
            g_autofree char *words = shown (p->runs);
            g_string_append (out, words);
        }
    }
    return g_string_free (out, FALSE);
}

static void test_typed (void)
{
    static const struct {
        TdTextKind usual;
        const char *typed, *found;
    } rows[] = {
        { TD_TEXT_PLAIN, "", "" },
        { TD_TEXT_PLAIN, " \n\n\r\n", "" },
        { TD_TEXT_PLAIN, "One\nline.\r\n\r\nTwo.", "plain:One line.\nplain:Two." },
        { TD_TEXT_PLAIN, "1. One\n\n#. Two\n\n12.Three", "numbered:One\nnumbered:Two\nplain:12.Three" },
        { TD_TEXT_PLAIN, "in the year\n2012. It was", "plain:in the year 2012. It was" },
        { TD_TEXT_PLAIN, "1. One\n2. Two", "numbered:One\nnumbered:Two" },
        { TD_TEXT_NUMBERED, "One\n\n~ Two\n\n\\(a) three", "numbered:One\nplain:Two\nnumbered:(a) three" },
        { TD_TEXT_NUMBERED, "Ask:\n(a) this\n(b) that\nand more\n- last",
          "numbered:Ask:\nitem:this\nitem:that and more\nitem:last" },
        { TD_TEXT_PLAIN, "> They said\n> so\n\nx", "quote:They said so\nplain:x" },
        { TD_TEXT_PLAIN, "| a | **b** |\n|---|:-:|\n| c | d\\|e |\nx", "row!:<a><b{s}>\nrow:<c><d|e>\nplain:x" },
        { TD_TEXT_PLAIN, "|a", "row:<a>" },
        { TD_TEXT_PLAIN, "| a | |", "row:<a><>" },
        { TD_TEXT_PLAIN, "- |\n\n-", "item:|" },
        { TD_TEXT_PLAIN, "فقرة أولى\n\n١. ليست رقماً هنا", "plain:فقرة أولى\nplain:١. ليست رقماً هنا" },
        { TD_TEXT_NUMBERED, "第一段。\n\n- 项目", "numbered:第一段。\nitem:项目" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TdText) text = td_text_new ("en");
        TdTextSection *section = td_text_add_section (text, NULL, "", 1);
        g_test_message ("%s", rows[i].typed);
        td_text_section_from_typed (section, rows[i].typed, rows[i].usual);
        g_autofree char *found = kinds_of (section);
        g_assert_cmpstr (found, ==, rows[i].found);
        g_autofree char *typed = td_text_section_typed (section, rows[i].usual);
        td_text_section_from_typed (section, typed, rows[i].usual);
        g_autofree char *again = kinds_of (section);
        g_assert_cmpstr (again, ==, rows[i].found);
    }
}

static void fill_at_random (GRand *random, TdTextSection *section)
{
    for (int n = g_rand_int_range (random, 0, 6); n > 0; n--) {
        TdTextKind kind = (TdTextKind) g_rand_int_range (random, 0, 5);
        g_autofree char *a = random_words (random, 8), *b = random_words (random, 8);
        const char *cells[] = { a, b, NULL };
        g_autoptr (GPtrArray) runs = td_text_runs_from_words (a); /* of "^[]" there is nothing to type */
        if (kind == TD_TEXT_ROW)
            td_text_add_row (section, g_rand_int_range (random, 0, 3) == 0, cells);
        else if (runs->len > 0)
            td_text_add (section, kind, a);
    }
}

/* Any section comes back from its field the same, ids and all. */
static void test_typed_random (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    for (int i = 0; i < 5000; i++) {
        g_autoptr (TdText) text = td_text_new ("en");
        TdTextSection *section = td_text_add_section (text, NULL, "", 1);
        TdTextKind usual = i % 2 ? TD_TEXT_PLAIN : TD_TEXT_NUMBERED;
        fill_at_random (random, section);
        json_t *before = td_text_section_to_json (section);
        g_autofree char *first = kinds_of (section), *typed = td_text_section_typed (section, usual), *second = NULL;
        g_test_message ("%s", typed);
        td_text_section_from_typed (section, typed, usual);
        second = kinds_of (section);
        g_assert_cmpstr (second, ==, first);
        json_t *after = td_text_section_to_json (section);
        g_assert_true (json_equal (before, after));
        json_decref (before);
        json_decref (after);
    }
    g_rand_free (random);
}

/* ---- ids ---- */

static char *id_of (const TdTextSection *section, guint i)
{
    return g_strdup (((TdTextParagraph *) g_ptr_array_index (section->paragraphs, i))->id);
}

static void assert_id (const TdTextSection *section, guint i, const char *id)
{
    g_assert_cmpstr (((TdTextParagraph *) g_ptr_array_index (section->paragraphs, i))->id, ==, id);
}

static void test_ids (void)
{
    g_autoptr (TdText) text = td_text_new ("en");
    TdTextSection *section = td_text_add_section (text, "fees", "Fees", 1);
    td_text_section_from_typed (section,
                                "Recruitment fees take a year of wages.\n\nCourts are far away and dear for all.\n\n"
                                "Yes.\n\nThe embassy does not answer. Nobody comes to the prisons there.",
                                TD_TEXT_NUMBERED);
    g_autofree char *fees = id_of (section, 0), *courts = id_of (section, 1), *yes = id_of (section, 2),
                    *embassy = id_of (section, 3);
    int article = 22;
    g_array_append_val (td_text_paragraph (text, fees)->articles, article);
    td_text_paragraph (text, fees)->source = g_strdup ("A report");

    /* edited in place, and one wholly rewritten at its place */
    td_text_section_from_typed (
        section,
        "Recruitment fees take **two years** of wages.\n\nCourts are far away and dear for all.\n\n"
        "No!\n\nThe embassy does not answer. Nobody comes to the prisons there.",
        TD_TEXT_NUMBERED);
    assert_id (section, 0, fees);
    assert_id (section, 2, yes);
    g_assert_cmpint (g_array_index (td_text_paragraph (text, fees)->articles, int, 0), ==, 22);
    g_assert_cmpstr (td_text_paragraph (text, fees)->source, ==, "A report");

    /* moved, with a new one before them; one split; one gone */
    td_text_section_from_typed (section,
                                "Something quite new.\n\nCourts are far away and dear for all.\n\n"
                                "Recruitment fees take two years of wages.\n\nThe embassy does not answer.\n\n"
                                "Nobody comes to the prisons there.",
                                TD_TEXT_NUMBERED);
    assert_id (section, 1, courts);
    assert_id (section, 2, fees);
    g_assert_true (td_text_paragraph (text, embassy) != NULL);
    g_assert_null (td_text_paragraph (text, yes));
    g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
    for (guint i = 0; i < section->paragraphs->len; i++)
        g_assert_true (g_hash_table_add (ids, ((TdTextParagraph *) g_ptr_array_index (section->paragraphs, i))->id));
}

/* ---- numbers and words ---- */

static TdText *sample (void)
{
    static const char *const heads[] = { "Year", "Fees", NULL }, *const cells[] = { "2025", "**900**^[In dollars.]",
                                                                                    NULL };
    TdText *text = td_text_new ("en");
    text->title = g_strdup ("Concluding observations");
    text->symbol = g_strdup ("CMW/C/GHA/CO/2");
    text->marking = g_strdup ("Confidential");
    text->contents = TRUE;
    TdTextSection *a = td_text_add_section (text, "introduction", "Introduction", 1);
    td_text_add (a, TD_TEXT_NUMBERED, "The Committee *considered*^[At its 500th meeting.] the report.");
    TdTextSection *b = td_text_add_section (text, NULL, "Fees", 2);
    td_text_add (b, TD_TEXT_NUMBERED, "It recommends that the State party:");
    td_text_add (b, TD_TEXT_ITEM, "End fees;");
    td_text_add_row (b, TRUE, heads);
    td_text_add_row (b, FALSE, cells);
    td_text_add (b, TD_TEXT_ITEM, "Pay back [what was taken](https://example.org/fees).");
    td_text_add (b, TD_TEXT_PLAIN, "Without a number.");
    TdTextParagraph *arabic = td_text_add (b, TD_TEXT_QUOTE, "توصي اللجنة **الدولة الطرف**");
    arabic->language = g_strdup ("ar");
    int articles[] = { 8, 22 };
    g_array_append_vals (arabic->articles, articles, 2);
    arabic->source = g_strdup ("A report, para. 4");
    arabic->source_link = g_strdup ("/en/submissions/x");
    TdTextRun *run = td_text_runs_add (arabic->runs, "gone", 0);
    run->change = TD_CHANGE_REMOVED;
    run->by = g_strdup ("A rapporteur");
    td_text_add (b, TD_TEXT_ITEM, "An item of the paragraph without number.");
    td_text_number (text);
    return text;
}

/* What is put in by hand becomes what a file can hold: on one line, of good characters, never empty. */
static void test_runs_by_hand (void)
{
    g_autoptr (TdText) text = td_text_new ("en");
    TdTextParagraph *p = td_text_add (td_text_add_section (text, NULL, "A", 1), TD_TEXT_QUOTE, "");
    json_t *json;
    g_autoptr (TdText) back = NULL;
    g_autoptr (GError) error = NULL;

    td_text_runs_add (p->runs, "It recommends:\r\n(a) End it;\n(b)\tSay so.\x01", 0);
    td_text_runs_add (p->runs, "\x02", TD_RUN_STRONG);
    g_assert_cmpstr (((TdTextRun *) p->runs->pdata[0])->text, ==, "It recommends: (a) End it; (b) Say so.");
    json = td_text_to_json (text);
    back = td_text_from_json (json, &error);
    g_assert_no_error (error);
    g_assert_nonnull (back);
    json_decref (json);
}

static void test_numbers (void)
{
    static const char *const numbers[] = { "2.", "(a)", NULL, NULL, "(b)", NULL, NULL, "(a)" };
    g_autoptr (TdText) text = sample ();
    const TdTextSection *b = g_ptr_array_index (text->sections, 1);
    for (guint i = 0; i < b->paragraphs->len; i++)
        g_assert_cmpstr (((TdTextParagraph *) g_ptr_array_index (b->paragraphs, i))->number, ==, numbers[i]);

    g_autoptr (TdText) many = td_text_new ("en");
    TdTextSection *section = td_text_add_section (many, NULL, "", 1);
    for (int i = 0; i < 30; i++)
        td_text_add (section, TD_TEXT_ITEM, "x");
    td_text_number (many);
    g_assert_cmpstr (((TdTextParagraph *) g_ptr_array_index (section->paragraphs, 25))->number, ==, "(z)");
    g_assert_cmpstr (((TdTextParagraph *) g_ptr_array_index (section->paragraphs, 26))->number, ==, "(aa)");
}

static void test_words (void)
{
    g_autoptr (TdText) text = td_text_new ("en");
    TdTextSection *section = td_text_add_section (text, NULL, "Two words", 1);
    td_text_add (section, TD_TEXT_PLAIN, "**one**s two^[and three more]");
    g_assert_cmpint (td_text_words (text), ==, 7);
    td_text_runs_add (((TdTextParagraph *) g_ptr_array_index (section->paragraphs, 0))->runs, " gone", 0)->change =
        TD_CHANGE_REMOVED;
    g_assert_cmpint (td_text_words (text), ==, 7);

    /* ten thousand words in one field */
    g_autoptr (GString) typed = g_string_new (NULL);
    for (int i = 0; i < 10000; i++)
        g_string_append_printf (typed, "%s%s",
                                i % 3 == 0   ? "عمال"
                                : i % 3 == 1 ? "fees"
                                             : "de",
                                i % 50 == 49 ? "\n\n" : " ");
    gint64 start = g_get_monotonic_time ();
    td_text_section_from_typed (section, typed->str, TD_TEXT_NUMBERED);
    td_text_section_from_typed (section, typed->str, TD_TEXT_NUMBERED);
    g_assert_cmpuint (section->paragraphs->len, ==, 200);
    g_assert_cmpint (td_text_words (text), ==, 10002);
    g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

/* ---- changes ---- */

/* "same[-went-]{+came+}" of a paragraph, with what is strong and with notes. */
static char *changes_shown (const GPtrArray *runs)
{
    GString *out = g_string_new (NULL);
    for (guint i = 0; i < runs->len; i++) {
        const TdTextRun *run = g_ptr_array_index (runs, i);
        const char *strong = run->style & TD_RUN_STRONG ? "**" : "";
        g_assert_true ((run->by != NULL) == (run->change != TD_CHANGE_NONE));
        g_autofree char *noted = run->note != NULL ? g_strconcat ("^", run->note, NULL) : g_strdup ("");
        g_string_append_printf (out,
                                run->change == TD_CHANGE_REMOVED ? "[-%s%s%s%s-]"
                                : run->change == TD_CHANGE_ADDED ? "{+%s%s%s%s+}"
                                                                 : "%s%s%s%s",
                                strong, run->text, strong, noted);
    }
    return g_string_free (out, FALSE);
}

static void assert_changes (const TdTextSection *section, guint i, const char *wanted)
{
    const TdTextParagraph *paragraph = g_ptr_array_index (section->paragraphs, i);
    g_autofree char *found =
        changes_shown (paragraph->runs != NULL ? paragraph->runs : g_ptr_array_index (paragraph->cells, 1));
    g_assert_cmpstr (found, ==, wanted);
}

/* Words that stay, in another style, with another link or another note. */
static void test_styles_compared (void)
{
    static const struct {
        const char *before, *after, *wanted;
    } rows[] = {
        { "Fees are forbidden.", "Fees are **forbidden**.", "Fees are [-forbidden-]{+**forbidden**+}." },
        { "Fees are *all* forbidden.", "Fees are all forbidden.", "Fees are [-all-]{+all+} forbidden." },
        { "Fees are forbidden now.", "Fees are forbidden^[By law.] now.",
          "Fees are [-forbidden-]{+forbidden^By law.+} now." },
        { "Fees are forbidden^[By law.].", "Fees are forbidden^[By decree.].",
          "Fees are [-forbidden^By law.-]{+forbidden^By decree.+}." },
        { "**Fees** are forbidden^[By law.].", "**Fees** are forbidden^[By law.].", "**Fees** are forbidden^By law.." },
        { "", "**Fees**^[x]", "{+**Fees**^x+}" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TdText) text = td_text_new ("en");
        TdTextSection *section = td_text_add_section (text, NULL, "", 1);
        g_autoptr (GPtrArray) before = td_text_runs_from_words (rows[i].before);
        g_autoptr (GPtrArray) after = td_text_runs_from_words (rows[i].after);
        TdTextParagraph *p = td_text_add (section, TD_TEXT_PLAIN, ".");
        g_ptr_array_unref (p->runs);
        p->runs = td_text_runs_compare (before, after, "en", "A rapporteur");
        assert_changes (section, 0, rows[i].wanted);
        g_assert_cmpint (td_text_runs_changed (p->runs), ==, strpbrk (rows[i].wanted, "[{") != NULL);
        json_t *json = td_text_to_json (text);
        g_autoptr (GError) error = NULL;
        g_autoptr (TdText) back = td_text_from_json (json, &error);
        g_assert_no_error (error);
        json_t *again = td_text_to_json (back);
        g_assert_true (json_equal (json, again));
        json_decref (json);
        json_decref (again);
    }
}

/* ---- JSON ---- */

static void test_json (void)
{
    g_autoptr (TdText) text = sample (), copy = td_text_copy (text), back = NULL;
    g_autoptr (GError) error = NULL;
    json_t *json = td_text_to_json (text), *of_copy = td_text_to_json (copy), *again;

    g_assert_true (json_equal (json, of_copy));
    back = td_text_from_json (json, &error);
    g_assert_no_error (error);
    again = td_text_to_json (back);
    g_assert_true (json_equal (json, again));
    json_decref (json);
    json_decref (of_copy);
    json_decref (again);

    json = td_text_section_to_json (g_ptr_array_index (text->sections, 1));
    TdTextSection *section = td_text_section_from_json (json, &error);
    g_assert_no_error (error);
    again = td_text_section_to_json (section);
    g_assert_true (json_equal (json, again));
    g_ptr_array_add (text->sections, section);
    json_decref (json);
    json_decref (again);
}

/* A text with one paragraph, in which one thing is replaced. */
static json_t *altered (const char *place, json_t *take_value)
{
    json_t *json =
        json_pack ("{s:s, s:[{s:s, s:s, s:i, s:[{s:s, s:s, s:[{s:s}]}]}]}", "language", "en", "sections", "id", "a",
                   "title", "", "level", 1, "paragraphs", "id", "p1", "kind", "plain", "runs", "text", "x");
    json_t *at = json;
    g_auto (GStrv) steps = g_strsplit (place, ".", -1);
    for (char **step = steps; *step != NULL; step++) {
        while (json_is_array (at))
            at = json_array_get (at, 0);
        if (step[1] == NULL && take_value != NULL)
            json_object_set_new (at, *step, take_value);
        else if (step[1] == NULL)
            json_object_del (at, *step);
        else
            at = json_object_get (at, *step);
    }
    return json;
}

static void assert_refused (const char *place, json_t *take_value)
{
    g_autoptr (GError) error = NULL;
    json_t *json = altered (place, take_value);
    g_test_message ("%s", place);
    g_assert_null (td_text_from_json (json, &error));
    g_assert_error (error, TD_TEXT_ERROR, TD_ERROR_OURS);
    json_decref (json);
}

static json_t *many (json_t *take_value, gsize n)
{
    json_t *list = json_array ();
    for (gsize i = 0; i < n; i++)
        json_array_append (list, take_value);
    json_decref (take_value);
    return list;
}

static void test_json_distrust (void)
{
    g_autofree char *long_words = g_strnfill (TD_LIMIT_TEXT_PARAGRAPH_CHARACTERS + 1, 'x');
    json_t *good = altered ("title", json_string ("A title"));
    g_autoptr (TdText) fine = td_text_from_json (good, NULL);
    g_assert_nonnull (fine);
    json_decref (good);

    assert_refused ("language", NULL);
    assert_refused ("language", json_string ("e"));
    assert_refused ("language", json_string ("en--x"));
    assert_refused ("title", json_integer (1));
    assert_refused ("title", json_string ("a\nb"));
    assert_refused ("unknown", json_true ());
    assert_refused ("contents", json_integer (1));
    assert_refused ("sections", NULL);
    assert_refused ("sections", json_object ());
    assert_refused ("sections",
                    many (json_pack ("{s:s, s:s, s:i, s:[]}", "id", "a", "title", "", "level", 1, "paragraphs"), 2));
    assert_refused ("sections.id", json_string ("a b"));
    assert_refused ("sections.id", json_string ("1a"));
    assert_refused ("sections.title", NULL);
    assert_refused ("sections.level", json_integer (7));
    assert_refused ("sections.level", json_real (1.0));
    assert_refused ("sections.paragraphs",
                    many (json_pack ("{s:s, s:s, s:[]}", "id", "p", "kind", "plain", "runs"), 2));
    assert_refused ("sections.paragraphs.id", json_string ("p\"1"));
    assert_refused ("sections.paragraphs.kind", json_string ("heading"));
    assert_refused ("sections.paragraphs.kind", json_string ("row"));
    assert_refused ("sections.paragraphs.heads", json_true ());
    assert_refused ("sections.paragraphs.number", json_string ("12345678901234567"));
    assert_refused ("sections.paragraphs.articles", json_pack ("[i, i]", 8, 8));
    assert_refused ("sections.paragraphs.articles", json_pack ("[s]", "8"));
    assert_refused ("sections.paragraphs.source_link", json_string ("javascript:x"));
    assert_refused ("sections.paragraphs.runs", NULL);
    assert_refused ("sections.paragraphs.runs", json_string ("x"));
    assert_refused ("sections.paragraphs.runs.text", json_string (""));
    assert_refused ("sections.paragraphs.runs.text", json_string ("a\x7f"));
    assert_refused ("sections.paragraphs.runs.text", json_string ("\xef\xbf\xbf"));
    assert_refused ("sections.paragraphs.runs.text", json_string (long_words));
    assert_refused ("sections.paragraphs.runs.text", json_stringn ("a\0b", 3));
    assert_refused ("sections.paragraphs.runs.link", json_string ("data:x"));
    assert_refused ("sections.paragraphs.runs.note", json_string (""));
    assert_refused ("sections.paragraphs.runs.change", json_string ("added"));
    assert_refused ("sections.paragraphs.runs.by", json_string ("me"));
    assert_refused ("sections.paragraphs.runs.style", json_integer (1));
    g_autoptr (GError) error = NULL;
    g_assert_null (td_text_from_json (NULL, &error));
    g_assert_nonnull (error);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/text/mark-up", test_mark_up);
    g_test_add_func ("/text/mark-up-random", test_mark_up_random);
    g_test_add_func ("/text/mark-up-long", test_mark_up_long);
    g_test_add_func ("/text/typed", test_typed);
    g_test_add_func ("/text/typed-random", test_typed_random);
    g_test_add_func ("/text/ids", test_ids);
    g_test_add_func ("/text/numbers", test_numbers);
    g_test_add_func ("/text/runs-by-hand", test_runs_by_hand);
    g_test_add_func ("/text/words", test_words);
    g_test_add_func ("/text/changes-styles", test_styles_compared);
    g_test_add_func ("/text/json", test_json);
    g_test_add_func ("/text/json-distrust", test_json_distrust);
    return g_test_run ();
}
