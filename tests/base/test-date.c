#include "base/clock.h"

static void test_precision (void)
{
    g_assert_cmpint (td_date_precision ("2018"), ==, TD_DATE_YEAR);
    g_assert_cmpint (td_date_precision ("2018-07"), ==, TD_DATE_MONTH);
    g_assert_cmpint (td_date_precision ("2018-07-06"), ==, TD_DATE_DAY);
    g_assert_cmpint (td_date_precision ("2020-02-29"), ==, TD_DATE_DAY);

    const char *const none[] = { "",        "18",         "0000",       "2018-",      "2018-7",      "2018-13",
                                 "2018-00", "2018-02-29", "2018-07-32", "2018/07/06", "2018-07-06T", "2018-07-0x",
                                 "+018",    " 018",       "２０１８" };

    for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
        g_assert_cmpint (td_date_precision (none[i]), ==, TD_DATE_NONE);
    g_assert_cmpint (td_date_precision (NULL), ==, TD_DATE_NONE);
}

static void add (const char *date, int months, const char *expected)
{
    g_autofree char *sum = td_date_add_months (date, months);

    g_assert_cmpstr (sum, ==, expected);
}

static void test_add (void)
{
    add ("2018-07-06", 3, "2018-10-06");
    add ("2018-11-30", 3, "2019-02-28");
    add ("2019-11-30", 3, "2020-02-29");
    add ("2020-02-29", 12, "2021-02-28");
    add ("2020-02-29", -48, "2016-02-29");
    add ("2003-07", 12, "2004-07");
    add ("2003-07", -7, "2002-12");
    add ("2003", 60, "2008");
    add ("2003", 3, "2003");
    add ("9999-12-31", 1, NULL);
    add ("0001-01-01", -1, NULL);
    add ("nonsense", 1, NULL);
    add (NULL, 1, NULL);
}

static void test_compare (void)
{
    g_assert_cmpint (td_date_compare ("2018", "2018-07-06"), ==, 0);
    g_assert_cmpint (td_date_compare ("2018-07", "2018-07-06"), ==, 0);
    g_assert_cmpint (td_date_compare ("2018-07-07", "2018-07-06"), >, 0);
    g_assert_cmpint (td_date_compare ("2017-12", "2018"), <, 0);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/date/precision", test_precision);
    g_test_add_func ("/date/add-months", test_add);
    g_test_add_func ("/date/compare", test_compare);
    return g_test_run ();
}
