/* Rows of files laid before a closed meeting; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/accreditation/briefing-file.h"

gboolean td_briefing_file_insert (TdTx *tx, const TdInstance *instance, const TdBriefingFile *file, const char *actor,
                                  GError **error);
/* Of a meeting, oldest first, without sender and own. Of TdBriefingFile. */
GPtrArray *td_briefing_files_select (TdTx *tx, const TdInstance *instance, const char *meeting, GError **error);
gboolean td_briefing_file_delete (TdTx *tx, const char *id, GError **error);
/* Of an account that was erased; of an organisation that became another. */
gboolean td_briefing_files_forget_person (TdTx *tx, const char *person, GError **error);
gboolean td_briefing_files_move (TdTx *tx, const char *from, const char *into, GError **error);
