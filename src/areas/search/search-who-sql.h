/* Who said it, as a condition of the search; private to this area.
 *
 * Whoever may not be told a name by this viewer is found by none: the names that are compared, and the paragraphs that are kept, are those of
 * submissions whose name the door lets the viewer see (a name that was withheld, that of an organisation at risk, a report for the Committee
 * alone), and what everybody reads in the place of a name that was taken out.
 */
#pragma once

#include "door/door.h"
#include "profile/profile.h"

/* The names under which this viewer reads anything and which hold every word of name, in whatever script it is written; NULL-terminated, maybe none.
 * TD_ERROR_INPUT (of the search): more than TD_LIMIT_SEARCH_NAMES. */
GStrv td_search_names (TdTx *tx, const TdViewer *viewer, const char *name, GError **error);

/* Both add " and (…)" over the aliases f and s of the search's query, or nothing for NULL. who: a word of areas/library/source.h. */
void td_search_add_who (TdQuery *query, const TdProfile *profile, const char *who);
void td_search_add_name (TdQuery *query, const TdViewer *viewer, const char *const *names);

/* "$?, $?" for a list in brackets; there is one at least, and NULL ends them. */
void td_search_add_texts (TdQuery *query, const char *const *texts);
