/* How one spreads a document: its page, and writing a summary. */
#include "areas/spreading/outreach-pictures.h"
#include "areas/spreading/pages.h"
#include "areas/spreading/spread-summary.html.h"
#include "areas/spreading/spread.html.h"
#include "areas/spreading/spreading-words.h"
#include "areas/spreading/summary.h"
#include "base/limits.h"
#include "templates/error-summary.html.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_spread_summaries Summary;

static GArray *lines_of (TdSpreadPage *page, const char *text)
{
    GArray *rows = td_spread_list (page, sizeof (struct html_spread_summaries_lines));
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    for (gsize i = 0; lines[i] != NULL; i++) {
        const struct html_spread_summaries_lines row = { .text = td_spread_keep (page, g_strdup (lines[i])) };
        if (*lines[i] != '\0')
            g_array_append_val (rows, row);
    }
    return rows;
}

/* Those in the reader's language first. */
static GArray *summary_rows (TdSpreadPage *page, const GPtrArray *summaries)
{
    GArray *rows = td_spread_list (page, sizeof (Summary));

    for (int round = 0; round < 2; round++)
        for (guint i = 0; i < summaries->len; i++) {
            const TdSummary *s = summaries->pdata[i];
            GArray *lines = lines_of (page, s->text);
            Summary row = {
                .id = s->id,
                .name = s->name,
                .organisation =
                    td_spread_keep (page, g_strdup_printf ("/%s/organisations/%s", page->locale, s->organisation)),
                .language = s->language,
                .direction = td_language_direction (s->language),
                .language_name = td_spread_language_name (page, s->language),
                .when = td_spread_keep (page, td_words_day (page->locale, s->written, page->instance->profile->zone)),
                .off = s->off_reason,
                .mine = s->mine,
            };
            TD_SPREAD_FILL (&row, lines, lines);
            if (g_str_equal (s->language, page->locale) == (round == 0))
                g_array_append_val (rows, row);
        }
    return rows;
}

static void render (TdSpreadPage *page, const TdLibraryDocument *d, const GPtrArray *summaries,
                    const TdOutreachFigures *figures, const char *problem)
{
    const char *language = td_spread_title_language (page, d);
    GArray *rows = summary_rows (page, summaries);
    g_autoptr (TdMarkup) map = td_outreach_map (page, figures);
    struct html_spread content = {
        .title = td_spread_title (page, d),
        .language = language,
        .direction = td_language_direction (language),
        .here = td_spread_keep (page, td_library_address (page->locale, d->symbol != NULL ? d->symbol : d->id, NULL)),
        .below = td_spread_path (page, d, "/spread"),
        .keeps = td_door_viewer_may (page->viewer, TD_ACT_SPREADING_KEEP),
        .error = problem,
        .notes = figures->notes,
        .map = map,
        .all = td_spread_keep (page, g_strdup_printf ("/%s/outreach?document=%s", page->locale, d->id)),
        .json = td_spread_path (page, d, "/spread.json"),
    };

    TD_SPREAD_FILL (&content, summaries, rows);
    html_spread (td_request_html (page->request), &content);
    td_reply_html (page->request, problem != NULL ? 422 : 200);
}

static gboolean show (TdSpreadPage *page, const char *problem, GError **error)
{
    g_autoptr (TdLibraryDocument) d = td_spread_document (page, error);
    g_autoptr (GPtrArray) summaries = d != NULL ? td_summaries (page->instance, page->viewer, d->id, error) : NULL;
    g_auto (TdOutreachFigures) figures = { 0 };

    if (summaries == NULL || !td_outreach_figures (page->instance, d->id, &figures, error))
        return FALSE;
    if (td_request_wants_json (page->request))
        td_reply_json (page->request, 200, td_summaries_to_json (summaries));
    else
        render (page, d, summaries, &figures, problem);
    return TRUE;
}

gboolean td_spread_page (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };

    td_spread_page_init (&page, request);
    return show (&page, NULL, error);
}

gboolean td_spread_remove_post (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };
    g_autofree char *document = NULL;
    g_autofree char *path = NULL;
    const char *said;
    GError *problem = NULL;

    td_spread_page_init (&page, request);
    if (!td_summary_remove (page.instance, page.viewer, td_request_field (request, "summary"),
                            td_request_field (request, "reason"), &document, &problem)) {
        said = td_spread_problem (&page, problem, error);
        return said != NULL && show (&page, said, error);
    }
    path = g_strdup_printf ("/%s/documents/%s/spread#summaries", page.locale, document);
    td_reply_redirect (request, path);
    return TRUE;
}

/* ---- writing a summary ---- */

static const char *error_at (const char *field, const char *name, const char *said)
{
    return g_strcmp0 (field, name) == 0 ? said : NULL;
}

static gboolean show_form (TdSpreadPage *page, const char *field, const char *said, GError **error)
{
    g_autoptr (TdLibraryDocument) d = td_spread_document (page, error);
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "text", .text = said } };
    const char *asked = td_request_field (page->request, "language");
    gboolean any = FALSE, fresh = *td_request_field (page->request, "text") == '\0' && said == NULL;
    GArray *organisations =
        d != NULL ? td_spread_organisations (page, td_request_field (page->request, "organisation"), &any, error)
                  : NULL;
    GArray *languages = td_spread_languages (page, fresh ? page->locale : asked);

    if (organisations == NULL)
        return FALSE;
    if (!any)
        return td_spread_nobody (error);
    struct html_spread_summary content = {
        .action = td_spread_path (page, d, "/spread/summary"),
        .back = td_spread_path (page, d, "/spread"),
        .title = td_spread_title (page, d),
        .errors = errors,
        .n_errors = said != NULL,
        .organisation_error = error_at (field, "organisation", said),
        .other = td_request_field (page->request, "other"),
        .language_error = error_at (field, "language", said),
        .text = td_request_field (page->request, "text"),
        .text_error = error_at (field, "text", said),
        .most = TD_LIMIT_SUMMARY_CHARACTERS,
    };
    TD_SPREAD_FILL (&content, organisations, organisations);
    TD_SPREAD_FILL (&content, languages, languages);
    td_reply_header (page->request, "Cache-Control", "no-store");
    html_spread_summary (td_request_html (page->request), &content);
    td_reply_html (page->request, said != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_spread_summary_page (TdRequest *request, GError **error)
{
    g_auto (TdSpreadPage) page = { 0 };

    td_spread_page_init (&page, request);
    return show_form (&page, NULL, NULL, error);
}

gboolean td_spread_summary_post (TdRequest *request, GError **error)
{
    const TdSummaryEntry entry = { .document = td_request_part (request, "id"),
                                   .organisation = td_request_field (request, "organisation"),
                                   .language = td_spread_asked_language (request),
                                   .text = td_request_field (request, "text") };
    g_auto (TdSpreadPage) page = { 0 };
    g_autofree char *path = NULL;
    const char *field = NULL, *said = td_request_field_problem (request, NULL);
    GError *problem = NULL;

    td_spread_page_init (&page, request);
    if (said == NULL && !td_summary_write (page.instance, page.viewer, &entry, &field, &problem)) {
        said = td_spread_problem (&page, problem, error);
        if (said == NULL)
            return FALSE;
    }
    if (said != NULL)
        return show_form (&page, field, said, error);
    path = g_strdup_printf ("/%s/documents/%s/spread#summaries", page.locale, entry.document);
    td_reply_redirect (request, path);
    return TRUE;
}
