/* Contract in draft-found.h. */
#include "areas/general_comments/draft-found.h"

#include "areas/general_comments/general-sql.h"
#include "areas/library/source.h"
#include "areas/search/public-text.h"
#include "store/search-index.h"

/* but: a draft that stays; NULL: none. */
static GArray *keys_of (TdTx *tx, const char *general_comment, const char *but, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select f.search_key from draft_found f join general_comment_draft d on d.id = f.draft"
                   " where d.general_comment = $1 and d.id <> $2 order by f.search_key",
                   error, TD_TEXT (general_comment), TD_TEXT (but != NULL ? but : ""));
    g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        gint64 key = td_rows_int (rows, 0);
        g_array_append_val (keys, key);
    }
    return td_general_ended_well (error, &problem) ? g_steal_pointer (&keys) : NULL;
}

static gboolean remove_but (TdTx *tx, const char *general_comment, const char *but, GError **error)
{
    g_autoptr (GArray) keys = keys_of (tx, general_comment, but, error);

    if (keys == NULL)
        return FALSE;
    for (guint i = 0; i < keys->len; i++) {
        gint64 key = g_array_index (keys, gint64, i);
        if (!td_public_text_remove (tx, key, error)
            || !td_exec (tx, "delete from draft_found where search_key = $1", error, TD_INT (key)))
            return FALSE;
    }
    return TRUE;
}

gboolean td_draft_found_remove (TdTx *tx, const char *general_comment, GError **error)
{
    return remove_but (tx, general_comment, NULL, error);
}

static gboolean put_one (TdTx *tx, const TdCommentDraft *d, const TdText *text, const TdTextParagraph *p, gint64 now,
                         GError **error)
{
    g_autofree char *path =
        g_strdup_printf ("/general-comments/drafts/%s/comments?p=%s&in=%s", d->id, p->id, text->language);
    g_autofree char *words = td_text_plain (p->runs);
    TdPublicText found = { .kind = "draft",
                           .source = td_source_word (TD_SOURCE_COMMITTEE),
                           .language = text->language,
                           .number = (int) g_ascii_strtoll (p->id + 1, NULL, 10),
                           .path = path,
                           .text = words,
                           .at = now };

    return td_index_take_keys (tx, 1, &found.search_key, error)
           && td_exec (tx, "insert into draft_found (draft, language, anchor, search_key) values ($1, $2, $3, $4)",
                       error, TD_TEXT (d->id), TD_TEXT (text->language), TD_TEXT (p->id), TD_INT (found.search_key))
           && td_public_text_put (tx, &found, error);
}

gboolean td_draft_found_put (TdTx *tx, const TdCommentDraft *draft, const TdText *text, gint64 now, GError **error)
{
    if (!remove_but (tx, draft->general_comment, draft->id, error))
        return FALSE;
    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        for (guint k = 0; k < section->paragraphs->len; k++) {
            const TdTextParagraph *p = section->paragraphs->pdata[k];
            if (p->kind == TD_TEXT_NUMBERED && !put_one (tx, draft, text, p, now, error))
                return FALSE;
        }
    }
    return TRUE;
}
