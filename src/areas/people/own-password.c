#include "areas/people/own-password.h"

#include "areas/people/membership.h"
#include "areas/people/passwords.h"
#include "areas/people/people-sql.h"
#include "areas/people/sessions-sql.h"
#include "areas/people/sign-in-sql.h"
#include "areas/people/sign-in.h"
#include "base/errors.h"
#include "base/limits.h"
#include "door/rate.h"
#include "journal/journal.h"
#include "text/words.h"

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, code, message);
    return FALSE;
}

struct look {
    TdInstance *instance;
    const char *person;
    char *address, *hash;
    gint64 tries;
};

static gboolean look_up (TdTx *tx, gpointer data, GError **error)
{
    struct look *l = data;

    return td_rate_count (tx, l->instance->pepper, "password", l->person, TD_SIGN_IN_TRY_SECONDS,
                          td_clock_now (&l->instance->clock), &l->tries, error)
           && td_person_secrets (tx, l->person, &l->address, &l->hash, error);
}

static gboolean note_try (TdTx *tx, gpointer data, GError **error)
{
    struct look *l = data;

    return td_rate_take (tx, l->instance->pepper, "password", l->person, TD_LIMIT_PASSWORD_TRIES,
                         TD_SIGN_IN_TRY_SECONDS, td_clock_now (&l->instance->clock), error);
}

static gboolean check (struct look *look, const char *password, GError **error)
{
    if (!td_store_read (look->instance->store, look_up, look, error))
        return FALSE;
    if (look->tries >= TD_LIMIT_PASSWORD_TRIES)
        return fail (error, TD_ERROR_BUSY, "There were too many wrong tries. Wait 15 minutes and try again.");
    if (td_password_holds (look->hash, password))
        return TRUE;
    return td_store_keep (look->instance->store, note_try, look, error)
           && fail (error, TD_ERROR_INPUT, "This is not your password. Type the one with which you sign in now.");
}

static void look_clear (struct look *look)
{
    g_free (look->address);
    g_free (look->hash);
}

gboolean td_own_password_check (TdInstance *instance, const TdViewer *viewer, const char *password, GError **error)
{
    struct look look = { .instance = instance, .person = viewer->person };
    gboolean right = check (&look, password, error);

    look_clear (&look);
    return right;
}

/* ---- changing ---- */

gboolean td_own_password_put (TdTx *tx, TdInstance *instance, const char *person, const char *hash,
                              const char *keep_session, const char *actor, GError **error)
{
    const TdJournalEntry entry = {
        .actor = actor, .act = "person.password", .thing = "person", .thing_id = person, .clock = &instance->clock
    };
    static const TdNotice notice = {
        .subject = N_ ("Your password was changed"),
        .sentence = N_ (
            "The password of your account was changed, and its other sessions ended. If that was not you, set a new "
            "one now and tell the secretariat."),
        .path = "/sign-in/forgotten",
        .button = N_ ("Set a new password"),
    };

    return td_instance_may_write (instance, tx, error) && td_person_put_password (tx, person, hash, error)
           && td_sessions_close_others (tx, person, keep_session, error)
           && td_notify_person (tx, instance, person, &notice, error) && td_journal_append (tx, &entry, NULL, error);
}

struct change {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *hash;
};

static gboolean change_row (TdTx *tx, gpointer data, GError **error)
{
    struct change *c = data;

    return td_own_password_put (tx, c->instance, c->viewer->person, c->hash, c->viewer->session,
                                td_viewer_actor (c->viewer), error);
}

gboolean td_own_password_change (TdInstance *instance, const TdViewer *viewer, const char *old, const char *new_one,
                                 gboolean *ret_about_new, GError **error)
{
    struct look look = { .instance = instance, .person = viewer->person };
    struct change c = { .instance = instance, .viewer = viewer };
    g_autofree char *hash = NULL;
    gboolean held = check (&look, old, error);

    *ret_about_new = held;
    held = held && td_password_ok (instance, new_one, look.address, error);
    look_clear (&look);
    if (!held)
        return FALSE;
    hash = td_password_hash (new_one, error);
    c.hash = hash;
    return hash != NULL && td_store_write (instance->store, change_row, &c, error);
}
