/* What does not fit together. Contract in clash.h. */
#include "areas/programme/clash.h"

#include "areas/programme/place.h"
#include "base/base.h"
#include "base/clock.h"

#include <string.h>

enum { DAY = sizeof "2026-12-07" - 1 };

static const struct {
    const char *word, *sentence;
} clashes[TD_N_CLASHES] = {
    [TD_CLASH_PLACE] = { "place", N_ ("Both are in the same place at once.") },
    [TD_CLASH_STATE] = { "state", N_ ("Both are about the same State at once.") },
    [TD_CLASH_MEMBERS] = { "members", N_ ("Both are at once: members and rapporteurs cannot be at both.") },
    [TD_CLASH_LINK] = { "link",
                        N_ ("One is closed and the other public, and both have the same link, numbers and codes: "
                            "everybody gets them.") },
    [TD_CLASH_DAYS] = { "days", N_ ("It is not on the days of the session.") },
    [TD_CLASH_WEEKEND] = { "weekend", N_ ("It is on a weekend.") },
    [TD_CLASH_HOURS] = { "hours", N_ ("It is outside the usual hours.") },
    [TD_CLASH_CLOCKS] = { "clocks",
                          N_ ("On that day the clocks change: say the hours twice to those who come from afar.") },
};

const char *td_clash_word (TdClashKind kind)
{
    return kind < TD_N_CLASHES ? clashes[kind].word : "";
}

const char *td_clash_sentence (TdClashKind kind)
{
    return kind < TD_N_CLASHES ? clashes[kind].sentence : "";
}

struct looking {
    const TdProfile *profile;
    const char *start, *end;
    const GPtrArray *places;
    GArray *found;
};

static void add (const struct looking *l, TdClashKind kind, const TdMeeting *first, const TdMeeting *second)
{
    const TdClash clash = { kind, first, second };

    g_array_append_val (l->found, clash);
}

/* ---- of one ---- */

static gboolean clocks_change (const TdMeeting *m)
{
    g_autofree char *morning = g_strdup_printf ("%.*sT00:00", DAY, m->begins_local);
    g_autofree char *evening = g_strdup_printf ("%.*sT23:59", DAY, m->begins_local);
    gint64 first, last;

    return td_instant_from_local (morning, m->zone, &first, NULL)
           && td_instant_from_local (evening, m->zone, &last, NULL)
           && td_zone_offset (first, m->zone) != td_zone_offset (last, m->zone);
}

static gboolean on_other_days (const struct looking *l, const TdMeeting *m)
{
    return (l->start != NULL && strlen (l->start) == DAY && strncmp (m->begins_local, l->start, DAY) < 0)
           || (l->end != NULL && strlen (l->end) == DAY && strncmp (m->begins_local, l->end, DAY) > 0);
}

static gboolean outside_hours (const struct looking *l, const TdMeeting *m)
{
    return strcmp (m->begins_local + DAY + 1, l->profile->meetings_begin) < 0
           || strcmp (m->ends_local + DAY + 1, l->profile->meetings_end) > 0
           || strncmp (m->begins_local, m->ends_local, DAY) != 0;
}

static void look_at_one (const struct looking *l, const TdMeeting *m)
{
    if (on_other_days (l, m))
        add (l, TD_CLASH_DAYS, m, NULL);
    if (td_day_is_weekend (m->begins_local))
        add (l, TD_CLASH_WEEKEND, m, NULL);
    if (outside_hours (l, m))
        add (l, TD_CLASH_HOURS, m, NULL);
    if (clocks_change (m))
        add (l, TD_CLASH_CLOCKS, m, NULL);
}

/* ---- of two ---- */

static gboolean share_a_state (const TdMeeting *a, const TdMeeting *b)
{
    for (gsize i = 0; a->states != NULL && a->states[i] != NULL; i++)
        if (td_meeting_is_about (b, a->states[i]))
            return TRUE;
    return FALSE;
}

static gboolean is_of_others (const struct looking *l, const char *place)
{
    for (guint i = 0; i < l->places->len; i++) {
        const TdPlace *p = l->places->pdata[i];
        if (g_str_equal (p->id, place))
            return p->remote == TD_REMOTE_OUTSIDE;
    }
    return FALSE;
}

static void look_at_two (const struct looking *l, const TdMeeting *a, const TdMeeting *b)
{
    gboolean at_once = a->begins < b->ends && b->begins < a->ends;
    gboolean one_place = a->place != NULL && g_strcmp0 (a->place, b->place) == 0;
    gboolean one_state = share_a_state (a, b);

    if (one_place && a->closed != b->closed && is_of_others (l, a->place))
        add (l, TD_CLASH_LINK, a, b);
    if (!at_once)
        return;
    if (one_place)
        add (l, TD_CLASH_PLACE, a, b);
    if (one_state)
        add (l, TD_CLASH_STATE, a, b);
    if (!one_place && !one_state)
        add (l, TD_CLASH_MEMBERS, a, b);
}

GArray *td_plan_clashes (const TdProfile *profile, const char *start, const char *end, const GPtrArray *plan,
                         const GPtrArray *places)
{
    const struct looking l = { profile, start, end, places, g_array_new (FALSE, TRUE, sizeof (TdClash)) };

    for (guint i = 0; i < plan->len; i++) {
        const TdMeeting *m = ((TdPlanned *) plan->pdata[i])->meeting;
        if (m->status == TD_MEETING_CANCELLED)
            continue;
        look_at_one (&l, m);
        for (guint j = i + 1; j < plan->len; j++) {
            const TdMeeting *other = ((TdPlanned *) plan->pdata[j])->meeting;
            if (other->status != TD_MEETING_CANCELLED)
                look_at_two (&l, m, other);
        }
    }
    return l.found;
}
