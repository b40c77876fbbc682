/* Meetings of a test, written as rows; and a writer that needs an entry of its own. */
#pragma once

#include "people-house.h"

#include "areas/programme/meeting-sql.h"
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
