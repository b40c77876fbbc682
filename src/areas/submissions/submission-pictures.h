/* Words and pictures of a submission for pages; private to this area. */
#pragma once

#include "areas/submissions/submission.h"
#include "web/route.h"

/* The receipt slip with what was sent in words. Free with td_markup_free. */
TdMarkup *td_submission_slip (TdRequest *request, const TdReceipt *receipt, const TdSubmission *s);
/* The purpose's or kind's label (English, for td_words), "" where unknown. */
const char *td_submission_purpose_label (const TdProfile *profile, const TdSubmission *s);
const char *td_submission_kind_label (const TdProfile *profile, const TdSubmission *s);
/* "12 pages, 4,100 words" over all files. Free it. */
char *td_submission_size_words (const TdSubmission *s, const char *locale);
/* "16, 17"; free it. */
/* "16, 17", between them the comma of locale; of no locale, the comma that a form takes. Free it. */
char *td_submission_articles_words (const GArray *articles, const char *locale);
