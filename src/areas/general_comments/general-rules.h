/* What the rules of general comments share; private to this area. */
#pragma once

#include "areas/general_comments/general-sql.h"
#include "base/errors.h"

/* Always FALSE. field, ret_field: may be NULL. */
gboolean td_general_fail (const char **ret_field, const char *field, GError **error, TdErrorCode code,
                          const char *message);
/* A line or text, cleaned; NULL with error when it is too long, or missing (NULL: may be missing, then "") was given. most: characters. */
char *td_general_take (const char *text, gsize most, gboolean lines, const char *missing, const char **ret_field,
                       const char *field, GError **error);
/* Whether this can be the tag of a language, in small letters. */
gboolean td_general_tag_ok (const char *tag);
/* One entry whose content is a hash keyed by secret of the given words (NULL-terminated; secret may be NULL). */
gboolean td_general_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act,
                             const char *thing, const char *id, const guint8 secret[32], const char *const *words,
                             gboolean public_change, GError **error);
/* What the profile says of its titles and stages, set after it was loaded. */
void td_general_finish (const TdInstance *instance, TdGeneralComment *general);
/* The general comment, after asking whether a write may be and whether the viewer keeps general comments. */
TdGeneralComment *td_general_held (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id,
                                   GError **error);
/* "CMW", "CMW CMW/C/GC/6", "CMW CMW/C/GC/6 6". Of TdGeneralBody; NULL with error. */
GPtrArray *td_general_bodies (const char *const *said, const char **ret_field, GError **error);
/* A stage of that kind, without time; in the profile's words. */
TdGeneralStage *td_general_stage_new (const TdGeneralComment *general, const TdInstance *instance,
                                      const TdGeneralStageKind *kind, int n);
/* A stage of that kind to be filled: the first without a time and a draft, else a further one, whose room is made. NULL with error:
 * TD_ERROR_CONFLICT where it cannot come again. Owned by general. */
TdGeneralStage *td_general_stage_free_one (TdTx *tx, const TdInstance *instance, TdGeneralComment *general,
                                           const TdGeneralStageKind *kind, const char *actor, const char **ret_field,
                                           GError **error);
