/* The pages of submissions; private to this area. Each a TdHandler. */
#pragma once

#include "areas/submissions/submission.h"
#include "web/route.h"

gboolean td_submission_page (TdRequest *request, GError **error);
gboolean td_submission_decide_page (TdRequest *request, GError **error);
gboolean td_submission_undo_page (TdRequest *request, GError **error);
gboolean td_submission_verify_sender_page (TdRequest *request, GError **error);
gboolean td_submission_language_page (TdRequest *request, GError **error);
gboolean td_submission_note_page (TdRequest *request, GError **error);
gboolean td_submission_receipt_page (TdRequest *request, GError **error);
gboolean td_submission_receipt_file (TdRequest *request, GError **error);
gboolean td_submission_forget_page (TdRequest *request, GError **error);
gboolean td_submission_file_page (TdRequest *request, GError **error);
gboolean td_submission_take_down_page (TdRequest *request, GError **error);
gboolean td_submission_put_back_page (TdRequest *request, GError **error);
gboolean td_submission_erase_page (TdRequest *request, GError **error);
gboolean td_submission_erase_now (TdRequest *request, GError **error);
gboolean td_submission_readers_page (TdRequest *request, GError **error);
gboolean td_submission_mine_page (TdRequest *request, GError **error);
gboolean td_submission_go_on (TdRequest *request, GError **error);
gboolean td_submission_correct_page (TdRequest *request, GError **error);

gboolean td_co_sign_page (TdRequest *request, GError **error);
gboolean td_co_sign_post (TdRequest *request, GError **error);
gboolean td_co_sign_waiting_page (TdRequest *request, GError **error);

/* How the page of one is shown: after a form that would not do, with what was typed. */
typedef struct {
    int status;
    const char *message;               /* English, for td_words; or NULL */
    const char *reason, *other, *name; /* as typed, or NULL */
    const char *note;                  /* the same; not NULL: message is about it */
} TdShow;
gboolean td_submission_show (TdRequest *request, const TdSubmission *submission, const TdShow *show, GError **error);
/* The page with what was wrong and what was typed: 409 when somebody else was quicker. Takes problem. */
gboolean td_submission_show_again (TdRequest *request, GError *take_problem, GError **error);
