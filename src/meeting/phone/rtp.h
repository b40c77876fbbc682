/* RTP as a telephone speaks it (RFC 3550, RFC 3551) and its keys (RFC 4733): reading what comes from outside, writing our own.
 *
 * What comes in is distrusted: each length is checked against what arrived (fuzz/fuzz-rtp.c). Nothing is copied: the payload lies in
 * the packet that was read. No state but what the caller keeps; one thread a stream.
 */
#pragma once

#include <glib.h>

enum {
    PHONE_PCMU = 0,
    PHONE_PCMA = 8,
    PHONE_COMFORT = 13, /* comfort noise (RFC 3389): a telephone that hears nothing */
    PHONE_RTP_HEAD = 12 /* bytes of a header without lists */
};

typedef struct {
    guint8 payload_type;
    gboolean marker; /* a spurt of talk, or an event, begins */
    guint16 sequence;
    guint32 timestamp;
    guint32 ssrc;
    const guint8 *payload;
    gsize size;
} PhoneRtp;

/* FALSE when it is no RTP of version 2, or its own lengths reach past its end. */
gboolean phone_rtp_read (const guint8 *data, gsize size, PhoneRtp *ret_rtp);
/* Header and payload into out; how many bytes, or 0 when it does not fit. */
gsize phone_rtp_write (const PhoneRtp *rtp, guint8 *out, gsize room);

/* Keys of one stream. Zeroed at first. */
typedef struct {
    gboolean any;
    guint32 ssrc;
    guint32 timestamp; /* of the last event: all its packets carry the same */
} PhoneKeys;

/* The key that this packet of events is the first to tell of ('0' to '9', '*', '#', 'A' to 'D'); 0 where it tells of none, repeats
 * or comes late. A lost first packet costs nothing: the next one has the same time stamp. */
char phone_keys_take (PhoneKeys *keys, const PhoneRtp *rtp);

/* The key in the body of a SIP INFO, application/dtmf-relay ("Signal=5\r\n…") or application/dtmf ("5"); 0 where there is none. */
char phone_key_of_info (const char *body, gsize size);

/* ---- our own stream, made of two sources: prompts, and what comes from the room ---- */

/* Zeroed but for ssrc, sequence and timestamp, which are drawn. */
typedef struct {
    guint32 ssrc;
    guint16 sequence; /* the last one sent, as is the time stamp */
    guint32 timestamp;
    gint64 sent;        /* when, or 0: nothing yet */
    gboolean following; /* the last came from `source`, by these differences */
    guint32 source;
    guint16 sequence_by;
    guint32 timestamp_by;
} PhoneStream;

/* Numbers for the next packet out. from: what came in and is passed on, so that its gaps stay as they were; NULL: a frame of
 * our own. Where the source changes the stream goes on without a jump back, with a marker. FALSE: it came late or twice and is
 * not to be sent. now: microseconds of a clock that only goes on. */
gboolean phone_stream_next (PhoneStream *stream, const PhoneRtp *from, gint64 now, PhoneRtp *ret_rtp);
