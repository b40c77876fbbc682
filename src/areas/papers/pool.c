/* Reading the pool: contract in pool.h. */
#include "areas/papers/pool.h"

#include "areas/calls/timetable.h"
#include "areas/papers/pool-rules.h"
#include "areas/papers/pool-sql.h"
#include "areas/submissions/reading.h"
#include "base/errors.h"
#include "text/analyzer.h"
#include "text/resemblance.h"
#include "text/words.h"

static const struct {
    const char *word, *label;
} kinds[TD_N_POOL_KINDS] = {
    [TD_POOL_QUESTION] = { "question", N_ ("Question") },
    [TD_POOL_RECOMMENDATION] = { "recommendation", N_ ("Recommendation") },
    [TD_POOL_PRIORITY] = { "priority", N_ ("Priority") },
};

const char *td_pool_kind_word (TdPoolKind kind)
{
    return kinds[kind].word;
}

const char *td_pool_kind_label (TdPoolKind kind)
{
    return kinds[kind].label;
}

gboolean td_pool_kind_from_word (const char *word, TdPoolKind *ret_kind)
{
    for (int i = 0; i < TD_N_POOL_KINDS; i++)
        if (g_strcmp0 (word, kinds[i].word) == 0) {
            *ret_kind = (TdPoolKind) i;
            return TRUE;
        }
    return FALSE;
}

char *td_pool_item_key (const TdPoolItem *item)
{
    return g_strdup_printf ("%s.%s.%d", item->submission, kinds[item->kind].word, item->n);
}

/* ---- records ---- */

static void taken_free (gpointer data)
{
    TdPoolTaken *taken = data;

    g_free (taken->paper);
    g_free (taken->paper_kind);
    g_free (taken->paragraph);
    g_free (taken);
}

static void item_free (gpointer data)
{
    TdPoolItem *item = data;

    g_free (item->submission);
    g_free (item->text);
    g_free (item->language);
    g_free (item->title);
    g_free (item->name);
    g_array_unref (item->articles);
    g_ptr_array_unref (item->says);
    g_clear_pointer (&item->taken, g_ptr_array_unref);
    g_free (item);
}

static void group_free (gpointer data)
{
    TdPoolGroup *group = data;

    g_ptr_array_unref (group->items);
    g_array_unref (group->articles);
    g_free (group);
}

void td_pool_clear (TdPoolList *pool)
{
    g_clear_pointer (&pool->groups, g_ptr_array_unref);
    *pool = (TdPoolList){ 0 };
}

/* ---- which review ---- */

/* The stage on which the profile's calls for a purpose hang; "" where none does. */
static const char *stage_of (const TdProfile *profile, const char *purpose)
{
    for (gsize i = 0; i < profile->n_call_kinds; i++)
        if (g_strcmp0 (profile->call_kinds[i].purpose, purpose) == 0 && profile->call_kinds[i].stage != NULL)
            return profile->call_kinds[i].stage;
    return "";
}

static int cycle_of (const TdTimetable *timetable, const TdState *state, const TdPoolSource *source)
{
    g_autofree char *instant = NULL;
    g_autofree char *day = NULL;

    if (source->cycle > 0)
        return source->cycle;
    instant = td_instant_to_text (source->received);
    day = g_strndup (instant, strlen ("2026-12-31"));
    return td_timetable_cycle_for (timetable, state, stage_of (timetable->profile, source->purpose), day);
}

static int cycle_under_way (const TdInstance *instance, const TdTimetable *timetable, const TdState *state)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);

    return td_timetable_cycle_for (timetable, state, "", today);
}

/* ---- what there is ---- */

static gboolean read_sources (TdTx *tx, TdPoolWhole *whole, const TdTimetable *timetable, const TdState *state,
                              GError **error)
{
    g_autoptr (GPtrArray) sources = td_pool_sources (tx, whole->viewer, state->iso3, error);

    if (sources == NULL)
        return FALSE;
    for (guint i = 0; i < sources->len; i++) {
        if (cycle_of (timetable, state, sources->pdata[i]) != whole->cycle)
            continue;
        whole->submissions++;
        if (!td_pool_read_items (tx, sources->pdata[i], whole->items, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean read_taken_of (TdTx *tx, TdPoolWhole *whole, const TdPaper *paper, GHashTable *by_key, GError **error)
{
    g_autoptr (GPtrArray) origins = td_paper_origins_in (tx, whole->viewer, paper->id, error);

    if (origins == NULL)
        return FALSE;
    for (guint i = 0; i < origins->len; i++) {
        const TdPaperOrigined *origin = origins->pdata[i];
        g_autofree char *key = g_strdup_printf ("%s.%s.%d", origin->submission, origin->what, origin->number);
        TdPoolItem *item = g_hash_table_lookup (by_key, key);
        TdPoolTaken *taken;
        if (item == NULL)
            continue;
        taken = g_new0 (TdPoolTaken, 1);
        taken->paper = g_strdup (paper->id);
        taken->paper_kind = g_strdup (paper->kind);
        taken->paragraph = g_strdup (origin->paragraph);
        g_ptr_array_add (item->taken, taken);
    }
    return TRUE;
}

/* Marks what stands in a draft or paper on the State already, of whichever review. */
static gboolean read_taken (TdTx *tx, TdPoolWhole *whole, const char *state, GError **error)
{
    const TdPaperFilter filter = { .state = state };
    g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GPtrArray) papers = td_paper_list_in (tx, whole->viewer, &filter, error);

    if (papers == NULL)
        return FALSE;
    for (guint i = 0; i < whole->items->len; i++) {
        TdPoolItem *item = whole->items->pdata[i];
        item->taken = g_ptr_array_new_with_free_func (taken_free);
        g_hash_table_insert (by_key, td_pool_item_key (item), item);
    }
    for (guint i = 0; i < papers->len; i++)
        if (!read_taken_of (tx, whole, papers->pdata[i], by_key, error))
            return FALSE;
    return TRUE;
}

gboolean td_pool_read_whole_in (TdTx *tx, TdPoolWhole *whole, GError **error)
{
    const TdState *state = td_profile_state (whole->instance->profile, whole->asked_state);
    const TdThing dossier = td_door_dossier (state != NULL ? state->iso3 : NULL);
    g_autoptr (TdTimetable) timetable = NULL;

    if (state == NULL)
        return td_door_unknown (error);
    if (!td_door_may (whole->viewer, TD_ACT_DOSSIER_READ, &dossier, error))
        return FALSE;
    timetable = td_timetable_load (tx, whole->instance->profile, error);
    if (timetable == NULL)
        return FALSE;
    whole->state = state;
    whole->cycle = whole->asked_cycle > 0 ? whole->asked_cycle
                                          : cycle_under_way (whole->instance, timetable,
                                                             td_profile_state (timetable->profile, state->iso3));
    whole->submissions = 0;
    g_clear_pointer (&whole->items, g_ptr_array_unref);
    whole->items = g_ptr_array_new_with_free_func (item_free);
    return read_sources (tx, whole, timetable, td_profile_state (timetable->profile, state->iso3), error)
           && read_taken (tx, whole, state->iso3, error);
}

static gboolean whole_in (TdTx *tx, gpointer data, GError **error)
{
    return td_pool_read_whole_in (tx, data, error);
}

/* ---- groups ---- */

static int by_number (gconstpointer a, gconstpointer b)
{
    int first = *(const int *) a, second = *(const int *) b;

    return (first > second) - (first < second);
}

/* The article that most of the group speaks of, the lower where two are as often; and all of them. */
static void settle_articles (TdPoolGroup *group)
{
    int best = 0, run = 0;
    g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (int));

    for (guint i = 0; i < group->items->len; i++) {
        const TdPoolItem *item = group->items->pdata[i];
        g_array_append_vals (all, item->articles->data, item->articles->len);
    }
    g_array_sort (all, by_number);
    for (guint i = 0; i < all->len; i++) {
        int article = g_array_index (all, int, i);
        run = i > 0 && g_array_index (all, int, i - 1) == article ? run + 1 : 1;
        if (run == 1)
            g_array_append_val (group->articles, article);
        if (run > best) {
            best = run;
            group->article = article;
        }
    }
}

/* What is public comes first, so that nobody's unpublished words stand for a group that has others. */
static void public_first (GPtrArray *items)
{
    guint place = 0;

    for (guint i = 0; i < items->len; i++) {
        TdPoolItem *item = items->pdata[i];
        if (item->quiet)
            continue;
        for (guint j = i; j > place; j--)
            items->pdata[j] = items->pdata[j - 1];
        items->pdata[place++] = item;
    }
}

static void settle (TdPoolGroup *group)
{
    g_autoptr (GHashTable) says = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < group->items->len; i++) {
        const TdPoolItem *item = group->items->pdata[i];
        group->taken |= item->taken->len > 0;
        for (guint j = 0; j < item->says->len; j++)
            g_hash_table_add (says, item->says->pdata[j]);
    }
    group->organisations = (int) g_hash_table_size (says);
    public_first (group->items);
    settle_articles (group);
}

/* Those of one kind, alike ones together. The items become the groups'. */
static void group_kind (GPtrArray *groups, GPtrArray *items, TdPoolKind kind)
{
    g_autoptr (TdResemblance) corpus = td_resemblance_new ();
    g_autoptr (GPtrArray) of_kind = g_ptr_array_new ();
    g_autoptr (GPtrArray) by_first = NULL;
    g_autoptr (GArray) firsts = NULL;

    for (guint i = 0; i < items->len; i++) {
        const TdPoolItem *item = items->pdata[i];
        if (item->kind != kind)
            continue;
        g_ptr_array_add (of_kind, items->pdata[i]);
        td_resemblance_add (corpus, item->text, item->language, (const int *) (const void *) item->articles->data,
                            item->articles->len);
    }
    firsts = td_resemblance_groups (corpus, TD_RESEMBLES);
    by_first = g_ptr_array_new ();
    g_ptr_array_set_size (by_first, (int) of_kind->len);
    for (guint i = 0; i < of_kind->len; i++) {
        guint first = g_array_index (firsts, guint, i);
        TdPoolGroup *group = by_first->pdata[first];
        if (group == NULL) {
            group = by_first->pdata[first] = g_new0 (TdPoolGroup, 1);
            group->kind = kind;
            group->items = g_ptr_array_new_with_free_func (item_free);
            group->articles = g_array_new (FALSE, FALSE, sizeof (int));
            g_ptr_array_add (groups, group);
        }
        g_ptr_array_add (group->items, of_kind->pdata[i]);
    }
}

static GPtrArray *make_groups (TdPoolWhole *whole)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);

    for (int kind = 0; kind < TD_N_POOL_KINDS; kind++)
        group_kind (groups, whole->items, (TdPoolKind) kind);
    g_ptr_array_set_free_func (whole->items, NULL);
    g_clear_pointer (&whole->items, g_ptr_array_unref);
    for (guint i = 0; i < groups->len; i++)
        settle (groups->pdata[i]);
    return groups;
}

/* ---- what was asked for ---- */

static gboolean speaks_of (const TdPoolGroup *group, int article)
{
    if (article < 0)
        return group->articles->len == 0;
    for (guint i = 0; i < group->articles->len; i++)
        if (g_array_index (group->articles, int, i) == article)
            return TRUE;
    return article == 0;
}

static gboolean text_has (const TdPoolItem *item, const GPtrArray *query)
{
    g_autoptr (TdTokens) tokens = td_analyze (item->text, -1, item->language);
    g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < tokens->tokens->len; i++)
        g_hash_table_add (there, g_array_index (tokens->tokens, TdToken, i).text);
    for (guint i = 0; i < query->len; i++) {
        const char *const *ways = query->pdata[i];
        gboolean found = FALSE;
        for (gsize j = 0; ways[j] != NULL && !found; j++)
            found = g_hash_table_contains (there, ways[j]);
        if (!found)
            return FALSE;
    }
    return TRUE;
}

static gboolean has_words (const TdPoolGroup *group, const GPtrArray *query)
{
    if (query == NULL)
        return TRUE;
    for (guint i = 0; i < group->items->len; i++)
        if (text_has (group->items->pdata[i], query))
            return TRUE;
    return FALSE;
}

static gint64 first_place (const TdPoolGroup *group, GHashTable *places)
{
    return GPOINTER_TO_SIZE (g_hash_table_lookup (places, group));
}

/* By article, what speaks of none last; then what most say; then as it came. */
static int by_article (gconstpointer a, gconstpointer b, gpointer places)
{
    const TdPoolGroup *first = *(const TdPoolGroup *const *) a, *second = *(const TdPoolGroup *const *) b;

    if (first->article != second->article)
        return (first->article == 0 ? G_MAXINT : first->article) > (second->article == 0 ? G_MAXINT : second->article)
                   ? 1
                   : -1;
    if (first->organisations != second->organisations)
        return first->organisations < second->organisations ? 1 : -1;
    return first_place (first, places) > first_place (second, places) ? 1 : -1;
}

static void sort (GPtrArray *groups)
{
    g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

    for (guint i = 0; i < groups->len; i++)
        g_hash_table_insert (places, groups->pdata[i], GSIZE_TO_POINTER (i));
    g_ptr_array_sort_with_data (groups, by_article, places);
}

/* Drops what the question does not let through, counts the rest and keeps one page of it. */
static void choose (TdPoolList *pool, const TdPoolAsk *ask)
{
    gboolean any_words = ask->words != NULL && *ask->words != '\0', any_kind = ask->kind == NULL || *ask->kind == '\0';
    g_autoptr (GPtrArray) query = any_words ? td_analyze_query (ask->words, NULL) : NULL;
    guint from = (guint) MAX (ask->offset, 0);

    for (guint i = pool->groups->len; i-- > 0;) {
        TdPoolGroup *group = pool->groups->pdata[i];
        if (speaks_of (group, ask->article) && (any_kind || g_str_equal (kinds[group->kind].word, ask->kind))
            && has_words (group, query))
            pool->items += group->items->len;
        else
            g_ptr_array_remove_index (pool->groups, i);
    }
    pool->total = pool->groups->len;
    for (guint i = 0; ask->article > 0 && i < pool->groups->len; i++)
        ((TdPoolGroup *) pool->groups->pdata[i])->article = ask->article;
    sort (pool->groups);
    if (from > 0)
        g_ptr_array_remove_range (pool->groups, 0, MIN (from, pool->groups->len));
    if (ask->limit > 0 && pool->groups->len > (guint) ask->limit)
        g_ptr_array_set_size (pool->groups, ask->limit);
}

/* Whoever reads here what is not public reads it as on its own page. */
static gboolean note_reading (TdInstance *instance, const TdViewer *viewer, TdPoolGroup *const *groups, guint n,
                              GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < n; i++)
        for (guint j = 0; j < groups[i]->items->len; j++) {
            const TdPoolItem *item = groups[i]->items->pdata[j];
            if (item->noted && g_hash_table_add (seen, item->submission))
                g_ptr_array_add (ids, item->submission);
        }
    return td_reading_note_many (instance, viewer, ids, error);
}

static gboolean read_pool (TdInstance *instance, const TdViewer *viewer, const TdPoolAsk *ask, TdPoolList *ret_pool,
                           GError **error)
{
    g_auto (TdPoolWhole)
        whole = { .instance = instance, .viewer = viewer, .asked_state = ask->state, .asked_cycle = ask->cycle };

    if (!td_store_read (instance->store, whole_in, &whole, error))
        return FALSE;
    *ret_pool = (TdPoolList){
        .state = whole.state, .cycle = whole.cycle, .submissions = whole.submissions, .groups = make_groups (&whole)
    };
    choose (ret_pool, ask);
    return TRUE;
}

gboolean td_pool (TdInstance *instance, const TdViewer *viewer, const TdPoolAsk *ask, TdPoolList *ret_pool,
                  GError **error)
{
    g_auto (TdPoolList) pool = { 0 };

    if (!read_pool (instance, viewer, ask, &pool, error)
        || !note_reading (instance, viewer, (TdPoolGroup *const *) pool.groups->pdata, pool.groups->len, error))
        return FALSE;
    *ret_pool = pool;
    pool = (TdPoolList){ 0 };
    return TRUE;
}

static gboolean holds (const TdPoolGroup *group, const char *key)
{
    for (guint i = 0; i < group->items->len; i++) {
        g_autofree char *own = td_pool_item_key (group->items->pdata[i]);
        if (g_strcmp0 (own, key) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean td_pool_group_of (TdInstance *instance, const TdViewer *viewer, const char *state, int cycle, const char *item,
                           TdPoolList *ret_pool, GError **error)
{
    const TdPoolAsk ask = { .state = state, .cycle = cycle };
    g_auto (TdPoolList) pool = { 0 };

    if (!read_pool (instance, viewer, &ask, &pool, error))
        return FALSE;
    for (guint i = pool.groups->len; i-- > 0;)
        if (!holds (pool.groups->pdata[i], item))
            g_ptr_array_remove_index (pool.groups, i);
    if (pool.groups->len == 0)
        return td_door_unknown (error);
    if (!note_reading (instance, viewer, (TdPoolGroup *const *) pool.groups->pdata, 1, error))
        return FALSE;
    *ret_pool = pool;
    pool = (TdPoolList){ 0 };
    return TRUE;
}
