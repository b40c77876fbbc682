/* Header values with parameters, and the headers of one part of a form (RFC 2183, RFC 7578). */
#pragma once

#include <glib.h>

/* A parameter of a header's value ("form-data; name=\"x\""), quotes and backslashes undone; NULL when absent or
 * the value is malformed. Names of parameters are compared without case. Free it. */
char *td_disposition_parameter (const char *value, const char *name);

/* Whether a header's value names this type, before any parameter, without case. */
gboolean td_disposition_is (const char *value, const char *type);

/* Reads a part's header lines (without the empty line). TRUE with the name of the field and, for a file input, the
 * name of the file ("" when none was chosen). FALSE for what a form never sends: no name, a NUL, folded lines, multipart
 * inside, an encoding of transfer, names that are too long or no UTF-8. */
gboolean td_disposition_of_part (const char *headers, gsize size, char **ret_name, char **ret_file_name);
