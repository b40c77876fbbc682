/* What Janus answers and tells by itself: sessions, handles, rooms, people in them, places for callers. The input is lines of JSON: one that begins
 * with "<" comes as an event, once an answer put it off ("ack") or there are no more answers; each other is the next answer; TRANSACTION stands for
 * the question that was asked last. In the place of HTTP
 * (meeting/janus-http.c) stands this file. */
#include "base/errors.h"
#include "meeting/janus-http.h"
#include "meeting/room.h"

#include <glib/gstdio.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static char *folder;
static GMutex lock;
static GCond changed;
static gboolean due; /* the last answer put off to an event, and the asker waits for it */
static GQueue answers = G_QUEUE_INIT, events = G_QUEUE_INIT; /* of char * */
static char *asked;

/* ---- in the place of HTTP ---- */

struct TdJanusLine {
    char unused;
};

TdJanusLine *td_janus_line_new (GError **error)
{
    (void) error;
    return g_new0 (TdJanusLine, 1);
}

void td_janus_line_free (TdJanusLine *line)
{
    g_free (line);
}

/* With the transaction of the last question in it. */
static char *filled (const char *text)
{
    g_auto (GStrv) parts = g_strsplit (text, "TRANSACTION", -1);

    return g_strjoinv (asked != NULL ? asked : "", parts);
}

static char *next_answer (const json_t *question)
{
    g_autofree char *text = NULL;
    char *made;

    g_mutex_lock (&lock);
    g_free (asked);
    asked = g_strdup (json_string_value (json_object_get (question, "transaction")));
    text = g_queue_pop_head (&answers);
    made = text != NULL ? filled (text) : NULL;
    due = made != NULL && strstr (made, "\"ack\"") != NULL;
    g_cond_broadcast (&changed);
    g_mutex_unlock (&lock);
    return made;
}

static char *next_event (const int *stop)
{
    g_autofree char *text = NULL;
    char *made;

    g_mutex_lock (&lock);
    while (!due && !g_queue_is_empty (&answers) && g_atomic_int_get (stop) == 0)
        g_cond_wait_until (&changed, &lock, g_get_monotonic_time () + 200);
    text = g_queue_pop_head (&events);
    made = text != NULL ? filled (text) : NULL;
    g_mutex_unlock (&lock);
    return made;
}

gboolean td_janus_line_ask (TdJanusLine *line, const char *url, json_t *body, int seconds, const int *stop,
                            json_t **ret_answer, GError **error)
{
    g_autofree char *text = body != NULL ? next_answer (body) : next_event (stop);
    json_t *answer = text != NULL ? json_loads (text, JSON_REJECT_DUPLICATES, NULL) : NULL;

    (void) line, (void) url, (void) seconds;
    if (answer == NULL) {
        g_set_error_literal (error, TD_JANUS_ERROR, TD_ERROR_BUSY, "No more answers.");
        return FALSE;
    }
    *ret_answer = answer;
    return TRUE;
}

/* ---- what is asked ---- */

static void on_event (guint64 handle, json_t *event, gpointer data)
{
    (void) handle, (void) data;
    if (event == NULL)
        __builtin_trap ();
}

static void ask_all (TdJanus *janus)
{
    g_autoptr (GPtrArray) list = NULL;
    TdRoomPlace place = { 0 };
    g_auto (TdJanusAnswer) answer = { NULL }, watch = { NULL };
    guint64 handle = 0;

    td_room_make (janus, "meeting", TD_ROOM_FLOOR, NULL);
    list = td_room_list (janus, "meeting", TD_ROOM_FLOOR, NULL);
    for (guint i = 0; list != NULL && i < list->len; i++)
        if (((TdRoomParticipant *) list->pdata[i])->id == NULL)
            __builtin_trap ();
    if (td_room_enter_rtp (janus, "meeting", TD_ROOM_FLOOR,
                           &(TdRoomRtp){ .id = "phone-1", .ip = "127.0.0.1", .port = 40000 }, &place, NULL)
        && (place.port < 1 || place.port > 65535 || strlen (place.ip) >= sizeof place.ip))
        __builtin_trap ();
    if (td_janus_attach (janus, TD_JANUS_AUDIO, &handle, NULL)
        && td_room_enter_web (janus, handle, "meeting", TD_ROOM_FLOOR, "web-1", 24000,
                              json_pack ("{s:s, s:s}", "type", "offer", "sdp", "v=0"), &answer, NULL)
        && answer.data == NULL)
        __builtin_trap ();
    td_room_make_video (janus, "meeting", NULL);
    td_room_watch (janus, handle, "meeting", "web-2", &watch, NULL);
    td_room_mute (janus, "meeting", TD_ROOM_FLOOR, "web-1", TRUE, NULL);
    td_room_end (janus, "meeting", TD_ROOM_FLOOR, NULL);
    td_janus_detach (janus, handle);
}

static void queue_lines (const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup ((const char *) data, size);
    g_auto (GStrv) lines = g_strsplit (text, "\n", 64);

    g_mutex_lock (&lock);
    for (gsize i = 0; lines[i] != NULL; i++)
        g_queue_push_tail (lines[i][0] == '<' ? &events : &answers, g_strdup (lines[i] + (lines[i][0] == '<')));
    g_mutex_unlock (&lock);
}

int LLVMFuzzerInitialize (int *argc, char ***argv)
{
    g_autofree char *rooms = NULL;
    g_autofree char *ini = NULL;

    (void) argc, (void) argv;
    folder = g_dir_make_tmp ("treatydesk-fuzz-janus-XXXXXX", NULL);
    rooms = g_build_filename (folder, "rooms", NULL);
    ini = g_build_filename (rooms, "janus.ini", NULL);
    if (g_mkdir (rooms, 0700) != 0
        || !g_file_set_contents (ini, "[janus]\nurl=http://127.0.0.1:1/janus\nsecret=s\nrecordings=/tmp\n", -1, NULL))
        __builtin_trap ();
    return 0;
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const TdJanusFuncs funcs = { on_event, NULL };
    TdJanus *janus;

    queue_lines (data, size);
    janus = td_janus_open (folder, &funcs, NULL, NULL);
    if (janus != NULL)
        ask_all (janus);
    td_janus_free (janus);
    g_queue_clear_full (&answers, g_free);
    g_queue_clear_full (&events, g_free);
    g_clear_pointer (&asked, g_free);
    due = FALSE;
    return 0;
}
