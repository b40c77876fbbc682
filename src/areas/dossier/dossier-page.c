#include "areas/dossier/dossier-page.h"

#include "text/words.h"

void td_kept_init (TdKept *kept)
{
    kept->strings = g_ptr_array_new_with_free_func (g_free);
    kept->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

void td_kept_clear (TdKept *kept)
{
    g_clear_pointer (&kept->lists, g_ptr_array_unref);
    g_clear_pointer (&kept->strings, g_ptr_array_unref);
}

const char *td_keep (TdKept *kept, char *take_text)
{
    if (take_text != NULL)
        g_ptr_array_add (kept->strings, take_text);
    return take_text;
}

GArray *td_keep_list (TdKept *kept, guint size)
{
    GArray *list = g_array_new (FALSE, TRUE, size);

    g_ptr_array_add (kept->lists, list);
    return list;
}

gboolean td_dossier_asked_cycle (TdRequest *request, int *ret_cycle, GError **error)
{
    const char *text = td_request_field (request, "cycle");
    gint64 cycle = 0;

    if (*text != '\0' && !g_ascii_string_to_signed (text, 10, 1, 99, &cycle, NULL))
        return td_door_unknown (error);
    *ret_cycle = (int) cycle;
    return TRUE;
}

char *td_dossier_path (const char *locale, const TdSpan *span, const char *below)
{
    if (span->cycle == span->last)
        return g_strdup_printf ("/%s/states/%s/%s", locale, span->state->iso3, below);
    return g_strdup_printf ("/%s/states/%s/%s?cycle=%d", locale, span->state->iso3, below, span->cycle);
}

char *td_dossier_span_words (const TdSpan *span, const char *locale)
{
    g_autofree char *from = span->from_day != NULL ? td_words_date (locale, span->from_day) : NULL;
    g_autofree char *last = span->until_day != NULL ? td_date_add_days (span->until_day, -1) : NULL;
    g_autofree char *until = last != NULL ? td_words_date (locale, last) : NULL;

    if (from == NULL && until == NULL)
        return NULL;
    if (until == NULL)
        return td_words_fill (td_words (locale, N_ ("since {from}")), "from", from, NULL);
    if (from == NULL)
        return td_words_fill (td_words (locale, N_ ("until {until}")), "until", until, NULL);
    return td_words_fill (td_words (locale, N_ ("{from} to {until}")), "from", from, "until", until, NULL);
}

char *td_dossier_place_words (const char *document, const char *anchor, const char *locale)
{
    if (anchor == NULL || anchor[0] != 'p')
        return g_strdup (document);
    return td_words_fill (td_words (locale, N_ ("{document}, paragraph {n}")), "document", document, "n", anchor + 1,
                          NULL);
}

int td_dossier_by_number (gconstpointer a, gconstpointer b)
{
    return *(const int *) a - *(const int *) b;
}

void td_dossier_keep_nowhere (TdRequest *request)
{
    if (td_request_viewer (request)->person != NULL)
        td_reply_header (request, "Cache-Control", "no-store");
}
