/* What the rules of questions share; private to this area. */
#pragma once

#include "areas/questions/question-sql.h"
#include "base/errors.h"

/* Always FALSE. ret_field may be NULL. */
gboolean td_question_fail (const char **ret_field, const char *field, GError **error, TdErrorCode code,
                           const char *message);

/* ---- parties (question-party.c) ---- */

gboolean td_party_equal (const TdParty *a, const TdParty *b);
TdParty *td_party_copy (const TdParty *party);
/* Everybody it was put to, those of "all" as the list of speakers has them now. Of TdParty; asks no door. */
GPtrArray *td_question_asked_in (TdTx *tx, const TdQuestion *question, const TdMeeting *meeting, GError **error);
/* Those of them for whom the viewer answers by themselves, not as the secretariat. Of TdParty. */
GPtrArray *td_question_own_in (TdTx *tx, const TdQuestion *question, const TdMeeting *meeting, const TdViewer *viewer,
                               GError **error);
/* What the words of a form name, of those who can be asked about that State; or organisations with a public page. Of TdParty. */
GPtrArray *td_question_parties_of (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, const char *state,
                                   const char *const *words, GError **error);

/* ---- words ---- */

/* Rising numbers of articles that the text speaks of, as the tagger says. */
GArray *td_question_tag (const TdProfile *profile, const char *text, const char *language);
/* "16, 17"; NULL with error. */
GArray *td_question_read_articles (const TdProfile *profile, const char *typed, GError **error);
/* A tag of the language it is written in. */
const char *td_question_language (const char *text);

/* ---- the rest of every change ---- */

/* The place of the State among the meeting's; FALSE: it is none of them. */
gboolean td_question_state_at (const TdMeeting *meeting, const char *state, guint *ret_index);
/* The question with its meeting, for who may take questions down about its State; asks whether a write may be. */
TdQuestion *td_question_held (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id,
                              TdMeeting **ret_meeting, GError **error);
/* One entry; content is a hash of the words under the secret. */
gboolean td_question_journal (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *act,
                              const char *thing, const char *id, const guint8 secret[32], const char *words,
                              gboolean public_change, GError **error);
/* Whether everybody may read it now. */
gboolean td_question_is_public (const TdQuestion *question, const TdMeeting *meeting);

/* Letters to those it is put to, anew: what waits for each of them at this meeting. fresh FALSE: only letters that were still waiting
 * are written again, with what is left. */
gboolean td_question_letters (TdTx *tx, TdInstance *instance, const TdQuestion *question, const TdMeeting *meeting,
                              gboolean fresh, GError **error);
