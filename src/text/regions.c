#include "text/regions.h"

#include "text/words.h"

#include <string.h>
#include <unicode/uloc.h>

typedef struct {
    char iso3[4], iso2[3];
} Region;

static GArray *regions; /* of Region, by iso3 */
static const char **codes;

static int by_iso3 (gconstpointer a, gconstpointer b)
{
    return strcmp (((const Region *) a)->iso3, ((const Region *) b)->iso3);
}

static void learn (void)
{
    static gsize once;

    if (!g_once_init_enter (&once))
        return;
    regions = g_array_new (FALSE, TRUE, sizeof (Region));
    for (const char *const *iso2 = uloc_getISOCountries (); *iso2 != NULL; iso2++) {
        char locale[] = "und_XX";
        Region region = { 0 };
        memcpy (locale + 4, *iso2, 2);
        g_strlcpy (region.iso2, *iso2, sizeof region.iso2);
        g_strlcpy (region.iso3, uloc_getISO3Country (locale), sizeof region.iso3);
        if (strlen (region.iso3) == 3)
            g_array_append_val (regions, region);
    }
    g_array_sort (regions, by_iso3);
    codes = g_new0 (const char *, regions->len + 1);
    for (guint i = 0; i < regions->len; i++)
        codes[i] = g_array_index (regions, Region, i).iso3;
    g_once_init_leave (&once, 1);
}

static const Region *find (const char *iso3)
{
    Region wanted = { 0 };
    guint at;

    learn ();
    if (iso3 == NULL || strlen (iso3) != 3)
        return NULL;
    for (int i = 0; i < 3; i++)
        wanted.iso3[i] = g_ascii_toupper (iso3[i]);
    return g_array_binary_search (regions, &wanted, by_iso3, &at) ? &g_array_index (regions, Region, at) : NULL;
}

const char *const *td_regions (void)
{
    learn ();
    return codes;
}

const char *td_region_find (const char *iso3)
{
    const Region *region = find (iso3);

    return region != NULL ? region->iso3 : NULL;
}

char *td_region_name (const char *locale, const char *iso3)
{
    const Region *region = find (iso3);

    return region != NULL ? td_words_region (locale, region->iso2) : g_strdup (iso3);
}
