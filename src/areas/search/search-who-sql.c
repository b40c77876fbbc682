/* Contract in search-who-sql.h. */
#include "areas/search/search-who-sql.h"

#include "areas/library/source.h"
#include "areas/search/search.h"
#include "areas/submissions/submission-seen.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/name-likeness.h"

/* Submissions with the name that stands at them for those who may see it, up to a condition and a bracket; under the alias s it is what the door filters. */
#define SENDERS                                                                                                        \
    "(select s.id, s.status, " TD_SEEN_VISIBILITY " as visibility, s.state, s.person, s.organisation, s.by_state,"     \
    " coalesce(s.public_sender_name, s.sender_name) as name from submission s"

static gboolean has_all (const char *name, const char *const *words)
{
    g_autofree char *folded = td_name_folded (name);

    for (gsize i = 0; words[i] != NULL; i++)
        if (strstr (folded, words[i]) == NULL)
            return FALSE;
    return TRUE;
}

static TdRows *all_names (TdTx *tx, const TdViewer *viewer, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select n.name from (select s.name from " SENDERS ") s where s.name is not null");
    td_door_filter (query, viewer);
    td_door_filter_names (query, viewer);
    td_query_add (query, " union select d.body from document d where d.body is not null) n order by n.name");
    return td_query_run (query, tx, error);
}

GStrv td_search_names (TdTx *tx, const TdViewer *viewer, const char *name, GError **error)
{
    g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
    g_autofree char *folded = td_name_folded (name);
    g_auto (GStrv) words = g_strsplit (folded, " ", -1);
    g_autoptr (TdRows) rows = all_names (tx, viewer, error);
    g_autoptr (GError) problem = NULL;
    int n = 0;

    if (rows == NULL)
        return NULL;
    while (*folded != '\0' && n <= TD_LIMIT_SEARCH_NAMES && td_rows_next (rows, &problem))
        if (has_all (td_rows_text (rows, 0), (const char *const *) words)) {
            g_strv_builder_add (found, td_rows_text (rows, 0));
            n++;
        }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    if (n > TD_LIMIT_SEARCH_NAMES) {
        g_set_error_literal (error, TD_SEARCH_ERROR, TD_ERROR_INPUT,
                             "Many names hold these words. Write more of the name.");
        return NULL;
    }
    return g_strv_builder_end (found);
}

/* By the kind of its sender; where the kind tells nothing it stands where td_source_of_submission puts it. */
static void add_kinds (TdQuery *query, const TdProfile *profile, TdSource source)
{
    gboolean others = td_source_of_submission (profile, NULL, FALSE) == source;

    if (others)
        td_query_add (query, " or (s.id is not null and s.by_state is null and not (1 = 0");
    else
        td_query_add (query, " or (s.id is not null and s.by_state is null and (1 = 0");
    for (gsize i = 0; i < profile->n_kinds; i++)
        if ((td_source_of_submission (profile, profile->kinds[i].slug, FALSE) == source) != others)
            td_query_add (query, " or coalesce(s.sender_kind, '') = $?", TD_TEXT (profile->kinds[i].slug));
    td_query_add (query, "))");
}

void td_search_add_who (TdQuery *query, const TdProfile *profile, const char *who)
{
    TdSource source;

    if (who == NULL || !td_source_from_word (who, &source))
        return;
    td_query_add (query, " and (f.source = $?", TD_TEXT (who));
    if (source == TD_SOURCE_STATE)
        td_query_add (query, " or s.by_state is not null");
    add_kinds (query, profile, source);
    td_query_add (query, ")");
}

void td_search_add_texts (TdQuery *query, const char *const *texts)
{
    td_query_add (query, "$?", TD_TEXT (texts[0]));
    for (gsize i = 1; texts[i] != NULL; i++)
        td_query_add (query, ", $?", TD_TEXT (texts[i]));
}

void td_search_add_name (TdQuery *query, const TdViewer *viewer, const char *const *names)
{
    if (names == NULL)
        return;
    if (names[0] == NULL) {
        td_query_add (query, " and 1 = 0");
        return;
    }
    td_query_add (query, " and (exists (select 1 from document d where d.id = f.document and d.body in (");
    td_search_add_texts (query, names);
    td_query_add (query, ")) or exists (select 1 from " SENDERS " where s.id = f.submission) s where s.name in (");
    td_search_add_texts (query, names);
    td_query_add (query, ")");
    td_door_filter_names (query, viewer);
    td_query_add (query, "))");
}
