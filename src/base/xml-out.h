/* XML written into a string, escaped by construction. For small answers and feeds; nothing here reads any.
 *
 * Names are literals. Characters that XML 1.0 does not have are left out. */
#pragma once

#include <glib.h>

/* attributes: pairs of name and value, ended by NULL; a pair whose value is NULL is left out. */
void td_xml_open (GString *out, const char *name, ...) G_GNUC_NULL_TERMINATED;
void td_xml_close (GString *out, const char *name);
void td_xml_text (GString *out, const char *text);
/* An open, the text and a close, on a line of its own. */
void td_xml_element (GString *out, const char *name, const char *text, ...) G_GNUC_NULL_TERMINATED;
