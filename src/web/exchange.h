/* One request from its first byte to its reply, on an event thread and back.
 *
 *   event thread:  head -> static file or cached page, answered here
 *                       -> refused by what the head says (413, 431 …), with a small page
 *                       -> suspended, to a pool
 *   pool:          with a body still to come: who asks, the door, where the post comes from; then resumed
 *   event thread:  the body, into TdBody
 *   pool:          who asks, the door, the form's token, the handler, the reply; then resumed
 *   event thread:  the reply
 */
#pragma once

#include "web/server.h"

/* MHD's callbacks; cls is the server. */
void *td_exchange_begin (void *cls, const char *uri, struct MHD_Connection *connection);
enum MHD_Result td_exchange_handle (void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                                    const char *version, const char *upload, size_t *upload_size, void **con_cls);
void td_exchange_end (void *cls, struct MHD_Connection *connection, void **con_cls,
                      enum MHD_RequestTerminationCode why);
/* A pool's work. */
void td_exchange_work (gpointer exchange);
