/* The registry of organisations.
 *
 * Kinds are profile data (kinds.csv). An organisation is registered by anybody with an account, who becomes its lead; the
 * secretariat verifies it with a reason. Its page is public only if it is verified and its lead chose a public page: there is no
 * default, and silence means hidden ("safety first"). A hidden one is known to its own people and the secretariat alone, is never
 * offered to a State, and stands in no public count. Status and visibility are door.h's.
 */
#pragma once

#include "areas/organisations/organisation-followers.h"
#include "door/door.h"
#include "instance/instance.h"
#include <jansson.h>

#define TD_ORGANISATION_ERROR (td_organisation_error_quark ())
GQuark td_organisation_error_quark (void);

typedef struct {
    char *id;
    char *name, *kind; /* kind: slug of the profile */
    TdStatus status;
    gboolean visibility_chosen;
    TdVisibility visibility; /* PUBLIC or COMMITTEE (hidden) */
    char *website, *about;   /* NULL: none */
    char **countries;        /* iso3 of work, NULL-terminated; any State of ISO 3166 that the profile or ICU knows */
    char **themes;           /* slugs of the profile */
    char **languages;        /* tags */
    gboolean at_risk;        /* organisation-risk.h; its page is hidden meanwhile */
    gboolean again;          /* it was verified, and its name or kind changed since */
    char *decision_reason;
    char *merged_into; /* id; this one is closed */
    gint64 created, changed, decided;
    guint8 secret[32];
    guint relations; /* the viewer's */
} TdOrganisation;
void td_organisation_free (TdOrganisation *organisation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdOrganisation, td_organisation_free)

TdThing td_organisation_thing (const TdOrganisation *organisation);

/* TD_ERROR_NOT_FOUND when there is none or the viewer may not know of it. A merged one answers as what it was merged into. */
TdOrganisation *td_organisation_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
TdOrganisation *td_organisation_get_in (TdTx *tx, const TdViewer *viewer, const char *id, GError **error);

typedef struct {
    const char *words; /* in the name, folded; or NULL */
    const char *kind, *country, *theme, *status;
    gboolean mine;     /* those the viewer belongs to alone */
    int limit, offset; /* limit 0: 50 */
} TdOrganisationFilter;
/* What the viewer may read, by sort key of the name. *ret_total (may be NULL): without the limit. */
GPtrArray *td_organisation_list (TdInstance *instance, const TdViewer *viewer, const TdOrganisationFilter *filter,
                                 gint64 *ret_total, GError **error);
/* Those that may be offered to those who act for a State, to invite: verified with a public page, working in the viewer's State;
 * civil society and NHRIs alike. TD_ACT_ORGANISATION_OFFERED. */
GPtrArray *td_organisation_offered (TdInstance *instance, const TdViewer *viewer, GError **error);

/* ---- what an organisation says of itself ---- */

/* NULL leaves what is there. website, about "": none. Names hold at most TD_LIMIT_NAME_CHARACTERS; what cannot be seen is taken
 * out of all of them (text/clean.h), and markup is text. */
typedef struct {
    const char *name, *kind, *website, *about;
    const char *visibility; /* "public" or "confidential" (hidden) */
    const char *const *countries, *const *themes, *const *languages;
} TdOrganisationFacts;

/* Registers one. The viewer becomes its lead, but for an officer of the secretariat, who registers for others. *ret_field
 * (may be NULL): the name of the first fact that will not do, a literal such as "name". TD_ERROR_BUSY after
 * TD_LIMIT_ORGANISATIONS_PER_DAY of one person. */
gboolean td_organisation_add (TdInstance *instance, const TdViewer *viewer, const TdOrganisationFacts *facts,
                              char **ret_id, const char **ret_field, GError **error);
/* Changes facts. A verified one whose name or kind changes is registered again and waits to be verified (again), and its page is
 * not public until then: the secretariat's word was about another name. An officer's own change keeps it verified. */
gboolean td_organisation_edit (TdInstance *instance, const TdViewer *viewer, const char *id,
                               const TdOrganisationFacts *facts, const char **ret_field, GError **error);

/* ---- the secretariat's word ---- */

typedef enum {
    TD_ORGANISATION_VERIFY,
    TD_ORGANISATION_REFUSE,
    TD_ORGANISATION_CLOSE,
    TD_ORGANISATION_REOPEN, /* of a closed or refused one: it is registered again and waits */
} TdOrganisationDecision;
/* reason: always needed; its leads are told that something waits for them and read it on its page. expected: the status that the
 * officer saw (TD_ERROR_CONFLICT when it is another by now), or NULL. */
gboolean td_organisation_decide (TdInstance *instance, const TdViewer *viewer, const char *id,
                                 TdOrganisationDecision decision, const char *reason, const char *expected,
                                 GError **error);
/* One that was registered twice: its people, submissions and co-signatures are into's from now on, its address leads there, and it is
 * closed. Its people may then see everything of into. */
gboolean td_organisation_merge (TdInstance *instance, const TdViewer *viewer, const char *id, const char *into,
                                const char *reason, GError **error);

/* ---- doubles ---- */

typedef enum {
    TD_DOUBLE_NAME = 1 << 0,    /* the names are alike (text/name-likeness.h) */
    TD_DOUBLE_LOOKS = 1 << 1,   /* the names differ and look the same */
    TD_DOUBLE_MAIL = 1 << 2,    /* people with addresses of one mail domain, no public one */
    TD_DOUBLE_WEBSITE = 1 << 3, /* one website's host */
} TdDoubleWhy;
const char *td_double_why_sentence (TdDoubleWhy why); /* English, for td_words */
const char *td_double_why_word (TdDoubleWhy why);     /* "name", … */
typedef struct {
    char *id, *name, *other, *other_name;
    guint why; /* bits TdDoubleWhy */
} TdDouble;
void td_double_free (TdDouble *pair);
/* Those that may be registered twice: pairs, the likeliest first, at most 500; suggestions, for TD_ACT_ORGANISATION_LIST alone. id: of one
 * (then its other), or NULL: of all. Computed when asked. */
GPtrArray *td_organisation_doubles (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* JSON for a viewer who may read it: the secretariat and its own people get status, visibility and reason too. */
json_t *td_organisation_to_json (const TdOrganisation *organisation, const TdViewer *viewer);

/* What everybody may read of it with its name, newest first, at most 100: of TdOrganisationWork. Asks no door. */
GPtrArray *td_organisation_works (TdInstance *instance, const char *id, GError **error);

/* For other areas, inside their transaction, for who has the right by other means: name and kind. FALSE with error; *ret_name NULL
 * when there is none. Free them. */
gboolean td_organisation_name (TdTx *tx, const char *id, char **ret_name, char **ret_kind, GError **error);
