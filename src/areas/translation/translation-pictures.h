/* Progress as a picture, with its table behind it; and what pages of this area share. */
#pragma once

#include "areas/translation/translation.h"
#include "web/route.h"

/* Keeps a string as long as the page is made. */
const char *td_translation_keep (GPtrArray *strings, char *take);
/* "good", "warning" or "": the tag of a state. */
const char *td_segment_tone (TdSegmentState state);
/* Of so many segments in all, reviewed ones, in hundred; 0 of none. */
int td_translation_percent (const TdTranslation *translation);

/* A row for each of these; by_language: a row stands for a language, with the counts of all its translations, else for one translation, named by its
 * language. NULL where there is none. Free with td_markup_free. */
TdMarkup *td_translation_picture (TdRequest *request, const GPtrArray *translations, gboolean by_language);

/* What its writer can do something about, in their language, kept in strings; else NULL and *error. Takes problem. */
const char *td_translation_problem (TdRequest *request, GPtrArray *strings, GError *take_problem, GError **error);
