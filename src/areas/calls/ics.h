/* Lines of iCalendar (RFC 5545), as calendars here are written: by hand, since it is small and nothing here reads it.
 *
 * Example:
 *   td_ics_line (out, "BEGIN", "VEVENT");
 *   td_ics_uid (out, instance, meeting->id);
 *   td_ics_instant (out, "DTSTART", meeting->begins);
 *   td_ics_text (out, "SUMMARY", title);
 *   td_ics_line (out, "END", "VEVENT");
 */
#pragma once

#include "instance/instance.h"

/* A content line, folded after 75 octets but never within a letter (3.1). value as it stands. */
void td_ics_line (GString *out, const char *name, const char *value);
/* TEXT (3.3.11): backslash, comma, semicolon and line breaks are escaped; other control characters are left out. */
void td_ics_text (GString *out, const char *name, const char *text);
/* "20261218T170000Z". */
void td_ics_instant (GString *out, const char *name, gint64 instant);
void td_ics_day (GString *out, const char *name, const char *day); /* of "2026-12-18" */
/* "ID.INSTANCE@treatydesk": an id of ours is unlike any other's. */
void td_ics_uid (GString *out, const TdInstance *instance, const char *what);
void td_ics_number (GString *out, const char *name, gint64 number);
/* DTSTAMP and LAST-MODIFIED: without a METHOD the first says when what is told was last revised too (3.8.7.2). */
void td_ics_revised (GString *out, gint64 at);
