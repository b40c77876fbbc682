#include "areas/dossier/dossier-page.h"

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

gint64 td_dossier_asked_page (TdRequest *request)
{
    gint64 page = 1;

    if (!g_ascii_string_to_signed (td_request_field (request, "page"), 10, 1, 9999, &page, NULL))
        return 1;
    return page;
}

char *td_dossier_path (const char *locale, const TdSpan *span, const char *below)
{
    if (span->cycle == span->last)
        return g_strdup_printf ("/%s/states/%s/%s", locale, span->state->iso3, below);
    return g_strdup_printf ("/%s/states/%s/%s?cycle=%d", locale, span->state->iso3, below, span->cycle);
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
