#include "areas/questions/question.h"

#include "base/clock.h"

static json_t *numbers (const GArray *articles)
{
    json_t *list = json_array ();

    for (guint i = 0; i < articles->len; i++)
        json_array_append_new (list, json_integer (g_array_index (articles, int, i)));
    return list;
}

/* Whose speaker's place it is stays inside: the name alone goes out. */
static json_t *party_to_json (const TdParty *party)
{
    return json_pack ("{s:s?, s:s?, s:s?}", "organisation", party->organisation, "state", party->state, "name",
                      party->state != NULL ? NULL : party->shown);
}

static json_t *answer_to_json (const TdMeetingAnswer *a)
{
    g_autofree char *at = td_instant_to_text (a->arrived);
    json_t *by = party_to_json (&a->party);

    return json_pack ("{s:s, s:i, s:o, s:s, s:s, s:s, s:s, s:b, s:o}", "id", a->id, "version", a->version, "by", by,
                      "text", a->text, "language", a->language, "visibility", a->for_all ? "public" : "confidential",
                      "arrived", at, "from_paper", a->entered, "articles", numbers (a->articles));
}

json_t *td_question_to_json (const TdQuestion *q)
{
    g_autofree char *at = td_instant_to_text (q->at);
    g_autofree char *until = td_instant_to_text (q->until);
    json_t *to = json_array (), *answers = json_array (), *json;

    for (guint i = 0; i < q->to->len; i++)
        json_array_append_new (to, party_to_json (q->to->pdata[i]));
    for (guint i = 0; i < q->answers->len; i++)
        json_array_append_new (answers, answer_to_json (q->answers->pdata[i]));
    json = json_pack ("{s:s, s:i, s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:b, s:b, s:o, s:o}", "id", q->id, "number",
                      q->number, "state", q->state, "asked_by", q->asked_by, "text", q->text, "language", q->language,
                      "addressed", td_addressed_word (q->addressed), "to", to, "at", at, "until", until, "closed_part",
                      q->closed, "answered", td_question_is_answered (q), "articles", numbers (q->articles), "answers",
                      answers);
    if (q->spot_by != NULL)
        json_object_set_new (json, "on_the_spot", json_pack ("{s:s, s:s?}", "by", q->spot_by, "note", q->spot_note));
    if (q->struck != 0)
        json_object_set_new (json, "struck", json_string (q->struck_why));
    return json;
}

json_t *td_questions_to_json (const TdMeeting *meeting, const GPtrArray *questions)
{
    json_t *list = json_array ();

    for (guint i = 0; i < questions->len; i++)
        json_array_append_new (list, td_question_to_json (questions->pdata[i]));
    return json_pack ("{s:s, s:i, s:o}", "meeting", meeting->id, "session", meeting->session, "questions", list);
}
