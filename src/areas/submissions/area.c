#include "areas/area.h"
#include "areas/submissions/pages.h"
#include "areas/submissions/send-pages.h"
#include "areas/submissions/submission.h"
#include "areas/submissions/submissions-area.h"
#include "areas/submissions/upload.h"
#include "base/limits.h"
#include "text/words.h"

/* "from" says that a person came from the list of answers and goes back there. */
#define FROM                                                                                                           \
    {                                                                                                                  \
        "from", TD_FIELD_LINE, 20                                                                                      \
    }

/* "about" names a paragraph of the Committee's, "CMW/C/GHA/CO/1#p34", on which somebody begins to report.
 * "why" says what happened to the report that was begun before; "again", that it was sent already. */
static const TdField start_fields[] = { { "state", TD_FIELD_LINE, 3 },
                                        { "purpose", TD_FIELD_LINE, 40 },
                                        { "why", TD_FIELD_LINE, 10 },
                                        { "about", TD_FIELD_LINE, 80 },
                                        { NULL } };
static const TdField done_fields[] = { { "again", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField page_fields[] = { FROM, { NULL } };
static const TdField state_fields[] = {
    FROM, { "state", TD_FIELD_LINE, 3 }, { "purpose", TD_FIELD_LINE, 40 }, { NULL }
};
static const TdField sender_fields[] = { FROM,
                                         { "organisation", TD_FIELD_LINE, 20 },
                                         { "sender_name", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                         { "sender_kind", TD_FIELD_LINE, 40 },
                                         { "contact", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                         { NULL } };
/* "upload": hash of a file that came in pieces before the form. */
static const TdField file_fields[] = {
    FROM, { "file", TD_FIELD_FILE, 0 }, { "upload", TD_FIELD_LINE, 64 }, { "more", TD_FIELD_LINE, 1 }, { NULL }
};
static const TdField annexes_fields[] = { FROM,
                                          { "part", TD_FIELD_LINE, 20 },
                                          { "file", TD_FIELD_FILE, 0 },
                                          { "upload", TD_FIELD_LINE, 64 },
                                          { "title", TD_FIELD_LINE, 4 * TD_LIMIT_TITLE_CHARACTERS },
                                          { "title-*", TD_FIELD_LINE, 4 * TD_LIMIT_TITLE_CHARACTERS },
                                          { "do", TD_FIELD_LINE, 12 },
                                          { NULL } };
static const TdField upload_fields[] = { { "sha256", TD_FIELD_LINE, 64 },
                                         { "name", TD_FIELD_LINE, 1000 },
                                         { "size", TD_FIELD_LINE, 20 },
                                         { "at", TD_FIELD_LINE, 20 },
                                         { "piece", TD_FIELD_FILE, TD_LIMIT_UPLOAD_PIECE_BYTES },
                                         { NULL } };
static const TdField reason_fields[] = { FROM, { "reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS }, { NULL } };
static const TdField found_fields[] = { FROM,
                                        { "title", TD_FIELD_LINE, 4 * TD_LIMIT_TITLE_CHARACTERS },
                                        { "language", TD_FIELD_LINE, 20 },
                                        { "articles", TD_FIELD_LINE, 400 },
                                        { "item-*", TD_FIELD_LINE, 20 },
                                        { NULL } };
static const TdField priorities_fields[] = { FROM,
                                             { "priority-*", TD_FIELD_LINE, 4 * TD_LIMIT_TITLE_CHARACTERS },
                                             { NULL } };
static const TdField visibility_fields[] = { FROM, { "visibility", TD_FIELD_LINE, 20 }, { NULL } };
static const TdField answers_fields[] = { { "no_receipt", TD_FIELD_LINE, 1 },
                                          { "late_reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                          { NULL } };
static const TdField decide_fields[] = {
    { "decision", TD_FIELD_LINE, 20 }, { "expected", TD_FIELD_LINE, 20 },
    { "other", TD_FIELD_LINE, 100 },   { "reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
    { "desk", TD_FIELD_LINE, 1 },      { NULL }
};
static const TdField undo_fields[] = { { "act", TD_FIELD_LINE, 20 }, { "desk", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField read_fields[] = { { "desk", TD_FIELD_LINE, 1 }, { "decided", TD_FIELD_LINE, 20 }, { NULL } };
static const TdField language_fields[] = { { "language", TD_FIELD_LINE, 40 }, { "desk", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField note_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                       { "note", TD_FIELD_LINE, 20 },
                                       { "text", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                       { "desk", TD_FIELD_LINE, 1 },
                                       { NULL } };
static const TdField take_down_fields[] = { { "what", TD_FIELD_LINE, 10 },
                                            { "name", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                            { NULL } };
static const TdField erase_fields[] = { { "confirm", TD_FIELD_LINE, 20 }, { NULL } };
static const TdField forget_fields[] = { { "meant", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField co_sign_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                          { "whom", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                          { "organisation", TD_FIELD_LINE, 40 },
                                          { "document", TD_FIELD_LINE, 100 },
                                          { NULL } };
static const TdField return_fields[] = { { "code", TD_FIELD_LINE, 400 }, { NULL } };
static const TdField verify_fields[] = { { "reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                         { "desk", TD_FIELD_LINE, 1 },
                                         { NULL } };

#define ASK(step, handler_name, fields_of, says)                                                                       \
    { "GET",          "/{lang}/send/" step, TD_ACT_PUBLIC_SEND, .fields = page_fields, .handler = handler_name##_page, \
      .summary = says },                                                                                               \
    {                                                                                                                  \
        "POST", "/{lang}/send/" step, TD_ACT_PUBLIC_SEND, .fields = fields_of, .handler = handler_name,                \
                                                          .summary = says                                              \
    }

static const TdRoute routes[] = {
    { "GET", "/{lang}/send", TD_ACT_PUBLIC_SEND, .fields = start_fields, .handler = td_send_start_page,
      .summary = N_ ("Send a report") },
    { "POST", "/{lang}/send", TD_ACT_PUBLIC_SEND, .fields = start_fields, .handler = td_send_begin,
      .summary = N_ ("Begin a report") },
    ASK ("state", td_send_state, state_fields, N_ ("Which State the report is about")),
    ASK ("sender", td_send_sender, sender_fields, N_ ("Who sends the report")),
    { "GET", "/{lang}/send/file", TD_ACT_PUBLIC_SEND, .fields = page_fields, .handler = td_send_file_page,
      .summary = N_ ("The file of the report") },
    { "POST", "/{lang}/send/file", TD_ACT_PUBLIC_SEND, .fields = file_fields, .handler = td_send_file,
      .pool = TD_POOL_SLOW, .summary = N_ ("The file of the report") },
    { "GET", "/{lang}/send/write", TD_ACT_PUBLIC_SEND, .fields = page_fields, .handler = td_send_write_page,
      .summary = N_ ("The report that is written here") },
    { "POST", "/{lang}/send/write", TD_ACT_PUBLIC_SEND, .fields = page_fields, .handler = td_send_write,
      .pool = TD_POOL_SLOW, .summary = N_ ("Go on with the report that is written here") },
    { "POST", "/{lang}/send/write/begin", TD_ACT_PUBLIC_SEND, .fields = page_fields, .handler = td_send_write_begin,
      .summary = N_ ("Begin to write the report here") },
    { "GET", "/{lang}/send/annexes", TD_ACT_PUBLIC_SEND, .fields = page_fields, .handler = td_send_annexes_page,
      .summary = N_ ("Annexes of the report") },
    { "POST", "/{lang}/send/annexes", TD_ACT_PUBLIC_SEND, .fields = annexes_fields, .handler = td_send_annexes,
      .pool = TD_POOL_SLOW, .summary = N_ ("Annexes of the report") },
    { "POST", "/{lang}/send/upload", TD_ACT_PUBLIC_SEND, .fields = upload_fields, .handler = td_send_upload,
      .pool = TD_POOL_SLOW, .json = TRUE, .summary = N_ ("One piece of a file, or how much of it has arrived") },
    ASK ("reason", td_send_reason, reason_fields, N_ ("Why the report is longer")),
    ASK ("found", td_send_found, found_fields, N_ ("What the reader found")),
    ASK ("priorities", td_send_priorities, priorities_fields, N_ ("What matters most")),
    ASK ("visibility", td_send_visibility, visibility_fields, N_ ("Who may see the report")),
    ASK ("answers", td_send_answers, answers_fields, N_ ("Check the answers and send")),
    { "GET", "/{lang}/send/done", TD_ACT_PUBLIC_SEND, .fields = done_fields, .handler = td_send_done_page,
      .summary = N_ ("The receipt after sending") },
    { "POST", "/{lang}/send/discard", TD_ACT_PUBLIC_SEND, .handler = td_send_discard, .summary = N_ ("Erase a draft") },
    { "POST", "/{lang}/send/leave", TD_ACT_PUBLIC_SEND, .handler = td_send_leave,
      .summary = N_ ("Forget the report on this device") },
    { "POST", "/{lang}/send/code", TD_ACT_PUBLIC_SEND, .handler = td_send_code, .pool = TD_POOL_SLOW,
      .summary = N_ ("A code of words to come back with") },
    { "GET", "/{lang}/late/{key}", TD_ACT_PUBLIC_SEND, .handler = td_late_link_page,
      .summary = N_ ("What a link to send late opens") },
    { "POST", "/{lang}/late/{key}", TD_ACT_PUBLIC_SEND, .handler = td_late_link_begin,
      .summary = N_ ("Begin a late report") },
    { "POST", "/{lang}/late/{key}/again", TD_ACT_PUBLIC_SEND, .handler = td_late_link_again,
      .summary = N_ ("Have a fresh link to send late") },
    { "GET", "/{lang}/late-sent", TD_ACT_PUBLIC_SEND, .handler = td_late_sent_page,
      .summary = N_ ("A fresh link to send late is on its way") },
    { "GET", "/{lang}/return", TD_ACT_PUBLIC_SEND, .handler = td_return_page,
      .summary = N_ ("Come back with a code of words") },
    { "POST", "/{lang}/return", TD_ACT_PUBLIC_SEND, .fields = return_fields, .handler = td_return, .pool = TD_POOL_SLOW,
      .summary = N_ ("Come back with a code of words") },
    { "GET", "/{lang}/submissions/{id}", TD_ACT_SUBMISSION_READ, .fields = read_fields, .handler = td_submission_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("One submission with its paragraphs") },
    { "POST", "/{lang}/submissions/{id}/decide", TD_ACT_SUBMISSION_PUBLISH, .fields = decide_fields,
      .handler = td_submission_decide_page, .summary = N_ ("Decide about a submission") },
    { "POST", "/{lang}/submissions/{id}/undo", TD_ACT_SUBMISSION_PUBLISH, .fields = undo_fields,
      .handler = td_submission_undo_page, .summary = N_ ("Take a decision back") },
    { "POST", "/{lang}/submissions/{id}/verify-sender", TD_ACT_SUBMISSION_PUBLISH, .fields = verify_fields,
      .handler = td_submission_verify_sender_page, .summary = N_ ("Say that a sender is who they say") },
    { "POST", "/{lang}/submissions/{id}/language", TD_ACT_SUBMISSION_PUBLISH, .fields = language_fields,
      .handler = td_submission_language_page, .summary = N_ ("Mark the language of a submission") },
    { "POST", "/{lang}/submissions/{id}/note", TD_ACT_SUBMISSION_NOTE, .fields = note_fields,
      .handler = td_submission_note_page, .summary = N_ ("Leave a note for the secretariat") },
    { "GET", "/{lang}/account/submissions", TD_ACT_ACCOUNT_OWN, .handler = td_submission_mine_page,
      .summary = N_ ("What one sent") },
    { "POST", "/{lang}/submissions/{id}/go-on", TD_ACT_SUBMISSION_EDIT, .handler = td_submission_go_on,
      .summary = N_ ("Go on with a draft") },
    { "POST", "/{lang}/submissions/{id}/correct", TD_ACT_PUBLIC_SEND, .handler = td_submission_correct_page,
      .summary = N_ ("Begin a corrected submission") },
    { "POST", "/{lang}/submissions/{id}/take-down", TD_ACT_SUBMISSION_TAKE_DOWN, .fields = take_down_fields,
      .handler = td_submission_take_down_page, .summary = N_ ("Take a submission down, or a name in it") },
    { "POST", "/{lang}/submissions/{id}/put-back", TD_ACT_SUBMISSION_TAKE_DOWN, .handler = td_submission_put_back_page,
      .summary = N_ ("Put back what was taken down") },
    { "GET", "/{lang}/submissions/{id}/erase", TD_ACT_SUBMISSION_ERASE, .handler = td_submission_erase_page,
      .summary = N_ ("Erase a submission for good") },
    { "POST", "/{lang}/submissions/{id}/erase", TD_ACT_SUBMISSION_ERASE, .fields = erase_fields,
      .handler = td_submission_erase_now, .pool = TD_POOL_SLOW, .summary = N_ ("Erase a submission for good") },
    { "GET", "/{lang}/submissions/{id}/readers", TD_ACT_SUBMISSION_READERS, .handler = td_submission_readers_page,
      .summary = N_ ("Who read a submission that is not public") },
    { "GET", "/{lang}/submissions/{id}/co-sign", TD_ACT_SUBMISSION_READ, .handler = td_co_sign_page,
      .summary = N_ ("Co-sign a report") },
    { "POST", "/{lang}/submissions/{id}/co-sign", TD_ACT_SUBMISSION_READ, .fields = co_sign_fields,
      .handler = td_co_sign_post, .summary = N_ ("Co-sign a report") },
    { "GET", "/{lang}/account/co-sign", TD_ACT_ACCOUNT_OWN, .handler = td_co_sign_waiting_page,
      .summary = N_ ("What waits for a signature") },
    { "GET", "/{lang}/submissions/{id}/receipt", TD_ACT_RECEIPT_READ, .handler = td_submission_receipt_page,
      .summary = N_ ("The receipt of a submission") },
    { "GET", "/{lang}/submissions/{id}/receipt-file", TD_ACT_RECEIPT_READ, .handler = td_submission_receipt_file,
      .summary = N_ ("The receipt as a file") },
    { "POST", "/{lang}/submissions/{id}/receipt/forget", TD_ACT_RECEIPT_FORGET, .fields = forget_fields,
      .handler = td_submission_forget_page, .pool = TD_POOL_SLOW,
      .summary = N_ ("Delete the server’s copy of a receipt") },
    { "GET", "/{lang}/submissions/{id}/files/{position}", TD_ACT_FILE_READ, .handler = td_submission_file_page,
      .pool = TD_POOL_SLOW, .summary = N_ ("The file of a submission as it came") },
    { NULL },
};

static const TdChore chores[] = { { "old drafts", 3600, td_submission_purge_drafts },
                                  { "old pieces", 3600, td_upload_purge },
                                  { NULL } };

extern const TdArea td_submissions_area;
const TdArea td_submissions_area = {
    .name = "submissions", .routes = routes, .commands = td_submission_commands, .chores = chores
};
