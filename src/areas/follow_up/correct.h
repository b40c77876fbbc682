/* What the secretariat corrects of the list that the rule made: TD_ACT_FOLLOW_UP_KEEP, never with a conflict for the State.
 *
 * What it says stays said when a better file of the document comes in, and every word of it is kept with who said it. Steps and assessments are
 * lost by nothing here: what is no recommendation any more keeps them, and has them again when it is one again.
 */
#pragma once

#include "areas/follow_up/recommendation.h"

/* It is none, or is one after all. */
gboolean td_recommendation_say_is (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean is_one,
                                   GError **error);
/* A paragraph that the rule did not take is one: by its anchor in the document (symbol or id). *ret_id: free it; may be NULL. */
gboolean td_recommendation_add (TdInstance *instance, const TdViewer *viewer, const char *document, const char *anchor,
                                char **ret_id, GError **error);
/* Its items (a), (b) stand for themselves; or the whole stands again. TD_ERROR_INPUT: it has fewer than two. */
gboolean td_recommendation_split (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean split,
                                  GError **error);

typedef struct {
    const char *articles; /* numbers with commas, "" for none; NULL: as it stands */
    const char *theme;    /* slug, "" for none; NULL: as it stands */
    const char *priority; /* "yes" or "no"; NULL: as it stands */
    const char *due;      /* a day, "" for the profile's rule; NULL: as it stands */
} TdCorrection;
/* *ret_field (may be NULL): "articles", "theme", "priority" or "due". */
gboolean td_recommendation_correct (TdInstance *instance, const TdViewer *viewer, const char *id,
                                    const TdCorrection *correction, const char **ret_field, GError **error);

/* The secretariat confirms the day of the follow-up: it becomes the day of all recommendations of the document to be followed up
 * first, and the day of that stage of the State's review, from which calls for input take their deadline (areas/calls/record.h).
 * TD_ERROR_CONFLICT: deadlines of calls hang on that stage already; nothing was written. */
gboolean td_follow_up_day_confirm (TdInstance *instance, const TdViewer *viewer, const char *document, const char *day,
                                   GError **error);

typedef struct {
    char *said, *value, *actor; /* value may be NULL */
    gint64 at;
} TdSaid;
void td_said_free (TdSaid *said);
/* All corrections of one, newest first: of TdSaid. TD_ACT_FOLLOW_UP_KEEP. */
GPtrArray *td_recommendation_corrections (TdInstance *instance, const TdViewer *viewer, const TdRecommendation *r,
                                          GError **error);
