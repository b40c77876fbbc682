#include "text/citation-parts.h"
#include "text/tagger-named.h"
#include <string.h>

static const char one_word[] =
    "paragraph|para|par|paragraphe|parrafo|parr|пункт|пункта|пункте|пунктом|пункту|п|الفقرة|فقرة|لفقرة";
static const char many_words[] =
    "paragraphs|paras|pars|paragraphes|parrafos|parrs|пункты|пунктов|пунктах|пунктам|пунктами|пп|"
    "الفقرات|الفقرتين|الفقرتان|فقرات|فقرتين|فقرتان|لفقرات|لفقرتين";
static const char and_words[] = "and|et|y|e|и|و|او|or|ou|o|или|с|as|well";
static const char to_words[] = "to|through|a|al|по|до|الي|حتي|until|au";

static gboolean sign_is (const TdLexeme *l, const char *signs)
{
    return l->kind == TD_LEX_SIGN && g_utf8_strchr (signs, -1, l->sign) != NULL;
}

/* Whether a word says that paragraphs follow: 1 one, 2 several, 0 none. Arabic writes "and", "in", "for" onto it. */
static int paragraph_word (const char *word)
{
    static const char *const prefixes[] = { "و", "ف", "ب", "ل", "ك" };
    for (int stripped = 0; stripped < 4; stripped++) {
        if (td_lex_in (word, one_word))
            return 1;
        if (td_lex_in (word, many_words))
            return 2;
        guint i = 0;
        while (i < G_N_ELEMENTS (prefixes) && !g_str_has_prefix (word, prefixes[i]))
            i++;
        if (i == G_N_ELEMENTS (prefixes))
            return 0;
        word += 2;
    }
    return 0;
}

/* "(a)", "(b) (ii)", "bis": what narrows a paragraph. Returns the byte after it. */
static gsize skip_letters (const char *text, gsize length, gsize at)
{
    for (;;) {
        TdLexeme open = td_lex (text, length, at);
        if (!sign_is (&open, "(（"))
            return at;
        TdLexeme inner = td_lex (text, length, open.end), close = td_lex (text, length, inner.end);
        if (inner.kind != TD_LEX_WORD || inner.end - inner.start > 4 || !sign_is (&close, ")）"))
            return at;
        at = close.end;
    }
}

/* One number, in brackets or not ("الفقرة (34)"), with its letters. Returns the byte after it, or 0. */
static gsize read_number (const char *text, gsize length, gsize at, int *ret_number, gsize *ret_start)
{
    TdLexeme l = td_lex (text, length, at);
    gboolean bracket = sign_is (&l, "(（");
    if (bracket)
        l = td_lex (text, length, l.end);
    if (l.kind != TD_LEX_NUMBER || l.number == 0 || l.number > 999)
        return 0;
    gsize end = l.end;
    TdLexeme next = td_lex (text, length, end);
    if (bracket) {
        if (!sign_is (&next, ")）"))
            return 0;
        end = next.end;
    } else if (!next.spaced && next.kind == TD_LEX_WORD && g_ascii_isalpha (next.word[0])) {
        if (next.end - next.start > 1)
            return 0; /* "34th" */
        end = next.end;
    } else if (!next.spaced && sign_is (&next, "/%")) {
        return 0; /* "34/2012" */
    } else if (!next.spaced && sign_is (&next, ".,")) {
        TdLexeme digits = td_lex (text, length, next.end);
        if (digits.kind == TD_LEX_NUMBER && !digits.spaced && sign_is (&next, "."))
            return 0; /* "3.4" */
    }
    *ret_number = (int) l.number;
    *ret_start = l.start;
    return skip_letters (text, length, end);
}

typedef enum { JOIN_NONE, JOIN_AND, JOIN_TO } Join;

static Join read_join (const char *text, gsize length, gsize at, gsize *ret_end)
{
    TdLexeme l = td_lex (text, length, at);
    Join join = JOIN_NONE;
    if (sign_is (&l, "-‐‑‒–—−~"))
        join = JOIN_TO;
    else if (sign_is (&l, ",،;؛、&"))
        join = JOIN_AND;
    else if (l.kind == TD_LEX_WORD && td_lex_in (l.word, and_words))
        join = JOIN_AND;
    else if (l.kind == TD_LEX_WORD && td_lex_in (l.word, to_words))
        join = JOIN_TO;
    if (join == JOIN_NONE)
        return JOIN_NONE;
    gsize end = l.end;
    TdLexeme next = td_lex (text, length, end);
    if (l.kind == TD_LEX_SIGN && join == JOIN_AND && next.kind == TD_LEX_WORD && td_lex_in (next.word, and_words))
        end = next.end;
    next = td_lex (text, length, end);
    if (next.kind == TD_LEX_WORD && paragraph_word (next.word) != 0) /* "para. 34 and para. 40" */
        end = next.end;
    next = td_lex (text, length, end);
    if (sign_is (&next, "."))
        end = next.end;
    *ret_end = end;
    return join;
}

/* A number that counts what follows it ("and 25 workers") is no paragraph, unless the word said that there are several. */
static gboolean counts (const char *text, gsize length, gsize at)
{
    static const char after[] =
        "of|de|del|des|du|from|in|من|and|et|y|и|و|to|a|au|по|الي|above|below|supra|ibid|en|в|на";
    TdLexeme l = td_lex (text, length, at);
    return l.kind == TD_LEX_WORD && !td_lex_in (l.word, after) && paragraph_word (l.word) == 0;
}

static void add_range (TdPart *part, int first, int last, gsize start, gsize end)
{
    if (part->n < TD_PART_RANGES)
        part->ranges[part->n++] = (TdPartRange){ first, last, start, end };
}

/* Goes on after the first number: "–36 and 40". */
static void read_list (const char *text, gsize length, gboolean several, TdPart *part)
{
    for (guint n = 0; n < 200; n++) {
        gsize at = 0, start = 0;
        int number = 0;
        Join join = read_join (text, length, part->end, &at);
        gsize end = join != JOIN_NONE ? read_number (text, length, at, &number, &start) : 0;
        TdPartRange *last = &part->ranges[part->n - 1];
        if (end == 0 || (join == JOIN_AND && !several && counts (text, length, end)))
            return;
        if (join == JOIN_TO) {
            if (number <= last->first || last->last != last->first)
                return;
            last->last = number;
            last->end = end;
        } else {
            add_range (part, number, number, start, end);
        }
        part->end = end;
    }
}

gsize td_part_paragraphs (const char *text, gsize length, gsize at, TdPart *part)
{
    TdLexeme l = td_lex (text, length, at);
    int word = l.kind == TD_LEX_WORD ? paragraph_word (l.word) : sign_is (&l, "§¶") ? 2 : 0;
    int number = 0;
    gsize start = 0;
    if (word == 0)
        return 0;
    gsize after = l.end;
    TdLexeme next = td_lex (text, length, after);
    for (guint n = 0;
         n < 2 && (sign_is (&next, ".§") || (next.kind == TD_LEX_WORD && td_lex_in (next.word, "п|из|from|من|no|nos")));
         n++) {
        after = next.end;
        next = td_lex (text, length, after);
        if (sign_is (&next, ".")) {
            after = next.end;
            next = td_lex (text, length, after);
        }
    }
    gsize end = read_number (text, length, after, &number, &start);
    if (end == 0)
        return 0;
    *part = (TdPart){ .kind = TD_PART_PARAGRAPHS, .start = l.start, .end = end };
    add_range (part, number, number, start, end);
    read_list (text, length, word == 2, part);
    return part->end;
}

/* ---- Chinese: 第34段, 第34至36段, 第34和40段 ---- */

static gboolean starts (const char *text, gsize length, gsize at, const char *what)
{
    gsize n = strlen (what);
    return at + n <= length && memcmp (text + at, what, n) == 0;
}

/* A sign between two numbers; returns the byte after it, or 0. */
static gsize read_join_chinese (const char *text, gsize length, gsize at, gboolean *ret_range)
{
    static const struct {
        const char *word;
        gboolean range;
    } joins[] = { { "以及", FALSE }, { "和", FALSE }, { "及", FALSE }, { "与", FALSE }, { "、", FALSE },
                  { "，", FALSE },   { ",", FALSE },  { "至", TRUE },  { "到", TRUE },  { "-", TRUE },
                  { "–", TRUE },     { "—", TRUE },   { "－", TRUE },  { "~", TRUE } };
    at = td_lex (text, length, at).start;
    for (guint i = 0; i < G_N_ELEMENTS (joins); i++)
        if (starts (text, length, at, joins[i].word)) {
            *ret_range = joins[i].range;
            return at + strlen (joins[i].word);
        }
    return 0;
}

gsize td_part_paragraphs_chinese (const char *text, gsize length, gsize at, TdPart *part)
{
    TdPart found = { .kind = TD_PART_PARAGRAPHS, .start = at };
    gboolean range = FALSE, more = TRUE;
    gsize end = 0;
    for (guint n = 0; n < 200 && more; n++) {
        at = td_lex (text, length, at).start;
        if (starts (text, length, at, "第"))
            at += strlen ("第");
        else if (n == 0)
            return 0;
        TdLexeme l = td_lex (text, length, at);
        if (l.kind != TD_LEX_NUMBER || l.number == 0 || l.number > 999)
            break;
        TdPartRange *before = found.n > 0 ? &found.ranges[found.n - 1] : NULL;
        if (range && before != NULL && before->first == before->last && (int) l.number > before->first) {
            before->last = (int) l.number;
            before->end = l.end;
        } else { /* one more; so is what is no range, such as "第76至36段" */
            add_range (&found, (int) l.number, (int) l.number, l.start, l.end);
        }
        at = td_lex (text, length, l.end).start;
        gboolean duan = starts (text, length, at, "段");
        if (duan)
            end = at += strlen ("段");
        at = read_join_chinese (text, length, at, &range);
        more = at != 0;
        if (duan && more && !starts (text, length, td_lex (text, length, at).start, "第"))
            break;
    }
    if (end == 0)
        return 0;
    while (found.n > 0 && found.ranges[found.n - 1].start >= end)
        found.n--; /* what no 段 ended */
    found.end = end;
    *part = found;
    return found.n > 0 ? end : 0;
}
