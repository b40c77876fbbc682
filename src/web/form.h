/* What the two form parsers have in common: they are fed bytes as they come and hand on parts.
 *
 * Both are incremental (a part may be cut anywhere), hold at most one chunk and one delimiter, and say no to what
 * the standards leave open: urlencoded as in the URL standard of WHATWG (application/x-www-form-urlencoded), multipart
 * as in RFC 7578 (form-data alone; no nested multipart, no transfer encodings, no folded headers).
 * Bounds of values and their number are the sink's business (body.h); a name has TD_FORM_NAME_BYTES at most.
 *
 * Errors are TD_ERROR_INPUT of TD_WEB_ERROR, and whatever the sink gives. After an error a parser is dead.
 * Threads: a parser belongs to one request.
 */
#pragma once

#include <glib.h>

enum { TD_FORM_NAME_BYTES = 128, TD_FORM_FILE_NAME_BYTES = 1024, TD_FORM_PART_HEADER_BYTES = 4096 };

typedef struct {
    /* A part begins. file_name NULL: a field; "" : a file input in which nothing was chosen. name holds no NUL. */
    gboolean (*begin) (gpointer data, const char *name, const char *file_name, GError **error);
    gboolean (*bytes) (gpointer data, const char *bytes, gsize size, GError **error);
    gboolean (*end) (gpointer data, GError **error);
} TdFormSink;
