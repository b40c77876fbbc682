/* The helper's side. The filter names what is forbidden, since libraries that draw text ask the kernel for much that is harmless;
 * Landlock says which files may be read. */
#include "base/cell/cell.h"
#include "base/cell/helper.h"
#include "base/errors.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
/* The leak check at the end wants a child and ptrace, which the filter forbids: a helper would end as one that failed. */
const char *__asan_default_options (void);
const char *__asan_default_options (void)
{
    return "detect_leaks=0";
}
#endif

static gboolean fail (GError **error, const char *what)
{
    g_set_error (error, TD_CELL_ERROR, TD_ERROR_OURS,
                 "The program that makes files could not lock itself in (%s: %s), so it made none.", what,
                 g_strerror (errno));
    return FALSE;
}

static gboolean set_limit (int what, gsize value, gsize most)
{
    struct rlimit limit = { value, most };
    return setrlimit ((__rlimit_resource_t) what, &limit) == 0;
}

/* The answer may be a file when the program is run by hand, so files may grow, up to what an answer may be. */
static gboolean enter_limits (gsize memory, int seconds)
{
#ifndef __SANITIZE_ADDRESS__
    if (!set_limit (RLIMIT_DATA, memory, memory))
        return FALSE;
#else
    (void) memory;
#endif
    return set_limit (RLIMIT_CPU, (gsize) seconds, (gsize) seconds + 1) && set_limit (RLIMIT_CORE, 0, 0)
           && set_limit (RLIMIT_FSIZE, TD_LIMIT_WRITER_OUTPUT, TD_LIMIT_WRITER_OUTPUT)
           && set_limit (RLIMIT_NOFILE, 64, 64);
}

/* Reading below these folders and nothing else. A kernel without Landlock is no error. */
static gboolean enter_landlock (const char *const *folders)
{
    guint64 reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    guint64 handled = (1ULL << 13) - 1; /* all that version 1 knows */
    if (syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
        return TRUE;
    int rules = (int) syscall (SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0)
        return FALSE;
    gboolean done = TRUE;
    for (; done && *folders != NULL; folders++) {
        struct landlock_path_beneath_attr beneath = { .allowed_access = reading,
                                                      .parent_fd = open (*folders, O_PATH | O_CLOEXEC) };
        if (beneath.parent_fd < 0)
            continue;
        done = syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
        close (beneath.parent_fd);
    }
    done = done && syscall (SYS_landlock_restrict_self, rules, 0) == 0;
    close (rules);
    return done;
}

static gboolean forbid_calls (scmp_filter_ctx filter)
{
    static const int calls[] = {
        SCMP_SYS (socket),         SCMP_SYS (socketpair), SCMP_SYS (connect),
        SCMP_SYS (bind),           SCMP_SYS (listen),     SCMP_SYS (accept),
        SCMP_SYS (accept4),        SCMP_SYS (sendto),     SCMP_SYS (sendmsg),
        SCMP_SYS (execve),         SCMP_SYS (execveat),   SCMP_SYS (fork),
        SCMP_SYS (vfork),          SCMP_SYS (ptrace),     SCMP_SYS (process_vm_readv),
        SCMP_SYS (unlink),         SCMP_SYS (unlinkat),   SCMP_SYS (rename),
        SCMP_SYS (renameat),       SCMP_SYS (renameat2),  SCMP_SYS (creat),
        SCMP_SYS (mkdir),          SCMP_SYS (mkdirat),    SCMP_SYS (rmdir),
        SCMP_SYS (truncate),       SCMP_SYS (link),       SCMP_SYS (linkat),
        SCMP_SYS (symlink),        SCMP_SYS (symlinkat),  SCMP_SYS (chmod),
        SCMP_SYS (fchmodat),       SCMP_SYS (chown),      SCMP_SYS (fchownat),
        SCMP_SYS (kill),           SCMP_SYS (tgkill),     SCMP_SYS (mount),
        SCMP_SYS (unshare),        SCMP_SYS (setns),      SCMP_SYS (bpf),
        SCMP_SYS (io_uring_setup), SCMP_SYS (openat2),    SCMP_SYS (open_by_handle_at),
        SCMP_SYS (keyctl),         SCMP_SYS (add_key),    SCMP_SYS (process_vm_writev),
    };
    for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
        if (seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), calls[i], 0) < 0)
            return FALSE;
    return TRUE;
}

/* Opening to write, and children that are no threads. clone3 hides its flags in memory: it is said not to exist, and the C library
 * falls back on clone. */
static gboolean forbid_some (scmp_filter_ctx filter)
{
    const int forbidden[] = { O_WRONLY, O_RDWR };
    for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++) {
        scmp_datum_t kind = (scmp_datum_t) forbidden[i];
        if (seccomp_rule_add (filter, SCMP_ACT_ERRNO (EACCES), SCMP_SYS (openat), 1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, O_ACCMODE, kind))
                != 0
            || seccomp_rule_add (filter, SCMP_ACT_ERRNO (EACCES), SCMP_SYS (open), 1,
                                 SCMP_A1 (SCMP_CMP_MASKED_EQ, O_ACCMODE, kind))
                   != 0)
            return FALSE;
    }
    return seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (clone), 1,
                             SCMP_A0 (SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0))
               == 0
           && seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0) == 0;
}

static gboolean enter_seccomp (void)
{
    scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);
    if (filter == NULL)
        return FALSE;
    gboolean done = forbid_calls (filter) && forbid_some (filter) && seccomp_load (filter) == 0;
    seccomp_release (filter);
    return done;
}

gboolean td_helper_enter (const char *const *folders, gsize memory, int seconds, GError **error)
{
    g_return_val_if_fail (folders != NULL && memory > 0 && seconds > 0, FALSE);

    if (prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail (error, "privileges");
    if (!enter_limits (memory, seconds))
        return fail (error, "limits");
    if (!enter_landlock (folders))
        return fail (error, "Landlock");
    return enter_seccomp () || fail (error, "seccomp");
}
