#include "areas/people/zone-cookie.h"

#include "areas/people/zone.h"

enum { A_YEAR = 365 * 24 * 3600 };

static gboolean has_account (TdRequest *request)
{
    const TdViewer *viewer = td_request_viewer (request);

    return viewer->person != NULL && td_door_viewer_may (viewer, TD_ACT_ACCOUNT_OWN);
}

gboolean td_reader_zone (TdRequest *request, char **ret_zone, GError **error)
{
    g_autofree char *own = NULL;
    const char *cookie;

    if (has_account (request)
        && !td_account_zone (td_request_instance (request), td_request_viewer (request), &own, error))
        return FALSE;
    cookie = own == NULL ? td_request_cookie (request, TD_ZONE_COOKIE) : own;
    *ret_zone = cookie != NULL && td_zone_known (cookie) ? g_strdup (cookie) : NULL;
    return TRUE;
}

gboolean td_reader_set_zone (TdRequest *request, const char *zone, GError **error)
{
    if (*zone != '\0' && !td_zone_check (zone, error))
        return FALSE;
    if (has_account (request)
        && !td_account_set_zone (td_request_instance (request), td_request_viewer (request), zone, error))
        return FALSE;
    /* The account's goes before the browser's; forgotten, both are. */
    if (!has_account (request) || *zone == '\0')
        td_reply_cookie (request, TD_ZONE_COOKIE, zone, *zone != '\0' ? A_YEAR : -1);
    return TRUE;
}
