#include "meeting/phone/rtp.h"

#include "meeting/phone/sound.h"

#include <string.h>

enum {
    FAR_BACK = 500,               /* packets: further back is no packet that came late */
    PAUSE_US = 5 * PHONE_FRAME_US /* of our own frames: after a longer one a new spurt begins */
};

static guint16 read_16 (const guint8 *at)
{
    return (guint16) (at[0] << 8 | at[1]);
}

static guint32 read_32 (const guint8 *at)
{
    return (guint32) read_16 (at) << 16 | read_16 (at + 2);
}

static void write_32 (guint8 *at, guint32 value)
{
    value = GUINT32_TO_BE (value);
    memcpy (at, &value, sizeof value);
}

/* How long the header is with its lists of sources and its extension; 0 when that is more than there is. */
static gsize head_of (const guint8 *data, gsize size)
{
    gsize head = PHONE_RTP_HEAD + 4 * (gsize) (data[0] & 0x0f);

    if ((data[0] & 0x10) != 0) {
        if (size < head + 4)
            return 0;
        head += 4 + 4 * (gsize) read_16 (data + head + 2);
    }
    return head <= size ? head : 0;
}

gboolean phone_rtp_read (const guint8 *data, gsize size, PhoneRtp *ret_rtp)
{
    if (size < PHONE_RTP_HEAD || data[0] >> 6 != 2)
        return FALSE;
    gsize head = head_of (data, size);
    gsize padding = (data[0] & 0x20) != 0 ? data[size - 1] : 0;
    gboolean padded = (data[0] & 0x20) != 0;
    if (head == 0 || (padded && padding == 0) || padding > size - head)
        return FALSE;
    *ret_rtp = (PhoneRtp){
        .payload_type = data[1] & 0x7f,
        .marker = data[1] >> 7,
        .sequence = read_16 (data + 2),
        .timestamp = read_32 (data + 4),
        .ssrc = read_32 (data + 8),
        .payload = data + head,
        .size = size - head - padding,
    };
    return TRUE;
}

gsize phone_rtp_write (const PhoneRtp *rtp, guint8 *out, gsize room)
{
    if (room < PHONE_RTP_HEAD || rtp->size > room - PHONE_RTP_HEAD)
        return 0;
    out[0] = 2 << 6;
    out[1] = (guint8) ((rtp->marker ? 0x80 : 0) | (rtp->payload_type & 0x7f));
    out[2] = (guint8) (rtp->sequence >> 8);
    out[3] = (guint8) rtp->sequence;
    write_32 (out + 4, rtp->timestamp);
    write_32 (out + 8, rtp->ssrc);
    if (rtp->size > 0)
        memmove (out + PHONE_RTP_HEAD, rtp->payload, rtp->size);
    return PHONE_RTP_HEAD + rtp->size;
}

char phone_keys_take (PhoneKeys *keys, const PhoneRtp *rtp)
{
    static const char names[] = "0123456789*#ABCD";

    if (rtp->size < 4 || rtp->payload[0] >= sizeof names - 1)
        return 0;
    gboolean known = keys->any && keys->ssrc == rtp->ssrc;
    if (known && (gint32) (rtp->timestamp - keys->timestamp) <= 0)
        return 0;
    *keys = (PhoneKeys){ .any = TRUE, .ssrc = rtp->ssrc, .timestamp = rtp->timestamp };
    return names[rtp->payload[0]];
}

static char key_of (char c)
{
    c = g_ascii_toupper (c);
    return c != '\0' && strchr ("0123456789*#ABCD", c) != NULL ? c : 0;
}

char phone_key_of_info (const char *body, gsize size)
{
    static const char signal[] = "signal";
    gsize at = 0;

    while (at < size && g_ascii_isspace (body[at]))
        at++;
    if (size - at > sizeof signal - 1 && g_ascii_strncasecmp (body + at, signal, sizeof signal - 1) == 0) {
        for (at += sizeof signal - 1; at < size && (body[at] == ' ' || body[at] == '=');)
            at++;
    }
    return at < size ? key_of (body[at]) : 0;
}

/* ---- our own stream ---- */

static void begin_anew (PhoneStream *stream, gint64 now, guint16 *ret_sequence, guint32 *ret_timestamp)
{
    gint64 frames = stream->sent == 0 ? 1 : MAX (1, (now - stream->sent + PHONE_FRAME_US / 2) / PHONE_FRAME_US);

    *ret_sequence = (guint16) (stream->sequence + 1);
    *ret_timestamp = stream->timestamp + (guint32) (frames * PHONE_FRAME);
}

static void follow (PhoneStream *stream, const PhoneRtp *from, guint16 sequence, guint32 timestamp)
{
    stream->following = from != NULL;
    if (from == NULL)
        return;
    stream->source = from->ssrc;
    stream->sequence_by = (guint16) (sequence - from->sequence);
    stream->timestamp_by = timestamp - from->timestamp;
}

/* By how much a packet of the source lies after the last one sent; 0: it starts anew (far back, as after a restart), so rebase. */
static int step_of (const PhoneStream *stream, const PhoneRtp *from)
{
    gint16 step = (gint16) (guint16) (from->sequence + stream->sequence_by - stream->sequence);

    return step <= -FAR_BACK ? 0 : step == 0 ? -1 : step;
}

gboolean phone_stream_next (PhoneStream *stream, const PhoneRtp *from, gint64 now, PhoneRtp *ret_rtp)
{
    gboolean same = from != NULL && stream->following && stream->source == from->ssrc;
    int step = same ? step_of (stream, from) : 0;
    gboolean own = from == NULL && !stream->following && stream->sent != 0 && now - stream->sent < PAUSE_US;
    guint16 sequence;
    guint32 timestamp;

    if (step < 0)
        return FALSE;
    if (step > 0) {
        sequence = (guint16) (from->sequence + stream->sequence_by);
        timestamp = from->timestamp + stream->timestamp_by;
    } else {
        begin_anew (stream, own ? stream->sent : now, &sequence, &timestamp);
        follow (stream, from, sequence, timestamp);
    }
    stream->sequence = sequence;
    stream->timestamp = timestamp;
    stream->sent = now;
    *ret_rtp = (PhoneRtp){
        .marker = step == 0 && !own,
        .sequence = sequence,
        .timestamp = timestamp,
        .ssrc = stream->ssrc,
    };
    return TRUE;
}
