/* Places: where a meeting is, in a hall and from afar.
 *
 * A place has a name and an address that everybody may know who may know of the meeting, and a way in from afar: none, a room of ours
 * (areas/rooms, areas/telephone), or one of others, with its link, the numbers to dial and the codes to type. Those three are told to whoever
 * may attend the meeting (TD_ACT_MEETING_ATTEND) and to nobody else; they are in no programme, calendar or JSON of another.
 * Everything else works the same beside a room of others: the list of speakers, the live page, questions, captions.
 *
 * The secretariat keeps the list of places (TD_ACT_MEETING_PLAN). A place stays the same thing when it gets another name or link.
 */
#pragma once

#include "areas/programme/meeting.h"
#include <jansson.h>

typedef enum { TD_REMOTE_NONE, TD_REMOTE_OURS, TD_REMOTE_OUTSIDE, TD_N_REMOTES } TdRemote;
const char *td_remote_word (TdRemote remote);  /* "none", "ours", "outside" */
const char *td_remote_label (TdRemote remote); /* English, for td_words */
gboolean td_remote_from_word (const char *word, TdRemote *ret_remote);

typedef struct {
    char *id;
    char *name;    /* "Palais Wilson, conference room" */
    char *address; /* or NULL */
    TdRemote remote;
    char *link, *dial_in, *codes; /* of a room of others, each or NULL: only for those who may attend */
    gint64 created, changed;
} TdPlace;
void td_place_free (TdPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPlace, td_place_free)

/* Where the meeting is: name, address and whether one can come in from afar; *ret NULL: not said yet. The meeting was asked for through
 * td_meeting_get; link, dial_in and codes are NULL unless the viewer may attend. */
gboolean td_place_of (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, TdPlace **ret, GError **error);
gboolean td_place_of_read (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, TdPlace **ret,
                           GError **error);
/* Whether the meeting has a room of ours (for areas/rooms and areas/telephone). Asks no door. */
gboolean td_place_is_ours (TdTx *tx, const TdMeeting *meeting, gboolean *ret_ours, GError **error);

/* ---- for the secretariat: TD_ACT_MEETING_PLAN ---- */

/* By name. Of TdPlace, with everything. */
GPtrArray *td_place_list (TdInstance *instance, const TdViewer *viewer, GError **error);

typedef struct {
    const char *name, *address;
    const char *remote;                 /* a word; NULL or "": none */
    const char *link, *dial_in, *codes; /* NULL or "": none */
} TdPlaceWish;
/* *ret_field: the field that is wrong. TD_ERROR_INPUT; TD_ERROR_CONFLICT: TD_LIMIT_PLACES. */
gboolean td_place_add (TdInstance *instance, const TdViewer *viewer, const TdPlaceWish *wish, char **ret_id,
                       const char **ret_field, GError **error);
/* All of it anew. */
gboolean td_place_change (TdInstance *instance, const TdViewer *viewer, const char *id, const TdPlaceWish *wish,
                          const char **ret_field, GError **error);

/* Inside the area: asks no door. *ret NULL: there is none. */
gboolean td_place_load (TdTx *tx, const char *id, TdPlace **ret, GError **error);
GPtrArray *td_place_load_all (TdTx *tx, GError **error);
