/* Subscribing, saying yes, and one's own list. */
#include "areas/subscriptions/pages.h"

#include "areas/subscriptions/subscribe-sent.html.h"
#include "areas/subscriptions/subscribe.html.h"
#include "areas/subscriptions/subscription-confirm.html.h"
#include "areas/subscriptions/subscription-gone.html.h"
#include "areas/subscriptions/subscription.h"
#include "areas/subscriptions/subscriptions.html.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/language.h"
#include "text/words.h"
#include "text/zones.h"

typedef struct html_field_radios_choices Choice;

/* ---- how letters are written ---- */

/* The choices of a form, freed with it. */
typedef struct {
    GPtrArray *strings;
    GArray *locales, *zones, *names;
    char *zone_none;
} Letters;

static void letters_clear (Letters *l)
{
    g_clear_pointer (&l->locales, g_array_unref);
    g_clear_pointer (&l->zones, g_array_unref);
    g_clear_pointer (&l->names, g_array_unref);
    g_clear_pointer (&l->strings, g_ptr_array_unref);
    g_free (l->zone_none);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Letters, letters_clear)

static void add (GArray *list, const char *value, const char *label, gboolean chosen)
{
    const Choice choice = { .id = value, .value = value, .label = label, .chosen = chosen };

    g_array_append_val (list, choice);
}

static void letters_init (Letters *l, TdRequest *request, const TdLetterWish *wish)
{
    const char *locale = td_request_locale (request);

    l->strings = g_ptr_array_new_with_free_func (g_free);
    l->locales = g_array_new (FALSE, TRUE, sizeof (Choice));
    l->zones = g_array_new (FALSE, TRUE, sizeof (Choice));
    l->names = g_array_new (FALSE, TRUE, sizeof (Choice));
    for (const char *const *tag = td_words_locales (); *tag != NULL; tag++) {
        char *name = td_language_name (*tag, *tag);
        g_ptr_array_add (l->strings, name);
        add (l->locales, *tag, name, g_strcmp0 (*tag, wish->locale) == 0);
    }
    for (const char *const *zone = td_zones (); *zone != NULL; zone++)
        add (l->zones, *zone, *zone, g_strcmp0 (*zone, wish->zone) == 0);
    add (l->names, "1", td_words (locale, N_ ("Name States in the subject of letters")), wish->name_states);
    l->zone_none = g_strdup (td_words (locale, N_ ("The Committee’s alone")));
}

static TdLetterWish typed_letters (TdRequest *request)
{
    const char *locale = td_request_field (request, "locale");

    return (TdLetterWish){ .locale = *locale != '\0' ? locale : td_request_locale (request),
                           .zone = td_request_field (request, "zone"),
                           .name_states = td_request_fields (request, "names")[0] != NULL };
}

#define CHOICES(l, kind) .kind = (const void *) (l).kind->data, .n_##kind = (l).kind->len

static void reply (TdRequest *request, int status)
{
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_html (request, status);
}

static gboolean has_account (TdRequest *request)
{
    return td_door_may (td_request_viewer (request), TD_ACT_ACCOUNT_OWN, NULL, NULL);
}

/* What its writer can do something about. */
static gboolean can_say (const GError *problem)
{
    int code = td_error_code (problem);

    return code == TD_ERROR_INPUT || code == TD_ERROR_CONFLICT || code == TD_ERROR_BUSY;
}

static gboolean hand_on (GError *take_problem, GError **error)
{
    g_propagate_error (error, take_problem);
    return FALSE;
}

/* ---- subscribing ---- */

static const char *const asked_names[] = { "state",        "theme", "article",  "call",
                                           "organisation", "words", "language", "quiet" };

static gboolean read_wish (TdRequest *request, TdFollow *ret_follow, GError **error)
{
    const TdFollowWish wish = { .state = td_request_field (request, "state"),
                                .theme = td_request_field (request, "theme"),
                                .article = td_request_field (request, "article"),
                                .call = td_request_field (request, "call"),
                                .organisation = td_request_field (request, "organisation"),
                                .words = td_request_field (request, "words"),
                                .language = td_request_field (request, "language"),
                                .quiet = td_request_field (request, "quiet") };

    for (gsize i = 0; i < G_N_ELEMENTS (asked_names); i++) {
        const char *wrong = td_request_field_problem (request, asked_names[i]);
        if (wrong != NULL) {
            g_set_error_literal (error, TD_SUBSCRIPTION_ERROR, TD_ERROR_INPUT, wrong);
            return FALSE;
        }
    }
    return td_follow_read (td_request_instance (request), &wish, ret_follow, error);
}

static void render_form (TdRequest *request, const TdFollow *follow, const TdLetterWish *wish, const char *message)
{
    const char *locale = td_request_locale (request);
    gboolean account = has_account (request);
    g_auto (Letters) letters = { 0 };
    g_autofree char *what = td_follow_words (td_request_instance (request), follow, locale);
    g_autofree char *action = g_strdup_printf ("/%s/subscriptions/new", locale);
    struct html_subscribe_asked asked[G_N_ELEMENTS (asked_names)];
    gsize n = 0;
    const struct html_error_summary_errors errors[] = { { .field = account ? "whole" : "address", .text = message } };

    letters_init (&letters, request, wish);
    for (gsize i = 0; i < G_N_ELEMENTS (asked_names); i++)
        if (*td_request_field (request, asked_names[i]) != '\0')
            asked[n++] = (struct html_subscribe_asked){ .name = asked_names[i],
                                                        .value = td_request_field (request, asked_names[i]) };
    const struct html_subscribe page = { .action = action,
                                         .what = what,
                                         .account = account,
                                         .quiet = follow->kind == TD_FOLLOW_QUIET,
                                         .asked = asked,
                                         .n_asked = n,
                                         .address = td_request_field (request, "address"),
                                         .address_error = account ? NULL : message,
                                         .error = account ? message : NULL,
                                         .errors = errors,
                                         .n_errors = message != NULL,
                                         .zone_none = letters.zone_none,
                                         CHOICES (letters, locales),
                                         CHOICES (letters, zones),
                                         CHOICES (letters, names) };
    html_subscribe (td_request_html (request), &page);
    reply (request, message != NULL ? 422 : 200);
}

gboolean td_subscribe_page (TdRequest *request, GError **error)
{
    const TdLetterWish usual = { .locale = td_request_locale (request), .zone = "" };
    const struct html_subscribe_sent sent = { 0 };
    g_auto (TdFollow) follow = { 0 };

    if (*td_request_field (request, "sent") != '\0') {
        html_subscribe_sent (td_request_html (request), &sent);
        reply (request, 200);
        return TRUE;
    }
    if (!read_wish (request, &follow, error))
        return FALSE;
    render_form (request, &follow, &usual, NULL);
    return TRUE;
}

gboolean td_subscribe (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    const TdLetterWish wish = typed_letters (request);
    gboolean account = has_account (request), done;
    g_autofree char *path =
        g_strdup_printf (account ? "/%s/subscriptions?saved=1" : "/%s/subscriptions/new?sent=1", locale);
    g_auto (TdFollow) follow = { 0 };
    g_autoptr (GError) problem = NULL;

    if (!read_wish (request, &follow, error))
        return FALSE;
    if (td_request_field_problem (request, NULL) != NULL) {
        render_form (request, &follow, &wish, td_request_field_problem (request, NULL));
        return TRUE;
    }
    done = account ? td_subscription_add (instance, td_request_viewer (request), &follow, NULL, &problem)
                   : td_subscription_ask (instance, td_request_field (request, "address"), &follow, &wish, &problem);
    if (done)
        td_reply_redirect (request, path);
    else if (can_say (problem))
        render_form (request, &follow, &wish, td_words (locale, problem->message));
    else
        return hand_on (g_steal_pointer (&problem), error);
    return TRUE;
}

/* ---- the letter's link ---- */

gboolean td_subscription_confirm_page (TdRequest *request, GError **error)
{
    const char *locale = td_request_locale (request), *key = td_request_part (request, "key");
    TdInstance *instance = td_request_instance (request);
    g_autofree char *action = g_strdup_printf ("/%s/subscriptions/confirm/%s", locale, key);
    g_autofree char *what = NULL;
    g_auto (TdFollow) follow = { 0 };

    if (!td_subscription_look (instance, key, &follow, error))
        return FALSE;
    what = td_follow_words (instance, &follow, locale);
    const struct html_subscription_confirm page = { .action = action, .what = what };
    html_subscription_confirm (td_request_html (request), &page);
    reply (request, 200);
    return TRUE;
}

gboolean td_subscription_confirm_post (TdRequest *request, GError **error)
{
    g_autofree char *key = NULL;
    g_autofree char *path = NULL;

    if (!td_subscription_confirm (td_request_instance (request), td_request_part (request, "key"), &key, error))
        return FALSE;
    path = g_strdup_printf ("/%s/subscriptions/own/%s?saved=1", td_request_locale (request), key);
    td_reply_redirect (request, path);
    return TRUE;
}

/* ---- one's own ---- */

/* key, here and below: the one of a letter, or NULL: by account. */
static char *own_path (TdRequest *request, const char *key)
{
    return key != NULL ? g_strdup_printf ("/%s/subscriptions/own/%s", td_request_locale (request), key)
                       : g_strdup_printf ("/%s/subscriptions", td_request_locale (request));
}

static GArray *rows_of (TdRequest *request, const TdFollower *follower, GPtrArray *strings)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_subscriptions_rows));

    for (guint i = 0; follower != NULL && i < follower->subscriptions->len; i++) {
        const TdSubscription *s = follower->subscriptions->pdata[i];
        char *what = td_follow_words (instance, &s->follow, locale);
        char *since = td_words_day (locale, s->created, instance->profile->zone);
        const struct html_subscriptions_rows row = { .id = s->id, .what = what, .since = since };
        g_ptr_array_add (strings, what);
        g_ptr_array_add (strings, since);
        g_array_append_val (rows, row);
    }
    return rows;
}

static void render_own (TdRequest *request, const char *key, const TdFollower *follower, const TdLetterWish *wish,
                        const char *message)
{
    g_autofree char *action = own_path (request, key);
    g_auto (Letters) letters = { 0 };
    g_autoptr (GArray) rows = NULL;
    const struct html_error_summary_errors errors[] = { { .field = "zone", .text = message } };

    letters_init (&letters, request, wish);
    rows = rows_of (request, follower, letters.strings);
    const struct html_subscriptions page = { .action = action,
                                             .own = key != NULL || has_account (request),
                                             .saved = *td_request_field (request, "saved") != '\0' && message == NULL,
                                             .error = message,
                                             .errors = errors,
                                             .n_errors = message != NULL,
                                             .rows = (const void *) rows->data,
                                             .n_rows = rows->len,
                                             .zone_none = letters.zone_none,
                                             CHOICES (letters, locales),
                                             CHOICES (letters, zones),
                                             CHOICES (letters, names) };
    html_subscriptions (td_request_html (request), &page);
    reply (request, message != NULL ? 422 : 200);
}

static gboolean load_own (TdRequest *request, const char *key, TdFollower **ret_follower, GError **error)
{
    const TdFollowWho who = { .viewer = td_request_viewer (request), .key = key };

    return (who.key == NULL && !has_account (request))
           || td_subscription_own (td_request_instance (request), &who, ret_follower, error);
}

static gboolean show_own (TdRequest *request, const char *key, GError **error)
{
    TdLetterWish wish = { .locale = td_request_locale (request), .zone = "" };
    g_autoptr (TdFollower) follower = NULL;

    if (!load_own (request, key, &follower, error))
        return FALSE;
    if (follower != NULL)
        wish = (TdLetterWish){ follower->locale, follower->zone, follower->name_states };
    render_own (request, key, follower, &wish, NULL);
    return TRUE;
}

/* After ending: the list, or where it is gone with its last one, the word that it is. */
static gboolean ended (TdRequest *request, const char *key, GError **error)
{
    const struct html_subscription_gone gone = { 0 };
    g_autofree char *path = own_path (request, key);
    g_autofree char *saved = g_strconcat (path, "?saved=1", NULL);
    g_autoptr (TdFollower) follower = NULL;
    g_autoptr (GError) problem = NULL;

    if (load_own (request, key, &follower, &problem) && follower != NULL) {
        td_reply_redirect (request, saved);
        return TRUE;
    }
    if (problem != NULL && td_error_code (problem) != TD_ERROR_GONE)
        return hand_on (g_steal_pointer (&problem), error);
    html_subscription_gone (td_request_html (request), &gone);
    reply (request, 200);
    return TRUE;
}

static gboolean change_letters (TdRequest *request, const TdFollowWho *who, GError **error)
{
    const char *key = who->key;
    const TdLetterWish wish = typed_letters (request);
    g_autofree char *path = own_path (request, key);
    g_autofree char *saved = g_strconcat (path, "?saved=1", NULL);
    g_autoptr (TdFollower) follower = NULL;
    g_autoptr (GError) problem = NULL;

    if (td_subscription_write_so (td_request_instance (request), who, &wish, &problem)) {
        td_reply_redirect (request, saved);
        return TRUE;
    }
    if (!can_say (problem))
        return hand_on (g_steal_pointer (&problem), error);
    if (!load_own (request, key, &follower, error))
        return FALSE;
    render_own (request, key, follower, &wish, td_words (td_request_locale (request), problem->message));
    return TRUE;
}

static gboolean change_own (TdRequest *request, const char *key, GError **error)
{
    const TdFollowWho who = { .viewer = td_request_viewer (request), .key = key };
    const char *end = td_request_field (request, "end");

    if (*end == '\0')
        return change_letters (request, &who, error);
    return td_subscription_end (td_request_instance (request), &who, g_str_equal (end, "all") ? NULL : end, error)
           && ended (request, key, error);
}

gboolean td_subscriptions_page (TdRequest *request, GError **error)
{
    return show_own (request, NULL, error);
}

gboolean td_subscriptions_change (TdRequest *request, GError **error)
{
    return change_own (request, NULL, error);
}

gboolean td_subscriptions_key_page (TdRequest *request, GError **error)
{
    return show_own (request, td_request_part (request, "key"), error);
}

gboolean td_subscriptions_key_change (TdRequest *request, GError **error)
{
    return change_own (request, td_request_part (request, "key"), error);
}
