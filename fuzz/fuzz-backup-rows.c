/* The rows of a backup as a stranger may have written them, into a store that is empty each time. */
#include "base/base.h"
#include "store/copy.h"

#include <glib/gstdio.h>
#include <unistd.h>

static const TdSchemaFile files[] = {
    { 1, "0001-things",
      "create table thing (id {id} primary key, name {text} not null, n {int64}, blob {bytes}, open {flag} not null "
      "default 0,"
      " parent {id} references thing (id));" },
    { 2, "0002-search",
      "create virtual table search_public using fts5 (tokens);"
      "create virtual table search_restricted using fts5 (tokens)" },
    { 0 },
};

typedef struct {
    const guint8 *bytes;
    size_t n;
} Input;

static gboolean feed (TdCopyIn *in, gpointer data, GError **error)
{
    const Input *input = data;

    return td_copy_in_take (in, (const char *) input->bytes, input->n, error);
}

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t n)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    const char *folder =
        g_access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir (); /* in memory syncs cost nothing */
    g_autofree char *path = g_strdup_printf ("%s/fuzz-rows-%d.db", folder, (int) getpid ());
    g_autofree char *url = g_strconcat ("sqlite:", path, NULL);
    Input input = { bytes, n };
    gint64 rows;

    td_base_init ();
    {
        g_autoptr (TdStore) store = td_store_open (url, 1, NULL);
        if (store != NULL)
            td_store_copy_in (store, files, feed, &input, &rows, NULL);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
        g_autofree char *each = g_strconcat (path, ends[i], NULL);
        g_unlink (each);
    }
    return 0;
}
