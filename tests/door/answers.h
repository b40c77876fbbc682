/* The door's answers, written out by hand: who may do what, without a thing, to a submission, to an organisation, to a paper. Nothing
 * here is computed from the door's own table, and each viewer stands in the rows of each act exactly once.
 *
 *   y  yes      3  known, but not allowed (403)      4  as if it did not exist (404)
 */
#pragma once

#include "door/door.h"

/* ---- who asks: all things are about Ghana ---- */

#define R(name)  TD_ROLE_BIT (name)
#define SIGNED   (R (PUBLIC) | R (ORGANISATION))
#define TEAM     (TD_RELATION_VIEWER | TD_RELATION_CONTRIBUTOR)
#define PASSWORD .trust = TD_TRUST_PASSWORD, .person = "me", .session = "here"
#define SECOND   .trust = TD_TRUST_SECOND, .person = "me", .session = "here"
#define LINK     .trust = TD_TRUST_LINK, .person = "me", .session = "here"

static const char *const filipino[] = { "PHL", NULL };
static const char *const ghanaian[] = { "PHL", "GHA", NULL };

typedef struct {
    const char *name;
    TdViewer viewer;
    guint relations;
} Asker;

/* clang-format off */
static const Asker askers[] = {
    { "nobody",                 TD_VIEWER_NOBODY, 0 },
    { "person",                 { .roles = SIGNED, PASSWORD }, 0 },
    { "secretary",              { .roles = SIGNED | R (SECRETARIAT), SECOND }, 0 },
    { "command",                TD_VIEWER_SECRETARIAT, 0 },
    { "member",                 { .roles = SIGNED | R (MEMBER), SECOND, .conflicts = filipino }, 0 },
    { "rapporteur",             { .roles = SIGNED | R (MEMBER) | R (RAPPORTEUR), SECOND, .conflicts = filipino }, 0 },
    { "chair",                  { .roles = SIGNED | R (MEMBER) | R (CHAIR), SECOND, .conflicts = filipino }, 0 },
    { "member-in-conflict",     { .roles = SIGNED | R (MEMBER), SECOND, .conflicts = ghanaian }, 0 },
    { "chair-in-conflict",      { .roles = SIGNED | R (MEMBER) | R (CHAIR), SECOND, .conflicts = ghanaian }, 0 },
    { "member-untold",          { .roles = SIGNED | R (MEMBER), SECOND }, 0 },
    { "translator",             { .roles = SIGNED | R (TRANSLATOR), SECOND }, 0 },
    { "interpreter",            { .roles = SIGNED | R (INTERPRETER), SECOND }, 0 },
    { "observer",               { .roles = SIGNED | R (OBSERVER), SECOND }, 0 },
    { "administrator",          { .roles = SIGNED | R (ADMINISTRATOR), SECOND }, 0 },
    { "officer",                { .roles = SIGNED | R (OFFICER), SECOND }, 0 },
    { "officer-in-conflict",    { .roles = SIGNED | R (OFFICER), SECOND, .conflicts = ghanaian }, 0 },
    { "officer-apart",          { .roles = SIGNED | R (OFFICER), SECOND, .conflicts = filipino }, 0 },
    { "focal",                  { .roles = SIGNED | R (FOCAL_POINT), SECOND }, 0 },
    { "mission",                { .roles = SIGNED | R (MISSION), SECOND, .state = "GHA" }, 0 },
    { "mission-elsewhere",      { .roles = SIGNED | R (MISSION), SECOND, .state = "PHL" }, 0 },
    { "ministry",               { .roles = SIGNED | R (MINISTRY), PASSWORD, .state = "GHA" }, 0 },

    /* Two hats: a conflict is the person's, whatever else they are. */
    { "secretary-and-member",   { .roles = SIGNED | R (SECRETARIAT) | R (MEMBER), SECOND, .conflicts = ghanaian }, 0 },
    { "secretary-and-mission",  { .roles = SIGNED | R (SECRETARIAT) | R (MISSION), SECOND, .state = "GHA" }, 0 },
    { "member-and-mission",     { .roles = SIGNED | R (MEMBER) | R (MISSION), SECOND, .conflicts = filipino, .state = "GHA" }, 0 },
    { "member-and-translator",  { .roles = SIGNED | R (MEMBER) | R (TRANSLATOR) | R (INTERPRETER), SECOND, .conflicts = ghanaian }, 0 },

    /* Slips of a sign-in that let roles through: the door looks at how they proved who they are. */
    { "secretary-by-password",  { .roles = SIGNED | R (SECRETARIAT) | R (MEMBER) | R (ADMINISTRATOR) | R (MISSION) | R (OFFICER) | R (FOCAL_POINT), PASSWORD, .conflicts = filipino }, 0 },
    { "all-by-link",            { .roles = ~0u, LINK, .conflicts = filipino, .state = "GHA" }, 0 },

    /* Theirs. */
    { "key",                    TD_VIEWER_NOBODY, TD_RELATION_SENDER },
    { "key-by-link",            { .roles = R (PUBLIC), LINK }, TD_RELATION_SENDER },
    { "sender",                 { .roles = SIGNED, PASSWORD }, TD_RELATION_SENDER },
    { "viewer",                 { .roles = SIGNED, PASSWORD }, TD_RELATION_VIEWER },
    { "contributor",            { .roles = SIGNED, PASSWORD }, TEAM },
    { "lead",                   { .roles = SIGNED, PASSWORD }, TEAM | TD_RELATION_LEAD },
    { "behalf",                 { .roles = SIGNED, SECOND, .behalf = "ours" }, TEAM | TD_RELATION_LEAD },
    { "lead-in-conflict",       { .roles = SIGNED | R (MEMBER), SECOND, .conflicts = ghanaian }, TD_RELATION_SENDER | TEAM | TD_RELATION_LEAD },
    { "asked",                  { .roles = SIGNED, PASSWORD }, TD_RELATION_ASKED },
    { "asked-in-conflict",      { .roles = SIGNED | R (MEMBER), SECOND, .conflicts = ghanaian }, TD_RELATION_ASKED },
    { "asked-by-slip",          TD_VIEWER_NOBODY, TD_RELATION_ASKED },

    /* A State's own paper, and a mission to which something is theirs in another way. */
    { "its-mission",            { .roles = SIGNED | R (MISSION), SECOND, .state = "GHA" }, TD_RELATION_ITS_STATE },
    { "its-ministry",           { .roles = SIGNED | R (MINISTRY), PASSWORD, .state = "GHA" }, TD_RELATION_ITS_STATE },
    { "its-by-all-others",      { .roles = ~(R (MISSION) | R (MINISTRY)), SECOND, .conflicts = ghanaian, .state = "GHA" }, TD_RELATION_ITS_STATE },
    { "mission-and-sender",     { .roles = SIGNED | R (MISSION), SECOND, .state = "PHL" }, TD_RELATION_SENDER | TEAM | TD_RELATION_LEAD },
    { "mission-and-lead",       { .roles = SIGNED | R (MISSION), SECOND, .state = "PHL" }, TEAM | TD_RELATION_LEAD },
    { "mission-and-viewer",     { .roles = SIGNED | R (MISSION), SECOND, .state = "PHL" }, TD_RELATION_VIEWER },
    { "mission-and-asked",      { .roles = SIGNED | R (MISSION), SECOND, .state = "PHL" }, TD_RELATION_ASKED },

    /* By the link of a letter to a standing participant, and whoever else has it. */
    { "participant",            TD_VIEWER_NOBODY, TD_RELATION_PARTICIPANT },
    { "participant-in-conflict", { .roles = SIGNED | R (MEMBER), SECOND, .conflicts = ghanaian }, TD_RELATION_PARTICIPANT },
    { "participant-of-mission", { .roles = SIGNED | R (MISSION), SECOND, .state = "PHL" }, TD_RELATION_PARTICIPANT },

    /* Who takes part in a meeting by name, or is assigned to it. */
    { "invited",                { .roles = SIGNED, PASSWORD }, TD_RELATION_INVITED },
    { "invited-nobody",         TD_VIEWER_NOBODY, TD_RELATION_INVITED },
    { "invited-contributor",    { .roles = SIGNED, PASSWORD }, TEAM | TD_RELATION_INVITED },
    { "invited-of-state",       { .roles = SIGNED | R (MINISTRY), PASSWORD, .state = "GHA" }, TD_RELATION_INVITED },
    { "invited-in-conflict",    { .roles = SIGNED | R (MEMBER) | R (INTERPRETER) | R (TRANSLATOR), SECOND, .conflicts = ghanaian }, TD_RELATION_INVITED },
    { "invited-interpreter",    { .roles = SIGNED | R (INTERPRETER), SECOND }, TD_RELATION_INVITED },
    { "invited-translator",     { .roles = SIGNED | R (TRANSLATOR), SECOND }, TD_RELATION_INVITED },
    { "invited-chair",          { .roles = SIGNED | R (MEMBER) | R (RAPPORTEUR) | R (CHAIR), SECOND, .conflicts = filipino }, TD_RELATION_INVITED },
    { "invited-secretary",      { .roles = SIGNED | R (SECRETARIAT), SECOND }, TD_RELATION_INVITED },
    { "interpreter-and-lead",   { .roles = SIGNED | R (INTERPRETER) | R (TRANSLATOR), SECOND }, TD_RELATION_SENDER | TEAM | TD_RELATION_LEAD },
    { "invited-outside",        { .roles = SIGNED | R (OBSERVER) | R (ADMINISTRATOR) | R (MISSION) | R (MINISTRY), SECOND, .state = "PHL" }, TD_RELATION_INVITED },
};

#define OUTSIDERS  "officer officer-in-conflict officer-apart focal nobody person translator interpreter observer administrator mission mission-elsewhere ministry " \
                   "secretary-by-password all-by-link invited invited-nobody invited-of-state invited-interpreter invited-translator " \
                   "invited-outside "
#define IN_CONFLICT "invited-in-conflict member-in-conflict chair-in-conflict member-untold member-and-translator member-and-mission "
#define BOTH_HATS  "secretary-and-member secretary-and-mission its-by-all-others "
#define STRANGERS  OUTSIDERS IN_CONFLICT BOTH_HATS
#define MEMBERS    "invited-chair member rapporteur chair "
#define SECRETARY  "invited-secretary secretary command "
#define CHANGERS   "interpreter-and-lead invited-contributor key key-by-link sender contributor lead behalf lead-in-conflict mission-and-sender mission-and-lead "
#define VIEWERS    "viewer mission-and-viewer "
#define ITS        "its-mission its-ministry "
#define OURS       CHANGERS VIEWERS
#define ASKED      "asked asked-in-conflict mission-and-asked "
#define SLIP       "asked-by-slip "
#define PARTICIPANTS "participant participant-in-conflict participant-of-mission "

/* ---- submissions ---- */

typedef struct {
    TdAct act;
    const char *who;
    const char *answers;
} Answers;

#define A(name) TD_ACT_##name

/* Columns: draft; received, accepted, change asked; published though confidential (a slip), name withheld, public;
 * refused, withheld, duplicate, replaced; taken down. But for published ones the visibility changes nothing. */
static const Answers of_submissions[] = {
    /*                                                       D RAC P-c/n/p FWUR T */
    { A (SUBMISSION_READ),      STRANGERS,                  "4 444 4yy 4444 4" },
    { A (SUBMISSION_READ),      MEMBERS PARTICIPANTS,                    "4 yyy yyy 4y44 4" },
    { A (SUBMISSION_READ),      SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (SUBMISSION_READ),      OURS ITS,                   "y yyy yyy yyyy y" },
    { A (SUBMISSION_READ),      ASKED SLIP,                 "y yyy yyy yyyy 4" },

    { A (SUBMISSION_NAME),      STRANGERS,                  "4 444 43y 4444 4" },
    { A (SUBMISSION_NAME),      MEMBERS,                    "4 yyy yyy 4y44 4" },
    { A (SUBMISSION_NAME),      SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (SUBMISSION_NAME),      PARTICIPANTS,               "4 333 33y 4344 4" },
    { A (SUBMISSION_NAME),      OURS ITS,                   "y yyy yyy yyyy y" },
    { A (SUBMISSION_NAME),      ASKED SLIP,                 "y yyy yyy yyyy 4" },

    { A (SUBMISSION_EDIT),      STRANGERS,                  "4 444 433 4444 4" },
    { A (SUBMISSION_EDIT),      MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (SUBMISSION_EDIT),      SECRETARY,                  "4 333 333 3333 3" },
    { A (SUBMISSION_EDIT),      VIEWERS,                    "3 333 333 3333 3" },
    { A (SUBMISSION_EDIT),      CHANGERS ITS,               "y 333 333 3333 3" },
    { A (SUBMISSION_EDIT),      ASKED SLIP,                 "3 333 333 3333 4" },

    { A (SUBMISSION_CO_SIGN),   STRANGERS,                  "4 444 433 4444 4" },
    { A (SUBMISSION_CO_SIGN),   MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (SUBMISSION_CO_SIGN),   SECRETARY,                  "4 333 333 3333 3" },
    { A (SUBMISSION_CO_SIGN),   OURS ITS,                   "3 333 333 3333 3" },
    { A (SUBMISSION_CO_SIGN),   ASKED,                      "y yyy 333 3333 4" },
    { A (SUBMISSION_CO_SIGN),   SLIP,                       "3 333 333 3333 4" },

    { A (SUBMISSION_LIST),      STRANGERS,                  "4 444 433 4444 4" },
    { A (SUBMISSION_LIST),      MEMBERS,                    "4 yyy yyy 4y44 4" },
    { A (SUBMISSION_LIST),      SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (SUBMISSION_LIST),      PARTICIPANTS,               "4 333 333 4344 4" },
    { A (SUBMISSION_LIST),      OURS ITS,                   "3 333 333 3333 3" },
    { A (SUBMISSION_LIST),      ASKED SLIP,                 "3 333 333 3333 4" },

    { A (SUBMISSION_PUBLISH),   STRANGERS,                  "4 444 433 4444 4" },
    { A (SUBMISSION_PUBLISH),   MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (SUBMISSION_PUBLISH),   SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (SUBMISSION_PUBLISH),   OURS ITS,                   "3 333 333 3333 3" },
    { A (SUBMISSION_PUBLISH),   ASKED SLIP,                 "3 333 333 3333 4" },

    { A (SUBMISSION_TAKE_DOWN), STRANGERS,                  "4 444 433 4444 4" },
    { A (SUBMISSION_TAKE_DOWN), MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (SUBMISSION_TAKE_DOWN), SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (SUBMISSION_TAKE_DOWN), VIEWERS,                    "3 333 333 3333 3" },
    { A (SUBMISSION_TAKE_DOWN), CHANGERS ITS,               "3 yyy yyy yyyy y" },
    { A (SUBMISSION_TAKE_DOWN), ASKED SLIP,                 "3 333 333 3333 4" },

    { A (SUBMISSION_ERASE),     STRANGERS,                  "4 444 433 4444 4" },
    { A (SUBMISSION_ERASE),     MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (SUBMISSION_ERASE),     SECRETARY,                  "4 333 333 y3yy y" },
    { A (SUBMISSION_ERASE),     VIEWERS,                    "3 333 333 3333 3" },
    { A (SUBMISSION_ERASE),     CHANGERS ITS,               "3 333 333 3333 y" },
    { A (SUBMISSION_ERASE),     ASKED SLIP,                 "3 333 333 3333 4" },

    { A (STATE_PAPER_SEND),     STRANGERS,                  "4 444 433 4444 4" },
    { A (STATE_PAPER_SEND),     MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (STATE_PAPER_SEND),     SECRETARY,                  "4 333 333 3333 3" },
    { A (STATE_PAPER_SEND),     OURS "its-ministry", "3 333 333 3333 3" },
    { A (STATE_PAPER_SEND),     "its-mission",              "y 333 333 3333 3" },
    { A (STATE_PAPER_SEND),     ASKED SLIP,                 "3 333 333 3333 4" },

    { A (STATE_DRAFT_PUBLISH),  STRANGERS,                  "4 444 433 4444 4" },
    { A (STATE_DRAFT_PUBLISH),  MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (STATE_DRAFT_PUBLISH),  SECRETARY,                  "4 333 333 3333 3" },
    { A (STATE_DRAFT_PUBLISH),  OURS,            "3 333 333 3333 3" },
    { A (STATE_DRAFT_PUBLISH),  "its-mission its-ministry", "y 333 333 3333 3" },
    { A (STATE_DRAFT_PUBLISH),  ASKED SLIP,                 "3 333 333 3333 4" },

    { A (SUBMISSION_LINK),      STRANGERS,                  "4 444 433 4444 4" },
    { A (SUBMISSION_LINK),      MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (SUBMISSION_LINK),      SECRETARY,                  "4 333 333 3333 3" },
    { A (SUBMISSION_LINK),      VIEWERS ITS,                "3 333 333 3333 3" },
    { A (SUBMISSION_LINK),      CHANGERS,                   "3 yyy yyy 3y33 3" },
    { A (SUBMISSION_LINK),      ASKED SLIP,                 "3 333 333 3333 4" },

    { A (UPTAKE_READ),          STRANGERS,                  "4 444 433 4444 4" },
    { A (UPTAKE_READ),          MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (UPTAKE_READ),          SECRETARY,                  "4 333 333 3333 3" },
    { A (UPTAKE_READ),          ITS,                        "3 333 333 3333 3" },
    { A (UPTAKE_READ),          OURS,                       "3 yyy yyy 3y33 3" },
    { A (UPTAKE_READ),          ASKED SLIP,                 "3 333 333 3333 4" },

    { A (SUBMISSION_READERS),   STRANGERS,                  "4 444 433 4444 4" },
    { A (SUBMISSION_READERS),   MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (SUBMISSION_READERS),   SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (SUBMISSION_READERS),   OURS ITS,                   "3 333 333 3333 3" },
    { A (SUBMISSION_READERS),   ASKED SLIP,                 "3 333 333 3333 4" },

    { A (SUBMISSION_NOTE),      STRANGERS,                  "4 444 433 4444 4" },
    { A (SUBMISSION_NOTE),      MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (SUBMISSION_NOTE),      SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (SUBMISSION_NOTE),      OURS ITS,                   "3 333 333 3333 3" },
    { A (SUBMISSION_NOTE),      ASKED SLIP,                 "3 333 333 3333 4" },

    { A (FILE_READ),            STRANGERS,                  "4 444 433 4444 4" },
    { A (FILE_READ),            MEMBERS PARTICIPANTS,                    "4 yyy yyy 4y44 4" },
    { A (FILE_READ),            SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (FILE_READ),            OURS ITS,                   "y yyy yyy yyyy y" },
    { A (FILE_READ),            ASKED SLIP,                 "y yyy yyy yyyy 4" },

    { A (RECEIPT_READ),         STRANGERS,                  "4 444 433 4444 4" },
    { A (RECEIPT_READ),         MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (RECEIPT_READ),         SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (RECEIPT_READ),         OURS ITS,                   "y yyy yyy yyyy y" },
    { A (RECEIPT_READ),         ASKED SLIP,                 "3 333 333 3333 4" },

    { A (RECEIPT_FORGET),       STRANGERS,                  "4 444 433 4444 4" },
    { A (RECEIPT_FORGET),       MEMBERS PARTICIPANTS,       "4 333 333 4344 4" },
    { A (RECEIPT_FORGET),       SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (RECEIPT_FORGET),       VIEWERS ITS,                "3 333 333 3333 3" },
    { A (RECEIPT_FORGET),       CHANGERS,                   "3 yyy yyy yyyy y" },
    { A (RECEIPT_FORGET),       ASKED SLIP,                 "3 333 333 3333 4" },

    /* A consultation stands as something published. */
    { A (CONSULTATION_HOLD),    "invited invited-nobody invited-interpreter invited-translator invited-outside invited-in-conflict officer officer-in-conflict officer-apart focal nobody person translator interpreter observer administrator mission-elsewhere "
                                "secretary-by-password all-by-link member-in-conflict chair-in-conflict member-untold "
                                "member-and-translator secretary-and-member its-by-all-others ",
                                                            "4 444 433 4444 4" },
    { A (CONSULTATION_HOLD),    "invited-of-state mission ministry member-and-mission secretary-and-mission",
                                                            "4 444 43y 4444 4" },
    { A (CONSULTATION_HOLD),    MEMBERS PARTICIPANTS,                    "4 333 333 4344 4" },
    { A (CONSULTATION_HOLD),    SECRETARY,                  "4 333 333 3333 3" },
    { A (CONSULTATION_HOLD),    OURS,                       "3 333 333 3333 3" },
    { A (CONSULTATION_HOLD),    ITS,                        "3 333 33y 3333 3" },
    { A (CONSULTATION_HOLD),    ASKED SLIP,                 "3 333 333 3333 4" },
};

/* ---- organisations ---- */

#define LEADS        "interpreter-and-lead lead behalf lead-in-conflict mission-and-sender mission-and-lead "
#define ITS_TEAM     VIEWERS "contributor invited-contributor " LEADS
#define NOBODYS      "participant participant-in-conflict key key-by-link sender asked asked-in-conflict asked-by-slip "
#define FOR_A_STATE  "participant-of-mission its-mission its-ministry mission-and-asked "
#define NOT_ITS_TEAM NOBODYS FOR_A_STATE
#define NO_MISSIONS  "officer officer-in-conflict officer-apart focal invited invited-nobody invited-in-conflict invited-interpreter invited-translator nobody person translator interpreter observer administrator secretary-by-password all-by-link " \
                     "member-in-conflict chair-in-conflict member-untold member-and-translator "
#define MISSIONS     "invited-of-state invited-outside mission mission-elsewhere ministry member-and-mission "

/* The same columns: received is registered, published verified, refused not verified, withheld closed; an organisation has
 * no other status, and is public or hidden. */
static const Answers of_organisations[] = {
    { A (ORGANISATION_READ),    OUTSIDERS IN_CONFLICT MEMBERS NOT_ITS_TEAM, "4 444 44y 4444 4" },
    { A (ORGANISATION_READ),    SECRETARY BOTH_HATS,                        "y yyy yyy yyyy y" },
    { A (ORGANISATION_READ),    ITS_TEAM,                                   "y yyy yyy yyyy y" },

    { A (ORGANISATION_EDIT),    OUTSIDERS IN_CONFLICT MEMBERS NOT_ITS_TEAM, "4 444 443 4444 4" },
    { A (ORGANISATION_EDIT),    SECRETARY BOTH_HATS,                        "y yyy yyy yyyy y" },
    { A (ORGANISATION_EDIT),    VIEWERS "contributor invited-contributor",                      "3 333 333 3333 3" },
    { A (ORGANISATION_EDIT),    LEADS,                                      "y yyy yyy y3yy y" },

    { A (ORGANISATION_PEOPLE),  OUTSIDERS IN_CONFLICT MEMBERS NOT_ITS_TEAM, "4 444 443 4444 4" },
    { A (ORGANISATION_PEOPLE),  SECRETARY BOTH_HATS,                        "y yyy yyy yyyy y" },
    { A (ORGANISATION_PEOPLE),  VIEWERS "contributor invited-contributor",                      "3 333 333 3333 3" },
    { A (ORGANISATION_PEOPLE),  LEADS,                                      "y yyy yyy y3yy y" },

    { A (ORGANISATION_LIST),    OUTSIDERS IN_CONFLICT MEMBERS NOT_ITS_TEAM, "4 444 443 4444 4" },
    { A (ORGANISATION_LIST),    SECRETARY BOTH_HATS,                        "y yyy yyy yyyy y" },
    { A (ORGANISATION_LIST),    ITS_TEAM,                                   "3 333 333 3333 3" },

    { A (ORGANISATION_VERIFY),  OUTSIDERS IN_CONFLICT MEMBERS NOT_ITS_TEAM, "4 444 443 4444 4" },
    { A (ORGANISATION_VERIFY),  SECRETARY BOTH_HATS,                        "y yyy yyy yyyy y" },
    { A (ORGANISATION_VERIFY),  ITS_TEAM,                                   "3 333 333 3333 3" },

    { A (ORGANISATION_OFFERED), NO_MISSIONS MEMBERS NOBODYS,                "4 444 443 4444 4" },
    { A (ORGANISATION_OFFERED), MISSIONS FOR_A_STATE,                       "4 444 44y 4444 4" },
    { A (ORGANISATION_OFFERED), "secretary-and-mission mission-and-sender mission-and-lead mission-and-viewer",
                                                                            "3 333 33y 3333 3" },
    { A (ORGANISATION_OFFERED), SECRETARY "secretary-and-member its-by-all-others", "3 333 333 3333 3" },
    { A (ORGANISATION_OFFERED), "interpreter-and-lead viewer contributor invited-contributor lead behalf lead-in-conflict", "3 333 333 3333 3" },
};

/* ---- accounts of a State's consultation ---- */

/* The same columns; an account has no draft, and is received, published, withheld, replaced or taken down. Nobody is asked to
 * co-sign one. */
static const Answers of_accounts[] = {
    { A (OWN_ACCOUNT_GIVE),     STRANGERS ASKED SLIP ITS PARTICIPANTS,   "4 444 433 4444 4" },
    { A (OWN_ACCOUNT_GIVE),     MEMBERS,                    "4 333 333 4344 4" },
    { A (OWN_ACCOUNT_GIVE),     SECRETARY,                  "4 333 333 3333 3" },
    { A (OWN_ACCOUNT_GIVE),     VIEWERS,                    "3 333 333 3333 3" },
    { A (OWN_ACCOUNT_GIVE),     CHANGERS,                   "3 y33 yyy 3y33 3" },

    { A (OWN_ACCOUNT_READ),     STRANGERS ASKED SLIP ITS PARTICIPANTS,   "4 444 4yy 4444 4" },
    { A (OWN_ACCOUNT_READ),     MEMBERS,                    "4 yyy yyy 4y44 4" },
    { A (OWN_ACCOUNT_READ),     SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (OWN_ACCOUNT_READ),     OURS,                       "y yyy yyy yyyy y" },

    { A (OWN_ACCOUNT_NAME),     STRANGERS ASKED SLIP ITS PARTICIPANTS,   "4 444 43y 4444 4" },
    { A (OWN_ACCOUNT_NAME),     MEMBERS,                    "4 yyy yyy 4y44 4" },
    { A (OWN_ACCOUNT_NAME),     SECRETARY,                  "4 yyy yyy yyyy y" },
    { A (OWN_ACCOUNT_NAME),     OURS,                       "y yyy yyy yyyy y" },

    { A (OWN_ACCOUNT_DECIDE),   STRANGERS ASKED SLIP ITS PARTICIPANTS,   "4 444 433 4444 4" },
    { A (OWN_ACCOUNT_DECIDE),   MEMBERS,                    "4 333 333 4344 4" },
    { A (OWN_ACCOUNT_DECIDE),   SECRETARY,                  "4 y33 yyy 3y33 3" },
    { A (OWN_ACCOUNT_DECIDE),   OURS,                       "3 333 333 3333 3" },
};

/* ---- a State's dossier ---- */

#define NOT_COMMITTEE PARTICIPANTS STRANGERS OURS ITS ASKED SLIP

/* The same columns, in which nothing differs: a dossier has one status and one visibility. */
static const Answers of_dossiers[] = {
    { A (DOSSIER_READ),         NOT_COMMITTEE,              "4 444 444 4444 4" },
    { A (DOSSIER_READ),         SECRETARY MEMBERS,          "y yyy yyy yyyy y" },

    { A (DOSSIER_NOTE),         NOT_COMMITTEE,              "4 444 444 4444 4" },
    { A (DOSSIER_NOTE),         SECRETARY MEMBERS,          "y yyy yyy yyyy y" },
};

/* ---- the Committee's papers ---- */

#define THE_STATE "invited-of-state mission ministry secretary-and-mission member-and-mission its-mission its-ministry "
#define THE_REST  "officer officer-in-conflict officer-apart focal invited invited-nobody invited-in-conflict invited-interpreter invited-translator invited-outside nobody person translator interpreter observer administrator mission-elsewhere secretary-by-password " \
                  "all-by-link member-in-conflict chair-in-conflict member-untold member-and-translator " \
                  "secretary-and-member its-by-all-others " OURS ASKED SLIP PARTICIPANTS

/* The same columns: a draft is being written, accepted is adopted, received transmitted to its State, published is for
 * everybody; a paper has no other status. */
static const Answers of_papers[] = {
    { A (PAPER_READ),           SECRETARY MEMBERS,          "y yy4 yyy 4444 4" },
    { A (PAPER_READ),           THE_STATE,                  "4 y44 44y 4444 4" },
    { A (PAPER_READ),           THE_REST,                   "4 444 44y 4444 4" },

    { A (PAPER_WRITE),          SECRETARY MEMBERS,          "y 334 333 4444 4" },
    { A (PAPER_WRITE),          THE_STATE,                  "4 344 443 4444 4" },
    { A (PAPER_WRITE),          THE_REST,                   "4 444 443 4444 4" },

    { A (PAPER_ADOPT),          SECRETARY,                  "y 334 333 4444 4" },
    { A (PAPER_ADOPT),          MEMBERS,                    "3 334 333 4444 4" },
    { A (PAPER_ADOPT),          THE_STATE,                  "4 344 443 4444 4" },
    { A (PAPER_ADOPT),          THE_REST,                   "4 444 443 4444 4" },

    { A (PAPER_RELEASE),        SECRETARY,                  "3 yy4 333 4444 4" },
    { A (PAPER_RELEASE),        MEMBERS,                    "3 334 333 4444 4" },
    { A (PAPER_RELEASE),        THE_STATE,                  "4 344 443 4444 4" },
    { A (PAPER_RELEASE),        THE_REST,                   "4 444 443 4444 4" },

    { A (FOLLOW_UP_ASSESS),     SECRETARY MEMBERS,          "3 334 33y 4444 4" },
    { A (FOLLOW_UP_ASSESS),     THE_STATE,                  "4 344 443 4444 4" },
    { A (FOLLOW_UP_ASSESS),     THE_REST,                   "4 444 443 4444 4" },

    { A (FOLLOW_UP_KEEP),       SECRETARY,                  "3 334 33y 4444 4" },
    { A (FOLLOW_UP_KEEP),       MEMBERS,                    "3 334 333 4444 4" },
    { A (FOLLOW_UP_KEEP),       THE_STATE,                  "4 344 443 4444 4" },
    { A (FOLLOW_UP_KEEP),       THE_REST,                   "4 444 443 4444 4" },

    { A (FOLLOW_UP_STATE),      SECRETARY MEMBERS,          "3 334 333 4444 4" },
    { A (FOLLOW_UP_STATE),      THE_STATE,                  "4 344 44y 4444 4" },
    { A (FOLLOW_UP_STATE),      THE_REST,                   "4 444 443 4444 4" },
};

/* ---- meetings ---- */

#define M_SECRETARY  "secretary command invited-secretary "
#define M_MEMBERS    "member rapporteur "
#define M_CHAIRS     "chair invited-chair "
/* Who comes to it by name, and has no conflict. */
#define M_COME       "invited invited-nobody invited-translator invited-interpreter invited-contributor invited-outside "
#define M_CONFLICT   "invited-of-state invited-in-conflict "
#define M_OUTSIDE    "nobody all-by-link key key-by-link asked-by-slip participant "
/* Signed in with a password, and neither of the Committee nor come by name. */
#define M_SIGNED     "officer officer-in-conflict officer-apart focal interpreter-and-lead person translator interpreter observer administrator mission mission-elsewhere ministry " \
                     "secretary-by-password sender viewer contributor lead behalf lead-in-conflict asked asked-in-conflict " \
                     "its-mission its-ministry mission-and-sender mission-and-lead mission-and-viewer mission-and-asked " \
                     "participant-in-conflict participant-of-mission " M_NO_PART
#define M_NO_PART    "member-in-conflict chair-in-conflict member-untold member-and-translator member-and-mission "
#define M_HATS       "secretary-and-member secretary-and-mission its-by-all-others "

/* The same columns: a draft is only planned, published is on the programme, closed or public; a meeting has no other status. */
static const Answers of_meetings[] = {
    { A (MEETING_READ),         M_SECRETARY M_MEMBERS M_CHAIRS,      "y 444 yyy 4444 4" },
    { A (MEETING_READ),         M_COME,                              "4 444 yyy 4444 4" },
    { A (MEETING_READ),         M_OUTSIDE M_SIGNED M_CONFLICT M_HATS, "4 444 44y 4444 4" },

    { A (MEETING_PLAN),         M_SECRETARY,                         "y 444 yyy 4444 4" },
    { A (MEETING_PLAN),         M_MEMBERS M_CHAIRS,                  "3 444 333 4444 4" },
    { A (MEETING_PLAN),         M_COME,                              "4 444 333 4444 4" },
    { A (MEETING_PLAN),         M_OUTSIDE M_SIGNED M_CONFLICT M_HATS, "4 444 443 4444 4" },

    { A (MEETING_ATTEND),       M_SECRETARY M_MEMBERS M_CHAIRS,      "3 444 yyy 4444 4" },
    { A (MEETING_ATTEND),       M_COME,                              "4 444 yyy 4444 4" },
    { A (MEETING_ATTEND),       M_OUTSIDE M_SIGNED M_CONFLICT M_HATS, "4 444 44y 4444 4" },

    { A (MEETING_INVITE),       M_SECRETARY M_CHAIRS M_MEMBERS,      "3 444 yyy 4444 4" },
    { A (MEETING_INVITE),       M_COME,                              "4 444 333 4444 4" },
    { A (MEETING_INVITE),       M_OUTSIDE M_SIGNED M_CONFLICT M_HATS, "4 444 443 4444 4" },

    { A (MEETING_CHAIR),        M_SECRETARY M_CHAIRS,                "3 444 yyy 4444 4" },
    { A (MEETING_CHAIR),        M_MEMBERS,                           "3 444 333 4444 4" },
    { A (MEETING_CHAIR),        M_COME,                              "4 444 333 4444 4" },
    { A (MEETING_CHAIR),        M_OUTSIDE M_SIGNED M_CONFLICT M_HATS, "4 444 443 4444 4" },

    { A (MEETING_INTERPRET),    "invited-interpreter",               "4 444 yyy 4444 4" },
    { A (MEETING_INTERPRET),    M_SECRETARY M_CHAIRS M_MEMBERS,      "3 444 333 4444 4" },
    { A (MEETING_INTERPRET),    "invited invited-nobody invited-translator invited-contributor invited-outside",
                                                                     "4 444 333 4444 4" },
    { A (MEETING_INTERPRET),    M_OUTSIDE M_SIGNED M_CONFLICT M_HATS, "4 444 443 4444 4" },

    { A (CAPTION_TYPE),         M_SECRETARY,                         "3 444 yyy 4444 4" },
    { A (CAPTION_TYPE),         "invited-interpreter invited-translator", "4 444 yyy 4444 4" },
    { A (CAPTION_TYPE),         M_CHAIRS M_MEMBERS,                  "3 444 333 4444 4" },
    { A (CAPTION_TYPE),         "invited invited-nobody invited-contributor invited-outside", "4 444 333 4444 4" },
    { A (CAPTION_TYPE),         M_OUTSIDE M_SIGNED M_CONFLICT M_HATS, "4 444 443 4444 4" },

    { A (FLOOR_ASK),            "secretary invited-secretary " M_CHAIRS M_MEMBERS, "3 444 33y 4444 4" },
    { A (FLOOR_ASK),            "command",                           "3 444 333 4444 4" },
    { A (FLOOR_ASK),            "invited invited-translator invited-interpreter invited-contributor invited-outside",
                                                                     "4 444 33y 4444 4" },
    { A (FLOOR_ASK),            "invited-nobody",                    "4 444 333 4444 4" },
    { A (FLOOR_ASK),            M_SIGNED M_CONFLICT M_HATS,          "4 444 44y 4444 4" },
    { A (FLOOR_ASK),            M_OUTSIDE,                           "4 444 443 4444 4" },

    { A (FLOOR_SHARE),          M_SECRETARY,                         "y 444 yyy 4444 4" },
    { A (FLOOR_SHARE),          M_CHAIRS M_MEMBERS,                  "3 444 333 4444 4" },
    { A (FLOOR_SHARE),          M_COME,                              "4 444 333 4444 4" },
    { A (FLOOR_SHARE),          M_OUTSIDE M_SIGNED M_CONFLICT M_HATS, "4 444 443 4444 4" },

    { A (QUESTION_NOTE),        M_SECRETARY M_CHAIRS M_MEMBERS,      "3 444 yyy 4444 4" },
    { A (QUESTION_NOTE),        M_COME,                              "4 444 333 4444 4" },
    { A (QUESTION_NOTE),        M_OUTSIDE M_SIGNED M_CONFLICT M_HATS, "4 444 443 4444 4" },

    { A (QUESTION_ANSWER),      M_SECRETARY,                         "3 444 yyy 4444 4" },
    { A (QUESTION_ANSWER),      "invited-contributor",               "4 444 y3y 4444 4" },
    { A (QUESTION_ANSWER),      "member rapporteur chair",           "3 444 333 4444 4" },
    { A (QUESTION_ANSWER),      "invited-chair",                     "3 444 y33 4444 4" },
    { A (QUESTION_ANSWER),      "invited invited-nobody invited-translator invited-interpreter invited-outside",
                                                                     "4 444 y33 4444 4" },
    { A (QUESTION_ANSWER),      "key key-by-link sender contributor lead behalf lead-in-conflict mission-and-sender mission-and-lead interpreter-and-lead "
                                "mission ministry its-mission its-ministry member-and-mission secretary-and-mission "
                                "invited-of-state ",                 "4 444 44y 4444 4" },
    { A (QUESTION_ANSWER),      "officer officer-in-conflict officer-apart focal nobody all-by-link asked-by-slip participant person translator interpreter observer "
                                "administrator mission-elsewhere secretary-by-password viewer asked asked-in-conflict "
                                "mission-and-viewer mission-and-asked participant-in-conflict participant-of-mission "
                                "member-in-conflict chair-in-conflict member-untold member-and-translator "
                                "secretary-and-member its-by-all-others invited-in-conflict ",
                                                                     "4 444 443 4444 4" },
};

/* ---- individual communications ---- */

#define C_OFFICER  "officer officer-apart "
#define C_CHAIRS   "chair invited-chair "
#define C_MEMBERS  "member rapporteur "
#define C_SENDERS  "key key-by-link sender mission-and-sender lead-in-conflict interpreter-and-lead "
#define C_MISSION  "mission its-mission secretary-and-mission member-and-mission "
#define C_NOBODY   "officer-in-conflict focal nobody person secretary command member-in-conflict chair-in-conflict member-untold translator interpreter " \
                   "observer administrator mission-elsewhere ministry secretary-and-member member-and-translator " \
                   "secretary-by-password all-by-link viewer contributor lead behalf mission-and-lead asked asked-in-conflict " \
                   "asked-by-slip its-ministry its-by-all-others mission-and-viewer mission-and-asked participant " \
                   "participant-in-conflict participant-of-mission invited invited-nobody invited-contributor invited-of-state " \
                   "invited-in-conflict invited-interpreter invited-translator invited-secretary invited-outside "

/* The same columns: a case is received, then transmitted; it has no other status. */
static const Answers of_cases[] = {
    { A (CASE_READ),            C_OFFICER C_CHAIRS C_SENDERS,        "4 yy4 444 4444 4" },
    { A (CASE_READ),            C_MEMBERS C_MISSION,                 "4 4y4 444 4444 4" },
    { A (CASE_READ),            C_NOBODY,                            "4 444 444 4444 4" },

    { A (CASE_KEEP),            C_OFFICER,                           "4 yy4 444 4444 4" },
    { A (CASE_KEEP),            C_CHAIRS C_SENDERS,                  "4 334 444 4444 4" },
    { A (CASE_KEEP),            C_MEMBERS C_MISSION,                 "4 434 444 4444 4" },
    { A (CASE_KEEP),            C_NOBODY,                            "4 444 444 4444 4" },

    { A (CASE_ANSWER),          C_SENDERS,                           "4 yy4 444 4444 4" },
    { A (CASE_ANSWER),          C_MISSION,                           "4 4y4 444 4444 4" },
    { A (CASE_ANSWER),          C_OFFICER C_CHAIRS,                  "4 334 444 4444 4" },
    { A (CASE_ANSWER),          C_MEMBERS,                           "4 434 444 4444 4" },
    { A (CASE_ANSWER),          C_NOBODY,                            "4 444 444 4444 4" },

    { A (CASE_JOURNAL),         C_CHAIRS,                            "4 yy4 444 4444 4" },
    { A (CASE_JOURNAL),         C_OFFICER C_SENDERS,                 "4 334 444 4444 4" },
    { A (CASE_JOURNAL),         C_MEMBERS C_MISSION,                 "4 434 444 4444 4" },
    { A (CASE_JOURNAL),         C_NOBODY,                            "4 444 444 4444 4" },
};

/* ---- without a thing ---- */

#define EVERYBODY     "*"
#define WITH_PASSWORD "officer officer-in-conflict officer-apart focal interpreter-and-lead invited invited-contributor invited-of-state invited-in-conflict invited-interpreter invited-translator " \
                      "invited-chair invited-secretary invited-outside person secretary member rapporteur chair member-in-conflict chair-in-conflict member-untold translator " \
                      "interpreter observer administrator mission mission-elsewhere ministry secretary-and-member " \
                      "secretary-and-mission member-and-mission member-and-translator secretary-by-password sender viewer " \
                      "contributor lead behalf lead-in-conflict asked asked-in-conflict its-mission its-ministry its-by-all-others " \
                      "participant-in-conflict participant-of-mission " \
                      "mission-and-sender mission-and-lead mission-and-viewer mission-and-asked "
#define EACH_SECRETARY "invited-secretary secretary command secretary-and-member secretary-and-mission its-by-all-others "
#define EACH_MEMBER    "invited-chair invited-in-conflict member rapporteur chair member-in-conflict chair-in-conflict member-untold secretary-and-member " \
                       "member-and-mission member-and-translator lead-in-conflict asked-in-conflict its-by-all-others participant-in-conflict "
#define EACH_MISSION   "invited-outside mission mission-elsewhere secretary-and-mission member-and-mission its-mission mission-and-sender mission-and-lead " \
                       "mission-and-viewer mission-and-asked participant-of-mission "
#define EACH_OFFICER   "officer officer-in-conflict officer-apart its-by-all-others "
#define EACH_FOCAL     "focal its-by-all-others "
#define EACH_CHAIR     "chair chair-in-conflict invited-chair "
#define EACH_INTERPRETER "interpreter-and-lead invited-in-conflict interpreter invited-interpreter member-and-translator its-by-all-others "
#define EACH_TRANSLATOR  "interpreter-and-lead invited-in-conflict translator invited-translator member-and-translator its-by-all-others "
#define ADMINISTRATORS "invited-outside administrator its-by-all-others "

/* Who passes (everybody else: 3), and the roles that open it alone, which is what menus ask. An act of a thing that a
 * relation may open passes, and is asked again with the thing. thing: it is asked about one, too. */
typedef struct {
    TdAct act;
    gboolean thing;
    const char *who;
    const char *roles;
} Entering;

static const Entering entering[] = {
    { A (PUBLIC_READ),          FALSE, EVERYBODY,                   "public" },
    { A (PUBLIC_SEND),          FALSE, EVERYBODY,                   "public" },
    { A (SIGN_IN),              FALSE, EVERYBODY,                   "public" },
    { A (ACCOUNT_OWN),          FALSE, WITH_PASSWORD,               "organisation" },
    { A (SUBMISSION_READ),      TRUE,  EVERYBODY,                   "public secretariat member" },
    { A (SUBMISSION_NAME),      TRUE,  EVERYBODY,                   "public secretariat member" },
    { A (SUBMISSION_EDIT),      TRUE,  EVERYBODY,                   "" },
    { A (SUBMISSION_CO_SIGN),   TRUE,  WITH_PASSWORD,               "" },
    { A (SUBMISSION_LIST),      TRUE,  EACH_SECRETARY EACH_MEMBER,  "secretariat member" },
    { A (SUBMISSION_PUBLISH),   TRUE,  EACH_SECRETARY,              "secretariat" },
    { A (SUBMISSION_TAKE_DOWN), TRUE,  EVERYBODY,                   "secretariat" },
    { A (SUBMISSION_ERASE),     TRUE,  EVERYBODY,                   "secretariat" },
    { A (STATE_PAPER_SEND),     TRUE,  EACH_MISSION,                "" },
    { A (STATE_DRAFT_PUBLISH),  TRUE,  EACH_MISSION "ministry its-ministry invited-of-state", "" },
    { A (SUBMISSION_LINK),      TRUE,  EVERYBODY,                   "" },
    { A (UPTAKE_READ),          TRUE,  EVERYBODY,                   "" },
    { A (SUBMISSION_READERS),   TRUE,  EACH_SECRETARY,              "secretariat" },
    { A (SUBMISSION_NOTE),      TRUE,  EACH_SECRETARY,              "secretariat" },
    { A (FILE_READ),            TRUE,  EVERYBODY,                   "secretariat member" },
    { A (RECEIPT_READ),         TRUE,  EVERYBODY,                   "secretariat" },
    { A (RECEIPT_FORGET),       TRUE,  EVERYBODY,                   "secretariat" },
    { A (ORGANISATION_READ),    TRUE,  EVERYBODY,                   "public secretariat" },
    { A (ORGANISATION_ADD),     FALSE, WITH_PASSWORD,               "organisation" },
    { A (ORGANISATION_EDIT),    TRUE,  EVERYBODY,                   "secretariat" },
    { A (ORGANISATION_PEOPLE),  TRUE,  EVERYBODY,                   "secretariat" },
    { A (ORGANISATION_LIST),    TRUE,  EACH_SECRETARY,              "secretariat" },
    { A (ORGANISATION_VERIFY),  TRUE,  EACH_SECRETARY,              "secretariat" },
    { A (ORGANISATION_OFFERED), TRUE,  EACH_MISSION "ministry its-ministry invited-of-state", "permanent-mission ministry" },
    { A (OWN_ACCOUNT_GIVE),     TRUE,  EVERYBODY,                   "" },
    { A (OWN_ACCOUNT_READ),     TRUE,  EVERYBODY,                   "public secretariat member" },
    { A (OWN_ACCOUNT_NAME),     TRUE,  EVERYBODY,                   "public secretariat member" },
    { A (OWN_ACCOUNT_DECIDE),   TRUE,  EACH_SECRETARY,              "secretariat" },
    { A (STATE_ANSWER_GIVE),    FALSE, EACH_MISSION "ministry its-ministry invited-of-state", "permanent-mission ministry" },
    { A (DOSSIER_READ),         TRUE,  EACH_SECRETARY EACH_MEMBER,  "secretariat member" },
    { A (DOSSIER_NOTE),         TRUE,  EACH_SECRETARY EACH_MEMBER,  "secretariat member" },
    { A (PAPER_READ),           TRUE,  EVERYBODY,                   "public secretariat member" },
    { A (PAPER_WRITE),          TRUE,  EACH_SECRETARY EACH_MEMBER,  "secretariat member" },
    { A (PAPER_ADOPT),          TRUE,  EACH_SECRETARY,              "secretariat" },
    { A (PAPER_RELEASE),        TRUE,  EACH_SECRETARY,              "secretariat" },
    { A (TEXT_WRITE),           FALSE, EVERYBODY,                   "public" },
    { A (FOLLOW_UP_ASSESS),     TRUE,  EACH_SECRETARY EACH_MEMBER,  "secretariat member" },
    { A (FOLLOW_UP_KEEP),       TRUE,  EACH_SECRETARY,              "secretariat" },
    { A (FOLLOW_UP_STATE),      TRUE,  EACH_MISSION "ministry its-ministry invited-of-state", "" },
    { A (DOCUMENT_IMPORT),      FALSE, EACH_SECRETARY,              "secretariat" },
    { A (PARTICIPANT_RECORD),   FALSE, EACH_SECRETARY,              "secretariat" },
    { A (MEETING_READ),         TRUE,  EVERYBODY,                   "public secretariat member" },
    { A (MEETING_PLAN),         TRUE,  EACH_SECRETARY,              "secretariat" },
    { A (MEETING_ATTEND),       TRUE,  EVERYBODY,                   "public secretariat member" },
    { A (MEETING_INVITE),       TRUE,  EACH_SECRETARY EACH_MEMBER,  "secretariat member" },
    { A (MEETING_CHAIR),        TRUE,  EACH_SECRETARY EACH_CHAIR,   "secretariat chair" },
    { A (MEETING_INTERPRET),    TRUE,  EACH_INTERPRETER,            "" },
    { A (CAPTION_TYPE),         TRUE,  EACH_SECRETARY EACH_INTERPRETER EACH_TRANSLATOR, "secretariat" },
    { A (FLOOR_ASK),            TRUE,  WITH_PASSWORD,               "organisation" },
    { A (FLOOR_SHARE),          TRUE,  EACH_SECRETARY,              "secretariat" },
    { A (QUESTION_NOTE),        TRUE,  EACH_SECRETARY EACH_MEMBER,  "secretariat member" },
    { A (QUESTION_ANSWER),      TRUE,  EVERYBODY,                   "secretariat" },
    { A (ACCREDITATION_ASK),    FALSE, WITH_PASSWORD,               "organisation" },
    { A (ACCREDITATION_DECIDE), FALSE, EACH_SECRETARY,              "secretariat" },
    { A (DELEGATION_ENTER),     FALSE, EACH_MISSION,                "permanent-mission" },
    { A (STATE_PEOPLE),         FALSE, EACH_MISSION,                "permanent-mission" },
    { A (CONFLICT_DECLARE),     FALSE, EACH_MEMBER EACH_OFFICER,    "member register-officer" },
    { A (CONFLICT_RECORD),      FALSE, EACH_SECRETARY,              "secretariat" },
    { A (USER_ADD),             FALSE, ADMINISTRATORS,              "administrator" },
    { A (USER_LIST),            FALSE, EACH_SECRETARY "administrator invited-outside", "secretariat administrator" },
    { A (USER_ROLE),            FALSE, ADMINISTRATORS,              "administrator" },
    { A (USER_DISABLE),         FALSE, ADMINISTRATORS,              "administrator" },
    { A (SESSION_CHANGE),       FALSE, EACH_SECRETARY,              "secretariat" },
    { A (STAGE_CHANGE),         FALSE, EACH_SECRETARY,              "secretariat" },
    { A (CALL_OPEN),            FALSE, EACH_SECRETARY,              "secretariat" },
    { A (CALL_EXTEND),          FALSE, EACH_SECRETARY,              "secretariat" },
    { A (CALL_CLOSE),           FALSE, EACH_SECRETARY,              "secretariat" },
    { A (CONSULTATION_HOLD),    TRUE,  EACH_MISSION "ministry its-ministry invited-of-state", "" },
    { A (CONSULTATION_COMMENT), FALSE, EVERYBODY,                   "public" },
    { A (GENERAL_COMMENT_KEEP), FALSE, EACH_SECRETARY,              "secretariat" },
    { A (GENERAL_COMMENT_BENCH), FALSE, EACH_SECRETARY EACH_MEMBER, "secretariat member" },
    { A (GENERAL_COMMENT_SAY),  FALSE, EVERYBODY,                   "public" },
    { A (TRANSLATION_WRITE),    FALSE, WITH_PASSWORD,               "organisation" },
    { A (TRANSLATION_KEEP),     FALSE, EACH_SECRETARY EACH_TRANSLATOR, "secretariat translator" },
    { A (SPREADING_NOTE),       FALSE, WITH_PASSWORD,               "organisation" },
    { A (SPREADING_KEEP),       FALSE, EACH_SECRETARY,              "secretariat" },
    { A (DECLARATION_RECORD),   FALSE, EACH_SECRETARY,              "secretariat" },
    { A (SEALED_SEND),          FALSE, EVERYBODY,                   "public" },
    { A (SEALED_OPEN),          FALSE, EACH_OFFICER "focal",        "register-officer reprisals-focal-point" },
    { A (CASE_READ),            TRUE,  EVERYBODY,                   "register-officer chair member" },
    { A (CASE_KEEP),            TRUE,  EACH_OFFICER,                "register-officer" },
    { A (CASE_ANSWER),          TRUE,  EVERYBODY,                   "" },
    { A (CASE_JOURNAL),         TRUE,  EACH_CHAIR "its-by-all-others", "chair" },
    { A (REPRISAL_KEEP),        FALSE, EACH_FOCAL,                  "reprisals-focal-point" },
    { A (ORGANISATION_RISK),    FALSE, EACH_SECRETARY "focal",      "secretariat reprisals-focal-point" },
    { A (SUBSCRIPTION_LIST),    FALSE, EACH_SECRETARY "administrator invited-outside", "secretariat administrator" },
    { A (CALL_LATE),            FALSE, EACH_SECRETARY,              "secretariat" },
    { A (DESK),                 FALSE, EACH_SECRETARY,              "secretariat" },
    { A (DESK_WORK),            FALSE, EACH_SECRETARY "administrator invited-outside", "secretariat administrator" },
    { A (BEHALF),               FALSE, EACH_SECRETARY,              "secretariat" },
    { A (MAIL_SHOW),            FALSE, EVERYBODY,                   "public" },
};
/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (entering) == TD_N_ACTS - 1);
