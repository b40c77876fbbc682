/* What the rules of written reports share; private to this area. */
#pragma once

#include "areas/submissions/written-report-sql.h"
#include "document/document.h"

/* What a text makes as it stands now. */
typedef struct {
    TdText *text;
    TdDocument *document;
    GBytes *bytes;
    char *sha256;
} TdMade;
void td_made_clear (TdMade *made);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdMade, td_made_clear)

gboolean td_written_report_make_in (TdTx *tx, const TdInstance *instance, const char *id, TdMade *ret_made,
                                    GError **error);
/* The priorities of the text answer that question of sending, unless they did so already in these words. */
gboolean td_written_report_feed (TdTx *tx, TdInstance *instance, const char *id, const TdMade *made, GError **error);
