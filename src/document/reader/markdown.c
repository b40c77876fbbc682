#include "document/reader/markdown.h"

#include <cmark.h>

typedef struct {
    ReaderDocument *document;
    gboolean fits;
} Walk;

gboolean reader_is_markdown (const char *text)
{
    int headings = 0, links = 0, strong = 0;
    for (const char *line = text; line != NULL; line = strchr (line, '\n')) {
        line += *line == '\n';
        gsize marks = strspn (line, "#");
        headings += marks >= 1 && marks <= 6 && line[marks] == ' ';
        gsize length = strcspn (line, "\n");
        links += memmem (line, length, "](", 2) != NULL;
        strong += memmem (line, length, "**", 2) != NULL;
    }
    return headings > 0 || links > 1 || strong > 1;
}

/* The text below node without its marks; a line end becomes separator. */
static void gather (cmark_node *node, GString *out, char separator)
{
    cmark_iter *iter = cmark_iter_new (node);
    cmark_event_type event;
    while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE) {
        cmark_node *at = cmark_iter_get_node (iter);
        const char *literal = cmark_node_get_literal (at);
        switch (cmark_node_get_type (at)) {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE:
        case CMARK_NODE_CODE_BLOCK:
            if (event == CMARK_EVENT_ENTER && literal != NULL)
                g_string_append (out, literal);
            break;
        case CMARK_NODE_SOFTBREAK:
        case CMARK_NODE_LINEBREAK: g_string_append_c (out, separator); break;
        default: break;
        }
    }
    cmark_iter_free (iter);
}

static void put (Walk *walk, BlockType type, int level, const char *number, const char *text)
{
    walk->fits = walk->fits && reader_document_add (walk->document, type, 1, level, number, text);
}

/* "| a | b |" in each line */
static gboolean put_table (Walk *walk, const char *text)
{
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    guint rows = 0;
    for (guint i = 0; lines[i] != NULL; i++) {
        if (strchr (lines[i], '|') == NULL)
            return FALSE;
        rows++;
    }
    if (rows < 2)
        return FALSE;
    for (guint i = 0; lines[i] != NULL; i++) {
        char *line = g_strstrip (lines[i]);
        gsize length = strlen (line);
        if (strspn (line, "|-: ") == length)
            continue;
        if (length > 0 && line[length - 1] == '|')
            line[length - 1] = '\0';
        g_auto (GStrv) cells = g_strsplit (line + (*line == '|'), "|", -1);
        for (guint k = 0; cells[k] != NULL; k++)
            g_strstrip (cells[k]);
        g_autofree char *row = g_strjoinv (" | ", cells);
        put (walk, BLOCK_TABLE_ROW, 0, NULL, row);
    }
    return TRUE;
}

/* "[^2]: text", one or several to a paragraph */
static gboolean put_notes (Walk *walk, const char *text)
{
    if (!g_str_has_prefix (text, "[^"))
        return FALSE;
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        char *end = strstr (lines[i], "]:");
        if (g_str_has_prefix (lines[i], "[^") && end != NULL) {
            g_autofree char *number = g_strndup (lines[i] + 2, (gsize) (end - lines[i] - 2));
            put (walk, BLOCK_FOOTNOTE, 0, number, end + 2);
        } else {
            put (walk, BLOCK_FOOTNOTE, 0, NULL, lines[i]);
        }
    }
    return TRUE;
}

/* "[^2]" in the text becomes "[2]". */
static char *plain_references (const char *text)
{
    g_auto (GStrv) parts = g_strsplit (text, "[^", -1);
    return g_strjoinv ("[", parts);
}

/* The number of the list item that node's parent is, when node is its first child; NULL otherwise. */
static char *item_number (cmark_node *node)
{
    cmark_node *item = cmark_node_parent (node);
    if (item == NULL || cmark_node_get_type (item) != CMARK_NODE_ITEM || cmark_node_previous (node) != NULL)
        return NULL;
    cmark_node *list = cmark_node_parent (item);
    if (cmark_node_get_list_type (list) != CMARK_ORDERED_LIST)
        return g_strdup ("•");
    int n = cmark_node_get_list_start (list);
    for (cmark_node *before = cmark_node_previous (item); before != NULL; before = cmark_node_previous (before))
        n++;
    return g_strdup_printf ("%d%c", n, cmark_node_get_list_delim (list) == CMARK_PAREN_DELIM ? ')' : '.');
}

static void take_paragraph (Walk *walk, cmark_node *node)
{
    g_autoptr (GString) lines = g_string_new (NULL);
    gather (node, lines, '\n');
    if (put_table (walk, lines->str) || put_notes (walk, lines->str))
        return;
    g_autoptr (GString) text = g_string_new (NULL);
    g_auto (GStrv) parts = g_strsplit (lines->str, "\n", -1);
    for (guint i = 0; parts[i] != NULL; i++)
        reader_join_line (text, parts[i], NULL);
    g_autofree char *plain = plain_references (text->str);
    g_autofree char *number = item_number (node);
    Mark mark = reader_mark (plain); /* "(a) …", which CommonMark does not know as a list */
    if (number != NULL) {
        put (walk, BLOCK_ITEM, 0, number, plain);
    } else if (mark.kind != MARK_NONE && mark.value < 1000) {
        g_autofree char *printed = reader_mark_text (plain, &mark);
        put (walk, BLOCK_ITEM, 0, printed, plain + mark.length);
    } else {
        put (walk, BLOCK_PARAGRAPH, 0, NULL, plain);
    }
}

static void take_heading (Walk *walk, cmark_node *node)
{
    g_autoptr (GString) text = g_string_new (NULL);
    gather (node, text, ' ');
    Mark mark = reader_mark (text->str);
    g_autofree char *number = mark.kind != MARK_NONE ? reader_mark_text (text->str, &mark) : NULL;
    put (walk, BLOCK_HEADING, cmark_node_get_heading_level (node), number, text->str + mark.length);
}

/* A definition without a title ("[^1]: word") would be taken for a link's and vanish. */
static char *guard_notes (const char *text)
{
    g_auto (GStrv) parts = g_strsplit (text, "\n[^", -1);
    return g_strjoinv ("\n\n\\[^", parts);
}

ReaderFault reader_markdown (const char *text, ReaderDocument *document)
{
    g_autofree char *guarded = guard_notes (text);
    cmark_node *root = cmark_parse_document (guarded, strlen (guarded), CMARK_OPT_DEFAULT);
    Walk walk = { document, TRUE };
    if (root == NULL)
        return READER_DAMAGED;
    cmark_iter *iter = cmark_iter_new (root);
    cmark_event_type event;
    while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE && walk.fits) {
        cmark_node *node = cmark_iter_get_node (iter);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (cmark_node_get_type (node) == CMARK_NODE_HEADING)
            take_heading (&walk, node);
        else if (cmark_node_get_type (node) == CMARK_NODE_PARAGRAPH)
            take_paragraph (&walk, node);
        else if (cmark_node_get_type (node) == CMARK_NODE_CODE_BLOCK)
            put (&walk, BLOCK_PARAGRAPH, 0, NULL, cmark_node_get_literal (node));
    }
    cmark_iter_free (iter);
    cmark_node_free (root);
    document->title = g_strdup (reader_document_first_heading (document));
    return walk.fits ? READER_FINE : READER_TOO_MUCH;
}
