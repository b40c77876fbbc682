#include "text/clean.h"

/* Signs that nobody sees, and which no script needs: a name could be told from another by them alone. */
static gboolean invisible (gunichar c)
{
    static const struct {
        gunichar first, last;
    } ranges[] = {
        { 0x034F, 0x034F }, { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180E, 0x180E },   { 0x2060, 0x2065 },
        { 0x206A, 0x206F }, { 0x3164, 0x3164 }, { 0xFFA0, 0xFFA0 }, { 0xE0000, 0xE007F },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return TRUE;
    return FALSE;
}

static gboolean unwanted (gunichar c)
{
    if (invisible (c))
        return TRUE;
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0x200B)
        return TRUE;
    if (c >= 0xFFF9 && c <= 0xFFFC)
        return TRUE; /* interlinear marks and the object mark */
    switch (g_unichar_type (c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE: return TRUE;
    default: return FALSE;
    }
}

/* Joiners and marks of direction stay where a letter stands; alone they are nothing. */
static gboolean shows (gunichar c)
{
    return g_unichar_type (c) != G_UNICODE_FORMAT && !g_unichar_isspace (c) && c != 0x2800;
}

/* How many line ends stand at p, with the blanks between them, and where they end. */
static guint line_ends (const char *p, const char **ret_after)
{
    guint n = 0;
    const char *after = p;
    while (*p != '\0') {
        gunichar c = g_utf8_get_char (p);
        if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029 || c == '\f' || c == '\v') {
            n++;
            p = (c == '\r' && p[1] == '\n') ? p + 2 : g_utf8_next_char (p);
            after = p;
        } else if (g_unichar_isspace (c) || unwanted (c)) {
            p = g_utf8_next_char (p);
        } else {
            break;
        }
    }
    *ret_after = after;
    return n;
}

static char *clean (const char *utf8, gsize most, gboolean lines)
{
    if (utf8 == NULL || !g_utf8_validate (utf8, -1, NULL))
        return NULL;
    g_autofree char *composed = g_utf8_normalize (utf8, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    GString *out = g_string_sized_new (128);
    guint breaks = 0;
    gboolean space = FALSE, shown = FALSE;
    for (const char *p = composed; *p != '\0';) {
        const char *after;
        guint n = line_ends (p, &after);
        if (n > 0) {
            breaks = MAX (breaks, n);
            p = after;
            continue;
        }
        gunichar c = g_utf8_get_char (p);
        const char *next = g_utf8_next_char (p);
        if (g_unichar_isspace (c)) {
            /* A no-break space says something (in French before a colon); others are one kind. */
            if (c == 0xA0 || c == 0x202F) {
                if (out->len > 0 && !space && breaks == 0 && *next != '\0')
                    g_string_append_unichar (out, c);
            } else {
                space = TRUE;
            }
        } else if (!unwanted (c)) {
            if (out->len > 0 && breaks > 0 && lines)
                g_string_append (out, breaks > 1 ? "\n\n" : "\n");
            else if (out->len > 0 && (space || breaks > 0))
                g_string_append_c (out, ' ');
            g_string_append_len (out, p, next - p);
            shown |= shows (c);
            breaks = 0;
            space = FALSE;
        }
        p = next;
    }
    if (!shown)
        g_string_truncate (out, 0);
    if ((gsize) g_utf8_strlen (out->str, (gssize) out->len) > most) {
        g_string_free (out, TRUE);
        return NULL;
    }
    return g_string_free (out, FALSE);
}

char *td_text_clean_line (const char *utf8, gsize most)
{
    return clean (utf8, most, FALSE);
}

char *td_text_clean_text (const char *utf8, gsize most)
{
    return clean (utf8, most, TRUE);
}
