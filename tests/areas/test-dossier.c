/* Coverage: what counts in which column, of which cycle, and for whom. */
#include "dossier-house.h"

#define ON_16 "# Notes\n\nMigrant workers are held without a decision, contrary to article 16 of the Convention.\n"

static void read_coverage (House *house, const TdViewer *viewer, int cycle, TdCoverage *ret)
{
    g_autoptr (GError) error = NULL;

    td_coverage (house->instance, viewer, "gha", cycle, ret, &error);
    g_assert_no_error (error);
}

static void counts (House *house, const TdViewer *viewer, int cycle, const gint64 (*wanted)[TD_N_SOURCES])
{
    g_auto (TdCoverage) c = { 0 };

    read_coverage (house, viewer, cycle, &c);
    for (int s = 0; s < TD_N_SOURCES; s++)
        if (g_array_index (c.rows, TdCoverageRow, 16).by[s] != (*wanted)[s])
            g_error ("%s: %" G_GINT64_FORMAT " instead of %" G_GINT64_FORMAT, td_source_word ((TdSource) s),
                     g_array_index (c.rows, TdCoverageRow, 16).by[s], (*wanted)[s]);
}
#define COUNTS(viewer, cycle, ...) counts (house, (viewer), (cycle), &(const gint64[TD_N_SOURCES]){ __VA_ARGS__ })

static gboolean becomes_in (TdTx *tx, gpointer data, GError **error)
{
    return td_exec (tx, "update submission set by_state = state where id = $1", error, TD_TEXT (data));
}

static void becomes_the_states (House *house, char *id)
{
    g_autoptr (GError) error = NULL;

    td_store_keep (house->instance->store, becomes_in, id, &error);
    g_assert_no_error (error);
}

/* state, un, regional, nhri, civil society, committee */
static void test_columns (void)
{
    g_autoptr (House) house = house_new (FALSE);
    static const char *const kinds[] = { "un", "regional", "nhri", "trade-union", "person" };
    g_autofree char *own = report (house, "ngo", "public", ON_16);

    becomes_the_states (house, own);
    for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
        g_free (report (house, kinds[i], "public", ON_16));
    COUNTS (&secretariat, 0, 1, 1, 1, 1, 2, 0);
    plant (house, (struct planted){ "d000000000000000", "A/1", "other", "un", "2020", "Words.", 0, 1000001 });
    plant (house, (struct planted){ "d000000000000001", "CMW/C/GHA/CO/1", "concluding-observations", "committee", NULL,
                                    "Words.", 1, 1000003 });
    COUNTS (&secretariat, 0, 1, 2, 1, 1, 2, 1);
    COUNTS (&nobody, 0, 0, 1, 0, 0, 0, 1);
}

static void test_readers (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *open = report (house, "ngo", "public", ON_16);
    g_autofree char *closed = report (house, "ngo", "confidential", ON_16);
    g_autofree char *refused = report (house, "ngo", "public", ON_16);
    g_autofree char *unsure = report (house, "ngo", "public", "# Notes\n\nThe weather was fine.\n");
    g_auto (TdCoverage) whole = { 0 }, part = { 0 };

    COUNTS (&nobody, 0, 0, 0, 0, 0, 0, 0);
    decide (house, open, TD_DECISION_PUBLISH);
    decide (house, refused, TD_DECISION_REFUSE);
    COUNTS (&nobody, 0, 0, 0, 0, 0, 1, 0);
    COUNTS (&mission, 0, 0, 0, 0, 0, 1, 0);
    COUNTS (&in_conflict, 0, 0, 0, 0, 0, 1, 0);
    COUNTS (&untold, 0, 0, 0, 0, 0, 1, 0);
    COUNTS (&member, 0, 0, 0, 0, 0, 2, 0);
    COUNTS (&secretariat, 0, 0, 0, 0, 0, 2, 0);
    read_coverage (house, &member, 0, &whole);
    read_coverage (house, &in_conflict, 0, &part);
    g_assert_true (whole.whole);
    g_assert_false (part.whole);
    g_assert_cmpint (td_coverage_knows (&whole, 16), ==, TD_KNOWN_FROM_OTHERS);
    g_assert_cmpint (td_coverage_knows (&whole, 17), ==, TD_KNOWN_NOTHING);
}

/* The first review of Ghana ended with a session in September 2014. */
static void test_cycles (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = report (house, "ngo", "public", ON_16);
    g_auto (TdCoverage) c = { 0 };
    g_autoptr (GError) error = NULL;

    plant (house, (struct planted){ "d000000000000000", "A/1", "other", "un", "2013-05", "Words.", 0, 1000001 });
    plant (house, (struct planted){ "d000000000000001", "A/2", "other", "un", "2013-05", "Words.", 2, 1000003 });
    plant (house, (struct planted){ "d000000000000002", "A/3", "other", "nhri", NULL, "Words.", 0, 1000005 });
    plant (house, (struct planted){ "d000000000000003", "A/4", "other", "committee", NULL, "Words.", 1, 1000007 });
    plant (house, (struct planted){ "d000000000000004", "A/5", "other", "committee", NULL, "Words.", 2, 1000009 });
    plant (house, (struct planted){ "d000000000000005", "A/6", "other", "committee", "2013", "Words.", 0, 1000011 });
    COUNTS (&secretariat, 0, 0, 1, 0, 1, 1, 3);
    COUNTS (&secretariat, 2, 0, 1, 0, 1, 1, 3);
    COUNTS (&secretariat, 1, 0, 1, 0, 1, 0, 2);
    read_coverage (house, &secretariat, 1, &c);
    g_assert_null (c.span.from_day);
    g_assert_nonnull (c.span.until_day);
    g_assert_false (td_coverage (house->instance, &secretariat, "GHA", 3, &c, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_coverage (house->instance, &secretariat, "XXX", 0, &c, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static gboolean answer_call_in (TdTx *tx, gpointer data, GError **error)
{
    return td_exec (tx,
                    "insert into call (id, purpose, opens, zone, anchor, cycle, weeks, actor, created, secret)"
                    " values ('c000000000000000', 'follow-up', 1, 'Europe/Zurich', 'hand', 1, 0, 'x', 1, $1)",
                    error, TD_BYTES ("01234567890123456789012345678901", 32))
           && td_exec (tx, "insert into call_answer (submission, call, began) values ($1, 'c000000000000000', 1)",
                       error, TD_TEXT (data));
}

/* What answered a call on the first review belongs to the first, whenever it came. */
static void test_call_says (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = report (house, "ngo", "public", ON_16);
    g_autoptr (GError) error = NULL;

    COUNTS (&secretariat, 2, 0, 0, 0, 0, 1, 0);
    td_store_keep (house->instance->store, answer_call_in, id, &error);
    g_assert_no_error (error);
    COUNTS (&secretariat, 2, 0, 0, 0, 0, 0, 0);
    COUNTS (&secretariat, 1, 0, 0, 0, 0, 1, 0);
}

static void test_json (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = report (house, "nhri", "confidential", ON_16);
    g_auto (TdCoverage) c = { 0 };
    json_t *json, *articles;

    read_coverage (house, &secretariat, 0, &c);
    json = td_coverage_to_json (&c, house->instance->profile);
    articles = json_object_get (json, "articles");
    g_assert_cmpuint (json_array_size (articles), ==, house->instance->profile->n_articles);
    g_assert_cmpint (json_integer_value (json_object_get (json_array_get (articles, 15), "nhri")), ==, 1);
    g_assert_cmpint (json_integer_value (json_object_get (json_array_get (articles, 15), "civil_society")), ==, 0);
    g_assert_cmpuint (json_array_size (json_object_get (json, "nothing")), ==,
                      house->instance->profile->n_articles - 1);
    json_decref (json);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dossier/coverage/columns", test_columns);
    g_test_add_func ("/dossier/coverage/readers", test_readers);
    g_test_add_func ("/dossier/coverage/cycles", test_cycles);
    g_test_add_func ("/dossier/coverage/call-says", test_call_says);
    g_test_add_func ("/dossier/coverage/json", test_json);
    return g_test_run ();
}
