/* The Committee's assessment of what became of a recommendation, by the profile's scale (assessments.csv).
 *
 * Members and the secretariat draft (TD_ACT_FOLLOW_UP_ASSESS, never with a conflict for the State); the secretariat releases what the
 * Committee decided (TD_ACT_FOLLOW_UP_KEEP). Drafts are the Committee's alone: of those who may read the State's dossier. What is
 * released is public and stays, also when a later one is released. Each version stays; who saves on an older one than stands is told so.
 */
#pragma once

#include "areas/follow_up/recommendation.h"

typedef struct {
    char *recommendation;
    int version;
    const TdAssessmentGrade *grade; /* NULL: of a scale that the profile has no more */
    char *grade_slug;
    char *reason;
    char *actor;         /* as in the journal: for those of the Committee */
    char *who;           /* the drafter's name, likewise; or NULL */
    gint64 at, released; /* released 0: a draft */
    char *released_by;
} TdAssessment;
void td_assessment_free (TdAssessment *assessment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdAssessment, td_assessment_free)

/* Those that were released, newest first; with the drafts after the last of them for who may read drafts. Of TdAssessment. */
GPtrArray *td_assessments (TdInstance *instance, const TdViewer *viewer, const TdRecommendation *r, GError **error);
/* Whether the viewer may read drafts on this State. */
gboolean td_assessment_drafts_for (const TdViewer *viewer, const char *state);

typedef struct {
    const char *grade, *reason;
    int seen; /* the newest version that was on the form; 0: none */
} TdAssessmentWish;
/* A draft. TD_ERROR_CONFLICT: a newer version than was seen stands. *ret_field (may be NULL): "grade" or "reason". */
gboolean td_assessment_draft (TdInstance *instance, const TdViewer *viewer, const char *recommendation,
                              const TdAssessmentWish *wish, const char **ret_field, GError **error);
/* Shows the newest draft to everybody; version is the one that was seen. TD_ERROR_CONFLICT: another stands by now, or there is no draft. */
gboolean td_assessment_release (TdInstance *instance, const TdViewer *viewer, const char *recommendation, int version,
                                GError **error);

/* [{version, assessment, reason, released}] of those that were released. */
json_t *td_assessments_to_json (const GPtrArray *assessments);
