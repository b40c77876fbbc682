#include "areas/follow_up/follow-up-pictures.h"

#include "areas/follow_up/recommendations-picture.html.h"
#include "base/clock.h"
#include "text/words.h"

typedef struct html_recommendations_picture_rows Row;
typedef struct html_recommendations_picture_rows_parts Part;

/* What the style sheet calls them: as in other bars of answers. */
static const char *tone_of (const TdAssessmentGrade *grade)
{
    if (grade == NULL)
        return "open";
    switch (grade->tone) {
    case TD_TONE_GOOD: return "yes";
    case TD_TONE_PARTLY: return "partly";
    case TD_TONE_BAD: return "no";
    case TD_TONE_UNKNOWN: return "unsure";
    }
    return "open";
}

static const char *label_of (TdFollowPage *page, const TdAssessmentGrade *grade)
{
    return td_words (page->locale, grade != NULL ? grade->label : N_ ("Not assessed yet"));
}

/* years -1: all of them. */
static int count_of (const TdRecommendationTally *t, int years)
{
    return years < 0 ? t->n : t->by_years[years];
}

static const char *years_label (TdFollowPage *page, int years, int last)
{
    g_autofree char *n = td_words_number (page->locale, years);

    if (years < 0)
        return td_words (page->locale, N_ ("All"));
    if (years == 0)
        return td_words (page->locale, N_ ("Less than a year"));
    if (years == last)
        return td_follow_keep (page, td_words_fill (td_words (page->locale, N_ ("{n} years and more")), "n", n, NULL));
    return td_follow_keep (
        page, td_words_fill (td_words_n (page->locale, N_ ("{n} year"), N_ ("{n} years"), years), "n", n, NULL));
}

static Row row_of (TdFollowPage *page, const GArray *tallies, int years, int last)
{
    GArray *parts = td_follow_list (page, sizeof (Part));
    Row row = { .label = years_label (page, years, last) };

    for (guint i = 0; i < tallies->len; i++) {
        const TdRecommendationTally *t = &g_array_index (tallies, TdRecommendationTally, i);
        const Part part = {
            .label = label_of (page, t->grade), .tone = tone_of (t->grade), .at = row.total, .n = count_of (t, years)
        };
        g_array_append_val (parts, part);
        row.total += part.n;
    }
    TD_FOLLOW_FILL (&row, parts, parts);
    return row;
}

static GArray *grades_of (TdFollowPage *page, const GArray *tallies)
{
    GArray *grades = td_follow_list (page, sizeof (struct html_recommendations_picture_grades));

    for (guint i = 0; i < tallies->len; i++) {
        const TdRecommendationTally *t = &g_array_index (tallies, TdRecommendationTally, i);
        const struct html_recommendations_picture_grades grade = { .label = label_of (page, t->grade),
                                                                   .tone = tone_of (t->grade) };
        g_array_append_val (grades, grade);
    }
    return grades;
}

TdMarkup *td_follow_picture (TdFollowPage *page, const GPtrArray *list)
{
    const TdProfile *profile = page->instance->profile;
    g_autofree char *today = td_clock_today (&page->instance->clock, profile->zone);
    g_autoptr (GArray) tallies = td_recommendation_tally (profile, list, today);
    const int last = (int) G_N_ELEMENTS (((TdRecommendationTally *) NULL)->by_years) - 1;
    GArray *rows = td_follow_list (page, sizeof (Row)), *grades = grades_of (page, tallies);
    const TdHtml *of = td_request_html (page->request);
    TdHtml h = { .out = g_string_new (NULL), .locale = of->locale, .direction = of->direction, .site = of->site };
    int widest = 1;

    if (list->len == 0) {
        g_string_free (h.out, TRUE);
        return NULL;
    }
    for (int years = -1; years <= last; years++) {
        const Row row = row_of (page, tallies, years, last);
        if (row.total > 0)
            g_array_append_val (rows, row);
        widest = MAX (widest, (int) row.total);
    }
    for (guint i = 0; i < rows->len; i++)
        g_array_index (rows, Row, i).width = widest;
    struct html_recommendations_picture picture = {
        .origin = profile->n_grades > 0 ? td_words (page->locale, profile->grades[0].origin) : NULL,
    };
    TD_FOLLOW_FILL (&picture, rows, rows);
    TD_FOLLOW_FILL (&picture, grades, grades);
    html_recommendations_picture (&h, &picture);
    return td_markup_take (h.out);
}
