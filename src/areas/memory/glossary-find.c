/* Terms in texts: a text's tokens against those of the words, the longest first at each place. Contract in glossary.h. */
#include "areas/memory/glossary.h"

#include "text/analyzer.h"

#include <string.h>

typedef struct {
    const TdGlossaryTerm *term;
    const TdGlossaryWord *word;
    TdTokens *tokens;
} Entry;

/* Words of one language by their first token. */
struct TdGlossary {
    GPtrArray *terms;
    GHashTable *languages; /* tag to GHashTable: token to GPtrArray of Entry, the longest first */
};

static void entry_free (gpointer data)
{
    Entry *e = data;

    td_tokens_free (e->tokens);
    g_free (e);
}

static const char *token_at (const TdTokens *tokens, guint i)
{
    return g_array_index (tokens->tokens, TdToken, i).text;
}

static int longest_first (gconstpointer a, gconstpointer b)
{
    const Entry *x = *(Entry *const *) a, *y = *(Entry *const *) b;

    if (x->tokens->tokens->len != y->tokens->tokens->len)
        return x->tokens->tokens->len > y->tokens->tokens->len ? -1 : 1;
    return (int) x->word->status - (int) y->word->status;
}

static GPtrArray *list_in (GHashTable *by_token, const char *token)
{
    GPtrArray *list = g_hash_table_lookup (by_token, token);

    if (list == NULL) {
        list = g_ptr_array_new_with_free_func (entry_free);
        g_hash_table_insert (by_token, g_strdup (token), list);
    }
    return list;
}

static void add_word (TdGlossary *glossary, const TdGlossaryTerm *term, const TdGlossaryWord *word)
{
    GHashTable *by_token = g_hash_table_lookup (glossary->languages, word->language);
    g_autoptr (TdTokens) tokens = td_analyze (word->text, -1, word->language);

    if (tokens->tokens->len == 0)
        return;
    if (by_token == NULL) {
        by_token = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
        g_hash_table_insert (glossary->languages, g_strdup (word->language), by_token);
    }
    Entry *entry = g_new0 (Entry, 1);
    *entry = (Entry){ term, word, g_steal_pointer (&tokens) };
    g_ptr_array_add (list_in (by_token, token_at (entry->tokens, 0)), entry);
}

TdGlossary *td_glossary_new (GPtrArray *take_terms)
{
    TdGlossary *glossary = g_new0 (TdGlossary, 1);
    GHashTableIter languages, tokens;
    gpointer by_token, list;

    glossary->terms = take_terms;
    glossary->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
    for (guint i = 0; i < take_terms->len; i++) {
        const TdGlossaryTerm *term = take_terms->pdata[i];
        for (guint k = 0; k < term->words->len; k++)
            add_word (glossary, term, term->words->pdata[k]);
    }
    g_hash_table_iter_init (&languages, glossary->languages);
    while (g_hash_table_iter_next (&languages, NULL, &by_token)) {
        g_hash_table_iter_init (&tokens, by_token);
        while (g_hash_table_iter_next (&tokens, NULL, &list))
            g_ptr_array_sort (list, longest_first);
    }
    return glossary;
}

void td_glossary_free (TdGlossary *glossary)
{
    if (glossary == NULL)
        return;
    g_hash_table_unref (glossary->languages);
    g_ptr_array_unref (glossary->terms);
    g_free (glossary);
}

const GPtrArray *td_glossary_terms (const TdGlossary *glossary)
{
    return glossary->terms;
}

/* ---- in a text ---- */

static gboolean stands_at (const Entry *entry, const TdTokens *text, guint at)
{
    guint n = entry->tokens->tokens->len;

    if (at + n > text->tokens->len)
        return FALSE;
    for (guint i = 0; i < n; i++)
        if (!g_str_equal (token_at (entry->tokens, i), token_at (text, at + i)))
            return FALSE;
    return TRUE;
}

static const Entry *entry_at (GHashTable *by_token, const TdTokens *text, guint at)
{
    const GPtrArray *list = g_hash_table_lookup (by_token, token_at (text, at));

    for (guint i = 0; list != NULL && i < list->len; i++)
        if (stands_at (list->pdata[i], text, at))
            return list->pdata[i];
    return NULL;
}

static GPtrArray *wanted_of (const TdGlossaryTerm *term, const char *to)
{
    GPtrArray *wanted = g_ptr_array_new ();

    for (guint i = 0; to != NULL && i < term->words->len; i++) {
        const TdGlossaryWord *w = term->words->pdata[i];
        if (w->status != TD_TERM_FORBIDDEN && g_str_equal (w->language, to))
            g_ptr_array_add (wanted, w->text);
    }
    return wanted;
}

void td_glossary_hit_free (TdGlossaryHit *hit)
{
    if (hit == NULL)
        return;
    g_ptr_array_unref (hit->wanted);
    g_free (hit);
}

GPtrArray *td_glossary_terms_in (const TdGlossary *glossary, const char *text, const char *from, const char *to)
{
    GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) td_glossary_hit_free);
    GHashTable *by_token = g_hash_table_lookup (glossary->languages, from);
    g_autoptr (TdTokens) tokens = td_analyze (text, -1, from);

    for (guint at = 0; by_token != NULL && at < tokens->tokens->len;) {
        const Entry *entry = entry_at (by_token, tokens, at);
        guint n = entry != NULL ? entry->tokens->tokens->len : 1;
        if (entry != NULL) {
            TdGlossaryHit *hit = g_new0 (TdGlossaryHit, 1);
            *hit = (TdGlossaryHit){ .start = g_array_index (tokens->tokens, TdToken, at).start,
                                    .end = g_array_index (tokens->tokens, TdToken, at + n - 1).end,
                                    .term = entry->term,
                                    .status = entry->word->status,
                                    .wanted = wanted_of (entry->term, to) };
            g_ptr_array_add (hits, hit);
        }
        at += n;
    }
    return hits;
}

/* ---- checking ---- */

void td_glossary_fault_free (TdGlossaryFault *fault)
{
    if (fault == NULL)
        return;
    g_free (fault->found);
    g_free (fault->wanted);
    g_free (fault);
}

static gboolean has_fault (const GPtrArray *faults, TdGlossaryWrong wrong, const TdGlossaryTerm *term)
{
    for (guint i = 0; i < faults->len; i++) {
        const TdGlossaryFault *f = faults->pdata[i];
        if (f->wrong == wrong && f->term == term)
            return TRUE;
    }
    return FALSE;
}

static void add_fault (GPtrArray *faults, TdGlossaryWrong wrong, const TdGlossaryHit *hit, const char *text,
                       const char *wanted)
{
    TdGlossaryFault *fault;

    if (has_fault (faults, wrong, hit->term))
        return;
    fault = g_new0 (TdGlossaryFault, 1);
    *fault =
        (TdGlossaryFault){ wrong, hit->term, g_strndup (text + hit->start, hit->end - hit->start), g_strdup (wanted) };
    g_ptr_array_add (faults, fault);
}

/* Whether a word of the term stands anywhere in the tokens, also within a longer term. */
static gboolean stands_in (const TdGlossary *glossary, const TdGlossaryTerm *term, const TdTokens *text,
                           const char *language)
{
    GHashTable *by_token = g_hash_table_lookup (glossary->languages, language);

    for (guint at = 0; by_token != NULL && at < text->tokens->len; at++) {
        const GPtrArray *list = g_hash_table_lookup (by_token, token_at (text, at));
        for (guint i = 0; list != NULL && i < list->len; i++) {
            const Entry *entry = list->pdata[i];
            if (entry->term == term && entry->word->status != TD_TERM_FORBIDDEN && stands_at (entry, text, at))
                return TRUE;
        }
    }
    return FALSE;
}

GPtrArray *td_glossary_check (const TdGlossary *glossary, const char *source, const char *target, const char *from,
                              const char *to)
{
    GPtrArray *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) td_glossary_fault_free);
    g_autoptr (GPtrArray) in_source = td_glossary_terms_in (glossary, source, from, to);
    g_autoptr (GPtrArray) in_target = td_glossary_terms_in (glossary, target, to, NULL);
    g_autoptr (TdTokens) tokens = td_analyze (target, -1, to);

    for (guint i = 0; i < in_source->len; i++) {
        const TdGlossaryHit *hit = in_source->pdata[i];
        if (hit->wanted->len > 0 && !stands_in (glossary, hit->term, tokens, to))
            add_fault (faults, TD_TERM_MISSING, hit, source, hit->wanted->pdata[0]);
    }
    for (guint i = 0; i < in_target->len; i++) {
        const TdGlossaryHit *hit = in_target->pdata[i];
        if (hit->status == TD_TERM_FORBIDDEN)
            add_fault (faults, TD_TERM_AVOID, hit, target, td_glossary_term_in (hit->term, to));
    }
    return faults;
}
