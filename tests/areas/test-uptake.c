/* Uptake is for those whose words they are: nobody else sees it, a claim stands only where its sender may be named, and goes with the report. */
#include "areas/library/library-sayings.h"
#include "areas/library/library.h"
#include "areas/organisations/organisation-risk.h"
#include "areas/submissions/take-down.h"
#include "areas/uptake/uptake.h"
#include "fixture.h"
#include "journal/journal.h"

#define WORDS                                                                                                          \
    "# Notes on plantations\n\nMigrant workers pick cocoa in the north.\n\n## Recommendations\n\n"                     \
    "1. The State party should inspect cocoa plantations every month and publish the penalties of employers.\n"        \
    "2. The State party should open an embassy school in Quito.\n\n## Questions\n\n"                                   \
    "1. How many passports were given back to domestic workers in 2023?\n"
#define PAPER                                                                                                          \
    "# Concluding observations on Ghana\n\n"                                                                           \
    "33. The Committee notes the information on the national plan for statistics.\n\n"                                 \
    "34. The Committee recommends that the State party carry out inspections of cocoa plantations and publish the"     \
    " penalties imposed on employers.\n\n"                                                                             \
    "35. The State party should ensure that passports confiscated from domestic workers are given back.\n"

static char *bring_in (House *house, const char *symbol, const char *state, const char *day, const char *text)
{
    const TdLibraryEntry entry = { .symbol = symbol, .state = state, .language = "en", .day = day };
    g_autoptr (GError) error = NULL;
    char *id = NULL;
    g_autofree char *own = g_strconcat (text, "\nAdopted as ", symbol, "\n", NULL); /* no two files are the same */
    int fd = file_of (own);

    td_library_import (house->instance, &secretariat, &entry, fd, "paper.md", FALSE, &id, &error);
    g_assert_no_error (error);
    close (fd);
    return id;
}

static void send_words (House *house, Draft *draft, const char *visibility)
{
    begin (house, draft);
    answer_all (house, draft, visibility, WORDS);
    td_receipt_free (send (house, draft));
}

static void get (House *house, const Draft *draft, TdUptakes *ret)
{
    g_autoptr (GError) error = NULL;

    td_uptakes_get (house->instance, &nobody, draft->key, draft->id, ret, &error);
    g_assert_no_error (error);
}

static TdUptake *at (const TdUptakes *all, const char *anchor)
{
    for (guint i = 0; i < all->list->len; i++)
        if (g_str_equal (((TdUptake *) all->list->pdata[i])->anchor, anchor))
            return all->list->pdata[i];
    return NULL;
}

/* Says it of the pair at this anchor; the error's code, 0: done. */
static int say (House *house, const TdViewer *viewer, const Draft *draft, const char *anchor, TdSay what)
{
    g_autoptr (GError) error = NULL;
    g_auto (TdUptakes) all = { 0 };
    const TdUptake *u;

    get (house, draft, &all);
    u = at (&all, anchor);
    g_assert_nonnull (u);
    const TdUptakeKey which = {
        .submission = draft->id, .mine = u->mine, .document = u->document, .anchor = u->anchor
    };
    return td_uptake_say (house->instance, viewer, viewer == &nobody ? draft->key : NULL, &which, what, &error)
               ? 0
               : (int) td_error_code (error);
}

struct sayings {
    const TdInstance *instance;
    const char *document;
    guint n;
    char *name, *path;
};

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    struct sayings *s = data;
    g_autoptr (GPtrArray) list = td_library_sayings_in (tx, s->instance, s->document, error);

    s->n = list != NULL ? list->len : 99;
    if (s->n == 1) {
        s->name = g_strdup (((TdLibrarySaying *) list->pdata[0])->name);
        s->path = g_strdup (((TdLibrarySaying *) list->pdata[0])->path);
    }
    return list != NULL;
}

static guint sayings (House *house, const char *document)
{
    struct sayings s = { .instance = house->instance, .document = document };
    g_autoptr (GError) error = NULL;

    td_store_read (house->instance->store, count_in, &s, &error);
    g_assert_no_error (error);
    if (s.n == 1) {
        g_assert_cmpstr (s.name, ==, "Union of Tests");
        g_assert_true (g_str_has_prefix (s.path, "/submissions/"));
    }
    g_free (s.name);
    g_free (s.path);
    return s.n;
}

static void test_found (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_auto (TdUptakes) before = { 0 }, after = { 0 };
    const TdUptake *u;

    send_words (house, &draft, "confidential");
    get (house, &draft, &before);
    g_assert_cmpuint (before.mine, ==, 3);
    g_assert_cmpuint (before.theirs, ==, 0);
    g_assert_cmpuint (before.list->len, ==, 0);

    g_free (bring_in (house, "CMW/C/GHA/CO/1", "GHA", "2014-09-05", PAPER)); /* before it was sent */
    g_free (bring_in (house, "CMW/C/PHL/CO/3", "PHL", "2090", PAPER));       /* another State */
    g_free (bring_in (house, "CMW/C/GHA/CO/2", "GHA", "2090", PAPER));
    get (house, &draft, &after);
    g_assert_cmpuint (after.theirs, ==, 4);
    g_assert_cmpuint (after.list->len, ==, 2);
    u = at (&after, "p34");
    g_assert_nonnull (u);
    g_assert_cmpstr (u->symbol, ==, "CMW/C/GHA/CO/2");
    g_assert_cmpint (u->kind, ==, TD_PARAGRAPH_RECOMMENDATION);
    g_assert_nonnull (strstr (u->text, "cocoa"));
    g_assert_cmpint (u->said, ==, TD_UPTAKE_UNSAID);
    g_assert_nonnull (at (&after, "p35"));
}

/* Neither the Committee's people nor others, whatever the report's visibility. */
static void test_nobody_else (void)
{
    static const char *const conflicts[] = { "PHL", NULL };
    static const TdViewer member = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION) | TD_ROLE_BIT (MEMBER),
                                     .trust = TD_TRUST_SECOND,
                                     .person = "m",
                                     .session = "s",
                                     .conflicts = conflicts };
    const TdViewer *const others[] = { &nobody, &secretariat, &member };
    const char *const visibilities[] = { "confidential", "name-withheld", "public" };

    for (gsize v = 0; v < G_N_ELEMENTS (visibilities); v++) {
        g_autoptr (House) house = house_new (FALSE);
        g_auto (Draft) draft = { 0 };

        send_words (house, &draft, visibilities[v]);
        if (v > 0)
            decide (house, draft.id, TD_DECISION_PUBLISH);
        g_free (bring_in (house, "CMW/C/GHA/CO/2", "GHA", "2090", PAPER));
        for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
            g_autoptr (GError) error = NULL;
            g_auto (TdUptakes) all = { 0 };
            g_assert_false (td_uptakes_get (house->instance, others[i], NULL, draft.id, &all, &error));
            g_assert_cmpint (td_error_code (error), ==, v == 0 && i == 0 ? TD_ERROR_NOT_FOUND : TD_ERROR_NOT_ALLOWED);
        }
        g_assert_cmpint (say (house, &secretariat, &draft, "p34", TD_SAY_CONFIRM), ==, TD_ERROR_NOT_ALLOWED);
        g_assert_cmpint (say (house, &member, &draft, "p34", TD_SAY_CONFIRM), ==, TD_ERROR_NOT_ALLOWED);
    }
}

static void test_said (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_auto (TdUptakes) all = { 0 };
    g_autofree char *document = NULL;
    g_autoptr (GError) error = NULL;
    const TdUptakeKey unknown = { .submission = NULL, .mine = "p1", .document = "", .anchor = "p34" };
    TdUptakeKey wrong = unknown;

    send_words (house, &draft, "public");
    document = bring_in (house, "CMW/C/GHA/CO/2", "GHA", "2090", PAPER);
    g_assert_cmpint (say (house, &nobody, &draft, "p34", TD_SAY_CONFIRM), ==, 0);
    g_assert_cmpint (say (house, &nobody, &draft, "p35", TD_SAY_DENY), ==, 0);
    get (house, &draft, &all);
    g_assert_cmpint (at (&all, "p34")->said, ==, TD_UPTAKE_CONFIRMED);
    g_assert_cmpint (at (&all, "p35")->said, ==, TD_UPTAKE_DENIED);
    g_assert_cmpuint (sayings (house, document), ==, 0);

    /* A paragraph that is no question, a document that is not there. */
    wrong.submission = draft.id;
    g_assert_false (td_uptake_say (house->instance, &nobody, draft.key, &wrong, TD_SAY_CONFIRM, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_NOT_FOUND);

    /* Not public yet, so no claim is. */
    g_assert_nonnull (all.why_unpublished);
    g_assert_cmpint (say (house, &nobody, &draft, "p34", TD_SAY_PUBLISH), ==, TD_ERROR_INPUT);
    decide (house, draft.id, TD_DECISION_PUBLISH);
    g_assert_cmpint (say (house, &nobody, &draft, "p34", TD_SAY_PUBLISH), ==, 0);
    g_assert_cmpuint (sayings (house, document), ==, 1);
    g_assert_cmpint (say (house, &nobody, &draft, "p34", TD_SAY_TAKE_BACK), ==, 0);
    g_assert_cmpuint (sayings (house, document), ==, 0);
    g_assert_cmpint (say (house, &nobody, &draft, "p34", TD_SAY_PUBLISH), ==, 0);
    g_assert_cmpint (say (house, &nobody, &draft, "p34", TD_SAY_DENY), ==, 0);
    g_assert_cmpuint (sayings (house, document), ==, 0);
}

static void test_goes_with_the_report (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autofree char *document = NULL;
    g_autoptr (GError) error = NULL;

    send_words (house, &draft, "public");
    document = bring_in (house, "CMW/C/GHA/CO/2", "GHA", "2090", PAPER);
    decide (house, draft.id, TD_DECISION_PUBLISH);
    g_assert_cmpint (say (house, &nobody, &draft, "p34", TD_SAY_PUBLISH), ==, 0);
    g_assert_cmpuint (sayings (house, document), ==, 1);

    td_submission_take_down (house->instance, &nobody, draft.key, draft.id, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (sayings (house, document), ==, 0); /* at once, before any subscriber */
    catch_up (house);
    td_submission_put_back (house->instance, &nobody, draft.key, draft.id, &error);
    g_assert_no_error (error);
    decide (house, draft.id, TD_DECISION_PUBLISH);
    g_assert_cmpuint (sayings (house, document), ==, 0); /* and it does not come back by itself */

    g_assert_cmpint (say (house, &nobody, &draft, "p34", TD_SAY_PUBLISH), ==, 0);
    td_submission_take_down (house->instance, &nobody, draft.key, draft.id, NULL, NULL, &error);
    td_submission_erase (house->instance, &nobody, draft.key, draft.id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (sayings (house, document), ==, 0);
}

/* A name that was taken out, and reports that do not show who sent them, bear no claim. */
static void test_no_name (void)
{
    const char *const visibilities[] = { "confidential", "name-withheld", "public" };

    for (gsize v = 0; v < G_N_ELEMENTS (visibilities); v++) {
        g_autoptr (House) house = house_new (FALSE);
        g_auto (Draft) draft = { 0 };
        g_auto (TdUptakes) all = { 0 };
        g_autofree char *document = NULL;
        g_autoptr (GError) error = NULL;

        send_words (house, &draft, visibilities[v]);
        document = bring_in (house, "CMW/C/GHA/CO/2", "GHA", "2090", PAPER);
        if (v > 0)
            decide (house, draft.id, TD_DECISION_PUBLISH);
        if (v == 2) {
            g_assert_cmpint (say (house, &nobody, &draft, "p34", TD_SAY_PUBLISH), ==, 0);
            g_assert_cmpuint (sayings (house, document), ==, 1);
            td_submission_take_down (house->instance, &nobody, draft.key, draft.id, "Union of Tests", NULL, &error);
            g_assert_no_error (error);
        }
        get (house, &draft, &all);
        g_assert_nonnull (all.why_unpublished);
        g_assert_cmpint (say (house, &nobody, &draft, "p34", TD_SAY_PUBLISH), ==, TD_ERROR_INPUT);
        g_assert_cmpuint (sayings (house, document), ==, 0);
    }
}

static const TdViewer registrar = { .roles =
                                        TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION) | TD_ROLE_BIT (SECRETARIAT),
                                    .trust = TD_TRUST_SECOND,
                                    .actor = "command" };

struct of {
    const TdClock *clock;
    const char *submission, *organisation;
};

static gboolean set_organisation_in (TdTx *tx, gpointer data, GError **error)
{
    const struct of *of = data;
    const TdJournalEntry entry = { .actor = "command",
                                   .act = "submission.publish",
                                   .thing = "submission",
                                   .thing_id = of->submission,
                                   .clock = of->clock };

    return td_exec (tx, "update submission set organisation = $2 where id = $1", error, TD_TEXT (of->submission),
                    TD_TEXT (of->organisation))
           && td_journal_append (tx, &entry, NULL, error);
}

/* Of an organisation, a claim stands while its page does: it goes at once when the organisation hides or is marked as at risk. */
static void test_goes_with_the_organisation (void)
{
    const TdOrganisationFacts facts = { .name = "Union of Tests", .kind = "ngo", .visibility = "public" };
    const TdOrganisationFacts hidden = { .visibility = "confidential" }, shown = { .visibility = "public" };
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autofree char *document = NULL;
    g_autofree char *organisation = NULL;
    g_autoptr (GError) error = NULL;
    struct of of;

    send_words (house, &draft, "public");
    document = bring_in (house, "CMW/C/GHA/CO/2", "GHA", "2090", PAPER);
    decide (house, draft.id, TD_DECISION_PUBLISH);
    g_assert_cmpint (say (house, &nobody, &draft, "p34", TD_SAY_PUBLISH), ==, 0);
    td_organisation_add (house->instance, &registrar, &facts, &organisation, NULL, &error);
    g_assert_no_error (error);
    of = (struct of){ &house->instance->clock, draft.id, organisation };
    td_store_write (house->instance->store, set_organisation_in, &of, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (sayings (house, document), ==, 0); /* nobody verified it yet */

    td_organisation_decide (house->instance, &registrar, organisation, TD_ORGANISATION_VERIFY, "Seen.", NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (sayings (house, document), ==, 1);
    td_organisation_edit (house->instance, &registrar, organisation, &hidden, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (sayings (house, document), ==, 0);
    td_organisation_edit (house->instance, &registrar, organisation, &shown, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (sayings (house, document), ==, 1);
    td_risk_set (house->instance, &registrar, organisation, TRUE, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (sayings (house, document), ==, 0);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/uptake/found", test_found);
    g_test_add_func ("/uptake/nobody-else", test_nobody_else);
    g_test_add_func ("/uptake/said", test_said);
    g_test_add_func ("/uptake/goes-with-the-report", test_goes_with_the_report);
    g_test_add_func ("/uptake/no-name", test_no_name);
    g_test_add_func ("/uptake/goes-with-the-organisation", test_goes_with_the_organisation);
    return g_test_run ();
}
