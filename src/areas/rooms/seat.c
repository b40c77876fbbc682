/* Seats: who may be in a room, and as what. Contract in seat.h. */
#include "areas/rooms/seat-sql.h"

#include "areas/accreditation/attendance.h"
#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"
#include "text/words.h"

#include <sodium.h>
#include <string.h>

TD_DEFINE_ERROR (room)

static const struct {
    const char *word, *label;
} kinds[TD_N_SEATS] = {
    [TD_SEAT_OBSERVER] = { "observer", N_ ("Observer, who listens") },
    [TD_SEAT_SPEAKER] = { "speaker", N_ ("Speaker") },
    [TD_SEAT_MEMBER] = { "member", N_ ("Member of the Committee") },
    [TD_SEAT_INTERPRETER] = { "interpreter", N_ ("Interpreter") },
    [TD_SEAT_CHAIR] = { "chair", N_ ("Chair or secretariat") },
};

const char *td_seat_kind_word (TdSeatKind kind)
{
    return kind < TD_N_SEATS ? kinds[kind].word : "";
}

const char *td_seat_kind_label (TdSeatKind kind)
{
    return kind < TD_N_SEATS ? kinds[kind].label : "";
}

gboolean td_seat_kind_from_word (const char *word, TdSeatKind *ret_kind)
{
    for (int kind = 0; kind < TD_N_SEATS; kind++)
        if (g_strcmp0 (kinds[kind].word, word) == 0) {
            *ret_kind = (TdSeatKind) kind;
            return TRUE;
        }
    return FALSE;
}

void td_sitting_free (TdSitting *sitting)
{
    if (sitting == NULL)
        return;
    td_meeting_free (sitting->meeting);
    td_seat_free (sitting->seat);
    g_free (sitting);
}

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_ROOM_ERROR, code, message);
    return FALSE;
}

/* ---- keys ---- */

static char *random_words (void)
{
    guint8 bytes[32];
    char *text = g_malloc (2 * sizeof bytes + 1);

    randombytes_buf (bytes, sizeof bytes);
    sodium_bin2hex (text, 2 * sizeof bytes + 1, bytes, sizeof bytes);
    return text;
}

char *td_seat_device_new (void)
{
    return random_words ();
}

/* What the store keeps of a link's key or of a browser's cookie. */
static void keyed (const TdInstance *instance, const char *purpose, const char *text, guint8 ret[32])
{
    crypto_generichash_state state;

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, 32);
    crypto_generichash_update (&state, (const guint8 *) purpose, strlen (purpose) + 1);
    crypto_generichash_update (&state, (const guint8 *) text, strlen (text));
    crypto_generichash_final (&state, ret, 32);
}

/* ---- what the work of one function shares ---- */

struct work {
    TdInstance *instance;
    const TdSeatAsker *asker;
    const TdViewer *viewer;
    const char *meeting, *key, *seat;
    const TdSeatNew *new_one;
    gboolean there, take_over, refused;
    TdSitting *sitting;
    TdSeat *made;
    GPtrArray *list;
};

static gboolean journal (TdTx *tx, const struct work *w, const char *actor, const char *act, const char *seat,
                         GError **error)
{
    const TdJournalEntry entry = {
        .actor = actor, .act = act, .thing = "room-seat", .thing_id = seat, .clock = &w->instance->clock
    };

    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- looking ---- */

static gboolean in_time (const TdInstance *instance, const TdSeat *seat)
{
    return seat->withdrawn == 0 && td_clock_now (&instance->clock) < seat->expires;
}

/* The door's word for who comes by a link: somebody who takes part by name. */
static gboolean link_opens (const TdMeeting *meeting, GError **error)
{
    const TdViewer viewer = TD_VIEWER_NOBODY;
    const TdThing thing = td_meeting_thing (meeting, 0, TD_RELATION_INVITED);

    return td_door_may (&viewer, TD_ACT_MEETING_ATTEND, &thing, error);
}

static gboolean is_own_of_any (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, gboolean *ret_own,
                               GError **error)
{
    g_autoptr (GPtrArray) speakers = td_speakers_load (tx, meeting->id, error);

    *ret_own = FALSE;
    for (guint i = 0; speakers != NULL && i < speakers->len && !*ret_own; i++)
        if (!td_speaker_is_own (tx, speakers->pdata[i], viewer, ret_own, error))
            return FALSE;
    return speakers != NULL;
}

/* What an account is in this room: what it may do most. */
static gboolean kind_of (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, TdSeatKind *ret_kind,
                         GError **error)
{
    gboolean speaks = FALSE;

    if (!is_own_of_any (tx, meeting, viewer, &speaks, error))
        return FALSE;
    if (td_meeting_may (tx, meeting, viewer, TD_ACT_MEETING_CHAIR, NULL))
        *ret_kind = TD_SEAT_CHAIR;
    else if (td_meeting_may (tx, meeting, viewer, TD_ACT_MEETING_INTERPRET, NULL))
        *ret_kind = TD_SEAT_INTERPRETER;
    else if (td_viewer_has (viewer, TD_ROLE_MEMBER))
        *ret_kind = TD_SEAT_MEMBER;
    else
        *ret_kind = speaks ? TD_SEAT_SPEAKER : TD_SEAT_OBSERVER;
    return TRUE;
}

/* Steals both. */
static TdSitting *sitting_new (TdMeeting *take_meeting, TdSeat *take_seat, TdSeatKind kind)
{
    TdSitting *sitting = g_new0 (TdSitting, 1);

    sitting->meeting = take_meeting;
    sitting->seat = take_seat;
    sitting->kind = kind;
    sitting->by_link = take_seat != NULL && take_seat->person == NULL;
    sitting->leads = kind == TD_SEAT_CHAIR && !sitting->by_link;
    sitting->may_speak = kind != TD_SEAT_OBSERVER;
    return sitting;
}

/* The seat of this browser by a link; NULL: it has none in this meeting. */
static gboolean seat_of_device (TdTx *tx, const struct work *w, TdSeat **ret, GError **error)
{
    g_autoptr (TdSeat) seat = NULL;
    guint8 device[32];

    *ret = NULL;
    if (w->asker->device == NULL)
        return TRUE;
    keyed (w->instance, "room device", w->asker->device, device);
    if (!td_seat_load_device (tx, w->meeting, device, &seat, error))
        return FALSE;
    if (seat != NULL && in_time (w->instance, seat))
        *ret = g_steal_pointer (&seat);
    return TRUE;
}

static gboolean look_by_account (TdTx *tx, struct work *w, GError **error)
{
    const TdViewer *viewer = w->asker->viewer;
    g_autoptr (TdMeeting) meeting = td_meeting_get_in (tx, viewer, w->meeting, error);
    g_autoptr (TdSeat) seat = NULL;
    TdSeatKind kind = TD_SEAT_OBSERVER;

    if (meeting == NULL || !td_meeting_may (tx, meeting, viewer, TD_ACT_MEETING_ATTEND, error)
        || !kind_of (tx, meeting, viewer, &kind, error))
        return FALSE;
    if (viewer->person != NULL && !td_seat_load_person (tx, w->meeting, viewer->person, &seat, error))
        return FALSE;
    if (seat != NULL && seat->withdrawn != 0)
        return meeting->closed ? td_door_unknown (error)
                               : fail (error, TD_ERROR_NOT_ALLOWED,
                                       "The secretariat ended your place in this room. Ask the secretariat why.");
    w->sitting = sitting_new (g_steal_pointer (&meeting), g_steal_pointer (&seat), kind);
    return TRUE;
}

static gboolean look_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    g_autoptr (TdSeat) seat = NULL;
    g_autoptr (TdMeeting) meeting = NULL;
    TdSeatKind kind;

    g_clear_pointer (&w->sitting, td_sitting_free);
    if (!seat_of_device (tx, w, &seat, error))
        return FALSE;
    if (seat == NULL)
        return look_by_account (tx, w, error);
    if (!td_meeting_load (tx, w->meeting, &meeting, error))
        return FALSE;
    if (meeting == NULL || !link_opens (meeting, NULL))
        return td_door_unknown (error);
    kind = seat->kind;
    w->sitting = sitting_new (g_steal_pointer (&meeting), g_steal_pointer (&seat), kind);
    return TRUE;
}

TdSitting *td_seat_look (TdInstance *instance, const TdSeatAsker *asker, const char *meeting, GError **error)
{
    struct work w = { .instance = instance, .asker = asker, .meeting = meeting };

    if (!td_store_read (instance->store, look_in, &w, error))
        g_clear_pointer (&w.sitting, td_sitting_free);
    return w.sitting;
}

/* ---- taking a seat with an account ---- */

static gint64 expires_after (const TdMeeting *meeting)
{
    return meeting->ends + TD_LIMIT_ROOM_HOURS_AFTER * G_TIME_SPAN_HOUR;
}

static gboolean make_seat (TdTx *tx, struct work *w, const guint8 device[32], GError **error)
{
    const TdViewer *viewer = w->asker->viewer;
    TdSeat *seat = g_new0 (TdSeat, 1);
    guint8 secret[32];

    randombytes_buf (secret, sizeof secret);
    seat->id = td_id_new ();
    seat->meeting = g_strdup (w->meeting);
    seat->person = g_strdup (viewer->person);
    seat->kind = w->sitting->kind;
    seat->bound = TRUE;
    memcpy (seat->device, device, 32);
    seat->created = seat->entered = td_clock_now (&w->instance->clock);
    seat->expires = expires_after (w->sitting->meeting);
    w->sitting->seat = seat;
    return td_seat_insert (tx, seat, NULL, secret, error)
           && td_attendance_note (tx, w->instance, w->meeting, viewer->person, TD_CAME_VIDEO, seat->entered, error)
           && journal (tx, w, td_viewer_actor (viewer), "room.enter", seat->id, error);
}

static gboolean take_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    const TdViewer *viewer = w->asker->viewer;
    guint8 device[32];
    TdSeat *seat;
    gint64 now = td_clock_now (&w->instance->clock);

    w->refused = FALSE;
    if (!look_in (tx, w, error))
        return FALSE;
    seat = w->sitting->seat;
    if (viewer->person == NULL)
        return fail (error, TD_ERROR_NOT_ALLOWED, "Sign in first, or use the link that the secretariat sent you.");
    if (!td_instance_may_write (w->instance, tx, error))
        return FALSE;
    keyed (w->instance, "room device", w->asker->device, device);
    if (seat == NULL)
        return make_seat (tx, w, device, error);
    if (w->there && !w->take_over && memcmp (seat->device, device, 32) != 0) {
        w->refused = TRUE;
        return td_seat_count_misuse (tx, seat->id, now, error)
               && journal (tx, w, td_viewer_actor (viewer), "room.refused", seat->id, error);
    }
    memcpy (seat->device, device, 32);
    return td_seat_bind (tx, seat->id, w->sitting->kind, device, now, error)
           && td_attendance_note (tx, w->instance, w->meeting, viewer->person, TD_CAME_VIDEO, now, error)
           && journal (tx, w, td_viewer_actor (viewer), w->there ? "room.move" : "room.enter", seat->id, error);
}

gboolean td_seat_is_of (TdInstance *instance, const TdSitting *sitting, const char *device)
{
    guint8 mine[32];

    if (sitting->by_link)
        return TRUE;
    if (sitting->seat == NULL || !sitting->seat->bound || device == NULL)
        return FALSE;
    keyed (instance, "room device", device, mine);
    return sodium_memcmp (sitting->seat->device, mine, 32) == 0;
}

TdSitting *td_seat_take (TdInstance *instance, const TdSeatAsker *asker, const char *meeting, gboolean there,
                         gboolean take_over, GError **error)
{
    struct work w = {
        .instance = instance, .asker = asker, .meeting = meeting, .there = there, .take_over = take_over
    };

    w.sitting = td_seat_look (instance, asker, meeting, error);
    /* Coming back after a broken line writes nothing. */
    if (w.sitting == NULL || td_seat_is_of (instance, w.sitting, asker->device))
        return w.sitting;
    if (!td_store_write (instance->store, take_in, &w, error)) {
        g_clear_pointer (&w.sitting, td_sitting_free);
    } else if (w.refused) {
        g_clear_pointer (&w.sitting, td_sitting_free);
        fail (error, TD_ERROR_CONFLICT,
              "You are in this room in another browser. Leave it there, or enter here and be put out there. If that "
              "was not you, "
              "change your password and tell the secretariat.");
    }
    return w.sitting;
}

/* ---- links ---- */

static gboolean may_plan (TdTx *tx, const struct work *w, TdMeeting **ret, GError **error)
{
    g_autoptr (TdMeeting) meeting = td_meeting_get_in (tx, w->viewer, w->meeting, error);

    if (meeting == NULL || !td_meeting_may (tx, meeting, w->viewer, TD_ACT_MEETING_PLAN, error))
        return FALSE;
    *ret = g_steal_pointer (&meeting);
    return TRUE;
}

static gboolean speaker_is_of (TdTx *tx, const char *meeting, const char *speaker, GError **error)
{
    g_autoptr (GPtrArray) speakers = speaker != NULL ? td_speakers_load (tx, meeting, error) : NULL;

    if (speaker == NULL)
        return TRUE;
    for (guint i = 0; speakers != NULL && i < speakers->len; i++)
        if (g_str_equal (((TdSpeaker *) speakers->pdata[i])->id, speaker))
            return TRUE;
    return speakers != NULL
           && fail (error, TD_ERROR_INPUT, "This speaker is not in the list of this meeting any more. Choose another.");
}

/* Links are made by hand, one by one. */
static gboolean not_too_many (TdTx *tx, const char *meeting, GError **error)
{
    gint64 n = 0;

    if (!td_seat_count_links (tx, meeting, &n, error))
        return FALSE;
    return n < TD_LIMIT_ROOM_LINKS
           || fail (error, TD_ERROR_CONFLICT,
                    "This meeting has as many links as one may have. Whoever has an account needs none.");
}

static gboolean invite_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    g_autoptr (TdMeeting) meeting = NULL;
    guint8 key[32], secret[32];

    if (!may_plan (tx, w, &meeting, error) || !td_instance_may_write (w->instance, tx, error)
        || !not_too_many (tx, w->meeting, error) || !speaker_is_of (tx, w->meeting, w->new_one->speaker, error))
        return FALSE;
    w->made->expires = expires_after (meeting);
    keyed (w->instance, "room link", w->key, key);
    randombytes_buf (secret, sizeof secret);
    return td_seat_insert (tx, w->made, key, secret, error)
           && journal (tx, w, td_viewer_actor (w->viewer), "room.invite", w->made->id, error);
}

gboolean td_seat_invite (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdSeatNew *new_one,
                         char **ret_id, char **ret_key, GError **error)
{
    g_autofree char *key = random_words ();
    g_autofree char *name = td_text_clean_line (new_one->name, TD_LIMIT_NAME_CHARACTERS);
    g_autoptr (TdSeat) seat = g_new0 (TdSeat, 1);
    struct work w = {
        .instance = instance, .viewer = viewer, .meeting = meeting, .key = key, .new_one = new_one, .made = seat
    };

    if (name == NULL || *name == '\0')
        return fail (error, TD_ERROR_INPUT, "Say who it is for: the name that the room shows, on one line.");
    seat->id = td_id_new ();
    seat->meeting = g_strdup (meeting);
    seat->kind = new_one->kind;
    seat->name = g_steal_pointer (&name);
    seat->speaker = g_strdup (new_one->speaker);
    seat->language = g_strdup (new_one->language);
    seat->created = td_clock_now (&instance->clock);
    if (!td_store_write (instance->store, invite_in, &w, error))
        return FALSE;
    *ret_id = g_strdup (seat->id);
    *ret_key = g_steal_pointer (&key);
    return TRUE;
}

static gboolean withdraw_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdSeat) seat = NULL;

    if (!may_plan (tx, w, &meeting, error) || !td_instance_may_write (w->instance, tx, error)
        || !td_seat_load (tx, w->seat, &seat, error))
        return FALSE;
    if (seat == NULL || g_strcmp0 (seat->meeting, w->meeting) != 0)
        return td_door_unknown (error);
    return td_seat_end (tx, w->seat, td_clock_now (&w->instance->clock), error)
           && journal (tx, w, td_viewer_actor (w->viewer), "room.withdraw", w->seat, error);
}

gboolean td_seat_withdraw (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *seat,
                           GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .meeting = meeting, .seat = seat };

    return td_store_write (instance->store, withdraw_in, &w, error);
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    g_autoptr (TdMeeting) meeting = NULL;

    g_clear_pointer (&w->list, g_ptr_array_unref);
    if (!may_plan (tx, w, &meeting, error))
        return FALSE;
    w->list = td_seat_load_all (tx, w->meeting, error);
    return w->list != NULL;
}

GPtrArray *td_seat_list (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .meeting = meeting };

    if (!td_store_read (instance->store, list_in, &w, error))
        g_clear_pointer (&w.list, g_ptr_array_unref);
    return w.list;
}

/* ---- using a link ---- */

static gboolean key_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    g_autoptr (TdSeat) seat = NULL;
    g_autoptr (TdMeeting) meeting = NULL;
    guint8 key[32];
    TdSeatKind kind;

    g_clear_pointer (&w->sitting, td_sitting_free);
    keyed (w->instance, "room link", w->key, key);
    if (!td_seat_load_key (tx, key, &seat, error))
        return FALSE;
    if (seat == NULL || !in_time (w->instance, seat))
        return td_door_unknown (error);
    if (!td_meeting_load (tx, seat->meeting, &meeting, error))
        return FALSE;
    if (meeting == NULL || !link_opens (meeting, NULL))
        return td_door_unknown (error);
    kind = seat->kind;
    w->sitting = sitting_new (g_steal_pointer (&meeting), g_steal_pointer (&seat), kind);
    return TRUE;
}

TdSitting *td_seat_of_key (TdInstance *instance, const char *key, GError **error)
{
    struct work w = { .instance = instance, .key = key };

    if (!td_store_read (instance->store, key_in, &w, error))
        g_clear_pointer (&w.sitting, td_sitting_free);
    return w.sitting;
}

static gboolean use_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    guint8 device[32];
    gint64 now = td_clock_now (&w->instance->clock);
    TdSeat *seat;

    w->refused = FALSE;
    if (!key_in (tx, w, error) || !td_instance_may_write (w->instance, tx, error))
        return FALSE;
    seat = w->sitting->seat;
    keyed (w->instance, "room device", w->asker->device, device);
    if (seat->bound && memcmp (seat->device, device, 32) != 0) {
        w->refused = TRUE;
        return td_seat_count_misuse (tx, seat->id, now, error)
               && journal (tx, w, "nobody", "room.refused", seat->id, error);
    }
    return td_seat_bind (tx, seat->id, seat->kind, device, now, error)
           && journal (tx, w, "nobody", "room.enter", seat->id, error);
}

TdSitting *td_seat_use_key (TdInstance *instance, const char *key, const char *device, GError **error)
{
    const TdViewer nobody = TD_VIEWER_NOBODY;
    const TdSeatAsker asker = { .viewer = &nobody, .device = device };
    struct work w = { .instance = instance, .key = key, .asker = &asker };

    if (!td_store_write (instance->store, use_in, &w, error)) {
        g_clear_pointer (&w.sitting, td_sitting_free);
    } else if (w.refused) {
        g_clear_pointer (&w.sitting, td_sitting_free);
        fail (error, TD_ERROR_CONFLICT,
              "This link is for one person and was used in another browser before. The secretariat sees that it was "
              "tried again: "
              "if the first was not you, ask the secretariat for a new link, which ends this one.");
    }
    return w.sitting;
}

/* ---- speaking ---- */

gboolean td_seat_speaks_as (TdTx *tx, const TdSeat *seat, const TdViewer *viewer, const TdSpeaker *speaker,
                            gboolean *ret_own, GError **error)
{
    *ret_own = seat->person == NULL && seat->speaker != NULL && g_str_equal (seat->speaker, speaker->id);
    return *ret_own || seat->person == NULL || viewer == NULL
           || td_speaker_is_own (tx, speaker, viewer, ret_own, error);
}
