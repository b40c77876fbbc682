#include "journal/journal-row.h"

#include "base/errors.h"

#include <sodium.h>

enum { CHECK_BATCH = 1000 };

/* ---- the hash ---- */

static void hash_number (crypto_hash_sha256_state *state, gint64 number)
{
    guint64 big = GUINT64_TO_BE ((guint64) number);

    crypto_hash_sha256_update (state, (const guint8 *) &big, sizeof big);
}

static void hash_bytes (crypto_hash_sha256_state *state, const void *bytes, gsize size)
{
    hash_number (state, (gint64) size);
    crypto_hash_sha256_update (state, bytes, size);
}

static void hash_text (crypto_hash_sha256_state *state, const char *text)
{
    hash_bytes (state, text ? text : "", text ? strlen (text) : 0);
}

void td_journal_row_hash (const TdJournalRow *row, const guint8 before[32], guint8 ret_hash[32])
{
    crypto_hash_sha256_state state;

    crypto_hash_sha256_init (&state);
    hash_text (&state, "treatydesk journal 1");
    crypto_hash_sha256_update (&state, before, 32);
    hash_number (&state, row->record.position);
    hash_number (&state, row->record.at);
    hash_number (&state, row->real_at);
    hash_number (&state, row->record.rehearsal ? 1 : 0);
    hash_number (&state, row->public_change ? 1 : 0);
    hash_text (&state, row->record.actor);
    hash_text (&state, row->record.act);
    hash_text (&state, row->record.thing);
    hash_text (&state, row->record.thing_id);
    hash_bytes (&state, row->content ? row->content : (const guint8 *) "", row->content ? 32 : 0);
    crypto_hash_sha256_final (&state, ret_hash);
}

/* ---- the check ---- */

typedef struct {
    gint64 entries, public_entries;
    guint8 hash[32];
} Check;

static gboolean broken (gint64 position, GError **error)
{
    g_set_error (error, TD_JOURNAL_ERROR, TD_ERROR_OURS,
                 "Entry %" G_GINT64_FORMAT " of the journal does not hold: it was changed or removed. "
                 "Compare with the last backup.",
                 position);
    return FALSE;
}

static gboolean check_rows (TdTx *tx, Check *check, GError **error)
{
    guint got;

    do {
        g_autoptr (GPtrArray) list = td_journal_rows (tx, check->entries, CHECK_BATCH, error);

        if (!list)
            return FALSE;
        for (guint i = 0; i < list->len; i++) {
            const TdJournalRow *row = g_ptr_array_index (list, i);

            td_journal_row_hash (row, check->hash, check->hash);
            if (row->record.position != check->entries + 1 || memcmp (check->hash, row->hash, 32) != 0)
                return broken (check->entries + 1, error);
            check->entries++;
            check->public_entries += row->public_change;
        }
        got = list->len;
    } while (got == CHECK_BATCH);
    return TRUE;
}

static gboolean check_journal (TdTx *tx, gpointer data, GError **error)
{
    Check *check = data;
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = NULL;

    *check = (Check){ 0 };
    if (!check_rows (tx, check, error))
        return FALSE;
    rows = td_select (tx, "select n, public_n from journal_head where one = 1", error);
    if (!rows)
        return FALSE;
    if (td_rows_next (rows, &failure) && td_rows_int (rows, 0) == check->entries
        && td_rows_int (rows, 1) == check->public_entries)
        return TRUE;
    if (failure) {
        g_propagate_error (error, g_steal_pointer (&failure));
        return FALSE;
    }
    return broken (check->entries + 1, error); /* the last entries are gone */
}

gboolean td_journal_check (TdStore *store, gint64 *ret_entries, GError **error)
{
    Check check;

    if (!td_store_read (store, check_journal, &check, error))
        return FALSE;
    *ret_entries = check.entries;
    return TRUE;
}
