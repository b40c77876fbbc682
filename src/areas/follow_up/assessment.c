/* The Committee's assessment. Contract in assessment.h. */
#include "areas/follow_up/assessment-sql.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"

void td_assessment_free (TdAssessment *a)
{
    if (a == NULL)
        return;
    g_free (a->recommendation);
    g_free (a->grade_slug);
    g_free (a->reason);
    g_free (a->actor);
    g_free (a->who);
    g_free (a->released_by);
    g_free (a);
}

gboolean td_assessment_drafts_for (const TdViewer *viewer, const char *state)
{
    const TdThing dossier = td_door_dossier (state);

    return td_door_may (viewer, TD_ACT_DOSSIER_READ, &dossier, NULL);
}

struct reading {
    TdInstance *instance;
    const char *recommendation;
    gboolean drafts;
    GPtrArray *list;
};

static gboolean select_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_assessment_select (tx, r->instance->profile, r->recommendation, r->drafts, error);
    return r->list != NULL;
}

GPtrArray *td_assessments (TdInstance *instance, const TdViewer *viewer, const TdRecommendation *of, GError **error)
{
    struct reading r = { .instance = instance,
                         .recommendation = of->id,
                         .drafts = td_assessment_drafts_for (viewer, of->state) };

    return td_store_read (instance->store, select_in, &r, error) ? r.list : NULL;
}

/* ---- writing ---- */

struct write {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    TdAct act;
    const TdAssessmentWish *wish; /* NULL: release */
    int version;
    const char *field;
};

static gboolean wrong (struct write *w, const char *field, TdErrorCode code, GError **error, const char *message)
{
    w->field = field;
    g_set_error_literal (error, TD_FOLLOW_UP_ERROR, (int) code, message);
    return FALSE;
}

static gboolean write_draft (TdTx *tx, struct write *w, const TdRecommendation *r, int newest, GError **error)
{
    const TdAssessmentGrade *grade = td_profile_grade (w->instance->profile, w->wish->grade);
    g_autofree char *reason =
        td_text_clean_text (w->wish->reason != NULL ? w->wish->reason : "", TD_LIMIT_TEXT_CHARACTERS);
    TdAssessment a = { .recommendation = r->id, .version = newest + 1, .reason = reason };

    if (grade == NULL)
        return wrong (w, "grade", TD_ERROR_INPUT, error, "Choose one step of the scale.");
    if (reason == NULL || *reason == '\0')
        return wrong (w, "reason", TD_ERROR_INPUT, error,
                      "Say why, in at most 4,000 characters. Everybody reads it once it is released.");
    if (newest >= TD_LIMIT_ASSESSMENTS)
        return wrong (w, "reason", TD_ERROR_INPUT, error,
                      "This assessment was changed 200 times. Ask the secretariat to release what stands.");
    if (newest != w->wish->seen)
        return wrong (w, "reason", TD_ERROR_CONFLICT, error,
                      "Somebody else of the Committee assessed this while you wrote. Their words stand beside yours; "
                      "save again to"
                      " put yours in their place. Both are kept.");
    a.grade_slug = (char *) grade->slug;
    a.actor = (char *) td_viewer_actor (w->viewer);
    a.at = td_clock_now (&w->instance->clock);
    return td_assessment_insert (tx, &a, error);
}

static gboolean write_release (TdTx *tx, struct write *w, const TdRecommendation *r, int newest, gboolean draft,
                               GError **error)
{
    if (!draft)
        return wrong (w, NULL, TD_ERROR_CONFLICT, error,
                      "There is no draft that could be released: nobody drafted one since the last assessment.");
    if (newest != w->version)
        return wrong (w, NULL, TD_ERROR_CONFLICT, error,
                      "The draft was changed since this page was shown. Read what stands now, and release that.");
    return td_assessment_set_released (tx, r->id, newest, td_viewer_actor (w->viewer),
                                       td_clock_now (&w->instance->clock), error);
}

/* One that the secretariat took out of the list keeps what was said of it, and gets nothing new. */
static gboolean stands (struct write *w, const TdRecommendation *r, GError **error)
{
    return r->standing == TD_STANDING_LISTED || r->standing == TD_STANDING_GONE
           || wrong (
               w, NULL, TD_ERROR_CONFLICT, error,
               "This paragraph is not in the list of recommendations any more, or its items stand in its place. Go back"
               " to the list.");
}

static gboolean write_in (TdTx *tx, gpointer data, GError **error)
{
    struct write *w = data;
    g_autoptr (TdRecommendation) r = NULL;
    gboolean draft = FALSE;
    int newest = 0;
    TdThing thing;

    w->field = NULL;
    if (!td_instance_may_write (w->instance, tx, error) || (r = td_recommendation_get_in (tx, w->id, error)) == NULL)
        return FALSE;
    thing = td_recommendation_thing (r->state);
    if (!td_door_may (w->viewer, w->act, &thing, error) || !stands (w, r, error)
        || !td_assessment_newest (tx, r->id, &newest, &draft, error)
        || !(w->wish != NULL ? write_draft (tx, w, r, newest, error) : write_release (tx, w, r, newest, draft, error)))
        return FALSE;
    const TdJournalEntry entry = { .actor = td_viewer_actor (w->viewer),
                                   .act = w->wish != NULL ? td_act_word (w->act) : "follow-up.release",
                                   .thing = "recommendation",
                                   .thing_id = r->id,
                                   .public_change = w->wish == NULL,
                                   .clock = &w->instance->clock };
    return td_journal_append (tx, &entry, NULL, error);
}

gboolean td_assessment_draft (TdInstance *instance, const TdViewer *viewer, const char *recommendation,
                              const TdAssessmentWish *wish, const char **ret_field, GError **error)
{
    struct write w = {
        .instance = instance, .viewer = viewer, .id = recommendation, .act = TD_ACT_FOLLOW_UP_ASSESS, .wish = wish
    };
    gboolean written;

    if (!td_door_may (viewer, w.act, NULL, error))
        return FALSE;
    written = td_store_write (instance->store, write_in, &w, error);
    if (ret_field != NULL)
        *ret_field = w.field;
    return written;
}

gboolean td_assessment_release (TdInstance *instance, const TdViewer *viewer, const char *recommendation, int version,
                                GError **error)
{
    struct write w = {
        .instance = instance, .viewer = viewer, .id = recommendation, .act = TD_ACT_FOLLOW_UP_KEEP, .version = version
    };

    return td_door_may (viewer, w.act, NULL, error) && td_store_write (instance->store, write_in, &w, error);
}

json_t *td_assessments_to_json (const GPtrArray *assessments)
{
    json_t *list = json_array ();

    for (guint i = 0; i < assessments->len; i++) {
        const TdAssessment *a = assessments->pdata[i];
        g_autofree char *released = a->released != 0 ? td_instant_to_text (a->released) : NULL;
        if (released != NULL)
            json_array_append_new (list, json_pack ("{s:i, s:s, s:s, s:s}", "version", a->version, "assessment",
                                                    a->grade_slug, "reason", a->reason, "released", released));
    }
    return list;
}
