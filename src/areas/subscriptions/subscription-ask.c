/* Beginning: by a letter's link, or with an account. Contract in subscription.h. */
#include "areas/subscriptions/subscription.h"

#include "areas/subscriptions/subscription-private.h"
#include "areas/subscriptions/subscription-sql.h"
#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "door/rate.h"
#include "mail/mail.h"
#include "text/words.h"

#include <sodium.h>
#include <string.h>

enum { LINK_BYTES = 32, HOUR = 60 * 60 };

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBSCRIPTION_ERROR, code, message);
    return FALSE;
}

/* What has not the form of ours is the hash of nothing that was ever given out. */
static void hash_link (const TdInstance *instance, const char *link, guint8 ret_hash[32])
{
    static const char purpose[] = "subscription by mail";
    const char *text = strlen (link) == 2 * LINK_BYTES ? link : "";
    crypto_generichash_state state;

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, 32);
    crypto_generichash_update (&state, (const guint8 *) purpose, sizeof purpose);
    crypto_generichash_update (&state, (const guint8 *) text, strlen (text));
    crypto_generichash_final (&state, ret_hash, 32);
}

static char *new_link (void)
{
    guint8 bytes[LINK_BYTES];
    char text[2 * LINK_BYTES + 1];

    randombytes_buf (bytes, sizeof bytes);
    sodium_bin2hex (text, sizeof text, bytes, sizeof bytes);
    return g_strdup (text);
}

/* ---- asking ---- */

struct ask {
    TdInstance *instance;
    const char *address;
    const TdFollow *follow;
    const TdLetterWish *wish;
    const char *id, *link, *words;
    guint8 token[32];
};

static GBytes *content_of (const struct ask *a)
{
    json_t *object = json_pack ("{s:s, s:s, s:s, s:s, s:s, s:b}", "address", a->address, "kind",
                                td_follow_word (a->follow->kind), "what", a->follow->what, "locale", a->wish->locale,
                                "zone", a->wish->zone, "names", a->wish->name_states);
    char *text = json_dumps (object, JSON_COMPACT);
    GBytes *kept = td_mail_keep (a->instance, a->id, text);

    sodium_memzero (text, strlen (text));
    free (text);
    json_decref (object);
    return kept;
}

static gboolean post_letter (TdTx *tx, const struct ask *a, GError **error)
{
    const char *l = a->wish->locale;
    g_autofree char *path = g_strdup_printf ("/%s/subscriptions/confirm/%s", l, a->link);
    const char *const paragraphs[] = {
        td_words (l, N_ ("Somebody asked that letters be sent to this address whenever there is news about:")),
        a->words,
        td_words (l, N_ ("If it was you, open this link and say so. It works once, for seven days.")),
        td_words (l, N_ ("If it was not you, do nothing: without this link no letter comes, and the address is "
                         "forgotten.")),
        NULL,
    };
    const TdMail mail = { .to = a->address,
                          .locale = l,
                          .subject = td_words (l, N_ ("Do you want letters?")),
                          .paragraphs = paragraphs,
                          .path = path,
                          .button = td_words (l, N_ ("Yes, send me letters")) };
    g_autoptr (GError) problem = NULL;

    /* That an address had too many letters today is no answer for whoever asks. */
    if (td_mail_post (tx, a->instance, &mail, &problem) || problem->domain == TD_MAIL_ERROR)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    struct ask *a = data;
    gint64 now = td_clock_now (&a->instance->clock);
    g_autoptr (GBytes) content = content_of (a);

    return td_instance_may_write (a->instance, tx, error)
           && td_rate_take (tx, a->instance->pepper, "subscribe", a->address, TD_LIMIT_SUBSCRIBE_PER_ADDRESS,
                            TD_RATE_DAY, now, error)
           && td_rate_take (tx, a->instance->pepper, "subscribes", "", TD_LIMIT_SUBSCRIBE_PER_HOUR, HOUR, now, error)
           && td_asked_purge (tx, now, error)
           && td_asked_insert (tx, a->token, a->id, content, now + TD_LIMIT_SUBSCRIBE_DAYS * G_TIME_SPAN_DAY, error)
           && post_letter (tx, a, error);
}

gboolean td_subscription_ask (TdInstance *instance, const char *address, const TdFollow *follow,
                              const TdLetterWish *wish, GError **error)
{
    g_autofree char *folded = g_utf8_strdown (address, -1);
    g_autofree char *id = td_id_new ();
    g_autofree char *link = new_link ();
    g_autofree char *words = NULL;
    struct ask a = {
        .instance = instance, .address = g_strstrip (folded), .follow = follow, .wish = wish, .id = id, .link = link
    };

    if (!td_mail_address_ok (folded))
        return fail (error, TD_ERROR_INPUT, "This is not a mail address. Write it like name@example.org.");
    if (!td_letter_wish_ok (wish, error))
        return FALSE;
    words = td_follow_words (instance, follow, wish->locale);
    a.words = words;
    hash_link (instance, link, a.token);
    return td_store_keep (instance->store, ask_in, &a, error);
}

/* ---- adding ---- */

struct add {
    TdInstance *instance;
    const char *person, *actor;
    const char *address; /* of who has no account */
    const TdFollow *follow;
    const TdLetterWish *wish; /* NULL: as it stands */
    guint8 receiver[TD_MAIL_KEPT_RECEIVER];
    char *id;
};

static gboolean insert_follower (TdTx *tx, struct add *a, const char *locale, GError **error)
{
    const TdLetterWish usual = { .locale = locale != NULL ? locale : "en", .zone = "" };
    TdFollowerNew row = { .person = a->person,
                          .receiver = a->receiver,
                          .wish = a->wish != NULL ? a->wish : &usual,
                          .now = td_clock_now (&a->instance->clock) };
    g_autoptr (GBytes) address = NULL;

    g_free (a->id);
    a->id = td_id_new ();
    row.id = a->id;
    if (a->person == NULL)
        address = td_mail_keep (a->instance, a->id, a->address);
    row.address = address;
    return td_follower_insert (tx, &row, error);
}

static gboolean known_follower (TdTx *tx, struct add *a, const TdFollower *f, GError **error)
{
    if (f->subscriptions->len >= TD_LIMIT_SUBSCRIPTIONS)
        return fail (error, TD_ERROR_CONFLICT,
                     "You have as many subscriptions as one can have. End one that you need no more.");
    g_free (a->id);
    a->id = g_strdup (f->id);
    if (a->person != NULL && f->person == NULL && !td_follower_claim (tx, a->id, a->person, error))
        return FALSE;
    return a->wish == NULL || td_follower_write_so (tx, a->id, a->wish, error);
}

/* Asking again is a word that undoes an earlier "no more letters". */
static gboolean add_follow (TdTx *tx, struct add *a, const char *locale, GError **error)
{
    g_autofree char *id = td_id_new ();
    g_autoptr (TdFollower) follower = NULL;

    if (!td_follower_find (tx, a->instance, a->person, a->receiver, &follower, error))
        return FALSE;
    return (follower != NULL ? known_follower (tx, a, follower, error) : insert_follower (tx, a, locale, error))
           && td_mail_resume (tx, a->receiver, TD_SUBSCRIPTION_TOPIC, error)
           && td_subscription_insert (tx, id, a->id, a->follow, td_clock_now (&a->instance->clock), error)
           && td_subscription_journal (tx, a->instance, a->actor, "subscription.begin", a->id, error);
}

static gboolean add_account_in (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    g_autofree char *address = NULL;
    g_autofree char *locale = NULL;

    if (!td_instance_may_write (a->instance, tx, error)
        || !td_follower_account (tx, a->person, &address, &locale, error))
        return FALSE;
    if (address == NULL || !td_mail_kept_receiver (a->instance, address, a->receiver))
        return fail (error, TD_ERROR_CONFLICT, "Your account has no address to which letters can go.");
    return add_follow (tx, a, locale, error);
}

gboolean td_subscription_add (TdInstance *instance, const TdViewer *viewer, const TdFollow *follow,
                              const TdLetterWish *wish, GError **error)
{
    struct add a = { .instance = instance,
                     .person = viewer->person,
                     .actor = td_viewer_actor (viewer),
                     .follow = follow,
                     .wish = wish };
    gboolean done;

    if (!td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error) || (wish != NULL && !td_letter_wish_ok (wish, error)))
        return FALSE;
    done = td_store_write (instance->store, add_account_in, &a, error);
    g_free (a.id);
    return done;
}

/* ---- confirming ---- */

typedef struct {
    TdInstance *instance;
    guint8 token[32];
    json_t *asked;
    TdFollow follow;
    struct add add;
} Confirm;

static void confirm_clear (Confirm *c)
{
    g_clear_pointer (&c->asked, json_decref);
    td_follow_clear (&c->follow);
    g_free (c->add.id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Confirm, confirm_clear)

static const char *said (const Confirm *c, const char *key)
{
    const char *text = json_string_value (json_object_get (c->asked, key));

    return text != NULL ? text : "";
}

static gboolean find_asked (TdTx *tx, gpointer data, GError **error)
{
    Confirm *c = data;
    g_autofree char *id = NULL;
    g_autofree char *text = NULL;
    g_autoptr (GBytes) content = NULL;

    g_clear_pointer (&c->asked, json_decref);
    td_follow_clear (&c->follow);
    if (!td_asked_find (tx, c->token, td_clock_now (&c->instance->clock), &id, &content, error))
        return FALSE;
    if (content != NULL)
        text = td_mail_kept (c->instance, id, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
    c->asked = text != NULL ? json_loads (text, 0, NULL) : NULL;
    if (c->asked == NULL)
        return fail (error, TD_ERROR_GONE,
                     "This link cannot be used. It works once, for seven days. Subscribe again, and open the link of "
                     "the new letter.");
    c->follow.what = g_strdup (said (c, "what"));
    td_follow_from_word (said (c, "kind"), &c->follow.kind);
    return TRUE;
}

gboolean td_subscription_look (TdInstance *instance, const char *link, TdFollow *ret_follow, GError **error)
{
    g_auto (Confirm) c = { .instance = instance };

    hash_link (instance, link, c.token);
    if (!td_store_read (instance->store, find_asked, &c, error))
        return FALSE;
    *ret_follow = c.follow;
    c.follow.what = NULL;
    return TRUE;
}

static gboolean confirm_in (TdTx *tx, gpointer data, GError **error)
{
    Confirm *c = data;
    TdLetterWish wish;

    if (!td_instance_may_write (c->instance, tx, error) || !find_asked (tx, c, error))
        return FALSE;
    wish = (TdLetterWish){ said (c, "locale"), said (c, "zone"), json_is_true (json_object_get (c->asked, "names")) };
    c->add.instance = c->instance;
    c->add.actor = "nobody";
    c->add.address = said (c, "address");
    c->add.follow = &c->follow;
    c->add.wish = &wish;
    return td_mail_kept_receiver (c->instance, c->add.address, c->add.receiver) && td_asked_delete (tx, c->token, error)
           && add_follow (tx, &c->add, NULL, error);
}

gboolean td_subscription_confirm (TdInstance *instance, const char *link, char **ret_key, GError **error)
{
    g_auto (Confirm) c = { .instance = instance };

    hash_link (instance, link, c.token);
    if (!td_store_write (instance->store, confirm_in, &c, error))
        return FALSE;
    *ret_key = td_subscription_key (instance, c.add.id);
    return TRUE;
}
