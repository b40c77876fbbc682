/* What went out by mail, as its receiver reads it. */
#pragma once

#include "fixture.h"
#include "mail/mail.h"

/* The letter as it came, and its parts without their base64. */
static inline void letter_read (GString *all, const char *text)
{
    const char *at = text;

    g_string_append (all, text);
    while ((at = strstr (at, "Encoding: base64")) != NULL && (at = strstr (at, "\n\n")) != NULL) {
        const char *end = strstr (at + 2, "\n\n");
        g_autofree char *part = g_strndup (at, end != NULL ? (gsize) (end - at) : strlen (at));
        gsize size = 0;
        g_autofree guchar *bytes = g_base64_decode (part, &size);
        g_string_append_len (all, (const char *) bytes, (gssize) size);
    }
}

/* Sends what is due and reads all that lies in the maildir, which is empty then. */
static inline char *letters (House *house, gint64 *ret_n)
{
    g_autofree char *folder = g_build_filename (house->folder, "mail", "new", NULL);
    g_autoptr (GString) all = g_string_new (NULL);
    g_autoptr (GDir) dir = NULL;
    g_autoptr (GError) error = NULL;
    gint64 sent = 0, failed = 0;
    const char *name;

    g_assert_true (td_mail_send_due (house->instance, &sent, &failed, &error));
    g_assert_no_error (error);
    *ret_n = 0;
    dir = g_dir_open (folder, 0, NULL);
    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *text = NULL;
        g_assert_true (g_file_get_contents (path, &text, NULL, &error));
        letter_read (all, text);
        g_unlink (path);
        (*ret_n)++;
    }
    return g_string_free (g_steal_pointer (&all), FALSE);
}
