/* A file of a draft that comes in pieces, the titles of annexes and their order. */
#include "fixture.h"

#include "areas/submissions/upload.h"
#include "base/limits.h"

static char *long_report (void)
{
    GString *text = g_string_new (REPORT);

    while (text->len < 20000)
        g_string_append_printf (text, "\n%u. A family waited %u days for its papers, contrary to article 22.\n",
                                (unsigned) text->len, (unsigned) text->len);
    return g_string_free (text, FALSE);
}

static char *hash_of (const char *text)
{
    return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* How much has arrived after one piece; -1 with *error. */
static gint64 put (House *house, const Draft *draft, const char *text, const char *sha256, gsize at, gsize size,
                   GError **error)
{
    g_autofree char *piece = g_strndup (text + at, size);
    const TdUpload what = { .sha256 = sha256, .name = "dir/long.md", .size = (gint64) strlen (text) };
    int fd = file_of (piece);
    gint64 arrived = -1;

    td_upload_add (house->instance, &nobody, draft->key, draft->id, &what, (gint64) at, fd, (gint64) size, &arrived,
                   error);
    close (fd);
    return arrived;
}

static gint64 arrived_of (House *house, const Draft *draft, const char *sha256)
{
    g_autoptr (GError) error = NULL;
    gint64 arrived = -1;

    td_upload_arrived (house->instance, &nobody, draft->key, draft->id, sha256, &arrived, &error);
    g_assert_no_error (error);
    return arrived;
}

static guint blobs_of (House *house)
{
    g_autofree char *folder = g_build_filename (house->folder, "blobs", NULL);
    g_autofree char *told = NULL;
    const char *argv[] = { "find", folder, "-type", "f", NULL };
    guint n = 0;

    g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &told, NULL, NULL, NULL));
    for (const char *p = told; *p != '\0'; p++)
        n += *p == '\n';
    return n;
}

/* In three pieces, one of them twice and one out of turn; what comes together is the file, and nothing of the pieces stays. */
static void test_pieces (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autofree char *text = long_report ();
    g_autofree char *sha256 = hash_of (text);
    g_autofree char *name = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = NULL;
    gsize size = strlen (text);
    char first[4];
    int fd;

    begin (house, &draft);
    g_assert_cmpint (arrived_of (house, &draft, sha256), ==, 0);
    g_assert_cmpint (put (house, &draft, text, sha256, 0, 8000, &error), ==, 8000);
    g_assert_cmpint (put (house, &draft, text, sha256, 0, 8000, &error), ==, 8000);     /* its answer was lost */
    g_assert_cmpint (put (house, &draft, text, sha256, 12000, 4096, &error), ==, 8000); /* a gap */
    g_assert_no_error (error);
    g_assert_cmpuint (blobs_of (house), ==, 1);
    g_assert_cmpint (td_upload_open (house->instance, &nobody, draft.key, draft.id, sha256, &name, &error), ==, -1);
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpint (arrived_of (house, &draft, sha256), ==, 8000);
    g_assert_cmpint (put (house, &draft, text, sha256, 8000, 8000, &error), ==, 16000);
    g_assert_cmpint (put (house, &draft, text, sha256, 16000, size - 16000, &error), ==, size);
    fd = td_upload_open (house->instance, &nobody, draft.key, draft.id, sha256, &name, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (name, ==, "long.md");
    g_assert_cmpint (read (fd, first, sizeof first), ==, sizeof first);
    g_assert_cmpmem (first, sizeof first, text, sizeof first);
    g_assert_true (
        td_submission_add_part (house->instance, &nobody, draft.key, draft.id, fd, name, TD_PART_MAIN, NULL, &error));
    close (fd);
    g_assert_true (td_upload_forget (house->instance, &nobody, draft.key, draft.id, sha256, &error));
    g_assert_cmpuint (blobs_of (house), ==, 1);
    s = td_submission_get (house->instance, &nobody, draft.key, draft.id, &error);
    g_assert_cmpstr (((TdSubmissionFile *) s->files->pdata[0])->sha256, ==, sha256);
    g_assert_true (td_submission_has_file (s, sha256));
}

/* What is no piece of a file, and a file that is not what its hash says. */
static void test_bad_pieces (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_auto (Draft) other = { 0 };
    g_autofree char *text = long_report ();
    g_autofree char *sha256 = hash_of ("something else");
    g_autofree char *name = NULL;
    g_autoptr (GError) error = NULL;
    gsize size = strlen (text);

    begin (house, &draft);
    begin (house, &other);
    put (house, &draft, text, "no hash", 0, 8000, &error);
    assert_code (&error, TD_ERROR_INPUT);
    put (house, &draft, text, sha256, 0, 10, &error); /* too small to be one of many */
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpuint (blobs_of (house), ==, 0);
    put (house, &draft, text, sha256, 0, 8000, &error);
    g_assert_no_error (error);
    /* Another draft's key opens nothing. */
    g_free (other.id);
    other.id = g_strdup (draft.id);
    put (house, &other, text, sha256, 8000, 8000, &error);
    assert_code (&error, TD_ERROR_NOT_FOUND);
    put (house, &draft, text, sha256, 8000, size - 8000, &error);
    g_assert_no_error (error);
    g_assert_cmpint (td_upload_open (house->instance, &nobody, draft.key, draft.id, sha256, &name, &error), ==, -1);
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpuint (blobs_of (house), ==, 0); /* it can never become right */
    g_assert_cmpint (arrived_of (house, &draft, sha256), ==, 0);
}

/* The oldest unfinished file makes room; what is left goes with the draft, and after some days. */
static void test_room (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_auto (Draft) left = { 0 };
    g_autofree char *text = long_report ();
    g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;

    begin (house, &draft);
    begin (house, &left);
    for (guint i = 0; i <= TD_LIMIT_UPLOADS; i++) {
        g_ptr_array_add (hashes, g_strdup_printf ("%064u", i));
        put (house, &draft, text, hashes->pdata[i], 0, 5000, &error);
        g_assert_no_error (error);
    }
    g_assert_cmpuint (blobs_of (house), ==, TD_LIMIT_UPLOADS);
    g_assert_true (td_submission_discard (house->instance, &nobody, draft.key, draft.id, &error));
    g_assert_cmpuint (blobs_of (house), ==, 0);
    put (house, &left, text, hashes->pdata[0], 0, 5000, &error);
    g_assert_true (td_upload_purge (house->instance, &error));
    g_assert_cmpuint (blobs_of (house), ==, 1);
    house->instance->clock.offset += (TD_LIMIT_UPLOAD_DAYS + 1) * G_TIME_SPAN_DAY;
    g_assert_true (td_upload_purge (house->instance, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (blobs_of (house), ==, 0);
}

static void annex (House *house, const Draft *draft, const char *text, const char *title, GError **error)
{
    int fd = file_of (text);

    td_submission_add_part (house->instance, &nobody, draft->key, draft->id, fd, "annex.md", TD_PART_ANNEX, title,
                            error);
    close (fd);
}

static const TdSubmissionFile *file_at (const TdSubmission *s, guint i)
{
    return s->files->pdata[i];
}

/* Titles stay with their files when these change places, and so do their paragraphs; the same content is never taken twice. */
static void test_titles (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autofree char *endless = g_strnfill (TD_LIMIT_TITLE_CHARACTERS + 1, 'a');

    begin (house, &draft);
    answer_all (house, &draft, "public", REPORT);
    annex (house, &draft, "# First\n\nThe first list.\n", "Cases", &error);
    annex (house, &draft, "# Second\n\nThe second list.\n", "", &error);
    g_assert_no_error (error);
    annex (house, &draft, "# Second\n\nThe second list.\n", "Again", &error);
    assert_code (&error, TD_ERROR_INPUT);
    annex (house, &draft, "# Third\n\nThe third list.\n", endless, &error);
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_submission_move_file (house->instance, &nobody, draft.key, draft.id, 2, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_submission_move_file (house->instance, &nobody, draft.key, draft.id, 3, &error));
    g_assert_true (td_submission_title_file (house->instance, &nobody, draft.key, draft.id, 2, "Places", &error));
    g_assert_no_error (error);
    s = td_submission_get (house->instance, &nobody, draft.key, draft.id, &error);
    g_assert_cmpuint (s->files->len, ==, 3);
    g_assert_cmpstr (file_at (s, 1)->title, ==, "Places");
    g_assert_cmpstr (file_at (s, 2)->title, ==, "Cases");
    g_assert_null (file_at (s, 0)->title);
    paragraphs = td_submission_read_paragraphs (house->instance, s, &error);
    g_assert_cmpstr (((TdParagraph *) paragraphs->pdata[paragraphs->len - 1])->text, ==, "The first list.");
}

/* ---- order ---- */

/* One line for each paragraph: number, its kind's first letter, articles that it names, text. */
static char *lines_of (House *house, const Draft *draft)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = td_submission_get (house->instance, &nobody, draft->key, draft->id, &error);
    g_autoptr (GPtrArray) paragraphs = td_submission_read_paragraphs (house->instance, s, &error);
    GString *text = g_string_new (NULL);

    g_assert_no_error (error);
    for (guint i = 0; i < paragraphs->len; i++) {
        const TdParagraph *p = paragraphs->pdata[i];
        g_string_append_printf (text, "%d %c", p->n, *td_paragraph_kind_name (p->kind));
        for (guint k = 0; k < p->articles->len; k++) {
            const TdTag *tag = &g_array_index (p->articles, TdTag, k);
            if (tag->confidence >= 0.9)
                g_string_append_printf (text, " %d", tag->article);
        }
        g_string_append_printf (text, " %s\n", p->text);
    }
    return g_string_free (text, FALSE);
}

static void assert_lines (House *house, const Draft *draft, const char *expected)
{
    g_autofree char *lines = lines_of (house, draft);

    g_assert_cmpstr (lines, ==, expected);
}

static void test_order (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;
    const TdKindChange change = { 3, TD_PARAGRAPH_RECOMMENDATION };
    g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (TdKindChange));

    begin (house, &draft);
    add_text (house, &draft, "main.md", "One.\n", TRUE, &error);
    annex (house, &draft, "Two of article 16.\n\nThree of article 22.\n", "Cases", &error);
    annex (house, &draft, "Four of article 40.\n", "Places", &error);
    g_assert_no_error (error);
    g_array_append_val (changes, change);
    td_submission_answer (house->instance, &nobody, draft.key, draft.id, &(TdAnswers){ .kinds = changes }, NULL,
                          &error);
    g_assert_no_error (error);
    assert_lines (house, &draft,
                  "1 t One.\n2 t 16 Two of article 16.\n3 r 22 Three of article 22.\n4 t 40 Four of article 40.\n");
    /* What its sender said of a paragraph goes with it, whatever comes before it. */
    add_text (house, &draft, "main.md", "Five.\n\nSix of article 8.\n\nSeven.\n", TRUE, &error);
    g_assert_no_error (error);
    assert_lines (
        house, &draft,
        "1 t Five.\n2 t 8 Six of article 8.\n3 t Seven.\n4 t 16 Two of article 16.\n5 r 22 Three of article 22.\n"
        "6 t 40 Four of article 40.\n");
    g_assert_true (td_submission_move_file (house->instance, &nobody, draft.key, draft.id, 3, &error));
    assert_lines (
        house, &draft,
        "1 t Five.\n2 t 8 Six of article 8.\n3 t Seven.\n4 t 40 Four of article 40.\n5 t 16 Two of article 16.\n"
        "6 r 22 Three of article 22.\n");
    g_assert_true (td_submission_remove_file (house->instance, &nobody, draft.key, draft.id, 2, &error));
    g_assert_no_error (error);
    assert_lines (
        house, &draft,
        "1 t Five.\n2 t 8 Six of article 8.\n3 t Seven.\n4 t 16 Two of article 16.\n5 r 22 Three of article 22.\n");
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/submissions/upload/pieces", test_pieces);
    g_test_add_func ("/submissions/upload/bad", test_bad_pieces);
    g_test_add_func ("/submissions/upload/room", test_room);
    g_test_add_func ("/submissions/files/titles", test_titles);
    g_test_add_func ("/submissions/files/order", test_order);
    return g_test_run ();
}
