#include "text/paragraph-split.h"

#include "text/citation-parts.h"
#include "text/citation.h"
#include "text/tagger-named.h"

#include <string.h>

void td_split_piece_free (TdSplitPiece *piece)
{
    if (piece == NULL)
        return;
    g_array_unref (piece->ranges);
    g_free (piece->text);
    g_free (piece);
}

static gboolean sign_is (const TdLexeme *l, const char *signs)
{
    return l->kind == TD_LEX_SIGN && g_utf8_strchr (signs, -1, l->sign) != NULL;
}

/* ---- ranges ---- */

static int by_first (gconstpointer a, gconstpointer b)
{
    const TdSplitRange *x = a, *y = b;

    return x->first != y->first ? (x->first > y->first) - (x->first < y->first)
                                : (x->last > y->last) - (x->last < y->last);
}

/* Rising; those that overlap or follow one another are one. */
static void tidy (GArray *ranges)
{
    g_array_sort (ranges, by_first);
    for (guint i = 0; i + 1 < ranges->len;) {
        TdSplitRange *a = &g_array_index (ranges, TdSplitRange, i);
        const TdSplitRange *b = &g_array_index (ranges, TdSplitRange, i + 1);
        if (b->first > a->last + 1) {
            i++;
            continue;
        }
        a->last = MAX (a->last, b->last);
        g_array_remove_index (ranges, i + 1);
    }
}

static gboolean same_ranges (const GArray *a, const GArray *b)
{
    return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (TdSplitRange)) == 0);
}

/* The words and signs that may stand between the numbers of a list that was typed. */
static gboolean between_numbers (const TdLexeme *l, gboolean *ret_range)
{
    *ret_range = sign_is (l, "-‐‑‒–—−~") || (l->kind == TD_LEX_WORD && td_lex_in (l->word, "to|à|a|al|по|до|الي|至"));
    return *ret_range || sign_is (l, ",;،؛、；&§.第段") || l->kind == TD_LEX_WORD;
}

GArray *td_split_ranges_read (const char *typed, int paragraphs)
{
    g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TdSplitRange));
    gsize length = strlen (typed);
    gboolean range = FALSE, words = FALSE;

    for (gsize at = 0; at < length;) {
        TdLexeme l = td_lex (typed, length, at);
        at = l.end;
        if (l.kind == TD_LEX_END)
            break;
        if (l.kind != TD_LEX_NUMBER) {
            gboolean now = FALSE;
            if (!between_numbers (&l, &now))
                return NULL;
            words = words || l.kind == TD_LEX_WORD;
            range = range || now;
            continue;
        }
        const TdSplitRange one = { (int) l.number, (int) l.number };
        TdSplitRange *before = ranges->len > 0 ? &g_array_index (ranges, TdSplitRange, ranges->len - 1) : NULL;
        if (l.number == 0 || l.number > 999 || (paragraphs > 0 && (int) l.number > paragraphs)
            || (range && (before == NULL || one.first < before->last)))
            return NULL;
        if (range)
            before->last = one.first;
        else
            g_array_append_val (ranges, one);
        range = FALSE;
    }
    if (range || (words && ranges->len == 0))
        return NULL;
    tidy (ranges);
    return g_steal_pointer (&ranges);
}

char *td_split_ranges_write (const GArray *ranges)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < ranges->len; i++) {
        const TdSplitRange *r = &g_array_index (ranges, TdSplitRange, i);
        g_string_append_printf (out, i > 0 ? ", %d" : "%d", r->first);
        if (r->last != r->first)
            g_string_append_printf (out, "–%d", r->last);
    }
    return g_string_free (out, FALSE);
}

/* ---- the paragraphs that a block names ---- */

/* How a place in a block names paragraphs. */
typedef enum {
    NAMED_WITHIN, /* somewhere in it */
    NAMED_FIRST,  /* at its beginning */
    NAMED_ALONE,  /* as a heading does: "Para. 12:", a heading, the first cell of a row */
    N_NAMED,
    NAMED_NUMBER, /* by the number before it alone */
} Named;

typedef struct {
    Named named;
    gsize start, end; /* bytes of the block's text */
    gboolean bare;    /* nothing else stands in the block, or in the row's cell */
    GArray *ranges;
} Mark;

static void clear_mark (gpointer data)
{
    g_array_unref (((Mark *) data)->ranges);
}

/* Words that lead to a paragraph at the beginning of what is said about it. */
static const char leading[] =
    "on|re|regarding|concerning|comment|comments|ad|to|as|regards|with|regard|respect|in|relation|proposed|proposal|"
    "proposals|amendment|amendments|suggestion|suggestions|the|draft|for|about|of|our|"
    "sur|concernant|commentaire|commentaires|relatif|relatifs|au|aux|le|les|quant|observations|observation|dans|a|"
    "proposition|propositions|"
    "sobre|comentario|comentarios|al|los|el|en|cuanto|con|respecto|relacion|observaciones|propuesta|propuestas|"
    "к|по|комментарий|комментарии|замечание|замечания|о|относительно|касательно|в|предложение|предложения|"
    "علي|حول|بشان|بخصوص|تعليق|تعليقات|ملاحظات|ملاحظه|في|بالنسبه|الي|فيما|يتعلق|اقتراح";

static gsize skip_leading_chinese (const char *text, gsize length, gsize at)
{
    static const char *const words[] = { "关于", "有关", "针对", "对于", "对", "就", "意见", "评论", "建议", "的" };

    for (guint i = 0; i < G_N_ELEMENTS (words);) {
        gsize n = strlen (words[i]), from = td_lex (text, length, at).start;
        if (from + n <= length && memcmp (text + from, words[i], n) == 0) {
            at = from + n;
            i = 0;
        } else {
            i++;
        }
    }
    return at;
}

/* Whether nothing but such words and signs stands before. */
static gboolean leads_up (const char *text, gsize length, gsize before)
{
    gsize at = 0;

    for (guint n = 0; at < before && n < 8; n++) {
        at = skip_leading_chinese (text, length, at);
        TdLexeme l = td_lex (text, length, at);
        if (l.start >= before)
            return TRUE;
        if (l.kind == TD_LEX_NUMBER || (l.kind == TD_LEX_WORD && !td_lex_in (l.word, leading)))
            return FALSE;
        at = l.end;
    }
    return at >= before;
}

/* "Para. 12:", "12 –": a sign follows that parts the name from what is said. */
static gboolean parted (const char *text, gsize length, gsize after)
{
    TdLexeme l = td_lex (text, length, after);

    return sign_is (&l, ":：—–") || (sign_is (&l, "-") && l.spaced) || (sign_is (&l, ".") && l.end < length);
}

static gboolean bare_behind (const char *text, gsize length, gsize after)
{
    for (TdLexeme l = td_lex (text, length, after); l.kind != TD_LEX_END; l = td_lex (text, length, l.end))
        if (l.kind != TD_LEX_SIGN || sign_is (&l, "|"))
            return l.kind == TD_LEX_SIGN;
    return TRUE;
}

/* Whether a sentence or a line ends before byte at. */
static gboolean sentence_begins (const char *text, gsize at)
{
    for (const char *p = text + at; p > text;) {
        p = g_utf8_prev_char (p);
        gunichar c = g_utf8_get_char (p);
        if (c == '\n' || g_utf8_strchr (".!?。！？؟;；|", -1, c) != NULL)
            return TRUE;
        if (!g_unichar_isspace (c))
            return FALSE;
    }
    return TRUE;
}

/* Whether these paragraphs are said to be of another paper. */
static gboolean of_another_paper (const GArray *citations, const TdPart *part, const TdSplitOf *of)
{
    for (guint i = 0; i < citations->len; i++) {
        const TdCitation *c = &g_array_index (citations, TdCitation, i);
        if (c->first == 0 || c->start >= part->end || c->end <= part->start)
            continue;
        if (c->cited == TD_CITED_GENERAL_COMMENT && c->comment == of->comment)
            continue;
        if (c->cited == TD_CITED_SYMBOL && of->symbols != NULL && g_strv_contains (of->symbols, c->symbol))
            continue;
        return TRUE;
    }
    return FALSE;
}

/* NULL: one of them is past the last paragraph. */
static GArray *ranges_of (const TdPart *part, const TdSplitOf *of)
{
    g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TdSplitRange));

    for (guint i = 0; i < part->n; i++) {
        const TdSplitRange one = { part->ranges[i].first, part->ranges[i].last };
        if (of->paragraphs > 0 && one.last > of->paragraphs)
            return NULL;
        g_array_append_val (ranges, one);
    }
    tidy (ranges);
    return ranges->len > 0 ? g_steal_pointer (&ranges) : NULL;
}

static Named named_how (const TdSplitBlock *block, gsize length, const TdPart *part, gboolean first)
{
    gboolean alone = parted (block->text, length, part->end) || bare_behind (block->text, length, part->end);

    if (first && leads_up (block->text, length, part->start))
        return block->kind != TD_SPLIT_TEXT || alone ? NAMED_ALONE : NAMED_FIRST;
    return block->kind == TD_SPLIT_TEXT && parted (block->text, length, part->end)
                   && sentence_begins (block->text, part->start)
               ? NAMED_ALONE
               : NAMED_WITHIN;
}

/* A number alone in the first cell of a row, or as a heading: "12 | We suggest", "12". */
static void mark_number (const TdSplitBlock *block, gsize length, const TdSplitOf *of, GArray *marks)
{
    const char *bar = block->kind == TD_SPLIT_ROW ? strstr (block->text, " | ") : NULL;
    gsize end = bar != NULL ? (gsize) (bar - block->text) : length;
    g_autofree char *cell = g_strndup (block->text, end);
    g_autoptr (GArray) ranges = td_split_ranges_read (cell, of->paragraphs);

    if (ranges == NULL || ranges->len == 0 || !g_unichar_isdigit (g_utf8_get_char (cell)))
        return;
    const Mark mark = { NAMED_ALONE, 0, end, bar == NULL, g_steal_pointer (&ranges) };
    g_array_append_val (marks, mark);
}

/* All places of a block that name paragraphs of the text, in order. Of Mark. */
static GArray *marks_of (const TdSplitBlock *block, const TdSplitOf *of)
{
    gsize length = strlen (block->text);
    GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));
    g_autoptr (GArray) parts = td_parts_find (block->text, length);
    g_autoptr (GArray) citations = td_citations_find (block->text);

    g_array_set_clear_func (marks, clear_mark);
    if (block->kind != TD_SPLIT_TEXT)
        mark_number (block, length, of, marks);
    for (guint i = 0; i < parts->len; i++) {
        const TdPart *part = &g_array_index (parts, TdPart, i);
        if (part->kind != TD_PART_PARAGRAPHS || of_another_paper (citations, part, of))
            continue;
        GArray *ranges = ranges_of (part, of);
        if (ranges == NULL)
            continue;
        const Mark mark = { named_how (block, length, part, marks->len == 0), part->start, part->end,
                            leads_up (block->text, length, part->start) && bare_behind (block->text, length, part->end)
                                && strchr (block->text, '|') == NULL,
                            ranges };
        g_array_append_val (marks, mark);
    }
    return marks;
}

/* ---- numbers before the blocks ---- */

/* The number of "12." before a block; 0: none. */
static int number_of (const TdSplitBlock *block)
{
    TdLexeme l = block->number != NULL ? td_lex (block->number, strlen (block->number), 0) : (TdLexeme){ 0 };

    return block->number != NULL && l.kind == TD_LEX_NUMBER && l.number > 0 && l.number <= 999 ? (int) l.number : 0;
}

/* Whether blocks are numbered as the text is: rising, within it, and not simply counted from 1. */
static gboolean numbered_as (const TdSplitBlock *blocks, gsize n, const TdSplitOf *of)
{
    int last = 0, count = 0;

    for (gsize i = 0; i < n; i++) {
        int number = number_of (&blocks[i]);
        if (number == 0)
            continue;
        if (number < last || (of->paragraphs > 0 && number > of->paragraphs))
            return FALSE;
        count += number != last;
        last = number;
    }
    return count > 0 && last != count;
}

/* ---- splitting ---- */

/* Which marks split: those at least so. */
static Named weakest_that_splits (GPtrArray *marks, const TdSplitBlock *blocks, gsize n, const TdSplitOf *of)
{
    guint counts[N_NAMED] = { 0 };

    for (guint i = 0; i < marks->len; i++) {
        const GArray *its = marks->pdata[i];
        for (guint k = 0; k < its->len; k++)
            counts[g_array_index (its, Mark, k).named]++;
    }
    if (counts[NAMED_ALONE] > 1 || (counts[NAMED_ALONE] == 1 && counts[NAMED_FIRST] == 0))
        return NAMED_ALONE;
    if (counts[NAMED_FIRST] > 0)
        return NAMED_FIRST;
    return numbered_as (blocks, n, of) ? NAMED_NUMBER : NAMED_WITHIN;
}

typedef struct {
    GPtrArray *pieces;
    GArray *ranges; /* of the piece that is open */
    GString *text;
    int level;         /* of the heading that opened it; 7: a text did */
    GString *headings; /* that wait for what comes under them */
} Splitting;

static void add_block (GString *into, const char *text, gsize n)
{
    g_autofree char *own = g_strstrip (g_strndup (text, n));

    if (*own == '\0')
        return;
    if (into->len > 0)
        g_string_append (into, "\n\n");
    g_string_append (into, own);
}

static void close_piece (Splitting *s)
{
    TdSplitPiece *last = s->pieces->len > 0 ? s->pieces->pdata[s->pieces->len - 1] : NULL;
    TdSplitPiece *piece;

    if (s->text->len == 0)
        return;
    if (last != NULL && same_ranges (last->ranges, s->ranges)) {
        g_autofree char *before = last->text;
        last->text = g_strconcat (before, "\n\n", s->text->str, NULL);
    } else {
        piece = g_new0 (TdSplitPiece, 1);
        piece->ranges = g_array_copy (s->ranges);
        piece->text = g_strdup (s->text->str);
        g_ptr_array_add (s->pieces, piece);
    }
    g_string_truncate (s->text, 0);
}

/* From here on it is about these paragraphs; headings that wait belong to it. */
static void open_piece (Splitting *s, const GArray *ranges, int level)
{
    if (!same_ranges (ranges, s->ranges))
        close_piece (s);
    g_array_unref (s->ranges);
    s->ranges = g_array_copy ((GArray *) ranges);
    s->level = level;
    add_block (s->text, s->headings->str, s->headings->len);
    g_string_truncate (s->headings, 0);
}

static void add_words (Splitting *s, const char *text, gsize n)
{
    add_block (s->text, s->headings->str, s->headings->len);
    g_string_truncate (s->headings, 0);
    add_block (s->text, text, n);
}

/* A heading that names no paragraph, at or above what opened the piece, ends it: what follows is on the whole. */
static void add_heading (Splitting *s, const TdSplitBlock *block)
{
    if (s->ranges->len > 0 && block->level > s->level) {
        add_words (s, block->text, strlen (block->text));
        return;
    }
    close_piece (s);
    g_array_set_size (s->ranges, 0);
    s->level = 7;
    add_block (s->headings, block->text, strlen (block->text));
}

/* "Paragraph | Comment": the head of a table, with no number in it. */
static gboolean is_table_head (const TdSplitBlock *block, const TdSplitBlock *next)
{
    static const char heads[] = "paragraph|paragraphs|para|paras|par|paragraphe|paragraphes|parrafo|parrafos|пункт|"
                                "пункты|الفقرة|فقرة|§|no|段落";
    TdLexeme first = td_lex (block->text, strlen (block->text), 0);

    return block->kind == TD_SPLIT_ROW && next != NULL && next->kind == TD_SPLIT_ROW && first.kind == TD_LEX_WORD
           && td_lex_in (first.word, heads) && strpbrk (block->text, "0123456789") == NULL;
}

static void split_block (Splitting *s, const TdSplitBlock *block, const GArray *marks, Named weakest)
{
    gsize length = strlen (block->text), from = 0;
    gboolean opened = FALSE;
    int level = block->kind == TD_SPLIT_HEADING ? block->level : 7;

    for (guint i = 0; i < marks->len && weakest != NAMED_NUMBER; i++) {
        const Mark *mark = &g_array_index (marks, Mark, i);
        if (mark->named < weakest || (opened && mark->named != NAMED_ALONE))
            continue;
        if (opened) {
            add_words (s, block->text + from, mark->start - from);
            from = mark->start;
        } else if (i == 0 && mark->named == NAMED_ALONE && !leads_up (block->text, length, mark->start)) {
            add_words (s, block->text, mark->start); /* "… as said. Para. 12: …" */
            from = mark->start;
        }
        open_piece (s, mark->ranges, level);
        opened = TRUE;
        if (mark->bare)
            return;
        if (block->kind == TD_SPLIT_ROW && g_str_has_prefix (block->text + mark->end, " | "))
            from = mark->end + strlen (" | ");
    }
    if (!opened && block->kind == TD_SPLIT_HEADING)
        add_heading (s, block);
    else
        add_words (s, block->text + from, length - from);
}

GPtrArray *td_split_by_paragraph (const TdSplitBlock *blocks, gsize n, const TdSplitOf *of)
{
    g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    Splitting s = { .pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) td_split_piece_free),
                    .ranges = g_array_new (FALSE, FALSE, sizeof (TdSplitRange)),
                    .text = g_string_new (NULL),
                    .level = 7,
                    .headings = g_string_new (NULL) };
    Named weakest;

    for (gsize i = 0; i < n; i++)
        g_ptr_array_add (marks, marks_of (&blocks[i], of));
    weakest = weakest_that_splits (marks, blocks, n, of);
    for (gsize i = 0; i < n; i++) {
        int number = weakest == NAMED_NUMBER ? number_of (&blocks[i]) : 0;
        if (is_table_head (&blocks[i], i + 1 < n ? &blocks[i + 1] : NULL))
            continue;
        if (number != 0) {
            g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TdSplitRange));
            const TdSplitRange one = { number, number };
            g_array_append_val (ranges, one);
            open_piece (&s, ranges, 7);
        }
        if (number != 0 && blocks[i].kind == TD_SPLIT_HEADING)
            add_words (&s, blocks[i].text, strlen (blocks[i].text));
        else
            split_block (&s, &blocks[i], marks->pdata[i], weakest);
    }
    add_block (s.text, s.headings->str, s.headings->len);
    close_piece (&s);
    g_string_free (s.text, TRUE);
    g_string_free (s.headings, TRUE);
    g_array_unref (s.ranges);
    return s.pieces;
}
