#include "areas/memory/postings.h"

enum { CLASS_BITS = 4 };

/* The first length of each class. */
static const guint16 begins[TD_POSTING_CLASSES] = { 0, 2, 3, 4, 5, 7, 9, 12, 17, 24, 33, 46, 65, 91, 129, 182 };

guint td_posting_class (guint tokens)
{
    guint class = 0;

    while (class + 1 < TD_POSTING_CLASSES && begins[class + 1] <= tokens)
        class ++;
    return class;
}

guint td_posting_length (guint class)
{
    return class + 1 < TD_POSTING_CLASSES ? (guint) (begins[class] + begins[class + 1]) / 2 : 200;
}

void td_posting_put (GByteArray *data, gint64 *last, gint64 number, guint class)
{
    guint64 value = ((guint64) (number - *last) << CLASS_BITS) | class;
    guint8 bytes[10];
    guint n = 0;

    g_return_if_fail (number > *last && class < TD_POSTING_CLASSES);
    for (; value >= 0x80; value >>= 7)
        bytes[n++] = (guint8) (value | 0x80);
    bytes[n++] = (guint8) value;
    g_byte_array_append (data, bytes, n);
    *last = number;
}

gboolean td_postings_each (const guint8 *bytes, gsize size, TdPostingFunc func, gpointer data)
{
    gint64 number = 0;

    for (gsize at = 0; at < size;) {
        guint64 value = 0;
        guint shift = 0;
        do {
            if (at >= size || shift > 56)
                return FALSE;
            value |= (guint64) (bytes[at] & 0x7F) << shift;
            shift += 7;
        } while (bytes[at++] >= 0x80);
        number += (gint64) (value >> CLASS_BITS);
        func (number, (guint) (value & (TD_POSTING_CLASSES - 1)), data);
    }
    return TRUE;
}
