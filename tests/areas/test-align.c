/* Aligning sentences by their lengths: the kinds of beads, that nothing is lost, documents and files. */
#include "fixture.h"

#include "areas/library/library.h"
#include "areas/memory/align-documents.h"
#include "areas/memory/align.h"

/* Texts of these lengths. */
static GPtrArray *of_lengths (const int *lengths, guint n)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < n; i++)
        g_ptr_array_add (texts, g_strnfill ((gsize) lengths[i], 'x'));
    return texts;
}

/* "1-1 2-1" for lengths ended by 0. */
static void assert_beads_by (const int *a, const int *b, double ratio, const char *expected)
{
    guint n_a = 0, n_b = 0, at_a = 0, at_b = 0;
    g_autoptr (GPtrArray) x = NULL, y = NULL;
    g_autoptr (GArray) beads = NULL;
    g_autoptr (GString) found = g_string_new (NULL);

    while (a[n_a] != 0)
        n_a++;
    while (b[n_b] != 0)
        n_b++;
    x = of_lengths (a, n_a);
    y = of_lengths (b, n_b);
    beads = td_align (x, y, ratio);
    for (guint i = 0; i < beads->len; i++) {
        const TdBead *bead = &g_array_index (beads, TdBead, i);
        g_assert_cmpuint (bead->a, ==, at_a);
        g_assert_cmpuint (bead->b, ==, at_b);
        at_a += bead->n_a;
        at_b += bead->n_b;
        g_string_append_printf (found, "%s%u-%u", i > 0 ? " " : "", bead->n_a, bead->n_b);
    }
    g_assert_cmpuint (at_a, ==, n_a);
    g_assert_cmpuint (at_b, ==, n_b);
    g_assert_cmpstr (found->str, ==, expected);
}

static void assert_beads (const int *a, const int *b, const char *expected)
{
    assert_beads_by (a, b, 0, expected);
}

#define L(...) ((const int[]){ __VA_ARGS__, 0 })

static void test_beads (void)
{
    assert_beads (L (50, 120, 80), L (55, 130, 88), "1-1 1-1 1-1");
    assert_beads (L (50, 120, 80), L (52, 60, 61, 82), "1-1 1-2 1-1");
    assert_beads (L (50, 60, 61, 80), L (50, 121, 80), "1-1 2-1 1-1");
    assert_beads_by (L (100, 60, 300, 90), L (102, 61, 88), 1, "1-1 1-1 1-0 1-1");
    assert_beads_by (L (100, 60, 90), L (102, 61, 300, 88), 1, "1-1 1-1 0-1 1-1");
    assert_beads (L (10), (const int[]){ 0 }, "1-0");
    assert_beads ((const int[]){ 0 }, L (10, 20), "0-1 0-1");
    assert_beads ((const int[]){ 0 }, (const int[]){ 0 }, "");
}

/* Chinese says in a third of the letters what English says: the ratio of the whole counts. */
static void test_ratio (void)
{
    assert_beads (L (150, 60, 240, 90), L (50, 20, 80, 30), "1-1 1-1 1-1 1-1");
    assert_beads (L (150, 60, 60, 240), L (50, 40, 80), "1-1 2-1 1-1");
}

static void test_joined (void)
{
    g_autoptr (GPtrArray) texts = g_ptr_array_new ();
    g_autofree char *english = NULL, *chinese = NULL;

    g_ptr_array_add (texts, (gpointer) "一。");
    g_ptr_array_add (texts, (gpointer) "二。");
    english = td_align_joined (texts, 0, 2, "en");
    chinese = td_align_joined (texts, 0, 2, "zh");
    g_assert_cmpstr (english, ==, "一。 二。");
    g_assert_cmpstr (chinese, ==, "一。二。");
}

/* ---- documents ---- */

static void import (House *house, const char *language, const char *text)
{
    const TdLibraryEntry entry = { .symbol = "CMW/C/GHA/CO/1", .language = language, .title = "Observations" };
    g_autoptr (GError) error = NULL;
    int fd = file_of (text);

    g_assert_true (td_library_import (house->instance, &secretariat, &entry, fd, "text.md", FALSE, NULL, &error));
    g_assert_no_error (error);
    close (fd);
}

#define ENGLISH                                                                                                        \
    "1. The Committee met. It adopted these concluding observations on the report.\n\n2. Wages are withheld, and "     \
    "passports are confiscated.\n\n"
#define SPANISH                                                                                                         \
    "1. El Comité se reunió. Aprobó las presentes observaciones finales sobre el informe.\n\n2. Los salarios no se " \
    "pagan. Además, se confiscan los pasaportes.\n\n"

static void assert_match (House *house, const char *text, const char *target)
{
    const TdMemoryQuery query = { .from = "en", .to = "es", .text = text };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) matches = td_memory_search (house->instance, &query, &error);
    const TdMemoryMatch *m;

    g_assert_no_error (error);
    g_assert_cmpuint (matches->len, ==, 1);
    m = matches->pdata[0];
    g_assert_cmpint (m->score, ==, 100);
    g_assert_cmpstr (m->target, ==, target);
    g_assert_cmpstr (m->name, ==, "CMW/C/GHA/CO/1");
}

static void test_document (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autoptr (GError) error = NULL, missing = NULL, same = NULL, refused = NULL;
    TdAligned done = { 0 };

    import (house, "en", ENGLISH);
    import (house, "es", SPANISH);
    td_memory_align_document (house->instance, &secretariat, "CMW/C/GHA/CO/1", "en", "es", &done, &error);
    g_assert_no_error (error);
    g_assert_cmpint (done.paragraphs, ==, 2);
    g_assert_cmpint (done.pairs, ==, 3);
    assert_match (house, "The Committee met.", "El Comité se reunió.");
    assert_match (house, "It adopted these concluding observations on the report.",
                  "Aprobó las presentes observaciones finales sobre el informe.");
    td_memory_align_document (house->instance, &secretariat, "CMW/C/GHA/CO/1", "en", "es", &done, &error);
    g_assert_no_error (error); /* again: in place of what was there */
    assert_match (house, "The Committee met.", "El Comité se reunió.");
    g_assert_false (
        td_memory_align_document (house->instance, &secretariat, "CMW/C/GHA/CO/1", "en", "ru", &done, &missing));
    g_assert_cmpint (td_error_code (missing), ==, TD_ERROR_NOT_FOUND);
    g_assert_false (
        td_memory_align_document (house->instance, &secretariat, "CMW/C/GHA/CO/1", "en", "en", &done, &same));
    g_assert_cmpint (td_error_code (same), ==, TD_ERROR_INPUT);
    g_assert_false (td_memory_align_document (house->instance, &nobody, "CMW/C/GHA/CO/1", "en", "es", &done, &refused));
    g_assert_cmpint (td_error_code (refused), ==, TD_ERROR_NOT_ALLOWED);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/align/beads", test_beads);
    g_test_add_func ("/align/ratio", test_ratio);
    g_test_add_func ("/align/joined", test_joined);
    g_test_add_func ("/align/document", test_document);
    return g_test_run ();
}
