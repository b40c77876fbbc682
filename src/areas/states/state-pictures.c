#include "areas/states/state-pictures.h"

#include "base/clock.h"
#include "profile/cycle.h"
#include "templates/coverage-grid.html.h"
#include "templates/cycle-line.html.h"
#include "text/words.h"

/* ---- the cycle line ---- */

/* "done", "open" where civil society can act, or "ahead". */
static const char *mark_of (const TdCycleStage *stage)
{
    if (stage->status == TD_STAGE_DONE)
        return "done";
    if (stage->status == TD_STAGE_NOW && stage->stage->civil_society)
        return "open";
    return "ahead";
}

/* How sure the secretariat is of a stage, and why. */
static char *recorded_note (const TdCycleStage *stage, const char *locale)
{
    return td_words_fill (td_words (locale, N_ ("{how}, says the secretariat: {reason}")), "how",
                          td_words (locale, td_how_label (stage->how)), "reason", stage->reason, NULL);
}

/* That there is no report, and why, where the secretariat said it. */
static char *absent_note (const TdCycleStage *stage, const char *locale)
{
    const char *label = td_words (locale, td_stage_status_label (stage->status));

    if (stage->reason == NULL)
        return g_strdup (label);
    return td_words_fill (td_words (locale, N_ ("{how}, says the secretariat: {reason}")), "how", label, "reason",
                          stage->reason, NULL);
}

static char *note_of (const TdCycleStage *stage, const char *locale)
{
    g_autofree char *years = NULL;

    if (stage->how != NULL && stage->status != TD_STAGE_OVERDUE)
        return recorded_note (stage, locale);
    if (stage->status == TD_STAGE_ABSENT)
        return absent_note (stage, locale);
    if (stage->status == TD_STAGE_DONE && stage->symbol != NULL)
        return g_strdup (stage->symbol);
    if (stage->status != TD_STAGE_OVERDUE)
        return stage->status == TD_STAGE_UNKNOWN ? g_strdup (td_words (locale, td_stage_status_label (stage->status)))
                                                 : NULL;
    if (stage->overdue_years < 1)
        return g_strdup (td_words (locale, td_stage_status_label (stage->status)));
    years = td_words_number (locale, stage->overdue_years);
    return td_words_fill (td_words_n (locale, "overdue by {years} year, as far as is known here",
                                      "overdue by {years} years, as far as is known here", stage->overdue_years),
                          "years", years, NULL);
}

/* Today's mark goes before the first stage that lies ahead in time. */
static gboolean is_after_today (const TdCycleStage *stage, const char *today)
{
    return stage->status == TD_STAGE_NEXT || (stage->date != NULL && td_date_compare (stage->date, today) > 0);
}

static void add_today (GArray *rows, const char *today, const char *locale)
{
    struct html_cycle_line_stages row = {
        .mark = "today", .label = td_words (locale, N_ ("Today")), .when = td_words_date (locale, today), .door = ""
    };

    g_array_append_val (rows, row);
}

TdMarkup *td_state_cycle_picture (const TdTimetable *timetable, const TdState *state, const char *today,
                                  const TdHtml *like)
{
    g_auto (TdCycle) cycle = { 0 };
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (struct html_cycle_line_stages));
    TdHtml h = *like;
    struct html_cycle_line line = { .title = td_words (like->locale, N_ ("Where the review stands")) };
    gboolean marked = FALSE;

    td_timetable_cycle (timetable, state, today, &cycle);
    for (guint i = 0; i < cycle.stages->len; i++) {
        const TdCycleStage *stage = &g_array_index (cycle.stages, TdCycleStage, i);
        struct html_cycle_line_stages row = { .mark = mark_of (stage),
                                              .door = "",
                                              .label = td_words (like->locale, stage->stage->label),
                                              .when = stage->date != NULL ? td_words_date (like->locale, stage->date)
                                                                          : NULL,
                                              .note = note_of (stage, like->locale) };
        if (!marked && is_after_today (stage, today)) {
            add_today (rows, today, like->locale);
            marked = TRUE;
        }
        g_array_append_val (rows, row);
    }
    if (!marked)
        add_today (rows, today, like->locale);
    line.stages = (const struct html_cycle_line_stages *) (void *) rows->data;
    line.n_stages = rows->len;
    h.out = g_string_new (NULL);
    html_cycle_line (&h, &line);
    for (guint i = 0; i < rows->len; i++) {
        g_free ((char *) line.stages[i].when);
        g_free ((char *) line.stages[i].note);
    }
    return td_markup_take (h.out);
}

/* ---- the coverage grid ---- */

static GArray *cells_of_part (const TdProfile *profile, const TdState *state, const GArray *counts, const char *locale,
                              gsize *i)
{
    GArray *cells = g_array_new (FALSE, TRUE, sizeof (struct html_coverage_grid_parts_cells));
    const char *part = profile->articles[*i].part;

    for (; *i < profile->n_articles && g_str_equal (profile->articles[*i].part, part); (*i)++) {
        const TdArticle *article = &profile->articles[*i];
        gint64 count = g_array_index (counts, gint64, article->number);
        struct html_coverage_grid_parts_cells cell = {
            .number = article->number,
            .title = td_words (locale, article->title),
            .count = count,
            .link = count > 0 ? g_strdup_printf ("/%s/search?article=%d&state=%s", locale, article->number, state->iso3)
                              : g_strdup (""),
        };
        g_array_append_val (cells, cell);
    }
    return cells;
}

static void free_parts (GArray *parts)
{
    for (guint i = 0; i < parts->len; i++) {
        struct html_coverage_grid_parts *part = &g_array_index (parts, struct html_coverage_grid_parts, i);
        for (gsize c = 0; c < part->n_cells; c++)
            g_free ((char *) part->cells[c].link);
        g_free ((void *) part->cells);
    }
    g_array_unref (parts);
}

TdMarkup *td_state_coverage_picture (const TdProfile *profile, const TdState *state, const GArray *counts,
                                     const TdHtml *like)
{
    GArray *parts = g_array_new (FALSE, TRUE, sizeof (struct html_coverage_grid_parts));
    TdHtml h = *like;
    struct html_coverage_grid grid = { .title = td_words (like->locale, N_ ("What the reports speak of")),
                                       .width = (gint64) profile->n_articles,
                                       .first = profile->n_articles > 0 ? profile->articles[0].number : 1 };

    for (gsize i = 0; i < profile->n_articles;) {
        struct html_coverage_grid_parts part = { .part = profile->articles[i].part,
                                                 .title = td_words (like->locale, profile->articles[i].part_title) };
        GArray *cells = cells_of_part (profile, state, counts, like->locale, &i);
        part.n_cells = cells->len;
        part.cells = (const struct html_coverage_grid_parts_cells *) (void *) g_array_free (cells, FALSE);
        for (gsize c = 0; c < part.n_cells; c++)
            grid.covered += part.cells[c].count > 0;
        g_array_append_val (parts, part);
    }
    grid.parts = (const struct html_coverage_grid_parts *) (void *) parts->data;
    grid.n_parts = parts->len;
    h.out = g_string_new (NULL);
    html_coverage_grid (&h, &grid);
    free_parts (parts);
    return td_markup_take (h.out);
}
