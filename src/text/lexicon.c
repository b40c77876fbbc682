#include "text/lexicon.h"
#include "text/td-text-lexicon.h"
#include <gio/gio.h>

GPtrArray *td_lexicon_rows (const char *name, guint columns)
{
    /* Asking for the resource by its function, not by its constructor, keeps it linked into static programs.
     */
    GResource *resource = td_text_lexicon_get_resource ();
    g_autofree char *path = g_strconcat ("/treatydesk/lexicon/", name, NULL);
    g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    if (bytes == NULL)
        g_error ("The word list %s is not built in.", name);

    gsize size;
    const char *data = g_bytes_get_data (bytes, &size);
    g_autofree char *text = g_strndup (data, size);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_strchomp (lines[i]);
        if (lines[i][0] == '\0' || lines[i][0] == '#')
            continue;
        char **fields = g_strsplit (lines[i], ",", -1);
        if (g_strv_length (fields) != columns)
            g_error ("The word list %s, line %u: %u fields are needed.", name, i + 1, columns);
        g_ptr_array_add (rows, fields);
    }
    return rows;
}
