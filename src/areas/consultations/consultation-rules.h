/* What the rules of consultations share; private to this area. */
#pragma once

#include "areas/consultations/consultation.h"
#include "areas/people/membership.h"

/* Always FALSE. field, ret_field: may be NULL. */
gboolean td_consultation_fail (const char **ret_field, const char *field, GError **error, int code,
                               const char *message);
/* A line or text that must be there, cleaned; NULL with error. most: characters. */
char *td_consultation_need (const char *text, gsize most, gboolean lines, const char **ret_field, const char *field,
                            const char *missing, GError **error);
/* Tags with a comma between, each a language that we can name, cleaned; NULL with error. */
char *td_consultation_languages (const char *text, const char **ret_field, GError **error);
/* The consultation, after asking whether a write may be and whether the viewer acts for its State. */
TdConsultation *td_consultation_held (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id,
                                      GError **error);
/* One entry, a public change, whose content is a hash keyed by secret of the given words (NULL-terminated; may be NULL). */
gboolean td_consultation_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act,
                                  const char *thing, const char *id, const guint8 secret[32], const char *const *words,
                                  GError **error);
/* Tells those who wrote in it and the contributors of those who were invited. */
gboolean td_consultation_tell (TdTx *tx, TdInstance *instance, const TdConsultation *consultation,
                               const TdNotice *notice, GError **error);
/* Withdraws it in the caller's transaction: rows and letters, no journal. reason NULL: none was given. */
gboolean td_consultation_end (TdTx *tx, TdInstance *instance, const TdConsultation *consultation, gint64 at,
                              const char *reason, GError **error);
