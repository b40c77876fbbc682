/* Meetings in words. Contract in meeting-words.h. */
#include "areas/programme/meeting-words.h"

#include "areas/people/zone-cookie.h"
#include "areas/programme/place.h"
#include "text/words.h"

#include <string.h>

gboolean td_meeting_words_init (TdRequest *request, TdMeetingWords *w, GError **error)
{
    *w = (TdMeetingWords){ .instance = td_request_instance (request),
                           .viewer = td_request_viewer (request),
                           .locale = td_request_locale (request),
                           .strings = g_ptr_array_new_with_free_func (g_free),
                           .lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
    return td_reader_zone (request, &w->zone, error);
}

void td_meeting_words_clear (TdMeetingWords *w)
{
    g_clear_pointer (&w->zone, g_free);
    g_clear_pointer (&w->strings, g_ptr_array_unref);
    g_clear_pointer (&w->lists, g_ptr_array_unref);
}

const char *td_meeting_keep (TdMeetingWords *w, char *take_text)
{
    g_ptr_array_add (w->strings, take_text);
    return take_text;
}

/* Isolated, so that the two hours stay in their order where the line runs from right to left. */
static char *hours_in (const TdMeetingWords *w, const TdMeeting *m, const char *zone)
{
    g_autofree char *begins = td_words_time (w->locale, m->begins, zone);
    g_autofree char *ends = td_words_time (w->locale, m->ends, zone);

    return g_strdup_printf ("\u2066%s–%s\u2069", begins, ends);
}

const char *td_meeting_hours (TdMeetingWords *w, const TdMeeting *m)
{
    return td_meeting_keep (w, hours_in (w, m, m->zone));
}

static gboolean same_day (const TdMeeting *m, const char *zone)
{
    g_autofree char *there = td_instant_to_local (m->begins, zone);

    return there != NULL && strncmp (there, m->begins_local, strlen ("2026-12-07")) == 0;
}

const char *td_meeting_hours_here (TdMeetingWords *w, const TdMeeting *m)
{
    g_autofree char *hours = NULL;
    g_autofree char *day = NULL;
    g_autofree char *city = NULL;

    if (w->zone == NULL || td_zone_offset (m->begins, w->zone) == td_zone_offset (m->begins, m->zone))
        return NULL;
    hours = hours_in (w, m, w->zone);
    city = td_words_zone_city (w->locale, w->zone);
    if (same_day (m, w->zone))
        return td_meeting_keep (
            w, td_words_fill (td_words (w->locale, N_ ("{hours} in {city}")), "hours", hours, "city", city, NULL));
    day = td_words_weekday (w->locale, m->begins, w->zone);
    return td_meeting_keep (w, td_words_fill (td_words (w->locale, N_ ("{day}, {hours} in {city}")), "day", day,
                                              "hours", hours, "city", city, NULL));
}

const char *td_meeting_at (TdMeetingWords *w, const TdMeeting *m)
{
    return w->zone == NULL ? td_meeting_keep (w, td_instant_to_text (m->begins)) : NULL;
}

const char *td_meeting_on (TdMeetingWords *w, const TdMeeting *m)
{
    return w->zone == NULL ? td_meeting_keep (w, g_strndup (m->begins_local, strlen ("2026-12-07"))) : NULL;
}

const char *td_meeting_states (TdMeetingWords *w, const TdMeeting *m)
{
    const TdProfile *profile = w->instance->profile;
    const TdMeetingKind *kind = td_meeting_kind_of (profile, m);
    g_autoptr (GString) text = g_string_new (NULL);

    if (m->states == NULL || m->states[0] == NULL
        || (m->title == NULL && (kind == NULL || kind->about != TD_ABOUT_STATES)))
        return NULL;
    for (gsize i = 0; m->states[i] != NULL; i++) {
        const TdState *state = td_profile_state (profile, m->states[i]);
        g_string_append (text, i > 0 ? td_words (w->locale, N_ (", ")) : "");
        g_string_append (text, state != NULL ? td_profile_state_name (profile, state, w->locale) : m->states[i]);
    }
    return td_meeting_keep (w, g_string_free (g_steal_pointer (&text), FALSE));
}

const char *td_meeting_city (TdMeetingWords *w)
{
    return td_meeting_keep (w, td_words_zone_city (w->locale, w->instance->profile->zone));
}

const char *td_meeting_here (TdMeetingWords *w)
{
    return w->zone != NULL && !g_str_equal (w->zone, w->instance->profile->zone)
               ? td_meeting_keep (w, td_words_zone_city (w->locale, w->zone))
               : NULL;
}

const char *td_meeting_zone_link (TdMeetingWords *w, const char *path)
{
    g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

    return td_meeting_keep (w, g_strdup_printf ("/%s/zone?to=%s", w->locale, escaped));
}

/* ---- lists ---- */

typedef struct html_meeting_list_days_meetings Row;

struct placing {
    const TdMeetingWords *words;
    const GPtrArray *meetings;
    GPtrArray *places; /* of TdPlace or NULL, one a meeting */
};

static void place_unref (gpointer place)
{
    td_place_free (place);
}

static gboolean place_in (TdTx *tx, gpointer data, GError **error)
{
    struct placing *p = data;

    g_ptr_array_set_size (p->places, 0);
    for (guint i = 0; i < p->meetings->len; i++) {
        TdPlace *place = NULL;
        if (!td_place_of (tx, p->meetings->pdata[i], p->words->viewer, &place, error))
            return FALSE;
        g_ptr_array_add (p->places, place);
    }
    return TRUE;
}

static Row row_of (TdMeetingWords *w, const TdMeeting *m, const TdPlace *place)
{
    return (Row){
        .link = td_meeting_keep (w, g_strdup_printf ("/%s/meetings/%s", w->locale, m->id)),
        .title = td_meeting_keep (w, td_meeting_title (w->instance->profile, m, w->locale)),
        .when = td_meeting_hours (w, m),
        .here = td_meeting_hours_here (w, m),
        .at = td_meeting_at (w, m),
        .on = td_meeting_on (w, m),
        .closed = m->closed,
        .planned = m->status == TD_MEETING_PLANNED,
        .cancelled = m->status == TD_MEETING_CANCELLED,
        .states = td_meeting_states (w, m),
        .place = place != NULL ? td_meeting_keep (w, g_strdup (place->name)) : NULL,
        .note = m->note != NULL ? td_meeting_keep (w, g_strdup (m->note)) : NULL,
    };
}

static gboolean on_another_day (const GPtrArray *meetings, guint i)
{
    const TdMeeting *this = meetings->pdata[i], *before = i > 0 ? meetings->pdata[i - 1] : NULL;

    return before == NULL || strncmp (this->begins_local, before->begins_local, strlen ("2026-12-07")) != 0;
}

GArray *td_meeting_days (TdMeetingWords *w, const GPtrArray *meetings, GError **error)
{
    g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (place_unref);
    struct placing p = { w, meetings, places };
    GArray *days = g_array_new (FALSE, TRUE, sizeof (TdMeetingDay));
    GArray *rows = NULL;

    if (!td_store_read (w->instance->store, place_in, &p, error)) {
        g_array_unref (days);
        return NULL;
    }
    for (guint i = 0; i < meetings->len; i++) {
        const TdMeeting *m = meetings->pdata[i];
        Row row = row_of (w, m, places->pdata[i]);
        if (on_another_day (meetings, i)) {
            const TdMeetingDay day = { .day = td_meeting_keep (w, td_words_weekday (w->locale, m->begins, m->zone)) };
            rows = g_array_new (FALSE, TRUE, sizeof (Row));
            g_ptr_array_add (w->lists, rows);
            g_array_append_val (days, day);
        }
        g_array_append_val (rows, row);
        g_array_index (days, TdMeetingDay, days->len - 1).meetings = (const Row *) (const void *) rows->data;
        g_array_index (days, TdMeetingDay, days->len - 1).n_meetings = rows->len;
    }
    return days;
}
