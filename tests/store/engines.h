/* For tests that run on both engines: a fresh store for each case, gone at its end.
 *
 * SQLite always; PostgreSQL when TREATYDESK_TEST_POSTGRES holds an address (tests/postgres.sh run …), in a
 * schema of its own, so that cases do not meet.
 *
 *   static void test_something (const char *engine)
 *   {
 *       g_autoptr (TestStore) test = test_store_new (engine, files);
 *       if (!test)
 *           return; // skipped, and said so
 *       … test->store …
 *   }
 *   test_store_add ("/store/something", test_something);
 */
#pragma once

#include "store/store.h"

#include <glib/gstdio.h>
#include <libpq-fe.h>

typedef struct {
    TdStore *store;
    char *url;
    char *folder; /* SQLite's */
    char *schema; /* PostgreSQL's */
} TestStore;

static inline void test_postgres_run (const char *sql)
{
    PGconn *conn = PQconnectdb (g_getenv ("TREATYDESK_TEST_POSTGRES"));
    PGresult *result = PQexec (conn, sql);
    if (PQresultStatus (result) != PGRES_COMMAND_OK)
        g_error ("%s", PQerrorMessage (conn));
    PQclear (result);
    PQfinish (conn);
}

static inline char *test_store_url (TestStore *test, const char *engine)
{
    if (strcmp (engine, "sqlite") == 0) {
        test->folder = g_dir_make_tmp ("treatydesk-test-XXXXXX", NULL);
        return g_strconcat ("sqlite:", test->folder, "/store.db", NULL);
    }
    const char *address = g_getenv ("TREATYDESK_TEST_POSTGRES");
    test->schema = g_strdup_printf ("test_%08x%08x", g_random_int (), g_random_int ());
    g_autofree char *sql = g_strconcat ("create schema ", test->schema, NULL);
    test_postgres_run (sql);
    return g_strconcat (address, strchr (address, '?') ? "&" : "?", "options=-csearch_path%3D", test->schema, NULL);
}

static inline TestStore *test_store_new_sized (const char *engine, const TdSchemaFile *files, int pool)
{
    GError *error = NULL;
    if (strcmp (engine, "postgres") == 0 && !g_getenv ("TREATYDESK_TEST_POSTGRES")) {
        g_test_skip ("TREATYDESK_TEST_POSTGRES is not set");
        return NULL;
    }
    TestStore *test = g_new0 (TestStore, 1);
    test->url = test_store_url (test, engine);
    test->store = td_store_open (test->url, pool, &error);
    g_assert_no_error (error);
    if (files)
        td_store_migrate (test->store, files, &error);
    g_assert_no_error (error);
    return test;
}

static inline TestStore *test_store_new (const char *engine, const TdSchemaFile *files)
{
    return test_store_new_sized (engine, files, 2);
}

static inline void test_store_free (TestStore *test)
{
    if (!test)
        return;
    td_store_free (test->store);
    if (test->schema) {
        g_autofree char *sql =
            g_strconcat ("set client_min_messages = error; drop schema ", test->schema, " cascade", NULL);
        test_postgres_run (sql);
    }
    if (test->folder) {
        static const char *const names[] = { "store.db", "store.db-wal", "store.db-shm" };
        for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
            g_autofree char *path = g_build_filename (test->folder, names[i], NULL);
            g_unlink (path);
        }
        g_rmdir (test->folder);
    }
    g_free (test->url);
    g_free (test->folder);
    g_free (test->schema);
    g_free (test);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestStore, test_store_free)

typedef void (*TestStoreFunc) (const char *engine);

/* data first of all: a function pointer in a box, because C keeps functions and data apart. */
typedef struct {
    TestStoreFunc run;
    const char *engine;
} TestStoreCase;

static inline void test_store_case_run (gconstpointer data)
{
    const TestStoreCase *each = data;
    each->run (each->engine);
}

static inline void test_store_add (const char *path, TestStoreFunc run)
{
    static const char *const engines[] = { "sqlite", "postgres" };
    for (gsize i = 0; i < G_N_ELEMENTS (engines); i++) {
        TestStoreCase *each = g_new (TestStoreCase, 1);
        *each = (TestStoreCase){ run, engines[i] };
        g_autofree char *name = g_strconcat (path, "@", engines[i], NULL);
        g_test_add_data_func_full (name, each, test_store_case_run, g_free);
    }
}
