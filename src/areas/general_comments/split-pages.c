/* A whole document of comments: sending it, correcting its pieces, confirming. */
#include "areas/general_comments/bench-pages.h"
#include "areas/general_comments/bench-rules.h"
#include "areas/general_comments/bench-words.h"
#include "areas/general_comments/comment-file.h"
#include "areas/general_comments/comment-split-new.html.h"
#include "areas/general_comments/comment-split.html.h"
#include "areas/general_comments/split.h"

#include "areas/calls/deadline.h"
#include "areas/organisations/organisation.h"
#include "base/limits.h"
#include "text/words.h"

#include <unistd.h>

enum { PIECES_A_PAGE = 10 };

#define F(name) td_request_field (page->request, name)

typedef struct html_field_radios_choices Choice;
typedef struct html_comment_split_pieces Piece;

/* Until when comments are taken, in the Committee's zone and the reader's; NULL: that is not said. */
static const char *until_words (TdBenchPage *page)
{
    const TdGeneralStage *phase = td_general_comment_phase (page->general, page->draft->id);

    return phase != NULL && phase->closes != 0
               ? td_bench_keep (page, td_deadline_words_for (phase->closes, phase->zone, page->here, page->locale))
               : NULL;
}

/* Whether that instant is past. */
static gboolean is_over (const TdBenchPage *page)
{
    const TdGeneralStage *phase = td_general_comment_phase (page->general, page->draft->id);

    return phase == NULL || td_general_stage_when (phase, td_clock_now (&page->instance->clock)) != TD_GENERAL_OPEN;
}

static const char *at_field (const char *field, const char *name, const char *wrong)
{
    return g_strcmp0 (field, name) == 0 ? wrong : NULL;
}

/* ---- sending one ---- */

static gboolean add_senders (TdBenchPage *page, GArray *choices, GError **error)
{
    const TdViewer *viewer = page->viewer;

    for (gsize i = 0; i < viewer->n_organisations; i++) {
        g_autoptr (TdOrganisation) o = NULL;
        if (viewer->organisations[i].level < TD_LEVEL_CONTRIBUTOR)
            continue;
        o = td_organisation_get (page->instance, viewer, viewer->organisations[i].organisation, error);
        if (o == NULL)
            return FALSE;
        td_bench_choice (page, choices, "organisation", td_bench_keep (page, g_strdup (o->id)),
                         td_bench_keep (page, g_strdup (o->name)), NULL, F ("organisation"));
    }
    if (viewer->state != NULL && td_viewer_has (viewer, TD_ROLE_MISSION)) {
        const TdState *state = td_profile_state (page->instance->profile, viewer->state);
        td_bench_choice (page, choices, "organisation", "state",
                         state != NULL ? td_profile_state_name (page->instance->profile, state, page->locale)
                                       : viewer->state,
                         NULL, F ("organisation"));
    }
    td_bench_choice (page, choices, "organisation", "", td_words (page->locale, N_ ("For myself")), NULL,
                     F ("organisation"));
    return TRUE;
}

static GArray *visibility_choices (TdBenchPage *page, const char *chosen)
{
    GArray *choices = td_bench_list (page, sizeof (Choice));

    td_bench_choice (page, choices, "visibility", "public", td_words (page->locale, N_ ("Everybody")), NULL, chosen);
    td_bench_choice (page, choices, "visibility", "committee", td_words (page->locale, N_ ("The Committee alone")),
                     NULL, chosen);
    return choices;
}

static void fill_choices (TdBenchPage *page, struct html_comment_split_new *html)
{
    static const TdPosition own[] = { TD_POSITION_EXPERT, TD_POSITION_PERSON };
    GArray *positions = td_bench_list (page, sizeof (Choice)),
           *visibilities = visibility_choices (page, F ("visibility"));

    for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
        td_bench_choice (page, positions, "position", td_position_word (own[i]),
                         td_words (page->locale, td_position_label (own[i])), NULL, F ("position"));
    TD_BENCH_FILL (html, positions, positions);
    TD_BENCH_FILL (html, visibilities, visibilities);
}

static GArray *waiting_rows (TdBenchPage *page, const GPtrArray *waiting)
{
    GArray *rows = td_bench_list (page, sizeof (struct html_comment_split_new_waiting));

    for (guint i = 0; i < waiting->len; i++) {
        const TdCommentSplit *s = waiting->pdata[i];
        const struct html_comment_split_new_waiting row = {
            .link = td_bench_keep (page, g_strdup_printf ("/%s/general-comments/pieces/%s", page->locale, s->id)),
            .when = td_bench_keep (page, td_words_day (page->locale, s->created, page->instance->profile->zone)),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *file_link (TdBenchPage *page, const char *id)
{
    return td_bench_keep (page, g_strdup_printf ("/%s/general-comments/files/%s", page->locale, id));
}

static GArray *file_rows (TdBenchPage *page, const GPtrArray *files)
{
    GArray *rows = td_bench_list (page, sizeof (struct html_comment_split_new_files));

    for (guint i = 0; i < files->len; i++) {
        const TdCommentFile *f = files->pdata[i];
        const struct html_comment_split_new_files row = {
            .link = file_link (page, f->id),
            .when = td_bench_keep (page, td_words_day (page->locale, f->created, page->instance->profile->zone)),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean show_new (TdBenchPage *page, const char *field, const char *wrong, GError **error)
{
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "file", .text = wrong } };
    g_autoptr (GPtrArray) waiting = td_comment_splits_mine (page->instance, page->viewer, page->draft->id, error);
    g_autoptr (GPtrArray) files = td_comment_files_mine (page->instance, page->viewer, page->draft->id, error);
    GArray *senders = td_bench_list (page, sizeof (Choice)), *rows, *kept;

    if (waiting == NULL || files == NULL || !add_senders (page, senders, error))
        return FALSE;
    rows = waiting_rows (page, waiting);
    kept = file_rows (page, files);
    struct html_comment_split_new html = {
        .draft = td_bench_draft_name (page),
        .until = until_words (page),
        .over = is_over (page),
        .action = td_bench_path (page, "/document"),
        .back = td_bench_path (page, ""),
        .largest = page->instance->profile->file_bytes,
        .errors = errors,
        .n_errors = wrong != NULL,
        .file_error = at_field (field, "file", wrong),
        .sender_error = at_field (field, "organisation", wrong),
        .position_error = at_field (field, "position", wrong),
        .name = F ("name"),
        .name_error = at_field (field, "name", wrong),
        .visibility_error = at_field (field, "visibility", wrong),
    };
    TD_BENCH_FILL (&html, waiting, rows);
    TD_BENCH_FILL (&html, files, kept);
    TD_BENCH_FILL (&html, senders, senders);
    fill_choices (page, &html);
    html_comment_split_new (td_request_html (page->request), &html);
    td_bench_reply (page, wrong != NULL);
    return TRUE;
}

gboolean td_split_new_page (TdRequest *request, GError **error)
{
    g_auto (TdBenchPage) page = { 0 };

    return td_bench_page_init (&page, request, NULL, error) && show_new (&page, NULL, NULL, error);
}

static gboolean begin (TdBenchPage *page, int fd, char **ret_id, const char **ret_field, GError **error)
{
    const TdDraftCommentWish wish = { .organisation = F ("organisation"),
                                      .position = F ("position"),
                                      .name = F ("name"),
                                      .visibility = F ("visibility"),
                                      .began = td_request_began (page->request) };

    return td_comment_split_begin (page->instance, page->viewer, page->draft->id, &wish, fd, ret_id, ret_field, error);
}

gboolean td_split_new_post (TdRequest *request, GError **error)
{
    g_auto (TdBenchPage) page = { 0 };
    const char *name = NULL, *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_autofree char *id = NULL;
    g_autofree char *to = NULL;
    GError *problem = NULL;
    gint64 size = 0;
    int fd = td_request_file (request, "file", &name, &size);

    if (!td_bench_page_init (&page, request, NULL, error))
        return FALSE;
    if (wrong == NULL && fd < 0)
        wrong = td_words (page.locale, N_ ("Choose the document, then send it."));
    if (wrong != NULL)
        return show_new (&page, "file", wrong, error);
    if (!begin (&page, fd, &id, &field, &problem)) {
        wrong = td_bench_problem (&page, problem, error);
        return wrong != NULL && show_new (&page, field, wrong, error);
    }
    to = g_strdup_printf ("/%s/general-comments/pieces/%s", page.locale, id);
    td_reply_redirect (request, to);
    return TRUE;
}

/* ---- its pieces ---- */

/* What came back with an error. */
typedef struct {
    int at;
    const char *field, *wrong;
} Came;

/* What was typed for this piece, or what is kept. */
static const char *typed (TdBenchPage *page, const Came *came, const char *name, const TdCommentPiece *p,
                          const char *kept)
{
    g_autofree char *field = g_strdup_printf ("%s-%d", name, p->n);
    const char *const *sent = td_request_names (page->request, field);

    return came->wrong != NULL && sent[0] != NULL && g_str_equal (sent[0], field) ? F (field) : kept;
}

static const char *piece_place (TdBenchPage *page, const TdCommentPiece *p)
{
    gboolean several = strchr (p->places, ',') != NULL || strstr (p->places, "–") != NULL;

    if (*p->places == '\0')
        return td_words (page->locale, N_ ("The whole draft"));
    if (several)
        return td_bench_keep (
            page, td_words_fill (td_words (page->locale, N_ ("Paragraphs {numbers}")), "numbers", p->places, NULL));
    return td_bench_keep (
        page, td_words_fill (td_words (page->locale, N_ ("Paragraph {number}")), "number", p->places, NULL));
}

static Piece piece_row (TdBenchPage *page, const Came *came, const TdCommentPiece *p)
{
    const char *text = typed (page, came, "text", p, p->text);

    return (Piece){
        .n = p->n,
        .dropped = p->dropped,
        .first = p->n == 1,
        .place = piece_place (page, p),
        .places = typed (page, came, "places", p, p->places),
        .text = text,
        .rows = td_bench_keep (page, g_strdup_printf ("%d", (int) CLAMP (g_utf8_strlen (text, -1) / 70 + 2, 3, 16))),
        .places_error = came->at == p->n ? at_field (came->field, "places", came->wrong) : NULL,
        .text_error = came->at == p->n ? at_field (came->field, "text", came->wrong) : NULL,
    };
}

/* Whether the file is there still: its sender may have taken it back. */
static const char *waiting_file (TdBenchPage *page, const TdCommentSplit *s)
{
    g_autoptr (TdCommentFile) file = NULL;
    int fd = td_comment_file_open (page->instance, page->viewer, s->id, &file, NULL);

    if (fd < 0)
        return NULL;
    close (fd);
    return file_link (page, s->id);
}

static void render (TdBenchPage *page, const TdCommentSplit *s, const Came *came)
{
    const char *here = td_bench_keep (page, g_strdup_printf ("/%s/general-comments/pieces/%s", page->locale, s->id));
    const TdBenchSlice slice = td_bench_slice (page, s->pieces->len, PIECES_A_PAGE, here);
    const char *field = came->at == 0 ? "pieces" : td_bench_keep (page, g_strdup_printf ("piece-%d", came->at));
    const struct html_error_summary_errors errors[] = { { .field = field, .text = came->wrong } };
    GArray *pieces = td_bench_list (page, sizeof (Piece)), *visibilities = visibility_choices (page, s->visibility);
    guint dropped = 0;

    for (guint i = 0; i < s->pieces->len; i++)
        dropped += ((TdCommentPiece *) s->pieces->pdata[i])->dropped;
    for (guint i = slice.from; i < slice.to; i++) {
        const Piece row = piece_row (page, came, s->pieces->pdata[i]);
        g_array_append_val (pieces, row);
    }
    struct html_comment_split html = {
        .draft = td_bench_draft_name (page),
        .until = until_words (page),
        .days = TD_LIMIT_DRAFT_DAYS,
        .file = waiting_file (page, s),
        .over = is_over (page),
        .here = here,
        .back = td_bench_path (page, ""),
        .version = s->version,
        .for_all = g_str_equal (s->visibility, "public"),
        .kept = s->pieces->len - dropped,
        .dropped = dropped,
        .done = *F ("done") != '\0',
        .errors = errors,
        .n_errors = came->wrong != NULL,
        .several = slice.pages > 1,
        .page = slice.page,
        .pages = slice.pages,
        .previous = slice.previous,
        .next = slice.next,
    };
    TD_BENCH_FILL (&html, pieces, pieces);
    TD_BENCH_FILL (&html, visibilities, visibilities);
    html_comment_split (td_request_html (page->request), &html);
    td_bench_reply (page, came->wrong != NULL);
}

static TdCommentSplit *open_split (TdBenchPage *page, TdRequest *request, GError **error)
{
    g_autoptr (TdCommentSplit) s = td_comment_split_get (td_request_instance (request), td_request_viewer (request),
                                                         td_request_part (request, "split"), error);

    if (s == NULL || !td_bench_page_init (page, request, s->draft, error))
        return NULL;
    return g_steal_pointer (&s);
}

gboolean td_split_page (TdRequest *request, GError **error)
{
    g_auto (TdBenchPage) page = { 0 };
    const Came came = { 0 };
    g_autoptr (TdCommentSplit) s = open_split (&page, request, error);

    if (s == NULL)
        return FALSE;
    render (&page, s, &came);
    return TRUE;
}

/* ---- the post ---- */

/* Of TdPieceEdit, for every piece of which something was sent. */
static GArray *edits_of (TdBenchPage *page)
{
    const char *const *names = td_request_names (page->request, "places-*");
    GArray *edits = g_array_new (FALSE, TRUE, sizeof (TdPieceEdit));

    for (gsize i = 0; names[i] != NULL; i++) {
        const char *n = names[i] + strlen ("places-");
        g_autofree char *text = g_strconcat ("text-", n, NULL);
        const TdPieceEdit edit = { (int) g_ascii_strtoll (n, NULL, 10), F (names[i]), F (text) };
        g_array_append_val (edits, edit);
    }
    return edits;
}

static TdPiecesWish wish_of (TdBenchPage *page, const GArray *edits)
{
    static const struct {
        const char *button;
        TdPiecesDo what;
    } buttons[] = {
        { "join", TD_PIECES_JOIN }, { "drop", TD_PIECES_DROP }, { "take", TD_PIECES_TAKE }, { "again", TD_PIECES_SPLIT }
    };
    TdPiecesWish wish = { .version = g_ascii_strtoll (F ("version"), NULL, 10),
                          .visibility = F ("visibility"),
                          .edits = (const TdPieceEdit *) (void *) edits->data,
                          .n_edits = edits->len };

    for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
        if (*F (buttons[i].button) != '\0') {
            wish.what = buttons[i].what;
            wish.at = (int) CLAMP (g_ascii_strtoll (F (buttons[i].button), NULL, 10), 0, G_MAXINT);
        }
    return wish;
}

/* What was typed is kept first, so that nothing of it is lost where the confirmation fails. */
static gboolean act (TdBenchPage *page, const TdCommentSplit *s, Came *came, GError **error)
{
    g_autoptr (GArray) edits = edits_of (page);
    const TdPiecesWish wish = wish_of (page, edits);
    int count = 0;

    if (g_str_equal (F ("do"), "discard"))
        return td_comment_split_discard (page->instance, page->viewer, s->id, error);
    if (!td_comment_split_correct (page->instance, page->viewer, s->id, &wish, &came->at, &came->field, error))
        return FALSE;
    return !g_str_equal (F ("do"), "confirm")
           || td_comment_split_confirm (page->instance, page->viewer, s->id, wish.version + 1,
                                        td_request_began (page->request), &count, &came->at, error);
}

static const char *after (TdBenchPage *page, const TdCommentSplit *s)
{
    const char *what = F ("do");

    if (g_str_equal (what, "discard"))
        return td_bench_path (page, "/document");
    if (g_str_equal (what, "confirm"))
        return td_bench_path (page, "/outcome/own");
    return td_bench_keep (
        page, g_strdup_printf ("/%s/general-comments/pieces/%s?page=%s&done=1", page->locale, s->id, F ("page")));
}

gboolean td_split_post (TdRequest *request, GError **error)
{
    g_auto (TdBenchPage) page = { 0 };
    Came came = { .wrong = td_request_field_problem (request, NULL) };
    g_autoptr (TdCommentSplit) s = open_split (&page, request, error);
    g_autoptr (TdCommentSplit) now = NULL;
    GError *problem = NULL;

    if (s == NULL)
        return FALSE;
    if (came.wrong == NULL) {
        if (act (&page, s, &came, &problem)) {
            td_reply_redirect (request, after (&page, s));
            return TRUE;
        }
        came.wrong = td_bench_problem (&page, problem, error);
        if (came.wrong == NULL)
            return FALSE;
    }
    now = td_comment_split_get (page.instance, page.viewer, s->id, error);
    if (now == NULL)
        return FALSE;
    render (&page, now, &came);
    return TRUE;
}
