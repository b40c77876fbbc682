/* Sound of the telephone: 8,000 samples a second, G.711 (ITU-T G.711; RFC 3551 numbers them 0 for µ-law, 8 for A-law).
 *
 * Pure functions, any thread, nothing owned.
 */
#pragma once

#include <glib.h>

enum {
    PHONE_RATE = 8000,
    PHONE_FRAME = 160,         /* samples of 20 ms, as RTP carries them */
    PHONE_FRAME_US = 20 * 1000 /* and how long they last */
};

guint8 phone_ulaw (gint16 sample);
gint16 phone_ulaw_sample (guint8 code);
guint8 phone_alaw (gint16 sample);
gint16 phone_alaw_sample (guint8 code);

/* The same sound in the other law, in place. */
void phone_ulaw_to_alaw (guint8 *data, gsize size);
void phone_alaw_to_ulaw (guint8 *data, gsize size);

/* Lays a voice (µ-law) over what is heard (µ-law, in place), which becomes softer by three quarters, so that both are understood. */
void phone_mix (guint8 *heard, const guint8 *voice, gsize size);

/* Samples at any rate from 8,000 up, made into µ-law at 8,000; what no telephone carries (above 3,400 Hz) is taken away first. Free it. */
GByteArray *phone_sound_narrow (const gint16 *samples, gsize n, int rate);
