/* A meeting as it runs: one step whoever clicks how often, the clock over pauses and restarts, the closed part, hands, what is typed in afterwards. */
#include "areas/floor/speaker-sql.h"
#include "areas/live/hand.h"
#include "areas/live/spoken.h"
#include "areas/live/step.h"
#include "base/limits.h"
#include "meeting-house.h"

typedef struct {
    House *house;
    TdMeeting *meeting;
    GPtrArray *ids; /* of speakers, by their order */
} Scene;

static gboolean speaker_in (TdTx *tx, gpointer data, GError **error)
{
    return td_speaker_insert (tx, data, error);
}

static void add_speaker (Scene *s, const char *state, const char *shown, int seconds, gboolean closed)
{
    TdSpeaker one = { .id = td_id_new (),
                      .meeting = s->meeting->id,
                      .state = (char *) state,
                      .kind = (char *) "ngo",
                      .shown = (char *) shown,
                      .mode = TD_MODE_IN_PERSON,
                      .closed = closed,
                      .seconds = seconds,
                      .ordinal = (int) s->ids->len + 1,
                      .planned = s->meeting->begins };

    house_write (s->house, speaker_in, &one);
    g_ptr_array_add (s->ids, one.id);
}

static void scene_new (Scene *s)
{
    s->house = house_new (TRUE);
    set_day (s->house, "2026-12-07");
    s->meeting = house_meeting (s->house, "informal", FALSE, "GHA,SEN", "2026-12-07T10:00");
    s->ids = g_ptr_array_new_with_free_func (g_free);
    add_speaker (s, "GHA", "Union of Tests", 240, FALSE);
    add_speaker (s, "GHA", "Second Union", 180, FALSE);
    add_speaker (s, "GHA", "In confidence", 120, TRUE);
    add_speaker (s, "SEN", "Third Union", 300, FALSE);
}

static void scene_clear (Scene *s)
{
    g_ptr_array_unref (s->ids);
    td_meeting_free (s->meeting);
    house_free (s->house);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static const char *id (Scene *s, guint i)
{
    return s->ids->pdata[i];
}

static void forward (Scene *s, int seconds)
{
    s->house->instance->clock.offset += seconds * G_USEC_PER_SEC;
}

static gboolean make (Scene *s, TdStepOrder order, TdStepOutcome *outcome, TdLive **now, GError **error)
{
    return td_live_step (s->house->instance, &secretariat, s->meeting->id, &order, outcome, now, error);
}

/* The step is made; what stands then. */
static TdLive *after (Scene *s, TdStepOrder order)
{
    TdStepOutcome outcome = TD_STEP_MEANWHILE;
    TdLive *now = NULL;
    g_autoptr (GError) error = NULL;

    make (s, order, &outcome, &now, &error);
    g_assert_no_error (error);
    g_assert_cmpint (outcome, ==, TD_STEP_DONE);
    return now;
}

static void does (Scene *s, TdStepKind kind)
{
    g_autoptr (TdLive) now = after (s, (TdStepOrder){ .kind = kind, .from = TD_STEP_NOW });

    g_assert_cmpint (now->n, >, 0);
}

static void refused (Scene *s, TdStepOrder order, TdErrorCode code)
{
    TdStepOutcome outcome;
    TdLive *now = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_false (make (s, order, &outcome, &now, &error));
    g_assert_null (now);
    assert_code (&error, code);
}

struct reading {
    const char *meeting;
    gboolean closed_too;
    gint64 at;
    TdLive *live;
    GPtrArray *list;
};

static gboolean now_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return (r->live = td_live_now (tx, r->meeting, error)) != NULL;
}

static gboolean spoken_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return (r->list = td_live_spoken (tx, r->meeting, r->closed_too, r->at, error)) != NULL;
}

static gboolean follows_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return (r->list = td_live_follows (tx, r->meeting, r->closed_too, error)) != NULL;
}

static gboolean hands_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return (r->list = td_live_hands (tx, r->meeting, error)) != NULL;
}

static struct reading read_it (Scene *s, TdTxFunc fn, gboolean closed_too)
{
    struct reading r = { .meeting = s->meeting->id,
                         .closed_too = closed_too,
                         .at = td_clock_now (&s->house->instance->clock) };
    g_autoptr (GError) error = NULL;

    td_store_read (s->house->instance->store, fn, &r, &error);
    g_assert_no_error (error);
    return r;
}

static TdLive *now_of (Scene *s)
{
    return read_it (s, now_in, FALSE).live;
}

static GPtrArray *spoken (Scene *s, gboolean closed_too)
{
    return read_it (s, spoken_in, closed_too).list;
}

static int left (Scene *s)
{
    g_autoptr (TdLive) now = now_of (s);

    return td_live_left (now, td_clock_now (&s->house->instance->clock));
}

/* Seconds may pass while a test runs. */
#define assert_about(a, b) g_assert_cmpint (ABS ((a) - (b)), <=, 2)

static void test_order (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdLive) now = NULL;
    g_autoptr (GPtrArray) list = NULL;

    scene_new (&s);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_NEXT }, TD_ERROR_CONFLICT);
    now = after (&s, (TdStepOrder){ .kind = TD_STEP_OPEN });
    g_assert_cmpint (now->phase, ==, TD_LIVE_RUNS);
    g_assert_cmpstr (now->state, ==, "GHA");
    g_assert_null (now->speaker);
    td_live_free (now);
    now = after (&s, (TdStepOrder){ .kind = TD_STEP_NEXT, .from = 1, .speaker = id (&s, 0) });
    g_assert_cmpstr (now->speaker, ==, id (&s, 0));
    g_assert_cmpint (now->seconds, ==, 240);
    does (&s, TD_STEP_NEXT);
    td_live_free (now);
    /* Not the one of the closed part. */
    now = after (&s, (TdStepOrder){ .kind = TD_STEP_NEXT, .from = 3 });
    g_assert_cmpstr (now->speaker, ==, id (&s, 3));
    g_assert_cmpstr (now->state, ==, "SEN");
    td_live_free (now);
    now = after (&s, (TdStepOrder){ .kind = TD_STEP_NEXT, .from = 4 });
    g_assert_null (now->speaker);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_NEXT, .from = 5 }, TD_ERROR_CONFLICT);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_EXTEND, .from = 5 }, TD_ERROR_CONFLICT);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_GIVE, .from = 5, .speaker = id (&s, 2) }, TD_ERROR_CONFLICT);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_GIVE, .from = 5, .speaker = s.meeting->id }, TD_ERROR_NOT_FOUND);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_SPOKE, .from = 5, .speaker = id (&s, 2) }, TD_ERROR_INPUT);
    does (&s, TD_STEP_CLOSE);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_PAUSE, .from = 6 }, TD_ERROR_CONFLICT);
    list = spoken (&s, TRUE);
    g_assert_cmpuint (list->len, ==, 3);
    does (&s, TD_STEP_OPEN);
    td_live_free (now);
    now = now_of (&s);
    g_assert_cmpint (now->phase, ==, TD_LIVE_RUNS);
}

static void test_twice (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdLive) now = NULL;
    TdStepOutcome outcome;

    scene_new (&s);
    does (&s, TD_STEP_OPEN);
    does (&s, TD_STEP_NEXT);
    g_assert_true (make (&s, (TdStepOrder){ .kind = TD_STEP_NEXT, .from = 1 }, &outcome, &now, NULL));
    g_assert_cmpint (outcome, ==, TD_STEP_ALREADY);
    g_assert_cmpint (now->n, ==, 2);
    g_clear_pointer (&now, td_live_free);
    g_assert_true (make (&s, (TdStepOrder){ .kind = TD_STEP_PAUSE, .from = 1 }, &outcome, &now, NULL));
    g_assert_cmpint (outcome, ==, TD_STEP_MEANWHILE);
    g_assert_cmpint (now->phase, ==, TD_LIVE_RUNS);
    g_clear_pointer (&now, td_live_free);
    /* The button said who is next, and somebody else is. */
    g_assert_true (
        make (&s, (TdStepOrder){ .kind = TD_STEP_NEXT, .from = 2, .speaker = id (&s, 3) }, &outcome, &now, NULL));
    g_assert_cmpint (outcome, ==, TD_STEP_MEANWHILE);
    g_assert_cmpstr (now->speaker, ==, id (&s, 0));
    g_clear_pointer (&now, td_live_free);
    /* A number from nowhere. */
    g_assert_true (make (&s, (TdStepOrder){ .kind = TD_STEP_NEXT, .from = 77 }, &outcome, &now, NULL));
    g_assert_cmpint (outcome, ==, TD_STEP_MEANWHILE);
}

typedef struct {
    Scene *scene;
    gint done, already; /* atomic */
} Clicking;

static gpointer click (gpointer data)
{
    Clicking *c = data;
    g_autoptr (TdLive) now = NULL;
    g_autoptr (GError) error = NULL;
    TdStepOutcome outcome;

    make (c->scene, (TdStepOrder){ .kind = TD_STEP_NEXT, .from = 1 }, &outcome, &now, &error);
    g_assert_no_error (error);
    g_atomic_int_inc (outcome == TD_STEP_DONE ? &c->done : &c->already);
    g_assert_cmpint (outcome, !=, TD_STEP_MEANWHILE);
    return NULL;
}

/* Ten clicks at once give the floor to one. */
static void test_ten_clicks (void)
{
    g_auto (Scene) s = { 0 };
    Clicking c = { &s, 0, 0 };
    GThread *threads[10];
    g_autoptr (TdLive) now = NULL;

    scene_new (&s);
    does (&s, TD_STEP_OPEN);
    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("click", click, &c);
    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
    g_assert_cmpint (c.done, ==, 1);
    g_assert_cmpint (c.already, ==, 9);
    now = now_of (&s);
    g_assert_cmpint (now->n, ==, 2);
    g_assert_cmpstr (now->speaker, ==, id (&s, 0));
}

static void test_clock (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    const TdSpoken *one;

    scene_new (&s);
    does (&s, TD_STEP_OPEN);
    does (&s, TD_STEP_NEXT);
    assert_about (left (&s), 240);
    forward (&s, 60);
    assert_about (left (&s), 180);
    does (&s, TD_STEP_PAUSE);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_PAUSE, .from = TD_STEP_NOW }, TD_ERROR_CONFLICT);
    forward (&s, 600);
    assert_about (left (&s), 180);
    does (&s, TD_STEP_RESUME);
    assert_about (left (&s), 180);
    does (&s, TD_STEP_EXTEND);
    assert_about (left (&s), 300);
    forward (&s, 310);
    assert_about (left (&s), -10);
    /* Another process, or the same one after it died, reads the same clock. */
    TdClock clock = s.house->instance->clock;
    td_instance_free (s.house->instance);
    s.house->instance = house_open (s.house->folder, clock);
    assert_about (left (&s), -10);
    does (&s, TD_STEP_NEXT);
    list = spoken (&s, FALSE);
    g_assert_cmpuint (list->len, ==, 2);
    one = list->pdata[0];
    assert_about (one->seconds, 370);
    g_assert_cmpint (one->given, ==, 360);
    g_assert_cmpstr (one->shown, ==, "Union of Tests");
    g_assert_cmpstr (one->state, ==, "GHA");
    g_assert_false (one->now);
    g_assert_true (((const TdSpoken *) list->pdata[1])->now);
}

static const char *first_that_follows (GPtrArray *list)
{
    g_assert_cmpuint (list->len, >, 0);
    return ((const TdSpeaker *) list->pdata[0])->id;
}

static void test_swap_and_pass (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GPtrArray) before = NULL;
    g_autoptr (GPtrArray) swapped = NULL;
    g_autoptr (GPtrArray) passed = NULL;
    g_autoptr (TdLive) now = NULL;

    scene_new (&s);
    does (&s, TD_STEP_OPEN);
    before = read_it (&s, follows_in, FALSE).list;
    g_assert_cmpuint (before->len, ==, 3);
    td_live_free (
        after (&s, (TdStepOrder){ .kind = TD_STEP_SWAP, .from = 1, .speaker = id (&s, 0), .other = id (&s, 3) }));
    swapped = read_it (&s, follows_in, FALSE).list;
    g_assert_cmpstr (first_that_follows (swapped), ==, id (&s, 3));
    refused (&s, (TdStepOrder){ .kind = TD_STEP_SWAP, .from = 2, .speaker = id (&s, 0), .other = id (&s, 0) },
             TD_ERROR_INPUT);
    td_live_free (after (&s, (TdStepOrder){ .kind = TD_STEP_PASS, .from = 2, .speaker = id (&s, 3) }));
    passed = read_it (&s, follows_in, FALSE).list;
    g_assert_cmpstr (first_that_follows (passed), ==, id (&s, 1));
    g_assert_cmpuint (passed->len, ==, 2);
    /* Passed over, they may still be given the floor. */
    now = after (&s, (TdStepOrder){ .kind = TD_STEP_GIVE, .from = 3, .speaker = id (&s, 3) });
    g_assert_cmpstr (now->speaker, ==, id (&s, 3));
    refused (&s, (TdStepOrder){ .kind = TD_STEP_SWAP, .from = 4, .speaker = id (&s, 0), .other = id (&s, 3) },
             TD_ERROR_CONFLICT);
    td_live_free (now);
    now = after (&s, (TdStepOrder){ .kind = TD_STEP_REPLY, .from = 4, .speaker = id (&s, 1) });
    g_assert_true (now->reply);
    g_assert_cmpint (now->seconds, ==, TD_STEP_REPLY_SECONDS);
    /* A reply takes nobody's turn. */
    td_live_free (now);
    now = after (&s, (TdStepOrder){ .kind = TD_STEP_NEXT, .from = 5 });
    g_assert_cmpstr (now->speaker, ==, id (&s, 1));
    g_assert_false (now->reply);
}

static void test_closed_part (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdLive) now = NULL;
    g_autoptr (GPtrArray) open_list = NULL;
    g_autoptr (GPtrArray) whole_list = NULL;

    scene_new (&s);
    does (&s, TD_STEP_OPEN);
    does (&s, TD_STEP_RECORD);
    does (&s, TD_STEP_NEXT);
    now = after (&s, (TdStepOrder){ .kind = TD_STEP_CLOSED_PART, .from = 3 });
    g_assert_true (now->closed_part);
    g_assert_false (now->recording);
    g_assert_null (now->speaker);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_RECORD, .from = 4 }, TD_ERROR_CONFLICT);
    td_live_free (now);
    now = after (&s, (TdStepOrder){ .kind = TD_STEP_NEXT, .from = 4 });
    g_assert_cmpstr (now->speaker, ==, id (&s, 2));
    open_list = spoken (&s, FALSE);
    whole_list = spoken (&s, TRUE);
    g_assert_cmpuint (open_list->len, ==, 1);
    g_assert_cmpuint (whole_list->len, ==, 2);
    td_live_free (now);
    now = after (&s, (TdStepOrder){ .kind = TD_STEP_PUBLIC_PART, .from = 5 });
    g_assert_null (now->speaker);
    g_assert_false (now->closed_part);
    g_assert_false (now->recording);
}

static gboolean may_closed_in (TdTx *tx, gpointer data, GError **error)
{
    gpointer *p = data;

    return td_live_may_closed (tx, p[0], p[1], p[2], error);
}

static void test_door (void)
{
    g_auto (Scene) s = { 0 };
    TdStepOutcome outcome;
    TdLive *now = NULL;
    g_autoptr (GError) error = NULL;
    const TdStepOrder order = { .kind = TD_STEP_OPEN };
    g_autoptr (TdMeeting) closed = NULL;
    const TdViewer *viewers[] = { &nobody, &secretariat };

    scene_new (&s);
    g_assert_false (td_live_step (s.house->instance, &nobody, s.meeting->id, &order, &outcome, &now, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    closed = house_meeting (s.house, "briefing", TRUE, "GHA", "2026-12-07T13:00");
    g_assert_false (td_live_step (s.house->instance, &nobody, closed->id, &order, &outcome, &now, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    for (gboolean i = 0; i < 2; i++) {
        gboolean may = !i;
        gpointer asked[] = { s.meeting, (gpointer) viewers[i], &may };
        g_assert_true (td_store_read (s.house->instance->store, may_closed_in, asked, NULL));
        g_assert_cmpint (may, ==, i);
    }
}

/* ---- hands ---- */

static gboolean hand (Scene *s, const char *who, gboolean up, GError **error)
{
    return td_live_hand (s->house->instance, s->meeting->id, who, "Somebody", "page", up, error);
}

static void test_hands (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) up = NULL;
    g_autoptr (GPtrArray) down = NULL;
    g_autoptr (TdLive) now = NULL;
    const TdHand *first;

    scene_new (&s);
    g_assert_false (hand (&s, "a", TRUE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    does (&s, TD_STEP_OPEN);
    g_assert_true (hand (&s, "a", TRUE, NULL));
    g_assert_true (hand (&s, "b", TRUE, NULL));
    g_assert_true (hand (&s, "a", TRUE, NULL));
    up = read_it (&s, hands_in, FALSE).list;
    g_assert_cmpuint (up->len, ==, 2);
    first = up->pdata[0];
    g_assert_cmpstr (first->who, ==, "a");
    now = after (&s, (TdStepOrder){ .kind = TD_STEP_GIVE, .from = 1, .hand = first->id });
    g_assert_cmpstr (now->hand, ==, first->id);
    g_assert_cmpstr (now->who, ==, "a");
    g_assert_cmpstr (now->shown, ==, "Somebody");
    g_assert_null (now->speaker);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_GIVE, .from = 2, .hand = first->id }, TD_ERROR_CONFLICT);
    g_assert_true (hand (&s, "b", FALSE, NULL));
    g_assert_true (hand (&s, "b", FALSE, NULL));
    down = read_it (&s, hands_in, FALSE).list;
    g_assert_cmpuint (down->len, ==, 0);
    does (&s, TD_STEP_CLOSE_LIST);
    g_assert_false (hand (&s, "c", TRUE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    does (&s, TD_STEP_OPEN_LIST);
    for (int i = 1; i < TD_LIMIT_HANDS_EACH; i++)
        g_assert_true (hand (&s, "b", TRUE, NULL) && hand (&s, "b", FALSE, NULL));
    g_assert_false (hand (&s, "b", TRUE, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

enum { MANY = 200 };

static gpointer raise_one (gpointer data)
{
    gpointer *p = data;
    g_autofree char *who = g_strdup_printf ("person-%d", GPOINTER_TO_INT (p[1]));
    g_autoptr (GError) error = NULL;

    hand (p[0], who, TRUE, &error);
    g_assert_no_error (error);
    return NULL;
}

/* Two hundred at once: each once, without a gap, after who came before and before who comes after. */
static void test_many_hands (void)
{
    g_auto (Scene) s = { 0 };
    GThread *threads[MANY];
    gpointer data[MANY][2];
    g_autoptr (GPtrArray) up = NULL;
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    scene_new (&s);
    does (&s, TD_STEP_OPEN);
    g_assert_true (hand (&s, "first", TRUE, NULL));
    for (int i = 0; i < MANY; i++) {
        data[i][0] = &s;
        data[i][1] = GINT_TO_POINTER (i);
        threads[i] = g_thread_new ("hand", raise_one, data[i]);
    }
    for (int i = 0; i < MANY; i++)
        g_thread_join (threads[i]);
    g_assert_true (hand (&s, "last", TRUE, NULL));
    up = read_it (&s, hands_in, FALSE).list;
    g_assert_cmpuint (up->len, ==, MANY + 2);
    for (guint i = 0; i < up->len; i++) {
        const TdHand *one = up->pdata[i];
        g_assert_cmpint (one->n, ==, (int) i + 1);
        g_assert_true (g_hash_table_add (seen, one->who));
    }
    g_assert_cmpstr (((const TdHand *) up->pdata[0])->who, ==, "first");
    g_assert_cmpstr (((const TdHand *) up->pdata[MANY + 1])->who, ==, "last");
}

/* ---- where within a State ---- */

static void at_item (Scene *s, const char *word, const char *expected)
{
    g_autoptr (TdLive) now = after (s, (TdStepOrder){ .kind = TD_STEP_ITEM, .from = TD_STEP_NOW, .other = word });

    g_assert_cmpstr (now->item, ==, expected);
}

static void test_item (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdLive) now = NULL;

    scene_new (&s);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_ITEM, .from = TD_STEP_NOW, .other = "questions" }, TD_ERROR_CONFLICT);
    does (&s, TD_STEP_OPEN);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_ITEM, .from = TD_STEP_NOW, .other = "lunch" }, TD_ERROR_INPUT);
    refused (&s, (TdStepOrder){ .kind = TD_STEP_ITEM, .from = TD_STEP_NOW }, TD_ERROR_INPUT);
    at_item (&s, "presentations", "presentations");
    does (&s, TD_STEP_NEXT);
    at_item (&s, "questions", "questions");
    refused (&s, (TdStepOrder){ .kind = TD_STEP_ITEM, .from = TD_STEP_NOW, .other = "questions" }, TD_ERROR_CONFLICT);
    does (&s, TD_STEP_NEXT);
    now = now_of (&s);
    g_assert_cmpstr (now->item, ==, "questions");
    td_live_free (now);
    /* Another State begins anew. */
    does (&s, TD_STEP_NEXT);
    now = now_of (&s);
    g_assert_cmpstr (now->state, ==, "SEN");
    g_assert_null (now->item);
    at_item (&s, "answers", "answers");
    td_live_free (now);
    /* What was in the closed part stays in it. */
    does (&s, TD_STEP_CLOSED_PART);
    at_item (&s, "answers", "answers");
    does (&s, TD_STEP_PUBLIC_PART);
    now = now_of (&s);
    g_assert_null (now->item);
}

/* ---- typed in afterwards ---- */

static void test_typed (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (TdLive) now = NULL;
    TdStepOutcome outcome;

    scene_new (&s);
    does (&s, TD_STEP_OPEN);
    does (&s, TD_STEP_NEXT);
    TdTypedTurn really[] = { { id (&s, 1), 200, FALSE }, { id (&s, 0), 100, FALSE }, { id (&s, 2), 90, FALSE } };
    g_assert_false (td_live_type (s.house->instance, &secretariat, s.meeting->id, 2, really, 3, &outcome, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    does (&s, TD_STEP_CLOSE);
    g_assert_true (td_live_type (s.house->instance, &secretariat, s.meeting->id, 3, really, 3, &outcome, &error));
    g_assert_cmpint (outcome, ==, TD_STEP_DONE);
    g_assert_true (td_live_type (s.house->instance, &secretariat, s.meeting->id, 3, really, 3, &outcome, &error));
    g_assert_cmpint (outcome, ==, TD_STEP_ALREADY);
    list = spoken (&s, FALSE);
    g_assert_cmpuint (list->len, ==, 2);
    const TdSpoken *first = list->pdata[0], *second = list->pdata[1];
    g_assert_cmpstr (first->speaker, ==, id (&s, 1));
    g_assert_cmpint (first->seconds, ==, 200);
    g_assert_true (first->typed);
    g_assert_cmpint (second->began - first->began, ==, 200 * G_USEC_PER_SEC);
    now = now_of (&s);
    g_assert_cmpint (now->phase, ==, TD_LIVE_OVER);
    /* Once more, with a right of reply between. */
    TdTypedTurn replied[] = { { id (&s, 1), 200, FALSE }, { id (&s, 0), 100, FALSE }, { id (&s, 1), 60, TRUE } };
    g_assert_true (td_live_type (s.house->instance, &secretariat, s.meeting->id, now->n, replied, 3, &outcome, &error));
    g_clear_pointer (&list, g_ptr_array_unref);
    list = spoken (&s, FALSE);
    g_assert_cmpuint (list->len, ==, 3);
    const TdSpoken *reply = list->pdata[2];
    g_assert_true (reply->reply && reply->typed && !((const TdSpoken *) list->pdata[0])->reply);
    g_assert_cmpstr (reply->speaker, ==, id (&s, 1));
    g_assert_cmpint (reply->seconds, ==, 60);
    td_live_free (now);
    now = now_of (&s);
    really[0].seconds = TD_LIMIT_FLOOR_SECONDS + 1;
    g_assert_false (td_live_type (s.house->instance, &secretariat, s.meeting->id, now->n, really, 3, &outcome, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (td_live_type (s.house->instance, &nobody, s.meeting->id, now->n, really, 3, &outcome, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/live/order", test_order);
    g_test_add_func ("/live/twice", test_twice);
    g_test_add_func ("/live/ten-clicks", test_ten_clicks);
    g_test_add_func ("/live/clock", test_clock);
    g_test_add_func ("/live/swap-and-pass", test_swap_and_pass);
    g_test_add_func ("/live/closed-part", test_closed_part);
    g_test_add_func ("/live/item", test_item);
    g_test_add_func ("/live/door", test_door);
    g_test_add_func ("/live/hands", test_hands);
    g_test_add_func ("/live/many-hands", test_many_hands);
    g_test_add_func ("/live/typed", test_typed);
    return g_test_run ();
}
