/* Which texts cite which paragraph: filled, counted, for whom, gone when it is gone. */
#include "dossier-house.h"

#include "areas/citations/citation-use.h"

#define COMMENT                                                                                                        \
    "# General comment No. 2\n\n22. Detention is a last resort for migrants.\n\n23. Families are not detained at "     \
    "all.\n"
#define CITES                                                                                                          \
    "# Notes\n\nGeneral comment No. 2, para. 23, is not followed, nor are paras. 22 and 23 of CMW/C/GC/2.\n\n"         \
    "General comment No. 6 of the Committee on the Rights of the Child, para. 3, says the same.\n"
#define CITES_WHOLE "# Notes\n\nWe recall general comment No. 2.\n"
#define CITES_LAST  "# Notes\n\nWe look back at the concluding observations, paragraph 14: nothing came of it.\n"
#define OBSERVATIONS                                                                                                   \
    "# Concluding observations\n\n14. The Committee recommends that consular officers visit prisons, as in its "       \
    "general "                                                                                                         \
    "comment No. 2, para. 23.\n"

static void import_at (House *house, const char *symbol, const char *day, const char *text, gboolean replace)
{
    const TdLibraryEntry entry = { .symbol = symbol, .language = "en", .day = day };
    g_autoptr (GError) error = NULL;
    int fd = file_of (text);

    td_library_import (house->instance, &secretariat, &entry, fd, "paper.md", replace, NULL, &error);
    close (fd);
    g_assert_no_error (error);
    catch_up (house);
}

/* How many documents and submissions cite this paragraph (-1: as a whole), for this viewer. */
static void counts_are (House *house, const TdViewer *viewer, const char *symbol, int paragraph, int documents,
                        int submissions)
{
    g_auto (TdUses) uses = { 0 };
    g_autoptr (GError) error = NULL;
    TdUseCount found = { 0 };

    td_uses_get (house->instance, viewer, symbol, 0, &uses, &error);
    g_assert_no_error (error);
    for (guint i = 0; i < uses.counts->len; i++)
        if (g_array_index (uses.counts, TdUseCount, i).paragraph == MAX (paragraph, 0))
            found = g_array_index (uses.counts, TdUseCount, i);
    g_assert_cmpint (found.documents, ==, documents);
    g_assert_cmpint (found.submissions, ==, submissions);
}

static void test_counts (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *cites = report (house, "ngo", "public", CITES);
    g_autofree char *whole = report (house, "ngo", "public", CITES_WHOLE);
    g_autofree char *quiet = report (house, "ngo", "confidential", CITES);

    /* What is cited may come later. */
    import_at (house, "CMW/C/GC/2", "2013-08-28", COMMENT, FALSE);
    counts_are (house, &secretariat, "CMW/C/GC/2", 23, 0, 2);
    counts_are (house, &secretariat, "CMW/C/GC/2", 22, 0, 2);
    counts_are (house, &secretariat, "CMW/C/GC/2", -1, 0, 1);
    counts_are (house, &in_conflict, "CMW/C/GC/2", 23, 0, 0);
    counts_are (house, &nobody, "CMW/C/GC/2", 23, 0, 0);
    decide (house, cites, TD_DECISION_PUBLISH);
    counts_are (house, &nobody, "CMW/C/GC/2", 23, 0, 1);
    counts_are (house, &nobody, "CMW/C/GC/2", -1, 0, 0);
    counts_are (house, &member, "CMW/C/GC/2", 23, 0, 2);
    import_at (house, "CMW/C/GHA/CO/1", "2014-09-05", OBSERVATIONS, FALSE);
    counts_are (house, &nobody, "CMW/C/GC/2", 23, 1, 1);
    /* Another text takes its place. */
    import_at (house, "CMW/C/GHA/CO/1", "2014-09-05", "# Concluding observations\n\n14. Words.\n", TRUE);
    counts_are (house, &nobody, "CMW/C/GC/2", 23, 0, 1);
    decide (house, cites, TD_DECISION_WITHHOLD);
    counts_are (house, &nobody, "CMW/C/GC/2", 23, 0, 0);
}

/* "The concluding observations" are the last ones before; another body's number is another body's. */
static void test_whose (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *last = report (house, "ngo", "public", CITES_LAST);

    import_at (house, "CMW/C/GHA/CO/1", "2014-09-05", OBSERVATIONS, FALSE);
    counts_are (house, &secretariat, "CMW/C/GHA/CO/1", 14, 0, 1);
    import_at (house, "CMW/C/GHA/CO/2", "2020-09-05", OBSERVATIONS "\n15. More.\n", FALSE);
    counts_are (house, &secretariat, "CMW/C/GHA/CO/1", 14, 0, 0);
    counts_are (house, &secretariat, "CMW/C/GHA/CO/2", 14, 0, 1);
    import_at (house, "CMW/C/GHA/CO/3", "2090-09-05", OBSERVATIONS "\n16. More.\n", FALSE);
    counts_are (house, &secretariat, "CMW/C/GHA/CO/2", 14, 0, 1);
    import_at (house, "CMW/C/GC/3-CRC/C/GC/22", "2017-11-16", COMMENT, FALSE);
    import_at (house, "CMW/C/GC/6", "2024-01-01", COMMENT "\n24. More.\n", FALSE);
    import_at (house, "CRC/C/GHA/CO/3", "2018-01-01",
               "# Observations\n\n3. The Committee recalls its general comments No. 6 and No. 22, para. 23.\n\n"
               "4. See also CMW/C/GC/3-CRC/C/GC/22, para. 22.\n",
               FALSE);
    counts_are (house, &nobody, "CMW/C/GC/6", -1, 0, 0);
    counts_are (house, &nobody, "CMW/C/GC/3-CRC/C/GC/22", 23, 1, 0);
    counts_are (house, &nobody, "CMW/C/GC/3-CRC/C/GC/22", 22, 1, 0);
}

static void test_other_side (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *cites = report (house, "ngo", "public", CITES);
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;
    const TdCite *c;

    import_at (house, "CMW/C/GC/2", "2013-08-28", COMMENT, FALSE);
    g_assert_null (td_cites_of_submission (house->instance, &nobody, NULL, cites, &s, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    list = td_cites_of_submission (house->instance, &member, NULL, cites, &s, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (list->len, ==, 3);
    c = list->pdata[0];
    g_assert_cmpint (c->use->first, ==, 22);
    g_assert_cmpstr (c->target->symbol, ==, "CMW/C/GC/2");
    c = list->pdata[2];
    g_assert_cmpstr (c->use->cited, ==, "CRC/C/GC/6");
    g_assert_null (c->target);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/citations/counts", test_counts);
    g_test_add_func ("/citations/whose", test_whose);
    g_test_add_func ("/citations/other-side", test_other_side);
    return g_test_run ();
}
