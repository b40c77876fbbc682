/* Consultations as JSON. Contract in record.h. */
#include "areas/consultations/record.h"

#include "text/words.h"

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

static json_t *instant_or_null (gint64 instant)
{
    g_autofree char *text = instant != 0 ? td_instant_to_text (instant) : NULL;

    return text_or_null (text);
}

static json_t *tags (const char *languages)
{
    json_t *list = json_array ();
    g_auto (GStrv) words = g_strsplit (languages, ",", -1);

    for (gsize i = 0; words[i] != NULL; i++)
        json_array_append_new (list, json_string (words[i]));
    return list;
}

static json_t *kinds (const GPtrArray *counts)
{
    json_t *list = json_array ();

    for (guint i = 0; i < counts->len; i++) {
        const TdKindCount *c = counts->pdata[i];
        json_array_append_new (list, json_pack ("{s:o, s:I}", "kind", text_or_null (c->kind), "n", (json_int_t) c->n));
    }
    return list;
}

/* Few of a kind are put together in what everybody reads. */
static json_t *folded (const GPtrArray *counts)
{
    g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func ((GDestroyNotify) td_kind_count_free);

    for (guint i = 0; i < counts->len; i++) {
        const TdKindCount *c = counts->pdata[i];
        TdKindCount *one = g_new0 (TdKindCount, 1);
        *one = (TdKindCount){ g_strdup (c->kind), c->n };
        g_ptr_array_add (copy, one);
    }
    copy = td_kind_counts_fold (g_steal_pointer (&copy));
    return kinds (copy);
}

static json_t *meetings (const TdConsultation *c)
{
    json_t *list = json_array ();

    for (guint i = 0; i < c->meetings->len; i++) {
        const TdGathering *m = c->meetings->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:o, s:s, s:s, s:s, s:o, s:o, s:o}", "id", m->id, "starts",
                                                instant_or_null (m->starts), "starts_local", m->starts_local, "way",
                                                td_gathering_way_word (m->way), "place", m->place, "languages",
                                                tags (m->languages), "outcome", text_or_null (m->outcome), "came",
                                                folded (m->came)));
    }
    return list;
}

static json_t *extensions (const TdConsultation *c)
{
    json_t *list = json_array ();

    for (guint i = 0; i < c->extensions->len; i++) {
        const TdConsultationExtension *x = c->extensions->pdata[i];
        json_array_append_new (list, json_pack ("{s:o, s:s, s:o, s:s, s:s, s:o}", "was", instant_or_null (x->was),
                                                "was_local", x->was_local, "closes", instant_or_null (x->closes),
                                                "closes_local", x->closes_local, "reason", x->reason, "at",
                                                instant_or_null (x->at)));
    }
    return list;
}

json_t *td_consultation_to_json (const TdInstance *instance, const TdConsultation *c, gint64 now)
{
    g_autofree char *address = g_strdup_printf ("/consultations/%s", c->id);
    json_t *json = json_pack ("{s:s, s:s, s:i, s:s}", "id", c->id, "state", c->state, "cycle", c->cycle, "status",
                              td_consultation_status_word (td_consultation_status (c, now)));

    (void) instance;
    json_object_set_new (json, "draft", text_or_null (c->withdrawn == 0 ? c->draft : NULL));
    json_object_set_new (json, "draft_published", instant_or_null (c->draft_published));
    json_object_set_new (json, "follows", text_or_null (c->follows));
    json_object_set_new (json, "continued", text_or_null (c->continued));
    json_object_set_new (json, "entered", instant_or_null (c->created));
    json_object_set_new (json, "opens", instant_or_null (c->opens));
    json_object_set_new (json, "opens_local", json_string (c->opens_local));
    json_object_set_new (json, "closes", instant_or_null (c->closes));
    json_object_set_new (json, "closes_local", json_string (c->closes_local));
    json_object_set_new (json, "zone", json_string (c->zone));
    json_object_set_new (json, "extensions", extensions (c));
    json_object_set_new (json, "days", json_integer (td_consultation_days (c)));
    json_object_set_new (json, "languages", tags (c->languages));
    json_object_set_new (json, "how", json_string (c->how));
    json_object_set_new (json, "about", text_or_null (c->about));
    json_object_set_new (json, "withdrawn", instant_or_null (c->withdrawn));
    json_object_set_new (json, "withdrawn_reason", text_or_null (c->withdrawn_reason));
    json_object_set_new (json, "meetings", meetings (c));
    json_object_set_new (json, "address", json_string (address));
    return json;
}

static json_t *named (const GPtrArray *organisations)
{
    json_t *list = json_array ();

    for (guint i = 0; i < organisations->len; i++) {
        const TdNamedOrganisation *o = organisations->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:s, s:s}", "id", o->id, "name", o->name, "kind", o->kind));
    }
    return list;
}

json_t *td_consultation_record_to_json (const TdInstance *instance, const TdConsultationRecord *r)
{
    json_t *json = td_consultation_to_json (instance, r->consultation, r->at);
    json_t *became = json_object ();

    for (int d = 0; d < TD_N_DISPOSITIONS; d++)
        json_object_set_new (became, td_disposition_word ((TdDisposition) d), json_integer (r->by_disposition[d]));
    json_object_set_new (became, "waiting", json_integer (r->waiting));
    json_object_set_new (json, "invited", json_integer (r->invited));
    json_object_set_new (json, "invited_by_kind", kinds (r->invited_kinds));
    json_object_set_new (json, "came", json_integer (r->came));
    json_object_set_new (json, "came_by_kind", kinds (r->came_kinds));
    json_object_set_new (json, "comments", json_integer (r->comments));
    json_object_set_new (json, "taken_back", json_integer (r->taken_back));
    json_object_set_new (json, "comments_by_kind", kinds (r->comment_kinds));
    json_object_set_new (json, "comments_by_disposition", became);
    json_object_set_new (json, "organisations", named (r->named));
    return json;
}

json_t *td_comment_to_json (const TdComment *c)
{
    json_t *answers = json_array ();

    for (guint i = 0; i < c->answers->len; i++) {
        const TdAnswer *a = c->answers->pdata[i];
        json_array_append_new (answers,
                               json_pack ("{s:s, s:s, s:o}", "disposition", td_disposition_word (a->disposition),
                                          "text", a->text, "at", instant_or_null (a->at)));
    }
    return json_pack ("{s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "number", c->number, "paragraph", c->n, "at",
                      instant_or_null (c->at), "text", text_or_null (c->text), "wording", text_or_null (c->wording),
                      "name", text_or_null (c->name), "kind", text_or_null (c->kind), "organisation",
                      text_or_null (c->organisation), "answers", answers);
}
