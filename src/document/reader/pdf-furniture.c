/* Running headers, footers and page numbers: what stands at the same height of several pages with the same words.
 *
 * Numbers count as the same ("Page 3 of 12" and "Page 4 of 12"). Only the upper and lower margins are looked at. */
#include "document/reader/pdf.h"

enum { ROWS = 3 /* at most so many rows of a header or a footer */ };

static gboolean in_margin (const PdfPage *page, const PdfLine *line)
{
    return line->y1 < page->height * 0.13f || line->y0 > page->height * 0.87f;
}

static gboolean is_roman_number (const char *text)
{
    gsize length = strlen (text);
    return length > 0 && length < 6 && strspn (text, "ivxl") == length;
}

/* The words with all numbers as "#"; lower case, without spaces, dashes and dots around numbers. */
static char *normalised (const char *text)
{
    g_autofree char *lower = g_utf8_strdown (text, -1);
    if (is_roman_number (lower))
        return g_strdup ("#");
    GString *out = g_string_new (NULL);
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        if (g_unichar_isdigit (c)) {
            if (out->len == 0 || out->str[out->len - 1] != '#')
                g_string_append_c (out, '#');
        } else if (g_unichar_isalpha (c) || g_unichar_ismark (c)) {
            g_string_append_unichar (out, c);
        }
    }
    return g_string_free (out, FALSE);
}

static char *key_of (const PdfLine *line, int shift)
{
    g_autofree char *words = normalised (line->text);
    return g_strdup_printf ("%d %s", (int) (line->base / 6) + shift, words);
}

/* Counts each key once a page. */
static void count (GHashTable *counts, const char *key, int page)
{
    /* low half: pages seen; high half: the last of them */
    guint value = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
    if ((int) (value >> 16) == (page & 0xFFFF))
        return;
    value = ((guint) page << 16) | ((value & 0xFFFF) + 1);
    g_hash_table_replace (counts, g_strdup (key), GUINT_TO_POINTER (value));
}

static guint pages_with (GHashTable *counts, const char *key)
{
    return GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) & 0xFFFF;
}

/* A lone number at the foot of a document of one page. */
static gboolean is_lone_page_number (const PdfPage *page, const PdfLine *line)
{
    g_autofree char *words = normalised (line->text);
    return line->chars < 8 && (strcmp (words, "#") == 0 || strcmp (words, "##") == 0) && line->y0 > page->height * 0.9f
           && strpbrk (line->text, "12") != NULL;
}

static guint needed (guint pages)
{
    return pages <= 4 ? 2 : 3;
}

/* How many rows stand between a line and the page's edge; header and footer are the outermost ones. */
static guint rows_outside (const PdfPage *page, const PdfLine *line)
{
    gboolean top = line->y1 < page->height / 2;
    float last = -1;
    guint rows = 0;
    for (guint i = 0; i < page->lines->len; i++) {
        const PdfLine *other = &g_array_index (page->lines, PdfLine, i);
        if ((top ? other->base < line->base - 2 : other->base > line->base + 2) && other->base != last) {
            rows++;
            last = other->base;
        }
    }
    return rows;
}

void pdf_mark_furniture (PdfBook *book)
{
    g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    guint pages = book->pages->len;

    for (int pass = 0; pass < 2; pass++)
        for (guint p = 0; p < pages; p++) {
            PdfPage *page = g_ptr_array_index (book->pages, p);
            for (guint i = 0; i < page->lines->len; i++) {
                PdfLine *line = &g_array_index (page->lines, PdfLine, i);
                if (!in_margin (page, line) || line->chars > 200)
                    continue;
                g_autofree char *key = key_of (line, 0);
                if (pass == 0)
                    count (counts, key, (int) p + 1);
                else if (pages == 1)
                    line->dropped = is_lone_page_number (page, line);
                else {
                    g_autofree char *above = key_of (line, -1), *below = key_of (line, 1);
                    guint seen = pages_with (counts, key) + pages_with (counts, above) + pages_with (counts, below);
                    line->dropped = seen >= needed (pages) && rows_outside (page, line) < ROWS;
                }
            }
        }
}
