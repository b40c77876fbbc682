/* Meetings of a test, written as rows; and a writer that needs an entry of its own. */
#pragma once

#include "people-house.h"

#include "areas/programme/meeting-sql.h"
#include "areas/programme/place.h"
#include "areas/programme/programme.h"
#include "base/id.h"
#include "journal/journal.h"

struct house_write {
    House *house;
    TdTxFunc fn;
    gpointer data;
};

static inline gboolean house_write_in (TdTx *tx, gpointer data, GError **error)
{
    struct house_write *w = data;
    const TdJournalEntry entry = { .actor = "command",
                                   .act = "meeting.plan",
                                   .thing = "test",
                                   .thing_id = "rows",
                                   .clock = &w->house->instance->clock };

    return w->fn (tx, w->data, error) && td_journal_append (tx, &entry, NULL, error);
}

static inline void house_write (House *house, TdTxFunc fn, gpointer data)
{
    struct house_write w = { house, fn, data };
    g_autoptr (GError) error = NULL;

    td_store_write (house->instance->store, house_write_in, &w, &error);
    g_assert_no_error (error);
}

static inline gboolean meeting_in (TdTx *tx, gpointer data, GError **error)
{
    return td_meeting_insert (tx, data, error);
}

/* One that stands in the programme; states: "GHA,SEN". begins: local, "2026-12-07T10:00", and three hours long. */
static inline TdMeeting *house_meeting (House *house, const char *kind, gboolean closed, const char *states,
                                        const char *begins)
{
    TdMeeting *m = g_new0 (TdMeeting, 1);
    g_autoptr (GError) error = NULL;

    m->id = td_id_new ();
    m->session = 41;
    m->kind = g_strdup (kind);
    m->closed = closed;
    m->status = TD_MEETING_ON;
    m->states = g_strsplit (states, ",", -1);
    m->begins_local = g_strdup (begins);
    m->zone = g_strdup ("Europe/Zurich");
    td_instant_from_local (begins, m->zone, &m->begins, &error);
    g_assert_no_error (error);
    m->ends = m->begins + 3 * G_TIME_SPAN_HOUR;
    m->ends_local = td_instant_to_local (m->ends, m->zone);
    m->created = m->changed = td_clock_now (&house->instance->clock);
    house_write (house, meeting_in, m);
    return m;
}

/* Session 41 (1 to 11 December 2025) from the template, published: Monday's opening and public meeting, a briefing and two dialogues for
 * each State from Tuesday on. states: "GHA,SEN". Live in November 2025 (set_day) in a house of rehearsal. */
static inline void house_programme (House *house, const char *states)
{
    g_auto (GStrv) list = g_strsplit (states, ",", -1);
    g_autoptr (GError) error = NULL;

    td_programme_new (house->instance, &secretariat, 41, (const char *const *) list, NULL, &error);
    g_assert_no_error (error);
    td_programme_publish (house->instance, &secretariat, 41, NULL, NULL, &error);
    g_assert_no_error (error);
}

/* The first of that kind about that State (NULL: any). Never NULL. */
static inline TdMeeting *house_meeting_of (House *house, const char *kind, const char *state)
{
    const TdMeetingSearch search = { .session = 41, .kind = kind, .state = state };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) found = td_meeting_list (house->instance, &secretariat, &search, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (found->len, >, 0);
    return g_ptr_array_steal_index (found, 0);
}

/* A place with this way in from afar, and where a planned or published meeting is; published at once. Free it. */
static inline char *house_place (House *house, const char *meeting, const char *remote)
{
    gboolean outside = g_str_equal (remote, "outside");
    const TdPlaceWish wish = { .name = "Conference room",
                               .remote = remote,
                               .link = outside ? "https://rooms.example.org/r/secret-room" : NULL,
                               .dial_in = outside ? "+41 22 000 00 00" : NULL,
                               .codes = outside ? "4711#" : NULL };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_place_add (house->instance, &secretariat, &wish, &id, NULL, &error);
    g_assert_no_error (error);
    td_meeting_change (house->instance, &secretariat, meeting, &(TdMeetingWishes){ .place = id }, NULL, &error);
    g_assert_no_error (error);
    td_programme_publish (house->instance, &secretariat, 41, NULL, NULL, &error);
    g_assert_no_error (error);
    return id;
}
