#include "meeting/janus.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "meeting/janus-http.h"

#include <sodium.h>
#include <string.h>

enum { ANSWER_SECONDS = 5, LISTEN_SECONDS = 40, LINES_KEPT = 8 };

TD_DEFINE_ERROR (janus)

struct TdJanus {
    TdJanusAddress address;
    TdJanusFuncs funcs;
    gpointer data;
    char *session; /* its address */
    GThread *listener;
    int stop, lost;
    GMutex lock;
    GCond came;
    GHashTable *waiting; /* transaction -> json_t of its event, or NULL while it is to come */
    GHashTable *askers;  /* plugin -> handle as pointer to guint64 */
    GQueue lines;        /* connections that nobody uses now */
};

/* ---- where it is ---- */

void td_janus_address_clear (TdJanusAddress *address)
{
    if (address->secret != NULL)
        sodium_memzero (address->secret, strlen (address->secret));
    g_clear_pointer (&address->url, g_free);
    g_clear_pointer (&address->secret, g_free);
    g_clear_pointer (&address->recordings, g_free);
}

gboolean td_janus_address_read (const char *folder, TdJanusAddress *ret_address, GError **error)
{
    g_autofree char *path = g_build_filename (folder, "rooms", "janus.ini", NULL);
    g_autoptr (GKeyFile) file = g_key_file_new ();
    TdJanusAddress address = { NULL };

    if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL)) {
        address.url = g_key_file_get_string (file, "janus", "url", NULL);
        address.secret = g_key_file_get_string (file, "janus", "secret", NULL);
        address.recordings = g_key_file_get_string (file, "janus", "recordings", NULL);
    }
    if (address.url == NULL || address.secret == NULL || address.recordings == NULL) {
        td_janus_address_clear (&address);
        g_set_error_literal (
            error, TD_JANUS_ERROR, TD_ERROR_NOT_FOUND,
            "This site holds no rooms of its own now: nobody started Janus for it (packaging/rooms.sh).");
        return FALSE;
    }
    *ret_address = address;
    return TRUE;
}

/* ---- asking ---- */

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_JANUS_ERROR, code, message);
    return FALSE;
}

static void lose (TdJanus *janus)
{
    if (!g_atomic_int_compare_and_exchange (&janus->lost, 0, 1))
        return;
    g_mutex_lock (&janus->lock);
    g_cond_broadcast (&janus->came);
    g_mutex_unlock (&janus->lock);
    if (janus->funcs.lost != NULL && g_atomic_int_get (&janus->stop) == 0)
        janus->funcs.lost (janus->data);
}

static TdJanusLine *line_take (TdJanus *janus, GError **error)
{
    TdJanusLine *line;

    g_mutex_lock (&janus->lock);
    line = g_queue_pop_head (&janus->lines);
    g_mutex_unlock (&janus->lock);
    return line != NULL ? line : td_janus_line_new (error);
}

static void line_give (TdJanus *janus, TdJanusLine *take_line)
{
    g_mutex_lock (&janus->lock);
    if (g_queue_get_length (&janus->lines) < LINES_KEPT) {
        g_queue_push_head (&janus->lines, take_line);
        take_line = NULL;
    }
    g_mutex_unlock (&janus->lock);
    td_janus_line_free (take_line);
}

/* Steals request; puts the secret into it. */
static gboolean post (TdJanus *janus, const char *url, const char *transaction, json_t *take_request,
                      json_t **ret_answer, GError **error)
{
    TdJanusLine *line = line_take (janus, error);
    json_t *answer = NULL;
    gboolean ok;

    if (line == NULL) {
        json_decref (take_request);
        return FALSE;
    }
    json_object_set_new (take_request, "transaction", json_string (transaction));
    json_object_set_new (take_request, "apisecret", json_string (janus->address.secret));
    ok = td_janus_line_ask (line, url, take_request, ANSWER_SECONDS, &janus->stop, &answer, error);
    json_decref (take_request);
    line_give (janus, line);
    if (!ok) {
        lose (janus);
        return FALSE;
    }
    *ret_answer = answer;
    return TRUE;
}

/* 458: no such session; 459: no such handle. */
static gboolean refused (TdJanus *janus, json_t *answer, GError **error)
{
    json_int_t code = json_integer_value (json_object_get (json_object_get (answer, "error"), "code"));

    if (g_strcmp0 (json_string_value (json_object_get (answer, "janus")), "error") != 0)
        return FALSE;
    if (code == 458)
        lose (janus);
    if (code == 458 || code == 459)
        fail (error, TD_ERROR_BUSY,
              "The connection to the room was lost. It comes back by itself; try again in a moment.");
    else
        fail (error, TD_ERROR_INPUT, "The room's server did not take this. Leave the room and enter it again.");
    return TRUE;
}

static gboolean not_lost (TdJanus *janus, GError **error)
{
    if (g_atomic_int_get (&janus->lost) == 0)
        return TRUE;
    return fail (error, TD_ERROR_BUSY,
                 "The connection to the room was lost. It comes back by itself; try again in a moment.");
}

static char *new_transaction (void)
{
    return td_id_new ();
}

static gboolean ask_for_id (TdJanus *janus, const char *url, json_t *take_request, guint64 *ret_id, GError **error)
{
    g_autofree char *transaction = new_transaction ();
    json_t *answer = NULL;
    guint64 id;

    if (!post (janus, url, transaction, take_request, &answer, error))
        return FALSE;
    id = (guint64) json_integer_value (json_object_get (json_object_get (answer, "data"), "id"));
    if (refused (janus, answer, error) || id == 0) {
        json_decref (answer);
        if (error != NULL && *error == NULL)
            fail (error, TD_ERROR_BUSY, "The room's server gave no answer that could be read. Try again in a moment.");
        return FALSE;
    }
    json_decref (answer);
    *ret_id = id;
    return TRUE;
}

static char *handle_url (TdJanus *janus, guint64 handle)
{
    return g_strdup_printf ("%s/%" G_GUINT64_FORMAT, janus->session, handle);
}

gboolean td_janus_attach (TdJanus *janus, const char *plugin, guint64 *ret_handle, GError **error)
{
    return not_lost (janus, error)
           && ask_for_id (janus, janus->session, json_pack ("{s:s, s:s}", "janus", "attach", "plugin", plugin),
                          ret_handle, error);
}

static gboolean say (TdJanus *janus, guint64 handle, json_t *take_request, GError **error)
{
    g_autofree char *url = handle_url (janus, handle);
    g_autofree char *transaction = new_transaction ();
    json_t *answer = NULL;
    gboolean ok;

    if (!not_lost (janus, error)) {
        json_decref (take_request);
        return FALSE;
    }
    if (!post (janus, url, transaction, take_request, &answer, error))
        return FALSE;
    ok = !refused (janus, answer, error);
    json_decref (answer);
    return ok;
}

void td_janus_detach (TdJanus *janus, guint64 handle)
{
    say (janus, handle, json_pack ("{s:s}", "janus", "detach"), NULL);
}

/* ---- messages ---- */

void td_janus_answer_clear (TdJanusAnswer *answer)
{
    g_clear_pointer (&answer->data, json_decref);
    g_clear_pointer (&answer->jsep, json_decref);
}

/* Waits for the event of this transaction; NULL when it did not come or the session is lost. Forgets the transaction. */
static json_t *wait_for (TdJanus *janus, const char *transaction)
{
    gint64 until = g_get_monotonic_time () + ANSWER_SECONDS * G_TIME_SPAN_SECOND;
    json_t *event;

    g_mutex_lock (&janus->lock);
    while ((event = g_hash_table_lookup (janus->waiting, transaction)) == NULL && g_atomic_int_get (&janus->lost) == 0
           && g_atomic_int_get (&janus->stop) == 0)
        if (!g_cond_wait_until (&janus->came, &janus->lock, until))
            break;
    event = g_hash_table_lookup (janus->waiting, transaction);
    g_hash_table_remove (janus->waiting, transaction);
    g_mutex_unlock (&janus->lock);
    return event;
}

static void expect (TdJanus *janus, const char *transaction)
{
    g_mutex_lock (&janus->lock);
    g_hash_table_insert (janus->waiting, g_strdup (transaction), NULL);
    g_mutex_unlock (&janus->lock);
}

static void expect_no_more (TdJanus *janus, const char *transaction)
{
    json_t *event;

    g_mutex_lock (&janus->lock);
    event = g_hash_table_lookup (janus->waiting, transaction);
    g_hash_table_remove (janus->waiting, transaction);
    g_mutex_unlock (&janus->lock);
    if (event != NULL)
        json_decref (event);
}

/* What both plugins mean by their numbers: AudioBridge 485 no such room, 492 nobody, 486 room is there, 490 id is taken, 491 is
 * in already; VideoRoom 426 and 428, 427, 436, 425. */
static int code_of (json_int_t number)
{
    switch (number) {
    case 485:
    case 492:
    case 426:
    case 428: return TD_ERROR_NOT_FOUND;
    case 486:
    case 490:
    case 491:
    case 427:
    case 425:
    case 436: return TD_ERROR_CONFLICT;
    default: return TD_ERROR_INPUT;
    }
}

/* Steals whole. */
static gboolean take_answer (json_t *take_whole, TdJanusAnswer *ret_answer, GError **error)
{
    json_t *data = json_object_get (json_object_get (take_whole, "plugindata"), "data");
    json_t *number = json_object_get (data, "error_code");

    if (data == NULL || number != NULL) {
        int code = data == NULL ? TD_ERROR_BUSY : code_of (json_integer_value (number));
        json_decref (take_whole);
        if (code == TD_ERROR_NOT_FOUND)
            return fail (error, code, "This room or this person in it is not there any more. Enter the room again.");
        if (code == TD_ERROR_CONFLICT)
            return fail (error, code, "This is in the room already.");
        return fail (error, code, "The room's server did not take this. Leave the room and enter it again.");
    }
    ret_answer->data = json_incref (data);
    ret_answer->jsep = json_incref (json_object_get (take_whole, "jsep"));
    json_decref (take_whole);
    return TRUE;
}

gboolean td_janus_message (TdJanus *janus, guint64 handle, json_t *take_body, json_t *take_jsep,
                           TdJanusAnswer *ret_answer, GError **error)
{
    g_autofree char *url = handle_url (janus, handle);
    g_autofree char *transaction = new_transaction ();
    json_t *request = json_pack ("{s:s, s:o, s:o*}", "janus", "message", "body", take_body, "jsep", take_jsep);
    json_t *answer = NULL;

    if (!not_lost (janus, error)) {
        json_decref (request);
        return FALSE;
    }
    expect (janus, transaction);
    if (!post (janus, url, transaction, request, &answer, error) || refused (janus, answer, error)) {
        expect_no_more (janus, transaction);
        if (answer != NULL)
            json_decref (answer);
        return FALSE;
    }
    if (g_strcmp0 (json_string_value (json_object_get (answer, "janus")), "ack") == 0) {
        json_decref (answer);
        answer = wait_for (janus, transaction);
        if (answer == NULL)
            return fail (error, TD_ERROR_BUSY, "The room's server takes too long. Try again in a moment.");
    } else {
        expect_no_more (janus, transaction);
    }
    return take_answer (answer, ret_answer, error);
}

static gboolean asker_of (TdJanus *janus, const char *plugin, guint64 *ret_handle, GError **error)
{
    guint64 *kept, handle;

    g_mutex_lock (&janus->lock);
    kept = g_hash_table_lookup (janus->askers, plugin);
    handle = kept != NULL ? *kept : 0;
    g_mutex_unlock (&janus->lock);
    if (handle == 0) {
        if (!td_janus_attach (janus, plugin, &handle, error))
            return FALSE;
        g_mutex_lock (&janus->lock);
        g_hash_table_insert (janus->askers, g_strdup (plugin), g_memdup2 (&handle, sizeof handle));
        g_mutex_unlock (&janus->lock);
    }
    *ret_handle = handle;
    return TRUE;
}

gboolean td_janus_ask (TdJanus *janus, const char *plugin, json_t *take_body, TdJanusAnswer *ret_answer, GError **error)
{
    guint64 handle;

    if (!asker_of (janus, plugin, &handle, error)) {
        json_decref (take_body);
        return FALSE;
    }
    return td_janus_message (janus, handle, take_body, NULL, ret_answer, error);
}

/* ---- listening ---- */

static gboolean is_awaited (TdJanus *janus, json_t *event)
{
    const char *transaction = json_string_value (json_object_get (event, "transaction"));
    gboolean awaited = FALSE;

    if (transaction == NULL || g_strcmp0 (json_string_value (json_object_get (event, "janus")), "event") != 0)
        return FALSE;
    g_mutex_lock (&janus->lock);
    if (g_hash_table_contains (janus->waiting, transaction)
        && g_hash_table_lookup (janus->waiting, transaction) == NULL) {
        g_hash_table_insert (janus->waiting, g_strdup (transaction), json_incref (event));
        g_cond_broadcast (&janus->came);
        awaited = TRUE;
    }
    g_mutex_unlock (&janus->lock);
    return awaited;
}

static void hear (TdJanus *janus, json_t *event)
{
    const char *kind = json_string_value (json_object_get (event, "janus"));

    if (g_strcmp0 (kind, "timeout") == 0 || g_strcmp0 (kind, "error") == 0)
        lose (janus);
    else if (g_strcmp0 (kind, "keepalive") != 0 && !is_awaited (janus, event) && janus->funcs.event != NULL)
        janus->funcs.event ((guint64) json_integer_value (json_object_get (event, "sender")), event, janus->data);
}

static gpointer listen_to (gpointer data)
{
    TdJanus *janus = data;
    g_autoptr (TdJanusLine) line = td_janus_line_new (NULL);
    g_autofree char *url = g_strdup_printf ("%s?maxev=20&apisecret=%s", janus->session, janus->address.secret);

    while (line != NULL && g_atomic_int_get (&janus->stop) == 0 && g_atomic_int_get (&janus->lost) == 0) {
        json_t *events = NULL;
        size_t i;
        json_t *event;

        if (!td_janus_line_ask (line, url, NULL, LISTEN_SECONDS, &janus->stop, &events, NULL)) {
            lose (janus);
            break;
        }
        if (json_is_array (events))
            json_array_foreach (events, i, event) hear (janus, event);
        else
            hear (janus, events);
        json_decref (events);
    }
    return NULL;
}

/* ---- a session ---- */

static void drop_event (gpointer event)
{
    if (event != NULL)
        json_decref (event);
}

TdJanus *td_janus_open (const char *folder, const TdJanusFuncs *funcs, gpointer data, GError **error)
{
    TdJanusAddress address = { NULL };
    TdJanus *janus;
    guint64 id;

    if (!td_janus_address_read (folder, &address, error))
        return NULL;
    janus = g_new0 (TdJanus, 1);
    janus->address = address;
    janus->funcs = funcs != NULL ? *funcs : (TdJanusFuncs){ NULL };
    janus->data = data;
    g_mutex_init (&janus->lock);
    g_cond_init (&janus->came);
    g_queue_init (&janus->lines);
    janus->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    janus->askers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    /* What is lost before there was a session is told by this function alone. */
    janus->funcs.lost = NULL;
    if (!ask_for_id (janus, address.url, json_pack ("{s:s}", "janus", "create"), &id, error)) {
        td_janus_free (janus);
        return NULL;
    }
    janus->funcs.lost = funcs != NULL ? funcs->lost : NULL;
    janus->session = g_strdup_printf ("%s/%" G_GUINT64_FORMAT, address.url, id);
    janus->listener = g_thread_new ("janus", listen_to, janus);
    return janus;
}

gboolean td_janus_is_lost (TdJanus *janus)
{
    return g_atomic_int_get (&janus->lost) != 0;
}

const char *td_janus_recordings (const TdJanus *janus)
{
    return janus->address.recordings;
}

void td_janus_free (TdJanus *janus)
{
    GHashTableIter iter;
    gpointer event;

    if (janus == NULL)
        return;
    if (janus->session != NULL && !td_janus_is_lost (janus)) {
        json_t *answer = NULL;
        if (post (janus, janus->session, "end", json_pack ("{s:s}", "janus", "destroy"), &answer, NULL))
            json_decref (answer);
    }
    g_atomic_int_set (&janus->stop, 1);
    if (janus->listener != NULL)
        g_thread_join (janus->listener);
    g_hash_table_iter_init (&iter, janus->waiting);
    while (g_hash_table_iter_next (&iter, NULL, &event))
        drop_event (event);
    g_hash_table_unref (janus->waiting);
    g_hash_table_unref (janus->askers);
    g_queue_clear_full (&janus->lines, (GDestroyNotify) td_janus_line_free);
    g_mutex_clear (&janus->lock);
    g_cond_clear (&janus->came);
    td_janus_address_clear (&janus->address);
    g_free (janus->session);
    g_free (janus);
}
