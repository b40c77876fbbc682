#include "areas/submissions/draft-cookie.h"

#include "base/id.h"

#define NAME "td_draft"

void td_draft_cookie_clear (TdDraftCookie *cookie)
{
    g_free (cookie->id);
    g_free (cookie->key);
    *cookie = (TdDraftCookie){ 0 };
}

gboolean td_draft_cookie_read (TdRequest *request, TdDraftCookie *ret)
{
    const char *value = td_request_cookie (request, NAME);
    g_autofree char *id = NULL;

    if (value == NULL || strlen (value) < TD_ID_LENGTH + 2 || value[TD_ID_LENGTH] != '.')
        return FALSE;
    id = g_strndup (value, TD_ID_LENGTH);
    if (!td_id_valid (id))
        return FALSE;
    ret->id = g_steal_pointer (&id);
    ret->key = g_strdup (value + TD_ID_LENGTH + 1);
    return TRUE;
}

void td_draft_cookie_set (TdRequest *request, const char *id, const char *key)
{
    g_autofree char *value = g_strconcat (id, ".", key, NULL);

    td_reply_cookie (request, NAME, value, 0);
}

void td_draft_cookie_drop (TdRequest *request)
{
    td_reply_cookie (request, NAME, "", -1);
}

const char *td_draft_cookie_key_for (const TdDraftCookie *cookie, const char *id)
{
    return cookie->id != NULL && g_str_equal (cookie->id, id) ? cookie->key : NULL;
}
