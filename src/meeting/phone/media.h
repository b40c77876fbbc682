/* The sound of one call: two sockets, one towards the caller, one towards the room, and what is said to the caller in between.
 *
 *   caller --RTP--> keys are taken out, the rest goes to the room as µ-law, whatever the caller's law
 *   room   --RTP--> goes to the caller; a sentence that is being said lies over it, and the room is softer meanwhile
 *
 * Where no room is joined the caller gets the sentences and silence, so that no line in between takes the call for dead. Sound
 * from the caller is taken from the address of the call's own description; until that sends, from the first port at it or
 * at the address that speaks SIP for the caller (who may be behind NAT). The room's sound is taken from the room's address alone.
 *
 * libre's thread only. Freed by its owner outside of its handlers.
 */
#pragma once

#include "meeting/phone/config.h"

#include "meeting/phone/libre.h"

typedef struct PhoneMedia PhoneMedia;

typedef void (*PhoneKeyFunc) (char key, gpointer user_data);

/* Two pairs of ports of the settings' range. TD_ERROR_BUSY: all are taken. */
PhoneMedia *phone_media_new (const PhoneConfig *config, PhoneKeyFunc on_key, gpointer user_data, GError **error);
void phone_media_free (PhoneMedia *media);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneMedia, phone_media_free)

guint16 phone_media_port (const PhoneMedia *media);      /* for the caller */
guint16 phone_media_room_port (const PhoneMedia *media); /* for the room */

/* Where the caller's sound goes, who speaks SIP for the caller, in which law (0 or 8), and how keys are numbered (-1: not at all). */
void phone_media_set_caller (PhoneMedia *media, const struct sa *to, const struct sa *peer, int payload_type, int keys);
/* The room's end; NULL: none. */
void phone_media_set_room (PhoneMedia *media, const struct sa *room);

void phone_media_say (PhoneMedia *media, GBytes *sound); /* after what is being said; keeps a reference */
void phone_media_hush (PhoneMedia *media);
gboolean phone_media_is_silent (const PhoneMedia *media); /* nothing is being said */

/* To be called every few milliseconds: sends the frames that are due. now: microseconds that only go on. */
void phone_media_tick (PhoneMedia *media, gint64 now);
/* When the last packet of the caller came, 0 before the first. */
gint64 phone_media_heard (const PhoneMedia *media);
