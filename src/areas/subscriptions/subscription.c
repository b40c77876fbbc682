/* What can be followed, and the rows of those who do. Contract in subscription.h. */
#include "areas/subscriptions/subscription.h"

#include "areas/calls/calendar.h"
#include "areas/organisations/organisation.h"
#include "areas/subscriptions/subscription-private.h"
#include "areas/subscriptions/subscription-sql.h"
#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/analyzer.h"
#include "text/language.h"
#include "text/words.h"

#include <sodium.h>
#include <string.h>

TD_DEFINE_ERROR (subscription)

static const TdViewer the_public = TD_VIEWER_NOBODY;

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBSCRIPTION_ERROR, code, message);
    return FALSE;
}

static gboolean is_given (const char *text)
{
    return text != NULL && *text != '\0';
}

/* ---- what can be followed ---- */

static const char *const follow_words[TD_N_FOLLOWS] = { "world", "state",        "theme",  "article",
                                                        "call",  "organisation", "search", "quiet" };

const char *td_follow_word (TdFollowKind kind)
{
    return follow_words[kind];
}

gboolean td_follow_from_word (const char *word, TdFollowKind *ret_kind)
{
    for (int i = 0; word != NULL && i < TD_N_FOLLOWS; i++)
        if (g_str_equal (follow_words[i], word)) {
            *ret_kind = (TdFollowKind) i;
            return TRUE;
        }
    return FALSE;
}

void td_follow_clear (TdFollow *follow)
{
    g_clear_pointer (&follow->what, g_free);
}

static gboolean take (TdFollow *ret_follow, TdFollowKind kind, char *take_what)
{
    ret_follow->kind = kind;
    ret_follow->what = take_what;
    return TRUE;
}

static gboolean no_such (GError **error)
{
    return fail (error, TD_ERROR_NOT_FOUND,
                 "There is nothing here to be told of. Go back to the page from which you came, and try again.");
}

static const TdTheme *theme_of (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; i < profile->n_themes; i++)
        if (g_str_equal (profile->themes[i].slug, slug))
            return &profile->themes[i];
    return NULL;
}

static const TdArticle *article_of (const TdProfile *profile, const char *text)
{
    gint64 number = 0;

    return g_ascii_string_to_signed (text, 10, 1, 9999, &number, NULL) ? td_profile_article (profile, (int) number)
                                                                       : NULL;
}

static gboolean read_call (TdInstance *instance, const char *id, TdFollow *ret_follow, GError **error)
{
    g_autoptr (TdCall) call = td_call_get (instance, id, NULL);

    return call != NULL ? take (ret_follow, TD_FOLLOW_CALL, g_strdup (call->id)) : no_such (error);
}

/* As everybody sees it, also for who may see more: letters tell what is public alone. */
static gboolean read_organisation (TdInstance *instance, const char *id, TdFollow *ret_follow, GError **error)
{
    g_autoptr (TdOrganisation) o = td_organisation_get (instance, &the_public, id, NULL);

    return o != NULL ? take (ret_follow, TD_FOLLOW_ORGANISATION, g_strdup (o->id)) : no_such (error);
}

static void add_question (GString *all, const char *name, const char *value)
{
    g_autofree char *escaped = NULL;

    if (!is_given (value))
        return;
    escaped = g_uri_escape_string (value, NULL, FALSE);
    g_string_append_printf (all, "%s%s=%s", all->len > 0 ? "&" : "", name, escaped);
}

/* State and article are good already. */
static gboolean read_search (const TdFollowWish *wish, const TdState *state, const TdArticle *article,
                             TdFollow *ret_follow, GError **error)
{
    g_autoptr (GString) all = g_string_new (NULL);
    g_autoptr (GPtrArray) query = td_analyze_query (is_given (wish->words) ? wish->words : "", NULL);
    char number[16] = "";

    if (query->len == 0 && article == NULL)
        return fail (error, TD_ERROR_INPUT, "Write one word or more to look for, or choose an article.");
    if (article != NULL)
        g_snprintf (number, sizeof number, "%d", article->number);
    add_question (all, "words", wish->words);
    add_question (all, "state", state != NULL ? state->iso3 : NULL);
    add_question (all, "article", number);
    add_question (all, "language", wish->language);
    return take (ret_follow, TD_FOLLOW_SEARCH, g_string_free (g_steal_pointer (&all), FALSE));
}

gboolean td_follow_read (TdInstance *instance, const TdFollowWish *wish, TdFollow *ret_follow, GError **error)
{
    const TdProfile *profile = instance->profile;
    const TdState *state = is_given (wish->state) ? td_profile_state (profile, wish->state) : NULL;
    const TdArticle *article = is_given (wish->article) ? article_of (profile, wish->article) : NULL;

    if (is_given (wish->state) && state == NULL)
        return fail (error, TD_ERROR_INPUT, "This is not the code of a State party. Use three letters, like GHA.");
    if (is_given (wish->article) && article == NULL)
        return fail (error, TD_ERROR_INPUT, "The Convention has no such article. Use a number that it has.");
    if (is_given (wish->quiet))
        return take (ret_follow, TD_FOLLOW_QUIET, g_strdup (""));
    if (is_given (wish->call))
        return read_call (instance, wish->call, ret_follow, error);
    if (is_given (wish->organisation))
        return read_organisation (instance, wish->organisation, ret_follow, error);
    if (is_given (wish->theme))
        return theme_of (profile, wish->theme) != NULL ? take (ret_follow, TD_FOLLOW_THEME, g_strdup (wish->theme))
                                                       : no_such (error);
    if (is_given (wish->words) || is_given (wish->language) || (state != NULL && article != NULL))
        return read_search (wish, state, article, ret_follow, error);
    if (state != NULL)
        return take (ret_follow, TD_FOLLOW_STATE, g_strdup (state->iso3));
    if (article != NULL)
        return take (ret_follow, TD_FOLLOW_ARTICLE, g_strdup_printf ("%d", article->number));
    return take (ret_follow, TD_FOLLOW_WORLD, g_strdup (""));
}

/* ---- in words ---- */

static char *article_words (const TdProfile *profile, const char *what, const char *locale)
{
    const TdArticle *article = article_of (profile, what);

    return article != NULL ? td_words_fill (td_words (locale, N_ ("Article {n}: {title}")), "n", what, "title",
                                            td_words (locale, article->title), NULL)
                           : g_strdup (what);
}

static char *call_words (TdInstance *instance, const char *id, const char *locale)
{
    g_autoptr (TdCall) call = td_call_get (instance, id, NULL);
    g_autofree char *title = call != NULL ? td_call_title (instance->profile, call, locale) : NULL;

    return title != NULL ? td_words_fill (td_words (locale, N_ ("The call “{call}”")), "call", title, NULL)
                         : g_strdup (td_words (locale, N_ ("A call")));
}

static char *organisation_words (TdInstance *instance, const char *id, const char *locale)
{
    g_autoptr (TdOrganisation) o = td_organisation_get (instance, &the_public, id, NULL);

    return g_strdup (o != NULL ? o->name : td_words (locale, N_ ("An organisation without a public page")));
}

const char *td_follow_question (GHashTable *questions, const char *name)
{
    const char *value = questions != NULL ? g_hash_table_lookup (questions, name) : NULL;

    return is_given (value) ? value : NULL;
}

GHashTable *td_follow_questions (const char *what)
{
    return g_uri_parse_params (what, -1, "&", G_URI_PARAMS_NONE, NULL);
}

static char *search_words (const TdProfile *profile, const char *what, const char *locale)
{
    g_autoptr (GHashTable) asked = td_follow_questions (what);
    g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
    const char *words = td_follow_question (asked, "words"), *state = td_follow_question (asked, "state");
    const char *article = td_follow_question (asked, "article"), *language = td_follow_question (asked, "language");
    g_autofree char *all = NULL;

    if (words != NULL)
        g_ptr_array_add (parts, g_strdup_printf ("“%s”", words));
    if (state != NULL && td_profile_state (profile, state) != NULL)
        g_ptr_array_add (parts, g_strdup (td_profile_state_name (profile, td_profile_state (profile, state), locale)));
    if (article != NULL)
        g_ptr_array_add (parts, article_words (profile, article, locale));
    if (language != NULL)
        g_ptr_array_add (parts, td_language_name (language, locale));
    g_ptr_array_add (parts, NULL);
    all = g_strjoinv (" · ", (char **) parts->pdata);
    return td_words_fill (td_words (locale, N_ ("Search: {what}")), "what", all, NULL);
}

char *td_follow_words (TdInstance *instance, const TdFollow *follow, const char *locale)
{
    const TdProfile *profile = instance->profile;
    const TdState *state;
    const TdTheme *theme;

    switch (follow->kind) {
    case TD_FOLLOW_WORLD: break;
    case TD_FOLLOW_STATE:
        state = td_profile_state (profile, follow->what);
        return g_strdup (state != NULL ? td_profile_state_name (profile, state, locale) : follow->what);
    case TD_FOLLOW_THEME:
        theme = theme_of (profile, follow->what);
        return g_strdup (theme != NULL ? td_words (locale, theme->title) : follow->what);
    case TD_FOLLOW_ARTICLE: return article_words (profile, follow->what, locale);
    case TD_FOLLOW_CALL: return call_words (instance, follow->what, locale);
    case TD_FOLLOW_ORGANISATION: return organisation_words (instance, follow->what, locale);
    case TD_FOLLOW_SEARCH: return search_words (profile, follow->what, locale);
    case TD_FOLLOW_QUIET: return g_strdup (td_words (locale, N_ ("A page that you chose on this site")));
    case TD_N_FOLLOWS: break;
    }
    return g_strdup (td_words (locale, N_ ("Everything, about all States")));
}

/* ---- how letters are written ---- */

gboolean td_letter_wish_ok (const TdLetterWish *wish, GError **error)
{
    g_autoptr (GTimeZone) zone = NULL;

    if (!g_strv_contains (td_words_locales (), wish->locale))
        return fail (error, TD_ERROR_INPUT, "No letters are written in this language. Choose one of the list.");
    if (*wish->zone == '\0')
        return TRUE;
    zone = g_time_zone_new_identifier (wish->zone);
    return (zone != NULL && strchr (wish->zone, '/') != NULL)
           || fail (error, TD_ERROR_INPUT, "This is not a time zone. Choose one of the list.");
}

/* ---- keys ---- */

char *td_subscription_key (const TdInstance *instance, const char *subscriber)
{
    static const char purpose[] = "subscription page";
    crypto_generichash_state state;
    guint8 mac[16];
    char text[2 * sizeof mac + 1];

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, sizeof mac);
    crypto_generichash_update (&state, (const guint8 *) purpose, sizeof purpose);
    crypto_generichash_update (&state, (const guint8 *) subscriber, strlen (subscriber));
    crypto_generichash_final (&state, mac, sizeof mac);
    sodium_bin2hex (text, sizeof text, mac, sizeof mac);
    return g_strconcat (subscriber, text, NULL);
}

/* The subscriber of a key; NULL: it is none of ours. */
static char *id_of_key (const TdInstance *instance, const char *key)
{
    g_autofree char *id = NULL;
    g_autofree char *right = NULL;

    if (strlen (key) != TD_SUBSCRIPTION_KEY)
        return NULL;
    id = g_strndup (key, 16);
    right = td_subscription_key (instance, id);
    return strlen (right) == TD_SUBSCRIPTION_KEY && sodium_memcmp (right, key, TD_SUBSCRIPTION_KEY) == 0
               ? g_steal_pointer (&id)
               : NULL;
}

/* ---- one's own ---- */

struct own {
    TdInstance *instance;
    const TdFollowWho *who;
    const char *subscription;
    const TdLetterWish *wish;
    TdFollower *follower;
};

static gboolean gone (GError **error)
{
    return fail (error, TD_ERROR_GONE,
                 "Nothing hangs on this link any more: all that was asked for with it was ended. Subscribe anew if you "
                 "want letters again.");
}

static gboolean find_own (TdTx *tx, gpointer data, GError **error)
{
    struct own *o = data;
    g_autofree char *id = NULL;

    g_clear_pointer (&o->follower, td_follower_free);
    if (o->who->key == NULL)
        return td_follower_find (tx, o->instance, o->who->viewer->person, NULL, &o->follower, error);
    id = id_of_key (o->instance, o->who->key);
    if (id == NULL)
        return gone (error);
    return td_follower_load (tx, o->instance, id, &o->follower, error) && (o->follower != NULL || gone (error));
}

static gboolean may_own (const TdFollowWho *who, GError **error)
{
    return td_door_may (who->viewer, who->key != NULL ? TD_ACT_PUBLIC_READ : TD_ACT_ACCOUNT_OWN, NULL, error);
}

gboolean td_subscription_own (TdInstance *instance, const TdFollowWho *who, TdFollower **ret_follower, GError **error)
{
    struct own o = { .instance = instance, .who = who };

    if (!may_own (who, error))
        return FALSE;
    if (!td_store_read (instance->store, find_own, &o, error)) {
        td_follower_free (o.follower);
        return FALSE;
    }
    *ret_follower = o.follower;
    return TRUE;
}

gboolean td_subscription_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act,
                                  const char *follower, GError **error)
{
    const TdJournalEntry entry = {
        .actor = actor, .act = act, .thing = "subscriber", .thing_id = follower, .clock = &instance->clock
    };

    return td_journal_append (tx, &entry, NULL, error);
}

static const char *actor_of (const TdFollowWho *who)
{
    return who->key != NULL ? "nobody" : td_viewer_actor (who->viewer);
}

static gboolean end_in (TdTx *tx, gpointer data, GError **error)
{
    struct own *o = data;

    if (!td_instance_may_write (o->instance, tx, error) || !find_own (tx, o, error))
        return FALSE;
    if (o->follower == NULL)
        return gone (error);
    return (o->subscription != NULL ? td_subscription_delete (tx, o->follower, o->subscription, error)
                                    : td_follower_delete (tx, o->follower, error))
           && td_subscription_journal (tx, o->instance, actor_of (o->who), "subscription.end", o->follower->id, error);
}

gboolean td_subscription_end (TdInstance *instance, const TdFollowWho *who, const char *subscription, GError **error)
{
    struct own o = { .instance = instance, .who = who, .subscription = subscription };
    gboolean done = may_own (who, error) && td_store_write (instance->store, end_in, &o, error);

    td_follower_free (o.follower);
    return done;
}

static gboolean write_so_in (TdTx *tx, gpointer data, GError **error)
{
    struct own *o = data;

    if (!td_instance_may_write (o->instance, tx, error) || !find_own (tx, o, error))
        return FALSE;
    if (o->follower == NULL)
        return gone (error);
    return td_follower_write_so (tx, o->follower->id, o->wish, error)
           && td_subscription_journal (tx, o->instance, actor_of (o->who), "subscription.change", o->follower->id,
                                       error);
}

gboolean td_subscription_write_so (TdInstance *instance, const TdFollowWho *who, const TdLetterWish *wish,
                                   GError **error)
{
    struct own o = { .instance = instance, .who = who, .wish = wish };
    gboolean done = may_own (who, error) && td_letter_wish_ok (wish, error)
                    && td_store_write (instance->store, write_so_in, &o, error);

    td_follower_free (o.follower);
    return done;
}

/* ---- for the secretariat and administrators ---- */

struct listing {
    TdInstance *instance;
    TdFollowCounts counts;
    GPtrArray *list;
    const char *actor;
    guint8 receiver[TD_MAIL_KEPT_RECEIVER];
};

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    return td_subscription_counts (tx, &((struct listing *) data)->counts, error);
}

gboolean td_subscription_count (TdInstance *instance, TdFollowCounts *ret_counts, GError **error)
{
    struct listing l = { .instance = instance };

    if (!td_store_read (instance->store, count_in, &l, error))
        return FALSE;
    *ret_counts = l.counts;
    return TRUE;
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;
    g_autoptr (GPtrArray) ids = td_follower_page (tx, "", G_MAXINT, error);

    g_ptr_array_set_size (l->list, 0);
    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        TdFollower *follower = NULL;
        if (!td_follower_load (tx, l->instance, ids->pdata[i], &follower, error))
            return FALSE;
        g_ptr_array_add (l->list, follower);
    }
    return ids != NULL;
}

GPtrArray *td_subscription_list (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_follower_free);
    struct listing l = { .instance = instance, .list = list };

    return td_door_may (viewer, TD_ACT_SUBSCRIPTION_LIST, NULL, error)
                   && td_store_read (instance->store, list_in, &l, error)
               ? g_steal_pointer (&list)
               : NULL;
}

static gboolean remove_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;
    g_autoptr (TdFollower) follower = NULL;

    if (!td_instance_may_write (l->instance, tx, error)
        || !td_follower_find (tx, l->instance, NULL, l->receiver, &follower, error))
        return FALSE;
    if (follower == NULL)
        return fail (error, TD_ERROR_NOT_FOUND, "Nobody subscribed with this address. Check how it is written.");
    return td_follower_delete (tx, follower, error)
           && td_subscription_journal (tx, l->instance, l->actor, "subscription.end", follower->id, error);
}

gboolean td_subscription_remove (TdInstance *instance, const TdViewer *viewer, const char *address, GError **error)
{
    struct listing l = { .instance = instance, .actor = td_viewer_actor (viewer) };

    if (!td_door_may (viewer, TD_ACT_SUBSCRIPTION_LIST, NULL, error))
        return FALSE;
    if (!td_mail_kept_receiver (instance, address, l.receiver))
        return fail (error, TD_ERROR_INPUT, "This is not a mail address. Write it like name@example.org.");
    return td_store_write (instance->store, remove_in, &l, error);
}
