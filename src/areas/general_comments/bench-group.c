/* Comments that say the same: suggested, grouped, taken apart. Contract in disposition.h. */
#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/disposition-sql.h"

#include "base/id.h"
#include "base/limits.h"
#include "text/resemblance.h"

#define fail td_general_fail

/* ---- suggestions ---- */

static char *pair_key (const char *a, const char *b)
{
    return g_strcmp0 (a, b) < 0 ? g_strconcat (a, " ", b, NULL) : g_strconcat (b, " ", a, NULL);
}

static TdResemblance *corpus_of (const GPtrArray *list)
{
    TdResemblance *corpus = td_resemblance_new ();

    for (guint i = 0; i < list->len; i++) {
        const TdDraftComment *c = ((TdBenchComment *) list->pdata[i])->comment;
        g_autofree char *all = g_strconcat (c->text, "\n", c->wording != NULL ? c->wording : "", NULL);
        td_resemblance_add (corpus, all, td_bench_language (c), NULL, 0);
    }
    return corpus;
}

/* Whether b may join those of suggestion: with none of them is it said to be unlike. */
static gboolean may_join (const GPtrArray *suggestion, const TdBenchComment *b, GHashTable *unlike)
{
    for (guint i = 0; i < suggestion->len; i++) {
        const TdBenchComment *other = suggestion->pdata[i];
        g_autofree char *key = pair_key (other->comment->id, b->comment->id);
        if (g_hash_table_contains (unlike, key))
            return FALSE;
    }
    return TRUE;
}

/* One group already, with nothing to add: no suggestion. */
static gboolean says_something (const GPtrArray *suggestion)
{
    const TdBenchComment *first = suggestion->pdata[0];
    gboolean same_group = first->group != 0;

    for (guint i = 1; i < suggestion->len; i++)
        same_group = same_group && ((TdBenchComment *) suggestion->pdata[i])->group == first->group;
    return suggestion->len > 1 && !same_group;
}

static int largest_first (gconstpointer a, gconstpointer b)
{
    const GPtrArray *x = *(GPtrArray *const *) a, *y = *(GPtrArray *const *) b;
    const TdBenchComment *first_x = x->pdata[0], *first_y = y->pdata[0];

    if (x->len != y->len)
        return x->len < y->len ? 1 : -1;
    return first_x->comment->number - first_y->comment->number;
}

GPtrArray *td_bench_suggest (const GPtrArray *list, GHashTable *unlike)
{
    g_autoptr (TdResemblance) corpus = corpus_of (list);
    g_autofree gboolean *placed = g_new0 (gboolean, list->len + 1);
    GPtrArray *suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

    for (guint i = 0; i < list->len; i++) {
        TdBenchComment *first = list->pdata[i];
        g_autoptr (GPtrArray) one = NULL;
        if (placed[i])
            continue;
        one = g_ptr_array_new ();
        g_ptr_array_add (one, first);
        for (guint k = i + 1; k < list->len && one->len < TD_LIMIT_COMMENTS_ALIKE; k++) {
            TdBenchComment *b = list->pdata[k];
            if (g_strcmp0 (b->comment->anchor, first->comment->anchor) != 0)
                break; /* they stand in order of paragraphs */
            if (placed[k] || td_resemblance_score (corpus, i, k) < TD_RESEMBLES || !may_join (one, b, unlike))
                continue;
            placed[k] = TRUE;
            g_ptr_array_add (one, b);
        }
        if (says_something (one))
            g_ptr_array_add (suggestions, g_steal_pointer (&one));
    }
    g_ptr_array_sort (suggestions, largest_first);
    return suggestions;
}

struct unliking {
    const char *draft;
    GHashTable *set;
};

static gboolean unlike_in (TdTx *tx, gpointer data, GError **error)
{
    const struct unliking *u = data;

    return td_bench_unlike_load (tx, u->draft, u->set, error);
}

GHashTable *td_bench_unlike (TdInstance *instance, const char *draft, GError **error)
{
    g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    struct unliking u = { .draft = draft, .set = set };

    return td_store_read (instance->store, unlike_in, &u, error) ? g_steal_pointer (&set) : NULL;
}

/* ---- grouping ---- */

struct grouping {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *draft;
    const char *const *comments;
    gboolean (*change) (TdTx *tx, const struct grouping *g, const TdCommentDraft *draft, GError **error);
};

static gboolean known (TdTx *tx, const struct grouping *g, const char *comment, TdBenchRow *ret_row, GError **error)
{
    if (!td_bench_row (tx, g->draft, comment, ret_row, error))
        return FALSE;
    return ret_row->words != 0
           || fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                    "One of these comments was taken back meanwhile. Nothing was stored: look at the list anew.");
}

/* The comment, and whatever is in its group, go into this one. */
static gboolean join (TdTx *tx, const char *comment, const char *old_group, const char *group, GError **error)
{
    g_autoptr (GPtrArray) members = NULL;

    if (old_group == NULL || g_str_equal (old_group, group))
        return td_bench_group_put (tx, comment, group, error);
    members = td_bench_group_members (tx, old_group, error);
    for (guint i = 0; members != NULL && i < members->len; i++)
        if (!td_bench_group_put (tx, members->pdata[i], group, error))
            return FALSE;
    return members != NULL;
}

static gboolean group_them (TdTx *tx, const struct grouping *g, const TdCommentDraft *draft, GError **error)
{
    g_autofree char *id = NULL;

    for (gsize i = 0; g->comments[i] != NULL && id == NULL; i++) {
        g_auto (TdBenchRow) row = { 0 };
        if (!known (tx, g, g->comments[i], &row, error))
            return FALSE;
        id = g_steal_pointer (&row.group);
    }
    if (id == NULL) {
        id = td_id_new ();
        if (!td_bench_group_insert (tx, id, draft->id, td_viewer_actor (g->viewer), td_clock_now (&g->instance->clock),
                                    error))
            return FALSE;
    }
    for (gsize i = 0; g->comments[i] != NULL; i++) {
        g_auto (TdBenchRow) row = { 0 };
        if (!known (tx, g, g->comments[i], &row, error) || !join (tx, g->comments[i], row.group, id, error))
            return FALSE;
    }
    return td_bench_groups_tidy (tx, draft->id, error);
}

static gboolean part_them (TdTx *tx, const struct grouping *g, const TdCommentDraft *draft, GError **error)
{
    for (gsize i = 0; g->comments[i] != NULL; i++) {
        g_auto (TdBenchRow) row = { 0 };
        if (!known (tx, g, g->comments[i], &row, error) || !td_bench_group_take (tx, g->comments[i], error))
            return FALSE;
    }
    return td_bench_groups_tidy (tx, draft->id, error);
}

static gboolean say_unlike (TdTx *tx, const struct grouping *g, const TdCommentDraft *draft, GError **error)
{
    (void) draft;
    for (gsize i = 0; g->comments[i] != NULL; i++) {
        g_auto (TdBenchRow) row = { 0 };
        if (!known (tx, g, g->comments[i], &row, error))
            return FALSE;
        for (gsize k = 0; k < i; k++) {
            const char *a = g->comments[i], *b = g->comments[k];
            gboolean first = g_strcmp0 (a, b) < 0;
            if (!g_str_equal (a, b) && !td_bench_unlike_put (tx, first ? a : b, first ? b : a, error))
                return FALSE;
        }
    }
    return TRUE;
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    const struct grouping *g = data;
    g_autoptr (TdCommentDraft) draft =
        td_bench_held (tx, g->instance, g->viewer, TD_ACT_GENERAL_COMMENT_BENCH, g->draft, error);

    return draft != NULL && g->change (tx, g, draft, error)
           && td_bench_journal (tx, g->instance, td_viewer_actor (g->viewer),
                                td_act_word (TD_ACT_GENERAL_COMMENT_BENCH), draft, NULL, FALSE, error);
}

/* least: how many there must be. */
static gboolean change (const struct grouping *g, guint least, GError **error)
{
    guint n = g_strv_length ((char **) g->comments);

    if (!td_door_may (g->viewer, TD_ACT_GENERAL_COMMENT_BENCH, NULL, error))
        return FALSE;
    if (n < least)
        return fail (NULL, NULL, error, TD_ERROR_INPUT, "Tick at least two comments that say the same.");
    if (n > TD_LIMIT_COMMENTS_ANSWERED)
        return fail (NULL, NULL, error, TD_ERROR_INPUT, "These are too many at once. Tick fewer.");
    return td_store_write (g->instance->store, change_in, (gpointer) g, error);
}

gboolean td_bench_group (TdInstance *instance, const TdViewer *viewer, const char *draft, const char *const *comments,
                         GError **error)
{
    const struct grouping g = { instance, viewer, draft, comments, group_them };

    return change (&g, 2, error);
}

gboolean td_bench_ungroup (TdInstance *instance, const TdViewer *viewer, const char *draft, const char *comment,
                           GError **error)
{
    const char *const comments[] = { comment, NULL };
    const struct grouping g = { instance, viewer, draft, comments, part_them };

    return change (&g, 1, error);
}

gboolean td_bench_not_alike (TdInstance *instance, const TdViewer *viewer, const char *draft,
                             const char *const *comments, GError **error)
{
    const struct grouping g = { instance, viewer, draft, comments, say_unlike };

    return change (&g, 2, error);
}
