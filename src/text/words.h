/* Words of the interface: gettext catalogues, one domain a language ("treatydesk-fr").
 *
 * Debian ships no locale but C.UTF-8, so setlocale(C.UTF-8) and LANGUAGE are set once and the language is
 * chosen by domain: dngettext ("treatydesk-ar", …) with that catalogue's own plural forms.
 * Marked by _() in no file: code that speaks to people takes a locale (a tag) and calls
 * td_words; templates use <t>. The tool tools/html2c and xgettext (keywords td_words:2, td_words_n:2,3,
 * N_:1) make po/treatydesk.pot.
 */
#pragma once

#include "base/base.h" /* N_ */
#include <glib.h>

/* Once, before threads. folder: where x/LC_MESSAGES/treatydesk-LANG.mo lie. */
void td_words_init (const char *folder);
/* The interface languages that have a catalogue, English first; NULL-terminated. */
const char *const *td_words_locales (void);
/* text in locale, or text itself where the catalogue has none. Lives for ever. */
const char *td_words (const char *locale, const char *text);
const char *td_words_n (const char *locale, const char *one, const char *many, gint64 n);
/* Replaces {name} in a translated text: names and values in turn, ended by NULL. Free it. No markup is
 * understood or escaped here. */
char *td_words_fill (const char *text, ...) G_GNUC_NULL_TERMINATED;

/* Dates and numbers as the locale writes them (ICU). precision as in base/clock.h: a year stays a year. Free
 * it. */
char *td_words_date (const char *locale, const char *date);
char *td_words_instant (const char *locale, gint64 instant, const char *zone); /* with weekday and time */
char *td_words_day (const char *locale, gint64 instant, const char *zone);     /* the day alone, for lists */
char *td_words_weekday (const char *locale, gint64 instant, const char *zone); /* the day with its weekday */
char *td_words_time (const char *locale, gint64 instant, const char *zone);    /* "18:00" */
char *td_words_month (const char *locale, gint64 instant, const char *zone);   /* "Dec", for pictures */
/* The city by which a zone is known, "Accra"; "Geneva" where the Committees sit. */
char *td_words_zone_city (const char *locale, const char *zone);
char *td_words_number (const char *locale, gint64 number);
/* Numbers of articles (GArray of int, in rising order) with runs of three and more folded: "1–6, 8, 16, 17". Free it. */
char *td_words_runs (const char *locale, const GArray *numbers);
/* The name of a State from ICU by ISO 3166 alpha-2, where the profile has none in that language. */
char *td_words_region (const char *locale, const char *iso2);
/* Sort key for names in a locale, for a column or for comparing with memcmp: hex text. */
char *td_words_sort_key (const char *locale, const char *text);
