/* Acts under --now: only where nothing real can be taken for them, and marked wherever they are kept. */
#include "fixture.h"

#include "areas/people/people.h"

static TdClock in_2031 (void)
{
    TdClock clock = td_clock_real ();

    g_assert_true (td_clock_at ("2031-03-01", &clock, NULL));
    return clock;
}

static void reopen (House *house, TdClock clock)
{
    td_instance_free (house->instance);
    house->instance = house_open (house->folder, clock);
}

static void test_real_acts_refuse (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) waiting = { 0 };
    g_auto (Draft) draft = { 0 };
    g_autofree char *person = NULL;
    char *id = NULL, *key = NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GError) error = NULL;

    send_one (house, &waiting, "public", REPORT);
    begin (house, &draft);
    reopen (house, in_2031 ());
    g_assert_false (td_submission_begin (house->instance, &nobody, &id, &key, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_submission_answer (house->instance, &nobody, draft.key, draft.id, &(TdAnswers){ .title = "T" },
                                          NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (add_text (house, &draft, "r.md", REPORT, TRUE, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_submission_send (house->instance, &nobody, draft.key, draft.id, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_submission_purge_drafts (house->instance, &error));
    g_assert_no_error (error);
    g_assert_false (td_submission_discard (house->instance, &nobody, draft.key, draft.id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_submission_decide (house->instance, &secretariat, waiting.id,
                                          &(TdDecide){ .decision = TD_DECISION_PUBLISH }, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_person_add (house->instance, "a@example.org", "four words put together", TD_ROLE_SECRETARIAT,
                                   NULL, &person, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    /* Reading goes on, as of that day. */
    s = td_submission_get (house->instance, &secretariat, NULL, waiting.id, &error);
    g_assert_no_error (error);
    g_assert_cmpint (s->status, ==, TD_STATUS_RECEIVED);
}

static void assert_rehearsal_receipt (House *house, const Draft *draft)
{
    TdInstance *instance = house->instance;
    g_autoptr (TdReceipt) receipt = NULL;
    g_autoptr (TdReceipt) completed = NULL;
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;
    gboolean complete = FALSE, made = FALSE;

    receipt = send (house, draft);
    text = td_receipt_to_text (receipt);
    g_assert_true (receipt->rehearsal);
    g_assert_nonnull (strstr (text, "rehearsal"));
    g_assert_cmpstr (receipt->origin, ==, instance->log_rehearsal.origin);
    g_assert_cmpstr (instance->log.origin, !=, instance->log_rehearsal.origin);
    g_assert_true (td_receipt_check (receipt, instance->log_rehearsal.origin, instance->log_rehearsal.public_key,
                                     &complete, &error));
    g_assert_false (td_receipt_check (receipt, instance->log.origin, instance->log.public_key, &complete, &error));
    assert_code (&error, TD_ERROR_INPUT);
    /* Its leaf is in the rehearsal's log. */
    g_assert_true (td_jobs_checkpoint (instance, &made, &error));
    g_assert_true (made);
    completed = td_submission_receipt (instance, &nobody, draft->key, draft->id, &error);
    g_assert_no_error (error);
    g_assert_cmpint (completed->index, >=, 0);
    g_assert_true (g_str_has_prefix (completed->checkpoint, instance->log_rehearsal.origin));
}

static void assert_all_marked (House *house, const Draft *draft)
{
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GError) error = NULL;

    assert_rehearsal_receipt (house, draft);
    decide (house, draft->id, TD_DECISION_PUBLISH);
    s = td_submission_get (house->instance, &nobody, NULL, draft->id, &error);
    g_assert_no_error (error);
    g_assert_true (s->rehearsal);
}

static void test_rehearsal_instance (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_auto (Draft) today = { 0 };
    g_auto (Draft) later = { 0 };
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GError) error = NULL;

    begin (house, &today);
    answer_all (house, &today, "public", REPORT);
    assert_all_marked (house, &today);
    reopen (house, in_2031 ());
    begin (house, &later);
    answer_all (house, &later, "public", REPORT);
    assert_all_marked (house, &later);
    s = td_submission_get (house->instance, &nobody, NULL, later.id, &error);
    g_assert_cmpint (s->received, >=, G_GINT64_CONSTANT (1930089600000000)); /* 1 March 2031 */
}

/* A new instance may be tried in another year; its first real act ends that. */
static void test_before_real_acts (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_auto (Draft) real = { 0 };
    char *id = NULL, *key = NULL;
    g_autoptr (GError) error = NULL;

    reopen (house, in_2031 ());
    begin (house, &draft);
    answer_all (house, &draft, "public", REPORT);
    assert_all_marked (house, &draft);
    reopen (house, td_clock_real ());
    begin (house, &real);
    reopen (house, in_2031 ());
    g_assert_false (td_submission_begin (house->instance, &nobody, &id, &key, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

static gboolean newest_head_in (TdTx *tx, gpointer data, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select max (at) from log_head", error);

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *(gint64 *) data = td_rows_int (rows, 0);
    return TRUE;
}

/* What waits for the real log is signed at its real time, though the server runs under --now. */
static void test_real_log (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    TdClock real = td_clock_real ();
    gboolean made = FALSE;
    gint64 at = 0;
    g_autoptr (GError) error = NULL;

    send_one (house, &draft, "confidential", REPORT);
    reopen (house, in_2031 ());
    g_assert_true (td_jobs_checkpoint (house->instance, &made, &error));
    g_assert_true (made);
    g_assert_true (td_store_read (house->instance->store, newest_head_in, &at, &error));
    g_assert_cmpint (ABS (at - td_clock_now (&real)), <, G_TIME_SPAN_MINUTE);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/rehearsal/real-acts-refuse", test_real_acts_refuse);
    g_test_add_func ("/rehearsal/instance", test_rehearsal_instance);
    g_test_add_func ("/rehearsal/before-real-acts", test_before_real_acts);
    g_test_add_func ("/rehearsal/real-log", test_real_log);
    return g_test_run ();
}
