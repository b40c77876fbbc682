/* Contract in uptake-follow.h. */
#include "areas/uptake/uptake-follow.h"

#include "areas/submissions/tell.h"
#include "areas/uptake/uptake-rules.h"
#include "base/errors.h"
#include "base/limits.h"
#include "mail/mail.h"
#include "text/words.h"

/* ---- telling people ---- */

static gboolean has_account (const TdSubmission *s)
{
    return s->organisation != NULL || s->person != NULL;
}

/* Many papers that come in together make one letter: one that still waits is taken back for the new one. */
static gboolean tell (TdTx *tx, TdInstance *instance, const TdSubmission *s, GError **error)
{
    const TdNotice notice = {
        .subject = N_ ("Something of the Committee’s resembles what you wrote"),
        .sentence =
            N_ ("The Committee wrote something that resembles a question or recommendation of yours. The page of what "
                "you sent leads to both, side by side. Nobody else sees that."),
        .cancel_key = s->id,
    };

    return td_mail_cancel (tx, s->id, NULL, error) && td_tell_senders (tx, instance, s, &notice, error);
}

/* One submission against the one document that came in. */
static gboolean look_at (TdTx *tx, TdInstance *instance, const char *id, const TdLibraryDocument *document,
                         GError **error)
{
    static const TdViewer house = TD_VIEWER_SECRETARIAT;
    g_autoptr (TdSubmission) s = td_submission_get_in (tx, instance, &house, NULL, id, error);
    g_auto (TdTheirSide) side = { 0 };
    g_autoptr (GPtrArray) mine = NULL;
    g_autoptr (GPtrArray) found = NULL;

    if (s == NULL)
        return FALSE;
    if (!has_account (s))
        return TRUE;
    if (!td_uptake_theirs_in (tx, document->state, s->received, s->language, document->id, &side, error)
        || (mine = td_uptake_mine_in (tx, s, error)) == NULL)
        return FALSE;
    found = td_uptake_suggest (mine, side.theirs);
    return found->len == 0 || tell (tx, instance, s, error);
}

/* Whether what the journal names is not there any more, which is no error of a subscriber. */
static gboolean is_gone (GError **problem, GError **error)
{
    if (td_error_code (*problem) == TD_ERROR_NOT_FOUND)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

static gboolean tell_all (TdTx *tx, TdInstance *instance, const char *document_id, gint64 at, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdLibraryDocument) document = td_library_get_in (tx, document_id, &problem);
    g_autoptr (GPtrArray) ids = NULL;

    if (document == NULL)
        return is_gone (&problem, error);
    /* A second language of what is there already says nothing new. */
    if (document->state == NULL || !g_str_equal (document->source, "committee") || document->languages->len != 1)
        return TRUE;
    ids = td_uptake_submissions (tx, document->state, at, TD_LIMIT_UPTAKE_LETTERS, error);
    for (guint i = 0; ids != NULL && i < ids->len; i++)
        if (!look_at (tx, instance, ids->pdata[i], document, error))
            return FALSE;
    return ids != NULL;
}

gboolean td_uptake_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error)
{
    /* Pages show no claim from the moment of taking down; this keeps them from coming back with the submission. */
    if (g_str_equal (record->act, "submission.take-down"))
        return td_uptake_take_back_all (tx, record->thing_id, error);
    /* Brought in, or written here and published. */
    if (g_str_equal (record->act, "document.import") || g_str_equal (record->act, "document.publish"))
        return tell_all (tx, data, record->thing_id, record->at, error);
    return TRUE;
}

/* ---- what stands at the Committee's paragraphs ---- */

static const char *sentence_of (const char *kind)
{
    if (kind == NULL)
        return N_ ("this paragraph resembles a priority of ours");
    return g_str_equal (kind, td_paragraph_kind_name (TD_PARAGRAPH_QUESTION))
               ? N_ ("this paragraph resembles a question of ours")
               : N_ ("this paragraph resembles a recommendation of ours");
}

static gboolean add_sayings (TdTx *tx, const TdInstance *instance, const char *document, GPtrArray *list,
                             GError **error)
{
    g_autoptr (GPtrArray) claims = td_uptake_claims (tx, document, error);

    (void) instance;
    for (guint i = 0; claims != NULL && i < claims->len; i++) {
        const TdUptakeClaim *c = claims->pdata[i];
        TdLibrarySaying *saying = g_new0 (TdLibrarySaying, 1);
        gboolean paragraph = c->mine[0] == 'p';
        saying->anchor = g_strdup (c->anchor);
        saying->name = g_strdup (c->name);
        saying->says = sentence_of (c->kind);
        saying->path = g_strdup_printf ("/submissions/%s#%s", c->submission, paragraph ? c->mine : "priorities");
        g_ptr_array_add (list, saying);
    }
    return claims != NULL;
}

const TdLibrarySayingSource td_uptake_saying_source = { .add = add_sayings };
