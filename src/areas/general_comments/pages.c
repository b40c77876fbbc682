/* What everybody reads: all general comments, and one with its stages. */
#include "areas/general_comments/pages.h"

#include "areas/calls/deadline.h"
#include "areas/general_comments/general-comment.html.h"
#include "areas/general_comments/general-comments.html.h"
#include "areas/general_comments/general-words.h"
#include "areas/library/library.h"
#include "text/language.h"
#include "text/words.h"

/* The stage that is now, or was last. */
static const TdGeneralStage *stage_now (TdGeneralPage *p, const TdGeneralComment *g)
{
    const TdGeneralStage *last = NULL;

    for (guint i = 0; i < g->stages->len; i++)
        if (td_general_stage_when (g->stages->pdata[i], p->now) != TD_GENERAL_PLANNED)
            last = g->stages->pdata[i];
    return last;
}

static const TdGeneralStage *open_phase (TdGeneralPage *p, const TdGeneralComment *g)
{
    for (guint i = 0; i < g->stages->len; i++) {
        const TdGeneralStage *s = g->stages->pdata[i];
        if (s->is == TD_GENERAL_COMMENTS && s->draft != NULL && td_general_stage_when (s, p->now) == TD_GENERAL_OPEN)
            return s;
    }
    return NULL;
}

static const char *bodies_words (TdGeneralPage *p, const TdGeneralComment *g)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < g->bodies->len; i++) {
        const TdGeneralBody *b = g->bodies->pdata[i];
        g_autofree char *symbol = b->symbol != NULL ? td_library_symbol_words (b->symbol) : NULL;
        g_string_append_printf (all, "%s%s", i > 0 ? " · " : "", symbol != NULL ? symbol : b->body);
    }
    return td_general_keep (p, g_string_free (g_steal_pointer (&all), FALSE));
}

/* ---- all ---- */

static void add_making (TdGeneralPage *p, GArray *rows, const TdGeneralComment *g)
{
    const TdGeneralStage *now = stage_now (p, g), *open = open_phase (p, g);
    const char *language = NULL, *title = td_general_comment_title (g, p->locale, &language);
    g_autofree char *rest = g_strdup_printf ("/%s", g->id);
    const struct html_general_comments_making row = {
        .link = td_general_path (p, rest),
        .title = title,
        .language = language,
        .direction = td_language_direction (language),
        .bodies = bodies_words (p, g),
        .stage = now != NULL ? td_general_stage_label (p, now) : NULL,
        .open = open != NULL ? td_general_when (p, open->closes) : NULL,
        .distance = open != NULL ? td_general_keep (p, td_deadline_distance (open->closes, p->now, p->locale)) : NULL,
        .door = open != NULL ? td_general_draft_path (p, open->draft, "") : "",
    };

    g_array_append_val (rows, row);
}

static void add_adopted (TdGeneralPage *p, GArray *rows, const TdGeneralComment *g)
{
    const char *language = NULL, *title = td_general_comment_title (g, p->locale, &language);
    g_autofree char *rest = g_strdup_printf ("/%s", g->id);
    const struct html_general_comments_adopted row = {
        .link = td_general_path (p, rest),
        .title = title,
        .language = language,
        .direction = td_language_direction (language),
        .symbols = td_general_keep (p, td_general_comment_symbols (g)),
        .document = td_general_keep (p, td_library_address (p->locale, g->document, NULL)),
        .when = td_general_keep (p, td_words_date (p->locale, g->adopted)),
    };

    g_array_append_val (rows, row);
}

static gboolean list_json (TdGeneralPage *p, const GPtrArray *list)
{
    json_t *all = json_array ();

    for (guint i = 0; i < list->len; i++)
        json_array_append_new (all, td_general_comment_to_json (p->instance, list->pdata[i], p->locale));
    td_reply_json (p->request, 200, json_pack ("{s:o}", "general_comments", all));
    return TRUE;
}

gboolean td_general_comments_page (TdRequest *request, GError **error)
{
    g_auto (TdGeneralPage) p = { 0 };
    g_autoptr (GPtrArray) list = td_general_comment_list (td_request_instance (request), error);
    struct html_general_comments page = { 0 };
    GArray *making, *adopted;

    if (list == NULL)
        return FALSE;
    td_general_page_init (&p, request);
    if (td_request_wants_json (request))
        return list_json (&p, list);
    making = td_general_list (&p, sizeof (struct html_general_comments_making));
    adopted = td_general_list (&p, sizeof (struct html_general_comments_adopted));
    for (guint i = 0; i < list->len; i++) {
        const TdGeneralComment *g = list->pdata[i];
        if (g->adopted != NULL && g->document != NULL)
            add_adopted (&p, adopted, g);
        else
            add_making (&p, making, g);
    }
    page.may_keep = td_door_may (p.viewer, TD_ACT_GENERAL_COMMENT_KEEP, NULL, NULL);
    TD_GENERAL_FILL (&page, making, making);
    TD_GENERAL_FILL (&page, adopted, adopted);
    html_general_comments (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- one ---- */

static const char *languages_words (TdGeneralPage *p, const TdCommentDraft *d)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < d->languages->len; i++) {
        g_autofree char *name = td_language_name (((TdDraftLanguage *) d->languages->pdata[i])->language, p->locale);
        g_string_append_printf (all, "%s%s", i > 0 ? td_words (p->locale, N_ (", ")) : "", name);
    }
    return td_general_keep (p, g_string_free (g_steal_pointer (&all), FALSE));
}

static gboolean draft_rows (TdGeneralPage *p, const GPtrArray *drafts, GArray **ret_rows, GError **error)
{
    GArray *rows = td_general_list (p, sizeof (struct html_general_comment_drafts));
    static const TdDraftCommentFilter comments = { .limit = 1 };

    for (guint i = drafts->len; i-- > 0;) {
        const TdCommentDraft *d = drafts->pdata[i];
        gint64 total = 0;
        g_autoptr (GPtrArray) one = td_draft_comments_public (p->instance, NULL, d->id, &comments, &total, error);
        const struct html_general_comment_drafts row = { .link = td_general_draft_path (p, d->id, ""),
                                                         .name =
                                                             td_general_keep (p, td_comment_draft_name (d, p->locale)),
                                                         .when = td_general_day (p, d->created),
                                                         .languages = languages_words (p, d),
                                                         .comments = total };
        if (one == NULL)
            return FALSE;
        g_array_append_val (rows, row);
    }
    *ret_rows = rows;
    return TRUE;
}

static GArray *move_rows (TdGeneralPage *p, const TdGeneralStage *s)
{
    GArray *rows = td_general_list (p, sizeof (struct html_general_comment_notes_moves));

    for (guint i = 0; i < s->moves->len; i++) {
        const TdGeneralMove *m = s->moves->pdata[i];
        const struct html_general_comment_notes_moves row = { .said = td_general_day (p, m->at),
                                                              .was = td_general_when (p, m->was),
                                                              .closes = td_general_when (p, m->closes),
                                                              .reason = m->reason };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *note_rows (TdGeneralPage *p, const TdGeneralComment *g)
{
    GArray *rows = td_general_list (p, sizeof (struct html_general_comment_notes));

    for (guint i = 0; i < g->stages->len; i++) {
        const TdGeneralStage *s = g->stages->pdata[i];
        struct html_general_comment_notes row = { .label = td_general_stage_label (p, s), .note = s->note };
        GArray *moves = move_rows (p, s);
        if (s->note == NULL && moves->len == 0)
            continue;
        TD_GENERAL_FILL (&row, moves, moves);
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *body_rows (TdGeneralPage *p, const TdGeneralComment *g)
{
    GArray *rows = td_general_list (p, sizeof (struct html_general_comment_bodies));

    for (guint i = 0; i < g->bodies->len; i++) {
        const TdGeneralBody *b = g->bodies->pdata[i];
        const struct html_general_comment_bodies row = {
            .body = b->body,
            .number = b->number,
            .symbol = b->symbol != NULL ? td_general_keep (p, td_library_symbol_words (b->symbol)) : NULL,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void fill_open (TdGeneralPage *p, const TdGeneralComment *g, struct html_general_comment *page)
{
    const TdGeneralStage *open = open_phase (p, g);

    page->door = "";
    if (open == NULL)
        return;
    page->open = td_general_when (p, open->closes);
    page->distance = td_general_keep (p, td_deadline_distance (open->closes, p->now, p->locale));
    page->door = td_general_draft_path (p, open->draft, "");
}

static gboolean one_json (TdGeneralPage *p, const TdGeneralComment *g, const GPtrArray *drafts)
{
    json_t *json = td_general_comment_to_json (p->instance, g, p->locale), *list = json_array ();

    for (guint i = 0; i < drafts->len; i++)
        json_array_append_new (list, td_comment_draft_to_json (drafts->pdata[i], NULL));
    json_object_set_new (json, "drafts", list);
    td_reply_json (p->request, 200, json);
    return TRUE;
}

gboolean td_general_comment_page (TdRequest *request, GError **error)
{
    g_auto (TdGeneralPage) p = { 0 };
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdGeneralComment) g = td_general_comment_get (instance, td_request_part (request, "id"), error);
    g_autoptr (GPtrArray) drafts = g != NULL ? td_comment_draft_list (instance, g->id, error) : NULL;
    struct html_general_comment page = { 0 };
    const TdTheme *theme;
    GArray *rows = NULL;

    if (drafts == NULL)
        return FALSE;
    td_general_page_init (&p, request);
    if (td_request_wants_json (request))
        return one_json (&p, g, drafts);
    if (!draft_rows (&p, drafts, &rows, error))
        return FALSE;
    theme = td_profile_theme (instance->profile, g->theme);
    page.id = g->id;
    page.title = td_general_comment_title (g, p.locale, &page.language);
    page.direction = td_language_direction (page.language);
    page.theme = theme != NULL ? theme->title : NULL;
    page.drafter = g->drafter_name;
    page.adopted = g->adopted != NULL ? td_general_keep (&p, td_words_date (p.locale, g->adopted)) : NULL;
    page.document = g->document != NULL ? td_general_keep (&p, td_library_address (p.locale, g->document, NULL)) : NULL;
    page.cycle = td_general_cycle (&p, g, drafts);
    page.may_keep = td_door_may (p.viewer, TD_ACT_GENERAL_COMMENT_KEEP, NULL, NULL);
    fill_open (&p, g, &page);
    TD_GENERAL_FILL (&page, bodies, body_rows (&p, g));
    TD_GENERAL_FILL (&page, drafts, rows);
    TD_GENERAL_FILL (&page, notes, note_rows (&p, g));
    html_general_comment (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}
