#include "areas/consultations/consultation-sql.h"

#include "base/errors.h"

gboolean td_consultation_ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

#define ended_well td_consultation_ended_well

void td_kind_count_free (TdKindCount *count)
{
    if (count == NULL)
        return;
    g_free (count->kind);
    g_free (count);
}

static void meeting_free (gpointer data)
{
    TdGathering *m = data;

    g_free (m->id);
    g_free (m->starts_local);
    g_free (m->place);
    g_free (m->languages);
    g_free (m->outcome);
    g_clear_pointer (&m->came, g_ptr_array_unref);
    g_free (m);
}

static void extension_free (gpointer data)
{
    TdConsultationExtension *x = data;

    g_free (x->was_local);
    g_free (x->closes_local);
    g_free (x->reason);
    g_free (x);
}

void td_consultation_free (TdConsultation *c)
{
    if (c == NULL)
        return;
    g_free (c->id);
    g_free (c->state);
    g_free (c->draft);
    g_free (c->follows);
    g_free (c->continued);
    g_free (c->opens_local);
    g_free (c->closes_local);
    g_free (c->zone);
    g_free (c->languages);
    g_free (c->how);
    g_free (c->about);
    g_free (c->withdrawn_reason);
    g_clear_pointer (&c->meetings, g_ptr_array_unref);
    g_clear_pointer (&c->extensions, g_ptr_array_unref);
    g_free (c);
}

/* ---- reading ---- */

#define COLUMNS                                                                                                        \
    "c.id, c.state, c.cycle, c.draft, c.follows, c.opens_local, c.opens, c.closes_local, c.closes, c.zone,"            \
    " c.languages, c.how, c.about, c.draft_published, c.withdrawn, c.withdrawn_reason, c.comments, c.created,"         \
    " c.secret, (select min(f.id) from consultation f where f.follows = c.id)"

static TdConsultation *consultation_of_row (TdRows *rows)
{
    TdConsultation *c = g_new0 (TdConsultation, 1);
    gsize size = 0;
    const void *secret;

    c->id = g_strdup (td_rows_text (rows, 0));
    c->state = g_strdup (td_rows_text (rows, 1));
    c->cycle = (int) td_rows_int (rows, 2);
    c->draft = g_strdup (td_rows_text (rows, 3));
    c->follows = g_strdup (td_rows_text (rows, 4));
    c->opens_local = g_strdup (td_rows_text (rows, 5));
    c->opens = td_rows_int (rows, 6);
    c->closes_local = g_strdup (td_rows_text (rows, 7));
    c->closes = td_rows_int (rows, 8);
    c->zone = g_strdup (td_rows_text (rows, 9));
    c->languages = g_strdup (td_rows_text (rows, 10));
    c->how = g_strdup (td_rows_text (rows, 11));
    c->about = g_strdup (td_rows_text (rows, 12));
    c->draft_published = td_rows_int (rows, 13);
    c->withdrawn = td_rows_int (rows, 14);
    c->withdrawn_reason = g_strdup (td_rows_text (rows, 15));
    c->comments = td_rows_int (rows, 16);
    c->created = td_rows_int (rows, 17);
    secret = td_rows_bytes (rows, 18, &size);
    if (size == sizeof c->secret)
        memcpy (c->secret, secret, size);
    c->continued = g_strdup (td_rows_text (rows, 19));
    c->meetings = g_ptr_array_new_with_free_func (meeting_free);
    c->extensions = g_ptr_array_new_with_free_func (extension_free);
    return c;
}

static gboolean way_of (const char *word, TdGatheringWay *ret)
{
    for (int way = 0; way < TD_N_WAYS; way++)
        if (g_strcmp0 (td_gathering_way_word ((TdGatheringWay) way), word) == 0) {
            *ret = (TdGatheringWay) way;
            return TRUE;
        }
    return FALSE;
}

static gboolean load_came (TdTx *tx, TdGathering *m, GError **error)
{
    g_autoptr (TdRows) rows = td_select (
        tx, "select kind, came from consultation_attendance where meeting = $1 order by kind", error, TD_TEXT (m->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdKindCount *count = g_new0 (TdKindCount, 1);
        count->kind = g_strdup (td_rows_text (rows, 0));
        count->n = td_rows_int (rows, 1);
        g_ptr_array_add (m->came, count);
    }
    return ended_well (error, &problem);
}

static gboolean load_meetings (TdTx *tx, TdConsultation *c, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id, starts_local, starts, way, place, languages, outcome"
                                         " from consultation_meeting where consultation = $1 order by starts, id",
                                         error, TD_TEXT (c->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdGathering *m = g_new0 (TdGathering, 1);
        m->id = g_strdup (td_rows_text (rows, 0));
        m->starts_local = g_strdup (td_rows_text (rows, 1));
        m->starts = td_rows_int (rows, 2);
        way_of (td_rows_text (rows, 3), &m->way);
        m->place = g_strdup (td_rows_text (rows, 4));
        m->languages = g_strdup (td_rows_text (rows, 5));
        m->outcome = g_strdup (td_rows_text (rows, 6));
        m->came = g_ptr_array_new_with_free_func ((GDestroyNotify) td_kind_count_free);
        g_ptr_array_add (c->meetings, m);
    }
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem))
        return FALSE;
    for (guint i = 0; i < c->meetings->len; i++)
        if (!load_came (tx, c->meetings->pdata[i], error))
            return FALSE;
    return TRUE;
}

static gboolean load_extensions (TdTx *tx, TdConsultation *c, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select was_local, was, closes_local, closes, reason, at"
                                         " from consultation_extension where consultation = $1 order by n",
                                         error, TD_TEXT (c->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdConsultationExtension *x = g_new0 (TdConsultationExtension, 1);
        x->was_local = g_strdup (td_rows_text (rows, 0));
        x->was = td_rows_int (rows, 1);
        x->closes_local = g_strdup (td_rows_text (rows, 2));
        x->closes = td_rows_int (rows, 3);
        x->reason = g_strdup (td_rows_text (rows, 4));
        x->at = td_rows_int (rows, 5);
        g_ptr_array_add (c->extensions, x);
    }
    return ended_well (error, &problem);
}

static gboolean load_rest (TdTx *tx, TdConsultation *c, GError **error)
{
    return load_meetings (tx, c, error) && load_extensions (tx, c, error);
}

static TdConsultation *load_row (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select " COLUMNS " from consultation c where c.id = $1", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    if (td_rows_next (rows, &problem))
        return consultation_of_row (rows);
    if (ended_well (error, &problem))
        td_door_unknown (error);
    return NULL;
}

TdConsultation *td_consultation_load (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (TdConsultation) c = load_row (tx, id, error);

    return c != NULL && load_rest (tx, c, error) ? g_steal_pointer (&c) : NULL;
}

GPtrArray *td_consultation_load_list (TdTx *tx, const char *state, int cycle, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_consultation_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select " COLUMNS " from consultation c where 1 = 1");
    if (state != NULL)
        td_query_add (query, " and c.state = $?", TD_TEXT (state));
    if (cycle != 0)
        td_query_add (query, " and c.cycle = $?", TD_INT (cycle));
    td_query_add (query, " order by c.opens desc, c.id limit 200");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, consultation_of_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem))
        return NULL;
    for (guint i = 0; i < list->len; i++)
        if (!load_rest (tx, list->pdata[i], error))
            return NULL;
    return g_steal_pointer (&list);
}

/* The only column of the first row, or NULL. Takes rows. */
static gboolean one_text (TdRows *take_rows, char **ret, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret = td_rows_next (rows, &problem) ? g_strdup (td_rows_text (rows, 0)) : NULL;
    return ended_well (error, &problem);
}

static gboolean one_int (TdRows *take_rows, gint64 *ret, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret = td_rows_next (rows, &problem) ? td_rows_int (rows, 0) : 0;
    return ended_well (error, &problem);
}

static GPtrArray *texts (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, g_strdup (td_rows_text (rows, 0)));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_consultation_last_withdrawn (TdTx *tx, const char *state, int cycle, char **ret_id, GError **error)
{
    return one_text (
        td_select (tx,
                   "select c.id from consultation c where c.state = $1 and c.cycle = $2 and c.withdrawn is not null"
                   " and not exists (select 1 from consultation f where f.follows = c.id)"
                   " order by c.withdrawn desc, c.id limit 1",
                   error, TD_TEXT (state), TD_INT (cycle)),
        ret_id, error);
}

GPtrArray *td_consultation_on_draft (TdTx *tx, const char *draft, gint64 at, GError **error)
{
    return texts (
        td_select (tx, "select id from consultation where draft = $1 and withdrawn is null and closes > $2 order by id",
                   error, TD_TEXT (draft), TD_INT (at)),
        error);
}

gboolean td_consultation_count (TdTx *tx, const char *state, int cycle, gint64 *ret_count, GError **error)
{
    return one_int (td_select (tx, "select count(*) from consultation where state = $1 and cycle = $2", error,
                               TD_TEXT (state), TD_INT (cycle)),
                    ret_count, error);
}

gboolean td_gathering_count (TdTx *tx, const char *consultation, gint64 *ret_count, GError **error)
{
    return one_int (td_select (tx, "select count(*) from consultation_meeting where consultation = $1", error,
                               TD_TEXT (consultation)),
                    ret_count, error);
}

/* ---- writing ---- */

gboolean td_consultation_insert (TdTx *tx, const TdConsultation *c, const char *actor, GError **error)
{
    return td_exec (
        tx,
        "insert into consultation (id, state, cycle, draft, follows, opens_local, opens, closes_local, closes, zone,"
        " languages, how, about, draft_published, actor, created, secret)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        error, TD_TEXT (c->id), TD_TEXT (c->state), TD_INT (c->cycle), TD_TEXT (c->draft), TD_TEXT (c->follows),
        TD_TEXT (c->opens_local), TD_INT (c->opens), TD_TEXT (c->closes_local), TD_INT (c->closes), TD_TEXT (c->zone),
        TD_TEXT (c->languages), TD_TEXT (c->how), TD_TEXT (c->about),
        c->draft_published != 0 ? TD_INT (c->draft_published) : TD_NULL (), TD_TEXT (actor), TD_INT (c->created),
        TD_BYTES (c->secret, sizeof c->secret));
}

gboolean td_consultation_set_withdrawn (TdTx *tx, const char *id, gint64 at, const char *reason, GError **error)
{
    return td_exec (tx, "update consultation set withdrawn = $2, withdrawn_reason = $3 where id = $1", error,
                    TD_TEXT (id), TD_INT (at), TD_TEXT (reason));
}

gboolean td_consultation_extension_insert (TdTx *tx, const TdConsultation *c, const TdConsultationExtension *x,
                                           const char *actor, GError **error)
{
    return td_exec (tx,
                    "insert into consultation_extension (consultation, n, was_local, was, closes_local, closes, reason,"
                    " actor, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                    error, TD_TEXT (c->id), TD_INT (c->extensions->len + 1), TD_TEXT (x->was_local), TD_INT (x->was),
                    TD_TEXT (x->closes_local), TD_INT (x->closes), TD_TEXT (x->reason), TD_TEXT (actor), TD_INT (x->at))
           && td_exec (tx, "update consultation set closes_local = $2, closes = $3 where id = $1", error,
                       TD_TEXT (c->id), TD_TEXT (x->closes_local), TD_INT (x->closes));
}

gboolean td_gathering_insert (TdTx *tx, const char *consultation, const TdGathering *m, const char *actor, gint64 now,
                              GError **error)
{
    return td_exec (tx,
                    "insert into consultation_meeting (id, consultation, starts_local, starts, way, place, languages,"
                    " actor, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                    error, TD_TEXT (m->id), TD_TEXT (consultation), TD_TEXT (m->starts_local), TD_INT (m->starts),
                    TD_TEXT (td_gathering_way_word (m->way)), TD_TEXT (m->place), TD_TEXT (m->languages),
                    TD_TEXT (actor), TD_INT (now));
}

gboolean td_gathering_set_outcome (TdTx *tx, const char *meeting, const char *outcome, const GPtrArray *came,
                                   GError **error)
{
    if (!td_exec (tx, "update consultation_meeting set outcome = $2 where id = $1", error, TD_TEXT (meeting),
                  TD_TEXT (outcome))
        || !td_exec (tx, "delete from consultation_attendance where meeting = $1", error, TD_TEXT (meeting)))
        return FALSE;
    for (guint i = 0; i < came->len; i++) {
        const TdKindCount *count = came->pdata[i];
        if (!td_exec (tx, "insert into consultation_attendance (meeting, kind, came) values ($1, $2, $3)", error,
                      TD_TEXT (meeting), TD_TEXT (count->kind), TD_INT (count->n)))
            return FALSE;
    }
    return TRUE;
}

/* ---- invitations and consent ---- */

gboolean td_invitation_of_state_insert (TdTx *tx, const char *consultation, const char *organisation, const char *kind,
                                        const char *actor, gint64 now, gboolean *ret_new, GError **error)
{
    gint64 n = 0;

    if (!td_exec_count (tx,
                        "insert into consultation_invitation (consultation, organisation, kind, actor, at)"
                        " values ($1, $2, $3, $4, $5) on conflict (consultation, organisation) do nothing",
                        &n, error, TD_TEXT (consultation), TD_TEXT (organisation), TD_TEXT (kind), TD_TEXT (actor),
                        TD_INT (now)))
        return FALSE;
    *ret_new = n > 0;
    return TRUE;
}

GPtrArray *td_consultation_invited (TdTx *tx, const char *consultation, GError **error)
{
    return texts (td_select (tx,
                             "select organisation from consultation_invitation where consultation = $1"
                             " order by organisation",
                             error, TD_TEXT (consultation)),
                  error);
}

gboolean td_consultation_is_invited (TdTx *tx, const char *consultation, const char *organisation, gboolean *ret,
                                     GError **error)
{
    gint64 n = 0;

    if (!one_int (
            td_select (tx, "select count(*) from consultation_invitation where consultation = $1 and organisation = $2",
                       error, TD_TEXT (consultation), TD_TEXT (organisation)),
            &n, error))
        return FALSE;
    *ret = n > 0;
    return TRUE;
}

gboolean td_consent_set (TdTx *tx, const char *consultation, const char *organisation, gboolean consents, gint64 now,
                         GError **error)
{
    if (!consents)
        return td_exec (tx, "delete from consultation_consent where consultation = $1 and organisation = $2", error,
                        TD_TEXT (consultation), TD_TEXT (organisation))
               && td_exec (tx,
                           "update consultation_comment set named = 0 where consultation = $1 and id in"
                           " (select comment from consultation_words where organisation = $2)",
                           error, TD_TEXT (consultation), TD_TEXT (organisation));
    return td_exec (tx,
                    "insert into consultation_consent (consultation, organisation, at) values ($1, $2, $3)"
                    " on conflict (consultation, organisation) do nothing",
                    error, TD_TEXT (consultation), TD_TEXT (organisation), TD_INT (now));
}

gboolean td_consent_given (TdTx *tx, const char *consultation, const char *organisation, gboolean *ret, GError **error)
{
    gint64 n = 0;

    if (!one_int (td_select (tx,
                             "select (select count(*) from consultation_consent where consultation = $1"
                             " and organisation = $2) + (select count(*) from consultation_comment c"
                             " join consultation_words w on w.comment = c.id where c.consultation = $1"
                             " and w.organisation = $2 and c.named = 1 and c.shown = 1)",
                             error, TD_TEXT (consultation), TD_TEXT (organisation)),
                  &n, error))
        return FALSE;
    *ret = n > 0;
    return TRUE;
}
