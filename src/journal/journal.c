#include "journal/journal.h"
#include "journal/journal-row.h"

#include "base/errors.h"

#include <sodium.h>

enum { CATCH_UP_BATCH = 100 };

static gboolean counts_as_real (const TdJournalEntry *entry)
{
    return !entry->clock->rehearsal && !g_str_equal (entry->thing, "instance") && !g_str_equal (entry->thing, "log");
}

/* Takes the lock that every writer needs, and with it the next position. */
static gboolean take_position (TdTx *tx, const TdJournalEntry *entry, gint64 *ret_position, GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "update journal_head set n = n + 1, public_n = public_n + cast($1 as bigint),"
                   " real_n = real_n + cast($2 as bigint) where one = 1 returning n",
                   error, TD_INT (entry->public_change ? 1 : 0), TD_INT (counts_as_real (entry) ? 1 : 0));

    if (!rows)
        return FALSE;
    if (!td_rows_next (rows, &failure)) {
        if (failure)
            g_propagate_error (error, g_steal_pointer (&failure));
        else
            g_set_error (error, TD_JOURNAL_ERROR, TD_ERROR_OURS,
                         "The journal has lost its head. Nothing was changed; restore the last backup.");
        return FALSE;
    }
    *ret_position = td_rows_int (rows, 0);
    return TRUE;
}

/* The hash of the entry before; zeros before the first. */
static gboolean hash_before (TdTx *tx, gint64 position, guint8 ret_hash[32], GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = NULL;
    const void *hash;
    gsize size;

    if (position == 1) {
        memset (ret_hash, 0, 32);
        return TRUE;
    }
    rows = td_select (tx, "select hash from journal where position = $1", error, TD_INT (position - 1));
    if (!rows)
        return FALSE;
    if (td_rows_next (rows, &failure) && (hash = td_rows_bytes (rows, 0, &size)) && size == 32) {
        memcpy (ret_hash, hash, 32);
        return TRUE;
    }
    if (failure)
        g_propagate_error (error, g_steal_pointer (&failure));
    else
        g_set_error (error, TD_JOURNAL_ERROR, TD_ERROR_OURS,
                     "An entry of the journal is missing. Nothing was changed; restore the last backup.");
    return FALSE;
}

gboolean td_journal_append (TdTx *tx, const TdJournalEntry *entry, gint64 *ret_position, GError **error)
{
    guint8 before[32], hash[32];
    TdJournalRow row = {
        .record = { .at = td_clock_now (entry->clock),
                    .rehearsal = entry->clock->rehearsal,
                    .actor = entry->actor,
                    .act = entry->act,
                    .thing = entry->thing,
                    .thing_id = entry->thing_id },
        .real_at = td_clock_now_real (entry->clock),
        .content = entry->content,
        .public_change = entry->public_change,
    };

    if (!take_position (tx, entry, &row.record.position, error)
        || !hash_before (tx, row.record.position, before, error))
        return FALSE;
    td_journal_row_hash (&row, before, hash);
    if (!td_exec (tx,
                  "insert into journal (position, at, real_at, rehearsal, actor, act, thing, thing_id, content,"
                  " public_change, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                  error, TD_INT (row.record.position), TD_INT (row.record.at), TD_INT (row.real_at),
                  TD_FLAG (row.record.rehearsal), TD_TEXT (row.record.actor), TD_TEXT (row.record.act),
                  TD_TEXT (row.record.thing), TD_TEXT (row.record.thing_id),
                  row.content ? TD_BYTES (row.content, 32) : TD_NULL (), TD_FLAG (row.public_change),
                  TD_BYTES (hash, sizeof hash)))
        return FALSE;
    td_tx_seal (tx);
    if (ret_position)
        *ret_position = row.record.position;
    return TRUE;
}

static gboolean read_head (TdTx *tx, gint64 *ret_public, gint64 *ret_real, GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = td_select (tx, "select public_n, real_n from journal_head where one = 1", error);

    if (!rows)
        return FALSE;
    *ret_public = *ret_real = 0;
    if (td_rows_next (rows, &failure)) {
        *ret_public = td_rows_int (rows, 0);
        *ret_real = td_rows_int (rows, 1);
    }
    if (failure)
        g_propagate_error (error, g_steal_pointer (&failure));
    return !failure;
}

gboolean td_journal_public_version (TdTx *tx, gint64 *ret_version, GError **error)
{
    gint64 public_n, real_n;

    if (!read_head (tx, &public_n, &real_n, error))
        return FALSE;
    *ret_version = public_n;
    return TRUE;
}

gboolean td_journal_has_real_acts (TdTx *tx, gboolean *ret_has, GError **error)
{
    gint64 public_n, real_n;

    if (!read_head (tx, &public_n, &real_n, error))
        return FALSE;
    *ret_has = real_n > 0;
    return TRUE;
}

/* ---- reading ---- */

static void free_row (gpointer data)
{
    TdJournalRow *row = data;

    g_free ((char *) row->record.actor);
    g_free ((char *) row->record.act);
    g_free ((char *) row->record.thing);
    g_free ((char *) row->record.thing_id);
    g_free ((guint8 *) row->content);
    g_free (row);
}

/* A row whose content or hash has another length than 32 becomes one whose hash cannot hold. */
static TdJournalRow *row_of (TdRows *rows)
{
    TdJournalRow *row = g_new0 (TdJournalRow, 1);
    const void *bytes;
    gsize size;

    row->record.position = td_rows_int (rows, 0);
    row->record.at = td_rows_int (rows, 1);
    row->real_at = td_rows_int (rows, 2);
    row->record.rehearsal = td_rows_int (rows, 3) != 0;
    row->record.actor = g_strdup (td_rows_text (rows, 4));
    row->record.act = g_strdup (td_rows_text (rows, 5));
    row->record.thing = g_strdup (td_rows_text (rows, 6));
    row->record.thing_id = g_strdup (td_rows_text (rows, 7));
    bytes = td_rows_bytes (rows, 8, &size);
    if (bytes && size == 32)
        row->content = g_memdup2 (bytes, 32);
    row->public_change = td_rows_int (rows, 9) != 0;
    bytes = td_rows_bytes (rows, 10, &size);
    if (bytes && size == 32)
        memcpy (row->hash, bytes, 32);
    return row;
}

GPtrArray *td_journal_rows (TdTx *tx, gint64 after, int limit, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_row);
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select position, at, real_at, rehearsal, actor, act, thing, thing_id, content, public_change,"
                   " hash from journal where position > $1 order by position limit cast($2 as bigint)",
                   error, TD_INT (after), TD_INT (limit));

    if (!rows)
        return NULL;
    while (td_rows_next (rows, &failure))
        g_ptr_array_add (list, row_of (rows));
    if (failure) {
        g_propagate_error (error, g_steal_pointer (&failure));
        return NULL;
    }
    return g_steal_pointer (&list);
}

gboolean td_journal_list (TdTx *tx, gint64 after, int limit, TdJournalListFunc fn, gpointer data, GError **error)
{
    g_autoptr (GPtrArray) list = td_journal_rows (tx, after, limit, error);

    for (guint i = 0; list && i < list->len; i++) {
        const TdJournalRow *row = g_ptr_array_index (list, i);

        if (!fn (&row->record, data, error))
            return FALSE;
    }
    return list != NULL;
}

/* ---- subscribers ---- */

typedef struct {
    const TdSubscriber *subscriber;
    gpointer data;
    gboolean more;
} CatchUp;

/* Where the subscriber stopped; its row is made when it comes for the first time. */
static gboolean read_cursor (TdTx *tx, const char *name, gint64 *ret_position, GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx, "select position from journal_cursor where name = $1", error, TD_TEXT (name));

    if (!rows)
        return FALSE;
    if (td_rows_next (rows, &failure)) {
        *ret_position = td_rows_int (rows, 0);
        return TRUE;
    }
    if (failure) {
        g_propagate_error (error, g_steal_pointer (&failure));
        return FALSE;
    }
    *ret_position = 0;
    return td_exec (tx, "insert into journal_cursor (name, position) values ($1, 0)", error, TD_TEXT (name));
}

static gboolean catch_up_batch (TdTx *tx, gpointer data, GError **error)
{
    CatchUp *work = data;
    g_autoptr (GPtrArray) list = NULL;
    gint64 position;

    work->more = FALSE;
    if (!read_cursor (tx, work->subscriber->name, &position, error))
        return FALSE;
    list = td_journal_rows (tx, position, CATCH_UP_BATCH, error);
    if (!list)
        return FALSE;
    for (guint i = 0; i < list->len; i++) {
        const TdJournalRow *row = g_ptr_array_index (list, i);

        if (!work->subscriber->run (tx, &row->record, work->data, error))
            return FALSE;
        position = row->record.position;
    }
    work->more = list->len == CATCH_UP_BATCH;
    return list->len == 0
           || td_exec (tx, "update journal_cursor set position = $2 where name = $1", error,
                       TD_TEXT (work->subscriber->name), TD_INT (position));
}

gboolean td_journal_has_followed (TdTx *tx, const char *name, gboolean *ret_followed, GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select 1 from journal_head where one = 1 and n >"
                                         " coalesce((select position from journal_cursor where name = $1), 0)",
                                         error, TD_TEXT (name));
    gboolean behind;

    if (!rows)
        return FALSE;
    behind = td_rows_next (rows, &failure);
    if (failure) {
        g_propagate_error (error, g_steal_pointer (&failure));
        return FALSE;
    }
    *ret_followed = !behind;
    return TRUE;
}

/* Looks first: a subscriber with nothing new must not commit, or its commit would wake it again for ever. */
static gboolean look_for_more (TdTx *tx, gpointer data, GError **error)
{
    CatchUp *work = data;
    gboolean followed;

    if (!td_journal_has_followed (tx, work->subscriber->name, &followed, error))
        return FALSE;
    work->more = !followed;
    return TRUE;
}

gboolean td_journal_catch_up (TdStore *store, const TdSubscriber *subscriber, gpointer data, GError **error)
{
    CatchUp work = { .subscriber = subscriber, .data = data };

    if (!td_store_read (store, look_for_more, &work, error))
        return FALSE;
    while (work.more)
        if (!td_store_keep (store, catch_up_batch, &work, error))
            return FALSE;
    return TRUE;
}
