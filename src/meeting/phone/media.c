#include "meeting/phone/media.h"

#include "base/errors.h"
#include "meeting/phone/rtp.h"
#include "meeting/phone/sound.h"

#include <sodium.h>
#include <string.h>

enum {
    PACKET = 1500,                   /* bytes */
    SAID_AT_ONCE = 64,               /* sentences that wait; more are not said */
    ROOM_QUIET = 3 * PHONE_FRAME_US, /* after the room's last packet we make frames of our own */
    CATCH_UP = 5,                    /* frames, after the machine was held up */
};

struct PhoneMedia {
    struct udp_sock *caller_side, *room_side;
    guint16 caller_port, room_port;
    struct sa described, caller, peer, room; /* by SDP; where sound really comes from; who speaks SIP for the caller */
    gboolean has_caller, settled, has_room;  /* settled: where the caller's sound comes from is known */
    int payload_type, keys_type;
    PhoneKeys keys;
    PhoneStream to_caller, to_room;
    GQueue said;      /* GBytes */
    gsize said_of;    /* bytes of the first that were said */
    gint64 room_came; /* the room's last packet */
    gint64 heard;
    gint64 due; /* our next frame */
    PhoneKeyFunc on_key;
    gpointer user_data;
};

/* ---- sending ---- */

static void send_packet (struct udp_sock *from, const struct sa *to, const PhoneRtp *rtp)
{
    guint8 out[PACKET];
    gsize size = phone_rtp_write (rtp, out, sizeof out);
    struct mbuf mb = { .buf = out, .size = sizeof out, .pos = 0, .end = size };

    if (size > 0)
        (void) udp_send (from, to, &mb); /* a packet that is lost is lost: the next one follows in 20 ms */
}

/* The next bytes of what is being said, silence after its end; FALSE: nothing is being said. */
static gboolean next_said (PhoneMedia *media, guint8 *frame, gsize size)
{
    GBytes *first = g_queue_peek_head (&media->said);
    gsize whole, n;

    memset (frame, 0xff, size); /* silence in µ-law */
    if (first == NULL)
        return FALSE;
    const guint8 *sound = g_bytes_get_data (first, &whole);
    n = MIN (size, whole - media->said_of);
    memcpy (frame, sound + media->said_of, n);
    media->said_of += n;
    if (media->said_of == whole) {
        g_bytes_unref (g_queue_pop_head (&media->said));
        media->said_of = 0;
    }
    return TRUE;
}

static void send_to_caller (PhoneMedia *media, const PhoneRtp *from, guint8 *frame, gsize size, gint64 now)
{
    PhoneRtp out;

    if (!media->has_caller || !phone_stream_next (&media->to_caller, from, now, &out))
        return;
    if (media->payload_type == PHONE_PCMA)
        phone_ulaw_to_alaw (frame, size);
    out.payload_type = (guint8) media->payload_type;
    out.payload = frame;
    out.size = size;
    send_packet (media->caller_side, &media->caller, &out);
}

void phone_media_tick (PhoneMedia *media, gint64 now)
{
    guint8 frame[PHONE_FRAME];

    if (now - media->room_came < ROOM_QUIET || !media->has_caller) {
        media->due = 0;
        return;
    }
    if (media->due == 0 || now - media->due > CATCH_UP * PHONE_FRAME_US)
        media->due = now;
    for (; media->due <= now; media->due += PHONE_FRAME_US) {
        next_said (media, frame, sizeof frame);
        send_to_caller (media, NULL, frame, sizeof frame, now);
    }
}

/* ---- from the caller ---- */

/* The described address itself always is; until it sends, the first port at that address or at the one that speaks SIP. */
static gboolean is_callers (PhoneMedia *media, const struct sa *src)
{
    if (!media->has_caller)
        return FALSE;
    gboolean described = sa_cmp (src, &media->described, SA_ALL);
    gboolean near = sa_cmp (src, &media->described, SA_ADDR) || sa_cmp (src, &media->peer, SA_ADDR);
    if (described || (!media->settled && near)) {
        media->settled = TRUE;
        media->caller = *src;
    }
    return sa_cmp (src, &media->caller, SA_ALL);
}

static void pass_to_room (PhoneMedia *media, const PhoneRtp *in, gint64 now)
{
    guint8 sound[PACKET];
    PhoneRtp out;

    if (!media->has_room || in->size == 0 || in->size > sizeof sound
        || !phone_stream_next (&media->to_room, in, now, &out))
        return;
    memcpy (sound, in->payload, in->size);
    if (in->payload_type == PHONE_PCMA)
        phone_alaw_to_ulaw (sound, in->size);
    out.payload_type = PHONE_PCMU;
    out.payload = sound;
    out.size = in->size;
    send_packet (media->room_side, &media->room, &out);
}

static void from_caller (const struct sa *src, struct mbuf *mb, void *arg)
{
    PhoneMedia *media = arg;
    PhoneRtp in;
    char key;

    if (!phone_rtp_read (mbuf_buf (mb), mbuf_get_left (mb), &in) || !is_callers (media, src))
        return;
    media->heard = g_get_monotonic_time ();
    if (in.payload_type == media->keys_type) {
        if ((key = phone_keys_take (&media->keys, &in)) != 0)
            media->on_key (key, media->user_data);
    } else if (in.payload_type == PHONE_PCMU || in.payload_type == PHONE_PCMA) {
        pass_to_room (media, &in, media->heard);
    }
}

/* ---- from the room ---- */

static void from_room (const struct sa *src, struct mbuf *mb, void *arg)
{
    PhoneMedia *media = arg;
    guint8 heard[PACKET], voice[PACKET];
    PhoneRtp in;

    if (!media->has_room || !sa_cmp (src, &media->room, SA_ALL)
        || !phone_rtp_read (mbuf_buf (mb), mbuf_get_left (mb), &in) || in.payload_type != PHONE_PCMU
        || in.size > PACKET)
        return;
    media->room_came = g_get_monotonic_time ();
    memcpy (heard, in.payload, in.size);
    if (next_said (media, voice, in.size))
        phone_mix (heard, voice, in.size);
    send_to_caller (media, &in, heard, in.size, media->room_came);
}

/* ---- birth and end ---- */

static void draw_stream (PhoneStream *stream)
{
    *stream = (PhoneStream){ .ssrc = randombytes_random (),
                             .sequence = (guint16) randombytes_random (),
                             .timestamp = randombytes_random () };
}

/* The next even port of the range that is free; where to begin differs, so that a port rests before it serves again. */
static gboolean listen_somewhere (const PhoneConfig *config, const char *address, udp_recv_h *take, PhoneMedia *media,
                                  struct udp_sock **ret_socket, guint16 *ret_port)
{
    static int last;
    int pairs = (config->last_port - config->first_port + 1) / 2;

    for (int i = 0; i < pairs; i++) {
        struct sa at;
        last = (last + 1) % pairs;
        int port = ((config->first_port + 1) & ~1) + 2 * last;
        if (port > config->last_port || sa_set_str (&at, address, (uint16_t) port) != 0
            || udp_listen (ret_socket, &at, take, media) != 0)
            continue;
        *ret_port = (guint16) port;
        return TRUE;
    }
    return FALSE;
}

PhoneMedia *phone_media_new (const PhoneConfig *config, PhoneKeyFunc on_key, gpointer user_data, GError **error)
{
    g_autoptr (PhoneMedia) media = g_new0 (PhoneMedia, 1);

    media->on_key = on_key;
    media->user_data = user_data;
    media->keys_type = -1;
    g_queue_init (&media->said);
    draw_stream (&media->to_caller);
    draw_stream (&media->to_room);
    if (!listen_somewhere (config, config->media, from_caller, media, &media->caller_side, &media->caller_port)
        || !listen_somewhere (config, config->room, from_room, media, &media->room_side, &media->room_port)) {
        g_set_error (error, TD_PHONE_ERROR, TD_ERROR_BUSY, "All ports for the sound of calls are taken.");
        return NULL;
    }
    return g_steal_pointer (&media);
}

void phone_media_free (PhoneMedia *media)
{
    if (media == NULL)
        return;
    mem_deref (media->caller_side);
    mem_deref (media->room_side);
    phone_media_hush (media);
    g_free (media);
}

guint16 phone_media_port (const PhoneMedia *media)
{
    return media->caller_port;
}

guint16 phone_media_room_port (const PhoneMedia *media)
{
    return media->room_port;
}

void phone_media_set_caller (PhoneMedia *media, const struct sa *to, const struct sa *peer, int payload_type, int keys)
{
    if (!media->has_caller || !sa_cmp (to, &media->described, SA_ALL)) { /* else only held or taken up again */
        media->settled = FALSE;
        media->caller = media->described = *to;
    }
    media->peer = *peer;
    media->has_caller = sa_isset (to, SA_ALL);
    media->payload_type = payload_type;
    media->keys_type = keys;
}

void phone_media_set_room (PhoneMedia *media, const struct sa *room)
{
    media->has_room = room != NULL;
    if (room != NULL)
        media->room = *room;
}

void phone_media_say (PhoneMedia *media, GBytes *sound)
{
    if (g_bytes_get_size (sound) > 0 && g_queue_get_length (&media->said) < SAID_AT_ONCE)
        g_queue_push_tail (&media->said, g_bytes_ref (sound));
}

void phone_media_hush (PhoneMedia *media)
{
    g_queue_clear_full (&media->said, (GDestroyNotify) g_bytes_unref);
    media->said_of = 0;
}

gboolean phone_media_is_silent (const PhoneMedia *media)
{
    return media->said.head == NULL;
}

gint64 phone_media_heard (const PhoneMedia *media)
{
    return media->heard;
}
