/* What a helper may not ask of the kernel. The filter names what is forbidden, since libraries that draw text, and programs of others, ask the
 * kernel for much that is harmless. */
#include "base/cell/cell-private.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static gboolean forbid_list (scmp_filter_ctx filter, const int *calls, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), calls[i], 0) < 0)
            return FALSE;
    return TRUE;
}

/* The network, changing files, other processes, the kernel itself. */
static const int forbidden_calls[] = {
    SCMP_SYS (socket),
    SCMP_SYS (socketpair),
    SCMP_SYS (connect),
    SCMP_SYS (bind),
    SCMP_SYS (listen),
    SCMP_SYS (accept),
    SCMP_SYS (accept4),
    SCMP_SYS (sendto),
    SCMP_SYS (sendmsg),
    SCMP_SYS (sendmmsg),
    SCMP_SYS (ptrace),
    SCMP_SYS (process_vm_readv),
    SCMP_SYS (unlink),
    SCMP_SYS (unlinkat),
    SCMP_SYS (rename),
    SCMP_SYS (renameat),
    SCMP_SYS (renameat2),
    SCMP_SYS (creat),
    SCMP_SYS (mkdir),
    SCMP_SYS (mkdirat),
    SCMP_SYS (rmdir),
    SCMP_SYS (mknod),
    SCMP_SYS (mknodat),
    SCMP_SYS (truncate),
    SCMP_SYS (link),
    SCMP_SYS (linkat),
    SCMP_SYS (symlink),
    SCMP_SYS (symlinkat),
    SCMP_SYS (chmod),
    SCMP_SYS (fchmod),
    SCMP_SYS (fchmodat),
    SCMP_SYS (chown),
    SCMP_SYS (fchown),
    SCMP_SYS (lchown),
    SCMP_SYS (fchownat),
    SCMP_SYS (setxattr),
    SCMP_SYS (lsetxattr),
    SCMP_SYS (fsetxattr),
    SCMP_SYS (removexattr),
    SCMP_SYS (lremovexattr),
    SCMP_SYS (fremovexattr),
    SCMP_SYS (utimensat),
    SCMP_SYS (kill),
    SCMP_SYS (tkill),
    SCMP_SYS (tgkill),
    SCMP_SYS (rt_sigqueueinfo),
    SCMP_SYS (rt_tgsigqueueinfo),
    SCMP_SYS (pidfd_send_signal),
    SCMP_SYS (pidfd_getfd),
    SCMP_SYS (mount),
    SCMP_SYS (unshare),
    SCMP_SYS (setns),
    SCMP_SYS (bpf),
    SCMP_SYS (io_uring_setup),
    SCMP_SYS (openat2),
    SCMP_SYS (open_by_handle_at),
    SCMP_SYS (keyctl),
    SCMP_SYS (add_key),
    SCMP_SYS (process_vm_writev),
    SCMP_SYS (setsid),
    SCMP_SYS (setpgid),
};

/* Opening to write, to make or to empty: a file that is opened to be read can be made and emptied by it too. */
static gboolean forbid_writing (scmp_filter_ctx filter)
{
    static const struct {
        scmp_datum_t mask, value;
    } flags[] = { { O_ACCMODE, O_WRONLY }, { O_ACCMODE, O_RDWR }, { O_CREAT, O_CREAT }, { O_TRUNC, O_TRUNC } };

    for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
        if (seccomp_rule_add (filter, SCMP_ACT_ERRNO (EACCES), SCMP_SYS (openat), 1,
                              SCMP_A2 (SCMP_CMP_MASKED_EQ, flags[i].mask, flags[i].value))
                != 0
            || seccomp_rule_add (filter, SCMP_ACT_ERRNO (EACCES), SCMP_SYS (open), 1,
                                 SCMP_A1 (SCMP_CMP_MASKED_EQ, flags[i].mask, flags[i].value))
                   != 0)
            return FALSE;
    return TRUE;
}

/* Children that are no threads. */
static gboolean forbid_children (scmp_filter_ctx filter)
{
    static const int calls[] = { SCMP_SYS (execve), SCMP_SYS (execveat), SCMP_SYS (fork), SCMP_SYS (vfork) };

    return forbid_list (filter, calls, G_N_ELEMENTS (calls))
           && seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (clone), 1,
                                SCMP_A0 (SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0))
                  == 0;
}

/* Children in a world of their own, where they might do more. */
static gboolean forbid_worlds (scmp_filter_ctx filter)
{
    static const scmp_datum_t worlds[] = { CLONE_NEWUSER, CLONE_NEWNS,  CLONE_NEWNET,   CLONE_NEWPID,
                                           CLONE_NEWIPC,  CLONE_NEWUTS, CLONE_NEWCGROUP };

    for (gsize i = 0; i < G_N_ELEMENTS (worlds); i++)
        if (seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (clone), 1,
                              SCMP_A0 (SCMP_CMP_MASKED_EQ, worlds[i], worlds[i]))
            != 0)
            return FALSE;
    return TRUE;
}

gpointer td_helper_filter (gboolean starts_programs)
{
    scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);

    /* clone3 hides its flags in memory: it is said not to exist, and the C library falls back on clone. */
    if (filter != NULL && forbid_list (filter, forbidden_calls, G_N_ELEMENTS (forbidden_calls))
        && forbid_writing (filter) && (starts_programs ? forbid_worlds (filter) : forbid_children (filter))
        && seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0) == 0)
        return filter;
    if (filter != NULL)
        seccomp_release (filter);
    return NULL;
}

gboolean td_helper_rules (const char *const *folders, gboolean starts_programs, int *ret_rules)
{
    guint64 rights = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    guint64 handled = (1ULL << 13) - 1; /* all that version 1 knows */
    gboolean done = TRUE;
    int rules;

    if (starts_programs)
        rights |= LANDLOCK_ACCESS_FS_EXECUTE;
    *ret_rules = -1;
    if (syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
        return TRUE;
    rules = (int) syscall (SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    for (; rules >= 0 && done && *folders != NULL; folders++) {
        struct landlock_path_beneath_attr beneath = { .allowed_access = rights,
                                                      .parent_fd = open (*folders, O_PATH | O_CLOEXEC) };
        struct stat info;
        if (beneath.parent_fd < 0)
            continue;
        if (fstat (beneath.parent_fd, &info) == 0 && !S_ISDIR (info.st_mode))
            beneath.allowed_access &= ~(guint64) LANDLOCK_ACCESS_FS_READ_DIR;
        done = syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
        close (beneath.parent_fd);
    }
    if (rules >= 0 && done)
        *ret_rules = rules;
    else if (rules >= 0)
        close (rules);
    return rules >= 0 && done;
}
