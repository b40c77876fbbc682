#include "text/citation-parts.h"
#include "text/tagger-named.h"
#include <string.h>

static gboolean sign_is (const TdLexeme *l, const char *signs)
{
    return l->kind == TD_LEX_SIGN && g_utf8_strchr (signs, -1, l->sign) != NULL;
}

static gboolean starts (const char *text, gsize length, gsize at, const char *what)
{
    gsize n = strlen (what);
    return at + n <= length && memcmp (text + at, what, n) == 0;
}

static gboolean ideograph (gunichar c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || c == 0x3007;
}

/* ---- names of papers, each of two words ---- */

typedef struct {
    const char *first, *second;
} Name;

/* A word of Arabic is compared by its end: "and", "in", "for" and the article are written before it. */
static gboolean word_among (const char *word, const char *list)
{
    static const char *const arabic[] = { "ملاحظات", "ملاحظاتها", "لملاحظات", "ختامية",
                                          "تعليق",   "لتعليق",    "تعليقها",  "عام" };
    if (td_lex_in (word, list))
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS (arabic); i++)
        if (td_lex_in (arabic[i], list) && g_str_has_suffix (word, arabic[i])
            && strlen (word) <= strlen (arabic[i]) + 3 * strlen ("ا"))
            return TRUE;
    return FALSE;
}

/* Returns the byte after one of these names at byte at, or 0. */
static gsize read_name (const char *text, gsize length, gsize at, const Name *names, guint n)
{
    TdLexeme one = td_lex (text, length, at), two = td_lex (text, length, one.end);
    if (one.kind != TD_LEX_WORD || two.kind != TD_LEX_WORD)
        return 0;
    for (guint i = 0; i < n; i++)
        if (word_among (one.word, names[i].first) && word_among (two.word, names[i].second))
            return two.end;
    return 0;
}

static gsize read_observations (const char *text, gsize length, gsize at, TdPart *part)
{
    static const Name names[] = {
        { "concluding", "observations|observation|comments|remarks" },
        { "final", "observations" },
        { "observations|remarques", "finales|conclusives" },
        { "observaciones", "finales" },
        { "заключительные|заключительных|заключительными|заключительным",
          "замечания|замечаний|замечаниях|замечаниям|замечаниями" },
        { "ملاحظات|ملاحظاتها|لملاحظات", "ختامية" },
    };
    gsize end = starts (text, length, at, "结论性意见") ? at + strlen ("结论性意见")
                                                        : read_name (text, length, at, names, G_N_ELEMENTS (names));
    if (end != 0)
        *part = (TdPart){ .kind = TD_PART_OBSERVATIONS, .start = at, .end = end };
    return end;
}

/* ---- general comments ---- */

/* "No. 2", "nº 2", "núm. 2", "№ 2", "رقم 2", "2". Returns the byte after the number, or 0; whether something but the number stood there. */
static gsize read_comment_number (const char *text, gsize length, gsize at, int *ret_number, gboolean *ret_marked)
{
    TdLexeme l = td_lex (text, length, at);
    *ret_marked = FALSE;
    while ((l.kind == TD_LEX_WORD && td_lex_in (l.word, "no|nos|noº|n|nº|num|nums|nr|number|numero|رقم|رقمي|номер"))
           || sign_is (&l, "№#") || (*ret_marked && sign_is (&l, ".°º"))) {
        *ret_marked = TRUE;
        l = td_lex (text, length, l.end);
    }
    if (l.kind != TD_LEX_NUMBER || l.number == 0 || l.number > 99)
        return 0;
    *ret_number = (int) l.number;
    return l.end;
}

static gsize skip_year (const char *text, gsize length, gsize at)
{
    TdLexeme open = td_lex (text, length, at), year = td_lex (text, length, open.end);
    TdLexeme close = td_lex (text, length, year.end);
    if (!sign_is (&open, "(（") || year.kind != TD_LEX_NUMBER || year.number < 1900 || !sign_is (&close, ")）"))
        return at;
    return close.end;
}

static void add_comment (GArray *parts, int number, gsize start, gsize end)
{
    TdPart part = { .kind = TD_PART_COMMENT, .start = start, .end = end, .comment = number };
    g_array_append_val (parts, part);
}

static const char of_words[] = "of|by|from|du|de|des|la|le|les|d|l|del|el|los|las|par|por|the";
static const char joint_words[] =
    "joint|conjointe|conjointes|conjunta|conjuntas|совместное|совместного|совместному|совместном|совместным|"
    "совместные|совместных|مشترك|المشترك|مشتركة|المشتركة";

/* "(2013) of the Committee on the Rights of the Child" after a number: whose it is goes into the last part. Returns the byte after it. */
static gsize read_whose (const char *text, gsize length, gsize at, GArray *parts)
{
    gsize from = skip_year (text, length, at);
    TdPart *last = &g_array_index (parts, TdPart, parts->len - 1);
    TdLexeme l = td_lex (text, length, from);
    gsize end;
    for (guint n = 0; n < 3 && l.kind == TD_LEX_WORD && td_lex_in (l.word, of_words); n++)
        l = td_lex (text, length, l.end);
    end = td_part_body (text, length, l.start, &last->body);
    if (end == 0)
        return at;
    last->end = end;
    return end;
}

/* "and No. 3 (2017)" after a first one. */
static gsize read_more_comments (const char *text, gsize length, gsize at, gboolean joint, GArray *parts)
{
    for (guint n = 0; n < 20; n++) {
        gsize from = skip_year (text, length, at);
        TdLexeme join = td_lex (text, length, from), more;
        int number = 0;
        gboolean marked = FALSE;
        if (!sign_is (&join, ",،&") && !(join.kind == TD_LEX_WORD && td_lex_in (join.word, "and|et|y|e|и|و|ورقم")))
            return at;
        gsize end = read_comment_number (text, length, join.end, &number, &marked);
        marked |= join.kind == TD_LEX_WORD && g_str_equal (join.word, "ورقم");
        more = td_lex (text, length, end);
        if (end == 0 || (!marked && more.kind == TD_LEX_WORD && join.kind == TD_LEX_SIGN))
            return at;
        if (!marked && more.kind == TD_LEX_WORD
            && !td_lex_in (more.word, "of|on|de|del|du|sur|sobre|by|par|por|о|об|بشأن|and|et|y"))
            return at;
        add_comment (parts, number, td_lex (text, length, join.end).start, end);
        g_array_index (parts, TdPart, parts->len - 1).joined = joint;
        at = read_whose (text, length, end, parts);
    }
    return at;
}

static gsize read_comments (const char *text, gsize length, gsize at, GArray *parts)
{
    static const Name names[] = {
        { "general", "comment|comments" },
        { "observation|observations", "generale|generales" },
        { "observacion|observaciones", "general|generales" },
        { "замечание|замечания|замечанию|замечании|замечанием|замечаний|замечаниях|замечаниям", "общего" },
        { "تعليق|لتعليق|تعليقها", "عام" },
    };
    TdLexeme first = td_lex (text, length, at);
    gboolean joint = td_lex_in (first.word, joint_words);
    gsize name = read_name (text, length, joint ? first.end : at, names, G_N_ELEMENTS (names));
    int number = 0;
    gboolean marked = FALSE;
    if (name == 0)
        return 0;
    TdLexeme next = td_lex (text, length, name);
    if (next.kind == TD_LEX_WORD && g_str_equal (next.word, "порядка"))
        name = next.end;
    else if (next.kind == TD_LEX_WORD && td_lex_in (next.word, joint_words)) {
        joint = TRUE;
        name = next.end;
    }
    gsize end = read_comment_number (text, length, name, &number, &marked);
    if (end == 0)
        return 0;
    add_comment (parts, number, at, end);
    return read_more_comments (text, length, read_whose (text, length, end, parts), joint, parts);
}

/* 第2号一般性意见, 一般性意见第2号, 一般性意见2. */
static gsize skip_joint_chinese (const char *text, gsize length, gsize at)
{
    return starts (text, length, at, "联合") ? at + strlen ("联合") : at;
}

static gsize read_comments_chinese (const char *text, gsize length, gsize at, GArray *parts)
{
    static const char name[] = "一般性意见";
    gsize p = skip_joint_chinese (text, length, at);
    gboolean before = starts (text, length, p, "第");
    if (!before && !starts (text, length, p, name))
        return 0;
    p += before ? strlen ("第") : strlen (name);
    if (!before && starts (text, length, p, "第"))
        p += strlen ("第");
    TdLexeme l = td_lex (text, length, p);
    if (l.kind != TD_LEX_NUMBER || l.number == 0 || l.number > 99)
        return 0;
    p = l.end;
    gboolean hao = starts (text, length, td_lex (text, length, p).start, "号");
    if (hao)
        p = td_lex (text, length, p).start + strlen ("号");
    if (before && hao)
        p = skip_joint_chinese (text, length, p);
    if (before && (!hao || !starts (text, length, p, name)))
        return 0;
    if (!before && (starts (text, length, p, "段") || starts (text, length, p, "条")))
        return 0; /* 一般性意见第2段 */
    p += before ? strlen (name) : 0;
    add_comment (parts, (int) l.number, at, p);
    return p;
}

/* ---- all of a text ---- */

static void clear_part (gpointer data)
{
    g_free (((TdPart *) data)->symbol);
}

/* Whether a symbol may begin here: not within a word, and after a stroke only in an address. */
static gboolean symbol_may_begin (const char *text, gsize at)
{
    return at == 0 || !(g_ascii_isalnum (text[at - 1]) || strchr ("-@_", text[at - 1]) != NULL);
}

static gsize read_symbol (const char *text, gsize length, gsize at, GArray *parts)
{
    char *symbol = NULL;
    gsize end = symbol_may_begin (text, at) ? td_part_symbol (text, length, at, &symbol) : 0;
    if (end == 0)
        return 0;
    if (at > 0 && text[at - 1] == '/' && strstr (symbol, "/C/") == NULL) {
        g_free (symbol);
        return 0;
    }
    TdPart part = { .kind = TD_PART_SYMBOL, .start = at, .end = end, .symbol = symbol };
    g_array_append_val (parts, part);
    return end;
}

static gsize read_ideograph (const char *text, gsize length, gsize at, GArray *parts)
{
    TdPart part;
    gsize end = read_comments_chinese (text, length, at, parts);
    if (end != 0)
        return end;
    end = td_part_paragraphs_chinese (text, length, at, &part);
    if (end == 0)
        end = read_observations (text, length, at, &part);
    if (end == 0)
        return (gsize) (g_utf8_next_char (text + at) - text);
    g_array_append_val (parts, part);
    return end;
}

/* What begins at this lexeme is appended; returns the byte to go on from. */
static gsize read_part (const char *text, gsize length, const TdLexeme *l, GArray *parts)
{
    TdPart part;
    gunichar c = g_utf8_get_char (text + l->start);
    if (ideograph (c))
        return read_ideograph (text, length, l->start, parts);
    gboolean wide = c >= 0xFF21 && c <= 0xFF3A;
    gsize end = wide || (c < 0x80 && g_ascii_isupper ((char) c)) ? read_symbol (text, length, l->start, parts) : 0;
    if (end == 0 && l->kind == TD_LEX_WORD)
        end = read_comments (text, length, l->start, parts);
    if (end != 0)
        return end;
    end = td_part_paragraphs (text, length, l->start, &part);
    if (end == 0 && l->kind == TD_LEX_WORD)
        end = read_observations (text, length, l->start, &part);
    if (end != 0) {
        g_array_append_val (parts, part);
        return end;
    }
    /* A word may hold ideographs, or a symbol behind them. */
    gsize at = (gsize) (g_utf8_next_char (text + l->start) - text);
    while (at < l->end && !ideograph (g_utf8_get_char (text + at)))
        at = (gsize) (g_utf8_next_char (text + at) - text);
    return at;
}

GArray *td_parts_find (const char *text, gsize length)
{
    GArray *parts = g_array_new (FALSE, FALSE, sizeof (TdPart));
    g_autoptr (GArray) mentions = td_mentions_find (text, length, NULL);
    guint next = 0;
    g_array_set_clear_func (parts, clear_part);
    for (gsize at = 0; at < length;) {
        TdLexeme l = td_lex (text, length, at);
        if (l.kind == TD_LEX_END)
            break;
        while (mentions != NULL && next < mentions->len && g_array_index (mentions, TdMention, next).end <= l.start)
            next++;
        const TdMention *m =
            mentions != NULL && next < mentions->len ? &g_array_index (mentions, TdMention, next) : NULL;
        if (m != NULL && m->start <= l.start) {
            TdPart part = { .kind = TD_PART_ARTICLE, .start = m->start, .end = m->end };
            g_array_append_val (parts, part);
            at = m->end;
        } else {
            at = read_part (text, length, &l, parts);
        }
    }
    return parts;
}
