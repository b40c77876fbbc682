/* Lists hold what the door lets the viewer read, row by row: each filter against td_door_may over rows really in the store, on both
 * engines, with the door's rows as they are and with each condition of the rows of reading turned round. */
#include "altered-rules.h"

#include "../store/engines.h"
#include "answers.h"

static const TdMembership four[] = { { "seen", TD_LEVEL_VIEWER },
                                     { "helped", TD_LEVEL_CONTRIBUTOR },
                                     { "led", TD_LEVEL_LEAD },
                                     { "led too", TD_LEVEL_LEAD } };

static const TdSchemaFile schema[] = {
    { 1, "door",
      "create table submission (id {id} primary key, n {int64} not null, status {text} not null, visibility {text},"
      " state {text}, person {id}, organisation {id}, by_state {text});"
      "create table co_signature (submission {id} not null, organisation {id} not null, primary key (submission,"
      " organisation));"
      "create table own_account (id {id} primary key, n {int64} not null, status {text} not null, visibility {text},"
      " state {text}, person {id}, organisation {id});"
      "create table paper (id {id} primary key, n {int64} not null, status {text} not null, visibility {text}, state "
      "{text});"
      "create table organisation (id {id} primary key, n {int64} not null, status {text} not null,"
      " visibility {text} not null);" },
    { 0 },
};

/* "unheard-of" stands in for a damaged row. */
static const char *const statuses[] = { "draft",    "received",  "accepted", "change-asked", "published", "refused",
                                        "withheld", "duplicate", "replaced", "taken-down",   "unheard-of" };
static const char *const visibilities[] = { "confidential", "name-withheld", "public", NULL, "unheard-of" };
static const char *const states[] = { "GHA", "PHL", "SLV", NULL };
static const struct {
    const char *person, *organisation, *asked, *by_state;
} owners[] = {
    { NULL, NULL, NULL },     { "me", NULL, NULL },     { "you", NULL, NULL },     { "you", "seen", NULL },
    { NULL, "helped", NULL }, { "me", "led", NULL },    { NULL, "led", NULL },     { "you", "another", NULL },
    { NULL, NULL, "seen" },   { NULL, NULL, "helped" }, { NULL, NULL, "led too" }, { "you", "another", "led" },
    { .by_state = "GHA" },    { .by_state = "PHL" },
};

/* One submission of each kind: numbered by its place in the lists above. */
typedef struct {
    gsize status, visibility, state, owner;
} Kind;

static GArray *all_kinds (gboolean damaged)
{
    GArray *kinds = g_array_new (FALSE, FALSE, sizeof (Kind));
    const gsize all =
        G_N_ELEMENTS (statuses) * G_N_ELEMENTS (visibilities) * G_N_ELEMENTS (states) * G_N_ELEMENTS (owners);

    for (gsize n = 0; n < all; n++) {
        Kind kind = { .owner = n % G_N_ELEMENTS (owners) };
        gsize rest = n / G_N_ELEMENTS (owners);
        kind.state = rest % G_N_ELEMENTS (states);
        rest /= G_N_ELEMENTS (states);
        kind.visibility = rest % G_N_ELEMENTS (visibilities);
        kind.status = rest / G_N_ELEMENTS (visibilities);
        if (damaged || (kind.status < TD_N_STATUSES && kind.visibility < TD_N_VISIBILITIES && kind.state < 2))
            g_array_append_val (kinds, kind);
    }
    return kinds;
}

static gboolean put (TdTx *tx, const Kind *kind, gint64 n, GError **error)
{
    g_autofree char *id = g_strdup_printf ("s%" G_GINT64_FORMAT, n);
    const char *asked = owners[kind->owner].asked;

    return td_exec (tx,
                    "insert into own_account (id, n, status, visibility, state, person, organisation)"
                    " values ($1, $2, $3, $4, $5, $6, $7)",
                    error, TD_TEXT (id), TD_INT (n), TD_TEXT (statuses[kind->status]),
                    TD_TEXT (visibilities[kind->visibility]), TD_TEXT (states[kind->state]),
                    TD_TEXT (owners[kind->owner].person), TD_TEXT (owners[kind->owner].organisation))
           && td_exec (tx,
                       "insert into submission (id, n, status, visibility, state, person, organisation, by_state)"
                       " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                       error, TD_TEXT (id), TD_INT (n), TD_TEXT (statuses[kind->status]),
                       TD_TEXT (visibilities[kind->visibility]), TD_TEXT (states[kind->state]),
                       TD_TEXT (owners[kind->owner].person), TD_TEXT (owners[kind->owner].organisation),
                       TD_TEXT (owners[kind->owner].by_state))
           && td_exec (tx, "insert into paper (id, n, status, visibility, state) values ($1, $2, $3, $4, $5)", error,
                       TD_TEXT (id), TD_INT (n), TD_TEXT (statuses[kind->status]),
                       TD_TEXT (visibilities[kind->visibility]), TD_TEXT (states[kind->state]))
           && (asked == NULL
               || td_exec (tx, "insert into co_signature (submission, organisation) values ($1, $2)", error,
                           TD_TEXT (id), TD_TEXT (asked)));
}

static gboolean fill (TdTx *tx, gpointer data, GError **error)
{
    const GArray *kinds = data;

    for (guint i = 0; i < kinds->len; i++)
        if (!put (tx, &g_array_index (kinds, Kind, i), i, error))
            return FALSE;
    return TRUE;
}

struct listed {
    const TdViewer *viewer;
    TdThingKind kind;
    TdAct act;
    gboolean *found;
};

static gboolean list (TdTx *tx, gpointer data, GError **error)
{
    struct listed *l = data;
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    switch (l->kind) {
    case TD_THING_ORGANISATION:
        td_query_add (query, "select o.n from organisation o where 1 = 1");
        td_door_filter_organisations (query, l->viewer);
        break;
    case TD_THING_SUBMISSION:
        td_query_add (query, "select s.n from submission s where 1 = 1");
        td_door_filter (query, l->viewer);
        if (l->act == TD_ACT_SUBMISSION_NAME)
            td_door_filter_names (query, l->viewer);
        break;
    case TD_THING_OWN_ACCOUNT:
        td_query_add (query, "select s.n from own_account s where 1 = 1");
        td_door_filter_own_accounts (query, l->viewer);
        break;
    case TD_THING_PAPER:
        td_query_add (query, "select s.n from paper s where 1 = 1");
        td_door_filter_papers (query, l->viewer);
        break;
    case TD_THING_CASE:
    case TD_THING_MEETING: g_assert_not_reached (); /* areas/programme asks for each: there are few */
    case TD_THING_DOSSIER: g_assert_not_reached (); /* a State has one; there is no list of them */
    }
    rows = td_query_run (query, tx, error);
    while (rows != NULL && td_rows_next (rows, &problem))
        l->found[td_rows_int (rows, 0)] = TRUE;
    g_assert_no_error (problem);
    return rows != NULL;
}

static gboolean *ask_list (TestStore *test, const TdViewer *viewer, TdThingKind kind, TdAct act, gsize n)
{
    struct listed l = { viewer, kind, act, g_new0 (gboolean, n) };
    g_autoptr (GError) error = NULL;

    g_assert_true (td_store_read (test->store, list, &l, &error));
    g_assert_no_error (error);
    return l.found;
}

/* What the areas make of a row: a word that is none leaves the first one, which shows least. */
static TdThing thing_of (const Kind *kind, const TdViewer *viewer, TdThingKind what)
{
    const char *asked = owners[kind->owner].asked;
    TdThing thing = { .kind = what, .state = states[kind->state] };

    td_status_from_word (statuses[kind->status], &thing.status);
    td_visibility_from_word (visibilities[kind->visibility], &thing.visibility);
    /* A paper of the Committee is nobody else's. */
    if (what != TD_THING_PAPER)
        thing.relations =
            td_door_relations (viewer, owners[kind->owner].person, owners[kind->owner].organisation, FALSE);
    if (what == TD_THING_SUBMISSION)
        thing.relations |= td_door_state_relations (viewer, owners[kind->owner].by_state);
    if (what == TD_THING_SUBMISSION && td_viewer_level (viewer, asked) >= TD_LEVEL_LEAD)
        thing.relations |= TD_RELATION_ASKED;
    return thing;
}

static void is_wrong (const char *name, const Kind *kind, gboolean found)
{
    g_test_message ("%s %s %s, %s, %s, owner %" G_GSIZE_FORMAT, name, found ? "finds" : "does not find",
                    statuses[kind->status], visibilities[kind->visibility], states[kind->state], kind->owner);
    g_test_fail ();
}

/* A status that is no word is a draft to the door and in no list, but its sender and the secretariat may find it, to mend it.
 * Drafts are in the lists of papers alone. */
static void check_list_of (TestStore *test, const GArray *kinds, const char *name, const TdViewer *viewer,
                           TdThingKind what, TdAct act)
{
    g_autofree gboolean *found = ask_list (test, viewer, what, act, kinds->len);

    for (guint i = 0; i < kinds->len; i++) {
        const Kind *kind = &g_array_index (kinds, Kind, i);
        TdThing thing = thing_of (kind, viewer, what);
        gboolean may = td_door_may (viewer, act, &thing, NULL);
        /* No list shows a name for having been asked to co-sign. */
        if (act == TD_ACT_SUBMISSION_NAME && (thing.relations & TD_RELATION_ASKED) != 0)
            continue;
        gboolean wanted = may && (what == TD_THING_PAPER || thing.status != TD_STATUS_DRAFT);
        if (kind->status < TD_N_STATUSES ? found[i] != wanted : found[i] && !may)
            is_wrong (name, kind, found[i]);
    }
}

/* What there are lists of, beside organisations. */
static const struct {
    TdThingKind what;
    TdAct act;
} lists[] = { { TD_THING_SUBMISSION, TD_ACT_SUBMISSION_READ },
              { TD_THING_SUBMISSION, TD_ACT_SUBMISSION_NAME },
              { TD_THING_OWN_ACCOUNT, TD_ACT_OWN_ACCOUNT_READ },
              { TD_THING_PAPER, TD_ACT_PAPER_READ } };

static void check_list (TestStore *test, const GArray *kinds, const char *name, const TdViewer *viewer)
{
    for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
        check_list_of (test, kinds, name, viewer, lists[l].what, lists[l].act);
}

/* Each asker, as one who belongs to organisations and as one who does not. */
static void check_lists (TestStore *test, const GArray *kinds)
{
    for (gsize i = 0; i < G_N_ELEMENTS (askers); i++) {
        TdViewer viewer = askers[i].viewer;
        check_list (test, kinds, askers[i].name, &viewer);
        viewer.organisations = four;
        viewer.n_organisations = G_N_ELEMENTS (four);
        check_list (test, kinds, askers[i].name, &viewer);
        viewer.n_organisations = 1;
        check_list (test, kinds, askers[i].name, &viewer);
    }
}

static void test_submissions (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, schema);
    g_autoptr (GArray) kinds = all_kinds (TRUE);
    g_autoptr (GError) error = NULL;

    if (test == NULL)
        return;
    g_assert_true (td_store_keep (test->store, fill, kinds, &error));
    g_assert_no_error (error);
    check_lists (test, kinds);
}

/* ---- organisations ---- */

static const char *const whose[] = { "seen", "helped", "led", "another" };
enum { N_WHOSE = G_N_ELEMENTS (whose), N_ORGANISATIONS = TD_N_STATUSES * TD_N_VISIBILITIES * N_WHOSE };

/* Each has its own id; it is the viewer's by a membership of that id. */
static char *organisation_id (int n)
{
    return g_strdup_printf ("%s %d", whose[n % N_WHOSE], n);
}

static TdThing organisation_thing (int n)
{
    return (TdThing){ .kind = TD_THING_ORGANISATION,
                      .status = (TdStatus) (n / N_WHOSE / TD_N_VISIBILITIES),
                      .visibility = (TdVisibility) (n / N_WHOSE % TD_N_VISIBILITIES) };
}

static gboolean fill_organisations (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    for (int n = 0; n < N_ORGANISATIONS; n++) {
        g_autofree char *id = organisation_id (n);
        TdThing thing = organisation_thing (n);
        if (!td_exec (tx, "insert into organisation (id, n, status, visibility) values ($1, $2, $3, $4)", error,
                      TD_TEXT (id), TD_INT (n), TD_TEXT (td_status_word (thing.status)),
                      TD_TEXT (td_visibility_word (thing.visibility))))
            return FALSE;
    }
    return TRUE;
}

static void check_organisations (TestStore *test, const char *name, const TdViewer *viewer)
{
    g_autofree gboolean *found =
        ask_list (test, viewer, TD_THING_ORGANISATION, TD_ACT_ORGANISATION_READ, N_ORGANISATIONS);

    for (int n = 0; n < N_ORGANISATIONS; n++) {
        g_autofree char *id = organisation_id (n);
        TdThing thing = organisation_thing (n);
        gboolean may;
        thing.relations = td_door_relations (viewer, NULL, id, FALSE);
        may = td_door_may (viewer, TD_ACT_ORGANISATION_READ, &thing, NULL);
        if (found[n] != may) {
            g_test_message ("%s %s %s %s, %s", name, found[n] ? "finds" : "does not find", id,
                            td_status_word (thing.status), td_visibility_word (thing.visibility));
            g_test_fail ();
        }
    }
}

static void check_all_organisations (TestStore *test)
{
    TdMembership memberships[N_ORGANISATIONS] = { 0 };
    gsize n_memberships = 0;

    for (int n = 0; n < N_ORGANISATIONS; n++)
        if (n % N_WHOSE < 3)
            memberships[n_memberships++] =
                (TdMembership){ organisation_id (n), (TdLevel) (TD_LEVEL_VIEWER + n % N_WHOSE) };
    for (gsize i = 0; i < G_N_ELEMENTS (askers); i++) {
        TdViewer viewer = askers[i].viewer;
        check_organisations (test, askers[i].name, &viewer);
        viewer.organisations = memberships;
        viewer.n_organisations = n_memberships;
        check_organisations (test, askers[i].name, &viewer);
    }
    for (gsize i = 0; i < n_memberships; i++)
        g_free ((char *) memberships[i].organisation);
}

static void test_organisations (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, schema);
    g_autoptr (GError) error = NULL;

    if (test == NULL)
        return;
    g_assert_true (td_store_keep (test->store, fill_organisations, NULL, &error));
    g_assert_no_error (error);
    check_all_organisations (test);
}

/* ---- whatever the rows say, lists and door say the same ---- */

static const char *const few[] = { "nobody",     "person",   "secretary", "member",
                                   "mission",    "ministry", "behalf",    "secretary-and-member",
                                   "all-by-link" };

static void check_few (TestStore *test, const GArray *kinds, TdAct reading)
{
    for (gsize i = 0; i < G_N_ELEMENTS (few); i++)
        for (gsize a = 0; a < G_N_ELEMENTS (askers); a++)
            if (g_str_equal (askers[a].name, few[i])) {
                TdViewer viewer = askers[a].viewer;
                viewer.organisations = four;
                viewer.n_organisations = i % 2 == 0 ? G_N_ELEMENTS (four) : 2;
                for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
                    if (lists[l].act == reading)
                        check_list_of (test, kinds, few[i], &viewer, lists[l].what, lists[l].act);
                if (reading == TD_ACT_ORGANISATION_READ)
                    check_organisations (test, few[i], &viewer);
            }
}

enum { N_RELATIONS = 9 };
G_STATIC_ASSERT (TD_RELATION_LAST == 1 << (N_RELATIONS - 1));

static void turn_row (gsize i, TestStore *test, const GArray *kinds)
{
    for (int bit = 0; bit < TD_N_ROLES + N_RELATIONS + TD_N_STATUSES + TD_N_VISIBILITIES + 1; bit++) {
        TdDoorRule mutant = rules[i];
        int b = bit;
        if (b < TD_N_ROLES)
            mutant.roles ^= 1u << b;
        else if ((b -= TD_N_ROLES) < N_RELATIONS)
            mutant.relations ^= 1u << b;
        else if ((b -= N_RELATIONS) < TD_N_STATUSES)
            mutant.statuses ^= 1u << b;
        else if ((b -= TD_N_STATUSES) < TD_N_VISIBILITIES)
            mutant.visibilities ^= 1u << b;
        else
            mutant.without_conflict = !mutant.without_conflict;
        alter_rule (i, mutant);
        check_few (test, kinds, rules[i].act);
        if (g_test_failed ())
            g_test_message ("row %" G_GSIZE_FORMAT ", condition %d", i, bit);
        mend_rule (i);
    }
}

static void test_turned_round (void)
{
    g_autoptr (TestStore) test = test_store_new ("sqlite", schema);
    g_autoptr (GArray) kinds = all_kinds (FALSE);
    g_autoptr (GError) error = NULL;

    g_assert_true (td_store_keep (test->store, fill, kinds, &error));
    g_assert_no_error (error);
    g_assert_true (td_store_keep (test->store, fill_organisations, NULL, &error));
    g_assert_no_error (error);
    for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
        if ((is_reading (rules[i].act) && rules[i].act != TD_ACT_DOSSIER_READ)
            || rules[i].act == TD_ACT_SUBMISSION_NAME)
            turn_row (i, test, kinds);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    test_store_add ("/door/lists/submissions", test_submissions);
    test_store_add ("/door/lists/organisations", test_organisations);
    g_test_add_func ("/door/lists/turned-round", test_turned_round);
    return g_test_run ();
}
