#include "areas/papers/paper-json.h"

#include "areas/papers/paper-rules.h"
#include "base/base.h"

const char *td_paper_status_word (const TdPaper *p)
{
    switch (p->status) {
    case TD_STATUS_ACCEPTED: return "adopted";
    case TD_STATUS_RECEIVED: return "transmitted";
    case TD_STATUS_PUBLISHED: return "published";
    default: return "draft";
    }
}

const char *td_paper_status_label (const TdPaper *p)
{
    switch (p->status) {
    case TD_STATUS_ACCEPTED: return N_ ("Adopted");
    case TD_STATUS_RECEIVED: return N_ ("With the State, in confidence");
    case TD_STATUS_PUBLISHED: return N_ ("Published");
    default: return N_ ("Being written");
    }
}

static json_t *instant (gint64 at)
{
    g_autofree char *text = at != 0 ? td_instant_to_text (at) : NULL;

    return text != NULL ? json_string (text) : json_null ();
}

json_t *td_paper_to_json (const TdInstance *instance, const TdPaper *p, const char *locale)
{
    g_autofree char *title = td_paper_title (instance->profile, p, locale);

    return json_pack ("{s:s, s:s, s:s, s:i, s:s, s:s, s:s, s:s?, s:o, s:o, s:o, s:o, s:s?, s:o, s:s?}", "id", p->id,
                      "kind", p->kind, "state", p->state, "cycle", p->cycle, "title", title, "status",
                      td_paper_status_word (p), "language", p->language, "symbol", p->symbol, "adopted",
                      instant (p->adopted), "session", p->session != 0 ? json_integer (p->session) : json_null (),
                      "transmitted", instant (p->transmitted), "embargo", instant (p->embargo), "embargo_local",
                      p->embargo_local, "published", instant (p->published), "document", p->document);
}

json_t *td_paper_whole_json (const TdInstance *instance, const TdPaper *p, const TdText *text, const char *locale)
{
    json_t *json = td_paper_to_json (instance, p, locale);

    json_object_set_new (json, "text", td_text_to_json (text));
    return json;
}
