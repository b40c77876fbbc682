/* The parent's side: starts children, hands them a file, reads their answer, ends them.
 *
 * A child is born with a socket on descriptor 0, over which the file's descriptor comes later, and a pipe on descriptor 1.
 * A waiting child thus needs nothing but one message, and the file is never copied. The next
 * child is started as soon as this one has its file, while it works. posix_spawn does not copy the server's memory
 * and is safe beside other threads. */
#include "base/cell/cell-private.h"
#include "base/errors.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    pid_t pid; /* 0: none */
    int socket;
    int answer;
} Child;

struct TdCellPool {
    char *program;
    const char *word;
    GMutex lock;
    GArray *waiting; /* of Child */
    int warm;
    int seconds;
    gsize output;
};

/* ---- life of a child ---- */

static void close_fd (int *fd)
{
    if (*fd >= 0)
        close (*fd);
    *fd = -1;
}

static int end_child (Child *child, gboolean now)
{
    int status = 0;
    close_fd (&child->socket);
    close_fd (&child->answer);
    if (child->pid > 0) {
        if (now)
            kill (child->pid, SIGKILL);
        while (waitpid (child->pid, &status, 0) < 0 && errno == EINTR)
            ;
    }
    child->pid = 0;
    return status;
}

int td_cell_spawn (const char *program, const char *word, int input, int output, pid_t *ret_pid)
{
    static char *const environment[] = { (char *) "LC_ALL=C.UTF-8", NULL };
    char *argv[] = { (char *) program, (char *) word, NULL };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;

    sigemptyset (&none);
    sigfillset (&all);
    posix_spawn_file_actions_init (&actions);
    posix_spawnattr_init (&attributes);
    posix_spawn_file_actions_adddup2 (&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2 (&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen (&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np (&actions, STDERR_FILENO + 1);
    posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setsigmask (&attributes, &none);
    posix_spawnattr_setsigdefault (&attributes, &all);
    int result = posix_spawn (ret_pid, program, &actions, &attributes, argv, environment);
    posix_spawnattr_destroy (&attributes);
    posix_spawn_file_actions_destroy (&actions);
    return result;
}

void td_cell_lift (int *fd)
{
    if (*fd > STDERR_FILENO)
        return;
    int higher = fcntl (*fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close (*fd);
    *fd = higher;
}

static gboolean start_child (const TdCellPool *pool, Child *ret_child, GError **error)
{
    int sockets[2] = { -1, -1 }, pipes[2] = { -1, -1 };
    Child child = { 0, -1, -1 };
    int result = 0;

    if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0 || pipe2 (pipes, O_CLOEXEC) != 0)
        result = errno;
    if (result == 0) {
        td_cell_lift (&sockets[1]);
        td_cell_lift (&pipes[1]);
        fcntl (pipes[1], F_SETPIPE_SZ, (int) TD_LIMIT_CELL_RECORD);
        result = td_cell_spawn (pool->program, pool->word, sockets[1], pipes[1], &child.pid);
    }
    close_fd (&sockets[1]);
    close_fd (&pipes[1]);
    if (result != 0) {
        close_fd (&sockets[0]);
        close_fd (&pipes[0]);
        g_set_error (error, TD_CELL_ERROR, TD_ERROR_OURS,
                     "The program that reads files could not be started (%s). This is our fault, nothing is lost; "
                     "try again in a minute.",
                     g_strerror (result));
        return FALSE;
    }
    child.socket = sockets[0];
    child.answer = pipes[0];
    *ret_child = child;
    return TRUE;
}

/* ---- the pool ---- */

static void refill (TdCellPool *pool)
{
    g_mutex_lock (&pool->lock);
    while ((int) pool->waiting->len < pool->warm) {
        Child child;
        if (!start_child (pool, &child, NULL))
            break; /* the next run says so */
        g_array_append_val (pool->waiting, child);
    }
    g_mutex_unlock (&pool->lock);
}

TdCellPool *td_cell_pool_new (const char *program, int warm)
{
    g_return_val_if_fail (program != NULL, NULL);
    TdCellPool *pool = g_new0 (TdCellPool, 1);
    pool->program = g_strdup (program);
    pool->word = "--cell";
    pool->waiting = g_array_new (FALSE, FALSE, sizeof (Child));
    pool->warm = warm;
    pool->seconds = TD_LIMIT_CELL_SECONDS;
    pool->output = TD_LIMIT_CELL_OUTPUT;
    g_mutex_init (&pool->lock);
    refill (pool);
    return pool;
}

void td_cell_pool_free (TdCellPool *pool)
{
    if (pool == NULL)
        return;
    for (guint i = 0; i < pool->waiting->len; i++)
        end_child (&g_array_index (pool->waiting, Child, i), TRUE);
    g_array_free (pool->waiting, TRUE);
    g_mutex_clear (&pool->lock);
    g_free (pool->program);
    g_free (pool);
}

void td_cell_pool_set_word (TdCellPool *pool, const char *word)
{
    g_return_if_fail (pool->warm == 0);
    pool->word = word;
}

void td_cell_pool_set_limits (TdCellPool *pool, int seconds, gsize output)
{
    pool->seconds = seconds;
    pool->output = output;
}

static gboolean take_waiting (TdCellPool *pool, Child *ret_child)
{
    gboolean found = FALSE;
    g_mutex_lock (&pool->lock);
    if (pool->waiting->len > 0) {
        *ret_child = g_array_index (pool->waiting, Child, 0);
        g_array_remove_index (pool->waiting, 0);
        found = TRUE;
    }
    g_mutex_unlock (&pool->lock);
    return found;
}

/* ---- handing over ---- */

static gboolean hand_over (Child *child, int fd)
{
    char byte = 'f';
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE (sizeof (int))];
    } control = { 0 };
    struct iovec part = { &byte, 1 };
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
    };
    struct cmsghdr *first = CMSG_FIRSTHDR (&message);
    ssize_t sent;

    first->cmsg_level = SOL_SOCKET;
    first->cmsg_type = SCM_RIGHTS;
    first->cmsg_len = CMSG_LEN (sizeof (int));
    memcpy (CMSG_DATA (first), &fd, sizeof fd);
    do
        sent = sendmsg (child->socket, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == 1;
}

/* A waiting child may have been ended from outside; then a fresh one takes its place. */
static gboolean child_with_file (TdCellPool *pool, int fd, Child *ret_child, GError **error)
{
    Child child;
    while (take_waiting (pool, &child)) {
        if (hand_over (&child, fd)) {
            *ret_child = child;
            return TRUE;
        }
        end_child (&child, TRUE);
    }
    if (!start_child (pool, &child, error))
        return FALSE;
    if (!hand_over (&child, fd)) {
        end_child (&child, TRUE);
        g_set_error (error, TD_CELL_ERROR, TD_ERROR_OURS,
                     "The program that reads files did not start. This is our fault, nothing is lost; try again in "
                     "a minute.");
        return FALSE;
    }
    *ret_child = child;
    return TRUE;
}

/* ---- the answer ---- */

typedef enum { WHY_NONE, WHY_TIME, WHY_OUTPUT, WHY_GARBLED, WHY_CALLBACK } Why;

typedef struct {
    const Child *child;
    gint64 deadline;
    gsize left; /* bytes the child may still answer */
    TdCellRecordFunc on_record;
    gpointer user_data;
    GByteArray *buffer; /* what came and is no whole record yet */
    Why why;
} Answer;

/* Hands on each whole record in the buffer; FALSE to stop. */
static gboolean take_records (Answer *answer, GError **error)
{
    gsize at = 0;
    while (answer->buffer->len - at >= 4) {
        guint32 size;
        memcpy (&size, answer->buffer->data + at, 4);
        size = GUINT32_FROM_BE (size);
        if (size == 0 || size > TD_LIMIT_CELL_RECORD) {
            answer->why = WHY_GARBLED;
            return FALSE;
        }
        if (answer->buffer->len - at - 4 < size)
            break;
        if (!answer->on_record ((const char *) answer->buffer->data + at + 4, size, answer->user_data, error)) {
            answer->why = WHY_CALLBACK;
            return FALSE;
        }
        at += 4 + size;
    }
    if (at > 0)
        g_byte_array_remove_range (answer->buffer, 0, (guint) at);
    return TRUE;
}

static gboolean wait_for_more (Answer *answer)
{
    for (;;) {
        gint64 left = answer->deadline - g_get_monotonic_time ();
        struct pollfd poll_one = { answer->child->answer, POLLIN, 0 };
        int ready = left > 0 ? poll (&poll_one, 1, (int) (left / 1000 + 1)) : 0;
        if (ready > 0)
            return TRUE;
        if (ready == 0 || errno != EINTR) {
            answer->why = WHY_TIME;
            return FALSE;
        }
    }
}

static gboolean read_answer (Answer *answer, GError **error)
{
    guint8 *chunk = g_malloc (64 * 1024);
    gboolean done = FALSE;

    while (wait_for_more (answer)) {
        ssize_t got = read (answer->child->answer, chunk, 64 * 1024);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            done = answer->buffer->len == 0;
            answer->why = done ? WHY_NONE : WHY_GARBLED;
            break;
        }
        if ((gsize) got > answer->left) {
            answer->why = WHY_OUTPUT;
            break;
        }
        answer->left -= (gsize) got;
        g_byte_array_append (answer->buffer, chunk, (guint) got);
        if (!take_records (answer, error))
            break;
    }
    g_free (chunk);
    return done;
}

/* ---- what is said ---- */

static void say_why (Why why, int status, GError **error)
{
    const char *said =
        "This file broke the program that reads it, so it could not be read. It may be damaged. Open it, save it "
        "again as PDF or DOCX, and send that.";
    if (why == WHY_TIME || (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU))
        said = "This file took too long to read. Save it again as a simpler PDF, for example without pictures, or "
               "send it in parts.";
    else if (why == WHY_OUTPUT)
        said = "There is more text in this file than we can take. Send the report alone, without its annexes, or "
               "send it in parts.";
    else if (WIFSIGNALED (status) && WTERMSIG (status) == SIGSYS)
        said = "Reading this file was stopped because it led to something that no document needs. Open it, save it "
               "again as PDF or DOCX, and send that.";
    g_set_error_literal (error, TD_CELL_ERROR, TD_ERROR_INPUT, said);
}

gboolean td_cell_run (TdCellPool *pool, int fd, TdCellRecordFunc on_record, gpointer user_data, GError **error)
{
    g_return_val_if_fail (pool != NULL && on_record != NULL, FALSE);
    Child child;

    if (!child_with_file (pool, fd, &child, error))
        return FALSE;
    if (pool->warm > 0)
        refill (pool);

    Answer answer = { .child = &child,
                      .left = pool->output,
                      .on_record = on_record,
                      .user_data = user_data,
                      .deadline = g_get_monotonic_time () + (gint64) pool->seconds * G_USEC_PER_SEC,
                      .buffer = g_byte_array_new () };
    gboolean whole = read_answer (&answer, error);
    /* A child that has closed its answer but does not end is not waited for. */
    int status = end_child (&child, TRUE);
    g_byte_array_unref (answer.buffer);
    if (answer.why == WHY_CALLBACK)
        return FALSE;
    /* SIGKILL is ours, sent to one that had answered whole and was about to end. */
    gboolean ended_well = WIFEXITED (status) ? WEXITSTATUS (status) == 0 : WTERMSIG (status) == SIGKILL;
    if (whole && ended_well)
        return TRUE;
    say_why (whole ? WHY_NONE : answer.why, status, error);
    return FALSE;
}
