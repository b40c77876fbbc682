/* A disk that fails once: preloaded (LD_PRELOAD), it lets the Nth call of one kind on a regular file fail.
 *
 *   FAIL_CALL=write|sync|rename FAIL_N=3 FAIL_ERRNO=28 LD_PRELOAD=fail.so treatydesk submit …
 *
 * Only regular files count, so that pipes and sockets go on. The reader's process is left alone: it has no files.
 * FAIL_SEEN names a file that gets one byte a call of the kind, so that a test knows how many there are. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { NONE, WRITE, SYNC, RENAME };

static enum kind failing;
static int at, with, seen_fd = -1;
static atomic_int count;
static ssize_t (*real_write) (int, const void *, size_t);

__attribute__ ((constructor)) static void begin (void)
{
    const char *call = getenv ("FAIL_CALL"), *n = getenv ("FAIL_N"), *code = getenv ("FAIL_ERRNO");
    const char *seen = getenv ("FAIL_SEEN");
    char program[256] = { 0 };

    real_write = dlsym (RTLD_NEXT, "write");
    if (readlink ("/proc/self/exe", program, sizeof program - 1) > 0 && strstr (program, "treatydesk-reader"))
        return;
    if (call)
        failing = !strcmp (call, "write") ? WRITE : !strcmp (call, "sync") ? SYNC : RENAME;
    at = n ? (int) strtol (n, NULL, 10) : 0;
    with = code ? (int) strtol (code, NULL, 10) : EIO;
    if (seen)
        seen_fd = open (seen, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

static int regular (int fd)
{
    struct stat s;
    return fd >= 0 && fd != seen_fd && fstat (fd, &s) == 0 && S_ISREG (s.st_mode);
}

static int fails (enum kind kind)
{
    if (failing != kind)
        return 0;
    if (seen_fd >= 0 && real_write (seen_fd, ".", 1) < 0)
        return 0;
    if (atomic_fetch_add (&count, 1) + 1 != at)
        return 0;
    errno = with;
    return 1;
}

#define REAL(type, name, ...)                                                                                          \
    static type (*real) (__VA_ARGS__);                                                                                 \
    if (!real)                                                                                                         \
    real = dlsym (RTLD_NEXT, name)

ssize_t write (int fd, const void *data, size_t size)
{
    if (failing == WRITE && regular (fd) && fails (WRITE))
        return -1;
    return real_write (fd, data, size);
}

ssize_t pwrite64 (int fd, const void *data, size_t size, off64_t offset)
{
    REAL (ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    if (failing == WRITE && regular (fd) && fails (WRITE))
        return -1;
    return real (fd, data, size, offset);
}

ssize_t pwrite (int fd, const void *data, size_t size, off_t offset)
{
    return pwrite64 (fd, data, size, offset);
}

int fsync (int fd)
{
    REAL (int, "fsync", int);
    return failing == SYNC && fails (SYNC) ? -1 : real (fd);
}

int fdatasync (int fd)
{
    REAL (int, "fdatasync", int);
    return failing == SYNC && fails (SYNC) ? -1 : real (fd);
}

int rename (const char *from, const char *to)
{
    REAL (int, "rename", const char *, const char *);
    return failing == RENAME && fails (RENAME) ? -1 : real (from, to);
}

int renameat (int from_fd, const char *from, int to_fd, const char *to)
{
    REAL (int, "renameat", int, const char *, int, const char *);
    return failing == RENAME && fails (RENAME) ? -1 : real (from_fd, from, to_fd, to);
}

int renameat2 (int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    REAL (int, "renameat2", int, const char *, int, const char *, unsigned);
    return failing == RENAME && fails (RENAME) ? -1 : real (from_fd, from, to_fd, to, flags);
}

int link (const char *from, const char *to)
{
    REAL (int, "link", const char *, const char *);
    return failing == RENAME && fails (RENAME) ? -1 : real (from, to);
}

int linkat (int from_fd, const char *from, int to_fd, const char *to, int flags)
{
    REAL (int, "linkat", int, const char *, int, const char *, int);
    return failing == RENAME && fails (RENAME) ? -1 : real (from_fd, from, to_fd, to, flags);
}
