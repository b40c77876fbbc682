/* An officer's work on one paper, and on the list of names; files. */
#include "areas/cases/pages.h"

#include "areas/cases/annex-pages.h"
#include "areas/cases/case-names.h"
#include "areas/cases/case-names.html.h"
#include "areas/cases/cases-words.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

#define F(name) td_request_field (page->request, name)

static int number_of (TdRequest *request)
{
    gint64 n = 0;

    g_ascii_string_to_signed (td_request_part (request, "n"), 10, 1, 100000, &n, NULL);
    return (int) n;
}

/* ---- files ---- */

static gboolean reply_file (TdRequest *request, gboolean outgoing, GError **error)
{
    g_autofree char *format = NULL;
    g_autofree char *name = NULL;
    int n = number_of (request);
    g_autoptr (GBytes) bytes = td_case_paper_file (td_request_instance (request), td_request_viewer (request),
                                                   td_request_part (request, "id"), n, outgoing, &format, error);

    if (bytes == NULL)
        return FALSE;
    name = g_strdup_printf ("paper-%d", n);
    td_case_reply_bytes (request, name, format, bytes);
    return TRUE;
}

gboolean td_case_paper_as_came (TdRequest *request, GError **error)
{
    return reply_file (request, FALSE, error);
}

gboolean td_case_paper_as_goes (TdRequest *request, GError **error)
{
    return reply_file (request, TRUE, error);
}

/* ---- one paper ---- */

static const TdCasePaper *numbered (const GPtrArray *papers, int n)
{
    for (guint i = 0; i < papers->len; i++)
        if (((TdCasePaper *) papers->pdata[i])->n == n)
            return papers->pdata[i];
    return NULL;
}

gboolean td_case_show_paper (TdCasePage *page, const char *wrong, GError **error)
{
    const char *id = td_request_part (page->request, "id");
    int n = number_of (page->request);
    g_autoptr (TdCase) c = td_case_get (page->instance, page->viewer, id, error);
    g_autoptr (GPtrArray) papers = c != NULL ? td_case_papers (page->instance, page->viewer, id, error) : NULL;
    const TdCasePaper *p = papers != NULL ? numbered (papers, n) : NULL;
    g_autoptr (TdCaseNames) names = NULL;
    g_autoptr (GPtrArray) annexes = NULL;
    g_autoptr (GArray) rows = NULL;
    g_autofree char *rest = g_strdup_printf ("/papers/%d", n);
    g_autofree char *more = g_strdup_printf ("/papers/%d/annexes/0", n);
    g_autofree char *file = g_strdup_printf ("/papers/%d/file", n);
    g_autofree char *outgoing = g_strdup_printf ("/papers/%d/outgoing", n);
    g_autofree char *number = g_strdup_printf ("%d", n);
    const struct html_error_summary_errors errors[] = { { .field = "paper", .text = wrong } };
    TdThing thing;

    if (papers == NULL)
        return FALSE;
    thing = td_case_thing (c, page->viewer);
    if (p == NULL || !td_case_is_of_house (c, page->viewer))
        return td_door_unknown (error);
    if (!td_door_may (page->viewer, TD_ACT_CASE_KEEP, &thing, error)
        || (names = td_case_names_load (page->instance, c->id, error)) == NULL
        || (annexes = td_case_annexes (page->instance, page->viewer, id, error)) == NULL)
        return FALSE;
    rows = td_case_annex_rows (page, c, annexes, n, td_case_names_version (names));
    const struct html_case_paper html = {
        .annexes = (const void *) rows->data,
        .n_annexes = rows->len,
        .annex_action = td_case_path (page, c->id, more),
        .title = td_case_keep (page, td_words_fill (td_words (page->locale, N_ ("Paper {n}: {case}")), "n", number,
                                                    "case", td_case_title (page, c), NULL)),
        .back = td_case_path (page, c->id, "#papers"),
        .errors = errors,
        .n_errors = wrong != NULL,
        .action = td_case_path (page, c->id, rest),
        .file = p->blob != NULL ? td_case_path (page, c->id, file) : NULL,
        .outgoing = p->outgoing != NULL ? td_case_path (page, c->id, outgoing) : NULL,
        .transmitted = td_case_when (page, p->transmitted),
        .names = td_case_names_version (names) > 0,
        .state = p->party != TD_PARTY_STATE,
    };
    html_case_paper (td_request_html (page->request), &html);
    td_case_reply (page, wrong != NULL);
    return TRUE;
}

gboolean td_case_paper_page (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) page = { 0 };

    td_case_page_begin (&page, request);
    return td_case_show_paper (&page, NULL, error);
}

static gboolean do_so (TdCasePage *page, GError **error)
{
    const char *id = td_request_part (page->request, "id"), *name = NULL;
    int n = number_of (page->request);
    gint64 size = 0;

    if (g_str_equal (F ("do"), "transmit"))
        return td_case_paper_transmit (page->instance, page->viewer, id, n, error);
    return td_case_paper_lay_out (page->instance, page->viewer, id, n,
                                  td_request_file (page->request, "paper", &name, &size), error);
}

gboolean td_case_paper_post (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) made = { 0 };
    TdCasePage *page = &made;
    const char *wrong;
    GError *problem = NULL;
    gboolean transmit;

    td_case_page_begin (page, request);
    transmit = g_str_equal (F ("do"), "transmit");
    wrong = td_request_field_problem (request, NULL);
    if (wrong == NULL && !do_so (page, &problem)) {
        wrong = td_case_problem (page, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return td_case_show_paper (page, wrong, error);
    td_reply_redirect (request, td_case_path (page, td_request_part (request, "id"),
                                              transmit ? "?done=transmitted" : "?done=laid-out"));
    return TRUE;
}

/* ---- the list of names ---- */

static gboolean show_names (TdCasePage *page, const char *wrong, GError **error)
{
    const char *id = td_request_part (page->request, "id");
    g_autoptr (TdCase) c = td_case_get (page->instance, page->viewer, id, error);
    g_autoptr (TdCaseNames) names = NULL;
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (struct html_case_names_replacements));
    const struct html_error_summary_errors errors[] = { { .field = "names", .text = wrong } };
    const GPtrArray *replacements;
    TdThing thing;

    if (c == NULL)
        return FALSE;
    thing = td_case_thing (c, page->viewer);
    if (!td_door_may (page->viewer, TD_ACT_CASE_KEEP, &thing, error)
        || (names = td_case_names_load (page->instance, c->id, error)) == NULL)
        return FALSE;
    replacements = td_case_names_replacements (names);
    for (guint i = 0; i < replacements->len; i++) {
        const struct html_case_names_replacements row = { .words = replacements->pdata[i] };
        g_array_append_val (rows, row);
    }
    const struct html_case_names html = {
        .title = td_words (page->locale, N_ ("List of names")),
        .back = td_case_path (page, c->id, ""),
        .action = td_case_path (page, c->id, "/names"),
        .errors = errors,
        .n_errors = wrong != NULL,
        .typed = wrong != NULL ? F ("names") : "",
        .error = wrong,
        .sealed = td_case_names_version (names) > 0 ? td_case_path (page, c->id, "/names/sealed") : NULL,
        .replacements = (const void *) rows->data,
        .n_replacements = rows->len,
    };
    html_case_names (td_request_html (page->request), &html);
    td_case_reply (page, wrong != NULL);
    return TRUE;
}

gboolean td_case_names_page (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) page = { 0 };

    td_case_page_begin (&page, request);
    return show_names (&page, NULL, error);
}

gboolean td_case_names_post (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) made = { 0 };
    TdCasePage *page = &made;
    const char *wrong, *id = td_request_part (request, "id");
    GError *problem = NULL;

    td_case_page_begin (page, request);
    wrong = td_request_field_problem (request, NULL);
    if (wrong == NULL && !td_case_names_set (page->instance, page->viewer, id, F ("names"), &problem)) {
        wrong = td_case_problem (page, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_names (page, wrong, error);
    td_reply_redirect (request, td_case_path (page, id, "?done=names"));
    return TRUE;
}

gboolean td_case_names_file (TdRequest *request, GError **error)
{
    g_autoptr (GBytes) bytes = td_case_names_sealed (td_request_instance (request), td_request_viewer (request),
                                                     td_request_part (request, "id"), error);

    if (bytes == NULL)
        return FALSE;
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_bytes (request, "application/octet-stream", "names.age", bytes);
    return TRUE;
}
