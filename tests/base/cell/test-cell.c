/* The parent survives whatever a child does, and says one sentence. */
#include "base/cell/cell.h"
#include "base/errors.h"

#include <sys/mman.h>
#include <unistd.h>

static const char *hostile;

typedef struct {
    int records;
    gboolean open_door, fine;
} Seen;

static gboolean on_record (const char *data, gsize size, gpointer user_data, GError **error)
{
    Seen *seen = user_data;
    (void) error;
    seen->records++;
    seen->open_door |= size == 9 && memcmp (data, "open-door", 9) == 0;
    seen->fine |= size == 4 && memcmp (data, "fine", 4) == 0;
    return TRUE;
}

static int order (const char *what)
{
    int fd = memfd_create ("order", 0);
    g_assert_cmpint (write (fd, what, strlen (what)), ==, (gssize) strlen (what));
    return fd;
}

static gboolean run (TdCellPool *pool, const char *what, Seen *seen, GError **error)
{
    int fd = order (what);
    *seen = (Seen){ 0 };
    gboolean result = td_cell_run (pool, fd, on_record, seen, error);
    close (fd);
    return result;
}

static void test_hostile (gconstpointer data)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdCellPool) pool = td_cell_pool_new (hostile, 0);
    Seen seen;

    td_cell_pool_set_limits (pool, 2, 4 << 20);
    g_assert_false (run (pool, data, &seen, &error));
    g_assert_error (error, TD_CELL_ERROR, TD_ERROR_INPUT);
    g_assert_true (g_str_has_suffix (error->message, "."));
    g_assert_false (seen.open_door);
    g_clear_error (&error);
    /* and the next one is served */
    g_assert_true (run (pool, "behave", &seen, &error));
    g_assert_no_error (error);
    g_assert_true (seen.fine);
}

static void test_memory (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdCellPool) pool = td_cell_pool_new (hostile, 0);
    Seen seen;
    run (pool, "memory", &seen, &error); /* dies or is refused memory; both are right */
    g_assert_false (seen.open_door);
}

static void test_warm (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdCellPool) pool = td_cell_pool_new (hostile, 2);
    Seen seen;
    for (int i = 0; i < 6; i++) {
        g_assert_true (run (pool, "behave", &seen, &error));
        g_assert_no_error (error);
        g_assert_true (seen.fine);
    }
}

static gboolean refuse (const char *data, gsize size, gpointer user_data, GError **error)
{
    (void) data, (void) size, (void) user_data;
    g_set_error (error, TD_CELL_ERROR, TD_ERROR_INPUT, "Not this one.");
    return FALSE;
}

static void test_callback_stops (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdCellPool) pool = td_cell_pool_new (hostile, 0);
    int fd = order ("endless");
    g_assert_false (td_cell_run (pool, fd, refuse, NULL, &error));
    g_assert_cmpstr (error->message, ==, "Not this one.");
    close (fd);
}

static void test_no_program (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdCellPool) pool = td_cell_pool_new ("/nonexistent/treatydesk-reader", 1);
    Seen seen;
    g_assert_false (run (pool, "behave", &seen, &error));
    g_assert_error (error, TD_CELL_ERROR, TD_ERROR_OURS);
    g_assert_null (strstr (error->message, "/nonexistent"));
}

int main (int argc, char **argv)
{
    static const char *const deeds[] = { "open",        "create",      "socket",    "fork", "exec", "ptrace",
                                         "kill",        "write-input", "map-input", "code", "loop", "endless",
                                         "huge-record", "garbage",     "half",      "crash" };
    g_test_init (&argc, &argv, NULL);
    hostile = g_getenv ("TD_HOSTILE");
    g_assert_nonnull (hostile);
    for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++) {
        g_autofree char *path = g_strconcat ("/cell/hostile/", deeds[i], NULL);
        g_test_add_data_func (path, deeds[i], test_hostile);
    }
    g_test_add_func ("/cell/memory", test_memory);
    g_test_add_func ("/cell/warm", test_warm);
    g_test_add_func ("/cell/callback-stops", test_callback_stops);
    g_test_add_func ("/cell/no-program", test_no_program);
    return g_test_run ();
}
