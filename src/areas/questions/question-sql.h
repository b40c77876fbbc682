/* Rows of questions and answers; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/questions/question.h"

/* Whole questions without answers, by number. state NULL: of every State. Of TdQuestion. */
GPtrArray *td_question_select (TdTx *tx, const char *meeting, const char *state, GError **error);
/* *ret NULL: there is none. */
gboolean td_question_load (TdTx *tx, const char *id, TdQuestion **ret, GError **error);
/* The newest version of each answer, by the time of the first. Of TdMeetingAnswer. */
GPtrArray *td_question_select_answers (TdTx *tx, const char *question, GError **error);

gboolean td_question_last_number (TdTx *tx, const char *meeting, int *ret_number, GError **error);
/* With whom it is put to and its articles. */
gboolean td_question_insert (TdTx *tx, const TdQuestion *question, const char *actor, GError **error);
/* What may change: text, who asked, marks, version; and its articles. */
gboolean td_question_update (TdTx *tx, const TdQuestion *question, GError **error);
/* One version of an answer; its articles take the place of those before. */
gboolean td_meeting_answer_insert (TdTx *tx, const TdMeetingAnswer *answer, const char *actor, GError **error);
/* What is of one organisation is of the other from now on; what was put to both is put to it once. */
gboolean td_question_move_organisation (TdTx *tx, const char *from, const char *into, GError **error);
