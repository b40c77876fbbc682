/* Likenesses as JSON. Contract in uptake.h, format in docs/FORMATS.md. */
#include "areas/uptake/uptake.h"

static json_t *said_or_null (TdUptakeSaid said)
{
    return said == TD_UPTAKE_UNSAID ? json_null () : json_boolean (said == TD_UPTAKE_CONFIRMED);
}

static json_t *one (const TdUptake *u)
{
    int number = td_uptake_number (u->anchor);

    return json_pack ("{s:s, s:s, s:s, s:s, s:s?, s:s, s:s, s:o, s:f, s:o, s:b}", "mine", u->text, "mine_at", u->mine,
                      "kind", u->mine[0] == 'r' ? "priority" : td_paragraph_kind_name (u->kind), "theirs", u->theirs,
                      "symbol", u->symbol, "document", u->document, "anchor", u->anchor, "paragraph",
                      number > 0 ? json_integer (number) : json_null (), "score", u->score, "confirmed",
                      said_or_null (u->said), "published", u->published != 0);
}

json_t *td_uptakes_to_json (const TdUptakes *uptakes)
{
    json_t *list = json_array ();

    for (guint i = 0; i < uptakes->list->len; i++)
        json_array_append_new (list, one (uptakes->list->pdata[i]));
    return json_pack ("{s:s, s:i, s:i, s:o}", "submission", uptakes->submission->id, "mine", (int) uptakes->mine,
                      "theirs", (int) uptakes->theirs, "suggestions", list);
}
