/* Shared by backup*.c and restore*.c alone. */
#pragma once

#include "instance/archive.h"
#include "instance/backup.h"

#include <jansson.h>

#define TD_BACKUP_HEAD "backup.json"
#define TD_BACKUP_GONE "gone.txt"
enum { TD_BACKUP_FORMAT = 1 };

/* The keys that belong to an instance; the first four must be there. Ended by NULL. */
extern const char *const td_backup_keys[];
/* Settings in its folder; the first must be there, the second holds passwords. */
#define TD_BACKUP_SETTINGS "instance.ini"
#define TD_BACKUP_PHONE    "phone.ini"

/* ---- the file that is made (backup-file.c) ---- */

typedef struct TdBackupFile TdBackupFile;
/* Without a name until td_backup_file_finish gives it one. to, n_to: whom it is sealed to. */
TdBackupFile *td_backup_file_new (const char *file, const TdAgeRecipient *to, guint n_to, GError **error);
/* Takes bytes of the archive. */
gboolean td_backup_file_put (const guint8 *bytes, gsize n, gpointer file, GError **error);
/* Synced, named, its folder synced. Fills bytes and sha256. */
gboolean td_backup_file_finish (TdBackupFile *file, TdBackupMade *ret_made, GError **error);
gint64 td_backup_file_fed (const TdBackupFile *file);
void td_backup_file_free (TdBackupFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdBackupFile, td_backup_file_free)

/* All of it, through signals and short counts. FALSE with errno. */
gboolean td_backup_write (int fd, const void *bytes, gsize n);

/* ---- what is put in place (restore-place.c) ---- */

/* One reading of the archive: into nothing, to prove it, or into a folder. */
typedef struct {
    int folder;        /* where members are put, or -1 */
    GHashTable *gone;  /* of names, filled by a proving reading; what is in it is not put */
    GHashTable *found; /* of keys' names */
    GByteArray *small; /* of the member that is read whole into memory */
    json_t *head;      /* of backup.json */
    char *settings;    /* instance.ini */
    gboolean (*rows) (const char *lines, gsize n, gpointer data, GError **error);
    gpointer data;
    gint64 files, bytes;
    /* of the member that is read */
    char name[TD_ARCHIVE_NAME + 1];
    int fd;
    gboolean small_one;
} TdPlacing;

extern const TdArchiveTaker td_placing_taker; /* its data: a TdPlacing */
void td_placing_init (TdPlacing *placing, int folder);
void td_placing_clear (TdPlacing *placing);
