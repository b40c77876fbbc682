/* Which paragraphs speak of earlier recommendations: cited, alike, said by their sender, for whom. */
#include "dossier-house.h"

#include "areas/library/match.h"

#define OBSERVATIONS                                                                                                   \
    "# Concluding observations on the initial report of Ghana\n\n"                                                     \
    "12. The Committee recommends that the State party end the administrative detention of migrant children and find " \
    "other places for their families.\n\n"                                                                             \
    "13. The Committee urges the State party to license and inspect recruitment agencies that charge fees to migrant " \
    "domestic workers before departure.\n\n"                                                                           \
    "14. The Committee recommends that consular officers visit prisons abroad every month.\n"
#define CITES      "# Notes\n\nPara. 13 of CMW/C/GHA/CO/1 was not carried out.\n"
#define CITES_LAST "# Notes\n\nWe look back at the concluding observations, paragraph 14: nothing came of it.\n"
#define LIKE                                                                                                           \
    "# Notes\n\nRecruitment agencies still charge fees to domestic workers before departure; nobody inspects or "      \
    "licenses these agencies.\n"
#define UNLIKE "# Notes\n\nSchool books were printed in three languages for the pupils of the northern region.\n"

static void import (House *house, const char *symbol, const char *text, gboolean replace)
{
    const TdLibraryEntry entry = { .symbol = symbol, .language = "en" };
    g_autoptr (GError) error = NULL;
    int fd = file_of (text);

    td_library_import (house->instance, &secretariat, &entry, fd, "paper.md", replace, NULL, &error);
    close (fd);
    g_assert_no_error (error);
}

static GPtrArray *list (House *house, const TdViewer *viewer, const char *anchor, gboolean counting)
{
    const TdMatchFilter filter = { .state = "GHA", .anchor = anchor, .counting = counting };
    g_autoptr (GError) error = NULL;
    GPtrArray *found = td_match_list (house->instance, viewer, &filter, &error);

    g_assert_no_error (error);
    return found;
}

static guint how_many (House *house, const TdViewer *viewer, const char *anchor, gboolean counting)
{
    g_autoptr (GPtrArray) found = list (house, viewer, anchor, counting);

    return found->len;
}

static void one_is (House *house, const TdViewer *viewer, const char *anchor, TdMatchHow how, const char *submission)
{
    g_autoptr (GPtrArray) found = list (house, viewer, anchor, FALSE);
    const TdParagraphMatch *m;

    g_assert_cmpuint (found->len, ==, 1);
    m = found->pdata[0];
    g_assert_cmpint (m->how, ==, how);
    g_assert_cmpstr (m->submission, ==, submission);
    g_assert_cmpstr (m->target_symbol, ==, "CMW/C/GHA/CO/1");
    g_assert_cmpstr (m->source, ==, "civil-society");
}

/* What its sender reads: the browser's key is not at hand here, so it becomes an account's. */
static gboolean give_in (TdTx *tx, gpointer data, GError **error)
{
    return td_exec (tx, "update submission set person = 'p000000000000000' where id = $1", error, TD_TEXT (data));
}
static const TdViewer sender = { .roles = SIGNED,
                                 .trust = TD_TRUST_PASSWORD,
                                 .person = "p000000000000000",
                                 .session = "p",
                                 .actor = "p000000000000000" };
static const TdViewer stranger = { .roles = SIGNED,
                                   .trust = TD_TRUST_PASSWORD,
                                   .person = "p000000000000001",
                                   .session = "q",
                                   .actor = "p000000000000001" };

static void give_to_sender (House *house, char *id)
{
    g_autoptr (GError) error = NULL;

    td_store_keep (house->instance->store, give_in, id, &error);
    g_assert_no_error (error);
}

static void test_found (void)
{
    g_autoptr (House) house = house_new (FALSE);

    import (house, "CMW/C/GHA/CO/1", OBSERVATIONS, FALSE);
    g_autofree char *cites = report (house, "ngo", "public", CITES);
    g_autofree char *last = report (house, "ngo", "public", CITES_LAST);
    g_autofree char *unlike = report (house, "ngo", "public", UNLIKE);
    catch_up (house);
    one_is (house, &secretariat, "p13", TD_MATCH_CITED, cites);
    one_is (house, &secretariat, "p14", TD_MATCH_CITED, last);
    g_assert_cmpuint (how_many (house, &secretariat, NULL, FALSE), ==, 2);
    g_assert_cmpuint (how_many (house, &nobody, NULL, FALSE), ==, 0);
    decide (house, cites, TD_DECISION_PUBLISH);
    one_is (house, &nobody, "p13", TD_MATCH_CITED, cites);
    decide (house, last, TD_DECISION_REFUSE);
    g_assert_cmpuint (how_many (house, &secretariat, NULL, FALSE), ==, 1);
}

/* The observations may come after what speaks of them; a better file of theirs is looked through again. */
static void test_later (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *cites = report (house, "ngo", "public", CITES);
    g_autofree char *like = report (house, "ngo", "public", LIKE);
    gboolean left = TRUE;

    catch_up (house);
    import (house, "CMW/C/GHA/CO/1", OBSERVATIONS, FALSE);
    catch_up (house);
    g_assert_true (td_match_work (house->instance, 100, &left, NULL));
    g_assert_false (left);
    g_assert_cmpuint (how_many (house, &secretariat, "p13", FALSE), ==, 2);
    import (house, "CMW/C/GHA/CO/1", "# Concluding observations\n\n12. Words.\n", TRUE);
    catch_up (house);
    g_assert_true (td_match_work (house->instance, 100, &left, NULL));
    g_assert_cmpuint (how_many (house, &secretariat, NULL, FALSE), ==, 0);
}

static void say (House *house, const TdViewer *viewer, const char *id, const char *match, TdMatchSaid said,
                 TdErrorCode refused)
{
    g_autoptr (GError) error = NULL;
    gboolean done = td_match_say (house->instance, viewer, NULL, id, match, said, &error);

    g_assert_true (done == (refused == 0));
    if (refused != 0)
        assert_code (&error, refused);
}

struct ask {
    House *house;
    const TdViewer *viewer;
    const char *target;
    GHashTable *counts;
};

static gboolean counts_in (TdTx *tx, gpointer data, GError **error)
{
    struct ask *a = data;

    a->counts = td_match_counts_in (tx, a->house->instance, a->viewer, a->target, error);
    return a->counts != NULL;
}

static void counts_are (House *house, const TdViewer *viewer, int civil_society, int maybe)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdLibraryDocument) document = td_library_get (house->instance, "CMW/C/GHA/CO/1", &error);
    struct ask ask = { house, viewer, document->id, NULL };
    const TdMatchCounts *row;

    td_store_read (house->instance->store, counts_in, &ask, &error);
    g_assert_no_error (error);
    row = g_hash_table_lookup (ask.counts, "p13");
    g_assert_cmpint (row != NULL ? row->civil_society : 0, ==, civil_society);
    g_assert_cmpint (row != NULL ? row->maybe : 0, ==, maybe);
    g_hash_table_unref (ask.counts);
}

static void test_said (void)
{
    g_autoptr (House) house = house_new (FALSE);

    import (house, "CMW/C/GHA/CO/1", OBSERVATIONS, FALSE);
    g_autofree char *like = report (house, "ngo", "public", LIKE);
    give_to_sender (house, like);
    catch_up (house);
    decide (house, like, TD_DECISION_PUBLISH);
    one_is (house, &member, "p13", TD_MATCH_ALIKE, like);
    g_autoptr (GPtrArray) own = td_match_of_submission (house->instance, &sender, NULL, like, NULL);
    const TdParagraphMatch *m = own->pdata[0];
    g_autoptr (GError) error = NULL;

    g_assert_cmpuint (own->len, ==, 1);
    g_assert_false (td_match_counts (m));
    /* A suggestion is the Committee's and the sender's; who takes no part sees none. */
    g_assert_cmpuint (how_many (house, &nobody, NULL, FALSE), ==, 0);
    g_assert_cmpuint (how_many (house, &in_conflict, NULL, FALSE), ==, 0);
    g_assert_cmpuint (how_many (house, &untold, NULL, FALSE), ==, 0);
    g_assert_cmpuint (how_many (house, &member, NULL, TRUE), ==, 0);
    counts_are (house, &member, 0, 1);
    counts_are (house, &in_conflict, 0, 0);
    /* Its sender alone says what it is about. */
    say (house, &stranger, like, m->id, TD_MATCH_CONFIRMED, TD_ERROR_NOT_ALLOWED);
    say (house, &secretariat, like, m->id, TD_MATCH_CONFIRMED, TD_ERROR_NOT_ALLOWED);
    say (house, &member, like, m->id, TD_MATCH_CONFIRMED, TD_ERROR_NOT_ALLOWED);
    g_assert_null (td_match_of_submission (house->instance, &member, NULL, like, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    say (house, &sender, like, "x000000000000000", TD_MATCH_CONFIRMED, TD_ERROR_NOT_FOUND);
    say (house, &sender, like, m->id, TD_MATCH_CONFIRMED, 0);
    g_assert_cmpuint (how_many (house, &nobody, "p13", FALSE), ==, 1);
    counts_are (house, &nobody, 1, 0);
    counts_are (house, &member, 1, 0);
    say (house, &sender, like, m->id, TD_MATCH_DENIED, 0);
    g_assert_cmpuint (how_many (house, &member, NULL, FALSE), ==, 0);
    counts_are (house, &member, 0, 0);
    say (house, &sender, like, m->id, TD_MATCH_UNSAID, 0);
    counts_are (house, &member, 0, 1);
}

/* What is for the Committee alone counts for nobody else. */
static void test_confidential (void)
{
    g_autoptr (House) house = house_new (FALSE);

    import (house, "CMW/C/GHA/CO/1", OBSERVATIONS, FALSE);
    g_autofree char *quiet = report (house, "ngo", "confidential", CITES);
    catch_up (house);
    counts_are (house, &member, 1, 0);
    counts_are (house, &nobody, 0, 0);
    counts_are (house, &mission, 0, 0);
    counts_are (house, &in_conflict, 0, 0);
    counts_are (house, &untold, 0, 0);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/matches/found", test_found);
    g_test_add_func ("/matches/later", test_later);
    g_test_add_func ("/matches/said", test_said);
    g_test_add_func ("/matches/confidential", test_confidential);
    return g_test_run ();
}
