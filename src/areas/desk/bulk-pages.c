/* Deciding about many, taking back, and what one did today. */
#include "areas/desk/bulk.h"
#include "areas/desk/desk-done.html.h"
#include "areas/desk/desk-page.h"
#include "areas/desk/desk-result.html.h"
#include "areas/desk/desk-words.h"
#include "areas/desk/pages.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"
#include "web/static.h"

/* ---- what was asked ---- */

static void item_clear (gpointer data)
{
    TdBulkItem *item = data;

    g_free ((char *) item->id);
    g_free ((char *) item->expected);
}

/* "ID.STATUS" each; what is none is passed over. */
static GArray *items_of (TdRequest *request)
{
    const char *const *values = td_request_fields (request, "item");
    GArray *items = g_array_new (FALSE, TRUE, sizeof (TdBulkItem));

    g_array_set_clear_func (items, item_clear);
    for (gsize i = 0; values[i] != NULL; i++) {
        const char *dot = strchr (values[i], '.');
        g_autofree char *id = dot != NULL ? g_strndup (values[i], (gsize) (dot - values[i])) : NULL;
        TdBulkItem item = { 0 };
        TdStatus status;
        if (id == NULL || !td_id_valid (id) || !td_status_from_word (dot + 1, &status))
            continue;
        item.id = g_steal_pointer (&id);
        item.expected = g_strdup (dot + 1);
        g_array_append_val (items, item);
    }
    return items;
}

/* What is wrong with the form as a whole, before anything is tried. */
static TdDeskProblem problem_of (TdRequest *request, const GArray *items, TdDecision *ret_decision)
{
    const char *wrong = td_request_field_problem (request, NULL);
    const char *reason_wrong = td_request_field_problem (request, "reason");

    if (reason_wrong != NULL)
        return (TdDeskProblem){ "reason", reason_wrong };
    if (wrong != NULL)
        return (TdDeskProblem){ "other", wrong };
    if (items->len == 0)
        return (TdDeskProblem){ "item", N_ ("Tick the submissions that you decide about.") };
    if (!td_decision_from_word (td_request_field (request, "decision"), ret_decision))
        return (TdDeskProblem){ "reason", N_ ("Choose what to do with them: one of the buttons.") };
    if (td_desk_needs_reason (*ret_decision) && *td_request_field (request, "reason") == '\0')
        return (TdDeskProblem){ "reason", N_ ("Give the reason, so that the sender can understand it.") };
    if (*ret_decision == TD_DECISION_DUPLICATE && *td_request_field (request, "other") == '\0')
        return (TdDeskProblem){ "other", N_ ("Name the submission of which this is a duplicate by its id.") };
    return (TdDeskProblem){ 0 };
}

/* ---- what became of it ---- */

static void add_outcome (const TdBulkOutcome *outcome, const char *locale, GArray *done, GArray *left)
{
    const TdWaiting *w = outcome->submission;
    const char *title = w != NULL ? td_desk_title (w, locale) : "";

    if (outcome->act != NULL) {
        struct html_desk_result_done row = { .id = w != NULL ? w->id : "",
                                             .title = title,
                                             .language = w != NULL ? td_desk_title_language (w) : NULL,
                                             .status = w != NULL ? td_status_word (w->status) : "",
                                             .act = outcome->act };
        g_array_append_val (done, row);
    } else {
        struct html_desk_result_left row = { .id = w != NULL ? w->id : "",
                                             .title = title,
                                             .language = w != NULL ? td_desk_title_language (w) : NULL,
                                             .status = w != NULL ? td_status_word (w->status) : "",
                                             .why = outcome->problem != NULL ? outcome->problem : "" };
        g_array_append_val (left, row);
    }
}

static const char *decision_label (TdDecision decision)
{
    switch (decision) {
    case TD_DECISION_ACCEPT: return N_ ("Accepted for the Committee");
    case TD_DECISION_ASK_CHANGE: return N_ ("Their senders are asked for a change");
    case TD_DECISION_PUBLISH: return N_ ("Published");
    case TD_DECISION_REFUSE: return N_ ("Refused");
    case TD_DECISION_WITHHOLD: return N_ ("Withheld from the public");
    case TD_DECISION_DUPLICATE: return N_ ("Marked as duplicates");
    default: return "";
    }
}

static void show_result (TdRequest *request, const TdBulkResult *result, const TdDecision *decision)
{
    const char *locale = td_request_locale (request);
    gboolean undone = decision == NULL;
    g_autoptr (GArray) done = g_array_new (FALSE, TRUE, sizeof (struct html_desk_result_done));
    g_autoptr (GArray) left = g_array_new (FALSE, TRUE, sizeof (struct html_desk_result_left));
    g_autofree char *back =
        undone ? g_strdup_printf ("/%s/desk", locale)
               : g_strdup_printf ("/%s/desk?state=%s&kind=%s&status=%s", locale, td_request_field (request, "state"),
                                  td_request_field (request, "kind"), td_request_field (request, "status"));
    struct html_desk_result page = { .module = td_static_address ("pick.js"),
                                     .heading = td_words (locale, undone ? N_ ("Taken back") : N_ ("What was done")),
                                     .undone = undone,
                                     .back = back };

    for (guint i = 0; i < result->outcomes->len; i++)
        add_outcome (result->outcomes->pdata[i], locale, done, left);
    page.done = (const struct html_desk_result_done *) (void *) done->data;
    page.n_done = page.done_count = done->len;
    page.left = (const struct html_desk_result_left *) (void *) left->data;
    page.n_left = page.not_count = left->len;
    if (!undone) {
        page.batch = result->batch;
        page.decision = done->len > 0 ? decision_label (*decision) : NULL;
        page.reason = td_request_field (request, "reason");
        page.other = td_request_field (request, "other");
    }
    td_reply_header (request, "Cache-Control", "no-store");
    html_desk_result (td_request_html (request), &page);
    td_reply_html (request, 200);
}

gboolean td_desk_decide_post (TdRequest *request, GError **error)
{
    g_autoptr (GArray) items = items_of (request);
    TdBulk bulk = { .reason = td_request_field (request, "reason"),
                    .other = td_request_field (request, "other"),
                    .items = (const TdBulkItem *) (void *) items->data,
                    .n_items = items->len };
    g_auto (TdBulkResult) result = { 0 };
    TdDeskProblem problem = problem_of (request, items, &bulk.decision);

    if (problem.message != NULL)
        return td_desk_show (request, &problem, error);
    if (!td_desk_decide (td_request_instance (request), td_request_viewer (request), &bulk, &result, error))
        return FALSE;
    show_result (request, &result, &bulk.decision);
    return TRUE;
}

gboolean td_desk_undo_post (TdRequest *request, GError **error)
{
    const char *batch = td_request_field (request, "batch");
    g_auto (TdBulkResult) result = { 0 };

    if (!td_desk_undo (td_request_instance (request), td_request_viewer (request), *batch != '\0' ? batch : NULL,
                       td_request_fields (request, "act"), &result, error))
        return FALSE;
    show_result (request, &result, NULL);
    return TRUE;
}

/* ---- today ---- */

static gint64 midnight (const TdInstance *instance)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_autofree char *local = g_strconcat (today, "T00:00", NULL);
    gint64 instant = 0;

    td_instant_from_local (local, instance->profile->zone, &instant, NULL);
    return instant;
}

static gint64 still_of_batch (const GPtrArray *list, const char *batch)
{
    gint64 count = 0;

    for (guint i = 0; i < list->len; i++) {
        const TdDone *done = list->pdata[i];
        count += g_strcmp0 (done->batch, batch) == 0 && done->decided->undone == 0 && done->decided->last;
    }
    return count;
}

/* The first of a batch carries the button for all of them. */
static struct html_desk_done_rows row_of (const TdInstance *instance, const GPtrArray *list, guint i,
                                          const char *locale)
{
    const TdDone *done = list->pdata[i], *before = i > 0 ? list->pdata[i - 1] : NULL;
    const TdDecided *d = done->decided;
    gboolean first = done->batch != NULL && (before == NULL || g_strcmp0 (before->batch, done->batch) != 0);
    struct html_desk_done_rows row = {
        .id = d->submission->id,
        .title = td_desk_title (d->submission, locale),
        .language = td_desk_title_language (d->submission),
        .state = td_desk_state_name (instance->profile, d->submission->state, locale),
        .when = td_words_instant (locale, d->at, instance->profile->zone),
        .before = td_status_word (d->from),
        .after = td_status_word (d->to),
        .act = d->act,
        .undone = d->undone != 0,
        .can_undo = d->undone == 0 && d->last,
    };

    if (first && (row.batch_count = still_of_batch (list, done->batch)) > 1)
        row.batch = done->batch;
    return row;
}

gboolean td_desk_done_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (GPtrArray) list = td_desk_done (instance, td_request_viewer (request), midnight (instance), error);
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (struct html_desk_done_rows));
    struct html_desk_done page = { 0 };

    if (list == NULL)
        return FALSE;
    for (guint i = 0; i < list->len; i++) {
        struct html_desk_done_rows row = row_of (instance, list, i, td_request_locale (request));
        g_array_append_val (rows, row);
    }
    page.total = page.n_rows = rows->len;
    page.rows = (const struct html_desk_done_rows *) (void *) rows->data;
    td_reply_header (request, "Cache-Control", "no-store");
    html_desk_done (td_request_html (request), &page);
    td_reply_html (request, 200);
    for (guint i = 0; i < rows->len; i++)
        g_free ((char *) page.rows[i].when);
    return TRUE;
}
