#include "areas/dossier/note-sql.h"

#include "base/limits.h"

static gboolean ended_well (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

static TdNote *note_of_row (TdRows *rows, const TdViewer *viewer)
{
    enum {
        ID,
        STATE,
        PERSON,
        WHO,
        SUBMISSION,
        DOCUMENT,
        TITLE,
        SYMBOL,
        N,
        ANCHOR,
        ARTICLE,
        SHARED,
        WORDS,
        CREATED,
        CHANGED
    };
    TdNote *note = g_new0 (TdNote, 1);

    note->id = g_strdup (td_rows_text (rows, ID));
    note->state = g_strdup (td_rows_text (rows, STATE));
    note->person = g_strdup (td_rows_text (rows, PERSON));
    note->who = g_strdup (td_rows_text (rows, WHO));
    note->submission = g_strdup (td_rows_text (rows, SUBMISSION));
    note->document = g_strdup (td_rows_text (rows, DOCUMENT));
    note->title = g_strdup (td_rows_text (rows, TITLE));
    note->symbol = g_strdup (td_rows_text (rows, SYMBOL));
    note->n = (int) td_rows_int (rows, N);
    note->anchor = g_strdup (td_rows_text (rows, ANCHOR));
    note->article = (int) td_rows_int (rows, ARTICLE);
    note->shared = td_rows_int (rows, SHARED) != 0;
    note->mine = g_strcmp0 (note->person, viewer->person) == 0;
    note->text = g_strdup (td_rows_text (rows, WORDS));
    note->created = td_rows_int (rows, CREATED);
    note->changed = td_rows_int (rows, CHANGED);
    return note;
}

static void add_filter (TdQuery *query, const TdNoteFilter *filter)
{
    if (filter->submission != NULL)
        td_query_add (query, " and x.submission = $?", TD_TEXT (filter->submission));
    if (filter->document != NULL)
        td_query_add (query, " and x.document = $?", TD_TEXT (filter->document));
    if (filter->n != 0)
        td_query_add (query, " and x.n = $?", TD_INT (filter->n));
    if (filter->article != 0)
        td_query_add (query, " and x.article = $?", TD_INT (filter->article));
    if (filter->since != 0)
        td_query_add (query, " and x.changed > $?", TD_INT (filter->since));
}

gboolean td_note_select (TdTx *tx, const TdViewer *viewer, const char *state, const TdNoteFilter *filter,
                         const char *id, GPtrArray *list, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select x.id, x.state, x.person, coalesce(p.name, p.address), x.submission, x.document,"
                  " coalesce(s.title, d.title), d.symbol, x.n, x.anchor, x.article, x.shared, x.text, x.created,"
                  " x.changed from dossier_note x join person p on p.id = x.person"
                  " left join submission s on s.id = x.submission left join document d on d.id = x.document"
                  " where (x.shared = 1 or x.person = $?) and (x.submission is null or (1 = 1",
                  TD_TEXT (viewer->person));
    td_door_filter (query, viewer);
    td_query_add (query, "))");
    if (state != NULL)
        td_query_add (query, " and x.state = $?", TD_TEXT (state));
    if (id != NULL)
        td_query_add (query, " and x.id = $?", TD_TEXT (id));
    add_filter (query, filter);
    td_query_add (query, " order by x.changed desc, x.id limit $?", TD_INT (TD_LIMIT_NOTES));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, note_of_row (rows, viewer));
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_note_insert (TdTx *tx, const char *id, const TdViewer *viewer, const TdNoteWish *wish, const char *anchor,
                         gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into dossier_note (id, state, person, submission, document, n, anchor, article, shared,"
                    " text, created, changed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
                    error, TD_TEXT (id), TD_TEXT (wish->state), TD_TEXT (viewer->person), TD_TEXT (wish->submission),
                    TD_TEXT (wish->document), wish->n > 0 ? TD_INT (wish->n) : TD_NULL (), TD_TEXT (anchor),
                    wish->article > 0 ? TD_INT (wish->article) : TD_NULL (), TD_FLAG (wish->shared),
                    TD_TEXT (wish->text), TD_INT (now));
}

gboolean td_note_update (TdTx *tx, const char *id, gboolean shared, const char *text, gint64 now, GError **error)
{
    return td_exec (tx, "update dossier_note set shared = $2, text = $3, changed = $4 where id = $1", error,
                    TD_TEXT (id), TD_FLAG (shared), TD_TEXT (text), TD_INT (now));
}

gboolean td_note_remove (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from dossier_note where id = $1", error, TD_TEXT (id));
}

void td_note_place_clear (TdNotePlace *place)
{
    g_free (place->anchor);
    g_free (place->text);
    g_free (place->language);
}

gboolean td_note_place (TdTx *tx, const TdViewer *viewer, const TdNoteWish *wish, TdNotePlace *ret_place,
                        GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    /* Who reads the dossier of the State reads its submissions as they came. */
    if (wish->submission != NULL) {
        td_query_add (query,
                      "select null, p.text, p.language from submission s"
                      " join paragraph p on p.submission = s.id and p.n = $? where s.id = $? and s.state = $?",
                      TD_INT (wish->n), TD_TEXT (wish->submission), TD_TEXT (wish->state));
        td_door_filter (query, viewer);
    } else {
        td_query_add (query,
                      "select p.anchor, p.text, p.language from document d"
                      " join document_language l on l.document = d.id and l.leads = 1"
                      " join document_paragraph p on p.document = l.document and p.language = l.language and p.n = $?"
                      " where d.id = $? and d.state = $?",
                      TD_INT (wish->n), TD_TEXT (wish->document), TD_TEXT (wish->state));
    }
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    ret_place->there = td_rows_next (rows, &problem);
    if (ret_place->there)
        *ret_place = (TdNotePlace){ .there = TRUE,
                                    .anchor = g_strdup (td_rows_text (rows, 0)),
                                    .text = g_strdup (td_rows_text (rows, 1)),
                                    .language = g_strdup (td_rows_text (rows, 2)) };
    return ended_well (g_steal_pointer (&problem), error);
}
