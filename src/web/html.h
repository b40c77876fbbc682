/* What templates write to, and what they may not escape: html2c's run time.
 *
 * Every generated template function is void html_NAME (TdHtml *h, const struct html_NAME *in); holes are
 * escaped by place in the generated code through these functions and nothing else. TdMarkup is the only type that
 * goes in raw; only td_markup_from_highlights, td_markup_from_markdown and rendered templates make one.
 */
#pragma once

#include <glib.h>

typedef struct {
    GString *out;
    const char *locale;    /* interface language, a tag */
    const char *direction; /* "ltr" or "rtl" */
    const char *csrf;      /* token for forms, or NULL */
    const char *path;      /* address of this page without language, for the language switch: "/states/GHA" */
} TdHtml;

typedef struct {
    char *html;
} TdMarkup; /* NULL pointer or NULL html: nothing */

void td_html_raw (TdHtml *h, const char *literal, gsize length); /* generated code only: string literals of templates */
void td_html_text (TdHtml *h, const char *text);                 /* & < > escaped; NULL is our mistake: aborts */
void td_html_attribute (TdHtml *h, const char *text);            /* & < > " ' escaped */
void td_html_url (TdHtml *h, const char *url);                   /* begins with / # ? https: http: mailto: or becomes "#"; then as attribute */
void td_html_int (TdHtml *h, gint64 number);                     /* plain digits, for attributes and ids */
void td_html_number (TdHtml *h, gint64 number);                  /* as the locale writes it */
void td_html_markup (TdHtml *h, const TdMarkup *markup);
/* A translated sentence with holes: every {k} of the translation is replaced by holes[k], already
 * escaped by generated code; a hole that the translation lacks is left out, one that is unknown is shown as text. */
void td_html_words (TdHtml *h, const char *text, const char *const *names, const char *const *escaped, gsize n);
void td_html_words_n (TdHtml *h, const char *one, const char *many, gint64 count, const char *const *names,
                      const char *const *escaped, gsize n);

/* ranges: GArray of TdToken from td_analyze_highlights; the text escaped, ranges in <mark>. */
TdMarkup *td_markup_from_highlights (const char *text, const GArray *ranges);
/* cmark in safe mode. */
TdMarkup *td_markup_from_markdown (const char *markdown);
void td_markup_free (TdMarkup *markup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdMarkup, td_markup_free)
