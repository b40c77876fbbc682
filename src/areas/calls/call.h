/* Calls for input: who is asked for what about which States, and until when.
 *
 * A call has a purpose and States (none: every State), opens at an instant and closes at a deadline that somebody gave as
 * local time in the Committee's zone: the text and the zone are what was said, the instant is worked out from them, again
 * when the zone's rules change. The deadline was given by hand, or hangs on an anchor: so many weeks from the first day of
 * the session of a stage, or from the date of a stage (profile calls.csv). When the anchor moves, record.h shows what
 * follows before it is stored.
 *
 * Closed is closed for every way in: td_call_for decides, by the instant at which something began to arrive, in the
 * transaction that takes it. A call is open from the instant it opens up to, and not at, its deadline.
 *
 * Where no call for a State and purpose ever was, a contribution is taken as uncalled (statement of September 2014,
 * paragraph 7); where there were calls and all are over, it is refused.
 */
#pragma once

#include "areas/calls/timetable.h"
#include "door/door.h"
#include <jansson.h>

typedef enum { TD_CALL_PLANNED, TD_CALL_OPEN, TD_CALL_CLOSED } TdCallStatus;
const char *td_call_status_word (TdCallStatus status); /* "planned", "open", "closed"; also a label for td_words */

typedef struct {
    char *closes_local; /* NULL: none */
    gint64 closes;
    char *why;    /* "opened", "extended", "moved" (its anchor), "kept" (its anchor moved, it did not), "zone" */
    char *reason; /* for the public; or NULL */
    gint64 at;
} TdDeadline;

typedef struct {
    char *id;
    char *kind; /* slug, or NULL */
    char *purpose;
    char **states; /* iso3 by code; empty: every State */
    char **themes; /* slugs of the profile, in its order of letters; empty: every theme */
    gint64 opens;
    char *closes_local; /* "2026-12-18T18:00"; NULL: no deadline */
    char *zone;
    gint64 closes;                               /* 0 without deadline */
    char *anchor;                                /* "hand", "session", "date", "always" */
    char *stage, *hour;                          /* with an anchor; hour "18:00" */
    int cycle, session;                          /* session 0: none */
    int weeks;                                   /* from the anchor */
    char *guidance, *limits, *asked, *languages; /* the call's own words, or NULL: its kind's */
    gint64 ended;                                /* closed before its deadline; 0: not */
    char *end_reason;
    gint64 created;
    guint8 secret[32];
    GPtrArray *deadlines; /* of TdDeadline, oldest first */
} TdCall;
void td_call_free (TdCall *call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCall, td_call_free)

TdCallStatus td_call_status (const TdCall *call, gint64 at);
/* The call's own words, else its kind's, else NULL: English for td_words. */
const char *td_call_guidance (const TdProfile *profile, const TdCall *call);
const char *td_call_limits (const TdProfile *profile, const TdCall *call);
const char *td_call_asked (const TdProfile *profile, const TdCall *call);
const char *td_call_languages (const TdProfile *profile, const TdCall *call); /* NULL: the profile's */
/* What it asks for: the kind's label, else the purpose's. English for td_words. */
const char *td_call_label (const TdProfile *profile, const TdCall *call);

/* ---- reading; calls are public ---- */

typedef struct {
    const char *state;   /* for this State, or for every State; NULL: all */
    const char *purpose; /* or NULL */
    const char *theme;   /* on this theme (slug), or on every theme; NULL: all */
} TdCallFilter;
/* By deadline, those without last; then by id. Of TdCall. */
GPtrArray *td_call_list (TdInstance *instance, const TdCallFilter *filter, GError **error);
GPtrArray *td_call_list_in (TdTx *tx, const TdCallFilter *filter, GError **error);
TdCall *td_call_get (TdInstance *instance, const char *id, GError **error);
TdCall *td_call_get_in (TdTx *tx, const char *id, GError **error);

/* ---- opening, extending, closing ---- */

typedef struct {
    const char *kind;    /* slug; or NULL with a purpose */
    const char *purpose; /* or NULL with a kind */
    const char *const *states;
    const char *const *themes; /* slugs; NULL or empty: every theme */
    const char *opens;         /* local "2026-10-01T09:00" or a day; NULL: now */
    const char *closes;        /* local "2026-12-18T18:00" or a day; NULL: worked out from the kind's anchor */
    int session;               /* the anchor's, where the timetable knows none; 0: none */
    const char *guidance, *limits, *asked, *languages; /* NULL: the kind's */
    const char
        *seen; /* the deadline that a person was shown, "" for none: another by now is TD_ERROR_CONFLICT on "seen".
                       * NULL: whatever it is */
} TdCallWish;
/* *ret_id is free's. TD_ERROR_INPUT names the first thing that will not do, *ret_field (may be NULL) its field, a literal;
 * TD_ERROR_CONFLICT when a call for the same State and purpose is open or planned. */
gboolean td_call_open (TdInstance *instance, const TdViewer *viewer, const TdCallWish *wish, char **ret_id,
                       const char **ret_field, GError **error);
/* The call that td_call_open would make, with its refusals; nothing is stored. For showing first. */
TdCall *td_call_draft (TdInstance *instance, const TdCallWish *wish, const char **ret_field, GError **error);
/* closes: later than the deadline that stands. reason: for the public. Also opens one again whose deadline has passed. */
gboolean td_call_extend (TdInstance *instance, const TdViewer *viewer, const char *id, const char *closes,
                         const char *reason, GError **error);
gboolean td_call_close (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                        GError **error);

/* ---- for who takes contributions ---- */

typedef enum {
    TD_CALL_NONE,  /* there never was one: uncalled */
    TD_CALL_TAKES, /* *ret_call is open */
    TD_CALL_OVER,  /* all are closed; *ret_call is the last one */
} TdCallAnswer;
/* What stands for a State and purpose at an instant. *ret_call is the caller's, NULL with TD_CALL_NONE. */
gboolean td_call_for (TdTx *tx, const TdProfile *profile, const char *state, const char *purpose, gint64 at,
                      TdCallAnswer *ret_answer, TdCall **ret_call, GError **error);
/* That it is closed: which, since when, what to do. Free it. */
char *td_call_closed_words (const TdProfile *profile, const TdCall *call, const char *locale);
/* The same as TD_ERROR_CONFLICT; always FALSE. */
gboolean td_call_refuse (const TdProfile *profile, const TdCall *call, GError **error);
/* td_call_closed_words of what stands for a State and purpose at an instant, in a read of its own; *ret_words NULL where
 * something can be sent. */
gboolean td_call_closed_at (TdInstance *instance, const char *state, const char *purpose, gint64 at, const char *locale,
                            char **ret_words, GError **error);
/* The id of the call that is over, where nothing can be sent; else NULL. Free it. */
gboolean td_call_over_at (TdInstance *instance, const char *state, const char *purpose, gint64 at, char **ret_call,
                          GError **error);
/* Notes which call a contribution answered, in the transaction that takes it. */
gboolean td_call_note_answer (TdTx *tx, const char *submission, const char *call, gint64 began, GError **error);

/* ---- keeping deadlines right ---- */

/* Works every deadline out anew, for when the machine's zones changed; a chore. Journalled where one differs. */
gboolean td_call_recompute (TdInstance *instance, GError **error);

/* What becomes of one call when its anchor moves. */
typedef enum {
    TD_MOVED,      /* the deadline moves */
    TD_MOVED_KEPT, /* the new one has passed already, or comes before an extension: what stands is kept */
    TD_MOVED_OPEN, /* it was over and opens again */
} TdMovedKind;
typedef struct {
    TdMovedKind kind;
    TdCall *call; /* as it stands */
    char *closes_local;
    gint64 closes; /* as it would be; with TD_MOVED_KEPT not taken */
    int session;   /* the anchor's, as it would be */
} TdMovedCall;
void td_moved_call_free (TdMovedCall *moved);
/* What a timetable would do to the calls that hang on it. Of TdMovedCall; those it leaves as they are not among them. */
GPtrArray *td_call_moved (TdTx *tx, const TdTimetable *timetable, gint64 now, GError **error);
/* Stores it; in the transaction that stores the timetable's change. One journal entry each. */
gboolean td_call_move (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const GPtrArray *moved,
                       const char *reason, GError **error);

/* {id, kind, label, purpose, states, themes, status, opens, closes, closes_local, zone, anchor, stage, cycle, session, weeks,
 * guidance, limits, asked, languages, deadlines[{closes, closes_local, why, reason, at}], ended, end_reason, address}. */
json_t *td_call_to_json (const TdInstance *instance, const TdCall *call, const char *locale, gint64 now);
