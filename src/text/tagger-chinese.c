#include "text/tagger-named.h"
#include <string.h>

/* A number in digits or ideographs (十六, 二十, 一百零三) at byte at; 0 when there is none. */
static int parse_number (const char *text, gsize length, gsize at, gsize *ret_end)
{
    static const char digits[] = "零一二三四五六七八九";
    TdLexeme l = td_lex (text, length, at);
    if (l.kind == TD_LEX_NUMBER && l.number < 1000) {
        *ret_end = l.end;
        return (int) l.number;
    }
    int total = 0, digit = 0;
    gsize end = at = l.start;
    while (at < length) {
        gunichar c = g_utf8_get_char (text + at);
        const char *found = c == 0x3007 ? digits : g_utf8_strchr (digits, -1, c);
        if (found != NULL) {
            digit = (int) (found - digits) / 3;
        } else if (c == 0x5341 || c == 0x767E) { /* 十 百 */
            total += (digit == 0 ? 1 : digit) * (c == 0x5341 ? 10 : 100);
            digit = 0;
        } else {
            break;
        }
        at = end = (gsize) (g_utf8_next_char (text + at) - text);
    }
    *ret_end = end;
    return total + digit > 999 ? 0 : total + digit;
}

static gboolean starts (const char *text, gsize length, gsize at, const char *what)
{
    gsize n = strlen (what);
    return at + n <= length && memcmp (text + at, what, n) == 0;
}

/* 条 that ends a reference, and not 条约 or 条例. */
static gsize parse_tiao (const char *text, gsize length, gsize at)
{
    TdLexeme l = td_lex (text, length, at);
    at = l.start;
    if (!starts (text, length, at, "条") && !starts (text, length, at, "條"))
        return 0;
    at += strlen ("条");
    return starts (text, length, at, "约") || starts (text, length, at, "例") ? 0 : at;
}

static gsize parse_join (const char *text, gsize length, gsize at, gboolean *ret_range)
{
    static const struct {
        const char *word;
        gboolean range;
    } joins[] = { { "以及", FALSE }, { "和", FALSE }, { "及", FALSE }, { "与", FALSE }, { "或", FALSE },
                  { "、", FALSE },   { "，", FALSE }, { ",", FALSE },  { "至", TRUE },  { "到", TRUE },
                  { "-", TRUE },     { "–", TRUE },   { "—", TRUE },   { "－", TRUE },  { "~", TRUE } };
    at = td_lex (text, length, at).start;
    for (guint i = 0; i < G_N_ELEMENTS (joins); i++)
        if (starts (text, length, at, joins[i].word)) {
            *ret_range = joins[i].range;
            return at + strlen (joins[i].word);
        }
    return 0;
}

gsize td_mention_chinese (const char *text, gsize length, gsize at, GArray *mentions)
{
    TdMention m = { .start = at };
    guint kept = 0; /* numbers that a 条 has confirmed */
    gboolean range = FALSE;
    gsize p = at;
    while (m.n < TD_MENTION_NUMBERS) {
        p = td_lex (text, length, p).start;
        if (starts (text, length, p, "第"))
            p += strlen ("第");
        gsize end = 0;
        int number = parse_number (text, length, p, &end);
        if (number == 0)
            break;
        int last = m.n > 0 ? m.numbers[m.n - 1] : 0;
        for (int between = last + 1; range && between < number && m.n + 1 < TD_MENTION_NUMBERS; between++)
            m.numbers[m.n++] = between;
        m.numbers[m.n++] = number;
        gsize tiao = parse_tiao (text, length, end);
        if (tiao != 0) {
            kept = m.n;
            m.end = end = tiao;
        }
        p = parse_join (text, length, end, &range);
        if (p == 0)
            break;
    }
    if (kept == 0)
        return at + 1;
    m.n = kept;
    g_array_append_val (mentions, m);
    return m.end;
}

/* ---- whose article ---- */

static gboolean has_any (const char *text, gsize length, const char *list)
{
    g_auto (GStrv) words = g_strsplit (list, "|", -1);
    for (guint i = 0; words[i] != NULL; i++)
        if (g_strstr_len (text, (gssize) length, words[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean ends_with_any (const char *text, gsize length, const char *list)
{
    g_auto (GStrv) words = g_strsplit (list, "|", -1);
    for (guint i = 0; words[i] != NULL; i++) {
        gsize n = strlen (words[i]);
        if (length >= n && memcmp (text + length - n, words[i], n) == 0)
            return TRUE;
    }
    return FALSE;
}

TdLaw td_law_before_chinese (const char *text, gsize before)
{
    /* The name of the law stands right before, in 《》 or without: at most some twenty ideographs back. */
    gsize end = before;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    gsize start = end;
    gboolean quoted = ends_with_any (text, end, "》|〉|”");
    if (quoted)
        start = end -= strlen ("》");
    for (int i = 0; start > 0 && i < (quoted ? 40 : 24); i++) {
        gsize previous = (gsize) (g_utf8_prev_char (text + start) - text);
        gunichar c = g_utf8_get_char (text + previous);
        if (quoted ? (c == 0x300A || c == 0x3008 || c == 0x201C) : (g_unichar_ispunct (c) || g_unichar_isspace (c)))
            break;
        start = previous;
    }
    const char *name = text + start;
    gsize length = end - start;
    if (ends_with_any (name, length, "公约")) {
        static const char others[] =
            "儿童|酷刑|歧视|妇女|残疾|政治权利|经济|难民|劳工组织|号|维也纳|失踪|无国籍|欧洲|美洲|"
            "灭绝|犯罪";
        return has_any (name, length, others) ? TD_LAW_OTHER : TD_LAW_OURS;
    }
    if (ends_with_any (name, length,
                       "法|法典|法律|条例|盟约|宣言|议定书|规约|宪章|章程|细则|办法|规定|协定|条约|指令|法令"))
        return TD_LAW_OTHER;
    return TD_LAW_UNSAID;
}
