/* Contract in to-verify.h. */
#include "areas/organisations/to-verify.h"

#include "text/name-likeness.h"

enum { USUAL_LIMIT = 50 };

void td_to_verify_free (TdToVerify *row)
{
    if (row == NULL)
        return;
    g_free (row->id);
    g_free (row->name);
    g_free (row->kind);
    g_free (row->twin);
    g_free (row->twin_name);
    g_free (row);
}

static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

struct to_verify {
    int limit, offset;
    GPtrArray *list;
    gint64 total, oldest;
};

static gboolean count_in (TdTx *tx, gint64 *ret_total, gint64 *ret_oldest, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select count(*), min(changed) from organisation where status = 'received'", error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        *ret_total = td_rows_int (rows, 0);
        *ret_oldest = td_rows_int (rows, 1);
    }
    return ended (g_steal_pointer (&problem), error);
}

/* What can be found at once of all that organisation-doubles.c finds. */
#define TWIN                                                                                                           \
    "(select min(t.id) from organisation t where t.id <> o.id and t.merged_into is null and"                           \
    " ((t.likeness = o.likeness and o.likeness <> '') or t.looks = o.looks or t.host = o.host))"

static gboolean to_verify_in (TdTx *tx, gpointer data, GError **error)
{
    struct to_verify *d = data;
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select o.id, o.name, o.kind, o.again, o.changed, x.id, x.name"
                                         " from organisation o left join organisation x on x.id = " TWIN
                                         " where o.status = 'received' order by o.changed, o.id limit $1 offset $2",
                                         error, TD_INT (d->limit > 0 ? d->limit : USUAL_LIMIT), TD_INT (d->offset));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdToVerify *row = g_new0 (TdToVerify, 1);
        row->id = g_strdup (td_rows_text (rows, 0));
        row->name = g_strdup (td_rows_text (rows, 1));
        row->kind = g_strdup (td_rows_text (rows, 2));
        row->again = td_rows_int (rows, 3) != 0;
        row->since = td_rows_int (rows, 4);
        row->twin = g_strdup (td_rows_text (rows, 5));
        row->twin_name = g_strdup (td_rows_text (rows, 6));
        row->oddity = td_name_oddity (row->name);
        g_ptr_array_add (d->list, row);
    }
    g_clear_pointer (&rows, td_rows_free);
    return ended (g_steal_pointer (&problem), error) && count_in (tx, &d->total, &d->oldest, error);
}

GPtrArray *td_organisation_to_verify (TdInstance *instance, const TdViewer *viewer, int limit, int offset,
                                      gint64 *ret_total, gint64 *ret_oldest, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_to_verify_free);
    struct to_verify d = { .limit = limit, .offset = offset, .list = list };

    if (!td_door_may (viewer, TD_ACT_ORGANISATION_VERIFY, NULL, error)
        || !td_store_read (instance->store, to_verify_in, &d, error))
        return NULL;
    *ret_total = d.total;
    *ret_oldest = d.oldest;
    return g_steal_pointer (&list);
}

gboolean td_organisation_to_verify_count (TdTx *tx, gint64 *ret_count, GError **error)
{
    gint64 oldest;

    *ret_count = 0;
    return count_in (tx, ret_count, &oldest, error);
}
