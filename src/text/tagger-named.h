/* Articles named outright, found in a text: the grammar of "articles 16 (4), 17 and 25 to 27 of the
 * Convention". For the tagger and citations (citation.c). */
#pragma once

#include <glib.h>

/* Whose article it is, by the words around. */
typedef enum {
    TD_LAW_UNSAID, /* "article 16": nothing says of what */
    TD_LAW_OURS,   /* "of the Convention" */
    TD_LAW_OTHER,  /* "of the Constitution" */
} TdLaw;

enum { TD_MENTION_NUMBERS = 64 };

/* One place that names articles. */
typedef struct {
    gsize start, end; /* bytes of the words that name them */
    int numbers[TD_MENTION_NUMBERS];
    guint n;
    gboolean bracketed; /* "article (16)" */
    TdLaw law;
} TdMention;

/* Names of the treaty itself ("ICRMW"), lower case; may be NULL. */
typedef const char *const *TdTreatyNames;

/* All mentions in text, in order, as a GArray of TdMention; NULL when there are none. Numbers are as written:
 * the caller knows which articles there are. */
GArray *td_mentions_find (const char *text, gsize length, TdTreatyNames names);

/* Chinese: text + at stands on 第. Appends a mention and returns the byte after it, or at + 1 when it is
 * none. */
gsize td_mention_chinese (const char *text, gsize length, gsize at, GArray *mentions);

/* ---- the words around (tagger-law.c) ---- */

/* What stands after byte `after`: the law that a phrase like "of the Constitution" names. */
TdLaw td_law_after (const char *text, gsize length, gsize after, TdTreatyNames names);
/* What stands before byte `before`: "Constitution (art. 16)", "《宪法》第十六条". */
TdLaw td_law_before (const char *text, gsize before, TdTreatyNames names);
TdLaw td_law_before_chinese (const char *text, gsize before);

/* ---- a lexer for both ---- */

typedef enum { TD_LEX_END, TD_LEX_WORD, TD_LEX_NUMBER, TD_LEX_SIGN } TdLexKind;

typedef struct {
    TdLexKind kind;
    gsize start, end;
    gboolean spaced;  /* something blank stands before it */
    gboolean capital; /* a word that begins with a capital */
    guint number;     /* of a number, at most 99999 */
    gunichar sign;
    char word[40]; /* lower case, Latin accents and Arabic marks off, cut where longer */
} TdLexeme;

/* The lexeme at or after byte at. */
TdLexeme td_lex (const char *text, gsize length, gsize at);
/* Whether word is among the words of list, which "|" parts. */
gboolean td_lex_in (const char *word, const char *list);
