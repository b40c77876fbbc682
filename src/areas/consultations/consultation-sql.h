/* Consultations, meetings, invitations and consent in rows; private to this area. */
#pragma once

#include "areas/consultations/consultation.h"

/* FALSE with *problem handed on as *error. */
gboolean td_consultation_ended_well (GError **error, GError **problem);

/* TD_ERROR_NOT_FOUND when there is none. */
TdConsultation *td_consultation_load (TdTx *tx, const char *id, GError **error);
GPtrArray *td_consultation_load_list (TdTx *tx, const char *state, int cycle, GError **error);
/* The newest withdrawn one of a State's cycle that none follows, or NULL in *ret_id. */
gboolean td_consultation_last_withdrawn (TdTx *tx, const char *state, int cycle, char **ret_id, GError **error);
/* Ids of those on this draft that are neither withdrawn nor over at that instant. */
GPtrArray *td_consultation_on_draft (TdTx *tx, const char *draft, gint64 at, GError **error);
/* How many a State has in a cycle; how many meetings one has. */
gboolean td_consultation_count (TdTx *tx, const char *state, int cycle, gint64 *ret_count, GError **error);
gboolean td_gathering_count (TdTx *tx, const char *consultation, gint64 *ret_count, GError **error);

gboolean td_consultation_insert (TdTx *tx, const TdConsultation *c, const char *actor, GError **error);
gboolean td_consultation_set_withdrawn (TdTx *tx, const char *id, gint64 at, const char *reason, GError **error);
/* Its next deadline, and that it stands. */
gboolean td_consultation_extension_insert (TdTx *tx, const TdConsultation *c, const TdConsultationExtension *extension,
                                           const char *actor, GError **error);
gboolean td_gathering_insert (TdTx *tx, const char *consultation, const TdGathering *m, const char *actor, gint64 now,
                              GError **error);
gboolean td_gathering_set_outcome (TdTx *tx, const char *meeting, const char *outcome, const GPtrArray *came,
                                   GError **error);

/* *ret_new FALSE: it was invited already. */
gboolean td_invitation_of_state_insert (TdTx *tx, const char *consultation, const char *organisation, const char *kind,
                                        const char *actor, gint64 now, gboolean *ret_new, GError **error);
/* Ids. */
GPtrArray *td_consultation_invited (TdTx *tx, const char *consultation, GError **error);
gboolean td_consultation_is_invited (TdTx *tx, const char *consultation, const char *organisation, gboolean *ret,
                                     GError **error);

/* No longer: its comments stand without its name too. */
gboolean td_consent_set (TdTx *tx, const char *consultation, const char *organisation, gboolean consents, gint64 now,
                         GError **error);
/* Whether it said so, here or with a comment that everybody reads. */
gboolean td_consent_given (TdTx *tx, const char *consultation, const char *organisation, gboolean *ret, GError **error);
