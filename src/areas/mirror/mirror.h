/* A mirror: a second Treatydesk that holds the public data of a first one, and says so on every page.
 *
 * It reads the first one's /open/records.jsonl from where it stopped, and the files of its documents. Each record is one transaction that also
 * moves the cursor, so a transfer that breaks off goes on where it was. What was taken down there is taken down here. A published contribution
 * stands in the mirror's library as a document of who sent it, with its id. The mirror is read-only (td_instance_may_write).
 *
 * What comes is distrusted: answers are bounded (fetch.h), lines are read by the JSON reader and checked field by field (mirror-record.h), each file
 * against its hash, each record against the hash of what everybody reads there. A record that does not hold is left out, noted and told, and what
 * stood here of the same thing is taken down; the mirror goes on with the next. Where the list itself does not hold, or so many in a row do not
 * (TD_LIMIT_MIRROR_LEFT_OUT), the fault is the server's and nothing more is taken.
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
    gint64 left_out;           /* records that did not hold, in this pass */
    gint64 stand_left_out;     /* all of them that stand so, when the pass has ended well */
    const char *why;           /* while show is told of one that was left out: its reason, a sentence; else NULL */
} TdMirrorProgress;
typedef void (*TdMirrorShow) (const TdMirrorProgress *progress, gpointer data);
/* Takes over all that is new. show (may be NULL) is called after each answer and each record that was left out. FALSE: what came before stands, and *ret_progress says how far it
 * is. */
gboolean td_mirror_pass (TdInstance *instance, TdMirrorShow show, gpointer data, TdMirrorProgress *ret_progress,
                         GError **error);
/* What was left out is tried again: the next pass begins before the first of it. */
gboolean td_mirror_again (TdInstance *instance, GError **error);
