/* Dates in words: six languages, the digits of other scripts, and what looks like a date and is none. */
#include "text/dates.h"

static void test_dates (void)
{
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        { "by 1 May 2020", "2020-05-01" },
        { "within one year (that is, by 14 September 2021)", "2021-09-14" },
        { "no later than May 1st, 2020", "2020-05-01" },
        { "by 1st May 2020", "2020-05-01" },
        { "d’ici au 1er mai 2020", "2020-05-01" },
        { "avant le 12 août 2022", "2022-08-12" },
        { "a más tardar el 1 de mayo de 2020", "2020-05-01" },
        { "antes del 30 de septiembre del 2023", "2023-09-30" },
        { "не позднее 1 мая 2020 года", "2020-05-01" },
        { "在2020年5月1日之前", "2020-05-01" },
        { "2020 年 12 月 31 日前", "2020-12-31" },
        { "بحلول 1 أيار/مايو 2020", "2020-05-01" },
        { "في موعد أقصاه ١٥ كانون الثاني/يناير ٢٠٢١", "2021-01-15" },
        { "adopted on 3 May 2018, to be answered by 1 May 2020", "2020-05-01" },
        { "in May 2020", NULL },
        { "paragraphs 12 and 14 of its May 2020 report", NULL },
        { "31 February 2020", NULL },
        { "it may 2020", NULL },
        { "1 May 1066", NULL },
        { "CMW/C/GHA/CO/1, 5 May", NULL },
        { "", NULL },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *found = td_dates_latest (rows[i].text, -1);
        if (g_strcmp0 (found, rows[i].wanted) != 0)
            g_error ("%s: %s", rows[i].text, found != NULL ? found : "none");
    }
}

static void test_length (void)
{
    g_autofree char *found = td_dates_latest ("by 1 May 2020", strlen ("by 1 May"));

    g_assert_null (found);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/text/dates/dates", test_dates);
    g_test_add_func ("/text/dates/length", test_length);
    return g_test_run ();
}
