/* Comments that may say the same. */
#include "areas/general_comments/bench-alike.html.h"
#include "areas/general_comments/bench-pages.h"
#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/bench-words.h"
#include "templates/error-summary.html.h"
#include "text/language.h"

enum { GROUPS_A_PAGE = 4, WORDS_SHOWN = 400 };

typedef struct html_bench_alike_groups Group;
typedef struct html_bench_alike_groups_comments Row;

static const char *shortened (TdBenchPage *page, const char *text)
{
    if (g_utf8_strlen (text, -1) <= WORDS_SHOWN)
        return text;
    g_autofree char *cut = g_utf8_substring (text, 0, WORDS_SHOWN);
    return td_bench_keep (page, g_strconcat (cut, "…", NULL));
}

static Group group_of (TdBenchPage *page, const GPtrArray *suggestion)
{
    GArray *comments = td_bench_list (page, sizeof (Row));
    const TdBenchComment *first = suggestion->pdata[0];
    Group group = { .place = td_bench_place (page, first->comment->anchor) };

    for (guint i = 0; i < suggestion->len; i++) {
        const TdDraftComment *c = ((TdBenchComment *) suggestion->pdata[i])->comment;
        const Row row = { .id = c->id,
                          .number = c->number,
                          .confidential = c->confidential,
                          .who = td_bench_name (page, c),
                          .language = td_bench_language (c),
                          .direction = td_language_direction (td_bench_language (c)),
                          .text = shortened (page, c->text) };
        g_array_append_val (comments, row);
    }
    TD_BENCH_FILL (&group, comments, comments);
    return group;
}

static gboolean show (TdBenchPage *page, const char *wrong, GError **error)
{
    const char *draft = page->draft->id;
    g_autoptr (GPtrArray) list = td_bench_comments (page->instance, page->viewer, draft, error);
    g_autoptr (GHashTable) unlike = list != NULL ? td_bench_unlike (page->instance, draft, error) : NULL;
    g_autoptr (GPtrArray) suggestions = unlike != NULL ? td_bench_suggest (list, unlike) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "alike", .text = wrong } };
    GArray *groups = td_bench_list (page, sizeof (Group));
    TdBenchSlice slice;

    if (suggestions == NULL)
        return FALSE;
    slice = td_bench_slice (page, suggestions->len, GROUPS_A_PAGE, td_bench_path (page, "/alike"));
    for (guint i = slice.from; i < slice.to; i++) {
        const Group group = group_of (page, suggestions->pdata[i]);
        g_array_append_val (groups, group);
    }
    struct html_bench_alike html = { .draft = td_bench_draft_name (page),
                                     .here = td_bench_path (page, "/alike"),
                                     .back = td_bench_path (page, "/bench"),
                                     .done = *td_request_field (page->request, "done") != '\0',
                                     .errors = errors,
                                     .n_errors = wrong != NULL,
                                     .total = suggestions->len,
                                     .several = slice.pages > 1,
                                     .page = slice.page,
                                     .pages = slice.pages,
                                     .previous = slice.previous,
                                     .next = slice.next };
    TD_BENCH_FILL (&html, groups, groups);
    html_bench_alike (td_request_html (page->request), &html);
    td_bench_reply (page, wrong != NULL);
    return TRUE;
}

gboolean td_bench_alike_page (TdRequest *request, GError **error)
{
    g_auto (TdBenchPage) page = { 0 };

    return td_bench_page_init (&page, request, NULL, error) && show (&page, NULL, error);
}

gboolean td_bench_alike_post (TdRequest *request, GError **error)
{
    g_auto (TdBenchPage) page = { 0 };
    const char *const *ids = td_request_fields (request, "comment");
    const char *wrong;
    GError *problem = NULL;
    gboolean done;

    if (!td_bench_page_init (&page, request, NULL, error))
        return FALSE;
    done = g_str_equal (td_request_field (request, "do"), "unlike")
               ? td_bench_not_alike (page.instance, page.viewer, page.draft->id, ids, &problem)
               : td_bench_group (page.instance, page.viewer, page.draft->id, ids, &problem);
    if (done) {
        td_reply_redirect (request, td_bench_path (&page, "/alike?done=1"));
        return TRUE;
    }
    wrong = td_bench_problem (&page, problem, error);
    return wrong != NULL && show (&page, wrong, error);
}
