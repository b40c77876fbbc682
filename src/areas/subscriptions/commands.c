/* Commands of subscriptions: subscription list, subscription remove. */
#include "areas/subscriptions/subscription.h"
#include "areas/subscriptions/subscriptions-area.h"
#include "base/errors.h"

enum { DONE = 0, SAID_NO = 1 };

/* Whoever has the folder and its keys helps as an administrator does. */
static const TdViewer administrator = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ADMINISTRATOR),
                                        .trust = TD_TRUST_SECOND,
                                        .actor = "command" };

static gboolean with_addresses;
static const GOptionEntry list_options[] = {
    { "addresses", 0, 0, G_OPTION_ARG_NONE, &with_addresses, "Each subscriber with mail address and subscriptions",
      NULL },
    { NULL },
};

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

static json_t *follower_json (const TdFollower *f)
{
    json_t *list = json_array ();

    for (guint i = 0; i < f->subscriptions->len; i++) {
        const TdSubscription *s = f->subscriptions->pdata[i];
        g_autofree char *at = td_instant_to_text (s->created);
        json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:s}", "id", s->id, "kind",
                                                td_follow_word (s->follow.kind), "what", s->follow.what, "since", at));
    }
    return json_pack ("{s:s?, s:b, s:s, s:s?, s:b, s:o}", "address", f->address, "account", f->person != NULL, "locale",
                      f->locale, "zone", *f->zone != '\0' ? f->zone : NULL, "names", f->name_states, "subscriptions",
                      list);
}

static int say_counts (const TdCommandCall *call, TdInstance *instance, GError **error)
{
    TdFollowCounts counts;
    json_t *kinds;

    if (!td_subscription_count (instance, &counts, error))
        return SAID_NO;
    kinds = json_object ();
    for (int kind = 0; kind < TD_N_FOLLOWS; kind++)
        json_object_set_new (kinds, td_follow_word ((TdFollowKind) kind), json_integer (counts.of_kind[kind]));
    if (call->json) {
        print_json (json_pack ("{s:I, s:I, s:o}", "subscribers", (json_int_t) counts.subscribers, "with_account",
                               (json_int_t) counts.with_account, "subscriptions", kinds));
        return DONE;
    }
    json_decref (kinds);
    printf ("%" G_GINT64_FORMAT " subscribers, %" G_GINT64_FORMAT " of them with an account\n", counts.subscribers,
            counts.with_account);
    for (int kind = 0; kind < TD_N_FOLLOWS; kind++)
        printf ("%-12s  %" G_GINT64_FORMAT "\n", td_follow_word ((TdFollowKind) kind), counts.of_kind[kind]);
    return DONE;
}

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_autoptr (GPtrArray) list = NULL;
    json_t *rows;

    if (instance == NULL)
        return SAID_NO;
    if (!with_addresses)
        return say_counts (call, instance, error);
    list = td_subscription_list (instance, &administrator, error);
    if (list == NULL)
        return SAID_NO;
    rows = json_array ();
    for (guint i = 0; i < list->len; i++) {
        const TdFollower *f = list->pdata[i];
        json_array_append_new (rows, follower_json (f));
        for (guint s = 0; !call->json && s < f->subscriptions->len; s++) {
            const TdSubscription *one = f->subscriptions->pdata[s];
            printf ("%s  %s  %s\n", f->address != NULL ? f->address : "(closed account)",
                    td_follow_word (one->follow.kind), one->follow.what);
        }
    }
    if (call->json)
        print_json (json_pack ("{s:o}", "subscribers", rows));
    else
        json_decref (rows);
    return DONE;
}

static int run_remove (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);

    if (instance == NULL || !td_subscription_remove (instance, &administrator, call->words[1], error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:b}", "removed", 1));
    else
        puts ("All subscriptions of this address were ended, and the address is forgotten.");
    return DONE;
}

const TdCommand td_subscription_commands[] = {
    { "subscription", "list", "DIR", "Counts subscriptions; lists them with --addresses", 1, 1, list_options,
      run_list },
    { "subscription", "remove", "DIR ADDRESS", "Ends all subscriptions of a mail address", 2, 2, NULL, run_remove },
    { NULL },
};
