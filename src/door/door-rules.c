/* The table. Contract in door-rules.h. */
#include "door/door-rules.h"

#include "base/base.h"

#define R(name)        TD_ROLE_BIT (name)
#define S(name)        (1u << TD_STATUS_##name)
#define V(name)        (1u << TD_VISIBILITY_##name)

#define EVERYBODY      (R (PUBLIC))
#define SIGNED_IN      (R (ORGANISATION))
#define ANY            0
#define SENT           (~S (DRAFT))
/* What came before the Committee's members: not what was refused, doubled, replaced or taken back. */
#define BEFORE_MEMBERS (S (RECEIVED) | S (ACCEPTED) | S (CHANGE_ASKED) | S (PUBLISHED) | S (WITHHELD))
#define PAPER_STATUSES (S (DRAFT) | S (ACCEPTED) | S (RECEIVED) | S (PUBLISHED))
#define CASE_STATUSES  (S (RECEIVED) | S (ACCEPTED))
#define PLANNED        (S (DRAFT) | S (PUBLISHED))
#define OPEN_TEXT      (V (NAME_WITHHELD) | V (PUBLIC))

#define SENDER         TD_RELATION_SENDER
#define OURS           (TD_RELATION_SENDER | TD_RELATION_VIEWER)
#define OURS_TO_CHANGE (TD_RELATION_SENDER | TD_RELATION_CONTRIBUTOR)
/* A State's own paper is the State's: of those who act for it now, and of nobody's account. */
#define ITS_STATE      TD_RELATION_ITS_STATE
#define STATE_ROLES    (R (MISSION) | R (MINISTRY))
#define COMMITTEE      (R (SECRETARIAT) | R (MEMBER))
#define INVITED        TD_RELATION_INVITED

/* clang-format off */
static const TdDoorRule rules[] = {
    /* act                           roles              relations            statuses         visibilities  no conflict */
    { TD_ACT_PUBLIC_READ,            EVERYBODY,         ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_PUBLIC_SEND,            EVERYBODY,         ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_SIGN_IN,                EVERYBODY,         ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_ACCOUNT_OWN,            SIGNED_IN,         ANY,                 ANY,             ANY,          FALSE },

    /* Both words must agree, so that a slip in one of them shows nothing. */
    { TD_ACT_SUBMISSION_READ,        EVERYBODY,         ANY,                 S (PUBLISHED),   OPEN_TEXT,    FALSE },
    { TD_ACT_SUBMISSION_READ,        EVERYBODY,         OURS,                ANY,             ANY,          FALSE },
    { TD_ACT_SUBMISSION_READ,        EVERYBODY,         TD_RELATION_ASKED,   ~S (TAKEN_DOWN), ANY,          FALSE },
    { TD_ACT_SUBMISSION_READ,        R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },
    { TD_ACT_SUBMISSION_READ,        R (MEMBER),        ANY,                 BEFORE_MEMBERS,  ANY,          TRUE },
    { TD_ACT_SUBMISSION_READ,        STATE_ROLES,       ITS_STATE,           ANY,             ANY,          FALSE },
    { TD_ACT_SUBMISSION_READ,        EVERYBODY,         TD_RELATION_PARTICIPANT,
                                                                             BEFORE_MEMBERS,  ANY,          FALSE },

    { TD_ACT_SUBMISSION_NAME,        EVERYBODY,         ANY,                 S (PUBLISHED),   V (PUBLIC),   FALSE },
    { TD_ACT_SUBMISSION_NAME,        EVERYBODY,         OURS,                ANY,             ANY,          FALSE },
    { TD_ACT_SUBMISSION_NAME,        EVERYBODY,         TD_RELATION_ASKED,   ~S (TAKEN_DOWN), ANY,          FALSE },
    { TD_ACT_SUBMISSION_NAME,        R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },
    { TD_ACT_SUBMISSION_NAME,        R (MEMBER),        ANY,                 BEFORE_MEMBERS,  ANY,          TRUE },
    { TD_ACT_SUBMISSION_NAME,        STATE_ROLES,       ITS_STATE,           ANY,             ANY,          FALSE },

    { TD_ACT_SUBMISSION_EDIT,        EVERYBODY,         OURS_TO_CHANGE,      S (DRAFT),       ANY,          FALSE },
    { TD_ACT_SUBMISSION_EDIT,        STATE_ROLES,       ITS_STATE,           S (DRAFT),       ANY,          FALSE },
    { TD_ACT_SUBMISSION_CO_SIGN,     SIGNED_IN,         TD_RELATION_ASKED,   S (DRAFT) | S (RECEIVED) | S (ACCEPTED) | S (CHANGE_ASKED),
                                                                                              ANY,          FALSE },
    { TD_ACT_SUBMISSION_LIST,        R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },
    { TD_ACT_SUBMISSION_LIST,        R (MEMBER),        ANY,                 BEFORE_MEMBERS,  ANY,          TRUE },
    { TD_ACT_SUBMISSION_PUBLISH,     R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },
    { TD_ACT_SUBMISSION_TAKE_DOWN,   EVERYBODY,         OURS_TO_CHANGE,      SENT,            ANY,          FALSE },
    { TD_ACT_SUBMISSION_TAKE_DOWN,   R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },
    { TD_ACT_SUBMISSION_TAKE_DOWN,   STATE_ROLES,       ITS_STATE,           SENT,            ANY,          FALSE },
    /* In two deliberate steps: taken down, then erased. */
    { TD_ACT_SUBMISSION_ERASE,       EVERYBODY,         OURS_TO_CHANGE,      S (TAKEN_DOWN),  ANY,          FALSE },
    { TD_ACT_SUBMISSION_ERASE,       R (SECRETARIAT),   ANY,                 S (TAKEN_DOWN) | S (REFUSED) | S (DUPLICATE) | S (REPLACED),
                                                                                              ANY,          TRUE },
    { TD_ACT_SUBMISSION_ERASE,       STATE_ROLES,       ITS_STATE,           S (TAKEN_DOWN),  ANY,          FALSE },
    /* The formal channel: reports and replies come by the permanent mission, a draft by whoever consults on it. */
    { TD_ACT_STATE_PAPER_SEND,       R (MISSION),       ITS_STATE,           S (DRAFT),       ANY,          FALSE },
    { TD_ACT_STATE_DRAFT_PUBLISH,    STATE_ROLES,       ITS_STATE,           S (DRAFT),       ANY,          FALSE },
    /* What became of one's words is for those whose words they are, and for nobody of the Committee. */
    { TD_ACT_SUBMISSION_LINK,        EVERYBODY,         OURS_TO_CHANGE,      BEFORE_MEMBERS,  ANY,          FALSE },
    { TD_ACT_UPTAKE_READ,            EVERYBODY,         OURS,                BEFORE_MEMBERS,  ANY,          FALSE },
    { TD_ACT_SUBMISSION_READERS,     R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },
    { TD_ACT_SUBMISSION_NOTE,        R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },

    /* Originals and receipts are for the Committee even where the text is public. */
    { TD_ACT_FILE_READ,              EVERYBODY,         OURS,                ANY,             ANY,          FALSE },
    { TD_ACT_FILE_READ,              EVERYBODY,         TD_RELATION_ASKED,   ~S (TAKEN_DOWN), ANY,          FALSE },
    { TD_ACT_FILE_READ,              R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },
    { TD_ACT_FILE_READ,              R (MEMBER),        ANY,                 BEFORE_MEMBERS,  ANY,          TRUE },
    { TD_ACT_FILE_READ,              STATE_ROLES,       ITS_STATE,           ANY,             ANY,          FALSE },
    { TD_ACT_FILE_READ,              EVERYBODY,         TD_RELATION_PARTICIPANT,
                                                                             BEFORE_MEMBERS,  ANY,          FALSE },
    { TD_ACT_RECEIPT_READ,           EVERYBODY,         OURS,                ANY,             ANY,          FALSE },
    { TD_ACT_RECEIPT_READ,           R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },
    { TD_ACT_RECEIPT_READ,           STATE_ROLES,       ITS_STATE,           ANY,             ANY,          FALSE },
    /* Who sent it alone, and the secretariat for whoever asks it by telephone. What a State sends for itself is no danger to hold. */
    { TD_ACT_RECEIPT_FORGET,         EVERYBODY,         OURS_TO_CHANGE,      SENT,            ANY,          FALSE },
    { TD_ACT_RECEIPT_FORGET,         R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },

    /* A hidden organisation is known to its own people and the secretariat alone, not to members either. */
    { TD_ACT_ORGANISATION_READ,      EVERYBODY,         ANY,                 S (PUBLISHED),   V (PUBLIC),   FALSE },
    { TD_ACT_ORGANISATION_READ,      EVERYBODY,         TD_RELATION_VIEWER,  ANY,             ANY,          FALSE },
    { TD_ACT_ORGANISATION_READ,      R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_ORGANISATION_ADD,       SIGNED_IN,         ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_ORGANISATION_EDIT,      EVERYBODY,         TD_RELATION_LEAD,    ~S (WITHHELD),   ANY,          FALSE },
    { TD_ACT_ORGANISATION_EDIT,      R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_ORGANISATION_PEOPLE,    EVERYBODY,         TD_RELATION_LEAD,    ~S (WITHHELD),   ANY,          FALSE },
    { TD_ACT_ORGANISATION_PEOPLE,    R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_ORGANISATION_LIST,      R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_ORGANISATION_VERIFY,    R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_ORGANISATION_OFFERED,   R (MISSION) | R (MINISTRY),
                                                        ANY,                 S (PUBLISHED),   V (PUBLIC),   FALSE },

    /* Accounts of a State's consultation: as submissions are, and never to those who act for that State. */
    { TD_ACT_OWN_ACCOUNT_GIVE,       EVERYBODY,         OURS_TO_CHANGE,      S (RECEIVED) | S (PUBLISHED) | S (WITHHELD),
                                                                                              ANY,          FALSE },
    { TD_ACT_OWN_ACCOUNT_READ,       EVERYBODY,         ANY,                 S (PUBLISHED),   OPEN_TEXT,    FALSE },
    { TD_ACT_OWN_ACCOUNT_READ,       EVERYBODY,         OURS,                ANY,             ANY,          FALSE },
    { TD_ACT_OWN_ACCOUNT_READ,       R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },
    { TD_ACT_OWN_ACCOUNT_READ,       R (MEMBER),        ANY,                 BEFORE_MEMBERS,  ANY,          TRUE },
    { TD_ACT_OWN_ACCOUNT_NAME,       EVERYBODY,         ANY,                 S (PUBLISHED),   V (PUBLIC),   FALSE },
    { TD_ACT_OWN_ACCOUNT_NAME,       EVERYBODY,         OURS,                ANY,             ANY,          FALSE },
    { TD_ACT_OWN_ACCOUNT_NAME,       R (SECRETARIAT),   ANY,                 SENT,            ANY,          TRUE },
    { TD_ACT_OWN_ACCOUNT_NAME,       R (MEMBER),        ANY,                 BEFORE_MEMBERS,  ANY,          TRUE },
    { TD_ACT_OWN_ACCOUNT_DECIDE,     R (SECRETARIAT),   ANY,                 S (RECEIVED) | S (PUBLISHED) | S (WITHHELD),
                                                                                              ANY,          TRUE },
    { TD_ACT_STATE_ANSWER_GIVE,      R (MISSION) | R (MINISTRY),
                                                        ANY,                 ANY,             ANY,          FALSE },

    /* Everything about a State, for those of the Committee who take part in its review. */
    { TD_ACT_DOSSIER_READ,           R (SECRETARIAT) | R (MEMBER),
                                                        ANY,                 ANY,             ANY,          TRUE },
    { TD_ACT_DOSSIER_NOTE,           R (SECRETARIAT) | R (MEMBER),
                                                        ANY,                 ANY,             ANY,          TRUE },

    /* A paper of the Committee: its State reads it from its transmission on, everybody once it is published. */
    { TD_ACT_PAPER_READ,             EVERYBODY,         ANY,                 S (PUBLISHED),   V (PUBLIC),   FALSE },
    { TD_ACT_PAPER_READ,             R (SECRETARIAT) | R (MEMBER),
                                                        ANY,                 PAPER_STATUSES,  ANY,          TRUE },
    { TD_ACT_PAPER_READ,             STATE_ROLES,       TD_RELATION_OWN_STATE,
                                                                             S (RECEIVED),    ANY,          FALSE },
    { TD_ACT_PAPER_WRITE,            R (SECRETARIAT) | R (MEMBER),
                                                        ANY,                 S (DRAFT),       ANY,          TRUE },
    { TD_ACT_PAPER_ADOPT,            R (SECRETARIAT),   ANY,                 S (DRAFT),       ANY,          TRUE },
    { TD_ACT_PAPER_RELEASE,          R (SECRETARIAT),   ANY,                 S (ACCEPTED) | S (RECEIVED),
                                                                                              ANY,          TRUE },
    /* The editor's door stands open: whether this one may write in that text its owner is asked in each act. */
    { TD_ACT_TEXT_WRITE,             EVERYBODY,         ANY,                 ANY,             ANY,          FALSE },
    /* Recommendations are the Committee's published paragraphs: the Committee assesses, the State alone carries out. */
    { TD_ACT_FOLLOW_UP_ASSESS,       R (SECRETARIAT) | R (MEMBER),
                                                        ANY,                 S (PUBLISHED),   V (PUBLIC),   TRUE },
    { TD_ACT_FOLLOW_UP_KEEP,         R (SECRETARIAT),   ANY,                 S (PUBLISHED),   V (PUBLIC),   TRUE },
    { TD_ACT_FOLLOW_UP_STATE,        STATE_ROLES,       TD_RELATION_OWN_STATE,
                                                                             S (PUBLISHED),   V (PUBLIC),   FALSE },
    { TD_ACT_DOCUMENT_IMPORT,        R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_PARTICIPANT_RECORD,     R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },

    /* A closed meeting exists for those of the Committee who take part in the State's review, and for those who come to it. */
    { TD_ACT_MEETING_READ,           EVERYBODY,         ANY,                 S (PUBLISHED),   V (PUBLIC),   FALSE },
    { TD_ACT_MEETING_READ,           EVERYBODY,         INVITED,             S (PUBLISHED),   ANY,          TRUE },
    { TD_ACT_MEETING_READ,           COMMITTEE,         ANY,                 PLANNED,         ANY,          TRUE },
    { TD_ACT_MEETING_PLAN,           R (SECRETARIAT),   ANY,                 PLANNED,         ANY,          TRUE },
    { TD_ACT_MEETING_ATTEND,         EVERYBODY,         ANY,                 S (PUBLISHED),   V (PUBLIC),   FALSE },
    { TD_ACT_MEETING_ATTEND,         EVERYBODY,         INVITED,             S (PUBLISHED),   ANY,          TRUE },
    { TD_ACT_MEETING_ATTEND,         COMMITTEE,         ANY,                 S (PUBLISHED),   ANY,          TRUE },
    { TD_ACT_MEETING_INVITE,         COMMITTEE,         ANY,                 S (PUBLISHED),   ANY,          TRUE },
    { TD_ACT_MEETING_CHAIR,          R (CHAIR) | R (SECRETARIAT),
                                                        ANY,                 S (PUBLISHED),   ANY,          TRUE },
    { TD_ACT_MEETING_INTERPRET,      R (INTERPRETER),   INVITED,             S (PUBLISHED),   ANY,          TRUE },
    { TD_ACT_CAPTION_TYPE,           R (SECRETARIAT),   ANY,                 S (PUBLISHED),   ANY,          TRUE },
    { TD_ACT_CAPTION_TYPE,           R (INTERPRETER) | R (TRANSLATOR),
                                                        INVITED,             S (PUBLISHED),   ANY,          TRUE },
    { TD_ACT_FLOOR_ASK,              SIGNED_IN,         ANY,                 S (PUBLISHED),   V (PUBLIC),   FALSE },
    /* Who speaks under another name has one here. */
    { TD_ACT_FLOOR_SHARE,            R (SECRETARIAT),   ANY,                 PLANNED,         ANY,          TRUE },
    { TD_ACT_QUESTION_NOTE,          COMMITTEE,         ANY,                 S (PUBLISHED),   ANY,          TRUE },
    { TD_ACT_QUESTION_ANSWER,        EVERYBODY,         OURS_TO_CHANGE,      S (PUBLISHED),   V (PUBLIC),   FALSE },
    { TD_ACT_QUESTION_ANSWER,        EVERYBODY,         INVITED,             S (PUBLISHED),   V (COMMITTEE), TRUE },
    { TD_ACT_QUESTION_ANSWER,        STATE_ROLES,       TD_RELATION_OWN_STATE,
                                                                             S (PUBLISHED),   V (PUBLIC),   FALSE },
    { TD_ACT_QUESTION_ANSWER,        R (SECRETARIAT),   ANY,                 S (PUBLISHED),   ANY,          TRUE },
    { TD_ACT_ACCREDITATION_ASK,      SIGNED_IN,         ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_ACCREDITATION_DECIDE,   R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_DELEGATION_ENTER,       R (MISSION),       ANY,                 ANY,             ANY,          FALSE },

    { TD_ACT_STATE_PEOPLE,           R (MISSION),       ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_CONFLICT_DECLARE,       R (MEMBER) | R (OFFICER),
                                                        ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_CONFLICT_RECORD,        R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_USER_ADD,               R (ADMINISTRATOR), ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_USER_LIST,              R (ADMINISTRATOR) | R (SECRETARIAT),
                                                        ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_USER_ROLE,              R (ADMINISTRATOR), ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_USER_DISABLE,           R (ADMINISTRATOR), ANY,                 ANY,             ANY,          FALSE },

    /* Calls are public; what becomes of them is the secretariat's word. */
    { TD_ACT_SESSION_CHANGE,         R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_STAGE_CHANGE,           R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_CALL_OPEN,              R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_CALL_EXTEND,            R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_CALL_CLOSE,             R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_CALL_LATE,              R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },

    /* A consultation is public and its State's: it stands here as something published about that State. */
    { TD_ACT_CONSULTATION_HOLD,      R (MISSION) | R (MINISTRY),
                                                        TD_RELATION_OWN_STATE,
                                                                             S (PUBLISHED),   V (PUBLIC),   FALSE },
    { TD_ACT_CONSULTATION_COMMENT,   EVERYBODY,         ANY,                 ANY,             ANY,          FALSE },

    /* Drafts of general comments are public from their first day on; who works on them sees what was said confidentially. */
    { TD_ACT_GENERAL_COMMENT_KEEP,   R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_GENERAL_COMMENT_BENCH,  COMMITTEE,         ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_GENERAL_COMMENT_SAY,    EVERYBODY,         ANY,                 ANY,             ANY,          FALSE },
    /* What is translated and spread is public. */
    { TD_ACT_TRANSLATION_WRITE,      SIGNED_IN,         ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_TRANSLATION_KEEP,       R (SECRETARIAT) | R (TRANSLATOR),
                                                        ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_SPREADING_NOTE,         SIGNED_IN,         ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_SPREADING_KEEP,         R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },

    /* Whoever is afraid may write without being anybody. What they wrote opens to the officers it was sealed to alone; the State knows
     * of a case from its transmission on, members who take part in it likewise. */
    { TD_ACT_DECLARATION_RECORD,     R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_SEALED_SEND,            EVERYBODY,         ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_SEALED_OPEN,            R (OFFICER) | R (FOCAL_POINT),
                                                        ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_CASE_READ,              R (OFFICER) | R (CHAIR),
                                                        ANY,                 CASE_STATUSES,   ANY,          TRUE },
    { TD_ACT_CASE_READ,              R (MEMBER),        ANY,                 S (ACCEPTED),    ANY,          TRUE },
    { TD_ACT_CASE_READ,              EVERYBODY,         SENDER,              CASE_STATUSES,   ANY,          FALSE },
    { TD_ACT_CASE_READ,              R (MISSION),       TD_RELATION_OWN_STATE,
                                                                             S (ACCEPTED),    ANY,          FALSE },
    { TD_ACT_CASE_KEEP,              R (OFFICER),       ANY,                 CASE_STATUSES,   ANY,          TRUE },
    { TD_ACT_CASE_ANSWER,            EVERYBODY,         SENDER,              CASE_STATUSES,   ANY,          FALSE },
    { TD_ACT_CASE_ANSWER,            R (MISSION),       TD_RELATION_OWN_STATE,
                                                                             S (ACCEPTED),    ANY,          FALSE },
    { TD_ACT_CASE_JOURNAL,           R (CHAIR),         ANY,                 CASE_STATUSES,   ANY,          TRUE },
    { TD_ACT_REPRISAL_KEEP,          R (FOCAL_POINT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_ORGANISATION_RISK,      R (FOCAL_POINT) | R (SECRETARIAT),
                                                        ANY,                 ANY,             ANY,          FALSE },

    /* Who asks for help with letters asks one of them. */
    { TD_ACT_SUBSCRIPTION_LIST,      R (ADMINISTRATOR) | R (SECRETARIAT),
                                                        ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_DESK,                   R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_DESK_WORK,              R (SECRETARIAT) | R (ADMINISTRATOR),
                                                        ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_BEHALF,                 R (SECRETARIAT),   ANY,                 ANY,             ANY,          FALSE },
    { TD_ACT_MAIL_SHOW,              EVERYBODY,         ANY,                 ANY,             ANY,          FALSE },
};
/* clang-format on */

const TdDoorRule *td_door_rules (gsize *ret_n)
{
    *ret_n = G_N_ELEMENTS (rules);
    return rules;
}

const char *td_relation_meaning (TdRelation relation)
{
    switch (relation) {
    case TD_RELATION_SENDER: return N_ ("its sender");
    case TD_RELATION_VIEWER: return N_ ("anybody of the organisation");
    case TD_RELATION_CONTRIBUTOR: return N_ ("contributors of the organisation");
    case TD_RELATION_LEAD: return N_ ("leads of the organisation");
    case TD_RELATION_ASKED: return N_ ("leads of an organisation that was asked to co-sign");
    case TD_RELATION_OWN_STATE: return N_ ("those who act for the State");
    case TD_RELATION_ITS_STATE: return N_ ("those who act for the State that sent it");
    case TD_RELATION_PARTICIPANT: return N_ ("a standing participant to which it was sent");
    case TD_RELATION_INVITED: return N_ ("somebody who takes part in the meeting by name");
    }
    return "";
}
