#include "areas/questions/vtt.h"

enum { LONGEST_SECONDS = 7 };

static void add_escaped (GString *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c++)
        switch (*c) {
        case '&': g_string_append (out, "&amp;"); break;
        case '<': g_string_append (out, "&lt;"); break;
        case '>': g_string_append (out, "&gt;"); break;
        case '\n':
        case '\r': g_string_append_c (out, ' '); break;
        default: g_string_append_c (out, *c);
        }
}

/* "01:02:03.456"; what was before the opening is at it. */
static void add_time (GString *out, gint64 after)
{
    gint64 ms = MAX (after, 0) / 1000;

    g_string_append_printf (out, "%02d:%02d:%02d.%03d", (int) (ms / 3600000), (int) (ms / 60000 % 60),
                            (int) (ms / 1000 % 60), (int) (ms % 1000));
}

static gint64 end_of (const TdCaption *c, const TdCaption *next)
{
    gint64 longest = c->at + LONGEST_SECONDS * G_USEC_PER_SEC;

    return next != NULL && next->at > c->at ? MIN (longest, next->at) : longest;
}

char *td_vtt_write (const GPtrArray *captions, const char *language, gint64 begin, const char *title)
{
    GString *out = g_string_new ("WEBVTT\n\nNOTE\n");
    const char *voice = NULL;

    if (title != NULL) {
        add_escaped (out, title);
        g_string_append_c (out, '\n');
    }
    g_string_append_printf (out, "Language: %s\n", language);
    for (guint i = 0; i < captions->len; i++) {
        const TdCaption *c = captions->pdata[i];
        const TdCaption *next = i + 1 < captions->len ? captions->pdata[i + 1] : NULL;
        g_string_append_printf (out, "\n%d\n", c->n);
        add_time (out, c->at - begin);
        g_string_append (out, " --> ");
        add_time (out, MAX (end_of (c, next), begin + 1000) - begin);
        g_string_append_c (out, '\n');
        if (c->shown != NULL && g_strcmp0 (c->shown, voice) != 0) {
            g_string_append (out, "<v ");
            add_escaped (out, c->shown);
            g_string_append_c (out, '>');
        }
        voice = c->shown;
        add_escaped (out, c->text);
        g_string_append_c (out, '\n');
    }
    return g_string_free (out, FALSE);
}
