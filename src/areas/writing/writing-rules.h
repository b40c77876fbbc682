/* What the rules of written texts share; private to this area. */
#pragma once

#include "areas/writing/writing-sql.h"

/* One act on one text: who, which, and the instance. Borrowed. */
typedef struct {
    TdInstance *instance;
    const TdWriter *writer;
    const TdWritingOwner *owner;
    const char *kind, *thing;
} TdWritingAct;

/* FALSE with TD_ERROR_NOT_FOUND: no such owner. */
gboolean td_writing_act (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                         TdWritingAct *ret_act, GError **error);
/* The text after its owner was asked; for writing, also whether a write may be and whether it is frozen. Leases that ended are gone from
 * it. NULL with error. */
TdWritten *td_writing_open (TdTx *tx, const TdWritingAct *act, TdWritingWish wish, GError **error);
/* One entry with a hash keyed by the text's secret of what (borrowed, NULL-terminated; NULLs are empty), after the owner was told
 * where the standing text changed. */
gboolean td_writing_note (TdTx *tx, const TdWritingAct *act, const TdWritten *written, gboolean changed,
                          const char *section, const char *version, GError **error);
/* Who holds a lease: an account, else whoever has the thing's key, else the command line. Borrowed. */
const char *td_writing_hand (const TdWriter *writer);

TdWrittenSection *td_written_section (const TdWritten *written, const char *slug); /* NULL if none */
/* The section, or TD_ERROR_NOT_FOUND. */
TdWrittenSection *td_written_need (const TdWritten *written, const char *slug, GError **error);
/* Whether somebody else writes in it now. */
gboolean td_written_held_by_other (const TdWrittenSection *section, const TdWriter *writer);
/* Always FALSE. */
gboolean td_writing_fail (GError **error, int code, const char *message);
/* TD_ERROR_CONFLICT that says until when somebody else writes here. Always FALSE. */
gboolean td_writing_held (const TdInstance *instance, const TdWrittenSection *section, GError **error);

/* A section's standing text, or an empty section. NULL with error. */
TdTextSection *td_writing_standing (TdTx *tx, const TdWritten *written, const TdWrittenSection *section,
                                    GError **error);
TdTextSection *td_writing_at_number (TdTx *tx, const TdWritten *written, const TdWrittenSection *section, gint64 number,
                                     GError **error);
TdTextSection *td_writing_section_new (const char *slug, const char *title, int level);
TdTextSection *td_writing_section_copy (const TdTextSection *section);
gint64 td_writing_section_words (const TdTextSection *section);
/* The same words, kinds and articles in the same order, whatever the ids. */
gboolean td_writing_section_same (const TdTextSection *a, const TdTextSection *b);
/* Inserts the next standing version and lets it stand. *ret_id: free it; may be NULL. */
gboolean td_writing_let_stand (TdTx *tx, const TdWritingAct *act, TdWrittenSection *section, const TdTextSection *text,
                               char **ret_id, GError **error);
gboolean td_writing_let_branch (TdTx *tx, const TdWritingAct *act, const TdWrittenSection *section, gint64 base,
                                const TdTextSection *text, char **ret_id, GError **error);
/* The limits of a section; TD_ERROR_TOO_LARGE. */
gboolean td_writing_fits (const char *typed, GError **error);
gboolean td_writing_text_fits (const TdTextSection *text, GError **error);

/* What branch changes on base, put into stands: a new section. NULL with TD_ERROR_CONFLICT where both changed one paragraph. */
TdTextSection *td_writing_merge (const TdTextSection *base, const TdTextSection *stands, const TdTextSection *branch,
                                 GError **error);
