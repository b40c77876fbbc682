/* Fuzzy search: the rarest tokens of a text lead to candidates, their scores to matches. Contract in memory.h.
 *
 * A text that scores at least L has lost at most (100 - L) percent of its tokens. So of any one more than that many of them, it has at least one:
 * lists of the rarest are read, as many as that, and the next ones while they are short, which tells likely candidates from chance. Texts
 * far too long or too short are left out while lists are read. */
#include "areas/memory/candidates.h"
#include "areas/memory/likeness.h"
#include "areas/memory/memory-sql.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"

#include <string.h>

enum { LOWEST = 30, HIGHEST = 100, WANTED = 32 };

/* ---- scores ---- */

typedef struct {
    TdMemoryText *text;
    int score;
} Scored;

static int best_first (gconstpointer a, gconstpointer b)
{
    const Scored *x = a, *y = b;

    if (x->score != y->score)
        return y->score - x->score;
    return (x->text->number > y->text->number) - (x->text->number < y->text->number);
}

static GArray *scores_of (const GPtrArray *texts, const char *text, const GArray *tokens, int least)
{
    GArray *scored = g_array_new (FALSE, FALSE, sizeof (Scored));

    for (guint i = 0; i < texts->len; i++) {
        TdMemoryText *t = texts->pdata[i];
        Scored one = { t, td_memory_score (text, tokens, t->text, t->tokens, t->n_tokens, least) };
        if (one.score >= least)
            g_array_append_val (scored, one);
    }
    g_array_sort (scored, best_first);
    return scored;
}

/* ---- matches ---- */

static gboolean is_there (const GPtrArray *matches, const char *source, const char *target)
{
    for (guint i = 0; i < matches->len; i++) {
        const TdMemoryMatch *m = matches->pdata[i];
        if (g_str_equal (m->target, target) && g_str_equal (m->source, source))
            return TRUE;
    }
    return FALSE;
}

static void add_matches (GPtrArray *matches, const Scored *scored, const GPtrArray *others)
{
    for (guint i = 0; i < others->len; i++) {
        TdMemoryOther *o = others->pdata[i];
        if (o->text != scored->text->number || is_there (matches, scored->text->text, o->target))
            continue;
        TdMemoryMatch *m = g_new0 (TdMemoryMatch, 1);
        *m = (TdMemoryMatch){ .score = scored->score,
                              .source = g_strdup (scored->text->text),
                              .target = g_strdup (o->target),
                              .origin = o->origin,
                              .name = g_strdup (o->name),
                              .place = g_strdup (o->place),
                              .at = o->at };
        g_ptr_array_add (matches, m);
    }
}

static int match_order (gconstpointer a, gconstpointer b)
{
    const TdMemoryMatch *x = *(TdMemoryMatch *const *) a, *y = *(TdMemoryMatch *const *) b;

    if (x->score != y->score)
        return y->score - x->score;
    if (x->origin != y->origin)
        return (int) x->origin - (int) y->origin;
    if (x->at != y->at)
        return x->at < y->at ? 1 : -1;
    return strcmp (x->target, y->target);
}

/* From the best on, until enough of them have something in the other language. */
static GPtrArray *matches_of (TdTx *tx, const GArray *scored, const char *to, int most, GError **error)
{
    g_autoptr (GPtrArray) matches = g_ptr_array_new_with_free_func ((GDestroyNotify) td_memory_match_free);

    for (guint from = 0; from < scored->len && (int) matches->len < most; from += WANTED) {
        gint64 numbers[WANTED];
        guint n = MIN (scored->len - from, (guint) WANTED);
        g_autoptr (GPtrArray) others = NULL;
        for (guint i = 0; i < n; i++)
            numbers[i] = g_array_index (scored, Scored, from + i).text->number;
        if ((others = td_memory_others (tx, numbers, n, to, error)) == NULL)
            return NULL;
        for (guint i = 0; i < n; i++)
            add_matches (matches, &g_array_index (scored, Scored, from + i), others);
    }
    g_ptr_array_sort (matches, match_order);
    if ((int) matches->len > most)
        g_ptr_array_set_size (matches, most);
    return g_steal_pointer (&matches);
}

/* ---- the whole ---- */

static GPtrArray *too_long (GError **error)
{
    g_set_error (
        error, TD_MEMORY_ERROR, TD_ERROR_INPUT,
        "This text is longer than the %d characters that the memory keeps of one. Search sentence by sentence.",
        TD_LIMIT_MEMORY_CHARACTERS);
    return NULL;
}

/* The text itself, where it is there and no token leads to it. */
static gboolean add_same (TdTx *tx, const char *language, const char *text, GArray *candidates, GError **error)
{
    gint64 same = 0;

    if (!td_memory_find_text (tx, language, text, &same, error))
        return FALSE;
    for (guint i = 0; i < candidates->len; i++)
        if (g_array_index (candidates, gint64, i) == same)
            return TRUE;
    if (same != 0)
        g_array_append_val (candidates, same);
    return TRUE;
}

GPtrArray *td_memory_search_in (TdTx *tx, const TdMemoryQuery *query, GError **error)
{
    g_autofree char *text = td_text_clean_text (query->text, TD_LIMIT_MEMORY_CHARACTERS);
    int least = CLAMP (query->least != 0 ? query->least : TD_MEMORY_LEAST, LOWEST, HIGHEST);
    g_autoptr (GArray) tokens = NULL;
    g_autoptr (GArray) candidates = NULL;
    g_autoptr (GPtrArray) texts = NULL;
    g_autoptr (GArray) scored = NULL;

    if (text == NULL)
        return too_long (error);
    tokens = td_memory_tokens (text, query->from);
    candidates = td_memory_candidates (tx, query->from, tokens, least, error);
    if (candidates == NULL || !add_same (tx, query->from, text, candidates, error))
        return NULL;
    texts = td_memory_texts (tx, (const gint64 *) (void *) candidates->data, candidates->len, error);
    if (texts == NULL)
        return NULL;
    scored = scores_of (texts, text, tokens, least);
    return matches_of (tx, scored, query->to, query->most > 0 ? query->most : (int) TD_MEMORY_MOST, error);
}

struct searching {
    const TdMemoryQuery *query;
    GPtrArray *matches;
};

static gboolean search_in (TdTx *tx, gpointer data, GError **error)
{
    struct searching *s = data;

    s->matches = td_memory_search_in (tx, s->query, error);
    return s->matches != NULL;
}

GPtrArray *td_memory_search (TdInstance *instance, const TdMemoryQuery *query, GError **error)
{
    struct searching s = { .query = query };

    return td_store_read (instance->store, search_in, &s, error) ? s.matches : NULL;
}

json_t *td_memory_matches_to_json (const GPtrArray *matches)
{
    json_t *list = json_array ();

    for (guint i = 0; i < matches->len; i++) {
        const TdMemoryMatch *m = matches->pdata[i];
        g_autofree char *at = td_instant_to_text (m->at);
        json_array_append_new (list,
                               json_pack ("{s:i, s:s, s:s, s:s, s:s, s:s?, s:s}", "score", m->score, "source",
                                          m->source, "target", m->target, "origin", td_memory_origin_word (m->origin),
                                          "name", m->name, "place", m->place, "at", at));
    }
    return json_pack ("{s:o}", "matches", list);
}
