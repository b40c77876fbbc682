/* The questions of a meeting: the list, and the line in which one is taken down. */
#include "areas/questions/pages.h"

#include "areas/people/account.h"
#include "areas/questions/questions-print.html.h"
#include "areas/questions/questions-words.h"
#include "areas/questions/questions.html.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"

#define F(name) td_request_field (page->request, name)

enum { BLANKS = 20 }; /* lines for the pencil */

typedef struct html_questions_rows Row;

/* What is shown. */
typedef struct {
    TdMeeting *meeting;
    const char *state; /* iso3 that was chosen, or the meeting's only one; NULL: all */
    gboolean open;     /* only what has no answer */
    int at;            /* page */
    GPtrArray *questions;
    const char *field, *wrong; /* what will not do in the form */
} Shown;

static void shown_clear (Shown *shown)
{
    g_clear_pointer (&shown->questions, g_ptr_array_unref);
    g_clear_pointer (&shown->meeting, td_meeting_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shown, shown_clear)

static guint n_states (const TdMeeting *meeting)
{
    return meeting->states != NULL ? g_strv_length (meeting->states) : 0;
}

/* What the address, or the form, names of the meeting's States. */
static const char *state_asked (TdAskPage *page, const TdMeeting *meeting)
{
    for (guint i = 0; i < n_states (meeting); i++)
        if (g_ascii_strcasecmp (meeting->states[i], F ("state")) == 0)
            return meeting->states[i];
    return n_states (meeting) == 1 ? meeting->states[0] : NULL;
}

static gboolean load (TdAskPage *page, Shown *shown, GError **error)
{
    gint64 at = 1;

    shown->meeting = td_meeting_get (page->instance, page->viewer, td_request_part (page->request, "id"), error);
    if (shown->meeting == NULL)
        return FALSE;
    shown->state = state_asked (page, shown->meeting);
    shown->open = *F ("open") != '\0';
    g_ascii_string_to_signed (F ("page"), 10, 1, 1000, &at, NULL);
    shown->at = (int) at;
    shown->questions = td_questions (page->instance, shown->meeting, page->viewer, shown->state, error);
    return shown->questions != NULL;
}

/* ---- the form ---- */

static void add_party (TdAskPage *page, GArray *choices, const char *field, const TdParty *party, const char *chosen)
{
    td_ask_choice (page, choices, field, td_ask_keep (page, td_party_word (party)), td_ask_party_name (page, party),
                   NULL, chosen);
}

/* To all, to the State, to each of those who speak; in more those who speak once again, where there are several. */
static gboolean fill_to (TdAskPage *page, const Shown *shown, GArray *tos, GArray *more, GError **error)
{
    g_autoptr (GPtrArray) parties =
        td_question_askable (page->instance, shown->meeting, page->viewer, shown->state, error);
    const char *chosen = shown->wrong != NULL ? F ("to") : NULL;
    guint speak = 0;

    if (parties == NULL)
        return FALSE;
    for (guint i = 0; i < parties->len; i++)
        speak += ((const TdParty *) parties->pdata[i])->state == NULL;
    if (speak > 0)
        td_ask_choice (page, tos, "to", "all", td_words (page->locale, N_ ("all who speak")), NULL, chosen);
    td_ask_choice (page, tos, "to", "state", td_ask_state_name (page, shown->state), NULL, chosen);
    for (guint i = 0; i < parties->len; i++) {
        const TdParty *party = parties->pdata[i];
        if (party->state != NULL)
            continue;
        add_party (page, tos, "to", party, chosen);
        if (speak > 1)
            add_party (page, more, "more", party, NULL);
    }
    return TRUE;
}

static gboolean fill_askers (TdAskPage *page, GArray *askers, GError **error)
{
    const TdPersonFilter members = { .role = td_role_word (TD_ROLE_MEMBER), .limit = TD_LIMIT_SEARCH_HITS };
    g_autoptr (GPtrArray) people = td_person_list (page->instance, page->viewer, &members, NULL, error);

    if (people == NULL)
        return FALSE;
    for (guint i = 0; i < people->len; i++) {
        const TdPerson *p = people->pdata[i];
        td_ask_choice (page, askers, "asker", td_ask_keep (page, g_strdup (p->id)),
                       td_ask_keep (page, g_strdup (p->name != NULL && *p->name != '\0' ? p->name : p->address)), NULL,
                       F ("asker"));
    }
    return TRUE;
}

static const char *at (const Shown *shown, const char *field)
{
    return g_strcmp0 (shown->field, field) == 0 ? shown->wrong : NULL;
}

/* An officer's list of members needs the right to see accounts, which the secretariat has. */
static gboolean fill_form (TdAskPage *page, const Shown *shown, struct html_questions *html, GError **error)
{
    GArray *tos = td_ask_list (page, sizeof (struct html_field_radios_choices));
    GArray *more = td_ask_list (page, sizeof (struct html_field_radios_choices));
    GArray *askers = td_ask_list (page, sizeof (struct html_field_radios_choices));
    gboolean typed = shown->wrong != NULL;

    html->officer = td_door_viewer_may (page->viewer, TD_ACT_USER_LIST);
    if (!fill_to (page, shown, tos, more, error) || (html->officer && !fill_askers (page, askers, error)))
        return FALSE;
    html->text = typed ? F ("text") : "";
    html->asked_by = typed ? F ("asked_by") : "";
    html->articles = typed ? F ("articles") : "";
    html->text_error = at (shown, "text");
    html->to_error = at (shown, "to");
    html->asker_error = at (shown, "asker") != NULL ? at (shown, "asker") : at (shown, "asked_by");
    html->articles_error = at (shown, "articles");
    html->closed_now = !shown->meeting->closed;
    TD_ASK_FILL (html, tos, tos);
    TD_ASK_FILL (html, more, more);
    TD_ASK_FILL (html, askers, askers);
    return TRUE;
}

/* ---- the list ---- */

static const char *address (TdAskPage *page, const Shown *shown, const char *form, const char *state, gboolean open,
                            int to_page)
{
    g_autoptr (GString) rest = g_string_new ("/questions");

    g_string_append (rest, form);
    if (state != NULL)
        g_string_append_printf (rest, "?state=%s", state);
    if (open)
        g_string_append_printf (rest, "%copen=1", state != NULL ? '&' : '?');
    if (to_page > 1)
        g_string_append_printf (rest, "%cpage=%d", strchr (rest->str, '?') != NULL ? '&' : '?', to_page);
    return td_ask_meeting_path (page, shown->meeting->id, rest->str);
}

static gboolean asks_viewer (TdAskPage *page, const Shown *shown, const TdQuestion *q)
{
    g_autoptr (GPtrArray) parties = NULL;
    g_autoptr (GError) problem = NULL;

    if (page->viewer->person == NULL || q->struck != 0 || page->now >= q->until
        || td_viewer_has (page->viewer, TD_ROLE_SECRETARIAT))
        return FALSE;
    parties = td_question_parties (page->instance, q, shown->meeting, page->viewer, &problem);
    for (guint i = 0; parties != NULL && i < q->answers->len; i++)
        if (((const TdMeetingAnswer *) q->answers->pdata[i])->own)
            return FALSE;
    return parties != NULL && parties->len > 0;
}

static Row row_of (TdAskPage *page, const Shown *shown, const TdQuestion *q)
{
    return (Row){ .number = q->number,
                  .link = td_ask_question_path (page, q->id, ""),
                  .asked_by = q->asked_by,
                  .state = shown->state == NULL ? td_ask_state_name (page, q->state) : NULL,
                  .to = td_ask_to (page, q),
                  .text = q->text,
                  .language = q->language,
                  .direction = td_language_direction (q->language),
                  .articles = td_ask_articles (page, q->articles),
                  .several = q->articles->len > 1,
                  .spot_by = q->spot_by,
                  .answers = q->answers->len,
                  .until = !td_question_is_answered (q) && page->now < q->until ? td_ask_when (page, q->until) : NULL,
                  .closed = q->closed && !shown->meeting->closed,
                  .struck = q->struck != 0,
                  .asks = asks_viewer (page, shown, q) };
}

static GArray *state_rows (TdAskPage *page, const Shown *shown)
{
    GArray *rows = td_ask_list (page, sizeof (struct html_questions_states));

    for (guint i = 0; n_states (shown->meeting) > 1 && i < n_states (shown->meeting); i++) {
        const char *state = shown->meeting->states[i];
        const struct html_questions_states row = { .label = td_ask_state_name (page, state),
                                                   .link = address (page, shown, "", state, FALSE, 1),
                                                   .current = g_strcmp0 (state, shown->state) == 0 };
        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean is_open (const TdQuestion *q)
{
    return q->struck == 0 && !td_question_is_answered (q);
}

static GArray *rows_of (TdAskPage *page, const Shown *shown, int *ret_n, int *ret_open)
{
    GArray *rows = td_ask_list (page, sizeof (Row));
    int first = (shown->at - 1) * TD_LIMIT_QUESTIONS_SHOWN;

    *ret_n = *ret_open = 0;
    for (guint i = 0; i < shown->questions->len; i++) {
        const TdQuestion *q = shown->questions->pdata[i];
        *ret_open += is_open (q);
        if (shown->open && !is_open (q))
            continue;
        if (*ret_n >= first && *ret_n < first + TD_LIMIT_QUESTIONS_SHOWN) {
            const Row row = row_of (page, shown, q);
            g_array_append_val (rows, row);
        }
        (*ret_n)++;
    }
    return rows;
}

static gboolean show (TdAskPage *page, const Shown *shown, GError **error)
{
    int n, open;
    GArray *rows = rows_of (page, shown, &n, &open), *states = state_rows (page, shown);
    int pages = MAX (1, (n + TD_LIMIT_QUESTIONS_SHOWN - 1) / TD_LIMIT_QUESTIONS_SHOWN);
    gboolean role = td_door_viewer_may (page->viewer, TD_ACT_QUESTION_NOTE);
    const struct html_error_summary_errors wrong = { .field = shown->field != NULL ? shown->field : "text",
                                                     .text = shown->wrong };
    struct html_questions html = {
        .meeting = td_ask_meeting_name (page, shown->meeting),
        .back = td_ask_meeting_path (page, shown->meeting->id, ""),
        .here = address (page, shown, "", NULL, FALSE, 1),
        .all = address (page, shown, "", NULL, FALSE, 1),
        .print = address (page, shown, "/print", shown->state, FALSE, 1),
        .json = address (page, shown, ".json", shown->state, FALSE, 1),
        .state_name =
            shown->state != NULL && n_states (shown->meeting) > 1 ? td_ask_state_name (page, shown->state) : NULL,
        .noted = *F ("noted") != '\0' ? F ("noted") : NULL,
        .may_note = role && shown->state != NULL
                    && td_question_may_note (page->instance, shown->meeting, page->viewer, shown->state),
        .choose_state = role && shown->state == NULL && n_states (shown->meeting) > 1,
        .state = shown->state != NULL ? shown->state : "",
        .text = "",
        .asked_by = "",
        .articles = "",
        .n = n,
        .open = shown->open ? 0 : open,
        .open_link = address (page, shown, "", shown->state, TRUE, 1),
        .errors = shown->wrong != NULL ? &wrong : NULL,
        .n_errors = shown->wrong != NULL,
        .many = pages > 1,
        .page = MIN (shown->at, pages),
        .pages = pages,
        .previous = shown->at > 1 ? address (page, shown, "", shown->state, shown->open, shown->at - 1) : "",
        .next = shown->at < pages ? address (page, shown, "", shown->state, shown->open, shown->at + 1) : "",
    };

    TD_ASK_FILL (&html, rows, rows);
    TD_ASK_FILL (&html, states, states);
    if (html.may_note && !fill_form (page, shown, &html, error))
        return FALSE;
    html_questions (td_request_html (page->request), &html);
    td_ask_reply (page, shown->wrong != NULL);
    return TRUE;
}

gboolean td_questions_page (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) page = { 0 };
    g_auto (Shown) shown = { 0 };

    td_ask_page_init (&page, request);
    if (!load (&page, &shown, error))
        return FALSE;
    if (!td_request_wants_json (request))
        return show (&page, &shown, error);
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_json (request, 200, td_questions_to_json (shown.meeting, shown.questions));
    return TRUE;
}

/* ---- taking down ---- */

/* "to" and all of "more", each once; NULL-terminated. */
static char **to_of (TdAskPage *page)
{
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
    const char *const *more = td_request_fields (page->request, "more");

    g_strv_builder_add (builder, F ("to"));
    for (gsize i = 0; more[i] != NULL; i++)
        if (!g_str_equal (more[i], F ("to")))
            g_strv_builder_add (builder, more[i]);
    return g_strv_builder_end (builder);
}

static gboolean note (TdAskPage *page, const char *meeting, char **ret_id, const char **ret_field, GError **error)
{
    const char *to = F ("to");
    gboolean whole = g_str_equal (to, "all") || g_str_equal (to, "state");
    g_auto (GStrv) named = to_of (page);
    const TdQuestionWish wish = { .state = F ("state"),
                                  .text = F ("text"),
                                  .asker = F ("asker"),
                                  .asked_by = F ("asked_by"),
                                  .addressed = whole ? to : "organisations",
                                  .to = (const char *const *) named,
                                  .articles = *F ("articles") != '\0' ? F ("articles") : NULL,
                                  .closed = *F ("closed") != '\0' };

    return td_question_note (page->instance, page->viewer, meeting, &wish, ret_id, ret_field, error);
}

gboolean td_questions_post (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) whole = { 0 };
    g_auto (Shown) shown = { .wrong = td_request_field_problem (request, NULL) };
    TdAskPage *page = &whole;
    const char *meeting = td_request_part (request, "id");
    g_autofree char *id = NULL;
    GError *problem = NULL;

    td_ask_page_init (page, request);
    if (shown.wrong == NULL) {
        if (note (page, meeting, &id, &shown.field, &problem)) {
            g_autoptr (TdQuestion) q = td_question_get (page->instance, page->viewer, id, NULL, error);
            g_autofree char *rest = NULL;
            if (q == NULL)
                return FALSE;
            rest = g_strdup_printf ("/questions?state=%s&noted=%d", q->state, q->number);
            td_reply_redirect (request, td_ask_meeting_path (page, meeting, rest));
            return TRUE;
        }
        shown.wrong = td_ask_problem (page, problem, error);
        if (shown.wrong == NULL)
            return FALSE;
    }
    return load (page, &shown, error) && show (page, &shown, error);
}

/* ---- on paper ---- */

static GArray *print_rows (TdAskPage *page, const Shown *shown)
{
    GArray *rows = td_ask_list (page, sizeof (struct html_questions_print_rows));

    for (guint i = 0; i < shown->questions->len; i++) {
        const TdQuestion *q = shown->questions->pdata[i];
        const struct html_questions_print_rows row = { .number = q->number,
                                                       .state = td_ask_state_name (page, q->state),
                                                       .asked_by = q->asked_by,
                                                       .to = td_ask_to (page, q),
                                                       .text = q->text,
                                                       .language = q->language,
                                                       .direction = td_language_direction (q->language),
                                                       .articles = td_ask_articles (page, q->articles),
                                                       .done = q->spot_by };
        if (q->struck == 0)
            g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *blank_rows (TdAskPage *page, int from)
{
    GArray *rows = td_ask_list (page, sizeof (struct html_questions_print_blanks));

    for (int i = 0; i < BLANKS; i++) {
        const struct html_questions_print_blanks row = { .number = from + i };
        g_array_append_val (rows, row);
    }
    return rows;
}

gboolean td_questions_print_page (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) page = { 0 };
    g_auto (Shown) shown = { 0 };
    struct html_questions_print html;
    GArray *rows, *blanks;
    int last = 0;

    td_ask_page_init (&page, request);
    if (!load (&page, &shown, error))
        return FALSE;
    for (guint i = 0; i < shown.questions->len; i++)
        last = MAX (last, ((const TdQuestion *) shown.questions->pdata[i])->number);
    rows = print_rows (&page, &shown);
    blanks = blank_rows (&page, last + 1);
    html = (struct html_questions_print){ .meeting = td_ask_meeting_name (&page, shown.meeting),
                                          .when = td_ask_when (&page, shown.meeting->begins),
                                          .back = address (&page, &shown, "", shown.state, FALSE, 1) };
    TD_ASK_FILL (&html, rows, rows);
    TD_ASK_FILL (&html, blanks, blanks);
    html_questions_print (td_request_html (request), &html);
    td_ask_reply (&page, FALSE);
    return TRUE;
}
