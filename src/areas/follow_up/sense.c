/* Which paragraphs are recommendations. Contract in sense.h. */
#include "areas/follow_up/sense.h"

#include "text/dates.h"

#include <string.h>

/* Characters between the body's name and what it does: "the Committee, recalling its general comment No. 2, recommends" is within. */
enum { NEAR = 160 };
#define SURE 0.5 /* from this confidence on a paragraph counts as speaking of an article */

void td_sensed_free (TdSensed *s)
{
    if (s == NULL)
        return;
    g_free (s->anchor);
    g_free (s->text);
    g_free (s->number);
    g_free (s->due);
    g_clear_pointer (&s->articles, g_array_unref);
    g_clear_pointer (&s->items, g_ptr_array_unref);
    g_free (s);
}

static void item_free (gpointer data)
{
    TdSensedItem *item = data;

    g_free (item->item);
    g_free (item->text);
    g_array_unref (item->articles);
    g_free (item);
}

/* ---- words ---- */

static char *folded (const char *text)
{
    g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

    return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static gboolean is_letter (gunichar c)
{
    return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* Chinese writes no spaces; Arabic puts "and" and its kin before a word. */
static gboolean stands_alone (const char *text, const char *at, const char *words)
{
    gunichar first = g_utf8_get_char (words), after = g_utf8_get_char (at + strlen (words));

    switch (g_unichar_get_script (first)) {
    case G_UNICODE_SCRIPT_HAN: return TRUE;
    case G_UNICODE_SCRIPT_ARABIC: return !is_letter (after);
    default: break;
    }
    return !is_letter (after) && (at == text || !is_letter (g_utf8_get_char (g_utf8_prev_char (at))));
}

/* Where these words stand from a place on, or NULL. Both are folded. */
static const char *find (const char *text, const char *from, const char *words)
{
    for (const char *at = from; (at = strstr (at, words)) != NULL; at = g_utf8_next_char (at))
        if (stands_alone (text, at, words))
            return at;
    return NULL;
}

typedef struct {
    GPtrArray *words[TD_FOLLOW_PARAGRAPH + 1]; /* folded, of one language */
    GArray *months;                            /* of int: of each of the words of TD_FOLLOW_WITHIN */
} Rules;

static void rules_clear (Rules *rules)
{
    for (guint i = 0; i < G_N_ELEMENTS (rules->words); i++)
        g_ptr_array_unref (rules->words[i]);
    g_array_unref (rules->months);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rules, rules_clear)

static void rules_init (Rules *rules, const TdProfile *profile, const char *language)
{
    for (guint i = 0; i < G_N_ELEMENTS (rules->words); i++)
        rules->words[i] = g_ptr_array_new_with_free_func (g_free);
    rules->months = g_array_new (FALSE, FALSE, sizeof (int));
    for (gsize i = 0; i < profile->n_follow_words; i++) {
        const TdFollowWords *words = &profile->follow_words[i];
        if (g_str_equal (words->language, language))
            g_ptr_array_add (rules->words[words->rule], folded (words->words));
        if (g_str_equal (words->language, language) && words->rule == TD_FOLLOW_WITHIN)
            g_array_append_val (rules->months, words->months);
    }
}

/* The first of these words from a place on, or NULL. */
static const char *first_of (const GPtrArray *words, const char *text, const char *from)
{
    const char *best = NULL;

    for (guint i = 0; i < words->len; i++) {
        const char *at = find (text, from, words->pdata[i]);
        if (at != NULL && (best == NULL || at < best))
            best = at;
    }
    return best;
}

/* ---- one paragraph ---- */

/* Ends of sentences. A full stop after a digit or one letter ("No. 2", "art. 16") is none. */
static gboolean ends_sentence (const char *text, const char *at)
{
    gunichar c = g_utf8_get_char (at);

    if (c == 0x3002 || c == '!' || c == '?' || c == 0x061F || c == '\n')
        return TRUE;
    if (c != '.' || at - text < 4)
        return FALSE;
    return g_unichar_isspace (g_utf8_get_char (at + 1)) && is_letter (g_utf8_get_char (g_utf8_prev_char (at)))
           && is_letter (g_utf8_get_char (g_utf8_prev_char (g_utf8_prev_char (at))))
           && is_letter (g_utf8_get_char (g_utf8_prev_char (g_utf8_prev_char (g_utf8_prev_char (at)))));
}

/* Whether one sentence and few characters hold both places, and nothing between them gives the verb to somebody else. */
static gboolean near (const Rules *rules, const char *text, const char *a, const char *b)
{
    const char *from = MIN (a, b), *to = MAX (a, b);
    const char *other = first_of (rules->words[TD_FOLLOW_BETWEEN], text, from);

    if (g_utf8_strlen (from, to - from) > NEAR || (other != NULL && other < to))
        return FALSE;
    for (const char *at = from; at < to; at = g_utf8_next_char (at))
        if (ends_sentence (text, at))
            return FALSE;
    return TRUE;
}

/* What the body does, its name near by. */
static gboolean asks (const Rules *rules, const char *text)
{
    const GPtrArray *bodies = rules->words[TD_FOLLOW_BODY], *verbs = rules->words[TD_FOLLOW_ASKS];

    for (guint v = 0; v < verbs->len; v++)
        for (const char *verb = text; (verb = find (text, verb, verbs->pdata[v])) != NULL;
             verb = g_utf8_next_char (verb))
            for (guint b = 0; b < bodies->len; b++)
                for (const char *body = text; (body = find (text, body, bodies->pdata[b])) != NULL;
                     body = g_utf8_next_char (body))
                    if (near (rules, text, body, verb))
                        return TRUE;
    return FALSE;
}

/* Whether it begins with what the body does, and that is something else than to ask: "The Committee is concerned that …". The reader takes
 * every numbered paragraph below "Concerns and recommendations" for a recommendation, at any depth. */
static gboolean says_else (const Rules *rules, const char *text)
{
    enum { BEGINNING = 24 };
    const char *body = first_of (rules->words[TD_FOLLOW_BODY], text, text);

    return body != NULL && g_utf8_strlen (text, body - text) < BEGINNING;
}

/* The last part of a path of headings. */
static gboolean under_heading (const Rules *rules, const char *path)
{
    const char *last = path != NULL ? g_strrstr (path, " › ") : NULL;
    g_autofree char *text = path != NULL ? folded (last != NULL ? last : path) : NULL;

    /* "Concerns and recommendations" says nothing of each paragraph: the words must be the whole heading, but for its number. */
    for (guint i = 0; text != NULL && i < rules->words[TD_FOLLOW_HEADING]->len; i++) {
        const char *words = rules->words[TD_FOLLOW_HEADING]->pdata[i];
        const char *at = find (text, text, words);
        gboolean whole = at != NULL;
        for (const char *c = text; whole && *c != '\0'; c = g_utf8_next_char (c))
            if (c < at || c >= at + strlen (words))
                whole = !is_letter (g_utf8_get_char (c)) || (c < at && g_utf8_get_char (g_utf8_next_char (c)) == '.');
        if (whole)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_item (const char *number)
{
    return number != NULL && (*number == '(' || g_str_has_prefix (number, "（"));
}

static gboolean is_bullet (const char *number)
{
    return number != NULL && *number != '\0' && !g_ascii_isalnum (*number) && !is_item (number)
           && !g_unichar_isalnum (g_utf8_get_char (number));
}

static void add_articles (GArray *articles, const TdParagraph *p)
{
    for (guint i = 0; p->articles != NULL && i < p->articles->len; i++) {
        const TdTag *tag = &g_array_index (p->articles, TdTag, i);
        guint at = 0;
        if (tag->confidence < SURE)
            continue;
        while (at < articles->len && g_array_index (articles, int, at) < tag->article)
            at++;
        if (at == articles->len || g_array_index (articles, int, at) != tag->article)
            g_array_insert_val (articles, at, tag->article);
    }
}

/* ---- the whole ---- */

static TdSensed *head_of (const Rules *rules, const TdLibraryParagraph *of)
{
    const TdParagraph *p = of->paragraph;
    TdSensed *s = g_new0 (TdSensed, 1);
    g_autofree char *text = folded (p->text);

    s->paragraph = p;
    s->n = p->n;
    s->anchor = g_strdup (of->anchor);
    s->text = g_strdup (p->text);
    s->number = g_strdup (p->number);
    s->articles = g_array_new (FALSE, FALSE, sizeof (int));
    s->items = g_ptr_array_new_with_free_func (item_free);
    s->recommends = asks (rules, text) || (p->number != NULL && under_heading (rules, p->heading))
                    || (p->kind == TD_PARAGRAPH_RECOMMENDATION && !says_else (rules, text));
    add_articles (s->articles, p);
    return s;
}

static void add_item (TdSensed *s, const TdParagraph *p)
{
    TdSensedItem *item = g_new0 (TdSensedItem, 1);
    char *text =
        g_strconcat (s->text, "\n", p->number != NULL ? p->number : "", p->number != NULL ? " " : "", p->text, NULL);

    g_free (s->text);
    s->text = text;
    add_articles (s->articles, p);
    item->item = g_strdup (p->number != NULL ? p->number : "");
    item->text = g_strdup (p->text);
    item->articles = g_array_new (FALSE, FALSE, sizeof (int));
    add_articles (item->articles, p);
    g_ptr_array_add (s->items, item);
}

/* The numbers after words of this rule up to the end of the sentence. */
static void add_numbers (const Rules *rules, const char *text, const char *from, GHashTable *numbers)
{
    const char *at = first_of (rules->words[TD_FOLLOW_PARAGRAPH], text, from);

    while (at != NULL && *at != '\0' && !ends_sentence (text, at)) {
        gint64 n = 0;
        int digits = 0;
        while (g_unichar_isdigit (g_utf8_get_char (at))) {
            n = MIN (n * 10 + g_unichar_digit_value (g_utf8_get_char (at)), 100000);
            digits++;
            at = g_utf8_next_char (at);
        }
        if (digits > 0)
            g_hash_table_add (numbers, GINT_TO_POINTER ((int) n));
        else
            at = g_utf8_next_char (at);
    }
}

/* Digits of any script. */
static int number_of (const char *number)
{
    int n = 0;

    for (const char *at = number; at != NULL && g_unichar_isdigit (g_utf8_get_char (at)) && n < 100000;
         at = g_utf8_next_char (at))
        n = n * 10 + g_unichar_digit_value (g_utf8_get_char (at));
    return n;
}

/* How many months a paragraph gives; 0: it says nothing. */
static int months_in (const Rules *rules, const char *text)
{
    const GPtrArray *words = rules->words[TD_FOLLOW_WITHIN];

    for (guint i = 0; i < words->len; i++)
        if (find (text, text, words->pdata[i]) != NULL)
            return g_array_index (rules->months, int, i);
    return 0;
}

/* Also "in paragraph 7. The next report …". */
static gboolean ends_after_number (const char *text, const char *at)
{
    return *at == '.' && at > text && g_unichar_isdigit (g_utf8_get_char (g_utf8_prev_char (at))) && at[1] == ' '
           && is_letter (g_utf8_get_char (at + 2));
}

/* The day named in the sentence that holds a place; NULL: none. Free it. */
static char *due_in (const char *text, const char *at)
{
    const char *from = at, *to = at;

    while (from > text && !ends_sentence (text, g_utf8_prev_char (from))
           && !ends_after_number (text, g_utf8_prev_char (from)))
        from = g_utf8_prev_char (from);
    while (*to != '\0' && !ends_sentence (text, to) && !ends_after_number (text, to))
        to = g_utf8_next_char (to);
    return td_dates_latest (from, to - from);
}

static void mark_named (const GPtrArray *all, guint before, GHashTable *numbers, int months, const char *due)
{
    for (guint k = 0; k < before; k++) {
        TdSensed *s = all->pdata[k];
        if (s->recommends && number_of (s->number) > 0
            && g_hash_table_contains (numbers, GINT_TO_POINTER (number_of (s->number)))) {
            s->first = TRUE;
            s->months = months;
            g_free (s->due);
            s->due = g_strdup (due);
        }
    }
}

/* Marks those that a paragraph names to be followed up first: only what stands before it. */
static void mark_first (const Rules *rules, GPtrArray *all)
{
    for (guint i = 0; i < all->len; i++) {
        const TdSensed *s = all->pdata[i];
        g_autofree char *text = folded (s->text);
        g_autofree char *due = NULL;
        g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
        const char *at = first_of (rules->words[TD_FOLLOW_FIRST], text, text);
        if (at == NULL)
            continue;
        /* Chinese names the paragraphs before what it says of them. */
        if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HAN)
            at = text;
        add_numbers (rules, text, at, numbers);
        due = due_in (text, at);
        mark_named (all, i, numbers, months_in (rules, text), due);
    }
}

GPtrArray *td_sense (const TdProfile *profile, const GPtrArray *paragraphs, const char *language)
{
    GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) td_sensed_free);
    g_auto (Rules) rules = { 0 };
    TdSensed *last = NULL;

    rules_init (&rules, profile, language);
    for (guint i = 0; i < paragraphs->len; i++) {
        const TdLibraryParagraph *of = paragraphs->pdata[i];
        const TdParagraph *p = of->paragraph;
        if (p->kind == TD_PARAGRAPH_HEADING)
            last = NULL;
        if (p->kind != TD_PARAGRAPH_TEXT && p->kind != TD_PARAGRAPH_RECOMMENDATION)
            continue;
        if (last != NULL && (is_item (p->number) || is_bullet (p->number))) {
            add_item (last, p);
            continue;
        }
        last = head_of (&rules, of);
        g_ptr_array_add (all, last);
    }
    mark_first (&rules, all);
    return all;
}

/* ---- likeness of two texts of one language ---- */

static GHashTable *words_of (const char *text)
{
    g_autofree char *whole = folded (text);
    GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    const char *at = whole;

    while (*at != '\0') {
        const char *start = at;
        if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HAN) {
            at = g_utf8_next_char (at);
            g_hash_table_add (words, g_strndup (start, (gsize) (at - start)));
            continue;
        }
        while (*at != '\0' && g_unichar_isalnum (g_utf8_get_char (at))
               && g_unichar_get_script (g_utf8_get_char (at)) != G_UNICODE_SCRIPT_HAN)
            at = g_utf8_next_char (at);
        if (at > start)
            g_hash_table_add (words, g_strndup (start, (gsize) (at - start)));
        else
            at = g_utf8_next_char (at);
    }
    return words;
}

double td_sense_alike (const char *a, const char *b)
{
    g_autoptr (GHashTable) first = words_of (a);
    g_autoptr (GHashTable) second = words_of (b);
    GHashTableIter iter;
    gpointer word;
    guint both = 0, all;

    g_hash_table_iter_init (&iter, first);
    while (g_hash_table_iter_next (&iter, &word, NULL))
        both += g_hash_table_contains (second, word);
    all = g_hash_table_size (first) + g_hash_table_size (second) - both;
    return all == 0 ? 1 : (double) both / all;
}
