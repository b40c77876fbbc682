/* Translations, segments and their versions in rows; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/translation/translation.h"

/* ---- translations ---- */

gboolean td_translation_insert (TdTx *tx, const TdTranslation *translation, GError **error);
/* With its counts. *ret NULL: there is none. */
gboolean td_translation_load (TdTx *tx, const char *id, TdTranslation **ret, GError **error);
/* The id of the one that stands, or NULL in *ret_id. Free it. */
gboolean td_translation_find (TdTx *tx, TdProjectKind kind, const char *thing, const char *language, char **ret_id,
                              GError **error);
GPtrArray *td_translation_select (TdTx *tx, const TdTranslationFilter *filter, gint64 *ret_total, GError **error);
/* How many this person proposed since. */
gboolean td_translation_count_since (TdTx *tx, const char *person, gint64 since, gint64 *ret_n, GError **error);
gboolean td_translation_touch (TdTx *tx, const char *id, gint64 at, GError **error);
gboolean td_translation_set_shown (TdTx *tx, const char *id, gint64 at, GError **error);
gboolean td_translation_set_off (TdTx *tx, const char *id, gint64 at, const char *reason, GError **error);

/* What is of one organisation is another's. */
gboolean td_translation_give (TdTx *tx, const char *from, const char *into, GError **error);

/* ---- segments ---- */

gboolean td_segment_insert (TdTx *tx, const char *project, const TdSegment *segment, GError **error);
GPtrArray *td_segment_select (TdTx *tx, const char *project, const TdSegmentFilter *filter, GError **error);
/* *ret NULL: there is none. */
gboolean td_segment_load (TdTx *tx, const char *project, gint64 n, TdSegment **ret, GError **error);
/* Its state, version, words, actor, at, excuse, reviewer, reviewed and reason. */
gboolean td_segment_update (TdTx *tx, const char *project, const TdSegment *segment, GError **error);
gboolean td_segment_set_machine (TdTx *tx, const char *project, gint64 n, const char *machine, GError **error);
/* Other translations of the same source in this project: of char *, each once, at most a few. */
GPtrArray *td_segment_others (TdTx *tx, const char *project, gint64 n, const char *source, GError **error);

/* ---- versions ---- */

gboolean td_segment_version_insert (TdTx *tx, const char *project, gint64 n, const TdSegmentVersion *version,
                                    GError **error);
GPtrArray *td_segment_version_select (TdTx *tx, const char *project, gint64 n, GError **error);
/* The words of one by its number; NULL in *ret_words: there is none. */
gboolean td_segment_version_words (TdTx *tx, const char *project, gint64 n, gint64 version, char **ret_words,
                                   GError **error);
/* place: "taken" or "dropped", with the number that it got or 0. */
gboolean td_segment_version_settle (TdTx *tx, const char *id, const char *place, GError **error);
gboolean td_segment_version_count (TdTx *tx, const char *project, gint64 n, gint64 *ret_n, GError **error);

/* ---- names ---- */

gboolean td_credit_load (TdTx *tx, const char *project, const char *person, char **ret_name, gboolean *ret_chosen,
                         GError **error);
gboolean td_credit_set (TdTx *tx, const char *project, const char *person, const char *name, GError **error);
/* Names of those whose words stand reviewed (reviewers FALSE), or who reviewed them; of char *, by how much. *ret_unnamed: how many are
 * shown by no name. */
GPtrArray *td_credit_names (TdTx *tx, const char *project, gboolean reviewers, int *ret_unnamed, GError **error);
