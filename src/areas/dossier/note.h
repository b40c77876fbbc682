/* Notes of members and the secretariat in a State's dossier: on a paragraph, or on an article.
 *
 * A private note is for its writer alone: no other member and no officer of the secretariat reads it, and it stands in no count but
 * its writer's. A shared one is for everybody who reads the dossier (TD_ACT_DOSSIER_READ), with its writer's name. Only its writer
 * changes or deletes a note. A note on a submission's paragraph is read only by who may read that submission, and goes with it.
 *
 * The journal holds that a note was written, not what it says. Threads: any.
 */
#pragma once

#include "areas/dossier/span.h"
#include "instance/instance.h"

typedef struct {
    char *id, *state;
    char *person, *who;          /* id; name or address of its writer */
    char *submission, *document; /* of a paragraph: one of both */
    char *title;                 /* of that; or NULL */
    char *symbol;                /* of document, or NULL */
    int n;                       /* its paragraph; 0: none */
    char *anchor;                /* in a document */
    int article;                 /* 0: none */
    gboolean shared, mine;
    char *text;
    gint64 created, changed;
} TdNote;
void td_note_free (TdNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdNote, td_note_free)

typedef struct {
    const char *submission, *document; /* or NULL */
    int n;                             /* one paragraph; 0: any */
    int article;                       /* on that article itself; 0: any */
    gint64 since;                      /* changed after it; 0: any */
} TdNoteFilter;
/* What the viewer may read of a State: theirs and shared ones, newest first, at most TD_LIMIT_NOTES. Of TdNote. TD_ACT_DOSSIER_READ. */
GPtrArray *td_note_list_in (TdTx *tx, const TdViewer *viewer, const char *state, const TdNoteFilter *filter,
                            GError **error);
GPtrArray *td_note_list (TdInstance *instance, const TdViewer *viewer, const char *state, const TdNoteFilter *filter,
                         GError **error);
/* TD_ERROR_NOT_FOUND when there is none or it is somebody else's private one. */
TdNote *td_note_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

typedef struct {
    const char *state;
    const char *submission, *document; /* one, with n; or neither, with article */
    int n, article;
    gboolean shared;
    const char *text; /* at most TD_LIMIT_TEXT_CHARACTERS */
} TdNoteWish;
/* What a note would be on, for showing it: the paragraph's words and language, NULL of an article. state in its canonical form. TD_ERROR_NOT_FOUND.
 * Free both. */
gboolean td_note_about (TdInstance *instance, const TdViewer *viewer, const TdNoteWish *wish, char **ret_text,
                        char **ret_language, GError **error);
/* TD_ACT_DOSSIER_NOTE; a person, not a command. TD_ERROR_INPUT: it says nothing, too much, or is on nothing; TD_ERROR_NOT_FOUND: no such
 * paragraph or article. *ret_id: free it; may be NULL. */
gboolean td_note_write (TdInstance *instance, const TdViewer *viewer, const TdNoteWish *wish, char **ret_id,
                        GError **error);
/* Its writer alone; TD_ERROR_NOT_ALLOWED for another's shared one. */
gboolean td_note_change (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean shared,
                         const char *text, GError **error);
gboolean td_note_delete (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
