/* One door: may this person do this to that thing?
 *
 * One function decides for pages, API, search, feeds, files and commands, from role, relation,
 * phase (a thing's status) and confidentiality. The rules are rows of one table (door-rules.h); lists filter by the same rows in
 * SQL (td_door_filter), and the page "Who can see what" is made from them. tests/door/ walks every act with every role,
 * relation and state of a thing.
 *
 * A thing that a viewer may not know of answers as one that does not exist (TD_ERROR_NOT_FOUND), so that an
 * address tells nothing. A refusal of an act on a known thing says who may ("if you signed in, you could").
 */
#pragma once

#include "door/acts.h"
#include "store/store.h"

#define TD_DOOR_ERROR (td_door_error_quark ())
GQuark td_door_error_quark (void);

const char *td_act_word (TdAct act);
const char *td_act_meaning (TdAct act); /* "publish, refuse or withhold a submission" */
const char *td_role_word (TdRole role);
const char *td_role_meaning (TdRole role);
gboolean td_role_needs_second (TdRole role);
gboolean td_role_from_word (const char *word, TdRole *ret_role);

/* ---- who asks ---- */

/* How a session proved who it is. */
typedef enum {
    TD_TRUST_NOBODY,
    TD_TRUST_LINK,     /* a link by mail: public-level acts only, nothing that is theirs */
    TD_TRUST_PASSWORD, /* their own things; no role that needs a second factor */
    TD_TRUST_SECOND,   /* everything */
} TdTrust;

/* What somebody may do in an organisation; each holds those before it. */
typedef enum { TD_LEVEL_NONE, TD_LEVEL_VIEWER, TD_LEVEL_CONTRIBUTOR, TD_LEVEL_LEAD } TdLevel;
const char *td_level_word (TdLevel level); /* "viewer", "contributor", "lead" */
gboolean td_level_from_word (const char *word, TdLevel *ret_level);

typedef struct {
    const char *organisation; /* id */
    TdLevel level;
} TdMembership;

/* Who asks. All zero may nothing at all; nobody signed in is TD_VIEWER_NOBODY. Borrowed strings, but for td_viewer_clear. */
typedef struct {
    guint roles; /* bits TD_ROLE_BIT: those in force in this session */
    TdTrust trust;
    const char *person;       /* id or NULL */
    const char *session;      /* sign-in session id or NULL */
    const char *filing;       /* id of what came sealed (areas/sealed) whose code of words they showed, or NULL */
    const char *behalf;       /* organisation for which an officer of the secretariat enters something now, or NULL */
    const char *behalf_state; /* State (iso3) whose paper an officer enters now in its name, or NULL */
    const char *actor;        /* what the journal calls them: td_viewer_actor */
    const char *state;        /* the State of a permanent mission or ministry (iso3), or NULL */
    const char *const
        *conflicts; /* States in whose review they take no part, NULL-terminated. NULL: not recorded; a member then
                                   * reads what the public reads, since the conflict cannot be told; of others nothing follows */
    const char *const *rapporteur_of; /* States, NULL-terminated, or NULL */
    const TdMembership *organisations;
    gsize n_organisations;
} TdViewer;

#define TD_VIEWER_NOBODY                                                                                               \
    {                                                                                                                  \
        .roles = TD_ROLE_BIT (PUBLIC)                                                                                  \
    }
/* The secretariat at the command line, whose right is that of the account on the machine. */
#define TD_VIEWER_SECRETARIAT                                                                                          \
    {                                                                                                                  \
        .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (SECRETARIAT), .trust = TD_TRUST_SECOND, .actor = "command"        \
    }

/* The register at the command line: what an officer sees of it, without contents. */
#define TD_VIEWER_REGISTER                                                                                             \
    {                                                                                                                  \
        .roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (OFFICER), .trust = TD_TRUST_SECOND, .actor = "command"            \
    }

gboolean td_viewer_has (const TdViewer *viewer, TdRole role);
/* What stands in the journal: "nobody", a person's id, "ID for ORGANISATION" when on behalf, "command". */
const char *td_viewer_actor (const TdViewer *viewer);
TdLevel td_viewer_level (const TdViewer *viewer, const char *organisation);
/* For a viewer whose strings and lists are its own (areas/people makes them so): frees them all. */
void td_viewer_clear (TdViewer *viewer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdViewer, td_viewer_clear)

/* ---- what is asked about ---- */

/* TD_THING_OWN_ACCOUNT: an account of a State's consultation of civil society (areas/cooperation). RECEIVED is given, PUBLISHED shown
 * to the public, WITHHELD kept from it by the secretariat, REPLACED one that another of the same organisation stands for, TAKEN_DOWN withdrawn.
 * TD_THING_DOSSIER: everything known about the State for the Committee, which is RECEIVED and COMMITTEE always.
 * TD_THING_PAPER: a paper of the Committee on a State (areas/papers). DRAFT is being written, ACCEPTED adopted and with the Committee alone,
 * RECEIVED transmitted to its State in confidence, PUBLISHED (and then PUBLIC) for everybody.
 * TD_THING_MEETING: a meeting of a session (areas/programme). DRAFT is only planned, PUBLISHED stands in the programme, also
 * when it was cancelled; PUBLIC is a public meeting, COMMITTEE a closed one. One about several States is asked about once for each, one about none has
 * the state "", with which no conflict can be.
 * TD_THING_CASE: an individual communication (areas/cases), COMMITTEE always. RECEIVED is not transmitted to its State, ACCEPTED is; it stays so
 * when it is over. Its sender is who wrote it or represents them. Views that are published are a document of the library. */
typedef enum {
    TD_THING_SUBMISSION,
    TD_THING_ORGANISATION,
    TD_THING_OWN_ACCOUNT,
    TD_THING_DOSSIER,
    TD_THING_PAPER,
    TD_THING_MEETING,
    TD_THING_CASE,
} TdThingKind;

/* The phase of a submission. Of an organisation: RECEIVED is registered, PUBLISHED verified, REFUSED not verified, WITHHELD closed. */
typedef enum {
    TD_STATUS_DRAFT,        /* being written; its sender and their organisation alone */
    TD_STATUS_RECEIVED,     /* sent; for its sender and the Committee; waits for the secretariat */
    TD_STATUS_ACCEPTED,     /* the secretariat looked at it; for the Committee */
    TD_STATUS_CHANGE_ASKED, /* the secretariat asked its sender to change something */
    TD_STATUS_PUBLISHED,    /* its sender chose public and the secretariat said yes */
    TD_STATUS_REFUSED,      /* not taken; its sender and the secretariat see it with the reason */
    TD_STATUS_WITHHELD,     /* taken, but not shown to the public; with a reason */
    TD_STATUS_DUPLICATE,    /* the same as another one, which counts */
    TD_STATUS_REPLACED,     /* its sender sent a corrected one */
    TD_STATUS_TAKEN_DOWN,   /* its sender took it back; its sender and the secretariat see it */
    TD_N_STATUSES
} TdStatus;

typedef enum {
    TD_VISIBILITY_COMMITTEE, /* "confidential": the Committee alone; also what silence means. Of an organisation: hidden */
    TD_VISIBILITY_NAME_WITHHELD, /* text public, sender's name for the Committee alone */
    TD_VISIBILITY_PUBLIC,
    TD_N_VISIBILITIES
} TdVisibility;

const char *td_status_word (TdStatus status);
gboolean td_status_from_word (const char *word, TdStatus *ret);
const char *td_visibility_word (TdVisibility visibility); /* "confidential", "name-withheld", "public" */
gboolean td_visibility_from_word (const char *word, TdVisibility *ret);

/* How the viewer stands to the thing: bits, made by td_door_relations and by the area that knows the thing. */
typedef enum {
    TD_RELATION_SENDER = 1 << 0,      /* sent it: by account, by the draft's key or by the code of words */
    TD_RELATION_VIEWER = 1 << 1,      /* of the organisation: at least that level */
    TD_RELATION_CONTRIBUTOR = 1 << 2, /* … */
    TD_RELATION_LEAD = 1 << 3,        /* … */
    TD_RELATION_ASKED = 1 << 4,       /* leads an organisation that was asked to co-sign, whether it did or not */
    TD_RELATION_OWN_STATE = 1 << 5,   /* acts for the State that it is about; made by the door itself */
    TD_RELATION_ITS_STATE = 1 << 6,   /* acts for the State whose own paper it is, which has no other sender */
    TD_RELATION_PARTICIPANT = 1 << 7, /* a standing participant to which it was sent, by the link of its letter */
    TD_RELATION_INVITED =
        1 << 8, /* takes part in the meeting by name: invited and accredited, or assigned to interpret */
    TD_RELATION_LAST = TD_RELATION_INVITED,
} TdRelation;

/* What is asked about. All zero for acts without a thing. */
typedef struct {
    TdThingKind kind;
    TdStatus status;
    TdVisibility visibility;
    const char *state; /* iso3 it is about, or NULL */
    guint relations;
} TdThing;

/* The dossier of a State as a thing. */
TdThing td_door_dossier (const char *state);

/* The relations that follow from whose a thing is. person, organisation: of the thing, may be NULL. has_key: the viewer showed the
 * sender's key. An account counts only in a session with a password. */
guint td_door_relations (const TdViewer *viewer, const char *person, const char *organisation, gboolean has_key);

/* The same for a State's own paper. by_state: iso3 or NULL. */
guint td_door_state_relations (const TdViewer *viewer, const char *by_state);

/* ---- asking ---- */

/* Whether the role alone opens the act, without any relation: for menus. */
gboolean td_door_role_may (TdRole role, TdAct act);
/* Whether any of the viewer's roles does. */
gboolean td_door_viewer_may (const TdViewer *viewer, TdAct act);

/* TRUE: yes. FALSE with TD_ERROR_NOT_FOUND or TD_ERROR_NOT_ALLOWED. thing NULL for acts without one: then an act that a relation
 * may open passes, and is asked again with the thing. */
gboolean td_door_may (const TdViewer *viewer, TdAct act, const TdThing *thing, GError **error);
/* The one answer for what is not there and for what the viewer may not know of: the same words, so that an
 * address tells nothing. Returns FALSE. */
gboolean td_door_unknown (GError **error);
/* Whether reading the thing is to be journalled: it is not public, and the viewer reads it for the Committee, not as its
 * sender. */
gboolean td_door_reading_is_noted (const TdViewer *viewer, const TdThing *thing);

/* Adds " and (…)" that keeps the rows the viewer may read of table submission under the alias s
 * (columns status, visibility, state, person, organisation, by_state; table co_signature). Drafts are in no list, their sender's neither. */
void td_door_filter (TdQuery *query, const TdViewer *viewer);
/* After td_door_filter, of the same rows: keeps those whose sender's name the viewer may see. Having been asked to co-sign counts for nothing here, as
 * lists show no name for it. Whoever minds the mark of risk puts the visibility that follows from it in the column's place. */
void td_door_filter_names (TdQuery *query, const TdViewer *viewer);
/* The same for table own_account under the alias s (columns status, visibility, state, person, organisation). */
void td_door_filter_own_accounts (TdQuery *query, const TdViewer *viewer);
/* The same for table paper under the alias s (columns status, visibility, state); drafts are in the lists of those who may read them. */
void td_door_filter_papers (TdQuery *query, const TdViewer *viewer);
/* The same for table organisation under the alias o (columns id, status, visibility). */
void td_door_filter_organisations (TdQuery *query, const TdViewer *viewer);
