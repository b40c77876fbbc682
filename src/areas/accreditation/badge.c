/* Badges: made, checked, taken back. Contract in badge.h. */
#include "areas/accreditation/accreditation-private.h"
#include "areas/accreditation/accreditation-sql.h"
#include "areas/accreditation/badge-sql.h"
#include "areas/accreditation/badge-token.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/words.h"

static const struct {
    const char *word, *label;
} states[TD_N_BADGE_STATES] = {
    [TD_BADGE_HOLDS] = { "holds", N_ ("This badge is valid.") },
    [TD_BADGE_FORGED] = { "forged", N_ ("This is no badge of ours: it is not whole, or somebody made it up. Do not let "
                                        "anybody in by it.") },
    [TD_BADGE_ELSEWHERE] = { "elsewhere", N_ ("This badge was made by another server. It is not valid here.") },
    [TD_BADGE_EXPIRED] = { "expired", N_ ("This badge was valid, and its time is over.") },
    [TD_BADGE_REVOKED] = { "revoked",
                           N_ ("This badge is not valid any more: it was taken back, or a newer one was made "
                               "in its place.") },
};

const char *td_badge_state_word (TdBadgeState state)
{
    return state < TD_N_BADGE_STATES ? states[state].word : "";
}

const char *td_badge_state_label (TdBadgeState state)
{
    return state < TD_N_BADGE_STATES ? states[state].label : "";
}

void td_badge_check_clear (TdBadgeCheck *check)
{
    g_clear_pointer (&check->accreditation, td_accreditation_free);
    g_clear_pointer (&check->revoke_reason, g_free);
}

/* ---- making ---- */

/* A rehearsal's badge holds in a rehearsal alone. */
static const TdLogKey *key_of (TdInstance *instance)
{
    return td_instance_log (instance, instance->clock.rehearsal || instance->rehearsal);
}

gboolean td_badge_void (TdTx *tx, const char *accreditation, const char *reason, gint64 now, GError **error)
{
    return td_badge_set_revoked (tx, accreditation, reason, now, error);
}

/* It holds until the end of the last day, where that is known; else for a year. */
gboolean td_badge_new (TdTx *tx, TdInstance *instance, const TdAccreditation *a, const char *former_reason,
                       GError **error)
{
    g_auto (TdAccreditationSession) session = { 0 };
    g_autofree char *id = td_id_new ();
    gint64 now = td_clock_now (&instance->clock);

    if (!td_accreditation_session (tx, instance, a->session, &session, error))
        return FALSE;
    const TdBadge badge = { .id = id,
                            .accreditation = a->id,
                            .session = a->session,
                            .made = now,
                            .expires = session.over != 0 ? session.over : now + 365 * G_TIME_SPAN_DAY };
    return td_badge_set_revoked (tx, a->id, former_reason, now, error) && td_badge_insert (tx, &badge, error);
}

struct making {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *accreditation;
    char *reason; /* NULL: anew */
};

static TdAccreditation *accepted (TdTx *tx, const struct making *m, GError **error)
{
    g_autoptr (TdAccreditation) a = td_accreditation_get_in (tx, m->instance, m->viewer, m->accreditation, error);

    if (a != NULL && (a->status != TD_ACCREDITATION_ACCEPTED || a->as == TD_COMES_REMOTE)) {
        td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                               "There is no badge for this: it is not accredited, or comes from afar.");
        return NULL;
    }
    return g_steal_pointer (&a);
}

static gboolean make_in (TdTx *tx, gpointer data, GError **error)
{
    const struct making *m = data;
    g_autoptr (TdAccreditation) a = NULL;
    gint64 now = td_clock_now (&m->instance->clock);

    if (!td_instance_may_write (m->instance, tx, error) || (a = accepted (tx, m, error)) == NULL)
        return FALSE;
    if (m->reason != NULL ? !td_badge_void (tx, a->id, m->reason, now, error)
                          : !td_badge_new (tx, m->instance, a, N_ ("A newer badge was made in its place."), error))
        return FALSE;
    return td_accreditation_journal (tx, m->instance, m->viewer, m->reason != NULL ? "badge.revoke" : "badge.make",
                                     "accreditation", a->id, NULL, error);
}

gboolean td_badge_renew (TdInstance *instance, const TdViewer *viewer, const char *accreditation, GError **error)
{
    struct making m = { instance, viewer, accreditation, NULL };

    return td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, error)
           && td_store_write (instance->store, make_in, &m, error);
}

gboolean td_badge_revoke (TdInstance *instance, const TdViewer *viewer, const char *accreditation, const char *reason,
                          GError **error)
{
    struct making m = { instance, viewer, accreditation, NULL };
    gboolean done = td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, error);

    if (!done)
        return FALSE;
    m.reason = td_text_clean_line (reason != NULL ? reason : "", TD_LIMIT_TEXT_CHARACTERS);
    if (m.reason == NULL || *m.reason == '\0')
        done = td_accreditation_fail (NULL, NULL, error, TD_ERROR_INPUT,
                                      "Write why the badge is taken back: who checks it at the entrance reads it.");
    done = done && td_store_write (instance->store, make_in, &m, error);
    g_free (m.reason);
    return done;
}

struct token_reading {
    struct making m;
    char *token;
    TdAccreditation *a;
};

static gboolean token_in (TdTx *tx, gpointer data, GError **error)
{
    struct token_reading *t = data;
    g_autoptr (TdBadge) badge = NULL;

    t->a = accepted (tx, &t->m, error);
    if (t->a == NULL || !td_badge_load (tx, NULL, t->a->id, &badge, error))
        return FALSE;
    if (badge == NULL)
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                      "The badge was taken back. Ask the secretariat for another.");
    t->token = td_badge_token_make (key_of (t->m.instance), badge->id, badge->session, badge->expires);
    return TRUE;
}

char *td_badge_token_for (TdInstance *instance, const TdViewer *viewer, const char *accreditation,
                          TdAccreditation **ret_accreditation, GError **error)
{
    struct token_reading t = { .m = { instance, viewer, accreditation, NULL } };

    if (!td_store_read (instance->store, token_in, &t, error))
        g_clear_pointer (&t.token, g_free);
    if (t.token != NULL && ret_accreditation != NULL)
        *ret_accreditation = g_steal_pointer (&t.a);
    td_accreditation_free (t.a);
    return t.token;
}

char *td_badge_token (TdInstance *instance, const TdViewer *viewer, const char *accreditation, GError **error)
{
    return td_badge_token_for (instance, viewer, accreditation, NULL, error);
}

/* ---- checking ---- */

struct checking {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *token, *meeting;
    TdBadgeCheck *ret;
    char *badge;
};

static gboolean look_up (TdTx *tx, struct checking *c, GError **error)
{
    g_autoptr (TdBadge) badge = NULL;
    g_autoptr (TdAccreditation) a = NULL;

    if (!td_badge_load (tx, c->badge, NULL, &badge, error)
        || (badge != NULL && !td_accreditation_load (tx, c->instance, badge->accreditation, &a, error)))
        return FALSE;
    if (badge == NULL || badge->revoked != 0 || a == NULL || a->status != TD_ACCREDITATION_ACCEPTED)
        c->ret->state = TD_BADGE_REVOKED;
    /* After its time a badge says that alone: whether it was taken back before is nobody's business any more. */
    if (c->ret->until <= td_clock_now (&c->instance->clock))
        c->ret->state = TD_BADGE_EXPIRED;
    if (!td_door_may (c->viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, NULL))
        return TRUE;
    c->ret->accreditation = g_steal_pointer (&a);
    c->ret->revoke_reason = g_strdup (badge != NULL && badge->revoked != 0 ? badge->revoke_reason : NULL);
    return TRUE;
}

static gboolean check_in (TdTx *tx, gpointer data, GError **error)
{
    struct checking *c = data;

    td_badge_check_clear (c->ret);
    g_clear_pointer (&c->badge, g_free);
    c->ret->state = td_badge_token_read (key_of (c->instance), c->token, &c->badge, &c->ret->session, &c->ret->until);
    return c->ret->state != TD_BADGE_HOLDS || look_up (tx, c, error);
}

gboolean td_badge_check (TdInstance *instance, const TdViewer *viewer, const char *token, TdBadgeCheck *ret,
                         GError **error)
{
    struct checking c = { .instance = instance, .viewer = viewer, .token = token, .ret = ret };
    gboolean done = td_store_read (instance->store, check_in, &c, error);

    g_free (c.badge);
    return done;
}

static gboolean note_today (TdTx *tx, const struct checking *c, GError **error)
{
    return td_attendance_note_day (tx, c->instance, c->ret->session, c->ret->accreditation->id, error);
}

static gboolean note_meeting (TdTx *tx, const struct checking *c, GError **error)
{
    g_autoptr (TdMeeting) m = td_meeting_get_in (tx, c->viewer, c->meeting, error);

    if (m == NULL)
        return FALSE;
    if (m->session != c->ret->session)
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                      "This badge is for another session than the meeting. Nobody was noted.");
    return td_attendance_note (tx, c->instance, m->id, c->ret->accreditation->id, TD_CAME_IN_PERSON,
                               td_clock_now (&c->instance->clock), error);
}

static gboolean came_in (TdTx *tx, gpointer data, GError **error)
{
    struct checking *c = data;

    if (!td_instance_may_write (c->instance, tx, error) || !check_in (tx, c, error))
        return FALSE;
    if (c->ret->state != TD_BADGE_HOLDS)
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT, td_badge_state_label (c->ret->state));
    return (c->meeting != NULL && *c->meeting != '\0' ? note_meeting (tx, c, error) : note_today (tx, c, error))
           && td_accreditation_journal (tx, c->instance, c->viewer, "attendance.came", "accreditation",
                                        c->ret->accreditation->id, NULL, error);
}

gboolean td_badge_came (TdInstance *instance, const TdViewer *viewer, const char *token, const char *meeting,
                        GError **error)
{
    g_auto (TdBadgeCheck) check = { 0 };
    struct checking c = { .instance = instance, .viewer = viewer, .token = token, .meeting = meeting, .ret = &check };
    gboolean done = td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, error)
                    && td_store_write (instance->store, came_in, &c, error);

    g_free (c.badge);
    return done;
}
