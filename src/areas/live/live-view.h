/* Everything that the pages, the JSON and the commands say of a meeting as it runs, read at once. */
#pragma once

#include "areas/live/hand.h"
#include "areas/live/spoken.h"
#include "areas/live/step.h"

typedef struct {
    TdMeeting *meeting;
    TdLive *live;
    gint64 at;           /* when it was read */
    gboolean inside;     /* sees the closed part, and who speaks in it */
    gboolean hidden;     /* a closed part runs, and this reader is not of it: nothing of what follows is filled */
    gboolean chairs;     /* may lead the meeting */
    gboolean may_raise;  /* may raise a hand here */
    int hands_stamp;     /* changes whenever a hand goes up or down */
    int before;          /* hands up before the reader's own, or -1 */
    gboolean own;        /* the reader, or their organisation, has the floor */
    GPtrArray *speakers; /* of TdSpeaker, in the meeting's order, as this reader may see them */
    GPtrArray *follows;  /* of TdSpeaker, borrowed from speakers */
    GPtrArray *spoken;   /* of TdSpoken */
    GPtrArray *hands;    /* of TdHand; only for who chairs */
    GHashTable *
        there; /* ids of speakers to words on whether they are there from afar (presence.h): English; only for who chairs */
    GHashTable *said; /* ids of speakers of whom something is played or read (floor/statement.h); only for who chairs */
} TdLiveView;
void td_live_view_free (TdLiveView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdLiveView, td_live_view_free)

/* As this viewer sees it. Asks the door for TD_ACT_MEETING_ATTEND: TD_ERROR_NOT_FOUND where there is no such meeting for them. */
TdLiveView *td_live_view (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error);
/* As everybody sees it (inside FALSE: the door is asked for nobody), or as those do who are inside (asks no door). */
TdLiveView *td_live_view_of_all (TdInstance *instance, const char *meeting, gboolean inside, GError **error);

/* Who has the floor: a name, or NULL. Of a hand it is English and for td_words where it is no name. */
const char *td_live_view_name (const TdLiveView *view);
/* The speaker who has it, or NULL. */
const TdSpeaker *td_live_view_speaker (const TdLiveView *view);
/* "4:30", and "-0:10" where it is over. Free it. */
char *td_live_time (int seconds);
const char *td_live_phase_word (TdLivePhase phase);  /* "not-yet", "runs", "paused", "over" */
const char *td_live_phase_label (TdLivePhase phase); /* English, for td_words */

/* Seconds together, of who has the floor until the view was read. */
typedef struct {
    char *label; /* a name; of a State: iso3 */
    char *state; /* of an organisation: of the part in which it spoke first, or NULL */
    int seconds;
    int running; /* of them those of the turn that runs */
    int turns;
    gboolean now; /* their turn runs */
} TdLiveTotal;
void td_live_total_free (TdLiveTotal *total);
/* Per State, or per organisation (whoever is none: per speaker), the longest first. Of TdLiveTotal. */
GPtrArray *td_live_totals (const TdLiveView *view, gboolean by_state);
