/* What a translation is warned of: a table of sentences, and which checks speak. */
#include "areas/translation/checks.h"
#include "areas/translation/letters.h"
#include "areas/translation/plural.h"
#include "base/base.h"

#include <string.h>

/* What the checks say, as words apart by blanks; "?" behind one that only asks. */
static char *said (const char *from, const char *to, const char *source, const char *target, const char *const *others,
                   gboolean holes)
{
    const TdCheckAsk ask = { .source = source,
                             .source_language = from,
                             .target = target,
                             .target_language = to,
                             .others = others,
                             .holes = holes };
    g_autoptr (GPtrArray) list = td_checks (&ask);
    GString *words = g_string_new (NULL);

    for (guint i = 0; i < list->len; i++) {
        const TdWarning *w = list->pdata[i];
        g_autofree char *sentence = td_warning_words (w, "en");
        g_assert_null (strstr (sentence, "{what}"));
        g_assert_null (strstr (sentence, "{other}"));
        g_string_append_printf (words, "%s%s%s", i > 0 ? " " : "", td_check_word (w->check), w->asks ? "?" : "");
    }
    return g_string_free (words, FALSE);
}

static const struct {
    const char *from, *to, *source, *target, *wanted;
} rows[] = {
    /* all is well, and nothing is there */
    { "en", "fr", "The State has 14 members.", "L’État a 14 membres.", "" },
    { "en", "fr", "The State has 14 members.", "", "" },
    /* numbers */
    { "en", "fr", "The State has 14 members.", "L’État a 41 membres.", "number" },
    { "en", "fr", "It closed 12 of 30 agencies.", "Il a fermé 12 agences.", "number" },
    { "en", "fr", "It closed 12 of 12 agencies.", "Il a fermé 12 agences.", "number" },
    { "en", "fr", "Some 1,200 people.", "Quelque 1 200 personnes.", "" },
    { "en", "fr", "Some 1,200 people.", "Quelque 1\u202f200 personnes.", "" },
    { "en", "fr", "Articles 7, 12 and 300.", "Articles 7, 12 et 300.", "" },
    { "fr", "en", "Quelque 12 345 personnes.", "Some 12,345 people.", "" },
    { "en", "es", "It grew by 3.5 per cent.", "Creció un 3,5 %.", "" },
    { "en", "es", "It grew by 3.5 per cent.", "Creció un 4,5 %.", "number" },
    { "en", "ar", "Article 12 applies.", "تنطبق المادة ١٢.", "" },
    { "en", "ar", "Article 12 applies.", "تنطبق المادة ١٣.", "number" },
    { "en", "fa", "Article 12 applies.", "ماده ۱۲ اعمال می‌شود.", "" },
    { "en", "hi", "Article 12 applies.", "अनुच्छेद १२ लागू है।", "" },
    { "en", "my", "Article 12 applies.", "ပုဒ်မ ၁၂ သက်ဆိုင်သည်။", "" },
    { "en", "zh", "On 18 December 1990.", "1990年12月18日。", "" },
    { "zh", "en", "1990年12月18日。", "On 18 December 1990.", "" },
    { "zh", "en", "1990年12月18日。", "On 19 December 1990.", "number" },
    { "en", "fr", "Two people came.", "2 personnes sont venues.", "" },
    /* negations */
    { "en", "fr", "The State shall not detain them.", "L’État ne les détient pas.", "" },
    { "en", "fr", "The State shall not detain them.", "L’État les détient.", "negation" },
    { "en", "es", "Nobody was heard.", "Nadie fue oído.", "" },
    { "en", "es", "Nobody was heard.", "Todos fueron oídos.", "negation" },
    { "en", "ru", "It has no register.", "У него нет реестра.", "" },
    { "en", "ru", "It has no register.", "У него есть реестр.", "negation" },
    { "en", "ar", "They were not heard.", "لم يُستمع إليهم.", "" },
    { "en", "ar", "They were not heard.", "استُمع إليهم.", "negation" },
    { "en", "zh", "They were not heard.", "他们没有被听取。", "" },
    { "en", "zh", "They were not heard.", "他们被听取。", "negation" },
    { "zh", "en", "他们没有被听取。", "They were heard.", "negation" },
    { "zh", "en", "非洲国家非常高兴。", "African States are glad.", "" },
    { "fr", "en", "Sans décision, c’est fini.", "Without a decision, it is over.", "" },
    { "fr", "en", "Il n’y a rien.", "There is something.", "negation" },
    { "en", "fr", "They don’t know.", "Ils savent.", "negation" },
    { "en", "fr", "They cannot know.", "Ils savent.", "negation" },
    { "en", "fr", "General comment No. 2 applies.", "L’observation générale no 2 s’applique.", "" },
    { "en", "wo", "The State shall not detain them.", "Réew mi du leen tëj.", "negation?" },
    { "en", "wo", "The State hears them.", "Réew mi da leen di déglu.", "" },
    { "wo", "en", "Réew mi du leen tëj.", "The State detains them.", "" },
    /* symbols and paragraphs */
    { "en", "fr", "See CMW/C/GHA/CO/1, para. 34.", "Voir CMW/C/GHA/CO/1, par. 34.", "" },
    { "en", "fr", "See CMW/C/GHA/CO/1, para. 34.", "Voir CMW/C/GHA/CO/1, par. 43.", "number reference" },
    { "en", "fr", "See CMW/C/GHA/CO/1.", "Voir CMW/C/GHA/CO/2.", "number reference" },
    { "en", "fr", "See CMW/C/GHA/CO/1.", "Voir le document.", "number reference" },
    { "en", "wo", "See CMW/C/GHA/CO/1, para. 34.", "Gisal CMW/C/GHA/CO/1, xise 34.", "" },
    { "en", "wo", "See CMW/C/GHA/CO/1, para. 34.", "Gisal CMW/C/MLI/CO/1, xise 34.", "reference" },
    /* the sign at the end */
    { "en", "fr", "The State answers.", "L’État répond", "end" },
    { "en", "zh", "The State answers.", "缔约国答复。", "" },
    { "en", "am", "The State answers.", "መንግሥት ይመልሳል።", "" },
    { "en", "am", "The State answers.", "መንግሥት ይመልሳል", "end" },
    { "en", "th", "The State answers.", "รัฐตอบ", "" },
    { "en", "ar", "Does it answer?", "هل تجيب؟", "" },
    { "en", "fr", "It says “yes.”", "Il dit « oui »", "end" },
    { "en", "fr", "It says “yes.”", "Il dit « oui. »", "" },
    { "en", "fr", "Introduction", "Introduction.", "" },
    /* left as it was */
    { "en", "wo", "The State answers.", "The State answers.", "untranslated" },
    { "en", "wo", "CMW", "CMW", "" },
    { "en", "wo", "34", "34", "" },
};

static void test_table (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *words = said (rows[i].from, rows[i].to, rows[i].source, rows[i].target, NULL, FALSE);
        if (g_strcmp0 (words, rows[i].wanted) != 0)
            g_test_message ("%s: %s → %s: %s", rows[i].to, rows[i].source, rows[i].target, words);
        g_assert_cmpstr (words, ==, rows[i].wanted);
    }
}

static void test_others (void)
{
    const char *same[] = { "L’État répond.", NULL }, *unlike[] = { "Le gouvernement répond.", NULL };
    g_autofree char *well = said ("en", "fr", "The State answers.", "L’État répond.", same, FALSE);
    g_autofree char *other = said ("en", "fr", "The State answers.", "L’État répond.", unlike, FALSE);

    g_assert_cmpstr (well, ==, "");
    g_assert_cmpstr (other, ==, "inconsistent");
}

static void test_holes (void)
{
    static const struct {
        const char *source, *target, *wanted;
    } holes[] = {
        { "Sent {when} by {name}.", "Envoyé par {name} {when}.", "" },
        { "Sent {when} by {name}.", "Envoyé par {name}.", "hole" },
        { "Sent {when}.", "Envoyé {quand}.", "hole" },
        { "Sent {when}.", "Envoyé {when} {when}.", "hole" },
        { "Open {1}the page{/1}.", "Ouvrir {1}la page{/1}.", "" },
        { "Open {1}the page{/1}.", "Ouvrir {1}la page.", "hole" },
        { "%s is missing.", "Il manque quelque chose.", "hole" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (holes); i++) {
        g_autofree char *words = said ("en", "fr", holes[i].source, holes[i].target, NULL, TRUE);
        g_assert_cmpstr (words, ==, holes[i].wanted);
    }
}

static TdGlossary *glossary (void)
{
    GPtrArray *terms = g_ptr_array_new_with_free_func ((GDestroyNotify) td_glossary_term_free);
    TdGlossaryTerm *term = td_glossary_term_new ();

    term->id = g_strdup ("a");
    term->name = g_strdup ("a");
    td_glossary_term_add_word (term, "en", "migrant worker", TD_TERM_PREFERRED, TRUE);
    td_glossary_term_add_word (term, "fr", "travailleur migrant", TD_TERM_PREFERRED, TRUE);
    td_glossary_term_add_word (term, "fr", "clandestin", TD_TERM_FORBIDDEN, FALSE);
    g_ptr_array_add (terms, term);
    return td_glossary_new (terms);
}

static void test_terms (void)
{
    static const struct {
        const char *target, *wanted;
    } cases[] = {
        { "Les travailleurs migrants ont des droits.", "" },
        { "Les employés ont des droits.", "term" },
        { "Les travailleurs migrants, ces clandestins, ont des droits.", "forbidden" },
    };
    g_autoptr (TdGlossary) g = glossary ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        const TdCheckAsk ask = { .source = "Migrant workers have rights.",
                                 .source_language = "en",
                                 .target = cases[i].target,
                                 .target_language = "fr",
                                 .glossary = g };
        g_autoptr (GPtrArray) list = td_checks (&ask);
        g_assert_cmpuint (list->len, ==, *cases[i].wanted != '\0');
        if (list->len > 0)
            g_assert_cmpstr (td_check_word (((const TdWarning *) list->pdata[0])->check), ==, cases[i].wanted);
    }
}

static void test_plural (void)
{
    static const struct {
        const char *language, *header;
        guint forms;
        const char *examples[6];
    } cases[] = {
        { "en", NULL, 2, { "1", "0, 2, 3, 4" } },
        { "fr", NULL, 2, { "0, 1", "2, 3, 4, 5" } },
        { "zh", NULL, 1, { "0, 1, 2, 3" } },
        { "wo", NULL, 1, { "0, 1, 2, 3" } },
        { "ru", NULL, 3, { "1, 21, 31, 41", "2, 3, 4, 22", "0, 5, 6, 7" } },
        { "ar", NULL, 6, { "0", "1", "2", "3, 4, 5, 6", "11, 12, 13, 14", "100, 101, 102, 200" } },
        { "qu-PE", NULL, 2, { "1", "0, 2, 3, 4" } },
        { "pt-BR", NULL, 2, { "0, 1", "2, 3, 4, 5" } },
        { "xx", "Language: xx\nPlural-Forms: nplurals=2; plural=(n > 1);\n", 2, { "0, 1", "2, 3, 4, 5" } },
        { "xx", "Plural-Forms: nplurals=2; plural=(((((n / 0;\n", 2, { "1", "0, 2, 3, 4" } },
        { "xx", "Plural-Forms: nplurals=99; plural=n%3==2||n==7&&!(n-7)?1:0;\n", 6, { "0, 1, 3, 4", "2, 5, 7, 8" } },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_assert_cmpuint (td_plural_forms (cases[i].language, cases[i].header), ==, cases[i].forms);
        for (guint form = 0; form < 6 && cases[i].examples[form] != NULL; form++) {
            g_autofree char *examples = td_plural_examples (cases[i].language, cases[i].header, form);
            g_assert_cmpstr (examples, ==, cases[i].examples[form]);
        }
    }
}

static void test_letters (void)
{
    static const struct {
        const char *language;
        guint n;
        const char *first;
    } cases[] = {
        { "wo", 12, "à" }, { "WO-SN", 12, "à" }, { "yo", 6, "ẹ" }, { "en", 0, NULL },
        { "w", 0, NULL },  { "wol", 0, NULL },   { "", 0, NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_auto (GStrv) letters = td_letters_of (cases[i].language);
        g_assert_cmpuint (g_strv_length (letters), ==, cases[i].n);
        g_assert_cmpstr (letters[0], ==, cases[i].first);
        for (gsize k = 0; letters[k] != NULL; k++)
            g_assert_true (g_utf8_validate (letters[k], -1, NULL) && *letters[k] != '\0');
    }
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/areas/translation-checks/table", test_table);
    g_test_add_func ("/areas/translation-checks/others", test_others);
    g_test_add_func ("/areas/translation-checks/holes", test_holes);
    g_test_add_func ("/areas/translation-checks/terms", test_terms);
    g_test_add_func ("/areas/translation-checks/plural", test_plural);
    g_test_add_func ("/translation/letters", test_letters);
    return g_test_run ();
}
