#include "door/door.h"

#include "base/base.h"
#include "base/errors.h"

TD_DEFINE_ERROR (door)

static const char *const act_words[TD_N_ACTS] = { [TD_ACT_NOBODY] = "nobody",
#define ROW(name, word, what) [TD_ACT_##name] = word,
                                                  TD_ACTS (ROW)
#undef ROW
};

static const char *const act_meanings[TD_N_ACTS] = { [TD_ACT_NOBODY] = "nobody may",
#define ROW(name, word, what) [TD_ACT_##name] = what,
                                                     TD_ACTS (ROW)
#undef ROW
};

static const char *const role_words[TD_N_ROLES] = {
#define ROW(name, word, what) [TD_ROLE_##name] = word,
    TD_ROLES (ROW)
#undef ROW
};

static const char *const role_meanings[TD_N_ROLES] = {
#define ROW(name, word, what) [TD_ROLE_##name] = what,
    TD_ROLES (ROW)
#undef ROW
};

static const char *const status_words[] = { N_ ("draft"), N_ ("received"), N_ ("published"), N_ ("refused"),
                                            N_ ("withheld") };
static const char *const visibility_words[] = { N_ ("confidential"), N_ ("name-withheld"), N_ ("public") };

#define BIT(role) (1u << TD_ROLE_##role)
#define EVERYBODY (BIT (PUBLIC) | BIT (ORGANISATION) | BIT (SECRETARIAT) | BIT (MEMBER) | BIT (ADMINISTRATOR))

/* Who may do an act at all. Acts on a thing are then narrowed by the thing (may_with_thing). The owner of a thing
 * ("mine") passes by relation where the second column says so, whatever the role. */
static const struct {
    guint roles;
    gboolean by_relation;
} rules[TD_N_ACTS] = {
    [TD_ACT_NOBODY] = { 0, FALSE },
    [TD_ACT_PUBLIC_READ] = { EVERYBODY, FALSE },
    [TD_ACT_PUBLIC_SEND] = { EVERYBODY, FALSE },
    [TD_ACT_SIGN_IN] = { EVERYBODY, FALSE },
    [TD_ACT_SUBMISSION_READ] = { EVERYBODY, TRUE },
    [TD_ACT_SUBMISSION_EDIT] = { 0, TRUE },
    [TD_ACT_SUBMISSION_LIST] = { BIT (SECRETARIAT) | BIT (MEMBER), FALSE },
    [TD_ACT_SUBMISSION_PUBLISH] = { BIT (SECRETARIAT), FALSE },
    [TD_ACT_FILE_READ] = { BIT (SECRETARIAT) | BIT (MEMBER), TRUE },
    [TD_ACT_RECEIPT_READ] = { BIT (SECRETARIAT), TRUE },
    [TD_ACT_USER_ADD] = { BIT (ADMINISTRATOR), FALSE },
};

static int find_word (const char *const *words, int n, const char *word)
{
    for (int i = 0; i < n; i++)
        if (g_strcmp0 (words[i], word) == 0)
            return i;
    return -1;
}

const char *td_act_word (TdAct act)
{
    return act < TD_N_ACTS ? act_words[act] : act_words[TD_ACT_NOBODY];
}

const char *td_act_meaning (TdAct act)
{
    return act < TD_N_ACTS ? act_meanings[act] : act_meanings[TD_ACT_NOBODY];
}

const char *td_role_word (TdRole role)
{
    return role < TD_N_ROLES ? role_words[role] : role_words[TD_ROLE_PUBLIC];
}

const char *td_role_meaning (TdRole role)
{
    return role < TD_N_ROLES ? role_meanings[role] : role_meanings[TD_ROLE_PUBLIC];
}

gboolean td_role_from_word (const char *word, TdRole *ret_role)
{
    int i = find_word (role_words, TD_N_ROLES, word);
    if (i < 0)
        return FALSE;
    *ret_role = (TdRole) i;
    return TRUE;
}

const char *td_status_word (TdStatus status)
{
    return (gsize) status < G_N_ELEMENTS (status_words) ? status_words[status] : "";
}

gboolean td_status_from_word (const char *word, TdStatus *ret)
{
    int i = find_word (status_words, G_N_ELEMENTS (status_words), word);
    if (i < 0)
        return FALSE;
    *ret = (TdStatus) i;
    return TRUE;
}

const char *td_visibility_word (TdVisibility visibility)
{
    return (gsize) visibility < G_N_ELEMENTS (visibility_words) ? visibility_words[visibility] : "";
}

gboolean td_visibility_from_word (const char *word, TdVisibility *ret)
{
    int i = find_word (visibility_words, G_N_ELEMENTS (visibility_words), word);
    if (i < 0)
        return FALSE;
    *ret = (TdVisibility) i;
    return TRUE;
}

gboolean td_door_role_may (TdRole role, TdAct act)
{
    return act > TD_ACT_NOBODY && act < TD_N_ACTS && role < TD_N_ROLES && (rules[act].roles & (1u << role)) != 0;
}

gboolean td_door_relation_may (TdAct act)
{
    return act > TD_ACT_NOBODY && act < TD_N_ACTS && rules[act].by_relation;
}

/* Whether the public reads it: both words must agree, so that a slip in one of them shows nothing. */
static gboolean is_public (const TdThing *thing)
{
    return thing->status == TD_STATUS_PUBLISHED && thing->visibility >= TD_VISIBILITY_NAME_WITHHELD;
}

/* Whether the viewer reads what is for the Committee: its secretariat, and its members except on
 * their own State. A draft is its sender's alone; what was refused did not come before the members. */
static gboolean is_of_committee (const TdViewer *viewer, const TdThing *thing)
{
    if (thing->status == TD_STATUS_DRAFT)
        return FALSE;
    if (viewer->role == TD_ROLE_SECRETARIAT)
        return TRUE;
    return viewer->role == TD_ROLE_MEMBER && thing->status != TD_STATUS_REFUSED && viewer->state != NULL
           && thing->state != NULL && strcmp (viewer->state, thing->state) != 0;
}

static gboolean knows_of (const TdViewer *viewer, const TdThing *thing)
{
    return thing->mine || is_public (thing) || is_of_committee (viewer, thing);
}

gboolean td_door_unknown (GError **error)
{
    g_set_error (
        error, TD_DOOR_ERROR, TD_ERROR_NOT_FOUND,
        "There is nothing under this address or id. Check it, or look for what you need on the page of the State.");
    return FALSE;
}

static gboolean not_allowed (const TdViewer *viewer, GError **error)
{
    g_set_error (error, TD_DOOR_ERROR, TD_ERROR_NOT_ALLOWED,
                 viewer->person == NULL
                     ? "This is not open to everybody. If you have an account for it, sign in and try again."
                     : "Your account may not do this. Ask the secretariat if you think that it should.");
    return FALSE;
}

static gboolean may_with_thing (const TdViewer *viewer, TdAct act, const TdThing *thing, GError **error)
{
    if (!knows_of (viewer, thing))
        return td_door_unknown (error);
    if (thing->mine && rules[act].by_relation)
        return act != TD_ACT_SUBMISSION_EDIT || thing->status == TD_STATUS_DRAFT ? TRUE : not_allowed (viewer, error);
    if (!td_door_role_may (viewer->role, act))
        return not_allowed (viewer, error);
    /* Originals and receipts are for the Committee even where the text is public. */
    if ((act == TD_ACT_FILE_READ || act == TD_ACT_RECEIPT_READ || act == TD_ACT_SUBMISSION_PUBLISH)
        && !is_of_committee (viewer, thing))
        return not_allowed (viewer, error);
    return TRUE;
}

gboolean td_door_may (const TdViewer *viewer, TdAct act, const TdThing *thing, GError **error)
{
    if (act <= TD_ACT_NOBODY || act >= TD_N_ACTS)
        return td_door_unknown (error);
    if (thing != NULL)
        return may_with_thing (viewer, act, thing, error);
    /* Without the thing, an act that a relation may open is asked again with it; the route may be entered. */
    if (td_door_role_may (viewer->role, act) || rules[act].by_relation)
        return TRUE;
    return not_allowed (viewer, error);
}

gboolean td_door_may_see_name (const TdViewer *viewer, const TdThing *thing)
{
    if (thing->mine || is_of_committee (viewer, thing))
        return TRUE;
    return is_public (thing) && thing->visibility == TD_VISIBILITY_PUBLIC;
}

void td_door_filter (TdQuery *query, const TdViewer *viewer)
{
    if (viewer->role == TD_ROLE_SECRETARIAT) {
        td_query_add (query, " and s.status <> 'draft'");
        return;
    }
    td_query_add (query, " and ((s.status = 'published' and s.visibility in ('public', 'name-withheld'))");
    if (viewer->person != NULL)
        td_query_add (query, " or (s.status <> 'draft' and s.person = $?)", TD_TEXT (viewer->person));
    if (viewer->role == TD_ROLE_MEMBER && viewer->state != NULL)
        td_query_add (query, " or (s.status in ('received', 'published', 'withheld') and s.state <> $?)",
                      TD_TEXT (viewer->state));
    td_query_add (query, ")");
}
