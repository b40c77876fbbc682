/* Files that pages refer to: style sheet, script, pictures. Built into the program as GResource under
 * /treatydesk/static/, served as /static/NAME-HASH.EXT for ever, because another content has another name.
 *
 * To add one: the file in static/ and a line in its gresource.xml; a page asks td_static_address ("site.css").
 *
 * Threads: any.
 */
#pragma once

#include <glib.h>
#include <microhttpd.h>

/* The address of a built-in file, "/static/site-0a1b2c3d4e5f.css"; "" for one that is not built
 * in. Lives for ever. */
const char *td_static_address (const char *name);

/* Whether this address is one of a built-in file in its present version. */
gboolean td_static_known (const char *address);
/* Queues the file, on the connection's event thread; FALSE: its compressed forms are not made yet. */
gboolean td_static_answer (const char *address, const char *accept_encoding, const char *if_none_match, gboolean https,
                           struct MHD_Connection *connection);
/* Makes them; takes some tens of milliseconds. */
void td_static_prepare (const char *address);
