/* The form of those who act for a State: what it does about a recommendation. */
#include "areas/follow_up/pages.h"

#include "areas/follow_up/follow-up-words.h"
#include "areas/follow_up/recommendation-steps.html.h"
#include "areas/follow_up/step.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

#define F(name) td_request_field (page->request, name)

enum { SHORT = 500 };

/* The step that the address or the form names, as it stands; NULL: a new one. */
static const TdStateStep *step_asked (TdFollowPage *page, const GPtrArray *steps)
{
    for (guint i = 0; i < steps->len; i++) {
        const TdStateStep *s = steps->pdata[i];
        if (s->newest && g_str_equal (s->step, F ("step")))
            return s;
    }
    return NULL;
}

static GArray *step_rows (TdFollowPage *page, const TdRecommendation *r, const GPtrArray *steps)
{
    GArray *rows = td_follow_list (page, sizeof (struct html_recommendation_steps_steps));

    for (guint i = 0; i < steps->len; i++) {
        const TdStateStep *s = steps->pdata[i];
        g_autofree char *rest = g_strdup_printf ("/steps?step=%s", s->step);
        const struct html_recommendation_steps_steps row = {
            .ministry = s->ministry,
            .progress = td_progress_label (s->progress),
            .words = td_follow_short (page, s->words, SHORT / 4),
            .link = td_follow_path (page, r->id, rest),
        };
        if (s->newest)
            g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *progress_choices (TdFollowPage *page, const char *chosen)
{
    GArray *choices = td_follow_list (page, sizeof (struct html_field_radios_choices));

    for (int i = 0; i < TD_N_PROGRESSES; i++)
        td_follow_choice (page, choices, "progress", td_progress_word ((TdProgress) i),
                          td_words (page->locale, td_progress_label ((TdProgress) i)), NULL, chosen);
    return choices;
}

static const char *at (const char *field, const char *here, const char *wrong)
{
    return g_strcmp0 (field, here) == 0 ? wrong : NULL;
}

/* wrong NULL: the form as it comes first. */
static void render (TdFollowPage *page, const TdRecommendation *r, const GPtrArray *steps, const char *field,
                    const char *wrong)
{
    const TdStateStep *s = step_asked (page, steps);
    gboolean typed = wrong != NULL;
    const char *seen = F ("seen");
    gboolean other = typed && s != NULL && g_ascii_strtoll (seen, NULL, 10) != s->version;
    GArray *rows = step_rows (page, r, steps);
    GArray *progresses = progress_choices (page, typed       ? F ("progress")
                                                 : s != NULL ? td_progress_word (s->progress)
                                                             : NULL);
    const struct html_error_summary_errors error = { .field = field != NULL ? field : "ministry", .text = wrong };
    struct html_recommendation_steps html = {
        .place = td_follow_keep (page, td_recommendation_place (r, page->locale)),
        .state_name = td_follow_state_name (page, r->state),
        .back = td_follow_path (page, r->id, "#steps"),
        .action = td_follow_path (page, r->id, "/steps"),
        .language = r->language,
        .direction = td_language_direction (r->language),
        .text = td_follow_short (page, r->text, SHORT),
        .errors = wrong != NULL ? &error : NULL,
        .n_errors = wrong != NULL,
        .step = s != NULL ? s->step : "",
        .seen = s != NULL ? s->version : 0,
        .stands = other ? s->words : NULL,
        .stands_when =
            other ? td_follow_keep (page, td_words_instant (page->locale, s->at, page->instance->profile->zone)) : NULL,
        .ministry = typed       ? F ("ministry")
                    : s != NULL ? s->ministry
                                : "",
        .ministry_error = at (field, "ministry", wrong),
        .words = typed       ? F ("words")
                 : s != NULL ? s->words
                             : "",
        .words_error = at (field, "words", wrong),
        .day = typed                         ? F ("day")
               : s != NULL && s->day != NULL ? s->day
                                             : "",
        .day_error = at (field, "day", wrong),
        .progress_error = at (field, "progress", wrong),
    };

    TD_FOLLOW_FILL (&html, steps, rows);
    TD_FOLLOW_FILL (&html, progresses, progresses);
    html_recommendation_steps (td_request_html (page->request), &html);
    td_follow_reply (page, wrong != NULL);
}

/* Only for those who act for the State that it is about. */
static TdRecommendation *asked (TdFollowPage *page, GError **error)
{
    g_autoptr (TdRecommendation) r =
        td_recommendation_get (page->instance, td_request_part (page->request, "id"), error);
    TdThing thing;

    if (r == NULL)
        return NULL;
    thing = td_recommendation_thing (r->state);
    return td_door_may (page->viewer, TD_ACT_FOLLOW_UP_STATE, &thing, error) ? g_steal_pointer (&r) : NULL;
}

static gboolean show (TdFollowPage *page, const char *field, const char *wrong, GError **error)
{
    g_autoptr (TdRecommendation) r = asked (page, error);
    g_autoptr (GPtrArray) steps = r != NULL ? td_state_steps (page->instance, r->id, error) : NULL;

    if (steps == NULL)
        return FALSE;
    render (page, r, steps, field, wrong);
    return TRUE;
}

gboolean td_steps_page (TdRequest *request, GError **error)
{
    g_auto (TdFollowPage) page = { 0 };

    td_follow_page_init (&page, request);
    return show (&page, NULL, NULL, error);
}

gboolean td_steps_post (TdRequest *request, GError **error)
{
    g_auto (TdFollowPage) whole = { 0 };
    TdFollowPage *page = &whole;
    const char *id = td_request_part (request, "id"), *field = NULL, *wrong = td_request_field_problem (request, NULL);
    GError *problem = NULL;

    td_follow_page_init (page, request);
    if (wrong == NULL) {
        const TdStepWish wish = { .step = F ("step"),
                                  .seen = (int) g_ascii_strtoll (F ("seen"), NULL, 10),
                                  .ministry = F ("ministry"),
                                  .words = F ("words"),
                                  .day = F ("day"),
                                  .progress = F ("progress") };
        if (td_state_step_write (page->instance, page->viewer, id, &wish, &field, &problem)) {
            td_reply_redirect (request, td_follow_path (page, id, "?saved=1#steps"));
            return TRUE;
        }
        wrong = td_follow_problem (page, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    return show (page, field, wrong, error);
}
