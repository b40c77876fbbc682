/* Members' questions at a meeting, and their answers.
 *
 * A question is taken down while the meeting runs (or typed in afterwards from paper) by the secretariat or by the member who asks, about one
 * State of the meeting, to organisations by name, to the State, or to all who speak on it. Which articles it speaks of the tagger says,
 * and whoever may take questions down corrects. It is answered on the spot (marked, by whom, with a note), or in writing by those it
 * was put to until `until`: the profile's hours after the end of the meeting, or after the question where that came later. The hour
 * is written into the question and never moves. What began to arrive at that instant or later is refused, by every way in.
 *
 * Who reads: a question put in public is public, as the meeting is. One of a closed meeting, or put in a closed part, is for those of the Committee
 * who take part in the State's review and for those it was put to. An answer is public where its question is and its writer wants it; else it is
 * for the Committee. A question that was struck out is for the Committee alone.
 *
 * A member takes no question part in the review of a State in which they have a conflict: they can neither take one down nor be named as who asked.
 *
 * Whoever was asked gets one letter a meeting in their language, with the hour in the Committee's zone and in theirs, after the meeting's end:
 * it names neither State nor question.
 */
#pragma once

#include "areas/floor/speaker.h"
#include "areas/programme/meeting.h"
#include <jansson.h>

#define TD_QUESTION_ERROR (td_question_error_quark ())
GQuark td_question_error_quark (void);

typedef enum { TD_ADDRESSED_ORGANISATIONS, TD_ADDRESSED_STATE, TD_ADDRESSED_ALL, TD_N_ADDRESSED } TdAddressed;
const char *td_addressed_word (TdAddressed to); /* "organisations", "state", "all" */
gboolean td_addressed_from_word (const char *word, TdAddressed *ret);

/* Somebody who is asked, or who answers: an organisation, a speaker whose organisation is not told, or the State. */
typedef struct {
    char *organisation, *speaker, *state; /* one of them; ids and iso3 */
    char *shown;                          /* of a State NULL: its name is the reader's */
} TdParty;
void td_party_free (TdParty *party);
/* One word for a party in forms: "o" and the id, "s" and the id, "state". Free it. */
char *td_party_word (const TdParty *party);

typedef struct {
    char *id, *question;
    int version;
    TdParty party;
    char *text, *language;
    gboolean for_all; /* its writer wants it public */
    gint64 arrived, at;
    gboolean entered; /* by the secretariat, from paper */
    gboolean own;     /* the viewer answers for that party */
    GArray *articles; /* of int */
    gint64 search_key;
    guint8 secret[32];
} TdMeetingAnswer;
void td_meeting_answer_free (TdMeetingAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdMeetingAnswer, td_meeting_answer_free)

typedef struct {
    char *id, *meeting, *state;
    int number;
    char *asker;    /* account, or NULL */
    char *asked_by; /* as everybody sees it */
    char *text, *language;
    TdAddressed addressed;
    GPtrArray *to; /* of TdParty, those named */
    gboolean closed, by_hand;
    gint64 at, until;
    char *spot_by, *spot_note; /* NULL: not answered on the spot */
    gint64 spot_at;
    gint64 struck;
    char *struck_why;
    int version;
    gint64 search_key;
    GArray *articles;   /* of int, rising */
    GPtrArray *answers; /* of TdMeetingAnswer: the newest version of each that the viewer reads */
    guint8 secret[32];
} TdQuestion;
void td_question_free (TdQuestion *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdQuestion, td_question_free)

/* Whether anybody answered it, on the spot or in writing, as far as the viewer reads. */
gboolean td_question_is_answered (const TdQuestion *question);
/* What the door is asked about: its meeting, for its State; closed where the question is. asked: the viewer is one of those it was put to. */
TdThing td_question_thing (const TdQuestion *question, const TdMeeting *meeting, guint relations, gboolean asked);

/* ---- reading ---- */

/* Those of a meeting that the viewer reads, by number. state NULL: of every State. Of TdQuestion. The meeting was asked for
 * through td_meeting_get. */
GPtrArray *td_questions_in (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, const char *state,
                            GError **error);
GPtrArray *td_questions (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, const char *state,
                         GError **error);
/* One, with its meeting. TD_ERROR_NOT_FOUND where the viewer may not know of it. */
TdQuestion *td_question_get_in (TdTx *tx, const TdViewer *viewer, const char *id, TdMeeting **ret_meeting,
                                GError **error);
TdQuestion *td_question_get (TdInstance *instance, const TdViewer *viewer, const char *id, TdMeeting **ret_meeting,
                             GError **error);
/* Whom the viewer can answer for, of those it was put to: of TdParty. The secretariat, which enters what came on paper, for all. */
GPtrArray *td_question_parties_in (TdTx *tx, const TdQuestion *question, const TdMeeting *meeting,
                                   const TdViewer *viewer, GError **error);
GPtrArray *td_question_parties (TdInstance *instance, const TdQuestion *question, const TdMeeting *meeting,
                                const TdViewer *viewer, GError **error);
/* Whether the viewer answers, by themselves, for somebody to whom it was put and who did not answer, on the spot or in writing. The question was read
 * as this viewer reads it. */
gboolean td_question_waits_in (TdTx *tx, const TdQuestion *question, const TdMeeting *meeting, const TdViewer *viewer,
                               gboolean *ret_waits, GError **error);
/* Who can be asked by name about a State at this meeting: those in its list of speakers, as they are shown. Of TdParty. */
GPtrArray *td_question_askable_in (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, const char *state,
                                   GError **error);
GPtrArray *td_question_askable (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                                const char *state, GError **error);
/* Whether the viewer may take questions down about this State of the meeting. */
gboolean td_question_may_note (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                               const char *state);

/* ---- taking down ---- */

typedef struct {
    const char *state; /* one of the meeting's; NULL or "": the only one */
    const char *text;
    const char *asker; /* a member's account, for the secretariat; NULL: oneself where one is a member, else asked_by */
    const char *asked_by;  /* who asked, where no account is named */
    const char *addressed; /* a word above */
    const char *const *to; /* words of td_party_word, for "organisations"; NULL-terminated, or NULL */
    const char *articles;  /* "16, 17"; NULL: the tagger says */
    gboolean closed;       /* put in the closed part */
} TdQuestionWish;
/* TD_ACT_QUESTION_NOTE for the State. *ret_field (may be NULL): "state", "text", "asker", "asked_by", "to", "articles". TD_ERROR_NOT_ALLOWED: the
 * member named as who asked has a conflict. *ret_id: free it. */
gboolean td_question_note (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                           const TdQuestionWish *wish, char **ret_id, const char **ret_field, GError **error);

/* Text, articles ("" takes all away; NULL leaves them) and who asked; NULL leaves what is there. TD_ERROR_CONFLICT: seen is not the version that stands. */
typedef struct {
    const char *text, *articles, *asked_by;
    int seen;
} TdQuestionChange;
gboolean td_question_correct (TdInstance *instance, const TdViewer *viewer, const char *id,
                              const TdQuestionChange *change, const char **ret_field, GError **error);
/* Answered on the spot, by whom, with a note or NULL; by NULL takes the mark away. Letters about it that wait are called back. */
gboolean td_question_spot (TdInstance *instance, const TdViewer *viewer, const char *id, const char *by,
                           const char *note, const char **ret_field, GError **error);
/* Taken down by mistake: for the Committee alone from now on, with the reason. */
gboolean td_question_strike (TdInstance *instance, const TdViewer *viewer, const char *id, const char *why,
                             const char **ret_field, GError **error);

/* ---- answering ---- */

typedef struct {
    const char *party; /* a word of td_party_word; NULL or "": the only one the viewer answers for */
    const char *text;
    const char *visibility; /* "public" or "confidential"; NULL or "": not chosen, which is for the Committee alone */
    int seen;               /* the version that was on the form; 0: there was none */
    gint64 began;           /* when it began to arrive; 0: now */
    const char *on_paper;   /* the secretariat alone: when it came on paper, local time of the Committee; NULL: now */
} TdAnswerWish;
/* TD_ACT_QUESTION_ANSWER. TD_ERROR_NOT_ALLOWED: it was not put to them. TD_ERROR_GONE: the hour has passed. TD_ERROR_CONFLICT: a colleague's newer
 * version stands. *ret_field: "party", "text", "visibility", "on_paper". */
gboolean td_question_answer (TdInstance *instance, const TdViewer *viewer, const char *question,
                             const TdAnswerWish *wish, const char **ret_field, GError **error);

/* ---- JSON ---- */

json_t *td_question_to_json (const TdQuestion *question);
/* {"meeting": …, "questions": […]}. */
json_t *td_questions_to_json (const TdMeeting *meeting, const GPtrArray *questions);
