/* The writing half of library-sql.h. */
#include "areas/library/library-sql.h"

#include "base/errors.h"
#include "store/search-index.h"

gboolean td_library_insert (TdTx *tx, const TdLibraryDocument *d, const guint8 secret[32], GError **error)
{
    return td_exec (tx,
                    "insert into document (id, symbol, type, source, state, cycle, title, body, day, created, secret)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                    error, TD_TEXT (d->id), TD_TEXT (d->symbol), TD_TEXT (d->type), TD_TEXT (d->source),
                    TD_TEXT (d->state), d->cycle > 0 ? TD_INT (d->cycle) : TD_NULL (), TD_TEXT (d->title),
                    TD_TEXT (d->body), TD_TEXT (d->day), TD_INT (d->created), TD_BYTES (secret, 32));
}

gboolean td_library_update (TdTx *tx, const TdLibraryDocument *d, GError **error)
{
    return td_exec (tx,
                    "update document set type = $2, source = $3, state = $4, cycle = $5, title = $6, body = $7,"
                    " day = $8 where id = $1",
                    error, TD_TEXT (d->id), TD_TEXT (d->type), TD_TEXT (d->source), TD_TEXT (d->state),
                    d->cycle > 0 ? TD_INT (d->cycle) : TD_NULL (), TD_TEXT (d->title), TD_TEXT (d->body),
                    TD_TEXT (d->day));
}

gboolean td_library_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from document where id = $1", error, TD_TEXT (id));
}

gboolean td_library_secret (TdTx *tx, const char *id, guint8 ret_secret[32], GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select secret from document where id = $1", error, TD_TEXT (id));
    const void *secret;
    gsize size = 0;

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    secret = td_rows_bytes (rows, 0, &size);
    if (size == 32)
        memcpy (ret_secret, secret, size);
    return TRUE;
}

gboolean td_library_insert_language (TdTx *tx, const char *document, const TdLibraryLanguage *l, GError **error)
{
    return td_exec (tx,
                    "insert into document_language (document, language, leads, sha256, size, name, format, pages,"
                    " words, no_text, title, added, unofficial_by, unofficial_reviewed, unofficial_missing)"
                    " values ($1, $2, 0, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                    error, TD_TEXT (document), TD_TEXT (l->language), TD_TEXT (l->sha256), TD_INT (l->size),
                    TD_TEXT (l->name), TD_TEXT (l->format), TD_INT (l->pages), TD_INT (l->words), TD_FLAG (l->no_text),
                    TD_TEXT (l->title), TD_INT (l->added), TD_TEXT (l->unofficial_by), TD_TEXT (l->unofficial_reviewed),
                    TD_INT (l->unofficial_missing));
}

gboolean td_library_insert_symbol (TdTx *tx, const char *document, const char *symbol, GError **error)
{
    return td_exec (tx,
                    "insert into document_symbol (symbol, document, n) select cast($1 as text), cast($2 as text),"
                    " coalesce(max(n), 0) + 1 from document_symbol where document = $2",
                    error, TD_TEXT (symbol), TD_TEXT (document));
}

/* Their entries leave both indexes with them: an entry whose paragraph is gone would still be counted. */
static gboolean unindex (TdTx *tx, const GArray *keys, GError **error)
{
    for (guint i = 0; i < keys->len; i++) {
        gint64 key = g_array_index (keys, gint64, i);
        if (!td_index_remove (tx, TD_INDEX_PUBLIC, key, error)
            || !td_index_remove (tx, TD_INDEX_RESTRICTED, key, error))
            return FALSE;
    }
    return TRUE;
}

static GArray *keys_of (TdTx *tx, const char *document, const char *language, GError **error)
{
    g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_autoptr (TdRows) rows =
        td_select (tx, "select search_key from document_paragraph where document = $1 and language = $2 order by n",
                   error, TD_TEXT (document), TD_TEXT (language));
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

gboolean td_library_delete_language (TdTx *tx, const char *document, const char *language, GError **error)
{
    g_autoptr (GArray) keys = keys_of (tx, document, language, error);

    return keys != NULL && unindex (tx, keys, error)
           && td_exec (tx, "delete from document_language where document = $1 and language = $2", error,
                       TD_TEXT (document), TD_TEXT (language));
}

gboolean td_library_set_leading (TdTx *tx, const char *document, const char *language, GError **error)
{
    return td_exec (
        tx, "update document_language set leads = case when language = $2 then 1 else 0 end where document = $1", error,
        TD_TEXT (document), TD_TEXT (language));
}

static gboolean insert_tags (TdTx *tx, const char *document, const char *language, gint64 n, const GArray *tags,
                             GError **error)
{
    for (guint i = 0; i < tags->len; i++) {
        const TdTag *tag = &g_array_index (tags, TdTag, i);
        if (!td_exec (tx,
                      "insert into document_paragraph_article (document, language, n, article, confidence, because)"
                      " values ($1, $2, $3, $4, $5, $6)",
                      error, TD_TEXT (document), TD_TEXT (language), TD_INT (n), TD_INT (tag->article),
                      TD_INT ((gint64) (tag->confidence * 1000.0 + 0.5)), TD_TEXT (tag->because)))
            return FALSE;
    }
    return TRUE;
}

gboolean td_library_insert_paragraphs (TdTx *tx, const char *document, const char *language,
                                       const GPtrArray *paragraphs, const GPtrArray *anchors, GError **error)
{
    gint64 key = 0;

    if (paragraphs->len == 0)
        return TRUE;
    if (!td_index_take_keys (tx, paragraphs->len, &key, error))
        return FALSE;
    for (guint i = 0; i < paragraphs->len; i++) {
        const TdParagraph *p = paragraphs->pdata[i];
        if (!td_exec (
                tx,
                "insert into document_paragraph (document, language, n, anchor, page, level, kind, number, heading,"
                " text, search_key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                error, TD_TEXT (document), TD_TEXT (language), TD_INT ((gint64) i + 1), TD_TEXT (anchors->pdata[i]),
                TD_INT (p->page), TD_INT (p->level), TD_TEXT (td_paragraph_kind_name (p->kind)), TD_TEXT (p->number),
                TD_TEXT (p->heading), TD_TEXT (p->text), TD_INT (key + i))
            || !insert_tags (tx, document, language, (gint64) i + 1, p->articles, error))
            return FALSE;
    }
    return TRUE;
}
