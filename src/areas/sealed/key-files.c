/* Keys and sealed files on an officer's own machine. Contract in key-files.h. */
#include "areas/sealed/key-files.h"

#include "areas/sealed/sealed.h"
#include "base/errors.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

enum { PIECE = 64 * 1024, MOST_KEY_FILE = 64 * 1024 };

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SEALED_ERROR, code, message);
    return FALSE;
}

/* ---- making ---- */

/* Whether a folder above the file is an instance's. */
static gboolean in_instance (const char *file)
{
    g_autofree char *folder = g_canonicalize_filename (file, NULL);

    while (strcmp (folder, "/") != 0) {
        char *above = g_path_get_dirname (folder);
        g_autofree char *mark = g_build_filename (above, "instance.ini", NULL);

        g_free (folder);
        folder = above;
        if (g_file_test (mark, G_FILE_TEST_EXISTS))
            return TRUE;
    }
    return FALSE;
}

static int create (const char *file, GError **error)
{
    int fd = open (file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (fd >= 0)
        return fd;
    fail (error, TD_ERROR_INPUT,
          errno == EEXIST ? "There is a file of that name already, and it is left as it is. Choose another name."
                          : "The file could not be made. Choose a folder that is there and yours.");
    return -1;
}

static gboolean put (int fd, const void *bytes, gsize n)
{
    const char *at = bytes;

    while (n > 0) {
        ssize_t wrote = write (fd, at, n);

        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return FALSE;
        at += wrote;
        n -= (gsize) wrote;
    }
    return TRUE;
}

static gboolean write_pair (int fd, const TdAgeIdentity *identity)
{
    char *secret = td_age_identity_text (identity);
    g_autofree char *recipient = td_age_recipient_text (&identity->recipient);
    g_autofree char *head = g_strdup_printf ("# public key: %s\n", recipient);
    gboolean ok = put (fd, head, strlen (head)) && put (fd, secret, strlen (secret)) && put (fd, "\n", 1);

    sodium_memzero (secret, strlen (secret));
    g_free (secret);
    return ok;
}

gboolean td_key_file_make (const char *file, TdAgeRecipient *ret_recipient, GError **error)
{
    TdAgeIdentity identity;
    int fd = STDOUT_FILENO;
    gboolean ok;

    if (file != NULL && in_instance (file))
        return fail (error, TD_ERROR_INPUT,
                     "This is inside a server's folder, where a secret key has no place: whoever has the server would "
                     "have what was told in confidence. Make the key on the officer's own machine.");
    if (file != NULL && (fd = create (file, error)) < 0)
        return FALSE;
    td_age_identity_new (&identity);
    ok = write_pair (fd, &identity) && (file == NULL || fsync (fd) == 0);
    if (ok)
        *ret_recipient = identity.recipient;
    td_age_identity_wipe (&identity);
    if (file != NULL)
        ok = close (fd) == 0 && ok;
    if (!ok && file != NULL)
        g_unlink (file);
    return ok || fail (error, TD_ERROR_OURS, "The key could not be written. Is the disk full? Nothing was made.");
}

/* ---- reading ---- */

static gboolean read_lines (char *text, TdAgeIdentity *identities, guint *ret_n, GError **error)
{
    char *rest = NULL;
    guint n = 0;

    for (char *line = strtok_r (text, "\r\n", &rest); line != NULL; line = strtok_r (NULL, "\r\n", &rest)) {
        if (*line == '#' || strspn (line, " \t") == strlen (line))
            continue;
        if (n == TD_AGE_MAX_RECIPIENTS)
            return fail (error, TD_ERROR_INPUT, "There are too many keys in this file. Give one that holds a few.");
        if (!td_age_identity_parse (line, &identities[n], error))
            return FALSE;
        n++;
    }
    if (n == 0)
        return fail (error, TD_ERROR_INPUT,
                     "There is no secret key in this file. One begins with AGE-SECRET-KEY-1, on a line of its own.");
    *ret_n = n;
    return TRUE;
}

gboolean td_key_file_read (const char *file, TdAgeIdentity ret_identities[TD_AGE_MAX_RECIPIENTS], guint *ret_n,
                           GError **error)
{
    char *text = NULL;
    gsize n = 0;
    gboolean ok;

    if (!g_file_get_contents (file, &text, &n, NULL) || n > MOST_KEY_FILE) {
        g_free (text);
        return fail (error, TD_ERROR_INPUT, "The file with the secret key could not be read.");
    }
    ok = read_lines (text, ret_identities, ret_n, error);
    sodium_memzero (text, n);
    g_free (text);
    return ok;
}

/* ---- sealing anew ---- */

static gboolean hand_on (const guint8 *bytes, gsize n, gpointer writer, GError **error)
{
    return td_age_writer_feed (writer, bytes, n, error);
}

static gboolean to_file (const guint8 *bytes, gsize n, gpointer fd, GError **error)
{
    return put (GPOINTER_TO_INT (fd), bytes, n)
           || fail (error, TD_ERROR_OURS, "The new file could not be written. Is the disk full? Nothing was made.");
}

static gboolean feed_file (TdAgeReader *reader, int in, GError **error)
{
    g_autofree guint8 *bytes = g_malloc (PIECE);
    ssize_t n;

    while ((n = read (in, bytes, PIECE)) > 0)
        if (!td_age_reader_feed (reader, bytes, (gsize) n, error))
            return FALSE;
    return n == 0 || fail (error, TD_ERROR_INPUT, "The sealed file could not be read to its end.");
}

static gboolean pass_through (const TdAgeIdentity *identities, guint n_identities, const TdAgeRecipient *to, guint n_to,
                              int in, int out, GError **error)
{
    g_autoptr (TdAgeWriter) writer = td_age_writer_new (to, n_to, to_file, GINT_TO_POINTER (out), error);
    g_autoptr (TdAgeReader) reader = NULL;

    if (writer == NULL)
        return FALSE;
    reader = td_age_reader_new (identities, n_identities, hand_on, writer);
    return feed_file (reader, in, error) && td_age_reader_finish (reader, error) && td_age_writer_finish (writer, error)
           && fsync (out) == 0;
}

gboolean td_key_file_reseal (const TdAgeIdentity *identities, guint n_identities, const TdAgeRecipient *to, guint n_to,
                             const char *in, const char *out, GError **error)
{
    int from = open (in, O_RDONLY | O_CLOEXEC), into;
    gboolean ok;

    if (from < 0)
        return fail (error, TD_ERROR_INPUT, "The sealed file could not be opened. Look at its name.");
    into = create (out, error);
    ok = into >= 0 && pass_through (identities, n_identities, to, n_to, from, into, error);
    close (from);
    if (into >= 0)
        ok = close (into) == 0 && ok;
    if (!ok && into >= 0)
        g_unlink (out);
    return ok;
}
