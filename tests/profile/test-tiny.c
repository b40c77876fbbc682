/* An invented treaty body with other numbers: what differs from the CMW is data. And what the loader refuses,
 * by one change each to the tiny profile. */
#include "base/errors.h"
#include "profile/case-stages.h"
#include "profile/cycle.h"
#include "profile/terms.h"

#include <glib/gstdio.h>

#define TINY TD_TEST_FOLDER "/tiny"

static TdProfile *load (void)
{
    g_autoptr (GError) error = NULL;
    TdProfile *profile = td_profile_load (TINY, &error);
    g_assert_no_error (error);
    return profile;
}

static void test_numbers (void)
{
    g_autoptr (TdProfile) profile = load ();

    g_assert_cmpstr (profile->name, ==, "tiny");
    g_assert_cmpuint (profile->n_states, ==, 3);
    g_assert_cmpuint (profile->n_articles, ==, 3);
    g_assert_cmpint (profile->page_limit, ==, 4);
    g_assert_cmpint (profile->page_rule.words_a_page, ==, 300);
    g_assert_false (profile->page_rule.without_title_page);
    g_assert_cmpint (profile->file_bytes, ==, 1048576);
    g_assert_cmpint (profile->priorities, ==, 7);
    g_assert_cmpint (profile->checkpoint_batch, ==, 3);
    g_assert_cmpint (profile->communications_declarations, ==, 2);
    g_assert_cmpstr (profile->languages[0], ==, "pt");
    g_assert_cmpstr (profile->states[0].name, ==, "Marrowland");
    g_assert_cmpstr (td_profile_state_name (profile, &profile->states[1], "pt"), ==, "Porto do Norte");
    g_assert_true (profile->reviews[0].list_prior);
    g_assert_false (profile->reviews[1].list_prior);
    g_assert_cmpuint (profile->n_standing, ==, 2);
    g_assert_cmpint (profile->standing[0].evidence, ==, TD_EVIDENCE_CONSULTATIONS);
    g_assert_cmpint (profile->standing[1].evidence, ==, TD_EVIDENCE_NONE);
    g_assert_cmpuint (profile->n_own_questions, ==, 3);
    g_assert_true (profile->own_questions[1].standing == &profile->standing[0]);
    g_assert_cmpint (profile->own_questions[1].kind, ==, TD_OWN_DAYS);
    g_assert_null (profile->own_questions[2].standing);
    g_assert_cmpuint (profile->n_grades, ==, 2);
    g_assert_cmpint (td_profile_grade (profile, "dark")->tone, ==, TD_TONE_BAD);
    g_assert_cmpuint (profile->n_follow_words, ==, 8);
    g_assert_cmpint (profile->follow_words[7].months, ==, 3);
    g_assert_cmpint (profile->follow_up_months, ==, 7);
    g_assert_cmpint (profile->floor.percent, ==, 80);
    g_assert_cmpint (profile->floor.least_minutes, ==, 1);
    g_assert_cmpint (profile->floor.most_members, ==, 2);
    g_assert_cmpint (profile->floor.slot_minutes, ==, 5);
    g_assert_cmpint (profile->floor.deadline_days, ==, 1);
    g_assert_cmpint (profile->floor.deadline_hour, ==, 9);
    g_assert_null (td_profile_follow_up_stage (profile));
    g_assert_cmpuint (profile->n_document_types, ==, 6);
    g_assert_cmpuint (profile->n_countries, ==, 2);
    g_assert_true (td_profile_country (profile, "qpa")->latitude < -10);
    g_assert_null (td_profile_country (profile, "QMA"));
    g_assert_cmpuint (profile->n_participants, ==, 2);
    g_assert_true (td_participant_receives (&profile->participants[0], "log-book"));
    g_assert_false (td_participant_receives (&profile->participants[0], "log"));
    g_assert_false (td_participant_receives (&profile->participants[1], "log-book"));
    g_assert_cmpstr (td_profile_participant (profile, "guests")->takes_part, ==, "They may speak last.");
    g_assert_null (td_profile_participant (profile, "pirates"));
    g_assert_cmpuint (profile->n_terms, ==, 2);
    g_assert_cmpuint (profile->terms[0].n_words, ==, 4);
    g_assert_cmpstr (profile->terms[0].words[1].text, ==, "faroleiro");
    g_assert_true (profile->terms[0].words[1].from_treaty);
    g_assert_cmpint (profile->terms[0].words[3].status, ==, TD_TERM_FORBIDDEN);
    g_assert_false (profile->terms[1].words[0].from_treaty);
    g_assert_cmpuint (profile->n_declarations, ==, 2);
    g_assert_cmpint (profile->declarations[1].kind, ==, TD_DECLARATION_NONE);
    g_assert_cmpstr (profile->declarations[0].state->iso3, ==, "QNA");
    g_assert_cmpuint (profile->n_case_stages, ==, 4);
    g_assert_cmpint (td_profile_case_stage (profile, "told")->reminders[1], ==, 5);
    g_assert_true (td_profile_case_may_move (profile, "told", "told"));
    g_assert_false (td_profile_case_may_move (profile, "drowned", "seen"));
    g_autofree char *symbol = td_profile_case_symbol (profile, td_profile_case_stage (profile, "judged"), 3, 2027);
    g_assert_cmpstr (symbol, ==, "CLH/J/3/2027");
    g_assert_cmpuint (profile->n_other_ways, ==, 2);
    g_assert_cmpuint (profile->n_check_questions, ==, 2);
    g_assert_cmpuint (profile->check_questions[0].n_choices, ==, 2);
    g_assert_cmpint (profile->check_questions[0].choices[1].tone, ==, TD_CHECK_STOP);
    g_assert_cmpstr (profile->check_questions[1].choices[0].slug, ==, "once");
    g_assert_null (profile->other_ways[1].needs);
    g_assert_cmpint (profile->interstate_article, ==, 0);
    g_assert_cmpuint (profile->n_general_stages, ==, 3);
    g_assert_cmpint (td_profile_general_stage (profile, "voices")->is, ==, TD_GENERAL_COMMENTS);
    g_assert_true (td_profile_general_stage (profile, "sketch")->again);
    g_assert_null (td_profile_general_stage (profile, "sketch")->hint);
    g_assert_null (td_profile_general_stage (profile, "comments"));
    g_assert_cmpstr (td_profile_document_that_is (profile, TD_IS_OBSERVATIONS)->slug, ==, "verdict");
    g_assert_null (td_profile_document_that_is (profile, TD_IS_LIST));
}

static void check (const TdProfile *profile, const char *iso3, const char *entry, const char *today, const char *due,
                   const char *word)
{
    const TdState *state = td_profile_state (profile, iso3);
    g_autofree char *date = td_profile_entry_into_force (profile, state);
    g_auto (TdReportDue) report = { 0 };

    g_assert_cmpstr (date, ==, entry);
    td_profile_next_report_on (profile, state, today, &report);
    g_assert_cmpstr (report.date, ==, due);
    if (strstr (report.because, word) == NULL)
        g_error ("“%s” lacks “%s”", report.because, word);
}

static void test_rules (void)
{
    g_autoptr (TdProfile) profile = load ();

    /* One month from 31 December ends on 31 January; the month that follows is February. */
    check (profile, "QMA", "2000-02-01", "2000-03-01", "2002-08-01", "30 months");
    check (profile, "QNA", "1990-06-01", "1996-03-01", "2001-09-09", "paragraph 40");
    check (profile, "QPA", "1995", "1996-03-01", "1997", "30 months");
    check (profile, "QMA", "2000-02-01", "2004-01-01", "2007-05", "4 years");
    /* Four years from the end of a February: the same day, four years on. */
    check (profile, "QMA", "2000-02-01", "2011-01-01", "2014-02-28", "article 9");
}

/* 8 December 2000 is a Friday. */
static void test_meetings (void)
{
    g_autoptr (TdProfile) profile = load ();
    g_autofree char *answers = td_profile_answers_until (profile, "2000-12-08T10:15");
    g_autofree char *more = td_profile_more_until (profile, "2000-12-07T10:15");
    g_autofree char *before = td_day_add_working ("2000-12-11", -1);
    g_autofree char *same = td_day_add_working ("2000-12-09", 0);
    const TdMeetingKind *talk = td_profile_meeting_kind (profile, "harbour-talk");

    g_assert_cmpuint (profile->n_meeting_kinds, ==, 3);
    g_assert_cmpint (talk->about, ==, TD_ABOUT_STATE);
    g_assert_cmpint (talk->minutes, ==, 45);
    g_assert_true (talk->is_public);
    g_assert_false (td_profile_meeting_kind (profile, "night-watch")->is_public);
    g_assert_true (td_meeting_kind_offers (talk, TD_OFFERS_DIALOGUE));
    g_assert_false (td_meeting_kind_offers (talk, TD_OFFERS_FLOOR));
    g_assert_false (td_meeting_kind_offers (NULL, TD_OFFERS_FLOOR));
    g_assert_cmpuint (profile->n_programme, ==, 4);
    g_assert_true (profile->programme[2].kind == talk);
    g_assert_true (profile->programme[2].each_state);
    g_assert_cmpint (profile->programme[2].days, ==, 1);
    g_assert_cmpint (profile->programme[2].step, ==, 2);
    g_assert_true (profile->programme[3].from_last);
    g_assert_cmpstr (answers, ==, "2000-12-11T09:15");
    g_assert_cmpstr (more, ==, "2000-12-12T21:45");
    g_assert_cmpstr (before, ==, "2000-12-08");
    g_assert_cmpstr (same, ==, "2000-12-09");
    g_assert_true (td_day_is_weekend ("2000-12-09T10:00"));
    g_assert_false (td_day_is_weekend ("2000-12-08"));
}

static void test_papers_of_states (void)
{
    g_autoptr (TdProfile) profile = load ();

    g_assert_true (td_profile_purpose (profile, "log-book")->from_state);
    g_assert_false (td_profile_purpose (profile, "log-book")->at_once);
    g_assert_cmpstr (td_profile_purpose (profile, "log-book")->stage, ==, "talk");
    g_assert_true (td_profile_purpose (profile, "log-draft")->at_once);
    g_assert_false (td_profile_purpose (profile, "dialogue")->from_state);
    g_assert_cmpstr (td_profile_state_kind (profile)->slug, ==, "harbour");
}

static void test_stages (void)
{
    g_autoptr (TdProfile) profile = load ();
    g_auto (TdCycle) cycle = { 0 };

    td_profile_cycle (profile, td_profile_state (profile, "QMA"), "2015-01-01", &cycle);
    g_assert_cmpuint (cycle.stages->len, ==, 3);
    g_assert_cmpint (g_array_index (cycle.stages, TdCycleStage, 0).status, ==, TD_STAGE_UNKNOWN);
    g_assert_cmpint (g_array_index (cycle.stages, TdCycleStage, 1).status, ==, TD_STAGE_DONE);
    g_assert_cmpint (g_array_index (cycle.stages, TdCycleStage, 2).status, ==, TD_STAGE_OVERDUE);
}

/* What the Committee on Migrant Workers decides stands in its profile and in no C file of this room. */
static void test_no_treaty_in_code (void)
{
    g_autoptr (GDir) folder = g_dir_open (TD_SOURCE_FOLDER "/src/profile", 0, NULL);
    const char *name;
    const char *words[] = { "CMW", "Migrant", "2003", "Zurich", "3600", "26214400", "ALB", "rticle 73", "rticle 87" };

    g_assert_nonnull (folder);
    while ((name = g_dir_read_name (folder)) != NULL) {
        g_autofree char *path = g_build_filename (TD_SOURCE_FOLDER "/src/profile", name, NULL);
        g_autofree char *text = NULL;
        if (!g_str_has_suffix (name, ".c"))
            continue;
        g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
        for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
            if (strstr (text, words[i]) != NULL)
                g_error ("%s says “%s”: what a treaty body decides belongs into profiles/.", name, words[i]);
    }
}

/* ---- refusals ---- */

typedef struct {
    const char *file, *from, *to, *start, *part;
} Change;

static const Change changes[] = {
    { "profile.ini", "page_limit=4", "page_limit=4\npage_limit=5", "profile.ini, line 17", "twice" },
    { "profile.ini", "[reports]", "[languages]", "profile.ini, line 15", "twice" },
    { "profile.ini", "page_limit=4", "page_limits=4", "profile.ini, line 16", "unknown" },
    { "profile.ini", "page_limit=4\n", "", "profile.ini:", "missing" },
    { "profile.ini", "page_limit=4", "page_limit=many", "profile.ini, line 16", "number" },
    { "profile.ini", "page_limit=4", "page_limit=0", "profile.ini, line 16", "number" },
    { "profile.ini", "page_limit=4", "page_limit", "profile.ini, line 16", "neither" },
    { "profile.ini", "zone=Atlantic/Reykjavik", "zone=Atlantic/Atlantis", "profile.ini, line 8", "time zone" },
    { "profile.ini", "in_force=1990-06-01", "in_force=1990-06", "profile.ini, line 27", "no day" },
    { "profile.ini", "in_force=1990-06-01", "in_force=1990-02-30", "profile.ini, line 27", "no day" },
    { "profile.ini", "annexes=true", "annexes=yes", "profile.ini, line 19", "neither true nor false" },
    { "profile.ini", "input=pt;en", "input=pt;pt", "profile.ini, line 12", "twice" },
    { "profile.ini", "input=pt;en", "input=", "profile.ini, line 12", "no language" },
    { "profile.ini", "{state}/EARLY/", "EARLY", "profile.ini, line 43", "{state}" },
    { "purposes.csv", "dialogue,For", "talk,For", "purposes.csv:", "dialogue" },
    { "purposes.csv", "inspection,", "Inspection,", "purposes.csv, line 3", "letters" },
    { "purposes.csv", "inspection,", "dialogue,", "purposes.csv, line 3", "twice" },
    { "purposes.csv", "log-book,The log book of the State,,,state,", "log-book,The log book of the State,,,crown,",
      "purposes.csv, line 4", "from" },
    { "purposes.csv", "state,at-once", "state,soon", "purposes.csv, line 5", "shown" },
    { "purposes.csv", "state,at-once", ",at-once", "purposes.csv, line 5", "only a State" },
    { "purposes.csv", "state,,talk", "state,,walk", "purposes.csv:", "walk" },
    { "kinds.csv", "State,,state,no,no", "State,,un,no,no", "kinds.csv:", "source" },
    { "calls.csv", "After the paper,inspection", "After the paper,log-book", "calls.csv, line 3", "needs no call" },
    { "calls.csv", "guild;keeper", "guild;crew", "calls.csv, line 2", "crew" },
    { "purposes.csv", "hint", "tooltip", "purposes.csv, line 1", "unknown" },
    { "kinds.csv", "lighthouses,,nhri", "lighthouses,,civil-society", "kinds.csv, line 3", "source of its own" },
    { "kinds.csv", "keepers,,civil-society", "keepers,,sea", "kinds.csv, line 2", "none of" },
    { "kinds.csv", "keepers,,civil-society", "keepers,,state", "kinds.csv, line 2", "no organisation" },
    { "kinds.csv", "alone,,civil-society,no,no", "alone,,civil-society,no,yes", "kinds.csv, line 4",
      "has to be registered" },
    { "stages.csv", ",dialogue,yes", ",rumour,yes", "stages.csv, line 3", "rumour" },
    { "stages.csv", ",dialogue,yes", ",dialogue,maybe", "stages.csv, line 3", "yes nor no" },
    { "stages.csv", "civil_society", "guilds", "stages.csv, line 1", "unknown" },
    { "standing-questions.csv", "consultations,", "rumours,", "standing-questions.csv, line 2", "none of" },
    { "standing-questions.csv", "lit,Was", "heard,Was", "standing-questions.csv, line 3", "twice" },
    { "standing-questions.csv", "state_question", "query", "standing-questions.csv, line 1", "unknown" },
    { "own-account.csv", "days,heard", "nights,heard", "own-account.csv, line 3", "none of" },
    { "own-account.csv", "unknown,heard", "unknown,seen", "own-account.csv, line 2", "no question" },
    { "own-account.csv", "Were you asked?", "", "own-account.csv, line 2", "empty" },
    { "profile.ini", "months=7", "months=0", "profile.ini, line 54", "number" },
    { "assessments.csv", ",good,", ",bright,", "assessments.csv, line 2", "none of" },
    { "assessments.csv", "dark,Dark", "lit,Dark", "assessments.csv, line 3", "twice" },
    { "follow-up.csv", "within-3", "within-0", "follow-up.csv, line 4", "none of" },
    { "follow-up.csv", "asks,", "sings,", "follow-up.csv, line 3", "none of" },
    { "follow-up.csv", "ask|beg", "ask|ask", "follow-up.csv, line 3", "twice" },
    { "follow-up.csv", "asks,", "body,", "follow-up.csv, line 3", "twice" },
    { "documents.csv", "observations,committee", "rumours,committee", "documents.csv, line 2", "none of" },
    { "documents.csv", "observations,committee", "observations,sea", "documents.csv, line 2", "none of" },
    { "documents.csv", "report,state", "observations,state", "documents.csv, line 3", "only one" },
    { "documents.csv", "CLH/*", "CLH/{harbour}", "documents.csv, line 4", "capitals" },
    { "documents.csv", "CLH/*;", "CLH/*;;", "documents.csv, line 4", "capitals" },
    { "documents.csv", "rest,What", "verdict,What", "documents.csv, line 4", "twice" },
    { "outlines.csv", "beam,fog", "beam,lamp", "outlines.csv, line 3", "twice" },
    { "outlines.csv", "beam,lamp", "report,lamp", "outlines.csv, line 4", "together" },
    { "outlines.csv", "1,plain", "7,plain", "outlines.csv, line 4", "level" },
    { "outlines.csv", "2,plain", "2,row", "outlines.csv, line 3", "none of" },
    { "outlines.csv", "report,us", "letter,us", "outlines.csv:", "report" },
    { "papers.csv", "Beams,beam", "Beams,ray", "papers.csv, line 2", "no outline" },
    { "papers.csv", "verdict", "sentence", "papers.csv, line 2", "no type" },
    { "papers.csv", "verdict", "rest", "papers.csv, line 2", "symbol" },
    { "papers.csv", ",visit,", ",walk,", "papers.csv, line 2", "no stage" },
    { "papers.csv", ",lamp,Invented", ",mist,Invented", "papers.csv, line 2", "no section" },
    { "participants.csv", "4,log-book", "4,log", "participants.csv, line 2", "no purpose" },
    { "participants.csv", "4,log-book", "4,log-book;dialogue", "participants.csv, line 2", "no paper of a State" },
    { "participants.csv", "harbour,The", "guests,The", "participants.csv, line 3", "twice" },
    { "participants.csv", "They come and listen.", "", "participants.csv, line 3", "empty" },
    { "countries.csv", "QNA,60", "Q,60", "countries.csv, line 3", "three capitals" },
    { "countries.csv", "-10.5", "-90.5", "countries.csv, line 2", "degrees" },
    { "countries.csv", "60,-20", "60,west", "countries.csv, line 3", "degrees" },
    { "declarations.csv", "QNA,10", "QZZ,10", "declarations.csv, line 2", "no State" },
    { "declarations.csv", "QNA,10", "QNA,9", "declarations.csv, line 2", "no procedure" },
    { "declarations.csv", "made", "meant", "declarations.csv, line 2", "none of made" },
    { "declarations.csv", "1996-02-29", "1996-02", "declarations.csv, line 2", "a day" },
    { "declarations.csv", "Gazette of the lamp 9", "", "declarations.csv, line 2", "source" },
    { "other-ways.csv", "lamp-court,The", "sea-court,The", "other-ways.csv, line 3", "twice" },
    { "other-ways.csv", ",regional,", ",court,", "other-ways.csv, line 2", "none of treaty-body" },
    { "other-ways.csv", "Gazette of the lamp 11", "", "other-ways.csv, line 3", "empty" },
    { "general-comment-stages.csv", "draft,yes", "song,yes", "general-comment-stages.csv, line 2", "none of" },
    { "general-comment-stages.csv", "draft,yes", "comments,yes", "general-comment-stages.csv, line 3", "stands twice" },
    { "general-comment-stages.csv", "adoption,no", "concept,no", "general-comment-stages.csv:", "adoption" },
    { "general-comment-stages.csv", "carved", "voices", "general-comment-stages.csv, line 4", "twice" },
    { "general-comment-stages.csv", "comments,yes", "adoption,yes", "general-comment-stages.csv, line 3", "once" },
    { "general-comment-stages.csv", "adoption,no", "adoption,yes", "general-comment-stages.csv, line 4", "once" },
    { "check-before.csv", "stop,Tell", "halt,Tell", "check-before.csv, line 3", "none of good" },
    { "check-before.csv", "elsewhere,Was", "name,Was", "check-before.csv, line 4", "stand together" },
    { "check-before.csv", "name,,,,no", "name,Or,,,no", "check-before.csv, line 3", "stand together" },
    { "case-stages.csv", "told;drowned", "told;sunk", "case-stages.csv, line 2", "no stage" },
    { "case-stages.csv", "state,2", "sea,2", "case-stages.csv, line 3", "neither" },
    { "case-stages.csv", "state,2", ",2", "case-stages.csv, line 3", "party" },
    { "case-stages.csv", "state,2", "state,", "case-stages.csv, line 3", "party" },
    { "case-stages.csv", "20;5", "5;20", "case-stages.csv, line 3", "falling" },
    { "case-stages.csv", "20;5", "20;x", "case-stages.csv, line 3", "falling" },
    { "case-stages.csv", ",yes,yes,judgement", ",yes,yes,rest", "case-stages.csv, line 4", "symbol" },
    { "case-stages.csv", "drowned,Drowned,,", "drowned,Drowned,,seen", "case-stages.csv, line 5", "ends" },
    { "case-stages.csv", "seen,Seen,,told;drowned", "seen,Seen,,", "case-stages.csv, line 2", "ends" },
    { "case-stages.csv", "case-rest", "case-unrest", "case-stages.csv, line 5", "outline" },
    { "case-stages.csv", "told;drowned,,,,no,no,no,yes,,,", "told;drowned,,,,no,no,no,yes,,case-rest,",
      "case-stages.csv, line 2", "outline" },
    { "profile.ini", "reminders=3;0", "reminders=0;3", "profile.ini, line", "falling" },
    { "profile.ini", "reminders=3;0", "reminders=3;soon", "profile.ini, line", "falling" },
    { "outlines.csv", "case,word", "letter,word", "case-stages.csv:", "case" },
    { "meetings.csv", "yes,state", "yes,lamp", "meetings.csv, line 3", "none of none" },
    { "meetings.csv", "dialogue;questions", "dialogue;song", "meetings.csv, line 3", "song" },
    { "meetings.csv", ",20,", ",1441,", "meetings.csv, line 4", "more than a day" },
    { "programme.csv", "night-watch", "day-watch", "programme.csv, line 3", "no kind" },
    { "programme.csv", "last,", "last+1,", "programme.csv, line 5", "not like" },
    { "programme.csv", "first+1", "first-1", "programme.csv, line 4", "not like" },
    { "programme.csv", "first+1", "second", "programme.csv, line 4", "neither" },
    { "programme.csv", "first+1,2", "first+1,", "programme.csv, line 4", "step" },
    { "programme.csv", "harbour-talk,state,first+1,2", "harbour-talk,session,first+1,", "programme.csv, line 4",
      "about" },
    { "programme.csv", "09:30,10:15", "10:15,09:30", "programme.csv, line 4", "before it begins" },
    { "profile.ini", "begins=08:00", "begins=8:00", "profile.ini, line", "no time" },
    { "profile.ini", "begins=08:00", "begins=22:00", "profile.ini:", "before they begin" },
    { "terms.csv", "lamp,,,", "keeper,,,", "terms.csv, line 3", "twice" },
    { "terms.csv", "1;2,pt", "1;3,pt", "terms.csv, line 2", "no article" },
    { "terms.csv", "1;2,pt", "1;2,fr", "terms.csv, line 2", "no term" },
    { "terms.csv", "lamp,lâmpada", ",", "terms.csv, line 3", "no word" },
    { "terms.csv", "vigia", "vigia|", "terms.csv, line 2", "empty keyword" },
    { "themes.csv", "lamp|lens", "lamp|lamp", "themes.csv, line 2", "twice" },
    { "themes.csv", "lamp|lens", "lamp|", "themes.csv, line 2", "empty keyword" },
    { "themes.csv", "keywords_pt", "keywords_PT", "themes.csv, line 1", "unknown" },
    { "articles.csv", "night\n", "nights\n", "articles.csv, line 3", "no theme" },
    { "articles.csv", "9,B", "2,B", "articles.csv, line 4", "twice" },
    { "articles.csv", "1,A", "01,A", "articles.csv, line 2", "number" },
    { "articles.csv", "1,A", "3,A", "articles.csv, line 3", "in order" },
    { "articles.csv", "9,B,Procedure", "9,B,Rights", "articles.csv, line 4", "title" },
    { "articles.csv", "Limits of", " Limits of", "articles.csv, line 3", "space" },
    { "article-hints.csv", "1;2", "1;3", "article-hints.csv, line 2", "no article" },
    { "article-hints.csv", "1;2", "1 and 2", "article-hints.csv, line 2", "no article" },
    { "article-hints.csv", "oil lamp", "oil lamp|", "article-hints.csv, line 2", "empty keyword" },
    { "article-hints.csv", "none", "nothing", "article-hints.csv, line 3", "no article" },
    { "states.csv", "QMA,QM", "QPA,QM", "states.csv, line 3", "twice" },
    { "states.csv", "QMA,QM", "qma,QM", "states.csv, line 3", "ISO 3166" },
    { "states.csv", "1999-12-31", "1999-13-31", "states.csv, line 3", "no date" },
    { "states.csv", "1999-12-31", "", "states.csv, line 3", "basis" },
    { "states.csv", "seen,Gazette of the lamp 7", "heard,Gazette of the lamp 7", "states.csv, line 3", "none of seen" },
    { "states.csv", "Gazette of the lamp 7", "", "states.csv, line 3", "source" },
    { "states.csv", "region", "colour", "states.csv, line 1", "colour" },
    { "sessions.csv", "2010-02-27", "2010-03-27", "sessions.csv, line 4", "before it begins" },
    { "sessions.csv", "2010-02-27,2010", "2001-02-27,2010", "sessions.csv, line 4", "before session 3 ends" },
    { "sessions.csv", "4,2010", "2,2010", "sessions.csv, line 4", "in order" },
    { "reviews.csv", "QMA,2", "QMA,3", "reviews.csv, line 4", "belongs" },
    { "reviews.csv", "QMA,2,periodic,2,4", "QMA,2,periodic,2,3", "reviews.csv, line 4", "no later" },
    { "reviews.csv", "QMA,2,periodic,2,4", "QMA,2,periodic,2,5", "reviews.csv, line 4", "no session 5" },
    { "reviews.csv", "QNA,1,", "QZZ,1,", "reviews.csv, line 2", "no State" },
    { "reviews.csv", "CLH/QMA/CO/2", "CLH/QNA/CO/2", "reviews.csv, line 4", "no symbol of this State" },
    { "reviews.csv", "CLH/QMA/CO/2", "", "reviews.csv, line 4", "disagree" },
    { "reviews.csv", "2001-09-09,CLH/QNA/CO/1 paragraph 40", "2001-09-09,", "reviews.csv, line 2", "source" },
    { "reviews.csv", "no-report", "rumour", "reviews.csv, line 3", "none of initial" },
};

static const char *const files[] = { "profile.ini",       "purposes.csv",
                                     "kinds.csv",         "stages.csv",
                                     "themes.csv",        "articles.csv",
                                     "article-hints.csv", "states.csv",
                                     "sessions.csv",      "reviews.csv",
                                     "calls.csv",         "standing-questions.csv",
                                     "own-account.csv",   "documents.csv",
                                     "follow-up.csv",     "assessments.csv",
                                     "outlines.csv",      "papers.csv",
                                     "participants.csv",  "meetings.csv",
                                     "programme.csv",     "general-comment-stages.csv",
                                     "declarations.csv",  "other-ways.csv",
                                     "check-before.csv",  "terms.csv",
                                     "countries.csv",     "case-stages.csv" };

/* Writes the tiny profile to folder, with one change or none. */
static void write_changed (const char *folder, const Change *change)
{
    for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
        g_autofree char *source = g_build_filename (TINY, files[i], NULL);
        g_autofree char *target = g_build_filename (folder, files[i], NULL);
        g_autofree char *text = NULL;
        g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
        g_autoptr (GString) changed = g_string_new (text);
        if (g_str_equal (files[i], change->file))
            g_assert_cmpuint (g_string_replace (changed, change->from, change->to, 1), ==, 1);
        g_unlink (target); /* writing without a sync does not shorten what stands there */
        g_assert_true (g_file_set_contents_full (target, changed->str, (gssize) changed->len, G_FILE_SET_CONTENTS_NONE,
                                                 0600, NULL));
    }
}

static void test_refused (void)
{
    g_autofree char *folder = g_dir_make_tmp ("td-profile-XXXXXX", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
        g_autoptr (GError) error = NULL;
        write_changed (folder, &changes[i]);
        g_autoptr (TdProfile) profile = td_profile_load (folder, &error);
        if (profile != NULL)
            g_error ("%s with “%s” was taken", changes[i].file, changes[i].to);
        g_assert_error (error, error->domain, TD_ERROR_INPUT);
        if (!g_str_has_prefix (error->message, changes[i].start) || strstr (error->message, changes[i].part) == NULL)
            g_error ("“%s” does not begin with “%s” or lacks “%s”", error->message, changes[i].start, changes[i].part);
        g_assert_null (strstr (error->message, folder));
    }
    write_changed (folder, &(Change){ .file = "" });
    for (gsize i = G_N_ELEMENTS (files); i-- > 0;) {
        g_autofree char *path = g_build_filename (folder, files[i], NULL);
        g_autoptr (GError) error = NULL;
        g_unlink (path);
        g_assert_null (td_profile_load (folder, &error));
        g_assert_error (error, TD_PROFILE_ERROR, TD_ERROR_NOT_FOUND);
    }
    g_rmdir (folder);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/profile/tiny/meetings", test_meetings);
    g_test_add_func ("/profile/tiny/numbers", test_numbers);
    g_test_add_func ("/profile/tiny/rules", test_rules);
    g_test_add_func ("/profile/tiny/stages", test_stages);
    g_test_add_func ("/profile/tiny/papers-of-states", test_papers_of_states);
    g_test_add_func ("/profile/tiny/no-treaty-in-code", test_no_treaty_in_code);
    g_test_add_func ("/profile/tiny/refused", test_refused);
    return g_test_run ();
}
