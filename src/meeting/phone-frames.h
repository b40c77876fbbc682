/* Lines of JSON between the telephone gateway and the server as they come, in pieces (phone-protocol.h). Both ends read by this; fuzz/ tries it.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

/* One whole line. FALSE: nothing more of it is wanted; take may have emptied `in`. */
typedef gboolean (*TdPhoneTake) (const json_t *line, gpointer user_data);

/* Takes whole lines off the beginning of in and gives each to take: an object whose member `word` is a text. FALSE: take said so, one is no such
 * object (or has a member twice), or the line that is still to end has grown past TD_PHONE_LINE: then the connection is of no more use. */
gboolean td_phone_frames (GByteArray *in, const char *word, TdPhoneTake take, gpointer user_data);
