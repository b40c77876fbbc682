/* Reading matches. */
#include "areas/library/match-sql.h"

#include "areas/library/source.h"
#include "areas/submissions/submission-seen.h"
#include "base/limits.h"

static gboolean ended_well (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

/* "cited and not denied, or confirmed" */
#define COUNTS          "((m.how = 'cited' and coalesce(m.said, '') <> 'denied') or m.said = 'confirmed')"
/* The same of likenesses that nobody said anything of. */
#define OPEN            "(m.how = 'alike' and m.said is null)"

/* ---- one match ---- */

#define MATCH_COLUMNS   "m.id, m.n, m.target, m.anchor, m.how, m.score, m.said, t.symbol, p.page, p.language, p.text"
#define N_MATCH_COLUMNS 11

static TdParagraphMatch *match_of_row (TdRows *rows)
{
    TdParagraphMatch *m = g_new0 (TdParagraphMatch, 1);
    const char *said = td_rows_text (rows, 6);

    m->id = g_strdup (td_rows_text (rows, 0));
    m->n = (int) td_rows_int (rows, 1);
    m->target = g_strdup (td_rows_text (rows, 2));
    m->target_anchor = g_strdup (td_rows_text (rows, 3));
    m->how = g_str_equal (td_rows_text (rows, 4), "cited") ? TD_MATCH_CITED : TD_MATCH_ALIKE;
    m->score = (double) td_rows_int (rows, 5) / 1000.0;
    if (said != NULL)
        m->said = g_str_equal (said, "confirmed") ? TD_MATCH_CONFIRMED : TD_MATCH_DENIED;
    m->target_symbol = g_strdup (td_rows_text (rows, 7));
    m->page = (int) td_rows_int (rows, 8);
    m->language = g_strdup (td_rows_text (rows, 9));
    return m;
}

static void add_filter (TdQuery *query, const TdMatchFilter *filter)
{
    if (filter->state != NULL)
        td_query_add (query, " and t.state = $?", TD_TEXT (filter->state));
    if (filter->target != NULL)
        td_query_add (query, " and m.target = $?", TD_TEXT (filter->target));
    if (filter->anchor != NULL)
        td_query_add (query, " and m.anchor = $?", TD_TEXT (filter->anchor));
    if (filter->counting)
        td_query_add (query, " and " COUNTS);
    else
        td_query_add (query, " and coalesce(m.said, '') <> 'denied'");
}

#define ORDER " order by case when " COUNTS " then 0 else 1 end, t.day desc, m.target, m.anchor, m.score desc, m.id"

/* ---- submissions ---- */

#define SUBMISSION_COLUMNS                                                                                             \
    ", p.public_text, s.id, s.sender_kind, s.sender_name, s.public_sender_name, s.title, s.public_title, s.received, "

static void fill_submission (TdRows *rows, const TdInstance *instance, const TdViewer *viewer, TdParagraphMatch *m)
{
    enum { PUBLIC_TEXT = N_MATCH_COLUMNS, ID, KIND, NAME, PUBLIC_NAME, TITLE, PUBLIC_TITLE, RECEIVED, SEEN };
    const TdSeen seen = td_submission_seen (rows, SEEN, viewer);
    const gboolean own = !td_rows_null (rows, SEEN + 5);
    const int text = seen.as_public && !td_rows_null (rows, PUBLIC_TEXT) ? PUBLIC_TEXT : N_MATCH_COLUMNS - 1;
    const int name = seen.as_public && !td_rows_null (rows, PUBLIC_NAME) ? PUBLIC_NAME : NAME;
    const int title = seen.as_public && !td_rows_null (rows, PUBLIC_TITLE) ? PUBLIC_TITLE : TITLE;

    m->submission = g_strdup (td_rows_text (rows, ID));
    m->source = g_strdup (td_source_word (td_source_of_submission (instance->profile, td_rows_text (rows, KIND), own)));
    m->text = g_strdup (td_rows_text (rows, text));
    m->who = seen.name ? g_strdup (td_rows_text (rows, name)) : NULL;
    m->title = g_strdup (td_rows_text (rows, title));
    m->received = td_rows_int (rows, RECEIVED);
    m->is_public = seen.is_public;
    m->noted = seen.noted;
}

static gboolean add_submissions (TdQuery *query, TdTx *tx, const TdInstance *instance, const TdViewer *viewer,
                                 GPtrArray *list, GError **error)
{
    g_autoptr (TdRows) rows = td_query_run (query, tx, error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdParagraphMatch *m = match_of_row (rows);
        fill_submission (rows, instance, viewer, m);
        g_ptr_array_add (list, m);
    }
    return ended_well (g_steal_pointer (&problem), error);
}

#define FROM_SUBMISSIONS                                                                                               \
    " from paragraph_match m join submission s on s.id = m.submission"                                                 \
    " join paragraph p on p.submission = m.submission and p.n = m.n join document t on t.id = m.target where 1 = 1"
/* What stands before members, whoever reads. */
#define STANDING " and s.status in ('received', 'accepted', 'change-asked', 'published', 'withheld')"

gboolean td_match_select_submissions (TdTx *tx, const TdInstance *instance, const TdViewer *viewer,
                                      const TdMatchFilter *filter, GPtrArray *list, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select " MATCH_COLUMNS SUBMISSION_COLUMNS TD_SEEN_COLUMNS FROM_SUBMISSIONS STANDING);
    td_door_filter (query, viewer);
    add_filter (query, filter);
    td_query_add (query, ORDER " limit $?", TD_INT (TD_LIMIT_MATCHES));
    return add_submissions (query, tx, instance, viewer, list, error);
}

gboolean td_match_select_own (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *submission,
                              GPtrArray *list, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select " MATCH_COLUMNS SUBMISSION_COLUMNS TD_SEEN_COLUMNS FROM_SUBMISSIONS);
    td_query_add (query, " and m.submission = $? order by m.n, m.target, m.anchor limit $?", TD_TEXT (submission),
                  TD_INT (TD_LIMIT_MATCHES));
    return add_submissions (query, tx, instance, viewer, list, error);
}

/* ---- documents ---- */

static TdParagraphMatch *document_match_of_row (TdRows *rows)
{
    enum { ID = N_MATCH_COLUMNS, SYMBOL, SOURCE, BODY, TITLE, ANCHOR };
    TdParagraphMatch *m = match_of_row (rows);

    m->document = g_strdup (td_rows_text (rows, ID));
    m->symbol = g_strdup (td_rows_text (rows, SYMBOL));
    m->source = g_strdup (td_rows_text (rows, SOURCE));
    m->who = g_strdup (td_rows_text (rows, BODY));
    m->title = g_strdup (td_rows_text (rows, TITLE));
    m->anchor = g_strdup (td_rows_text (rows, ANCHOR));
    m->text = g_strdup (td_rows_text (rows, N_MATCH_COLUMNS - 1));
    m->is_public = TRUE;
    return m;
}

gboolean td_match_select_documents (TdTx *tx, const TdMatchFilter *filter, GPtrArray *list, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select " MATCH_COLUMNS ", d.id, d.symbol, d.source, d.body, coalesce(l.title, d.title), p.anchor"
                  " from paragraph_match m join document d on d.id = m.document"
                  " join document_language l on l.document = d.id and l.leads = 1"
                  " join document_paragraph p on p.document = l.document and p.language = l.language and p.n = m.n"
                  " join document t on t.id = m.target where 1 = 1");
    add_filter (query, filter);
    td_query_add (query, ORDER " limit $?", TD_INT (TD_LIMIT_MATCHES));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, document_match_of_row (rows));
    return ended_well (g_steal_pointer (&problem), error);
}

/* ---- counts ---- */

static TdMatchCounts *counts_of (GHashTable *counts, const char *anchor)
{
    TdMatchCounts *found = g_hash_table_lookup (counts, anchor);

    if (found == NULL) {
        found = g_new0 (TdMatchCounts, 1);
        g_hash_table_insert (counts, g_strdup (anchor), found);
    }
    return found;
}

static int *column_of (TdMatchCounts *counts, TdSource source)
{
    int *const columns[TD_N_SOURCES] = { [TD_SOURCE_STATE] = &counts->state,
                                         [TD_SOURCE_UN] = &counts->un,
                                         [TD_SOURCE_REGIONAL] = &counts->regional,
                                         [TD_SOURCE_NHRI] = &counts->nhri,
                                         [TD_SOURCE_CIVIL_SOCIETY] = &counts->civil_society };

    return columns[source];
}

/* n that count, maybe that nobody confirmed. */
static void count (GHashTable *counts, const char *anchor, TdSource source, gint64 n, gint64 maybe)
{
    TdMatchCounts *row = counts_of (counts, anchor);
    int *column = column_of (row, source);

    if (column != NULL)
        *column += (int) n;
    if (column != NULL && source != TD_SOURCE_STATE)
        row->maybe += (int) maybe;
}

#define COUNT_COLUMNS "m.anchor, count(*) filter (where " COUNTS "), count(*) filter (where " OPEN ")"

static gboolean count_submissions (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *target,
                                   gboolean maybe, GHashTable *counts, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select " COUNT_COLUMNS ", s.sender_kind, s.by_state is null from paragraph_match m"
                  " join submission s on s.id = m.submission where m.target = $?" STANDING,
                  TD_TEXT (target));
    td_door_filter (query, viewer);
    td_query_add (query, " group by m.anchor, s.sender_kind, s.by_state is null");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        count (counts, td_rows_text (rows, 0),
               td_source_of_submission (instance->profile, td_rows_text (rows, 3), td_rows_int (rows, 4) == 0),
               td_rows_int (rows, 1), maybe ? td_rows_int (rows, 2) : 0);
    return ended_well (g_steal_pointer (&problem), error);
}

static gboolean count_documents (TdTx *tx, const char *target, gboolean maybe, GHashTable *counts, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select " COUNT_COLUMNS ", d.source from paragraph_match m"
                                         " join document d on d.id = m.document where m.target = $1"
                                         " group by m.anchor, d.source",
                                         error, TD_TEXT (target));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdSource source;
        if (td_source_from_word (td_rows_text (rows, 3), &source))
            count (counts, td_rows_text (rows, 0), source, td_rows_int (rows, 1), maybe ? td_rows_int (rows, 2) : 0);
    }
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_match_select_counts (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *target,
                                 gboolean maybe, GHashTable *counts, GError **error)
{
    return count_submissions (tx, instance, viewer, target, maybe, counts, error)
           && count_documents (tx, target, maybe, counts, error);
}

/* ---- the sender's word ---- */

gboolean td_match_load_said (TdTx *tx, const char *submission, const char *match, gboolean *ret_there,
                             TdMatchSaid *ret_said, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select said from paragraph_match where id = $1 and submission = $2",
                                         error, TD_TEXT (match), TD_TEXT (submission));
    g_autoptr (GError) problem = NULL;
    const char *said;

    if (rows == NULL)
        return FALSE;
    *ret_there = td_rows_next (rows, &problem);
    if (!*ret_there)
        return ended_well (g_steal_pointer (&problem), error);
    said = td_rows_text (rows, 0);
    *ret_said = said == NULL ? TD_MATCH_UNSAID : g_str_equal (said, "confirmed") ? TD_MATCH_CONFIRMED : TD_MATCH_DENIED;
    return TRUE;
}

gboolean td_match_set_said (TdTx *tx, const char *match, TdMatchSaid said, gint64 now, GError **error)
{
    if (said == TD_MATCH_UNSAID)
        return td_exec (tx, "update paragraph_match set said = null, said_at = null where id = $1", error,
                        TD_TEXT (match));
    return td_exec (tx, "update paragraph_match set said = $2, said_at = $3 where id = $1", error, TD_TEXT (match),
                    TD_TEXT (td_match_said_word (said)), TD_INT (now));
}
