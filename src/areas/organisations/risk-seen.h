/* What the server once kept of a name as words (who spoke, the label of a caption), as it is read now: without the name of an organisation at
 * risk (organisation-risk.h). For *-sql.c alone: a constant of SQL around a column, since nothing else may be joined to a query.
 *
 * What stands in the row stays, and is back when the mark is lifted. Words in which the name is one of several are left out whole.
 */
#pragma once

#define TD_RISK_WORDS "An organisation" /* English, for td_words */

/* column: a literal, with its table's alias. */
#define TD_RISK_SEEN(column)                                                                                           \
    "case when exists (select 1 from organisation risk where risk.at_risk = 1 and replace(" column                     \
    ", risk.name, '') <> " column ") then '" TD_RISK_WORDS "' else " column " end"
