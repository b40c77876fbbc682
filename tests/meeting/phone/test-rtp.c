/* RTP, its keys, and our own stream of two sources. */
#include "base/base.h"
#include "meeting/phone/rtp.h"
#include "meeting/phone/sound.h"

#include <math.h>
#include <string.h>

static const guint8 plain[] = { 0x80, 0x80, 0x01, 0x02, 0, 0, 0, 160, 1, 2, 3, 4, 0xaa, 0xbb };

static void reads_a_packet (void)
{
    PhoneRtp rtp;

    g_assert_true (phone_rtp_read (plain, sizeof plain, &rtp));
    g_assert_true (rtp.marker);
    g_assert_cmpuint (rtp.payload_type, ==, 0);
    g_assert_cmpuint (rtp.sequence, ==, 0x0102);
    g_assert_cmpuint (rtp.timestamp, ==, 160);
    g_assert_cmpuint (rtp.ssrc, ==, 0x01020304);
    g_assert_cmpmem (rtp.payload, rtp.size, "\xaa\xbb", 2);
}

/* One source in its list, an extension of one word, two bytes of padding. */
static void reads_lists_and_padding (void)
{
    static const guint8 full[] = { 0xb1, 8, 0,    1,    0, 0, 0, 1, 0, 0, 0,    1, 9, 9,
                                   9,    9, 0xbe, 0xde, 0, 1, 7, 7, 7, 7, 0x55, 0, 2 };
    PhoneRtp rtp;

    g_assert_true (phone_rtp_read (full, sizeof full, &rtp));
    g_assert_cmpuint (rtp.payload_type, ==, 8);
    g_assert_cmpmem (rtp.payload, rtp.size, "\x55", 1);
    for (gsize size = 0; size < 24; size++)
        g_assert_false (phone_rtp_read (full, size, &rtp));
}

static void refuses_what_lies (void)
{
    guint8 wrong[sizeof plain];
    PhoneRtp rtp;

    memcpy (wrong, plain, sizeof plain);
    wrong[0] = 0x40; /* version 1 */
    g_assert_false (phone_rtp_read (wrong, sizeof wrong, &rtp));
    wrong[0] = 0xa0; /* padding: the last byte says 0xbb of it */
    g_assert_false (phone_rtp_read (wrong, sizeof wrong, &rtp));
    wrong[sizeof wrong - 1] = 0; /* none, though it says that there is some */
    g_assert_false (phone_rtp_read (wrong, sizeof wrong, &rtp));
    wrong[0] = 0x8f; /* fifteen sources */
    g_assert_false (phone_rtp_read (wrong, sizeof wrong, &rtp));
}

static void writes_what_it_reads (void)
{
    guint8 out[64];
    PhoneRtp in, again;

    g_assert_true (phone_rtp_read (plain, sizeof plain, &in));
    g_assert_cmpuint (phone_rtp_write (&in, out, sizeof out), ==, sizeof plain);
    g_assert_cmpmem (out, sizeof plain, plain, sizeof plain);
    g_assert_true (phone_rtp_read (out, sizeof plain, &again));
    g_assert_cmpuint (phone_rtp_write (&in, out, sizeof plain - 1), ==, 0);
}

/* ---- keys ---- */

static char take (PhoneKeys *keys, guint32 ssrc, guint32 timestamp, guint8 event)
{
    const guint8 payload[] = { event, 0x0a, 0, 160 };
    const PhoneRtp rtp = { .ssrc = ssrc, .timestamp = timestamp, .payload = payload, .size = sizeof payload };

    return phone_keys_take (keys, &rtp);
}

static void tells_a_key_once (void)
{
    PhoneKeys keys = { 0 };

    g_assert_cmpint (take (&keys, 1, 100, 5), ==, '5');
    g_assert_cmpint (take (&keys, 1, 100, 5), ==, 0);
    g_assert_cmpint (take (&keys, 1, 900, 5), ==, '5'); /* pressed again */
    g_assert_cmpint (take (&keys, 1, 100, 5), ==, 0);   /* late */
    g_assert_cmpint (take (&keys, 1, 1700, 10), ==, '*');
    g_assert_cmpint (take (&keys, 1, 2500, 11), ==, '#');
    g_assert_cmpint (take (&keys, 1, 3300, 16), ==, 0); /* a flash is no key */
    g_assert_cmpint (take (&keys, 2, 50, 1), ==, '1');  /* another stream */
    g_assert_cmpint (take (&keys, 2, (guint32) -100, 2), ==, 0);
}

static void counts_past_the_end_of_its_clock (void)
{
    PhoneKeys keys = { 0 };

    g_assert_cmpint (take (&keys, 1, 0xffffff00, 1), ==, '1');
    g_assert_cmpint (take (&keys, 1, 0x100, 1), ==, '1');
}

static void short_events_are_none (void)
{
    PhoneKeys keys = { 0 };
    const PhoneRtp rtp = { .payload = (const guint8 *) "\5\0\0", .size = 3 };

    g_assert_cmpint (phone_keys_take (&keys, &rtp), ==, 0);
}

static void reads_info (void)
{
    static const struct {
        const char *body;
        char key;
    } cases[] = {
        { "Signal=5\r\nDuration=160\r\n", '5' },
        { "Signal= *\r\n", '*' },
        { "signal = #", '#' },
        { "7", '7' },
        { "  9\r\n", '9' },
        { "a", 'A' },
        { "Signal=", 0 },
        { "", 0 },
        { "Sig", 0 },
        { "Signal=x", 0 },
    };
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        g_assert_cmpint (phone_key_of_info (cases[i].body, strlen (cases[i].body)), ==, cases[i].key);
}

/* ---- our own stream ---- */

enum { NOW = 1000000 };

static void a_stream_goes_on_over_a_change (void)
{
    PhoneStream stream = { .ssrc = 7, .sequence = 65534, .timestamp = 1000 };
    PhoneRtp in = { .ssrc = 99, .sequence = 500, .timestamp = 80000 }, out;

    g_assert_true (phone_stream_next (&stream, NULL, NOW, &out)); /* a sentence of ours */
    g_assert_cmpuint (out.sequence, ==, 65535);
    g_assert_cmpuint (out.timestamp, ==, 1160);
    g_assert_true (out.marker && out.ssrc == 7);
    g_assert_true (phone_stream_next (&stream, NULL, NOW + PHONE_FRAME_US, &out));
    g_assert_false (out.marker);
    g_assert_true (phone_stream_next (&stream, &in, NOW + 2 * PHONE_FRAME_US, &out)); /* then the room */
    g_assert_cmpuint (out.sequence, ==, 1);
    g_assert_cmpuint (out.timestamp, ==, 1480);
    g_assert_true (out.marker);
    in.sequence += 2; /* one was lost on the way */
    in.timestamp += 320;
    g_assert_true (phone_stream_next (&stream, &in, NOW + 4 * PHONE_FRAME_US, &out));
    g_assert_cmpuint (out.sequence, ==, 3);
    g_assert_cmpuint (out.timestamp, ==, 1800);
    g_assert_false (out.marker);
}

static void late_packets_are_left_out (void)
{
    PhoneStream stream = { 0 };
    PhoneRtp in = { .ssrc = 99, .sequence = 500 }, out;

    g_assert_true (phone_stream_next (&stream, &in, NOW, &out));
    g_assert_false (phone_stream_next (&stream, &in, NOW, &out)); /* twice */
    in.sequence = 499;
    g_assert_false (phone_stream_next (&stream, &in, NOW, &out));
    in.sequence = 65000; /* far back: the source began anew */
    guint16 before = stream.sequence;
    g_assert_true (phone_stream_next (&stream, &in, NOW, &out));
    g_assert_cmpuint (out.sequence, ==, (guint16) (before + 1));
}

/* ---- sound ---- */

static void laws_are_each_others (void)
{
    for (int code = 0; code < 256; code++) {
        if (code != 0x7f) /* the other nought */
            g_assert_cmpuint (phone_ulaw (phone_ulaw_sample ((guint8) code)), ==, code);
        g_assert_cmpuint (phone_alaw (phone_alaw_sample ((guint8) code)), ==, code);
    }
    g_assert_cmpint (phone_ulaw_sample (0xff), ==, 0);
    g_assert_cmpint (phone_ulaw_sample (phone_ulaw (-32768)), ==, -32124);
    g_assert_cmpint (phone_alaw_sample (phone_alaw (32767)), ==, 32256);
}

static double loudness (const GByteArray *sound)
{
    double sum = 0;

    for (guint i = 0; i < sound->len; i++)
        sum += pow (phone_ulaw_sample (sound->data[i]), 2);
    return sqrt (sum / sound->len);
}

/* What a telephone carries stays, what it does not carry goes and does not come back as another tone. */
static void narrowing_takes_high_tones_away (void)
{
    enum { RATE = 22050 };
    gint16 *low = g_new (gint16, RATE), *high = g_new (gint16, RATE);

    for (int i = 0; i < RATE; i++) {
        low[i] = (gint16) (8000 * sin (2 * G_PI * 1000 * i / RATE));
        high[i] = (gint16) (8000 * sin (2 * G_PI * 6000 * i / RATE));
    }
    g_autoptr (GByteArray) kept = phone_sound_narrow (low, RATE, RATE);
    g_autoptr (GByteArray) gone = phone_sound_narrow (high, RATE, RATE);
    g_assert_cmpuint (kept->len, ==, 8000);
    g_assert_cmpfloat_with_epsilon (loudness (kept), 8000 / sqrt (2), 100);
    g_assert_cmpfloat (loudness (gone), <, 40);
    g_free (low);
    g_free (high);
}

static void a_voice_lies_over_the_room (void)
{
    guint8 heard = phone_ulaw (8000), voice = phone_ulaw (4000);

    phone_mix (&heard, &voice, 1);
    g_assert_cmpfloat_with_epsilon (phone_ulaw_sample (heard), 6000, 200);
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/phone/rtp/packet", reads_a_packet);
    g_test_add_func ("/phone/rtp/lists-and-padding", reads_lists_and_padding);
    g_test_add_func ("/phone/rtp/lies", refuses_what_lies);
    g_test_add_func ("/phone/rtp/writes", writes_what_it_reads);
    g_test_add_func ("/phone/keys/once", tells_a_key_once);
    g_test_add_func ("/phone/keys/clock", counts_past_the_end_of_its_clock);
    g_test_add_func ("/phone/keys/short", short_events_are_none);
    g_test_add_func ("/phone/keys/info", reads_info);
    g_test_add_func ("/phone/stream/change", a_stream_goes_on_over_a_change);
    g_test_add_func ("/phone/stream/late", late_packets_are_left_out);
    g_test_add_func ("/phone/sound/laws", laws_are_each_others);
    g_test_add_func ("/phone/sound/narrow", narrowing_takes_high_tones_away);
    g_test_add_func ("/phone/sound/mix", a_voice_lies_over_the_room);
    return g_test_run ();
}
