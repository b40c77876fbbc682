/* Subscriptions: who is told of what, once; reminders by the calendar; the letter of the day; nothing that is not public. */
#include "areas/calls/record.h"
#include "areas/consultations/consultation.h"
#include "areas/organisations/organisation.h"
#include "areas/subscriptions/follow.h"
#include "areas/subscriptions/subscription.h"
#include "base/base.h"
#include "base/id.h"
#include "mail/kept.h"
#include "people-house.h"

static const char *const ghana[] = { "GHA", NULL };
static const char *const benin[] = { "BEN", NULL };
static const TdLetterWish english = { "en", "", FALSE };

static void go_to (House *house, const char *when)
{
    g_autoptr (GError) error = NULL;

    td_clock_at (when, &house->instance->clock, &error);
    g_assert_no_error (error);
}

static House *house_at (const char *when)
{
    House *house = house_new (TRUE);

    go_to (house, when);
    return house;
}

/* ---- subscribing ---- */

static void read_follow (House *house, const TdFollowWish *wish, TdFollow *ret)
{
    g_autoptr (GError) error = NULL;

    td_follow_read (house->instance, wish, ret, &error);
    g_assert_no_error (error);
}

/* The link of the letter that came. */
static char *link_in (const char *text)
{
    const char *at = strstr (text, "/subscriptions/confirm/");

    g_assert_nonnull (at);
    return g_strndup (at + strlen ("/subscriptions/confirm/"), 64);
}

static char *follow_so (House *house, const char *address, const TdFollowWish *wish, const TdLetterWish *letters_so)
{
    g_autoptr (GError) error = NULL;
    g_auto (TdFollow) follow = { 0 };
    g_autofree char *text = NULL;
    g_autofree char *link = NULL;
    char *key = NULL;
    gint64 n = 0;

    read_follow (house, wish, &follow);
    td_subscription_ask (house->instance, address, &follow, letters_so, &error);
    g_assert_no_error (error);
    text = letters (house, &n);
    g_assert_cmpint (n, ==, 1);
    link = link_in (text);
    td_subscription_confirm (house->instance, link, &key, &error);
    g_assert_no_error (error);
    return key;
}

static void follow (House *house, const char *address, const TdFollowWish *wish)
{
    g_free (follow_so (house, address, wish, &english));
}

/* ---- what goes out ---- */

/* What a server does when something changed: *ret_n letters. */
static char *told (House *house, gint64 *ret_n)
{
    g_autoptr (GError) error = NULL;

    catch_up (house);
    td_subscriptions_remind (house->instance, &error);
    g_assert_no_error (error);
    td_subscriptions_post (house->instance, &error);
    g_assert_no_error (error);
    return letters (house, ret_n);
}

static guint count_of (const char *text, const char *words)
{
    guint n = 0;

    for (const char *at = text; (at = strstr (at, words)) != NULL; at += strlen (words))
        n++;
    return n;
}

/* So many letters, to these addresses (each once), or to nobody. */
static char *expect_letters (House *house, const char *const *to)
{
    gint64 n = 0, wanted = to != NULL ? (gint64) g_strv_length ((char **) to) : 0;
    char *text = told (house, &n);

    if (n != wanted)
        g_test_message ("%s", text);
    g_assert_cmpint (n, ==, wanted);
    for (gsize i = 0; to != NULL && to[i] != NULL; i++) {
        g_autofree char *header = g_strdup_printf ("To: %s", to[i]);
        g_assert_cmpuint (count_of (text, header), ==, 1);
    }
    return text;
}

static void expect (House *house, const char *const *to, const char *words)
{
    g_autofree char *text = expect_letters (house, to);

    if (words != NULL && strstr (text, words) == NULL)
        g_test_message ("%s", text);
    g_assert_true (words == NULL || strstr (text, words) != NULL);
}

#define TO(...) ((const char *const[]){ __VA_ARGS__, NULL })

static char *open_for (House *house, const char *const *states, const char *opens, const char *closes)
{
    const TdCallWish wish = { .purpose = "dialogue", .states = states, .opens = opens, .closes = closes };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_call_open (house->instance, &secretariat, &wish, &id, NULL, &error);
    g_assert_no_error (error);
    return id;
}

static void extend (House *house, const char *id, const char *closes)
{
    g_autoptr (GError) error = NULL;

    td_call_extend (house->instance, &secretariat, id, closes, "A strike.", &error);
    g_assert_no_error (error);
}

static void close_call (House *house, const char *id)
{
    g_autoptr (GError) error = NULL;

    td_call_close (house->instance, &secretariat, id, "Enough came.", &error);
    g_assert_no_error (error);
}

/* ---- tests ---- */

static void test_wishes (void)
{
    static const struct {
        TdFollowWish wish;
        TdFollowKind kind;
        const char *what, *words;
    } rows[] = {
        { { NULL }, TD_FOLLOW_WORLD, "", "Everything, about all States" },
        { { .state = "gha" }, TD_FOLLOW_STATE, "GHA", "Ghana" },
        { { .article = "16" }, TD_FOLLOW_ARTICLE, "16", NULL },
        { { .words = "détention & more", .state = "GHA" },
          TD_FOLLOW_SEARCH,
          "words=d%C3%A9tention%20%26%20more&state=GHA",
          "Search: “détention & more” · Ghana" },
        { { .state = "GHA", .article = "16" }, TD_FOLLOW_SEARCH, "state=GHA&article=16", NULL },
    };
    static const TdFollowWish wrong[] = {
        { .state = "XXX" },
        { .article = "999" },
        { .call = "0123456789abcdef" },
        { .organisation = "0123456789abcdef" },
        { .theme = "nothing" },
        { .language = "fr" },
    };
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_auto (TdFollow) f = { 0 };
        g_autofree char *words = NULL;
        read_follow (house, &rows[i].wish, &f);
        words = td_follow_words (house->instance, &f, "en");
        g_assert_cmpint (f.kind, ==, rows[i].kind);
        g_assert_cmpstr (f.what, ==, rows[i].what);
        g_assert_true (rows[i].words == NULL || g_str_equal (words, rows[i].words));
    }
    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_auto (TdFollow) f = { 0 };
        g_assert_false (td_follow_read (house->instance, &wrong[i], &f, NULL));
    }
}

/* A letter, a link that works once, an address that nobody can read in the store, and all of it gone at the end. */
static void test_by_mail (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_auto (TdFollow) f = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;
    g_autofree char *link = NULL;
    g_autofree char *key = NULL;
    g_autofree char *base = g_build_filename (house->folder, "treatydesk.db", NULL);
    g_autofree char *wal = g_strconcat (base, "-wal", NULL);
    TdFollowWho who = { .viewer = &nobody };
    TdFollower *follower = NULL;
    TdFollowCounts counts;
    gint64 n = 0;

    read_follow (house, &(TdFollowWish){ .state = "GHA" }, &f);
    g_assert_false (td_subscription_ask (house->instance, "no address", &f, &english, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (
        td_subscription_ask (house->instance, "a@example.org", &f, &(TdLetterWish){ "en", "Nowhere/At", 0 }, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (td_subscription_ask (house->instance, "Ana.Secret@Example.org ", &f, &english, &error));
    g_assert_no_error (error);
    g_assert_true (td_subscription_count (house->instance, &counts, &error));
    g_assert_cmpint (counts.subscribers, ==, 0);
    text = letters (house, &n);
    link = link_in (text);
    g_assert_true (td_subscription_confirm (house->instance, link, &key, &error));
    g_assert_no_error (error);
    g_assert_false (td_subscription_confirm (house->instance, link, &key, &error));
    assert_code (&error, TD_ERROR_GONE);
    for (int i = 0; i < 2; i++) {
        g_autofree char *bytes = NULL;
        gsize size = 0;
        if (g_file_get_contents (i == 0 ? base : wal, &bytes, &size, NULL))
            g_assert_null (memmem (bytes, size, "ana.secret", 10));
    }
    who.key = key;
    g_assert_true (td_subscription_own (house->instance, &who, &follower, &error));
    g_assert_cmpstr (follower->address, ==, "ana.secret@example.org");
    g_assert_cmpuint (follower->subscriptions->len, ==, 1);
    td_follower_free (follower);
    key[20] = key[20] == '0' ? '1' : '0';
    g_assert_false (td_subscription_own (house->instance, &who, &follower, &error));
    assert_code (&error, TD_ERROR_GONE);
    key[20] = key[20] == '0' ? '1' : '0';
    follower = NULL;
}

static void test_end (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *key = follow_so (house, "ana@example.org", &(TdFollowWish){ .state = "GHA" }, &english);
    g_autofree char *call = NULL;
    g_autoptr (GError) error = NULL;
    TdFollowWho who = { .viewer = &nobody, .key = key };
    TdFollowCounts counts;

    /* Twice is once. */
    follow (house, "Ana@example.org", &(TdFollowWish){ .state = "GHA" });
    g_assert_true (td_subscription_count (house->instance, &counts, &error));
    g_assert_cmpint (counts.of_kind[TD_FOLLOW_STATE], ==, 1);
    /* Posted, not sent yet. */
    call = open_for (house, ghana, NULL, "2026-12-31T18:00");
    catch_up (house);
    g_assert_true (td_subscriptions_post (house->instance, &error));
    g_assert_true (td_subscription_end (house->instance, &who, NULL, &error));
    g_assert_no_error (error);
    expect (house, NULL, NULL);
    g_assert_true (td_subscription_count (house->instance, &counts, &error));
    g_assert_cmpint (counts.subscribers, ==, 0);
    extend (house, call, "2027-01-15T18:00");
    expect (house, NULL, NULL);
    g_assert_false (td_subscription_end (house->instance, &who, NULL, &error));
    assert_code (&error, TD_ERROR_GONE);
}

static void test_rates (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_auto (TdFollow) f = { 0 };
    g_autoptr (GError) error = NULL;

    read_follow (house, &(TdFollowWish){ NULL }, &f);
    for (int i = 0; i < 10; i++)
        g_assert_true (td_subscription_ask (house->instance, "a@example.org", &f, &english, NULL));
    g_assert_false (td_subscription_ask (house->instance, "A@example.org", &f, &english, &error));
    assert_code (&error, TD_ERROR_BUSY);
}

/* Who is told of a call, and of what becomes of it. */
static void test_calls (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    g_autofree char *text = NULL;

    follow (house, "world@example.org", &(TdFollowWish){ NULL });
    follow (house, "ghana@example.org", &(TdFollowWish){ .state = "GHA" });
    follow (house, "ghana@example.org", &(TdFollowWish){ NULL });
    follow (house, "benin@example.org", &(TdFollowWish){ .state = "BEN" });
    follow (house, "words@example.org", &(TdFollowWish){ .words = "detention" });
    first = open_for (house, ghana, NULL, "2026-12-31T18:00");
    text = expect_letters (house, TO ("world@example.org", "ghana@example.org"));
    g_assert_nonnull (strstr (text, "Subject: A call for input is open\n"));
    g_assert_nonnull (strstr (text, "The deadline is: Thursday 31 December 2026, 18:00 in Geneva."));
    follow (house, "one@example.org", &(TdFollowWish){ .call = first });
    expect (house, NULL, NULL);
    /* Two calls one day. */
    second = open_for (house, benin, NULL, "2026-12-31T18:00");
    extend (house, first, "2027-01-15T18:00");
    g_clear_pointer (&text, g_free);
    {
        gint64 n = 0;
        text = told (house, &n);
        g_assert_cmpint (n, ==, 6); /* of Benin: world, benin, and ghana by the world; of Ghana: world, ghana, one */
    }
    g_assert_cmpuint (count_of (text, "The deadline was: Thursday 31 December 2026, 18:00 in Geneva."), >=, 3);
    g_assert_cmpuint (count_of (text, "The deadline is now: Friday 15 January 2027, 18:00 in Geneva."), >=, 3);
    g_assert_cmpuint (count_of (text, "Reason: A strike."), >=, 3);
    close_call (house, second);
    expect (house, TO ("world@example.org", "benin@example.org", "ghana@example.org"), "Reason: Enough came.");
    expect (house, NULL, NULL);
}

/* Both zones, States in the subject for whoever chose so; a call that is planned is told of when it opens. */
static void test_letters (void)
{
    const TdLetterWish accra = { "en", "Africa/Accra", TRUE };
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *key = follow_so (house, "jean@example.org", &(TdFollowWish){ .state = "GHA" }, &accra);
    g_autofree char *call = open_for (house, ghana, "2026-10-10T09:00", "2026-12-31T18:00");
    g_autofree char *text = NULL;
    g_autofree char *own = g_strconcat ("/en/subscriptions/own/", key, NULL);

    expect (house, NULL, NULL);
    extend (house, call, "2027-01-15T18:00");
    expect (house, NULL, NULL);
    go_to (house, "2026-10-10T07:00:01Z");
    text = expect_letters (house, TO ("jean@example.org"));
    g_assert_nonnull (strstr (text, "Subject: A call for input is open: Ghana\n"));
    g_assert_nonnull (strstr (text, "18:00 in Geneva"));
    g_assert_nonnull (strstr (text, "In your time zone: Friday 15 January 2027, 17:00 in Accra."));
    g_assert_nonnull (strstr (text, own));
    expect (house, NULL, NULL);
}

/* 60, 30, 7 and 1 days before, each once. */
static void test_reminders (void)
{
    static const struct {
        const char *when, *words;
    } days[] = {
        { "2027-01-13T16:00:00Z", NULL }, { "2027-01-14T17:00:01Z", "in 60 days" },
        { "2027-01-14T18:00:01Z", NULL }, { "2027-02-13T17:30:00Z", "in 30 days" },
        { "2027-02-14T17:30:00Z", NULL }, { "2027-03-08T17:10:00Z", "in 7 days" },
        { "2027-03-14T16:59:00Z", NULL }, { "2027-03-14T17:01:00Z", "in 1 day" },
        { "2027-03-15T16:59:00Z", NULL }, { "2027-03-16T10:00:00Z", NULL },
    };
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *call = NULL;

    follow (house, "ghana@example.org", &(TdFollowWish){ .state = "GHA" });
    call = open_for (house, ghana, NULL, "2027-03-15T18:00");
    expect (house, TO ("ghana@example.org"), "A call for input is open");
    for (gsize i = 0; i < G_N_ELEMENTS (days); i++) {
        go_to (house, days[i].when);
        expect (house, days[i].words != NULL ? TO ("ghana@example.org") : NULL, days[i].words);
        expect (house, NULL, NULL);
    }
}

/* Seven days before 18:00 in summer time is 18:00 in winter time: one hour later in UTC. */
static void test_daylight (void)
{
    g_autoptr (House) house = house_at ("2027-01-01T10:00:00Z");
    g_autofree char *call = NULL;

    follow (house, "ghana@example.org", &(TdFollowWish){ .state = "GHA" });
    call = open_for (house, ghana, NULL, "2027-03-30T18:00");
    expect (house, TO ("ghana@example.org"), NULL);
    go_to (house, "2027-01-29T18:00:00Z");
    expect (house, TO ("ghana@example.org"), "in 60 days");
    go_to (house, "2027-02-28T16:30:00Z");
    expect (house, NULL, NULL);
    go_to (house, "2027-02-28T17:00:01Z");
    expect (house, TO ("ghana@example.org"), NULL);
    go_to (house, "2027-03-23T16:30:00Z"); /* 168 hours before, and half an hour: by the calendar not yet */
    expect (house, NULL, NULL);
    go_to (house, "2027-03-23T17:00:01Z");
    expect (house, TO ("ghana@example.org"), "The deadline is: Tuesday 30 March 2027, 18:00 in Geneva.");
}

/* A server that slept sends the latest alone; what had passed when the deadline was given is never sent. */
static void test_slept (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *call = NULL;
    g_autofree char *near = NULL;

    follow (house, "world@example.org", &(TdFollowWish){ NULL });
    call = open_for (house, ghana, NULL, "2027-03-15T18:00");
    expect (house, TO ("world@example.org"), NULL);
    go_to (house, "2027-03-11T10:00:00Z");
    expect (house, TO ("world@example.org"), "in 4 days");
    near = open_for (house, benin, NULL, "2027-03-14T18:00"); /* three days: 60, 30 and 7 are over */
    expect (house, TO ("world@example.org"), "A call for input is open");
    expect (house, NULL, NULL);
    go_to (house, "2027-03-13T18:00:00Z");
    expect (house, TO ("world@example.org"), "in 1 day");
}

/* A reminder of a deadline that moves is sent again for the new one; what waits for the old one goes. */
static void test_moved_reminder (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *call = NULL;
    g_autoptr (GError) error = NULL;

    follow (house, "ghana@example.org", &(TdFollowWish){ .state = "GHA" });
    call = open_for (house, ghana, NULL, "2027-03-15T18:00");
    expect (house, TO ("ghana@example.org"), NULL);
    go_to (house, "2027-03-08T18:00:00Z");
    expect (house, TO ("ghana@example.org"), "in 7 days");
    extend (house, call, "2027-03-25T18:00");
    expect (house, TO ("ghana@example.org"), "The deadline is now: Thursday 25 March 2027");
    go_to (house, "2027-03-14T17:30:00Z"); /* a day before the old one */
    expect (house, NULL, NULL);
    go_to (house, "2027-03-18T17:30:00Z");
    expect (house, TO ("ghana@example.org"), "in 7 days");
    /* Posted, not sent yet, when it closes. */
    go_to (house, "2027-03-24T17:30:00Z");
    catch_up (house);
    g_assert_true (td_subscriptions_remind (house->instance, &error));
    g_assert_true (td_subscriptions_post (house->instance, &error));
    close_call (house, call);
    expect (house, TO ("ghana@example.org"), "closed before its deadline");
    go_to (house, "2027-03-25T10:00:00Z");
    expect (house, NULL, NULL);
}

/* A session moves: its calls' subscribers are told with reason, and those who drafted for it without a subscription. */
static void test_session_moves (void)
{
    const TdConfirm confirmed = { TRUE, NULL };
    const TdSessionWish add_43 = {
        .number = 43, .start = "2027-04-05", .end = "2027-04-16", .reason = "So.", .add = TRUE
    };
    const TdSessionWish move_43 = { .number = 43, .start = "2027-04-12", .end = "2027-04-23", .reason = "The room." };
    const TdStageWish stage = { .state = "GHA", .stage = "dialogue", .session = 43, .how = "planned", .reason = "So." };
    const TdCallWish wish = { .kind = "alternative-report", .states = ghana };
    const TdAnswers answers = { .state = "GHA", .purpose = "dialogue" };
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *writer = add (house, "writer@example.org", TD_ROLE_ORGANISATION, NULL);
    g_autofree char *both = add (house, "both@example.org", TD_ROLE_ORGANISATION, NULL);
    g_autofree char *other = add (house, "other@example.org", TD_ROLE_ORGANISATION, NULL);
    const char *const people[] = { writer, both };
    g_autofree char *call = NULL;
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;

    td_session_record (house->instance, &secretariat, &add_43, &confirmed, NULL, NULL, &error);
    g_assert_no_error (error);
    td_stage_record (house->instance, &secretariat, &stage, &confirmed, NULL, NULL, &error);
    g_assert_no_error (error);
    td_call_open (house->instance, &secretariat, &wish, &call, NULL, &error);
    g_assert_no_error (error);
    for (gsize i = 0; i < G_N_ELEMENTS (people); i++) {
        g_auto (TdViewer) viewer = { 0 };
        g_autofree char *id = NULL;
        g_autofree char *key = NULL;
        viewer_now (house, people[i], &viewer);
        td_submission_begin (house->instance, &viewer, &id, &key, &error);
        g_assert_no_error (error);
        td_submission_answer (house->instance, &viewer, NULL, id, &answers, NULL, &error);
        g_assert_no_error (error);
    }
    {
        g_auto (TdViewer) viewer = { 0 };
        g_auto (TdFollow) f = { 0 };
        viewer_now (house, both, &viewer);
        read_follow (house, &(TdFollowWish){ .state = "GHA" }, &f);
        td_subscription_add (house->instance, &viewer, &f, NULL, &error);
        g_assert_no_error (error);
    }
    expect (house, NULL, NULL); /* it opened before they subscribed */
    td_session_record (house->instance, &secretariat, &move_43, &confirmed, NULL, NULL, &error);
    g_assert_no_error (error);
    text = expect_letters (house, TO ("both@example.org", "writer@example.org"));
    g_assert_nonnull (strstr (text, "The deadline was: Monday 8 March 2027, 18:00 in Geneva."));
    g_assert_nonnull (strstr (text, "The deadline is now: Monday 15 March 2027, 18:00 in Geneva."));
    g_assert_nonnull (strstr (text, "Reason: The room."));
    g_assert_nonnull (strstr (text, "for which you drafted or sent something moved"));
    expect (house, NULL, NULL);
}

/* Without a subscription: everybody of an organisation that drafted or sent something, whoever of them wrote it, each once; nobody
 * of another one, nobody whose account is closed. */
static void test_members_are_told (void)
{
    const TdOrganisationFacts ours = { .name = "Union", .kind = "ngo", .visibility = "public", .countries = ghana };
    const TdOrganisationFacts theirs = { .name = "Others", .kind = "ngo", .visibility = "public", .countries = ghana };
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *founder = add (house, "founder@example.org", TD_ROLE_ORGANISATION, NULL);
    g_autofree char *call = open_for (house, ghana, NULL, "2026-12-31T18:00");
    g_autofree char *id = NULL;
    g_autofree char *other = NULL;
    g_autofree char *lead = NULL;
    g_autofree char *closed = NULL;
    g_autofree char *stranger = NULL;
    g_auto (TdViewer) viewer = { 0 };
    g_autoptr (GError) error = NULL;

    viewer_now (house, founder, &viewer);
    td_organisation_add (house->instance, &viewer, &ours, &id, NULL, &error);
    g_assert_no_error (error);
    lead = add_lead (house, "lead@example.org", id);
    closed = add_lead (house, "closed@example.org", id);
    {
        g_auto (TdViewer) elsewhere = { 0 };
        stranger = add (house, "stranger@example.org", TD_ROLE_ORGANISATION, NULL);
        viewer_now (house, stranger, &elsewhere);
        td_organisation_add (house->instance, &elsewhere, &theirs, &other, NULL, &error);
        g_assert_no_error (error);
    }
    {
        const TdAnswers answers = { .state = "GHA", .purpose = "dialogue", .organisation = id };
        g_autofree char *draft = NULL;
        g_autofree char *key = NULL;
        td_viewer_clear (&viewer);
        viewer_now (house, founder, &viewer); /* with the membership */
        td_submission_begin (house->instance, &viewer, &draft, &key, &error);
        g_assert_no_error (error);
        td_submission_answer (house->instance, &viewer, NULL, draft, &answers, NULL, &error);
        g_assert_no_error (error);
    }
    g_assert_true (td_account_disable (house->instance, &command, closed, TRUE, &error));
    g_free (told (house, &(gint64){ 0 })); /* what else there was to tell */
    extend (house, call, "2027-01-15T18:00");
    expect (house, TO ("founder@example.org", "lead@example.org"), "for which you drafted or sent something moved");
    expect (house, NULL, NULL);
    /* One of them has a subscription: one letter, the fuller one. */
    {
        g_auto (TdViewer) theirs_now = { 0 };
        g_auto (TdFollow) f = { 0 };
        viewer_now (house, lead, &theirs_now);
        read_follow (house, &(TdFollowWish){ .state = "GHA" }, &f);
        td_subscription_add (house->instance, &theirs_now, &f, NULL, &error);
        g_assert_no_error (error);
    }
    close_call (house, call);
    {
        g_autofree char *text = expect_letters (house, TO ("founder@example.org", "lead@example.org"));
        g_assert_cmpuint (count_of (text, "Reason: Enough came."), >=, 1);
        g_assert_cmpuint (count_of (text, "for which you drafted or sent something was closed"), >=, 1);
    }
}

/* ---- a State's consultation ---- */

/* For Ghana, which its mission holds. */
static char *consult (House *house, const TdViewer *holder, const char *opens, const char *closes)
{
    const TdConsultationWish wish = {
        .opens = opens, .closes = closes, .zone = "Africa/Accra", .languages = "en", .how = "Here."
    };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_consultation_begin (house->instance, holder, &wish, &id, NULL, &error);
    g_assert_no_error (error);
    return id;
}

/* It opens on its day, is reminded of, extended and withdrawn: told as of a call, to whom it concerns. */
static void test_consultation (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_auto (TdViewer) holder = { 0 };
    g_autofree char *theme = g_strdup (house->instance->profile->themes[0].slug);
    g_autofree char *id = NULL;
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;

    viewer_now (house, mission, &holder);
    follow (house, "ghana@example.org", &(TdFollowWish){ .state = "GHA" });
    follow (house, "benin@example.org", &(TdFollowWish){ .state = "BEN" });
    follow (house, "article@example.org", &(TdFollowWish){ .article = "16" });
    id = consult (house, &holder, "2026-10-05T09:00", "2026-12-18T18:00");
    expect (house, NULL, NULL); /* planned */
    go_to (house, "2026-10-05T09:00:01Z");
    text = expect_letters (house, TO ("ghana@example.org"));
    g_assert_nonnull (strstr (text, "Subject: A consultation is open\n"));
    g_assert_nonnull (strstr (text, "The deadline is: Friday 18 December 2026, 18:00 in Accra."));
    g_assert_nonnull (strstr (text, "Consultation on the draft of the State’s report: Ghana"));
    g_assert_nonnull (strstr (text, "/en/consultations/"));
    expect (house, NULL, NULL);
    follow (house, "world@example.org", &(TdFollowWish){ NULL });
    follow (house, "theme@example.org", &(TdFollowWish){ .theme = theme });
    go_to (house, "2026-12-11T18:00:01Z");
    expect (house, TO ("ghana@example.org", "world@example.org", "theme@example.org"), "in 7 days");
    td_viewer_clear (&holder);
    viewer_now (house, mission, &holder);
    g_assert_true (td_consultation_extend (house->instance, &holder, id, "2027-01-08", "Floods.", NULL, &error));
    g_assert_no_error (error);
    g_clear_pointer (&text, g_free);
    text = expect_letters (house, TO ("ghana@example.org", "world@example.org", "theme@example.org"));
    g_assert_nonnull (strstr (text, "The deadline was: Friday 18 December 2026, 18:00 in Accra."));
    g_assert_nonnull (strstr (text, "The deadline is now: Friday 8 January 2027, 23:59 in Accra."));
    g_assert_nonnull (strstr (text, "Reason: Floods."));
    go_to (house, "2026-12-17T18:30:00Z"); /* a day before the old one */
    expect (house, NULL, NULL);
    go_to (house, "2027-01-02T00:30:00Z");
    expect (house, TO ("ghana@example.org", "world@example.org", "theme@example.org"), "in 6 days");
    td_viewer_clear (&holder);
    viewer_now (house, mission, &holder);
    g_assert_true (td_consultation_withdraw (house->instance, &holder, id, "A new law.", &error));
    g_assert_no_error (error);
    expect (house, TO ("ghana@example.org", "world@example.org", "theme@example.org"), "Reason: A new law.");
    go_to (house, "2027-01-08T10:00:00Z");
    expect (house, NULL, NULL);
}

/* Withdrawn before it opened, and before anybody was told: nobody. */
static void test_consultation_untold (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *mission = add (house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    g_auto (TdViewer) holder = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;

    viewer_now (house, mission, &holder);
    follow (house, "ghana@example.org", &(TdFollowWish){ .state = "GHA" });
    id = consult (house, &holder, "2026-10-05T09:00", "2026-12-18T18:00");
    expect (house, NULL, NULL);
    g_assert_true (td_consultation_withdraw (house->instance, &holder, id, "A new law.", &error));
    g_assert_no_error (error);
    expect (house, NULL, NULL);
    go_to (house, "2026-10-05T09:00:01Z");
    expect (house, NULL, NULL);
}

/* ---- publications ---- */

#define DETENTION "# Notes\n\nMigrant workers are held without a decision, contrary to article 16 of the Convention.\n"
#define SCHOOLS                                                                                                        \
    "# Notes\n\nChildren of migrant workers have no access to education, contrary to article 30 of the Convention.\n"

/* Published reports are in one letter, at eight the next morning, by what they are about. */
static void test_published (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_auto (Draft) detention = { NULL }, schools = { NULL }, quiet = { NULL };
    g_autofree char *text = NULL;

    follow (house, "ghana@example.org", &(TdFollowWish){ .state = "GHA" });
    follow (house, "benin@example.org", &(TdFollowWish){ .state = "BEN" });
    follow (house, "article@example.org", &(TdFollowWish){ .article = "16" });
    follow (house, "nothing@example.org", &(TdFollowWish){ .article = "22" });
    follow (house, "theme@example.org",
            &(TdFollowWish){ .theme = td_profile_article (house->instance->profile, 16)->theme });
    follow (house, "search@example.org", &(TdFollowWish){ .words = "children schools education", .state = "GHA" });
    follow (house, "words@example.org", &(TdFollowWish){ .words = "held decision" });
    follow (house, "absent@example.org", &(TdFollowWish){ .words = "held education" });
    send_one (house, &detention, "public", DETENTION);
    send_one (house, &schools, "public", SCHOOLS);
    send_one (house, &quiet, "confidential", DETENTION);
    expect (house, NULL, NULL);
    decide (house, detention.id, TD_DECISION_PUBLISH);
    decide (house, schools.id, TD_DECISION_PUBLISH);
    decide (house, quiet.id, TD_DECISION_ACCEPT);
    expect (house, NULL, NULL);
    go_to (house, "2026-10-01T10:03:00Z");
    expect (house, NULL, NULL);
    go_to (house, "2026-10-02T05:59:00Z");
    expect (house, NULL, NULL);
    go_to (house, "2026-10-02T06:00:01Z");
    text = expect_letters (house,
                           TO ("ghana@example.org", "article@example.org", "words@example.org", "theme@example.org"));
    g_assert_cmpuint (count_of (text, "Subject: Reports were published\n"), ==, 4);
    g_assert_nonnull (strstr (text, "Union of Tests"));
    g_assert_null (strstr (text, quiet.id));
    expect (house, NULL, NULL);
    go_to (house, "2026-10-03T06:00:01Z");
    expect (house, NULL, NULL);
}

static void undo_last (House *house, const char *id)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = td_submission_get (house->instance, &secretariat, NULL, id, &error);

    td_submission_undo (house->instance, &secretariat, s->last_act, &error);
    g_assert_no_error (error);
}

/* Undone in time: nobody. Taken back before the letter: not in it. Taken back while the letter waits to be sent: written anew. */
static void test_taken_back (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_auto (Draft) undone = { NULL }, withheld = { NULL }, late = { NULL }, stays = { NULL };
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;

    follow (house, "ghana@example.org", &(TdFollowWish){ .state = "GHA" });
    send_one (house, &undone, "public", DETENTION);
    send_one (house, &withheld, "public", SCHOOLS);
    send_one (house, &late, "public", DETENTION "\nOne more.\n");
    send_one (house, &stays, "public", SCHOOLS "\nOne more.\n");
    decide (house, undone.id, TD_DECISION_PUBLISH);
    expect (house, NULL, NULL);
    undo_last (house, undone.id);
    go_to (house, "2026-10-02T07:00:00Z");
    expect (house, NULL, NULL);
    decide (house, undone.id, TD_DECISION_PUBLISH);
    decide (house, withheld.id, TD_DECISION_PUBLISH);
    decide (house, late.id, TD_DECISION_PUBLISH);
    decide (house, stays.id, TD_DECISION_PUBLISH);
    catch_up (house);
    go_to (house, "2026-10-02T07:10:00Z");
    expect (house, NULL, NULL);
    decide (house, withheld.id, TD_DECISION_WITHHOLD);
    go_to (house, "2026-10-03T07:00:00Z");
    catch_up (house);
    g_assert_true (td_subscriptions_post (house->instance, &error)); /* posted, not sent */
    decide (house, late.id, TD_DECISION_WITHHOLD);
    text = expect_letters (house, TO ("ghana@example.org"));
    g_assert_nonnull (strstr (text, undone.id)); /* published anew, it is told */
    g_assert_nonnull (strstr (text, stays.id));
    g_assert_null (strstr (text, withheld.id));
    g_assert_null (strstr (text, late.id));
    expect (house, NULL, NULL);
}

/* An organisation that can be followed has a public page, and what it sent without its name is not told as its. */
static void test_organisation (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    const TdOrganisationFacts facts = { .name = "Union", .kind = "ngo", .visibility = "public", .countries = ghana };
    const TdOrganisationFacts hidden_facts = {
        .name = "Hidden", .kind = "ngo", .visibility = "confidential", .countries = ghana
    };
    g_autofree char *id = NULL;
    g_autofree char *hidden = NULL;
    g_autofree char *person = NULL;
    g_auto (TdViewer) viewer = { 0 };
    g_autoptr (GError) error = NULL;

    person = add (house, "lead@example.org", TD_ROLE_ORGANISATION, NULL);
    viewer_now (house, person, &viewer);
    td_organisation_add (house->instance, &viewer, &facts, &id, NULL, &error);
    g_assert_no_error (error);
    td_organisation_add (house->instance, &viewer, &hidden_facts, &hidden, NULL, &error);
    g_assert_no_error (error);
    td_organisation_decide (house->instance, &secretariat, id, TD_ORGANISATION_VERIFY, "Known.", NULL, &error);
    g_assert_no_error (error);
    td_organisation_decide (house->instance, &secretariat, hidden, TD_ORGANISATION_VERIFY, "Known.", NULL, &error);
    g_assert_no_error (error);
    {
        const TdFollowWish wish = { .organisation = hidden };
        g_auto (TdFollow) f = { 0 };
        g_assert_false (td_follow_read (house->instance, &wish, &f, &error));
        assert_code (&error, TD_ERROR_NOT_FOUND);
    }
    g_free (told (house, &(gint64){ 0 })); /* to its lead, that they are verified */
    follow (house, "friend@example.org", &(TdFollowWish){ .organisation = id });
    for (int i = 0; i < 2; i++) {
        const TdAnswers answers = { .state = "GHA",
                                    .purpose = "dialogue",
                                    .organisation = id,
                                    .visibility = i == 0 ? "name-withheld" : "public",
                                    .checked = FALSE };
        const TdAnswers then = { .checked = TRUE };
        g_autofree char *s = NULL;
        g_autofree char *key = NULL;
        g_autofree char *report = g_strdup_printf (DETENTION "\nPart %d.\n", i);
        int fd = file_of (report);
        TdReceipt *receipt = NULL;
        td_viewer_clear (&viewer);
        viewer_now (house, person, &viewer); /* the day before's session is over */
        td_submission_begin (house->instance, &viewer, &s, &key, &error);
        g_assert_no_error (error);
        td_submission_answer (house->instance, &viewer, NULL, s, &answers, NULL, &error);
        g_assert_no_error (error);
        td_submission_add_part (house->instance, &viewer, NULL, s, fd, "r.md", TD_PART_MAIN, NULL, &error);
        g_assert_no_error (error);
        close (fd);
        td_submission_answer (house->instance, &viewer, NULL, s, &then, NULL, &error);
        g_assert_no_error (error);
        td_submission_send (house->instance, &viewer, NULL, s, NULL, &receipt, &error);
        g_assert_no_error (error);
        td_receipt_free (receipt);
        decide (house, s, TD_DECISION_PUBLISH);
        g_free (told (house, &(gint64){ 0 })); /* to the organisation itself */
        go_to (house, i == 0 ? "2026-10-02T09:00:00Z" : "2026-10-04T09:00:00Z");
        g_free (told (house, &(gint64){ 0 }));
        go_to (house, i == 0 ? "2026-10-03T09:00:00Z" : "2026-10-05T09:00:00Z");
        expect (house, i == 0 ? NULL : TO ("friend@example.org"), i == 0 ? NULL : s);
    }
}

/* ---- stopping, accounts, commands ---- */

static void test_one_click (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autoptr (GError) error = NULL;
    g_autofree char *call = NULL;
    g_autofree char *text = NULL;
    g_autofree char *again = NULL;
    g_autofree char *token = NULL;
    TdFollowCounts counts;
    const char *at;

    follow (house, "ana@example.org", &(TdFollowWish){ .state = "GHA" });
    call = open_for (house, ghana, NULL, "2026-12-31T18:00");
    text = expect_letters (house, TO ("ana@example.org"));
    at = strstr (text, "/unsubscribe/");
    g_assert_nonnull (at);
    token = g_strndup (at + 13, strcspn (at + 13, ">\r\n \""));
    g_assert_true (td_mail_unsubscribe (house->instance, token, NULL, &error));
    g_assert_no_error (error);
    catch_up (house);
    g_assert_true (td_subscription_count (house->instance, &counts, &error));
    g_assert_cmpint (counts.subscribers, ==, 0);
    extend (house, call, "2027-01-15T18:00");
    expect (house, NULL, NULL);
    /* Whoever asks again gets letters again. */
    follow (house, "ana@example.org", &(TdFollowWish){ .state = "GHA" });
    extend (house, call, "2027-01-20T18:00");
    expect (house, TO ("ana@example.org"), NULL);
}

static void test_account (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    g_autofree char *person = add (house, "kofi@example.org", TD_ROLE_ORGANISATION, NULL);
    g_autofree char *key = follow_so (house, "kofi@example.org", &(TdFollowWish){ .state = "BEN" }, &english);
    g_auto (TdViewer) viewer = { 0 };
    g_auto (TdFollow) f = { 0 };
    g_autoptr (TdFollower) follower = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *call = NULL;
    const TdFollowWho who = { .viewer = &viewer };
    TdFollowCounts counts;

    viewer_now (house, person, &viewer);
    read_follow (house, &(TdFollowWish){ .state = "GHA" }, &f);
    g_assert_false (td_subscription_add (house->instance, &nobody, &f, NULL, &error));
    g_clear_error (&error);
    g_assert_true (td_subscription_add (house->instance, &viewer, &f, NULL, &error));
    g_assert_no_error (error);
    g_assert_true (td_subscription_own (house->instance, &who, &follower, &error));
    g_assert_cmpuint (follower->subscriptions->len, ==, 2); /* what came by mail is theirs too */
    g_assert_false (td_subscription_remove (house->instance, &viewer, "kofi@example.org", &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_null (td_subscription_list (house->instance, &viewer, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    /* A closed account gets nothing, an erased one leaves nothing. */
    g_assert_true (td_account_disable (house->instance, &command, person, TRUE, &error));
    call = open_for (house, ghana, NULL, "2026-12-31T18:00");
    {
        gint64 n = 0;
        g_autofree char *text = told (house, &n);
        g_assert_cmpuint (count_of (text, "A call for input is open"), ==, 0);
    }
    g_assert_true (td_account_erase (house->instance, &command, person, &error));
    g_assert_no_error (error);
    g_assert_true (td_subscription_count (house->instance, &counts, &error));
    g_assert_cmpint (counts.subscribers, ==, 0);
    g_assert_false (td_subscription_remove (house->instance, &command, "kofi@example.org", &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

/* ---- many ---- */

enum { MANY = 10000 };

static gboolean put_many (TdTx *tx, gpointer data, GError **error)
{
    const TdInstance *instance = data;

    for (int i = 0; i < MANY; i++) {
        g_autofree char *id = td_id_new ();
        g_autofree char *other = td_id_new ();
        g_autofree char *address = g_strdup_printf ("somebody%d@example.org", i);
        g_autoptr (GBytes) kept = td_mail_keep (instance, id, address);
        guint8 receiver[TD_MAIL_KEPT_RECEIVER];
        gsize size;
        const void *bytes = g_bytes_get_data (kept, &size);
        td_mail_kept_receiver (instance, address, receiver);
        if (!td_exec (tx,
                      "insert into subscriber (id, receiver, address, locale, zone, name_states, created)"
                      " values ($1, $2, $3, 'en', 'Africa/Accra', 0, 1)",
                      error, TD_TEXT (id), TD_BYTES (receiver, sizeof receiver), TD_BYTES (bytes, size))
            || !td_exec (tx,
                         "insert into subscription (id, subscriber, kind, what, created)"
                         " values ($1, $2, 'state', 'GHA', 1)",
                         error, TD_TEXT (other), TD_TEXT (id)))
            return FALSE;
    }
    return TRUE;
}

static gboolean touch (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    return td_exec (tx, "update journal_cursor set position = position where name = 'nobody'", error);
}

struct other_writer {
    House *house;
    int stop;
    gint64 longest, writes;
};

/* Somebody else who writes all the time, as a person would who sends something. */
static gpointer write_on (gpointer data)
{
    struct other_writer *o = data;

    while (!g_atomic_int_get (&o->stop)) {
        g_autoptr (GError) error = NULL;
        gint64 began = g_get_monotonic_time ();
        td_store_keep (o->house->instance->store, touch, NULL, &error);
        g_assert_no_error (error);
        o->longest = MAX (o->longest, g_get_monotonic_time () - began);
        o->writes++;
        g_usleep (2000);
    }
    return NULL;
}

/* A second server on the same store. */
static gpointer post_on (gpointer data)
{
    struct other_writer *o = data;

    while (!g_atomic_int_get (&o->stop)) {
        g_autoptr (GError) error = NULL;
        g_assert_true (td_subscriptions_post (o->house->instance, &error));
        g_assert_no_error (error);
        g_usleep (2000);
    }
    return NULL;
}

static gboolean count_letters (TdTx *tx, gpointer data, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*), count(distinct receiver) from mail", error);

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    ((gint64 *) data)[0] = td_rows_int (rows, 0);
    ((gint64 *) data)[1] = td_rows_int (rows, 1);
    return TRUE;
}

/* Ten thousand are told of one call by two servers, once each, and who writes meanwhile does not wait for them. */
static void test_many (void)
{
    g_autoptr (House) house = house_at ("2026-10-01T10:00:00Z");
    struct other_writer other = { .house = house };
    g_autofree char *call = NULL;
    g_autoptr (GError) error = NULL;
    gint64 counts[2] = { 0, 0 }, began, rounds = 0;
    GThread *thread, *second;

    g_assert_true (td_store_keep (house->instance->store, put_many, house->instance, &error));
    g_assert_no_error (error);
    call = open_for (house, ghana, NULL, "2026-12-31T18:00");
    thread = g_thread_new ("other writer", write_on, &other);
    began = g_get_monotonic_time ();
    catch_up (house);
    second = g_thread_new ("second server", post_on, &other);
    while (counts[0] < MANY && rounds++ < 200) {
        g_assert_true (td_subscriptions_post (house->instance, &error));
        g_assert_true (td_store_read (house->instance->store, count_letters, counts, &error));
    }
    g_atomic_int_set (&other.stop, 1);
    g_thread_join (thread);
    g_thread_join (second);
    g_assert_true (td_store_read (house->instance->store, count_letters, counts, &error));
    g_test_message ("%" G_GINT64_FORMAT " letters in %.2f s, %" G_GINT64_FORMAT " rounds; another writer wrote "
                    "%" G_GINT64_FORMAT " times, longest wait %.0f ms",
                    counts[0], (double) (g_get_monotonic_time () - began) / 1e6, rounds, other.writes,
                    (double) other.longest / 1e3);
    g_assert_cmpint (counts[0], ==, MANY);
    g_assert_cmpint (counts[1], ==, MANY);
    g_assert_cmpint (other.longest, <, 2 * G_TIME_SPAN_SECOND);
    g_assert_true (td_subscriptions_post (house->instance, &error));
    g_assert_true (td_store_read (house->instance->store, count_letters, counts, &error));
    g_assert_cmpint (counts[0], ==, MANY);
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/subscriptions/wishes", test_wishes);
    g_test_add_func ("/subscriptions/by-mail", test_by_mail);
    g_test_add_func ("/subscriptions/end", test_end);
    g_test_add_func ("/subscriptions/rates", test_rates);
    g_test_add_func ("/subscriptions/calls", test_calls);
    g_test_add_func ("/subscriptions/letters", test_letters);
    g_test_add_func ("/subscriptions/reminders", test_reminders);
    g_test_add_func ("/subscriptions/daylight", test_daylight);
    g_test_add_func ("/subscriptions/slept", test_slept);
    g_test_add_func ("/subscriptions/moved-reminder", test_moved_reminder);
    g_test_add_func ("/subscriptions/session-moves", test_session_moves);
    g_test_add_func ("/subscriptions/members", test_members_are_told);
    g_test_add_func ("/subscriptions/consultation", test_consultation);
    g_test_add_func ("/subscriptions/consultation-untold", test_consultation_untold);
    g_test_add_func ("/subscriptions/published", test_published);
    g_test_add_func ("/subscriptions/taken-back", test_taken_back);
    g_test_add_func ("/subscriptions/organisation", test_organisation);
    g_test_add_func ("/subscriptions/one-click", test_one_click);
    g_test_add_func ("/subscriptions/account", test_account);
    g_test_add_func ("/subscriptions/many", test_many);
    return g_test_run ();
}
