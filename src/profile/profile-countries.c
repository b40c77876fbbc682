/* countries.csv: where countries are on a map of the world. */
#include "profile/profile-private.h"

#include "base/errors.h"

static const TdColumn columns[] = {
    { "iso3", TD_FIELD_TEXT, TRUE, TRUE },
    { "latitude", TD_FIELD_TEXT, TRUE },
    { "longitude", TD_FIELD_TEXT, TRUE },
    { "basis", TD_FIELD_BASIS, TRUE },
};

static gboolean is_code (const char *text)
{
    return strlen (text) == 3 && strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

/* Degrees within so many of nought. */
static gboolean degrees (const TdSheet *sheet, guint row, const char *column, double most, double *ret, GError **error)
{
    const char *text = td_sheet_text (sheet, row, column);
    char *end = NULL;
    double value = g_ascii_strtod (text, &end);

    if (*end != '\0' || !(value >= -most && value <= most))
        return td_sheet_refuse (sheet, row, error, "“%s” is no number of degrees from %g to %g: “%.20s”.", column,
                                -most, most, text);
    *ret = value;
    return TRUE;
}

gboolean td_profile_load_countries (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "countries.csv", columns, G_N_ELEMENTS (columns), &sheet, error))
        return FALSE;
    TdCountry *countries = g_new0 (TdCountry, sheet.csv->n_rows + 1);
    whole->profile.countries = countries;
    whole->profile.n_countries = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        countries[i].iso3 = td_sheet_text (&sheet, i, "iso3");
        countries[i].basis = td_sheet_basis (&sheet, i, "basis");
        if (!is_code (countries[i].iso3))
            return td_sheet_refuse (&sheet, i, error, "“iso3” is no code of three capitals: “%.20s”.",
                                    countries[i].iso3);
        if (!degrees (&sheet, i, "latitude", 90, &countries[i].latitude, error)
            || !degrees (&sheet, i, "longitude", 180, &countries[i].longitude, error))
            return FALSE;
    }
    return TRUE;
}

const TdCountry *td_profile_country (const TdProfile *profile, const char *iso3)
{
    for (gsize i = 0; iso3 != NULL && i < profile->n_countries; i++)
        if (g_ascii_strcasecmp (profile->countries[i].iso3, iso3) == 0)
            return &profile->countries[i];
    return NULL;
}
