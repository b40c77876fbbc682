/* Pages: how many there are, and how many of them count towards a limit.
 *
 * A format without pages is estimated from its words. What does not count is the profile's word
 * (TdPageRule): the title page, contents, annexes, endnotes. Counted is what is printed: a page goes out as a
 * whole, or, where part of it counts, it counts. */
#include "document/document-private.h"
#include "text/headings.h"

gint64 td_count_words (const char *text)
{
    gint64 words = 0, ideographs = 0;
    gboolean within = FALSE;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        if ((c >= 0x3040 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF)) {
            ideographs++;
            within = FALSE;
        } else if (g_unichar_isalnum (c) || g_unichar_ismark (c)) {
            words += !within;
            within = TRUE;
        } else if (c != '\'' && c != 0x2019 && c != '-' && c != '.' && c != ',') {
            within = FALSE; /* "don't", "non-governmental", "1,200" are one word */
        } else if (!g_unichar_isalnum (g_utf8_get_char (g_utf8_next_char (p)))) {
            within = FALSE;
        }
    }
    return words + (ideographs * 6 + 9) / 10;
}

static int words_a_page (const TdPageRule *rule)
{
    return rule != NULL && rule->words_a_page > 0 ? rule->words_a_page : 450;
}

/* Gives each paragraph the page on which it would stand. */
static void estimate (TdDocument *document, int per_page)
{
    gint64 before = 0;
    for (guint i = 0; i < document->paragraphs->len; i++) {
        TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        paragraph->page = (int) (before / per_page) + 1;
        before += td_count_words (paragraph->text);
    }
    document->pages = (int) MAX (1, (before + per_page - 1) / per_page);
}

/* ---- what counts ---- */

typedef enum { PART_TEXT, PART_CONTENTS, PART_ANNEX, PART_NOTES } Part;

static Part part_of (const TdParagraph *heading)
{
    switch (td_heading_sense (heading->text, heading->language)) {
    case TD_HEADING_CONTENTS: return PART_CONTENTS;
    case TD_HEADING_ANNEX: return PART_ANNEX;
    case TD_HEADING_NOTES:
    case TD_HEADING_BIBLIOGRAPHY: return PART_NOTES;
    case TD_HEADING_OTHER:
    case TD_HEADING_RECOMMENDATIONS:
    case TD_HEADING_QUESTIONS:
    default: return PART_TEXT;
    }
}

/* A line of a table of contents ends in its page number, after dots or a gap. */
static gboolean looks_like_contents (const TdParagraph *paragraph)
{
    gsize length = strlen (paragraph->text);
    return length < 400
           && (strstr (paragraph->text, "....") != NULL || strstr (paragraph->text, ". . .") != NULL
               || strstr (paragraph->text, "……") != NULL
               || (length > 0 && g_ascii_isdigit (paragraph->text[length - 1])));
}

/* The part in which paragraph stands, given that of the one before. An annex runs to the end; notes and contents
 * to the next heading that is none of theirs. */
static Part next_part (Part part, int *level, const TdParagraph *paragraph)
{
    if (paragraph->kind != TD_PARAGRAPH_HEADING)
        return part == PART_CONTENTS && paragraph->kind == TD_PARAGRAPH_TEXT && !looks_like_contents (paragraph)
                       && td_count_words (paragraph->text) > 25
                   ? PART_TEXT
                   : part;
    Part own = part_of (paragraph);
    if (own == PART_TEXT && part == PART_CONTENTS && looks_like_contents (paragraph))
        return part;
    if (own == PART_TEXT && part != PART_TEXT && part != PART_CONTENTS && paragraph->level > *level)
        return part; /* a heading within the annex */
    *level = paragraph->level;
    if (own == PART_TEXT && part == PART_ANNEX)
        return part;
    return own;
}

static gboolean left_out (Part part, const TdPageRule *rule)
{
    return (part == PART_CONTENTS && rule->without_contents) || (part == PART_ANNEX && rule->without_annexes)
           || (part == PART_NOTES && rule->without_endnotes);
}

/* A title page: the first of several, with few words and no long paragraph. */
static gboolean is_title_page (const TdDocument *document)
{
    gint64 words = 0, longest = 0;
    if (document->pages < 2)
        return FALSE;
    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        if (paragraph->page > 1)
            break;
        gint64 here = td_count_words (paragraph->text);
        words += here;
        longest = MAX (longest, here);
    }
    return words < 120 && longest < 50;
}

static int count_printed (const TdDocument *document, const TdPageRule *rule)
{
    g_autofree gboolean *counts = g_new0 (gboolean, (gsize) document->pages + 2);
    g_autofree gboolean *filled = g_new0 (gboolean, (gsize) document->pages + 2);
    Part part = PART_TEXT;
    int level = 0, counted = 0;

    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        part = next_part (part, &level, paragraph);
        filled[paragraph->page] = TRUE;
        if (!left_out (part, rule))
            counts[paragraph->page] = TRUE;
    }
    if (rule->without_title_page && is_title_page (document))
        counts[1] = FALSE;
    /* a page without paragraphs is the rest of one that began before it, or a picture: it counts */
    gboolean before = TRUE;
    for (int page = 1; page <= document->pages; page++) {
        if (filled[page])
            before = counts[page];
        counted += before;
    }
    return counted;
}

static int count_words (const TdDocument *document, const TdPageRule *rule, int per_page)
{
    gint64 words = 0;
    Part part = PART_TEXT;
    int level = 0;
    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *paragraph = g_ptr_array_index (document->paragraphs, i);
        part = next_part (part, &level, paragraph);
        if (!left_out (part, rule))
            words += td_count_words (paragraph->text);
    }
    return (int) MAX (1, (words + per_page - 1) / per_page);
}

void td_document_count_pages (TdDocument *document, const TdPageRule *rule)
{
    gboolean by_words = document->pages == 0;
    if (by_words) {
        document->pages_estimated = TRUE;
        estimate (document, words_a_page (rule));
    }
    document->pages_counted = document->pages;
    if (rule != NULL && document->paragraphs->len > 0)
        document->pages_counted = by_words ? MIN (document->pages, count_words (document, rule, words_a_page (rule)))
                                           : count_printed (document, rule);
}
