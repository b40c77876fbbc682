#include "areas/memory/glossary-sql.h"

#include "areas/memory/index-sql.h"
#include "base/id.h"
#include "base/limits.h"

static TdGlossaryTerm *term_of_row (TdRows *rows)
{
    TdGlossaryTerm *t = td_glossary_term_new ();

    t->id = g_strdup (td_rows_text (rows, 0));
    t->name = g_strdup (td_rows_text (rows, 1));
    t->origin = g_strdup (td_rows_text (rows, 2));
    t->note = g_strdup (td_rows_text (rows, 3));
    return t;
}

/* Terms without their words, as a list and by id. */
static gboolean load_terms (TdTx *tx, GPtrArray *list, GHashTable *by_id, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select id, name, origin, note from glossary_term order by name limit $1",
                                         error, TD_INT (TD_LIMIT_GLOSSARY_TERMS));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdGlossaryTerm *t = term_of_row (rows);
        g_ptr_array_add (list, t);
        g_hash_table_insert (by_id, t->id, t);
    }
    return td_memory_ended_well (error, &problem);
}

static gboolean load_words (TdTx *tx, GHashTable *by_id, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select term, language, text, status from glossary_word order by term, language, n", error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdGlossaryTerm *t = g_hash_table_lookup (by_id, td_rows_text (rows, 0));
        TdTermStatus status = TD_TERM_ADMITTED;
        td_term_status_from_word (td_rows_text (rows, 3), &status);
        if (t != NULL)
            td_glossary_term_add_word (t, td_rows_text (rows, 1), td_rows_text (rows, 2), status, FALSE);
    }
    return td_memory_ended_well (error, &problem);
}

GPtrArray *td_glossary_stored (TdTx *tx, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_glossary_term_free);
    g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

    if (!load_terms (tx, list, by_id, error) || !load_words (tx, by_id, error))
        return NULL;
    return g_steal_pointer (&list);
}

static gboolean store_words (TdTx *tx, const char *id, const TdGlossaryTerm *term, GError **error)
{
    for (guint i = 0; i < term->words->len; i++) {
        const TdGlossaryWord *w = term->words->pdata[i];
        if (!td_exec (tx, "insert into glossary_word (term, language, n, text, status) values ($1, $2, $3, $4, $5)",
                      error, TD_TEXT (id), TD_TEXT (w->language), TD_INT (i), TD_TEXT (w->text),
                      TD_TEXT (td_term_status_word (w->status))))
            return FALSE;
    }
    return TRUE;
}

gboolean td_glossary_store (TdTx *tx, const TdGlossaryTerm *term, const char *actor, gint64 at, GError **error)
{
    g_autofree char *id = td_id_new ();

    return td_exec (tx, "delete from glossary_word where term in (select id from glossary_term where name = $1)", error,
                    TD_TEXT (term->name))
           && td_exec (tx, "delete from glossary_term where name = $1", error, TD_TEXT (term->name))
           && td_exec (tx,
                       "insert into glossary_term (id, name, origin, note, actor, at) values ($1, $2, $3, $4, $5, $6)",
                       error, TD_TEXT (id), TD_TEXT (term->name), TD_TEXT (term->origin), TD_TEXT (term->note),
                       TD_TEXT (actor), TD_INT (at))
           && store_words (tx, id, term, error);
}

gboolean td_glossary_drop (TdTx *tx, const char *id, gint64 *ret_gone, GError **error)
{
    return td_exec (tx, "delete from glossary_word where term = $1", error, TD_TEXT (id))
           && td_exec_count (tx, "delete from glossary_term where id = $1", ret_gone, error, TD_TEXT (id));
}
