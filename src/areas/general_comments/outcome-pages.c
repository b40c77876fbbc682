/* What became of comments, for everybody and for who made them; the compilation as a file. */
#include "areas/general_comments/bench-pages.h"
#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/bench-words.h"
#include "areas/general_comments/comment-outcome.html.h"
#include "areas/general_comments/compilation.h"
#include "areas/general_comments/outcome.h"
#include "text/language.h"
#include "text/words.h"

enum { ROWS_A_PAGE = 20 };

typedef struct html_comment_outcome_rows Row;

static const char *tone_of (TdDisposition disposition)
{
    return disposition == TD_TAKEN ? "good" : disposition == TD_IN_PART ? "warning" : "bad";
}

static GArray *rows_of (TdBenchPage *page, const GPtrArray *list, const TdBenchSlice *slice)
{
    GArray *rows = td_bench_list (page, sizeof (Row));

    for (guint i = slice->from; i < slice->to; i++) {
        const TdBenchComment *b = list->pdata[i];
        const TdDraftComment *c = b->comment;
        const Row row = { .id = c->id,
                          .number = c->number,
                          .confidential = c->confidential,
                          .place = td_bench_places (page, b),
                          .who = td_bench_name (page, c),
                          .language = td_bench_language (c),
                          .direction = td_language_direction (td_bench_language (c)),
                          .text = c->text,
                          .wording = c->wording,
                          .disposition = b->decided ? td_disposition_label (b->disposition) : NULL,
                          .tone = tone_of (b->disposition),
                          .reason = b->decided && *b->reason != '\0' ? b->reason : NULL };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *file_rows (TdBenchPage *page)
{
    GArray *rows = td_bench_list (page, sizeof (struct html_comment_outcome_files));
    const struct html_comment_outcome_files files[] = {
        { td_bench_path (page, "/compilation/public/docx"),
          td_words (page->locale, N_ ("All public comments as DOCX")) },
        { td_bench_path (page, "/compilation/public/pdf"), td_words (page->locale, N_ ("All public comments as PDF")) },
    };

    g_array_append_vals (rows, files, G_N_ELEMENTS (files));
    return rows;
}

/* The page of changes of the draft after this one; NULL: there is none yet. *ret FALSE with error. */
static gboolean changes_after (TdBenchPage *page, const char **ret_path, GError **error)
{
    g_autoptr (GPtrArray) drafts = td_comment_draft_list (page->instance, page->general->id, error);

    *ret_path = NULL;
    for (guint i = 0; drafts != NULL && i < drafts->len && *ret_path == NULL; i++) {
        const TdCommentDraft *d = drafts->pdata[i];
        if (d->n > page->draft->n)
            *ret_path =
                td_bench_keep (page, g_strdup_printf ("/%s/general-comments/drafts/%s/changes", page->locale, d->id));
    }
    return drafts != NULL;
}

static gboolean render (TdBenchPage *page, gboolean own, const GPtrArray *list, const TdOutcomeRelease *release,
                        GError **error)
{
    const TdBenchTally tally = td_bench_tally (list);
    const char *here = td_bench_path (page, own ? "/outcome/own" : "/outcome"), *changes = NULL;
    const TdBenchSlice slice = td_bench_slice (page, list->len, ROWS_A_PAGE, here);
    GArray *rows = rows_of (page, list, &slice), *files = file_rows (page);
    TdMarkup *picture = NULL;

    if (!changes_after (page, &changes, error))
        return FALSE;
    picture = release->released && list->len > 0 ? td_bench_picture (page, &tally, N_ ("Nothing said")) : NULL;
    struct html_comment_outcome html = {
        .draft = td_bench_draft_name (page),
        .back = td_bench_path (page, ""),
        .json = td_bench_path (page, own ? "/outcome/own.json" : "/outcome.json"),
        .own = own,
        .other = own                                                     ? td_bench_path (page, "/outcome")
                 : td_door_viewer_may (page->viewer, TD_ACT_ACCOUNT_OWN) ? td_bench_path (page, "/outcome/own")
                                                                         : NULL,
        .released = release->released,
        .when = release->at != 0
                    ? td_bench_keep (page, td_words_day (page->locale, release->at, page->instance->profile->zone))
                    : NULL,
        .picture = picture,
        .changes = changes,
        .several = slice.pages > 1,
        .page = slice.page,
        .pages = slice.pages,
        .previous = slice.previous,
        .next = slice.next,
    };
    TD_BENCH_FILL (&html, rows, rows);
    TD_BENCH_FILL (&html, files, files);
    html_comment_outcome (td_request_html (page->request), &html);
    td_bench_reply (page, FALSE);
    td_markup_free (picture);
    return TRUE;
}

static gboolean show (TdRequest *request, gboolean own, GError **error)
{
    g_auto (TdBenchPage) page = { 0 };
    g_autoptr (GPtrArray) list = NULL;
    TdOutcomeRelease release;

    if (!td_bench_page_init (&page, request, NULL, error)
        || !td_outcome_release_of (page.instance, page.draft->id, &release, error))
        return FALSE;
    list = own ? td_outcome_mine (page.instance, page.viewer, page.draft->id, error)
               : td_outcome_public (page.instance, page.draft->id, error);
    if (list == NULL)
        return FALSE;
    if (td_request_wants_json (request)) {
        td_reply_header (request, "Cache-Control", "no-store");
        td_reply_json (request, 200, td_outcome_to_json (page.draft->id, &release, list));
        return TRUE;
    }
    return render (&page, own, list, &release, error);
}

gboolean td_outcome_page (TdRequest *request, GError **error)
{
    return show (request, FALSE, error);
}

gboolean td_outcome_mine_page (TdRequest *request, GError **error)
{
    return show (request, TRUE, error);
}

/* ---- the compilation ---- */

gboolean td_compilation_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *edition = td_request_part (request, "edition"), *id = td_request_part (request, "draft");
    gboolean committee = g_str_equal (edition, "committee");
    g_autofree char *name = NULL;
    g_autoptr (GBytes) bytes = NULL;
    TdFileFormat format;

    if (!td_file_format_from_word (td_request_part (request, "to"), &format)
        || (format != TD_FILE_DOCX && format != TD_FILE_PDF) || (!committee && !g_str_equal (edition, "public")))
        return td_door_unknown (error);
    bytes = td_compilation_file (instance, td_request_viewer (request), id,
                                 committee ? TD_EDITION_COMMITTEE : TD_EDITION_PUBLIC, td_request_locale (request),
                                 format, error);
    if (bytes == NULL)
        return FALSE;
    name = g_strdup_printf ("comments-%s-%s.%s", id, edition, td_file_format_word (format));
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_bytes (request, td_file_format_type (format), name, bytes);
    return TRUE;
}
