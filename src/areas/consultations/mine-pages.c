/* One's own part in a consultation: by account, or one comment by its address. */
#include "areas/consultations/consultation-mine.html.h"
#include "areas/consultations/consultation-words.h"
#include "areas/consultations/mine.h"
#include "areas/consultations/pages.h"
#include "base/errors.h"
#include "text/words.h"

typedef struct html_consultation_mine_comments Row;
typedef struct html_consultation_mine_comments_answers AnswerRow;

static const char *day (TdStrings *strings, const TdConsultation *c, gint64 at, const char *locale)
{
    return td_strings_keep (strings, td_words_day (locale, at, c->zone));
}

static GArray *answer_rows (TdStrings *strings, const TdConsultation *on, const TdComment *c, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (AnswerRow));

    for (guint i = 0; i < c->answers->len; i++) {
        const TdAnswer *a = c->answers->pdata[i];
        const AnswerRow row = { .disposition = td_disposition_label (a->disposition),
                                .text = a->text,
                                .when = day (strings, on, a->at, locale) };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* Few, since each may be long and have answers. */
enum { COMMENTS_A_PAGE = 6 };

/* Those of one page, the newest first. arrays keeps the rows of answers. */
static GArray *comment_rows (TdStrings *strings, GPtrArray *arrays, const TdConsultation *on, const GPtrArray *comments,
                             int page, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

    for (guint i = (guint) (page - 1) * COMMENTS_A_PAGE; i < comments->len && rows->len < COMMENTS_A_PAGE; i++) {
        const TdComment *c = comments->pdata[comments->len - 1 - i];
        GArray *answers = answer_rows (strings, on, c, locale);
        const Row row = { .comment = c->id,
                          .number = c->number,
                          .n = c->n,
                          .when = day (strings, on, c->at, locale),
                          .gone = c->text == NULL,
                          .text = c->text,
                          .wording = c->wording,
                          .who = c->name,
                          .personal = c->sender == TD_SENDER_PERSON,
                          .shown = c->shown,
                          .named = c->named,
                          .answers = (const void *) answers->data,
                          .n_answers = answers->len };
        g_ptr_array_add (arrays, answers);
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *part_rows (const GPtrArray *parts)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_consultation_mine_organisations));

    for (guint i = 0; parts != NULL && i < parts->len; i++) {
        const TdPart *p = parts->pdata[i];
        const struct html_consultation_mine_organisations row = { p->organisation, p->name, p->invited, p->consents };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *page_link (TdStrings *strings, const char *action, int page, int pages)
{
    return page >= 1 && page <= pages ? td_strings_keep (strings, g_strdup_printf ("%s?page=%d", action, page)) : "";
}

static void render (TdRequest *request, const TdConsultation *on, const GPtrArray *comments, const GPtrArray *parts,
                    const char *action, const char *wrong)
{
    const char *locale = td_request_locale (request);
    const struct html_error_summary_errors errors[] = { { .field = "main", .text = wrong } };
    g_autoptr (GPtrArray) arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    g_auto (TdStrings) strings = { 0 };
    g_autoptr (GArray) rows = NULL;
    g_autoptr (GArray) organisations = part_rows (parts);
    int pages = MAX (1, (int) ((comments->len + COMMENTS_A_PAGE - 1) / COMMENTS_A_PAGE));
    int n = MIN (td_consultation_page_number (request), pages);

    td_strings_init (&strings);
    rows = comment_rows (&strings, arrays, on, comments, n, locale);
    const struct html_consultation_mine page = {
        .state = td_consultation_state_name (request, on->state),
        .id = on->id,
        .action = action,
        .by_key = parts == NULL,
        .is_new = *td_request_field (request, "new") != '\0',
        .done = *td_request_field (request, "done") != '\0',
        .withdrawn = on->withdrawn != 0,
        .errors = errors,
        .n_errors = wrong != NULL,
        .organisations = (const void *) organisations->data,
        .n_organisations = organisations->len,
        .comments = (const void *) rows->data,
        .n_comments = rows->len,
        .several = pages > 1,
        .page = n,
        .pages = pages,
        .previous = page_link (&strings, action, n - 1, pages),
        .next = page_link (&strings, action, n + 1, pages),
    };
    html_consultation_mine (td_request_html (request), &page);
    td_consultation_reply (request, wrong != NULL);
}

/* ---- by account ---- */

static gboolean show_mine (TdRequest *request, const char *wrong, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (TdConsultation) on = td_consultation_of (request, error);
    g_autoptr (GPtrArray) comments = on != NULL ? td_comments_mine (instance, viewer, on->id, error) : NULL;
    g_autoptr (GPtrArray) parts = comments != NULL ? td_parts_mine (instance, viewer, on->id, error) : NULL;
    g_auto (TdStrings) strings = { 0 };

    if (parts == NULL)
        return FALSE;
    td_strings_init (&strings);
    render (request, on, comments, parts, td_consultation_path (&strings, request, on->id, "/mine"), wrong);
    return TRUE;
}

gboolean td_consultation_mine_page (TdRequest *request, GError **error)
{
    return show_mine (request, NULL, error);
}

static gboolean act (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *what = td_request_field (request, "do"), *comment = td_request_field (request, "comment");
    const char *organisation = td_request_field (request, "organisation"), *id = td_request_part (request, "id");

    if (g_str_equal (what, "withdraw"))
        return td_comment_withdraw (instance, viewer, NULL, comment, error);
    if (g_str_equal (what, "choose"))
        return td_comment_choose (instance, viewer, comment, td_request_field (request, "visibility"),
                                  td_request_field (request, "named"), td_request_field (request, "name"), error);
    if (g_str_equal (what, "name") || g_str_equal (what, "unname"))
        return td_consultation_consent (instance, viewer, id, organisation, g_str_equal (what, "name"), error);
    return td_door_unknown (error);
}

gboolean td_consultation_mine_post (TdRequest *request, GError **error)
{
    const char *wrong = td_request_field_problem (request, NULL);
    g_auto (TdStrings) strings = { 0 };
    GError *problem = NULL;

    td_strings_init (&strings);
    if (wrong == NULL && !act (request, &problem)) {
        wrong = td_consultation_problem (&strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_mine (request, wrong, error);
    td_consultation_go (request, td_request_part (request, "id"), "/mine?done=1");
    return TRUE;
}

/* ---- by its address ---- */

gboolean td_consultation_own_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *key = td_request_part (request, "key");
    g_autoptr (TdComment) c = td_comment_of_key (instance, key, error);
    g_autoptr (TdConsultation) on = c != NULL ? td_consultation_get (instance, c->consultation, error) : NULL;
    g_autoptr (GPtrArray) comments = g_ptr_array_new ();
    g_autofree char *action = g_strdup_printf ("/%s/consultations/comment/%s", td_request_locale (request), key);

    if (on == NULL)
        return FALSE;
    g_ptr_array_add (comments, c);
    render (request, on, comments, NULL, action, NULL);
    return TRUE;
}

gboolean td_consultation_own_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *key = td_request_part (request, "key");
    g_autoptr (TdComment) c = td_comment_of_key (instance, key, error);

    if (c == NULL || !td_comment_withdraw (instance, td_request_viewer (request), key, c->id, error))
        return FALSE;
    td_consultation_go (request, c->consultation, "");
    return TRUE;
}
