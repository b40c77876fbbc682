/* Plain text: paragraphs by blank lines, headings by their look, lists by their marks, tables by their pipes.
 *
 * Markdown is told by its headings and links and goes to markdown.c. Text of one long line a paragraph and text broken
 * at a fixed width both occur; a line that begins a paragraph is told by the blank line above, by a mark, or by an indent. */
#include "document/reader/markdown.h"
#include "document/reader/reader.h"

typedef struct {
    ReaderDocument *document;
    GString *text; /* of the paragraph that is open */
    int page;
    gboolean pages; /* form feeds were seen */
    gboolean fits;
} Plain;

static gboolean all_capitals (const char *line)
{
    int upper = 0;
    for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        if (g_unichar_islower (c) || reader_is_cjk (c) || reader_is_rtl (c))
            return FALSE;
        upper += g_unichar_isupper (c);
    }
    return upper >= 4;
}

/* "-----" or "=====" under a line makes it a heading: 1 for =, 2 for -; else 0. */
static int underline_level (const char *line)
{
    gsize length = strlen (line);
    if (length >= 3 && strspn (line, "=") == length)
        return 1;
    return length >= 3 && (strspn (line, "-") == length || strspn (line, "~") == length) ? 2 : 0;
}

static gboolean is_row (const char *line)
{
    const char *first = strchr (line, '|');
    return first != NULL && strchr (first + 1, '|') != NULL;
}

/* A short line that stands alone and ends no sentence. Numbered ones ("1. Introduction", "II. Recommendations") need a
 * big first letter and few words, or they are items. */
static int lone_heading_level (const char *line, gboolean alone)
{
    glong length = g_utf8_strlen (line, -1);
    Mark mark = reader_mark (line);
    const char *rest = line + mark.length;

    if (!alone || length > 100 || length < 2 || reader_ends_sentence (line) || mark.kind == MARK_BULLET
        || g_unichar_ispunct (g_utf8_get_char (rest)) || is_row (line))
        return 0;
    if (all_capitals (line))
        return mark.depth > 1 ? mark.depth : 1;
    if (g_str_has_suffix (line, ",") || g_unichar_islower (g_utf8_get_char (rest)))
        return 0;
    int words = 1;
    for (const char *p = rest; *p != '\0'; p++)
        words += *p == ' ';
    gboolean spaceless = reader_is_cjk (g_utf8_get_char (rest));
    if (words > 9 || (spaceless && length > 24) || !g_unichar_isalpha (g_utf8_get_char (rest)))
        return 0;
    return mark.kind == MARK_NONE ? 2 : CLAMP (mark.depth + 1, 2, 6);
}

static void put (Plain *plain, BlockType type, int level, const char *number, const char *text)
{
    plain->fits = plain->fits && reader_document_add (plain->document, type, plain->page, level, number, text);
}

static void put_text (Plain *plain, const char *text, gboolean alone)
{
    Mark mark = reader_mark (text);
    int level = lone_heading_level (text, alone);
    if (plain->document->blocks->len == 0 && alone && mark.kind == MARK_NONE && strlen (text) < 300
        && !reader_ends_sentence (text))
        level = 1; /* its title */
    g_autofree char *number = mark.kind != MARK_NONE ? reader_mark_text (text, &mark) : NULL;

    if (level > 0)
        put (plain, BLOCK_HEADING, level, number, text + mark.length);
    else if (mark.kind != MARK_NONE && mark.value < 1000)
        put (plain, BLOCK_ITEM, 0, number, text + mark.length);
    else
        put (plain, BLOCK_PARAGRAPH, 0, NULL, text);
}

static void finish (Plain *plain, gboolean alone)
{
    if (plain->text->len > 0)
        put_text (plain, plain->text->str, alone);
    g_string_truncate (plain->text, 0);
}

static void put_row (Plain *plain, const char *line)
{
    if (strspn (line, "|-+: =") == strlen (line)) /* the line between head and body */
        return;
    g_auto (GStrv) cells = g_strsplit (line, "|", -1);
    g_autoptr (GString) row = g_string_new (NULL);
    guint n = g_strv_length (cells);
    for (guint i = 0; i < n; i++) {
        g_strstrip (cells[i]);
        if ((i == 0 || i + 1 == n) && *cells[i] == '\0')
            continue;
        if (row->len > 0)
            g_string_append (row, " | ");
        g_string_append (row, cells[i]);
    }
    put (plain, BLOCK_TABLE_ROW, 0, NULL, row->str);
}

/* One line; below is the next one, "" at the end. */
static void take_line (Plain *plain, char *line, const char *below, guint *lines_open)
{
    gboolean indented = line[0] == '\t' || (line[0] == ' ' && line[1] == ' ' && line[2] == ' ');
    g_strstrip (line);
    if (*line == '\0') {
        finish (plain, *lines_open == 1);
        *lines_open = 0;
        return;
    }
    int under = *lines_open == 0 || plain->text->len == 0 ? underline_level (below) : 0;
    if (under > 0 && underline_level (line) == 0) {
        Mark mark = reader_mark (line);
        g_autofree char *number = mark.kind != MARK_NONE ? reader_mark_text (line, &mark) : NULL;
        put (plain, BLOCK_HEADING, under, number, line + mark.length);
        return;
    }
    if (underline_level (line) > 0) {
        finish (plain, *lines_open == 1);
        *lines_open = 0;
        return;
    }
    if (is_row (line)) {
        finish (plain, FALSE);
        *lines_open = 0;
        put_row (plain, line);
        return;
    }
    Mark mark = reader_mark (line);
    if (*lines_open > 0
        && ((mark.kind != MARK_NONE && mark.value < 1000) || (indented && reader_ends_sentence (plain->text->str)))) {
        finish (plain, FALSE);
        *lines_open = 0;
    }
    reader_join_line (plain->text, line, NULL);
    (*lines_open)++;
}

static void take_page (Plain *plain, char *page)
{
    guint open = 0;
    for (char *line = page; line != NULL;) {
        char *end = strchr (line, '\n');
        if (end != NULL)
            *end = '\0';
        g_autofree char *below = g_strdup ("");
        if (end != NULL) {
            g_free (below);
            below = g_strndup (end + 1, strcspn (end + 1, "\n"));
            g_strstrip (below);
        }
        take_line (plain, line, below, &open);
        line = end != NULL ? end + 1 : NULL;
    }
    finish (plain, open == 1);
}

static void unix_ends (char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        if (*from == '\r')
            *to++ = from[1] == '\n' ? (from++, '\n') : '\n';
        else
            *to++ = *from;
    }
    *to = '\0';
}

ReaderFault reader_plain (const guint8 *data, gsize size, ReaderDocument *document)
{
    g_autofree char *text = reader_charset_convert (data, size);
    if (text == NULL)
        return READER_NOT_A_DOCUMENT;
    unix_ends (text);
    document->pages_estimated = TRUE;
    if (reader_is_markdown (text)) {
        document->format = "markdown";
        return reader_markdown (text, document);
    }
    document->format = "text";
    Plain plain = { document, g_string_new (NULL), 1, strchr (text, '\f') != NULL, TRUE };
    for (char *page = text; page != NULL; plain.page++) {
        char *end = strchr (page, '\f');
        if (end != NULL)
            *end = '\0';
        if (end == NULL && *g_strchug (page) == '\0' && plain.page > 1)
            break;
        take_page (&plain, page);
        document->pages = plain.pages ? plain.page : 0;
        page = end != NULL ? end + 1 : NULL;
    }
    g_string_free (plain.text, TRUE);
    document->title = g_strdup (reader_document_first_heading (document));
    return plain.fits ? READER_FINE : READER_TOO_MUCH;
}
