/* Signing a few bytes with a log's key for another use than its log (the code of a badge), and checking that.
 *
 * The use is named in what is signed, a literal that ends in a newline, so that no signature of one use can be taken for one of another, nor for
 * a note's. Pure; any thread.
 */
#pragma once

#include "journal/log.h"

enum { TD_SIGNATURE_BYTES = 64, TD_SIGNATURE_SERVER = 4 };

void td_signature_make (const TdLogKey *key, const char *use, const guint8 *bytes, gsize size,
                        guint8 ret_signature[TD_SIGNATURE_BYTES]);
gboolean td_signature_holds (const TdLogKey *key, const char *use, const guint8 *bytes, gsize size,
                             const guint8 signature[TD_SIGNATURE_BYTES]);
/* Four bytes that tell whose key it is: of the hash of its origin. */
void td_signature_server (const TdLogKey *key, guint8 ret_server[TD_SIGNATURE_SERVER]);
