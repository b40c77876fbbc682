/* Seats, who is heard, and recordings: the rules, without Janus. */
#include "areas/accreditation/attendance.h"
#include "areas/floor/speaker-sql.h"
#include "areas/live/step.h"
#include "areas/rooms/keeper.h"
#include "areas/rooms/recording.h"
#include "areas/rooms/talk.h"
#include "base/base.h"
#include "base/limits.h"
#include "meeting-house.h"

#include <string.h>

typedef struct {
    House *house;
    TdMeeting *meeting;
    char *speaker;
    TdViewer member, conflicted;
} Scene;

static gboolean speaker_in (TdTx *tx, gpointer data, GError **error)
{
    return td_speaker_insert (tx, data, error);
}

static void scene_new (Scene *s, gboolean closed)
{
    g_autofree char *member = NULL;
    g_autofree char *conflicted = NULL;
    TdSpeaker one = { 0 };

    s->house = house_new (TRUE);
    set_day (s->house, "2026-12-07");
    s->meeting =
        house_meeting (s->house, closed ? "lunchtime-briefing" : "informal-meeting", closed, "GHA", "2026-12-07T10:00");
    s->speaker = td_id_new ();
    one = (TdSpeaker){ .id = s->speaker,
                       .meeting = s->meeting->id,
                       .kind = (char *) "ngo",
                       .shown = (char *) "Union of Tests",
                       .mode = TD_MODE_VIDEO,
                       .no_picture = TRUE,
                       .seconds = 240,
                       .ordinal = 1 };
    house_write (s->house, speaker_in, &one);
    member = add (s->house, "member@example.org", TD_ROLE_MEMBER, "PHL");
    conflicted = add (s->house, "ghana@example.org", TD_ROLE_MEMBER, "GHA");
    viewer_now (s->house, member, &s->member);
    viewer_now (s->house, conflicted, &s->conflicted);
}

static void scene_clear (Scene *s)
{
    td_hub_end (s->house->instance);
    td_viewer_clear (&s->member);
    td_viewer_clear (&s->conflicted);
    g_free (s->speaker);
    td_meeting_free (s->meeting);
    house_free (s->house);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static TdSitting *look (Scene *s, const TdViewer *viewer, const char *device, GError **error)
{
    const TdSeatAsker asker = { viewer, device };

    return td_seat_look (s->house->instance, &asker, s->meeting->id, error);
}

static TdSitting *take (Scene *s, const TdViewer *viewer, const char *device, gboolean there, gboolean over,
                        GError **error)
{
    const TdSeatAsker asker = { viewer, device };

    return td_seat_take (s->house->instance, &asker, s->meeting->id, there, over, error);
}

static char *invite (Scene *s, TdSeatKind kind, const char *speaker, char **ret_id)
{
    const TdSeatNew new_one = { .kind = kind, .name = "Guest", .speaker = speaker };
    g_autoptr (GError) error = NULL;
    char *key = NULL;

    td_seat_invite (s->house->instance, &secretariat, s->meeting->id, &new_one, ret_id, &key, &error);
    g_assert_no_error (error);
    return key;
}

static void forward (Scene *s, gint64 microseconds)
{
    s->house->instance->clock.offset += microseconds;
}

#define DEVICE(c) "0123456789abcdef0123456789abcde" c

/* ---- seats ---- */

static gboolean count_refused (const TdJournalRecord *record, gpointer n, GError **error)
{
    (void) error;
    *(int *) n += g_str_equal (record->act, "room.refused") && g_str_equal (record->thing, "room-seat");
    return TRUE;
}

static gboolean refused_in (TdTx *tx, gpointer n, GError **error)
{
    *(int *) n = 0;
    return td_journal_list (tx, 0, 1000, count_refused, n, error);
}

static int refused (Scene *s)
{
    g_autoptr (GError) error = NULL;
    int n = 0;

    td_store_read (s->house->instance->store, refused_in, &n, &error);
    g_assert_no_error (error);
    return n;
}

static void test_account (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSitting) before = NULL, here = NULL, there = NULL, over = NULL, first = NULL;
    g_autoptr (GPtrArray) seats = NULL;
    g_autoptr (GPtrArray) came = NULL;

    scene_new (&s, TRUE);
    g_assert_null (look (&s, &nobody, NULL, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_null (look (&s, &s.conflicted, NULL, &error)); /* a member takes no part in their own State's review */
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_NOT_FOUND);
    g_clear_error (&error);
    before = look (&s, &s.member, NULL, &error);
    g_assert_no_error (error);
    g_assert_null (before->seat);
    g_assert_cmpint (before->kind, ==, TD_SEAT_MEMBER);
    here = take (&s, &s.member, DEVICE ("1"), FALSE, FALSE, &error);
    g_assert_no_error (error);
    g_assert_true (td_seat_is_of (s.house->instance, here, DEVICE ("1")));
    g_assert_false (td_seat_is_of (s.house->instance, here, DEVICE ("2")));
    g_assert_null (take (&s, &s.member, DEVICE ("2"), TRUE, FALSE, &error));
    g_assert_error (error, TD_ROOM_ERROR, TD_ERROR_CONFLICT);
    g_clear_error (&error);
    seats = td_seat_list (s.house->instance, &secretariat, s.meeting->id, &error);
    g_assert_cmpuint (seats->len, ==, 1);
    g_assert_cmpint (((TdSeat *) seats->pdata[0])->misused, ==, 1);
    g_assert_cmpint (refused (&s), ==, 1);
    over = take (&s, &s.member, DEVICE ("2"), TRUE, TRUE, &error);
    g_assert_no_error (error);
    came = td_attendance_list (s.house->instance, &secretariat, s.meeting->session, s.meeting->id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (came->len, ==, 1); /* whoever moves to another browser came once */
    g_assert_cmpstr (((TdAttendance *) came->pdata[0])->kind, ==, "committee");
    g_assert_cmpint (((TdAttendance *) came->pdata[0])->how, ==, TD_CAME_VIDEO);
    first = look (&s, &s.member, DEVICE ("1"), &error);
    g_assert_false (td_seat_is_of (s.house->instance, first, DEVICE ("1")));
    there = take (&s, &s.member, DEVICE ("1"), FALSE, FALSE, &error); /* who is not there any more is no hindrance */
    g_assert_no_error (error);
    g_assert_null (td_seat_list (s.house->instance, &s.member, s.meeting->id, &error));
}

static void test_link (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autoptr (TdSitting) seen = NULL, used = NULL, again = NULL, inside = NULL;
    g_autoptr (GPtrArray) seats = NULL;

    scene_new (&s, TRUE);
    key = invite (&s, TD_SEAT_SPEAKER, s.speaker, &id);
    seen = td_seat_of_key (s.house->instance, key, &error);
    g_assert_false (seen->seat->bound);
    used = td_seat_use_key (s.house->instance, key, DEVICE ("1"), &error);
    g_assert_no_error (error);
    again = td_seat_use_key (s.house->instance, key, DEVICE ("1"), &error);
    g_assert_no_error (error);
    g_assert_null (td_seat_use_key (s.house->instance, key, DEVICE ("2"), &error));
    g_assert_error (error, TD_ROOM_ERROR, TD_ERROR_CONFLICT);
    g_clear_error (&error);
    inside = look (&s, &nobody, DEVICE ("1"), &error);
    g_assert_no_error (error);
    g_assert_true (inside->by_link && inside->may_speak && !inside->leads);
    g_assert_null (look (&s, &nobody, DEVICE ("2"), &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_NOT_FOUND);
    g_clear_error (&error);
    seats = td_seat_list (s.house->instance, &secretariat, s.meeting->id, &error);
    g_assert_cmpint (((TdSeat *) seats->pdata[0])->misused, ==, 1);
    g_assert_cmpint (refused (&s), ==, 1);
    /* the link ends with the meeting's hours */
    forward (&s, TD_LIMIT_ROOM_HOURS_AFTER * G_TIME_SPAN_HOUR + 3 * G_TIME_SPAN_HOUR);
    g_assert_null (look (&s, &nobody, DEVICE ("1"), &error));
    g_clear_error (&error);
    g_assert_null (td_seat_of_key (s.house->instance, key, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_NOT_FOUND);
}

static void test_withdrawn (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autoptr (TdSitting) used = NULL;

    scene_new (&s, TRUE);
    key = invite (&s, TD_SEAT_OBSERVER, NULL, &id);
    used = td_seat_use_key (s.house->instance, key, DEVICE ("1"), &error);
    g_assert_false (used->may_speak);
    g_assert_false (td_seat_withdraw (s.house->instance, &s.member, s.meeting->id, id, &error));
    g_clear_error (&error);
    g_assert_true (td_seat_withdraw (s.house->instance, &secretariat, s.meeting->id, id, &error));
    g_assert_null (td_seat_of_key (s.house->instance, key, &error));
    g_clear_error (&error);
    g_assert_null (look (&s, &nobody, DEVICE ("1"), &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_NOT_FOUND);
}

/* ---- who is heard ---- */

typedef struct {
    Scene *scene;
    TdPresence *presence;
    gboolean heard, waits;
} Asked;

static gboolean heard_in (TdTx *tx, gpointer data, GError **error)
{
    Asked *a = data;
    g_autoptr (TdLive) live = td_live_now (tx, a->scene->meeting->id, error);
    g_autoptr (TdSpeaker) speaker = NULL;

    return live != NULL && td_keeper_speaker (tx, live, &speaker, error)
           && td_keeper_heard (tx, live, speaker, a->presence, &a->heard, error)
           && td_keeper_waits (tx, live, speaker, a->presence, &a->waits, error);
}

static Asked ask (Scene *s, const TdSitting *sitting, const TdViewer *viewer, gboolean may_closed)
{
    TdHub *hub = td_hub_of (s->house->instance);
    g_autoptr (TdPresence) presence = NULL;
    g_autoptr (GError) error = NULL;
    Asked a = { .scene = s };

    td_hub_seen (hub, sitting, viewer, may_closed);
    presence = td_hub_get (hub, sitting->seat->id);
    a.presence = presence;
    td_store_read (s->house->instance->store, heard_in, &a, &error);
    g_assert_no_error (error);
    a.presence = NULL;
    return a;
}

static void step (Scene *s, TdStepKind kind, const char *speaker, const char *hand)
{
    const TdStepOrder order = { .kind = kind, .from = TD_STEP_NOW, .speaker = speaker, .hand = hand };
    g_autoptr (TdLive) now = NULL;
    g_autoptr (GError) error = NULL;
    TdStepOutcome outcome;

    td_live_step (s->house->instance, &secretariat, s->meeting->id, &order, &outcome, &now, &error);
    g_assert_no_error (error);
}

static void test_heard (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL, *id2 = NULL;
    g_autofree char *key = NULL, *key2 = NULL;
    g_autoptr (TdSitting) speaks = NULL, listens = NULL, member = NULL;

    scene_new (&s, FALSE);
    key = invite (&s, TD_SEAT_SPEAKER, s.speaker, &id);
    key2 = invite (&s, TD_SEAT_OBSERVER, NULL, &id2);
    speaks = td_seat_use_key (s.house->instance, key, DEVICE ("1"), &error);
    listens = td_seat_use_key (s.house->instance, key2, DEVICE ("2"), &error);
    member = take (&s, &s.member, DEVICE ("3"), FALSE, FALSE, &error);
    g_assert_no_error (error);
    g_assert_false (ask (&s, speaks, &nobody, FALSE).heard);
    step (&s, TD_STEP_OPEN, NULL, NULL);
    g_assert_false (ask (&s, speaks, &nobody, FALSE).heard);
    step (&s, TD_STEP_GIVE, s.speaker, NULL);
    g_assert_true (ask (&s, speaks, &nobody, FALSE).heard);
    g_assert_false (ask (&s, listens, &nobody, FALSE).heard);
    g_assert_false (ask (&s, member, &s.member, TRUE).heard);
    step (&s, TD_STEP_CHAIR, NULL, NULL);
    g_assert_false (ask (&s, speaks, &nobody, FALSE).heard);
    /* a closed part: who may not be in it waits */
    step (&s, TD_STEP_CLOSED_PART, NULL, NULL);
    g_assert_true (ask (&s, listens, &nobody, FALSE).waits);
    g_assert_false (ask (&s, member, &s.member, TRUE).waits);
    step (&s, TD_STEP_CLOSE, NULL, NULL);
    g_assert_false (ask (&s, speaks, &nobody, FALSE).heard);
}

static void test_microphone_and_hand (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSitting) member = NULL;
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autoptr (TdSitting) listens = NULL;

    scene_new (&s, FALSE);
    step (&s, TD_STEP_OPEN, NULL, NULL);
    member = take (&s, &s.member, DEVICE ("1"), FALSE, FALSE, &error);
    g_assert_false (td_talk_speak (s.house->instance, member, TRUE, &error)); /* a member is given the floor */
    g_assert_error (error, TD_ROOM_ERROR, TD_ERROR_NOT_ALLOWED);
    g_clear_error (&error);
    g_assert_false (td_talk_hand (s.house->instance, member, &s.member, "  ", TRUE, &error));
    g_assert_error (error, TD_ROOM_ERROR, TD_ERROR_INPUT);
    g_clear_error (&error);
    g_assert_true (td_talk_hand (s.house->instance, member, &s.member, "Ms Member", TRUE, &error));
    key = invite (&s, TD_SEAT_OBSERVER, NULL, &id);
    listens = td_seat_use_key (s.house->instance, key, DEVICE ("2"), &error);
    g_assert_false (td_talk_hand (s.house->instance, listens, &nobody, "X", TRUE, &error));
    g_assert_error (error, TD_ROOM_ERROR, TD_ERROR_NOT_ALLOWED);
}

/* ---- recordings ---- */

static void test_wav (void)
{
    guint8 wav[60] = "RIFF\0\0\0\0WAVEfmt ";
    guint8 other[60] = "OggS";

    memcpy (wav + 36, "data", 4);
    g_assert_true (td_wav_mend (wav, sizeof wav));
    g_assert_cmpint (wav[4], ==, 52);
    g_assert_cmpint (wav[40], ==, 16);
    g_assert_false (td_wav_mend (other, sizeof other));
    g_assert_false (td_wav_mend (wav, 20));
}

static void test_recording (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdRecording) one = NULL, two = NULL;
    g_autoptr (GPtrArray) running = NULL, all = NULL;
    g_autofree char *path = NULL;
    g_autoptr (GBytes) bytes = NULL;
    char wav[60] = "RIFF\0\0\0\0WAVEfmt ";

    scene_new (&s, TRUE);
    memcpy (wav + 36, "data", 4);
    g_assert_true (td_recording_begin (s.house->instance, s.meeting->id, &one, &error));
    g_assert_true (td_recording_begin (s.house->instance, s.meeting->id, &two, &error));
    path = g_build_filename (s.house->folder, one->file, NULL);
    g_assert_true (g_file_set_contents (path, wav, sizeof wav, &error));
    running = td_recording_running (s.house->instance, s.meeting->id, &error);
    g_assert_cmpuint (running->len, ==, 2);
    g_assert_true (td_recording_end (s.house->instance, s.meeting, one, s.house->folder, &error));
    g_assert_true (
        td_recording_end (s.house->instance, s.meeting, two, s.house->folder, &error)); /* Janus left nothing */
    g_assert_no_error (error);
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    all = td_recording_list (s.house->instance, s.meeting, &error);
    g_assert_cmpuint (all->len, ==, 2);
    bytes = td_recording_bytes (s.house->instance, &s.member, s.meeting->id, one->id, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizeof wav);
    g_assert_null (td_recording_bytes (s.house->instance, &nobody, s.meeting->id, one->id, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_NOT_FOUND);
    g_clear_error (&error);
    g_assert_null (td_recording_bytes (s.house->instance, &s.member, s.meeting->id, two->id, &error));
    g_assert_cmpint (td_error_code (error), ==, TD_ERROR_NOT_FOUND);
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/rooms/account", test_account);
    g_test_add_func ("/rooms/link", test_link);
    g_test_add_func ("/rooms/withdrawn", test_withdrawn);
    g_test_add_func ("/rooms/heard", test_heard);
    g_test_add_func ("/rooms/microphone-and-hand", test_microphone_and_hand);
    g_test_add_func ("/rooms/wav", test_wav);
    g_test_add_func ("/rooms/recording", test_recording);
    return g_test_run ();
}
