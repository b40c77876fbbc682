#include "areas/calls/calendar.h"

#include "areas/calls/deadline.h"
#include "text/words.h"

char *td_call_title (const TdProfile *profile, const TdCall *call, const char *locale)
{
    g_autoptr (GString) title = g_string_new (td_words (locale, td_call_label (profile, call)));

    for (gsize i = 0; call->states[i] != NULL; i++) {
        const TdState *state = td_profile_state (profile, call->states[i]);
        g_string_append (title, i == 0 ? ": " : td_words (locale, N_ (", ")));
        g_string_append (title, state != NULL ? td_profile_state_name (profile, state, locale) : call->states[i]);
    }
    return g_string_free (g_steal_pointer (&title), FALSE);
}

gint64 td_call_changed (const TdCall *call)
{
    gint64 at = MAX (call->created, call->ended);

    for (guint i = 0; i < call->deadlines->len; i++)
        at = MAX (at, ((TdDeadline *) call->deadlines->pdata[i])->at);
    return at;
}

/* ---- iCalendar ---- */

/* A content line, folded after 75 octets but never within a letter (RFC 5545 3.1). */
static void line (GString *out, const char *name, const char *value)
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
static void text_line (GString *out, const char *name, const char *text)
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
    line (out, name, value->str);
}

/* "20261218T170000Z". */
static void instant_line (GString *out, const char *name, gint64 instant)
{
    g_autofree char *text = td_instant_to_text (instant);
    g_autoptr (GString) value = g_string_new (NULL);

    for (const char *p = text; *p != '\0'; p++)
        if (*p != '-' && *p != ':')
            g_string_append_c (value, *p);
    line (out, name, value->str);
}

static void day_line (GString *out, const char *name, const char *day)
{
    g_autofree char *plain = g_strdup_printf ("%.4s%.2s%.2s", day, day + 5, day + 8);

    line (out, name, plain);
}

static char *uid_of (const TdInstance *instance, const char *what)
{
    return g_strdup_printf ("%s.%s@treatydesk", what, instance->id);
}

/* When, until when, what is asked and where to begin: what a calendar shows of it. */
static char *description_of (const TdInstance *instance, const TdCall *call, const char *locale)
{
    const TdProfile *profile = instance->profile;
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *when = call->closes != 0 ? td_deadline_words (call->closes, call->zone, locale) : NULL;
    const char *parts[] = { td_call_guidance (profile, call), td_call_limits (profile, call) };

    if (when != NULL)
        g_string_append (text, when);
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        if (parts[i] != NULL) {
            if (text->len > 0)
                g_string_append_c (text, '\n');
            g_string_append (text, td_words (locale, parts[i]));
        }
    return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *address_of (const TdInstance *instance, const TdCall *call, const char *locale)
{
    return g_strdup_printf ("%s/%s/calls/%s", instance->address, locale, call->id);
}

static void add_call (GString *out, const TdInstance *instance, const TdCall *call, const char *locale)
{
    g_autofree char *uid = uid_of (instance, call->id);
    g_autofree char *title = td_call_title (instance->profile, call, locale);
    g_autofree char *summary = NULL;
    g_autofree char *description = description_of (instance, call, locale);
    g_autofree char *address = address_of (instance, call, locale);
    g_autofree char *sequence = g_strdup_printf ("%u", MAX (call->deadlines->len, 1) - 1 + (call->ended != 0));

    if (call->closes == 0)
        return;
    summary = td_words_fill (td_words (locale, N_ ("Deadline: {call}")), "call", title, NULL);
    line (out, "BEGIN", "VEVENT");
    line (out, "UID", uid);
    instant_line (out, "DTSTAMP", td_call_changed (call));
    instant_line (out, "LAST-MODIFIED", td_call_changed (call));
    line (out, "SEQUENCE", sequence);
    line (out, "STATUS", call->ended != 0 ? "CANCELLED" : "CONFIRMED");
    instant_line (out, "DTSTART", call->closes);
    line (out, "TRANSP", "TRANSPARENT");
    text_line (out, "SUMMARY", summary);
    text_line (out, "DESCRIPTION", description);
    line (out, "URL", address);
    line (out, "END", "VEVENT");
}

static void add_session (GString *out, const TdInstance *instance, const TdTimetable *t, const TdSession *session,
                         const char *locale)
{
    const TdSessionChange *change = td_timetable_session (t, session->number);
    g_autofree char *what = g_strdup_printf ("session-%d", session->number);
    g_autofree char *uid = uid_of (instance, what);
    g_autofree char *number = td_words_number (locale, session->number);
    g_autofree char *title = td_words_fill (td_words (locale, N_ ("Session {n}")), "n", number, NULL);
    g_autofree char *summary = g_strdup_printf ("%s: %s", td_words (locale, instance->profile->body), title);
    g_autofree char *day_after = td_date_add_days (session->end, 1);

    line (out, "BEGIN", "VEVENT");
    line (out, "UID", uid);
    instant_line (out, "DTSTAMP", change != NULL ? change->at : td_clock_now (&instance->clock));
    line (out, "STATUS", change != NULL && g_str_equal (change->how, "planned") ? "TENTATIVE" : "CONFIRMED");
    day_line (out, "DTSTART;VALUE=DATE", session->start);
    day_line (out, "DTEND;VALUE=DATE", day_after);
    line (out, "TRANSP", "TRANSPARENT");
    text_line (out, "SUMMARY", summary);
    line (out, "END", "VEVENT");
}

static void add_sessions (GString *out, const TdInstance *instance, const TdTimetable *t, const char *locale)
{
    g_autofree char *today = td_clock_today (&instance->clock, t->profile->zone);

    for (gsize i = 0; i < t->profile->n_sessions; i++) {
        const TdSession *session = &t->profile->sessions[i];
        if (td_date_precision (session->start) == TD_DATE_DAY && td_date_precision (session->end) == TD_DATE_DAY
            && td_date_compare (session->end, today) >= 0)
            add_session (out, instance, t, session, locale);
    }
}

static char *calendar_name (const TdInstance *instance, const char *iso3, const char *locale)
{
    const TdState *state = td_profile_state (instance->profile, iso3);
    const char *body = td_words (locale, instance->profile->body);

    return state == NULL ? td_words_fill (td_words (locale, N_ ("Calls for input: {body}")), "body", body, NULL)
                         : td_words_fill (td_words (locale, N_ ("Calls for input: {body}, {state}")), "body", body,
                                          "state", td_profile_state_name (instance->profile, state, locale), NULL);
}

char *td_calendar_ics (const TdInstance *instance, const TdOpenings *o, const TdTimetable *t, const char *iso3,
                       const char *locale)
{
    GString *out = g_string_new (NULL);
    g_autofree char *name = calendar_name (instance, iso3, locale);
    const GPtrArray *lists[] = { o->open, o->planned, o->closed };

    line (out, "BEGIN", "VCALENDAR");
    line (out, "VERSION", "2.0");
    line (out, "PRODID", "-//Treatydesk//Calls for input//EN");
    line (out, "CALSCALE", "GREGORIAN");
    line (out, "METHOD", "PUBLISH");
    text_line (out, "X-WR-CALNAME", name);
    for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
        for (guint i = 0; i < lists[l]->len; i++)
            add_call (out, instance, lists[l]->pdata[i], locale);
    add_sessions (out, instance, t, locale);
    line (out, "END", "VCALENDAR");
    return g_string_free (out, FALSE);
}

/* ---- Atom ---- */

static void element (GString *out, const char *name, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text (text, -1);

    g_string_append_c (out, '<');
    g_string_append (out, name);
    g_string_append_c (out, '>');
    g_string_append (out, escaped);
    g_string_append (out, "</");
    g_string_append (out, name);
    g_string_append (out, ">\n");
}

static void link_to (GString *out, const char *relation, const char *type, const char *address)
{
    g_autofree char *escaped = g_markup_escape_text (address, -1);

    g_string_append (out, "<link rel=\"");
    g_string_append (out, relation);
    g_string_append (out, "\" type=\"");
    g_string_append (out, type);
    g_string_append (out, "\" href=\"");
    g_string_append (out, escaped);
    g_string_append (out, "\"/>\n");
}

static void instant_element (GString *out, const char *name, gint64 instant)
{
    g_autofree char *text = td_instant_to_text (instant);

    element (out, name, text);
}

static void add_entry (GString *out, const TdInstance *instance, const TdCall *call, gint64 now, const char *locale)
{
    g_autofree char *title = td_call_title (instance->profile, call, locale);
    g_autofree char *summary = description_of (instance, call, locale);
    g_autofree char *address = address_of (instance, call, locale);
    g_autofree char *id = g_strdup_printf ("%s/calls/%s", instance->address, call->id);
    g_autofree char *said =
        g_strdup_printf ("%s. %s", td_words (locale, td_call_status_word (td_call_status (call, now))), summary);

    g_string_append (out, "<entry>\n");
    element (out, "id", id);
    element (out, "title", title);
    instant_element (out, "published", call->created);
    instant_element (out, "updated", td_call_changed (call));
    link_to (out, "alternate", "text/html", address);
    element (out, "summary", said);
    g_string_append (out, "</entry>\n");
}

static int by_change (gconstpointer a, gconstpointer b)
{
    gint64 first = td_call_changed (*(TdCall *const *) a), second = td_call_changed (*(TdCall *const *) b);

    return first > second ? -1 : first < second;
}

char *td_calendar_atom (const TdInstance *instance, const TdOpenings *o, const char *iso3, const char *locale)
{
    GString *out =
        g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
                      "xml:lang=\"");
    g_autofree char *name = calendar_name (instance, iso3, locale);
    g_autofree char *query = iso3 != NULL ? g_strdup_printf ("?state=%s", iso3) : g_strdup ("");
    g_autofree char *page = g_strdup_printf ("%s/%s/calls%s", instance->address, locale, query);
    g_autofree char *self = g_strdup_printf ("%s/%s/calls.atom%s", instance->address, locale, query);
    g_autoptr (GPtrArray) all = g_ptr_array_new ();

    g_ptr_array_extend (all, o->open, NULL, NULL);
    g_ptr_array_extend (all, o->planned, NULL, NULL);
    g_ptr_array_extend (all, o->closed, NULL, NULL);
    g_ptr_array_sort (all, by_change);
    g_string_append (out, locale);
    g_string_append (out, "\">\n");
    element (out, "id", self);
    element (out, "title", name);
    /* Of an empty feed nothing ever changed; the day of the profile's first words would be as true. */
    instant_element (out, "updated", all->len > 0 ? td_call_changed (all->pdata[0]) : 0);
    g_string_append (out, "<author>");
    element (out, "name", td_words (locale, instance->profile->body));
    g_string_append (out, "</author>\n");
    link_to (out, "self", "application/atom+xml", self);
    link_to (out, "alternate", "text/html", page);
    for (guint i = 0; i < all->len; i++)
        add_entry (out, instance, all->pdata[i], o->now, locale);
    g_string_append (out, "</feed>\n");
    return g_string_free (out, FALSE);
}
