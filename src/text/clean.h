/* Text that a person sent, made fit to keep and to show.
 *
 * Out go control characters, the marks that turn the direction of what follows (U+202A to U+202E, U+2066 to
 * U+2069: they can make a page say what its bytes do not), the byte order mark, signs that nobody sees
 * (fillers, tags, word joiners) and characters that Unicode gives no meaning; joiners that Persian and Hindi need stay, beside letters. What is
 * left is NFC and trimmed.
 */
#pragma once

#include <glib.h>

/* One line: every run of blanks and line ends becomes one space. NULL if utf8 is no valid UTF-8, is NULL, or
 * is longer than most characters after cleaning; an empty string when nothing is left. Free it. Any thread.
 */
char *td_text_clean_line (const char *utf8, gsize most);
/* Several lines: line ends become LF, blanks at line ends go, at most one empty line follows another line.
 * Else as above. */
char *td_text_clean_text (const char *utf8, gsize most);
