#include "text/words.h"

const char *const *td_words_locales (void)
{
    static const char *const locales[] = { "en", "ar", "fr", NULL };
    return locales;
}
const char *td_words (const char *locale, const char *text)
{
    (void) locale;
    return text;
}
const char *td_words_n (const char *locale, const char *one, const char *many, gint64 n)
{
    (void) locale;
    return n == 1 ? one : many;
}
char *td_words_number (const char *locale, gint64 number)
{
    (void) locale;
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}
char *td_words_fill (const char *text, ...)
{
    GString *out = g_string_new (text);
    va_list list;
    const char *name;
    va_start (list, text);
    while ((name = va_arg (list, const char *)) != NULL) {
        g_autofree char *hole = g_strdup_printf ("{%s}", name);
        g_string_replace (out, hole, va_arg (list, const char *), 0);
    }
    va_end (list);
    return g_string_free (out, FALSE);
}
