#include "areas/calls/now-pictures.h"

#include "areas/calls/time-bar.html.h"
#include "base/clock.h"
#include "text/words.h"

enum {
    MOST = 8,
    LEVELS = 3,   /* rows of marks */
    STEP = 26,    /* pixels between them */
    APART = 80,   /* thousandths of the width: marks that are nearer stand in two rows */
    LABELLED = 6, /* months */
    WEEKLY = 20,  /* weeks: a longer line has ticks for months alone */
};
#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef struct {
    gint64 at;
    char *title, *anchor;
    const char *note; /* English */
    gboolean open;
    int thousandths, level;
} Mark;

static void mark_clear (gpointer data)
{
    g_free (((Mark *) data)->title);
    g_free (((Mark *) data)->anchor);
}

char *td_now_anchor (const TdOpening *o)
{
    return g_strdup_printf ("%s-%s", o->source, o->id);
}

char *td_now_expected_anchor (const TdExpected *e)
{
    return g_strdup_printf ("expected-%s-%s", e->state->iso3, e->kind->slug);
}

/* ---- which ---- */

static void add_openings (GArray *marks, const TdProfile *profile, const GPtrArray *openings, const char *note,
                          const char *locale)
{
    for (guint i = 0; i < openings->len; i++) {
        const TdOpening *o = openings->pdata[i];
        Mark mark = { .at = o->closes, .note = note, .open = note == NULL };
        if (o->closes == 0)
            continue;
        mark.title = td_opening_title (profile, o, locale);
        mark.anchor = td_now_anchor (o);
        g_array_append_val (marks, mark);
    }
}

static int by_time (gconstpointer a, gconstpointer b)
{
    gint64 first = ((const Mark *) a)->at, second = ((const Mark *) b)->at;

    return first != second ? (first < second ? -1 : 1)
                           : strcmp (((const Mark *) a)->anchor, ((const Mark *) b)->anchor);
}

static GArray *marks_of (const TdProfile *profile, const TdOpenings *o, const char *locale)
{
    GArray *marks = g_array_new (FALSE, TRUE, sizeof (Mark));

    g_array_set_clear_func (marks, mark_clear);
    add_openings (marks, profile, o->open, NULL, locale);
    add_openings (marks, profile, o->planned, N_ ("not open yet"), locale);
    for (guint i = 0; i < o->expected->len; i++) {
        const TdExpected *e = &g_array_index (o->expected, TdExpected, i);
        Mark mark = { .at = e->closes, .note = N_ ("to be expected"), .anchor = td_now_expected_anchor (e) };
        mark.title = g_strdup_printf ("%s: %s", td_words (locale, e->kind->label),
                                      td_profile_state_name (profile, e->state, locale));
        g_array_append_val (marks, mark);
    }
    g_array_sort (marks, by_time);
    if (marks->len > MOST)
        g_array_set_size (marks, MOST);
    return marks;
}

/* ---- where ---- */

typedef struct {
    gint64 now, end;
    gboolean mirrored;
    GPtrArray *strings;
} Line;

static const char *keep (const Line *line, char *take_text)
{
    g_ptr_array_add (line->strings, take_text);
    return take_text;
}

/* From 2 % to 98 %: marks at the ends stay whole. */
static int place (const Line *line, gint64 at)
{
    return 20 + (int) (960 * ((double) (at - line->now) / (double) (line->end - line->now)));
}

static const char *percent (const Line *line, int thousandths)
{
    int x = line->mirrored ? 1000 - thousandths : thousandths;

    return keep (line, g_strdup_printf ("%d.%d%%", x / 10, x % 10));
}

/* Each mark in the first row in which the one before it is far enough away. Returns how many rows there are. */
static int stack (GArray *marks, const Line *line)
{
    int last[LEVELS], rows = 1;

    for (int level = 0; level < LEVELS; level++)
        last[level] = -APART;
    for (guint i = 0; i < marks->len; i++) {
        Mark *mark = &g_array_index (marks, Mark, i);
        mark->thousandths = place (line, mark->at);
        while (mark->level < LEVELS - 1 && mark->thousandths - last[mark->level] < APART)
            mark->level++;
        last[mark->level] = mark->thousandths;
        rows = MAX (rows, mark->level + 1);
    }
    return rows;
}

/* ---- ticks ---- */

static void add_weeks (GArray *ticks, const Line *line, int axis)
{
    if (line->end - line->now > WEEKLY * 7 * DAY)
        return;
    for (gint64 at = line->now + 7 * DAY; at <= line->end; at += 7 * DAY) {
        const struct html_time_bar_ticks tick = { .x = percent (line, place (line, at)), .tall = axis + 4 };
        g_array_append_val (ticks, tick);
    }
}

/* The first of each month, as the Committee's calendar has it; every so many with its name. */
static void add_months (GArray *ticks, GArray *months, const Line *line, int axis, const char *zone, const char *locale)
{
    g_autofree char *local = td_instant_to_local (line->now, zone);
    int step = 1 + (int) ((line->end - line->now) / (31 * LABELLED * DAY));

    if (local == NULL)
        return;
    local[strlen ("2026-12")] = '\0';
    for (int n = 1;; n++) {
        g_autofree char *month = td_date_add_months (local, n);
        g_autofree char *first = month != NULL ? g_strconcat (month, "-01T00:00", NULL) : NULL;
        struct html_time_bar_ticks tick = { .tall = axis + 9 };
        gint64 at = 0;
        if (first == NULL || !td_instant_from_local (first, zone, &at, NULL) || at > line->end)
            return;
        tick.x = percent (line, place (line, at));
        g_array_append_val (ticks, tick);
        if (n % step == 0) {
            const struct html_time_bar_months label = { .x = tick.x,
                                                        .label = keep (line, td_words_month (locale, at, zone)) };
            g_array_append_val (months, label);
        }
    }
}

static GArray *mark_rows (const GArray *marks, const Line *line, int axis, const char *zone, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_time_bar_marks));

    for (guint i = 0; i < marks->len; i++) {
        const Mark *mark = &g_array_index (marks, Mark, i);
        const struct html_time_bar_marks row = { .x = percent (line, mark->thousandths),
                                                 .y = axis - STEP - 2 - STEP * mark->level,
                                                 .number = i + 1,
                                                 .open = mark->open,
                                                 .link = keep (line, g_strconcat ("#", mark->anchor, NULL)),
                                                 .day = keep (line, td_words_day (locale, mark->at, zone)),
                                                 .title = mark->title,
                                                 .note = mark->note };
        g_array_append_val (rows, row);
    }
    return rows;
}

TdMarkup *td_now_bar_picture (const TdProfile *profile, const TdOpenings *o, const TdHtml *like)
{
    const char *locale = like->locale;
    g_autoptr (GArray) marks = marks_of (profile, o, locale);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) ticks = g_array_new (FALSE, TRUE, sizeof (struct html_time_bar_ticks));
    g_autoptr (GArray) months = g_array_new (FALSE, TRUE, sizeof (struct html_time_bar_months));
    g_autoptr (GArray) rows = NULL;
    Line line = { .now = o->now, .mirrored = g_strcmp0 (like->direction, "rtl") == 0, .strings = strings };
    TdHtml h = *like;
    int axis;

    if (marks->len == 0)
        return NULL;
    line.end = MAX (o->now + 28 * DAY, g_array_index (marks, Mark, marks->len - 1).at + 2 * DAY);
    axis = STEP * stack (marks, &line) + 16;
    add_weeks (ticks, &line, axis);
    add_months (ticks, months, &line, axis, profile->zone, locale);
    rows = mark_rows (marks, &line, axis, profile->zone, locale);
    const struct html_time_bar bar = { .title = td_words (locale, N_ ("The next deadlines, from today")),
                                       .height = axis + 30,
                                       .axis = axis,
                                       .words = axis + 26,
                                       .start = percent (&line, place (&line, o->now)),
                                       .ticks = (const void *) ticks->data,
                                       .n_ticks = ticks->len,
                                       .months = (const void *) months->data,
                                       .n_months = months->len,
                                       .marks = (const void *) rows->data,
                                       .n_marks = rows->len };
    h.out = g_string_new (NULL);
    html_time_bar (&h, &bar);
    return td_markup_take (h.out);
}
