#include "areas/states/state-facts.h"

#include "areas/calls/timetable.h"
#include "areas/submissions/state-paper.h"
#include "text/words.h"

char *td_state_today (const TdInstance *instance)
{
    return td_clock_today (&instance->clock, instance->profile->zone);
}

const char *td_state_basis_words (TdBasis basis)
{
    switch (basis) {
    case TD_BASIS_SEEN: return N_ ("read in a source");
    case TD_BASIS_GENERAL: return N_ ("general knowledge, not checked in a source");
    case TD_BASIS_CALCULATED: return N_ ("worked out by rule");
    case TD_BASIS_RECORDED: return N_ ("recorded by the secretariat");
    case TD_BASIS_NOT_GIVEN: break;
    }
    return N_ ("not known");
}

char *td_state_session_words (const TdSession *session, const char *locale)
{
    g_autofree char *number = NULL;
    g_autofree char *when = NULL;
    const char *date;

    if (session == NULL)
        return NULL;
    date = session->end != NULL ? session->end : session->start;
    number = td_words_number (locale, session->number);
    if (date == NULL)
        return td_words_fill (td_words (locale, N_ ("Session {n}")), "n", number, NULL);
    when = td_words_date (locale, date);
    return td_words_fill (td_words (locale, N_ ("Session {n}, {when}")), "n", number, "when", when, NULL);
}

static json_t *articles_to_json (const TdProfile *profile, const GArray *coverage, gboolean covered)
{
    json_t *list = json_array ();

    for (gsize i = 0; i < profile->n_articles; i++) {
        int number = profile->articles[i].number;
        if ((g_array_index (coverage, gint64, number) > 0) == covered)
            json_array_append_new (list, json_integer (number));
    }
    return list;
}

static json_t *submissions_to_json (TdInstance *instance, const GPtrArray *list, const TdViewer *viewer)
{
    json_t *json = json_array ();

    for (guint i = 0; i < list->len; i++)
        json_array_append_new (json, td_submission_to_json (instance, list->pdata[i], NULL, viewer));
    return json;
}

json_t *td_state_to_json (TdInstance *instance, const TdViewer *viewer, const TdState *state, const char *locale,
                          GError **error)
{
    TdSubmissionFilter filter = { .state = state->iso3, .others = TRUE };
    g_autoptr (GPtrArray) papers = td_state_papers (instance, viewer, state->iso3, NULL, error);
    g_autoptr (GPtrArray) list = papers != NULL ? td_submission_list (instance, viewer, &filter, error) : NULL;
    g_autoptr (GArray) coverage = list != NULL ? td_submission_coverage (instance, viewer, state->iso3, error) : NULL;
    g_autoptr (TdTimetable) timetable = coverage != NULL ? td_timetable_read (instance, error) : NULL;
    g_autofree char *today = td_state_today (instance);
    json_t *json;

    if (timetable == NULL)
        return NULL;
    json = td_timetable_state_to_json (timetable, state, locale, today);
    json_object_set_new (json, "state_papers", submissions_to_json (instance, papers, viewer));
    json_object_set_new (json, "submissions", submissions_to_json (instance, list, viewer));
    json_object_set_new (json, "articles_covered", articles_to_json (instance->profile, coverage, TRUE));
    json_object_set_new (json, "articles_not_covered", articles_to_json (instance->profile, coverage, FALSE));
    return json;
}
