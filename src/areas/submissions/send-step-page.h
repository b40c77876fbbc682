/* What the steps of sending share: the draft, where a step leads, an error shown beside what was typed; for this area and
 * for the step that follow_up adds (report-earlier.h). */
#pragma once

#include "areas/people/fault-words.h"
#include "areas/submissions/draft-cookie.h"
#include "areas/submissions/submission.h"
#include "web/route.h"

typedef struct {
    TdDraftCookie cookie;
    TdSubmission *draft;
} TdSendStep;
void td_send_step_clear (TdSendStep *step);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdSendStep, td_send_step_clear)

/* The draft that this browser holds and may still write. FALSE with *error NULL: it has none, and the person was sent to the start
 * (or to the receipt, when it was sent already), where that is said. */
gboolean td_send_step_open (TdRequest *request, TdSendStep *ret_step, GError **error);
/* The same for a question that nobody asks of a State's own paper: its draft goes on to the answers. */
gboolean td_send_step_open_asked (TdRequest *request, TdSendStep *ret_step, GError **error);
/* Stores answers and goes to next, or back to the answers when the person came from there. TRUE with faults: what is wrong with the answers, and the page is
 * to be rendered again. otherwise: the id of the control to which a fault leads that is of no one field. */
gboolean td_send_step_answer (TdRequest *request, TdSendStep *step, const TdAnswers *answers, const char *next,
                              const char *otherwise, TdFaultWords *faults, GError **error);
/* No faults. */
extern const TdFaultWords td_send_step_right;
/* Sends what was rendered: 422 where there are faults. */
void td_send_step_reply (TdRequest *request, const TdFaultWords *faults);
/* Redirects to /LANG/send/STEP; "" is the start, "?why=lost" and "?why=erased" are the start with what happened. */
void td_send_step_go (TdRequest *request, const char *step);
/* "/LANG/send/STEP", keeping where the person came from. Free it. */
char *td_send_step_address (TdRequest *request, const char *step);
/* The link Back: the answers when the person came from there, else the step before. Free it. */
char *td_send_step_back (TdRequest *request, const char *before);
/* An error of the rules is shown beside the question; any other goes up. Takes problem. */
gboolean td_send_step_problem (GError *problem, char **ret_message, GError **error);
/* "Question 2 of 6"; a State's own paper has other questions: state is the number there. Borrowed. */
const char *td_send_step_caption (TdRequest *request, const TdSubmission *draft, int number, int state);
/* Choices of the profile as radio buttons; free with g_array_unref. id of the first is the field's name. */
GArray *td_send_step_choices (const TdChoice *choices, gsize n, const char *name, const char *chosen,
                              const char *locale);
void td_send_step_choices_free (GArray *choices);
/* After a file comes the reason, when it is longer than asked, and then what was found in it. */
gboolean td_send_after_file (TdRequest *request, TdSendStep *step, GError **error);

/* Where its pieces go. Free it. */
char *td_send_upload_address (TdRequest *request);
/* The file of a step, however it came: with the form, or in pieces before it (upload.h), named by the field "upload". */
typedef struct {
    int fd; /* -1: none */
    char *name;
    const char *pieces; /* its hash where it came in pieces, borrowed of the request */
    gboolean there;     /* the draft has this very file already */
} TdSentFile;
void td_sent_file_clear (TdSentFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdSentFile, td_sent_file_clear)
gboolean td_sent_file_open (TdRequest *request, const TdSendStep *step, TdSentFile *ret_file, GError **error);
/* Becomes a file of the draft, and its pieces go. */
gboolean td_sent_file_take (TdRequest *request, const TdSendStep *step, const TdSentFile *file, TdFilePart part,
                            const char *title, GError **error);
