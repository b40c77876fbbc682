/* Spreadsheets with their files that wait: looked at, brought in by whoever looked, gone with their files. */
#include "areas/library/import-batch.h"
#include "areas/library/library.h"
#include "base/limits.h"
#include "fixture.h"
#include "instance/own-file.h"

#define SHEET "file,symbol,language,organisation\na.md,CMW/C/GHA/CO/1,en,\nin/b.md,CMW/C/GHA/CO/2,en,\n"
#define TEXT  "# Told\n\n1. Fees are forbidden, says article 25 of the Convention.\n"

typedef struct {
    House *house;
    char *id;
} Scene;

static void scene_clear (Scene *s)
{
    g_free (s->id);
    g_clear_pointer (&s->house, house_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static void scene_new (Scene *s)
{
    const TdBatchFileIn files[] = { { "a.md", file_of (TEXT) } };
    const TdBatchWish wish = { .sheet = file_of (SHEET), .sheet_name = "list.csv", .files = files, .n_files = 1 };
    g_autoptr (GError) error = NULL;

    s->house = house_new (FALSE);
    td_import_batch_begin (s->house->instance, &secretariat, &wish, &s->id, NULL, &error);
    g_assert_no_error (error);
    close (wish.sheet);
    close (files[0].fd);
}

static TdImportBatch *batch_of (const Scene *s)
{
    g_autoptr (GError) error = NULL;
    TdImportBatch *b = td_import_batch_get (s->house->instance, &secretariat, s->id, &error);

    g_assert_no_error (error);
    return b;
}

/* "new there problems", and whether nothing was stored. */
static void assert_found (const Scene *s, gboolean dry, const char *want)
{
    g_autoptr (TdImportBatch) b = batch_of (s);
    json_t *looked = json_loads (b->looked, 0, NULL);
    g_autofree char *found = NULL;
    int n[3] = { 0 };

    json_unpack (looked, "{s:i, s:i, s:i}", "new", &n[0], "there", &n[1], "problems", &n[2]);
    found = g_strdup_printf ("%d %d %d", n[0], n[1], n[2]);
    g_assert_cmpstr (found, ==, want);
    g_assert_cmpint (json_is_true (json_object_get (looked, "dry_run")), ==, dry);
    json_decref (looked);
}

static void add_file (const Scene *s, gint64 version, const char *name, const char *text, GError **error)
{
    const TdBatchFileIn files[] = { { name, file_of (text) } };
    const TdBatchWish wish = { .version = version, .sheet = -1, .files = files, .n_files = 1 };

    td_import_batch_change (s->house->instance, &secretariat, s->id, &wish, NULL, error);
    close (files[0].fd);
}

static void test_looked_at_and_done (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdImportBatch) b = NULL;
    g_autoptr (TdImportBatch) after = NULL;
    g_autoptr (TdLibraryDocument) document = NULL;

    scene_new (&s);
    assert_found (&s, TRUE, "1 0 1"); /* b.md has not come */
    b = batch_of (&s);
    g_assert_null (td_library_get (s.house->instance, "CMW/C/GHA/CO/1", &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    add_file (&s, b->version + 1, "b.md", "# Told\n\n2. Another.\n", &error);
    assert_code (&error, TD_ERROR_CONFLICT);
    add_file (&s, b->version, "b.md", "# Told\n\n2. Another.\n", &error);
    g_assert_no_error (error);
    assert_found (&s, TRUE, "2 0 0"); /* found by the last part of its name */
    g_assert_false (td_import_batch_do (s.house->instance, &secretariat, s.id, b->version, &error));
    assert_code (&error, TD_ERROR_CONFLICT); /* not what was looked at */
    after = batch_of (&s);
    g_assert_true (td_import_batch_do (s.house->instance, &secretariat, s.id, after->version, &error));
    g_assert_no_error (error);
    assert_found (&s, FALSE, "2 0 0");
    document = td_library_get (s.house->instance, "CMW/C/GHA/CO/2", &error);
    g_assert_no_error (error);
    g_assert_false (td_import_batch_do (s.house->instance, &secretariat, s.id, after->version, &error));
    assert_code (&error, TD_ERROR_CONFLICT); /* once */
}

static void test_not_theirs (void)
{
    g_auto (Scene) s = { 0 };
    const TdBatchWish wish = { .version = 1, .sheet = -1 };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    scene_new (&s);
    g_assert_null (td_import_batch_get (s.house->instance, &nobody, s.id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_null (td_import_batch_list (s.house->instance, &nobody, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_import_batch_begin (s.house->instance, &nobody, &wish, &id, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_import_batch_change (s.house->instance, &nobody, s.id, &wish, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_import_batch_do (s.house->instance, &nobody, s.id, 1, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_import_batch_drop (s.house->instance, &nobody, s.id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_null (td_import_batch_get (s.house->instance, &secretariat, "0000000000000000", &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

/* One in its place takes the blob of the one before along; what is dropped, or old, takes all. */
static void test_files_go (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdImportBatch) first = NULL;
    g_autoptr (TdImportBatch) second = NULL;
    TdClock *clock;
    int fd;

    scene_new (&s);
    clock = &s.house->instance->clock;
    first = batch_of (&s);
    add_file (&s, first->version, "a.md", "# Told\n\n1. Put better.\n", &error);
    g_assert_no_error (error);
    second = batch_of (&s);
    g_assert_cmpuint (second->files->len, ==, 1);
    g_assert_cmpint (td_own_file_open (s.house->instance, ((TdBatchFile *) first->files->pdata[0])->blob, &error), <,
                     0);
    g_clear_error (&error);
    clock->offset += (TD_LIMIT_IMPORT_BATCH_DAYS - 1) * G_TIME_SPAN_DAY;
    g_assert_true (td_import_batches_purge (s.house->instance, &error));
    fd = td_own_file_open (s.house->instance, second->sheet, &error);
    g_assert_cmpint (fd, >=, 0);
    close (fd);
    clock->offset += 2 * G_TIME_SPAN_DAY;
    g_assert_true (td_import_batches_purge (s.house->instance, &error));
    g_assert_no_error (error);
    g_assert_cmpint (td_own_file_open (s.house->instance, second->sheet, &error), <, 0);
    g_clear_error (&error);
    g_assert_cmpint (td_own_file_open (s.house->instance, ((TdBatchFile *) second->files->pdata[0])->blob, &error), <,
                     0);
    g_clear_error (&error);
    g_assert_null (td_import_batch_get (s.house->instance, &secretariat, s.id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

/* The same bytes twice are two files: one goes, the other stays as it came. */
static void test_own_files (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;
    char one[TD_SHA256_TEXT + 1], other[TD_SHA256_TEXT + 1], back[64] = "";
    int fd = file_of (TEXT);
    gint64 size = 0;

    g_assert_true (td_own_file_put (house->instance, fd, one, &size, &error));
    g_assert_true (td_own_file_put (house->instance, fd, other, NULL, &error));
    close (fd);
    g_assert_cmpint (size, ==, strlen (TEXT));
    g_assert_cmpstr (one, !=, other);
    td_own_file_remove (house->instance, one);
    g_assert_cmpint (td_own_file_open (house->instance, one, &error), <, 0);
    g_clear_error (&error);
    fd = td_own_file_open (house->instance, other, &error);
    g_assert_no_error (error);
    g_assert_cmpint (read (fd, back, sizeof back - 1), ==, (ssize_t) MIN (sizeof back - 1, strlen (TEXT)));
    g_assert_true (g_str_has_prefix (TEXT, back));
    close (fd);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/areas/import-batch/looked-at-and-done", test_looked_at_and_done);
    g_test_add_func ("/areas/import-batch/not-theirs", test_not_theirs);
    g_test_add_func ("/areas/import-batch/files-go", test_files_go);
    g_test_add_func ("/areas/import-batch/own-files", test_own_files);
    return g_test_run ();
}
