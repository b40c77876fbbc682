/* One's own comment changed or taken back, others' supported, what came without an account shown. Contract in draft-comment.h. */
#include "areas/general_comments/draft-comment-rules.h"
#include "areas/organisations/organisation.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"

#include <sodium.h>

#define fail td_general_fail

struct change {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id, *organisation;
    const TdDraftCommentWish *wish;
    gint64 version, began;
    gboolean yes;
    const char **ret_field;
};

/* The viewer's own with its words, while comments are taken. */
static TdDraftComment *own_comment (TdTx *tx, const struct change *ch, GError **error)
{
    guint8 hash[32];
    g_autofree char *id = td_id_canonical (ch->id);
    gboolean has_key = ch->key != NULL && td_draft_key_hash (ch->instance, ch->key, hash);
    const TdDraftCommentSearch search = { .id = id, .key_hash = has_key ? hash : NULL };
    g_autoptr (GPtrArray) list = NULL;

    if (!td_instance_may_write (ch->instance, tx, error))
        return NULL;
    if (id == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    list = td_draft_comments_load (tx, &search, error);
    if (list == NULL)
        return NULL;
    if (list->len != 1 || (!has_key && !td_draft_comment_owned (list->pdata[0], ch->viewer))
        || ((const TdDraftComment *) list->pdata[0])->text == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    return td_draft_comment_open (tx, ch->instance, ((TdDraftComment *) list->pdata[0])->draft, ch->began, error)
               ? g_ptr_array_steal_index (list, 0)
               : NULL;
}

static gboolean journal (TdTx *tx, const struct change *ch, const TdDraftComment *c, const char *act,
                         const guint8 *secret, GError **error)
{
    const char *said[] = { c->text != NULL ? c->text : "", c->wording != NULL ? c->wording : "", NULL };

    return td_general_journal (tx, ch->instance, "nobody", act, "draft-comment", c->id, secret, said,
                               !c->confidential && c->shown, error);
}

/* ---- other words ---- */

static gboolean take_words (const struct change *ch, TdDraftComment *c, GError **error)
{
    g_autofree char *text = td_general_take (ch->wish->text, TD_LIMIT_TEXT_CHARACTERS, TRUE,
                                             "Write your comment, or take it back.", ch->ret_field, "text", error);
    g_autofree char *wording = text != NULL ? td_general_take (ch->wish->wording, TD_LIMIT_TEXT_CHARACTERS, TRUE, NULL,
                                                               ch->ret_field, "wording", error)
                                            : NULL;

    if (wording == NULL)
        return FALSE;
    if (*wording != '\0' && c->anchor == NULL)
        return fail (ch->ret_field, "wording", error, TD_ERROR_INPUT,
                     "Other wording is proposed for a paragraph or for words of it. Put it into your comment.");
    g_free (c->text);
    g_free (c->wording);
    c->text = g_steal_pointer (&text);
    c->wording = *wording != '\0' ? g_steal_pointer (&wording) : NULL;
    return TRUE;
}

static gboolean become_confidential (TdTx *tx, const struct change *ch, const TdDraftComment *c, GError **error)
{
    gint64 replies = 0;

    if (!td_draft_comment_replies (tx, c->id, &replies, error))
        return FALSE;
    return (replies == 0 && c->supporters->len == 0)
           || fail (
               ch->ret_field, "visibility", error, TD_ERROR_CONFLICT,
               "Others answered or supported this comment, so that it stays public. You can take it back and write "
               "another to the Committee alone.");
}

static gboolean become_public (TdTx *tx, const struct change *ch, TdDraftComment *c, GError **error)
{
    gboolean is_public = TRUE;

    if (c->organisation != NULL && !td_draft_organisation_is_public (tx, c->organisation, &is_public, error))
        return FALSE;
    if (!is_public)
        return fail (ch->ret_field, "visibility", error, TD_ERROR_INPUT,
                     "Your organisation has no public page, so that it is named nowhere. Leave the comment with the "
                     "Committee alone, or give it a public page first.");
    if ((c->sender != TD_BY_PERSON && c->sender != TD_BY_NOBODY) || c->name != NULL)
        return TRUE;
    c->name = td_general_take (ch->wish->name, TD_LIMIT_NAME_CHARACTERS, FALSE,
                               "What everybody reads bears a name. Write yours as it is to be shown.", ch->ret_field,
                               "name", error);
    return c->name != NULL;
}

/* Another row has numbers of its own, so that neither tells of the other. */
static gboolean take_visibility (TdTx *tx, const struct change *ch, TdDraftComment *c, GError **error)
{
    const char *said = ch->wish->visibility;
    gboolean confidential = g_strcmp0 (said, "committee") == 0;

    if (said == NULL || *said == '\0' || confidential == c->confidential)
        return TRUE;
    if (!confidential && !g_str_equal (said, "public"))
        return fail (ch->ret_field, "visibility", error, TD_ERROR_INPUT,
                     "Choose who reads your comment: everybody, or the Committee alone.");
    if (c->reply_to != NULL)
        return fail (ch->ret_field, "visibility", error, TD_ERROR_INPUT,
                     "An answer in a discussion is public. You can take it back.");
    if (!(confidential ? become_confidential (tx, ch, c, error) : become_public (tx, ch, c, error)))
        return FALSE;
    c->confidential = confidential;
    c->shown = c->sender != TD_BY_NOBODY;
    return td_draft_comment_take_number (tx, c->draft, confidential, &c->number, error);
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *ch = data;
    g_autoptr (TdDraftComment) c = own_comment (tx, ch, error);
    gboolean was_public = c != NULL && !c->confidential && c->shown;
    guint8 secret[32];

    randombytes_buf (secret, sizeof secret);
    if (c == NULL)
        return FALSE;
    if (ch->version != c->version)
        return fail (ch->ret_field, "text", error, TD_ERROR_CONFLICT,
                     "This comment was changed meanwhile. Look at it as it stands now; what you typed is kept here.");
    if (c->version >= TD_LIMIT_DRAFT_COMMENT_VERSIONS)
        return fail (ch->ret_field, "text", error, TD_ERROR_CONFLICT,
                     "This comment was changed as often as one can be. Take it back and write it anew.");
    if (!take_words (ch, c, error) || !take_visibility (tx, ch, c, error))
        return FALSE;
    /* An officer looks at other words anew. */
    if (c->sender == TD_BY_NOBODY)
        c->shown = FALSE;
    c->version++;
    c->changed = td_clock_now (&ch->instance->clock);
    if (!td_draft_comment_update (tx, c, secret, error))
        return FALSE;
    c->shown = c->shown || was_public;
    c->confidential = c->confidential && !was_public;
    return journal (tx, ch, c, "general-comment.say-anew", secret, error);
}

gboolean td_draft_comment_change (TdInstance *instance, const TdViewer *viewer, const char *key, const char *comment,
                                  gint64 version, const TdDraftCommentWish *wish, const char **ret_field,
                                  GError **error)
{
    struct change ch = { .instance = instance,
                         .viewer = viewer,
                         .key = key,
                         .id = comment,
                         .wish = wish,
                         .version = version,
                         .began = wish->began,
                         .ret_field = ret_field };

    return td_door_may (viewer, TD_ACT_GENERAL_COMMENT_SAY, NULL, error)
           && td_store_write (instance->store, change_in, &ch, error);
}

static gboolean withdraw_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *ch = data;
    g_autoptr (TdDraftComment) c = own_comment (tx, ch, error);

    return c != NULL && td_draft_comment_drop_words (tx, c->id, td_clock_now (&ch->instance->clock), error)
           && journal (tx, ch, c, "general-comment.say-back", NULL, error);
}

gboolean td_draft_comment_withdraw (TdInstance *instance, const TdViewer *viewer, const char *key, const char *comment,
                                    gint64 began, GError **error)
{
    struct change ch = { .instance = instance, .viewer = viewer, .key = key, .id = comment, .began = began };

    return td_door_may (viewer, TD_ACT_GENERAL_COMMENT_SAY, NULL, error)
           && td_store_write (instance->store, withdraw_in, &ch, error);
}

/* ---- support ---- */

static gboolean may_support (TdTx *tx, const struct change *ch, const TdDraftComment *c, GError **error)
{
    gboolean is_public = FALSE;

    if (td_viewer_level (ch->viewer, ch->organisation) < TD_LEVEL_CONTRIBUTOR)
        return fail (NULL, NULL, error, TD_ERROR_NOT_ALLOWED,
                     "Organisations support comments through their contributors. Choose one of yours.");
    if (!ch->yes)
        return TRUE;
    if (g_strcmp0 (c->organisation, ch->organisation) == 0)
        return fail (NULL, NULL, error, TD_ERROR_INPUT, "This is your organisation’s own comment.");
    if (ch->version != c->version)
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                     "This comment was changed meanwhile. Read it as it stands now before you support it.");
    if (!td_draft_organisation_is_public (tx, ch->organisation, &is_public, error))
        return FALSE;
    return is_public
           || fail (NULL, NULL, error, TD_ERROR_INPUT,
                    "Who supports a comment is named, and your organisation has no public page. Give it one first.");
}

static gboolean support_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *ch = data;
    g_autofree char *id = td_id_canonical (ch->id);
    const TdDraftCommentSearch search = { .id = id, .is_public = TRUE };
    g_autoptr (GPtrArray) list = NULL;
    TdDraftComment *c;

    if (!td_instance_may_write (ch->instance, tx, error))
        return FALSE;
    list = id != NULL ? td_draft_comments_load (tx, &search, error) : g_ptr_array_new ();
    if (list == NULL)
        return FALSE;
    c = list->len == 1 ? list->pdata[0] : NULL;
    if (c == NULL || c->text == NULL)
        return td_door_unknown (error);
    return td_draft_comment_open (tx, ch->instance, c->draft, ch->began, error) && may_support (tx, ch, c, error)
           && td_draft_support_set (tx, c->id, ch->organisation, c->version, ch->yes,
                                    td_clock_now (&ch->instance->clock), error)
           && td_general_journal (tx, ch->instance, td_viewer_actor (ch->viewer),
                                  ch->yes ? "general-comment.support" : "general-comment.support-no", "draft-comment",
                                  c->id, NULL, NULL, TRUE, error);
}

gboolean td_draft_comment_support (TdInstance *instance, const TdViewer *viewer, const char *comment, gint64 version,
                                   const char *organisation, gboolean supports, gint64 began, GError **error)
{
    struct change ch = { .instance = instance,
                         .viewer = viewer,
                         .id = comment,
                         .organisation = viewer->behalf != NULL ? viewer->behalf : organisation,
                         .version = version,
                         .began = began,
                         .yes = supports };

    return td_door_may (viewer, TD_ACT_GENERAL_COMMENT_SAY, NULL, error)
           && td_store_write (instance->store, support_in, &ch, error);
}

/* ---- what came without an account ---- */

static gboolean show_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *ch = data;
    g_autofree char *id = td_id_canonical (ch->id);
    const TdDraftCommentSearch search = { .id = id };
    g_autoptr (GPtrArray) list = NULL;
    const TdDraftComment *c;

    if (!td_instance_may_write (ch->instance, tx, error))
        return FALSE;
    list = id != NULL ? td_draft_comments_load (tx, &search, error) : g_ptr_array_new ();
    if (list == NULL)
        return FALSE;
    c = list->len == 1 ? list->pdata[0] : NULL;
    if (c == NULL || c->text == NULL || c->confidential || c->sender != TD_BY_NOBODY)
        return td_door_unknown (error);
    return td_draft_comment_set_shown (tx, c->id, ch->yes, error)
           && td_general_journal (tx, ch->instance, td_viewer_actor (ch->viewer),
                                  ch->yes ? "general-comment.show" : "general-comment.hide", "draft-comment", c->id,
                                  NULL, NULL, TRUE, error);
}

gboolean td_draft_comment_show (TdInstance *instance, const TdViewer *viewer, const char *comment, gboolean shown,
                                GError **error)
{
    struct change ch = { .instance = instance, .viewer = viewer, .id = comment, .yes = shown };

    return td_door_may (viewer, TD_ACT_GENERAL_COMMENT_KEEP, NULL, error)
           && td_store_write (instance->store, show_in, &ch, error);
}
