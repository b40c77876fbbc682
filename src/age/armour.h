/* Armour around a sealed file: its bytes as lines of letters between "-----BEGIN AGE ENCRYPTED FILE-----" and "-----END AGE ENCRYPTED FILE-----",
 * as `age --armor` writes them so that they can be pasted into a text.
 *
 * What lies within is handed on as it comes, in some hundred bytes of memory. Strict (RFC 7468, as c2sp.org/age wants it): lines of 64 letters but for
 * the last, canonical base64, nothing before or after but blanks: whoever keeps what was within knows that nothing was left out. Lines may
 * end in CR LF, as some mail programs make them.
 *
 * Threads: one at a time.
 *
 * Example:
 *   g_autoptr (TdAgeArmour) armour = td_age_armour_new (put, file);
 *   ok = td_age_armour_feed (armour, bytes, n, error) && td_age_armour_finish (armour, error);
 */
#pragma once

#include "age/age.h"

/* Whether these first bytes of a file are those of armour. */
gboolean td_age_looks_armoured (const guint8 *bytes, gsize n);

typedef struct TdAgeArmour TdAgeArmour;
TdAgeArmour *td_age_armour_new (TdAgeSink sink, gpointer data);
/* TD_ERROR_INPUT: this is no such file. Nothing may be fed after it. */
gboolean td_age_armour_feed (TdAgeArmour *armour, const guint8 *bytes, gsize n, GError **error);
/* Without it nobody knows whether its last line came. */
gboolean td_age_armour_finish (TdAgeArmour *armour, GError **error);
void td_age_armour_free (TdAgeArmour *armour);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdAgeArmour, td_age_armour_free)
