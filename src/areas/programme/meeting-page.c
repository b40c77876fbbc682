/* The page of one meeting, with the parts of other areas; and its JSON and calendar. */
#include "areas/calls/deadline.h"
#include "areas/programme/meeting-one.html.h"
#include "areas/programme/meeting-part.h"
#include "areas/programme/meeting-words.h"
#include "areas/programme/pages.h"
#include "areas/programme/place.h"
#include "areas/programme/programme-ics.h"
#include "areas/programme/programme.h"
#include "text/words.h"

typedef struct html_meeting_one_parts Part;
typedef struct html_meeting_one_parts_lines Line;
typedef struct html_meeting_one_parts_links Link;

/* ---- parts of other areas ---- */

struct saying {
    TdMeetingAsked asked;
    TdMeetingSaid *said; /* one a part of td_meeting_parts */
};

static guint n_parts (void)
{
    guint n = 0;

    while (td_meeting_parts[n] != NULL)
        n++;
    return n;
}

static gboolean say_in (TdTx *tx, gpointer data, GError **error)
{
    struct saying *s = data;

    for (guint i = 0; td_meeting_parts[i] != NULL; i++) {
        td_meeting_said_clear (&s->said[i]);
        if (!td_meeting_parts[i]->say (tx, &s->asked, &s->said[i], error))
            return FALSE;
    }
    return TRUE;
}

static void add_lines (TdMeetingWords *w, Part *part, const TdMeetingSaid *said)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Line));

    g_ptr_array_add (w->lists, rows);
    for (guint i = 0; said->lines != NULL && i < said->lines->len; i++) {
        const Line line = { .text = td_meeting_keep (w, g_strdup (said->lines->pdata[i])) };
        g_array_append_val (rows, line);
    }
    part->lines = (const Line *) (const void *) rows->data;
    part->n_lines = rows->len;
}

static void add_links (TdMeetingWords *w, Part *part, const TdMeetingSaid *said)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Link));

    g_ptr_array_add (w->lists, rows);
    for (guint i = 0; said->links != NULL && i < said->links->len; i++) {
        const TdMeetingLink *l = said->links->pdata[i];
        const Link link = { .link = td_meeting_keep (w, g_strdup_printf ("/%s%s", w->locale, l->path)),
                            .label = l->label };
        g_array_append_val (rows, link);
    }
    part->links = (const Link *) (const void *) rows->data;
    part->n_links = rows->len;
}

/* NULL with an error. Of Part. */
static GArray *parts_of (TdMeetingWords *w, const TdMeeting *m, GError **error)
{
    guint n = n_parts ();
    g_autofree TdMeetingSaid *said = g_new0 (TdMeetingSaid, n + 1);
    struct saying s = { .asked = { .instance = w->instance,
                                   .meeting = m,
                                   .viewer = w->viewer,
                                   .locale = w->locale,
                                   .zone = w->zone,
                                   .now = td_clock_now (&w->instance->clock) },
                        .said = said };
    gboolean good = td_store_read (w->instance->store, say_in, &s, error);
    GArray *rows = good ? g_array_new (FALSE, TRUE, sizeof (Part)) : NULL;

    for (guint i = 0; i < n; i++) {
        Part part = { .title = td_meeting_parts[i]->title };
        if (good && (said[i].lines != NULL || said[i].links != NULL)) {
            add_lines (w, &part, &said[i]);
            add_links (w, &part, &said[i]);
            g_array_append_val (rows, part);
        }
        td_meeting_said_clear (&said[i]);
    }
    return rows;
}

/* ---- the rest of it ---- */

static GArray *change_rows (TdMeetingWords *w, const GPtrArray *changes)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_meeting_one_changes));
    const TdProfile *profile = w->instance->profile;

    for (guint i = 0; i < changes->len; i++) {
        const TdMeetingChange *c = changes->pdata[i];
        const struct html_meeting_one_changes row = {
            .at = td_meeting_keep (w, td_words_instant (w->locale, c->at, profile->zone)),
            .words = td_meeting_keep (w, td_meeting_change_words (profile, c, w->locale)),
        };
        if (c->what != TD_CHANGED_ADDED)
            g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *state_rows (TdMeetingWords *w, const TdMeeting *m)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_meeting_one_states));

    for (gsize i = 0; m->states != NULL && m->states[i] != NULL; i++) {
        const TdState *state = td_profile_state (w->instance->profile, m->states[i]);
        const struct html_meeting_one_states row = {
            .name = state != NULL ? td_profile_state_name (w->instance->profile, state, w->locale) : m->states[i],
            .iso = m->states[i],
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* "Monday 7 December 2026, 10:00 in Geneva, 09:00 where you are", and until when. */
static const char *when_of (TdMeetingWords *w, const TdMeeting *m)
{
    g_autofree char *begins = td_deadline_words_for (m->begins, m->zone, w->zone, w->locale);
    g_autofree char *ends = td_words_time (w->locale, m->ends, m->zone);
    g_autofree char *city = td_words_zone_city (w->locale, m->zone);

    return td_meeting_keep (w, td_words_fill (td_words (w->locale, N_ ("{begins}; until {ends} in {city}")), "begins",
                                              begins, "ends", ends, "city", city, NULL));
}

static gboolean render (TdRequest *request, const TdMeeting *m, GError **error)
{
    g_auto (TdMeetingWords) w = { NULL };
    g_autoptr (GPtrArray) changes = td_meeting_changes (td_request_instance (request), m, error);
    g_autoptr (TdPlace) place = NULL;
    g_autoptr (GArray) parts = NULL;
    g_autoptr (GArray) rows = NULL;
    g_autoptr (GArray) states = NULL;
    g_autofree char *path = g_strdup_printf ("/meetings/%s", m->id);

    if (changes == NULL || !td_meeting_words_init (request, &w, error)
        || !td_place_of_read (w.instance, m, w.viewer, &place, error) || (parts = parts_of (&w, m, error)) == NULL)
        return FALSE;
    rows = change_rows (&w, changes);
    states = state_rows (&w, m);
    const struct html_meeting_one page = {
        .id = m->id,
        .number = m->session,
        .title = td_meeting_keep (&w, td_meeting_title (w.instance->profile, m, w.locale)),
        .when = when_of (&w, m),
        .at = td_meeting_at (&w, m),
        .day = td_meeting_on (&w, m),
        .here_words = td_words (w.locale, N_ (", {here} where you are")),
        .zone = td_meeting_zone_link (&w, path),
        .closed = m->closed,
        .planned = m->status == TD_MEETING_PLANNED,
        .cancelled = m->status == TD_MEETING_CANCELLED ? m->cancel_reason : NULL,
        .note = m->note,
        .officer = td_door_viewer_may (w.viewer, TD_ACT_MEETING_PLAN),
        .states = (const struct html_meeting_one_states *) (const void *) states->data,
        .n_states = states->len,
        .place = place != NULL ? place->name : NULL,
        .address = place != NULL ? place->address : NULL,
        .remote = place != NULL && place->remote != TD_REMOTE_NONE ? td_remote_label (place->remote) : NULL,
        .way = place != NULL && (place->link != NULL || place->dial_in != NULL || place->codes != NULL),
        .door = place != NULL && place->link != NULL ? place->link : "",
        .dial_in = place != NULL ? place->dial_in : NULL,
        .codes = place != NULL ? place->codes : NULL,
        .parts = (const Part *) (const void *) parts->data,
        .n_parts = parts->len,
        .changes = (const struct html_meeting_one_changes *) (const void *) rows->data,
        .n_changes = rows->len,
    };
    html_meeting_one (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

struct telling {
    TdRequest *request;
    const TdMeeting *meeting;
    json_t *json;
};

static gboolean tell_in (TdTx *tx, gpointer data, GError **error)
{
    struct telling *t = data;

    g_clear_pointer (&t->json, json_decref);
    t->json = td_meeting_to_json (tx, td_request_instance (t->request)->profile, t->meeting,
                                  td_request_viewer (t->request), td_request_locale (t->request), error);
    return t->json != NULL;
}

static gboolean reply_json (TdRequest *request, const TdMeeting *m, GError **error)
{
    struct telling t = { .request = request, .meeting = m };

    if (!td_store_read (td_request_instance (request)->store, tell_in, &t, error)) {
        g_clear_pointer (&t.json, json_decref);
        return FALSE;
    }
    td_reply_json (request, 200, t.json);
    return TRUE;
}

static gboolean reply_ics (TdRequest *request, const TdMeeting *m, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) one = g_ptr_array_new ();
    g_autofree char *title = td_meeting_title (instance->profile, m, locale);
    g_autofree char *page = g_strdup_printf ("/meetings/%s", m->id);
    g_autofree char *source = g_strconcat (page, ".ics", NULL);
    const TdMeetingFeed feed = { .name = m->closed ? td_words (locale, N_ ("A meeting")) : title, /* as its SUMMARY */
                                 .source = source,
                                 .page = page,
                                 .locale = locale };
    g_autofree char *text = NULL;

    g_ptr_array_add (one, (gpointer) m);
    text = td_meetings_ics (instance, td_request_viewer (request), one, &feed, error);
    if (text == NULL)
        return FALSE;
    td_reply_text (request, 200, "text/calendar; charset=utf-8", text);
    return TRUE;
}

gboolean td_meeting_page (TdRequest *request, GError **error)
{
    g_autoptr (TdMeeting) m = td_meeting_get (td_request_instance (request), td_request_viewer (request),
                                              td_request_part (request, "id"), error);

    if (m == NULL)
        return FALSE;
    switch (td_request_form (request)) {
    case TD_FORM_JSON: return reply_json (request, m, error);
    case TD_FORM_ICS: return reply_ics (request, m, error);
    default: return render (request, m, error);
    }
}
