/* The vocabulary of a treaty in several languages, as a profile has it (terms.csv). */
#pragma once

#include "profile/profile.h"

/* Which word to use: this one; this one too; not this one. */
typedef enum { TD_TERM_PREFERRED, TD_TERM_ADMITTED, TD_TERM_FORBIDDEN, TD_N_TERM_STATUSES } TdTermStatus;
const char *td_term_status_word (TdTermStatus status); /* "preferred", "admitted", "forbidden" */
gboolean td_term_status_from_word (const char *word, TdTermStatus *ret_status);

typedef struct {
    const char *language, *text;
    TdTermStatus status;
    gboolean from_treaty; /* it stands in the treaty's own text of that language; else it is the profile's proposal */
} TdProfileWord;

struct TdProfileTerm {
    const char *slug;
    const char *articles; /* "2;4", or NULL */
    const char *origin;
    TdProfileWord *words; /* by language, the preferred one first */
    gsize n_words;
};
