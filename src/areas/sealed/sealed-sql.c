#include "areas/sealed/sealed-sql.h"

#include "base/errors.h"

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

static void part_free (gpointer data)
{
    TdSealedPart *part = data;

    g_free (part->file);
    g_free (part->sha256);
    g_free (part);
}

static void answer_free (gpointer data)
{
    TdSealedAnswer *answer = data;

    g_free (answer->actor);
    g_free (answer);
}

void td_sealed_filing_free (TdSealedFiling *f)
{
    if (f == NULL)
        return;
    g_free (f->id);
    g_free (f->locale);
    g_clear_pointer (&f->parts, g_ptr_array_unref);
    g_clear_pointer (&f->answers, g_ptr_array_unref);
    g_free (f);
}

/* ---- recipients ---- */

void td_sealed_recipient_free (TdSealedRecipient *r)
{
    if (r == NULL)
        return;
    g_free (r->id);
    g_free (r->name);
    g_free (r->recipient);
    g_free (r);
}

GPtrArray *td_sealed_recipients_load (TdTx *tx, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_sealed_recipient_free);
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id, purpose, name, recipient, added, ended from sealed_recipient"
                                         " order by case when ended is null then 0 else 1 end, purpose, added, id",
                                         error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdSealedRecipient *r = g_new0 (TdSealedRecipient, 1);

        r->id = g_strdup (td_rows_text (rows, 0));
        td_sealed_purpose_from_word (td_rows_text (rows, 1), &r->purpose);
        r->name = g_strdup (td_rows_text (rows, 2));
        r->recipient = g_strdup (td_rows_text (rows, 3));
        r->added = td_rows_int (rows, 4);
        r->ended = td_rows_int (rows, 5);
        g_ptr_array_add (list, r);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_sealed_recipient_insert (TdTx *tx, const TdSealedRecipient *r, GError **error)
{
    return td_exec (tx,
                    "insert into sealed_recipient (id, purpose, name, recipient, added) values ($1, $2, $3, $4, $5)",
                    error, TD_TEXT (r->id), TD_TEXT (td_sealed_purpose_word (r->purpose)), TD_TEXT (r->name),
                    TD_TEXT (r->recipient), TD_INT (r->added));
}

gboolean td_sealed_recipient_end (TdTx *tx, TdSealedPurpose purpose, const char *recipient, gint64 at, gint64 *ret_n,
                                  GError **error)
{
    return td_exec_count (
        tx, "update sealed_recipient set ended = $3 where purpose = $1 and recipient = $2 and ended is null", ret_n,
        error, TD_TEXT (td_sealed_purpose_word (purpose)), TD_TEXT (recipient), TD_INT (at));
}

/* ---- filings ---- */

#define FILING                                                                                                         \
    "select f.id, f.purpose, f.received, f.last, f.closed, f.locale,"                                                  \
    " (select count(*) from sealed_part p where p.filing = f.id),"                                                     \
    " (select count(*) from sealed_part p where p.filing = f.id and p.fetched = 0),"                                   \
    " (select coalesce(sum(p.size), 0) from sealed_part p where p.filing = f.id),"                                     \
    " (select count(*) from sealed_answer a where a.filing = f.id) from sealed_filing f"

static TdSealedFiling *filing_of_row (TdRows *rows)
{
    TdSealedFiling *f = g_new0 (TdSealedFiling, 1);

    f->id = g_strdup (td_rows_text (rows, 0));
    td_sealed_purpose_from_word (td_rows_text (rows, 1), &f->purpose);
    f->received = td_rows_int (rows, 2);
    f->last = td_rows_int (rows, 3);
    f->closed = td_rows_int (rows, 4);
    f->locale = g_strdup (td_rows_text (rows, 5));
    f->n_parts = (int) td_rows_int (rows, 6);
    f->n_waiting = (int) td_rows_int (rows, 7);
    f->bytes = td_rows_int (rows, 8);
    f->n_answers = (int) td_rows_int (rows, 9);
    return f;
}

static gboolean one_of (TdRows *take_rows, TdSealedFiling **ret, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    *ret = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        *ret = filing_of_row (rows);
    return ended_well (error, &problem);
}

gboolean td_sealed_filing_load (TdTx *tx, const char *id, TdSealedFiling **ret, GError **error)
{
    return one_of (td_select (tx, FILING " where f.id = $1", error, TD_TEXT (id)), ret, error);
}

gboolean td_sealed_filing_of_code (TdTx *tx, const guint8 code[TD_SEALED_HASH], TdSealedFiling **ret, GError **error)
{
    return one_of (td_select (tx, FILING " where f.code = $1", error, TD_BYTES (code, TD_SEALED_HASH)), ret, error);
}

static GPtrArray *parts_load (TdTx *tx, const char *filing, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (part_free);
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select position, kind, how, sha256, size, received, fetched, file, piece from sealed_part"
                   " where filing = $1 order by position",
                   error, TD_TEXT (filing));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdSealedPart *part = g_new0 (TdSealedPart, 1);

        part->position = (int) td_rows_int (rows, 0);
        part->message = g_strcmp0 (td_rows_text (rows, 1), "message") == 0;
        part->by = g_strcmp0 (td_rows_text (rows, 2), "before") == 0 ? TD_SEALED_BEFORE : TD_SEALED_HERE;
        part->sha256 = g_strdup (td_rows_text (rows, 3));
        part->size = td_rows_int (rows, 4);
        part->received = td_rows_int (rows, 5);
        part->fetched = td_rows_int (rows, 6);
        part->file = g_strdup (td_rows_text (rows, 7));
        part->piece = (int) td_rows_int (rows, 8);
        g_ptr_array_add (list, part);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

static GPtrArray *answer_rows_load (TdTx *tx, const char *filing, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (answer_free);
    g_autoptr (TdRows) rows =
        td_select (tx, "select position, at, actor from sealed_answer where filing = $1 order by position", error,
                   TD_TEXT (filing));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdSealedAnswer *answer = g_new0 (TdSealedAnswer, 1);

        answer->position = (int) td_rows_int (rows, 0);
        answer->at = td_rows_int (rows, 1);
        answer->actor = g_strdup (td_rows_text (rows, 2));
        g_ptr_array_add (list, answer);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_sealed_filing_fill (TdTx *tx, TdSealedFiling *f, GError **error)
{
    f->parts = parts_load (tx, f->id, error);
    if (f->parts != NULL)
        f->answers = answer_rows_load (tx, f->id, error);
    return f->answers != NULL;
}

static gboolean count (TdTx *tx, TdSealedPurpose purpose, gint64 *ret_total, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from sealed_filing where purpose = $1", error,
                                         TD_TEXT (td_sealed_purpose_word (purpose)));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_total = td_rows_int (rows, 0);
    return TRUE;
}

GPtrArray *td_sealed_filings_load (TdTx *tx, TdSealedPurpose purpose, gint64 from, gint64 most, gint64 *ret_total,
                                   GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_sealed_filing_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, FILING " where f.purpose = $? order by f.last desc, f.id",
                  TD_TEXT (td_sealed_purpose_word (purpose)));
    if (most > 0)
        td_query_add (query, " limit $? offset $?", TD_INT (most), TD_INT (from));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, filing_of_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem) || (ret_total != NULL && !count (tx, purpose, ret_total, error)))
        return NULL;
    return g_steal_pointer (&list);
}

gboolean td_sealed_filing_insert (TdTx *tx, const TdSealedFiling *f, const guint8 code[TD_SEALED_HASH],
                                  const char *recipient, GError **error)
{
    return td_exec (tx,
                    "insert into sealed_filing (id, purpose, code, recipient, received, last, locale)"
                    " values ($1, $2, $3, $4, $5, $6, $7)",
                    error, TD_TEXT (f->id), TD_TEXT (td_sealed_purpose_word (f->purpose)),
                    TD_BYTES (code, TD_SEALED_HASH), TD_TEXT (recipient), TD_INT (f->received), TD_INT (f->last),
                    TD_TEXT (f->locale));
}

gboolean td_sealed_filing_touch (TdTx *tx, const char *id, gint64 last, GError **error)
{
    return td_exec (tx, "update sealed_filing set last = $2 where id = $1", error, TD_TEXT (id), TD_INT (last));
}

gboolean td_sealed_filing_set_closed (TdTx *tx, const char *id, gint64 closed, GError **error)
{
    return td_exec (tx, "update sealed_filing set closed = $2 where id = $1", error, TD_TEXT (id),
                    closed != 0 ? TD_INT (closed) : TD_NULL ());
}

char *td_sealed_filing_recipient (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select recipient from sealed_filing where id = $1", error, TD_TEXT (id));

    if (rows == NULL)
        return NULL;
    if (td_rows_next (rows, error))
        return g_strdup (td_rows_text (rows, 0));
    if (error != NULL && *error == NULL)
        g_set_error_literal (error, TD_SEALED_ERROR, TD_ERROR_NOT_FOUND, "There is nothing here by that name.");
    return NULL;
}

/* ---- parts and answers ---- */

gboolean td_sealed_part_insert (TdTx *tx, const char *filing, const TdSealedPart *part, GError **error)
{
    return td_exec (tx,
                    "insert into sealed_part (filing, position, kind, how, sha256, size, received, fetched, file,"
                    " piece) values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)",
                    error, TD_TEXT (filing), TD_INT (part->position), TD_TEXT (part->message ? "message" : "file"),
                    TD_TEXT (part->by == TD_SEALED_BEFORE ? "before" : "here"), TD_TEXT (part->sha256),
                    TD_INT (part->size), TD_INT (part->received), TD_TEXT (part->file),
                    part->file != NULL ? TD_INT (part->piece) : TD_NULL ());
}

gboolean td_sealed_part_fetched (TdTx *tx, const char *filing, int position, GError **error)
{
    return td_exec (tx, "update sealed_part set fetched = fetched + 1 where filing = $1 and position = $2", error,
                    TD_TEXT (filing), TD_INT (position));
}

gboolean td_sealed_answer_insert (TdTx *tx, const char *filing, const TdSealedAnswer *answer, const guint8 *content,
                                  gsize size, GError **error)
{
    return td_exec (tx, "insert into sealed_answer (filing, position, content, actor, at) values ($1, $2, $3, $4, $5)",
                    error, TD_TEXT (filing), TD_INT (answer->position), TD_BYTES (content, size),
                    TD_TEXT (answer->actor), TD_INT (answer->at));
}

GPtrArray *td_sealed_answers_load (TdTx *tx, const char *filing, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    g_autoptr (TdRows) rows = td_select (tx, "select content from sealed_answer where filing = $1 order by position",
                                         error, TD_TEXT (filing));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        gsize size = 0;
        const void *bytes = td_rows_bytes (rows, 0, &size);

        g_ptr_array_add (list, g_bytes_new (bytes, size));
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}
