/* The word lists of src/text/lexicon/, built into the program.
 *
 * A list is CSV without quotes: a field holds no comma, "|" stands between words of a field, lines that
 * begin with "#" and empty lines are skipped. They are ours, so a fault in one ends the program.
 *
 * To add a list: the file, and its line in lexicon.gresource.xml.
 */
#pragma once

#include <glib.h>

/* All rows of a list ("stopwords.csv") in order, each with exactly columns fields: a GPtrArray of GStrv. */
GPtrArray *td_lexicon_rows (const char *name, guint columns);
