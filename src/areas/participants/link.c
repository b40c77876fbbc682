/* What the link of a letter opens. Contract in participant.h. */
#include "areas/participants/participant-private.h"

#include "base/errors.h"

struct opening {
    TdInstance *instance;
    const char *key;
    TdParticipantCopy *copy;
    TdSubmission *report;
};

/* Who reads by a link, as the journal calls them. */
static char *reader_of (const TdParticipantCopy *c)
{
    return g_strdup_printf ("participant %s", c->participant);
}

static TdViewer viewer_of (const char *actor)
{
    return (TdViewer){ .roles = TD_ROLE_BIT (PUBLIC), .actor = actor };
}

static gboolean holds (const TdInstance *instance, const TdParticipantCopy *c, GError **error)
{
    if (c == NULL)
        return td_participant_fail (
            NULL, NULL, error, TD_ERROR_NOT_FOUND,
            "This link opens nothing: it is not whole, a newer one was sent in its place, or its "
            "report was taken back. Look for the newest letter, or ask the secretariat.");
    return td_clock_now (&instance->clock) < c->expires
           || td_participant_fail (NULL, NULL, error, TD_ERROR_GONE,
                                   "The time of this link is over. Ask the secretariat for a new one.");
}

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    struct opening *o = data;
    g_autofree char *actor = NULL;
    TdViewer viewer;
    guint8 token[32];

    g_clear_pointer (&o->copy, td_participant_copy_free);
    g_clear_pointer (&o->report, td_submission_free);
    td_participant_hash (o->instance, o->key, token);
    if (!td_participant_copy_of_token (tx, token, &o->copy, error) || !holds (o->instance, o->copy, error))
        return FALSE;
    actor = reader_of (o->copy);
    viewer = viewer_of (actor);
    o->report = td_submission_get_related (tx, &viewer, TD_RELATION_PARTICIPANT, o->copy->submission, error);
    return o->report != NULL;
}

gboolean td_participant_open (TdInstance *instance, const char *key, TdParticipantCopy **ret_copy,
                              TdSubmission **ret_report, GError **error)
{
    struct opening o = { .instance = instance, .key = key };

    if (!td_store_read (instance->store, open_in, &o, error)) {
        td_participant_copy_free (o.copy);
        td_submission_free (o.report);
        return FALSE;
    }
    *ret_copy = o.copy;
    *ret_report = o.report;
    return TRUE;
}

static gboolean note_in (TdTx *tx, gpointer data, GError **error)
{
    struct opening *o = data;

    return td_instance_may_write (o->instance, tx, error)
           && td_participant_link_opened (tx, o->copy->id, td_clock_now (&o->instance->clock), error);
}

GBytes *td_participant_file (TdInstance *instance, const char *key, int position, char **ret_id, char **ret_format,
                             GError **error)
{
    g_autoptr (TdParticipantCopy) c = NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autofree char *actor = NULL;
    g_autofree char *name = NULL;
    struct opening o = { .instance = instance };
    GBytes *bytes;
    TdViewer viewer;

    if (!td_participant_open (instance, key, &c, &s, error))
        return NULL;
    actor = reader_of (c);
    viewer = viewer_of (actor);
    o.copy = c;
    bytes = td_submission_file_of (instance, &viewer, s, position, &name, ret_format, error);
    /* That it was had is noted where this run may write; whoever has the link has the file in any case. */
    if (bytes != NULL && !td_store_keep (instance->store, note_in, &o, NULL))
        g_debug ("A reading by a participant's link was not counted.");
    if (bytes != NULL)
        *ret_id = g_strdup (s->id);
    return bytes;
}
