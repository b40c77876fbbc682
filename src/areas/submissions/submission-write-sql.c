/* The writing half of submission-sql.h. */
#include "areas/submissions/submission-sql.h"

#include "areas/submissions/blob-holder.h"
#include "areas/submissions/written-report.h"

#include "base/errors.h"
#include "store/search-index.h"

gboolean td_submission_insert (TdTx *tx, const char *id, const char *person, const guint8 secret[32],
                               gboolean rehearsal, gint64 now, GError **error)
{
    return td_exec (
        tx,
        "insert into submission (id, status, person, checked, uncalled, rehearsal, secret, created, changed)"
        " values ($1, 'draft', $2, 0, 0, $3, $4, $5, $5)",
        error, TD_TEXT (id), TD_TEXT (person), TD_FLAG (rehearsal), TD_BYTES (secret, 32), TD_INT (now));
}

gboolean td_submission_insert_key (TdTx *tx, const char *id, const guint8 hash[32], gint64 now, GError **error)
{
    return td_exec (tx, "insert into submission_key (key, submission, created) values ($1, $2, $3)", error,
                    TD_BYTES (hash, 32), TD_TEXT (id), TD_INT (now));
}

gboolean td_submission_update (TdTx *tx, const TdSubmission *s, gint64 now, GError **error)
{
    const char *visibility = s->visibility_chosen ? td_visibility_word (s->visibility) : NULL;

    return td_exec (tx,
                    "update submission set visibility = $2, state = $3, purpose = $4, sender_name = $5,"
                    " sender_kind = $6, contact = $7, title = $8, language = $9, reason = $10, checked = $11,"
                    " changed = $12, organisation = $13 where id = $1",
                    error, TD_TEXT (s->id), TD_TEXT (visibility), TD_TEXT (s->state), TD_TEXT (s->purpose),
                    TD_TEXT (s->sender_name), TD_TEXT (s->sender_kind), TD_TEXT (s->contact), TD_TEXT (s->title),
                    TD_TEXT (s->language), TD_TEXT (s->reason), TD_FLAG (s->checked), TD_INT (now),
                    TD_TEXT (s->organisation));
}

gboolean td_submission_set_by_state (TdTx *tx, const char *id, const char *state, GError **error)
{
    return td_exec (tx, "update submission set by_state = $2, person = null where id = $1", error, TD_TEXT (id),
                    TD_TEXT (state));
}

gboolean td_submission_set_replaces (TdTx *tx, const char *id, const char *other, GError **error)
{
    return td_exec (tx, "update submission set replaces = $2 where id = $1", error, TD_TEXT (id), TD_TEXT (other));
}

gboolean td_submission_replace_articles (TdTx *tx, const char *id, const GArray *articles, gboolean declared,
                                         GError **error)
{
    if (!td_exec (tx, "delete from submission_article where submission = $1", error, TD_TEXT (id)))
        return FALSE;
    for (guint i = 0; i < articles->len; i++)
        if (!td_exec (tx, "insert into submission_article (submission, article, declared) values ($1, $2, $3)", error,
                      TD_TEXT (id), TD_INT (g_array_index (articles, int, i)), TD_FLAG (declared)))
            return FALSE;
    return TRUE;
}

gboolean td_submission_derive_articles (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx,
                    "insert into submission_article (submission, article, declared)"
                    " select distinct cast($1 as text), a.article, 0 from paragraph_article a where a.submission = $1"
                    " and a.confidence >= 500 and not exists (select 1 from submission_article d"
                    " where d.submission = $1 and (d.declared = 1 or d.article = a.article))",
                    error, TD_TEXT (id));
}

gboolean td_submission_replace_priorities (TdTx *tx, const char *id, const GPtrArray *priorities, GError **error)
{
    if (!td_exec (tx, "delete from priority where submission = $1", error, TD_TEXT (id)))
        return FALSE;
    for (guint i = 0; i < priorities->len; i++) {
        const TdPriority *p = priorities->pdata[i];
        if (!td_exec (tx, "insert into priority (submission, position, article, text) values ($1, $2, $3, $4)", error,
                      TD_TEXT (id), TD_INT (i + 1), p->article > 0 ? TD_INT (p->article) : TD_NULL (),
                      TD_TEXT (p->text)))
            return FALSE;
    }
    return TRUE;
}

gboolean td_submission_set_kind (TdTx *tx, const char *id, int n, TdParagraphKind kind, GError **error)
{
    return td_exec (tx, "update paragraph set kind = $3 where submission = $1 and n = $2", error, TD_TEXT (id),
                    TD_INT (n), TD_TEXT (td_paragraph_kind_name (kind)));
}

gboolean td_submission_insert_file (TdTx *tx, const char *id, const TdSubmissionFile *file, GError **error)
{
    return td_exec (tx,
                    "insert into submission_file (submission, position, sha256, size, name, format, pages,"
                    " pages_estimated, pages_counted, words, no_text, title)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                    error, TD_TEXT (id), TD_INT (file->position), TD_TEXT (file->sha256), TD_INT (file->size),
                    TD_TEXT (file->name), TD_TEXT (file->format), TD_INT (file->pages), TD_FLAG (file->pages_estimated),
                    TD_INT (file->pages_counted), TD_INT (file->words), TD_FLAG (file->no_text), TD_TEXT (file->title));
}

static gboolean last_number (TdTx *tx, const char *id, gint64 *ret_n, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select coalesce(max(n), 0) from paragraph where submission = $1", error, TD_TEXT (id));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_n = td_rows_int (rows, 0);
    return TRUE;
}

static gboolean insert_tags (TdTx *tx, const char *id, gint64 n, const GArray *tags, GError **error)
{
    for (guint i = 0; tags != NULL && i < tags->len; i++) {
        const TdTag *tag = &g_array_index (tags, TdTag, i);
        if (!td_exec (tx,
                      "insert into paragraph_article (submission, n, article, confidence, because)"
                      " values ($1, $2, $3, $4, $5)",
                      error, TD_TEXT (id), TD_INT (n), TD_INT (tag->article),
                      TD_INT ((gint64) (tag->confidence * 1000.0 + 0.5)), TD_TEXT (tag->because)))
            return FALSE;
    }
    return TRUE;
}

gboolean td_submission_insert_paragraphs (TdTx *tx, const char *id, int file, const GPtrArray *paragraphs,
                                          GError **error)
{
    gint64 key = 0, n = 0;

    if (paragraphs->len == 0)
        return TRUE;
    if (!td_index_take_keys (tx, paragraphs->len, &key, error) || !last_number (tx, id, &n, error))
        return FALSE;
    for (guint i = 0; i < paragraphs->len; i++) {
        const TdParagraph *p = paragraphs->pdata[i];
        n++;
        if (!td_exec (tx,
                      "insert into paragraph (submission, n, file, page, level, kind, number, heading, language, text,"
                      " search_key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                      error, TD_TEXT (id), TD_INT (n), TD_INT (file), TD_INT (p->page), TD_INT (p->level),
                      TD_TEXT (td_paragraph_kind_name (p->kind)), TD_TEXT (p->number), TD_TEXT (p->heading),
                      TD_TEXT (p->language), TD_TEXT (p->text), TD_INT (key + i))
            || !insert_tags (tx, id, n, p->articles, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_submission_insert_part (TdTx *tx, const char *id, int position, TdFilePart part, GError **error)
{
    return part == (position == 1 ? TD_PART_MAIN : TD_PART_ANNEX)
           || td_exec (tx, "insert into submission_file_part (submission, position, part) values ($1, $2, $3)", error,
                       TD_TEXT (id), TD_INT (position), TD_TEXT (td_file_part_word (part)));
}

gboolean td_submission_last_position (TdTx *tx, const char *id, gint64 *ret_position, GError **error)
{
    g_autoptr (TdRows) rows = td_select (
        tx, "select coalesce(max(position), 0) from submission_file where submission = $1", error, TD_TEXT (id));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_position = td_rows_int (rows, 0);
    return TRUE;
}

gboolean td_submission_set_file_title (TdTx *tx, const char *id, int position, const char *title, GError **error)
{
    return td_exec (tx, "update submission_file set title = $3 where submission = $1 and position = $2", error,
                    TD_TEXT (id), TD_INT (position), TD_TEXT (title));
}

gboolean td_submission_delete_files (TdTx *tx, const char *id, int from, GError **error)
{
    return td_exec (tx,
                    "delete from paragraph_article where submission = $1 and n in (select p.n from paragraph p"
                    " where p.submission = $1 and p.file >= $2)",
                    error, TD_TEXT (id), TD_INT (from))
           && td_exec (tx, "delete from paragraph where submission = $1 and file >= $2", error, TD_TEXT (id),
                       TD_INT (from))
           && td_exec (tx, "delete from submission_article where submission = $1 and declared = 0", error, TD_TEXT (id))
           && td_exec (tx, "delete from submission_file_part where submission = $1 and position >= $2", error,
                       TD_TEXT (id), TD_INT (from))
           && td_exec (tx, "delete from submission_file where submission = $1 and position >= $2", error, TD_TEXT (id),
                       TD_INT (from));
}

GArray *td_submission_search_keys (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_autoptr (TdRows) rows =
        td_select (tx, "select search_key from paragraph where submission = $1", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        gint64 key = td_rows_int (rows, 0);
        g_array_append_val (keys, key);
    }
    if (problem == NULL)
        return g_steal_pointer (&keys);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_submission_move_code (TdTx *tx, const char *from, const char *to, GError **error)
{
    return td_exec (tx,
                    "update submission_code set submission = $2 where submission = $1"
                    " and not exists (select 1 from submission_code c where c.submission = $2)",
                    error, TD_TEXT (from), TD_TEXT (to));
}

gboolean td_submission_forget_links (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "update submission set duplicate_of = null where duplicate_of = $1", error, TD_TEXT (id))
           && td_exec (tx, "update submission set replaces = null where replaces = $1", error, TD_TEXT (id))
           && td_exec (tx, "update submission_decision set other = null where other = $1", error, TD_TEXT (id))
           && td_exec (tx, "update submission_decision set before_other = null where before_other = $1", error,
                       TD_TEXT (id));
}

gboolean td_submission_delete (TdTx *tx, const char *id, GError **error)
{
    return td_written_report_erase_in (tx, id, error) && td_submission_delete_files (tx, id, 1, error)
           && td_exec (tx, "delete from submission_article where submission = $1", error, TD_TEXT (id))
           && td_exec (tx, "delete from priority where submission = $1", error, TD_TEXT (id))
           && td_exec (tx, "delete from co_signature where submission = $1", error, TD_TEXT (id))
           && td_exec (tx, "delete from submission_key where submission = $1", error, TD_TEXT (id))
           && td_exec (tx, "delete from submission_code where submission = $1", error, TD_TEXT (id))
           && td_exec (tx, "delete from submission_reading where submission = $1", error, TD_TEXT (id))
           && td_exec (tx, "delete from submission_decision where submission = $1", error, TD_TEXT (id))
           && td_exec (tx, "delete from submission_note where submission = $1", error, TD_TEXT (id))
           && td_submission_delete_receipt (tx, id, error)
           && td_exec (tx, "delete from submission where id = $1", error, TD_TEXT (id));
}

gboolean td_submission_file_shared (TdTx *tx, const char *sha256, const char *but, gboolean *ret_shared, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select count(*) from submission_file where sha256 = $1 and submission <> $2", error,
                   TD_TEXT (sha256), TD_TEXT (but));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_shared = td_rows_int (rows, 0) > 0;
    for (gsize i = 0; !*ret_shared && td_blob_holders[i] != NULL; i++)
        if (!td_blob_holders[i]->holds (tx, sha256, ret_shared, error))
            return FALSE;
    return TRUE;
}

gboolean td_submission_set_received (TdTx *tx, const char *id, const guint8 document[32], gboolean uncalled,
                                     gboolean rehearsal, gint64 now, GError **error)
{
    return td_exec (tx,
                    "update submission set status = 'received', document = $2, uncalled = $3, rehearsal = $4,"
                    " received = $5, changed = $5 where id = $1",
                    error, TD_TEXT (id), TD_BYTES (document, 32), TD_FLAG (uncalled), TD_FLAG (rehearsal),
                    TD_INT (now));
}
