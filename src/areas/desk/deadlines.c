#include "areas/desk/deadlines.h"

#include "base/clock.h"

void td_deadline_free (TdDeskDeadline *deadline)
{
    if (deadline == NULL)
        return;
    g_free (deadline->date);
    g_free (deadline->until);
    g_free (deadline);
}

/* Not over today, and begun before the horizon; a date that is known to the year may be any day of it. */
static gboolean is_near (const char *first, const char *last, const char *today, const char *horizon)
{
    return first != NULL && td_date_compare (first, horizon) <= 0
           && td_date_compare (last != NULL ? last : first, today) >= 0;
}

static int by_date (gconstpointer a, gconstpointer b)
{
    const TdDeskDeadline *x = *(TdDeskDeadline *const *) a, *y = *(TdDeskDeadline *const *) b;

    return strcmp (x->date, y->date);
}

GPtrArray *td_desk_deadlines (const TdProfile *profile, const char *today)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_deadline_free);
    g_autofree char *horizon = td_date_add_months (today, TD_DESK_NEAR_MONTHS);

    for (gsize i = 0; i < profile->n_sessions; i++) {
        const TdSession *session = &profile->sessions[i];
        TdDeskDeadline near = { .session = session };
        if (!is_near (session->start, session->end, today, horizon))
            continue;
        near.date = g_strdup (session->start);
        near.until = g_strdup (session->end);
        g_ptr_array_add (list, g_memdup2 (&near, sizeof near));
    }
    for (gsize i = 0; i < profile->n_states; i++) {
        g_auto (TdReportDue) due = { 0 };
        TdDeskDeadline near = { .state = &profile->states[i] };
        td_profile_next_report_on (profile, near.state, today, &due);
        if (!is_near (due.date, due.latest, today, horizon))
            continue;
        near.date = g_strdup (due.date);
        near.until = g_strcmp0 (due.date, due.latest) != 0 ? g_strdup (due.latest) : NULL;
        near.calculated = due.basis == TD_BASIS_CALCULATED;
        g_ptr_array_add (list, g_memdup2 (&near, sizeof near));
    }
    g_ptr_array_sort (list, by_date);
    return list;
}
