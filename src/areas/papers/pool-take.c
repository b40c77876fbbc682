/* Taking from the pool into a draft: contract in pool.h. */
#include "areas/papers/pool-rules.h"
#include "areas/papers/pool.h"
#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PAPERS_ERROR, code, message);
    return FALSE;
}

struct take {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdPoolTake *take;
    const char *words; /* cleaned */
    char *paragraph;
    gboolean branch;
};

static const TdPoolItem *item_of (const TdPoolWhole *whole, const char *key)
{
    for (guint i = 0; i < whole->items->len; i++) {
        g_autofree char *own = td_pool_item_key (whole->items->pdata[i]);
        if (g_str_equal (own, key))
            return whole->items->pdata[i];
    }
    return NULL;
}

static gboolean is_in (const TdPoolItem *item, const char *paper)
{
    for (guint i = 0; i < item->taken->len; i++)
        if (g_str_equal (((const TdPoolTaken *) item->taken->pdata[i])->paper, paper))
            return TRUE;
    return FALSE;
}

static int by_number (gconstpointer a, gconstpointer b)
{
    int first = *(const int *) a, second = *(const int *) b;

    return (first > second) - (first < second);
}

static GArray *articles_of (const GPtrArray *items)
{
    g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (int));
    GArray *articles = g_array_new (FALSE, FALSE, sizeof (int));

    for (guint i = 0; i < items->len; i++) {
        const TdPoolItem *item = items->pdata[i];
        g_array_append_vals (all, item->articles->data, item->articles->len);
    }
    g_array_sort (all, by_number);
    for (guint i = 0; i < all->len; i++)
        if (i == 0 || g_array_index (all, int, i) != g_array_index (all, int, i - 1))
            g_array_append_val (articles, g_array_index (all, int, i));
    return articles;
}

/* The items as the viewer may read them now; each of them once. */
static GPtrArray *chosen (const TdPoolWhole *whole, const struct take *t, GError **error)
{
    g_autoptr (GPtrArray) items = g_ptr_array_new ();
    gboolean any_new = FALSE;

    for (gsize i = 0; t->take->items[i] != NULL; i++) {
        const TdPoolItem *item = item_of (whole, t->take->items[i]);
        if (item == NULL) {
            td_door_unknown (error);
            return NULL;
        }
        any_new |= !is_in (item, t->take->paper);
        if (!g_ptr_array_find (items, item, NULL))
            g_ptr_array_add (items, (gpointer) item);
    }
    if (items->len == 0) {
        fail (error, TD_ERROR_INPUT, "Choose at least one of the proposals that the paragraph comes from.");
        return NULL;
    }
    if (!any_new) {
        fail (error, TD_ERROR_CONFLICT,
              "This stands in the draft already; it was not put there a second time. Open the draft to change its "
              "words.");
        return NULL;
    }
    return g_steal_pointer (&items);
}

static gboolean put (TdTx *tx, struct take *t, const GPtrArray *items, GError **error)
{
    g_autoptr (GArray) articles = articles_of (items);
    g_autofree TdPaperOrigin *origins = g_new0 (TdPaperOrigin, items->len);

    for (guint i = 0; i < items->len; i++) {
        const TdPoolItem *item = items->pdata[i];
        origins[i] = (TdPaperOrigin){ .submission = item->submission,
                                      .paragraph = item->n,
                                      .what = td_pool_kind_word (item->kind) };
    }
    g_clear_pointer (&t->paragraph, g_free);
    return td_paper_take_in (tx, t->instance, t->viewer, t->take->paper, t->take->section, t->words, articles, origins,
                             items->len, &t->paragraph, &t->branch, error);
}

static gboolean take_in (TdTx *tx, gpointer data, GError **error)
{
    struct take *t = data;
    g_auto (TdPoolWhole) whole = {
        .instance = t->instance, .viewer = t->viewer, .asked_state = t->take->state, .asked_cycle = t->take->cycle
    };
    g_autoptr (TdPaper) paper = NULL;
    g_autoptr (GPtrArray) items = NULL;
    const TdJournalEntry entry = { .actor = td_viewer_actor (t->viewer),
                                   .act = "paper.take",
                                   .thing = "paper",
                                   .thing_id = t->take->paper,
                                   .clock = &t->instance->clock };

    if (!td_instance_may_write (t->instance, tx, error) || !td_pool_read_whole_in (tx, &whole, error))
        return FALSE;
    paper = td_paper_get_in (tx, t->viewer, t->take->paper, error);
    if (paper == NULL)
        return FALSE;
    if (!g_str_equal (paper->state, whole.state->iso3))
        return fail (error, TD_ERROR_INPUT, "This draft is about another State. Choose one on this State.");
    items = chosen (&whole, t, error);
    return items != NULL && put (tx, t, items, error) && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_pool_take (TdInstance *instance, const TdViewer *viewer, const TdPoolTake *take, char **ret_paragraph,
                       gboolean *ret_branch, GError **error)
{
    g_autofree char *words = td_text_clean_text (take->words, TD_LIMIT_TEXT_CHARACTERS);
    struct take t = { .instance = instance, .viewer = viewer, .take = take, .words = words };

    if (words == NULL)
        return fail (error, TD_ERROR_INPUT,
                     "These words are too long or cannot be read. Write at most 4000 characters, then take it in.");
    if (*words == '\0')
        return fail (error, TD_ERROR_INPUT, "Write the words as they should stand in the draft, then take it in.");
    if (take->paper == NULL || *take->paper == '\0')
        return fail (error, TD_ERROR_INPUT, "Choose the draft and the section into which it goes.");
    if (!td_store_write (instance->store, take_in, &t, error)) {
        g_free (t.paragraph);
        return FALSE;
    }
    if (ret_paragraph != NULL)
        *ret_paragraph = g_steal_pointer (&t.paragraph);
    g_free (t.paragraph);
    if (ret_branch != NULL)
        *ret_branch = t.branch;
    return TRUE;
}
