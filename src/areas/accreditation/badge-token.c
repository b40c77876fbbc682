#include "areas/accreditation/badge-token.h"

#include "base/id.h"
#include "journal/signature.h"

#include <sodium.h>
#include <string.h>

/* version, server, id as its letters, session, end in seconds, signature */
enum {
    VERSION = 1,
    AT_ID = 1 + TD_SIGNATURE_SERVER,
    AT_SESSION = AT_ID + TD_ID_LENGTH,
    AT_END = AT_SESSION + 2,
    SIGNED = AT_END + 5,
    TOKEN = SIGNED + TD_SIGNATURE_BYTES
};

#define USE "treatydesk badge 1\n"

char *td_badge_token_make (const TdLogKey *key, const char *badge, int session, gint64 until)
{
    guint8 token[TOKEN] = { VERSION };
    guint64 end = (guint64) (until / G_TIME_SPAN_SECOND);
    char text[sodium_base64_ENCODED_LEN (TOKEN, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

    td_signature_server (key, token + 1);
    memcpy (token + AT_ID, badge, TD_ID_LENGTH);
    token[AT_SESSION] = (guint8) (session >> 8);
    token[AT_SESSION + 1] = (guint8) session;
    for (int i = 0; i < 5; i++)
        token[AT_END + i] = (guint8) (end >> (8 * (4 - i)));
    td_signature_make (key, USE, token, SIGNED, token + SIGNED);
    sodium_bin2base64 (text, sizeof text, token, sizeof token, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return g_strdup (text);
}

TdBadgeState td_badge_token_read (const TdLogKey *key, const char *text, char **ret_badge, int *ret_session,
                                  gint64 *ret_until)
{
    guint8 token[TOKEN], server[TD_SIGNATURE_SERVER];
    gsize size = 0;
    guint64 end = 0;
    g_autofree char *id = NULL;

    if (sodium_base642bin (token, sizeof token, text, strlen (text), NULL, &size, NULL,
                           sodium_base64_VARIANT_URLSAFE_NO_PADDING)
            != 0
        || size != TOKEN || token[0] != VERSION)
        return TD_BADGE_FORGED;
    td_signature_server (key, server);
    if (memcmp (server, token + 1, sizeof server) != 0)
        return TD_BADGE_ELSEWHERE;
    id = g_strndup ((const char *) token + AT_ID, TD_ID_LENGTH);
    if (!td_signature_holds (key, USE, token, SIGNED, token + SIGNED) || !td_id_valid (id))
        return TD_BADGE_FORGED;
    for (int i = 0; i < 5; i++)
        end = end << 8 | token[AT_END + i];
    *ret_badge = g_steal_pointer (&id);
    *ret_session = token[AT_SESSION] << 8 | token[AT_SESSION + 1];
    *ret_until = (gint64) end * G_TIME_SPAN_SECOND;
    return TD_BADGE_HOLDS;
}
