#include "base/id.h"
#include "base/base.h"

#include <sodium.h>

/* Crockford's alphabet: no i, l, o (read as 1, 1, 0) and no u. */
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

enum { ID_BYTES = 10 };

char *td_id_new (void)
{
    guint8 random[ID_BYTES];
    char *id = g_malloc (TD_ID_LENGTH + 1);
    guint64 bits = 0;
    int have = 0, out = 0;

    td_base_init ();
    randombytes_buf (random, sizeof random);
    for (int i = 0; i < ID_BYTES; i++) {
        bits = bits << 8 | random[i];
        for (have += 8; have >= 5; have -= 5)
            id[out++] = alphabet[bits >> (have - 5) & 31];
    }
    id[out] = '\0';
    return id;
}

gboolean td_id_valid (const char *text)
{
    int n = 0;

    if (!text)
        return FALSE;
    for (; n < TD_ID_LENGTH && text[n]; n++)
        if (!strchr (alphabet, text[n]))
            return FALSE;
    return n == TD_ID_LENGTH && !text[n];
}

char *td_id_canonical (const char *text)
{
    g_autofree char *id = NULL;

    if (!text || strnlen (text, TD_ID_LENGTH + 1) != TD_ID_LENGTH)
        return NULL;
    id = g_ascii_strdown (text, -1);
    for (char *c = id; *c; c++) {
        if (*c == 'o')
            *c = '0';
        else if (*c == 'i' || *c == 'l')
            *c = '1';
    }
    return td_id_valid (id) ? g_steal_pointer (&id) : NULL;
}
