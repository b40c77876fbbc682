/* Papers as JSON (docs/FORMATS.md); private to this area. */
#pragma once

#include "areas/papers/paper.h"

/* Without its text: what the list says of each. */
json_t *td_paper_to_json (const TdInstance *instance, const TdPaper *paper, const char *locale);
/* With its text. */
json_t *td_paper_whole_json (const TdInstance *instance, const TdPaper *paper, const TdText *text, const char *locale);
/* "draft", "adopted", "transmitted", "published". */
const char *td_paper_status_word (const TdPaper *paper);
/* The same as an English word for people, for td_words. */
const char *td_paper_status_label (const TdPaper *paper);
