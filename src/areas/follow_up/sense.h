/* Which paragraphs of a document are recommendations, by the profile's rule (follow-up.csv). Looks at text alone: no store.
 *
 * One is: a paragraph under a heading that says so; and a paragraph in which the body's name stands near what it does
 * ("the Committee urges"), within one sentence, and no word between them that gives the verb to somebody else; and what the reader took for one, unless it begins with the body
 * doing something else ("The Committee is concerned that …"). Items ("(a)") belong to the paragraph before them. A paragraph that names
 * others by number, to be followed up first, makes these first.
 */
#pragma once

#include "areas/library/library.h"
#include "profile/profile.h"

typedef struct {
    char *item; /* "(a)" */
    char *text;
    GArray *articles; /* of int */
} TdSensedItem;

typedef struct {
    const TdParagraph *paragraph; /* of the list that was given */
    char *anchor, *text;          /* text: with its items, a line each */
    char *number;                 /* or NULL */
    GArray *articles;             /* of int, ascending: of paragraph and items */
    GPtrArray *items;             /* of TdSensedItem */
    gboolean recommends, first;
    int months; /* of one to be followed up first: so much time as the paragraph that says so gives; 0: it says nothing */
    char *
        due; /* of one to be followed up first: the day that the sentence which says so names ("by 1 May 2020"); NULL: none */
    int n;
} TdSensed;
void td_sensed_free (TdSensed *sensed);

/* All paragraphs that could be one, recommendation or not, in order: of TdSensed. paragraphs: of TdLibraryParagraph. */
GPtrArray *td_sense (const TdProfile *profile, const GPtrArray *paragraphs, const char *language);

/* How many of their words two texts share: 0 to 1. */
double td_sense_alike (const char *a, const char *b);
