#include "areas/people/membership-domains.h"

GHashTable *td_membership_domains (TdTx *tx, GError **error)
{
    g_autoptr (GHashTable) domains =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select m.organisation, p.address from membership m"
                                         " join person p on p.id = m.person where p.disabled = 0"
                                         " order by m.organisation, p.address",
                                         error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        const char *id = td_rows_text (rows, 0), *at = strrchr (td_rows_text (rows, 1), '@');
        GPtrArray *of_domain = at != NULL ? g_hash_table_lookup (domains, at + 1) : NULL;
        if (at == NULL)
            continue;
        if (of_domain == NULL) {
            of_domain = g_ptr_array_new_with_free_func (g_free);
            g_hash_table_insert (domains, g_strdup (at + 1), of_domain);
        }
        if (of_domain->len == 0 || !g_str_equal (of_domain->pdata[of_domain->len - 1], id))
            g_ptr_array_add (of_domain, g_strdup (id));
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&domains);
}
