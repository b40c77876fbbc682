/* Runs a helper: its input lies in memory whole, so that nobody has to write while reading. */
#include "base/cell/cell-private.h"
#include "base/cell/helper.h"
#include "base/errors.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

typedef enum { END_WELL, END_TIME, END_OUTPUT, END_BROKEN } End;

/* A descriptor from which input can be read from its start; -1 with errno. */
static int input_of (const void *data, gsize size)
{
    int fd = memfd_create ("input", MFD_CLOEXEC);
    for (gsize done = 0; fd >= 0 && done < size;) {
        ssize_t wrote = write (fd, (const char *) data + done, size - done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0) {
            close (fd);
            return -1;
        }
        done += (gsize) wrote;
    }
    if (fd >= 0)
        lseek (fd, 0, SEEK_SET);
    return fd;
}

typedef struct {
    const char *program, *word;
    const char *const *argv; /* of a program of others; else NULL */
    gsize memory;            /* likewise: ours limit themselves */
    int seconds;
} Helper;

static int spawn (const Helper *h, int input, int output, pid_t *ret_pid)
{
    return h->argv != NULL ? td_helper_spawn_foreign (h->argv, input, output, h->memory, h->seconds, ret_pid)
                           : td_cell_spawn (h->program, h->word, input, output, ret_pid);
}

static gboolean start (const Helper *h, const void *data, gsize size, pid_t *ret_pid, int *ret_answer, GError **error)
{
    int pipes[2] = { -1, -1 }, input = input_of (data, size);
    int result = input < 0 || pipe2 (pipes, O_CLOEXEC) != 0 ? errno : 0;

    if (result == 0) {
        td_cell_lift (&input);
        td_cell_lift (&pipes[1]);
        result = spawn (h, input, pipes[1], ret_pid);
    }
    if (input >= 0)
        close (input);
    if (pipes[1] >= 0)
        close (pipes[1]);
    *ret_answer = pipes[0];
    if (result == 0)
        return TRUE;
    if (pipes[0] >= 0)
        close (pipes[0]);
    g_set_error (
        error, TD_CELL_ERROR, TD_ERROR_OURS,
        "The program that makes files could not be started (%s). This is our fault, nothing is lost; try again in "
        "a minute.",
        g_strerror (result));
    return FALSE;
}

static End read_answer (int answer, gint64 deadline, gsize most, GByteArray *into)
{
    g_autofree guint8 *chunk = g_malloc (64 * 1024);
    for (;;) {
        gint64 left = deadline - g_get_monotonic_time ();
        struct pollfd waited = { answer, POLLIN, 0 };
        int ready = left > 0 ? poll (&waited, 1, (int) MIN (left / 1000 + 1, G_MAXINT)) : 0;
        if (ready == 0)
            return END_TIME;
        ssize_t got = ready < 0 ? -1 : read (answer, chunk, 64 * 1024);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got <= 0)
            return got == 0 ? END_WELL : END_BROKEN;
        if (into->len + (gsize) got > most)
            return END_OUTPUT;
        g_byte_array_append (into, chunk, (guint) got);
    }
}

/* Whether the child ended by itself until then; it stays to be waited for, so that its group cannot become another's. */
static gboolean ends_until (pid_t pid, gint64 deadline)
{
    siginfo_t info;
    struct pollfd waited = { pidfd_open (pid, 0), POLLIN, 0 };
    gboolean ended;

    while (waited.fd >= 0) {
        gint64 left = deadline - g_get_monotonic_time ();
        int ready = poll (&waited, 1, (int) CLAMP (left / 1000 + 1, 0, G_MAXINT));
        if (ready >= 0 || errno != EINTR)
            break;
    }
    if (waited.fd >= 0)
        close (waited.fd);
    info.si_pid = 0;
    ended = waitid (P_PID, (id_t) pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid;
    return ended;
}

/* Waits for the child, killing it where its time is up; whether it said that all went well. The whole group goes with it: a program of
 * others may have started more. */
static End end_child (pid_t pid, gint64 deadline, End end)
{
    int status = 0;

    if (end == END_WELL && !ends_until (pid, deadline))
        end = END_TIME;
    kill (-pid, SIGKILL);
    while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (end != END_WELL)
        return end;
    if (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU)
        return END_TIME;
    return WIFEXITED (status) && WEXITSTATUS (status) == 0 ? END_WELL : END_BROKEN;
}

static void say_end (End end, GError **error)
{
    if (end == END_BROKEN)
        g_set_error (error, TD_CELL_ERROR, TD_ERROR_OURS,
                     "This file could not be made: the program that makes it failed. This is our fault, and nothing is "
                     "lost. Try again, or take another format.");
    else
        g_set_error (error, TD_CELL_ERROR, TD_ERROR_TOO_LARGE,
                     "This text is too long to be made into one file. Take it in parts, or take another format.");
}

static GBytes *run (const Helper *h, const void *input, gsize size, gsize output, GError **error)
{
    gint64 deadline = g_get_monotonic_time () + (gint64) h->seconds * G_USEC_PER_SEC;
    GByteArray *answer;
    pid_t pid;
    int fd;

    if (!start (h, input, size, &pid, &fd, error))
        return NULL;
    answer = g_byte_array_new ();
    End end = read_answer (fd, deadline, output, answer);
    close (fd);
    end = end_child (pid, deadline, end);
    if (end == END_WELL)
        return g_byte_array_free_to_bytes (answer);
    g_byte_array_unref (answer);
    say_end (end, error);
    return NULL;
}

GBytes *td_helper_run (const char *program, const char *word, const void *input, gsize size, int seconds, gsize output,
                       GError **error)
{
    const Helper h = { .program = program, .word = word, .seconds = seconds };

    g_return_val_if_fail (program != NULL && word != NULL, NULL);
    return run (&h, input, size, output, error);
}

GBytes *td_helper_run_foreign (const char *const *argv, const void *input, gsize size, int seconds, gsize memory,
                               gsize output, GError **error)
{
    const Helper h = { .argv = argv, .memory = memory, .seconds = seconds };

    g_return_val_if_fail (argv != NULL && argv[0] != NULL && memory > 0, NULL);
    return run (&h, input, size, output, error);
}
