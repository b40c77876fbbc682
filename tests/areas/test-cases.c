/* The register of communications: stages, clocks, who knows of a case, papers, names, readings. */
#include "case-house.h"

#include "areas/cases/case-clock.h"
#include "areas/cases/case-decision.h"
#include "areas/cases/case-figures.h"
#include "areas/cases/case-move.h"
#include "areas/cases/case-names.h"
#include "areas/cases/case-paper.h"
#include "areas/cases/case-reading.h"
#include "areas/cases/due.h"
#include "areas/sealed/recipients.h"
#include "document/document.h"
#include "document/writer.h"
#include "profile/case-stages.h"

/* ---- pure ---- */

static void test_ways (void)
{
    g_autoptr (House) house = house_new (TRUE);
    const TdProfile *profile = house->instance->profile;
    static const struct {
        const char *from, *to;
        gboolean may;
    } rows[] = {
        { "received", "registered", TRUE },
        { "received", "transmitted", FALSE },
        { "received", "views", FALSE },
        { "asked", "registered", TRUE },
        { "registered", "transmitted", TRUE },
        { "registered", "views", FALSE },
        { "transmitted", "observations", TRUE },
        { "transmitted", "interim-measures", TRUE },
        { "transmitted", "received", FALSE },
        { "interim-measures", "transmitted", TRUE },
        { "admissibility", "inadmissible", TRUE },
        { "observations", "inadmissible", FALSE },
        { "merits", "views", TRUE },
        { "views", "follow-up", TRUE },
        { "views", "merits", FALSE },
        { "follow-up", "follow-up-closed", TRUE },
        { "inadmissible", "received", FALSE },
        { "joined", "registered", FALSE },
        { "merits", "nowhere", FALSE },
        { "nowhere", "merits", FALSE },
        { "received", NULL, FALSE },
        { NULL, "received", FALSE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        if (td_profile_case_may_move (profile, rows[i].from, rows[i].to) != rows[i].may)
            g_error ("%s to %s", rows[i].from, rows[i].to);
    /* Nothing follows what ends, and every stage can be reached from the first. */
    for (gsize i = 0; i < profile->n_case_stages; i++) {
        gboolean reached = i == 0;
        for (gsize k = 0; k < profile->n_case_stages; k++) {
            g_assert_false (
                profile->case_stages[i].ends
                && td_profile_case_may_move (profile, profile->case_stages[i].slug, profile->case_stages[k].slug));
            reached |= td_profile_case_may_move (profile, profile->case_stages[k].slug, profile->case_stages[i].slug);
        }
        g_assert_true (reached);
    }
}

static void test_days (void)
{
    static const TdCaseStage stage = { .reminders = { 90, 30, 7 } };
    static const struct {
        const char *today;
        int days;
    } rows[] = { { "2026-01-01", 0 },  { "2026-04-01", 90 }, { "2026-04-02", 90 }, { "2026-05-31", 30 },
                 { "2026-06-01", 30 }, { "2026-06-23", 7 },  { "2026-06-30", 7 },  { "2026-07-01", 0 } };

    g_assert_cmpint (td_case_days_between ("2026-02-27", "2026-03-01"), ==, 2);
    g_assert_cmpint (td_case_days_between ("2028-02-27", "2028-03-01"), ==, 3);
    g_assert_cmpint (td_case_days_between ("2026-03-01", "2026-02-27"), ==, -2);
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        g_assert_cmpint (td_case_reminder_due (&stage, "2026-06-30", rows[i].today), ==, rows[i].days);
    g_autofree char *later = td_case_due_after_stop ("2026-06-30", "2026-03-01", "2026-03-11");
    g_assert_cmpstr (later, ==, "2026-07-10");
    g_autofree char *same = td_case_due_after_stop ("2026-06-30", "2026-03-11", "2026-03-01");
    g_assert_cmpstr (same, ==, "2026-06-30");
}

/* ---- the gate ---- */

static void test_gate (void)
{
    g_autoptr (House) house = house_new (FALSE);
    const TdCaseNew given = { .state = "GHA" };
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_false (td_case_enter (house->instance, &officer, &given, &id, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_null (id);
}

/* ---- numbers, clocks ---- */

static void test_numbers (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    g_autofree char *third = NULL;
    g_autofree char *later = NULL;
    g_autoptr (GError) error = NULL;

    set_day (house, "2026-12-31");
    first = enter (house, "GHA", FALSE);
    second = enter (house, "MLI", FALSE);
    third = enter (house, "GHA", FALSE);
    g_assert_false (move (house, first, "transmitted", &error));
    assert_code (&error, TD_ERROR_INPUT);
    must_move (house, second, "registered");
    must_move (house, first, "registered");
    must_move (house, third, "not-registered"); /* has none */
    set_day (house, "2027-01-01");
    later = enter (house, "GHA", FALSE);
    must_move (house, later, "registered");
    g_autoptr (TdCase) a = get (house, &officer, first);
    g_autoptr (TdCase) b = get (house, &officer, second);
    g_autoptr (TdCase) c = get (house, &officer, third);
    g_autoptr (TdCase) d = get (house, &officer, later);
    g_autofree char *number = td_case_number (a);
    g_assert_cmpstr (number, ==, "No. 2/2026");
    g_assert_cmpint (b->number, ==, 1);
    g_assert_cmpint (c->number, ==, 0);
    g_assert_cmpint (c->ended, !=, 0);
    g_assert_cmpint (d->number, ==, 1);
    g_assert_cmpint (d->year, ==, 2027);
}

static const TdCaseClock *running (House *house, const char *id, GPtrArray **list)
{
    g_autoptr (GError) error = NULL;

    g_clear_pointer (list, g_ptr_array_unref);
    *list = td_case_clocks (house->instance, &officer, id, &error);
    g_assert_no_error (error);
    return td_case_running (*list);
}

static gboolean clock_act (House *house, const char *id, TdCaseClockAct act, const char *day, const char *note,
                           GError **error)
{
    const TdCaseClockWish wish = { .act = act, .day = day, .note = note };

    return td_case_clock_change (house->instance, &officer, id, &wish, NULL, error);
}

static void test_clock (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autoptr (GPtrArray) list = NULL;
    g_autofree char *id = NULL;
    const TdCaseClock *clock;
    g_autoptr (GError) error = NULL;

    set_day (house, "2026-08-31");
    id = transmitted (house, "GHA", FALSE);
    clock = running (house, id, &list);
    g_assert_cmpint (clock->party, ==, TD_PARTY_STATE);
    g_assert_cmpstr (clock->due, ==, "2027-02-28"); /* article 77.4: six months; the month has no 31st */
    g_assert_false (clock_act (house, id, TD_CLOCK_EXTEND, "2027-02-28", "Asked.", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (clock_act (house, id, TD_CLOCK_EXTEND, "2027-03-31", " ", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (clock_act (house, id, TD_CLOCK_GO_ON, NULL, "Asked.", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (clock_act (house, id, TD_CLOCK_STOP, NULL, "Talks on a settlement.", &error));
    set_day (house, "2026-09-10");
    g_assert_cmpstr (running (house, id, &list)->stopped, ==, "2026-08-31");
    g_assert_true (clock_act (house, id, TD_CLOCK_GO_ON, NULL, "No settlement.", &error));
    g_assert_cmpstr (running (house, id, &list)->due, ==, "2027-03-10");
    g_assert_true (clock_act (house, id, TD_CLOCK_EXTEND, "2027-04-10", "Asked.", &error));
    g_assert_no_error (error);
    /* Interim measures and back: the State's six months go on as they were. */
    must_move (house, id, "interim-measures");
    must_move (house, id, "transmitted");
    clock = running (house, id, &list);
    g_assert_cmpstr (clock->stage, ==, "interim-measures");
    g_assert_cmpuint (list->len, ==, 2);
    /* The author is awaited: the State's clocks are over. */
    must_move (house, id, "observations");
    clock = running (house, id, &list);
    g_assert_cmpint (clock->party, ==, TD_PARTY_AUTHOR);
    must_move (house, id, "admissibility");
    must_move (house, id, "inadmissible");
    g_assert_null (running (house, id, &list));
}

static void test_reminders (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;
    static const struct {
        const char *day;
        int n;
    } rows[] = { { "2026-03-01", 0 }, { "2026-06-02", 0 }, { "2026-06-03", 1 },
                 { "2026-06-03", 0 }, { "2026-06-20", 0 }, { "2026-08-03", 1 },
                 { "2026-08-31", 1 }, { "2026-08-31", 0 }, { "2026-09-02", 0 } };

    (void) mission;
    set_day (house, "2026-03-01");
    id = transmitted (house, "GHA", FALSE); /* due 2026-09-01 */
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        int n = -1;
        set_day (house, rows[i].day);
        td_case_remind_due (house->instance, &n, &error);
        g_assert_no_error (error);
        if (n != rows[i].n)
            g_error ("%s: %d reminders", rows[i].day, n);
    }
}

/* The mission hears of what waits; a ministry, which may not know of the case, does not. */
static void test_letters (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *ministry = add (house, "ministry@example.org", TD_ROLE_MINISTRY, "GHA");
    g_autofree char *id = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    gint64 n = 0;

    before = letters (house, &n);
    id = transmitted (house, "GHA", FALSE);
    after = letters (house, &n);
    g_assert_nonnull (strstr (after, "mission@example.org"));
    g_assert_null (strstr (after, "ministry@example.org"));
}

/* ---- who knows of it ---- */

static void test_who (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *other = add (house, "other@example.org", TD_ROLE_MISSION, "MLI");
    g_autofree char *own = add (house, "own@example.org", TD_ROLE_MEMBER, "GHA");
    g_autofree char *member = add (house, "member@example.org", TD_ROLE_MEMBER, "PHL");
    g_autofree char *ministry = add (house, "ministry@example.org", TD_ROLE_MINISTRY, "GHA");
    g_autofree char *person = add (house, "person@example.org", TD_ROLE_ORGANISATION, NULL);
    g_autofree char *chair = add (house, "chair@example.org", TD_ROLE_MEMBER, "SEN");
    const char *people[] = { mission, other, own, member, ministry, person, chair };
    static const gboolean before[] = { FALSE, FALSE, FALSE, FALSE, FALSE, TRUE, TRUE };
    static const gboolean after[] = { TRUE, FALSE, FALSE, TRUE, FALSE, TRUE, TRUE };
    const TdCaseNew given = { .state = "GHA", .account = "person@example.org" };
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;

    must_give (house, chair, TD_ROLE_CHAIR, NULL, NULL, NULL);
    td_case_enter (house->instance, &officer, &given, &id, NULL, &error);
    g_assert_no_error (error);
    for (int pass = 0; pass < 2; pass++) {
        for (gsize i = 0; i < G_N_ELEMENTS (people); i++) {
            g_auto (TdViewer) viewer = { 0 };
            g_autoptr (TdCase) c = NULL;
            g_autoptr (GPtrArray) list = NULL;
            viewer_now (house, people[i], &viewer);
            c = get (house, &viewer, id);
            list = td_case_list (house->instance, &viewer, NULL, NULL);
            if ((c != NULL) != (pass == 0 ? before : after)[i] || list->len != (c != NULL))
                g_error ("%d: person %d", pass, (int) i);
        }
        if (pass == 0) {
            must_move (house, id, "registered");
            must_move (house, id, "transmitted");
        }
    }
    /* Everybody who is not of it gets the same words. */
    g_assert_null (td_case_get (house->instance, &nobody, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

static void test_two_officers (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *id = enter (house, "GHA", FALSE);
    const TdCaseMove first = { .to = "registered", .seen = 1 }, second = { .to = "asked", .seen = 1 };
    g_autoptr (GError) error = NULL;

    td_case_move (house->instance, &officer, id, &first, &error);
    g_assert_no_error (error);
    g_assert_false (td_case_move (house->instance, &officer, id, &second, &error));
    g_assert_nonnull (strstr (error->message, "Registered"));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_autoptr (TdCase) c = get (house, &officer, id);
    g_assert_cmpstr (c->stage, ==, "registered");
}

/* ---- papers ---- */

#define STATE_PAPER "# Observations\n\nThe State party says that María López had every remedy.\n"

static void test_papers (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *mission = NULL;
    g_autofree char *person = NULL;
    const TdCaseNew given = { .state = "GHA", .account = "person@example.org" };
    g_auto (TdViewer) state = { 0 };
    g_auto (TdViewer) author = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *format = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    gboolean closed = TRUE;
    int n = 0;

    set_day (house, "2026-03-01");
    mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    person = add (house, "person@example.org", TD_ROLE_ORGANISATION, NULL);
    td_case_enter (house->instance, &officer, &given, &id, NULL, &error);
    must_move (house, id, "registered");
    must_move (house, id, "transmitted");
    set_day (house, "2026-09-02"); /* the last day was the first */
    viewer_now (house, mission, &state);
    viewer_now (house, person, &author);
    receive (house, &state, id, TD_PARTY_NONE, STATE_PAPER, &n, &closed, &error);
    g_assert_no_error (error);
    g_assert_cmpint (n, ==, 1);
    g_assert_false (closed);
    list = td_case_papers (house->instance, &state, id, &error);
    g_assert_cmpuint (list->len, ==, 1);
    g_assert_true (((TdCasePaper *) list->pdata[0])->late);
    /* The other side sees it when an officer transmits it, not before. */
    g_clear_pointer (&list, g_ptr_array_unref);
    list = td_case_papers (house->instance, &author, id, &error);
    g_assert_cmpuint (list->len, ==, 0);
    g_assert_null (td_case_paper_file (house->instance, &author, id, 1, FALSE, &format, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_case_paper_transmit (house->instance, &state, id, 1, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    td_case_paper_transmit (house->instance, &officer, id, 1, &error);
    g_assert_no_error (error);
    g_assert_false (td_case_paper_transmit (house->instance, &officer, id, 1, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    bytes = td_case_paper_file (house->instance, &author, id, 1, FALSE, &format, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (g_bytes_get_size (bytes), ==, strlen (STATE_PAPER));
    /* Nobody sends as somebody else; an officer says whose it is. */
    g_assert_false (receive (house, &state, id, TD_PARTY_AUTHOR, STATE_PAPER, &n, &closed, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (receive (house, &officer, id, TD_PARTY_NONE, STATE_PAPER, &n, &closed, &error));
    assert_code (&error, TD_ERROR_INPUT);
    /* A reply to a case that is over is kept, and its sender told. */
    must_move (house, id, "admissibility");
    must_move (house, id, "inadmissible");
    receive (house, &author, id, TD_PARTY_NONE, "I write again.\n", &n, &closed, &error);
    g_assert_no_error (error);
    g_assert_true (closed);
    g_clear_pointer (&list, g_ptr_array_unref);
    list = td_case_papers (house->instance, &officer, id, &error);
    g_assert_cmpuint (list->len, ==, 2);
    g_assert_true (((TdCasePaper *) list->pdata[1])->closed);
}

/* ---- names ---- */

static gboolean append (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_string_append_len (data, (const char *) bytes, (gssize) n);
    return TRUE;
}

static gboolean lay_out (House *house, const char *id, int n, const char *text, GError **error)
{
    int fd = file_of (text);
    gboolean done = td_case_paper_lay_out (house->instance, &officer, id, n, fd, error);

    close (fd);
    return done;
}

#define AUTHOR_PAPER                                                                                                      \
    "# Comments of María López\n\nMARIA was paid nothing, says Lo-\npez. Мария Лопес waited; so did her son " \
    "Kofi.\n"

static void test_names (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_auto (TdViewer) state = { 0 };
    g_autofree char *id = transmitted (house, "GHA", TRUE);
    g_autofree char *format = NULL;
    g_autofree char *words = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GString) opened = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    TdAgeIdentity identity;
    int n = 0;

    viewer_now (house, mission, &state);
    g_assert_false (td_case_names_set (house->instance, &officer, id, "María López = the author", &error));
    assert_code (&error, TD_ERROR_BUSY); /* nobody's key to seal it to */
    add_key (house, &identity);
    static const char *const wrong[] = { "María López", "María López =", "= the author", "123 = the author",
                                         "López = Ms. López" };
    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_assert_false (td_case_names_set (house->instance, &officer, id, wrong[i], &error));
        assert_code (&error, TD_ERROR_INPUT);
    }
    receive (house, &officer, id, TD_PARTY_AUTHOR, AUTHOR_PAPER, &n, NULL, &error);
    g_assert_no_error (error);
    /* The identity is withheld: without a list, and without a paper for the State, nothing goes out. */
    g_assert_false (td_case_paper_transmit (house->instance, &officer, id, n, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_case_names_set (house->instance, &officer, id, "María López = the author\n", &error);
    g_assert_no_error (error);
    g_assert_false (td_case_paper_transmit (house->instance, &officer, id, n, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    lay_out (house, id, n, AUTHOR_PAPER, &error);
    g_assert_no_error (error);
    /* The list grew since: what was laid out is read again, and stopped. */
    td_case_names_set (house->instance, &officer, id, "María López = the author\nKofi = the author’s son\n", &error);
    g_assert_no_error (error);
    g_assert_false (td_case_paper_transmit (house->instance, &officer, id, n, &error));
    g_assert_nonnull (strstr (error->message, "page 1"));
    g_assert_null (strstr (error->message, "Kofi"));
    assert_code (&error, TD_ERROR_CONFLICT);
    lay_out (house, id, n, AUTHOR_PAPER, &error);
    g_assert_no_error (error);
    td_case_paper_transmit (house->instance, &officer, id, n, &error);
    g_assert_no_error (error);
    bytes = td_case_paper_file (house->instance, &state, id, n, FALSE, &format, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (format, ==, "pdf");
    words = read_again (house, bytes);
    static const char *const gone[] = { "Mar", "MAR", "pez", "Мария", "Лопес", "Kofi" };
    for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
        if (strstr (words, gone[i]) != NULL)
            g_error ("%s: %s", gone[i], words);
    g_assert_nonnull (strstr (words, "the author’s son"));
    /* What is sealed opens with the officer's key, and reads as it was typed. */
    g_clear_pointer (&bytes, g_bytes_unref);
    bytes = td_case_names_sealed (house->instance, &officer, id, &error);
    g_assert_no_error (error);
    g_autoptr (TdAgeReader) reader = td_age_reader_new (&identity, 1, append, opened);
    g_assert_true (td_age_reader_feed (reader, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error));
    g_assert_true (td_age_reader_finish (reader, &error));
    g_assert_nonnull (strstr (opened->str, "Kofi = the author’s son"));
    g_assert_null (td_case_names_sealed (house->instance, &state, id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    td_age_identity_wipe (&identity);
}

/* A file of somebody else's making, with a name where the text has none. */
static void test_beside (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *id = enter (house, "GHA", FALSE);
    g_autofree char *program = td_instance_writer_path ();
    g_autoptr (TdText) text = td_text_new ("en");
    g_autoptr (TdCaseNames) names = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;
    TdAgeIdentity identity;

    add_key (house, &identity);
    td_case_names_set (house->instance, &officer, id, "María López = the author", &error);
    g_assert_no_error (error);
    names = td_case_names_load (house->instance, id, &error);
    text->title = g_strdup ("Comments");
    text->author = g_strdup ("Maria Lopez");
    td_text_add (td_text_add_section (text, NULL, "Facts", 1), TD_TEXT_PLAIN,
                 "The author was paid nothing for a year.");
    bytes = td_text_write (program, text, TD_FILE_PDF, &error);
    g_assert_no_error (error);
    g_assert_false (td_case_names_check (house->instance, names, bytes, &error));
    g_assert_null (strstr (error->message, "Lopez"));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_clear_pointer (&bytes, g_bytes_unref);
    g_clear_pointer (&text->author, g_free);
    bytes = td_text_write (program, text, TD_FILE_PDF, &error);
    td_case_names_check (house->instance, names, bytes, &error);
    g_assert_no_error (error);
    td_age_identity_wipe (&identity);
}

/* ---- decisions ---- */

static void write_in (House *house, const TdViewer *viewer, const char *id, const char *typed)
{
    const TdWriter writer = { .viewer = viewer };
    const TdWritingSave save = {
        .kind = "case", .thing = id, .section = "merits", .base = 0, .typed = typed, .done = TRUE
    };
    g_autoptr (GError) error = NULL;
    TdSaved saved;

    td_writing_save (house->instance, &writer, &save, &saved, NULL, &error);
    g_assert_no_error (error);
}

static char *at_merits (House *house)
{
    char *id = transmitted (house, "GHA", FALSE);

    must_move (house, id, "merits");
    return id;
}

/* The drafter does not check, nor does who recorded the adoption; a name of the list stops it; nothing is published unchecked. */
static void test_second_person (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *drafter = add (house, "drafter@example.org", TD_ROLE_OFFICER, NULL);
    g_autofree char *member = add (house, "member@example.org", TD_ROLE_MEMBER, "PHL");
    g_autofree char *own = add (house, "own@example.org", TD_ROLE_MEMBER, "GHA");
    g_autofree char *id = at_merits (house);
    g_auto (TdViewer) drafts = { 0 };
    g_auto (TdViewer) reads = { 0 };
    g_auto (TdViewer) partial = { 0 };
    g_autoptr (GError) error = NULL;
    TdAgeIdentity identity;

    viewer_now (house, drafter, &drafts);
    viewer_now (house, member, &reads);
    viewer_now (house, own, &partial);
    g_assert_false (td_case_decision_begin (house->instance, &reads, id, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    td_case_decision_begin (house->instance, &drafts, id, NULL, &error);
    g_assert_no_error (error);
    write_in (house, &drafts, id, "María López was paid nothing. The Committee finds a violation.");
    g_assert_null (td_case_decision_get (house->instance, &partial, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_case_decision_adopt (house->instance, &officer, id, &error)); /* no Views yet */
    assert_code (&error, TD_ERROR_CONFLICT);
    must_move (house, id, "views");
    g_assert_false (td_case_decision_check (house->instance, &reads, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_case_decision_adopt (house->instance, &officer, id, &error);
    g_assert_no_error (error);
    g_assert_false (td_case_decision_publish (house->instance, &officer, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_case_decision_check (house->instance, &drafts, id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_case_decision_check (house->instance, &officer, id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_case_decision_check (house->instance, &partial, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    add_key (house, &identity);
    td_case_names_set (house->instance, &officer, id, "Maria Lopez = the author", &error);
    g_assert_no_error (error);
    g_assert_false (td_case_decision_check (house->instance, &reads, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_case_names_set (house->instance, &officer, id, "Kofi Mensah = the author", &error);
    td_case_decision_check (house->instance, &reads, id, &error);
    g_assert_no_error (error);
    /* The list grew after the check. */
    td_case_names_set (house->instance, &officer, id, "Maria Lopez = the author", &error);
    g_assert_false (td_case_decision_publish (house->instance, &officer, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    td_case_names_set (house->instance, &officer, id, "Kofi Mensah = the author", &error);
    td_case_decision_publish (house->instance, &officer, id, &error);
    g_assert_no_error (error);
    g_autoptr (TdCase) c = get (house, &officer, id);
    g_assert_cmpstr (c->checker, ==, member);
    g_assert_true (g_str_has_prefix (c->symbol, "CMW/C/D/1/"));
    g_assert_cmpstr (c->decision_stage, ==, "views");
    td_age_identity_wipe (&identity);
}

/* ---- figures ---- */

static gint64 figure (House *house, TdFigureBy by, const char *key)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = td_case_figures (house->instance, &error);

    g_assert_no_error (error);
    for (guint i = 0; i < list->len; i++) {
        const TdCaseFigure *f = list->pdata[i];
        if (f->by == by && g_str_equal (f->key, key))
            return f->n;
    }
    return 0;
}

/* What was not transmitted is in no figure; four are too few, and the fifth shows that there are five. */
static void test_figures (void)
{
    g_autoptr (House) house = house_new (TRUE);

    for (int i = 0; i < 6; i++) {
        g_autofree char *quiet = enter (house, "MLI", FALSE);
        must_move (house, quiet, "registered");
    }
    for (int i = 0; i < 5; i++) {
        g_autofree char *id = transmitted (house, "GHA", FALSE);
        g_assert_cmpint (figure (house, TD_FIGURE_STATE, "GHA"), ==, i < 4 ? -1 : 5);
        g_assert_cmpint (figure (house, TD_FIGURE_STAGE, "transmitted"), ==, i < 4 ? -1 : 5);
    }
    g_assert_cmpint (figure (house, TD_FIGURE_STATE, "MLI"), ==, 0);
    g_assert_cmpint (figure (house, TD_FIGURE_STAGE, "registered"), ==, 0);
    /* One of another State would follow from the sum: both go. */
    g_autofree char *other = transmitted (house, "SEN", FALSE);
    g_assert_cmpint (figure (house, TD_FIGURE_STATE, "SEN"), ==, -1);
    g_assert_cmpint (figure (house, TD_FIGURE_STATE, "GHA"), ==, -1);
    g_assert_cmpint (figure (house, TD_FIGURE_STAGE, "transmitted"), ==, 6);
}

/* ---- who read what ---- */

static void test_readings (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autofree char *id = enter (house, "GHA", FALSE);
    g_autofree char *chair = add (house, "chair@example.org", TD_ROLE_MEMBER, "SEN");
    g_auto (TdViewer) viewer = { 0 };
    g_autoptr (TdCase) c = get (house, &officer, id);
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;

    must_give (house, chair, TD_ROLE_CHAIR, NULL, NULL, NULL);
    viewer_now (house, chair, &viewer);
    for (int i = 0; i < 2; i++) {
        td_case_note_reading (house->instance, &officer, c, "page", &error);
        g_assert_no_error (error);
    }
    td_case_note_reading (house->instance, &officer, c, "paper 1", &error);
    g_assert_null (td_case_readings (house->instance, &officer, id, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    list = td_case_readings (house->instance, &viewer, id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (list->len, ==, 2); /* once an hour */
    g_assert_cmpstr (((TdCaseReading *) list->pdata[0])->reader, ==, "command");
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/areas/cases/ways", test_ways);
    g_test_add_func ("/areas/cases/days", test_days);
    g_test_add_func ("/areas/cases/gate", test_gate);
    g_test_add_func ("/areas/cases/numbers", test_numbers);
    g_test_add_func ("/areas/cases/clock", test_clock);
    g_test_add_func ("/areas/cases/reminders", test_reminders);
    g_test_add_func ("/areas/cases/letters", test_letters);
    g_test_add_func ("/areas/cases/who", test_who);
    g_test_add_func ("/areas/cases/two-officers", test_two_officers);
    g_test_add_func ("/areas/cases/papers", test_papers);
    g_test_add_func ("/areas/cases/names", test_names);
    g_test_add_func ("/areas/cases/beside", test_beside);
    g_test_add_func ("/areas/cases/second-person", test_second_person);
    g_test_add_func ("/areas/cases/figures", test_figures);
    g_test_add_func ("/areas/cases/readings", test_readings);
    return g_test_run ();
}
