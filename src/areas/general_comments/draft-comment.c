/* Reading comments on drafts, who learns what of them, and whether more are taken. Contract in draft-comment.h. */
#include "areas/general_comments/draft-comment.h"

#include "areas/general_comments/draft-comment-rules.h"
#include "areas/organisations/organisation.h"
#include "base/id.h"
#include "text/words.h"

#include <sodium.h>

#define fail td_general_fail

static const TdViewer everybody = TD_VIEWER_NOBODY;

const char *td_position_word (TdPosition position)
{
    static const char *const words[TD_N_POSITIONS] = { "state", "expert", "agency", "nhri", "organisation", "person" };

    return words[position];
}

const char *td_position_label (TdPosition position)
{
    static const char *const labels[TD_N_POSITIONS] = {
        [TD_POSITION_STATE] = N_ ("State"),
        [TD_POSITION_EXPERT] = N_ ("Expert"),
        [TD_POSITION_AGENCY] = N_ ("United Nations or other international entity"),
        [TD_POSITION_NHRI] = N_ ("National human rights institution"),
        [TD_POSITION_ORGANISATION] = N_ ("Organisation"),
        [TD_POSITION_PERSON] = N_ ("Person"),
    };

    return labels[position];
}

gboolean td_position_from_word (const char *word, TdPosition *ret)
{
    for (int p = 0; p < TD_N_POSITIONS; p++)
        if (g_strcmp0 (word, td_position_word ((TdPosition) p)) == 0) {
            *ret = (TdPosition) p;
            return TRUE;
        }
    return FALSE;
}

gboolean td_draft_key_hash (const TdInstance *instance, const char *key, guint8 ret_hash[32])
{
    static const char purpose[] = "draft comment key";
    crypto_generichash_state state;

    if (key == NULL || strlen (key) != TD_DRAFT_KEY_LENGTH)
        return FALSE;
    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, 32);
    crypto_generichash_update (&state, (const guint8 *) purpose, sizeof purpose);
    crypto_generichash_update (&state, (const guint8 *) key, strlen (key));
    crypto_generichash_final (&state, ret_hash, 32);
    return TRUE;
}

/* ---- the one rule ---- */

static gboolean refuse (const TdGeneralStage *phase, gint64 at, GError **error)
{
    if (phase == NULL || phase->closes == 0)
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                     "Comments on this draft are not taken yet. The page of the general comment says what comes next.");
    if (at < phase->opens)
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                     "Comments on this draft are not open yet. The page of the draft says from when they are taken.");
    if (at >= phase->closes)
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                     "Comments on this draft are closed, so that nothing was taken or changed. What you typed is "
                     "yours: keep it, or send it to the Committee as a contribution.");
    return TRUE;
}

gboolean td_draft_comment_open (TdTx *tx, TdInstance *instance, const char *draft, gint64 at, GError **error)
{
    g_autoptr (TdCommentDraft) d = td_comment_draft_get_in (tx, draft, error);
    g_autoptr (TdGeneralComment) g =
        d != NULL ? td_general_comment_get_in (tx, instance, d->general_comment, error) : NULL;

    return g != NULL
           && refuse (td_general_comment_phase (g, d->id), at != 0 ? at : td_clock_now (&instance->clock), error);
}

/* ---- what is left out ---- */

gboolean td_draft_comment_owned (const TdDraftComment *c, const TdViewer *viewer)
{
    guint relations = td_door_relations (viewer, c->person, c->organisation, FALSE);

    return (relations & (TD_RELATION_SENDER | TD_RELATION_CONTRIBUTOR)) != 0
           || (c->state != NULL && td_viewer_has (viewer, TD_ROLE_MISSION) && g_strcmp0 (c->state, viewer->state) == 0);
}

/* *ret NULL: the viewer may not read its page. */
static gboolean name_of (TdTx *tx, const TdViewer *viewer, const char *organisation, char **ret, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdOrganisation) o = td_organisation_get_in (tx, viewer, organisation, &problem);

    if (o == NULL && td_error_code (problem) != TD_ERROR_NOT_FOUND) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    g_free (*ret);
    *ret = o != NULL ? g_strdup (o->name) : NULL;
    return TRUE;
}

gboolean td_draft_organisation_is_public (TdTx *tx, const char *organisation, gboolean *ret, GError **error)
{
    g_autofree char *name = NULL;

    if (!name_of (tx, &everybody, organisation, &name, error))
        return FALSE;
    *ret = name != NULL;
    return TRUE;
}

/* The bench and its own people read a comment's name by their own right, everybody else by the organisation's page. */
static gboolean finish (TdTx *tx, const TdViewer *viewer, TdDraftComment *c, GError **error)
{
    const TdViewer *reader = c->mine || td_door_viewer_may (viewer, TD_ACT_GENERAL_COMMENT_BENCH) ? viewer : &everybody;

    if (c->organisation != NULL && !name_of (tx, reader, c->organisation, &c->name, error))
        return FALSE;
    if (c->organisation != NULL && c->name == NULL)
        g_clear_pointer (&c->organisation, g_free);
    for (guint i = 0; i < c->supporters->len; i++) {
        TdDraftSupporter *s = c->supporters->pdata[i];
        if (!name_of (tx, &everybody, s->organisation, &s->name, error))
            return FALSE;
        if (s->name == NULL && td_viewer_level (viewer, s->organisation) < TD_LEVEL_CONTRIBUTOR)
            g_clear_pointer (&s->organisation, g_free);
    }
    g_clear_pointer (&c->person, g_free);
    return TRUE;
}

gboolean td_draft_comments_finish (TdTx *tx, const TdViewer *viewer, GPtrArray *list, GError **error)
{
    for (guint i = 0; i < list->len; i++) {
        TdDraftComment *c = list->pdata[i];
        c->mine = td_draft_comment_owned (c, viewer);
        if (!finish (tx, viewer, c, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- reading ---- */

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *draft, *id;
    const TdDraftCommentFilter *filter;
    const guint8 *key_hash;
    gboolean is_public, own;
    GPtrArray *list;
    GHashTable *counts;
    const char *const *anchors;
    int each;
    gint64 total;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    const TdDraftCommentSearch search = {
        .draft = r->draft, .is_public = r->is_public, .own = r->own ? r->viewer : NULL, .most = r->filter
    };
    g_autoptr (TdCommentDraft) d = td_comment_draft_get_in (tx, r->draft, error);

    g_clear_pointer (&r->list, g_ptr_array_unref);
    if (d == NULL)
        return FALSE;
    r->list = td_draft_comments_load (tx, &search, error);
    return r->list != NULL && td_draft_comments_count (tx, &search, &r->total, error)
           && td_draft_comments_finish (tx, r->viewer, r->list, error);
}

static GPtrArray *read_list (struct reading *r, gint64 *ret_total, GError **error)
{
    if (!td_store_read (r->instance->store, list_in, r, error)) {
        g_clear_pointer (&r->list, g_ptr_array_unref);
        return NULL;
    }
    if (ret_total != NULL)
        *ret_total = r->total;
    return r->list;
}

GPtrArray *td_draft_comments_public (TdInstance *instance, const TdViewer *viewer, const char *draft,
                                     const TdDraftCommentFilter *filter, gint64 *ret_total, GError **error)
{
    struct reading r = { .instance = instance,
                         .viewer = viewer != NULL ? viewer : &everybody,
                         .draft = draft,
                         .filter = filter,
                         .is_public = TRUE };

    return read_list (&r, ret_total, error);
}

GPtrArray *td_draft_comments_all (TdInstance *instance, const TdViewer *viewer, const char *draft,
                                  const TdDraftCommentFilter *filter, gint64 *ret_total, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .draft = draft, .filter = filter };

    return td_door_may (viewer, TD_ACT_GENERAL_COMMENT_BENCH, NULL, error) ? read_list (&r, ret_total, error) : NULL;
}

GPtrArray *td_draft_comments_mine (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .draft = draft, .own = TRUE };

    return td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error) ? read_list (&r, NULL, error) : NULL;
}

static TdDraftComment *take_one (GPtrArray *take_list, GError **error)
{
    g_autoptr (GPtrArray) list = take_list;

    if (list == NULL)
        return NULL;
    if (list->len == 0) {
        td_door_unknown (error);
        return NULL;
    }
    return g_ptr_array_steal_index (list, 0);
}

/* Everybody's, one's own, or by the bench: a comment that is none of these is unknown. */
static GPtrArray *readable_in (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    g_autofree char *canonical = td_id_canonical (id);
    const TdDraftCommentSearch as_public = { .id = canonical, .is_public = TRUE };
    const TdDraftCommentSearch as_own = { .id = canonical, .own = viewer };
    const TdDraftCommentSearch as_bench = { .id = canonical };
    g_autoptr (GPtrArray) list = NULL;

    if (canonical == NULL)
        return g_ptr_array_new ();
    list = td_draft_comments_load (
        tx, td_door_viewer_may (viewer, TD_ACT_GENERAL_COMMENT_BENCH) ? &as_bench : &as_public, error);
    if (list != NULL && list->len == 0) {
        g_ptr_array_unref (list);
        list = td_draft_comments_load (tx, &as_own, error);
    }
    return list != NULL && td_draft_comments_finish (tx, viewer, list, error) ? g_steal_pointer (&list) : NULL;
}

static gboolean one_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    g_clear_pointer (&r->list, g_ptr_array_unref);
    r->list = readable_in (tx, r->viewer, r->id, error);
    return r->list != NULL;
}

TdDraftComment *td_draft_comment_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };

    return td_store_read (instance->store, one_in, &r, error) ? take_one (r.list, error) : NULL;
}

static gboolean of_key_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    const TdDraftCommentSearch search = { .key_hash = r->key_hash };

    g_clear_pointer (&r->list, g_ptr_array_unref);
    r->list = td_draft_comments_load (tx, &search, error);
    if (r->list == NULL || !td_draft_comments_finish (tx, &everybody, r->list, error))
        return FALSE;
    for (guint i = 0; i < r->list->len; i++)
        ((TdDraftComment *) r->list->pdata[i])->mine = TRUE;
    return TRUE;
}

TdDraftComment *td_draft_comment_of_key (TdInstance *instance, const char *key, GError **error)
{
    guint8 hash[32];
    struct reading r = { .key_hash = hash };

    if (!td_draft_key_hash (instance, key, hash)) {
        td_door_unknown (error);
        return NULL;
    }
    return td_store_read (instance->store, of_key_in, &r, error) ? take_one (r.list, error) : NULL;
}

static gboolean counts_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    g_hash_table_remove_all (r->counts);
    return td_draft_comments_load_counts (tx, r->draft, r->counts, error);
}

GHashTable *td_draft_comments_counts (TdInstance *instance, const char *draft, GError **error)
{
    g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    struct reading r = { .draft = draft, .counts = counts };

    return td_store_read (instance->store, counts_in, &r, error) ? g_steal_pointer (&counts) : NULL;
}

static gboolean first_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    g_clear_pointer (&r->list, g_ptr_array_unref);
    r->list = td_draft_comments_load_first (tx, r->draft, r->anchors, r->each, error);
    return r->list != NULL && td_draft_comments_finish (tx, r->viewer, r->list, error);
}

GPtrArray *td_draft_comments_first (TdInstance *instance, const TdViewer *viewer, const char *draft,
                                    const char *const *anchors, int each, GError **error)
{
    struct reading r = { .viewer = viewer, .draft = draft, .anchors = anchors, .each = each };

    if (td_store_read (instance->store, first_in, &r, error))
        return r.list;
    g_clear_pointer (&r.list, g_ptr_array_unref);
    return NULL;
}
