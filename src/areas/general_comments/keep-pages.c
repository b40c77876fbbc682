/* For the secretariat: beginning a general comment, its stages, drafts and adoption. */
#include "areas/general_comments/general-keep.html.h"
#include "areas/general_comments/general-new.html.h"
#include "areas/general_comments/general-words.h"
#include "areas/general_comments/pages.h"
#include "areas/library/library.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"

#define F(name) td_request_field (p->request, name)

/* What will not do, and in which field. */
typedef struct {
    const char *field, *wrong;
} Came;

static const char *wrong_at (const Came *came, const char *field)
{
    return g_strcmp0 (came->field, field) == 0 ? came->wrong : NULL;
}

static const char *or_null (const char *typed)
{
    return *typed != '\0' ? typed : NULL;
}

/* ---- beginning ---- */

static GArray *theme_choices (TdGeneralPage *p)
{
    const TdProfile *profile = p->instance->profile;
    GArray *list = td_general_list (p, sizeof (TdRadio));

    for (gsize i = 0; i < profile->n_themes; i++)
        td_radio_add (&p->strings, list, "theme", profile->themes[i].slug,
                      td_words (p->locale, profile->themes[i].title), NULL, F ("theme"));
    return list;
}

static void show_new (TdGeneralPage *p, const Came *came)
{
    const struct html_error_summary_errors errors[] = { { .field = came->field != NULL ? came->field : "title",
                                                          .text = came->wrong } };
    struct html_general_new page = { .errors = errors,
                                     .n_errors = came->wrong != NULL,
                                     .titles = F ("title"),
                                     .title_error = wrong_at (came, "title"),
                                     .bodies = came->wrong != NULL ? F ("bodies") : p->instance->profile->short_name,
                                     .bodies_error = wrong_at (came, "bodies"),
                                     .theme_error = wrong_at (came, "theme"),
                                     .drafter = F ("drafter"),
                                     .drafter_error = wrong_at (came, "drafter"),
                                     .drafter_name = F ("drafter_name"),
                                     .drafter_name_error = wrong_at (came, "drafter_name") };

    TD_GENERAL_FILL (&page, themes, theme_choices (p));
    html_general_new (td_request_html (p->request), &page);
    td_general_reply (p, came->wrong != NULL);
}

gboolean td_general_new_page (TdRequest *request, GError **error)
{
    g_auto (TdGeneralPage) p = { 0 };
    const Came none = { 0 };

    (void) error;
    td_general_page_init (&p, request);
    show_new (&p, &none);
    return TRUE;
}

/* "en=Recruitment" a line, as two words each; a line without a language is in the page's own. Free with g_strfreev. */
static char **titles_of (const char *typed, const char *locale)
{
    g_auto (GStrv) lines = g_strsplit (typed, "\n", -1);
    g_autoptr (GStrvBuilder) pairs = g_strv_builder_new ();

    for (char **line = lines; *line != NULL; line++) {
        const char *equals = strchr (g_strstrip (*line), '=');
        g_autofree char *tag =
            equals != NULL ? g_strstrip (g_strndup (*line, (gsize) (equals - *line))) : g_strdup (locale);
        if (**line == '\0')
            continue;
        g_strv_builder_add (pairs, tag);
        g_strv_builder_add (pairs, equals != NULL ? equals + 1 : *line);
    }
    return g_strv_builder_end (pairs);
}

gboolean td_general_new_post (TdRequest *request, GError **error)
{
    g_auto (TdGeneralPage) page = { 0 };
    TdGeneralPage *p = &page;
    g_auto (GStrv) titles = NULL, bodies = NULL;
    g_autofree char *id = NULL;
    g_autofree char *rest = NULL;
    GError *problem = NULL;
    Came came = { .wrong = td_request_field_problem (request, NULL) };

    td_general_page_init (p, request);
    titles = titles_of (F ("title"), p->locale);
    bodies = g_strsplit (F ("bodies"), "\n", -1);
    const TdGeneralWish wish = { .titles = (const char *const *) titles,
                                 .bodies = (const char *const *) bodies,
                                 .theme = F ("theme"),
                                 .drafter = F ("drafter"),
                                 .drafter_name = F ("drafter_name") };
    if (came.wrong == NULL && !td_general_comment_begin (p->instance, p->viewer, &wish, &id, &came.field, &problem)) {
        came.wrong = td_general_problem (p, problem, error);
        if (came.wrong == NULL)
            return FALSE;
    }
    if (came.wrong != NULL) {
        show_new (p, &came);
        return TRUE;
    }
    rest = g_strdup_printf ("/%s/keep?done=1", id);
    td_reply_redirect (request, td_general_path (p, rest));
    return TRUE;
}

/* ---- stages, drafts, adoption ---- */

static GArray *stage_choices (TdGeneralPage *p, const TdGeneralComment *g)
{
    GArray *list = td_general_list (p, sizeof (TdRadio));
    const TdProfile *profile = p->instance->profile;

    for (guint i = 0; i < g->stages->len; i++) {
        const TdGeneralStage *s = g->stages->pdata[i];
        const char *label = td_general_stage_label (p, s);
        if (s->opens != 0)
            label = td_general_keep (p, g_strdup_printf ("%s, %s", label, td_general_day (p, s->opens)));
        td_radio_add (&p->strings, list, "stage", s->id, label, NULL, F ("stage"));
    }
    for (gsize i = 0; g->adopted == NULL && i < profile->n_general_stages; i++)
        if (profile->general_stages[i].again && profile->general_stages[i].is == TD_GENERAL_COMMENTS)
            td_radio_add (
                &p->strings, list, "stage", profile->general_stages[i].slug,
                td_general_keep (p, td_words_fill (td_words (p->locale, N_ ("{stage}, once more")), "stage",
                                                   td_words (p->locale, profile->general_stages[i].label), NULL)),
                NULL, F ("stage"));
    return list;
}

static const char *bodies_text (TdGeneralPage *p, const TdGeneralComment *g)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < g->bodies->len; i++) {
        const TdGeneralBody *b = g->bodies->pdata[i];
        g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", b->body);
        if (b->symbol != NULL)
            g_string_append_printf (all, " %s", b->symbol);
        if (b->number > 0)
            g_string_append_printf (all, " %d", b->number);
    }
    return td_general_keep (p, g_string_free (g_steal_pointer (&all), FALSE));
}

static void fill_errors (struct html_general_keep *page, const Came *came)
{
    static const struct {
        const char *field;
        gsize offset;
    } places[] = {
        { "stage", G_STRUCT_OFFSET (struct html_general_keep, stage_error) },
        { "opens", G_STRUCT_OFFSET (struct html_general_keep, opens_error) },
        { "closes", G_STRUCT_OFFSET (struct html_general_keep, closes_error) },
        { "draft", G_STRUCT_OFFSET (struct html_general_keep, draft_error) },
        { "document", G_STRUCT_OFFSET (struct html_general_keep, document_error) },
        { "call", G_STRUCT_OFFSET (struct html_general_keep, call_error) },
        { "meeting", G_STRUCT_OFFSET (struct html_general_keep, meeting_error) },
        { "note", G_STRUCT_OFFSET (struct html_general_keep, note_error) },
        { "reason", G_STRUCT_OFFSET (struct html_general_keep, reason_error) },
        { "file", G_STRUCT_OFFSET (struct html_general_keep, file_error) },
        { "tag", G_STRUCT_OFFSET (struct html_general_keep, tag_error) },
        { "bodies", G_STRUCT_OFFSET (struct html_general_keep, bodies_error) },
        { "which", G_STRUCT_OFFSET (struct html_general_keep, which_error) },
        { "day", G_STRUCT_OFFSET (struct html_general_keep, day_error) },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
        if (g_strcmp0 (came->field, places[i].field) == 0)
            G_STRUCT_MEMBER (const char *, page, places[i].offset) = came->wrong;
}

/* What came without an account, the oldest first; few at a time. */
static gboolean waiting_rows (TdGeneralPage *p, const TdGeneralComment *g, GArray **ret_rows, GError **error)
{
    static const TdDraftCommentFilter waiting = { .waiting = TRUE, .limit = TD_LIMIT_DRAFT_COMMENTS_SHOWN };
    GArray *rows = td_general_list (p, sizeof (struct html_general_keep_waiting));
    g_autoptr (GPtrArray) drafts = td_comment_draft_list (p->instance, g->id, error);

    for (guint i = 0; drafts != NULL && i < drafts->len; i++) {
        const TdCommentDraft *d = drafts->pdata[i];
        g_autoptr (GPtrArray) list = td_draft_comments_all (p->instance, p->viewer, d->id, &waiting, NULL, error);
        if (list == NULL)
            return FALSE;
        for (guint k = 0; k < list->len; k++) {
            const TdDraftComment *c = list->pdata[k];
            const struct html_general_keep_waiting row = {
                .link = td_general_comments_path (p, d->id, c->language, c->anchor),
                .draft = td_general_keep (p, td_comment_draft_name (d, p->locale)),
                .number = c->number,
                .who = c->name != NULL ? td_general_keep (p, g_strdup (c->name)) : NULL,
            };
            g_array_append_val (rows, row);
        }
    }
    *ret_rows = rows;
    return drafts != NULL;
}

static gboolean show_keep (TdGeneralPage *p, const Came *came, GError **error)
{
    const struct html_error_summary_errors errors[] = { { .field = came->field != NULL ? came->field : "stage",
                                                          .text = came->wrong } };
    g_autoptr (TdGeneralComment) g = td_general_comment_get (p->instance, td_request_part (p->request, "id"), error);
    struct html_general_keep page = { .errors = errors, .n_errors = came->wrong != NULL };
    GArray *waiting = NULL;

    if (g == NULL || !waiting_rows (p, g, &waiting, error))
        return FALSE;
    TD_GENERAL_FILL (&page, waiting, waiting);
    page.id = g->id;
    page.title = td_general_comment_title (g, p->locale, &page.language);
    page.direction = td_language_direction (page.language);
    page.done = came->wrong == NULL && *F ("done") != '\0';
    page.warning = g_str_equal (F ("done"), "numbers")
                       ? N_ ("The paragraphs of this draft do not count up from 1, or are not the same in each of its "
                             "languages. Look whether a number is wrong.")
                       : NULL;
    page.adopted = g->adopted != NULL;
    page.zone = p->instance->profile->zone;
    page.largest = p->instance->profile->file_bytes;
    page.opens = F ("opens");
    page.closes = F ("closes");
    page.draft = F ("draft");
    page.document = F ("document");
    page.call = F ("call");
    page.meeting = F ("meeting");
    page.note = F ("note");
    page.reason = F ("reason");
    page.tag = F ("tag");
    page.into = F ("into");
    page.final = *F ("final") != '\0';
    page.which = F ("which");
    page.day = F ("day");
    page.bodies = *F ("bodies") != '\0' ? F ("bodies") : bodies_text (p, g);
    TD_GENERAL_FILL (&page, stages, stage_choices (p, g));
    fill_errors (&page, came);
    html_general_keep (td_request_html (p->request), &page);
    td_general_reply (p, came->wrong != NULL);
    return TRUE;
}

gboolean td_general_keep_page (TdRequest *request, GError **error)
{
    g_auto (TdGeneralPage) p = { 0 };
    const Came none = { 0 };

    td_general_page_init (&p, request);
    return show_keep (&p, &none, error);
}

static gboolean bring_draft (TdGeneralPage *p, const char **ret_done, const char **ret_field, GError **error)
{
    const char *file_name = NULL;
    gint64 size = 0;
    int fd = td_request_file (p->request, "file", &file_name, &size);
    const TdDraftWish wish = { .general_comment = td_request_part (p->request, "id"),
                               .into = or_null (F ("into")),
                               .language = or_null (F ("tag")),
                               .final = *F ("final") != '\0' };
    g_autofree char *id = NULL;
    g_autofree char *warning = NULL;

    *ret_field = "file";
    if (fd < 0) {
        g_set_error_literal (error, TD_GENERAL_COMMENT_ERROR, TD_ERROR_INPUT, "Choose the file of the draft.");
        return FALSE;
    }
    if (!td_comment_draft_import (p->instance, p->viewer, &wish, fd, &id, &warning, error))
        return FALSE;
    *ret_done = warning != NULL ? "numbers" : "1";
    return TRUE;
}

static gboolean act (TdGeneralPage *p, const char **ret_done, const char **ret_field, GError **error)
{
    const char *id = td_request_part (p->request, "id");
    const TdGeneralStageWish wish = { .stage = F ("stage"),
                                      .opens = or_null (F ("opens")),
                                      .closes = or_null (F ("closes")),
                                      .draft = or_null (F ("draft")),
                                      .document = or_null (F ("document")),
                                      .call = or_null (F ("call")),
                                      .meeting = or_null (F ("meeting")),
                                      .note = or_null (F ("note")),
                                      .reason = F ("reason") };
    g_auto (GStrv) bodies = g_strsplit (F ("bodies"), "\n", -1);
    gboolean done;

    *ret_done = "1";
    if (g_str_equal (F ("do"), "stage"))
        return td_general_comment_set_stage (p->instance, p->viewer, id, &wish, NULL, ret_field, error);
    if (g_str_equal (F ("do"), "draft"))
        return bring_draft (p, ret_done, ret_field, error);
    if (!g_str_equal (F ("do"), "adopt"))
        return td_door_unknown (error);
    done = td_general_comment_adopt (p->instance, p->viewer, id, or_null (F ("which")), (const char *const *) bodies,
                                     F ("day"), NULL, ret_field, error);
    /* The form above has a draft of its own. */
    if (g_strcmp0 (*ret_field, "draft") == 0)
        *ret_field = "which";
    return done;
}

/* Errors of the reader and of the library are the officer's to mend too. */
static const char *problem_of (TdGeneralPage *p, GError *take_problem, GError **error)
{
    if (td_error_code (take_problem) == TD_ERROR_TOO_LARGE) {
        const char *kept = td_general_keep (p, g_strdup (take_problem->message));
        g_error_free (take_problem);
        return td_words (p->locale, kept);
    }
    return td_general_problem (p, take_problem, error);
}

gboolean td_general_keep_post (TdRequest *request, GError **error)
{
    g_auto (TdGeneralPage) p = { 0 };
    g_autofree char *rest = NULL;
    const char *done = NULL;
    GError *problem = NULL;
    Came came = { .wrong = td_request_field_problem (request, NULL) };

    td_general_page_init (&p, request);
    if (came.wrong == NULL && !act (&p, &done, &came.field, &problem)) {
        came.wrong = problem_of (&p, problem, error);
        if (came.wrong == NULL)
            return FALSE;
    }
    if (came.wrong != NULL)
        return show_keep (&p, &came, error);
    rest = g_strdup_printf ("/%s/keep?done=%s", td_request_part (request, "id"), done);
    td_reply_redirect (request, td_general_path (&p, rest));
    return TRUE;
}
