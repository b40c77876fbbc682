/* Inside the room profile/ only: a profile while it is put together, and the helpers of its loaders.
 *
 * Each table of a profile is read through a sheet: a list of columns says which may stand there, what
 * their fields hold and which are needed; opening the sheet checks all of it, so that a loader reads fields
 * that are right by form and only checks what ties tables together. Errors are TD_ERROR_INPUT in
 * TD_PROFILE_ERROR and begin "file, line N: ".
 */
#pragma once

#include "profile/csv.h"
#include "profile/profile.h"

typedef struct {
    TdProfile profile;     /* first: what the others see */
    GStringChunk *strings; /* every string of the profile */
    GHashTable *names;     /* "GHA/fr" to the State's name: the profile's own */
    GHashTable *regions;   /* the same, from ICU, filled as asked; under lock */
    GMutex lock;
    const char *symbols_state, *symbols_prior; /* patterns with {state} */
    TdTagger *tagger;
    const char *folder; /* NULL for a built-in one */
} TdProfileWhole;

typedef enum {
    TD_FIELD_TEXT,     /* one line, no spaces at its ends */
    TD_FIELD_KEYWORDS, /* separated by |, none empty or doubled */
    TD_FIELD_NUMBER,   /* 1 to 1,000,000 */
    TD_FIELD_SLUG,     /* a-z, 0-9 and - */
    TD_FIELD_DATE,     /* year, month or day */
    TD_FIELD_BASIS,
    TD_FIELD_TIME, /* 18:00 */
    TD_FIELD_FLAG, /* yes or no */
} TdFieldKind;

typedef struct {
    const char *name; /* "keywords_*": any number of columns, one a language */
    TdFieldKind kind;
    gboolean needed; /* no field of it is empty */
    gboolean unique; /* no two fields of it are equal */
} TdColumn;

typedef struct {
    TdCsv *csv;
    TdProfileWhole *whole;
} TdSheet;

/* "18:00". */
gboolean td_profile_is_time (const char *text);

/* A file of the profile, or TD_ERROR_INPUT. */
GBytes *td_profile_file (const TdProfileWhole *whole, const char *file, GError **error);

gboolean td_sheet_open (TdProfileWhole *whole, const char *file, const TdColumn *columns, gsize n_columns,
                        TdSheet *ret_sheet, GError **error);
void td_sheet_clear (TdSheet *sheet);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdSheet, td_sheet_clear)

/* Fields of a checked sheet. Texts live as long as the profile; NULL where empty. */
const char *td_sheet_text (const TdSheet *sheet, guint row, const char *column);
int td_sheet_number (const TdSheet *sheet, guint row, const char *column);    /* 0 where empty */
TdBasis td_sheet_basis (const TdSheet *sheet, guint row, const char *column); /* not given where empty */
gboolean td_sheet_flag (const TdSheet *sheet, guint row, const char *column);
gboolean td_sheet_refuse (const TdSheet *sheet, guint row, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5); /* FALSE */

/* The loaders, in the order in which they may be called. */
gboolean td_profile_load_settings (TdProfileWhole *whole, GError **error); /* profile-settings.c */
gboolean td_profile_load_choices (TdProfileWhole *whole, GError **error);  /* profile-choices.c */
gboolean td_profile_load_treaty (TdProfileWhole *whole, GError **error);   /* profile-treaty.c */
gboolean td_profile_load_states (TdProfileWhole *whole, GError **error);   /* profile-states.c */
gboolean td_profile_load_sessions (TdProfileWhole *whole, GError **error); /* profile-reviews.c */
gboolean td_profile_load_reviews (TdProfileWhole *whole, GError **error);
gboolean td_profile_load_calls (TdProfileWhole *whole, GError **error);        /* profile-calls.c */
gboolean td_profile_load_consultation (TdProfileWhole *whole, GError **error); /* profile-consultation.c */
gboolean td_profile_load_follow_up (TdProfileWhole *whole, GError **error);    /* profile-follow-up.c */
gboolean td_profile_load_documents (TdProfileWhole *whole, GError **error);    /* profile-documents.c */
gboolean td_profile_load_papers (TdProfileWhole *whole, GError **error);       /* profile-papers.c */

gboolean td_profile_load_participants (TdProfileWhole *whole, GError **error);   /* profile-participants.c */
gboolean td_profile_load_communications (TdProfileWhole *whole, GError **error); /* profile-communications.c */
gboolean td_profile_load_programme (TdProfileWhole *whole, GError **error);      /* profile-programme.c */
gboolean td_profile_load_general (TdProfileWhole *whole, GError **error);        /* profile-general.c */
gboolean td_profile_load_terms (TdProfileWhole *whole,
                                GError **error); /* profile-terms.c: after the treaty's articles */
gboolean td_profile_load_countries (TdProfileWhole *whole, GError **error); /* profile-countries.c */
void td_profile_free_terms (TdProfile *profile);
gboolean td_profile_load_cases (TdProfileWhole *whole, GError **error); /* profile-cases.c */

/* Whether a symbol is one of this State: pattern is whole->symbols_…; NULL patterns fit everything. */
gboolean td_profile_symbol_fits (const char *pattern, const char *iso3, const char *symbol);
