/* How a registered case ends by a text of its own. */
#include "areas/cases/pages.h"

#include "areas/cases/case-ending.h"
#include "areas/cases/case-ending.html.h"
#include "areas/cases/case-reading.h"
#include "areas/cases/case-rules.h"
#include "areas/cases/cases-words.h"
#include "areas/writing/text-page.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/language.h"
#include "text/words.h"

#define F(name) td_request_field (page->request, name)

static GArray *end_choices (TdCasePage *page, const TdCase *c)
{
    const TdProfile *profile = page->profile;
    GArray *list = td_case_choices ();

    for (gsize i = 0; i < profile->n_case_stages; i++) {
        const TdCaseStage *s = &profile->case_stages[i];
        if (s->text != NULL && td_profile_case_may_move (profile, c->stage, s->slug))
            td_case_choice (list, list->len == 0 ? "stage" : s->slug, s->slug, td_words (page->locale, s->label),
                            F ("stage"));
    }
    return list;
}

static const char *at (const char *field, const char *name, const char *wrong)
{
    return g_strcmp0 (field, name) == 0 ? wrong : NULL;
}

/* What was typed, or what stands. */
static const char *value (TdCasePage *page, const char *name, const char *wrong, const char *stands)
{
    return wrong != NULL && *td_request_field (page->request, name) != '\0' ? td_request_field (page->request, name)
           : stands != NULL                                                 ? stands
                                                                            : "";
}

static void fill_ending (TdCasePage *page, struct html_case_ending *html, const TdCase *c, const TdCaseEnding *e,
                         const TdMarkup *text)
{
    const TdCaseStage *stage = td_profile_case_stage (page->profile, e->stage);
    g_autofree char *write = td_writing_path (TD_CASE_ENDING_THING, c->id, NULL);
    g_autofree char *paper = g_strdup_printf ("/papers/%d/file", e->paper);

    html->begun = TRUE;
    html->end = stage != NULL ? td_words (page->locale, stage->label) : e->stage;
    html->needs_number = g_str_equal (e->stage, TD_CASE_STAGE_JOINED);
    html->needs_terms = g_str_equal (e->stage, TD_CASE_STAGE_SETTLED);
    html->write = e->adopted == 0 ? td_case_keep (page, g_strdup_printf ("/%s%s", page->locale, write)) : NULL;
    html->adopted = td_case_when (page, e->adopted);
    html->file = e->paper != 0 ? td_case_path (page, c->id, paper) : NULL;
    html->may_adopt = html->keeps && e->adopted == 0 && e->words > 0;
    html->may_change = html->keeps && e->adopted == 0;
    html->language = e->text != NULL ? e->text->language : "en";
    html->direction = td_language_direction (html->language);
    html->text = text;
}

static gboolean show_ending (TdCasePage *page, const char *field, const char *wrong, GError **error)
{
    const char *id = td_request_part (page->request, "id");
    g_autoptr (TdCase) c = td_case_get (page->instance, page->viewer, id, error);
    g_autoptr (TdCaseEnding) e = NULL;
    TdHtml *h = td_request_html (page->request);
    const TdTextLook look = { .locale = page->locale };
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "stage", .text = wrong } };
    g_autoptr (GArray) ends = NULL;
    g_autoptr (GArray) languages = NULL;
    g_autoptr (TdMarkup) markup = NULL;
    TdThing thing;

    if (c == NULL || !td_case_ending_get (page->instance, page->viewer, id, &e, error)
        || !td_case_note_reading (page->instance, page->viewer, c, "ending", error))
        return FALSE;
    thing = td_case_thing (c, page->viewer);
    ends = end_choices (page, c);
    languages = td_case_language_choices (page);
    markup = e != NULL && e->text != NULL ? td_text_markup (e->text, &look, h) : NULL;
    struct html_case_ending html = {
        .title = td_case_keep (page, td_words_fill (td_words (page->locale, N_ ("How it ends: {case}")), "case",
                                                    td_case_title (page, c), NULL)),
        .back = td_case_path (page, c->id, ""),
        .action = td_case_path (page, c->id, "/ending"),
        .errors = errors,
        .n_errors = wrong != NULL,
        .keeps = td_door_may (page->viewer, TD_ACT_CASE_KEEP, &thing, NULL),
        .version = c->version,
        .none = ends->len == 0,
        .ends = (const void *) ends->data,
        .n_ends = ends->len,
        .languages = (const void *) languages->data,
        .n_languages = languages->len,
        .stage_error = at (field, "stage", wrong),
        .joined_error = at (field, "joined", wrong),
        .terms_error = at (field, "terms", wrong),
        .agreed_error = at (field, "agreed", wrong),
        .joined = value (page, "joined", wrong, e != NULL ? e->joined : NULL),
        .terms = value (page, "terms", wrong, e != NULL ? e->terms : NULL),
        .agreed = value (page, "agreed", wrong, e != NULL ? e->agreed : NULL),
        .end = "",
        .language = "en",
        .direction = "ltr",
    };
    if (e != NULL)
        fill_ending (page, &html, c, e, markup);
    html_case_ending (h, &html);
    td_case_reply (page, wrong != NULL);
    return TRUE;
}

gboolean td_case_ending_page (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) page = { 0 };

    td_case_page_begin (&page, request);
    return show_ending (&page, NULL, NULL, error);
}

static gboolean do_so (TdCasePage *page, const char **ret_field, GError **error)
{
    const char *id = td_request_part (page->request, "id"), *what = F ("do");
    const TdCaseEndingNew given = { F ("stage"), F ("language"), F ("joined"), F ("terms"), F ("agreed") };
    gint64 seen = 0;

    if (g_str_equal (what, "begin"))
        return td_case_ending_begin (page->instance, page->viewer, id, &given, ret_field, error);
    if (g_str_equal (what, "drop"))
        return td_case_ending_drop (page->instance, page->viewer, id, error);
    if (!g_str_equal (what, "adopt"))
        return td_door_unknown (error);
    g_ascii_string_to_signed (F ("seen"), 10, 0, G_MAXINT, &seen, NULL);
    return td_case_ending_adopt (page->instance, page->viewer, id, (int) seen, error);
}

gboolean td_case_ending_post (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) made = { 0 };
    TdCasePage *page = &made;
    GError *problem = NULL;
    const char *field = NULL, *wrong;

    td_case_page_begin (page, request);
    wrong = td_request_field_problem (request, NULL);
    if (wrong == NULL && do_so (page, &field, &problem)) {
        td_reply_redirect (request, td_case_path (page, td_request_part (request, "id"),
                                                  g_str_equal (F ("do"), "adopt") ? "?done=ended" : "/ending"));
        return TRUE;
    }
    if (wrong == NULL)
        wrong = td_case_problem (page, problem, error);
    return wrong != NULL && show_ending (page, field, wrong, error);
}
