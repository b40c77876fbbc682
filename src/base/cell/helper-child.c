/* The helper's side: helper-filter.c says what it may not do, Landlock which files may be read. */
#include "base/cell/cell-private.h"
#include "base/cell/helper.h"
#include "base/errors.h"
#include "base/limits.h"

#include <errno.h>
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

static gboolean enter_landlock (const char *const *folders)
{
    int rules;
    gboolean done;

    if (!td_helper_rules (folders, FALSE, &rules))
        return FALSE;
    if (rules < 0)
        return TRUE; /* a kernel without it */
    done = syscall (SYS_landlock_restrict_self, rules, 0) == 0;
    close (rules);
    return done;
}

static gboolean enter_seccomp (void)
{
    scmp_filter_ctx filter = td_helper_filter (FALSE);
    gboolean done = filter != NULL && seccomp_load (filter) == 0;

    if (filter != NULL)
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
