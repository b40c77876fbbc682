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

/* Whether a text looks as if it held the number of a passport or identity card. Pure. */
gboolean td_looks_like_passport (const char *text);
