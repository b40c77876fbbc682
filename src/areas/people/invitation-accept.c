/* What the link of an invitation opens. Contract in invitation.h. */
#include "areas/people/invitation-sql.h"

#include "areas/people/membership-sql.h"
#include "areas/people/passwords.h"
#include "areas/people/people-keys.h"
#include "areas/people/people-sql.h"
#include "areas/people/person-act.h"
#include "areas/people/roles.h"
#include "base/faults.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/words.h"

#include <sodium.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, code, message);
    return FALSE;
}

/* ---- opening ---- */

static gboolean find (TdTx *tx, TdInstance *instance, const char *token, TdInvitation **ret, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    guint8 hash[32];

    *ret = NULL;
    if (strlen (token) != TD_PEOPLE_RANDOM_CHARACTERS)
        token = "";
    td_people_hash (instance, "invitation", token, hash);
    if (!td_invitations_find (tx, hash, td_clock_now (&instance->clock), today, ret, error))
        return FALSE;
    return *ret != NULL
           || fail (error, TD_ERROR_NOT_FOUND,
                    "This link opens nothing: it was used already, taken back, or is older than seven days. Ask whoever"
                    " invited you to do so again.");
}

static gboolean has_account (TdTx *tx, const char *address, char **ret_person, GError **error)
{
    g_auto (TdPersonRow) row = { 0 };
    gboolean found = FALSE;

    if (!td_people_find (tx, address, &row, &found, error))
        return FALSE;
    *ret_person = found ? g_steal_pointer (&row.id) : NULL;
    return TRUE;
}

struct opening {
    TdInstance *instance;
    const char *token;
    TdInvitation *invitation;
    char *person;
};

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    struct opening *o = data;

    g_clear_pointer (&o->invitation, td_invitation_free);
    g_clear_pointer (&o->person, g_free);
    return find (tx, o->instance, o->token, &o->invitation, error)
           && has_account (tx, o->invitation->address, &o->person, error);
}

TdInvitation *td_invitation_open (TdInstance *instance, const char *token, gboolean *ret_known, GError **error)
{
    struct opening o = { .instance = instance, .token = token };

    if (!td_store_read (instance->store, open_in, &o, error)) {
        td_invitation_free (o.invitation);
        g_free (o.person);
        return NULL;
    }
    if (ret_known != NULL)
        *ret_known = o.person != NULL;
    g_free (o.person);
    return o.invitation;
}

/* ---- taking it ---- */

static gboolean entry (TdTx *tx, TdInstance *instance, const char *person, TdAct act, const char *thing, const char *id,
                       GError **error)
{
    const TdJournalEntry e = {
        .actor = person, .act = td_act_word (act), .thing = thing, .thing_id = id, .clock = &instance->clock
    };

    return td_journal_append (tx, &e, NULL, error);
}

static gboolean join (TdTx *tx, TdInstance *instance, const TdInvitation *i, const char *person, GError **error)
{
    TdLevel before;
    gint64 leads, others;

    if (!td_membership_look (tx, person, i->organisation, &before, &leads, &others, error))
        return FALSE;
    /* Who is there already at a higher level keeps it. */
    return before >= i->level
           || td_membership_set (tx, person, i->organisation, i->level, td_clock_now (&instance->clock), error);
}

static gboolean act_for_state (TdTx *tx, TdInstance *instance, const TdInvitation *i, const char *person,
                               GError **error)
{
    const TdTermGiven given = { .role = i->role, .state = i->state, .ends = i->ends };

    return td_role_give_in (tx, instance, person, &given, NULL, error);
}

/* What the invitation is to; the link is used up. */
static gboolean take (TdTx *tx, TdInstance *instance, const TdInvitation *i, const char *person, GError **error)
{
    return td_invitations_delete (tx, i->id, error)
           && (i->organisation == NULL || join (tx, instance, i, person, error))
           && (i->role == TD_ROLE_PUBLIC || act_for_state (tx, instance, i, person, error));
}

static gboolean journal_taking (TdTx *tx, TdInstance *instance, const TdInvitation *i, const char *person,
                                GError **error)
{
    if (i->organisation != NULL)
        return entry (tx, instance, person, TD_ACT_ORGANISATION_PEOPLE, "organisation", i->organisation, error);
    return entry (tx, instance, person, i->role != TD_ROLE_PUBLIC ? TD_ACT_STATE_PEOPLE : TD_ACT_ACCOUNT_OWN, "person",
                  person, error);
}

/* ---- with a new account ---- */

struct accepting {
    TdInstance *instance;
    const char *token, *name, *locale, *password, *person;
    guint8 secret[32];
};

static gboolean accept_in (TdTx *tx, gpointer data, GError **error)
{
    struct accepting *a = data;
    TdInstance *instance = a->instance;
    g_autoptr (TdInvitation) i = NULL;
    g_autofree char *known = NULL;

    if (!td_instance_may_write (instance, tx, error) || !find (tx, instance, a->token, &i, error)
        || !has_account (tx, i->address, &known, error))
        return FALSE;
    if (known != NULL)
        return fail (error, TD_ERROR_CONFLICT,
                     "This address has an account already. Sign in with it and open the link again.");
    return td_people_insert (tx, a->person, i->address, a->password, a->secret, td_clock_now (&instance->clock), error)
           && td_people_describe (tx, a->person, a->name, a->locale, FALSE, error)
           && take (tx, instance, i, a->person, error)
           && td_person_journal (tx, instance, a->person, td_act_word (TD_ACT_USER_ADD), a->person, i->address, error)
           && ((i->organisation == NULL && i->role == TD_ROLE_PUBLIC)
               || journal_taking (tx, instance, i, a->person, error));
}

static gboolean check (TdInstance *instance, const TdInvitation *invitation, const char *name, const char *locale,
                       const char *password, char **ret_name, const char **ret_field, GError **error)
{
    g_auto (TdFaults) faults = { 0 };
    const char *field = "name";

    *ret_name = td_person_name (name, &faults.problem);
    if (!td_faults_keep (&faults, *ret_name != NULL, &field, error))
        return FALSE;
    field = "locale";
    if (!td_faults_keep (&faults, td_person_locale_ok (locale, &faults.problem), &field, error))
        return FALSE;
    field = "password";
    return td_faults_keep (&faults, td_password_ok (instance, password, invitation->address, &faults.problem), &field,
                           error)
           && td_faults_none (&faults, ret_field, error);
}

gboolean td_invitation_accept (TdInstance *instance, const char *token, const char *name, const char *locale,
                               const char *password, char **ret_person, const char **ret_field, GError **error)
{
    g_autoptr (TdInvitation) invitation = td_invitation_open (instance, token, NULL, error);
    g_autofree char *clean = NULL;
    g_autofree char *id = td_id_new ();
    char *hash;
    struct accepting a = { .instance = instance, .token = token, .locale = locale, .person = id };
    gboolean accepted;

    if (invitation == NULL || !check (instance, invitation, name, locale, password, &clean, ret_field, error))
        return FALSE;
    hash = td_password_hash (password, error);
    if (hash == NULL)
        return FALSE;
    a.name = clean;
    a.password = hash;
    randombytes_buf (a.secret, sizeof a.secret);
    accepted = td_store_write (instance->store, accept_in, &a, error);
    sodium_memzero (a.secret, sizeof a.secret);
    g_free (hash);
    if (accepted)
        *ret_person = g_steal_pointer (&id);
    return accepted;
}

/* ---- with one's own account ---- */

struct taking {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *token;
};

static gboolean take_in (TdTx *tx, gpointer data, GError **error)
{
    const struct taking *t = data;
    g_autoptr (TdInvitation) i = NULL;
    g_autofree char *owner = NULL;

    if (!td_instance_may_write (t->instance, tx, error) || !find (tx, t->instance, t->token, &i, error)
        || !has_account (tx, i->address, &owner, error))
        return FALSE;
    if (g_strcmp0 (owner, t->viewer->person) != 0)
        return fail (error, TD_ERROR_NOT_ALLOWED,
                     "This invitation is for another mail address than that of your account. Sign out and open the link"
                     " again.");
    return take (tx, t->instance, i, owner, error) && journal_taking (tx, t->instance, i, owner, error);
}

gboolean td_invitation_accept_as (TdInstance *instance, const TdViewer *viewer, const char *token, GError **error)
{
    struct taking t = { .instance = instance, .viewer = viewer, .token = token };

    return td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error)
           && td_store_write (instance->store, take_in, &t, error);
}
