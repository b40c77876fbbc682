/* Subscriptions: who asked to be told of what, by mail.
 *
 * Anybody subscribes with a mail address, which is confirmed by the link of a letter (nothing is kept of whoever does not), or with
 * their account in one click. What is told stands in follow.h. An address is kept encrypted (mail/kept.h) and erased with the last
 * subscription; the topic TD_SUBSCRIPTION_TOPIC stopped from a letter (RFC 8058) ends them all. No answer tells whether an
 * address is known.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"
#include <jansson.h>

#define TD_SUBSCRIPTION_ERROR (td_subscription_error_quark ())
GQuark td_subscription_error_quark (void);

#define TD_SUBSCRIPTION_TOPIC "subscriptions"
enum { TD_SUBSCRIPTION_KEY = 16 + 32 }; /* characters of the link that stands in each letter */

typedef enum {
    TD_FOLLOW_WORLD,
    TD_FOLLOW_STATE,        /* iso3 */
    TD_FOLLOW_THEME,        /* slug */
    TD_FOLLOW_ARTICLE,      /* number */
    TD_FOLLOW_CALL,         /* id */
    TD_FOLLOW_ORGANISATION, /* id; only one with a public page */
    TD_FOLLOW_SEARCH,       /* "words=…&state=…&article=…&language=…", as in an address */
    TD_FOLLOW_QUIET,        /* "": that the gate of communications changed; nowhere is said what it is about */
    TD_N_FOLLOWS
} TdFollowKind;
const char *td_follow_word (TdFollowKind kind); /* "world", "state", … */
gboolean td_follow_from_word (const char *word, TdFollowKind *ret_kind);

typedef struct {
    TdFollowKind kind;
    char *what; /* "" for the world */
} TdFollow;
void td_follow_clear (TdFollow *follow);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdFollow, td_follow_clear)

/* What an address asks for; NULL or "": left out. Nothing at all is the world; words, a language, or a State with an article are
 * a search. */
typedef struct {
    const char *state, *theme, *article, *call, *organisation, *words, *language, *quiet;
} TdFollowWish;
/* TD_ERROR_INPUT, or TD_ERROR_NOT_FOUND for a call or organisation that the public does not know of. */
gboolean td_follow_read (TdInstance *instance, const TdFollowWish *wish, TdFollow *ret_follow, GError **error);
/* In words: "Ghana", "Article 16: …", "Search: detention". What is gone, or not public any more, has no name. Free it. */
char *td_follow_words (TdInstance *instance, const TdFollow *follow, const char *locale);

/* How letters are written. */
typedef struct {
    const char *locale; /* one of the interface's */
    const char *zone;   /* IANA: times stand in it too; "": in the Committee's alone */
    gboolean name_states;
} TdLetterWish;

/* ---- by mail address ---- */

/* Sends the letter with the link. TD_ERROR_BUSY: TD_LIMIT_SUBSCRIBE_PER_ADDRESS, TD_LIMIT_SUBSCRIBE_PER_HOUR; TD_ERROR_INPUT. */
gboolean td_subscription_ask (TdInstance *instance, const char *address, const TdFollow *follow,
                              const TdLetterWish *wish, GError **error);
/* What a link would confirm. Forged, used and too old are one TD_ERROR_GONE. Uses nothing up. */
gboolean td_subscription_look (TdInstance *instance, const char *link, TdFollow *ret_follow, GError **error);
/* *ret_key: of the page on which everything can be ended. Free it. */
gboolean td_subscription_confirm (TdInstance *instance, const char *link, char **ret_key, GError **error);

/* ---- with an account ---- */

/* TD_ACT_ACCOUNT_OWN. wish NULL: as it stands, else the account's language. TD_ERROR_CONFLICT: TD_LIMIT_SUBSCRIPTIONS. */
gboolean td_subscription_add (TdInstance *instance, const TdViewer *viewer, const TdFollow *follow,
                              const TdLetterWish *wish, GError **error);

/* ---- one's own ---- */

typedef struct {
    char *id;
    TdFollow follow;
    gint64 created;
} TdSubscription;

typedef struct {
    char *id, *person; /* person: NULL without an account */
    char *address;     /* NULL: the account is closed */
    guint8 receiver[16];
    char *locale, *zone;
    gboolean name_states;
    gint64 created;
    GPtrArray *subscriptions; /* of TdSubscription, oldest first */
} TdFollower;
void td_follower_free (TdFollower *follower);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFollower, td_follower_free)

/* Who looks after their own: by the key of a letter, else (NULL) by account, which is TD_ACT_ACCOUNT_OWN. */
typedef struct {
    const TdViewer *viewer;
    const char *key;
} TdFollowWho;
/* *ret_follower NULL: an account without a subscription. TD_ERROR_GONE: a key of nobody's. */
gboolean td_subscription_own (TdInstance *instance, const TdFollowWho *who, TdFollower **ret_follower, GError **error);
/* subscription NULL: all of them. One that is gone already is no error. Journalled. */
gboolean td_subscription_end (TdInstance *instance, const TdFollowWho *who, const char *subscription, GError **error);
gboolean td_subscription_write_so (TdInstance *instance, const TdFollowWho *who, const TdLetterWish *wish,
                                   GError **error);
/* The key of the page of a subscriber. Free it. */
char *td_subscription_key (const TdInstance *instance, const char *subscriber);

/* ---- for the secretariat and administrators ---- */

/* How many there are of each kind, and of subscribers. */
typedef struct {
    gint64 subscribers, with_account, of_kind[TD_N_FOLLOWS];
} TdFollowCounts;
gboolean td_subscription_count (TdInstance *instance, TdFollowCounts *ret_counts, GError **error);
/* Everybody with address and subscriptions. TD_ACT_SUBSCRIPTION_LIST. Of TdFollower. */
GPtrArray *td_subscription_list (TdInstance *instance, const TdViewer *viewer, GError **error);
/* Ends all of an address. TD_ACT_SUBSCRIPTION_LIST; TD_ERROR_NOT_FOUND where it has none. */
gboolean td_subscription_remove (TdInstance *instance, const TdViewer *viewer, const char *address, GError **error);
