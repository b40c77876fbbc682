/* application/x-www-form-urlencoded, of a body or a query string (form.h). */
#pragma once

#include "web/form.h"

typedef struct TdUrlencoded TdUrlencoded;

TdUrlencoded *td_urlencoded_new (const TdFormSink *sink, gpointer data);
gboolean td_urlencoded_feed (TdUrlencoded *parser, const char *bytes, gsize size, GError **error);
/* The end of the input. FALSE when it stops inside a percent triplet. */
gboolean td_urlencoded_finish (TdUrlencoded *parser, GError **error);
void td_urlencoded_free (TdUrlencoded *parser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdUrlencoded, td_urlencoded_free)
