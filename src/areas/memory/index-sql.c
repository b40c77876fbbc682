/* The inverted index in the store: what a batch of texts adds to it, and reading lists.
 *
 * Each token of a language has one block that grows (block 0) and those that are full. A batch gathers what its texts add to each token, so that a
 * token is read and written once however many texts name it. */
#include "areas/memory/index-sql.h"

#include "areas/memory/likeness.h"
#include "areas/memory/postings.h"

#include <string.h>

enum { BLOCK_BYTES = 1900 }; /* PostgreSQL keeps rows up to two kilobytes as they are */
enum { PIECE = 32 };

/* ---- a batch ---- */

typedef struct {
    gint64 number;
    guint class;
} Entry;

typedef struct {
    char *language;
    GHashTable *tokens; /* guint32 to GArray of Entry */
    gint64 texts;
} Tongue;

struct TdMemoryBatch {
    GPtrArray *tongues;
    gint64 highest; /* -1: not asked yet */
};

static void tongue_free (gpointer data)
{
    Tongue *t = data;

    g_free (t->language);
    g_hash_table_unref (t->tokens);
    g_free (t);
}

TdMemoryBatch *td_memory_batch_new (void)
{
    TdMemoryBatch *batch = g_new0 (TdMemoryBatch, 1);

    batch->tongues = g_ptr_array_new_with_free_func (tongue_free);
    batch->highest = -1;
    return batch;
}

void td_memory_batch_free (TdMemoryBatch *batch)
{
    if (batch == NULL)
        return;
    g_ptr_array_unref (batch->tongues);
    g_free (batch);
}

static Tongue *tongue_of (TdMemoryBatch *batch, const char *language)
{
    Tongue *t;

    for (guint i = 0; i < batch->tongues->len; i++) {
        t = batch->tongues->pdata[i];
        if (g_str_equal (t->language, language))
            return t;
    }
    t = g_new0 (Tongue, 1);
    t->language = g_strdup (language);
    t->tokens = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
    g_ptr_array_add (batch->tongues, t);
    return t;
}

/* Each token of a text once; numbers are in too many to find anything by. */
static void gather (Tongue *tongue, gint64 number, const GArray *tokens)
{
    const Entry entry = { number, td_posting_class (tokens->len) };

    tongue->texts++;
    for (guint i = 0; i < tokens->len; i++) {
        guint32 token = g_array_index (tokens, guint32, i);
        GArray *list = g_hash_table_lookup (tongue->tokens, GUINT_TO_POINTER (token));
        if (token == TD_MEMORY_NUMBER)
            continue;
        if (list == NULL) {
            list = g_array_new (FALSE, FALSE, sizeof (Entry));
            g_hash_table_insert (tongue->tokens, GUINT_TO_POINTER (token), list);
        }
        if (list->len == 0 || g_array_index (list, Entry, list->len - 1).number != number)
            g_array_append_val (list, entry);
    }
}

gboolean td_memory_put_text (TdTx *tx, TdMemoryBatch *batch, const char *language, const char *text, gint64 *ret_number,
                             GError **error)
{
    g_autoptr (GArray) tokens = NULL;
    gint64 number = 0;

    if (!td_memory_find_text (tx, language, text, &number, error))
        return FALSE;
    if (number == 0) {
        if (batch->highest < 0 && !td_memory_highest (tx, &batch->highest, error))
            return FALSE;
        number = ++batch->highest;
        tokens = td_memory_tokens (text, language);
        if (!td_memory_insert_text (tx, number, language, text, tokens, error))
            return FALSE;
        gather (tongue_of (batch, language), number, tokens);
    }
    *ret_number = number;
    return TRUE;
}

/* ---- writing ---- */

typedef struct {
    gint64 blocks, total, last;
    GByteArray *data;
} Head;

static void head_free (gpointer data)
{
    Head *h = data;

    g_byte_array_unref (h->data);
    g_free (h);
}

static void add_tokens (TdQuery *query, const guint32 *tokens, gsize n)
{
    for (gsize i = 0; i < PIECE; i++) {
        if (i > 0)
            td_query_add (query, ",");
        td_query_add (query, "$?", TD_INT (i < n ? (gint64) tokens[i] : -1));
    }
}

/* The growing blocks of at most PIECE tokens: guint32 to Head. */
static GHashTable *heads_of (TdTx *tx, const char *language, const guint32 *tokens, gsize n, GError **error)
{
    g_autoptr (GHashTable) heads = g_hash_table_new_full (NULL, NULL, NULL, head_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select token, blocks, total, last, data from memory_posting where language = $? and block = 0 and"
                  " token in (",
                  TD_TEXT (language));
    add_tokens (query, tokens, n);
    td_query_add (query, ")");
    if ((rows = td_query_run (query, tx, error)) == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        Head *h = g_new0 (Head, 1);
        gsize size = 0;
        const guint8 *bytes = td_rows_bytes (rows, 4, &size);
        h->blocks = td_rows_int (rows, 1);
        h->total = td_rows_int (rows, 2);
        h->last = td_rows_int (rows, 3);
        h->data = g_byte_array_new ();
        if (size > 0)
            g_byte_array_append (h->data, bytes, (guint) size);
        g_hash_table_insert (heads, GUINT_TO_POINTER ((guint32) td_rows_int (rows, 0)), h);
    }
    return td_memory_ended_well (error, &problem) ? g_steal_pointer (&heads) : NULL;
}

static gboolean seal (TdTx *tx, const char *language, guint32 token, Head *h, GError **error)
{
    if (!td_exec (
            tx,
            "insert into memory_posting (language, token, block, blocks, total, last, data) values ($1, $2, $3, 0, 0,"
            " $4, $5)",
            error, TD_TEXT (language), TD_INT (token), TD_INT (++h->blocks), TD_INT (h->last),
            TD_BYTES (h->data->data, h->data->len)))
        return FALSE;
    g_byte_array_set_size (h->data, 0);
    h->last = 0;
    return TRUE;
}

static gboolean write_head (TdTx *tx, const char *language, guint32 token, const Head *h, GError **error)
{
    return td_exec (
        tx,
        "insert into memory_posting (language, token, block, blocks, total, last, data) values ($1, $2, 0, $3,"
        " $4, $5, $6) on conflict (language, token, block) do update set blocks = excluded.blocks,"
        " total = excluded.total, last = excluded.last, data = excluded.data",
        error, TD_TEXT (language), TD_INT (token), TD_INT (h->blocks), TD_INT (h->total), TD_INT (h->last),
        TD_BYTES (h->data->data, h->data->len));
}

static gboolean append (TdTx *tx, const char *language, guint32 token, Head *h, const GArray *entries, GError **error)
{
    for (guint i = 0; i < entries->len; i++) {
        const Entry *e = &g_array_index (entries, Entry, i);
        if (h->data->len >= BLOCK_BYTES && !seal (tx, language, token, h, error))
            return FALSE;
        td_posting_put (h->data, &h->last, e->number, e->class);
        h->total++;
    }
    return write_head (tx, language, token, h, error);
}

static int by_token (gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

    return (x > y) - (x < y);
}

static gboolean flush_piece (TdTx *tx, Tongue *t, const guint32 *tokens, gsize n, GError **error)
{
    g_autoptr (GHashTable) heads = heads_of (tx, t->language, tokens, n, error);

    if (heads == NULL)
        return FALSE;
    for (gsize i = 0; i < n; i++) {
        Head *h = g_hash_table_lookup (heads, GUINT_TO_POINTER (tokens[i]));
        if (h == NULL) {
            h = g_new0 (Head, 1);
            h->data = g_byte_array_new ();
            g_hash_table_insert (heads, GUINT_TO_POINTER (tokens[i]), h);
        }
        if (!append (tx, t->language, tokens[i], h, g_hash_table_lookup (t->tokens, GUINT_TO_POINTER (tokens[i])),
                     error))
            return FALSE;
    }
    return TRUE;
}

static gboolean flush_tongue (TdTx *tx, Tongue *t, GError **error)
{
    g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (guint32));
    GHashTableIter iter;
    gpointer key;

    g_hash_table_iter_init (&iter, t->tokens);
    while (g_hash_table_iter_next (&iter, &key, NULL)) {
        guint32 token = GPOINTER_TO_UINT (key);
        g_array_append_val (tokens, token);
    }
    g_array_sort (tokens, by_token); /* in the order of the table */
    for (guint i = 0; i < tokens->len; i += PIECE)
        if (!flush_piece (tx, t, &g_array_index (tokens, guint32, i), MIN (tokens->len - i, (guint) PIECE), error))
            return FALSE;
    return t->texts == 0 || td_memory_raise_count (tx, t->language, t->texts, error);
}

gboolean td_memory_batch_flush (TdTx *tx, TdMemoryBatch *batch, GError **error)
{
    for (guint i = 0; i < batch->tongues->len; i++)
        if (!flush_tongue (tx, batch->tongues->pdata[i], error))
            return FALSE;
    g_ptr_array_set_size (batch->tongues, 0);
    return TRUE;
}

/* ---- reading ---- */

static gboolean totals_of_piece (TdTx *tx, const char *language, const guint32 *tokens, gsize n, gint64 *totals,
                                 GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query, "select token, total from memory_posting where language = $? and block = 0 and token in (",
                  TD_TEXT (language));
    add_tokens (query, tokens, n);
    td_query_add (query, ")");
    if ((rows = td_query_run (query, tx, error)) == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        for (gsize i = 0; i < n; i++)
            if (tokens[i] == (guint32) td_rows_int (rows, 0))
                totals[i] = td_rows_int (rows, 1);
    return td_memory_ended_well (error, &problem);
}

gboolean td_memory_totals (TdTx *tx, const char *language, const guint32 *tokens, gsize n, gint64 *totals,
                           GError **error)
{
    memset (totals, 0, n * sizeof *totals);
    for (gsize from = 0; from < n; from += PIECE)
        if (!totals_of_piece (tx, language, tokens + from, MIN (n - from, (gsize) PIECE), totals + from, error))
            return FALSE;
    return TRUE;
}

gboolean td_memory_blocks (TdTx *tx, const char *language, guint32 token, TdMemoryBlockFunc func, gpointer data,
                           GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select data from memory_posting where language = $1 and token = $2 order by block", error,
                   TD_TEXT (language), TD_INT (token));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        gsize size = 0;
        const guint8 *bytes = td_rows_bytes (rows, 0, &size);
        if (!func (bytes, size, data))
            return TRUE;
    }
    return td_memory_ended_well (error, &problem);
}
