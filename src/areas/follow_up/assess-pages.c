/* The Committee's form for its assessment, and releasing it. */
#include "areas/follow_up/pages.h"

#include "areas/follow_up/assessment.h"
#include "areas/follow_up/follow-up-words.h"
#include "areas/follow_up/recommendation-assess.html.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

#define F(name) td_request_field (page->request, name)

enum { SHORT = 500 };

static GArray *grade_choices (TdFollowPage *page, const char *chosen)
{
    const TdProfile *profile = page->instance->profile;
    GArray *choices = td_follow_list (page, sizeof (struct html_field_radios_choices));

    for (gsize i = 0; i < profile->n_grades; i++) {
        const TdAssessmentGrade *grade = &profile->grades[i];
        td_follow_choice (page, choices, "grade", grade->slug, td_words (page->locale, grade->label),
                          grade->hint != NULL ? td_words (page->locale, grade->hint) : NULL, chosen);
    }
    return choices;
}

static void render (TdFollowPage *page, const TdRecommendation *r, const GPtrArray *assessments, const char *field,
                    const char *wrong)
{
    const TdAssessment *a = assessments->len > 0 ? assessments->pdata[0] : NULL;
    const TdProfile *profile = page->instance->profile;
    gboolean typed = wrong != NULL, draft = a != NULL && a->released == 0;
    GArray *grades = grade_choices (page, typed ? F ("grade") : draft ? a->grade_slug : NULL);
    const struct html_error_summary_errors error = { .field = field != NULL ? field : "grade", .text = wrong };
    struct html_recommendation_assess html = {
        .place = td_follow_keep (page, td_recommendation_place (r, page->locale)),
        .state_name = td_follow_state_name (page, r->state),
        .back = td_follow_path (page, r->id, "#assessment"),
        .action = td_follow_path (page, r->id, "/assess"),
        .language = r->language,
        .direction = td_language_direction (r->language),
        .text = td_follow_short (page, r->text, SHORT),
        .errors = wrong != NULL ? &error : NULL,
        .n_errors = wrong != NULL,
        .seen = a != NULL ? a->version : 0,
        .stands_grade = a != NULL ? td_follow_grade (page, a->grade_slug) : NULL,
        .stands = a != NULL ? a->reason : NULL,
        .stands_when = a != NULL ? td_follow_keep (page, td_words_instant (page->locale, a->at, profile->zone)) : NULL,
        .grade_error = g_strcmp0 (field, "grade") == 0 ? wrong : NULL,
        .origin = profile->n_grades > 0 ? td_words (page->locale, profile->grades[0].origin) : NULL,
        .reason = typed   ? F ("reason")
                  : draft ? a->reason
                          : "",
        .reason_error = g_strcmp0 (field, "reason") == 0 ? wrong : NULL,
    };

    TD_FOLLOW_FILL (&html, grades, grades);
    html_recommendation_assess (td_request_html (page->request), &html);
    td_follow_reply (page, wrong != NULL);
}

static gboolean show (TdFollowPage *page, const char *field, const char *wrong, GError **error)
{
    g_autoptr (TdRecommendation) r =
        td_recommendation_get (page->instance, td_request_part (page->request, "id"), error);
    g_autoptr (GPtrArray) assessments = NULL;
    TdThing thing;

    if (r == NULL)
        return FALSE;
    thing = td_recommendation_thing (r->state);
    if (!td_door_may (page->viewer, TD_ACT_FOLLOW_UP_ASSESS, &thing, error)
        || (assessments = td_assessments (page->instance, page->viewer, r, error)) == NULL)
        return FALSE;
    render (page, r, assessments, field, wrong);
    return TRUE;
}

gboolean td_assess_page (TdRequest *request, GError **error)
{
    g_auto (TdFollowPage) page = { 0 };

    td_follow_page_init (&page, request);
    return show (&page, NULL, NULL, error);
}

gboolean td_assess_post (TdRequest *request, GError **error)
{
    g_auto (TdFollowPage) whole = { 0 };
    TdFollowPage *page = &whole;
    const char *id = td_request_part (request, "id"), *field = NULL, *wrong = td_request_field_problem (request, NULL);
    GError *problem = NULL;

    td_follow_page_init (page, request);
    if (wrong == NULL) {
        const TdAssessmentWish wish = { F ("grade"), F ("reason"), (int) g_ascii_strtoll (F ("seen"), NULL, 10) };
        if (td_assessment_draft (page->instance, page->viewer, id, &wish, &field, &problem)) {
            td_reply_redirect (request, td_follow_path (page, id, "?saved=1#assessment"));
            return TRUE;
        }
        wrong = td_follow_problem (page, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    return show (page, field, wrong, error);
}

gboolean td_release_post (TdRequest *request, GError **error)
{
    g_auto (TdFollowPage) whole = { 0 };
    TdFollowPage *page = &whole;
    const char *id = td_request_part (request, "id");

    td_follow_page_init (page, request);
    if (!td_assessment_release (page->instance, page->viewer, id, (int) g_ascii_strtoll (F ("version"), NULL, 10),
                                error))
        return FALSE;
    td_reply_redirect (request, td_follow_path (page, id, "?saved=1#assessment"));
    return TRUE;
}
