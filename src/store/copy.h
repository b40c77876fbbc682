/* All that a store holds, out of it and into an empty one: the same text on both engines, so that what was copied from SQLite goes
 * into PostgreSQL as well.
 *
 * The text is lines of JSON, in pieces of whole lines. The first line of a piece says what follows, each further one is a row:
 *
 *   {"table": "person", "columns": ["id", "name", "photo"]}
 *   ["abcd…", "Ama", {"base64": "…"}]
 *
 * Text is a string, a number a number, bytes an object, null null. {"index": "public"} is followed by entries of a search index and their tokens.
 * The list of the schema files that were applied is not among the pieces: td_store_schema tells it.
 *
 * A piece may come from outside. Names in it are looked up among the tables of the store that is filled and never become SQL; a value must be of its
 * column's kind. Everything goes in by one transaction, with everything that refers to something else checked at its end.
 *
 * Threads: as store.h.
 */
#pragma once

#include "store/store.h"

/* ---- out ---- */

/* Takes one piece: whole lines, some MiB at most unless a row is larger. */
typedef gboolean (*TdCopySink) (const char *lines, gsize n, gpointer data, GError **error);
/* In a td_store_read_held. *ret_rows grows by the rows. */
gboolean td_store_copy_out (TdTx *tx, TdCopySink sink, gpointer data, gint64 *ret_rows, GError **error);

/* The schema files that were applied to it, by number. Free the list with g_ptr_array_unref. NULL with error. */
typedef struct {
    gint64 number;
    char *name, *hash;
} TdSchemaApplied;
GPtrArray *td_store_schema (TdStore *store, GError **error);

/* ---- in ---- */

typedef struct TdCopyIn TdCopyIn;
/* Hands all pieces to td_copy_in_take, in any order; runs inside the transaction, and again from the start when the store was busy. */
typedef gboolean (*TdCopyFeed) (TdCopyIn *in, gpointer data, GError **error);
/* TD_ERROR_INPUT: not such a piece, or not of this schema. */
gboolean td_copy_in_take (TdCopyIn *in, const char *lines, gsize n, GError **error);
/* Makes the tables of these schema files in an empty store (else TD_ERROR_CONFLICT) and fills them. Nothing is kept of it where it
 * fails. *ret_rows: how many. */
gboolean td_store_copy_in (TdStore *store, const TdSchemaFile *files, TdCopyFeed feed, gpointer data, gint64 *ret_rows,
                           GError **error);
