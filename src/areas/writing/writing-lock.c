/* Leases: who writes in a section now. They are no act of the Committee, so that the journal has none of them. */
#include "areas/writing/writing-rules.h"

#include "base/errors.h"
#include "base/limits.h"

struct lock {
    TdWritingAct act;
    const char *section;
    gboolean take;
};

static gboolean lock_in (TdTx *tx, gpointer data, GError **error)
{
    struct lock *l = data;
    g_autoptr (TdWritten) w = td_writing_open (tx, &l->act, TD_WRITING_WRITE, error);
    TdWrittenSection *s = w != NULL ? td_written_need (w, l->section, error) : NULL;
    gint64 until = td_clock_now (&l->act.instance->clock) + (gint64) TD_LIMIT_LOCK_SECONDS * G_USEC_PER_SEC;

    if (s == NULL)
        return FALSE;
    if (s->taken_out && l->take)
        return td_writing_fail (error, TD_ERROR_CONFLICT,
                                "This section is taken out of the text. Put it back first, then write in it.");
    if (td_written_held_by_other (s, l->act.writer))
        return l->take ? td_writing_held (l->act.instance, s, error) : TRUE;
    return td_written_set_holder (tx, s->id, l->take ? td_writing_hand (l->act.writer) : NULL, until, error);
}

static gboolean lock (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                      const char *section, gboolean take, GError **error)
{
    struct lock l = { .section = section, .take = take };

    return td_writing_act (instance, writer, kind, thing, &l.act, error)
           && td_store_keep (instance->store, lock_in, &l, error);
}

gboolean td_writing_lock (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                          const char *section, GError **error)
{
    return lock (instance, writer, kind, thing, section, TRUE, error);
}

gboolean td_writing_unlock (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                            const char *section, GError **error)
{
    return lock (instance, writer, kind, thing, section, FALSE, error);
}
