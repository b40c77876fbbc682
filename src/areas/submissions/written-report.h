/* A report that is written here instead of sent as a file, for organisations without a word processor.
 *
 * Its text is one of the structured editor (areas/writing), by the profile's outline "report"; this part owns it (td_written_report_owner):
 * whoever may work on the draft of the submission writes, by the draft's key or by account, colleagues of one organisation beside
 * each other. Sections of the outline with these slugs mean something here: "questions" and "recommendations" (each of their
 * paragraphs proposes one), "priorities" (they answer that question of sending) and TD_WRITTEN_REPORT_EARLIER (what became of
 * earlier recommendations).
 *
 * Using the text (td_written_report_use) makes the main file of the draft of it: Markdown by our own code, kept, hashed and
 * receipted as any other, its paragraphs put straight into rows. From then on it is a submission like all others: the same
 * questions, rules, receipt and pages. A file that is sent instead takes its place and leaves the text; using the text again brings
 * it back. Once the submission is sent, a text that it was made of is frozen and its earlier versions are forgotten; one that it was not made of
 * is erased.
 *
 * Changing the text after it was used makes the file stale: it is used again before it can be sent, so that what is sent is what
 * its sender looked at.
 *
 * Threads: any.
 */
#pragma once

#include "areas/submissions/submission.h"
#include "areas/writing/writing.h"

extern const TdWritingOwner td_written_report_owner;
#define TD_WRITTEN_REPORT_KIND     "report"
#define TD_WRITTEN_REPORT_EARLIER  "earlier"
/* Where the editor's pages of a draft are, behind the language. Free it. */
#define td_written_report_path(id) td_writing_path (TD_WRITTEN_REPORT_KIND, (id), NULL)

/* Whether the profile has an outline by which reports are written. */
gboolean td_written_report_offered (const TdProfile *profile, const TdSubmission *submission);

typedef struct {
    gboolean there; /* a text was begun */
    gint64 words;
    int pages;        /* about so many count towards the limit, by the profile's rule */
    gboolean is_main; /* the main file was made of it */
    gboolean stale;   /* and the text was changed since */
    int branches;     /* that wait beside sections: to be taken in before it can be used */
} TdWrittenReport;
/* Errors of td_submission_get. */
gboolean td_written_report_get (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                TdWrittenReport *ret_report, GError **error);

/* Begins the text in a language; twice is once. TD_ERROR_INPUT where it is not offered. */
gboolean td_written_report_begin (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                  const char *language, GError **error);
/* Makes the main file of the text as it stands; annexes stay. TD_ERROR_INPUT: nothing is written yet. TD_ERROR_CONFLICT: words wait beside
 * a section, or somebody wrote at the same moment. Blocks. */
gboolean td_written_report_use (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                GError **error);

/* Paragraphs put behind the others of a section, in plain words; all or none. *ret_branch (may be NULL): they stand beside the
 * section until somebody takes them in, because somebody else writes there just now. TD_ERROR_INPUT: there is no text, or it has no such section. */
gboolean td_written_report_add (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                const char *section, const char *const *words, gsize n, gboolean *ret_branch,
                                GError **error);

/* ---- for the life of submissions, in their transactions ---- */

/* When it is sent: see above. TD_ERROR_INPUT when the file is stale. */
gboolean td_written_report_sent_in (TdTx *tx, TdInstance *instance, const TdSubmission *submission, gint64 at,
                                    GError **error);
/* A corrected one begins with the text of the first, where that was written here. */
gboolean td_written_report_copy_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *from,
                                    const char *to, GError **error);
/* With its submission. Nothing where there is none. */
gboolean td_written_report_erase_in (TdTx *tx, const char *id, GError **error);
