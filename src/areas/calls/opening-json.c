/* Openings as JSON: the same for page, command and whoever reads it. Contract in opening.h. */
#include "areas/calls/deadline.h"
#include "areas/calls/opening.h"
#include "text/words.h"

static json_t *instant (gint64 at)
{
    g_autofree char *text = at != 0 ? td_instant_to_text (at) : NULL;

    return text != NULL ? json_string (text) : json_null ();
}

static json_t *words (const char *locale, const char *text)
{
    return text != NULL ? json_string (td_words (locale, text)) : json_null ();
}

static json_t *list_of (char *const *texts)
{
    json_t *list = json_array ();

    for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
        json_array_append_new (list, json_string (texts[i]));
    return list;
}

static json_t *languages_of (const TdProfile *profile, const TdOpening *o)
{
    g_auto (GStrv) tags = o->languages != NULL ? g_strsplit (o->languages, ";", -1) : NULL;

    return list_of (tags != NULL ? tags : (char *const *) profile->languages);
}

static void add_here (json_t *row, gint64 closes, const TdOpeningReader *reader)
{
    g_autofree char *here = closes != 0 && reader->zone != NULL ? td_instant_to_local (closes, reader->zone) : NULL;

    json_object_set_new (row, "closes_here", here != NULL ? json_string (here) : json_null ());
    json_object_set_new (row, "zone_here", reader->zone != NULL ? json_string (reader->zone) : json_null ());
}

/* Into the form, with the State of this row filled. */
static char *first_step_of (const TdInstance *instance, const TdOpening *o, const char *state, const char *locale)
{
    if (o->call != NULL)
        return g_strdup_printf ("%s/%s/send?purpose=%s&state=%s", instance->address, locale, o->purpose,
                                state != NULL ? state : "");
    return g_strdup_printf ("%s/%s%s", instance->address, locale, o->first_step != NULL ? o->first_step : o->page);
}

static void add_row (json_t *list, const TdInstance *instance, const TdOpening *o, const char *state,
                     const TdOpeningReader *reader, gint64 now)
{
    const char *locale = reader->locale;
    g_autofree char *address = g_strdup_printf ("%s/%s%s", instance->address, locale, o->page);
    g_autofree char *first_step = first_step_of (instance, o, state, locale);
    json_t *row = json_pack ("{s:s?, s:s, s:s?, s:s, s:s, s:s, s:s?, s:s, s:o, s:o, s:s?, s:s}", "state", state,
                             "purpose", o->purpose, "call", o->call != NULL ? o->call->id : NULL, "source", o->source,
                             "id", o->id, "label", td_words (locale, o->label), "title", o->title, "status",
                             td_call_status_word (td_opening_status (o, now)), "opens", instant (o->opens), "closes",
                             instant (o->closes), "closes_local", o->closes_local, "zone", o->zone);

    add_here (row, o->closes, reader);
    json_object_update_new (row,
                            json_pack ("{s:o, s:o, s:o, s:o, s:o, s:s, s:s}", "asked", words (locale, o->asked),
                                       "guidance", words (locale, o->guidance), "limits", words (locale, o->limits),
                                       "languages", languages_of (instance->profile, o), "themes", list_of (o->themes),
                                       "first_step", first_step, "address", address));
    json_array_append_new (list, row);
}

static void add_openings (json_t *list, const TdInstance *instance, const GPtrArray *openings,
                          const TdOpeningFilter *filter, const TdOpeningReader *reader, gint64 now)
{
    const char *const *asked = filter != NULL ? filter->states : NULL;

    for (guint i = 0; i < openings->len; i++) {
        const TdOpening *o = openings->pdata[i];
        if (o->states == NULL || o->states[0] == NULL)
            add_row (list, instance, o, NULL, reader, now);
        for (gsize s = 0; o->states != NULL && o->states[s] != NULL; s++)
            if (asked == NULL || g_strv_contains (asked, o->states[s]))
                add_row (list, instance, o, o->states[s], reader, now);
    }
}

static json_t *expected_to_json (const TdInstance *instance, const TdOpenings *o, const TdOpeningReader *reader)
{
    json_t *list = json_array ();

    for (guint i = 0; i < o->expected->len; i++) {
        const TdExpected *e = &g_array_index (o->expected, TdExpected, i);
        json_t *row = json_pack ("{s:s, s:s, s:s, s:o, s:s, s:s, s:o, s:s}", "state", e->state->iso3, "purpose",
                                 e->kind->purpose, "label", td_words (reader->locale, e->kind->label), "closes",
                                 instant (e->closes), "closes_local", e->closes_local, "zone", instance->profile->zone,
                                 "session", e->session != 0 ? json_integer (e->session) : json_null (), "origin",
                                 td_words (reader->locale, e->kind->origin));
        add_here (row, e->closes, reader);
        json_array_append_new (list, row);
    }
    return list;
}

static json_t *always_to_json (const TdInstance *instance, const TdOpenings *o, const TdOpeningFilter *filter,
                               const char *locale)
{
    const char *const *states = filter != NULL ? filter->states : NULL;
    const char *only = states != NULL && states[0] != NULL && states[1] == NULL ? states[0] : NULL;
    json_t *list = json_array ();

    for (guint i = 0; i < o->always->len; i++) {
        const TdCallKind *kind = o->always->pdata[i];
        g_autofree char *address =
            g_strdup_printf ("%s/%s/send?purpose=%s%s%s", instance->address, locale, kind->purpose,
                             only != NULL ? "&state=" : "", only != NULL ? only : "");
        json_array_append_new (list, json_pack ("{s:s, s:s, s:o, s:s}", "purpose", kind->purpose, "label",
                                                td_words (locale, kind->label), "guidance",
                                                words (locale, kind->guidance), "address", address));
    }
    return list;
}

json_t *td_openings_to_json (const TdInstance *instance, const TdOpenings *o, const TdOpeningFilter *filter,
                             const TdOpeningReader *reader)
{
    json_t *list = json_array ();

    add_openings (list, instance, o->open, filter, reader, o->now);
    add_openings (list, instance, o->planned, filter, reader, o->now);
    return json_pack ("{s:o, s:o, s:o}", "openings", list, "expected", expected_to_json (instance, o, reader), "always",
                      always_to_json (instance, o, filter, reader->locale));
}
