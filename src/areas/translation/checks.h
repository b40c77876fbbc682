/* What a translation is warned of: pure functions over a sentence and its translation.
 *
 * A warning is never a refusal: whoever translates may say why it is right as it is, and the reviewer sees both. One that only asks
 * (negations in a language whose negations are not known here) needs no answer.
 *
 * Numbers are compared by their digits, of whichever script, without the signs that group them; the number of a month is
 * left out in languages that write months so. Negations are known in the six languages of the United Nations (checks-negation.c). Symbols and
 * paragraphs are those of text/citation.h. Signs that close a sentence are those of all scripts; Thai and Lao have none.
 *
 * To add a check: a word here, its sentence in td_warning_words, its function in the table of checks.c, rows in
 * tests/areas/test-translation-checks.c. Any thread.
 */
#pragma once

#include "areas/memory/glossary.h"

typedef enum {
    TD_CHECK_UNTRANSLATED, /* the source as it is */
    TD_CHECK_NUMBER,       /* dropped or changed */
    TD_CHECK_NEGATION,     /* dropped */
    TD_CHECK_REFERENCE,    /* a symbol, or a paragraph beside it, dropped or changed */
    TD_CHECK_HOLE,         /* {name} of a sentence of the interface */
    TD_CHECK_TERM,         /* a term of the glossary without its equivalent */
    TD_CHECK_FORBIDDEN,    /* a word that the glossary says not to use */
    TD_CHECK_INCONSISTENT, /* the same source is translated otherwise elsewhere */
    TD_CHECK_END,          /* its end mark is missing */
    TD_N_CHECKS
} TdCheck;
const char *td_check_word (TdCheck check); /* "number" */

typedef struct {
    TdCheck check;
    gboolean asks; /* it only asks to look again */
    char *what;    /* the number, symbol, term …; or NULL */
    char *other;   /* its equivalent, the other translation; or NULL */
} TdWarning;
void td_warning_free (TdWarning *warning);
/* A sentence for the translator, in locale. Free it. */
char *td_warning_words (const TdWarning *warning, const char *locale);

typedef struct {
    const char *source, *source_language;
    const char *target, *target_language;
    const char *const *others;  /* translations of the same source elsewhere, NULL-terminated; or NULL */
    const TdGlossary *glossary; /* or NULL */
    gboolean holes;             /* the source is a sentence of the interface */
} TdCheckAsk;
/* Of TdWarning, in the order of TdCheck; never NULL. An empty target has none. */
GPtrArray *td_checks (const TdCheckAsk *ask);
/* Whether one of them wants an answer. */
gboolean td_checks_want_answer (const GPtrArray *warnings);

/* ---- the single ones, for tests ---- */

/* The numbers of a text: of char *, digits alone as ASCII. joined: blanks between groups of three digits belong to the number. */
GPtrArray *td_check_numbers (const char *text, const char *language, gboolean joined);
/* How many negations stand in it; -1: the language's are not known. *ret_word (may be NULL): the first, as it stands there; free it. */
int td_check_negations (const char *text, const char *language, char **ret_word);
