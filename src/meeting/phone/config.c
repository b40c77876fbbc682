#include "meeting/phone/config.h"

#include "base/errors.h"
#include "base/limits.h"
#include "meeting/phone/libre.h"

TD_DEFINE_ERROR (phone)

static char *word (GKeyFile *file, const char *group, const char *key, const char *otherwise)
{
    char *value = g_key_file_get_string (file, group, key, NULL);

    if (value != NULL && *g_strstrip (value) != '\0')
        return value;
    g_free (value);
    return g_strdup (otherwise);
}

static gboolean wrong (GError **error, const char *key, const char *how)
{
    g_set_error (error, TD_PHONE_ERROR, TD_ERROR_INPUT, "In phone.ini, \"%s\" is not understood: it is %s.", key, how);
    return FALSE;
}

static gboolean read_ports (const char *ports, PhoneConfig *config, GError **error)
{
    g_auto (GStrv) ends = g_strsplit (ports, "-", 2);
    guint64 first, last;

    if (ends[0] == NULL || ends[1] == NULL || !g_ascii_string_to_unsigned (ends[0], 10, 1024, 65534, &first, NULL)
        || !g_ascii_string_to_unsigned (ends[1], 10, first + 3, 65535, &last, NULL))
        return wrong (error, "ports", "two numbers such as 20000-20399");
    config->first_port = (int) first;
    config->last_port = (int) last;
    return TRUE;
}

static gboolean read_calls (GKeyFile *file, PhoneConfig *config, GError **error)
{
    g_autofree char *calls = word (file, "gateway", "calls", "60");
    guint64 n;

    if (!g_ascii_string_to_unsigned (calls, 10, 1, TD_LIMIT_PHONE_CALLS, &n, NULL))
        return wrong (error, "calls", "a number of calls at once");
    config->calls = (int) n;
    return TRUE;
}

static void read_trunk (GKeyFile *file, PhoneConfig *config)
{
    config->trunk = word (file, "trunk", "address", NULL);
    config->from = word (file, "trunk", "from", NULL);
    config->user = word (file, "trunk", "user", NULL);
    config->password = word (file, "trunk", "password", NULL);
    config->enrol = g_key_file_get_boolean (file, "trunk", "register", NULL);
}

static gboolean is_address (const char *text, gboolean with_port)
{
    struct sa sa;

    return with_port ? sa_decode (&sa, text, strlen (text)) == 0 && sa_isset (&sa, SA_ALL)
                     : sa_set_str (&sa, text, 1) == 0;
}

static gboolean check (const PhoneConfig *config, GError **error)
{
    if (!is_address (config->listen, TRUE))
        return wrong (error, "listen", "an address with a port, such as 127.0.0.1:5060");
    if (!is_address (config->media, FALSE) || !is_address (config->told, FALSE) || !is_address (config->room, FALSE))
        return wrong (error, "media\", \"told\" or \"room", "an address such as 127.0.0.1");
    if (config->trunk != NULL && (!g_str_has_prefix (config->trunk, "sip:") || config->from == NULL))
        return wrong (error, "address\" or \"from", "of the form sip:name@host, both for a trunk");
    return TRUE;
}

static char *socket_of (GKeyFile *file, const char *path)
{
    g_autofree char *named = word (file, "gateway", "socket", "run/phone.sock");
    g_autofree char *folder = g_path_get_dirname (path);

    return g_path_is_absolute (named) ? g_steal_pointer (&named) : g_build_filename (folder, named, NULL);
}

PhoneConfig *phone_config_read (const char *path, GError **error)
{
    g_autoptr (PhoneConfig) config = g_new0 (PhoneConfig, 1);
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autofree char *ports = NULL, *accept = NULL;

    if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error)) {
        g_prefix_error (error, "The settings of the telephone cannot be read: ");
        return NULL;
    }
    config->socket = socket_of (file, path);
    config->listen = word (file, "gateway", "listen", "127.0.0.1:5060");
    config->media = word (file, "gateway", "media", "127.0.0.1");
    config->told = word (file, "gateway", "told", config->media);
    config->room = word (file, "gateway", "room", "127.0.0.1");
    ports = word (file, "gateway", "ports", "20000-20399");
    accept = word (file, "gateway", "accept", NULL);
    config->accept = accept != NULL ? g_strsplit (accept, ",", -1) : NULL;
    for (char **one = config->accept; one != NULL && *one != NULL; one++)
        g_strstrip (*one);
    read_trunk (file, config);
    if (!read_ports (ports, config, error) || !read_calls (file, config, error) || !check (config, error))
        return NULL;
    return g_steal_pointer (&config);
}

void phone_config_free (PhoneConfig *config)
{
    if (config == NULL)
        return;
    g_free (config->socket);
    g_free (config->listen);
    g_free (config->media);
    g_free (config->told);
    g_free (config->room);
    g_strfreev (config->accept);
    g_free (config->trunk);
    g_free (config->from);
    g_free (config->user);
    g_free (config->password);
    g_free (config);
}
