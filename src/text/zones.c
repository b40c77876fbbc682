#include "text/zones.h"

#include <glib.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>

static gboolean is_known (const char *name)
{
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);

    return zone != NULL;
}

static int by_name (gconstpointer a, gconstpointer b)
{
    return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **list_zones (void)
{
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *all = ucal_openTimeZoneIDEnumeration (UCAL_ZONE_TYPE_CANONICAL_LOCATION, NULL, NULL, &status);
    GPtrArray *names = g_ptr_array_new ();
    const char *name;

    while (U_SUCCESS (status) && (name = uenum_next (all, NULL, &status)) != NULL)
        if (strchr (name, '/') != NULL && is_known (name))
            g_ptr_array_add (names, g_strdup (name));
    uenum_close (all);
    g_ptr_array_sort (names, by_name);
    g_ptr_array_add (names, NULL);
    return (char **) g_ptr_array_free (names, FALSE);
}

const char *const *td_zones (void)
{
    static char **zones;

    if (g_once_init_enter (&zones))
        g_once_init_leave (&zones, list_zones ());
    return (const char *const *) zones;
}
