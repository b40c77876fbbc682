#include "areas/live/live-json.h"

#include "base/clock.h"

static json_t *instant (gint64 at)
{
    g_autofree char *text = at != 0 ? td_instant_to_text (at) : NULL;

    return text != NULL ? json_string (text) : json_null ();
}

static json_t *floor_json (const TdLiveView *v)
{
    const TdLive *live = v->live;
    const TdSpeaker *s = td_live_view_speaker (v);

    if (td_live_view_name (v) == NULL || live->since == 0)
        return json_null ();
    return json_pack ("{s:s?, s:b, s:s, s:s?, s:s?, s:b, s:i, s:i, s:o, s:b}", "speaker", live->speaker, "hand",
                      live->hand != NULL, "name", td_live_view_name (v), "state", s != NULL ? s->state : NULL, "mode",
                      s != NULL ? td_speak_mode_word (s->mode) : NULL, "reply", (int) live->reply, "seconds",
                      live->seconds, "left", td_live_left (live, v->at), "since", instant (live->since), "stands",
                      live->paused != 0);
}

static json_t *follows_json (const TdLiveView *v)
{
    json_t *list = json_array ();

    for (guint i = 0; v->follows != NULL && i < v->follows->len; i++) {
        const TdSpeaker *s = v->follows->pdata[i];
        json_array_append_new (list,
                               json_pack ("{s:s, s:s, s:s?, s:s, s:i}", "speaker", s->id, "name", s->shown, "state",
                                          s->state, "mode", td_speak_mode_word (s->mode), "seconds", s->seconds));
    }
    return list;
}

static json_t *spoken_json (const TdLiveView *v)
{
    json_t *list = json_array ();

    for (guint i = 0; v->spoken != NULL && i < v->spoken->len; i++) {
        const TdSpoken *s = v->spoken->pdata[i];
        json_array_append_new (
            list, json_pack ("{s:s?, s:s?, s:s?, s:s?, s:s?, s:s, s:s?, s:o, s:i, s:i, s:b, s:b, s:b}", "speaker",
                             s->speaker, "name", s->shown, "organisation", s->organisation, "kind", s->kind, "state",
                             s->state, "mode", td_speak_mode_word (s->mode), "language", s->language, "began",
                             instant (s->began), "seconds", s->seconds, "given", s->given, "reply", (int) s->reply,
                             "typed", (int) s->typed, "now", (int) s->now));
    }
    return list;
}

static json_t *totals_json (const TdLiveView *v, gboolean by_state)
{
    g_autoptr (GPtrArray) totals = td_live_totals (v, by_state);
    json_t *list = json_array ();

    for (guint i = 0; i < totals->len; i++) {
        const TdLiveTotal *t = totals->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:i, s:i, s:b}", by_state ? "state" : "name", t->label,
                                                "seconds", t->seconds, "turns", t->turns, "now", (int) t->now));
    }
    return list;
}

/* In a closed part nothing of it is told, the number of steps neither. */
json_t *td_live_to_json (const TdLiveView *v)
{
    const TdLive *live = v->live;

    if (v->hidden)
        return json_pack ("{s:s, s:s, s:b}", "meeting", v->meeting->id, "phase", td_live_phase_word (TD_LIVE_RUNS),
                          "closed_part", 1);
    return json_pack ("{s:s, s:s, s:o, s:b, s:s?, s:s?, s:b, s:b, s:o, s:o, s:o, s:o, s:o}", "meeting", v->meeting->id,
                      "phase", td_live_phase_word (live->phase), "steps",
                      v->inside ? json_integer (live->n) : json_null (), "closed_part", (int) live->closed_part,
                      "state", live->state, "item", live->item, "recording", (int) live->recording, "list_closed",
                      (int) live->list_closed, "floor", floor_json (v), "follows", follows_json (v), "spoken",
                      spoken_json (v), "states", totals_json (v, TRUE), "names", totals_json (v, FALSE));
}
