/* The bench, outcomes and changes as JSON. Contracts in disposition.h, outcome.h and draft-change.h. */
#include "areas/general_comments/draft-change.h"
#include "areas/general_comments/outcome.h"

#include "base/clock.h"

static json_t *comment_json (const TdBenchComment *b)
{
    json_t *json = td_draft_comment_to_json (b->comment), *also = json_array (), *answers = json_array ();

    for (guint i = 0; i < b->also->len; i++)
        json_array_append_new (also, json_string (b->also->pdata[i]));
    for (guint i = 0; i < b->answers->len; i++)
        json_array_append_new (answers, td_draft_comment_to_json (b->answers->pdata[i]));
    json_object_set_new (json, "also", also);
    json_object_set_new (json, "answers", answers);
    json_object_set_new (json, "group", b->group != 0 ? json_integer (b->group) : json_null ());
    json_object_set_new (json, "disposition",
                         b->decided ? json_string (td_disposition_word (b->disposition)) : json_null ());
    json_object_set_new (json, "reason", b->decided ? json_string (b->reason) : json_null ());
    json_object_set_new (json, "outdated", json_boolean (b->outdated));
    return json;
}

json_t *td_bench_to_json (const char *draft, const GPtrArray *list, const GPtrArray *all)
{
    TdBenchTally tally = td_bench_tally (all);
    json_t *comments = json_array ();

    for (guint i = 0; i < list->len; i++)
        json_array_append_new (comments, comment_json (list->pdata[i]));
    return json_pack ("{s:s, s:i, s:i, s:i, s:i, s:i, s:o}", "draft", draft, "all", tally.all, "waiting", tally.waiting,
                      "taken", tally.by_disposition[TD_TAKEN], "in_part", tally.by_disposition[TD_IN_PART], "not_taken",
                      tally.by_disposition[TD_NOT_TAKEN], "comments", comments);
}

json_t *td_outcome_to_json (const char *draft, const TdOutcomeRelease *release, const GPtrArray *list)
{
    json_t *json = td_bench_to_json (draft, list, list);
    g_autofree char *at = release->at != 0 ? td_instant_to_text (release->at) : NULL;

    json_object_set_new (json, "released", json_boolean (release->released));
    json_object_set_new (json, "at", at != NULL ? json_string (at) : json_null ());
    return json;
}

/* ---- changes ---- */

static json_t *words_json (const GPtrArray *runs)
{
    static const char *const words[] = {
        [TD_CHANGE_NONE] = "same", [TD_CHANGE_ADDED] = "added", [TD_CHANGE_REMOVED] = "removed"
    };
    json_t *json = json_array ();

    for (guint i = 0; i < runs->len; i++) {
        const TdTextRun *run = runs->pdata[i];
        json_array_append_new (json, json_pack ("{s:s, s:s}", "text", run->text, "change", words[run->change]));
    }
    return json;
}

static json_t *causes_json (const GPtrArray *causes)
{
    json_t *json = json_array ();

    for (guint i = 0; i < causes->len; i++) {
        const TdDraftCause *cause = causes->pdata[i];
        const TdBenchComment *b = cause->comment;
        json_array_append_new (
            json, json_pack ("{s:s, s:i, s:s?, s:b}", "id", b->comment->id, "number", b->comment->number, "disposition",
                             b->decided ? td_disposition_word (b->disposition) : NULL, "linked", cause->linked));
    }
    return json;
}

json_t *td_draft_changes_to_json (const TdDraftChanges *c)
{
    static const char *const kinds[] = {
        [TD_DRAFT_CHANGED] = "changed", [TD_DRAFT_ADDED] = "added", [TD_DRAFT_REMOVED] = "removed"
    };
    json_t *changes = json_array ();

    for (guint i = 0; i < c->changes->len; i++) {
        const TdDraftChange *change = c->changes->pdata[i];
        json_array_append_new (changes,
                               json_pack ("{s:s, s:s, s:s?, s:s?, s:s?, s:o, s:o}", "kind", kinds[change->kind],
                                          "anchor", change->anchor, "before_anchor", change->before_anchor, "number",
                                          change->number, "before_number", change->before_number, "words",
                                          words_json (change->runs), "comments", causes_json (change->causes)));
    }
    return json_pack ("{s:s, s:s, s:s, s:i, s:o}", "draft", c->after->id, "before", c->before->id, "language",
                      c->language, "same", c->same, "changes", changes);
}
