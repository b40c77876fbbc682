/* Reads an iCalendar from standard input by libical, as many calendars do, and prints what it found as JSON; 1 when anything is
 * wrong with it. It stands apart: the server writes calendars and links no library that reads them. */
#include <glib.h>
#include <jansson.h>
#include <libical/ical.h>
#include <stdio.h>

static char *read_all (void)
{
    GString *text = g_string_new (NULL);
    char part[4096];
    gsize n;

    while ((n = fread (part, 1, sizeof part, stdin)) > 0)
        g_string_append_len (text, part, (gssize) n);
    return g_string_free (text, FALSE);
}

/* libical notes what it could not read as properties of its own. */
static guint errors_in (icalcomponent *component)
{
    return (guint) icalcomponent_count_errors (component)
           + (guint) icalcomponent_count_properties (component, ICAL_XLICERROR_PROPERTY);
}

static const char *text_of (icalcomponent *event, icalproperty_kind kind)
{
    icalproperty *property = icalcomponent_get_first_property (event, kind);

    return property != NULL ? icalproperty_get_value_as_string (property) : NULL;
}

static const char *summary_of (icalcomponent *event, gboolean description)
{
    return description ? icalcomponent_get_description (event) : icalcomponent_get_summary (event);
}

static json_t *event_to_json (icalcomponent *event)
{
    struct icaltimetype start = icalcomponent_get_dtstart (event);

    return json_pack ("{s:s?, s:s, s:b, s:b, s:i, s:s?, s:s?, s:s?, s:s?}", "uid", icalcomponent_get_uid (event),
                      "start", icaltime_as_ical_string (start), "utc", (int) icaltime_is_utc (start), "day",
                      (int) start.is_date, "sequence", icalcomponent_get_sequence (event), "status",
                      text_of (event, ICAL_STATUS_PROPERTY), "stamp", text_of (event, ICAL_DTSTAMP_PROPERTY), "summary",
                      summary_of (event, FALSE), "description", summary_of (event, TRUE));
}

static json_t *events_of (icalcomponent *calendar)
{
    json_t *list = json_array ();

    for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); event != NULL;
         event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
        json_array_append_new (list, event_to_json (event));
    return list;
}

static int complain (const char *what)
{
    fprintf (stderr, "%s\n", what);
    return 1;
}

int main (void)
{
    g_autofree char *text = read_all ();
    icalcomponent *calendar = icalparser_parse_string (text), *again;
    g_autofree char *written = NULL;
    json_t *events, *same;

    if (calendar == NULL || icalcomponent_isa (calendar) != ICAL_VCALENDAR_COMPONENT)
        return complain ("This is no calendar.");
    if (errors_in (calendar) > 0 || !icalrestriction_check (calendar) || errors_in (calendar) > 0)
        return complain (icalcomponent_as_ical_string (calendar));
    written = g_strdup (icalcomponent_as_ical_string (calendar));
    again = icalparser_parse_string (written);
    events = events_of (calendar);
    same = again != NULL ? events_of (again) : NULL;
    if (!json_equal (events, same))
        return complain ("Written again by libical, it says something else.");
    json_dumpf (json_pack ("{s:O, s:s?}", "events", events, "prodid", text_of (calendar, ICAL_PRODID_PROPERTY)), stdout,
                JSON_INDENT (1));
    putchar ('\n');
    json_decref (events);
    json_decref (same);
    icalcomponent_free (calendar);
    icalcomponent_free (again);
    return 0;
}
