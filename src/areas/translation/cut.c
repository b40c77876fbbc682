/* A document as segments: a sentence each, a cell of a table by itself. */
#include "areas/translation/translation-rules.h"

#include "areas/library/library.h"
#include "text/sentences.h"

#include <string.h>

static void add (GPtrArray *list, const char *source, const char *joint, const char *anchor, const TdParagraph *p)
{
    TdSegment *s = g_new0 (TdSegment, 1);

    s->n = list->len + 1;
    s->source = g_strdup (source);
    s->joint = g_strdup (joint);
    s->paragraph = g_strdup (anchor);
    s->kind = g_strdup (p != NULL ? td_paragraph_kind_name (p->kind) : "title");
    s->number = p != NULL ? g_strdup (p->number) : NULL;
    s->level = p != NULL ? p->level : 0;
    g_ptr_array_add (list, s);
}

/* before: what parts it from what stands before. */
static void add_sentences (GPtrArray *list, const char *text, const char *before, const char *anchor,
                           const TdParagraph *p, const char *language)
{
    g_autoptr (GArray) sentences = td_sentences (text, language);
    guint32 end = 0;

    for (guint i = 0; i < sentences->len; i++) {
        const TdSentence *one = &g_array_index (sentences, TdSentence, i);
        g_autofree char *source = g_strndup (text + one->start, one->end - one->start);
        g_autofree char *joint = i == 0 ? g_strdup (before) : g_strndup (text + end, one->start - end);
        add (list, source, joint, anchor, p);
        end = one->end;
    }
}

static void add_paragraph (GPtrArray *list, const TdLibraryParagraph *one, const char *language)
{
    static const char *const cell = " | ";
    g_auto (GStrv) cells =
        one->paragraph->kind == TD_PARAGRAPH_TABLE ? g_strsplit (one->paragraph->text, cell, -1) : NULL;

    if (cells == NULL) {
        add_sentences (list, one->paragraph->text, "", one->anchor, one->paragraph, language);
        return;
    }
    for (gsize i = 0; cells[i] != NULL; i++)
        add_sentences (list, cells[i], i > 0 ? cell : "", one->anchor, one->paragraph, language);
}

/* A title that stands in the text too is translated there, once. */
static gboolean begins_with (const GPtrArray *paragraphs, const char *title)
{
    const TdLibraryParagraph *first = paragraphs->len > 0 ? paragraphs->pdata[0] : NULL;

    return first != NULL && g_str_equal (first->paragraph->text, title);
}

GPtrArray *td_translation_cut (const char *title, const GPtrArray *paragraphs, const char *language)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_segment_free);

    if (title != NULL && *title != '\0' && !begins_with (paragraphs, title))
        add (list, title, "", "title", NULL);
    for (guint i = 0; i < paragraphs->len; i++)
        add_paragraph (list, paragraphs->pdata[i], language);
    return list;
}
