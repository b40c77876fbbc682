/* The bench: comments by paragraph, deciding, grouping, releasing. */
#include "areas/general_comments/bench-pages.h"

#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/bench-words.h"
#include "areas/general_comments/comment-bench.html.h"
#include "areas/general_comments/outcome.h"
#include "text/language.h"
#include "text/words.h"

/* Few, since each may be long and be discussed. */
enum { COMMENTS_A_PAGE = 15 };

#define F(name) td_request_field (page->request, name)

typedef struct html_comment_bench_comments Row;
typedef struct html_comment_bench_comments_answers Answer;
typedef struct html_field_radios_choices Choice;

/* What came back with an error; all NULL where the page is only shown. */
typedef struct {
    const char *field, *wrong;
} Came;

/* ---- what is chosen ---- */

static TdBenchFilter filter_of (TdBenchPage *page)
{
    const char *place = F ("place");
    TdBenchFilter filter = { .anchor = *place == '\0'                 ? NULL
                                       : g_str_equal (place, "whole") ? ""
                                                                      : place,
                             .confidential = *F ("confidential") != '\0',
                             .group = (int) CLAMP (g_ascii_strtoll (F ("group"), NULL, 10), 0, G_MAXINT) };

    if (!td_bench_state_from_word (F ("state"), &filter.state))
        filter.state = TD_BENCH_ALL;
    return filter;
}

/* The address of this choice of comments, without its page. */
static const char *here_path (TdBenchPage *page)
{
    g_autofree char *place = g_uri_escape_string (F ("place"), NULL, FALSE);
    g_autofree char *state = g_uri_escape_string (F ("state"), NULL, FALSE);
    g_autofree char *group = g_uri_escape_string (F ("group"), NULL, FALSE);
    g_autofree char *rest = g_strdup_printf ("/bench?place=%s&state=%s&group=%s%s", place, state, group,
                                             *F ("confidential") != '\0' ? "&confidential=1" : "");

    return td_bench_path (page, rest);
}

static void add_place (TdBenchPage *page, GArray *choices, const char *value, const char *anchor, int n)
{
    g_autofree char *count = td_words_number (page->locale, n);
    const char *label = td_bench_keep (page, g_strdup_printf ("%s (%s)", td_bench_place (page, anchor), count));

    td_bench_choice (page, choices, "place", value, label, NULL, F ("place"));
}

/* Paragraphs on which there are comments, with how many; those that stand first on them. */
static GArray *place_choices (TdBenchPage *page, const GPtrArray *list)
{
    GArray *choices = td_bench_list (page, sizeof (Choice));

    for (guint i = 0; i < list->len;) {
        const char *anchor = ((TdBenchComment *) list->pdata[i])->comment->anchor;
        guint from = i;
        while (i < list->len && g_strcmp0 (((TdBenchComment *) list->pdata[i])->comment->anchor, anchor) == 0)
            i++;
        add_place (page, choices, anchor != NULL ? td_bench_keep (page, g_strdup (anchor)) : "whole",
                   anchor != NULL ? anchor : "", (int) (i - from));
    }
    return choices;
}

static GArray *state_choices (TdBenchPage *page)
{
    GArray *choices = td_bench_list (page, sizeof (Choice));

    for (int s = TD_BENCH_ALL + 1; s < TD_N_BENCH_STATES; s++)
        td_bench_choice (page, choices, "state", td_bench_state_word ((TdBenchState) s),
                         td_words (page->locale, td_bench_state_label ((TdBenchState) s)), NULL, F ("state"));
    return choices;
}

/* ---- comments ---- */

static GArray *answer_rows (TdBenchPage *page, const TdBenchComment *b)
{
    GArray *rows = td_bench_list (page, sizeof (Answer));

    for (guint i = 0; i < b->answers->len; i++) {
        const TdDraftComment *c = b->answers->pdata[i];
        const Answer row = { .who = td_bench_name (page, c), .text = c->text };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* What was sent as ticked for this comment, or NULL. */
static const char *ticked (TdBenchPage *page, const char *id)
{
    const char *const *sent = td_request_fields (page->request, "comment");

    for (gsize i = 0; sent[i] != NULL; i++)
        if (g_str_has_prefix (sent[i], id) && sent[i][strlen (id)] == '.')
            return sent[i];
    return NULL;
}

static const char *tone_of (const TdBenchComment *b)
{
    static const char *const tones[TD_N_DISPOSITIONS] = {
        [TD_TAKEN] = "good", [TD_IN_PART] = "warning", [TD_NOT_TAKEN] = "bad"
    };

    return b->decided ? tones[b->disposition] : "";
}

static Row row_of (TdBenchPage *page, const TdBenchComment *b)
{
    const TdDraftComment *c = b->comment;
    GArray *lines = td_bench_lines (page, c->text), *answers = answer_rows (page, b);
    g_autofree char *group = g_strdup_printf ("/bench?group=%d", b->group);
    Row row = {
        .words_link = "",
        .id = c->id,
        .seen = td_bench_keep (page, g_strdup_printf ("%s.%" G_GINT64_FORMAT, c->id, b->version)),
        .chosen = ticked (page, c->id) != NULL,
        .number = c->number,
        .confidential = c->confidential,
        .who = td_bench_name (page, c),
        .position = td_position_label (c->position),
        .when = td_bench_keep (page, td_words_day (page->locale, c->at, page->instance->profile->zone)),
        .also = b->also->len > 0 ? td_bench_places (page, b) : NULL,
        .language = td_bench_language (c),
        .direction = td_language_direction (td_bench_language (c)),
        .phrase = c->phrase,
        .wording = c->wording,
        .supporters = c->supporters->len,
        .group = b->group,
        .group_link = td_bench_path (page, group),
        .disposition = b->reason != NULL ? td_disposition_label (b->disposition) : NULL,
        .tone = tone_of (b),
        .reason = b->reason,
        .outdated = b->outdated,
    };

    TD_BENCH_FILL (&row, lines, lines);
    TD_BENCH_FILL (&row, answers, answers);
    return row;
}

/* The first of a paragraph has its heading and its words. */
static void add_head (TdBenchPage *page, Row *row, const char *anchor, const TdText *text)
{
    const TdTextParagraph *p = anchor != NULL ? td_text_paragraph (text, anchor) : NULL;
    g_autofree char *link = anchor != NULL ? g_strdup_printf ("#%s", anchor) : NULL;

    row->head = td_bench_place (page, anchor);
    if (p == NULL)
        return;
    row->words = p->kind != TD_TEXT_ROW ? td_bench_keep (page, td_text_plain (p->runs)) : NULL;
    row->words_link = td_bench_path (page, link);
}

static GArray *comment_rows (TdBenchPage *page, const GPtrArray *chosen, const TdBenchSlice *slice, const TdText *text)
{
    GArray *rows = td_bench_list (page, sizeof (Row));

    for (guint i = slice->from; i < slice->to; i++) {
        const TdBenchComment *b = chosen->pdata[i];
        const TdBenchComment *before = i > slice->from ? chosen->pdata[i - 1] : NULL;
        Row row = row_of (page, b);
        if (before == NULL || g_strcmp0 (before->comment->anchor, b->comment->anchor) != 0)
            add_head (page, &row, b->comment->anchor, text);
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- the page ---- */

static GArray *file_rows (TdBenchPage *page)
{
    static const struct {
        const char *path, *label;
    } files[] = {
        { "/compilation/committee/docx", N_ ("All comments as DOCX, for the Committee alone") },
        { "/compilation/committee/pdf", N_ ("All comments as PDF, for the Committee alone") },
        { "/compilation/public/docx", N_ ("Public comments as DOCX") },
        { "/compilation/public/pdf", N_ ("Public comments as PDF") },
    };
    GArray *rows = td_bench_list (page, sizeof (struct html_comment_bench_files));

    for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
        const struct html_comment_bench_files row = { .link = td_bench_path (page, files[i].path),
                                                      .label = td_words (page->locale, files[i].label) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void fill_form (TdBenchPage *page, const Came *came, struct html_comment_bench *html)
{
    GArray *dispositions = td_bench_list (page, sizeof (Choice)), *whole_group = td_bench_list (page, sizeof (Choice));

    for (int d = 0; d < TD_N_DISPOSITIONS; d++)
        td_bench_choice (page, dispositions, "disposition", td_disposition_word ((TdDisposition) d),
                         td_words (page->locale, td_disposition_label ((TdDisposition) d)), NULL, F ("disposition"));
    td_bench_choice (page, whole_group, "whole_group", "1",
                     td_words (page->locale, N_ ("Decide the same on all others of their groups")), NULL,
                     F ("whole_group"));
    TD_BENCH_FILL (html, dispositions, dispositions);
    TD_BENCH_FILL (html, whole_group, whole_group);
    html->reason = came->wrong != NULL ? F ("reason") : "";
    html->disposition_error = g_strcmp0 (came->field, "disposition") == 0 ? came->wrong : NULL;
    html->reason_error = g_strcmp0 (came->field, "reason") == 0 ? came->wrong : NULL;
}

static void fill_slice (const TdBenchSlice *slice, struct html_comment_bench *html)
{
    html->several = slice->pages > 1;
    html->page = slice->page;
    html->pages = slice->pages;
    html->previous = slice->previous;
    html->next = slice->next;
}

static gboolean render (TdBenchPage *page, const Came *came, const GPtrArray *list, const TdText *text, GError **error)
{
    const TdBenchFilter filter = filter_of (page);
    const TdBenchTally tally = td_bench_tally (list);
    g_autoptr (GPtrArray) chosen = td_bench_choose (list, &filter);
    const TdBenchSlice slice = td_bench_slice (page, chosen->len, COMMENTS_A_PAGE, here_path (page));
    TdMarkup *picture = list->len > 0 ? td_bench_picture (page, &tally, N_ ("Waiting")) : NULL;
    const struct html_error_summary_errors wrong = { .field = came->field != NULL ? came->field : "disposition",
                                                     .text = came->wrong };
    GArray *places = place_choices (page, list), *states = state_choices (page), *files = file_rows (page);
    GArray *comments = comment_rows (page, chosen, &slice, text);
    TdOutcomeRelease release;
    struct html_comment_bench html = {
        .draft = td_bench_draft_name (page),
        .here = td_bench_path (page, "/bench"),
        .back = td_bench_path (page, ""),
        .alike = td_bench_path (page, "/alike"),
        .changes = page->draft->n > 1 ? td_bench_path (page, "/changes") : NULL,
        .outcome = td_bench_path (page, "/outcome"),
        .picture = picture,
        .done = *F ("done") != '\0',
        .errors = came->wrong != NULL ? &wrong : NULL,
        .n_errors = came->wrong != NULL,
        .confidential = filter.confidential,
        .place = F ("place"),
        .state = F ("state"),
        .group = F ("group"),
        .total = chosen->len,
    };
    gboolean known = td_outcome_release_of (page->instance, page->draft->id, &release, error);

    if (known) {
        html.released = release.released;
        html.may_release = td_door_viewer_may (page->viewer, TD_ACT_GENERAL_COMMENT_KEEP);
        TD_BENCH_FILL (&html, places, places);
        TD_BENCH_FILL (&html, states, states);
        TD_BENCH_FILL (&html, files, files);
        TD_BENCH_FILL (&html, comments, comments);
        fill_slice (&slice, &html);
        fill_form (page, came, &html);
        html_comment_bench (td_request_html (page->request), &html);
        td_bench_reply (page, came->wrong != NULL);
    }
    td_markup_free (picture);
    return known;
}

static gboolean show (TdBenchPage *page, const Came *came, GError **error)
{
    g_autoptr (GPtrArray) list = td_bench_comments (page->instance, page->viewer, page->draft->id, error);
    g_autoptr (TdText) text =
        list != NULL ? td_comment_draft_text (page->instance, page->draft->id, NULL, error) : NULL;

    if (text == NULL)
        return FALSE;
    if (td_request_wants_json (page->request)) {
        const TdBenchFilter filter = filter_of (page);
        g_autoptr (GPtrArray) chosen = td_bench_choose (list, &filter);
        td_reply_header (page->request, "Cache-Control", "no-store");
        td_reply_json (page->request, 200, td_bench_to_json (page->draft->id, chosen, list));
        return TRUE;
    }
    return render (page, came, list, text, error);
}

gboolean td_bench_page_get (TdRequest *request, GError **error)
{
    g_auto (TdBenchPage) page = { 0 };
    const Came came = { 0 };

    return td_bench_page_init (&page, request, NULL, error) && show (&page, &came, error);
}

/* ---- the posts ---- */

/* Ids alone of what is ticked. */
static GPtrArray *ticked_ids (TdBenchPage *page)
{
    const char *const *sent = td_request_fields (page->request, "comment");
    GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

    for (gsize i = 0; sent[i] != NULL; i++)
        g_ptr_array_add (ids, g_strndup (sent[i], strcspn (sent[i], ".")));
    g_ptr_array_add (ids, NULL);
    return ids;
}

static gboolean act (TdBenchPage *page, const char **ret_field, GError **error)
{
    const char *draft = page->draft->id, *what = F ("do");
    g_autoptr (GPtrArray) ids = ticked_ids (page);
    const TdDispositionWish wish = { .comments = td_request_fields (page->request, "comment"),
                                     .whole_group = *F ("whole_group") != '\0',
                                     .disposition = F ("disposition"),
                                     .reason = F ("reason") };

    if (*F ("apart") != '\0')
        return td_bench_ungroup (page->instance, page->viewer, draft, F ("apart"), error);
    if (g_str_equal (what, "release"))
        return td_outcome_release (page->instance, page->viewer, draft, error);
    if (g_str_equal (what, "group"))
        return td_bench_group (page->instance, page->viewer, draft, (const char *const *) ids->pdata, error);
    return td_disposition_give (page->instance, page->viewer, draft, &wish, ret_field, error);
}

gboolean td_bench_post (TdRequest *request, GError **error)
{
    g_auto (TdBenchPage) page = { 0 };
    Came came = { .wrong = td_request_field_problem (request, NULL) };
    GError *problem = NULL;

    if (!td_bench_page_init (&page, request, NULL, error))
        return FALSE;
    if (came.wrong == NULL) {
        if (act (&page, &came.field, &problem)) {
            g_autofree char *to =
                g_strdup_printf ("%s&page=%s&done=1", here_path (&page), td_request_field (request, "page"));
            td_reply_redirect (request, to);
            return TRUE;
        }
        came.wrong = td_bench_problem (&page, problem, error);
        if (came.wrong == NULL)
            return FALSE;
    }
    return show (&page, &came, error);
}
