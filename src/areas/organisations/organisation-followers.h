/* What other areas do when organisations change, or say of one.
 *
 * Areas after this one (submissions) know its headers; it does not know theirs. So they are asked through this table, which
 * areas/areas.c fills. All of it happens in the transaction that is handed on.
 */
#pragma once

#include "store/store.h"

/* Something that it published under its name, for its public page. */
typedef struct {
    char *id, *title; /* of a submission; title: NULL when it has none */
    char *language;   /* of the title, or NULL */
    char *state;      /* iso3 */
    gint64 received;
} TdOrganisationWork;
void td_organisation_work_free (TdOrganisationWork *work);

typedef struct {
    /* Two organisations become one: what is of `from` is of `into` from now on. */
    gboolean (*merged) (TdTx *tx, const char *from, const char *into, GError **error);
    /* What everybody may read of it with its name, newest first: of TdOrganisationWork. */
    GPtrArray *(*published) (TdTx *tx, const char *organisation, int most, GError **error);
} TdOrganisationFollower;

/* NULL-terminated; areas/areas.c. */
extern const TdOrganisationFollower *const td_organisation_followers[];
