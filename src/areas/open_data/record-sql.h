/* Rows of what is public; private to this area. */
#pragma once

#include "areas/open_data/record.h"

/* In place of what stood there of the same id. */
gboolean td_open_record_set (TdTx *tx, const TdOpenRecord *record, GError **error);
