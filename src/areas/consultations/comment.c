/* Reading comments, and who learns what of them. Contract in comment.h. */
#include "areas/consultations/comment.h"

#include "areas/consultations/comment-rules.h"
#include "areas/consultations/comment-sql.h"
#include "areas/consultations/consultation-rules.h"
#include "areas/consultations/consultation-sql.h"
#include "areas/organisations/organisation.h"
#include "base/errors.h"
#include "text/words.h"

#include <sodium.h>

static const TdViewer everybody = TD_VIEWER_NOBODY;

const char *td_disposition_word (TdDisposition disposition)
{
    static const char *const words[TD_N_DISPOSITIONS] = { "taken", "in-part", "not-taken" };

    return words[disposition];
}

const char *td_disposition_label (TdDisposition disposition)
{
    static const char *const labels[TD_N_DISPOSITIONS] = { N_ ("Taken"), N_ ("Taken in part"), N_ ("Not taken") };

    return labels[disposition];
}

gboolean td_disposition_from_word (const char *word, TdDisposition *ret)
{
    for (int d = 0; d < TD_N_DISPOSITIONS; d++)
        if (g_strcmp0 (word, td_disposition_word ((TdDisposition) d)) == 0) {
            *ret = (TdDisposition) d;
            return TRUE;
        }
    return FALSE;
}

gboolean td_comment_key_hash (const TdInstance *instance, const char *key, guint8 ret_hash[32])
{
    static const char purpose[] = "comment key";
    crypto_generichash_state state;

    if (key == NULL || strlen (key) != TD_COMMENT_KEY_LENGTH)
        return FALSE;
    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, 32);
    crypto_generichash_update (&state, (const guint8 *) purpose, sizeof purpose);
    crypto_generichash_update (&state, (const guint8 *) key, strlen (key));
    crypto_generichash_final (&state, ret_hash, 32);
    return TRUE;
}

gboolean td_comment_owned (const TdComment *c, const TdViewer *viewer)
{
    guint relations = td_door_relations (viewer, c->person, c->organisation, FALSE);

    return (relations & (TD_RELATION_SENDER | TD_RELATION_CONTRIBUTOR)) != 0;
}

/* ---- what is left out ---- */

/* The name of a registered one, where it has a public page; or for its own people. */
static gboolean name_organisation (TdTx *tx, TdComment *c, const TdViewer *viewer, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdOrganisation) o = td_organisation_get_in (tx, viewer, c->organisation, &problem);

    if (o == NULL && td_error_code (problem) != TD_ERROR_NOT_FOUND) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    g_free (c->name);
    c->name = o != NULL ? g_strdup (o->name) : NULL;
    return TRUE;
}

/* For all others than its writer: nothing that tells whose an unnamed one is. */
static gboolean hide (TdTx *tx, TdComment *c, GError **error)
{
    if (c->named && c->organisation != NULL && !name_organisation (tx, c, &everybody, error))
        return FALSE;
    c->sender = TD_SENDER_NOBODY;
    g_clear_pointer (&c->person, g_free);
    if (!c->named || c->name == NULL) {
        c->named = FALSE;
        g_clear_pointer (&c->name, g_free);
        g_clear_pointer (&c->kind, g_free);
        g_clear_pointer (&c->organisation, g_free);
    }
    return TRUE;
}

static gboolean hide_all (TdTx *tx, GPtrArray *list, GError **error)
{
    for (guint i = 0; i < list->len; i++)
        if (!hide (tx, list->pdata[i], error))
            return FALSE;
    return TRUE;
}

GPtrArray *td_comments_of_state (TdTx *tx, const TdCommentSearch *given, GError **error)
{
    TdCommentSearch search = *given;
    g_autoptr (GPtrArray) list = NULL;

    search.answers_all = TRUE;
    list = td_comments_load (tx, &search, error);
    return list != NULL && hide_all (tx, list, error) ? g_steal_pointer (&list) : NULL;
}

/* ---- reading ---- */

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *consultation;
    const TdCommentFilter *filter;
    const guint8 *key_hash;
    GPtrArray *list;
    GHashTable *counts;
    gint64 total;
};

/* Comments on a withdrawn draft are the State's and their writers'. */
static gboolean are_public (TdTx *tx, TdInstance *instance, const TdConsultation *c, gboolean *ret, GError **error)
{
    gboolean stands = FALSE;

    if (!td_consultation_draft_stands (tx, instance, c, &stands, error))
        return FALSE;
    *ret = c->withdrawn == 0 && (stands || c->closes <= td_clock_now (&instance->clock));
    return TRUE;
}

static gboolean public_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    const TdCommentSearch search = { .consultation = r->consultation, .shown = TRUE, .most = r->filter };
    g_autoptr (TdConsultation) c = td_consultation_load (tx, r->consultation, error);
    gboolean shown = FALSE;

    g_clear_pointer (&r->list, g_ptr_array_unref);
    r->total = 0;
    if (c == NULL || !are_public (tx, r->instance, c, &shown, error))
        return FALSE;
    if (!shown) {
        r->list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_free);
        return TRUE;
    }
    r->list = td_comments_load (tx, &search, error);
    return r->list != NULL && hide_all (tx, r->list, error) && td_comments_count (tx, &search, &r->total, error);
}

static GPtrArray *read_list (TdInstance *instance, TdTxFunc fn, struct reading *r, gint64 *ret_total, GError **error)
{
    if (!td_store_read (instance->store, fn, r, error)) {
        g_clear_pointer (&r->list, g_ptr_array_unref);
        return NULL;
    }
    if (ret_total != NULL)
        *ret_total = r->total;
    return r->list;
}

GPtrArray *td_comments_public (TdInstance *instance, const char *consultation, const TdCommentFilter *filter,
                               gint64 *ret_total, GError **error)
{
    struct reading r = { .instance = instance, .consultation = consultation, .filter = filter };

    return read_list (instance, public_in, &r, ret_total, error);
}

static gboolean for_state_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    const TdCommentSearch search = { .consultation = r->consultation, .most = r->filter };
    g_autoptr (TdConsultation) c = td_consultation_load (tx, r->consultation, error);

    g_clear_pointer (&r->list, g_ptr_array_unref);
    if (c == NULL || !td_consultation_may_hold (c, r->viewer, error))
        return FALSE;
    r->list = td_comments_of_state (tx, &search, error);
    return r->list != NULL && td_comments_count (tx, &search, &r->total, error);
}

GPtrArray *td_comments_for_state (TdInstance *instance, const TdViewer *viewer, const char *consultation,
                                  const TdCommentFilter *filter, gint64 *ret_total, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .consultation = consultation, .filter = filter };

    return read_list (instance, for_state_in, &r, ret_total, error);
}

static gboolean mine_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    const TdCommentSearch search = { .consultation = r->consultation, .own = r->viewer };
    g_autoptr (TdConsultation) c = td_consultation_load (tx, r->consultation, error);

    g_clear_pointer (&r->list, g_ptr_array_unref);
    if (c == NULL)
        return FALSE;
    r->list = td_comments_load (tx, &search, error);
    for (guint i = 0; r->list != NULL && i < r->list->len; i++) {
        TdComment *comment = r->list->pdata[i];
        if (comment->organisation != NULL && !name_organisation (tx, comment, r->viewer, error))
            return FALSE;
        g_clear_pointer (&comment->person, g_free);
    }
    return r->list != NULL;
}

GPtrArray *td_comments_mine (TdInstance *instance, const TdViewer *viewer, const char *consultation, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .consultation = consultation };

    if (!td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error))
        return NULL;
    return read_list (instance, mine_in, &r, NULL, error);
}

static gboolean of_key_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    const TdCommentSearch search = { .key_hash = r->key_hash };

    g_clear_pointer (&r->list, g_ptr_array_unref);
    r->list = td_comments_load (tx, &search, error);
    return r->list != NULL;
}

TdComment *td_comment_of_key (TdInstance *instance, const char *key, GError **error)
{
    guint8 hash[32];
    struct reading r = { .instance = instance, .key_hash = hash };
    g_autoptr (GPtrArray) list = NULL;

    if (!td_comment_key_hash (instance, key, hash)) {
        td_door_unknown (error);
        return NULL;
    }
    list = read_list (instance, of_key_in, &r, NULL, error);
    if (list == NULL)
        return NULL;
    if (list->len == 0) {
        td_door_unknown (error);
        return NULL;
    }
    g_ptr_array_set_free_func (list, NULL);
    return list->pdata[0]; /* a key is one comment's */
}

static gboolean counts_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdConsultation) c = td_consultation_load (tx, r->consultation, error);
    gboolean shown = FALSE;

    g_hash_table_remove_all (r->counts);
    return c != NULL && are_public (tx, r->instance, c, &shown, error)
           && (!shown || td_comments_counts (tx, r->consultation, r->counts, error));
}

GHashTable *td_comments_public_counts (TdInstance *instance, const char *consultation, GError **error)
{
    g_autoptr (GHashTable) counts = g_hash_table_new (g_direct_hash, g_direct_equal);
    struct reading r = { .instance = instance, .consultation = consultation, .counts = counts };

    return td_store_read (instance->store, counts_in, &r, error) ? g_steal_pointer (&counts) : NULL;
}
