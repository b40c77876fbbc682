/* Files of other areas that lie among the restricted blobs by the hash of their content, as those of submissions do: the same file sent to both is
 * one blob, and what erases a submission must leave it to the other.
 *
 * Without a row here a file that an area keeps so is lost when somebody drops a draft with the same file. To add one: a TdBlobHolder in a file of
 * its area, and its name in td_blob_holders of areas/areas.c. What belongs to one row alone has no need of it (instance/own-file.h).
 */
#pragma once

#include "store/store.h"

typedef struct {
    gboolean (*holds) (TdTx *tx, const char *sha256, gboolean *ret_holds, GError **error);
} TdBlobHolder;

/* NULL-terminated; areas/areas.c. */
extern const TdBlobHolder *const td_blob_holders[];
