#include "areas/general_comments/draft-sql.h"

#include "areas/general_comments/general-sql.h"

#define ended_well td_general_ended_well

static void language_free (gpointer data)
{
    TdDraftLanguage *l = data;

    g_free (l->language);
    g_free (l->title);
    g_free (l->format);
    g_free (l->sha256);
    g_free (l);
}

void td_comment_draft_free (TdCommentDraft *d)
{
    if (d == NULL)
        return;
    g_free (d->id);
    g_free (d->general_comment);
    g_ptr_array_unref (d->languages);
    g_free (d);
}

static TdCommentDraft *draft_of_row (TdRows *rows)
{
    TdCommentDraft *d = g_new0 (TdCommentDraft, 1);
    gsize size = 0;
    const void *secret = td_rows_bytes (rows, 6, &size);

    d->id = g_strdup (td_rows_text (rows, 0));
    d->general_comment = g_strdup (td_rows_text (rows, 1));
    d->n = (int) td_rows_int (rows, 2);
    d->final = td_rows_int (rows, 3) != 0;
    d->comments = td_rows_int (rows, 4);
    d->created = td_rows_int (rows, 5);
    if (size == sizeof d->secret)
        memcpy (d->secret, secret, size);
    d->languages = g_ptr_array_new_with_free_func (language_free);
    return d;
}

static gboolean load_languages (TdTx *tx, TdCommentDraft *d, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select language, leads, title, format, sha256, paragraphs, words, added"
                                         " from general_comment_text where draft = $1 order by leads desc, language",
                                         error, TD_TEXT (d->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdDraftLanguage *l = g_new0 (TdDraftLanguage, 1);
        l->language = g_strdup (td_rows_text (rows, 0));
        l->leads = td_rows_int (rows, 1) != 0;
        l->title = g_strdup (td_rows_text (rows, 2));
        l->format = g_strdup (td_rows_text (rows, 3));
        l->sha256 = g_strdup (td_rows_text (rows, 4));
        l->paragraphs = td_rows_int (rows, 5);
        l->words = td_rows_int (rows, 6);
        l->added = td_rows_int (rows, 7);
        g_ptr_array_add (d->languages, l);
    }
    return ended_well (error, &problem);
}

#define COLUMNS "id, general_comment, n, final, comments, created, secret"

/* Takes rows. */
static GPtrArray *drafts_of (TdTx *tx, TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_draft_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, draft_of_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem))
        return NULL;
    for (guint i = 0; i < list->len; i++)
        if (!load_languages (tx, list->pdata[i], error))
            return NULL;
    return g_steal_pointer (&list);
}

gboolean td_comment_draft_load (TdTx *tx, const char *id, TdCommentDraft **ret, GError **error)
{
    g_autoptr (GPtrArray) list = drafts_of (
        tx, td_select (tx, "select " COLUMNS " from general_comment_draft where id = $1", error, TD_TEXT (id)), error);

    if (list == NULL)
        return FALSE;
    *ret = list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
    return TRUE;
}

GPtrArray *td_comment_draft_load_list (TdTx *tx, const char *general_comment, GError **error)
{
    return drafts_of (tx,
                      td_select (tx,
                                 "select " COLUMNS " from general_comment_draft where general_comment = $1 order by n",
                                 error, TD_TEXT (general_comment)),
                      error);
}

gboolean td_comment_draft_load_text (TdTx *tx, const char *id, const char *language, char **ret, GError **error)
{
    g_autoptr (TdRows) rows =
        language != NULL ? td_select (tx,
                                      "select text from general_comment_text where draft = $1"
                                      " and language = $2",
                                      error, TD_TEXT (id), TD_TEXT (language))
                         : td_select (tx, "select text from general_comment_text where draft = $1 and leads = 1", error,
                                      TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret = td_rows_next (rows, &problem) ? g_strdup (td_rows_text (rows, 0)) : NULL;
    return ended_well (error, &problem);
}

/* ---- writing ---- */

gboolean td_comment_draft_insert (TdTx *tx, const TdCommentDraft *d, const char *actor, GError **error)
{
    return td_exec (tx,
                    "insert into general_comment_draft (id, general_comment, n, final, actor, created, secret)"
                    " values ($1, $2, $3, $4, $5, $6, $7)",
                    error, TD_TEXT (d->id), TD_TEXT (d->general_comment), TD_INT (d->n), TD_FLAG (d->final),
                    TD_TEXT (actor), TD_INT (d->created), TD_BYTES (d->secret, sizeof d->secret))
           && td_exec (tx, "update general_comment set drafts = $2 where id = $1", error, TD_TEXT (d->general_comment),
                       TD_INT (d->n));
}

gboolean td_comment_draft_insert_text (TdTx *tx, const char *draft, const TdDraftLanguage *l, const char *json,
                                       GError **error)
{
    return td_exec (tx,
                    "insert into general_comment_text (draft, language, leads, title, text, paragraphs, words, format,"
                    " sha256, added) values ($1, $2, 0, $3, $4, $5, $6, $7, $8, $9)",
                    error, TD_TEXT (draft), TD_TEXT (l->language), TD_TEXT (l->title), TD_TEXT (json),
                    TD_INT (l->paragraphs), TD_INT (l->words), TD_TEXT (l->format), TD_TEXT (l->sha256),
                    TD_INT (l->added));
}

gboolean td_comment_draft_set_leading (TdTx *tx, const char *draft, const char *language, GError **error)
{
    return td_exec (
        tx, "update general_comment_text set leads = case when language = $2 then 1 else 0 end where draft = $1", error,
        TD_TEXT (draft), TD_TEXT (language));
}
