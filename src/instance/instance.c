#include "instance/instance.h"

#include "base/errors.h"
#include "base/id.h"
#include "instance/folder.h"
#include "instance/keys.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef TD_LIBEXECDIR
#define TD_LIBEXECDIR "/usr/libexec"
#endif
#ifndef TD_LOCALEDIR
#define TD_LOCALEDIR "/usr/share/treatydesk/locale"
#endif

TD_DEFINE_ERROR (instance)

#define GROUP           "instance"
#define MAIL_GROUP      "mail"
#define DEFAULT_ADDRESS "http://127.0.0.1:8080"

static const char *const key_names[] = { "instance.key", "log.key", "rehearsal.key", "pepper.key" };

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_INSTANCE_ERROR, code, message);
    return FALSE;
}

/* ---- init ---- */

static gboolean make_folder (const char *folder, GError **error)
{
    g_autoptr (GDir) dir = NULL;

    if (g_mkdir_with_parents (folder, 0700) != 0)
        return fail (error, TD_ERROR_INPUT,
                     "The folder for the instance cannot be made. Choose one that you may write to.");
    dir = g_dir_open (folder, 0, NULL);
    if (dir == NULL || g_dir_read_name (dir) != NULL)
        return fail (error, TD_ERROR_CONFLICT,
                     "The folder for the instance is not empty. Name a new one, or serve the instance that is there.");
    return TRUE;
}

static gboolean make_subfolders (const char *folder, GError **error)
{
    static const char *const names[] = { "keys", "blobs", "receipts", "outgoing" };

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autofree char *path = g_build_filename (folder, names[i], NULL);
        if (g_mkdir (path, 0700) != 0)
            return fail (error, TD_ERROR_OURS,
                         "A folder of the instance could not be made. Look at the space on the disk.");
    }
    return TRUE;
}

static gboolean make_keys (const char *folder, GError **error)
{
    g_autofree char *keys = g_build_filename (folder, "keys", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (key_names); i++)
        if (!td_key_make (keys, key_names[i], 32, error))
            return FALSE;
    return TRUE;
}

/* A path for a profile stays right when the program is started elsewhere. */
static char *profile_name (const char *name)
{
    if (name == NULL)
        return g_strdup ("cmw");
    return strchr (name, '/') != NULL ? g_canonicalize_filename (name, NULL) : g_strdup (name);
}

static gboolean write_settings (const char *folder, const TdInstanceOptions *options, GError **error)
{
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autofree char *path = g_build_filename (folder, "instance.ini", NULL);
    g_autofree char *profile = profile_name (options->profile);
    g_autofree char *id = td_id_new ();
    g_autofree char *text = NULL;
    gsize length;

    g_key_file_set_string (file, GROUP, "id", id);
    g_key_file_set_string (file, GROUP, "profile", profile);
    g_key_file_set_string (file, GROUP, "store", options->store != NULL ? options->store : TD_INSTANCE_STORE_INSIDE);
    g_key_file_set_string (file, GROUP, "address", options->address != NULL ? options->address : DEFAULT_ADDRESS);
    g_key_file_set_boolean (file, GROUP, "rehearsal", options->rehearsal);
    if (options->checkpoint_seconds > 0)
        g_key_file_set_integer (file, GROUP, "checkpoint-seconds", options->checkpoint_seconds);
    if (options->show_mail)
        g_key_file_set_boolean (file, MAIL_GROUP, "show", TRUE);
    text = g_key_file_to_data (file, &length, NULL);
    return g_file_set_contents_full (path, text, (gssize) length,
                                     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

char *td_instance_store_url (const char *folder, const char *store)
{
    const char *path;

    if (!g_str_has_prefix (store, "sqlite:"))
        return g_strdup (store);
    path = store + strlen ("sqlite:");
    if (g_path_is_absolute (path))
        return g_strdup (store);
    g_autofree char *inside = g_build_filename (folder, path, NULL);
    return g_strconcat ("sqlite:", inside, NULL);
}

/* Two instances in one store would each miss the other's keys. */
static gboolean make_store (const char *url, GError **error)
{
    g_autoptr (TdStore) store = td_store_open (url, 1, error);
    gboolean is_new = FALSE;

    if (store == NULL || !td_store_is_new (store, &is_new, error))
        return FALSE;
    if (!is_new)
        return fail (
            error, TD_ERROR_CONFLICT,
            "There is an instance in that store already. Name a new database, or serve the instance that is there.");
    return td_store_migrate (store, td_schema_files, error);
}

/* Takes away what a failed init made, files before their folder. The folder was empty or not there, so all in it is ours. */
void td_instance_unmake (const char *folder, int depth)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        if (g_unlink (path) != 0 && depth > 0)
            td_instance_unmake (path, depth - 1);
    }
    g_rmdir (folder);
}

gboolean td_instance_init (const char *folder, const TdInstanceOptions *options, char **ret_advice, GError **error)
{
    g_autoptr (TdProfile) profile = NULL;
    g_autofree char *profile_text = profile_name (options->profile);
    g_autofree char *url =
        td_instance_store_url (folder, options->store != NULL ? options->store : TD_INSTANCE_STORE_INSIDE);

    profile = td_profile_load (profile_text, error);
    if (profile == NULL || !make_folder (folder, error))
        return FALSE;
    /* Settings are written last: a folder without them is no instance. */
    if (!make_subfolders (folder, error) || !make_keys (folder, error) || !make_store (url, error)
        || !write_settings (folder, options, error)) {
        td_instance_unmake (folder, 1);
        return FALSE;
    }
    if (ret_advice != NULL)
        *ret_advice = g_strdup ("Keep a copy of the folder keys/ somewhere else, apart from your backups: without "
                                "instance.key the files at rest cannot be read, and who has it can read them.");
    return TRUE;
}

/* ---- open ---- */

static gboolean read_mail_settings (TdMailSettings *mail, GKeyFile *file, GError **error)
{
    mail->keeper = g_key_file_get_string (file, MAIL_GROUP, "keeper", NULL);
    mail->url = g_key_file_get_string (file, MAIL_GROUP, "url", NULL);
    mail->user = g_key_file_get_string (file, MAIL_GROUP, "user", NULL);
    mail->trust = g_key_file_get_string (file, MAIL_GROUP, "trust", NULL);
    mail->from = g_key_file_get_string (file, MAIL_GROUP, "from", NULL);
    mail->show = g_key_file_get_boolean (file, MAIL_GROUP, "show", NULL);
    if (mail->keeper == NULL)
        mail->keeper = g_strdup ("maildir");
    if (!g_str_equal (mail->keeper, "maildir") && !g_str_equal (mail->keeper, "smtp")
        && !g_str_equal (mail->keeper, "none"))
        return fail (error, TD_ERROR_INPUT,
                     "instance.ini names a keeper of mail that there is not. Write keeper=maildir, smtp or none.");
    if (g_str_equal (mail->keeper, "smtp") && mail->url == NULL)
        return fail (error, TD_ERROR_INPUT,
                     "instance.ini says that mail goes by SMTP, but not where to. Write url=… below keeper=smtp.");
    return TRUE;
}

static gboolean read_settings (TdInstance *instance, char **ret_profile, char **ret_store, GError **error)
{
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autofree char *path = g_build_filename (instance->folder, "instance.ini", NULL);

    if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
        return fail (error, TD_ERROR_INPUT,
                     "This folder is not a Treatydesk instance. Make one with: treatydesk init DIR");
    instance->id = g_key_file_get_string (file, GROUP, "id", NULL);
    instance->address = g_key_file_get_string (file, GROUP, "address", NULL);
    instance->rehearsal = g_key_file_get_boolean (file, GROUP, "rehearsal", NULL);
    instance->checkpoint_seconds = g_key_file_get_integer (file, GROUP, "checkpoint-seconds", NULL);
    instance->mirror_of = g_key_file_get_string (file, GROUP, "mirror-of", NULL);
    *ret_profile = g_key_file_get_string (file, GROUP, "profile", NULL);
    *ret_store = g_key_file_get_string (file, GROUP, "store", NULL);
    if (!td_id_valid (instance->id) || *ret_profile == NULL || *ret_store == NULL)
        return fail (error, TD_ERROR_OURS, "instance.ini lacks its id, profile or store. Bring it back from a backup.");
    if (instance->address == NULL)
        instance->address = g_strdup (DEFAULT_ADDRESS);
    return read_mail_settings (&instance->mail, file, error);
}

static gboolean read_log_key (const char *keys, const char *name, char *take_origin, TdLogKey *ret_key, GError **error)
{
    guint8 seed[32];

    ret_key->origin = take_origin;
    if (!td_key_read (keys, name, seed, sizeof seed, error))
        return FALSE;
    crypto_sign_seed_keypair (ret_key->public_key, ret_key->secret_key, seed);
    sodium_memzero (seed, sizeof seed);
    return TRUE;
}

static gboolean open_keys (TdInstance *instance, GError **error)
{
    g_autofree char *keys = g_build_filename (instance->folder, "keys", NULL);
    g_autofree char *blobs = g_build_filename (instance->folder, "blobs", NULL);
    guint8 key[32];

    if (!td_key_read (keys, "pepper.key", instance->pepper, sizeof instance->pepper, error)
        || !read_log_key (keys, "log.key", g_strconcat ("treatydesk/", instance->id, NULL), &instance->log, error)
        || !read_log_key (keys, "rehearsal.key", g_strconcat ("treatydesk/", instance->id, "/rehearsal", NULL),
                          &instance->log_rehearsal, error)
        || !td_key_read (keys, "instance.key", key, sizeof key, error))
        return FALSE;
    instance->blobs = td_blobs_open_disk (blobs, key, error);
    sodium_memzero (key, sizeof key);
    return instance->blobs != NULL;
}

static gboolean open_store (TdInstance *instance, const char *store, int readers, GError **error)
{
    g_autofree char *url = td_instance_store_url (instance->folder, store);
    int pending;

    instance->store = td_store_open (url, readers, error);
    if (instance->store == NULL)
        return FALSE;
    pending = td_store_pending (instance->store, td_schema_files, error);
    if (pending < 0)
        return FALSE;
    if (pending > 0)
        return fail (error, TD_ERROR_CONFLICT,
                     "This instance was made by an earlier version. Make a backup, then run: treatydesk migrate DIR");
    return TRUE;
}

TdInstance *td_instance_open (const char *folder, const TdClock *clock, int readers, int warm, GError **error)
{
    g_autoptr (TdInstance) instance = g_new0 (TdInstance, 1);
    g_autofree char *profile = NULL;
    g_autofree char *store = NULL;
    g_autofree char *reader = td_instance_reader_path ();
    g_autofree char *cleaner = td_instance_cleaner_path ();

    instance->folder = g_canonicalize_filename (folder, NULL);
    instance->clock = *clock;
    if (!read_settings (instance, &profile, &store, error))
        return NULL;
    instance->clock.rehearsal |= instance->rehearsal;
    instance->profile = td_profile_load (profile, error);
    if (instance->profile == NULL || !open_keys (instance, error) || !open_store (instance, store, readers, error))
        return NULL;
    if (instance->checkpoint_seconds <= 0)
        instance->checkpoint_seconds = instance->profile->checkpoint_seconds;
    instance->name = g_strdup (instance->profile->body);
    instance->cells = td_cell_pool_new (reader, warm);
    instance->cleaners = td_cell_pool_new (cleaner, 0);
    return g_steal_pointer (&instance);
}

gboolean td_instance_migrate (const char *folder, int *ret_applied, GError **error)
{
    g_autoptr (TdInstance) instance = g_new0 (TdInstance, 1);
    g_autofree char *profile = NULL;
    g_autofree char *store = NULL;
    g_autofree char *url = NULL;
    int pending;

    instance->folder = g_canonicalize_filename (folder, NULL);
    if (!read_settings (instance, &profile, &store, error))
        return FALSE;
    url = td_instance_store_url (instance->folder, store);
    instance->store = td_store_open (url, 1, error);
    if (instance->store == NULL)
        return FALSE;
    pending = td_store_pending (instance->store, td_schema_files, error);
    if (pending < 0 || !td_store_migrate (instance->store, td_schema_files, error))
        return FALSE;
    *ret_applied = pending;
    return TRUE;
}

void td_instance_free (TdInstance *instance)
{
    if (instance == NULL)
        return;
    td_cell_pool_free (instance->cells);
    td_cell_pool_free (instance->cleaners);
    td_blobs_free (instance->blobs);
    td_store_free (instance->store);
    td_profile_free (instance->profile);
    g_free (instance->folder);
    g_free (instance->id);
    g_free (instance->name);
    g_free (instance->address);
    g_free (instance->mail.keeper);
    g_free (instance->mail.url);
    g_free (instance->mail.user);
    g_free (instance->mail.trust);
    g_free (instance->mail.from);
    g_free ((char *) instance->log.origin);
    g_free (instance->mirror_of);
    g_free ((char *) instance->log_rehearsal.origin);
    sodium_memzero (instance, sizeof *instance);
    g_free (instance);
}

/* ---- what acts ask ---- */

const TdLogKey *td_instance_log (TdInstance *instance, gboolean rehearsal)
{
    return rehearsal ? &instance->log_rehearsal : &instance->log;
}

gboolean td_instance_may_write (TdInstance *instance, TdTx *tx, GError **error)
{
    gboolean real = FALSE;

    if (instance->mirror_of != NULL && !instance->mirroring) {
        g_set_error (
            error, TD_INSTANCE_ERROR, TD_ERROR_NOT_ALLOWED,
            "This site is a mirror and takes nothing itself. Do it where the mirror has its documents from: %s",
            instance->mirror_of);
        return FALSE;
    }
    if (!instance->clock.rehearsal || instance->rehearsal)
        return TRUE;
    if (!td_journal_has_real_acts (tx, &real, error))
        return FALSE;
    if (real)
        return fail (error, TD_ERROR_NOT_ALLOWED,
                     "This instance holds real acts, so it takes none under --now. "
                     "Make one for rehearsal: treatydesk init DIR --rehearsal");
    return TRUE;
}

gboolean td_instance_become_mirror (TdInstance *instance, const char *address, GError **error)
{
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autofree char *path = g_build_filename (instance->folder, "instance.ini", NULL);
    g_autofree char *text = NULL;
    gsize length;

    if (!g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL))
        return fail (error, TD_ERROR_OURS, "instance.ini could not be read. Bring it back from a backup.");
    g_key_file_set_string (file, GROUP, "mirror-of", address);
    text = g_key_file_to_data (file, &length, NULL);
    if (!g_file_set_contents_full (path, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL))
        return fail (error, TD_ERROR_OURS, "instance.ini could not be written. See whether the disk is full.");
    g_free (instance->mirror_of);
    instance->mirror_of = g_strdup (address);
    return TRUE;
}

gboolean td_host_is_here (const char *host)
{
    return host != NULL
           && (g_str_equal (host, "localhost") || g_str_equal (host, "::1")
               || (g_str_has_prefix (host, "127.") && g_hostname_is_ip_address (host)));
}

static char *beside_program (const char *name)
{
    g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
    g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : g_strdup (".");

    return g_build_filename (folder, name, NULL);
}

static char *program_path (const char *name, const char *named)
{
    g_autofree char *beside = beside_program (name);

    if (named != NULL)
        return g_strdup (named);
    if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&beside);
    return g_build_filename (TD_LIBEXECDIR, name, NULL);
}

char *td_instance_cleaner_path (void)
{
    return program_path ("treatydesk-cleaner", g_getenv ("TREATYDESK_CLEANER"));
}

char *td_instance_reader_path (void)
{
    return program_path ("treatydesk-reader", g_getenv ("TREATYDESK_READER"));
}

char *td_instance_writer_path (void)
{
    return program_path ("treatydesk-writer", g_getenv ("TREATYDESK_WRITER"));
}

char *td_instance_voice_path (void)
{
    return program_path ("treatydesk-voice", g_getenv ("TREATYDESK_VOICE"));
}

char *td_instance_words_path (void)
{
    const char *named = g_getenv ("TREATYDESK_LOCALE");
    g_autofree char *beside = beside_program ("po");

    if (named != NULL)
        return g_strdup (named);
    if (g_file_test (beside, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&beside);
    return g_strdup (TD_LOCALEDIR);
}
