#include "areas/people/common-passwords.h"

#include "areas/people/td-common-passwords.h"

#include <gio/gio.h>
#include <string.h>

enum { LEAST_WORD = 3, MOST_LETTERS = 64, MOST_DIFFERENT = 2, RUN = 3, MOST_PERIOD = 4 };

/* ---- folding ---- */

/* Small letters and digits of any script; without digits: letters alone. */
static char *fold (const char *text, gboolean digits)
{
    g_autofree char *small = g_utf8_casefold (text, -1);
    g_autofree char *composed = g_utf8_normalize (small, -1, G_NORMALIZE_ALL_COMPOSE);
    GString *out = g_string_new (NULL);

    for (const char *at = composed; at != NULL && *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        if (g_unichar_isalpha (c) || g_unichar_ismark (c) || (digits && g_unichar_isdigit (c)))
            g_string_append_unichar (out, c);
    }
    return g_string_free (out, FALSE);
}

/* The digits and signs that people write for letters, as the letters. */
static char *read_signs (const char *text)
{
    static const char *const pairs[] = { "@a", "4a", "3e", "1i", "!i", "0o", "5s", "$s", "7t" };
    char *out = g_strdup (text);

    for (char *at = out; *at != '\0'; at++)
        for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
            if (*at == pairs[i][0])
                *at = pairs[i][1];
    return out;
}

/* From the first letter, or from the start, to the last letter. */
static char *up_to_letters (const char *text, gboolean from_start)
{
    const char *first = NULL, *end = text;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        if (!g_unichar_isalpha (g_utf8_get_char (at)))
            continue;
        if (first == NULL)
            first = at;
        end = g_utf8_next_char (at);
    }
    if (first == NULL || from_start)
        first = text;
    return g_strndup (first, (gsize) (end - first));
}

/* ---- words ---- */

static void add_words (GHashTable *words, const char *text)
{
    GString *word = g_string_new (NULL);
    const char *at = text;

    do {
        gboolean letter = *at != '\0' && g_unichar_isalpha (g_utf8_get_char (at));
        if (letter) {
            g_string_append_unichar (word, g_utf8_get_char (at));
        } else if (word->len > 0) {
            char *folded = fold (word->str, FALSE);
            if (g_utf8_strlen (folded, -1) >= LEAST_WORD)
                g_hash_table_add (words, folded);
            else
                g_free (folded);
            g_string_truncate (word, 0);
        }
    } while (*at != '\0' && (at = g_utf8_next_char (at)) != NULL);
    g_string_free (word, TRUE);
}

static GHashTable *words_of_place (const TdProfile *profile, const char *address)
{
    GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    const char *at = strchr (address, '@');

    add_words (words, "Treatydesk");
    add_words (words, profile->body);
    add_words (words, profile->body_full);
    add_words (words, profile->short_name);
    add_words (words, address);
    g_hash_table_add (words, fold (address, FALSE)); /* the whole of it, however it is cut */
    if (at != NULL)
        g_hash_table_add (words, fold (at, FALSE));
    for (gsize i = 0; i < profile->n_states; i++)
        add_words (words, profile->states[i].name);
    return words;
}

/* One word a line; lines that begin with # are about the list. Lives for ever. */
static GHashTable *words_of_all (void)
{
    static GHashTable *words;

    if (g_once_init_enter (&words)) {
        g_autoptr (GBytes) bytes =
            g_resource_lookup_data (td_common_passwords_get_resource (), "/treatydesk/people/common-passwords.txt",
                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
        g_autofree char *text =
            bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
        g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
        GHashTable *made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
        for (gsize i = 0; lines[i] != NULL; i++)
            if (lines[i][0] != '#')
                add_words (made, lines[i]);
        g_once_init_leave (&words, made);
    }
    return words;
}

struct parts {
    GHashTable *of_all, *of_place;
    char *chosen[MOST_DIFFERENT];
    int n;
};

static gboolean made_of_words (struct parts *p, const char *text);

static gboolean goes_on_with (struct parts *p, const char *text, gsize size)
{
    g_autofree char *word = g_strndup (text, size);
    gboolean made;

    if (p->n == MOST_DIFFERENT
        || (!g_hash_table_contains (p->of_all, word) && !g_hash_table_contains (p->of_place, word)))
        return FALSE;
    p->chosen[p->n++] = word;
    made = made_of_words (p, text + size);
    p->n--;
    return made;
}

/* Whether text is those chosen already, again, and as many more as there may be. */
static gboolean made_of_words (struct parts *p, const char *text)
{
    if (*text == '\0')
        return TRUE;
    for (int i = 0; i < p->n; i++)
        if (g_str_has_prefix (text, p->chosen[i]) && made_of_words (p, text + strlen (p->chosen[i])))
            return TRUE;
    for (const char *end = text; *end != '\0' && p->n < MOST_DIFFERENT;) {
        end = g_utf8_next_char (end);
        if (goes_on_with (p, text, (gsize) (end - text)))
            return TRUE;
    }
    return FALSE;
}

static gboolean is_words (struct parts *p, const char *text)
{
    g_autofree char *folded = fold (text, FALSE);

    return g_utf8_strlen (folded, -1) <= MOST_LETTERS && made_of_words (p, folded);
}

/* ---- runs and pieces ---- */

static gboolean beside (gunichar a, gunichar b)
{
    static const char *const rows[] = {
        "1234567890",   "qwertyuiop",  "asdfghjkl",   "zxcvbnm",
        "qwertzuiop",   "yxcvbnm",     "azertyuiop",  "qsdfghjklm",
        "wxcvbn",       "1qaz",        "2wsx",        "3edc",
        "4rfv",         "5tgb",        "6yhn",        "7ujm",
        "8ik",          "9ol",         "0p",          "abcdefghijklmnopqrstuvwxyz",
        "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",   "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرلاىةوزظ",
    };

    if (a == b)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        const char *first = g_utf8_strchr (rows[i], -1, a), *second = g_utf8_strchr (rows[i], -1, b);
        if (first != NULL && second != NULL
            && ABS (g_utf8_pointer_to_offset (rows[i], first) - g_utf8_pointer_to_offset (rows[i], second)) == 1)
            return TRUE;
    }
    return FALSE;
}

/* Neighbours of a keyboard, an alphabet or the digits, three and more in a row on average. */
static gboolean is_runs (const char *plain)
{
    glong length = 0, runs = 0;
    gunichar before = 0;

    for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        runs += before == 0 || !beside (before, c);
        length++;
        before = c;
    }
    return length >= RUN * runs;
}

static gboolean is_one_piece (const char *plain)
{
    glong length;
    g_autofree gunichar *letters = g_utf8_to_ucs4_fast (plain, -1, &length);

    for (glong period = 1; period <= MOST_PERIOD && RUN * period <= length; period++) {
        glong i = period;
        while (i < length && letters[i] == letters[i - period])
            i++;
        if (i == length)
            return TRUE;
    }
    return FALSE;
}

gboolean td_password_is_common (const TdProfile *profile, const char *password, const char *address)
{
    g_autoptr (GHashTable) of_place = words_of_place (profile, address);
    struct parts parts = { .of_all = words_of_all (), .of_place = of_place };
    g_autofree char *plain = fold (password, TRUE);
    g_autofree char *core = up_to_letters (password, FALSE);
    g_autofree char *head = up_to_letters (password, TRUE);
    g_autofree char *read_core = read_signs (core);
    g_autofree char *read_head = read_signs (head);

    return is_runs (plain) || is_one_piece (plain) || is_words (&parts, password) || is_words (&parts, read_core)
           || is_words (&parts, read_head);
}
