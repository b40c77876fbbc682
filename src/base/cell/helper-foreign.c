/* The birth of a program of others: it cannot close its doors itself, so they are closed in the child of the server before the program begins.
 *
 * Between fork and exec in a program with threads only calls of the kernel are safe: filter and rules are made ready before, and the child
 * but hands them over. It copies the server's page tables (posix_spawn, which does not, knows no filter); that is fine for what is asked a few
 * times a minute. */
#include "base/cell/cell-private.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { COULD_NOT = 126 };

/* What programs read: their own files, and what the C library looks up. */
static const char *const folders[] = {
    "/usr",        "/bin",       "/lib",      "/lib32",    "/lib64", "/etc/ld.so.cache", "/etc/nsswitch.conf",
    "/etc/passwd", "/etc/group", "/dev/null", "/dev/zero", NULL,
};

typedef struct {
    const char *const *argv;
    int input, output, rules;
    struct sock_fprog filter;
    rlim_t memory, seconds;
} Birth;

/* The filter as the kernel takes it. Free what it points to with g_free. */
static gboolean export_filter (struct sock_fprog *ret_filter)
{
    scmp_filter_ctx filter = td_helper_filter (TRUE);
    int fd = memfd_create ("filter", MFD_CLOEXEC);
    gboolean done = FALSE;

    if (filter != NULL && fd >= 0 && seccomp_export_bpf (filter, fd) == 0) {
        off_t size = lseek (fd, 0, SEEK_END);
        gsize n = (gsize) size / sizeof (struct sock_filter);
        struct sock_filter *rows = g_new0 (struct sock_filter, n);
        done = n > 0 && n <= G_MAXUSHORT && pread (fd, rows, (gsize) size, 0) == (ssize_t) size;
        *ret_filter = (struct sock_fprog){ .len = (unsigned short) n, .filter = rows };
    }
    if (filter != NULL)
        seccomp_release (filter);
    if (fd >= 0)
        close (fd);
    return done;
}

/* The program itself may stand elsewhere. */
static gboolean rules_for (const char *program, int *ret_rules)
{
    const char *all[G_N_ELEMENTS (folders) + 1] = { program };

    memcpy (all + 1, folders, sizeof folders);
    return td_helper_rules (all, TRUE, ret_rules);
}

static gboolean limit (int what, rlim_t soft, rlim_t hard)
{
    const struct rlimit most = { soft, hard };
    return setrlimit ((__rlimit_resource_t) what, &most) == 0;
}

static gboolean close_doors (const Birth *b)
{
    return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
           && (b->rules < 0 || syscall (SYS_landlock_restrict_self, b->rules, 0) == 0)
           && close_range (STDERR_FILENO + 1, ~0U, 0) == 0 && limit (RLIMIT_DATA, b->memory, b->memory)
           && limit (RLIMIT_CPU, b->seconds, b->seconds + 1) && limit (RLIMIT_CORE, 0, 0) && limit (RLIMIT_FSIZE, 0, 0)
           && limit (RLIMIT_NOFILE, 64, 64) && prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &b->filter, 0, 0) == 0;
}

/* In the child, with all signals held. */
static G_GNUC_NORETURN void become (const Birth *b)
{
    static char *const environment[] = { (char *) "LC_ALL=C.UTF-8", NULL };
    int nowhere = open ("/dev/null", O_WRONLY);
    sigset_t none;

    for (int i = 1; i < NSIG; i++)
        signal (i, SIG_DFL);
    sigemptyset (&none);
    if (setpgid (0, 0) == 0 && nowhere >= 0 && dup2 (b->input, STDIN_FILENO) >= 0
        && dup2 (b->output, STDOUT_FILENO) >= 0 && dup2 (nowhere, STDERR_FILENO) >= 0 && close_doors (b)
        && sigprocmask (SIG_SETMASK, &none, NULL) == 0)
        execve (b->argv[0], (char *const *) (gpointer) b->argv, environment);
    _exit (COULD_NOT);
}

int td_helper_spawn_foreign (const char *const *argv, int input, int output, gsize memory, int seconds, pid_t *ret_pid)
{
    Birth b = { .argv = argv, .input = input, .output = output, .memory = memory, .seconds = (rlim_t) seconds };
    g_autofree struct sock_filter *rows = NULL;
    gboolean ready = export_filter (&b.filter);
    int result = 0;
    sigset_t all, was;
    pid_t pid;

    rows = b.filter.filter;
    if (!ready)
        return ENOMEM;
    if (!rules_for (argv[0], &b.rules))
        return errno;
    sigfillset (&all);
    pthread_sigmask (SIG_SETMASK, &all, &was);
    pid = fork ();
    if (pid == 0)
        become (&b);
    if (pid < 0)
        result = errno;
    pthread_sigmask (SIG_SETMASK, &was, NULL);
    if (b.rules >= 0)
        close (b.rules);
    *ret_pid = pid;
    return result;
}
