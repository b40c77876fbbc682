#include "text/resemblance-terms.h"
#include "text/analyzer-words.h"
#include "text/lexicon.h"
#include "text/script.h"
#include <string.h>

/* ---- words that carry little ---- */

typedef struct {
    GHashTable *stopped; /* "LANG:word", folded */
    GHashTable *papers;  /* "LANG:token" */
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

static gpointer load_lists (gpointer unused G_GNUC_UNUSED)
{
    Lists *lists = g_new (Lists, 1);
    lists->stopped = load_list ("stopwords.csv", FALSE);
    lists->papers = load_list ("paper-words.csv", TRUE);
    return lists;
}

static const Lists *the_lists (void)
{
    static GOnce once = G_ONCE_INIT;
    return g_once (&once, load_lists, NULL);
}

/* ---- terms ---- */

/* A word that every paper holds counts this much (tried on half of the pairs in tests/text/pairs.tsv). */
static const double of_papers = 0.35;
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
}

void td_terms_each (const char *utf8, const char *language, TdTermFunc func, gpointer data)
{
    Walk walk = { language != NULL ? language : "", func, data };
    td_segment (utf8, strlen (utf8), walk_word, &walk);
}
