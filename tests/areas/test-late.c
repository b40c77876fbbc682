/* Late contributions: asking, granting, the link and its draft, and what is taken by it. */
#include "areas/calls/call.h"
#include "areas/calls/late.h"
#include "base/limits.h"
#include "letters.h"

static const char *const two[] = { "GHA", "BEN", NULL };
static const char *const one[] = { "GHA", NULL };

#define UNTIL "2027-01-20T18:00"

static void go_to (House *house, const char *when)
{
    g_autoptr (GError) error = NULL;

    td_clock_at (when, &house->instance->clock, &error);
    g_assert_no_error (error);
}

static char *open_call (House *house, const char *const *states)
{
    const TdCallWish wish = { .purpose = "dialogue", .states = states, .closes = "2026-12-31T18:00" };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_call_open (house->instance, &secretariat, &wish, &id, NULL, &error);
    g_assert_no_error (error);
    return id;
}

/* A house whose call is over since a day. */
static House *house_late (const char *const *states, char **ret_call)
{
    House *house = house_new (TRUE);

    go_to (house, "2026-10-01T10:00:00Z");
    *ret_call = open_call (house, states);
    go_to (house, "2027-01-02T10:00:00Z");
    return house;
}

static TdLateWish wish_for (const char *call)
{
    return (TdLateWish){
        .call = call, .state = "GHA", .address = "Ama@Example.org", .until = UNTIL, .reason = "A power cut."
    };
}

/* The key of a link's address. */
static char *key_of (const char *link)
{
    const char *key = strrchr (link, '/');

    g_assert_nonnull (key);
    g_assert_cmpuint (strlen (key + 1), ==, 64);
    return g_strdup (key + 1);
}

static char *issue (House *house, const char *call, char **ret_id)
{
    const TdLateWish wish = wish_for (call);
    g_autoptr (GError) error = NULL;
    g_autofree char *link = NULL;

    td_late_issue (house->instance, &secretariat, &wish, ret_id, &link, NULL, &error);
    g_assert_no_error (error);
    return key_of (link);
}

static gboolean begin_late (House *house, const char *key, Draft *draft, GError **error)
{
    return td_submission_begin_late (house->instance, &nobody, key, &draft->id, &draft->key, error);
}

static void must_begin (House *house, const char *key, Draft *draft)
{
    g_autoptr (GError) error = NULL;

    begin_late (house, key, draft, &error);
    g_assert_no_error (error);
    answer_all (house, draft, "public", REPORT);
}

static gboolean send_begun (House *house, const Draft *draft, const char *began, TdReceipt **ret, GError **error)
{
    gint64 at = 0;

    g_assert_true (td_instant_from_text (began, &at, NULL));
    return td_submission_send (house->instance, &nobody, draft->key, draft->id, &(TdSendingHow){ .began = at }, ret,
                               error);
}

static void check_refused (House *house, const Draft *draft)
{
    g_autoptr (GError) error = NULL;

    g_assert_false (td_submission_send (house->instance, &nobody, draft->key, draft->id, NULL, NULL, &error));
    g_assert_true (error->domain == TD_CALLS_ERROR);
    assert_code (&error, TD_ERROR_CONFLICT);
}

static TdLateStatus status_of (House *house, const char *call)
{
    const TdLateFilter filter = { .call = call };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = td_late_list (house->instance, &secretariat, &filter, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (list->len, ==, 1);
    return td_late_status (list->pdata[0], td_clock_now (&house->instance->clock));
}

/* ---- asking ---- */

static gboolean ask (House *house, TdLateAsk given, const char **ret_field, GError **error)
{
    given.name = given.name != NULL ? given.name : "Union";
    given.kind = given.kind != NULL ? given.kind : "ngo";
    given.address = given.address != NULL ? given.address : "ama@example.org";
    given.reason = given.reason != NULL ? given.reason : "The mail was down.";
    return td_late_ask (house->instance, &nobody, &given, ret_field, error);
}

static gint64 waiting (House *house)
{
    const TdLateFilter filter = { .waiting = TRUE };
    gint64 total = 0;
    g_autoptr (GPtrArray) list = td_late_list (house->instance, &secretariat, &filter, &total, NULL);

    g_assert_nonnull (list);
    return total;
}

static void test_asking (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (two, &call);
    static const struct {
        TdLateAsk ask;
        const char *field;
    } wrong[] = {
        { { .name = " " }, "name" },
        { { .kind = "emperor" }, "kind" },
        { { .address = "ama" }, "address" },
        { { .reason = "" }, "reason" },
        { { .state = "" }, "state" },
        { { .state = "SLV" }, "state" },
        { { .address = "a@b\nc" }, "address" },
    };
    g_autoptr (GError) error = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        const char *field = NULL;
        TdLateAsk given = wrong[i].ask;
        given.call = call;
        given.state = given.state != NULL ? given.state : "BEN";
        g_assert_false (ask (house, given, &field, &error));
        assert_code (&error, TD_ERROR_INPUT);
        g_assert_cmpstr (field, ==, wrong[i].field);
    }
    g_assert_false (ask (house, (TdLateAsk){ .call = "0000000000000000", .state = "GHA" }, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_cmpint (waiting (house), ==, 0);
    for (int i = 0; i < TD_LIMIT_LATE_ASKED_PER_ADDRESS + 2; i++) {
        ask (house, (TdLateAsk){ .call = call, .state = "BEN" }, NULL, &error);
        g_assert_no_error (error);
    }
    g_assert_cmpint (waiting (house), ==, TD_LIMIT_LATE_ASKED_PER_ADDRESS);
    go_to (house, "2026-12-31T16:59:59Z");
    g_assert_false (ask (house, (TdLateAsk){ .call = call, .state = "BEN" }, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

static void test_too_many (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    g_autoptr (GError) error = NULL;

    for (int i = 0; i < TD_LIMIT_LATE_ASKED_PER_HOUR; i++) {
        g_autofree char *address = g_strdup_printf ("a%d@example.org", i);
        ask (house, (TdLateAsk){ .call = call, .address = address }, NULL, &error);
        g_assert_no_error (error);
    }
    g_assert_false (ask (house, (TdLateAsk){ .call = call }, NULL, &error));
    assert_code (&error, TD_ERROR_BUSY);
}

/* ---- deciding ---- */

static void test_granting (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    const TdLateFilter filter = { .waiting = TRUE };
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *link = NULL;
    g_autofree char *text = NULL;
    const char *field = NULL;
    const TdLate *late;
    gint64 n = 0;

    ask (house, (TdLateAsk){ .call = call }, NULL, &error);
    g_assert_no_error (error);
    list = td_late_list (house->instance, &secretariat, &filter, NULL, &error);
    late = list->pdata[0];
    g_assert_false (td_late_grant (house->instance, &nobody, late->id, UNTIL, "So.", NULL, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_late_grant (house->instance, &secretariat, late->id, "soon", "So.", NULL, &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "until");
    g_assert_false (td_late_grant (house->instance, &secretariat, late->id, "2027-01-01", "So.", NULL, &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_late_grant (house->instance, &secretariat, late->id, UNTIL, "", NULL, &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "reason");
    td_late_grant (house->instance, &secretariat, late->id, UNTIL, "A strike.", &link, &field, &error);
    g_assert_no_error (error);
    g_assert_false (td_late_refuse (house->instance, &secretariat, late->id, "No.", &field, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    text = letters (house, &n);
    g_assert_cmpint (n, ==, 1);
    g_assert_nonnull (strstr (text, strrchr (link, '/')));
    g_assert_null (strstr (text, "Ghana"));
    g_assert_null (strstr (text, "strike"));
}

static void test_not_needed (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    TdLateWish wish = wish_for (call);
    g_autoptr (GError) error = NULL;
    const char *field = NULL;

    wish.state = "BEN";
    g_assert_false (td_late_issue (house->instance, &secretariat, &wish, NULL, NULL, &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "state");
    wish = wish_for (call);
    td_call_extend (house->instance, &secretariat, call, "2027-02-01T18:00", "More.", &error);
    g_assert_no_error (error);
    g_assert_false (td_late_issue (house->instance, &secretariat, &wish, NULL, NULL, &field, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

/* ---- using ---- */

static void check_taken (House *house, const Draft *draft)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = td_submission_get (house->instance, &nobody, draft->key, draft->id, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (s->late, ==, "link");
    g_assert_cmpstr (s->late_reason, ==, "A power cut.");
    g_assert_false (s->uncalled);
}

static void test_once (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    g_autofree char *key = issue (house, call, NULL);
    g_auto (Draft) draft = { NULL }, again = { NULL }, without = { NULL };
    g_autoptr (TdReceipt) receipt = NULL;
    g_autoptr (TdReceipt) read = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;

    begin (house, &without);
    answer_all (house, &without, "public", REPORT);
    check_refused (house, &without);
    must_begin (house, key, &draft);
    g_assert_false (begin_late (house, key, &again, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    receipt = send (house, &draft);
    check_taken (house, &draft);
    text = td_receipt_to_text (receipt);
    g_assert_nonnull (strstr (text, "\nlate: link\n"));
    read = td_receipt_from_text (text, strlen (text), &error);
    g_assert_no_error (error);
    g_assert_cmpstr (read->late, ==, "link");
    g_assert_cmpint (status_of (house, call), ==, TD_LATE_USED);
    g_assert_false (begin_late (house, key, &again, &error));
    assert_code (&error, TD_ERROR_GONE);
    check_refused (house, &without);
}

static void test_deadline_of_its_own (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    g_autofree char *key = issue (house, call, NULL);
    g_auto (Draft) draft = { NULL };
    g_autoptr (TdReceipt) receipt = NULL;
    g_autoptr (GError) error = NULL;

    must_begin (house, key, &draft);
    go_to (house, "2027-01-20T17:10:00Z");
    g_assert_false (send_begun (house, &draft, "2027-01-20T17:00:00Z", NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_cmpint (status_of (house, call), ==, TD_LATE_EXPIRED);
    send_begun (house, &draft, "2027-01-20T16:59:59Z", &receipt, &error);
    g_assert_no_error (error);
    g_assert_cmpint (receipt->began, !=, 0);
    check_taken (house, &draft);
}

static void test_wrong_state (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (two, &call);
    g_autofree char *key = issue (house, call, NULL);
    g_auto (Draft) draft = { NULL };
    const TdAnswers elsewhere = { .state = "BEN" }, back = { .state = "GHA" };
    g_autoptr (GError) error = NULL;

    must_begin (house, key, &draft);
    td_submission_answer (house->instance, &nobody, draft.key, draft.id, &elsewhere, NULL, &error);
    g_assert_no_error (error);
    check_refused (house, &draft);
    td_submission_answer (house->instance, &nobody, draft.key, draft.id, &back, NULL, &error);
    g_assert_no_error (error);
    td_receipt_free (send (house, &draft));
    check_taken (house, &draft);
}

static void test_revoked (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    g_autofree char *id = NULL;
    g_autofree char *key = issue (house, call, &id);
    g_auto (Draft) draft = { NULL };
    g_autoptr (GError) error = NULL;

    must_begin (house, key, &draft);
    td_late_revoke (house->instance, &secretariat, id, &error);
    g_assert_no_error (error);
    check_refused (house, &draft);
    g_assert_false (send_begun (house, &draft, "2027-01-02T09:00:00Z", NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_late_revoke (house->instance, &secretariat, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_late_send_again (house->instance, &nobody, key, &error));
    assert_code (&error, TD_ERROR_GONE);
}

/* A fresh link: the older one opens nothing, and who begins by the new one has the right, not the draft before. */
static void test_fresh (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    g_autofree char *key = issue (house, call, NULL);
    g_auto (Draft) draft = { NULL }, fresh = { NULL };
    g_autoptr (GRegex) link = g_regex_new ("/late/([0-9a-f]{64})", 0, 0, NULL);
    g_autoptr (GMatchInfo) match = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *before = NULL;
    g_autofree char *text = NULL;
    g_autofree char *newer = NULL;
    gint64 n = 0;

    must_begin (house, key, &draft);
    before = letters (house, &n);
    td_late_send_again (house->instance, &nobody, key, &error);
    g_assert_no_error (error);
    g_assert_null (td_late_open (house->instance, &nobody, key, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    text = letters (house, &n);
    g_assert_cmpint (n, ==, 1);
    g_assert_true (g_regex_match (link, text, 0, &match));
    newer = g_match_info_fetch (match, 1);
    g_assert_cmpstr (newer, !=, key);
    must_begin (house, newer, &fresh);
    check_refused (house, &draft);
    td_receipt_free (send (house, &fresh));
    check_taken (house, &fresh);
    check_refused (house, &draft);
}

static void test_fresh_too_often (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    g_autofree char *key = issue (house, call, NULL);
    g_autoptr (GRegex) link = g_regex_new ("/late/([0-9a-f]{64})", 0, 0, NULL);
    g_autoptr (GError) error = NULL;

    for (int i = 0; i <= TD_LIMIT_LATE_LINKS_PER_DAY; i++) {
        gint64 n = 0;
        g_autofree char *text = letters (house, &n);
        g_autoptr (GMatchInfo) match = NULL;
        if (g_regex_match (link, text, 0, &match)) {
            g_free (key);
            key = g_match_info_fetch (match, 1);
        }
        td_late_send_again (house->instance, &nobody, key, &error);
        if (i < TD_LIMIT_LATE_LINKS_PER_DAY)
            g_assert_no_error (error);
    }
    assert_code (&error, TD_ERROR_BUSY);
}

/* Extended meanwhile: taken as in time; the link is used all the same. */
static void test_open_again (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    g_autofree char *key = issue (house, call, NULL);
    g_auto (Draft) draft = { NULL };
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GError) error = NULL;

    must_begin (house, key, &draft);
    td_call_extend (house->instance, &secretariat, call, "2027-02-01T18:00", "More.", &error);
    g_assert_no_error (error);
    td_receipt_free (send (house, &draft));
    s = td_submission_get (house->instance, &nobody, draft.key, draft.id, &error);
    g_assert_null (s->late);
    g_assert_false (s->uncalled);
    g_assert_cmpint (status_of (house, call), ==, TD_LATE_USED);
}

/* Erased, a draft leaves the link as it was. */
static void test_erased_draft (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    g_autofree char *key = issue (house, call, NULL);
    g_auto (Draft) draft = { NULL }, other = { NULL };
    g_autoptr (GError) error = NULL;

    must_begin (house, key, &draft);
    td_submission_discard (house->instance, &nobody, draft.key, draft.id, &error);
    g_assert_no_error (error);
    must_begin (house, key, &other);
    td_receipt_free (send (house, &other));
    check_taken (house, &other);
}

struct racing {
    House *house;
    const Draft *draft;
};

static gpointer race (gpointer data)
{
    const struct racing *r = data;

    return GINT_TO_POINTER (
        td_submission_send (r->house->instance, &nobody, r->draft->key, r->draft->id, NULL, NULL, NULL));
}

static void test_two_at_once (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    g_autofree char *key = issue (house, call, NULL);
    g_auto (Draft) draft = { NULL };
    struct racing r = { house, &draft };
    GThread *threads[4];
    int taken = 0;

    must_begin (house, key, &draft);
    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("race", race, &r);
    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        taken += GPOINTER_TO_INT (g_thread_join (threads[i]));
    g_assert_cmpint (taken, ==, 1);
    check_taken (house, &draft);
}

/* ---- entered late ---- */

static void test_entered (void)
{
    g_autofree char *call = NULL;
    g_autoptr (House) house = house_late (one, &call);
    g_auto (Draft) draft = { NULL };
    g_autoptr (TdReceipt) receipt = NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GError) error = NULL;

    begin (house, &draft);
    answer_all (house, &draft, "public", REPORT);
    g_assert_false (td_submission_send (house->instance, &nobody, draft.key, draft.id,
                                        &(TdSendingHow){ .late_reason = "By post." }, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_submission_send (house->instance, &secretariat, draft.key, draft.id,
                                        &(TdSendingHow){ .late_reason = "" }, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_submission_send (house->instance, &secretariat, draft.key, draft.id,
                        &(TdSendingHow){ .late_reason = "By post." }, &receipt, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (receipt->late, ==, "entered");
    s = td_submission_get (house->instance, &nobody, draft.key, draft.id, &error);
    g_assert_cmpstr (s->late, ==, "entered");
    g_assert_cmpstr (s->late_reason, ==, "By post.");
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/late/asking", test_asking);
    g_test_add_func ("/late/too-many", test_too_many);
    g_test_add_func ("/late/granting", test_granting);
    g_test_add_func ("/late/not-needed", test_not_needed);
    g_test_add_func ("/late/once", test_once);
    g_test_add_func ("/late/deadline-of-its-own", test_deadline_of_its_own);
    g_test_add_func ("/late/wrong-state", test_wrong_state);
    g_test_add_func ("/late/revoked", test_revoked);
    g_test_add_func ("/late/fresh", test_fresh);
    g_test_add_func ("/late/fresh-too-often", test_fresh_too_often);
    g_test_add_func ("/late/open-again", test_open_again);
    g_test_add_func ("/late/erased-draft", test_erased_draft);
    g_test_add_func ("/late/two-at-once", test_two_at_once);
    g_test_add_func ("/late/entered", test_entered);
    return g_test_run ();
}
