/* The glossary: terms in their languages, with the word to use, others that may be used, and words not to use for it.
 *
 * The treaty's own terms are the profile's (profile/terms.h) and change with it alone; those who keep the glossary bring in more (TBX). Terms
 * are found in a text by the analyzer's tokens, so that "migrant workers" is the term "migrant worker"; of two that begin at one place the
 * longer one counts.
 *
 * Load it once and ask it often: a loaded glossary is immutable. Threads: any.
 *
 * Example:
 *   g_autoptr (TdGlossary) glossary = td_glossary_load (instance, &error);
 *   g_autoptr (GPtrArray) hits = td_glossary_terms_in (glossary, "The State of employment …", "en", "fr");
 *   g_autoptr (GPtrArray) wrong = td_glossary_check (glossary, source, target, "en", "fr");
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"
#include "profile/terms.h"

#include <jansson.h>

typedef struct {
    char *language, *text;
    TdTermStatus status;
    gboolean from_treaty; /* it stands in the treaty's own text */
} TdGlossaryWord;

typedef struct {
    char *id;       /* the profile's slug, or an id */
    char *name;     /* what imports call it: unique beside the profile's */
    char *origin;   /* "the Convention's text", a file's name … */
    char *articles; /* "2;4", or NULL */
    char *note;     /* or NULL */
    gboolean of_profile;
    GPtrArray *words; /* of TdGlossaryWord, by language, the preferred first */
} TdGlossaryTerm;
TdGlossaryTerm *td_glossary_term_new (void);
void td_glossary_term_free (TdGlossaryTerm *term);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdGlossaryTerm, td_glossary_term_free)
void td_glossary_term_add_word (TdGlossaryTerm *term, const char *language, const char *text, TdTermStatus status,
                                gboolean from_treaty);
/* The first word of this language that is not forbidden; NULL: none. */
const char *td_glossary_term_in (const TdGlossaryTerm *term, const char *language);

typedef struct TdGlossary TdGlossary;
TdGlossary *td_glossary_load (TdInstance *instance, GError **error);
/* Of terms alone (borrowed), for tests and for who has them. */
TdGlossary *td_glossary_new (GPtrArray *take_terms);
void td_glossary_free (TdGlossary *glossary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdGlossary, td_glossary_free)
/* Of TdGlossaryTerm, the profile's first, in its order. */
const GPtrArray *td_glossary_terms (const TdGlossary *glossary);

/* ---- in texts ---- */

typedef struct {
    guint start, end;           /* bytes of the text */
    const TdGlossaryTerm *term; /* borrowed from the glossary */
    TdTermStatus status;        /* of the word that stands there */
    GPtrArray *wanted; /* of const char *: words of the other language to use, the preferred one first; may be empty */
} TdGlossaryHit;
void td_glossary_hit_free (TdGlossaryHit *hit);
/* Terms that stand in a text of the language from, in order, not overlapping. Of TdGlossaryHit. to: another language, or NULL. */
GPtrArray *td_glossary_terms_in (const TdGlossary *glossary, const char *text, const char *from, const char *to);

typedef enum {
    TD_TERM_MISSING, /* a term of the source has words of the other language, and none of them stands in the target */
    TD_TERM_AVOID,   /* the target uses a word that is not to be used */
} TdGlossaryWrong;
typedef struct {
    TdGlossaryWrong wrong;
    const TdGlossaryTerm *term;
    char *found;  /* MISSING: what the source says; AVOID: what the target says */
    char *wanted; /* the word to use, or NULL */
} TdGlossaryFault;
void td_glossary_fault_free (TdGlossaryFault *fault);
/* Of TdGlossaryFault, each once; empty where all is well. */
GPtrArray *td_glossary_check (const TdGlossary *glossary, const char *source, const char *target, const char *from,
                              const char *to);

/* ---- keeping ---- */

/* Puts terms (of TdGlossaryTerm) in, each in place of one that was brought in under its name. TD_ACT_TRANSLATION_KEEP. A name of the profile's is left to
 * the profile; *ret_kept counts the others. */
gboolean td_glossary_put (TdInstance *instance, const TdViewer *viewer, const GPtrArray *terms, gint64 *ret_kept,
                          GError **error);
/* Takes away one that was brought in. TD_ERROR_NOT_FOUND; TD_ERROR_NOT_ALLOWED for one of the profile. */
gboolean td_glossary_remove (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* {terms[{id, name, of_profile, articles, origin, note, words[{language, text, status, from_treaty}]}]}. Free with json_decref. */
json_t *td_glossary_to_json (const TdGlossary *glossary);
