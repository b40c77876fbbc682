/* Contract in bulk.h. */
#include "areas/desk/bulk.h"

#include "areas/desk/desk-sql.h"
#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"

static void outcome_free (gpointer data)
{
    TdBulkOutcome *outcome = data;

    td_waiting_free (outcome->submission);
    g_free (outcome->act);
    g_free (outcome->problem);
    g_free (outcome);
}

void td_bulk_result_clear (TdBulkResult *result)
{
    g_clear_pointer (&result->batch, g_free);
    g_clear_pointer (&result->outcomes, g_ptr_array_unref);
}

gboolean td_desk_needs_reason (TdDecision decision)
{
    return decision == TD_DECISION_ASK_CHANGE || decision == TD_DECISION_REFUSE || decision == TD_DECISION_WITHHOLD;
}

/* What a person can be told about one of many; anything else is our fault and ends the whole. */
static gboolean is_an_answer (const GError *problem)
{
    switch (td_error_code (problem)) {
    case TD_ERROR_OURS:
    case TD_ERROR_BUSY: return FALSE;
    default: return TRUE;
    }
}

/* ---- the batch ---- */

struct batch {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdBulk *bulk;
    const TdBulkResult *result;
    const char *id;
};

static gboolean batch_in (TdTx *tx, gpointer data, GError **error)
{
    const struct batch *b = data;
    const TdClock *clock = &b->instance->clock;
    const TdJournalEntry entry = {
        .actor = td_viewer_actor (b->viewer), .act = "desk.batch", .thing = "batch", .thing_id = b->id, .clock = clock
    };

    if (!td_instance_may_write (b->instance, tx, error)
        || !td_desk_insert_batch (tx, b->id, entry.actor, b->bulk->decision, td_clock_now (clock), error))
        return FALSE;
    for (guint i = 0; i < b->result->outcomes->len; i++) {
        const TdBulkOutcome *outcome = b->result->outcomes->pdata[i];
        if (outcome->act != NULL && !td_desk_insert_batch_act (tx, b->id, outcome->act, error))
            return FALSE;
    }
    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- deciding ---- */

static gboolean decide_one (TdInstance *instance, const TdViewer *viewer, const TdBulk *bulk, const TdBulkItem *item,
                            TdBulkResult *result, GError **error)
{
    const TdDecide decide = {
        .decision = bulk->decision, .reason = bulk->reason, .other = bulk->other, .expected = item->expected
    };
    TdBulkOutcome *outcome = g_new0 (TdBulkOutcome, 1);
    g_autoptr (GError) problem = NULL;

    g_ptr_array_add (result->outcomes, outcome);
    if (td_submission_decide (instance, viewer, item->id, &decide, &outcome->act, &problem)) {
        result->done++;
    } else if (is_an_answer (problem)) {
        outcome->problem = g_strdup (problem->message);
    } else {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    return td_submission_short (instance, viewer, item->id, &outcome->submission, error);
}

gboolean td_desk_decide (TdInstance *instance, const TdViewer *viewer, const TdBulk *bulk, TdBulkResult *ret_result,
                         GError **error)
{
    g_auto (TdBulkResult) result = { .outcomes = g_ptr_array_new_with_free_func (outcome_free) };
    g_autofree char *id = td_id_new ();
    struct batch b = { .instance = instance, .viewer = viewer, .bulk = bulk, .result = &result, .id = id };
    g_autoptr (GError) ours = NULL;

    if (!td_door_may (viewer, TD_ACT_DESK, NULL, error))
        return FALSE;
    for (gsize i = 0; i < MIN (bulk->n_items, TD_LIMIT_DESK_ITEMS); i++)
        if (!decide_one (instance, viewer, bulk, &bulk->items[i], &result, &ours)) {
            /* What was done before is done: it is shown, and the rest says that it was not tried. */
            if (result.done == 0) {
                g_propagate_error (error, g_steal_pointer (&ours));
                return FALSE;
            }
            g_clear_error (&ours);
            TdBulkOutcome *last = result.outcomes->pdata[result.outcomes->len - 1];
            if (last->act == NULL)
                last->problem =
                    g_strdup (N_ ("Something went wrong on our side, so nothing was done with it. Try again."));
        }
    if (result.done > 0 && td_store_write (instance->store, batch_in, &b, NULL))
        result.batch = g_steal_pointer (&id);
    *ret_result = result;
    result = (TdBulkResult){ 0 };
    return TRUE;
}

/* ---- taking back ---- */

struct undo {
    const char *batch;
    GPtrArray *acts;
};

static gboolean acts_in (TdTx *tx, gpointer data, GError **error)
{
    struct undo *u = data;

    g_ptr_array_set_size (u->acts, 0);
    return td_desk_batch_acts (tx, u->batch, u->acts, error);
}

static gboolean undo_one (TdInstance *instance, const TdViewer *viewer, const char *act, TdBulkResult *result,
                          GError **error)
{
    TdBulkOutcome *outcome = g_new0 (TdBulkOutcome, 1);
    g_autoptr (GError) problem = NULL;

    g_ptr_array_add (result->outcomes, outcome);
    if (td_submission_undo (instance, viewer, act, &problem)) {
        outcome->act = g_strdup (act);
        result->done++;
    } else if (is_an_answer (problem)) {
        outcome->problem = g_strdup (problem->message);
    } else {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    return td_submission_short_of_act (instance, viewer, act, &outcome->submission, error);
}

gboolean td_desk_undo (TdInstance *instance, const TdViewer *viewer, const char *batch, const char *const *acts,
                       TdBulkResult *ret_result, GError **error)
{
    g_auto (TdBulkResult) result = { .outcomes = g_ptr_array_new_with_free_func (outcome_free) };
    g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
    struct undo u = { .batch = batch, .acts = all };

    if (!td_door_may (viewer, TD_ACT_DESK, NULL, error)
        || (batch != NULL && !td_store_read (instance->store, acts_in, &u, error)))
        return FALSE;
    for (gsize i = 0; acts != NULL && acts[i] != NULL && i < TD_LIMIT_DESK_ITEMS; i++)
        g_ptr_array_add (all, g_strdup (acts[i]));
    for (guint i = 0; i < all->len; i++)
        if (!undo_one (instance, viewer, all->pdata[i], &result, error))
            return FALSE;
    *ret_result = result;
    result = (TdBulkResult){ 0 };
    return TRUE;
}

/* ---- what was done ---- */

static void done_free (gpointer data)
{
    TdDone *done = data;

    td_decided_free (done->decided);
    g_free (done->batch);
    g_free (done);
}

static gboolean batches_in (TdTx *tx, gpointer data, GError **error)
{
    GPtrArray *list = data;

    for (guint i = 0; i < list->len; i++) {
        TdDone *done = list->pdata[i];
        if (!td_desk_batch_of (tx, done->decided->act, &done->batch, error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *td_desk_done (TdInstance *instance, const TdViewer *viewer, gint64 since, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (done_free);
    g_autoptr (GPtrArray) decided = td_submission_decided (instance, viewer, since, error);

    if (decided == NULL)
        return NULL;
    for (guint i = 0; i < decided->len; i++) {
        TdDone *done = g_new0 (TdDone, 1);
        done->decided = g_steal_pointer (&decided->pdata[i]);
        g_ptr_array_add (list, done);
    }
    return td_store_read (instance->store, batches_in, list, error) ? g_steal_pointer (&list) : NULL;
}
