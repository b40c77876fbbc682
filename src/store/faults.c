/* Failures on demand (faults.h). */
#include "store/faults.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

gboolean td_faults_on;

static struct {
    TdFaultKind kind;
    gint64 from;     /* the first that fails */
    gboolean onward; /* and all after it */
    int error;       /* errno; 0: SIGKILL */
} plan;

static gint64 counted; /* atomic */

static const char *const kinds[] = {
    [TD_FAULT_WRITE] = "write", [TD_FAULT_SYNC] = "sync", [TD_FAULT_RENAME] = "rename"
};

static gboolean read_plan (const char *text)
{
    g_auto (GStrv) parts = g_strsplit (text, ":", 3);
    gsize kind = 0;
    char *end;
    while (kind < G_N_ELEMENTS (kinds) && g_strcmp0 (parts[0], kinds[kind]) != 0)
        kind++;
    if (kind == G_N_ELEMENTS (kinds) || !parts[1])
        return FALSE;
    plan.kind = (TdFaultKind) kind;
    plan.from = g_ascii_strtoll (parts[1], &end, 10);
    plan.onward = *end == '+';
    plan.error = !parts[2] || strcmp (parts[2], "EIO") == 0 ? EIO : strcmp (parts[2], "ENOSPC") == 0 ? ENOSPC : 0;
    return plan.from > 0 && (plan.error != 0 || strcmp (parts[2], "KILL") == 0);
}

__attribute__ ((constructor)) static void read_environment (void)
{
    const char *text = g_getenv ("TREATYDESK_FAULT");
    if (!text || !*text)
        return;
    if (!read_plan (text)) {
        g_printerr ("TREATYDESK_FAULT is KIND:N[+][:HOW]; see store/faults.h.\n");
        _exit (2);
    }
    td_faults_on = TRUE;
}

gboolean td_fault_hit (TdFaultKind kind)
{
    if (kind != plan.kind)
        return FALSE;
    gint64 n = __atomic_add_fetch (&counted, 1, __ATOMIC_SEQ_CST);
    if (n < plan.from || (n > plan.from && !plan.onward))
        return FALSE;
    if (n == plan.from)
        g_printerr ("TREATYDESK_FAULT: %s %" G_GINT64_FORMAT " fails now.\n", kinds[kind], n);
    if (plan.error == 0)
        kill (getpid (), SIGKILL);
    errno = plan.error;
    return TRUE;
}

/* ---- SQLite's files: its own methods, with xWrite and xSync of ours before them ---- */

enum { MOST_METHODS = 8 }; /* SQLite's Unix layer has fewer kinds of files */

static struct {
    const sqlite3_io_methods *original;
    sqlite3_io_methods ours;
} methods[MOST_METHODS];
static GMutex methods_lock;
static sqlite3_vfs vfs;
static int (*original_open) (sqlite3_vfs *, const char *, sqlite3_file *, int, int *);

static const sqlite3_io_methods *original_of (sqlite3_file *file)
{
    for (gsize i = 0; i < MOST_METHODS; i++)
        if (file->pMethods == &methods[i].ours)
            return methods[i].original;
    g_assert_not_reached ();
}

static int fault_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
    if (td_fault (TD_FAULT_WRITE))
        return errno == ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    return original_of (file)->xWrite (file, data, size, offset);
}

static int fault_sync (sqlite3_file *file, int flags)
{
    if (td_fault (TD_FAULT_SYNC))
        return SQLITE_IOERR_FSYNC;
    return original_of (file)->xSync (file, flags);
}

static int fault_open (sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
    int code = original_open (self, name, file, flags, ret_flags);
    if (!file->pMethods)
        return code;
    g_mutex_lock (&methods_lock);
    gsize i = 0;
    while (methods[i].original && methods[i].original != file->pMethods)
        g_assert_cmpuint (++i, <, MOST_METHODS);
    methods[i].original = file->pMethods;
    methods[i].ours = *file->pMethods;
    methods[i].ours.xWrite = fault_write;
    methods[i].ours.xSync = fault_sync;
    file->pMethods = &methods[i].ours;
    g_mutex_unlock (&methods_lock);
    return code;
}

void td_faults_watch_sqlite (void)
{
    vfs = *sqlite3_vfs_find (NULL);
    original_open = vfs.xOpen;
    vfs.zName = "treatydesk-faults";
    vfs.xOpen = fault_open;
    vfs.pNext = NULL;
    sqlite3_vfs_register (&vfs, 1);
}
