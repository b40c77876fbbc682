#include "areas/people/sessions.h"

#include "areas/people/people-keys.h"
#include "areas/people/sessions-sql.h"
#include "base/id.h"
#include "base/limits.h"

#include <sodium.h>

struct opened {
    const char *id, *person, *csrf;
    const guint8 *token;
    TdTrust trust;
    gint64 now, expires;
};

static gboolean open_row (TdTx *tx, gpointer data, GError **error)
{
    struct opened *o = data;

    return td_sessions_open (tx, o->id, o->token, o->person, o->csrf, o->trust, o->now, o->expires, error);
}

gboolean td_session_open (TdInstance *instance, const char *person, TdTrust trust, TdSignIn *ret, GError **error)
{
    g_autofree char *id = td_id_new ();
    g_autofree char *cookie = td_people_random_text ();
    g_autofree char *csrf = td_people_random_text ();
    gint64 now = td_clock_now (&instance->clock);
    guint8 token[32];
    struct opened o = { .id = id,
                        .person = person,
                        .csrf = csrf,
                        .token = token,
                        .trust = trust,
                        .now = now,
                        .expires = now + TD_LIMIT_SESSION_HOURS * G_TIME_SPAN_HOUR };

    td_people_hash (instance, "sign-in", cookie, token);
    if (!td_store_keep (instance->store, open_row, &o, error))
        return FALSE;
    ret->person = g_strdup (person);
    ret->cookie = g_steal_pointer (&cookie);
    return TRUE;
}

void td_sign_in_clear (TdSignIn *sign_in)
{
    g_free (sign_in->person);
    if (sign_in->cookie != NULL)
        sodium_memzero (sign_in->cookie, strlen (sign_in->cookie));
    g_free (sign_in->cookie);
    *sign_in = (TdSignIn){ 0 };
}

static gboolean close_row (TdTx *tx, gpointer data, GError **error)
{
    return td_sessions_close (tx, data, error);
}

gboolean td_sign_out (TdInstance *instance, const char *session, GError **error)
{
    return td_store_keep (instance->store, close_row, (gpointer) session, error);
}

struct who {
    const guint8 *token;
    gint64 now;
    const char *today;
    TdViewer viewer;
    char *csrf;
};

static gboolean who_row (TdTx *tx, gpointer data, GError **error)
{
    struct who *w = data;

    return td_people_session (tx, w->token, w->now, w->today, &w->viewer, &w->csrf, error);
}

gboolean td_person_of_cookie (TdInstance *instance, const char *cookie, TdViewer *ret_viewer, char **ret_csrf,
                              GError **error)
{
    guint8 token[32];
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    struct who w = {
        .token = token, .now = td_clock_now (&instance->clock), .today = today, .viewer = TD_VIEWER_NOBODY
    };

    if (cookie != NULL && strlen (cookie) == TD_PEOPLE_RANDOM_CHARACTERS) {
        td_people_hash (instance, "sign-in", cookie, token);
        if (!td_store_read (instance->store, who_row, &w, error))
            return FALSE;
    }
    *ret_viewer = w.viewer;
    *ret_csrf = w.csrf;
    return TRUE;
}
