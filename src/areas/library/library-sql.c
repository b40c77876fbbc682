/* The reading half of library-sql.h. */
#include "areas/library/library-sql.h"

#include "base/errors.h"

enum { SURE = 500 }; /* confidence per mille from which a paragraph speaks of an article */

/* A problem met while reading rows goes up; none is a good end. */
static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

/* ---- documents ---- */

#define COLUMNS "d.id, d.symbol, d.type, d.source, d.state, d.cycle, d.title, d.body, d.day, d.created"
#define LANGUAGES                                                                                                      \
    "l.language, l.leads, l.title, l.name, l.format, l.sha256, l.size, l.words, l.added, l.pages, l.no_text,"          \
    " l.unofficial_by, l.unofficial_reviewed, l.unofficial_missing"
#define NEWEST " order by d.day desc nulls last, d.symbol nulls last, d.id"
enum { COLUMN_LANGUAGE = 10 };

static void language_free (gpointer data)
{
    TdLibraryLanguage *language = data;

    g_free (language->language);
    g_free (language->title);
    g_free (language->name);
    g_free (language->format);
    g_free (language->sha256);
    g_free (language->unofficial_by);
    g_free (language->unofficial_reviewed);
    g_free (language);
}

static TdLibraryLanguage *language_from_row (TdRows *rows)
{
    TdLibraryLanguage *language = g_new0 (TdLibraryLanguage, 1);
    int at = COLUMN_LANGUAGE;

    language->language = g_strdup (td_rows_text (rows, at++));
    language->leads = td_rows_int (rows, at++) != 0;
    language->title = g_strdup (td_rows_text (rows, at++));
    language->name = g_strdup (td_rows_text (rows, at++));
    language->format = g_strdup (td_rows_text (rows, at++));
    language->sha256 = g_strdup (td_rows_text (rows, at++));
    language->size = td_rows_int (rows, at++);
    language->words = td_rows_int (rows, at++);
    language->added = td_rows_int (rows, at++);
    language->pages = (int) td_rows_int (rows, at++);
    language->no_text = td_rows_int (rows, at++) != 0;
    language->unofficial_by = g_strdup (td_rows_text (rows, at++));
    language->unofficial_reviewed = g_strdup (td_rows_text (rows, at++));
    language->unofficial_missing = (int) td_rows_int (rows, at);
    return language;
}

static TdLibraryDocument *from_row (TdRows *rows)
{
    TdLibraryDocument *document = g_new0 (TdLibraryDocument, 1);

    document->id = g_strdup (td_rows_text (rows, 0));
    document->symbol = g_strdup (td_rows_text (rows, 1));
    document->type = g_strdup (td_rows_text (rows, 2));
    document->source = g_strdup (td_rows_text (rows, 3));
    document->state = g_strdup (td_rows_text (rows, 4));
    document->cycle = (int) td_rows_int (rows, 5);
    document->title = g_strdup (td_rows_text (rows, 6));
    document->body = g_strdup (td_rows_text (rows, 7));
    document->day = g_strdup (td_rows_text (rows, 8));
    document->created = td_rows_int (rows, 9);
    document->languages = g_ptr_array_new_with_free_func (language_free);
    return document;
}

/* Further symbols. Documents that have any are few. */
static gboolean add_joint (TdTx *tx, TdLibraryDocument *document, GError **error)
{
    g_autoptr (GStrvBuilder) symbols = g_strv_builder_new ();
    g_autoptr (TdRows) rows = td_select (
        tx, "select symbol from document_symbol where document = $1 order by n, symbol", error, TD_TEXT (document->id));
    g_autoptr (GError) problem = NULL;
    gboolean any = FALSE;

    if (rows == NULL)
        return FALSE;
    for (; td_rows_next (rows, &problem); any = TRUE)
        g_strv_builder_add (symbols, td_rows_text (rows, 0));
    if (any)
        document->joint = g_strv_builder_end (symbols);
    return ended (g_steal_pointer (&problem), error);
}

static gboolean any_joint (TdTx *tx, gboolean *ret_any, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select symbol from document_symbol order by symbol limit 1", error);
    g_autoptr (GError) problem = NULL;

    *ret_any = rows != NULL && td_rows_next (rows, &problem);
    return rows != NULL && ended (g_steal_pointer (&problem), error);
}

/* Rows of documents beside each of their languages, which stand together. Takes rows. */
static GPtrArray *documents_of (TdTx *tx, TdRows *take_rows, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_library_document_free);
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;
    TdLibraryDocument *last = NULL;
    gboolean joint = FALSE;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        if (last == NULL || !g_str_equal (last->id, td_rows_text (rows, 0))) {
            last = from_row (rows);
            g_ptr_array_add (list, last);
        }
        g_ptr_array_add (last->languages, language_from_row (rows));
    }
    g_clear_pointer (&rows, td_rows_free);
    if (!ended (g_steal_pointer (&problem), error) || !any_joint (tx, &joint, error))
        return NULL;
    for (guint i = 0; joint && i < list->len; i++)
        if (!add_joint (tx, list->pdata[i], error))
            return NULL;
    return g_steal_pointer (&list);
}

gboolean td_library_load (TdTx *tx, const char *id, const char *symbol, TdLibraryDocument **ret_document,
                          GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (GPtrArray) list = NULL;

    td_query_add (query, "select " COLUMNS ", " LANGUAGES
                         " from document d join document_language l on l.document = d.id where ");
    if (id != NULL)
        td_query_add (query, "d.id = $?", TD_TEXT (id));
    else
        td_query_add (query,
                      "(d.symbol = $? or d.id in (select j.document from document_symbol j where j.symbol = $?))",
                      TD_TEXT (symbol), TD_TEXT (symbol));
    td_query_add (query, " order by l.leads desc, l.language");
    list = documents_of (tx, td_query_run (query, tx, error), error);
    if (list == NULL)
        return FALSE;
    *ret_document = list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
    return TRUE;
}

static void add_filter (TdQuery *query, const TdLibraryFilter *filter)
{
    td_query_add (query, " where 1 = 1");
    if (filter->state != NULL)
        td_query_add (query, " and d.state = $?", TD_TEXT (filter->state));
    if (filter->type != NULL)
        td_query_add (query, " and d.type = $?", TD_TEXT (filter->type));
    if (filter->source != NULL)
        td_query_add (query, " and d.source = $?", TD_TEXT (filter->source));
    if (filter->cycle != 0)
        td_query_add (query, " and d.cycle = $?", TD_INT (filter->cycle));
}

static void add_language (TdQuery *query, const TdLibraryFilter *filter)
{
    if (filter->language != NULL)
        td_query_add (query,
                      " and exists (select 1 from document_language f where f.document = d.id and f.language = $?)",
                      TD_TEXT (filter->language));
}

GPtrArray *td_library_select (TdTx *tx, const TdLibraryFilter *filter, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select " COLUMNS ", " LANGUAGES " from (select * from document d");
    add_filter (query, filter);
    add_language (query, filter);
    td_query_add (query, NEWEST);
    if (filter->limit > 0)
        td_query_add (query, " limit $? offset $?", TD_INT (filter->limit), TD_INT (filter->offset));
    td_query_add (query, ") d join document_language l on l.document = d.id" NEWEST ", l.leads desc, l.language");
    return documents_of (tx, td_query_run (query, tx, error), error);
}

gboolean td_library_select_count (TdTx *tx, const TdLibraryFilter *filter, gint64 *ret_n, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;

    td_query_add (query, "select count(*) from document d");
    add_filter (query, filter);
    add_language (query, filter);
    rows = td_query_run (query, tx, error);
    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_n = td_rows_int (rows, 0);
    return TRUE;
}

/* ---- paragraphs ---- */

#define PARAGRAPH "d.id, d.symbol, p.language, p.anchor, p.n, p.page, p.level, p.kind, p.number, p.heading, p.text"
#define TAGS      "d.id, p.n, t.article, t.confidence, t.because"

static TdLibraryParagraph *paragraph_from_row (TdRows *rows)
{
    TdLibraryParagraph *one = g_new0 (TdLibraryParagraph, 1);
    TdParagraph *p = td_paragraph_new ();

    one->document = g_strdup (td_rows_text (rows, 0));
    one->symbol = g_strdup (td_rows_text (rows, 1));
    one->language = g_strdup (td_rows_text (rows, 2));
    one->anchor = g_strdup (td_rows_text (rows, 3));
    one->paragraph = p;
    p->n = (int) td_rows_int (rows, 4);
    p->page = (int) td_rows_int (rows, 5);
    p->level = (int) td_rows_int (rows, 6);
    td_paragraph_kind_from_name (td_rows_text (rows, 7), &p->kind);
    p->number = g_strdup (td_rows_text (rows, 8));
    p->heading = g_strdup (td_rows_text (rows, 9));
    p->text = g_strdup (td_rows_text (rows, 10));
    p->language = g_intern_string (one->language);
    return one;
}

static gboolean is_of (const TdLibraryParagraph *one, const char *document, gint64 n)
{
    return one->paragraph->n == n && g_str_equal (one->document, document);
}

/* Tags come in the order of their paragraphs, so one walk brings them together. */
static gboolean read_tags (TdRows *rows, GPtrArray *list, GError **error)
{
    g_autoptr (GError) problem = NULL;
    guint at = 0;

    while (td_rows_next (rows, &problem)) {
        const char *document = td_rows_text (rows, 0);
        gint64 n = td_rows_int (rows, 1);
        while (at < list->len && !is_of (list->pdata[at], document, n))
            at++;
        if (at == list->len)
            break;
        const TdLibraryParagraph *one = list->pdata[at];
        TdTag tag = { .article = (int) td_rows_int (rows, 2),
                      .confidence = (double) td_rows_int (rows, 3) / 1000.0,
                      .because = g_strdup (td_rows_text (rows, 4)) };
        g_array_append_val (one->paragraph->articles, tag);
    }
    return ended (g_steal_pointer (&problem), error);
}

/* Runs both queries: one for paragraphs, one for their tags, over the same paragraphs in the same order. */
static GPtrArray *paragraphs_of (TdTx *tx, TdQuery *paragraphs, TdQuery *tags, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_library_paragraph_free);
    g_autoptr (TdRows) rows = td_query_run (paragraphs, tx, error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, paragraph_from_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended (g_steal_pointer (&problem), error))
        return NULL;
    rows = td_query_run (tags, tx, error);
    return rows != NULL && read_tags (rows, list, error) ? g_steal_pointer (&list) : NULL;
}

#define FROM                                                                                                           \
    " from document d join document_language l on l.document = d.id"                                                   \
    " join document_paragraph p on p.document = d.id and p.language = l.language"
#define FROM_TAGS                                                                                                      \
    FROM " join document_paragraph_article t on t.document = p.document and t.language = p.language and t.n = p.n"

static void add_one (TdQuery *query, const char *document, const char *language)
{
    td_query_add (query, " where d.id = $?", TD_TEXT (document));
    if (language != NULL)
        td_query_add (query, " and l.language = $?", TD_TEXT (language));
    else
        td_query_add (query, " and l.leads = 1");
}

GPtrArray *td_library_select_paragraphs (TdTx *tx, const char *document, const char *language, GError **error)
{
    g_autoptr (TdQuery) paragraphs = td_query_new ();
    g_autoptr (TdQuery) tags = td_query_new ();

    td_query_add (paragraphs, "select " PARAGRAPH FROM);
    add_one (paragraphs, document, language);
    td_query_add (paragraphs, " order by p.n");
    td_query_add (tags, "select " TAGS FROM_TAGS);
    add_one (tags, document, language);
    td_query_add (tags, " order by p.n, t.confidence desc, t.article");
    return paragraphs_of (tx, paragraphs, tags, error);
}

static void add_about (TdQuery *query, const TdLibraryFilter *filter, int article)
{
    add_filter (query, filter);
    td_query_add (query, " and l.leads = 1");
    if (article != 0)
        td_query_add (query,
                      " and exists (select 1 from document_paragraph_article a where a.document = p.document"
                      " and a.language = p.language and a.n = p.n and a.article = $? and a.confidence >= $?)",
                      TD_INT (article), TD_INT (SURE));
}

GPtrArray *td_library_select_about (TdTx *tx, const TdLibraryFilter *filter, int article, GError **error)
{
    g_autoptr (TdQuery) paragraphs = td_query_new ();
    g_autoptr (TdQuery) tags = td_query_new ();

    td_query_add (paragraphs, "select " PARAGRAPH FROM);
    add_about (paragraphs, filter, article);
    td_query_add (paragraphs, NEWEST ", p.n");
    td_query_add (tags, "select " TAGS FROM_TAGS);
    add_about (tags, filter, article);
    td_query_add (tags, NEWEST ", p.n, t.confidence desc, t.article");
    return paragraphs_of (tx, paragraphs, tags, error);
}

gboolean td_library_select_coverage (TdTx *tx, const char *state, const char *source, GArray *counts, GError **error)
{
    g_autoptr (TdRows) rows = td_select (
        tx,
        "select a.article, count(*) from document d join document_language l on l.document = d.id and l.leads = 1"
        " join document_paragraph_article a on a.document = d.id and a.language = l.language"
        " where d.state = $1 and d.source = $2 and a.confidence >= $3 group by a.article",
        error, TD_TEXT (state), TD_TEXT (source), TD_INT (SURE));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        gint64 article = td_rows_int (rows, 0);
        if (article > 0 && article < (gint64) counts->len)
            g_array_index (counts, gint64, article) += td_rows_int (rows, 1);
    }
    return ended (g_steal_pointer (&problem), error);
}

gboolean td_library_select_hash (TdTx *tx, const char *sha256, char **ret_document, char **ret_language, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select coalesce(d.symbol, d.id), l.language from document_language l"
                                         " join document d on d.id = l.document where l.sha256 = $1"
                                         " order by l.added, d.id, l.language limit 1",
                                         error, TD_TEXT (sha256));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        *ret_document = g_strdup (td_rows_text (rows, 0));
        *ret_language = g_strdup (td_rows_text (rows, 1));
    }
    return ended (g_steal_pointer (&problem), error);
}

gboolean td_library_select_hashes (TdTx *tx, GPtrArray *pairs, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select coalesce(d.symbol, d.id), l.sha256 from document_language l"
                                         " join document d on d.id = l.document where l.sha256 is not null"
                                         " order by d.id, l.language",
                                         error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        g_ptr_array_add (pairs, g_strdup (td_rows_text (rows, 0)));
        g_ptr_array_add (pairs, g_strdup (td_rows_text (rows, 1)));
    }
    return ended (g_steal_pointer (&problem), error);
}
