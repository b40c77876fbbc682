/* What the records here tell of a State's consultation. Contract in both-sides.h. */
#include "areas/cooperation/both-sides.h"

#include "areas/calls/timetable.h"
#include "areas/consultations/facts.h"
#include "areas/submissions/state-paper.h"

void td_known_clear (TdKnown *known)
{
    g_clear_pointer (&known->languages, g_strfreev);
    g_clear_pointer (&known->ids, g_strfreev);
    g_clear_pointer (&known->report, g_free);
}

static gboolean read_consultations (TdInstance *instance, const char *state, int cycle, TdKnown *k, GError **error)
{
    g_auto (TdConsultationFacts) facts = { 0 };

    if (!td_consultation_facts (instance, state, cycle, &facts, error))
        return FALSE;
    k->consultations = facts.consultations;
    k->meetings = facts.meetings;
    k->invited = facts.invited;
    k->comments = facts.comments;
    k->answered = facts.answered;
    k->taken = facts.taken;
    k->in_part = facts.in_part;
    k->not_taken = facts.not_taken;
    k->days = facts.days;
    k->draft_published = facts.draft_published;
    k->first_opened = facts.first_opened;
    k->last_closed = facts.last_closed;
    k->withdrawn = facts.withdrawn;
    k->languages = g_steal_pointer (&facts.languages);
    k->ids = g_steal_pointer (&facts.ids);
    return TRUE;
}

/* The purpose of a State's own paper by which the stage of its report is done: the profile's word. */
static const char *report_purpose (const TdProfile *profile)
{
    for (gsize i = 0; i < profile->n_purposes; i++) {
        const TdChoice *stage = td_profile_choice (profile->stages, profile->n_stages, profile->purposes[i].stage);
        if (profile->purposes[i].from_state && stage != NULL && g_strcmp0 (stage->known_by, "report") == 0)
            return profile->purposes[i].slug;
    }
    return NULL;
}

/* The last day of the session of the review before this one, as it is written: a report that came until then was about that
 * one. NULL: none is known. */
static char *end_of_last_review (const TdTimetable *timetable, const char *iso3, int cycle)
{
    const TdState *state = td_profile_state (timetable->profile, iso3);
    gsize n = 0;
    const TdReview *reviews = state != NULL ? td_profile_reviews (timetable->profile, state, &n) : NULL;

    for (gsize i = n; i-- > 0;)
        if (reviews[i].cycle < cycle && reviews[i].session != NULL)
            return g_strdup (reviews[i].session->end);
    return NULL;
}

static gboolean read_report (TdInstance *instance, const char *state, int cycle, TdKnown *k, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    const char *purpose = report_purpose (instance->profile);
    g_autoptr (TdTimetable) timetable = NULL;
    g_autoptr (GPtrArray) papers = NULL;
    g_autofree char *last = NULL;

    if (purpose == NULL)
        return TRUE;
    timetable = td_timetable_read (instance, error);
    papers = timetable != NULL ? td_state_papers (instance, &nobody, state, purpose, error) : NULL;
    if (papers == NULL)
        return FALSE;
    last = end_of_last_review (timetable, state, cycle);
    for (guint i = 0; i < papers->len && k->report == NULL; i++) {
        const TdSubmission *s = papers->pdata[i];
        g_autofree char *instant = td_instant_to_text (s->received);
        g_autofree char *day = g_strndup (instant, strlen ("2026-12-31"));
        if (last != NULL && td_date_compare (day, last) <= 0)
            continue;
        k->report = g_strdup (s->id);
        k->report_published = s->decided != 0 ? s->decided : s->received;
    }
    return TRUE;
}

gboolean td_known_read (TdInstance *instance, const char *state, int cycle, TdKnown *ret_known, GError **error)
{
    g_auto (TdKnown) known = { 0 };

    if (!read_consultations (instance, state, cycle, &known, error)
        || !read_report (instance, state, cycle, &known, error))
        return FALSE;
    *ret_known = known;
    known = (TdKnown){ 0 };
    return TRUE;
}
