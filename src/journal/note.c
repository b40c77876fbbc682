#include "journal/note.h"
#include "journal/encode.h"
#include "journal/journal.h"

#include "base/errors.h"

#include <sodium.h>

enum { KEY_ID = 4, SIGNATURE = 64, NOTE_LIMIT = 1024 * 1024 };

static const char dash[] = "— "; /* U+2014 and a space begin a signature's line */

/* The first bytes of SHA-256 (name, newline, 0x01, public key). */
static void key_id (const char *name, const guint8 public_key[32], guint8 ret_id[KEY_ID])
{
    static const guint8 between[2] = { '\n', 0x01 };
    crypto_hash_sha256_state state;
    guint8 hash[32];

    crypto_hash_sha256_init (&state);
    crypto_hash_sha256_update (&state, (const guint8 *) name, strlen (name));
    crypto_hash_sha256_update (&state, between, sizeof between);
    crypto_hash_sha256_update (&state, public_key, 32);
    crypto_hash_sha256_final (&state, hash);
    memcpy (ret_id, hash, KEY_ID);
}

/* Not empty, no plus, no space of any kind. */
static gboolean name_holds (const char *name, gsize length)
{
    if (length == 0 || !g_utf8_validate_len (name, length, NULL))
        return FALSE;
    for (const char *c = name; c < name + length; c = g_utf8_next_char (c))
        if (*c == '+' || g_unichar_isspace (g_utf8_get_char (c)) || g_unichar_iscntrl (g_utf8_get_char (c)))
            return FALSE;
    return TRUE;
}

char *td_note_sign (const char *body, const char *name, const guint8 public_key[32], const guint8 secret_key[64])
{
    guint8 signature[KEY_ID + SIGNATURE];
    g_autofree char *text = NULL;

    g_return_val_if_fail (g_str_has_suffix (body, "\n") && name_holds (name, strlen (name)), NULL);
    key_id (name, public_key, signature);
    crypto_sign_detached (signature + KEY_ID, NULL, (const guint8 *) body, strlen (body), secret_key);
    text = td_base64 (signature, sizeof signature);
    return g_strconcat (body, "\n", dash, name, " ", text, "\n", NULL);
}

static gboolean refuse (GError **error, const char *sentence)
{
    g_set_error_literal (error, TD_JOURNAL_ERROR, TD_ERROR_INPUT, sentence);
    return FALSE;
}

/* Where the signatures begin: after the last empty line. NULL when note is not one. */
static const char *find_signatures (const char *note, gsize length)
{
    if (length == 0 || length > NOTE_LIMIT || note[length - 1] != '\n' || !g_utf8_validate_len (note, length, NULL))
        return NULL;
    for (gsize i = 0; i < length; i++)
        if ((guint8) note[i] < 0x20 && note[i] != '\n')
            return NULL;
    for (gsize i = length - 1; i > 1; i--)
        if (note[i - 1] == '\n' && note[i - 2] == '\n')
            return note + i;
    return NULL;
}

typedef enum { LINE_OTHER, LINE_HOLDS, LINE_BROKEN } LineVerdict;

/* One line of a signature, without its newline. Others' signatures are passed over, as the format asks. */
static LineVerdict check_line (const char *line, gsize length, const char *body, gsize body_length, const char *name,
                               const guint8 public_key[32])
{
    const gsize prefix = strlen (dash);
    guint8 signature[KEY_ID + SIGNATURE], id[KEY_ID];
    const char *key_name = line + prefix, *space;

    if (length < prefix || memcmp (line, dash, prefix) != 0)
        return LINE_BROKEN;
    space = memchr (key_name, ' ', length - prefix);
    if (!space || !name_holds (key_name, (gsize) (space - key_name)))
        return LINE_BROKEN;
    if ((gsize) (space - key_name) != strlen (name) || memcmp (key_name, name, strlen (name)) != 0)
        return LINE_OTHER;
    if (!td_base64_read (space + 1, (gsize) (line + length - space - 1), signature, sizeof signature))
        return LINE_OTHER; /* the same name with another type of key */
    key_id (name, public_key, id);
    if (memcmp (signature, id, KEY_ID) != 0)
        return LINE_OTHER;
    return crypto_sign_verify_detached (signature + KEY_ID, (const guint8 *) body, body_length, public_key) == 0
               ? LINE_HOLDS
               : LINE_BROKEN;
}

char *td_note_open (const char *note, gsize length, const char *name, const guint8 public_key[32], GError **error)
{
    const char *line = find_signatures (note, length), *end = note + length;
    gsize body_length;
    gboolean signed_by_key = FALSE;

    if (!line || line == end) {
        refuse (error, "This is not a signed note.");
        return NULL;
    }
    body_length = (gsize) (line - note) - 1;
    while (line < end) {
        const char *stop = memchr (line, '\n', (gsize) (end - line));
        LineVerdict verdict = check_line (line, (gsize) (stop - line), note, body_length, name, public_key);

        if (verdict == LINE_BROKEN) {
            refuse (error, "The signature does not hold: the text was changed, or it was signed with another key.");
            return NULL;
        }
        signed_by_key |= verdict == LINE_HOLDS;
        line = stop + 1;
    }
    if (!signed_by_key) {
        refuse (error, "This is not signed with the expected key.");
        return NULL;
    }
    return g_strndup (note, body_length);
}

char *td_note_verifier_key (const char *name, const guint8 public_key[32])
{
    guint8 id[KEY_ID], typed[33] = { 0x01 };
    g_autofree char *key = NULL;

    key_id (name, public_key, id);
    memcpy (typed + 1, public_key, 32);
    key = td_base64 (typed, sizeof typed);
    return g_strdup_printf ("%s+%02x%02x%02x%02x+%s", name, id[0], id[1], id[2], id[3], key);
}

gboolean td_note_parse_verifier_key (const char *text, char **ret_name, guint8 ret_public_key[32], GError **error)
{
    const char *plus = strchr (text, '+');
    g_autofree char *name = plus ? g_strndup (text, (gsize) (plus - text)) : NULL, *again = NULL;
    guint8 typed[33];

    /* The name, 8 letters of hex, a plus, the key: the rest of the check is writing it again. */
    if (!name || !name_holds (name, strlen (name)) || strnlen (plus, 10) < 10 || plus[9] != '+'
        || !td_base64_read (plus + 10, strlen (plus + 10), typed, sizeof typed) || typed[0] != 0x01)
        return refuse (error, "This is not a verifier key. It is written name+number+key, all in one line.");
    again = td_note_verifier_key (name, typed + 1);
    if (!g_str_equal (again, text))
        return refuse (error, "The parts of this verifier key do not belong together. Copy it again, whole.");
    memcpy (ret_public_key, typed + 1, 32);
    *ret_name = g_steal_pointer (&name);
    return TRUE;
}

char *td_checkpoint_body (const char *origin, guint64 size, const guint8 root[32])
{
    g_autofree char *hash = td_base64 (root, 32);

    return g_strdup_printf ("%s\n%" G_GUINT64_FORMAT "\n%s\n", origin, size, hash);
}

gboolean td_checkpoint_parse (const char *body, char **ret_origin, guint64 *ret_size, guint8 ret_root[32],
                              GError **error)
{
    g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
    guint n = g_strv_length (lines);
    guint64 size;

    /* Three lines, then extension lines (none empty), then the end. */
    if (n < 4 || lines[n - 1][0])
        return refuse (error, "This is not a checkpoint.");
    for (guint i = 0; i < n - 1; i++)
        if (!lines[i][0])
            return refuse (error, "This is not a checkpoint.");
    if (!td_decimal_read (lines[1], strlen (lines[1]), &size)
        || !td_base64_read (lines[2], strlen (lines[2]), ret_root, 32))
        return refuse (error, "This is not a checkpoint.");
    *ret_size = size;
    *ret_origin = g_strdup (lines[0]);
    return TRUE;
}
