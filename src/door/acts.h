/* The acts: every word for something that a person may do, in one table; and the roles.
 *
 * A route names one act, and rules ask for one; the door (door.h) decides who may. To add one: a row here and rows
 * in the table of door-rules.c (one that lacks them is for nobody), and its answers in tests/door/. Zero is nobody.
 *
 *      constant                 word                        what it means */
#pragma once

#define TD_ACTS(X)                                                                                 \
    X (PUBLIC_READ,          "public.read",              "read what is public")                        \
    X (PUBLIC_SEND,          "submission.send",          "send a contribution")                        \
    X (SIGN_IN,              "person.sign-in",           "sign in and out")                            \
    X (ACCOUNT_OWN,          "person.own",               "see and change one's own account")           \
    X (SUBMISSION_READ,      "submission.read",          "read one submission")                        \
    X (SUBMISSION_NAME,      "submission.name",          "see who sent a submission")                  \
    X (SUBMISSION_EDIT,      "submission.edit",          "work on a draft of a submission")            \
    X (SUBMISSION_CO_SIGN,   "submission.co-sign",       "co-sign a joint submission for an organisation") \
    X (SUBMISSION_LIST,      "submission.list",          "see all submissions, confidential ones too") \
    X (SUBMISSION_PUBLISH,   "submission.publish",       "decide about a submission: accept, publish, refuse, withhold") \
    X (SUBMISSION_TAKE_DOWN, "submission.take-down",     "take a submission, or a name in it, off every page") \
    X (SUBMISSION_ERASE,     "submission.erase",         "erase a submission for good")                \
    X (STATE_PAPER_SEND,     "state-paper.send",         "send a State's own report or replies, in its name") \
    X (STATE_DRAFT_PUBLISH,  "state-draft.publish",      "publish a draft of a State's own report") \
    X (SUBMISSION_LINK,      "submission.link",          "say which of the Committee's paragraphs one's own paragraphs speak of, or resemble") \
    X (UPTAKE_READ,          "uptake.read",              "see which of the Committee's paragraphs resemble one's own questions and recommendations") \
    X (SUBMISSION_READERS,   "submission.readers",       "see who read a confidential submission")     \
    X (SUBMISSION_NOTE,      "submission.note",          "read and write the secretariat's notes on a submission") \
    X (FILE_READ,            "file.read",                "have the original file of a submission")     \
    X (RECEIPT_READ,         "receipt.read",             "have the receipt of a submission")           \
    X (RECEIPT_FORGET,       "receipt.forget",           "have the server's copy of the receipt of a submission deleted") \
    X (ORGANISATION_READ,    "organisation.read",        "read the page of an organisation")           \
    X (ORGANISATION_ADD,     "organisation.add",         "register an organisation")                   \
    X (ORGANISATION_EDIT,    "organisation.edit",        "change what is said of an organisation")     \
    X (ORGANISATION_PEOPLE,  "organisation.people",      "invite colleagues to an organisation and say what they may") \
    X (ORGANISATION_LIST,    "organisation.list",        "see all organisations, hidden ones too")     \
    X (ORGANISATION_VERIFY,  "organisation.verify",      "verify, merge and close organisations")      \
    X (ORGANISATION_OFFERED, "organisation.offered",     "be shown organisations to invite to a State's consultation") \
    X (OWN_ACCOUNT_GIVE,     "own-account.give",         "give one's own account of a State's consultation, change and withdraw it") \
    X (OWN_ACCOUNT_READ,     "own-account.read",         "read one account of a State's consultation") \
    X (OWN_ACCOUNT_NAME,     "own-account.name",         "see who gave an account of a State's consultation") \
    X (OWN_ACCOUNT_DECIDE,   "own-account.decide",       "say whether an account of a State's consultation is shown to the public") \
    X (STATE_ANSWER_GIVE,    "state-answer.give",        "answer for a State how civil society was consulted") \
    X (DOSSIER_READ,         "dossier.read",             "read everything known about a State: its dossier, the pool of questions, briefing papers") \
    X (DOSSIER_NOTE,         "dossier.note",             "write notes in a State's dossier")           \
    X (PAPER_READ,           "paper.read",               "read a paper of the Committee: a list of issues, concluding observations") \
    X (PAPER_WRITE,          "paper.write",              "write on a draft of the Committee")          \
    X (PAPER_ADOPT,          "paper.adopt",              "record that the Committee adopted a paper")  \
    X (PAPER_RELEASE,        "paper.release",            "transmit an adopted paper to its State and publish it") \
    X (TEXT_WRITE,           "text.write",               "write in a text that its owner lets one write in") \
    X (FOLLOW_UP_ASSESS,     "follow-up.assess",         "record the Committee's assessment of how a recommendation was carried out") \
    X (FOLLOW_UP_KEEP,       "follow-up.keep",           "keep the list of recommendations: what is one, of which articles and by when; release assessments") \
    X (FOLLOW_UP_STATE,      "follow-up.state",          "say for a State who carries out a recommendation, by what steps and when") \
    X (DOCUMENT_IMPORT,      "document.import",          "bring documents into the library")           \
    X (PARTICIPANT_RECORD,   "participant.record",       "record what was sent to standing participants") \
    X (MEETING_READ,         "meeting.read",             "know that a meeting takes place, and see its page") \
    X (MEETING_PLAN,         "meeting.plan",             "plan the programme of work: meetings, their rooms and hours") \
    X (MEETING_ATTEND,       "meeting.attend",           "come into a meeting's room: follow it live, hear and see it") \
    X (MEETING_INVITE,       "meeting.invite",           "invite people and organisations to a closed meeting") \
    X (MEETING_CHAIR,        "meeting.chair",            "lead a meeting: give the floor, pause, close the list, record") \
    X (MEETING_INTERPRET,    "meeting.interpret",        "interpret at a meeting")                     \
    X (CAPTION_TYPE,         "caption.type",             "type what is said at a meeting")             \
    X (FLOOR_ASK,            "floor.ask",                "ask for the floor at a meeting, for an organisation") \
    X (FLOOR_SHARE,          "floor.share",              "share the minutes of a meeting, and see who asked for the floor under which name") \
    X (QUESTION_NOTE,        "question.note",            "take down a member's question at a meeting") \
    X (QUESTION_ANSWER,      "question.answer",          "answer in writing what was asked at a meeting") \
    X (ACCREDITATION_ASK,    "accreditation.ask",        "ask to come to meetings of a session")       \
    X (ACCREDITATION_DECIDE, "accreditation.decide",     "accredit people, make and check badges, record who came") \
    X (DELEGATION_ENTER,     "delegation.enter",         "enter the delegation of a State")            \
    X (STATE_PEOPLE,         "state.people",             "name those who act for a State")             \
    X (CONFLICT_DECLARE,     "conflict.declare",         "declare that one takes no part in a State's review") \
    X (CONFLICT_RECORD,      "conflict.record",          "record that a member takes no part in a State's review") \
    X (USER_ADD,             "user.add",                 "add an account")                             \
    X (USER_LIST,            "user.list",                "see all accounts")                           \
    X (USER_ROLE,            "user.role",                "give and end roles")                         \
    X (USER_DISABLE,         "user.disable",             "close and reopen an account")                \
    X (SESSION_CHANGE,       "session.change",           "add and move sessions")                      \
    X (STAGE_CHANGE,         "stage.change",             "say when a stage of a State's review is")    \
    X (CALL_OPEN,            "call.open",                "open a call for input")                      \
    X (CALL_EXTEND,          "call.extend",              "give a call for input a later deadline")     \
    X (CALL_CLOSE,           "call.close",               "close a call for input before its deadline") \
    X (CONSULTATION_HOLD,    "consultation.hold",        "hold a State's consultation: begin it, invite, answer comments") \
    X (CONSULTATION_COMMENT, "consultation.comment",     "comment on the draft of a State's report")   \
    X (GENERAL_COMMENT_KEEP, "general-comment.keep",     "begin a general comment, bring in its drafts, open and close its stages") \
    X (GENERAL_COMMENT_BENCH, "general-comment.bench",   "work on the drafting of a general comment: read, group and answer all comments") \
    X (GENERAL_COMMENT_SAY,  "general-comment.say",      "comment on a draft general comment") \
    X (TRANSLATION_WRITE,    "translation.write",        "translate what is public, and review what others translated") \
    X (TRANSLATION_KEEP,     "translation.keep",         "keep the glossary and the memory of translations, and take a translation off") \
    X (SPREADING_NOTE,       "spreading.note",           "note where one spread what the Committee adopted, and write summaries of it") \
    X (SPREADING_KEEP,       "spreading.keep",           "take notes and summaries of others off every page") \
    X (DECLARATION_RECORD,   "declaration.record",       "record a State's declaration under articles 76 and 77, or that it was checked") \
    X (SEALED_SEND,          "sealed.send",              "send something sealed: a communication, a word about reprisals") \
    X (SEALED_OPEN,          "sealed.open",              "have the sealed files of what was sent in confidence, and answer it") \
    X (CASE_READ,            "case.read",                "know of an individual communication, and see what is in its register") \
    X (CASE_KEEP,            "case.keep",                "keep the register of individual communications: numbers, stages, papers, decisions") \
    X (CASE_ANSWER,          "case.answer",              "send something as a party to an individual communication") \
    X (CASE_JOURNAL,         "case.journal",             "see who read the file of an individual communication") \
    X (REPRISAL_KEEP,        "reprisal.keep",            "keep the register of reprisals: what was asked, agreed to, and done") \
    X (ORGANISATION_RISK,    "organisation.risk",        "mark that an organisation is at risk, so that its name stands nowhere") \
    X (SUBSCRIPTION_LIST,    "subscription.list",     "see the addresses of those who subscribed, and end subscriptions") \
    X (CALL_LATE,            "call.late",                "let somebody send to a call that is over")   \
    X (DESK,                 "desk.see",                 "see what waits at the secretariat's desk")   \
    X (DESK_WORK,            "desk.work",                "try failed work again or give it up")        \
    X (BEHALF,               "behalf.begin",             "enter something on behalf of an organisation") \
    X (MAIL_SHOW,            "mail.show",                "see the letters of a trial instance on one's own machine")

typedef enum {
    TD_ACT_NOBODY = 0,
#define TD_ACT_ROW(name, word, what) TD_ACT_##name,
    TD_ACTS (TD_ACT_ROW)
#undef TD_ACT_ROW
    TD_N_ACTS
} TdAct;

/* The roles. A person has any number of them, each for a term (areas/people); everybody is PUBLIC, whoever signed in
 * with a password is ORGANISATION too. The third column: its holder needs a second factor, because it opens confidential matter; who signed in without
 * one does not have the role in that session.
 *
 *      constant       word                    second  what it is */
#define TD_ROLES(X)                                                                                \
    X (PUBLIC,        "public",               FALSE, "anybody, signed in or not")                  \
    X (ORGANISATION,  "organisation",         FALSE, "somebody with an account, for an organisation or alone") \
    X (SECRETARIAT,   "secretariat",          TRUE,  "the Committee's secretariat")                \
    X (MEMBER,        "member",               TRUE,  "a member of the Committee")                  \
    X (RAPPORTEUR,    "country-rapporteur",   TRUE,  "a member in charge of a State's review")     \
    X (CHAIR,         "chair",                TRUE,  "the member who chairs the Committee")        \
    X (TRANSLATOR,    "translator",           TRUE,  "translates what is given to them")           \
    X (INTERPRETER,   "interpreter",          TRUE,  "interprets at meetings")                     \
    X (OBSERVER,      "observer",             FALSE, "attends public meetings")                    \
    X (ADMINISTRATOR, "administrator",        TRUE,  "runs the server; reads no confidential matter") \
    X (MISSION,       "permanent-mission",    TRUE,  "a State's permanent mission: files, receives, names the others") \
    X (MINISTRY,      "ministry",             FALSE, "a ministry of a State: drafts and consults") \
    X (OFFICER,       "register-officer",     TRUE,  "keeps the register of individual communications") \
    X (FOCAL_POINT,   "reprisals-focal-point", TRUE, "the Committee's focal point on reprisals, or the officer named beside")

typedef enum {
#define TD_ROLE_ROW(name, word, second, what) TD_ROLE_##name,
    TD_ROLES (TD_ROLE_ROW)
#undef TD_ROLE_ROW
    TD_N_ROLES
} TdRole;

#define TD_ROLE_BIT(name) (1u << TD_ROLE_##name)
