/* A draft and the one before. Contract in draft-change.h. */
#include "areas/general_comments/draft-change.h"

#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/draft-change-sql.h"
#include "areas/general_comments/outcome.h"

#include "text/word-diff.h"

#define fail td_general_fail

/* ---- comparing ---- */

static void change_free (gpointer data)
{
    TdDraftChange *c = data;

    g_free (c->anchor);
    g_free (c->before_anchor);
    g_free (c->before_number);
    g_free (c->number);
    g_ptr_array_unref (c->runs);
    g_ptr_array_unref (c->causes);
    g_free (c);
}

void td_draft_changes_free (TdDraftChanges *changes)
{
    if (changes == NULL)
        return;
    g_clear_pointer (&changes->changes, g_ptr_array_unref);
    g_clear_pointer (&changes->comments, g_ptr_array_unref);
    td_comment_draft_free (changes->before);
    td_comment_draft_free (changes->after);
    g_free (changes->language);
    g_free (changes);
}

/* All paragraphs of a text in order, and their words. */
typedef struct {
    GPtrArray *paragraphs; /* of const TdTextParagraph */
    GPtrArray *words;      /* of char * */
} Side;

static char *words_of (const TdTextParagraph *p)
{
    g_autoptr (GPtrArray) runs = td_text_paragraph_runs (p);

    return td_text_plain (runs);
}

static Side side_of (const TdText *text)
{
    Side side = { g_ptr_array_new (), g_ptr_array_new_with_free_func (g_free) };

    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        for (guint k = 0; k < section->paragraphs->len; k++) {
            g_ptr_array_add (side.paragraphs, section->paragraphs->pdata[k]);
            g_ptr_array_add (side.words, words_of (section->paragraphs->pdata[k]));
        }
    }
    return side;
}

static void side_clear (Side *side)
{
    g_ptr_array_unref (side->paragraphs);
    g_ptr_array_unref (side->words);
}

static GPtrArray *diff_runs (const TdTextParagraph *before, const TdTextParagraph *after, const char *language)
{
    g_autoptr (GPtrArray) was = before != NULL ? td_text_paragraph_runs (before) : td_text_runs_new ();
    g_autoptr (GPtrArray) is = after != NULL ? td_text_paragraph_runs (after) : td_text_runs_new ();

    return td_text_runs_compare (was, is, language, NULL);
}

/* NULL: nothing changed. */
static TdDraftChange *change_of (const TdTextParagraph *b, const TdTextParagraph *a, const char *language)
{
    g_autoptr (GPtrArray) runs = diff_runs (b, a, language);
    TdDraftChange *c;

    if (!td_text_runs_changed (runs))
        return NULL;
    c = g_new0 (TdDraftChange, 1);
    c->kind = b == NULL ? TD_DRAFT_ADDED : a == NULL ? TD_DRAFT_REMOVED : TD_DRAFT_CHANGED;
    c->anchor = a != NULL ? g_strdup (a->id) : g_strconcat ("-", b->id, NULL);
    c->before_anchor = b != NULL ? g_strdup (b->id) : NULL;
    c->before_number = b != NULL ? g_strdup (b->number) : NULL;
    c->number = a != NULL ? g_strdup (a->number) : NULL;
    c->runs = g_steal_pointer (&runs);
    c->causes = g_ptr_array_new_with_free_func (g_free);
    return c;
}

GPtrArray *td_draft_compare (const TdText *before, const TdText *after, int *ret_same)
{
    Side b = side_of (before), a = side_of (after);
    GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);
    g_autoptr (GArray) pairs = td_paragraph_diff (NULL, (const char *const *) b.words->pdata, b.words->len, NULL,
                                                  (const char *const *) a.words->pdata, a.words->len);
    int same = 0;

    for (guint i = 0; i < pairs->len; i++) {
        const TdDiffPair *pair = &g_array_index (pairs, TdDiffPair, i);
        TdDraftChange *change = change_of (pair->before >= 0 ? b.paragraphs->pdata[pair->before] : NULL,
                                           pair->after >= 0 ? a.paragraphs->pdata[pair->after] : NULL, after->language);
        if (change == NULL)
            same++;
        else
            g_ptr_array_add (changes, change);
    }
    side_clear (&b);
    side_clear (&a);
    if (ret_same != NULL)
        *ret_same = same;
    return changes;
}

/* ---- what led to it ---- */

static const TdDraftChangeSaid *said_of (const GPtrArray *said, const TdDraftChange *change, const TdBenchComment *b)
{
    for (guint i = 0; i < said->len; i++) {
        const TdDraftChangeSaid *one = said->pdata[i];
        if (g_str_equal (one->anchor, change->anchor) && g_str_equal (one->comment, b->comment->id))
            return one;
    }
    return NULL;
}

static gboolean led_by_itself (const TdDraftChange *change, const TdBenchComment *b)
{
    return b->decided && b->disposition != TD_NOT_TAKEN && change->before_anchor != NULL
           && td_bench_stands_on (b, change->before_anchor);
}

static void add_causes (TdDraftChange *change, const GPtrArray *comments, const GPtrArray *said)
{
    for (guint i = 0; i < comments->len; i++) {
        TdBenchComment *b = comments->pdata[i];
        const TdDraftChangeSaid *one = said_of (said, change, b);
        TdDraftCause *cause;
        if (one != NULL ? !one->led : !led_by_itself (change, b))
            continue;
        cause = g_new0 (TdDraftCause, 1);
        *cause = (TdDraftCause){ b, one != NULL };
        g_ptr_array_add (change->causes, cause);
    }
}

/* ---- loading ---- */

struct loading {
    TdInstance *instance;
    const char *draft, *before, *language;
    TdDraftChanges *changes;
    TdText *before_text, *after_text;
    GPtrArray *said;
};

/* The earlier one, which is of the same general comment. */
static TdCommentDraft *find_before (TdTx *tx, const struct loading *l, const TdCommentDraft *after, GError **error)
{
    g_autoptr (GPtrArray) drafts = td_comment_draft_list_in (tx, after->general_comment, error);

    if (drafts == NULL)
        return NULL;
    for (guint i = drafts->len; i > 0; i--) {
        const TdCommentDraft *d = drafts->pdata[i - 1];
        if (d->n < after->n && (l->before == NULL || g_str_equal (l->before, d->id)))
            return td_comment_draft_get_in (tx, d->id, error);
    }
    fail (NULL, NULL, error, TD_ERROR_NOT_FOUND, "There is no draft before this one with which it could be compared.");
    return NULL;
}

static gboolean load_in (TdTx *tx, gpointer data, GError **error)
{
    struct loading *l = data;
    TdDraftChanges *c = l->changes;

    g_clear_pointer (&c->before, td_comment_draft_free);
    g_clear_pointer (&c->after, td_comment_draft_free);
    g_clear_pointer (&l->before_text, td_text_free);
    g_clear_pointer (&l->after_text, td_text_free);
    g_clear_pointer (&l->said, g_ptr_array_unref);
    return (c->after = td_comment_draft_get_in (tx, l->draft, error)) != NULL
           && (c->before = find_before (tx, l, c->after, error)) != NULL
           && (l->after_text = td_comment_draft_text_in (tx, c->after->id, l->language, error)) != NULL
           && (l->before_text = td_comment_draft_text_in (tx, c->before->id, l->after_text->language, error)) != NULL
           && (l->said = td_draft_change_load (tx, c->after->id, error)) != NULL;
}

/* Those of the Committee read all; what others read of causes waits for the release. */
static GPtrArray *comments_for (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error)
{
    TdOutcomeRelease release;

    if (td_door_viewer_may (viewer, TD_ACT_GENERAL_COMMENT_BENCH))
        return td_bench_comments (instance, viewer, draft, error);
    if (!td_outcome_release_of (instance, draft, &release, error))
        return NULL;
    return release.released ? td_outcome_public (instance, draft, error)
                            : g_ptr_array_new_with_free_func ((GDestroyNotify) td_bench_comment_free);
}

TdDraftChanges *td_draft_changes (TdInstance *instance, const TdViewer *viewer, const char *draft, const char *before,
                                  const char *language, GError **error)
{
    g_autoptr (TdDraftChanges) c = g_new0 (TdDraftChanges, 1);
    struct loading l = { .instance = instance, .draft = draft, .before = before, .language = language, .changes = c };
    g_autoptr (TdText) before_text = NULL;
    g_autoptr (TdText) after_text = NULL;
    g_autoptr (GPtrArray) said = NULL;
    gboolean loaded = td_store_read (instance->store, load_in, &l, error);

    before_text = l.before_text;
    after_text = l.after_text;
    said = l.said;
    if (!loaded || (c->comments = comments_for (instance, viewer, c->before->id, error)) == NULL)
        return NULL;
    c->language = g_strdup (after_text->language);
    c->changes = td_draft_compare (before_text, after_text, &c->same);
    for (guint i = 0; i < c->changes->len; i++)
        add_causes (c->changes->pdata[i], c->comments, said);
    return g_steal_pointer (&c);
}

/* ---- saying ---- */

struct saying {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *draft;
    TdDraftChangeSaid said;
};

/* Whether the later draft, or for "-p12" one before it, can have that paragraph. */
static gboolean anchor_good (TdTx *tx, const struct saying *s, GError **error)
{
    g_autoptr (TdText) text = NULL;

    if (*s->said.anchor == '-')
        return td_text_id_good (s->said.anchor + 1) || td_door_unknown (error);
    text = td_comment_draft_text_in (tx, s->draft, NULL, error);
    return text != NULL && (td_text_paragraph (text, s->said.anchor) != NULL || td_door_unknown (error));
}

static gboolean say_in (TdTx *tx, gpointer data, GError **error)
{
    const struct saying *s = data;
    g_autoptr (TdCommentDraft) draft =
        td_bench_held (tx, s->instance, s->viewer, TD_ACT_GENERAL_COMMENT_BENCH, s->draft, error);
    const char *actor = td_viewer_actor (s->viewer);
    gboolean knows = FALSE, confidential = FALSE;

    return draft != NULL && anchor_good (tx, s, error)
           && td_draft_change_knows (tx, s->draft, s->said.comment, &knows, &confidential, error)
           && (knows || td_door_unknown (error))
           && td_draft_change_put (tx, s->draft, &s->said, actor, td_clock_now (&s->instance->clock), error)
           && td_bench_journal (tx, s->instance, actor, td_act_word (TD_ACT_GENERAL_COMMENT_BENCH), draft, NULL,
                                !confidential, error);
}

gboolean td_draft_change_say (TdInstance *instance, const TdViewer *viewer, const char *draft, const char *anchor,
                              const char *comment, gboolean led, GError **error)
{
    struct saying s = {
        .instance = instance, .viewer = viewer, .draft = draft, .said = { (char *) anchor, (char *) comment, led }
    };

    return td_door_may (viewer, TD_ACT_GENERAL_COMMENT_BENCH, NULL, error)
           && td_store_write (instance->store, say_in, &s, error);
}
