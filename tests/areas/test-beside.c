/* Languages of a document beside each other: texts as short strings, one letter a paragraph, and the rows as they come out. */
#include "areas/library/beside.h"

#include <string.h>

/* "h" a heading, "x" a paragraph without a number, a digit the paragraph of that number. */
static GPtrArray *text_of (const char *signs)
{
    GPtrArray *text = g_ptr_array_new_with_free_func ((GDestroyNotify) td_library_paragraph_free);

    for (int i = 0; signs[i] != '\0'; i++) {
        TdLibraryParagraph *one = g_new0 (TdLibraryParagraph, 1);
        one->paragraph = td_paragraph_new ();
        one->paragraph->kind = signs[i] == 'h' ? TD_PARAGRAPH_HEADING : TD_PARAGRAPH_TEXT;
        one->paragraph->text = g_strdup ("");
        one->anchor = g_ascii_isdigit (signs[i]) ? g_strdup_printf ("p%c", signs[i]) : g_strdup_printf ("n%d", i + 1);
        g_ptr_array_add (text, one);
    }
    return text;
}

/* "h|h 1|1 xx|x": the rows apart by blanks, the languages by strokes. */
static char *woven (const char *const *signs, guint n)
{
    g_autofree GPtrArray **texts = g_new0 (GPtrArray *, n);
    g_autoptr (GPtrArray) rows = NULL;
    GString *out = g_string_new (NULL);

    for (guint l = 0; l < n; l++)
        texts[l] = text_of (signs[l]);
    rows = td_beside ((const GPtrArray *const *) texts, n);
    for (guint r = 0; r < rows->len; r++) {
        const TdBesideRow *row = rows->pdata[r];
        g_assert_nonnull (row->anchor);
        for (guint l = 0; l < n; l++) {
            g_string_append (out, l > 0 ? "|" : r > 0 ? " " : "");
            g_string_append_len (out, signs[l] + row->from[l], row->n[l]);
        }
    }
    for (guint l = 0; l < n; l++)
        g_ptr_array_unref (texts[l]);
    return g_string_free (out, FALSE);
}

static void test_rows (void)
{
    static const struct {
        const char *signs[3];
        const char *rows;
    } cases[] = {
        { { "h1h2", "h1h2", NULL }, "h|h 1|1 h|h 2|2" },
        { { "1xx2", "1x2", NULL }, "1|1 xx|x 2|2" },
        { { "1xx2", "1xx2", NULL }, "1|1 x|x x|x 2|2" },
        { { "12", "123", NULL }, "1|1 2|2 |3" },
        { { "13", "123", NULL }, "1|1 |2 3|3" },
        { { "hh1", "h1", NULL }, "hh|h 1|1" },
        { { "xh1x", "h1x", NULL }, "x| h|h 1|1 x|x" },
        { { "", "1x", NULL }, "|1 |x" },
        { { "xx", "x", NULL }, "xx|x" },
        { { "hx", "xh", NULL }, "hx|xh" },
        { { "21", "12", NULL }, "2| 1|1 |2" }, /* out of order: nothing is lost */
        { { "1h2", "1h2", "12" }, "1|1|1 h|h| 2|2|2" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        guint n = cases[i].signs[2] != NULL ? 3 : 2;
        g_autofree char *rows = woven (cases[i].signs, n);
        g_test_message ("%s, %s", cases[i].signs[0], cases[i].signs[1]);
        g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

/* Whatever comes in, each paragraph stands in one row, in its own order. */
static void test_nothing_lost (void)
{
    for (int round = 0; round < 3000; round++) {
        char signs[3][24];
        const char *of[3] = { signs[0], signs[1], signs[2] };
        guint n = (guint) g_test_rand_int_range (1, 4);
        g_autofree char *rows = NULL;
        for (guint l = 0; l < n; l++) {
            int length = g_test_rand_int_range (0, 20);
            for (int i = 0; i < length; i++)
                signs[l][i] = "hx123456"[g_test_rand_int_range (0, 8)];
            signs[l][length] = '\0';
        }
        rows = woven (of, n);
        for (guint l = 0; l < n; l++) {
            g_autoptr (GString) mine = g_string_new (NULL);
            g_auto (GStrv) each = g_strsplit (rows, " ", -1);
            for (gsize r = 0; each[r] != NULL && *rows != '\0'; r++) {
                g_auto (GStrv) cells = g_strsplit (each[r], "|", -1);
                g_string_append (mine, cells[l]);
            }
            g_assert_cmpstr (mine->str, ==, signs[l]);
        }
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/beside/rows", test_rows);
    g_test_add_func ("/beside/nothing-lost", test_nothing_lost);
    return g_test_run ();
}
