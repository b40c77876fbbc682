/* Sharing the minutes of a meeting: by the even rule (lot.h) or by hand; who speaks when.
 *
 * Each State's part has minutes of civil society, which its organisations share: equal minutes each, a coalition counts its members up to
 * the profile's most, nobody has less than the profile's least; what is left over, and who does not fit, is decided by lot. A member of a
 * coalition that asks itself, or is named by two, counts once. National institutions, agencies and other entities have slots of their own.
 * The closed part shares minutes of its own, so that nothing of the public list tells of it; it comes last.
 *
 * Turns are planned State by State in the meeting's order: each State's part begins where an even share of the meeting would, or later
 * where the statements before it are longer; what is left between is for questions and answers.
 *
 * Minutes are shared after the deadline, and again until the meeting begins; who is given another time or other minutes is written to.
 */
#pragma once

#include "areas/floor/floor.h"

typedef struct {
    TdFloorRequest *request;
    gboolean civil; /* shares civil society's minutes; else it has a slot */
    int weight;     /* in the even rule */
    int place;      /* in the lot's order, from 1; 0: of those with a slot */
    int seconds;    /* 0: does not speak */
    int ordinal;    /* from 1; 0: does not speak */
    gint64 planned;
    gboolean new_time; /* other than what they were told */
} TdFloorTurn;

typedef struct {
    TdMeeting *meeting;
    TdFloorList *list;
    GPtrArray *turns; /* of TdFloorTurn: in the order in which they speak, then those who do not */
} TdFloorPlan;
void td_floor_plan_free (TdFloorPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFloorPlan, td_floor_plan_free)

typedef struct {
    const char *request;
    int seconds; /* 0: does not speak */
    int order;   /* within its State's part */
} TdFloorGiven;
typedef struct {
    const TdFloorGiven *given; /* by hand; NULL: by the even rule */
    gsize n_given;
    int seen; /* the list's n that the officer saw: TD_ERROR_CONFLICT where it is another by now; below 0: any */
} TdShareWish;

/* What sharing so would give; changes nothing but that the seed is revealed when its time has come. TD_ACT_FLOOR_SHARE. TD_ERROR_CONFLICT
 * before the deadline; TD_ERROR_INPUT: more than the meeting's time, or less than the least. */
TdFloorPlan *td_floor_preview (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                               const TdShareWish *wish, GError **error);
/* Fixes it, and writes to those concerned. Free the plan. */
TdFloorPlan *td_floor_share (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdShareWish *wish,
                             GError **error);
/* What stands now, as a plan: for the form by hand; also before the deadline, and before anything was shared. */
TdFloorPlan *td_floor_standing (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error);
