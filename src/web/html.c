/* Escaping by place, and sentences with holes. */
#include "web/html.h"
#include "text/words.h"

/* ---- escaping ---- */

static void append_escaped (GString *out, const char *text, gboolean quotes)
{
    const char *from = text;

    for (const char *c = text;; c++) {
        const char *entity = NULL;
        switch (*c) {
        case '&': entity = "&amp;"; break;
        case '<': entity = "&lt;"; break;
        case '>': entity = "&gt;"; break;
        case '"': entity = quotes ? "&quot;" : NULL; break;
        case '\'': entity = quotes ? "&#39;" : NULL; break;
        case '\0': g_string_append_len (out, from, c - from); return;
        }
        if (entity != NULL) {
            g_string_append_len (out, from, c - from);
            g_string_append (out, entity);
            from = c + 1;
        }
    }
}

void td_html_raw (TdHtml *h, const char *literal, gsize length)
{
    g_string_append_len (h->out, literal, (gssize) length);
}

/* Of this thread: a template lacked a value since td_html_whole was last asked. */
static _Thread_local gboolean lacking;

gboolean td_html_need (const char *text, const char *where)
{
    if (G_LIKELY (text != NULL))
        return TRUE;
    lacking = TRUE;
    g_critical ("A template was given no value that it needs: %s", where);
    return FALSE;
}

gboolean td_html_whole (void)
{
    gboolean whole = !lacking;

    lacking = FALSE;
    return whole;
}

void td_html_text (TdHtml *h, const char *text)
{
    if (td_html_need (text, "a text"))
        append_escaped (h->out, text, FALSE);
}

void td_html_attribute (TdHtml *h, const char *text)
{
    if (td_html_need (text, "an attribute"))
        append_escaped (h->out, text, TRUE);
}

/* Browsers drop control characters inside addresses ("java\tscript:") before they look at the scheme. */
static gboolean url_is_safe (const char *url)
{
    static const char *const schemes[] = { "https:", "http:", "mailto:", "tel:" };

    for (const char *c = url; *c != '\0'; c++)
        if (g_ascii_iscntrl (*c))
            return FALSE;
    if (*url == '\0' || *url == '/' || *url == '#' || *url == '?')
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
        if (g_ascii_strncasecmp (url, schemes[i], strlen (schemes[i])) == 0)
            return TRUE;
    return FALSE;
}

void td_html_url (TdHtml *h, const char *url)
{
    if (td_html_need (url, "an address"))
        append_escaped (h->out, url_is_safe (url) ? url : "#", TRUE);
}

void td_html_url_part (TdHtml *h, const char *text)
{
    if (td_html_need (text, "a part of an address"))
        g_string_append_uri_escaped (h->out, text, NULL, FALSE);
}

void td_html_int (TdHtml *h, gint64 number)
{
    g_string_append_printf (h->out, "%" G_GINT64_FORMAT, number);
}

void td_html_number (TdHtml *h, gint64 number)
{
    g_autofree char *text = td_words_number (h->locale, number);
    append_escaped (h->out, text, TRUE);
}

void td_html_value (TdHtml *h, const char *text)
{
    if (td_html_need (text, "a value for another template"))
        g_string_append (h->out, text);
}

const TdHtmlSite *td_html_site (const TdHtml *h)
{
    static const TdHtmlSite empty = {
        .body = "", .short_name = "", .style = "", .work = "", .pictures = "", .script = "", .icon = ""
    };
    return h->site != NULL ? h->site : &empty;
}

void td_html_csrf (TdHtml *h)
{
    if (h->csrf == NULL)
        return;
    g_string_append (h->out, "<input type=\"hidden\" name=\"csrf\" value=\"");
    append_escaped (h->out, h->csrf, TRUE);
    g_string_append (h->out, "\">");
}

/* ---- words ---- */

const char *td_html_translated (const TdHtml *h, const char *text)
{
    return text == NULL || *text == '\0' ? "" : td_words (h->locale, text);
}

/* The hole that begins at c ("{name}"), or -1; *ret_end is after it. */
static gssize hole_at (const char *c, const char *const *names, gsize n, const char **ret_end)
{
    const char *end = strchr (c, '}');
    if (*c != '{' || end == NULL)
        return -1;
    for (gsize i = 0; i < n; i++)
        if (strlen (names[i]) == (gsize) (end - c - 1) && strncmp (names[i], c + 1, (gsize) (end - c - 1)) == 0) {
            *ret_end = end + 1;
            return (gssize) i;
        }
    return -1;
}

/* Whether every tag of the sentence stands in text once, and closes in order: else the page would break. */
static gboolean tags_are_whole (const char *text, const char *const *names, gsize n)
{
    const char *open[16];
    gsize depth = 0, seen = 0, expected = 0;

    for (gsize i = 0; i < n; i++)
        if (g_ascii_isdigit (names[i][0]) || names[i][0] == '/')
            expected++;
    for (const char *c = text; *c != '\0';) {
        const char *end = c + 1;
        gssize hole = hole_at (c, names, n, &end);
        c = end;
        if (hole < 0)
            continue;
        if (g_ascii_isdigit (names[hole][0])) {
            if (depth == G_N_ELEMENTS (open))
                return FALSE;
            open[depth++] = names[hole];
            seen++;
        } else if (names[hole][0] == '/') {
            if (depth == 0 || strcmp (open[--depth], names[hole] + 1) != 0)
                return FALSE;
            seen++;
        }
    }
    return depth == 0 && seen == expected;
}

static void append_sentence (GString *out, const char *text, const char *const *names, const char *const *values,
                             gsize n, gboolean escape)
{
    const char *from = text;

    for (const char *c = text;;) {
        const char *end = c + 1;
        gssize hole = *c != '\0' ? hole_at (c, names, n, &end) : -1;
        if (*c != '\0' && hole < 0) {
            c++;
            continue;
        }
        if (c > from) {
            g_autofree char *words = g_strndup (from, (gsize) (c - from));
            if (escape)
                append_escaped (out, words, TRUE);
            else
                g_string_append (out, words);
        }
        if (*c == '\0')
            return;
        g_string_append (out, values[hole]);
        c = from = end;
    }
}

static const char *whole_or_english (const char *translated, const char *english, const char *const *names, gsize n)
{
    return tags_are_whole (translated, names, n) ? translated : english;
}

void td_html_words (TdHtml *h, const char *text, const char *const *names, const char *const *escaped, gsize n)
{
    append_sentence (h->out, whole_or_english (td_words (h->locale, text), text, names, n), names, escaped, n, TRUE);
}

void td_html_words_value (TdHtml *h, const char *text, const char *const *names, const char *const *values, gsize n)
{
    append_sentence (h->out, td_words (h->locale, text), names, values, n, FALSE);
}

void td_html_words_n (TdHtml *h, const char *one, const char *many, gint64 count, const char *const *names,
                      const char *const *escaped, gsize n)
{
    const char *english = count == 1 ? one : many;
    append_sentence (h->out, whole_or_english (td_words_n (h->locale, one, many, count), english, names, n), names,
                     escaped, n, TRUE);
}
