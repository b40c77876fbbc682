/* Keywords of themes found in a text, by stems where the language sets spaces and letter by letter in
 * Chinese. For the tagger alone. */
#pragma once

#include "text/tagger.h"
#include <glib.h>

typedef struct TdThemes TdThemes;

/* Themes are told by their place among names. */
TdThemes *td_themes_new (const char *const *names, guint n_names, const TdTaggerKeyword *keywords, gsize n);
void td_themes_free (TdThemes *themes);

enum { TD_THEME_WORDS = 4 };

typedef struct {
    guint theme;
    double weight; /* of distinct keywords; a phrase says more than a word */
    guint again;   /* times that a keyword came again */
    guint distinct;
    struct {
        gsize start, end;
    } words[TD_THEME_WORDS]; /* the first distinct ones, as they stand */
} TdThemeVote;

/* The votes of a text in language, by theme; sets *ret_words to the count of its words. An empty array when
 * there are none. */
GArray *td_themes_vote (const TdThemes *themes, const char *text, gsize length, const char *language, guint *ret_words);
