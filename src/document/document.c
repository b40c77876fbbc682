/* From the reader's blocks to a document: heading paths, languages, kinds, articles. */
#include "base/errors.h"
#include "base/limits.h"
#include "document/document-private.h"
#include "text/headings.h"
#include "text/language.h"

TD_DEFINE_ERROR (document)

enum { LEVELS = 6, PATH_BYTES = 2000, TITLE_PARAGRAPHS = 3 };

static const char *const kind_names[] = {
    [TD_PARAGRAPH_TEXT] = "text",         [TD_PARAGRAPH_HEADING] = "heading",
    [TD_PARAGRAPH_QUESTION] = "question", [TD_PARAGRAPH_RECOMMENDATION] = "recommendation",
    [TD_PARAGRAPH_FOOTNOTE] = "footnote", [TD_PARAGRAPH_TABLE] = "table",
};

const char *td_paragraph_kind_name (TdParagraphKind kind)
{
    return kind_names[kind];
}

gboolean td_paragraph_kind_from_name (const char *name, TdParagraphKind *ret_kind)
{
    for (gsize i = 0; i < G_N_ELEMENTS (kind_names); i++)
        if (g_strcmp0 (name, kind_names[i]) == 0) {
            *ret_kind = (TdParagraphKind) i;
            return TRUE;
        }
    return FALSE;
}

static void free_tag (gpointer data)
{
    TdTag *tag = data;
    g_free (tag->because);
}

TdParagraph *td_paragraph_new (void)
{
    TdParagraph *paragraph = g_new0 (TdParagraph, 1);
    paragraph->language = g_intern_static_string ("und");
    paragraph->articles = g_array_new (FALSE, FALSE, sizeof (TdTag));
    g_array_set_clear_func (paragraph->articles, free_tag);
    return paragraph;
}

void td_paragraph_free (TdParagraph *paragraph)
{
    if (paragraph == NULL)
        return;
    g_free (paragraph->number);
    g_free (paragraph->heading);
    g_free (paragraph->text);
    g_clear_pointer (&paragraph->articles, g_array_unref);
    g_clear_pointer (&paragraph->spans, g_array_unref);
    g_free (paragraph);
}

TdDocument *td_document_new (void)
{
    TdDocument *document = g_new0 (TdDocument, 1);
    document->paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) td_paragraph_free);
    document->language = g_intern_static_string ("und");
    return document;
}

void td_document_free (TdDocument *document)
{
    if (document == NULL)
        return;
    g_ptr_array_free (document->paragraphs, TRUE);
    g_clear_pointer (&document->beside, g_ptr_array_unref);
    g_free (document->title);
    g_free (document);
}

/* ---- languages ---- */

/* What most words are written in. */
static const char *main_language (const TdDocument *document)
{
    g_autoptr (GHashTable) sums = g_hash_table_new (g_direct_hash, g_direct_equal); /* tags are interned */
    const char *best = g_intern_static_string ("und");
    gsize most = 0;
    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        gpointer key = (gpointer) paragraph->language;
        gsize sum = GPOINTER_TO_SIZE (g_hash_table_lookup (sums, key)) + strlen (paragraph->text);
        g_hash_table_replace (sums, key, GSIZE_TO_POINTER (sum));
        if (strcmp (paragraph->language, "und") != 0 && sum > most) {
            most = sum;
            best = paragraph->language;
        }
    }
    return best;
}

static gboolean answer_knows (const TdAnswer *answer, guint i)
{
    return g_array_index (answer->blocks, TdBlock, i).language != NULL;
}

/* A first guess from the beginning leads the short paragraphs there; from then on the neighbour leads. */
static void find_languages (TdDocument *document, const TdAnswer *answer)
{
    g_autoptr (GString) start = g_string_new (NULL);
    for (guint i = 0; i < document->paragraphs->len && start->len < 3000; i++) {
        const TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        g_string_append (start, paragraph->text);
        g_string_append_c (start, '\n');
    }
    const char *hint = td_language_detect (start->str, (gssize) start->len, NULL);
    for (guint i = 0; i < document->paragraphs->len; i++) {
        TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        if (answer_knows (answer, i))
            paragraph->language = g_array_index (answer->blocks, TdBlock, i).language;
        else
            paragraph->language = td_language_detect (paragraph->text, -1, hint);
        if (strcmp (paragraph->language, "und") != 0 && strlen (paragraph->text) > 120)
            hint = paragraph->language;
    }
    document->language = main_language (document);
}

/* ---- headings and what stands under them ---- */

typedef struct {
    const char *headings[LEVELS + 1]; /* by level; those above the current place */
    TdHeadingSense senses[LEVELS + 1];
} Place;

static void enter_heading (Place *place, const TdParagraph *heading)
{
    for (int level = heading->level; level <= LEVELS; level++) {
        place->headings[level] = NULL;
        place->senses[level] = TD_HEADING_OTHER;
    }
    place->headings[heading->level] = heading->text;
    place->senses[heading->level] = td_heading_sense (heading->text, heading->language);
}

/* The headings above level as a path. */
static char *path_above (const Place *place, int level)
{
    GString *path = g_string_new (NULL);
    for (int i = 1; i < level && i <= LEVELS; i++) {
        if (place->headings[i] == NULL || path->len > PATH_BYTES)
            continue;
        if (path->len > 0)
            g_string_append (path, " › ");
        g_string_append (path, place->headings[i]);
    }
    return g_string_free (path, path->len == 0);
}

/* The sense of the nearest heading that has one. */
static TdHeadingSense sense_here (const Place *place)
{
    for (int level = LEVELS; level >= 1; level--)
        if (place->senses[level] != TD_HEADING_OTHER)
            return place->senses[level];
    return TD_HEADING_OTHER;
}

/* "We recommend that …:" leads the items on, and is none. */
static gboolean leads_on (const char *text)
{
    return g_str_has_suffix (text, ":") || g_str_has_suffix (text, "：");
}

static TdParagraphKind kind_under (const TdBlock *block, const char *text, TdHeadingSense sense)
{
    gboolean item = (block->type == TD_BLOCK_ITEM || block->number != NULL) && !leads_on (text);
    if (item && sense == TD_HEADING_RECOMMENDATIONS)
        return TD_PARAGRAPH_RECOMMENDATION;
    if (item && sense == TD_HEADING_QUESTIONS)
        return TD_PARAGRAPH_QUESTION;
    return TD_PARAGRAPH_TEXT;
}

static void find_kinds (TdDocument *document, const TdAnswer *answer)
{
    Place place = { 0 };
    for (guint i = 0; i < document->paragraphs->len; i++) {
        TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        const TdBlock *block = &g_array_index (answer->blocks, TdBlock, i);
        if (block->type == TD_BLOCK_HEADING) {
            paragraph->heading = path_above (&place, paragraph->level);
            enter_heading (&place, paragraph);
            continue;
        }
        paragraph->heading = path_above (&place, LEVELS + 1);
        if (block->type == TD_BLOCK_PARAGRAPH || block->type == TD_BLOCK_ITEM)
            paragraph->kind = kind_under (block, paragraph->text, sense_here (&place));
    }
}

typedef struct {
    GPtrArray *paragraphs;
    const TdTagger *tagger; /* or NULL */
    guint from, to;
} Share;

static gpointer tag_share (gpointer data)
{
    const Share *share = data;
    for (guint i = share->from; i < share->to; i++) {
        TdParagraph *paragraph = g_ptr_array_index (share->paragraphs, i);
        if (share->tagger == NULL)
            continue;
        g_array_unref (paragraph->articles);
        paragraph->articles = td_tagger_tag (share->tagger, paragraph->text, paragraph->language);
    }
    return NULL;
}

/* Each paragraph for itself, so a long document is shared with a second thread. */
static void find_articles (TdDocument *document, const TdTagger *tagger)
{
    enum { LONG = 400 };
    guint n = document->paragraphs->len;
    Share whole = { document->paragraphs, tagger, 0, n };
    if (tagger == NULL || n < LONG) {
        tag_share (&whole);
        return;
    }
    Share first = { document->paragraphs, tagger, 0, n / 2 }, rest = { document->paragraphs, tagger, n / 2, n };
    GThread *other = g_thread_new ("tag", tag_share, &rest);
    tag_share (&first);
    g_thread_join (other);
}

/* ---- the whole ---- */

/* Steals the text of the block, and its spans. */
static TdParagraph *take_block (TdBlock *block, int n)
{
    static const TdParagraphKind kinds[] = {
        [TD_BLOCK_PARAGRAPH] = TD_PARAGRAPH_TEXT, [TD_BLOCK_HEADING] = TD_PARAGRAPH_HEADING,
        [TD_BLOCK_ITEM] = TD_PARAGRAPH_TEXT,      [TD_BLOCK_FOOTNOTE] = TD_PARAGRAPH_FOOTNOTE,
        [TD_BLOCK_ROW] = TD_PARAGRAPH_TABLE,
    };
    TdParagraph *paragraph = td_paragraph_new ();
    paragraph->n = n;
    paragraph->page = block->page;
    paragraph->level = block->level;
    paragraph->kind = kinds[block->type];
    paragraph->number = g_strdup (block->number);
    paragraph->text = g_steal_pointer (&block->text);
    paragraph->spans = g_steal_pointer (&block->spans);
    return paragraph;
}

static char *short_title (const char *title)
{
    if (title == NULL || *title == '\0')
        return NULL;
    return g_utf8_strlen (title, -1) <= TD_LIMIT_TITLE_CHARACTERS
               ? g_strdup (title)
               : g_utf8_substring (title, 0, TD_LIMIT_TITLE_CHARACTERS);
}

/* Where neither metadata nor a heading names it: the first short paragraph. */
static char *fallback_title (const TdDocument *document)
{
    for (guint i = 0; i < document->paragraphs->len && i < TITLE_PARAGRAPHS; i++) {
        const TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        if (strlen (paragraph->text) < 200)
            return g_strdup (paragraph->text);
    }
    return NULL;
}

TdDocument *td_document_of_answer (TdAnswer *answer, const TdTagger *tagger, const TdPageRule *rule)
{
    TdDocument *document = td_document_new ();
    document->format = answer->format;
    document->pages = answer->pages;
    document->pages_estimated = answer->pages_estimated;
    document->no_text = answer->no_text;
    for (guint i = 0; i < answer->blocks->len; i++) {
        TdBlock *block = &g_array_index (answer->blocks, TdBlock, i);
        g_ptr_array_add (document->paragraphs, take_block (block, (int) i + 1));
        TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        document->words += td_count_words (paragraph->text);
    }
    find_languages (document, answer);
    find_kinds (document, answer);
    find_articles (document, tagger);
    td_document_count_pages (document, rule);
    document->beside = g_steal_pointer (&answer->beside);
    document->title = short_title (answer->title);
    if (document->title == NULL)
        document->title = fallback_title (document);
    return document;
}

TdDocument *td_document_read (TdCellPool *cells, int fd, const TdTagger *tagger, const TdPageRule *rule, GError **error)
{
    g_autoptr (TdAnswer) answer = td_reader_ask (cells, fd, error);
    return answer != NULL ? td_document_of_answer (answer, tagger, rule) : NULL;
}

TdDocument *td_document_read_with (TdCellPool *cells, int fd, TdDocumentNeeds needs, gpointer data, GError **error)
{
    g_autoptr (TdAnswer) answer = td_reader_ask (cells, fd, error);
    const TdTagger *tagger = NULL;
    const TdPageRule *rule = NULL;
    return answer != NULL && needs (data, &tagger, &rule, error) ? td_document_of_answer (answer, tagger, rule) : NULL;
}
