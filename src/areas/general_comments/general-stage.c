/* The stages of a general comment: when they are, and what belongs to them. Contract in general-comment.h. */
#include "areas/calls/call.h"
#include "areas/calls/deadline.h"
#include "areas/general_comments/draft.h"
#include "areas/general_comments/general-rules.h"
#include "areas/library/library.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"

#define fail td_general_fail

struct set {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const TdGeneralStageWish *wish;
    const char **ret_field;
    char *stage; /* id */
};

/* ---- which one ---- */

TdGeneralStage *td_general_stage_free_one (TdTx *tx, const TdInstance *instance, TdGeneralComment *g,
                                           const TdGeneralStageKind *kind, const char *actor, const char **ret_field,
                                           GError **error)
{
    TdGeneralStage *made;
    int n = (int) g->stages->len + 1;

    for (guint i = 0; i < g->stages->len; i++) {
        TdGeneralStage *s = g->stages->pdata[i];
        if (g_str_equal (s->kind, kind->slug) && s->opens == 0 && s->draft == NULL)
            return s;
        if (s->is == TD_GENERAL_ADOPTION)
            n = s->n;
    }
    if (!kind->again || g->stages->len >= TD_LIMIT_GENERAL_STAGES) {
        fail (ret_field, "stage", error, TD_ERROR_CONFLICT,
              "This stage has its time already, and it comes only once. Name the stage itself to change it.");
        return NULL;
    }
    made = td_general_stage_new (g, instance, kind, n);
    g_ptr_array_insert (g->stages, n - 1, made);
    for (guint i = (guint) n; i < g->stages->len; i++)
        ((TdGeneralStage *) g->stages->pdata[i])->n++;
    return td_general_stage_make_room (tx, g->id, n, error) && td_general_stage_insert (tx, made, actor, error) ? made
                                                                                                                : NULL;
}

static TdGeneralStage *find_stage (TdTx *tx, const struct set *s, TdGeneralComment *g, GError **error)
{
    const TdGeneralStageKind *kind = td_profile_general_stage (s->instance->profile, s->wish->stage);
    const TdGeneralStage *there = td_general_comment_stage (g, s->wish->stage);

    if (there != NULL)
        return g->stages->pdata[there->n - 1];
    if (kind == NULL) {
        fail (s->ret_field, "stage", error, TD_ERROR_INPUT,
              "There is no such stage. Name one by the profile's word, such as comments, or by its own number.");
        return NULL;
    }
    for (guint i = 0; !kind->again && i < g->stages->len; i++)
        if (g_str_equal (((TdGeneralStage *) g->stages->pdata[i])->kind, kind->slug))
            return g->stages->pdata[i];
    return td_general_stage_free_one (tx, s->instance, g, kind, td_viewer_actor (s->viewer), s->ret_field, error);
}

/* ---- what belongs to it ---- */

static gboolean is_said (const char *text)
{
    return text != NULL && *text != '\0';
}

static void take_over (char **place, const char *said)
{
    g_free (*place);
    *place = is_said (said) ? g_strdup (said) : NULL;
}

static gboolean take_draft (TdTx *tx, const struct set *s, const TdGeneralComment *g, TdGeneralStage *stage,
                            GError **error)
{
    g_autoptr (GPtrArray) drafts = td_comment_draft_list_in (tx, g->id, error);
    const char *said = s->wish->draft;
    const TdGeneralStage *other;

    if (drafts == NULL)
        return FALSE;
    for (guint i = 0; i < drafts->len; i++) {
        const TdCommentDraft *d = drafts->pdata[i];
        g_autofree char *n = g_strdup_printf ("%d", d->n);
        if (is_said (said) ? !g_str_equal (said, d->id) && !g_str_equal (said, n) : i + 1 < drafts->len)
            continue;
        other = td_general_comment_phase (g, d->id);
        if (stage->is == TD_GENERAL_COMMENTS && other != NULL && other != stage)
            return fail (s->ret_field, "draft", error, TD_ERROR_CONFLICT,
                         "Comments on this draft have their time already. Name that stage to change it, or another "
                         "draft.");
        take_over (&stage->draft, d->id);
        return TRUE;
    }
    return fail (s->ret_field, "draft", error, TD_ERROR_INPUT,
                 "There is no such draft. Bring one in first, and name it by its number.");
}

static gboolean take_document (TdTx *tx, const struct set *s, TdGeneralStage *stage, GError **error)
{
    g_autoptr (TdLibraryDocument) d = NULL;

    if (is_said (s->wish->document) && (d = td_library_get_in (tx, s->wish->document, NULL)) == NULL)
        return fail (s->ret_field, "document", error, TD_ERROR_INPUT,
                     "The library has no such document. Bring it in first; then name it by its symbol.");
    take_over (&stage->document, d == NULL ? NULL : d->symbol != NULL ? d->symbol : d->id);
    return TRUE;
}

static gboolean take_call (TdTx *tx, const struct set *s, TdGeneralStage *stage, GError **error)
{
    g_autoptr (TdCall) call = NULL;

    if (is_said (s->wish->call) && (call = td_call_get_in (tx, s->wish->call, NULL)) == NULL)
        return fail (s->ret_field, "call", error, TD_ERROR_INPUT, "There is no such call for input. Open it first.");
    take_over (&stage->call, call != NULL ? call->id : NULL);
    return TRUE;
}

static gboolean take_things (TdTx *tx, const struct set *s, const TdGeneralComment *g, TdGeneralStage *stage,
                             GError **error)
{
    const TdGeneralStageWish *w = s->wish;
    g_autofree char *note = NULL;

    if (is_said (w->draft) && !take_draft (tx, s, g, stage, error))
        return FALSE;
    if ((w->document != NULL && !take_document (tx, s, stage, error))
        || (w->call != NULL && !take_call (tx, s, stage, error)))
        return FALSE;
    if (is_said (w->meeting) && !td_id_valid (w->meeting))
        return fail (s->ret_field, "meeting", error, TD_ERROR_INPUT,
                     "This is no meeting's number. It is the last part of the address of the meeting's page.");
    if (w->meeting != NULL)
        take_over (&stage->meeting, w->meeting);
    if (w->note == NULL)
        return TRUE;
    note = td_general_take (w->note, TD_LIMIT_TEXT_CHARACTERS, TRUE, NULL, s->ret_field, "note", error);
    if (note == NULL)
        return FALSE;
    take_over (&stage->note, note);
    return TRUE;
}

/* ---- when it is ---- */

static gboolean read_time (const struct set *s, const TdGeneralStage *stage, const char *said, const char *hour,
                           const char *field, char **local, gint64 *instant, GError **error)
{
    g_autofree char *read = NULL;

    if (!is_said (said))
        return TRUE;
    if (!td_deadline_read (said, hour, stage->zone, &read, instant, NULL))
        return fail (s->ret_field, field, error, TD_ERROR_INPUT,
                     "This is not a day and time. Write it like 2026-12-18T18:00, or the day alone.");
    g_free (*local);
    *local = g_steal_pointer (&read);
    return TRUE;
}

static gboolean take_times (const struct set *s, TdGeneralStage *stage, GError **error)
{
    if (!read_time (s, stage, s->wish->opens, "00:00", "opens", &stage->opens_local, &stage->opens, error)
        || !read_time (s, stage, s->wish->closes, "23:59", "closes", &stage->closes_local, &stage->closes, error))
        return FALSE;
    if (stage->closes != 0 && (stage->opens == 0 || stage->closes <= stage->opens))
        return fail (s->ret_field, "closes", error, TD_ERROR_INPUT,
                     "It has to close after it opens. Say both, and choose a later day for its end.");
    return TRUE;
}

/* A phase of comments is a promise: its end moves with a reason, and what is over stays over. */
struct before {
    gboolean announced;
    char *draft, *closes_local;
    gint64 opens, closes;
};

static void before_clear (struct before *b)
{
    g_free (b->draft);
    g_free (b->closes_local);
}

static gboolean check_phase (const struct set *s, const struct before *b, const TdGeneralStage *stage, GError **error)
{
    gint64 now = td_clock_now (&s->instance->clock);

    if (b->announced && b->closes <= now)
        return fail (s->ret_field, "stage", error, TD_ERROR_CONFLICT,
                     "Comments on this draft are over, and what is over does not open again. Bring in another draft.");
    if (stage->opens == 0 || stage->closes == 0)
        return fail (s->ret_field, stage->opens == 0 ? "opens" : "closes", error, TD_ERROR_INPUT,
                     "Say when comments open and when they close, so that everybody knows how much time they have.");
    if (stage->closes <= now)
        return fail (s->ret_field, "closes", error, TD_ERROR_INPUT, "It has to close later than now.");
    if (!b->announced)
        return TRUE;
    if (g_strcmp0 (b->draft, stage->draft) != 0)
        return fail (s->ret_field, "draft", error, TD_ERROR_CONFLICT,
                     "Comments on this draft were announced, so that it stays the draft of this stage.");
    if (b->opens <= now && stage->opens != b->opens)
        return fail (s->ret_field, "opens", error, TD_ERROR_CONFLICT,
                     "Comments are open already; when they opened stays as it was.");
    return TRUE;
}

static gboolean move_phase (TdTx *tx, const struct set *s, const struct before *b, const TdGeneralStage *stage,
                            GError **error)
{
    TdGeneralMove move = { .was_local = b->closes_local,
                           .was = b->closes,
                           .closes_local = stage->closes_local,
                           .closes = stage->closes,
                           .at = td_clock_now (&s->instance->clock) };
    g_autofree char *reason = NULL;

    if (b->closes == stage->closes)
        return TRUE;
    if (stage->moves->len >= TD_LIMIT_CONSULTATION_EXTENSIONS)
        return fail (s->ret_field, "closes", error, TD_ERROR_CONFLICT,
                     "The end of these comments moved as often as it can. It stays as it is.");
    reason = td_general_take (s->wish->reason, TD_LIMIT_TEXT_CHARACTERS, TRUE,
                              "Say why the end moves. Those who comment and the public read it.", s->ret_field,
                              "reason", error);
    move.reason = reason;
    return reason != NULL && td_general_move_insert (tx, stage, &move, td_viewer_actor (s->viewer), error);
}

/* ---- the whole ---- */

static gboolean store_phase (TdTx *tx, const struct set *s, const TdGeneralComment *g, const struct before *b,
                             const TdGeneralStage *stage, GError **error)
{
    const char *said[] = { stage->opens_local, stage->closes_local, NULL };

    return check_phase (s, b, stage, error) && (!b->announced || move_phase (tx, s, b, stage, error))
           && td_general_stage_update (tx, stage, error)
           && td_general_journal (tx, s->instance, td_viewer_actor (s->viewer),
                                  b->announced ? "general-comment.phase-move" : "general-comment.phase",
                                  "general-comment-phase", stage->id, g->secret, said, TRUE, error);
}

static gboolean store (TdTx *tx, const struct set *s, const TdGeneralComment *g, const struct before *b,
                       TdGeneralStage *stage, GError **error)
{
    const char *said[] = { stage->kind, NULL };

    if (!take_things (tx, s, g, stage, error) || !take_times (s, stage, error))
        return FALSE;
    stage->changed = td_clock_now (&s->instance->clock);
    if (stage->is == TD_GENERAL_COMMENTS && (stage->opens != 0 || stage->closes != 0)) {
        if (stage->draft == NULL && !take_draft (tx, s, g, stage, error))
            return FALSE;
        return store_phase (tx, s, g, b, stage, error);
    }
    return td_general_stage_update (tx, stage, error)
           && td_general_journal (tx, s->instance, td_viewer_actor (s->viewer), "general-comment.stage",
                                  "general-comment", g->id, g->secret, said, TRUE, error);
}

static gboolean set_in (TdTx *tx, gpointer data, GError **error)
{
    struct set *s = data;
    g_autoptr (TdGeneralComment) g = td_general_held (tx, s->instance, s->viewer, s->id, error);
    TdGeneralStage *stage = g != NULL ? find_stage (tx, s, g, error) : NULL;
    struct before before = { 0 };
    gboolean done;

    if (stage == NULL)
        return FALSE;
    if (g->adopted != NULL && stage->is >= TD_GENERAL_DRAFT)
        return fail (s->ret_field, "stage", error, TD_ERROR_CONFLICT,
                     "The Committee adopted this general comment. Its drafts and comments stay as they were.");
    before = (struct before){ .announced = stage->closes != 0,
                              .draft = g_strdup (stage->draft),
                              .closes_local = g_strdup (stage->closes_local),
                              .opens = stage->opens,
                              .closes = stage->closes };
    g_free (s->stage);
    s->stage = g_strdup (stage->id);
    done = store (tx, s, g, &before, stage, error);
    before_clear (&before);
    return done;
}

gboolean td_general_comment_set_stage (TdInstance *instance, const TdViewer *viewer, const char *id,
                                       const TdGeneralStageWish *wish, char **ret_stage, const char **ret_field,
                                       GError **error)
{
    struct set s = { .instance = instance, .viewer = viewer, .id = id, .wish = wish, .ret_field = ret_field };

    if (!td_door_may (viewer, TD_ACT_GENERAL_COMMENT_KEEP, NULL, error)
        || !td_store_write (instance->store, set_in, &s, error)) {
        g_free (s.stage);
        return FALSE;
    }
    if (ret_stage != NULL)
        *ret_stage = g_steal_pointer (&s.stage);
    g_free (s.stage);
    return TRUE;
}
