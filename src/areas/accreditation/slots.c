/* Where somebody speaks. Contract in slots.h. */
#include "areas/accreditation/slots.h"

void td_accreditation_slot_free (TdAccreditationSlot *s)
{
    if (s == NULL)
        return;
    td_meeting_free (s->meeting);
    g_free (s);
}

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdAccreditation *accreditation;
    GPtrArray *list;
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    for (gsize i = 0; td_accreditation_slot_sources[i] != NULL; i++)
        if (!td_accreditation_slot_sources[i]->slots (tx, r->instance, r->viewer, r->accreditation, r->list, error))
            return FALSE;
    return TRUE;
}

GPtrArray *td_accreditation_slots (TdInstance *instance, const TdViewer *viewer, const TdAccreditation *accreditation,
                                   GError **error)
{
    struct reading r = { instance, viewer, accreditation,
                         g_ptr_array_new_with_free_func ((GDestroyNotify) td_accreditation_slot_free) };

    if (!td_store_read (instance->store, read_in, &r, error))
        g_clear_pointer (&r.list, g_ptr_array_unref);
    return r.list;
}
