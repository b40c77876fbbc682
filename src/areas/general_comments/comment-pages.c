/* Comments on one paragraph of a draft or on the whole, with their discussion; the form to write one. */
#include "areas/general_comments/pages.h"

#include "areas/general_comments/draft-comments.html.h"
#include "areas/general_comments/general-words.h"
#include "areas/organisations/organisation.h"
#include "areas/people/fault-words.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_draft_comments_comments Row;
typedef struct html_draft_comments_comments_replies Reply;
typedef struct html_draft_comments_comments_backers Backer;

/* Few, since each may be long and have a discussion. */
enum { COMMENTS_A_PAGE = 10, JSON_A_PAGE = 100 };

#define F(name) td_request_field (v->page.request, name)

/* One page on its way. */
typedef struct {
    TdGeneralPage page;
    TdCommentDraft *draft;
    TdGeneralComment *general;
    TdText *text;
    const TdTextParagraph *paragraph; /* NULL: the whole */
    const char *plain;
    GPtrArray *kept; /* comments whose words are on the page */
    GArray *own;     /* of Backer: the viewer's organisations, without supports */
    gboolean is_open;
    TdFaultWords faults;
    struct html_draft_comments html;
} View;

static void view_clear (View *v)
{
    td_comment_draft_free (v->draft);
    td_general_comment_free (v->general);
    td_text_free (v->text);
    g_clear_pointer (&v->kept, g_ptr_array_unref);
    td_fault_words_clear (&v->faults);
    td_general_page_clear (&v->page);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static const char *anchor_of (View *v)
{
    return v->paragraph != NULL ? v->paragraph->id : NULL;
}

static gboolean is_bench (View *v)
{
    return td_door_may (v->page.viewer, TD_ACT_GENERAL_COMMENT_BENCH, NULL, NULL);
}

/* The draft, its text in the language that was asked for, and the paragraph. */
static gboolean view_open (View *v, TdRequest *request, GError **error)
{
    const TdGeneralStage *phase;

    td_general_page_init (&v->page, request);
    v->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
    if (!td_general_draft_of (&v->page, &v->draft, &v->general, error)
        || (v->text =
                td_comment_draft_text (v->page.instance, v->draft->id, td_general_language (&v->page, v->draft), error))
               == NULL)
        return FALSE;
    phase = td_general_comment_phase (v->general, v->draft->id);
    v->is_open = phase != NULL && td_general_stage_when (phase, v->page.now) == TD_GENERAL_OPEN;
    if (*F ("p") == '\0')
        return TRUE;
    v->paragraph = td_text_paragraph (v->text, F ("p"));
    if (v->paragraph == NULL)
        return td_door_unknown (error);
    v->plain = td_general_plain (&v->page, v->paragraph);
    return TRUE;
}

/* ---- comments ---- */

static const TdMarkup *change_of (View *v, const TdDraftComment *c)
{
    if (c->wording == NULL)
        return NULL;
    return td_general_change (&v->page,
                              c->phrase != NULL  ? c->phrase
                              : v->plain != NULL ? v->plain
                                                 : "",
                              c->wording, c->language);
}

static const char *mine_link (View *v, const TdDraftComment *c)
{
    g_autofree char *rest = g_strdup_printf ("/mine?comment=%s", c->id);

    return c->mine && v->is_open && c->text != NULL ? td_general_draft_path (&v->page, v->draft->id, rest) : NULL;
}

static GPtrArray *comments_of (View *v, const char *reply_to, int limit, int offset, gint64 *ret_total, GError **error)
{
    const TdDraftCommentFilter filter = { .anchor =
                                              reply_to == NULL ? (v->paragraph != NULL ? v->paragraph->id : "") : NULL,
                                          .reply_to = reply_to,
                                          .limit = limit,
                                          .offset = offset };
    GPtrArray *list =
        is_bench (v)
            ? td_draft_comments_all (v->page.instance, v->page.viewer, v->draft->id, &filter, ret_total, error)
            : td_draft_comments_public (v->page.instance, v->page.viewer, v->draft->id, &filter, ret_total, error);

    if (list != NULL)
        g_ptr_array_add (v->kept, g_ptr_array_ref (list));
    return list;
}

static gboolean reply_rows (View *v, const TdDraftComment *to, GArray **ret_rows, GError **error)
{
    g_autoptr (GPtrArray) list = comments_of (v, to->id, 0, 0, NULL, error);
    GArray *rows = td_general_list (&v->page, sizeof (Reply));

    for (guint i = 0; list != NULL && i < list->len; i++) {
        const TdDraftComment *c = list->pdata[i];
        const Reply row = { .id = c->id,
                            .number = c->number,
                            .waits = !c->shown,
                            .who = td_general_writer (&v->page, c),
                            .position = td_general_position (&v->page, c),
                            .when = td_general_day (&v->page, c->at),
                            .text = c->text,
                            .change = change_of (v, c),
                            .mine = mine_link (v, c) };
        g_array_append_val (rows, row);
    }
    *ret_rows = rows;
    return list != NULL;
}

static const char *supporters_words (View *v, const TdDraftComment *c)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < c->supporters->len; i++) {
        const TdDraftSupporter *s = c->supporters->pdata[i];
        if (s->name != NULL)
            g_string_append_printf (all, "%s%s", all->len > 0 ? td_words (v->page.locale, N_ (", ")) : "", s->name);
    }
    return all->len > 0 ? td_general_keep (&v->page, g_string_free (g_steal_pointer (&all), FALSE)) : NULL;
}

static gboolean is_supported_by (const TdDraftComment *c, const char *organisation)
{
    for (guint i = 0; i < c->supporters->len; i++)
        if (g_strcmp0 (((TdDraftSupporter *) c->supporters->pdata[i])->organisation, organisation) == 0)
            return TRUE;
    return FALSE;
}

/* The viewer's organisations, each with what it can do: not for one's own comment. */
static GArray *backer_rows (View *v, const TdDraftComment *c)
{
    GArray *rows = td_general_list (&v->page, sizeof (Backer));

    for (guint i = 0; v->is_open && c->text != NULL && !c->confidential && c->shown && i < v->own->len; i++) {
        Backer row = g_array_index (v->own, Backer, i);
        if (g_strcmp0 (c->organisation, row.organisation) == 0)
            continue;
        row.supports = is_supported_by (c, row.organisation);
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *answer_link (View *v, const TdDraftComment *c)
{
    g_autofree char *rest = NULL;

    if (!v->is_open || c->text == NULL || c->confidential || !c->shown || is_bench (v))
        return NULL;
    rest = g_strdup_printf ("/comments?p=%s&in=%s&reply=%s#write", anchor_of (v) != NULL ? anchor_of (v) : "",
                            v->text->language, c->id);
    return td_general_draft_path (&v->page, v->draft->id, rest);
}

static gboolean comment_row (View *v, const TdDraftComment *c, Row *row, GError **error)
{
    GArray *replies = NULL;

    *row = (Row){ .id = c->id,
                  .number = c->number,
                  .confidential = c->confidential,
                  .waits = !c->shown,
                  .looks = c->sender == TD_BY_NOBODY && !c->confidential && c->text != NULL
                           && td_door_may (v->page.viewer, TD_ACT_GENERAL_COMMENT_KEEP, NULL, NULL),
                  .who = td_general_writer (&v->page, c),
                  .position = td_general_position (&v->page, c),
                  .when = td_general_day (&v->page, c->at),
                  .gone = c->text == NULL,
                  .phrase = c->phrase,
                  .text = c->text,
                  .change = change_of (v, c),
                  .support = c->supporters->len,
                  .supporters = supporters_words (v, c),
                  .version = c->version,
                  .mine = mine_link (v, c),
                  .answer = answer_link (v, c) };
    if (c->file != NULL)
        row->file =
            td_general_keep (&v->page, g_strdup_printf ("/%s/general-comments/files/%s", v->page.locale, c->file));
    if (c->organisation != NULL)
        row->who_link =
            td_general_keep (&v->page, g_strdup_printf ("/%s/organisations/%s", v->page.locale, c->organisation));
    TD_GENERAL_FILL (row, backers, backer_rows (v, c));
    if (!reply_rows (v, c, &replies, error))
        return FALSE;
    TD_GENERAL_FILL (row, replies, replies);
    return TRUE;
}

static const char *page_link (View *v, int page, int pages)
{
    g_autofree char *rest = g_strdup_printf ("/comments?p=%s&in=%s&page=%d", anchor_of (v) != NULL ? anchor_of (v) : "",
                                             v->text->language, page);

    return page >= 1 && page <= pages ? td_general_draft_path (&v->page, v->draft->id, rest) : "";
}

static gboolean fill_comments (View *v, GError **error)
{
    int n = td_consultation_page_number (v->page.request), pages;
    gint64 total = 0;
    g_autoptr (GPtrArray) list = comments_of (v, NULL, COMMENTS_A_PAGE, (n - 1) * COMMENTS_A_PAGE, &total, error);
    GArray *rows = td_general_list (&v->page, sizeof (Row));

    for (guint i = 0; list != NULL && i < list->len; i++) {
        Row row;
        if (!comment_row (v, list->pdata[i], &row, error))
            return FALSE;
        g_array_append_val (rows, row);
    }
    pages = (int) ((total + COMMENTS_A_PAGE - 1) / COMMENTS_A_PAGE);
    TD_GENERAL_FILL (&v->html, comments, rows);
    v->html.several = pages > 1;
    v->html.page = n;
    v->html.pages = pages;
    v->html.previous = page_link (v, n - 1, pages);
    v->html.next = page_link (v, n + 1, pages);
    return list != NULL;
}

/* ---- the form ---- */

static gboolean load_own (View *v, GError **error)
{
    const TdViewer *viewer = v->page.viewer;

    v->own = td_general_list (&v->page, sizeof (Backer));
    for (gsize i = 0; i < viewer->n_organisations; i++) {
        g_autoptr (TdOrganisation) o = NULL;
        Backer row = { 0 };
        if (viewer->organisations[i].level < TD_LEVEL_CONTRIBUTOR)
            continue;
        o = td_organisation_get (v->page.instance, viewer, viewer->organisations[i].organisation, error);
        if (o == NULL)
            return FALSE;
        row.organisation = td_general_keep (&v->page, g_strdup (o->id));
        row.name = td_general_keep (&v->page, g_strdup (o->name));
        g_array_append_val (v->own, row);
    }
    return TRUE;
}

static void fill_writers (View *v)
{
    GArray *organisations = td_general_list (&v->page, sizeof (TdRadio));
    const TdViewer *viewer = v->page.viewer;
    const char *chosen = F ("organisation");

    for (guint i = 0; i < v->own->len; i++)
        td_radio_add (&v->page.strings, organisations, "organisation", g_array_index (v->own, Backer, i).organisation,
                      g_array_index (v->own, Backer, i).name, NULL, chosen);
    if (viewer->state != NULL && td_viewer_has (viewer, TD_ROLE_MISSION)) {
        const TdState *state = td_profile_state (v->page.instance->profile, viewer->state);
        td_radio_add (&v->page.strings, organisations, "organisation", "state",
                      state != NULL ? td_profile_state_name (v->page.instance->profile, state, v->page.locale)
                                    : viewer->state,
                      NULL, chosen);
    }
    if (organisations->len > 0 && viewer->behalf == NULL)
        td_radio_add (&v->page.strings, organisations, "organisation", "none",
                      td_words (v->page.locale, N_ ("I write for myself")), NULL, chosen);
    TD_GENERAL_FILL (&v->html, organisations, organisations);
}

static void fill_choices (View *v)
{
    GArray *positions = td_general_list (&v->page, sizeof (TdRadio));
    GArray *visibilities = td_general_list (&v->page, sizeof (TdRadio));

    for (int i = TD_POSITION_EXPERT; i < TD_N_POSITIONS; i++)
        if (!v->html.signed_in || i == TD_POSITION_EXPERT || i == TD_POSITION_PERSON)
            td_radio_add (&v->page.strings, positions, "position", td_position_word ((TdPosition) i),
                          td_words (v->page.locale, td_position_label ((TdPosition) i)), NULL, F ("position"));
    td_radio_add (&v->page.strings, visibilities, "visibility", "public", td_words (v->page.locale, N_ ("Everybody")),
                  NULL, F ("visibility"));
    td_radio_add (&v->page.strings, visibilities, "visibility", "committee",
                  td_words (v->page.locale, N_ ("The Committee alone")), NULL, F ("visibility"));
    TD_GENERAL_FILL (&v->html, positions, positions);
    TD_GENERAL_FILL (&v->html, visibilities, visibilities);
    fill_writers (v);
    v->html.phrase = F ("phrase");
    v->html.text = F ("text");
    v->html.wording = F ("wording");
    v->html.name = F ("name");
}

static void fill_errors (View *v)
{
    static const struct {
        const char *field;
        gsize offset;
    } places[] = {
        { "text", G_STRUCT_OFFSET (struct html_draft_comments, text_error) },
        { "wording", G_STRUCT_OFFSET (struct html_draft_comments, wording_error) },
        { "phrase", G_STRUCT_OFFSET (struct html_draft_comments, phrase_error) },
        { "organisation", G_STRUCT_OFFSET (struct html_draft_comments, organisation_error) },
        { "position", G_STRUCT_OFFSET (struct html_draft_comments, position_error) },
        { "visibility", G_STRUCT_OFFSET (struct html_draft_comments, visibility_error) },
        { "name", G_STRUCT_OFFSET (struct html_draft_comments, name_error) },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
        G_STRUCT_MEMBER (const char *, &v->html, places[i].offset) = td_fault_at (&v->faults, places[i].field);
    v->html.errors = v->faults.rows != NULL ? (const void *) v->faults.rows->data : NULL;
    v->html.n_errors = td_fault_words_count (&v->faults);
}

/* What an answer answers; one that cannot be answered (any more) is none. */
static void fill_answer (View *v)
{
    g_autoptr (TdDraftComment) to =
        *F ("reply") != '\0' ? td_draft_comment_get (v->page.instance, v->page.viewer, F ("reply"), NULL) : NULL;

    v->html.reply_to = "";
    v->html.not_answer = td_general_comments_path (&v->page, v->draft->id, v->text->language, anchor_of (v));
    if (to == NULL || to->reply_to != NULL || to->text == NULL || to->confidential)
        return;
    v->html.answers = to->number;
    v->html.reply_to = td_general_keep (&v->page, g_strdup (to->id));
}

static const char *said_new (View *v)
{
    static const struct {
        const char *word, *sentence;
    } words[] = {
        { "1", N_ ("Your comment stands here now.") },
        { "c", N_ ("The Committee has your comment. Nobody else sees it or counts it.") },
        { "s", N_ ("Your organisation is named among those who support it.") },
        { "d", N_ ("It stands as it is now.") },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_equal (F ("new"), words[i].word))
            return words[i].sentence;
    return NULL;
}

static void fill_head (View *v)
{
    const TdGeneralStage *phase = td_general_comment_phase (v->general, v->draft->id);
    g_autofree char *rest = g_strdup_printf ("?in=%s%s%s", v->text->language, v->paragraph != NULL ? "#" : "",
                                             v->paragraph != NULL ? v->paragraph->id : "");

    v->html.draft_link = td_general_draft_path (&v->page, v->draft->id, rest);
    v->html.draft_name = td_general_keep (&v->page, td_comment_draft_name (v->draft, v->page.locale));
    v->html.general_title = td_general_comment_title (v->general, v->page.locale, &v->html.title_language);
    v->html.title_direction = td_language_direction (v->html.title_language);
    v->html.action = td_general_draft_path (&v->page, v->draft->id, "/comments");
    v->html.anchor = v->paragraph != NULL ? v->paragraph->id : "";
    v->html.label = v->paragraph == NULL ? NULL : v->paragraph->id[0] == 'p' ? v->paragraph->id + 1 : v->paragraph->id;
    v->html.tag = v->text->language;
    if (v->paragraph != NULL) {
        g_autoptr (TdTextNotes) notes = td_text_notes_new (0);
        v->html.paragraph = td_general_marked (&v->page, v->paragraph, notes);
        v->html.footnotes = td_general_footnotes (&v->page, notes);
    }
    v->html.language = v->text->language;
    v->html.direction = td_language_direction (v->text->language);
    v->html.closes = phase != NULL ? td_general_when (&v->page, phase->closes) : NULL;
    v->html.is_over = phase != NULL && td_general_stage_when (phase, v->page.now) == TD_GENERAL_OVER;
    v->html.signed_in = v->page.viewer->person != NULL && v->page.viewer->trust >= TD_TRUST_PASSWORD;
    v->html.new = said_new (v);
    v->html.json = td_general_draft_path (&v->page, v->draft->id, "/comments.json");
}

static gboolean show (View *v, GError **error)
{
    gboolean wrong = td_fault_words_count (&v->faults) > 0;

    if (!load_own (v, error) || !fill_comments (v, error))
        return FALSE;
    fill_head (v);
    fill_choices (v);
    fill_answer (v);
    fill_errors (v);
    /* What was typed stays to be seen and copied, also when the phase closed meanwhile. */
    v->html.is_open = (v->is_open && !is_bench (v)) || (wrong && *F ("text") != '\0');
    html_draft_comments (td_request_html (v->page.request), &v->html);
    td_general_reply (&v->page, wrong);
    return TRUE;
}

static gboolean show_json (View *v, GError **error)
{
    const char *anchor = v->paragraph != NULL ? v->paragraph->id : *F ("whole") != '\0' ? "" : NULL;
    const TdDraftCommentFilter filter = { .anchor = anchor,
                                          .limit = JSON_A_PAGE,
                                          .offset = (td_consultation_page_number (v->page.request) - 1) * JSON_A_PAGE };
    gint64 total = 0;
    g_autoptr (GPtrArray) list =
        td_draft_comments_public (v->page.instance, NULL, v->draft->id, &filter, &total, error);
    json_t *json;

    if (list == NULL)
        return FALSE;
    json = json_array ();
    for (guint i = 0; i < list->len; i++) {
        const TdDraftComment *c = list->pdata[i];
        const TdDraftCommentFilter answers = { .reply_to = c->id };
        g_autoptr (GPtrArray) replies =
            td_draft_comments_public (v->page.instance, NULL, v->draft->id, &answers, NULL, error);
        json_t *one = td_draft_comment_to_json (c), *discussion = json_array ();
        for (guint k = 0; replies != NULL && k < replies->len; k++)
            json_array_append_new (discussion, td_draft_comment_to_json (replies->pdata[k]));
        json_object_set_new (one, "discussion", discussion);
        json_array_append_new (json, one);
        if (replies == NULL) {
            json_decref (json);
            return FALSE;
        }
    }
    td_reply_json (v->page.request, 200, json_pack ("{s:o, s:I}", "comments", json, "total", (json_int_t) total));
    return TRUE;
}

gboolean td_draft_comments_page (TdRequest *request, GError **error)
{
    g_auto (View) v = { 0 };

    if (!view_open (&v, request, error))
        return FALSE;
    return td_request_wants_json (request) ? show_json (&v, error) : show (&v, error);
}

/* ---- sending ---- */

/* What was typed is longer than a field may be. */
static gboolean typed_wrong (View *v)
{
    static const char *const fields[] = { "phrase", "text", "wording", "name", NULL };
    const char *other = td_request_field_problem (v->page.request, NULL);

    if (!td_fault_words_typed (&v->faults, v->page.request, fields) && other != NULL)
        td_fault_words_add (&v->faults, NULL, other, "write");
    return td_fault_words_count (&v->faults) > 0;
}

static gint64 version_of (View *v)
{
    gint64 version = 0;

    g_ascii_string_to_signed (F ("version"), 10, 0, G_MAXINT32, &version, NULL);
    return version;
}

/* Where to go afterwards is *ret_path. */
static gboolean say (View *v, char **ret_path, const char **ret_field, GError **error)
{
    const char *organisation = F ("organisation");
    const TdDraftCommentWish wish = { .language = v->text->language,
                                      .anchor = anchor_of (v),
                                      .phrase = F ("phrase"),
                                      .reply_to = F ("reply"),
                                      .text = F ("text"),
                                      .wording = F ("wording"),
                                      .organisation = g_str_equal (organisation, "none") ? NULL : organisation,
                                      .position = F ("position"),
                                      .name = F ("name"),
                                      .visibility = *F ("reply") != '\0' ? "public" : F ("visibility"),
                                      .began = td_request_began (v->page.request) };
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    const char *back;

    if (!td_draft_comment_add (v->page.instance, v->page.viewer, v->draft->id, &wish, &id, &key, ret_field, error))
        return FALSE;
    back = td_general_comments_path (&v->page, v->draft->id, v->text->language, anchor_of (v));
    if (key != NULL)
        *ret_path = g_strdup_printf ("/%s/general-comments/comment/%s?new=1", v->page.locale, key);
    else
        *ret_path = g_strdup_printf ("%s&new=%s", back, g_str_equal (wish.visibility, "public") ? "1" : "c");
    return TRUE;
}

static gboolean act (View *v, char **ret_path, const char **ret_field, GError **error)
{
    TdInstance *instance = v->page.instance;
    const TdViewer *viewer = v->page.viewer;
    const char *what = F ("do"), *comment = F ("comment"), *back;
    gint64 began = td_request_began (v->page.request);
    gboolean done;

    if (*what == '\0' || g_str_equal (what, "say"))
        return say (v, ret_path, ret_field, error);
    if (g_str_equal (what, "support") || g_str_equal (what, "unsupport"))
        done = td_draft_comment_support (instance, viewer, comment, version_of (v), F ("organisation"),
                                         g_str_equal (what, "support"), began, error);
    else if (g_str_equal (what, "show") || g_str_equal (what, "hide"))
        done = td_draft_comment_show (instance, viewer, comment, g_str_equal (what, "show"), error);
    else
        return td_door_unknown (error);
    back = td_general_comments_path (&v->page, v->draft->id, v->text->language, anchor_of (v));
    *ret_path = g_strdup_printf ("%s&new=%s#c-%s", back, g_str_equal (what, "support") ? "s" : "d", comment);
    return done;
}

/* What its writer can do something about stands with the form; FALSE: it goes up. Takes problem. */
static gboolean take_problem (View *v, const char *field, GError *problem, GError **error)
{
    const char *wrong;

    if (td_error_code (problem) == TD_ERROR_INPUT) {
        td_fault_words_take (&v->faults, v->page.locale, field, problem, "write");
        g_error_free (problem);
        return TRUE;
    }
    wrong = td_general_problem (&v->page, problem, error);
    if (wrong != NULL)
        td_fault_words_add (&v->faults, field, wrong, "write");
    return wrong != NULL;
}

gboolean td_draft_comments_post (TdRequest *request, GError **error)
{
    g_auto (View) v = { 0 };
    const char *field = NULL;
    g_autofree char *path = NULL;
    GError *problem = NULL;

    if (!view_open (&v, request, error))
        return FALSE;
    if (typed_wrong (&v))
        return show (&v, error);
    if (!act (&v, &path, &field, &problem))
        return take_problem (&v, field, problem, error) && show (&v, error);
    td_reply_redirect (request, path);
    return TRUE;
}
