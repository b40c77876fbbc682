/* Writing on earlier recommendations: what the Committee recommended to a State last, offered to whoever writes a report on it here
 * (areas/submissions/written-report.h), one by one, each with a field for what became of it.
 *
 * What is written becomes a paragraph of the section "earlier" that begins with the document's symbol and the paragraph's number, so
 * that it is matched to the recommendation by its own words wherever it goes.
 */
#pragma once

#include "areas/follow_up/recommendation.h"
#include "areas/submissions/written-report.h"

typedef struct {
    TdRecommendation *recommendation;
    int written; /* paragraphs of that section that name it already */
} TdReportEarlier;

typedef struct {
    char *symbol;       /* of the last concluding observations; NULL: they have none, or none are here */
    gint64 total;       /* recommendations of theirs */
    GPtrArray *offered; /* of TdReportEarlier */
} TdReportEarlierList;
void td_report_earlier_clear (TdReportEarlierList *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdReportEarlierList, td_report_earlier_clear)

/* For the draft of a report. article 0: all; limit 0: all. Errors of td_submission_get and of td_writing_text. */
gboolean td_report_earlier_list (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                 int article, int offset, int limit, TdReportEarlierList *ret_list, GError **error);

typedef struct {
    const char *recommendation; /* id of one that is offered */
    const char *words;          /* plain */
} TdReportEarlierWords;
/* All or none. TD_ERROR_INPUT: nothing is written. *ret_branch as td_written_report_add. */
gboolean td_report_earlier_write (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                  const TdReportEarlierWords *words, gsize n, gboolean *ret_branch, GError **error);
