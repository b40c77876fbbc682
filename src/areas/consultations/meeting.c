/* Meetings of a consultation. Contract in consultation.h. */
#include "areas/calls/deadline.h"
#include "areas/consultations/consultation-rules.h"
#include "areas/consultations/consultation-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"

#define fail td_consultation_fail

enum { MOST_PEOPLE = 100000 };

struct meeting {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *consultation, *id, *outcome;
    const TdGatheringWish *wish;
    const GPtrArray *came;
    TdGathering made;
    const char **ret_field;
};

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    struct meeting *m = data;
    g_autoptr (TdConsultation) c = td_consultation_held (tx, m->instance, m->viewer, m->consultation, error);
    const char *said[] = { m->made.place, m->made.languages, NULL };
    gint64 count = 0;

    if (c == NULL || !td_gathering_count (tx, c->id, &count, error))
        return FALSE;
    if (count >= TD_LIMIT_MEETINGS)
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT, "There are as many meetings as a consultation can have.");
    g_clear_pointer (&m->made.starts_local, g_free);
    if (!td_deadline_read (m->wish->starts != NULL ? m->wish->starts : "", NULL, c->zone, &m->made.starts_local,
                           &m->made.starts, NULL))
        return fail (m->ret_field, "starts", error, TD_ERROR_INPUT,
                     "This is not a day and time. Write it like 2026-12-18T18:00.");
    return td_gathering_insert (tx, c->id, &m->made, td_viewer_actor (m->viewer), td_clock_now (&m->instance->clock),
                                error)
           && td_consultation_journal (tx, m->instance, td_viewer_actor (m->viewer), "consultation.meeting",
                                       "consultation", c->id, c->secret, said, error);
}

static gboolean read_way (struct meeting *m, GError **error)
{
    for (int way = 0; way < TD_N_WAYS; way++)
        if (g_strcmp0 (m->wish->way, td_gathering_way_word ((TdGatheringWay) way)) == 0) {
            m->made.way = (TdGatheringWay) way;
            return TRUE;
        }
    return fail (m->ret_field, "way", error, TD_ERROR_INPUT,
                 "Choose how it is held: in person, by video, by telephone or in writing.");
}

gboolean td_gathering_add (TdInstance *instance, const TdViewer *viewer, const char *consultation,
                           const TdGatheringWish *wish, char **ret_id, const char **ret_field, GError **error)
{
    g_autofree char *id = td_id_new ();
    g_autofree char *place = NULL;
    g_autofree char *languages = NULL;
    struct meeting m = {
        .instance = instance, .viewer = viewer, .consultation = consultation, .wish = wish, .ret_field = ret_field
    };
    gboolean added;

    if (!td_door_may (viewer, TD_ACT_CONSULTATION_HOLD, NULL, error) || !read_way (&m, error))
        return FALSE;
    place = td_consultation_need (wish->place, TD_LIMIT_TEXT_CHARACTERS, TRUE, ret_field, "place",
                                  N_ ("Say where it is, or how to come in."), error);
    languages = place != NULL ? td_consultation_languages (wish->languages, ret_field, error) : NULL;
    if (languages == NULL)
        return FALSE;
    m.made.id = id;
    m.made.place = place;
    m.made.languages = languages;
    added = td_store_write (instance->store, add_in, &m, error);
    g_free (m.made.starts_local);
    if (added)
        *ret_id = g_steal_pointer (&id);
    return added;
}

static const TdGathering *meeting_of (const TdConsultation *c, const char *id)
{
    for (guint i = 0; i < c->meetings->len; i++) {
        const TdGathering *m = c->meetings->pdata[i];
        if (g_str_equal (m->id, id))
            return m;
    }
    return NULL;
}

static gboolean report_in (TdTx *tx, gpointer data, GError **error)
{
    const struct meeting *m = data;
    g_autoptr (TdConsultation) c = td_consultation_held (tx, m->instance, m->viewer, m->consultation, error);
    const TdGathering *of = c != NULL ? meeting_of (c, m->id) : NULL;
    const char *said[] = { m->outcome, NULL };

    if (c == NULL)
        return FALSE;
    if (of == NULL)
        return td_door_unknown (error);
    if (of->starts > td_clock_now (&m->instance->clock))
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                     "This meeting is still to come. Say what came of it when it was held.");
    return td_gathering_set_outcome (tx, m->id, m->outcome, m->came, error)
           && td_consultation_journal (tx, m->instance, td_viewer_actor (m->viewer), "consultation.meeting-report",
                                       "consultation", c->id, c->secret, said, error);
}

gboolean td_gathering_report (TdInstance *instance, const TdViewer *viewer, const char *consultation,
                              const char *meeting, const char *outcome, const GPtrArray *came, const char **ret_field,
                              GError **error)
{
    const TdProfile *profile = instance->profile;
    g_autofree char *clean = NULL;
    struct meeting m = {
        .instance = instance, .viewer = viewer, .consultation = consultation, .id = meeting, .came = came
    };

    if (!td_door_may (viewer, TD_ACT_CONSULTATION_HOLD, NULL, error))
        return FALSE;
    clean = td_consultation_need (outcome, TD_LIMIT_TEXT_CHARACTERS, TRUE, ret_field, "outcome",
                                  N_ ("Say in a few words what came of it."), error);
    m.outcome = clean;
    if (clean == NULL)
        return FALSE;
    for (guint i = 0; i < came->len; i++) {
        const TdKindCount *count = came->pdata[i];
        if (td_profile_choice (profile->kinds, profile->n_kinds, count->kind) == NULL || count->n < 0
            || count->n > MOST_PEOPLE)
            return fail (ret_field, "came", error, TD_ERROR_INPUT,
                         "How many came is a whole number for each kind, 0 or more.");
    }
    return td_store_write (instance->store, report_in, &m, error);
}
