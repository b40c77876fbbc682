#include "fixture.h"

#include "journal/receipt.h"

#define FILE_ONE "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define FILE_TWO "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
static const char origin[] = "treatydesk/0123456789abcdef";

static TdReceipt *make_receipt (const TdLogKey *key, gboolean rehearsal)
{
    g_autoptr (GPtrArray) files = g_ptr_array_new ();

    g_ptr_array_add (files, (char *) FILE_ONE);
    g_ptr_array_add (files, (char *) FILE_TWO);
    return td_receipt_new (key, "aaaabbbbccccdddd", G_GINT64_CONSTANT (1800000000654321), rehearsal, files);
}

static TdReceipt *parse (const char *text)
{
    GError *error = NULL;
    TdReceipt *receipt = td_receipt_from_text (text, strlen (text), &error);

    g_assert_no_error (error);
    return receipt;
}

static gboolean checks (const char *text, const TdLogKey *key)
{
    g_autoptr (TdReceipt) receipt = td_receipt_from_text (text, strlen (text), NULL);
    gboolean complete;

    return receipt && td_receipt_check (receipt, key->origin, key->public_key, &complete, NULL);
}

static void test_promise (void)
{
    TdLogKey key = make_key (origin), other = make_key (origin);
    g_autoptr (TdReceipt) receipt = make_receipt (&key, FALSE), again = NULL;
    g_autofree char *text = td_receipt_to_text (receipt), *text_again = NULL;
    gboolean complete = TRUE;
    GError *error = NULL;

    g_assert_cmpint (receipt->index, ==, -1);
    g_assert_cmpint (receipt->received, ==, G_GINT64_CONSTANT (1800000000000000));
    g_assert_true (g_str_has_prefix (text, "treatydesk receipt 1\norigin: treatydesk/0123456789abcdef\n"
                                           "submission: aaaabbbbccccdddd\nreceived: 2027-01-15T08:00:00Z\n"
                                           "file: " FILE_ONE "\nfile: " FILE_TWO "\ndocument: "));
    again = parse (text);
    g_assert_cmpstr (again->submission, ==, receipt->submission);
    g_assert_cmpint (again->received, ==, receipt->received);
    g_assert_cmpuint (again->files->len, ==, 2);
    g_assert_cmpmem (again->leaf, 32, receipt->leaf, 32);
    text_again = td_receipt_to_text (again);
    g_assert_cmpstr (text_again, ==, text);

    g_assert_true (td_receipt_check (again, origin, key.public_key, &complete, &error));
    g_assert_no_error (error);
    g_assert_false (complete);
    g_assert_false (td_receipt_check (again, origin, other.public_key, &complete, &error));
    g_assert_error (error, TD_JOURNAL_ERROR, TD_ERROR_INPUT);
    g_clear_error (&error);
    g_assert_false (td_receipt_check (again, "treatydesk/other", key.public_key, &complete, &error));
    g_assert_error (error, TD_JOURNAL_ERROR, TD_ERROR_INPUT);
    g_clear_error (&error);
}

static void test_nonces_differ (void)
{
    TdLogKey key = make_key (origin);
    g_autoptr (TdReceipt) a = make_receipt (&key, FALSE), b = make_receipt (&key, FALSE);

    g_assert_cmpmem (a->document, 32, b->document, 32);
    g_assert_true (memcmp (a->nonce, b->nonce, 32) != 0);
    g_assert_true (memcmp (a->leaf, b->leaf, 32) != 0);
}

static void test_rehearsal (void)
{
    TdLogKey key = make_key ("treatydesk/0123456789abcdef/rehearsal");
    g_autoptr (TdReceipt) receipt = make_receipt (&key, TRUE), again = NULL;
    g_autofree char *text = td_receipt_to_text (receipt);

    g_assert_nonnull (strstr (text, "\nrehearsal: yes\n"));
    again = parse (text);
    g_assert_true (again->rehearsal);
    g_assert_true (checks (text, &key));
}

/* One changed bit anywhere, a lost end, a word more: never a receipt that holds. */
static void test_changed (const char *text, const TdLogKey *key)
{
    g_autofree char *changed = g_strdup (text), *longer = NULL;
    const gsize length = strlen (text);

    g_assert_true (checks (text, key));
    for (gsize i = 0; i < length; i++)
        for (int bit = 0; bit < 8; bit++) {
            changed[i] ^= (char) (1 << bit);
            g_assert_false (checks (changed, key));
            changed[i] ^= (char) (1 << bit);
        }
    longer = g_strconcat (text, "\n", NULL);
    g_assert_false (checks (longer, key));
    g_assert_null (td_receipt_from_text (text, 0, NULL));
}

static void test_changed_promise (void)
{
    TdLogKey key = make_key (origin);
    g_autoptr (TdReceipt) receipt = make_receipt (&key, FALSE);
    g_autofree char *text = td_receipt_to_text (receipt);

    test_changed (text, &key);
    for (gsize i = 0; i < strlen (text); i++)
        g_assert_null (td_receipt_from_text (text, i, NULL));
}

static void test_limits (void)
{
    TdLogKey key = make_key (origin);
    g_autoptr (GPtrArray) files = g_ptr_array_new ();
    g_autoptr (TdReceipt) most = NULL, many = NULL, none = NULL;
    g_autofree char *huge = g_strnfill (70000, '\n'), *text = NULL;

    g_assert_null (td_receipt_from_text (huge, 70000, NULL));
    for (int i = 0; i < 10; i++)
        g_ptr_array_add (files, (char *) FILE_ONE);
    most = td_receipt_new (&key, "aaaabbbbccccdddd", 0, FALSE, files);
    text = td_receipt_to_text (most);
    g_assert_true (checks (text, &key));
    g_ptr_array_add (files, (char *) FILE_ONE);
    many = td_receipt_new (&key, "aaaabbbbccccdddd", 0, FALSE, files);
    g_assert_null (td_receipt_from_text (many->promise, strlen (many->promise), NULL));
    g_ptr_array_set_size (files, 0);
    none = td_receipt_new (&key, "aaaabbbbccccdddd", 0, FALSE, files);
    g_assert_null (td_receipt_from_text (none->promise, strlen (none->promise), NULL));
}

/* ---- with its proof ---- */

typedef struct {
    TdReceipt *receipt;
    const TdLogKey *key;
} Accept;

static gboolean accept (TdTx *tx, gpointer data, GError **error)
{
    Accept *work = data;

    return td_log_wait (tx, work->key, work->receipt->leaf, work->receipt->received, error)
           && append_entry (tx, &(TestEntry){ 0 }, error);
}

static gboolean complete_receipt (TdTx *tx, gpointer data, GError **error)
{
    Accept *work = data;

    return td_receipt_complete (work->receipt, tx, work->key, error);
}

static void test_complete (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    TdLogKey key = make_key (origin);
    TdClock clock = td_clock_real ();
    g_autoptr (TdReceipt) receipt = make_receipt (&key, FALSE), again = NULL;
    g_autofree char *text = NULL;
    Accept work = { receipt, &key };
    gboolean made = FALSE, complete = FALSE;
    GError *error = NULL;

    if (!test)
        return;
    g_assert_false (td_store_read (test->store, complete_receipt, &work, &error));
    g_assert_error (error, TD_JOURNAL_ERROR, TD_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_true (td_store_write (test->store, accept, &work, &error));
    g_assert_true (td_store_read (test->store, complete_receipt, &work, &error));
    g_assert_cmpint (receipt->index, ==, -1);

    g_assert_true (td_log_checkpoint (test->store, &key, TD_LOG_WHEN_WAITING, 4, &clock, &made, &error));
    g_assert_no_error (error);
    g_assert_true (made);
    for (int twice = 0; twice < 2; twice++)
        g_assert_true (td_store_read (test->store, complete_receipt, &work, &error));
    g_assert_cmpint (receipt->index, >=, 0);
    g_assert_cmpuint (receipt->path->len, ==, 2 * 32);

    text = td_receipt_to_text (receipt);
    again = parse (text);
    g_assert_true (td_receipt_check (again, origin, key.public_key, &complete, &error));
    g_assert_no_error (error);
    g_assert_true (complete);
    test_changed (text, &key);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    td_base_init ();
    g_test_add_func ("/receipt/promise", test_promise);
    g_test_add_func ("/receipt/nonces-differ", test_nonces_differ);
    g_test_add_func ("/receipt/rehearsal", test_rehearsal);
    g_test_add_func ("/receipt/changed", test_changed_promise);
    g_test_add_func ("/receipt/limits", test_limits);
    test_store_add ("/receipt/complete", test_complete);
    return g_test_run ();
}
