/* The command pool. */
#include "areas/papers/pool-commands.h"

#include "areas/papers/pool.h"
#include "base/errors.h"
#include "text/words.h"

enum { DONE = 0, SAID_NO = 1 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;
static int article;
static int cycle;
static char *kind;
static char *words;

const GOptionEntry td_pool_options[] = {
    { "article", 0, 0, G_OPTION_ARG_INT, &article, "Only what speaks of this article", "N" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, "Only \"question\", \"recommendation\" or \"priority\"", "KIND" },
    { "words", 0, 0, G_OPTION_ARG_STRING, &words, "Only what has all these words", "WORDS" },
    { "cycle", 0, 0, G_OPTION_ARG_INT, &cycle, "Which review of the State; the one under way if not given", "N" },
    { NULL },
};

static void print_group (const TdPoolGroup *group)
{
    const TdPoolItem *first = group->items->pdata[0];

    printf ("%s\tarticle %d\t%d organisations%s\n  %s\n", td_pool_kind_word (group->kind), group->article,
            group->organisations, group->taken ? "\ttaken" : "", first->text);
    for (guint i = 0; i < group->items->len; i++) {
        const TdPoolItem *item = group->items->pdata[i];
        printf ("  %s %s %d  %s\n", item->submission, td_pool_kind_word (item->kind), item->n,
                item->name != NULL ? item->name : "");
    }
}

int td_run_pool (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    const TdPoolAsk ask = { .state = call->words[1], .cycle = cycle, .article = article, .kind = kind, .words = words };
    g_auto (TdPoolList) pool = { 0 };
    TdPoolKind known;

    if (instance == NULL)
        return SAID_NO;
    if (kind != NULL && !td_pool_kind_from_word (kind, &known)) {
        g_set_error_literal (error, TD_PAPERS_ERROR, TD_ERROR_INPUT,
                             "There is no such kind. Write question, recommendation or priority.");
        return SAID_NO;
    }
    if (!td_pool (instance, &secretariat, &ask, &pool, error))
        return SAID_NO;
    if (call->json) {
        json_t *json = td_pool_to_json (&pool);
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
        json_decref (json);
        return DONE;
    }
    printf ("%s, review %d: %" G_GINT64_FORMAT " contributions, %" G_GINT64_FORMAT " proposals in %" G_GINT64_FORMAT
            " groups\n",
            pool.state->iso3, pool.cycle, pool.submissions, pool.items, pool.total);
    for (guint i = 0; i < pool.groups->len; i++)
        print_group (pool.groups->pdata[i]);
    return DONE;
}
