/* The record of a consultation: what was done, when, how much time there was, in which languages, who came by kind, what became of
 * the comments. It is public, and made of nothing that is not.
 */
#pragma once

#include "areas/consultations/comment.h"

typedef struct {
    char *id, *name, *kind; /* kind: slug */
} TdNamedOrganisation;
typedef struct {
    TdConsultation *consultation;
    gint64 at; /* of this reading */
    gint64 invited;
    GPtrArray *invited_kinds; /* of TdKindCount, folded */
    gint64 came; /* organisations and people who commented and stand by it; without an account: each comment is one */
    GPtrArray *came_kinds;
    gint64 comments; /* without those that were taken back */
    gint64 taken_back;
    GPtrArray *comment_kinds;
    gint64 by_disposition[TD_N_DISPOSITIONS], waiting;
    GPtrArray *named; /* of TdNamedOrganisation, by name: those that said so and have a public page */
} TdConsultationRecord;
void td_consultation_record_clear (TdConsultationRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdConsultationRecord, td_consultation_record_clear)

gboolean td_consultation_record (TdInstance *instance, const char *id, TdConsultationRecord *ret_record,
                                 GError **error);

/* {id, state, cycle, status, draft, draft_published, follows, continued, entered, opens, opens_local, closes, closes_local, zone,
 * extensions[{was, was_local, closes, closes_local, reason, at}], days, languages, how, about, withdrawn, withdrawn_reason, meetings[{id, starts, starts_local, way, place, languages, outcome, came[{kind, n}]}],
 * address}. */
json_t *td_consultation_to_json (const TdInstance *instance, const TdConsultation *consultation, gint64 now);
/* td_consultation_to_json and {invited, invited_by_kind, came, came_by_kind, comments, taken_back, comments_by_kind,
 * comments_by_disposition{taken, in-part, not-taken, waiting}, organisations[{id, name, kind}]}. kind null: all others. */
json_t *td_consultation_record_to_json (const TdInstance *instance, const TdConsultationRecord *record);
/* {number, paragraph, at, text, wording, name, kind, organisation, answers[{disposition, text, at}]}. */
json_t *td_comment_to_json (const TdComment *comment);
