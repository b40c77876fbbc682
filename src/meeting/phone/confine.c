#include "meeting/phone/confine.h"

#include "base/errors.h"
#include "base/limits.h"
#include "meeting/phone/config.h"

#include <errno.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static gboolean fail (GError **error, const char *what)
{
    g_set_error (error, TD_PHONE_ERROR, TD_ERROR_OURS,
                 "The telephone could not lock itself in (%s: %s), so it takes no call.", what, g_strerror (errno));
    return FALSE;
}

static gboolean set_limit (int what, gsize value)
{
    struct rlimit limit = { value, value };
    return setrlimit ((__rlimit_resource_t) what, &limit) == 0;
}

static gboolean enter_limits (int sockets)
{
#ifndef __SANITIZE_ADDRESS__
    if (!set_limit (RLIMIT_DATA, TD_LIMIT_PHONE_MEMORY))
        return FALSE;
#endif
    return set_limit (RLIMIT_CORE, 0) && set_limit (RLIMIT_NOFILE, (gsize) sockets);
}

/* No file at all. A kernel without Landlock is no error: seccomp stands alone then. */
static gboolean enter_landlock (void)
{
    guint64 handled = (1ULL << 13) - 1; /* all that version 1 knows */
    if (syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
        return TRUE;
    int rules = (int) syscall (SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0)
        return FALSE;
    gboolean done = syscall (SYS_landlock_restrict_self, rules, 0) == 0;
    close (rules);
    return done;
}

static gboolean allow_calls (scmp_filter_ctx filter)
{
    static const int calls[] = {
        SCMP_SYS (read),        SCMP_SYS (write),           SCMP_SYS (readv),          SCMP_SYS (writev),
        SCMP_SYS (recvfrom),    SCMP_SYS (recvmsg),         SCMP_SYS (sendto),         SCMP_SYS (sendmsg),
        SCMP_SYS (bind),        SCMP_SYS (connect),         SCMP_SYS (listen),         SCMP_SYS (accept),
        SCMP_SYS (accept4),     SCMP_SYS (shutdown),        SCMP_SYS (getsockname),    SCMP_SYS (getpeername),
        SCMP_SYS (getsockopt),  SCMP_SYS (setsockopt),      SCMP_SYS (epoll_create1),  SCMP_SYS (epoll_create),
        SCMP_SYS (epoll_ctl),   SCMP_SYS (epoll_wait),      SCMP_SYS (epoll_pwait),    SCMP_SYS (poll),
        SCMP_SYS (ppoll),       SCMP_SYS (select),          SCMP_SYS (pselect6),       SCMP_SYS (close),
        SCMP_SYS (fcntl),       SCMP_SYS (clock_gettime),   SCMP_SYS (gettimeofday),   SCMP_SYS (time),
        SCMP_SYS (nanosleep),   SCMP_SYS (clock_nanosleep), SCMP_SYS (mmap),           SCMP_SYS (munmap),
        SCMP_SYS (mremap),      SCMP_SYS (mprotect),        SCMP_SYS (madvise),        SCMP_SYS (brk),
        SCMP_SYS (futex),       SCMP_SYS (rt_sigaction),    SCMP_SYS (rt_sigprocmask), SCMP_SYS (rt_sigreturn),
        SCMP_SYS (sigaltstack), SCMP_SYS (restart_syscall), SCMP_SYS (exit),           SCMP_SYS (exit_group),
        SCMP_SYS (getpid),      SCMP_SYS (gettid),          SCMP_SYS (tgkill),         SCMP_SYS (getrandom),
        SCMP_SYS (fstat),       SCMP_SYS (newfstatat),      SCMP_SYS (lseek),          SCMP_SYS (sched_yield),
        SCMP_SYS (rseq),        SCMP_SYS (set_robust_list), SCMP_SYS (getrusage),      SCMP_SYS (uname),
    };
    for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
        if (seccomp_rule_add (filter, SCMP_ACT_ALLOW, calls[i], 0) < 0)
            return FALSE;
    return TRUE;
}

static gboolean allow_sockets (scmp_filter_ctx filter)
{
    static const scmp_datum_t families[] = { AF_UNIX, AF_INET, AF_INET6 };
    for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
        if (seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (socket), 1, SCMP_A0 (SCMP_CMP_EQ, families[i])) < 0)
            return FALSE;
    return TRUE;
}

/* What is not named fails with an error, which libre passes on; a call is lost then, not the gateway. */
static gboolean enter_seccomp (void)
{
    scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
    if (filter == NULL)
        return FALSE;
    gboolean done = allow_calls (filter) && allow_sockets (filter) && seccomp_load (filter) == 0;
    seccomp_release (filter);
    return done;
}

gboolean phone_confine (int sockets, GError **error)
{
    if (prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail (error, "privileges");
    if (!enter_limits (sockets))
        return fail (error, "limits");
    if (!enter_landlock ())
        return fail (error, "Landlock");
    return enter_seccomp () || fail (error, "seccomp");
}
