/* An organisation as JSON for a viewer. Contract in organisation.h. */
#include "areas/organisations/organisation.h"

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

static json_t *list_of (char *const *words)
{
    json_t *list = json_array ();

    for (; words != NULL && *words != NULL; words++)
        json_array_append_new (list, json_string (*words));
    return list;
}

json_t *td_organisation_to_json (const TdOrganisation *o, const TdViewer *viewer)
{
    json_t *json =
        json_pack ("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "id", o->id, "name", o->name, "kind", o->kind, "website",
                   text_or_null (o->website), "about", text_or_null (o->about), "countries", list_of (o->countries),
                   "themes", list_of (o->themes), "languages", list_of (o->languages));

    if (!td_viewer_has (viewer, TD_ROLE_SECRETARIAT) && (o->relations & TD_RELATION_VIEWER) == 0)
        return json;
    json_object_set_new (json, "status", json_string (td_status_word (o->status)));
    json_object_set_new (json, "again", json_boolean (o->again));
    json_object_set_new (json, "visibility",
                         o->visibility_chosen ? json_string (td_visibility_word (o->visibility)) : json_null ());
    json_object_set_new (json, "reason", text_or_null (o->decision_reason));
    return json;
}
