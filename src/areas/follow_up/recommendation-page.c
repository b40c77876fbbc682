/* One recommendation. */
#include "areas/follow_up/pages.h"

#include "areas/follow_up/assessment.h"
#include "areas/follow_up/earlier.h"
#include "areas/follow_up/evidence.h"
#include "areas/follow_up/follow-up-words.h"
#include "areas/follow_up/in-language.h"
#include "areas/follow_up/recommendation.html.h"
#include "areas/follow_up/step.h"
#include "base/clock.h"
#include "text/language.h"
#include "text/words.h"

enum { MOST_EVIDENCE = 10, SHORT = 600 };

typedef struct html_recommendation Html;

static const TdViewer everybody = TD_VIEWER_NOBODY;

/* All that is read for one page. */
typedef struct {
    TdFollowPage page;
    TdRecommendation *r;
    GPtrArray *assessments, *steps, *evidence, *history;
    gboolean may_assess, may_keep, is_state;
} One;

static void one_clear (One *one)
{
    td_recommendation_free (one->r);
    g_clear_pointer (&one->assessments, g_ptr_array_unref);
    g_clear_pointer (&one->steps, g_ptr_array_unref);
    g_clear_pointer (&one->evidence, g_ptr_array_unref);
    g_clear_pointer (&one->history, g_ptr_array_unref);
    td_follow_page_clear (&one->page);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (One, one_clear)

static gboolean may (const TdViewer *viewer, TdAct act, const char *state)
{
    const TdThing thing = td_recommendation_thing (state);

    return td_door_may (viewer, act, &thing, NULL);
}

/* In the reader's language, where its document is there in it. */
static gboolean speak (One *one, GError **error)
{
    g_autoptr (GPtrArray) alone = g_ptr_array_new ();

    g_ptr_array_add (alone, one->r);
    return td_request_wants_json (one->page.request)
           || td_recommendations_speak (one->page.instance, one->page.locale, alone, 0, 1, error);
}

static gboolean one_read (TdRequest *request, const TdViewer *viewer, One *one, GError **error)
{
    TdInstance *instance = td_request_instance (request);

    td_follow_page_init (&one->page, request);
    one->r = td_recommendation_get (instance, td_request_part (request, "id"), error);
    if (one->r == NULL)
        return FALSE;
    one->may_assess = may (viewer, TD_ACT_FOLLOW_UP_ASSESS, one->r->state);
    one->may_keep = may (viewer, TD_ACT_FOLLOW_UP_KEEP, one->r->state);
    one->is_state = may (viewer, TD_ACT_FOLLOW_UP_STATE, one->r->state);
    return speak (one, error) && (one->assessments = td_assessments (instance, viewer, one->r, error)) != NULL
           && (one->steps = td_state_steps (instance, one->r->id, error)) != NULL
           && (one->evidence = td_evidence_of (instance, viewer, one->r, error)) != NULL
           && (one->history = td_earlier_of (instance, one->r->id, FALSE, error)) != NULL;
}

/* ---- lines ---- */

/* Rows of one text: every template's rows of lines have the one field. */
static GArray *lines_of (TdFollowPage *page, const char *text)
{
    GArray *rows = td_follow_list (page, sizeof (struct html_recommendation_lines));

    for (char **line = td_follow_lines (page, text); *line != NULL; line++) {
        const struct html_recommendation_lines row = { .text = *line };
        if (**line != '\0')
            g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- assessments ---- */

/* Who drafted it, for those of the Committee. */
static const char *drafter (One *one, const TdAssessment *a)
{
    if (a->who != NULL)
        return a->who;
    return g_strcmp0 (a->actor, "command") == 0 ? td_words (one->page.locale, N_ ("the secretariat")) : NULL;
}

static GArray *assessment_rows (One *one)
{
    TdFollowPage *page = &one->page;
    const char *zone = page->instance->profile->zone;
    GArray *rows = td_follow_list (page, sizeof (struct html_recommendation_assessments));

    for (guint i = 0; i < one->assessments->len; i++) {
        const TdAssessment *a = one->assessments->pdata[i];
        struct html_recommendation_assessments row = {
            .grade = td_follow_grade (page, a->grade_slug),
            .tone = a->grade != NULL ? td_tone_word (a->grade->tone) : td_tone_word (TD_TONE_UNKNOWN),
            .when = td_follow_keep (page, td_words_day (page->locale, a->released != 0 ? a->released : a->at, zone)),
            .who = one->may_assess ? drafter (one, a) : NULL,
            .draft = a->released == 0,
        };
        GArray *lines = lines_of (page, a->reason);
        TD_FOLLOW_FILL (&row, lines, lines);
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- steps ---- */

static const char *office_label (const char *office)
{
    return g_strcmp0 (office, td_role_word (TD_ROLE_MISSION)) == 0 ? N_ ("said by the permanent mission")
                                                                   : N_ ("said by a ministry");
}

static GArray *older_rows (One *one, guint newest)
{
    TdFollowPage *page = &one->page;
    const TdStateStep *of = one->steps->pdata[newest];
    GArray *rows = td_follow_list (page, sizeof (struct html_recommendation_steps_older));

    for (guint i = newest + 1; i < one->steps->len; i++) {
        const TdStateStep *s = one->steps->pdata[i];
        const struct html_recommendation_steps_older row = {
            .ministry = s->ministry,
            .progress = td_progress_label (s->progress),
            .day = s->day != NULL ? td_follow_keep (page, td_words_date (page->locale, s->day)) : NULL,
            .when = td_follow_keep (page, td_words_day (page->locale, s->at, page->instance->profile->zone)),
            .text = s->words,
        };
        if (!g_str_equal (s->step, of->step))
            break;
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *step_rows (One *one)
{
    TdFollowPage *page = &one->page;
    GArray *rows = td_follow_list (page, sizeof (struct html_recommendation_steps));

    for (guint i = 0; i < one->steps->len; i++) {
        const TdStateStep *s = one->steps->pdata[i];
        struct html_recommendation_steps row = {
            .ministry = s->ministry,
            .progress = td_progress_label (s->progress),
            .day = s->day != NULL ? td_follow_keep (page, td_words_date (page->locale, s->day)) : NULL,
            .office = office_label (s->office),
            .when = td_follow_keep (page, td_words_day (page->locale, s->at, page->instance->profile->zone)),
        };
        GArray *lines, *older;
        if (!s->newest)
            continue;
        lines = lines_of (page, s->words);
        older = older_rows (one, i);
        TD_FOLLOW_FILL (&row, lines, lines);
        TD_FOLLOW_FILL (&row, older, older);
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- evidence ---- */

static const struct {
    const char *source, *label;
} columns[] = {
    { "state", N_ ("The State") },
    { "nhri", N_ ("National human rights institution") },
    { "un", N_ ("United Nations") },
    { "regional", N_ ("Other international and regional entities") },
    { "civil-society", N_ ("Civil society") },
};

static const char *who_of (TdFollowPage *page, const TdParagraphMatch *m)
{
    if (m->who != NULL)
        return m->who;
    if (m->symbol != NULL)
        return m->symbol;
    return m->submission != NULL ? td_words (page->locale, N_ ("Name withheld"))
                                 : td_words (page->locale, N_ ("A document of the library"));
}

static const char *link_of (TdFollowPage *page, const TdParagraphMatch *m)
{
    if (m->submission != NULL)
        return td_follow_keep (page, g_strdup_printf ("/%s/submissions/%s#p%d", page->locale, m->submission, m->n));
    return td_follow_document_link (page, m->symbol, m->document, m->anchor);
}

static GArray *source_rows (One *one)
{
    TdFollowPage *page = &one->page;
    GArray *sources = td_follow_list (page, sizeof (struct html_recommendation_sources));

    for (gsize i = 0; i < G_N_ELEMENTS (columns); i++) {
        struct html_recommendation_sources source = { .label = td_words (page->locale, columns[i].label) };
        GArray *rows = td_follow_list (page, sizeof (struct html_recommendation_sources_rows));
        for (guint k = 0; k < one->evidence->len; k++) {
            const TdParagraphMatch *m = one->evidence->pdata[k];
            const struct html_recommendation_sources_rows row = {
                .who = who_of (page, m),
                .link = link_of (page, m),
                .text = td_follow_short (page, m->text, SHORT),
                .language = m->language,
                .direction = td_language_direction (m->language),
                .cited = m->how == TD_MATCH_CITED,
                .private = !m->is_public,
            };
            if (!g_str_equal (m->source, columns[i].source))
                continue;
            source.n++;
            if (rows->len < MOST_EVIDENCE)
                g_array_append_val (rows, row);
        }
        source.more = source.n - rows->len;
        TD_FOLLOW_FILL (&source, rows, rows);
        g_array_append_val (sources, source);
    }
    return sources;
}

static gboolean is_reported (const GPtrArray *evidence)
{
    for (guint i = 0; i < evidence->len; i++)
        if (!g_str_equal (((const TdParagraphMatch *) evidence->pdata[i])->source, "state"))
            return TRUE;
    return FALSE;
}

/* ---- history ---- */

static GArray *history_rows (One *one)
{
    TdFollowPage *page = &one->page;
    GArray *rows = td_follow_list (page, sizeof (struct html_recommendation_history));

    for (guint i = 0; i < one->history->len; i++) {
        const TdEarlier *e = one->history->pdata[i];
        const struct html_recommendation_history row = {
            .place = td_follow_keep (page, td_recommendation_place (e->other, page->locale)),
            .link = td_follow_path (page, e->id, ""),
            .day = e->other->day != NULL ? td_follow_keep (page, td_words_date (page->locale, e->other->day)) : NULL,
            .grade = td_follow_grade (page, e->other->grade),
            .later = e->is_later,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- the whole ---- */

static const char *noted_label (const char *noted)
{
    if (noted == NULL)
        return NULL;
    return g_str_equal (noted, "moved")
               ? N_ ("The document was replaced and this paragraph has another number now. Check that it is the same.")
               : N_ ("The document was replaced and this paragraph has other words now. Check what was said of it.");
}

static const char *since_label (TdFollowPage *page, const TdRecommendation *r)
{
    g_autofree char *today = td_clock_today (&page->instance->clock, page->instance->profile->zone);
    int years = td_recommendation_years (r, today);
    g_autofree char *n = td_words_number (page->locale, years);

    if (years < 0)
        return NULL;
    if (years == 0)
        return td_words (page->locale, N_ ("less than a year ago"));
    return td_follow_keep (
        page,
        td_words_fill (td_words_n (page->locale, N_ ("{n} year ago"), N_ ("{n} years ago"), years), "n", n, NULL));
}

/* To the send form, with the State, the purpose and the recommendation. */
static const char *report_link (One *one)
{
    TdFollowPage *page = &one->page;
    const TdProfile *profile = page->instance->profile;
    const TdChoice *stage = td_profile_follow_up_stage (profile);
    const char *purpose = NULL;
    g_autofree char *about = NULL;

    for (gsize i = 0; stage != NULL && i < profile->n_call_kinds; i++)
        if (g_strcmp0 (profile->call_kinds[i].stage, stage->slug) == 0)
            purpose = profile->call_kinds[i].purpose;
    about = one->r->symbol != NULL ? g_strdup_printf ("%s#%s", one->r->symbol, one->r->anchor) : g_strdup ("");
    {
        g_autofree char *escaped = g_uri_escape_string (about, "/", FALSE);
        return td_follow_keep (page,
                               g_strdup_printf ("/%s/send?state=%s%s%s%s%s", page->locale, one->r->state,
                                                purpose != NULL ? "&purpose=" : "", purpose != NULL ? purpose : "",
                                                *escaped != '\0' ? "&about=" : "", escaped));
    }
}

static void put_forms (One *one, Html *html)
{
    TdFollowPage *page = &one->page;
    gboolean stands = one->r->standing == TD_STANDING_LISTED;
    const TdAssessment *newest = one->assessments->len > 0 ? one->assessments->pdata[0] : NULL;
    gboolean others = page->viewer->state == NULL && !one->may_assess && !one->may_keep;

    html->report = stands && others ? report_link (one) : "";
    html->steps_form = stands && one->is_state ? td_follow_path (page, one->r->id, "/steps") : "";
    html->assess_form = stands && one->may_assess ? td_follow_path (page, one->r->id, "/assess") : "";
    html->correct = one->may_keep ? td_follow_path (page, one->r->id, "/correct") : "";
    html->release =
        one->may_keep && newest != NULL && newest->released == 0 ? td_follow_path (page, one->r->id, "/release") : "";
    html->release_version = newest != NULL ? newest->version : 0;
}

static void render (One *one)
{
    TdFollowPage *page = &one->page;
    const TdRecommendation *r = one->r;
    const TdProfile *profile = page->instance->profile;
    GArray *lines = lines_of (page, r->text), *assessments = assessment_rows (one), *steps = step_rows (one);
    GArray *sources = source_rows (one), *history = history_rows (one);
    Html html = {
        .title = td_follow_keep (page, td_recommendation_place (r, page->locale)),
        .state_name = td_follow_state_name (page, r->state),
        .state = td_follow_keep (page, g_strdup_printf ("/%s/states/%s/recommendations", page->locale, r->state)),
        .saved = *td_request_field (page->request, "saved") != '\0',
        .document = td_follow_document_link (page, r->symbol, r->document, r->anchor),
        .heading = r->heading,
        .lead = r->lead,
        .language = r->language,
        .direction = td_language_direction (r->language),
        .gone = r->standing == TD_STANDING_GONE,
        .none = r->standing == TD_STANDING_NONE || r->standing == TD_STANDING_SPLIT,
        .noted = one->may_keep ? noted_label (r->noted) : NULL,
        .articles = td_follow_articles (page, r),
        .several = r->articles->len > 1,
        .theme = td_follow_theme (page, r->theme),
        .day = r->day != NULL ? td_follow_keep (page, td_words_date (page->locale, r->day)) : NULL,
        .since = since_label (page, r),
        .first = r->priority,
        .due = r->due != NULL ? td_follow_keep (page, td_words_date (page->locale, r->due)) : NULL,
        .due_by_rule = r->due_by == TD_SAID_BY_RULE,
        .due_by_document = r->due_by == TD_SAID_BY_DOCUMENT,
        .assessed = r->grade != NULL,
        .origin = profile->n_grades > 0 ? td_words (page->locale, profile->grades[0].origin) : NULL,
        .reported = is_reported (one->evidence),
        .json = td_follow_path (page, r->id, ".json"),
    };

    put_forms (one, &html);
    TD_FOLLOW_FILL (&html, lines, lines);
    TD_FOLLOW_FILL (&html, assessments, assessments);
    TD_FOLLOW_FILL (&html, steps, steps);
    TD_FOLLOW_FILL (&html, sources, sources);
    TD_FOLLOW_FILL (&html, history, history);
    html_recommendation (td_request_html (page->request), &html);
    td_reply_html (page->request, 200);
}

/* ---- as data ---- */

static json_t *evidence_to_json (const GPtrArray *evidence)
{
    json_t *list = json_array ();

    for (guint i = 0; i < evidence->len; i++) {
        const TdParagraphMatch *m = evidence->pdata[i];
        json_array_append_new (list,
                               json_pack ("{s:s, s:s?, s:s?, s:s?, s:i, s:s?, s:s, s:s, s:s, s:s}", "source", m->source,
                                          "submission", m->submission, "document", m->document, "symbol", m->symbol,
                                          "n", m->n, "who", m->who, "text", m->text, "language", m->language, "how",
                                          td_match_how_word (m->how), "said", td_match_said_word (m->said)));
    }
    return list;
}

static json_t *history_to_json (const GPtrArray *history)
{
    json_t *list = json_array ();

    for (guint i = 0; i < history->len; i++) {
        const TdEarlier *e = history->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:s?, s:s?, s:s, s:b}", "id", e->id, "symbol", e->other->symbol,
                                                "number", e->other->number, "day",
                                                e->other->day != NULL ? e->other->day : "", "later", e->is_later));
    }
    return list;
}

static int reports_of (const GPtrArray *evidence)
{
    int n = 0;

    for (guint i = 0; i < evidence->len; i++)
        n += !g_str_equal (((const TdParagraphMatch *) evidence->pdata[i])->source, "state");
    return n;
}

/* What is public, whoever asks. */
static gboolean reply_data (TdRequest *request, GError **error)
{
    g_auto (One) one = { 0 };
    json_t *json;

    if (!one_read (request, &everybody, &one, error))
        return FALSE;
    one.r->reports = reports_of (one.evidence);
    json = td_recommendation_to_json (one.page.instance, one.r);
    json_object_set_new (json, "assessments", td_assessments_to_json (one.assessments));
    json_object_set_new (json, "state_steps", td_state_steps_to_json (one.steps));
    json_object_set_new (json, "evidence", evidence_to_json (one.evidence));
    json_object_set_new (json, "reviews", history_to_json (one.history));
    td_reply_json (request, 200, json);
    return TRUE;
}

gboolean td_recommendation_page (TdRequest *request, GError **error)
{
    g_auto (One) one = { 0 };

    if (td_request_wants_json (request))
        return reply_data (request, error);
    if (!one_read (request, td_request_viewer (request), &one, error))
        return FALSE;
    render (&one);
    return TRUE;
}
