#include "areas/writing/writing-copy.h"

#include "areas/writing/writing-rules.h"
#include "base/id.h"

#include <sodium.h>

static gboolean copy_words (TdTx *tx, const TdWritten *from, const TdWrittenSection *old, const char *section,
                            const TdViewer *by, gint64 now, GError **error)
{
    g_autofree char *id = td_id_new ();
    TdTextSection *text = td_writing_standing (tx, from, old, error);
    TdWrittenVersion v = { .id = id,
                           .number = 1,
                           .state = TD_VERSION_STANDS,
                           .actor = (char *) td_viewer_actor (by),
                           .at = now,
                           .words = old->words,
                           .text = text };
    gboolean done = text != NULL && td_version_insert (tx, section, &v, error)
                    && td_written_set_version (tx, section, v.number, error);

    if (text != NULL)
        td_writing_section_free (text);
    return done;
}

static gboolean copy_section (TdTx *tx, const TdWritten *from, guint place, const char *to, const TdViewer *by,
                              gint64 now, GError **error)
{
    const TdWrittenSection *old = from->sections->pdata[place];
    g_autofree char *id = td_id_new ();
    TdWrittenSection fresh = *old;

    fresh.id = id;
    return td_written_insert_section (tx, to, &fresh, (int) place, error)
           && (!old->taken_out || td_written_set_taken_out (tx, id, TRUE, error))
           && (old->version == 0 || copy_words (tx, from, old, id, by, now, error));
}

gboolean td_writing_copy_in (TdTx *tx, TdInstance *instance, const TdViewer *by, const char *kind, const char *from,
                             const char *to, GError **error)
{
    gint64 now = td_clock_now (&instance->clock);
    g_autoptr (TdWritten) old = td_written_load (tx, kind, from, error);
    g_autofree char *id = td_id_new ();
    TdWritten fresh;

    if (old == NULL)
        return FALSE;
    fresh = *old;
    fresh.id = id;
    fresh.thing = (char *) to;
    fresh.created = now;
    fresh.frozen = 0;
    randombytes_buf (fresh.secret, sizeof fresh.secret);
    if (!td_written_insert (tx, &fresh, error))
        return FALSE;
    for (guint i = 0; i < old->sections->len; i++)
        if (!copy_section (tx, old, i, id, by, now, error))
            return FALSE;
    return TRUE;
}
