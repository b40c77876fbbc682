/* Pages of other areas about something that came sealed, to which whoever comes back with its code of words is led.
 *
 * They are asked for by a form that carries the filing's root (sending.h), since there is neither account nor cookie. To add one: a
 * TdSealedPlace in a file of its area, and its name in td_sealed_places of areas/areas.c.
 */
#pragma once

#include "areas/sealed/sealed.h"

typedef struct {
    const char *path;          /* behind the language: "/sealed-case"; takes POST with the field "root" */
    const char *hint, *button; /* English, for td_words */
    gboolean (*is_there) (TdTx *tx, const char *filing, gboolean *ret_there, GError **error);
} TdSealedPlace;

/* NULL-terminated; areas/areas.c. */
extern const TdSealedPlace *const td_sealed_places[];
