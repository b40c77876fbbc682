#include "mail/shown.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "mail/keeper.h"
#include "mail/shown-private.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>

enum { MOST_BYTES = 1024 * 1024 };

void td_shown_mail_free (TdShownMail *mail)
{
    if (mail == NULL)
        return;
    g_free (mail->id);
    g_free (mail->to);
    g_free (mail->subject);
    g_free (mail->locale);
    g_free (mail->headers);
    g_free (mail->text);
    g_free (mail->path);
    g_free (mail);
}

static char *folder_of (const TdInstance *instance)
{
    return g_build_filename (instance->folder, "mail", "shown", NULL);
}

/* ---- written ---- */

static char *head_of (const char *message)
{
    const char *end = strstr (message, "\r\n\r\n");
    const char *end_unix = strstr (message, "\n\n");

    if (end == NULL || (end_unix != NULL && end_unix < end))
        end = end_unix;
    return end != NULL ? g_strndup (message, (gsize) (end - message)) : g_strdup ("");
}

void td_mail_show (TdInstance *instance, const TdLetter *letter, const TdMessage *message)
{
    g_autofree char *mail = g_build_filename (instance->folder, "mail", NULL);
    g_autofree char *folder = folder_of (instance);
    g_autofree char *name = g_strconcat (letter->id, ".json", NULL);
    g_autofree char *tmp = g_strconcat (letter->id, ".tmp", NULL);
    g_autofree char *head = NULL;
    json_t *object;
    char *text;

    if (!instance->mail.show || !td_mail_make_folder (instance->folder, "mail", NULL)
        || !td_mail_make_folder (mail, "shown", NULL))
        return;
    head = head_of (message->message);
    object = json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s?, s:I}", "to", letter->to, "subject", letter->subject, "locale",
                        letter->locale, "headers", head, "text", message->plain, "path", letter->path, "date",
                        (json_int_t) letter->date);
    text = json_dumps (object, JSON_COMPACT);
    json_decref (object);
    if (text != NULL)
        td_mail_write_file (folder, tmp, name, text);
    free (text);
}

void td_mail_show_less (TdInstance *instance)
{
    gint64 before = td_clock_now_real (&instance->clock) - TD_LIMIT_MAIL_DAYS * G_TIME_SPAN_DAY;
    g_autofree char *folder = folder_of (instance);
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        GStatBuf st;
        if (g_stat (path, &st) == 0 && st.st_mtime * G_USEC_PER_SEC < before)
            g_unlink (path);
    }
}

/* ---- read ---- */

static char *copy_of (const json_t *object, const char *key)
{
    return g_strdup (json_string_value (json_object_get (object, key)));
}

static TdShownMail *read_one (const char *folder, const char *id)
{
    g_autofree char *name = g_strconcat (id, ".json", NULL);
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (TdShownMail) mail = g_new0 (TdShownMail, 1);
    GStatBuf st;
    json_t *object;

    if (g_lstat (path, &st) != 0 || !S_ISREG (st.st_mode) || st.st_size > MOST_BYTES)
        return NULL;
    object = json_load_file (path, JSON_REJECT_DUPLICATES, NULL);
    mail->id = g_strdup (id);
    mail->to = copy_of (object, "to");
    mail->subject = copy_of (object, "subject");
    mail->locale = copy_of (object, "locale");
    mail->headers = copy_of (object, "headers");
    mail->text = copy_of (object, "text");
    mail->path = copy_of (object, "path");
    mail->date = json_integer_value (json_object_get (object, "date"));
    json_decref (object);
    if (mail->to == NULL || mail->subject == NULL || mail->locale == NULL || mail->headers == NULL
        || mail->text == NULL)
        return NULL;
    return g_steal_pointer (&mail);
}

typedef struct {
    char *id;
    gint64 at;
} Found;

static void found_free (gpointer data)
{
    Found *found = data;

    g_free (found->id);
    g_free (found);
}

static gint newest_first (gconstpointer a, gconstpointer b)
{
    const Found *x = *(Found *const *) a, *y = *(Found *const *) b;

    return x->at != y->at ? (x->at < y->at ? 1 : -1) : strcmp (x->id, y->id);
}

static GPtrArray *find_all (const char *folder)
{
    GPtrArray *all = g_ptr_array_new_with_free_func (found_free);
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *id = g_str_has_suffix (name, ".json") ? g_strndup (name, strlen (name) - 5) : NULL;
        g_autofree char *path = g_build_filename (folder, name, NULL);
        Found *found;
        GStatBuf st;
        if (!td_id_valid (id) || g_stat (path, &st) != 0)
            continue;
        found = g_new0 (Found, 1);
        found->id = g_steal_pointer (&id);
        found->at = st.st_mtim.tv_sec * G_USEC_PER_SEC + st.st_mtim.tv_nsec / 1000;
        g_ptr_array_add (all, found);
    }
    g_ptr_array_sort (all, newest_first);
    return all;
}

GPtrArray *td_mail_shown_list (TdInstance *instance)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_shown_mail_free);
    g_autofree char *folder = folder_of (instance);
    g_autoptr (GPtrArray) all = find_all (folder);

    for (guint i = 0; i < all->len && list->len < TD_LIMIT_MAILS_SHOWN; i++) {
        const Found *found = all->pdata[i];
        TdShownMail *mail = read_one (folder, found->id);
        if (mail == NULL)
            continue;
        g_clear_pointer (&mail->headers, g_free);
        g_clear_pointer (&mail->text, g_free);
        g_ptr_array_add (list, mail);
    }
    return list;
}

TdShownMail *td_mail_shown_get (TdInstance *instance, const char *id, GError **error)
{
    g_autofree char *folder = folder_of (instance);
    g_autofree char *canonical = td_id_canonical (id);
    TdShownMail *mail = canonical != NULL ? read_one (folder, canonical) : NULL;

    if (mail == NULL)
        g_set_error_literal (error, TD_MAIL_ERROR, TD_ERROR_NOT_FOUND, N_ ("There is no such letter."));
    return mail;
}
