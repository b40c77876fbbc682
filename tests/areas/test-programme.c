/* The programme of work: planned, published, changed; closed meetings leave no trace; hours stay local. */
#include "meeting-house.h"

#include "areas/calls/record.h"
#include "areas/programme/clash.h"

static TdViewer member_of (House *house, const char *address, const char *state)
{
    g_autofree char *person = add (house, address, TD_ROLE_MEMBER, state);
    TdViewer viewer;

    viewer_now (house, person, &viewer);
    return viewer;
}

static House *house_of_2025 (void)
{
    House *house = house_new (TRUE);

    set_day (house, "2025-11-03");
    return house;
}

static GPtrArray *seen_by (House *house, const TdViewer *viewer)
{
    const TdMeetingSearch search = { .session = 41 };
    g_autoptr (GError) error = NULL;
    GPtrArray *list = td_meeting_list (house->instance, viewer, &search, &error);

    g_assert_no_error (error);
    return list;
}

static guint n_seen (House *house, const TdViewer *viewer)
{
    g_autoptr (GPtrArray) list = seen_by (house, viewer);

    return list->len;
}

static int publish (House *house)
{
    g_autoptr (GError) error = NULL;
    int version = -1;

    td_programme_publish (house->instance, &secretariat, 41, NULL, &version, &error);
    g_assert_no_error (error);
    return version;
}

static void change (House *house, const char *id, TdMeetingWishes wishes)
{
    g_autoptr (GError) error = NULL;

    td_meeting_change (house->instance, &secretariat, id, &wishes, NULL, &error);
    g_assert_no_error (error);
}

/* What everybody gets, as text. */
static char *public_json (House *house)
{
    g_autoptr (GError) error = NULL;
    json_t *json = td_programme_to_json (house->instance, &nobody, 41, "en", &error);
    char *text;

    g_assert_no_error (error);
    text = json_dumps (json, JSON_SORT_KEYS);
    json_decref (json);
    return text;
}

static gint64 public_version_in (TdTx *tx)
{
    g_autoptr (GError) error = NULL;
    gint64 version = 0;

    td_journal_public_version (tx, &version, &error);
    g_assert_no_error (error);
    return version;
}

static gboolean read_version (TdTx *tx, gpointer data, GError **error)
{
    (void) error;
    *(gint64 *) data = public_version_in (tx);
    return TRUE;
}

static gint64 public_version (House *house)
{
    g_autoptr (GError) error = NULL;
    gint64 version = 0;

    td_store_read (house->instance->store, read_version, &version, &error);
    g_assert_no_error (error);
    return version;
}

/* ---- from the template ---- */

static void test_template (void)
{
    static const char *const states[] = { "gha", "SEN", NULL };
    static const struct {
        const char *kind, *begins, *ends, *title;
    } expected[] = {
        { "opening", "2025-12-01T10:00", "2025-12-01T11:00", "Opening of the session" },
        { "informal-meeting", "2025-12-01T11:00", "2025-12-01T13:00", "Public informal meeting with civil society" },
        { "closed-meeting", "2025-12-01T15:00", "2025-12-01T18:00", "Closed meeting of the Committee" },
        { "lunchtime-briefing", "2025-12-02T13:15", "2025-12-02T14:45", "Lunchtime briefing: Ghana" },
        { "dialogue", "2025-12-02T15:00", "2025-12-02T18:00", "Dialogue: Ghana (1 of 2)" },
        { "dialogue", "2025-12-03T10:00", "2025-12-03T13:00", "Dialogue: Ghana (2 of 2)" },
        { "lunchtime-briefing", "2025-12-03T13:15", "2025-12-03T14:45", "Lunchtime briefing: Senegal" },
        { "dialogue", "2025-12-03T15:00", "2025-12-03T18:00", "Dialogue: Senegal (1 of 2)" },
        { "dialogue", "2025-12-04T10:00", "2025-12-04T13:00", "Dialogue: Senegal (2 of 2)" },
        { "closed-meeting", "2025-12-10T15:00", "2025-12-10T18:00", "Closed meeting of the Committee" },
        { "closing", "2025-12-11T15:00", "2025-12-11T16:00", "Closing of the session" },
    };
    g_autoptr (House) house = house_of_2025 ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = NULL;
    guint n = 0;

    g_assert_true (td_programme_new (house->instance, &secretariat, 41, states, &n, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
    list = seen_by (house, &secretariat);
    g_assert_cmpuint (list->len, ==, n);
    for (guint i = 0; i < n; i++) {
        const TdMeeting *m = list->pdata[i];
        g_autofree char *title = td_meeting_title (house->instance->profile, m, "en");
        g_assert_cmpstr (m->kind, ==, expected[i].kind);
        g_assert_cmpstr (m->begins_local, ==, expected[i].begins);
        g_assert_cmpstr (m->ends_local, ==, expected[i].ends);
        g_assert_cmpstr (title, ==, expected[i].title);
        g_assert_cmpint (m->status, ==, TD_MEETING_PLANNED);
    }
    g_assert_cmpuint (g_strv_length (((TdMeeting *) list->pdata[1])->states), ==, 2);
    /* Planned is not published. */
    g_assert_cmpuint (n_seen (house, &nobody), ==, 0);
    g_assert_false (td_programme_new (house->instance, &secretariat, 41, states, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

static void refused (House *house, const TdViewer *viewer, int session, const char *states, TdErrorCode code)
{
    g_auto (GStrv) list = g_strsplit (states, ",", -1);
    g_autoptr (GError) error = NULL;

    g_assert_false (td_programme_new (house->instance, viewer, session, (const char *const *) list, NULL, &error));
    assert_code (&error, code);
}

static void test_template_refuses (void)
{
    g_autoptr (House) house = house_of_2025 ();
    g_auto (TdViewer) member = member_of (house, "member@example.org", "PHL");

    refused (house, &secretariat, 41, "", TD_ERROR_INPUT);
    refused (house, &secretariat, 41, "GHA,ZZZ", TD_ERROR_INPUT);
    refused (house, &secretariat, 41, "GHA,GHA", TD_ERROR_INPUT);
    refused (house, &secretariat, 41, "GHA,SEN,BEN,COL,MAR,PER,TUR,UGA", TD_ERROR_INPUT);
    refused (house, &secretariat, 999, "GHA", TD_ERROR_NOT_FOUND);
    refused (house, &secretariat, 30, "GHA", TD_ERROR_INPUT); /* known to the month */
    refused (house, &nobody, 41, "GHA", TD_ERROR_NOT_ALLOWED);
    refused (house, &member, 41, "GHA", TD_ERROR_NOT_ALLOWED);
    g_assert_cmpuint (n_seen (house, &secretariat), ==, 0);
}

/* ---- versions ---- */

static void test_versions (void)
{
    g_autoptr (House) house = house_of_2025 ();
    g_autoptr (GError) error = NULL;
    g_autoptr (TdMeeting) dialogue = NULL;
    g_autoptr (TdMeeting) seen = NULL;
    g_autoptr (GPtrArray) versions = NULL;
    g_autofree char *place = NULL;
    g_autofree char *words = NULL;
    const TdProgrammeVersion *last;
    const TdMeetingChange *change_to;

    house_programme (house, "GHA");
    dialogue = house_meeting_of (house, "dialogue", "GHA");
    place = house_place (house, dialogue->id, "outside");
    change (house, dialogue->id, (TdMeetingWishes){ .begins = "2025-12-05T10:00" });
    /* Everybody goes on seeing what was published. */
    seen = td_meeting_get (house->instance, &nobody, dialogue->id, &error);
    g_assert_cmpstr (seen->begins_local, ==, "2025-12-02T15:00");
    g_assert_cmpint (seen->n, ==, 1);
    g_assert_cmpint (publish (house), ==, 3);
    g_clear_pointer (&seen, td_meeting_free);
    seen = td_meeting_get (house->instance, &nobody, dialogue->id, &error);
    g_assert_cmpstr (seen->begins_local, ==, "2025-12-05T10:00");
    g_assert_cmpstr (seen->ends_local, ==, "2025-12-05T13:00");
    g_assert_cmpint (seen->n, ==, 2);
    versions = td_programme_versions (house->instance, 41, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (versions->len, ==, 3);
    last = versions->pdata[0];
    g_assert_cmpint (last->n, ==, 3);
    g_assert_cmpuint (last->changes->len, ==, 1);
    change_to = last->changes->pdata[0];
    g_assert_cmpint (change_to->what, ==, TD_CHANGED_TIME);
    words = td_meeting_change_words (house->instance->profile, change_to, "en");
    g_assert_nonnull (strstr (words, "5 December 2025"));
    g_assert_nonnull (strstr (words, "2 December 2025"));
    g_assert_cmpint (((TdMeetingChange *) ((TdProgrammeVersion *) versions->pdata[1])->changes->pdata[0])->what, ==,
                     TD_CHANGED_PLACE);
    g_assert_false (td_programme_publish (house->instance, &secretariat, 41, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

static void test_cancelled (void)
{
    g_autoptr (House) house = house_of_2025 ();
    g_autoptr (GError) error = NULL;
    g_autoptr (TdMeeting) dialogue = NULL;
    g_autoptr (TdMeeting) seen = NULL;
    g_autofree char *planned = NULL;
    const TdMeetingWish wish = { .session = 41, .kind = "closing", .begins = "2025-12-11T17:00" };

    house_programme (house, "GHA");
    dialogue = house_meeting_of (house, "dialogue", "GHA");
    g_assert_false (td_meeting_change (house->instance, &secretariat, dialogue->id, &(TdMeetingWishes){ .cancel = "" },
                                       NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    change (house, dialogue->id, (TdMeetingWishes){ .cancel = "The delegation cannot come." });
    g_assert_cmpint (publish (house), ==, 2);
    seen = td_meeting_get (house->instance, &nobody, dialogue->id, &error);
    g_assert_cmpint (seen->status, ==, TD_MEETING_CANCELLED);
    g_assert_cmpstr (seen->cancel_reason, ==, "The delegation cannot come.");
    /* With other hours it takes place after all. */
    change (house, dialogue->id, (TdMeetingWishes){ .begins = "2025-12-09T10:00" });
    g_assert_cmpint (publish (house), ==, 3);
    g_clear_pointer (&seen, td_meeting_free);
    seen = td_meeting_get (house->instance, &nobody, dialogue->id, &error);
    g_assert_cmpint (seen->status, ==, TD_MEETING_ON);
    g_assert_null (seen->cancel_reason);
    /* One that is only planned is dropped. */
    g_assert_true (td_meeting_add (house->instance, &secretariat, &wish, &planned, NULL, &error));
    change (house, planned, (TdMeetingWishes){ .cancel = "A slip." });
    g_assert_null (td_meeting_get (house->instance, &secretariat, planned, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    /* What waits is forgotten. */
    change (house, dialogue->id, (TdMeetingWishes){ .begins = "2025-12-10T10:00" });
    change (house, dialogue->id, (TdMeetingWishes){ .restore = TRUE });
    g_assert_false (td_programme_publish (house->instance, &secretariat, 41, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

/* ---- closed ---- */

static void test_closed_leaves_no_trace (void)
{
    g_autoptr (House) house = house_of_2025 ();
    g_autoptr (GError) error = NULL;
    g_auto (TdViewer) member = member_of (house, "member@example.org", "PHL");
    g_auto (TdViewer) partial = member_of (house, "partial@example.org", "GHA");
    const char *const ghana[] = { "GHA", NULL };
    const TdMeetingWish wish = {
        .session = 41, .kind = "lunchtime-briefing", .begins = "2025-12-05T13:15", .states = ghana
    };
    g_autofree char *id = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autoptr (TdMeeting) seen = NULL;
    g_autoptr (GPtrArray) changes = NULL;
    gint64 version;

    house_programme (house, "GHA");
    /* Of nine: three are closed, one of them on Ghana. */
    g_assert_cmpuint (n_seen (house, &secretariat), ==, 8);
    g_assert_cmpuint (n_seen (house, &nobody), ==, 5);
    g_assert_cmpuint (n_seen (house, &member), ==, 8);
    version = public_version (house);
    before = public_json (house);
    g_assert_true (td_meeting_add (house->instance, &secretariat, &wish, &id, NULL, &error));
    g_assert_cmpint (publish (house), ==, 0);
    change (house, id, (TdMeetingWishes){ .begins = "2025-12-05T13:30" });
    g_assert_cmpint (publish (house), ==, 0);
    after = public_json (house);
    g_assert_cmpstr (before, ==, after);
    g_assert_cmpint (public_version (house), ==, version);
    g_assert_cmpuint (n_seen (house, &nobody), ==, 5);
    g_assert_cmpuint (n_seen (house, &member), ==, 9);
    /* In conflict, of Ghana's: neither the briefings nor anything closed about it. */
    g_assert_cmpuint (n_seen (house, &partial), ==, 7);
    g_assert_null (td_meeting_get (house->instance, &nobody, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_null (td_meeting_get (house->instance, &partial, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    seen = td_meeting_get (house->instance, &member, id, &error);
    g_assert_cmpstr (seen->begins_local, ==, "2025-12-05T13:30");
    changes = td_meeting_changes (house->instance, seen, &error);
    g_assert_cmpuint (changes->len, ==, 2);
    /* With the next public change no number is missing. */
    g_clear_pointer (&seen, td_meeting_free);
    seen = house_meeting_of (house, "closing", NULL);
    change (house, seen->id, (TdMeetingWishes){ .note = "All are welcome." });
    change (house, id, (TdMeetingWishes){ .cancel = "Nobody asked." });
    g_assert_cmpint (publish (house), ==, 2);
    g_free (after);
    after = public_json (house);
    g_assert_null (strstr (after, id));
    g_assert_null (strstr (after, "Nobody asked"));
}

static void test_way_in (void)
{
    g_autoptr (House) house = house_of_2025 ();
    g_autoptr (GError) error = NULL;
    g_auto (TdViewer) member = member_of (house, "member@example.org", "PHL");
    g_autoptr (TdMeeting) briefing = NULL;
    g_autoptr (TdMeeting) planned = NULL;
    g_autoptr (TdPlace) known = NULL;
    g_autoptr (TdPlace) unknown = NULL;
    g_autofree char *place = NULL;

    house_programme (house, "GHA");
    briefing = house_meeting_of (house, "lunchtime-briefing", "GHA");
    place = house_place (house, briefing->id, "outside");
    planned = td_meeting_get (house->instance, &member, briefing->id, &error);
    g_assert_no_error (error);
    g_assert_true (td_place_of_read (house->instance, planned, &member, &known, &error));
    g_assert_cmpstr (known->codes, ==, "4711#");
    g_assert_cmpstr (known->link, ==, "https://rooms.example.org/r/secret-room");
    /* Whoever may not attend has no link, number or code, even where the caller slipped. */
    g_assert_true (td_place_of_read (house->instance, planned, &nobody, &unknown, &error));
    g_assert_null (unknown->link);
    g_assert_null (unknown->dial_in);
    g_assert_null (unknown->codes);
    g_assert_null (td_place_list (house->instance, &member, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

static void place_refused (House *house, TdPlaceWish wish, const char *field)
{
    g_autoptr (GError) error = NULL;
    const char *found = NULL;

    g_assert_false (td_place_add (house->instance, &secretariat, &wish, NULL, &found, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (found, ==, field);
}

static void test_places (void)
{
    g_autoptr (House) house = house_of_2025 ();

    place_refused (house, (TdPlaceWish){ .name = " " }, "name");
    place_refused (house, (TdPlaceWish){ .name = "Room", .remote = "mars" }, "remote");
    place_refused (house, (TdPlaceWish){ .name = "Room", .remote = "ours", .codes = "1" }, "remote");
    place_refused (house, (TdPlaceWish){ .name = "Room", .remote = "outside" }, "link");
    place_refused (house, (TdPlaceWish){ .name = "Room", .remote = "outside", .link = "http://a.example" }, "link");
}

/* ---- hours ---- */

static void add_session (House *house, int number, const char *start, const char *end)
{
    const TdSessionWish wish = { .number = number, .start = start, .end = end, .reason = "Decided.", .add = TRUE };
    g_autoptr (GError) error = NULL;

    td_session_record (house->instance, &secretariat, &wish, &(TdConfirm){ .confirm = TRUE }, NULL, NULL, &error);
    g_assert_no_error (error);
}

/* The clocks change on Sunday 25 October 2026, between the two weeks. */
static void test_summer_time (void)
{
    static const char *const states[] = { "GHA", "SEN", "BEN", "COL", NULL };
    const TdMeetingSearch search = { .session = 43, .kind = "dialogue" };
    g_autoptr (House) house = house_new (TRUE);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (TdMeeting) last = NULL;
    g_autofree char *moved = NULL;
    guint summer = 0, winter = 0;

    set_day (house, "2026-09-01");
    add_session (house, 43, "2026-10-21", "2026-10-30");
    td_programme_new (house->instance, &secretariat, 43, states, NULL, &error);
    g_assert_no_error (error);
    list = td_meeting_list (house->instance, &secretariat, &search, &error);
    g_assert_cmpuint (list->len, ==, 8);
    for (guint i = 0; i < list->len; i++) {
        const TdMeeting *m = list->pdata[i];
        gboolean first = m->part == 1, before = strcmp (m->begins_local, "2026-10-25") < 0;
        g_autofree char *text = td_instant_to_text (m->begins);
        g_assert_cmpstr (m->begins_local + 11, ==, first ? "15:00" : "10:00");
        g_assert_cmpint (m->ends - m->begins, ==, 3 * G_TIME_SPAN_HOUR);
        g_assert_cmpstr (text + 11, ==,
                         first ? (before ? "13:00:00Z" : "14:00:00Z") : (before ? "08:00:00Z" : "09:00:00Z"));
        summer += before;
        winter += !before;
    }
    g_assert_cmpuint (summer, ==, 3);
    g_assert_cmpuint (winter, ==, 5);
    /* Moved over the change it keeps its hours, and its length. */
    moved = g_strdup (((TdMeeting *) list->pdata[0])->id);
    change (house, moved, (TdMeetingWishes){ .begins = "2026-10-29T15:00" });
    last = td_meeting_get (house->instance, &secretariat, moved, &error);
    g_assert_cmpstr (last->ends_local, ==, "2026-10-29T18:00");
    /* An hour that the clocks show twice, or leap over, is none that people could agree on. */
    g_assert_false (td_meeting_change (house->instance, &secretariat, moved,
                                       &(TdMeetingWishes){ .begins = "2026-10-25T02:30" }, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_meeting_change (house->instance, &secretariat, moved,
                                       &(TdMeetingWishes){ .begins = "2027-03-28T02:30" }, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
}

static gint64 journal_length (House *house)
{
    g_autoptr (GError) error = NULL;
    gint64 n = 0;

    g_assert_true (td_journal_check (house->instance->store, &n, &error));
    return n;
}

/* As though the machine's tzdata of before had said another hour. */
static gboolean shift_in (TdTx *tx, gpointer data, GError **error)
{
    return td_exec (tx, "update meeting set begins = begins - 3600000000, ends = ends - 3600000000 where id <> $1",
                    error, TD_TEXT (data));
}

/* Hours stay as people agreed on them; instants follow the zone's rules of today, of meetings to come alone, and a pass that finds nothing
 * writes nothing. */
static void test_recompute (void)
{
    static const char *const states[] = { "GHA", NULL };
    const TdMeetingSearch search = { .session = 43 };
    g_autoptr (House) house = house_new (TRUE);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) before = NULL, after = NULL;
    g_autofree char *untouched = NULL;
    gint64 entries, then;

    set_day (house, "2026-09-01");
    add_session (house, 43, "2026-10-21", "2026-10-30");
    td_programme_new (house->instance, &secretariat, 43, states, NULL, &error);
    g_assert_no_error (error);
    before = td_meeting_list (house->instance, &secretariat, &search, &error);
    g_assert_cmpuint (before->len, >, 2);
    untouched = g_strdup (((TdMeeting *) before->pdata[1])->id);
    entries = journal_length (house);
    g_assert_true (td_programme_recompute (house->instance, &error));
    g_assert_cmpint (journal_length (house), ==, entries);

    house_write (house, shift_in, untouched);
    entries = journal_length (house);
    g_assert_true (td_programme_recompute (house->instance, &error));
    g_assert_cmpint (journal_length (house), ==, entries + 1);
    after = td_meeting_list (house->instance, &secretariat, &search, &error);
    g_assert_cmpuint (after->len, ==, before->len);
    for (guint i = 0; i < after->len; i++) {
        const TdMeeting *m = after->pdata[i], *was = before->pdata[i];
        gboolean moved = !g_str_equal (m->id, untouched);
        g_assert_cmpstr (m->id, ==, was->id);
        g_assert_cmpstr (m->begins_local, ==, was->begins_local);
        g_assert_cmpint (m->begins, ==, was->begins);
        g_assert_cmpint (m->ends, ==, was->ends);
        /* A calendar asks again for what has another number. */
        g_assert_cmpint (m->n, ==, was->n + moved);
    }
    g_assert_true (td_programme_recompute (house->instance, &error));
    g_assert_cmpint (journal_length (house), ==, entries + 1);

    /* What is over stays as it was held. */
    then = ((TdMeeting *) after->pdata[0])->begins;
    house_write (house, shift_in, untouched);
    set_day (house, "2026-12-01");
    g_assert_true (td_programme_recompute (house->instance, &error));
    g_clear_pointer (&after, g_ptr_array_unref);
    after = td_meeting_list (house->instance, &secretariat, &search, &error);
    g_assert_cmpint (((TdMeeting *) after->pdata[0])->begins, ==, then - G_TIME_SPAN_HOUR);
}

static void wish_refused (House *house, TdMeetingWish wish, const char *field)
{
    g_autoptr (GError) error = NULL;
    const char *found = NULL;

    wish.session = 41;
    g_assert_false (td_meeting_add (house->instance, &secretariat, &wish, NULL, &found, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (found, ==, field);
}

static void test_wishes (void)
{
    const char *const ghana[] = { "GHA", NULL };
    g_autoptr (House) house = house_of_2025 ();
    g_autoptr (GError) error = NULL;

    wish_refused (house, (TdMeetingWish){ .kind = "party", .begins = "2025-12-01T10:00" }, "kind");
    wish_refused (house, (TdMeetingWish){ .kind = "opening", .begins = "Monday" }, "begins");
    wish_refused (house, (TdMeetingWish){ .kind = "opening", .begins = "2025-12-01T10:00", .ends = "09:00" }, "ends");
    wish_refused (house, (TdMeetingWish){ .kind = "opening", .begins = "2025-12-01T10:00", .ends = "2025-12-03T10:00" },
                  "ends");
    wish_refused (house, (TdMeetingWish){ .kind = "opening", .begins = "2025-12-01T10:00", .states = ghana }, "states");
    wish_refused (house, (TdMeetingWish){ .kind = "dialogue", .begins = "2025-12-01T10:00" }, "states");
    wish_refused (house, (TdMeetingWish){ .kind = "opening", .begins = "2025-12-01T10:00", .place = "nowhere" },
                  "place");
    g_assert_false (td_meeting_add (house->instance, &nobody,
                                    &(TdMeetingWish){ .session = 41, .kind = "opening", .begins = "2025-12-01T10:00" },
                                    NULL, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

/* ---- what does not fit together ---- */

static TdPlanned *planned (const char *states, const char *begins, const char *ends, const char *place, gboolean closed)
{
    TdPlanned *p = g_new0 (TdPlanned, 1);
    TdMeeting *m = p->meeting = g_new0 (TdMeeting, 1);

    m->zone = g_strdup ("Europe/Zurich");
    m->begins_local = g_strdup (begins);
    m->ends_local = g_strdup (ends);
    td_instant_from_local (begins, m->zone, &m->begins, NULL);
    td_instant_from_local (ends, m->zone, &m->ends, NULL);
    m->states = *states != '\0' ? g_strsplit (states, ",", -1) : g_new0 (char *, 1);
    m->place = g_strdup (place);
    m->closed = closed;
    m->status = TD_MEETING_ON;
    return p;
}

/* The words of the clashes of these two, with spaces between. */
static void clash (House *house, TdPlanned *take_first, TdPlanned *take_second, const char *expected)
{
    TdPlace outside = { .id = (char *) "room", .remote = TD_REMOTE_OUTSIDE };
    g_autoptr (GPtrArray) plan = g_ptr_array_new_with_free_func ((GDestroyNotify) td_planned_free);
    g_autoptr (GPtrArray) places = g_ptr_array_new ();
    g_autoptr (GArray) found = NULL;
    g_autoptr (GString) words = g_string_new (NULL);

    g_ptr_array_add (places, &outside);
    g_ptr_array_add (plan, take_first);
    if (take_second != NULL)
        g_ptr_array_add (plan, take_second);
    found = td_plan_clashes (house->instance->profile, "2026-10-19", "2026-10-30", plan, places);
    for (guint i = 0; i < found->len; i++)
        g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                                td_clash_word (g_array_index (found, TdClash, i).kind));
    g_assert_cmpstr (words->str, ==, expected);
}

static void test_clashes (void)
{
    g_autoptr (House) house = house_new (TRUE);
    TdPlanned *cancelled = planned ("GHA", "2026-10-24T03:00", "2026-10-24T23:00", NULL, FALSE);

#define ONE(begins, ends) planned ("GHA", begins, ends, "room", FALSE)
    clash (house, ONE ("2026-10-20T10:00", "2026-10-20T13:00"), NULL, "");
    clash (house, ONE ("2026-10-24T10:00", "2026-10-24T13:00"), NULL, "weekend");
    clash (house, ONE ("2026-10-25T10:00", "2026-10-25T13:00"), NULL, "weekend clocks");
    clash (house, ONE ("2026-10-20T09:59", "2026-10-20T13:00"), NULL, "hours");
    clash (house, ONE ("2026-10-20T15:00", "2026-10-20T18:01"), NULL, "hours");
    clash (house, ONE ("2026-11-02T10:00", "2026-11-02T13:00"), NULL, "days");
    /* One after the other is not at once. */
    clash (house, ONE ("2026-10-20T10:00", "2026-10-20T13:00"), ONE ("2026-10-20T13:00", "2026-10-20T15:00"), "");
    clash (house, ONE ("2026-10-20T10:00", "2026-10-20T13:00"), ONE ("2026-10-20T12:59", "2026-10-20T15:00"),
           "place state");
    clash (house, ONE ("2026-10-20T10:00", "2026-10-20T13:00"),
           planned ("SEN", "2026-10-20T10:00", "2026-10-20T11:00", NULL, FALSE), "members");
    clash (house, ONE ("2026-10-20T10:00", "2026-10-20T13:00"),
           planned ("SEN", "2026-10-21T10:00", "2026-10-21T11:00", "room", TRUE), "link");
    cancelled->meeting->status = TD_MEETING_CANCELLED;
    clash (house, ONE ("2026-10-20T10:00", "2026-10-20T13:00"), cancelled, "");
#undef ONE
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/programme/template", test_template);
    g_test_add_func ("/programme/template/refuses", test_template_refuses);
    g_test_add_func ("/programme/versions", test_versions);
    g_test_add_func ("/programme/cancelled", test_cancelled);
    g_test_add_func ("/programme/closed", test_closed_leaves_no_trace);
    g_test_add_func ("/programme/way-in", test_way_in);
    g_test_add_func ("/programme/places", test_places);
    g_test_add_func ("/programme/summer-time", test_summer_time);
    g_test_add_func ("/programme/recompute", test_recompute);
    g_test_add_func ("/programme/wishes", test_wishes);
    g_test_add_func ("/programme/clashes", test_clashes);
    return g_test_run ();
}
