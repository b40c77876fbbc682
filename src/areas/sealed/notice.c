/* A mail for whoever asked by the code of words. Contract in notice.h. */
#include "areas/sealed/notice.h"

#include "areas/sealed/notice-sql.h"
#include "areas/sealed/sealed-private.h"
#include "base/errors.h"
#include "base/id.h"
#include "instance/seal.h"
#include "mail/mail.h"
#include "text/words.h"

#include <sodium.h>

static const char sealed_for[] = "sealed notice";

/* An address is at most 254 letters (RFC 5321); all of them take as much room. */
enum { ADDRESS = 256, HOURS = 24 };

gboolean td_sealed_notice_possible (const TdInstance *instance)
{
    return !g_str_equal (instance->mail.keeper, "none");
}

/* By what the row of a filing is found. */
static void filing_hash (const TdInstance *instance, const char *filing, guint8 ret_hash[TD_SEALED_HASH])
{
    static const char find_by[] = "treatydesk sealed notice 1";
    crypto_generichash_state state;

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, TD_SEALED_HASH);
    crypto_generichash_update (&state, (const guint8 *) find_by, sizeof find_by);
    crypto_generichash_update (&state, (const guint8 *) filing, strlen (filing));
    crypto_generichash_final (&state, ret_hash, TD_SEALED_HASH);
}

/* The next time that such mails go out, after now. */
static gint64 next_round (gint64 now)
{
    gint64 round = now - now % G_TIME_SPAN_DAY + TD_SEALED_NOTICE_HOUR * G_TIME_SPAN_HOUR;

    return round > now ? round : round + HOURS * G_TIME_SPAN_HOUR;
}

/* ---- asking and taking back ---- */

struct asking {
    TdInstance *instance;
    TdSealedKeys keys;
    const char *address, *locale; /* address NULL: it is taken back */
};

static GBytes *seal_address (const TdInstance *instance, const char *id, const char *address)
{
    char padded[ADDRESS] = { 0 };
    GBytes *sealed;

    g_strlcpy (padded, address, sizeof padded);
    sealed = td_seal (instance, sealed_for, id, (const guint8 *) padded, sizeof padded);
    sodium_memzero (padded, sizeof padded);
    return sealed;
}

/* Erases what stands, with the mail that waits. */
static gboolean erase (TdTx *tx, const TdInstance *instance, const char *filing, GError **error)
{
    guint8 hash[TD_SEALED_HASH];
    g_auto (TdSealedNotice) notice = { 0 };

    filing_hash (instance, filing, hash);
    if (!td_sealed_notice_load (tx, hash, &notice, error))
        return FALSE;
    return notice.id == NULL
           || (td_mail_cancel (tx, notice.id, NULL, error) && td_sealed_notice_delete (tx, hash, error));
}

/* Under a number that is drawn for the entry alone: it says that it happened, and nothing of whom. */
static gboolean journal (TdTx *tx, const TdInstance *instance, const char *act, GError **error)
{
    g_autofree char *id = td_id_new ();
    const TdJournalEntry entry = {
        .actor = "nobody", .act = act, .thing = "sealed-notice", .thing_id = id, .clock = &instance->clock
    };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean put (TdTx *tx, const struct asking *a, const char *filing, GError **error)
{
    g_autofree char *id = td_id_new ();
    guint8 hash[TD_SEALED_HASH];
    g_auto (TdSealedNotice) notice = { .id = g_strdup (id),
                                       .address = seal_address (a->instance, id, a->address),
                                       .locale = g_strdup (a->locale) };

    filing_hash (a->instance, filing, hash);
    return td_sealed_notice_insert (tx, hash, &notice, error);
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;
    g_autoptr (TdSealedFiling) f = NULL;

    if (!td_instance_may_write (a->instance, tx, error) || !td_sealed_filing_of_code (tx, a->keys.code, &f, error))
        return FALSE;
    if (f == NULL)
        return td_sealed_fail (error, TD_ERROR_NOT_FOUND,
                               "This page is no longer whole. Come back with your code of words.");
    if (a->address != NULL && f->closed != 0)
        return td_sealed_fail (error, TD_ERROR_CONFLICT,
                               "This is closed: nothing new will stand here, so there is nothing to tell you by mail.");
    return erase (tx, a->instance, f->id, error) && (a->address == NULL || put (tx, a, f->id, error))
           && journal (tx, a->instance, a->address != NULL ? "sealed.notice" : "sealed.notice-end", error);
}

static gboolean change (struct asking *a, const char *root, GError **error)
{
    guint8 bytes[32];
    gboolean done;

    if (!td_sealed_root_parse (root, bytes))
        return td_sealed_fail (error, TD_ERROR_NOT_FOUND,
                               "This page is no longer whole. Come back with your code of words.");
    td_sealed_keys_of_root (a->instance, bytes, &a->keys);
    done = td_store_write (a->instance->store, change_in, a, error);
    td_sealed_keys_wipe (&a->keys);
    sodium_memzero (bytes, sizeof bytes);
    return done;
}

gboolean td_sealed_notice_ask (TdInstance *instance, const char *root, const char *address, const char *locale,
                               GError **error)
{
    g_autofree char *tidy = g_strstrip (g_strdup (address));
    struct asking a = { .instance = instance, .address = tidy, .locale = locale };

    if (!td_sealed_notice_possible (instance))
        return td_sealed_fail (error, TD_ERROR_CONFLICT, "This server sends no mail. Look here again now and then.");
    if (!td_mail_address_ok (tidy))
        return td_sealed_fail (error, TD_ERROR_INPUT, "This is not a mail address. Write it like name@example.org.");
    return change (&a, root, error);
}

gboolean td_sealed_notice_take_back (TdInstance *instance, const char *root, GError **error)
{
    struct asking a = { .instance = instance };

    return change (&a, root, error);
}

/* ---- what the area does with it ---- */

gboolean td_sealed_notice_is_in (TdTx *tx, const TdInstance *instance, const char *filing, gboolean *ret_is,
                                 GError **error)
{
    guint8 hash[TD_SEALED_HASH];
    g_auto (TdSealedNotice) notice = { 0 };

    filing_hash (instance, filing, hash);
    if (!td_sealed_notice_load (tx, hash, &notice, error))
        return FALSE;
    *ret_is = notice.id != NULL;
    return TRUE;
}

/* What the mail says is all that it says. */
static gboolean post (TdTx *tx, TdInstance *instance, const TdSealedNotice *notice, gint64 at, GError **error)
{
    gsize size = 0;
    const guint8 *sealed = g_bytes_get_data (notice->address, &size);
    g_autoptr (GBytes) address = td_unseal (instance, sealed_for, notice->id, sealed, size);
    const char *locale = notice->locale;
    const char *const paragraphs[] = {
        td_words (locale, N_ ("There is something new where you asked to be told.")),
        td_words (locale,
                  N_ ("Do not answer this letter: nobody reads what comes back. If you did not ask for it, somebody "
                      "mistyped an address, and you need do nothing.")),
        NULL
    };
    const TdMail mail = { .to = address != NULL ? g_bytes_get_data (address, NULL) : NULL,
                          .locale = locale,
                          .subject = td_words (locale, N_ ("There is something new")),
                          .paragraphs = paragraphs,
                          .not_before = at,
                          .cancel_key = notice->id,
                          .neutral = TRUE };

    return address == NULL || td_mail_post (tx, instance, &mail, error);
}

gboolean td_sealed_notice_tell_in (TdTx *tx, TdInstance *instance, const char *filing, GError **error)
{
    gint64 at = next_round (td_clock_now (&instance->clock));
    guint8 hash[TD_SEALED_HASH];
    g_auto (TdSealedNotice) notice = { 0 };
    g_autoptr (GError) problem = NULL;

    filing_hash (instance, filing, hash);
    if (!td_sealed_notice_load (tx, hash, &notice, error))
        return FALSE;
    if (notice.id == NULL || notice.next == at)
        return TRUE;
    /* An address that gets too many letters today gets this one not: the answer stands all the same. */
    if (post (tx, instance, &notice, at, &problem))
        return td_sealed_notice_set_next (tx, notice.id, at, error);
    if (problem->domain == TD_MAIL_ERROR)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_sealed_notice_end_in (TdTx *tx, const TdInstance *instance, const char *filing, GError **error)
{
    guint8 hash[TD_SEALED_HASH];

    filing_hash (instance, filing, hash);
    return td_sealed_notice_delete (tx, hash, error);
}
