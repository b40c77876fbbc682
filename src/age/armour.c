/* Taking a sealed file out of its armour, line by line. Contract in armour.h. */
#include "age/armour.h"

#include "base/base.h"
#include "base/errors.h"

#include <sodium.h>
#include <string.h>

static const char first_line[] = "-----BEGIN AGE ENCRYPTED FILE-----", last_line[] = "-----END AGE ENCRYPTED FILE-----";

enum {
    COLUMNS = 64,
    BYTES = COLUMNS / 4 * 3, /* of a full line */
    BLANKS = 1024,           /* before and after, each */
};

typedef enum { BEFORE, WITHIN, LAST, AFTER } Where; /* LAST: behind a line that was not full */

struct TdAgeArmour {
    TdAgeSink sink;
    gpointer data;
    Where where;
    char line[COLUMNS + 2]; /* with its CR */
    gsize n;
    gsize blanks;
    gboolean failed;
};

gboolean td_age_looks_armoured (const guint8 *bytes, gsize n)
{
    return n >= strlen (first_line) && memcmp (bytes, first_line, strlen (first_line)) == 0;
}

TdAgeArmour *td_age_armour_new (TdAgeSink sink, gpointer data)
{
    TdAgeArmour *armour = g_new0 (TdAgeArmour, 1);

    armour->sink = sink;
    armour->data = data;
    return armour;
}

void td_age_armour_free (TdAgeArmour *armour)
{
    if (armour == NULL)
        return;
    sodium_memzero (armour, sizeof *armour);
    g_free (armour);
}

static gboolean wrong (GError **error)
{
    g_set_error (error, TD_AGE_ERROR, TD_ERROR_INPUT,
                 "This file begins as a sealed one in letters, and goes on as something else. Seal it anew, best "
                 "without --armor, and send that.");
    return FALSE;
}

/* The letters of a line, a CR left out; -1: it has what no line has. */
static gssize letters_of (TdAgeArmour *armour)
{
    gsize n = armour->n > 0 && armour->line[armour->n - 1] == '\r' ? armour->n - 1 : armour->n;

    return n <= COLUMNS ? (gssize) n : -1;
}

static gboolean is_line (const TdAgeArmour *armour, gsize n, const char *wanted)
{
    return n == strlen (wanted) && memcmp (armour->line, wanted, n) == 0;
}

static gboolean take_body (TdAgeArmour *armour, gsize n, GError **error)
{
    guint8 bytes[BYTES];
    const char *end = NULL;
    gsize size = 0;
    gboolean taken;

    /* libsodium 1.0.18 takes some bytes beyond ASCII for letters. */
    for (gsize i = 0; i < n; i++)
        if (!g_ascii_isalnum (armour->line[i]) && strchr ("+/=", armour->line[i]) == NULL)
            return wrong (error);
    if (n == 0 || armour->where == LAST
        || sodium_base642bin (bytes, sizeof bytes, armour->line, n, NULL, &size, &end, sodium_base64_VARIANT_ORIGINAL)
               != 0
        || end != armour->line + n)
        return wrong (error);
    armour->where = size < BYTES ? LAST : WITHIN;
    taken = armour->sink (bytes, size, armour->data, error);
    sodium_memzero (bytes, sizeof bytes);
    return taken;
}

static gboolean take_line (TdAgeArmour *armour, GError **error)
{
    gssize n = letters_of (armour);

    if (n < 0)
        return wrong (error);
    if (armour->where == BEFORE) {
        armour->where = WITHIN;
        return is_line (armour, (gsize) n, first_line) || wrong (error);
    }
    if (is_line (armour, (gsize) n, last_line)) {
        armour->where = AFTER;
        return TRUE;
    }
    return take_body (armour, (gsize) n, error);
}

/* Blanks that stand before and after. */
static gboolean skip_blank (TdAgeArmour *armour, guint8 c, GError **error)
{
    return (strchr (" \t\r\n", c) != NULL && c != '\0' && ++armour->blanks <= BLANKS) || wrong (error);
}

static gboolean take (TdAgeArmour *armour, guint8 c, GError **error)
{
    if (armour->where == AFTER || (armour->where == BEFORE && armour->n == 0 && g_ascii_isspace (c)))
        return skip_blank (armour, c, error);
    if (c == '\n') {
        gboolean taken = take_line (armour, error);

        armour->n = 0;
        armour->blanks = 0;
        return taken;
    }
    if (armour->n == sizeof armour->line)
        return wrong (error);
    armour->line[armour->n++] = (char) c;
    return TRUE;
}

gboolean td_age_armour_feed (TdAgeArmour *armour, const guint8 *bytes, gsize n, GError **error)
{
    g_assert (!armour->failed);
    for (gsize i = 0; i < n && !armour->failed; i++)
        armour->failed = !take (armour, bytes[i], error);
    return !armour->failed;
}

gboolean td_age_armour_finish (TdAgeArmour *armour, GError **error)
{
    g_assert (!armour->failed);
    if (armour->n > 0 && !take_line (armour, error))
        return FALSE;
    return armour->where == AFTER || wrong (error);
}
