/* From a method and an address to a row, the parts of the path and the language; or to what is said instead. */
#pragma once

#include "web/route.h"

typedef struct TdRouter TdRouter;

typedef struct {
    const TdRoute *route; /* NULL: see status */
    int status;           /* 200, or 301/303 with location, 404, 405 with allow */
    char *location, *allow;
    const char *locale; /* of the path, else of Accept-Language; lives for ever */
    gboolean json;      /* form is JSON, or what was asked for as JSON is not there */
    TdForm form;
    char **names, **values; /* parts of the path */
    char *without_language; /* "/states/gha", still percent-encoded */
} TdMatch;

TdRouter *td_router_new (const TdRoute *const *tables);
void td_router_free (TdRouter *router);
/* address: as the browser wrote it, with its query. Any thread. */
void td_router_match (TdRouter *router, const char *method, const char *address, const char *accept_language,
                      TdMatch *ret_match);
void td_match_clear (TdMatch *match);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdMatch, td_match_clear)

/* The interface language that an Accept-Language header likes best (RFC 9110 12.5.4); English when none. */
const char *td_locale_choose (const char *accept_language);
