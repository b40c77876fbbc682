/* Taking a name out of a text.
 *
 * A name is found however it is written: without regard to case, to accents and vowel signs (also Arabic ones), to the forms of
 * one Arabic letter, to width, to signs that nobody sees, and to whether blanks, hyphens or line ends stand between its
 * words. It must begin where a word begins, except in scripts that write particles onto words or no blanks at all (Arabic, Chinese,
 * Japanese, Thai …); up to three letters that follow (an ending: "Diallo's", "Ивановой") go with a name of four letters and more.
 *
 * Pure; any thread.
 */
#pragma once

#include <glib.h>

/* What stands where the name was: the same for every name and in every language, so that its length tells nothing. */
#define TD_MASK "█████"

/* text without name; NULL when it is not in it. *places (may be NULL) grows by the times it was found. utf8 both, valid. Free it. */
char *td_text_mask (const char *text, const char *name, int *places);
/* Whether anything of a name is left to look for once it is folded. */
gboolean td_text_mask_can (const char *name);
