/* The parts of a briefing paper; private to this area. Each adds its sections to the text. */
#pragma once

#include "areas/cooperation/both-sides.h"
#include "areas/dossier/briefing.h"
#include "areas/dossier/unreported.h"

typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *locale;
    TdText *text;
    TdDossier dossier;
    TdDossierFound found;
    TdUnreportedList unreported;
    TdBothSides sides;
    gboolean has_sides;
    GPtrArray *questions; /* of TdDossierParagraph */
} TdBriefing;
void td_briefing_clear (TdBriefing *briefing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdBriefing, td_briefing_clear)

/* ---- writing into it: words of others are never mark-up ---- */

TdTextSection *td_briefing_section (TdBriefing *briefing, const char *title, int level);
/* A paragraph of our own or others' bare words. */
TdTextParagraph *td_briefing_say (TdTextSection *section, TdTextKind kind, const char *words);
/* A row; cells NULL-terminated, bare words. */
void td_briefing_row (TdTextSection *section, gboolean heads, const char *const *cells);
/* Somebody's words, with the place they are from. */
void td_briefing_quote (TdBriefing *briefing, TdTextSection *section, const TdDossierParagraph *paragraph);

/* ---- parts ---- */

gboolean td_briefing_add_review (TdBriefing *briefing, GError **error); /* the cycle line, key dates */
void td_briefing_add_sources (TdBriefing *briefing);
void td_briefing_add_coverage (TdBriefing *briefing);
void td_briefing_add_articles (TdBriefing *briefing);
void td_briefing_add_recommendations (TdBriefing *briefing);
void td_briefing_add_questions (TdBriefing *briefing);
void td_briefing_add_contradictions (TdBriefing *briefing);
