/* Texts and pairs. The index stands in index-sql.c. */
#include "areas/memory/index-sql.h"

#include "areas/memory/likeness.h"
#include "base/errors.h"
#include "base/id.h"

#include <sodium.h>
#include <string.h>

enum { HASH_BYTES = 16, PIECE = 32, PAIRS_A_PIECE = 500 };

gboolean td_memory_ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

/* take_rows' first number, or 0. */
static gboolean number_of (TdRows *take_rows, gint64 *ret_number, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;
    gint64 number = 0;

    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        number = td_rows_int (rows, 0);
    if (!td_memory_ended_well (error, &problem))
        return FALSE;
    *ret_number = number;
    return TRUE;
}

/* ---- texts ---- */

static void hash_of (const char *text, guint8 *hash)
{
    crypto_generichash (hash, HASH_BYTES, (const guint8 *) text, strlen (text), NULL, 0);
}

gboolean td_memory_find_text (TdTx *tx, const char *language, const char *text, gint64 *ret_number, GError **error)
{
    guint8 hash[HASH_BYTES];

    hash_of (text, hash);
    return number_of (td_select (tx, "select number from memory_text where language = $1 and hash = $2", error,
                                 TD_TEXT (language), TD_BYTES (hash, sizeof hash)),
                      ret_number, error);
}

gboolean td_memory_highest (TdTx *tx, gint64 *ret_number, GError **error)
{
    return number_of (td_select (tx, "select max(number) from memory_text", error), ret_number, error);
}

gboolean td_memory_insert_text (TdTx *tx, gint64 number, const char *language, const char *text, const GArray *tokens,
                                GError **error)
{
    guint8 hash[HASH_BYTES];

    hash_of (text, hash);
    return td_exec (tx, "insert into memory_text (number, language, hash, text, tokens) values ($1, $2, $3, $4, $5)",
                    error, TD_INT (number), TD_TEXT (language), TD_BYTES (hash, sizeof hash), TD_TEXT (text),
                    TD_BYTES (tokens->data, tokens->len * sizeof (guint32)));
}

gboolean td_memory_raise_count (TdTx *tx, const char *language, gint64 by, GError **error)
{
    return td_exec (tx,
                    "insert into memory_count (language, texts) values ($1, $2) on conflict (language) do update set"
                    " texts = memory_count.texts + excluded.texts",
                    error, TD_TEXT (language), TD_INT (by));
}

void td_memory_text_free (TdMemoryText *text)
{
    if (text == NULL)
        return;
    g_free (text->text);
    g_free (text->tokens);
    g_free (text);
}

/* A list of PIECE numbers, so that each piece is the same statement; what is missing is no text's number. */
static void add_numbers (TdQuery *query, const gint64 *numbers, gsize n)
{
    for (gsize i = 0; i < PIECE; i++) {
        if (i > 0)
            td_query_add (query, ",");
        td_query_add (query, "$?", TD_INT (i < n ? numbers[i] : -1));
    }
}

static TdMemoryText *text_of_row (TdRows *rows)
{
    TdMemoryText *t = g_new0 (TdMemoryText, 1);
    gsize size = 0;
    const void *tokens = td_rows_bytes (rows, 2, &size);

    t->number = td_rows_int (rows, 0);
    t->text = g_strdup (td_rows_text (rows, 1));
    t->n_tokens = (guint) (size / sizeof (guint32));
    t->tokens = g_memdup2 (tokens, t->n_tokens * sizeof (guint32));
    return t;
}

GPtrArray *td_memory_texts (TdTx *tx, const gint64 *numbers, gsize n, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_memory_text_free);
    g_autoptr (GError) problem = NULL;

    for (gsize from = 0; from < n; from += PIECE) {
        g_autoptr (TdQuery) query = td_query_new ();
        g_autoptr (TdRows) rows = NULL;
        td_query_add (query, "select number, text, tokens from memory_text where number in (");
        add_numbers (query, numbers + from, MIN (n - from, (gsize) PIECE));
        td_query_add (query, ")");
        if ((rows = td_query_run (query, tx, error)) == NULL)
            return NULL;
        while (td_rows_next (rows, &problem))
            g_ptr_array_add (list, text_of_row (rows));
        if (!td_memory_ended_well (error, &problem))
            return NULL;
    }
    return g_steal_pointer (&list);
}

/* ---- pairs ---- */

gboolean td_memory_put_pair (TdTx *tx, const TdMemoryPair *pair, gint64 source, gint64 target, const char *actor,
                             gint64 at, gboolean *ret_new, GError **error)
{
    g_autofree char *id = td_id_new ();
    gint64 rows = 0;

    if (!td_exec_count (tx,
                        "insert into memory_pair (id, source, source_language, target, target_language, origin, name,"
                        " place, actor, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
                        " on conflict (source, target, origin, name) do nothing",
                        &rows, error, TD_TEXT (id), TD_INT (source), TD_TEXT (pair->from), TD_INT (target),
                        TD_TEXT (pair->to), TD_TEXT (td_memory_origin_word (pair->origin)), TD_TEXT (pair->name),
                        TD_TEXT (pair->place), TD_TEXT (actor), TD_INT (at)))
        return FALSE;
    *ret_new = rows > 0;
    return TRUE;
}

gboolean td_memory_drop_place (TdTx *tx, const TdMemoryPair *pair, GError **error)
{
    return td_exec (
        tx,
        "delete from memory_pair where origin = $1 and name = $2 and place = $3 and source_language = $4 and"
        " target_language = $5",
        error, TD_TEXT (td_memory_origin_word (pair->origin)), TD_TEXT (pair->name), TD_TEXT (pair->place),
        TD_TEXT (pair->from), TD_TEXT (pair->to));
}

gboolean td_memory_drop (TdTx *tx, TdMemoryOrigin origin, const char *name, const char *from, const char *to,
                         gint64 *ret_gone, GError **error)
{
    const char *word = td_memory_origin_word (origin);

    if (from == NULL)
        return td_exec_count (tx, "delete from memory_pair where origin = $1 and name = $2", ret_gone, error,
                              TD_TEXT (word), TD_TEXT (name));
    return td_exec_count (tx,
                          "delete from memory_pair where origin = $1 and name = $2 and ((source_language = $3 and"
                          " target_language = $4) or (source_language = $4 and target_language = $3))",
                          ret_gone, error, TD_TEXT (word), TD_TEXT (name), TD_TEXT (from), TD_TEXT (to));
}

void td_memory_other_free (TdMemoryOther *other)
{
    if (other == NULL)
        return;
    g_free (other->target);
    g_free (other->name);
    g_free (other->place);
    g_free (other);
}

static TdMemoryOrigin origin_of (const char *word)
{
    for (int origin = 0; origin < TD_N_MEMORY_ORIGINS; origin++)
        if (g_strcmp0 (td_memory_origin_word ((TdMemoryOrigin) origin), word) == 0)
            return (TdMemoryOrigin) origin;
    return TD_MEMORY_FILE;
}

static TdMemoryOther *other_of_row (TdRows *rows)
{
    TdMemoryOther *o = g_new0 (TdMemoryOther, 1);

    o->text = td_rows_int (rows, 0);
    o->other = td_rows_int (rows, 1);
    o->target = g_strdup (td_rows_text (rows, 2));
    o->origin = origin_of (td_rows_text (rows, 3));
    o->name = g_strdup (td_rows_text (rows, 4));
    o->place = g_strdup (td_rows_text (rows, 5));
    o->at = td_rows_int (rows, 6);
    return o;
}

GPtrArray *td_memory_others (TdTx *tx, const gint64 *numbers, gsize n, const char *to, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_memory_other_free);
    g_autoptr (GError) problem = NULL;

    for (gsize from = 0; from < n; from += PIECE) {
        g_autoptr (TdQuery) query = td_query_new ();
        g_autoptr (TdRows) rows = NULL;
        gsize piece = MIN (n - from, (gsize) PIECE);
        td_query_add (
            query,
            "select h.one, h.other, t.text, h.origin, h.name, h.place, h.at from (select p.source as one,"
            " p.target as other, p.origin, p.name, p.place, p.at from memory_pair p where p.target_language = $?"
            " and p.source in (",
            TD_TEXT (to));
        add_numbers (query, numbers + from, piece);
        td_query_add (query,
                      ") union all select p.target, p.source, p.origin, p.name, p.place, p.at from memory_pair p"
                      " where p.source_language = $? and p.target in (",
                      TD_TEXT (to));
        add_numbers (query, numbers + from, piece);
        td_query_add (query, ")) h join memory_text t on t.number = h.other"
                             " order by h.one, h.origin, h.at desc, h.other, h.name limit 1000");
        if ((rows = td_query_run (query, tx, error)) == NULL)
            return NULL;
        while (td_rows_next (rows, &problem))
            g_ptr_array_add (list, other_of_row (rows));
        if (!td_memory_ended_well (error, &problem))
            return NULL;
    }
    return g_steal_pointer (&list);
}

/* ---- counts, and all of it ---- */

GPtrArray *td_memory_tags (TdTx *tx, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select language from memory_count order by language limit 500", error);
    g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (tags, g_strdup (td_rows_text (rows, 0)));
    return td_memory_ended_well (error, &problem) ? g_steal_pointer (&tags) : NULL;
}

gboolean td_memory_count (TdTx *tx, TdMemorySize *ret, GError **error)
{
    TdMemorySize size = { 0 };

    if (!number_of (td_select (tx, "select cast(coalesce(sum(texts), 0) as bigint) from memory_count", error),
                    &size.texts, error)
        || !number_of (td_select (tx, "select count(*) from memory_pair", error), &size.pairs, error))
        return FALSE;
    *ret = size;
    return TRUE;
}

struct piece {
    const char *from, *to;
    char *after; /* an id */
    TdMemoryPairFunc func;
    gpointer data;
    guint got;
};

static gboolean hand_over (TdRows *rows, struct piece *p, GError **error)
{
    const TdMemoryPair pair = { .from = td_rows_text (rows, 1),
                                .to = td_rows_text (rows, 2),
                                .source = td_rows_text (rows, 3),
                                .target = td_rows_text (rows, 4),
                                .origin = origin_of (td_rows_text (rows, 5)),
                                .name = td_rows_text (rows, 6),
                                .place = td_rows_text (rows, 7) };

    p->got++;
    g_free (p->after);
    p->after = g_strdup (td_rows_text (rows, 0));
    return p->func (&pair, td_rows_int (rows, 8), p->data, error);
}

static gboolean read_piece (TdTx *tx, gpointer data, GError **error)
{
    struct piece *p = data;
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    p->got = 0;
    td_query_add (query,
                  "select p.id, p.source_language, p.target_language, s.text, t.text, p.origin, p.name, p.place, p.at"
                  " from memory_pair p join memory_text s on s.number = p.source join memory_text t on"
                  " t.number = p.target where p.id > $?",
                  TD_TEXT (p->after));
    if (p->from != NULL)
        td_query_add (query,
                      "and ((p.source_language = $? and p.target_language = $?) or (p.source_language = $? and"
                      " p.target_language = $?))",
                      TD_TEXT (p->from), TD_TEXT (p->to), TD_TEXT (p->to), TD_TEXT (p->from));
    td_query_add (query, "order by p.id limit $?", TD_INT (PAIRS_A_PIECE));
    if ((rows = td_query_run (query, tx, error)) == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        if (!hand_over (rows, p, error))
            return FALSE;
    return td_memory_ended_well (error, &problem);
}

gboolean td_memory_each_pair (TdStore *store, const char *from, const char *to, TdMemoryPairFunc func, gpointer data,
                              GError **error)
{
    struct piece p = { .from = from, .to = to, .after = g_strdup (""), .func = func, .data = data };
    gboolean done;

    do
        done = td_store_read (store, read_piece, &p, error);
    while (done && p.got == PAIRS_A_PIECE);
    g_free (p.after);
    return done;
}
