/* Asking for the floor at a meeting with a list of speakers: the public informal meeting with civil society, and others alike.
 *
 * The secretariat opens the list of a meeting (or the server does, for meetings whose kind says so): until when organisations ask, how many
 * minutes the part of each State has. With it a seed is drawn, and only its SHA-256 is journalled; after the deadline the seed is revealed,
 * journalled too, and by it whoever wants can do the lot of the sharing again (lot.h, share.h).
 *
 * An organisation asks once for each State; asking again changes what it asked. Nobody gives a reason for speaking in the closed part, without
 * picture, under another name, or for having the statement read out. Who speaks, the other name and the statement are sealed in the store; who
 * stands behind another name is told to that organisation's contributors and by TD_ACT_FLOOR_SHARE alone.
 *
 * Who may what: TD_ACT_FLOOR_ASK with an organisation in which the viewer contributes (or on whose behalf an officer acts);
 * TD_ACT_FLOOR_SHARE opens lists, sees requests and enters them also for closed meetings and after the deadline. Errors: TD_FLOOR_ERROR.
 */
#pragma once

#include "areas/floor/lot.h"
#include "areas/floor/speaker.h"
#include <jansson.h>

#define TD_FLOOR_ERROR (td_floor_error_quark ())
GQuark td_floor_error_quark (void);

/* ---- the list ---- */

typedef struct {
    char *state;        /* iso3; "": the whole meeting */
    int seconds;        /* of civil society, in public */
    int closed_seconds; /* of its closed part; shown to those who may be there */
    int slot_seconds;   /* of each national institution, agency or other entity: none of civil society's */
} TdFloorPart;

typedef struct {
    char *meeting;
    char *deadline_local; /* in the meeting's zone */
    gint64 deadline;
    guint8 commitment[32];
    gboolean revealed;
    guint8 seed[TD_LOT_SEED]; /* all zero until it is revealed */
    gint64 opened;
    gint64 shared; /* when the minutes were shared last; 0: not yet */
    int n;         /* how often they were */
    gboolean by_hand;
    GPtrArray *parts; /* of TdFloorPart, in the meeting's order */
} TdFloorList;
void td_floor_list_free (TdFloorList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFloorList, td_floor_list_free)
/* NULL: no such part. */
const TdFloorPart *td_floor_part (const TdFloorList *list, const char *state);

/* Of a meeting of which the viewer may know; TD_ERROR_NOT_FOUND. *ret_list NULL: it has none. */
gboolean td_floor_list (TdInstance *instance, const TdViewer *viewer, const char *meeting, TdMeeting **ret_meeting,
                        TdFloorList **ret_list, GError **error);

typedef struct {
    const char *state;
    int minutes, closed_minutes, slot_minutes; /* below 0: as it is, or as the profile proposes */
} TdFloorPartWish;
typedef struct {
    const char *deadline_local; /* "2026-12-02T18:00"; NULL: as it is, or as the profile proposes */
    const TdFloorPartWish *parts;
    gsize n_parts;
} TdFloorOpen;
/* Opens it, or changes what it says while the meeting has not begun. TD_ACT_FLOOR_SHARE. The deadline does not move once the seed is
 * revealed. TD_ERROR_INPUT with *ret_field ("deadline", "minutes-GHA" …; may be NULL), TD_ERROR_CONFLICT. */
gboolean td_floor_open (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdFloorOpen *wish,
                        char **ret_field, GError **error);
/* Chores: opens lists of public meetings whose kind offers the floor; reveals the seeds of those whose deadline is over. */
gboolean td_floor_open_due (TdInstance *instance, GError **error);
gboolean td_floor_reveal_due (TdInstance *instance, GError **error);
/* The same: where a meeting moved after its minutes were shared, the turns move with it; where it was cancelled, they stand. Speakers are
 * written to. */
gboolean td_floor_move_due (TdInstance *instance, GError **error);

/* What the even rule was given and gave, of a request in a public part: with the seed, everything that is needed to do the lot again. */
typedef struct {
    char *request, *state;
    int weight, place, seconds;
} TdFloorDrawn;

/* {meeting, zone, deadline, commitment, seed, shared, times_shared, by_hand, parts[{state, seconds, slot_seconds}], lot[{request, state, weight,
 * place, seconds}], speakers[{id, ordinal, state, shown, organisation, kind, language, mode, closed, no_picture, seconds, planned}]}: what this
 * viewer is shown; null and empty where the meeting has no list. NULL with error as td_floor_list. */
json_t *td_floor_list_to_json (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error);

/* ---- requests ---- */

typedef struct {
    char *id, *meeting, *state;             /* state "": the whole meeting */
    char *organisation, *name;              /* id; as the registry calls it */
    gboolean verified, hidden, closed_down; /* the organisation, now */
    gboolean on_behalf, late;               /* entered by the secretariat; after the deadline */
    char *kind;                             /* slug; as it was when they asked */
    char *submission;                       /* id of the report on which they speak, or NULL */
    char *language;
    TdSpeakMode mode;
    gboolean closed, no_picture, read_out;
    char *who, *alias, *statement; /* or NULL */
    gboolean has_recording;
    char *recording_format;  /* "ogg", "webm", "mp3", "mp4", "wav" */
    char *recording;         /* of its blob; private */
    GPtrArray *members;      /* of char *, ids of the coalition's members for whom it speaks */
    GPtrArray *member_names; /* of char *, in the same order */
    gint64 withdrawn, created, changed;
    guint8 secret[32];
} TdFloorRequest;
void td_floor_request_free (TdFloorRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFloorRequest, td_floor_request_free)

/* What others see in place of its organisation (their own words, or English for td_words); NULL: the organisation. */
const char *td_floor_assumed_name (const TdFloorRequest *request);

/* NULL leaves what there is (of a new request: nothing). */
typedef struct {
    const char *meeting, *state; /* state NULL or "": the whole meeting */
    const char *organisation;
    const char *submission; /* "": without a report */
    const char *language, *mode;
    const char *how; /* words with "," between: "closed", "no-picture", "read"; "": none */
    const char *who, *alias, *statement;
    const char *const *members; /* ids; of a coalition */
} TdFloorWish;
/* Asks, or changes what was asked. TD_ERROR_INPUT with *ret_field, a literal; TD_ERROR_CONFLICT: the deadline is over, or the meeting has begun. After
 * the deadline an organisation still changes how it speaks, not whether. */
gboolean td_floor_ask (TdInstance *instance, const TdViewer *viewer, const TdFloorWish *wish, char **ret_id,
                       const char **ret_field, GError **error);
/* Until the meeting begins; the speaker leaves the list. */
gboolean td_floor_withdraw (TdInstance *instance, const TdViewer *viewer, const char *request, GError **error);

/* The recording that is played at their turn; in place of one before. TD_ERROR_INPUT: no sound or film of a kind that browsers play. Blocks. */
gboolean td_floor_set_recording (TdInstance *instance, const TdViewer *viewer, const char *request, int fd,
                                 GError **error);
/* A file of words, read in its cell, becomes the statement. Blocks. */
gboolean td_floor_set_statement_file (TdInstance *instance, const TdViewer *viewer, const char *request, int fd,
                                      GError **error);
/* As an open file, at its start; -1 with error. Blocks. */
int td_floor_recording (TdInstance *instance, const TdViewer *viewer, const char *request, char **ret_format,
                        gint64 *ret_size, GError **error);

/* One's own, or by TD_ACT_FLOOR_SHARE. TD_ERROR_NOT_FOUND. */
TdFloorRequest *td_floor_request_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* Those of the viewer's organisations at a meeting, by State; withdrawn ones left out. Of TdFloorRequest. */
GPtrArray *td_floor_mine (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error);
/* All of a meeting, by State and the time they came; withdrawn ones left out. TD_ACT_FLOOR_SHARE. Of TdFloorRequest. */
GPtrArray *td_floor_requests (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error);

/* {requests[{id, state, organisation, name, kind, verified, hidden, closed_down, on_behalf, late, submission, language, mode, closed, no_picture,
 * read_out, who, alias, statement, recording, members[], created, changed}]}; for whoever was given them. */
json_t *td_floor_requests_to_json (const GPtrArray *requests);
