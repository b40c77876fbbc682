/* Sharing the minutes: previewing and fixing. Contract in share.h. */
#include "areas/floor/share.h"

#include "areas/floor/floor-rules.h"
#include "areas/floor/floor-tell.h"
#include "areas/floor/plan.h"
#include "areas/floor/speaker-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "text/words.h"

#include <sodium.h>

/* ---- a speaker's row ---- */

const char *td_floor_assumed_name (const TdFloorRequest *r)
{
    if (r->alias != NULL)
        return r->alias;
    return r->read_out ? N_ ("A statement that the secretariat reads") : NULL;
}

gboolean td_floor_insert_speaker (TdTx *tx, const TdInstance *instance, const TdFloorRequest *r,
                                  const TdSpeaker *speaker, GError **error)
{
    const TdChoice *kind = td_profile_choice (instance->profile->kinds, instance->profile->n_kinds, r->kind);
    const char *assumed = td_floor_assumed_name (r);
    TdSpeaker s = *speaker;

    s.state = *r->state != '\0' ? r->state : NULL;
    s.request = r->id;
    s.organisation = assumed == NULL ? r->organisation : NULL;
    s.kind = r->kind;
    s.shown = (char *) assumed;
    s.language = r->language;
    s.mode = r->mode;
    s.closed = r->closed;
    s.no_picture = r->no_picture;
    return assumed != NULL ? td_speaker_insert (tx, &s, error)
                           : td_speaker_insert_organisation (tx, &s, kind != NULL ? kind->label : r->kind, error);
}

gboolean td_floor_follow_request (TdTx *tx, const TdInstance *instance, const TdFloorRequest *r, GError **error)
{
    g_autoptr (GPtrArray) speakers = td_speakers_load (tx, r->meeting, error);

    if (speakers == NULL)
        return FALSE;
    for (guint i = 0; i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        if (g_strcmp0 (s->request, r->id) != 0)
            continue;
        return td_speaker_drop (tx, s->id, error)
               && (r->withdrawn != 0 || td_floor_insert_speaker (tx, instance, r, s, error));
    }
    return TRUE;
}

/* ---- planning ---- */

struct sharing {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting;
    const TdShareWish *wish;
    TdFloorPlan *plan;
    GPtrArray *speakers; /* of before */
};

static void sharing_clear (struct sharing *s)
{
    g_clear_pointer (&s->plan, td_floor_plan_free);
    g_clear_pointer (&s->speakers, g_ptr_array_unref);
}

static gboolean may_share_now (const struct sharing *s, GError **error)
{
    if (!s->plan->list->revealed)
        return td_floor_fail (error, TD_ERROR_CONFLICT,
                              "Organisations can still ask for the floor. Share the minutes after the deadline.");
    if (s->wish->seen >= 0 && s->wish->seen != s->plan->list->n)
        return td_floor_fail (error, TD_ERROR_CONFLICT,
                              "Somebody shared the minutes meanwhile. What stands now is shown; look at it before you"
                              " share them again.");
    return td_floor_not_begun (s->instance, s->plan->meeting, error);
}

static gboolean plan_in (TdTx *tx, gpointer data, GError **error)
{
    struct sharing *s = data;

    sharing_clear (s);
    s->plan = td_floor_plan_load (tx, s->instance, s->viewer, s->meeting, &s->speakers, error);
    if (s->plan == NULL)
        return FALSE;
    if (s->wish == NULL) {
        td_floor_plan_standing (s->plan, s->speakers);
        return TRUE;
    }
    if (!may_share_now (s, error))
        return FALSE;
    if (s->wish->given == NULL)
        td_floor_plan_even (s->instance->profile, s->plan);
    else if (!td_floor_plan_hand (s->instance->profile, s->plan, s->wish, error))
        return FALSE;
    return td_floor_plan_times (s->plan, s->speakers, error);
}

static TdFloorPlan *finish (struct sharing *s, gboolean done)
{
    TdFloorPlan *plan = done ? g_steal_pointer (&s->plan) : NULL;

    sharing_clear (s);
    return plan;
}

TdFloorPlan *td_floor_standing (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    struct sharing s = { .instance = instance, .viewer = viewer, .meeting = meeting };

    return finish (&s, td_store_read (instance->store, plan_in, &s, error));
}

TdFloorPlan *td_floor_preview (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                               const TdShareWish *wish, GError **error)
{
    struct sharing s = { .instance = instance, .viewer = viewer, .meeting = meeting, .wish = wish };

    if (!td_floor_reveal_due (instance, error))
        return NULL;
    return finish (&s, td_store_read (instance->store, plan_in, &s, error));
}

/* ---- fixing ---- */

static const TdSpeaker *speaker_of (const GPtrArray *speakers, const char *request)
{
    for (guint i = 0; i < speakers->len; i++)
        if (g_strcmp0 (((TdSpeaker *) speakers->pdata[i])->request, request) == 0)
            return speakers->pdata[i];
    return NULL;
}

/* One who spoke in an earlier plan keeps the id of the row, by which rooms and telephone know them. */
static gboolean insert_turn (TdTx *tx, const struct sharing *s, const TdFloorTurn *t, GError **error)
{
    const TdSpeaker *was = speaker_of (s->speakers, t->request->id);
    g_autofree char *fresh = td_id_new ();
    const TdSpeaker speaker = { .id = was != NULL ? was->id : fresh,
                                .meeting = s->plan->meeting->id,
                                .seconds = t->seconds,
                                .ordinal = t->ordinal,
                                .planned = t->planned };

    return td_floor_insert_speaker (tx, s->instance, t->request, &speaker, error);
}

static gboolean put_turns (TdTx *tx, const struct sharing *s, GError **error)
{
    const GPtrArray *turns = s->plan->turns;

    for (guint i = 0; i < turns->len; i++) {
        const TdFloorTurn *t = turns->pdata[i];
        gboolean was = speaker_of (s->speakers, t->request->id) != NULL, first = s->plan->list->n == 0;
        if (t->seconds > 0 && !insert_turn (tx, s, t, error))
            return FALSE;
        if ((t->new_time || (t->seconds == 0 && (was || first)))
            && !td_floor_tell (tx, s->instance, s->plan->meeting, t, error))
            return FALSE;
    }
    return TRUE;
}

/* Of public parts alone; a list by hand has none. */
static gboolean put_lot (TdTx *tx, const struct sharing *s, GError **error)
{
    if (!td_floor_lot_drop (tx, s->plan->meeting->id, error))
        return FALSE;
    for (guint i = 0; s->wish->given == NULL && i < s->plan->turns->len; i++) {
        const TdFloorTurn *t = s->plan->turns->pdata[i];
        const TdFloorDrawn drawn = { t->request->id, t->request->state, t->weight, t->place, t->seconds };
        if (t->civil && !t->request->closed && !td_floor_lot_insert (tx, s->plan->meeting->id, &drawn, error))
            return FALSE;
    }
    return TRUE;
}

/* Of who speaks how long, by ids alone. */
static void hash_of (const TdFloorPlan *p, guint8 ret_hash[32])
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < p->turns->len; i++) {
        const TdFloorTurn *t = p->turns->pdata[i];
        g_string_append_printf (text, "%s %d %d\n", t->request->id, t->ordinal, t->seconds);
    }
    crypto_generichash (ret_hash, 32, (const guint8 *) text->str, text->len, p->meeting->secret,
                        sizeof p->meeting->secret);
}

static gboolean share_in (TdTx *tx, gpointer data, GError **error)
{
    struct sharing *s = data;
    guint8 hash[32];
    TdFloorList *l;

    if (!td_instance_may_write (s->instance, tx, error) || !plan_in (tx, s, error))
        return FALSE;
    l = s->plan->list;
    if (!td_speakers_drop (tx, l->meeting, error) || !put_turns (tx, s, error) || !put_lot (tx, s, error))
        return FALSE;
    l->n++;
    l->by_hand = s->wish->given != NULL;
    l->shared = td_clock_now (&s->instance->clock);
    hash_of (s->plan, hash);
    return td_floor_list_set_shared (tx, l->meeting, l->n, l->by_hand, s->plan->meeting->begins, l->shared, error)
           && td_floor_journal (tx, s->instance, td_viewer_actor (s->viewer), td_act_word (TD_ACT_FLOOR_SHARE),
                                "meeting", l->meeting, hash, !s->plan->meeting->closed, error);
}

TdFloorPlan *td_floor_share (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdShareWish *wish,
                             GError **error)
{
    struct sharing s = { .instance = instance, .viewer = viewer, .meeting = meeting, .wish = wish };

    if (!td_floor_reveal_due (instance, error))
        return NULL;
    return finish (&s, td_store_write (instance->store, share_in, &s, error));
}
