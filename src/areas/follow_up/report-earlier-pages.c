/* Writing on earlier recommendations, a step beside those of sending. */
#include "areas/follow_up/pages.h"
#include "areas/follow_up/report-earlier.h"
#include "areas/follow_up/report-earlier.html.h"
#include "areas/submissions/send-step-page.h"
#include "base/errors.h"
#include "base/limits.h"
#include "templates/error-summary.html.h"
#include "text/language.h"
#include "text/words.h"

enum { A_PAGE = 8, MOST_PAGES = 100 };

typedef struct {
    TdRequest *request;
    const char *locale;
    TdSendStep step;
    TdReportEarlierList list;
    GPtrArray *strings;
    GArray *rows;
    int article, page;
    const char *wrong; /* id of the one whose words will not do, or NULL */
} Page;

static void page_clear (Page *page)
{
    td_send_step_clear (&page->step);
    td_report_earlier_clear (&page->list);
    g_clear_pointer (&page->strings, g_ptr_array_unref);
    g_clear_pointer (&page->rows, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static const char *keep (Page *page, char *take_text)
{
    g_ptr_array_add (page->strings, take_text);
    return take_text;
}

static int number (const char *text, int most, int otherwise)
{
    gint64 value;

    return g_ascii_string_to_signed (text, 10, 1, most, &value, NULL) ? (int) value : otherwise;
}

/* FALSE with *error NULL: the person was sent to where one begins. */
static gboolean open_page (TdRequest *request, Page *page, GError **error)
{
    TdWrittenReport report = { 0 };

    page->request = request;
    page->locale = td_request_locale (request);
    page->strings = g_ptr_array_new_with_free_func (g_free);
    page->page = number (td_request_field (request, "page"), MOST_PAGES, 1);
    page->article = number (td_request_field (request, "article"), 9999, 0);
    if (!td_send_step_open_asked (request, &page->step, error)
        || !td_written_report_get (td_request_instance (request), td_request_viewer (request), page->step.cookie.key,
                                   page->step.cookie.id, &report, error))
        return FALSE;
    if (!report.there)
        td_send_step_go (request, "file");
    return report.there;
}

static const char *address (Page *page, int n)
{
    return keep (page, g_strdup_printf ("/%s/send/earlier?article=%s&page=%d", page->locale,
                                        page->article > 0 ? td_request_field (page->request, "article") : "", n));
}

static void put_row (Page *page, const TdReportEarlier *earlier, const char *message)
{
    const TdRecommendation *r = earlier->recommendation;
    const char *field = keep (page, g_strconcat ("on-", r->id, NULL));
    struct html_report_earlier_rows row = { .id = r->id,
                                            .place = keep (page, td_recommendation_place (r, page->locale)),
                                            .language = r->language,
                                            .direction = td_language_direction (r->language),
                                            .lead = r->lead,
                                            .text = r->text,
                                            .written = earlier->written,
                                            .typed = td_request_field (page->request, field) };

    if (g_strcmp0 (page->wrong, r->id) == 0)
        row.error = message;
    g_array_append_val (page->rows, row);
}

static gboolean show (Page *page, const char *message, GError **error)
{
    TdRequest *request = page->request;
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdSubmission *draft = page->step.draft;
    const TdState *state = draft->state != NULL ? td_profile_state (profile, draft->state) : NULL;
    g_autofree char *path = td_writing_path (TD_WRITTEN_REPORT_KIND, page->step.cookie.id, TD_WRITTEN_REPORT_EARLIER);
    const char *text = message != NULL ? td_words (page->locale, message) : NULL;
    struct html_error_summary_errors errors[] = { { .field = "article", .text = text } };
    int pages;

    if (!td_report_earlier_list (td_request_instance (request), td_request_viewer (request), page->step.cookie.key,
                                 page->step.cookie.id, page->article, (page->page - 1) * A_PAGE, A_PAGE, &page->list,
                                 error))
        return FALSE;
    page->rows = g_array_new (FALSE, TRUE, sizeof (struct html_report_earlier_rows));
    if (message != NULL && page->wrong == NULL && page->list.offered->len > 0)
        page->wrong = ((const TdReportEarlier *) page->list.offered->pdata[0])->recommendation->id;
    if (page->wrong != NULL)
        errors[0].field = keep (page, g_strconcat ("on-", page->wrong, NULL));
    for (guint i = 0; i < page->list.offered->len; i++)
        put_row (page, page->list.offered->pdata[i], text);
    pages = (int) ((page->list.total + A_PAGE - 1) / A_PAGE);
    const struct html_report_earlier made = {
        .back = keep (page, td_send_step_address (request, "write")),
        .state = state != NULL ? td_profile_state_name (profile, state, page->locale) : "",
        .symbol = page->list.symbol,
        .total = page->list.total,
        .document = keep (page, g_strdup_printf ("/%s/documents/%s", page->locale,
                                                 page->list.symbol != NULL ? page->list.symbol : "")),
        .saved = number (td_request_field (request, "saved"), A_PAGE, 0),
        .beside = g_str_equal (td_request_field (request, "beside"), "1"),
        .section = keep (page, g_strdup_printf ("/%s%s", page->locale, path)),
        .article = td_request_field (request, "article"),
        .action = address (page, page->page),
        .here = keep (page, g_strdup_printf ("/%s/send/earlier", page->locale)),
        .page = page->page,
        .pages = pages,
        .many = pages > 1,
        .previous = page->page > 1 ? address (page, page->page - 1) : "",
        .next = page->page < pages ? address (page, page->page + 1) : "",
        .errors = errors,
        .n_errors = message != NULL,
        .rows = (const struct html_report_earlier_rows *) (void *) page->rows->data,
        .n_rows = page->rows->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_report_earlier (td_request_html (request), &made);
    td_reply_html (request, message != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_report_earlier_page (TdRequest *request, GError **error)
{
    g_auto (Page) page = { 0 };

    if (!open_page (request, &page, error))
        return *error == NULL;
    return show (&page, NULL, error);
}

gboolean td_report_earlier_post (TdRequest *request, GError **error)
{
    g_auto (Page) page = { 0 };
    const char *const *names = td_request_names (request, "on-");
    TdReportEarlierWords words[A_PAGE] = { 0 };
    g_autofree char *there = NULL;
    GError *problem = NULL;
    g_autofree char *message = NULL;
    gboolean branch = FALSE;
    gsize n = 0;

    if (!open_page (request, &page, error))
        return *error == NULL;
    for (gsize i = 0; names[i] != NULL && n < A_PAGE; i++) {
        const char *wrong = td_request_field_problem (request, names[i]);
        words[n].recommendation = names[i] + strlen ("on-");
        words[n].words = td_request_field (request, names[i]);
        if (wrong != NULL) {
            page.wrong = words[n].recommendation;
            return show (&page, wrong, error);
        }
        n += *words[n].words != '\0';
    }
    if (!td_report_earlier_write (td_request_instance (request), td_request_viewer (request), page.step.cookie.key,
                                  page.step.cookie.id, words, n, &branch, &problem))
        return td_send_step_problem (problem, &message, error) && show (&page, message, error);
    there = g_strdup_printf ("%s&saved=%d%s", address (&page, page.page), (int) n, branch ? "&beside=1" : "");
    td_reply_redirect (request, there);
    return TRUE;
}
