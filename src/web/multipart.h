/* multipart/form-data, RFC 7578 (form.h). */
#pragma once

#include "web/form.h"

typedef struct TdMultipart TdMultipart;

/* content_type: the header's value with its boundary (RFC 2046: 1 to 70 letters). NULL with error if it has none. */
TdMultipart *td_multipart_new (const char *content_type, const TdFormSink *sink, gpointer data, GError **error);
gboolean td_multipart_feed (TdMultipart *parser, const char *bytes, gsize size, GError **error);
/* The end of the input. FALSE when the closing boundary never came: the upload was cut off. */
gboolean td_multipart_finish (TdMultipart *parser, GError **error);
void td_multipart_free (TdMultipart *parser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdMultipart, td_multipart_free)
