#include "areas/people/passwords.h"

#include "areas/people/people.h"
#include "base/errors.h"

#include <sodium.h>

gboolean td_password_ok (TdInstance *instance, const char *password, const char *address, GError **error)
{
    glong length = g_utf8_strlen (password, -1);

    (void) instance;
    (void) address;
    if (length >= TD_PASSWORD_LEAST && length <= TD_PASSWORD_MOST)
        return TRUE;
    g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_INPUT,
                         "A password has 12 to 200 characters. A few words that only you would put together are good.");
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
