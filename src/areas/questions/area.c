#include "areas/area.h"
#include "areas/questions/caption-live-pages.h"
#include "areas/questions/pages.h"
#include "areas/questions/questions-area.h"
#include "base/limits.h"
#include "text/words.h"

/* Longer than they may be, so that the rules say what is wrong and what was typed comes back. */
#define LINE (4 * TD_LIMIT_NAME_CHARACTERS)
#define TEXT (2 * TD_LIMIT_TEXT_CHARACTERS)

static const TdField list_fields[] = { { "state", TD_FIELD_LINE, 3 },
                                       { "open", TD_FIELD_LINE, 1 },
                                       { "page", TD_FIELD_LINE, 4 },
                                       { "noted", TD_FIELD_LINE, 4 },
                                       { NULL } };
static const TdField note_fields[] = {
    { "state", TD_FIELD_LINE, 3 },      { "text", TD_FIELD_TEXT, TEXT }, { "to", TD_FIELD_LINE, 20 },
    { "more", TD_FIELD_CHOICES, 100 },  { "asker", TD_FIELD_LINE, 16 },  { "asked_by", TD_FIELD_LINE, LINE },
    { "articles", TD_FIELD_LINE, 200 }, { "closed", TD_FIELD_LINE, 1 },  { NULL }
};
static const TdField saved_fields[] = { { "saved", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField answer_fields[] = { { "seen", TD_FIELD_LINE, 9 },      { "party", TD_FIELD_LINE, 20 },
                                         { "text", TD_FIELD_TEXT, TEXT },   { "visibility", TD_FIELD_LINE, 20 },
                                         { "on_paper", TD_FIELD_LINE, 40 }, { NULL } };
static const TdField correct_fields[] = { { "seen", TD_FIELD_LINE, 9 },
                                          { "question", TD_FIELD_TEXT, TEXT },
                                          { "articles", TD_FIELD_LINE, 200 },
                                          { "asked_by", TD_FIELD_LINE, LINE },
                                          { NULL } };
static const TdField spot_fields[] = {
    { "by", TD_FIELD_LINE, LINE }, { "note", TD_FIELD_TEXT, TEXT }, { "undo", TD_FIELD_LINE, 1 }, { NULL }
};
static const TdField strike_fields[] = { { "why", TD_FIELD_LINE, TEXT }, { NULL } };

static const TdField caption_fields[] = {
    { "language", TD_FIELD_LINE, 40 }, { "page", TD_FIELD_LINE, 4 }, { "line", TD_FIELD_LINE, 6 }, { NULL }
};
static const TdField type_fields[] = { { "language", TD_FIELD_LINE, 40 }, { "who", TD_FIELD_LINE, LINE }, { NULL } };
static const TdField line_fields[] = {
    { "language", TD_FIELD_LINE, 40 }, { "text", TD_FIELD_LINE, TEXT }, { "who", TD_FIELD_LINE, LINE }, { NULL }
};
static const TdField line_correct_fields[] = { { "language", TD_FIELD_LINE, 40 }, { "n", TD_FIELD_LINE, 9 },
                                               { "seen", TD_FIELD_LINE, 9 },      { "text", TD_FIELD_LINE, TEXT },
                                               { "who", TD_FIELD_LINE, LINE },    { NULL } };

static const TdField record_fields[] = { { "seen", TD_FIELD_LINE, 9 },
                                         { "minutes", TD_FIELD_TEXT, 2 * TD_LIMIT_MINUTES_CHARACTERS },
                                         { "do", TD_FIELD_LINE, 10 },
                                         { NULL } };

/* None is kept in the cache: they say how long something is open, which no public change tells. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/meetings/{id}/questions", TD_ACT_MEETING_READ, .fields = list_fields,
      .handler = td_questions_page, .json = TRUE, .summary = N_ ("Members’ questions at a meeting") },
    { "POST", "/{lang}/meetings/{id}/questions", TD_ACT_QUESTION_NOTE, .fields = note_fields,
      .handler = td_questions_post, .summary = N_ ("Take down a member’s question") },
    { "GET", "/{lang}/meetings/{id}/questions/print", TD_ACT_MEETING_READ, .fields = list_fields,
      .handler = td_questions_print_page, .summary = N_ ("Members’ questions, to print") },
    { "GET", "/{lang}/questions/{id}", TD_ACT_MEETING_READ, .fields = saved_fields, .handler = td_question_page,
      .json = TRUE, .summary = N_ ("One question and its answers") },
    { "POST", "/{lang}/questions/{id}/answer", TD_ACT_QUESTION_ANSWER, .fields = answer_fields,
      .handler = td_question_answer_post, .summary = N_ ("Answer a member’s question in writing") },
    { "POST", "/{lang}/questions/{id}/correct", TD_ACT_QUESTION_NOTE, .fields = correct_fields,
      .handler = td_question_correct_post, .summary = N_ ("Correct a question that was taken down") },
    { "POST", "/{lang}/questions/{id}/spot", TD_ACT_QUESTION_NOTE, .fields = spot_fields,
      .handler = td_question_spot_post, .summary = N_ ("Mark a question as answered on the spot") },
    { "POST", "/{lang}/questions/{id}/strike", TD_ACT_QUESTION_NOTE, .fields = strike_fields,
      .handler = td_question_strike_post, .summary = N_ ("Strike out a question") },
    { "GET", "/{lang}/meetings/{id}/captions", TD_ACT_MEETING_READ, .fields = caption_fields,
      .handler = td_captions_page, .json = TRUE, .summary = N_ ("What was said at a meeting") },
    { "GET", "/{lang}/meetings/{id}/captions/{language}/file", TD_ACT_MEETING_READ, .handler = td_captions_file,
      .summary = N_ ("The captions of a meeting as a file for a player") },
    { "GET", "/{lang}/meetings/{id}/captions/{language}/events", TD_ACT_MEETING_ATTEND, .stream = TRUE,
      .handler = td_captions_events_page, .summary = N_ ("Follow captions as they are typed, as a stream of events") },
    { "GET", "/{lang}/meetings/{id}/captions/type", TD_ACT_CAPTION_TYPE, .fields = type_fields,
      .handler = td_captions_type_page, .summary = N_ ("Type what is said at a meeting") },
    { "POST", "/{lang}/meetings/{id}/captions/type", TD_ACT_CAPTION_TYPE, .fields = line_fields,
      .handler = td_captions_type_post, .summary = N_ ("Type what is said at a meeting") },
    { "POST", "/{lang}/meetings/{id}/captions/correct", TD_ACT_CAPTION_TYPE, .fields = line_correct_fields,
      .handler = td_captions_correct_post, .summary = N_ ("Correct a line of captions") },
    { "GET", "/{lang}/meetings/{id}/record", TD_ACT_MEETING_READ, .fields = saved_fields, .handler = td_record_page,
      .json = TRUE, .summary = N_ ("The record of a meeting") },
    { "POST", "/{lang}/meetings/{id}/record", TD_ACT_MEETING_PLAN, .fields = record_fields, .handler = td_record_post,
      .summary = N_ ("Write and publish the record of a meeting") },
    { "GET", "/{lang}/sessions/{number}/figures", TD_ACT_PUBLIC_READ, .handler = td_session_figures_page,
      .summary = N_ ("A session in figures") },
    { NULL },
};

extern const TdArea td_questions_area;
const TdArea td_questions_area = { .name = "questions", .routes = routes, .commands = td_question_commands };
