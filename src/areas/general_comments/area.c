#include "areas/area.h"
#include "areas/general_comments/bench-pages.h"
#include "areas/general_comments/comment-file.h"
#include "areas/general_comments/general-area.h"
#include "areas/general_comments/outcome.h"
#include "areas/general_comments/pages.h"
#include "areas/general_comments/split.h"
#include "base/limits.h"
#include "text/words.h"

/* Longer than they may be, so that the rules say what is wrong and what was typed comes back. */
#define LINE (4 * TD_LIMIT_NAME_CHARACTERS)
#define TEXT (2 * TD_LIMIT_TEXT_CHARACTERS)

static const TdField new_fields[] = { { "title", TD_FIELD_TEXT, TEXT },        { "bodies", TD_FIELD_TEXT, LINE },
                                      { "theme", TD_FIELD_LINE, 60 },          { "drafter", TD_FIELD_LINE, LINE },
                                      { "drafter_name", TD_FIELD_LINE, LINE }, { NULL } };
static const TdField keep_seen[] = { { "done", TD_FIELD_LINE, 10 }, { "stage", TD_FIELD_LINE, 60 }, { NULL } };
static const TdField keep_fields[] = {
    { "do", TD_FIELD_LINE, 10 },       { "stage", TD_FIELD_LINE, 60 },   { "opens", TD_FIELD_LINE, 40 },
    { "closes", TD_FIELD_LINE, 40 },   { "draft", TD_FIELD_LINE, 40 },   { "document", TD_FIELD_LINE, LINE },
    { "call", TD_FIELD_LINE, 40 },     { "meeting", TD_FIELD_LINE, 40 }, { "note", TD_FIELD_TEXT, TEXT },
    { "reason", TD_FIELD_TEXT, TEXT }, { "file", TD_FIELD_FILE, 0 },     { "tag", TD_FIELD_LINE, 40 },
    { "into", TD_FIELD_LINE, 40 },     { "final", TD_FIELD_LINE, 10 },   { "bodies", TD_FIELD_TEXT, LINE },
    { "which", TD_FIELD_LINE, 40 },    { "day", TD_FIELD_LINE, 40 },     { NULL }
};
static const TdField draft_fields[] = { { "page", TD_FIELD_LINE, 6 }, { "in", TD_FIELD_LINE, 20 }, { NULL } };
static const TdField comments_seen[] = { { "p", TD_FIELD_LINE, 70 },
                                         { "in", TD_FIELD_LINE, 20 },
                                         { "page", TD_FIELD_LINE, 6 },
                                         { "reply", TD_FIELD_LINE, 40 },
                                         { "whole", TD_FIELD_LINE, 1 },
                                         { "new", TD_FIELD_LINE, 1 },
                                         { NULL } };
static const TdField comments_fields[] = { { "do", TD_FIELD_LINE, 20 },        { "p", TD_FIELD_LINE, 70 },
                                           { "in", TD_FIELD_LINE, 20 },        { "comment", TD_FIELD_LINE, 40 },
                                           { "version", TD_FIELD_LINE, 12 },   { "reply", TD_FIELD_LINE, 40 },
                                           { "phrase", TD_FIELD_LINE, TEXT },  { "text", TD_FIELD_TEXT, TEXT },
                                           { "wording", TD_FIELD_TEXT, TEXT }, { "organisation", TD_FIELD_LINE, 20 },
                                           { "position", TD_FIELD_LINE, 20 },  { "visibility", TD_FIELD_LINE, 20 },
                                           { "name", TD_FIELD_LINE, LINE },    { NULL } };
static const TdField mine_seen[] = { { "comment", TD_FIELD_LINE, 40 }, { "done", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField own_seen[] = { { "new", TD_FIELD_LINE, 1 }, { "done", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField mine_fields[] = { { "do", TD_FIELD_LINE, 20 },        { "comment", TD_FIELD_LINE, 40 },
                                       { "version", TD_FIELD_LINE, 12 },   { "text", TD_FIELD_TEXT, TEXT },
                                       { "wording", TD_FIELD_TEXT, TEXT }, { "visibility", TD_FIELD_LINE, 20 },
                                       { "name", TD_FIELD_LINE, LINE },    { NULL } };

static const TdField bench_fields[] = { { "place", TD_FIELD_LINE, 64 },
                                        { "state", TD_FIELD_LINE, 20 },
                                        { "group", TD_FIELD_LINE, 9 },
                                        { "confidential", TD_FIELD_LINE, 1 },
                                        { "page", TD_FIELD_LINE, 6 },
                                        { "done", TD_FIELD_LINE, 1 },
                                        { NULL } };
static const TdField bench_post_fields[] = { { "place", TD_FIELD_LINE, 64 },
                                             { "state", TD_FIELD_LINE, 20 },
                                             { "group", TD_FIELD_LINE, 9 },
                                             { "confidential", TD_FIELD_LINE, 1 },
                                             { "page", TD_FIELD_LINE, 6 },
                                             { "done", TD_FIELD_LINE, 1 },
                                             { "comment", TD_FIELD_CHOICES, 200 },
                                             { "disposition", TD_FIELD_LINE, 20 },
                                             { "reason", TD_FIELD_TEXT, TEXT },
                                             { "whole_group", TD_FIELD_LINE, 1 },
                                             { "apart", TD_FIELD_LINE, 16 },
                                             { "do", TD_FIELD_LINE, 10 },
                                             { NULL } };
static const TdField list_fields[] = { { "page", TD_FIELD_LINE, 6 }, { "done", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField alike_fields[] = { { "page", TD_FIELD_LINE, 6 },
                                        { "done", TD_FIELD_LINE, 1 },
                                        { "comment", TD_FIELD_CHOICES, 200 },
                                        { "do", TD_FIELD_LINE, 10 },
                                        { NULL } };
static const TdField change_fields[] = { { "page", TD_FIELD_LINE, 6 },
                                         { "done", TD_FIELD_LINE, 1 },
                                         { "anchor", TD_FIELD_LINE, 65 },
                                         { "number", TD_FIELD_LINE, 6 },
                                         { "closed", TD_FIELD_LINE, 1 },
                                         { "unlink", TD_FIELD_LINE, 16 },
                                         { NULL } };
static const TdField document_fields[] = { { "file", TD_FIELD_FILE },           { "organisation", TD_FIELD_LINE, 16 },
                                           { "position", TD_FIELD_LINE, 20 },   { "name", TD_FIELD_LINE, LINE },
                                           { "visibility", TD_FIELD_LINE, 20 }, { NULL } };
static const TdField piece_fields[] = { { "places-*", TD_FIELD_LINE, 400 },  { "text-*", TD_FIELD_TEXT, TEXT },
                                        { "version", TD_FIELD_LINE, 9 },     { "page", TD_FIELD_LINE, 6 },
                                        { "done", TD_FIELD_LINE, 1 },        { "do", TD_FIELD_LINE, 10 },
                                        { "join", TD_FIELD_LINE, 6 },        { "drop", TD_FIELD_LINE, 6 },
                                        { "take", TD_FIELD_LINE, 6 },        { "again", TD_FIELD_LINE, 6 },
                                        { "visibility", TD_FIELD_LINE, 20 }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/general-comments", TD_ACT_PUBLIC_READ, .handler = td_general_comments_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("General comments in the making") },
    { "GET", "/{lang}/general-comments/new", TD_ACT_GENERAL_COMMENT_KEEP, .handler = td_general_new_page,
      .summary = N_ ("Begin a general comment") },
    { "POST", "/{lang}/general-comments/new", TD_ACT_GENERAL_COMMENT_KEEP, .fields = new_fields,
      .handler = td_general_new_post, .summary = N_ ("Begin a general comment") },
    { "GET", "/{lang}/general-comments/comment/{key}", TD_ACT_GENERAL_COMMENT_SAY, .fields = own_seen,
      .handler = td_draft_own_page, .summary = N_ ("A comment on a draft sent without an account, by its address") },
    { "POST", "/{lang}/general-comments/comment/{key}", TD_ACT_GENERAL_COMMENT_SAY, .fields = mine_fields,
      .handler = td_draft_own_post, .summary = N_ ("Change or take back a comment sent without an account") },
    { "GET", "/{lang}/general-comments/drafts/{draft}", TD_ACT_PUBLIC_READ, .fields = draft_fields,
      .handler = td_general_draft_page, .cache = TD_CACHE_PUBLIC, .json = TRUE,
      .summary = N_ ("A draft general comment, with comments in the margin") },
    { "GET", "/{lang}/general-comments/drafts/{draft}/comments", TD_ACT_PUBLIC_READ, .fields = comments_seen,
      .handler = td_draft_comments_page, .json = TRUE,
      .summary = N_ ("Comments on a paragraph of a draft general comment, or on the whole") },
    { "POST", "/{lang}/general-comments/drafts/{draft}/comments", TD_ACT_GENERAL_COMMENT_SAY, .fields = comments_fields,
      .handler = td_draft_comments_post,
      .summary = N_ ("Comment on a draft general comment, answer or support a comment") },
    { "GET", "/{lang}/general-comments/drafts/{draft}/mine", TD_ACT_ACCOUNT_OWN, .fields = mine_seen,
      .handler = td_draft_mine_page, .summary = N_ ("One’s own comments on a draft general comment") },
    { "POST", "/{lang}/general-comments/drafts/{draft}/mine", TD_ACT_ACCOUNT_OWN, .fields = mine_fields,
      .handler = td_draft_mine_post, .summary = N_ ("Change one’s own comment, or take it back") },
    { "GET", "/{lang}/general-comments/{id}", TD_ACT_PUBLIC_READ, .handler = td_general_comment_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("A general comment in the making, with its stages") },
    { "GET", "/{lang}/general-comments/{id}/keep", TD_ACT_GENERAL_COMMENT_KEEP, .fields = keep_seen,
      .handler = td_general_keep_page, .summary = N_ ("Stages, drafts and adoption of a general comment") },
    { "POST", "/{lang}/general-comments/{id}/keep", TD_ACT_GENERAL_COMMENT_KEEP, .fields = keep_fields,
      .handler = td_general_keep_post, .pool = TD_POOL_SLOW,
      .summary = N_ ("Say when a stage is, bring in a draft, record the adoption") },
    { "GET", "/{lang}/general-comments/drafts/{draft}/bench", TD_ACT_GENERAL_COMMENT_BENCH, .fields = bench_fields,
      .handler = td_bench_page_get, .json = TRUE, .summary = N_ ("All comments on a draft, for who drafts") },
    { "POST", "/{lang}/general-comments/drafts/{draft}/bench", TD_ACT_GENERAL_COMMENT_BENCH,
      .fields = bench_post_fields, .handler = td_bench_post,
      .summary = N_ ("Say what becomes of comments, group them, release it") },
    { "GET", "/{lang}/general-comments/drafts/{draft}/alike", TD_ACT_GENERAL_COMMENT_BENCH, .fields = list_fields,
      .handler = td_bench_alike_page, .pool = TD_POOL_SLOW, .summary = N_ ("Comments that may say the same") },
    { "POST", "/{lang}/general-comments/drafts/{draft}/alike", TD_ACT_GENERAL_COMMENT_BENCH, .fields = alike_fields,
      .handler = td_bench_alike_post, .pool = TD_POOL_SLOW, .summary = N_ ("Group comments that say the same") },
    { "GET", "/{lang}/general-comments/drafts/{draft}/changes", TD_ACT_PUBLIC_READ, .fields = list_fields,
      .handler = td_draft_changes_page, .pool = TD_POOL_SLOW, .json = TRUE,
      .summary = N_ ("What changed from one draft to the next") },
    { "POST", "/{lang}/general-comments/drafts/{draft}/changes", TD_ACT_GENERAL_COMMENT_BENCH, .fields = change_fields,
      .handler = td_draft_changes_post, .pool = TD_POOL_SLOW, .summary = N_ ("Say which comment led to a change") },
    { "GET", "/{lang}/general-comments/drafts/{draft}/outcome", TD_ACT_PUBLIC_READ, .fields = list_fields,
      .handler = td_outcome_page, .json = TRUE, .summary = N_ ("What became of public comments on a draft") },
    { "GET", "/{lang}/general-comments/drafts/{draft}/outcome/own", TD_ACT_ACCOUNT_OWN, .fields = list_fields,
      .handler = td_outcome_mine_page, .json = TRUE, .summary = N_ ("What became of your comments on a draft") },
    { "GET", "/{lang}/general-comments/drafts/{draft}/compilation/{edition}/{to}", TD_ACT_PUBLIC_READ,
      .handler = td_compilation_page, .pool = TD_POOL_SLOW, .summary = N_ ("All comments on a draft as a file") },
    { "GET", "/{lang}/general-comments/drafts/{draft}/document", TD_ACT_ACCOUNT_OWN, .handler = td_split_new_page,
      .summary = N_ ("Send comments on a draft as one document") },
    { "POST", "/{lang}/general-comments/drafts/{draft}/document", TD_ACT_ACCOUNT_OWN, .fields = document_fields,
      .handler = td_split_new_post, .pool = TD_POOL_SLOW, .summary = N_ ("Send comments on a draft as one document") },
    { "GET", "/{lang}/general-comments/files/{file}", TD_ACT_PUBLIC_READ, .handler = td_comment_file_page,
      .pool = TD_POOL_SLOW, .summary = N_ ("The document in which comments came") },
    { "POST", "/{lang}/general-comments/files/{file}", TD_ACT_ACCOUNT_OWN, .handler = td_comment_file_post,
      .summary = N_ ("The document in which comments came") },
    { "GET", "/{lang}/general-comments/pieces/{split}", TD_ACT_ACCOUNT_OWN, .fields = list_fields,
      .handler = td_split_page, .summary = N_ ("The pieces of a document of comments") },
    { "POST", "/{lang}/general-comments/pieces/{split}", TD_ACT_ACCOUNT_OWN, .fields = piece_fields,
      .handler = td_split_post, .summary = N_ ("Correct and confirm a document of comments") },
    { NULL },
};

static const TdSubscriber subscribers[] = { { "general-comments", td_outcome_follow }, { NULL } };
static const TdChore chores[] = { { "documents of comments", 3600, td_comment_splits_purge },
                                  { "files of comments", 3600, td_comment_files_purge },
                                  { NULL } };

extern const TdArea td_general_comments_area;
const TdArea td_general_comments_area = { .name = "general_comments",
                                          .routes = routes,
                                          .commands = td_general_comment_commands,
                                          .subscribers = subscribers,
                                          .chores = chores };
