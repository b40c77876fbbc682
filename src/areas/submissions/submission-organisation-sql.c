/* Submissions of a registered organisation. Contract in submission-organisation.h. */
#include "areas/submissions/submission-organisation.h"

#include "door/door.h"

/* Who was asked by both keeps the answer that was given. */
static gboolean merged (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_exec (tx, "update submission set organisation = $2 where organisation = $1", error, TD_TEXT (from),
                    TD_TEXT (into))
           && td_exec (
               tx,
               "insert into co_signature (submission, organisation, asked, signed, declined, document, signer)"
               " select submission, $2, asked, signed, declined, document, signer from co_signature where organisation "
               "= $1"
               " on conflict (submission, organisation) do update set"
               " document = case when co_signature.signed is null then excluded.document else co_signature.document "
               "end,"
               " signer = case when co_signature.signed is null then excluded.signer else co_signature.signer end,"
               " signed = coalesce(co_signature.signed, excluded.signed),"
               " declined = case when coalesce(co_signature.signed, excluded.signed) is null"
               " then coalesce(co_signature.declined, excluded.declined) else null end",
               error, TD_TEXT (from), TD_TEXT (into))
           && td_exec (tx, "delete from co_signature where organisation = $1", error, TD_TEXT (from));
}

static GPtrArray *published (TdTx *tx, const char *organisation, int most, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_work_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select s.id, s.title, s.language, s.state, s.received from submission s");
    /* Text may be public while its sender's name is not. */
    td_query_add (query, " where s.organisation = $? and s.visibility = 'public'", TD_TEXT (organisation));
    td_door_filter (query, &nobody);
    td_query_add (query, " order by s.received desc, s.id limit $?", TD_INT (most));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdOrganisationWork *work = g_new0 (TdOrganisationWork, 1);
        work->id = g_strdup (td_rows_text (rows, 0));
        work->title = g_strdup (td_rows_text (rows, 1));
        work->language = g_strdup (td_rows_text (rows, 2));
        work->state = g_strdup (td_rows_text (rows, 3));
        work->received = td_rows_int (rows, 4);
        g_ptr_array_add (list, work);
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&list);
}

const TdOrganisationFollower td_submission_organisation_follower = { .merged = merged, .published = published };
