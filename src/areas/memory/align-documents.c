/* From two languages of a text to pairs of sentences. Contract in align-documents.h. */
#include "areas/memory/align-documents.h"

#include "areas/library/beside.h"
#include "areas/memory/align.h"
#include "areas/memory/memory-keep.h"
#include "base/errors.h"
#include "text/sentences.h"

#include <string.h>

enum { MOST_CELLS = 4000000 }; /* of one piece's table: two thousand sentences a side */

typedef struct {
    const char *from, *to, *name;
    GArray *pairs; /* of TdMemoryPair, whose texts are in `texts` */
    GPtrArray *texts;
    double ratio; /* of characters, of the whole */
    TdAligned found;
} Gathering;

static const char *keep (Gathering *g, char *take_text)
{
    g_ptr_array_add (g->texts, take_text);
    return take_text;
}

/* ---- sentences ---- */

static gboolean is_heading (const GPtrArray *paragraphs, guint i)
{
    return ((const TdLibraryParagraph *) paragraphs->pdata[i])->paragraph->kind == TD_PARAGRAPH_HEADING;
}

/* The sentences of some paragraphs, of char *. */
static GPtrArray *sentences_of (const GPtrArray *paragraphs, guint from, guint n, const char *language)
{
    GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

    for (guint i = from; i < from + n; i++)
        g_ptr_array_extend_and_steal (
            all, td_sentence_texts (((TdLibraryParagraph *) paragraphs->pdata[i])->paragraph->text, language));
    return all;
}

static gboolean has_letters (const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char (text))
        if (g_unichar_isalpha (g_utf8_get_char (text)))
            return TRUE;
    return FALSE;
}

static void add_pair (Gathering *g, const char *place, char *take_source, char *take_target)
{
    const TdMemoryPair pair = { .from = g->from,
                                .to = g->to,
                                .source = keep (g, take_source),
                                .target = keep (g, take_target),
                                .origin = TD_MEMORY_DOCUMENT,
                                .name = g->name,
                                .place = place };

    if (!has_letters (pair.source) || g_str_equal (pair.source, pair.target))
        return;
    g_array_append_val (g->pairs, pair);
    g->found.pairs++;
}

static void align_piece (Gathering *g, const char *place, const GPtrArray *a, const GPtrArray *b)
{
    g_autoptr (GArray) beads = NULL;

    if ((guint64) a->len * b->len > MOST_CELLS)
        return;
    beads = td_align (a, b, g->ratio);
    for (guint i = 0; i < beads->len; i++) {
        const TdBead *bead = &g_array_index (beads, TdBead, i);
        if (bead->n_a > 0 && bead->n_b > 0)
            add_pair (g, place, td_align_joined (a, bead->a, bead->n_a, g->from),
                      td_align_joined (b, bead->b, bead->n_b, g->to));
    }
}

/* ---- rows of paragraphs ---- */

static void align_span (Gathering *g, const GPtrArray *const *texts, const char *place, guint a, guint n_a, guint b,
                        guint n_b)
{
    g_autoptr (GPtrArray) in_a = sentences_of (texts[0], a, n_a, g->from),
                          in_b = sentences_of (texts[1], b, n_b, g->to);

    align_piece (g, place, in_a, in_b);
}

/* Whether both sides have as many paragraphs of the same kinds, in one order. */
static gboolean one_to_one (const GPtrArray *const *texts, const TdBesideRow *row)
{
    if (row->n[0] != row->n[1])
        return FALSE;
    for (guint i = 0; i < row->n[0]; i++)
        if (is_heading (texts[0], row->from[0] + i) != is_heading (texts[1], row->from[1] + i))
            return FALSE;
    return TRUE;
}

static void align_row (Gathering *g, const GPtrArray *const *texts, const TdBesideRow *row)
{
    const char *place;

    if (row->n[0] == 0 || row->n[1] == 0)
        return;
    place = keep (g, g_strdup (row->anchor));
    g->found.paragraphs++;
    if (!one_to_one (texts, row)) {
        align_span (g, texts, place, row->from[0], row->n[0], row->from[1], row->n[1]);
        return;
    }
    for (guint i = 0; i < row->n[0]; i++)
        align_span (g, texts, place, row->from[0] + i, 1, row->from[1] + i, 1);
}

static double characters (const GPtrArray *paragraphs)
{
    double all = 1;

    for (guint i = 0; i < paragraphs->len; i++)
        all += (double) g_utf8_strlen (((const TdLibraryParagraph *) paragraphs->pdata[i])->paragraph->text, -1);
    return all;
}

/* texts: two lists of TdLibraryParagraph. */
static gboolean align_texts (TdInstance *instance, const TdViewer *viewer, const GPtrArray *const *texts,
                             const char *from, const char *to, const char *name, TdAligned *ret, GError **error)
{
    g_autoptr (GPtrArray) rows = td_beside (texts, 2);
    g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (TdMemoryPair));
    Gathering g = { .from = from,
                    .to = to,
                    .name = name,
                    .pairs = pairs,
                    .texts = kept,
                    .ratio = characters (texts[1]) / characters (texts[0]) };

    for (guint i = 0; i < rows->len; i++)
        align_row (&g, texts, rows->pdata[i]);
    if (!td_memory_replace (instance, viewer, TD_MEMORY_DOCUMENT, name, from, to,
                            (const TdMemoryPair *) (void *) pairs->data, pairs->len, &g.found.added, error))
        return FALSE;
    *ret = g.found;
    return TRUE;
}

/* ---- documents and files ---- */

static gboolean same_language (GError **error)
{
    g_set_error_literal (
        error, TD_MEMORY_ERROR, TD_ERROR_INPUT,
        "Both texts are in the same language. Name two languages of one document, such as CMW/C/GC/2:en and "
        "CMW/C/GC/2:fr.");
    return FALSE;
}

gboolean td_memory_align_document (TdInstance *instance, const TdViewer *viewer, const char *symbol_or_id,
                                   const char *from, const char *to, TdAligned *ret, GError **error)
{
    g_autoptr (TdLibraryDocument) a = NULL, b = NULL;
    g_autoptr (GPtrArray) in_a = NULL, in_b = NULL;

    if (!td_door_may (viewer, TD_ACT_TRANSLATION_KEEP, NULL, error))
        return FALSE;
    if (g_str_equal (from, to))
        return same_language (error);
    if (!td_library_read (instance, symbol_or_id, from, &a, &in_a, error)
        || !td_library_read (instance, symbol_or_id, to, &b, &in_b, error))
        return FALSE;
    return align_texts (instance, viewer, (const GPtrArray *const[]){ in_a, in_b }, from, to,
                        a->symbol != NULL ? a->symbol : a->id, ret, error);
}

/* A file's paragraphs as the library would have them. Of TdLibraryParagraph. */
static GPtrArray *paragraphs_of_file (TdInstance *instance, int fd, const char *language, GError **error)
{
    static const TdPageRule rule = { .words_a_page = 450 };
    g_autoptr (TdDocument) document = td_document_read (instance->cells, fd, NULL, &rule, error);
    g_autoptr (GPtrArray) anchors = document != NULL ? td_library_anchors (document->paragraphs) : NULL;
    GPtrArray *list;

    if (document == NULL)
        return NULL;
    list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_library_paragraph_free);
    for (guint i = 0; i < document->paragraphs->len; i++) {
        TdLibraryParagraph *p = g_new0 (TdLibraryParagraph, 1);
        p->anchor = g_strdup (anchors->pdata[i]);
        p->language = g_strdup (language);
        p->paragraph = g_steal_pointer (&document->paragraphs->pdata[i]);
        g_ptr_array_add (list, p);
    }
    g_ptr_array_set_free_func (document->paragraphs, NULL);
    return list;
}

gboolean td_memory_align_files (TdInstance *instance, const TdViewer *viewer, int fd_a, const char *from, int fd_b,
                                const char *to, const char *name, TdAligned *ret, GError **error)
{
    g_autoptr (GPtrArray) a = NULL, b = NULL;

    if (!td_door_may (viewer, TD_ACT_TRANSLATION_KEEP, NULL, error))
        return FALSE;
    if (g_str_equal (from, to))
        return same_language (error);
    if ((a = paragraphs_of_file (instance, fd_a, from, error)) == NULL
        || (b = paragraphs_of_file (instance, fd_b, to, error)) == NULL)
        return FALSE;
    return align_texts (instance, viewer, (const GPtrArray *const[]){ a, b }, from, to, name, ret, error);
}
