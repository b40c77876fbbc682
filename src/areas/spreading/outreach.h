/* Outreach: organisations note where they spread what, when, how, to how many people, in which language; seen as a map.
 *
 * An organisation at risk notes it quietly: neither its name nor a place nor words are shown or kept, and its country counts nowhere. Quiet notes
 * stand in no list; how many there are is told from TD_LIMIT_SMALL_COUNT on. The same holds for notes of organisations whose page is not public.
 * How many people is told, and added up, from TD_LIMIT_SMALL_COUNT on: a few people in a place are somebody.
 */
#pragma once

#include "areas/spreading/spreading.h"

typedef enum {
    TD_OUTREACH_WORKSHOP,
    TD_OUTREACH_TRAINING,
    TD_OUTREACH_MEETING,
    TD_OUTREACH_SCHOOL,
    TD_OUTREACH_RADIO,
    TD_OUTREACH_PRINT,
    TD_OUTREACH_ONLINE,
    TD_OUTREACH_ART,
    TD_OUTREACH_TRANSLATION,
    TD_OUTREACH_OTHER,
    TD_N_OUTREACH_HOWS
} TdOutreachHow;
const char *td_outreach_how_word (TdOutreachHow how);  /* "workshop" */
const char *td_outreach_how_label (TdOutreachHow how); /* English, for td_words */
gboolean td_outreach_how_from_word (const char *word, TdOutreachHow *ret_how);

typedef struct {
    char *id, *document, *symbol, *title; /* of what was spread; symbol, title or NULL */
    char *organisation, *name;            /* NULL: it is not told who */
    char *day, *language;
    TdOutreachHow how;
    char *country, *place, *words; /* or NULL */
    int people;                    /* 0: not known; below TD_LIMIT_SMALL_COUNT for its own people alone */
    gboolean few;                  /* there were people, and too few to be told */
    gboolean quiet, mine;
    char *off_reason; /* taken off by the secretariat; for its own people and the secretariat */
} TdOutreach;
void td_outreach_free (TdOutreach *outreach);

typedef struct {
    const char *document;           /* id; NULL: any */
    const char *country, *language; /* or NULL */
    gboolean mine;                  /* the viewer's own alone, quiet ones too */
} TdOutreachFilter;
/* The newest first, at most TD_LIMIT_OUTREACH_LISTED. Of TdOutreach. Without mine: what everybody reads (and for the secretariat what it took
 * off). */
GPtrArray *td_outreach_list (TdInstance *instance, const TdViewer *viewer, const TdOutreachFilter *filter,
                             GError **error);

typedef struct {
    const char *document, *organisation, *day, *how, *language, *country, *place, *words;
    int people;
    gboolean quiet;
} TdOutreachEntry;
/* TD_ACT_SPREADING_NOTE. TD_ERROR_INPUT: *ret_field (may be NULL) names what will not do. TD_ERROR_BUSY after TD_LIMIT_OUTREACH_A_DAY. */
gboolean td_outreach_note (TdInstance *instance, const TdViewer *viewer, const TdOutreachEntry *entry, char **ret_id,
                           const char **ret_field, GError **error);
/* As td_summary_remove. */
gboolean td_outreach_remove (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                             GError **error);

/* ---- in figures ---- */

typedef struct {
    char *word; /* iso3, tag or word of how; "" for notes that name no country */
    int notes;
    gint64 people; /* of the notes that tell it; 0: none does */
} TdOutreachCount;
typedef struct {
    GPtrArray *countries, *languages, *hows; /* of TdOutreachCount, the most notes first */
    int notes;
    gint64 people;
    int quiet; /* 0: fewer than TD_LIMIT_SMALL_COUNT, or none */
} TdOutreachFigures;
void td_outreach_figures_clear (TdOutreachFigures *figures);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdOutreachFigures, td_outreach_figures_clear)
/* Of what everybody reads. document NULL: of all. */
gboolean td_outreach_figures (TdInstance *instance, const char *document, TdOutreachFigures *ret_figures,
                              GError **error);

/* {notes, people, quiet, countries[{country, notes, people}], languages[…], ways[…], list[{id, document, symbol, day, how, language, country,
 * place, people, organisation, name, words}]}; people null where it is not told. Free with json_decref. */
json_t *td_outreach_to_json (const TdOutreachFigures *figures, const GPtrArray *list);
/* A row a note. Free it. */
char *td_outreach_to_csv (const GPtrArray *list);
