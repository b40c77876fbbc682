/* Which texts cite which paragraph. Contract in citation-use.h. */
#include "areas/citations/citation-use.h"

#include "areas/citations/citation-sql.h"
#include "areas/library/match.h"
#include "areas/submissions/reading.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/citation.h"

TD_DEFINE_ERROR (citations)

enum { LAST_PARAGRAPH = 999 };

void td_use_free (TdUse *use)
{
    if (use == NULL)
        return;
    g_free (use->submission);
    g_free (use->document);
    g_free (use->symbol);
    g_free (use->anchor);
    g_free (use->title);
    g_free (use->who);
    g_free (use->text);
    g_free (use->language);
    g_free (use->day);
    g_free (use->cited);
    g_free (use->cited_state);
    g_free (use);
}

void td_uses_clear (TdUses *uses)
{
    g_clear_pointer (&uses->document, td_library_document_free);
    g_clear_pointer (&uses->counts, g_array_unref);
    g_clear_pointer (&uses->uses, g_ptr_array_unref);
}

int td_use_count_texts (const TdUseCount *count)
{
    return count->submissions + count->documents;
}

/* ---- "the concluding observations" ---- */

/* Whether what was said on this day of "the concluding observations" means these: the last ones before. all: of the State, the newest first. */
static gboolean was_last (const GPtrArray *all, const char *document, const char *day)
{
    for (guint i = 0; i < all->len; i++) {
        const TdLibraryDocument *d = all->pdata[i];
        if (d->day == NULL || day == NULL || td_date_compare (d->day, day) <= 0)
            return g_str_equal (d->id, document);
    }
    return FALSE;
}

static void drop_others (GPtrArray *uses, const GPtrArray *observations, const char *document)
{
    for (guint i = 0; i < uses->len;) {
        const TdUse *use = uses->pdata[i];
        gboolean own = g_strcmp0 (use->document, document) == 0;
        if (own || (*use->cited == '\0' && !was_last (observations, document, use->day)))
            g_ptr_array_remove_index (uses, i);
        else
            i++;
    }
}

/* All that the viewer may read of what cites a document. Of TdUse. */
static GPtrArray *uses_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const TdLibraryDocument *d,
                           GError **error)
{
    g_autoptr (GPtrArray) uses = g_ptr_array_new_with_free_func ((GDestroyNotify) td_use_free);
    g_autoptr (GPtrArray) symbols =
        d->symbol != NULL ? td_symbol_parts (d->symbol) : g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) observations = NULL;
    gboolean is_observations = td_match_is_observations (instance->profile, d->type) && d->state != NULL;

    if (d->symbol != NULL && symbols->len > 1)
        g_ptr_array_add (symbols, g_strdup (d->symbol));
    for (gsize i = 0; d->joint != NULL && d->joint[i] != NULL; i++)
        g_ptr_array_add (symbols, g_strdup (d->joint[i]));
    if (is_observations) {
        observations = td_match_observations_in (tx, instance, d->state, error);
        if (observations == NULL)
            return NULL;
    }
    if (!td_citation_select (tx, instance, viewer, symbols, is_observations ? d->state : NULL, uses, error))
        return NULL;
    drop_others (uses, observations, d->id);
    return g_steal_pointer (&uses);
}

/* ---- counting ---- */

static const char *text_of (const TdUse *use)
{
    return use->submission != NULL ? use->submission : use->document;
}

/* Uses of one text stand beside one another; each text counts once a paragraph. */
static void count_text (const GPtrArray *uses, guint from, guint to, TdUseCount *counts)
{
    gboolean seen[LAST_PARAGRAPH + 1] = { FALSE };

    for (guint i = from; i < to; i++) {
        const TdUse *use = uses->pdata[i];
        for (int p = use->first; p <= MIN (use->last, LAST_PARAGRAPH); p++) {
            if (seen[p])
                continue;
            seen[p] = TRUE;
            counts[p].submissions += use->submission != NULL;
            counts[p].documents += use->submission == NULL;
        }
    }
}

/* *ret_texts may be NULL. */
static GArray *count (const GPtrArray *uses, int *ret_texts)
{
    g_autofree TdUseCount *counts = g_new0 (TdUseCount, LAST_PARAGRAPH + 1);
    GArray *found = g_array_new (FALSE, TRUE, sizeof (TdUseCount));
    int texts = 0;

    for (guint from = 0; from < uses->len; texts++) {
        guint to = from + 1;
        while (to < uses->len && g_str_equal (text_of (uses->pdata[to]), text_of (uses->pdata[from])))
            to++;
        count_text (uses, from, to, counts);
        from = to;
    }
    for (int p = 0; p <= LAST_PARAGRAPH; p++) {
        counts[p].paragraph = p;
        if (td_use_count_texts (&counts[p]) > 0)
            g_array_append_val (found, counts[p]);
    }
    if (ret_texts != NULL)
        *ret_texts = texts;
    return found;
}

GArray *td_uses_public_counts_in (TdTx *tx, const TdInstance *instance, const char *document, GError **error)
{
    static const TdViewer everybody = TD_VIEWER_NOBODY;
    g_autoptr (TdLibraryDocument) d = td_library_get_in (tx, document, error);
    g_autoptr (GPtrArray) uses = d != NULL ? uses_in (tx, instance, &everybody, d, error) : NULL;

    return uses != NULL ? count (uses, NULL) : NULL;
}

/* ---- one document ---- */

struct get {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *symbol_or_id;
    TdUses *uses;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct get *g = data;

    td_uses_clear (g->uses);
    g->uses->document = td_library_get_in (tx, g->symbol_or_id, error);
    if (g->uses->document != NULL)
        g->uses->uses = uses_in (tx, g->instance, g->viewer, g->uses->document, error);
    return g->uses->uses != NULL;
}

static int newest_first (gconstpointer a, gconstpointer b)
{
    const TdUse *x = *(const TdUse *const *) a, *y = *(const TdUse *const *) b;
    int by_day = g_strcmp0 (y->day, x->day), by_text = g_strcmp0 (text_of (x), text_of (y));

    return by_day != 0 ? by_day : by_text != 0 ? by_text : x->n != y->n ? x->n - y->n : x->first - y->first;
}

static gboolean note_shown (TdInstance *instance, const TdViewer *viewer, const GPtrArray *uses, GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();

    for (guint i = 0; i < uses->len; i++) {
        const TdUse *use = uses->pdata[i];
        if (use->noted)
            g_ptr_array_add (ids, use->submission);
    }
    return td_reading_note_shown (instance, viewer, TD_READING_LIST, ids, error);
}

gboolean td_uses_get (TdInstance *instance, const TdViewer *viewer, const char *symbol_or_id, int paragraph,
                      TdUses *ret_uses, GError **error)
{
    g_auto (TdUses) uses = { 0 };
    struct get get = { instance, viewer, symbol_or_id, &uses };

    if (!td_store_read (instance->store, get_in, &get, error))
        return FALSE;
    uses.counts = count (uses.uses, &uses.texts);
    for (guint i = 0; paragraph > 0 && i < uses.uses->len;) {
        const TdUse *use = uses.uses->pdata[i];
        if (paragraph < use->first || paragraph > use->last)
            g_ptr_array_remove_index (uses.uses, i);
        else
            i++;
    }
    g_ptr_array_sort (uses.uses, newest_first);
    uses.cut = uses.uses->len > TD_LIMIT_CITATIONS;
    if (uses.cut)
        g_ptr_array_set_size (uses.uses, TD_LIMIT_CITATIONS);
    if (!note_shown (instance, viewer, uses.uses, error))
        return FALSE;
    *ret_uses = uses;
    uses = (TdUses){ 0 };
    return TRUE;
}

/* ---- what a text cites ---- */

void td_cite_free (TdCite *cite)
{
    if (cite == NULL)
        return;
    td_use_free (cite->use);
    td_library_document_free (cite->target);
    g_free (cite);
}

struct cites {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    gboolean of_submission;
    TdLibraryDocument *document;
    TdSubmission *submission;
    GPtrArray *cites, *joint;
};

/* *ret_document NULL: the library lacks it. symbol_or_id: borrowed. */
static gboolean look_up (TdTx *tx, const char *symbol_or_id, TdLibraryDocument **ret_document, GError **error)
{
    g_autoptr (GError) problem = NULL;

    *ret_document = td_library_get_in (tx, symbol_or_id, &problem);
    if (problem == NULL || td_error_code (problem) == TD_ERROR_NOT_FOUND)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* Under one of the symbols of a joint document. */
static gboolean look_up_joint (TdTx *tx, const GPtrArray *joint, const char *symbol, TdLibraryDocument **ret_document,
                               GError **error)
{
    for (guint i = 0; i + 1 < joint->len; i += 2) {
        g_autoptr (GPtrArray) parts = td_symbol_parts (joint->pdata[i + 1]);
        if (g_ptr_array_find_with_equal_func (parts, symbol, g_str_equal, NULL))
            return look_up (tx, joint->pdata[i], ret_document, error);
    }
    return TRUE;
}

static gboolean look_up_observations (TdTx *tx, const TdInstance *instance, const TdUse *use,
                                      TdLibraryDocument **ret_document, GError **error)
{
    g_autoptr (GPtrArray) all = td_match_observations_in (tx, instance, use->cited_state, error);

    for (guint i = 0; all != NULL && i < all->len; i++) {
        const TdLibraryDocument *d = all->pdata[i];
        if (was_last (all, d->id, use->day))
            return look_up (tx, d->id, ret_document, error);
    }
    return all != NULL;
}

static gboolean add_cite (TdTx *tx, struct cites *c, TdUse *take_use, GError **error)
{
    TdCite *cite = g_new0 (TdCite, 1);
    gboolean good;

    cite->use = take_use;
    g_ptr_array_add (c->cites, cite);
    if (*take_use->cited == '\0')
        good = look_up_observations (tx, c->instance, take_use, &cite->target, error);
    else
        good = look_up (tx, take_use->cited, &cite->target, error)
               && (cite->target != NULL || look_up_joint (tx, c->joint, take_use->cited, &cite->target, error));
    return good;
}

static gboolean find_text (TdTx *tx, struct cites *c, GError **error)
{
    g_clear_pointer (&c->document, td_library_document_free);
    g_clear_pointer (&c->submission, td_submission_free);
    if (c->of_submission)
        c->submission = td_submission_get_in (tx, c->instance, c->viewer, c->key, c->id, error);
    else
        c->document = td_library_get_in (tx, c->id, error);
    return c->submission != NULL || c->document != NULL;
}

static gboolean cites_in (TdTx *tx, gpointer data, GError **error)
{
    struct cites *c = data;
    g_autoptr (GPtrArray) uses = g_ptr_array_new_with_free_func ((GDestroyNotify) td_use_free);
    TdCiting citing = { 0 };

    g_ptr_array_set_size (c->cites, 0);
    g_ptr_array_set_size (c->joint, 0);
    if (!find_text (tx, c, error))
        return FALSE;
    citing.submission = c->submission != NULL ? c->submission->id : NULL;
    citing.document = c->document != NULL ? c->document->id : NULL;
    if (!td_citation_joint (tx, c->joint, error)
        || !td_citation_select_of (tx, c->instance, c->viewer, &citing, uses, error))
        return FALSE;
    while (uses->len > 0)
        if (!add_cite (tx, c, g_ptr_array_steal_index (uses, 0), error))
            return FALSE;
    return TRUE;
}

static GPtrArray *cites_of (struct cites *c, GError **error)
{
    g_autoptr (GPtrArray) cites = g_ptr_array_new_with_free_func ((GDestroyNotify) td_cite_free);
    g_autoptr (GPtrArray) joint = g_ptr_array_new_with_free_func (g_free);

    c->cites = cites;
    c->joint = joint;
    if (td_store_read (c->instance->store, cites_in, c, error))
        return g_steal_pointer (&cites);
    td_library_document_free (c->document);
    td_submission_free (c->submission);
    return NULL;
}

GPtrArray *td_cites_of_document (TdInstance *instance, const char *document, TdLibraryDocument **ret_document,
                                 GError **error)
{
    static const TdViewer everybody = TD_VIEWER_NOBODY;
    struct cites c = { .instance = instance, .viewer = &everybody, .id = document };
    GPtrArray *cites = cites_of (&c, error);

    if (cites != NULL)
        *ret_document = c.document;
    return cites;
}

GPtrArray *td_cites_of_submission (TdInstance *instance, const TdViewer *viewer, const char *key,
                                   const char *submission, TdSubmission **ret_submission, GError **error)
{
    struct cites c = { .instance = instance, .viewer = viewer, .key = key, .id = submission, .of_submission = TRUE };
    GPtrArray *cites = cites_of (&c, error);

    if (cites != NULL)
        *ret_submission = c.submission;
    return cites;
}
