/* What of a meeting can be found by search: what everybody may read of questions, answers and captions; private to this area. Each is called
 * in the transaction that changed it, with what stands now. */
#pragma once

#include "areas/questions/caption.h"
#include "areas/questions/question.h"

gboolean td_question_findable (TdTx *tx, const TdProfile *profile, const TdQuestion *question, const TdMeeting *meeting,
                               GError **error);
/* The newest version of one answer. */
gboolean td_answer_findable (TdTx *tx, const TdProfile *profile, const TdMeetingAnswer *answer,
                             const TdQuestion *question, const TdMeeting *meeting, GError **error);
gboolean td_caption_findable (TdTx *tx, const TdCaption *caption, const TdMeeting *meeting, GError **error);
