/* What changed from one draft to the next. */
#include "areas/general_comments/bench-pages.h"
#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/bench-words.h"
#include "areas/general_comments/draft-change.h"
#include "areas/general_comments/draft-changes.html.h"
#include "areas/writing/text-page.h"
#include "text/language.h"
#include "text/words.h"

enum { CHANGES_A_PAGE = 15 };

typedef struct html_draft_changes_changes Row;
typedef struct html_draft_changes_changes_causes Cause;

static GArray *cause_rows (TdBenchPage *page, const TdDraftChanges *c, const TdDraftChange *change)
{
    GArray *rows = td_bench_list (page, sizeof (Cause));

    for (guint i = 0; i < change->causes->len; i++) {
        const TdDraftCause *cause = change->causes->pdata[i];
        const TdBenchComment *b = cause->comment;
        const Cause row = { .id = b->comment->id,
                            .number = b->comment->number,
                            .confidential = b->comment->confidential,
                            .who = td_bench_name (page, b->comment),
                            .link = td_bench_keep (page, g_strdup_printf ("/%s/general-comments/drafts/%s/outcome#c-%s",
                                                                          page->locale, c->before->id, b->comment->id)),
                            .disposition = b->decided ? td_disposition_label (b->disposition) : NULL,
                            .linked = cause->linked };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* "It was paragraph 11." where its number moved. */
static const char *was_words (TdBenchPage *page, const TdDraftChange *change)
{
    const char *before = change->before_anchor != NULL ? td_bench_anchor_number (change->before_anchor) : NULL;

    if (before == NULL || change->kind != TD_DRAFT_CHANGED || g_str_equal (change->before_anchor, change->anchor))
        return NULL;
    return td_bench_keep (
        page, td_words_fill (td_words (page->locale, N_ ("It was paragraph {number}.")), "number", before, NULL));
}

static Row row_of (TdBenchPage *page, const TdDraftChanges *c, const TdDraftChange *change, GPtrArray *markups)
{
    TdMarkup *words = td_text_runs_markup (change->runs, td_request_html (page->request));
    GArray *causes = cause_rows (page, c, change);
    Row row = { .anchor = change->anchor,
                .label =
                    td_bench_place (page, change->kind == TD_DRAFT_REMOVED ? change->before_anchor : change->anchor),
                .was = was_words (page, change),
                .came = change->kind == TD_DRAFT_ADDED,
                .went = change->kind == TD_DRAFT_REMOVED,
                .words = words };

    g_ptr_array_add (markups, words);
    TD_BENCH_FILL (&row, causes, causes);
    return row;
}

static void render (TdBenchPage *page, const TdDraftChanges *c, const char *wrong)
{
    const struct html_error_summary_errors errors[] = { { .field = "changes", .text = wrong } };
    const TdBenchSlice slice = td_bench_slice (page, c->changes->len, CHANGES_A_PAGE, td_bench_path (page, "/changes"));
    g_autoptr (GPtrArray) markups = g_ptr_array_new_with_free_func ((GDestroyNotify) td_markup_free);
    GArray *changes = td_bench_list (page, sizeof (Row));

    for (guint i = slice.from; i < slice.to; i++) {
        const Row row = row_of (page, c, c->changes->pdata[i], markups);
        g_array_append_val (changes, row);
    }
    struct html_draft_changes html = {
        .draft = td_bench_draft_name (page),
        .before = td_bench_keep (page, td_comment_draft_name (c->before, page->locale)),
        .here = td_bench_path (page, "/changes"),
        .back = td_bench_path (page, ""),
        .json = td_bench_path (page, "/changes.json"),
        .bench = td_door_viewer_may (page->viewer, TD_ACT_GENERAL_COMMENT_BENCH),
        .done = *td_request_field (page->request, "done") != '\0',
        .errors = errors,
        .n_errors = wrong != NULL,
        .same = c->same,
        .total = c->changes->len,
        .language = c->language,
        .direction = td_language_direction (c->language),
        .several = slice.pages > 1,
        .page = slice.page,
        .pages = slice.pages,
        .previous = slice.previous,
        .next = slice.next,
    };
    TD_BENCH_FILL (&html, changes, changes);
    html_draft_changes (td_request_html (page->request), &html);
    td_bench_reply (page, wrong != NULL);
}

static TdDraftChanges *load (TdBenchPage *page, GError **error)
{
    return td_draft_changes (page->instance, page->viewer, page->draft->id, NULL, NULL, error);
}

gboolean td_draft_changes_page (TdRequest *request, GError **error)
{
    g_auto (TdBenchPage) page = { 0 };
    g_autoptr (TdDraftChanges) c = NULL;

    if (!td_bench_page_init (&page, request, NULL, error) || (c = load (&page, error)) == NULL)
        return FALSE;
    if (td_request_wants_json (request)) {
        td_reply_header (request, "Cache-Control", "no-store");
        td_reply_json (request, 200, td_draft_changes_to_json (c));
        return TRUE;
    }
    render (&page, c, NULL);
    return TRUE;
}

/* The id of the comment with that number, or NULL. */
static const char *numbered (const TdDraftChanges *c, const char *number, gboolean confidential)
{
    for (guint i = 0; i < c->comments->len; i++) {
        const TdDraftComment *comment = ((TdBenchComment *) c->comments->pdata[i])->comment;
        if (comment->confidential == confidential && comment->number == g_ascii_strtoll (number, NULL, 10))
            return comment->id;
    }
    return NULL;
}

gboolean td_draft_changes_post (TdRequest *request, GError **error)
{
    const char *unlink = td_request_field (request, "unlink"), *comment = unlink, *wrong;
    g_auto (TdBenchPage) page = { 0 };
    g_autoptr (TdDraftChanges) c = NULL;
    g_autofree char *to = NULL;
    GError *problem = NULL;

    if (!td_bench_page_init (&page, request, NULL, error) || (c = load (&page, error)) == NULL)
        return FALSE;
    if (*unlink == '\0')
        comment = numbered (c, td_request_field (request, "number"), *td_request_field (request, "closed") != '\0');
    if (comment == NULL) {
        render (&page, c,
                td_words (page.locale, N_ ("No comment on the draft before has this number. Look it up in the list of "
                                           "comments.")));
        return TRUE;
    }
    if (!td_draft_change_say (page.instance, page.viewer, page.draft->id, td_request_field (request, "anchor"), comment,
                              *unlink == '\0', &problem)) {
        wrong = td_bench_problem (&page, problem, error);
        if (wrong != NULL)
            render (&page, c, wrong);
        return wrong != NULL;
    }
    to = g_strdup_printf ("/changes?page=%s&done=1#c-%s", td_request_field (request, "page"),
                          td_request_field (request, "anchor"));
    td_reply_redirect (request, td_bench_path (&page, to));
    return TRUE;
}
