/* The whole way: a file of the corpus through the cell to a document. */
#include "base/errors.h"
#include "document/document-private.h"

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

/* "9-19:1 23-30:3": how the words of a paragraph stand. */
static void assert_spans (const TdDocument *document, const char *words, const char *want)
{
    const TdParagraph *p = with (document, words);
    g_autoptr (GString) found = g_string_new (NULL);

    g_assert_nonnull (p);
    for (guint i = 0; p->spans != NULL && i < p->spans->len; i++) {
        const TdWordSpan *span = &g_array_index (p->spans, TdWordSpan, i);
        g_string_append_printf (found, "%s%u-%u:%u", i > 0 ? " " : "", span->from, span->to, span->style);
    }
    g_assert_cmpstr (found->str, ==, want);
}

/* Bold, italics and the calls of notes, by runs and by styles. */
static void test_marks (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdDocument) docx = read_file ("marks.docx", &error), odt = read_file ("lists.odt", &error);

    g_assert_no_error (error);
    assert_spans (docx, "Fees are never paid by workers[1].", "9-19:1 23-30:3 30-33:4");
    assert_spans (docx, "See Debt, page 4.", "4-8:2");
    assert_spans (docx, "So says the handbook[2][3] on it.", "8-20:2 20-23:4 23-26:4");
    assert_spans (docx, "All in italics", "0-18:2 24-27:2 32-50:2");
    assert_spans (docx, "Left side | Right[4]", "5-9:1 12-17:2 17-20:4");
    assert_spans (docx, "No more.", "");
    assert_spans (odt, "First paragraph[1].", "15-18:4");
    assert_spans (odt, "The note.", "4-8:2");
    assert_spans (odt, "Third, which goes on.", "13-17:2 18-20:3");
}

/* What a reader that was taken over might say of spans. */
static void test_distrusted_spans (void)
{
    static const char head[] =
        "{\"record\":\"head\",\"format\":\"docx\",\"pages\":1,\"pages_estimated\":true,\"title\":null,"
        "\"no_text\":false}";
    static const struct {
        const char *spans;
        gboolean good;
    } tries[] = { { "[0,2,1,2,5,3]", TRUE },
                  { "[0,2,4]", TRUE },
                  { "[]", FALSE },
                  { "[0,2]", FALSE },
                  { "[2,1,1]", FALSE },
                  { "[0,7,1]", FALSE },
                  { "[0,2,0]", FALSE },
                  { "[0,2,5]", FALSE },
                  { "[0,3,1,2,4,1]", FALSE },
                  { "[-1,2,1]", FALSE },
                  { "[0,4,1]", FALSE },
                  { "[\"0\",2,1]", FALSE },
                  { "7", FALSE },
                  { "[0,2,1.5]", FALSE } };

    for (gsize i = 0; i < G_N_ELEMENTS (tries); i++) {
        g_autoptr (TdAnswer) answer = td_answer_new ();
        g_autoptr (GError) error = NULL;
        /* Its fourth byte is the middle of a letter. */
        g_autofree char *block = g_strdup_printf ("{\"record\":\"block\",\"page\":1,\"type\":\"paragraph\",\"level\":0,"
                                                  "\"number\":null,\"text\":\"abcé.\",\"spans\":%s}",
                                                  tries[i].spans);
        g_assert_true (td_answer_take (head, strlen (head), answer, &error));
        g_test_message ("%s", tries[i].spans);
        g_assert_cmpint (td_answer_take (block, strlen (block), answer, &error), ==, tries[i].good);
        g_assert_true (tries[i].good || g_error_matches (error, TD_DOCUMENT_ERROR, TD_ERROR_INPUT));
    }
}

static TdSpreadsheet *read_sheet (const char *name, GError **error)
{
    g_autofree char *path = g_build_filename (corpus, name, NULL);
    int fd = open (path, O_RDONLY | O_CLOEXEC);
    g_assert_cmpint (fd, >=, 0);
    TdSpreadsheet *sheet = td_spreadsheet_read (pool, fd, error);
    close (fd);
    return sheet;
}

/* What ODS stores in its own way: cells and rows that stand many times, days, remarks, what is covered; the first table alone. */
static void test_ods (void)
{
    static const struct {
        int number;
        const char *cells;
    } wanted[] = { { 1, "File|Lang|Day|Box" },
                   { 2, "co/en.docx|En glish|2014-09-12|7" },
                   { 6, "first second||x|x|true" },
                   { 7, "first second||x|x|true" } };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSpreadsheet) sheet = read_sheet ("sheet.ods", &error);

    g_assert_no_error (error);
    g_assert_cmpuint (sheet->rows->len, ==, G_N_ELEMENTS (wanted));
    for (guint i = 0; i < sheet->rows->len; i++) {
        g_autofree char *cells = g_strjoinv ("|", sheet->rows->pdata[i]);
        g_assert_cmpstr (cells, ==, wanted[i].cells);
        g_assert_cmpint (g_array_index (sheet->numbers, int, i), ==, wanted[i].number);
    }
}

static void test_ods_refused (gconstpointer data)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdDocument) document = NULL;

    g_assert_null (read_sheet (data, &error));
    g_assert_error (error, TD_DOCUMENT_ERROR, TD_ERROR_INPUT);
    g_clear_error (&error);
    document = read_file ("sheet.ods", &error); /* a sheet is no report */
    g_assert_null (document);
    g_assert_nonnull (strstr (error->message, "spreadsheet, not a document"));
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
    g_test_add_func ("/document/marks", test_marks);
    g_test_add_func ("/document/distrusted-spans", test_distrusted_spans);
    g_test_add_func ("/document/ods", test_ods);
    add ("ods-refused", "bomb", "bomb.ods", test_ods_refused);
    add ("ods-refused", "wide", "wide.ods", test_ods_refused);
    add ("ods-refused", "text", "lists.odt", test_ods_refused);
    g_test_add_func ("/document/furniture", test_furniture);
    g_test_add_func ("/document/columns", test_columns);
    g_test_add_func ("/document/thirteen-pages", test_thirteen);
    g_test_add_func ("/document/tracked-changes", test_changes);
    g_test_add_func ("/document/scan", test_scan);
    int result = g_test_run ();
    td_cell_pool_free (pool);
    return result;
}
