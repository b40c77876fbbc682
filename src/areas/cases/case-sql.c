#include "areas/cases/case-sql.h"

#include "areas/cases/case-rules.h"
#include "base/errors.h"
#include "base/limits.h"

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

/* 0 is null. */
static TdValue or_null (gint64 n)
{
    return n != 0 ? TD_INT (n) : TD_NULL ();
}

/* ---- cases ---- */

#define COLUMNS                                                                                                        \
    "c.id, c.state, c.received, c.stage, c.number, c.year, c.transmitted, c.filing, c.withheld, c.victims, c.kin,"     \
    " c.representation, c.authority, c.reason, c.organisation, c.person, c.joined, c.version, c.created, c.ended,"     \
    " c.adopted, c.decision_stage, c.checker, c.checked, c.document, c.symbol, c.secret"

static char *text (TdRows *rows, int column)
{
    return g_strdup (td_rows_text (rows, column));
}

static TdCase *case_of_row (TdRows *rows)
{
    TdCase *c = g_new0 (TdCase, 1);
    gsize size = 0;
    const void *secret;

    c->id = text (rows, 0);
    c->state = text (rows, 1);
    c->received = text (rows, 2);
    c->stage = text (rows, 3);
    c->number = (int) td_rows_int (rows, 4);
    c->year = (int) td_rows_int (rows, 5);
    c->transmitted = td_rows_int (rows, 6);
    c->filing = text (rows, 7);
    c->withheld = td_rows_int (rows, 8) != 0;
    c->victims = text (rows, 9);
    c->kin = td_rows_int (rows, 10) != 0;
    c->representation = text (rows, 11);
    c->authority = text (rows, 12);
    c->reason = text (rows, 13);
    c->organisation = text (rows, 14);
    c->person = text (rows, 15);
    c->joined = text (rows, 16);
    c->version = (int) td_rows_int (rows, 17);
    c->created = td_rows_int (rows, 18);
    c->ended = td_rows_int (rows, 19);
    c->adopted = td_rows_int (rows, 20);
    c->decision_stage = text (rows, 21);
    c->checker = text (rows, 22);
    c->checked = td_rows_int (rows, 23);
    c->document = text (rows, 24);
    c->symbol = text (rows, 25);
    secret = td_rows_bytes (rows, 26, &size);
    if (size == sizeof c->secret)
        memcpy (c->secret, secret, size);
    return c;
}

/* Takes rows. NULL without error: none. */
static TdCase *first_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdCase) c = NULL;

    if (rows == NULL)
        return NULL;
    if (td_rows_next (rows, &problem))
        c = case_of_row (rows);
    return ended_well (error, &problem) ? g_steal_pointer (&c) : NULL;
}

TdCase *td_case_load (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (GError) problem = NULL;
    TdCase *c = first_of (
        td_select (tx, "select " COLUMNS " from individual_case c where c.id = $1", &problem, TD_TEXT (id)), &problem);

    if (c == NULL && problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
    else if (c == NULL)
        td_door_unknown (error);
    return c;
}

TdCase *td_case_load_numbered (TdTx *tx, int number, int year, GError **error)
{
    return first_of (td_select (tx, "select " COLUMNS " from individual_case c where c.number = $1 and c.year = $2",
                                error, TD_INT (number), TD_INT (year)),
                     error);
}

GPtrArray *td_case_select (TdTx *tx, const TdCaseFilter *filter, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_case_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select " COLUMNS " from individual_case c where c.version > 0");
    if (filter != NULL && filter->state != NULL)
        td_query_add (query, " and c.state = $?", TD_TEXT (filter->state));
    if (filter != NULL && filter->stage != NULL)
        td_query_add (query, " and c.stage = $?", TD_TEXT (filter->stage));
    if (filter != NULL && filter->year != 0)
        td_query_add (query, " and (c.year = $? or (c.year is null and substr(c.received, 1, 4) = cast($? as text)))",
                      TD_INT (filter->year), TD_INT (filter->year));
    if (filter != NULL && filter->under_way)
        td_query_add (query, " and c.ended is null");
    td_query_add (query, " order by c.created desc, c.id limit $?", TD_INT (TD_LIMIT_CASES));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, case_of_row (rows));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_case_insert (TdTx *tx, const TdCase *c, GError **error)
{
    return td_exec (tx,
                    "insert into individual_case (id, state, received, stage, filing, withheld, victims, kin,"
                    " representation, authority, reason, organisation, person, version, created, secret)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, $15)",
                    error, TD_TEXT (c->id), TD_TEXT (c->state), TD_TEXT (c->received), TD_TEXT (c->stage),
                    TD_TEXT (c->filing), TD_FLAG (c->withheld), TD_TEXT (c->victims), TD_FLAG (c->kin),
                    TD_TEXT (c->representation), TD_TEXT (c->authority), TD_TEXT (c->reason), TD_TEXT (c->organisation),
                    TD_TEXT (c->person), TD_INT (c->created), TD_BYTES (c->secret, sizeof c->secret));
}

gboolean td_case_update (TdTx *tx, TdCase *c, GError **error)
{
    gint64 rows = 0;

    if (!td_exec_count (
            tx,
            "update individual_case set stage = $2, number = $3, year = $4, transmitted = $5, authority = $6,"
            " joined = $7, ended = $8, adopted = $9, decision_stage = $10, checker = $11, checked = $12,"
            " document = $13, symbol = $14, version = version + 1 where id = $1 and version = $15",
            &rows, error, TD_TEXT (c->id), TD_TEXT (c->stage), or_null (c->number), or_null (c->year),
            or_null (c->transmitted), TD_TEXT (c->authority), TD_TEXT (c->joined), or_null (c->ended),
            or_null (c->adopted), TD_TEXT (c->decision_stage), TD_TEXT (c->checker), or_null (c->checked),
            TD_TEXT (c->document), TD_TEXT (c->symbol), TD_INT (c->version)))
        return FALSE;
    if (rows != 1)
        return td_case_fail (error, TD_ERROR_CONFLICT, "Another officer changed this case just now. Look at it again.");
    c->version++;
    return TRUE;
}

/* The one number of rows; takes them. */
static gboolean one_number (TdRows *take_rows, gint64 *ret_n, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_n = td_rows_next (rows, &problem) ? td_rows_int (rows, 0) : 0;
    return ended_well (error, &problem);
}

gboolean td_case_last_number (TdTx *tx, int year, int *ret_number, GError **error)
{
    gint64 n = 0;

    if (!one_number (td_select (tx, "select coalesce(max(number), 0) from individual_case where year = $1", error,
                                TD_INT (year)),
                     &n, error))
        return FALSE;
    *ret_number = (int) n;
    return TRUE;
}

gboolean td_case_filing_taken (TdTx *tx, const char *filing, gboolean *ret_taken, GError **error)
{
    gint64 n = 0;

    if (!one_number (td_select (tx, "select count(*) from individual_case where filing = $1", error, TD_TEXT (filing)),
                     &n, error))
        return FALSE;
    *ret_taken = n > 0;
    return TRUE;
}

char *td_case_of_filing (TdTx *tx, const char *filing, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdCase) c = first_of (td_select (tx,
                                                "select " COLUMNS " from individual_case c where c.filing = $1"
                                                " order by c.created, c.id limit 1",
                                                &problem, TD_TEXT (filing)),
                                     &problem);

    if (c == NULL && problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
    else if (c == NULL)
        td_door_unknown (error);
    return c != NULL ? g_strdup (c->id) : NULL;
}

/* ---- what was done ---- */

gboolean td_case_event_insert (TdTx *tx, const char *id, const char *act, const char *stage, const char *note,
                               const char *actor, gint64 at, GError **error)
{
    return td_exec (tx,
                    "insert into case_event (case_id, n, act, stage, note, actor, at) select $1,"
                    " (select coalesce(max(n), 0) + 1 from case_event where case_id = $1), $2, cast($3 as text),"
                    " cast($4 as text), $5, $6",
                    error, TD_TEXT (id), TD_TEXT (act), TD_TEXT (stage), TD_TEXT (note), TD_TEXT (actor), TD_INT (at));
}

static void event_free (gpointer data)
{
    TdCaseEvent *e = data;

    g_free (e->act);
    g_free (e->stage);
    g_free (e->note);
    g_free (e->by_name);
    g_free (e);
}

GPtrArray *td_case_event_select (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (event_free);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select e.n, e.act, e.stage, e.note, coalesce(p.name, p.address, e.actor), e.at from case_event e"
                   " left join person p on p.id = e.actor where e.case_id = $1 order by e.n limit 2000",
                   error, TD_TEXT (id));

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdCaseEvent *e = g_new0 (TdCaseEvent, 1);
        e->n = (int) td_rows_int (rows, 0);
        e->act = text (rows, 1);
        e->stage = text (rows, 2);
        e->note = text (rows, 3);
        e->by_name = text (rows, 4);
        e->at = td_rows_int (rows, 5);
        g_ptr_array_add (list, e);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

/* ---- who read what ---- */

gboolean td_case_reading_known (TdTx *tx, const TdCaseReading *r, const char *session, gboolean *ret_known,
                                GError **error)
{
    gint64 n = 0;

    if (!one_number (td_select (tx,
                                "select count(*) from case_reading where case_id = $1 and what = $2 and reader = $3"
                                " and session = $4 and hour = $5",
                                error, TD_TEXT (r->case_id), TD_TEXT (r->what), TD_TEXT (r->reader), TD_TEXT (session),
                                TD_INT (r->at / G_TIME_SPAN_HOUR)),
                     &n, error))
        return FALSE;
    *ret_known = n > 0;
    return TRUE;
}

gboolean td_case_reading_put (TdTx *tx, const TdCaseReading *r, const char *session, GError **error)
{
    return td_exec (
        tx,
        "insert into case_reading (case_id, what, reader, session, hour, at) values ($1, $2, $3, $4, $5, $6)"
        " on conflict (case_id, what, reader, session, hour) do nothing",
        error, TD_TEXT (r->case_id), TD_TEXT (r->what), TD_TEXT (r->reader), TD_TEXT (session),
        TD_INT (r->at / G_TIME_SPAN_HOUR), TD_INT (r->at));
}

static void reading_free (gpointer data)
{
    TdCaseReading *r = data;

    g_free (r->case_id);
    g_free (r->what);
    g_free (r->reader);
    g_free (r->name);
    g_free (r->number);
    g_free (r);
}

GPtrArray *td_case_reading_select (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (reading_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select r.case_id, r.what, r.reader, coalesce(p.name, p.address), r.at, c.number, c.year"
                         " from case_reading r join individual_case c on c.id = r.case_id"
                         " left join person p on p.id = r.reader where r.hour >= 0");
    if (id != NULL)
        td_query_add (query, " and r.case_id = $?", TD_TEXT (id));
    td_query_add (query, " order by r.at desc, r.case_id, r.what, r.reader, r.session limit $?",
                  TD_INT (TD_LIMIT_CASE_READINGS));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdCaseReading *r = g_new0 (TdCaseReading, 1);
        r->case_id = text (rows, 0);
        r->what = text (rows, 1);
        r->reader = text (rows, 2);
        r->name = text (rows, 3);
        r->at = td_rows_int (rows, 4);
        if (!td_rows_null (rows, 5))
            r->number = g_strdup_printf ("%d/%d", (int) td_rows_int (rows, 5), (int) td_rows_int (rows, 6));
        g_ptr_array_add (list, r);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}
