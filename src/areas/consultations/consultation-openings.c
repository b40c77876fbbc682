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
    o->changed = MAX (c->created, c->withdrawn);
    o->moves = c->withdrawn != 0 ? 1 : 0;
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

const TdOpeningSource td_consultation_opening_source = { .name = "consultation", .add = add };
