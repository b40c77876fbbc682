/* Contract in library-sayings.h. */
#include "areas/library/library-sayings.h"

void td_library_saying_free (TdLibrarySaying *saying)
{
    g_free (saying->anchor);
    g_free (saying->name);
    g_free (saying->path);
    g_free (saying);
}

static int by_anchor (gconstpointer a, gconstpointer b)
{
    return g_strcmp0 ((*(const TdLibrarySaying *const *) a)->anchor, (*(const TdLibrarySaying *const *) b)->anchor);
}

GPtrArray *td_library_sayings_in (TdTx *tx, const char *document, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_library_saying_free);

    for (gsize i = 0; td_library_saying_sources[i] != NULL; i++)
        if (!td_library_saying_sources[i]->add (tx, document, list, error))
            return NULL;
    g_ptr_array_sort (list, by_anchor);
    return g_steal_pointer (&list);
}
