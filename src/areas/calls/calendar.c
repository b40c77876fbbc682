#include "areas/calls/calendar.h"

#include "areas/calls/deadline.h"
#include "areas/calls/ics.h"
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

/* ---- of what ---- */

char *td_feed_query (const TdState *state, const TdTheme *theme, const char *organisation, gboolean expected)
{
    const char *const parts[][2] = { { "state", state != NULL ? state->iso3 : NULL },
                                     { "theme", theme != NULL ? theme->slug : NULL },
                                     { "organisation", organisation },
                                     { "expected", expected ? "1" : NULL } };
    g_autoptr (GString) query = g_string_new (NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        if (parts[i][1] != NULL)
            g_string_append_printf (query, "%c%s=%s", query->len > 0 ? '&' : '?', parts[i][0], parts[i][1]);
    return g_string_free (g_steal_pointer (&query), FALSE);
}

char *td_feed_about (const TdProfile *profile, const TdState *state, const TdTheme *theme, const char *name,
                     const char *locale)
{
    const char *const parts[] = { state != NULL ? td_profile_state_name (profile, state, locale) : NULL,
                                  theme != NULL ? td_words (locale, theme->title) : NULL, name };
    g_autoptr (GString) about = g_string_new (NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        if (parts[i] != NULL) {
            g_string_append (about, about->len > 0 ? td_words (locale, N_ (", ")) : "");
            g_string_append (about, parts[i]);
        }
    return about->len > 0 ? g_string_free (g_steal_pointer (&about), FALSE) : NULL;
}

/* ---- iCalendar ---- */

/* Until when, what is asked and how long: what a calendar shows of it. */
static char *description_of (const TdOpening *o, const char *locale)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *when = o->closes != 0 ? td_deadline_words (o->closes, o->zone, locale) : NULL;
    const char *parts[] = { o->guidance, o->limits };

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

static char *address_of (const TdInstance *instance, const TdOpening *o, const char *locale)
{
    return g_strdup_printf ("%s/%s%s", instance->address, locale, o->page);
}

static void add_opening (GString *out, const TdInstance *instance, const TdOpening *o, const char *locale)
{
    g_autofree char *title = td_opening_title (instance->profile, o, locale);
    g_autofree char *summary = NULL;
    g_autofree char *description = description_of (o, locale);
    g_autofree char *address = address_of (instance, o, locale);
    g_autofree char *what = o->call != NULL ? g_strdup (o->id) : g_strdup_printf ("%s-%s", o->source, o->id);

    if (o->closes == 0)
        return;
    summary = td_words_fill (td_words (locale, N_ ("Deadline: {call}")), "call", title, NULL);
    td_ics_line (out, "BEGIN", "VEVENT");
    td_ics_uid (out, instance, what);
    td_ics_revised (out, o->changed);
    td_ics_instant (out, "CREATED", o->created);
    td_ics_number (out, "SEQUENCE", o->moves);
    td_ics_line (out, "STATUS", o->ended != 0 ? "CANCELLED" : "CONFIRMED");
    td_ics_instant (out, "DTSTART", o->closes);
    td_ics_line (out, "TRANSP", "TRANSPARENT");
    td_ics_text (out, "SUMMARY", summary);
    td_ics_text (out, "DESCRIPTION", description);
    td_ics_line (out, "URL", address);
    td_ics_line (out, "END", "VEVENT");
}

/* The profile's own sessions were revised last when its data ends. */
static gint64 known_since (const TdProfile *profile)
{
    static const char *const rest[] = { [TD_DATE_YEAR] = "-01-01", [TD_DATE_MONTH] = "-01", [TD_DATE_DAY] = "" };
    TdDatePrecision precision = profile->known_until != NULL ? td_date_precision (profile->known_until) : TD_DATE_NONE;
    g_autofree char *text =
        precision == TD_DATE_NONE ? NULL : g_strdup_printf ("%s%sT00:00:00Z", profile->known_until, rest[precision]);
    gint64 at = 0;

    if (text != NULL)
        td_instant_from_text (text, &at, NULL);
    return at;
}

static void add_session (GString *out, const TdInstance *instance, const TdTimetable *t, const TdSession *session,
                         const char *locale)
{
    const TdSessionChange *change = td_timetable_session (t, session->number);
    g_autofree char *what = g_strdup_printf ("session-%d", session->number);
    g_autofree char *number = td_words_number (locale, session->number);
    g_autofree char *title = td_words_fill (td_words (locale, N_ ("Session {n}")), "n", number, NULL);
    g_autofree char *summary = g_strdup_printf ("%s: %s", td_words (locale, instance->profile->body), title);
    g_autofree char *day_after = td_date_add_days (session->end, 1);

    td_ics_line (out, "BEGIN", "VEVENT");
    td_ics_uid (out, instance, what);
    td_ics_revised (out, change != NULL ? change->at : known_since (instance->profile));
    td_ics_number (out, "SEQUENCE", change != NULL ? change->n : 0);
    td_ics_line (out, "STATUS", change != NULL && g_str_equal (change->how, "planned") ? "TENTATIVE" : "CONFIRMED");
    td_ics_day (out, "DTSTART;VALUE=DATE", session->start);
    td_ics_day (out, "DTEND;VALUE=DATE", day_after);
    td_ics_line (out, "TRANSP", "TRANSPARENT");
    td_ics_text (out, "SUMMARY", summary);
    if (change != NULL && change->reason != NULL)
        td_ics_text (out, "DESCRIPTION", change->reason);
    td_ics_line (out, "END", "VEVENT");
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

/* ---- what is only to be expected ---- */

/* "expected-KIND-GHA-3": it stays while the session moves. */
static char *expected_name (const TdExpected *e)
{
    return g_strdup_printf ("expected-%s-%s-%d", e->kind->slug, e->state->iso3, e->cycle);
}

static char *expected_title (const TdProfile *profile, const TdExpected *e, const char *locale)
{
    g_autofree char *call = g_strdup_printf ("%s: %s", td_words (locale, e->kind->label),
                                             td_profile_state_name (profile, e->state, locale));

    return td_words_fill (td_words (locale, N_ ("To be expected, not open yet: {call}")), "call", call, NULL);
}

static char *expected_description (const TdProfile *profile, const TdExpected *e, const char *locale)
{
    g_autofree char *when = td_deadline_words (e->closes, profile->zone, locale);

    return g_strdup_printf (
        "%s\n%s",
        td_words (locale, N_ ("No call says so yet. This is the deadline that would follow from what is planned now; "
                              "only the call counts.")),
        when);
}

static gint64 expected_changed (const TdProfile *profile, const TdExpected *e)
{
    return e->changed != 0 ? e->changed : known_since (profile);
}

static void add_expected (GString *out, const TdInstance *instance, const TdExpected *e, const char *locale)
{
    const TdProfile *profile = instance->profile;
    g_autofree char *what = expected_name (e);
    g_autofree char *summary = expected_title (profile, e, locale);
    g_autofree char *description = expected_description (profile, e, locale);
    g_autofree char *address = g_strdup_printf ("%s/%s/now?state=%s", instance->address, locale, e->state->iso3);

    td_ics_line (out, "BEGIN", "VEVENT");
    td_ics_uid (out, instance, what);
    td_ics_revised (out, expected_changed (profile, e));
    /* What it hangs on has no count of its own: the minute of its last change only grows. */
    td_ics_number (out, "SEQUENCE", e->changed / G_TIME_SPAN_MINUTE);
    td_ics_line (out, "STATUS", "TENTATIVE");
    td_ics_instant (out, "DTSTART", e->closes);
    td_ics_line (out, "TRANSP", "TRANSPARENT");
    td_ics_text (out, "SUMMARY", summary);
    td_ics_text (out, "DESCRIPTION", description);
    td_ics_line (out, "URL", address);
    td_ics_line (out, "END", "VEVENT");
}

static char *calendar_name (const TdInstance *instance, const TdFeed *feed)
{
    const char *body = td_words (feed->locale, instance->profile->body);

    return feed->about == NULL
               ? td_words_fill (td_words (feed->locale, N_ ("Calls for input: {body}")), "body", body, NULL)
               : td_words_fill (td_words (feed->locale, N_ ("Calls for input: {body}, {state}")), "body", body, "state",
                                feed->about, NULL);
}

/* How often a calendar asks again: twice in a working day. Deadlines move rarely, and whoever must know at once has letters. */
#define REFRESH "PT6H"

char *td_calendar_ics (const TdInstance *instance, const TdOpenings *o, const TdTimetable *t, const TdFeed *feed)
{
    GString *out = g_string_new (NULL);
    g_autofree char *name = calendar_name (instance, feed);
    g_autofree char *source = g_strdup_printf ("%s/%s/now.ics%s", instance->address, feed->locale, feed->query);
    g_autofree char *page = g_strdup_printf ("%s/%s/now%s", instance->address, feed->locale, feed->query);
    const GPtrArray *lists[] = { o->open, o->planned, o->closed };

    td_ics_line (out, "BEGIN", "VCALENDAR");
    td_ics_line (out, "VERSION", "2.0");
    td_ics_line (out, "PRODID", "-//Treatydesk//Calls for input//EN");
    td_ics_line (out, "CALSCALE", "GREGORIAN");
    td_ics_text (out, "NAME", name);
    td_ics_text (out, "X-WR-CALNAME", name);
    td_ics_line (out, "REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    td_ics_line (out, "X-PUBLISHED-TTL", REFRESH);
    td_ics_line (out, "SOURCE;VALUE=URI", source);
    td_ics_line (out, "URL", page);
    for (gsize l = 0; l < G_N_ELEMENTS (lists); l++)
        for (guint i = 0; i < lists[l]->len; i++)
            add_opening (out, instance, lists[l]->pdata[i], feed->locale);
    for (guint i = 0; feed->expected && i < o->expected->len; i++)
        add_expected (out, instance, &g_array_index (o->expected, TdExpected, i), feed->locale);
    add_sessions (out, instance, t, feed->locale);
    td_ics_line (out, "END", "VCALENDAR");
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

static void add_entry (GString *out, const TdInstance *instance, const TdOpening *o, gint64 now, const char *locale)
{
    g_autofree char *title = td_opening_title (instance->profile, o, locale);
    g_autofree char *summary = description_of (o, locale);
    g_autofree char *address = address_of (instance, o, locale);
    /* Without the language: whoever reads the feed in another one has the same entry. */
    g_autofree char *id = g_strdup_printf ("%s%s", instance->address, o->page);
    g_autofree char *said =
        g_strdup_printf ("%s. %s", td_words (locale, td_call_status_word (td_opening_status (o, now))), summary);

    g_string_append (out, "<entry>\n");
    element (out, "id", id);
    element (out, "title", title);
    instant_element (out, "published", o->created);
    instant_element (out, "updated", o->changed);
    link_to (out, "alternate", "text/html", address);
    element (out, "summary", said);
    g_string_append (out, "</entry>\n");
}

static void add_expected_entry (GString *out, const TdInstance *instance, const TdExpected *e, const char *locale)
{
    const TdProfile *profile = instance->profile;
    g_autofree char *what = expected_name (e);
    g_autofree char *title = expected_title (profile, e, locale);
    g_autofree char *summary = expected_description (profile, e, locale);
    g_autofree char *id = g_strdup_printf ("%s/now#%s", instance->address, what);
    g_autofree char *address = g_strdup_printf ("%s/%s/now?state=%s", instance->address, locale, e->state->iso3);

    g_string_append (out, "<entry>\n");
    element (out, "id", id);
    element (out, "title", title);
    instant_element (out, "updated", expected_changed (profile, e));
    link_to (out, "alternate", "text/html", address);
    element (out, "summary", summary);
    g_string_append (out, "</entry>\n");
}

/* When anything of it changed last; what is in an empty feed is as old as the profile's data. */
static gint64 feed_changed (const TdInstance *instance, const GPtrArray *by_change, const GArray *expected)
{
    gint64 at = by_change->len > 0 ? ((TdOpening *) by_change->pdata[0])->changed : known_since (instance->profile);

    for (guint i = 0; i < expected->len; i++)
        at = MAX (at, g_array_index (expected, TdExpected, i).changed);
    return at;
}

static int by_change (gconstpointer a, gconstpointer b)
{
    const TdOpening *first = *(TdOpening *const *) a, *second = *(TdOpening *const *) b;

    return first->changed != second->changed ? (first->changed > second->changed ? -1 : 1)
                                             : strcmp (first->id, second->id);
}

char *td_calendar_atom (const TdInstance *instance, const TdOpenings *o, const TdFeed *feed)
{
    GString *out =
        g_string_new ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
                      "xml:lang=\"");
    g_autofree char *name = calendar_name (instance, feed);
    g_autofree char *page = g_strdup_printf ("%s/%s/now%s", instance->address, feed->locale, feed->query);
    g_autofree char *self = g_strdup_printf ("%s/%s/now.atom%s", instance->address, feed->locale, feed->query);
    g_autoptr (GPtrArray) all = g_ptr_array_new ();

    g_ptr_array_extend (all, o->open, NULL, NULL);
    g_ptr_array_extend (all, o->planned, NULL, NULL);
    g_ptr_array_extend (all, o->closed, NULL, NULL);
    g_ptr_array_sort (all, by_change);
    g_string_append (out, feed->locale);
    g_string_append (out, "\">\n");
    element (out, "id", self);
    element (out, "title", name);
    instant_element (out, "updated", feed_changed (instance, all, o->expected));
    g_string_append (out, "<author>");
    element (out, "name", td_words (feed->locale, instance->profile->body));
    g_string_append (out, "</author>\n");
    link_to (out, "self", "application/atom+xml", self);
    link_to (out, "alternate", "text/html", page);
    for (guint i = 0; i < all->len; i++)
        add_entry (out, instance, all->pdata[i], o->now, feed->locale);
    for (guint i = 0; i < o->expected->len; i++)
        add_expected_entry (out, instance, &g_array_index (o->expected, TdExpected, i), feed->locale);
    g_string_append (out, "</feed>\n");
    return g_string_free (out, FALSE);
}
