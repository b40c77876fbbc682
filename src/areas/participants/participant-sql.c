#include "areas/participants/participant-sql.h"

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

/* ---- copies ---- */

static void sending_free (gpointer data)
{
    TdSending *s = data;

    g_free (s->day);
    g_free (s->note);
    g_free (s);
}

void td_participant_copy_free (TdParticipantCopy *c)
{
    if (c == NULL)
        return;
    g_free (c->id);
    g_free (c->participant);
    g_free (c->submission);
    g_free (c->state);
    g_free (c->purpose);
    g_free (c->gone);
    g_clear_pointer (&c->sendings, g_ptr_array_unref);
    g_free (c);
}

#define COLUMNS                                                                                                        \
    "c.id, c.participant, c.submission, c.state, c.purpose, c.received, c.gone, c.gone_at, l.expires, l.opened, "      \
    "l.last"
#define FROM  " from participant_copy c left join participant_link l on l.copy = c.id"
#define WAITS "c.gone is null and not exists (select 1 from participant_sending s where s.copy = c.id)"

static TdParticipantCopy *copy_of_row (TdRows *rows)
{
    TdParticipantCopy *c = g_new0 (TdParticipantCopy, 1);

    c->id = g_strdup (td_rows_text (rows, 0));
    c->participant = g_strdup (td_rows_text (rows, 1));
    c->submission = g_strdup (td_rows_text (rows, 2));
    c->state = g_strdup (td_rows_text (rows, 3));
    c->purpose = g_strdup (td_rows_text (rows, 4));
    c->received = td_rows_int (rows, 5);
    c->gone = g_strdup (td_rows_text (rows, 6));
    c->gone_at = td_rows_int (rows, 7);
    c->expires = td_rows_int (rows, 8);
    c->opened = (int) td_rows_int (rows, 9);
    c->last_opened = td_rows_int (rows, 10);
    c->sendings = g_ptr_array_new_with_free_func (sending_free);
    return c;
}

static TdSentHow how_of (const char *word)
{
    for (int how = 0; how < TD_N_SENT; how++)
        if (g_strcmp0 (td_sent_how_word ((TdSentHow) how), word) == 0)
            return (TdSentHow) how;
    return TD_SENT_OTHER;
}

static gboolean load_sendings (TdTx *tx, TdParticipantCopy *c, GError **error)
{
    g_autoptr (TdRows) rows = td_select (
        tx, "select how, day, note, at from participant_sending where copy = $1 order by n", error, TD_TEXT (c->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdSending *s = g_new0 (TdSending, 1);
        s->how = how_of (td_rows_text (rows, 0));
        s->day = g_strdup (td_rows_text (rows, 1));
        s->note = g_strdup (td_rows_text (rows, 2));
        s->at = td_rows_int (rows, 3);
        g_ptr_array_add (c->sendings, s);
    }
    return ended_well (error, &problem);
}

gboolean td_participant_copy_insert (TdTx *tx, const TdParticipantCopy *c, gboolean *ret_new, GError **error)
{
    gint64 n = 0;

    if (!td_exec_count (tx,
                        "insert into participant_copy (id, participant, submission, state, purpose, received)"
                        " values ($1, $2, $3, $4, $5, $6) on conflict (participant, submission) do nothing",
                        &n, error, TD_TEXT (c->id), TD_TEXT (c->participant), TD_TEXT (c->submission),
                        TD_TEXT (c->state), TD_TEXT (c->purpose), TD_INT (c->received)))
        return FALSE;
    *ret_new = n > 0;
    return TRUE;
}

/* The first of the rows with its sendings, or NULL. */
static gboolean one_of (TdTx *tx, TdRows *take_rows, TdParticipantCopy **ret, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (TdParticipantCopy) c = NULL;
    g_autoptr (GError) problem = NULL;

    *ret = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        c = copy_of_row (rows);
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem) || (c != NULL && !load_sendings (tx, c, error)))
        return FALSE;
    *ret = g_steal_pointer (&c);
    return TRUE;
}

gboolean td_participant_copy_load (TdTx *tx, const char *id, TdParticipantCopy **ret, GError **error)
{
    return one_of (tx, td_select (tx, "select " COLUMNS FROM " where c.id = $1", error, TD_TEXT (id)), ret, error);
}

gboolean td_participant_copy_of_token (TdTx *tx, const guint8 token[32], TdParticipantCopy **ret, GError **error)
{
    return one_of (tx, td_select (tx, "select " COLUMNS FROM " where l.token = $1", error, TD_BYTES (token, 32)), ret,
                   error);
}

static void add_conditions (TdQuery *query, const TdCopySearch *search)
{
    if (search->submission != NULL)
        td_query_add (query, " and c.submission = $?", TD_TEXT (search->submission));
    if (search->participant != NULL)
        td_query_add (query, " and c.participant = $?", TD_TEXT (search->participant));
    if (search->waiting || search->participant != NULL)
        td_query_add (query, " and " WAITS);
    for (gsize i = 0; search->not_states != NULL && search->not_states[i] != NULL; i++)
        td_query_add (query, " and c.state <> $?", TD_TEXT (search->not_states[i]));
}

static gboolean count (TdTx *tx, const TdCopySearch *search, gint64 *ret_total, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;

    td_query_add (query, "select count(*)" FROM " where 1 = 1");
    add_conditions (query, search);
    rows = td_query_run (query, tx, error);
    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_total = td_rows_int (rows, 0);
    return TRUE;
}

GPtrArray *td_participant_copies_load (TdTx *tx, const TdCopySearch *search, gint64 *ret_total, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_participant_copy_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select " COLUMNS FROM " where 1 = 1");
    add_conditions (query, search);
    td_query_add (query, " order by case when " WAITS " then 0 else 1 end,"
                         " case when " WAITS " then c.received else -c.received end, c.id");
    if (search->most > 0)
        td_query_add (query, " limit $? offset $?", TD_INT (search->most), TD_INT (search->from));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, copy_of_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem) || (ret_total != NULL && !count (tx, search, ret_total, error)))
        return NULL;
    for (guint i = 0; i < list->len; i++)
        if (!load_sendings (tx, list->pdata[i], error))
            return NULL;
    return g_steal_pointer (&list);
}

gboolean td_participant_copy_set_gone (TdTx *tx, const char *submission, const char *gone, gint64 at, GError **error)
{
    return td_exec (tx, "update participant_copy set gone = $2, gone_at = $3 where submission = $1", error,
                    TD_TEXT (submission), TD_TEXT (gone), gone != NULL ? TD_INT (at) : TD_NULL ());
}

gboolean td_participant_sending_insert (TdTx *tx, const TdParticipantCopy *c, const TdSending *s, const char *actor,
                                        GError **error)
{
    return td_exec (tx,
                    "insert into participant_sending (copy, n, how, day, note, actor, at)"
                    " values ($1, $2, $3, $4, $5, $6, $7)",
                    error, TD_TEXT (c->id), TD_INT (c->sendings->len + 1), TD_TEXT (td_sent_how_word (s->how)),
                    TD_TEXT (s->day), TD_TEXT (s->note), TD_TEXT (actor), TD_INT (s->at));
}

/* ---- links ---- */

gboolean td_participant_link_set (TdTx *tx, const char *copy, const guint8 token[32], gint64 expires, GError **error)
{
    return td_exec (tx, "delete from participant_link where copy = $1", error, TD_TEXT (copy))
           && td_exec (tx, "insert into participant_link (copy, token, expires, opened) values ($1, $2, $3, 0)", error,
                       TD_TEXT (copy), TD_BYTES (token, 32), TD_INT (expires));
}

gboolean td_participant_links_drop (TdTx *tx, const char *submission, GError **error)
{
    return td_exec (
        tx, "delete from participant_link where copy in (select id from participant_copy where submission = $1)", error,
        TD_TEXT (submission));
}

gboolean td_participant_link_opened (TdTx *tx, const char *copy, gint64 at, GError **error)
{
    return td_exec (tx, "update participant_link set opened = opened + 1, last = $2 where copy = $1", error,
                    TD_TEXT (copy), TD_INT (at));
}

/* ---- addresses ---- */

gboolean td_participant_address_load (TdTx *tx, const char *participant, GBytes **ret_content, char **ret_locale,
                                      GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select content, locale from participant_address where participant = $1",
                                         error, TD_TEXT (participant));
    g_autoptr (GError) problem = NULL;

    *ret_content = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        gsize size = 0;
        const void *bytes = td_rows_bytes (rows, 0, &size);
        *ret_content = g_bytes_new (bytes, size);
        *ret_locale = g_strdup (td_rows_text (rows, 1));
    }
    return ended_well (error, &problem);
}

gboolean td_participant_address_set (TdTx *tx, const char *participant, GBytes *content, const char *locale,
                                     const char *actor, gint64 at, GError **error)
{
    gsize size = 0;
    const void *bytes = g_bytes_get_data (content, &size);

    return td_participant_address_drop (tx, participant, error)
           && td_exec (tx,
                       "insert into participant_address (participant, content, locale, actor, at)"
                       " values ($1, $2, $3, $4, $5)",
                       error, TD_TEXT (participant), TD_BYTES (bytes, size), TD_TEXT (locale), TD_TEXT (actor),
                       TD_INT (at));
}

gboolean td_participant_address_drop (TdTx *tx, const char *participant, GError **error)
{
    return td_exec (tx, "delete from participant_address where participant = $1", error, TD_TEXT (participant));
}
