/* Finding matches, in pieces, from the journal. Contract in match.h. */
#include "areas/library/match.h"

#include "areas/library/match-sql.h"
#include "base/limits.h"
#include "text/citation.h"
#include "text/resemblance.h"

/* Shorter paragraphs resemble too much. */
enum { SHORTEST = 40 };

/* ---- what may be matched ---- */

/* One paragraph of concluding observations, with the items that stand under it. */
typedef struct {
    const TdLibraryDocument *document;
    char *anchor, *text;
    const char *language;
    GArray *articles; /* of int */
} Target;

static void target_free (gpointer data)
{
    Target *t = data;

    g_free (t->anchor);
    g_free (t->text);
    g_array_unref (t->articles);
    g_free (t);
}

typedef struct {
    GPtrArray *documents; /* of TdLibraryDocument, newest first */
    GPtrArray *targets;   /* of Target, document by document */
} Targets;

static void targets_clear (Targets *t)
{
    g_clear_pointer (&t->targets, g_ptr_array_unref);
    g_clear_pointer (&t->documents, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Targets, targets_clear)

static void add_articles (Target *target, const TdParagraph *p)
{
    for (guint i = 0; i < p->articles->len; i++) {
        const TdTag *tag = &g_array_index (p->articles, TdTag, i);
        if (tag->confidence >= 0.5)
            g_array_append_val (target->articles, tag->article);
    }
}

static Target *target_new (const TdLibraryDocument *document, const TdLibraryParagraph *p)
{
    Target *target = g_new0 (Target, 1);

    target->document = document;
    target->anchor = g_strdup (p->anchor);
    target->text = g_strdup (p->paragraph->text);
    target->language = p->paragraph->language;
    target->articles = g_array_new (FALSE, FALSE, sizeof (int));
    return target;
}

/* A paragraph with a printed number begins one; what follows without number is an item of it, a heading ends it. */
static gboolean add_targets (TdTx *tx, const TdLibraryDocument *document, GPtrArray *targets, GError **error)
{
    g_autoptr (GPtrArray) paragraphs = td_library_paragraphs_in (tx, document->id, NULL, error);
    Target *open = NULL;

    for (guint i = 0; paragraphs != NULL && i < paragraphs->len; i++) {
        const TdLibraryParagraph *p = paragraphs->pdata[i];
        if (p->paragraph->kind == TD_PARAGRAPH_HEADING || p->paragraph->kind == TD_PARAGRAPH_FOOTNOTE) {
            open = p->paragraph->kind == TD_PARAGRAPH_HEADING ? NULL : open;
            continue;
        }
        if (td_library_anchor_number (p->anchor) > 0) {
            open = target_new (document, p);
            g_ptr_array_add (targets, open);
        } else if (open != NULL) {
            char *joined = g_strconcat (open->text, "\n", p->paragraph->text, NULL);
            g_free (open->text);
            open->text = joined;
        }
        if (open != NULL)
            add_articles (open, p->paragraph);
    }
    return paragraphs != NULL;
}

/* Whether the Committee's document was there before what speaks. What nobody dated was. */
static gboolean came_before (const TdInstance *instance, const TdLibraryDocument *document, const TdMatchWaiting *w)
{
    g_autofree char *local = NULL;

    if (document->day == NULL)
        return TRUE;
    if (w->document != NULL)
        return w->day == NULL || td_date_compare (document->day, w->day) <= 0;
    local = td_instant_to_local (w->received, instance->profile->zone);
    if (local != NULL && strlen (local) > strlen ("YYYY-MM-DD"))
        local[strlen ("YYYY-MM-DD")] = '\0';
    return local == NULL || td_date_compare (document->day, local) <= 0;
}

static gboolean load_targets (TdTx *tx, const TdInstance *instance, const TdMatchWaiting *w, Targets *ret,
                              GError **error)
{
    ret->targets = g_ptr_array_new_with_free_func (target_free);
    ret->documents = td_match_observations_in (tx, instance, w->state, error);
    if (ret->documents == NULL)
        return FALSE;
    for (guint i = 0; i < ret->documents->len;) {
        const TdLibraryDocument *d = ret->documents->pdata[i];
        if (g_strcmp0 (d->id, w->document) == 0 || !came_before (instance, d, w))
            g_ptr_array_remove_index (ret->documents, i);
        else if (add_targets (tx, d, ret->targets, error))
            i++;
        else
            return FALSE;
    }
    return TRUE;
}

/* ---- citations ---- */

static const TdLibraryDocument *cited_document (const Targets *t, const TdCitation *c)
{
    if (c->cited == TD_CITED_OBSERVATIONS)
        return t->documents->len > 0 ? t->documents->pdata[0] : NULL;
    for (guint i = 0; c->cited == TD_CITED_SYMBOL && i < t->documents->len; i++) {
        const TdLibraryDocument *d = t->documents->pdata[i];
        if (g_strcmp0 (d->symbol, c->symbol) == 0)
            return d;
    }
    return NULL;
}

/* The number of an anchor "p34"; 0: it has none. */
static int anchor_number (const Target *target)
{
    return td_library_anchor_number (target->anchor);
}

static gboolean put_cited (TdTx *tx, const TdInstance *instance, const TdMatchWaiting *w, const TdParagraph *p,
                           const Targets *t, GError **error)
{
    g_autoptr (GArray) citations = td_citations_find (p->text);
    gint64 now = td_clock_now (&instance->clock);

    for (guint i = 0; i < citations->len; i++) {
        const TdCitation *c = &g_array_index (citations, TdCitation, i);
        const TdLibraryDocument *document = c->first > 0 ? cited_document (t, c) : NULL;
        for (guint k = 0; document != NULL && k < t->targets->len; k++) {
            const Target *target = t->targets->pdata[k];
            if (target->document == document && anchor_number (target) >= c->first && anchor_number (target) <= c->last
                && !td_match_put (tx, w, p->n, document->id, target->anchor, TD_MATCH_CITED, 1, now, error))
                return FALSE;
        }
    }
    return TRUE;
}

/* ---- likenesses ---- */

static gboolean can_resemble (const TdParagraph *p)
{
    return p->kind != TD_PARAGRAPH_HEADING && p->kind != TD_PARAGRAPH_FOOTNOTE
           && g_utf8_strlen (p->text, -1) >= SHORTEST;
}

static guint add_paragraph (TdResemblance *corpus, const TdParagraph *p)
{
    g_autoptr (GArray) articles = g_array_new (FALSE, FALSE, sizeof (int));

    for (guint i = 0; i < p->articles->len; i++)
        g_array_append_val (articles, g_array_index (p->articles, TdTag, i).article);
    return td_resemblance_add (corpus, p->text, p->language, (const int *) (void *) articles->data, articles->len);
}

/* The one paragraph of the Committee's that each resembles most, where it resembles any. */
static gboolean put_alike (TdTx *tx, const TdInstance *instance, const TdMatchWaiting *w, const GPtrArray *paragraphs,
                           const Targets *t, GError **error)
{
    g_autoptr (TdResemblance) corpus = td_resemblance_new ();
    guint first = t->targets->len;
    g_autoptr (GArray) mine = g_array_new (FALSE, FALSE, sizeof (guint));

    for (guint i = 0; i < t->targets->len; i++) {
        const Target *target = t->targets->pdata[i];
        td_resemblance_add (corpus, target->text, target->language, (const int *) (void *) target->articles->data,
                            target->articles->len);
    }
    for (guint i = 0; i < paragraphs->len; i++) {
        guint index = can_resemble (paragraphs->pdata[i]) ? add_paragraph (corpus, paragraphs->pdata[i]) : 0;
        g_array_append_val (mine, index);
    }
    for (guint i = 0; first > 0 && i < paragraphs->len; i++) {
        const TdParagraph *p = paragraphs->pdata[i];
        guint index = g_array_index (mine, guint, i);
        g_autoptr (GArray) best = index > 0 ? td_resemblance_best (corpus, index, 0, first - 1, TD_RESEMBLES, 1) : NULL;
        const TdLikeness *like = best != NULL && best->len > 0 ? &g_array_index (best, TdLikeness, 0) : NULL;
        const Target *target = like != NULL ? t->targets->pdata[like->text] : NULL;
        if (target != NULL
            && !td_match_put (tx, w, p->n, target->document->id, target->anchor, TD_MATCH_ALIKE, like->score,
                              td_clock_now (&instance->clock), error))
            return FALSE;
    }
    return TRUE;
}

/* ---- one piece ---- */

static gboolean look_through (TdTx *tx, const TdInstance *instance, const TdMatchWaiting *w, GError **error)
{
    g_auto (Targets) targets = { NULL };
    g_autoptr (GPtrArray) paragraphs = NULL;

    if (!load_targets (tx, instance, w, &targets, error))
        return FALSE;
    if (targets.targets->len == 0)
        return td_match_done (tx, w->id, error);
    paragraphs = td_match_paragraphs (tx, w, TD_LIMIT_MATCH_PIECE, error);
    if (paragraphs == NULL)
        return FALSE;
    if (paragraphs->len == 0)
        return td_match_done (tx, w->id, error);
    for (guint i = 0; i < paragraphs->len; i++)
        if (!put_cited (tx, instance, w, paragraphs->pdata[i], &targets, error))
            return FALSE;
    if (!put_alike (tx, instance, w, paragraphs, &targets, error))
        return FALSE;
    return paragraphs->len < TD_LIMIT_MATCH_PIECE ? td_match_done (tx, w->id, error)
                                                  : td_match_move_on (tx, w->id, w->n + TD_LIMIT_MATCH_PIECE, error);
}

/* *ret_there FALSE: nothing waited. */
static gboolean one_piece (TdTx *tx, const TdInstance *instance, gboolean *ret_there, GError **error)
{
    g_auto (TdMatchWaiting) w = { 0 };

    if (!td_match_next (tx, &w, ret_there, error))
        return FALSE;
    if (!*ret_there)
        return TRUE;
    return w.state != NULL ? look_through (tx, instance, &w, error) : td_match_done (tx, w.id, error);
}

/* ---- from the journal ---- */

/* Documents that came since: their own paragraphs are to be looked through; concluding observations let everything about their State
 * be looked through again. */
static gboolean note_documents (TdTx *tx, const TdInstance *instance, gboolean *ret_any, GError **error)
{
    g_autoptr (GPtrArray) list = td_match_new_documents (tx, error);
    gint64 now = td_clock_now (&instance->clock);

    if (list == NULL)
        return FALSE;
    *ret_any = list->len > 0;
    for (guint i = 0; i < list->len; i++) {
        const TdMatchNew *one = list->pdata[i];
        gboolean observations = td_match_is_observations (instance->profile, one->type);
        if (!td_match_forget_document (tx, one->document, error) || !td_match_note_document (tx, one, error))
            return FALSE;
        if (observations ? !td_match_wait_state (tx, one->state, one->document, now, error)
                         : !td_match_wait (tx, NULL, one->document, now, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_match_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error)
{
    const TdInstance *instance = data;
    gboolean any = FALSE;

    if (g_str_equal (record->act, "submission.receive") || g_str_equal (record->act, "submission.register")) {
        if (!td_match_wait (tx, record->thing_id, NULL, td_clock_now (&instance->clock), error))
            return FALSE;
        any = TRUE;
    } else if (g_str_has_prefix (record->act, "document.") || g_str_has_prefix (record->act, "paper.")) {
        if (!note_documents (tx, instance, &any, error))
            return FALSE;
    }
    return !any || one_piece (tx, instance, &any, error);
}

/* ---- what the journal left ---- */

struct work {
    TdInstance *instance;
    gboolean there;
};

static gboolean work_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;

    return one_piece (tx, w->instance, &w->there, error);
}

/* Asked first, so that nobody waits for the store's writer when nothing waits here. */
static gboolean waits_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    g_auto (TdMatchWaiting) next = { 0 };

    return td_match_next (tx, &next, &w->there, error);
}

gboolean td_match_work (TdInstance *instance, int pieces, gboolean *ret_left, GError **error)
{
    struct work w = { .instance = instance };

    if (!td_store_read (instance->store, waits_in, &w, error))
        return FALSE;
    for (int i = 0; w.there && i < pieces; i++)
        if (!td_store_keep (instance->store, work_in, &w, error))
            return FALSE;
    if (ret_left != NULL)
        *ret_left = w.there;
    return TRUE;
}

gboolean td_match_chore (TdInstance *instance, GError **error)
{
    return td_match_work (instance, TD_LIMIT_MATCH_PIECES, NULL, error);
}
