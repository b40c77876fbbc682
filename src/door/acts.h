/* The acts: every word for something that a person may do, in one table.
 *
 * A route names one act, and rules ask for one; the door (door.h) decides who may. To add one: a row here and a row
 * in the rules of door.c (one that lacks it is for nobody), and its answers in tests/door/. Zero is nobody.
 *
 *      constant                 word                    what it means */
#pragma once

#define TD_ACTS(X)                                                                                 \
    X (PUBLIC_READ,          "public.read",          "read what is public")                        \
    X (PUBLIC_SEND,          "submission.send",      "send a contribution")                        \
    X (SIGN_IN,              "person.sign-in",       "sign in and out")                            \
    X (SUBMISSION_READ,      "submission.read",      "read one submission and its files")          \
    X (SUBMISSION_EDIT,      "submission.edit",      "work on one's own draft of a submission")    \
    X (SUBMISSION_LIST,      "submission.list",      "see all submissions, confidential ones too") \
    X (SUBMISSION_PUBLISH,   "submission.publish",   "publish, refuse or withhold a submission")   \
    X (FILE_READ,            "file.read",            "have the original file of a submission")     \
    X (RECEIPT_READ,         "receipt.read",         "have the receipt of a submission")           \
    X (USER_ADD,             "user.add",             "add an account")

typedef enum {
    TD_ACT_NOBODY = 0,
#define TD_ACT_ROW(name, word, what) TD_ACT_##name,
    TD_ACTS (TD_ACT_ROW)
#undef TD_ACT_ROW
    TD_N_ACTS
} TdAct;

/* The roles; a role is a set of acts (door.c). */
#define TD_ROLES(X)                                                                                \
    X (PUBLIC,        "public",        "anybody, signed in or not")                                \
    X (ORGANISATION,  "organisation",  "somebody who sends contributions")                         \
    X (SECRETARIAT,   "secretariat",   "the Committee's secretariat")                              \
    X (MEMBER,        "member",        "a member of the Committee")                                \
    X (ADMINISTRATOR, "administrator", "runs the server; reads no confidential matter")

typedef enum {
#define TD_ROLE_ROW(name, word, what) TD_ROLE_##name,
    TD_ROLES (TD_ROLE_ROW)
#undef TD_ROLE_ROW
    TD_N_ROLES
} TdRole;
