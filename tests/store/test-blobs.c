/* Files at rest: what comes out is what came in, nothing in clear that should not be, changes are seen. */
#include "base/errors.h"
#include "store/blobs.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static const guint8 key[32] = "not a secret, this is but a test";

typedef struct {
    char *folder;
    TdBlobs *blobs;
} Fixture;

static void remove_tree (const char *path)
{
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name (dir)) != NULL;) {
        g_autofree char *inner = g_build_filename (path, name, NULL);
        remove_tree (inner);
    }
    g_remove (path);
}

static void set_up (Fixture *fixture, gconstpointer data)
{
    GError *error = NULL;
    (void) data;
    fixture->folder = g_dir_make_tmp ("treatydesk-blobs-XXXXXX", &error);
    g_autofree char *folder = g_build_filename (fixture->folder, "blobs", NULL);
    fixture->blobs = td_blobs_open_disk (folder, key, &error);
    g_assert_no_error (error);
}

static void tear_down (Fixture *fixture, gconstpointer data)
{
    (void) data;
    td_blobs_free (fixture->blobs);
    remove_tree (fixture->folder);
    g_free (fixture->folder);
}

static guint8 *make_content (gsize size)
{
    guint8 *content = g_malloc (size + 1);
    for (gsize i = 0; i < size; i++)
        content[i] = (guint8) (i * 7 + i / 251);
    return content;
}

/* The only file under path whose content is a blob, or NULL; *ret_count says how many. */
static char *find_file (const char *path, int *ret_count)
{
    char *found = NULL;
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    if (!dir) {
        ++*ret_count;
        return g_strdup (path);
    }
    for (const char *name; (name = g_dir_read_name (dir)) != NULL;) {
        g_autofree char *inner = g_build_filename (path, name, NULL);
        char *file = find_file (inner, ret_count);
        if (file) {
            g_free (found);
            found = file;
        }
    }
    return found;
}

static void test_sizes (Fixture *fixture, gconstpointer data)
{
    static const gsize sizes[] = { 0, 1, 65535, 65536, 65537, 131072, 1000003 };
    (void) data;
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
        for (int kind = TD_BLOB_PUBLIC; kind <= TD_BLOB_RESTRICTED; kind++) {
            GError *error = NULL;
            char sha256[TD_SHA256_TEXT + 1];
            g_autofree guint8 *content = make_content (sizes[i]);
            g_autofree char *expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, content, sizes[i]);
            g_assert_true (td_blobs_put (fixture->blobs, kind, content, sizes[i], sha256, &error));
            g_assert_cmpstr (sha256, ==, expected);
            /* again: the same */
            g_assert_true (td_blobs_put (fixture->blobs, kind, content, sizes[i], sha256, &error));
            g_assert_true (td_blobs_has (fixture->blobs, kind, sha256));
            g_autoptr (GBytes) bytes = td_blobs_get (fixture->blobs, kind, sha256, &error);
            g_assert_no_error (error);
            g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), content, sizes[i]);
        }
    }
}

static void test_fd (Fixture *fixture, gconstpointer data)
{
    g_autofree guint8 *content = make_content (200000);
    g_autofree guint8 *back = g_malloc (200001);
    GError *error = NULL;
    (void) data;
    int fd = g_open (g_get_tmp_dir (), O_TMPFILE | O_RDWR, 0600);
    g_assert_cmpint (write (fd, content, 200000), ==, 200000); /* stands at its end now */
    for (int kind = TD_BLOB_PUBLIC; kind <= TD_BLOB_RESTRICTED; kind++) {
        char sha256[TD_SHA256_TEXT + 1];
        gint64 size = 0;
        g_assert_true (td_blobs_put_fd (fixture->blobs, kind, fd, sha256, &size, &error));
        g_assert_cmpint (size, ==, 200000);
        int out = td_blobs_get_fd (fixture->blobs, kind, sha256, &error);
        g_assert_no_error (error);
        g_assert_cmpint (read (out, back, 200001), ==, 200000);
        g_assert_cmpint (memcmp (back, content, 200000), ==, 0);
        g_assert_cmpint (fcntl (out, F_GETFD) & FD_CLOEXEC, !=, 0);
        close (out);
    }
    close (fd);
}

static void test_missing (Fixture *fixture, gconstpointer data)
{
    static const char *const names[] = {
        "",
        "short",
        "../../../../../../../../../../../../../../../../../../../etc/passwd//",
        "0123456789012345678901234567890123456789012345678901234567890123",
        "ABCDEF6789012345678901234567890123456789012345678901234567890123",
    };
    (void) data;
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autoptr (GError) error = NULL;
        g_assert_null (td_blobs_get (fixture->blobs, TD_BLOB_RESTRICTED, names[i], &error));
        g_assert_error (error, TD_BLOBS_ERROR, TD_ERROR_NOT_FOUND);
        g_assert_false (td_blobs_has (fixture->blobs, TD_BLOB_PUBLIC, names[i]));
        g_assert_true (td_blobs_remove (fixture->blobs, TD_BLOB_PUBLIC, names[i], NULL));
    }
}

/* Neither name nor bytes of a restricted blob tell its content; removing leaves nothing. */
static void test_secrecy (Fixture *fixture, gconstpointer data)
{
    static const char secret[] = "the name of somebody who spoke to the Committee";
    char sha256[TD_SHA256_TEXT + 1];
    g_autoptr (GError) error = NULL;
    g_autofree char *content = NULL;
    gsize size;
    int count = 0;
    (void) data;
    g_assert_true (td_blobs_put (fixture->blobs, TD_BLOB_RESTRICTED, secret, sizeof secret, sha256, &error));
    g_autofree char *path = find_file (fixture->folder, &count);
    g_assert_cmpint (count, ==, 1);
    g_assert_null (strstr (path, sha256));
    g_assert_true (g_file_get_contents (path, &content, &size, NULL));
    g_assert_null (memmem (content, size, secret, 16));
    g_assert_false (td_blobs_has (fixture->blobs, TD_BLOB_PUBLIC, sha256));
    g_assert_true (td_blobs_remove (fixture->blobs, TD_BLOB_RESTRICTED, sha256, &error));
    g_assert_true (td_blobs_remove (fixture->blobs, TD_BLOB_RESTRICTED, sha256, &error));
    g_assert_false (td_blobs_has (fixture->blobs, TD_BLOB_RESTRICTED, sha256));
    count = 0;
    g_assert_null (find_file (fixture->folder, &count));
    g_assert_null (td_blobs_get (fixture->blobs, TD_BLOB_RESTRICTED, sha256, &error));
    g_assert_error (error, TD_BLOBS_ERROR, TD_ERROR_NOT_FOUND);
}

/* Any changed, missing or added byte is seen. */
static void test_tampering (Fixture *fixture, gconstpointer data)
{
    enum { SIZE = 65536 + 100 };
    g_autofree guint8 *content = make_content (SIZE);
    (void) data;
    for (int kind = TD_BLOB_PUBLIC; kind <= TD_BLOB_RESTRICTED; kind++) {
        char sha256[TD_SHA256_TEXT + 1];
        g_autofree char *bytes = NULL;
        gsize size;
        int count = 0;
        g_assert_true (td_blobs_put (fixture->blobs, kind, content, SIZE, sha256, NULL));
        g_autofree char *path = find_file (fixture->folder, &count);
        g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
        for (gsize at = 0; at < size + 3; at += at < 300 ? 7 : 9973) {
            g_autoptr (GError) error = NULL;
            g_autofree char *changed = g_malloc0 (size + 1);
            memcpy (changed, bytes, size);
            changed[MIN (at, size - 1)] ^= 1;
            g_assert_true (g_file_set_contents (path, changed, (gssize) size, NULL));
            g_assert_null (td_blobs_get (fixture->blobs, kind, sha256, &error));
            g_assert_error (error, TD_BLOBS_ERROR, TD_ERROR_OURS);
        }
        const gsize sizes[] = { 0, 50, 104, 65536 + 17 + 104, size - 1, size + 1 };
        for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
            gsize other_size = MIN (sizes[i], size + 1);
            g_autofree char *other = g_malloc0 (size + 1);
            memcpy (other, bytes, MIN (size, other_size));
            g_assert_true (g_file_set_contents (path, other, (gssize) other_size, NULL));
            g_assert_cmpint (td_blobs_get_fd (fixture->blobs, kind, sha256, NULL), ==, -1);
        }
        g_assert_true (td_blobs_remove (fixture->blobs, kind, sha256, NULL));
    }
}

/* A restricted blob under another's name, or read with another instance's key, is refused. */
static void test_swapped (Fixture *fixture, gconstpointer data)
{
    char one[TD_SHA256_TEXT + 1], two[TD_SHA256_TEXT + 1];
    g_autoptr (GError) error = NULL;
    int count = 0;
    (void) data;
    g_assert_true (td_blobs_put (fixture->blobs, TD_BLOB_RESTRICTED, "one", 3, one, NULL));
    g_autofree char *path_one = find_file (fixture->folder, &count);
    g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);
    g_assert_cmpint (g_rename (path_one, aside), ==, 0);
    g_assert_true (td_blobs_put (fixture->blobs, TD_BLOB_RESTRICTED, "two", 3, two, NULL));
    g_autofree char *restricted = g_build_filename (fixture->folder, "blobs", NULL);
    g_autofree char *path_two = find_file (restricted, &count);
    g_assert_cmpint (g_rename (aside, path_two), ==, 0);
    g_assert_null (td_blobs_get (fixture->blobs, TD_BLOB_RESTRICTED, two, &error));
    g_assert_error (error, TD_BLOBS_ERROR, TD_ERROR_OURS);
    g_clear_error (&error);
    g_autoptr (TdBlobs) other =
        td_blobs_open_disk (restricted, (const guint8 *) "another key of the same 32 bytes", &error);
    g_assert_no_error (error);
    g_assert_false (td_blobs_has (other, TD_BLOB_RESTRICTED, two));
}

static gpointer put_same (gpointer data)
{
    char sha256[TD_SHA256_TEXT + 1];
    for (int i = 0; i < 20; i++)
        for (int kind = TD_BLOB_PUBLIC; kind <= TD_BLOB_RESTRICTED; kind++)
            g_assert_true (td_blobs_put (data, kind, "the same", 8, sha256, NULL));
    return NULL;
}

static void test_threads (Fixture *fixture, gconstpointer data)
{
    GThread *threads[4];
    int count = 0;
    (void) data;
    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("putter", put_same, fixture->blobs);
    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
    g_free (find_file (fixture->folder, &count));
    g_assert_cmpint (count, ==, 2);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define ADD(name, run) g_test_add ("/blobs/" name, Fixture, NULL, set_up, run, tear_down)
    ADD ("sizes", test_sizes);
    ADD ("fd", test_fd);
    ADD ("missing", test_missing);
    ADD ("secrecy", test_secrecy);
    ADD ("tampering", test_tampering);
    ADD ("swapped", test_swapped);
    ADD ("threads", test_threads);
    return g_test_run ();
}
