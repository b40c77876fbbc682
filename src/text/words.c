#include "text/words.h"
#include "base/clock.h"
#include <libintl.h>
#include <locale.h>
#include <string.h>

/* English first; others as catalogues are found. Set once, before threads. */
static const char **locales;

static const char *domain_of (const char *locale, char *buffer, gsize size)
{
    /* Only a locale that has a catalogue: a stranger's text never becomes a domain's name. */
    for (guint i = 1; locales != NULL && locales[i] != NULL; i++)
        if (locale != NULL && g_str_equal (locales[i], locale)) {
            g_snprintf (buffer, size, "treatydesk-%s", locale);
            return buffer;
        }
    return NULL;
}

static int by_name (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void td_words_init (const char *folder)
{
    /* gettext answers in the locale "C" with the source text, whatever LANGUAGE says; C.UTF-8 is the one
     * other locale that Debian always has. The catalogues lie under the made-up language "x". */
    if (setlocale (LC_ALL, "C.UTF-8") == NULL)
        setlocale (LC_ALL, "C.utf8");
    setlocale (LC_NUMERIC, "C");
    g_setenv ("LANGUAGE", "x", TRUE);

    g_autoptr (GPtrArray) found = g_ptr_array_new ();
    g_autofree char *messages = g_build_filename (folder, "x", "LC_MESSAGES", NULL);
    g_autoptr (GDir) dir = g_dir_open (messages, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;) {
        if (!g_str_has_prefix (name, "treatydesk-") || !g_str_has_suffix (name, ".mo"))
            continue;
        g_autofree char *domain = g_strndup (name, strlen (name) - strlen (".mo"));
        bindtextdomain (domain, folder);
        bind_textdomain_codeset (domain, "UTF-8");
        const char *locale = g_intern_string (domain + strlen ("treatydesk-"));
        if (!g_str_equal (locale, "en"))
            g_ptr_array_add (found, (gpointer) locale);
    }
    g_ptr_array_sort (found, by_name);
    g_ptr_array_insert (found, 0, (gpointer) "en");
    g_ptr_array_add (found, NULL);
    g_free (locales);
    locales = (const char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

const char *const *td_words_locales (void)
{
    static const char *const english[] = { "en", NULL };
    return locales != NULL ? (const char *const *) locales : english;
}

const char *td_words (const char *locale, const char *text)
{
    char buffer[64];
    const char *domain = *text == '\0' ? NULL : domain_of (locale, buffer, sizeof buffer);
    return domain != NULL ? dgettext (domain, text) : text;
}

const char *td_words_n (const char *locale, const char *one, const char *many, gint64 n)
{
    char buffer[64];
    const char *domain = domain_of (locale, buffer, sizeof buffer);
    if (domain == NULL)
        return n == 1 ? one : many;
    guint64 size = n < 0 ? (guint64) -n : (guint64) n;
    return dngettext (domain, one, many, (unsigned long) size);
}

char *td_words_fill (const char *text, ...)
{
    g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
    va_list arguments;
    va_start (arguments, text);
    for (const char *name; (name = va_arg (arguments, const char *)) != NULL;) {
        g_ptr_array_add (pairs, (gpointer) name);
        g_ptr_array_add (pairs, (gpointer) va_arg (arguments, const char *));
    }
    va_end (arguments);

    /* In one pass, so that a value that holds braces is not filled again. */
    GString *filled = g_string_new (NULL);
    for (const char *p = text; *p != '\0';) {
        const char *close = *p == '{' ? strchr (p, '}') : NULL;
        const char *value = NULL;
        for (guint i = 0; close != NULL && value == NULL && i + 1 < pairs->len; i += 2) {
            const char *name = pairs->pdata[i];
            if (strlen (name) == (gsize) (close - p - 1) && strncmp (name, p + 1, strlen (name)) == 0)
                value = pairs->pdata[i + 1] != NULL ? pairs->pdata[i + 1] : "";
        }
        if (value != NULL) {
            g_string_append (filled, value);
            p = close + 1;
        } else {
            g_string_append_c (filled, *p++);
        }
    }
    return g_string_free (filled, FALSE);
}
