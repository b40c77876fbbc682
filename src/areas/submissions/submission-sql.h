/* Queries of submissions; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/submissions/submission.h"

/* One whole submission but its paragraphs; TD_ERROR_NOT_FOUND. */
TdSubmission *td_submission_load (TdTx *tx, const char *id, GError **error);
/* Whether the hash of a key is one of the submission's. */
gboolean td_submission_has_key (TdTx *tx, const char *id, const guint8 hash[32], gboolean *ret_has, GError **error);
gboolean td_submission_insert_key (TdTx *tx, const char *id, const guint8 hash[32], gint64 now, GError **error);
/* From what the Committee and the sender read to what everybody reads, unless the viewer may read the original. */
void td_submission_see_as (TdSubmission *s, const TdViewer *viewer);
/* Adds TD_RELATION_ASKED to *relations where the viewer leads an organisation that was asked to co-sign. */
gboolean td_submission_was_asked (TdTx *tx, const char *id, const TdViewer *viewer, guint *relations, GError **error);
GPtrArray *td_submission_select (TdTx *tx, const TdViewer *viewer, const TdSubmissionFilter *filter, GError **error);
gboolean td_submission_select_coverage (TdTx *tx, const TdViewer *viewer, const char *state, GArray *counts,
                                        GError **error);

/* td_submission_read_begins. */
gboolean td_submission_begins (TdTx *tx, const char *id, GArray *begins, GError **error);

/* State to number, of what nobody in particular may read. */
gboolean td_submission_count_public (TdTx *tx, GHashTable *counts, GError **error);

gboolean td_submission_insert (TdTx *tx, const char *id, const char *person, const guint8 secret[32],
                               gboolean rehearsal, gint64 now, GError **error);
/* Of the person, of organisations in which the viewer has any level, and what they were asked to co-sign as leads. */
GPtrArray *td_submission_select_mine (TdTx *tx, const TdViewer *viewer, GError **error);
gboolean td_submission_set_by_state (TdTx *tx, const char *id, const char *state, GError **error);
gboolean td_submission_set_replaces (TdTx *tx, const char *id, const char *other, GError **error);
/* Writes all answers of s. */
gboolean td_submission_update (TdTx *tx, const TdSubmission *s, gint64 now, GError **error);
gboolean td_submission_replace_articles (TdTx *tx, const char *id, const GArray *articles, gboolean declared,
                                         GError **error);
/* The articles that paragraphs speak of with a confidence of 0.5 and more become the submission's, unless its
 * sender declared them. */
gboolean td_submission_derive_articles (TdTx *tx, const char *id, GError **error);
gboolean td_submission_replace_priorities (TdTx *tx, const char *id, const GPtrArray *priorities, GError **error);
gboolean td_submission_set_kind (TdTx *tx, const char *id, int n, TdParagraphKind kind, GError **error);

gboolean td_submission_insert_file (TdTx *tx, const char *id, const TdSubmissionFile *file, GError **error);
/* Paragraphs follow those that are there; *ret_n the last number given. */
gboolean td_submission_insert_paragraphs (TdTx *tx, const char *id, int file, const GPtrArray *paragraphs,
                                          GError **error);
/* Kept where it is not what the position says already. */
gboolean td_submission_insert_part (TdTx *tx, const char *id, int position, TdFilePart part, GError **error);
/* Of its last file; 0: it has none. */
gboolean td_submission_last_position (TdTx *tx, const char *id, gint64 *ret_position, GError **error);
/* All with their paragraphs, from a position on. */
gboolean td_submission_delete_files (TdTx *tx, const char *id, int from, GError **error);
gboolean td_submission_set_file_title (TdTx *tx, const char *id, int position, const char *title, GError **error);
/* The search keys of its paragraphs: of gint64. */
GArray *td_submission_search_keys (TdTx *tx, const char *id, GError **error);
/* The code of words of one becomes that of another, unless that has its own. */
gboolean td_submission_move_code (TdTx *tx, const char *from, const char *to, GError **error);
/* Others that name it as what they double or correct name it no more. */
gboolean td_submission_forget_links (TdTx *tx, const char *id, GError **error);
gboolean td_submission_delete (TdTx *tx, const char *id, GError **error);
/* Appends the ids (char *) of drafts last changed before an instant, at most most of them. */
gboolean td_submission_old_drafts (TdTx *tx, gint64 before, int most, GPtrArray *ids, GError **error);
/* Whether any other submission holds a file with this content. */
gboolean td_submission_file_shared (TdTx *tx, const char *sha256, const char *but, gboolean *ret_shared,
                                    GError **error);

gboolean td_submission_set_received (TdTx *tx, const char *id, const guint8 document[32], gboolean uncalled,
                                     gboolean rehearsal, gint64 now, GError **error);
gboolean td_submission_insert_receipt (TdTx *tx, const char *id, const guint8 leaf[32], const char *promise,
                                       GError **error);
/* The promise's text; NULL with TD_ERROR_NOT_FOUND. */
char *td_submission_load_receipt (TdTx *tx, const char *id, GError **error);
gboolean td_submission_has_receipt (TdTx *tx, const char *id, gboolean *ret_has, GError **error);
gboolean td_submission_delete_receipt (TdTx *tx, const char *id, GError **error);
