#include "text/resemblance-terms.h"
#include "text/analyzer-words.h"
#include "text/lexicon.h"
#include "text/resemblance.h"
#include "text/script.h"
#include <string.h>

/* ---- words that carry little ---- */

typedef struct {
    GHashTable *stopped;  /* "LANG:word", folded */
    GHashTable *papers;   /* "LANG:token" */
    GHashTable *concepts; /* "LANG:token" to the concept's name */
} Lists;

/* "LANG:word" for each word of a list; a word is folded only, or a token. */
static GHashTable *load_list (const char *name, gboolean tokens)
{
    GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GPtrArray) rows = td_lexicon_rows (name, 2);
    for (guint i = 0; i < rows->len; i++) {
        char **row = rows->pdata[i];
        g_auto (GStrv) words = g_strsplit (row[1], "|", -1);
        for (guint w = 0; words[w] != NULL; w++) {
            char word[TD_TOKEN_BYTES + 1];
            gsize n = tokens ? td_token_of (words[w], strlen (words[w]), row[0], word)
                             : td_token_plain (words[w], strlen (words[w]), word);
            if (n > 0)
                g_hash_table_add (set, g_strconcat (row[0], ":", word, NULL));
        }
    }
    return set;
}

/* Each word of the table as a token of its language, to its concept; a word of two concepts is of the first. */
static GHashTable *load_concepts (void)
{
    static const char *const languages[] = { "en", "fr", "es", "ru", "ar", "zh" };
    GHashTable *concepts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GPtrArray) rows = td_lexicon_rows ("concepts.csv", 1 + G_N_ELEMENTS (languages));
    for (guint i = 0; i < rows->len; i++) {
        char **row = rows->pdata[i];
        for (guint l = 0; l < G_N_ELEMENTS (languages); l++) {
            g_auto (GStrv) words = g_strsplit (row[1 + l], "|", -1);
            for (guint w = 0; words[w] != NULL; w++) {
                char token[TD_TOKEN_BYTES + 1];
                if (td_token_of (words[w], strlen (words[w]), languages[l], token) == 0)
                    continue;
                g_autofree char *key = g_strconcat (languages[l], ":", token, NULL);
                if (!g_hash_table_contains (concepts, key))
                    g_hash_table_insert (concepts, g_steal_pointer (&key), (gpointer) g_intern_string (row[0]));
            }
        }
    }
    return concepts;
}

static gpointer load_lists (gpointer unused G_GNUC_UNUSED)
{
    Lists *lists = g_new (Lists, 1);
    lists->stopped = load_list ("stopwords.csv", FALSE);
    lists->papers = load_list ("paper-words.csv", TRUE);
    lists->concepts = load_concepts ();
    return lists;
}

static const Lists *the_lists (void)
{
    static GOnce once = G_ONCE_INIT;
    return g_once (&once, load_lists, NULL);
}

/* ---- terms ---- */

/* A word that every paper holds counts this much (tried on half of the pairs in tests/text/pairs.tsv). */
static const double of_papers = 0.45;
/* So much does it count, beside its words, that two texts hold words of one concept. */
static const double of_concepts = 0.9;
/* Letters by which words of one root meet over languages, and how long a word is at least for that. */
enum { ROOT = 5, ROOT_LEAST = 5 };

typedef struct {
    const char *language;
    TdTermFunc func;
    gpointer data;
} Walk;

static gboolean only_digits (const char *word)
{
    return word[strspn (word, "0123456789")] == '\0';
}

static void term_of_all (const Walk *walk, const char *plain, double weight)
{
    char term[TD_TOKEN_BYTES + 2];
    gboolean number = only_digits (plain);
    gsize letters = (gsize) g_utf8_strlen (plain, -1);
    if (!number && (td_script_of (g_utf8_get_char (plain)) != TD_SCRIPT_LATIN || letters < ROOT_LEAST))
        return;
    gsize bytes = number ? strlen (plain) : (gsize) (g_utf8_offset_to_pointer (plain, ROOT) - plain);
    term[0] = '~';
    memcpy (term + 1, plain, bytes);
    term[bytes + 1] = '\0';
    walk->func (term, TRUE, weight, walk->data);
}

/* A concept is a term of the language and, by another name, one of all languages. */
static void term_of_concept (const Walk *walk, const char *concept)
{
    char term[48];
    if (concept == NULL)
        return;
    g_snprintf (term, sizeof term, "~=%s", concept);
    walk->func (term + 1, FALSE, of_concepts, walk->data);
    walk->func (term, TRUE, 1, walk->data);
}

static void walk_word (const char *text, gsize start, gsize end, gpointer data)
{
    const Walk *walk = data;
    const Lists *lists = the_lists ();
    char plain[TD_TOKEN_BYTES + 1], key[16 + TD_TOKEN_BYTES + 1];
    gsize prefix = (gsize) g_snprintf (key, 16, "%.12s:", walk->language);
    if (td_token_plain (text + start, end - start, plain) == 0)
        return;
    g_strlcpy (key + prefix, plain, sizeof key - prefix);
    if (g_hash_table_contains (lists->stopped, key)
        || td_token_of (text + start, end - start, walk->language, key + prefix) == 0)
        return;
    double weight = g_hash_table_contains (lists->papers, key) ? of_papers : 1;
    if (plain[1] == '\0' && !only_digits (plain))
        return; /* "(a)", "l'" */
    walk->func (key, FALSE, weight, walk->data);
    term_of_all (walk, plain, weight);
    term_of_concept (walk, g_hash_table_lookup (lists->concepts, key));
}

void td_terms_each (const char *utf8, const char *language, TdTermFunc func, gpointer data)
{
    Walk walk = { language != NULL ? language : "", func, data };
    td_segment (utf8, strlen (utf8), walk_word, &walk);
}

/* ---- what two texts share ---- */

typedef struct {
    GHashTable *terms; /* of the other text, then those of this one that were taken */
    GHashTable *taken;
    GPtrArray *query;
    char *token; /* the last of this text's language */
} Sharing;

static void note_term (const char *term, gboolean of_all_languages G_GNUC_UNUSED, double weight, gpointer data)
{
    if (weight >= 1)
        g_hash_table_add (data, g_strdup (term));
}

static void take_shared (const char *term, gboolean of_all_languages, double weight, gpointer data)
{
    Sharing *s = data;
    if (!of_all_languages && term[0] != '=') {
        g_free (s->token);
        s->token = g_strdup (strchr (term, ':') + 1);
    }
    if (weight < 1 || !g_hash_table_contains (s->terms, term) || !g_hash_table_add (s->taken, g_strdup (s->token)))
        return;
    char **alternatives = g_new0 (char *, 2);
    alternatives[0] = g_strdup (s->token);
    g_ptr_array_add (s->query, alternatives);
}

GPtrArray *td_resemblance_shared (const char *utf8, const char *language, const char *other, const char *other_language)
{
    g_autoptr (GHashTable) terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Sharing s = { .terms = terms,
                  .taken = taken,
                  .query = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev) };
    td_terms_each (other, other_language, note_term, terms);
    td_terms_each (utf8, language, take_shared, &s);
    g_free (s.token);
    return s.query;
}
