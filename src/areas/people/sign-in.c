#include "areas/people/sign-in.h"

#include "areas/people/passwords.h"
#include "areas/people/people-sql.h"
#include "areas/people/second-factor.h"
#include "base/errors.h"
#include "base/limits.h"
#include "door/rate.h"

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, code, message);
    return FALSE;
}

struct look {
    TdInstance *instance;
    const char *address;
    gint64 now;
    TdPersonRow row;
    gboolean found;
    gint64 tries;
};

static gboolean look_up (TdTx *tx, gpointer data, GError **error)
{
    struct look *l = data;

    td_person_row_clear (&l->row);
    return td_rate_count (tx, l->instance->pepper, "sign-in", l->address, TD_SIGN_IN_TRY_SECONDS, l->now, &l->tries,
                          error)
           && td_people_find (tx, l->address, &l->row, &l->found, error);
}

static gboolean note_try (TdTx *tx, gpointer data, GError **error)
{
    struct look *l = data;

    return td_rate_take (tx, l->instance->pepper, "sign-in", l->address, TD_LIMIT_SIGN_IN_TRIES, TD_SIGN_IN_TRY_SECONDS,
                         l->now, error);
}

static gboolean open_or_await (struct look *look, TdSignIn *ret, GError **error)
{
    TdSecond second = { 0 };

    if (!td_second_of (look->instance, look->row.id, &second, error))
        return FALSE;
    if (td_second_is_set (&second))
        return td_second_await (look->instance, look->row.id, ret, error);
    return td_session_open (look->instance, look->row.id, TD_TRUST_PASSWORD, ret, error);
}

static gboolean decide (struct look *look, const char *password, TdSignIn *ret, GError **error)
{
    if (look->tries >= TD_LIMIT_SIGN_IN_TRIES)
        return fail (error, TD_ERROR_BUSY, "There were too many wrong tries. Wait 15 minutes and try again.");
    if (td_password_holds (look->found && !look->row.disabled ? look->row.password : NULL, password))
        return open_or_await (look, ret, error);
    return td_store_keep (look->instance->store, note_try, look, error)
           && fail (error, TD_ERROR_INPUT, "The address and the password do not match. Check both and try again.");
}

gboolean td_sign_in (TdInstance *instance, const char *address, const char *password, TdSignIn *ret, GError **error)
{
    g_autofree char *canonical = td_person_address (address);
    struct look look = { .instance = instance, .address = canonical, .now = td_clock_now (&instance->clock) };
    gboolean done = td_store_read (instance->store, look_up, &look, error) && decide (&look, password, ret, error);

    td_person_row_clear (&look.row);
    return done;
}
