/* Where the people of an organisation go from its page: what other areas hold open for it.
 *
 * To add one: a TdOrganisationPlaces in a file of your area (it needs no web/), and its name in td_organisation_places of areas/areas.c.
 * It is asked for the organisation's own people alone, and says nothing that they may not know.
 */
#pragma once

#include "instance/instance.h"

typedef struct {
    const char *label; /* English, for td_words: "Ask for the floor" */
    char *path;        /* behind the language: "/meetings/ID/floor" */
    char *words;       /* about what, and until when, in the reader's language */
} TdOrganisationPlace;
void td_organisation_place_free (TdOrganisationPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdOrganisationPlace, td_organisation_place_free)

typedef struct {
    /* Adds TdOrganisationPlace to list, at most some ten. */
    gboolean (*say) (TdTx *tx, TdInstance *instance, const char *locale, GPtrArray *list, GError **error);
} TdOrganisationPlaces;
/* NULL-terminated. */
extern const TdOrganisationPlaces *const td_organisation_places[];

/* All of them. Of TdOrganisationPlace. */
GPtrArray *td_organisation_places_of (TdInstance *instance, const char *locale, GError **error);
