/* Contract in search-check.h. */
#include "areas/search/search-check.h"

#include "areas/search/search.h"
#include "base/errors.h"
#include "journal/journal.h"
#include "store/search-index.h"

struct check {
    TdInstance *instance;
    TdSearchCheck found;
};

static gboolean number (TdQuery *query, TdTx *tx, gint64 *ret_n, GError **error)
{
    g_autoptr (TdRows) rows = td_query_run (query, tx, error);

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_n = td_rows_int (rows, 0);
    return TRUE;
}

static gboolean does_not_hold (GError **error, const char *sentence, gint64 n)
{
    g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, n);
    g_auto (GStrv) parts = g_strsplit (sentence, "{n}", 2);
    g_autofree char *said = g_strjoinv (count, parts);

    g_set_error_literal (error, TD_SEARCH_ERROR, TD_ERROR_OURS, said);
    return FALSE;
}

static gboolean count_entries (TdTx *tx, TdInstance *instance, TdIndex index, gint64 *ret_n, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select count(*) from ");
    td_query_add_entries (query, instance->store, index);
    td_query_add (query, " h");
    return number (query, tx, ret_n, error);
}

/* What of the public index is neither of a submission that everybody may read, nor of the library, nor another public text. */
static gboolean no_stranger (TdTx *tx, TdInstance *instance, GError **error)
{
    static const TdViewer everybody = TD_VIEWER_NOBODY;
    g_autoptr (TdQuery) query = td_query_new ();
    gint64 n = 0;

    td_query_add (query, "select count(*) from ");
    td_query_add_entries (query, instance->store, TD_INDEX_PUBLIC);
    td_query_add (query, " h where not exists (select 1 from document_paragraph q where q.search_key = h.entry)"
                         " and not exists (select 1 from public_text t where t.search_key = h.entry)"
                         " and not exists (select 1 from paragraph p join submission s on s.id = p.submission"
                         " where p.search_key = h.entry");
    td_door_filter (query, &everybody);
    td_query_add (query, ")");
    return number (query, tx, &n, error)
           && (n == 0
               || does_not_hold (
                   error,
                   "The public search index holds {n} entries that not everybody may read. Stop the server, "
                   "and bring the index back from a backup.",
                   n));
}

/* What should stand in the rows of all that can be found and does not, or not as it is where it is from; and what stands there of nothing. */
static void add_not_found (TdQuery *query)
{
    td_query_add (query, " + (select count(*) from paragraph p join submission s on s.id = p.submission"
                         " where s.status <> 'draft' and not exists (select 1 from found f where f.entry = p.search_key"
                         " and f.submission = s.id and f.language = p.language"
                         " and coalesce(f.state, '') = coalesce(s.state, '')))"
                         " + (select count(*) from document_paragraph q join document d on d.id = q.document"
                         " where not exists (select 1 from found f where f.entry = q.search_key"
                         " and f.document = q.document and f.language = q.language"
                         " and coalesce(f.state, '') = coalesce(d.state, '') and f.source = d.source))"
                         " + (select count(*) from public_text t where not exists"
                         " (select 1 from found f where f.entry = t.search_key))"
                         " + (select count(*) from found f"
                         " where not exists (select 1 from paragraph p where p.search_key = f.entry)"
                         " and not exists (select 1 from document_paragraph q where q.search_key = f.entry)"
                         " and not exists (select 1 from public_text t where t.search_key = f.entry))");
}

/* What should be in an index and is not. public: of submissions, those that everybody may read; else all that were sent. */
static gboolean nothing_missing (TdTx *tx, TdInstance *instance, TdIndex index, GError **error)
{
    static const TdViewer everybody = TD_VIEWER_NOBODY;
    g_autoptr (TdQuery) query = td_query_new ();
    gint64 n = 0;

    td_query_add (query, "select (select count(*) from paragraph p join submission s on s.id = p.submission"
                         " where s.status <> 'draft' and not exists (select 1 from ");
    td_query_add_entries (query, instance->store, index);
    td_query_add (query, " h where h.entry = p.search_key)");
    if (index == TD_INDEX_PUBLIC)
        td_door_filter (query, &everybody);
    td_query_add (query, ") + (select count(*) from document_paragraph q where not exists (select 1 from ");
    td_query_add_entries (query, instance->store, index);
    td_query_add (query, " h where h.entry = q.search_key)) + (select count(*) from public_text t where not exists"
                         " (select 1 from ");
    td_query_add_entries (query, instance->store, index);
    td_query_add (query, " h where h.entry = t.search_key))");
    if (index == TD_INDEX_RESTRICTED)
        add_not_found (query);
    return number (query, tx, &n, error)
           && (n == 0
               || does_not_hold (error,
                                 index == TD_INDEX_PUBLIC
                                     ? "{n} paragraphs that everybody may read are not in the public search index."
                                     : "{n} paragraphs are not in the Committee's search index.",
                                 n));
}

static gboolean check_in (TdTx *tx, gpointer data, GError **error)
{
    struct check *c = data;

    c->found = (TdSearchCheck){ 0 };
    if (!td_journal_has_followed (tx, TD_SEARCH_SUBSCRIBER, &c->found.followed, error))
        return FALSE;
    return !c->found.followed
           || (no_stranger (tx, c->instance, error) && nothing_missing (tx, c->instance, TD_INDEX_PUBLIC, error)
               && nothing_missing (tx, c->instance, TD_INDEX_RESTRICTED, error)
               && count_entries (tx, c->instance, TD_INDEX_PUBLIC, &c->found.public_entries, error)
               && count_entries (tx, c->instance, TD_INDEX_RESTRICTED, &c->found.restricted_entries, error));
}

gboolean td_search_check (TdInstance *instance, TdSearchCheck *ret_check, GError **error)
{
    struct check c = { .instance = instance };

    if (!td_store_read (instance->store, check_in, &c, error))
        return FALSE;
    *ret_check = c.found;
    return TRUE;
}
