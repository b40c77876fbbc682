/* Each write, sync and rename fails in turn, and the process dies there in turn: what was said to be kept is
 * kept, and nothing is half there. The child is this program again, with TREATYDESK_FAULT set. */
#include "base/errors.h"
#include "engines.h"
#include "store/blobs.h"

#include <stdlib.h>

static const TdSchemaFile files[] = {
    { 1, "0001-files", "create table file (sha256 {id} primary key); create table part (sha256 {id} not null);" },
    { 0 },
};
static const guint8 key[32] = "not a secret, this is but a test";
static const char content[] = "what came in";
static const char *self;

/* ---- the child ---- */

static gboolean add_file (TdTx *tx, gpointer data, GError **error)
{
    td_tx_seal (tx);
    return td_exec (tx, "insert into file (sha256) values ($1)", error, TD_TEXT (data))
           && td_exec (tx, "insert into part (sha256) values ($1)", error, TD_TEXT (data));
}

static gboolean keep_one (const char *url, const char *folder, GError **error)
{
    char sha256[TD_SHA256_TEXT + 1];
    g_autoptr (TdStore) store = td_store_open (url, 1, error);
    if (!store || !td_store_migrate (store, files, error))
        return FALSE;
    g_autoptr (TdBlobs) blobs = td_blobs_open_disk (folder, key, error);
    return blobs && td_blobs_put (blobs, TD_BLOB_RESTRICTED, content, sizeof content, sha256, error)
           && td_store_write (store, add_file, sha256, error);
}

static int be_child (const char *url, const char *folder)
{
    g_autoptr (GError) error = NULL;
    gboolean kept = keep_one (url, folder, &error);
    g_print ("%s\n", kept ? "kept" : error->message);
    return !kept;
}

/* ---- the parent ---- */

struct state {
    gint64 files, parts;
    char *sha256;
};

static gboolean read_state (TdTx *tx, gpointer data, GError **error)
{
    struct state *state = data;
    g_autoptr (TdRows) rows = td_select (
        tx, "select (select count(*) from file), (select count(*) from part), (select max(sha256) from file)", error);
    g_assert_true (rows && td_rows_next (rows, error));
    state->files = td_rows_int (rows, 0);
    state->parts = td_rows_int (rows, 1);
    state->sha256 = g_strdup (td_rows_text (rows, 2));
    return TRUE;
}

/* Opens both again, without faults, and looks. */
static void check (const char *url, const char *folder, gboolean kept)
{
    GError *error = NULL;
    struct state state = { 0 };
    g_autoptr (TdStore) store = td_store_open (url, 1, &error);
    g_assert_no_error (error);
    g_assert_true (td_store_migrate (store, files, &error));
    g_autoptr (TdBlobs) blobs = td_blobs_open_disk (folder, key, &error);
    g_assert_no_error (error);
    g_assert_true (td_store_read (store, read_state, &state, &error));
    g_assert_cmpint (state.files, ==, state.parts);
    if (kept)
        g_assert_cmpint (state.files, ==, 1);
    if (state.files) {
        g_autoptr (GBytes) bytes = td_blobs_get (blobs, TD_BLOB_RESTRICTED, state.sha256, &error);
        g_assert_no_error (error);
        g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), content, sizeof content);
    }
    g_free (state.sha256);
}

static void remove_tree (const char *path)
{
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name (dir)) != NULL;) {
        g_autofree char *inner = g_build_filename (path, name, NULL);
        remove_tree (inner);
    }
    g_remove (path);
}

/* One child with one fault; FALSE when it ended before the fault came. */
static gboolean run_one (const char *engine, const char *folder, const char *fault)
{
    GError *error = NULL;
    g_autofree char *out = NULL, *err = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, NULL);
    g_autofree char *blobs = g_build_filename (folder, "blobs", NULL);
    char *arguments[] = { (char *) self, (char *) "child", test->url, blobs, NULL };
    g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "TREATYDESK_FAULT", fault, TRUE);
    g_spawn_sync (NULL, arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, NULL, &error);
    g_assert_no_error (error);
    gboolean hit = strstr (err, "fails now") != NULL;
    g_test_message ("%s: %s%s", fault, out, err);
    gboolean kept = g_str_has_prefix (out, "kept");
    g_assert_true (hit || kept);
    check (test->url, blobs, kept);
    return hit;
}

static void run_all (const char *engine, const char *kind, const char *how, int least)
{
    g_autofree char *folder = g_dir_make_tmp ("treatydesk-faults-XXXXXX", NULL);
    gboolean hit = TRUE;
    int n = 1;
    for (; hit; n++) {
        g_assert_cmpint (n, <, 200);
        g_autofree char *fault = g_strdup_printf ("%s:%d%s", kind, n, how);
        g_autofree char *each = g_build_filename (folder, fault, NULL);
        g_mkdir (each, 0700);
        hit = run_one (engine, each, fault);
    }
    g_assert_cmpint (n - 2, >=, least);
    remove_tree (folder);
}

static void test_full (const char *engine)
{
    if (strcmp (engine, "postgres") == 0 && !g_getenv ("TREATYDESK_TEST_POSTGRES")) {
        g_test_skip ("TREATYDESK_TEST_POSTGRES is not set");
        return;
    }
    run_all (engine, "write", "+:ENOSPC", 3);
}

static void test_errors (const char *engine)
{
    if (strcmp (engine, "postgres") == 0 && !g_getenv ("TREATYDESK_TEST_POSTGRES")) {
        g_test_skip ("TREATYDESK_TEST_POSTGRES is not set");
        return;
    }
    run_all (engine, "sync", ":EIO", 3);
    run_all (engine, "rename", ":EIO", 1);
}

static void test_killed (const char *engine)
{
    if (strcmp (engine, "postgres") == 0 && !g_getenv ("TREATYDESK_TEST_POSTGRES")) {
        g_test_skip ("TREATYDESK_TEST_POSTGRES is not set");
        return;
    }
    run_all (engine, "write", ":KILL", 3);
    run_all (engine, "sync", ":KILL", 3);
    run_all (engine, "rename", ":KILL", 1);
}

int main (int argc, char **argv)
{
    if (argc == 4 && strcmp (argv[1], "child") == 0)
        return be_child (argv[2], argv[3]);
    self = argv[0];
    g_test_init (&argc, &argv, NULL);
    test_store_add ("/faults/full-disk", test_full);
    test_store_add ("/faults/errors", test_errors);
    test_store_add ("/faults/killed", test_killed);
    return g_test_run ();
}
