/* Consultations among what civil society can do now. Contract in areas/calls/opening.h. */
#include "areas/consultations/consultation-openings.h"

#include "areas/consultations/consultation.h"
#include "text/words.h"

enum { DAYS_KEPT = 365 };

static char *tags_apart (const char *languages)
{
    g_auto (GStrv) tags = g_strsplit (languages, ",", -1);

    return g_strjoinv (";", tags);
}

static void deadline_free (gpointer data)
{
    TdDeadline *d = data;

    g_free (d->closes_local);
    g_free (d->why);
    g_free (d->reason);
    g_free (d);
}

static void add_deadline (GPtrArray *list, const char *why, const char *local, gint64 closes, const char *reason,
                          gint64 at)
{
    TdDeadline *d = g_new0 (TdDeadline, 1);

    *d = (TdDeadline){
        .closes_local = g_strdup (local), .closes = closes, .why = g_strdup (why), .reason = g_strdup (reason), .at = at
    };
    g_ptr_array_add (list, d);
}

static GPtrArray *deadlines_of (const TdConsultation *c)
{
    GPtrArray *list = g_ptr_array_new_with_free_func (deadline_free);
    const TdConsultationExtension *first = c->extensions->len > 0 ? c->extensions->pdata[0] : NULL;

    add_deadline (list, "opened", first != NULL ? first->was_local : c->closes_local,
                  first != NULL ? first->was : c->closes, NULL, c->created);
    for (guint i = 0; i < c->extensions->len; i++) {
        const TdConsultationExtension *x = c->extensions->pdata[i];
        add_deadline (list, "extended", x->closes_local, x->closes, x->reason, x->at);
    }
    return list;
}

static gint64 last_change (const TdConsultation *c)
{
    const TdConsultationExtension *last = c->extensions->len > 0 ? c->extensions->pdata[c->extensions->len - 1] : NULL;

    return MAX (MAX (c->created, c->withdrawn), last != NULL ? last->at : 0);
}

static TdOpening *opening_of (const TdConsultation *c)
{
    TdOpening *o = g_new0 (TdOpening, 1);
    const char *states[] = { c->state, NULL };

    o->id = g_strdup (c->id);
    o->purpose = g_strdup ("consultation");
    o->label = g_strdup (N_ ("Consultation on the draft of the State’s report"));
    o->states = g_strdupv ((char **) states);
    o->themes = g_new0 (char *, 1);
    o->kinds = g_new0 (char *, 1);
    o->opens = MAX (c->opens, c->created);
    o->closes = c->closes;
    o->closes_local = g_strdup (c->closes_local);
    o->zone = g_strdup (c->zone);
    o->ended = c->withdrawn;
    o->created = c->created;
    o->changed = last_change (c);
    o->moves = c->extensions->len + (c->withdrawn != 0);
    o->deadlines = deadlines_of (c);
    o->end_reason = g_strdup (c->withdrawn_reason);
    o->guidance = g_strdup (N_ ("Comment on the draft paragraph by paragraph, or on the whole."));
    o->asked = g_strdup (N_ ("Everybody: organisations and people, invited or not"));
    o->languages = tags_apart (c->languages);
    o->page = g_strdup_printf ("/consultations/%s", c->id);
    o->first_step = g_strdup_printf ("/consultations/%s/comments", c->id);
    o->first_step_label = g_strdup (N_ ("Comment"));
    return o;
}

static gboolean add (TdTx *tx, TdInstance *instance, const TdOpeningFilter *filter, GPtrArray *list, GError **error)
{
    gint64 since = td_clock_now (&instance->clock) - DAYS_KEPT * G_TIME_SPAN_DAY;
    g_autoptr (GPtrArray) all = td_consultation_list_in (tx, NULL, 0, error);

    (void) filter;
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const TdConsultation *c = all->pdata[i];
        if (MAX (c->closes, c->withdrawn) >= since)
            g_ptr_array_add (list, opening_of (c));
    }
    return all != NULL;
}

static gboolean get (TdTx *tx, const TdInstance *instance, const char *id, TdOpening **ret_opening, GError **error)
{
    g_autoptr (TdConsultation) c = td_consultation_get_in (tx, id, error);

    (void) instance;
    *ret_opening = NULL;
    if (c == NULL)
        return FALSE;
    *ret_opening = opening_of (c);
    g_free ((*ret_opening)->source);
    (*ret_opening)->source = g_strdup (td_consultation_opening_source.name);
    return TRUE;
}

static const TdOpeningNews news = { .begun = "consultation.begin",
                                    .extended = { "consultation.extend" },
                                    .ended = "consultation.withdraw",
                                    .is_open = N_ ("A consultation is open"),
                                    .has_moved = N_ ("A consultation got more time"),
                                    .has_ended = N_ ("A consultation ended early"),
                                    .comes_near = N_ ("A consultation closes soon"),
                                    .see = N_ ("See the consultation") };

const TdOpeningSource td_consultation_opening_source = {
    .name = "consultation", .add = add, .get = get, .news = &news
};
