/* The registry: who may know of an organisation, and what it may say of itself. */
#include "fixture.h"

#include "areas/organisations/coalition.h"
#include "areas/organisations/organisation.h"
#include "areas/people/people.h"

#define PASSWORD "four words put together"

/* Somebody with an account. */
typedef struct {
    char *id;
    TdMembership membership[2];
    TdViewer viewer;
} Person;

static void person_clear (Person *person)
{
    g_free (person->id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, person_clear)

static void person_new (House *house, const char *address, Person *person)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (td_person_add (house->instance, address, PASSWORD, TD_ROLE_ORGANISATION, NULL, &person->id, &error));
    g_assert_no_error (error);
    person->viewer = (TdViewer){ .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION),
                                 .trust = TD_TRUST_PASSWORD,
                                 .person = person->id };
}

/* As the person's next request would be. */
static void belongs (Person *person, const char *organisation, TdLevel level)
{
    person->membership[0] = (TdMembership){ organisation, level };
    person->viewer.organisations = person->membership;
    person->viewer.n_organisations = 1;
}

static const TdViewer secretariat_with_account = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION)
                                                            | TD_ROLE_BIT (SECRETARIAT),
                                                   .trust = TD_TRUST_SECOND,
                                                   .actor = "command" };

static const char *const ghana[] = { "gha", NULL };
static const char *const two[] = { "NZL", "GHA", "GHA", NULL };

static char *add (House *house, const TdViewer *viewer, const char *name, const char *visibility)
{
    const TdOrganisationFacts facts = { .name = name, .kind = "ngo", .visibility = visibility, .countries = ghana };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    g_assert_true (td_organisation_add (house->instance, viewer, &facts, &id, NULL, &error));
    g_assert_no_error (error);
    return id;
}

static TdOrganisation *get (House *house, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;
    TdOrganisation *o = td_organisation_get (house->instance, viewer, id, &error);

    g_assert_no_error (error);
    return o;
}

static void test_registers (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Person) ama = { 0 };
    g_autoptr (TdOrganisation) o = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    const TdOrganisationFacts facts = { .name = " <b>Union</b>\tof\n “Tests” \u202e& \x01 Friends ",
                                        .kind = "trade-union",
                                        .website = "WWW.example.org/x",
                                        .about = "",
                                        .countries = two };

    person_new (house, "ama@example.org", &ama);
    g_assert_true (td_organisation_add (house->instance, &ama.viewer, &facts, &id, NULL, &error));
    g_assert_no_error (error);
    belongs (&ama, id, TD_LEVEL_LEAD);
    o = get (house, &ama.viewer, id);
    g_assert_cmpstr (o->name, ==, "<b>Union</b> of “Tests” & Friends");
    g_assert_cmpstr (o->kind, ==, "trade-union");
    g_assert_cmpstr (o->website, ==, "https://WWW.example.org/x");
    g_assert_null (o->about);
    g_assert_cmpint (o->status, ==, TD_STATUS_RECEIVED);
    g_assert_false (o->visibility_chosen);
    g_assert_cmpint (td_organisation_thing (o).visibility, ==, TD_VISIBILITY_COMMITTEE);
    g_assert_cmpstr (o->countries[0], ==, "GHA");
    g_assert_cmpstr (o->countries[1], ==, "NZL");
    g_assert_null (o->countries[2]);
    g_assert_cmpint (o->relations & TD_RELATION_LEAD, !=, 0);
}

static void refuses (House *house, const TdViewer *viewer, TdOrganisationFacts facts, const char *field)
{
    g_autoptr (GError) error = NULL;
    const char *wrong = NULL;

    g_assert_false (td_organisation_add (house->instance, viewer, &facts, NULL, &wrong, &error));
    g_assert_cmpstr (wrong, ==, field);
    assert_code (&error, TD_ERROR_INPUT);
}

static void test_refuses (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *long_name = g_strnfill (4000, 'n'), *long_about = g_strnfill (4001, 'a');
    static const char *const nowhere[] = { "XQX", NULL }, *const theme[] = { "weather", NULL },
                             *const language[] = { "English please", NULL };
    g_auto (Person) ama = { 0 };
    g_autoptr (GError) error = NULL;
    const TdOrganisationFacts fine = { .name = "Union of Tests", .kind = "ngo" };

    person_new (house, "ama@example.org", &ama);
    refuses (house, &ama.viewer, (TdOrganisationFacts){ .kind = "ngo" }, "name");
    refuses (house, &ama.viewer, (TdOrganisationFacts){ .name = " \u202e – ", .kind = "ngo" }, "name");
    refuses (house, &ama.viewer, (TdOrganisationFacts){ .name = long_name, .kind = "ngo" }, "name");
    refuses (house, &ama.viewer, (TdOrganisationFacts){ .name = "Union" }, "kind");
    refuses (house, &ama.viewer, (TdOrganisationFacts){ .name = "Union", .kind = "person" }, "kind");
    refuses (house, &ama.viewer, (TdOrganisationFacts){ .name = "Union", .kind = "state" }, "kind");
    refuses (house, &ama.viewer, (TdOrganisationFacts){ .name = "U", .kind = "ngo", .about = long_about }, "about");
    refuses (house, &ama.viewer, (TdOrganisationFacts){ .name = "U", .kind = "ngo", .visibility = "perhaps" },
             "visibility");
    refuses (house, &ama.viewer, (TdOrganisationFacts){ .name = "U", .kind = "ngo", .countries = nowhere },
             "countries");
    refuses (house, &ama.viewer, (TdOrganisationFacts){ .name = "U", .kind = "ngo", .themes = theme }, "themes");
    refuses (house, &ama.viewer, (TdOrganisationFacts){ .name = "U", .kind = "ngo", .languages = language },
             "languages");
    for (gsize i = 0; i < 4; i++) {
        static const char *const sites[] = { "javascript:alert(1)", "https://me:pass@example.org", "https://a b.org",
                                             "ftp://x.org" };
        refuses (house, &ama.viewer, (TdOrganisationFacts){ .name = "U", .kind = "ngo", .website = sites[i] },
                 "website");
    }
    g_assert_false (td_organisation_add (house->instance, &nobody, &fine, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    for (int i = 0; i < 5; i++)
        g_free (add (house, &ama.viewer, "Union of Tests", NULL));
    g_assert_false (td_organisation_add (house->instance, &ama.viewer, &fine, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_BUSY);
}

/* ---- who knows of it ---- */

enum { MOST_VIEWERS = 24 };

/* Everybody who is neither of it nor of the secretariat, in sessions with all that they can have. */
static gsize strangers (const char *other, TdViewer *ret)
{
    static const char *const no_conflict[] = { "PHL", NULL };
    static TdMembership of_other;
    gsize n = 0;

    of_other = (TdMembership){ other, TD_LEVEL_LEAD };
    ret[n++] = nobody;
    for (int role = 0; role < TD_N_ROLES; role++) {
        gboolean of_state = role == TD_ROLE_MISSION || role == TD_ROLE_MINISTRY;
        if (role == TD_ROLE_SECRETARIAT)
            continue;
        ret[n++] =
            (TdViewer){ .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION) | (1u << role)
                                 | (role == TD_ROLE_RAPPORTEUR || role == TD_ROLE_CHAIR ? TD_ROLE_BIT (MEMBER) : 0),
                        .trust = TD_TRUST_SECOND,
                        .person = "0000000000000001",
                        .state = of_state ? "GHA" : NULL,
                        .conflicts = no_conflict,
                        .rapporteur_of = ghana,
                        .organisations = &of_other,
                        .n_organisations = 1 };
    }
    g_assert_cmpint (n, <=, MOST_VIEWERS);
    return n;
}

static gint64 listed (House *house, const TdViewer *viewer, TdOrganisationFilter filter, const char *id)
{
    g_autoptr (GError) error = NULL;
    gint64 total = -1;
    g_autoptr (GPtrArray) list = td_organisation_list (house->instance, viewer, &filter, &total, &error);

    g_assert_no_error (error);
    for (guint i = 0; i < list->len; i++)
        g_assert_cmpstr (((TdOrganisation *) list->pdata[i])->id, !=, id);
    g_assert_cmpint (total, ==, list->len);
    return total;
}

static gint64 offered (House *house, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = td_organisation_offered (house->instance, viewer, &error);

    if (!td_viewer_has (viewer, TD_ROLE_MISSION) && !td_viewer_has (viewer, TD_ROLE_MINISTRY)) {
        g_assert_null (list);
        assert_code (&error, TD_ERROR_NOT_ALLOWED);
        return -1;
    }
    g_assert_no_error (error);
    for (guint i = 0; i < list->len; i++)
        g_assert_cmpstr (((TdOrganisation *) list->pdata[i])->id, !=, id);
    return list->len;
}

static void test_hidden_is_known_to_nobody (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Person) ama = { 0 };
    g_auto (Person) kofi = { 0 };
    g_autofree char *hidden = NULL, *silent = NULL, *other = NULL;
    TdViewer viewers[MOST_VIEWERS];
    gsize n;

    person_new (house, "ama@example.org", &ama);
    person_new (house, "kofi@example.org", &kofi);
    hidden = add (house, &ama.viewer, "Zanzibarleaf Union", "confidential");
    silent = add (house, &ama.viewer, "Quokkaleaf Union", NULL);
    other = add (house, &kofi.viewer, "Another Union", "public");
    n = strangers (other, viewers);
    for (gsize i = 0; i < n; i++) {
        const char *const ids[] = { hidden, silent };
        for (gsize k = 0; k < 2; k++) {
            g_autoptr (GError) error = NULL;
            g_assert_null (td_organisation_get (house->instance, &viewers[i], ids[k], &error));
            assert_code (&error, TD_ERROR_NOT_FOUND);
            listed (house, &viewers[i], (TdOrganisationFilter){ 0 }, ids[k]);
            listed (house, &viewers[i], (TdOrganisationFilter){ .country = "GHA" }, ids[k]);
            listed (house, &viewers[i], (TdOrganisationFilter){ .mine = TRUE }, ids[k]);
            g_assert_cmpint (listed (house, &viewers[i], (TdOrganisationFilter){ .words = "zanzibarleaf" }, ids[k]), ==,
                             0);
            offered (house, &viewers[i], ids[k]);
        }
    }
    belongs (&ama, hidden, TD_LEVEL_VIEWER);
    td_organisation_free (get (house, &ama.viewer, hidden));
    td_organisation_free (get (house, &secretariat, silent));
}

static void test_edits (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Person) ama = { 0 };
    g_autoptr (TdOrganisation) o = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    const TdOrganisationFacts facts = { .about = "We help.\r\n\r\n\r\n\r\nAlways.", .visibility = "public" };

    person_new (house, "ama@example.org", &ama);
    id = add (house, &ama.viewer, "Union of Tests", NULL);
    belongs (&ama, id, TD_LEVEL_CONTRIBUTOR);
    g_assert_false (td_organisation_edit (house->instance, &ama.viewer, id, &facts, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    belongs (&ama, id, TD_LEVEL_LEAD);
    g_assert_true (td_organisation_edit (house->instance, &ama.viewer, id, &facts, NULL, &error));
    g_assert_no_error (error);
    o = get (house, &ama.viewer, id);
    g_assert_cmpstr (o->about, ==, "We help.\n\nAlways.");
    g_assert_cmpstr (o->name, ==, "Union of Tests");
    g_assert_cmpstr (o->countries[0], ==, "GHA");
    g_assert_cmpint (o->visibility, ==, TD_VISIBILITY_PUBLIC);
    /* Not verified yet: its own people alone. */
    g_assert_null (td_organisation_get (house->instance, &nobody, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static void decided (House *house, const char *id, TdOrganisationDecision decision)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (td_organisation_decide (house->instance, &secretariat, id, decision, "Because.", NULL, &error));
    g_assert_no_error (error);
}

static void test_decides (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Person) ama = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (TdOrganisation) o = NULL;
    g_autoptr (GError) error = NULL;
    const TdOrganisationFacts renamed = { .name = "Another Name" };
    const TdViewer mission = { .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (MISSION),
                               .trust = TD_TRUST_SECOND,
                               .state = "GHA" };
    g_autoptr (GPtrArray) list = NULL;

    person_new (house, "ama@example.org", &ama);
    id = add (house, &ama.viewer, "Union of Tests", "public");
    belongs (&ama, id, TD_LEVEL_LEAD);
    g_assert_false (
        td_organisation_decide (house->instance, &ama.viewer, id, TD_ORGANISATION_VERIFY, "Me.", NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (
        td_organisation_decide (house->instance, &secretariat, id, TD_ORGANISATION_VERIFY, " ", NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    decided (house, id, TD_ORGANISATION_VERIFY);
    td_organisation_free (get (house, &nobody, id));
    list = td_organisation_offered (house->instance, &mission, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (list->len, ==, 1);
    /* The second of two officers is told. */
    g_assert_false (
        td_organisation_decide (house->instance, &secretariat, id, TD_ORGANISATION_REFUSE, "No.", "received", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (td_organisation_edit (house->instance, &ama.viewer, id, &renamed, NULL, &error));
    g_assert_no_error (error);
    o = get (house, &ama.viewer, id);
    g_assert_true (o->again);
    g_assert_cmpint (o->status, ==, TD_STATUS_RECEIVED);
    g_assert_null (td_organisation_get (house->instance, &nobody, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    decided (house, id, TD_ORGANISATION_CLOSE);
    g_assert_false (td_organisation_edit (house->instance, &ama.viewer, id, &renamed, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (
        td_organisation_decide (house->instance, &secretariat, id, TD_ORGANISATION_VERIFY, "Yes.", NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    decided (house, id, TD_ORGANISATION_REOPEN);
}

static void test_doubles_and_merging (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Person) ama = { 0 };
    g_auto (Person) kofi = { 0 };
    g_autofree char *one = NULL, *two_ = NULL, *other = NULL;
    g_autoptr (GPtrArray) doubles = NULL;
    g_autoptr (TdOrganisation) o = NULL;
    g_autoptr (GError) error = NULL;

    person_new (house, "ama@union.example", &ama);
    person_new (house, "kofi@union.example", &kofi);
    one = add (house, &ama.viewer, "Union of Tests", NULL);
    two_ = add (house, &kofi.viewer, "Quite Another Name", "public");
    other = add (house, &secretariat_with_account, "Farm Workers", NULL);
    g_assert_null (td_organisation_doubles (house->instance, &ama.viewer, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    doubles = td_organisation_doubles (house->instance, &secretariat, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (doubles->len, ==, 1);
    g_assert_cmpuint (((TdDouble *) doubles->pdata[0])->why, ==, TD_DOUBLE_MAIL);
    g_assert_false (td_organisation_merge (house->instance, &secretariat, one, one, "Same.", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (td_organisation_merge (house->instance, &secretariat, two_, one, "Twice.", &error));
    g_assert_no_error (error);
    g_assert_true (td_organisation_merge (house->instance, &secretariat, one, other, "Thrice.", &error));
    g_assert_no_error (error);
    /* Both addresses lead to what stayed, and whoever belonged to either belongs to it. */
    belongs (&ama, other, TD_LEVEL_LEAD);
    o = get (house, &ama.viewer, two_);
    g_assert_cmpstr (o->id, ==, other);
}

static void test_coalition (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Person) ama = { 0 };
    g_auto (Person) kofi = { 0 };
    const TdOrganisationFacts network = { .name = "Network of Tests", .kind = "network" };
    g_autofree char *coalition = NULL, *member = NULL, *hidden = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;

    person_new (house, "ama@example.org", &ama);
    person_new (house, "kofi@example.org", &kofi);
    g_assert_true (td_organisation_add (house->instance, &ama.viewer, &network, &coalition, NULL, &error));
    member = add (house, &kofi.viewer, "Union of Tests", "public");
    hidden = add (house, &kofi.viewer, "Hidden Union", NULL);
    decided (house, member, TD_ORGANISATION_VERIFY);
    belongs (&ama, coalition, TD_LEVEL_LEAD);
    belongs (&kofi, member, TD_LEVEL_LEAD);
    g_assert_false (td_coalition_ask (house->instance, &ama.viewer, coalition, hidden, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_coalition_ask (house->instance, &ama.viewer, coalition, coalition, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_coalition_accept (house->instance, &kofi.viewer, coalition, member, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_coalition_ask (house->instance, &ama.viewer, coalition, member, &error));
    g_assert_no_error (error);
    g_assert_false (td_coalition_accept (house->instance, &ama.viewer, coalition, member, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_coalition_accept (house->instance, &kofi.viewer, coalition, member, &error));
    g_assert_no_error (error);
    list = td_coalition_read (house->instance, &kofi.viewer, coalition, &error);
    g_assert_cmpuint (list->len, ==, 1);
    g_assert_cmpint (((TdCoalitionMember *) list->pdata[0])->accepted, >, 0);
    g_assert_null (td_coalition_read (house->instance, &nobody, coalition, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_coalition_end (house->instance, &kofi.viewer, coalition, member, &error));
    g_assert_no_error (error);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/organisations/registers", test_registers);
    g_test_add_func ("/organisations/refuses", test_refuses);
    g_test_add_func ("/organisations/hidden-is-known-to-nobody", test_hidden_is_known_to_nobody);
    g_test_add_func ("/organisations/edits", test_edits);
    g_test_add_func ("/organisations/decides", test_decides);
    g_test_add_func ("/organisations/doubles-and-merging", test_doubles_and_merging);
    g_test_add_func ("/organisations/coalition", test_coalition);
    return g_test_run ();
}
