/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "areas/organisations/organisation.h"
#include "web/route.h"

gboolean td_organisations_page (TdRequest *request, GError **error);
gboolean td_organisation_page (TdRequest *request, GError **error);
gboolean td_organisation_decide_post (TdRequest *request, GError **error);
gboolean td_organisation_new_page (TdRequest *request, GError **error);
gboolean td_organisation_new_post (TdRequest *request, GError **error);
gboolean td_organisation_edit_page (TdRequest *request, GError **error);
gboolean td_organisation_edit_post (TdRequest *request, GError **error);

gboolean td_organisation_people_page (TdRequest *request, GError **error);
gboolean td_organisation_people_post (TdRequest *request, GError **error);

gboolean td_coalition_page (TdRequest *request, GError **error);
gboolean td_coalition_post (TdRequest *request, GError **error);

/* Names of countries in the reader's language, joined. Free it; NULL for none. */
char *td_organisation_countries (const TdProfile *profile, const char *locale, char *const *countries);
char *td_organisation_country_name (const TdProfile *profile, const char *locale, const char *iso3);
/* Where it stands, in a word for people (English, for td_words). */
const char *td_organisation_status_label (TdStatus status);
