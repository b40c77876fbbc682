#include "fixture.h"

#include "journal/merkle.h"
#include "journal/note.h"

static const char origin[] = "treatydesk/0123456789abcdef";

/* ---- calls in a transaction ---- */

typedef struct {
    const TdLogKey *key;
    guint8 leaf[32];
} Wait;

static gboolean wait_leaf (TdTx *tx, gpointer data, GError **error)
{
    Wait *wait = data;

    return td_log_wait (tx, wait->key, wait->leaf, 0, error) && append_entry (tx, &(TestEntry){ 0 }, error);
}

/* A leaf of 32 bytes that says number. */
static void name_leaf (guint32 number, guint8 ret_leaf[32])
{
    crypto_hash_sha256 (ret_leaf, (const guint8 *) &number, sizeof number);
}

static void send_leaf (TdStore *store, const TdLogKey *key, guint32 number)
{
    Wait wait = { .key = key };
    GError *error = NULL;

    name_leaf (number, wait.leaf);
    g_assert_true (td_store_write (store, wait_leaf, &wait, &error));
    g_assert_no_error (error);
}

static gboolean checkpoint (TdStore *store, const TdLogKey *key, int batch)
{
    TdClock clock = td_clock_real ();
    gboolean made = -1;
    GError *error = NULL;

    g_assert_true (td_log_checkpoint (store, key, TD_LOG_WHEN_WAITING, batch, &clock, &made, &error));
    g_assert_no_error (error);
    return made;
}

typedef struct {
    const TdLogKey *key;
    guint8 leaf[32];
    gint64 from, to, index;
    GByteArray *path;
    char *note;
} Ask;

static void ask_clear (Ask *ask)
{
    g_clear_pointer (&ask->path, g_byte_array_unref);
    g_clear_pointer (&ask->note, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ask, ask_clear)

static gboolean ask_newest (TdTx *tx, gpointer data, GError **error)
{
    Ask *ask = data;

    ask->note = td_log_newest (tx, ask->key, error);
    return TRUE;
}

static gboolean ask_proof (TdTx *tx, gpointer data, GError **error)
{
    Ask *ask = data;

    return td_log_prove (tx, ask->key, ask->leaf, &ask->index, &ask->path, &ask->note, error);
}

static gboolean ask_consistency (TdTx *tx, gpointer data, GError **error)
{
    Ask *ask = data;

    return td_log_prove_consistency (tx, ask->key, ask->from, ask->to, &ask->path, error);
}

/* The newest head; its signature and origin hold. */
static guint64 read_head (TdStore *store, const TdLogKey *key, guint8 ret_root[32])
{
    g_auto (Ask) ask = { .key = key };
    g_autofree char *body = NULL, *named = NULL;
    GError *error = NULL;
    guint64 size = 0;

    g_assert_true (td_store_read (store, ask_newest, &ask, &error));
    g_assert_no_error (error);
    g_assert_nonnull (ask.note);
    body = td_note_open (ask.note, strlen (ask.note), key->origin, key->public_key, &error);
    g_assert_no_error (error);
    g_assert_true (td_checkpoint_parse (body, &named, &size, ret_root, &error));
    g_assert_cmpstr (named, ==, key->origin);
    return size;
}

static gint64 check_log (TdStore *store, const TdLogKey *key)
{
    gint64 leaves = -1;
    GError *error = NULL;

    g_assert_true (td_log_check (store, key, &leaves, &error));
    g_assert_no_error (error);
    return leaves;
}

/* ---- tests ---- */

/* Heads at set times grow the log by a whole batch whether or not a report came. */
static void test_always (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    TdLogKey key = make_key (origin);
    TdClock clock = td_clock_real ();
    guint8 root[32];
    gboolean made = FALSE;
    GError *error = NULL;

    if (test == NULL)
        return;
    for (guint64 n = 1; n <= 3; n++) {
        td_log_checkpoint (test->store, &key, TD_LOG_ALWAYS, 8, &clock, &made, &error);
        g_assert_no_error (error);
        g_assert_true (made);
        g_assert_cmpuint (read_head (test->store, &key, root), ==, 8 * n);
    }
    send_leaf (test->store, &key, 1);
    td_log_checkpoint (test->store, &key, TD_LOG_ALWAYS, 8, &clock, &made, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (read_head (test->store, &key, root), ==, 32);
    g_assert_cmpint (check_log (test->store, &key), ==, 32);
}

static void test_empty (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    TdLogKey key = make_key (origin);
    g_auto (Ask) ask = { .key = &key };

    if (!test)
        return;
    g_assert_false (checkpoint (test->store, &key, 8));
    g_assert_true (td_store_read (test->store, ask_newest, &ask, NULL));
    g_assert_null (ask.note);
    g_assert_cmpint (check_log (test->store, &key), ==, 0);
    g_assert_true (td_store_read (test->store, ask_consistency, &ask, NULL)); /* from 0 to 0 */
    g_assert_cmpuint (ask.path->len, ==, 0);
}

static void test_padding (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    TdLogKey key = make_key (origin);
    gint64 entries;
    guint8 root[32];

    if (!test)
        return;
    send_leaf (test->store, &key, 1);
    g_assert_true (checkpoint (test->store, &key, 8));
    g_assert_cmpuint (read_head (test->store, &key, root), ==, 8);
    g_assert_false (checkpoint (test->store, &key, 8)); /* nothing new */
    for (guint32 i = 2; i <= 10; i++)
        send_leaf (test->store, &key, i);
    g_assert_true (checkpoint (test->store, &key, 8));
    g_assert_cmpuint (read_head (test->store, &key, root), ==, 24);
    send_leaf (test->store, &key, 11);
    g_assert_true (checkpoint (test->store, &key, 1));
    g_assert_cmpuint (read_head (test->store, &key, root), ==, 25);
    g_assert_cmpint (check_log (test->store, &key), ==, 25);
    g_assert_true (td_journal_check (test->store, &entries, NULL));
    g_assert_cmpint (entries, ==, 11 + 3);
}

static void test_twice (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    TdLogKey key = make_key (origin);
    Wait wait = { .key = &key };

    if (!test)
        return;
    send_leaf (test->store, &key, 1);
    name_leaf (1, wait.leaf);
    for (int round = 0; round < 2; round++) { /* while it waits, and once it is in the tree */
        g_autoptr (GError) error = NULL;

        g_assert_false (td_store_write (test->store, wait_leaf, &wait, &error));
        g_assert_cmpint (td_error_code (error), ==, TD_ERROR_CONFLICT);
        checkpoint (test->store, &key, 1);
    }
}

/* Trees of all sizes up to 40, grown in uneven steps: each proof of each leaf leads to the signed root, and
 * each older head is consistent with the newest. */
static void test_proofs (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    TdLogKey key = make_key (origin);
    guint8 roots[41][32];
    guint32 sent = 0;
    guint64 size = 0;

    if (!test)
        return;
    crypto_hash_sha256 (roots[0], (const guint8 *) "", 0);
    for (guint step = 1; size < 36; step = step % 4 + 1) {
        for (guint i = 0; i < step; i++)
            send_leaf (test->store, &key, sent++);
        g_assert_true (checkpoint (test->store, &key, 1));
        size = sent;
        g_assert_cmpuint (read_head (test->store, &key, roots[size]), ==, size);
        for (guint32 i = 0; i < sent; i += 3) {
            g_auto (Ask) ask = { .key = &key };
            guint8 hash[32];

            name_leaf (i, ask.leaf);
            g_assert_true (td_store_read (test->store, ask_proof, &ask, NULL));
            td_merkle_leaf (ask.leaf, 32, hash);
            g_assert_true (td_merkle_check_path (hash, (guint64) ask.index, size, ask.path->data, ask.path->len / 32,
                                                 roots[size]));
        }
        g_auto (Ask) ask = { .key = &key, .from = (gint64) (size - step), .to = (gint64) size };

        g_assert_true (td_store_read (test->store, ask_consistency, &ask, NULL));
        g_assert_true (td_merkle_check_consistency (size - step, size, roots[size - step], roots[size], ask.path->data,
                                                    ask.path->len / 32));
    }
    g_assert_cmpint (check_log (test->store, &key), ==, size);
}

static void test_refused (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    TdLogKey key = make_key (origin);
    const gint64 ranges[][2] = { { -1, 1 }, { 2, 1 }, { 0, 5 } };
    g_auto (Ask) waiting = { .key = &key, .index = 7 };

    if (!test)
        return;
    send_leaf (test->store, &key, 1);
    checkpoint (test->store, &key, 4);
    for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++) {
        g_auto (Ask) ask = { .key = &key, .from = ranges[i][0], .to = ranges[i][1] };
        g_autoptr (GError) error = NULL;

        g_assert_false (td_store_read (test->store, ask_consistency, &ask, &error));
        g_assert_cmpint (td_error_code (error), ==, TD_ERROR_INPUT);
    }
    send_leaf (test->store, &key, 2);
    name_leaf (2, waiting.leaf);
    g_assert_true (td_store_read (test->store, ask_proof, &waiting, NULL));
    g_assert_cmpint (waiting.index, ==, -1);
    g_assert_null (waiting.note);
    name_leaf (3, waiting.leaf);
    g_assert_false (td_store_read (test->store, ask_proof, &waiting, NULL));
}

/* A rehearsal's log and the real one know nothing of each other. */
static void test_two_logs (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    TdLogKey key = make_key (origin), rehearsal = make_key ("treatydesk/0123456789abcdef/rehearsal");
    guint8 root[32];

    if (!test)
        return;
    send_leaf (test->store, &rehearsal, 1);
    g_assert_false (checkpoint (test->store, &key, 4));
    send_leaf (test->store, &key, 1);
    g_assert_true (checkpoint (test->store, &key, 4));
    g_assert_true (checkpoint (test->store, &rehearsal, 2));
    g_assert_cmpuint (read_head (test->store, &key, root), ==, 4);
    g_assert_cmpuint (read_head (test->store, &rehearsal, root), ==, 2);
    g_assert_cmpint (check_log (test->store, &key), ==, 4);
    g_assert_cmpint (check_log (test->store, &rehearsal), ==, 2);
}

/* More leaves than one batch of the check reads. */
static gboolean wait_many (TdTx *tx, gpointer data, GError **error)
{
    guint8 leaf[32];

    for (guint32 i = 0; i < 2049; i++) {
        name_leaf (i, leaf);
        if (!td_log_wait (tx, data, leaf, 0, error))
            return FALSE;
    }
    return append_entry (tx, &(TestEntry){ 0 }, error);
}

static void test_many (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    TdLogKey key = make_key (origin);
    guint8 root[32];

    if (!test)
        return;
    g_assert_true (td_store_write (test->store, wait_many, &key, NULL));
    g_assert_true (checkpoint (test->store, &key, 2));
    g_assert_cmpuint (read_head (test->store, &key, root), ==, 2050);
    g_assert_cmpint (check_log (test->store, &key), ==, 2050);
}

/* ---- damage ---- */

static gboolean damage_leaf (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "update log_leaf set leaf = $1 where n = 3", error,
                    TD_BYTES ("changed changed changed changed!", 32));
}

static gboolean damage_lost (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "delete from log_leaf where n = 3", error);
}

static gboolean damage_last (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "delete from log_leaf where n = 7", error);
}

static gboolean damage_more (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "insert into log_leaf (log, n, leaf) values (1, 8, $1)", error,
                    TD_BYTES ("a leaf that nobody ever sent us.", 32));
}

static gboolean damage_node (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "update log_node set hash = $1 where last_leaf = 3 and level = 2", error,
                    TD_BYTES ("changed changed changed changed!", 32));
}

static gboolean damage_node_lost (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "delete from log_node where last_leaf = 7 and level = 3", error);
}

static gboolean damage_head (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "update log_head set note = replace(note, '4', '5') where size = 4", error);
}

static gboolean damage_head_lost (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "delete from log_head where size = 8", error);
}

static void test_damage (const char *engine)
{
    const TdTxFunc cases[] = { damage_leaf, damage_lost,      damage_last, damage_more,
                               damage_node, damage_node_lost, damage_head, damage_head_lost };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
        TdLogKey key = make_key (origin), other = make_key (origin);
        g_autoptr (GError) error = NULL;
        gint64 leaves = -1;

        if (!test)
            return;
        for (guint32 n = 0; n < 8; n++) {
            send_leaf (test->store, &key, n);
            if (n % 4 == 3)
                checkpoint (test->store, &key, 1);
        }
        g_assert_cmpint (check_log (test->store, &key), ==, 8);
        g_assert_false (td_log_check (test->store, &other, &leaves, NULL));
        g_assert_true (td_store_keep (test->store, cases[i], NULL, &error));
        g_assert_false (td_log_check (test->store, &key, &leaves, &error));
        g_assert_cmpint (td_error_code (error), ==, TD_ERROR_OURS);
        g_assert_cmpint (leaves, ==, -1);
    }
}

/* A tree that no longer has the root that was signed is not grown. */
static void test_never_inconsistent (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    TdLogKey key = make_key (origin);
    TdClock clock = td_clock_real ();
    g_autoptr (GError) error = NULL;
    gboolean made = -1;

    if (!test)
        return;
    for (guint32 n = 0; n < 4; n++)
        send_leaf (test->store, &key, n);
    checkpoint (test->store, &key, 1);
    g_assert_true (td_store_keep (test->store, damage_node, NULL, NULL));
    send_leaf (test->store, &key, 4);
    g_assert_false (td_log_checkpoint (test->store, &key, TD_LOG_WHEN_WAITING, 1, &clock, &made, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_OURS);
    g_assert_cmpint (made, ==, -1);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    td_base_init ();
    test_store_add ("/log/empty", test_empty);
    test_store_add ("/log/padding", test_padding);
    test_store_add ("/log/always", test_always);
    test_store_add ("/log/twice", test_twice);
    test_store_add ("/log/proofs", test_proofs);
    test_store_add ("/log/refused", test_refused);
    test_store_add ("/log/two-logs", test_two_logs);
    test_store_add ("/log/many", test_many);
    test_store_add ("/log/damage", test_damage);
    test_store_add ("/log/never-inconsistent", test_never_inconsistent);
    return g_test_run ();
}
