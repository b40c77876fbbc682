#include "base/clock.h"
#include "text/words.h"
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

/* The locale as ICU is asked for it. The calendar is Gregorian everywhere: treaty dates are. Digits are Latin
 * in Arabic too: article numbers, symbols and page numbers beside them are printed so in the Committee's
 * Arabic documents, and a page that mixes two sets of digits is hard to read. */
static void icu_locale (const char *locale, char *out, gsize size)
{
    /* The United Nations write English dates day first. */
    const char *name = locale == NULL || g_str_equal (locale, "en") ? "en_GB" : locale;
    g_snprintf (out, size, "%.32s@calendar=gregorian;numbers=latn", name);
}

static char *to_utf8 (const UChar *units, int32_t n)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t size = 0;
    u_strToUTF8 (NULL, 0, &size, units, n, &status);
    status = U_ZERO_ERROR;
    char *utf8 = g_malloc ((gsize) size + 1);
    u_strToUTF8 (utf8, size + 1, NULL, units, n, &status);
    utf8[U_SUCCESS (status) ? size : 0] = '\0';
    return utf8;
}

enum { DATE_UNITS = 200, MOST_FORMATS = 64 };

/* ---- formats kept open ----
 *
 * Opening a format costs ICU a millisecond or more (the locale's patterns, the zone's rules), formatting with
 * it a microsecond. Formats are not safe between threads, so each thread keeps its own, by what they are of. */

typedef struct {
    UDateFormat *date;
    UNumberFormat *number;
} Format;

static void format_free (gpointer data)
{
    Format *format = data;
    if (format->date != NULL)
        udat_close (format->date);
    if (format->number != NULL)
        unum_close (format->number);
    g_free (format);
}

/* This thread's formats by key; emptied when full, so that no stranger's locale or zone makes it grow. */
static GHashTable *formats (void)
{
    static GPrivate private = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);
    GHashTable *table = g_private_get (&private);
    if (table == NULL) {
        table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, format_free);
        g_private_set (&private, table);
    }
    if (g_hash_table_size (table) >= MOST_FORMATS)
        g_hash_table_remove_all (table);
    return table;
}

/* NULL if ICU cannot. */
static UDateFormat *open_date (const char *name, const char *skeleton)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wanted[32], pattern[DATE_UNITS], utc[4];
    u_uastrncpy (wanted, skeleton, G_N_ELEMENTS (wanted));
    u_uastrncpy (utc, "UTC", G_N_ELEMENTS (utc));
    UDateTimePatternGenerator *generator = udatpg_open (name, &status);
    int32_t n = udatpg_getBestPattern (generator, wanted, -1, pattern, G_N_ELEMENTS (pattern), &status);
    udatpg_close (generator);
    if (U_FAILURE (status))
        return NULL;
    UDateFormat *format = udat_open (UDAT_PATTERN, UDAT_PATTERN, name, utc, -1, pattern, n, &status);
    if (U_SUCCESS (status))
        return format;
    if (format != NULL)
        udat_close (format);
    return NULL;
}

/* This thread's; NULL if ICU cannot. */
static UDateFormat *date_format (const char *locale, const char *skeleton)
{
    char name[96], key[256];
    icu_locale (locale, name, sizeof name);
    g_snprintf (key, sizeof key, "%s %s", name, skeleton);
    GHashTable *table = formats ();
    Format *format = g_hash_table_lookup (table, key);
    if (format == NULL) {
        format = g_new0 (Format, 1);
        format->date = open_date (name, skeleton);
        g_hash_table_insert (table, g_strdup (key), format);
    }
    return format->date;
}

/* This thread's; NULL if ICU cannot. */
static UNumberFormat *number_format (const char *locale)
{
    char name[96];
    icu_locale (locale, name, sizeof name);
    GHashTable *table = formats ();
    Format *format = g_hash_table_lookup (table, name);
    if (format == NULL) {
        UErrorCode status = U_ZERO_ERROR;
        format = g_new0 (Format, 1);
        format->number = unum_open (UNUM_DECIMAL, NULL, 0, name, NULL, &status);
        g_hash_table_insert (table, g_strdup (name), format);
    }
    return format->number;
}

/* What the clocks show there, as if it were UTC: a zone's rules come from the machine's tzdata, by which deadlines are worked
 * out, and not from ICU's own table, which may be older. */
static UDate there (gint64 instant, const char *zone)
{
    return (double) (instant + td_zone_offset (instant, zone) * G_USEC_PER_SEC) / 1000.0;
}

/* A time as UTC (milliseconds) by a skeleton ("yMMMMd"), in the locale's order; NULL if ICU cannot. */
static char *by_skeleton (const char *locale, const char *skeleton, UDate when)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[DATE_UNITS];
    UDateFormat *format = date_format (locale, skeleton);
    if (format == NULL)
        return NULL;
    int32_t n = udat_format (format, when, text, G_N_ELEMENTS (text), NULL, &status);
    return U_SUCCESS (status) ? to_utf8 (text, n) : NULL;
}

char *td_words_date (const char *locale, const char *date)
{
    static const char *const skeletons[] = {
        [TD_DATE_YEAR] = "y", [TD_DATE_MONTH] = "yMMMM", [TD_DATE_DAY] = "yMMMMd"
    };
    TdDatePrecision precision = td_date_precision (date);
    if (precision == TD_DATE_NONE)
        return g_strdup (date);
    int year = (int) g_ascii_strtoll (date, NULL, 10);
    int month = precision >= TD_DATE_MONTH ? (int) g_ascii_strtoll (date + 5, NULL, 10) : 1;
    int day = precision == TD_DATE_DAY ? (int) g_ascii_strtoll (date + 8, NULL, 10) : 1;
    g_autoptr (GDateTime) noon = g_date_time_new_utc (year, month, day, 12, 0, 0);
    if (noon == NULL)
        return g_strdup (date);
    char *text = by_skeleton (locale, skeletons[precision], (double) g_date_time_to_unix (noon) * 1000.0);
    return text != NULL ? text : g_strdup (date);
}

char *td_words_instant (const char *locale, gint64 instant, const char *zone)
{
    /* "H": hours to 24 everywhere, so that no deadline turns on reading a.m. or p.m. The date and the time
     * are worded apart: how ICU joins them ("at", a comma) differs from one of its versions to the next. */
    UDate when = there (instant, zone);
    g_autofree char *day = by_skeleton (locale, "yMMMMEEEEd", when);
    g_autofree char *time = by_skeleton (locale, "Hmm", when);
    if (day == NULL || time == NULL)
        return td_instant_to_text (instant);
    if (locale == NULL
        || g_str_has_prefix (locale, "en")) { /* ICU sets a comma after the weekday; the house does not */
        g_autofree char *weekday = by_skeleton ("en", "EEEE", when);
        g_autofree char *date = by_skeleton ("en", "yMMMMd", when);
        return g_strdup_printf ("%s %s, %s", weekday, date, time);
    }
    gboolean arabic = locale != NULL && g_str_has_prefix (locale, "ar");
    gboolean chinese = locale != NULL && g_str_has_prefix (locale, "zh");
    return g_strdup_printf ("%s%s%s", day, arabic ? "، " : chinese ? " " : ", ", time);
}

char *td_words_day (const char *locale, gint64 instant, const char *zone)
{
    char *day = by_skeleton (locale, "yMMMMd", there (instant, zone));
    return day != NULL ? day : td_instant_to_text (instant);
}

char *td_words_weekday (const char *locale, gint64 instant, const char *zone)
{
    char *day = by_skeleton (locale, "yMMMMEEEEd", there (instant, zone));
    return day != NULL ? day : td_instant_to_text (instant);
}

char *td_words_time (const char *locale, gint64 instant, const char *zone)
{
    char *time = by_skeleton (locale, "Hmm", there (instant, zone));
    return time != NULL ? time : td_instant_to_text (instant);
}

char *td_words_month (const char *locale, gint64 instant, const char *zone)
{
    char *month = by_skeleton (locale, "LLL", there (instant, zone));
    return month != NULL ? month : td_instant_to_text (instant);
}

/* The city by which ICU knows a zone; NULL if it cannot. */
static char *city_of (const char *locale, const char *zone)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar pattern[] = { 'V', 'V', 'V', 0 }, where[64], text[DATE_UNITS];
    char name[96];
    icu_locale (locale, name, sizeof name);
    u_uastrncpy (where, zone, G_N_ELEMENTS (where) - 1);
    where[G_N_ELEMENTS (where) - 1] = 0;
    UDateFormat *format = udat_open (UDAT_PATTERN, UDAT_PATTERN, name, where, -1, pattern, 3, &status);
    int32_t n = U_SUCCESS (status) ? udat_format (format, 0, text, G_N_ELEMENTS (text), NULL, &status) : 0;
    if (format != NULL)
        udat_close (format);
    return U_SUCCESS (status) && n > 0 ? to_utf8 (text, n) : NULL;
}

char *td_words_zone_city (const char *locale, const char *zone)
{
    /* The zone database keeps Geneva's time under Zurich. */
    if (g_strcmp0 (zone, "Europe/Zurich") == 0)
        return g_strdup (td_words (locale, N_ ("Geneva")));
    g_autofree char *city = city_of (locale, zone);
    /* "UTC", "Etc/GMT+5": no city lies there, and ICU has words for that. */
    gboolean nowhere = strchr (zone, '/') == NULL || g_str_has_prefix (zone, "Etc/");
    g_autofree char *unknown = nowhere ? city_of (locale, "Etc/Unknown") : NULL;
    return city != NULL && g_strcmp0 (city, unknown) != 0 ? g_steal_pointer (&city) : g_strdup (zone);
}

char *td_words_runs (const char *locale, const GArray *numbers)
{
    GString *words = g_string_new (NULL);

    /* U+2060 after the dash: no line ends within a run. */
    for (guint i = 0; i < numbers->len;) {
        int first = g_array_index (numbers, int, i);
        guint n = 1;
        while (i + n < numbers->len && g_array_index (numbers, int, i + n) == first + (int) n)
            n++;
        if (n < 3)
            n = 1;
        g_string_append_printf (words, "%s%d", words->len > 0 ? td_words (locale, N_ (", ")) : "", first);
        if (n > 1)
            g_string_append_printf (words, "–\u2060%d", first + (int) n - 1);
        i += n;
    }
    return g_string_free (words, FALSE);
}

char *td_words_number (const char *locale, gint64 number)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[64];
    UNumberFormat *format = number_format (locale);
    if (format == NULL)
        return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    int32_t n = unum_formatInt64 (format, number, text, G_N_ELEMENTS (text), NULL, &status);
    return U_SUCCESS (status) ? to_utf8 (text, n) : g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

char *td_words_region (const char *locale, const char *iso2)
{
    char region[16];
    g_snprintf (region, sizeof region, "und_%.3s", iso2);
    UChar text[160];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = uloc_getDisplayCountry (region, locale, text, G_N_ELEMENTS (text), &status);
    return U_SUCCESS (status) && n > 0 ? to_utf8 (text, n) : g_strdup (iso2);
}

typedef struct {
    char locale[40];
    UCollator *collator;
} Collation;

static void collation_free (gpointer data)
{
    Collation *c = data;
    if (c->collator != NULL)
        ucol_close (c->collator);
    g_free (c);
}

/* A collator takes a millisecond to open; a list is sorted in one locale, so each thread keeps its last. */
static UCollator *collator_of (const char *locale)
{
    static GPrivate private = G_PRIVATE_INIT (collation_free);
    Collation *c = g_private_get (&private);
    if (c != NULL && g_str_equal (c->locale, locale))
        return c->collator;
    UErrorCode status = U_ZERO_ERROR;
    c = g_new0 (Collation, 1);
    g_strlcpy (c->locale, locale, sizeof c->locale);
    c->collator = ucol_open (locale, &status);
    g_private_replace (&private, c);
    return c->collator;
}

char *td_words_sort_key (const char *locale, const char *text)
{
    UCollator *collator = collator_of (locale != NULL ? locale : "en");
    g_autofree UChar *units = g_new (UChar, strlen (text) + 1);
    int32_t n = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8 (units, (int32_t) strlen (text) + 1, &n, text, -1, &status);
    if (collator == NULL || U_FAILURE (status))
        return g_strdup ("");
    int32_t size = ucol_getSortKey (collator, units, n, NULL, 0);
    g_autofree guint8 *key = g_malloc ((gsize) size);
    ucol_getSortKey (collator, units, n, key, size);
    GString *hex = g_string_sized_new ((gsize) size * 2);
    for (int32_t i = 0; i + 1 < size; i++) /* without the zero at its end */
        g_string_append_printf (hex, "%02x", key[i]);
    return g_string_free (hex, FALSE);
}
