/* One's own comments on a draft: by account, or one comment by its address. */
#include "areas/general_comments/draft-mine.html.h"
#include "areas/general_comments/general-words.h"
#include "areas/general_comments/pages.h"
#include "base/errors.h"
#include "text/words.h"

typedef struct html_draft_mine_comments Row;

#define F(name) td_request_field (p->request, name)

/* Which form came back, and what will not do in it. */
typedef struct {
    const char *field, *wrong;
} Came;

static const char *label_of (const char *anchor)
{
    return anchor == NULL || anchor[0] != 'p' ? anchor : anchor + 1;
}

static GArray *comment_rows (TdGeneralPage *p, const GPtrArray *comments, const char *action, gboolean is_open)
{
    GArray *rows = td_general_list (p, sizeof (Row));

    for (guint i = comments->len; i-- > 0;) {
        const TdDraftComment *c = comments->pdata[i];
        const Row row = {
            .id = c->id,
            .number = c->number,
            .place = label_of (c->anchor),
            .link = td_general_comments_path (p, c->draft, c->language, c->anchor),
            .when = td_general_day (p, c->at),
            .who = td_general_writer (p, c),
            .confidential = c->confidential,
            .waits = !c->shown,
            .phrase = c->phrase,
            .text = c->text,
            .wording = c->wording,
            .edit = is_open ? td_general_keep (p, g_strdup_printf ("%s?comment=%s#edit", action, c->id)) : NULL,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const TdDraftComment *chosen_of (TdGeneralPage *p, const GPtrArray *comments)
{
    for (guint i = 0; i < comments->len; i++)
        if (g_str_equal (((const TdDraftComment *) comments->pdata[i])->id, F ("comment")))
            return comments->pdata[i];
    return NULL;
}

static const char *wrong_at (const Came *came, const char *field)
{
    return g_strcmp0 (came->field, field) == 0 ? came->wrong : NULL;
}

static void fill_form (TdGeneralPage *p, const TdDraftComment *c, const Came *came, struct html_draft_mine *page)
{
    GArray *visibilities = td_general_list (p, sizeof (TdRadio));
    const char *stands = c->confidential ? "committee" : "public";
    const char *chosen = came->wrong != NULL && *F ("visibility") != '\0' ? F ("visibility") : stands;

    td_radio_add (&p->strings, visibilities, "visibility", "public", td_words (p->locale, N_ ("Everybody")), NULL,
                  chosen);
    td_radio_add (&p->strings, visibilities, "visibility", "committee",
                  td_words (p->locale, N_ ("The Committee alone")), NULL, chosen);
    TD_GENERAL_FILL (page, visibilities, visibilities);
    page->editing = TRUE;
    page->id = c->id;
    page->version = c->version;
    page->number = c->number;
    page->has_place = c->anchor != NULL;
    page->is_answer = c->reply_to != NULL;
    page->text = came->wrong != NULL ? F ("text") : c->text;
    page->wording = came->wrong != NULL ? F ("wording") : c->wording != NULL ? c->wording : "";
    page->needs_name = c->name == NULL && (c->sender == TD_BY_PERSON || c->sender == TD_BY_NOBODY);
    page->name = came->wrong != NULL ? F ("name") : "";
    page->text_error = wrong_at (came, "text");
    page->wording_error = wrong_at (came, "wording");
    page->visibility_error = wrong_at (came, "visibility");
    page->name_error = wrong_at (came, "name");
}

static void render (TdGeneralPage *p, const TdCommentDraft *d, const TdGeneralComment *g, const GPtrArray *comments,
                    const char *action, gboolean by_key, const Came *came)
{
    const struct html_error_summary_errors errors[] = { { .field = came->field != NULL ? came->field : "edit",
                                                          .text = came->wrong } };
    const TdGeneralStage *phase = td_general_comment_phase (g, d->id);
    const TdDraftComment *chosen = by_key ? comments->pdata[0] : chosen_of (p, comments);
    struct html_draft_mine page = { .id = "", .text = "", .wording = "", .name = "" };

    page.draft_link = td_general_draft_path (p, d->id, "");
    page.draft_name = td_general_keep (p, td_comment_draft_name (d, p->locale));
    page.action = action;
    page.by_key = by_key;
    page.is_new = by_key && *F ("new") != '\0';
    page.done = *F ("done") != '\0';
    page.is_open = phase != NULL && td_general_stage_when (phase, p->now) == TD_GENERAL_OPEN;
    page.closes = phase != NULL ? td_general_when (p, phase->closes) : NULL;
    page.errors = errors;
    page.n_errors = came->wrong != NULL;
    TD_GENERAL_FILL (&page, comments, comment_rows (p, comments, action, page.is_open && !by_key));
    /* What was typed stays to be seen and copied, also when the phase closed meanwhile. */
    if (chosen != NULL && (page.is_open || came->wrong != NULL))
        fill_form (p, chosen, came, &page);
    html_draft_mine (td_request_html (p->request), &page);
    td_general_reply (p, came->wrong != NULL);
}

/* ---- doing ---- */

static gboolean act (TdGeneralPage *p, const char *key, const char *comment, const char **ret_field, GError **error)
{
    const TdDraftCommentWish wish = { .text = F ("text"),
                                      .wording = F ("wording"),
                                      .visibility = F ("visibility"),
                                      .name = F ("name"),
                                      .began = td_request_began (p->request) };
    gint64 version = 0;

    if (g_str_equal (F ("do"), "withdraw"))
        return td_draft_comment_withdraw (p->instance, p->viewer, key, comment, wish.began, error);
    if (!g_str_equal (F ("do"), "change"))
        return td_door_unknown (error);
    g_ascii_string_to_signed (F ("version"), 10, 0, G_MAXINT32, &version, NULL);
    return td_draft_comment_change (p->instance, p->viewer, key, comment, version, &wish, ret_field, error);
}

/* FALSE: it is not to be answered with a page but with *error. */
static gboolean try_act (TdGeneralPage *p, const char *key, const char *comment, Came *came, GError **error)
{
    GError *problem = NULL;

    came->wrong = td_request_field_problem (p->request, NULL);
    if (came->wrong != NULL || act (p, key, comment, &came->field, &problem))
        return TRUE;
    came->wrong = td_general_problem (p, problem, error);
    return came->wrong != NULL;
}

/* ---- by account ---- */

static gboolean show_mine (TdGeneralPage *p, const Came *came, GError **error)
{
    g_autoptr (TdCommentDraft) d = NULL;
    g_autoptr (TdGeneralComment) g = NULL;
    g_autoptr (GPtrArray) comments = NULL;

    if (!td_general_draft_of (p, &d, &g, error)
        || (comments = td_draft_comments_mine (p->instance, p->viewer, d->id, error)) == NULL)
        return FALSE;
    render (p, d, g, comments, td_general_draft_path (p, d->id, "/mine"), FALSE, came);
    return TRUE;
}

gboolean td_draft_mine_page (TdRequest *request, GError **error)
{
    g_auto (TdGeneralPage) p = { 0 };
    const Came none = { 0 };

    td_general_page_init (&p, request);
    return show_mine (&p, &none, error);
}

gboolean td_draft_mine_post (TdRequest *request, GError **error)
{
    g_auto (TdGeneralPage) page = { 0 };
    TdGeneralPage *p = &page;
    Came came = { 0 };

    td_general_page_init (p, request);
    if (!try_act (p, NULL, F ("comment"), &came, error))
        return FALSE;
    if (came.wrong != NULL)
        return show_mine (p, &came, error);
    td_reply_redirect (request, td_general_draft_path (p, td_request_part (request, "draft"), "/mine?done=1"));
    return TRUE;
}

/* ---- by its address ---- */

static gboolean show_own (TdGeneralPage *p, const Came *came, GError **error)
{
    const char *key = td_request_part (p->request, "key");
    g_autoptr (TdDraftComment) c = td_draft_comment_of_key (p->instance, key, error);
    g_autoptr (TdCommentDraft) d = c != NULL ? td_comment_draft_get (p->instance, c->draft, error) : NULL;
    g_autoptr (TdGeneralComment) g = d != NULL ? td_general_comment_get (p->instance, d->general_comment, error) : NULL;
    g_autoptr (GPtrArray) comments = g_ptr_array_new ();
    g_autofree char *rest = g_strdup_printf ("/comment/%s", key);

    if (g == NULL)
        return FALSE;
    g_ptr_array_add (comments, c);
    render (p, d, g, comments, td_general_path (p, rest), TRUE, came);
    return TRUE;
}

gboolean td_draft_own_page (TdRequest *request, GError **error)
{
    g_auto (TdGeneralPage) p = { 0 };
    const Came none = { 0 };

    td_general_page_init (&p, request);
    return show_own (&p, &none, error);
}

gboolean td_draft_own_post (TdRequest *request, GError **error)
{
    g_auto (TdGeneralPage) page = { 0 };
    TdGeneralPage *p = &page;
    const char *key = td_request_part (request, "key");
    g_autoptr (TdDraftComment) c = NULL;
    g_autofree char *rest = g_strdup_printf ("/comment/%s?done=1", key);
    Came came = { 0 };

    td_general_page_init (p, request);
    c = td_draft_comment_of_key (p->instance, key, error);
    if (c == NULL || !try_act (p, key, c->id, &came, error))
        return FALSE;
    if (came.wrong != NULL)
        return show_own (p, &came, error);
    td_reply_redirect (request, g_str_equal (F ("do"), "withdraw") ? td_general_draft_path (p, c->draft, "")
                                                                   : td_general_path (p, rest));
    return TRUE;
}
