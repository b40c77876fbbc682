/* What a State did to consult on the draft of its report, in figures that everybody may have: for other areas. */
#pragma once

#include "instance/instance.h"

typedef struct {
    int consultations, meetings;
    int invited;  /* organisations, each counted once a consultation */
    int comments; /* those that were taken back not among them */
    int answered, taken, in_part, not_taken;
    gint64 draft_published; /* the first draft; 0: none */
    gint64 first_opened;    /* of those that have opened; 0: none */
    gint64 last_closed;     /* of those that have opened: the latest end, which may be to come; 0: none */
    gint64 withdrawn;       /* the last draft that was withdrawn; 0: none */
    int days;               /* on which comments could be sent, of all together */
    char **languages;       /* tags, each once; NULL where none */
    char **ids;             /* of consultations, oldest first; NULL where none */
} TdConsultationFacts;

/* cycle 0: the State's current one. A State without consultations has 0 and NULL everywhere. */
gboolean td_consultation_facts (TdInstance *instance, const char *state, int cycle, TdConsultationFacts *ret,
                                GError **error);
void td_consultation_facts_clear (TdConsultationFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdConsultationFacts, td_consultation_facts_clear)
