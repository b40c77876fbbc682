/* What becomes of comments: reading, choosing, counting, deciding. Contract in disposition.h. */
#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/disposition-sql.h"

#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"

#define fail td_general_fail

TdCommentDraft *td_bench_held (TdTx *tx, TdInstance *instance, const TdViewer *viewer, TdAct act, const char *draft,
                               GError **error)
{
    if (!td_instance_may_write (instance, tx, error) || !td_door_may (viewer, act, NULL, error))
        return NULL;
    return td_comment_draft_get_in (tx, draft, error);
}

gboolean td_bench_journal (TdTx *tx, TdInstance *instance, const char *actor, const char *act,
                           const TdCommentDraft *draft, const char *words, gboolean public_change, GError **error)
{
    const char *said[] = { words, NULL };

    return td_general_journal (tx, instance, actor, act, "comment-draft", draft->id,
                               words != NULL ? draft->secret : NULL, said, public_change, error);
}

/* ---- words ---- */

static const struct {
    const char *word, *label;
} states[TD_N_BENCH_STATES] = {
    [TD_BENCH_ALL] = { "", N_ ("All") },
    [TD_BENCH_WAITING] = { "waiting", N_ ("Waiting") },
    [TD_BENCH_TAKEN] = { "taken", N_ ("Taken") },
    [TD_BENCH_IN_PART] = { "in-part", N_ ("Taken in part") },
    [TD_BENCH_NOT_TAKEN] = { "not-taken", N_ ("Not taken") },
};

const char *td_bench_state_word (TdBenchState state)
{
    return state < TD_N_BENCH_STATES ? states[state].word : "";
}

const char *td_bench_state_label (TdBenchState state)
{
    return state < TD_N_BENCH_STATES ? states[state].label : "";
}

gboolean td_bench_state_from_word (const char *word, TdBenchState *ret)
{
    for (int i = 0; i < TD_N_BENCH_STATES; i++)
        if (g_strcmp0 (word, states[i].word) == 0) {
            *ret = (TdBenchState) i;
            return TRUE;
        }
    return FALSE;
}

/* ---- reading ---- */

static TdBenchComment *bench_comment_new (TdDraftComment *take_comment)
{
    TdBenchComment *b = g_new0 (TdBenchComment, 1);

    b->comment = take_comment;
    b->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) td_draft_comment_free);
    b->also = g_ptr_array_new_with_free_func (g_free);
    return b;
}

/* Answers go to what they answer; what has no words any more is left out, but for its discussion's sake. Takes all. */
static GPtrArray *join_answers (GPtrArray *take_all)
{
    g_autoptr (GPtrArray) all = take_all;
    g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_bench_comment_free);

    g_ptr_array_set_free_func (all, NULL);
    for (guint i = 0; i < all->len; i++) {
        TdDraftComment *c = all->pdata[i];
        TdBenchComment *b;
        if (c->reply_to != NULL)
            continue;
        all->pdata[i] = NULL;
        if (c->text == NULL) {
            td_draft_comment_free (c);
            continue;
        }
        b = bench_comment_new (c);
        g_hash_table_insert (by_id, c->id, b);
        g_ptr_array_add (list, b);
    }
    for (guint i = 0; i < all->len; i++) {
        TdDraftComment *c = all->pdata[i];
        TdBenchComment *b = c != NULL ? g_hash_table_lookup (by_id, c->reply_to) : NULL;
        if (b != NULL && c->text != NULL)
            g_ptr_array_add (b->answers, c);
        else
            td_draft_comment_free (c);
    }
    return list;
}

/* The place of each paragraph of the draft: char * anchor to GINT_TO_POINTER, from 1. Keys are the text's. */
static GHashTable *places_of (const TdText *text)
{
    GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);
    int n = 0;

    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        for (guint k = 0; k < section->paragraphs->len; k++)
            g_hash_table_insert (places, ((TdTextParagraph *) section->paragraphs->pdata[k])->id,
                                 GINT_TO_POINTER (++n));
    }
    return places;
}

static int place_of (GHashTable *places, const TdBenchComment *b)
{
    return b->comment->anchor != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (places, b->comment->anchor)) : 0;
}

static int by_place (gconstpointer a, gconstpointer b, gpointer places)
{
    const TdBenchComment *x = *(TdBenchComment *const *) a, *y = *(TdBenchComment *const *) b;
    int place_x = place_of (places, x), place_y = place_of (places, y);

    if (place_x != place_y)
        return place_x - place_y;
    if (x->comment->confidential != y->comment->confidential)
        return x->comment->confidential - y->comment->confidential;
    return x->comment->number - y->comment->number;
}

struct filling {
    const char *draft;
    GPtrArray *list;
};

static gboolean fill_in (TdTx *tx, gpointer data, GError **error)
{
    const struct filling *f = data;

    return td_bench_fill (tx, f->draft, f->list, error);
}

GPtrArray *td_bench_list_of (TdInstance *instance, const char *draft, GPtrArray *take_comments, GError **error)
{
    g_autoptr (GPtrArray) list = join_answers (take_comments);
    g_autoptr (TdText) text = td_comment_draft_text (instance, draft, NULL, error);
    g_autoptr (GHashTable) places = text != NULL ? places_of (text) : NULL;
    struct filling f = { .draft = draft, .list = list };

    if (text == NULL || !td_store_read (instance->store, fill_in, &f, error))
        return NULL;
    g_ptr_array_sort_with_data (list, by_place, places);
    return g_steal_pointer (&list);
}

GPtrArray *td_bench_comments (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error)
{
    g_autoptr (GPtrArray) comments = NULL;

    if (!td_door_may (viewer, TD_ACT_GENERAL_COMMENT_BENCH, NULL, error))
        return NULL;
    comments = td_draft_comments_all (instance, viewer, draft, NULL, NULL, error);
    return comments != NULL ? td_bench_list_of (instance, draft, g_steal_pointer (&comments), error) : NULL;
}

const char *td_bench_language (const TdDraftComment *c)
{
    return td_language_detect (c->text, -1, c->language);
}

const char *td_bench_anchor_number (const char *anchor)
{
    return anchor[0] == 'p' && g_ascii_isdigit (anchor[1]) ? anchor + 1 : NULL;
}

/* ---- choosing and counting ---- */

gboolean td_bench_stands_on (const TdBenchComment *b, const char *anchor)
{
    if (g_strcmp0 (b->comment->anchor != NULL ? b->comment->anchor : "", anchor) == 0)
        return TRUE;
    for (guint i = 0; i < b->also->len; i++)
        if (g_str_equal (b->also->pdata[i], anchor))
            return TRUE;
    return FALSE;
}

static gboolean fits (const TdBenchComment *b, const TdBenchFilter *filter)
{
    static const TdDisposition wanted[TD_N_BENCH_STATES] = {
        [TD_BENCH_TAKEN] = TD_TAKEN, [TD_BENCH_IN_PART] = TD_IN_PART, [TD_BENCH_NOT_TAKEN] = TD_NOT_TAKEN
    };

    if ((filter->anchor != NULL && !td_bench_stands_on (b, filter->anchor))
        || (filter->confidential && !b->comment->confidential) || (filter->group != 0 && b->group != filter->group))
        return FALSE;
    if (filter->state == TD_BENCH_ALL)
        return TRUE;
    return filter->state == TD_BENCH_WAITING ? !b->decided : b->decided && b->disposition == wanted[filter->state];
}

GPtrArray *td_bench_choose (const GPtrArray *list, const TdBenchFilter *filter)
{
    GPtrArray *chosen = g_ptr_array_new ();

    for (guint i = 0; i < list->len; i++)
        if (fits (list->pdata[i], filter))
            g_ptr_array_add (chosen, list->pdata[i]);
    return chosen;
}

TdBenchTally td_bench_tally (const GPtrArray *list)
{
    TdBenchTally tally = { .all = (int) list->len };

    for (guint i = 0; i < list->len; i++) {
        const TdBenchComment *b = list->pdata[i];
        if (b->decided)
            tally.by_disposition[b->disposition]++;
        else
            tally.waiting++;
    }
    return tally;
}

/* ---- deciding ---- */

struct giving {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *draft;
    const TdDispositionWish *wish;
    TdDisposition disposition;
    char *reason;
    const char *field;
    gboolean all_confidential;
};

/* Gives it to one comment; seen -1: however often it was decided. */
static gboolean give_one (TdTx *tx, struct giving *g, const char *comment, gint64 seen, char **ret_group,
                          GError **error)
{
    g_auto (TdBenchRow) row = { 0 };

    if (!td_bench_row (tx, g->draft, comment, &row, error))
        return FALSE;
    if (row.words == 0)
        return fail (&g->field, "comments", error, TD_ERROR_CONFLICT,
                     "One of these comments was taken back meanwhile. Nothing was stored: look at the list anew.");
    if (seen >= 0 && row.version != seen)
        return fail (&g->field, "comments", error, TD_ERROR_CONFLICT,
                     "Somebody else decided on one of these comments meanwhile. Nothing was stored: look at what they "
                     "said, then decide again.");
    g->all_confidential = g->all_confidential && row.confidential;
    if (ret_group != NULL)
        *ret_group = g_steal_pointer (&row.group);
    return td_disposition_put (tx, comment, g->disposition, g->reason, row.words, td_viewer_actor (g->viewer),
                               td_clock_now (&g->instance->clock), error);
}

/* To those of the group that are not in given yet. */
static gboolean give_group (TdTx *tx, struct giving *g, const char *group, GHashTable *given, GError **error)
{
    g_autoptr (GPtrArray) members = td_bench_group_members (tx, group, error);

    if (members == NULL)
        return FALSE;
    for (guint i = 0; i < members->len; i++)
        if (g_hash_table_add (given, g_strdup (members->pdata[i]))
            && !give_one (tx, g, members->pdata[i], -1, NULL, error))
            return FALSE;
    return TRUE;
}

static gboolean give_all (TdTx *tx, struct giving *g, GError **error)
{
    g_autoptr (GHashTable) given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);

    for (gsize i = 0; g->wish->comments[i] != NULL; i++) {
        g_auto (GStrv) parts = g_strsplit (g->wish->comments[i], ".", 2);
        char *group = NULL;
        if (parts[0] == NULL || parts[1] == NULL)
            return fail (&g->field, "comments", error, TD_ERROR_INPUT, "Tick the comments on which you decide.");
        if (!g_hash_table_add (given, g_strdup (parts[0])))
            continue;
        if (!give_one (tx, g, parts[0], g_ascii_strtoll (parts[1], NULL, 10), &group, error))
            return FALSE;
        if (group != NULL)
            g_ptr_array_add (groups, group);
    }
    for (guint i = 0; g->wish->whole_group && i < groups->len; i++)
        if (!give_group (tx, g, groups->pdata[i], given, error))
            return FALSE;
    return TRUE;
}

static gboolean give_in (TdTx *tx, gpointer data, GError **error)
{
    struct giving *g = data;
    g_autoptr (TdCommentDraft) draft = NULL;
    gboolean released = FALSE;

    g->field = NULL;
    g->all_confidential = TRUE;
    draft = td_bench_held (tx, g->instance, g->viewer, TD_ACT_GENERAL_COMMENT_BENCH, g->draft, error);
    return draft != NULL && give_all (tx, g, error) && td_outcome_is_released (tx, g->instance, draft, &released, error)
           && td_bench_journal (tx, g->instance, td_viewer_actor (g->viewer),
                                td_act_word (TD_ACT_GENERAL_COMMENT_BENCH), draft, g->reason,
                                released && !g->all_confidential, error);
}

static gboolean read_wish (struct giving *g, GError **error)
{
    const TdDispositionWish *w = g->wish;

    if (w->comments == NULL || w->comments[0] == NULL)
        return fail (&g->field, "comments", error, TD_ERROR_INPUT, "Tick the comments on which you decide.");
    if (g_strv_length ((char **) w->comments) > TD_LIMIT_COMMENTS_ANSWERED)
        return fail (&g->field, "comments", error, TD_ERROR_INPUT, "These are too many at once. Tick fewer.");
    if (!td_disposition_from_word (w->disposition, &g->disposition))
        return fail (&g->field, "disposition", error, TD_ERROR_INPUT,
                     "Say what becomes of it: taken, taken in part or not taken.");
    g->reason = td_general_take (
        w->reason, TD_LIMIT_TEXT_CHARACTERS, TRUE,
        g->disposition != TD_TAKEN ? "Write the reason. Who commented reads it once dispositions are released." : NULL,
        &g->field, "reason", error);
    return g->reason != NULL;
}

gboolean td_disposition_give (TdInstance *instance, const TdViewer *viewer, const char *draft,
                              const TdDispositionWish *wish, const char **ret_field, GError **error)
{
    struct giving g = { .instance = instance, .viewer = viewer, .draft = draft, .wish = wish };
    gboolean given = td_door_may (viewer, TD_ACT_GENERAL_COMMENT_BENCH, NULL, error) && read_wish (&g, error)
                     && td_store_write (instance->store, give_in, &g, error);

    if (ret_field != NULL)
        *ret_field = g.field;
    g_free (g.reason);
    return given;
}
