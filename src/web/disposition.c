#include "web/disposition.h"

#include "web/form.h"

static const char *skip_blanks (const char *at)
{
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}

/* Browsers write %22 for a quote and leave backslashes of old paths alone; curl writes \" and \\ . Both are read. */
static const char *quoted (const char *at, GString *out)
{
    for (at++; *at != '\0' && *at != '"'; at++) {
        if (at[0] == '\\' && (at[1] == '"' || at[1] == '\\'))
            at++;
        g_string_append_c (out, *at);
    }
    return *at == '"' ? at + 1 : NULL;
}

static const char *token (const char *at, GString *out)
{
    while (*at != '\0' && *at != ';' && *at != ' ' && *at != '\t' && *at != '"')
        g_string_append_c (out, *at++);
    return *at == '"' ? NULL : at;
}

char *td_disposition_parameter (const char *value, const char *name)
{
    gsize n = strlen (name);
    const char *at = value != NULL ? strchr (value, ';') : NULL;

    while (at != NULL && *at == ';') {
        g_autoptr (GString) out = g_string_new (NULL);
        const char *key = skip_blanks (at + 1);
        gsize length = strcspn (key, "=; \t\"");
        gboolean wanted = length == n && g_ascii_strncasecmp (key, name, n) == 0;

        at = key + length;
        if (*at == '=') {
            at = at[1] == '"' ? quoted (at + 1, out) : token (at + 1, out);
            if (at == NULL)
                return NULL;
            if (wanted)
                return g_string_free (g_steal_pointer (&out), FALSE);
        }
        at = skip_blanks (at);
    }
    return NULL;
}

gboolean td_disposition_is (const char *value, const char *type)
{
    gsize n = strlen (type);

    return value != NULL && g_ascii_strncasecmp (value, type, n) == 0
           && (value[n] == '\0' || value[n] == ';' || value[n] == ' ' || value[n] == '\t');
}

static gboolean transfer_is_plain (const char *value)
{
    return g_ascii_strcasecmp (value, "7bit") == 0 || g_ascii_strcasecmp (value, "8bit") == 0
           || g_ascii_strcasecmp (value, "binary") == 0;
}

/* What a browser takes for the name of the chosen file: %22, %0D and %0A undone, a path of old browsers cut off. */
static char *file_name_as_chosen (const char *sent)
{
    g_autoptr (GString) name = g_string_new (sent);
    const char *slash;

    g_string_replace (name, "%22", "\"", 0);
    g_string_replace (name, "%0D", " ", 0);
    g_string_replace (name, "%0A", " ", 0);
    slash = strrchr (name->str, '\\');
    return g_strdup (slash != NULL ? slash + 1 : name->str);
}

static gboolean header_line (char *line, char **disposition)
{
    char *colon = strchr (line, ':');
    const char *value;

    if (colon == NULL || colon == line || line[0] == ' ' || line[0] == '\t')
        return FALSE;
    *colon = '\0';
    value = skip_blanks (colon + 1);
    g_strchomp (colon + 1);
    if (g_ascii_strcasecmp (line, "Content-Disposition") == 0) {
        if (*disposition != NULL)
            return FALSE;
        *disposition = g_strdup (value);
    }
    if (g_ascii_strcasecmp (line, "Content-Transfer-Encoding") == 0)
        return transfer_is_plain (value);
    if (g_ascii_strcasecmp (line, "Content-Type") == 0)
        return g_ascii_strncasecmp (value, "multipart/", 10) != 0;
    return TRUE;
}

gboolean td_disposition_of_part (const char *headers, gsize size, char **ret_name, char **ret_file_name)
{
    g_autofree char *text = g_strndup (headers, size);
    g_auto (GStrv) lines = g_strsplit (text, "\r\n", 33);
    g_autofree char *disposition = NULL;
    g_autofree char *name = NULL;
    g_autofree char *file = NULL;

    if (memchr (headers, '\0', size) != NULL || !g_utf8_validate (headers, (gssize) size, NULL)
        || g_strv_length (lines) > 32)
        return FALSE;
    for (char **line = lines; *line != NULL; line++) {
        if (!header_line (*line, &disposition))
            return FALSE;
    }
    if (!td_disposition_is (disposition, "form-data"))
        return FALSE;
    name = td_disposition_parameter (disposition, "name");
    file = td_disposition_parameter (disposition, "filename");
    if (name == NULL || name[0] == '\0' || strlen (name) > TD_FORM_NAME_BYTES
        || (file != NULL && strlen (file) > TD_FORM_FILE_NAME_BYTES))
        return FALSE;
    *ret_name = g_steal_pointer (&name);
    *ret_file_name = file != NULL ? file_name_as_chosen (file) : NULL;
    return TRUE;
}
