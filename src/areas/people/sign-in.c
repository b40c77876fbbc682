#include "areas/people/sign-in.h"

#include "areas/people/passwords.h"
#include "areas/people/people-keys.h"
#include "areas/people/people-sql.h"
#include "areas/people/people.h"
#include "areas/people/sessions-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"

#define TRY_WINDOW (15 * 60 * G_USEC_PER_SEC)

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, code, message);
    return FALSE;
}

struct look {
    const char *address;
    const guint8 *address_hash;
    gint64 since;
    TdPersonRow row;
    gboolean found;
    gint64 tries;
};

static gboolean look_up (TdTx *tx, gpointer data, GError **error)
{
    struct look *l = data;

    td_person_row_clear (&l->row);
    return td_sessions_count_tries (tx, l->address_hash, l->since, &l->tries, error)
           && td_people_find (tx, l->address, &l->row, &l->found, error);
}

struct tried {
    const guint8 *address_hash;
    gint64 now;
};

static gboolean try_row (TdTx *tx, gpointer data, GError **error)
{
    struct tried *t = data;
    g_autofree char *id = td_id_new ();

    return td_sessions_note_try (tx, id, t->address_hash, t->now, t->now - TRY_WINDOW, error);
}

gboolean td_sign_in (TdInstance *instance, const char *address, const char *password, TdSignIn *ret, GError **error)
{
    g_autofree char *canonical = td_person_address (address);
    gint64 now = td_clock_now (&instance->clock);
    guint8 address_hash[32];
    struct look look = { .address = canonical, .address_hash = address_hash, .since = now - TRY_WINDOW };
    struct tried tried = { .address_hash = address_hash, .now = now };
    gboolean done;

    td_people_hash (instance, "address", canonical, address_hash);
    if (!td_store_read (instance->store, look_up, &look, error))
        return FALSE;
    if (look.tries >= TD_LIMIT_SIGN_IN_TRIES) {
        td_person_row_clear (&look.row);
        return fail (error, TD_ERROR_BUSY, "There were too many wrong tries. Wait 15 minutes and try again.");
    }
    if (td_password_holds (look.found && !look.row.disabled ? look.row.password : NULL, password)) {
        done = td_session_open (instance, look.row.id, TD_TRUST_SECOND, ret, error);
        td_person_row_clear (&look.row);
        return done;
    }
    td_person_row_clear (&look.row);
    if (!td_store_keep (instance->store, try_row, &tried, error))
        return FALSE;
    return fail (error, TD_ERROR_INPUT, "The address and the password do not match. Check both and try again.");
}
