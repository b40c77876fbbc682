/* Whether names stand in a text, in whatever spelling, told by words alone that may be hashes: who searches need not know the names.
 *
 * A name becomes spellings (small Latin letters, whatever its script): of each word, of words joined, of what romanisations write in several
 * ways, and its consonants for other scripts. A text is taken apart in the same way, and each piece is looked up. So a name is found whatever
 * the order of its words, the case, accents and vowel signs, with blanks, hyphens and line ends between or within its words, letter by
 * letter, and in another script by its sound.
 *
 * A word of three letters and more counts alone (of Chinese and its like: two); a shorter one, and one that was marked with "~" because it is an ordinary word too
 * ("Rose ~Market"), only near another word of the same name. Too much is found rather than too little: a person looks at it.
 *
 * Pure; any thread. utf8 is valid.
 */
#pragma once

#include <glib.h>

typedef enum {
    TD_SPELLING_WORD,
    TD_SPELLING_NEAR,   /* counts beside another of the same name */
    TD_SPELLING_JOINED, /* words of it, one after the other without blanks */
    TD_SPELLING_SOUND,  /* for other scripts alone */
    TD_N_SPELLINGS
} TdSpellingKind;
const char *td_spelling_kind_word (TdSpellingKind kind); /* "word", "near", "joined", "sound" */

typedef struct {
    TdSpellingKind kind;
    char *text;
} TdSpelling;
/* Of TdSpelling, each once; empty where the name has no letter. */
GPtrArray *td_spellings_of (const char *name);

/* Which names (of int) have this spelling, or NULL: borrowed, until the next call. */
typedef const GArray *(*TdSpellingLookup) (TdSpellingKind kind, const char *text, gpointer data);

typedef struct {
    int name;
    gsize start, end; /* bytes of the text */
} TdSpelledName;
/* Where names stand, ascending; what touches one another of the same name is one. Of TdSpelledName. */
GArray *td_spelled_names (const char *utf8, TdSpellingLookup lookup, gpointer data);
