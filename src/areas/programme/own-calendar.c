/* A person's own calendar. Contract in own-calendar.h. */
#include "areas/programme/own-calendar-sql.h"

#include "areas/people/sessions.h"
#include "base/id.h"

#include <sodium.h>
#include <string.h>

/* The id and a keyed hash of it, so that no list of the store gives addresses away. */
static char *key_of (const TdInstance *instance, const char *id)
{
    static const char purpose[] = "own calendar";
    crypto_generichash_state state;
    guint8 mac[16];
    char text[2 * sizeof mac + 1];

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, sizeof mac);
    crypto_generichash_update (&state, (const guint8 *) purpose, sizeof purpose);
    crypto_generichash_update (&state, (const guint8 *) id, strlen (id));
    crypto_generichash_final (&state, mac, sizeof mac);
    sodium_bin2hex (text, sizeof text, mac, sizeof mac);
    return g_strconcat (id, text, NULL);
}

/* NULL: it is none of ours. */
static char *id_of (const TdInstance *instance, const char *key)
{
    g_autofree char *id = NULL;
    g_autofree char *right = NULL;

    if (strlen (key) != TD_OWN_CALENDAR_KEY)
        return NULL;
    id = g_strndup (key, TD_ID_LENGTH);
    right = key_of (instance, id);
    return strlen (right) == TD_OWN_CALENDAR_KEY && sodium_memcmp (right, key, TD_OWN_CALENDAR_KEY) == 0
               ? g_steal_pointer (&id)
               : NULL;
}

/* ---- one's own ---- */

struct own {
    TdInstance *instance;
    const TdViewer *viewer;
    gboolean make;
    char *id;
};

static gboolean find_in (TdTx *tx, gpointer data, GError **error)
{
    struct own *o = data;

    g_clear_pointer (&o->id, g_free);
    return td_own_calendar_of (tx, o->viewer->person, &o->id, error);
}

gboolean td_own_calendar_key (TdInstance *instance, const TdViewer *viewer, char **ret_key, GError **error)
{
    struct own o = { .viewer = viewer };

    if (!td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error) || !td_store_read (instance->store, find_in, &o, error))
        return FALSE;
    *ret_key = o.id != NULL ? key_of (instance, o.id) : NULL;
    g_free (o.id);
    return TRUE;
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    const struct own *o = data;
    g_autofree char *id = td_id_new ();
    gint64 now = td_clock_now (&o->instance->clock);
    const TdJournalEntry entry = { .actor = td_viewer_actor (o->viewer),
                                   .act = o->make ? "own-calendar.make" : "own-calendar.end",
                                   .thing = "person",
                                   .thing_id = o->viewer->person,
                                   .clock = &o->instance->clock };

    return td_instance_may_write (o->instance, tx, error) && td_own_calendar_close (tx, o->viewer->person, now, error)
           && (!o->make
               || td_own_calendar_insert (tx, id, o->viewer->person, o->viewer->trust >= TD_TRUST_SECOND, now, error))
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_own_calendar_make (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct own o = { .instance = instance, .viewer = viewer, .make = TRUE };

    return td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error)
           && td_store_write (instance->store, change_in, &o, error);
}

gboolean td_own_calendar_end (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct own o = { .instance = instance, .viewer = viewer };

    return td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error)
           && td_store_write (instance->store, change_in, &o, error);
}

/* ---- what is in it ---- */

struct reading {
    TdInstance *instance;
    const char *id;
    TdViewer viewer;
    GPtrArray *list;
};

static gboolean has_conflict (const TdViewer *viewer, const TdMeeting *m)
{
    for (gsize i = 0; viewer->conflicts != NULL && viewer->conflicts[i] != NULL; i++)
        if (td_meeting_is_about (m, viewer->conflicts[i]))
            return TRUE;
    return FALSE;
}

static gboolean attends (const TdViewer *v, const TdMeeting *m, guint relations)
{
    if ((relations & TD_RELATION_INVITED) != 0)
        return TRUE;
    if (td_viewer_has (v, TD_ROLE_SECRETARIAT) || td_viewer_has (v, TD_ROLE_MEMBER))
        return !has_conflict (v, m);
    return v->state != NULL && td_meeting_is_about (m, v->state)
           && (td_viewer_has (v, TD_ROLE_MISSION) || td_viewer_has (v, TD_ROLE_MINISTRY));
}

static gboolean keep_attended (TdTx *tx, struct reading *r, GError **error)
{
    for (guint i = r->list->len; i > 0; i--) {
        guint relations = 0;
        if (!td_meeting_relations (tx, r->list->pdata[i - 1], &r->viewer, &relations, error))
            return FALSE;
        if (!attends (&r->viewer, r->list->pdata[i - 1], relations))
            g_ptr_array_remove_index (r->list, i - 1);
    }
    return TRUE;
}

/* A calendar need not hold what was long ago. */
enum { DAYS_BACK = 400 };

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autofree char *person = NULL;
    gboolean second = FALSE, there = FALSE;
    TdMeetingSearch search = { .from = td_clock_now (&r->instance->clock) - DAYS_BACK * G_TIME_SPAN_DAY };

    td_viewer_clear (&r->viewer);
    g_clear_pointer (&r->list, g_ptr_array_unref);
    if (!td_own_calendar_find (tx, r->id, &person, &second, error))
        return FALSE;
    if (person == NULL)
        return td_door_unknown (error);
    if (!td_person_viewer (tx, r->instance, person, second ? TD_TRUST_SECOND : TD_TRUST_PASSWORD, &r->viewer, &there,
                           error))
        return FALSE;
    if (!there)
        return td_door_unknown (error);
    r->list = td_meeting_list_in (tx, &r->viewer, &search, error);
    return r->list != NULL && keep_attended (tx, r, error);
}

GPtrArray *td_own_calendar_meetings (TdInstance *instance, const char *key, TdViewer *ret_viewer, GError **error)
{
    g_autofree char *id = id_of (instance, key);
    struct reading r = { .instance = instance, .id = id };

    if (id == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    if (!td_store_read (instance->store, read_in, &r, error)) {
        td_viewer_clear (&r.viewer);
        g_clear_pointer (&r.list, g_ptr_array_unref);
        return NULL;
    }
    *ret_viewer = r.viewer;
    return r.list;
}
