/* Translation memory: texts with what they were translated to, and those that resemble a text at hand.
 *
 * Everything in it is public: sentences of official documents that stand in two languages, what the workshop approved, and files that those who
 * keep the memory brought in. A pair has two languages and no direction that matters: what was translated from English into French is
 * found from French as well. Who added a pair is kept, and shown on no page.
 *
 * A text stands once in its language, however many pairs it is of. Texts are found by an inverted index over their tokens, which lives in
 * the store (postings.h) and grows with each text in the same transaction; scores are likeness.h's. A million texts are searched in some
 * milliseconds: of a text's tokens the rarest are read, as many as a likeness of that score cannot all miss.
 *
 * Threads: any; results are their caller's.
 *
 * Example:
 *   const TdMemoryQuery query = { .from = "en", .to = "fr", .text = "Article 12 of the Convention" };
 *   g_autoptr (GPtrArray) matches = td_memory_search (instance, &query, &error);
 *   for (guint i = 0; matches != NULL && i < matches->len; i++)
 *       puts (((const TdMemoryMatch *) matches->pdata[i])->target);
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

#include <jansson.h>

#define TD_MEMORY_ERROR (td_memory_error_quark ())
GQuark td_memory_error_quark (void);

typedef enum { TD_MEMORY_DOCUMENT, TD_MEMORY_WORKSHOP, TD_MEMORY_FILE, TD_N_MEMORY_ORIGINS } TdMemoryOrigin;
const char *td_memory_origin_word (TdMemoryOrigin origin);  /* "document", "workshop", "file" */
const char *td_memory_origin_label (TdMemoryOrigin origin); /* English, for td_words */

/* ---- adding ---- */

typedef struct {
    const char *from, *to; /* tags; unlike each other */
    const char *source, *target;
    TdMemoryOrigin origin;
    const char *name;  /* the document's symbol or id, the project's id, the file's name */
    const char *place; /* of both texts there ("p12", a segment's id), or NULL */
} TdMemoryPair;

/* Adds pairs inside a write of the caller's, which asked the door and journals. Blank texts, longer ones than TD_LIMIT_MEMORY_CHARACTERS, and pairs
 * that are there are left out without an error; *ret_new (may be NULL) counts the others. A pair of the workshop with a place takes the
 * place of what the same project had there. Languages that are none are TD_ERROR_INPUT. */
gboolean td_memory_add_in (TdTx *tx, const TdViewer *viewer, const TdClock *clock, const TdMemoryPair *pairs, gsize n,
                           gint64 *ret_new, GError **error);
/* The same as a write of its own: TD_ACT_TRANSLATION_KEEP, journalled as "translation.keep" of the memory. */
gboolean td_memory_add (TdInstance *instance, const TdViewer *viewer, const TdMemoryPair *pairs, gsize n,
                        gint64 *ret_new, GError **error);
/* Takes away what came from there, between these languages (both NULL: any). Inside a write of the caller's. */
gboolean td_memory_forget_in (TdTx *tx, TdMemoryOrigin origin, const char *name, const char *from, const char *to,
                              gint64 *ret_gone, GError **error);
/* The same as a write of its own, as td_memory_add. TD_ERROR_NOT_FOUND where nothing came from there. */
gboolean td_memory_forget (TdInstance *instance, const TdViewer *viewer, TdMemoryOrigin origin, const char *name,
                           gint64 *ret_gone, GError **error);

/* ---- searching ---- */

enum { TD_MEMORY_LEAST = 60, TD_MEMORY_MOST = 5 }; /* where a query names no others */

typedef struct {
    const char *from, *to;
    const char *text;
    int least; /* lowest score; 0: TD_MEMORY_LEAST. Below 30 counts as 30 */
    int most;  /* matches; 0: TD_MEMORY_MOST */
} TdMemoryQuery;

typedef struct {
    int score; /* likeness.h */
    char *source, *target;
    TdMemoryOrigin origin;
    char *name, *place; /* place or NULL */
    gint64 at;
} TdMemoryMatch;
void td_memory_match_free (TdMemoryMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdMemoryMatch, td_memory_match_free)

/* Of TdMemoryMatch, best first; of one score official documents before the workshop before files, then the newest. The same two texts stand once. */
GPtrArray *td_memory_search_in (TdTx *tx, const TdMemoryQuery *query, GError **error);
GPtrArray *td_memory_search (TdInstance *instance, const TdMemoryQuery *query, GError **error);

/* {"matches": [{score, source, target, origin, name, place, at}]}. Free with json_decref. */
json_t *td_memory_matches_to_json (const GPtrArray *matches);

/* How much there is. */
typedef struct {
    gint64 pairs, texts;
} TdMemorySize;
/* Languages in which there is any text. Of char *. */
GPtrArray *td_memory_languages (TdInstance *instance, GError **error);
gboolean td_memory_size (TdInstance *instance, TdMemorySize *ret, GError **error);
