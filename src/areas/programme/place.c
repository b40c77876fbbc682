/* Places of meetings. Contract in place.h. */
#include "areas/programme/place-sql.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"

#include <string.h>

static const struct {
    const char *word, *label;
} remotes[TD_N_REMOTES] = {
    [TD_REMOTE_NONE] = { "none", N_ ("Nobody comes in from afar") },
    [TD_REMOTE_OURS] = { "ours", N_ ("By video, audio or telephone, in a room of this site") },
    [TD_REMOTE_OUTSIDE] = { "outside", N_ ("By video, audio or telephone, in a room of another site") },
};

const char *td_remote_word (TdRemote remote)
{
    return remote < TD_N_REMOTES ? remotes[remote].word : "";
}

const char *td_remote_label (TdRemote remote)
{
    return remote < TD_N_REMOTES ? remotes[remote].label : "";
}

gboolean td_remote_from_word (const char *word, TdRemote *ret_remote)
{
    for (int i = 0; i < TD_N_REMOTES; i++)
        if (g_strcmp0 (remotes[i].word, word) == 0) {
            *ret_remote = (TdRemote) i;
            return TRUE;
        }
    return FALSE;
}

static gboolean fail (const char **ret_field, const char *field, GError **error, int code, const char *message)
{
    if (ret_field != NULL)
        *ret_field = field;
    g_set_error_literal (error, TD_MEETING_ERROR, code, message);
    return FALSE;
}

/* ---- where a meeting is ---- */

gboolean td_place_of (TdTx *tx, const TdMeeting *meeting, const TdViewer *viewer, TdPlace **ret, GError **error)
{
    g_autoptr (TdPlace) place = NULL;
    g_autoptr (GError) problem = NULL;

    *ret = NULL;
    if (meeting->place == NULL)
        return TRUE;
    if (!td_place_load (tx, meeting->place, &place, error))
        return FALSE;
    if (place != NULL && !td_meeting_may (tx, meeting, viewer, TD_ACT_MEETING_ATTEND, &problem)) {
        if (problem->domain != TD_DOOR_ERROR) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
        g_clear_pointer (&place->link, g_free);
        g_clear_pointer (&place->dial_in, g_free);
        g_clear_pointer (&place->codes, g_free);
    }
    *ret = g_steal_pointer (&place);
    return TRUE;
}

gboolean td_place_is_ours (TdTx *tx, const TdMeeting *meeting, gboolean *ret_ours, GError **error)
{
    g_autoptr (TdPlace) place = NULL;

    if (meeting->place != NULL && !td_place_load (tx, meeting->place, &place, error))
        return FALSE;
    *ret_ours = place != NULL && place->remote == TD_REMOTE_OURS;
    return TRUE;
}

struct asking {
    TdInstance *instance;
    const TdMeeting *meeting;
    const TdViewer *viewer;
    TdPlace *place;
    GPtrArray *list;
};

static gboolean of_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;

    return td_place_of (tx, a->meeting, a->viewer, &a->place, error);
}

gboolean td_place_of_read (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, TdPlace **ret,
                           GError **error)
{
    struct asking a = { .meeting = meeting, .viewer = viewer };

    *ret = NULL;
    if (!td_store_read (instance->store, of_in, &a, error))
        return FALSE;
    *ret = a.place;
    return TRUE;
}

/* ---- for the secretariat ---- */

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;

    return (a->list = td_place_load_all (tx, error)) != NULL;
}

GPtrArray *td_place_list (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct asking a = { .viewer = viewer };

    return td_door_may (viewer, TD_ACT_MEETING_PLAN, NULL, error) && td_store_read (instance->store, list_in, &a, error)
               ? a.list
               : NULL;
}

/* NULL where nothing is left of it. */
static gboolean clean (const char *given, gboolean lines, char **ret, const char **ret_field, const char *field,
                       GError **error)
{
    const char *text = given != NULL ? given : "";
    g_autofree char *cleaned = lines ? td_text_clean_text (text, TD_LIMIT_TEXT_CHARACTERS)
                                     : td_text_clean_line (text, TD_LIMIT_TITLE_CHARACTERS);

    if (cleaned == NULL)
        return fail (ret_field, field, error, TD_ERROR_INPUT, "This text is too long. Make it shorter.");
    *ret = *cleaned != '\0' ? g_steal_pointer (&cleaned) : NULL;
    return TRUE;
}

static gboolean link_ok (const char *link)
{
    return link == NULL || g_str_has_prefix (link, "https://");
}

/* What was wished, checked; id and times are the caller's. */
static TdPlace *place_of_wish (const TdPlaceWish *w, const char **ret_field, GError **error)
{
    g_autoptr (TdPlace) p = g_new0 (TdPlace, 1);
    const char *remote = w->remote != NULL && *w->remote != '\0' ? w->remote : "none";

    if (!clean (w->name, FALSE, &p->name, ret_field, "name", error)
        || !clean (w->address, TRUE, &p->address, ret_field, "address", error)
        || !clean (w->link, FALSE, &p->link, ret_field, "link", error)
        || !clean (w->dial_in, TRUE, &p->dial_in, ret_field, "dial_in", error)
        || !clean (w->codes, TRUE, &p->codes, ret_field, "codes", error))
        return NULL;
    if (p->name == NULL)
        fail (ret_field, "name", error, TD_ERROR_INPUT, "Give the place a name, as people would look for it.");
    else if (!td_remote_from_word (remote, &p->remote))
        fail (ret_field, "remote", error, TD_ERROR_INPUT, "Say how one comes in from afar: none, ours or outside.");
    else if (!link_ok (p->link))
        fail (ret_field, "link", error, TD_ERROR_INPUT, "Write the whole link, which begins with https://.");
    else if (p->remote != TD_REMOTE_OUTSIDE && (p->link != NULL || p->dial_in != NULL || p->codes != NULL))
        fail (ret_field, "remote", error, TD_ERROR_INPUT,
              "Links, numbers and codes belong to a room of another site. Choose that, or leave them out.");
    else if (p->remote == TD_REMOTE_OUTSIDE && p->link == NULL && p->dial_in == NULL)
        fail (ret_field, "link", error, TD_ERROR_INPUT,
              "Give the link of the room on the other site, or the numbers to dial.");
    else
        return g_steal_pointer (&p);
    return NULL;
}

struct keeping {
    TdInstance *instance;
    const TdViewer *viewer;
    TdPlace *place;
    gboolean add;
    const char **ret_field;
};

static gboolean room_for_one (TdTx *tx, const struct keeping *k, GError **error)
{
    gint64 count = 0;

    return td_place_count (tx, &count, error)
           && (count < TD_LIMIT_PLACES
               || fail (k->ret_field, NULL, error, TD_ERROR_CONFLICT,
                        "There are as many places as the list can hold. Change one that is not needed any more."));
}

static gboolean there_is (TdTx *tx, const struct keeping *k, GError **error)
{
    g_autoptr (TdPlace) before = NULL;

    return td_place_load (tx, k->place->id, &before, error)
           && (before != NULL
               || fail (k->ret_field, NULL, error, TD_ERROR_NOT_FOUND,
                        "There is no such place. The list of places has their ids."));
}

static gboolean keep_in (TdTx *tx, gpointer data, GError **error)
{
    struct keeping *k = data;
    gboolean is_public = FALSE;
    TdJournalEntry entry = { .actor = td_viewer_actor (k->viewer),
                             .act = k->add ? "place.add" : "place.change",
                             .thing = "place",
                             .thing_id = k->place->id,
                             .clock = &k->instance->clock };

    k->place->created = k->place->changed = td_clock_now (&k->instance->clock);
    if (!td_instance_may_write (k->instance, tx, error)
        || !(k->add ? room_for_one (tx, k, error) : there_is (tx, k, error))
        || !(k->add ? td_place_insert (tx, k->place, error) : td_place_update (tx, k->place, error))
        || !td_place_is_public (tx, k->place->id, &is_public, error))
        return FALSE;
    entry.public_change = is_public;
    return td_journal_append (tx, &entry, NULL, error);
}

gboolean td_place_add (TdInstance *instance, const TdViewer *viewer, const TdPlaceWish *wish, char **ret_id,
                       const char **ret_field, GError **error)
{
    g_autoptr (TdPlace) place = NULL;
    struct keeping k = { .instance = instance, .viewer = viewer, .add = TRUE, .ret_field = ret_field };

    if (!td_door_may (viewer, TD_ACT_MEETING_PLAN, NULL, error)
        || (place = place_of_wish (wish, ret_field, error)) == NULL)
        return FALSE;
    place->id = td_id_new ();
    k.place = place;
    if (!td_store_write (instance->store, keep_in, &k, error))
        return FALSE;
    if (ret_id != NULL)
        *ret_id = g_strdup (place->id);
    return TRUE;
}

gboolean td_place_change (TdInstance *instance, const TdViewer *viewer, const char *id, const TdPlaceWish *wish,
                          const char **ret_field, GError **error)
{
    g_autoptr (TdPlace) place = NULL;
    struct keeping k = { .instance = instance, .viewer = viewer, .ret_field = ret_field };

    if (!td_door_may (viewer, TD_ACT_MEETING_PLAN, NULL, error)
        || (place = place_of_wish (wish, ret_field, error)) == NULL)
        return FALSE;
    place->id = g_strdup (id);
    k.place = place;
    return td_store_write (instance->store, keep_in, &k, error);
}
