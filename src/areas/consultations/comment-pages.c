/* Comments on a paragraph or on the whole, and writing one. */
#include "areas/consultations/consultation-comments.html.h"
#include "areas/consultations/consultation-words.h"
#include "areas/consultations/pages.h"
#include "areas/consultations/record.h"
#include "areas/organisations/organisation.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

/* Few, since each may be long and have answers. */
enum { COMMENTS_A_PAGE = 6 };

/* Everything of one page; its arrays live as long as it. */
typedef struct {
    TdStrings strings;
    GPtrArray *arrays; /* of GArray */
    const TdConsultation *c;
    int n;
    struct html_consultation_comments page;
} View;

static void view_init (View *view, const TdConsultation *c, int n)
{
    *view = (View){ .c = c, .n = n, .arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
    td_strings_init (&view->strings);
}

static void view_clear (View *view)
{
    g_clear_pointer (&view->arrays, g_ptr_array_unref);
    td_strings_clear (&view->strings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static GArray *hold (View *view, GArray *take)
{
    g_ptr_array_add (view->arrays, take);
    return take;
}

static const char *day (View *view, gint64 at, const char *locale)
{
    return td_strings_keep (&view->strings, td_words_day (locale, at, view->c->zone));
}

static GArray *answer_rows (View *view, const TdComment *c, const char *locale)
{
    GArray *rows = hold (view, g_array_new (FALSE, TRUE, sizeof (struct html_consultation_comments_comments_answers)));

    for (guint i = 0; i < c->answers->len; i++) {
        const TdAnswer *a = c->answers->pdata[i];
        const struct html_consultation_comments_comments_answers row = {
            .disposition = td_disposition_label (a->disposition), .text = a->text, .when = day (view, a->at, locale)
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void fill_comments (View *view, const GPtrArray *comments, const char *locale)
{
    GArray *rows = hold (view, g_array_new (FALSE, TRUE, sizeof (struct html_consultation_comments_comments)));

    for (guint i = 0; i < comments->len; i++) {
        const TdComment *c = comments->pdata[i];
        GArray *answers = answer_rows (view, c, locale);
        const struct html_consultation_comments_comments row = {
            .number = c->number,
            .when = day (view, c->at, locale),
            .name = c->name,
            .text = c->text,
            .wording = c->wording,
            .answers = (const void *) answers->data,
            .n_answers = answers->len,
        };
        g_array_append_val (rows, row);
    }
    view->page.comments = (const void *) rows->data;
    view->page.n_comments = rows->len;
}

/* The paragraph itself, where everybody may read it. */
static gboolean fill_paragraph (View *view, TdRequest *request, GError **error)
{
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autofree char *title = NULL;
    g_autofree char *language = NULL;

    if (!td_consultation_draft (td_request_instance (request), view->c, &paragraphs, &title, &language, error))
        return FALSE;
    view->page.language = language != NULL ? td_strings_keep (&view->strings, g_strdup (language)) : "";
    view->page.direction = language != NULL ? td_language_direction (language) : "auto";
    if (paragraphs != NULL && view->n > 0 && view->n <= (int) paragraphs->len)
        view->page.paragraph =
            td_strings_keep (&view->strings, g_strdup (((const TdParagraph *) paragraphs->pdata[view->n - 1])->text));
    else if (view->n > 0 && (paragraphs != NULL || view->c->draft == NULL))
        return td_door_unknown (error);
    return TRUE;
}

/* ---- the form ---- */

static gboolean fill_organisations (View *view, TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);
    const char *chosen = td_request_field (request, "organisation"), *locale = td_request_locale (request);
    GArray *list = hold (view, td_radios_new ());

    for (gsize i = 0; i < viewer->n_organisations; i++) {
        g_autoptr (TdOrganisation) o = NULL;
        if (viewer->organisations[i].level < TD_LEVEL_CONTRIBUTOR)
            continue;
        o = td_organisation_get (td_request_instance (request), viewer, viewer->organisations[i].organisation, error);
        if (o == NULL)
            return FALSE;
        td_radio_add (&view->strings, list, "organisation", td_strings_keep (&view->strings, g_strdup (o->id)),
                      td_strings_keep (&view->strings, g_strdup (o->name)), NULL, chosen);
    }
    if (list->len > 0 && viewer->behalf == NULL)
        td_radio_add (&view->strings, list, "organisation", "none", td_words (locale, N_ ("I write for myself")), NULL,
                      chosen);
    view->page.organisations = (const void *) list->data;
    view->page.n_organisations = list->len;
    return TRUE;
}

static void fill_choices (View *view, TdRequest *request)
{
    const char *locale = td_request_locale (request);
    GArray *visibilities = hold (view, td_radios_new ()), *names = hold (view, td_radios_new ());
    GArray *kinds = hold (view, td_radios_kinds (&view->strings, request, td_request_field (request, "kind")));
    const char *visibility = td_request_field (request, "visibility"), *named = td_request_field (request, "named");

    td_radio_add (&view->strings, visibilities, "visibility", "public", td_words (locale, N_ ("Everybody")), NULL,
                  visibility);
    td_radio_add (&view->strings, visibilities, "visibility", "state", td_words (locale, N_ ("The State alone")), NULL,
                  visibility);
    td_radio_add (&view->strings, names, "named", "yes", td_words (locale, N_ ("Named")), NULL, named);
    td_radio_add (&view->strings, names, "named", "no", td_words (locale, N_ ("No name")), NULL, named);
    view->page.kinds = (const void *) kinds->data;
    view->page.n_kinds = kinds->len;
    view->page.visibilities = (const void *) visibilities->data;
    view->page.n_visibilities = visibilities->len;
    view->page.names = (const void *) names->data;
    view->page.n_names = names->len;
    view->page.text = td_request_field (request, "text");
    view->page.wording = td_request_field (request, "wording");
    view->page.name = td_request_field (request, "name");
}

static void fill_error (View *view, const char *field, const char *wrong)
{
    static const struct {
        const char *field;
        gsize offset;
    } places[] = {
        { "text", G_STRUCT_OFFSET (struct html_consultation_comments, text_error) },
        { "wording", G_STRUCT_OFFSET (struct html_consultation_comments, wording_error) },
        { "organisation", G_STRUCT_OFFSET (struct html_consultation_comments, organisation_error) },
        { "kind", G_STRUCT_OFFSET (struct html_consultation_comments, kind_error) },
        { "named", G_STRUCT_OFFSET (struct html_consultation_comments, named_error) },
        { "name", G_STRUCT_OFFSET (struct html_consultation_comments, name_error) },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
        if (g_strcmp0 (field, places[i].field) == 0)
            G_STRUCT_MEMBER (const char *, &view->page, places[i].offset) = wrong;
}

static void fill_pager (View *view, TdRequest *request, gint64 total)
{
    int pages = (int) ((total + COMMENTS_A_PAGE - 1) / COMMENTS_A_PAGE), page = td_consultation_page_number (request);
    g_autofree char *before = g_strdup_printf ("/comments?n=%d&page=%d", view->n, page - 1);
    g_autofree char *after = g_strdup_printf ("/comments?n=%d&page=%d", view->n, page + 1);

    view->page.several = pages > 1;
    view->page.page = page;
    view->page.pages = pages;
    view->page.previous = page > 1 ? td_consultation_path (&view->strings, request, view->c->id, before) : "";
    view->page.next = page < pages ? td_consultation_path (&view->strings, request, view->c->id, after) : "";
}

static int asked_paragraph (TdRequest *request)
{
    gint64 n = 0;

    g_ascii_string_to_signed (td_request_field (request, "n"), 10, 0, G_MAXINT32, &n, NULL);
    return (int) n;
}

static gboolean is_signed_in (const TdViewer *viewer)
{
    return viewer->person != NULL && viewer->trust >= TD_TRUST_PASSWORD;
}

static gboolean show (TdRequest *request, const char *field, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (TdConsultation) c = td_consultation_of (request, error);
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "text", .text = wrong } };
    g_autoptr (GPtrArray) comments = NULL;
    g_auto (View) view = { 0 };
    TdCommentFilter filter = { .n = asked_paragraph (request),
                               .limit = COMMENTS_A_PAGE,
                               .offset = (td_consultation_page_number (request) - 1) * COMMENTS_A_PAGE };
    gint64 total = 0;

    if (c == NULL || (comments = td_comments_public (instance, c->id, &filter, &total, error)) == NULL)
        return FALSE;
    view_init (&view, c, filter.n);
    if (!fill_paragraph (&view, request, error) || !fill_organisations (&view, request, error))
        return FALSE;
    fill_comments (&view, comments, locale);
    fill_choices (&view, request);
    fill_pager (&view, request, total);
    fill_error (&view, field, wrong);
    view.page.state = td_consultation_state_name (request, c->state);
    view.page.id = c->id;
    view.page.n = view.n;
    view.page.closes = td_consultation_when (&view.strings, c, c->closes, locale);
    view.page.is_open =
        td_consultation_status (c, td_clock_now (&instance->clock)) == TD_CONSULTATION_OPEN || wrong != NULL;
    view.page.signed_in = is_signed_in (td_request_viewer (request));
    view.page.errors = errors;
    view.page.n_errors = wrong != NULL;
    html_consultation_comments (td_request_html (request), &view.page);
    td_consultation_reply (request, wrong != NULL);
    return TRUE;
}

static gboolean show_json (TdRequest *request, GError **error)
{
    const TdCommentFilter filter = { .n = *td_request_field (request, "n") != '\0' ? asked_paragraph (request) : -1,
                                     .limit = 100,
                                     .offset = (td_consultation_page_number (request) - 1) * 100 };
    gint64 total = 0;
    g_autoptr (GPtrArray) comments =
        td_comments_public (td_request_instance (request), td_request_part (request, "id"), &filter, &total, error);
    json_t *list;

    if (comments == NULL)
        return FALSE;
    list = json_array ();
    for (guint i = 0; i < comments->len; i++)
        json_array_append_new (list, td_comment_to_json (comments->pdata[i]));
    td_reply_json (request, 200, json_pack ("{s:o, s:I}", "comments", list, "total", (json_int_t) total));
    return TRUE;
}

gboolean td_consultation_comments_page (TdRequest *request, GError **error)
{
    return td_request_wants_json (request) ? show_json (request, error) : show (request, NULL, NULL, error);
}

/* What was typed is longer than a field may be: which field, and what to say. */
static const char *typed_wrong (TdRequest *request, const char **ret_field)
{
    static const char *const fields[] = { "text", "wording", "name" };

    for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
        const char *problem = td_request_field_problem (request, fields[i]);
        if (problem != NULL) {
            *ret_field = fields[i];
            return problem;
        }
    }
    return td_request_field_problem (request, NULL);
}

gboolean td_consultation_comments_post (TdRequest *request, GError **error)
{
    const char *organisation = td_request_field (request, "organisation"), *id = td_request_part (request, "id");
    const TdCommentWish wish = { .n = asked_paragraph (request),
                                 .text = td_request_field (request, "text"),
                                 .wording = td_request_field (request, "wording"),
                                 .organisation = g_str_equal (organisation, "none") ? NULL : organisation,
                                 .kind = td_request_field (request, "kind"),
                                 .visibility = td_request_field (request, "visibility"),
                                 .named = td_request_field (request, "named"),
                                 .name = td_request_field (request, "name"),
                                 .began = td_request_began (request) };
    const char *field = NULL, *wrong = typed_wrong (request, &field);
    g_autofree char *comment = NULL;
    g_autofree char *key = NULL;
    g_autofree char *own = NULL;
    g_auto (TdStrings) strings = { 0 };
    GError *problem = NULL;

    td_strings_init (&strings);
    if (wrong == NULL
        && !td_comment_add (td_request_instance (request), td_request_viewer (request), id, &wish, &comment, &key,
                            &field, &problem)) {
        wrong = td_consultation_problem (&strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show (request, field, wrong, error);
    if (key == NULL) {
        td_consultation_go (request, id, "/mine?new=1");
        return TRUE;
    }
    own = g_strdup_printf ("/%s/consultations/comment/%s?new=1", td_request_locale (request), key);
    td_reply_redirect (request, own);
    return TRUE;
}
