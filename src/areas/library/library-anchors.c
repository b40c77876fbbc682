/* Anchors of paragraphs. Contract in library.h. */
#include "areas/library/library-private.h"

#include <string.h>

enum { MOST_DIGITS = 5, MOST_PARTS = 4, MOST_PART_DIGITS = 4 };

/* ---- printed numbers ---- */

/* Bytes of text that are "34", or with parts "146.1"; 0: none. */
static gsize number_length (const char *text, gboolean parts)
{
    gsize length = strspn (text, "0123456789");

    if (length == 0 || length > MOST_DIGITS)
        return 0;
    for (int i = 1; parts && i < MOST_PARTS && text[length] == '.'; i++) {
        gsize digits = strspn (text + length + 1, "0123456789");
        if (digits == 0 || digits > MOST_PART_DIGITS)
            break;
        length += 1 + digits;
    }
    return length;
}

/* The printed number when it is one of a paragraph ("34.", "34", "146.1"): not of a heading, a note or an item (a). NULL: none. Free it. */
static char *printed_number (const TdParagraph *p, gboolean parts)
{
    gsize length = p->number != NULL ? number_length (p->number, parts) : 0;
    const char *after = p->number != NULL ? p->number + length : "";
    gint64 first = length > 0 ? g_ascii_strtoll (p->number, NULL, 10) : 0;

    if (first == 0 || p->kind == TD_PARAGRAPH_HEADING || p->kind == TD_PARAGRAPH_FOOTNOTE
        || p->kind == TD_PARAGRAPH_TABLE || (*after != '\0' && !g_str_equal (after, ".") && !g_str_equal (after, ")")))
        return NULL;
    if (memchr (p->number, '.', length) == NULL)
        return g_strdup_printf ("%" G_GINT64_FORMAT, first);
    return g_strndup (p->number, length);
}

static GPtrArray *anchors (const GPtrArray *paragraphs, gboolean parts)
{
    GPtrArray *list = g_ptr_array_new_full (paragraphs->len, g_free);
    g_autoptr (GHashTable) given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < paragraphs->len; i++) {
        g_autofree char *number = printed_number (paragraphs->pdata[i], parts);
        if (number != NULL && g_hash_table_add (given, g_strdup (number)))
            g_ptr_array_add (list, g_strconcat ("p", number, NULL));
        else
            g_ptr_array_add (list, g_strdup_printf ("n%u", i + 1));
    }
    return list;
}

GPtrArray *td_library_anchors (const GPtrArray *paragraphs)
{
    return anchors (paragraphs, TRUE);
}

GPtrArray *td_library_anchors_whole (const GPtrArray *paragraphs)
{
    return anchors (paragraphs, FALSE);
}

/* ---- asking ---- */

int td_library_anchor_number (const char *anchor)
{
    gsize digits = anchor[0] == 'p' ? strspn (anchor + 1, "0123456789") : 0;

    return digits > 0 && digits <= MOST_DIGITS && anchor[1 + digits] == '\0'
               ? (int) g_ascii_strtoll (anchor + 1, NULL, 10)
               : 0;
}

gboolean td_library_is_anchor (const char *text)
{
    if (text[0] == 'n')
        return text[1] != '\0' && strspn (text + 1, "0123456789") == strlen (text + 1);
    return text[0] == 'p' && text[1] != '\0' && number_length (text + 1, TRUE) == strlen (text + 1);
}

/* ---- the other name of a paragraph ---- */

static gboolean has_parts (const char *anchor)
{
    return anchor[0] == 'p' && strchr (anchor, '.') != NULL;
}

static GHashTable *anchors_of (const GPtrArray *paragraphs)
{
    GHashTable *all = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < paragraphs->len; i++)
        g_hash_table_add (all, ((const TdLibraryParagraph *) paragraphs->pdata[i])->anchor);
    return all;
}

GPtrArray *td_library_anchors_also (const GPtrArray *paragraphs)
{
    GPtrArray *also = g_ptr_array_new_full (paragraphs->len, g_free);
    g_autoptr (GPtrArray) bare = g_ptr_array_sized_new (paragraphs->len);
    g_autoptr (GPtrArray) now = NULL;
    g_autoptr (GHashTable) all = anchors_of (paragraphs);

    for (guint i = 0; i < paragraphs->len; i++)
        g_ptr_array_add (bare, ((const TdLibraryParagraph *) paragraphs->pdata[i])->paragraph);
    now = td_library_anchors (bare);
    for (guint i = 0; i < paragraphs->len; i++) {
        const char *own = ((const TdLibraryParagraph *) paragraphs->pdata[i])->anchor;
        g_autofree char *other = has_parts (own)             ? g_strdup_printf ("n%u", i + 1)
                                 : has_parts (now->pdata[i]) ? g_strdup (now->pdata[i])
                                                             : NULL;
        if (other != NULL && g_hash_table_contains (all, other))
            g_clear_pointer (&other, g_free);
        g_ptr_array_add (also, g_steal_pointer (&other));
    }
    return also;
}

/* ---- documents that came in when numbers with parts had anchors of their place ---- */

gboolean td_library_keeps_places (const GPtrArray *paragraphs)
{
    g_autoptr (GHashTable) all = anchors_of (paragraphs);

    for (guint i = 0; i < paragraphs->len; i++) {
        const TdLibraryParagraph *p = paragraphs->pdata[i];
        g_autofree char *number = p->anchor[0] == 'n' ? printed_number (p->paragraph, TRUE) : NULL;
        g_autofree char *anchor =
            number != NULL && strchr (number, '.') != NULL ? g_strconcat ("p", number, NULL) : NULL;
        if (anchor != NULL && !g_hash_table_contains (all, anchor))
            return TRUE;
    }
    return FALSE;
}
