/* What civil society can do now: the doors that are open, those that open next, those that are to be expected.
 *
 * Open and planned are calls, and what other areas hold open (a State's consultation): each of them registers a
 * TdOpeningSource. Expected is what the profile's kinds would give for a State whose anchor is known (its dialogue has its
 * session) and for which no call was made yet: the profile's own proposal, shown as such. What a kind leaves always open has
 * no deadline and no call.
 *
 * Everything here is public: an opening that somebody may not know of is no opening.
 *
 * To add openings of another area: a TdOpeningSource in a file of it (<thing>-openings.c), and its name in td_opening_sources
 * of areas/areas.c. Page, JSON, calendar, feed and command then show them, and subscribers are told of them
 * (areas/subscriptions/follow.h) where it names its acts in the journal.
 */
#pragma once

#include "areas/calls/call.h"

/* One opening. Texts marked (words) are English sentences of ours or of the profile, for td_words, or somebody's own words. */
typedef struct {
    TdCall *call;         /* the call that it is; NULL: of another area */
    char *source;         /* "call", or the source's name */
    char *id;             /* of the thing; stable: a calendar's UID is made of it */
    char *purpose;        /* slug of the profile's purposes, or the source's name */
    char *label;          /* (words) what it asks for: "Consultation on the State's report" */
    char *title;          /* its own title, or NULL */
    char *language;       /* of title; or NULL */
    char **states;        /* iso3 by code; empty: every State */
    char **themes;        /* slugs it is about; empty: any */
    char **kinds;         /* of organisations that it asks, slugs of the profile; empty: all */
    gint64 opens, closes; /* closes 0: no deadline */
    char *closes_local;   /* what was said, "2026-12-18T18:00", in zone; NULL without deadline */
    char *zone;
    GPtrArray *deadlines; /* of TdDeadline, oldest first, what was said first among them; NULL without deadline */
    gint64 ended;         /* closed before its deadline; 0: not */
    char *end_reason;     /* for the public; or NULL */
    gint64 created, changed;
    guint moves;                     /* how often its times changed, its end counted: SEQUENCE in calendars */
    char *guidance, *limits, *asked; /* (words) or NULL */
    char *languages;                 /* tags with ; between; NULL: the profile's */
    char *page;                      /* its page's path behind the language: "/calls/ID" */
    char *first_step;                /* the form's, likewise, what is known filled; NULL: the page is the first step */
    char *first_step_label;          /* (words) or NULL: "Begin" */
} TdOpening;
void td_opening_free (TdOpening *opening);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdOpening, td_opening_free)

/* Planned, open or closed at an instant; open from the instant it opens up to, and not at, its deadline. */
TdCallStatus td_opening_status (const TdOpening *opening, gint64 at);
/* When it closed or closes: its deadline, or before it where it was ended; 0 without. */
gint64 td_opening_end (const TdOpening *opening);

/* ---- openings of other areas ---- */

typedef struct {
    const char *const *states; /* those for one of these States, or for every State; NULL: all */
    const char *theme;         /* those on it, or on no theme in particular; or NULL */
    const char *kind;          /* of organisation: those that ask it; or NULL */
} TdOpeningFilter;

/* How the news of a source's things is told: the acts of the journal from which it comes, and words (English, for td_words). */
typedef struct {
    const char *begun;                                        /* one was announced */
    const char *extended[2];                                  /* one got another deadline; NULL: none */
    const char *ended;                                        /* one ended before its deadline */
    const char *is_open, *has_moved, *has_ended, *comes_near; /* subjects of letters */
    const char *see;                                          /* the button to its page */
} TdOpeningNews;

struct TdOpeningSource {
    const char *name; /* "consultation": a literal, no other source's */
    /* Adds what everybody may read to list, of TdOpening: open, planned, and closed within the last year at most. source is set
     * after it, and what the filter leaves out is taken out again: it need not look at filter, but may, to read less. The list is
     * not read within it. Reads alone: page and calendar come from one snapshot. */
    gboolean (*add) (TdTx *tx, TdInstance *instance, const TdOpeningFilter *filter, GPtrArray *list, GError **error);
    /* One of them, whenever it was; *ret_opening NULL: there is none. Only where there is news. */
    gboolean (*get) (TdTx *tx, const TdInstance *instance, const char *id, TdOpening **ret_opening, GError **error);
    const TdOpeningNews *news; /* or NULL: subscribers are told nothing of them */
};
typedef struct TdOpeningSource TdOpeningSource;

/* NULL-terminated; areas/areas.c. */
extern const TdOpeningSource *const td_opening_sources[];
/* Calls themselves: not among them, since what a call leaves open is worked out from the timetable too. */
extern const TdOpeningSource td_call_opening_source;

/* ---- what there is ---- */

typedef struct {
    const TdState *state;
    const TdCallKind *kind;
    int cycle;
    int session;    /* 0: hangs on a date */
    gint64 changed; /* when its anchor was recorded last; 0: it is the profile's */
    char *closes_local;
    gint64 closes;
} TdExpected;

typedef struct {
    GPtrArray *open;    /* of TdOpening, by deadline; those without last */
    GPtrArray *planned; /* of TdOpening, by opening */
    GArray *expected;   /* of TdExpected, by deadline */
    GPtrArray *always;  /* of const TdCallKind */
    GPtrArray *closed;  /* of TdOpening, the last closed first, at most twenty */
    gint64 now;
} TdOpenings;

/* filter NULL: the world's. */
gboolean td_openings (TdInstance *instance, const TdOpeningFilter *filter, TdOpenings *ret_openings, GError **error);
/* The same with these sources, NULL-terminated, in place of td_opening_sources: for tests. */
gboolean td_openings_of (TdInstance *instance, const TdOpeningFilter *filter, const TdOpeningSource *const *sources,
                         TdOpenings *ret_openings, GError **error);
void td_openings_clear (TdOpenings *openings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdOpenings, td_openings_clear)

/* Whether it is for one of these States, or for every State; NULL: TRUE. */
gboolean td_opening_is_for (const TdOpening *opening, const char *const *states);
/* "Alternative reports: Ghana, Benin", with its own title where it has one. Free it. */
char *td_opening_title (const TdProfile *profile, const TdOpening *opening, const char *locale);

/* How openings are told. */
typedef struct {
    const char *locale;
    const char *zone; /* the reader's, or NULL: not known */
} TdOpeningReader;

/* {"openings": [{state, purpose, call, source, id, label, title, status, opens, closes, closes_local, zone, closes_here,
 * zone_here, asked, guidance, limits, languages, themes, first_step, address}], "expected": [{state, purpose, label, closes,
 * closes_local, zone, closes_here, zone_here, session, origin}], "always": [{purpose, label, guidance, address}]}: open ones
 * first, then planned. One for several States stands once for each, or once for each State asked for; one for every State has
 * state null. closes_here is the reader's local time, null where their zone is not known. */
json_t *td_openings_to_json (const TdInstance *instance, const TdOpenings *openings, const TdOpeningFilter *filter,
                             const TdOpeningReader *reader);
