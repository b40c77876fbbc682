#include "areas/cases/due.h"

#include "areas/cases/case-sql.h"

static void due_free (gpointer data)
{
    TdCaseDue *d = data;

    td_case_free (d->c);
    td_case_clock_free (d->clock);
    g_free (d);
}

static int by_day (gconstpointer a, gconstpointer b)
{
    const TdCaseDue *x = *(const TdCaseDue *const *) a, *y = *(const TdCaseDue *const *) b;
    int order = td_date_compare (x->clock->due, y->clock->due);

    return order != 0 ? order : g_strcmp0 (x->c->id, y->c->id);
}

struct reading {
    const TdViewer *viewer;
    GPtrArray *list;
};

static gboolean due_in (TdTx *tx, gpointer data, GError **error)
{
    static const TdCaseFilter filter = { .under_way = TRUE };
    struct reading *r = data;
    g_autoptr (GPtrArray) cases = td_case_list_in (tx, r->viewer, &filter, error);
    g_autoptr (GPtrArray) clocks = cases != NULL ? td_case_clock_open (tx, error) : NULL;
    g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

    g_clear_pointer (&r->list, g_ptr_array_unref);
    if (clocks == NULL)
        return FALSE;
    r->list = g_ptr_array_new_with_free_func (due_free);
    for (guint i = 0; i < cases->len; i++)
        g_hash_table_insert (by_id, ((TdCase *) cases->pdata[i])->id, GUINT_TO_POINTER (i + 1));
    for (guint i = 0; i < clocks->len; i++) {
        TdCaseClock *clock = clocks->pdata[i];
        guint at = GPOINTER_TO_UINT (g_hash_table_lookup (by_id, clock->case_id));
        TdCaseDue *d;
        if (at == 0 || cases->pdata[at - 1] == NULL)
            continue; /* not theirs to know, or there with its other clock */
        d = g_new0 (TdCaseDue, 1);
        d->c = g_steal_pointer (&cases->pdata[at - 1]);
        d->clock = g_steal_pointer (&clocks->pdata[i]);
        g_ptr_array_add (r->list, d);
        g_hash_table_remove (by_id, d->c->id);
    }
    g_ptr_array_sort (r->list, by_day);
    return TRUE;
}

GPtrArray *td_case_due (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct reading r = { .viewer = viewer };

    if (td_store_read (instance->store, due_in, &r, error))
        return r.list;
    g_clear_pointer (&r.list, g_ptr_array_unref);
    return NULL;
}

static void waiting_free (gpointer data)
{
    TdCaseWaiting *w = data;

    td_case_free (w->c);
    g_free (w);
}

static gboolean keeps (TdTx *tx, const TdViewer *viewer, const char *id, TdCase **ret_c)
{
    g_autoptr (TdCase) c = td_case_get_in (tx, viewer, id, NULL);
    TdThing thing;

    if (c == NULL)
        return FALSE;
    thing = td_case_thing (c, viewer);
    if (!td_door_may (viewer, TD_ACT_CASE_KEEP, &thing, NULL))
        return FALSE;
    *ret_c = g_steal_pointer (&c);
    return TRUE;
}

static gboolean waiting_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (GPtrArray) papers = td_case_paper_waiting (tx, error);

    g_clear_pointer (&r->list, g_ptr_array_unref);
    r->list = papers != NULL ? g_ptr_array_new_with_free_func (waiting_free) : NULL;
    for (guint i = 0; papers != NULL && i < papers->len; i++) {
        const TdCasePaper *p = papers->pdata[i];
        TdCase *c = NULL;
        TdCaseWaiting *w;
        if (!keeps (tx, r->viewer, p->case_id, &c))
            continue;
        w = g_new0 (TdCaseWaiting, 1);
        *w = (TdCaseWaiting){ .c = c, .n = p->n, .party = p->party, .received = p->received };
        g_ptr_array_add (r->list, w);
    }
    return papers != NULL;
}

GPtrArray *td_case_papers_waiting (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct reading r = { .viewer = viewer };

    if (!td_door_viewer_may (viewer, TD_ACT_CASE_KEEP))
        return g_ptr_array_new_with_free_func (waiting_free);
    if (td_store_read (instance->store, waiting_in, &r, error))
        return r.list;
    g_clear_pointer (&r.list, g_ptr_array_unref);
    return NULL;
}

json_t *td_register_to_json (const TdInstance *instance, const GPtrArray *list, const GPtrArray *due)
{
    json_t *cases = json_array (), *dues = json_array ();

    for (guint i = 0; i < list->len; i++)
        json_array_append_new (cases, td_case_to_json (instance, list->pdata[i]));
    for (guint i = 0; i < due->len; i++) {
        const TdCaseDue *d = due->pdata[i];
        g_autofree char *number = d->c->number > 0 ? g_strdup_printf ("%d/%d", d->c->number, d->c->year) : NULL;
        json_array_append_new (dues, json_pack ("{s:s, s:s?, s:s, s:s, s:s, s:s?}", "case", d->c->id, "number", number,
                                                "stage", d->clock->stage, "party", td_case_party_word (d->clock->party),
                                                "due", d->clock->due, "stopped", d->clock->stopped));
    }
    return json_pack ("{s:b, s:o, s:o}", "rehearsal", instance->rehearsal, "cases", cases, "due", dues);
}
