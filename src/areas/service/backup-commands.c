/* The commands backup and restore: an instance into a file, and out of it into an empty folder. */
#include "areas/service/service-area.h"

#include "areas/sealed/key-files.h"
#include "base/errors.h"
#include "instance/backup.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { DONE = 0, SAID_NO = 1, EVERY_SECONDS = 5 };

static struct {
    char **to;
    gboolean without_keys;
    char *store, *keys, *identity;
} given;

/* ---- how far it is ---- */

typedef struct {
    gint64 next; /* when it is told again */
    gboolean terminal, told;
} Showing;

static Showing showing_new (void)
{
    /* A file that may not grow is an error to tell, no end of the program. */
    signal (SIGXFSZ, SIG_IGN);
    return (Showing){ .terminal = isatty (STDERR_FILENO) != 0,
                      .next = g_get_monotonic_time () + EVERY_SECONDS * G_USEC_PER_SEC };
}

static void show (const TdBackupProgress *progress, gpointer data)
{
    Showing *showing = data;
    gint64 now = g_get_monotonic_time ();

    if (now < showing->next)
        return;
    showing->next = now + (showing->terminal ? G_USEC_PER_SEC : EVERY_SECONDS * G_USEC_PER_SEC);
    showing->told = TRUE;
    fprintf (stderr, "%s%" G_GINT64_FORMAT " files, %" G_GINT64_FORMAT " rows, %" G_GINT64_FORMAT " MB%s",
             showing->terminal ? "\r" : "", progress->files, progress->rows, progress->bytes / 1000000,
             showing->terminal ? " " : "\n");
}

static void showing_end (const Showing *showing)
{
    if (showing->terminal && showing->told)
        fputc ('\n', stderr);
}

/* ---- backup ---- */

static const GOptionEntry backup_options[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.to, "A public key that the backup is sealed to; may be given again",
      "age1…" },
    { "without-keys", 0, 0, G_OPTION_ARG_NONE, &given.without_keys, "Leaves out the instance's keys", NULL },
    { NULL },
};

static gboolean read_to (TdAgeRecipient *to, guint *ret_n, GError **error)
{
    guint n = given.to != NULL ? g_strv_length (given.to) : 0;

    if (n > TD_AGE_MAX_RECIPIENTS) {
        g_set_error (error, TD_INSTANCE_ERROR, TD_ERROR_INPUT, "A backup is sealed to at most %d keys.",
                     TD_AGE_MAX_RECIPIENTS);
        return FALSE;
    }
    for (guint i = 0; i < n; i++)
        if (!td_age_recipient_parse (given.to[i], &to[i], error))
            return FALSE;
    *ret_n = n;
    return TRUE;
}

static void say_made (const TdCommandCall *call, const TdBackupOptions *options, const TdBackupMade *made)
{
    gboolean sealed = options->n_to > 0;

    if (call->json) {
        printf ("{\"files\": %" G_GINT64_FORMAT ", \"rows\": %" G_GINT64_FORMAT ", \"bytes\": %" G_GINT64_FORMAT
                ", \"sha256\": \"%s\", \"sealed\": %s, \"keys\": %s}\n",
                made->files, made->rows, made->bytes, made->sha256, sealed ? "true" : "false",
                options->without_keys ? "false" : "true");
        return;
    }
    printf ("Made the backup: %" G_GINT64_FORMAT " files, %" G_GINT64_FORMAT " rows, %" G_GINT64_FORMAT
            " bytes, SHA-256 %s.\n",
            made->files, made->rows, made->bytes, made->sha256);
    if (sealed)
        printf ("It opens with the secret key of those it was sealed to alone.\n");
    else
        printf ("It lies in clear%s: keep it as you keep the instance itself.\n",
                options->without_keys ? "" : " and holds the instance's keys, so whoever has it reads everything");
}

static int run_backup (const TdCommandCall *call, GError **error)
{
    TdAgeRecipient to[TD_AGE_MAX_RECIPIENTS];
    Showing showing = showing_new ();
    TdBackupOptions options = { .to = to, .without_keys = given.without_keys, .show = show, .data = &showing };
    TdBackupMade made = { 0 };
    g_autoptr (TdInstance) instance = NULL;
    gboolean done;

    if (!read_to (to, &options.n_to, error))
        return SAID_NO;
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL)
        return SAID_NO;
    done = td_backup_make (instance, call->words[1], &options, &made, error);
    showing_end (&showing);
    if (done)
        say_made (call, &options, &made);
    return done ? DONE : SAID_NO;
}

/* ---- restore ---- */

static const GOptionEntry restore_options[] = {
    { "identity", 0, 0, G_OPTION_ARG_FILENAME, &given.identity, "File with the secret key that opens it", "FILE" },
    { "keys", 0, 0, G_OPTION_ARG_FILENAME, &given.keys, "Folder with the instance's keys, for a backup without them",
      "FOLDER" },
    { "store", 0, 0, G_OPTION_ARG_STRING, &given.store,
      "sqlite:PATH or postgresql://…, empty; SQLite inside DIR if left out", "URL" },
    { NULL },
};

static int run_restore (const TdCommandCall *call, GError **error)
{
    TdAgeIdentity identities[TD_AGE_MAX_RECIPIENTS];
    Showing showing = showing_new ();
    TdRestoreOptions options = {
        .store = given.store, .keys = given.keys, .identities = identities, .show = show, .data = &showing
    };
    TdRestored restored = { 0 };
    gboolean done =
        given.identity == NULL || td_key_file_read (given.identity, identities, &options.n_identities, error);

    done = done && td_backup_restore (call->words[0], call->words[1], &options, &restored, error);
    for (guint i = 0; i < options.n_identities; i++)
        td_age_identity_wipe (&identities[i]);
    showing_end (&showing);
    if (!done)
        return SAID_NO;
    if (call->json)
        printf ("{\"files\": %" G_GINT64_FORMAT ", \"rows\": %" G_GINT64_FORMAT
                ", \"made\": \"%s\", \"migrate\": %s}\n",
                restored.files, restored.rows, restored.made, restored.older ? "true" : "false");
    else
        printf ("Restored the instance as it stood at %s: %" G_GINT64_FORMAT " files, %" G_GINT64_FORMAT
                " rows. %sCheck it with: treatydesk verify DIR\n",
                restored.made, restored.files, restored.rows,
                restored.older ? "It was made by an earlier version: run treatydesk migrate DIR. " : "");
    td_restored_clear (&restored);
    return DONE;
}

const TdCommand td_backup_commands[] = {
    { "backup", NULL, "DIR FILE", "Puts a whole instance into one file, while it is served", 2, 2, backup_options,
      run_backup },
    { "restore", NULL, "FILE DIR", "Makes an instance out of a backup, in an empty folder", 2, 2, restore_options,
      run_restore },
    { NULL },
};
