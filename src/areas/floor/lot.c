#include "areas/floor/lot.h"

#include <string.h>

typedef struct {
    TdLotClaim *claim;
    guint8 key[32];
    gboolean at_least; /* gets the least and no more */
} Drawn;

static void key_of (const guint8 *seed, const char *id, guint8 ret_key[32])
{
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
    gsize size = 32;

    g_checksum_update (sum, seed, TD_LOT_SEED);
    if (id != NULL)
        g_checksum_update (sum, (const guint8 *) id, -1);
    g_checksum_get_digest (sum, ret_key, &size);
}

void td_lot_commit (const guint8 seed[TD_LOT_SEED], guint8 ret_commitment[32])
{
    key_of (seed, NULL, ret_commitment);
}

static int by_key (gconstpointer a, gconstpointer b)
{
    return memcmp (((const Drawn *) a)->key, ((const Drawn *) b)->key, sizeof ((const Drawn *) a)->key);
}

/* What one unit gets when those with the least have theirs; 0 where nobody else is left. */
static int unit_of (const Drawn *drawn, gsize n, int seconds, int least)
{
    gint64 units = 0, left = seconds;

    for (gsize i = 0; i < n; i++)
        if (drawn[i].at_least)
            left -= least;
        else
            units += drawn[i].claim->weight;
    return units > 0 ? (int) (left / units) : 0;
}

/* Whoever would stay below the least is given it; TRUE: somebody was. */
static gboolean raise_some (Drawn *drawn, gsize n, int unit, int least)
{
    gboolean raised = FALSE;

    for (gsize i = 0; i < n; i++)
        if (!drawn[i].at_least && (gint64) unit * drawn[i].claim->weight < least) {
            drawn[i].at_least = TRUE;
            raised = TRUE;
        }
    return raised;
}

static void share_among (Drawn *drawn, gsize n, int seconds, int least)
{
    int unit = unit_of (drawn, n, seconds, least), left = seconds;

    while (raise_some (drawn, n, unit, least))
        unit = unit_of (drawn, n, seconds, least);
    for (gsize i = 0; i < n; i++) {
        drawn[i].claim->seconds = drawn[i].at_least ? least : unit * drawn[i].claim->weight;
        left -= drawn[i].claim->seconds;
    }
    for (gsize i = 0; left > 0; i = (i + 1) % n, left--)
        drawn[i].claim->seconds++;
}

void td_lot_share (const guint8 seed[TD_LOT_SEED], int seconds, int least, TdLotClaim *claims, gsize n)
{
    g_autofree Drawn *drawn = g_new0 (Drawn, n + 1);
    gsize fit = least > 0 && seconds > 0 ? MIN (n, (gsize) (seconds / least)) : 0;

    for (gsize i = 0; i < n; i++) {
        drawn[i].claim = &claims[i];
        key_of (seed, claims[i].id, drawn[i].key);
        claims[i].seconds = 0;
    }
    qsort (drawn, n, sizeof *drawn, by_key);
    for (gsize i = 0; i < n; i++)
        drawn[i].claim->place = (int) i + 1;
    if (fit > 0)
        share_among (drawn, fit, seconds, least);
}
