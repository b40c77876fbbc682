/* Coming back by the code of words: keys that follow from it, and what it opens. Contract in sending.h. */
#include "age/hkdf.h"
#include "areas/sealed/sealed-private.h"
#include "base/errors.h"
#include "base/limits.h"
#include "door/rate.h"

#include <sodium.h>

enum { MINUTE = 60 };

/* ---- keys ---- */

void td_sealed_keys_of_root (const TdInstance *instance, const guint8 root[32], TdSealedKeys *ret_keys)
{
    static const char find_by[] = "treatydesk sealed filing 1", answers[] = "treatydesk sealed answers 1";
    crypto_generichash_state state;
    guint8 secret[TD_AGE_KEY_BYTES];

    memcpy (ret_keys->root, root, sizeof ret_keys->root);
    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, TD_SEALED_HASH);
    crypto_generichash_update (&state, (const guint8 *) find_by, sizeof find_by);
    crypto_generichash_update (&state, root, 32);
    crypto_generichash_final (&state, ret_keys->code, TD_SEALED_HASH);
    td_hkdf (root, 32, NULL, 0, (const guint8 *) answers, sizeof answers - 1, secret, sizeof secret);
    td_age_identity_of (secret, &ret_keys->identity);
    sodium_memzero (secret, sizeof secret);
    sodium_memzero (&state, sizeof state);
}

gboolean td_sealed_root_parse (const char *text, guint8 ret_root[32])
{
    size_t n = 0;

    return strlen (text) == TD_SEALED_ROOT_TEXT
           && sodium_hex2bin (ret_root, 32, text, TD_SEALED_ROOT_TEXT, NULL, &n, NULL) == 0 && n == 32;
}

void td_sealed_keys_wipe (TdSealedKeys *keys)
{
    sodium_memzero (keys, sizeof *keys);
}

/* ---- what officers answered ---- */

static void wipe_text (gpointer text)
{
    sodium_memzero (text, strlen (text));
    g_free (text);
}

static gboolean collect (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_string_append_len (data, (const char *) bytes, (gssize) n);
    return TRUE;
}

static char *open_answer (GBytes *sealed, const TdAgeIdentity *identity, GError **error)
{
    GString *text = g_string_new (NULL);
    g_autoptr (TdAgeReader) reader = td_age_reader_new (identity, 1, collect, text);
    gsize size = 0;
    const guint8 *bytes = g_bytes_get_data (sealed, &size);

    if (td_age_reader_feed (reader, bytes, size, error) && td_age_reader_finish (reader, error))
        return g_string_free (text, FALSE);
    g_string_free (text, TRUE);
    return NULL;
}

GPtrArray *td_sealed_answers_open (TdTx *tx, const char *filing, const TdAgeIdentity *identity, GError **error)
{
    g_autoptr (GPtrArray) sealed = td_sealed_answers_load (tx, filing, error);
    g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (wipe_text);

    for (guint i = 0; sealed != NULL && i < sealed->len; i++) {
        char *text = open_answer (sealed->pdata[i], identity, error);

        if (text == NULL)
            return NULL;
        g_ptr_array_add (answers, text);
    }
    return sealed != NULL ? g_steal_pointer (&answers) : NULL;
}

/* ---- a visit ---- */

void td_sealed_visit_free (TdSealedVisit *visit)
{
    if (visit == NULL)
        return;
    if (visit->root != NULL)
        wipe_text (visit->root);
    td_sealed_filing_free (visit->filing);
    g_clear_pointer (&visit->answers, g_ptr_array_unref);
    g_free (visit);
}

struct visiting {
    TdInstance *instance;
    TdSealedKeys keys;
    TdSealedVisit *visit; /* without a filing: there is none */
};

static gboolean visit_in (TdTx *tx, gpointer data, GError **error)
{
    struct visiting *v = data;
    TdSealedVisit *visit = v->visit;

    if (!td_sealed_filing_of_code (tx, v->keys.code, &visit->filing, error))
        return FALSE;
    if (visit->filing == NULL)
        return TRUE;
    if (!td_sealed_filing_fill (tx, visit->filing, error))
        return FALSE;
    visit->answers = td_sealed_answers_open (tx, visit->filing->id, &v->keys.identity, error);
    return visit->answers != NULL;
}

/* NULL with error, also where the root has no filing: then code and message are the caller's. */
static TdSealedVisit *visit_of_root (TdInstance *instance, const guint8 root[32], int code, const char *message,
                                     GError **error)
{
    g_autoptr (TdSealedVisit) visit = g_new0 (TdSealedVisit, 1);
    struct visiting v = { .instance = instance, .visit = visit };
    char text[TD_SEALED_ROOT_TEXT + 1];
    gboolean done;

    td_sealed_keys_of_root (instance, root, &v.keys);
    done = td_store_read (instance->store, visit_in, &v, error);
    td_sealed_keys_wipe (&v.keys);
    if (!done)
        return NULL;
    if (visit->filing == NULL) {
        td_sealed_fail (error, code, message);
        return NULL;
    }
    sodium_bin2hex (text, sizeof text, root, 32);
    visit->root = g_strdup (text);
    sodium_memzero (text, sizeof text);
    return g_steal_pointer (&visit);
}

TdSealedVisit *td_sealed_visit (TdInstance *instance, const char *root, GError **error)
{
    static const char nothing[] = "This page is no longer whole. Come back with your code of words.";
    guint8 bytes[32];
    TdSealedVisit *visit;

    if (!td_sealed_root_parse (root, bytes)) {
        td_sealed_fail (error, TD_ERROR_NOT_FOUND, nothing);
        return NULL;
    }
    visit = visit_of_root (instance, bytes, TD_ERROR_NOT_FOUND, nothing, error);
    sodium_memzero (bytes, sizeof bytes);
    return visit;
}

/* ---- by the words ---- */

/* Counted whether it is right or wrong, and for all together: nobody is known by a wrong code. */
static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    const TdInstance *instance = data;

    return td_rate_take (tx, instance->pepper, "sealed code", "everybody", TD_LIMIT_CODES_A_MINUTE, MINUTE,
                         td_clock_now (&instance->clock), error);
}

TdSealedVisit *td_sealed_return (TdInstance *instance, const char *typed, GError **error)
{
    static const char wrong[] = "These are not the words of something that was sent here. Look at each word and at "
                                "their order.";
    int numbers[TD_CODE_WORDS] = { 0 };
    guint8 root[32];
    TdSealedVisit *visit;

    if (!td_store_keep (instance->store, count_in, instance, error))
        return NULL;
    /* What cannot be a code takes the same work: it is stretched, looked for, and not there (no word has the number 0). */
    if (!td_code_parse (typed, numbers))
        memset (numbers, 0, sizeof numbers);
    if (!td_code_stretch (instance, numbers, td_sealed_code_purpose, root, error))
        return NULL;
    sodium_memzero (numbers, sizeof numbers);
    visit = visit_of_root (instance, root, TD_ERROR_INPUT, wrong, error);
    sodium_memzero (root, sizeof root);
    return visit;
}
