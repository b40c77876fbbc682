/* Recommendations followed up: the list and what becomes of it when the file is replaced, assessments, steps, corrections, evidence, data. */
#include "dossier-house.h"

#include "areas/calls/timetable.h"
#include "areas/follow_up/assessment.h"
#include "areas/follow_up/correct.h"
#include "areas/follow_up/earlier.h"
#include "areas/follow_up/evidence.h"
#include "areas/follow_up/in-language.h"
#include "areas/follow_up/step.h"

#define FEES                                                                                                           \
    "12. The Committee notes that recruitment agencies take fees, contrary to article 66 of the Convention.\n\n"       \
    "13. The Committee recommends that the State party:\n\n(a) Prohibit recruitment fees under article 66;\n\n"        \
    "(b) Inspect agencies each year.\n\n"
#define DETENTION                                                                                                      \
    ". The Committee urges the State party to hold nobody in immigration detention without a decision of a judge, as " \
    "article 16 of the Convention demands.\n\n"
#define HEALTH                                                                                                         \
    ". The Committee also calls upon the State party to give migrant workers in an irregular situation the urgent "    \
    "medical care of article 28.\n\n"
#define FIRST                                                                                                          \
    "## Follow-up\n\n30. The Committee requests the State party to provide within two years information on the "       \
    "implementation of the "                                                                                           \
    "recommendations contained in paragraphs 13 and 15.\n"
#define HEAD "# Concluding observations\n\n"

static const TdViewer mission_elsewhere = { .roles = SIGNED | R (MISSION),
                                            .trust = TD_TRUST_SECOND,
                                            .person = "g000000000000001",
                                            .session = "h",
                                            .state = "PHL" };

static char *bring (House *house, const char *symbol, const char *language, const char *day, const char *text,
                    gboolean replace)
{
    const TdLibraryEntry entry = { .symbol = symbol, .language = language, .day = day };
    g_autoptr (GError) error = NULL;
    char *id = NULL;
    int fd = file_of (text);

    td_library_import (house->instance, &secretariat, &entry, fd, "co.md", replace, &id, &error);
    close (fd);
    g_assert_no_error (error);
    catch_up (house);
    return id;
}

/* The usual one; its id. */
static char *bring_usual (House *house)
{
    return bring (house, "CMW/C/GHA/CO/1", "en", "2014-09-12", HEAD FEES "15" DETENTION "16" HEALTH FIRST, FALSE);
}

static GPtrArray *list_for (House *house, const TdViewer *viewer, const TdRecommendationFilter *filter)
{
    g_autoptr (GError) error = NULL;
    GPtrArray *list = td_recommendation_list (house->instance, viewer, filter, &error);

    g_assert_no_error (error);
    return list;
}

static char *anchors_of (const GPtrArray *list)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < list->len; i++) {
        const TdRecommendation *r = list->pdata[i];
        g_string_append_printf (all, "%s%s%s", i > 0 ? " " : "", r->anchor, r->item);
    }
    return g_string_free (g_steal_pointer (&all), FALSE);
}

static void assert_list (House *house, TdRecommendationFilter filter, const char *wanted)
{
    g_autoptr (GPtrArray) list = list_for (house, &nobody, &filter);
    g_autofree char *anchors = anchors_of (list);

    g_assert_cmpstr (anchors, ==, wanted);
}
#define ASSERT_LIST(wanted, ...) assert_list (house, (TdRecommendationFilter){ __VA_ARGS__ }, wanted)

/* The one at an anchor, whatever its standing. Free it. */
static TdRecommendation *at (House *house, const char *anchor, const char *item)
{
    const TdRecommendationFilter all = { .all = TRUE };
    g_autoptr (GPtrArray) list = list_for (house, &nobody, &all);

    for (guint i = 0; i < list->len; i++) {
        TdRecommendation *r = list->pdata[i];
        if (g_str_equal (r->anchor, anchor) && g_str_equal (r->item, item))
            return g_ptr_array_steal_index (list, i);
    }
    g_error ("nothing stands at %s%s", anchor, item);
}

static TdRecommendation *now (House *house, const char *id)
{
    g_autoptr (GError) error = NULL;
    TdRecommendation *r = td_recommendation_get (house->instance, id, &error);

    g_assert_no_error (error);
    return r;
}

/* ---- the list ---- */

static void test_made (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *document = bring_usual (house);
    g_autoptr (TdRecommendation) fees = at (house, "p13", "");
    g_autoptr (TdRecommendation) health = at (house, "p16", "");
    g_autofree char *place = td_recommendation_place (fees, "en");

    ASSERT_LIST ("p13 p15 p16 p30", .state = "GHA");
    ASSERT_LIST ("", .state = "PHL");
    ASSERT_LIST ("p15", .article = 16);
    ASSERT_LIST ("p13 p15", .priority = TRUE);
    ASSERT_LIST ("p13 p15 p16 p30", .cycle = 1, .grade = "none", .unreported = TRUE);
    ASSERT_LIST ("", .cycle = 2);
    g_assert_cmpstr (place, ==, "CMW/C/GHA/CO/1, paragraph 13");
    g_assert_cmpstr (fees->document, ==, document);
    g_assert_cmpint (fees->cycle, ==, 1);
    g_assert_cmpuint (fees->articles->len, ==, 1);
    g_assert_cmpint (g_array_index (fees->articles, int, 0), ==, 66);
    g_assert_cmpstr (fees->theme, ==, td_profile_article (house->instance->profile, 66)->theme);
    g_assert_cmpstr (fees->due, ==, "2016-09-12");
    g_assert_cmpint (fees->due_by, ==, TD_SAID_BY_DOCUMENT);
    g_assert_null (health->due);
    g_assert_cmpint (td_recommendation_years (fees, "2014-09-11"), ==, -1);
    g_assert_cmpint (td_recommendation_years (fees, "2015-09-11"), ==, 0);
    g_assert_cmpint (td_recommendation_years (fees, "2015-09-12"), ==, 1);
    catch_up (house);
    ASSERT_LIST ("p13 p15 p16 p30", .state = "GHA");
}

static void draft (House *house, const TdViewer *viewer, const char *id, const char *grade, int seen)
{
    const TdAssessmentWish wish = { grade, "Because of what is known.", seen };
    g_autoptr (GError) error = NULL;

    td_assessment_draft (house->instance, viewer, id, &wish, NULL, &error);
    g_assert_no_error (error);
}

static void release (House *house, const char *id, int version)
{
    g_autoptr (GError) error = NULL;

    td_assessment_release (house->instance, &secretariat, id, version, &error);
    g_assert_no_error (error);
}

/* What is not said is said as usual. */
static TdStepWish usual (TdStepWish wish)
{
    wish.ministry = wish.ministry != NULL ? wish.ministry : "Ministry of the Interior";
    wish.words = wish.words != NULL ? wish.words : "A law.";
    wish.progress = wish.progress != NULL ? wish.progress : "begun";
    return wish;
}
#define STEP(...) usual ((TdStepWish){ __VA_ARGS__ })

static gboolean step (House *house, const TdViewer *viewer, const char *id, TdStepWish wish, const char **ret_field,
                      GError **error)
{
    return td_state_step_write (house->instance, viewer, id, &wish, ret_field, error);
}

static void must_step (House *house, const char *id, TdStepWish wish)
{
    g_autoptr (GError) error = NULL;

    step (house, &mission, id, wish, NULL, &error);
    g_assert_no_error (error);
}

/* A better file: two paragraphs have other numbers, one is gone, one is new. What hangs on words goes with them. */
static void test_replaced (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *document = bring_usual (house);
    g_autofree char *again = NULL;
    g_autoptr (TdRecommendation) detention = at (house, "p15", ""), health = at (house, "p16", "");
    g_autoptr (TdRecommendation) fees = at (house, "p13", ""), moved = NULL, gone = NULL, fresh = NULL;
    g_autoptr (TdRecommendation) still = NULL;

    must_step (house, detention->id, STEP (0));
    draft (house, &member, detention->id, "in-part", 0);
    release (house, detention->id, 1);
    again = bring (house, "CMW/C/GHA/CO/1", "en", "2014-09-12",
                   HEAD "11. The Committee encourages the State party to sign treaties.\n\n" FEES
                        "15. The Committee is concerned that nobody inspects.\n\n16" DETENTION FIRST,
                   TRUE);
    g_assert_cmpstr (again, ==, document);
    moved = now (house, detention->id);
    g_assert_cmpstr (moved->anchor, ==, "p16");
    g_assert_cmpstr (moved->number, ==, "16.");
    g_assert_cmpstr (moved->text, ==, detention->text);
    g_assert_cmpstr (moved->noted, ==, "moved");
    g_assert_cmpstr (moved->grade, ==, "in-part");
    g_assert_cmpint (moved->steps, ==, 1);
    gone = now (house, health->id);
    g_assert_cmpint (gone->standing, ==, TD_STANDING_GONE);
    g_assert_cmpstr (gone->number, ==, "16.");
    fresh = at (house, "p11", "");
    g_assert_cmpint (fresh->standing, ==, TD_STANDING_LISTED);
    still = now (house, fees->id);
    g_assert_cmpstr (still->id, ==, fees->id);
}

/* A better reading of the same paragraph, and a file in the language that leads: anchors hold. */
static void test_replaced_words (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *document =
        bring (house, "CMW/C/GHA/CO/1", "fr", "2014-09-12",
               HEAD "15. Le Comité recommande à l’État partie de ne détenir personne sans décision.\n", FALSE);
    g_autoptr (TdRecommendation) french = at (house, "p15", ""), english = NULL, garbled = NULL;
    g_autofree char *second = NULL, *third = NULL;

    must_step (house, french->id, STEP (0));
    second = bring (house, "CMW/C/GHA/CO/1", "en", "2014-09-12", HEAD "15" DETENTION "16" HEALTH, FALSE);
    english = now (house, french->id);
    g_assert_cmpstr (english->anchor, ==, "p15");
    g_assert_cmpstr (english->language, ==, "en");
    g_assert_null (english->noted);
    g_assert_cmpint (english->steps, ==, 1);
    third = bring (house, "CMW/C/GHA/CO/1", "en", "2014-09-12",
                   HEAD "15. The Committee recommends quite another thing: registers.\n\n16" HEALTH, TRUE);
    garbled = now (house, french->id);
    g_assert_cmpstr (garbled->anchor, ==, "p15");
    g_assert_cmpstr (garbled->noted, ==, "words");
    g_assert_cmpint (garbled->steps, ==, 1);
}

/* ---- assessments ---- */

static guint assessments_for (House *house, const TdViewer *viewer, const TdRecommendation *r)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = td_assessments (house->instance, viewer, r, &error);

    g_assert_no_error (error);
    return list->len;
}

static void not_drafted (House *house, const TdViewer *viewer, const char *id, TdAssessmentWish wish, const char *field,
                         TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    const char *wrong = NULL;

    g_assert_false (td_assessment_draft (house->instance, viewer, id, &wish, &wrong, &error));
    g_assert_cmpstr (wrong, ==, field);
    assert_code (&error, code);
}

static void test_assessed (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *document = bring_usual (house);
    g_autoptr (TdRecommendation) r = at (house, "p15", ""), assessed = NULL, again = NULL;
    g_autoptr (GError) error = NULL;

    not_drafted (house, &member, r->id, (TdAssessmentWish){ "fine", "Why.", 0 }, "grade", TD_ERROR_INPUT);
    not_drafted (house, &member, r->id, (TdAssessmentWish){ "in-part", " \n", 0 }, "reason", TD_ERROR_INPUT);
    not_drafted (house, &in_conflict, r->id, (TdAssessmentWish){ "in-part", "Why.", 0 }, NULL, TD_ERROR_NOT_ALLOWED);
    not_drafted (house, &untold, r->id, (TdAssessmentWish){ "in-part", "Why.", 0 }, NULL, TD_ERROR_NOT_ALLOWED);
    not_drafted (house, &mission, r->id, (TdAssessmentWish){ "carried-out", "Why.", 0 }, NULL, TD_ERROR_NOT_ALLOWED);
    not_drafted (house, &nobody, r->id, (TdAssessmentWish){ "in-part", "Why.", 0 }, NULL, TD_ERROR_NOT_ALLOWED);
    not_drafted (house, &member, "0000000000000000", (TdAssessmentWish){ "in-part", "Why.", 0 }, NULL,
                 TD_ERROR_NOT_FOUND);

    /* Two members at once. */
    draft (house, &member, r->id, "in-part", 0);
    not_drafted (house, &colleague, r->id, (TdAssessmentWish){ "not-carried-out", "Why.", 0 }, "reason",
                 TD_ERROR_CONFLICT);
    draft (house, &colleague, r->id, "not-carried-out", 1);
    g_assert_cmpuint (assessments_for (house, &member, r), ==, 2);
    g_assert_cmpuint (assessments_for (house, &secretariat, r), ==, 2);
    g_assert_cmpuint (assessments_for (house, &in_conflict, r), ==, 0);
    g_assert_cmpuint (assessments_for (house, &untold, r), ==, 0);
    g_assert_cmpuint (assessments_for (house, &mission, r), ==, 0);
    g_assert_cmpuint (assessments_for (house, &nobody, r), ==, 0);
    assessed = now (house, r->id);
    g_assert_null (assessed->grade);
    ASSERT_LIST ("", .grade = "not-carried-out");

    g_assert_false (td_assessment_release (house->instance, &member, r->id, 2, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_assessment_release (house->instance, &secretariat, r->id, 1, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    release (house, r->id, 2);
    g_assert_false (td_assessment_release (house->instance, &secretariat, r->id, 2, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_cmpuint (assessments_for (house, &nobody, r), ==, 1);
    g_assert_cmpuint (assessments_for (house, &member, r), ==, 1);
    again = now (house, r->id);
    g_assert_cmpstr (again->grade, ==, "not-carried-out");
    ASSERT_LIST ("p15", .grade = "not-carried-out");
    draft (house, &member, r->id, "carried-out", 2);
    ASSERT_LIST ("p15", .grade = "not-carried-out");
    release (house, r->id, 3);
    ASSERT_LIST ("p15", .grade = "carried-out");
    g_assert_cmpuint (assessments_for (house, &nobody, r), ==, 2);
}

/* ---- steps ---- */

static void not_stepped (House *house, const TdViewer *viewer, const char *id, TdStepWish wish, const char *field,
                         TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    const char *wrong = NULL;

    g_assert_false (step (house, viewer, id, wish, &wrong, &error));
    g_assert_cmpstr (wrong, ==, field);
    assert_code (&error, code);
}

static void test_steps (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *document = bring_usual (house);
    g_autoptr (TdRecommendation) r = at (house, "p15", ""), other = at (house, "p13", "");
    g_autoptr (GPtrArray) steps = NULL, after = NULL;
    g_autoptr (GError) error = NULL;
    const TdStateStep *s;

    not_stepped (house, &mission_elsewhere, r->id, STEP (0), NULL, TD_ERROR_NOT_ALLOWED);
    not_stepped (house, &secretariat, r->id, STEP (0), NULL, TD_ERROR_NOT_ALLOWED);
    not_stepped (house, &member, r->id, STEP (0), NULL, TD_ERROR_NOT_ALLOWED);
    not_stepped (house, &mission, r->id, STEP (.ministry = " "), "ministry", TD_ERROR_INPUT);
    not_stepped (house, &mission, r->id, STEP (.words = ""), "words", TD_ERROR_INPUT);
    not_stepped (house, &mission, r->id, STEP (.day = "soon"), "day", TD_ERROR_INPUT);
    not_stepped (house, &mission, r->id, STEP (.day = "2027-02-30"), "day", TD_ERROR_INPUT);
    not_stepped (house, &mission, r->id, STEP (.progress = "perhaps"), "progress", TD_ERROR_INPUT);
    not_stepped (house, &mission, r->id, STEP (.step = "0000000000000000"), NULL, TD_ERROR_NOT_FOUND);
    must_step (house, r->id, STEP (.day = "2027"));
    steps = td_state_steps (house->instance, r->id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (steps->len, ==, 1);
    s = steps->pdata[0];
    g_assert_cmpstr (s->office, ==, "permanent-mission");
    /* A step of one recommendation is none of another. */
    not_stepped (house, &mission, other->id, STEP (.step = s->step, .seen = 1), NULL, TD_ERROR_NOT_FOUND);
    must_step (house, r->id, STEP (.step = s->step, .seen = 1, .progress = "done"));
    not_stepped (house, &mission, r->id, STEP (.step = s->step, .seen = 1), "words", TD_ERROR_CONFLICT);
    after = td_state_steps (house->instance, r->id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (after->len, ==, 2);
    s = after->pdata[0];
    g_assert_true (s->newest && s->version == 2 && s->progress == TD_PROGRESS_DONE);
    s = after->pdata[1];
    g_assert_true (!s->newest && s->version == 1 && s->progress == TD_PROGRESS_BEGUN);
}

/* ---- corrections ---- */

static void correct (House *house, const char *id, TdCorrection said)
{
    g_autoptr (GError) error = NULL;

    td_recommendation_correct (house->instance, &secretariat, id, &said, NULL, &error);
    g_assert_no_error (error);
}

static void not_corrected (House *house, const TdViewer *viewer, const char *id, TdCorrection said, const char *field,
                           TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    const char *wrong = NULL;

    g_assert_false (td_recommendation_correct (house->instance, viewer, id, &said, &wrong, &error));
    g_assert_cmpstr (wrong, ==, field);
    assert_code (&error, code);
}

static void test_corrected (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *document = bring_usual (house), *again = NULL, *made = NULL;
    g_autoptr (TdRecommendation) fees = at (house, "p13", ""), request = at (house, "p30", ""), item = NULL,
                                 first = NULL;
    g_autoptr (GError) error = NULL;
    TdInstance *instance = house->instance;

    not_corrected (house, &member, fees->id, (TdCorrection){ .articles = "16" }, NULL, TD_ERROR_NOT_ALLOWED);
    not_corrected (house, &mission, fees->id, (TdCorrection){ .articles = "16" }, NULL, TD_ERROR_NOT_ALLOWED);
    not_corrected (house, &secretariat, fees->id, (TdCorrection){ .articles = "16, 900" }, "articles", TD_ERROR_INPUT);
    not_corrected (house, &secretariat, fees->id, (TdCorrection){ .theme = "weather" }, "theme", TD_ERROR_INPUT);
    not_corrected (house, &secretariat, fees->id, (TdCorrection){ .due = "2013-01-01" }, "due", TD_ERROR_INPUT);
    not_corrected (house, &secretariat, fees->id, (TdCorrection){ .due = "2017" }, "due", TD_ERROR_INPUT);

    /* None, one, items, whole; and all of it holds when the file is replaced. */
    td_recommendation_say_is (instance, &secretariat, request->id, FALSE, &error);
    g_assert_no_error (error);
    g_assert_false (td_recommendation_split (instance, &secretariat, request->id, TRUE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_recommendation_split (instance, &secretariat, fees->id, TRUE, &error);
    g_assert_no_error (error);
    not_drafted (house, &member, fees->id, (TdAssessmentWish){ "in-part", "Why.", 0 }, NULL, TD_ERROR_CONFLICT);
    not_stepped (house, &mission, request->id, STEP (0), NULL, TD_ERROR_CONFLICT);
    ASSERT_LIST ("p13(a) p13(b) p15 p16", .state = "GHA");
    item = at (house, "p13", "(a)");
    g_assert_cmpstr (item->lead, ==, "The Committee recommends that the State party:");
    g_assert_true (item->priority);
    must_step (house, item->id, STEP (0));
    correct (house, item->id, (TdCorrection){ .articles = "16;1", .theme = "liberty", .due = "2017-01-31" });
    td_recommendation_add (instance, &secretariat, "cmw/c/gha/co/1", "p12", &made, &error);
    g_assert_no_error (error);
    g_assert_false (td_recommendation_add (instance, &secretariat, "CMW/C/GHA/CO/1", "p12", NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_recommendation_add (instance, &secretariat, "CMW/C/GHA/CO/1", "p99", NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_recommendation_add (instance, &member, "CMW/C/GHA/CO/1", "p12", NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    again = bring (house, "CMW/C/GHA/CO/1", "en", "2014-09-12",
                   HEAD FEES "15" DETENTION "16" HEALTH FIRST "\n31. More.\n", TRUE);
    ASSERT_LIST ("p12 p13(a) p13(b) p15 p16", .state = "GHA");
    ASSERT_LIST ("p13(a) p15", .article = 16);
    ASSERT_LIST ("p13(a)", .theme = "liberty", .article = 1);
    first = now (house, item->id);
    g_assert_cmpstr (first->due, ==, "2017-01-31");
    g_assert_cmpint (first->steps, ==, 1);
    td_recommendation_split (instance, &secretariat, fees->id, FALSE, &error);
    g_assert_no_error (error);
    ASSERT_LIST ("p12 p13 p15 p16", .state = "GHA");
}

static void test_day (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *document = bring_usual (house);
    g_autoptr (TdRecommendation) fees = NULL, health = NULL;
    g_autoptr (TdTimetable) timetable = NULL;
    g_autoptr (GError) error = NULL;
    const TdStageDate *date;

    g_assert_false (td_follow_up_day_confirm (house->instance, &member, document, "2016-10-01", &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_follow_up_day_confirm (house->instance, &secretariat, document, "October", &error));
    assert_code (&error, TD_ERROR_INPUT);
    td_follow_up_day_confirm (house->instance, &secretariat, document, "2016-10-01", &error);
    g_assert_no_error (error);
    fees = at (house, "p13", "");
    health = at (house, "p16", "");
    g_assert_cmpstr (fees->due, ==, "2016-10-01");
    g_assert_cmpint (fees->due_by, ==, TD_SAID_BY_SECRETARIAT);
    g_assert_null (health->due);
    timetable = td_timetable_read (house->instance, &error);
    g_assert_no_error (error);
    date = td_timetable_stage (timetable, "GHA", 1, "follow-up");
    g_assert_nonnull (date);
    g_assert_cmpstr (date->day, ==, "2016-10-01");
}

/* ---- evidence ---- */

static void work_matches (House *house)
{
    g_autoptr (GError) error = NULL;

    catch_up (house);
    td_match_work (house->instance, 100, NULL, &error);
    g_assert_no_error (error);
}

static int reports_for (House *house, const TdViewer *viewer, const char *anchor)
{
    const TdRecommendationFilter filter = { .state = "GHA" };
    g_autoptr (GPtrArray) list = list_for (house, viewer, &filter);

    for (guint i = 0; i < list->len; i++) {
        const TdRecommendation *r = list->pdata[i];
        if (g_str_equal (r->anchor, anchor))
            return r->reports;
    }
    return -1;
}

static guint evidence_for (House *house, const TdViewer *viewer, const TdRecommendation *r)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = td_evidence_of (house->instance, viewer, r, &error);

    g_assert_no_error (error);
    return list->len;
}

#define CITES "# Notes\n\nPersons are still held without a judge (CMW/C/GHA/CO/1, para. 15).\n"

static void test_evidence (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *document = bring_usual (house);
    g_autofree char *closed = report (house, "ngo", "confidential", CITES);
    g_autofree char *open = NULL;
    g_autoptr (TdRecommendation) r = at (house, "p15", "");
    static const TdViewer *const others[] = { &nobody, &in_conflict, &untold, &mission, &mission_elsewhere };

    work_matches (house);
    g_assert_cmpint (reports_for (house, &member, "p15"), ==, 1);
    g_assert_cmpint (reports_for (house, &member, "p16"), ==, 0);
    g_assert_cmpuint (evidence_for (house, &secretariat, r), ==, 1);
    for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
        g_assert_cmpint (reports_for (house, others[i], "p15"), ==, 0);
        g_assert_cmpuint (evidence_for (house, others[i], r), ==, 0);
    }
    ASSERT_LIST ("p13 p15 p16 p30", .unreported = TRUE);
    open = report (house, "nhri", "public", CITES);
    decide (house, open, TD_DECISION_PUBLISH);
    work_matches (house);
    g_assert_cmpint (reports_for (house, &nobody, "p15"), ==, 1);
    g_assert_cmpint (reports_for (house, &member, "p15"), ==, 2);
    ASSERT_LIST ("p13 p16 p30", .unreported = TRUE);
}

/* A time that the document gives in words; and the profile's, where it gives none. */
static void test_within (void)
{
    static const struct {
        const char *words, *due;
        TdSaidBy by;
    } rows[] = { { "within one year", "2015-09-12", TD_SAID_BY_DOCUMENT }, { "soon", "2016-09-12", TD_SAID_BY_RULE } };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (House) house = house_new (FALSE);
        g_autofree char *text =
            g_strdup_printf (HEAD "15" DETENTION "## Follow-up\n\n30. The Committee requests the State party to"
                                  " report %s on the implementation of the recommendations contained in"
                                  " paragraph 15.\n",
                             rows[i].words);
        g_autofree char *document = bring (house, "CMW/C/GHA/CO/1", "en", "2014-09-12", text, FALSE);
        g_autoptr (TdRecommendation) r = at (house, "p15", ""), said = NULL, back = NULL;

        g_assert_cmpstr (r->due, ==, rows[i].due);
        g_assert_cmpint (r->due_by, ==, rows[i].by);
        correct (house, r->id, (TdCorrection){ .due = "2018-01-01" });
        said = now (house, r->id);
        g_assert_cmpint (said->due_by, ==, TD_SAID_BY_SECRETARIAT);
        correct (house, r->id, (TdCorrection){ .due = "" });
        back = now (house, r->id);
        g_assert_cmpstr (back->due, ==, rows[i].due);
        g_assert_cmpint (back->due_by, ==, rows[i].by);
    }
}

/* ---- languages ---- */

static void test_languages (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *document = bring_usual (house);
    g_autofree char *french =
        bring (house, "CMW/C/GHA/CO/1", "fr", "2014-09-12",
               HEAD "15. Le Comité engage l’État partie à ne détenir personne sans décision.\n", FALSE);
    const TdRecommendationFilter filter = { .state = "GHA" };
    g_autoptr (GPtrArray) list = list_for (house, &nobody, &filter);
    g_autoptr (GError) error = NULL;

    g_assert_cmpuint (list->len, ==, 4);
    td_recommendations_speak (house->instance, "fr", list, 0, 30, &error);
    g_assert_no_error (error);
    for (guint i = 0; i < list->len; i++) {
        const TdRecommendation *r = list->pdata[i];
        g_assert_cmpstr (r->language, ==, g_str_equal (r->anchor, "p15") ? "fr" : "en");
        g_assert_true (g_str_has_prefix (r->text, "Le Comité") == g_str_equal (r->anchor, "p15"));
    }
    td_recommendations_speak (house->instance, "ar", list, 0, 30, &error);
    g_assert_no_error (error);
}

/* ---- history ---- */

static void test_earlier (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *second =
        bring (house, "CMW/C/GHA/CO/2", "en", "2020-04-30", HEAD "22" DETENTION "23" HEALTH, FALSE);
    g_autofree char *document = bring_usual (house);
    g_autoptr (TdRecommendation) later = at (house, "p22", ""), earlier = at (house, "p15", "");
    g_autoptr (TdRecommendation) other = at (house, "p13", "");
    g_autoptr (GPtrArray) suggested = NULL, shown = NULL, back = NULL;
    g_autoptr (GError) error = NULL;
    TdInstance *instance = house->instance;
    const TdEarlier *e;

    suggested = td_earlier_of (instance, later->id, TRUE, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (suggested->len, ==, 1);
    e = suggested->pdata[0];
    g_assert_cmpstr (e->id, ==, earlier->id);
    g_assert_false (e->confirmed || e->is_later);
    g_assert_false (td_earlier_say (instance, &member, later->id, earlier->id, TRUE, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_earlier_say (instance, &secretariat, earlier->id, later->id, TRUE, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_earlier_say (instance, &secretariat, other->id, earlier->id, TRUE, &error));
    assert_code (&error, TD_ERROR_INPUT);
    td_earlier_say (instance, &secretariat, later->id, earlier->id, TRUE, &error);
    g_assert_no_error (error);
    shown = td_earlier_of (instance, later->id, FALSE, &error);
    g_assert_cmpuint (shown->len, ==, 1);
    back = td_earlier_of (instance, earlier->id, FALSE, &error);
    g_assert_cmpuint (back->len, ==, 1);
    g_assert_true (((TdEarlier *) back->pdata[0])->is_later);
}

/* ---- data ---- */

static void test_csv (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *document =
        bring (house, "CMW/C/GHA/CO/1", "en", "2014-09-12",
               HEAD "## Recommendations\n\n1. =HYPERLINK(\"http://x\",\"y\") is \"quoted\", and more.\n\n"
                    "2. +1 is a formula.\n\n3. -1 too.\n\n4. @SUM(A1) too.\n\n5. Plain words.\n",
               FALSE);
    const TdRecommendationFilter filter = { .state = "GHA" };
    g_autoptr (GPtrArray) list = list_for (house, &nobody, &filter);
    g_autofree char *csv = td_recommendations_to_csv (house->instance, list);

    g_assert_cmpuint (list->len, ==, 5);
    g_assert_true (g_str_has_prefix (csv, "\"id\",\"state\","));
    g_assert_nonnull (strstr (csv, "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\") is \"\"quoted\"\", and more.\""));
    g_assert_nonnull (strstr (csv, "\"'+1 is a formula.\""));
    g_assert_nonnull (strstr (csv, "\"'-1 too.\""));
    g_assert_nonnull (strstr (csv, "\"'@SUM(A1) too.\""));
    g_assert_nonnull (strstr (csv, "\"Plain words.\""));
    g_assert_true (g_str_has_suffix (csv, "\"\r\n"));
    g_assert_null (strstr (csv, "\"="));
}

static void test_tally (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *document = bring_usual (house);
    g_autoptr (TdRecommendation) r = at (house, "p15", "");
    const TdRecommendationFilter filter = { .state = "GHA" };
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GArray) tallies = NULL;
    const TdProfile *profile = house->instance->profile;
    const TdRecommendationTally *last;

    draft (house, &member, r->id, "contrary", 0);
    release (house, r->id, 1);
    list = list_for (house, &nobody, &filter);
    tallies = td_recommendation_tally (profile, list, "2016-09-12");
    g_assert_cmpuint (tallies->len, ==, profile->n_grades + 1);
    last = &g_array_index (tallies, TdRecommendationTally, profile->n_grades);
    g_assert_null (last->grade);
    g_assert_cmpint (last->n, ==, 3);
    g_assert_cmpint (last->by_years[2], ==, 3);
    for (guint i = 0; i < profile->n_grades; i++) {
        const TdRecommendationTally *t = &g_array_index (tallies, TdRecommendationTally, i);
        g_assert_cmpint (t->n, ==, g_str_equal (t->grade->slug, "contrary") ? 1 : 0);
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/follow-up/made", test_made);
    g_test_add_func ("/follow-up/replaced", test_replaced);
    g_test_add_func ("/follow-up/replaced-words", test_replaced_words);
    g_test_add_func ("/follow-up/assessed", test_assessed);
    g_test_add_func ("/follow-up/steps", test_steps);
    g_test_add_func ("/follow-up/corrected", test_corrected);
    g_test_add_func ("/follow-up/day", test_day);
    g_test_add_func ("/follow-up/evidence", test_evidence);
    g_test_add_func ("/follow-up/within", test_within);
    g_test_add_func ("/follow-up/languages", test_languages);
    g_test_add_func ("/follow-up/earlier", test_earlier);
    g_test_add_func ("/follow-up/csv", test_csv);
    g_test_add_func ("/follow-up/tally", test_tally);
    return g_test_run ();
}
