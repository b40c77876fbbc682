#include "areas/dossier/unreported.h"

#include "areas/library/match.h"

void td_unreported_clear (TdUnreportedList *list)
{
    g_clear_pointer (&list->rows, g_ptr_array_unref);
    g_clear_pointer (&list->all, g_ptr_array_unref);
}

struct counts {
    const TdInstance *instance;
    const TdViewer *viewer;
    const GPtrArray *all;
    GHashTable *of; /* document to (anchor to TdMatchCounts) */
};

static gboolean counts_in (TdTx *tx, gpointer data, GError **error)
{
    struct counts *c = data;

    for (guint i = 0; i < c->all->len; i++) {
        const TdRecommendation *r = c->all->pdata[i];
        GHashTable *counts;
        if (g_hash_table_contains (c->of, r->document))
            continue;
        counts = td_match_counts_in (tx, c->instance, c->viewer, r->document, error);
        if (counts == NULL)
            return FALSE;
        g_hash_table_insert (c->of, r->document, counts);
    }
    return TRUE;
}

static gboolean is_before (const TdRecommendation *r, const TdSpan *span)
{
    return r->cycle == 0 || r->cycle < span->cycle;
}

static void add (TdUnreportedList *list, TdRecommendation *r, GHashTable *of)
{
    const TdMatchCounts *counts = g_hash_table_lookup (g_hash_table_lookup (of, r->document), r->anchor);
    TdUnreported *row;

    if (r->reports > 0) {
        list->reported++;
        return;
    }
    row = g_new0 (TdUnreported, 1);
    row->recommendation = r;
    row->state = counts != NULL ? counts->state : 0;
    row->maybe = counts != NULL ? counts->maybe : 0;
    g_ptr_array_add (list->rows, row);
}

gboolean td_unreported_read (TdInstance *instance, const TdViewer *viewer, const TdSpan *span,
                             TdUnreportedList *ret_list, GError **error)
{
    const TdRecommendationFilter filter = { .state = span->state->iso3 };
    g_autoptr (GHashTable) of =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
    g_auto (TdUnreportedList) list = { .rows = g_ptr_array_new_with_free_func (g_free) };
    struct counts counts = { .instance = instance, .viewer = viewer, .of = of };

    list.all = td_recommendation_list (instance, viewer, &filter, error);
    counts.all = list.all;
    if (list.all == NULL || !td_store_read (instance->store, counts_in, &counts, error))
        return FALSE;
    for (guint i = 0; i < list.all->len; i++)
        if (is_before (list.all->pdata[i], span))
            add (&list, list.all->pdata[i], of);
    *ret_list = list;
    list = (TdUnreportedList){ 0 };
    return TRUE;
}
