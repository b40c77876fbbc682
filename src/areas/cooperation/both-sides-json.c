/* Both sides as JSON. Contract in both-sides.h. */
#include "areas/cooperation/both-sides.h"

#include "text/words.h"

static json_t *instant_or_null (gint64 instant)
{
    g_autofree char *text = instant != 0 ? td_instant_to_text (instant) : NULL;

    return text != NULL ? json_string (text) : json_null ();
}

static json_t *words_or_empty (char **list)
{
    json_t *words = json_array ();

    for (char **word = list; word != NULL && *word != NULL; word++)
        json_array_append_new (words, json_string (*word));
    return words;
}

json_t *td_own_account_to_json (const TdOwnAccount *a, const TdViewer *viewer, gboolean whole)
{
    json_t *answers = json_array (), *account;
    const char *name = td_own_account_name_for (a, viewer);

    for (guint i = 0; i < a->answers->len; i++) {
        const TdOwnAnswer *answer = &g_array_index (a->answers, TdOwnAnswer, i);
        json_array_append_new (answers, json_pack ("{s:s, s:s?, s:s?}", "question", answer->question->slug, "value",
                                                   answer->value, "words", answer->words));
    }
    account = json_pack ("{s:s, s:s, s:i, s:s?, s:b, s:b, s:i, s:o, s:o, s:o}", "id", a->id, "state", a->state, "cycle",
                         a->cycle, "name", name, "organisation", a->organisation != NULL, "counts",
                         td_own_account_counts (a), "version", a->version, "given", instant_or_null (a->given),
                         "changed", instant_or_null (a->changed), "answers", answers);
    if (whole || (a->relations & (TD_RELATION_SENDER | TD_RELATION_VIEWER)) != 0) {
        json_object_set_new (account, "status", json_string (td_status_word (a->status)));
        json_object_set_new (
            account, "visibility",
            json_string (td_visibility_word (a->visibility_chosen ? a->visibility : TD_VISIBILITY_COMMITTEE)));
        json_object_set_new (account, "unverified", json_boolean (a->organisation == NULL && a->person == NULL));
    }
    return account;
}

static json_t *known_to_json (const TdKnown *k)
{
    return json_pack ("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:s?, s:o}",
                      "consultations", k->consultations, "meetings", k->meetings, "invited", k->invited, "comments",
                      k->comments, "answered", k->answered, "taken", k->taken, "in_part", k->in_part, "not_taken",
                      k->not_taken, "days", k->days, "draft_published", instant_or_null (k->draft_published),
                      "first_opened", instant_or_null (k->first_opened), "last_closed",
                      instant_or_null (k->last_closed), "withdrawn", instant_or_null (k->withdrawn), "languages",
                      words_or_empty (k->languages), "records", words_or_empty (k->ids), "report", k->report,
                      "report_published", instant_or_null (k->report_published));
}

static json_t *contradictions_to_json (const TdBothSides *s, const TdStandingQuestion *standing, const char *locale)
{
    json_t *list = json_array ();

    for (guint i = 0; i < s->contradictions->len; i++) {
        const TdContradiction *c = s->contradictions->pdata[i];
        g_autofree char *sentence = NULL;
        json_t *accounts;
        if (c->standing != standing)
            continue;
        sentence = td_contradiction_sentence (c, locale);
        accounts = json_array ();
        for (guint k = 0; k < c->accounts->len; k++)
            json_array_append_new (accounts, json_string (c->accounts->pdata[k]));
        json_array_append_new (list, json_pack ("{s:s, s:s, s:o}", "kind", td_contradiction_word (c->kind), "sentence",
                                                sentence, "accounts", accounts));
    }
    return list;
}

static json_t *tallies_to_json (const TdBothSides *s, const TdStandingQuestion *standing)
{
    json_t *list = json_array ();

    for (guint i = 0; i < s->tallies->len; i++) {
        const TdTally *t = &g_array_index (s->tallies, TdTally, i);
        if (t->question->standing == standing)
            json_array_append_new (list, json_pack ("{s:s, s:i, s:i, s:i, s:i}", "question", t->question->slug, "yes",
                                                    t->n[TD_SIDE_YES], "partly", t->n[TD_SIDE_PARTLY], "no",
                                                    t->n[TD_SIDE_NO], "unknown", t->n[TD_SIDE_UNKNOWN]));
    }
    return list;
}

static json_t *question_to_json (const TdBothSides *s, const TdStandingQuestion *q, const char *locale)
{
    const TdStateAnswer *a = td_state_answer_to (s->answers, q->slug);
    json_t *answer = a != NULL ? json_pack ("{s:s, s:s?, s:o, s:i}", "answer", a->answer, "words", a->words, "at",
                                            instant_or_null (a->at), "version", a->version)
                               : json_null ();

    return json_pack ("{s:s, s:s, s:s?, s:o, s:o, s:o}", "question", q->slug, "words", td_words (locale, q->question),
                      "source", q->source != NULL ? td_words (locale, q->source) : NULL, "state", answer, "tallies",
                      tallies_to_json (s, q), "contradictions", contradictions_to_json (s, q, locale));
}

json_t *td_both_sides_to_json (TdInstance *instance, const TdBothSides *s, const TdViewer *viewer, const char *locale)
{
    const TdProfile *profile = instance->profile;
    json_t *questions = json_array (), *accounts = json_array ();

    for (gsize i = 0; i < profile->n_standing; i++)
        json_array_append_new (questions, question_to_json (s, &profile->standing[i], locale));
    for (guint i = 0; i < s->accounts->len; i++)
        json_array_append_new (accounts, td_own_account_to_json (s->accounts->pdata[i], viewer, s->whole));
    return json_pack ("{s:s, s:i, s:i, s:o, s:o, s:o}", "state", s->state->iso3, "cycle", s->cycle, "counted",
                      s->counted, "known", known_to_json (&s->known), "questions", questions, "accounts", accounts);
}
