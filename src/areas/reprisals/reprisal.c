/* The register of reprisals. Contract in reprisal.h. */
#include "areas/reprisals/reprisal-sql.h"

#include "areas/sealed/sealed.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "journal/journal.h"

TD_DEFINE_ERROR (reprisal)

const TdReprisalWord td_reprisal_kinds[] = {
    { "threat", N_ ("Threats"), NULL },
    { "watched", N_ ("Being watched or questioned"), NULL },
    { "travel", N_ ("Kept from travelling"), NULL },
    { "arrest", N_ ("Arrest, detention or a charge"), NULL },
    { "violence", N_ ("Violence"), NULL },
    { "organisation", N_ ("Against the organisation: closed, searched, its money taken"), NULL },
    { "public", N_ ("Attacked in public or on line"), NULL },
    { "afraid", N_ ("Nothing yet, but fear of it"), NULL },
    { "other", N_ ("Something else"), NULL },
    { NULL, NULL, NULL }
};
const TdReprisalWord td_reprisal_ways[] = { { "sealed", N_ ("Sent sealed, through this site"), NULL },
                                            { "person", N_ ("Told by the person"), NULL },
                                            { "other", N_ ("Told by somebody else"), NULL },
                                            { NULL, NULL, NULL } };
const TdReprisalWord td_reprisal_asks[] = { { "know", N_ ("Only that the Committee knows"), NULL },
                                            { "names", N_ ("Take names out of this site"), NULL },
                                            { "write", N_ ("Write to the State"), NULL },
                                            { "meet", N_ ("Speak with the State’s mission"), NULL },
                                            { "public", N_ ("Say something in public"), NULL },
                                            { "refer", N_ ("Tell others in the United Nations"), NULL },
                                            { NULL, NULL, NULL } };
const TdReprisalWord td_reprisal_consents[] = { { "members", N_ ("That the chair and the bureau are told"), NULL },
                                                { "write", N_ ("That the Committee writes to the State"), NULL },
                                                { "named", N_ ("That the letter names them"), NULL },
                                                { "meet", N_ ("That the Committee speaks with the State’s mission"),
                                                  NULL },
                                                { "public", N_ ("That something is said in public"), NULL },
                                                { "refer", N_ ("That others in the United Nations are told"), NULL },
                                                { "report", N_ ("That it stands in a report, without names"), NULL },
                                                { NULL, NULL, NULL } };
const TdReprisalWord td_reprisal_steps[] = { { "answered", N_ ("Answered the person"), NULL },
                                             { "asked", N_ ("Asked the person what they agree to"), NULL },
                                             { "marked", N_ ("Names taken out of this site"), NULL },
                                             { "told", N_ ("Told the chair and the bureau"), "members" },
                                             { "wrote", N_ ("Wrote to the State"), "write" },
                                             { "wrote-named", N_ ("Wrote to the State, naming them"), "named" },
                                             { "met", N_ ("Spoke with the State’s mission"), "meet" },
                                             { "public", N_ ("Said something in public"), "public" },
                                             { "referred", N_ ("Told others in the United Nations"), "refer" },
                                             { "reported", N_ ("Put into a report, without names"), "report" },
                                             { "reply", N_ ("The State replied"), NULL },
                                             { "no-reply", N_ ("The State did not reply"), NULL },
                                             { "safe", N_ ("The person says that it is better"), NULL },
                                             { NULL, NULL, NULL } };

const TdReprisalWord *td_reprisal_word (const TdReprisalWord *list, const char *word)
{
    for (; list->word != NULL; list++)
        if (g_strcmp0 (list->word, word) == 0)
            return list;
    return NULL;
}

gboolean td_reprisal_do_from_word (const char *word, TdReprisalDo *ret_do)
{
    static const char *const words[TD_N_REPRISAL_DO] = {
        "ask", "agree", "withdraw", "step", "remind", "close", "reopen"
    };

    for (int i = 0; i < TD_N_REPRISAL_DO; i++) {
        if (g_strcmp0 (words[i], word) == 0) {
            *ret_do = (TdReprisalDo) i;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean td_reprisal_agrees (const TdReprisal *r, const char *what)
{
    for (guint i = 0; i < r->consents->len; i++) {
        const TdReprisalSaid *said = &g_array_index (r->consents, TdReprisalSaid, i);
        if (said->withdrawn == 0 && g_str_equal (said->what->word, what))
            return TRUE;
    }
    return FALSE;
}

gboolean td_reprisal_due (const TdReprisal *r, const char *today)
{
    return r->closed == 0 && r->remind != NULL && strcmp (r->remind, today) <= 0;
}

/* ---- reading ---- */

struct reading {
    TdInstance *instance;
    const char *id;
    int from, most;
    gint64 *total;
    GPtrArray *list;
    TdReprisal *one;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_reprisal_select (tx, r->instance->profile, r->from, r->most, r->total, error);
    return r->list != NULL;
}

GPtrArray *td_reprisals (TdInstance *instance, const TdViewer *viewer, int from, int most, gint64 *ret_total,
                         GError **error)
{
    struct reading r = { .instance = instance, .from = from, .most = most, .total = ret_total };

    return td_door_may (viewer, TD_ACT_REPRISAL_KEEP, NULL, error)
                   && td_store_read (instance->store, list_in, &r, error)
               ? r.list
               : NULL;
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->one = td_reprisal_load (tx, r->instance->profile, r->id, error);
    return r->one != NULL;
}

TdReprisal *td_reprisal_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .instance = instance, .id = id };

    return td_door_may (viewer, TD_ACT_REPRISAL_KEEP, NULL, error) && td_store_read (instance->store, get_in, &r, error)
               ? r.one
               : NULL;
}

/* ---- keeping ---- */

static gboolean refuse (TdErrorCode code, GError **error, const char *message)
{
    g_set_error_literal (error, TD_REPRISAL_ERROR, (int) code, message);
    return FALSE;
}

static gboolean note (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                                   .act = td_act_word (TD_ACT_REPRISAL_KEEP),
                                   .thing = "reprisal",
                                   .thing_id = id,
                                   .clock = &instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

struct open {
    TdInstance *instance;
    const TdViewer *viewer;
    TdReprisal *reprisal;
};

/* What was sent sealed, where one is named, was sent for this. */
static gboolean is_about_reprisals (TdTx *tx, const struct open *o, GError **error)
{
    g_autoptr (TdSealedFiling) filing = NULL;

    if (o->reprisal->filing == NULL)
        return TRUE;
    filing = td_sealed_get_in (tx, o->viewer, o->reprisal->filing, error);
    if (filing == NULL)
        return FALSE;
    return filing->purpose == TD_SEALED_REPRISAL || td_door_unknown (error);
}

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    struct open *o = data;

    return td_instance_may_write (o->instance, tx, error) && is_about_reprisals (tx, o, error)
           && td_reprisal_insert (tx, o->reprisal, error) && note (tx, o->instance, o->viewer, o->reprisal->id, error);
}

static TdReprisal *read_new (TdInstance *instance, const TdReprisalNew *what, GError **error)
{
    const TdReprisalWord *kind = td_reprisal_word (td_reprisal_kinds, what->kind);
    const TdReprisalWord *came = td_reprisal_word (td_reprisal_ways, what->came);
    gboolean with_state = what->state != NULL && *what->state != '\0';
    const TdState *state = with_state ? td_profile_state (instance->profile, what->state) : NULL;
    gboolean with_filing = what->filing != NULL && *what->filing != '\0';
    g_autofree char *filing = with_filing ? td_id_canonical (what->filing) : NULL;
    TdReprisal *r;

    if (kind == NULL || came == NULL || (with_state && state == NULL) || (with_filing && filing == NULL)) {
        refuse (TD_ERROR_INPUT, error, "Say what happened and how it was learnt of, by the words of the lists.");
        return NULL;
    }
    r = g_new0 (TdReprisal, 1);
    r->id = td_id_new ();
    r->filing = g_steal_pointer (&filing);
    r->state = state;
    r->kind = kind;
    r->came = came;
    r->opened = td_clock_now (&instance->clock);
    r->asked = g_array_new (FALSE, TRUE, sizeof (TdReprisalSaid));
    r->consents = g_array_new (FALSE, TRUE, sizeof (TdReprisalSaid));
    r->steps = g_array_new (FALSE, TRUE, sizeof (TdReprisalStep));
    return r;
}

gboolean td_reprisal_open (TdInstance *instance, const TdViewer *viewer, const TdReprisalNew *what, char **ret_id,
                           GError **error)
{
    g_autoptr (TdReprisal) r = NULL;
    g_autoptr (GError) problem = NULL;

    if (!td_door_may (viewer, TD_ACT_REPRISAL_KEEP, NULL, error) || (r = read_new (instance, what, error)) == NULL)
        return FALSE;
    struct open o = { instance, viewer, r };
    if (!td_store_write (instance->store, open_in, &o, &problem)) {
        if (td_error_code (problem) == TD_ERROR_CONFLICT)
            return refuse (TD_ERROR_CONFLICT, error, "What was sent there stands in the register already.");
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (ret_id != NULL)
        *ret_id = g_strdup (r->id);
    return TRUE;
}

/* ---- changing ---- */

struct change {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const TdReprisalChange *c;
};

static gboolean agree (TdTx *tx, const struct change *ch, const TdReprisal *r, gint64 now, GError **error)
{
    const TdReprisalWord *what = td_reprisal_word (td_reprisal_consents, ch->c->what);

    if (what == NULL)
        return refuse (TD_ERROR_INPUT, error, "Choose what the person agrees to.");
    if (td_reprisal_agrees (r, what->word))
        return refuse (TD_ERROR_CONFLICT, error, "This consent stands already.");
    return td_reprisal_put_consent (tx, r->id, what->word, td_viewer_actor (ch->viewer), now, error);
}

static gboolean withdraw (TdTx *tx, const struct change *ch, const TdReprisal *r, gint64 now, GError **error)
{
    if (ch->c->what == NULL || !td_reprisal_agrees (r, ch->c->what))
        return refuse (TD_ERROR_CONFLICT, error, "This consent does not stand, so it cannot be withdrawn.");
    return td_reprisal_end_consent (tx, r->id, ch->c->what, now, error);
}

static gboolean take_step (TdTx *tx, const struct change *ch, const TdReprisal *r, gint64 now, GError **error)
{
    const TdReprisalWord *step = td_reprisal_word (td_reprisal_steps, ch->c->what);
    g_autofree char *today = td_clock_today (&ch->instance->clock, ch->instance->profile->zone);
    const char *day = ch->c->day != NULL && *ch->c->day != '\0' ? ch->c->day : today;

    if (step == NULL)
        return refuse (TD_ERROR_INPUT, error, "Choose what was done.");
    if (td_date_precision (day) != TD_DATE_DAY || strcmp (day, today) > 0)
        return refuse (TD_ERROR_INPUT, error, "Say on which day it was done, like 2026-12-18, and not one to come.");
    if (step->needs != NULL && !td_reprisal_agrees (r, step->needs))
        return refuse (
            TD_ERROR_CONFLICT, error,
            "The person did not agree to this, or took their consent back. Ask them first, and record what they"
            " agree to.");
    return td_reprisal_put_step (tx, r->id, (int) r->steps->len + 1, step->word, day, td_viewer_actor (ch->viewer), now,
                                 error);
}

static gboolean remind (const struct change *ch, TdReprisal *r, GError **error)
{
    const char *day = ch->c->day;

    if (day != NULL && *day != '\0' && td_date_precision (day) != TD_DATE_DAY)
        return refuse (TD_ERROR_INPUT, error, "Say on which day to look again, like 2026-12-18.");
    g_free (r->remind);
    r->remind = day != NULL && *day != '\0' ? g_strdup (day) : NULL;
    return TRUE;
}

static gboolean ask (TdTx *tx, const struct change *ch, const TdReprisal *r, gint64 now, GError **error)
{
    const TdReprisalWord *what = td_reprisal_word (td_reprisal_asks, ch->c->what);

    if (what == NULL)
        return refuse (TD_ERROR_INPUT, error, "Choose what the person asks for.");
    return td_reprisal_put_asked (tx, r->id, what->word, td_viewer_actor (ch->viewer), now, error);
}

static gboolean apply (TdTx *tx, const struct change *ch, TdReprisal *r, gint64 now, GError **error)
{
    if (r->closed != 0 && ch->c->act != TD_REPRISAL_REOPEN && ch->c->act != TD_REPRISAL_WITHDRAW)
        return refuse (TD_ERROR_CONFLICT, error, "This is closed. Open it again first.");
    switch (ch->c->act) {
    case TD_REPRISAL_ASK: return ask (tx, ch, r, now, error);
    case TD_REPRISAL_AGREE: return agree (tx, ch, r, now, error);
    case TD_REPRISAL_WITHDRAW: return withdraw (tx, ch, r, now, error);
    case TD_REPRISAL_STEP: return take_step (tx, ch, r, now, error);
    case TD_REPRISAL_REMIND: return remind (ch, r, error);
    case TD_REPRISAL_CLOSE: r->closed = now; return TRUE;
    case TD_REPRISAL_REOPEN: r->closed = 0; return TRUE;
    case TD_N_REPRISAL_DO: break;
    }
    return refuse (TD_ERROR_INPUT, error, "Choose what is to be done.");
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    struct change *ch = data;
    gint64 now = td_clock_now (&ch->instance->clock);
    g_autoptr (TdReprisal) r = NULL;

    if (!td_instance_may_write (ch->instance, tx, error)
        || (r = td_reprisal_load (tx, ch->instance->profile, ch->id, error)) == NULL)
        return FALSE;
    if (ch->c->seen != 0 && ch->c->seen != r->version)
        return refuse (
            TD_ERROR_CONFLICT, error,
            "Somebody else changed this while you looked at it. It stands below as it is now; look, and do it again.");
    r->changed = now;
    return apply (tx, ch, r, now, error) && td_reprisal_update (tx, r, error)
           && note (tx, ch->instance, ch->viewer, r->id, error);
}

gboolean td_reprisal_change (TdInstance *instance, const TdViewer *viewer, const char *id,
                             const TdReprisalChange *change, GError **error)
{
    struct change ch = { instance, viewer, id, change };

    return td_door_may (viewer, TD_ACT_REPRISAL_KEEP, NULL, error)
           && td_store_write (instance->store, change_in, &ch, error);
}
