/* Words for where something stands, in time and in a text; private to this area. */
#pragma once

#include "areas/dossier/span.h"

/* The days of a cycle, "since 12 September 2014" or "12 September 2014 to …"; NULL where nothing is known. Free it. */
char *td_dossier_span_words (const TdSpan *span, const char *locale);
/* "CMW/C/GHA/CO/1, paragraph 34"; an anchor without printed number stands for the whole document. Free it. */
char *td_dossier_place_words (const char *document, const char *anchor, const char *locale);

/* Characters of an extract: in a list, in a briefing paper, in a column. */
enum { TD_DOSSIER_SHORT = 240, TD_DOSSIER_EXTRACT = 420, TD_DOSSIER_LONG = 700 };
/* The beginning of a text, at most most characters, ended at a space. *ret_cut (may be NULL): whether there is more. Free it. */
char *td_dossier_cut (const char *text, glong most, gboolean *ret_cut);
