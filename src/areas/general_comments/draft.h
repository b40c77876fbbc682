/* Drafts of a general comment: versions of its text, each in one or more languages.
 *
 * A draft comes in as a file (DOCX, ODT, or whatever else the reader reads), parsed in its cell, and becomes a text of the one
 * text model (document/text-model.h). The id of a paragraph there is its anchor: "p12" of its printed number, which is the same in every language of a draft;
 * else "n7" of its place. Bold, italics and footnotes are kept (of DOCX and ODT). It never changes: a draft that was brought in is not changed but followed by another. A further language
 * of a draft may come later.
 *
 * Drafts are public from the instant they come in. Who brings them in: TD_ACT_GENERAL_COMMENT_KEEP.
 */
#pragma once

#include "areas/general_comments/general-comment.h"
#include "document/text-model.h"

typedef struct {
    char *language;
    gboolean leads; /* the first of the profile's working languages that is there */
    char *title;    /* or NULL */
    char *format, *sha256;
    gint64 paragraphs, words, added;
} TdDraftLanguage;

typedef struct {
    char *id, *general_comment;
    int n;           /* 1: the first draft */
    gboolean final;  /* nothing follows it but its adoption */
    gint64 comments; /* public ones that have a number, answers within discussions and those taken back among them */
    gint64 created;
    guint8 secret[32];
    GPtrArray *languages; /* of TdDraftLanguage, the leading one first */
} TdCommentDraft;
void td_comment_draft_free (TdCommentDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCommentDraft, td_comment_draft_free)

/* "First draft", "Second draft", "Draft 7", "Final draft" in the language of locale. Free it. */
char *td_comment_draft_name (const TdCommentDraft *draft, const char *locale);
/* What it has in this language; NULL: nothing. */
const TdDraftLanguage *td_comment_draft_in (const TdCommentDraft *draft, const char *language);

/* ---- reading; everybody may ---- */

TdCommentDraft *td_comment_draft_get (TdInstance *instance, const char *id, GError **error);
TdCommentDraft *td_comment_draft_get_in (TdTx *tx, const char *id, GError **error);
/* Of a general comment, the first first. Of TdCommentDraft. */
GPtrArray *td_comment_draft_list (TdInstance *instance, const char *general_comment, GError **error);
GPtrArray *td_comment_draft_list_in (TdTx *tx, const char *general_comment, GError **error);
/* Its text in that language (NULL: the leading one). TD_ERROR_NOT_FOUND where it is not there in it. */
TdText *td_comment_draft_text (TdInstance *instance, const char *id, const char *language, GError **error);
TdText *td_comment_draft_text_in (TdTx *tx, const char *id, const char *language, GError **error);

/* {id, general_comment, n, final, comments, created, languages[{language, leads, title, format, paragraphs, words}], and with text (may be NULL) language and
 * paragraphs[{anchor, number, kind, heading, text}]}. Free with json_decref. */
json_t *td_comment_draft_to_json (const TdCommentDraft *draft, const TdText *text);

/* ---- bringing in ---- */

typedef struct {
    const char *general_comment;
    const char *into;     /* a draft that gets a further language: its id, or "1", "2", …; NULL: a new draft */
    const char *language; /* NULL: as the reader found */
    gboolean final;       /* of a new one */
} TdDraftWish;
/* Reads the file behind fd (from its start) in its cell. TD_ERROR_INPUT: no text, too long, numbers that stand twice; TD_ERROR_CONFLICT: the draft is there in
 * this language, it is adopted already, or a final draft is there. *ret_id: of the draft; *ret_warning (may be NULL): a sentence on
 * paragraphs whose numbers do not count up, or NULL. Blocks. */
gboolean td_comment_draft_import (TdInstance *instance, const TdViewer *viewer, const TdDraftWish *wish, int fd,
                                  char **ret_id, char **ret_warning, GError **error);
