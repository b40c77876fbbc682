/* A helper that tries what its word says, and answers what became of it. */
#include "base/cell/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void put (const char *text)
{
    if (write (STDOUT_FILENO, text, strlen (text)) < 0)
        _exit (3);
}

static void echo (void)
{
    char chunk[4096];
    for (ssize_t got; (got = read (STDIN_FILENO, chunk, sizeof chunk)) > 0;)
        if (write (STDOUT_FILENO, chunk, (size_t) got) != got)
            _exit (3);
}

static gpointer thread (gpointer data)
{
    return data;
}

static gboolean try (const char *word)
{
    char *const argv[] = { (char *) "/bin/true", NULL };
    pid_t pid;
    if (strcmp (word, "socket") == 0)
        return socket (AF_INET, SOCK_STREAM, 0) >= 0;
    if (strcmp (word, "unix") == 0)
        return socket (AF_UNIX, SOCK_STREAM, 0) >= 0;
    if (strcmp (word, "exec") == 0)
        return execv (argv[0], argv) == 0;
    if (strcmp (word, "fork") == 0) {
        if ((pid = fork ()) == 0)
            _exit (0);
        return pid > 0;
    }
    if (strcmp (word, "thread") == 0)
        return g_thread_join (g_thread_new ("t", thread, (gpointer) word)) == word;
    if (strcmp (word, "write") == 0)
        return open ("/tmp/treatydesk-helper-try", O_CREAT | O_WRONLY, 0600) >= 0;
    if (strcmp (word, "change") == 0)
        return open ("/tmp", O_RDWR | O_TMPFILE, 0600) >= 0;
    if (strcmp (word, "make") == 0)
        return open ("/tmp/treatydesk-helper-try", O_CREAT | O_RDONLY, 0600) >= 0;
    if (strcmp (word, "empty") == 0)
        return open ("/tmp", O_TRUNC | O_RDONLY) >= 0;
    if (strcmp (word, "signal") == 0)
        return kill (getppid (), 0) == 0;
    if (strcmp (word, "leave") == 0)
        return setsid () > 0 || setpgid (0, 0) == 0;
    if (strcmp (word, "remove") == 0)
        return unlink ("/tmp/treatydesk-helper-try") == 0 || errno == ENOENT;
    if (strcmp (word, "read-allowed") == 0)
        return open ("/usr/bin/env", O_RDONLY) >= 0;
    if (strcmp (word, "read-other") == 0)
        return open ("/etc/passwd", O_RDONLY) >= 0;
    return FALSE;
}

/* Tried as a program of others that starts a program: what its child may. */
static gboolean try_in_child (const char *word)
{
    int status = 1;
    pid_t pid = fork ();
    if (pid == 0)
        _exit (try (word) ? 0 : 1);
    return pid > 0 && waitpid (pid, &status, 0) == pid && status == 0;
}

/* Leaves a child behind that outlives it, and says which. */
static void stray (void)
{
    pid_t pid = fork ();
    if (pid == 0) {
        close (STDOUT_FILENO);
        sleep (60);
        _exit (0);
    }
    g_autofree char *said = g_strdup_printf ("%d", (int) pid);
    put (said);
}

/* "foreign-X": what a program may that was closed before its birth, and what one that it starts may. */
static gboolean foreign (const char *word)
{
    if (!g_str_has_prefix (word, "foreign-"))
        return FALSE;
    word += strlen ("foreign-");
    if (strcmp (word, "stray") == 0)
        stray ();
    else if (strcmp (word, "silent") == 0) {
        close (STDOUT_FILENO);
        sleep (60);
    } else
        put (try (word) || try_in_child (word) ? "yes" : "no");
    return TRUE;
}

int main (int argc, char **argv)
{
    static const char *const folders[] = { "/usr", "/none", NULL };
    if (argc == 2 && foreign (argv[1]))
        return 0;
    if (argc != 2 || !td_helper_enter (folders, 256 << 20, 20, NULL))
        return 2;
    if (strcmp (argv[1], "echo") == 0) {
        echo ();
    } else if (strcmp (argv[1], "sleep") == 0) {
        sleep (30);
    } else if (strcmp (argv[1], "flood") == 0) {
        for (;;)
            put ("flood flood flood flood flood flood flood flood flood flood ");
    } else if (strcmp (argv[1], "memory") == 0) {
        volatile char *much = malloc (512 << 20);
        put (much != NULL ? "yes" : "no");
    } else if (strcmp (argv[1], "fail") == 0) {
        put ("half an answer");
        return 1;
    } else if (strcmp (argv[1], "crash") == 0) {
        put ("half an answer");
        *(volatile int *) NULL = 1;
    } else {
        put (try (argv[1]) ? "yes" : "no");
    }
    return 0;
}
