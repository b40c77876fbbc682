#include "areas/dossier/coverage-sql.h"

static void add (TdCoverage *coverage, gint64 article, TdSource source, gint64 n)
{
    if (article > 0 && article < coverage->rows->len)
        g_array_index (coverage->rows, TdCoverageRow, article).by[source] += n;
}

static gboolean ended_well (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

gboolean td_coverage_select_submissions (TdTx *tx, const TdProfile *profile, const TdViewer *viewer,
                                         TdCoverage *coverage, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select s.sender_kind, s.by_state is null, a.article, count(*)");
    td_span_add_submissions (query);
    td_query_add (query, " join paragraph_article a on a.submission = s.id and a.confidence >= 500");
    td_span_add_which (query, &coverage->span, viewer);
    td_query_add (query, " group by s.sender_kind, s.by_state is null, a.article");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        add (coverage, td_rows_int (rows, 2),
             td_source_of_submission (profile, td_rows_text (rows, 0), td_rows_int (rows, 1) == 0),
             td_rows_int (rows, 3));
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_coverage_select_documents (TdTx *tx, TdCoverage *coverage, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select d.source, a.article, count(*) from document d"
                         " join document_language l on l.document = d.id and l.leads = 1"
                         " join document_paragraph_article a on a.document = l.document and a.language = l.language"
                         " where a.confidence >= 500");
    td_span_add_documents (query, &coverage->span);
    td_query_add (query, " group by d.source, a.article");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdSource source;
        if (td_source_from_word (td_rows_text (rows, 0), &source))
            add (coverage, td_rows_int (rows, 1), source, td_rows_int (rows, 2));
    }
    return ended_well (g_steal_pointer (&problem), error);
}
