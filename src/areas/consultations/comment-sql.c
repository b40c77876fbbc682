#include "areas/consultations/comment-sql.h"

#include "areas/consultations/consultation-sql.h"

#define ended_well td_consultation_ended_well

static void answer_free (gpointer data)
{
    TdAnswer *a = data;

    g_free (a->id);
    g_free (a->text);
    g_free (a->office);
    g_free (a);
}

void td_comment_free (TdComment *c)
{
    if (c == NULL)
        return;
    g_free (c->id);
    g_free (c->consultation);
    g_free (c->text);
    g_free (c->wording);
    g_free (c->name);
    g_free (c->kind);
    g_free (c->organisation);
    g_free (c->person);
    g_clear_pointer (&c->answers, g_ptr_array_unref);
    g_free (c);
}

const char *td_sender_kind_word (TdSenderKind sender)
{
    return sender == TD_SENDER_ORGANISATION ? "organisation" : sender == TD_SENDER_PERSON ? "person" : "nobody";
}

/* ---- reading ---- */

static void add_own (TdQuery *query, const TdViewer *viewer)
{
    td_query_add (query, " and (1 = 0");
    if ((td_door_relations (viewer, viewer->person, NULL, FALSE) & TD_RELATION_SENDER) != 0)
        td_query_add (query, " or w.person = $?", TD_TEXT (viewer->person));
    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (viewer->organisations[i].level >= TD_LEVEL_CONTRIBUTOR)
            td_query_add (query, " or w.organisation = $?", TD_TEXT (viewer->organisations[i].organisation));
    td_query_add (query, ")");
}

static void add_conditions (TdQuery *query, const TdCommentSearch *search)
{
    td_query_add (query, " from consultation_comment c left join consultation_words w on w.comment = c.id where 1 = 1");
    if (search->consultation != NULL)
        td_query_add (query, " and c.consultation = $?", TD_TEXT (search->consultation));
    if (search->id != NULL)
        td_query_add (query, " and c.id = $?", TD_TEXT (search->id));
    if (search->key_hash != NULL)
        td_query_add (query, " and w.key_hash = $?", TD_BYTES (search->key_hash, 32));
    if (search->shown)
        td_query_add (query, " and c.shown = 1 and c.sender <> 'nobody' and w.text is not null");
    if (search->own != NULL)
        add_own (query, search->own);
    if (search->most != NULL && search->most->n >= 0)
        td_query_add (query, " and c.n = $?", TD_INT (search->most->n));
    if (search->most != NULL && search->most->waiting)
        td_query_add (query, " and c.version = 0 and w.text is not null");
}

static TdComment *comment_of_row (TdRows *rows)
{
    TdComment *c = g_new0 (TdComment, 1);
    const char *sender = td_rows_text (rows, 5);

    c->id = g_strdup (td_rows_text (rows, 0));
    c->consultation = g_strdup (td_rows_text (rows, 1));
    c->number = (int) td_rows_int (rows, 2);
    c->n = (int) td_rows_int (rows, 3);
    c->kind = g_strdup (td_rows_text (rows, 4));
    c->sender = g_str_equal (sender, "organisation") ? TD_SENDER_ORGANISATION
                : g_str_equal (sender, "person")     ? TD_SENDER_PERSON
                                                     : TD_SENDER_NOBODY;
    c->shown = td_rows_int (rows, 6) != 0;
    c->named = td_rows_int (rows, 7) != 0;
    c->withdrawn = td_rows_int (rows, 8);
    c->version = td_rows_int (rows, 9);
    c->at = td_rows_int (rows, 10);
    c->text = g_strdup (td_rows_text (rows, 11));
    c->wording = g_strdup (td_rows_text (rows, 12));
    c->name = g_strdup (td_rows_text (rows, 13));
    c->person = g_strdup (td_rows_text (rows, 14));
    c->organisation = g_strdup (td_rows_text (rows, 15));
    c->answers = g_ptr_array_new_with_free_func (answer_free);
    return c;
}

static gboolean load_answers (TdTx *tx, TdComment *c, gboolean all, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select a.id, d.version, d.stands, a.disposition, a.text, a.office, a.at"
                                         " from consultation_answered d join consultation_answer a on a.id = d.answer"
                                         " where d.comment = $1 order by d.version",
                                         error, TD_TEXT (c->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdAnswer *a;
        if (!all && td_rows_int (rows, 2) == 0)
            continue;
        a = g_new0 (TdAnswer, 1);
        a->id = g_strdup (td_rows_text (rows, 0));
        a->version = td_rows_int (rows, 1);
        a->stands = td_rows_int (rows, 2) != 0;
        td_disposition_from_word (td_rows_text (rows, 3), &a->disposition);
        a->text = g_strdup (td_rows_text (rows, 4));
        a->office = all ? g_strdup (td_rows_text (rows, 5)) : NULL;
        a->at = td_rows_int (rows, 6);
        g_ptr_array_add (c->answers, a);
    }
    return ended_well (error, &problem);
}

GPtrArray *td_comments_load (TdTx *tx, const TdCommentSearch *search, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select c.id, c.consultation, c.number, c.n, c.kind, c.sender, c.shown, c.named, c.withdrawn,"
                         " c.version, c.at, w.text, w.wording, w.name, w.person, w.organisation");
    add_conditions (query, search);
    td_query_add (query, " order by c.number, c.id");
    if (search->most != NULL && search->most->limit > 0)
        td_query_add (query, " limit $? offset $?", TD_INT (search->most->limit), TD_INT (search->most->offset));
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, comment_of_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem))
        return NULL;
    for (guint i = 0; i < list->len; i++)
        if (!load_answers (tx, list->pdata[i], search->answers_all, error))
            return NULL;
    return g_steal_pointer (&list);
}

gboolean td_comments_count (TdTx *tx, const TdCommentSearch *search, gint64 *ret_count, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select count(*)");
    add_conditions (query, search);
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    *ret_count = td_rows_next (rows, &problem) ? td_rows_int (rows, 0) : 0;
    return ended_well (error, &problem);
}

gboolean td_comments_counts (TdTx *tx, const char *consultation, GHashTable *counts, GError **error)
{
    const TdCommentSearch search = { .consultation = consultation, .shown = TRUE };
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select c.n, count(*)");
    add_conditions (query, &search);
    td_query_add (query, " group by c.n order by c.n");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_hash_table_insert (counts, GINT_TO_POINTER ((int) td_rows_int (rows, 0)),
                             GINT_TO_POINTER ((int) td_rows_int (rows, 1)));
    return ended_well (error, &problem);
}

/* ---- writing ---- */

gboolean td_comment_insert (TdTx *tx, const TdComment *c, const char *person, const guint8 *key_hash,
                            const guint8 secret[32], GError **error)
{
    return td_exec (tx, "update consultation set comments = $2 where id = $1", error, TD_TEXT (c->consultation),
                    TD_INT (c->number))
           && td_exec (tx,
                       "insert into consultation_comment (id, consultation, number, n, kind, sender, shown, named, at)"
                       " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                       error, TD_TEXT (c->id), TD_TEXT (c->consultation), TD_INT (c->number), TD_INT (c->n),
                       TD_TEXT (c->kind), TD_TEXT (td_sender_kind_word (c->sender)), TD_FLAG (c->shown),
                       TD_FLAG (c->named), TD_INT (c->at))
           && td_exec (tx,
                       "insert into consultation_words (comment, person, organisation, key_hash, name, text, wording,"
                       " secret) values ($1, $2, $3, $4, $5, $6, $7, $8)",
                       error, TD_TEXT (c->id), TD_TEXT (person), TD_TEXT (c->organisation),
                       key_hash != NULL ? TD_BYTES (key_hash, 32) : TD_NULL (), TD_TEXT (c->name), TD_TEXT (c->text),
                       TD_TEXT (c->wording), TD_BYTES (secret, 32));
}

gboolean td_comment_set_choice (TdTx *tx, const char *id, gboolean shown, gboolean named, const char *name,
                                GError **error)
{
    return td_exec (tx, "update consultation_comment set shown = $2, named = $3 where id = $1", error, TD_TEXT (id),
                    TD_FLAG (shown), TD_FLAG (named))
           && td_exec (tx, "update consultation_words set name = $2 where comment = $1", error, TD_TEXT (id),
                       TD_TEXT (name));
}

gboolean td_comment_drop_words (TdTx *tx, const char *id, gint64 now, GError **error)
{
    return td_exec (tx, "delete from consultation_words where comment = $1", error, TD_TEXT (id))
           && td_exec (tx, "update consultation_comment set withdrawn = $2, shown = 0, named = 0 where id = $1", error,
                       TD_TEXT (id), TD_INT (now));
}

/* ---- who wrote ---- */

static gboolean add_texts (TdRows *take_rows, GPtrArray *list, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        const char *text = td_rows_text (rows, 0);
        if (!g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
            g_ptr_array_add (list, g_strdup (text));
    }
    return ended_well (error, &problem);
}

gboolean td_words_senders (TdTx *tx, const char *consultation, GPtrArray *organisations, GPtrArray **ret_people,
                           GError **error)
{
    g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_free);

    if (!add_texts (td_select (tx,
                               "select distinct w.organisation from consultation_words w join consultation_comment c"
                               " on c.id = w.comment where c.consultation = $1 and w.organisation is not null"
                               " order by w.organisation",
                               error, TD_TEXT (consultation)),
                    organisations, error)
        || !add_texts (td_select (tx,
                                  "select distinct w.person from consultation_words w join consultation_comment c"
                                  " on c.id = w.comment where c.consultation = $1 and w.person is not null"
                                  " order by w.person",
                                  error, TD_TEXT (consultation)),
                       people, error))
        return FALSE;
    *ret_people = g_steal_pointer (&people);
    return TRUE;
}

gboolean td_words_of_organisation (TdTx *tx, const char *consultation, const char *organisation, gboolean *ret,
                                   GError **error)
{
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

    if (!add_texts (td_select (tx,
                               "select w.comment from consultation_words w join consultation_comment c"
                               " on c.id = w.comment where c.consultation = $1 and w.organisation = $2"
                               " order by w.comment limit 1",
                               error, TD_TEXT (consultation), TD_TEXT (organisation)),
                    found, error))
        return FALSE;
    *ret = found->len > 0;
    return TRUE;
}

/* ---- answers ---- */

gboolean td_answer_insert (TdTx *tx, const char *consultation, const TdAnswer *a, const char *actor, GError **error)
{
    return td_exec (tx,
                    "insert into consultation_answer (id, consultation, office, disposition, text, actor, at)"
                    " values ($1, $2, $3, $4, $5, $6, $7)",
                    error, TD_TEXT (a->id), TD_TEXT (consultation), TD_TEXT (a->office),
                    TD_TEXT (td_disposition_word (a->disposition)), TD_TEXT (a->text), TD_TEXT (actor), TD_INT (a->at));
}

gboolean td_answer_link (TdTx *tx, const char *comment, const TdAnswer *a, gint64 version, gboolean replace,
                         GError **error)
{
    if (replace
        && !td_exec (tx, "update consultation_answered set stands = 0 where comment = $1", error, TD_TEXT (comment)))
        return FALSE;
    return td_exec (tx, "insert into consultation_answered (comment, version, answer, stands) values ($1, $2, $3, 1)",
                    error, TD_TEXT (comment), TD_INT (version), TD_TEXT (a->id))
           && td_exec (tx,
                       "update consultation_comment set version = $2, disposition = $3, answered = coalesce(answered,"
                       " cast($4 as bigint)) where id = $1",
                       error, TD_TEXT (comment), TD_INT (version), TD_TEXT (td_disposition_word (a->disposition)),
                       TD_INT (a->at));
}

gboolean td_answer_last_office (TdTx *tx, const char *consultation, const char *actor, char **ret, GError **error)
{
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

    if (!add_texts (td_select (tx,
                               "select office from consultation_answer where consultation = $1 and actor = $2"
                               " order by at desc, id limit 1",
                               error, TD_TEXT (consultation), TD_TEXT (actor)),
                    found, error))
        return FALSE;
    *ret = found->len > 0 ? g_strdup (found->pdata[0]) : NULL;
    return TRUE;
}
