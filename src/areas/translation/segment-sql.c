/* Segments, their versions and the names of their people: the rest of translation-sql.h. */
#include "areas/translation/translation-sql.h"

#include "base/id.h"

static gboolean ended (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

/* ---- segments ---- */

void td_segment_free (TdSegment *s)
{
    if (s == NULL)
        return;
    g_free (s->paragraph);
    g_free (s->kind);
    g_free (s->number);
    g_free (s->joint);
    g_free (s->context);
    g_free (s->plural);
    g_free (s->note);
    g_free (s->source);
    g_free (s->words);
    g_free (s->actor);
    g_free (s->excuse);
    g_free (s->reviewer);
    g_free (s->reason);
    g_free (s->machine);
    g_free (s);
}

#define COLUMNS                                                                                                        \
    "s.n, s.paragraph, s.kind, s.level, s.number, s.joint, s.context, s.source, s.plural, s.note, s.state, "           \
    "s.version, s.words, s.actor, s.at, s.excuse, s.reviewer, s.reviewed, s.reason, s.machine, "                       \
    "(select count(*) from translation_version v where v.project = s.project and v.n = s.n and v.place = 'beside')"

static TdSegment *segment_of_row (TdRows *rows)
{
    TdSegment *s = g_new0 (TdSegment, 1);
    int at = 0;

    s->n = td_rows_int (rows, at++);
    s->paragraph = g_strdup (td_rows_text (rows, at++));
    s->kind = g_strdup (td_rows_text (rows, at++));
    s->level = (int) td_rows_int (rows, at++);
    s->number = g_strdup (td_rows_text (rows, at++));
    s->joint = g_strdup (td_rows_text (rows, at++));
    s->context = g_strdup (td_rows_text (rows, at++));
    s->source = g_strdup (td_rows_text (rows, at++));
    s->plural = g_strdup (td_rows_text (rows, at++));
    s->note = g_strdup (td_rows_text (rows, at++));
    td_segment_state_from_word (td_rows_text (rows, at++), &s->state);
    s->version = td_rows_int (rows, at++);
    s->words = g_strdup (td_rows_text (rows, at++));
    s->actor = g_strdup (td_rows_text (rows, at++));
    s->at = td_rows_int (rows, at++);
    s->excuse = g_strdup (td_rows_text (rows, at++));
    s->reviewer = g_strdup (td_rows_text (rows, at++));
    s->reviewed = td_rows_int (rows, at++);
    s->reason = g_strdup (td_rows_text (rows, at++));
    s->machine = g_strdup (td_rows_text (rows, at++));
    s->beside = (int) td_rows_int (rows, at);
    return s;
}

gboolean td_segment_insert (TdTx *tx, const char *project, const TdSegment *s, GError **error)
{
    return td_exec (
        tx,
        "insert into translation_segment (project, n, paragraph, kind, level, number, joint, context, source,"
        " plural, note, state, version, words, actor, at, reviewer, reviewed) values ($1, $2, $3, $4, $5,"
        " $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        error, TD_TEXT (project), TD_INT (s->n), TD_TEXT (s->paragraph), TD_TEXT (s->kind), TD_INT (s->level),
        TD_TEXT (s->number), TD_TEXT (s->joint), TD_TEXT (s->context), TD_TEXT (s->source), TD_TEXT (s->plural),
        TD_TEXT (s->note), TD_TEXT (td_segment_state_word (s->state)), TD_INT (s->version), TD_TEXT (s->words),
        TD_TEXT (s->actor), s->at != 0 ? TD_INT (s->at) : TD_NULL (), TD_TEXT (s->reviewer),
        s->reviewed != 0 ? TD_INT (s->reviewed) : TD_NULL ());
}

static GPtrArray *segments_of (TdRows *take_rows, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_segment_free);
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, segment_of_row (rows));
    return ended (error, &problem) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_segment_select (TdTx *tx, const char *project, const TdSegmentFilter *filter, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select " COLUMNS " from translation_segment s where s.project = $?", TD_TEXT (project));
    if (filter->state != NULL)
        td_query_add (query, " and s.state = $?", TD_TEXT (filter->state));
    if (filter->paragraph != NULL)
        td_query_add (query, " and s.paragraph = $?", TD_TEXT (filter->paragraph));
    if (filter->to_do)
        td_query_add (query, " and s.state in ('empty', 'draft', 'sent-back')");
    if (filter->review_for != NULL)
        td_query_add (query, " and s.state = 'translated' and s.actor <> $?", TD_TEXT (filter->review_for));
    if (filter->after > 0)
        td_query_add (query, " and s.n > $?", TD_INT (filter->after));
    td_query_add (query, " order by s.n");
    if (filter->most > 0)
        td_query_add (query, " limit $?", TD_INT (filter->most));
    return segments_of (td_query_run (query, tx, error), error);
}

gboolean td_segment_load (TdTx *tx, const char *project, gint64 n, TdSegment **ret, GError **error)
{
    g_autoptr (GPtrArray) list =
        segments_of (td_select (tx, "select " COLUMNS " from translation_segment s where s.project = $1 and s.n = $2",
                                error, TD_TEXT (project), TD_INT (n)),
                     error);

    if (list == NULL)
        return FALSE;
    *ret = list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
    return TRUE;
}

gboolean td_segment_update (TdTx *tx, const char *project, const TdSegment *s, GError **error)
{
    return td_exec (tx,
                    "update translation_segment set state = $3, version = $4, words = $5, actor = $6, at = $7,"
                    " excuse = $8, reviewer = $9, reviewed = $10, reason = $11 where project = $1 and n = $2",
                    error, TD_TEXT (project), TD_INT (s->n), TD_TEXT (td_segment_state_word (s->state)),
                    TD_INT (s->version), TD_TEXT (s->words), TD_TEXT (s->actor), TD_INT (s->at), TD_TEXT (s->excuse),
                    TD_TEXT (s->reviewer), s->reviewed != 0 ? TD_INT (s->reviewed) : TD_NULL (), TD_TEXT (s->reason));
}

gboolean td_segment_set_machine (TdTx *tx, const char *project, gint64 n, const char *machine, GError **error)
{
    return td_exec (tx, "update translation_segment set machine = $3 where project = $1 and n = $2", error,
                    TD_TEXT (project), TD_INT (n), TD_TEXT (machine));
}

static GPtrArray *texts_of (TdRows *take_rows, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, g_strdup (td_rows_text (rows, 0)));
    return ended (error, &problem) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_segment_others (TdTx *tx, const char *project, gint64 n, const char *source, GError **error)
{
    return texts_of (td_select (tx,
                                "select distinct words from translation_segment where project = $1 and n <> $2"
                                " and source = $3 and state in ('translated', 'reviewed') order by words limit 5",
                                error, TD_TEXT (project), TD_INT (n), TD_TEXT (source)),
                     error);
}

/* ---- versions ---- */

void td_segment_version_free (TdSegmentVersion *v)
{
    if (v == NULL)
        return;
    g_free (v->id);
    g_free (v->words);
    g_free (v->actor);
    g_free (v);
}

gboolean td_segment_version_insert (TdTx *tx, const char *project, gint64 n, const TdSegmentVersion *v, GError **error)
{
    g_autofree char *id = td_id_new ();

    return td_exec (tx,
                    "insert into translation_version (id, project, n, version, words, actor, at, place)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                    error, TD_TEXT (id), TD_TEXT (project), TD_INT (n), TD_INT (v->version), TD_TEXT (v->words),
                    TD_TEXT (v->actor), TD_INT (v->at), TD_TEXT (v->beside ? "beside" : "stood"));
}

GPtrArray *td_segment_version_select (TdTx *tx, const char *project, gint64 n, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_segment_version_free);
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id, version, words, actor, at, place from translation_version"
                                         " where project = $1 and n = $2 order by at desc, version desc, id",
                                         error, TD_TEXT (project), TD_INT (n));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdSegmentVersion *v = g_new0 (TdSegmentVersion, 1);
        v->id = g_strdup (td_rows_text (rows, 0));
        v->version = td_rows_int (rows, 1);
        v->words = g_strdup (td_rows_text (rows, 2));
        v->actor = g_strdup (td_rows_text (rows, 3));
        v->at = td_rows_int (rows, 4);
        v->beside = g_strcmp0 (td_rows_text (rows, 5), "beside") == 0;
        g_ptr_array_add (list, v);
    }
    return ended (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_segment_version_words (TdTx *tx, const char *project, gint64 n, gint64 version, char **ret_words,
                                   GError **error)
{
    g_autoptr (GPtrArray) list = texts_of (td_select (tx,
                                                      "select words from translation_version where project = $1"
                                                      " and n = $2 and version = $3",
                                                      error, TD_TEXT (project), TD_INT (n), TD_INT (version)),
                                           error);

    if (list == NULL)
        return FALSE;
    *ret_words = list->len > 0 ? g_strdup (list->pdata[0]) : NULL;
    return TRUE;
}

gboolean td_segment_version_settle (TdTx *tx, const char *id, const char *place, GError **error)
{
    return td_exec (tx, "update translation_version set place = $2 where id = $1", error, TD_TEXT (id),
                    TD_TEXT (place));
}

gboolean td_segment_version_count (TdTx *tx, const char *project, gint64 n, gint64 *ret_n, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from translation_version where project = $1 and n = $2",
                                         error, TD_TEXT (project), TD_INT (n));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_n = td_rows_int (rows, 0);
    return TRUE;
}

/* ---- names ---- */

gboolean td_credit_load (TdTx *tx, const char *project, const char *person, char **ret_name, gboolean *ret_chosen,
                         GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select name from translation_credit where project = $1 and person = $2",
                                         error, TD_TEXT (project), TD_TEXT (person));
    g_autoptr (GError) problem = NULL;

    *ret_name = NULL;
    *ret_chosen = FALSE;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        *ret_name = g_strdup (td_rows_text (rows, 0));
        *ret_chosen = TRUE;
    }
    return ended (error, &problem);
}

gboolean td_credit_set (TdTx *tx, const char *project, const char *person, const char *name, GError **error)
{
    return td_exec (tx,
                    "insert into translation_credit (project, person, name) values ($1, $2, $3)"
                    " on conflict (project, person) do update set name = excluded.name",
                    error, TD_TEXT (project), TD_TEXT (person), TD_TEXT (name));
}

GPtrArray *td_credit_names (TdTx *tx, const char *project, gboolean reviewers, int *ret_unnamed, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;
    int unnamed = 0;

    if (reviewers)
        td_query_add (query,
                      "select c.name, count(*), s.reviewer from translation_segment s left join translation_credit c"
                      " on c.project = s.project and c.person = s.reviewer");
    else
        td_query_add (query,
                      "select c.name, count(*), s.actor from translation_segment s left join translation_credit c"
                      " on c.project = s.project and c.person = s.actor");
    td_query_add (query, " where s.project = $? and s.state = 'reviewed' group by 1, 3 order by 2 desc, 1, 3",
                  TD_TEXT (project));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        const char *name = td_rows_text (rows, 0);
        if (name == NULL)
            unnamed++;
        else if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            g_ptr_array_add (names, g_strdup (name));
    }
    *ret_unnamed = unnamed;
    return ended (error, &problem) ? g_steal_pointer (&names) : NULL;
}
