/* Dates that a text names in words: "1 May 2020", "le 1er mai 2020", "1 de mayo de 2020", "1 мая 2020 года", "2020年5月1日",
 * "1 أيار/مايو 2020"; in the digits of any script. A day, a month by its name and a year, in this order or as "May 1, 2020"; what lacks one of
 * them is no date, nor is a day that there is not.
 *
 * To add a name of a month: lexicon/months.csv.
 */
#pragma once

#include <glib.h>

/* The latest of the dates in the first n bytes of a text (n -1: all of it) as "2020-05-01", or NULL. Free it. Any thread. */
char *td_dates_latest (const char *utf8, gssize n);
