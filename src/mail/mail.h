/* Mail that goes out: a durable queue in the store, and what empties it.
 *
 * Whoever changes something posts the mail that follows in the same transaction (td_mail_post), so that nothing is
 * sent that did not happen and nothing that happened is forgotten. A mailer (one thread of the server, or the command
 * `mail send`) takes what is due. A letter's Message-ID is made from its queue id, so a receiver knows a second copy:
 * the mailer marks a letter as being handed over (durably) before the receiver can have it, and as sent after; what a crash
 * left in between goes again with the same Message-ID by SMTP, and by maildir finds its file there and is not written twice.
 *
 * What waits is encrypted in the row under a key derived from the instance's pepper (address, subject, text), so that a
 * stolen database gives nobody's address and no sign-in link; what was sent or cancelled keeps no content at all.
 *
 * What never stands in a letter: a State, a title or a text of anything sent here, unless its receiver chose so. The caller
 * sees to that; mail/ knows no submissions. Logs hold no address.
 *
 * Keepers ([mail] of instance.ini): "maildir" (the default: DIR/mail, as in the maildir manual: tmp, new, cur), "smtp" (libcurl:
 * url, user; its password in DIR/keys/smtp, mode 0600), "none". from=… is the sender's address.
 */
#pragma once

#include "instance/instance.h"

#define TD_MAIL_ERROR (td_mail_error_quark ())
GQuark td_mail_error_quark (void);

typedef struct {
    const char
        *to; /* one mail address; anything that could end a header line or name a second receiver is TD_ERROR_INPUT */
    const char *
        locale; /* of the receiver: direction and language of the letter; one that has no catalogue, or NULL, is English */
    const char *
        topic; /* a literal such as "submissions", "calls": what unsubscribing stops. NULL: always sent (a sign-in link,
                         * an invitation), and without an unsubscribe header */
    const char *subject;           /* translated already; one line */
    const char *const *paragraphs; /* translated already; plain text, NULL-terminated */
    const char *path; /* "/en/submissions/…": put behind the instance's address as the letter's one button; or NULL */
    const char *button;     /* its words, translated */
    gint64 not_before;      /* instant; 0: at once */
    const char *cancel_key; /* id of the act it tells of, for td_mail_cancel; or NULL */
    gboolean neutral; /* names nothing: plain text alone, no name of sender or Committee; topic and path are NULL */
} TdMail;

/* Into the queue, in the caller's transaction. Whoever unsubscribed from the topic gets nothing and that is no error; nor is it
 * where the keeper is "none". Subject and paragraphs are cleaned (text/clean.h) and a subject too long is cut: no caller
 * need care what stands in a name.
 * TD_ERROR_BUSY when one receiver already has TD_LIMIT_MAILS_PER_ADDRESS letters of the last day, those with a topic and those
 * without counted apart: who asks for sign-in links in somebody's name keeps no other letter from them. No error of these dooms
 * the transaction, unless the store itself failed: whoever can do without the letter may drop it and go on. */
gboolean td_mail_post (TdTx *tx, TdInstance *instance, const TdMail *mail, GError **error);
/* Takes back what still waits (or failed) under this key; *ret_count (may be NULL): how many. A letter that is on its way at that
 * moment cannot be called back. */
gboolean td_mail_cancel (TdTx *tx, const char *cancel_key, gint64 *ret_count, GError **error);

/* Whether text can be one receiver's address: what td_mail_post takes. */
gboolean td_mail_address_ok (const char *text);

/* Sends what is due now; *ret_sent, *ret_failed count. A letter that cannot be sent is tried again after 1, 5, 30 minutes,
 * 2, 6, 24 hours and then stands as failed, for the desk. FALSE only when the queue itself cannot be read. Blocks. */
gboolean td_mail_send_due (TdInstance *instance, gint64 *ret_sent, gint64 *ret_failed, GError **error);

typedef struct TdMailer TdMailer;
/* The thread that does it whenever something is due: looks when the store changes and every second. */
TdMailer *td_mailer_start (TdInstance *instance);
void td_mailer_stop (TdMailer *mailer); /* waits for the letter under way */

/* For the desk: what failed, without address or content. */
typedef struct {
    char *id;
    gint64 created, last_try;
    int tries;
    char *
        reason; /* an English sentence for people, of ours: never the other server's words, which may name the address */
} TdMailFailure;
void td_mail_failure_free (TdMailFailure *failure);
GPtrArray *td_mail_failures (TdInstance *instance, GError **error); /* of TdMailFailure, oldest first, at most 100 */

/* What waits and what failed, oldest first, at most 1,000; without address or content. For the command `mail list`. */
typedef struct {
    char *id, *topic, *reason; /* topic, reason: or NULL */
    gboolean failed;
    gint64 created, due, last_try; /* last_try 0: not tried yet */
    int tries;
} TdMailQueued;
void td_mail_queued_free (TdMailQueued *queued);
GPtrArray *td_mail_queue (TdInstance *instance, GError **error); /* of TdMailQueued */

/* Tries one again, or gives it up; journalled ("mail.retry", "mail.drop"), actor as in TdJournalEntry. */
gboolean td_mail_retry (TdInstance *instance, const char *actor, const char *id, gboolean drop, GError **error);

/* RFC 8058: the token of a letter's List-Unsubscribe address stops its topic for that receiver. Twice is once. An unknown
 * token is TD_ERROR_NOT_FOUND. *ret_topic: free it. */
gboolean td_mail_unsubscribe (TdInstance *instance, const char *token, char **ret_topic, GError **error);
/* Whether td_mail_unsubscribe would know it; changes nothing. */
gboolean td_mail_token_ok (TdInstance *instance, const char *token);
