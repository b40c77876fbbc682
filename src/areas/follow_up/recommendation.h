/* Recommendations of the Committee, each followed up by itself.
 *
 * A recommendation is a paragraph of published concluding observations (or one of its items), found in the library by the profile's
 * rule (sense.h) when the document comes in, and corrected by the secretariat: this is one, this is none, its items
 * stand for themselves. It keeps its id when a better file takes the document's place: steps and assessments hang on it
 * (list.h says how paragraphs are found again).
 *
 * Recommendations are public, and so is all that is said here of them but drafts of assessments (assessment.h). Evidence
 * (evidence.h) is what each viewer may read. The State alone answers for carrying out the Convention: nothing here is a
 * judgement of anybody else's.
 *
 * Threads: any; records are their caller's.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"
#include <jansson.h>

#define TD_FOLLOW_UP_ERROR (td_follow_up_error_quark ())
GQuark td_follow_up_error_quark (void);

typedef enum {
    TD_STANDING_LISTED,
    TD_STANDING_NONE,  /* the secretariat: it is no recommendation */
    TD_STANDING_SPLIT, /* its items stand in its place */
    TD_STANDING_GONE,  /* the document that is here now has no such paragraph */
} TdStanding;
const char *td_standing_word (TdStanding standing); /* "listed", "none", "split", "gone" */

/* Who said something of a recommendation: the profile's rule, the document by its words, or the secretariat. */
typedef enum { TD_SAID_BY_RULE, TD_SAID_BY_DOCUMENT, TD_SAID_BY_SECRETARIAT } TdSaidBy;
const char *td_said_by_word (TdSaidBy by); /* "rule", "document", "secretariat" */

typedef struct {
    char *id;
    char *document, *symbol; /* of the library; symbol or NULL */
    char *state;             /* iso3 */
    int cycle;               /* 0: not known */
    char *anchor, *item;     /* "p34"; "" or "(a)" */
    int n;                   /* of the paragraph in its document: for the order */
    char *number, *heading;  /* as printed, "34."; or NULL */
    char *lead, *text;       /* lead: what stands before the items, of an item; else NULL */
    char *language;
    char *day; /* of the document, of any precision, or NULL */
    TdStanding standing;
    TdSaidBy by;
    GArray *articles; /* of int, ascending */
    TdSaidBy articles_by;
    char *theme; /* slug or NULL */
    TdSaidBy theme_by;
    gboolean priority; /* the Committee asked that it be followed up first */
    TdSaidBy priority_by;
    int months;     /* so many the document gives for it; 0: it says nothing */
    char *said_due; /* the day that the document names for it, or NULL */
    char *due;      /* a day, or NULL */
    TdSaidBy due_by;
    char *noted; /* when the file was replaced: "moved", "words"; or NULL */
    gint64 changed;
    char *grade; /* of the newest assessment that was released: slug; NULL: none yet */
    gint64 assessed;
    int steps;   /* of the State, as they stand */
    int reports; /* of evidence beside the State's own, for the viewer it was read for; -1: not counted */
} TdRecommendation;
void td_recommendation_free (TdRecommendation *recommendation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdRecommendation, td_recommendation_free)

/* "CMW/C/GHA/CO/1, paragraph 34 (a)", in locale. Free it. */
char *td_recommendation_place (const TdRecommendation *recommendation, const char *locale);
/* Whole years from the document's day to a day; -1 where it is not known. */
int td_recommendation_years (const TdRecommendation *recommendation, const char *today);
/* As a thing for the door: a paper of the Committee that is published. */
TdThing td_recommendation_thing (const char *state);

/* ---- reading ---- */

typedef struct {
    const char *state;    /* iso3, or NULL: every State */
    const char *document; /* id, or NULL */
    int cycle;            /* 0: any */
    int article;          /* 0: any */
    const char *theme;    /* slug or NULL */
    const char *grade;    /* slug; "none": not assessed yet; NULL: any */
    gboolean priority;    /* those to be followed up first alone */
    gboolean unreported;  /* those on which nothing but the State's own word is here, for this viewer */
    gboolean all;         /* also those that are not listed: for the secretariat */
} TdRecommendationFilter;

/* Newest document first, then in its order. Of TdRecommendation, with reports counted for the viewer. */
GPtrArray *td_recommendation_list (TdInstance *instance, const TdViewer *viewer, const TdRecommendationFilter *filter,
                                   GError **error);
GPtrArray *td_recommendation_list_in (TdTx *tx, const TdRecommendationFilter *filter, GError **error);

/* Whatever its standing. TD_ERROR_NOT_FOUND. */
TdRecommendation *td_recommendation_get (TdInstance *instance, const char *id, GError **error);
TdRecommendation *td_recommendation_get_in (TdTx *tx, const char *id, GError **error);

/* How many are of each assessment, and not assessed; and by whole years since. */
typedef struct {
    const TdAssessmentGrade *grade; /* NULL: not assessed yet */
    int n;
    int by_years[6]; /* 0, 1, 2, 3, 4, 5 and more years since; those without a day are in none */
} TdRecommendationTally;
/* Of TdRecommendationTally, in the profile's order, those not assessed last. */
GArray *td_recommendation_tally (const TdProfile *profile, const GPtrArray *list, const char *today);

/* ---- as data: what is public, whoever asks ---- */

/* {id, state, cycle, symbol, document, anchor, item, number, heading, lead, text, language, articles[], theme, first, due, due_by, day, years, gone,
 * assessment, assessed, steps, public_reports, address}. reports must have been counted for nobody. */
json_t *td_recommendation_to_json (const TdInstance *instance, const TdRecommendation *recommendation);
/* RFC 4180 with a header; a field that a spreadsheet would take for a formula begins with an apostrophe. reports as
 * above. Free it. */
char *td_recommendations_to_csv (const TdInstance *instance, const GPtrArray *list);
