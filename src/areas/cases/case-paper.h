/* Papers between the parties: through the register's desk only.
 *
 * The State's permanent mission sends observations, the author comments (by account here; by the code of words in areas/sealed, and an officer
 * enters it), officers send what the Committee asks. Each is numbered within its case, dated by its arrival, and seen by its sender and the house; the other
 * side sees it when an officer transmits it. What comes after its time is late and says so; what comes to a case that is over is kept, and
 * its sender is told so.
 *
 * What goes to the State of a case with a list of names (case-names.h) is never the file as it came: an officer lays an outgoing
 * paper beside it, whose text is written anew with the replacements, and whose bytes are read again and searched before it may be
 * transmitted.
 */
#pragma once

#include "areas/cases/case.h"
#include "profile/case-stages.h"

typedef struct {
    char *id, *case_id;
    int n;
    TdCaseParty party; /* whose */
    char *stage;       /* in which it came */
    gint64 received;
    gboolean late, closed;
    char *filing;        /* it came sealed, or NULL */
    char *blob, *format; /* as it came, or NULL */
    gint64 size;
    char *outgoing, *outgoing_format; /* what goes to the other side in its place, or NULL */
    gint64 outgoing_size;
    int names;          /* by which version of the list of names outgoing was checked; 0: there was none */
    gint64 transmitted; /* 0: not */
} TdCasePaper;
void td_case_paper_free (TdCasePaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCasePaper, td_case_paper_free)

/* Those of a case that the viewer may see: the house all, a party its own and what was transmitted to it. In order. Of TdCasePaper. */
GPtrArray *td_case_papers (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
GPtrArray *td_case_papers_in (TdTx *tx, const TdCase *c, const TdViewer *viewer, GError **error);

/* What comes: a file by its sender (TD_ACT_CASE_ANSWER), or by an officer for a party (TD_ACT_CASE_KEEP), with its annexes (case-annex.h). */
typedef struct {
    TdCaseParty party; /* NONE: the viewer's own */
    int fd;            /* PDF, DOCX or text, which is looked at in the cell; -1 where filing says what came sealed */
    const char *filing;
    const int *annexes; /* descriptors */
    gsize n_annexes;
} TdCaseIncoming;
/* *ret_closed: the case is over. Ends that party's clock. All of it is taken, or nothing. */
gboolean td_case_paper_receive (TdInstance *instance, const TdViewer *viewer, const char *id,
                                const TdCaseIncoming *given, int *ret_n, gboolean *ret_closed, GError **error);
/* Lays an outgoing paper beside paper n: the text of the file behind fd, written anew (PDF) with the case's replacements, and checked.
 * TD_ERROR_CONFLICT: a name of the list stands in it; the sentence says where. TD_ACT_CASE_KEEP. Slow. */
gboolean td_case_paper_lay_out (TdInstance *instance, const TdViewer *viewer, const char *id, int n, int fd,
                                GError **error);
/* To the other side (the Committee's: to both, as far as they know of the case). A paper that came sealed, and any to the State of a case with names,
 * needs an outgoing one. Its bytes are read and searched again. TD_ACT_CASE_KEEP. */
gboolean td_case_paper_transmit (TdInstance *instance, const TdViewer *viewer, const char *id, int n, GError **error);

/* The bytes for this viewer: the other side gets the outgoing paper where there is one. outgoing: the house asks for that one. Noted. */
GBytes *td_case_paper_file (TdInstance *instance, const TdViewer *viewer, const char *id, int n, gboolean outgoing,
                            char **ret_format, GError **error);
