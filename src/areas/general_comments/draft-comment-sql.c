#include "areas/general_comments/draft-comment-sql.h"

#include "areas/general_comments/general-sql.h"

#define ended_well td_general_ended_well

static void supporter_free (gpointer data)
{
    TdDraftSupporter *s = data;

    g_free (s->organisation);
    g_free (s->name);
    g_free (s);
}

void td_draft_comment_free (TdDraftComment *c)
{
    if (c == NULL)
        return;
    g_free (c->id);
    g_free (c->draft);
    g_free (c->language);
    g_free (c->anchor);
    g_free (c->phrase);
    g_free (c->reply_to);
    g_free (c->text);
    g_free (c->wording);
    g_free (c->file);
    g_free (c->name);
    g_free (c->organisation);
    g_free (c->state);
    g_free (c->person);
    g_clear_pointer (&c->supporters, g_ptr_array_unref);
    g_free (c);
}

static const char *const sender_words[] = { "organisation", "state", "person", "nobody" };

static TdDraftSender sender_of (const char *word)
{
    for (int i = 0; i < (int) G_N_ELEMENTS (sender_words); i++)
        if (g_str_equal (word, sender_words[i]))
            return (TdDraftSender) i;
    return TD_BY_NOBODY;
}

/* ---- reading ---- */

static void add_own (TdQuery *query, const TdViewer *viewer)
{
    td_query_add (query, " and w.text is not null and (1 = 0");
    if ((td_door_relations (viewer, viewer->person, NULL, FALSE) & TD_RELATION_SENDER) != 0)
        td_query_add (query, " or w.person = $?", TD_TEXT (viewer->person));
    if (viewer->state != NULL && td_viewer_has (viewer, TD_ROLE_MISSION))
        td_query_add (query, " or w.state = $?", TD_TEXT (viewer->state));
    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (viewer->organisations[i].level >= TD_LEVEL_CONTRIBUTOR)
            td_query_add (query, " or w.organisation = $?", TD_TEXT (viewer->organisations[i].organisation));
    td_query_add (query, ")");
}

#define READABLE " and c.confidential = 0 and c.shown = 1 and (w.text is not null"
#define ANSWERED                                                                                                       \
    " or exists (select 1 from draft_comment r join draft_comment_words v on v.comment = r.id"                         \
    " where r.reply_to = c.id and r.shown = 1))"

static void add_most (TdQuery *query, const TdDraftCommentFilter *most)
{
    if (most->waiting)
        td_query_add (query, " and c.confidential = 0 and c.shown = 0 and w.text is not null");
    else if (most->reply_to != NULL)
        td_query_add (query, " and c.reply_to = $?", TD_TEXT (most->reply_to));
    else
        td_query_add (query, " and c.reply_to is null");
    if (most->anchor != NULL && *most->anchor == '\0')
        td_query_add (query, " and c.anchor is null");
    else if (most->anchor != NULL)
        td_query_add (query, " and c.anchor = $?", TD_TEXT (most->anchor));
}

static void add_conditions (TdQuery *query, const TdDraftCommentSearch *search)
{
    td_query_add (query, " from draft_comment c left join draft_comment_words w on w.comment = c.id where 1 = 1");
    if (search->draft != NULL)
        td_query_add (query, " and c.draft = $?", TD_TEXT (search->draft));
    if (search->id != NULL)
        td_query_add (query, " and c.id = $?", TD_TEXT (search->id));
    if (search->key_hash != NULL)
        td_query_add (query, " and w.key_hash = $?", TD_BYTES (search->key_hash, 32));
    if (search->is_public)
        td_query_add (query, READABLE ANSWERED);
    if (search->own != NULL)
        add_own (query, search->own);
    if (search->most != NULL)
        add_most (query, search->most);
}

static TdDraftComment *comment_of_row (TdRows *rows)
{
    TdDraftComment *c = g_new0 (TdDraftComment, 1);
    int at = 0;

    c->id = g_strdup (td_rows_text (rows, at++));
    c->draft = g_strdup (td_rows_text (rows, at++));
    c->number = (int) td_rows_int (rows, at++);
    c->language = g_strdup (td_rows_text (rows, at++));
    c->anchor = g_strdup (td_rows_text (rows, at++));
    c->phrase = g_strdup (td_rows_text (rows, at++));
    c->reply_to = g_strdup (td_rows_text (rows, at++));
    td_position_from_word (td_rows_text (rows, at++), &c->position);
    c->known = td_rows_int (rows, at++) != 0;
    c->sender = sender_of (td_rows_text (rows, at++));
    c->confidential = td_rows_int (rows, at++) != 0;
    c->shown = td_rows_int (rows, at++) != 0;
    c->version = td_rows_int (rows, at++);
    c->withdrawn = td_rows_int (rows, at++);
    c->changed = td_rows_int (rows, at++);
    c->at = td_rows_int (rows, at++);
    c->person = g_strdup (td_rows_text (rows, at++));
    c->organisation = g_strdup (td_rows_text (rows, at++));
    c->state = g_strdup (td_rows_text (rows, at++));
    c->name = g_strdup (td_rows_text (rows, at++));
    c->text = g_strdup (td_rows_text (rows, at++));
    c->wording = g_strdup (td_rows_text (rows, at++));
    c->file = g_strdup (td_rows_text (rows, at));
    c->supporters = g_ptr_array_new_with_free_func (supporter_free);
    return c;
}

static gboolean load_support (TdTx *tx, TdDraftComment *c, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select organisation from draft_comment_support where comment = $1"
                                         " and version = $2 order by at, organisation",
                                         error, TD_TEXT (c->id), TD_INT (c->version));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdDraftSupporter *s = g_new0 (TdDraftSupporter, 1);
        s->organisation = g_strdup (td_rows_text (rows, 0));
        g_ptr_array_add (c->supporters, s);
    }
    return ended_well (error, &problem);
}

#define COLUMNS                                                                                                        \
    "c.id, c.draft, c.number, c.language, c.anchor, c.phrase, c.reply_to, c.position, c.known, c.sender,"              \
    " c.confidential, c.shown, c.version, c.withdrawn, c.changed, c.at, w.person, w.organisation, w.state, w.name,"    \
    " w.text, w.wording,"                                                                                              \
    " (select f.id from comment_file_of o join comment_file f on f.id = o.file where o.comment = c.id and f.waits = 0" \
    " and (f.cleaned = 1 or f.confidential = 1) and not exists (select 1 from comment_file_of n"                       \
    " join draft_comment e on e.id = n.comment left join draft_comment_words v on v.comment = e.id"                    \
    " where n.file = f.id and (v.comment is null or e.withdrawn is not null or e.shown = 0 or e.changed > e.at)))"

/* Takes rows. */
static GPtrArray *comments_of (TdTx *tx, TdRows *take_rows, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_draft_comment_free);
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, comment_of_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended_well (error, &problem))
        return NULL;
    for (guint i = 0; i < list->len; i++)
        if (!load_support (tx, list->pdata[i], error))
            return NULL;
    return g_steal_pointer (&list);
}

GPtrArray *td_draft_comments_load (TdTx *tx, const TdDraftCommentSearch *search, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select " COLUMNS);
    add_conditions (query, search);
    td_query_add (query, " order by c.confidential, c.number, c.id");
    if (search->most != NULL && search->most->limit > 0)
        td_query_add (query, " limit $? offset $?", TD_INT (search->most->limit), TD_INT (search->most->offset));
    return comments_of (tx, td_query_run (query, tx, error), error);
}

GPtrArray *td_draft_comments_load_first (TdTx *tx, const char *draft, const char *const *anchors, int each,
                                         GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query,
                  "select " COLUMNS " from (select c.id, row_number() over (partition by c.anchor order by c.number) k"
                  " from draft_comment c join draft_comment_words w on w.comment = c.id where c.draft = $?"
                  " and c.reply_to is null and c.confidential = 0 and c.shown = 1 and c.anchor in (''",
                  TD_TEXT (draft));
    for (gsize i = 0; anchors[i] != NULL; i++)
        td_query_add (query, ", $?", TD_TEXT (anchors[i]));
    td_query_add (query,
                  ")) f join draft_comment c on c.id = f.id join draft_comment_words w on w.comment = c.id"
                  " where f.k <= $? order by c.number, c.id",
                  TD_INT (each));
    return comments_of (tx, td_query_run (query, tx, error), error);
}

static gboolean number_of (TdRows *take_rows, gint64 *ret, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret = td_rows_next (rows, &problem) ? td_rows_int (rows, 0) : 0;
    return ended_well (error, &problem);
}

gboolean td_draft_comments_count (TdTx *tx, const TdDraftCommentSearch *search, gint64 *ret_count, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select count(*)");
    add_conditions (query, search);
    return number_of (td_query_run (query, tx, error), ret_count, error);
}

gboolean td_draft_comments_load_counts (TdTx *tx, const char *draft, GHashTable *counts, GError **error)
{
    static const TdDraftCommentFilter no_answers = { 0 };
    const TdDraftCommentSearch search = { .draft = draft, .is_public = TRUE, .most = &no_answers };
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select coalesce(c.anchor, ''), count(*)");
    add_conditions (query, &search);
    td_query_add (query, " group by c.anchor order by 1");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_hash_table_insert (counts, g_strdup (td_rows_text (rows, 0)), GINT_TO_POINTER ((int) td_rows_int (rows, 1)));
    return ended_well (error, &problem);
}

gboolean td_draft_comment_replies (TdTx *tx, const char *id, gint64 *ret_count, GError **error)
{
    return number_of (td_select (tx, "select count(*) from draft_comment where reply_to = $1", error, TD_TEXT (id)),
                      ret_count, error);
}

/* ---- writing ---- */

gboolean td_draft_comment_take_number (TdTx *tx, const char *draft, gboolean confidential, int *ret_number,
                                       GError **error)
{
    gint64 number = 0;

    if (!number_of (confidential
                        ? td_select (tx,
                                     "update general_comment_draft set confidential = confidential + 1 where id = $1"
                                     " returning confidential",
                                     error, TD_TEXT (draft))
                        : td_select (tx,
                                     "update general_comment_draft set comments = comments + 1 where id = $1"
                                     " returning comments",
                                     error, TD_TEXT (draft)),
                    &number, error))
        return FALSE;
    *ret_number = (int) number;
    return TRUE;
}

gboolean td_draft_comment_insert (TdTx *tx, const TdDraftComment *c, const guint8 *key_hash, const guint8 secret[32],
                                  GError **error)
{
    return td_exec (tx,
                    "insert into draft_comment (id, draft, number, language, anchor, phrase, reply_to, position, known,"
                    " sender, confidential, shown, changed, at)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
                    error, TD_TEXT (c->id), TD_TEXT (c->draft), TD_INT (c->number), TD_TEXT (c->language),
                    TD_TEXT (c->anchor), TD_TEXT (c->phrase), TD_TEXT (c->reply_to),
                    TD_TEXT (td_position_word (c->position)), TD_FLAG (c->known), TD_TEXT (sender_words[c->sender]),
                    TD_FLAG (c->confidential), TD_FLAG (c->shown), TD_INT (c->at))
           && td_exec (tx,
                       "insert into draft_comment_words (comment, person, organisation, state, key_hash, name, text,"
                       " wording, secret) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                       error, TD_TEXT (c->id), TD_TEXT (c->person), TD_TEXT (c->organisation), TD_TEXT (c->state),
                       key_hash != NULL ? TD_BYTES (key_hash, 32) : TD_NULL (), TD_TEXT (c->name), TD_TEXT (c->text),
                       TD_TEXT (c->wording), TD_BYTES (secret, 32));
}

gboolean td_draft_comment_update (TdTx *tx, const TdDraftComment *c, const guint8 secret[32], GError **error)
{
    return td_exec (tx,
                    "update draft_comment set number = $2, confidential = $3, shown = $4, version = $5, changed = $6"
                    " where id = $1",
                    error, TD_TEXT (c->id), TD_INT (c->number), TD_FLAG (c->confidential), TD_FLAG (c->shown),
                    TD_INT (c->version), TD_INT (c->changed))
           && td_exec (tx,
                       "update draft_comment_words set name = $2, text = $3, wording = $4, secret = $5"
                       " where comment = $1",
                       error, TD_TEXT (c->id), TD_TEXT (c->name), TD_TEXT (c->text), TD_TEXT (c->wording),
                       TD_BYTES (secret, 32));
}

gboolean td_draft_comment_drop_words (TdTx *tx, const char *id, gint64 at, GError **error)
{
    return td_exec (tx, "delete from draft_comment_words where comment = $1", error, TD_TEXT (id))
           && td_exec (tx, "delete from draft_comment_support where comment = $1", error, TD_TEXT (id))
           && td_exec (tx, "update draft_comment set withdrawn = $2 where id = $1", error, TD_TEXT (id), TD_INT (at));
}

gboolean td_draft_comment_set_shown (TdTx *tx, const char *id, gboolean shown, GError **error)
{
    return td_exec (tx, "update draft_comment set shown = $2 where id = $1", error, TD_TEXT (id), TD_FLAG (shown));
}

gboolean td_draft_support_set (TdTx *tx, const char *comment, const char *organisation, gint64 version,
                               gboolean supports, gint64 at, GError **error)
{
    return td_exec (tx, "delete from draft_comment_support where comment = $1 and organisation = $2", error,
                    TD_TEXT (comment), TD_TEXT (organisation))
           && (!supports
               || td_exec (tx,
                           "insert into draft_comment_support (comment, organisation, version, at)"
                           " values ($1, $2, $3, $4)",
                           error, TD_TEXT (comment), TD_TEXT (organisation), TD_INT (version), TD_INT (at)));
}

gboolean td_draft_comments_merge (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_exec (tx, "update draft_comment_words set organisation = $2 where organisation = $1", error,
                    TD_TEXT (from), TD_TEXT (into))
           && td_exec (tx,
                       "delete from draft_comment_support where organisation = $1 and comment in"
                       " (select comment from draft_comment_support where organisation = $2)",
                       error, TD_TEXT (from), TD_TEXT (into))
           && td_exec (tx, "update draft_comment_support set organisation = $2 where organisation = $1", error,
                       TD_TEXT (from), TD_TEXT (into))
           /* One's own words need no support. */
           && td_exec (tx,
                       "delete from draft_comment_support where organisation = $1 and comment in"
                       " (select comment from draft_comment_words where organisation = $1)",
                       error, TD_TEXT (into));
}
