#include "areas/programme/place-sql.h"

void td_place_free (TdPlace *p)
{
    if (p == NULL)
        return;
    g_free (p->id);
    g_free (p->name);
    g_free (p->address);
    g_free (p->link);
    g_free (p->dial_in);
    g_free (p->codes);
    g_free (p);
}

static GPtrArray *places_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_place_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdPlace *p = g_new0 (TdPlace, 1);
        p->id = g_strdup (td_rows_text (rows, 0));
        p->name = g_strdup (td_rows_text (rows, 1));
        p->address = g_strdup (td_rows_text (rows, 2));
        if (!td_remote_from_word (td_rows_text (rows, 3), &p->remote))
            p->remote = TD_REMOTE_NONE;
        p->link = g_strdup (td_rows_text (rows, 4));
        p->dial_in = g_strdup (td_rows_text (rows, 5));
        p->codes = g_strdup (td_rows_text (rows, 6));
        p->created = td_rows_int (rows, 7);
        p->changed = td_rows_int (rows, 8);
        g_ptr_array_add (list, p);
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&list);
}

gboolean td_place_load (TdTx *tx, const char *id, TdPlace **ret, GError **error)
{
    g_autoptr (GPtrArray) found =
        places_of (td_select (tx,
                              "select id, name, address, remote, link, dial_in, codes, created, changed from place"
                              " where id = $1",
                              error, TD_TEXT (id)),
                   error);

    *ret = NULL;
    if (found == NULL)
        return FALSE;
    if (found->len > 0)
        *ret = g_ptr_array_steal_index (found, 0);
    return TRUE;
}

GPtrArray *td_place_load_all (TdTx *tx, GError **error)
{
    return places_of (td_select (tx,
                                 "select id, name, address, remote, link, dial_in, codes, created, changed from place"
                                 " order by name, id",
                                 error),
                      error);
}

gboolean td_place_insert (TdTx *tx, const TdPlace *p, GError **error)
{
    return td_exec (tx,
                    "insert into place (id, name, address, remote, link, dial_in, codes, created, changed)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                    error, TD_TEXT (p->id), TD_TEXT (p->name), TD_TEXT (p->address),
                    TD_TEXT (td_remote_word (p->remote)), TD_TEXT (p->link), TD_TEXT (p->dial_in), TD_TEXT (p->codes),
                    TD_INT (p->created), TD_INT (p->changed));
}

gboolean td_place_update (TdTx *tx, const TdPlace *p, GError **error)
{
    return td_exec (tx,
                    "update place set name = $2, address = $3, remote = $4, link = $5, dial_in = $6, codes = $7,"
                    " changed = $8 where id = $1",
                    error, TD_TEXT (p->id), TD_TEXT (p->name), TD_TEXT (p->address),
                    TD_TEXT (td_remote_word (p->remote)), TD_TEXT (p->link), TD_TEXT (p->dial_in), TD_TEXT (p->codes),
                    TD_INT (p->changed));
}

static gboolean count_of (TdRows *take_rows, gint64 *ret_count, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_count = td_rows_int (rows, 0);
    return TRUE;
}

gboolean td_place_count (TdTx *tx, gint64 *ret_count, GError **error)
{
    return count_of (td_select (tx, "select count(*) from place", error), ret_count, error);
}

gboolean td_place_is_public (TdTx *tx, const char *id, gboolean *ret_public, GError **error)
{
    gint64 count = 0;

    if (!count_of (td_select (tx,
                              "select count(*) from meeting where place = $1 and closed = 0 and status <> 'planned'",
                              error, TD_TEXT (id)),
                   &count, error))
        return FALSE;
    *ret_public = count > 0;
    return TRUE;
}
