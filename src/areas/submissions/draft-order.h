/* The files of a draft in their order: each stands at its position, and the paragraphs of all are numbered from 1 without gaps, file after
 * file. Whoever adds, drops or moves one lifts what stands behind it, with the paragraphs as they were read and corrected, and puts it back in
 * its new place. Private to this area. */
#pragma once

#include "areas/submissions/submission.h"

typedef struct TdLifted TdLifted; /* a file with its paragraphs */
void td_lifted_free (TdLifted *lifted);

/* Takes the draft's files from a position on out of the store. Of TdLifted, in their order; borrows the draft's files. */
GPtrArray *td_draft_lift (TdTx *tx, const TdSubmission *draft, int from, GError **error);
/* Puts them back behind what stands there, in the order of the array. */
gboolean td_draft_put_back (TdTx *tx, const char *id, const GPtrArray *lifted, GError **error);
/* A file and what is in it, at file->position, behind what stands there. */
gboolean td_draft_put (TdTx *tx, const char *id, const TdSubmissionFile *file, const GPtrArray *paragraphs,
                       GError **error);
