#include "areas/submissions/state-paper.h"

#include "areas/submissions/submission-sql.h"
#include "base/errors.h"

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

const char *td_state_paper_state (const TdViewer *viewer)
{
    if (viewer->behalf_state != NULL)
        return viewer->behalf_state;
    return viewer->state != NULL && td_door_may (viewer, TD_ACT_STATE_DRAFT_PUBLISH, NULL, NULL) ? viewer->state : NULL;
}

static const TdChoice *purpose_of (const TdProfile *profile, const char *slug)
{
    const TdChoice *purpose = slug != NULL ? td_profile_purpose (profile, slug) : NULL;

    return purpose != NULL && purpose->from_state ? purpose : NULL;
}

static TdAct act_of (const TdChoice *purpose)
{
    return purpose->at_once ? TD_ACT_STATE_DRAFT_PUBLISH : TD_ACT_STATE_PAPER_SEND;
}

gboolean td_state_paper_may_send (const TdViewer *viewer, const TdProfile *profile, const char *slug)
{
    const TdChoice *purpose = purpose_of (profile, slug);

    return purpose != NULL && td_state_paper_state (viewer) != NULL
           && (viewer->behalf_state != NULL || td_door_may (viewer, act_of (purpose), NULL, NULL));
}

gboolean td_state_paper_may_withdraw (const TdSubmission *s, const TdViewer *viewer, const TdProfile *profile)
{
    TdThing thing = td_submission_thing (s);

    if (s->by_state == NULL)
        return TRUE;
    if (g_strcmp0 (td_state_paper_state (viewer), s->by_state) == 0)
        return td_state_paper_may_send (viewer, profile, s->purpose);
    return td_door_may (viewer, TD_ACT_SUBMISSION_PUBLISH, &thing, NULL);
}

gboolean td_state_paper_at_once (const TdProfile *profile, const TdSubmission *s)
{
    const TdChoice *purpose = s->by_state != NULL ? purpose_of (profile, s->purpose) : NULL;

    return purpose != NULL && purpose->at_once;
}

GPtrArray *td_state_papers (TdInstance *instance, const TdViewer *viewer, const char *state, const char *purpose,
                            GError **error)
{
    const TdSubmissionFilter filter = { .by_state = state, .purpose = purpose, .limit = -1 };

    return td_submission_list (instance, viewer, &filter, error);
}

/* ---- writing ---- */

/* As the Committee's documents name it: "Ghana, permanent mission". In English, like every name that is stored. */
static char *sender_of (const TdProfile *profile, const TdViewer *viewer, const char *state)
{
    gboolean ministry = viewer->behalf_state == NULL && !td_door_may (viewer, TD_ACT_STATE_PAPER_SEND, NULL, NULL);

    return g_strdup_printf ("%s, %s", td_profile_state (profile, state)->name,
                            ministry ? "ministry" : "permanent mission");
}

static void put (char **text, const char *value)
{
    if (g_strcmp0 (*text, value) == 0)
        return;
    g_free (*text);
    *text = g_strdup (value);
}

/* What nobody is asked. */
static void settle (const TdProfile *profile, const TdViewer *viewer, TdSubmission *s)
{
    g_autofree char *sender = sender_of (profile, viewer, s->by_state);

    put (&s->state, s->by_state);
    put (&s->sender_name, sender);
    put (&s->sender_kind, td_profile_state_kind (profile)->slug);
    put (&s->organisation, NULL);
    put (&s->reason, NULL);
    s->visibility = TD_VISIBILITY_PUBLIC;
    s->visibility_chosen = TRUE;
}

gboolean td_state_paper_begin (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    const char *state = td_state_paper_state (viewer);
    g_autoptr (TdSubmission) s = NULL;

    if (state == NULL)
        return TRUE;
    if (td_profile_state (instance->profile, state) == NULL || td_profile_state_kind (instance->profile) == NULL)
        return fail (error, TD_ERROR_INPUT, "The profile of this Committee takes no papers of this State.");
    if (!td_submission_set_by_state (tx, id, state, error) || (s = td_submission_load (tx, id, error)) == NULL)
        return FALSE;
    settle (instance->profile, viewer, s);
    return td_submission_update (tx, s, s->changed, error);
}

gboolean td_state_paper_theirs (const TdSubmission *s, const TdViewer *viewer, GError **error)
{
    return s->by_state == NULL || g_strcmp0 (td_state_paper_state (viewer), s->by_state) == 0
           || fail (error, TD_ERROR_NOT_ALLOWED,
                    "This is a State's own paper, and you do not act for that State now. Sign in as those who do, or "
                    "begin again in its name.");
}

static gboolean wrong (const char **ret_field, const char *field, GError **error, const char *message)
{
    *ret_field = field;
    return fail (error, TD_ERROR_INPUT, message);
}

static gboolean kind_is_state (const TdProfile *profile, const char *slug)
{
    const TdChoice *kind = slug != NULL ? td_profile_choice (profile->kinds, profile->n_kinds, slug) : NULL;

    return kind != NULL && g_strcmp0 (kind->source, "state") == 0;
}

static gboolean check_others (const TdProfile *profile, const TdSubmission *s, const char **ret_field, GError **error)
{
    if (purpose_of (profile, s->purpose) != NULL)
        return wrong (ret_field, "purpose", error,
                      "This is for a State's own papers, which its permanent mission sends. Choose what your report is "
                      "for.");
    if (kind_is_state (profile, s->sender_kind))
        return wrong (ret_field, "sender_kind", error,
                      "A State sends its papers from the account of its permanent mission. Choose the kind of "
                      "organisation.");
    return TRUE;
}

gboolean td_state_paper_answered (const TdInstance *instance, const TdViewer *viewer, TdSubmission *s,
                                  const char **ret_field, GError **error)
{
    const TdProfile *profile = instance->profile;

    if (s->by_state == NULL)
        return check_others (profile, s, ret_field, error);
    if (s->purpose != NULL && purpose_of (profile, s->purpose) == NULL)
        return wrong (ret_field, "purpose", error, "Choose which of the State's papers it is.");
    settle (profile, viewer, s);
    return TRUE;
}

static gboolean in_time (TdTx *tx, TdInstance *instance, const TdChoice *purpose, const char *state, gint64 began,
                         GError **error)
{
    gboolean takes = !purpose->after_dialogue;

    for (gsize i = 0; !takes && td_dialogue_windows[i] != NULL; i++)
        if (!td_dialogue_windows[i]->takes (tx, instance, state, began, &takes, error))
            return FALSE;
    return takes
           || fail (
               error, TD_ERROR_GONE,
               "This is taken from the State's dialogue with the Committee on until the hour that the page of the "
               "meeting names, and that is not now. Your draft is kept. What the State has to add can be part of its "
               "replies or of its next report.");
}

gboolean td_state_paper_check_send (TdTx *tx, TdInstance *instance, const TdViewer *viewer, TdSubmission *s,
                                    gint64 began, GError **error)
{
    const TdProfile *profile = instance->profile;
    const TdChoice *purpose = purpose_of (profile, s->purpose);
    const char *field = NULL;
    TdThing thing = td_submission_thing (s);

    if (!td_state_paper_theirs (s, viewer, error) || !td_state_paper_answered (instance, viewer, s, &field, error))
        return FALSE;
    if (s->by_state == NULL || purpose == NULL)
        return TRUE; /* an answer that is missing has its own sentence */
    if (viewer->behalf_state == NULL && !td_door_may (viewer, act_of (purpose), &thing, NULL))
        return fail (error, TD_ERROR_NOT_ALLOWED,
                     "A State's report and its replies reach the Committee by its permanent mission. Your draft is "
                     "kept: the mission finds it under what it sent, and sends it.");
    if (!in_time (tx, instance, purpose, s->by_state, began, error))
        return FALSE;
    return td_submission_update (tx, s, td_clock_now (&instance->clock), error);
}
