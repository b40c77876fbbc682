/* What the floor says on a meeting's page, and among what civil society can do now. Contracts in meeting-part.h and opening.h. */
#include "areas/floor/floor-meeting.h"

#include "areas/calls/deadline.h"
#include "areas/floor/floor-sql.h"
#include "text/words.h"

/* ---- a meeting's page ---- */

static gboolean say (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
{
    const TdMeeting *m = asked->meeting;
    g_autoptr (TdFloorList) l = NULL;
    g_autofree char *when = NULL;
    gboolean shares = td_meeting_may (tx, m, asked->viewer, TD_ACT_FLOOR_SHARE, NULL);

    if (!td_floor_list_load (tx, m->id, &l, error))
        return FALSE;
    if (l != NULL) {
        when = td_deadline_words_for (l->deadline, m->zone, asked->zone, asked->locale);
        if (!m->closed && asked->now < l->deadline)
            td_meeting_said_line (
                said, td_words_fill (td_words (asked->locale, N_ ("Organisations can ask for the floor until {when}.")),
                                     "when", when, NULL));
        td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/speakers", m->id), N_ ("The list of speakers"));
        if (!m->closed && asked->now < l->deadline)
            td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/floor", m->id), N_ ("Ask for the floor"));
    }
    if (shares)
        td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/share", m->id), N_ ("Share the minutes"));
    return TRUE;
}

const TdMeetingPart td_floor_meeting_part = { N_ ("Speakers"), say };

/* ---- what can be done now ---- */

static void deadline_free (gpointer data)
{
    TdDeadline *d = data;

    g_free (d->closes_local);
    g_free (d->why);
    g_free (d->reason);
    g_free (d);
}

static GPtrArray *deadlines_of (const TdFloorList *l)
{
    GPtrArray *list = g_ptr_array_new_with_free_func (deadline_free);
    TdDeadline *d = g_new0 (TdDeadline, 1);

    d->closes_local = g_strdup (l->deadline_local);
    d->closes = l->deadline;
    d->why = g_strdup ("opened");
    d->at = l->opened;
    g_ptr_array_add (list, d);
    return list;
}

static TdOpening *opening_of (const TdMeeting *m, const TdFloorList *l)
{
    TdOpening *o = g_new0 (TdOpening, 1);

    o->id = g_strdup (m->id);
    o->purpose = g_strdup ("floor");
    o->label = g_strdup (N_ ("Speak at the public meeting with civil society"));
    o->title = g_strdup (m->title);
    o->states = m->states != NULL ? g_strdupv (m->states) : g_new0 (char *, 1);
    o->themes = g_new0 (char *, 1);
    o->kinds = g_new0 (char *, 1);
    o->opens = l->opened;
    o->closes = l->deadline;
    o->closes_local = g_strdup (l->deadline_local);
    o->zone = g_strdup (m->zone);
    o->created = l->opened;
    o->changed = l->opened;
    o->deadlines = deadlines_of (l);
    if (m->status == TD_MEETING_CANCELLED) {
        o->ended = m->changed;
        o->end_reason = g_strdup (m->cancel_reason);
    }
    o->guidance =
        g_strdup (N_ ("In the room, by video, by telephone, recorded or in writing; also without your name."));
    o->asked = g_strdup (N_ ("Organisations of the registry"));
    o->page = g_strdup_printf ("/meetings/%s/speakers", m->id);
    o->first_step = g_strdup_printf ("/meetings/%s/floor", m->id);
    o->first_step_label = g_strdup (N_ ("Ask for the floor"));
    return o;
}

/* Public meetings that stand in the programme, and no other. */
static gboolean add (TdTx *tx, TdInstance *instance, const TdOpeningFilter *filter, GPtrArray *list, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    const TdMeetingSearch search = { .from = td_clock_now (&instance->clock) };
    g_autoptr (GPtrArray) meetings = td_meeting_list_in (tx, &nobody, &search, error);

    (void) filter;
    for (guint i = 0; meetings != NULL && i < meetings->len; i++) {
        const TdMeeting *m = meetings->pdata[i];
        g_autoptr (TdFloorList) l = NULL;
        if (!td_floor_list_load (tx, m->id, &l, error))
            return FALSE;
        if (l != NULL)
            g_ptr_array_add (list, opening_of (m, l));
    }
    return meetings != NULL;
}

const TdOpeningSource td_floor_opening_source = { .name = "floor", .add = add };
