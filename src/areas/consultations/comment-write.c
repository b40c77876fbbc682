/* Writing comments, taking them back, choosing who reads them. Contract in comment.h. */
#include "areas/consultations/comment.h"

#include "areas/consultations/comment-rules.h"
#include "areas/consultations/comment-sql.h"
#include "areas/consultations/consultation-rules.h"
#include "areas/consultations/consultation-sql.h"
#include "areas/organisations/organisation.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "door/rate.h"
#include "text/clean.h"
#include "text/words.h"

#include <sodium.h>

struct add {
    TdInstance *instance;
    const TdViewer *viewer;
    TdComment *c;
    gint64 began;
    gint64 paragraphs; /* of the draft as it was read before */
    const guint8 *key_hash;
    const char *person;
    const char **ret_field;
    guint8 secret[32];
};

static const TdViewer everybody = TD_VIEWER_NOBODY;

#define fail td_consultation_fail

/* ---- whether it is open ---- */

static gboolean refuse (const TdConsultation *c, gint64 at, gboolean stands, GError **error)
{
    switch (td_consultation_status (c, at)) {
    case TD_CONSULTATION_WITHDRAWN: break;
    case TD_CONSULTATION_PLANNED:
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                     "This consultation has not opened yet. Its page says from when comments are taken.");
    case TD_CONSULTATION_CLOSED:
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                     "This consultation is closed, and comments are no longer taken. You may still write to the "
                     "Committee itself: an alternative report stays open to you.");
    case TD_CONSULTATION_OPEN:
        if (stands)
            return TRUE;
    }
    return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                 "The draft was withdrawn, and comments on it are no longer taken. The page of the consultation says "
                 "when and why.");
}

/* What began to arrive in time is in time; but a draft that is gone is gone. */
static gboolean is_open (TdTx *tx, const struct add *a, const TdConsultation *c, GError **error)
{
    gint64 now = td_clock_now (&a->instance->clock);
    gboolean stands = FALSE;

    if (!td_consultation_draft_stands (tx, a->instance, c, &stands, error))
        return FALSE;
    return refuse (c, c->withdrawn != 0 ? now : a->began != 0 ? a->began : now, stands, error);
}

/* ---- whose it is ---- */

static gboolean know_kind (const TdProfile *profile, TdComment *c, const char *kind, const char **ret_field,
                           GError **error)
{
    const TdChoice *choice = td_profile_choice (profile->kinds, profile->n_kinds, kind);

    if (choice == NULL || g_strcmp0 (choice->source, "state") == 0)
        return fail (ret_field, "kind", error, TD_ERROR_INPUT,
                     "Say as what you write, so that the record can count. It counts kinds and names nobody.");
    c->kind = g_strdup (choice->slug);
    return TRUE;
}

/* In the transaction, since it may have been merged or left by now. */
static gboolean take_organisation (TdTx *tx, const struct add *a, GError **error)
{
    g_autoptr (TdOrganisation) o = td_organisation_get_in (tx, a->viewer, a->c->organisation, error);
    TdThing thing;

    if (o == NULL)
        return FALSE;
    g_free (a->c->kind);
    a->c->kind = g_strdup (o->kind);
    thing = td_organisation_thing (o);
    thing.relations = 0;
    if (a->c->named && !td_door_may (&everybody, TD_ACT_ORGANISATION_READ, &thing, NULL))
        return fail (
            a->ret_field, "named", error, TD_ERROR_INPUT,
            "Your organisation has no public page, so that it is not named anywhere. Comment without its name, "
            "or give it a public page first.");
    return TRUE;
}

/* ---- adding ---- */

static gboolean take_rate (TdTx *tx, const struct add *a, gint64 now, GError **error)
{
    if (a->key_hash != NULL)
        return td_rate_take (tx, a->instance->pepper, "comment-open", a->c->consultation,
                             TD_LIMIT_COMMENTS_WITHOUT_ACCOUNT, 60 * 60, now, error);
    return td_rate_take (tx, a->instance->pepper, "comment", td_viewer_actor (a->viewer), TD_LIMIT_COMMENTS_PER_DAY,
                         TD_RATE_DAY, now, error);
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    TdComment *c = a->c;
    gint64 now = td_clock_now (&a->instance->clock);
    g_autoptr (TdConsultation) on = NULL;
    const char *said[] = { c->text, c->wording != NULL ? c->wording : "", NULL };

    if (!td_instance_may_write (a->instance, tx, error)
        || (on = td_consultation_load (tx, c->consultation, error)) == NULL || !is_open (tx, a, on, error))
        return FALSE;
    if (td_consultation_may_hold (on, a->viewer, NULL))
        return fail (NULL, NULL, error, TD_ERROR_NOT_ALLOWED,
                     "Those who act for the State answer comments on its draft; they write none themselves.");
    if (on->comments >= TD_LIMIT_COMMENTS)
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                     "This consultation holds as many comments as one can. Write to the Committee instead.");
    if (c->n != 0 && (on->draft == NULL || c->n > a->paragraphs))
        return fail (a->ret_field, "n", error, TD_ERROR_INPUT,
                     "The draft has no such paragraph. Choose one on its page, or comment on the whole.");
    if ((c->organisation != NULL && !take_organisation (tx, a, error)) || !take_rate (tx, a, now, error))
        return FALSE;
    c->number = (int) on->comments + 1;
    c->at = now;
    /* By whom is in no entry: an entry names the account, and the comment may be nobody's to know. */
    return td_comment_insert (tx, c, a->person, a->key_hash, a->secret, error)
           && td_consultation_journal (tx, a->instance, "nobody", "consultation.comment", "comment", c->id, a->secret,
                                       said, error);
}

static gboolean take_words (TdComment *c, const TdCommentWish *wish, const char **ret_field, GError **error)
{
    c->text = td_consultation_need (wish->text, TD_LIMIT_TEXT_CHARACTERS, TRUE, ret_field, "text",
                                    N_ ("Write your comment."), error);
    if (c->text == NULL)
        return FALSE;
    c->wording = td_text_clean_text (wish->wording != NULL ? wish->wording : "", TD_LIMIT_TEXT_CHARACTERS);
    if (c->wording == NULL)
        return fail (ret_field, "wording", error, TD_ERROR_INPUT,
                     "This is too long. Shorten it to what the hint says.");
    if (*c->wording == '\0')
        g_clear_pointer (&c->wording, g_free);
    return TRUE;
}

static gboolean take_name (TdComment *c, const char *name, const char **ret_field, GError **error)
{
    if (!c->named || c->sender != TD_SENDER_PERSON)
        return TRUE;
    c->name =
        td_consultation_need (name, TD_LIMIT_NAME_CHARACTERS, FALSE, ret_field, "name",
                              N_ ("Write your name as it is to be shown, or choose that no name is shown."), error);
    return c->name != NULL;
}

static gboolean is_signed_in (const TdViewer *viewer)
{
    return viewer->person != NULL && viewer->trust >= TD_TRUST_PASSWORD;
}

static gboolean take_sender (const struct add *a, const TdCommentWish *wish, GError **error)
{
    TdComment *c = a->c;
    const char *organisation = a->viewer->behalf != NULL ? a->viewer->behalf : wish->organisation;
    gboolean own = is_signed_in (a->viewer);

    c->shown = own && g_strcmp0 (wish->visibility, "public") == 0;
    c->named = own && g_strcmp0 (wish->named, "yes") == 0;
    if (organisation != NULL && *organisation != '\0') {
        if (!own || td_viewer_level (a->viewer, organisation) < TD_LEVEL_CONTRIBUTOR)
            return fail (a->ret_field, "organisation", error, TD_ERROR_INPUT,
                         "You may not write for this organisation. Choose one of the list, or write for yourself.");
        c->sender = TD_SENDER_ORGANISATION;
        c->organisation = g_strdup (organisation);
        return TRUE;
    }
    /* Who enters something in another's name writes nothing of their own. */
    own = own && (td_door_relations (a->viewer, a->viewer->person, NULL, FALSE) & TD_RELATION_SENDER) != 0;
    c->shown = c->shown && own;
    c->named = c->named && own;
    c->sender = own ? TD_SENDER_PERSON : TD_SENDER_NOBODY;
    return know_kind (a->instance->profile, c, wish->kind, a->ret_field, error)
           && take_name (c, wish->name, a->ret_field, error);
}

/* How many paragraphs the draft has as everybody reads it; outside the transaction, since it may be long. */
static gboolean count_paragraphs (struct add *a, GError **error)
{
    g_autoptr (TdConsultation) on = td_consultation_get (a->instance, a->c->consultation, error);
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autofree char *title = NULL;
    g_autofree char *language = NULL;

    if (on == NULL || !td_consultation_draft (a->instance, on, &paragraphs, &title, &language, error))
        return FALSE;
    a->paragraphs = paragraphs != NULL ? paragraphs->len : 0;
    return TRUE;
}

static char *new_key (void)
{
    guint8 bytes[TD_COMMENT_KEY_LENGTH / 2];
    char text[TD_COMMENT_KEY_LENGTH + 1];

    randombytes_buf (bytes, sizeof bytes);
    sodium_bin2hex (text, sizeof text, bytes, sizeof bytes);
    return g_strdup (text);
}

gboolean td_comment_add (TdInstance *instance, const TdViewer *viewer, const char *consultation,
                         const TdCommentWish *wish, char **ret_id, char **ret_key, const char **ret_field,
                         GError **error)
{
    g_autoptr (TdComment) c = g_new0 (TdComment, 1);
    g_autofree char *key = NULL;
    guint8 hash[32];
    struct add a = { .instance = instance, .viewer = viewer, .c = c, .began = wish->began, .ret_field = ret_field };

    c->id = td_id_new ();
    c->consultation = g_strdup (consultation);
    c->n = wish->n;
    if (!td_door_may (viewer, TD_ACT_CONSULTATION_COMMENT, NULL, error) || !count_paragraphs (&a, error)
        || !take_words (c, wish, ret_field, error) || !take_sender (&a, wish, error))
        return FALSE;
    randombytes_buf (a.secret, sizeof a.secret);
    if (c->sender == TD_SENDER_NOBODY) {
        key = new_key ();
        td_comment_key_hash (instance, key, hash);
        a.key_hash = hash;
    }
    a.person = c->sender == TD_SENDER_PERSON ? viewer->person : NULL;
    if (!td_store_write (instance->store, add_in, &a, error))
        return FALSE;
    *ret_id = g_steal_pointer (&c->id);
    *ret_key = g_steal_pointer (&key);
    return TRUE;
}

/* ---- taking back, choosing anew ---- */

struct change {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id, *name;
    gboolean shown, named;
};

/* The viewer's own comment with its words. */
static TdComment *own_comment (TdTx *tx, const struct change *ch, GError **error)
{
    guint8 hash[32];
    gboolean has_key = ch->key != NULL && td_comment_key_hash (ch->instance, ch->key, hash);
    const TdCommentSearch search = { .id = ch->id, .key_hash = has_key ? hash : NULL };
    g_autoptr (GPtrArray) list = NULL;

    if (!td_instance_may_write (ch->instance, tx, error) || (list = td_comments_load (tx, &search, error)) == NULL)
        return NULL;
    if (list->len != 1 || (!has_key && !td_comment_owned (list->pdata[0], ch->viewer))
        || ((const TdComment *) list->pdata[0])->text == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    g_ptr_array_set_free_func (list, NULL);
    return list->pdata[0];
}

static gboolean withdraw_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *ch = data;
    g_autoptr (TdComment) c = own_comment (tx, ch, error);

    return c != NULL && td_comment_drop_words (tx, c->id, td_clock_now (&ch->instance->clock), error)
           && td_consultation_journal (tx, ch->instance, "nobody", "consultation.comment-withdraw", "comment", c->id,
                                       NULL, NULL, error);
}

gboolean td_comment_withdraw (TdInstance *instance, const TdViewer *viewer, const char *key, const char *comment,
                              GError **error)
{
    struct change ch = { .instance = instance, .viewer = viewer, .key = key, .id = comment };

    return td_door_may (viewer, TD_ACT_CONSULTATION_COMMENT, NULL, error)
           && td_store_write (instance->store, withdraw_in, &ch, error);
}

static gboolean choose_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *ch = data;
    g_autoptr (TdComment) c = own_comment (tx, ch, error);
    struct add a = { .instance = ch->instance, .viewer = ch->viewer, .c = c };
    g_autofree char *name = NULL;

    if (c == NULL)
        return FALSE;
    c->named = ch->named;
    name = c->sender == TD_SENDER_PERSON ? g_strdup (ch->name) : NULL;
    if (c->named && c->sender == TD_SENDER_PERSON && name == NULL)
        return fail (NULL, NULL, error, TD_ERROR_INPUT,
                     "Write your name as it is to be shown, or choose that no name is shown.");
    if (c->organisation != NULL && !take_organisation (tx, &a, error))
        return FALSE;
    return td_comment_set_choice (tx, c->id, ch->shown, ch->named, ch->named ? name : NULL, error)
           && td_consultation_journal (tx, ch->instance, "nobody", "consultation.comment-choose", "comment", c->id,
                                       NULL, NULL, error);
}

gboolean td_comment_choose (TdInstance *instance, const TdViewer *viewer, const char *comment, const char *visibility,
                            const char *named, const char *name, GError **error)
{
    g_autofree char *clean = td_text_clean_line (name != NULL ? name : "", TD_LIMIT_NAME_CHARACTERS);
    struct change ch = { .instance = instance,
                         .viewer = viewer,
                         .id = comment,
                         .name = clean != NULL && *clean != '\0' ? clean : NULL,
                         .shown = g_strcmp0 (visibility, "public") == 0,
                         .named = g_strcmp0 (named, "yes") == 0 };

    return td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error)
           && td_store_write (instance->store, choose_in, &ch, error);
}
