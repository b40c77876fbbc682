/* Commands: general-comment comment|comments|look. */
#include "areas/general_comments/general-area.h"

#include "areas/calls/deadline.h"
#include "areas/general_comments/draft-comment.h"
#include "areas/people/people.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "base/limits.h"
#include "jobs/jobs.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_COMMAND;

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2) | JSON_ENSURE_ASCII);
    putchar ('\n');
    json_decref (take_json);
}

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_GENERAL_COMMENT_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

static struct {
    char *paragraph, *phrase, *wording, *organisation, *state, *as, *name, *language, *reply_to;
    gboolean for_all, committee, all, show, hide;
} given;

const GOptionEntry td_general_comment_options[] = {
    { "paragraph", 0, 0, G_OPTION_ARG_STRING, &given.paragraph, "On this paragraph: 12, or its anchor (else the whole)",
      "N" },
    { "phrase", 0, 0, G_OPTION_ARG_STRING, &given.phrase, "On these words of it", "WORDS" },
    { "wording", 0, 0, G_OPTION_ARG_STRING, &given.wording, "How the draft should say it", "WORDS" },
    { "public", 0, 0, G_OPTION_ARG_NONE, &given.for_all, "Everybody reads it", NULL },
    { "committee", 0, 0, G_OPTION_ARG_NONE, &given.committee, "The Committee alone reads it", NULL },
    { "organisation", 0, 0, G_OPTION_ARG_STRING, &given.organisation, "On behalf of a registered organisation", "ID" },
    { "state", 0, 0, G_OPTION_ARG_STRING, &given.state, "On behalf of a State's permanent mission", "ISO3" },
    { "as", 0, 0, G_OPTION_ARG_STRING, &given.as, "As what: person, expert, organisation, agency or nhri", "WHAT" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &given.name, "Its sender's name as it is shown", "NAME" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &given.language, "On the draft in this language", "TAG" },
    { "reply-to", 0, 0, G_OPTION_ARG_STRING, &given.reply_to, "An answer to this comment", "ID" },
    { NULL },
};
const GOptionEntry td_general_comments_options[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &given.all, "Those for the Committee alone too", NULL },
    { NULL },
};
const GOptionEntry td_general_look_options[] = {
    { "show", 0, 0, G_OPTION_ARG_NONE, &given.show, "The public reads it", NULL },
    { "hide", 0, 0, G_OPTION_ARG_NONE, &given.hide, "The public does not", NULL },
    { NULL },
};

/* ---- saying something ---- */

/* Who runs it enters what somebody said on paper or by telephone; the journal says so. */
typedef struct {
    TdViewer viewer;
    TdMembership membership;
    char *actor;
} Sender;

static gboolean sender_of (const TdInstance *instance, Sender *ret, GError **error)
{
    const TdState *state = given.state != NULL ? td_profile_state (instance->profile, given.state) : NULL;

    *ret = (Sender){ .viewer = TD_VIEWER_NOBODY };
    if (given.state == NULL && given.organisation == NULL)
        return TRUE;
    if (!td_door_may (&secretariat, TD_ACT_BEHALF, NULL, error))
        return FALSE;
    if (given.state != NULL && state == NULL) {
        g_set_error_literal (error, TD_GENERAL_COMMENT_ERROR, TD_ERROR_INPUT,
                             "This is not the code of a State party. Use three letters, like GHA.");
        return FALSE;
    }
    ret->actor = g_strdup_printf ("command for %s", state != NULL ? state->iso3 : given.organisation);
    ret->membership = (TdMembership){ given.organisation, TD_LEVEL_CONTRIBUTOR };
    ret->viewer.trust = TD_TRUST_SECOND;
    ret->viewer.actor = ret->actor;
    if (state != NULL) {
        ret->viewer.roles |= TD_ROLE_BIT (MISSION);
        ret->viewer.state = state->iso3;
    } else {
        ret->viewer.roles |= TD_ROLE_BIT (ORGANISATION);
        ret->viewer.organisations = &ret->membership;
        ret->viewer.n_organisations = 1;
    }
    return TRUE;
}

/* Free it. */
static char *anchor_of (const char *paragraph)
{
    gboolean digits = paragraph != NULL && *paragraph != '\0' && strspn (paragraph, "0123456789") == strlen (paragraph);

    return digits ? g_strconcat ("p", paragraph, NULL) : g_strdup (paragraph);
}

/* The words, or what standard input says; longer than a comment may be is found by the rules. */
static char *read_text (const char *word)
{
    g_autoptr (GString) all = g_string_new (word);
    char buffer[4096];
    gsize n;

    while (word == NULL && all->len <= 8 * TD_LIMIT_TEXT_CHARACTERS
           && (n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
        g_string_append_len (all, buffer, (gssize) n);
    return g_string_free (g_steal_pointer (&all), FALSE);
}

/* What was typed is never lost: it is printed where it was not taken, with when comments were taken. */
static int give_back (const TdCommandCall *call, TdInstance *instance, const char *draft,
                      const TdDraftCommentWish *wish)
{
    g_autoptr (TdCommentDraft) d = td_comment_draft_get (instance, draft, NULL);
    g_autoptr (TdGeneralComment) g = d != NULL ? td_general_comment_get (instance, d->general_comment, NULL) : NULL;
    const TdGeneralStage *phase = g != NULL ? td_general_comment_phase (g, d->id) : NULL;
    g_autofree char *closes =
        phase != NULL && phase->closes != 0 ? td_deadline_words (phase->closes, phase->zone, call->locale) : NULL;

    if (call->json) {
        print_json (json_pack ("{s:b, s:s?, s:{s:s, s:s?, s:s?, s:s?}}", "taken", 0, "closes",
                               phase != NULL ? phase->closes_local : NULL, "typed", "text", wish->text, "wording",
                               wish->wording, "paragraph", given.paragraph, "phrase", wish->phrase));
        return SAID_NO;
    }
    if (closes != NULL)
        printf ("Comments on this draft close: %s\n", closes);
    printf ("Your text, which was not taken:\n%s\n", wish->text);
    if (wish->wording != NULL)
        printf ("Wording that you proposed:\n%s\n", wish->wording);
    return SAID_NO;
}

int td_general_run_comment (const TdCommandCall *call, GError **error)
{
    g_autofree char *text = NULL;
    g_autofree char *anchor = anchor_of (given.paragraph);
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autofree char *actor = NULL;
    g_autoptr (TdInstance) instance = NULL;
    TdDraftCommentWish wish = { .language = given.language,
                                .anchor = anchor,
                                .phrase = given.phrase,
                                .reply_to = given.reply_to,
                                .wording = given.wording,
                                .organisation = given.state != NULL ? "state" : given.organisation,
                                .position = given.as,
                                .name = given.name,
                                .visibility = given.committee ? "committee" : "public" };
    Sender sender;

    if (given.for_all == given.committee)
        return wrong_use (error, "Say who reads it: --public for everybody, or --committee for the Committee alone.");
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    if (instance == NULL)
        return SAID_NO;
    wish.began = td_clock_now (&instance->clock);
    wish.text = text = read_text (call->n_words > 2 ? call->words[2] : NULL);
    if (!sender_of (instance, &sender, error))
        return give_back (call, instance, call->words[1], &wish);
    actor = sender.actor;
    if (!td_draft_comment_add (instance, &sender.viewer, call->words[1], &wish, &id, &key, NULL, error))
        return give_back (call, instance, call->words[1], &wish);
    if (!td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:b, s:s, s:s?}", "taken", 1, "id", id, "key", key));
    else
        printf ("Received: %s\n%s%s%s", id, key != NULL ? "Key: " : "", key != NULL ? key : "",
                key != NULL ? "\n" : "");
    return DONE;
}

/* ---- reading and looking ---- */

static void print_comment (const TdDraftComment *c)
{
    printf ("%s  No. %d%s  %s  %s%s  %s\n", c->id, c->number, c->confidential ? " (Committee alone)" : "",
            c->anchor != NULL ? c->anchor : "whole", td_position_word (c->position), c->shown ? "" : "  waits",
            c->text != NULL ? c->text : "(taken back)");
}

int td_general_run_comments (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_autoptr (GPtrArray) list = NULL;
    json_t *json;

    if (instance == NULL)
        return SAID_NO;
    list = given.all ? td_draft_comments_all (instance, &secretariat, call->words[1], NULL, NULL, error)
                     : td_draft_comments_public (instance, NULL, call->words[1], NULL, NULL, error);
    if (list == NULL)
        return SAID_NO;
    json = json_array ();
    for (guint i = 0; i < list->len; i++)
        if (call->json)
            json_array_append_new (json, td_draft_comment_to_json (list->pdata[i]));
        else
            print_comment (list->pdata[i]);
    if (call->json)
        print_json (json_pack ("{s:o}", "comments", json));
    else
        json_decref (json);
    return DONE;
}

int td_general_run_look (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;

    if (given.show == given.hide)
        return wrong_use (error, "Say --show, so that the public reads it, or --hide.");
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    return instance != NULL && td_draft_comment_show (instance, &secretariat, call->words[1], given.show, error)
                   && td_jobs_catch_up (instance, td_area_subscribers (), error)
               ? DONE
               : SAID_NO;
}
