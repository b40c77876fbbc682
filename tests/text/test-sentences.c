/* Sentences: where they end, and where a full stop only seems to end one. */
#include "text/sentences.h"

#include <string.h>

static void assert_cut (const char *language, const char *text, const char *expected)
{
    g_autoptr (GPtrArray) texts = td_sentence_texts (text, language);

    g_ptr_array_add (texts, NULL);
    g_autofree char *joined = g_strjoinv (" | ", (char **) texts->pdata);
    g_assert_cmpstr (joined, ==, expected);
}

static void test_ends (void)
{
    assert_cut ("en", "The Committee is concerned. It recommends a law.",
                "The Committee is concerned. | It recommends a law.");
    assert_cut ("fr", "Le Comité est préoccupé. Que faire ? Agir !", "Le Comité est préoccupé. | Que faire ? | Agir !");
    assert_cut ("es", "¿Qué hacer? El Comité recomienda.", "¿Qué hacer? | El Comité recomienda.");
    assert_cut ("zh", "委员会感到关切。委员会建议立法。", "委员会感到关切。 | 委员会建议立法。");
    assert_cut ("ar", "تشعر اللجنة بالقلق. وتوصي الدولة الطرف بسن قانون.",
                "تشعر اللجنة بالقلق. | وتوصي الدولة الطرف بسن قانون.");
    assert_cut ("ru", "Комитет обеспокоен. Он рекомендует закон.", "Комитет обеспокоен. | Он рекомендует закон.");
    assert_cut ("en", "A heading\nA sentence below it", "A heading | A sentence below it");
    assert_cut ("en", "  \n ", "");
    assert_cut (NULL, "One. Two.", "One. | Two.");
}

static void test_no_ends (void)
{
    assert_cut ("en", "See para. 12 and Art. 7 of it.", "See para. 12 and Art. 7 of it.");
    assert_cut ("en", "12. The Committee notes Mr. Diallo’s words.", "12. The Committee notes Mr. Diallo’s words.");
    assert_cut ("en", "Document No. 12 is there. The answer is no. It stays.",
                "Document No. 12 is there. | The answer is no. | It stays.");
    assert_cut ("ru", "Согласно ст. 7 Конвенции.", "Согласно ст. 7 Конвенции.");
    assert_cut ("es", "Véase el párr. 3. El Comité recomienda.", "Véase el párr. 3. | El Comité recomienda.");
}

/* No byte but blanks is lost. */
static void test_nothing_is_lost (void)
{
    const char *text = "  One (e.g. this).  Two?\n\nThree… four. 5. Six  ";
    g_autoptr (GArray) list = td_sentences (text, "en");
    guint32 at = 0;

    for (guint i = 0; i < list->len; i++) {
        const TdSentence *s = &g_array_index (list, TdSentence, i);
        g_assert_cmpuint (s->start, <, s->end);
        g_assert_cmpuint (strspn (text + at, " \n"), ==, s->start - at);
        at = s->end;
    }
    g_assert_cmpuint (strspn (text + at, " \n"), ==, strlen (text + at));
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/sentences/ends", test_ends);
    g_test_add_func ("/sentences/no-ends", test_no_ends);
    g_test_add_func ("/sentences/nothing-is-lost", test_nothing_is_lost);
    return g_test_run ();
}
