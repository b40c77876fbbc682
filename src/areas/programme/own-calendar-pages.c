/* The secret address of one's own calendar, and what is there. */
#include "areas/programme/own-calendar.h"
#include "areas/programme/own-calendar.html.h"
#include "areas/programme/pages.h"
#include "areas/programme/programme-ics.h"
#include "text/words.h"

gboolean td_own_calendar_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autofree char *key = NULL;
    g_autofree char *address = NULL;

    if (!td_own_calendar_key (instance, td_request_viewer (request), &key, error))
        return FALSE;
    if (key != NULL)
        address = g_strdup_printf ("%s/%s/calendars/%s.ics", instance->address, td_request_locale (request), key);
    const struct html_own_calendar page = { .address = address };
    html_own_calendar (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

static gboolean back (TdRequest *request)
{
    g_autofree char *path = g_strdup_printf ("/%s/account/calendar", td_request_locale (request));

    td_reply_redirect (request, path);
    return TRUE;
}

gboolean td_own_calendar_new_post (TdRequest *request, GError **error)
{
    return td_own_calendar_make (td_request_instance (request), td_request_viewer (request), error) && back (request);
}

gboolean td_own_calendar_end_post (TdRequest *request, GError **error)
{
    return td_own_calendar_end (td_request_instance (request), td_request_viewer (request), error) && back (request);
}

gboolean td_own_calendar_feed (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request), *key = td_request_part (request, "key");
    g_auto (TdViewer) owner = { 0 };
    g_autoptr (GPtrArray) meetings = NULL;
    g_autofree char *name = NULL;
    g_autofree char *source = NULL;
    g_autofree char *text = NULL;

    /* A calendar is for calendar programs: as a page it is not there, whoever asks. */
    if (td_request_form (request) != TD_FORM_ICS)
        return td_door_unknown (error);
    meetings = td_own_calendar_meetings (instance, key, &owner, error);
    if (meetings == NULL)
        return FALSE;
    name =
        g_strdup_printf ("%s: %s", td_words (locale, instance->profile->body), td_words (locale, N_ ("My meetings")));
    source = g_strdup_printf ("/calendars/%s.ics", key);
    const TdMeetingFeed feed = { .name = name, .source = source, .locale = locale };
    text = td_meetings_ics (instance, &owner, meetings, &feed, error);
    if (text == NULL)
        return FALSE;
    td_reply_text (request, 200, "text/calendar; charset=utf-8", text);
    return TRUE;
}
