#include "document/cleaner/cleaner.h"

#include <string.h>

enum { MOST_SHOWN = 160, MOST_FOUND = 60 };

CleanerResult *cleaner_result_new (void)
{
    CleanerResult *result = g_new0 (CleanerResult, 1);

    result->found = g_ptr_array_new_with_free_func (g_free);
    result->out = g_byte_array_new ();
    return result;
}

void cleaner_result_free (CleanerResult *result)
{
    if (result == NULL)
        return;
    g_ptr_array_unref (result->found);
    g_clear_pointer (&result->out, g_byte_array_unref);
    g_free (result);
}

/* Without what cannot be shown, at most so long. */
static char *shown (const void *value, gsize length)
{
    g_autofree char *text = g_strndup (value, MIN (length, (gsize) 4096));
    g_autofree char *valid = g_utf8_make_valid (text, -1);
    GString *clean = g_string_new (NULL);
    int n = 0;

    for (const char *p = valid; *p != '\0' && n < MOST_SHOWN; p = g_utf8_next_char (p), n++) {
        gunichar c = g_utf8_get_char (p);

        g_string_append_unichar (clean, g_unichar_isprint (c) ? c : ' ');
    }
    return g_strstrip (g_string_free (clean, FALSE));
}

static gboolean told_already (const CleanerResult *result, const char *line)
{
    return g_ptr_array_find_with_equal_func (result->found, line, g_str_equal, NULL);
}

void cleaner_found (CleanerResult *result, const char *what, const void *value, gsize length)
{
    g_autofree char *text = value != NULL ? shown (value, length) : NULL;
    g_autofree char *line = text != NULL ? g_strdup_printf ("%s: %s", what, text) : g_strdup (what);

    if ((text != NULL && *text == '\0') || result->found->len >= MOST_FOUND || told_already (result, line))
        return;
    g_ptr_array_add (result->found, g_steal_pointer (&line));
}

void cleaner_prepare (void)
{
    /* libarchive turns times of entries into local ones; this zone needs no file, which the cell would not let it open */
    g_setenv ("TZ", "UTC0", TRUE);
    tzset ();
    cleaner_pdf_prepare ();
}

CleanerVerdict cleaner_clean (const guint8 *data, gsize size, CleanerResult *result)
{
    if (size > 3 && data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff)
        return cleaner_jpeg (data, size, result);
    if (size > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
        return cleaner_png (data, size, result);
    if (size > 8 && memcmp (data, "%PDF-", 5) == 0)
        return cleaner_pdf (data, size, result);
    if (size > 8 && memcmp (data, "PK\3\4", 4) == 0)
        return cleaner_zip (data, size, result);
    return CLEANER_UNKNOWN;
}
