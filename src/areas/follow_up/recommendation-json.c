/* Recommendations as data: what is public, whoever asks. Contract in recommendation.h. */
#include "areas/follow_up/recommendation.h"

#include "base/clock.h"
#include "text/words.h"

static json_t *number_or_null (int n)
{
    return n >= 0 ? json_integer (n) : json_null ();
}

json_t *td_recommendation_to_json (const TdInstance *instance, const TdRecommendation *r)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_autofree char *assessed = r->assessed != 0 ? td_instant_to_text (r->assessed) : NULL;
    g_autofree char *address = g_strdup_printf ("%s/en/recommendations/%s", instance->address, r->id);
    json_t *articles = json_array ();

    for (guint i = 0; i < r->articles->len; i++)
        json_array_append_new (articles, json_integer (g_array_index (r->articles, int, i)));
    return json_pack (
        "{s:s, s:s, s:o, s:s?, s:s, s:s, s:s, s:s?, s:s?, s:s?, s:s, s:s, s:o, s:s?, s:b, s:s?, s:s?, s:s?,"
        " s:o, s:b, s:s?, s:s?, s:i, s:o, s:s}",
        "id", r->id, "state", r->state, "cycle", r->cycle > 0 ? json_integer (r->cycle) : json_null (), "symbol",
        r->symbol, "document", r->document, "anchor", r->anchor, "item", r->item, "number", r->number, "heading",
        r->heading, "lead", r->lead, "text", r->text, "language", r->language, "articles", articles, "theme", r->theme,
        "first", r->priority, "due", r->due, "due_by", r->due != NULL ? td_said_by_word (r->due_by) : NULL, "day",
        r->day, "years", number_or_null (td_recommendation_years (r, today)), "gone", r->standing == TD_STANDING_GONE,
        "assessment", r->grade, "assessed", assessed, "steps", r->steps, "public_reports", number_or_null (r->reports),
        "address", address);
}
