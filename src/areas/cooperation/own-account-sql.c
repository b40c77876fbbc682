#include "areas/cooperation/own-account-sql.h"

#include "base/limits.h"

static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

#define COLUMNS                                                                                                        \
    "s.id, s.state, s.cycle, s.organisation, s.person, coalesce(o.name, p.name, s.name), o.status, s.status,"          \
    " s.visibility, s.version, s.decision_reason, s.given, s.changed, s.decided, s.secret, o.at_risk"
#define FROM                                                                                                           \
    " from own_account s left join organisation o on o.id = s.organisation left join person p on p.id = s.person"
/* Those that stand. */
#define STANDS " and s.status in ('received', 'published', 'withheld')"

static TdOwnAccount *from_row (TdRows *rows, const TdViewer *viewer)
{
    TdOwnAccount *a = g_new0 (TdOwnAccount, 1);
    const void *secret;
    gsize size = 0;

    a->id = g_strdup (td_rows_text (rows, 0));
    a->state = g_strdup (td_rows_text (rows, 1));
    a->cycle = (int) td_rows_int (rows, 2);
    a->organisation = g_strdup (td_rows_text (rows, 3));
    a->person = g_strdup (td_rows_text (rows, 4));
    a->name = g_strdup (td_rows_text (rows, 5));
    a->verified = g_strcmp0 (td_rows_text (rows, 6), td_status_word (TD_STATUS_PUBLISHED)) == 0;
    td_status_from_word (td_rows_text (rows, 7), &a->status);
    a->visibility_chosen = td_visibility_from_word (td_rows_text (rows, 8), &a->visibility);
    a->version = (int) td_rows_int (rows, 9);
    a->decision_reason = g_strdup (td_rows_text (rows, 10));
    a->given = td_rows_int (rows, 11);
    a->changed = td_rows_int (rows, 12);
    a->decided = td_rows_int (rows, 13);
    a->at_risk = td_rows_int (rows, 15) != 0;
    secret = td_rows_bytes (rows, 14, &size);
    if (size == sizeof a->secret)
        memcpy (a->secret, secret, size);
    a->relations = td_door_relations (viewer, a->person, a->organisation, FALSE);
    a->answers = g_array_new (FALSE, TRUE, sizeof (TdOwnAnswer));
    g_array_set_clear_func (a->answers, (GDestroyNotify) td_own_answer_clear);
    return a;
}

static TdOwnAccount *find_in (GPtrArray *list, const char *id)
{
    for (guint i = 0; i < list->len; i++)
        if (g_str_equal (((TdOwnAccount *) list->pdata[i])->id, id))
            return list->pdata[i];
    return NULL;
}

/* Question by question, so that answers stand in the profile's order whatever the rows' is. */
static int by_question (gconstpointer a, gconstpointer b)
{
    const TdOwnQuestion *first = ((const TdOwnAnswer *) a)->question, *second = ((const TdOwnAnswer *) b)->question;

    return first < second ? -1 : first > second;
}

/* account, question, value, words. */
static gboolean take_answers (TdRows *rows, const TdProfile *profile, GPtrArray *list, GError **error)
{
    g_autoptr (TdRows) owned = rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdOwnAccount *a = find_in (list, td_rows_text (rows, 0));
        TdOwnAnswer answer = { .question = td_profile_own_question (profile, td_rows_text (rows, 1)) };
        if (a == NULL || answer.question == NULL)
            continue;
        answer.value = g_strdup (td_rows_text (rows, 2));
        answer.words = g_strdup (td_rows_text (rows, 3));
        g_array_append_val (a->answers, answer);
    }
    for (guint i = 0; i < list->len; i++)
        g_array_sort (((TdOwnAccount *) list->pdata[i])->answers, by_question);
    return ended (g_steal_pointer (&problem), error);
}

static GPtrArray *take_rows (TdRows *rows, const TdViewer *viewer, GError **error)
{
    g_autoptr (TdRows) owned = rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_own_account_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, from_row (rows, viewer));
    return ended (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

gboolean td_own_account_load (TdTx *tx, const TdProfile *profile, const TdViewer *viewer, const char *id,
                              TdOwnAccount **ret_account, GError **error)
{
    g_autoptr (GPtrArray) list =
        take_rows (td_select (tx, "select " COLUMNS FROM " where s.id = $1", error, TD_TEXT (id)), viewer, error);

    if (list == NULL
        || !take_answers (td_select (tx,
                                     "select a.account, a.question, a.value, a.words from own_account_answer a"
                                     " join own_account s on s.id = a.account and s.version = a.version"
                                     " where s.id = $1 order by a.question",
                                     error, TD_TEXT (id)),
                          profile, list, error))
        return FALSE;
    *ret_account = list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
    return TRUE;
}

gboolean td_own_account_find (TdTx *tx, const char *state, int cycle, const char *organisation, const char *person,
                              char **ret_id, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select s.id from own_account s where s.state = $? and s.cycle = $?" STANDS, TD_TEXT (state),
                  TD_INT (cycle));
    if (organisation != NULL)
        td_query_add (query, " and s.organisation = $?", TD_TEXT (organisation));
    else
        td_query_add (query, " and s.organisation is null and s.person = $?", TD_TEXT (person));
    td_query_add (query, " order by s.id");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    *ret_id = td_rows_next (rows, &problem) ? g_strdup (td_rows_text (rows, 0)) : NULL;
    return ended (g_steal_pointer (&problem), error);
}

GPtrArray *td_own_account_select (TdTx *tx, const TdProfile *profile, const TdViewer *viewer, const char *state,
                                  int cycle, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (GPtrArray) list = NULL;

    td_query_add (query, "select " COLUMNS FROM " where s.state = $? and s.cycle = $?" STANDS, TD_TEXT (state),
                  TD_INT (cycle));
    td_door_filter_own_accounts (query, viewer);
    td_query_add (query, " order by s.given, s.id limit $?", TD_INT (TD_LIMIT_OWN_ACCOUNTS));
    list = take_rows (td_query_run (query, tx, error), viewer, error);
    if (list == NULL
        || !take_answers (td_select (tx,
                                     "select a.account, a.question, a.value, a.words from own_account_answer a"
                                     " join own_account s on s.id = a.account and s.version = a.version"
                                     " where s.state = $1 and s.cycle = $2 order by a.account, a.question",
                                     error, TD_TEXT (state), TD_INT (cycle)),
                          profile, list, error))
        return NULL;
    return g_steal_pointer (&list);
}

GArray *td_own_account_select_versions (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (TdOwnVersion));
    g_autoptr (TdRows) rows =
        td_select (tx, "select version, at from own_account_version where account = $1 order by version desc limit 100",
                   error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdOwnVersion version = { .version = (int) td_rows_int (rows, 0), .at = td_rows_int (rows, 1) };
        g_array_append_val (list, version);
    }
    return ended (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

/* ---- writing ---- */

static const char *visibility_of (const TdOwnAccount *a)
{
    return a->visibility_chosen ? td_visibility_word (a->visibility) : NULL;
}

/* The name is kept only of somebody without an account: the others' stands where they keep it. */
gboolean td_own_account_insert (TdTx *tx, const TdOwnAccount *a, GError **error)
{
    return td_exec (
        tx,
        "insert into own_account (id, state, cycle, organisation, person, name, status, visibility, version,"
        " secret, given, changed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        error, TD_TEXT (a->id), TD_TEXT (a->state), TD_INT (a->cycle), TD_TEXT (a->organisation), TD_TEXT (a->person),
        TD_TEXT (a->organisation == NULL && a->person == NULL ? a->name : NULL), TD_TEXT (td_status_word (a->status)),
        TD_TEXT (visibility_of (a)), TD_INT (a->version), TD_BYTES (a->secret, sizeof a->secret), TD_INT (a->given),
        TD_INT (a->changed));
}

gboolean td_own_account_update (TdTx *tx, const TdOwnAccount *a, GError **error)
{
    return td_exec (tx,
                    "update own_account set status = $2, visibility = $3, version = $4, decision_reason = $5,"
                    " changed = $6, decided = $7 where id = $1",
                    error, TD_TEXT (a->id), TD_TEXT (td_status_word (a->status)), TD_TEXT (visibility_of (a)),
                    TD_INT (a->version), TD_TEXT (a->decision_reason), TD_INT (a->changed), TD_INT (a->decided));
}

gboolean td_own_account_insert_version (TdTx *tx, const TdOwnAccount *a, const char *actor, GError **error)
{
    if (!td_exec (tx,
                  "insert into own_account_version (account, version, visibility, actor, at)"
                  " values ($1, $2, $3, $4, $5)",
                  error, TD_TEXT (a->id), TD_INT (a->version), TD_TEXT (visibility_of (a)), TD_TEXT (actor),
                  TD_INT (a->changed)))
        return FALSE;
    for (guint i = 0; i < a->answers->len; i++) {
        const TdOwnAnswer *answer = &g_array_index (a->answers, TdOwnAnswer, i);
        if (!td_exec (tx,
                      "insert into own_account_answer (account, version, question, value, words)"
                      " values ($1, $2, $3, $4, $5)",
                      error, TD_TEXT (a->id), TD_INT (a->version), TD_TEXT (answer->question->slug),
                      TD_TEXT (answer->value), TD_TEXT (answer->words)))
            return FALSE;
    }
    return TRUE;
}

gboolean td_own_account_empty (TdTx *tx, const char *id, gint64 now, GError **error)
{
    return td_exec (tx, "delete from own_account_answer where account = $1", error, TD_TEXT (id))
           && td_exec (tx,
                       "update own_account set status = 'taken-down', name = null, decision_reason = null, secret = $2,"
                       " changed = $3 where id = $1",
                       error, TD_TEXT (id), TD_BYTES ("", 0), TD_INT (now));
}

/* ---- what waits ---- */

#define WAITS " from own_account s where s.status = 'received' and s.visibility in ('public', 'name-withheld')"

static void to_accept_free (gpointer data)
{
    TdToAccept *row = data;

    g_free (row->id);
    g_free (row->state);
    g_free (row);
}

GPtrArray *td_own_account_select_to_accept (TdTx *tx, const TdViewer *viewer, int most, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (to_accept_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select s.id, s.state, s.changed" WAITS);
    td_door_filter_own_accounts (query, viewer);
    td_query_add (query, " order by s.changed, s.id limit $?", TD_INT (most));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdToAccept *row = g_new0 (TdToAccept, 1);
        row->id = g_strdup (td_rows_text (rows, 0));
        row->state = g_strdup (td_rows_text (rows, 1));
        row->since = td_rows_int (rows, 2);
        g_ptr_array_add (list, row);
    }
    return ended (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

gboolean td_own_account_count_to_accept (TdTx *tx, const TdViewer *viewer, gint64 *ret_count, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;

    td_query_add (query, "select count(*)" WAITS);
    td_door_filter_own_accounts (query, viewer);
    rows = td_query_run (query, tx, error);
    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_count = td_rows_int (rows, 0);
    return TRUE;
}

/* ---- readings ---- */

gboolean td_own_reading_known (TdTx *tx, const char *account, const char *reader, const char *session, gint64 hour,
                               gboolean *ret_known, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select count(*) from own_account_reading where account = $1 and reader = $2"
                                         " and session = $3 and hour = $4",
                                         error, TD_TEXT (account), TD_TEXT (reader), TD_TEXT (session), TD_INT (hour));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_known = td_rows_int (rows, 0) > 0;
    return TRUE;
}

gboolean td_own_reading_insert (TdTx *tx, const char *account, const char *reader, const char *session, gint64 at,
                                GError **error)
{
    return td_exec (tx,
                    "insert into own_account_reading (account, reader, session, hour, at) values ($1, $2, $3, $4, $5)"
                    " on conflict (account, reader, session, hour) do nothing",
                    error, TD_TEXT (account), TD_TEXT (reader), TD_TEXT (session), TD_INT (at / G_TIME_SPAN_HOUR),
                    TD_INT (at));
}
