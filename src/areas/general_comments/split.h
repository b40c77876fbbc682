/* A whole document of comments on a draft, split by the paragraphs that it names (text/paragraph-split.h) and confirmed by who sent it.
 *
 * Whoever may comment with an account sends a file of any kind that the reader reads. It is split, and its sender sees the pieces: moves them to other
 * paragraphs, joins, drops and takes them back in, changes their words, splits one again. Nobody else sees them, and they count nowhere. Only when the sender
 * confirms do they become comments (draft-comment.h), all of them or none, under the one rule of those: what counts is when the confirmation
 * began to arrive. The file itself is kept beside them (comment-file.h), with the id of the split, unless its sender takes it back. A piece longer than a comment may be comes in parts.
 *
 * Errors: TD_GENERAL_COMMENT_ERROR; for anybody but its sender there is none (TD_ERROR_NOT_FOUND). Threads: any; records are their caller's.
 *
 * Acts of the journal, on thing "comment-split" with its id, by nobody, since pieces may be for the Committee alone: general-comment.split, .split-drop, .split-expire.
 */
#pragma once

#include "areas/general_comments/draft-comment.h"

typedef struct {
    int n;        /* 1, 2, … */
    char *places; /* "12, 14–16"; "": the whole */
    char *text;
    gboolean dropped;
} TdCommentPiece;

typedef struct {
    char *id, *draft;
    char *person;     /* private to the rules */
    char *writes_for; /* id of an organisation, "state", or "" */
    char *position, *name, *visibility, *language;
    gint64 version, created;
    guint8 secret[32];
    GPtrArray *pieces; /* of TdCommentPiece, in order */
} TdCommentSplit;
void td_comment_split_free (TdCommentSplit *split);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCommentSplit, td_comment_split_free)

/* Reads the file behind fd in its cell. wish: organisation, position, name, visibility, began as for a comment; language: NULL, the leading
 * one. TD_ERROR_CONFLICT: comments are not taken. Blocks. */
gboolean td_comment_split_begin (TdInstance *instance, const TdViewer *viewer, const char *draft,
                                 const TdDraftCommentWish *wish, int fd, char **ret_id, const char **ret_field,
                                 GError **error);
TdCommentSplit *td_comment_split_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* Those of the viewer on this draft that wait, oldest first, without pieces. Of TdCommentSplit. */
GPtrArray *td_comment_splits_mine (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error);

typedef enum { TD_PIECES_KEEP, TD_PIECES_JOIN, TD_PIECES_DROP, TD_PIECES_TAKE, TD_PIECES_SPLIT } TdPiecesDo;
typedef struct {
    int n;
    const char *places, *text; /* NULL: as it was */
} TdPieceEdit;
typedef struct {
    gint64 version;         /* as it was seen */
    const char *visibility; /* who reads them: "public" or "committee"; NULL or "": as it was */
    const TdPieceEdit *edits;
    gsize n_edits;
    TdPiecesDo
        what; /* after the edits, with the piece at: JOIN it to the one before it that is not dropped, DROP it, TAKE it back in, SPLIT its words again */
    int at;
} TdPiecesWish;
/* *ret_at (may be NULL): the number of a piece whose places or words will not do; what was typed is the caller's. */
gboolean td_comment_split_correct (TdInstance *instance, const TdViewer *viewer, const char *id,
                                   const TdPiecesWish *wish, int *ret_at, const char **ret_field, GError **error);
/* They become comments, *ret_count of them; the document goes. *ret_at: the piece that will not do. */
gboolean td_comment_split_confirm (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 version,
                                   gint64 began, int *ret_count, int *ret_at, GError **error);
/* The whole document goes; nothing of it became a comment. */
gboolean td_comment_split_discard (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* Those that nobody confirmed within TD_LIMIT_DRAFT_DAYS of their coming go. A chore of the server. */
gboolean td_comment_splits_purge (TdInstance *instance, GError **error);
