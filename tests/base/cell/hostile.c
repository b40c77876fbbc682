/* A child that goes into its cell and then does what its file says: everything that a taken-over reader might try.
 * Each is to end in its death or to fail; "open-door" in the answer means that something worked. */
#include "base/cell/cell.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void answer (const char *text)
{
    guint32 size = GUINT32_TO_BE ((guint32) strlen (text));
    if (write (1, &size, 4) < 0 || write (1, text, strlen (text)) < 0)
        _exit (9);
}

static void tell (gboolean worked)
{
    answer (worked ? "open-door" : "refused");
}

static void take_memory (void)
{
    gsize got = 0;
    for (; got < (gsize) 2 << 30; got += 1 << 20) {
        char *block = malloc (1 << 20);
        if (block == NULL)
            break;
        memset (block, 1, 1 << 20);
    }
    tell (got > (gsize) 600 << 20);
}

static void answer_without_end (void)
{
    static char text[60000];
    memset (text, 'x', sizeof text - 1);
    for (;;)
        answer (text);
}

static void answer_garbage (void)
{
    guint32 noise = 12345;
    for (int i = 0; i < 100000; i++) {
        noise = noise * 1103515245u + 12345u;
        if (write (1, &noise, 4) < 0)
            _exit (9);
    }
}

static void do_it (const char *what)
{
    char *const none[] = { NULL };
    if (strcmp (what, "behave") == 0)
        answer ("fine");
    else if (strcmp (what, "open") == 0)
        tell (open ("/etc/passwd", O_RDONLY) >= 0);
    else if (strcmp (what, "create") == 0)
        tell (creat ("/tmp/td-hostile", 0600) >= 0);
    else if (strcmp (what, "socket") == 0)
        tell (socket (AF_INET, SOCK_STREAM, 0) >= 0);
    else if (strcmp (what, "fork") == 0)
        tell (fork () >= 0);
    else if (strcmp (what, "exec") == 0)
        tell (execve ("/bin/true", none, none) == 0);
    else if (strcmp (what, "ptrace") == 0)
        tell (ptrace (PTRACE_TRACEME, 0, NULL, NULL) == 0);
    else if (strcmp (what, "kill") == 0)
        tell (kill (getppid (), 0) == 0);
    else if (strcmp (what, "write-input") == 0)
        tell (write (0, "x", 1) == 1);
    else if (strcmp (what, "map-input") == 0)
        tell (mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, 0, 0) != MAP_FAILED);
    else if (strcmp (what, "code") == 0)
        tell (mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
    else if (strcmp (what, "memory") == 0)
        take_memory ();
    else if (strcmp (what, "loop") == 0)
        for (volatile int i = 0;; i++)
            ;
    else if (strcmp (what, "silent") == 0)
        for (;;)
            sched_yield ();
    else if (strcmp (what, "endless") == 0)
        answer_without_end ();
    else if (strcmp (what, "huge-record") == 0)
        tell (write (1, "\x80\0\0\0xxxx", 8) != 8);
    else if (strcmp (what, "garbage") == 0)
        answer_garbage ();
    else if (strcmp (what, "half") == 0)
        tell (write (1, "\0\0\0\x09xx", 6) != 6);
    else if (strcmp (what, "crash") == 0)
        *(volatile int *) (gsize) getpid () = 1;
}

int main (void)
{
    g_autoptr (GError) error = NULL;
    char what[64] = "";
    if (!td_cell_enter ((gsize) 512 << 20, 1, &error) || !td_cell_receive ())
        return 2;
    ssize_t size = pread (0, what, sizeof what - 1, 0);
    if (size < 0)
        return 3;
    do_it (g_strchomp (what));
    _exit (0);
}
