/* Rows of summaries and outreach; private to this area. */
#pragma once

#include "areas/spreading/outreach.h"
#include "areas/spreading/summary.h"

/* Appends TdSpreader of those of ids (of char *). */
gboolean td_spreading_select_names (TdTx *tx, const GPtrArray *ids, GPtrArray *spreaders, GError **error);

/* document or id, the other NULL. all: also what was taken off and what is not shown. */
GPtrArray *td_summary_select (TdTx *tx, const char *document, const char *id, gboolean all, GError **error);
gboolean td_summary_put (TdTx *tx, const TdSummaryEntry *entry, const char *id, gint64 now, GError **error);
gboolean td_summary_delete (TdTx *tx, const char *id, GError **error);
gboolean td_summary_take_off (TdTx *tx, const char *id, const char *reason, gint64 now, GError **error);
/* The id of one that is there; NULL: none. */
gboolean td_summary_find (TdTx *tx, const TdSummaryEntry *entry, char **ret_id, GError **error);

/* Of TdOutreach with all that is kept; shown: of organisations that everybody reads, not quiet, not taken off. organisations: of char *, NULL:
 * any. */
typedef struct {
    const char *id, *document, *country, *language;
    const GPtrArray *organisations;
    gboolean shown, with_off;
    int most; /* 0: all */
} TdOutreachSearch;
GPtrArray *td_outreach_select (TdTx *tx, const TdOutreachSearch *search, GError **error);
gboolean td_outreach_insert (TdTx *tx, const TdOutreachEntry *entry, const char *id, gint64 now, GError **error);
gboolean td_outreach_delete (TdTx *tx, const char *id, GError **error);
gboolean td_outreach_take_off (TdTx *tx, const char *id, const char *reason, gint64 now, GError **error);
gboolean td_outreach_since (TdTx *tx, const char *organisation, gint64 since, gint64 *ret_n, GError **error);
/* How many stand that are not shown: quiet ones, and those of organisations whose page is not public. */
gboolean td_outreach_count_quiet (TdTx *tx, const char *document, gint64 *ret_n, GError **error);
