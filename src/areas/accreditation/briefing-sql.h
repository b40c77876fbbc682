/* Rows of requests for a briefing and of its papers; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/accreditation/briefing.h"

gboolean td_briefing_insert (TdTx *tx, const TdInstance *instance, const TdBriefing *briefing, const char *person,
                             const char *actor, GError **error);
/* id; or session (0: any) and, where not NULL, organisations. */
GPtrArray *td_briefings_select (TdTx *tx, const TdInstance *instance, const char *id, int session,
                                const char *const *organisations, GError **error);
gboolean td_briefing_set_status (TdTx *tx, const char *id, TdBriefingStatus status, const char *meeting,
                                 const char *reason, gint64 now, GError **error);

gboolean td_briefing_paper_insert (TdTx *tx, const char *meeting, const char *submission, const char *actor, gint64 now,
                                   GError **error);
gboolean td_briefing_paper_delete (TdTx *tx, const char *meeting, const char *submission, GError **error);
/* Ids of submissions, oldest first. */
GStrv td_briefing_papers_select (TdTx *tx, const char *meeting, GError **error);
