/* The file of a document of comments (split.h), kept beside the comments that became of it.
 *
 * It is for those who may read the comments: everybody, or the Committee alone, as they were confirmed; its sender always. What it says of its
 * maker is taken out before it is kept (document/cleaner.h); where that could not be done, it is for its sender and the Committee alone. It stands for its comments as
 * they were sent: once one of them was changed, taken back, hidden or erased, nobody but its sender has it. Until it is confirmed it is its sender's
 * alone. Its sender can take it back at any time, and the comments stay.
 *
 * Errors: TD_GENERAL_COMMENT_ERROR; for whoever may not read it there is none (TD_ERROR_NOT_FOUND). Threads: any.
 *
 * Acts of the journal, on thing "comment-file" with its id, by nobody: general-comment.file-drop, .file-expire.
 */
#pragma once

#include "areas/general_comments/draft-comment.h"

typedef struct {
    char *id, *draft;
    char *person; /* private to the rules */
    char *blob;   /* likewise */
    char *format; /* "docx", … as the reader found it */
    gint64 size, created;
    gboolean confidential, cleaned, waits;
} TdCommentFile;
void td_comment_file_free (TdCommentFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCommentFile, td_comment_file_free)

/* The file, for its caller to close; *ret_file says what it is. -1 with error. Blocks. */
int td_comment_file_open (TdInstance *instance, const TdViewer *viewer, const char *id, TdCommentFile **ret_file,
                          GError **error);
/* Its sender takes it back; the comments stay. */
gboolean td_comment_file_drop (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* Those of the viewer on this draft that were confirmed. Of TdCommentFile. */
GPtrArray *td_comment_files_mine (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error);
/* Files of documents that went unconfirmed and of people who were erased. A chore of the server. */
gboolean td_comment_files_purge (TdInstance *instance, GError **error);
