/* The ways to markup that did not stand in a template: highlights, rendered templates. */
#include "text/analyzer.h"
#include "web/html.h"

gboolean td_markup_holds (const TdMarkup *markup)
{
    return markup != NULL && markup->html != NULL && *markup->html != '\0';
}

void td_html_markup (TdHtml *h, const TdMarkup *markup)
{
    if (td_markup_holds (markup))
        g_string_append (h->out, markup->html);
}

TdMarkup *td_markup_take (GString *rendered)
{
    TdMarkup *markup = g_new0 (TdMarkup, 1);
    markup->html = g_string_free (rendered, FALSE);
    return markup;
}

void td_markup_free (TdMarkup *markup)
{
    if (markup == NULL)
        return;
    g_free (markup->html);
    g_free (markup);
}

static void append_slice (TdHtml *h, const char *text, gsize from, gsize to)
{
    g_autofree char *slice = g_strndup (text + from, to - from);
    td_html_text (h, slice);
}

TdMarkup *td_markup_from_highlights (const char *text, const GArray *ranges)
{
    TdHtml h = { .out = g_string_new (NULL) };
    gsize length = strlen (text), done = 0;

    for (guint i = 0; ranges != NULL && i < ranges->len; i++) {
        const TdToken *range = &g_array_index (ranges, TdToken, i);
        if (range->start < done || range->end <= range->start || range->end > length)
            continue; /* ranges of another text: shown without rather than broken */
        append_slice (&h, text, done, range->start);
        g_string_append (h.out, "<mark>");
        append_slice (&h, text, range->start, range->end);
        g_string_append (h.out, "</mark>");
        done = range->end;
    }
    append_slice (&h, text, done, length);
    return td_markup_take (h.out);
}
