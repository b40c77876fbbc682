/* What a late link opens, and taking what comes by it. Contract in late.h. */
#include "areas/calls/late-private.h"

#include "areas/people/account.h"
#include "base/errors.h"
#include "base/limits.h"
#include "door/rate.h"
#include "journal/journal.h"

#include <sodium.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_CALLS_ERROR, code, message);
    return FALSE;
}

static gboolean find (TdTx *tx, const TdInstance *instance, const char *key, TdLate **ret, GError **error)
{
    guint8 hash[32];

    td_late_hash (instance, key, hash);
    if (!td_late_find (tx, hash, ret, error))
        return FALSE;
    return *ret != NULL
           || fail (
               error, TD_ERROR_NOT_FOUND,
               "This link opens nothing: it is not whole, or a newer one was sent in its place. Look for the newest "
               "letter, or ask the secretariat.");
}

struct opening {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key;
    TdLate *late;
    const TdLate *of;
    char *draft;
    gboolean same;
};

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    struct opening *o = data;

    g_clear_pointer (&o->late, td_late_free);
    return find (tx, o->instance, o->key, &o->late, error);
}

/* Nobody signed in is whoever has the link; somebody signed in has to be who it was made for. */
static gboolean is_theirs (TdInstance *instance, const TdViewer *viewer, const TdLate *late, GError **error)
{
    g_autoptr (TdPerson) person = NULL;

    if (viewer->person == NULL || viewer->trust < TD_TRUST_PASSWORD)
        return TRUE;
    person = td_person_get (instance, viewer, viewer->person, error);
    if (person == NULL)
        return FALSE;
    return g_str_equal (person->address, late->address)
           || fail (
               error, TD_ERROR_NOT_ALLOWED,
               "This link is for another mail address than that of your account. Sign out and open it again, or ask "
               "the secretariat for one to your own address.");
}

TdLate *td_late_open (TdInstance *instance, const TdViewer *viewer, const char *key, GError **error)
{
    struct opening o = { .instance = instance, .key = key };

    if (!td_door_may (viewer, TD_ACT_PUBLIC_SEND, NULL, error) || !td_store_read (instance->store, open_in, &o, error)
        || !is_theirs (instance, viewer, o.late, error)) {
        td_late_free (o.late);
        return NULL;
    }
    return o.late;
}

/* ---- a fresh one ---- */

static gboolean can_be_used (const TdInstance *instance, const TdLate *late, GError **error)
{
    return td_late_status (late, td_clock_now (&instance->clock)) == TD_LATE_OPEN
           || fail (error, TD_ERROR_GONE,
                    "Nothing can be sent by this link any more: it was used, its time is over, or it was taken back.");
}

static gboolean again_in (TdTx *tx, gpointer data, GError **error)
{
    struct opening *o = data;
    TdInstance *instance = o->instance;
    g_autoptr (TdLate) late = NULL;
    g_autofree char *key = td_late_key_new ();
    guint8 token[32];

    if (!td_instance_may_write (instance, tx, error) || !find (tx, instance, o->key, &late, error)
        || !can_be_used (instance, late, error)
        || !td_rate_take (tx, instance->pepper, "late again", late->id, TD_LIMIT_LATE_LINKS_PER_DAY, TD_RATE_DAY,
                          td_clock_now (&instance->clock), error))
        return FALSE;
    td_late_hash (instance, key, token);
    return td_late_set_token (tx, late->id, token, late->n + 1, error)
           && td_late_post (tx, instance, late, key, TRUE, error)
           && td_late_journal (tx, instance, td_viewer_actor (o->viewer), "late.again", late, error);
}

gboolean td_late_send_again (TdInstance *instance, const TdViewer *viewer, const char *key, GError **error)
{
    struct opening o = { .instance = instance, .viewer = viewer, .key = key };

    return td_door_may (viewer, TD_ACT_PUBLIC_SEND, NULL, error)
           && td_store_write (instance->store, again_in, &o, error);
}

/* ---- its draft ---- */

static gboolean draft_of (TdTx *tx, const TdLate *late, char **ret_draft, gboolean *ret_same, GError **error)
{
    int n = 0;

    if (!td_late_draft_of (tx, late->id, ret_draft, &n, error))
        return FALSE;
    *ret_same = *ret_draft != NULL && n == late->n;
    return TRUE;
}

static gboolean draft_in (TdTx *tx, gpointer data, GError **error)
{
    struct opening *o = data;

    g_clear_pointer (&o->draft, g_free);
    return draft_of (tx, o->of, &o->draft, &o->same, error);
}

gboolean td_late_draft (TdInstance *instance, const TdLate *late, char **ret_draft, gboolean *ret_same, GError **error)
{
    struct opening o = { .instance = instance, .of = late };

    if (!td_store_read (instance->store, draft_in, &o, error))
        return FALSE;
    *ret_draft = o.draft;
    *ret_same = o.same;
    return TRUE;
}

TdLate *td_late_take (TdTx *tx, TdInstance *instance, const char *key, char **ret_draft, gboolean *ret_same,
                      GError **error)
{
    g_autoptr (TdLate) late = NULL;

    if (!find (tx, instance, key, &late, error) || !can_be_used (instance, late, error)
        || !draft_of (tx, late, ret_draft, ret_same, error))
        return NULL;
    return g_steal_pointer (&late);
}

gboolean td_late_bind (TdTx *tx, const TdLate *late, const char *submission, GError **error)
{
    return td_late_set_draft (tx, late->id, submission, late->n, error);
}

/* ---- taking ---- */

gboolean td_late_use (TdTx *tx, const char *submission, const char *state, const char *purpose, gint64 began,
                      gint64 now, TdLate **ret_late, GError **error)
{
    g_autoptr (TdLate) late = NULL;
    gboolean first = FALSE;

    *ret_late = NULL;
    if (!td_late_find_by_draft (tx, submission, &late, error))
        return FALSE;
    if (late == NULL || td_late_status (late, began) != TD_LATE_OPEN || g_strcmp0 (late->state, state) != 0
        || g_strcmp0 (late->purpose, purpose) != 0)
        return late == NULL || td_late_drop_draft (tx, submission, error);
    if (!td_late_set_used (tx, late->id, now, &first, error))
        return FALSE;
    if (first)
        *ret_late = g_steal_pointer (&late);
    return TRUE;
}

gboolean td_late_may_enter (const TdViewer *viewer)
{
    return viewer->behalf != NULL || td_door_viewer_may (viewer, TD_ACT_BEHALF);
}

gboolean td_late_note (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *submission,
                       const TdLate *late, const char *reason, gint64 now, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                                   .act = td_act_word (TD_ACT_CALL_LATE),
                                   .thing = "submission",
                                   .thing_id = submission,
                                   .clock = &instance->clock };

    if (late != NULL)
        return td_late_insert_answer (tx, submission, late->id, "link", late->reason, now, error);
    return td_late_reason_ok (reason, NULL, error)
           && td_late_insert_answer (tx, submission, NULL, "entered", reason, now, error)
           && td_journal_append (tx, &entry, NULL, error);
}
