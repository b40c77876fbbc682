/* Hashing and proofs of RFC 9162, section 2.1, without any store. Pure; any thread. */
#pragma once

#include <glib.h>

void td_merkle_leaf (const void *data, gsize size, guint8 ret_hash[32]);                       /* 2.1.1: 0x00 */
void td_merkle_node (const guint8 left[32], const guint8 right[32], guint8 ret_hash[32]);      /* 2.1.1: 0x01 */
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
