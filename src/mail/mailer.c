/* What empties the queue: one run over what is due, and the thread that does runs. */
#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "mail/keeper.h"
#include "mail/queue.h"
#include "mail/shown-private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { MOST_HANDS = 50, LOCK_SECONDS = 70, PAUSE_SECONDS = 30, FORGET_SECONDS = 3600 };
#define LOOK_EVERY (250 * G_TIME_SPAN_MILLISECOND)

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_MAIL_ERROR, code, message);
    return FALSE;
}

/* ---- one mailer a folder ---- */

typedef struct {
    int fd;
    char holder[TD_ID_LENGTH + 1]; /* this folder's name in the queue: another machine's has another */
} Lock;

static gboolean try_lock (int fd, const gint *stop)
{
    gint64 until = g_get_monotonic_time () + LOCK_SECONDS * G_TIME_SPAN_SECOND;

    while (flock (fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EINTR && errno != EWOULDBLOCK)
            return FALSE;
        if (g_get_monotonic_time () > until || (stop != NULL && g_atomic_int_get (stop)))
            return FALSE;
        g_usleep (50 * 1000);
    }
    return TRUE;
}

static gboolean read_holder (Lock *lock)
{
    g_autofree char *id = NULL;

    if (pread (lock->fd, lock->holder, TD_ID_LENGTH, 0) == TD_ID_LENGTH && td_id_valid (lock->holder))
        return TRUE;
    id = td_id_new ();
    memcpy (lock->holder, id, TD_ID_LENGTH + 1);
    return pwrite (lock->fd, id, TD_ID_LENGTH, 0) == TD_ID_LENGTH && fsync (lock->fd) == 0;
}

static void unlock (Lock *lock)
{
    if (lock->fd >= 0)
        close (lock->fd); /* and with it the lock, also when the process dies */
    lock->fd = -1;
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lock, unlock)

static gboolean take_lock (TdInstance *instance, const gint *stop, Lock *ret_lock, GError **error)
{
    g_autofree char *path = g_build_filename (instance->folder, "mail", "lock", NULL);

    if (!td_mail_make_folder (instance->folder, "mail", error))
        return FALSE;
    ret_lock->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (ret_lock->fd < 0)
        return fail (error, TD_ERROR_OURS, "The folder for mail cannot be written. Look at its rights.");
    if (!try_lock (ret_lock->fd, stop))
        return fail (error, TD_ERROR_BUSY, "Another process is sending this instance's mail. Nothing was lost.");
    return read_holder (ret_lock) || fail (error, TD_ERROR_OURS, "The folder for mail cannot be written.");
}

/* ---- one run ---- */

typedef struct {
    TdInstance *instance;
    const TdMailKeeper *keeper;
    gpointer kept;
    TdQueueWho who;
    TdQueueRow row;
    char *from;
    gint64 due; /* of the next try */
    const char *reason;
    gint64 sent, failed;
} Run;

struct look {
    TdQueueWho who;
    gboolean any;
};

static gboolean any_in (TdTx *tx, gpointer data, GError **error)
{
    struct look *look = data;

    return td_queue_any_due (tx, &look->who, &look->any, error);
}

static gboolean take_in (TdTx *tx, gpointer data, GError **error)
{
    Run *run = data;

    return td_instance_may_write (run->instance, tx, error) && td_queue_take (tx, &run->who, &run->row, error);
}

static gboolean sent_in (TdTx *tx, gpointer data, GError **error)
{
    Run *run = data;

    return td_queue_sent (tx, run->row.id, run->who.now, error);
}

static gboolean not_sent_in (TdTx *tx, gpointer data, GError **error)
{
    Run *run = data;

    return td_queue_not_sent (tx, run->row.id, run->who.now, run->due, run->reason, error);
}

static gboolean cancelled_in (TdTx *tx, gpointer data, GError **error)
{
    Run *run = data;

    return td_queue_drop_cancelled (tx, run->row.id, error);
}

/* When to try again after so many tries; 0: no more. */
static gint64 next_try (gint64 now, gint64 tries)
{
    static const int minutes[] = { 1, 5, 30, 2 * 60, 6 * 60, 24 * 60 };

    G_STATIC_ASSERT (G_N_ELEMENTS (minutes) == TD_LIMIT_MAIL_TRIES - 1);
    return tries <= (gint64) G_N_ELEMENTS (minutes) ? now + minutes[tries - 1] * G_TIME_SPAN_MINUTE : 0;
}

/* Makes the message and hands it over: outside any transaction. */
static TdMailOutcome hand_over (Run *run)
{
    gsize size;
    const void *content = g_bytes_get_data (run->row.content, &size);
    g_autoptr (TdLetter) letter = td_letter_unseal (run->instance, run->row.id, content, size);
    TdMessage message = { 0 };
    TdMailOutcome outcome;

    if (letter == NULL) {
        run->reason = N_ ("What this letter says cannot be read with the keys that this instance has now.");
        return TD_MAIL_NEVER;
    }
    if (run->row.hands > MOST_HANDS) {
        run->reason = N_ ("The program ended each time while this letter was on its way.");
        return TD_MAIL_NEVER;
    }
    td_message_make (run->instance, letter, run->from, run->keeper->crlf, &message);
    outcome = run->keeper->deliver (run->kept, letter, &message, run->row.again, &run->reason);
    if (outcome == TD_MAIL_DELIVERED)
        td_mail_show (run->instance, letter, &message);
    td_message_clear (&message);
    return outcome;
}

/* One letter; *ret_more: whether to go on with the next. */
static gboolean send_one (Run *run, gboolean *ret_more, GError **error)
{
    TdStore *store = run->instance->store;
    TdMailOutcome outcome;

    *ret_more = FALSE;
    run->who.now = td_clock_now (&run->instance->clock);
    run->who.now_real = td_clock_now_real (&run->instance->clock);
    if (!td_store_keep (store, take_in, run, error))
        return FALSE;
    if (run->row.id == NULL)
        return TRUE;
    *ret_more = TRUE;
    if (run->row.cancelled)
        return td_store_keep (store, cancelled_in, run, error);
    outcome = hand_over (run);
    run->who.now = td_clock_now (&run->instance->clock);
    if (outcome == TD_MAIL_DELIVERED) {
        run->sent++;
        return td_store_keep (store, sent_in, run, error);
    }
    run->failed++;
    run->due = outcome == TD_MAIL_NEVER ? 0 : next_try (run->who.now, run->row.tries + 1);
    *ret_more = outcome != TD_MAIL_UNREACHABLE;
    return td_store_keep (store, not_sent_in, run, error);
}

/* A mail server that hangs up is an error of that letter, not a signal to this thread. */
static void block_pipe_signal (void)
{
    sigset_t pipe;

    sigemptyset (&pipe);
    sigaddset (&pipe, SIGPIPE);
    pthread_sigmask (SIG_BLOCK, &pipe, NULL);
}

static gboolean open_keeper (Run *run, GError **error)
{
    block_pipe_signal ();
    run->keeper = g_str_equal (run->instance->mail.keeper, "smtp") ? &td_mail_smtp : &td_mail_maildir;
    run->from = td_letter_from (run->instance);
    if (run->from == NULL)
        return fail (error, TD_ERROR_INPUT,
                     "The sender's address in instance.ini is none. Write it like from=desk@example.org.");
    run->kept = run->keeper->open (run->instance, error);
    return run->kept != NULL;
}

/* *ret_reached: FALSE when nobody could be sent anything, so that a pause is wise. */
static gboolean run_once (TdInstance *instance, const gint *stop, Run *run, gboolean *ret_reached, GError **error)
{
    g_auto (Lock) lock = { .fd = -1 };
    gboolean more = TRUE, ok;

    *run = (Run){ .instance = instance };
    *ret_reached = TRUE;
    if (!take_lock (instance, stop, &lock, error))
        return FALSE;
    run->who.holder = lock.holder;
    ok = open_keeper (run, error);
    while (ok && more && (stop == NULL || !g_atomic_int_get (stop)))
        ok = send_one (run, &more, error);
    *ret_reached = ok && (run->row.id == NULL || more);
    td_queue_row_clear (&run->row);
    g_free (run->from);
    if (run->kept != NULL)
        run->keeper->close (run->kept);
    return ok;
}

static gboolean sends (const TdInstance *instance)
{
    return !g_str_equal (instance->mail.keeper, "none");
}

static gboolean any_due (TdInstance *instance, const char *holder, gboolean *ret_any, GError **error)
{
    struct look look = { .who = { .holder = holder,
                                  .now = td_clock_now (&instance->clock),
                                  .now_real = td_clock_now_real (&instance->clock) } };

    if (!td_store_read (instance->store, any_in, &look, error))
        return FALSE;
    *ret_any = look.any;
    return TRUE;
}

gboolean td_mail_send_due (TdInstance *instance, gint64 *ret_sent, gint64 *ret_failed, GError **error)
{
    gboolean reached, ok = TRUE;
    Run run = { 0 };

    if (sends (instance))
        ok = run_once (instance, NULL, &run, &reached, error);
    if (!ok)
        return FALSE;
    if (ret_sent != NULL)
        *ret_sent = run.sent;
    if (ret_failed != NULL)
        *ret_failed = run.failed;
    return TRUE;
}

/* ---- the thread ---- */

struct TdMailer {
    TdInstance *instance;
    GThread *thread;
    GMutex lock;
    GCond wake;
    gint stopping; /* atomic too: a run looks at it between two letters */
    gint64 stamp, looked, forgot, pause_until;
    char holder[TD_ID_LENGTH + 1]; /* "": not known yet */
    char *last_problem;
};

/* Under which name this folder's mailer holds letters, once there is one: what it held when it died is due at once. */
static const char *holder_of (TdMailer *mailer)
{
    g_autofree char *path = g_build_filename (mailer->instance->folder, "mail", "lock", NULL);
    Lock lock = { .fd = -1 };

    if (*mailer->holder == '\0' && (lock.fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) >= 0) {
        if (pread (lock.fd, lock.holder, TD_ID_LENGTH, 0) == TD_ID_LENGTH && td_id_valid (lock.holder))
            memcpy (mailer->holder, lock.holder, sizeof mailer->holder);
        unlock (&lock);
    }
    return mailer->holder;
}

/* The same problem is logged once, not once a second. */
static void note_problem (TdMailer *mailer, const GError *problem)
{
    if (g_strcmp0 (mailer->last_problem, problem->message) == 0)
        return;
    g_free (mailer->last_problem);
    mailer->last_problem = g_strdup (problem->message);
    g_warning ("mail: %s", problem->message);
}

static gboolean forget_in (TdTx *tx, gpointer data, GError **error)
{
    TdInstance *instance = data;

    return td_queue_forget (tx, td_clock_now (&instance->clock) - TD_LIMIT_MAIL_DAYS * G_TIME_SPAN_DAY, error);
}

static gboolean forget (TdMailer *mailer, gint64 now, GError **error)
{
    if (mailer->forgot != 0 && now - mailer->forgot < FORGET_SECONDS * G_TIME_SPAN_SECOND)
        return TRUE;
    mailer->forgot = now;
    td_mail_show_less (mailer->instance);
    return td_store_keep (mailer->instance->store, forget_in, mailer->instance, error);
}

/* Whether it is time to ask the queue: something was committed, or a second has passed. */
static gboolean is_time (TdMailer *mailer, gint64 now)
{
    gint64 stamp = td_store_stamp (mailer->instance->store);

    if (now < mailer->pause_until || (stamp == mailer->stamp && now - mailer->looked < G_TIME_SPAN_SECOND))
        return FALSE;
    mailer->stamp = stamp;
    mailer->looked = now;
    return TRUE;
}

static void look (TdMailer *mailer)
{
    gint64 now = g_get_monotonic_time ();
    g_autoptr (GError) problem = NULL;
    gboolean any = FALSE, reached = TRUE;
    Run run;

    if (!is_time (mailer, now))
        return;
    if (forget (mailer, now, &problem) && any_due (mailer->instance, holder_of (mailer), &any, &problem) && any)
        run_once (mailer->instance, &mailer->stopping, &run, &reached, &problem);
    if (problem != NULL && td_error_code (problem) != TD_ERROR_BUSY)
        note_problem (mailer, problem);
    if (problem != NULL || !reached)
        mailer->pause_until = now + PAUSE_SECONDS * G_TIME_SPAN_SECOND;
}

static gboolean wait_a_little (TdMailer *mailer)
{
    gint64 until = g_get_monotonic_time () + LOOK_EVERY;

    g_mutex_lock (&mailer->lock);
    while (!g_atomic_int_get (&mailer->stopping) && g_cond_wait_until (&mailer->wake, &mailer->lock, until))
        ;
    g_mutex_unlock (&mailer->lock);
    return !g_atomic_int_get (&mailer->stopping);
}

static gpointer work (gpointer data)
{
    TdMailer *mailer = data;

    do
        look (mailer);
    while (wait_a_little (mailer));
    return NULL;
}

TdMailer *td_mailer_start (TdInstance *instance)
{
    TdMailer *mailer = g_new0 (TdMailer, 1);

    mailer->instance = instance;
    g_mutex_init (&mailer->lock);
    g_cond_init (&mailer->wake);
    if (sends (instance))
        mailer->thread = g_thread_new ("mailer", work, mailer);
    return mailer;
}

void td_mailer_stop (TdMailer *mailer)
{
    if (mailer == NULL)
        return;
    g_atomic_int_set (&mailer->stopping, 1);
    g_mutex_lock (&mailer->lock);
    g_cond_signal (&mailer->wake);
    g_mutex_unlock (&mailer->lock);
    if (mailer->thread != NULL)
        g_thread_join (mailer->thread);
    g_cond_clear (&mailer->wake);
    g_mutex_clear (&mailer->lock);
    g_free (mailer->last_problem);
    g_free (mailer);
}
