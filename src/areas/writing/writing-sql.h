/* Queries of texts that are written here; private to this area. */
#pragma once

#include "areas/writing/writing.h"

/* TD_ERROR_CONFLICT: the thing has a text. */
gboolean td_written_insert (TdTx *tx, const TdWritten *written, GError **error);
gboolean td_written_insert_section (TdTx *tx, const char *written, const TdWrittenSection *section, int place,
                                    GError **error);
/* With its sections; names of people are not filled. TD_ERROR_NOT_FOUND. */
TdWritten *td_written_load (TdTx *tx, const char *kind, const char *thing, GError **error);
gboolean td_written_set_frozen (TdTx *tx, const char *written, gint64 at, GError **error);
gboolean td_written_delete (TdTx *tx, const char *kind, const char *thing, GError **error);
/* Places of all sections, as they stand in the list. */
gboolean td_written_set_places (TdTx *tx, const TdWritten *written, GError **error);
gboolean td_written_set_title (TdTx *tx, const char *section, const char *title, GError **error);
gboolean td_written_set_taken_out (TdTx *tx, const char *section, gboolean out, GError **error);
gboolean td_written_set_version (TdTx *tx, const char *section, gint64 version, GError **error);
/* holder NULL: nobody. */
gboolean td_written_set_holder (TdTx *tx, const char *section, const char *holder, gint64 until, GError **error);

/* version->text is written as JSON. */
gboolean td_version_insert (TdTx *tx, const char *section_id, const TdWrittenVersion *version, GError **error);
gboolean td_version_decide (TdTx *tx, const char *id, TdVersionState state, const char *reason, const char *actor,
                            gint64 at, GError **error);
/* By id, or by number of a section (id NULL); with its text. TD_ERROR_NOT_FOUND. written: it has to be of it. */
TdWrittenVersion *td_version_load (TdTx *tx, const char *written, const char *section, const char *id, gint64 number,
                                   GError **error);
/* Of TdWrittenVersion without text, the newest first. section: slug, or NULL. */
GPtrArray *td_version_list (TdTx *tx, const char *written, const char *section, int limit, int offset,
                            gint64 *ret_total, GError **error);
/* The open branches of a section, with their text, the oldest first. */
GPtrArray *td_version_branches (TdTx *tx, const char *section_id, GError **error);
/* The number that stood in a section at an instant; 0: none. */
gboolean td_version_number_at (TdTx *tx, const char *section_id, gint64 at, gint64 *ret_number, GError **error);
gboolean td_version_count (TdTx *tx, const char *section_id, gint64 *ret_count, GError **error);
