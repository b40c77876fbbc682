/* How one viewer may see a submission of which another area has a row: its name, its words, whether everybody has it.
 *
 * For queries of areas that may include this one and list paragraphs of many submissions: they filter with td_door_filter, select
 * TD_SEEN_COLUMNS (of table submission under the alias s) among their columns, and ask here for each row.
 */
#pragma once

#include "door/door.h"
#include "store/store.h"

/* Its visibility with the mark of risk applied: the name of an organisation at risk is withheld (areas/organisations/organisation-risk.h). */
#define TD_SEEN_VISIBILITY                                                                                             \
    "case when s.visibility = 'public' and exists (select 1 from organisation risk where risk.id = s.organisation"     \
    " and risk.at_risk = 1) then 'name-withheld' else s.visibility end"
#define TD_SEEN_COLUMNS   "s.status, " TD_SEEN_VISIBILITY ", s.state, s.person, s.organisation, s.by_state, s.masked"
#define TD_N_SEEN_COLUMNS 7

typedef struct {
    gboolean name; /* may see who sent it */
    gboolean
        as_public; /* reads what everybody reads: public_title, public_text, public_sender_name where they are not null */
    gboolean is_public; /* everybody may read it */
    gboolean file;      /* may have its original file */
    gboolean noted;     /* that this viewer reads it is noted (reading.h) */
} TdSeen;

/* first: the column in which TD_SEEN_COLUMNS begin. */
TdSeen td_submission_seen (TdRows *rows, int first, const TdViewer *viewer);
