/* Meetings and programmes as JSON. Contract in programme.h. */
#include "areas/programme/place.h"
#include "areas/programme/programme.h"

#include "areas/calls/timetable.h"
#include "base/clock.h"
#include "text/words.h"

static json_t *texts (char **list)
{
    json_t *array = json_array ();

    for (gsize i = 0; list != NULL && list[i] != NULL; i++)
        json_array_append_new (array, json_string (list[i]));
    return array;
}

static json_t *place_json (const TdPlace *p)
{
    return p == NULL
               ? json_null ()
               : json_pack ("{s:s, s:s?, s:s, s:s?, s:s?, s:s?}", "name", p->name, "address", p->address, "remote",
                            td_remote_word (p->remote), "link", p->link, "dial_in", p->dial_in, "codes", p->codes);
}

json_t *td_meeting_to_json (TdTx *tx, const TdProfile *profile, const TdMeeting *m, const TdViewer *viewer,
                            const char *locale, GError **error)
{
    g_autofree char *title = td_meeting_title (profile, m, locale);
    g_autofree char *begins = td_instant_to_text (m->begins);
    g_autofree char *ends = td_instant_to_text (m->ends);
    g_autofree char *changed = td_instant_to_text (m->changed);
    g_autoptr (TdPlace) place = NULL;

    if (!td_place_of (tx, m, viewer, &place, error))
        return NULL;
    return json_pack (
        "{s:s, s:i, s:s, s:s, s:b, s:s, s:o, s:i, s:i, s:s, s:s, s:s, s:s, s:s, s:o, s:s?, s:s?, s:i, s:s}", "id",
        m->id, "session", m->session, "kind", m->kind, "title", title, "closed", (int) m->closed, "status",
        td_meeting_status_word (m->status), "states", texts (m->states), "part", m->part, "parts", m->parts, "begins",
        begins, "ends", ends, "begins_local", m->begins_local, "ends_local", m->ends_local, "zone", m->zone, "place",
        place_json (place), "note", m->note, "cancel_reason", m->cancel_reason, "changes", m->n, "changed", changed);
}

struct telling {
    TdInstance *instance;
    const TdViewer *viewer;
    int session;
    const char *locale;
    json_t *json;
};

static json_t *meetings_json (TdTx *tx, const struct telling *t, GError **error)
{
    const TdMeetingSearch search = { .session = t->session };
    g_autoptr (GPtrArray) meetings = td_meeting_list_in (tx, t->viewer, &search, error);
    json_t *list = meetings != NULL ? json_array () : NULL;

    for (guint i = 0; list != NULL && i < meetings->len; i++) {
        json_t *one = td_meeting_to_json (tx, t->instance->profile, meetings->pdata[i], t->viewer, t->locale, error);
        if (one == NULL)
            g_clear_pointer (&list, json_decref);
        else
            json_array_append_new (list, one);
    }
    return list;
}

static json_t *version_json (const TdProfile *profile, const TdProgrammeVersion *v, const char *locale)
{
    g_autofree char *at = td_instant_to_text (v->at);
    json_t *changes = json_array ();

    for (guint i = 0; v->changes != NULL && i < v->changes->len; i++) {
        const TdMeetingChange *c = v->changes->pdata[i];
        g_autofree char *words = td_meeting_change_words (profile, c, locale);
        json_array_append_new (changes, json_pack ("{s:s, s:s, s:s}", "meeting", c->meeting, "what",
                                                   td_meeting_changed_word (c->what), "words", words));
    }
    return json_pack ("{s:i, s:s, s:s?, s:o}", "n", v->n, "at", at, "note", v->note, "changes", changes);
}

static gboolean tell_in (TdTx *tx, gpointer data, GError **error)
{
    struct telling *t = data;
    g_autoptr (TdTimetable) timetable = td_timetable_load (tx, t->instance->profile, error);
    const TdSession *session = timetable != NULL ? td_profile_session (timetable->profile, t->session) : NULL;
    g_autoptr (GPtrArray) versions = timetable != NULL ? td_programme_versions_in (tx, t->session, error) : NULL;
    json_t *list = json_array ();
    const TdProgrammeVersion *last = versions != NULL && versions->len > 0 ? versions->pdata[0] : NULL;
    g_autofree char *published = last != NULL ? td_instant_to_text (last->at) : NULL;
    json_t *meetings = versions != NULL ? meetings_json (tx, t, error) : NULL;

    if (meetings == NULL) {
        json_decref (list);
        return FALSE;
    }
    for (guint i = 0; i < versions->len; i++)
        json_array_append_new (list, version_json (t->instance->profile, versions->pdata[i], t->locale));
    g_clear_pointer (&t->json, json_decref);
    t->json = json_pack ("{s:i, s:s?, s:s?, s:s, s:i, s:s?, s:o, s:o}", "session", t->session, "start",
                         session != NULL ? session->start : NULL, "end", session != NULL ? session->end : NULL, "zone",
                         t->instance->profile->zone, "version", last != NULL ? last->n : 0, "published", published,
                         "meetings", meetings, "versions", list);
    return TRUE;
}

json_t *td_programme_to_json (TdInstance *instance, const TdViewer *viewer, int session, const char *locale,
                              GError **error)
{
    struct telling t = { .instance = instance, .viewer = viewer, .session = session, .locale = locale };

    if (!td_store_read (instance->store, tell_in, &t, error))
        g_clear_pointer (&t.json, json_decref);
    return t.json;
}
