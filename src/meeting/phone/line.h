/* The gateway's line to the server: a Unix socket with lines of JSON (meeting/phone-protocol.h), reached again by itself.
 *
 * libre's thread only. What is said while the server is away is lost: whoever needs it says it again in on_there.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

typedef struct PhoneLine PhoneLine;

typedef struct {
    void (*on_line) (const json_t *line, gpointer user_data); /* an object with "do" */
    void (*on_there) (gboolean there, gpointer user_data);    /* it came, or went */
} PhoneLineTakes;

/* path: copied. Reached with the next phone_line_tick. */
PhoneLine *phone_line_new (const char *path, const PhoneLineTakes *takes, gpointer user_data);
void phone_line_free (PhoneLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneLine, phone_line_free)

gboolean phone_line_is_there (const PhoneLine *line);
void phone_line_say (PhoneLine *line, json_t *take_json);
/* Tries to reach the server, at most once a second. now: microseconds that only go on. */
void phone_line_tick (PhoneLine *line, gint64 now);
