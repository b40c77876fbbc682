/* Calls for input: deadlines on the calendar, closed is closed, anchors that move. */
#include "areas/calls/deadline.h"
#include "areas/calls/opening.h"
#include "areas/calls/record.h"
#include "fixture.h"

static const char *const ghana[] = { "GHA", NULL };
static const TdConfirm unconfirmed = { FALSE, NULL }, confirmed = { TRUE, NULL };

static House *house_at (const char *when)
{
    g_autoptr (GError) error = NULL;
    House *house = house_new (TRUE);

    td_clock_at (when, &house->instance->clock, &error);
    g_assert_no_error (error);
    return house;
}

static void go_to (House *house, const char *when)
{
    g_autoptr (GError) error = NULL;

    td_clock_at (when, &house->instance->clock, &error);
    g_assert_no_error (error);
}

static gint64 instant (const char *text)
{
    g_autoptr (GError) error = NULL;
    gint64 at = 0;

    td_instant_from_text (text, &at, &error);
    g_assert_no_error (error);
    return at;
}

static TdCall *call_of (House *house, const char *id)
{
    g_autoptr (GError) error = NULL;
    TdCall *call = td_call_get (house->instance, id, &error);

    g_assert_no_error (error);
    return call;
}

static void check_closes (House *house, const char *id, const char *local, const char *utc)
{
    g_autoptr (TdCall) call = call_of (house, id);
    g_autofree char *closes = td_instant_to_text (call->closes);

    g_assert_cmpstr (call->closes_local, ==, local);
    g_assert_cmpstr (closes, ==, utc);
}

static char *open_call (House *house, const TdCallWish *wish)
{
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_call_open (house->instance, &secretariat, wish, &id, NULL, &error);
    g_assert_no_error (error);
    return id;
}

static char *open_until (House *house, const char *closes)
{
    const TdCallWish wish = { .purpose = "dialogue", .states = ghana, .closes = closes };

    return open_call (house, &wish);
}

static void record_session (House *house, int number, const char *start, const char *end, gboolean add,
                            const TdConfirm *confirm, GPtrArray **ret_moved)
{
    const TdSessionWish wish = { .number = number, .start = start, .end = end, .reason = "Because.", .add = add };
    g_autoptr (GError) error = NULL;

    td_session_record (house->instance, &secretariat, &wish, confirm, ret_moved, NULL, &error);
    g_assert_no_error (error);
}

static void put_in_session (House *house, const char *stage, int session)
{
    const TdStageWish wish = { .state = "GHA", .stage = stage, .session = session, .how = "planned", .reason = "So." };
    g_autoptr (GError) error = NULL;

    td_stage_record (house->instance, &secretariat, &wish, &confirmed, NULL, NULL, &error);
    g_assert_no_error (error);
}

/* ---- the calendar ---- */

static void test_calendar (void)
{
    static const struct {
        const char *day;
        int weeks;
        const char *local;
    } rows[] = {
        { "2028-03-28", -4, "2028-02-29T18:00" }, /* a leap day */
        { "2027-03-29", -4, "2027-03-01T18:00" },
        { "2027-04-12", -4, "2027-03-15T18:00" }, /* over the change to summer time */
        { "2026-12-07", -10, "2026-09-28T18:00" },
        { "2028-02-29", 52, "2029-02-27T18:00" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *local = td_deadline_from (rows[i].day, rows[i].weeks, "18:00");
        g_assert_cmpstr (local, ==, rows[i].local);
    }
    g_assert_null (td_deadline_from ("2027-04", -4, "18:00"));
}

static void test_daylight (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *winter = open_until (house, "2027-03-27T18:00");
    g_autoptr (GError) error = NULL;

    check_closes (house, winter, "2027-03-27T18:00", "2027-03-27T17:00:00Z");
    /* One day later by the calendar is 23 hours later: summer time has begun. */
    g_assert_true (td_call_extend (house->instance, &secretariat, winter, "2027-03-28T18:00", "More time.", &error));
    g_assert_no_error (error);
    check_closes (house, winter, "2027-03-28T18:00", "2027-03-28T16:00:00Z");
    g_assert_true (td_call_extend (house->instance, &secretariat, winter, "2028-02-29", "More time.", &error));
    check_closes (house, winter, "2028-02-29T18:00", "2028-02-29T17:00:00Z");
}

static void test_clocks_change (void)
{
    static const char *const zone = "Europe/Zurich";
    static const struct {
        const char *text, *why;
    } wrong[] = { { "2027-03-28T02:00", "does not exist" },
                  { "2027-03-28 02:59", "does not exist" },
                  { "2026-10-25T02:00", "twice" },
                  { "2026-10-25T02:59", "twice" } };
    static const struct {
        const char *text, *utc;
    } right[] = { { "2027-03-28T01:59", "2027-03-28T00:59:00Z" }, { "2027-03-28T03:00", "2027-03-28T01:00:00Z" },
                  { "2026-10-25T01:59", "2026-10-24T23:59:00Z" }, { "2026-10-25T03:00", "2026-10-25T02:00:00Z" },
                  { "2028-02-29", "2028-02-29T17:00:00Z" },       { "2028-02-29T18:00", "2028-02-29T17:00:00Z" } };

    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autoptr (GError) error = NULL;
        g_autofree char *local = NULL;
        gint64 at = 0;
        g_assert_false (td_deadline_read (wrong[i].text, "18:00", zone, &local, &at, &error));
        g_assert_nonnull (strstr (error->message, wrong[i].why));
        assert_code (&error, TD_ERROR_INPUT);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (right); i++) {
        g_autoptr (GError) error = NULL;
        g_autofree char *local = NULL;
        gint64 at = 0;
        g_assert_true (td_deadline_read (right[i].text, "18:00", zone, &local, &at, &error));
        g_assert_cmpint (at, ==, instant (right[i].utc));
    }
}

static void test_refused_deadlines (void)
{
    static const char *const wrong[] = { "2027-02-29T18:00", "2026-09-30T18:00", "soon", "2026-12-31T25:00", "2026-12",
                                         "2027-02-31",       "2027-02-31T18:00" };
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");

    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        const TdCallWish wish = { .purpose = "dialogue", .states = ghana, .closes = wrong[i] };
        g_autoptr (GError) error = NULL;
        const char *field = NULL;
        char *id = NULL;
        g_assert_false (td_call_open (house->instance, &secretariat, &wish, &id, &field, &error));
        assert_code (&error, TD_ERROR_INPUT);
        g_assert_cmpstr (field, ==, "closes");
    }
}

/* ---- closed is closed ---- */

static TdCallAnswer answer;
static gint64 asked_at;

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    g_autoptr (TdCall) call = NULL;
    House *house = data;

    return td_call_for (tx, house->instance->profile, "GHA", "dialogue", asked_at, &answer, &call, error);
}

static TdCallAnswer at (House *house, const char *when)
{
    g_autoptr (GError) error = NULL;

    asked_at = instant (when);
    td_store_read (house->instance->store, ask_in, house, &error);
    g_assert_no_error (error);
    return answer;
}

static void test_answers (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *id = NULL;
    g_autofree char *again = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (at (house, "2026-11-01T00:00:00Z"), ==, TD_CALL_NONE);
    id = open_until (house, "2026-12-31T18:00");
    g_assert_cmpint (at (house, "2026-12-31T16:59:59Z"), ==, TD_CALL_TAKES);
    g_assert_cmpint (at (house, "2026-12-31T17:00:00Z"), ==, TD_CALL_OVER);
    g_assert_true (td_call_close (house->instance, &secretariat, id, "Enough.", &error));
    go_to (house, "2026-10-02T10:00:00Z");
    g_assert_cmpint (at (house, "2026-10-02T10:00:00Z"), ==, TD_CALL_OVER);
    g_assert_false (td_call_close (house->instance, &secretariat, id, "Enough.", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_call_extend (house->instance, &secretariat, id, "2027-06-01T18:00", "More.", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    again = open_until (house, "2027-01-31T18:00");
    g_assert_cmpint (at (house, "2026-12-31T17:00:00Z"), ==, TD_CALL_TAKES);
}

static void test_alone (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *id = open_until (house, "2026-12-31T18:00");
    const TdCallWish wish = { .purpose = "dialogue", .states = ghana, .closes = "2027-01-31T18:00" };
    g_autoptr (GError) error = NULL;
    char *second = NULL;

    g_assert_false (td_call_open (house->instance, &secretariat, &wish, &second, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_call_open (house->instance, &nobody, &wish, &second, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_call_extend (house->instance, &secretariat, id, "2026-12-30T18:00", "Less.", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_call_extend (house->instance, &secretariat, id, "2027-01-30T18:00", "", &error));
    assert_code (&error, TD_ERROR_INPUT);
}

/* What began to arrive at 17:59 before a deadline of 18:00 and ended at 18:10 is taken, and its receipt says so. */
static void test_began_in_time (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *id = open_until (house, "2026-12-31T18:00");
    g_auto (Draft) draft = { NULL };
    g_auto (Draft) late = { NULL };
    g_autoptr (TdReceipt) receipt = NULL;
    g_autoptr (TdReceipt) read = NULL;
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;

    begin (house, &draft);
    answer_all (house, &draft, "public", REPORT);
    begin (house, &late);
    answer_all (house, &late, "public", REPORT);
    go_to (house, "2026-12-31T17:10:00Z");
    g_assert_false (td_submission_send (house->instance, &nobody, late.key, late.id,
                                        &(TdSendingHow){ .began = instant ("2026-12-31T17:00:00Z") }, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (td_submission_send (house->instance, &nobody, draft.key, draft.id,
                                       &(TdSendingHow){ .began = instant ("2026-12-31T16:59:00Z") }, &receipt, &error));
    g_assert_no_error (error);
    g_assert_cmpint (receipt->began, ==, instant ("2026-12-31T16:59:00Z"));
    text = td_receipt_to_text (receipt);
    g_assert_nonnull (strstr (text, "\nreceived: 2026-12-31T17:10:0"));
    g_assert_nonnull (strstr (text, "\nbegan: 2026-12-31T16:59:00Z\n"));
    read = td_receipt_from_text (text, strlen (text), &error);
    g_assert_no_error (error);
    g_assert_cmpint (read->began, ==, receipt->began);
}

static void test_in_time_says_nothing (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *id = open_until (house, "2026-12-31T18:00");
    g_auto (Draft) draft = { NULL };
    g_autoptr (TdReceipt) receipt = NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GError) error = NULL;

    begin (house, &draft);
    answer_all (house, &draft, "public", REPORT);
    receipt = send (house, &draft);
    g_assert_cmpint (receipt->began, ==, 0);
    s = td_submission_get (house->instance, &nobody, draft.key, draft.id, &error);
    g_assert_false (s->uncalled);
}

/* ---- anchors ---- */

static void test_session_moves (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    const TdCallWish wish = { .kind = "alternative-report", .states = ghana };
    const TdSessionWish move = {
        .number = 43, .start = "2027-04-12", .end = "2027-04-23", .reason = "The room is taken."
    };
    g_autoptr (GPtrArray) moved = NULL;
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;
    gboolean waits = FALSE;

    g_assert_false (td_call_open (house->instance, &secretariat, &wish, &id, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    record_session (house, 43, "2027-04-05", "2027-04-16", TRUE, &unconfirmed, NULL);
    put_in_session (house, "dialogue", 43);
    id = open_call (house, &wish);
    check_closes (house, id, "2027-03-08T18:00", "2027-03-08T17:00:00Z");

    g_assert_false (td_session_record (house->instance, &secretariat, &move, &unconfirmed, &moved, &waits, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (waits);
    g_assert_cmpuint (moved->len, ==, 1);
    g_assert_cmpstr (((TdMovedCall *) moved->pdata[0])->closes_local, ==, "2027-03-15T18:00");
    check_closes (house, id, "2027-03-08T18:00", "2027-03-08T17:00:00Z");

    record_session (house, 43, "2027-04-12", "2027-04-23", FALSE, &confirmed, NULL);
    check_closes (house, id, "2027-03-15T18:00", "2027-03-15T17:00:00Z");
}

/* An extension by hand stays where the anchor would give an earlier deadline; a stale confirmation confirms nothing. */
static void test_extension_stays (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    const TdCallWish wish = { .kind = "alternative-report", .states = ghana };
    const TdConfirm stale = { TRUE, "0123" };
    const TdSessionWish move = {
        .number = 43, .start = "2027-04-12", .end = "2027-04-23", .reason = "The room is taken."
    };
    g_autoptr (GPtrArray) moved = NULL;
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;

    record_session (house, 43, "2027-04-05", "2027-04-16", TRUE, &unconfirmed, NULL);
    put_in_session (house, "dialogue", 43);
    id = open_call (house, &wish);
    g_assert_true (td_call_extend (house->instance, &secretariat, id, "2027-03-20T18:00", "A strike.", &error));
    g_assert_false (td_session_record (house->instance, &secretariat, &move, &stale, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    record_session (house, 43, "2027-04-12", "2027-04-23", FALSE, &confirmed, &moved);
    g_assert_cmpint (((TdMovedCall *) moved->pdata[0])->kind, ==, TD_MOVED_KEPT);
    check_closes (house, id, "2027-03-20T18:00", "2027-03-20T17:00:00Z");
    /* Said once: the same days again move nothing. */
    record_session (house, 43, "2027-04-12", "2027-04-23", FALSE, &unconfirmed, NULL);
}

static void test_follow_up_and_cycle (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    const TdStageWish date = {
        .state = "GHA", .stage = "follow-up", .day = "2027-09-01", .how = "fixed", .reason = "Paragraph 60."
    };
    const TdCallWish wish = { .kind = "follow-up", .states = ghana };
    g_autoptr (TdTimetable) t = NULL;
    g_autofree char *id = NULL;
    g_auto (TdCycle) cycle = { 0 };
    g_autoptr (GError) error = NULL;

    g_assert_true (td_stage_record (house->instance, &secretariat, &date, &unconfirmed, NULL, NULL, &error));
    g_assert_no_error (error);
    id = open_call (house, &wish);
    check_closes (house, id, "2027-09-01T18:00", "2027-09-01T16:00:00Z");
    record_session (house, 43, "2027-04-05", "2027-04-16", TRUE, &unconfirmed, NULL);
    put_in_session (house, "dialogue", 43);
    t = td_timetable_read (house->instance, &error);
    td_timetable_cycle (t, td_profile_state (t->profile, "GHA"), "2026-10-01", &cycle);
    g_assert_cmpint (cycle.cycle, ==, 2);
    for (guint i = 0; i < cycle.stages->len; i++) {
        const TdCycleStage *stage = &g_array_index (cycle.stages, TdCycleStage, i);
        if (g_str_equal (stage->stage->slug, "dialogue")) {
            g_assert_cmpstr (stage->date, ==, "2027-04-05");
            g_assert_cmpstr (stage->how, ==, "planned");
            g_assert_cmpint (stage->status, ==, TD_STAGE_NEXT);
        }
    }
}

static void test_wrong_sessions (void)
{
    static const struct {
        TdSessionWish wish;
        TdErrorCode code;
    } rows[] = {
        { { 43, "2027-04-16", "2027-04-05", "So.", NULL, TRUE }, TD_ERROR_INPUT },
        { { 43, "2027-04", "2027-04-16", "So.", NULL, TRUE }, TD_ERROR_INPUT },
        { { 43, "2024-04-05", "2024-04-16", "So.", NULL, TRUE }, TD_ERROR_INPUT },
        { { 43, "2027-04-05", "2027-04-16", "", NULL, TRUE }, TD_ERROR_INPUT },
        { { 43, "2027-04-05", "2027-04-16", "So.", "perhaps", TRUE }, TD_ERROR_INPUT },
        { { 41, "2027-04-05", "2027-04-16", "So.", NULL, TRUE }, TD_ERROR_CONFLICT },
        { { 43, "2027-04-05", "2027-04-16", "So.", NULL, FALSE }, TD_ERROR_NOT_FOUND },
    };
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GError) error = NULL;
        g_assert_false (
            td_session_record (house->instance, &secretariat, &rows[i].wish, &confirmed, NULL, NULL, &error));
        assert_code (&error, rows[i].code);
    }
}

/* The machine's zones changed: what was stored is not what the local text gives any more. */
static gboolean spoil_in (TdTx *tx, gpointer data, GError **error)
{
    const TdJournalEntry entry = { .actor = "system", .act = "test", .thing = "call", .thing_id = "x", .clock = data };

    return td_exec (tx, "update call set closes = closes + 3600000000", error)
           && td_journal_append (tx, &entry, NULL, error);
}

static void test_zone_changes (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *id = open_until (house, "2026-12-31T18:00");
    g_autoptr (TdCall) call = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (td_store_write (house->instance->store, spoil_in, &house->instance->clock, &error));
    check_closes (house, id, "2026-12-31T18:00", "2026-12-31T18:00:00Z");
    g_assert_true (td_call_recompute (house->instance, &error));
    g_assert_no_error (error);
    check_closes (house, id, "2026-12-31T18:00", "2026-12-31T17:00:00Z");
    g_assert_true (td_call_recompute (house->instance, &error));
    call = call_of (house, id);
    g_assert_cmpuint (call->deadlines->len, ==, 2);
    g_assert_cmpstr (((TdDeadline *) call->deadlines->pdata[1])->why, ==, "zone");
}

static void test_openings (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_auto (TdOpenings) before = { NULL };
    g_auto (TdOpenings) after = { NULL };
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;

    record_session (house, 43, "2027-04-05", "2027-04-16", TRUE, &unconfirmed, NULL);
    put_in_session (house, "dialogue", 43);
    g_assert_true (td_openings (house->instance, &(TdOpeningFilter){ .states = ghana }, &before, &error));
    g_assert_cmpuint (before.open->len, ==, 0);
    g_assert_cmpuint (before.expected->len, ==, 1);
    g_assert_cmpstr (g_array_index (before.expected, TdExpected, 0).closes_local, ==, "2027-03-08T18:00");
    g_assert_cmpuint (before.always->len, ==, 1);
    id = open_until (house, "2026-12-31T18:00");
    g_assert_true (td_openings (house->instance, NULL, &after, &error));
    g_assert_cmpuint (after.open->len, ==, 1);
    g_assert_cmpuint (after.expected->len, ==, 0);
}

/* ---- openings of another area ---- */

static TdOpening *consultation (const char *id, const char *state, const char *opens, const char *closes)
{
    TdOpening *o = g_new0 (TdOpening, 1);

    o->id = g_strdup (id);
    o->purpose = g_strdup ("consultation");
    o->label = g_strdup ("Consultation");
    o->title = g_strdup ("Draft report");
    o->states = g_strsplit (state, ";", -1);
    o->zone = g_strdup ("Africa/Accra");
    o->closes_local = g_strdup (closes);
    g_assert_true (td_instant_from_local (opens, o->zone, &o->opens, NULL));
    g_assert_true (td_instant_from_local (closes, o->zone, &o->closes, NULL));
    o->page = g_strdup_printf ("/consultations/%s", id);
    return o;
}

static gboolean add_consultations (TdTx *tx, TdInstance *instance, const TdOpeningFilter *filter, GPtrArray *list,
                                   GError **error)
{
    (void) tx;
    (void) instance;
    (void) filter;
    (void) error;
    g_ptr_array_add (list, consultation ("one", "GHA", "2026-09-01T09:00", "2026-11-01T18:00"));
    g_ptr_array_add (list, consultation ("two", "BEN", "2026-09-01T09:00", "2026-11-01T18:00"));
    g_ptr_array_add (list, consultation ("three", "GHA", "2026-12-01T09:00", "2027-01-01T18:00"));
    g_ptr_array_add (list, consultation ("four", "GHA", "2026-01-01T09:00", "2026-02-01T18:00"));
    return TRUE;
}

static void check_only (const GPtrArray *list, guint at, const char *id)
{
    g_assert_cmpuint (list->len, >, at);
    g_assert_cmpstr (((TdOpening *) list->pdata[at])->id, ==, id);
}

static void test_sources (void)
{
    static const TdOpeningSource source = { "consultation", add_consultations };
    static const TdOpeningSource *const sources[] = { &source, NULL };
    const TdOpeningFilter filter = { .states = ghana };
    const TdOpeningReader reader = { .locale = "en", .zone = "Pacific/Apia" };
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_auto (TdOpenings) o = { NULL };
    g_autofree char *id = open_until (house, "2026-12-31T18:00");
    g_autofree char *title = NULL;
    g_autoptr (GError) error = NULL;
    json_t *json, *first;

    g_assert_true (td_openings_of (house->instance, &filter, sources, &o, &error));
    g_assert_cmpuint (o.open->len, ==, 2);
    check_only (o.open, 0, "one");
    check_only (o.open, 1, id);
    check_only (o.planned, 0, "three");
    check_only (o.closed, 0, "four");
    title = td_opening_title (house->instance->profile, o.open->pdata[0], "en");
    g_assert_cmpstr (title, ==, "Consultation – Draft report: Ghana");
    json = td_openings_to_json (house->instance, &o, &filter, &reader);
    first = json_array_get (json_object_get (json, "openings"), 0);
    g_assert_cmpstr (json_string_value (json_object_get (first, "source")), ==, "consultation");
    g_assert_true (json_is_null (json_object_get (first, "call")));
    g_assert_cmpstr (json_string_value (json_object_get (first, "closes_here")), ==, "2026-11-02T07:00");
    json_decref (json);
}

static const TdCycleStage *stage_of (const TdCycle *cycle, const char *slug)
{
    for (guint i = 0; i < cycle->stages->len; i++)
        if (g_str_equal (g_array_index (cycle->stages, TdCycleStage, i).stage->slug, slug))
            return &g_array_index (cycle->stages, TdCycleStage, i);
    g_assert_not_reached ();
}

static void check_report (House *house, TdStageStatus report, TdStageStatus due, int overdue)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdTimetable) t = td_timetable_read (house->instance, &error);
    const TdState *state = td_profile_state (t->profile, "GHA");
    g_auto (TdCycle) cycle = { 0 };
    g_auto (TdReportDue) next = { 0 };

    td_timetable_cycle (t, state, "2026-10-01", &cycle);
    g_assert_cmpint (cycle.cycle, ==, 2);
    g_assert_cmpint (stage_of (&cycle, "report")->status, ==, report);
    g_assert_cmpint (stage_of (&cycle, "report-due")->status, ==, due);
    if (report == TD_STAGE_ABSENT)
        g_assert_cmpstr (stage_of (&cycle, "report")->reason, ==, "Two reminders.");
    g_assert_cmpint (td_timetable_overdue (t, state, "2026-10-01", &next), ==, overdue);
}

static void check_next_report (House *house, const char *date, const char *because)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdTimetable) t = td_timetable_read (house->instance, &error);
    json_t *json = td_timetable_state_to_json (t, td_profile_state (t->profile, "GHA"), "en", "2026-10-01");
    json_t *next = json_object_get (json, "next_report");

    g_assert_cmpstr (json_string_value (json_object_get (next, "date")), ==, date);
    g_assert_cmpstr (json_string_value (json_object_get (next, "because")), ==, because);
    g_assert_cmpint (json_integer_value (json_object_get (next, "overdue_years")), ==, 3);
    json_decref (json);
}

static void say_review (House *house, gboolean no_report, int refused)
{
    const TdReviewWish wish = { .state = "GHA", .no_report = no_report, .reason = "Two reminders." };
    g_autoptr (GError) error = NULL;
    gboolean done = td_review_record (house->instance, &secretariat, &wish, &error);

    g_assert_cmpint (done, ==, refused == 0);
    if (!done)
        assert_code (&error, refused);
}

/* A review in the absence of the State's report: the line says so, the report stays overdue, what came is not absent. */
static void test_no_report (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    const TdStageWish due = { .state = "GHA",
                              .stage = "report-due",
                              .day = "2023-05-01",
                              .how = "fixed",
                              .reason = "Paragraph 60.",
                              .cycle = 2 };
    const TdStageWish came = {
        .state = "GHA", .stage = "report", .day = "2026-09-01", .how = "done", .reason = "It came.", .cycle = 2
    };
    g_autoptr (GPtrArray) history = NULL;
    g_autoptr (GError) error = NULL;

    record_session (house, 43, "2027-04-05", "2027-04-16", TRUE, &unconfirmed, NULL);
    put_in_session (house, "dialogue", 43);
    check_report (house, TD_STAGE_UNKNOWN, TD_STAGE_DONE, -1);
    say_review (house, TRUE, 0);
    say_review (house, TRUE, TD_ERROR_CONFLICT);
    g_assert_true (td_stage_record (house->instance, &secretariat, &due, &unconfirmed, NULL, NULL, &error));
    g_assert_no_error (error);
    check_report (house, TD_STAGE_ABSENT, TD_STAGE_OVERDUE, 3);
    check_next_report (house, "2023-05-01", "The secretariat says: Paragraph 60.");
    g_assert_false (td_stage_record (house->instance, &secretariat, &came, &unconfirmed, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    say_review (house, FALSE, 0);
    g_assert_true (td_stage_record (house->instance, &secretariat, &came, &unconfirmed, NULL, NULL, &error));
    say_review (house, TRUE, TD_ERROR_CONFLICT);
    check_report (house, TD_STAGE_DONE, TD_STAGE_DONE, -1);
    history = td_review_history (house->instance, "GHA", &error);
    g_assert_cmpuint (history->len, ==, 2);
    g_assert_cmpstr (((TdReviewChange *) history->pdata[0])->actor, ==, "command");
}

/* What was shown binds: a confirmation of something else stores nothing, also where by now nothing would follow. */
static void test_seen_binds (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    const TdCallWish wish = { .kind = "alternative-report", .states = ghana };
    const TdSessionWish move = { .number = 43, .start = "2027-04-12", .end = "2027-04-23", .reason = "Room." };
    g_autoptr (GPtrArray) moved = NULL, again = NULL, at_last = NULL;
    g_autofree char *id = NULL, *seen = NULL, *seen_again = NULL;
    g_autoptr (GError) error = NULL;
    TdConfirm confirm = { TRUE, NULL };
    gboolean waits = FALSE;

    record_session (house, 43, "2027-04-05", "2027-04-16", TRUE, &unconfirmed, NULL);
    put_in_session (house, "dialogue", 43);
    id = open_call (house, &wish);
    g_assert_false (td_session_record (house->instance, &secretariat, &move, &unconfirmed, &moved, &waits, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    seen = td_moved_seen (moved);
    g_assert_true (td_call_extend (house->instance, &secretariat, id, "2027-03-10T18:00", "A strike.", &error));
    confirm.seen = seen;
    g_assert_false (td_session_record (house->instance, &secretariat, &move, &confirm, &again, &waits, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (waits);
    g_assert_cmpuint (again->len, ==, 1);
    seen_again = td_moved_seen (again);
    confirm.seen = seen_again;
    g_assert_true (td_call_close (house->instance, &secretariat, id, "Enough came.", &error));
    g_assert_false (td_session_record (house->instance, &secretariat, &move, &confirm, &at_last, &waits, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (waits);
    g_assert_cmpuint (at_last->len, ==, 0);
    confirm.seen = NULL;
    g_assert_true (td_session_record (house->instance, &secretariat, &move, &confirm, NULL, &waits, &error));
    g_assert_false (waits);
}

/* On one theme, on all, and a theme that there is not. */
static void test_themes (void)
{
    static const char *const social[] = { "social", "family", "social", NULL }, *const none[] = { "moon", NULL };
    g_autoptr (GError) error = NULL;
    House *house = house_at ("2026-10-01T10:00:00Z");
    const TdCallFilter on_social = { .theme = "social" }, on_work = { .theme = "work" };
    TdCallWish wish = { .purpose = "dialogue", .states = ghana, .themes = social, .closes = "2026-12-31T18:00" };
    const char *field = NULL;
    g_autofree char *id = open_call (house, &wish);
    g_autoptr (TdCall) call = call_of (house, id);
    g_autoptr (GPtrArray) found = td_call_list (house->instance, &on_social, &error);
    g_autoptr (GPtrArray) other = td_call_list (house->instance, &on_work, &error);
    g_autoptr (GPtrArray) with_all = NULL;
    char *second = NULL;

    g_assert_no_error (error);
    g_assert_cmpuint (g_strv_length (call->themes), ==, 2);
    g_assert_cmpstr (call->themes[0], ==, "family");
    g_assert_cmpuint (found->len, ==, 1);
    g_assert_cmpuint (other->len, ==, 0);
    wish.purpose = "list-of-issues";
    wish.themes = none;
    g_assert_false (td_call_open (house->instance, &secretariat, &wish, &second, &field, &error));
    g_assert_error (error, TD_CALLS_ERROR, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "theme");
    g_clear_error (&error);
    wish.themes = NULL;
    second = open_call (house, &wish);
    with_all = td_call_list (house->instance, &on_work, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (with_all->len, ==, 1);
    g_free (second);
    house_free (house);
}

/* Who asks one kind of organisation is not shown to another. */
static TdOpening *asking (const char *id, const char *kinds)
{
    TdOpening *o = consultation (id, "GHA", "2026-09-01T09:00", "2026-11-01T18:00");

    o->kinds = g_strsplit (kinds, ";", -1);
    return o;
}

static gboolean add_asking (TdTx *tx, TdInstance *instance, const TdOpeningFilter *filter, GPtrArray *list,
                            GError **error)
{
    (void) tx;
    (void) instance;
    (void) filter;
    (void) error;
    g_ptr_array_add (list, asking ("unions", "trade-union"));
    g_ptr_array_add (list, asking ("both", "ngo;trade-union"));
    return TRUE;
}

static void test_kinds (void)
{
    static const TdOpeningSource source = { "consultation", add_asking };
    static const TdOpeningSource *const sources[] = { &source, NULL };
    const TdOpeningFilter ngo = { .kind = "ngo" };
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_auto (TdOpenings) world = { NULL };
    g_auto (TdOpenings) o = { NULL };
    g_autoptr (GError) error = NULL;

    g_assert_true (td_openings_of (house->instance, &ngo, sources, &o, &error));
    g_assert_cmpuint (o.open->len, ==, 1);
    check_only (o.open, 0, "both");
    g_assert_true (td_openings_of (house->instance, NULL, sources, &world, &error));
    g_assert_cmpuint (world.open->len, ==, 2);
}

/* A deadline by the reader's clocks: the same day, the day after, half an hour, and no zone at all. */
static void test_where_you_are (void)
{
    static const struct {
        const char *here, *words;
    } cases[] = {
        { "Africa/Accra", "Friday 18 December 2026, 18:00 in Geneva, 17:00 where you are" },
        { "Asia/Kolkata", "Friday 18 December 2026, 18:00 in Geneva, 22:30 where you are" },
        { "Pacific/Apia", "Friday 18 December 2026, 18:00 in Geneva, Saturday 19 December 2026, 06:00 where you are" },
        { "Moon/Base", "Friday 18 December 2026, 18:00 in Geneva" },
        { NULL, "Friday 18 December 2026, 18:00 in Geneva" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *words =
            td_deadline_words_for (instant ("2026-12-18T17:00:00Z"), "Europe/Zurich", cases[i].here, "en");
        g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/calls/calendar", test_calendar);
    g_test_add_func ("/calls/daylight", test_daylight);
    g_test_add_func ("/calls/clocks-change", test_clocks_change);
    g_test_add_func ("/calls/refused-deadlines", test_refused_deadlines);
    g_test_add_func ("/calls/answers", test_answers);
    g_test_add_func ("/calls/alone", test_alone);
    g_test_add_func ("/calls/began-in-time", test_began_in_time);
    g_test_add_func ("/calls/in-time-says-nothing", test_in_time_says_nothing);
    g_test_add_func ("/calls/session-moves", test_session_moves);
    g_test_add_func ("/calls/extension-stays", test_extension_stays);
    g_test_add_func ("/calls/follow-up-and-cycle", test_follow_up_and_cycle);
    g_test_add_func ("/calls/wrong-sessions", test_wrong_sessions);
    g_test_add_func ("/calls/zone-changes", test_zone_changes);
    g_test_add_func ("/calls/openings", test_openings);
    g_test_add_func ("/calls/sources", test_sources);
    g_test_add_func ("/calls/kinds", test_kinds);
    g_test_add_func ("/calls/where-you-are", test_where_you_are);
    g_test_add_func ("/calls/themes", test_themes);
    g_test_add_func ("/calls/no-report", test_no_report);
    g_test_add_func ("/calls/seen-binds", test_seen_binds);
    return g_test_run ();
}
