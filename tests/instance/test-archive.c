/* The form of a backup: what is written reads back in pieces of any size, tar's own rules hold, and nothing else passes. */
#include "base/base.h"
#include "base/errors.h"
#include "instance/archive.h"
#include "instance/instance.h"

#include <unistd.h>

const TdSchemaFile td_schema_files[] = { { 0 } }; /* the program has them; nothing here asks for one */

/* ---- what was told ---- */

typedef struct {
    GString *told; /* "name size bytes;" of each member */
    const char *stop_at;
} Told;

static gboolean begin (const char *name, gint64 size, gpointer data, GError **error)
{
    Told *t = data;

    g_string_append_printf (t->told, "%s %" G_GINT64_FORMAT " ", name, size);
    if (g_strcmp0 (t->stop_at, name) != 0)
        return TRUE;
    g_set_error_literal (error, TD_INSTANCE_ERROR, TD_ERROR_BUSY, "Stopped.");
    return FALSE;
}

static gboolean bytes (const guint8 *at, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_string_append_len (((Told *) data)->told, (const char *) at, (gssize) n);
    return TRUE;
}

static gboolean end (gpointer data, GError **error)
{
    (void) error;
    g_string_append_c (((Told *) data)->told, ';');
    return TRUE;
}

static const TdArchiveTaker taker = { begin, bytes, end };

static gboolean keep (const guint8 *at, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, at, (guint) n);
    return TRUE;
}

static GByteArray *make (void)
{
    GByteArray *made = g_byte_array_new ();
    g_autoptr (TdArchiveWriter) writer = td_archive_writer_new (1700000000, keep, made);
    g_autofree char *block = g_strnfill (512, 'b');
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp ("treatydesk-XXXXXX", &path, NULL);

    g_assert_cmpint (write (fd, "from a file", 11), ==, 11);
    lseek (fd, 0, SEEK_SET);
    g_assert_true (td_archive_put (writer, "a.json", "hello", 5, NULL));
    g_assert_true (td_archive_put (writer, "empty", "", 0, NULL));
    g_assert_true (td_archive_put (writer, "folder/block", block, 512, NULL));
    g_assert_true (td_archive_put_fd (writer, "folder/file", fd, NULL));
    g_assert_true (td_archive_writer_finish (writer, NULL));
    close (fd);
    unlink (path);
    return made;
}

/* In pieces of so many bytes. Free it. NULL with error. */
static char *read_in (const guint8 *data, gsize n, gsize piece, const char *stop_at, GError **error)
{
    Told told = { .told = g_string_new (NULL), .stop_at = stop_at };
    g_autoptr (TdArchiveReader) reader = td_archive_reader_new (&taker, &told);
    gboolean ok = TRUE;

    for (gsize at = 0; ok && at < n; at += piece)
        ok = td_archive_reader_feed (reader, data + at, MIN (piece, n - at), error);
    ok = ok && td_archive_reader_finish (reader, error);
    return g_string_free (told.told, !ok);
}

static void test_there_and_back (void)
{
    static const gsize pieces[] = { 1, 7, 511, 512, 513, 100000 };
    g_autoptr (GByteArray) made = make ();

    g_assert_cmpuint (made->len % 512, ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GError) error = NULL;
        g_autofree char *told = read_in (made->data, made->len, pieces[i], NULL, &error);
        g_assert_no_error (error);
        g_assert_true (g_str_has_prefix (told, "a.json 5 hello;empty 0 ;folder/block 512 bbb"));
        g_assert_true (g_str_has_suffix (told, "b;folder/file 11 from a file;"));
        g_assert_null (strstr (told, "MANIFEST"));
    }
}

static void test_every_change (void)
{
    g_autoptr (GByteArray) made = make ();

    for (gsize at = 0; at < made->len; at++) {
        g_autoptr (GError) error = NULL;
        g_autofree char *told = NULL;
        made->data[at] ^= 1;
        told = read_in (made->data, made->len, 4096, NULL, &error);
        g_assert_null (told);
        g_assert_error (error, TD_INSTANCE_ERROR, TD_ERROR_INPUT);
        made->data[at] ^= 1;
    }
    for (gsize n = 0; n < made->len; n += 64) {
        g_autoptr (GError) error = NULL;
        g_assert_null (read_in (made->data, n, 4096, NULL, &error));
        g_assert_error (error, TD_INSTANCE_ERROR, TD_ERROR_INPUT);
    }
}

/* More zeros at the end are tar's own habit. */
static void test_end (void)
{
    static const guint8 zeros[10240], other[] = { 0, 0, 1 };
    g_autoptr (GByteArray) made = make ();
    g_autofree char *told = NULL;

    g_byte_array_append (made, zeros, sizeof zeros);
    told = read_in (made->data, made->len, 999, NULL, NULL);
    g_assert_nonnull (told);
    g_byte_array_append (made, other, sizeof other);
    g_assert_null (read_in (made->data, made->len, 999, NULL, NULL));
}

static void test_stopped (void)
{
    g_autoptr (GByteArray) made = make ();
    g_autoptr (GError) error = NULL;

    g_assert_null (read_in (made->data, made->len, 100, "folder/block", &error));
    g_assert_error (error, TD_INSTANCE_ERROR, TD_ERROR_BUSY);
}

static void test_names (void)
{
    static const char *const good[] = { "a", "a/b", "mail/cur/x.y:2,S", "A-z_0~@=+", "keys/log.key" };
    static const char *const bad[] = { "",     "/a",   "a/",   "a//b", ".",    "..",       "../a",  "a/../b",
                                       ".git", "a/.b", "a\\b", "a b",  "a\nb", "\xc3\xa9", "a/./b", "a*b" };
    g_autofree char *longest = g_strnfill (TD_ARCHIVE_NAME, 'x'), *longer = g_strnfill (TD_ARCHIVE_NAME + 1, 'x');
    g_autoptr (GByteArray) made = g_byte_array_new ();
    g_autoptr (TdArchiveWriter) writer = td_archive_writer_new (0, keep, made);

    for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
        g_assert_true (td_archive_name_valid (good[i]));
    for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_assert_false (td_archive_name_valid (bad[i]));
        g_assert_false (td_archive_put (writer, bad[i], "", 0, NULL));
    }
    g_assert_true (td_archive_name_valid (longest));
    g_assert_false (td_archive_name_valid (longer));
    g_assert_cmpuint (made->len, ==, 0);
}

/* A size that needs base 256, and one that no file has. */
static void test_sizes (void)
{
    static const guint8 sizes[][12] = { { 0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0 },
                                        { 0x80, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff },
                                        { '7', '7', '7', '7', '7', '7', '7', '7', '7', '7', '8', 0 },
                                        { '-', '1', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 } };

    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
        g_autoptr (GByteArray) made = make ();
        Told told = { .told = g_string_new (NULL) };
        g_autoptr (TdArchiveReader) reader = td_archive_reader_new (&taker, &told);
        guint32 sum = 0;
        char text[8];
        memcpy (made->data + 124, sizes[i], 12);
        memset (made->data + 148, ' ', 8);
        for (int k = 0; k < 512; k++)
            sum += made->data[k];
        g_snprintf (text, sizeof text, "%06o", sum);
        memcpy (made->data + 148, text, 7);
        g_assert_cmpint (td_archive_reader_feed (reader, made->data, 512, NULL), ==, i == 0);
        if (i == 0)
            g_assert_cmpstr (told.told->str, ==, "a.json 8589934592 ");
        g_string_free (told.told, TRUE);
    }
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/archive/there-and-back", test_there_and_back);
    g_test_add_func ("/archive/every-change", test_every_change);
    g_test_add_func ("/archive/end", test_end);
    g_test_add_func ("/archive/stopped", test_stopped);
    g_test_add_func ("/archive/names", test_names);
    g_test_add_func ("/archive/sizes", test_sizes);
    return g_test_run ();
}
