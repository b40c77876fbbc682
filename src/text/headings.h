/* Headings that say what stands under them: recommendations, questions, and parts that do not count
 * towards a limit of pages (contents, annexes, endnotes), in six languages
 * (text/lexicon/headings.csv).
 */
#pragma once

#include <glib.h>

typedef enum {
    TD_HEADING_OTHER,
    TD_HEADING_RECOMMENDATIONS,
    TD_HEADING_QUESTIONS,
    TD_HEADING_CONTENTS,
    TD_HEADING_ANNEX,
    TD_HEADING_NOTES,
    TD_HEADING_BIBLIOGRAPHY,
} TdHeadingSense;

TdHeadingSense td_heading_sense (const char *utf8, const char *language);
