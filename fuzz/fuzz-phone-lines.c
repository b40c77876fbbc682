/* Lines between the telephone gateway and the server, of either side: cut into pieces of any length, then what each says. */
#include "meeting/phone-frames.h"
#include "meeting/phone-record.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void must_be (const char *text, gsize most)
{
    if (text == NULL || strlen (text) > most)
        __builtin_trap ();
}

static gboolean take_said (const json_t *line, gpointer user_data)
{
    TdPhoneSaid said;

    (void) user_data;
    if (!td_phone_said_read (line, &said))
        return TRUE;
    if (said.is != TD_SAID_HELLO && said.is != TD_SAID_DIALLED)
        must_be (said.call, TD_PHONE_NAME);
    if (said.is == TD_SAID_DIALLED)
        must_be (said.callback, TD_PHONE_NAME);
    if (said.is == TD_SAID_PIN && (said.ip == NULL || said.port < 1 || said.port > 65535))
        __builtin_trap ();
    return TRUE;
}

static gboolean take_order (const json_t *line, gpointer user_data)
{
    TdPhoneOrder order;

    (void) user_data;
    if (!td_phone_order_read (line, &order))
        return TRUE;
    if (order.act == TD_ORDER_DIAL || order.act == TD_ORDER_CANCEL)
        must_be (order.callback, TD_PHONE_NAME);
    else
        must_be (order.call, TD_PHONE_NAME);
    if (order.act == TD_ORDER_DIAL && strspn (order.number, "+0123456789") != strlen (order.number))
        __builtin_trap ();
    if (order.act == TD_ORDER_TELL && order.telling >= TD_PHONE_TELL_COUNT)
        __builtin_trap ();
    if (order.act == TD_ORDER_SOUND) {
        g_autoptr (GBytes) sound = td_phone_order_sound (&order);
        if (sound != NULL && g_bytes_get_size (sound) > TD_PHONE_SOUND)
            __builtin_trap ();
    }
    return TRUE;
}

/* The first byte says how long the pieces are. */
static void feed (const uint8_t *data, size_t size, const char *word, TdPhoneTake take)
{
    g_autoptr (GByteArray) in = g_byte_array_new ();
    size_t piece = size > 0 ? 1 + data[0] : 1;

    for (size_t at = 1; at < size; at += piece) {
        g_byte_array_append (in, data + at, (guint) MIN (piece, size - at));
        if (!td_phone_frames (in, word, take, NULL))
            return;
    }
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    feed (data, size, "is", take_said);
    feed (data, size, "do", take_order);
    return 0;
}
