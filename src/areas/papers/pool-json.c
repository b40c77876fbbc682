/* The pool as JSON: td_pool_to_json of pool.h. */
#include "areas/papers/pool.h"

static json_t *articles_to_json (const GArray *articles)
{
    json_t *list = json_array ();

    for (guint i = 0; i < articles->len; i++)
        json_array_append_new (list, json_integer (g_array_index (articles, int, i)));
    return list;
}

static json_t *taken_to_json (const GPtrArray *taken)
{
    json_t *list = json_array ();

    for (guint i = 0; i < taken->len; i++) {
        const TdPoolTaken *t = taken->pdata[i];
        json_array_append_new (
            list, json_pack ("{s:s, s:s, s:s}", "paper", t->paper, "kind", t->paper_kind, "paragraph", t->paragraph));
    }
    return list;
}

static json_t *items_to_json (const GPtrArray *items)
{
    json_t *list = json_array ();

    for (guint i = 0; i < items->len; i++) {
        const TdPoolItem *item = items->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:s, s:i, s:s, s:s, s:s?, s:s?, s:o, s:o}", "submission",
                                                item->submission, "kind", td_pool_kind_word (item->kind), "n", item->n,
                                                "text", item->text, "language", item->language, "name", item->name,
                                                "title", item->title, "articles", articles_to_json (item->articles),
                                                "taken", taken_to_json (item->taken)));
    }
    return list;
}

static json_t *group_to_json (const TdPoolGroup *group)
{
    const TdPoolItem *first = group->items->pdata[0];

    return json_pack ("{s:s, s:i, s:o, s:i, s:s, s:s, s:o}", "kind", td_pool_kind_word (group->kind), "article",
                      group->article, "articles", articles_to_json (group->articles), "organisations",
                      group->organisations, "text", first->text, "language", first->language, "items",
                      items_to_json (group->items));
}

json_t *td_pool_to_json (const TdPoolList *pool)
{
    json_t *groups = json_array ();

    for (guint i = 0; i < pool->groups->len; i++)
        json_array_append_new (groups, group_to_json (pool->groups->pdata[i]));
    return json_pack ("{s:s, s:i, s:I, s:I, s:I, s:o}", "state", pool->state->iso3, "cycle", pool->cycle, "submissions",
                      (json_int_t) pool->submissions, "total", (json_int_t) pool->total, "items",
                      (json_int_t) pool->items, "groups", groups);
}
