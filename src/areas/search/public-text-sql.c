/* Rows of public texts and their place in both indexes. Contract in public-text.h. */
#include "areas/search/public-text.h"

#include "base/base.h"
#include "store/search-index.h"
#include "text/analyzer.h"

static gboolean forget (TdTx *tx, gint64 search_key, GError **error)
{
    return td_exec (tx, "delete from found where entry = $1", error, TD_INT (search_key))
           && td_exec (tx, "delete from public_text where search_key = $1", error, TD_INT (search_key));
}

static gboolean put_found (TdTx *tx, const TdPublicText *text, GError **error)
{
    if (!td_exec (tx, "insert into found (entry, language, state, source, heading, at) values ($1, $2, $3, $4, 0, $5)",
                  error, TD_INT (text->search_key), TD_TEXT (text->language), TD_TEXT (text->state),
                  TD_TEXT (text->source), TD_INT (text->at)))
        return FALSE;
    for (guint i = 0; text->articles != NULL && i < text->articles->len; i++)
        if (!td_exec (tx, "insert into found_article (entry, article) values ($1, $2)", error,
                      TD_INT (text->search_key), TD_INT (g_array_index (text->articles, int, i))))
            return FALSE;
    return TRUE;
}

gboolean td_public_text_put (TdTx *tx, const TdPublicText *text, GError **error)
{
    g_autoptr (TdTokens) tokens = td_analyze (text->text, -1, text->language);
    g_autofree char *joined = td_tokens_join (tokens);

    return forget (tx, text->search_key, error)
           && td_exec (tx,
                       "insert into public_text (search_key, kind, state, language, number, path, text, at)"
                       " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                       error, TD_INT (text->search_key), TD_TEXT (text->kind), TD_TEXT (text->state),
                       TD_TEXT (text->language), TD_INT (text->number), TD_TEXT (text->path), TD_TEXT (text->text),
                       TD_INT (text->at))
           && put_found (tx, text, error) && td_index_put (tx, TD_INDEX_PUBLIC, text->search_key, joined, error)
           && td_index_put (tx, TD_INDEX_RESTRICTED, text->search_key, joined, error);
}

gboolean td_public_text_remove (TdTx *tx, gint64 search_key, GError **error)
{
    return forget (tx, search_key, error) && td_index_remove (tx, TD_INDEX_PUBLIC, search_key, error)
           && td_index_remove (tx, TD_INDEX_RESTRICTED, search_key, error);
}
