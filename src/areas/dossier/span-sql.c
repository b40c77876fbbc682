/* The rows of one cycle, as conditions of queries. Contract in span.h. */
#include "areas/dossier/span.h"

void td_span_add_submissions (TdQuery *query)
{
    td_query_add (query, " from submission s left join call_answer w on w.submission = s.id"
                         " left join call k on k.id = w.call");
}

void td_span_add_which (TdQuery *query, const TdSpan *span, const TdViewer *viewer)
{
    td_query_add (
        query,
        " where s.state = $? and s.status in ('received', 'accepted', 'change-asked', 'published', 'withheld')"
        " and (k.cycle = $? or (k.cycle is null and s.received >= $? and s.received < $?))",
        TD_TEXT (span->state->iso3), TD_INT (span->cycle), TD_INT (span->from), TD_INT (span->until));
    td_door_filter (query, viewer);
}

void td_span_add_documents (TdQuery *query, const TdSpan *span)
{
    td_query_add (query, " and d.state = $? and ((d.source = 'committee' and d.cycle < $?) or d.cycle = $?",
                  TD_TEXT (span->state->iso3), TD_INT (span->cycle), TD_INT (span->cycle));
    td_query_add (query, " or (coalesce(d.cycle, 0) = 0 and (d.day is null or (");
    td_query_add (query, "(d.source = 'committee' or d.day >= $?) and d.day < $?))))",
                  TD_TEXT (span->from_day != NULL ? span->from_day : "0000"),
                  TD_TEXT (span->until_day != NULL ? span->until_day : "9999-99"));
}
