/* Communications between States. Contract in interstate.h. */
#include "areas/communications/interstate-sql.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "journal/journal.h"

const TdInterstateStepKind td_interstate_steps[] = {
    { "referred", N_ ("Referred to the Committee") },
    { "good-offices", N_ ("Good offices of the Committee offered") },
    { "information", N_ ("Information asked of the States") },
    { "heard", N_ ("The States were heard, in a closed meeting") },
    { "solution", N_ ("A friendly solution was reached") },
    { "report", N_ ("The Committee sent its report") },
    { NULL, NULL },
};

static gboolean refuse (TdErrorCode code, GError **error, const char *message)
{
    g_set_error_literal (error, TD_DECLARATION_ERROR, (int) code, message);
    return FALSE;
}

static gboolean note (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                                   .act = "interstate.keep",
                                   .thing = "interstate",
                                   .thing_id = id,
                                   .clock = &instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

struct reading {
    TdInstance *instance;
    GPtrArray *list;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_interstate_select (tx, r->instance->profile, error);
    return r->list != NULL;
}

GPtrArray *td_interstates (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct reading r = { instance, NULL };

    return td_door_may (viewer, TD_ACT_DECLARATION_RECORD, NULL, error)
                   && td_store_read (instance->store, list_in, &r, error)
               ? r.list
               : NULL;
}

/* ---- keeping ---- */

struct open {
    TdInstance *instance;
    const TdViewer *viewer;
    TdInterstate *interstate;
};

/* Both must have let it. */
static gboolean both_declared (TdTx *tx, const struct open *o, GError **error)
{
    const char *states[] = { o->interstate->sender->iso3, o->interstate->about->iso3 };

    for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
        g_auto (TdGate) gate = { 0 };
        if (!td_gate_in (tx, o->instance, states[i], o->instance->profile->interstate_article, &gate, error))
            return FALSE;
        if (gate.sense.open != TD_GATE_OPEN && !o->instance->rehearsal)
            return refuse (
                TD_ERROR_NOT_ALLOWED, error,
                "Communications between States are not taken: as far as is known here the article is not in force, or"
                " one of the two States made no declaration under it.");
    }
    return TRUE;
}

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    struct open *o = data;

    return td_instance_may_write (o->instance, tx, error) && both_declared (tx, o, error)
           && td_interstate_insert (tx, o->interstate, td_viewer_actor (o->viewer), td_clock_now (&o->instance->clock),
                                    error)
           && note (tx, o->instance, o->viewer, o->interstate->id, error);
}

/* Today where nothing is said; NULL with error for what is no day, or one to come. */
static char *read_day (TdInstance *instance, const char *day, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);

    if (day == NULL || *day == '\0')
        return g_steal_pointer (&today);
    if (td_date_precision (day) == TD_DATE_DAY && strcmp (day, today) <= 0)
        return g_strdup (day);
    refuse (TD_ERROR_INPUT, error, "Write a day that is not still to come, like 2026-12-18.");
    return NULL;
}

gboolean td_interstate_open (TdInstance *instance, const TdViewer *viewer, const TdInterstateNew *what, GError **error)
{
    g_autoptr (TdInterstate) i = g_new0 (TdInterstate, 1);
    struct open o = { instance, viewer, i };

    if (!td_door_may (viewer, TD_ACT_DECLARATION_RECORD, NULL, error))
        return FALSE;
    if (instance->profile->interstate_article == 0)
        return refuse (TD_ERROR_NOT_ALLOWED, error, "The treaty knows no communications between States.");
    i->sender = td_profile_state (instance->profile, what->sender);
    i->about = td_profile_state (instance->profile, what->about);
    if (i->sender == NULL || i->about == NULL || i->sender == i->about)
        return refuse (TD_ERROR_INPUT, error,
                       "Choose two States: the one that wrote, and the one about which it wrote.");
    i->id = td_id_new ();
    i->day = read_day (instance, what->day, error);
    return i->day != NULL && td_store_write (instance->store, open_in, &o, error);
}

struct step {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *step, *day;
};

static gboolean step_in (TdTx *tx, gpointer data, GError **error)
{
    struct step *s = data;
    int n = 0;

    if (!td_instance_may_write (s->instance, tx, error) || !td_interstate_next (tx, s->id, &n, error))
        return FALSE;
    if (n == 0)
        return td_door_unknown (error);
    return td_interstate_put_step (tx, s->id, n, s->step, s->day, td_viewer_actor (s->viewer),
                                   td_clock_now (&s->instance->clock), error)
           && note (tx, s->instance, s->viewer, s->id, error);
}

gboolean td_interstate_step (TdInstance *instance, const TdViewer *viewer, const char *id, const char *step,
                             const char *day, GError **error)
{
    g_autofree char *canonical = td_id_canonical (id);
    g_autofree char *on = NULL;
    gboolean known = FALSE;

    if (!td_door_may (viewer, TD_ACT_DECLARATION_RECORD, NULL, error))
        return FALSE;
    for (const TdInterstateStepKind *k = td_interstate_steps; k->word != NULL; k++)
        known = known || g_strcmp0 (k->word, step) == 0;
    if (!known)
        return refuse (TD_ERROR_INPUT, error, "Choose what was done.");
    if (canonical == NULL)
        return td_door_unknown (error);
    on = read_day (instance, day, error);
    struct step s = { instance, viewer, canonical, step, on };
    return on != NULL && td_store_write (instance->store, step_in, &s, error);
}
