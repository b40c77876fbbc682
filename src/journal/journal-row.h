/* A whole entry as the table holds it, and its hash. Private to journal/. */
#pragma once

#include "journal/journal.h"

typedef struct {
    TdJournalRecord record;
    gint64 real_at;        /* the machine's own time */
    const guint8 *content; /* 32 bytes or NULL */
    gboolean public_change;
    guint8 hash[32];
} TdJournalRow;

/* The hash of an entry: over the hash before it and all its fields, each with its length, so that no two
 * different entries are the same bytes. */
void td_journal_row_hash (const TdJournalRow *row, const guint8 before[32], guint8 ret_hash[32]);

/* At most limit entries after that position, in order, as TdJournalRow that own their texts. */
GPtrArray *td_journal_rows (TdTx *tx, gint64 after, int limit, GError **error);
