/* One request to Janus; private to this room. */
#pragma once

#include <glib.h>
#include <jansson.h>

typedef struct TdJanusLine TdJanusLine; /* a connection that is kept; one thread at a time */

TdJanusLine *td_janus_line_new (GError **error);
void td_janus_line_free (TdJanusLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdJanusLine, td_janus_line_free)

/* POST with a body, GET without (NULL). *stop, where given and set by another thread, ends it early. TD_ERROR_BUSY: no answer, or none that
 * can be read. */
gboolean td_janus_line_ask (TdJanusLine *line, const char *url, json_t *body, int seconds, const int *stop,
                            json_t **ret_answer, GError **error);
