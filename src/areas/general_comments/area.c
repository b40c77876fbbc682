#include "areas/area.h"
#include "areas/general_comments/bench-pages.h"
#include "areas/general_comments/general-area.h"
#include "areas/general_comments/outcome.h"
#include "base/limits.h"
#include "text/words.h"

/* Longer than they may be, so that the rules say what is wrong and what was typed comes back. */
#define LINE (4 * TD_LIMIT_NAME_CHARACTERS)
#define TEXT (2 * TD_LIMIT_TEXT_CHARACTERS)

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
static const TdField piece_fields[] = { { "places-*", TD_FIELD_LINE, 400 },
                                        { "text-*", TD_FIELD_TEXT, TEXT },
                                        { "version", TD_FIELD_LINE, 9 },
                                        { "page", TD_FIELD_LINE, 6 },
                                        { "done", TD_FIELD_LINE, 1 },
                                        { "do", TD_FIELD_LINE, 10 },
                                        { "join", TD_FIELD_LINE, 6 },
                                        { "drop", TD_FIELD_LINE, 6 },
                                        { "take", TD_FIELD_LINE, 6 },
                                        { "again", TD_FIELD_LINE, 6 },
                                        { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/general-comments/drafts/{id}/bench", TD_ACT_GENERAL_COMMENT_BENCH, .fields = bench_fields,
      .handler = td_bench_page_get, .json = TRUE, .summary = N_ ("All comments on a draft, for who drafts") },
    { "POST", "/{lang}/general-comments/drafts/{id}/bench", TD_ACT_GENERAL_COMMENT_BENCH, .fields = bench_post_fields,
      .handler = td_bench_post, .summary = N_ ("Say what becomes of comments, group them, release it") },
    { "GET", "/{lang}/general-comments/drafts/{id}/alike", TD_ACT_GENERAL_COMMENT_BENCH, .fields = list_fields,
      .handler = td_bench_alike_page, .pool = TD_POOL_SLOW, .summary = N_ ("Comments that may say the same") },
    { "POST", "/{lang}/general-comments/drafts/{id}/alike", TD_ACT_GENERAL_COMMENT_BENCH, .fields = alike_fields,
      .handler = td_bench_alike_post, .pool = TD_POOL_SLOW, .summary = N_ ("Group comments that say the same") },
    { "GET", "/{lang}/general-comments/drafts/{id}/changes", TD_ACT_PUBLIC_READ, .fields = list_fields,
      .handler = td_draft_changes_page, .pool = TD_POOL_SLOW, .json = TRUE,
      .summary = N_ ("What changed from one draft to the next") },
    { "POST", "/{lang}/general-comments/drafts/{id}/changes", TD_ACT_GENERAL_COMMENT_BENCH, .fields = change_fields,
      .handler = td_draft_changes_post, .pool = TD_POOL_SLOW, .summary = N_ ("Say which comment led to a change") },
    { "GET", "/{lang}/general-comments/drafts/{id}/outcome", TD_ACT_PUBLIC_READ, .fields = list_fields,
      .handler = td_outcome_page, .json = TRUE, .summary = N_ ("What became of public comments on a draft") },
    { "GET", "/{lang}/general-comments/drafts/{id}/mine", TD_ACT_ACCOUNT_OWN, .fields = list_fields,
      .handler = td_outcome_mine_page, .json = TRUE, .summary = N_ ("What became of your comments on a draft") },
    { "GET", "/{lang}/general-comments/drafts/{id}/compilation/{edition}/{to}", TD_ACT_PUBLIC_READ,
      .handler = td_compilation_page, .pool = TD_POOL_SLOW, .summary = N_ ("All comments on a draft as a file") },
    { "GET", "/{lang}/general-comments/drafts/{id}/document", TD_ACT_ACCOUNT_OWN, .handler = td_split_new_page,
      .summary = N_ ("Send comments on a draft as one document") },
    { "POST", "/{lang}/general-comments/drafts/{id}/document", TD_ACT_ACCOUNT_OWN, .fields = document_fields,
      .handler = td_split_new_post, .pool = TD_POOL_SLOW, .summary = N_ ("Send comments on a draft as one document") },
    { "GET", "/{lang}/general-comments/pieces/{id}", TD_ACT_ACCOUNT_OWN, .fields = list_fields,
      .handler = td_split_page, .summary = N_ ("The pieces of a document of comments") },
    { "POST", "/{lang}/general-comments/pieces/{id}", TD_ACT_ACCOUNT_OWN, .fields = piece_fields,
      .handler = td_split_post, .summary = N_ ("Correct and confirm a document of comments") },
    { NULL },
};

static const TdSubscriber subscribers[] = { { "general-comments", td_outcome_follow }, { NULL } };

extern const TdArea td_general_comments_area;
const TdArea td_general_comments_area = {
    .name = "general_comments", .routes = routes, .commands = td_general_comment_commands, .subscribers = subscribers
};
