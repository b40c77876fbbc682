/* Letters and marks: what scripts do at the start of a paragraph and at the end of a line. */
#include "document/reader/reader.h"

gboolean reader_is_cjk (gunichar c)
{
    return (c >= 0x2E80 && c <= 0xA4CF && c != 0x3164) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF)
           || (c >= 0x20000 && c <= 0x3FFFF);
}

gboolean reader_is_rtl (gunichar c)
{
    return (c >= 0x0590 && c <= 0x08FF && !(c >= 0x0660 && c <= 0x0669) && !(c >= 0x06F0 && c <= 0x06F9))
           || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

static gboolean is_closing (gunichar c)
{
    return strchr ("\"')]", (int) (c < 128 ? c : 'x')) != NULL || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0xFF09
           || c == 0x300D || c == 0x300F || c == 0x300B;
}

gboolean reader_ends_sentence (const char *text)
{
    const char *p = text + strlen (text);
    while (p > text) {
        p = g_utf8_prev_char (p);
        gunichar c = g_utf8_get_char (p);
        if (g_unichar_isspace (c) || is_closing (c))
            continue;
        return c == '.' || c == '?' || c == '!' || c == ':' || c == ';' || c == 0x3002 || c == 0xFF1F || c == 0xFF01
               || c == 0xFF1A || c == 0xFF1B || c == 0x061F || c == 0x061B || c == 0x06D4 || c == 0x2026;
    }
    return FALSE;
}

/* ---- marks ---- */

static gboolean is_bullet (gunichar c)
{
    return c == 0x2022 || c == 0x25AA || c == 0x25CF || c == 0x25CB || c == 0x25A0 || c == 0x25E6 || c == 0x2023
           || c == 0x2043 || c == 0xB7 || c == 0x2219 || c == 0x27A2 || c == 0x2713 || c == 0x25BA || c == 0x25C6
           || c == 0xF0B7 || c == 0xF0A7 || c == 0xF0D8 || c == 0xF076;
}

static gboolean is_dash (gunichar c)
{
    return c == '-' || c == '*' || c == '+' || c == 0x2013 || c == 0x2014;
}

static gsize spaces (const char *p)
{
    const char *start = p;
    while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    return (gsize) (p - start);
}

static gboolean is_ender (gunichar c)
{
    return c == '.' || c == ')' || c == 0xFF0E || c == 0xFF09 || c == 0x3001 || c == 0xFF0C;
}

/* "12." "12)" "3.1" "3.1.2." "(12)" in Latin or Arabic digits */
static Mark mark_decimal (const char *text)
{
    Mark mark = { MARK_DECIMAL, 0, 0, 1 };
    const char *p = text;
    gboolean open = *p == '(' || g_utf8_get_char (p) == 0xFF08;
    int digits = 0;

    if (open)
        p = g_utf8_next_char (p);
    while (g_unichar_isdigit (g_utf8_get_char (p)) && digits < 4) {
        mark.value = mark.value * 10 + g_unichar_digit_value (g_utf8_get_char (p));
        digits++;
        p = g_utf8_next_char (p);
    }
    if (digits == 0)
        return (Mark){ 0 };
    while (*p == '.' && g_unichar_isdigit (g_utf8_get_char (p + 1)) && mark.depth < 6) {
        mark.depth++;
        for (p++; g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p))
            ;
    }
    gboolean ended = is_ender (g_utf8_get_char (p));
    gboolean ideographic = ended && g_utf8_get_char (p) > 0x3000;
    if (ended)
        p = g_utf8_next_char (p);
    else if (open || mark.depth == 1)
        return (Mark){ 0 };
    gsize gap = spaces (p);
    if ((gap == 0 && !ideographic && !reader_is_cjk (g_utf8_get_char (p))) || p[gap] == '\0')
        return (Mark){ 0 };
    mark.length = (gsize) (p - text) + gap;
    return mark;
}

static int roman_value (const char *start, gsize length)
{
    static const char letters[] = "ivxlc";
    static const int values[] = { 1, 5, 10, 50, 100 };
    int total = 0, last = 1000;
    for (gsize i = 0; i < length; i++) {
        const char *found = strchr (letters, g_ascii_tolower (start[i]));
        if (found == NULL || *found == '\0')
            return 0;
        int value = values[found - letters];
        total += value > last ? value - 2 * last : value;
        last = value;
    }
    return total;
}

/* "(a)" "a)" "B." "(iv)" "IV." and one letter of another alphabet: "а)" "أ-" */
static Mark mark_letter (const char *text)
{
    Mark mark = { MARK_LETTER, 0, 0, 1 };
    const char *p = text;
    gboolean open = *p == '(';
    if (open)
        p++;
    const char *start = p;
    int letters = 0;
    while (g_unichar_isalpha (g_utf8_get_char (p)) && letters < 6) {
        p = g_utf8_next_char (p);
        letters++;
    }
    gunichar first = g_utf8_get_char (start);
    gsize length = (gsize) (p - start);
    int roman = roman_value (start, length);
    gboolean dash = reader_is_rtl (first) && *p == '-';
    if (letters == 0 || (letters > 1 && roman == 0) || reader_is_cjk (first)
        || (*p != ')' && !(*p == '.' && !open && (roman > 0 || g_unichar_isupper (first))) && !dash))
        return (Mark){ 0 };
    p++;
    gsize gap = spaces (p);
    if (gap == 0 || p[gap] == '\0')
        return (Mark){ 0 };
    /* "i." and "v)" are Roman; "c)" and "C." are letters */
    if (roman > 0
        && (letters > 1 || first == 'i' || first == 'I' || first == 'v' || first == 'V' || first == 'x'
            || first == 'X')) {
        mark.kind = MARK_ROMAN;
        mark.value = roman;
    } else {
        mark.value = first < 128 ? g_ascii_tolower ((char) first) - 'a' + 1 : 0;
    }
    mark.length = (gsize) (p - text) + gap;
    return mark;
}

/* 一、 十二、 （三） 第四、 */
static Mark mark_chinese (const char *text)
{
    static const char *const digits = "一二三四五六七八九十百";
    Mark mark = { MARK_CHINESE, 0, 0, 1 };
    const char *p = text;
    gboolean open = g_utf8_get_char (p) == 0xFF08 || *p == '(';
    int n = 0;

    if (open)
        p = g_utf8_next_char (p);
    while (n < 5 && *p != '\0' && g_utf8_strchr (digits, -1, g_utf8_get_char (p)) != NULL) {
        p = g_utf8_next_char (p);
        n++;
    }
    gunichar end = g_utf8_get_char (p);
    if (n == 0 || !(open ? end == 0xFF09 || end == ')' : end == 0x3001 || end == 0xFF0E || end == '.'))
        return (Mark){ 0 };
    p = g_utf8_next_char (p);
    p += spaces (p);
    if (*p == '\0')
        return (Mark){ 0 };
    mark.length = (gsize) (p - text);
    return mark;
}

Mark reader_mark (const char *text)
{
    gunichar c = g_utf8_get_char (text);
    if (is_bullet (c) || is_dash (c)) {
        const char *p = g_utf8_next_char (text);
        gsize gap = spaces (p);
        if (p[gap] == '\0' || (gap == 0 && !is_bullet (c)))
            return (Mark){ 0 };
        return (Mark){ MARK_BULLET, (gsize) (p - text) + gap, 0, 1 };
    }
    Mark mark = mark_decimal (text);
    if (mark.kind == MARK_NONE)
        mark = mark_letter (text);
    if (mark.kind == MARK_NONE)
        mark = mark_chinese (text);
    return mark;
}

char *reader_mark_text (const char *text, const Mark *mark)
{
    if (mark->kind == MARK_BULLET)
        return g_strdup ("•");
    return g_strchomp (g_strndup (text, mark->length));
}

/* ---- joining lines ---- */

static gunichar last_char (const GString *text)
{
    return text->len == 0 ? 0 : g_utf8_get_char (g_utf8_prev_char (text->str + text->len));
}

/* Parts that keep their hyphen: what is written with one in the languages of these reports. */
static gboolean keeps_hyphen (const GString *text)
{
    static const char *const firsts[] = { "non",   "self", "co",     "anti",  "inter",     "ex",    "sub", "vis",
                                          "à",     "well", "long",   "short", "follow",    "high",  "low", "re",
                                          "socio", "post", "pre",    "cross", "semi",      "multi", "so",  "mid",
                                          "half",  "по",   "северо", "юго",   "социально", "trans" };
    /* "vis-à-", "celui-": two hyphens in a word mean that it has its own */
    const char *end = text->str + text->len - 1;
    const char *start = end;
    while (start > text->str && start[-1] != ' ') {
        if (start[-1] == '-')
            return TRUE;
        start--;
    }
    g_autofree char *word = g_utf8_strdown (start, end - start);
    const char *bare = word;
    while (*bare == '(' || *bare == '"')
        bare++;
    for (gsize i = 0; i < G_N_ELEMENTS (firsts); i++)
        if (strcmp (bare, firsts[i]) == 0)
            return TRUE;
    return FALSE;
}

enum { KEY_LETTERS = 4 /* of each half: endings change */ };

/* "trud-migr" for the word around the hyphen at hyphen: its first letters before and after. NULL where there is no word. */
static char *compound_key (const char *start, const char *hyphen, const char *after)
{
    const char *word = hyphen;
    while (word > start && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (word))))
        word = g_utf8_prev_char (word);
    GString *key = g_string_new (NULL);
    for (int i = 0; i < KEY_LETTERS && word < hyphen; i++, word = g_utf8_next_char (word))
        g_string_append_unichar (key, g_unichar_tolower (g_utf8_get_char (word)));
    gboolean empty = key->len == 0;
    g_string_append_c (key, '-');
    for (int i = 0; i < KEY_LETTERS && g_unichar_isalpha (g_utf8_get_char (after));
         i++, after = g_utf8_next_char (after))
        g_string_append_unichar (key, g_unichar_tolower (g_utf8_get_char (after)));
    return g_string_free (key, empty || key->str[key->len - 1] == '-');
}

void reader_learn_compounds (GHashTable *compounds, const char *line)
{
    for (const char *p = strchr (line, '-'); p != NULL; p = strchr (p + 1, '-')) {
        char *key = compound_key (line, p, p + 1);
        if (key != NULL)
            g_hash_table_add (compounds, key);
    }
}

static gboolean is_compound (GHashTable *compounds, const GString *text, const char *next)
{
    if (compounds == NULL)
        return FALSE;
    const char *hyphen = g_utf8_prev_char (text->str + text->len);
    g_autofree char *key = compound_key (text->str, hyphen, next);
    return key != NULL && g_hash_table_contains (compounds, key);
}

void reader_join_line (GString *text, const char *next, GHashTable *compounds)
{
    next += spaces (next);
    if (*next == '\0')
        return;
    while (text->len > 0 && text->str[text->len - 1] == ' ')
        g_string_truncate (text, text->len - 1);
    if (text->len == 0) {
        g_string_append (text, next);
        return;
    }
    gunichar last = last_char (text), first = g_utf8_get_char (next);
    if (last == 0xAD) {
        g_string_truncate (text, text->len - 2);
    } else if ((last == '-' || last == 0x2010) && text->len > 1) {
        gunichar before = g_utf8_get_char (g_utf8_prev_char (text->str + text->len - (last == '-' ? 1 : 3)));
        if (g_unichar_isalpha (before) && g_unichar_islower (first) && !keeps_hyphen (text)
            && !is_compound (compounds, text, next))
            g_string_truncate (text, text->len - (last == '-' ? 1 : 3));
        else if (!g_unichar_isalnum (before))
            g_string_append_c (text, ' ');
    } else if (!reader_is_cjk (last) || !reader_is_cjk (first)) {
        if (!(last == 0x2014 || last == '/'))
            g_string_append_c (text, ' ');
    }
    g_string_append (text, next);
}
