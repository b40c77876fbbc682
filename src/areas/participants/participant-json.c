/* Copies and participants as JSON. Contract in participant.h. */
#include "areas/participants/participant.h"

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

static json_t *instant_or_null (gint64 instant)
{
    g_autofree char *text = instant != 0 ? td_instant_to_text (instant) : NULL;

    return text_or_null (text);
}

static json_t *list_of (const char *words)
{
    json_t *list = json_array ();
    g_auto (GStrv) parts = g_strsplit (words != NULL ? words : "", ";", -1);

    for (gsize i = 0; parts[i] != NULL; i++)
        json_array_append_new (list, json_string (parts[i]));
    return list;
}

/* Whether an address is recorded, and never which. */
static json_t *participant_to_json (TdInstance *instance, const TdViewer *viewer, const TdParticipant *p,
                                    GError **error)
{
    g_autofree char *address = NULL;
    g_autofree char *locale = NULL;

    if (!td_participant_address (instance, viewer, p->slug, &address, &locale, error))
        return NULL;
    return json_pack ("{s:s, s:s, s:o, s:o, s:s, s:o, s:b}", "slug", p->slug, "name", p->name, "articles",
                      list_of (p->articles), "receives", list_of (p->receives), "basis", p->basis, "takes_part",
                      text_or_null (p->takes_part), "address", address != NULL);
}

static json_t *sendings_to_json (const TdParticipantCopy *c)
{
    json_t *list = json_array ();

    for (guint i = 0; i < c->sendings->len; i++) {
        const TdSending *s = c->sendings->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:o, s:o, s:o}", "how", td_sent_how_word (s->how), "day",
                                                text_or_null (s->day), "note", text_or_null (s->note), "at",
                                                instant_or_null (s->at)));
    }
    return list;
}

static json_t *copy_to_json (const TdParticipantCopy *c)
{
    json_t *link = c->expires != 0 ? json_pack ("{s:o, s:i, s:o}", "expires", instant_or_null (c->expires), "opened",
                                                c->opened, "last", instant_or_null (c->last_opened))
                                   : json_null ();

    return json_pack ("{s:s, s:s, s:s, s:s, s:s, s:o, s:b, s:o, s:o, s:o, s:o}", "id", c->id, "participant",
                      c->participant, "submission", c->submission, "state", c->state, "purpose", c->purpose, "received",
                      instant_or_null (c->received), "waits", td_participant_copy_waits (c), "gone",
                      text_or_null (c->gone), "gone_at", instant_or_null (c->gone_at), "sendings", sendings_to_json (c),
                      "link", link);
}

json_t *td_participants_to_json (TdInstance *instance, const TdViewer *viewer, const GPtrArray *copies, GError **error)
{
    const TdProfile *profile = instance->profile;
    json_t *participants = json_array (), *list = json_array ();

    for (gsize i = 0; i < profile->n_participants; i++) {
        json_t *one = participant_to_json (instance, viewer, &profile->participants[i], error);
        if (one == NULL) {
            json_decref (participants);
            json_decref (list);
            return NULL;
        }
        json_array_append_new (participants, one);
    }
    for (guint i = 0; i < copies->len; i++)
        json_array_append_new (list, copy_to_json (copies->pdata[i]));
    return json_pack ("{s:o, s:o}", "participants", participants, "copies", list);
}
