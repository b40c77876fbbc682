/* Civil dates: the part of clock.h that needs no clock. */
#include "base/clock.h"

/* n digits at text as a number; -1 when one of them is none. */
static int digits (const char *text, int n)
{
    int value = 0;

    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit (text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/* Takes a date apart; what its precision lacks is 1. */
static TdDatePrecision split (const char *date, int *ret_year, int *ret_month, int *ret_day)
{
    gsize length = date ? strnlen (date, 11) : 0;
    int year = 1, month = 1, day = 1;

    if (length != 4 && length != 7 && length != 10)
        return TD_DATE_NONE;
    year = digits (date, 4);
    if (length >= 7)
        month = date[4] == '-' ? digits (date + 5, 2) : -1;
    if (length == 10)
        day = date[7] == '-' ? digits (date + 8, 2) : -1;
    if (year < 1 || month < 1 || month > 12 || day < 1
        || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
        return TD_DATE_NONE;
    *ret_year = year;
    *ret_month = month;
    *ret_day = day;
    return length == 4 ? TD_DATE_YEAR : length == 7 ? TD_DATE_MONTH : TD_DATE_DAY;
}

TdDatePrecision td_date_precision (const char *date)
{
    int year, month, day;

    return split (date, &year, &month, &day);
}

static char *join (TdDatePrecision precision, int year, int month, int day)
{
    switch (precision) {
    case TD_DATE_YEAR: return g_strdup_printf ("%04d", year);
    case TD_DATE_MONTH: return g_strdup_printf ("%04d-%02d", year, month);
    case TD_DATE_DAY: return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
    case TD_DATE_NONE: break;
    }
    return NULL;
}

char *td_date_add_months (const char *date, int months)
{
    int year, month, day, last;
    gint64 total;
    TdDatePrecision precision = split (date, &year, &month, &day);

    if (precision == TD_DATE_NONE)
        return NULL;
    total = (gint64) year * 12 + month - 1 + months;
    if (total < 12 || total >= 10000 * 12)
        return NULL;
    year = (int) (total / 12);
    month = (int) (total % 12) + 1;
    last = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
    return join (precision, year, month, MIN (day, last));
}

char *td_date_add_days (const char *date, int days)
{
    int year, month, day;
    gint64 julian;
    GDate sum;

    if (split (date, &year, &month, &day) != TD_DATE_DAY)
        return NULL;
    g_date_clear (&sum, 1);
    g_date_set_dmy (&sum, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
    julian = (gint64) g_date_get_julian (&sum) + days;
    if (julian < 1 || julian > 3652059) /* the years 1 to 9999 */
        return NULL;
    g_date_set_julian (&sum, (guint32) julian);
    return join (TD_DATE_DAY, g_date_get_year (&sum), (int) g_date_get_month (&sum), g_date_get_day (&sum));
}

int td_date_compare (const char *a, const char *b)
{
    return strncmp (a, b, MIN (strlen (a), strlen (b)));
}
