/* The Committee's own papers: who knows of one in each of its states, symbols, embargoes, publishing, where paragraphs come from. */
#include "people-house.h"

#include "areas/library/library.h"
#include "areas/papers/paper.h"
#include "base/id.h"

static char *begin_on (House *house, const char *kind, const char *state, int cycle)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_paper_begin (house->instance, &secretariat, kind, state, cycle, NULL, &id, &error);
    g_assert_no_error (error);
    return id;
}

static void write_in (House *house, const char *paper, const char *section, gint64 base, const char *typed)
{
    const TdWriter writer = { .viewer = &secretariat };
    const TdWritingSave save = {
        .kind = "paper", .thing = paper, .section = section, .base = base, .typed = typed, .done = TRUE
    };
    g_autoptr (GError) error = NULL;
    TdSaved saved;

    td_writing_save (house->instance, &writer, &save, &saved, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (saved, ==, TD_SAVED_STANDS);
}

static char *draft (House *house)
{
    char *id = begin_on (house, "concluding-observations", "GHA", 2);

    write_in (house, id, "introduction", 0, "The Committee considered the report.");
    write_in (house, id, "all-workers", 0, "It is concerned about **detention**.\n\nIt recommends to end it.");
    return id;
}

static gboolean adopt (House *house, const char *id, const char *symbol, GError **error)
{
    return td_paper_adopt (house->instance, &secretariat, id, symbol, 0, NULL, error);
}

static void must_adopt (House *house, const char *id, const char *symbol)
{
    g_autoptr (GError) error = NULL;

    adopt (house, id, symbol, &error);
    g_assert_no_error (error);
}

static void must_transmit (House *house, const char *id, const char *embargo)
{
    g_autoptr (GError) error = NULL;

    td_paper_transmit (house->instance, &secretariat, id, embargo, &error);
    g_assert_no_error (error);
}

static gboolean publish (House *house, const char *id, gboolean early, GError **error)
{
    return td_paper_publish (house->instance, &secretariat, id, early, error);
}

static void set_instant (House *house, const char *instant)
{
    g_autoptr (GError) error = NULL;

    td_clock_at (instant, &house->instance->clock, &error);
    g_assert_no_error (error);
}

/* ---- beginning ---- */

static void test_begin (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *first = begin_on (house, "list-of-issues", "GHA", 2);
    g_autofree char *other = begin_on (house, "list-of-issues", "GHA", 3);
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;
    static const struct {
        const char *kind, *state, *language;
        int cycle;
        TdErrorCode code;
    } rows[] = {
        { "list-of-issues", "GHA", NULL, 2, TD_ERROR_CONFLICT }, { "poem", "GHA", NULL, 2, TD_ERROR_INPUT },
        { "list-of-issues", "XXX", NULL, 2, TD_ERROR_INPUT },    { "list-of-issues", NULL, NULL, 2, TD_ERROR_INPUT },
        { "list-of-issues", "MLI", "qx", 2, TD_ERROR_INPUT },    { "list-of-issues", "MLI", NULL, -1, TD_ERROR_INPUT },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_assert_false (td_paper_begin (house->instance, &secretariat, rows[i].kind, rows[i].state, rows[i].cycle,
                                        rows[i].language, &id, &error));
        assert_code (&error, rows[i].code);
    }
    g_assert_null (id);
}

/* ---- adopting ---- */

static void test_adopt (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = draft (house);
    g_autofree char *seen = NULL;
    g_autofree char *next = NULL;
    g_autofree char *empty = begin_on (house, "concluding-observations", "MLI", 5);
    g_autoptr (TdPaper) paper = NULL;
    g_autoptr (GError) error = NULL;

    next = td_paper_next_symbol (house->instance, &secretariat, id, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (next, ==, "CMW/C/GHA/CO/2"); /* CO/1 is known from the profile's reviews */
    /* What was seen is what is adopted. */
    seen = td_paper_seen (house->instance, &secretariat, id, &error);
    g_assert_no_error (error);
    write_in (house, id, "introduction", 1, "The Committee considered the second report.");
    g_assert_false (td_paper_adopt (house->instance, &secretariat, id, next, 0, seen, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    /* Not under a symbol of another State, kind or review, nor an empty one. */
    g_assert_false (adopt (house, id, "CMW/C/MLI/CO/9", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (adopt (house, id, "CMW/C/GHA/Q/9", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (adopt (house, id, "", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (adopt (house, id, "CMW/C/GHA/CO/1", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_paper_adopt (house->instance, &secretariat, id, next, 9999, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (adopt (house, empty, "CMW/C/MLI/CO/7", &error));
    assert_code (&error, TD_ERROR_CONFLICT); /* nothing is written */
    must_adopt (house, id, " cmw/c/gha/co/2 ");
    paper = td_paper_get (house->instance, &secretariat, id, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (paper->symbol, ==, "CMW/C/GHA/CO/2");
    g_assert_cmpint (paper->status, ==, TD_STATUS_ACCEPTED);
    g_assert_false (adopt (house, id, "CMW/C/GHA/CO/3", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    {
        g_autofree char *receipt = td_paper_receipt (house->instance, &secretariat, id, &error);
        g_assert_no_error (error);
        g_assert_nonnull (strstr (receipt, id));
    }
}

static void test_same_symbol (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *first = draft (house);
    g_autofree char *second = begin_on (house, "concluding-observations", "GHA", 3);
    g_autofree char *next = NULL;
    g_autoptr (GError) error = NULL;

    write_in (house, second, "introduction", 0, "Another one.");
    must_adopt (house, first, "CMW/C/GHA/CO/2");
    g_assert_false (adopt (house, second, "CMW/C/GHA/CO/2", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    next = td_paper_next_symbol (house->instance, &secretariat, second, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (next, ==, "CMW/C/GHA/CO/3");
}

static void test_open_branch (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = draft (house);
    const TdWriter writer = { .viewer = &secretariat };
    const TdWritingSave save = {
        .kind = "paper", .thing = id, .section = "introduction", .base = 0, .typed = "Other words."
    };
    g_autofree char *branch = NULL;
    g_autoptr (GError) error = NULL;
    TdSaved saved;

    td_writing_save (house->instance, &writer, &save, &saved, &branch, &error);
    g_assert_no_error (error);
    g_assert_cmpint (saved, ==, TD_SAVED_BRANCH);
    g_assert_false (adopt (house, id, "CMW/C/GHA/CO/2", &error));
    g_assert_nonnull (strstr (error->message, "Introduction"));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_writing_set_aside (house->instance, &writer, "paper", id, branch, "Agreed otherwise.", &error);
    g_assert_no_error (error);
    must_adopt (house, id, "CMW/C/GHA/CO/2");
}

/* ---- transmitting and publishing ---- */

static guint in_library (House *house, const char *symbol)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdLibraryDocument) document = td_library_get (house->instance, symbol, &error);

    return document != NULL ? 1 : 0;
}

static void test_embargo (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *id = NULL;
    g_autoptr (TdPaper) paper = NULL;
    g_autoptr (GError) error = NULL;

    set_instant (house, "2027-03-01T09:00:00Z");
    id = draft (house);
    g_assert_false (td_paper_transmit (house->instance, &secretariat, id, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT); /* a draft */
    must_adopt (house, id, "CMW/C/GHA/CO/2");
    /* An hour that the clocks leap over, one that is past, and none at all. */
    g_assert_false (td_paper_transmit (house->instance, &secretariat, id, "2027-03-28T02:30", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_paper_transmit (house->instance, &secretariat, id, "2027-02-28T10:00", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_paper_transmit (house->instance, &secretariat, id, "soon", &error));
    assert_code (&error, TD_ERROR_INPUT);
    must_transmit (house, id, "2027-03-28T09:00");
    g_assert_false (td_paper_transmit (house->instance, &secretariat, id, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    /* 09:00 in Geneva is 07:00 UTC on the day on which summer time began, not 08:00. */
    set_instant (house, "2027-03-28T06:59:58Z");
    td_paper_publish_due (house->instance, &error);
    g_assert_no_error (error);
    g_assert_false (publish (house, id, FALSE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_cmpuint (in_library (house, "CMW/C/GHA/CO/2"), ==, 0);
    set_instant (house, "2027-03-28T07:00:00Z");
    td_paper_publish_due (house->instance, &error);
    g_assert_no_error (error);
    paper = td_paper_get (house->instance, &nobody, id, &error);
    g_assert_no_error (error);
    g_assert_cmpint (paper->status, ==, TD_STATUS_PUBLISHED);
    g_assert_cmpint (paper->visibility, ==, TD_VISIBILITY_PUBLIC);
    g_assert_cmpuint (in_library (house, "CMW/C/GHA/CO/2"), ==, 1);
    g_assert_false (publish (house, id, TRUE, &error));
    assert_code (&error, TD_ERROR_CONFLICT); /* twice is once */
    td_paper_publish_due (house->instance, &error);
    g_assert_no_error (error);
}

static void test_publish (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = draft (house);
    g_autoptr (GError) error = NULL;
    g_autoptr (TdLibraryDocument) document = NULL;
    g_autoptr (TdPaper) paper = NULL;

    g_assert_false (publish (house, id, FALSE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    must_adopt (house, id, "CMW/C/GHA/CO/2");
    must_transmit (house, id, "2099-12-18T18:00");
    g_assert_false (publish (house, id, FALSE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    publish (house, id, TRUE, &error);
    g_assert_no_error (error);
    document = td_library_get (house->instance, "CMW/C/GHA/CO/2", &error);
    g_assert_no_error (error);
    g_assert_cmpstr (document->state, ==, "GHA");
    g_assert_cmpint (document->cycle, ==, 2);
    g_assert_cmpstr (document->type, ==, "concluding-observations");
    paper = td_paper_get (house->instance, &nobody, id, &error);
    g_assert_cmpstr (paper->document, ==, document->id);
}

/* ---- who knows of it ---- */

static gboolean knows (House *house, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) text_error = NULL;
    g_autoptr (TdPaper) paper = td_paper_get (house->instance, viewer, id, &error);
    g_autoptr (TdText) text = td_paper_text (house->instance, viewer, id, &text_error);
    g_autoptr (GPtrArray) list = td_paper_list (house->instance, viewer, NULL, NULL);

    if (paper == NULL)
        assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true ((paper != NULL) == (text != NULL));
    g_assert_cmpuint (list->len, ==, paper != NULL ? 1 : 0);
    return paper != NULL;
}

static void test_who (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = draft (house);
    static const struct {
        const char *address;
        TdRole role;
        const char *state;
        gboolean knows[4]; /* of a draft, adopted, transmitted, published */
    } rows[] = {
        { "member@example.org", TD_ROLE_MEMBER, "MEX", { TRUE, TRUE, TRUE, TRUE } },
        { "own@example.org", TD_ROLE_MEMBER, "GHA", { FALSE, FALSE, FALSE, TRUE } },
        { "mission@example.org", TD_ROLE_MISSION, "GHA", { FALSE, FALSE, TRUE, TRUE } },
        { "ministry@example.org", TD_ROLE_MINISTRY, "GHA", { FALSE, FALSE, TRUE, TRUE } },
        { "others@example.org", TD_ROLE_MISSION, "MLI", { FALSE, FALSE, FALSE, TRUE } },
        { "office@example.org", TD_ROLE_SECRETARIAT, NULL, { TRUE, TRUE, TRUE, TRUE } },
        { "admin@example.org", TD_ROLE_ADMINISTRATOR, NULL, { FALSE, FALSE, FALSE, TRUE } },
        { "union@example.org", TD_ROLE_ORGANISATION, NULL, { FALSE, FALSE, FALSE, TRUE } },
    };
    g_autoptr (GError) error = NULL;
    TdViewer viewers[G_N_ELEMENTS (rows)] = { 0 };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *person = add (house, rows[i].address, rows[i].role, rows[i].state);
        viewer_now (house, person, &viewers[i]);
    }
    for (int stage = 0; stage < 4; stage++) {
        if (stage == 1)
            must_adopt (house, id, "CMW/C/GHA/CO/2");
        if (stage == 2)
            must_transmit (house, id, NULL);
        if (stage == 3)
            publish (house, id, FALSE, &error);
        g_assert_no_error (error);
        g_assert_cmpint (knows (house, &nobody, id), ==, stage == 3);
        for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
            g_test_message ("%s, stage %d", rows[i].address, stage);
            g_assert_cmpint (knows (house, &viewers[i], id), ==, rows[i].knows[stage]);
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        td_viewer_clear (&viewers[i]);
}

static void test_letter (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = draft (house);
    g_autofree char *envoy = add (house, "envoy@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *letter = NULL;
    gint64 n = 0;

    must_adopt (house, id, "CMW/C/GHA/CO/2");
    g_free (letters (house, &n));
    must_transmit (house, id, NULL);
    letter = letters (house, &n);
    g_assert_cmpint (n, ==, 1);
    g_assert_nonnull (strstr (letter, "envoy@example.org"));
    g_assert_nonnull (strstr (letter, "in confidence"));
    g_assert_null (strstr (letter, "Ghana"));
    g_assert_null (strstr (letter, "CMW/C"));
    g_assert_null (strstr (letter, "oncluding"));
}

/* ---- where paragraphs come from ---- */

struct take {
    House *house;
    const TdViewer *viewer;
    const char *paper, *submission;
    char *paragraph;
    gboolean branch;
};

static gboolean take_in (TdTx *tx, gpointer data, GError **error)
{
    struct take *t = data;
    const TdPaperOrigin origins[] = { { t->submission, 3, "question" }, { t->submission, 4, "question" } };
    const TdJournalEntry entry = { .actor = "command",
                                   .act = "pool.take",
                                   .thing = "paper",
                                   .thing_id = t->paper,
                                   .clock = &t->house->instance->clock };

    g_clear_pointer (&t->paragraph, g_free);
    return td_paper_take_in (tx, t->house->instance, t->viewer, t->paper, NULL, "How many were held?", NULL, origins, 2,
                             &t->paragraph, &t->branch, error)
           && td_journal_append (tx, &entry, NULL, error);
}

struct origins {
    const TdViewer *viewer;
    const char *paper;
    guint of_paper;
};

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    struct origins *o = data;
    g_autoptr (GPtrArray) list = td_paper_origins_in (tx, o->viewer, o->paper, NULL);

    o->of_paper = list != NULL ? list->len : 0;
    (void) error;
    return TRUE;
}

static void assert_origins (House *house, const TdViewer *viewer, const char *paper, guint n)
{
    struct origins o = { viewer, paper, 0 };
    g_autoptr (GError) error = NULL;

    td_store_read (house->instance->store, count_in, &o, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (o.of_paper, ==, n);
}

/* Everything that somebody is given of a paper, as one string. */
static char *all_of (House *house, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdText) text = td_paper_text (house->instance, viewer, id, &error);
    json_t *json = td_text_to_json (text);
    char *words = json_dumps (json, JSON_COMPACT), *copy = g_strdup (words);

    g_assert_no_error (error);
    free (words);
    json_decref (json);
    return copy;
}

static void test_origin (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *id = draft (house);
    g_auto (Draft) sent = { 0 };
    g_autofree char *member = add (house, "member@example.org", TD_ROLE_MEMBER, "MEX");
    g_autofree char *own = add (house, "own@example.org", TD_ROLE_MEMBER, "GHA");
    g_autofree char *envoy = add (house, "envoy@example.org", TD_ROLE_MISSION, "GHA");
    g_auto (TdViewer) of_members = { 0 };
    g_auto (TdViewer) of_ghana = { 0 };
    g_auto (TdViewer) mission = { 0 };
    struct take t = { .house = house, .paper = id };
    g_autoptr (GError) error = NULL;

    viewer_now (house, member, &of_members);
    viewer_now (house, own, &of_ghana);
    viewer_now (house, envoy, &mission);
    send_one (house, &sent, "confidential", REPORT);
    t.submission = sent.id;
    t.viewer = &of_ghana;
    g_assert_false (td_store_write (house->instance->store, take_in, &t, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    t.viewer = &of_members;
    td_store_write (house->instance->store, take_in, &t, &error);
    g_assert_no_error (error);
    g_assert_false (t.branch);
    assert_origins (house, &of_members, id, 2);
    assert_origins (house, &secretariat, id, 2);
    assert_origins (house, &of_ghana, id, 0);
    must_adopt (house, id, "CMW/C/GHA/CO/2");
    must_transmit (house, id, NULL);
    assert_origins (house, &mission, id, 0);
    {
        g_autofree char *theirs = all_of (house, &mission, id);
        g_autofree char *ours = all_of (house, &of_members, id);
        g_assert_nonnull (strstr (theirs, "How many were held?"));
        g_assert_null (strstr (theirs, sent.id));
        g_assert_null (strstr (ours, sent.id)); /* nor what members may carry out of the house */
    }
    publish (house, id, FALSE, &error);
    g_assert_no_error (error);
    assert_origins (house, &nobody, id, 0);
    assert_origins (house, &of_ghana, id, 0);
    assert_origins (house, &of_members, id, 2);
    {
        g_autofree char *everybodys = all_of (house, &nobody, id);
        g_assert_null (strstr (everybodys, sent.id));
        g_assert_null (strstr (everybodys, "source"));
    }
    g_free (t.paragraph);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/papers/begin", test_begin);
    g_test_add_func ("/papers/adopt", test_adopt);
    g_test_add_func ("/papers/same-symbol", test_same_symbol);
    g_test_add_func ("/papers/open-branch", test_open_branch);
    g_test_add_func ("/papers/embargo", test_embargo);
    g_test_add_func ("/papers/publish", test_publish);
    g_test_add_func ("/papers/who", test_who);
    g_test_add_func ("/papers/letter", test_letter);
    g_test_add_func ("/papers/origin", test_origin);
    return g_test_run ();
}
