#include "meeting/phone-frames.h"

#include "meeting/phone-protocol.h"

#include <string.h>

static gboolean take_one (const char *text, gsize size, const char *word, TdPhoneTake take, gpointer user_data)
{
    json_t *json = json_loadb (text, size, JSON_REJECT_DUPLICATES, NULL);
    gboolean understood = json_is_string (json_object_get (json, word)) && take (json, user_data);

    json_decref (json);
    return understood;
}

gboolean td_phone_frames (GByteArray *in, const char *word, TdPhoneTake take, gpointer user_data)
{
    const guint8 *end;

    while (in->len > 0 && (end = memchr (in->data, '\n', in->len)) != NULL) {
        gsize size = (gsize) (end - in->data);
        g_autofree char *text = g_strndup ((const char *) in->data, size);

        g_byte_array_remove_range (in, 0, (guint) size + 1);
        if (!take_one (text, size, word, take, user_data))
            return FALSE;
    }
    return in->len <= TD_PHONE_LINE;
}
