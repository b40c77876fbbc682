#include "web/token.h"

#include "web/headers.h"

#include "web/server.h"
#include <sodium.h>

enum { NONCE = 16, HASH = 32 };

static void hash_of (TdRequest *request, const guint8 nonce[NONCE], guint8 ret_hash[HASH])
{
    static const char purpose[] = "treatydesk form token 1";
    crypto_generichash_state state;

    crypto_generichash_init (&state, request->server->instance->pepper, sizeof request->server->instance->pepper, HASH);
    crypto_generichash_update (&state, (const guint8 *) purpose, sizeof purpose);
    crypto_generichash_update (&state, nonce, NONCE);
    crypto_generichash_update (&state, (const guint8 *) request->secret, strlen (request->secret));
    crypto_generichash_final (&state, ret_hash, HASH);
}

static void need_secret (TdRequest *request)
{
    guint8 random[NONCE];
    char text[2 * NONCE + 1];

    if (request->secret != NULL)
        return;
    randombytes_buf (random, sizeof random);
    sodium_bin2hex (text, sizeof text, random, sizeof random);
    request->secret = g_strdup (text);
    request->new_form_cookie = g_strdup (text);
}

const char *td_token_of_page (TdRequest *request)
{
    guint8 bytes[NONCE + HASH];
    char text[sodium_base64_ENCODED_LEN (NONCE + HASH, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

    if (request->token != NULL)
        return request->token;
    need_secret (request);
    randombytes_buf (bytes, NONCE);
    hash_of (request, bytes, bytes + NONCE);
    sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    request->token = g_strdup (text);
    return request->token;
}

gboolean td_token_valid (TdRequest *request)
{
    const char *text = request->body != NULL ? td_body_csrf (request->body) : "";
    guint8 bytes[NONCE + HASH], wanted[HASH];
    gsize size = 0;

    if (request->secret == NULL
        || sodium_base642bin (bytes, sizeof bytes, text, strlen (text), NULL, &size, NULL,
                              sodium_base64_VARIANT_URLSAFE_NO_PADDING)
               != 0
        || size != sizeof bytes)
        return FALSE;
    hash_of (request, bytes, wanted);
    return sodium_memcmp (bytes + NONCE, wanted, HASH) == 0;
}

static gboolean origin_is_ours (TdRequest *request, const char *origin)
{
    const char *host = td_request_header (request, "Host");
    g_autofree char *here =
        g_strconcat (td_says_https (request->server->https, host) ? "https://" : "http://", host, NULL);
    const char *address = request->server->instance->address;

    return (host != NULL && g_ascii_strcasecmp (origin, here) == 0)
           || (address != NULL && g_ascii_strcasecmp (origin, address) == 0);
}

gboolean td_token_origin_ok (TdRequest *request)
{
    const char *site = td_request_header (request, "Sec-Fetch-Site");
    const char *origin = td_request_header (request, "Origin");

    if (site != NULL)
        return strcmp (site, "same-origin") == 0 || strcmp (site, "none") == 0;
    return origin == NULL || origin_is_ours (request, origin);
}
