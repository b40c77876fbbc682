#include "areas/telephone/operator.h"

#include "areas/live/hand.h"
#include "areas/telephone/asked.h"
#include "areas/telephone/callback.h"
#include "areas/telephone/operator-call.h"
#include "base/errors.h"
#include "meeting/phone-record.h"
#include "meeting/phone-settings.h"

#include <string.h>

enum { JANUS_AGAIN_US = 3 * G_USEC_PER_SEC, LOOK_US = G_USEC_PER_SEC, DIAL_LOOK_US = 2 * G_USEC_PER_SEC };

struct TdOperator {
    TdInstance *instance;
    TdPhoneLine *line;
    GPtrArray *callers; /* TdPhoneCaller */
    TdJanus *janus;     /* or NULL: not there */
    gint64 janus_tried, looked, dialled;
    gint64 stamp;   /* of the store, when it was looked at */
    gboolean trunk; /* the gateway can call people */
};

/* ---- saying ---- */

static void tell (TdOperator *op, const TdPhoneCaller *caller, TdPhoneTelling telling)
{
    td_phone_line_say (op->line, json_pack ("{s:s, s:s, s:s}", "do", "tell", "call", caller->name, "what",
                                            td_phone_telling_word (telling)));
}

static void answer_pin (TdOperator *op, const TdPhoneCaller *caller, const char *answer)
{
    td_phone_line_say (op->line, json_pack ("{s:s, s:s, s:s}", "do", "pin", "call", caller->name, "answer", answer));
}

static void say_sound (TdOperator *op, const TdPhoneCaller *caller, GBytes *sound)
{
    gsize size;
    const guint8 *data = g_bytes_get_data (sound, &size);
    g_autofree char *text = g_base64_encode (data, size);

    td_phone_line_say (op->line, json_pack ("{s:s, s:s, s:s}", "do", "sound", "call", caller->name, "ulaw", text));
}

/* What fails here is told once to the log; the call goes on. */
static void complain (GError *take_error)
{
    if (take_error != NULL)
        g_warning ("Telephone: %s", take_error->message);
    g_clear_error (&take_error);
}

/* ---- rooms ---- */

/* Janus died: whoever was in a room is in none now. */
static void drop_lost (TdOperator *op)
{
    if (op->janus == NULL || !td_janus_is_lost (op->janus))
        return;
    g_clear_pointer (&op->janus, td_janus_free);
    for (guint i = 0; i < op->callers->len; i++) {
        TdPhoneCaller *caller = op->callers->pdata[i];
        if (caller->in_room)
            td_phone_line_say (op->line, json_pack ("{s:s, s:s}", "do", "leave", "call", caller->name));
        caller->in_room = FALSE;
    }
}

static TdJanus *janus_of (TdOperator *op)
{
    static const TdJanusFuncs none = { 0 };
    gint64 now = g_get_monotonic_time ();

    if (op->janus == NULL && (op->janus_tried == 0 || now - op->janus_tried > JANUS_AGAIN_US)) {
        op->janus_tried = now;
        op->janus = td_janus_open (op->instance->folder, &none, NULL, NULL);
    }
    return op->janus;
}

static void leave_room (TdOperator *op, TdPhoneCaller *caller)
{
    if (!caller->in_room)
        return;
    caller->in_room = FALSE;
    td_phone_line_say (op->line, json_pack ("{s:s, s:s}", "do", "leave", "call", caller->name));
    if (op->janus != NULL)
        td_janus_detach (op->janus, caller->place.handle);
}

static void enter_room (TdOperator *op, TdPhoneCaller *caller)
{
    TdJanus *janus = caller->in_room ? NULL : janus_of (op);
    g_autofree char *id = g_strconcat ("phone-", caller->name, NULL);
    const TdRoomRtp rtp = { .id = id, .ip = caller->ip, .port = caller->port };

    if (janus == NULL || !td_room_make (janus, caller->pin->meeting, TD_ROOM_FLOOR, NULL)
        || !td_room_enter_rtp (janus, caller->pin->meeting, TD_ROOM_FLOOR, &rtp, &caller->place, NULL))
        return; /* no room now; looked for again with the next look */
    caller->in_room = TRUE;
    caller->heard = FALSE;
    td_phone_line_say (op->line, json_pack ("{s:s, s:s, s:s, s:i}", "do", "room", "call", caller->name, "ip",
                                            caller->place.ip, "port", caller->place.port));
}

/* Everybody enters muted; who has the floor is heard. areas/rooms does the same wherever a browser is in the room. */
static void let_speak (TdOperator *op, TdPhoneCaller *caller, gboolean floor)
{
    g_autofree char *id = g_strconcat ("phone-", caller->name, NULL);

    if (caller->in_room && caller->heard != floor
        && td_room_mute (op->janus, caller->pin->meeting, TD_ROOM_FLOOR, id, !floor, NULL))
        caller->heard = floor;
}

/* ---- callers ---- */

static TdPhoneCaller *find (TdOperator *op, const char *name)
{
    for (guint i = 0; name != NULL && i < op->callers->len; i++)
        if (g_str_equal (((TdPhoneCaller *) op->callers->pdata[i])->name, name))
            return op->callers->pdata[i];
    return NULL;
}

static void note_out (TdOperator *op, TdPhoneCaller *caller)
{
    g_autoptr (GError) problem = NULL;

    if (caller->row != NULL && !td_phone_note_out (op->instance, caller->pin, caller->row, &problem))
        complain (g_steal_pointer (&problem));
    g_clear_pointer (&caller->row, g_free);
}

static void forget (TdOperator *op, TdPhoneCaller *caller)
{
    leave_room (op, caller);
    note_out (op, caller);
    g_ptr_array_remove_fast (op->callers, caller);
}

/* The call ends with a last word. */
static void end (TdOperator *op, TdPhoneCaller *caller, TdPhoneTelling telling)
{
    td_phone_line_say (op->line, json_pack ("{s:s, s:s, s:s}", "do", "end", "call", caller->name, "what",
                                            td_phone_telling_word (telling)));
    forget (op, caller);
}

static void tell_turn (TdOperator *op, TdPhoneCaller *caller, const TdPhoneView *view)
{
    TdPhoneTelling tellings[TD_PHONE_TOLD_AT_ONCE];
    TdPhonePlace place = td_phone_place (view->live, view->closed_too);

    if (place == TD_PHONE_PLACE_IN)
        enter_room (op, caller);
    else
        leave_room (op, caller);
    if (place == TD_PHONE_PLACE_IN && !caller->in_room)
        place = TD_PHONE_PLACE_LOST;
    let_speak (op, caller, view->floor && view->live->paused == 0);
    const TdPhoneNow now = { .place = place,
                             .paused = view->live->phase == TD_LIVE_PAUSED,
                             .recording = view->live->recording,
                             .floor = view->floor,
                             .left = view->left,
                             .given = view->live->seconds,
                             .stands = view->live->paused != 0,
                             .next = view->next };
    guint n = td_phone_turn (&caller->told, &now, tellings);
    for (guint i = 0; i < n; i++)
        tell (op, caller, tellings[i]);
}

/* FALSE: the caller is gone from the list. */
static gboolean look_at (TdOperator *op, TdPhoneCaller *caller)
{
    g_auto (TdPhoneView) view = { 0 };
    g_autoptr (GError) problem = NULL;

    if (!td_phone_view (op->instance, caller->pin, &view, &problem)) {
        complain (g_steal_pointer (&problem)); /* looked at again in a second */
        return TRUE;
    }
    if (view.may && view.live->phase != TD_LIVE_OVER) {
        tell_turn (op, caller, &view);
        return TRUE;
    }
    end (op, caller, view.may ? TD_PHONE_TELL_OVER : TD_PHONE_TELL_SENT_OUT);
    return FALSE;
}

/* ---- what the gateway says ---- */

static void take_call (TdOperator *op, const TdPhoneSaid *said)
{
    TdPhoneCaller *caller;

    if (find (op, said->call) != NULL)
        return;
    caller = g_new0 (TdPhoneCaller, 1);
    caller->name = g_strdup (said->call);
    caller->caller = g_strdup (said->from != NULL && *said->from != '\0' ? said->from : said->call);
    caller->callback = g_strdup (said->callback);
    g_ptr_array_add (op->callers, caller);
}

/* One person is in a meeting once: a call before this one ends. */
static void end_others (TdOperator *op, const TdPhoneCaller *caller)
{
    for (guint i = op->callers->len; i > 0; i--) {
        TdPhoneCaller *other = op->callers->pdata[i - 1];
        if (other != caller && other->pin != NULL && g_str_equal (other->pin->id, caller->pin->id))
            end (op, other, TD_PHONE_TELL_ELSEWHERE);
    }
}

static void let_in (TdOperator *op, TdPhoneCaller *caller)
{
    g_autoptr (GError) problem = NULL;

    answer_pin (op, caller, "right");
    end_others (op, caller);
    if (!td_phone_note_in (op->instance, caller, &caller->row, &problem)
        || (caller->callback != NULL && !td_phone_callback_note (op->instance, caller->callback, "answered", &problem)))
        complain (g_steal_pointer (&problem));
    look_at (op, caller);
}

static void take_pin (TdOperator *op, const TdPhoneSaid *said)
{
    TdPhoneCaller *caller = find (op, said->call);
    TdPhonePinAnswer answer = TD_PHONE_PIN_WRONG;
    g_autoptr (GError) problem = NULL;

    if (caller == NULL || caller->pin != NULL)
        return;
    g_free (caller->ip);
    caller->ip = g_strdup (said->ip);
    caller->port = said->port;
    g_free (caller->language);
    caller->language = g_strdup (said->language);
    if (!td_phone_pin_check (op->instance, caller->caller, said->pin, &answer, &caller->pin, &problem)) {
        complain (g_steal_pointer (&problem)); /* unanswered: the gateway tells the caller to wait */
        return;
    }
    if (answer == TD_PHONE_PIN_RIGHT)
        let_in (op, caller);
    else
        answer_pin (op, caller, answer == TD_PHONE_PIN_LOCKED ? "locked" : "wrong");
}

static void turn_hand (TdOperator *op, TdPhoneCaller *caller, gboolean up)
{
    g_autoptr (GError) problem = NULL;
    const TdPhonePin *pin = caller->pin;

    if (td_live_hand (op->instance, pin->meeting, td_phone_pin_who (pin), pin->shown, "telephone", up, &problem))
        tell (op, caller, up ? TD_PHONE_TELL_HAND_UP : TD_PHONE_TELL_HAND_DOWN);
    else
        tell (op, caller, TD_PHONE_TELL_NO_HANDS);
}

static void tell_view (TdOperator *op, TdPhoneCaller *caller, const TdPhoneView *view)
{
    g_autoptr (GBytes) sound = td_phone_speak_view (view, caller->language);

    if (view->has_floor == NULL)
        tell (op, caller, TD_PHONE_TELL_NOBODY);
    if (sound != NULL)
        say_sound (op, caller, sound);
}

/* The next question that waits for them. */
static void read_asked (TdOperator *op, TdPhoneCaller *caller)
{
    g_auto (TdPhoneAsked) asked = { 0 };
    g_autoptr (GPtrArray) sounds = NULL;
    g_autoptr (GError) problem = NULL;
    gboolean whole = FALSE;

    if (!td_phone_asked (op->instance, caller->pin, caller->asked, &asked, &problem)) {
        complain (g_steal_pointer (&problem));
        return;
    }
    if (asked.all == 0) {
        tell (op, caller, TD_PHONE_TELL_NO_QUESTIONS);
        return;
    }
    caller->asked++;
    sounds = td_phone_speak_asked (&asked, caller->language, &whole);
    for (guint i = 0; i < sounds->len; i++)
        say_sound (op, caller, sounds->pdata[i]);
    if (!whole)
        tell (op, caller, TD_PHONE_TELL_UNSPOKEN);
}

static void take_key (TdOperator *op, const TdPhoneSaid *said)
{
    TdPhoneCaller *caller = find (op, said->call);
    g_auto (TdPhoneView) view = { 0 };

    if (caller == NULL || caller->pin == NULL || caller->told.place != TD_PHONE_PLACE_IN
        || !td_phone_view (op->instance, caller->pin, &view, NULL) || !view.may)
        return;
    if (*said->key == '6')
        turn_hand (op, caller, !view.hand);
    else if (*said->key == '0')
        tell_view (op, caller, &view);
    else if (*said->key == '5')
        read_asked (op, caller);
}

static void take_dialled (TdOperator *op, const TdPhoneSaid *said)
{
    g_autoptr (GError) problem = NULL;

    if (g_str_equal (said->state, "failed")
        && !td_phone_callback_note (op->instance, said->callback, "failed", &problem)
        && td_error_code (problem) != TD_ERROR_NOT_FOUND)
        complain (g_steal_pointer (&problem));
}

static void take_gone (TdOperator *op, const TdPhoneSaid *said)
{
    TdPhoneCaller *caller = find (op, said->call);

    if (caller != NULL)
        forget (op, caller);
}

static void on_line (TdPhoneLine *line, const json_t *json, gpointer user_data)
{
    TdOperator *op = user_data;
    TdPhoneSaid said;

    op->line = line;
    if (!td_phone_said_read (json, &said))
        return;
    switch (said.is) {
    case TD_SAID_HELLO: op->trunk = said.trunk; break;
    case TD_SAID_CALL: take_call (op, &said); break;
    case TD_SAID_PIN: take_pin (op, &said); break;
    case TD_SAID_KEY: take_key (op, &said); break;
    case TD_SAID_DIALLED: take_dialled (op, &said); break;
    case TD_SAID_GONE: take_gone (op, &said); break;
    default: break;
    }
}

/* A gateway that went takes its calls along, or tells of them again when it is back. */
static void on_there (TdPhoneLine *line, gboolean there, gpointer user_data)
{
    TdOperator *op = user_data;

    op->line = line;
    op->trunk = FALSE;
    while (!there && op->callers->len > 0)
        forget (op, op->callers->pdata[op->callers->len - 1]);
}

/* ---- time ---- */

static void dial (TdOperator *op, const TdPhoneCallback *callback)
{
    g_autofree char *number = NULL;
    g_autoptr (GError) problem = NULL;

    if (!td_phone_callback_note (op->instance, callback->id, "calls", &problem)
        || !td_phone_callback_number (op->instance, callback, &number)) {
        complain (g_steal_pointer (&problem));
        return;
    }
    td_phone_line_say (op->line, json_pack ("{s:s, s:s, s:s, s:s}", "do", "dial", "callback", callback->id, "number",
                                            number, "language", callback->locale));
}

static void dial_due (TdOperator *op)
{
    g_autoptr (GPtrArray) due = op->trunk ? td_phone_callbacks_due (op->instance, NULL) : NULL;

    for (guint i = 0; due != NULL && i < due->len; i++)
        dial (op, due->pdata[i]);
}

static void on_tick (TdPhoneLine *line, gpointer user_data)
{
    TdOperator *op = user_data;
    gint64 stamp = td_store_stamp (op->instance->store), now = g_get_monotonic_time ();

    op->line = line;
    if (stamp == op->stamp && now - op->looked < LOOK_US)
        return;
    op->stamp = stamp;
    op->looked = now;
    drop_lost (op);
    for (guint i = op->callers->len; i > 0; i--) {
        TdPhoneCaller *caller = op->callers->pdata[i - 1];
        if (caller->pin != NULL)
            look_at (op, caller);
    }
    if (now - op->dialled > DIAL_LOOK_US) {
        op->dialled = now;
        dial_due (op);
    }
}

/* ---- birth and end ---- */

static const TdPhoneLineTakes takes = { on_line, on_there, on_tick };

void td_phone_caller_free (TdPhoneCaller *caller)
{
    if (caller == NULL)
        return;
    g_free (caller->name);
    g_free (caller->caller);
    g_free (caller->callback);
    g_free (caller->language);
    g_free (caller->ip);
    td_phone_pin_free (caller->pin);
    g_free (caller->row);
    g_free (caller);
}

static void operator_free (TdOperator *op)
{
    g_ptr_array_unref (op->callers);
    td_janus_free (op->janus);
    g_free (op);
}

TdOperator *td_operator_start (TdInstance *instance, GError **error)
{
    g_autoptr (TdPhoneSettings) settings = td_phone_settings_read (instance->folder);
    TdOperator *op;

    if (settings == NULL || !td_phone_note_all_out (instance, error))
        return NULL;
    op = g_new0 (TdOperator, 1);
    op->instance = instance;
    op->callers = g_ptr_array_new_with_free_func ((GDestroyNotify) td_phone_caller_free);
    op->line = td_phone_line_start (settings->socket, &takes, op, error);
    if (op->line == NULL)
        g_clear_pointer (&op, operator_free);
    return op;
}

void td_operator_stop (TdOperator *op)
{
    if (op == NULL)
        return;
    td_phone_line_stop (op->line);
    operator_free (op);
}
