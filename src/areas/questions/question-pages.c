/* One question: its answers, answering, keeping the list. */
#include "areas/questions/pages.h"

#include "areas/questions/member-question.html.h"
#include "areas/questions/questions-words.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

#define F(name) td_request_field (page->request, name)

/* Which form came back, and what will not do in it. */
typedef enum { FORM_NONE, FORM_ANSWER, FORM_CORRECT, FORM_SPOT, FORM_STRIKE } Form;
typedef struct {
    Form form;
    const char *field, *wrong;
} Came;

static const char *wrong_at (const Came *came, Form form, const char *field)
{
    return came->form == form && g_strcmp0 (came->field, field) == 0 ? came->wrong : NULL;
}

static const char *typed (TdAskPage *page, const Came *came, Form form, const char *field, const char *otherwise)
{
    return came->form == form ? F (field) : otherwise != NULL ? otherwise : "";
}

/* ---- answers ---- */

static GArray *answer_rows (TdAskPage *page, const TdQuestion *q)
{
    GArray *rows = td_ask_list (page, sizeof (struct html_member_question_answers));

    for (guint i = 0; i < q->answers->len; i++) {
        const TdMeetingAnswer *a = q->answers->pdata[i];
        GArray *lines = td_ask_lines (page, a->text, sizeof (struct html_member_question_answers_lines));
        struct html_member_question_answers row = { .id = a->id,
                                                    .who = td_ask_party_name (page, &a->party),
                                                    .at = td_ask_when (page, a->arrived),
                                                    .paper = a->entered,
                                                    .for_all = a->for_all && !q->closed,
                                                    .language = a->language,
                                                    .direction = td_language_direction (a->language) };
        TD_ASK_FILL (&row, lines, lines);
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- the form to answer ---- */

static const TdMeetingAnswer *own_answer (const TdQuestion *q)
{
    for (guint i = 0; i < q->answers->len; i++)
        if (((const TdMeetingAnswer *) q->answers->pdata[i])->own)
            return q->answers->pdata[i];
    return NULL;
}

static GArray *visibility_choices (TdAskPage *page, const char *chosen)
{
    GArray *choices = td_ask_list (page, sizeof (struct html_field_radios_choices));

    td_ask_choice (page, choices, "visibility", td_visibility_word (TD_VISIBILITY_PUBLIC),
                   td_words (page->locale, N_ ("Everybody")), NULL, chosen);
    td_ask_choice (page, choices, "visibility", td_visibility_word (TD_VISIBILITY_COMMITTEE),
                   td_words (page->locale, N_ ("The Committee alone")), NULL, chosen);
    return choices;
}

static void fill_answer (TdAskPage *page, const Came *came, const TdQuestion *q, const GPtrArray *parties,
                         struct html_member_question *html)
{
    const TdMeetingAnswer *own = own_answer (q);
    GArray *choices = td_ask_list (page, sizeof (struct html_field_radios_choices));
    const char *chosen = own == NULL    ? NULL
                         : own->for_all ? td_visibility_word (TD_VISIBILITY_PUBLIC)
                                        : td_visibility_word (TD_VISIBILITY_COMMITTEE);
    GArray *visibilities = visibility_choices (page, came->form == FORM_ANSWER ? F ("visibility") : chosen);

    for (guint i = 0; i < parties->len; i++)
        td_ask_choice (page, choices, "party", td_ask_keep (page, td_party_word (parties->pdata[i])),
                       td_ask_party_name (page, parties->pdata[i]), NULL,
                       typed (page, came, FORM_ANSWER, "party", NULL));
    html->officer = td_viewer_has (page->viewer, TD_ROLE_SECRETARIAT);
    html->may_answer = parties->len > 0 && q->struck == 0;
    html->late = page->now >= q->until && !html->officer;
    if (parties->len == 1) {
        html->only_party = td_ask_party_name (page, parties->pdata[0]);
        html->only_word = td_ask_keep (page, td_party_word (parties->pdata[0]));
    }
    html->party_error = wrong_at (came, FORM_ANSWER, "party");
    html->seen = own != NULL ? own->version : 0;
    html->answer = typed (page, came, FORM_ANSWER, "text", own != NULL ? own->text : NULL);
    html->answer_error = wrong_at (came, FORM_ANSWER, "text");
    html->visibility_error = wrong_at (came, FORM_ANSWER, "visibility");
    html->on_paper = typed (page, came, FORM_ANSWER, "on_paper", NULL);
    html->on_paper_error = wrong_at (came, FORM_ANSWER, "on_paper");
    TD_ASK_FILL (html, parties, choices);
    TD_ASK_FILL (html, visibilities, visibilities);
}

/* ---- the forms that keep the list ---- */

static void fill_keep (TdAskPage *page, const Came *came, const TdQuestion *q, struct html_member_question *html)
{
    g_autoptr (GString) articles = g_string_new (NULL);

    for (guint i = 0; i < q->articles->len; i++)
        g_string_append_printf (articles, "%s%d", i > 0 ? ", " : "", g_array_index (q->articles, int, i));
    html->version = q->version;
    html->named = q->asker != NULL;
    html->own_text = typed (page, came, FORM_CORRECT, "question", q->text);
    html->own_text_error = wrong_at (came, FORM_CORRECT, "text");
    html->own_articles = typed (page, came, FORM_CORRECT, "articles", td_ask_keep (page, g_strdup (articles->str)));
    html->own_articles_error = wrong_at (came, FORM_CORRECT, "articles");
    html->spot_by_typed = typed (page, came, FORM_SPOT, "by",
                                 q->spot_by != NULL ? q->spot_by
                                 : q->to->len == 1  ? td_ask_party_name (page, q->to->pdata[0])
                                                    : NULL);
    html->spot_error = wrong_at (came, FORM_SPOT, "by");
    html->spot_note_typed = typed (page, came, FORM_SPOT, "note", q->spot_note);
    html->why = typed (page, came, FORM_STRIKE, "why", NULL);
    html->why_error = wrong_at (came, FORM_STRIKE, "why");
}

/* ---- the page ---- */

static struct html_member_question facts_of (TdAskPage *page, const TdQuestion *q, const TdMeeting *meeting)
{
    g_autofree char *rest = g_strdup_printf ("/questions?state=%s#q%d", q->state, q->number);

    return (struct html_member_question){
        .number = q->number,
        .meeting = td_ask_meeting_name (page, meeting),
        .state_name = td_ask_state_name (page, q->state),
        .state = td_ask_keep (page, g_strdup_printf ("/%s/states/%s", page->locale, q->state)),
        .back = td_ask_meeting_path (page, meeting->id, rest),
        .here = td_ask_question_path (page, q->id, ""),
        .asked_by = q->asked_by,
        .to = td_ask_to (page, q),
        .language = q->language,
        .direction = td_language_direction (q->language),
        .articles = td_ask_articles (page, q->articles),
        .several = q->articles->len > 1,
        .at = td_ask_when (page, q->at),
        .until = td_ask_when (page, q->until),
        .over = page->now >= q->until,
        .closed = q->closed,
        .struck_why = q->struck_why,
        .spot_by = q->spot_by,
        .spot_note = q->spot_note,
        .saved = *F ("saved") != '\0',
        .only_word = "",
        .may_correct = q->struck == 0 && td_question_may_note (page->instance, meeting, page->viewer, q->state),
    };
}

static void render (TdAskPage *page, const Came *came, const TdQuestion *q, const TdMeeting *meeting,
                    const GPtrArray *parties)
{
    struct html_member_question html = facts_of (page, q, meeting);
    GArray *text = td_ask_lines (page, q->text, sizeof (struct html_member_question_text));
    GArray *answers = answer_rows (page, q);
    const struct html_error_summary_errors wrong = { .field = came->field != NULL ? came->field : "answer",
                                                     .text = came->wrong };

    html.errors = came->wrong != NULL ? &wrong : NULL;
    html.n_errors = came->wrong != NULL;
    TD_ASK_FILL (&html, text, text);
    TD_ASK_FILL (&html, answers, answers);
    fill_answer (page, came, q, parties, &html);
    fill_keep (page, came, q, &html);
    html_member_question (td_request_html (page->request), &html);
    td_ask_reply (page, came->wrong != NULL);
}

static gboolean show (TdAskPage *page, const Came *came, GError **error)
{
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdQuestion) q =
        td_question_get (page->instance, page->viewer, td_request_part (page->request, "id"), &meeting, error);
    g_autoptr (GPtrArray) parties =
        q != NULL ? td_question_parties (page->instance, q, meeting, page->viewer, error) : NULL;

    if (parties == NULL)
        return FALSE;
    if (td_request_wants_json (page->request)) {
        td_reply_header (page->request, "Cache-Control", "no-store");
        td_reply_json (page->request, 200, td_question_to_json (q));
        return TRUE;
    }
    render (page, came, q, meeting, parties);
    return TRUE;
}

gboolean td_question_page (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) page = { 0 };
    const Came came = { 0 };

    td_ask_page_init (&page, request);
    return show (&page, &came, error);
}

/* ---- the posts ---- */

static gboolean answer (TdAskPage *page, const char *id, const char **ret_field, GError **error)
{
    const TdAnswerWish wish = { .party = F ("party"),
                                .text = F ("text"),
                                .visibility = F ("visibility"),
                                .seen = (int) g_ascii_strtoll (F ("seen"), NULL, 10),
                                .began = td_request_began (page->request),
                                .on_paper = F ("on_paper") };

    return td_question_answer (page->instance, page->viewer, id, &wish, ret_field, error);
}

static gboolean correct (TdAskPage *page, const char *id, const char **ret_field, GError **error)
{
    const TdQuestionChange change = { .text = F ("question"),
                                      .articles = F ("articles"),
                                      .asked_by = *F ("asked_by") != '\0' ? F ("asked_by") : NULL,
                                      .seen = (int) g_ascii_strtoll (F ("seen"), NULL, 10) };

    return td_question_correct (page->instance, page->viewer, id, &change, ret_field, error);
}

static gboolean spot (TdAskPage *page, const char *id, const char **ret_field, GError **error)
{
    const char *by = *F ("undo") != '\0' ? NULL : F ("by");

    return td_question_spot (page->instance, page->viewer, id, by, F ("note"), ret_field, error);
}

static gboolean strike (TdAskPage *page, const char *id, const char **ret_field, GError **error)
{
    return td_question_strike (page->instance, page->viewer, id, F ("why"), ret_field, error);
}

typedef gboolean (*Act) (TdAskPage *page, const char *id, const char **ret_field, GError **error);

static gboolean post (TdRequest *request, Form form, Act act, const char *place, GError **error)
{
    g_auto (TdAskPage) page = { 0 };
    Came came = { .form = form, .wrong = td_request_field_problem (request, NULL) };
    const char *id = td_request_part (request, "id");
    GError *problem = NULL;

    td_ask_page_init (&page, request);
    if (came.wrong == NULL) {
        if (act (&page, id, &came.field, &problem)) {
            td_reply_redirect (request, td_ask_question_path (&page, id, place));
            return TRUE;
        }
        came.wrong = td_ask_problem (&page, problem, error);
        if (came.wrong == NULL)
            return FALSE;
    }
    return show (&page, &came, error);
}

gboolean td_question_answer_post (TdRequest *request, GError **error)
{
    return post (request, FORM_ANSWER, answer, "?saved=1#answers", error);
}

gboolean td_question_correct_post (TdRequest *request, GError **error)
{
    return post (request, FORM_CORRECT, correct, "?saved=1", error);
}

gboolean td_question_spot_post (TdRequest *request, GError **error)
{
    return post (request, FORM_SPOT, spot, "?saved=1#answers", error);
}

gboolean td_question_strike_post (TdRequest *request, GError **error)
{
    return post (request, FORM_STRIKE, strike, "?saved=1", error);
}
