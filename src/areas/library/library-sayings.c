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

GPtrArray *td_library_sayings_in (TdTx *tx, const TdInstance *instance, const char *document, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_library_saying_free);

    for (gsize i = 0; td_library_saying_sources[i] != NULL; i++)
        if (!td_library_saying_sources[i]->add (tx, instance, document, list, error))
            return NULL;
    g_ptr_array_sort (list, by_anchor);
    return g_steal_pointer (&list);
}

struct reading {
    const TdInstance *instance;
    const char *document;
    GPtrArray *list;
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    g_clear_pointer (&r->list, g_ptr_array_unref);
    r->list = td_library_sayings_in (tx, r->instance, r->document, error);
    return r->list != NULL;
}

GPtrArray *td_library_sayings (TdInstance *instance, const char *document, GError **error)
{
    struct reading r = { .instance = instance, .document = document };

    return td_store_read (instance->store, read_in, &r, error) ? r.list : NULL;
}
