/* What the rules of this area share; private to it. */
#pragma once

#include "areas/memory/glossary.h"
#include "areas/translation/translation-sql.h"

/* Always FALSE. */
gboolean td_translation_fail (GError **error, int code, const char *message);
/* TD_ACT_TRANSLATION_WRITE, or that of who keeps translations at the command line. */
gboolean td_translation_may_write (const TdViewer *viewer, GError **error);
/* One that stands, inside a transaction: NULL with TD_ERROR_NOT_FOUND or TD_ERROR_GONE. */
TdTranslation *td_translation_need (TdTx *tx, const char *id, GError **error);
/* The journal's entry, last; content (may be NULL) is kept as a hash under the translation's secret. */
gboolean td_translation_journal (TdTx *tx, const TdInstance *instance, const TdTranslation *translation,
                                 const TdViewer *viewer, const char *act, const char *content, GError **error);
/* The words of a save, cleaned, forms kept apart; NULL with TD_ERROR_INPUT. Free it. */
char *td_translation_clean (const char *words, GError **error);
/* The segments of a document's language, in order: of TdSegment. */
GPtrArray *td_translation_cut (const char *title, const GPtrArray *paragraphs, const char *language);
/* td_translation_warnings inside a transaction. */
GPtrArray *td_translation_warnings_in (TdTx *tx, const TdTranslation *translation, const TdSegment *segment,
                                       const char *words, const TdGlossary *glossary, GError **error);

/* Words that somebody wrote, in a transaction that may write already; no journal. Words: cleaned. */
gboolean td_segment_write_in (TdTx *tx, TdInstance *instance, const TdTranslation *translation, TdSegment *segment,
                              const char *hand, const TdSegmentSave *save, const TdGlossary *glossary,
                              TdSegmentSaved *ret_saved, GError **error);
