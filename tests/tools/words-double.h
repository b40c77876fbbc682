/* Words for the tests of templates: a small catalogue that the test gives, in place of text/words.c and its gettext. */
#pragma once

#include "text/words.h"

typedef struct {
    const char *text, *translated;
} WordsDouble;

extern const WordsDouble *words_double; /* ended by a row without text; NULL: English */
