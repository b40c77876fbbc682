/* Accounts as the administrator and the secretariat see them. */
#include "areas/people/people-admin-pages.h"

#include "areas/people/people.html.h"
#include "areas/people/person-words.h"
#include "areas/people/person.html.h"
#include "base/errors.h"
#include "text/words.h"

enum { PAGE = 50, MOST_PAGES = 10000 };

/* ---- the list ---- */

typedef struct html_people_rows_roles RoleText;

static GArray *roles_today (TdPersonWords *words, TdRequest *request, const GPtrArray *terms)
{
    g_autoptr (GArray) rows = td_person_term_rows (words, request, terms);
    GArray *texts = g_array_new (FALSE, TRUE, sizeof (RoleText));

    for (guint i = 0; i < rows->len; i++) {
        const struct html_person_terms_rows *row = &g_array_index (rows, struct html_person_terms_rows, i);
        RoleText text = { .text = row->role };
        if (row->state != NULL)
            text.text = td_person_keep (words, g_strdup_printf ("%s: %s", row->role, row->state));
        if (row->in_force)
            g_array_append_val (texts, text);
    }
    return texts;
}

static const char *list_address (TdPersonWords *words, TdRequest *request, int page)
{
    g_autofree char *escaped = g_uri_escape_string (td_request_field (request, "words"), NULL, FALSE);

    return td_person_keep (words, g_strdup_printf ("/%s/people?words=%s&role=%s&page=%d", td_request_locale (request),
                                                   escaped, td_request_field (request, "role"), page));
}

static void fill_pages (struct html_people *page, TdPersonWords *words, TdRequest *request, int number)
{
    page->page = number;
    page->pages = (page->total + PAGE - 1) / PAGE;
    page->many = page->pages > 1;
    page->previous = number > 1 ? list_address (words, request, number - 1) : "";
    page->next = number < page->pages ? list_address (words, request, number + 1) : "";
}

static void fill_rows (GArray *rows, GPtrArray *lists, TdPersonWords *words, TdRequest *request,
                       const GPtrArray *people)
{
    for (guint i = 0; i < people->len; i++) {
        const TdPerson *person = people->pdata[i];
        GArray *roles = roles_today (words, request, person->terms);
        const struct html_people_rows row = {
            .name = person->name != NULL ? person->name : "",
            .address = person->address,
            .link = td_person_keep (words, g_strdup_printf ("/%s/people/%s", td_request_locale (request), person->id)),
            .closed = person->disabled,
            .roles = (const void *) roles->data,
            .n_roles = roles->len,
        };
        g_ptr_array_add (lists, roles);
        g_array_append_val (rows, row);
    }
}

gboolean td_people_page (TdRequest *request, GError **error)
{
    const char *typed = td_request_field (request, "words"), *role = td_request_field (request, "role");
    int number = (int) CLAMP (g_ascii_strtoll (td_request_field (request, "page"), NULL, 10), 1, MOST_PAGES);
    const TdPersonFilter filter = { .words = *typed != '\0' ? typed : NULL,
                                    .role = *role != '\0' ? role : NULL,
                                    .limit = PAGE,
                                    .offset = (number - 1) * PAGE };
    struct html_people page = { .words = typed };
    g_autoptr (GPtrArray) people =
        td_person_list (td_request_instance (request), td_request_viewer (request), &filter, &page.total, error);
    g_auto (TdPersonWords) words = { 0 };
    g_autoptr (GArray) roles = NULL;
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (struct html_people_rows));
    g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

    if (people == NULL)
        return FALSE;
    td_person_words_init (&words);
    fill_rows (rows, lists, &words, request, people);
    fill_pages (&page, &words, request, number);
    roles = td_person_roles (request, role);
    page.action = td_person_keep (&words, g_strdup_printf ("/%s/people", td_request_locale (request)));
    page.roles = (const void *) roles->data;
    page.n_roles = roles->len;
    page.rows = (const void *) rows->data;
    page.n_rows = rows->len;
    html_people (td_request_html (request), &page);
    td_person_reply (request, FALSE);
    return TRUE;
}

/* ---- one account ---- */

/* All that the page is made of, freed with it. */
typedef struct {
    TdPersonWords words;
    TdPerson *person;
    GArray *terms, *running, *conflicts, *which, *roles, *role_states, *conflict_states, *grounds;
} Shown;

static void shown_clear (Shown *shown)
{
    GArray **arrays[] = { &shown->terms, &shown->running,     &shown->conflicts,       &shown->which,
                          &shown->roles, &shown->role_states, &shown->conflict_states, &shown->grounds };

    for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
        g_clear_pointer (arrays[i], g_array_unref);
    g_clear_pointer (&shown->person, td_person_free);
    td_person_words_clear (&shown->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shown, shown_clear)

static void choice (GArray *list, const char *value, const char *label)
{
    const struct html_field_radios_choices c = { .id = value, .value = value, .label = label };

    g_array_append_val (list, c);
}

/* Terms that can be ended, and conflicts that can be taken back, to choose from. */
static void fill_choices (Shown *shown)
{
    const TdPerson *p = shown->person;

    shown->running = g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));
    shown->which = g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));
    for (guint i = 0; i < p->terms->len; i++) {
        const TdTerm *term = p->terms->pdata[i];
        const struct html_person_terms_rows *row = &g_array_index (shown->terms, struct html_person_terms_rows, i);
        if (term->ended == 0)
            choice (
                shown->running, term->id,
                td_person_keep (&shown->words, g_strdup_printf ("%s%s%s, %s", row->role, row->state != NULL ? ": " : "",
                                                                row->state != NULL ? row->state : "", row->starts)));
    }
    for (guint i = 0; i < p->conflicts->len; i++) {
        const TdConflict *conflict = p->conflicts->pdata[i];
        const struct html_answers_rows *row = &g_array_index (shown->conflicts, struct html_answers_rows, i);
        choice (shown->which,
                td_person_keep (&shown->words,
                                g_strdup_printf ("%s-%s", conflict->state, td_ground_word (conflict->ground))),
                td_person_keep (&shown->words, g_strdup_printf ("%s: %s", row->question, row->answer)));
    }
}

static const char *path (Shown *shown, TdRequest *request, const char *rest)
{
    return td_person_keep (&shown->words, g_strdup_printf ("/%s/people/%s%s", td_request_locale (request),
                                                           td_request_part (request, "id"), rest));
}

static void fill_person (struct html_person *page, Shown *shown, TdRequest *request)
{
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    const TdPerson *p = shown->person;

    page->list = td_person_keep (&shown->words, g_strdup_printf ("/%s/people", locale));
    page->done = *td_request_field (request, "done") != '\0';
    page->name = p->name != NULL ? p->name : "";
    page->address = p->address;
    page->since =
        td_person_keep (&shown->words, td_words_day (locale, p->created, td_request_instance (request)->profile->zone));
    page->closed = p->disabled;
    page->may_role = td_door_viewer_may (viewer, TD_ACT_USER_ROLE);
    page->may_conflict = td_door_viewer_may (viewer, TD_ACT_CONFLICT_RECORD);
    page->may_close = td_door_viewer_may (viewer, TD_ACT_USER_DISABLE);
    page->give = path (shown, request, "/roles");
    page->end = path (shown, request, "/roles/end");
    page->record = path (shown, request, "/conflicts");
    page->back = path (shown, request, "/conflicts/back");
    page->close = path (shown, request, "/close");
    page->starts = td_request_field (request, "starts");
    page->ends = td_request_field (request, "ends");
    page->reason = td_request_field (request, "reason");
}

#define HAND(page, name, array) ((page).name = (const void *) (array)->data, (page).n_##name = (array)->len)

/* Beside which field an error stands. */
static void fill_error (struct html_person *page, const char *field, const char *wrong)
{
    if (g_strcmp0 (field, "role") == 0)
        page->role_error = wrong;
    else if (g_strcmp0 (field, "term") == 0)
        page->end_error = wrong;
    else if (g_strcmp0 (field, "conflict") == 0)
        page->conflict_error = wrong;
    else if (g_strcmp0 (field, "which") == 0)
        page->which_error = wrong;
    else
        page->close_error = wrong;
}

static gboolean render (TdRequest *request, const char *field, const char *wrong, GError **error)
{
    g_auto (Shown) shown = { 0 };
    const struct html_error_summary_errors errors[] = { { .field = field, .text = wrong } };
    struct html_person page = { .errors = errors, .n_errors = wrong != NULL };

    td_person_words_init (&shown.words);
    shown.person = td_person_get (td_request_instance (request), td_request_viewer (request),
                                  td_request_part (request, "id"), error);
    if (shown.person == NULL)
        return FALSE;
    shown.terms = td_person_term_rows (&shown.words, request, shown.person->terms);
    shown.conflicts = td_person_conflict_rows (&shown.words, request, shown.person->conflicts);
    fill_choices (&shown);
    shown.roles = td_person_roles (request, td_request_field (request, "role"));
    shown.role_states = td_person_states (&shown.words, request, td_request_field (request, "state"));
    shown.conflict_states = td_person_states (&shown.words, request, td_request_field (request, "conflict"));
    shown.grounds = td_person_grounds (request, td_request_field (request, "ground"));
    fill_person (&page, &shown, request);
    fill_error (&page, field, wrong);
    HAND (page, terms, shown.terms);
    HAND (page, running, shown.running);
    HAND (page, conflicts, shown.conflicts);
    HAND (page, which, shown.which);
    HAND (page, roles, shown.roles);
    HAND (page, role_states, shown.role_states);
    HAND (page, conflict_states, shown.conflict_states);
    HAND (page, grounds, shown.grounds);
    html_person (td_request_html (request), &page);
    td_person_reply (request, wrong != NULL);
    return TRUE;
}

gboolean td_person_page (TdRequest *request, GError **error)
{
    /* The door lets one read one's own account; this page is for those who see all. */
    return td_door_may (td_request_viewer (request), TD_ACT_USER_LIST, NULL, error)
           && render (request, NULL, NULL, error);
}

/* Done: back to the account. Said no: the page again, with what was typed. */
static gboolean answer (TdRequest *request, gboolean done, const char *field, GError *problem, GError **error)
{
    g_auto (TdPersonWords) words = { 0 };
    const char *wrong;

    if (done) {
        g_autofree char *back = g_strdup_printf ("/people/%s?done=1", td_request_part (request, "id"));
        td_person_go (request, back);
        return TRUE;
    }
    td_person_words_init (&words);
    wrong = td_person_problem (&words, request, problem, error);
    return wrong != NULL && render (request, field, wrong, error);
}

static const char *or_null (const char *text)
{
    return *text != '\0' ? text : NULL;
}

gboolean td_person_role_post (TdRequest *request, GError **error)
{
    TdTermGiven given = { .state = or_null (td_request_field (request, "state")),
                          .starts = or_null (td_request_field (request, "starts")),
                          .ends = or_null (td_request_field (request, "ends")) };
    GError *problem = NULL;
    gboolean done;

    /* An unknown word is the public's, whom the rules give nothing. */
    td_role_from_word (td_request_field (request, "role"), &given.role);
    done = td_role_give (td_request_instance (request), td_request_viewer (request), td_request_part (request, "id"),
                         &given, NULL, &problem);
    return answer (request, done, "role", problem, error);
}

gboolean td_person_role_end_post (TdRequest *request, GError **error)
{
    GError *problem = NULL;
    gboolean done = td_role_end (td_request_instance (request), td_request_viewer (request),
                                 td_request_part (request, "id"), td_request_field (request, "term"), &problem);

    return answer (request, done, "term", problem, error);
}

static void ask_for_ground (GError **error)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_INPUT,
                         "Choose the State and the ground, both from their lists.");
}

gboolean td_person_conflict_post (TdRequest *request, GError **error)
{
    GError *problem = NULL;
    gboolean done = FALSE;
    TdGround ground;

    if (td_ground_from_word (td_request_field (request, "ground"), &ground))
        done =
            td_conflict_add (td_request_instance (request), td_request_viewer (request),
                             td_request_part (request, "id"), td_request_field (request, "conflict"), ground, &problem);
    else
        ask_for_ground (&problem);
    return answer (request, done, "conflict", problem, error);
}

/* which: "GHA-office". */
gboolean td_person_conflict_back_post (TdRequest *request, GError **error)
{
    g_auto (GStrv) which = g_strsplit (td_request_field (request, "which"), "-", 2);
    GError *problem = NULL;
    gboolean done = FALSE;
    TdGround ground;

    if (g_strv_length (which) == 2 && td_ground_from_word (which[1], &ground))
        done = td_conflict_remove (td_request_instance (request), td_request_viewer (request),
                                   td_request_part (request, "id"), which[0], ground,
                                   td_request_field (request, "reason"), &problem);
    else
        ask_for_ground (&problem);
    return answer (request, done, "which", problem, error);
}

gboolean td_person_close_post (TdRequest *request, GError **error)
{
    GError *problem = NULL;
    gboolean close = !g_str_equal (td_request_field (request, "do"), "reopen");
    gboolean done = td_account_disable (td_request_instance (request), td_request_viewer (request),
                                        td_request_part (request, "id"), close, &problem);

    return answer (request, done, "close", problem, error);
}
