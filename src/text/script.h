/* Scripts of letters, as far as our rules need to tell them apart (Unicode blocks; not ISO 15924's whole
 * list). */
#pragma once

#include <glib.h>

typedef enum {
    TD_SCRIPT_NONE, /* digits, signs, spaces, marks of no script */
    TD_SCRIPT_LATIN,
    TD_SCRIPT_CYRILLIC,
    TD_SCRIPT_ARABIC,
    TD_SCRIPT_HAN,
    TD_SCRIPT_KANA,
    TD_SCRIPT_HANGUL,
    TD_SCRIPT_GREEK,
    TD_SCRIPT_HEBREW,
    TD_SCRIPT_ARMENIAN,
    TD_SCRIPT_GEORGIAN,
    TD_SCRIPT_ETHIOPIC,
    TD_SCRIPT_DEVANAGARI,
    TD_SCRIPT_BENGALI,
    TD_SCRIPT_GURMUKHI,
    TD_SCRIPT_GUJARATI,
    TD_SCRIPT_TAMIL,
    TD_SCRIPT_TELUGU,
    TD_SCRIPT_KANNADA,
    TD_SCRIPT_MALAYALAM,
    TD_SCRIPT_SINHALA,
    TD_SCRIPT_THAI,
    TD_SCRIPT_LAO,
    TD_SCRIPT_TIBETAN,
    TD_SCRIPT_MYANMAR,
    TD_SCRIPT_KHMER,
    TD_SCRIPT_THAANA,
    TD_SCRIPTS,
} TdScript;

TdScript td_script_of (gunichar c);
