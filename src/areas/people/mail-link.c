#include "areas/people/mail-link.h"

#include "areas/people/membership-sql.h"
#include "areas/people/own-password.h"
#include "areas/people/passwords.h"
#include "areas/people/people-keys.h"
#include "areas/people/people-sql.h"
#include "areas/people/sign-in-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "door/rate.h"
#include "mail/mail.h"
#include "text/words.h"

enum { HOUR = 60 * 60 };

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, code, message);
    return FALSE;
}

static gboolean is_random_text (const char *text)
{
    return text != NULL && strlen (text) == TD_PEOPLE_RANDOM_CHARACTERS;
}

static const char *purpose_word (TdLinkPurpose purpose)
{
    return purpose == TD_LINK_PASSWORD ? "password" : "sign-in";
}

/* ---- asking ---- */

struct asked {
    TdInstance *instance;
    const char *address;
    char letter_locale[16];
    TdLinkPurpose purpose;
    char *link;
    guint8 token[32], browser[32];
};

static gboolean post_letter (TdTx *tx, const struct asked *a, GError **error)
{
    gboolean password = a->purpose == TD_LINK_PASSWORD;
    const char *l = a->letter_locale;
    g_autofree char *path = g_strdup_printf ("/%s/sign-in/%s/%s", l, password ? "forgotten" : "link", a->link);
    const char *const paragraphs[] = {
        password
            ? td_words (l,
                        N_ ("Somebody asked for a way to set a new password for your account. If it was you, open this "
                            "link in the browser where you asked."))
            : td_words (l, N_ ("Somebody asked for a link to sign in with your address. If it was you, open it in the "
                               "browser where you asked.")),
        td_words (l, N_ ("It works once, for 15 minutes.")),
        td_words (l, N_ ("If it was not you, do nothing: without this link nothing happens.")),
        NULL,
    };
    const TdMail mail = {
        .to = a->address,
        .locale = l,
        .subject = password ? td_words (l, N_ ("A new password")) : td_words (l, N_ ("Your link to sign in")),
        .paragraphs = paragraphs,
        .path = path,
        .button = password ? td_words (l, N_ ("Set a new password")) : td_words (l, N_ ("Sign in")),
    };

    return td_mail_post (tx, a->instance, &mail, error);
}

/* A letter that may not be sent is no answer that could be told: that there is an account. */
static gboolean post_if_one_may (TdTx *tx, const struct asked *a, GError **error)
{
    g_autoptr (GError) problem = NULL;

    if (post_letter (tx, a, &problem) || problem->domain == TD_MAIL_ERROR)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* The language that the person chose, else that of the page where it was asked. */
static gboolean learn_locale (TdTx *tx, const char *person, struct asked *a, GError **error)
{
    g_autoptr (GPtrArray) receivers = td_receivers_person (tx, person, error);
    const TdReceiver *receiver = receivers != NULL && receivers->len > 0 ? receivers->pdata[0] : NULL;

    if (receiver != NULL && receiver->locale != NULL)
        g_strlcpy (a->letter_locale, receiver->locale, sizeof a->letter_locale);
    return receivers != NULL;
}

static gboolean ask_row (TdTx *tx, gpointer data, GError **error)
{
    struct asked *a = data;
    g_auto (TdPersonRow) row = { 0 };
    g_autofree char *id = td_id_new ();
    gint64 now = td_clock_now (&a->instance->clock);
    gboolean found = FALSE;

    if (!td_rate_take (tx, a->instance->pepper, "link", a->address, TD_LIMIT_LINKS_PER_ADDRESS, HOUR, now, error)
        || !td_rate_take (tx, a->instance->pepper, "links", "", TD_LIMIT_LINKS_PER_HOUR, HOUR, now, error)
        || !td_people_find (tx, a->address, &row, &found, error))
        return FALSE;
    found = found && !row.disabled;
    if (found && !learn_locale (tx, row.id, a, error))
        return FALSE;
    return td_link_insert (tx, id, a->token, a->browser, purpose_word (a->purpose), found ? row.id : NULL, now,
                           now + TD_LINK_SECONDS * G_TIME_SPAN_SECOND, error)
           && (!found || post_if_one_may (tx, a, error));
}

gboolean td_link_send (TdInstance *instance, const char *address, const char *locale, TdLinkPurpose purpose,
                       const char *cookie, char **ret_cookie, GError **error)
{
    g_autofree char *canonical = td_person_address (address);
    g_autofree char *browser = is_random_text (cookie) ? g_strdup (cookie) : td_people_random_text ();
    g_autofree char *link = td_people_random_text ();
    struct asked a = { .instance = instance, .address = canonical, .purpose = purpose, .link = link };

    if (!td_mail_address_ok (canonical))
        return fail (error, TD_ERROR_INPUT, "This is not a mail address. Write it like name@example.org.");
    g_strlcpy (a.letter_locale, locale, sizeof a.letter_locale);
    td_people_hash (instance, "link by mail", link, a.token);
    td_people_hash (instance, "browser of a link", browser, a.browser);
    if (!td_store_keep (instance->store, ask_row, &a, error))
        return FALSE;
    *ret_cookie = g_steal_pointer (&browser);
    return TRUE;
}

/* ---- using ---- */

typedef struct {
    TdInstance *instance;
    TdLinkPurpose purpose;
    guint8 token[32], browser[32];
    char *person, *address, *old_hash;
    const char *hash; /* a new password's */
    TdSignIn *ret;
} Use;

static void use_clear (Use *use)
{
    g_free (use->person);
    g_free (use->address);
    g_free (use->old_hash);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Use, use_clear)

static void use_init (Use *use, TdInstance *instance, const char *link, const char *cookie, TdLinkPurpose purpose)
{
    use->instance = instance;
    use->purpose = purpose;
    /* What has not the form of ours is the hash of nothing that was ever given out. */
    td_people_hash (instance, "link by mail", is_random_text (link) ? link : "", use->token);
    td_people_hash (instance, "browser of a link", is_random_text (cookie) ? cookie : "", use->browser);
}

static gboolean find_row (TdTx *tx, gpointer data, GError **error)
{
    Use *u = data;

    if (!td_link_find (tx, u->token, u->browser, purpose_word (u->purpose), td_clock_now (&u->instance->clock),
                       &u->person, error))
        return FALSE;
    if (u->person == NULL)
        return fail (
            error, TD_ERROR_GONE,
            "This link cannot be used here. A link works once, for 15 minutes, and only in the browser where it was "
            "asked for. Ask for a new one.");
    return td_person_secrets (tx, u->person, &u->address, &u->old_hash, error);
}

gboolean td_link_look (TdInstance *instance, const char *link, const char *cookie, TdLinkPurpose purpose,
                       GError **error)
{
    g_auto (Use) use = { 0 };

    use_init (&use, instance, link, cookie, purpose);
    return td_store_read (instance->store, find_row, &use, error);
}

static gboolean sign_in_row (TdTx *tx, gpointer data, GError **error)
{
    Use *u = data;

    return find_row (tx, u, error) && td_link_close (tx, u->token, error)
           && td_session_put (tx, u->instance, u->person, TD_TRUST_LINK, u->ret, error);
}

gboolean td_link_sign_in (TdInstance *instance, const char *link, const char *cookie, TdSignIn *ret, GError **error)
{
    g_auto (Use) use = { .ret = ret };

    use_init (&use, instance, link, cookie, TD_LINK_SIGN_IN);
    return td_store_keep (instance->store, sign_in_row, &use, error);
}

static gboolean password_row (TdTx *tx, gpointer data, GError **error)
{
    Use *u = data;

    return find_row (tx, u, error) && td_link_close (tx, u->token, error)
           && td_own_password_put (tx, u->instance, u->person, u->hash, NULL, u->person, error);
}

gboolean td_link_set_password (TdInstance *instance, const char *link, const char *cookie, const char *password,
                               GError **error)
{
    g_auto (Use) use = { 0 };
    g_autofree char *hash = NULL;

    use_init (&use, instance, link, cookie, TD_LINK_PASSWORD);
    if (!td_store_read (instance->store, find_row, &use, error)
        || !td_password_ok (instance, password, use.address, error))
        return FALSE;
    hash = td_password_hash (password, error);
    use.hash = hash;
    return hash != NULL && td_store_write (instance->store, password_row, &use, error);
}
