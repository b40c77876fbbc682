/* A call as JSON: the same for page, command and API. */
#include "areas/calls/call.h"
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

static json_t *languages_of (const TdProfile *profile, const TdCall *call)
{
    const char *own = td_call_languages (profile, call);
    g_auto (GStrv) tags = own != NULL ? g_strsplit (own, ";", -1) : NULL;

    return list_of (tags != NULL ? tags : (char *const *) profile->languages);
}

static json_t *deadlines_of (const TdCall *call)
{
    json_t *list = json_array ();

    for (guint i = 0; i < call->deadlines->len; i++) {
        const TdDeadline *d = call->deadlines->pdata[i];
        json_array_append_new (list,
                               json_pack ("{s:o, s:s?, s:s, s:s?, s:o}", "closes", instant (d->closes), "closes_local",
                                          d->closes_local, "why", d->why, "reason", d->reason, "at", instant (d->at)));
    }
    return list;
}

json_t *td_call_to_json (const TdInstance *instance, const TdCall *call, const char *locale, gint64 now)
{
    const TdProfile *profile = instance->profile;
    g_autofree char *address = g_strdup_printf ("%s/%s/calls/%s", instance->address, locale, call->id);
    json_t *json =
        json_pack ("{s:s, s:s?, s:s, s:s, s:o, s:o, s:s, s:o, s:o, s:s?, s:s}", "id", call->id, "kind", call->kind,
                   "label", td_words (locale, td_call_label (profile, call)), "purpose", call->purpose, "states",
                   list_of (call->states), "themes", list_of (call->themes), "status",
                   td_call_status_word (td_call_status (call, now)), "opens", instant (call->opens), "closes",
                   instant (call->closes), "closes_local", call->closes_local, "zone", call->zone);
    json_t *rest = json_pack (
        "{s:s, s:s?, s:o, s:o, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:s?, s:s}", "anchor", call->anchor, "stage",
        call->stage, "cycle", call->cycle != 0 ? json_integer (call->cycle) : json_null (), "session",
        call->session != 0 ? json_integer (call->session) : json_null (), "weeks", call->weeks, "guidance",
        words (locale, td_call_guidance (profile, call)), "limits", words (locale, td_call_limits (profile, call)),
        "asked", words (locale, td_call_asked (profile, call)), "languages", languages_of (profile, call), "deadlines",
        deadlines_of (call), "ended", instant (call->ended), "end_reason", call->end_reason, "address", address);

    json_object_update_new (json, rest);
    return json;
}
