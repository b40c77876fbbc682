/* The officers' pages: what was sent sealed, its parts, answering. */
#include "areas/sealed/pages.h"

#include "areas/sealed/sealed-list.html.h"
#include "areas/sealed/sealed-one.html.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

#define F(request, name) td_request_field (request, name)

static const char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

/* ---- the list ---- */

typedef struct html_sealed_list_tabs Tab;
typedef struct html_sealed_list_filings Filing;

static GArray *tabs_of (TdRequest *request, TdSealedPurpose purpose, GPtrArray *strings)
{
    GArray *tabs = g_array_new (FALSE, TRUE, sizeof (Tab));

    for (int i = 0; i < TD_N_SEALED_PURPOSES; i++) {
        const Tab tab = { .label = td_sealed_purpose_label ((TdSealedPurpose) i),
                          .link =
                              keep (strings, g_strdup_printf ("/%s/desk/sealed?purpose=%s", td_request_locale (request),
                                                              td_sealed_purpose_word ((TdSealedPurpose) i))),
                          .current = i == (int) purpose };

        if (td_sealed_may (td_request_viewer (request), (TdSealedPurpose) i, NULL))
            g_array_append_val (tabs, tab);
    }
    return tabs;
}

static GArray *filing_rows (TdRequest *request, const GPtrArray *list, GPtrArray *strings)
{
    const char *locale = td_request_locale (request), *zone = td_request_instance (request)->profile->zone;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Filing));

    for (guint i = 0; i < list->len; i++) {
        const TdSealedFiling *f = list->pdata[i];
        const Filing row = { .id = f->id,
                             .link = keep (strings, g_strdup_printf ("/%s/desk/sealed/%s", locale, f->id)),
                             .last = keep (strings, td_words_instant (locale, f->last, zone)),
                             .parts = f->n_parts,
                             .waiting = f->n_waiting,
                             .answers = f->n_answers,
                             .size = keep (strings, g_format_size ((guint64) f->bytes)),
                             .closed = f->closed != 0 };

        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *page_link (TdRequest *request, TdSealedPurpose purpose, GPtrArray *strings, int page, int pages)
{
    return page >= 1 && page <= pages
               ? keep (strings, g_strdup_printf ("/%s/desk/sealed?purpose=%s&page=%d", td_request_locale (request),
                                                 td_sealed_purpose_word (purpose), page))
               : "";
}

/* The one that was asked for, else the first that is the viewer's. */
static TdSealedPurpose purpose_of (TdRequest *request)
{
    TdSealedPurpose purpose;

    if (td_sealed_purpose_from_word (F (request, "purpose"), &purpose))
        return purpose;
    return td_sealed_may (td_request_viewer (request), TD_SEALED_COMMUNICATION, NULL) ? TD_SEALED_COMMUNICATION
                                                                                      : TD_SEALED_REPRISAL;
}

gboolean td_sealed_list_page (TdRequest *request, GError **error)
{
    enum { A_PAGE = TD_LIMIT_DESK_ITEMS };
    TdSealedPurpose purpose = purpose_of (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GArray) tabs = NULL;
    g_autoptr (GArray) rows = NULL;
    gint64 number = 1, total = 0;
    int pages;

    g_ascii_string_to_signed (F (request, "page"), 10, 1, 99999, &number, NULL);
    list = td_sealed_list (td_request_instance (request), td_request_viewer (request), purpose, (number - 1) * A_PAGE,
                           A_PAGE, &total, error);
    if (list == NULL)
        return FALSE;
    pages = MAX (1, (int) ((total + A_PAGE - 1) / A_PAGE));
    tabs = tabs_of (request, purpose, strings);
    rows = filing_rows (request, list, strings);
    const struct html_sealed_list page = {
        .tabs = (const Tab *) (void *) tabs->data,
        .n_tabs = tabs->len,
        .filings = (const Filing *) (void *) rows->data,
        .n_filings = rows->len,
        .several = pages > 1,
        .page = number,
        .pages = pages,
        .previous = page_link (request, purpose, strings, (int) number - 1, pages),
        .next = page_link (request, purpose, strings, (int) number + 1, pages),
    };
    td_sealed_no_trace (request);
    html_sealed_list (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- one ---- */

typedef struct html_sealed_one_parts Part;
typedef struct html_sealed_one_answers Answer;

static GArray *part_rows (TdRequest *request, const TdSealedFiling *f, GPtrArray *strings)
{
    const char *locale = td_request_locale (request), *zone = td_request_instance (request)->profile->zone;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Part));

    for (guint i = 0; i < f->parts->len; i++) {
        const TdSealedPart *p = f->parts->pdata[i];
        const Part row = { .position = p->position,
                           .message = p->message,
                           .before = p->by == TD_SEALED_BEFORE,
                           .piece = p->piece,
                           .file = p->file,
                           .size = keep (strings, g_format_size ((guint64) p->size)),
                           .received = keep (strings, td_words_instant (locale, p->received, zone)),
                           .fetched = p->fetched,
                           .link = keep (strings,
                                         g_strdup_printf ("/%s/desk/sealed/%s/parts/%d", locale, f->id, p->position)) };

        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *answer_rows (TdRequest *request, const TdSealedFiling *f, GPtrArray *strings)
{
    const char *locale = td_request_locale (request), *zone = td_request_instance (request)->profile->zone;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Answer));

    for (guint i = 0; i < f->answers->len; i++) {
        const TdSealedAnswer *a = f->answers->pdata[i];
        const Answer row = { .when = keep (strings, td_words_instant (locale, a->at, zone)) };

        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean show_one (TdRequest *request, const char *wrong, GError **error)
{
    const char *locale = td_request_locale (request), *zone = td_request_instance (request)->profile->zone;
    const struct html_error_summary_errors errors[] = { { .field = "text", .text = wrong } };
    g_autoptr (TdSealedFiling) f = td_sealed_get (td_request_instance (request), td_request_viewer (request),
                                                  td_request_part (request, "id"), error);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) parts = NULL;
    g_autoptr (GArray) answers = NULL;

    if (f == NULL)
        return FALSE;
    parts = part_rows (request, f, strings);
    answers = answer_rows (request, f, strings);
    const struct html_sealed_one page = {
        .id = f->id,
        .purpose = td_sealed_purpose_label (f->purpose),
        .received = keep (strings, td_words_instant (locale, f->received, zone)),
        .back =
            keep (strings, g_strdup_printf ("/%s/desk/sealed?purpose=%s", locale, td_sealed_purpose_word (f->purpose))),
        .here = keep (strings, g_strdup_printf ("/%s/desk/sealed/%s", locale, f->id)),
        .parts = (const Part *) (void *) parts->data,
        .n_parts = parts->len,
        .answers = (const Answer *) (void *) answers->data,
        .n_answers = answers->len,
        .closed = f->closed != 0,
        .errors = errors,
        .n_errors = wrong != NULL,
        .text = wrong != NULL ? F (request, "text") : "",
        .error = wrong,
        .most = TD_LIMIT_SEALED_CHARACTERS,
    };
    td_sealed_no_trace (request);
    html_sealed_one (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_sealed_one_page (TdRequest *request, GError **error)
{
    return show_one (request, NULL, error);
}

static gboolean change (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id"), *what = F (request, "do");

    if (g_str_equal (what, "close") || g_str_equal (what, "reopen"))
        return td_sealed_close (instance, viewer, id, g_str_equal (what, "close"), error);
    return td_sealed_answer (instance, viewer, id, F (request, "text"), error);
}

gboolean td_sealed_one_post (TdRequest *request, GError **error)
{
    const char *wrong = td_request_field_problem (request, NULL);
    g_autofree char *back =
        g_strdup_printf ("/%s/desk/sealed/%s", td_request_locale (request), td_request_part (request, "id"));
    g_autoptr (GError) problem = NULL;

    if (wrong != NULL)
        return show_one (request, wrong, error);
    if (change (request, &problem)) {
        td_reply_redirect (request, back);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_INPUT || td_error_code (problem) == TD_ERROR_CONFLICT)
        return show_one (request, td_words (td_request_locale (request), problem->message), error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_sealed_part_file (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id");
    g_autofree char *name = NULL;
    gint64 part = 0, size = 0;
    int fd;

    g_ascii_string_to_signed (td_request_part (request, "part"), 10, 1, TD_LIMIT_SEALED_PARTS, &part, NULL);
    fd = td_sealed_fetch (td_request_instance (request), td_request_viewer (request), id, (int) part, &size, error);
    if (fd < 0)
        return FALSE;
    name = g_strdup_printf ("%s-%d.age", id, (int) part);
    td_sealed_no_trace (request);
    td_reply_fd (request, "application/octet-stream", name, fd, size);
    return TRUE;
}
