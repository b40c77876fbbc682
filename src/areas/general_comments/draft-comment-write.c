/* Saying something of a draft, changing it, taking it back. Contract in draft-comment.h. */
#include "areas/general_comments/draft-comment.h"

#include "areas/general_comments/draft-comment-many.h"
#include "areas/general_comments/draft-comment-rules.h"
#include "areas/organisations/organisation.h"
#include "base/faults.h"
#include "base/id.h"
#include "base/limits.h"
#include "document/text-model.h"
#include "door/rate.h"
#include "text/clean.h"
#include "text/words.h"

#include <sodium.h>

#define fail td_general_fail

struct say {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdDraftCommentWish *wish;
    const char **ret_field;
    TdDraftComment *c; /* as it is to stand */
    const guint8 *key_hash;
    guint8 secret[32];
};

/* ---- what is said ---- */

static gboolean is_said (const char *text)
{
    return text != NULL && *text != '\0';
}

static gboolean take_words (struct say *s, GError **error)
{
    g_autofree char *text =
        td_general_take (s->wish->text, TD_LIMIT_TEXT_CHARACTERS, TRUE,
                         "Write your comment. Where you propose other wording, say why.", s->ret_field, "text", error);

    if (text == NULL)
        return FALSE;
    g_free (s->c->text);
    s->c->text = g_steal_pointer (&text);
    return TRUE;
}

static gboolean take_wording (struct say *s, GError **error)
{
    TdDraftComment *c = s->c;
    g_autofree char *wording =
        td_general_take (s->wish->wording, TD_LIMIT_TEXT_CHARACTERS, TRUE, NULL, s->ret_field, "wording", error);

    if (wording == NULL)
        return FALSE;
    if (*wording != '\0' && c->anchor == NULL && c->reply_to == NULL)
        return fail (
            s->ret_field, "wording", error, TD_ERROR_INPUT,
            "Other wording is proposed for a paragraph or for words of it. Choose the paragraph first, or put it "
            "into your comment.");
    g_free (c->wording);
    c->wording = *wording != '\0' ? g_steal_pointer (&wording) : NULL;
    return TRUE;
}

static gboolean take_visibility (struct say *s, GError **error)
{
    const char *said = s->wish->visibility;

    if (g_strcmp0 (said, "public") != 0 && g_strcmp0 (said, "committee") != 0)
        return fail (s->ret_field, "visibility", error, TD_ERROR_INPUT,
                     "Choose who reads your comment: everybody, or the Committee alone.");
    s->c->confidential = g_str_equal (said, "committee");
    if (s->c->confidential && s->c->reply_to != NULL)
        return fail (s->ret_field, "visibility", error, TD_ERROR_INPUT,
                     "An answer in a discussion is public. To tell the Committee alone, write a comment of your own.");
    return TRUE;
}

/* Words as they are compared: blanks of any kind are one. */
static char *flat (const char *text)
{
    return td_text_clean_line (text != NULL ? text : "", TD_LIMIT_TEXT_PARAGRAPH_CHARACTERS);
}

static gboolean has_phrase (const TdTextParagraph *p, const char *phrase)
{
    g_autofree char *plain = p->runs != NULL ? td_text_plain (p->runs) : NULL;
    g_autofree char *all = flat (plain);

    return all != NULL && strstr (all, phrase) != NULL;
}

/* Where it stands. The text of a draft never changes, so that it is read before the transaction. */
static gboolean take_place (struct say *s, GError **error)
{
    TdDraftComment *c = s->c;
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdText) text = td_comment_draft_text (s->instance, c->draft, s->wish->language, &problem);
    const TdTextParagraph *p;
    g_autofree char *phrase = NULL;

    if (text == NULL && td_error_code (problem) != TD_ERROR_NOT_FOUND) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (text == NULL)
        return fail (s->ret_field, "language", error, TD_ERROR_INPUT,
                     "This draft is not there, or not in this language. Choose a language in which it is there.");
    c->language = g_strdup (text->language);
    if (!is_said (s->wish->anchor))
        return TRUE;
    p = td_text_paragraph (text, s->wish->anchor);
    if (p == NULL)
        return fail (s->ret_field, "anchor", error, TD_ERROR_INPUT,
                     "The draft has no such paragraph. Choose one on its page, or comment on the whole.");
    c->anchor = g_strdup (p->id);
    if (!is_said (s->wish->phrase))
        return TRUE;
    phrase = td_general_take (s->wish->phrase, TD_LIMIT_TEXT_CHARACTERS, FALSE, NULL, s->ret_field, "phrase", error);
    if (phrase == NULL)
        return FALSE;
    if (!has_phrase (p, phrase))
        return fail (
            s->ret_field, "phrase", error, TD_ERROR_INPUT,
            "These words do not stand in this paragraph. Copy them from it letter by letter, or leave them out.");
    if (*phrase != '\0')
        c->phrase = g_steal_pointer (&phrase);
    return TRUE;
}

/* ---- whose it is ---- */

static TdPosition position_of_kind (const TdProfile *profile, const char *kind)
{
    const TdChoice *choice = td_profile_choice (profile->kinds, profile->n_kinds, kind);
    const char *source = choice != NULL ? choice->source : NULL;

    if (g_strcmp0 (source, "nhri") == 0)
        return TD_POSITION_NHRI;
    return g_strcmp0 (source, "un") == 0 || g_strcmp0 (source, "regional") == 0 ? TD_POSITION_AGENCY
                                                                                : TD_POSITION_ORGANISATION;
}

static gboolean take_position (struct say *s, GError **error)
{
    TdDraftComment *c = s->c;
    gboolean alone = c->sender == TD_BY_PERSON;

    if (!td_position_from_word (s->wish->position, &c->position) || c->position == TD_POSITION_STATE
        || (alone && c->position != TD_POSITION_EXPERT && c->position != TD_POSITION_PERSON))
        return fail (
            s->ret_field, "position", error, TD_ERROR_INPUT,
            "Say as what you write. A State writes through its permanent mission, a registered organisation by its "
            "people's accounts.");
    return TRUE;
}

static gboolean take_name (struct say *s, GError **error)
{
    g_autofree char *name =
        td_general_take (s->wish->name, TD_LIMIT_NAME_CHARACTERS, FALSE, NULL, s->ret_field, "name", error);

    if (name == NULL)
        return FALSE;
    if (*name == '\0' && !s->c->confidential)
        return fail (
            s->ret_field, "name", error, TD_ERROR_INPUT,
            "What everybody reads bears a name. Write yours as it is to be shown, or write to the Committee alone.");
    g_free (s->c->name);
    s->c->name = *name != '\0' ? g_steal_pointer (&name) : NULL;
    return TRUE;
}

static gboolean take_sender (struct say *s, GError **error)
{
    const TdViewer *viewer = s->viewer;
    const char *organisation = viewer->behalf != NULL ? viewer->behalf : s->wish->organisation;
    TdDraftComment *c = s->c;

    if (td_door_viewer_may (viewer, TD_ACT_GENERAL_COMMENT_BENCH) && viewer->behalf == NULL)
        return fail (
            NULL, NULL, error, TD_ERROR_NOT_ALLOWED,
            "Those who work on the draft answer comments; they write none themselves. Enter what came on paper on "
            "behalf of its sender.");
    c->shown = TRUE;
    if (g_strcmp0 (organisation, "state") == 0) {
        if (viewer->state == NULL || !td_viewer_has (viewer, TD_ROLE_MISSION))
            return fail (s->ret_field, "organisation", error, TD_ERROR_NOT_ALLOWED,
                         "A State comments through its permanent mission, signed in with its second factor.");
        c->sender = TD_BY_STATE;
        c->position = TD_POSITION_STATE;
        c->known = TRUE;
        c->state = g_strdup (viewer->state);
        return TRUE;
    }
    if (is_said (organisation)) {
        if (td_viewer_level (viewer, organisation) < TD_LEVEL_CONTRIBUTOR)
            return fail (s->ret_field, "organisation", error, TD_ERROR_INPUT,
                         "You may not write for this organisation. Choose one of the list, or write for yourself.");
        c->sender = TD_BY_ORGANISATION;
        c->known = TRUE;
        c->organisation = g_strdup (organisation);
        return TRUE;
    }
    c->sender = viewer->person != NULL && (td_door_relations (viewer, viewer->person, NULL, FALSE) & TD_RELATION_SENDER)
                    ? TD_BY_PERSON
                    : TD_BY_NOBODY;
    if (c->sender == TD_BY_PERSON)
        c->person = g_strdup (viewer->person);
    else
        c->shown = FALSE;
    return TRUE;
}

/* In the transaction, since it may have been merged, closed or hidden by now. */
static gboolean check_organisation (TdTx *tx, const struct say *s, GError **error)
{
    TdDraftComment *c = s->c;
    g_autoptr (TdOrganisation) o = NULL;
    gboolean is_public = FALSE;

    if (c->organisation == NULL)
        return TRUE;
    o = td_organisation_get_in (tx, s->viewer, c->organisation, error);
    if (o == NULL || !td_draft_organisation_is_public (tx, c->organisation, &is_public, error))
        return FALSE;
    c->position = position_of_kind (s->instance->profile, o->kind);
    return is_public || c->confidential
           || fail (
               s->ret_field, "visibility", error, TD_ERROR_INPUT,
               "Your organisation has no public page, so that it is named nowhere. Write to the Committee alone, or "
               "give it a public page first.");
}

/* ---- adding ---- */

static gboolean take_rate (TdTx *tx, const struct say *s, gint64 now, GError **error)
{
    const guint8 *pepper = s->instance->pepper;

    if (s->c->sender == TD_BY_NOBODY)
        return td_rate_take (tx, pepper, s->c->confidential ? "draft-comment-closed" : "draft-comment-open",
                             s->c->draft, TD_LIMIT_COMMENTS_WITHOUT_ACCOUNT, 60 * 60, now, error);
    return td_rate_take (tx, pepper, "draft-comment", td_viewer_actor (s->viewer), TD_LIMIT_COMMENTS_PER_DAY,
                         TD_RATE_DAY, now, error);
}

static gboolean take_number (TdTx *tx, const struct say *s, GError **error)
{
    return td_draft_comment_take_number (tx, s->c->draft, s->c->confidential, &s->c->number, error)
           && (s->c->number <= TD_LIMIT_DRAFT_COMMENTS
               || fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                        "There are as many comments on this draft as it can have. Send yours to the Committee as a "
                        "contribution."));
}

/* An answer stands where what it answers stands; that one everybody can read. */
static gboolean check_reply (TdTx *tx, const struct say *s, GError **error)
{
    const TdDraftCommentSearch search = { .draft = s->c->draft, .id = s->c->reply_to, .is_public = TRUE };
    g_autoptr (GPtrArray) list = NULL;
    const TdDraftComment *to;
    gint64 replies = 0;

    if (s->c->reply_to == NULL)
        return TRUE;
    if ((list = td_draft_comments_load (tx, &search, error)) == NULL
        || !td_draft_comment_replies (tx, s->c->reply_to, &replies, error))
        return FALSE;
    to = list->len == 1 ? list->pdata[0] : NULL;
    if (to == NULL || to->text == NULL || to->reply_to != NULL)
        return fail (s->ret_field, "reply_to", error, TD_ERROR_CONFLICT,
                     "What you answer was taken back meanwhile, or is an answer itself. Write a comment of your own.");
    if (replies >= TD_LIMIT_DRAFT_REPLIES)
        return fail (s->ret_field, "reply_to", error, TD_ERROR_CONFLICT,
                     "This discussion is as long as one can be. Write a comment of your own.");
    g_free (s->c->anchor);
    g_free (s->c->phrase);
    g_free (s->c->language);
    s->c->anchor = g_strdup (to->anchor);
    s->c->phrase = g_strdup (to->phrase);
    s->c->language = g_strdup (to->language);
    return s->c->wording == NULL || s->c->anchor != NULL
           || fail (s->ret_field, "wording", error, TD_ERROR_INPUT,
                    "What you answer is about the whole draft, which has no one wording. Put yours into your answer.");
}

static gboolean journal (TdTx *tx, const struct say *s, const char *act, gboolean public_change, GError **error)
{
    const char *said[] = { s->c->text != NULL ? s->c->text : "", s->c->wording != NULL ? s->c->wording : "", NULL };

    /* By whom is in no entry: an entry names the account, and the comment may be the Committee's alone to know. */
    return td_general_journal (tx, s->instance, "nobody", act, "draft-comment", s->c->id, s->secret, said,
                               public_change, error);
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    struct say *s = data;
    TdDraftComment *c = s->c;
    gint64 now = td_clock_now (&s->instance->clock);

    if (!td_instance_may_write (s->instance, tx, error)
        || !td_draft_comment_open (tx, s->instance, c->draft, s->wish->began, error) || !check_reply (tx, s, error)
        || !check_organisation (tx, s, error) || !take_rate (tx, s, now, error) || !take_number (tx, s, error))
        return FALSE;
    c->at = now;
    return td_draft_comment_insert (tx, c, s->key_hash, s->secret, error)
           && journal (tx, s, "general-comment.say", !c->confidential && c->shown, error);
}

static char *new_key (void)
{
    guint8 bytes[TD_DRAFT_KEY_LENGTH / 2];
    char text[TD_DRAFT_KEY_LENGTH + 1];

    randombytes_buf (bytes, sizeof bytes);
    sodium_bin2hex (text, sizeof text, bytes, sizeof bytes);
    return g_strdup (text);
}

/* Closed is said before anything else is found wrong, so that nobody mends what cannot be sent. */
struct open {
    TdInstance *instance;
    const char *draft;
    gint64 at;
};

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    const struct open *o = data;

    return td_draft_comment_open (tx, o->instance, o->draft, o->at, error);
}

static gboolean is_open (TdInstance *instance, const char *draft, gint64 at, GError **error)
{
    struct open o = { instance, draft, at };

    return td_store_read (instance->store, open_in, &o, error);
}

static gboolean is_by_oneself (const TdDraftComment *c)
{
    return c->sender == TD_BY_PERSON || c->sender == TD_BY_NOBODY;
}

/* Whose it is; who writes for themselves says as what, and their name. */
static gboolean take_writer (struct say *s, TdFaults *faults, GError **error)
{
    gboolean known = take_sender (s, &faults->problem);

    if (!td_faults_keep (faults, known, s->ret_field, error))
        return FALSE;
    return !known || !is_by_oneself (s->c)
           || (td_faults_keep (faults, take_position (s, &faults->problem), s->ret_field, error)
               && td_faults_keep (faults, take_name (s, &faults->problem), s->ret_field, error));
}

/* Told in the order of the form; but whether a name is needed follows from who reads it, which stands last. */
static gboolean take_all (struct say *s, GError **error)
{
    g_auto (TdFaults) faults = { 0 };
    g_autoptr (GError) unseen = NULL;
    const char *last = "visibility";
    gboolean seen = take_visibility (s, &unseen);

    if (!td_faults_keep (&faults, take_place (s, &faults.problem), s->ret_field, error)
        || !td_faults_keep (&faults, take_words (s, &faults.problem), s->ret_field, error)
        || !td_faults_keep (&faults, take_wording (s, &faults.problem), s->ret_field, error)
        || !take_writer (s, &faults, error))
        return FALSE;
    faults.problem = g_steal_pointer (&unseen);
    return td_faults_keep (&faults, seen, &last, error) && td_faults_none (&faults, s->ret_field, error);
}

/* Everything that needs no transaction. */
static gboolean prepare (struct say *s, const char *draft, GError **error)
{
    s->c->id = td_id_new ();
    s->c->draft = g_strdup (draft);
    s->c->reply_to = is_said (s->wish->reply_to) ? g_strdup (s->wish->reply_to) : NULL;
    randombytes_buf (s->secret, sizeof s->secret);
    return td_door_may (s->viewer, TD_ACT_GENERAL_COMMENT_SAY, NULL, error)
           && is_open (s->instance, draft, s->wish->began, error) && take_all (s, error);
}

gboolean td_draft_comment_add (TdInstance *instance, const TdViewer *viewer, const char *draft,
                               const TdDraftCommentWish *wish, char **ret_id, char **ret_key, const char **ret_field,
                               GError **error)
{
    g_autoptr (TdDraftComment) c = g_new0 (TdDraftComment, 1);
    g_autofree char *key = NULL;
    guint8 hash[32];
    struct say s = { .instance = instance, .viewer = viewer, .wish = wish, .ret_field = ret_field, .c = c };

    if (!prepare (&s, draft, error))
        return FALSE;
    if (c->sender == TD_BY_NOBODY) {
        key = new_key ();
        td_draft_key_hash (instance, key, hash);
        s.key_hash = hash;
    }
    if (!td_store_write (instance->store, add_in, &s, error))
        return FALSE;
    *ret_id = g_steal_pointer (&c->id);
    *ret_key = g_steal_pointer (&key);
    return TRUE;
}

/* ---- several at once ---- */

struct TdDraftSaying {
    struct say say;
    TdDraftCommentWish wish;
};

void td_draft_saying_free (TdDraftSaying *saying)
{
    if (saying == NULL)
        return;
    td_draft_comment_free (saying->say.c);
    g_free (saying);
}

TdDraftSaying *td_draft_saying_new (TdInstance *instance, const TdViewer *viewer, const char *draft,
                                    const TdDraftCommentWish *wish, const char **ret_field, GError **error)
{
    g_autoptr (TdDraftSaying) saying = g_new0 (TdDraftSaying, 1);

    saying->wish = *wish;
    saying->say = (struct say){ .instance = instance,
                                .viewer = viewer,
                                .wish = &saying->wish,
                                .ret_field = ret_field,
                                .c = g_new0 (TdDraftComment, 1) };
    if (!prepare (&saying->say, draft, error))
        return NULL;
    if (saying->say.c->sender != TD_BY_NOBODY)
        return g_steal_pointer (&saying);
    fail (NULL, NULL, error, TD_ERROR_NOT_ALLOWED,
          "Sign in to send several comments at once. Without an account you can comment on each paragraph.");
    return NULL;
}

gboolean td_draft_saying_add (TdTx *tx, TdDraftSaying *saying, GError **error)
{
    return add_in (tx, &saying->say, error);
}

const char *td_draft_saying_id (const TdDraftSaying *saying)
{
    return saying->say.c->id;
}
