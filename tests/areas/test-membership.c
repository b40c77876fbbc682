/* Belonging to organisations, and whom letters go to. */
#include "fixture.h"
#include "letters.h"

#include "areas/people/membership.h"
#include "areas/people/people.h"

#define PASSWORD "four words put together"

static char *add (House *house, const char *address, TdRole role)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_person_add (house->instance, address, PASSWORD, role, NULL, &id, &error);
    g_assert_no_error (error);
    return id;
}

/* ---- belonging ---- */

struct set {
    const char *person, *organisation;
    TdLevel level;
};

static gboolean set_in (TdTx *tx, gpointer data, GError **error)
{
    const struct set *s = data;

    return td_membership_set (tx, s->person, s->organisation, s->level, 1, error);
}

static gboolean set (House *house, const char *person, const char *organisation, TdLevel level, GError **error)
{
    struct set s = { person, organisation, level };

    return td_store_keep (house->instance->store, set_in, &s, error);
}

static void must_set (House *house, const char *person, const char *organisation, TdLevel level)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (set (house, person, organisation, level, &error));
    g_assert_no_error (error);
}

struct listing {
    const char *organisation;
    char *text;
};

/* "address level;" of each. */
static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;
    g_autoptr (GPtrArray) list = td_membership_list (tx, l->organisation, error);
    g_autoptr (GString) text = g_string_new (NULL);

    if (list == NULL)
        return FALSE;
    for (guint i = 0; i < list->len; i++) {
        const TdColleague *colleague = list->pdata[i];
        g_string_append_printf (text, "%.1s %s;", colleague->address, td_level_word (colleague->level));
    }
    g_free (l->text);
    l->text = g_string_free (g_steal_pointer (&text), FALSE);
    return TRUE;
}

static void assert_people (House *house, const char *organisation, const char *expected)
{
    struct listing l = { .organisation = organisation };
    g_autoptr (GError) error = NULL;

    g_assert_true (td_store_read (house->instance->store, list_in, &l, &error));
    g_assert_cmpstr (l.text, ==, expected);
    g_free (l.text);
}

static gboolean disable_in (TdTx *tx, gpointer data, GError **error)
{
    return td_exec (tx, "update person set disabled = 1 where id = $1", error, TD_TEXT (data));
}

#define ONE   "0000000000000001"
#define OTHER "0000000000000002"

static void test_levels (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add (house, "a@example.org", TD_ROLE_ORGANISATION);
    g_autofree char *b = add (house, "b@example.org", TD_ROLE_ORGANISATION);
    g_autoptr (GError) error = NULL;

    must_set (house, a, ONE, TD_LEVEL_LEAD);
    must_set (house, b, ONE, TD_LEVEL_VIEWER);
    assert_people (house, ONE, "a lead;b viewer;");
    /* The last lead stays while others belong. */
    g_assert_false (set (house, a, ONE, TD_LEVEL_NONE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (set (house, a, ONE, TD_LEVEL_CONTRIBUTOR, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    must_set (house, b, ONE, TD_LEVEL_LEAD);
    must_set (house, a, ONE, TD_LEVEL_CONTRIBUTOR);
    assert_people (house, ONE, "b lead;a contributor;");
    must_set (house, a, ONE, TD_LEVEL_NONE);
    must_set (house, a, ONE, TD_LEVEL_NONE);
    assert_people (house, ONE, "b lead;");
    /* Alone, a lead may go. */
    must_set (house, b, ONE, TD_LEVEL_NONE);
    assert_people (house, ONE, "");
    /* Whose account is closed leads nobody, and is not listed. */
    must_set (house, a, ONE, TD_LEVEL_LEAD);
    must_set (house, b, ONE, TD_LEVEL_LEAD);
    g_assert_true (td_store_keep (house->instance->store, disable_in, b, &error));
    assert_people (house, ONE, "a lead;");
    must_set (house, a, ONE, TD_LEVEL_NONE);
}

static gboolean move_in (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    return td_membership_move (tx, ONE, OTHER, error);
}

static void test_move (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add (house, "a@example.org", TD_ROLE_ORGANISATION);
    g_autofree char *b = add (house, "b@example.org", TD_ROLE_ORGANISATION);
    g_autofree char *c = add (house, "c@example.org", TD_ROLE_ORGANISATION);
    g_autoptr (GError) error = NULL;

    must_set (house, a, ONE, TD_LEVEL_LEAD);
    must_set (house, b, ONE, TD_LEVEL_CONTRIBUTOR);
    must_set (house, c, ONE, TD_LEVEL_VIEWER);
    must_set (house, a, OTHER, TD_LEVEL_VIEWER);
    must_set (house, c, OTHER, TD_LEVEL_CONTRIBUTOR);
    g_assert_true (td_store_keep (house->instance->store, move_in, NULL, &error));
    g_assert_no_error (error);
    assert_people (house, ONE, "");
    struct listing l = { .organisation = OTHER };
    g_assert_true (td_store_read (house->instance->store, list_in, &l, &error));
    g_assert_true (g_str_has_prefix (l.text, "a lead;"));
    g_assert_nonnull (strstr (l.text, "b contributor;"));
    g_assert_nonnull (strstr (l.text, "c contributor;"));
    g_free (l.text);
}

/* ---- letters ---- */

static const TdNotice notice = { .subject = "Something waits for you",
                                 .sentence = "Something waits for you on the Committee's site.",
                                 .detail = "Ghana: Notes on zanzibarleaf",
                                 .path = "/account",
                                 .button = "Read it",
                                 .topic = "submissions" };

struct telling {
    House *house;
    const char *person, *organisation, *address;
    TdLevel least;
    TdRole role;
};

static gboolean tell_in (TdTx *tx, gpointer data, GError **error)
{
    const struct telling *t = data;
    TdInstance *instance = t->house->instance;

    if (t->person != NULL)
        return td_notify_person (tx, instance, t->person, &notice, error);
    if (t->organisation != NULL)
        return td_notify_organisation (tx, instance, t->organisation, t->least, &notice, error);
    if (t->address != NULL)
        return td_notify_address (tx, instance, t->address, "fr", &notice, error);
    return td_notify_role (tx, instance, t->role, &notice, error);
}

static gint64 tell (House *house, struct telling telling, char **ret_text)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;
    gint64 n = 0;

    telling.house = house;
    g_assert_true (td_store_keep (house->instance->store, tell_in, &telling, &error));
    g_assert_no_error (error);
    text = letters (house, &n);
    if (ret_text != NULL)
        *ret_text = g_steal_pointer (&text);
    return n;
}

static gboolean choose_detail (TdTx *tx, gpointer data, GError **error)
{
    return td_exec (tx, "update person set mail_detail = 1, locale = 'en' where id = $1", error, TD_TEXT (data));
}

static void test_letters (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *a = add (house, "a@example.org", TD_ROLE_ORGANISATION);
    g_autofree char *b = add (house, "b@example.org", TD_ROLE_ORGANISATION);
    g_autofree char *officer = add (house, "o@example.org", TD_ROLE_SECRETARIAT);
    g_autofree char *plain = NULL;
    g_autofree char *detailed = NULL;
    g_autofree char *address = NULL;
    g_autoptr (GError) error = NULL;

    must_set (house, a, ONE, TD_LEVEL_LEAD);
    must_set (house, b, ONE, TD_LEVEL_VIEWER);
    /* By default a letter says that something waits, and no more. */
    g_assert_cmpint (tell (house, (struct telling){ .person = a }, &plain), ==, 1);
    g_assert_nonnull (strstr (plain, "a@example.org"));
    g_assert_nonnull (strstr (plain, "/en/account"));
    g_assert_null (strstr (plain, "Ghana"));
    g_assert_null (strstr (plain, "zanzibarleaf"));
    g_assert_true (td_store_keep (house->instance->store, choose_detail, a, &error));
    g_assert_cmpint (tell (house, (struct telling){ .person = a }, &detailed), ==, 1);
    g_assert_nonnull (strstr (detailed, "zanzibarleaf"));
    /* Levels, and roles in force. */
    g_assert_cmpint (tell (house, (struct telling){ .organisation = ONE, .least = TD_LEVEL_VIEWER }, NULL), ==, 2);
    g_assert_cmpint (tell (house, (struct telling){ .organisation = ONE, .least = TD_LEVEL_CONTRIBUTOR }, NULL), ==, 1);
    g_assert_cmpint (tell (house, (struct telling){ .organisation = OTHER, .least = TD_LEVEL_VIEWER }, NULL), ==, 0);
    g_assert_cmpint (tell (house, (struct telling){ .role = TD_ROLE_SECRETARIAT }, NULL), ==, 1);
    /* A contact that is no address is passed over; never the detail to one that is. */
    g_assert_cmpint (tell (house, (struct telling){ .address = "+41 22 000" }, NULL), ==, 0);
    g_assert_cmpint (tell (house, (struct telling){ .address = "x@example.org\nBcc: y@example.org" }, NULL), ==, 0);
    g_assert_cmpint (tell (house, (struct telling){ .address = "x@example.org" }, &address), ==, 1);
    g_assert_null (strstr (address, "zanzibarleaf"));
    g_assert_nonnull (strstr (address, "/fr/account"));
    /* Closed accounts get nothing. */
    g_assert_true (td_store_keep (house->instance->store, disable_in, a, &error));
    g_assert_true (td_store_keep (house->instance->store, disable_in, officer, &error));
    g_assert_cmpint (tell (house, (struct telling){ .person = a }, NULL), ==, 0);
    g_assert_cmpint (tell (house, (struct telling){ .organisation = ONE, .least = TD_LEVEL_VIEWER }, NULL), ==, 1);
    g_assert_cmpint (tell (house, (struct telling){ .role = TD_ROLE_SECRETARIAT }, NULL), ==, 0);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/membership/levels", test_levels);
    g_test_add_func ("/membership/move", test_move);
    g_test_add_func ("/membership/letters", test_letters);
    return g_test_run ();
}
