/* The list of a document's recommendations: made when it comes into the library, made again when a better file takes its place.
 *
 * Paragraphs are found again, so that steps and assessments stay with the words they were about: first the same anchor with words that
 * are alike, then like words at another anchor (noted as "moved"), then the same anchor whatever its words (noted as
 * "words", for the secretariat to look at). What is found nowhere stays, marked as gone. What the secretariat said stays said.
 */
#pragma once

#include "areas/follow_up/recommendation.h"
#include "journal/journal.h"

/* Makes or renews the list; other documents, and one whose leading file is the same as before, change nothing. *ret_changed may be NULL. Journals
 * nothing. */
gboolean td_recommendations_make_in (TdTx *tx, TdInstance *instance, const char *document, gboolean *ret_changed,
                                     GError **error);
/* The subscriber; data is the TdInstance. */
gboolean td_recommendations_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);
