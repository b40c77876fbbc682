/* General comments and their stages in rows; private to this area. */
#pragma once

#include "areas/general_comments/general-comment.h"

/* FALSE with *problem handed on as *error. */
gboolean td_general_ended_well (GError **error, GError **problem);

void td_general_title_free (gpointer title);
void td_general_body_free (gpointer body);
void td_general_stage_free (gpointer stage);

/* By id, or by a symbol in its clean form; the other NULL. *ret NULL: none. `is` of stages is not set yet. */
gboolean td_general_load (TdTx *tx, const char *id, const char *symbol, TdGeneralComment **ret, GError **error);
GPtrArray *td_general_load_list (TdTx *tx, GError **error);
/* Those with a stage that closes at that instant or later; the one of a stage, or none. */
GPtrArray *td_general_load_closing (TdTx *tx, gint64 since, GError **error);
GPtrArray *td_general_load_of_stage (TdTx *tx, const char *stage, GError **error);
gboolean td_general_count (TdTx *tx, gint64 *ret_count, GError **error);

gboolean td_general_insert (TdTx *tx, const TdGeneralComment *general, const char *actor, GError **error);
/* Its bodies as they stand now. */
gboolean td_general_set_bodies (TdTx *tx, const TdGeneralComment *general, GError **error);
gboolean td_general_set_adopted (TdTx *tx, const char *id, const char *document, const char *day, GError **error);
gboolean td_general_stage_insert (TdTx *tx, const TdGeneralStage *stage, const char *actor, GError **error);
gboolean td_general_stage_update (TdTx *tx, const TdGeneralStage *stage, GError **error);
/* Its place among the stages: those from n on move one further. */
gboolean td_general_stage_make_room (TdTx *tx, const char *general_comment, int n, GError **error);
gboolean td_general_move_insert (TdTx *tx, const TdGeneralStage *stage, const TdGeneralMove *move, const char *actor,
                                 GError **error);
