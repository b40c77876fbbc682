/* Names are found however they are written, and words that only hold their letters stay. */
#include "text/mask.h"

static const struct {
    const char *text, *name, *masked; /* NULL: not in it */
} rows[] = {
    { "Amina Diallo was held.", "Amina Diallo", TD_MASK " was held." },
    { "AMINA  DIALLO; amina-diallo; Amina\nDiallo", "Amina Diallo", TD_MASK "; " TD_MASK "; " TD_MASK },
    { "Diallo’s brother, Diallo", "diallo", TD_MASK " brother, " TD_MASK },
    { "José and Jose\xcc\x81 and JOSE", "josé", TD_MASK " and " TD_MASK " and " TD_MASK },
    { "Straße, STRASSE", "strasse", TD_MASK ", " TD_MASK },
    { "Australia and Ali", "Ali", "Australia and " TD_MASK },
    { "Alice and Italian", "Ali", NULL },
    { "Ивановой не было, Иванов был", "Иванов", TD_MASK " не было, " TD_MASK " был" },
    { "أحمد واحمد وأَحْمَد", "احمد", TD_MASK " " TD_MASK " " TD_MASK },
    { "فاطمة وفاطمه وفــاطمة", "فاطمة", TD_MASK " " TD_MASK " " TD_MASK },
    { "علی و على", "علي", TD_MASK " و " TD_MASK },
    { "王小明说，王小明先生", "王小明", TD_MASK "说，" TD_MASK "先生" },
    { "ＡＭＩＮＡ went", "Amina", TD_MASK " went" },
    { "A\xe2\x80\x8bmi\xc2\xadna went", "Amina", TD_MASK " went" },
    { "O’Neil, ONeil, O'Neil", "O'Neil", TD_MASK ", " TD_MASK ", " TD_MASK },
    { "<b>Amina</b>", "Amina", "<b>" TD_MASK "</b>" },
    { "", "Amina", NULL },
    { "Amina", "", NULL },
    { "Amina", " - ", NULL },
    { "aaaa aaaa", "aaaa aaaa aaaa", NULL },
};

static void test_rows (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        int places = 0;
        g_autofree char *masked = td_text_mask (rows[i].text, rows[i].name, &places);
        g_test_message ("%s / %s", rows[i].text, rows[i].name);
        g_assert_cmpstr (masked, ==, rows[i].masked);
        g_assert_true ((places > 0) == (masked != NULL));
        /* Nothing is left to find. */
        g_assert_null (masked != NULL ? td_text_mask (masked, rows[i].name, NULL) : NULL);
    }
}

static void test_long (void)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *name = g_strnfill (4000, 'n');
    g_autofree char *masked = NULL;
    int places = 0;

    for (int i = 0; i < 20000; i++)
        g_string_append (text, i % 100 == 0 ? "Amina " : "nnnn ");
    masked = td_text_mask (text->str, "Amina", &places);
    g_assert_cmpint (places, ==, 200);
    g_assert_null (td_text_mask (text->str, name, NULL));
}

static void test_can (void)
{
    g_assert_true (td_text_mask_can ("A"));
    g_assert_false (td_text_mask_can (""));
    g_assert_false (td_text_mask_can (" ’-\xe2\x80\x8b "));
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/mask/rows", test_rows);
    g_test_add_func ("/mask/long", test_long);
    g_test_add_func ("/mask/can", test_can);
    return g_test_run ();
}
