/* What templates write to, and what they may not escape: html2c's run time.
 *
 * Every generated template function is void html_NAME (TdHtml *h, const struct html_NAME *in); holes are
 * escaped by place in the generated code through these functions and nothing else. TdMarkup is the only type
 * that goes in raw; only td_markup_from_highlights and rendered templates
 * (td_markup_take) make one. */
#pragma once

#include <glib.h>

typedef struct {
    const char *tag;  /* "ar" */
    const char *name; /* in itself: "العربية" */
    gboolean current; /* the one this page is in */
} TdHtmlLanguage;

/* What every page knows of the house and of who reads it: filled once a request by the router (the layout
 * shows it), so that no page has to hand it on. Templates say {td.body}, <td-if test="td.signed_in">. */
typedef struct {
    const char *body;       /* "Committee on Migrant Workers", in the locale */
    const char *short_name; /* "CMW" */
    const char *style, *work, *pictures, *script,
        *icon;                       /* addresses of static files, with a hash of their content; "" for none */
    const TdHtmlLanguage *languages; /* interface languages, in the order shown */
    gsize n_languages;
    gboolean rehearsal; /* nothing here is real: the banner says so */
    gboolean signed_in;
    gboolean desk;      /* may see the secretariat's desk */
    const char *behalf; /* name of the organisation for which an officer enters something now, or NULL */
    const char *mirror,
        *mirror_link; /* address of the site of which this one is a mirror, as text and as link; or NULL */
} TdHtmlSite;

typedef struct {
    GString *out;
    const char *locale;     /* interface language, a tag */
    const char *direction;  /* "ltr" or "rtl" */
    const char *csrf;       /* token for forms, or NULL */
    const char *path;       /* address of this page without language, for the language switch: "/states/GHA" */
    const TdHtmlSite *site; /* NULL: an empty one, see td_html_site */
} TdHtml;

typedef struct {
    char *html;
} TdMarkup; /* NULL pointer or NULL html: nothing */

const TdHtmlSite *td_html_site (const TdHtml *h); /* never NULL */

void td_html_raw (TdHtml *h, const char *literal, gsize length); /* generated code only: string literals of templates */
void td_html_text (TdHtml *h, const char *text);                 /* & < > escaped; NULL is our mistake: td_html_need */
void td_html_attribute (TdHtml *h, const char *text);            /* & < > " ' escaped */
/* Begins with / # ? https: http: mailto: or is "", and holds no control character, or becomes "#"; then as attribute. */
void td_html_url (TdHtml *h, const char *url);
/* A piece of an address after its beginning: all but letters, digits and -._~ percent-encoded. */
void td_html_url_part (TdHtml *h, const char *text);
void td_html_int (TdHtml *h, gint64 number);    /* plain digits, for attributes and ids */
void td_html_number (TdHtml *h, gint64 number); /* as the locale writes it */
void td_html_markup (TdHtml *h, const TdMarkup *markup);
/* The hidden field "csrf" that generated code writes into each <form method="post">; nothing when h->csrf is
 * NULL. */
void td_html_csrf (TdHtml *h);
/* A required value; where is "states/state.html: title". NULL is our mistake, said in the log: generated code writes no more of that template, and
 * td_html_whole tells. It does not end the program: one page in a state that nobody thought of would take the house with it. */
gboolean td_html_need (const char *text, const char *where);
/* Whether every value that a template needed was there since this was last asked on this thread. Whoever renders asks before (to begin
 * anew) and after, and sends nothing that is not whole: the router for pages, mail for letters. */
gboolean td_html_whole (void);
/* A value for another template, unescaped: generated code only, never into a page. */
void td_html_value (TdHtml *h, const char *text);
/* text in the language of the page; NULL and "" stay "". */
const char *td_html_translated (const TdHtml *h, const char *text);
gboolean td_markup_holds (const TdMarkup *markup); /* anything to show */

/* A translated sentence with holes: text is the English sentence, looked up in h->locale. Every {k} of the
 * translation is replaced by holes[k], already escaped by generated code; a hole that the translation lacks
 * is left out, one that is unknown is shown as text. The words around are escaped for text and attributes
 * alike. Holes "1" and "/1" are a tag and its end: a translation that does not hold them as the English
 * does, once each and closed in order, is not used. */
void td_html_words (TdHtml *h, const char *text, const char *const *names, const char *const *escaped, gsize n);
void td_html_words_n (TdHtml *h, const char *one, const char *many, gint64 count, const char *const *names,
                      const char *const *escaped, gsize n);
/* The same for the value of another template: nothing is escaped, because that template will. */
void td_html_words_value (TdHtml *h, const char *text, const char *const *names, const char *const *values, gsize n);

/* What a template was rendered to, as a value for another: for rendered templates only. Takes the string. */
TdMarkup *td_markup_take (GString *rendered);
/* ranges: GArray of TdToken from td_analyze_highlights; the text escaped, ranges in <mark>. */
TdMarkup *td_markup_from_highlights (const char *text, const GArray *ranges);
void td_markup_free (TdMarkup *markup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdMarkup, td_markup_free)
