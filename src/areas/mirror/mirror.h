/* A mirror: a second Treatydesk that holds the public data of a first one, and says so on every page.
 *
 * It reads the first one's /open/records.jsonl from where it stopped, and the files of its documents. Each record is one transaction that also
 * moves the cursor, so a transfer that breaks off goes on where it was. What was taken down there is taken down here. A published contribution
 * stands in the mirror's library as a document of who sent it, with its id. The mirror is read-only (td_instance_may_write).
 *
 * What comes is distrusted: answers are bounded (fetch.h), lines are read by the JSON reader and checked field by field (mirror-record.h), each file
 * against its hash, each record against the hash of what everybody reads there. With the first that does not hold nothing more is taken.
 *
 * Example:
 *   td_mirror_begin (instance, "https://desk.example.org", &error) && td_mirror_pass (instance, shown, NULL, &progress, &error)
 */
#pragma once

#include "instance/instance.h"

#define TD_MIRROR_ERROR (td_mirror_error_quark ())
GQuark td_mirror_error_quark (void);

/* Makes an instance the mirror of this server: one in which nothing was done yet, or that is its mirror already. TD_ERROR_NOT_ALLOWED for any
 * other. */
gboolean td_mirror_begin (TdInstance *instance, const char *address, GError **error);

typedef struct {
    gint64 position;           /* the last record that stands here */
    gint64 records;            /* taken over by this mirror since it began, those taken down counted */
    gint64 taken, gone, files; /* in this pass */
} TdMirrorProgress;
typedef void (*TdMirrorShow) (const TdMirrorProgress *progress, gpointer data);
/* Takes over all that is new. show (may be NULL) is called after each answer. FALSE: what came before stands, and *ret_progress says how far it
 * is. */
gboolean td_mirror_pass (TdInstance *instance, TdMirrorShow show, gpointer data, TdMirrorProgress *ret_progress,
                         GError **error);
