/* The words of this area's pages; private to it. */
#pragma once

#include "areas/cooperation/both-sides.h"

/* An answer as people read it. Free it. */
char *td_own_answer_words (const TdOwnAnswer *answer, const char *locale);
/* Who gave an account, as far as the viewer may know. */
const char *td_own_account_who (const TdOwnAccount *account, const TdViewer *viewer, const char *locale);
/* What is recorded beside one standing question: of TdKnownLine. */
typedef struct {
    char *text;
    char *link; /* "" where none */
} TdKnownLine;
GPtrArray *td_known_lines (const TdInstance *instance, const TdKnown *known, TdEvidence evidence, const char *locale);
