/* LISTEN on a connection of its own, without ever waiting: it connects, listens and connects again
 * after a loss a step at a time, each time somebody asks for the stamp. */
#include "store/postgres-private.h"

enum { RECONNECT_USEC = 2 * 1000 * 1000 };

typedef enum { CONNECTING, ASKING, LISTENING, LOST } State;

struct TdWatch {
    char *url;
    PGconn *pg;
    State state;
    gint64 lost_at; /* monotonic */
    gint64 others;  /* commits of others, and every time some may have been missed */
};

static void drop_notice (void *data, const PGresult *result)
{
    (void) data;
    (void) result;
}

static void start (TdWatch *watch)
{
    watch->pg = td_postgres_start (watch->url, TRUE);
    PQsetNoticeReceiver (watch->pg, drop_notice, NULL);
    watch->state = CONNECTING;
}

static void lose (TdWatch *watch)
{
    PQfinish (watch->pg);
    watch->pg = NULL;
    watch->state = LOST;
    watch->lost_at = g_get_monotonic_time ();
}

static void continue_connecting (TdWatch *watch)
{
    PostgresPollingStatusType status = PQconnectPoll (watch->pg);
    if (status == PGRES_POLLING_FAILED) {
        lose (watch);
    } else if (status == PGRES_POLLING_OK) {
        PQsetnonblocking (watch->pg, 1);
        watch->state = ASKING;
        if (!PQsendQuery (watch->pg, "listen " TD_POSTGRES_CHANNEL))
            lose (watch);
    }
}

static void continue_asking (TdWatch *watch)
{
    PQflush (watch->pg);
    if (!PQconsumeInput (watch->pg)) {
        lose (watch);
        return;
    }
    while (!PQisBusy (watch->pg)) {
        PGresult *result = PQgetResult (watch->pg);
        if (!result) {
            watch->state = LISTENING;
            watch->others++; /* what was committed before is unknown */
            return;
        }
        gboolean ok = PQresultStatus (result) == PGRES_COMMAND_OK;
        PQclear (result);
        if (!ok) {
            lose (watch);
            return;
        }
    }
}

static void count_notifications (TdWatch *watch)
{
    if (!PQconsumeInput (watch->pg)) {
        lose (watch);
        return;
    }
    for (PGnotify *notify; (notify = PQnotifies (watch->pg)) != NULL; PQfreemem (notify))
        if (strcmp (notify->extra, td_postgres_self ()) != 0)
            watch->others++;
}

gint64 td_postgres_watch_stamp (TdWatch *watch)
{
    if (watch->state == LOST && g_get_monotonic_time () - watch->lost_at >= RECONNECT_USEC)
        start (watch);
    if (watch->state == CONNECTING)
        continue_connecting (watch);
    if (watch->state == ASKING)
        continue_asking (watch);
    if (watch->state == LISTENING)
        count_notifications (watch);
    else
        watch->others++; /* deaf: say that something may have changed */
    return watch->others + td_postgres_own_commits ();
}

TdWatch *td_postgres_watch (const char *url, GError **error)
{
    TdWatch *watch = g_new0 (TdWatch, 1);
    (void) error;
    watch->url = g_strdup (url);
    start (watch);
    return watch;
}

void td_postgres_watch_free (TdWatch *watch)
{
    PQfinish (watch->pg);
    g_free (watch->url);
    g_free (watch);
}
