/* The child's side of a cell: it closes the doors behind itself.
 *
 * Order: limits (they need prctl and setrlimit), Landlock (needs its own calls), seccomp last, since it forbids
 * all that came before. The filter is a list of what is allowed; what is not on it kills the process,
 * so that a call nobody thought of is a closed door too. The doors close while the child is still waiting for
 * its file: that costs nothing on the way of a document, and there is no moment in which a byte from
 * outside could meet an open door. */
#include "base/cell/cell.h"
#include "base/errors.h"

#include <errno.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

TD_DEFINE_ERROR (cell)

/* Descriptors 0, 1, 2, and the place where the file's one arrives before it moves to 0. */
enum { DESCRIPTORS = 4 };

static int landlock_version;

static gboolean fail (GError **error, const char *what)
{
    g_set_error (error, TD_CELL_ERROR, TD_ERROR_OURS,
                 "The program that reads files could not lock itself in (%s: %s), so it did not read.", what,
                 g_strerror (errno));
    return FALSE;
}

static gboolean set_limit (int what, gsize value)
{
    struct rlimit limit = { value, value };
    return setrlimit ((__rlimit_resource_t) what, &limit) == 0;
}

#ifdef __SANITIZE_ADDRESS__
/* AddressSanitizer's shadow memory alone is terabytes of address space; so under it a cell's memory is not limited. */
static gboolean limit_memory (G_GNUC_UNUSED gsize memory)
{
    return TRUE;
}
#else
/* Bytes of address space in use: libraries count towards RLIMIT_AS and are not the document's fault. */
static gsize mapped_already (void)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
        return 256 * 1024 * 1024;
    return (gsize) g_ascii_strtoull (text, NULL, 10) * (gsize) sysconf (_SC_PAGESIZE);
}

static gboolean limit_memory (gsize memory)
{
    return set_limit (RLIMIT_AS, memory + mapped_already ()) && set_limit (RLIMIT_DATA, memory);
}
#endif

static gboolean enter_limits (gsize memory, int seconds, GError **error)
{
    if (!limit_memory (memory))
        return fail (error, "memory");
    /* The soft limit's SIGXCPU tells the parent why; the hard one would be SIGKILL. */
    struct rlimit time = { (rlim_t) seconds, (rlim_t) seconds + 1 };
    if (setrlimit (RLIMIT_CPU, &time) != 0)
        return fail (error, "time");
    if (!set_limit (RLIMIT_CORE, 0) || !set_limit (RLIMIT_FSIZE, 0) || !set_limit (RLIMIT_NPROC, 0)
        || !set_limit (RLIMIT_NOFILE, DESCRIPTORS))
        return fail (error, "limits");
    return TRUE;
}

/* The rights over files that each version of Landlock knows; a kernel refuses what it does not know. */
static guint64 landlock_rights (int version)
{
    static const guint64 rights[] = {
        0,
        (1ULL << 13) - 1, /* 1: read, write, execute, make, remove */
        (1ULL << 14) - 1, /* 2: move between folders */
        (1ULL << 15) - 1, /* 3: truncate */
        (1ULL << 15) - 1, /* 4: the network, which we leave to seccomp */
        (1ULL << 16) - 1, /* 5: ioctl of devices */
    };
    return rights[CLAMP (version, 0, (int) G_N_ELEMENTS (rights) - 1)];
}

/* An empty set of rules over all rights: no file at all. A kernel without Landlock is no error; seccomp
 * forbids opening anyway, and td_cell_landlock tells. */
static gboolean enter_landlock (GError **error)
{
    long version = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return TRUE;
    guint64 handled = landlock_rights ((int) MIN (version, 5));
    int rules = (int) syscall (SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0)
        return fail (error, "Landlock");
    gboolean done = syscall (SYS_landlock_restrict_self, rules, 0) == 0;
    close (rules);
    if (!done)
        return fail (error, "Landlock");
    landlock_version = (int) version;
    return TRUE;
}

static gboolean allow_plain (scmp_filter_ctx filter)
{
    static const int calls[] = {
        SCMP_SYS (read),
        SCMP_SYS (pread64),
        SCMP_SYS (lseek),
        SCMP_SYS (close),
        SCMP_SYS (brk),
        SCMP_SYS (munmap),
        SCMP_SYS (mremap),
        SCMP_SYS (madvise),
        SCMP_SYS (exit),
        SCMP_SYS (futex),
        SCMP_SYS (rt_sigreturn),
        SCMP_SYS (exit_group),
        SCMP_SYS (getrandom),
        SCMP_SYS (gettid),
        SCMP_SYS (getpid),
        SCMP_SYS (clock_gettime),
        SCMP_SYS (sched_yield),
        SCMP_SYS (restart_syscall),
        SCMP_SYS (rt_sigprocmask),
        SCMP_SYS (sysinfo), /* glibc's qsort asks how much memory there is */
#ifdef __SANITIZE_ADDRESS__
        SCMP_SYS (sigaltstack),
        SCMP_SYS (rt_sigaction),
        SCMP_SYS (readlink),
        SCMP_SYS (sched_getaffinity),
#endif
    };
    for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
        if (seccomp_rule_add (filter, SCMP_ACT_ALLOW, calls[i], 0) < 0)
            return FALSE;
    return TRUE;
}

/* Calls that are harmless only with some arguments. Memory never comes from a file (a shared mapping could write
 * into it) and never becomes code; writing goes to the answer alone; receiving and moving descriptors only
 * serve the handing over of the file. */
static gboolean allow_some (scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp anonymous = SCMP_A3 (SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS);
    const struct scmp_arg_cmp no_code = SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mmap), 2, no_code, anonymous) == 0
           && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (mprotect), 1, no_code) == 0
           && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (write), 1, SCMP_A0 (SCMP_CMP_EQ, 1)) == 0
           && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (write), 1, SCMP_A0 (SCMP_CMP_EQ, 2)) == 0
           && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (recvmsg), 1, SCMP_A0 (SCMP_CMP_EQ, 0)) == 0
           && seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (dup3), 1, SCMP_A1 (SCMP_CMP_EQ, 0)) == 0;
}

static gboolean enter_seccomp (GError **error)
{
    scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
    if (filter == NULL)
        return fail (error, "seccomp");
    gboolean done = allow_plain (filter) && allow_some (filter) && seccomp_load (filter) == 0;
    seccomp_release (filter);
    return done || fail (error, "seccomp");
}

gboolean td_cell_enter (gsize memory, int seconds, GError **error)
{
    g_return_val_if_fail (memory > 0 && seconds > 0, FALSE);

    if (close_range (3, ~0U, 0) != 0 && errno != ENOSYS)
        return fail (error, "descriptors");
    if (prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail (error, "privileges");
    return enter_limits (memory, seconds, error) && enter_landlock (error) && enter_seccomp (error);
}

gboolean td_cell_receive (void)
{
    char byte;
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE (sizeof (int))];
    } control = { 0 };
    struct iovec part = { &byte, 1 };
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
    };
    ssize_t got;

    do
        got = recvmsg (STDIN_FILENO, &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return errno == ENOTSOCK;
    struct cmsghdr *first = CMSG_FIRSTHDR (&message);
    if (got == 0 || first == NULL || first->cmsg_type != SCM_RIGHTS)
        return FALSE;
    int fd;
    memcpy (&fd, CMSG_DATA (first), sizeof fd);
    if (dup3 (fd, STDIN_FILENO, 0) < 0)
        return FALSE;
    close (fd);
    return TRUE;
}

int td_cell_landlock (void)
{
    return landlock_version;
}
