/* The list of speakers of a meeting: who speaks, for whom, on which State, in which order and for how long.
 *
 * It is made from the requests for the floor (floor.h) and from the slots of others (national human rights institutions, agencies, the State),
 * by the even rule or by the secretariat's hand. areas/live runs it: who has the floor, what was left out, swapped or added in the meeting
 * is there; here stands what was planned.
 *
 * A speaker may come without a name: in a closed part, without picture, under another name, or with a statement that is read. `shown` is what
 * everybody sees; whose it really is only td_floor's own functions tell, to those who may (TD_ACT_FLOOR_SHARE).
 */
#pragma once

#include "areas/programme/meeting.h"

typedef enum {
    TD_MODE_IN_PERSON,
    TD_MODE_VIDEO,
    TD_MODE_TELEPHONE,
    TD_MODE_RECORDED,
    TD_MODE_WRITTEN,
    TD_N_MODES
} TdSpeakMode;
const char *td_speak_mode_word (TdSpeakMode mode);  /* "in-person", "video", "telephone", "recorded", "written" */
const char *td_speak_mode_label (TdSpeakMode mode); /* English, for td_words */
gboolean td_speak_mode_from_word (const char *word, TdSpeakMode *ret_mode);

typedef struct {
    char *id;
    char *meeting;
    char *state;        /* iso3 of the part in which they speak; NULL: of the whole meeting */
    char *request;      /* the request for the floor, or NULL: another's slot, or added by hand */
    char *organisation; /* id, for totals; NULL where it is not to be told, and for who is no organisation */
    char *kind;         /* of source, slug of the profile's kinds: "ngo", "nhri", "un" …; "state" for a delegation */
    char *shown;        /* as everybody sees it */
    char *language;     /* BCP 47, or NULL */
    TdSpeakMode mode;
    gboolean closed;     /* in the closed part */
    gboolean no_picture; /* without video */
    int seconds;         /* given */
    int ordinal;         /* in the meeting, from 1 */
    gint64 planned;      /* when their turn begins, as planned */
} TdSpeaker;
void td_speaker_free (TdSpeaker *speaker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSpeaker, td_speaker_free)

/* By order, of TdSpeaker; those of a closed part only for those who may attend it. The meeting was asked for through td_meeting_get. */
GPtrArray *td_speakers_in (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, GError **error);
/* The machinery's: all of them; asks no door. */
GPtrArray *td_speakers_load (TdTx *tx, const char *meeting, GError **error);
/* Whether the speaker is the viewer's own (their request, their organisation's, or their slot): for rooms and telephone, which let them
 * speak, and for the page of one's own part. */
gboolean td_speaker_is_own (TdTx *tx, const TdSpeaker *speaker, const TdViewer *viewer, gboolean *ret_own,
                            GError **error);
