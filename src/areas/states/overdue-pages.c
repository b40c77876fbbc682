/* The page of overdue reports. */
#include "areas/states/pages.h"

#include "areas/states/overdue.h"
#include "areas/states/overdue.html.h"
#include "areas/states/state-facts.h"
#include "text/words.h"

/* The picture: 320 wide, a row of 22 for each number of years; numbers at both ends of a bar. */
enum { WIDTH = 320, ROW = 22, BEGIN = 34, ROOM = 24, LONGEST = WIDTH - BEGIN - ROOM };

static char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

/* Counts from the side at which lines begin. */
static gint64 place (gint64 from_begin, gboolean rtl)
{
    return rtl ? WIDTH - from_begin : from_begin;
}

static GArray *bars_of (const GArray *counts, const TdHtml *h, GPtrArray *strings)
{
    GArray *bars = g_array_new (FALSE, TRUE, sizeof (struct html_overdue_bars));
    gboolean rtl = g_strcmp0 (h->direction, "rtl") == 0;
    int most = 1;

    for (guint i = 0; i < counts->len; i++)
        most = MAX (most, g_array_index (counts, int, i));
    for (guint i = 0; i < counts->len; i++) {
        int states = g_array_index (counts, int, i);
        struct html_overdue_bars bar = { .years = keep (strings, td_words_number (h->locale, i)),
                                         .years_x = place (BEGIN / 2, rtl),
                                         .y = (gint64) i * ROW + 4,
                                         .base = (gint64) i * ROW + 15,
                                         .width = (gint64) states * LONGEST / most,
                                         .states = states };
        bar.x = rtl ? WIDTH - BEGIN - bar.width : BEGIN;
        bar.states_x = place (BEGIN + bar.width + ROOM / 2, rtl);
        g_array_append_val (bars, bar);
    }
    return bars;
}

static GArray *rows_of (const TdTimetable *t, const GArray *list, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_overdue_rows));

    for (guint i = 0; i < list->len; i++) {
        const TdOverdue *o = &g_array_index (list, TdOverdue, i);
        struct html_overdue_rows row = {
            .name = td_profile_state_name (t->beneath, o->state, locale),
            .link = keep (strings, g_strdup_printf ("/%s/states/%s", locale, o->state->iso3)),
            .due = keep (strings, td_words_date (locale, o->due.date)),
            .because = keep (strings, td_timetable_due_because (t, &o->due, locale)),
            .years = o->years,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void render (TdRequest *request, const TdTimetable *t, const GArray *list, const char *today)
{
    TdHtml *h = td_request_html (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) counts = td_overdue_by_years (list);
    g_autoptr (GArray) bars = bars_of (counts, h, strings);
    g_autoptr (GArray) rows = rows_of (t, list, locale, strings);
    const struct html_overdue page = {
        .today = keep (strings, td_words_date (locale, today)),
        .known_until = keep (strings, td_words_date (locale, t->beneath->known_until)),
        .count = list->len,
        .height = (gint64) counts->len * ROW,
        .bars = (const struct html_overdue_bars *) (void *) bars->data,
        .n_bars = bars->len,
        .rows = (const struct html_overdue_rows *) (void *) rows->data,
        .n_rows = rows->len,
    };

    html_overdue (h, &page);
    td_reply_html (request, 200);
}

gboolean td_overdue_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdTimetable) t = td_timetable_read (instance, error);
    g_autofree char *today = td_state_today (instance);
    g_autoptr (GArray) list = NULL;

    if (t == NULL)
        return FALSE;
    list = td_overdue_list (t, today, FALSE);
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_overdue_to_json (t, list, td_request_locale (request), today));
    else
        render (request, t, list, today);
    return TRUE;
}
