/* Checking receipts, and the log for anyone. The log's addresses have no language: programs read them. */
#include "areas/receipts/pages.h"

#include "areas/receipts/check-receipt.html.h"
#include "areas/receipts/slip-pictures.h"
#include "base/errors.h"
#include "journal/note.h"
#include "text/words.h"

#include <sodium.h>
#include <unistd.h>

enum { MOST = 64 * 1024 };

struct log_read {
    TdInstance *instance;
    const TdLogKey *key;
    TdReceipt *receipt;
    const guint8 *leaf;
    char *checkpoint;
    char *proof;
};

/* ---- the log ---- */

static gboolean newest_in (TdTx *tx, gpointer data, GError **error)
{
    struct log_read *l = data;
    g_autoptr (GError) problem = NULL;

    g_clear_pointer (&l->checkpoint, g_free);
    l->checkpoint = td_log_newest (tx, l->key, &problem);
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_log_key (TdRequest *request, GError **error)
{
    const TdInstance *instance = td_request_instance (request);
    g_autofree char *real = td_note_verifier_key (instance->log.origin, instance->log.public_key);
    g_autofree char *rehearsal =
        td_note_verifier_key (instance->log_rehearsal.origin, instance->log_rehearsal.public_key);
    g_autofree char *both = g_strconcat (real, "\n", rehearsal, "\n", NULL);

    (void) error;
    td_reply_text (request, 200, "text/plain; charset=utf-8", both);
    return TRUE;
}

gboolean td_log_checkpoint_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    struct log_read l = { .instance = instance, .key = td_instance_log (instance, instance->clock.rehearsal) };

    if (!td_store_read (instance->store, newest_in, &l, error))
        return FALSE;
    if (l.checkpoint == NULL) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                             "The log has no signed head yet. It gets one when the first report was received.");
        return FALSE;
    }
    td_reply_text (request, 200, "text/plain; charset=utf-8", l.checkpoint);
    g_free (l.checkpoint);
    return TRUE;
}

static gboolean proof_in (TdTx *tx, gpointer data, GError **error)
{
    struct log_read *l = data;
    g_autoptr (GByteArray) path = NULL;
    g_autofree char *checkpoint = NULL;
    gint64 index = -1;

    if (!td_log_prove (tx, l->key, l->leaf, &index, &path, &checkpoint, error))
        return FALSE;
    g_clear_pointer (&l->proof, g_free);
    if (index >= 0)
        l->proof = td_receipt_proof_text (index, path, checkpoint);
    return TRUE;
}

/* The proof in the C2SP tlog-proof form; 404 also while the entry waits, since a waiting one is not to be told from none. */
gboolean td_log_proof (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *text = td_request_part (request, "leaf");
    guint8 leaf[32];
    size_t length = 0;
    struct log_read l = { .instance = instance, .leaf = leaf };
    gboolean found = FALSE;

    if (sodium_hex2bin (leaf, sizeof leaf, text, strlen (text), NULL, &length, NULL) == 0 && length == sizeof leaf)
        for (int rehearsal = 0; rehearsal < 2 && !found; rehearsal++) {
            l.key = td_instance_log (instance, rehearsal == 1);
            found = td_store_read (instance->store, proof_in, &l, NULL) && l.proof != NULL;
        }
    if (!found) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                             "No such entry stands in the log. If it is new, ask again after the next checkpoint.");
        return FALSE;
    }
    td_reply_text (request, 200, "text/plain; charset=utf-8", l.proof);
    g_free (l.proof);
    return TRUE;
}

/* ---- checking ---- */

static gboolean check_page (TdRequest *request, const char *text, const TdReceipt *receipt, gboolean complete,
                            const char *message, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autofree char *action = g_strdup_printf ("/%s/check", locale);
    g_autofree char *key = td_note_verifier_key (instance->log.origin, instance->log.public_key);
    g_autofree char *checkpoint = NULL;
    g_autoptr (TdMarkup) slip = NULL;
    struct log_read l = { .instance = instance, .key = &instance->log };

    if (!td_store_read (instance->store, newest_in, &l, error))
        return FALSE;
    checkpoint = l.checkpoint;
    if (receipt != NULL)
        slip = td_receipt_slip (instance, receipt, td_words (locale, N_ ("A report to the Committee")), "", NULL,
                                td_request_html (request));
    const struct html_check_receipt page = { .action = action,
                                             .text = text,
                                             .error = message != NULL ? td_words (locale, message) : NULL,
                                             .good = receipt != NULL,
                                             .complete = complete,
                                             .slip = slip,
                                             .key = key,
                                             .checkpoint = checkpoint };
    html_check_receipt (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_check_receipt_page (TdRequest *request, GError **error)
{
    return check_page (request, "", NULL, FALSE, NULL, error);
}

/* The receipt's text has Unix line ends and a last one; browsers and mail programs change both. Free it. */
static char *as_given_out (const char *text)
{
    g_auto (GStrv) parts = g_strsplit (text, "\r\n", -1);
    g_autofree char *joined = g_strjoinv ("\n", parts);

    g_strstrip (joined);
    return *joined != '\0' ? g_strconcat (joined, "\n", NULL) : g_strdup ("");
}

/* The text of the form, or of the file where one was chosen; "" when it is neither. Free it. */
static char *given_text (TdRequest *request)
{
    gint64 size = 0;
    int fd = td_request_file (request, "file", NULL, &size);
    g_autofree char *text = NULL;
    gssize n;

    if (fd < 0 || size <= 0 || size > MOST)
        return as_given_out (td_request_field (request, "text"));
    text = g_malloc0 ((gsize) size + 1);
    n = pread (fd, text, (size_t) size, 0);
    return n >= 0 && g_utf8_validate (text, n, NULL) ? as_given_out (text) : g_strdup ("");
}

static gboolean complete_in (TdTx *tx, gpointer data, GError **error)
{
    struct log_read *l = data;

    return td_receipt_complete (l->receipt, tx, l->key, error);
}

/* A receipt that waited when it was kept may have its proof by now. One that the log does not know stays as it is:
 * the check says what does not hold. */
static void try_to_complete (TdInstance *instance, TdReceipt *receipt)
{
    struct log_read l = { .instance = instance,
                          .receipt = receipt,
                          .key = td_instance_log (instance, receipt->rehearsal) };

    td_store_read (instance->store, complete_in, &l, NULL);
}

gboolean td_check_receipt (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autofree char *text = given_text (request);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdReceipt) receipt = NULL;
    const TdLogKey *key;
    gboolean complete = FALSE;

    if (*text == '\0')
        return check_page (request, "", NULL, FALSE, N_ ("Choose the file of the receipt, or paste its text."), error);
    receipt = td_receipt_from_text (text, (gsize) strlen (text), &problem);
    if (receipt == NULL)
        return check_page (request, text, NULL, FALSE, problem->message, error);
    key = td_instance_log (instance, receipt->rehearsal);
    if (!td_receipt_check (receipt, key->origin, key->public_key, &complete, &problem))
        return check_page (request, text, NULL, FALSE, problem->message, error);
    if (!complete) {
        try_to_complete (instance, receipt);
        if (!td_receipt_check (receipt, key->origin, key->public_key, &complete, &problem))
            return check_page (request, text, NULL, FALSE, problem->message, error);
    }
    return check_page (request, text, receipt, complete, NULL, error);
}
