/* The rules of a contribution, from its draft to the secretariat's word. */
#include "fixture.h"

static TdSubmission *get (House *house, const Draft *draft)
{
    g_autoptr (GError) error = NULL;
    TdSubmission *s = td_submission_get (house->instance, &nobody, draft->key, draft->id, &error);

    g_assert_no_error (error);
    return s;
}

static void assert_missing (House *house, const Draft *draft, const char *wanted)
{
    g_autoptr (TdSubmission) s = get (house, draft);
    g_autoptr (GError) error = NULL;

    g_assert_cmpstr (td_submission_missing (house->instance, s), ==, wanted);
    if (wanted != NULL) {
        g_assert_false (td_submission_send (house->instance, &nobody, draft->key, draft->id, NULL, NULL, &error));
        assert_code (&error, TD_ERROR_INPUT);
    }
}

static void answer (House *house, const Draft *draft, TdAnswers answers)
{
    g_autoptr (GError) error = NULL;

    td_submission_answer (house->instance, &nobody, draft->key, draft->id, &answers, NULL, &error);
    g_assert_no_error (error);
}

/* Each question in its turn; nothing is sent while one is open. */
static void test_path (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (TdReceipt) receipt = NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GError) error = NULL;

    begin (house, &draft);
    assert_missing (house, &draft, "state");
    answer (house, &draft, (TdAnswers){ .state = "gha", .purpose = "dialogue" });
    assert_missing (house, &draft, "sender");
    answer (house, &draft, (TdAnswers){ .sender_name = "Union", .sender_kind = "ngo" });
    assert_missing (house, &draft, "file");
    g_assert_true (add_text (house, &draft, "r.md", REPORT, TRUE, &error));
    assert_missing (house, &draft, "check");
    answer (house, &draft, (TdAnswers){ .checked = TRUE });
    assert_missing (house, &draft, "visibility");
    answer (house, &draft, (TdAnswers){ .visibility = "public" });
    assert_missing (house, &draft, NULL);
    receipt = send (house, &draft);
    g_assert_cmpstr (receipt->submission, ==, draft.id);
    s = get (house, &draft);
    g_assert_cmpint (s->status, ==, TD_STATUS_RECEIVED);
    g_assert_cmpstr (s->state, ==, "GHA");
    g_assert_true (s->uncalled);
    /* What was sent never changes. */
    g_assert_false (td_submission_send (house->instance, &nobody, draft.key, draft.id, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_submission_answer (house->instance, &nobody, draft.key, draft.id,
                                          &(TdAnswers){ .title = "Another" }, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (add_text (house, &draft, "r.md", REPORT, TRUE, &error));
    g_clear_error (&error);
    g_assert_false (td_submission_discard (house->instance, &nobody, draft.key, draft.id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

static void test_strangers (void)
{
    static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";
    const TdViewer viewers[] = {
        nobody,
        secretariat,
        { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ADMINISTRATOR), .trust = TD_TRUST_SECOND, .person = "x" }
    };
    const char *const keys[] = { NULL, "", "x", zeros };
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *there = NULL;

    begin (house, &draft);
    for (gsize v = 0; v < G_N_ELEMENTS (viewers); v++)
        for (gsize k = 0; k < G_N_ELEMENTS (keys); k++) {
            g_assert_null (td_submission_get (house->instance, &viewers[v], keys[k], draft.id, &error));
            there = g_strdup (error->message);
            assert_code (&error, TD_ERROR_NOT_FOUND);
            /* In the same words as what was never there. */
            g_assert_null (td_submission_get (house->instance, &viewers[v], keys[k], "0123456789abcdef", &error));
            g_assert_cmpstr (error->message, ==, there);
            assert_code (&error, TD_ERROR_NOT_FOUND);
            g_clear_pointer (&there, g_free);
            g_assert_false (td_submission_answer (house->instance, &viewers[v], keys[k], draft.id,
                                                  &(TdAnswers){ .title = "Mine" }, NULL, &error));
            assert_code (&error, TD_ERROR_NOT_FOUND);
            g_assert_false (td_submission_discard (house->instance, &viewers[v], keys[k], draft.id, &error));
            assert_code (&error, TD_ERROR_NOT_FOUND);
        }
}

static void assert_wrong (House *house, const Draft *draft, TdAnswers answers, const char *field)
{
    g_autoptr (GError) error = NULL;
    const char *named = NULL;

    g_assert_false (td_submission_answer (house->instance, &nobody, draft->key, draft->id, &answers, &named, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (named, ==, field);
}

static void test_wrong_answers (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autofree char *name = g_strnfill (201, 'n');
    g_autofree char *title = g_strnfill (301, 't');
    g_autofree char *long_text = g_strnfill (4001, 'r');
    g_autoptr (GArray) articles = g_array_new (FALSE, FALSE, sizeof (int));
    g_autoptr (GPtrArray) priorities = g_ptr_array_new ();
    TdPriority one = { 16, (char *) "One." }, bad = { 94, (char *) "None." }, blank = { 16, (char *) " \t " };
    g_autoptr (TdSubmission) s = NULL;

    begin (house, &draft);
    assert_wrong (house, &draft, (TdAnswers){ .state = "XXX" }, "state");
    assert_wrong (house, &draft, (TdAnswers){ .state = "GHA", .purpose = "war" }, "purpose");
    assert_wrong (house, &draft, (TdAnswers){ .sender_kind = "spy" }, "sender_kind");
    assert_wrong (house, &draft, (TdAnswers){ .visibility = "everybody" }, "visibility");
    assert_wrong (house, &draft, (TdAnswers){ .visibility = "" }, "visibility");
    assert_wrong (house, &draft, (TdAnswers){ .sender_name = name }, "sender_name");
    assert_wrong (house, &draft, (TdAnswers){ .sender_name = long_text }, "sender_name");
    assert_wrong (house, &draft, (TdAnswers){ .sender_name = "" }, "sender_name");
    assert_wrong (house, &draft, (TdAnswers){ .sender_name = " \n\t\x01" }, "sender_name");
    assert_wrong (house, &draft, (TdAnswers){ .sender_name = "\xff\xfe" }, "sender_name");
    assert_wrong (house, &draft, (TdAnswers){ .contact = name }, "contact");
    assert_wrong (house, &draft, (TdAnswers){ .title = title }, "title");
    assert_wrong (house, &draft, (TdAnswers){ .title = "\xe2\x80\xae" }, "title");
    assert_wrong (house, &draft, (TdAnswers){ .reason = long_text }, "reason");
    assert_wrong (house, &draft, (TdAnswers){ .language = "<b>" }, "language");
    for (int article = 94; article >= 0; article -= 94) {
        g_array_set_size (articles, 0);
        g_array_append_val (articles, article);
        assert_wrong (house, &draft, (TdAnswers){ .articles = articles, .set_articles = TRUE }, "articles");
    }
    for (int i = 0; i < 4; i++)
        g_ptr_array_add (priorities, &one);
    assert_wrong (house, &draft, (TdAnswers){ .priorities = priorities, .set_priorities = TRUE }, "priorities");
    g_ptr_array_set_size (priorities, 1);
    priorities->pdata[0] = &bad;
    assert_wrong (house, &draft, (TdAnswers){ .priorities = priorities, .set_priorities = TRUE }, "priorities");
    priorities->pdata[0] = &blank;
    assert_wrong (house, &draft, (TdAnswers){ .priorities = priorities, .set_priorities = TRUE }, "priorities");
    /* One wrong answer, and none is kept. */
    s = get (house, &draft);
    g_assert_null (s->state);
    g_assert_null (s->sender_name);
    g_assert_false (s->visibility_chosen);
}

/* Names are kept as typed but for what breaks lines or turns text round; markup is text. */
static void test_names (void)
{
    static const struct {
        const char *typed, *kept;
    } rows[] = {
        { "Union\nof\tTests\x01", "Union of Tests" },
        { "Uni\xe2\x80\xaeon\xe2\x81\xa6 X\xe2\x81\xa9", "Union X" },
        { "<script>alert(1)</script> & “Friends”", "<script>alert(1)</script> & “Friends”" },
        { "  اتحاد العمال  ", "اتحاد العمال" },
    };
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };

    begin (house, &draft);
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TdSubmission) s = NULL;
        answer (house, &draft,
                (TdAnswers){ .sender_name = rows[i].typed, .title = rows[i].typed, .contact = rows[i].typed });
        s = get (house, &draft);
        g_assert_cmpstr (s->sender_name, ==, rows[i].kept);
        g_assert_cmpstr (s->title, ==, rows[i].kept);
        g_assert_cmpstr (s->contact, ==, rows[i].kept);
    }
}

static void test_files (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *name = NULL;
    g_autofree char *format = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (TdSubmission) s = NULL;

    begin (house, &draft);
    g_assert_false (add_text (house, &draft, "e.md", "", TRUE, &error));
    assert_code (&error, TD_ERROR_INPUT);
    for (int i = 1; i <= 10; i++) {
        g_autofree char *text = i < 10 ? g_strdup_printf ("# Number %d\n\nWords of it.\n", i) : g_strdup (REPORT);
        add_text (house, &draft, "/etc/../a\xe2\x80\xae\nb\x01.md", text, i == 1, &error);
        g_assert_no_error (error);
    }
    g_assert_false (add_text (house, &draft, "eleven.md", REPORT, FALSE, &error));
    assert_code (&error, TD_ERROR_INPUT);
    s = get (house, &draft);
    g_assert_cmpint (s->files->len, ==, 10);
    g_assert_cmpstr (((TdSubmissionFile *) s->files->pdata[0])->name, ==, "ab.md");
    for (int position = -1; position <= 11; position += 12) {
        g_assert_null (
            td_submission_file (house->instance, &nobody, draft.key, draft.id, position, &name, &format, &error));
        assert_code (&error, TD_ERROR_NOT_FOUND);
    }
    bytes = td_submission_file (house->instance, &nobody, draft.key, draft.id, 10, &name, &format, &error);
    g_assert_no_error (error);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), REPORT, strlen (REPORT));
    /* Another main file leaves the annexes. */
    g_assert_true (add_text (house, &draft, "one.md", "# Another\n\nShorter.\n", TRUE, &error));
    g_clear_pointer (&s, td_submission_free);
    s = get (house, &draft);
    g_assert_cmpint (s->files->len, ==, 10);
}

static void test_too_long (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GString) text = g_string_new ("# Long\n\n");

    for (int i = 0; i < 700; i++)
        g_string_append (text, "Migrant workers are held for weeks without any decision under the law.\n\n");
    begin (house, &draft);
    answer_all (house, &draft, "confidential", text->str);
    assert_missing (house, &draft, "reason");
    answer (house, &draft, (TdAnswers){ .reason = "It compares two States." });
    assert_missing (house, &draft, NULL);
    answer (house, &draft, (TdAnswers){ .reason = " " });
    assert_missing (house, &draft, "reason");
}

static void test_declined (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    TdReceipt *receipt = NULL;
    g_autoptr (GError) error = NULL;

    begin (house, &draft);
    answer_all (house, &draft, "confidential", REPORT);
    g_assert_true (td_submission_send (house->instance, &nobody, draft.key, draft.id,
                                       &(TdSendingHow){ .decline = TRUE }, &receipt, &error));
    g_assert_null (receipt);
    g_assert_null (td_submission_receipt (house->instance, &nobody, draft.key, draft.id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_null (td_submission_receipt (house->instance, &secretariat, NULL, draft.id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static void test_discard (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;
    gint64 files = -1;

    begin (house, &draft);
    answer_all (house, &draft, "public", REPORT);
    g_assert_true (td_submission_discard (house->instance, &nobody, draft.key, draft.id, &error));
    g_assert_null (td_submission_get (house->instance, &nobody, draft.key, draft.id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_submission_check_files (house->instance, &files, &error));
    g_assert_cmpint (files, ==, 0);
}

static void test_decide (void)
{
    const TdViewer others[] = {
        nobody,
        { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION), .trust = TD_TRUST_SECOND, .person = "x" },
        { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (MEMBER),
          .trust = TD_TRUST_SECOND,
          .person = "x",
          .conflicts = (const char *const[]){ "PHL", NULL } },
        { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ADMINISTRATOR), .trust = TD_TRUST_SECOND, .person = "x" }
    };
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) open = { 0 };
    g_auto (Draft) quiet = { 0 };
    g_autofree char *long_text = g_strnfill (4001, 'r');
    g_autoptr (GError) error = NULL;

    send_one (house, &open, "public", REPORT);
    send_one (house, &quiet, "confidential", REPORT);
    for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
        g_assert_false (td_submission_decide (house->instance, &others[i], open.id,
                                              &(TdDecide){ .decision = TD_DECISION_PUBLISH }, NULL, &error));
        assert_code (&error, i == 2 ? TD_ERROR_NOT_ALLOWED : TD_ERROR_NOT_FOUND);
    }
    g_assert_false (td_submission_decide (house->instance, &secretariat, quiet.id,
                                          &(TdDecide){ .decision = TD_DECISION_PUBLISH }, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_submission_decide (house->instance, &secretariat, open.id,
                                          &(TdDecide){ .decision = TD_DECISION_WITHHOLD, .reason = " \n" }, NULL,
                                          &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_submission_decide (house->instance, &secretariat, open.id,
                                          &(TdDecide){ .decision = TD_DECISION_REFUSE, .reason = long_text }, NULL,
                                          &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_submission_decide (house->instance, &secretariat, open.id,
                                          &(TdDecide){ .decision = TD_DECISION_PUBLISH, .expected = "withheld" }, NULL,
                                          &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (td_submission_decide (house->instance, &secretariat, open.id,
                                         &(TdDecide){ .decision = TD_DECISION_PUBLISH, .expected = "received" }, NULL,
                                         &error));
    g_assert_false (td_submission_decide (house->instance, &secretariat, open.id,
                                          &(TdDecide){ .decision = TD_DECISION_PUBLISH }, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    decide (house, open.id, TD_DECISION_WITHHOLD);
    g_assert_null (td_submission_get (house->instance, &nobody, NULL, open.id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

struct decider {
    House *house;
    const char *id;
    TdDecision decision;
    gint *conflicts;
};

static gpointer decide_at_once (gpointer data)
{
    struct decider *d = data;
    g_autoptr (GError) error = NULL;

    if (!td_submission_decide (d->house->instance, &secretariat, d->id,
                               &(TdDecide){ .decision = d->decision, .reason = "Because.", .expected = "received" },
                               NULL, &error)
        && td_error_code (error) == TD_ERROR_CONFLICT)
        g_atomic_int_inc (d->conflicts);
    return NULL;
}

/* Two who saw the same: one decides, the other hears of it. */
static void test_at_once (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    gint conflicts = 0;
    GThread *threads[2];
    struct decider deciders[2];

    send_one (house, &draft, "public", REPORT);
    for (int i = 0; i < 2; i++) {
        deciders[i] =
            (struct decider){ house, draft.id, i == 0 ? TD_DECISION_PUBLISH : TD_DECISION_WITHHOLD, &conflicts };
        threads[i] = g_thread_new ("decide", decide_at_once, &deciders[i]);
    }
    for (int i = 0; i < 2; i++)
        g_thread_join (threads[i]);
    g_assert_cmpint (conflicts, ==, 1);
}

static TdSubmission *seen (House *house, const char *id)
{
    g_autoptr (GError) error = NULL;
    TdSubmission *s = td_submission_get (house->instance, &secretariat, NULL, id, &error);

    g_assert_no_error (error);
    return s;
}

static void assert_stands (House *house, const char *id, TdStatus status, const char *reason)
{
    g_autoptr (TdSubmission) s = seen (house, id);

    g_assert_cmpint (s->status, ==, status);
    g_assert_cmpstr (s->decision_reason, ==, reason);
}

static char *decide_as (House *house, const char *id, TdDecide how)
{
    g_autoptr (GError) error = NULL;
    char *act = NULL;

    td_submission_decide (house->instance, &secretariat, id, &how, &act, &error);
    g_assert_no_error (error);
    g_assert_nonnull (act);
    return act;
}

/* Each decision, its reason where one is needed, and its own way back. */
static void test_undo (void)
{
    static const gboolean needs_reason[TD_N_DECISIONS] = {
        [TD_DECISION_ASK_CHANGE] = TRUE, [TD_DECISION_REFUSE] = TRUE, [TD_DECISION_WITHHOLD] = TRUE
    };
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_auto (Draft) twin = { 0 };
    g_autoptr (GError) error = NULL;

    send_one (house, &draft, "public", REPORT);
    send_one (house, &twin, "public", REPORT);
    for (int i = 0; i < TD_N_DECISIONS; i++) {
        TdDecide how = { .decision = (TdDecision) i, .other = i == TD_DECISION_DUPLICATE ? twin.id : NULL };
        g_autofree char *act = NULL;
        if (needs_reason[i]) {
            g_assert_false (td_submission_decide (house->instance, &secretariat, draft.id, &how, NULL, &error));
            assert_code (&error, TD_ERROR_INPUT);
        }
        how.reason = "Because.";
        act = decide_as (house, draft.id, how);
        assert_stands (house, draft.id, td_decision_status ((TdDecision) i), "Because.");
        g_assert_false (td_submission_undo (house->instance, &nobody, act, &error));
        g_clear_error (&error);
        g_assert_true (td_submission_undo (house->instance, &secretariat, act, &error));
        assert_stands (house, draft.id, TD_STATUS_RECEIVED, NULL);
        /* Once. */
        g_assert_false (td_submission_undo (house->instance, &secretariat, act, &error));
        assert_code (&error, TD_ERROR_CONFLICT);
    }
    g_assert_false (td_submission_undo (house->instance, &secretariat, "0123456789abcdef", &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_null (td_submission_get (house->instance, &nobody, NULL, draft.id, &error));
}

/* What came after stands in the way; what stood before comes back with its reason. */
static void test_undo_order (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;

    send_one (house, &draft, "public", REPORT);
    first = decide_as (house, draft.id, (TdDecide){ .decision = TD_DECISION_WITHHOLD, .reason = "One." });
    second = decide_as (house, draft.id, (TdDecide){ .decision = TD_DECISION_PUBLISH });
    g_assert_false (td_submission_undo (house->instance, &secretariat, first, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (td_submission_undo (house->instance, &secretariat, second, &error));
    assert_stands (house, draft.id, TD_STATUS_WITHHELD, "One.");
    g_assert_null (td_submission_get (house->instance, &nobody, NULL, draft.id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static void test_duplicate (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) one = { 0 };
    g_auto (Draft) two = { 0 };
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;

    begin (house, &draft);
    send_one (house, &one, "public", REPORT);
    send_one (house, &two, "public", REPORT);
    const char *const wrong[] = { NULL, "", "0123456789abcdef", "x", one.id, draft.id };
    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        const TdDecide how = { .decision = TD_DECISION_DUPLICATE, .other = wrong[i] };
        g_assert_false (td_submission_decide (house->instance, &secretariat, one.id, &how, NULL, &error));
        assert_code (&error, TD_ERROR_INPUT);
    }
    g_free (decide_as (house, one.id, (TdDecide){ .decision = TD_DECISION_DUPLICATE, .other = two.id }));
    g_autoptr (TdSubmission) s = seen (house, one.id);
    g_assert_cmpstr (s->duplicate_of, ==, two.id);
    /* No circle. */
    const TdDecide back = { .decision = TD_DECISION_DUPLICATE, .other = one.id };
    g_assert_false (td_submission_decide (house->instance, &secretariat, two.id, &back, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
}

static void test_verify_sender (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = NULL;

    send_one (house, &draft, "public", REPORT);
    s = seen (house, draft.id);
    g_assert_true (s->unverified);
    g_assert_false (td_submission_verify_sender (house->instance, &nobody, draft.id, "Known.", &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_submission_verify_sender (house->instance, &secretariat, draft.id, " ", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (td_submission_verify_sender (house->instance, &secretariat, draft.id, "They rang.", &error));
    g_assert_false (td_submission_verify_sender (house->instance, &secretariat, draft.id, "Again.", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_submission_free (s);
    s = seen (house, draft.id);
    g_assert_false (s->unverified);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/submissions/path", test_path);
    g_test_add_func ("/submissions/strangers", test_strangers);
    g_test_add_func ("/submissions/wrong-answers", test_wrong_answers);
    g_test_add_func ("/submissions/names", test_names);
    g_test_add_func ("/submissions/files", test_files);
    g_test_add_func ("/submissions/too-long", test_too_long);
    g_test_add_func ("/submissions/declined", test_declined);
    g_test_add_func ("/submissions/discard", test_discard);
    g_test_add_func ("/submissions/decide", test_decide);
    g_test_add_func ("/submissions/at-once", test_at_once);
    g_test_add_func ("/submissions/undo", test_undo);
    g_test_add_func ("/submissions/undo-order", test_undo_order);
    g_test_add_func ("/submissions/duplicate", test_duplicate);
    g_test_add_func ("/submissions/verify-sender", test_verify_sender);
    return g_test_run ();
}
