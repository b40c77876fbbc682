/* Hashing and proofs of RFC 9162, section 2.1, without any store. Pure; any thread. */
#pragma once

#include <glib.h>

void td_merkle_leaf (const void *data, gsize size, guint8 ret_hash[32]);                  /* 2.1.1: 0x00 */
void td_merkle_node (const guint8 left[32], const guint8 right[32], guint8 ret_hash[32]); /* 2.1.1: 0x01 */
/* hashes: n leaf hashes of 32 bytes each. n 0: the hash of nothing. */
void td_merkle_root (const guint8 *hashes, gsize n, guint8 ret_root[32]);
/* 2.1.3.1: the path for leaf index among n; appended to path. */
void td_merkle_path (const guint8 *hashes, gsize n, gsize index, GByteArray *path);
/* 2.1.3.2: TRUE when the path leads from leaf to root. */
gboolean td_merkle_check_path (const guint8 leaf[32], guint64 index, guint64 size, const guint8 *path,
                               gsize path_hashes, const guint8 root[32]);
/* 2.1.4.1 and 2.1.4.2: consistency of the first m of n leaves. */
void td_merkle_consistency (const guint8 *hashes, gsize m, gsize n, GByteArray *path);
gboolean td_merkle_check_consistency (guint64 m, guint64 n, const guint8 root_m[32], const guint8 root_n[32],
                                      const guint8 *path, gsize path_hashes);

/* ---- trees that are not in memory ---- */

/* Gives the hash of one complete subtree: the 2^level leaves from index * 2^level on; level 0 is the leaf's
 * hash. Asked only for subtrees that lie whole inside the size that was named. */
typedef gboolean (*TdMerkleSubtreeFunc) (int level, guint64 index, guint8 ret_hash[32], gpointer data, GError **error);
typedef struct {
    TdMerkleSubtreeFunc subtree;
    gpointer data;
} TdMerkleTree;

/* As the functions above, over the first size leaves; they ask for O(log size) subtrees. FALSE only when
 * subtree said so. path may hold a part of the proof then. index < size, m <= n. */
gboolean td_merkle_tree_root (const TdMerkleTree *tree, guint64 size, guint8 ret_root[32], GError **error);
gboolean td_merkle_tree_path (const TdMerkleTree *tree, guint64 size, guint64 index, GByteArray *path, GError **error);
gboolean td_merkle_tree_consistency (const TdMerkleTree *tree, guint64 m, guint64 n, GByteArray *path, GError **error);

/* The right edge of a growing tree: the complete subtrees of its size's binary digits. All a tree
 * needs to grow. hash[level] counts where size has that bit. Start from { 0 }. */
typedef struct {
    guint64 size;
    guint8 hash[64][32];
} TdMerkleEdge;

/* Appends a leaf's hash. closed, if not NULL, is emptied and gets the hashes of the subtrees that this leaf
 * completes, level 1 first; they all end at leaf size - 1. */
void td_merkle_edge_push (TdMerkleEdge *edge, const guint8 leaf[32], GByteArray *closed);
void td_merkle_edge_root (const TdMerkleEdge *edge, guint8 ret_root[32]);
