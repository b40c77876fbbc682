/* What waits to be looked through, and what is found. */
#include "areas/library/match-sql.h"

#include "base/id.h"

static gboolean ended_well (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

/* ---- what waits ---- */

void td_match_waiting_clear (TdMatchWaiting *w)
{
    g_free (w->id);
    g_free (w->submission);
    g_free (w->document);
    g_free (w->state);
    g_free (w->day);
    *w = (TdMatchWaiting){ 0 };
}

gboolean td_match_wait (TdTx *tx, const char *submission, const char *document, gint64 now, GError **error)
{
    g_autofree char *id = td_id_new ();

    return td_exec (tx, "delete from match_waiting where submission = $1 or document = $2", error, TD_TEXT (submission),
                    TD_TEXT (document))
           && td_exec (tx, "insert into match_waiting (id, submission, document, n, at) values ($1, $2, $3, 0, $4)",
                       error, TD_TEXT (id), TD_TEXT (submission), TD_TEXT (document), TD_INT (now));
}

/* Ids of the first column. Takes rows. */
static GPtrArray *ids_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (ids, g_strdup (td_rows_text (rows, 0)));
    return ended_well (g_steal_pointer (&problem), error) ? g_steal_pointer (&ids) : NULL;
}

gboolean td_match_wait_state (TdTx *tx, const char *state, const char *but, gint64 now, GError **error)
{
    g_autoptr (GPtrArray) submissions = NULL, documents = NULL;

    submissions = ids_of (td_select (tx,
                                     "select id from submission where state = $1 and received is not null"
                                     " and status in ('received', 'accepted', 'change-asked', 'published', 'withheld')",
                                     error, TD_TEXT (state)),
                          error);
    documents = submissions != NULL ? ids_of (td_select (tx,
                                                         "select id from document where state = $1 and id <> $2"
                                                         " and source <> 'committee'",
                                                         error, TD_TEXT (state), TD_TEXT (but)),
                                              error)
                                    : NULL;
    if (documents == NULL)
        return FALSE;
    for (guint i = 0; i < submissions->len; i++)
        if (!td_match_wait (tx, submissions->pdata[i], NULL, now, error))
            return FALSE;
    for (guint i = 0; i < documents->len; i++)
        if (!td_match_wait (tx, NULL, documents->pdata[i], now, error))
            return FALSE;
    return TRUE;
}

gboolean td_match_next (TdTx *tx, TdMatchWaiting *ret_waiting, gboolean *ret_there, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select w.id, w.submission, w.document, w.n, coalesce(s.state, d.state),"
                                         " s.received, d.day from match_waiting w"
                                         " left join submission s on s.id = w.submission"
                                         " left join document d on d.id = w.document order by w.at, w.id limit 1",
                                         error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_there = td_rows_next (rows, &problem);
    if (*ret_there)
        *ret_waiting = (TdMatchWaiting){ .id = g_strdup (td_rows_text (rows, 0)),
                                         .submission = g_strdup (td_rows_text (rows, 1)),
                                         .document = g_strdup (td_rows_text (rows, 2)),
                                         .n = (int) td_rows_int (rows, 3),
                                         .state = g_strdup (td_rows_text (rows, 4)),
                                         .received = td_rows_int (rows, 5),
                                         .day = g_strdup (td_rows_text (rows, 6)) };
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_match_move_on (TdTx *tx, const char *id, int n, GError **error)
{
    return td_exec (tx, "update match_waiting set n = $2 where id = $1", error, TD_TEXT (id), TD_INT (n));
}

gboolean td_match_done (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from match_waiting where id = $1", error, TD_TEXT (id));
}

/* ---- documents that came ---- */

static void new_free (gpointer data)
{
    TdMatchNew *one = data;

    g_free (one->document);
    g_free (one->language);
    g_free (one->state);
    g_free (one->type);
    g_free (one);
}

GPtrArray *td_match_new_documents (TdTx *tx, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (new_free);
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select d.id, l.language, d.state, d.type, l.added from document d"
                                         " join document_language l on l.document = d.id and l.leads = 1"
                                         " left join match_document k on k.document = d.id"
                                         " where d.state is not null and (k.document is null"
                                         " or k.language <> l.language or k.added <> l.added) order by d.id",
                                         error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdMatchNew *one = g_new0 (TdMatchNew, 1);
        one->document = g_strdup (td_rows_text (rows, 0));
        one->language = g_strdup (td_rows_text (rows, 1));
        one->state = g_strdup (td_rows_text (rows, 2));
        one->type = g_strdup (td_rows_text (rows, 3));
        one->added = td_rows_int (rows, 4);
        g_ptr_array_add (list, one);
    }
    return ended_well (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

gboolean td_match_note_document (TdTx *tx, const TdMatchNew *one, GError **error)
{
    return td_exec (tx,
                    "insert into match_document (document, language, added) values ($1, $2, $3)"
                    " on conflict (document) do update set language = excluded.language, added = excluded.added",
                    error, TD_TEXT (one->document), TD_TEXT (one->language), TD_INT (one->added));
}

gboolean td_match_forget_document (TdTx *tx, const char *document, GError **error)
{
    return td_exec (tx, "delete from paragraph_match where document = $1 or (target = $1 and said is null)", error,
                    TD_TEXT (document));
}

/* ---- paragraphs ---- */

static void paragraph_free (gpointer data)
{
    TdParagraph *p = data;

    for (guint i = 0; i < p->articles->len; i++)
        g_free (g_array_index (p->articles, TdTag, i).because);
    g_array_unref (p->articles);
    g_free (p->text);
    g_free (p);
}

/* A row a paragraph and article; those without article have one row. Takes rows. */
static GPtrArray *paragraphs_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (paragraph_free);
    g_autoptr (GError) problem = NULL;
    TdParagraph *last = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        int n = (int) td_rows_int (rows, 0);
        if (last == NULL || last->n != n) {
            last = g_new0 (TdParagraph, 1);
            last->n = n;
            td_paragraph_kind_from_name (td_rows_text (rows, 1), &last->kind);
            last->language = g_intern_string (td_rows_text (rows, 2));
            last->text = g_strdup (td_rows_text (rows, 3));
            last->articles = g_array_new (FALSE, TRUE, sizeof (TdTag));
            g_ptr_array_add (list, last);
        }
        if (!td_rows_null (rows, 4)) {
            TdTag tag = { .article = (int) td_rows_int (rows, 4) };
            g_array_append_val (last->articles, tag);
        }
    }
    return ended_well (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_match_paragraphs (TdTx *tx, const TdMatchWaiting *w, int most, GError **error)
{
    if (w->submission != NULL)
        return paragraphs_of (td_select (tx,
                                         "select p.n, p.kind, p.language, p.text, a.article from paragraph p"
                                         " left join paragraph_article a on a.submission = p.submission and a.n = p.n"
                                         " and a.confidence >= 500"
                                         " where p.submission = $1 and p.n > $2 and p.n <= $3 order by p.n, a.article",
                                         error, TD_TEXT (w->submission), TD_INT (w->n), TD_INT (w->n + most)),
                              error);
    return paragraphs_of (
        td_select (tx,
                   "select p.n, p.kind, p.language, p.text, a.article from document_language l"
                   " join document_paragraph p on p.document = l.document and p.language = l.language"
                   " left join document_paragraph_article a on a.document = p.document and a.language = p.language"
                   " and a.n = p.n and a.confidence >= 500"
                   " where l.document = $1 and l.leads = 1 and p.n > $2 and p.n <= $3 order by p.n, a.article",
                   error, TD_TEXT (w->document), TD_INT (w->n), TD_INT (w->n + most)),
        error);
}

gboolean td_match_put (TdTx *tx, const TdMatchWaiting *from, int n, const char *target, const char *anchor,
                       TdMatchHow how, double score, gint64 now, GError **error)
{
    g_autofree char *id = td_id_new ();

    return td_exec (tx,
                    "insert into paragraph_match (id, submission, document, n, target, anchor, how, score, found)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
                    error, TD_TEXT (id), TD_TEXT (from->submission), TD_TEXT (from->document), TD_INT (n),
                    TD_TEXT (target), TD_TEXT (anchor), TD_TEXT (td_match_how_word (how)),
                    TD_INT ((gint64) (score * 1000 + 0.5)), TD_INT (now));
}
