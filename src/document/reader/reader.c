/* The document that is being read, and which part reads which format. */
#include "document/reader/reader.h"
#include "base/limits.h"

enum {
    BLOCK_BYTES = 128 * 1024,              /* of one block; a record is at most TD_LIMIT_CELL_RECORD with escapes */
    TEXT_BYTES = TD_LIMIT_CELL_OUTPUT / 4, /* of the whole: escapes and keys come on top */
    SHEET_ROWS = 50001,                    /* of a spreadsheet, with its head */
    SHEET_BYTES = 8 * 1024 * 1024,
    SPANS = 2000, /* of one block; of all of them: */
    SPANS_WHOLE = 200000,
    BESIDES = 500,
    BESIDE_BYTES = 16 * 1024, /* of one; what is longer is cut into several */
};

const char *reader_fault_name (ReaderFault fault)
{
    static const char *const names[] = {
        [READER_FINE] = "fine",
        [READER_EMPTY] = "empty",
        [READER_ENCRYPTED] = "encrypted",
        [READER_DAMAGED] = "damaged",
        [READER_NOT_A_DOCUMENT] = "not-a-document",
        [READER_TOO_MUCH] = "too-much",
    };
    return names[fault];
}

static void block_clear (gpointer data)
{
    Block *block = data;
    g_free (block->number);
    g_free (block->text);
    g_clear_pointer (&block->spans, g_array_unref);
}

static void beside_free (gpointer data)
{
    ReaderBeside *b = data;

    g_free (b->text);
    g_free (b);
}

ReaderDocument *reader_document_new (void)
{
    ReaderDocument *document = g_new0 (ReaderDocument, 1);
    document->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
    g_array_set_clear_func (document->blocks, block_clear);
    document->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
    document->numbers = g_array_new (FALSE, FALSE, sizeof (int));
    document->beside = g_ptr_array_new_with_free_func (beside_free);
    return document;
}

void reader_document_free (ReaderDocument *document)
{
    if (document == NULL)
        return;
    g_array_free (document->blocks, TRUE);
    g_ptr_array_unref (document->rows);
    g_array_unref (document->numbers);
    g_ptr_array_unref (document->beside);
    g_free (document->title);
    g_free (document);
}

/* Chinese sets numbers apart by a thin space, which is no character: "第 17 条" is "第17条". */
static gboolean set_apart (const GString *before, gunichar c)
{
    gunichar last = g_utf8_get_char (g_utf8_prev_char (before->str + before->len));
    return (reader_is_cjk (last) && c < 128 && g_unichar_isdigit (c))
           || (last < 128 && g_unichar_isdigit (last) && reader_is_cjk (c));
}

/* While words are cleaned: where the spans of what came stand in what is left. */
typedef struct {
    const GArray *came; /* of ReaderSpan */
    gsize offset;       /* where in it begins what is cleaned */
    guint at, last;     /* the span that is looked at; of which span the last of left is */
    GArray *left;       /* of ReaderSpan */
    guint most;
} Restyle;

static void restyle (Restyle *r, gsize raw, gsize from, gsize to)
{
    const ReaderSpan *span;

    while (r->at < r->came->len && g_array_index (r->came, ReaderSpan, r->at).to <= raw + r->offset)
        r->at++;
    span = &g_array_index (r->came, ReaderSpan, r->at);
    if (r->at >= r->came->len || span->from > raw + r->offset)
        return;
    if (r->left->len > 0 && r->last == r->at) {
        g_array_index (r->left, ReaderSpan, r->left->len - 1).to = (guint) to;
    } else if (r->left->len < r->most) {
        const ReaderSpan made = { (guint) from, (guint) to, span->style };
        g_array_append_val (r->left, made);
        r->last = r->at;
    }
}

/* Nothing that a page or a terminal could take for more than text: control characters, marks that turn the
 * direction of what follows, noncharacters. Runs of space become one. styles may be NULL. */
static char *clean (const char *text, gsize length, Restyle *styles)
{
    GString *out = g_string_sized_new (length);
    gboolean space = FALSE;

    for (const char *p = text; p < text + length; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        if (c < 32 || c == 0xA0 || g_unichar_isspace (c)) {
            space = TRUE;
            continue;
        }
        if (c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0xAD || c == 0x200B || c == 0xFEFF || c == 0x2028
            || c == 0x2029 || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || (c & 0xFFFE) == 0xFFFE
            || (c >= 0xFDD0 && c <= 0xFDEF))
            continue;
        if (space && out->len > 0 && !set_apart (out, c))
            g_string_append_c (out, ' ');
        space = FALSE;
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
        if (styles != NULL)
            restyle (styles, (gsize) (p - text), out->len - (gsize) (g_utf8_next_char (p) - p), out->len);
    }
    return g_string_free (out, FALSE);
}

/* Where to cut a text that is too long: after a space near the limit, else between two characters. */
static gsize piece_length (const char *text, gsize length)
{
    if (length <= BLOCK_BYTES)
        return length;
    for (gsize at = BLOCK_BYTES; at > BLOCK_BYTES / 2; at--)
        if (text[at] == ' ')
            return at;
    gsize at = BLOCK_BYTES;
    while ((text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* spans (may be NULL) are of the text that begins offset bytes before this one. */
static gboolean add_block (ReaderDocument *document, const Block *like, const char *text, const GArray *spans,
                           gsize offset)
{
    gsize length = strlen (text);
    gboolean first = TRUE;
    int page = like->page;

    if (document->blocks->len > 0) /* pages never fall */
        page = MAX (page, g_array_index (document->blocks, Block, document->blocks->len - 1).page);
    while (length > 0) {
        gsize piece = piece_length (text, length);
        g_autoptr (GArray) left = spans != NULL ? g_array_new (FALSE, FALSE, sizeof (ReaderSpan)) : NULL;
        Restyle styles = {
            .came = spans, .offset = offset, .left = left, .most = MIN (SPANS, SPANS_WHOLE - document->spans)
        };
        g_autofree char *cleaned = clean (text, piece, spans != NULL ? &styles : NULL);
        text += piece;
        offset += piece;
        length -= piece;
        if (cleaned[0] == '\0')
            continue;
        if (document->blocks->len >= TD_LIMIT_PARAGRAPHS || document->text_bytes + strlen (cleaned) > TEXT_BYTES)
            return FALSE;
        document->text_bytes += strlen (cleaned);
        Block block = { like->type, page, like->level, NULL, g_steal_pointer (&cleaned), NULL };
        if (first && like->number != NULL && *like->number != '\0')
            block.number = clean (like->number, MIN (strlen (like->number), 64), NULL);
        if (left != NULL && left->len > 0) {
            document->spans += left->len;
            block.spans = g_steal_pointer (&left);
        }
        g_array_append_val (document->blocks, block);
        first = FALSE;
    }
    return TRUE;
}

gboolean reader_document_add (ReaderDocument *document, BlockType type, int page, int level, const char *number,
                              const char *text)
{
    const Block like = { .type = type, .page = page, .level = level, .number = (char *) number };

    return add_block (document, &like, text, NULL, 0);
}

gboolean reader_document_add_styled (ReaderDocument *document, BlockType type, int page, int level, const char *number,
                                     const ReaderStyled *styled, gsize from)
{
    const Block like = { .type = type, .page = page, .level = level, .number = (char *) number };

    return add_block (document, &like, styled->text->str + from, styled->spans->len > 0 ? styled->spans : NULL, from);
}

gboolean reader_document_add_row (ReaderDocument *document, int number, const GPtrArray *cells)
{
    g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < cells->len; i++) {
        const char *text = cells->pdata[i];
        char *cleaned = clean (text, strlen (text), NULL);
        document->text_bytes += strlen (cleaned);
        g_ptr_array_add (row, cleaned);
    }
    while (row->len > 0 && *(const char *) row->pdata[row->len - 1] == '\0')
        g_ptr_array_set_size (row, (int) row->len - 1);
    if (row->len == 0)
        return TRUE;
    if (document->rows->len >= SHEET_ROWS || document->text_bytes > SHEET_BYTES)
        return FALSE;
    g_ptr_array_add (document->rows, g_steal_pointer (&row));
    g_array_append_val (document->numbers, number);
    return TRUE;
}

void reader_document_add_beside (ReaderDocument *document, const char *where, const char *text)
{
    gsize length = text != NULL && g_utf8_validate (text, -1, NULL) ? strlen (text) : 0;

    while (length > 0 && document->beside->len < BESIDES) {
        gsize piece = length;
        ReaderBeside *b;
        char *cleaned;
        if (piece > BESIDE_BYTES)
            for (piece = BESIDE_BYTES; (text[piece] & 0xC0) == 0x80;)
                piece--;
        cleaned = clean (text, piece, NULL);
        text += piece;
        length -= piece;
        if (*cleaned == '\0') {
            g_free (cleaned);
            continue;
        }
        b = g_new0 (ReaderBeside, 1);
        b->where = where;
        b->text = cleaned;
        g_ptr_array_add (document->beside, b);
    }
}

const char *reader_document_first_heading (const ReaderDocument *document)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = &g_array_index (document->blocks, Block, i);
        if (block->type == BLOCK_HEADING)
            return block->text;
    }
    return NULL;
}

gboolean reader_title_good (const char *title)
{
    static const char *const bad_starts[] = { "microsoft word", "untitled",   "document",   "powerpoint", "slide",
                                              "no title",       "sans titre", "sin título", "без имени",  "scan" };
    static const char *const bad_ends[] = { ".doc", ".docx", ".odt",  ".rtf",  ".pdf", ".txt",
                                            ".tex", ".dvi",  ".html", ".indd", ".qxd", ".xml" };
    if (title == NULL || g_utf8_strlen (title, -1) < 4)
        return FALSE;
    g_autofree char *lower = g_utf8_strdown (title, -1);
    for (gsize i = 0; i < G_N_ELEMENTS (bad_starts); i++)
        if (g_str_has_prefix (lower, bad_starts[i]) && strlen (lower) < strlen (bad_starts[i]) + 24)
            return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS (bad_ends); i++)
        if (g_str_has_suffix (lower, bad_ends[i]))
            return FALSE;
    return strchr (title, '\\') == NULL && strchr (title, 0x1F) == NULL;
}

void reader_prepare (void)
{
    /* libarchive turns times of entries into local ones; this zone needs no file */
    g_setenv ("TZ", "UTC0", TRUE);
    tzset ();
    reader_charset_prepare ();
    reader_pdf_prepare ();
}

ReaderFault reader_read (const guint8 *data, gsize size, ReaderDocument *document)
{
    if (size == 0)
        return READER_EMPTY;
    switch (reader_detect (data, size, &document->kind)) {
    case FORMAT_PDF: document->format = "pdf"; return reader_pdf (data, size, document);
    case FORMAT_DOCX: document->format = "docx"; return reader_docx (data, size, document);
    case FORMAT_ODT: document->format = "odt"; return reader_odt (data, size, document);
    case FORMAT_XLSX: document->format = "xlsx"; return reader_xlsx (data, size, document);
    case FORMAT_ODS: document->format = "ods"; return reader_ods (data, size, document);
    case FORMAT_PLAIN: return reader_plain (data, size, document);
    case FORMAT_OTHER:
    default: return g_strcmp0 (document->kind, "encrypted") == 0 ? READER_ENCRYPTED : READER_NOT_A_DOCUMENT;
    }
}
