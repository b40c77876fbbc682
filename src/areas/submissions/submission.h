/* Submissions: contributions of organisations and others to a State's review.
 *
 * One way in for pages and commands: begin a draft, answer its questions, add its file, check what the reader
 * found, send. Nothing is public unless its sender chose it (there is no default, and silence means Committee
 * only). A sent submission never changes; the secretariat decides about publishing. The file is kept byte for
 * byte, for its sender and the Committee; the public reads the text as the reader found it.
 *
 * Who may do what is the door's (door/door.h): each function here that acts for a person takes the viewer
 * and asks. Without a call for its State and purpose a contribution is taken as uncalled and says so; where all calls are
 * closed it is refused (areas/calls/call.h), unless it comes by a late link or is entered late (areas/calls/late.h).
 */
#pragma once

#include "document/document.h"
#include "door/door.h"
#include "instance/instance.h"
#include "journal/receipt.h"

#define TD_SUBMISSION_ERROR (td_submission_error_quark ())
GQuark td_submission_error_quark (void);

/* What a file is in its submission. */
typedef enum { TD_PART_MAIN, TD_PART_ANNEX, TD_PART_CORE_DOCUMENT, TD_N_PARTS } TdFilePart;
const char *td_file_part_word (TdFilePart part); /* "main", "annex", "core-document" */
gboolean td_file_part_from_word (const char *word, TdFilePart *ret);

typedef struct {
    int position;
    TdFilePart part; /* the first is the main one; others are annexes unless their sender said so */
    char sha256[TD_SHA256_TEXT + 1];
    gint64 size;
    char *name;
    char *format;
    int pages, pages_counted;
    gboolean pages_estimated, no_text;
    gint64 words;
    char *title; /* what it is, in its sender's words; NULL: they said nothing */
} TdSubmissionFile;

typedef struct {
    int article; /* 0: none */
    char *text;
    char *public_text; /* as in TdSubmission; NULL: text */
} TdPriority;

typedef struct {
    char *id;
    TdStatus status;
    gboolean visibility_chosen;
    TdVisibility visibility;
    char *state, *purpose;                     /* NULL until answered */
    char *sender_name, *sender_kind, *contact; /* sender_name is for those who may see it: ask the door */
    char *person;                              /* account that sent it, or NULL */
    char *organisation;                        /* id of the registered organisation that sends it, or NULL */
    char *by_state;                            /* the State (iso3) whose own paper it is (state-paper.h), or NULL */
    char *title, *language, *reason;
    gboolean checked; /* the sender has looked at what the reader found */
    gboolean uncalled, rehearsal;
    char *late,
        *late_reason; /* by what right it was taken after its call was over, "link" or "entered", and why; or NULL */
    char *
        register_day; /* when it was received, by the secretariat's register (submission-register.h); NULL: it came by this system */
    gint64 created, changed, received, decided; /* 0: not yet */
    char *decision_reason;
    char *last_act;                   /* the decision that can still be undone, or NULL */
    char *duplicate_of;               /* id of the one that counts, or NULL */
    gint64 sender_verified;           /* when the secretariat said that the sender is who they say; 0: it did not */
    char *replaces;                   /* id of the one that this one corrects, or NULL */
    gint64 masked;                    /* when a name was taken out of what everybody reads; 0: none */
    gboolean as_public;               /* title, name, priorities and paragraphs are what everybody reads */
    char *public_title, *public_name; /* without the name that was taken out; NULL: as they are */
    gboolean at_risk;                 /* its organisation is (areas/organisations/organisation-risk.h) */
    gboolean unverified;              /* sent without an account, and the secretariat did not say who it is */
    guint8 secret[32];
    guint relations;       /* the viewer's (door/door.h); in lists without the sender's key */
    gboolean declared;     /* articles are the sender's word */
    GArray *articles;      /* of int, ascending */
    GPtrArray *files;      /* of TdSubmissionFile */
    GPtrArray *priorities; /* of TdPriority */
} TdSubmission;

void td_submission_free (TdSubmission *submission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSubmission, td_submission_free)

/* ---- reading ----
 *
 * key, here and below: the draft's key as its sender's browser holds it: whoever has it is the sender. NULL: the viewer's
 * account decides. */

/* TD_ERROR_NOT_FOUND when there is none or the viewer may not know of it. */
TdSubmission *td_submission_get (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                 GError **error);
/* As td_submission_get, inside a read that the caller holds. */
TdSubmission *td_submission_get_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *key,
                                    const char *id, GError **error);
/* The same for whoever stands in relations to it by another area's word (a link that it gave): what those let read, the door says. */
TdSubmission *td_submission_get_related (TdTx *tx, const TdViewer *viewer, guint relations, const char *id,
                                         GError **error);
TdThing td_submission_thing (const TdSubmission *submission);
/* The paragraphs in order, of TdParagraph with their articles, as its viewer may read them. For who got the submission by td_submission_get. */
GPtrArray *td_submission_paragraphs (TdTx *tx, const TdSubmission *submission, GError **error);
/* The same in a read of its own. */
GPtrArray *td_submission_read_paragraphs (TdInstance *instance, const TdSubmission *submission, GError **error);
/* With which paragraph each of its files begins: of int, by position from 1, 0 where a file has none. */
GArray *td_submission_read_begins (TdInstance *instance, const TdSubmission *submission, GError **error);
/* The sender's name for this viewer, or NULL where it is withheld from them. */
const char *td_submission_name_for (const TdSubmission *submission, const TdViewer *viewer);
/* What one of its files is, in its sender's words, as its viewer may read it; NULL: nothing said. Where a name was taken out of what everybody
 * reads, everybody reads no titles. */
const char *td_submission_file_title (const TdSubmission *submission, const TdSubmissionFile *file);
/* Who may see it, in words for people (English, for td_words); td_visibility_word is the word of programs. */
const char *td_visibility_label (TdVisibility visibility);

/* A list, newest first, of what the viewer may read. */
typedef struct {
    const char *state;    /* iso3 or NULL */
    const char *status;   /* word or NULL */
    const char *by_state; /* this State's own papers; NULL: whosever */
    const char *purpose;  /* slug or NULL */
    gboolean others;      /* no State's own papers */
    int limit;            /* 0: the newest 200; -1: all */
} TdSubmissionFilter;
GPtrArray *td_submission_list (TdInstance *instance, const TdViewer *viewer, const TdSubmissionFilter *filter,
                               GError **error); /* of TdSubmission */

/* How many public submissions there are about each State, its own papers left out: iso3 to GINT_TO_POINTER. States without one are
 * not in it. */
GHashTable *td_submission_public_counts (TdInstance *instance, GError **error);

/* How many paragraphs speak of each article (confidence 0.5 and more) in what the viewer may read about a State, its own papers left out:
 * a GArray of gint64 indexed by article number, size articles + 1. */
GArray *td_submission_coverage (TdInstance *instance, const TdViewer *viewer, const char *state, GError **error);

/* ---- one's own ---- */

/* What the viewer or an organisation of theirs began or sent, and what one that they lead was asked to co-sign; newest first, drafts too.
 * Of TdSubmission. TD_ACT_ACCOUNT_OWN. */
GPtrArray *td_submission_mine (TdInstance *instance, const TdViewer *viewer, GError **error);

/* ---- writing one ---- */

/* What stands for a key where the account decides. */
#define TD_KEY_OF_ACCOUNT "account"
/* A new draft of the viewer, or of the organisation on whose behalf an officer acts. *ret_key: the sender's key, shown once, or
 * TD_KEY_OF_ACCOUNT; free it. */
gboolean td_submission_begin (TdInstance *instance, const TdViewer *viewer, char **ret_id, char **ret_key,
                              GError **error);

/* Begins a corrected one of what the viewer sent, with its answers taken over but not its file, while nobody published, refused or withheld it. When
 * it is sent, the first one becomes TD_STATUS_REPLACED. As td_submission_begin else. */
gboolean td_submission_correct (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                char **ret_id, char **ret_key, GError **error);
/* Whether it can be corrected now by this viewer: for the button of a page. */
gboolean td_submission_may_correct (const TdSubmission *submission, const TdViewer *viewer);

/* Begins the draft of a late link (areas/calls/late.h), about its State and purpose, bound to it. Errors of td_late_open;
 * TD_ERROR_GONE when nothing can be sent by it; TD_ERROR_CONFLICT when another draft was begun by this very link. */
gboolean td_submission_begin_late (TdInstance *instance, const TdViewer *viewer, const char *link, char **ret_id,
                                   char **ret_key, GError **error);

/* What a sender answers; NULL (or FALSE beside it) leaves an answer as it is. */
typedef struct {
    const char *state, *purpose;
    const char *sender_name, *sender_kind, *contact;
    const char *
        organisation; /* id of one in which the viewer is contributor or lead: name and kind are then the registry's. "": none */
    const char *title, *language, *reason;
    const char *visibility; /* word */
    gboolean checked;
    const GArray *articles;
    gboolean set_articles; /* of int; the sender's word */
    const GPtrArray *priorities;
    gboolean set_priorities; /* of TdPriority */
    const GArray *kinds;     /* of TdKindChange; or NULL */
} TdAnswers;
typedef struct {
    int n;
    TdParagraphKind kind;
} TdKindChange;

/* TD_ERROR_INPUT tells all answers that will not do (base/faults.h); then none is stored. *ret_field (may be NULL): the
 * name of the first, a literal such as "state". */
gboolean td_submission_answer (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                               const TdAnswers *answers, const char **ret_field, GError **error);

/* Reads the file in its cell, keeps it and what was found. The main file takes the place of the one that was there and leaves the others, read as
 * they were; others are added behind. name as sent; shown to the sender and the Committee alone. title: what it is, at most
 * TD_LIMIT_TITLE_CHARACTERS; "" or NULL: nothing said. TD_ERROR_INPUT: there is no main file yet, there are as many as a submission has, or this
 * very content is one of them already. Blocks. */
gboolean td_submission_add_part (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, int fd,
                                 const char *name, TdFilePart part, const char *title, GError **error);
/* Whether a draft has a file of this content. */
gboolean td_submission_has_file (const TdSubmission *draft, const char *sha256);
/* Says what the file is that stands at a position; "" takes the title away. TD_ERROR_NOT_FOUND. */
gboolean td_submission_title_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                   int position, const char *title, GError **error);
/* Puts one that is not the main file before the one that stands before it. TD_ERROR_NOT_FOUND, also for the first of them. */
gboolean td_submission_move_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                  int position, GError **error);
/* Takes one that is not the main file out of a draft. TD_ERROR_NOT_FOUND. */
gboolean td_submission_remove_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                    int position, GError **error);

/* What the sender should know, in plain words: over the pages, a scan, a language that few will read, uncalled. Of char *, in locale. */
GPtrArray *td_submission_warnings (const TdInstance *instance, const TdSubmission *submission, const char *locale);
/* Whether it is longer than the profile asks, so that it needs a reason. */
gboolean td_submission_too_long (const TdInstance *instance, const TdSubmission *submission);
/* "13 pages; the Committee asks for at most 10 as a rule: …"; free it. */
char *td_submission_too_long_words (const TdInstance *instance, const TdSubmission *submission, const char *locale);
/* The same of pages that count, for who has no submission yet; NULL when they are not too many. Free it. */
char *td_submission_pages_words (const TdProfile *profile, int pages_counted, gboolean estimated, const char *locale);
/* The first question that is not answered yet: "state", "sender", "file", "reason", "check", "visibility"; NULL: ready. */
const char *td_submission_missing (const TdInstance *instance, const TdSubmission *submission);

/* How it is sent, beside what its answers say. */
typedef struct {
    gint64 began; /* when it began to arrive, which counts against the deadline of a call; 0: now */
    const char *
        late_reason; /* of who may enter something that came late on paper (td_late_may_enter): it is for everybody; or NULL */
    gboolean decline; /* no receipt is kept or given */
} TdSendingHow;

/* Sends it: status, leaf, receipt and journal in one transaction. how: NULL for now, with a receipt. *ret_receipt (may be NULL) stays NULL where the
 * receipt is declined. TD_ERROR_INPUT when an answer is missing. Closed is closed for every way in: TD_ERROR_CONFLICT of TD_CALLS_ERROR says which
 * call and when. */
gboolean td_submission_send (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                             const TdSendingHow *how, TdReceipt **ret_receipt, GError **error);
/* Erases a draft: rows and files. */
gboolean td_submission_discard (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                GError **error);

/* Erases drafts in which nobody wrote for TD_LIMIT_DRAFT_DAYS: rows and files. A chore of the server. */
gboolean td_submission_purge_drafts (TdInstance *instance, GError **error);

/* ---- deciding ----
 *
 * Every decision is an act with an id of its own, kept with who decided, when and why. Those concerned are told after
 * TD_LIMIT_UNDO_SECONDS, so that an act undone by then tells nobody. */

typedef enum {
    TD_DECISION_ACCEPT,     /* looked at, for the Committee */
    TD_DECISION_ASK_CHANGE, /* its sender is asked to change something: reason */
    TD_DECISION_PUBLISH,    /* shown to everybody, if its sender chose so */
    TD_DECISION_REFUSE,     /* reason */
    TD_DECISION_WITHHOLD,   /* taken, but kept from the public: reason */
    TD_DECISION_DUPLICATE,  /* of other */
    TD_N_DECISIONS
} TdDecision;
const char *
td_decision_word (TdDecision decision); /* "accept", "ask-change", "publish", "refuse", "withhold", "duplicate" */
gboolean td_decision_from_word (const char *word, TdDecision *ret);
/* The status that a decision leads to. */
TdStatus td_decision_status (TdDecision decision);
/* Whether the door and the state of the submission let this viewer decide so: for the buttons of a page. */
gboolean td_submission_may_decide (const TdSubmission *submission, const TdViewer *viewer, TdDecision decision);

typedef struct {
    TdDecision decision;
    const char *reason;   /* NULL or "": none; needed to ask for a change, to refuse and to withhold */
    const char *other;    /* DUPLICATE: id of the one that counts */
    const char *expected; /* status word that the person saw: TD_ERROR_CONFLICT when it is another by now. NULL: any */
} TdDecide;
/* TD_ACT_SUBMISSION_PUBLISH. TD_ERROR_INPUT: a reason or the other one is missing, or its sender kept it for the Committee alone and it would be
 * published. TD_ERROR_CONFLICT: it was decided so already, or differently in the meantime. *ret_act (may be NULL): id of the act, for
 * td_submission_undo; free it. */
gboolean td_submission_decide (TdInstance *instance, const TdViewer *viewer, const char *id, const TdDecide *decide,
                               char **ret_act, GError **error);
/* Takes a decision back, while nothing else happened to the submission since (else TD_ERROR_CONFLICT): what stood before stands
 * again. Whoever waits to be told is not; whoever was told is told again. An unknown act is TD_ERROR_NOT_FOUND. */
gboolean td_submission_undo (TdInstance *instance, const TdViewer *viewer, const char *act, GError **error);
/* The secretariat says, with a reason, that the sender is who they say. TD_ERROR_CONFLICT when nobody doubts it. */
gboolean td_submission_verify_sender (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                                      GError **error);

/* The secretariat says which language it is in, where the reader took it for another: the paragraphs that were in that one
 * are too, and are found by the new one's words. TD_ERROR_INPUT where it is none of the profile's, TD_ERROR_CONFLICT where it
 * stands so already. What its receipt proves is what came, and stays. */
gboolean td_submission_mark_language (TdInstance *instance, const TdViewer *viewer, const char *id,
                                      const char *language, GError **error);

/* ---- proofs and originals ---- */

/* The receipt with its proof if the log has it by now; NULL with TD_ERROR_NOT_FOUND when it was declined or deleted. */
TdReceipt *td_submission_receipt (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                  GError **error);
/* Whether one is kept. Asks no door: for who got the submission. */
gboolean td_submission_receipt_kept (TdInstance *instance, const char *id, gboolean *ret_kept, GError **error);
/* What a file is of it, in words (English, for td_words): "Annex". */
const char *td_submission_part_label (TdFilePart part);
/* How a downloaded file of this format ends: "pdf", "md". */
const char *td_submission_file_ending (const char *format);
/* The same as td_submission_file, for who got the submission. */
GBytes *td_submission_file_of (TdInstance *instance, const TdViewer *viewer, const TdSubmission *submission,
                               int position, char **ret_name, char **ret_format, GError **error);
/* The file as it came. */
GBytes *td_submission_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, int position,
                            char **ret_name, char **ret_format, GError **error);
/* Re-hashes each stored file and its document hash against the rows and receipts, and looks whether decisions lead to each status. *ret_files counts. */
gboolean td_submission_check_files (TdInstance *instance, gint64 *ret_files, GError **error);

/* JSON of one for a viewer, with paragraphs or without (paragraphs NULL). */
json_t *td_submission_to_json (const TdInstance *instance, const TdSubmission *submission, const GPtrArray *paragraphs,
                               const TdViewer *viewer);
