#include "text/analyzer-words.h"
#include "text/lexicon.h"
#include "text/script.h"
#include <libstemmer.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* ---- the languages that have a stemmer ---- */

static const struct {
    const char *tag;
    TdScript script; /* words of another script get that script's own language */
    const char *lexicon;
} stems[] = {
    { "", TD_SCRIPT_NONE, NULL },         { "en", TD_SCRIPT_LATIN, "en.csv" },    { "fr", TD_SCRIPT_LATIN, "fr.csv" },
    { "es", TD_SCRIPT_LATIN, "es.csv" },  { "ru", TD_SCRIPT_CYRILLIC, "ru.csv" }, { "ar", TD_SCRIPT_ARABIC, "ar.csv" },
    { "pt", TD_SCRIPT_LATIN, NULL },      { "de", TD_SCRIPT_LATIN, NULL },        { "it", TD_SCRIPT_LATIN, NULL },
    { "nl", TD_SCRIPT_LATIN, NULL },      { "tr", TD_SCRIPT_LATIN, NULL },        { "id", TD_SCRIPT_LATIN, NULL },
    { "ro", TD_SCRIPT_LATIN, NULL },      { "ca", TD_SCRIPT_LATIN, NULL },        { "sv", TD_SCRIPT_LATIN, NULL },
    { "da", TD_SCRIPT_LATIN, NULL },      { "no", TD_SCRIPT_LATIN, NULL },        { "fi", TD_SCRIPT_LATIN, NULL },
    { "hu", TD_SCRIPT_LATIN, NULL },      { "eu", TD_SCRIPT_LATIN, NULL },        { "lt", TD_SCRIPT_LATIN, NULL },
    { "ga", TD_SCRIPT_LATIN, NULL },      { "el", TD_SCRIPT_GREEK, NULL },        { "hy", TD_SCRIPT_ARMENIAN, NULL },
    { "hi", TD_SCRIPT_DEVANAGARI, NULL }, { "ne", TD_SCRIPT_DEVANAGARI, NULL },   { "ta", TD_SCRIPT_TAMIL, NULL },
    { "yi", TD_SCRIPT_HEBREW, NULL },
};
enum { STEM_NONE = 0, STEM_EN = 1, STEM_FR = 2, STEM_RU = 4, STEM_AR = 5, N_STEMS = G_N_ELEMENTS (stems) };

static guint stem_of_tag (const char *tag)
{
    if (tag == NULL || *tag == '\0')
        return STEM_NONE;
    if (g_str_equal (tag, "nb") || g_str_equal (tag, "nn"))
        tag = "no";
    for (guint i = 1; i < N_STEMS; i++)
        if (g_str_equal (stems[i].tag, tag))
            return i;
    return STEM_NONE;
}

/* A French name in a Russian text is stemmed as some Latin word, not as a Russian one: the query does the
 * same. */
static guint stem_for_script (guint stem, TdScript script)
{
    if (stem != STEM_NONE && stems[stem].script == script)
        return stem;
    switch (script) {
    case TD_SCRIPT_ARABIC: return STEM_AR;
    case TD_SCRIPT_CYRILLIC: return STEM_RU;
    case TD_SCRIPT_LATIN:
        /* A language of this script that has no stemmer keeps its words as they are. */
        return stem == STEM_NONE || stems[stem].script != TD_SCRIPT_LATIN ? STEM_NONE : stem;
    default: return STEM_NONE;
    }
}

/* ---- what a thread keeps ---- */

enum { SLOTS = 2048, SLOT_KEY = 30, SLOT_TOKEN = 32 };

typedef struct {
    guint8 stem, key_length, token_length;
    char key[SLOT_KEY];
    char token[SLOT_TOKEN];
} Slot;

typedef struct {
    struct sb_stemmer *stemmers[N_STEMS];
    const UNormalizer2 *casefold, *decompose;
    Slot slots[SLOTS]; /* most words of a document come again */
} Bench;

static void bench_free (gpointer data)
{
    Bench *bench = data;
    for (guint i = 0; i < N_STEMS; i++)
        sb_stemmer_delete (bench->stemmers[i]);
    g_free (bench);
}

static Bench *bench_of_thread (void)
{
    static GPrivate private = G_PRIVATE_INIT (bench_free);
    Bench *bench = g_private_get (&private);
    if (bench == NULL) {
        UErrorCode status = U_ZERO_ERROR;
        bench = g_new0 (Bench, 1);
        bench->casefold = unorm2_getNFKCCasefoldInstance (&status);
        bench->decompose = unorm2_getNFDInstance (&status);
        if (U_FAILURE (status))
            g_error ("ICU has no normal forms: %s.", u_errorName (status));
        g_private_set (&private, bench);
    }
    return bench;
}

/* ---- folding ---- */

enum { WORD_UNITS = 256 };

typedef struct {
    char text[WORD_UNITS * 3 + 1];
    gsize length;
    TdScript script; /* of its first letter */
    gboolean ascii;
} Word;

static gboolean arabic_mark (gunichar c)
{
    return (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640 || (c >= 0x6D6 && c <= 0x6ED && c != 0x6E5);
}

static gunichar fold_letter (gunichar c)
{
    switch (c) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671: return 0x627; /* alef, whatever sits on it: writers leave it out as often as not */
    case 0x649:
    case 0x6CC: return 0x64A; /* alef maqsura and Persian ya as ya: Egyptian print has one shape for both */
    case 0x6A9: return 0x643; /* Persian kaf */
    case 0x451: return 0x435; /* Cyrillic io is printed as ie */
    default: {
        int digit = c < 0x80 ? -1 : g_unichar_digit_value (c);
        return digit >= 0 ? (gunichar) ('0' + digit) : c;
    }
    }
}

/* Case folding and NFKC, Arabic marks off, forms of one letter made one. */
static void fold_word (Bench *bench, const char *raw, gsize length, Word *word)
{
    word->ascii = TRUE;
    word->length = 0;
    word->script = TD_SCRIPT_NONE;
    if (length > WORD_UNITS / 2)
        length = (gsize) (g_utf8_find_prev_char (raw, raw + WORD_UNITS / 2 + 1) - raw);
    for (gsize i = 0; i < length; i++) {
        if ((guchar) raw[i] >= 0x80)
            word->ascii = FALSE;
        word->text[i] = g_ascii_tolower (raw[i]);
    }
    if (word->ascii) {
        word->length = length;
        word->text[length] = '\0';
        for (gsize i = 0; i < length && word->script == TD_SCRIPT_NONE; i++)
            if (g_ascii_isalpha (raw[i]))
                word->script = TD_SCRIPT_LATIN;
        return;
    }
    UChar units[WORD_UNITS], folded[WORD_UNITS];
    int32_t n = 0, m;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8 (units, WORD_UNITS, &n, raw, (int32_t) length, &status);
    m = unorm2_normalize (bench->casefold, units, n, folded, WORD_UNITS, &status);
    if (U_FAILURE (status))
        return;
    for (int32_t i = 0; i < m;) {
        UChar32 c;
        U16_NEXT (folded, i, m, c);
        if (arabic_mark ((gunichar) c) || U_IS_SURROGATE (c))
            continue;
        gunichar letter = fold_letter ((gunichar) c);
        if (word->script == TD_SCRIPT_NONE)
            word->script = td_script_of (letter);
        word->length += (gsize) g_unichar_to_utf8 (letter, word->text + word->length);
    }
    word->text[word->length] = '\0';
}

/* Latin and Greek accents off; letters that do not fall apart are spelled as people without that key type
 * them. */
static gsize fold_accents (Bench *bench, const char *text, gsize length, char *out)
{
    UChar units[TD_TOKEN_BYTES * 2], apart[TD_TOKEN_BYTES * 4];
    int32_t n = 0, m;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8 (units, G_N_ELEMENTS (units), &n, text, (int32_t) MIN (length, TD_TOKEN_BYTES * 2), &status);
    m = unorm2_normalize (bench->decompose, units, n, apart, G_N_ELEMENTS (apart), &status);
    gsize used = 0;
    for (int32_t i = 0; U_SUCCESS (status) && i < m;) {
        UChar32 c;
        U16_NEXT (apart, i, m, c);
        if ((c >= 0x300 && c <= 0x36F) || U_IS_SURROGATE (c))
            continue;
        char utf8[8];
        int size = 0;
        switch (c) {
        case 0x153:
            memcpy (utf8, "oe", 2);
            size = 2;
            break;
        case 0xE6:
            memcpy (utf8, "ae", 2);
            size = 2;
            break;
        case 0xF8:
            utf8[0] = 'o';
            size = 1;
            break;
        case 0x142:
            utf8[0] = 'l';
            size = 1;
            break;
        case 0x131:
            utf8[0] = 'i';
            size = 1;
            break;
        case 0x111:
            utf8[0] = 'd';
            size = 1;
            break;
        default: size = g_unichar_to_utf8 ((gunichar) c, utf8);
        }
        if (used + (gsize) size > TD_TOKEN_BYTES)
            break;
        memcpy (out + used, utf8, (gsize) size);
        used += (gsize) size;
    }
    out[used] = '\0';
    return used;
}

/* ---- stems ---- */

/* The article with what is written onto it ("and the", "by the", "for the"), and "and" alone before a long
 * word: Snowball takes off the article alone. */
static void strip_arabic (Word *word)
{
    static const char *const prefixes[] = { "وبال", "وكال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال" };
    for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++) {
        gsize n = strlen (prefixes[i]);
        if (word->length >= n + 6 && memcmp (word->text, prefixes[i], n) == 0) {
            memmove (word->text, word->text + n, word->length - n + 1);
            word->length -= n;
            break;
        }
    }
    if (word->length >= 10 && memcmp (word->text, "و", 2) == 0) {
        memmove (word->text, word->text + 2, word->length - 1);
        word->length -= 2;
    }
}

static gsize stem_word (Bench *bench, guint stem, Word *word, char *out)
{
    if (stem == STEM_AR)
        strip_arabic (word);
    const char *text = word->text;
    gsize length = word->length;
    if (stem != STEM_NONE) {
        if (bench->stemmers[stem] == NULL)
            bench->stemmers[stem] = sb_stemmer_new (stems[stem].tag, NULL);
        struct sb_stemmer *stemmer = bench->stemmers[stem];
        if (stemmer != NULL) {
            text = (const char *) sb_stemmer_stem (stemmer, (const sb_symbol *) text, (int) length);
            length = (gsize) sb_stemmer_length (stemmer);
        }
    }
    if (!word->ascii && (word->script == TD_SCRIPT_LATIN || word->script == TD_SCRIPT_GREEK)) {
        length = fold_accents (bench, text, length, out);
    } else {
        if (length > TD_TOKEN_BYTES)
            length = (gsize) (g_utf8_find_prev_char (text, text + TD_TOKEN_BYTES + 1) - text);
        memcpy (out, text, length);
        out[length] = '\0';
    }
    /* Snowball's French leaves the plural s after a, i, o and u: détenus beside détenu. */
    if (stem == STEM_FR && length >= 5 && out[length - 1] == 's' && strchr ("aiou", out[length - 2]) != NULL)
        out[--length] = '\0';
    /* Ta marbuta that the stemmer left on a short word: printed with and without dots, so it is ha. */
    if (stem == STEM_AR && length > 2 && memcmp (out + length - 2, "ة", 2) == 0)
        memcpy (out + length - 2, "ه", 2);
    return length;
}

/* ---- irregulars ---- */

/* Where one row's first stem is a later form of another row, both rows meet in the latter. */
static void follow_chains (GHashTable *map)
{
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init (&iter, map);
    while (g_hash_table_iter_next (&iter, &key, &value)) {
        const char *end = value, *next;
        for (int i = 0; i < 4 && (next = g_hash_table_lookup (map, end)) != NULL; i++)
            end = next;
        if (end != value)
            g_hash_table_iter_replace (&iter, g_strdup (end));
    }
}

/* Stem to stem: each row's words meet in the stem of its first. */
static GHashTable *load_lexicon (guint stem)
{
    GHashTable *map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr (GPtrArray) rows = td_lexicon_rows (stems[stem].lexicon, 1);
    Bench *bench = bench_of_thread ();
    for (guint i = 0; i < rows->len; i++) {
        g_auto (GStrv) forms = g_strsplit (((char **) g_ptr_array_index (rows, i))[0], "|", -1);
        char first[TD_TOKEN_BYTES + 1] = "", token[TD_TOKEN_BYTES + 1];
        for (guint f = 0; forms[f] != NULL; f++) {
            Word word;
            fold_word (bench, forms[f], strlen (forms[f]), &word);
            stem_word (bench, stem, &word, f == 0 ? first : token);
            if (f > 0 && !g_str_equal (first, token))
                g_hash_table_insert (map, g_strdup (token), g_strdup (first));
        }
    }
    follow_chains (map);
    return map;
}

static const char *regular_form (guint stem, const char *token)
{
    static gsize loaded[N_STEMS];
    static GHashTable *lexicons[N_STEMS];
    if (stem == STEM_NONE || stems[stem].lexicon == NULL)
        return NULL;
    if (g_once_init_enter (&loaded[stem])) {
        lexicons[stem] = load_lexicon (stem);
        g_once_init_leave (&loaded[stem], 1);
    }
    return g_hash_table_lookup (lexicons[stem], token);
}

/* ---- tokens ---- */

static gsize token_now (Bench *bench, const char *raw, gsize length, guint stem, char *out)
{
    Word word;
    fold_word (bench, raw, length, &word);
    if (word.length == 0)
        return 0;
    stem = stem_for_script (stem, word.script);
    gsize n = stem_word (bench, stem, &word, out);
    const char *regular = regular_form (stem, out);
    if (regular != NULL)
        n = g_strlcpy (out, regular, TD_TOKEN_BYTES + 1);
    return n;
}

static gsize token_cached (Bench *bench, const char *raw, gsize length, guint stem, char *out)
{
    if (length > SLOT_KEY)
        return token_now (bench, raw, length, stem, out);
    guint32 hash = 2166136261u + stem;
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar) raw[i]) * 16777619u;
    Slot *slot = &bench->slots[(hash ^ hash >> 15) % SLOTS];
    if (slot->key_length == length && slot->stem == stem && memcmp (slot->key, raw, length) == 0) {
        memcpy (out, slot->token, slot->token_length + 1u);
        return slot->token_length;
    }
    gsize n = token_now (bench, raw, length, stem, out);
    if (n > 0 && n < SLOT_TOKEN) {
        slot->stem = (guint8) stem;
        slot->key_length = (guint8) length;
        slot->token_length = (guint8) n;
        memcpy (slot->key, raw, length);
        memcpy (slot->token, out, n + 1);
    }
    return n;
}

gsize td_token_of (const char *word, gsize length, const char *language, char *out)
{
    return token_now (bench_of_thread (), word, length, stem_of_tag (language), out);
}

gsize td_token_plain (const char *word, gsize length, char *out)
{
    Bench *bench = bench_of_thread ();
    Word folded;
    fold_word (bench, word, length, &folded);
    return folded.length == 0 ? 0 : stem_word (bench, STEM_NONE, &folded, out);
}

typedef struct {
    Bench *bench;
    guint stem;
    TdTokenFunc func;
    gpointer data;
} Each;

static void each_word (const char *text, gsize start, gsize end, gpointer data)
{
    Each *each = data;
    char token[TD_TOKEN_BYTES + 1];
    if (token_cached (each->bench, text + start, end - start, each->stem, token) > 0)
        each->func (token, start, end, each->data);
}

void td_analyze_each (const char *utf8, gsize length, const char *language, TdTokenFunc func, gpointer data)
{
    Each each = { bench_of_thread (), stem_of_tag (language), func, data };
    td_segment (utf8, length, each_word, &each);
}
