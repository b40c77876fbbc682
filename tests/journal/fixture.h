/* A store with the journal's tables, a key, and one call to append an entry. */
#pragma once

#include "../store/engines.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "journal/journal.h"
#include "journal/log.h"

#include <sodium.h>

static inline const TdSchemaFile *journal_schema (void)
{
    static TdSchemaFile files[] = { { 1, "journal", NULL }, { 2, "log", NULL }, { 0 } };

    for (TdSchemaFile *file = files; file->number; file++) {
        g_autofree char *name = g_strdup_printf ("src/journal/schema/%04d-%s.sql", file->number, file->name);
        g_autofree char *path = g_test_build_filename (G_TEST_DIST, name, NULL);
        char *text = NULL;

        if (!file->sql) {
            g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
            file->sql = text;
        }
    }
    return files;
}

/* The origin is the text that origin points to. */
static inline TdLogKey make_key (const char *origin)
{
    TdLogKey key = { .origin = origin };

    crypto_sign_keypair (key.public_key, key.secret_key);
    return key;
}

/* An entry as most tests need it. */
typedef struct {
    const char *act, *thing;
    gboolean public_change, rehearsal;
    gint64 position;
} TestEntry;

static inline gboolean append_entry (TdTx *tx, gpointer data, GError **error)
{
    static const guint8 content[32] = { 7 };
    TestEntry *each = data;
    const TdClock clock = { .rehearsal = each->rehearsal,
                            .offset = each->rehearsal ? G_GINT64_CONSTANT (86400000000) : 0 };
    const TdJournalEntry entry = { .actor = "command",
                                   .act = each->act ? each->act : "test.act",
                                   .thing = each->thing ? each->thing : "test",
                                   .thing_id = "0000000000000000",
                                   .content = each->public_change ? content : NULL,
                                   .public_change = each->public_change,
                                   .clock = &clock };

    return td_journal_append (tx, &entry, &each->position, error);
}

static inline gint64 write_entry (TdStore *store, TestEntry entry)
{
    GError *error = NULL;

    g_assert_true (td_store_write (store, append_entry, &entry, &error));
    g_assert_no_error (error);
    return entry.position;
}
