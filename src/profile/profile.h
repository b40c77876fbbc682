/* The profile: a treaty body described as data. Loaded once, checked whole, then immutable.
 *
 * profiles/NAME/ holds profile.ini (a key file) and CSV files; which keys and columns each may hold, and
 * what they mean, is said in profiles/README.md and enforced here: an unknown column, a doubled key, a
 * date that is none, an article that a theme names but the list lacks, is an error that names
 * file and line. Profiles are built into the program as resources; a path loads one from disk.
 *
 * What the Committee decides is read from here and never written in C.
 */
#pragma once

#include "document/document.h"
#include "text/tagger.h"
#include <glib.h>
#include <jansson.h>

#define TD_PROFILE_ERROR (td_profile_error_quark ())
GQuark td_profile_error_quark (void);

/* How we know a fact: read in a source during collection, general knowledge, or worked out by rule. */
typedef enum {
    TD_BASIS_SEEN,
    TD_BASIS_GENERAL,
    TD_BASIS_CALCULATED,
    TD_BASIS_NOT_GIVEN,
    TD_BASIS_RECORDED, /* by the secretariat, in an overlay; no profile's table holds it */
} TdBasis;
const char *td_basis_name (TdBasis basis); /* "seen", "general-knowledge", "calculated", "not-given", "recorded" */
gboolean td_basis_from_name (const char *name, TdBasis *ret_basis);
/* What a basis means, as one English sentence for td_words: "Read in a source." */
const char *td_basis_sentence (TdBasis basis);

typedef struct {
    int number;
    const char *part;       /* "III" */
    const char *part_title; /* source text in English; translated by td_words */
    const char *title;
    const char *theme; /* slug */
} TdArticle;

typedef struct {
    const char *slug, *title;
} TdTheme;

typedef struct {
    const char *iso3, *iso2;
    const char *name;           /* in English, as the United Nations writes it */
    const char *region;         /* slug-like English name: "Africa" */
    const char *adherence;      /* "ratification", "accession", … */
    const char *adherence_date; /* year, month or day */
    TdBasis adherence_basis;
    const char *adherence_source;
    const char *declarations; /* articles 76 and 77 as known: text or NULL where unknown */
} TdState;

typedef struct {
    int number;
    const char *start, *end; /* dates of any precision, or NULL */
    TdBasis basis;
    const char *source;
} TdSession;

typedef struct {
    const TdState *state;
    int cycle;
    const char *type;    /* "initial", "periodic", "no-report" */
    const char *numbers; /* which of the State's reports it considered: "2-3"; NULL where unknown */
    const char *report, *list_of_issues, *observations;   /* document symbols or NULL */
    TdBasis report_basis, list_basis, observations_basis; /* of each symbol; not given where NULL */
    gboolean list_prior;            /* the list of issues is one prior to reporting, by its symbol */
    const TdSession *session;       /* or NULL */
    TdBasis session_basis;          /* that the review took place there */
    const char *next_report_due;    /* a date fixed by the concluding observations or LOIPR, or NULL */
    const char *next_report_source; /* where that date stands; set when it is */
} TdReview;

/* A choice that the profile offers: a purpose of a contribution, a kind of organisation, a stage. */
typedef struct {
    const char *slug;
    const char *label;      /* English source; td_words gives the rest */
    const char *hint;       /* or NULL */
    const char *source;     /* kinds of organisation only: which of the dossier's kinds of source it counts as,
                           "civil-society", "nhri", "un", "regional", "state" */
    gboolean registered;    /* kinds only: an organisation that can stand in the registry; a person or a State cannot */
    gboolean coalition;     /* kinds only: its members are organisations */
    const char *known_by;   /* stages only: which fact tells it (profile/cycle.h), or NULL */
    gboolean civil_society; /* stages only: an open door for civil society */
    const char *origin;     /* purposes only: where the choice comes from */
    gboolean from_state;    /* purposes only: a State's own paper; nobody else can choose it */
    gboolean at_once;       /* purposes only: shown to everybody when it is sent, without the secretariat's word */
    const char *stage;      /* purposes only: slug of the stage that is done on the day it comes, or NULL */
    gboolean after_dialogue; /* purposes only: taken from the State's dialogue on until td_profile_more_until alone */
} TdChoice;

/* A kind of call for input: what is asked, and what its deadline hangs on. */
typedef enum {
    TD_ANCHOR_ALWAYS,  /* no deadline: always open */
    TD_ANCHOR_SESSION, /* the first day of the session of a stage */
    TD_ANCHOR_DATE,    /* the date of a stage */
} TdAnchor;
typedef struct {
    const char *slug, *label;
    const char *purpose; /* slug of purposes.csv that it takes */
    TdAnchor anchor;
    const char *stage;                     /* slug of stages.csv, or NULL with TD_ANCHOR_ALWAYS */
    int weeks;                             /* from the anchor to the deadline: below 0 before it */
    const char *time;                      /* "18:00" in the body's zone; NULL with TD_ANCHOR_ALWAYS */
    const char *languages;                 /* tags with ; between, or NULL: the profile's */
    const char *limits, *guidance, *asked; /* English sentences for td_words, or NULL */
    const char *kinds;                     /* slugs of kinds.csv with ; between that it asks, or NULL: all */
    const char *origin;                    /* where the deadline comes from */
} TdCallKind;

/* What the system itself knows beside what both sides say of a standing question. */
typedef enum {
    TD_EVIDENCE_NONE,
    TD_EVIDENCE_CONSULTATIONS, /* that consultations were held, and when */
    TD_EVIDENCE_COMMENTS,      /* comments, and what became of them */
    TD_EVIDENCE_DRAFT,         /* the draft: since when, how long, in which languages */
    TD_EVIDENCE_REPORT,        /* the State's report is here, public */
} TdEvidence;

/* A question that the Committee asks on every State: how was civil society consulted? Texts are English, for td_words. */
typedef struct {
    const char *slug;
    const char *question, *label;
    const char *state_question; /* as it is put to the State */
    const char *source;         /* where the Committee or the treaty asks it, or NULL */
    TdEvidence evidence;
    const char *origin; /* where the row comes from, or NULL */
} TdStandingQuestion;

/* How a question to organisations is answered. */
typedef enum {
    TD_OWN_CHOICE,    /* yes, partly, no, unknown */
    TD_OWN_DAY,       /* a date */
    TD_OWN_DAYS,      /* a number of days */
    TD_OWN_LANGUAGES, /* any of several, and others in words */
    TD_OWN_TEXT,
} TdOwnKind;
typedef struct {
    const char *slug, *question;
    const char *hint; /* or NULL */
    TdOwnKind kind;
    const TdStandingQuestion *standing; /* on which its answer bears, or NULL */
    const char *origin;
} TdOwnQuestion;

/* How an assessment stands in a picture. */
typedef enum { TD_TONE_GOOD, TD_TONE_PARTLY, TD_TONE_BAD, TD_TONE_UNKNOWN } TdTone;
const char *td_tone_word (TdTone tone); /* "good", "partly", "bad", "unknown" */
/* A step of the scale on which the Committee assesses what became of a recommendation. */
typedef struct {
    const char *slug, *label;
    const char *hint; /* or NULL */
    TdTone tone;
    const char *origin; /* where the scale comes from */
} TdAssessmentGrade;

/* What tells that a paragraph of the Committee's is a recommendation: words of one language. */
typedef enum {
    TD_FOLLOW_HEADING,   /* in a heading: the numbered paragraphs under it are recommendations */
    TD_FOLLOW_BODY,      /* the body itself: "Committee" */
    TD_FOLLOW_ASKS,      /* what it does, near its name: "recommends" */
    TD_FOLLOW_BETWEEN,   /* where these stand between the two, somebody else does it */
    TD_FOLLOW_FIRST,     /* in the paragraph that names those to be followed up first */
    TD_FOLLOW_WITHIN,    /* in that paragraph: so many months are given */
    TD_FOLLOW_PARAGRAPH, /* before the numbers of paragraphs: "paragraphs" */
} TdFollowRule;
typedef struct {
    TdFollowRule rule;
    const char *language; /* tag */
    const char *words;
    int months; /* of TD_FOLLOW_WITHIN; else 0 */
} TdFollowWords;
/* What a type of document is for the program; TD_IS_OTHER where it only keeps and shows it. */
typedef enum {
    TD_IS_OTHER,
    TD_IS_REPORT,          /* a State's report */
    TD_IS_LIST,            /* a list of issues */
    TD_IS_LIST_PRIOR,      /* one prior to reporting */
    TD_IS_REPLIES,         /* the State's replies to a list of issues */
    TD_IS_OBSERVATIONS,    /* concluding observations */
    TD_IS_FOLLOW_UP,       /* the State's information on what it did about them */
    TD_IS_GENERAL_COMMENT, /* the body's interpretation of its treaty */
    TD_IS_TREATY,          /* the treaty itself */
    TD_IS_MECHANISM,       /* recommendations of another mechanism; several types may be so, all others only one */
} TdDocumentIs;
const char *td_document_is_word (TdDocumentIs is); /* "report", …; "" for other */

/* The columns of the dossier, in order: "state", "un", "regional", "nhri", "civil-society", "committee"; NULL-terminated. */
extern const char *const td_dossier_sources[];

/* A type of document: concluding observations, a State's report. */
typedef struct {
    const char *slug, *label; /* label is English, for td_words */
    TdDocumentIs is;
    const char *source;  /* the column of the dossier: one of td_dossier_sources */
    const char *symbols; /* patterns of its symbols, ; between, the first for new ones; NULL: it has none of its own */
    const char *origin;  /* where the row comes from */
} TdDocumentType;
/* A section of an outline by which a text is written. Texts are English, for td_words. */
typedef struct {
    const char *outline, *slug; /* slug: no other of the same outline */
    const char *label;
    const char *hint; /* or NULL */
    int level;        /* of its heading, 1 to 6 */
    const char *kind; /* of the paragraphs that are usual there: "plain", "numbered", "quote" */
    const char *origin;
} TdOutlineSection;

/* A kind of paper that the body writes on a State. */
typedef struct {
    const char *slug, *label; /* label: English, for td_words */
    const char *outline;      /* slug of outlines.csv */
    const char *document;     /* type of documents.csv, by whose first pattern its symbols are built */
    const char *stage;        /* slug of stages.csv: done on the day on which it is published */
    const char *questions;    /* slug of the section into which proposed questions go */
    const char *origin;
} TdPaperKind;

/* A term of the treaty in its languages (profile/terms.h). */
typedef struct TdProfileTerm TdProfileTerm;
typedef struct TdCaseStage TdCaseStage; /* case-stages.h */

/* Who takes a standing part in the work by the treaty's own word. Texts are English, for td_words. */
typedef struct {
    const char *slug, *name;
    const char *articles;   /* "74.2;74.5", or NULL */
    const char *receives;   /* slugs of purposes.csv with ; between, papers of States; or NULL: nothing */
    const char *basis;      /* what it receives, and why: a sentence */
    const char *takes_part; /* or NULL */
    const char *origin;
} TdParticipant;
/* Whether a copy of each paper of this purpose is to be sent to it. */
gboolean td_participant_receives (const TdParticipant *participant, const char *purpose);

/* A State's declaration on a procedure, as the profile knows it. What no row says is not known. */
typedef enum { TD_DECLARATION_MADE, TD_DECLARATION_WITHDRAWN, TD_DECLARATION_NONE } TdDeclarationKind;
const char *td_declaration_kind_word (TdDeclarationKind kind); /* "made", "withdrawn", "none" */
gboolean td_declaration_kind_from_word (const char *word, TdDeclarationKind *ret_kind);
typedef struct {
    const TdState *state;
    int article;
    TdDeclarationKind kind;
    const char *date; /* a day: it was made, withdrawn, or looked for and not found on it */
    TdBasis basis;
    const char *source;
} TdDeclarationRow;

/* Another procedure to which a person can turn. Texts are English, for td_words. */
typedef struct {
    const char *slug, *name;
    const char *group;  /* "treaty-body", "special-procedure", "labour", "regional", "other" */
    const char *what;   /* whom it takes what from */
    const char *needs;  /* what the State must have accepted, or NULL: nothing */
    const char *source; /* where it stands: "Article 22 of the Convention against Torture" */
    TdBasis basis;
} TdOtherWay;

/* What a stage of a general comment in the making is to the program. */
typedef enum {
    TD_GENERAL_CONCEPT,    /* a document says why */
    TD_GENERAL_INPUT,      /* a call for input (areas/calls) */
    TD_GENERAL_DISCUSSION, /* a meeting, or a day of them */
    TD_GENERAL_DRAFT,      /* a draft comes in */
    TD_GENERAL_COMMENTS,   /* comments on a draft are taken */
    TD_GENERAL_ADOPTION,   /* the body adopts it */
    TD_N_GENERAL
} TdGeneralIs;

/* A stage of a general comment in the making. Texts are English, for td_words. */
typedef struct {
    const char *slug, *label;
    const char *hint; /* or NULL */
    TdGeneralIs is;
    gboolean again; /* it can come more than once */
    const char *origin;
} TdGeneralStageKind;

/* What somebody asks themselves before they write a communication, by the treaty's own conditions. Texts are English, for td_words. */
typedef enum {
    TD_CHECK_GOOD,  /* nothing stands in the way */
    TD_CHECK_WRITE, /* to be written about */
    TD_CHECK_STOP,  /* stands in the way */
} TdCheckTone;
typedef struct {
    const char *slug, *label;
    TdCheckTone tone;
    const char *advice; /* what it means, and what to write about it */
} TdCheckChoice;
typedef struct {
    const char *slug, *question;
    const char *hint;     /* in plain words */
    const char *articles; /* "77.2" */
    const TdCheckChoice *choices;
    gsize n_choices;
} TdCheckQuestion;

/* How the floor is shared at a meeting with civil society. */
typedef struct {
    int percent;       /* of a meeting, for statements; the rest is for questions and answers */
    int least_minutes; /* nobody speaks for less */
    int most_members;  /* of a coalition that count when minutes are shared */
    int slot_minutes;  /* of a national institution, an agency or another entity, besides those of civil society */
    int deadline_days, deadline_hour; /* until when organisations ask: so many days before, at that hour */
} TdFloorRule;
/* About what a meeting is. */
typedef enum {
    TD_ABOUT_NONE,
    TD_ABOUT_STATE,  /* one State */
    TD_ABOUT_STATES, /* all that are reviewed at the session */
} TdMeetingAbout;

/* What a kind of meeting offers; bits. */
typedef enum {
    TD_OFFERS_FLOOR = 1 << 0,     /* organisations ask for the floor */
    TD_OFFERS_BRIEFING = 1 << 1,  /* those who are invited brief the members */
    TD_OFFERS_DIALOGUE = 1 << 2,  /* with the State's delegation, which may send more in writing afterwards */
    TD_OFFERS_QUESTIONS = 1 << 3, /* members' questions are taken down, and answered there or in writing */
    TD_OFFERS_OBSERVERS = 1 << 4, /* anybody may ask to come and follow it */
} TdMeetingOffer;

/* A kind of meeting of a session. */
typedef struct {
    const char *slug, *label; /* label: English, for td_words */
    gboolean is_public;
    TdMeetingAbout about;
    int minutes;  /* how long it usually is */
    int meetings; /* how many there usually are, of one State or of a session */
    guint offers; /* TdMeetingOffer */
    const char *origin;
} TdMeetingKind;
gboolean td_meeting_kind_offers (const TdMeetingKind *kind, TdMeetingOffer offer); /* kind may be NULL: nothing */

/* A meeting of the template by which a session is planned: once, or once for each State reviewed. Days are working days (Monday
 * to Friday), counted from the session's first one, or back from its last. */
typedef struct {
    const TdMeetingKind *kind;
    gboolean each_state;
    gboolean from_last;
    int days;                  /* after the first, or before the last */
    int step;                  /* so many days later for each next State */
    const char *begins, *ends; /* "15:00" in the body's zone */
    const char *origin;
} TdProgrammeRow;

/* Where a country is on a map of the world, to about a degree: any, not the States parties alone. */
typedef struct {
    const char *iso3;
    double latitude, longitude; /* degrees, north and east */
    TdBasis basis;
} TdCountry;

/* A few numbers of days, falling. */
enum { TD_PROFILE_DAYS = 6 };
typedef struct {
    int days[TD_PROFILE_DAYS];
    int n;
} TdProfileDays;

typedef struct TdProfile {
    const char *name;       /* "cmw" */
    const char *body;       /* its usual name: "Committee on Migrant Workers" */
    const char *body_full;  /* its name in the treaty */
    const char *short_name; /* "CMW" */
    const char *convention, *convention_short;
    const char *zone; /* IANA */
    int members;
    int page_limit; /* pages, as a rule */
    TdPageRule page_rule;
    const char *page_rule_words;     /* what does not count, as an English sentence for td_words */
    gint64 file_bytes;               /* largest file */
    int priorities;                  /* how many a sender may name */
    int checkpoint_seconds;          /* between checkpoints of the log */
    int checkpoint_batch;            /* leaves are padded to a multiple of this */
    int accreditation_deadline_days; /* before a session: until then one asks to come to it */
    int accreditation_erase_days;    /* after a session the names of who came go */
    const char *known_until;         /* a date of any precision: what happened later is not in the data */
    const char *in_force;            /* the day on which the Convention itself entered into force */
    int entry_months;                /* from deposit to the month before entry into force for a State */
    int first_report_months;         /* from entry into force to the first report */
    int interval_years;              /* between reports, where the Committee fixed no date */
    int entry_article, report_article, communications_article; /* that say so */
    int communications_declarations; /* needed before individual communications are in force */
    int interstate_article;          /* of communications between States; 0: the treaty knows none */
    int interstate_declarations;     /* needed before these are in force */
    TdProfileDays
        reprisal_reminders; /* before the day on which the focal point wants to look again, and (below 0) after it */
    const char *const *languages;         /* of input, tags */
    const char *const *working_languages; /* of the Committee's documents */

    const TdArticle *articles;
    gsize n_articles;
    const TdTheme *themes;
    gsize n_themes;
    const TdState *states;
    gsize n_states; /* by English name */
    const TdSession *sessions;
    gsize n_sessions;
    const TdReview *reviews;
    gsize n_reviews; /* by State, then cycle */
    const TdChoice *purposes;
    gsize n_purposes;
    const TdChoice *kinds;
    gsize n_kinds;
    const TdChoice *stages;
    gsize n_stages;
    const TdCallKind *call_kinds;
    gsize n_call_kinds;
    const TdStandingQuestion *standing;
    gsize n_standing;
    const TdOwnQuestion *own_questions;
    gsize n_own_questions;
    const TdAssessmentGrade *grades;
    gsize n_grades;
    const TdFollowWords *follow_words;
    gsize n_follow_words;
    TdFloorRule floor;
    int follow_up_months; /* from the day of concluding observations to that of the follow-up, where none was recorded */
    const TdDocumentType *document_types;
    gsize n_document_types;
    const TdOutlineSection *outlines; /* the sections of an outline stand together, in order */
    gsize n_outlines;
    const TdPaperKind *paper_kinds;
    gsize n_paper_kinds;
    const TdParticipant *participants;
    gsize n_participants;
    const TdDeclarationRow *declarations;
    gsize n_declarations;
    const TdOtherWay *other_ways;
    gsize n_other_ways;
    const TdCheckQuestion *check_questions;
    gsize n_check_questions;
    const TdCheckChoice *check_choices; /* of all questions, in order */
    const TdCaseStage *case_stages;
    gsize n_case_stages;
    const TdMeetingKind *meeting_kinds;
    gsize n_meeting_kinds;
    const TdProgrammeRow *programme; /* in the order in which a session goes */
    gsize n_programme;
    const TdGeneralStageKind *general_stages; /* in the order in which a general comment goes through them */
    gsize n_general_stages;
    const char *meetings_begin, *meetings_end; /* hours between which meetings usually are: "10:00", "18:00" */
    int answers_days, more_days;               /* working days after a meeting; see td_profile_answers_until */
    const char *answers_time, *more_time;
    const TdCountry *countries; /* by code */
    gsize n_countries;
    const TdProfileTerm *terms; /* terms.h */
    gsize n_terms;
    const TdTagger *tagger;
    const struct TdProfile *under; /* of an overlay: the loaded profile beneath it; else NULL */
} TdProfile;

/* NULL: the profile's map does not show it. */
const TdCountry *td_profile_country (const TdProfile *profile, const char *iso3);

/* What was recorded since the profile was written, laid over it: the same profile with these sessions (by number) and
 * reviews (by State, then cycle) in place of its own. Reviews point into `sessions`. Borrows the profile; takes both
 * arrays and nothing they point to. Every function that takes a profile takes an overlay. */
TdProfile *td_profile_overlay (const TdProfile *profile, GArray *take_sessions, GArray *take_reviews);
void td_profile_overlay_free (TdProfile *overlay);

/* name: a built-in one ("cmw"), or a path with a slash. */
TdProfile *td_profile_load (const char *name, GError **error);
void td_profile_free (TdProfile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdProfile, td_profile_free)

const TdState *td_profile_state (const TdProfile *profile, const char *iso3); /* any case; NULL if none */
const TdArticle *td_profile_article (const TdProfile *profile, int number);
const TdSession *td_profile_session (const TdProfile *profile, int number);
const TdTheme *td_profile_theme (const TdProfile *profile, const char *slug); /* NULL if none */
const TdCallKind *td_profile_call_kind (const TdProfile *profile, const char *slug);
/* The first kind of call that takes this purpose, or NULL. */
const TdCallKind *td_profile_call_kind_for (const TdProfile *profile, const char *purpose);
const TdStandingQuestion *td_profile_standing (const TdProfile *profile, const char *slug);
const TdParticipant *td_profile_participant (const TdProfile *profile, const char *slug);
const TdMeetingKind *td_profile_meeting_kind (const TdProfile *profile, const char *slug);       /* NULL if none */
const TdGeneralStageKind *td_profile_general_stage (const TdProfile *profile, const char *slug); /* NULL if none */
/* Until when what was asked at a meeting may be answered in writing, and until when a State may send more in writing after its dialogue;
 * ends_local: the end of the (last) meeting, "2026-12-07T13:00", in the body's zone, and so is the answer. Free it. */
char *td_profile_answers_until (const TdProfile *profile, const char *ends_local);
char *td_profile_more_until (const TdProfile *profile, const char *ends_local);
/* Saturday or Sunday. day: or a local time, whose day counts. */
gboolean td_day_is_weekend (const char *day);
/* The n-th day from Monday to Friday after day (before it, where n is below 0); day itself for 0. Free it. */
char *td_day_add_working (const char *day, int n);
const TdOwnQuestion *td_profile_own_question (const TdProfile *profile, const char *slug);
const TdAssessmentGrade *td_profile_grade (const TdProfile *profile, const char *slug);
/* The stage of a review in which recommendations are followed up, or NULL. */
const TdChoice *td_profile_follow_up_stage (const TdProfile *profile);
/* The sections of an outline, in order; NULL and 0 if there is none. */
const TdOutlineSection *td_profile_outline (const TdProfile *profile, const char *slug, gsize *ret_n);
const TdPaperKind *td_profile_paper_kind (const TdProfile *profile, const char *slug); /* NULL if none */
const TdChoice *td_profile_choice (const TdChoice *choices, gsize n, const char *slug);
const TdChoice *td_profile_purpose (const TdProfile *profile, const char *slug);
/* The kind of sender that a State is, or NULL where the profile has no papers of States. */
const TdChoice *td_profile_state_kind (const TdProfile *profile);
/* The State's name in locale: the profile's own, else ICU's. Lives as long as the profile. */
const char *td_profile_state_name (const TdProfile *profile, const TdState *state, const char *locale);

const TdDocumentType *td_profile_document_type (const TdProfile *profile, const char *slug);   /* NULL if none */
const TdDocumentType *td_profile_document_that_is (const TdProfile *profile, TdDocumentIs is); /* the first, or NULL */
/* The type of a symbol in any case: the first whose pattern it fits, with its State (or NULL) and its number (or 0). NULL, and
 * nothing is set, when no type has such symbols. */
const TdDocumentType *td_profile_symbol_type (const TdProfile *profile, const char *symbol, const TdState **ret_state,
                                              int *ret_n);
/* The symbol of the n-th document of a type, by its first pattern: "CMW/C/GHA/CO/2". state NULL where it is about none. NULL when the pattern
 * wants more than that. Free it. */
char *td_profile_document_symbol (const TdDocumentType *type, const TdState *state, int n);

/* ---- rules computed from the profile's numbers (profile/treaty-rules.c) ---- */

/* Entry into force for a State: the later of the Convention's own date and the first day of the month
 * after three months from deposit (article 87). A deposit known to the month gives a day. One known only
 * to the year gives a year (the deposit's) and the two days between which the truth lies; they may reach
 * into the next year, so show `because` beside it. */
typedef struct {
    char *date;              /* a day, or a year; NULL when nothing can be said */
    char *earliest, *latest; /* days; equal when date is a day; NULL with date */
    TdBasis basis;           /* TD_BASIS_CALCULATED; TD_BASIS_NOT_GIVEN without a date */
} TdEntry;
void td_profile_entry (const TdProfile *profile, const TdState *state, TdEntry *ret_entry);
void td_entry_clear (TdEntry *entry);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdEntry, td_entry_clear)
/* How the day was found, as a sentence in locale. Free it. */
char *td_profile_entry_because (const TdProfile *profile, const TdEntry *entry, const char *locale);
/* Only the date; NULL if unknown. Free it. */
char *td_profile_entry_into_force (const TdProfile *profile, const TdState *state);

typedef enum {
    TD_DUE_UNKNOWN,  /* nothing can be said */
    TD_DUE_FIRST,    /* so long after entry into force */
    TD_DUE_FIXED,    /* by the Committee */
    TD_DUE_INTERVAL, /* so many years after the end of the session of the last review */
} TdDueRule;

typedef struct {
    char *date;    /* of any precision; NULL when nothing can be said */
    char *latest;  /* the day by which it is surely due: overdue only after it; NULL with date */
    TdBasis basis; /* TD_BASIS_SEEN: fixed by the Committee; TD_BASIS_CALCULATED: by rule */
    int cycle;     /* which review it opens */
    char *because; /* English sentence */
    TdDueRule rule;
    char *since;             /* the date from which it was counted, or NULL */
    const char *known_until; /* the profile's */
    const TdReview *review;  /* the review on which it rests, or NULL */
    const TdReview *planned; /* the review that it opens, where that one has its session already; or NULL */
} TdReportDue;
/* The next report of a State: the first a year after entry into force, later ones on the date that the
 * last concluding observations or LOIPR fix, else five years on (article 73), marked as calculated. Five
 * years are counted from the end of the session in which the State was last reviewed, the day on which the
 * Committee closes and adopts its concluding observations. As it stood on a day (from td_clock_today): reviews whose
 * session had not ended then do not count. Clear with td_report_due_clear. */
void td_profile_next_report_on (const TdProfile *profile, const TdState *state, const char *today,
                                TdReportDue *ret_due);
/* When the report that opened a review had been due, by the same rules. */
void td_profile_report_opening (const TdProfile *profile, const TdReview *review, TdReportDue *ret_due);
/* `because` in locale. Free it. */
char *td_profile_report_because (const TdProfile *profile, const TdReportDue *due, const char *locale);
/* Whole years by which the report is overdue on that day: 0 for less than one, -1 when it is not overdue.
 * A report whose review has its session (but for one in the absence of its report), or that fell due when the profile's data end, is not called
 * overdue: whether it came is not known then. */
int td_report_due_overdue (const TdReportDue *due, const char *today);
void td_report_due_clear (TdReportDue *due);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdReportDue, td_report_due_clear)

/* Where a review's session lies on a day: a review may be planned. today NULL: as if everything in the profile had
 * been held. */
typedef enum { TD_REVIEW_UNKNOWN, TD_REVIEW_PLANNED, TD_REVIEW_NOW, TD_REVIEW_HELD } TdReviewTime;
TdReviewTime td_review_time (const TdReview *review, const char *today);

/* The State's reviews, oldest first: a slice of profile->reviews. */
const TdReview *td_profile_reviews (const TdProfile *profile, const TdState *state, gsize *ret_n);

/* ---- the facts of one State for page, command and API (profile/profile-json.c) ---- */

/* {iso3, iso2, name, region, adherence{kind, date, basis, source}, declarations, entry_into_force{date,
 * earliest, latest, basis, because}, next_report{date, latest, basis, because, cycle, overdue_years,
 * known_until}, reviews[{cycle, type, numbers, when, session{number, start, end, basis, source, review_basis},
 * report{symbol, basis}, list_of_issues{symbol, basis, prior}, observations{symbol, basis},
 * next_report_due}], cycle_line[…] (cycle.h)}; what is unknown is null. Sentences are in locale. Free with
 * json_decref. */
json_t *td_profile_state_to_json (const TdProfile *profile, const TdState *state, const char *locale,
                                  const char *today);
