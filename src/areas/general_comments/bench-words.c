#include "areas/general_comments/bench-words.h"

#include "areas/general_comments/bench-rules.h"
#include "areas/people/zone-cookie.h"
#include "text/words.h"

gboolean td_bench_page_init (TdBenchPage *page, TdRequest *request, const char *draft, GError **error)
{
    char *zone = NULL;

    *page = (TdBenchPage){ .request = request,
                           .instance = td_request_instance (request),
                           .viewer = td_request_viewer (request),
                           .locale = td_request_locale (request),
                           .strings = g_ptr_array_new_with_free_func (g_free),
                           .lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
    /* Without it the Committee's own zone will do. */
    if (td_reader_zone (request, &zone, NULL) && zone != NULL)
        page->here = td_bench_keep (page, zone);
    page->draft =
        td_comment_draft_get (page->instance, draft != NULL ? draft : td_request_part (request, "draft"), error);
    if (page->draft != NULL)
        page->general = td_general_comment_get (page->instance, page->draft->general_comment, error);
    return page->general != NULL;
}

void td_bench_page_clear (TdBenchPage *page)
{
    g_clear_pointer (&page->draft, td_comment_draft_free);
    g_clear_pointer (&page->general, td_general_comment_free);
    g_clear_pointer (&page->lists, g_ptr_array_unref);
    g_clear_pointer (&page->strings, g_ptr_array_unref);
}

const char *td_bench_keep (TdBenchPage *page, char *take_text)
{
    g_ptr_array_add (page->strings, take_text);
    return take_text;
}

GArray *td_bench_list (TdBenchPage *page, guint size)
{
    GArray *list = g_array_new (FALSE, TRUE, size);

    g_ptr_array_add (page->lists, list);
    return list;
}

const char *td_bench_path (TdBenchPage *page, const char *rest)
{
    return td_bench_keep (page,
                          g_strdup_printf ("/%s/general-comments/drafts/%s%s", page->locale, page->draft->id, rest));
}

const char *td_bench_draft_name (TdBenchPage *page)
{
    g_autofree char *name = td_comment_draft_name (page->draft, page->locale);

    return td_bench_keep (
        page, g_strdup_printf ("%s · %s", td_general_comment_title (page->general, page->locale, NULL), name));
}

const char *td_bench_place (TdBenchPage *page, const char *anchor)
{
    const char *number = anchor != NULL && *anchor != '\0' ? td_bench_anchor_number (anchor) : NULL;

    if (anchor == NULL || *anchor == '\0')
        return td_words (page->locale, N_ ("The whole draft"));
    if (number == NULL)
        return td_words (page->locale, N_ ("A paragraph without number"));
    return td_bench_keep (page,
                          td_words_fill (td_words (page->locale, N_ ("Paragraph {number}")), "number", number, NULL));
}

const char *td_bench_places (TdBenchPage *page, const TdBenchComment *b)
{
    const char *first = td_bench_place (page, b->comment->anchor);
    g_autoptr (GString) others = g_string_new (NULL);

    for (guint i = 0; i < b->also->len; i++) {
        const char *number = td_bench_anchor_number (b->also->pdata[i]);
        if (number != NULL)
            g_string_append_printf (others, "%s%s", others->len > 0 ? td_words (page->locale, N_ (", ")) : "", number);
    }
    if (others->len == 0)
        return first;
    return td_bench_keep (page, td_words_fill (td_words (page->locale, N_ ("{place}, also {others}")), "place", first,
                                               "others", others->str, NULL));
}

const char *td_bench_name (TdBenchPage *page, const TdDraftComment *c)
{
    return c->name != NULL ? c->name : td_words (page->locale, N_ ("without a name"));
}

GArray *td_bench_lines (TdBenchPage *page, const char *text)
{
    GArray *rows = td_bench_list (page, sizeof (const char *));
    char **lines = g_strsplit (text, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        const char *kept = td_bench_keep (page, *line);
        if (*kept != '\0')
            g_array_append_val (rows, kept);
    }
    g_free (lines);
    return rows;
}

static const char *page_address (TdBenchPage *page, const char *path, gint64 number)
{
    return td_bench_keep (
        page, g_strdup_printf ("%s%spage=%" G_GINT64_FORMAT, path, strchr (path, '?') != NULL ? "&" : "?", number));
}

TdBenchSlice td_bench_slice (TdBenchPage *page, guint total, guint a_page, const char *path)
{
    gint64 pages = MAX (1, (total + a_page - 1) / a_page);
    gint64 number = CLAMP (g_ascii_strtoll (td_request_field (page->request, "page"), NULL, 10), 1, pages);
    guint from = (guint) (number - 1) * a_page;

    return (TdBenchSlice){ .from = from,
                           .to = MIN (total, from + a_page),
                           .page = number,
                           .pages = pages,
                           .previous = number > 1 ? page_address (page, path, number - 1) : "",
                           .next = number < pages ? page_address (page, path, number + 1) : "" };
}

void td_bench_choice (TdBenchPage *page, GArray *choices, const char *field, const char *value, const char *label,
                      const char *hint, const char *chosen)
{
    const struct html_field_radios_choices row = {
        .id = td_bench_keep (page, choices->len == 0 ? g_strdup (field) : g_strdup_printf ("%s-%s", field, value)),
        .value = value,
        .label = label,
        .hint = hint,
        .chosen = g_strcmp0 (value, chosen) == 0,
    };

    g_array_append_val (choices, row);
}

static gboolean can_be_said (const GError *problem)
{
    TdErrorCode code = td_error_code (problem);

    return code == TD_ERROR_INPUT || code == TD_ERROR_CONFLICT || code == TD_ERROR_TOO_LARGE
           || (problem->domain == TD_GENERAL_COMMENT_ERROR && (code == TD_ERROR_BUSY || code == TD_ERROR_NOT_ALLOWED));
}

const char *td_bench_problem (TdBenchPage *page, GError *take_problem, GError **error)
{
    const char *said;

    if (!can_be_said (take_problem)) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    said = td_bench_keep (page, g_strdup (td_words (page->locale, take_problem->message)));
    g_error_free (take_problem);
    return said;
}

void td_bench_reply (TdBenchPage *page, gboolean wrong)
{
    td_reply_header (page->request, "Cache-Control", "no-store");
    td_reply_html (page->request, wrong ? 422 : 200);
}
