#include "base/csv-out.h"

#include <string.h>

/* Also in wide signs, which programs of East Asia take for the others. */
static gboolean is_formula (const char *text)
{
    static const char *const wide[] = { "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20" };

    text += strspn (text, " ");
    for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
        if (g_str_has_prefix (text, wide[i]))
            return TRUE;
    return *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
}

void td_csv_put (GString *out, const char *text)
{
    const char *field = text != NULL ? text : "";

    if (out->len > 0 && out->str[out->len - 1] != '\n')
        g_string_append_c (out, ',');
    g_string_append_c (out, '"');
    if (is_formula (field))
        g_string_append_c (out, '\'');
    for (const char *c = field; *c != '\0'; c++) {
        if (*c == '"')
            g_string_append_c (out, '"');
        g_string_append_c (out, *c);
    }
    g_string_append_c (out, '"');
}

void td_csv_put_number (GString *out, gint64 n)
{
    g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);

    td_csv_put (out, text);
}

void td_csv_end (GString *out)
{
    g_string_append (out, "\r\n");
}
