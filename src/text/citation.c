#include "text/citation.h"
#include "text/citation-parts.h"
#include "text/tagger-named.h"
#include <string.h>

/* ---- what stands between two parts ---- */

typedef enum {
    GAP_WIDE,  /* a sentence ends there, or it is too long */
    GAP_LOOSE, /* other words, within one sentence */
    GAP_OF,    /* "of the Committee's previous": words that lead from a paragraph to its paper */
    GAP_TIGHT, /* signs, a year, "at", "号文件" */
} Gap;

static const char tight_words[] =
    "at|in|年|see|also|dans|en|voir|aux|au|vease|v|в|см|в|في|انظر|号文件|文件|号文件中|文件中|的|中|号";
static const char of_words[] =
    "of|in|from|the|its|your|previous|last|earlier|latest|former|committee|s|first|initial|second|same|"
    "document|said|these|those|cmw|contained|adopted|des|de|du|d|la|les|l|ses|precedentes|dernieres|"
    "premieres|comite|cmw|dans|las|los|del|sus|anteriores|ultimas|primeras|documento|en|из|в|предыдущих|последних|"
    "первых|"
    "своих|комитета|документа|документе|этих|من|في|الوثيقة|وثيقة|الواردة|的";
/* Of those the ones that say "of". */
static const char saying_of[] = "of|in|from|des|de|du|d|dans|del|en|из|в|من|في|的";

enum { GAP_MOST = 14 };

typedef struct {
    Gap gap;
    gboolean of;   /* a word that says "of" */
    gunichar last; /* the sign right before the second part, or 0 */
} Between;

static gboolean sign_is (const TdLexeme *l, const char *signs)
{
    return l->kind == TD_LEX_SIGN && g_utf8_strchr (signs, -1, l->sign) != NULL;
}

/* Narrows what the gap can be by one lexeme in it. */
static void take_lexeme (const char *text, gsize length, const TdLexeme *l, Between *b)
{
    gboolean year = l->kind == TD_LEX_NUMBER && l->number >= 1900 && l->number <= 2100;
    b->last = l->kind == TD_LEX_SIGN ? l->sign : 0;
    if (l->kind == TD_LEX_WORD) {
        b->of = b->of || td_lex_in (l->word, saying_of);
        if (!td_lex_in (l->word, tight_words))
            b->gap = MIN (b->gap, GAP_OF);
        if (!td_lex_in (l->word, of_words) && !td_lex_in (l->word, tight_words))
            b->gap = MIN (b->gap, GAP_LOOSE);
    } else if (l->kind == TD_LEX_NUMBER && !year) {
        b->gap = MIN (b->gap, GAP_LOOSE);
    } else if (sign_is (l, "?!。؟；")) {
        b->gap = GAP_WIDE;
    } else if (sign_is (l, ".")) {
        TdLexeme next = td_lex (text, length, l->end);
        b->gap = next.spaced || next.kind == TD_LEX_END ? GAP_WIDE : MIN (b->gap, GAP_LOOSE);
    } else if (!year && !sign_is (l, ",،，、:;()（）[]’'«»“”\"–—-《》")) {
        b->gap = MIN (b->gap, GAP_LOOSE);
    }
}

static Between look_between (const char *text, gsize from, gsize to)
{
    Between b = { .gap = GAP_TIGHT };
    guint n = 0;
    for (gsize at = from; at < to && b.gap != GAP_WIDE; n++) {
        TdLexeme l = td_lex (text, to, at);
        if (l.kind == TD_LEX_END)
            break;
        take_lexeme (text, to, &l, &b);
        at = l.end;
    }
    if (n > GAP_MOST)
        b.gap = GAP_WIDE;
    return b;
}

static gboolean opens (gunichar sign)
{
    return sign == '(' || sign == 0xFF08 || sign == '[';
}

/* ---- "concluding observations (SYMBOL)" are one ---- */

static TdPart *part_at (GArray *parts, guint i)
{
    return &g_array_index (parts, TdPart, i);
}

/* Concluding observations that stand beside their symbol are taken into it. */
static void join_observations (const char *text, GArray *parts)
{
    for (guint i = 0; i + 1 < parts->len;) {
        TdPart *a = part_at (parts, i), *b = part_at (parts, i + 1);
        Between between = look_between (text, a->end, MAX (a->end, b->start));
        if (a->kind == TD_PART_OBSERVATIONS && b->kind == TD_PART_SYMBOL
            && (between.gap >= GAP_OF || (between.gap == GAP_LOOSE && opens (between.last)))) {
            b->start = a->start;
            g_array_remove_index (parts, i);
        } else if (a->kind == TD_PART_SYMBOL && b->kind == TD_PART_OBSERVATIONS && between.gap == GAP_TIGHT
                   && opens (between.last)) {
            a->end = b->end;
            g_array_remove_index (parts, i + 1);
        } else {
            i++;
        }
    }
}

/* ---- whose general comment ---- */

/* "the Committee on the Rights of the Child, in its general comment No. 12": the body stands before. */
static void find_bodies (const char *text, gsize length, GArray *parts)
{
    g_autoptr (GArray) bodies = NULL;
    for (guint i = 0; i < parts->len; i++) {
        TdPart *part = part_at (parts, i);
        const TdPartBody *before = NULL;
        if (part->kind != TD_PART_COMMENT || part->body != NULL)
            continue;
        if (bodies == NULL)
            bodies = td_part_bodies (text, length);
        for (guint b = 0; b < bodies->len && g_array_index (bodies, TdPartBody, b).end <= part->start; b++)
            before = &g_array_index (bodies, TdPartBody, b);
        if (before != NULL && look_between (text, before->end, part->start).gap >= GAP_OF)
            part->body = before->body;
    }
}

/* ---- whose paragraphs ---- */

static gboolean is_paper (const TdPart *part)
{
    return part->kind == TD_PART_SYMBOL || part->kind == TD_PART_OBSERVATIONS || part->kind == TD_PART_COMMENT;
}

/* The Russian genitive stands without a word for "of": "пункт 34 заключительных замечаний". */
static gboolean in_genitive (const char *text, const TdPart *part)
{
    return strncmp (text + part->start, "заключительных", strlen ("заключительных")) == 0
           || strncmp (text + part->start, "замечани", strlen ("замечани")) == 0;
}

/* Whether paragraphs lead to the paper that follows them: "paragraph 34 of the concluding observations". */
static gboolean leads_to (const char *text, const TdPart *paragraphs, const TdPart *paper)
{
    Between b = look_between (text, paragraphs->end, paper->start);
    if (b.gap < GAP_OF)
        return FALSE;
    if (paper->kind == TD_PART_SYMBOL)
        return TRUE;
    return b.of || in_genitive (text, paper);
}

/* Whether "of" something else follows: "(para. 12 of the State's report)". */
static gboolean of_another (const char *text, gsize length, const TdPart *paragraphs)
{
    TdLexeme l = td_lex (text, length, paragraphs->end);
    return l.kind == TD_LEX_WORD && td_lex_in (l.word, saying_of);
}

/* Whether paragraphs are of the paper before them, other words between: "concluding observations of 2014 on Ghana (para. 34)". */
static gboolean loosely_after (const char *text, gsize length, const TdPart *paper, const TdPart *paragraphs)
{
    Between b = look_between (text, paper->end, paragraphs->start);
    gboolean parted = opens (b.last) || b.last == ',' || b.last == 0x60C;
    return b.gap >= GAP_LOOSE && parted && !of_another (text, length, paragraphs);
}

static gboolean tightly_after (const char *text, const TdPart *before, const TdPart *paragraphs)
{
    return look_between (text, before->end, paragraphs->start).gap == GAP_TIGHT;
}

/* The part that paragraphs at p belong to, or -1. owners: of those before. */
static int owner_of (const char *text, gsize length, GArray *parts, guint p, const int *owners)
{
    const TdPart *paragraphs = part_at (parts, p);
    const TdPart *before = p > 0 ? part_at (parts, p - 1) : NULL;
    const TdPart *after = p + 1 < parts->len ? part_at (parts, p + 1) : NULL;
    if (before != NULL && (before->kind == TD_PART_SYMBOL || before->kind == TD_PART_COMMENT)
        && tightly_after (text, before, paragraphs))
        return (int) p - 1;
    if (after != NULL && is_paper (after) && leads_to (text, paragraphs, after))
        return (int) p + 1;
    if (before != NULL && before->kind == TD_PART_PARAGRAPHS && owners[p - 1] >= 0
        && tightly_after (text, before, paragraphs) && !of_another (text, length, paragraphs))
        return owners[p - 1];
    if (before != NULL && is_paper (before)
        && ((tightly_after (text, before, paragraphs) && !of_another (text, length, paragraphs))
            || loosely_after (text, length, before, paragraphs)))
        return (int) p - 1;
    return -1;
}

/* ---- citations ---- */

static void clear_citation (gpointer data)
{
    g_free (((TdCitation *) data)->symbol);
}

static TdCitation citation_of (const TdPart *paper)
{
    TdCitation c = { .cited = paper->kind == TD_PART_SYMBOL         ? TD_CITED_SYMBOL
                              : paper->kind == TD_PART_OBSERVATIONS ? TD_CITED_OBSERVATIONS
                                                                    : TD_CITED_GENERAL_COMMENT,
                     .comment = paper->comment,
                     .body = paper->body,
                     .start = (guint32) paper->start,
                     .end = (guint32) paper->end };
    return c;
}

/* One citation a range. The first reaches back to, or the last on to, the paper where that stands beside them. */
static void add_ranges (const TdPart *paper, const TdPart *paragraphs, gboolean first_of_paper, GArray *found)
{
    gboolean before = paragraphs->start < paper->start;
    for (guint i = 0; i < paragraphs->n; i++) {
        const TdPartRange *r = &paragraphs->ranges[i];
        gboolean is_first = i == 0, is_last = i + 1 == paragraphs->n;
        TdCitation c = citation_of (paper);
        c.symbol = g_strdup (paper->symbol);
        c.first = r->first;
        c.last = r->last;
        c.start = (guint32) (!is_first ? r->start : !before && first_of_paper ? paper->start : paragraphs->start);
        c.end = (guint32) (!is_last ? r->end : before ? paper->end : paragraphs->end);
        g_array_append_val (found, c);
    }
}

static void add_paper (GArray *parts, guint at, const int *owners, GArray *found)
{
    const TdPart *paper = part_at (parts, at);
    gboolean first = TRUE;
    guint from = at, to = at;
    while (part_at (parts, from)->joined)
        from--;
    while (to + 1 < parts->len && part_at (parts, to + 1)->joined)
        to++;
    for (guint p = 0; p < parts->len; p++) {
        if (owners[p] < (int) from || owners[p] > (int) to)
            continue;
        add_ranges (paper, part_at (parts, p), first, found);
        first = FALSE;
    }
    if (!first || paper->kind == TD_PART_OBSERVATIONS)
        return;
    TdCitation c = citation_of (paper);
    c.symbol = g_strdup (paper->symbol);
    g_array_append_val (found, c);
}

static int by_place (gconstpointer a, gconstpointer b)
{
    const TdCitation *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

GArray *td_citations_find (const char *utf8)
{
    GArray *found = g_array_new (FALSE, FALSE, sizeof (TdCitation));
    gsize length = strlen (utf8);
    g_array_set_clear_func (found, clear_citation);
    if (!g_utf8_validate (utf8, (gssize) length, NULL) || length > G_MAXUINT32)
        return found;
    g_autoptr (GArray) parts = td_parts_find (utf8, length);
    join_observations (utf8, parts);
    find_bodies (utf8, length, parts);
    g_autofree int *owners = g_new (int, parts->len + 1);
    for (guint p = 0; p < parts->len; p++)
        owners[p] = part_at (parts, p)->kind == TD_PART_PARAGRAPHS ? owner_of (utf8, length, parts, p, owners) : -1;
    for (guint i = 0; i < parts->len; i++)
        if (is_paper (part_at (parts, i)))
            add_paper (parts, i, owners, found);
    g_array_sort (found, by_place);
    return found;
}

GPtrArray *td_symbol_parts (const char *symbol)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
    const char *from = symbol;
    for (const char *at = symbol; (at = strchr (at, '-')) != NULL;) {
        g_autofree char *second = td_symbol_clean (++at);
        g_autofree char *first = second != NULL ? g_strndup (from, (gsize) (at - 1 - from)) : NULL;
        if (second == NULL)
            continue;
        g_ptr_array_add (parts, g_steal_pointer (&first));
        from = at;
    }
    g_ptr_array_add (parts, g_strdup (from));
    return parts;
}
