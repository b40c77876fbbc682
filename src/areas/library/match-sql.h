/* Queries of matches; private to this area. Who may read a submission's paragraph is part of them. */
#pragma once

#include "areas/library/match.h"

/* ---- reading ---- */

/* Appends to list (of TdParagraphMatch). all: also what its sender denied, of this submission alone. */
gboolean td_match_select_submissions (TdTx *tx, const TdInstance *instance, const TdViewer *viewer,
                                      const TdMatchFilter *filter, GPtrArray *list, GError **error);
gboolean td_match_select_documents (TdTx *tx, const TdMatchFilter *filter, GPtrArray *list, GError **error);
gboolean td_match_select_own (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *submission,
                              GPtrArray *list, GError **error);
/* maybe: count likenesses that nobody confirmed. */
gboolean td_match_select_counts (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *target,
                                 gboolean maybe, GHashTable *counts, GError **error);
/* Whether it is one of the submission's; *ret_said what stands. */
gboolean td_match_load_said (TdTx *tx, const char *submission, const char *match, gboolean *ret_there,
                             TdMatchSaid *ret_said, GError **error);
gboolean td_match_set_said (TdTx *tx, const char *match, TdMatchSaid said, gint64 now, GError **error);

/* ---- finding ---- */

/* A submission or a document whose paragraphs are looked through. */
typedef struct {
    char *id; /* of the row that waits */
    char *submission, *document;
    int n;       /* up to where it was looked through */
    char *state; /* iso3; NULL: nothing can be matched */
    gint64 received;
    char *day; /* of a document, or NULL */
} TdMatchWaiting;
void td_match_waiting_clear (TdMatchWaiting *waiting);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdMatchWaiting, td_match_waiting_clear)

/* One that came in, or came in anew, waits from its beginning. */
gboolean td_match_wait (TdTx *tx, const char *submission, const char *document, gint64 now, GError **error);
/* Everything about a State waits, but for one document. */
gboolean td_match_wait_state (TdTx *tx, const char *state, const char *but, gint64 now, GError **error);
/* The oldest that waits; *ret_there FALSE: none. */
gboolean td_match_next (TdTx *tx, TdMatchWaiting *ret_waiting, gboolean *ret_there, GError **error);
gboolean td_match_move_on (TdTx *tx, const char *id, int n, GError **error);
gboolean td_match_done (TdTx *tx, const char *id, GError **error);

/* Documents whose leading language came or changed since they were looked at. Of TdMatchNew. */
typedef struct {
    char *document, *language, *state, *type;
    gint64 added;
} TdMatchNew;
GPtrArray *td_match_new_documents (TdTx *tx, GError **error);
gboolean td_match_note_document (TdTx *tx, const TdMatchNew *one, GError **error);
/* What was found of or for a document goes, but for what a sender said something of. */
gboolean td_match_forget_document (TdTx *tx, const char *document, GError **error);

/* The next paragraphs of what waits, at most most of them: of TdParagraph without their headings, with articles. */
GPtrArray *td_match_paragraphs (TdTx *tx, const TdMatchWaiting *waiting, int most, GError **error);
/* Nothing happens where the sender said something of it, or where it was cited already. */
gboolean td_match_put (TdTx *tx, const TdMatchWaiting *from, int n, const char *target, const char *anchor,
                       TdMatchHow how, double score, gint64 now, GError **error);
