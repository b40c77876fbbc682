/* The vectors are those of the Certificate Transparency reference tests: eight leaves and their roots. */
#include "base/base.h"
#include "journal/encode.h"
#include "journal/merkle.h"

static const struct {
    const char *data;
    gsize size;
    const char *root; /* of the leaves up to this one */
} vectors[8] = {
    { "", 0, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" },
    { "\x00", 1, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" },
    { "\x10", 1, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77" },
    { "\x20\x21", 2, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" },
    { "\x30\x31", 2, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4" },
    { "\x40\x41\x42\x43", 4, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef" },
    { "\x50\x51\x52\x53\x54\x55\x56\x57", 8, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c" },
    { "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" },
};

static void vector_leaves (guint8 ret_hashes[8][32])
{
    for (int i = 0; i < 8; i++)
        td_merkle_leaf (vectors[i].data, vectors[i].size, ret_hashes[i]);
}

static void assert_hex (const guint8 hash[32], const char *expected)
{
    g_autofree char *hex = td_hex32 (hash);

    g_assert_cmpstr (hex, ==, expected);
}

static void test_roots (void)
{
    guint8 hashes[8][32], root[32];
    TdMerkleEdge edge = { 0 };

    vector_leaves (hashes);
    td_merkle_root (NULL, 0, root);
    assert_hex (root, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    td_merkle_edge_root (&edge, root);
    assert_hex (root, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (gsize n = 1; n <= 8; n++) {
        td_merkle_root (hashes[0], n, root);
        assert_hex (root, vectors[n - 1].root);
        td_merkle_edge_push (&edge, hashes[n - 1], NULL);
        td_merkle_edge_root (&edge, root);
        assert_hex (root, vectors[n - 1].root);
    }
}

static void assert_path (const GByteArray *path, const char *const *expected)
{
    guint n = 0;

    for (; expected[n]; n++) {
        g_assert_cmpuint (path->len, >=, (n + 1) * 32);
        assert_hex (path->data + (gsize) n * 32, expected[n]);
    }
    g_assert_cmpuint (path->len, ==, n * 32);
}

static void test_known_proofs (void)
{
    const char *const leaf0[] = { "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                  "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                  "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4", NULL };
    const char *const leaf5[] = { "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                                  "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", NULL };
    const char *const from6[] = { "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                  "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", NULL };
    const char *const from2[] = { "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                  "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", NULL };
    g_autoptr (GByteArray) path = g_byte_array_new ();
    guint8 hashes[8][32];

    vector_leaves (hashes);
    td_merkle_path (hashes[0], 8, 0, path);
    assert_path (path, leaf0);
    g_byte_array_set_size (path, 0);
    td_merkle_path (hashes[0], 8, 5, path);
    assert_path (path, leaf5);
    g_byte_array_set_size (path, 0);
    td_merkle_consistency (hashes[0], 1, 8, path);
    assert_path (path, leaf0);
    g_byte_array_set_size (path, 0);
    td_merkle_consistency (hashes[0], 6, 8, path);
    assert_path (path, from6);
    g_byte_array_set_size (path, 0);
    td_merkle_consistency (hashes[0], 2, 5, path);
    assert_path (path, from2);
}

enum { LEAVES = 64 };

/* Every leaf of every size up to 64; each proof fails once any part of it is changed. */
static void test_all_paths (void)
{
    guint8 hashes[LEAVES][32], root[32];
    g_autoptr (GByteArray) path = g_byte_array_new ();

    for (guint8 i = 0; i < LEAVES; i++)
        td_merkle_leaf (&i, 1, hashes[i]);
    for (guint64 n = 1; n <= LEAVES; n++) {
        td_merkle_root (hashes[0], n, root);
        for (guint64 i = 0; i < n; i++) {
            gsize count;

            g_byte_array_set_size (path, 0);
            td_merkle_path (hashes[0], n, i, path);
            count = path->len / 32;
            g_assert_true (td_merkle_check_path (hashes[i], i, n, path->data, count, root));
            g_assert_false (td_merkle_check_path (hashes[i], i, 0, path->data, count, root));
            g_assert_false (td_merkle_check_path (hashes[i], n, n, path->data, count, root));
            if (n > 1) {
                g_assert_false (td_merkle_check_path (hashes[(i + 1) % n], i, n, path->data, count, root));
                g_assert_false (td_merkle_check_path (hashes[i], (i + 1) % n, n, path->data, count, root));
                g_assert_false (td_merkle_check_path (hashes[i], i, n, path->data, count - 1, root));
            }
            for (guint byte = 0; byte < path->len; byte += 32) {
                path->data[byte] ^= 1;
                g_assert_false (td_merkle_check_path (hashes[i], i, n, path->data, count, root));
                path->data[byte] ^= 1;
            }
            g_byte_array_append (path, root, 32);
            g_assert_false (td_merkle_check_path (hashes[i], i, n, path->data, count + 1, root));
        }
    }
}

static void test_all_consistencies (void)
{
    guint8 hashes[LEAVES][32], old[32], new[32];
    g_autoptr (GByteArray) path = g_byte_array_new ();

    for (guint8 i = 0; i < LEAVES; i++)
        td_merkle_leaf (&i, 1, hashes[i]);
    for (guint64 n = 0; n <= LEAVES; n++)
        for (guint64 m = 0; m <= n; m++) {
            gsize count;

            td_merkle_root (hashes[0], m, old);
            td_merkle_root (hashes[0], n, new);
            g_byte_array_set_size (path, 0);
            td_merkle_consistency (hashes[0], m, n, path);
            count = path->len / 32;
            g_assert_true (td_merkle_check_consistency (m, n, old, new, path->data, count));
            if (m < n)
                g_assert_false (td_merkle_check_consistency (n, m, new, old, path->data, count));
            for (guint byte = 0; byte < path->len; byte += 32) {
                path->data[byte] ^= 1;
                g_assert_false (td_merkle_check_consistency (m, n, old, new, path->data, count));
                path->data[byte] ^= 1;
            }
            if (m > 0) {
                old[0] ^= 1;
                g_assert_false (td_merkle_check_consistency (m, n, old, new, path->data, count));
                old[0] ^= 1;
            }
            if (count > 0)
                g_assert_false (td_merkle_check_consistency (m, n, old, new, path->data, count - 1));
            g_byte_array_append (path, new, 32);
            g_assert_false (td_merkle_check_consistency (m, n, old, new, path->data, count + 1));
        }
}

/* A growing edge closes the subtrees that end at its last leaf, level by level. */
static void test_edge (void)
{
    guint8 hashes[LEAVES][32], expected[32], root[32];
    g_autoptr (GByteArray) closed = g_byte_array_new ();
    TdMerkleEdge edge = { 0 };

    for (guint8 i = 0; i < LEAVES; i++)
        td_merkle_leaf (&i, 1, hashes[i]);
    for (gsize n = 1; n <= LEAVES; n++) {
        guint level = 0;

        td_merkle_edge_push (&edge, hashes[n - 1], closed);
        td_merkle_edge_root (&edge, root);
        td_merkle_root (hashes[0], n, expected);
        g_assert_cmpmem (root, 32, expected, 32);
        for (; n % ((gsize) 2 << level) == 0; level++) {
            td_merkle_root (hashes[n - ((gsize) 2 << level)], (gsize) 2 << level, expected);
            g_assert_cmpuint (closed->len, >, level * 32);
            g_assert_cmpmem (closed->data + (gsize) level * 32, 32, expected, 32);
        }
        g_assert_cmpuint (closed->len, ==, level * 32);
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    td_base_init ();
    g_test_add_func ("/merkle/roots", test_roots);
    g_test_add_func ("/merkle/known-proofs", test_known_proofs);
    g_test_add_func ("/merkle/all-paths", test_all_paths);
    g_test_add_func ("/merkle/all-consistencies", test_all_consistencies);
    g_test_add_func ("/merkle/edge", test_edge);
    return g_test_run ();
}
