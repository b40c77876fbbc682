/* Sentences of a text, as Unicode's UAX 29 cuts them (ICU), for who translates sentence by sentence.
 *
 * A full stop after an abbreviation (lexicon/abbreviations.csv: "para. 12", "ст. 7") or after a number or letter that only counts
 * ("12. The Committee") ends no sentence. A line end does. What is left between two sentences is blank.
 *
 * Example:
 *   g_autoptr (GArray) sentences = td_sentences (text, "fr");
 *   for (guint i = 0; i < sentences->len; i++) {
 *       const TdSentence *s = &g_array_index (sentences, TdSentence, i);
 *       printf ("%.*s\n", (int) (s->end - s->start), text + s->start);
 *   }
 */
#pragma once

#include <glib.h>

typedef struct {
    guint32 start, end; /* bytes; no blank stands at either end */
} TdSentence;

/* Of TdSentence, in order, none empty; an empty array of a blank text. utf8 is valid; language a tag, or NULL. Any thread. */
GArray *td_sentences (const char *utf8, const char *language);
/* Each as a text of its own. Of char *; free with g_ptr_array_unref. */
GPtrArray *td_sentence_texts (const char *utf8, const char *language);
