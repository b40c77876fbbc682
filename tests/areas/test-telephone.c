/* Meetings by telephone: whose a PIN is, guessing, being called, what a caller is told and when. */
#include "areas/floor/speaker-sql.h"
#include "areas/live/live-view.h"
#include "areas/live/step.h"
#include "areas/questions/question.h"
#include "areas/telephone/asked.h"
#include "areas/telephone/callback.h"
#include "areas/telephone/pin-sql.h"
#include "areas/telephone/turn.h"
#include "base/base.h"
#include "base/errors.h"
#include "base/limits.h"
#include "meeting-house.h"
#include "meeting/phone-settings.h"
#include "meeting/phone-words.h"

typedef struct {
    House *house;
    TdMeeting *meeting;
    char *person;
    TdViewer viewer;
} Scene;

static void write_settings (House *house, const char *more)
{
    g_autofree char *path = g_build_filename (house->instance->folder, "phone.ini", NULL);
    g_autofree char *text = g_strconcat ("[gateway]\n[numbers]\nCHE=+41 22 555 01 00\n", more, NULL);

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void scene_new (Scene *s, gboolean closed)
{
    s->house = house_new (TRUE);
    set_day (s->house, "2026-12-07");
    write_settings (s->house, "[trunk]\naddress=sip:127.0.0.1:5090\nprefixes=+41,+233\n");
    s->meeting = house_meeting (s->house, "informal", closed, "GHA", "2026-12-07T13:00");
    s->person = add (s->house, "caller@example.org", TD_ROLE_ORGANISATION, NULL);
    viewer_now (s->house, s->person, &s->viewer);
}

static void scene_clear (Scene *s)
{
    td_viewer_clear (&s->viewer);
    g_free (s->person);
    td_meeting_free (s->meeting);
    house_free (s->house);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static char *make_pin (Scene *s, const char *shown)
{
    g_autoptr (GError) error = NULL;
    char *digits = NULL;

    td_phone_pin_make (s->house->instance, &s->viewer, s->meeting->id, shown, "fr", &digits, &error);
    g_assert_no_error (error);
    return digits;
}

static TdPhonePinAnswer check (Scene *s, const char *caller, const char *digits, TdPhonePin **ret_pin)
{
    TdPhonePinAnswer answer;
    g_autoptr (TdPhonePin) pin = NULL;
    g_autoptr (GError) error = NULL;

    td_phone_pin_check (s->house->instance, caller, digits, &answer, &pin, &error);
    g_assert_no_error (error);
    g_assert_true ((answer == TD_PHONE_PIN_RIGHT) == (pin != NULL));
    if (ret_pin != NULL)
        *ret_pin = g_steal_pointer (&pin);
    return answer;
}

static void forward (Scene *s, gint64 seconds)
{
    s->house->instance->clock.offset += seconds * G_USEC_PER_SEC;
}

/* How often an act stands in the journal. */
struct counting {
    const char *act;
    int n;
};

static gboolean count_one (const TdJournalRecord *record, gpointer data, GError **error)
{
    struct counting *c = data;

    (void) error;
    c->n += g_str_equal (record->act, c->act);
    return TRUE;
}

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    return td_journal_list (tx, 0, 10000, count_one, data, error);
}

static int journalled (Scene *s, const char *act)
{
    struct counting c = { act, 0 };
    g_autoptr (GError) error = NULL;

    td_store_read (s->house->instance->store, count_in, &c, &error);
    g_assert_no_error (error);
    return c.n;
}

static void pin_is_told_once_and_works (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdPhonePin) pin = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s, FALSE);
    g_autofree char *first = make_pin (&s, "Ama of the Union");
    g_assert_cmpuint (strlen (first), ==, 8);
    g_assert_cmpuint (strspn (first, "0123456789"), ==, 8);
    g_assert_cmpint (check (&s, "+41790000001", first, &pin), ==, TD_PHONE_PIN_RIGHT);
    g_assert_cmpstr (pin->shown, ==, "Ama of the Union");
    g_assert_cmpstr (pin->person, ==, s.person);
    g_assert_cmpstr (pin->locale, ==, "fr");
    g_autofree char *second = make_pin (&s, "");
    g_assert_cmpint (check (&s, "+41790000001", first, NULL), ==, TD_PHONE_PIN_WRONG); /* the newer ended it */
    g_assert_cmpint (check (&s, "+41790000001", second, NULL), ==, TD_PHONE_PIN_RIGHT);
    td_phone_pin_drop (s.house->instance, &s.viewer, s.meeting->id, &error);
    g_assert_no_error (error);
    g_assert_cmpint (check (&s, "+41790000001", second, NULL), ==, TD_PHONE_PIN_WRONG);
    g_assert_cmpint (journalled (&s, "phone.pin"), ==, 2);
}

static void pin_ends_with_its_meeting (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) left = NULL;

    scene_new (&s, FALSE);
    g_autofree char *digits = make_pin (&s, NULL);
    forward (&s, 8 * 60 * 60);
    g_assert_cmpint (check (&s, "+41790000001", digits, NULL), ==, TD_PHONE_PIN_RIGHT); /* a meeting may last longer */
    forward (&s, TD_LIMIT_PHONE_PIN_HOURS * 60 * 60);
    g_assert_cmpint (check (&s, "+41790000001", digits, NULL), ==, TD_PHONE_PIN_WRONG);
    td_phone_forget (s.house->instance, &error);
    g_assert_no_error (error);
    g_assert_cmpint (journalled (&s, "phone.forget"), ==, 1);
    td_phone_forget (s.house->instance, &error); /* nothing is left, and nothing is said */
    g_assert_no_error (error);
    g_assert_cmpint (journalled (&s, "phone.forget"), ==, 1);
}

static void a_guesser_is_locked (void)
{
    g_auto (Scene) s = { 0 };

    scene_new (&s, FALSE);
    g_autofree char *digits = make_pin (&s, NULL);
    const char *wrong = g_str_equal (digits, "00000000") ? "00000001" : "00000000";
    for (int i = 1; i < TD_LIMIT_PHONE_TRIES; i++)
        g_assert_cmpint (check (&s, "+41790000009", wrong, NULL), ==, TD_PHONE_PIN_WRONG);
    g_assert_cmpint (check (&s, "+41790000009", wrong, NULL), ==, TD_PHONE_PIN_LOCKED);
    g_assert_cmpint (check (&s, "+41790000009", digits, NULL), ==, TD_PHONE_PIN_LOCKED); /* the right one as well */
    g_assert_cmpint (check (&s, "+41790000001", digits, NULL), ==, TD_PHONE_PIN_RIGHT);  /* another caller is not */
    g_assert_cmpint (journalled (&s, "phone.wrong"), ==, TD_LIMIT_PHONE_TRIES - 1);
    g_assert_cmpint (journalled (&s, "phone.lock"), ==, 1);
    forward (&s, 16 * 60);
    g_assert_cmpint (check (&s, "+41790000009", digits, NULL), ==, TD_PHONE_PIN_RIGHT);
}

static void all_guessers_together_are_locked (void)
{
    g_auto (Scene) s = { 0 };

    scene_new (&s, FALSE);
    g_autofree char *digits = make_pin (&s, NULL);
    const char *wrong = g_str_equal (digits, "00000000") ? "00000001" : "00000000";
    for (int i = 0; i < TD_LIMIT_PHONE_TRIES_A_MINUTE; i++) {
        g_autofree char *caller = g_strdup_printf ("+4179000%04d", i);
        g_assert_cmpint (check (&s, caller, wrong, NULL), ==, TD_PHONE_PIN_WRONG);
    }
    g_assert_cmpint (check (&s, "+41799999999", wrong, NULL), ==, TD_PHONE_PIN_LOCKED);
    forward (&s, 61);
    g_assert_cmpint (check (&s, "+41799999999", digits, NULL), ==, TD_PHONE_PIN_RIGHT);
}

/* ---- a closed meeting ---- */

static void a_closed_meeting_is_not_there (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *digits = NULL;
    g_autoptr (TdPhonePin) pin = NULL;
    g_autoptr (GPtrArray) pins = NULL;

    scene_new (&s, TRUE);
    td_phone_pin_make (s.house->instance, &s.viewer, s.meeting->id, NULL, "en", &digits, &error);
    assert_code (&error, TD_ERROR_NOT_FOUND);
    td_phone_pin_own (s.house->instance, &s.viewer, s.meeting->id, &pin, &error);
    assert_code (&error, TD_ERROR_NOT_FOUND);
    pins = td_phone_pins (s.house->instance, &s.viewer, s.meeting->id, &error);
    g_assert_null (pins);
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

struct rights {
    Scene *s;
    TdPhonePin *pin;
    gboolean may;
};

static gboolean rights_in (TdTx *tx, gpointer data, GError **error)
{
    struct rights *r = data;
    g_auto (TdViewer) viewer = { 0 };
    g_autoptr (TdMeeting) meeting = NULL;

    return td_meeting_load (tx, r->s->meeting->id, &meeting, error)
           && td_phone_pin_viewer (tx, r->s->house->instance, r->pin, meeting, &viewer, &r->may, error);
}

static gboolean may_call (Scene *s, TdPhonePin *pin)
{
    struct rights r = { s, pin, FALSE };
    g_autoptr (GError) error = NULL;

    td_store_read (s->house->instance->store, rights_in, &r, &error);
    g_assert_no_error (error);
    return r.may;
}

static void rights_are_those_of_now (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (TdPhonePin) pin = NULL;
    g_autoptr (TdPhonePin) guest = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *digits = NULL;

    scene_new (&s, FALSE);
    g_autofree char *own = make_pin (&s, NULL);
    check (&s, "+41790000001", own, &pin);
    g_assert_true (may_call (&s, pin));
    td_account_disable (s.house->instance, &command, s.person, TRUE, &error);
    g_assert_no_error (error);
    g_assert_false (may_call (&s, pin));
    td_phone_pin_give (s.house->instance, &secretariat, s.meeting->id, "Guest of Accra", NULL, &digits, &error);
    g_assert_no_error (error);
    g_assert_cmpint (check (&s, "+41790000001", digits, &guest), ==, TD_PHONE_PIN_RIGHT);
    g_assert_true (may_call (&s, guest));
    g_assert_cmpstr (td_phone_pin_who (guest), ==, guest->id);
    td_phone_pin_withdraw (s.house->instance, &secretariat, guest->id, &error);
    g_assert_no_error (error);
    g_assert_cmpint (check (&s, "+41790000001", digits, NULL), ==, TD_PHONE_PIN_WRONG);
}

static void who_gives_pins (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *digits = NULL;
    const TdViewer stranger = TD_VIEWER_NOBODY;

    scene_new (&s, FALSE);
    td_phone_pin_give (s.house->instance, &s.viewer, s.meeting->id, "Guest", NULL, &digits, &error);
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    td_phone_pin_make (s.house->instance, &stranger, s.meeting->id, NULL, "en", &digits, &error);
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    td_phone_pin_give (s.house->instance, &secretariat, s.meeting->id, "Guest", "0000000000000000", &digits, &error);
    assert_code (&error, TD_ERROR_INPUT);
    td_phone_pin_give (s.house->instance, &secretariat, s.meeting->id, "", NULL, &digits, &error);
    assert_code (&error, TD_ERROR_INPUT);
}

/* ---- who is on the line ---- */

static gboolean speaker_in (TdTx *tx, gpointer data, GError **error)
{
    return td_speaker_insert (tx, data, error);
}

static char *add_expected (Scene *s, const char *shown, int ordinal, TdSpeakMode mode)
{
    TdSpeaker one = { .id = td_id_new (),
                      .meeting = s->meeting->id,
                      .state = (char *) "GHA",
                      .kind = (char *) "ngo",
                      .shown = (char *) shown,
                      .mode = mode,
                      .seconds = 240,
                      .ordinal = ordinal,
                      .planned = s->meeting->begins };

    house_write (s->house, speaker_in, &one);
    return one.id;
}

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    return td_phone_call_begin (tx, data, 1, error);
}

static gboolean end_in (TdTx *tx, gpointer data, GError **error)
{
    return td_phone_call_end (tx, data, 2, error);
}

/* What the one who chairs is told of a speaker; NULL: nothing. */
static const char *told_of (Scene *s, const TdViewer *viewer, const char *speaker)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdLiveView) view = td_live_view (s->house->instance, viewer, s->meeting->id, &error);

    g_assert_no_error (error);
    return view->there != NULL ? g_hash_table_lookup (view->there, speaker) : NULL;
}

static void who_is_on_the_line (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdPhonePin) pin = NULL;
    g_autofree char *digits = NULL;

    scene_new (&s, FALSE);
    g_autofree char *caller = add_expected (&s, "Union on the line", 1, TD_MODE_TELEPHONE);
    g_autofree char *here = add_expected (&s, "Union in the room", 2, TD_MODE_IN_PERSON);
    g_assert_cmpstr (told_of (&s, &secretariat, caller), ==, "Not on the line");
    g_assert_null (told_of (&s, &secretariat, here));
    td_phone_pin_give (s.house->instance, &secretariat, s.meeting->id, "Guest", caller, &digits, &error);
    g_assert_no_error (error);
    g_assert_cmpint (check (&s, "+41790000001", digits, &pin), ==, TD_PHONE_PIN_RIGHT);
    g_autofree char *call = td_id_new ();
    const TdPhoneCallNew call_new = { .id = call, .call = "1", .pin = pin, .language = "en" };
    house_write (s.house, begin_in, (gpointer) &call_new);
    g_assert_cmpstr (told_of (&s, &secretariat, caller), ==, "On the line now");
    g_assert_null (told_of (&s, &secretariat, here));
    g_assert_null (told_of (&s, &nobody, caller)); /* for who chairs alone */
    house_write (s.house, end_in, call);
    g_assert_cmpstr (told_of (&s, &secretariat, caller), ==, "Not on the line");
}

/* ---- being called ---- */

static void numbers (void)
{
    static const struct {
        const char *typed, *number;
    } cases[] = {
        { "+41 22 555 01 00", "+41225550100" },
        { "0041 (22) 555-01-00", "+41225550100" },
        { " +233.24.123.4567", "+233241234567" },
        { "022 555 01 00", NULL },
        { "+41", NULL },
        { "+41225550100;x=1", NULL },
        { "+0225550100", NULL },
        { "+1234567890123456", NULL },
        { "", NULL },
        { "+41 22 555 01 00@evil", NULL },
    };
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *number = td_phone_number (cases[i].typed);
        g_assert_cmpstr (number, ==, cases[i].number);
    }
}

static guint n_due (Scene *s)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) due = td_phone_callbacks_due (s->house->instance, &error);

    g_assert_no_error (error);
    return due->len;
}

static void step (Scene *s, TdStepKind kind)
{
    const TdStepOrder order = { .kind = kind, .from = TD_STEP_NOW };
    TdStepOutcome outcome;
    g_autoptr (TdLive) now = NULL;
    g_autoptr (GError) error = NULL;

    td_live_step (s->house->instance, &secretariat, s->meeting->id, &order, &outcome, &now, &error);
    g_assert_no_error (error);
}

static void called_at_the_opening (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdPhoneCallback) own = NULL;
    g_autoptr (TdPhoneCallback) gone = NULL;
    g_autofree char *number = NULL;

    scene_new (&s, FALSE);
    td_phone_callback_ask (s.house->instance, &s.viewer, s.meeting->id, "+41 22 555 01 00", FALSE, &error);
    assert_code (&error, TD_ERROR_CONFLICT); /* no PIN yet */
    g_autofree char *digits = make_pin (&s, NULL);
    td_phone_callback_ask (s.house->instance, &s.viewer, s.meeting->id, "+33 1 55 55 01 00", FALSE, &error);
    assert_code (&error, TD_ERROR_INPUT); /* not among the prefixes */
    td_phone_callback_ask (s.house->instance, &s.viewer, s.meeting->id, "+41 22 555 01 00", FALSE, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (n_due (&s), ==, 0);
    step (&s, TD_STEP_OPEN);
    g_assert_cmpuint (n_due (&s), ==, 1);
    td_phone_callback_own (s.house->instance, &s.viewer, s.meeting->id, &own, &error);
    g_assert_no_error (error);
    g_assert_true (td_phone_callback_number (s.house->instance, own, &number));
    g_assert_cmpstr (number, ==, "+41225550100");
    g_assert_null (
        g_strstr_len (g_bytes_get_data (own->number, NULL), (gssize) g_bytes_get_size (own->number), "5550100"));
    for (int i = 0; i < TD_LIMIT_PHONE_DIALS; i++) {
        g_assert_cmpuint (n_due (&s), ==, 1);
        td_phone_callback_note (s.house->instance, own->id, "calls", &error);
        g_assert_no_error (error);
        g_assert_cmpuint (n_due (&s), ==, 0);
        td_phone_callback_note (s.house->instance, own->id, "failed", &error);
        g_assert_no_error (error);
        forward (&s, 121);
    }
    g_assert_cmpuint (n_due (&s), ==, 0); /* often enough */
    td_phone_callback_drop (s.house->instance, &s.viewer, s.meeting->id, &error);
    g_assert_no_error (error);
    td_phone_callback_own (s.house->instance, &s.viewer, s.meeting->id, &gone, &error);
    g_assert_no_error (error);
    g_assert_null (gone);
}

static void no_telephone_no_pin (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *digits = NULL;
    g_autofree char *path = NULL;

    scene_new (&s, FALSE);
    path = g_build_filename (s.house->instance->folder, "phone.ini", NULL);
    g_assert_cmpint (remove (path), ==, 0);
    td_phone_pin_make (s.house->instance, &s.viewer, s.meeting->id, NULL, "en", &digits, &error);
    assert_code (&error, TD_ERROR_CONFLICT);
}

/* ---- what is told ---- */

static void assert_told (TdPhoneTold *told, TdPhoneNow now, const char *words)
{
    TdPhoneTelling tellings[TD_PHONE_TOLD_AT_ONCE];
    g_autoptr (GString) found = g_string_new (NULL);
    guint n = td_phone_turn (told, &now, tellings);

    for (guint i = 0; i < n; i++)
        g_string_append_printf (found, "%s ", td_phone_telling_word (tellings[i]));
    g_assert_cmpstr (found->str, ==, words);
}

static void told_once (void)
{
    TdPhoneTold told = { 0 };
    TdPhoneNow now = { .place = TD_PHONE_PLACE_WAITS };

    assert_told (&told, now, "waiting ");
    assert_told (&told, now, "");
    now.place = TD_PHONE_PLACE_IN;
    now.recording = TRUE;
    assert_told (&told, now, "listening recording ");
    now.next = "abcdefghjkmnpqrs";
    assert_told (&told, now, "next ");
    assert_told (&told, now, "");
    now.next = NULL;
    now.floor = TRUE;
    now.given = now.left = 240;
    assert_told (&told, now, "floor ");
    now.left = 119;
    assert_told (&told, now, "two-minutes ");
    now.left = 29;
    assert_told (&told, now, "half-minute ");
    now.left = 149; /* two minutes more */
    now.given = 360;
    assert_told (&told, now, "");
    now.left = 118;
    assert_told (&told, now, "two-minutes ");
    now.left = -1;
    assert_told (&told, now, "time-is-up ");
    now.floor = FALSE;
    assert_told (&told, now, "muted ");
    now.recording = FALSE;
    now.paused = TRUE;
    assert_told (&told, now, "not-recording paused ");
    now.paused = FALSE;
    assert_told (&told, now, "resumed ");
}

static void told_of_rooms (void)
{
    TdPhoneTold told = { 0 };
    TdPhoneNow now = { .place = TD_PHONE_PLACE_LOST };

    assert_told (&told, now, "lost "); /* there is no room yet */
    now.place = TD_PHONE_PLACE_IN;
    assert_told (&told, now, "listening ");
    now.place = TD_PHONE_PLACE_LOST;
    assert_told (&told, now, "lost ");
    now.place = TD_PHONE_PLACE_IN;
    assert_told (&told, now, "back ");
    now.place = TD_PHONE_PLACE_CLOSED;
    now.floor = TRUE;
    assert_told (&told, now, "closed "); /* and nothing of what runs there */
    now.floor = FALSE;
    now.place = TD_PHONE_PLACE_IN;
    assert_told (&told, now, "listening ");
}

/* Two minutes given: nobody is told at once that two minutes are left. */
static void short_turns (void)
{
    TdPhoneTold told = { .place = TD_PHONE_PLACE_IN };
    TdPhoneNow now = { .place = TD_PHONE_PLACE_IN, .floor = TRUE, .given = 120, .left = 120 };

    assert_told (&told, now, "floor ");
    now.left = 90;
    assert_told (&told, now, "");
    now.left = 30;
    assert_told (&told, now, "half-minute ");
    now.stands = TRUE;
    now.left = -5;
    assert_told (&told, now, ""); /* the clock stands */
}

static void places (void)
{
    TdLive live = { .phase = TD_LIVE_NOT_YET };

    g_assert_cmpint (td_phone_place (&live, TRUE), ==, TD_PHONE_PLACE_WAITS);
    live.phase = TD_LIVE_RUNS;
    g_assert_cmpint (td_phone_place (&live, FALSE), ==, TD_PHONE_PLACE_IN);
    live.closed_part = TRUE;
    g_assert_cmpint (td_phone_place (&live, FALSE), ==, TD_PHONE_PLACE_CLOSED);
    g_assert_cmpint (td_phone_place (&live, TRUE), ==, TD_PHONE_PLACE_IN);
}

/* ---- questions ---- */

static char *ask_state (Scene *s, const char *text)
{
    const TdQuestionWish wish = { .state = "GHA", .text = text, .asked_by = "Ms. Member", .addressed = "state" };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_question_note (s->house->instance, &secretariat, s->meeting->id, &wish, &id, NULL, &error);
    g_assert_no_error (error);
    return id;
}

static void is_read (Scene *s, const TdPhonePin *pin, guint turn, guint n, guint all, const char *text)
{
    g_auto (TdPhoneAsked) asked = { 0 };
    g_autoptr (GError) error = NULL;

    td_phone_asked (s->house->instance, pin, turn, &asked, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (asked.all, ==, all);
    g_assert_cmpuint (asked.n, ==, n);
    g_assert_cmpstr (asked.text, ==, text);
}

/* To whom it was put, until it was answered; to nobody else, and not to a guest. */
static void questions_are_read (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *mission = NULL, *first = NULL, *second = NULL, *digits = NULL, *others = NULL, *guests = NULL;
    g_autoptr (TdPhonePin) pin = NULL;
    g_autoptr (TdPhonePin) other = NULL;
    g_autoptr (TdPhonePin) guest = NULL;
    g_autoptr (GError) error = NULL;

    scene_new (&s, FALSE);
    others = make_pin (&s, NULL);
    check (&s, "+1", others, &other);
    td_phone_pin_give (s.house->instance, &secretariat, s.meeting->id, "Guest", NULL, &guests, &error);
    g_assert_no_error (error);
    check (&s, "+2", guests, &guest);
    mission = add (s.house, "mission@example.org", TD_ROLE_MISSION, "GHA");
    td_viewer_clear (&s.viewer);
    viewer_now (s.house, mission, &s.viewer);
    digits = make_pin (&s, NULL);
    check (&s, "+3", digits, &pin);

    is_read (&s, pin, 0, 0, 0, NULL);
    first = ask_state (&s, "How many are held?");
    second = ask_state (&s, "Combien sont expulsés ?");
    is_read (&s, pin, 0, 1, 2, "How many are held?");
    is_read (&s, pin, 1, 2, 2, "Combien sont expulsés ?");
    is_read (&s, pin, 2, 1, 2, "How many are held?");
    is_read (&s, other, 0, 0, 0, NULL);
    is_read (&s, guest, 0, 0, 0, NULL);
    td_question_answer (s.house->instance, &s.viewer, first, &(TdAnswerWish){ .text = "Forty." }, NULL, &error);
    g_assert_no_error (error);
    is_read (&s, pin, 2, 1, 1, "Combien sont expulsés ?");
    g_assert_true (td_question_spot (s.house->instance, &secretariat, second, "Ghana", "None.", NULL, &error));
    is_read (&s, pin, 0, 0, 0, NULL);
}

/* Its number in the caller's language, its words in its own; what is not spoken here, or is too long, is on the page. */
static void questions_are_spoken (void)
{
    const TdPhoneAsked short_one = { 1, 2, (char *) "How many are held? Since when?", (char *) "en-GB" };
    const TdPhoneAsked foreign = { 1, 1, (char *) "Wote wako wapi?", (char *) "sw" };
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GPtrArray) spoken = NULL;
    g_autoptr (GPtrArray) unspoken = NULL;
    g_autoptr (GPtrArray) cut = NULL;
    gboolean whole = FALSE;

    spoken = td_phone_speak_asked (&short_one, "fr", &whole);
    g_assert_true (whole);
    g_assert_cmpuint (spoken->len, ==, 3); /* which of how many, and two sentences */
    for (guint i = 0; i < spoken->len; i++)
        g_assert_cmpuint (g_bytes_get_size (spoken->pdata[i]), >, 4000);
    unspoken = td_phone_speak_asked (&foreign, "fr", &whole);
    g_assert_false (whole);
    g_assert_cmpuint (unspoken->len, ==, 1);
    for (int i = 0; i < 60; i++)
        g_string_append (text, "How many migrant workers were held without a decision in the last year, and where? ");
    const TdPhoneAsked long_one = { 1, 1, text->str, (char *) "en" };
    cut = td_phone_speak_asked (&long_one, "en", &whole);
    g_assert_false (whole);
    g_assert_cmpuint (cut->len, >, 10);
    g_assert_cmpuint (cut->len, <, 50);
}

static void words_of_six_languages (void)
{
    g_assert_cmpstr (td_phone_words ("has-floor", "fr"), ==, "{name} a la parole.");
    g_assert_cmpstr (td_phone_words ("has-floor", "de"), ==, "{name} has the floor.");
    g_assert_null (td_phone_words ("welcome", "fr"));
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/telephone/pin/once", pin_is_told_once_and_works);
    g_test_add_func ("/telephone/pin/ends", pin_ends_with_its_meeting);
    g_test_add_func ("/telephone/pin/guesser", a_guesser_is_locked);
    g_test_add_func ("/telephone/pin/guessers", all_guessers_together_are_locked);
    g_test_add_func ("/telephone/pin/closed-meeting", a_closed_meeting_is_not_there);
    g_test_add_func ("/telephone/pin/rights", rights_are_those_of_now);
    g_test_add_func ("/telephone/pin/who-gives", who_gives_pins);
    g_test_add_func ("/telephone/pin/no-telephone", no_telephone_no_pin);
    g_test_add_func ("/telephone/presence", who_is_on_the_line);
    g_test_add_func ("/telephone/callback/numbers", numbers);
    g_test_add_func ("/telephone/callback/opening", called_at_the_opening);
    g_test_add_func ("/telephone/turn/once", told_once);
    g_test_add_func ("/telephone/turn/rooms", told_of_rooms);
    g_test_add_func ("/telephone/turn/short", short_turns);
    g_test_add_func ("/telephone/turn/places", places);
    g_test_add_func ("/telephone/words", words_of_six_languages);
    g_test_add_func ("/telephone/asked/read", questions_are_read);
    g_test_add_func ("/telephone/asked/spoken", questions_are_spoken);
    return g_test_run ();
}
