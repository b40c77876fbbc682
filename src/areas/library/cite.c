#include "areas/library/cite.h"

#include "base/base.h"
#include "text/words.h"

#include <string.h>

static const struct {
    const char *word, *type;
} formats[TD_N_CITES] = {
    [TD_CITE_BIBTEX] = { "bib", "application/x-bibtex; charset=utf-8" },
    [TD_CITE_RIS] = { "ris", "application/x-research-info-systems; charset=utf-8" },
};

const char *td_cite_word (TdCiteFormat format)
{
    return format < TD_N_CITES ? formats[format].word : "";
}

const char *td_cite_type (TdCiteFormat format)
{
    return format < TD_N_CITES ? formats[format].type : "";
}

gboolean td_cite_from_word (const char *word, TdCiteFormat *ret_format)
{
    for (int i = 0; i < TD_N_CITES; i++)
        if (g_strcmp0 (word, formats[i].word) == 0) {
            *ret_format = (TdCiteFormat) i;
            return TRUE;
        }
    return FALSE;
}

static const char *title_in (const TdLibraryDocument *d, const char *language)
{
    const TdLibraryLanguage *l = td_library_in (d, language);

    return l != NULL && l->title != NULL ? l->title : td_library_title (d, language);
}

/* Who wrote it, in its own words; a paper of the Committee is the body's. NULL: not known. */
static const char *author (const TdInstance *instance, const TdLibraryDocument *d)
{
    if (d->body != NULL)
        return d->body;
    return g_strcmp0 (d->source, "committee") == 0 ? instance->profile->body : NULL;
}

/* Where it is. Free it. */
static char *address_of (const TdInstance *instance, const TdLibraryDocument *d, const char *language)
{
    g_autofree char *path = td_library_address (language, d->symbol != NULL ? d->symbol : d->id, NULL);

    return g_strconcat (instance->address != NULL ? instance->address : "", path, NULL);
}

/* ---- BibTeX ---- */

/* Signs that mean something to TeX are taken their meaning; the text stays UTF-8. */
static void put_tex (GString *out, const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        switch (*p) {
        case '\\': g_string_append (out, "\\textbackslash{}"); break;
        case '~': g_string_append (out, "\\textasciitilde{}"); break;
        case '^': g_string_append (out, "\\textasciicircum{}"); break;
        case '{':
        case '}':
        case '%':
        case '&':
        case '$':
        case '#':
        case '_': g_string_append_printf (out, "\\%c", *p); break;
        case '\n':
        case '\r': g_string_append_c (out, ' '); break;
        default: g_string_append_c (out, *p);
        }
}

/* twice: in braces of its own, so that no style changes its letters or takes it for a person. */
static void put_field (GString *out, const char *name, const char *text, gboolean twice)
{
    if (text == NULL || *text == '\0')
        return;
    g_string_append_printf (out, ",\n  %s = {%s", name, twice ? "{" : "");
    put_tex (out, text);
    g_string_append (out, twice ? "}}" : "}");
}

/* Free it; NULL for an official text. */
static char *mark_of (const TdLibraryDocument *d, const char *language)
{
    const TdLibraryLanguage *l = td_library_in (d, language);

    return l != NULL ? td_library_mark (l, "en") : NULL;
}

static char *bibtex (const TdInstance *instance, const TdLibraryDocument *d, const char *language)
{
    GString *out = g_string_new ("@techreport{");
    g_autofree char *key = g_strdup (d->symbol != NULL ? d->symbol : d->id);
    g_autofree char *symbol = td_library_symbols (d);
    g_autofree char *address = address_of (instance, d, language);
    g_autofree char *year = d->day != NULL ? g_strndup (d->day, 4) : NULL;
    g_autofree char *mark = mark_of (d, language);

    g_string_append (out, g_strcanon (key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", '-'));
    put_field (out, "title", title_in (d, language), TRUE);
    put_field (out, "author", author (instance, d), TRUE);
    put_field (out, "institution", author (instance, d), TRUE);
    put_field (out, "number", symbol, FALSE);
    put_field (out, "year", year, FALSE);
    put_field (out, "date", d->day, FALSE);
    put_field (out, "language", language, FALSE);
    put_field (out, "note", mark, TRUE);
    g_string_append_printf (out, ",\n  url = {%s}\n}\n", address); /* of our own signs alone */
    return g_string_free (out, FALSE);
}

/* ---- RIS ---- */

static void put_tag (GString *out, const char *tag, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    g_string_append_printf (out, "%s  - ", tag);
    for (const char *p = text; *p != '\0'; p++)
        g_string_append_c (out, *p == '\n' || *p == '\r' ? ' ' : *p);
    g_string_append (out, "\r\n");
}

static char *ris (const TdInstance *instance, const TdLibraryDocument *d, const char *language)
{
    GString *out = g_string_new ("TY  - RPRT\r\n");
    g_autofree char *symbol = td_library_symbols (d);
    g_autofree char *address = address_of (instance, d, language);
    g_autofree char *year = d->day != NULL ? g_strndup (d->day, 4) : NULL;
    g_autofree char *day = d->day != NULL && strlen (d->day) == 10 ? g_strdup (d->day) : NULL;
    g_autofree char *mark = mark_of (d, language);

    put_tag (out, "TI", title_in (d, language));
    put_tag (out, "AU", author (instance, d));
    put_tag (out, "SN", symbol);
    put_tag (out, "PY", year);
    put_tag (out, "DA", day != NULL ? g_strdelimit (day, "-", '/') : NULL);
    put_tag (out, "LA", language);
    put_tag (out, "N1", mark);
    put_tag (out, "UR", address);
    g_string_append (out, "ER  - \r\n");
    return g_string_free (out, FALSE);
}

char *td_cite (const TdInstance *instance, const TdLibraryDocument *d, const char *language, TdCiteFormat format)
{
    return format == TD_CITE_RIS ? ris (instance, d, language) : bibtex (instance, d, language);
}

/* ---- in words ---- */

static gboolean is_unofficial (const TdLibraryDocument *d, const char *language)
{
    const TdLibraryLanguage *l = td_library_in (d, language);

    return l != NULL && l->unofficial_by != NULL;
}

static char *symbol_and_paragraph (const TdLibraryDocument *d, const char *anchor, const char *locale)
{
    g_autofree char *symbol = td_library_symbols (d);
    g_autofree char *paragraph = anchor != NULL && anchor[0] == 'p'
                                     ? td_words_fill (td_words (locale, N_ ("para. {n}")), "n", anchor + 1, NULL)
                                     : NULL;

    if (symbol != NULL && paragraph != NULL)
        return g_strdup_printf ("%s%s%s", symbol, td_words (locale, N_ (", ")), paragraph);
    return symbol != NULL ? g_steal_pointer (&symbol) : g_steal_pointer (&paragraph);
}

char *td_cite_words (const TdInstance *instance, const TdLibraryDocument *d, const char *language, const char *anchor,
                     const char *locale)
{
    const char *comma = td_words (locale, N_ (", ")), *by = author (instance, d);
    GString *out = g_string_new (by != NULL ? by : "");
    g_autofree char *where = symbol_and_paragraph (d, anchor, locale);
    g_autofree char *when = d->day != NULL ? td_words_date (locale, d->day) : NULL;
    g_autofree char *title = td_words_fill (td_words (locale, N_ ("“{title}”")), "title", title_in (d, language), NULL);

    g_string_append_printf (out, "%s%s", out->len > 0 ? comma : "", title);
    if (when != NULL)
        g_string_append_printf (out, "%s%s", comma, when);
    if (is_unofficial (d, language))
        g_string_append_printf (out, "%s%s", comma, td_words (locale, N_ ("unofficial translation")));
    if (where != NULL)
        g_string_append_printf (out, " (%s)", where);
    return g_string_free (out, FALSE);
}
