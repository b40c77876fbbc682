#include "journal/merkle.h"

#include <sodium.h>

enum { HASH = 32 };

void td_merkle_leaf (const void *data, gsize size, guint8 ret_hash[32])
{
    const guint8 prefix = 0x00;
    crypto_hash_sha256_state state;

    crypto_hash_sha256_init (&state);
    crypto_hash_sha256_update (&state, &prefix, 1);
    crypto_hash_sha256_update (&state, data, size);
    crypto_hash_sha256_final (&state, ret_hash);
}

void td_merkle_node (const guint8 left[32], const guint8 right[32], guint8 ret_hash[32])
{
    guint8 both[1 + 2 * HASH] = { 0x01 };

    memcpy (both + 1, left, HASH);
    memcpy (both + 1 + HASH, right, HASH);
    crypto_hash_sha256 (ret_hash, both, sizeof both);
}

/* ---- the tree, by its complete subtrees ---- */

/* The largest power of two smaller than n, as its exponent; n is at least 2. */
static int split_level (guint64 n)
{
    int level = 0;

    while (((guint64) 2 << level) < n)
        level++;
    return level;
}

/* The hash of the n leaves from start on. start is a multiple of each power of two up to the largest in n,
 * as it always is where RFC 9162 splits a tree. */
static gboolean range_hash (const TdMerkleTree *tree, guint64 start, guint64 n, guint8 ret_hash[32], GError **error)
{
    guint8 left[HASH], right[HASH];
    int level;

    if ((n & (n - 1)) == 0) {
        level = n == 1 ? 0 : split_level (n) + 1;
        return tree->subtree (level, start >> level, ret_hash, tree->data, error);
    }
    level = split_level (n);
    if (!tree->subtree (level, start >> level, left, tree->data, error)
        || !range_hash (tree, start + ((guint64) 1 << level), n - ((guint64) 1 << level), right, error))
        return FALSE;
    td_merkle_node (left, right, ret_hash);
    return TRUE;
}

static gboolean append_range (const TdMerkleTree *tree, guint64 start, guint64 n, GByteArray *path, GError **error)
{
    guint8 hash[HASH];

    if (!range_hash (tree, start, n, hash, error))
        return FALSE;
    g_byte_array_append (path, hash, HASH);
    return TRUE;
}

gboolean td_merkle_tree_root (const TdMerkleTree *tree, guint64 size, guint8 ret_root[32], GError **error)
{
    if (size == 0) {
        crypto_hash_sha256 (ret_root, (const guint8 *) "", 0);
        return TRUE;
    }
    return range_hash (tree, 0, size, ret_root, error);
}

/* PATH of 2.1.3.1 for the n leaves from start on; the deepest sibling comes first. */
static gboolean path_in (const TdMerkleTree *tree, guint64 start, guint64 n, guint64 index, GByteArray *path,
                         GError **error)
{
    guint64 half;

    if (n < 2)
        return TRUE;
    half = (guint64) 1 << split_level (n);
    if (index < half)
        return path_in (tree, start, half, index, path, error)
               && append_range (tree, start + half, n - half, path, error);
    return path_in (tree, start + half, n - half, index - half, path, error)
           && append_range (tree, start, half, path, error);
}

gboolean td_merkle_tree_path (const TdMerkleTree *tree, guint64 size, guint64 index, GByteArray *path, GError **error)
{
    g_return_val_if_fail (index < size, FALSE);
    return path_in (tree, 0, size, index, path, error);
}

/* SUBPROOF of 2.1.4.1. whole: these leaves are the old tree from its first leaf, so its root is known. */
static gboolean subproof (const TdMerkleTree *tree, guint64 start, guint64 m, guint64 n, gboolean whole,
                          GByteArray *path, GError **error)
{
    guint64 half;

    if (m == n)
        return whole || append_range (tree, start, n, path, error);
    half = (guint64) 1 << split_level (n);
    if (m <= half)
        return subproof (tree, start, m, half, whole, path, error)
               && append_range (tree, start + half, n - half, path, error);
    return subproof (tree, start + half, m - half, n - half, FALSE, path, error)
           && append_range (tree, start, half, path, error);
}

gboolean td_merkle_tree_consistency (const TdMerkleTree *tree, guint64 m, guint64 n, GByteArray *path, GError **error)
{
    g_return_val_if_fail (m <= n, FALSE);
    if (m == 0 || m == n)
        return TRUE;
    return subproof (tree, 0, m, n, TRUE, path, error);
}

/* ---- over an array ---- */

static gboolean array_subtree (int level, guint64 index, guint8 ret_hash[32], gpointer data, GError **error)
{
    guint8 left[HASH], right[HASH];

    if (level == 0) {
        memcpy (ret_hash, (const guint8 *) data + index * HASH, HASH);
        return TRUE;
    }
    array_subtree (level - 1, index * 2, left, data, error);
    array_subtree (level - 1, index * 2 + 1, right, data, error);
    td_merkle_node (left, right, ret_hash);
    return TRUE;
}

static TdMerkleTree array_tree (const guint8 *hashes)
{
    return (TdMerkleTree){ .subtree = array_subtree, .data = (gpointer) hashes };
}

void td_merkle_root (const guint8 *hashes, gsize n, guint8 ret_root[32])
{
    TdMerkleTree tree = array_tree (hashes);

    td_merkle_tree_root (&tree, n, ret_root, NULL);
}

void td_merkle_path (const guint8 *hashes, gsize n, gsize index, GByteArray *path)
{
    TdMerkleTree tree = array_tree (hashes);

    td_merkle_tree_path (&tree, n, index, path, NULL);
}

void td_merkle_consistency (const guint8 *hashes, gsize m, gsize n, GByteArray *path)
{
    TdMerkleTree tree = array_tree (hashes);

    td_merkle_tree_consistency (&tree, m, n, path, NULL);
}

/* ---- checking ---- */

gboolean td_merkle_check_path (const guint8 leaf[32], guint64 index, guint64 size, const guint8 *path,
                               gsize path_hashes, const guint8 root[32])
{
    guint64 fn = index, sn = size - 1;
    guint8 r[HASH];

    if (index >= size)
        return FALSE;
    memcpy (r, leaf, HASH);
    for (gsize i = 0; i < path_hashes; i++, path += HASH) {
        if (sn == 0)
            return FALSE;
        if ((fn & 1) || fn == sn) {
            td_merkle_node (path, r, r);
            for (; !(fn & 1) && fn != 0; fn >>= 1)
                sn >>= 1;
        } else {
            td_merkle_node (r, path, r);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && memcmp (r, root, HASH) == 0;
}

/* The loop of 2.1.4.2, begun with the hash of the largest subtree that both trees share. */
static gboolean walk_consistency (guint64 m, guint64 n, const guint8 *begin, const guint8 *path, gsize path_hashes,
                                  const guint8 root_m[32], const guint8 root_n[32])
{
    guint64 fn = m - 1, sn = n - 1;
    guint8 fr[HASH], sr[HASH];

    for (; fn & 1; fn >>= 1)
        sn >>= 1;
    memcpy (fr, begin, HASH);
    memcpy (sr, begin, HASH);
    for (gsize i = 0; i < path_hashes; i++, path += HASH) {
        if (sn == 0)
            return FALSE;
        if ((fn & 1) || fn == sn) {
            td_merkle_node (path, fr, fr);
            td_merkle_node (path, sr, sr);
            for (; !(fn & 1) && fn != 0; fn >>= 1)
                sn >>= 1;
        } else {
            td_merkle_node (sr, path, sr);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && memcmp (fr, root_m, HASH) == 0 && memcmp (sr, root_n, HASH) == 0;
}

gboolean td_merkle_check_consistency (guint64 m, guint64 n, const guint8 root_m[32], const guint8 root_n[32],
                                      const guint8 *path, gsize path_hashes)
{
    guint8 empty[HASH];

    if (m > n)
        return FALSE;
    if (m == n)
        return path_hashes == 0 && memcmp (root_m, root_n, HASH) == 0;
    if (m == 0) {
        crypto_hash_sha256 (empty, (const guint8 *) "", 0);
        return path_hashes == 0 && memcmp (root_m, empty, HASH) == 0;
    }
    if (path_hashes == 0)
        return FALSE;
    if ((m & (m - 1)) == 0) /* the old tree is itself that subtree; the proof leaves its root out */
        return walk_consistency (m, n, root_m, path, path_hashes, root_m, root_n);
    return walk_consistency (m, n, path, path + HASH, path_hashes - 1, root_m, root_n);
}

/* ---- growing ---- */

void td_merkle_edge_push (TdMerkleEdge *edge, const guint8 leaf[32], GByteArray *closed)
{
    guint8 hash[HASH];
    int level = 0;

    memcpy (hash, leaf, HASH);
    if (closed)
        g_byte_array_set_size (closed, 0);
    for (; edge->size >> level & 1; level++) {
        td_merkle_node (edge->hash[level], hash, hash);
        if (closed)
            g_byte_array_append (closed, hash, HASH);
    }
    memcpy (edge->hash[level], hash, HASH);
    edge->size++;
}

void td_merkle_edge_root (const TdMerkleEdge *edge, guint8 ret_root[32])
{
    gboolean begun = FALSE;

    crypto_hash_sha256 (ret_root, (const guint8 *) "", 0);
    for (int level = 0; level < 64; level++) {
        if (!(edge->size >> level & 1))
            continue;
        if (begun)
            td_merkle_node (edge->hash[level], ret_root, ret_root);
        else
            memcpy (ret_root, edge->hash[level], HASH);
        begun = TRUE;
    }
}
