#include "areas/accreditation/briefing-sql.h"

#include "instance/seal.h"

#include <sodium.h>
#include <string.h>

#define PURPOSE "briefing request"

void td_briefing_free (TdBriefing *b)
{
    if (b == NULL)
        return;
    g_free (b->id);
    g_free (b->state);
    g_free (b->organisation);
    g_free (b->organisation_name);
    g_free (b->words);
    g_free (b->meeting);
    g_free (b->reason);
    g_free (b);
}

void td_briefing_paper_free (TdBriefingPaper *p)
{
    if (p == NULL)
        return;
    g_free (p->submission);
    g_free (p->title);
    g_free (p->language);
    g_free (p->sender);
    g_free (p);
}

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

gboolean td_briefing_insert (TdTx *tx, const TdInstance *instance, const TdBriefing *b, const char *person,
                             const char *actor, GError **error)
{
    const char *words = b->words != NULL ? b->words : "";
    g_autoptr (GBytes) content = td_seal (instance, PURPOSE, b->id, (const guint8 *) words, strlen (words));
    gsize size;
    const void *bytes = g_bytes_get_data (content, &size);
    guint8 secret[32];

    randombytes_buf (secret, sizeof secret);
    return td_exec (tx,
                    "insert into briefing_request (id, session, state, organisation, person, content, status, actor,"
                    " created, secret) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                    error, TD_TEXT (b->id), TD_INT (b->session), TD_TEXT (b->state), TD_TEXT (b->organisation),
                    TD_TEXT (person), TD_BYTES (bytes, size), TD_TEXT (td_briefing_status_word (b->status)),
                    TD_TEXT (actor), TD_INT (b->created), TD_BYTES (secret, sizeof secret));
}

static TdBriefingStatus status_of (const char *word)
{
    for (int status = 0; status < TD_N_BRIEFING_STATUSES; status++)
        if (g_strcmp0 (td_briefing_status_word ((TdBriefingStatus) status), word) == 0)
            return (TdBriefingStatus) status;
    return TD_BRIEFING_WITHDRAWN;
}

static TdBriefing *one_of_row (TdRows *rows, const TdInstance *instance)
{
    TdBriefing *b = g_new0 (TdBriefing, 1);
    g_autoptr (GBytes) plain = NULL;
    gsize size = 0;
    const void *bytes;

    b->id = g_strdup (td_rows_text (rows, 0));
    b->session = (int) td_rows_int (rows, 1);
    b->state = g_strdup (td_rows_text (rows, 2));
    b->organisation = g_strdup (td_rows_text (rows, 3));
    bytes = td_rows_bytes (rows, 4, &size);
    if (bytes != NULL && (plain = td_unseal (instance, PURPOSE, b->id, bytes, size)) != NULL) {
        const char *words = g_bytes_get_data (plain, &size);
        b->words = size > 0 ? g_strndup (words, size) : NULL;
    }
    b->status = status_of (td_rows_text (rows, 5));
    b->meeting = g_strdup (td_rows_text (rows, 6));
    b->reason = g_strdup (td_rows_text (rows, 7));
    b->created = td_rows_int (rows, 8);
    b->decided = td_rows_int (rows, 9);
    b->organisation_name = g_strdup (td_rows_text (rows, 10));
    return b;
}

static void add_organisations (TdQuery *query, const char *const *organisations)
{
    td_query_add (query, " and (1 = 0");
    for (gsize i = 0; organisations[i] != NULL; i++)
        td_query_add (query, " or b.organisation = $?", TD_TEXT (organisations[i]));
    td_query_add (query, ")");
}

GPtrArray *td_briefings_select (TdTx *tx, const TdInstance *instance, const char *id, int session,
                                const char *const *organisations, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_briefing_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select b.id, b.session, b.state, b.organisation, b.content, b.status, b.meeting, b.reason,"
                         " b.created, b.decided, o.name from briefing_request b"
                         " left join organisation o on o.id = b.organisation where 1 = 1");
    if (id != NULL)
        td_query_add (query, " and b.id = $?", TD_TEXT (id));
    if (session != 0)
        td_query_add (query, " and b.session = $?", TD_INT (session));
    if (organisations != NULL)
        add_organisations (query, organisations);
    td_query_add (query, " order by case b.status when 'asked' then 0 else 1 end, b.created desc, b.id limit 500");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, one_of_row (rows, instance));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_briefing_set_status (TdTx *tx, const char *id, TdBriefingStatus status, const char *meeting,
                                 const char *reason, gint64 now, GError **error)
{
    return td_exec (
        tx, "update briefing_request set status = $2, meeting = $3, reason = $4, decided = $5 where id = $1", error,
        TD_TEXT (id), TD_TEXT (td_briefing_status_word (status)), TD_TEXT (meeting), TD_TEXT (reason), TD_INT (now));
}

gboolean td_briefing_paper_insert (TdTx *tx, const char *meeting, const char *submission, const char *actor, gint64 now,
                                   GError **error)
{
    return td_exec (tx,
                    "insert into briefing_paper (meeting, submission, actor, at) values ($1, $2, $3, $4)"
                    " on conflict (meeting, submission) do nothing",
                    error, TD_TEXT (meeting), TD_TEXT (submission), TD_TEXT (actor), TD_INT (now));
}

gboolean td_briefing_paper_delete (TdTx *tx, const char *meeting, const char *submission, GError **error)
{
    return td_exec (tx, "delete from briefing_paper where meeting = $1 and submission = $2", error, TD_TEXT (meeting),
                    TD_TEXT (submission));
}

GStrv td_briefing_papers_select (TdTx *tx, const char *meeting, GError **error)
{
    g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
    g_autoptr (TdRows) rows =
        td_select (tx, "select submission from briefing_paper where meeting = $1 order by at, submission", error,
                   TD_TEXT (meeting));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_strv_builder_add (list, td_rows_text (rows, 0));
    return ended_well (error, &problem) ? g_strv_builder_end (list) : NULL;
}
