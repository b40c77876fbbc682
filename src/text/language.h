/* Languages of texts: tags, direction, detection.
 *
 * A language is a BCP 47 tag as an interned string ("ar", "zh", "en", "fr", "ru", "es", and others
 * that libexttextcat tells, "und" when nobody can tell). Script rules come first (Arabic, Han, Cyrillic),
 * then trigrams for what shares the Latin script; short texts lean on their neighbour's language.
 */
#pragma once

#include <glib.h>

/* "ltr" or "rtl" for any tag. */
const char *td_language_direction (const char *tag);
/* The language's name in the language display ("Arabic", "arabe", "العربية"), from ICU; free it. */
char *td_language_name (const char *tag, const char *display);

/* The tag of a language by its name in English or in itself, or by a tag that ICU knows ("Wolof", "wolof", "français", "wo"); NULL: none.
 * Free it. Any thread. */
char *td_language_by_name (const char *name);

/* The three letters of ISO 639 for a tag ("eng" for "en"); "" where there are none. Free it. */
char *td_language_iso3 (const char *tag);

/* The language of one text; hint (may be NULL) is what its surroundings speak and wins when the
 * text is too short to tell (under some 40 letters in a shared script). Interned. Any thread. */
const char *td_language_detect (const char *utf8, gssize length, const char *hint);
