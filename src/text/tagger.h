/* The tagger: which articles of the Convention a paragraph speaks of, and why we think so.
 *
 * Two kinds of evidence. Named outright ("article 16", "art. 16 (4)", "articles 16 to 18", "المادة 16",
 * "第十六条", "第16条", "статья 16", "artículos 16 y 17"): confidence 0.9 or more, unless the words around it
 * name another law ("article 16 of the Constitution", "article 5 of the ICCPR"): then below 0.5 or left out.
 * By words: hints of one article ("collective expulsion") give that article 0.5 or more; keywords of the profile's
 * themes (six languages) vote for all articles of that theme, which stay below 0.5 unless the theme has at most
 * two articles, two distinct keywords stand there, and no hint says which article is meant. Neither reaches 0.9,
 * and a text of under four words (a heading) stays below 0.5. Words that are no evidence (the body's own name) count
 * for nothing. Data comes from the profile; this file knows no treaty.
 *
 * Threads: a TdTagger is immutable; any thread.
 */
#pragma once

#include <glib.h>

typedef struct TdTagger TdTagger;

/* What the tagger needs of a profile. Strings are copied. */
typedef struct {
    int number;        /* of the article */
    const char *theme; /* slug */
} TdTaggerArticle;
typedef struct {
    const char *theme; /* slug; NULL: keyword is one word that names the treaty itself ("ICRMW"), not a theme */
    const char *language;
    const char *keyword;
    int article; /* above 0: the keyword is a hint of this article, or TD_TAGGER_NO_EVIDENCE; theme is then NULL */
} TdTaggerKeyword;

/* For phrases that stand everywhere, such as the body's name: what they hold is no keyword. */
enum { TD_TAGGER_NO_EVIDENCE = -1 };

TdTagger *td_tagger_new (const TdTaggerArticle *articles, gsize n_articles, const TdTaggerKeyword *keywords,
                         gsize n_keywords);
void td_tagger_free (TdTagger *tagger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdTagger, td_tagger_free)

typedef struct {
    int article;
    double confidence; /* 0 to 1; 0.9 and more: named outright */
    char *because;     /* the words it rests on, as they stand: "art. 16 (4)", or "detention, custody" */
} TdTag;

/* A GArray of TdTag, best first, one an article; empty when nothing is found. Its clear function frees. */
GArray *td_tagger_tag (const TdTagger *tagger, const char *utf8, const char *language);
