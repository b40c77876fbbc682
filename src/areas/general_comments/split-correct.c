/* Correcting a document of comments, and making comments of it. Contract in split.h. */
#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/comment-file-rules.h"
#include "areas/general_comments/disposition-sql.h"
#include "areas/general_comments/draft-comment-many.h"
#include "areas/general_comments/split-rules.h"

#include "base/limits.h"

#include <string.h>

#define fail td_general_fail

struct correcting {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const TdPiecesWish *wish;
    int at; /* the piece that will not do */
    const char *field;
    int paragraphs; /* of the draft */
};

static gboolean seen (const TdCommentSplit *s, gint64 version, GError **error)
{
    return s->version == version
           || fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                    "This document was corrected in another window meanwhile. Nothing was changed: look at it anew.");
}

static TdCommentPiece *piece_at (const TdCommentSplit *s, int n)
{
    return n >= 1 && n <= (int) s->pieces->len ? s->pieces->pdata[n - 1] : NULL;
}

/* ---- edits ---- */

static gboolean edit_places (struct correcting *c, TdCommentPiece *p, const char *typed, GError **error)
{
    g_autoptr (GArray) ranges = td_split_ranges_read (typed, c->paragraphs);

    if (ranges == NULL) {
        c->at = p->n;
        return fail (
            &c->field, "places", error, TD_ERROR_INPUT,
            "Write numbers of paragraphs of this draft, such as 12 or 12, 14-16; leave it empty for the whole.");
    }
    g_free (p->places);
    p->places = td_split_ranges_write (ranges);
    return TRUE;
}

static gboolean edit_text (struct correcting *c, TdCommentPiece *p, const char *typed, GError **error)
{
    g_autofree char *clean =
        td_general_take (typed, TD_LIMIT_TEXT_CHARACTERS, TRUE, "A piece without words says nothing. Drop it instead.",
                         &c->field, "text", error);

    if (clean == NULL) {
        c->at = p->n;
        return FALSE;
    }
    g_free (p->text);
    p->text = g_steal_pointer (&clean);
    return TRUE;
}

static gboolean apply_edits (struct correcting *c, TdCommentSplit *s, GError **error)
{
    for (gsize i = 0; i < c->wish->n_edits; i++) {
        const TdPieceEdit *e = &c->wish->edits[i];
        TdCommentPiece *p = piece_at (s, e->n);
        if (p == NULL || p->dropped)
            continue;
        if ((e->places != NULL && !edit_places (c, p, e->places, error))
            || (e->text != NULL && !edit_text (c, p, e->text, error)))
            return FALSE;
    }
    return TRUE;
}

static gboolean edit_visibility (struct correcting *c, TdCommentSplit *s, GError **error)
{
    const char *said = c->wish->visibility;

    if (said == NULL || *said == '\0')
        return TRUE;
    if (!g_str_equal (said, "public") && !g_str_equal (said, "committee"))
        return fail (&c->field, "visibility", error, TD_ERROR_INPUT,
                     "Choose who may read the comments: everybody, or the Committee alone.");
    g_free (s->visibility);
    s->visibility = g_strdup (said);
    return TRUE;
}

/* ---- what is done with one ---- */

static gboolean join (struct correcting *c, TdCommentSplit *s, GError **error)
{
    TdCommentPiece *p = piece_at (s, c->wish->at), *before = NULL;
    g_autofree char *both = NULL;

    for (int n = c->wish->at - 1; n >= 1 && before == NULL; n--)
        before = piece_at (s, n)->dropped ? NULL : piece_at (s, n);
    if (before == NULL)
        return fail (NULL, NULL, error, TD_ERROR_INPUT,
                     "There is no piece before this one to which it could be joined.");
    both = g_strconcat (before->text, "\n\n", p->text, NULL);
    if (g_utf8_strlen (both, -1) > TD_LIMIT_TEXT_CHARACTERS)
        return fail (
            NULL, NULL, error, TD_ERROR_INPUT,
            "Both together are longer than one comment may be. Leave them as two comments on the same paragraph.");
    g_free (before->text);
    before->text = g_steal_pointer (&both);
    g_ptr_array_remove (s->pieces, p);
    return TRUE;
}

/* The words of one piece split by the paragraphs that they name; what stands before the first keeps the piece's own place. */
static gboolean split_again (struct correcting *c, TdCommentSplit *s, GError **error)
{
    const TdCommentPiece *p = piece_at (s, c->wish->at);
    const TdSplitOf of = { .paragraphs = c->paragraphs };
    g_auto (GStrv) lines = g_strsplit (p->text, "\n", -1);
    g_autoptr (GArray) blocks = g_array_new (FALSE, TRUE, sizeof (TdSplitBlock));
    g_autoptr (GPtrArray) found = NULL;
    g_autoptr (GPtrArray) parts = td_split_pieces_new ();

    for (gsize i = 0; lines[i] != NULL; i++) {
        const TdSplitBlock block = { .text = lines[i] };
        g_array_append_val (blocks, block);
    }
    found = td_split_by_paragraph ((const TdSplitBlock *) (void *) blocks->data, blocks->len, &of);
    if (found->len < 2)
        return fail (NULL, NULL, error, TD_ERROR_INPUT,
                     "This piece names no further paragraph. Begin each part with its paragraph on a line of its own, "
                     "such as Para. 14, and split it again.");
    for (guint i = 0; i < found->len; i++) {
        const TdSplitPiece *part = found->pdata[i];
        g_autofree char *places = td_split_ranges_write (part->ranges);
        td_split_add_pieces (parts, *places != '\0' ? places : p->places, part->text);
    }
    if (s->pieces->len + parts->len > TD_LIMIT_COMMENT_PIECES)
        return fail (NULL, NULL, error, TD_ERROR_INPUT, "These would be more pieces than one document may have.");
    g_ptr_array_remove_index (s->pieces, (guint) c->wish->at - 1);
    for (guint i = 0; i < parts->len; i++)
        g_ptr_array_insert (s->pieces, c->wish->at - 1 + (int) i, parts->pdata[i]);
    g_ptr_array_set_free_func (parts, NULL);
    return TRUE;
}

static gboolean act (struct correcting *c, TdCommentSplit *s, GError **error)
{
    TdCommentPiece *p = piece_at (s, c->wish->at);

    if (c->wish->what == TD_PIECES_KEEP)
        return TRUE;
    if (p == NULL)
        return td_door_unknown (error);
    switch (c->wish->what) {
    case TD_PIECES_JOIN: return join (c, s, error);
    case TD_PIECES_SPLIT: return split_again (c, s, error);
    case TD_PIECES_DROP: p->dropped = TRUE; break;
    case TD_PIECES_TAKE: p->dropped = FALSE; break;
    case TD_PIECES_KEEP: break;
    }
    return TRUE;
}

static gboolean load_paragraphs (TdTx *tx, struct correcting *c, const TdCommentSplit *s, GError **error)
{
    g_autoptr (TdText) text = td_comment_draft_text_in (tx, s->draft, NULL, error);

    if (text == NULL)
        return FALSE;
    c->paragraphs = td_split_last_paragraph (text);
    return TRUE;
}

static gboolean correct_in (TdTx *tx, gpointer data, GError **error)
{
    struct correcting *c = data;
    g_autoptr (TdCommentSplit) s = NULL;

    c->at = 0;
    c->field = NULL;
    return td_instance_may_write (c->instance, tx, error) && (s = td_split_own (tx, c->viewer, c->id, error)) != NULL
           && seen (s, c->wish->version, error) && load_paragraphs (tx, c, s, error) && edit_visibility (c, s, error)
           && apply_edits (c, s, error) && act (c, s, error) && td_split_put_pieces (tx, s, error)
           && td_split_journal (tx, c->instance, s, "general-comment.split", error);
}

gboolean td_comment_split_correct (TdInstance *instance, const TdViewer *viewer, const char *id,
                                   const TdPiecesWish *wish, int *ret_at, const char **ret_field, GError **error)
{
    struct correcting c = { .instance = instance, .viewer = viewer, .id = id, .wish = wish };
    gboolean done = td_store_write (instance->store, correct_in, &c, error);

    if (ret_at != NULL)
        *ret_at = c.at;
    if (ret_field != NULL)
        *ret_field = c.field;
    return done;
}

/* ---- confirming ---- */

/* A piece as a comment that is to be, and the further paragraphs on which it stands. */
typedef struct {
    int n;
    GPtrArray *anchors; /* of char * */
    TdDraftSaying *saying;
} Ready;

static void ready_free (gpointer data)
{
    Ready *r = data;

    g_clear_pointer (&r->anchors, g_ptr_array_unref);
    td_draft_saying_free (r->saying);
    g_free (r);
}

struct confirming {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    gint64 version, began;
    TdCommentSplit *split; /* as it was when the comments were made ready */
    GPtrArray *ready;      /* of Ready */
    int at;
};

/* Anchors of all paragraphs of the places that the draft has, in order. Of char *. NULL with error: it has none of them. */
static GPtrArray *anchors_of (const TdText *text, const char *places, GError **error)
{
    g_autoptr (GArray) ranges = td_split_ranges_read (places, 0);
    g_autoptr (GPtrArray) anchors = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; ranges != NULL && i < ranges->len; i++) {
        const TdSplitRange *r = &g_array_index (ranges, TdSplitRange, i);
        for (int n = r->first; n <= r->last; n++) {
            char *anchor = g_strdup_printf ("p%d", n);
            if (td_text_paragraph (text, anchor) != NULL)
                g_ptr_array_add (anchors, anchor);
            else
                g_free (anchor);
        }
    }
    if (ranges == NULL || (ranges->len > 0 && anchors->len == 0)) {
        fail (NULL, NULL, error, TD_ERROR_INPUT,
              "This piece names a paragraph that the draft does not have. Correct its number, then confirm again.");
        return NULL;
    }
    return g_steal_pointer (&anchors);
}

static Ready *make_ready (const struct confirming *c, const TdText *text, const TdCommentPiece *p, GError **error)
{
    const TdCommentSplit *s = c->split;
    GPtrArray *anchors = anchors_of (text, p->places, error);
    const TdDraftCommentWish wish = { .language = s->language,
                                      .anchor = anchors != NULL && anchors->len > 0 ? anchors->pdata[0] : NULL,
                                      .text = p->text,
                                      .organisation = s->writes_for,
                                      .position = *s->position != '\0' ? s->position : NULL,
                                      .name = s->name,
                                      .visibility = s->visibility,
                                      .began = c->began };
    Ready *r;

    if (anchors == NULL)
        return NULL;
    r = g_new0 (Ready, 1);
    *r = (Ready){ p->n, anchors, td_draft_saying_new (c->instance, c->viewer, s->draft, &wish, NULL, error) };
    if (r->saying == NULL)
        g_clear_pointer (&r, ready_free);
    return r;
}

static gboolean make_all_ready (struct confirming *c, GError **error)
{
    g_autoptr (TdText) text = td_comment_draft_text (c->instance, c->split->draft, c->split->language, error);

    for (guint i = 0; text != NULL && i < c->split->pieces->len; i++) {
        const TdCommentPiece *p = c->split->pieces->pdata[i];
        Ready *r;
        if (p->dropped)
            continue;
        c->at = p->n;
        if ((r = make_ready (c, text, p, error)) == NULL)
            return FALSE;
        g_ptr_array_add (c->ready, r);
    }
    c->at = 0;
    return text != NULL
           && (c->ready->len > 0
               || fail (NULL, NULL, error, TD_ERROR_INPUT,
                        "All pieces are dropped, so that there is nothing to send. Take one back in, or drop the "
                        "document."));
}

static gboolean add_ready (TdTx *tx, const Ready *r, const char *file, GError **error)
{
    if (!td_draft_saying_add (tx, r->saying, error)
        || !td_comment_file_of (tx, td_draft_saying_id (r->saying), file, error))
        return FALSE;
    for (guint i = 1; i < r->anchors->len; i++)
        if (!td_bench_also_put (tx, td_draft_saying_id (r->saying), r->anchors->pdata[i], error))
            return FALSE;
    return TRUE;
}

static gboolean confirm_in (TdTx *tx, gpointer data, GError **error)
{
    struct confirming *c = data;
    g_autoptr (TdCommentSplit) s = NULL;

    if (!td_instance_may_write (c->instance, tx, error) || (s = td_split_own (tx, c->viewer, c->id, error)) == NULL
        || !seen (s, c->version, error))
        return FALSE;
    for (guint i = 0; i < c->ready->len; i++) {
        const Ready *r = c->ready->pdata[i];
        c->at = r->n;
        if (!add_ready (tx, r, s->id, error))
            return FALSE;
    }
    c->at = 0;
    return td_comment_file_confirm (tx, s->id, g_str_equal (s->visibility, "committee"), error)
           && td_split_delete (tx, s->id, error)
           && td_split_journal (tx, c->instance, s, "general-comment.split-drop", error);
}

static gboolean confirm (struct confirming *c, GError **error)
{
    return td_door_may (c->viewer, TD_ACT_GENERAL_COMMENT_SAY, NULL, error)
           && (c->split = td_comment_split_get (c->instance, c->viewer, c->id, error)) != NULL
           && seen (c->split, c->version, error) && make_all_ready (c, error)
           && td_store_write (c->instance->store, confirm_in, c, error);
}

gboolean td_comment_split_confirm (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 version,
                                   gint64 began, int *ret_count, int *ret_at, GError **error)
{
    g_autoptr (GPtrArray) ready = g_ptr_array_new_with_free_func (ready_free);
    struct confirming c = {
        .instance = instance, .viewer = viewer, .id = id, .version = version, .began = began, .ready = ready
    };
    gboolean done = confirm (&c, error);

    if (ret_at != NULL)
        *ret_at = c.at;
    if (done && ret_count != NULL)
        *ret_count = (int) ready->len;
    td_comment_split_free (c.split);
    return done;
}

/* ---- dropping it ---- */

static gboolean discard_in (TdTx *tx, gpointer data, GError **error)
{
    const struct confirming *c = data;
    g_autoptr (TdCommentSplit) s = NULL;

    return td_instance_may_write (c->instance, tx, error) && (s = td_split_own (tx, c->viewer, c->id, error)) != NULL
           && td_split_delete (tx, s->id, error)
           && td_split_journal (tx, c->instance, s, "general-comment.split-drop", error);
}

gboolean td_comment_split_discard (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct confirming c = { .instance = instance, .viewer = viewer, .id = id };
    g_autoptr (GError) gone = NULL;

    if (!td_store_write (instance->store, discard_in, &c, error))
        return FALSE;
    /* Its file goes with it; what could not go now is the chore's. */
    td_comment_file_drop (instance, viewer, id, &gone);
    return TRUE;
}

/* ---- those that nobody confirmed ---- */

enum { OLD_A_ROUND = 100 };

struct purging {
    TdInstance *instance;
    GPtrArray *ids;
    gboolean may_not; /* this run writes nothing here */
};

static gint64 old_before (const TdInstance *instance)
{
    return td_clock_now (&instance->clock) - TD_LIMIT_DRAFT_DAYS * G_TIME_SPAN_DAY;
}

static gboolean old_in (TdTx *tx, gpointer data, GError **error)
{
    struct purging *p = data;

    g_ptr_array_set_size (p->ids, 0);
    return td_split_old (tx, old_before (p->instance), OLD_A_ROUND, p->ids, error);
}

static gboolean purge_one (TdTx *tx, TdInstance *instance, const char *id, GError **error)
{
    g_autoptr (TdCommentSplit) s = NULL;

    if (!td_split_load (tx, id, &s, error))
        return FALSE;
    return s == NULL /* confirmed or dropped just now */
           || (td_split_delete (tx, id, error)
               && td_split_journal (tx, instance, s, "general-comment.split-expire", error));
}

static gboolean purge_in (TdTx *tx, gpointer data, GError **error)
{
    struct purging *p = data;

    /* A server of another day must not erase what is young in the real one. */
    p->may_not = !td_instance_may_write (p->instance, tx, error);
    if (p->may_not)
        return FALSE;
    for (guint i = 0; i < p->ids->len; i++)
        if (!purge_one (tx, p->instance, p->ids->pdata[i], error))
            return FALSE;
    return TRUE;
}

gboolean td_comment_splits_purge (TdInstance *instance, GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
    struct purging p = { .instance = instance, .ids = ids };
    g_autoptr (GError) problem = NULL;

    if (!td_store_read (instance->store, old_in, &p, error))
        return FALSE;
    if (ids->len == 0 || td_store_write (instance->store, purge_in, &p, &problem) || p.may_not)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
