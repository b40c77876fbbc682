/* Reports that are due. Contract in overdue.h. */
#include "areas/states/overdue.h"

#include "base/clock.h"
#include "text/words.h"

static void overdue_clear (gpointer data)
{
    td_report_due_clear (&((TdOverdue *) data)->due);
}

static int by_years (gconstpointer a, gconstpointer b)
{
    const TdOverdue *x = a, *y = b;

    if (x->years != y->years)
        return y->years - x->years;
    if (x->due.latest == NULL || y->due.latest == NULL)
        return (x->due.latest == NULL) - (y->due.latest == NULL);
    return strcmp (x->due.latest, y->due.latest);
}

GArray *td_overdue_list (const TdTimetable *t, const char *today, gboolean all)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (TdOverdue));

    g_array_set_clear_func (list, overdue_clear);
    for (gsize i = 0; i < t->profile->n_states; i++) {
        TdOverdue o = { .state = &t->profile->states[i] };
        o.years = td_timetable_overdue (t, o.state, today, &o.due);
        if (all || o.years >= 0)
            g_array_append_val (list, o);
        else
            td_report_due_clear (&o.due);
    }
    g_array_sort (list, by_years);
    return list;
}

GArray *td_overdue_by_years (const GArray *list)
{
    GArray *counts = g_array_new (FALSE, TRUE, sizeof (int));

    for (guint i = 0; i < list->len; i++) {
        int years = g_array_index (list, TdOverdue, i).years;
        if (years < 0)
            continue;
        if (counts->len <= (guint) years)
            g_array_set_size (counts, (guint) years + 1);
        g_array_index (counts, int, years)++;
    }
    return counts;
}

static json_t *state_to_json (const TdTimetable *t, const TdOverdue *o, const char *locale)
{
    g_autofree char *because = td_timetable_due_because (t, &o->due, locale);

    return json_pack ("{s:s, s:s, s:s?, s:s?, s:s, s:s?, s:o}", "state", o->state->iso3, "name",
                      td_profile_state_name (t->beneath, o->state, locale), "due", o->due.date, "latest", o->due.latest,
                      "basis", td_basis_name (o->due.basis), "because", because, "overdue_years",
                      o->years >= 0 ? json_integer (o->years) : json_null ());
}

json_t *td_overdue_to_json (const TdTimetable *t, const GArray *list, const char *locale, const char *today)
{
    g_autoptr (GArray) counts = td_overdue_by_years (list);
    json_t *states = json_array (), *years = json_array ();

    for (guint i = 0; i < list->len; i++)
        json_array_append_new (states, state_to_json (t, &g_array_index (list, TdOverdue, i), locale));
    for (guint i = 0; i < counts->len; i++)
        json_array_append_new (years,
                               json_pack ("{s:i, s:i}", "years", (int) i, "states", g_array_index (counts, int, i)));
    return json_pack ("{s:s, s:s, s:o, s:o}", "today", today, "known_until", t->beneath->known_until, "states", states,
                      "by_years", years);
}
