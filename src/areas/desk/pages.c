/* The desk: what waits, and the way from one to the next. */
#include "areas/desk/pages.h"

#include "areas/desk/desk-page.h"
#include "areas/desk/desk-words.h"
#include "areas/desk/desk.h"
#include "areas/desk/desk.html.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"
#include "web/static.h"

enum { MOST_PAGES = 100000 };

/* Strings that the page borrows until it is sent. */
static char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

typedef struct {
    const char *state, *kind, *status;
    int page, organisations_page;
    gboolean all; /* every box ticked */
} Asked;

static int number (const char *text)
{
    gint64 value;

    return g_ascii_string_to_signed (text, 10, 1, MOST_PAGES, &value, NULL) ? (int) value : 1;
}

/* A State or kind that nobody knows asks for all: an address tells nothing. */
static Asked asked_of (TdRequest *request)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *kind = td_request_field (request, "kind"), *status = td_request_field (request, "status");
    const TdState *state = td_profile_state (profile, td_request_field (request, "state"));
    TdStatus known;

    return (Asked){ .state = state != NULL ? state->iso3 : "",
                    .kind = td_profile_choice (profile->kinds, profile->n_kinds, kind) != NULL ? kind : "",
                    .status = td_status_from_word (status, &known) ? td_status_word (known)
                                                                   : td_status_word (TD_STATUS_RECEIVED),
                    .page = number (td_request_field (request, "page")),
                    .organisations_page = number (td_request_field (request, "organisations")),
                    .all = *td_request_field (request, "all") != '\0' };
}

static const char *or_all (const char *text)
{
    return *text != '\0' ? text : NULL;
}

static char *address (const Asked *asked, const char *locale, int page, int organisations, const char *rest)
{
    return g_strdup_printf ("/%s/desk?state=%s&kind=%s&status=%s&page=%d&organisations=%d%s", locale, asked->state,
                            asked->kind, asked->status, page, organisations, rest);
}

/* ---- filters ---- */

static const char *const statuses[] = { N_ ("received"), N_ ("change-asked"), N_ ("accepted"), N_ ("withheld") };

static gboolean has_value (const GPtrArray *sums, guint upto, gboolean of_state, const char *value)
{
    for (guint i = 0; i < upto; i++) {
        const TdWaitingSum *sum = sums->pdata[i];
        if (g_strcmp0 (of_state ? sum->state : sum->kind, value) == 0)
            return TRUE;
    }
    return FALSE;
}

static GArray *states_of (const TdProfile *profile, const GPtrArray *sums, const Asked *asked, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_states));

    for (guint i = 0; i < sums->len; i++) {
        const TdWaitingSum *sum = sums->pdata[i];
        struct html_desk_states row = { .value = sum->state != NULL ? sum->state : "",
                                        .label = td_desk_state_name (profile, sum->state, locale),
                                        .chosen = g_strcmp0 (sum->state, asked->state) == 0 };
        if (sum->state != NULL && !has_value (sums, i, TRUE, sum->state))
            g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *kinds_of (const TdProfile *profile, const GPtrArray *sums, const Asked *asked)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_kinds));

    for (guint i = 0; i < sums->len; i++) {
        const TdWaitingSum *sum = sums->pdata[i];
        struct html_desk_kinds row = { .value = sum->kind != NULL ? sum->kind : "",
                                       .label = td_desk_kind_label (profile, sum->kind),
                                       .chosen = g_strcmp0 (sum->kind, asked->kind) == 0 };
        if (sum->kind != NULL && !has_value (sums, i, FALSE, sum->kind))
            g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *statuses_of (const GPtrArray *sums, const Asked *asked, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_statuses));

    for (gsize k = 0; k < G_N_ELEMENTS (statuses); k++) {
        struct html_desk_statuses row = { .value = statuses[k],
                                          .label = td_words (locale, statuses[k]),
                                          .chosen = g_str_equal (statuses[k], asked->status) };
        for (guint i = 0; i < sums->len; i++) {
            const TdWaitingSum *sum = sums->pdata[i];
            if (g_str_equal (td_status_word (sum->status), statuses[k]))
                row.count += sum->count;
        }
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- lists ---- */

static GArray *rows_of (TdRequest *request, const TdWaitingList *list, const Asked *asked, GPtrArray *strings)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *locale = td_request_locale (request);
    const char *const *ticked = td_request_fields (request, "item");
    gint64 now = td_clock_now (&instance->clock);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_rows));

    for (guint i = 0; i < list->rows->len; i++) {
        const TdWaiting *w = list->rows->pdata[i];
        g_autofree char *item = g_strconcat (w->id, ".", td_status_word (w->status), NULL);
        struct html_desk_rows row = {
            .id = w->id,
            .title = td_desk_title (w, locale),
            .language = td_desk_title_language (w),
            .state = td_desk_state_name (profile, w->state, locale),
            .who = w->sender_name != NULL ? w->sender_name : "",
            .kind = td_desk_kind_label (profile, w->sender_kind),
            .tongue = w->language != NULL ? keep (strings, td_language_name (w->language, locale)) : NULL,
            .waits = keep (strings, td_desk_wait_words (locale, w->received, now)),
            .when = keep (strings, td_words_day (locale, w->received, profile->zone)),
            .status = td_status_word (w->status),
            .visibility = td_visibility_label (w->visibility_chosen ? w->visibility : TD_VISIBILITY_COMMITTEE),
            .pages = w->pages,
            .unverified = w->unverified,
            .changed = w->changed,
            .notes = w->notes,
            .ticked = asked->all || g_strv_contains (ticked, item),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *organisations_of (TdInstance *instance, const TdDesk *desk, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_organisations));
    gint64 now = td_clock_now (&instance->clock);

    for (guint i = 0; i < desk->organisations->len; i++) {
        const TdToVerify *o = desk->organisations->pdata[i];
        struct html_desk_organisations row = { .id = o->id,
                                               .name = o->name,
                                               .kind = td_desk_kind_label (instance->profile, o->kind),
                                               .waits = keep (strings, td_desk_wait_words (locale, o->since, now)),
                                               .again = o->again,
                                               .why = o->oddity,
                                               .twin = o->twin,
                                               .twin_name = o->twin_name };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *accounts_of (TdInstance *instance, const TdDesk *desk, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_accounts));
    gint64 now = td_clock_now (&instance->clock);

    for (guint i = 0; i < desk->accounts->len; i++) {
        const TdToAccept *a = desk->accounts->pdata[i];
        struct html_desk_accounts row = { .id = a->id,
                                          .state = td_desk_state_name (instance->profile, a->state, locale),
                                          .waits = keep (strings, td_desk_wait_words (locale, a->since, now)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *to_send_of (TdInstance *instance, const TdDesk *desk, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_to_send));
    gint64 now = td_clock_now (&instance->clock);

    for (guint i = 0; i < desk->to_send->len; i++) {
        const TdToSend *t = desk->to_send->pdata[i];
        struct html_desk_to_send row = { .id = t->id,
                                         .participant = t->participant,
                                         .state = td_desk_state_name (instance->profile, t->state, locale),
                                         .waits = keep (strings, td_desk_wait_words (locale, t->since, now)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *late_of (TdInstance *instance, const TdDesk *desk, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_late));
    gint64 now = td_clock_now (&instance->clock);

    for (guint i = 0; i < desk->late->len; i++) {
        const TdLate *l = desk->late->pdata[i];
        struct html_desk_late row = { .call = l->call,
                                      .name = l->name != NULL ? l->name : "",
                                      .state = td_desk_state_name (instance->profile, l->state, locale),
                                      .waits = keep (strings, td_desk_wait_words (locale, l->asked, now)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static char *deadline_when (const TdDeskDeadline *d, const char *locale)
{
    g_autofree char *from = td_words_date (locale, d->date);
    g_autofree char *until = d->until != NULL ? td_words_date (locale, d->until) : NULL;

    return until != NULL ? g_strdup_printf ("%s – %s", from, until) : g_steal_pointer (&from);
}

static char *deadline_what (const TdProfile *profile, const TdDeskDeadline *d, const char *locale)
{
    g_autofree char *number = NULL;

    if (d->session == NULL)
        return td_words_fill (td_words (locale, N_ ("Report of {state}")), "state",
                              td_profile_state_name (profile, d->state, locale), NULL);
    number = td_words_number (locale, d->session->number);
    return td_words_fill (td_words (locale, N_ ("Session {n}")), "n", number, NULL);
}

static GArray *deadlines_of (const TdProfile *profile, const GPtrArray *list, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_deadlines));

    for (guint i = 0; i < list->len; i++) {
        const TdDeskDeadline *d = list->pdata[i];
        struct html_desk_deadlines row = {
            .what = keep (strings, deadline_what (profile, d, locale)),
            .when = keep (strings, deadline_when (d, locale)),
            .link = d->state != NULL ? keep (strings, g_strdup_printf ("/%s/states/%s", locale, d->state->iso3)) : "",
            .calculated = d->calculated,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *to_record_of (const TdProfile *profile, const GPtrArray *list, const char *locale, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_to_record));

    for (guint i = 0; i < list->len; i++) {
        const TdStageWaiting *w = list->pdata[i];
        const TdChoice *stage = td_profile_choice (profile->stages, profile->n_stages, w->stage);
        struct html_desk_to_record row = { .state = td_desk_state_name (profile, w->state, locale),
                                           .stage = stage != NULL ? stage->label : w->stage,
                                           .when = keep (strings, td_words_date (locale, w->day)),
                                           .id = w->submission };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- the page ---- */

/* The last of a row was decided about and the desk stands behind it: what was done, and the way back. */
static gboolean fill_decided (TdRequest *request, TdWaiting **ret_decided, struct html_desk *page, GError **error)
{
    const char *act = td_request_field (request, "decided");

    if (!td_id_valid (act))
        return TRUE;
    if (!td_submission_short_of_act (td_request_instance (request), td_request_viewer (request), act, ret_decided,
                                     error))
        return FALSE;
    if (*ret_decided == NULL)
        return TRUE;
    page->decided = td_desk_title (*ret_decided, td_request_locale (request));
    page->decided_language = td_desk_title_language (*ret_decided);
    page->decided_id = (*ret_decided)->id;
    page->decided_act = act;
    page->decided_status = td_status_word ((*ret_decided)->status);
    return TRUE;
}

static void fill_counts (TdRequest *request, const TdDesk *desk, GPtrArray *strings, struct html_desk *page)
{
    const TdWaitingList *list = &desk->submissions;
    const char *locale = td_request_locale (request);
    gint64 now = td_clock_now (&td_request_instance (request)->clock);

    page->waiting = list->waiting;
    page->changed = list->changed;
    page->unverified = list->unverified;
    page->confidential = list->confidential;
    page->matching = list->total;
    page->organisations_waiting = desk->organisations_total;
    page->accounts_waiting = desk->accounts_total;
    page->to_send_waiting = desk->to_send_total;
    page->late_waiting = desk->late_total;
    page->near = desk->deadlines->len;
    page->failed = (gint64) desk->letters->len + desk->jobs->len;
    if (list->oldest != 0)
        page->oldest = keep (strings, td_desk_wait_words (locale, list->oldest, now));
    if (desk->organisations_oldest != 0)
        page->organisations_oldest = keep (strings, td_desk_wait_words (locale, desk->organisations_oldest, now));
}

static void fill_pager (const Asked *asked, const TdDesk *desk, const char *locale, GPtrArray *strings,
                        struct html_desk *page)
{
    gint64 pages = (desk->submissions.total + TD_LIMIT_DESK_ITEMS - 1) / TD_LIMIT_DESK_ITEMS;
    int at = asked->organisations_page;

    page->page = asked->page;
    page->pages = MAX (1, pages);
    page->many = pages > 1;
    page->previous = asked->page > 1 ? keep (strings, address (asked, locale, asked->page - 1, at, "")) : "";
    page->next = asked->page < pages ? keep (strings, address (asked, locale, asked->page + 1, at, "")) : "";
    page->tick_all = keep (strings, address (asked, locale, asked->page, at, "&all=1#submissions"));
    page->organisations_previous =
        at > 1 ? keep (strings, address (asked, locale, asked->page, at - 1, "#organisations")) : "";
    page->organisations_next = (gint64) at * TD_LIMIT_DESK_ITEMS < desk->organisations_total
                                   ? keep (strings, address (asked, locale, asked->page, at + 1, "#organisations"))
                                   : "";
}

static const char *heading_of (const char *status, const char *locale)
{
    static const char *const headings[] = { N_ ("Submissions that wait"), N_ ("Submissions whose senders were asked"),
                                            N_ ("Submissions that were accepted"),
                                            N_ ("Submissions kept from the public") };

    for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
        if (g_str_equal (statuses[i], status))
            return td_words (locale, headings[i]);
    return td_words (locale, N_ ("Submissions"));
}

#define FILL(page, list, array)                                                                                        \
    ((page)->list = (const struct html_desk_##list *) (void *) (array)->data, (page)->n_##list = (array)->len)

static gboolean render (TdRequest *request, const TdDesk *desk, const Asked *asked, const TdDeskProblem *problem,
                        GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *locale = td_request_locale (request);
    const char *message = problem->message != NULL ? td_words (locale, problem->message) : NULL;
    const struct html_error_summary_errors wrong = { .field = g_strcmp0 (problem->field, "item") == 0 ? "submissions"
                                                                                                      : problem->field,
                                                     .text = message };
    g_autoptr (TdWaiting) decided = NULL;
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) states = states_of (profile, desk->submissions.sums, asked, locale);
    g_autoptr (GArray) kinds = kinds_of (profile, desk->submissions.sums, asked);
    g_autoptr (GArray) stages = statuses_of (desk->submissions.sums, asked, locale);
    g_autoptr (GArray) rows = rows_of (request, &desk->submissions, asked, strings);
    g_autoptr (GArray) organisations = organisations_of (instance, desk, locale, strings);
    g_autoptr (GArray) accounts = accounts_of (instance, desk, locale, strings);
    g_autoptr (GArray) to_send = to_send_of (instance, desk, locale, strings);
    g_autoptr (GArray) late = late_of (instance, desk, locale, strings);
    g_autoptr (GArray) deadlines = deadlines_of (profile, desk->deadlines, locale, strings);
    g_autoptr (GArray) to_record = to_record_of (profile, desk->stages, locale, strings);
    const TdViewer *viewer = td_request_viewer (request);
    struct html_desk page = {
        .module = td_static_address ("pick.js"),
        .cases = td_door_viewer_may (viewer, TD_ACT_CASE_READ),
        .declarations = td_door_viewer_may (viewer, TD_ACT_DECLARATION_RECORD),
        .reprisals = td_door_viewer_may (viewer, TD_ACT_REPRISAL_KEEP),
        .at_risk = td_door_viewer_may (viewer, TD_ACT_ORGANISATION_RISK),
        .heading = heading_of (asked->status, locale),
        .filtered = *asked->state != '\0' || *asked->kind != '\0' || !g_str_equal (asked->status, statuses[0]),
        .ticked = asked->all,
        .state = asked->state,
        .kind = asked->kind,
        .status = asked->status,
        .errors = message != NULL ? &wrong : NULL,
        .n_errors = message != NULL ? 1 : 0,
        .error = message,
        .error_on = problem->field,
        .reason = td_request_field (request, "reason"),
        .other = td_request_field (request, "other"),
    };

    if (!fill_decided (request, &decided, &page, error))
        return FALSE;
    fill_counts (request, desk, strings, &page);
    fill_pager (asked, desk, locale, strings, &page);
    FILL (&page, states, states);
    FILL (&page, kinds, kinds);
    FILL (&page, statuses, stages);
    FILL (&page, rows, rows);
    FILL (&page, organisations, organisations);
    FILL (&page, accounts, accounts);
    FILL (&page, to_send, to_send);
    FILL (&page, late, late);
    FILL (&page, deadlines, deadlines);
    FILL (&page, to_record, to_record);
    html_desk (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_desk_show (TdRequest *request, const TdDeskProblem *problem, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const Asked asked = asked_of (request);
    const TdWaitingFilter filter = { .state = or_all (asked.state),
                                     .kind = or_all (asked.kind),
                                     .status = asked.status,
                                     .limit = TD_LIMIT_DESK_ITEMS,
                                     .offset = (asked.page - 1) * TD_LIMIT_DESK_ITEMS };
    g_auto (TdDesk) desk = { 0 };

    if (!td_desk_look (instance, td_request_viewer (request), &filter,
                       (asked.organisations_page - 1) * TD_LIMIT_DESK_ITEMS, &desk, error))
        return FALSE;
    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_request_wants_json (request))
        return render (request, &desk, &asked, problem, error);
    td_reply_json (request, 200, td_desk_to_json (instance, &desk));
    return TRUE;
}

/* Members have no desk: they keep the list of what came before the Committee. */
gboolean td_desk_page (TdRequest *request, GError **error)
{
    const TdDeskProblem none = { 0 };

    if (!td_door_viewer_may (td_request_viewer (request), TD_ACT_DESK) && !td_request_wants_json (request)) {
        g_autofree char *path = g_strdup_printf ("/%s/desk/submissions", td_request_locale (request));
        td_reply_redirect (request, path);
        return TRUE;
    }
    return td_desk_show (request, &none, error);
}

/* To the next that waits, so that forty can be worked off in a row; behind the last one the desk. */
gboolean td_desk_next (TdRequest *request, GError **error)
{
    const char *after = td_request_field (request, "after"), *before = td_request_field (request, "before");
    g_autofree char *id = NULL;
    g_autofree char *path = NULL;

    if (!td_submission_waiting_beside (td_request_instance (request), td_request_viewer (request),
                                       *before != '\0'  ? before
                                       : *after != '\0' ? after
                                                        : NULL,
                                       *before != '\0', &id, error))
        return FALSE;
    path = id != NULL ? g_strdup_printf ("/%s/submissions/%s?desk=1", td_request_locale (request), id)
                      : g_strdup_printf ("/%s/desk", td_request_locale (request));
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_redirect (request, path);
    return TRUE;
}
