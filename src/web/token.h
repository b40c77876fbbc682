/* Tokens of forms: proof that a post comes from a page that this server gave to this browser. */
#pragma once

#include "web/request.h"

/* The cookie of people without a sign-in. */
#define TD_FORM_COOKIE "td_form"

/* A token for the forms of this page: a random nonce and the keyed hash (BLAKE2b, key: the instance's pepper) of nonce and
 * secret, base64url. Makes a secret for who has none yet. Owned by the request. */
const char *td_token_of_page (TdRequest *request);
/* Whether the posted token is one of ours for this browser. Constant time. */
gboolean td_token_valid (TdRequest *request);
/* The second line, before the body is read: what the browser says of where the post comes from (Sec-Fetch-Site, Origin). */
gboolean td_token_origin_ok (TdRequest *request);
