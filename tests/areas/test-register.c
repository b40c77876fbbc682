/* Contributions of before, entered from the secretariat's register. */
#include "areas/search/search.h"
#include "areas/submissions/submission-register.h"
#include "fixture.h"
#include "journal/log.h"

#define OLD "# An old report\n\n1. The dugongword is held against article 16 of the Convention.\n"

static const TdRegisterEntry entry = {
    .state = "gha", .purpose = "dialogue", .organisation = "Union of Before", .kind = "trade-union", .day = "2009-03"
};

static gboolean try_enter (House *house, const TdViewer *viewer, const TdRegisterEntry *e, const char *text,
                           char **ret_id, GError **error)
{
    int fd = file_of (text);
    gboolean done = td_submission_from_register (house->instance, viewer, e, fd, "old.md", ret_id, error);

    close (fd);
    return done;
}

static char *enter (House *house, const TdRegisterEntry *e, const char *text)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    try_enter (house, &secretariat, e, text, &id, &error);
    g_assert_no_error (error);
    return id;
}

static gint64 found (House *house, const TdViewer *viewer)
{
    const TdSearchAsk ask = { .words = "dugongword" };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSearchAnswer) answer = td_search (house->instance, viewer, &ask, &error);

    g_assert_no_error (error);
    return answer->total;
}

static void test_for_the_committee (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = enter (house, &entry, OLD);
    g_autoptr (GError) error = NULL;
    gint64 leaves = -1;

    catch_up (house);
    g_autoptr (TdSubmission) s = td_submission_get (house->instance, &secretariat, NULL, id, &error);
    g_assert_no_error (error);
    g_assert_cmpint (s->status, ==, TD_STATUS_ACCEPTED);
    g_assert_cmpint (s->visibility, ==, TD_VISIBILITY_COMMITTEE);
    g_assert_cmpstr (s->state, ==, "GHA");
    g_assert_cmpstr (s->register_day, ==, "2009-03");
    g_assert_cmpstr (s->sender_name, ==, "Union of Before");
    g_assert_cmpstr (s->title, ==, "An old report");
    g_assert_false (s->unverified || s->uncalled);
    g_assert_cmpint (g_array_index (s->articles, int, 0), ==, 16);
    g_assert_null (td_submission_get (house->instance, &nobody, NULL, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_cmpint (found (house, &nobody), ==, 0);
    g_assert_cmpint (found (house, &secretariat), ==, 1);
    /* Nobody promised anything. */
    g_assert_null (td_submission_receipt (house->instance, &secretariat, NULL, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_log_check (house->instance->store, &house->instance->log, &leaves, &error));
    g_assert_cmpint (leaves, ==, 0);
    g_assert_false (td_submission_may_decide (s, &secretariat, TD_DECISION_ASK_CHANGE));
    g_assert_false (td_submission_may_decide (s, &secretariat, TD_DECISION_PUBLISH));
    g_assert_false (td_submission_decide (house->instance, &secretariat, id,
                                          &(TdDecide){ .decision = TD_DECISION_ASK_CHANGE, .reason = "More." }, NULL,
                                          &error));
    assert_code (&error, TD_ERROR_INPUT);
}

static void test_for_everybody (void)
{
    TdRegisterEntry e = entry;
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;

    e.visibility = TD_VISIBILITY_NAME_WITHHELD;
    g_autofree char *id = enter (house, &e, OLD);
    catch_up (house);
    g_autoptr (TdSubmission) s = td_submission_get (house->instance, &nobody, NULL, id, &error);
    g_assert_no_error (error);
    g_assert_cmpint (s->status, ==, TD_STATUS_PUBLISHED);
    g_assert_null (td_submission_name_for (s, &nobody));
    g_assert_cmpint (found (house, &nobody), ==, 1);
    decide (house, id, TD_DECISION_WITHHOLD);
    catch_up (house);
    g_assert_cmpint (found (house, &nobody), ==, 0);
}

static void test_once (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = enter (house, &entry, OLD);
    g_autofree char *again = NULL;
    g_autofree char *there = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_false (try_enter (house, &secretariat, &entry, OLD, &again, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_autoptr (TdSubmission) s = td_submission_get (house->instance, &secretariat, NULL, id, &error);
    const TdSubmissionFile *file = s->files->pdata[0];
    g_assert_true (td_submission_register_find (house->instance, file->sha256, &there, &error));
    g_assert_cmpstr (there, ==, id);
}

static void test_refused (void)
{
    TdRegisterEntry wrong[8];
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
        wrong[i] = entry;
    wrong[0].state = "XXX";
    wrong[1].purpose = "state-report";
    wrong[2].purpose = NULL;
    wrong[3].kind = "state";
    wrong[4].organisation = " ";
    wrong[5].day = "12.3.2009";
    wrong[6].day = "2999";
    wrong[7].organisation = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_assert_false (try_enter (house, &secretariat, &wrong[i], OLD, NULL, &error));
        assert_code (&error, TD_ERROR_INPUT);
    }
    g_assert_false (try_enter (house, &nobody, &entry, OLD, NULL, &error));
    g_assert_nonnull (error);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/areas/register/for-the-committee", test_for_the_committee);
    g_test_add_func ("/areas/register/for-everybody", test_for_everybody);
    g_test_add_func ("/areas/register/once", test_once);
    g_test_add_func ("/areas/register/refused", test_refused);
    return g_test_run ();
}
