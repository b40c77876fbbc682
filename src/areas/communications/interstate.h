/* The plain register of communications between States, for the secretariat (TD_ACT_DECLARATION_RECORD).
 *
 * It is off until the procedure (the profile's interstate_article) is known to be in force, and takes only what a State sent whose declaration
 * stands about a State whose declaration stands; in an instance for rehearsal it takes them all the same. It says which State wrote about
 * which, on which day, and what was done; what was written is not here.
 */
#pragma once

#include "areas/communications/gate.h"

typedef struct {
    const char *word, *label; /* label: English, for td_words */
} TdInterstateStepKind;
extern const TdInterstateStepKind td_interstate_steps[]; /* ended by a row without word */

typedef struct {
    char *step, *day; /* step: a word */
} TdInterstateStep;
typedef struct {
    char *id;
    const TdState *sender, *about;
    char *day;
    GPtrArray *steps; /* of TdInterstateStep, in order */
} TdInterstate;
void td_interstate_free (TdInterstate *interstate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdInterstate, td_interstate_free)

/* Newest first, at most 200: of TdInterstate. */
GPtrArray *td_interstates (TdInstance *instance, const TdViewer *viewer, GError **error);
typedef struct {
    const char *sender, *about; /* iso3 */
    const char *day;
} TdInterstateNew;
/* TD_ERROR_NOT_ALLOWED: the procedure is not known to be in force, or one of the two made no declaration that is known to stand. */
gboolean td_interstate_open (TdInstance *instance, const TdViewer *viewer, const TdInterstateNew *what, GError **error);
/* day "": today. */
gboolean td_interstate_step (TdInstance *instance, const TdViewer *viewer, const char *id, const char *step,
                             const char *day, GError **error);
