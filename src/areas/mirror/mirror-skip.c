#include "areas/mirror/mirror-skip.h"

#include "areas/library/library-mirror.h"
#include "areas/mirror/mirror-sql.h"
#include "journal/journal.h"

gboolean td_mirror_journal (TdTx *tx, const TdInstance *instance, GError **error)
{
    const TdJournalEntry entry = { .actor = "system",
                                   .act = "mirror.follow",
                                   .thing = "mirror",
                                   .thing_id = instance->id,
                                   .clock = &instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

struct leaving {
    TdInstance *instance;
    const TdMirrorLeftOut *left;
    gint64 records;
};

static gboolean leave_in (TdTx *tx, gpointer data, GError **error)
{
    const struct leaving *l = data;
    TdInstance *instance = l->instance;
    const char *address = instance->mirror_of;
    gboolean was = FALSE;

    return td_instance_may_write (instance, tx, error)
           && (!l->left->moves || td_mirror_move (tx, address, l->left->position, l->records, error))
           && td_mirror_note_skipped (tx, address, l->left->position, l->left->thing, l->left->reason,
                                      td_clock_now (&instance->clock), error)
           && (l->left->thing == NULL || td_library_mirror_gone_in (tx, instance, l->left->thing, &was, error))
           && td_mirror_journal (tx, instance, error);
}

gboolean td_mirror_leave_out (TdInstance *instance, const TdMirrorLeftOut *left, gint64 records, GError **error)
{
    struct leaving l = { instance, left, records };

    return td_store_write (instance->store, leave_in, &l, error);
}

static gboolean again_in (TdTx *tx, gpointer data, GError **error)
{
    TdInstance *instance = data;
    gint64 n = 0, first = 0;

    if (!td_instance_may_write (instance, tx, error)
        || !td_mirror_count_skipped (tx, instance->mirror_of, &n, &first, error))
        return FALSE;
    return (n == 0 || td_mirror_go_back (tx, instance->mirror_of, first, error))
           && td_mirror_journal (tx, instance, error);
}

gboolean td_mirror_again (TdInstance *instance, GError **error)
{
    return td_store_write (instance->store, again_in, instance, error);
}
