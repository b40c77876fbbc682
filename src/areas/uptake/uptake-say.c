/* Confirming, denying, publishing a likeness and taking that back. Contract in uptake.h. */
#include "areas/uptake/uptake-rules.h"

#include "base/errors.h"
#include "journal/journal.h"

static const char *const words[TD_N_SAYS] = { "confirm", "deny", "forget", "publish", "take-back" };

gboolean td_say_from_word (const char *word, TdSay *ret)
{
    for (int i = 0; i < TD_N_SAYS; i++)
        if (g_strcmp0 (word, words[i]) == 0) {
            *ret = (TdSay) i;
            return TRUE;
        }
    return FALSE;
}

struct say {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key;
    const TdUptakeKey *which;
    TdSay say;
};

static TdSubmission *open_in (TdTx *tx, const struct say *s, GError **error)
{
    g_autoptr (TdSubmission) submission = NULL;
    TdThing thing;

    if (!td_instance_may_write (s->instance, tx, error))
        return NULL;
    submission = td_submission_get_in (tx, s->instance, s->viewer, s->key, s->which->submission, error);
    if (submission == NULL)
        return NULL;
    thing = td_submission_thing (submission);
    return td_door_may (s->viewer, TD_ACT_SUBMISSION_LINK, &thing, error) ? g_steal_pointer (&submission) : NULL;
}

static gboolean is_mine (TdTx *tx, const TdSubmission *submission, const char *word, gboolean *ret_is, GError **error)
{
    g_autoptr (GPtrArray) mine = td_uptake_mine_in (tx, submission, error);

    *ret_is = FALSE;
    for (guint i = 0; mine != NULL && i < mine->len; i++)
        *ret_is = *ret_is || g_str_equal (((TdMine *) mine->pdata[i])->mine, word);
    return mine != NULL;
}

static gboolean is_theirs (TdTx *tx, const TdSubmission *submission, const TdUptakeKey *which, gboolean *ret_is,
                           GError **error)
{
    g_auto (TdTheirSide) side = { 0 };

    *ret_is = FALSE;
    if (!td_uptake_theirs_in (tx, submission->state, submission->received, submission->language, which->document, &side,
                              error))
        return FALSE;
    for (guint i = 0; i < side.theirs->len; i++)
        *ret_is = *ret_is || g_str_equal (((TdTheirs *) side.theirs->pdata[i])->paragraph->anchor, which->anchor);
    return TRUE;
}

/* Both paragraphs are there, each on its side. */
static gboolean check_sides (TdTx *tx, const struct say *s, const TdSubmission *submission, GError **error)
{
    gboolean mine = FALSE, theirs = FALSE;

    if (!is_mine (tx, submission, s->which->mine, &mine, error)
        || !is_theirs (tx, submission, s->which, &theirs, error))
        return FALSE;
    return mine && theirs ? TRUE : td_door_unknown (error);
}

static gboolean check_publish (const struct say *s, const TdSubmission *submission, GError **error)
{
    const char *why = s->say == TD_SAY_PUBLISH ? td_uptake_why_unpublished (submission) : NULL;

    if (why == NULL)
        return TRUE;
    g_set_error_literal (error, TD_UPTAKE_ERROR, TD_ERROR_INPUT, why);
    return FALSE;
}

static gboolean write_row (TdTx *tx, const struct say *s, const TdUptakeRow *row, gint64 now, GError **error)
{
    switch (s->say) {
    case TD_SAY_CONFIRM: return td_uptake_put (tx, s->which, TRUE, now, row != NULL ? row->published : 0, error);
    case TD_SAY_DENY: return td_uptake_put (tx, s->which, FALSE, now, 0, error);
    case TD_SAY_PUBLISH: return td_uptake_put (tx, s->which, TRUE, now, now, error);
    case TD_SAY_TAKE_BACK: return row == NULL || td_uptake_put (tx, s->which, row->confirmed, now, 0, error);
    default: return td_uptake_delete (tx, s->which, error);
    }
}

/* That something was said of this submission, and nothing of what. */
static gboolean journal (TdTx *tx, const struct say *s, gboolean public_change, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (s->viewer),
                                   .act = td_act_word (TD_ACT_SUBMISSION_LINK),
                                   .thing = "submission",
                                   .thing_id = s->which->submission,
                                   .public_change = public_change,
                                   .clock = &s->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean say_in (TdTx *tx, gpointer data, GError **error)
{
    const struct say *s = data;
    g_autoptr (TdSubmission) submission = open_in (tx, s, error);
    TdUptakeRow *row = NULL;
    gboolean done;

    if (submission == NULL || !check_publish (s, submission, error) || !check_sides (tx, s, submission, error)
        || !td_uptake_row (tx, s->which, &row, error))
        return FALSE;
    done = write_row (tx, s, row, td_clock_now (&s->instance->clock), error)
           && journal (tx, s, s->say == TD_SAY_PUBLISH || (row != NULL && row->published != 0), error);
    td_uptake_row_free (row);
    return done;
}

gboolean td_uptake_say (TdInstance *instance, const TdViewer *viewer, const char *key, const TdUptakeKey *which,
                        TdSay say, GError **error)
{
    struct say s = { .instance = instance, .viewer = viewer, .key = key, .which = which, .say = say };

    return td_store_write (instance->store, say_in, &s, error);
}
