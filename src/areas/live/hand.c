/* Raising and lowering a hand. Contract in live.h and hand.h. */
#include "areas/live/hand.h"

#include "areas/live/live-rules.h"
#include "areas/live/live-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"

struct raising {
    TdInstance *instance;
    const char *meeting, *who, *shown, *source;
    gboolean up;
    gboolean unchanged; /* it was so already */
};

static gboolean now_not (GError **error, const char *sentence)
{
    g_set_error_literal (error, TD_LIVE_ERROR, TD_ERROR_CONFLICT, sentence);
    return FALSE;
}

static gboolean may_go_up (TdTx *tx, const struct raising *r, const TdHand *before, GError **error)
{
    g_autoptr (TdLive) live = td_live_now (tx, r->meeting, error);
    gint64 up;

    if (live == NULL)
        return FALSE;
    if (live->phase != TD_LIVE_RUNS && live->phase != TD_LIVE_PAUSED)
        return now_not (error, N_ ("Hands can be raised while the meeting runs. It does not run now."));
    if (live->list_closed)
        return now_not (error, N_ ("The chair has closed the list, so no more hands are taken."));
    if (before != NULL && before->times >= TD_LIMIT_HANDS_EACH)
        return now_not (error, N_ ("You raised your hand as often as one can in a meeting. Tell the secretariat."));
    if (!td_hand_count (tx, r->meeting, &up, error))
        return FALSE;
    return up < TD_LIMIT_HANDS
           || now_not (error, N_ ("As many hands are raised as the list can hold. Try again in a few minutes."));
}

static gboolean raise_in (TdTx *tx, const struct raising *r, const TdHand *before, GError **error)
{
    g_autofree char *id = before != NULL ? g_strdup (before->id) : td_id_new ();
    const TdHand hand = { .id = id,
                          .meeting = (char *) r->meeting,
                          .who = (char *) r->who,
                          .shown = (char *) r->shown,
                          .source = (char *) r->source,
                          .raised = td_clock_now (&r->instance->clock) };

    return may_go_up (tx, r, before, error) && td_hand_raise (tx, &hand, error);
}

static gboolean hand_in (TdTx *tx, gpointer data, GError **error)
{
    struct raising *r = data;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdHand) before = NULL;

    r->unchanged = FALSE;
    if (!td_instance_may_write (r->instance, tx, error) || !td_meeting_load (tx, r->meeting, &meeting, error))
        return FALSE;
    if (meeting == NULL)
        return td_door_unknown (error);
    if (!td_hand_of (tx, r->meeting, r->who, &before, error))
        return FALSE;
    if ((before != NULL && before->up) == r->up) {
        r->unchanged = TRUE;
        return now_not (error, N_ ("Nothing was changed."));
    }
    if (r->up ? !raise_in (tx, r, before, error) : !td_hand_lower (tx, before->id, error))
        return FALSE;
    return td_live_journal (tx, r->instance, NULL, meeting, TD_LIVE_HAND, FALSE, error);
}

gboolean td_live_hand (TdInstance *instance, const char *meeting, const char *who, const char *shown,
                       const char *source, gboolean up, GError **error)
{
    struct raising r = { instance, meeting, who, shown, source, up, FALSE };
    g_autoptr (GError) problem = NULL;

    if (td_store_write (instance->store, hand_in, &r, &problem) || r.unchanged)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
