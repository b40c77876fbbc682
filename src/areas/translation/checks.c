/* The checks. Contract in checks.h. */
#include "areas/translation/checks.h"

#include "base/base.h"
#include "text/citation.h"
#include "text/words.h"

#include <string.h>

void td_warning_free (TdWarning *warning)
{
    if (warning == NULL)
        return;
    g_free (warning->what);
    g_free (warning->other);
    g_free (warning);
}

static void warn (GPtrArray *list, TdCheck check, gboolean asks, const char *what, const char *other)
{
    TdWarning *w = g_new0 (TdWarning, 1);

    w->check = check;
    w->asks = asks;
    w->what = g_strdup (what);
    w->other = g_strdup (other);
    g_ptr_array_add (list, w);
}

/* ---- numbers ---- */

static int digit_at (const char *p)
{
    return *p != '\0' ? g_unichar_digit_value (g_utf8_get_char (p)) : -1;
}

/* A sign that groups digits or parts a fraction: no blank. */
static gboolean is_group_sign (gunichar c)
{
    return c == '.' || c == ',' || c == '\'' || c == 0x2019 || c == 0x66B || c == 0x66C || c == 0xFF0C || c == 0xFF0E;
}

static gboolean is_group_blank (gunichar c)
{
    return c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F;
}

static guint digits_from (const char *p)
{
    guint n = 0;

    for (; digit_at (p) >= 0; p = g_utf8_next_char (p))
        n++;
    return n;
}

/* Whether the number goes on behind the sign at p. */
static gboolean goes_on (const char *p, guint digits, gboolean joined)
{
    gunichar c = g_utf8_get_char (p);
    const char *after = *p != '\0' ? g_utf8_next_char (p) : p;

    if (*p == '\0' || digit_at (after) < 0)
        return FALSE;
    return is_group_sign (c) || (joined && is_group_blank (c) && digits <= 3 && digits_from (after) == 3);
}

static gboolean is_language (const char *tag, const char *language)
{
    gsize n = strlen (language);

    return tag != NULL && g_ascii_strncasecmp (tag, language, n) == 0 && (tag[n] == '\0' || tag[n] == '-');
}

static gboolean is_month (const char *after, const char *language)
{
    return (is_language (language, "zh") || is_language (language, "ja")) ? g_str_has_prefix (after, "月")
           : is_language (language, "ko")                                 ? g_str_has_prefix (after, "월")
                                                                          : FALSE;
}

GPtrArray *td_check_numbers (const char *text, const char *language, gboolean joined)
{
    GPtrArray *numbers = g_ptr_array_new_with_free_func (g_free);

    for (const char *p = text; *p != '\0';) {
        g_autoptr (GString) number = g_string_new (NULL);
        guint group = 0;
        if (digit_at (p) < 0) {
            p = g_utf8_next_char (p);
            continue;
        }
        while (digit_at (p) >= 0 || goes_on (p, group, joined)) {
            int digit = digit_at (p);
            group = digit >= 0 ? group + 1 : 0;
            if (digit >= 0)
                g_string_append_c (number, (char) ('0' + digit));
            p = g_utf8_next_char (p);
        }
        if (!is_month (p, language))
            g_ptr_array_add (numbers, g_strdup (number->str));
    }
    return numbers;
}

/* The first of source that target lacks, each of target standing for one; NULL: none. Borrowed. */
static const char *lacking (const GPtrArray *source, GPtrArray *target)
{
    for (guint i = 0; i < source->len; i++) {
        guint at = 0;
        if (!g_ptr_array_find_with_equal_func (target, source->pdata[i], g_str_equal, &at))
            return source->pdata[i];
        g_ptr_array_remove_index_fast (target, at);
    }
    return NULL;
}

/* A sentence of the interface without its holes: "{1}" is no number. Free it. */
static char *without_holes (const TdCheckAsk *ask, const char *text)
{
    GString *out = g_string_new (NULL);

    for (const char *p = text; *p != '\0'; p++) {
        const char *end = ask->holes && *p == '{' ? strchr (p, '}') : NULL;
        if (end != NULL)
            p = end;
        else
            g_string_append_c (out, *p);
    }
    return g_string_free (out, FALSE);
}

/* Groups may be apart by blanks in one of both and not in the other: each reading is tried. */
static void check_numbers (const TdCheckAsk *ask, GPtrArray *list)
{
    g_autofree char *before = without_holes (ask, ask->source);
    g_autofree char *after = without_holes (ask, ask->target);
    g_autofree char *first = NULL;

    for (int reading = 0; reading < 4; reading++) {
        g_autoptr (GPtrArray) source = td_check_numbers (before, ask->source_language, (reading & 1) != 0);
        g_autoptr (GPtrArray) target = td_check_numbers (after, ask->target_language, (reading & 2) != 0);
        const char *lacks = lacking (source, target);
        if (lacks == NULL)
            return;
        if (reading == 0)
            first = g_strdup (lacks);
    }
    warn (list, TD_CHECK_NUMBER, FALSE, first, NULL);
}

/* ---- negations ---- */

static void check_negations (const TdCheckAsk *ask, GPtrArray *list)
{
    g_autofree char *word = NULL;
    int theirs;

    if (td_check_negations (ask->source, ask->source_language, &word) <= 0)
        return;
    theirs = td_check_negations (ask->target, ask->target_language, NULL);
    if (theirs <= 0)
        warn (list, TD_CHECK_NEGATION, theirs < 0, word, NULL);
}

/* ---- symbols and paragraphs ---- */

static gboolean speaks_known_words (const char *language)
{
    static const char *const known[] = { "ar", "en", "es", "fr", "ru", "zh" };

    for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
        if (is_language (language, known[i]))
            return TRUE;
    return FALSE;
}

static gboolean has_citation (const GArray *list, const TdCitation *wanted, gboolean with_paragraphs)
{
    for (guint i = 0; i < list->len; i++) {
        const TdCitation *c = &g_array_index (list, TdCitation, i);
        if (g_strcmp0 (c->symbol, wanted->symbol) == 0
            && (!with_paragraphs || (c->first == wanted->first && c->last == wanted->last)))
            return TRUE;
    }
    return FALSE;
}

static void check_references (const TdCheckAsk *ask, GPtrArray *list)
{
    g_autoptr (GArray) source = td_citations_find (ask->source);
    g_autoptr (GArray) target = td_citations_find (ask->target);
    gboolean words = speaks_known_words (ask->source_language) && speaks_known_words (ask->target_language);

    for (guint i = 0; i < source->len; i++) {
        const TdCitation *c = &g_array_index (source, TdCitation, i);
        if (c->symbol == NULL || has_citation (target, c, words && c->first > 0))
            continue;
        g_autofree char *what = c->first > 0 ? g_strdup_printf ("%s, %d", c->symbol, c->first) : g_strdup (c->symbol);
        warn (list, TD_CHECK_REFERENCE, FALSE, what, NULL);
        return;
    }
}

/* ---- holes ---- */

/* "{name}", "{/1}" and "%s" of a text, in order. */
static GPtrArray *holes_of (const char *text)
{
    GPtrArray *holes = g_ptr_array_new_with_free_func (g_free);

    for (const char *p = text; *p != '\0'; p++) {
        const char *end = *p == '{' ? strchr (p, '}') : NULL;
        if (end != NULL && end - p <= 40)
            g_ptr_array_add (holes, g_strndup (p, (gsize) (end - p) + 1));
        else if (*p == '%' && p[1] != '\0' && strchr ("sdui", p[1]) != NULL)
            g_ptr_array_add (holes, g_strndup (p, 2));
    }
    return holes;
}

static void check_holes (const TdCheckAsk *ask, GPtrArray *list)
{
    g_autoptr (GPtrArray) source = ask->holes ? holes_of (ask->source) : NULL;
    g_autoptr (GPtrArray) target = ask->holes ? holes_of (ask->target) : NULL;
    const char *lacks;

    if (source == NULL)
        return;
    lacks = lacking (source, target);
    if (lacks == NULL && target->len > 0)
        lacks = target->pdata[0];
    if (lacks != NULL)
        warn (list, TD_CHECK_HOLE, FALSE, lacks, NULL);
}

/* ---- the glossary ---- */

static void check_terms (const TdCheckAsk *ask, GPtrArray *list)
{
    g_autoptr (GPtrArray) faults =
        ask->glossary != NULL
            ? td_glossary_check (ask->glossary, ask->source, ask->target, ask->source_language, ask->target_language)
            : NULL;

    for (guint i = 0; faults != NULL && i < faults->len; i++) {
        const TdGlossaryFault *f = faults->pdata[i];
        if (f->wrong == TD_TERM_AVOID)
            warn (list, TD_CHECK_FORBIDDEN, FALSE, f->found, f->wanted);
        else if (f->wanted != NULL)
            warn (list, TD_CHECK_TERM, FALSE, f->found, f->wanted);
    }
}

/* ---- the same elsewhere, its end, left as it was ---- */

static void check_others (const TdCheckAsk *ask, GPtrArray *list)
{
    for (gsize i = 0; ask->others != NULL && ask->others[i] != NULL; i++)
        if (!g_str_equal (ask->others[i], ask->target)) {
            warn (list, TD_CHECK_INCONSISTENT, FALSE, NULL, ask->others[i]);
            return;
        }
}

static gboolean is_closing (gunichar c)
{
    GUnicodeType type = g_unichar_type (c);

    return type == G_UNICODE_CLOSE_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION
           || type == G_UNICODE_INITIAL_PUNCTUATION || c == '"' || c == '\'' || g_unichar_isspace (c);
}

/* The sign at its end, quotation marks and brackets left out; 0: none. */
static gunichar last_sign (const char *text)
{
    const char *p = text + strlen (text);
    gunichar c = 0;

    while (p > text) {
        p = g_utf8_prev_char (p);
        c = g_utf8_get_char (p);
        if (!is_closing (c))
            break;
    }
    return c;
}

static gboolean ends_sentence (gunichar c)
{
    static const gunichar marks[] = { '.',    '!',    '?',    ':',    ';',   0x2026, 0x3002, 0xFF01, 0xFF1F,
                                      0xFF1A, 0xFF1B, 0x61F,  0x61B,  0x6D4, 0x1362, 0x1367, 0x1361, 0x1368,
                                      0x964,  0x965,  0x104B, 0x17D4, 0x589, 0x37E,  0x1803, 0x2E3C };

    for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
        if (marks[i] == c)
            return TRUE;
    return FALSE;
}

static void check_end (const TdCheckAsk *ask, GPtrArray *list)
{
    if (is_language (ask->target_language, "th") || is_language (ask->target_language, "lo"))
        return;
    if (ends_sentence (last_sign (ask->source)) && !ends_sentence (last_sign (ask->target)))
        warn (list, TD_CHECK_END, FALSE, NULL, NULL);
}

/* Something to translate: a word of three letters and more that is not all capitals. */
static gboolean has_words (const char *text)
{
    guint letters = 0, small = 0;

    for (const char *p = text;; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        if (g_unichar_isalpha (c)) {
            letters++;
            small += !g_unichar_isupper (c);
        } else {
            if (letters >= 3 && small > 0)
                return TRUE;
            letters = small = 0;
        }
        if (*p == '\0')
            return FALSE;
    }
}

static void check_untranslated (const TdCheckAsk *ask, GPtrArray *list)
{
    if (g_str_equal (ask->source, ask->target) && has_words (ask->source)
        && g_strcmp0 (ask->source_language, ask->target_language) != 0)
        warn (list, TD_CHECK_UNTRANSLATED, FALSE, NULL, NULL);
}

/* ---- all of them ---- */

static const struct {
    TdCheck check;
    const char *word;
    void (*run) (const TdCheckAsk *ask, GPtrArray *list);
} table[TD_N_CHECKS] = {
    [TD_CHECK_UNTRANSLATED] = { TD_CHECK_UNTRANSLATED, "untranslated", check_untranslated },
    [TD_CHECK_NUMBER] = { TD_CHECK_NUMBER, "number", check_numbers },
    [TD_CHECK_NEGATION] = { TD_CHECK_NEGATION, "negation", check_negations },
    [TD_CHECK_REFERENCE] = { TD_CHECK_REFERENCE, "reference", check_references },
    [TD_CHECK_HOLE] = { TD_CHECK_HOLE, "hole", check_holes },
    [TD_CHECK_TERM] = { TD_CHECK_TERM, "term", check_terms },
    [TD_CHECK_FORBIDDEN] = { TD_CHECK_FORBIDDEN, "forbidden", NULL }, /* check_terms finds these too */
    [TD_CHECK_INCONSISTENT] = { TD_CHECK_INCONSISTENT, "inconsistent", check_others },
    [TD_CHECK_END] = { TD_CHECK_END, "end", check_end },
};

const char *td_check_word (TdCheck check)
{
    return check < TD_N_CHECKS ? table[check].word : "";
}

GPtrArray *td_checks (const TdCheckAsk *ask)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_warning_free);

    if (*ask->target == '\0')
        return list;
    for (gsize i = 0; i < TD_N_CHECKS; i++)
        if (table[i].run != NULL)
            table[i].run (ask, list);
    return list;
}

gboolean td_checks_want_answer (const GPtrArray *warnings)
{
    for (guint i = 0; i < warnings->len; i++)
        if (!((const TdWarning *) warnings->pdata[i])->asks)
            return TRUE;
    return FALSE;
}

static const char *sentence_of (const TdWarning *w)
{
    switch (w->check) {
    case TD_CHECK_UNTRANSLATED: return N_ ("The translation is the same as the source.");
    case TD_CHECK_NUMBER: return N_ ("The number {what} is missing or was changed.");
    case TD_CHECK_NEGATION:
        return w->asks ? N_ ("The source says “{what}”. Look again: does the translation say no as well?")
                       : N_ ("The source says “{what}”, and the translation says no such thing.");
    case TD_CHECK_REFERENCE: return N_ ("The reference {what} is missing or was changed.");
    case TD_CHECK_HOLE: return N_ ("{what} must stand in the translation as in the source.");
    case TD_CHECK_TERM: return N_ ("The glossary calls “{what}” “{other}”.");
    case TD_CHECK_FORBIDDEN:
        return w->other != NULL ? N_ ("The glossary says not to use “{what}”, but “{other}”.")
                                : N_ ("The glossary says not to use “{what}”.");
    case TD_CHECK_INCONSISTENT: return N_ ("The same sentence is translated otherwise elsewhere: “{other}”");
    case TD_CHECK_END: return N_ ("The sign at the end is missing.");
    case TD_N_CHECKS: break;
    }
    return "";
}

char *td_warning_words (const TdWarning *w, const char *locale)
{
    return td_words_fill (td_words (locale, sentence_of (w)), "what", w->what != NULL ? w->what : "", "other",
                          w->other != NULL ? w->other : "", NULL);
}
