#include "areas/people/sessions.h"

#include "areas/people/people-keys.h"
#include "areas/people/sessions-sql.h"
#include "base/id.h"
#include "base/limits.h"

#include <sodium.h>

void td_sign_in_clear (TdSignIn *sign_in)
{
    g_free (sign_in->person);
    g_free (sign_in->session);
    if (sign_in->cookie != NULL)
        sodium_memzero (sign_in->cookie, strlen (sign_in->cookie));
    g_free (sign_in->cookie);
    *sign_in = (TdSignIn){ 0 };
}

gboolean td_session_put (TdTx *tx, TdInstance *instance, const char *person, TdTrust trust, TdSignIn *ret,
                         GError **error)
{
    g_autofree char *id = td_id_new ();
    g_autofree char *cookie = td_people_random_text ();
    g_autofree char *csrf = td_people_random_text ();
    gint64 now = td_clock_now (&instance->clock);
    guint8 token[32];

    td_people_hash (instance, "sign-in", cookie, token);
    if (!td_sessions_open (tx, id, token, person, csrf, trust, now, now + TD_LIMIT_SESSION_HOURS * G_TIME_SPAN_HOUR,
                           error))
        return FALSE;
    td_sign_in_clear (ret);
    ret->person = g_strdup (person);
    ret->session = g_steal_pointer (&id);
    ret->cookie = g_steal_pointer (&cookie);
    return TRUE;
}

struct opened {
    TdInstance *instance;
    const char *person;
    TdTrust trust;
    TdSignIn *ret;
};

static gboolean open_row (TdTx *tx, gpointer data, GError **error)
{
    struct opened *o = data;

    return td_session_put (tx, o->instance, o->person, o->trust, o->ret, error);
}

gboolean td_session_open (TdInstance *instance, const char *person, TdTrust trust, TdSignIn *ret, GError **error)
{
    struct opened o = { .instance = instance, .person = person, .trust = trust, .ret = ret };

    return td_store_keep (instance->store, open_row, &o, error);
}

struct ending {
    const char *person, *session;
};

static gboolean close_row (TdTx *tx, gpointer data, GError **error)
{
    struct ending *e = data;

    return td_sessions_close (tx, e->person, e->session, error);
}

static gboolean close_others (TdTx *tx, gpointer data, GError **error)
{
    struct ending *e = data;

    return td_sessions_close_others (tx, e->person, e->session, error);
}

gboolean td_sign_out (TdInstance *instance, const char *session, GError **error)
{
    struct ending e = { .session = session };

    return td_store_keep (instance->store, close_row, &e, error);
}

gboolean td_session_end (TdInstance *instance, const char *person, const char *session, GError **error)
{
    struct ending e = { .person = person, .session = session };

    return td_store_keep (instance->store, close_row, &e, error);
}

gboolean td_session_end_others (TdInstance *instance, const char *person, const char *session, GError **error)
{
    struct ending e = { .person = person, .session = session };

    return td_store_keep (instance->store, close_others, &e, error);
}

/* ---- listing ---- */

void td_own_session_free (TdOwnSession *session)
{
    if (session == NULL)
        return;
    g_free (session->id);
    g_free (session);
}

struct list {
    const char *person;
    gint64 now;
    GPtrArray *sessions;
};

static gboolean list_rows (TdTx *tx, gpointer data, GError **error)
{
    struct list *l = data;

    l->sessions = td_sessions_list (tx, l->person, l->now, error);
    return l->sessions != NULL;
}

GPtrArray *td_session_list (TdInstance *instance, const char *person, GError **error)
{
    struct list l = { .person = person, .now = td_clock_now (&instance->clock) };

    return td_store_read (instance->store, list_rows, &l, error) ? l.sessions : NULL;
}

/* ---- who holds a cookie ---- */

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
