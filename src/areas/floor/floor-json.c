/* Lists of speakers and requests as JSON. Contract in floor.h. */
#include "areas/floor/floor-sql.h"

#include "areas/floor/floor-rules.h"
#include "base/errors.h"

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

static json_t *instant_or_null (gint64 instant)
{
    g_autofree char *text = instant != 0 ? td_instant_to_text (instant) : NULL;

    return text_or_null (text);
}

static json_t *hex (const guint8 bytes[32])
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (int i = 0; i < 32; i++)
        g_string_append_printf (text, "%02x", bytes[i]);
    return json_string (text->str);
}

static json_t *state_or_null (const char *state)
{
    return state == NULL || *state == '\0' ? json_null () : json_string (state);
}

struct listing {
    const TdViewer *viewer;
    const char *id;
    TdMeeting *meeting;
    TdFloorList *list;
    GPtrArray *speakers, *lot;
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;

    l->meeting = td_meeting_get_in (tx, l->viewer, l->id, error);
    if (l->meeting == NULL || !td_floor_list_load (tx, l->id, &l->list, error))
        return FALSE;
    l->speakers = td_speakers_in (tx, l->meeting, l->viewer, error);
    return l->speakers != NULL && (l->lot = td_floor_lot_load (tx, l->id, error)) != NULL;
}

static json_t *parts_to_json (const TdFloorList *l)
{
    json_t *list = json_array ();

    for (guint i = 0; i < l->parts->len; i++) {
        const TdFloorPart *p = l->parts->pdata[i];
        json_array_append_new (list, json_pack ("{s:o, s:i, s:i}", "state", state_or_null (p->state), "seconds",
                                                p->seconds, "slot_seconds", p->slot_seconds));
    }
    return list;
}

static json_t *lot_to_json (const GPtrArray *lot)
{
    json_t *list = json_array ();

    for (guint i = 0; i < lot->len; i++) {
        const TdFloorDrawn *d = lot->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:o, s:i, s:i, s:i}", "request", d->request, "state",
                                                state_or_null (d->state), "weight", d->weight, "place", d->place,
                                                "seconds", d->seconds));
    }
    return list;
}

static json_t *speakers_to_json (const GPtrArray *speakers)
{
    json_t *list = json_array ();

    for (guint i = 0; i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:i, s:o, s:o, s:s, s:o, s:s, s:o, s:s, s:b, s:b, s:i, s:o}",
                                                "id", s->id, "ordinal", s->ordinal, "state", state_or_null (s->state),
                                                "request", text_or_null (s->request), "shown", s->shown, "organisation",
                                                text_or_null (s->organisation), "kind", s->kind, "language",
                                                text_or_null (s->language), "mode", td_speak_mode_word (s->mode),
                                                "closed", s->closed, "no_picture", s->no_picture, "seconds", s->seconds,
                                                "planned", instant_or_null (s->planned)));
    }
    return list;
}

/* A meeting without a list has none of its values. */
static json_t *pack (const struct listing *l)
{
    const TdFloorList *list = l->list;

    return json_pack ("{s:s, s:s, s:o, s:o, s:o, s:o, s:i, s:b, s:o, s:o, s:o}", "meeting", l->meeting->id, "zone",
                      l->meeting->zone, "deadline", instant_or_null (list != NULL ? list->deadline : 0), "commitment",
                      list != NULL ? hex (list->commitment) : json_null (), "seed",
                      list != NULL && list->revealed ? hex (list->seed) : json_null (), "shared",
                      instant_or_null (list != NULL ? list->shared : 0), "times_shared", list != NULL ? list->n : 0,
                      "by_hand", list != NULL && list->by_hand, "parts",
                      list != NULL ? parts_to_json (list) : json_array (), "lot", lot_to_json (l->lot), "speakers",
                      speakers_to_json (l->speakers));
}

json_t *td_floor_list_to_json (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    struct listing l = { .viewer = viewer, .id = meeting };
    json_t *json = td_store_read (instance->store, read_in, &l, error) ? pack (&l) : NULL;

    td_meeting_free (l.meeting);
    td_floor_list_free (l.list);
    g_clear_pointer (&l.speakers, g_ptr_array_unref);
    g_clear_pointer (&l.lot, g_ptr_array_unref);
    return json;
}

static json_t *members_to_json (const TdFloorRequest *r)
{
    json_t *list = json_array ();

    for (guint i = 0; i < r->members->len; i++)
        json_array_append_new (list, json_pack ("{s:s, s:s}", "organisation", (char *) r->members->pdata[i], "name",
                                                (char *) r->member_names->pdata[i]));
    return list;
}

static json_t *request_to_json (const TdFloorRequest *r)
{
    return json_pack ("{s:s, s:o, s:s, s:s, s:s, s:b, s:b, s:b, s:b, s:b, s:o, s:s, s:s, s:b, s:b, s:b, s:o, s:o, s:o,"
                      " s:b, s:o, s:o, s:o}",
                      "id", r->id, "state", state_or_null (r->state), "organisation", r->organisation, "name", r->name,
                      "kind", r->kind, "verified", r->verified, "hidden", r->hidden, "closed_down", r->closed_down,
                      "on_behalf", r->on_behalf, "late", r->late, "submission", text_or_null (r->submission),
                      "language", r->language, "mode", td_speak_mode_word (r->mode), "closed", r->closed, "no_picture",
                      r->no_picture, "read_out", r->read_out, "who", text_or_null (r->who), "alias",
                      text_or_null (r->alias), "statement", text_or_null (r->statement), "recording", r->has_recording,
                      "members", members_to_json (r), "created", instant_or_null (r->created), "changed",
                      instant_or_null (r->changed));
}

json_t *td_floor_requests_to_json (const GPtrArray *requests)
{
    json_t *list = json_array ();

    for (guint i = 0; i < requests->len; i++)
        json_array_append_new (list, request_to_json (requests->pdata[i]));
    return json_pack ("{s:o}", "requests", list);
}
