/* The indexes follow the journal, and the public's knows nothing that the public may not read. */
#include "fixture.h"

#include "areas/library/library.h"
#include "areas/search/search.h"
#include "base/limits.h"
#include "store/search-index.h"

static const TdViewer member = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (MEMBER),
                                 .trust = TD_TRUST_SECOND,
                                 .person = "m",
                                 .conflicts = (const char *const[]){ "PHL", NULL } };
static const TdViewer own = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (MEMBER),
                              .trust = TD_TRUST_SECOND,
                              .person = "o",
                              .conflicts = (const char *const[]){ "GHA", NULL } };

static gint64 found (House *house, const TdViewer *viewer, const char *words)
{
    const TdSearchAsk ask = { .words = words };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSearchAnswer) answer = td_search (house->instance, viewer, &ask, &error);

    g_assert_no_error (error);
    g_assert_cmpint (answer->hits->len, ==, answer->total);
    return answer->total;
}

static void assert_found (House *house, const char *words, int by_public, int by_secretariat, int by_member, int by_own)
{
    g_assert_cmpint (found (house, &nobody, words), ==, by_public);
    g_assert_cmpint (found (house, &secretariat, words), ==, by_secretariat);
    g_assert_cmpint (found (house, &member, words), ==, by_member);
    g_assert_cmpint (found (house, &own, words), ==, by_own);
}

static void test_follow (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };

    begin (house, &draft);
    answer_all (house, &draft, "public", REPORT "\nzanzibarleaf\n");
    catch_up (house);
    assert_found (house, "zanzibarleaf", 0, 0, 0, 0);
    td_receipt_free (send (house, &draft));
    catch_up (house);
    assert_found (house, "zanzibarleaf", 0, 1, 1, 0);
    decide (house, draft.id, TD_DECISION_PUBLISH);
    catch_up (house);
    assert_found (house, "zanzibarleaf", 1, 1, 1, 1);
    decide (house, draft.id, TD_DECISION_WITHHOLD);
    /* Gone at once, though the index has not followed yet. */
    assert_found (house, "zanzibarleaf", 0, 1, 1, 0);
    catch_up (house);
    assert_found (house, "zanzibarleaf", 0, 1, 1, 0);
    decide (house, draft.id, TD_DECISION_PUBLISH);
    catch_up (house);
    assert_found (house, "zanzibarleaf", 1, 1, 1, 1);
    decide (house, draft.id, TD_DECISION_REFUSE);
    catch_up (house);
    assert_found (house, "zanzibarleaf", 0, 1, 0, 0);
}

/* Entries and scores of the public index itself, as one text. */
struct raw {
    TdStore *store;
    const char *word;
    GString *seen;
};

static gboolean raw_in (TdTx *tx, gpointer data, GError **error)
{
    struct raw *r = data;
    const char *terms[] = { r->word, NULL };
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;

    td_query_add (query, "select h.entry, cast(h.score as text) from ");
    td_query_add_index (query, r->store, TD_INDEX_PUBLIC, terms, TD_MATCH_ALL, 0);
    td_query_add (query, " h order by h.entry");
    rows = td_query_run (query, tx, error);
    while (rows != NULL && td_rows_next (rows, error))
        g_string_append_printf (r->seen, "%" G_GINT64_FORMAT " %s\n", td_rows_int (rows, 0), td_rows_text (rows, 1));
    return rows != NULL;
}

static char *public_index (House *house, const char *word)
{
    struct raw raw = { house->instance->store, word, g_string_new (NULL) };
    g_autoptr (GError) error = NULL;

    td_store_read (house->instance->store, raw_in, &raw, &error);
    g_assert_no_error (error);
    return g_string_free (raw.seen, FALSE);
}

static void test_scores (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autofree char *quiet = NULL;

    for (int i = 0; i < 3; i++) {
        g_auto (Draft) draft = { 0 };
        g_autofree char *text = g_strdup_printf (REPORT "\nzanzibarleaf stands here with %d other words.\n", i);
        send_one (house, &draft, "public", text);
        decide (house, draft.id, TD_DECISION_PUBLISH);
    }
    catch_up (house);
    before = public_index (house, "zanzibarleaf");
    g_assert_cmpuint (strlen (before), >, 0);
    for (int i = 0; i < 3; i++) {
        g_auto (Draft) draft = { 0 };
        send_one (house, &draft, i == 0 ? "public" : "confidential", REPORT "\nzanzibarleaf zanzibarleaf quietword\n");
        if (i == 1)
            decide (house, draft.id, TD_DECISION_WITHHOLD);
    }
    catch_up (house);
    after = public_index (house, "zanzibarleaf");
    quiet = public_index (house, "quietword");
    g_assert_cmpstr (after, ==, before);
    g_assert_cmpstr (quiet, ==, "");
    assert_found (house, "quietword", 0, 3, 3, 0);
}

/* The name stays with the Committee in hits too. */
static void test_name (void)
{
    static const struct {
        const TdViewer *viewer;
        const char *name;
    } rows[] = { { &nobody, NULL }, { &own, NULL }, { &member, "Union of Tests" }, { &secretariat, "Union of Tests" } };
    const TdSearchAsk ask = { .words = "zanzibarleaf" };
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };

    send_one (house, &draft, "name-withheld", REPORT "\nzanzibarleaf\n");
    decide (house, draft.id, TD_DECISION_PUBLISH);
    catch_up (house);
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (TdSearchAnswer) answer = td_search (house->instance, rows[i].viewer, &ask, NULL);
        g_assert_cmpint (answer->total, ==, 1);
        g_assert_cmpstr (((TdSearchHit *) answer->hits->pdata[0])->organisation, ==, rows[i].name);
    }
    assert_found (house, "Union", 0, 0, 0, 0);
}

static void bring (House *house, const char *symbol, const char *language, const char *text, gboolean replace)
{
    const TdLibraryEntry entry = { .symbol = symbol, .language = language, .title = "Observations" };
    g_autoptr (GError) error = NULL;
    int fd = file_of (text);

    td_library_import (house->instance, &secretariat, &entry, fd, "file.md", replace, NULL, &error);
    g_assert_no_error (error);
    close (fd);
}

static gint64 found_by (House *house, const TdSearchAsk *ask, const char *symbol)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSearchAnswer) answer = td_search (house->instance, &nobody, ask, &error);
    gint64 n = 0;

    g_assert_no_error (error);
    for (guint i = 0; i < answer->hits->len; i++)
        n += g_strcmp0 (((const TdSearchHit *) answer->hits->pdata[i])->symbol, symbol) == 0;
    g_assert_cmpint (answer->hits->len, ==, answer->total);
    return n;
}

static const char *const ghana[] = { "GHA", NULL };
static const char *const philippines[] = { "PHL", NULL };

/* Documents of the library are found beside submissions, by everybody, and counted once. */
static void test_library (void)
{
    static const char english[] = "# A\n\n34. The zanzibarleaf is held against article 16 of the Convention.\n";
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;

    send_one (house, &draft, "public", REPORT "\nzanzibarleaf\n");
    decide (house, draft.id, TD_DECISION_PUBLISH);
    catch_up (house);
    bring (house, "CMW/C/GHA/CO/1", "en", english, FALSE);
    bring (house, "CMW/C/GC/2", "fr", "1. La zanzibarleaf est retenue contre l'article 17 de la Convention.\n", FALSE);
    assert_found (house, "zanzibarleaf", 1, 1, 1, 1);
    catch_up (house);
    assert_found (house, "zanzibarleaf", 3, 3, 3, 3);
    g_assert_cmpint (found_by (house, &(TdSearchAsk){ .words = "zanzibarleaf", .states = ghana }, "CMW/C/GHA/CO/1"), ==,
                     1);
    g_assert_cmpint (found_by (house, &(TdSearchAsk){ .words = "zanzibarleaf", .states = ghana }, NULL), ==, 1);
    g_assert_cmpint (found_by (house, &(TdSearchAsk){ .words = "zanzibarleaf", .states = philippines }, NULL), ==, 0);
    g_assert_cmpint (found_by (house, &(TdSearchAsk){ .words = "zanzibarleaf", .language = "fr" }, "CMW/C/GC/2"), ==,
                     1);
    g_assert_cmpint (found_by (house, &(TdSearchAsk){ .words = "zanzibarleaf", .article = 17 }, "CMW/C/GC/2"), ==, 1);
    g_assert_cmpint (found_by (house, &(TdSearchAsk){ .words = "", .article = 16 }, "CMW/C/GHA/CO/1"), ==, 1);
    g_assert_cmpint (found_by (house, &(TdSearchAsk){ .words = "", .article = 16 }, NULL), ==, 1);
    const TdSearchAsk ask = { .words = "zanzibarleaf", .states = ghana, .article = 16 };
    g_autoptr (TdSearchAnswer) answer = td_search (house->instance, &member, &ask, &error);
    g_assert_no_error (error);
    g_assert_cmpint (answer->total, ==, 1);
    const TdSearchHit *hit = answer->hits->pdata[0];
    g_assert_null (hit->submission);
    g_assert_nonnull (hit->document);
    g_assert_cmpstr (hit->anchor, ==, "p34");
    g_assert_cmpstr (hit->title, ==, "Observations");
    g_assert_cmpstr (hit->type, ==, "concluding-observations");
    g_assert_cmpint (g_array_index (hit->articles, int, 0), ==, 16);
    /* What takes another's place takes it in the counts at once, and its words when the index has followed. */
    bring (house, "CMW/C/GHA/CO/1", "en", "34. Nothing of it, but quietword.\n", TRUE);
    assert_found (house, "zanzibarleaf", 2, 2, 2, 2);
    catch_up (house);
    assert_found (house, "zanzibarleaf", 2, 2, 2, 2);
    assert_found (house, "quietword", 1, 1, 1, 1);
}

/* ---- who said it, and several States ---- */

static void publish_as (House *house, const char *state, const char *kind, const char *name, const char *visibility)
{
    const TdAnswers whose = { .state = state, .sender_kind = kind, .sender_name = name };
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;

    begin (house, &draft);
    answer_all (house, &draft, visibility, REPORT "\nzanzibarleaf\n");
    td_submission_answer (house->instance, &nobody, draft.key, draft.id, &whose, NULL, &error);
    g_assert_no_error (error);
    td_receipt_free (send (house, &draft));
    if (!g_str_equal (visibility, "confidential"))
        decide (house, draft.id, TD_DECISION_PUBLISH);
}

/* Each asker's number, and that a name stands at each hit that was found by one. */
static void assert_narrowed (House *house, const TdSearchAsk *ask, int by_public, int by_secretariat, int by_member,
                             int by_own)
{
    const struct {
        const TdViewer *viewer;
        int n;
    } rows[] = { { &nobody, by_public }, { &secretariat, by_secretariat }, { &member, by_member }, { &own, by_own } };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (TdSearchAnswer) answer = td_search (house->instance, rows[i].viewer, ask, &error);
        g_assert_no_error (error);
        g_test_message ("who %s, name %s, asker %" G_GSIZE_FORMAT, ask->who, ask->name, i);
        g_assert_cmpint (answer->total, ==, rows[i].n);
        g_assert_cmpint (answer->hits->len, ==, rows[i].n);
        for (guint h = 0; ask->name != NULL && h < answer->hits->len; h++) {
            const TdSearchHit *hit = answer->hits->pdata[h];
            g_assert_nonnull (hit->document != NULL ? hit->body : hit->organisation);
        }
    }
}

static void assert_no_search (House *house, const TdSearchAsk *ask)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (td_search (house->instance, &nobody, ask, &error));
    assert_code (&error, TD_ERROR_INPUT);
}

static House *house_of_many (void)
{
    House *house = house_new (FALSE);

    publish_as (house, "GHA", "ngo", "Union of Tests", "public");
    publish_as (house, "PHL", "nhri", "Commission of Tests", "public");
    publish_as (house, "SLV", "trade-union", "Quiet House", "name-withheld");
    publish_as (house, "GHA", "ngo", "Hidden Guild", "confidential");
    bring (house, "CMW/C/GHA/CO/1", "en", "34. The zanzibarleaf is held against article 16.\n", FALSE);
    catch_up (house);
    return house;
}

#define ASK(...)                                                                                                       \
    &(TdSearchAsk)                                                                                                     \
    {                                                                                                                  \
        .words = "zanzibarleaf", __VA_ARGS__                                                                           \
    }

static void test_who (void)
{
    g_autoptr (House) house = house_of_many ();

    assert_narrowed (house, ASK (.who = ""), 4, 5, 5, 4);
    assert_narrowed (house, ASK (.who = "committee"), 1, 1, 1, 1);
    assert_narrowed (house, ASK (.who = "nhri"), 1, 1, 1, 1);
    assert_narrowed (house, ASK (.who = "civil-society"), 2, 3, 3, 2);
    assert_narrowed (house, ASK (.who = "state"), 0, 0, 0, 0);
    assert_narrowed (house, ASK (.who = "civil-society", .states = ghana), 1, 2, 2, 1);
    assert_narrowed (house, &(TdSearchAsk){ .words = "", .article = 16, .who = "committee" }, 1, 1, 1, 1);
    assert_no_search (house, ASK (.who = "nobody"));
}

/* A name finds what it stands at for who asks, and nothing else. */
static void test_by_name (void)
{
    g_autoptr (House) house = house_of_many ();

    assert_narrowed (house, ASK (.name = "tests"), 2, 2, 2, 2);
    assert_narrowed (house, ASK (.name = "TÉSTS  únion"), 1, 1, 1, 1);
    assert_narrowed (house, ASK (.name = "quiet"), 0, 1, 1, 1);
    assert_narrowed (house, ASK (.name = "hidden guild"), 0, 1, 1, 0);
    assert_narrowed (house, ASK (.name = "?"), 0, 0, 0, 0);
    assert_narrowed (house, ASK (.name = "tests", .who = "nhri"), 1, 1, 1, 1);
    /* The same name once in the open and once not: what is in the open alone. */
    publish_as (house, "SLV", "trade-union", "Quiet House", "public");
    catch_up (house);
    assert_narrowed (house, ASK (.name = "quiet"), 1, 2, 2, 2);
}

static void test_states (void)
{
    static const char *const two[] = { "gha", "", "PHL", "GHA", NULL };
    static const char *const none[] = { "", NULL };
    static const char *const wrong[] = { "GHA", "XXX", NULL };
    const char *many[TD_LIMIT_SEARCH_STATES + 2] = { NULL };
    g_autoptr (House) house = house_of_many ();

    assert_narrowed (house, ASK (.states = two), 3, 4, 4, 3);
    assert_narrowed (house, ASK (.states = none), 4, 5, 5, 4);
    assert_no_search (house, ASK (.states = wrong));
    g_assert_cmpint (house->instance->profile->n_states, >, TD_LIMIT_SEARCH_STATES);
    for (int i = 0; i <= TD_LIMIT_SEARCH_STATES; i++)
        many[i] = house->instance->profile->states[i].iso3;
    assert_no_search (house, ASK (.states = many));
    many[TD_LIMIT_SEARCH_STATES] = NULL;
    assert_narrowed (house, ASK (.states = many, .language = "zh"), 0, 0, 0, 0);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/search/follow", test_follow);
    g_test_add_func ("/search/scores", test_scores);
    g_test_add_func ("/search/name", test_name);
    g_test_add_func ("/search/library", test_library);
    g_test_add_func ("/search/who", test_who);
    g_test_add_func ("/search/by-name", test_by_name);
    g_test_add_func ("/search/states", test_states);
    return g_test_run ();
}
