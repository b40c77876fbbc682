#include "text/tagger-named.h"
#include <string.h>

/* ---- lexer ---- */

static gboolean blank (gunichar c)
{
    return g_unichar_isspace (c) || c == 0xA0 || c == 0x200B || c == 0x200E || c == 0x200F || c == 0xFEFF
           || (c >= 0x202A && c <= 0x202F) || (c >= 0x2066 && c <= 0x2069);
}

static gunichar fold (gunichar c)
{
    static const char latin[] = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";
    if (c < 0x80)
        return (gunichar) g_ascii_tolower ((char) c);
    if (c >= 0xC0 && c <= 0xFF)
        return (gunichar) latin[c - 0xC0];
    switch (c) {
    case 0x622:
    case 0x623:
    case 0x625: return 0x627; /* alef */
    case 0x649: return 0x64A; /* ya */
    case 0x401:
    case 0x451: return 0x435; /* Cyrillic io */
    default: return g_unichar_tolower (c);
    }
}

static gsize lex_word (const char *text, gsize length, gsize at, TdLexeme *lexeme)
{
    gsize used = 0;
    while (at < length) {
        gunichar c = g_utf8_get_char (text + at);
        gboolean mark = g_unichar_ismark (c) || c == 0x640;
        if (!mark && !g_unichar_isalpha (c))
            break;
        char utf8[6];
        int n = mark ? 0 : g_unichar_to_utf8 (fold (c), utf8);
        if (used + (gsize) n < sizeof lexeme->word) {
            memcpy (lexeme->word + used, utf8, (gsize) n);
            used += (gsize) n;
        }
        at = (gsize) (g_utf8_next_char (text + at) - text);
    }
    lexeme->word[used] = '\0';
    return at;
}

TdLexeme td_lex (const char *text, gsize length, gsize at)
{
    TdLexeme lexeme = { .kind = TD_LEX_END };
    gunichar c = 0;
    for (; at < length; at = (gsize) (g_utf8_next_char (text + at) - text)) {
        c = g_utf8_get_char (text + at);
        if (!blank (c))
            break;
        lexeme.spaced = TRUE;
    }
    lexeme.start = lexeme.end = MIN (at, length);
    if (at >= length)
        return lexeme;

    if (g_unichar_digit_value (c) >= 0) {
        lexeme.kind = TD_LEX_NUMBER;
        for (int digit; at < length && (digit = g_unichar_digit_value (g_utf8_get_char (text + at))) >= 0;
             at = (gsize) (g_utf8_next_char (text + at) - text))
            lexeme.number = MIN (lexeme.number * 10 + (guint) digit, 99999);
    } else if (g_unichar_isalpha (c)) {
        lexeme.kind = TD_LEX_WORD;
        lexeme.capital = g_unichar_isupper (c);
        at = lex_word (text, length, at, &lexeme);
    } else {
        lexeme.kind = TD_LEX_SIGN;
        lexeme.sign = c;
        at = (gsize) (g_utf8_next_char (text + at) - text);
    }
    lexeme.end = at;
    return lexeme;
}

gboolean td_lex_in (const char *word, const char *list)
{
    gsize n = strlen (word);
    if (n == 0)
        return FALSE;
    for (const char *p = list; (p = strstr (p, word)) != NULL; p += n)
        if ((p == list || p[-1] == '|') && (p[n] == '\0' || p[n] == '|'))
            return TRUE;
    return FALSE;
}

/* ---- the grammar ---- */

static const char singular[] = "article|art|articulo|artigo|articolo|artikel|"
                               "статья|статье|статью|статьей|статьею|ст|المادة|مادة";
static const char plural[] = "articles|arts|articulos|artigos|articoli|статьи|статей|статьям|статьями|статьях|"
                             "المادتين|المادتان|المواد|مادتين|مادتان|مواد";
static const char and_words[] = "and|et|y|e|i|и|или|or|ou|o|u|und|oder|و|او";
static const char to_words[] = "to|through|thru|a|al|ao|bis|по|до|الي|حتي";
static const char paragraph_words[] = "paragraph|paragraphs|para|paras|par|paragraphe|paragraphes|alinea|alineas|"
                                      "parrafo|parrafos|inciso|incisos|apartado|пункт|пункта|пункты|пунктом|пункте|п|"
                                      "часть|части|частью|ч|الفقرة|الفقرتين|الفقرتان|الفقرات|فقرة|subparagraph|"
                                      "subparagraphs|lit|letra";
static const char paragraph_plurals[] = "paragraphs|paras|paragraphes|alineas|parrafos|incisos|пункты|пунктам|"
                                        "части|الفقرتين|الفقرتان|الفقرات|subparagraphs";
/* Words that may follow the last number of a list without making it the count of something ("and 25
 * persons"). */
static const char after_words[] = "of|de|del|du|des|d|da|do|dos|das|della|the|la|le|al|in|en|dans|under|from|من|في|"
                                  "convention|convencion|конвенции|настоящей|пакта|протокола|конституции|inclusive|"
                                  "bis|ter|is|are|was|were|has|have|est|sont|es|son|respectively|respectivement|"
                                  "respectivamente|соответственно|shall|should|must|also|aussi|tambien";

typedef enum { ANCHOR_NONE, ANCHOR_ONE, ANCHOR_MANY } Anchor;

static Anchor anchor_of (const char *word)
{
    if (td_lex_in (word, singular))
        return ANCHOR_ONE;
    if (td_lex_in (word, plural))
        return ANCHOR_MANY;
    /* Arabic writes "and", "by", "for" onto the word: up to three such letters. */
    static const char *const prefixes[] = { "و", "ف", "ب", "ل", "ك" };
    for (int stripped = 0; stripped < 3; stripped++) {
        guint i = 0;
        while (i < G_N_ELEMENTS (prefixes) && !g_str_has_prefix (word, prefixes[i]))
            i++;
        if (i == G_N_ELEMENTS (prefixes))
            return ANCHOR_NONE;
        word += 2;
        if (td_lex_in (word, singular))
            return ANCHOR_ONE;
        if (td_lex_in (word, plural))
            return ANCHOR_MANY;
    }
    return ANCHOR_NONE;
}

static gboolean sign_is (const TdLexeme *l, const char *signs)
{
    return l->kind == TD_LEX_SIGN && g_utf8_strchr (signs, -1, l->sign) != NULL;
}

static gboolean dash (const TdLexeme *l)
{
    return sign_is (l, "-‐‑‒–—−~");
}

/* "(4)", "(1) (a)", "§ 4", ".4", "bis": what narrows an article. Returns the byte after it. */
static gsize skip_parts (const char *text, gsize length, gsize at)
{
    for (;;) {
        TdLexeme l = td_lex (text, length, at);
        if (sign_is (&l, "(（")) {
            TdLexeme inner = td_lex (text, length, l.end);
            TdLexeme close = td_lex (text, length, inner.end);
            gboolean small = inner.kind == TD_LEX_NUMBER || (inner.kind == TD_LEX_WORD && inner.end - inner.start <= 4);
            if (!small || !sign_is (&close, ")）"))
                return at;
            at = close.end;
        } else if (sign_is (&l, ".:") && !l.spaced) {
            TdLexeme next = td_lex (text, length, l.end);
            if (next.kind != TD_LEX_NUMBER || next.spaced)
                return at;
            at = next.end;
        } else if (sign_is (&l, "§")) {
            TdLexeme next = td_lex (text, length, l.end);
            if (next.kind != TD_LEX_NUMBER)
                return at;
            at = next.end;
        } else if (l.kind == TD_LEX_WORD && td_lex_in (l.word, "bis|ter|quater") && l.spaced) {
            TdLexeme next = td_lex (text, length, l.end);
            if (next.kind == TD_LEX_NUMBER) /* German "16 bis 18" */
                return at;
            at = l.end;
        } else {
            return at;
        }
    }
}

typedef enum { JOIN_NONE, JOIN_COMMA, JOIN_AND, JOIN_TO } Join;

/* The word or sign between two numbers. */
static Join parse_join (const char *text, gsize length, gsize at, gsize *ret_end)
{
    TdLexeme l = td_lex (text, length, at);
    Join join = JOIN_NONE;
    if (dash (&l))
        join = JOIN_TO;
    else if (sign_is (&l, ",;،؛、/"))
        join = JOIN_COMMA;
    else if (sign_is (&l, "&"))
        join = JOIN_AND;
    else if (l.kind == TD_LEX_WORD && td_lex_in (l.word, and_words))
        join = JOIN_AND;
    else if (l.kind == TD_LEX_WORD && td_lex_in (l.word, to_words))
        join = JOIN_TO;
    if (join == JOIN_NONE)
        return JOIN_NONE;
    gsize end = l.end;
    if (join == JOIN_COMMA) {
        TdLexeme next = td_lex (text, length, end);
        if (next.kind == TD_LEX_WORD && td_lex_in (next.word, and_words)) {
            join = JOIN_AND;
            end = next.end;
        }
    }
    *ret_end = end;
    return join;
}

/* "1 and 4", "1 to 4" of "paragraphs 1 and 4": what goes on after the first. */
static gsize skip_numbers (const char *text, gsize length, gsize at)
{
    for (Join join = JOIN_COMMA; join == JOIN_COMMA;) {
        gsize after = 0;
        join = parse_join (text, length, at, &after);
        TdLexeme next = td_lex (text, length, after);
        if (join == JOIN_NONE || next.kind != TD_LEX_NUMBER)
            return at;
        at = skip_parts (text, length, next.end);
    }
    return at;
}

/* ", paragraph 4 (a)" */
static gsize skip_paragraph (const char *text, gsize length, gsize at)
{
    TdLexeme l = td_lex (text, length, at);
    if (sign_is (&l, ",،"))
        l = td_lex (text, length, l.end);
    if (l.kind != TD_LEX_WORD || !td_lex_in (l.word, paragraph_words))
        return at;
    TdLexeme next = td_lex (text, length, l.end);
    if (sign_is (&next, "."))
        next = td_lex (text, length, next.end);
    gboolean bracket = sign_is (&next, "(");
    if (bracket)
        next = td_lex (text, length, next.end);
    if (next.kind != TD_LEX_NUMBER && !(next.kind == TD_LEX_WORD && next.end - next.start <= 2))
        return at;
    gsize end = skip_parts (text, length, next.end);
    if (!bracket && td_lex_in (l.word, paragraph_plurals))
        return skip_numbers (text, length, end);
    if (bracket) {
        TdLexeme close = td_lex (text, length, end);
        end = sign_is (&close, ")") ? close.end : end;
    }
    return skip_parts (text, length, end);
}

/* One number with its parts at byte at: sets *ret_number and *ret_end. */
static gboolean parse_item (const char *text, gsize length, gsize at, int *ret_number, gsize *ret_end)
{
    TdLexeme l = td_lex (text, length, at);
    gboolean bracket = sign_is (&l, "(（");
    if (bracket)
        l = td_lex (text, length, l.end);
    if (l.kind != TD_LEX_NUMBER || l.number == 0 || l.number > 999)
        return FALSE;
    gsize end = l.end;
    TdLexeme next = td_lex (text, length, end);
    if (bracket) {
        if (!sign_is (&next, ")）"))
            return FALSE;
        end = next.end;
    } else if (!next.spaced && next.kind == TD_LEX_WORD) {
        /* "16a" is an article, "16th" is none; "16و17" goes on. */
        if (next.end - next.start > 2)
            return FALSE;
        if (g_ascii_isalpha (next.word[0]))
            end = next.end;
    } else if (!next.spaced && sign_is (&next, "/")) {
        TdLexeme year = td_lex (text, length, next.end);
        if (year.kind == TD_LEX_NUMBER && year.number > 999)
            return FALSE; /* "16/2012" is a law's number */
    }
    *ret_number = (int) l.number;
    *ret_end = skip_paragraph (text, length, skip_parts (text, length, end));
    return TRUE;
}

/* Whether the number that ends before at may count something instead of naming an article. */
static gboolean counts_something (const char *text, gsize length, gsize at)
{
    TdLexeme l = td_lex (text, length, at);
    if (sign_is (&l, "%٪‰"))
        return TRUE;
    return l.kind == TD_LEX_WORD && !td_lex_in (l.word, after_words) && !td_lex_in (l.word, and_words)
           && !td_lex_in (l.word, to_words) && !td_lex_in (l.word, paragraph_words);
}

static void add_number (TdMention *mention, int number)
{
    if (mention->n < TD_MENTION_NUMBERS)
        mention->numbers[mention->n++] = number;
}

/* What goes on after the first number: ", 17 and 25 to 27". */
static void parse_list (const char *text, gsize length, Anchor anchor, TdMention *mention)
{
    gboolean closed = FALSE; /* an "and" has been: a list rarely goes on after it */
    int last = mention->numbers[0];
    for (;;) {
        gsize at = 0, end = 0;
        int number = 0;
        Join join = parse_join (text, length, mention->end, &at);
        if (join == JOIN_NONE)
            return;
        /* "article 16 to article 18" */
        TdLexeme again = td_lex (text, length, at);
        if (join == JOIN_TO && again.kind == TD_LEX_WORD && anchor_of (again.word) != ANCHOR_NONE)
            at = again.end;
        /* "16 (1) and (4)": a bracket is a paragraph, unless the articles themselves stand in brackets. */
        if (sign_is (&again, "(") && !mention->bracketed) {
            end = skip_parts (text, length, at);
            if (end == at)
                return;
            mention->end = end;
            continue;
        }
        if (!parse_item (text, length, at, &number, &end))
            return;
        gboolean sure = anchor == ANCHOR_MANY && !closed && join == JOIN_AND;
        if (!sure && join != JOIN_TO && counts_something (text, length, end))
            return;
        if (join == JOIN_TO && number > last && number - last < TD_MENTION_NUMBERS)
            for (int between = last + 1; between < number; between++)
                add_number (mention, between);
        add_number (mention, number);
        closed = closed || join == JOIN_AND;
        last = number;
        mention->end = end;
    }
}

/* text + at stands on a word that may be an anchor. Returns the byte to go on from. */
static gsize parse_mention (const char *text, gsize length, gsize at, GArray *mentions)
{
    TdLexeme l = td_lex (text, length, at);
    Anchor anchor = anchor_of (l.word);
    if (anchor == ANCHOR_NONE)
        return l.end;
    gsize after = l.end;
    TdLexeme next = td_lex (text, length, after);
    if (sign_is (&next, ".")) {
        after = next.end;
        next = td_lex (text, length, after);
        /* "ст.ст. 16" */
        if (next.kind == TD_LEX_WORD && g_str_equal (next.word, "ст")) {
            anchor = ANCHOR_MANY;
            after = next.end;
            next = td_lex (text, length, after);
            if (sign_is (&next, "."))
                after = next.end;
            next = td_lex (text, length, after);
        }
    }
    if ((next.kind == TD_LEX_WORD && td_lex_in (next.word, "no|nos|num|nr|n|رقم")) || sign_is (&next, "№")) {
        after = next.end;
        next = td_lex (text, length, after);
        if (sign_is (&next, ".°º"))
            after = next.end;
    }
    if (anchor == ANCHOR_MANY && next.kind == TD_LEX_WORD && td_lex_in (next.word, "from|de|del|с|من")) {
        after = next.end; /* "articles from 64 to 66" */
        next = td_lex (text, length, after);
    }
    TdMention mention = { .start = l.start, .bracketed = sign_is (&next, "(（") };
    int number;
    if (!parse_item (text, length, after, &number, &mention.end))
        return l.end;
    add_number (&mention, number);
    parse_list (text, length, anchor, &mention);
    g_array_append_val (mentions, mention);
    return mention.end;
}

/* ---- where to look ---- */

/* The next byte at which an anchor may begin, cheaply: most paragraphs have none. */
static gsize next_candidate (const char *text, gsize length, gsize at)
{
    gsize from = at; /* never behind it, or the search would not end */
    for (; at + 2 < length; at++) {
        const guchar *p = (const guchar *) text + at;
        if ((*p | 0x20) == 'a') {
            if ((p[1] | 0x20) == 'r' && (p[2] | 0x20) == 't' && (at == 0 || !g_ascii_isalpha (text[at - 1])))
                return at;
        } else if (*p == 0xD1 || *p == 0xD0) { /* ст, Ст, СТ */
            if (((*p == 0xD1 && p[1] == 0x81) || (*p == 0xD0 && p[1] == 0xA1)) && at + 3 < length
                && ((p[2] == 0xD1 && p[3] == 0x82) || (p[2] == 0xD0 && p[3] == 0xA2))
                && (at < 2 || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (text + at)))))
                return at;
        } else if (*p == 0xD9 && p[1] == 0x85) { /* م of المادة, المواد, with what is written onto it */
            gsize start = at;
            while (start >= from + 2 && ((guchar) text[start - 2] == 0xD8 || (guchar) text[start - 2] == 0xD9)
                   && at - start < 12)
                start -= 2;
            if (memcmp (p + 2, "\xD8\xA7", 2) == 0 || memcmp (p + 2, "\xD9\x88", 2) == 0)
                return start;
        } else if (*p == 0xE7 && p[1] == 0xAC && p[2] == 0xAC) { /* 第 */
            return at;
        }
    }
    return length;
}

static gboolean only_connector (const char *text, gsize from, gsize to)
{
    for (gsize at = from;;) {
        TdLexeme l = td_lex (text, to, at);
        if (l.kind == TD_LEX_END)
            return TRUE;
        gboolean fits = sign_is (&l, ",،、;")
                        || (l.kind == TD_LEX_WORD
                            && (td_lex_in (l.word, and_words) || td_lex_in (l.word, "和|及|以及|与|或")
                                || td_lex_in (l.word, "the|l|the|el|la|of|de|du|s")));
        if (!fits)
            return FALSE;
        at = l.end;
    }
}

/* "article 16 and article 17 of the Constitution", "《宪法》第十六条和第十七条": one law for both. */
static void share_laws (const char *text, GArray *mentions)
{
    for (guint i = mentions->len; i-- > 1;) {
        TdMention *a = &g_array_index (mentions, TdMention, i - 1), *b = &g_array_index (mentions, TdMention, i);
        if (a->law == TD_LAW_UNSAID && b->law != TD_LAW_UNSAID && only_connector (text, a->end, b->start))
            a->law = b->law;
    }
    for (guint i = 1; i < mentions->len; i++) {
        TdMention *a = &g_array_index (mentions, TdMention, i - 1), *b = &g_array_index (mentions, TdMention, i);
        if (b->law == TD_LAW_UNSAID && a->law != TD_LAW_UNSAID && only_connector (text, a->end, b->start))
            b->law = a->law;
    }
}

GArray *td_mentions_find (const char *text, gsize length, TdTreatyNames names)
{
    gsize at = next_candidate (text, length, 0);
    if (at >= length)
        return NULL;
    g_autoptr (GArray) mentions = g_array_new (FALSE, FALSE, sizeof (TdMention));
    while (at < length) {
        guint before = mentions->len;
        gboolean chinese = (guchar) text[at] == 0xE7;
        gsize next =
            chinese ? td_mention_chinese (text, length, at, mentions) : parse_mention (text, length, at, mentions);
        if (mentions->len > before) {
            TdMention *m = &g_array_index (mentions, TdMention, mentions->len - 1);
            if (chinese) {
                m->law = td_law_before_chinese (text, m->start);
            } else {
                m->law = td_law_after (text, length, m->end, names);
                if (m->law == TD_LAW_UNSAID)
                    m->law = td_law_before (text, m->start, names);
            }
        }
        at = next_candidate (text, length, MAX (next, at + 1));
    }
    if (mentions->len == 0)
        return NULL;
    share_laws (text, mentions);
    return g_steal_pointer (&mentions);
}
