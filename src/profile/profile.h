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

#define TD_PROFILE_ERROR (td_profile_error_quark ())
GQuark td_profile_error_quark (void);

/* How we know a fact: read in a source during collection, general knowledge, or worked out by rule. */
typedef enum { TD_BASIS_SEEN, TD_BASIS_GENERAL, TD_BASIS_CALCULATED, TD_BASIS_NOT_GIVEN } TdBasis;
const char *td_basis_name (TdBasis basis); /* "seen", "general-knowledge", "calculated", "not-given" */

typedef struct {
    int number;
    const char *part;       /* "III" */
    const char *part_title; /* source text in English; translated by td_words */
    const char *title;
    const char *theme;      /* slug */
} TdArticle;

typedef struct {
    const char *slug, *title;
} TdTheme;

typedef struct {
    const char *iso3, *iso2;
    const char *region;          /* slug-like English name: "Africa" */
    const char *adherence;       /* "ratification", "accession", … */
    const char *adherence_date;  /* year, month or day */
    TdBasis adherence_basis;
    const char *adherence_source;
    const char *declarations;    /* articles 76 and 77 as known: text or NULL where unknown */
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
    const char *type;        /* "initial", "periodic", "no-report" */
    const char *report, *list_of_issues, *observations; /* document symbols or NULL */
    TdBasis observations_basis;
    const TdSession *session; /* or NULL */
    const char *next_report_due; /* a date fixed by the concluding observations or LOIPR, or NULL */
} TdReview;

/* A choice that the profile offers: a purpose of a contribution, a kind of organisation, a stage. */
typedef struct {
    const char *slug;
    const char *label;  /* English source; td_words gives the rest */
    const char *hint;   /* or NULL */
    const char *source; /* which of the dossier's kinds of source it counts as: "civil-society", "nhri", "un", "regional", "state" (kinds of organisation only) */
} TdChoice;

typedef struct {
    const char *name;         /* "cmw" */
    const char *body;         /* "Committee on Migrant Workers" */
    const char *short_name;   /* "CMW" */
    const char *convention, *convention_short;
    const char *zone;         /* IANA */
    int members;
    int page_limit;           /* pages, as a rule */
    TdPageRule page_rule;
    gint64 file_bytes;        /* largest file */
    int priorities;           /* how many a sender may name */
    int checkpoint_seconds;   /* between checkpoints of the log */
    int checkpoint_batch;     /* leaves are padded to a multiple of this */
    const char *const *languages;         /* of input, tags */
    const char *const *working_languages; /* of the Committee's documents */

    const TdArticle *articles;  gsize n_articles;
    const TdTheme *themes;      gsize n_themes;
    const TdState *states;      gsize n_states;  /* by English name */
    const TdSession *sessions;  gsize n_sessions;
    const TdReview *reviews;    gsize n_reviews; /* by State, then cycle */
    const TdChoice *purposes;   gsize n_purposes;
    const TdChoice *kinds;      gsize n_kinds;
    const TdChoice *stages;     gsize n_stages;
    const TdTagger *tagger;
} TdProfile;

/* name: a built-in one ("cmw"), or a path with a slash. */
TdProfile *td_profile_load (const char *name, GError **error);
void td_profile_free (TdProfile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdProfile, td_profile_free)

const TdState *td_profile_state (const TdProfile *profile, const char *iso3); /* any case; NULL if none */
const TdArticle *td_profile_article (const TdProfile *profile, int number);
const TdSession *td_profile_session (const TdProfile *profile, int number);
const TdChoice *td_profile_choice (const TdChoice *choices, gsize n, const char *slug);
/* The State's name in locale: the profile's own, else ICU's. Lives as long as the profile. */
const char *td_profile_state_name (const TdProfile *profile, const TdState *state, const char *locale);
/* Why a fact is believed, as one sentence in English for td_words, with its source. */

/* ---- rules computed from the profile's numbers (profile/treaty-rules.c) ---- */

/* Entry into force for a State: the later of the Convention's own date and the first day of the month
 * after three months from deposit (article 87). Has the precision that the deposit's date allows; NULL if unknown. Free it. */
char *td_profile_entry_into_force (const TdProfile *profile, const TdState *state);

typedef struct {
    char *date;      /* of any precision; NULL when nothing can be said */
    TdBasis basis;   /* TD_BASIS_SEEN: fixed by the Committee; TD_BASIS_CALCULATED: by rule */
    int cycle;       /* which review it opens */
    char *because;   /* English sentence */
} TdReportDue;
/* The next report of a State: the first a year after entry into force, later ones on the date that the last concluding
 * observations or LOIPR fix, else five years on (article 73), marked as calculated. Clear with td_report_due_clear. */
void td_profile_next_report (const TdProfile *profile, const TdState *state, TdReportDue *ret_due);
void td_report_due_clear (TdReportDue *due);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdReportDue, td_report_due_clear)
