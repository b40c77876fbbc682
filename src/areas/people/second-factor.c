#include "areas/people/second-factor.h"

#include "areas/people/people-keys.h"
#include "areas/people/second-factor-sql.h"
#include "areas/people/sign-in.h"
#include "areas/people/totp.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "door/rate.h"
#include "instance/seal.h"

enum { HALF = 5 };

gboolean td_second_wrong (GError **error)
{
    g_set_error_literal (
        error, TD_PEOPLE_ERROR, TD_ERROR_INPUT,
        "This code is not right, or it was used before. Wait for the next one of the app, or take the next of "
        "your printed codes.");
    return FALSE;
}

/* ---- what somebody has ---- */

struct ask {
    TdInstance *instance;
    const char *person, *today;
    TdSecond second;
    gboolean needed;
};

static gboolean ask_rows (TdTx *tx, gpointer data, GError **error)
{
    struct ask *a = data;
    g_auto (TdSecondRow) row = { 0 };

    if (!td_second_load (tx, a->person, &row, error))
        return FALSE;
    a->second = (TdSecond){ .app = row.totp != NULL, .printed = row.printed, .left = row.left };
    return TRUE;
}

static gboolean ask_roles (TdTx *tx, gpointer data, GError **error)
{
    struct ask *a = data;

    return td_second_role_needs (tx, a->person, a->today, &a->needed, error);
}

gboolean td_second_of (TdInstance *instance, const char *person, TdSecond *ret, GError **error)
{
    struct ask a = { .instance = instance, .person = person };

    if (!td_store_read (instance->store, ask_rows, &a, error))
        return FALSE;
    *ret = a.second;
    return TRUE;
}

gboolean td_second_needed (TdInstance *instance, const char *person, gboolean *ret_needed, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    struct ask a = { .instance = instance, .person = person, .today = today };

    if (!td_store_read (instance->store, ask_roles, &a, error))
        return FALSE;
    *ret_needed = a.needed;
    return TRUE;
}

/* ---- codes ---- */

char *td_second_code_new (void)
{
    g_autofree char *id = td_id_new ();

    return g_strdup_printf ("%.*s-%.*s", HALF, id, HALF, id + HALF);
}

void td_second_code_hash (const TdInstance *instance, const char *person, const char *typed, guint8 ret_hash[32])
{
    g_autoptr (GString) text = g_string_new (person);

    g_string_append_c (text, ' ');
    for (; *typed != '\0'; typed++) {
        char c = g_ascii_tolower (*typed);
        if (c == 'o')
            c = '0';
        if (c == 'i' || c == 'l')
            c = '1';
        if (g_ascii_isalnum (c))
            g_string_append_c (text, c);
    }
    td_people_hash (instance, "one-time code", text->str, ret_hash);
}

GBytes *td_second_secret (const TdInstance *instance, const char *person, GBytes *sealed)
{
    gsize size;
    const guint8 *bytes = g_bytes_get_data (sealed, &size);
    g_autoptr (GBytes) secret = td_unseal (instance, "second factor", person, bytes, size);

    return secret != NULL && g_bytes_get_size (secret) == TD_TOTP_SECRET_BYTES ? g_steal_pointer (&secret) : NULL;
}

static gboolean take_of_app (TdTx *tx, TdInstance *instance, const char *person, const TdSecondRow *row,
                             const char *typed, gboolean *ret_right, GError **error)
{
    g_autoptr (GBytes) secret = row->totp != NULL ? td_second_secret (instance, person, row->totp) : NULL;
    gint64 step;

    if (secret == NULL
        || !td_totp_match (g_bytes_get_data (secret, NULL), typed, td_clock_now (&instance->clock), row->step, &step))
        return TRUE;
    *ret_right = TRUE;
    return td_second_take_step (tx, person, step, error);
}

static gboolean count_wrong (TdTx *tx, TdInstance *instance, const char *person, gint64 *ret_count, GError **error)
{
    return td_rate_count (tx, instance->pepper, "second-factor", person, TD_SIGN_IN_TRY_SECONDS,
                          td_clock_now (&instance->clock), ret_count, error);
}

gboolean td_second_take (TdTx *tx, TdInstance *instance, const char *person, const char *typed, gboolean *ret_right,
                         GError **error)
{
    g_auto (TdSecondRow) row = { 0 };
    guint8 hash[32];
    gint64 count = 0;

    *ret_right = FALSE;
    if (!count_wrong (tx, instance, person, &count, error))
        return FALSE;
    if (count >= TD_LIMIT_SECOND_TRIES) {
        g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_BUSY,
                             "There were too many wrong codes. Wait 15 minutes and try again.");
        return FALSE;
    }
    if (!td_second_load (tx, person, &row, error) || !take_of_app (tx, instance, person, &row, typed, ret_right, error))
        return FALSE;
    td_second_code_hash (instance, person, typed, hash);
    if (!*ret_right && !td_second_use_code (tx, person, hash, FALSE, ret_right, error))
        return FALSE;
    return *ret_right
           || td_rate_take (tx, instance->pepper, "second-factor", person, TD_LIMIT_SECOND_TRIES,
                            TD_SIGN_IN_TRY_SECONDS, td_clock_now (&instance->clock), error);
}

/* ---- a sign-in that waits ---- */

struct waiting {
    TdInstance *instance;
    const char *person, *typed;
    guint8 token[32];
    TdSignIn *ret;
    gboolean there, right;
};

static gboolean await_row (TdTx *tx, gpointer data, GError **error)
{
    struct waiting *w = data;
    g_autofree char *id = td_id_new ();
    gint64 now = td_clock_now (&w->instance->clock);

    return td_pending_insert (tx, id, w->token, w->person, now, now + TD_SECOND_WAIT_SECONDS * G_TIME_SPAN_SECOND,
                              error);
}

gboolean td_second_await (TdInstance *instance, const char *person, TdSignIn *ret, GError **error)
{
    g_autofree char *cookie = td_people_random_text ();
    struct waiting w = { .instance = instance, .person = person };

    td_people_hash (instance, "second factor awaited", cookie, w.token);
    if (!td_store_keep (instance->store, await_row, &w, error))
        return FALSE;
    td_sign_in_clear (ret);
    ret->person = g_strdup (person);
    ret->cookie = g_steal_pointer (&cookie);
    ret->pending = TRUE;
    return TRUE;
}

static gboolean awaits_row (TdTx *tx, gpointer data, GError **error)
{
    struct waiting *w = data;
    g_autofree char *person = NULL;

    if (!td_pending_find (tx, w->token, td_clock_now (&w->instance->clock), &person, error))
        return FALSE;
    w->there = person != NULL;
    return TRUE;
}

static gboolean finish_row (TdTx *tx, gpointer data, GError **error)
{
    struct waiting *w = data;
    g_autofree char *person = NULL;

    if (!td_pending_find (tx, w->token, td_clock_now (&w->instance->clock), &person, error))
        return FALSE;
    w->there = person != NULL;
    w->right = FALSE;
    if (!w->there)
        return TRUE;
    if (!td_second_take (tx, w->instance, person, w->typed, &w->right, error))
        return FALSE;
    return !w->right
           || (td_pending_close (tx, w->token, error)
               && td_session_put (tx, w->instance, person, TD_TRUST_SECOND, w->ret, error));
}

static gboolean is_cookie (const char *cookie)
{
    return cookie != NULL && strlen (cookie) == TD_PEOPLE_RANDOM_CHARACTERS;
}

gboolean td_second_awaits (TdInstance *instance, const char *cookie, gboolean *ret_awaits, GError **error)
{
    struct waiting w = { .instance = instance };

    if (is_cookie (cookie)) {
        td_people_hash (instance, "second factor awaited", cookie, w.token);
        if (!td_store_read (instance->store, awaits_row, &w, error))
            return FALSE;
    }
    *ret_awaits = w.there;
    return TRUE;
}

gboolean td_second_finish (TdInstance *instance, const char *cookie, const char *code, TdSignIn *ret, GError **error)
{
    struct waiting w = { .instance = instance, .typed = code, .ret = ret };

    if (is_cookie (cookie)) {
        td_people_hash (instance, "second factor awaited", cookie, w.token);
        if (!td_store_keep (instance->store, finish_row, &w, error))
            return FALSE;
    }
    if (w.there && w.right)
        return TRUE;
    if (w.there)
        return td_second_wrong (error);
    g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_GONE,
                         "This sign-in was not finished within ten minutes. Sign in again with your password.");
    return FALSE;
}
