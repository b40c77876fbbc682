/* Accreditation: who asks to come to a session, as what, and what the secretariat says.
 *
 * One record joins a person with their organisation, the report that it sent, the badge (badge.h) and attendance (attendance.h): an observer in the
 * room, an observer from afar, a speaker, or somebody of a State's delegation (delegation.h). A lead asks for people of their
 * organisation, with or without an account; somebody asks alone for themselves; the secretariat enters it for others. Requests come
 * so many days before the session as the profile says (accreditation.deadline_days; the Committee's notices say two weeks); later the secretariat
 * alone enters them.
 *
 * No number of a passport is asked for, and what looks like one is not taken. Who fears for themselves has a badge without the organisation, or
 * with another name: `shown`. Names are encrypted in the rows and go by rule some time after the session (attendance.h).
 *
 * Who may know of a record: its person, leads of its organisation, those who act for its State, and TD_ACT_ACCREDITATION_DECIDE.
 */
#pragma once

#include "areas/programme/meeting.h"

#define TD_ACCREDITATION_ERROR (td_accreditation_error_quark ())
GQuark td_accreditation_error_quark (void);

typedef enum { TD_COMES_OBSERVER, TD_COMES_REMOTE, TD_COMES_SPEAKER, TD_COMES_DELEGATE, TD_N_COMES } TdComesAs;
const char *td_comes_as_word (TdComesAs as);  /* "observer", "remote", "speaker", "delegate" */
const char *td_comes_as_label (TdComesAs as); /* English, for td_words */
gboolean td_comes_as_from_word (const char *word, TdComesAs *ret_as);

typedef enum {
    TD_ACCREDITATION_ASKED,
    TD_ACCREDITATION_ACCEPTED,
    TD_ACCREDITATION_REFUSED,
    TD_ACCREDITATION_WITHDRAWN,
    TD_N_ACCREDITATION_STATUSES
} TdAccreditationStatus;
const char *td_accreditation_status_word (TdAccreditationStatus status); /* "asked", … */
const char *td_accreditation_status_label (TdAccreditationStatus status);

typedef struct {
    char *id;
    int session;
    TdComesAs as;
    TdAccreditationStatus status;
    char *person;            /* id of the account, or NULL */
    char *organisation;      /* id, or NULL: alone */
    char *organisation_name; /* as the registry has it now */
    char *organisation_kind; /* slug */
    char *state;             /* of whose delegation, iso3, or NULL */
    char *country;           /* iso3 from which they come, for figures by region; or NULL */
    char *language;          /* tag */
    char *name;              /* NULL: erased by rule */
    char *shown;             /* on the badge in place of the name, or NULL */
    char *function;          /* "Legal officer"; or NULL */
    char *note;              /* to the secretariat, or NULL */
    gboolean plain;          /* the badge names no organisation */
    char *submission;        /* the report they come with, or NULL */
    int ordinal;             /* in a delegation; 1 is its head */
    gboolean late;           /* entered by the secretariat after the deadline */
    gint64 created, decided;
    char *reason; /* of the decision, or NULL */
    char *badge;  /* id of the one that is in force, or NULL */
    guint8 secret[32];
} TdAccreditation;
void td_accreditation_free (TdAccreditation *accreditation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdAccreditation, td_accreditation_free)

/* What stands on a badge and a list at the entrance: shown where there is one. */
const char *td_accreditation_badge_name (const TdAccreditation *accreditation);

/* ---- asking: TD_ACT_ACCREDITATION_ASK ---- */

typedef struct {
    int session;
    const char *as;           /* word; no delegate, see delegation.h */
    const char *organisation; /* id, whose lead the viewer is; NULL or "": alone */
    const char *person;       /* account of it; NULL or "": by name (with an organisation), else oneself */
    const char *name;         /* where no account says it, or another than the account's */
    const char *shown, *function, *note, *country, *submission; /* NULL or "": none */
    const char *language;                                       /* NULL or "": the page's */
    gboolean plain;
} TdAccreditationWish;
/* *ret_field (may be NULL): what will not do, a literal. TD_ERROR_CONFLICT: the deadline is over, the session too, or it was asked for
 * already. */
gboolean td_accreditation_ask (TdInstance *instance, const TdViewer *viewer, const TdAccreditationWish *wish,
                               char **ret_id, const char **ret_field, GError **error);
/* By who may know of it, as long as the session is not over; a badge is void then. */
gboolean td_accreditation_withdraw (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* A session as it is for those who come. */
typedef struct {
    int number;
    char *start, *end; /* days; NULL: not known (to the day) */
    gint64 deadline;   /* requests end; 0: not known */
    gint64 over;       /* the end of its last day; 0: not known */
} TdAccreditationSession;
void td_accreditation_session_clear (TdAccreditationSession *session);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdAccreditationSession, td_accreditation_session_clear)
/* TD_ERROR_NOT_FOUND: there is no such session. */
gboolean td_accreditation_session (TdTx *tx, const TdInstance *instance, int number, TdAccreditationSession *ret,
                                   GError **error);
gboolean td_accreditation_session_read (TdInstance *instance, int number, TdAccreditationSession *ret, GError **error);
/* Whether a text looks as if it held the number of a passport or identity card. Pure. */
gboolean td_looks_like_passport (const char *text);

/* ---- reading ---- */

TdAccreditation *td_accreditation_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* One's own, and those of organisations that one leads. Newest first. Of TdAccreditation. */
GPtrArray *td_accreditation_own (TdInstance *instance, const TdViewer *viewer, GError **error);

typedef struct {
    int session;
    const char *status, *as, *state; /* words, iso3; or NULL */
    int limit, offset;               /* limit 0: all, at most TD_LIMIT_ACCREDITATIONS_LISTED */
} TdAccreditationFilter;
/* TD_ACT_ACCREDITATION_DECIDE. Those that wait first, the oldest of them first. *ret_total (may be NULL): without the limit. */
GPtrArray *td_accreditation_list (TdInstance *instance, const TdViewer *viewer, const TdAccreditationFilter *filter,
                                  gint64 *ret_total, GError **error);

/* ---- deciding: TD_ACT_ACCREDITATION_DECIDE ---- */

/* All of them or none, each with its entry in the journal and a letter. reason: needed for a no; whom it is about reads it. Who was accepted in person
 * has a badge from then on; a no after a yes makes it void. */
gboolean td_accreditation_decide (TdInstance *instance, const TdViewer *viewer, const char *const *ids, gboolean accept,
                                  const char *reason, const char **ret_field, GError **error);
