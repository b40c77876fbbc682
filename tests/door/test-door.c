/* The door's answers, written out by hand: who may do what to which thing. Nothing here is computed from door.c.
 *
 *   y  yes      3  known, but not allowed (403)      4  as if it did not exist (404)
 */
#include "../store/engines.h"

#include "base/errors.h"
#include "base/id.h"
#include "door/door.h"

/* The things are about Ghana. Columns of every table: */
static const struct {
    const char *name;
    TdViewer viewer;
} columns[] = {
    { "nobody", { TD_ROLE_PUBLIC, NULL, NULL, NULL } },
    { "organisation", { TD_ROLE_ORGANISATION, "me", NULL, NULL } },
    { "secretariat", { TD_ROLE_SECRETARIAT, "me", NULL, NULL } },
    { "member", { TD_ROLE_MEMBER, "me", "PHL", NULL } },
    { "member from Ghana", { TD_ROLE_MEMBER, "me", "GHA", NULL } },
    { "member, State unknown", { TD_ROLE_MEMBER, "me", NULL, NULL } },
    { "administrator", { TD_ROLE_ADMINISTRATOR, "me", NULL, NULL } },
};

typedef enum { DRAFT, RECEIVED, REFUSED, WITHHELD, PUBLISHED_QUIET, PUBLISHED, N_KINDS } Kind;

static const struct {
    TdStatus status;
    TdVisibility visibility;
    Kind kind;
} things[] = {
    { TD_STATUS_DRAFT, TD_VISIBILITY_COMMITTEE, DRAFT },
    { TD_STATUS_DRAFT, TD_VISIBILITY_NAME_WITHHELD, DRAFT },
    { TD_STATUS_DRAFT, TD_VISIBILITY_PUBLIC, DRAFT },
    { TD_STATUS_RECEIVED, TD_VISIBILITY_COMMITTEE, RECEIVED },
    { TD_STATUS_RECEIVED, TD_VISIBILITY_NAME_WITHHELD, RECEIVED },
    { TD_STATUS_RECEIVED, TD_VISIBILITY_PUBLIC, RECEIVED },
    { TD_STATUS_REFUSED, TD_VISIBILITY_COMMITTEE, REFUSED },
    { TD_STATUS_REFUSED, TD_VISIBILITY_NAME_WITHHELD, REFUSED },
    { TD_STATUS_REFUSED, TD_VISIBILITY_PUBLIC, REFUSED },
    { TD_STATUS_WITHHELD, TD_VISIBILITY_COMMITTEE, WITHHELD },
    { TD_STATUS_WITHHELD, TD_VISIBILITY_NAME_WITHHELD, WITHHELD },
    { TD_STATUS_WITHHELD, TD_VISIBILITY_PUBLIC, WITHHELD },
    /* A slip that must show nothing: published, though its sender kept it for the Committee. */
    { TD_STATUS_PUBLISHED, TD_VISIBILITY_COMMITTEE, PUBLISHED_QUIET },
    { TD_STATUS_PUBLISHED, TD_VISIBILITY_NAME_WITHHELD, PUBLISHED },
    { TD_STATUS_PUBLISHED, TD_VISIBILITY_PUBLIC, PUBLISHED },
};

/* Columns: nobody, organisation, secretariat, member, member from Ghana, member of unknown State, administrator. */
typedef struct {
    TdAct act;
    const char *draft, *received, *refused, *withheld, *published_quiet, *published;
} Row;

static const Row of_others[] = {
    /*                           draft      received   refused    withheld   quiet      published */
    { TD_ACT_NOBODY, "4444444", "4444444", "4444444", "4444444", "4444444", "4444444" },
    { TD_ACT_PUBLIC_READ, "4444444", "44yy444", "44y4444", "44yy444", "44yy444", "yyyyyyy" },
    { TD_ACT_PUBLIC_SEND, "4444444", "44yy444", "44y4444", "44yy444", "44yy444", "yyyyyyy" },
    { TD_ACT_SIGN_IN, "4444444", "44yy444", "44y4444", "44yy444", "44yy444", "yyyyyyy" },
    { TD_ACT_SUBMISSION_READ, "4444444", "44yy444", "44y4444", "44yy444", "44yy444", "yyyyyyy" },
    { TD_ACT_SUBMISSION_EDIT, "4444444", "4433444", "4434444", "4433444", "4433444", "3333333" },
    { TD_ACT_SUBMISSION_LIST, "4444444", "44yy444", "44y4444", "44yy444", "44yy444", "33yyyy3" },
    { TD_ACT_SUBMISSION_PUBLISH, "4444444", "44y3444", "44y4444", "44y3444", "44y3444", "33y3333" },
    { TD_ACT_FILE_READ, "4444444", "44yy444", "44y4444", "44yy444", "44yy444", "33yy333" },
    { TD_ACT_RECEIPT_READ, "4444444", "44y3444", "44y4444", "44y3444", "44y3444", "33y3333" },
    { TD_ACT_USER_ADD, "4444444", "4433444", "4434444", "4433444", "4433444", "333333y" },
};

/* What one sent oneself, by account or by the draft's key; a sent one never changes. */
static const Row of_mine[] = {
    /*                           draft      received   refused    withheld   quiet      published */
    { TD_ACT_NOBODY, "4444444", "4444444", "4444444", "4444444", "4444444", "4444444" },
    { TD_ACT_PUBLIC_READ, "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy" },
    { TD_ACT_PUBLIC_SEND, "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy" },
    { TD_ACT_SIGN_IN, "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy" },
    { TD_ACT_SUBMISSION_READ, "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy" },
    { TD_ACT_SUBMISSION_EDIT, "yyyyyyy", "3333333", "3333333", "3333333", "3333333", "3333333" },
    { TD_ACT_SUBMISSION_LIST, "33yyyy3", "33yyyy3", "33yyyy3", "33yyyy3", "33yyyy3", "33yyyy3" },
    { TD_ACT_SUBMISSION_PUBLISH, "3333333", "33y3333", "33y3333", "33y3333", "33y3333", "33y3333" },
    { TD_ACT_FILE_READ, "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy" },
    { TD_ACT_RECEIPT_READ, "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy", "yyyyyyy" },
    { TD_ACT_USER_ADD, "333333y", "333333y", "333333y", "333333y", "333333y", "333333y" },
};

/* Acts without a thing: entering a route. Those that a relation may open are asked again with the thing. */
static const struct {
    TdAct act;
    const char *answers;
} of_nothing[] = {
    { TD_ACT_NOBODY, "4444444" },          { TD_ACT_PUBLIC_READ, "yyyyyyy" },
    { TD_ACT_PUBLIC_SEND, "yyyyyyy" },     { TD_ACT_SIGN_IN, "yyyyyyy" },
    { TD_ACT_SUBMISSION_READ, "yyyyyyy" }, { TD_ACT_SUBMISSION_EDIT, "yyyyyyy" },
    { TD_ACT_SUBMISSION_LIST, "33yyyy3" }, { TD_ACT_SUBMISSION_PUBLISH, "33y3333" },
    { TD_ACT_FILE_READ, "yyyyyyy" },       { TD_ACT_RECEIPT_READ, "yyyyyyy" },
    { TD_ACT_USER_ADD, "333333y" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (of_others) == TD_N_ACTS);
G_STATIC_ASSERT (G_N_ELEMENTS (of_mine) == TD_N_ACTS);
G_STATIC_ASSERT (G_N_ELEMENTS (of_nothing) == TD_N_ACTS);

static const char *answers_of (const Row *row, Kind kind)
{
    const char *all[N_KINDS] = { row->draft,    row->received,        row->refused,
                                 row->withheld, row->published_quiet, row->published };
    return all[kind];
}

static char ask (const TdViewer *viewer, TdAct act, const TdThing *thing)
{
    g_autoptr (GError) error = NULL;

    if (td_door_may (viewer, act, thing, &error)) {
        g_assert_no_error (error);
        return 'y';
    }
    g_assert_nonnull (error);
    g_assert_true (error->domain == TD_DOOR_ERROR);
    /* A refusal says what would help: signing in, or the secretariat. */
    if (error->code == TD_ERROR_NOT_ALLOWED)
        g_assert_nonnull (strstr (error->message, viewer->person != NULL ? "secretariat" : "sign in"));
    return error->code == TD_ERROR_NOT_ALLOWED ? '3' : error->code == TD_ERROR_NOT_FOUND ? '4' : '?';
}

static void check_rows (const Row *rows, gboolean mine)
{
    for (int r = 0; r < TD_N_ACTS; r++)
        for (gsize t = 0; t < G_N_ELEMENTS (things); t++)
            for (gsize c = 0; c < G_N_ELEMENTS (columns); c++) {
                TdThing thing = {
                    .status = things[t].status, .visibility = things[t].visibility, .state = "GHA", .mine = mine
                };
                char wanted = answers_of (&rows[r], things[t].kind)[c];
                char found = ask (&columns[c].viewer, rows[r].act, &thing);
                if (found != wanted) {
                    g_test_message ("%s, %s a %s, %s one%s: %c, not %c", columns[c].name, td_act_word (rows[r].act),
                                    td_status_word (thing.status), td_visibility_word (thing.visibility),
                                    mine ? " of one's own" : "", found, wanted);
                    g_test_fail ();
                }
            }
}

static void test_things (void)
{
    check_rows (of_others, FALSE);
    check_rows (of_mine, TRUE);
}

static void test_nothing (void)
{
    for (gsize r = 0; r < G_N_ELEMENTS (of_nothing); r++)
        for (gsize c = 0; c < G_N_ELEMENTS (columns); c++)
            g_assert_cmpint (ask (&columns[c].viewer, of_nothing[r].act, NULL), ==, of_nothing[r].answers[c]);
}

/* Numbers from outside the tables open nothing. */
static void test_unknown (void)
{
    const TdThing thing = {
        .status = TD_STATUS_PUBLISHED, .visibility = TD_VISIBILITY_PUBLIC, .state = "GHA", .mine = TRUE
    };
    const TdViewer stranger = { .role = (TdRole) TD_N_ROLES };

    g_assert_cmpint (ask (&columns[2].viewer, (TdAct) TD_N_ACTS, NULL), ==, '4');
    g_assert_cmpint (ask (&columns[2].viewer, (TdAct) 1000, &thing), ==, '4');
    g_assert_cmpint (ask (&stranger, TD_ACT_PUBLIC_READ, NULL), ==, '3');
    g_assert_false (td_door_role_may ((TdRole) TD_N_ROLES, TD_ACT_PUBLIC_READ));
    g_assert_false (td_door_relation_may (TD_ACT_NOBODY));
}

/* The sender's name: for the Committee, and for all where its sender said so. */
static void test_names (void)
{
    static const struct {
        TdStatus status;
        TdVisibility visibility;
        const char *seen;
    } rows[] = {
        { TD_STATUS_DRAFT, TD_VISIBILITY_PUBLIC, "-------" },
        { TD_STATUS_RECEIVED, TD_VISIBILITY_COMMITTEE, "--yy---" },
        { TD_STATUS_RECEIVED, TD_VISIBILITY_PUBLIC, "--yy---" },
        { TD_STATUS_REFUSED, TD_VISIBILITY_PUBLIC, "--y----" },
        { TD_STATUS_WITHHELD, TD_VISIBILITY_PUBLIC, "--yy---" },
        { TD_STATUS_PUBLISHED, TD_VISIBILITY_COMMITTEE, "--yy---" },
        { TD_STATUS_PUBLISHED, TD_VISIBILITY_NAME_WITHHELD, "--yy---" },
        { TD_STATUS_PUBLISHED, TD_VISIBILITY_PUBLIC, "yyyyyyy" },
    };

    for (gsize r = 0; r < G_N_ELEMENTS (rows); r++)
        for (gsize c = 0; c < G_N_ELEMENTS (columns); c++) {
            TdThing thing = { .status = rows[r].status, .visibility = rows[r].visibility, .state = "GHA" };
            g_assert_cmpint (td_door_may_see_name (&columns[c].viewer, &thing), ==, rows[r].seen[c] == 'y');
            thing.mine = TRUE;
            g_assert_true (td_door_may_see_name (&columns[c].viewer, &thing));
        }
}

static void test_words (void)
{
    for (int i = 0; i < TD_N_ROLES; i++) {
        TdRole role = TD_ROLE_PUBLIC;
        g_assert_true (td_role_from_word (td_role_word ((TdRole) i), &role));
        g_assert_cmpint (role, ==, i);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (things); i++) {
        TdStatus status;
        TdVisibility visibility;
        g_assert_true (td_status_from_word (td_status_word (things[i].status), &status));
        g_assert_true (td_visibility_from_word (td_visibility_word (things[i].visibility), &visibility));
        g_assert_cmpint (status, ==, things[i].status);
        g_assert_cmpint (visibility, ==, things[i].visibility);
    }
    for (int i = 0; i < 2; i++) {
        static const char *const words[] = { "Published", "" };
        TdStatus status;
        g_assert_false (td_status_from_word (words[i], &status));
        g_assert_false (td_role_from_word (words[i], &(TdRole){ 0 }));
    }
}

/* ---- lists ---- */

static const TdSchemaFile schema[] = {
    { 1, "door",
      "create table submission (n {int64} primary key, status {text} not null, visibility {text}, state {text},"
      " person {text});" },
    { 0 },
};

typedef struct {
    const char *status, *visibility, *state, *person;
} Kept;

static GArray *all_rows (void)
{
    static const char *const statuses[] = { "draft", "received", "published", "refused", "withheld", "unheard-of" };
    static const char *const visibilities[] = { NULL, "confidential", "name-withheld", "public", "unheard-of" };
    static const char *const states[] = { NULL, "GHA", "PHL" };
    static const char *const persons[] = { NULL, "me", "somebody else" };
    GArray *rows = g_array_new (FALSE, FALSE, sizeof (Kept));

    for (gsize a = 0; a < G_N_ELEMENTS (statuses); a++)
        for (gsize b = 0; b < G_N_ELEMENTS (visibilities); b++)
            for (gsize c = 0; c < G_N_ELEMENTS (states); c++)
                for (gsize d = 0; d < G_N_ELEMENTS (persons); d++) {
                    Kept kept = { statuses[a], visibilities[b], states[c], persons[d] };
                    /* Only a draft may lack its State; and a word that is none stands in for a damaged row. */
                    if (states[c] != NULL || a == 0)
                        g_array_append_val (rows, kept);
                }
    return rows;
}

static gboolean fill (TdTx *tx, gpointer data, GError **error)
{
    const GArray *rows = data;

    for (guint i = 0; i < rows->len; i++) {
        const Kept *k = &g_array_index (rows, Kept, i);
        if (!td_exec (tx, "insert into submission (n, status, visibility, state, person) values ($1, $2, $3, $4, $5)",
                      error, TD_INT (i), TD_TEXT (k->status), TD_TEXT (k->visibility), TD_TEXT (k->state),
                      TD_TEXT (k->person)))
            return FALSE;
    }
    return TRUE;
}

struct listed {
    const TdViewer *viewer;
    gboolean *found;
};

static gboolean list (TdTx *tx, gpointer data, GError **error)
{
    struct listed *l = data;
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select s.n from submission s where 1 = 1");
    td_door_filter (query, l->viewer);
    rows = td_query_run (query, tx, error);
    while (rows != NULL && td_rows_next (rows, &problem))
        l->found[td_rows_int (rows, 0)] = TRUE;
    g_assert_no_error (problem);
    return rows != NULL;
}

/* What a list holds is what the door lets the viewer read, row by row, but no draft. */
static void check_list (TestStore *test, const GArray *rows, const TdViewer *viewer)
{
    g_autofree gboolean *found = g_new0 (gboolean, rows->len);
    struct listed l = { viewer, found };
    g_autoptr (GError) error = NULL;

    g_assert_true (td_store_read (test->store, list, &l, &error));
    g_assert_no_error (error);
    for (guint i = 0; i < rows->len; i++) {
        const Kept *k = &g_array_index (rows, Kept, i);
        TdThing thing = { .state = k->state,
                          .mine = viewer->person != NULL && g_strcmp0 (k->person, viewer->person) == 0 };
        gboolean known = td_status_from_word (k->status, &thing.status);
        td_visibility_from_word (k->visibility, &thing.visibility);
        gboolean wanted = thing.status != TD_STATUS_DRAFT && td_door_may (viewer, TD_ACT_SUBMISSION_READ, &thing, NULL);
        /* A status that is no word: the rules see a draft; the secretariat and its sender may still list it, to mend it. */
        if (known)
            g_assert_cmpint (found[i], ==, wanted);
        else
            g_assert_true (!found[i] || thing.mine || viewer->role == TD_ROLE_SECRETARIAT);
    }
}

static void test_lists (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, schema);
    g_autoptr (GArray) rows = all_rows ();
    g_autoptr (GError) error = NULL;

    if (test == NULL)
        return;
    g_assert_true (td_store_keep (test->store, fill, rows, &error));
    g_assert_no_error (error);
    for (gsize c = 0; c < G_N_ELEMENTS (columns); c++) {
        TdViewer viewer = columns[c].viewer;
        check_list (test, rows, &viewer);
        viewer.person = NULL;
        check_list (test, rows, &viewer);
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/door/things", test_things);
    g_test_add_func ("/door/nothing", test_nothing);
    g_test_add_func ("/door/unknown", test_unknown);
    g_test_add_func ("/door/names", test_names);
    g_test_add_func ("/door/words", test_words);
    test_store_add ("/door/lists", test_lists);
    return g_test_run ();
}
