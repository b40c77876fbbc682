#include "meeting/phone-record.h"

#include <string.h>

/* A text that is there and at most so many bytes long; NULL: none. */
static const char *text_of (const json_t *line, const char *key, gsize most)
{
    const char *text = json_string_value (json_object_get (line, key));

    return text != NULL && strlen (text) <= most ? text : NULL;
}

static gboolean take (const json_t *line, const char *key, gsize most, const char **ret)
{
    *ret = text_of (line, key, most);
    return *ret != NULL;
}

/* Absent and null are the same. */
static gboolean take_if_there (const json_t *line, const char *key, gsize most, const char **ret)
{
    *ret = text_of (line, key, most);
    return *ret != NULL || json_is_null (json_object_get (line, key)) || json_object_get (line, key) == NULL;
}

static gboolean take_place (const json_t *place, const char **ret_ip, int *ret_port)
{
    enum { IP = 45 }; /* of the longest address of IPv6 */
    json_int_t port = json_integer_value (json_object_get (place, "port"));

    *ret_port = port > 0 && port <= G_MAXUINT16 ? (int) port : 0;
    return take (place, "ip", IP, ret_ip) && *ret_port != 0;
}

/* The place of word in words, or -1. */
static int word_in (const char *word, const char *const *words)
{
    for (int i = 0; word != NULL && words[i] != NULL; i++)
        if (strcmp (words[i], word) == 0)
            return i;
    return -1;
}

enum { SHORT = 64 };

/* ---- of the gateway ---- */

static gboolean read_said (const json_t *line, TdPhoneSaid *said)
{
    static const char *const states[] = { "ringing", "answered", "failed", NULL };

    switch (said->is) {
    case TD_SAID_HELLO: said->trunk = json_is_true (json_object_get (line, "trunk")); return TRUE;
    case TD_SAID_DIALLED:
        return take (line, "callback", TD_PHONE_NAME, &said->callback) && take (line, "state", SHORT, &said->state)
               && word_in (said->state, states) >= 0;
    default: break;
    }
    if (!take (line, "call", TD_PHONE_NAME, &said->call))
        return FALSE;
    switch (said->is) {
    case TD_SAID_CALL:
        return take_if_there (line, "from", 16 * SHORT, &said->from)
               && take_if_there (line, "callback", TD_PHONE_NAME, &said->callback);
    case TD_SAID_PIN:
        return take (line, "pin", SHORT, &said->pin) && take (line, "language", SHORT, &said->language)
               && take_place (json_object_get (line, "rtp"), &said->ip, &said->port);
    case TD_SAID_KEY: return take (line, "key", SHORT, &said->key);
    default: return TRUE;
    }
}

gboolean td_phone_said_read (const json_t *line, TdPhoneSaid *ret_said)
{
    static const char *const words[] = { "hello", "call", "pin", "key", "gone", "dialled", NULL };
    int is = word_in (json_string_value (json_object_get (line, "is")), words);
    TdPhoneSaid said = { .is = (TdPhoneSaying) is };

    if (is < 0 || !read_said (line, &said))
        return FALSE;
    *ret_said = said;
    return TRUE;
}

/* ---- of the server ---- */

static gboolean take_telling (const json_t *line, TdPhoneTelling *ret_telling)
{
    const char *word = json_string_value (json_object_get (line, "what"));

    for (int i = 0; word != NULL && i < TD_PHONE_TELL_COUNT; i++)
        if (strcmp (td_phone_telling_word ((TdPhoneTelling) i), word) == 0) {
            *ret_telling = (TdPhoneTelling) i;
            return TRUE;
        }
    return FALSE;
}

static gboolean take_answer (const json_t *line, TdPhoneOrder *order)
{
    static const char *const answers[] = { "right", "wrong", "locked", NULL };
    int answer = word_in (json_string_value (json_object_get (line, "answer")), answers);

    order->right = answer == 0;
    order->locked = answer == 2;
    return answer >= 0;
}

/* A number goes into an address of SIP, so it is digits and nothing else. */
static gboolean is_number (const char *number)
{
    gsize sign = *number == '+' ? 1 : 0;

    return number[sign] != '\0' && strspn (number + sign, "0123456789") == strlen (number + sign);
}

static gboolean take_number (const json_t *line, TdPhoneOrder *order)
{
    enum { DIGITS = 20 };

    return take (line, "number", DIGITS, &order->number) && is_number (order->number)
           && take_if_there (line, "language", SHORT, &order->language);
}

static gboolean read_order (const json_t *line, TdPhoneOrder *order)
{
    if (order->act == TD_ORDER_DIAL || order->act == TD_ORDER_CANCEL)
        return take (line, "callback", TD_PHONE_NAME, &order->callback)
               && (order->act == TD_ORDER_CANCEL || take_number (line, order));
    if (!take (line, "call", TD_PHONE_NAME, &order->call))
        return FALSE;
    switch (order->act) {
    case TD_ORDER_PIN: return take_answer (line, order);
    case TD_ORDER_ROOM: return take_place (line, &order->ip, &order->port);
    case TD_ORDER_TELL:
    case TD_ORDER_END: return take_telling (line, &order->telling);
    case TD_ORDER_SOUND: return take (line, "ulaw", TD_PHONE_LINE, &order->ulaw);
    default: return TRUE;
    }
}

gboolean td_phone_order_read (const json_t *line, TdPhoneOrder *ret_order)
{
    static const char *const words[] = { "pin", "room", "leave", "tell", "sound", "end", "dial", "cancel", NULL };
    int act = word_in (json_string_value (json_object_get (line, "do")), words);
    TdPhoneOrder order = { .act = (TdPhoneOrdering) act };

    if (act < 0 || !read_order (line, &order))
        return FALSE;
    *ret_order = order;
    return TRUE;
}

GBytes *td_phone_order_sound (const TdPhoneOrder *order)
{
    gsize size = 0;
    g_autofree guint8 *sound = g_base64_decode (order->ulaw, &size);

    if (size > TD_PHONE_SOUND)
        return NULL;
    return g_bytes_new_take (g_steal_pointer (&sound), size);
}
