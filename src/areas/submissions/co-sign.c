/* Contract in co-sign.h. */
#include "areas/submissions/co-sign.h"

#include "areas/organisations/coalition.h"
#include "areas/people/membership.h"
#include "areas/submissions/co-sign-sql.h"
#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/words.h"
#include <sodium.h>

struct co_sign {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id, *whom, *organisation, *document;
    const TdSubmission *submission;
    TdCoSigning *signing;
    GPtrArray *found;
};

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

static gboolean journal (TdTx *tx, const struct co_sign *c, const char *act, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (c->viewer),
                                   .act = act,
                                   .thing = "submission",
                                   .thing_id = c->id,
                                   .clock = &c->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- what is signed ---- */

/* Of the hashes of the files in order: what was sent byte for byte. */
static void document_of (const TdSubmission *s, guint8 ret_hash[TD_DOCUMENT_HASH])
{
    crypto_generichash_state state;

    crypto_generichash_init (&state, NULL, 0, TD_DOCUMENT_HASH);
    for (guint i = 0; i < s->files->len; i++) {
        const TdSubmissionFile *file = s->files->pdata[i];
        crypto_generichash_update (&state, (const guint8 *) file->sha256, sizeof file->sha256);
    }
    crypto_generichash_final (&state, ret_hash, TD_DOCUMENT_HASH);
}

static char *document_text (const TdSubmission *s)
{
    guint8 hash[TD_DOCUMENT_HASH];
    char *text = g_malloc (2 * TD_DOCUMENT_HASH + 1);

    document_of (s, hash);
    return sodium_bin2hex (text, 2 * TD_DOCUMENT_HASH + 1, hash, sizeof hash);
}

static TdCoSignStatus status_of (const TdCoSignRow *row, const TdSubmission *s)
{
    guint8 hash[TD_DOCUMENT_HASH];

    if (row->declined != 0)
        return TD_CO_SIGN_DECLINED;
    if (row->signed_at == 0)
        return TD_CO_SIGN_ASKED;
    document_of (s, hash);
    return row->has_document && memcmp (hash, row->document, sizeof hash) == 0 ? TD_CO_SIGN_SIGNED : TD_CO_SIGN_FELL;
}

/* ---- the page ---- */

static gboolean sends (const TdSubmission *s)
{
    return s->organisation != NULL && (s->relations & (TD_RELATION_SENDER | TD_RELATION_CONTRIBUTOR)) != 0;
}

gboolean td_co_sign_may_ask (const TdSubmission *s, const TdViewer *viewer)
{
    (void) viewer;
    return sends (s)
           && (s->status == TD_STATUS_DRAFT || s->status == TD_STATUS_RECEIVED || s->status == TD_STATUS_ACCEPTED
               || s->status == TD_STATUS_CHANGE_ASKED);
}

static void signature_free (gpointer data)
{
    TdCoSignature *signature = data;

    g_free (signature->organisation);
    g_free (signature->name);
    g_free (signature);
}

void td_co_signing_clear (TdCoSigning *signing)
{
    g_clear_pointer (&signing->submission, td_submission_free);
    g_clear_pointer (&signing->signatures, g_ptr_array_unref);
    g_clear_pointer (&signing->document, g_free);
}

static GPtrArray *signatures_of (const GPtrArray *rows, const TdSubmission *s, const TdViewer *viewer)
{
    GPtrArray *list = g_ptr_array_new_with_free_func (signature_free);

    for (guint i = 0; i < rows->len; i++) {
        const TdCoSignRow *row = rows->pdata[i];
        gboolean ours = td_viewer_level (viewer, row->organisation) >= TD_LEVEL_LEAD;
        TdCoSignature *one;
        if (!ours && !sends (s))
            continue;
        one = g_new0 (TdCoSignature, 1);
        one->organisation = g_strdup (row->organisation);
        one->status = status_of (row, s);
        /* Who knows the id of a hidden one learns its name when it signs, and not by asking. */
        one->name =
            row->is_public || ours || (one->status == TD_CO_SIGN_SIGNED && !row->at_risk) ? g_strdup (row->name) : NULL;
        one->is_public = row->is_public;
        one->ours = ours;
        one->signed_at = row->signed_at;
        g_ptr_array_add (list, one);
    }
    return list;
}

/* Members that accepted, for people of the coalition alone: of TdCoalitionMember. */
static GPtrArray *members_of (TdTx *tx, const struct co_sign *c, const TdSubmission *s, GError **error)
{
    GPtrArray *members;

    if (td_viewer_level (c->viewer, s->organisation) < TD_LEVEL_CONTRIBUTOR)
        return g_ptr_array_new_with_free_func ((GDestroyNotify) td_coalition_member_free);
    members = td_coalition_members (tx, s->organisation, error);
    for (guint i = members != NULL ? members->len : 0; i > 0; i--)
        if (((const TdCoalitionMember *) members->pdata[i - 1])->accepted == 0)
            g_ptr_array_remove_index (members, i - 1);
    return members;
}

static gboolean signing_in (TdTx *tx, gpointer data, GError **error)
{
    struct co_sign *c = data;
    TdCoSigning *signing = c->signing;
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (GPtrArray) members = NULL;
    TdThing thing;

    td_co_signing_clear (signing);
    signing->submission = td_submission_get_in (tx, c->instance, c->viewer, c->key, c->id, error);
    if (signing->submission == NULL)
        return FALSE;
    if (!sends (signing->submission) && (signing->submission->relations & TD_RELATION_ASKED) == 0)
        return td_door_unknown (error);
    rows = td_co_sign_rows (tx, signing->submission->id, error);
    if (rows == NULL)
        return FALSE;
    signing->signatures = signatures_of (rows, signing->submission, c->viewer);
    signing->document = document_text (signing->submission);
    thing = td_submission_thing (signing->submission);
    signing->may_sign = td_door_may (c->viewer, TD_ACT_SUBMISSION_CO_SIGN, &thing, NULL);
    signing->may_ask = td_co_sign_may_ask (signing->submission, c->viewer);
    if (!signing->may_ask)
        return TRUE;
    members = members_of (tx, c, signing->submission, error);
    signing->members = members != NULL ? members->len : 0;
    return members != NULL;
}

gboolean td_co_signing (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, TdCoSigning *ret,
                        GError **error)
{
    struct co_sign c = { .instance = instance, .viewer = viewer, .key = key, .id = id, .signing = ret };

    return td_store_read (instance->store, signing_in, &c, error);
}

/* ---- asking ---- */

static TdSubmission *open_to_ask (TdTx *tx, const struct co_sign *c, GError **error)
{
    g_autoptr (TdSubmission) s = NULL;

    if (!td_instance_may_write (c->instance, tx, error))
        return NULL;
    s = td_submission_get_in (tx, c->instance, c->viewer, c->key, c->id, error);
    if (s == NULL)
        return NULL;
    if (!sends (s)) {
        td_door_unknown (error);
        return NULL;
    }
    if (!td_co_sign_may_ask (s, c->viewer)) {
        fail (error, TD_ERROR_CONFLICT, "This was decided, so nobody can be asked to co-sign it any more.");
        return NULL;
    }
    if (s->files->len == 0) {
        fail (error, TD_ERROR_INPUT,
              "There is no file yet. Add it first, so that those whom you ask can read what they sign.");
        return NULL;
    }
    return g_steal_pointer (&s);
}

static gboolean ask_one (TdTx *tx, const struct co_sign *c, const TdSubmission *s, const char *organisation,
                         GError **error)
{
    static const TdNotice notice = { .subject = N_ ("Something waits for your organisation"),
                                     .sentence = N_ ("Your organisation is asked to co-sign something. Its leads read "
                                                     "it and decide."),
                                     .path = "/account/co-sign",
                                     .button = N_ ("See what waits for a signature"),
                                     .topic = "submissions" };
    gboolean fresh = FALSE;

    if (g_strcmp0 (organisation, s->organisation) == 0)
        return fail (error, TD_ERROR_INPUT, "This organisation sends the report itself. Name another one.");
    return td_co_sign_insert (tx, s->id, organisation, td_clock_now (&c->instance->clock), &fresh, error)
           && (!fresh || td_notify_organisation (tx, c->instance, organisation, TD_LEVEL_LEAD, &notice, error));
}

static gboolean within_limit (TdTx *tx, const TdSubmission *s, GError **error)
{
    gint64 n = 0;

    if (!td_co_sign_count (tx, s->id, &n, error))
        return FALSE;
    return n <= TD_LIMIT_CO_SIGNERS
           || fail (error, TD_ERROR_INPUT,
                    "At most 20 organisations can be asked to co-sign one report. Name the others in its text.");
}

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    struct co_sign *c = data;
    g_autoptr (TdSubmission) s = open_to_ask (tx, c, error);
    g_autoptr (GPtrArray) ids = s != NULL ? td_co_sign_find (tx, c->whom, error) : NULL;

    if (ids == NULL)
        return FALSE;
    if (ids->len == 0)
        return fail (error, TD_ERROR_INPUT,
                     "No organisation with a public page has exactly this name. Copy the name from its page, or ask "
                     "the organisation for its number.");
    if (ids->len > 1)
        return fail (error, TD_ERROR_INPUT,
                     "More than one organisation has this name. Type the number of the one that you mean: it ends the "
                     "address of its page.");
    return ask_one (tx, c, s, ids->pdata[0], error) && within_limit (tx, s, error)
           && journal (tx, c, "submission.co-sign-ask", error);
}

gboolean td_co_sign_ask (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                         const char *whom, GError **error)
{
    g_autofree char *words = g_strstrip (g_strdup (whom));
    struct co_sign c = { .instance = instance, .viewer = viewer, .key = key, .id = id, .whom = words };

    if (*words == '\0')
        return fail (error, TD_ERROR_INPUT, "Type the name or the number of the organisation that you ask.");
    return td_store_write (instance->store, ask_in, &c, error);
}

static gboolean ask_members_in (TdTx *tx, gpointer data, GError **error)
{
    struct co_sign *c = data;
    g_autoptr (TdSubmission) s = open_to_ask (tx, c, error);
    g_autoptr (GPtrArray) members = s != NULL ? members_of (tx, c, s, error) : NULL;

    if (members == NULL)
        return FALSE;
    if (members->len == 0)
        return fail (error, TD_ERROR_INPUT, "No organisation has accepted yet to be a member of this coalition.");
    for (guint i = 0; i < members->len; i++)
        if (!ask_one (tx, c, s, ((const TdCoalitionMember *) members->pdata[i])->organisation, error))
            return FALSE;
    return within_limit (tx, s, error) && journal (tx, c, "submission.co-sign-ask", error);
}

gboolean td_co_sign_ask_members (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                 GError **error)
{
    struct co_sign c = { .instance = instance, .viewer = viewer, .key = key, .id = id };

    return td_store_write (instance->store, ask_members_in, &c, error);
}

/* ---- signing ---- */

static const TdCoSignRow *row_of (const GPtrArray *rows, const struct co_sign *c)
{
    for (guint i = 0; i < rows->len; i++) {
        const TdCoSignRow *row = rows->pdata[i];
        if (g_strcmp0 (row->organisation, c->organisation) == 0
            && td_viewer_level (c->viewer, row->organisation) >= TD_LEVEL_LEAD)
            return row;
    }
    return NULL;
}

static gboolean may_answer (const struct co_sign *c, const TdSubmission *s, const TdCoSignRow *row, GError **error)
{
    g_autofree char *now = document_text (s);
    TdCoSignStatus status = status_of (row, s);

    if (c->document == NULL)
        return status != TD_CO_SIGN_DECLINED
               || fail (error, TD_ERROR_CONFLICT, "Your organisation declined this already.");
    if (status == TD_CO_SIGN_SIGNED)
        return fail (error, TD_ERROR_CONFLICT, "Your organisation signed this already.");
    if (!g_str_equal (c->document, now))
        return fail (error, TD_ERROR_CONFLICT, "The file was changed after you opened this page. Read it, then sign.");
    return s->files->len > 0
           || fail (error, TD_ERROR_CONFLICT, "There is no file to sign. Wait until its sender adds it.");
}

static gboolean sign_in (TdTx *tx, gpointer data, GError **error)
{
    struct co_sign *c = data;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    const TdCoSignRow *row;
    guint8 hash[TD_DOCUMENT_HASH];
    TdThing thing;

    if (!td_instance_may_write (c->instance, tx, error)
        || (s = td_submission_get_in (tx, c->instance, c->viewer, NULL, c->id, error)) == NULL)
        return FALSE;
    thing = td_submission_thing (s);
    if ((s->relations & TD_RELATION_ASKED) == 0)
        return td_door_unknown (error);
    if (!td_door_may (c->viewer, TD_ACT_SUBMISSION_CO_SIGN, &thing, error)
        || (rows = td_co_sign_rows (tx, s->id, error)) == NULL)
        return FALSE;
    row = row_of (rows, c);
    if (row == NULL)
        return td_door_unknown (error);
    document_of (s, hash);
    return may_answer (c, s, row, error)
           && td_co_sign_set (tx, s->id, row->organisation, c->document != NULL ? hash : NULL,
                              td_viewer_actor (c->viewer), td_clock_now (&c->instance->clock), error)
           && journal (tx, c,
                       c->document != NULL ? td_act_word (TD_ACT_SUBMISSION_CO_SIGN) : "submission.co-sign-decline",
                       error);
}

gboolean td_co_sign (TdInstance *instance, const TdViewer *viewer, const char *id, const char *organisation,
                     const char *document, GError **error)
{
    struct co_sign c = {
        .instance = instance, .viewer = viewer, .id = id, .organisation = organisation, .document = document
    };

    return td_store_write (instance->store, sign_in, &c, error);
}

/* ---- who signed ---- */

static gboolean names_in (TdTx *tx, gpointer data, GError **error)
{
    struct co_sign *c = data;
    TdThing thing = td_submission_thing (c->submission);
    gboolean party = td_door_may (c->viewer, TD_ACT_FILE_READ, &thing, NULL);
    g_autoptr (GPtrArray) rows = td_co_sign_rows (tx, c->submission->id, error);

    g_ptr_array_set_size (c->found, 0);
    if (rows == NULL)
        return FALSE;
    for (guint i = 0; i < rows->len; i++) {
        const TdCoSignRow *row = rows->pdata[i];
        if (status_of (row, c->submission) == TD_CO_SIGN_SIGNED && !row->at_risk && (row->is_public || party))
            g_ptr_array_add (c->found, g_strdup (row->name));
    }
    return TRUE;
}

GPtrArray *td_co_sign_names (TdInstance *instance, const TdViewer *viewer, const TdSubmission *s, GError **error)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    struct co_sign c = { .instance = instance, .viewer = viewer, .submission = s, .found = names };

    if (td_submission_name_for (s, viewer) == NULL)
        return g_steal_pointer (&names);
    return td_store_read (instance->store, names_in, &c, error) ? g_steal_pointer (&names) : NULL;
}

static void waiting_free (gpointer data)
{
    TdCoSignWaiting *one = data;

    g_free (one->submission);
    g_free (one->title);
    g_free (one->organisation);
    g_free (one);
}

static gboolean waiting_of (TdTx *tx, const struct co_sign *c, const char *organisation, GError **error)
{
    g_autoptr (GPtrArray) rows = td_co_sign_rows_of (tx, organisation, error);

    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const TdCoSignRow *row = rows->pdata[i];
        g_autoptr (TdSubmission) s = td_submission_get_in (tx, c->instance, c->viewer, NULL, row->submission, error);
        TdCoSignWaiting *one;
        if (s == NULL)
            return FALSE;
        one = g_new0 (TdCoSignWaiting, 1);
        one->submission = g_strdup (s->id);
        one->title = g_strdup (s->title);
        one->organisation = g_strdup (row->name);
        one->status = status_of (row, s);
        g_ptr_array_add (c->found, one);
    }
    return rows != NULL;
}

static gboolean waiting_in (TdTx *tx, gpointer data, GError **error)
{
    struct co_sign *c = data;

    g_ptr_array_set_size (c->found, 0);
    for (gsize i = 0; i < c->viewer->n_organisations; i++) {
        const TdMembership *m = &c->viewer->organisations[i];
        if (td_viewer_level (c->viewer, m->organisation) >= TD_LEVEL_LEAD
            && !waiting_of (tx, c, m->organisation, error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *td_co_sign_waiting (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (waiting_free);
    struct co_sign c = { .instance = instance, .viewer = viewer, .found = found };

    if (!td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error))
        return NULL;
    return td_store_read (instance->store, waiting_in, &c, error) ? g_steal_pointer (&found) : NULL;
}
