/* The six columns of the dossier: who said it.
 *
 * Five kinds of source on which the dialogue with a State rests (statement of September 2014, paragraph 6), and what the Committee itself said
 * before. A submission stands in its sender's column by the profile's kinds (kinds.csv), a State's own paper in the State's; a
 * document of the library says its column itself.
 */
#pragma once

#include "profile/profile.h"

typedef enum {
    TD_SOURCE_STATE, /* its own papers */
    TD_SOURCE_UN,
    TD_SOURCE_REGIONAL,
    TD_SOURCE_NHRI,
    TD_SOURCE_CIVIL_SOCIETY,
    TD_SOURCE_COMMITTEE,
    TD_N_SOURCES
} TdSource;

const char *td_source_word (TdSource source); /* "state", "un", "regional", "nhri", "civil-society", "committee" */
const char *td_source_key (TdSource source);  /* the same as a key of JSON: "civil_society" */
/* English, for td_words. */
const char *td_source_label (TdSource source); /* "The State" */
const char *td_source_short (TdSource source); /* a word or two for the head of a column */
gboolean td_source_from_word (const char *word, TdSource *ret_source);

/* The column of a submission. kind: its sender's, or NULL; own: it is a paper of the State itself. Civil society where the kind tells nothing. */
TdSource td_source_of_submission (const TdProfile *profile, const char *kind, gboolean own);
