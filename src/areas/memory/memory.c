/* The memory's rules: adding, taking away, how much there is. Contract in memory.h; searching is search.c's. */
#include "areas/memory/memory-keep.h"
#include "areas/memory/memory-sql.h"

#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"
#include "text/words.h"

#include <string.h>

TD_DEFINE_ERROR (memory)

static const struct {
    const char *word, *label;
} origins[TD_N_MEMORY_ORIGINS] = {
    [TD_MEMORY_DOCUMENT] = { "document", N_ ("An official document") },
    [TD_MEMORY_WORKSHOP] = { "workshop", N_ ("Translated here") },
    [TD_MEMORY_FILE] = { "file", N_ ("A file that was brought in") },
};

const char *td_memory_origin_word (TdMemoryOrigin origin)
{
    return origin < TD_N_MEMORY_ORIGINS ? origins[origin].word : "";
}

const char *td_memory_origin_label (TdMemoryOrigin origin)
{
    return origin < TD_N_MEMORY_ORIGINS ? origins[origin].label : "";
}

void td_memory_match_free (TdMemoryMatch *match)
{
    if (match == NULL)
        return;
    g_free (match->source);
    g_free (match->target);
    g_free (match->name);
    g_free (match->place);
    g_free (match);
}

/* ---- adding ---- */

static gboolean good_language (const char *tag)
{
    gsize length = tag != NULL ? strlen (tag) : 0;

    return length >= 2 && length <= TD_LIMIT_LANGUAGE_CHARACTERS && g_ascii_isalpha (tag[0])
           && strspn (tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == length;
}

static gboolean good_languages (const TdMemoryPair *pair, GError **error)
{
    if (good_language (pair->from) && good_language (pair->to) && !g_str_equal (pair->from, pair->to))
        return TRUE;
    g_set_error_literal (
        error, TD_MEMORY_ERROR, TD_ERROR_INPUT,
        "A pair of texts needs two different languages, each as a tag such as “fr” or “sw”. Name both.");
    return FALSE;
}

static gboolean add_one (TdTx *tx, TdMemoryBatch *batch, const TdViewer *viewer, gint64 at, const TdMemoryPair *pair,
                         gboolean *ret_new, GError **error)
{
    g_autofree char *source = td_text_clean_text (pair->source, TD_LIMIT_MEMORY_CHARACTERS);
    g_autofree char *target = td_text_clean_text (pair->target, TD_LIMIT_MEMORY_CHARACTERS);
    gint64 a = 0, b = 0;

    *ret_new = FALSE;
    if (!good_languages (pair, error))
        return FALSE;
    if (source == NULL || target == NULL || *source == '\0' || *target == '\0')
        return TRUE;
    if (pair->origin == TD_MEMORY_WORKSHOP && pair->place != NULL && !td_memory_drop_place (tx, pair, error))
        return FALSE;
    return td_memory_put_text (tx, batch, pair->from, source, &a, error)
           && td_memory_put_text (tx, batch, pair->to, target, &b, error)
           && td_memory_put_pair (tx, pair, a, b, td_viewer_actor (viewer), at, ret_new, error);
}

gboolean td_memory_add_in (TdTx *tx, const TdViewer *viewer, const TdClock *clock, const TdMemoryPair *pairs, gsize n,
                           gint64 *ret_new, GError **error)
{
    g_autoptr (TdMemoryBatch) batch = td_memory_batch_new ();
    gint64 at = td_clock_now (clock), added = 0;

    for (gsize i = 0; i < n; i++) {
        gboolean is_new;
        if (!add_one (tx, batch, viewer, at, &pairs[i], &is_new, error))
            return FALSE;
        added += is_new;
    }
    if (!td_memory_batch_flush (tx, batch, error))
        return FALSE;
    if (ret_new != NULL)
        *ret_new = added;
    return TRUE;
}

/* ---- writes of their own ---- */

struct keeping {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdMemoryPair *pairs;
    gsize n;
    TdMemoryOrigin origin;
    const char *name, *from, *to;
    gint64 done, gone;
};

static gboolean journal (TdTx *tx, const struct keeping *k, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (k->viewer),
                                   .act = td_act_word (TD_ACT_TRANSLATION_KEEP),
                                   .thing = "memory",
                                   .thing_id = "memory",
                                   .public_change = TRUE,
                                   .clock = &k->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean add_all (TdTx *tx, gpointer data, GError **error)
{
    struct keeping *k = data;

    return td_instance_may_write (k->instance, tx, error)
           && td_memory_add_in (tx, k->viewer, &k->instance->clock, k->pairs, k->n, &k->done, error)
           && journal (tx, k, error);
}

gboolean td_memory_add (TdInstance *instance, const TdViewer *viewer, const TdMemoryPair *pairs, gsize n,
                        gint64 *ret_new, GError **error)
{
    struct keeping k = { .instance = instance, .viewer = viewer, .pairs = pairs, .n = n };

    if (!td_door_may (viewer, TD_ACT_TRANSLATION_KEEP, NULL, error)
        || !td_store_write (instance->store, add_all, &k, error))
        return FALSE;
    if (ret_new != NULL)
        *ret_new = k.done;
    return TRUE;
}

gboolean td_memory_forget_in (TdTx *tx, TdMemoryOrigin origin, const char *name, const char *from, const char *to,
                              gint64 *ret_gone, GError **error)
{
    gint64 gone = 0;

    if (!td_memory_drop (tx, origin, name, from, to, &gone, error))
        return FALSE;
    if (ret_gone != NULL)
        *ret_gone = gone;
    return TRUE;
}

enum { A_WRITE = 2000 };

/* The first piece takes away what was there. */
static gboolean replace_all (TdTx *tx, gpointer data, GError **error)
{
    struct keeping *k = data;

    return td_instance_may_write (k->instance, tx, error)
           && (k->from == NULL || td_memory_drop (tx, k->origin, k->name, k->from, k->to, &k->gone, error))
           && td_memory_add_in (tx, k->viewer, &k->instance->clock, k->pairs, k->n, &k->done, error)
           && journal (tx, k, error);
}

gboolean td_memory_replace (TdInstance *instance, const TdViewer *viewer, TdMemoryOrigin origin, const char *name,
                            const char *from, const char *to, const TdMemoryPair *pairs, gsize n, gint64 *ret_new,
                            GError **error)
{
    struct keeping k = {
        .instance = instance, .viewer = viewer, .origin = origin, .name = name, .from = from, .to = to
    };
    gint64 added = 0;
    gsize at = 0;

    if (!td_door_may (viewer, TD_ACT_TRANSLATION_KEEP, NULL, error))
        return FALSE;
    do {
        k.pairs = pairs + at;
        k.n = MIN (n - at, (gsize) A_WRITE);
        if (!td_store_write (instance->store, replace_all, &k, error))
            return FALSE;
        k.from = NULL;
        added += k.done;
        at += k.n;
    } while (at < n);
    *ret_new = added;
    return TRUE;
}

static gboolean forget_all (TdTx *tx, gpointer data, GError **error)
{
    struct keeping *k = data;

    if (!td_instance_may_write (k->instance, tx, error)
        || !td_memory_forget_in (tx, k->origin, k->name, NULL, NULL, &k->done, error))
        return FALSE;
    if (k->done > 0)
        return journal (tx, k, error);
    g_set_error_literal (
        error, TD_MEMORY_ERROR, TD_ERROR_NOT_FOUND,
        "The memory has nothing from there. Look at a match’s origin and name, and write them as they stand.");
    return FALSE;
}

gboolean td_memory_forget (TdInstance *instance, const TdViewer *viewer, TdMemoryOrigin origin, const char *name,
                           gint64 *ret_gone, GError **error)
{
    struct keeping k = { .instance = instance, .viewer = viewer, .origin = origin, .name = name };

    if (!td_door_may (viewer, TD_ACT_TRANSLATION_KEEP, NULL, error)
        || !td_store_write (instance->store, forget_all, &k, error))
        return FALSE;
    if (ret_gone != NULL)
        *ret_gone = k.done;
    return TRUE;
}

/* ---- how much ---- */

static gboolean tags_in (TdTx *tx, gpointer data, GError **error)
{
    GPtrArray **tags = data;

    *tags = td_memory_tags (tx, error);
    return *tags != NULL;
}

GPtrArray *td_memory_languages (TdInstance *instance, GError **error)
{
    GPtrArray *tags = NULL;

    return td_store_read (instance->store, tags_in, &tags, error) ? tags : NULL;
}

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    return td_memory_count (tx, data, error);
}

gboolean td_memory_size (TdInstance *instance, TdMemorySize *ret, GError **error)
{
    return td_store_read (instance->store, count_in, ret, error);
}
