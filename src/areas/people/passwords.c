#include "areas/people/passwords.h"

#include "areas/people/people.h"
#include "base/errors.h"

#include <gio/gio.h>
#include <sodium.h>

GResource *td_common_passwords_get_resource (void); /* of common-passwords.gresource.xml */

/* As the list is written: compatibility forms and case folded, without white space. Free with sodium_memzero before. */
static char *fold (const char *text)
{
    g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
    char *folded = g_utf8_casefold (normal != NULL ? normal : text, -1);
    char *to = folded;

    for (const char *from = folded; *from != '\0';) {
        const char *next = g_utf8_next_char (from);
        if (!g_unichar_isspace (g_utf8_get_char (from)))
            while (from < next)
                *to++ = *from++;
        from = next;
    }
    *to = '\0';
    if (normal != NULL)
        sodium_memzero (normal, strlen (normal));
    return folded;
}

/* The list has one a line, and begins and ends with an empty one. */
static gboolean in_list (const char *folded)
{
    g_autoptr (GBytes) list =
        g_resource_lookup_data (td_common_passwords_get_resource (), "/treatydesk/people/common-passwords.txt",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_autofree char *line = g_strdup_printf ("\n%s\n", folded);
    gsize size;
    const char *text = list != NULL ? g_bytes_get_data (list, &size) : NULL;
    gboolean found = text != NULL && g_strstr_len (text, (gssize) size, line) != NULL;

    sodium_memzero (line, strlen (line));
    return found;
}

static gboolean is_own (const char *folded, const char *mine)
{
    g_autofree char *other = mine != NULL ? fold (mine) : NULL;

    return other != NULL && g_str_equal (folded, other);
}

/* What everybody would try first: the list, the address and its first half, the names of the body and of the site. */
static gboolean is_common (const TdInstance *instance, const char *password, const char *address)
{
    g_autofree char *folded = fold (password);
    g_autofree char *local = address != NULL ? g_strndup (address, strcspn (address, "@")) : NULL;
    gboolean common = in_list (folded) || is_own (folded, address) || is_own (folded, local)
                      || is_own (folded, instance->name) || is_own (folded, instance->profile->body)
                      || is_own (folded, instance->profile->body_full)
                      || is_own (folded, instance->profile->convention);

    sodium_memzero (folded, strlen (folded));
    return common;
}

gboolean td_password_ok (TdInstance *instance, const char *password, const char *address, GError **error)
{
    glong length = g_utf8_strlen (password, -1);

    if (length < TD_PASSWORD_LEAST || length > TD_PASSWORD_MOST) {
        g_set_error_literal (
            error, TD_PEOPLE_ERROR, TD_ERROR_INPUT,
            "A password has 12 to 200 characters. A few words that only you would put together are good.");
        return FALSE;
    }
    if (!is_common (instance, password, address))
        return TRUE;
    g_set_error_literal (
        error, TD_PEOPLE_ERROR, TD_ERROR_INPUT,
        "This password is one that everybody would try first. Choose a few words that only you would put "
        "together.");
    return FALSE;
}

/* Argon2id with the limits that libsodium names interactive: 64 MiB, two passes. */
char *td_password_hash (const char *password, GError **error)
{
    char text[crypto_pwhash_STRBYTES];

    if (crypto_pwhash_str (text, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                           crypto_pwhash_MEMLIMIT_INTERACTIVE)
        == 0)
        return g_strdup (text);
    g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_BUSY,
                         "There is not enough memory to keep a password safely. Try again later.");
    return NULL;
}

gboolean td_password_holds (const char *hash, const char *password)
{
    static const char decoy[crypto_pwhash_STRBYTES] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                                      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    int wrong = 1;

    if (strlen (password) <= 4 * TD_PASSWORD_MOST)
        wrong = crypto_pwhash_str_verify (hash != NULL ? hash : decoy, password, strlen (password));
    return hash != NULL && wrong == 0;
}
