/* Meetings about a State in the time that its dossier covers, and what remains of those that are over; private to this area.
 *
 * Only those of which the viewer may know, and of each only what they may read there (areas/questions, areas/accreditation). Asked for by
 * who reads the dossier.
 */
#pragma once

#include "areas/dossier/span.h"
#include "areas/programme/meeting.h"

typedef struct {
    TdMeeting *meeting;
    GPtrArray *files;      /* of TdBriefingFile: laid before it, where it is closed */
    gboolean over;         /* it was held; what follows is of such a one alone */
    GPtrArray *came;       /* of TdAttendanceCount: all who came, then by the way; empty: nobody is noted */
    int questions, open;   /* about this State, and those without an answer */
    gboolean said;         /* there are captions that the viewer reads */
    GPtrArray *recordings; /* of TdRecording that are kept, for who may attend */
} TdReviewMeeting;
void td_review_meeting_free (TdReviewMeeting *meeting);

/* By their beginning, of TdReviewMeeting: the last most; *ret_more: how many there are before them. */
GPtrArray *td_review_meetings_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdSpan *span,
                                  guint most, guint *ret_more, GError **error);
