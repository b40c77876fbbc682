/* Which paragraphs resemble one another: by what they share of rare words, of articles and of numbers.
 *
 * "Resembles", never "taken from": a score says how alike two texts are, not why. Terms are the analyzer's, weighted by how rare they
 * are in the texts at hand; words that every paper of a treaty body holds
 * (lexicon/paper-words.csv) weigh little; words of one meaning (lexicon/concepts.csv), articles that both name and numbers that both hold
 * count beside them. Texts of unlike languages meet in those, in names and in words of one root in Latin letters.
 *
 * A corpus is filled, then asked; once asked, nothing can be added. Threads: one at a time while it is filled; any afterwards.
 *
 * Example:
 *   g_autoptr (TdResemblance) corpus = td_resemblance_new ();
 *   guint theirs = td_resemblance_add (corpus, "The Committee recommends …", "en", articles, n);
 *   guint mine = td_resemblance_add (corpus, "We ask the Committee …", "en", articles, n);
 *   double score = td_resemblance_score (corpus, mine, theirs);
 */
#pragma once

#include <glib.h>

/* From this score on a likeness is shown (tests/text/ measure it on labelled pairs). */
#define TD_RESEMBLES 0.35

typedef struct TdResemblance TdResemblance;

TdResemblance *td_resemblance_new (void);
void td_resemblance_free (TdResemblance *corpus);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdResemblance, td_resemblance_free)

/* Adds a text; its index counts up from 0. articles: those it is tagged with, or NULL. */
guint td_resemblance_add (TdResemblance *corpus, const char *utf8, const char *language, const int *articles,
                          gsize n_articles);
guint td_resemblance_size (const TdResemblance *corpus);

/* 0 (nothing in common) to 1 (the same words). The same either way round. */
double td_resemblance_score (TdResemblance *corpus, guint a, guint b);

typedef struct {
    guint text;
    double score;
} TdLikeness;
/* Those of the texts from first to last (both included) that resemble this one with at least that score, best first, at most most of them. Of
 * TdLikeness. */
GArray *td_resemblance_best (TdResemblance *corpus, guint text, guint first, guint last, double least, guint most);

/* Texts that are alike stand in one group: for each text the index of the first text of its group. Of guint. */
GArray *td_resemblance_groups (TdResemblance *corpus, double least);

/* The words of a text that it shares with another, as a query for td_analyze_highlights (text/analyzer.h) on that text: for marking what
 * a likeness rests on. Words that every paper holds are left out. */
GPtrArray *td_resemblance_shared (const char *utf8, const char *language, const char *other,
                                  const char *other_language);
