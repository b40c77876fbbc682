/* treatydesk-phone FILE: the telephone gateway with the settings of FILE (phone.ini of an instance; docs/TELEPHONE.md).
 *
 * Runs until SIGINT or SIGTERM. Exit status 0; 1 when it could not begin (a sentence on standard error); 2 when it is called wrongly. */
#include "base/base.h"
#include "meeting/phone/confine.h"
#include "meeting/phone/gateway.h"
#include "meeting/phone/libre.h"

#include <fcntl.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
/* The leak check at the end wants a child and ptrace, which the filter forbids. */
const char *__asan_default_options (void);
const char *__asan_default_options (void)
{
    return "detect_leaks=0";
}
#endif

/* Beside the calls: SIP, its connections by TCP, the server, epoll. Each call has four. */
enum { OTHER_SOCKETS = 256, SOCKETS_A_CALL = 4 };

static PhoneGateway *gateway;
static int said = STDERR_FILENO; /* where our own sentences go */

static void say (const char *text)
{
    ssize_t n = write (said, text, strlen (text));

    (void) n;
}

/* libre says a line on standard error for each packet that it does not understand: anybody could fill a disk with it. */
static void quieten_libre (void)
{
    int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);
    int kept = fcntl (STDERR_FILENO, F_DUPFD_CLOEXEC, 3);

    if (kept >= 0 && nowhere >= 0 && dup2 (nowhere, STDERR_FILENO) == STDERR_FILENO) {
        said = kept;
        g_set_printerr_handler (say);
    }
    if (nowhere >= 0)
        close (nowhere);
}

static void on_signal (int signal)
{
    (void) signal;
    phone_gateway_stop (gateway);
}

static PhoneGateway *begin (const char *file, GError **error)
{
    g_autoptr (PhoneConfig) config = phone_config_read (file, error);
    g_autofree char *path = phone_prompts_path ();
    g_autoptr (PhonePrompts) prompts = config != NULL ? phone_prompts_read (path, error) : NULL;

    if (prompts == NULL)
        return NULL;
    int sockets = OTHER_SOCKETS + SOCKETS_A_CALL * config->calls;
    (void) fd_setsize (sockets);
    g_autoptr (PhoneGateway) made = phone_gateway_new (g_steal_pointer (&config), g_steal_pointer (&prompts), error);
    return made != NULL && phone_confine (sockets, error) ? g_steal_pointer (&made) : NULL;
}

int main (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;

    if (argc != 2) {
        g_printerr ("Usage: treatydesk-phone FILE\n");
        return 2;
    }
    json_object_seed (0); /* would open a file later */
    td_base_init ();
    if (libre_init () != 0) {
        g_printerr ("The telephone could not begin.\n");
        return 1;
    }
    quieten_libre ();
    if ((gateway = begin (argv[1], &error)) == NULL) {
        g_printerr ("%s\n", error->message);
        return 1;
    }
    g_print ("The telephone takes calls.\n");
    int failed = re_main (on_signal);
    phone_gateway_free (gateway);
    libre_close ();
    return failed == 0 ? 0 : 1;
}
