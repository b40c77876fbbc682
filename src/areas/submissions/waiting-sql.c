/* Contract in waiting.h. */
#include "areas/submissions/waiting.h"

#include "areas/submissions/reading.h"

enum { USUAL_LIMIT = 50, MOST_DECIDED = 200 };

/* The phases in which the desk still has work with a submission. */
#define IN_HAND "('received', 'change-asked', 'accepted', 'withheld')"

void td_waiting_free (TdWaiting *w)
{
    if (w == NULL)
        return;
    g_free (w->id);
    g_free (w->title);
    g_free (w->language);
    g_free (w->state);
    g_free (w->sender_name);
    g_free (w->sender_kind);
    g_free (w);
}

static void sum_free (gpointer data)
{
    TdWaitingSum *sum = data;

    g_free (sum->state);
    g_free (sum->kind);
    g_free (sum);
}

void td_waiting_list_clear (TdWaitingList *list)
{
    g_clear_pointer (&list->rows, g_ptr_array_unref);
    g_clear_pointer (&list->sums, g_ptr_array_unref);
}

static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

struct waiting {
    const TdViewer *viewer;
    const TdWaitingFilter *filter;
    TdWaitingList list;
};

static TdWaiting *from_row (TdRows *rows)
{
    TdWaiting *w = g_new0 (TdWaiting, 1);

    w->id = g_strdup (td_rows_text (rows, 0));
    w->title = g_strdup (td_rows_text (rows, 1));
    w->language = g_strdup (td_rows_text (rows, 2));
    w->state = g_strdup (td_rows_text (rows, 3));
    w->sender_name = g_strdup (td_rows_text (rows, 4));
    w->sender_kind = g_strdup (td_rows_text (rows, 5));
    td_status_from_word (td_rows_text (rows, 6), &w->status);
    w->visibility_chosen = td_visibility_from_word (td_rows_text (rows, 7), &w->visibility);
    w->received = td_rows_int (rows, 8);
    w->unverified = td_rows_int (rows, 9) != 0;
    w->pages = (int) td_rows_int (rows, 10);
    w->changed = td_rows_int (rows, 11) != 0;
    w->notes = (int) td_rows_int (rows, 12);
    return w;
}

#define COLUMNS                                                                                                        \
    "s.id, s.title, s.language, s.state, s.sender_name, s.sender_kind, s.status, s.visibility, s.received,"            \
    " case when s.person is null and s.organisation is null and s.by_state is null and s.sender_verified is null "     \
    "then 1 else 0 end, f.pages,"                                                                                      \
    " case when s.replaces is null then 0 else 1 end,"                                                                 \
    " (select count(*) from submission_note o where o.submission = s.id)"
enum { N_COLUMNS = 13 };
#define FROM_THEM " from submission s left join submission_file f on f.submission = s.id and f.position = 1"

static gboolean select_rows (TdTx *tx, struct waiting *d, GError **error)
{
    const TdWaitingFilter *filter = d->filter;
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select " COLUMNS FROM_THEM " where s.status = $?",
                  TD_TEXT (filter->status != NULL ? filter->status : td_status_word (TD_STATUS_RECEIVED)));
    if (filter->state != NULL)
        td_query_add (query, " and s.state = $?", TD_TEXT (filter->state));
    if (filter->kind != NULL)
        td_query_add (query, " and s.sender_kind = $?", TD_TEXT (filter->kind));
    td_door_filter (query, d->viewer);
    td_query_add (query, " order by s.received, s.id limit $? offset $?",
                  TD_INT (filter->limit > 0 ? filter->limit : USUAL_LIMIT), TD_INT (filter->offset));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (d->list.rows, from_row (rows));
    return ended (g_steal_pointer (&problem), error);
}

static void count_in (TdWaitingList *list, const TdWaitingFilter *filter, const TdWaitingSum *sum, gint64 first)
{
    const char *status = filter->status != NULL ? filter->status : td_status_word (TD_STATUS_RECEIVED);

    if (g_str_equal (td_status_word (sum->status), status)
        && (filter->state == NULL || g_strcmp0 (filter->state, sum->state) == 0)
        && (filter->kind == NULL || g_strcmp0 (filter->kind, sum->kind) == 0))
        list->total += sum->count;
    if (sum->status != TD_STATUS_RECEIVED)
        return;
    list->waiting += sum->count;
    list->changed += sum->changed;
    list->unverified += sum->unverified;
    list->confidential += sum->confidential;
    if (list->oldest == 0 || first < list->oldest)
        list->oldest = first;
}

static gboolean select_sums (TdTx *tx, struct waiting *d, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select s.state, s.sender_kind, s.status, count(*),"
                         " count(*) filter (where s.replaces is not null),"
                         " count(*) filter (where s.person is null and s.organisation is null and s.by_state is null "
                         "and s.sender_verified is null),"
                         " count(*) filter (where coalesce(s.visibility, 'confidential') = 'confidential'),"
                         " min(s.received) from submission s where s.status in " IN_HAND);
    td_door_filter (query, d->viewer);
    td_query_add (query, " group by s.state, s.sender_kind, s.status order by s.state, s.sender_kind, s.status");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdWaitingSum *sum = g_new0 (TdWaitingSum, 1);
        sum->state = g_strdup (td_rows_text (rows, 0));
        sum->kind = g_strdup (td_rows_text (rows, 1));
        td_status_from_word (td_rows_text (rows, 2), &sum->status);
        sum->count = td_rows_int (rows, 3);
        sum->changed = td_rows_int (rows, 4);
        sum->unverified = td_rows_int (rows, 5);
        sum->confidential = td_rows_int (rows, 6);
        count_in (&d->list, d->filter, sum, td_rows_int (rows, 7));
        g_ptr_array_add (d->list.sums, sum);
    }
    return ended (g_steal_pointer (&problem), error);
}

static gboolean waiting_in (TdTx *tx, gpointer data, GError **error)
{
    struct waiting *d = data;

    return select_rows (tx, d, error) && select_sums (tx, d, error);
}

static gboolean note_rows (TdInstance *instance, const TdViewer *viewer, const GPtrArray *rows, GError **error)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();

    for (guint i = 0; i < rows->len; i++) {
        const TdWaiting *w = rows->pdata[i];
        const TdThing thing = { .status = w->status,
                                .visibility = w->visibility_chosen ? w->visibility : TD_VISIBILITY_COMMITTEE,
                                .state = w->state };
        if (td_door_reading_is_noted (viewer, &thing))
            g_ptr_array_add (ids, w->id);
    }
    return td_reading_note_shown (instance, viewer, TD_READING_LIST, ids, error);
}

gboolean td_submission_waiting (TdInstance *instance, const TdViewer *viewer, const TdWaitingFilter *filter,
                                TdWaitingList *ret_list, GError **error)
{
    struct waiting d = { .viewer = viewer, .filter = filter };

    if (!td_door_may (viewer, TD_ACT_DESK, NULL, error))
        return FALSE;
    d.list.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) td_waiting_free);
    d.list.sums = g_ptr_array_new_with_free_func (sum_free);
    if (!td_store_read (instance->store, waiting_in, &d, error)) {
        td_waiting_list_clear (&d.list);
        return FALSE;
    }
    if (!note_rows (instance, viewer, d.list.rows, error)) {
        td_waiting_list_clear (&d.list);
        return FALSE;
    }
    *ret_list = d.list;
    return TRUE;
}

/* ---- one after the other ---- */

struct beside {
    const TdViewer *viewer;
    const char *id;
    gboolean before;
    char *found;
};

/* *ret_received -1: no such submission, or not sent. */
static gboolean when_received (TdTx *tx, const char *id, gint64 *ret_received, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select received from submission where id = $1 and received is not null", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_received = td_rows_next (rows, &problem) ? td_rows_int (rows, 0) : -1;
    return ended (g_steal_pointer (&problem), error);
}

static gboolean beside_in (TdTx *tx, gpointer data, GError **error)
{
    struct beside *b = data;
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;
    gint64 received = -1;

    if (b->id != NULL && !when_received (tx, b->id, &received, error))
        return FALSE;
    td_query_add (query, "select s.id from submission s where s.status = 'received'");
    td_door_filter (query, b->viewer);
    if (received >= 0 && b->before)
        td_query_add (query, " and (s.received < $? or (s.received = $? and s.id < $?))", TD_INT (received),
                      TD_INT (received), TD_TEXT (b->id));
    else if (received >= 0)
        td_query_add (query, " and (s.received > $? or (s.received = $? and s.id > $?))", TD_INT (received),
                      TD_INT (received), TD_TEXT (b->id));
    if (b->before)
        td_query_add (query, " order by s.received desc, s.id desc limit 1");
    else
        td_query_add (query, " order by s.received, s.id limit 1");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    b->found = td_rows_next (rows, &problem) ? g_strdup (td_rows_text (rows, 0)) : NULL;
    return ended (g_steal_pointer (&problem), error);
}

gboolean td_submission_waiting_beside (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean before,
                                       char **ret_id, GError **error)
{
    struct beside b = { .viewer = viewer, .id = id, .before = before };

    if (!td_door_may (viewer, TD_ACT_DESK, NULL, error) || !td_store_read (instance->store, beside_in, &b, error))
        return FALSE;
    *ret_id = b.found;
    return TRUE;
}

gboolean td_submission_waiting_count (TdTx *tx, gint64 *ret_count, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from submission where status = 'received'", error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        *ret_count = td_rows_int (rows, 0);
    return ended (g_steal_pointer (&problem), error);
}

/* ---- one, and what was decided ---- */

struct short_row {
    const TdViewer *viewer;
    const char *id, *act;
    TdWaiting *found;
};

static gboolean short_in (TdTx *tx, gpointer data, GError **error)
{
    struct short_row *d = data;
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select " COLUMNS FROM_THEM);
    if (d->act != NULL)
        td_query_add (query, " join submission_decision d on d.submission = s.id where d.id = $?", TD_TEXT (d->act));
    else
        td_query_add (query, " where s.id = $?", TD_TEXT (d->id));
    td_door_filter (query, d->viewer);
    td_query_add (query, " order by s.id limit 1");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    d->found = td_rows_next (rows, &problem) ? from_row (rows) : NULL;
    return ended (g_steal_pointer (&problem), error);
}

static gboolean read_short (TdInstance *instance, struct short_row *d, TdWaiting **ret_waiting, GError **error)
{
    if (!td_door_may (d->viewer, TD_ACT_DESK, NULL, error) || !td_store_read (instance->store, short_in, d, error))
        return FALSE;
    *ret_waiting = d->found;
    return TRUE;
}

gboolean td_submission_short (TdInstance *instance, const TdViewer *viewer, const char *id, TdWaiting **ret_waiting,
                              GError **error)
{
    struct short_row d = { .viewer = viewer, .id = id };

    return read_short (instance, &d, ret_waiting, error);
}

gboolean td_submission_short_of_act (TdInstance *instance, const TdViewer *viewer, const char *act,
                                     TdWaiting **ret_waiting, GError **error)
{
    struct short_row d = { .viewer = viewer, .act = act };

    return read_short (instance, &d, ret_waiting, error);
}

void td_decided_free (TdDecided *decided)
{
    if (decided == NULL)
        return;
    g_free (decided->act);
    td_waiting_free (decided->submission);
    g_free (decided);
}

struct decided {
    const TdViewer *viewer;
    gint64 since;
    GPtrArray *list;
};

static gboolean decided_in (TdTx *tx, gpointer data, GError **error)
{
    struct decided *d = data;
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select " COLUMNS ", d.id, d.from_status, d.to_status, d.at, d.undone,"
                  " case when s.last_act = d.id then 1 else 0 end" FROM_THEM
                  " join submission_decision d on d.submission = s.id where d.officer = $? and d.at >= $?",
                  TD_TEXT (td_viewer_actor (d->viewer)), TD_INT (d->since));
    td_door_filter (query, d->viewer);
    td_query_add (query, " order by d.at desc, d.id limit $?", TD_INT (MOST_DECIDED));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdDecided *decided = g_new0 (TdDecided, 1);
        decided->submission = from_row (rows);
        decided->act = g_strdup (td_rows_text (rows, N_COLUMNS));
        td_status_from_word (td_rows_text (rows, N_COLUMNS + 1), &decided->from);
        td_status_from_word (td_rows_text (rows, N_COLUMNS + 2), &decided->to);
        decided->at = td_rows_int (rows, N_COLUMNS + 3);
        decided->undone = td_rows_int (rows, N_COLUMNS + 4);
        decided->last = td_rows_int (rows, N_COLUMNS + 5) != 0;
        g_ptr_array_add (d->list, decided);
    }
    return ended (g_steal_pointer (&problem), error);
}

GPtrArray *td_submission_decided (TdInstance *instance, const TdViewer *viewer, gint64 since, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_decided_free);
    struct decided d = { .viewer = viewer, .since = since, .list = list };

    if (!td_door_may (viewer, TD_ACT_DESK, NULL, error) || !td_store_read (instance->store, decided_in, &d, error))
        return NULL;
    return g_steal_pointer (&list);
}
