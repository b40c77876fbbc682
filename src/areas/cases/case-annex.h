/* Files beside the papers of a case: their annexes, and written authorities.
 *
 * An annex belongs to one paper and goes to the other side with it: PDF, DOCX, text, or a picture (JPEG, PNG). Of a picture the cell takes out what it
 * says beside itself (where, when, with what), and only what is left is kept. Where names may not go out, the text of an annex is written anew
 * with the case's replacements and its bytes are read again, as with papers (case-names.h); a picture nobody can read for names, so a person looks at
 * it and says so, which is kept and asked again when the list has grown. What is not to go stays with the register (held).
 *
 * A written authority is a file of the case itself (paper 0), for the house and for who sent it; it goes to no other side. By the code of words it
 * comes sealed: then it is a part of what came sealed.
 */
#pragma once

#include "areas/cases/case-names.h"
#include "profile/case-stages.h"

enum { TD_CASE_AUTHORITY = 0 }; /* in the place of a paper's number */

typedef struct {
    char *id;
    int paper, n;
    TdCaseParty party; /* whose */
    gint64 received;
    gboolean picture;
    char *filing; /* it came sealed, or NULL */
    int part;
    char *blob, *format; /* as it came, or NULL */
    gint64 size;
    char *outgoing, *outgoing_format; /* what goes in its place, or NULL */
    gint64 outgoing_size;
    int names;
    gboolean held;
    char *confirmer; /* who looked at the picture, or NULL */
    gint64 confirmed;
} TdCaseAnnex;
void td_case_annex_free (TdCaseAnnex *annex);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCaseAnnex, td_case_annex_free)

/* Those of a case that the viewer may see, by paper and number: those of the papers that they see, but for what is held from them; authorities for
 * the house and the author. Of TdCaseAnnex. */
GPtrArray *td_case_annexes (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
GPtrArray *td_case_annexes_in (TdTx *tx, const TdCase *c, const TdViewer *viewer, GError **error);

/* More files to a paper that was not transmitted yet, by who sent it or an officer. All of them, or none. */
gboolean td_case_annex_add (TdInstance *instance, const TdViewer *viewer, const char *id, int paper, const int *fds,
                            gsize n, GError **error);
/* The written authority as a file; it then is recorded as one. By an officer, or who acts for the victims. TD_ERROR_CONFLICT: nobody acts for
 * another. */
gboolean td_case_authority_file (TdInstance *instance, const TdViewer *viewer, const char *id, int fd, GError **error);
/* The same for one that lies in what came sealed: a part of the case's own filing. */
gboolean td_case_authority_sealed (TdInstance *instance, const TdViewer *viewer, const char *id, int part,
                                   GError **error);

/* What an officer does with annex n of a paper. TD_ACT_CASE_KEEP. */
typedef enum {
    TD_ANNEX_LAY_OUT, /* fd: prepared for the other side; n 0: a new annex, of which nothing is kept as it came */
    TD_ANNEX_CONFIRM, /* a picture: nobody can be told by it who must not be */
    TD_ANNEX_HOLD,
    TD_ANNEX_LET_GO
} TdCaseAnnexAct;
gboolean td_case_annex_act_from_word (const char *word,
                                      TdCaseAnnexAct *ret); /* "lay-out", "confirm", "hold", "let-go" */
typedef struct {
    TdCaseAnnexAct act;
    int fd;           /* of TD_ANNEX_LAY_OUT */
    const char *seen; /* of TD_ANNEX_CONFIRM: td_case_annex_seen of the picture that was looked at */
} TdCaseAnnexWish;
gboolean td_case_annex_do (TdInstance *instance, const TdViewer *viewer, const char *id, int paper, int n,
                           const TdCaseAnnexWish *wish, GError **error);
/* By what a picture is told from another that stands in its place since; owned by the annex. */
const char *td_case_annex_seen (const TdCaseAnnex *annex);

/* Whether it may go as it is to the other side. names: version of the list. */
gboolean td_case_annex_is_ready (const TdCase *c, const TdCaseAnnex *annex, int names);

/* The bytes for this viewer, as td_case_paper_file. Noted. An authority that came sealed is fetched from areas/sealed. */
GBytes *td_case_annex_file (TdInstance *instance, const TdViewer *viewer, const char *id, int paper, int n,
                            gboolean outgoing, char **ret_format, GError **error);
