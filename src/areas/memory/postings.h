/* Lists of texts in which a token stands, packed into bytes: a text's number with the class of its length, numbers rising, each as the
 * difference to the one before. Pure functions.
 *
 * A class is the length of a text in tokens on a scale of halved doublings, 0 to 15, so that texts far too long or short for a
 * likeness are left out while lists are read.
 */
#pragma once

#include <glib.h>

enum { TD_POSTING_CLASSES = 16 };

guint td_posting_class (guint tokens);
/* How many tokens a text of that class has, about. */
guint td_posting_length (guint class);

/* Appends one; *last is the number before in this list (0 in an empty one) and becomes number, which is greater. */
void td_posting_put (GByteArray *data, gint64 *last, gint64 number, guint class);
/* Calls func with each in order; FALSE when the bytes are no such list. */
typedef void (*TdPostingFunc) (gint64 number, guint class, gpointer data);
gboolean td_postings_each (const guint8 *bytes, gsize size, TdPostingFunc func, gpointer data);
