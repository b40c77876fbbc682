/* Meetings: the door, and reading them. Contract in meeting.h. */
#include "areas/programme/meeting-sql.h"

#include "base/base.h"
#include "base/errors.h"
#include "text/words.h"

TD_DEFINE_ERROR (meeting)

static const char *const status_words[TD_N_MEETING_STATUSES] = {
    [TD_MEETING_PLANNED] = N_ ("planned"),
    [TD_MEETING_ON] = N_ ("on"),
    [TD_MEETING_CANCELLED] = N_ ("cancelled"),
};

const char *td_meeting_status_word (TdMeetingStatus status)
{
    return status < TD_N_MEETING_STATUSES ? status_words[status] : "";
}

/* ---- what it is called ---- */

const TdMeetingKind *td_meeting_kind_of (const TdProfile *profile, const TdMeeting *meeting)
{
    return td_profile_meeting_kind (profile, meeting->kind);
}

gboolean td_meeting_offers (const TdProfile *profile, const TdMeeting *meeting, TdMeetingOffer offer)
{
    return td_meeting_kind_offers (td_meeting_kind_of (profile, meeting), offer);
}

gboolean td_meeting_is_about (const TdMeeting *meeting, const char *state)
{
    return meeting->states != NULL && g_strv_contains ((const char *const *) meeting->states, state);
}

/* One about all States of a session is not named by them: they stand beside it. */
static gboolean is_named_by_states (const TdProfile *profile, const TdMeeting *m)
{
    const TdMeetingKind *kind = td_meeting_kind_of (profile, m);

    return m->states != NULL && (kind == NULL || kind->about != TD_ABOUT_STATES);
}

static char *name_of (const TdProfile *profile, const TdMeeting *m, const char *locale)
{
    const TdMeetingKind *kind = td_meeting_kind_of (profile, m);
    g_autoptr (GString) name = g_string_new (kind != NULL ? td_words (locale, kind->label) : m->kind);

    for (gsize i = 0; is_named_by_states (profile, m) && m->states[i] != NULL; i++) {
        const TdState *state = td_profile_state (profile, m->states[i]);
        g_string_append (name, i == 0 ? ": " : td_words (locale, N_ (", ")));
        g_string_append (name, state != NULL ? td_profile_state_name (profile, state, locale) : m->states[i]);
    }
    return g_string_free (g_steal_pointer (&name), FALSE);
}

char *td_meeting_title (const TdProfile *profile, const TdMeeting *m, const char *locale)
{
    g_autofree char *name = m->title != NULL ? g_strdup (m->title) : name_of (profile, m, locale);
    g_autofree char *part = td_words_number (locale, m->part);
    g_autofree char *parts = td_words_number (locale, m->parts);

    if (m->title != NULL || m->parts < 2)
        return g_steal_pointer (&name);
    return td_words_fill (td_words (locale, N_ ("{meeting} ({n} of {m})")), "meeting", name, "n", part, "m", parts,
                          NULL);
}

/* ---- the door ---- */

static guint n_asked (const TdMeeting *meeting)
{
    guint n = meeting->states != NULL ? g_strv_length (meeting->states) : 0;

    return MAX (n, 1);
}

TdThing td_meeting_thing (const TdMeeting *meeting, guint state, guint relations)
{
    gboolean about_none = meeting->states == NULL || meeting->states[0] == NULL;

    return (TdThing){ .kind = TD_THING_MEETING,
                      .status = meeting->status == TD_MEETING_PLANNED ? TD_STATUS_DRAFT : TD_STATUS_PUBLISHED,
                      .visibility = meeting->closed ? TD_VISIBILITY_COMMITTEE : TD_VISIBILITY_PUBLIC,
                      .state = about_none ? "" : meeting->states[state],
                      .relations = relations };
}

gboolean td_meeting_relations (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, guint *ret_relations,
                               GError **error)
{
    guint relations = 0;

    for (gsize i = 0; td_meeting_invitations[i] != NULL; i++) {
        gboolean invited = FALSE;
        if (!td_meeting_invitations[i]->invited (tx, meeting->id, viewer, &invited, error))
            return FALSE;
        if (invited)
            relations |= TD_RELATION_INVITED;
    }
    *ret_relations = relations;
    return TRUE;
}

gboolean td_meeting_may (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, TdAct act, GError **error)
{
    guint relations;

    if (!td_meeting_relations (tx, meeting, viewer, &relations, error))
        return FALSE;
    for (guint i = 0; i < n_asked (meeting); i++) {
        const TdThing thing = td_meeting_thing (meeting, i, relations);
        if (!td_door_may (viewer, act, &thing, error))
            return FALSE;
    }
    return TRUE;
}

struct asking {
    const TdMeeting *meeting;
    const TdViewer *viewer;
    TdAct act;
};

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    const struct asking *a = data;

    return td_meeting_may (tx, a->meeting, a->viewer, a->act, error);
}

gboolean td_meeting_viewer_may (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, TdAct act,
                                GError **error)
{
    struct asking a = { meeting, viewer, act };

    return td_store_read (instance->store, ask_in, &a, error);
}

/* ---- reading ---- */

TdMeeting *td_meeting_get_in (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (TdMeeting) meeting = NULL;

    if (!td_meeting_load (tx, id, &meeting, error))
        return NULL;
    if (meeting == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    return td_meeting_may (tx, meeting, viewer, TD_ACT_MEETING_READ, error) ? g_steal_pointer (&meeting) : NULL;
}

/* Takes out what the viewer may not know of. */
static gboolean keep_known (TdTx *tx, GPtrArray *meetings, const TdViewer *viewer, GError **error)
{
    for (guint i = meetings->len; i > 0; i--) {
        g_autoptr (GError) problem = NULL;
        if (td_meeting_may (tx, meetings->pdata[i - 1], viewer, TD_ACT_MEETING_READ, &problem))
            continue;
        if (problem->domain != TD_DOOR_ERROR) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
        g_ptr_array_remove_index (meetings, i - 1);
    }
    return TRUE;
}

GPtrArray *td_meeting_list_in (TdTx *tx, const TdViewer *viewer, const TdMeetingSearch *search, GError **error)
{
    g_autoptr (GPtrArray) meetings = td_meeting_select (tx, search, error);

    if (meetings == NULL || !keep_known (tx, meetings, viewer, error))
        return NULL;
    return g_steal_pointer (&meetings);
}

struct reading {
    const TdViewer *viewer;
    const char *id;
    const TdMeetingSearch *search;
    TdMeeting *meeting;
    GPtrArray *list;
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    if (r->id != NULL)
        return (r->meeting = td_meeting_get_in (tx, r->viewer, r->id, error)) != NULL;
    return (r->list = td_meeting_list_in (tx, r->viewer, r->search, error)) != NULL;
}

TdMeeting *td_meeting_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };

    if (!td_store_read (instance->store, read_in, &r, error))
        g_clear_pointer (&r.meeting, td_meeting_free);
    return r.meeting;
}

GPtrArray *td_meeting_list (TdInstance *instance, const TdViewer *viewer, const TdMeetingSearch *search, GError **error)
{
    struct reading r = { .viewer = viewer, .search = search };

    if (!td_store_read (instance->store, read_in, &r, error))
        g_clear_pointer (&r.list, g_ptr_array_unref);
    return r.list;
}
