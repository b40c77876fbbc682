/* A whole instance into one file, while it is served, and out of it into an empty place.
 *
 * The file is a tar (archive.h) of
 *
 *   backup.json             what this is: version of its form, instance, when, engine, schema files that were applied
 *   instance.ini, phone.ini settings; the address of the store is left out, since it may hold a password
 *   keys/                   the keys that belong to the instance, by name: never an officer's, which has no place on the server
 *   receipts/  mail/        as they lie in the folder
 *   blobs/                  files at rest, as encrypted as they lie there
 *   rows/NNNNNN.jsonl       all that the store holds (store/copy.h), the same from both engines
 *   gone.txt                names of blobs above that were erased while the backup was made: not put in place
 *   MANIFEST                hashes of all that
 *
 * Whoever has it has the instance: keys lie beside what they open. So it is sealed to somebody's public key as it streams (age.h), or made
 * without keys, or kept as the keys are.
 *
 * It is of one moment. Files are copied first, while people go on; then, for the time of copying those that came last, nobody commits, and from the snapshot
 * that was taken there the rows are copied, while people go on. A file is put before the row that names it, and removed after it, so no row lacks its
 * file. The file of the backup has no name until it is whole and synced: what is broken off leaves nothing.
 *
 * Threads: one call at a time for one instance; the instance may be used meanwhile, by this process and by others.
 */
#pragma once

#include "age/age.h"
#include "instance/instance.h"

typedef struct {
    gint64 files, rows, bytes; /* so far; bytes of the archive before it is sealed, or of the file that is read */
} TdBackupProgress;
typedef void (*TdBackupShow) (const TdBackupProgress *progress, gpointer data);

typedef struct {
    const TdAgeRecipient *to; /* whom it is sealed to; n_to 0: it lies in clear */
    guint n_to;
    gboolean without_keys; /* leaves out keys/ and phone.ini, which holds passwords */
    TdBackupShow show;     /* now and then; or NULL */
    gpointer data;
} TdBackupOptions;

typedef struct {
    gint64 files, rows, bytes; /* bytes of the file */
    char sha256[65];           /* of the file */
} TdBackupMade;

/* TD_ERROR_CONFLICT: there is a file of that name, which is left as it is. TD_ERROR_BUSY: the disk is full. */
gboolean td_backup_make (TdInstance *instance, const char *file, const TdBackupOptions *options, TdBackupMade *ret_made,
                         GError **error);

typedef struct {
    const char
        *store; /* address of an empty store; NULL: SQLite inside the folder, where the backup was made of SQLite */
    const char *keys;          /* folder with the keys, where the backup is without */
    TdAgeIdentity *identities; /* what opens it, where it is sealed */
    guint n_identities;
    TdBackupShow show;
    gpointer data;
} TdRestoreOptions;

typedef struct {
    gint64 files, rows;
    char *made;     /* when the backup was made, as in it */
    gboolean older; /* it wants `treatydesk migrate` */
} TdRestored;

/* Reads the whole file and proves it before anything is made; then makes folder, which must be empty or not there, out of it. It takes its name when all
 * is in it. TD_ERROR_INPUT: damaged, sealed, or of a newer version; TD_ERROR_CONFLICT: folder or store are not empty. */
gboolean td_backup_restore (const char *file, const char *folder, const TdRestoreOptions *options,
                            TdRestored *ret_restored, GError **error);
void td_restored_clear (TdRestored *restored);
