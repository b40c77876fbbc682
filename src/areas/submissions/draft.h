/* What the writing of a draft shares; private to this area. */
#pragma once

#include "areas/submissions/submission.h"

/* The viewer's own draft, or the reason why not: not there, not theirs, sent already. */
TdSubmission *td_draft_get (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                            GError **error);
/* A name as sent, for showing: its last part, without what could break a line or turn a text round. Free it. */
char *td_draft_clean_name (const char *name);
/* Puts into dropped (of char *) the hashes of its files that no other submission holds. */
gboolean td_draft_note_dropped (TdTx *tx, const TdSubmission *s, GPtrArray *dropped, GError **error);
/* A main file that was made here, with what is in it, in place of the one that was there; annexes stay. name as for td_submission_add_part. also:
 * what else is done in the same transaction, before the journal's entry; its FALSE undoes all. Blocks. */
typedef gboolean (*TdDraftAlso) (TdTx *tx, const TdSubmission *draft, const char *sha256, gpointer data,
                                 GError **error);
gboolean td_draft_put_main (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                            const TdDocument *document, GBytes *bytes, const char *name, TdDraftAlso also,
                            gpointer data, GError **error);
/* Each step of a draft is an entry without content: it says that something was written, not what. */
gboolean td_draft_journal (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *act, const char *id,
                           GError **error);
