/* What the pages of the gate share, and the page on which a communication is sent sealed (areas/sealed): its picture, and the other ways there are. */
#pragma once

#include "areas/communications/gate-picture.html.h"
#include "areas/communications/gate.h"
#include "templates/other-ways.html.h"

/* A mark for each declaration that is needed, and what they show in words. Strings go to `strings`. */
typedef struct {
    GArray *marks; /* of struct html_gate_picture_marks */
    const char *words;
    int width;
} TdGatePicture;
void td_gate_picture (const TdGate *gate, const char *locale, GPtrArray *strings, TdGatePicture *ret_picture);

/* Of struct html_other_ways_groups; the groups' own lists go to `strings`. Free it. */
GArray *td_other_ways (const TdProfile *profile, const char *locale, GPtrArray *strings);

/* One word and one kind of notice for an answer, and for what is known of a State. */
const char *td_gate_answer_word (TdGateAnswer answer); /* English, for td_words */
const char *td_gate_answer_kind (TdGateAnswer answer);
const char *td_declared_label (TdDeclared standing); /* English, for td_words */
/* "Made on 12 January 2024". Free it. */
char *td_declaration_words (const TdDeclaration *declaration, const char *locale);
