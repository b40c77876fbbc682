/* Right-to-left lines: from the order on paper back to the order of reading.
 *
 * A PDF says where glyphs stand, not in which order they are read, and programs draw right-to-left
 * lines in either order. So the glyphs are sorted by place and read from the right; what runs from left to right within
 * (Latin words with the numbers after them, numbers with their separators) is turned back. This undoes the
 * rules of UAX #9 as far as the paper tells. */
#include "document/reader/pdf.h"

#include <stdlib.h>

typedef enum { CLASS_LEFT, CLASS_RIGHT, CLASS_NUMBER, CLASS_SEPARATOR, CLASS_NEUTRAL } Class;

/* A glyph with all its characters: [start, end) of the glyphs, which keep their order within. */
typedef struct {
    gsize start, end;
    float x;
    Class class;
} Cluster;

static Class class_of (gunichar c)
{
    if (reader_is_rtl (c))
        return CLASS_RIGHT;
    if (g_unichar_isdigit (c) || c == '%')
        return CLASS_NUMBER;
    if (c == '.' || c == ',' || c == ':' || c == '/' || c == '-' || c == '+' || c == 0x60C || c == 0x66B || c == 0x66C)
        return CLASS_SEPARATOR;
    return g_unichar_isalpha (c) ? CLASS_LEFT : CLASS_NEUTRAL;
}

static int compare_from_right (const void *a, const void *b)
{
    const Cluster *one = a, *two = b;
    if (one->x != two->x)
        return one->x > two->x ? -1 : 1;
    return one->start < two->start ? -1 : 1;
}

static void reverse (Cluster *clusters, gsize from, gsize to)
{
    while (from + 1 < to) {
        Cluster swap = clusters[from];
        clusters[from++] = clusters[--to];
        clusters[to] = swap;
    }
}

/* The end of the left-to-right run that begins at from (read from the right): up to the last letter or number
 * that belongs to it. */
static gsize run_end (const Cluster *clusters, gsize from, gsize n)
{
    gsize end = from + 1;
    gboolean letters = clusters[from].class == CLASS_LEFT;

    for (gsize i = from + 1; i < n && clusters[i].class != CLASS_RIGHT; i++) {
        Class class = clusters[i].class;
        if (class == CLASS_LEFT) {
            letters = TRUE;
            end = i + 1;
        } else if (class == CLASS_NUMBER) {
            gboolean near = i == end || (i == end + 1 && clusters[end].class == CLASS_SEPARATOR);
            if (letters || near)
                end = i + 1;
        }
    }
    return end;
}

/* Numbers on the right of a run may stand before it in reading ("2018 UN" looks like "UN 2018"): the run
 * wins only when letters follow without right-to-left text between, which is how names with years are written. */
static void turn_runs (Cluster *clusters, gsize n)
{
    for (gsize i = 0; i < n;) {
        if (clusters[i].class != CLASS_LEFT && clusters[i].class != CLASS_NUMBER) {
            i++;
            continue;
        }
        gsize end = run_end (clusters, i, n);
        reverse (clusters, i, end);
        i = end;
    }
}

static gunichar mirrored (gunichar c)
{
    gunichar other;
    return g_unichar_get_mirror_char (c, &other) ? other : c;
}

/* Presentation forms stand for letters; readers and searches want the letters. */
static void append_plain (GString *out, gunichar c)
{
    if ((c >= 0xFB00 && c <= 0xFB06) || (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC)) {
        gunichar letters[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
        gsize n = g_unichar_fully_decompose (c, TRUE, letters, G_N_ELEMENTS (letters));
        for (gsize i = 0; i < n; i++)
            g_string_append_unichar (out, letters[i]);
    } else {
        g_string_append_unichar (out, c);
    }
}

static Cluster *cluster (const PdfGlyph *glyphs, gsize n, gsize *ret_n)
{
    Cluster *clusters = g_new (Cluster, n);
    gsize used = 0;
    for (gsize i = 0; i < n; i++) {
        if (used > 0 && (glyphs[i].joined || g_unichar_ismark (glyphs[i].c))) {
            clusters[used - 1].end = i + 1;
            if (g_unichar_isdigit (glyphs[i].c)) /* "[3]" */
                clusters[used - 1].class = CLASS_NUMBER;
            continue;
        }
        clusters[used++] = (Cluster){ i, i + 1, glyphs[i].x, class_of (glyphs[i].c) };
    }
    *ret_n = used;
    return clusters;
}

gboolean pdf_has_rtl (const PdfGlyph *glyphs, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (reader_is_rtl (glyphs[i].c))
            return TRUE;
    return FALSE;
}

static int compare_place (gconstpointer a, gconstpointer b, gpointer user_data)
{
    const PdfGlyph *one = a, *two = b;
    (void) user_data;
    return one->x < two->x ? -1 : one->x > two->x;
}

/* What is joined takes the place of what it is joined to; the sort is stable, so it stays behind it. */
void pdf_sort_glyphs (PdfGlyph *glyphs, gsize n)
{
    for (gsize i = 1; i < n; i++)
        if (glyphs[i].joined || g_unichar_ismark (glyphs[i].c)) {
            glyphs[i].x = glyphs[i - 1].x;
            glyphs[i].right = MAX (glyphs[i].right, glyphs[i - 1].right);
            glyphs[i].joined = TRUE;
        }
    g_qsort_with_data (glyphs, (gint) n, sizeof *glyphs, compare_place, NULL);
}

gsize pdf_next_gap (const PdfGlyph *glyphs, gsize n, float size)
{
    float reach = n > 0 ? glyphs[0].right : 0;
    for (gsize i = 1; i < n; i++) {
        if (glyphs[i].c == ' ')
            continue;
        if (glyphs[i].x - reach > size * 1.8f)
            return i;
        reach = MAX (reach, glyphs[i].right);
    }
    return n;
}

/* LibreOffice stretches justified Arabic words with strokes that it names commas; Arabic has its own comma. */
static gboolean is_stretch (const Cluster *clusters, gsize i, gsize n, const PdfGlyph *glyphs)
{
    gsize from = i, to = i;
    if (glyphs[clusters[i].start].c != ',')
        return FALSE;
    while (from > 0 && glyphs[clusters[from].start].c == ',')
        from--;
    while (to + 1 < n && glyphs[clusters[to].start].c == ',')
        to++;
    return clusters[from].class == CLASS_RIGHT && clusters[to].class == CLASS_RIGHT;
}

static void append_cluster (GString *out, const Cluster *cluster, const PdfGlyph *glyphs)
{
    gboolean turn = cluster->class == CLASS_NEUTRAL && cluster->end == cluster->start + 1;
    for (gsize k = cluster->start; k < cluster->end; k++)
        append_plain (out, turn ? mirrored (glyphs[k].c) : glyphs[k].c);
}

/* A list's number is drawn by itself, from left to right, and so looks turned when read from the right: ".1". */
static void mend_number (GString *out)
{
    gsize digits = strspn (out->str + (out->len > 0), "0123456789");
    char end = out->str[0];
    if ((end != '.' && end != ')') || digits == 0 || digits > 3 || out->str[1 + digits] != ' ')
        return;
    memmove (out->str, out->str + 1, digits);
    out->str[digits] = end;
}

gboolean pdf_logical_order (PdfGlyph *glyphs, gsize n, gboolean from_right, GString *out)
{
    gsize right = 0, left = 0, used;
    for (gsize i = 0; i < n; i++) {
        right += reader_is_rtl (glyphs[i].c);
        left += class_of (glyphs[i].c) == CLASS_LEFT;
    }
    if (!from_right) {
        for (gsize i = 0; i < n; i++)
            append_plain (out, glyphs[i].c);
        return FALSE;
    }
    g_autofree Cluster *clusters = cluster (glyphs, n, &used);
    qsort (clusters, used, sizeof *clusters, compare_from_right);
    turn_runs (clusters, used);
    for (gsize i = 0; i < used; i++) {
        if (is_stretch (clusters, i, used, glyphs))
            continue;
        append_cluster (out, &clusters[i], glyphs);
    }
    mend_number (out);
    return right * 2 >= left;
}
