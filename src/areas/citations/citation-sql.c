#include "areas/citations/citation-sql.h"

#include "areas/submissions/submission-seen.h"
#include "base/id.h"
#include "base/limits.h"

static gboolean ended_well (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

/* ---- keeping ---- */

gboolean td_citation_forget (TdTx *tx, const TdCiting *citing, GError **error)
{
    return td_exec (tx, "delete from citation where submission = $1 or document = $2", error,
                    TD_TEXT (citing->submission), TD_TEXT (citing->document));
}

gboolean td_citation_put (TdTx *tx, const TdCiting *citing, int n, const char *symbol, const char *state, int first,
                          int last, GError **error)
{
    g_autofree char *id = td_id_new ();

    return td_exec (tx,
                    "insert into citation (id, submission, document, n, symbol, state, first, last)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
                    error, TD_TEXT (id), TD_TEXT (citing->submission), TD_TEXT (citing->document), TD_INT (n),
                    TD_TEXT (symbol), TD_TEXT (state), TD_INT (first), TD_INT (last));
}

static void paragraph_free (gpointer data)
{
    TdCitingParagraph *p = data;

    g_free (p->text);
    g_free (p);
}

/* n, text, state, symbol */
static GPtrArray *paragraphs_of (TdRows *take_rows, char **ret_state, char **ret_symbol, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (paragraph_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdCitingParagraph *p = g_new0 (TdCitingParagraph, 1);
        p->n = (int) td_rows_int (rows, 0);
        p->text = g_strdup (td_rows_text (rows, 1));
        g_ptr_array_add (list, p);
        if (list->len == 1) {
            *ret_state = g_strdup (td_rows_text (rows, 2));
            *ret_symbol = g_strdup (td_rows_text (rows, 3));
        }
    }
    return ended_well (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_citation_paragraphs (TdTx *tx, const TdCiting *citing, char **ret_state, char **ret_symbol,
                                   GError **error)
{
    if (citing->submission != NULL)
        return paragraphs_of (td_select (tx,
                                         "select p.n, p.text, s.state, cast(null as text) from submission s"
                                         " join paragraph p on p.submission = s.id"
                                         " where s.id = $1 and s.received is not null order by p.n",
                                         error, TD_TEXT (citing->submission)),
                              ret_state, ret_symbol, error);
    return paragraphs_of (td_select (tx,
                                     "select p.n, p.text, d.state, d.symbol from document d"
                                     " join document_language l on l.document = d.id and l.leads = 1"
                                     " join document_paragraph p on p.document = l.document and p.language = l.language"
                                     " where d.id = $1 order by p.n",
                                     error, TD_TEXT (citing->document)),
                          ret_state, ret_symbol, error);
}

/* ---- reading ---- */

#define USE_COLUMNS   "c.n, c.symbol, c.state, c.first, c.last, p.text, p.language"
#define N_USE_COLUMNS 7

static TdUse *use_of_row (TdRows *rows)
{
    TdUse *use = g_new0 (TdUse, 1);

    use->n = (int) td_rows_int (rows, 0);
    use->cited = g_strdup (td_rows_text (rows, 1));
    use->cited_state = g_strdup (td_rows_text (rows, 2));
    use->first = (int) td_rows_int (rows, 3);
    use->last = (int) td_rows_int (rows, 4);
    use->text = g_strdup (td_rows_text (rows, 5));
    use->language = g_strdup (td_rows_text (rows, 6));
    return use;
}

/* The civil day of an instant in the Committee's zone. Free it. */
static char *day_of (const TdInstance *instance, gint64 instant)
{
    char *local = td_instant_to_local (instant, instance->profile->zone);

    if (local != NULL && strlen (local) > strlen ("YYYY-MM-DD"))
        local[strlen ("YYYY-MM-DD")] = '\0';
    return local;
}

#define SUBMISSION_COLUMNS                                                                                             \
    ", p.public_text, s.id, s.sender_name, s.public_sender_name, s.title, s.public_title, s.received, "
/* What stands before members, whoever reads. */
#define FROM_SUBMISSIONS                                                                                               \
    " from citation c join submission s on s.id = c.submission"                                                        \
    " join paragraph p on p.submission = c.submission and p.n = c.n"                                                   \
    " where s.status in ('received', 'accepted', 'change-asked', 'published', 'withheld')"

static TdUse *submission_use_of_row (TdRows *rows, const TdInstance *instance, const TdViewer *viewer)
{
    enum { PUBLIC_TEXT = N_USE_COLUMNS, ID, NAME, PUBLIC_NAME, TITLE, PUBLIC_TITLE, RECEIVED, SEEN };
    TdUse *use = use_of_row (rows);
    const TdSeen seen = td_submission_seen (rows, SEEN, viewer);
    const int name = seen.as_public && !td_rows_null (rows, PUBLIC_NAME) ? PUBLIC_NAME : NAME;
    const int title = seen.as_public && !td_rows_null (rows, PUBLIC_TITLE) ? PUBLIC_TITLE : TITLE;

    if (seen.as_public && !td_rows_null (rows, PUBLIC_TEXT)) {
        g_free (use->text);
        use->text = g_strdup (td_rows_text (rows, PUBLIC_TEXT));
    }
    use->submission = g_strdup (td_rows_text (rows, ID));
    use->who = seen.name ? g_strdup (td_rows_text (rows, name)) : NULL;
    use->title = g_strdup (td_rows_text (rows, title));
    use->day = day_of (instance, td_rows_int (rows, RECEIVED));
    use->is_public = seen.is_public;
    use->noted = seen.noted;
    return use;
}

static gboolean add_submissions (TdQuery *query, TdTx *tx, const TdInstance *instance, const TdViewer *viewer,
                                 GPtrArray *uses, GError **error)
{
    g_autoptr (TdRows) rows = td_query_run (query, tx, error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (uses, submission_use_of_row (rows, instance, viewer));
    return ended_well (g_steal_pointer (&problem), error);
}

#define DOCUMENT_COLUMNS ", d.id, d.symbol, d.body, coalesce(l.title, d.title), p.anchor, d.day"
#define FROM_DOCUMENTS                                                                                                 \
    " from citation c join document d on d.id = c.document"                                                            \
    " join document_language l on l.document = d.id and l.leads = 1"                                                   \
    " join document_paragraph p on p.document = l.document and p.language = l.language and p.n = c.n where 1 = 1"

static gboolean add_documents (TdQuery *query, TdTx *tx, GPtrArray *uses, GError **error)
{
    enum { ID = N_USE_COLUMNS, SYMBOL, BODY, TITLE, ANCHOR, DAY };
    g_autoptr (TdRows) rows = td_query_run (query, tx, error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdUse *use = use_of_row (rows);
        use->document = g_strdup (td_rows_text (rows, ID));
        use->symbol = g_strdup (td_rows_text (rows, SYMBOL));
        use->who = g_strdup (td_rows_text (rows, BODY));
        use->title = g_strdup (td_rows_text (rows, TITLE));
        use->anchor = g_strdup (td_rows_text (rows, ANCHOR));
        use->day = g_strdup (td_rows_text (rows, DAY));
        use->is_public = TRUE;
        g_ptr_array_add (uses, use);
    }
    return ended_well (g_steal_pointer (&problem), error);
}

static void add_cited (TdQuery *query, const GPtrArray *symbols, const char *state)
{
    td_query_add (query, " and (1 = 0");
    for (guint i = 0; i < symbols->len; i++)
        td_query_add (query, " or c.symbol = $?", TD_TEXT (symbols->pdata[i]));
    if (state != NULL)
        td_query_add (query, " or (c.symbol = '' and c.state = $?)", TD_TEXT (state));
    td_query_add (query, ")");
}

gboolean td_citation_select (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const GPtrArray *symbols,
                             const char *state, GPtrArray *uses, GError **error)
{
    g_autoptr (TdQuery) submissions = td_query_new (), documents = td_query_new ();

    td_query_add (submissions, "select " USE_COLUMNS SUBMISSION_COLUMNS TD_SEEN_COLUMNS FROM_SUBMISSIONS);
    td_door_filter (submissions, viewer);
    add_cited (submissions, symbols, state);
    td_query_add (submissions, " order by s.received desc, s.id, c.n, c.first, c.id limit $?",
                  TD_INT (TD_LIMIT_CITATIONS + 1));
    td_query_add (documents, "select " USE_COLUMNS DOCUMENT_COLUMNS FROM_DOCUMENTS);
    add_cited (documents, symbols, state);
    td_query_add (documents, " order by d.day desc nulls last, d.id, c.n, c.first, c.id limit $?",
                  TD_INT (TD_LIMIT_CITATIONS + 1));
    return add_submissions (submissions, tx, instance, viewer, uses, error)
           && add_documents (documents, tx, uses, error);
}

gboolean td_citation_select_of (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const TdCiting *citing,
                                GPtrArray *uses, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    if (citing->submission != NULL) {
        td_query_add (query, "select " USE_COLUMNS SUBMISSION_COLUMNS TD_SEEN_COLUMNS FROM_SUBMISSIONS);
        td_query_add (query, " and s.id = $? order by c.n, c.first, c.symbol limit $?", TD_TEXT (citing->submission),
                      TD_INT (TD_LIMIT_CITATIONS));
        return add_submissions (query, tx, instance, viewer, uses, error);
    }
    td_query_add (query, "select " USE_COLUMNS DOCUMENT_COLUMNS FROM_DOCUMENTS);
    td_query_add (query, " and d.id = $? order by c.n, c.first, c.symbol limit $?", TD_TEXT (citing->document),
                  TD_INT (TD_LIMIT_CITATIONS));
    return add_documents (query, tx, uses, error);
}

gboolean td_citation_joint (TdTx *tx, GPtrArray *pairs, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select id, symbol from document where symbol like '%-%/C/%' order by id limit 1000", error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        g_ptr_array_add (pairs, g_strdup (td_rows_text (rows, 0)));
        g_ptr_array_add (pairs, g_strdup (td_rows_text (rows, 1)));
    }
    return ended_well (g_steal_pointer (&problem), error);
}
