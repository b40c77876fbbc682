/* Words with how they stand, gathered piece by piece. */
#include "document/reader/reader.h"

ReaderStyled *reader_styled_new (void)
{
    ReaderStyled *styled = g_new0 (ReaderStyled, 1);
    styled->text = g_string_new (NULL);
    styled->spans = g_array_new (FALSE, FALSE, sizeof (ReaderSpan));
    return styled;
}

void reader_styled_free (gpointer data)
{
    ReaderStyled *styled = data;
    if (styled == NULL)
        return;
    g_string_free (styled->text, TRUE);
    g_array_unref (styled->spans);
    g_free (styled);
}

/* Two calls of notes beside each other are two. */
static void add_span (ReaderStyled *styled, const ReaderSpan *span)
{
    ReaderSpan *last =
        styled->spans->len > 0 ? &g_array_index (styled->spans, ReaderSpan, styled->spans->len - 1) : NULL;
    if (last != NULL && last->to == span->from && last->style == span->style && span->style != SPAN_NOTE)
        last->to = span->to;
    else
        g_array_append_val (styled->spans, *span);
}

void reader_styled_add (ReaderStyled *styled, const char *text, gsize length, guint style)
{
    const ReaderSpan span = { (guint) styled->text->len, (guint) (styled->text->len + length), style };
    g_string_append_len (styled->text, text, (gssize) length);
    if (style != 0 && length > 0)
        add_span (styled, &span);
}

void reader_styled_add_all (ReaderStyled *styled, const ReaderStyled *more)
{
    guint offset = (guint) styled->text->len;
    g_string_append_len (styled->text, more->text->str, (gssize) more->text->len);
    for (guint i = 0; i < more->spans->len; i++) {
        ReaderSpan span = g_array_index (more->spans, ReaderSpan, i);
        span.from += offset;
        span.to += offset;
        add_span (styled, &span);
    }
}

void reader_styled_clear (ReaderStyled *styled)
{
    g_string_truncate (styled->text, 0);
    g_array_set_size (styled->spans, 0);
}
