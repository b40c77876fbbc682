/* The even rule by which the minutes of a part are shared, and the lot that decides what cannot be even. Pure sums: no store, no clock.
 *
 * Anybody can do them again from the seed, the ids of the requests and their weights (docs/SPEAKERS.md says how with sha256sum):
 *
 * 1. Each claim gets a key, SHA-256 of the seed's 32 bytes followed by the 16 letters of its id. Ordered by their keys, the claims stand
 *    in the lot's order, whatever order they came in; a claim that falls out moves no two others.
 * 2. Nobody speaks for less than `least` seconds. Where not all fit with that, the first of the lot's order fit, as many as there is time
 *    for, and the others do not.
 * 3. Those that fit share by weight: every unit gets the same whole seconds; who would stay below `least` gets `least`, and the rest is shared
 *    again among the others.
 * 4. Seconds that are left over go one by one along the lot's order.
 */
#pragma once

#include <glib.h>

enum { TD_LOT_SEED = 32 };

typedef struct {
    const char *id; /* of the request */
    int weight;     /* 1, or the members of a coalition that count */
    /* out */
    int place;   /* in the lot's order, from 1 */
    int seconds; /* 0: does not fit */
} TdLotClaim;

/* The seconds given are exactly `seconds` where anybody fits, else 0. weight is 1 at least; two claims with one id are the caller's mistake. */
void td_lot_share (const guint8 seed[TD_LOT_SEED], int seconds, int least, TdLotClaim *claims, gsize n);
/* What is journalled before the deadline: SHA-256 of the seed. */
void td_lot_commit (const guint8 seed[TD_LOT_SEED], guint8 ret_commitment[32]);
