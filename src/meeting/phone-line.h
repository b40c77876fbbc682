/* The server's end of the line to the telephone gateway (phone-protocol.h): a Unix socket and one thread, on which everything happens.
 *
 * One gateway at a time; one that comes anew takes the place of the one before. The socket's folder is made with mode 0700, the socket with
 * 0600. Whoever owns the line does their work in its functions, which run on the line's thread; they may take seconds: calls are
 * relayed by the gateway meanwhile.
 *
 * Example: areas/telephone/operator.c.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

typedef struct TdPhoneLine TdPhoneLine;

typedef struct {
    void (*on_line) (TdPhoneLine *line, const json_t *json, gpointer user_data); /* an object with "is" */
    void (*on_there) (TdPhoneLine *line, gboolean there, gpointer user_data);    /* the gateway came, or went */
    void (*on_tick) (TdPhoneLine *line, gpointer user_data);                     /* four times a second */
} TdPhoneLineTakes;

/* path: of the socket, copied. TD_ERROR_OURS: it cannot be listened at. */
TdPhoneLine *td_phone_line_start (const char *path, const TdPhoneLineTakes *takes, gpointer user_data, GError **error);
/* Waits until what runs is done; the gateway sees the line break. */
void td_phone_line_stop (TdPhoneLine *line);

/* On the line's thread only. A gateway that takes nothing any more is let go of. */
void td_phone_line_say (TdPhoneLine *line, json_t *take_json);
