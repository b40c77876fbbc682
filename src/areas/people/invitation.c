/* Writing invitations and taking them back. What their links open: invitation-accept.c. */
#include "areas/people/invitation-sql.h"

#include "areas/people/people-keys.h"
#include "areas/people/people.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "door/rate.h"
#include "mail/mail.h"
#include "text/words.h"

enum { HOUR = 60 * 60 };

static gboolean count (TdTx *tx, TdInstance *instance, const TdInvite *invite, gint64 now, GError **error)
{
    const char *together = invite->organisation != NULL ? invite->organisation : invite->state;
    const guint8 *pepper = instance->pepper;

    if (invite->inviter != NULL
        && (!td_rate_take (tx, pepper, "invite", invite->inviter, TD_LIMIT_INVITATIONS_PER_HOUR, HOUR, now, error)
            || !td_rate_take (tx, pepper, "invite day", invite->inviter, TD_LIMIT_INVITATIONS_PER_DAY, TD_RATE_DAY, now,
                              error)))
        return FALSE;
    return together == NULL
           || td_rate_take (tx, pepper, "invite together", together, TD_LIMIT_INVITATIONS_OF_ORGANISATION, TD_RATE_DAY,
                            now, error);
}

/* Says that somebody invites, and neither who nor to what: the page behind the link does. */
static gboolean post (TdTx *tx, TdInstance *instance, const TdInvite *invite, const TdInvitation *i, const char *token,
                      GError **error)
{
    const char *tag = invite->locale != NULL ? invite->locale : "en";
    gboolean theirs = i->organisation == NULL && i->state == NULL;
    g_autofree char *path = g_strdup_printf ("/%s/invitations/%s", tag, token);
    const char *own =
        N_ ("Somebody, most likely you, asked for an account with this mail address. The page below lets you"
            " choose its password. The link works once, for seven days.");
    const char *invited =
        N_ ("Somebody who works with the Committee through this site invites you to do so too. The page"
            " below says who and to what; there you may accept. The link works once, for seven days.");
    const char *paragraphs[] = { td_words (tag, theirs ? own : invited),
                                 td_words (tag, N_ ("If you did not expect this letter, do nothing: without you nothing"
                                                    " happens.")),
                                 NULL };
    const TdMail mail = { .to = i->address,
                          .locale = tag,
                          .subject = td_words (tag, theirs ? N_ ("Your account") : N_ ("An invitation")),
                          .paragraphs = paragraphs,
                          .path = path,
                          .button = td_words (tag, N_ ("Open the page")),
                          .cancel_key = i->id };

    return td_mail_post (tx, instance, &mail, error);
}

static gboolean replace (TdTx *tx, const TdInvitation *invitation, GError **error)
{
    g_autofree char *earlier = NULL;

    return td_invitations_same (tx, invitation, &earlier, error)
           && (earlier == NULL
               || (td_mail_cancel (tx, earlier, NULL, error) && td_invitations_delete (tx, earlier, error)));
}

gboolean td_invite (TdTx *tx, TdInstance *instance, const TdInvite *invite, char **ret_id, GError **error)
{
    gint64 now = td_clock_now (&instance->clock);
    g_autofree char *address = td_person_address (invite->address);
    g_autofree char *id = td_id_new ();
    g_autofree char *token = td_people_random_text ();
    guint8 hash[32];
    const TdInvitation invitation = { .id = id,
                                      .address = address,
                                      .inviter = (char *) invite->inviter,
                                      .organisation = (char *) invite->organisation,
                                      .title = (char *) invite->title,
                                      .state = (char *) invite->state,
                                      .ends = (char *) invite->ends,
                                      .level = invite->level,
                                      .role = invite->role,
                                      .created = now,
                                      .expires = now + TD_LIMIT_INVITATION_DAYS * G_TIME_SPAN_DAY };

    if (!td_mail_address_ok (address)) {
        g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_INPUT,
                             "This is not a mail address. Write it like name@example.org.");
        return FALSE;
    }
    td_people_hash (instance, "invitation", token, hash);
    if (!count (tx, instance, invite, now, error) || !td_invitations_forget (tx, now, error)
        || !replace (tx, &invitation, error) || !td_invitations_insert (tx, &invitation, hash, error)
        || !post (tx, instance, invite, &invitation, token, error))
        return FALSE;
    if (ret_id != NULL)
        *ret_id = g_steal_pointer (&id);
    return TRUE;
}

/* ---- taking back ---- */

gboolean td_invitation_take_back (TdTx *tx, const char *organisation, const char *state, const char *id, GError **error)
{
    gboolean theirs = FALSE;

    if (!td_invitations_theirs (tx, organisation, state, id, &theirs, error))
        return FALSE;
    if (!theirs)
        return td_door_unknown (error);
    return td_mail_cancel (tx, id, NULL, error) && td_invitations_delete (tx, id, error);
}

static gboolean drop (TdTx *tx, GPtrArray *take_ids, GError **error)
{
    g_autoptr (GPtrArray) ids = take_ids;

    if (ids == NULL)
        return FALSE;
    for (guint i = 0; i < ids->len; i++)
        if (!td_mail_cancel (tx, ids->pdata[i], NULL, error) || !td_invitations_delete (tx, ids->pdata[i], error))
            return FALSE;
    return TRUE;
}

gboolean td_invitation_drop_all (TdTx *tx, const char *organisation, GError **error)
{
    return drop (tx, td_invitations_of_organisation (tx, organisation, error), error);
}

gboolean td_invitation_drop_of (TdTx *tx, const char *inviter, GError **error)
{
    return drop (tx, td_invitations_of_inviter (tx, inviter, error), error);
}

static gboolean forget_in (TdTx *tx, gpointer data, GError **error)
{
    return td_invitations_forget (tx, *(const gint64 *) data, error);
}

gboolean td_invitation_forget (TdInstance *instance, GError **error)
{
    gint64 now = td_clock_now (&instance->clock);

    return td_store_keep (instance->store, forget_in, &now, error);
}

/* ---- registering ---- */

struct asked {
    TdInstance *instance;
    const char *address, *locale;
};

static gboolean register_in (TdTx *tx, gpointer data, GError **error)
{
    const struct asked *a = data;
    gint64 now = td_clock_now (&a->instance->clock);
    const TdInvite invite = { .address = a->address, .locale = a->locale };
    g_autofree char *address = td_person_address (a->address);
    gint64 before = 0;
    g_autoptr (GError) problem = NULL;

    if (!td_instance_may_write (a->instance, tx, error)
        || !td_rate_take (tx, a->instance->pepper, "register all", "", TD_LIMIT_REGISTRATIONS_PER_HOUR, HOUR, now,
                          error)
        || !td_rate_count (tx, a->instance->pepper, "register", address, TD_RATE_DAY, now, &before, error))
        return FALSE;
    /* One address gets no more than a few such letters, whoever asks; the answer does not say so. */
    if (before >= TD_LIMIT_REGISTRATIONS_PER_ADDRESS)
        return TRUE;
    if (!td_rate_take (tx, a->instance->pepper, "register", address, TD_LIMIT_REGISTRATIONS_PER_ADDRESS, TD_RATE_DAY,
                       now, error))
        return FALSE;
    if (td_invite (tx, a->instance, &invite, NULL, &problem)
        || (problem->domain == TD_MAIL_ERROR && problem->code == TD_ERROR_BUSY))
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_register (TdInstance *instance, const char *address, const char *locale, GError **error)
{
    struct asked a = { .instance = instance, .address = address, .locale = locale };

    /* Nothing has happened yet that were an act of anybody: the journal begins with the account. */
    return td_store_keep (instance->store, register_in, &a, error);
}
