/* Evidence beside recommendations. Contract in evidence.h. */
#include "areas/follow_up/evidence.h"

static GHashTable *counts_of (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, GHashTable *by_document,
                              const char *document, GError **error)
{
    GHashTable *counts = g_hash_table_lookup (by_document, document);

    if (counts != NULL)
        return counts;
    counts = td_match_counts_in (tx, instance, viewer, document, error);
    if (counts != NULL)
        g_hash_table_insert (by_document, (gpointer) document, counts);
    return counts;
}

gboolean td_evidence_count_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, GPtrArray *list,
                               GError **error)
{
    g_autoptr (GHashTable) by_document =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);

    for (guint i = 0; i < list->len; i++) {
        TdRecommendation *r = list->pdata[i];
        GHashTable *counts = counts_of (tx, instance, viewer, by_document, r->document, error);
        const TdMatchCounts *n;
        if (counts == NULL)
            return FALSE;
        n = g_hash_table_lookup (counts, r->anchor);
        r->reports = n != NULL ? n->un + n->regional + n->nhri + n->civil_society : 0;
    }
    return TRUE;
}

GPtrArray *td_evidence_of (TdInstance *instance, const TdViewer *viewer, const TdRecommendation *r, GError **error)
{
    const TdMatchFilter filter = { .target = r->document, .anchor = r->anchor, .counting = TRUE };

    return td_match_list (instance, viewer, &filter, error);
}
