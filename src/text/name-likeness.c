#include "text/name-likeness.h"

#include "base/base.h"
#include "text/lexicon.h"
#include "text/script.h"

#include <string.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { MOST_TOKENS = 32, MOST_LETTERS = 96 };

static char *to_utf8 (const UChar *units, int32_t n)
{
    gsize room = (gsize) n * 3 + 1;
    char *text = g_malloc (room);
    int32_t size = 0;
    UErrorCode status = U_ZERO_ERROR;

    u_strToUTF8 (text, (int32_t) room - 1, &size, units, n, &status);
    text[U_SUCCESS (status) ? size : 0] = '\0';
    return text;
}

static UChar *to_units (const char *utf8, int32_t room, int32_t *ret_n)
{
    UChar *units = g_new0 (UChar, (gsize) room + 1);
    UErrorCode status = U_ZERO_ERROR;

    u_strFromUTF8 (units, room, ret_n, utf8, -1, &status);
    if (U_FAILURE (status))
        *ret_n = 0;
    return units;
}

/* ---- to Latin ---- */

/* Opening one takes some ten milliseconds, and it is used when a name is written: one for all, behind a lock. */
static UTransliterator *transliterator (void)
{
    static UTransliterator *kept;
    static gsize once;

    if (g_once_init_enter (&once)) {
        static const char *const rule = "Any-Latin; Latin-ASCII; Lower";
        UChar id[64];
        UErrorCode status = U_ZERO_ERROR;
        u_uastrcpy (id, rule);
        kept = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
        if (U_FAILURE (status))
            g_error ("ICU cannot transliterate: %s.", u_errorName (status));
        g_once_init_leave (&once, 1);
    }
    return kept;
}

static char *to_latin (const char *utf8)
{
    static GMutex lock;
    /* A letter may become several; what does not fit is of no use for comparing. */
    int32_t room = (int32_t) MIN (strlen (utf8), 4096) * 8 + 64, n = 0;
    g_autofree UChar *units = to_units (utf8, room, &n);
    UErrorCode status = U_ZERO_ERROR;
    int32_t limit = n;

    g_mutex_lock (&lock);
    utrans_transUChars (transliterator (), units, &n, room, 0, &limit, &status);
    g_mutex_unlock (&lock);
    return U_SUCCESS (status) ? to_utf8 (units, n) : g_strdup ("");
}

/* ---- words of a name ---- */

/* What the scripts of a name decide. */
typedef struct {
    gboolean few_vowels, no_spaces, soft_signs;
} Scripts;

static Scripts scripts_of (const char *utf8)
{
    Scripts found = { FALSE };

    for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
        switch (g_unichar_get_script (g_utf8_get_char (p))) {
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_SYRIAC: found.few_vowels = TRUE; break;
        case G_UNICODE_SCRIPT_CYRILLIC: found.soft_signs = TRUE; break;
        case G_UNICODE_SCRIPT_HAN:
        case G_UNICODE_SCRIPT_HIRAGANA:
        case G_UNICODE_SCRIPT_KATAKANA:
        case G_UNICODE_SCRIPT_THAI:
        case G_UNICODE_SCRIPT_LAO:
        case G_UNICODE_SCRIPT_KHMER:
        case G_UNICODE_SCRIPT_MYANMAR: found.no_spaces = TRUE; break;
        default: break;
        }
    return found;
}

static GHashTable *small_words (void)
{
    static GHashTable *set;
    static gsize once;

    if (g_once_init_enter (&once)) {
        g_autoptr (GPtrArray) rows = td_lexicon_rows ("names.csv", 2);
        set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
        for (guint i = 0; i < rows->len; i++) {
            g_auto (GStrv) words = g_strsplit (((GStrv) rows->pdata[i])[1], "|", -1);
            for (char **w = words; *w != NULL; w++)
                g_hash_table_add (set, g_strdup (*w));
        }
        g_once_init_leave (&once, 1);
    }
    return set;
}

/* The runs of letters and digits. "e.V." and "A.S.B.L." are one word; so is what a sign for a soft letter stands in, but not
 * what follows an elided article ("l'union"). soft_signs: an apostrophe is such a sign, as in what was Cyrillic. */
static GPtrArray *words_of (const char *latin, gboolean soft_signs)
{
    GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
    GString *word = g_string_new (NULL);
    gboolean letters = FALSE; /* the word is letters with dots between */

    for (const char *p = latin;; p++) {
        if (g_ascii_isalnum (*p)) {
            letters = word->len == 0 || (letters && p[-1] == '.');
            g_string_append_c (word, *p);
            continue;
        }
        if (*p == '.' && word->len > 0 && g_ascii_isalnum (p[1]) && (word->len == 1 || letters)
            && !g_ascii_isalnum (p[1] != '\0' ? p[2] : '\0'))
            continue;
        if ((*p == '\'' || *p == '`' || *p == '"') && (soft_signs || word->len > 2))
            continue;
        if (word->len > 0)
            g_ptr_array_add (words, g_strndup (word->str, word->len));
        g_string_truncate (word, 0);
        if (*p == '\0')
            break;
    }
    g_string_free (word, TRUE);
    return words;
}

char *td_name_folded (const char *utf8)
{
    g_autofree char *latin = to_latin (utf8);
    g_autoptr (GPtrArray) words = words_of (latin, scripts_of (utf8).soft_signs);

    g_ptr_array_add (words, NULL);
    return g_strjoinv (" ", (char **) words->pdata);
}

/* ---- the key ---- */

/* What romanisations write in several ways, longest first. */
static const struct {
    const char *from, *to;
} one_way[] = { { "shch", "s" }, { "tch", "c" }, { "dzh", "i" }, { "sh", "s" }, { "zh", "z" }, { "kh", "h" },
                { "ch", "c" },   { "ts", "c" },  { "ph", "f" },  { "th", "t" }, { "dh", "d" }, { "gh", "g" },
                { "ou", "u" },   { "yu", "u" },  { "ju", "u" },  { "ya", "a" }, { "ja", "a" }, { "iu", "u" },
                { "ia", "a" },   { "iy", "i" },  { "ij", "i" },  { "y", "i" },  { "j", "i" },  { "w", "u" },
                { "q", "k" },    { "x", "ks" } };

static char *one_spelling (const char *word)
{
    GString *out = g_string_sized_new (strlen (word));

    for (const char *p = word; *p != '\0';) {
        gsize taken = 0;
        for (gsize i = 0; i < G_N_ELEMENTS (one_way) && taken == 0; i++)
            if (g_str_has_prefix (p, one_way[i].from)) {
                g_string_append (out, one_way[i].to);
                taken = strlen (one_way[i].from);
            }
        if (taken == 0) {
            g_string_append_c (out, *p);
            taken = 1;
        }
        p += taken;
    }
    /* Letters once, numbers as they are. */
    for (gsize i = 1; i < out->len;)
        if (out->str[i] == out->str[i - 1] && !g_ascii_isdigit (out->str[i]))
            g_string_erase (out, (gssize) i, 1);
        else
            i++;
    return g_string_free (out, FALSE);
}

/* In Arabic the article is written with its word. */
static const char *without_article (const char *word)
{
    static const char *const articles[] = { "wal", "al", "ll" };

    for (gsize i = 0; i < G_N_ELEMENTS (articles); i++)
        if (g_str_has_prefix (word, articles[i]) && strlen (word) >= strlen (articles[i]) + 3)
            return word + strlen (articles[i]);
    return word;
}

char *td_name_key (const char *utf8)
{
    const Scripts scripts = scripts_of (utf8);
    g_autofree char *latin = to_latin (utf8);
    g_autoptr (GPtrArray) words = words_of (latin, scripts.soft_signs);
    g_autoptr (GString) tokens = g_string_new (NULL);
    g_autoptr (GString) joined = g_string_new (NULL);
    for (int pass = 0; pass < 2 && joined->len == 0; pass++)
        for (guint i = 0, n = 0; i < words->len && n < MOST_TOKENS; i++) {
            const char *word = scripts.few_vowels ? without_article (words->pdata[i]) : words->pdata[i];
            g_autofree char *token = NULL;
            /* Nothing but small words: then they are the name. A Chinese syllable may look like one and is none. */
            if (pass == 0 && !scripts.no_spaces && g_hash_table_contains (small_words (), word))
                continue;
            token = one_spelling (word);
            g_string_append_printf (tokens, " %s", token);
            g_string_append (joined, word);
            n++;
        }
    if (joined->len == 0)
        return g_strdup ("");
    {
        g_autofree char *whole = one_spelling (joined->str);
        return g_strconcat (scripts.few_vowels ? "~" : scripts.no_spaces ? "^" : "", whole, tokens->str, NULL);
    }
}

/* ---- comparing ---- */

/* A key taken apart: words as lengths into letters. consonants: without vowels. */
typedef struct {
    char letters[MOST_LETTERS + 1], joined[MOST_LETTERS + 1];
    guint8 start[MOST_TOKENS], length[MOST_TOKENS];
    guint n, n_joined;
} Parts;

static gboolean vowel (char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* Copies a word, without its vowels where asked, each letter once in a row; how many were put. */
static guint put (char *out, guint room, const char *word, gsize length, gboolean consonants)
{
    guint n = 0;

    for (gsize i = 0; i < length && n < room; i++) {
        if (consonants && vowel (word[i]))
            continue;
        if (n > 0 && out[n - 1] == word[i] && !g_ascii_isdigit (word[i]))
            continue;
        out[n++] = word[i];
    }
    return n;
}

static void take_apart (const char *key, gboolean consonants, Parts *parts)
{
    guint used = 0;
    const char *end;

    parts->n = 0;
    key += *key == '~' || *key == '^';
    end = strchrnul (key, ' ');
    parts->n_joined = put (parts->joined, MOST_LETTERS, key, (gsize) (end - key), consonants);
    parts->joined[parts->n_joined] = '\0';
    while (*end == ' ' && parts->n < MOST_TOKENS) {
        const char *word = end + 1;
        guint n;
        end = strchrnul (word, ' ');
        n = put (parts->letters + used, MOST_LETTERS - used, word, (gsize) (end - word), consonants);
        if (n == 0)
            continue;
        parts->start[parts->n] = (guint8) used;
        parts->length[parts->n++] = (guint8) n;
        used += n;
    }
}

/* Letters to change, add, drop or swap with the next; more than most: most + 1. */
static guint edits (const char *a, guint n, const char *b, guint m, guint most)
{
    guint rows[3][MOST_LETTERS + 1];

    if ((n > m ? n - m : m - n) > most)
        return most + 1;
    for (guint j = 0; j <= m; j++)
        rows[0][j] = j;
    for (guint i = 1; i <= n; i++) {
        guint *row = rows[i % 3];
        const guint *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        guint least = row[0] = i;
        for (guint j = 1; j <= m; j++) {
            row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = MIN (row[j], before[j - 2] + 1);
            least = MIN (least, row[j]);
        }
        /* A swap may still undo one. */
        if (least > most + 1)
            return most + 1;
    }
    return MIN (rows[n % 3][m], most + 1);
}

/* A slip of one letter or two is no other word; another beginning or end is ("Gambia", "Zambia"; "Niger", "Nigeria"), but for a plural. */
static gboolean same_word (const char *a, guint n, const char *b, guint m)
{
    guint shorter = MIN (n, m), may = shorter >= 8 ? 2 : shorter >= 5 ? 1 : 0;
    const char *longer = n > m ? a : b;

    if (n != m && memcmp (a, b, shorter) == 0)
        return may > 0 && MAX (n, m) - shorter == 1 && (longer[shorter] == 's' || longer[shorter] == 'e');
    if (*a != *b)
        return FALSE;
    for (guint i = 0; i < shorter; i++)
        if (g_ascii_isdigit (a[i]) || g_ascii_isdigit (b[i]))
            may = 0;
    return edits (a, n, b, m, may) <= may;
}

/* Letters of words that have a fellow in the other name, and whether each has a word without one that is as long as weight
 * or a number. */
static guint in_common (const Parts *a, const Parts *b, guint weight, gboolean *ret_apart)
{
    gboolean taken[MOST_TOKENS] = { FALSE }, left_a = FALSE, left_b = FALSE;
    guint common = 0;

    for (guint i = 0; i < a->n; i++) {
        const char *word = a->letters + a->start[i];
        gboolean found = FALSE;
        for (guint j = 0; j < b->n && !found; j++)
            if (!taken[j] && same_word (word, a->length[i], b->letters + b->start[j], b->length[j])) {
                found = taken[j] = TRUE;
                common += a->length[i] + b->length[j];
            }
        left_a |= !found && (a->length[i] >= weight || g_ascii_isdigit (*word));
    }
    for (guint j = 0; j < b->n; j++)
        left_b |= !taken[j] && (b->length[j] >= weight || g_ascii_isdigit (b->letters[b->start[j]]));
    *ret_apart = left_a && left_b;
    return common;
}

static guint letters_of (const Parts *parts)
{
    guint n = 0;

    for (guint i = 0; i < parts->n; i++)
        n += parts->length[i];
    return n;
}

double td_name_likeness (const char *key, const char *other)
{
    gboolean consonants = *key == '~' || *other == '~', apart;
    guint longer, all, changed;
    double joined, words;
    Parts a, b;

    if (*key == '\0' || *other == '\0')
        return 0;
    if (g_str_equal (key, other))
        return 1;
    take_apart (key, consonants, &a);
    take_apart (other, consonants, &b);
    longer = MAX (a.n_joined, b.n_joined);
    /* Two or three consonants are any name's. */
    if (longer == 0 || (consonants && MIN (a.n_joined, b.n_joined) < 4))
        return 0;
    changed = edits (a.joined, a.n_joined, b.joined, b.n_joined, longer / 4);
    joined = changed > longer / 4 ? 0 : 1 - (double) changed / longer;
    if (changed == 0)
        return 1;
    all = letters_of (&a) + letters_of (&b);
    words = all > 0 ? (double) in_common (&a, &b, *key == '^' && *other == '^' ? 1 : 3, &apart) / all : 0;
    if (all > 0 && apart && a.n == b.n)
        return MIN (MAX (joined, words), 0.6);
    return all > 0 && apart ? joined : MAX (joined, words);
}

/* ---- pairs ---- */

/* Three consonants in a row that more names than these have tell nothing. */
enum { COMMON = 200, GRAMS = 27 * 27 * 27 };

static int number_of (char c)
{
    return g_ascii_islower (c) ? c - 'a' + 1 : 0;
}

/* The grams of a key's consonants, each once. */
static guint grams_of (const char *key, guint16 grams[MOST_LETTERS])
{
    Parts parts;
    guint n = 0;

    take_apart (key, TRUE, &parts);
    for (guint i = 0; i + 2 < parts.n_joined; i++) {
        const char *p = parts.joined + i;
        guint16 gram = (guint16) ((number_of (p[0]) * 27 + number_of (p[1])) * 27 + number_of (p[2]));
        gboolean known = FALSE;
        for (guint j = 0; j < n; j++)
            known |= grams[j] == gram;
        if (!known)
            grams[n++] = gram;
    }
    return n;
}

static void compare (const char *const *keys, guint first, guint second, GArray *pairs)
{
    TdNamePair pair = { .first = MIN (first, second),
                        .second = MAX (first, second),
                        .likeness = td_name_likeness (keys[first], keys[second]) };

    if (pair.likeness >= TD_NAME_ALIKE)
        g_array_append_val (pairs, pair);
}

static int by_position (gconstpointer a, gconstpointer b)
{
    const TdNamePair *x = a, *y = b;

    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->second < y->second ? -1 : x->second > y->second;
}

/* Names whose consonants are the same however common they are: a chain of each. */
static void same_consonants (const char *const *keys, guint n, GArray *pairs)
{
    g_autoptr (GHashTable) last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < n; i++) {
        Parts parts;
        gpointer before;
        if (*keys[i] == '\0')
            continue;
        take_apart (keys[i], TRUE, &parts);
        before = g_hash_table_lookup (last, parts.joined);
        if (before != NULL)
            compare (keys, GPOINTER_TO_UINT (before) - 1, i, pairs);
        g_hash_table_replace (last, g_strdup (parts.joined), GUINT_TO_POINTER (i + 1));
    }
}

GArray *td_name_pairs (const char *const *keys, guint n)
{
    GArray *pairs = g_array_new (FALSE, FALSE, sizeof (TdNamePair));
    g_autofree GArray **of_gram = g_new0 (GArray *, GRAMS);
    g_autofree guint8 *shared = g_new0 (guint8, n);
    g_autoptr (GArray) met = g_array_new (FALSE, FALSE, sizeof (guint));
    guint16 grams[MOST_LETTERS];

    /* Who holds a gram is known of the names before; a gram that became common is passed over from then on. */
    for (guint i = 0; i < n; i++) {
        guint of_this = grams_of (keys[i], grams), rare = 0;
        g_array_set_size (met, 0);
        for (guint g = 0; g < of_this; g++) {
            GArray *holders = of_gram[grams[g]];
            if (holders == NULL)
                holders = of_gram[grams[g]] = g_array_new (FALSE, FALSE, sizeof (guint));
            if (holders->len < COMMON) {
                rare++;
                for (guint h = 0; h < holders->len; h++) {
                    guint other = g_array_index (holders, guint, h);
                    if (shared[other]++ == 0)
                        g_array_append_val (met, other);
                }
                g_array_append_val (holders, i);
            }
        }
        for (guint m = 0; m < met->len; m++) {
            guint other = g_array_index (met, guint, m);
            if (shared[other] * 2u >= rare)
                compare (keys, other, i, pairs);
            shared[other] = 0;
        }
    }
    for (guint g = 0; g < GRAMS; g++)
        if (of_gram[g] != NULL)
            g_array_unref (of_gram[g]);
    same_consonants (keys, n, pairs);
    g_array_sort (pairs, by_position);
    for (guint i = 1; i < pairs->len;)
        if (by_position (&g_array_index (pairs, TdNamePair, i), &g_array_index (pairs, TdNamePair, i - 1)) == 0)
            g_array_remove_index (pairs, i);
        else
            i++;
    return pairs;
}

/* ---- looks ---- */

static USpoofChecker *checker (void)
{
    static USpoofChecker *kept;
    static gsize once;

    if (g_once_init_enter (&once)) {
        UErrorCode status = U_ZERO_ERROR;
        kept = uspoof_open (&status);
        if (U_FAILURE (status))
            g_error ("ICU cannot check for look-alikes: %s.", u_errorName (status));
        /* A name in two languages is nothing odd; a word in two scripts is, but for those that Japanese, Korean and Chinese mix. */
        uspoof_setChecks (kept, USPOOF_RESTRICTION_LEVEL | USPOOF_INVISIBLE | USPOOF_MIXED_NUMBERS, &status);
        uspoof_setRestrictionLevel (kept, USPOOF_HIGHLY_RESTRICTIVE);
        g_once_init_leave (&once, 1);
    }
    return kept;
}

char *td_name_looks (const char *utf8)
{
    g_autofree char *folded = g_utf8_casefold (utf8, -1);
    gsize room = strlen (folded) * 4 + 16;
    g_autofree char *skeleton = g_malloc0 (room);
    UErrorCode status = U_ZERO_ERROR;
    GString *out = g_string_new (NULL);

    uspoof_getSkeletonUTF8 (checker (), 0, folded, -1, skeleton, (int32_t) room - 1, &status);
    if (U_SUCCESS (status))
        for (const char *p = skeleton; *p != '\0'; p = g_utf8_next_char (p))
            if (g_unichar_isalnum (g_utf8_get_char (p)))
                g_string_append_unichar (out, g_utf8_get_char (p));
    return g_string_free (out, FALSE);
}

static const char *odd_word (const char *word, gsize length)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t found = uspoof_check2UTF8 (checker (), word, (int32_t) length, NULL, &status);

    if (U_FAILURE (status) || found == 0)
        return NULL;
    if ((found & USPOOF_INVISIBLE) != 0)
        return N_ ("It holds signs that nobody sees.");
    if ((found & USPOOF_MIXED_NUMBERS) != 0)
        return N_ ("Digits of several scripts are mixed in one word.");
    return N_ ("Letters of several scripts are mixed in one word.");
}

const char *td_name_oddity (const char *utf8)
{
    const char *start = NULL;

    for (const char *p = utf8;; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        gboolean inside = c != 0 && (g_unichar_isalnum (c) || g_unichar_ismark (c) || c == 0x200C || c == 0x200D);
        if (inside && start == NULL)
            start = p;
        if (!inside && start != NULL) {
            const char *odd = odd_word (start, (gsize) (p - start));
            if (odd != NULL)
                return odd;
            start = NULL;
        }
        if (c == 0)
            return NULL;
    }
}
