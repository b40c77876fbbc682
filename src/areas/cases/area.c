#include "areas/area.h"
#include "areas/cases/cases-area.h"
#include "areas/cases/pages.h"
#include "base/limits.h"
#include "text/words.h"

enum { NAMES_CHARACTERS = 60000, HOUR = 3600 };

static const TdField list_fields[] = {
    { "state", TD_FIELD_LINE, 3 }, { "stage", TD_FIELD_LINE, 40 }, { "page", TD_FIELD_LINE, 6 }, { NULL }
};
static const TdField enter_seen[] = { { "filing", TD_FIELD_LINE, 40 }, { NULL } };
static const TdField enter_fields[] = { { "state", TD_FIELD_LINE, 3 },
                                        { "received", TD_FIELD_LINE, 40 },
                                        { "filing", TD_FIELD_LINE, 40 },
                                        { "victims", TD_FIELD_LINE, 20 },
                                        { "representation", TD_FIELD_LINE, 20 },
                                        { "authority", TD_FIELD_LINE, 20 },
                                        { "reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                        { "withheld", TD_FIELD_LINE, 3 },
                                        { "kin", TD_FIELD_LINE, 3 },
                                        { "organisation", TD_FIELD_LINE, 40 },
                                        { "account", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                        { NULL } };
static const TdField page_fields[] = { { "done", TD_FIELD_LINE, 20 }, { NULL } };
static const TdField move_fields[] = { { "seen", TD_FIELD_LINE, 12 },
                                       { "to", TD_FIELD_LINE, 40 },
                                       { "joined", TD_FIELD_LINE, 40 },
                                       { "note", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                       { NULL } };
static const TdField clock_fields[] = { { "seen", TD_FIELD_LINE, 12 },
                                        { "act", TD_FIELD_LINE, 10 },
                                        { "day", TD_FIELD_LINE, 40 },
                                        { "note", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                        { NULL } };
static const TdField papers_fields[] = {
    { "party", TD_FIELD_LINE, 12 }, { "file", TD_FIELD_FILE },    { "filing", TD_FIELD_LINE, 40 },
    { "to", TD_FIELD_LINE, 6 },     { "annex-1", TD_FIELD_FILE }, { "annex-2", TD_FIELD_FILE },
    { "annex-3", TD_FIELD_FILE },   { "annex-4", TD_FIELD_FILE }, { NULL }
};
static const TdField paper_fields[] = { { "do", TD_FIELD_LINE, 10 }, { "paper", TD_FIELD_FILE }, { NULL } };
static const TdField annex_fields[] = {
    { "do", TD_FIELD_LINE, 10 }, { "file", TD_FIELD_FILE }, { "seen", TD_FIELD_LINE, 80 }, { NULL }
};
static const TdField authority_fields[] = { { "do", TD_FIELD_LINE, 10 }, { "authority", TD_FIELD_FILE }, { NULL } };
static const TdField ending_fields[] = {
    { "do", TD_FIELD_LINE, 10 },     { "seen", TD_FIELD_LINE, 12 },
    { "stage", TD_FIELD_LINE, 40 },  { "language", TD_FIELD_LINE, 12 },
    { "joined", TD_FIELD_LINE, 40 }, { "terms", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
    { "agreed", TD_FIELD_LINE, 40 }, { NULL }
};
static const TdField code_fields[] = { { "root", TD_FIELD_LINE, 80 },
                                       { "do", TD_FIELD_LINE, 10 },
                                       { "n", TD_FIELD_LINE, 6 },
                                       { "k", TD_FIELD_LINE, 6 },
                                       { NULL } };
static const TdField code_authority_fields[] = { { "root", TD_FIELD_LINE, 80 },
                                                 { "file-1", TD_FIELD_SEALED, 0 },
                                                 { NULL } };
static const TdField decision_fields[] = { { "do", TD_FIELD_LINE, 10 }, { "language", TD_FIELD_LINE, 12 }, { NULL } };
static const TdField names_fields[] = { { "names", TD_FIELD_TEXT, NAMES_CHARACTERS }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/cases", TD_ACT_CASE_READ, .fields = list_fields, .handler = td_case_register_page, .json = TRUE,
      .summary = N_ ("The register of individual communications") },
    { "GET", "/{lang}/cases/enter", TD_ACT_CASE_KEEP, .fields = enter_seen, .handler = td_case_enter_page,
      .summary = N_ ("Enter a communication in the register") },
    { "POST", "/{lang}/cases/enter", TD_ACT_CASE_KEEP, .fields = enter_fields, .handler = td_case_enter_post,
      .summary = N_ ("Enter a communication in the register") },
    { "GET", "/{lang}/cases/readings", TD_ACT_CASE_JOURNAL, .handler = td_register_readings_page, .json = TRUE,
      .summary = N_ ("Who read what in the register of communications") },
    { "GET", "/{lang}/cases/{id}", TD_ACT_CASE_READ, .fields = page_fields, .handler = td_case_page, .json = TRUE,
      .summary = N_ ("One communication of the register") },
    { "POST", "/{lang}/cases/{id}/move", TD_ACT_CASE_KEEP, .fields = move_fields, .handler = td_case_move_post,
      .summary = N_ ("Record the next stage of a communication") },
    { "POST", "/{lang}/cases/{id}/clock", TD_ACT_CASE_KEEP, .fields = clock_fields, .handler = td_case_clock_post,
      .summary = N_ ("Give more time for a communication, or stop its clock") },
    { "POST", "/{lang}/cases/{id}/papers", TD_ACT_CASE_ANSWER, .fields = papers_fields, .handler = td_case_papers_post,
      .pool = TD_POOL_SLOW, .summary = N_ ("Send a paper to a communication") },
    { "POST", "/{lang}/cases/{id}/authority", TD_ACT_CASE_READ, .fields = authority_fields,
      .handler = td_case_authority_post, .pool = TD_POOL_SLOW,
      .summary = N_ ("Send a written authority, or say that one holds it") },
    { "GET", "/{lang}/cases/{id}/papers/{n}/annexes/{k}", TD_ACT_CASE_READ, .handler = td_case_annex_as_came,
      .summary = N_ ("An annex of a paper, or a written authority") },
    { "POST", "/{lang}/cases/{id}/papers/{n}/annexes/{k}", TD_ACT_CASE_KEEP, .fields = annex_fields,
      .handler = td_case_annex_post, .pool = TD_POOL_SLOW,
      .summary = N_ ("Prepare an annex for the other side, or let it stay") },
    { "GET", "/{lang}/cases/{id}/papers/{n}/annexes/{k}/outgoing", TD_ACT_CASE_KEEP, .handler = td_case_annex_as_goes,
      .summary = N_ ("An annex of a paper as it goes out") },
    { "GET", "/{lang}/cases/{id}/ending", TD_ACT_CASE_READ, .handler = td_case_ending_page,
      .summary = N_ ("How a communication ends by a text of its own") },
    { "POST", "/{lang}/cases/{id}/ending", TD_ACT_CASE_KEEP, .fields = ending_fields, .handler = td_case_ending_post,
      .pool = TD_POOL_SLOW, .summary = N_ ("Begin or adopt the text with which a communication ends") },
    /* By the code of words: no account that another site could act for, and a token would need a cookie. */
    { "POST", "/{lang}/sealed-case", TD_ACT_SEALED_SEND, TD_CSRF_NONE_NEEDED, .fields = code_fields,
      .pool = TD_POOL_SLOW, .handler = td_case_code_post,
      .summary = N_ ("One’s own communication, by its code of words") },
    { "POST", "/{lang}/sealed-case/{purpose}", TD_ACT_SEALED_SEND, TD_CSRF_NONE_NEEDED, .fields = code_authority_fields,
      .pool = TD_POOL_SLOW, .sealed = TRUE, .handler = td_case_code_authority_post,
      .summary = N_ ("Send a written authority sealed, by the code of words") },
    { "GET", "/{lang}/cases/{id}/papers/{n}", TD_ACT_CASE_KEEP, .handler = td_case_paper_page,
      .summary = N_ ("Prepare a paper for the other side") },
    { "POST", "/{lang}/cases/{id}/papers/{n}", TD_ACT_CASE_KEEP, .fields = paper_fields, .handler = td_case_paper_post,
      .pool = TD_POOL_SLOW, .summary = N_ ("Prepare a paper for the other side, or transmit it") },
    { "GET", "/{lang}/cases/{id}/papers/{n}/file", TD_ACT_CASE_READ, .handler = td_case_paper_as_came,
      .summary = N_ ("A paper of a communication") },
    { "GET", "/{lang}/cases/{id}/papers/{n}/outgoing", TD_ACT_CASE_KEEP, .handler = td_case_paper_as_goes,
      .summary = N_ ("A paper of a communication as it goes out") },
    { "GET", "/{lang}/cases/{id}/names", TD_ACT_CASE_KEEP, .handler = td_case_names_page,
      .summary = N_ ("The list of names of a communication") },
    { "POST", "/{lang}/cases/{id}/names", TD_ACT_CASE_KEEP, .fields = names_fields, .handler = td_case_names_post,
      .pool = TD_POOL_SLOW, .summary = N_ ("Seal the list of names of a communication") },
    { "GET", "/{lang}/cases/{id}/names/sealed", TD_ACT_CASE_KEEP, .handler = td_case_names_file,
      .summary = N_ ("The sealed list of names, for officers") },
    { "GET", "/{lang}/cases/figures", TD_ACT_PUBLIC_READ, .handler = td_register_figures_page, .json = TRUE,
      .summary = N_ ("Communications in figures") },
    { "GET", "/{lang}/cases/{id}/decision", TD_ACT_CASE_READ, .handler = td_case_decision_page,
      .summary = N_ ("The decision on a communication") },
    { "POST", "/{lang}/cases/{id}/decision", TD_ACT_CASE_READ, .fields = decision_fields,
      .handler = td_case_decision_post, .summary = N_ ("Adopt, check or publish the decision on a communication") },
    { "GET", "/{lang}/cases/{id}/file", TD_ACT_CASE_KEEP, .handler = td_case_file_pdf, .pool = TD_POOL_SLOW,
      .summary = N_ ("The file of a communication, bound") },
    { "GET", "/{lang}/cases/{id}/archive", TD_ACT_CASE_KEEP, .handler = td_case_archive_file, .pool = TD_POOL_SLOW,
      .summary = N_ ("The file of a communication as a sealed archive") },
    { "GET", "/{lang}/cases/{id}/readings", TD_ACT_CASE_JOURNAL, .handler = td_case_readings_page, .json = TRUE,
      .summary = N_ ("Who read what of a communication") },
    { NULL },
};

static const TdChore chores[] = { { "reminders of communications", HOUR, td_case_remind }, { NULL } };

extern const TdArea td_cases_area;
const TdArea td_cases_area = { .name = "cases", .routes = routes, .commands = td_register_commands, .chores = chores };
