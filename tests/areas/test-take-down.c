/* What is taken down is gone from everything that others read; what is erased is gone from the disk. */
#include "areas/search/search.h"
#include "areas/submissions/reading.h"
#include "areas/submissions/take-down.h"
#include "fixture.h"
#include "text/mask.h"

#define NAMED                                                                                                          \
    "# What Zebulonia Quist saw\n\nZEBULONIA QUIST was held without a decision, contrary to article 16 of the "        \
    "Convention.\n\nplantedword stands here.\n"

static gint64 found (House *house, const TdViewer *viewer, const char *words)
{
    const TdSearchAsk ask = { .words = words };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSearchAnswer) answer = td_search (house->instance, viewer, &ask, &error);

    g_assert_no_error (error);
    return answer->total;
}

/* Everything that this viewer reads of it, as one text. */
static char *read_all (House *house, const TdViewer *viewer, const char *key, const char *id)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = td_submission_get (house->instance, viewer, key, id, &error);
    g_autoptr (GPtrArray) paragraphs = NULL;
    json_t *json;
    char *text;

    g_assert_no_error (error);
    paragraphs = td_submission_read_paragraphs (house->instance, s, &error);
    g_assert_no_error (error);
    json = td_submission_to_json (house->instance, s, paragraphs, viewer);
    text = json_dumps (json, JSON_COMPACT);
    json_decref (json);
    return text;
}

static gboolean holds (House *house, const TdViewer *viewer, const Draft *draft, const char *word)
{
    g_autofree char *text =
        read_all (house, viewer, viewer == &nobody && draft->key != NULL ? draft->key : NULL, draft->id);
    g_autofree char *small = g_ascii_strdown (text, -1);

    return strstr (small, word) != NULL;
}

static gboolean public_holds (House *house, const char *id, const char *word)
{
    const Draft without_key = { .id = (char *) id };

    return holds (house, &nobody, &without_key, word);
}

static void publish_named (House *house, Draft *draft)
{
    g_autoptr (GPtrArray) priorities = g_ptr_array_new ();
    TdPriority one = { .article = 16, .text = (char *) "Free zebulonia quist" };
    const TdAnswers answers = { .sender_name = "Friends of Zebulonia Quist",
                                .priorities = priorities,
                                .set_priorities = TRUE };
    g_autoptr (GError) error = NULL;

    begin (house, draft);
    answer_all (house, draft, "public", NAMED);
    g_ptr_array_add (priorities, &one);
    td_submission_answer (house->instance, &nobody, draft->key, draft->id, &answers, NULL, &error);
    g_assert_no_error (error);
    td_receipt_free (send (house, draft));
    decide (house, draft->id, TD_DECISION_PUBLISH);
    catch_up (house);
}

static void test_name (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autofree char *long_name = g_strnfill (4000, 'n');
    const char *const wrong[] = { "", " - ", "Nobody Of This Name", long_name, "<script>" };
    g_autoptr (GError) error = NULL;
    int places = 0;

    publish_named (house, &draft);
    g_assert_true (public_holds (house, draft.id, "quist"));
    g_assert_cmpint (found (house, &nobody, "quist"), ==, 2);
    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_assert_false (
            td_submission_take_down (house->instance, &nobody, draft.key, draft.id, wrong[i], &places, &error));
        assert_code (&error, TD_ERROR_INPUT);
    }
    /* Not by somebody else. */
    g_assert_false (td_submission_take_down (house->instance, &nobody, NULL, draft.id, "Quist", &places, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (
        td_submission_take_down (house->instance, &nobody, draft.key, draft.id, "zebulonia  quist", &places, &error));
    g_assert_no_error (error);
    g_assert_cmpint (places, >=, 4);
    g_assert_false (public_holds (house, draft.id, "quist"));
    /* Its sender and the Committee read what was sent. */
    g_assert_true (holds (house, &nobody, &draft, "quist"));
    g_assert_true (holds (house, &secretariat, &draft, "quist"));
    catch_up (house);
    g_assert_cmpint (found (house, &nobody, "quist"), ==, 0);
    g_assert_cmpint (found (house, &secretariat, "quist"), ==, 0);
    g_assert_cmpint (found (house, &nobody, "plantedword"), ==, 1);
    /* Twice finds nothing more. */
    g_assert_false (td_submission_take_down (house->instance, &nobody, draft.key, draft.id, "Quist", &places, &error));
    assert_code (&error, TD_ERROR_INPUT);
    /* Put back by an officer, it is as before. */
    g_assert_true (td_submission_put_back (house->instance, &secretariat, NULL, draft.id, &error));
    catch_up (house);
    g_assert_true (public_holds (house, draft.id, "quist"));
    g_assert_cmpint (found (house, &nobody, "quist"), ==, 2);
    g_assert_false (td_submission_put_back (house->instance, &secretariat, NULL, draft.id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

static TdStatus status_of (House *house, const char *id)
{
    g_autoptr (TdSubmission) s = td_submission_get (house->instance, &secretariat, NULL, id, NULL);

    return s != NULL ? s->status : TD_N_STATUSES;
}

static void test_whole (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;

    publish_named (house, &draft);
    g_assert_true (td_submission_take_down (house->instance, &nobody, draft.key, draft.id, NULL, NULL, &error));
    /* At once, before anything follows. */
    g_assert_null (td_submission_get (house->instance, &nobody, NULL, draft.id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_cmpint (found (house, &nobody, "plantedword"), ==, 0);
    catch_up (house);
    g_assert_cmpint (found (house, &nobody, "plantedword"), ==, 0);
    g_assert_false (td_submission_take_down (house->instance, &nobody, draft.key, draft.id, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    /* Put back by its sender it waits for the secretariat. */
    g_assert_true (td_submission_put_back (house->instance, &nobody, draft.key, draft.id, &error));
    g_assert_cmpint (status_of (house, draft.id), ==, TD_STATUS_ACCEPTED);
    decide (house, draft.id, TD_DECISION_PUBLISH);
    g_assert_true (td_submission_take_down (house->instance, &secretariat, NULL, draft.id, NULL, NULL, &error));
    g_assert_cmpint (status_of (house, draft.id), ==, TD_STATUS_TAKEN_DOWN);
    g_assert_true (td_submission_put_back (house->instance, &secretariat, NULL, draft.id, &error));
    g_assert_cmpint (status_of (house, draft.id), ==, TD_STATUS_PUBLISHED);
}

/* ---- erasing ---- */

static gboolean file_holds (const char *folder, const char *name, const char *word)
{
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize size = 0;

    return g_file_get_contents (path, &bytes, &size, NULL) && memmem (bytes, size, word, strlen (word)) != NULL;
}

static int blobs_in (const char *path)
{
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    const char *name;
    int n = 0;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *inside = g_build_filename (path, name, NULL);
        n += g_file_test (inside, G_FILE_TEST_IS_DIR) ? blobs_in (inside) : 1;
    }
    return n;
}

static void test_erase (void)
{
    static const char *const planted[] = { "plantedword", "ebulonia", "EBULONIA", "Friends of" };
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_auto (Draft) other = { 0 };
    g_autofree char *blobs = g_build_filename (house->folder, "blobs", NULL);
    g_autoptr (GError) error = NULL;
    gint64 files = 0, entries = 0, leaves = 0;

    send_one (house, &other, "public", REPORT);
    publish_named (house, &draft);
    g_assert_true (td_jobs_checkpoint (house->instance, NULL, &error));
    g_autoptr (TdReceipt) receipt = td_submission_receipt (house->instance, &nobody, draft.key, draft.id, &error);
    g_assert_no_error (error);
    g_assert_cmpint (blobs_in (blobs), ==, 2);
    for (gsize i = 0; i < G_N_ELEMENTS (planted); i++)
        g_assert_true (file_holds (house->folder, "treatydesk.db", planted[i])
                       || file_holds (house->folder, "treatydesk.db-wal", planted[i]));
    /* In two steps. */
    g_assert_false (td_submission_erase (house->instance, &nobody, draft.key, draft.id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_submission_take_down (house->instance, &nobody, draft.key, draft.id, NULL, NULL, &error));
    g_assert_true (td_submission_erase (house->instance, &nobody, draft.key, draft.id, &error));
    g_assert_no_error (error);
    g_assert_false (td_submission_erase (house->instance, &nobody, draft.key, draft.id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    catch_up (house);
    g_assert_cmpint (blobs_in (blobs), ==, 1);
    for (gsize i = 0; i < G_N_ELEMENTS (planted); i++) {
        g_assert_false (file_holds (house->folder, "treatydesk.db", planted[i]));
        g_assert_false (file_holds (house->folder, "treatydesk.db-wal", planted[i]));
        g_assert_cmpint (found (house, &secretariat, planted[i]), ==, 0);
    }
    g_assert_null (td_submission_get (house->instance, &secretariat, NULL, draft.id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    /* Chain, log and the receipt in its holder's hands still hold. */
    g_assert_true (td_submission_check_files (house->instance, &files, &error));
    g_assert_cmpint (files, ==, 1);
    g_assert_true (td_journal_check (house->instance->store, &entries, &error));
    g_assert_true (td_log_check (house->instance->store, &house->instance->log, &leaves, &error));
    gboolean complete = FALSE;
    g_assert_true (
        td_receipt_check (receipt, house->instance->log.origin, house->instance->log.public_key, &complete, &error));
    g_assert_true (complete);
    g_assert_cmpint (status_of (house, other.id), ==, TD_STATUS_RECEIVED);
}

/* ---- reading ---- */

static int readings (House *house, const char *id)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) readers = td_readers (house->instance, &secretariat, id, &error);
    int times = 0;

    g_assert_no_error (error);
    for (guint i = 0; i < readers->len; i++)
        times += (int) ((TdReader *) readers->pdata[i])->times;
    return times;
}

static void note (House *house, const TdViewer *viewer, const char *key, const char *id, TdReadingKind kind)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = td_submission_get (house->instance, viewer, key, id, &error);

    g_assert_no_error (error);
    g_assert_true (td_reading_note (house->instance, viewer, s, kind, &error));
    g_assert_no_error (error);
}

static void test_reading (void)
{
    const TdViewer member = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (MEMBER),
                              .trust = TD_TRUST_SECOND,
                              .person = "aaaabbbbccccdddd",
                              .session = "one",
                              .conflicts = (const char *const[]){ NULL } };
    TdViewer again = member;
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;

    send_one (house, &draft, "public", REPORT);
    note (house, &nobody, draft.key, draft.id, TD_READING_PAGE); /* its sender is not counted */
    g_assert_cmpint (readings (house, draft.id), ==, 0);
    note (house, &member, NULL, draft.id, TD_READING_PAGE);
    note (house, &member, NULL, draft.id, TD_READING_PAGE); /* nor the same twice */
    g_assert_cmpint (readings (house, draft.id), ==, 1);
    note (house, &member, NULL, draft.id, TD_READING_FILE);
    again.session = "two";
    note (house, &again, NULL, draft.id, TD_READING_PAGE);
    g_assert_cmpint (readings (house, draft.id), ==, 3);
    g_assert_null (td_readers (house->instance, &member, draft.id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    /* What everybody reads is nobody's business. */
    decide (house, draft.id, TD_DECISION_PUBLISH);
    again.session = "three";
    note (house, &again, NULL, draft.id, TD_READING_PAGE);
    g_assert_cmpint (readings (house, draft.id), ==, 3);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/take-down/name", test_name);
    g_test_add_func ("/take-down/whole", test_whole);
    g_test_add_func ("/take-down/erase", test_erase);
    g_test_add_func ("/take-down/reading", test_reading);
    return g_test_run ();
}
