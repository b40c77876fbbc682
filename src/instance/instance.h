/* An instance: the folder DIR that `treatydesk init` makes, opened.
 *
 *   DIR/instance.ini   profile, store, address, rehearsal; no secret
 *   DIR/keys/          instance.key (blobs), log.key, rehearsal.key, pepper.key; mode 0600; in a backup unless without keys
 *   DIR/treatydesk.db  the embedded store, unless instance.ini names another
 *   DIR/blobs/         files at rest (store/blobs.h): those of the library public, all others restricted
 *   DIR/receipts/      receipts that commands wrote (text)
 *   DIR/outgoing/      temporary uploads; emptied at start
 *   DIR/mail/          letters that went out, where the keeper is maildir; made with the first one
 *
 * Owned by one caller; its parts may be used from any thread. Pages and commands get it whole and hand
 * rules what they need.
 */
#pragma once

#include "base/cell/cell.h"
#include "base/clock.h"
#include "journal/journal.h"
#include "journal/log.h"
#include "profile/profile.h"
#include "store/blobs.h"
#include "store/store.h"

#define TD_INSTANCE_ERROR (td_instance_error_quark ())
GQuark td_instance_error_quark (void);

/* [mail] of instance.ini (docs/MAIL.md). */
typedef struct {
    char *keeper;  /* "maildir", "smtp" or "none" */
    char *url;     /* of the mail server, for smtp; else NULL */
    char *user;    /* of the mail server, or NULL: no sign-in there */
    char *trust;   /* file of PEM certificates that the server's must come from, or NULL: those of this machine */
    char *from;    /* the sender's address, or NULL: noreply at the instance's host */
    gboolean show; /* whoever is on this machine may read all mail on a page: for trying the program out */
} TdMailSettings;

typedef struct TdInstance {
    char *folder;
    char *id;               /* random, in the log's origin */
    char *name;             /* what the site is called */
    char *address;          /* public base address, "http://127.0.0.1:8080", no slash at the end */
    gboolean rehearsal;     /* made with --rehearsal */
    int checkpoint_seconds; /* the profile's, or instance.ini's own */
    TdProfile *profile;
    TdStore *store;
    TdBlobs *blobs;
    TdCellPool *cells;
    TdCellPool *cleaners; /* of treatydesk-cleaner (document/cleaner.h) */
    TdLogKey log, log_rehearsal;
    guint8 pepper[32]; /* keys for hashes of tokens */
    TdMailSettings mail;
    char
        *mirror_of; /* address of the server whose public data this one holds, by instance.ini; NULL: it is no mirror */
    gboolean mirroring; /* this run brings them in (areas/mirror): nobody else writes to a mirror */
    TdClock clock;      /* of this run; its acts are rehearsal in an instance made so */
} TdInstance;

typedef struct {
    const char *profile; /* "cmw" */
    const char *store;   /* url or NULL: SQLite inside DIR */
    gboolean rehearsal;
    const char *address;    /* or NULL */
    int checkpoint_seconds; /* 0: the profile's */
    gboolean show_mail;     /* [mail] show=true */
} TdInstanceOptions;

/* Makes DIR (must not exist or be empty), its keys and store (a new one); leaves nothing behind when it fails.
 * Says what to keep elsewhere through *ret_advice. */
gboolean td_instance_init (const char *folder, const TdInstanceOptions *options, char **ret_advice, GError **error);

/* Brings the store up to this program: applies the schema files that it lacks, and says in *ret_applied how many. Needs
 * no keys. */
gboolean td_instance_migrate (const char *folder, int *ret_applied, GError **error);

/* Opens; readers: store connections for reading; warm: cells kept started. Refuses when migrations wait
 * ("run treatydesk migrate DIR"). */
TdInstance *td_instance_open (const char *folder, const TdClock *clock, int readers, int warm, GError **error);
/* Writes into instance.ini that this is a mirror from now on; whoever opens it afterwards knows. */
gboolean td_instance_become_mirror (TdInstance *instance, const char *address, GError **error);
void td_instance_free (TdInstance *instance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdInstance, td_instance_free)

/* The log that acts go to: rehearsal acts have one of their own. */
const TdLogKey *td_instance_log (TdInstance *instance, gboolean rehearsal);
/* To be asked first in each writing transaction. TD_ERROR_NOT_ALLOWED when an act under --now meets an instance
 * with real acts that was not made for rehearsal, and in a mirror, which is read-only. */
gboolean td_instance_may_write (TdInstance *instance, TdTx *tx, GError **error);

/* Whether a host is this machine alone: localhost, ::1 or an address that begins with 127. NULL is not. */
gboolean td_host_is_here (const char *host);

/* All schema files of the program in order, ended by number 0; generated at build (tools/schema-list.py). */
extern const TdSchemaFile td_schema_files[];

/* The path of treatydesk-reader: the environment's TREATYDESK_READER (for tests), beside this program, else the
 * installed libexec folder. Free it. */
char *td_instance_reader_path (void);
/* The path of treatydesk-cleaner (document/cleaner.h), in the same way; the environment's is TREATYDESK_CLEANER. Free it. */
char *td_instance_cleaner_path (void);
/* The path of treatydesk-writer (document/writer.h), in the same way; the environment's is TREATYDESK_WRITER. Free it. */
char *td_instance_writer_path (void);
/* The path of treatydesk-voice (meeting/voice), in the same way; the environment's is TREATYDESK_VOICE. Free it. */
char *td_instance_voice_path (void);

/* Where the catalogues of words lie, in the same way. Free it. */
char *td_instance_words_path (void);
