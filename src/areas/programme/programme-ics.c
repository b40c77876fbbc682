/* Meetings as iCalendar. Contract in programme-ics.h. */
#include "areas/programme/programme-ics.h"

#include "areas/calls/ics.h"
#include "areas/programme/place.h"
#include "text/words.h"

static void add_part (GString *text, const char *label, const char *value)
{
    if (value == NULL)
        return;
    if (text->len > 0)
        g_string_append_c (text, '\n');
    if (label != NULL)
        g_string_append_printf (text, "%s ", label);
    g_string_append (text, value);
}

static char *description_of (const TdMeeting *m, const TdPlace *place, const char *locale)
{
    g_autoptr (GString) text = g_string_new (NULL);

    add_part (text, td_words (locale, N_ ("Cancelled:")), m->cancel_reason);
    add_part (text, NULL, m->note);
    if (place != NULL) {
        add_part (text, td_words (locale, N_ ("Link:")), place->link);
        add_part (text, td_words (locale, N_ ("Numbers to dial:")), place->dial_in);
        add_part (text, td_words (locale, N_ ("Codes:")), place->codes);
    }
    return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *status_of (const TdMeeting *m)
{
    static const char *const words[TD_N_MEETING_STATUSES] = {
        [TD_MEETING_PLANNED] = "TENTATIVE",
        [TD_MEETING_ON] = "CONFIRMED",
        [TD_MEETING_CANCELLED] = "CANCELLED",
    };

    return words[m->status];
}

static void add_place (GString *out, const TdPlace *place)
{
    g_autofree char *whole = NULL;

    if (place == NULL)
        return;
    whole = place->address != NULL ? g_strdup_printf ("%s, %s", place->name, place->address) : g_strdup (place->name);
    td_ics_text (out, "LOCATION", whole);
}

static void add_meeting (GString *out, const TdInstance *instance, const TdMeeting *m, const TdPlace *place,
                         const char *locale)
{
    g_autofree char *title = td_meeting_title (instance->profile, m, locale);
    g_autofree char *description = description_of (m, place, locale);
    g_autofree char *address = g_strdup_printf ("%s/%s/meetings/%s", instance->address, locale, m->id);

    td_ics_line (out, "BEGIN", "VEVENT");
    td_ics_uid (out, instance, m->id);
    td_ics_revised (out, m->changed);
    td_ics_instant (out, "CREATED", m->created);
    td_ics_number (out, "SEQUENCE", m->n);
    td_ics_line (out, "STATUS", status_of (m));
    if (m->closed)
        td_ics_line (out, "CLASS", "CONFIDENTIAL");
    td_ics_instant (out, "DTSTART", m->begins);
    td_ics_instant (out, "DTEND", m->ends);
    /* A calendar lies open on desks and telephones: what a closed meeting is about stands behind the address alone. */
    td_ics_text (out, "SUMMARY", m->closed ? td_words (locale, N_ ("A meeting")) : title);
    if (!m->closed)
        add_place (out, place);
    if (*description != '\0' && !m->closed)
        td_ics_text (out, "DESCRIPTION", description);
    td_ics_line (out, "URL", address);
    td_ics_line (out, "END", "VEVENT");
}

struct writing {
    TdInstance *instance;
    const TdViewer *viewer;
    const GPtrArray *meetings;
    const TdMeetingFeed *feed;
    GString *out;
};

static gboolean add_all_in (TdTx *tx, gpointer data, GError **error)
{
    struct writing *w = data;

    for (guint i = 0; i < w->meetings->len; i++) {
        const TdMeeting *m = w->meetings->pdata[i];
        g_autoptr (TdPlace) place = NULL;
        if (!td_place_of (tx, m, w->viewer, &place, error))
            return FALSE;
        add_meeting (w->out, w->instance, m, place, w->feed->locale);
    }
    return TRUE;
}

static void address_line (GString *out, const TdInstance *instance, const char *name, const char *locale,
                          const char *path)
{
    g_autofree char *address = g_strdup_printf ("%s/%s%s", instance->address, locale, path);

    td_ics_line (out, name, address);
}

/* How often a calendar asks again: hourly, since in session rooms and hours change within the day. */
#define REFRESH "PT1H"

char *td_meetings_ics (TdInstance *instance, const TdViewer *viewer, const GPtrArray *meetings,
                       const TdMeetingFeed *feed, GError **error)
{
    g_autoptr (GString) out = g_string_new (NULL);
    struct writing w = { instance, viewer, meetings, feed, out };

    td_ics_line (out, "BEGIN", "VCALENDAR");
    td_ics_line (out, "VERSION", "2.0");
    td_ics_line (out, "PRODID", "-//Treatydesk//Programme of work//EN");
    td_ics_line (out, "CALSCALE", "GREGORIAN");
    td_ics_text (out, "NAME", feed->name);
    td_ics_text (out, "X-WR-CALNAME", feed->name);
    td_ics_line (out, "REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    td_ics_line (out, "X-PUBLISHED-TTL", REFRESH);
    address_line (out, instance, "SOURCE;VALUE=URI", feed->locale, feed->source);
    if (feed->page != NULL)
        address_line (out, instance, "URL", feed->locale, feed->page);
    if (!td_store_read (instance->store, add_all_in, &w, error))
        return NULL;
    td_ics_line (out, "END", "VCALENDAR");
    return g_string_free (g_steal_pointer (&out), FALSE);
}
