#include "meeting/phone/sound.h"

#include <math.h>

enum { BIAS = 0x84, CLIP = 32635, TAPS = 48, HIGHEST = 3400 /* Hz */ };

guint8 phone_ulaw (gint16 sample)
{
    int sign = sample < 0 ? 0x80 : 0;
    int size = MIN (sample < 0 ? -(int) sample : sample, CLIP) + BIAS;
    int exponent = 7;

    for (int mask = 0x4000; exponent > 0 && (size & mask) == 0; mask >>= 1)
        exponent--;
    return (guint8) ~(sign | exponent << 4 | ((size >> (exponent + 3)) & 0x0f));
}

gint16 phone_ulaw_sample (guint8 code)
{
    guint8 word = (guint8) ~code;
    int size = ((((word & 0x0f) << 3) + BIAS) << ((word & 0x70) >> 4)) - BIAS;

    return (gint16) ((word & 0x80) != 0 ? -size : size);
}

guint8 phone_alaw (gint16 sample)
{
    int sign = sample >= 0 ? 0x80 : 0;
    int size = MIN (sample < 0 ? -(int) sample - 1 : sample, CLIP) >> 4; /* twelve bits */
    int exponent = 7;

    for (int mask = 0x400; exponent > 0 && (size & mask) == 0; mask >>= 1)
        exponent--;
    int mantissa = size >> MAX (exponent - 1, 0);
    return (guint8) ((sign | exponent << 4 | (mantissa & 0x0f)) ^ 0x55);
}

gint16 phone_alaw_sample (guint8 code)
{
    guint8 word = code ^ 0x55;
    int exponent = (word & 0x70) >> 4;
    int size = ((word & 0x0f) << 4) + 8;

    if (exponent > 0)
        size = (size + 0x100) << (exponent - 1);
    return (gint16) ((word & 0x80) != 0 ? size : -size);
}

void phone_ulaw_to_alaw (guint8 *data, gsize size)
{
    for (gsize i = 0; i < size; i++)
        data[i] = phone_alaw (phone_ulaw_sample (data[i]));
}

void phone_alaw_to_ulaw (guint8 *data, gsize size)
{
    for (gsize i = 0; i < size; i++)
        data[i] = phone_ulaw (phone_alaw_sample (data[i]));
}

void phone_mix (guint8 *heard, const guint8 *voice, gsize size)
{
    for (gsize i = 0; i < size; i++) {
        int sum = phone_ulaw_sample (heard[i]) / 4 + phone_ulaw_sample (voice[i]);
        heard[i] = phone_ulaw ((gint16) CLAMP (sum, G_MININT16, G_MAXINT16));
    }
}

/* How much each sample around a place between two samples weighs: a low-pass of sinc shape under a Hann window. The places repeat:
 * a row for each of them. Free it. */
static double *weights_of (int rate, guint places)
{
    double *weights = g_new (double, (gsize) places * 2 * TAPS), cut = 2.0 * HIGHEST / rate;

    for (guint place = 0; place < places; place++) {
        double after = (double) ((gint64) place * rate % PHONE_RATE) / PHONE_RATE;
        for (int i = 0; i < 2 * TAPS; i++) {
            double away = after - (i - TAPS + 1), x = G_PI * cut * away;
            weights[place * 2 * TAPS + (guint) i] =
                cut * (fabs (x) < 1e-9 ? 1 : sin (x) / x) * 0.5 * (1 + cos (G_PI * away / TAPS));
        }
    }
    return weights;
}

static guint common_divisor (guint a, guint b)
{
    while (b != 0) {
        guint rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static double weighed (const gint16 *samples, gsize n, gint64 before, const double *weights)
{
    double sum = 0;

    for (gint64 i = 0; i < 2 * TAPS; i++) {
        gint64 at = before + i - TAPS + 1;
        if (at >= 0 && at < (gint64) n)
            sum += samples[at] * weights[i];
    }
    return sum;
}

GByteArray *phone_sound_narrow (const gint16 *samples, gsize n, int rate)
{
    g_return_val_if_fail (rate >= PHONE_RATE, NULL);

    gsize out = n * PHONE_RATE / (gsize) rate;
    guint places = PHONE_RATE / common_divisor ((guint) rate, PHONE_RATE);
    g_autofree double *weights = weights_of (rate, places);
    GByteArray *sound = g_byte_array_sized_new ((guint) out);

    for (gsize i = 0; i < out; i++) {
        gint64 before = (gint64) i * rate / PHONE_RATE;
        double value = weighed (samples, n, before, weights + i % places * 2 * TAPS);
        guint8 code = phone_ulaw ((gint16) CLAMP (value, G_MININT16, G_MAXINT16));
        g_byte_array_append (sound, &code, 1);
    }
    return sound;
}
