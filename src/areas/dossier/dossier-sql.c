#include "areas/dossier/dossier-sql.h"

#include "areas/dossier/meetings.h"

#include "areas/submissions/submission-seen.h"

static gboolean ended_well (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

static void add_paper (TdDossier *dossier, TdDossierPaper *take_paper)
{
    g_ptr_array_add (dossier->papers, take_paper);
    g_hash_table_insert (dossier->by_id, take_paper->submission != NULL ? take_paper->submission : take_paper->document,
                         take_paper);
}

/* ---- papers ---- */

static TdDossierPaper *submission_of_row (TdRows *rows, const TdProfile *profile, const TdViewer *viewer)
{
    enum { ID, KIND, NAME, PUBLIC_NAME, TITLE, PUBLIC_TITLE, PURPOSE, LANGUAGE, RECEIVED, FORMAT, SEEN };
    const TdSeen seen = td_submission_seen (rows, SEEN, viewer);
    TdDossierPaper *p = g_new0 (TdDossierPaper, 1);

    p->submission = g_strdup (td_rows_text (rows, ID));
    p->source = td_source_of_submission (profile, td_rows_text (rows, KIND), !td_rows_null (rows, SEEN + 5));
    if (seen.name)
        p->who =
            g_strdup (td_rows_text (rows, seen.as_public && !td_rows_null (rows, PUBLIC_NAME) ? PUBLIC_NAME : NAME));
    p->title =
        g_strdup (td_rows_text (rows, seen.as_public && !td_rows_null (rows, PUBLIC_TITLE) ? PUBLIC_TITLE : TITLE));
    p->type = g_strdup (td_rows_text (rows, PURPOSE));
    p->language = g_strdup (td_rows_text (rows, LANGUAGE));
    p->received = td_rows_int (rows, RECEIVED);
    p->format = g_strdup (td_rows_text (rows, FORMAT));
    p->status = g_strdup (td_rows_text (rows, SEEN));
    p->is_public = seen.is_public;
    p->as_public = seen.as_public;
    p->noted = seen.noted;
    p->read_file = seen.file;
    p->priorities = g_array_new (FALSE, FALSE, sizeof (int));
    return p;
}

gboolean td_dossier_select_submissions (TdTx *tx, const TdProfile *profile, const TdViewer *viewer, TdDossier *dossier,
                                        GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select s.id, s.sender_kind, s.sender_name, s.public_sender_name, s.title, s.public_title,"
                         " s.purpose, s.language, s.received,"
                         " (select f.format from submission_file f where f.submission = s.id and f.position = 1),"
                         " " TD_SEEN_COLUMNS);
    td_span_add_submissions (query);
    td_span_add_which (query, &dossier->span, viewer);
    td_query_add (query, " order by s.received desc, s.id");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        add_paper (dossier, submission_of_row (rows, profile, viewer));
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_dossier_select_documents (TdTx *tx, TdDossier *dossier, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select d.id, d.source, coalesce(l.title, d.title), d.body, d.symbol, d.type, l.language,"
                         " d.created, d.day, l.format from document d"
                         " join document_language l on l.document = d.id and l.leads = 1 where 1 = 1");
    td_span_add_documents (query, &dossier->span);
    td_query_add (query, " order by d.day desc nulls last, d.id");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdDossierPaper *p = g_new0 (TdDossierPaper, 1);
        p->document = g_strdup (td_rows_text (rows, 0));
        td_source_from_word (td_rows_text (rows, 1), &p->source);
        p->title = g_strdup (td_rows_text (rows, 2));
        p->who = g_strdup (td_rows_text (rows, 3));
        p->symbol = g_strdup (td_rows_text (rows, 4));
        p->type = g_strdup (td_rows_text (rows, 5));
        p->language = g_strdup (td_rows_text (rows, 6));
        p->received = td_rows_int (rows, 7);
        p->day = g_strdup (td_rows_text (rows, 8));
        p->format = g_strdup (td_rows_text (rows, 9));
        p->is_public = p->read_file = TRUE;
        p->priorities = g_array_new (FALSE, FALSE, sizeof (int));
        add_paper (dossier, p);
    }
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_dossier_select_priorities (TdTx *tx, const TdViewer *viewer, TdDossier *dossier, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select r.submission, r.article");
    td_span_add_submissions (query);
    td_query_add (query, " join priority r on r.submission = s.id and r.article is not null");
    td_span_add_which (query, &dossier->span, viewer);
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        const TdDossierPaper *p = g_hash_table_lookup (dossier->by_id, td_rows_text (rows, 0));
        int article = (int) td_rows_int (rows, 1);
        if (p != NULL)
            g_array_append_val (p->priorities, article);
    }
    return ended_well (g_steal_pointer (&problem), error);
}

/* ---- where paragraphs speak ---- */

static gboolean is_priority (const TdDossierPaper *paper, int article)
{
    for (guint i = 0; i < paper->priorities->len; i++)
        if (g_array_index (paper->priorities, int, i) == article)
            return TRUE;
    return FALSE;
}

/* Columns: id, article, n, confidence; rows of one paper follow one another. Takes rows. */
static gboolean keys_of (TdRows *take_rows, const TdDossier *dossier, GArray *keys, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;
    const TdDossierPaper *paper = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        const char *id = td_rows_text (rows, 0);
        TdDossierKey key;
        if (paper == NULL || !g_str_equal (paper->submission != NULL ? paper->submission : paper->document, id))
            paper = g_hash_table_lookup (dossier->by_id, id);
        if (paper == NULL)
            continue;
        key = (TdDossierKey){ .paper = paper,
                              .article = (int) td_rows_int (rows, 1),
                              .n = (int) td_rows_int (rows, 2),
                              .confidence = (int) td_rows_int (rows, 3) };
        key.priority = is_priority (paper, key.article);
        g_array_append_val (keys, key);
    }
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_dossier_select_submission_keys (TdTx *tx, const TdViewer *viewer, const TdDossier *dossier, int article,
                                            GArray *keys, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select s.id, a.article, a.n, a.confidence");
    td_span_add_submissions (query);
    td_query_add (query, " join paragraph_article a on a.submission = s.id and a.confidence >= 500");
    if (article != 0)
        td_query_add (query, " and a.article = $?", TD_INT (article));
    td_span_add_which (query, &dossier->span, viewer);
    return keys_of (td_query_run (query, tx, error), dossier, keys, error);
}

gboolean td_dossier_select_document_keys (TdTx *tx, const TdDossier *dossier, int article, GArray *keys, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select d.id, a.article, a.n, a.confidence from document d"
                         " join document_language l on l.document = d.id and l.leads = 1"
                         " join document_paragraph_article a on a.document = l.document and a.language = l.language"
                         " where a.confidence >= 500");
    if (article != 0)
        td_query_add (query, " and a.article = $?", TD_INT (article));
    td_span_add_documents (query, &dossier->span);
    return keys_of (td_query_run (query, tx, error), dossier, keys, error);
}

gboolean td_dossier_select_question_keys (TdTx *tx, const TdViewer *viewer, const TdDossier *dossier, GArray *keys,
                                          GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select s.id, coalesce((select min(a.article) from paragraph_article a"
                         " where a.submission = p.submission and a.n = p.n and a.confidence >= 500), 0), p.n, 0");
    td_span_add_submissions (query);
    td_query_add (query, " join paragraph p on p.submission = s.id and p.kind = 'question'");
    td_span_add_which (query, &dossier->span, viewer);
    td_query_add (query, " order by s.id, p.n");
    return keys_of (td_query_run (query, tx, error), dossier, keys, error);
}

/* ---- words ---- */

static TdRows *words_of (TdTx *tx, const TdDossierKey *key, GError **error)
{
    if (key->paper->submission != NULL)
        return td_select (tx,
                          "select p.page, p.number, p.heading, p.text, p.language, p.public_heading, p.public_text,"
                          " p.file, f.format, null from paragraph p"
                          " left join submission_file f on f.submission = p.submission and f.position = p.file"
                          " where p.submission = $1 and p.n = $2",
                          error, TD_TEXT (key->paper->submission), TD_INT (key->n));
    return td_select (tx,
                      "select page, number, heading, text, language, null, null, 0, null, anchor"
                      " from document_paragraph where document = $1 and language = $2 and n = $3",
                      error, TD_TEXT (key->paper->document), TD_TEXT (key->paper->language), TD_INT (key->n));
}

/* What everybody reads, where a name was taken out and this viewer reads no more than everybody. */
static const char *seen_text (TdRows *rows, const TdDossierPaper *paper, int column, int public_column)
{
    return td_rows_text (rows, paper->as_public && !td_rows_null (rows, public_column) ? public_column : column);
}

gboolean td_dossier_load_paragraph (TdTx *tx, const TdDossierKey *key, TdDossierParagraph **ret_paragraph,
                                    GError **error)
{
    enum { PAGE, NUMBER, HEADING, TEXT, LANGUAGE, PUBLIC_HEADING, PUBLIC_TEXT, FILE_AT, FORMAT, ANCHOR };
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;
    TdDossierParagraph *p;

    *ret_paragraph = NULL;
    if (key->paper->meeting != NULL) {
        *ret_paragraph = td_dossier_meeting_paragraph (key);
        return TRUE;
    }
    rows = words_of (tx, key, error);
    if (rows == NULL)
        return FALSE;
    if (!td_rows_next (rows, &problem))
        return ended_well (g_steal_pointer (&problem), error);
    p = g_new0 (TdDossierParagraph, 1);
    p->paper = key->paper;
    p->article = key->article;
    p->n = key->n;
    p->confidence = key->confidence;
    p->priority = key->priority;
    p->page = (int) td_rows_int (rows, PAGE);
    p->number = g_strdup (td_rows_text (rows, NUMBER));
    p->heading = g_strdup (seen_text (rows, key->paper, HEADING, PUBLIC_HEADING));
    p->text = g_strdup (seen_text (rows, key->paper, TEXT, PUBLIC_TEXT));
    p->language = g_strdup (td_rows_text (rows, LANGUAGE));
    p->file = (int) td_rows_int (rows, FILE_AT);
    p->file_format = g_strdup (td_rows_text (rows, FORMAT));
    p->anchor = g_strdup (td_rows_text (rows, ANCHOR));
    *ret_paragraph = p;
    return TRUE;
}
