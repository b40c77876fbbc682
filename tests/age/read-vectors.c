/* read-vectors FILE…: opens files of the public test vectors (C2SP's "age" suite) and says whether each went as it says of itself. A vector
 * begins with lines "key: value" (expect, payload, identity, armored, …), an empty line, and then the file. TAP on standard output. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "age/age.h"
#include "age/armour.h"
#include "base/base.h"
#include "base/errors.h"

static gboolean collect (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_byte_array_append (data, bytes, (guint) n);
    return TRUE;
}

static gboolean to_reader (const guint8 *bytes, gsize n, gpointer reader, GError **error)
{
    return td_age_reader_feed (reader, bytes, n, error);
}

static gboolean read_all (TdAgeReader *reader, gboolean armoured, const guint8 *bytes, gsize n, GError **error)
{
    g_autoptr (TdAgeArmour) armour = td_age_armour_new (to_reader, reader);

    if (!armoured)
        return td_age_reader_feed (reader, bytes, n, error) && td_age_reader_finish (reader, error);
    return td_age_armour_feed (armour, bytes, n, error) && td_age_armour_finish (armour, error)
           && td_age_reader_finish (reader, error);
}

static const char *outcome (const TdAgeIdentity *identity, gboolean armoured, const guint8 *bytes, gsize n,
                            GByteArray *plain)
{
    g_autoptr (TdAgeReader) reader = td_age_reader_new (identity, 1, collect, plain);
    g_autoptr (GError) error = NULL;

    if (read_all (reader, armoured, bytes, n, &error))
        return "success";
    return g_error_matches (error, TD_AGE_ERROR, TD_ERROR_NOT_ALLOWED) ? "no match" : "refused";
}

/* NULL: it went as expected; else what happened instead. */
static const char *went_wrong (const char *expect, const char *what, const char *payload, const GByteArray *plain)
{
    guint8 hash[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof hash + 1];

    /* Which of the ways of being refused is for the person of no matter. */
    if (strcmp (expect, "success") != 0 && strcmp (expect, "no match") != 0)
        expect = "refused";
    if (strcmp (expect, what) != 0)
        return what;
    /* What of a changed file was given out before its end is less here than a reader may give: only whole chunks in their place. */
    if (strcmp (expect, "success") != 0)
        return NULL;
    crypto_hash_sha256 (hash, plain->data, plain->len);
    sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
    return payload != NULL && strcmp (hex, payload) != 0 ? "another payload" : NULL;
}

static void read_vector (const char *path, int n)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GHashTable) says = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr (GByteArray) plain = g_byte_array_new ();
    g_autofree char *text = NULL, *name = g_path_get_basename (path);
    const char *wrong, *at, *identity_text;
    TdAgeIdentity identity;
    gsize size;

    if (!g_file_get_contents (path, &text, &size, &error))
        g_error ("%s", error->message);
    for (at = text; *at != '\n';) {
        const char *end = strchr (at, '\n'), *colon = strstr (at, ": ");

        g_hash_table_insert (says, g_strndup (at, (gsize) (colon - at)),
                             g_strndup (colon + 2, (gsize) (end - colon - 2)));
        at = end + 1;
    }
    at++;
    identity_text = g_hash_table_lookup (says, "identity");
    if (identity_text == NULL || !td_age_identity_parse (identity_text, &identity, NULL))
        td_age_identity_new (&identity);
    wrong = went_wrong (g_hash_table_lookup (says, "expect"),
                        outcome (&identity, g_hash_table_contains (says, "armored"), (const guint8 *) at,
                                 size - (gsize) (at - text), plain),
                        g_hash_table_lookup (says, "payload"), plain);
    printf ("%s %d - vector %s%s%s\n", wrong != NULL ? "not ok" : "ok", n, name, wrong != NULL ? ": " : "",
            wrong != NULL ? wrong : "");
}

int main (int argc, char **argv)
{
    td_base_init ();
    printf ("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++)
        read_vector (argv[i], i);
    return 0;
}
