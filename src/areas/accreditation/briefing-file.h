/* Files laid before a closed meeting: sent by those invited to it, or by the secretariat.
 *
 * Unlike a report (briefing.h) such a file belongs to its meeting alone: whoever may know of the meeting reads it, nobody else learns that it
 * exists, and it stands in no index, search or count. It is read in its cell, so that it is a document, and kept without what it says of
 * its maker (document/cleaner.h). Bytes of chance stand before what is kept, so that no other blob is alike and taking it off takes
 * nobody else's.
 *
 * Errors: TD_ACCREDITATION_ERROR, those of document/document.h, and the door's. Threads: any.
 */
#pragma once

#include "areas/accreditation/guests.h"

typedef struct {
    char *id, *meeting;
    char *organisation; /* id of the one for which it was sent, or NULL */
    char *person;       /* id of who sent it, or NULL: the account is gone */
    gboolean house;     /* sent by the secretariat */
    char *title;        /* or NULL */
    char *format;       /* "pdf", "docx", "odt", "text", "markdown" */
    char *language;     /* tag, or NULL */
    int pages;
    gint64 size, at;
    char *sha256, *blob; /* private */
    char *sender;        /* of the organisation or person, or NULL: withheld, or the secretariat's */
    gboolean own;        /* the viewer may take it off */
} TdBriefingFile;
void td_briefing_file_free (TdBriefingFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdBriefingFile, td_briefing_file_free)

/* Oldest first, of TdBriefingFile, for a meeting that the viewer got by td_meeting_get. */
GPtrArray *td_briefing_files_in (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                                 GError **error);
/* Whether the viewer may send one: a guest of the meeting, a lead of an invited organisation, or TD_ACT_MEETING_PLAN. */
gboolean td_briefing_file_may_send (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, gboolean *ret_may,
                                    GError **error);

/* fd: the file, from its start. title: NULL or "": as the document says. *ret_field (may be NULL): a literal. Asked of the door before a byte is
 * read, and again in the transaction. Blocks. */
gboolean td_briefing_file_add (TdInstance *instance, const TdViewer *viewer, const char *meeting, int fd,
                               const char *title, char **ret_id, const char **ret_field, GError **error);
/* Who sent it, a lead of the organisation for which it was sent, or the secretariat. The file goes with its row. */
gboolean td_briefing_file_remove (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *id,
                                  GError **error);
/* For whoever may know of the meeting. TD_ERROR_NOT_FOUND. Blocks. */
GBytes *td_briefing_file_bytes (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *id,
                                TdBriefingFile **ret_file, GError **error);
