/* Lines of iCalendar. Contract in ics.h. */
#include "areas/calls/ics.h"

#include "base/clock.h"

#include <string.h>

/* A content line, folded after 75 octets but never within a letter (RFC 5545 3.1). */
void td_ics_line (GString *out, const char *name, const char *value)
{
    g_autofree char *whole = g_strconcat (name, ":", value, NULL);
    gsize in_line = 0;

    for (const char *p = whole; *p != '\0'; p = g_utf8_next_char (p)) {
        gsize n = (gsize) (g_utf8_next_char (p) - p);
        if (in_line + n > 75) {
            g_string_append (out, "\r\n ");
            in_line = 1;
        }
        g_string_append_len (out, p, (gssize) n);
        in_line += n;
    }
    g_string_append (out, "\r\n");
}

/* TEXT (3.3.11): backslash, comma, semicolon and line breaks are escaped; other control characters are left out. */
void td_ics_text (GString *out, const char *name, const char *text)
{
    g_autoptr (GString) value = g_string_new (NULL);

    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\n')
            g_string_append (value, "\\n");
        else if (strchr ("\\,;", *p) != NULL)
            g_string_append_c (g_string_append_c (value, '\\'), *p);
        else if ((guchar) *p >= 0x20 && *p != 0x7f)
            g_string_append_c (value, *p);
    }
    td_ics_line (out, name, value->str);
}

/* "20261218T170000Z". */
void td_ics_instant (GString *out, const char *name, gint64 instant)
{
    g_autofree char *text = td_instant_to_text (instant);
    g_autoptr (GString) value = g_string_new (NULL);

    for (const char *p = text; *p != '\0'; p++)
        if (*p != '-' && *p != ':')
            g_string_append_c (value, *p);
    td_ics_line (out, name, value->str);
}

void td_ics_day (GString *out, const char *name, const char *day)
{
    g_autofree char *plain = g_strdup_printf ("%.4s%.2s%.2s", day, day + 5, day + 8);

    td_ics_line (out, name, plain);
}

/* "ID.INSTANCE@treatydesk": an id of ours is unlike any other's. */
void td_ics_uid (GString *out, const TdInstance *instance, const char *what)
{
    g_autofree char *uid = g_strdup_printf ("%s.%s@treatydesk", what, instance->id);

    td_ics_line (out, "UID", uid);
}

void td_ics_number (GString *out, const char *name, gint64 number)
{
    g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

    td_ics_line (out, name, text);
}

/* The same for DTSTAMP: without a METHOD it says when what is told was last revised (3.8.7.2). */
void td_ics_revised (GString *out, gint64 at)
{
    td_ics_instant (out, "DTSTAMP", at);
    td_ics_instant (out, "LAST-MODIFIED", at);
}
