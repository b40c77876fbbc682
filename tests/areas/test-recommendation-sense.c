/* Which paragraphs are recommendations: six languages, items, those to be followed up first, what looks like one and is none. */
#include "areas/follow_up/sense.h"

static TdProfile *profile;

static void paragraph_free (gpointer data)
{
    TdLibraryParagraph *p = data;

    g_free (p->anchor);
    g_free (p->paragraph);
    g_free (p);
}

typedef struct {
    const char *number, *heading, *text;
    TdParagraphKind kind;
} Line;

static GPtrArray *document_of (const Line *lines, gsize n)
{
    GPtrArray *all = g_ptr_array_new_with_free_func (paragraph_free);

    for (gsize i = 0; i < n; i++) {
        TdLibraryParagraph *p = g_new0 (TdLibraryParagraph, 1);
        p->anchor = g_strdup_printf ("p%d", (int) i + 1);
        p->paragraph = g_new0 (TdParagraph, 1);
        *p->paragraph = (TdParagraph){ .n = (int) i + 1,
                                       .kind = lines[i].kind,
                                       .number = (char *) lines[i].number,
                                       .heading = (char *) lines[i].heading,
                                       .text = (char *) lines[i].text };
        g_ptr_array_add (all, p);
    }
    return all;
}

static gboolean is_one (const char *language, const char *text)
{
    const Line line = { "12.", "Detention", text, TD_PARAGRAPH_TEXT };
    g_autoptr (GPtrArray) paragraphs = document_of (&line, 1);
    g_autoptr (GPtrArray) all = td_sense (profile, paragraphs, language);

    g_assert_cmpuint (all->len, ==, 1);
    return ((TdSensed *) all->pdata[0])->recommends;
}

static void test_languages (void)
{
    static const struct {
        const char *language, *text;
        gboolean one;
    } rows[] = {
        { "en", "The Committee recommends that the State party adopt a law.", TRUE },
        { "en", "In the light of its general comment No. 2 (2013), the Committee also urges the State party to act.",
          TRUE },
        { "en", "The Committee notes the law. It is of the view that it is good.", FALSE },
        { "en", "The Committee is concerned that the State party invites migrants to leave.", FALSE },
        { "en", "The Committee welcomes the plan. The Ministry recommends training.", FALSE },
        { "en", "The ombudsman recommends training.", FALSE },
        { "en", "THE COMMITTEE CALLS UPON the State party to ratify.", TRUE },
        { "fr", "Le Comité recommande à l’État partie d’adopter une loi.", TRUE },
        { "fr", "Le Comité engage l’État partie à ratifier la Convention.", TRUE },
        { "fr", "Le Comité note avec préoccupation que l’État partie invite les migrants à partir.", FALSE },
        { "es", "El Comité recomienda al Estado parte que apruebe una ley.", TRUE },
        { "es", "El Comité observa con preocupación que el Estado parte pide tasas.", FALSE },
        { "ar", "توصي اللجنة الدولة الطرف باعتماد قانون.", TRUE },
        { "ar", "وتحث اللجنة الدولة الطرف على التصديق.", TRUE },
        { "ar", "تلاحظ اللجنة بقلق أن الدولة الطرف تطلب رسوماً.", FALSE },
        { "zh", "委员会建议缔约国通过一项法律。", TRUE },
        { "zh", "委员会敦促缔约国采取措施。", TRUE },
        { "zh", "委员会关切地注意到，缔约国建议移民离开。", FALSE },
        { "ru", "Комитет рекомендует государству-участнику принять закон.", TRUE },
        { "ru", "Комитет настоятельно призывает государство-участник ратифицировать Конвенцию.", TRUE },
        { "ru", "Комитет обеспокоен тем, что государство-участник предлагает мигрантам уехать.", FALSE },
        { "pt", "O Comité recomenda que o Estado adote uma lei.", FALSE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        if (is_one (rows[i].language, rows[i].text) != rows[i].one)
            g_error ("%s: taken as %s: %s", rows[i].language, rows[i].one ? "none" : "one", rows[i].text);
}

static void test_headings (void)
{
    static const Line lines[] = {
        { "1.", "B. Recommendations", "Adopt a law.", TD_PARAGRAPH_TEXT },
        { "2.", "Concerns and recommendations", "There is no law.", TD_PARAGRAPH_TEXT },
        { NULL, "Recommendations", "No number, no item.", TD_PARAGRAPH_TEXT },
        { "3.", "Part › Recommendations", "Keep a register.", TD_PARAGRAPH_TEXT },
        { "4.", "Other", "The reader found it under such a heading.", TD_PARAGRAPH_RECOMMENDATION },
        { "5.", "Concerns and recommendations › Detention", "The Committee is concerned that people are held.",
          TD_PARAGRAPH_RECOMMENDATION },
        { "6.", "Concerns and recommendations › Detention", "The Committee urges the State party to free them.",
          TD_PARAGRAPH_RECOMMENDATION },
    };
    static const gboolean wanted[] = { TRUE, FALSE, FALSE, TRUE, TRUE, FALSE, TRUE };
    g_autoptr (GPtrArray) paragraphs = document_of (lines, G_N_ELEMENTS (lines));
    g_autoptr (GPtrArray) all = td_sense (profile, paragraphs, "en");

    g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (lines));
    for (guint i = 0; i < all->len; i++)
        if (((TdSensed *) all->pdata[i])->recommends != wanted[i])
            g_error ("line %u", i + 1);
}

static void test_items_and_first (void)
{
    static const Line lines[] = {
        { "12.", "Fees", "The Committee notes that fees are taken.", TD_PARAGRAPH_TEXT },
        { "13.", "Fees", "The Committee recommends that the State party:", TD_PARAGRAPH_TEXT },
        { "(a)", "Fees", "Prohibit fees;", TD_PARAGRAPH_TEXT },
        { "(b)", "Fees", "Inspect agencies.", TD_PARAGRAPH_TEXT },
        { NULL, NULL, "A footnote.", TD_PARAGRAPH_FOOTNOTE },
        { "14.", "Fees", "The Committee urges the State party to act.", TD_PARAGRAPH_TEXT },
        { NULL, NULL, "Follow-up", TD_PARAGRAPH_HEADING },
        { "(a)", NULL, "An item of nothing.", TD_PARAGRAPH_TEXT },
        { "30.", "Follow-up",
          "The Committee requests the State party to report by 14 May 2020 on the implementation of the "
          "recommendations contained"
          " in paragraphs 13, 12 and 99 above.",
          TD_PARAGRAPH_TEXT },
    };
    g_autoptr (GPtrArray) paragraphs = document_of (lines, G_N_ELEMENTS (lines));
    g_autoptr (GPtrArray) all = td_sense (profile, paragraphs, "en");
    const TdSensed *s;

    g_assert_cmpuint (all->len, ==, 5);
    s = all->pdata[1];
    g_assert_cmpstr (s->text, ==,
                     "The Committee recommends that the State party:\n(a) Prohibit fees;\n(b) Inspect agencies.");
    g_assert_cmpuint (s->items->len, ==, 2);
    g_assert_cmpstr (((TdSensedItem *) s->items->pdata[1])->item, ==, "(b)");
    g_assert_true (s->recommends && s->first);
    s = all->pdata[0];
    g_assert_false (s->recommends || s->first);
    s = all->pdata[2];
    g_assert_true (s->recommends && !s->first); /* 14 is a day here, no paragraph */
    s = all->pdata[4];
    g_assert_true (s->recommends && !s->first);
}

static void test_first_in_languages (void)
{
    static const struct {
        const char *language, *one, *names;
    } rows[] = {
        { "fr", "Le Comité recommande à l’État partie d’agir.",
          "Le Comité demande des renseignements sur la suite donnée aux recommandations figurant au paragraphe 7." },
        { "es", "El Comité recomienda al Estado parte que actúe.",
          "El Comité pide información sobre la aplicación de las recomendaciones que figuran en los párrafos 5 y 7." },
        { "ar", "توصي اللجنة الدولة الطرف بالعمل.",
          "تطلب اللجنة معلومات عن تنفيذ التوصيات الواردة في الفقرتين ٥ و٧ أعلاه." },
        { "zh", "委员会建议缔约国采取行动。", "委员会请缔约国提供资料，说明落实上文第5和第7段所载建议的情况。" },
        { "ru", "Комитет рекомендует государству-участнику принять меры.",
          "Комитет просит представить информацию о выполнении рекомендаций, содержащихся в пунктах 5 и 7." },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        const Line lines[] = { { "7.", NULL, rows[i].one, TD_PARAGRAPH_TEXT },
                               { "8.", NULL, rows[i].one, TD_PARAGRAPH_TEXT },
                               { "40.", NULL, rows[i].names, TD_PARAGRAPH_TEXT } };
        g_autoptr (GPtrArray) paragraphs = document_of (lines, G_N_ELEMENTS (lines));
        g_autoptr (GPtrArray) all = td_sense (profile, paragraphs, rows[i].language);
        if (!((TdSensed *) all->pdata[0])->first || ((TdSensed *) all->pdata[1])->first)
            g_error ("%s: first is not what the last paragraph names", rows[i].language);
    }
}

/* The day that the sentence names, and the months that the paragraph gives. */
static void test_by_when (void)
{
    static const struct {
        const char *language, *one, *names, *due;
        int months;
    } rows[] = {
        { "en", "The Committee recommends that the State party act.",
          "The Committee requests the State party to provide, within two years, that is, by 1 May 2021, information on "
          "the "
          "implementation of the recommendations contained in paragraph 7. The next report is due on 1 May 2024.",
          "2021-05-01", 24 },
        { "en", "The Committee recommends that the State party act.",
          "It is to report within eighteen months on the implementation of the recommendations contained in paragraph "
          "7.",
          NULL, 18 },
        { "fr", "Le Comité recommande à l’État partie d’agir.",
          "Le Comité demande, d’ici au 1er septembre 2021, des renseignements sur la suite donnée aux recommandations "
          "figurant au paragraphe 7.",
          "2021-09-01", 0 },
        { "es", "El Comité recomienda al Estado parte que actúe.",
          "El Comité pide, a más tardar el 1 de mayo de 2021, información sobre la aplicación de las recomendaciones "
          "que "
          "figuran en el párrafo 7.",
          "2021-05-01", 0 },
        { "ar", "توصي اللجنة الدولة الطرف بالعمل.",
          "تطلب اللجنة، بحلول 1 أيار/مايو 2021، معلومات عن تنفيذ التوصيات الواردة في الفقرة 7 أعلاه.", "2021-05-01",
          0 },
        { "zh", "委员会建议缔约国采取行动。",
          "委员会请缔约国在2021年5月1日之前提供资料，说明落实上文第7段所载建议的情况。", "2021-05-01", 0 },
        { "ru", "Комитет рекомендует государству-участнику принять меры.",
          "Комитет просит представить не позднее 1 мая 2021 года информацию о выполнении рекомендаций, содержащихся в "
          "пункте 7.",
          "2021-05-01", 0 },
        { "ru", "Комитет рекомендует государству-участнику принять меры.",
          "Комитет просит представить в годичный срок информацию о выполнении рекомендаций, содержащихся в пункте 7.",
          NULL, 12 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        const Line lines[] = { { "7.", NULL, rows[i].one, TD_PARAGRAPH_TEXT },
                               { "40.", NULL, rows[i].names, TD_PARAGRAPH_TEXT } };
        g_autoptr (GPtrArray) paragraphs = document_of (lines, G_N_ELEMENTS (lines));
        g_autoptr (GPtrArray) all = td_sense (profile, paragraphs, rows[i].language);
        const TdSensed *s = all->pdata[0];
        if (!s->first || s->months != rows[i].months || g_strcmp0 (s->due, rows[i].due) != 0)
            g_error ("%s, row %d: first %d, %d months, %s", rows[i].language, (int) i, s->first, s->months,
                     s->due != NULL ? s->due : "no day");
    }
}

static void test_alike (void)
{
    g_assert_cmpfloat (td_sense_alike ("Hold nobody without a decision.", "hold nobody, without a decision"), ==, 1);
    g_assert_cmpfloat (td_sense_alike ("Hold nobody.", "Keep a register of agencies."), ==, 0);
    g_assert_cmpfloat (td_sense_alike ("", ""), ==, 1);
    g_assert_cmpfloat (td_sense_alike ("委员会建议", "委员会敦促"), >, 0.3);
}

int main (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;
    int status;

    g_test_init (&argc, &argv, NULL);
    profile = td_profile_load ("cmw", &error);
    g_assert_no_error (error);
    g_test_add_func ("/follow-up/sense/languages", test_languages);
    g_test_add_func ("/follow-up/sense/headings", test_headings);
    g_test_add_func ("/follow-up/sense/items-and-first", test_items_and_first);
    g_test_add_func ("/follow-up/sense/first-in-languages", test_first_in_languages);
    g_test_add_func ("/follow-up/sense/by-when", test_by_when);
    g_test_add_func ("/follow-up/sense/alike", test_alike);
    status = g_test_run ();
    td_profile_free (profile);
    return status;
}
