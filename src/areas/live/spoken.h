/* Who spoke at a meeting, how long and in what order, as it really was: for figures, minutes and the record. */
#pragma once

#include "areas/floor/speaker.h"

typedef struct {
    char *speaker;      /* TdSpeaker's id, or NULL: a raised hand */
    char *shown;        /* as everybody sees it */
    char *organisation; /* as TdSpeaker has it */
    char *kind;         /* of source, as TdSpeaker has it, or NULL */
    char *state;        /* iso3 of the part, or NULL */
    char *language;     /* or NULL */
    TdSpeakMode mode;   /* of a raised hand: by telephone or in person, as it came */
    gint64 began;       /* an instant */
    int seconds;        /* that they spoke, without pauses; of who still speaks: until at */
    int given;          /* that they were given, with what was added */
    gboolean reply;     /* a right of reply */
    gboolean closed;    /* in the closed part, or somebody of it: for nobody who may not be in it */
    gboolean typed;     /* typed in afterwards */
    gboolean now;       /* has the floor */
} TdSpoken;
void td_spoken_free (TdSpoken *spoken);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSpoken, td_spoken_free)

/* In the order in which they spoke, of TdSpoken. closed_too: also what was in a closed part (td_live_may_closed, step.h). Asks no door. */
GPtrArray *td_live_spoken (TdTx *tx, const char *meeting, gboolean closed_too, gint64 at, GError **error);
