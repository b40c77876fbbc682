/* Comments as those who act for the State read them, and answering several at once. */
#include "areas/consultations/answer.h"
#include "areas/consultations/consultation-answer.html.h"
#include "areas/consultations/consultation-words.h"
#include "areas/consultations/pages.h"
#include "base/errors.h"
#include "text/words.h"

/* Few, since each may be long and have answers. */
enum { COMMENTS_A_PAGE = 8 };

typedef struct html_consultation_answer_comments Row;
typedef struct html_consultation_answer_comments_answers AnswerRow;
typedef struct html_consultation_answer_others Other;
typedef struct html_consultation_answer_others_answers OtherAnswer;

/* One page; arrays keeps what its lists hold. */
typedef struct {
    TdRequest *request;
    const TdConsultation *c;
    TdStrings strings;
    GPtrArray *arrays;
    struct html_consultation_answer page;
} View;

static void view_clear (View *view)
{
    g_clear_pointer (&view->arrays, g_ptr_array_unref);
    td_strings_clear (&view->strings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static GArray *rows_new (View *view, guint size)
{
    GArray *rows = g_array_new (FALSE, TRUE, size);

    g_ptr_array_add (view->arrays, rows);
    return rows;
}

static const char *day (View *view, gint64 at)
{
    return td_strings_keep (&view->strings, td_words_day (td_request_locale (view->request), at, view->c->zone));
}

static GArray *answer_rows (View *view, const TdComment *c)
{
    GArray *rows = rows_new (view, sizeof (AnswerRow));

    for (guint i = 0; i < c->answers->len; i++) {
        const TdAnswer *a = c->answers->pdata[i];
        const AnswerRow row = { .office = a->office != NULL ? a->office : "",
                                .disposition = td_disposition_label (a->disposition),
                                .text = a->text,
                                .when = day (view, a->at),
                                .stands = a->stands };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const TdComment *find (const GPtrArray *list, const char *id)
{
    for (guint i = 0; list != NULL && i < list->len; i++)
        if (g_str_equal (((const TdComment *) list->pdata[i])->id, id))
            return list->pdata[i];
    return NULL;
}

/* What was sent as ticked for this comment, or NULL. */
static const char *ticked (TdRequest *request, const char *id)
{
    const char *const *sent = td_request_fields (request, "comment");

    for (gsize i = 0; sent[i] != NULL; i++)
        if (g_str_has_prefix (sent[i], id) && sent[i][strlen (id)] == '.')
            return sent[i];
    return NULL;
}

/* The version that the form carries: what its reader sees on this page. One that was ticked keeps what was seen then, unless what
 * stands now is shown beside. */
static const char *seen (View *view, const TdComment *c, const GPtrArray *others)
{
    const char *before = ticked (view->request, c->id);
    const TdComment *shown = find (others, c->id);
    gint64 version = shown != NULL ? shown->version : c->version;

    if (before != NULL && shown == NULL)
        return before;
    return td_strings_keep (&view->strings, g_strdup_printf ("%s.%" G_GINT64_FORMAT, c->id, version));
}

static void fill_comments (View *view, const GPtrArray *comments, const GPtrArray *others)
{
    GArray *rows = rows_new (view, sizeof (Row));

    for (guint i = 0; i < comments->len; i++) {
        const TdComment *c = comments->pdata[i];
        GArray *answers = answer_rows (view, c);
        const Row row = { .seen = seen (view, c, others),
                          .chosen = ticked (view->request, c->id) != NULL,
                          .number = c->number,
                          .n = c->n,
                          .when = day (view, c->at),
                          .name = c->name,
                          .shown = c->shown,
                          .gone = c->text == NULL,
                          .text = c->text,
                          .wording = c->wording,
                          .answers = (const void *) answers->data,
                          .n_answers = answers->len };
        g_array_append_val (rows, row);
    }
    view->page.comments = (const void *) rows->data;
    view->page.n_comments = rows->len;
}

static GArray *standing (View *view, const TdComment *c)
{
    GArray *rows = rows_new (view, sizeof (OtherAnswer));

    for (guint i = 0; i < c->answers->len; i++) {
        const TdAnswer *a = c->answers->pdata[i];
        const OtherAnswer row = { a->office != NULL ? a->office : "", td_disposition_label (a->disposition), a->text };
        if (a->stands)
            g_array_append_val (rows, row);
    }
    return rows;
}

static void fill_others (View *view, const GPtrArray *others)
{
    GArray *rows = rows_new (view, sizeof (Other));

    for (guint i = 0; others != NULL && i < others->len; i++) {
        const TdComment *c = others->pdata[i];
        GArray *answers = standing (view, c);
        const Other row = { .number = c->number, .answers = (const void *) answers->data, .n_answers = answers->len };
        g_array_append_val (rows, row);
    }
    view->page.others = (const void *) rows->data;
    view->page.n_others = rows->len;
}

static void fill_choices (View *view)
{
    TdRequest *request = view->request;
    const char *locale = td_request_locale (request), *how = td_request_field (request, "how");
    GArray *dispositions = td_radios_new (), *hows = td_radios_new ();

    g_ptr_array_add (view->arrays, dispositions);
    g_ptr_array_add (view->arrays, hows);
    for (int d = 0; d < TD_N_DISPOSITIONS; d++)
        td_radio_add (&view->strings, dispositions, "disposition", td_disposition_word ((TdDisposition) d),
                      td_words (locale, td_disposition_label ((TdDisposition) d)), NULL,
                      td_request_field (request, "disposition"));
    td_radio_add (&view->strings, hows, "how", "replace",
                  td_words (locale, N_ ("This answer takes the place of the other")), NULL, how);
    td_radio_add (&view->strings, hows, "how", "add", td_words (locale, N_ ("This answer stands beside the other")),
                  NULL, how);
    view->page.dispositions = (const void *) dispositions->data;
    view->page.n_dispositions = dispositions->len;
    view->page.hows = (const void *) hows->data;
    view->page.n_hows = hows->len;
}

/* Those that were ticked, whatever became of them meanwhile; else a page of those that wait, or of all. */
static GPtrArray *comments_of (View *view, GError **error)
{
    TdRequest *request = view->request;
    gboolean chosen = td_request_fields (request, "comment")[0] != NULL;
    int page = td_consultation_page_number (request);
    const TdCommentFilter filter = { .n = -1,
                                     .waiting = !view->page.all,
                                     .limit = COMMENTS_A_PAGE,
                                     .offset = (page - 1) * COMMENTS_A_PAGE },
                          all = { .n = -1 };
    gint64 total = 0;
    GPtrArray *list = td_comments_for_state (td_request_instance (request), td_request_viewer (request), view->c->id,
                                             chosen ? &all : &filter, &total, error);
    int pages = (int) ((total + COMMENTS_A_PAGE - 1) / COMMENTS_A_PAGE);
    g_autofree char *before = g_strdup_printf ("/answer?page=%d%s", page - 1, view->page.all ? "&all=1" : "");
    g_autofree char *after = g_strdup_printf ("/answer?page=%d%s", page + 1, view->page.all ? "&all=1" : "");

    for (guint i = 0; chosen && list != NULL && i < list->len;)
        if (ticked (request, ((const TdComment *) list->pdata[i])->id) == NULL)
            g_ptr_array_remove_index (list, i);
        else
            i++;
    view->page.several = !chosen && pages > 1;
    view->page.page = page;
    view->page.pages = pages;
    view->page.previous = page > 1 ? td_consultation_path (&view->strings, request, view->c->id, before) : "";
    view->page.next = page < pages ? td_consultation_path (&view->strings, request, view->c->id, after) : "";
    return list;
}

static const char *at_field (const char *field, const char *name, const char *wrong)
{
    return g_strcmp0 (field, name) == 0 ? wrong : NULL;
}

static gboolean show (TdRequest *request, const GPtrArray *others, const char *field, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdConsultation) c = td_consultation_of (request, error);
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "comment", .text = wrong } };
    g_autoptr (GPtrArray) comments = NULL;
    g_autofree char *office = NULL;
    g_auto (View) view = { .request = request, .c = c };

    if (c == NULL || !td_consultation_may_hold (c, td_request_viewer (request), error)
        || !td_answer_office (instance, td_request_viewer (request), c->id, &office, error))
        return FALSE;
    td_strings_init (&view.strings);
    view.arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    view.page.all = *td_request_field (request, "all") != '\0';
    comments = comments_of (&view, error);
    if (comments == NULL)
        return FALSE;
    fill_comments (&view, comments, others);
    fill_others (&view, others);
    fill_choices (&view);
    view.page.state = td_consultation_state_name (request, c->state);
    view.page.id = c->id;
    view.page.done = *td_request_field (request, "done") != '\0';
    view.page.errors = errors;
    view.page.n_errors = wrong != NULL;
    view.page.office = wrong != NULL || office == NULL ? td_request_field (request, "office") : office;
    view.page.office_error = at_field (field, "office", wrong);
    view.page.disposition_error = at_field (field, "disposition", wrong);
    view.page.text = td_request_field (request, "text");
    view.page.text_error = at_field (field, "text", wrong);
    view.page.how_error = at_field (field, "how", wrong);
    html_consultation_answer (td_request_html (request), &view.page);
    td_consultation_reply (request, wrong != NULL);
    return TRUE;
}

gboolean td_consultation_answer_page (TdRequest *request, GError **error)
{
    return show (request, NULL, NULL, NULL, error);
}

gboolean td_consultation_answer_post (TdRequest *request, GError **error)
{
    const TdAnswerWish wish = { .comments = td_request_fields (request, "comment"),
                                .disposition = td_request_field (request, "disposition"),
                                .text = td_request_field (request, "text"),
                                .office = td_request_field (request, "office"),
                                .how = td_request_field (request, "how") };
    const char *id = td_request_part (request, "id"), *field = NULL, *wrong = NULL;
    g_autoptr (GPtrArray) others = NULL;
    g_auto (TdStrings) strings = { 0 };
    GError *problem = NULL;

    td_strings_init (&strings);
    if (td_request_field_problem (request, "text") != NULL) {
        field = "text";
        wrong = td_request_field_problem (request, "text");
    } else {
        wrong = td_request_field_problem (request, NULL);
    }
    if (wrong == NULL
        && !td_answer_give (td_request_instance (request), td_request_viewer (request), id, &wish, &others, &field,
                            &problem)) {
        wrong = td_consultation_problem (&strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show (request, others, field, wrong, error);
    td_consultation_go (request, id, "/answer?done=1");
    return TRUE;
}
