/* What became of comments: releasing, reading, telling. Contract in outcome.h. */
#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/outcome-sql.h"

#include "areas/people/membership.h"
#include "text/words.h"

#define fail td_general_fail

/* ---- whether it is released ---- */

static gboolean release_of (TdTx *tx, TdInstance *instance, const TdCommentDraft *draft, TdOutcomeRelease *ret_release,
                            GError **error)
{
    g_autoptr (TdGeneralComment) general = NULL;

    if (!td_outcome_load (tx, draft->id, ret_release, error))
        return FALSE;
    if (ret_release->released)
        return TRUE;
    general = td_general_comment_get_in (tx, instance, draft->general_comment, error);
    if (general == NULL)
        return FALSE;
    ret_release->released = general->adopted != NULL;
    return TRUE;
}

gboolean td_outcome_is_released (TdTx *tx, TdInstance *instance, const TdCommentDraft *draft, gboolean *ret_released,
                                 GError **error)
{
    TdOutcomeRelease release;

    if (!release_of (tx, instance, draft, &release, error))
        return FALSE;
    *ret_released = release.released;
    return TRUE;
}

struct asking {
    TdInstance *instance;
    const char *draft;
    TdOutcomeRelease release;
};

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;
    g_autoptr (TdCommentDraft) draft = td_comment_draft_get_in (tx, a->draft, error);

    return draft != NULL && release_of (tx, a->instance, draft, &a->release, error);
}

gboolean td_outcome_release_of (TdInstance *instance, const char *draft, TdOutcomeRelease *ret_release, GError **error)
{
    struct asking a = { .instance = instance, .draft = draft };

    if (!td_store_read (instance->store, ask_in, &a, error))
        return FALSE;
    *ret_release = a.release;
    return TRUE;
}

/* ---- releasing ---- */

static gboolean tell (TdTx *tx, TdInstance *instance, const TdCommentDraft *draft, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/general-comments/drafts/%s/outcome/own", draft->id);
    g_autofree char *key = g_strdup_printf ("outcome %s", draft->id);
    const TdNotice notice = {
        .subject = N_ ("What became of your comments"),
        .sentence = N_ ("You commented on a draft general comment of the Committee, or an organisation or State for "
                        "which you write did. The page below says what became of each comment, and why."),
        .path = path,
        .button = N_ ("See what became of them"),
        .topic = "general-comments",
        .cancel_key = key,
    };
    g_autoptr (GPtrArray) writers = td_outcome_writers (tx, draft->id, error);

    for (guint i = 0; writers != NULL && i < writers->len; i++) {
        const TdDraftWriter *w = writers->pdata[i];
        gboolean told = w->kind == TD_WRITER_ORGANISATION
                            ? td_notify_organisation (tx, instance, w->id, TD_LEVEL_CONTRIBUTOR, &notice, error)
                        : w->kind == TD_WRITER_STATE ? td_notify_state (tx, instance, w->id, &notice, error)
                                                     : td_notify_person (tx, instance, w->id, &notice, error);
        if (!told)
            return FALSE;
    }
    return writers != NULL;
}

static gboolean put_and_tell (TdTx *tx, TdInstance *instance, const TdCommentDraft *draft, const char *actor,
                              gboolean *ret_new, GError **error)
{
    if (!td_outcome_put (tx, draft->id, actor, td_clock_now (&instance->clock), ret_new, error))
        return FALSE;
    return !*ret_new
           || (tell (tx, instance, draft, error)
               && td_bench_journal (tx, instance, actor, "general-comment.release", draft, NULL, TRUE, error));
}

struct releasing {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *draft;
};

static gboolean is_over (TdTx *tx, const struct releasing *r, const TdCommentDraft *draft, GError **error)
{
    gint64 now = td_clock_now (&r->instance->clock);
    g_autoptr (TdGeneralComment) general = td_general_comment_get_in (tx, r->instance, draft->general_comment, error);
    const TdGeneralStage *phase;

    if (general == NULL)
        return FALSE;
    phase = td_general_comment_phase (general, draft->id);
    return (phase != NULL && td_general_stage_when (phase, now) == TD_GENERAL_OVER)
           || fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                    "Comments on this draft are still taken, or never were. Dispositions are released when its phase "
                    "of comments is over.");
}

static gboolean release_in (TdTx *tx, gpointer data, GError **error)
{
    const struct releasing *r = data;
    g_autoptr (TdCommentDraft) draft =
        td_bench_held (tx, r->instance, r->viewer, TD_ACT_GENERAL_COMMENT_KEEP, r->draft, error);
    gboolean is_new = FALSE;

    if (draft == NULL || !is_over (tx, r, draft, error)
        || !put_and_tell (tx, r->instance, draft, td_viewer_actor (r->viewer), &is_new, error))
        return FALSE;
    return is_new
           || fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                    "The dispositions of this draft were released already. What the bench says from now on is read at "
                    "once.");
}

gboolean td_outcome_release (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error)
{
    struct releasing r = { .instance = instance, .viewer = viewer, .draft = draft };

    return td_door_may (viewer, TD_ACT_GENERAL_COMMENT_KEEP, NULL, error)
           && td_store_write (instance->store, release_in, &r, error);
}

gboolean td_outcome_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error)
{
    g_autoptr (GPtrArray) drafts = NULL;

    if (!g_str_equal (record->act, "general-comment.adopt"))
        return TRUE;
    drafts = td_comment_draft_list_in (tx, record->thing_id, error);
    for (guint i = 0; drafts != NULL && i < drafts->len; i++) {
        gboolean is_new = FALSE;
        if (!put_and_tell (tx, data, drafts->pdata[i], "system", &is_new, error))
            return FALSE;
    }
    return drafts != NULL;
}

/* ---- reading ---- */

/* Groups are the bench's own, and before the release everything it said is. */
static GPtrArray *shown (TdInstance *instance, const char *draft, GPtrArray *take_comments, GError **error)
{
    TdOutcomeRelease release;
    g_autoptr (GPtrArray) list = td_bench_list_of (instance, draft, take_comments, error);

    if (list == NULL || !td_outcome_release_of (instance, draft, &release, error))
        return NULL;
    for (guint i = 0; i < list->len; i++) {
        TdBenchComment *b = list->pdata[i];
        b->group = 0;
        if (release.released)
            continue;
        b->decided = b->outdated = FALSE;
        b->version = b->at = 0;
        g_clear_pointer (&b->reason, g_free);
    }
    return g_steal_pointer (&list);
}

GPtrArray *td_outcome_public (TdInstance *instance, const char *draft, GError **error)
{
    GPtrArray *comments = td_draft_comments_public (instance, NULL, draft, NULL, NULL, error);

    return comments != NULL ? shown (instance, draft, comments, error) : NULL;
}

GPtrArray *td_outcome_mine (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error)
{
    GPtrArray *comments = td_draft_comments_mine (instance, viewer, draft, error);

    return comments != NULL ? shown (instance, draft, comments, error) : NULL;
}
