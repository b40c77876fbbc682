/* The rows of "what can I do now": openings in words; private to this area. */
#pragma once

#include "areas/calls/now.html.h"
#include "areas/calls/opening.h"

/* Who reads, and the strings of their page. */
typedef struct {
    const TdProfile *profile;
    const char *locale;
    const char *zone;  /* the reader's, or NULL */
    const char *state; /* the one State asked for, or NULL: it is filled into forms */
    GPtrArray *strings;
} TdNowWords;
/* Takes it; lives as long as strings. */
const char *td_now_keep (const TdNowWords *words, char *take_text);
/* In both zones; NULL without a deadline. */
const char *td_now_when (const TdNowWords *words, gint64 instant, const char *zone);
/* For the script, where the server knows no zone: the instant, and the day that the words say; else NULL. */
const char *td_now_at (const TdNowWords *words, gint64 instant);
const char *td_now_day (const TdNowWords *words, gint64 instant, const char *zone);
/* ", {here} where you are": what the script fills. */
const char *td_now_here (const TdNowWords *words);
/* To the page for choosing a zone, and back to path and rest behind the language. */
const char *td_now_zone_link (const TdNowWords *words, const char *path, const char *rest);
/* Where an opening begins, with the State asked for filled in; likewise for what is always open. */
const char *td_now_first_step (const TdNowWords *words, const TdOpening *opening);
const char *td_now_send (const TdNowWords *words, const char *purpose);
/* "Arabic, English". */
const char *td_now_languages (const TdNowWords *words, const char *tags);

/* Of each group on a page, the nearest: it is read on a telephone. JSON, calendar and feed have them all. */
enum { TD_NOW_MOST = 25 };

/* Arrays of html_now_…; free with g_array_unref. */
GArray *td_now_open_rows (const TdNowWords *words, const TdOpenings *openings);
GArray *td_now_planned_rows (const TdNowWords *words, const TdOpenings *openings);
GArray *td_now_expected_rows (const TdNowWords *words, const TdOpenings *openings);
GArray *td_now_always_rows (const TdNowWords *words, const TdOpenings *openings);
GArray *td_now_closed_rows (const TdNowWords *words, const TdOpenings *openings);
