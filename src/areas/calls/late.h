/* Late contributions: who may still send to a call that is over, and by what right.
 *
 * Somebody asks, with a reason, on the call's page; nobody is told whether an address is known here. The secretariat grants
 * it until a day and hour of the call's zone, or refuses, both with a reason. Granting sends a personal link to the address:
 * 256 random bits of which the store keeps a keyed hash, for one contribution about one State. It may be made unasked too, and
 * taken back at any time. Whoever opens it begins a draft that is bound to it; another browser gets a fresh link by mail, and the one
 * before opens nothing then. What is sent says in public that it was late and why, and names nobody.
 *
 * Where the call was extended or opened again the link is merely not needed.
 *
 * Does not include call.h, so that the desk may show what waits.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"
#include <jansson.h>

typedef enum {
    TD_LATE_WAITS,
    TD_LATE_REFUSED,
    TD_LATE_OPEN, /* granted, and can be used */
    TD_LATE_EXPIRED,
    TD_LATE_REVOKED,
    TD_LATE_USED,
} TdLateStatus;
const char *td_late_status_word (TdLateStatus status); /* "waits", "refused", "open" …; also a label for td_words */

typedef struct {
    char *id, *call;
    char *state;          /* iso3 */
    char *purpose, *zone; /* the call's */
    char *address;        /* in small letters */
    char *locale;         /* of its letters */
    char *name, *kind;    /* of who asked; NULL: nobody did */
    char *why;            /* what they gave as reason, for the secretariat; NULL with name */
    gint64 asked;         /* 0: nobody did */
    gint64 decided;       /* 0: waits */
    gboolean granted;
    char *reason;      /* the secretariat's; or NULL */
    char *until_local; /* "2027-01-08T18:00"; NULL but where granted */
    gint64 until;
    gint64 revoked, used; /* 0: not */
    int n;                /* links so far; the newest opens */
    guint8 secret[32];
} TdLate;
void td_late_free (TdLate *late);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdLate, td_late_free)

TdLateStatus td_late_status (const TdLate *late, gint64 at);

/* ---- asking ---- */

typedef struct {
    const char *call, *state; /* state NULL or "": the call's only one */
    const char *name, *kind, *address, *reason;
    const char *locale; /* of the answer */
} TdLateAsk;
/* TD_ERROR_INPUT names the first thing that will not do, *ret_field (may be NULL) its field, a literal. TD_ERROR_CONFLICT: the
 * call is not over. TD_ERROR_BUSY: TD_LIMIT_LATE_ASKED_PER_HOUR of all together; more than TD_LIMIT_LATE_ASKED_PER_ADDRESS a
 * day for one address are dropped, and the answer does not say so. */
gboolean td_late_ask (TdInstance *instance, const TdViewer *viewer, const TdLateAsk *ask, const char **ret_field,
                      GError **error);

/* ---- deciding: TD_ACT_CALL_LATE ---- */

typedef struct {
    const char *call, *state, *address;
    const char *until;  /* local; a day alone takes the kind's hour */
    const char *reason; /* for everybody */
    const char *locale; /* of the letter; NULL: "en" */
} TdLateWish;
/* A link unasked. *ret_id, *ret_link (the address of its page; both may be NULL): free them. */
gboolean td_late_issue (TdInstance *instance, const TdViewer *viewer, const TdLateWish *wish, char **ret_id,
                        char **ret_link, const char **ret_field, GError **error);
/* What was asked for. TD_ERROR_CONFLICT when it was decided already. */
gboolean td_late_grant (TdInstance *instance, const TdViewer *viewer, const char *id, const char *until,
                        const char *reason, char **ret_link, const char **ret_field, GError **error);
gboolean td_late_refuse (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                         const char **ret_field, GError **error);
/* From then on nothing is taken by it, also not what a draft of it began. TD_ERROR_CONFLICT: not granted, taken back or used. */
gboolean td_late_revoke (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

typedef struct {
    const char *call; /* or NULL: of all */
    gboolean waiting; /* only what waits, the oldest first; else the newest first */
    int limit;        /* 0: 200 */
} TdLateFilter;
/* Of TdLate. *ret_total (may be NULL): without the limit. */
GPtrArray *td_late_list (TdInstance *instance, const TdViewer *viewer, const TdLateFilter *filter, gint64 *ret_total,
                         GError **error);

/* {id, call, state, status, until, until_local, zone, reason, asked, decided, used, revoked, address, name, kind, why}: for the
 * secretariat. */
json_t *td_late_to_json (const TdLate *late, gint64 now);

/* ---- whoever has the link ---- */

/* What the link opens, without using it: whatever became of it, see td_late_status. TD_ERROR_NOT_FOUND: no link of ours, or a newer one
 * was sent in its place. TD_ERROR_NOT_ALLOWED: signed in with an account of another address. */
TdLate *td_late_open (TdInstance *instance, const TdViewer *viewer, const char *key, GError **error);
/* Sends a fresh link to the address, by which a draft can be begun anew; this one opens nothing any more. TD_ERROR_GONE where nothing
 * can be sent by it. TD_ERROR_BUSY: TD_LIMIT_LATE_LINKS_PER_DAY. */
gboolean td_late_send_again (TdInstance *instance, const TdViewer *viewer, const char *key, GError **error);

/* ---- for who takes contributions: in their transactions ---- */

/* The link again, with its draft (or NULL) and whether that was begun by this very link. TD_ERROR_GONE when nothing can be sent by it. */
TdLate *td_late_take (TdTx *tx, TdInstance *instance, const char *key, char **ret_draft, gboolean *ret_same,
                      GError **error);
/* Its draft in a read of its own, as td_late_take gives it. */
gboolean td_late_draft (TdInstance *instance, const TdLate *late, char **ret_draft, gboolean *ret_same, GError **error);
/* Binds a draft to it in place of the one before. */
gboolean td_late_bind (TdTx *tx, const TdLate *late, const char *submission, GError **error);
/* A draft is sent that began to arrive at an instant: *ret_late is the link by which it may come late, from now on used, or NULL. */
gboolean td_late_use (TdTx *tx, const char *submission, const char *state, const char *purpose, gint64 began,
                      gint64 now, TdLate **ret_late, GError **error);
/* Whether the viewer may enter something late that came on paper: the secretariat, and an officer on behalf of somebody. */
gboolean td_late_may_enter (const TdViewer *viewer);
/* The public word that it came late: by a link, or (late NULL) entered with this reason, then it is journalled too. TD_ERROR_INPUT: no
 * reason, or one too long. */
gboolean td_late_note (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *submission,
                       const TdLate *late, const char *reason, gint64 now, GError **error);
/* "link" or "entered" to a sentence of N_(), for pages; "" for NULL. */
const char *td_late_way_words (const char *way);
