#include "areas/submissions/submission-sql.h"

#include "base/errors.h"

/* A row read to its end or a problem: queries of one row end with this. */
static gboolean none (GError *problem, GError **error)
{
    if (problem == NULL)
        return td_door_unknown (error);
    g_propagate_error (error, problem);
    return FALSE;
}

static void file_free (gpointer data)
{
    TdSubmissionFile *file = data;

    g_free (file->name);
    g_free (file->format);
    g_free (file->title);
    g_free (file);
}

static void priority_free (gpointer data)
{
    TdPriority *priority = data;

    g_free (priority->text);
    g_free (priority->public_text);
    g_free (priority);
}

void td_submission_free (TdSubmission *s)
{
    if (s == NULL)
        return;
    g_free (s->id);
    g_free (s->state);
    g_free (s->purpose);
    g_free (s->sender_name);
    g_free (s->sender_kind);
    g_free (s->contact);
    g_free (s->person);
    g_free (s->organisation);
    g_free (s->by_state);
    g_free (s->title);
    g_free (s->language);
    g_free (s->reason);
    g_free (s->decision_reason);
    g_free (s->late);
    g_free (s->late_reason);
    g_free (s->register_day);
    g_free (s->last_act);
    g_free (s->duplicate_of);
    g_free (s->replaces);
    g_free (s->public_title);
    g_free (s->public_name);
    g_clear_pointer (&s->articles, g_array_unref);
    g_clear_pointer (&s->files, g_ptr_array_unref);
    g_clear_pointer (&s->priorities, g_ptr_array_unref);
    g_free (s);
}

/* ---- reading ---- */

#define COLUMNS                                                                                                        \
    "s.id, s.status, s.visibility, s.state, s.purpose, s.sender_name, s.sender_kind, s.contact, s.person, s.title,"    \
    " s.language, s.reason, s.checked, s.uncalled, s.rehearsal, s.secret, s.created, s.changed, s.received,"           \
    " s.decided, s.decision_reason, s.organisation, s.last_act, s.duplicate_of,"                                       \
    " s.sender_verified, s.replaces, s.masked, s.public_title, s.public_sender_name, s.by_state,"                      \
    " (select l.way from late_answer l where l.submission = s.id),"                                                    \
    " (select l.reason from late_answer l where l.submission = s.id),"                                                 \
    " (select r.day from submission_register r where r.submission = s.id),"                                            \
    " (select o.at_risk from organisation o where o.id = s.organisation)"

enum {
    COLUMN_ORGANISATION = 21,
    COLUMN_ACT,
    COLUMN_OTHER,
    COLUMN_VERIFIED,
    COLUMN_REPLACES,
    COLUMN_MASKED,
    COLUMN_PUBLIC_TITLE,
    COLUMN_PUBLIC_NAME,
    COLUMN_BY_STATE,
    COLUMN_LATE,
    COLUMN_LATE_REASON,
    COLUMN_REGISTER,
    COLUMN_AT_RISK
};
enum { USUAL_LIMIT = 200 };

static TdSubmission *from_row (TdRows *rows)
{
    TdSubmission *s = g_new0 (TdSubmission, 1);
    const void *secret;
    gsize size;

    s->id = g_strdup (td_rows_text (rows, 0));
    s->organisation = g_strdup (td_rows_text (rows, COLUMN_ORGANISATION));
    s->by_state = g_strdup (td_rows_text (rows, COLUMN_BY_STATE));
    td_status_from_word (td_rows_text (rows, 1), &s->status);
    s->visibility_chosen = td_visibility_from_word (td_rows_text (rows, 2), &s->visibility);
    s->state = g_strdup (td_rows_text (rows, 3));
    s->purpose = g_strdup (td_rows_text (rows, 4));
    s->sender_name = g_strdup (td_rows_text (rows, 5));
    s->sender_kind = g_strdup (td_rows_text (rows, 6));
    s->contact = g_strdup (td_rows_text (rows, 7));
    s->person = g_strdup (td_rows_text (rows, 8));
    s->title = g_strdup (td_rows_text (rows, 9));
    s->language = g_strdup (td_rows_text (rows, 10));
    s->reason = g_strdup (td_rows_text (rows, 11));
    s->checked = td_rows_int (rows, 12) != 0;
    s->uncalled = td_rows_int (rows, 13) != 0;
    s->rehearsal = td_rows_int (rows, 14) != 0;
    secret = td_rows_bytes (rows, 15, &size);
    if (size == sizeof s->secret)
        memcpy (s->secret, secret, size);
    s->created = td_rows_int (rows, 16);
    s->changed = td_rows_int (rows, 17);
    s->received = td_rows_int (rows, 18);
    s->decided = td_rows_int (rows, 19);
    s->decision_reason = g_strdup (td_rows_text (rows, 20));
    s->last_act = g_strdup (td_rows_text (rows, COLUMN_ACT));
    s->duplicate_of = g_strdup (td_rows_text (rows, COLUMN_OTHER));
    s->replaces = g_strdup (td_rows_text (rows, COLUMN_REPLACES));
    s->masked = td_rows_int (rows, COLUMN_MASKED);
    s->public_title = g_strdup (td_rows_text (rows, COLUMN_PUBLIC_TITLE));
    s->public_name = g_strdup (td_rows_text (rows, COLUMN_PUBLIC_NAME));
    s->late = g_strdup (td_rows_text (rows, COLUMN_LATE));
    s->late_reason = g_strdup (td_rows_text (rows, COLUMN_LATE_REASON));
    s->register_day = g_strdup (td_rows_text (rows, COLUMN_REGISTER));
    s->at_risk = td_rows_int (rows, COLUMN_AT_RISK) != 0;
    s->sender_verified = td_rows_int (rows, COLUMN_VERIFIED);
    s->unverified = s->person == NULL && s->organisation == NULL && s->by_state == NULL && s->sender_verified == 0
                    && s->register_day == NULL;
    s->articles = g_array_new (FALSE, FALSE, sizeof (int));
    s->files = g_ptr_array_new_with_free_func (file_free);
    s->priorities = g_ptr_array_new_with_free_func (priority_free);
    return s;
}

static gboolean load_files (TdTx *tx, TdSubmission *s, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select f.position, f.sha256, f.size, f.name, f.format, f.pages,"
                                         " f.pages_estimated, f.pages_counted, f.words, f.no_text, p.part, f.title"
                                         " from submission_file f left join submission_file_part p"
                                         " on p.submission = f.submission and p.position = f.position"
                                         " where f.submission = $1 order by f.position",
                                         error, TD_TEXT (s->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdSubmissionFile *file = g_new0 (TdSubmissionFile, 1);
        file->position = (int) td_rows_int (rows, 0);
        g_strlcpy (file->sha256, td_rows_text (rows, 1), sizeof file->sha256);
        file->size = td_rows_int (rows, 2);
        file->name = g_strdup (td_rows_text (rows, 3));
        file->format = g_strdup (td_rows_text (rows, 4));
        file->pages = (int) td_rows_int (rows, 5);
        file->pages_estimated = td_rows_int (rows, 6) != 0;
        file->pages_counted = (int) td_rows_int (rows, 7);
        file->words = td_rows_int (rows, 8);
        file->no_text = td_rows_int (rows, 9) != 0;
        file->title = g_strdup (td_rows_text (rows, 11));
        if (!td_file_part_from_word (td_rows_text (rows, 10), &file->part))
            file->part = file->position == 1 ? TD_PART_MAIN : TD_PART_ANNEX;
        g_ptr_array_add (s->files, file);
    }
    return problem == NULL || none (g_steal_pointer (&problem), error);
}

static gboolean load_articles (TdTx *tx, TdSubmission *s, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select article, declared from submission_article where submission = $1 order by article", error,
                   TD_TEXT (s->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        int article = (int) td_rows_int (rows, 0);
        s->declared |= td_rows_int (rows, 1) != 0;
        g_array_append_val (s->articles, article);
    }
    return problem == NULL || none (g_steal_pointer (&problem), error);
}

static gboolean load_priorities (TdTx *tx, TdSubmission *s, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select article, text, public_text from priority where submission = $1 order by position", error,
                   TD_TEXT (s->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdPriority *priority = g_new0 (TdPriority, 1);
        priority->article = (int) td_rows_int (rows, 0);
        priority->text = g_strdup (td_rows_text (rows, 1));
        priority->public_text = g_strdup (td_rows_text (rows, 2));
        g_ptr_array_add (s->priorities, priority);
    }
    return problem == NULL || none (g_steal_pointer (&problem), error);
}

static gboolean load_rest (TdTx *tx, TdSubmission *s, GError **error)
{
    return load_files (tx, s, error) && load_articles (tx, s, error) && load_priorities (tx, s, error);
}

TdSubmission *td_submission_load (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx, "select " COLUMNS " from submission s where s.id = $1", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    if (!td_rows_next (rows, &problem)) {
        none (g_steal_pointer (&problem), error);
        return NULL;
    }
    s = from_row (rows);
    g_clear_pointer (&rows, td_rows_free);
    return load_rest (tx, s, error) ? g_steal_pointer (&s) : NULL;
}

gboolean td_submission_has_key (TdTx *tx, const char *id, const guint8 hash[32], gboolean *ret_has, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from submission_key where key = $1 and submission = $2",
                                         error, TD_BYTES (hash, 32), TD_TEXT (id));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_has = td_rows_int (rows, 0) > 0;
    return TRUE;
}

static void swap (char **text, char **public_text)
{
    if (*public_text == NULL)
        return;
    g_free (*text);
    *text = g_steal_pointer (public_text);
}

void td_submission_see_as (TdSubmission *s, const TdViewer *viewer)
{
    TdThing thing = td_submission_thing (s);

    if (s->masked == 0 || td_door_may (viewer, TD_ACT_FILE_READ, &thing, NULL))
        return;
    s->as_public = TRUE;
    swap (&s->title, &s->public_title);
    swap (&s->sender_name, &s->public_name);
    for (guint i = 0; i < s->priorities->len; i++) {
        TdPriority *p = s->priorities->pdata[i];
        swap (&p->text, &p->public_text);
    }
}

gboolean td_submission_was_asked (TdTx *tx, const char *id, const TdViewer *viewer, guint *relations, GError **error)
{
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    if (viewer->n_organisations == 0)
        return TRUE;
    rows = td_select (tx, "select organisation from co_signature where submission = $1", error, TD_TEXT (id));
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        if (td_viewer_level (viewer, td_rows_text (rows, 0)) >= TD_LEVEL_LEAD)
            *relations |= TD_RELATION_ASKED;
    return problem == NULL || none (g_steal_pointer (&problem), error);
}

/* Whole submissions as the viewer may see them. Takes rows. */
static GPtrArray *list_of (TdTx *tx, TdRows *take_rows, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_submission_free);
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, from_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (problem != NULL) {
        none (g_steal_pointer (&problem), error);
        return NULL;
    }
    for (guint i = 0; i < list->len; i++) {
        TdSubmission *s = list->pdata[i];
        s->relations = td_door_relations (viewer, s->person, s->organisation, FALSE)
                       | td_door_state_relations (viewer, s->by_state);
        if (!load_rest (tx, s, error) || !td_submission_was_asked (tx, s->id, viewer, &s->relations, error))
            return NULL;
        td_submission_see_as (s, viewer);
    }
    return g_steal_pointer (&list);
}

GPtrArray *td_submission_select (TdTx *tx, const TdViewer *viewer, const TdSubmissionFilter *filter, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select " COLUMNS " from submission s where 1 = 1");
    td_door_filter (query, viewer);
    if (filter->state != NULL)
        td_query_add (query, " and s.state = $?", TD_TEXT (filter->state));
    if (filter->status != NULL)
        td_query_add (query, " and s.status = $?", TD_TEXT (filter->status));
    if (filter->by_state != NULL)
        td_query_add (query, " and s.by_state = $?", TD_TEXT (filter->by_state));
    if (filter->purpose != NULL)
        td_query_add (query, " and s.purpose = $?", TD_TEXT (filter->purpose));
    if (filter->others)
        td_query_add (query, " and s.by_state is null");
    td_query_add (query, " order by s.received desc, s.id limit $?",
                  TD_INT (filter->limit > 0   ? filter->limit
                          : filter->limit < 0 ? G_MAXINT32
                                              : USUAL_LIMIT));
    return list_of (tx, td_query_run (query, tx, error), viewer, error);
}

static void add_organisations (TdQuery *query, const TdViewer *viewer, TdLevel least)
{
    td_query_add (query, "''"); /* an empty list is no SQL */
    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (viewer->organisations[i].level >= least)
            td_query_add (query, ", $?", TD_TEXT (viewer->organisations[i].organisation));
}

/* The State whose papers are this viewer's, or NULL. */
static const char *own_state (const TdViewer *viewer)
{
    return viewer->state != NULL && td_door_may (viewer, TD_ACT_STATE_DRAFT_PUBLISH, NULL, NULL) ? viewer->state : NULL;
}

GPtrArray *td_submission_select_mine (TdTx *tx, const TdViewer *viewer, GError **error)
{
    enum { NEWEST = 500 };
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query,
                  "select " COLUMNS " from submission s where (s.person = $? or s.by_state = $? or s.organisation in (",
                  TD_TEXT (viewer->behalf == NULL && viewer->behalf_state == NULL ? viewer->person : NULL),
                  TD_TEXT (own_state (viewer)));
    add_organisations (query, viewer, TD_LEVEL_VIEWER);
    td_query_add (query,
                  ") or exists (select 1 from co_signature c where c.submission = s.id and s.status <> 'taken-down'"
                  " and c.organisation in (");
    add_organisations (query, viewer, TD_LEVEL_LEAD);
    td_query_add (query, "))) order by s.changed desc, s.id limit $?", TD_INT (NEWEST));
    return list_of (tx, td_query_run (query, tx, error), viewer, error);
}

gboolean td_submission_select_coverage (TdTx *tx, const TdViewer *viewer, const char *state, GArray *counts,
                                        GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select a.article, count(*) from submission s join paragraph_article a on a.submission = s.id"
                  " where s.state = $? and s.by_state is null and a.confidence >= 500",
                  TD_TEXT (state));
    td_door_filter (query, viewer);
    td_query_add (query, " group by a.article");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        gint64 article = td_rows_int (rows, 0);
        if (article > 0 && article < (gint64) counts->len)
            g_array_index (counts, gint64, article) = td_rows_int (rows, 1);
    }
    return problem == NULL || none (g_steal_pointer (&problem), error);
}

gboolean td_submission_old_drafts (TdTx *tx, gint64 before, int most, GPtrArray *ids, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id from submission where status = 'draft' and changed < $1"
                                         " order by id limit $2",
                                         error, TD_INT (before), TD_INT (most));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (ids, g_strdup (td_rows_text (rows, 0)));
    return problem == NULL || none (g_steal_pointer (&problem), error);
}

gboolean td_submission_count_public (TdTx *tx, GHashTable *counts, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select s.state, count(*) from submission s where s.by_state is null");
    td_door_filter (query, &nobody);
    td_query_add (query, " group by s.state");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_hash_table_insert (counts, g_strdup (td_rows_text (rows, 0)), GINT_TO_POINTER ((int) td_rows_int (rows, 1)));
    return problem == NULL || none (g_steal_pointer (&problem), error);
}

/* ---- paragraphs ---- */

static TdParagraph *paragraph_from_row (TdRows *rows, gboolean as_public)
{
    TdParagraph *p = td_paragraph_new ();

    p->n = (int) td_rows_int (rows, 0);
    p->page = (int) td_rows_int (rows, 1);
    p->level = (int) td_rows_int (rows, 2);
    td_paragraph_kind_from_name (td_rows_text (rows, 3), &p->kind);
    p->number = g_strdup (td_rows_text (rows, 4));
    p->heading = g_strdup (td_rows_text (rows, as_public && !td_rows_null (rows, 8) ? 8 : 5));
    p->language = g_intern_string (td_rows_text (rows, 6));
    p->text = g_strdup (td_rows_text (rows, as_public && !td_rows_null (rows, 9) ? 9 : 7));
    return p;
}

static gboolean load_tags (TdTx *tx, const TdSubmission *s, GPtrArray *paragraphs, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select n, article, confidence, because, public_because from paragraph_article"
                                         " where submission = $1 order by n, confidence desc, article",
                                         error, TD_TEXT (s->id));
    g_autoptr (GError) problem = NULL;
    guint at = 0;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        gint64 n = td_rows_int (rows, 0);
        TdTag tag = { .article = (int) td_rows_int (rows, 1), .confidence = (double) td_rows_int (rows, 2) / 1000.0 };
        while (at < paragraphs->len && ((const TdParagraph *) paragraphs->pdata[at])->n < n)
            at++; /* both are in rising order */
        if (at == paragraphs->len)
            break;
        tag.because = g_strdup (td_rows_text (rows, s->as_public && !td_rows_null (rows, 4) ? 4 : 3));
        g_array_append_val (((TdParagraph *) paragraphs->pdata[at])->articles, tag);
    }
    return problem == NULL || none (g_steal_pointer (&problem), error);
}

GPtrArray *td_submission_paragraphs (TdTx *tx, const TdSubmission *s, GError **error)
{
    g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) td_paragraph_free);
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select n, page, level, kind, number, heading, language, text, public_heading,"
                                         " public_text from paragraph where submission = $1 order by n",
                                         error, TD_TEXT (s->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (paragraphs, paragraph_from_row (rows, s->as_public));
    g_clear_pointer (&rows, td_rows_free);
    if (problem != NULL) {
        none (g_steal_pointer (&problem), error);
        return NULL;
    }
    return load_tags (tx, s, paragraphs, error) ? g_steal_pointer (&paragraphs) : NULL;
}

/* ---- receipts ---- */

gboolean td_submission_insert_receipt (TdTx *tx, const char *id, const guint8 leaf[32], const char *promise,
                                       GError **error)
{
    return td_exec (tx, "insert into receipt (submission, leaf, promise) values ($1, $2, $3)", error, TD_TEXT (id),
                    TD_BYTES (leaf, 32), TD_TEXT (promise));
}

gboolean td_submission_has_receipt (TdTx *tx, const char *id, gboolean *ret_has, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from receipt where submission = $1", error, TD_TEXT (id));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_has = td_rows_int (rows, 0) > 0;
    return TRUE;
}

gboolean td_submission_delete_receipt (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from receipt where submission = $1", error, TD_TEXT (id));
}

char *td_submission_load_receipt (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select promise from receipt where submission = $1", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    if (td_rows_next (rows, &problem))
        return g_strdup (td_rows_text (rows, 0));
    if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
    else
        g_set_error (error, TD_SUBMISSION_ERROR, TD_ERROR_NOT_FOUND,
                     "No receipt is kept for this submission: its sender declined it or had it deleted, or it was not "
                     "sent yet.");
    return NULL;
}

gboolean td_submission_begins (TdTx *tx, const char *id, GArray *begins, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select file, min(n) from paragraph where submission = $1 group by file order by file", error,
                   TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        gint64 file = td_rows_int (rows, 0);
        if (file > 0 && file < begins->len)
            g_array_index (begins, int, file) = (int) td_rows_int (rows, 1);
    }
    return problem == NULL || none (g_steal_pointer (&problem), error);
}
