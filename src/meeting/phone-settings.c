#include "meeting/phone-settings.h"

#include <string.h>

enum { LEAST_DIGITS = 8, MOST_DIGITS = 15 }; /* ITU-T E.164 */

static char *path_of (const char *folder)
{
    return g_build_filename (folder, "phone.ini", NULL);
}

gboolean td_phone_settings_there (const char *folder)
{
    g_autofree char *path = path_of (folder);

    return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void read_numbers (GKeyFile *file, TdPhoneSettings *settings)
{
    g_auto (GStrv) countries = g_key_file_get_keys (file, "numbers", &settings->n_numbers, NULL);

    settings->numbers = g_new0 (TdPhoneNumber, settings->n_numbers + 1);
    for (gsize i = 0; i < settings->n_numbers; i++) {
        settings->numbers[i].country = g_strdup (countries[i]);
        settings->numbers[i].number = g_key_file_get_string (file, "numbers", countries[i], NULL);
    }
}

static void read_trunk (GKeyFile *file, TdPhoneSettings *settings)
{
    g_autofree char *prefixes = g_key_file_get_string (file, "trunk", "prefixes", NULL);

    settings->calls_back = g_key_file_has_key (file, "trunk", "address", NULL);
    settings->prefixes = prefixes != NULL ? g_strsplit (prefixes, ",", -1) : NULL;
    for (char **one = settings->prefixes; one != NULL && *one != NULL; one++)
        g_strstrip (*one);
}

static char *socket_of (GKeyFile *file, const char *folder)
{
    g_autofree char *named = g_key_file_get_string (file, "gateway", "socket", NULL);

    if (named != NULL && g_path_is_absolute (named))
        return g_steal_pointer (&named);
    return g_build_filename (folder, named != NULL ? named : "run/phone.sock", NULL);
}

TdPhoneSettings *td_phone_settings_read (const char *folder)
{
    g_autofree char *path = path_of (folder);
    g_autoptr (GKeyFile) file = g_key_file_new ();
    TdPhoneSettings *settings;

    if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
        return NULL;
    settings = g_new0 (TdPhoneSettings, 1);
    read_numbers (file, settings);
    read_trunk (file, settings);
    settings->socket = socket_of (file, folder);
    return settings;
}

void td_phone_settings_free (TdPhoneSettings *settings)
{
    if (settings == NULL)
        return;
    for (gsize i = 0; i < settings->n_numbers; i++) {
        g_free (settings->numbers[i].country);
        g_free (settings->numbers[i].number);
    }
    g_free (settings->numbers);
    g_strfreev (settings->prefixes);
    g_free (settings->socket);
    g_free (settings);
}

char *td_phone_number (const char *typed)
{
    GString *number = g_string_new ("+");

    while (g_ascii_isspace (*typed))
        typed++;
    if (*typed == '+')
        typed++;
    else if (g_str_has_prefix (typed, "00"))
        typed += 2;
    else
        number->str[0] = '\0';
    for (; *typed != '\0' && number->str[0] == '+'; typed++) {
        if (g_ascii_isdigit (*typed))
            g_string_append_c (number, *typed);
        else if (strchr (" -./()\t", *typed) == NULL)
            number->str[0] = '\0';
    }
    if (number->str[0] != '+' || number->len - 1 < LEAST_DIGITS || number->len - 1 > MOST_DIGITS
        || number->str[1] == '0') {
        g_string_free (number, TRUE);
        return NULL;
    }
    return g_string_free (number, FALSE);
}

gboolean td_phone_settings_may_call (const TdPhoneSettings *settings, const char *number)
{
    gboolean may = settings->prefixes == NULL;

    for (char **prefix = settings->prefixes; !may && prefix != NULL && *prefix != NULL; prefix++)
        may = **prefix != '\0' && g_str_has_prefix (number, *prefix);
    return may && settings->calls_back;
}
