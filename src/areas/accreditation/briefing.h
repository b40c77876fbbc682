/* Closed briefings: an organisation asks for one on a State, and what those invited lay before it.
 *
 * A request goes to the secretariat and says nothing to anybody else: members too learn of it only when a meeting stands. The secretariat
 * makes the meeting (areas/programme) and then says yes with it, which invites the organisation (guests.h), or no with a reason. Papers are submissions of
 * those invited: they stand at the meeting for whoever may come to it and may read the submission itself.
 *
 * Who may know of a request: leads of its organisation, and officers who may plan meetings about its State.
 */
#pragma once

#include "areas/accreditation/guests.h"

typedef enum {
    TD_BRIEFING_ASKED,
    TD_BRIEFING_PLANNED,
    TD_BRIEFING_REFUSED,
    TD_BRIEFING_WITHDRAWN,
    TD_N_BRIEFING_STATUSES
} TdBriefingStatus;
const char *td_briefing_status_word (TdBriefingStatus status);  /* "asked", "planned", "refused", "withdrawn" */
const char *td_briefing_status_label (TdBriefingStatus status); /* English, for td_words */

typedef struct {
    char *id;
    int session;
    char *state; /* iso3 */
    char *organisation, *organisation_name;
    char *words; /* what they want to speak of, or NULL */
    TdBriefingStatus status;
    char *meeting; /* id, once planned */
    char *reason;
    gint64 created, decided;
} TdBriefing;
void td_briefing_free (TdBriefing *briefing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdBriefing, td_briefing_free)

typedef struct {
    int session;
    const char *state;
    const char *organisation; /* whose lead the viewer is */
    const char *words;
} TdBriefingWish;
/* TD_ACT_ACCREDITATION_ASK. *ret_field (may be NULL): a literal. */
gboolean td_briefing_ask (TdInstance *instance, const TdViewer *viewer, const TdBriefingWish *wish,
                          const char **ret_field, GError **error);
gboolean td_briefing_withdraw (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* Of organisations that the viewer leads, newest first. Of TdBriefing. */
GPtrArray *td_briefing_own (TdInstance *instance, const TdViewer *viewer, GError **error);

/* Those that wait first. TD_ACT_MEETING_PLAN, asked for each State. session 0: of all. Of TdBriefing. */
GPtrArray *td_briefing_list (TdInstance *instance, const TdViewer *viewer, int session, GError **error);
/* meeting: yes, with this one, which invites them; NULL or "": no, for the reason. */
gboolean td_briefing_decide (TdInstance *instance, const TdViewer *viewer, const char *id, const char *meeting,
                             const char *reason, const char **ret_field, GError **error);

/* ---- papers ---- */

typedef struct {
    char *submission, *title, *language; /* title, language: or NULL */
    char *sender;                        /* or NULL: withheld */
    gboolean own;                        /* the viewer may take it off */
} TdBriefingPaper;
void td_briefing_paper_free (TdBriefingPaper *paper);
/* For a meeting that the viewer got by td_meeting_get: those that the viewer may read. Of TdBriefingPaper. */
GPtrArray *td_briefing_papers (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                               GError **error);
/* One's own submission, at a closed meeting to which one is invited. */
gboolean td_briefing_paper_add (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                const char *submission, GError **error);
gboolean td_briefing_paper_remove (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                   const char *submission, GError **error);
