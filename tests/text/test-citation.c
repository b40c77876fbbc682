#include "base/base.h"
#include "table.h"
#include "text/citation.h"
#include <string.h>

/* A citation as the table writes it. */
static char *write_citation (const TdCitation *c)
{
    g_autoptr (GString) out = g_string_new (c->cited == TD_CITED_SYMBOL         ? "S "
                                            : c->cited == TD_CITED_OBSERVATIONS ? "O"
                                                                                : "G ");
    if (c->cited == TD_CITED_SYMBOL)
        g_string_append (out, c->symbol);
    else
        g_assert_null (c->symbol);
    if (c->cited == TD_CITED_GENERAL_COMMENT)
        g_string_append_printf (out, "%s%s%d", c->body != NULL ? c->body : "", c->body != NULL ? " " : "", c->comment);
    if (c->first != 0)
        g_string_append_printf (out, "#%d", c->first);
    if (c->last != c->first)
        g_string_append_printf (out, "-%d", c->last);
    return g_strdup (out->str);
}

static char *write_all (GArray *found)
{
    g_autoptr (GString) out = g_string_new (NULL);
    for (guint i = 0; i < found->len; i++) {
        g_autofree char *one = write_citation (&g_array_index (found, TdCitation, i));
        g_string_append_printf (out, "%s%s", i > 0 ? "; " : "", one);
    }
    return g_strdup (out->len > 0 ? out->str : "-");
}

static char *unescape (const char *text)
{
    GString *out = g_string_new (text);
    g_string_replace (out, "\\n", "\n", 0);
    g_string_replace (out, "<rlm>", "\u200F", 0);
    g_string_replace (out, "<lrm>", "\u200E", 0);
    return g_string_free (out, FALSE);
}

static void test_table_of_forms (void)
{
    g_autoptr (GPtrArray) rows = test_table ("citations.tsv", 3);
    guint wrong = 0;
    g_assert_cmpuint (rows->len, >, 80);
    for (guint i = 0; i < rows->len; i++) {
        char **row = rows->pdata[i];
        g_autofree char *text = unescape (row[2]);
        g_autoptr (GArray) found = td_citations_find (text);
        g_autofree char *said = write_all (found);
        if (!g_str_equal (said, row[1])) {
            g_test_message ("%s: %s\n  wanted %s\n  found  %s", row[0], row[2], row[1], said);
            wrong++;
        }
    }
    g_assert_cmpuint (wrong, ==, 0);
}

/* Where a citation stands: the words that a page would mark. */
static void test_place (void)
{
    static const char text[] =
        "Voir « observations finales » (CMW/C/SEN/CO/2, par. 34 à 36 et 40) et l’observation générale nº 2.";
    static const char *const places[] = { "observations finales » (CMW/C/SEN/CO/2, par. 34 à 36", "40",
                                          "observation générale nº 2" };
    g_autoptr (GArray) found = td_citations_find (text);
    g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (places));
    for (guint i = 0; i < found->len; i++) {
        const TdCitation *c = &g_array_index (found, TdCitation, i);
        g_autofree char *place = g_strndup (text + c->start, c->end - c->start);
        g_assert_cmpstr (place, ==, places[i]);
    }
}

static void test_symbols (void)
{
    static const struct {
        const char *symbol, *clean;
    } symbols[] = {
        { "CMW/C/GHA/CO/1", "CMW/C/GHA/CO/1" },
        { " cmw/c/gha/co/1 ", "CMW/C/GHA/CO/1" },
        { "CMW/C/GHA/ CO/1", "CMW/C/GHA/CO/1" },
        { "\u200FCMW/C/GHA/CO/1\u200F", "CMW/C/GHA/CO/1" },
        { "CMW/C/GHA/CO/١", "CMW/C/GHA/CO/1" },
        { "A/HRC/WG.6/28/GHA/1", "A/HRC/WG.6/28/GHA/1" },
        { "CMW/C/GHA/CO/1, para. 34", NULL },
        { "CMW/C/GHA/CO", NULL },
        { "CMW", NULL },
        { "", NULL },
        { "12/2015", NULL },
        { "\xff", NULL },
    };
    for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++) {
        g_autofree char *clean = td_symbol_clean (symbols[i].symbol);
        g_assert_cmpstr (clean, ==, symbols[i].clean);
    }
}

static void parts_are (const char *symbol, const char *joined)
{
    g_autoptr (GPtrArray) parts = td_symbol_parts (symbol);
    g_autofree char *found = NULL;
    g_ptr_array_add (parts, NULL);
    found = g_strjoinv ("; ", (char **) parts->pdata);
    g_assert_cmpstr (found, ==, joined);
}

static void test_joint_symbols (void)
{
    parts_are ("CMW/C/GC/3-CRC/C/GC/22", "CMW/C/GC/3; CRC/C/GC/22");
    parts_are ("CEDAW/C/GC/31/REV.1-CRC/C/GC/18/REV.1", "CEDAW/C/GC/31/REV.1; CRC/C/GC/18/REV.1");
    parts_are ("CEDAW/C/GHA/CO/6-7", "CEDAW/C/GHA/CO/6-7");
    parts_are ("CMW/C/GHA/CO/1", "CMW/C/GHA/CO/1");
}

/* Long rubbish ends soon, and every place is within the text. */
static void test_long (void)
{
    static const char *const parts[] = {
        "CMW/",
        "第3段和",
        "para. 3, ",
        "((((",
        "general comments Nos. 1, 2, ",
        "1/2/3/",
        "observations finales ",
        "الفقرة ٣ و",
        "\u200F",
        "CMW/C/A/CO/1, para. 3 and ",
        "Committee on the Rights of ",
        "general comment No. 3 of the Committee on the Rights of the Child and No. 4, "
    };
    for (gsize k = 0; k < G_N_ELEMENTS (parts); k++) {
        g_autoptr (GString) text = g_string_new (NULL);
        while (text->len < 60000)
            g_string_append (text, parts[k]);
        gint64 start = g_get_monotonic_time ();
        g_autoptr (GArray) found = td_citations_find (text->str);
        gint64 took = g_get_monotonic_time () - start;
        g_test_message ("%s: %u in %.1f ms", parts[k], found->len, (double) took / 1000);
        for (guint i = 0; i < found->len; i++) {
            const TdCitation *c = &g_array_index (found, TdCitation, i);
            g_assert_cmpuint (c->start, <, c->end);
            g_assert_cmpuint (c->end, <=, text->len);
        }
        g_assert_cmpint (took, <, 3 * G_USEC_PER_SEC);
    }
    g_autoptr (GArray) none = td_citations_find ("\xff\xfe");
    g_assert_cmpuint (none->len, ==, 0);
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/citation/forms", test_table_of_forms);
    g_test_add_func ("/citation/place", test_place);
    g_test_add_func ("/citation/symbols", test_symbols);
    g_test_add_func ("/citation/joint-symbols", test_joint_symbols);
    g_test_add_func ("/citation/long", test_long);
    return g_test_run ();
}
