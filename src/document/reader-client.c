/* Asks the reader and distrusts its answer.
 *
 * The reader has read bytes of a stranger and may have been taken over by them. What it may say is little: a head, blocks, an
 * end, or an error word; each with just these keys, of these types, in these bounds, pages that rise. Anything else ends the
 * reading with one sentence. Errors are words here turned into sentences; the reader's own text is never an error message. */
#include "base/errors.h"
#include "base/limits.h"
#include "document/document-private.h"

enum {
    MOST_PAGES = 20000,
    MOST_NUMBER_BYTES = 256,
    MOST_TITLE_BYTES = 4096,
    MOST_KEYS = 8,
    MOST_SPANS = 2000, /* of one block; of all of them: */
    MOST_SPANS_WHOLE = 200000,
    MOST_BESIDES = 500,
    MOST_BESIDE_BYTES = 16 * 1024,
};

/* ---- sentences ---- */

typedef struct {
    const char *error, *kind; /* kind NULL: any */
    const char *sentence;
} Sentence;

static const Sentence sentences[] = {
    { "empty", NULL, "This file is empty: there is no text in it. Choose the report itself and send it again." },
    { "encrypted", NULL,
      "This file is protected by a password, so it cannot be read. Save a copy without a password and send that." },
    { "damaged", NULL,
      "This file is damaged: its beginning says what it is, but the rest cannot be read. Open it, save it again as PDF "
      "or "
      "DOCX, and send that." },
    { "too-much", NULL,
      "There is more in this file than we can read in one go. Send the report alone, without its annexes, or send it "
      "in "
      "parts." },
    { "not-a-document", "doc",
      "This is an old Word file (.doc) or another file of Microsoft Office that we do not read. Open it, save it as "
      "PDF or "
      "DOCX, and send that." },
    { "not-a-document", "opendocument",
      "This is an OpenDocument spreadsheet, presentation or drawing, not a text. Save it as PDF, and send that." },
    { "not-a-document", "rtf",
      "This is an RTF file, which we do not read. Open it, save it as PDF or DOCX, and send that." },
    { "not-a-document", "picture",
      "This is a picture, not a document. If it is a page of your report, send the report as PDF or DOCX; if you only "
      "have "
      "it on paper, a PDF made by a scanner with text recognition." },
    { "not-a-document", "zip",
      "This is a ZIP archive, not a document. Unpack it and send each document in it as PDF or DOCX." },
    { "not-a-document", "archive",
      "This is an archive, not a document. Unpack it and send each document in it as PDF or DOCX." },
    { "not-a-document", "xlsx",
      "This is a spreadsheet, not a document. Save it as PDF, or copy what matters into the report, and send that." },
    { "not-a-document", "pptx", "This is a presentation, not a document. Save it as PDF and send that." },
    { "not-a-document", "epub", "This is an e-book, which we do not read. Save it as PDF or DOCX and send that." },
    { "not-a-document", "html",
      "This is a web page, which we do not read. Open it, print it to PDF, and send that; or send its text." },
    { "not-a-document", "xml", "This is an XML file, not a document. Save the report as PDF or DOCX and send that." },
    { "not-a-document", "postscript",
      "This is a PostScript file, which we do not read. Turn it into PDF and send that." },
    { "not-a-document", "program", "This is a program, not a document. Choose the report itself, as PDF or DOCX." },
    { "not-a-document", "recording", "This is a recording, not a document. Choose the report itself, as PDF or DOCX." },
    { "not-a-document", NULL,
      "This is not a document that we read. We read PDF, Word (DOCX), OpenDocument (ODT), plain text and Markdown. "
      "Save "
      "the report as one of these and send that." },
};

/* The sentence for a word of the reader; NULL for a word it cannot say. */
static const char *sentence_for (const char *error, const char *kind)
{
    for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
        if (strcmp (sentences[i].error, error) == 0
            && (sentences[i].kind == NULL || g_strcmp0 (sentences[i].kind, kind) == 0))
            return sentences[i].sentence;
    return NULL;
}

const char *td_document_no_text_advice (void)
{
    return "This PDF holds pictures of pages and no text, as a scanner makes it, so it can be neither searched nor "
           "read "
           "aloud. You can send it as it is; better is the document it was printed from, or a scan with text "
           "recognition (OCR).";
}

static gboolean distrust (GError **error)
{
    g_set_error (
        error, TD_DOCUMENT_ERROR, TD_ERROR_INPUT,
        "Reading this file gave an answer that makes no sense, so it was stopped. The file may be damaged. Open "
        "it, save it again as PDF or DOCX, and send that.");
    return FALSE;
}

/* ---- values ---- */

/* Exactly these keys, no more and no fewer. */
static gboolean has_keys (const json_t *record, const char *const *keys)
{
    gsize n = 0;
    for (; keys[n] != NULL; n++)
        if (json_object_get (record, keys[n]) == NULL)
            return FALSE;
    return json_object_size (record) == n;
}

static gboolean get_int (const json_t *record, const char *key, int least, int most, int *ret_value)
{
    const json_t *value = json_object_get (record, key);
    if (!json_is_integer (value) || json_integer_value (value) < least || json_integer_value (value) > most)
        return FALSE;
    *ret_value = (int) json_integer_value (value);
    return TRUE;
}

static gboolean get_flag (const json_t *record, const char *key, gboolean *ret_value)
{
    const json_t *value = json_object_get (record, key);
    if (!json_is_boolean (value))
        return FALSE;
    *ret_value = json_is_true (value);
    return TRUE;
}

/* Text that may be shown: no control characters. jansson has refused bytes that are no UTF-8. */
gboolean td_answer_text_good (const char *text, gsize most)
{
    gsize length = strlen (text);
    if (length > most)
        return FALSE;
    for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
        if (*p < 0x20 || *p == 0x7F || (*p == 0xC2 && p[1] < 0xA0))
            return FALSE;
    return TRUE;
}

/* A string, or null (then *ret_text is NULL). Points into record. */
static gboolean get_text (const json_t *record, const char *key, gsize most, const char **ret_text)
{
    const json_t *value = json_object_get (record, key);
    if (json_is_null (value)) {
        *ret_text = NULL;
        return TRUE;
    }
    if (!json_is_string (value) || json_string_length (value) != strlen (json_string_value (value)))
        return FALSE;
    *ret_text = json_string_value (value);
    return td_answer_text_good (*ret_text, most);
}

/* ---- records ---- */

static gboolean take_head (TdAnswer *answer, const json_t *record, GError **error)
{
    static const char *const keys[] = { "record", "format", "pages", "pages_estimated", "title", "no_text", NULL };
    static const char *const formats[] = { "pdf", "docx", "odt", "text", "markdown", NULL };
    const char *format, *title;

    if (answer->head || !has_keys (record, keys) || !get_text (record, "format", 16, &format) || format == NULL)
        return distrust (error);
    if (g_str_equal (format, "xlsx") || g_str_equal (format, "ods")) { /* read for document/spreadsheet.h alone */
        g_set_error_literal (error, TD_DOCUMENT_ERROR, TD_ERROR_INPUT, sentence_for ("not-a-document", "xlsx"));
        return FALSE;
    }
    if (!g_strv_contains (formats, format) || !get_int (record, "pages", 0, MOST_PAGES, &answer->pages)
        || !get_flag (record, "pages_estimated", &answer->pages_estimated)
        || !get_text (record, "title", MOST_TITLE_BYTES, &title) || !get_flag (record, "no_text", &answer->no_text))
        return distrust (error);
    answer->head = TRUE;
    answer->format = g_intern_string (format);
    answer->title = g_strdup (title);
    return TRUE;
}

static gboolean block_type (const char *name, TdBlockType *ret_type)
{
    static const char *const names[] = { "paragraph", "heading", "item", "footnote", "table-row" };
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_strcmp0 (name, names[i]) == 0) {
            *ret_type = (TdBlockType) i;
            return TRUE;
        }
    return FALSE;
}

static gboolean starts_letter (const char *text, gsize at)
{
    return (text[at] & 0xC0) != 0x80;
}

/* [from, to, style, …]: ascending, apart, between whole letters; the call of a note is nothing else. */
static GArray *spans_of (const json_t *list, const char *text)
{
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (TdWordSpan));
    json_int_t length = (json_int_t) strlen (text), last = 0;
    gsize n = json_array_size (list);

    if (!json_is_array (list) || n == 0 || n % 3 != 0 || n / 3 > MOST_SPANS)
        return NULL;
    for (gsize i = 0; i < n; i += 3) {
        const json_t *said[] = { json_array_get (list, i), json_array_get (list, i + 1), json_array_get (list, i + 2) };
        json_int_t from = json_integer_value (said[0]), to = json_integer_value (said[1]);
        json_int_t style = json_integer_value (said[2]);
        const TdWordSpan span = { (guint) from, (guint) to, (guint) style };
        if (!json_is_integer (said[0]) || from < last || to <= from || to > length || style < 1 || style > TD_SPAN_NOTE
            || !starts_letter (text, (gsize) from) || !starts_letter (text, (gsize) to))
            return NULL;
        g_array_append_val (spans, span);
        last = to;
    }
    return g_steal_pointer (&spans);
}

/* A record without spans has none. */
static gboolean get_spans (TdAnswer *answer, const json_t *record, TdBlock *block, const char *text)
{
    const json_t *list = json_object_get (record, "spans");

    if (list == NULL)
        return TRUE;
    block->spans = spans_of (list, text);
    answer->spans += block->spans != NULL ? block->spans->len : 0;
    if (block->spans == NULL || answer->spans > MOST_SPANS_WHOLE)
        g_clear_pointer (&block->spans, g_array_unref);
    return block->spans != NULL;
}

static gboolean take_block (TdAnswer *answer, const json_t *record, GError **error)
{
    static const char *const keys[] = { "record", "page", "type", "level", "number", "text", NULL };
    static const char *const spanned[] = { "record", "page", "type", "level", "number", "text", "spans", NULL };
    TdBlock block = { 0 };
    const char *type, *number, *text;
    int most = answer->pages > 0 ? answer->pages : MOST_PAGES;

    if (!answer->head || answer->ended || (!has_keys (record, keys) && !has_keys (record, spanned))
        || !get_int (record, "page", MAX (answer->last_page, 1), most, &block.page)
        || !get_text (record, "type", 16, &type) || !block_type (type, &block.type)
        || !get_int (record, "level", 0, 6, &block.level) || !get_text (record, "number", MOST_NUMBER_BYTES, &number)
        || !get_text (record, "text", TD_LIMIT_CELL_RECORD, &text) || text == NULL || *text == '\0'
        || (block.type == TD_BLOCK_HEADING) != (block.level > 0) || answer->blocks->len >= TD_LIMIT_PARAGRAPHS
        || !get_spans (answer, record, &block, text))
        return distrust (error);
    block.number = g_strdup (number);
    block.text = g_strdup (text);
    answer->last_page = block.page;
    g_array_append_val (answer->blocks, block);
    return TRUE;
}

static void beside_free (gpointer data)
{
    TdBeside *b = data;

    g_free (b->where);
    g_free (b->text);
    g_free (b);
}

static gboolean take_beside (TdAnswer *answer, const json_t *record, GError **error)
{
    static const char *const keys[] = { "record", "where", "text", NULL };
    static const char *const places[] = { "properties", "margins", "outline", "annotations", NULL };
    const char *where, *text;
    TdBeside *b;

    if (!answer->head || answer->ended || !has_keys (record, keys) || !get_text (record, "where", 16, &where)
        || !get_text (record, "text", MOST_BESIDE_BYTES, &text) || where == NULL || text == NULL
        || !g_strv_contains (places, where) || answer->beside->len >= MOST_BESIDES)
        return distrust (error);
    b = g_new0 (TdBeside, 1);
    b->where = g_strdup (where);
    b->text = g_strdup (text);
    g_ptr_array_add (answer->beside, b);
    return TRUE;
}

static gboolean take_end (TdAnswer *answer, const json_t *record, GError **error)
{
    static const char *const keys[] = { "record", "blocks", NULL };
    int blocks;
    if (!answer->head || answer->ended || !has_keys (record, keys)
        || !get_int (record, "blocks", 0, TD_LIMIT_PARAGRAPHS, &blocks) || blocks != (int) answer->blocks->len)
        return distrust (error);
    answer->ended = TRUE;
    return TRUE;
}

static gboolean take_error (TdAnswer *answer, const json_t *record, GError **error)
{
    static const char *const keys[] = { "record", "error", "kind", NULL };
    const char *word, *kind;
    if (answer->head || !has_keys (record, keys) || !get_text (record, "error", 32, &word)
        || !get_text (record, "kind", 32, &kind) || word == NULL || sentence_for (word, kind) == NULL)
        return distrust (error);
    g_set_error_literal (error, TD_DOCUMENT_ERROR, TD_ERROR_INPUT, sentence_for (word, kind));
    return FALSE;
}

gboolean td_answer_take (const char *data, gsize size, gpointer user_data, GError **error)
{
    TdAnswer *answer = user_data;
    json_t *record = json_loadb (data, size, JSON_REJECT_DUPLICATES, NULL);
    const char *kind = json_string_value (json_object_get (record, "record"));
    gboolean taken;

    if (kind == NULL || json_object_size (record) > MOST_KEYS)
        taken = distrust (error);
    else if (strcmp (kind, "block") == 0)
        taken = take_block (answer, record, error);
    else if (strcmp (kind, "head") == 0)
        taken = take_head (answer, record, error);
    else if (strcmp (kind, "beside") == 0)
        taken = take_beside (answer, record, error);
    else if (strcmp (kind, "end") == 0)
        taken = take_end (answer, record, error);
    else if (strcmp (kind, "error") == 0)
        taken = take_error (answer, record, error);
    else
        taken = distrust (error);
    json_decref (record);
    return taken;
}

/* ---- the whole ---- */

static void block_clear (gpointer data)
{
    TdBlock *block = data;
    g_free (block->number);
    g_free (block->text);
    g_clear_pointer (&block->spans, g_array_unref);
}

TdAnswer *td_answer_new (void)
{
    TdAnswer *answer = g_new0 (TdAnswer, 1);
    answer->blocks = g_array_new (FALSE, FALSE, sizeof (TdBlock));
    g_array_set_clear_func (answer->blocks, block_clear);
    answer->beside = g_ptr_array_new_with_free_func (beside_free);
    return answer;
}

void td_answer_free (TdAnswer *answer)
{
    if (answer == NULL)
        return;
    g_array_free (answer->blocks, TRUE);
    g_clear_pointer (&answer->beside, g_ptr_array_unref);
    g_free (answer->title);
    g_free (answer);
}

TdAnswer *td_reader_ask (TdCellPool *cells, int fd, GError **error)
{
    g_autoptr (TdAnswer) answer = td_answer_new ();
    if (!td_cell_run (cells, fd, td_answer_take, answer, error))
        return NULL;
    if (!answer->ended) {
        distrust (error);
        return NULL;
    }
    return g_steal_pointer (&answer);
}
