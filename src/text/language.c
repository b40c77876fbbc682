#include "text/language.h"
#include "text/lexicon.h"
#include "text/script.h"
#include <libexttextcat/textcat.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* A document of 100 pages has some 2,000 paragraphs and all of them together get a few milliseconds: so we
 * look at the start of a text only, and ask the trigrams (0.1 ms and more a call) only where function words
 * leave a doubt. */
enum { SAMPLE_LETTERS = 240, SAMPLE_TRIGRAM_BYTES = 400, SHORT_LETTERS = 40, TRIGRAM_LETTERS = 24 };

#define INTERN(tag) g_intern_static_string (tag)

/* ---- the first letters of a text, by script ---- */

typedef struct {
    guint of[TD_SCRIPTS];
    guint letters;
    gsize bytes; /* how far we looked */
} Scripts;

static void count_scripts (const char *text, gsize length, Scripts *ret_scripts)
{
    *ret_scripts = (Scripts){ 0 };
    const char *end = text + length, *p = text;
    while (p < end && ret_scripts->letters < SAMPLE_LETTERS) {
        guchar byte = (guchar) *p;
        TdScript script = TD_SCRIPT_NONE;
        if (byte < 0x80) {
            script = g_ascii_isalpha (byte) ? TD_SCRIPT_LATIN : TD_SCRIPT_NONE;
            p++;
        } else {
            gunichar c = g_utf8_get_char_validated (p, end - p);
            if (c == (gunichar) -1 || c == (gunichar) -2) {
                p++;
                continue;
            }
            script = td_script_of (c);
            p = g_utf8_next_char (p);
        }
        if (script != TD_SCRIPT_NONE) {
            ret_scripts->of[script]++;
            ret_scripts->letters++;
        }
    }
    ret_scripts->bytes = MIN ((gsize) (p - text), length);
}

static TdScript leading_script (const Scripts *scripts)
{
    TdScript best = TD_SCRIPT_NONE;
    guint most = 0;
    for (TdScript s = TD_SCRIPT_LATIN; s < TD_SCRIPTS; s++) {
        /* An ideograph or a syllable says as much as some three letters. */
        guint weight = (s == TD_SCRIPT_HAN || s == TD_SCRIPT_KANA || s == TD_SCRIPT_HANGUL) ? 3 : 1;
        if (scripts->of[s] * weight > most) {
            most = scripts->of[s] * weight;
            best = s;
        }
    }
    return best;
}

static const char *const script_languages[TD_SCRIPTS] = {
    [TD_SCRIPT_HANGUL] = "ko",     [TD_SCRIPT_GREEK] = "el",     [TD_SCRIPT_HEBREW] = "he",
    [TD_SCRIPT_ARMENIAN] = "hy",   [TD_SCRIPT_GEORGIAN] = "ka",  [TD_SCRIPT_ETHIOPIC] = "am",
    [TD_SCRIPT_DEVANAGARI] = "hi", [TD_SCRIPT_BENGALI] = "bn",   [TD_SCRIPT_GURMUKHI] = "pa",
    [TD_SCRIPT_GUJARATI] = "gu",   [TD_SCRIPT_TAMIL] = "ta",     [TD_SCRIPT_TELUGU] = "te",
    [TD_SCRIPT_KANNADA] = "kn",    [TD_SCRIPT_MALAYALAM] = "ml", [TD_SCRIPT_SINHALA] = "si",
    [TD_SCRIPT_THAI] = "th",       [TD_SCRIPT_LAO] = "lo",       [TD_SCRIPT_TIBETAN] = "bo",
    [TD_SCRIPT_MYANMAR] = "my",    [TD_SCRIPT_KHMER] = "km",     [TD_SCRIPT_THAANA] = "dv",
    [TD_SCRIPT_KANA] = "ja",
};

static gboolean hint_among (const char *hint, const char *const *tags)
{
    return hint != NULL && g_strv_contains (tags, hint);
}

/* ---- languages of one script, told by letters of their own ---- */

enum { MOST_SETS = 16, ALPHABET = 0x300 };

/* Sets of letters within one script's block; which sets a letter is in is looked up, not searched. */
typedef struct {
    gunichar first;                 /* of the block */
    const char *letters[MOST_SETS]; /* ended by NULL */
    guint16 sets[ALPHABET];         /* bits, filled at first use */
    gsize filled;
} Alphabet;

static void fill_alphabet (Alphabet *alphabet)
{
    if (!g_once_init_enter (&alphabet->filled))
        return;
    for (guint set = 0; alphabet->letters[set] != NULL; set++)
        for (const char *p = alphabet->letters[set]; *p != '\0'; p = g_utf8_next_char (p))
            alphabet->sets[g_utf8_get_char (p) - alphabet->first] |= (guint16) (1u << set);
    g_once_init_leave (&alphabet->filled, 1);
}

/* How many letters of text are in each set. Both scripts have letters of two bytes alone. */
static void count_sets (const char *text, gsize length, Alphabet *alphabet, guint *ret_counts)
{
    fill_alphabet (alphabet);
    memset (ret_counts, 0, MOST_SETS * sizeof *ret_counts);
    for (gsize i = 0; i + 1 < length; i++) {
        guchar lead = (guchar) text[i];
        if (lead < 0xC2 || lead > 0xDF || ((guchar) text[i + 1] & 0xC0) != 0x80)
            continue;
        gunichar c = (gunichar) (lead & 0x1F) << 6 | ((guchar) text[i + 1] & 0x3F);
        i++;
        if (c < alphabet->first || c >= alphabet->first + ALPHABET)
            continue;
        for (guint bits = alphabet->sets[c - alphabet->first]; bits != 0; bits &= bits - 1)
            ret_counts[__builtin_ctz (bits)]++;
    }
}

/* The first tag whose letters are at least one in `one_in` of all; tags go with the first sets. */
static const char *by_letters (const guint *counts, guint letters, const char *const *tags, guint one_in)
{
    for (guint i = 0; tags[i] != NULL; i++)
        if (counts[i] > 0 && counts[i] * one_in >= letters)
            return tags[i];
    return NULL;
}

static const char *detect_arabic_script (const char *text, const Scripts *scripts, const char *hint)
{
    enum { PERSIAN = 5, ARABIC = 6 };
    static const char *const tags[] = { "ug", "ckb", "ps", "sd", "ur", NULL };
    static Alphabet alphabet = { .first = 0x600,
                                 .letters = { "ۇۈۋ", "ێۆڕڵە", "ښځۍړڼ", "ڪڄڃڏڊٻڀٺٿ", "ےٹڈڑںہ", "پچژگکی", "ةىيكأإؤ" } };
    static const char *const script[] = { "ar", "fa", "ur", "ps", "ckb", "ug", "sd", NULL };
    guint letters = scripts->of[TD_SCRIPT_ARABIC], counts[MOST_SETS];
    count_sets (text, scripts->bytes, &alphabet, counts);
    const char *tag = by_letters (counts, letters, tags, 25);
    if (tag != NULL)
        return INTERN (tag);
    /* Persian shares its letters with nobody who also writes ta marbuta or the Arabic kaf and ya; Arabic
     * names spelled with a Persian letter are rarer than one in twenty-five. */
    if (counts[PERSIAN] * 25 >= letters && counts[PERSIAN] > counts[ARABIC])
        return INTERN ("fa");
    if (letters < SHORT_LETTERS && counts[ARABIC] == 0 && hint_among (hint, script))
        return g_intern_string (hint);
    return INTERN ("ar");
}

static const char *detect_cyrillic (const char *text, const Scripts *scripts, const char *hint)
{
    enum { KYRGYZ = 7, KAZAKH_TOO = 9, RUSSIAN = 10, HARD = 11, DOTTED = 12 };
    static const char *const tags[] = { "kk", "tg", "tt", "mk", "sr", "uk", "be", "ky", "mn", NULL };
    static Alphabet alphabet = { .first = 0x400,
                                 .letters = { "ұҰ", "ӣӯҷҳӢӮҶҲ", "җҖ", "ѓќѕЃЌЅ", "јљњђћџЈЉЊЂЋЏ", "їєґЇЄҐ", "ўЎ", "ңҢ",
                                              "өүӨҮ", "ғқӘәҒҚ", "ыэёЫЭЁ", "ъЪ", "іІ" } };
    static const char *const script[] = { "ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "tg", "tt", "mn", NULL };
    guint letters = scripts->of[TD_SCRIPT_CYRILLIC], counts[MOST_SETS];
    count_sets (text, scripts->bytes, &alphabet, counts);
    const char *tag = by_letters (counts, letters, tags, 60);
    if (tag == tags[KYRGYZ] && counts[KAZAKH_TOO] > 0)
        tag = "kk";
    if (tag != NULL)
        return INTERN (tag);
    guint russian = counts[RUSSIAN];
    if (counts[DOTTED] > 0 && counts[DOTTED] * 60 >= letters)
        return INTERN (russian > 0 ? "be" : "uk");
    if (russian == 0 && counts[HARD] * 60 >= letters && counts[HARD] > 0)
        return INTERN ("bg");
    if (russian > 0)
        return INTERN ("ru");
    if (letters < SHORT_LETTERS && hint_among (hint, script))
        return g_intern_string (hint);
    return INTERN ("ru");
}

static const char *detect_ideographs (const Scripts *scripts, const char *hint)
{
    static const char *const japanese[] = { "ja", NULL };
    guint han = scripts->of[TD_SCRIPT_HAN], kana = scripts->of[TD_SCRIPT_KANA];
    if (kana * 12 >= han && kana > 0)
        return INTERN ("ja");
    if (han < SHORT_LETTERS / 3 && hint_among (hint, japanese))
        return INTERN ("ja");
    return INTERN ("zh");
}

/* ---- Latin script: a vote of function words, then trigrams ---- */

static const char *const voters[] = { "en", "fr", "es", "pt", "it", "de", "nl", NULL };
enum { N_VOTERS = G_N_ELEMENTS (voters) - 1 };

typedef struct {
    guint words;
    guint points[N_VOTERS];
    int first, second; /* indices */
} Vote;

static gpointer load_function_words (gpointer unused G_GNUC_UNUSED)
{
    GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GPtrArray) rows = td_lexicon_rows ("stopwords.csv", 2);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index (rows, i);
        int voter = 0;
        while (voters[voter] != NULL && !g_str_equal (voters[voter], row[0]))
            voter++;
        if (voters[voter] == NULL)
            continue;
        g_auto (GStrv) list = g_strsplit (row[1], "|", -1);
        for (guint w = 0; list[w] != NULL; w++) {
            guint mask = GPOINTER_TO_UINT (g_hash_table_lookup (words, list[w]));
            g_hash_table_insert (words, g_strdup (list[w]), GUINT_TO_POINTER (mask | 1u << voter));
        }
    }
    return words;
}

/* Endings that one language alone has; for the lines with few function words. */
static void vote_ending (const char *word, gsize length, Vote *vote)
{
    static const struct {
        const char *ending;
        int voter;
    } endings[] = { { "ción", 2 },  { "ciones", 2 }, { "idad", 2 }, { "ção", 3 },   { "ções", 3 }, { "idade", 3 },
                    { "zione", 4 }, { "zioni", 4 },  { "ung", 5 },  { "ungen", 5 }, { "keit", 5 }, { "ité", 1 },
                    { "eux", 1 },   { "ées", 1 },    { "ing", 0 },  { "ity", 0 },   { "ness", 0 }, { "heid", 6 } };
    for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
        gsize n = strlen (endings[i].ending);
        if (length > n + 1 && memcmp (word + length - n, endings[i].ending, n) == 0) {
            vote->points[endings[i].voter] += 4;
            return;
        }
    }
}

static void vote_word (GHashTable *words, const char *word, Vote *vote)
{
    vote->words++;
    gsize length = strlen (word);
    if (length > 4)
        vote_ending (word, length, vote);
    if (length > 12)
        return; /* longer than any function word */
    guint mask = GPOINTER_TO_UINT (g_hash_table_lookup (words, word));
    if (mask == 0)
        return;
    /* A word that one language alone has says more than one that many share; a bare letter says little. */
    guint shared = (guint) __builtin_popcount (mask);
    guint points = word[1] == '\0' ? 1 : shared == 1 ? 4 : shared == 2 ? 2 : 1;
    for (int i = 0; i < N_VOTERS; i++)
        if (mask & 1u << i)
            vote->points[i] += points;
}

/* Lower case of the letters that Latin function words need; enough for a vote. */
static gsize lower_latin (const char *p, const char *end, char *out)
{
    if ((guchar) *p < 0x80) {
        *out = g_ascii_tolower (*p);
        return 1;
    }
    if (p + 1 >= end)
        return 0;
    out[0] = p[0];
    out[1] = ((guchar) p[0] == 0xC3 && (guchar) p[1] >= 0x80 && (guchar) p[1] <= 0x9E) ? (char) (p[1] + 0x20) : p[1];
    return 2;
}

static void vote (const char *text, gsize length, Vote *ret_vote)
{
    static GOnce once = G_ONCE_INIT;
    GHashTable *words = g_once (&once, load_function_words, NULL);
    *ret_vote = (Vote){ 0 };
    const char *end = text + length;
    char word[40];
    gsize n = 0;
    gboolean skip = FALSE;
    for (const char *p = text; p < end;) {
        guchar byte = (guchar) *p;
        gboolean letter = g_ascii_isalpha (byte) || (byte >= 0xC3 && byte <= 0xC9);
        if (letter) {
            if (n + 2 >= sizeof word)
                skip = TRUE;
            gsize step = lower_latin (p, end, word + (skip ? 0 : n));
            n += skip ? 1 : step;
            p += MAX (step, 1);
            continue;
        }
        if (n > 0) {
            word[skip ? 0 : n] = '\0';
            vote_word (words, word, ret_vote);
        }
        n = 0;
        skip = FALSE;
        p++;
    }
    if (n > 0) {
        word[skip ? 0 : n] = '\0';
        vote_word (words, word, ret_vote);
    }
    ret_vote->second = 1;
    for (int i = 1; i < N_VOTERS; i++)
        if (ret_vote->points[i] > ret_vote->points[ret_vote->first]) {
            ret_vote->second = ret_vote->first;
            ret_vote->first = i;
        } else if (ret_vote->points[i] > ret_vote->points[ret_vote->second] || ret_vote->second == ret_vote->first) {
            ret_vote->second = i;
        }
}

/* libexttextcat's handle keeps its working memory inside, so one caller at a time. */
static GMutex trigram_lock;

static gpointer load_trigrams (gpointer unused G_GNUC_UNUSED)
{
    void *handle = special_textcat_Init (TD_TEXTCAT_FOLDER "/fpdb.conf", TD_TEXTCAT_FOLDER "/");
    if (handle != NULL)
        textcat_SetProperty (handle, TCPROP_UTF8AWARE, TC_TRUE);
    return handle;
}

/* Sets out to the tags of the likeliest languages, best first, at most n; returns how many. */
static guint ask_trigrams (const char *text, gsize length, const char **out, guint n)
{
    static GOnce once = G_ONCE_INIT;
    guint found = 0;
    g_mutex_lock (&trigram_lock);
    void *handle = g_once (&once, load_trigrams, NULL);
    candidate_t *list = handle != NULL ? textcat_GetClassifyFullOutput (handle) : NULL;
    if (list != NULL) {
        int count = textcat_ClassifyFull (handle, text, length, list);
        for (int i = 0; i < count && found < n; i++) {
            g_autofree char *tag = g_strndup (list[i].name, strcspn (list[i].name, "-"));
            out[found++] = g_intern_string (tag);
        }
        textcat_ReleaseClassifyFullOutput (handle, list);
    }
    g_mutex_unlock (&trigram_lock);
    return found;
}

static gboolean latin_hint (const char *hint)
{
    static const char *const others[] = { "ar", "fa", "ur", "ps", "ckb", "ug", "sd", "zh", "ja", "ko", "ru",  "uk",
                                          "bg", "be", "sr", "mk", "kk",  "ky", "tg", "tt", "mn", "el", "he",  "hy",
                                          "ka", "am", "ti", "hi", "ne",  "bn", "th", "my", "km", "lo", "und", NULL };
    return hint != NULL && *hint != '\0' && !g_strv_contains (others, hint);
}

static const char *detect_latin (const char *text, gsize length, const Scripts *scripts, const char *hint)
{
    Vote v;
    vote (text, scripts->bytes, &v);
    guint top = v.points[v.first], next = v.points[v.second];
    if (scripts->of[TD_SCRIPT_LATIN] < SHORT_LETTERS) {
        /* A short line outvotes its surroundings only with several words of its own. */
        if (top >= 8 && top >= 2 * next + 2)
            return INTERN (voters[v.first]);
        if (latin_hint (hint))
            return g_intern_string (hint);
        if (top >= 4 && top > next)
            return INTERN (voters[v.first]);
    } else if (top * 2 >= v.words && top >= 8 && top >= next + 4 + v.words / 10) {
        return INTERN (voters[v.first]);
    }
    if (scripts->of[TD_SCRIPT_LATIN] < TRIGRAM_LETTERS)
        return latin_hint (hint) ? g_intern_string (hint) : top > next ? INTERN (voters[v.first]) : INTERN ("und");

    const char *likely[8];
    guint n = ask_trigrams (text, MIN (length, SAMPLE_TRIGRAM_BYTES), likely, G_N_ELEMENTS (likely));
    for (guint i = 0; i < n && top > next; i++)
        if (g_str_equal (likely[i], voters[v.first]))
            return likely[i];
    for (guint i = 0; i < n && latin_hint (hint); i++)
        if (g_str_equal (likely[i], hint))
            return likely[i];
    /* Close relatives (Scots, Asturian, Walloon) win on trigrams where names crowd out the words. */
    if (top >= 8 && top > next && top * 4 >= v.words)
        return INTERN (voters[v.first]);
    if (n > 0)
        return likely[0];
    return latin_hint (hint) ? g_intern_string (hint) : INTERN ("und");
}

const char *td_language_detect (const char *utf8, gssize length, const char *hint)
{
    gsize size = length < 0 ? strlen (utf8) : (gsize) length;
    Scripts scripts;
    count_scripts (utf8, size, &scripts);
    TdScript script = leading_script (&scripts);
    switch (script) {
    case TD_SCRIPT_NONE: return hint != NULL && *hint != '\0' ? g_intern_string (hint) : INTERN ("und");
    case TD_SCRIPT_LATIN: return detect_latin (utf8, size, &scripts, hint);
    case TD_SCRIPT_ARABIC: return detect_arabic_script (utf8, &scripts, hint);
    case TD_SCRIPT_CYRILLIC: return detect_cyrillic (utf8, &scripts, hint);
    case TD_SCRIPT_HAN:
    case TD_SCRIPT_KANA: return detect_ideographs (&scripts, hint);
    default: return INTERN (script_languages[script]);
    }
}

/* ---- names and directions ---- */

const char *td_language_direction (const char *tag)
{
    return tag != NULL && uloc_isRightToLeft (tag) ? "rtl" : "ltr";
}

char *td_language_name (const char *tag, const char *display)
{
    UChar name[128];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = uloc_getDisplayName (tag, display, name, G_N_ELEMENTS (name), &status);
    if (U_FAILURE (status) || n == 0)
        return g_strdup (tag);
    char utf8[512];
    u_strToUTF8 (utf8, sizeof utf8, NULL, name, MIN (n, (int32_t) G_N_ELEMENTS (name)), &status);
    return g_strdup (U_SUCCESS (status) ? utf8 : tag);
}

/* Whether it is called so in English or in itself. */
static gboolean is_called (const char *tag, const char *folded)
{
    const char *const displays[] = { "en", tag };

    for (gsize i = 0; i < G_N_ELEMENTS (displays); i++) {
        g_autofree char *name = td_language_name (tag, displays[i]);
        g_autofree char *small = g_utf8_casefold (name, -1);
        if (g_str_equal (small, folded))
            return TRUE;
    }
    return FALSE;
}

/* Names that people use and ICU does not. */
static const struct {
    const char *name, *tag;
} other_names[] = { { "tagalog", "fil" }, { "pilipino", "fil" }, { "farsi", "fa" },    { "dari", "fa-AF" },
                    { "mandarin", "zh" }, { "castilian", "es" }, { "moldovan", "ro" }, { "twi", "ak" } };

char *td_language_by_name (const char *name)
{
    g_autofree char *folded = g_utf8_casefold (name, -1);
    const char *const *tags = uloc_getISOLanguages ();

    for (gsize i = 0; i < G_N_ELEMENTS (other_names); i++)
        if (g_str_equal (other_names[i].name, folded))
            return g_strdup (other_names[i].tag);
    for (gsize i = 0; tags[i] != NULL; i++)
        if (g_str_equal (tags[i], folded))
            return g_strdup (tags[i]);
    for (gsize i = 0; tags[i] != NULL; i++)
        if (is_called (tags[i], folded))
            return g_strdup (tags[i]);
    return NULL;
}

char *td_language_iso3 (const char *tag)
{
    return g_strdup (uloc_getISO3Language (tag));
}
