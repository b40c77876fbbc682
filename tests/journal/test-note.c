#include "base/base.h"
#include "base/errors.h"
#include "journal/encode.h"
#include "journal/note.h"

#include <sodium.h>

/* The key and note that Go's sumdb/note documents, made by another program than ours. */
#define TEXT "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
#define PETER                                                                                                          \
    "— PeterNeumann "                                                                                                \
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
#define ENOCH                                                                                                          \
    "— EnochRoot "                                                                                                   \
    "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
static const char peter_key[] = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
static const char peter_seed[] = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

static void assert_opens (const char *note, gboolean opens)
{
    g_autofree char *name = NULL, *body = NULL;
    g_autoptr (GError) error = NULL;
    guint8 key[32];

    g_assert_true (td_note_parse_verifier_key (peter_key, &name, key, NULL));
    body = td_note_open (note, strlen (note), name, key, &error);
    if (opens) {
        g_assert_no_error (error);
        g_assert_cmpstr (body, ==, TEXT);
    } else {
        g_assert_null (body);
        g_assert_cmpint (td_error_code (error), ==, TD_ERROR_INPUT);
    }
}

static void test_known (void)
{
    g_autofree char *note = NULL, *again = NULL;
    guint8 seed[33], public_key[32], secret_key[64];

    assert_opens (TEXT "\n" PETER, TRUE);
    assert_opens (TEXT "\n" ENOCH PETER, TRUE); /* an unknown signature is passed over */
    assert_opens (TEXT "\n" PETER ENOCH, TRUE);
    assert_opens (TEXT "\n— PeterNeumann AAAA\n" PETER, TRUE); /* another type of key of the same name */

    g_assert_true (td_base64_read (peter_seed, strlen (peter_seed), seed, sizeof seed));
    crypto_sign_seed_keypair (public_key, secret_key, seed + 1);
    note = td_note_sign (TEXT, "PeterNeumann", public_key, secret_key);
    g_assert_cmpstr (note, ==, TEXT "\n" PETER);
    again = td_note_verifier_key ("PeterNeumann", public_key);
    g_assert_cmpstr (again, ==, peter_key);
}

static void test_refused (void)
{
    g_autofree char *note = g_strdup (TEXT "\n" PETER);

    assert_opens ("", FALSE);
    assert_opens ("\n", FALSE);
    assert_opens (TEXT, FALSE);
    assert_opens (TEXT PETER, FALSE);
    assert_opens (TEXT "\n", FALSE);
    assert_opens (TEXT "\n" ENOCH, FALSE);
    assert_opens (TEXT "\n" PETER "\n", FALSE);
    assert_opens (TEXT "\n" PETER "rest\n", FALSE);
    assert_opens (TEXT "\n" PETER "— unfinished", FALSE);
    assert_opens (TEXT "\n— Peter+Neumann AAAA\n" PETER, FALSE);
    assert_opens ("\r" TEXT "\n" PETER, FALSE);
    assert_opens ("\xff" TEXT "\n" PETER, FALSE);
    for (gsize i = 0; note[i]; i++) { /* one changed bit anywhere */
        note[i] ^= 1;
        assert_opens (note, FALSE);
        note[i] ^= 1;
    }
}

static void test_verifier_keys (void)
{
    const char *const good[] = { peter_key, "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
                                 "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                                 "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6" };
    const gsize length = strlen (peter_key);
    guint8 key[32];

    for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
        g_autofree char *name = NULL, *again = NULL;

        g_assert_true (td_note_parse_verifier_key (good[i], &name, key, NULL));
        again = td_note_verifier_key (name, key);
        g_assert_cmpstr (again, ==, good[i]);
    }
    for (gsize from = 0; from <= length; from++) /* every part of a key is none */
        for (gsize to = from; to <= length; to++) {
            g_autofree char *part = g_strndup (peter_key + from, to - from), *name = NULL;

            if (to - from < length)
                g_assert_false (td_note_parse_verifier_key (part, &name, key, NULL));
        }
}

static void test_checkpoint (void)
{
    const char *const wrong[] = { "",
                                  "a\n",
                                  "a\n1\n",
                                  "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                                  "a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                                  "a\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                                  "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                                  "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                                  "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                                  "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                                  "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nmore\n" };
    const char good[] = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    g_autofree char *origin = NULL, *again = NULL, *extended = g_strconcat (good, "extension\n", NULL);
    guint64 size = 0;
    guint8 root[32];

    g_assert_true (td_checkpoint_parse (good, &origin, &size, root, NULL));
    g_assert_cmpuint (size, ==, 20852163);
    again = td_checkpoint_body (origin, size, root);
    g_assert_cmpstr (again, ==, good);
    g_clear_pointer (&origin, g_free);
    g_assert_true (td_checkpoint_parse (extended, &origin, &size, root, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autofree char *none = NULL;

        g_assert_false (td_checkpoint_parse (wrong[i], &none, &size, root, NULL));
        g_assert_null (none);
    }
}

/* One spelling for each value: no other padding, no loose bits, no bytes that merely decode. */
static void test_base64 (void)
{
    const char good[] = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    const gsize length = strlen (good);
    guint8 bytes[32];

    g_assert_true (td_base64_read (good, length, bytes, 32));
    g_assert_false (td_base64_read (good, length - 1, bytes, 32));
    g_assert_false (td_base64_read (good, length, bytes, 31));
    for (gsize i = 0; i < length; i++)
        for (int c = 0; c < 256; c++) {
            g_autofree char *changed = g_strdup (good);
            guint8 other[32];

            changed[i] = (char) c;
            if (td_base64_read (changed, length, other, 32)) {
                g_autofree char *again = td_base64 (other, 32);

                g_assert_cmpmem (again, length, changed, length);
            }
        }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    td_base_init ();
    g_test_add_func ("/note/known", test_known);
    g_test_add_func ("/note/refused", test_refused);
    g_test_add_func ("/note/base64", test_base64);
    g_test_add_func ("/note/verifier-keys", test_verifier_keys);
    g_test_add_func ("/note/checkpoint", test_checkpoint);
    return g_test_run ();
}
