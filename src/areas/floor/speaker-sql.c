#include "areas/floor/speaker-sql.h"

#include "areas/floor/statement.h"
#include "areas/organisations/risk-seen.h"

static gboolean insert (TdTx *tx, const TdSpeaker *s, const char *name, const char *otherwise, GError **error)
{
    return td_exec (tx,
                    "insert into floor_speaker (id, meeting, ordinal, state, request, organisation, kind, name,"
                    " otherwise, language, mode, closed, no_picture, seconds, planned)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
                    error, TD_TEXT (s->id), TD_TEXT (s->meeting), TD_INT (s->ordinal), TD_TEXT (s->state),
                    TD_TEXT (s->request), TD_TEXT (s->organisation), TD_TEXT (s->kind), TD_TEXT (name),
                    TD_TEXT (otherwise), TD_TEXT (s->language), TD_TEXT (td_speak_mode_word (s->mode)),
                    TD_FLAG (s->closed), TD_FLAG (s->no_picture), TD_INT (s->seconds), TD_INT (s->planned));
}

gboolean td_speaker_insert (TdTx *tx, const TdSpeaker *s, GError **error)
{
    return insert (tx, s, s->shown, "", error);
}

gboolean td_speaker_insert_organisation (TdTx *tx, const TdSpeaker *s, const char *otherwise, GError **error)
{
    return insert (tx, s, NULL, otherwise, error);
}

gboolean td_speakers_drop (TdTx *tx, const char *meeting, GError **error)
{
    return td_exec (tx, "delete from floor_speaker where meeting = $1", error, TD_TEXT (meeting));
}

gboolean td_speaker_drop (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from floor_speaker where id = $1", error, TD_TEXT (id));
}

/* What its organisation is called now, and only while everybody may read its page. */
#define COLUMNS                                                                                                        \
    "s.id, s.meeting, s.state, s.request, case when (s.name is null and o.id is null) or exists (select 1 from "       \
    "organisation mark where mark.id = s.organisation and mark.at_risk = 1) then null else s.organisation end, "       \
    "s.kind, coalesce(" TD_RISK_SEEN (                                                                                 \
        "s.name") ", o.name, s.otherwise), s.language, s.mode, s.closed, s.no_picture, s.seconds, "                    \
                  "s.ordinal, s.planned"

static TdSpeaker *speaker_of_row (TdRows *rows)
{
    TdSpeaker *s = g_new0 (TdSpeaker, 1);

    s->id = g_strdup (td_rows_text (rows, 0));
    s->meeting = g_strdup (td_rows_text (rows, 1));
    s->state = g_strdup (td_rows_text (rows, 2));
    s->request = g_strdup (td_rows_text (rows, 3));
    s->organisation = g_strdup (td_rows_text (rows, 4));
    s->kind = g_strdup (td_rows_text (rows, 5));
    s->shown = g_strdup (td_rows_text (rows, 6));
    s->language = g_strdup (td_rows_text (rows, 7));
    if (!td_speak_mode_from_word (td_rows_text (rows, 8), &s->mode))
        s->mode = TD_MODE_WRITTEN;
    s->closed = td_rows_int (rows, 9) != 0;
    s->no_picture = td_rows_int (rows, 10) != 0;
    s->seconds = (int) td_rows_int (rows, 11);
    s->ordinal = (int) td_rows_int (rows, 12);
    s->planned = td_rows_int (rows, 13);
    return s;
}

GPtrArray *td_speakers_load (TdTx *tx, const char *meeting, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select " COLUMNS " from floor_speaker s left join organisation o on o.id = s.organisation"
                   " and o.status = 'published' and o.visibility = 'public'"
                   " where s.meeting = $1 order by s.ordinal, s.id",
                   error, TD_TEXT (meeting));
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_speaker_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, speaker_of_row (rows));
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&list);
}

/* An organisation of a slot without a request that is hidden by now stands in its row alone. */
gboolean td_speaker_owner (TdTx *tx, const TdSpeaker *s, char **ret_organisation, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select coalesce(r.organisation, s.organisation) from floor_speaker s"
                                         " left join floor_request r on r.id = s.request where s.id = $1",
                                         error, TD_TEXT (s->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_organisation = td_rows_next (rows, &problem) ? g_strdup (td_rows_text (rows, 0)) : NULL;
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_floor_statements_at (TdTx *tx, const char *meeting, GHashTable *set, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select s.id from floor_speaker s join floor_request r on r.id = s.request where s.meeting = $1"
                   " and (r.mode in ('recorded', 'written') or r.read_out = 1 or r.recording is not null)"
                   " order by s.ordinal, s.id",
                   error, TD_TEXT (meeting));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_hash_table_add (set, g_strdup (td_rows_text (rows, 0)));
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
