/* A unit of a file that translators exchange: a text with what it becomes in other languages. One shape for all formats.
 *
 * XLIFF, PO, CSV and DOCX give a source and one target, with a text for each plural form where there are any. TMX gives a source and
 * as many targets as there are languages. TBX gives a concept: no source, a target for each language whose texts are its terms.
 *
 * States are those of XLIFF 2: initial (nothing, or not to be relied on), translated, reviewed, final.
 * Kinds of notes: "note" (a translator's), "developer", "reference", "flag", "previous", "definition", "subject"; others are kept.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

typedef enum { TD_UNIT_INITIAL, TD_UNIT_TRANSLATED, TD_UNIT_REVIEWED, TD_UNIT_FINAL, TD_N_UNIT_STATES } TdUnitState;
const char *td_unit_state_word (TdUnitState state);
gboolean td_unit_state_from_word (const char *word, TdUnitState *ret_state);

typedef struct {
    char *kind, *text;
} TdUnitNote;

typedef struct {
    char *language;   /* or NULL: the file does not say */
    GPtrArray *texts; /* of char *; one, or one for each plural form, or terms */
    GPtrArray *marks; /* of char *, beside texts: "preferred", "admitted", "forbidden"; empty but for terms */
    TdUnitState state;
} TdUnitTarget;

typedef struct {
    char *id;              /* or NULL */
    char *context;         /* or NULL */
    char *language;        /* of source; NULL: the file does not say */
    char *source, *plural; /* source NULL: a concept; plural NULL: no plural forms */
    gboolean obsolete;     /* kept, though nothing uses it any more */
    GPtrArray *targets;    /* of TdUnitTarget */
    GPtrArray *notes;      /* of TdUnitNote */
} TdUnit;

TdUnit *td_unit_new (void);
void td_unit_free (TdUnit *unit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdUnit, td_unit_free)
void td_unit_set (char **field, const char *text); /* in place of what was there */
/* The target of this language (NULL: none said), made where it is not there. */
TdUnitTarget *td_unit_target (TdUnit *unit, const char *language);
TdUnitTarget *td_unit_target_in (const TdUnit *unit, const char *language); /* NULL: none */
/* mark NULL: none. */
void td_unit_target_add (TdUnitTarget *target, const char *text, const char *mark);
void td_unit_add_note (TdUnit *unit, const char *kind, const char *text);
/* The first note of a kind; NULL: none. */
const char *td_unit_note (const TdUnit *unit, const char *kind);

/* {id, context, language, source, plural, obsolete, targets[{language, state, texts, marks}], notes[{kind, text}]}. Free with json_decref. */
json_t *td_unit_to_json (const TdUnit *unit);
/* NULL when json is none of these: other keys or types, texts with control characters other than ends of lines and tabs. Free it. */
TdUnit *td_unit_from_json (const json_t *json);
