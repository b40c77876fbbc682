/* Packets of a caller: headers, keys, the order of a stream, and the body of an INFO. The input is a row of packets, each with its
 * length before it (one byte). */
#include "meeting/phone/rtp.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    PhoneKeys keys = { 0 };
    PhoneStream stream = { 0 };
    gint64 now = 1;

    (void) phone_key_of_info ((const char *) data, size);
    while (size > 1) {
        gsize length = MIN (data[0], size - 1);
        guint8 *packet = g_memdup2 (data + 1, MAX (length, 1)), out[300];
        PhoneRtp in, numbered;
        if (phone_rtp_read (packet, length, &in)) {
            g_assert (in.payload >= packet && in.payload + in.size <= packet + length);
            (void) phone_keys_take (&keys, &in);
            g_assert (phone_rtp_write (&in, out, sizeof out) == PHONE_RTP_HEAD + in.size);
            if (phone_stream_next (&stream, length % 3 == 0 ? NULL : &in, now += 20000, &numbered))
                g_assert (numbered.sequence == stream.sequence);
        }
        g_free (packet);
        data += length + 1;
        size -= length + 1;
    }
    return 0;
}
