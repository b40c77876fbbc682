/* The whole way: a file of the corpus through the cell to a document. */
#include "base/errors.h"
#include "document/document.h"

#include <fcntl.h>
#include <unistd.h>

static TdCellPool *pool;
static const char *corpus;
static const TdPageRule rule = { TRUE, TRUE, TRUE, TRUE, 450 };

static TdDocument *read_file (const char *name, GError **error)
{
    g_autofree char *path = g_build_filename (corpus, name, NULL);
    int fd = open (path, O_RDONLY | O_CLOEXEC);
    g_assert_cmpint (fd, >=, 0);
    TdDocument *document = td_document_read (pool, fd, NULL, &rule, error);
    close (fd);
    return document;
}

static int count (const TdDocument *document, TdParagraphKind kind)
{
    int n = 0;
    for (guint i = 0; i < document->paragraphs->len; i++)
        n += ((TdParagraph *) g_ptr_array_index (document->paragraphs, i))->kind == kind;
    return n;
}

/* The paragraph that holds these words, or NULL. */
static const TdParagraph *with (const TdDocument *document, const char *words)
{
    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        if (strstr (paragraph->text, words) != NULL)
            return paragraph;
    }
    g_test_message ("no paragraph with: %s", words);
    return NULL;
}

typedef struct {
    const char *language, *title, *words[4]; /* words that stand together only when lines were put together well */
} Expected;

static const Expected expected[] = {
    { "en",
      "Alternative report on Ghana to the Committee on Migrant Workers",
      { "It was written by a fictitious non-governmental organisation and rests on forty-two interviews",
        "Paid late, by more than two", "no less favourable than that of nationals", "(article 27)" } },
    { "fr",
      "Rapport alternatif sur le Sénégal au Comité des travailleurs migrants",
      { "Les fonctionnaires interrogés reconnaissent que la pratique administrative",
        "une organisation non gouvernementale", "Payé chaque mois, en entier", "quel que soit leur statut" } },
    { "es",
      "Informe alternativo sobre el Perú para el Comité de los Trabajadores Migratorios",
      { "Los funcionarios reconocen que la práctica administrativa no es uniforme", "una organización no gubernamental",
        "Pagado cada mes, por completo", "sea cual sea su situación" } },
    { "ru",
      "Альтернативный доклад о Кыргызстане для Комитета по трудящимся-мигрантам",
      { "Должностные лица признают, что административная практика неодинакова", "трудящихся-мигрантов в Кыргызстане",
        "Платят каждый месяц и полностью", "независимо от их статуса" } },
    { "zh",
      "关于菲律宾移徙工人情况的替代报告",
      { "报告由一个虚构的非政府组织撰写", "第17条保证被剥夺自由的人受到人道的待遇", "每月全额支付",
        "第二十二条禁止集体驱逐" } },
    { "ar",
      "تقرير بديل عن المغرب إلى اللجنة المعنية بالعمال المهاجرين",
      { "بموجب المادة 16 (4) من الاتفاقية لا يجوز تعريض", "12 يناير 2024 و3 فبراير 2024", "تدفع كل شهر كاملة",
        "(IOM Rabat)" } },
};

static void check (const Expected *want, const char *ending, gboolean pages_known)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *name = g_strconcat (want->language, ending, NULL);
    g_autoptr (TdDocument) document = read_file (name, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (document->language, ==, want->language);
    g_assert_cmpstr (document->title, ==, want->title);
    g_assert_cmpint (document->pages_estimated, ==, !pages_known);
    if (pages_known)
        g_assert_cmpint (document->pages, ==, 2);
    for (gsize i = 0; i < G_N_ELEMENTS (want->words); i++)
        g_assert_nonnull (with (document, want->words[i]));
    g_assert_cmpint (count (document, TD_PARAGRAPH_QUESTION), ==, 2);
    g_assert_cmpint (count (document, TD_PARAGRAPH_RECOMMENDATION), ==, 3);
    g_assert_cmpint (count (document, TD_PARAGRAPH_TABLE), >=, 4);
}

static void test_pdf (gconstpointer data)
{
    check (data, ".pdf", TRUE);
}

static void test_docx (gconstpointer data)
{
    check (data, ".docx", FALSE);
}

static void test_odt (gconstpointer data)
{
    check (data, ".odt", FALSE);
}

/* What ODT stores in its own way: numbers that are counted and go on, notes within, changes and contents apart. */
static void test_odt_lists (void)
{
    static const struct {
        const char *number, *text;
    } wanted[] = { { "1.", "First paragraph[1]." },
                   { "1", "The note." },
                   { "2.", "Second." },
                   { "(a)", "With an item." },
                   { "(b)", "And another." },
                   { NULL, "Between the two." },
                   { "3.", "Third, which goes on." },
                   { NULL, "Again" },
                   { "1.", "One anew." },
                   { "•", "A bullet." },
                   { NULL, "Bold and short" },
                   { NULL, "Left | Right" } };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdDocument) document = read_file ("lists.odt", &error);

    g_assert_no_error (error);
    g_assert_cmpstr (document->format, ==, "odt");
    g_assert_cmpstr (document->title, ==, "A draft in ODT");
    g_assert_cmpint (document->pages, ==, 2);
    g_assert_cmpuint (document->paragraphs->len, ==, 3 + G_N_ELEMENTS (wanted));
    for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++) {
        const TdParagraph *paragraph = document->paragraphs->pdata[i + 2];
        g_assert_cmpstr (paragraph->text, ==, wanted[i].text);
        g_assert_cmpstr (paragraph->number, ==, wanted[i].number);
    }
}

static void test_text (gconstpointer data)
{
    check (data, ".txt", FALSE);
}

static void test_furniture (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdDocument) document = read_file ("en.pdf", &error);
    g_assert_no_error (error);
    g_assert_null (with (document, "Sample Network (fictitious)"));
    g_assert_null (with (document, "1 / 2"));
    const TdParagraph *paragraph = with (document, "Article 22 forbids");
    g_assert_cmpstr (paragraph->number, ==, "5.");
    g_assert_nonnull (strstr (paragraph->heading, "Detention and expulsion › Collective expulsion"));
    g_assert_cmpint (count (document, TD_PARAGRAPH_FOOTNOTE), ==, 2);
}

static void test_columns (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdDocument) document = read_file ("columns.pdf", &error);
    g_assert_no_error (error);
    const TdParagraph *detention = with (document, "Under article 16 (4) of the Convention");
    const TdParagraph *wages = with (document, "The table shows what domestic workers told us about their pay.");
    g_assert_nonnull (strstr (detention->text,
                              "The officials with whom we spoke said that the administrative practice is "
                              "not uniform."));
    g_assert_cmpint (detention->n, <, wages->n);
}

static void test_thirteen (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdDocument) document = read_file ("thirteen.pdf", &error);
    g_assert_no_error (error);
    g_assert_cmpint (document->pages, ==, 13);
    g_assert_cmpint (document->pages_counted, ==, 10); /* without title page, contents, annex */
}

static void test_changes (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdDocument) document = read_file ("changes.docx", &error);
    g_assert_no_error (error);
    g_assert_nonnull (with (document, "Migrant workers are often held without a decision."));
    g_assert_nonnull (with (document, "This sentence goes on after a deleted paragraph mark."));
    g_assert_null (with (document, "seldom"));
    g_assert_nonnull (with (document, "Women | 7"));
}

static void test_scan (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdDocument) document = read_file ("scan.pdf", &error);
    g_assert_no_error (error);
    g_assert_true (document->no_text);
    g_assert_true (g_str_has_suffix (td_document_no_text_advice (), "."));
}

static void test_charset (gconstpointer data)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *language = g_strndup (data, 2);
    g_autoptr (TdDocument) document = read_file (data, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (document->language, ==, language);
    g_assert_null (with (document, "\xEF\xBF\xBD"));
    g_assert_cmpint (count (document, TD_PARAGRAPH_RECOMMENDATION), ==, 3);
}

static void test_refused (gconstpointer data)
{
    const char *const *pair = data;
    g_autoptr (GError) error = NULL;
    g_autoptr (TdDocument) document = read_file (pair[0], &error);
    g_assert_null (document);
    g_assert_error (error, TD_DOCUMENT_ERROR, TD_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, pair[1]));
}

static void test_json (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdDocument) document = read_file ("ar.docx", &error);
    g_assert_no_error (error);
    json_t *first = td_document_to_json (document);
    g_autoptr (TdDocument) back = td_document_from_json (first, &error);
    g_assert_no_error (error);
    json_t *second = td_document_to_json (back);
    g_assert_true (json_equal (first, second));
    json_object_del (first, "pages");
    g_assert_null (td_document_from_json (first, &error));
    g_assert_error (error, TD_DOCUMENT_ERROR, TD_ERROR_OURS);
    json_decref (first);
    json_decref (second);
}

static const char *const refused[][2] = {
    { "empty.txt", "empty" },       { "encrypted.pdf", "password" },
    { "truncated.pdf", "damaged" }, { "cut.pdf", "damaged" },
    { "picture.pdf", "picture" },   { "bomb.docx", "more in this file" },
    { "en.doc", "old Word" },       { "en.rtf", "RTF" },
};
static const char *const encoded[] = { "ru-koi8r.txt", "ru-1251.txt", "zh-gb18030.txt",
                                       "fr-1252.txt",  "ar-1256.txt", "es-utf16.txt" };

static void add (const char *prefix, const char *name, gconstpointer data, GTestDataFunc function)
{
    g_autofree char *path = g_strconcat ("/document/", prefix, "/", name, NULL);
    g_test_add_data_func (path, data, function);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    corpus = g_getenv ("TD_CORPUS");
    pool = td_cell_pool_new (g_getenv ("TD_READER"), 2);
    for (gsize i = 0; i < G_N_ELEMENTS (expected); i++) {
        add ("pdf", expected[i].language, &expected[i], test_pdf);
        add ("docx", expected[i].language, &expected[i], test_docx);
        add ("text", expected[i].language, &expected[i], test_text);
    }
    add ("odt", "en", &expected[0], test_odt);
    g_test_add_func ("/document/odt-lists", test_odt_lists);
    for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
        add ("refused", refused[i][0], refused[i], test_refused);
    for (gsize i = 0; i < G_N_ELEMENTS (encoded); i++)
        add ("charset", encoded[i], encoded[i], test_charset);
    g_test_add_func ("/document/furniture", test_furniture);
    g_test_add_func ("/document/columns", test_columns);
    g_test_add_func ("/document/thirteen-pages", test_thirteen);
    g_test_add_func ("/document/tracked-changes", test_changes);
    g_test_add_func ("/document/scan", test_scan);
    g_test_add_func ("/document/json", test_json);
    int result = g_test_run ();
    td_cell_pool_free (pool);
    return result;
}
