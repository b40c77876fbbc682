/* Contract in organisation-place.h. */
#include "areas/organisations/organisation-place.h"

void td_organisation_place_free (TdOrganisationPlace *place)
{
    if (place == NULL)
        return;
    g_free (place->path);
    g_free (place->words);
    g_free (place);
}

struct asking {
    TdInstance *instance;
    const char *locale;
    GPtrArray *list;
};

static gboolean places_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;

    g_ptr_array_set_size (a->list, 0);
    for (gsize i = 0; td_organisation_places[i] != NULL; i++)
        if (!td_organisation_places[i]->say (tx, a->instance, a->locale, a->list, error))
            return FALSE;
    return TRUE;
}

GPtrArray *td_organisation_places_of (TdInstance *instance, const char *locale, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_place_free);
    struct asking a = { instance, locale, list };

    return td_store_read (instance->store, places_in, &a, error) ? g_steal_pointer (&list) : NULL;
}
