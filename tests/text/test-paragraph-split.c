#include "base/base.h"
#include "table.h"
#include "text/paragraph-split.h"

#include <string.h>

static const char *const own_symbols[] = { "CMW/C/GC/6", NULL };
static const TdSplitOf of = { .paragraphs = 60, .comment = 6, .symbols = own_symbols };

/* A block as the table writes it; what it points to lives as long as kept. */
static TdSplitBlock read_block (const char *written, GPtrArray *kept)
{
    TdSplitBlock block = { .text = written };

    while (*block.text == '#') {
        block.kind = TD_SPLIT_HEADING;
        block.level++;
        block.text++;
    }
    if (*block.text == '|') {
        block.kind = TD_SPLIT_ROW;
        block.text++;
    } else if (*block.text == '{') {
        const char *end = strchr (block.text, '}');
        block.number = g_strndup (block.text + 1, (gsize) (end - block.text) - 1);
        g_ptr_array_add (kept, (gpointer) block.number);
        block.text = end + 1;
    }
    while (*block.text == ' ')
        block.text++;
    return block;
}

static GPtrArray *split (const char *written)
{
    g_auto (GStrv) each = g_strsplit (written, " ¶ ", -1);
    g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (TdSplitBlock));

    for (guint i = 0; each[i] != NULL; i++) {
        const TdSplitBlock block = read_block (each[i], kept);
        g_array_append_val (blocks, block);
    }
    return td_split_by_paragraph ((const TdSplitBlock *) (void *) blocks->data, blocks->len, &of);
}

static char *write_pieces (const GPtrArray *pieces)
{
    g_autoptr (GString) out = g_string_new (NULL);

    for (guint i = 0; i < pieces->len; i++) {
        const TdSplitPiece *piece = pieces->pdata[i];
        g_autofree char *places = td_split_ranges_write (piece->ranges);
        g_auto (GStrv) blocks = g_strsplit (piece->text, "\n\n", -1);
        g_string_append_printf (out, "%s%s:%u", i > 0 ? "; " : "", *places != '\0' ? places : "0",
                                g_strv_length (blocks));
    }
    return g_strdup (out->len > 0 ? out->str : "-");
}

static void test_table_of_splits (void)
{
    g_autoptr (GPtrArray) rows = test_table ("splits.tsv", 3);
    guint wrong = 0;

    g_assert_cmpuint (rows->len, >, 40);
    for (guint i = 0; i < rows->len; i++) {
        char **row = rows->pdata[i];
        g_autoptr (GPtrArray) pieces = split (row[2]);
        g_autofree char *said = write_pieces (pieces);
        if (!g_str_equal (said, row[1])) {
            g_test_message ("%s: %s\n  wanted %s\n  found  %s", row[0], row[2], row[1], said);
            wrong++;
        }
    }
    g_assert_cmpuint (wrong, ==, 0);
}

/* What the pieces say, in their order. */
static void test_words (void)
{
    static const char *const texts[] = { "We welcome it.", "Weak. It was \"shall\".\n\nParagraph 23 has it right.",
                                         "Para. 14: Good.", "Conclusion\n\nWe thank the Committee." };
    g_autoptr (GPtrArray) pieces =
        split ("We welcome it. ¶ # Paragraph 12 ¶ Weak. It was \"shall\". ¶ Paragraph 23 has "
               "it right. ¶ Para. 14: Good. ¶ # Conclusion ¶ We thank the Committee.");

    g_assert_cmpuint (pieces->len, ==, G_N_ELEMENTS (texts));
    for (guint i = 0; i < pieces->len; i++)
        g_assert_cmpstr (((TdSplitPiece *) pieces->pdata[i])->text, ==, texts[i]);
}

static void test_ranges (void)
{
    static const struct {
        const char *typed, *read;
    } rows[] = {
        { "", "" },
        { "12", "12" },
        { "12, 14-16", "12, 14–16" },
        { "16, 12", "12, 16" },
        { "12, 13", "12–13" },
        { "12 and 14 to 16", "12, 14–16" },
        { "paras. 12–14", "12–14" },
        { "١٢؛ ١٤", "12, 14" },
        { "第12段", "12" },
        { "14-12", NULL },
        { "12-", NULL },
        { "61", NULL },
        { "0", NULL },
        { "the whole", NULL },
        { "12 {x}", NULL },
    };
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GArray) ranges = td_split_ranges_read (rows[i].typed, 60);
        g_autofree char *written = ranges != NULL ? td_split_ranges_write (ranges) : NULL;
        g_assert_cmpstr (written, ==, rows[i].read);
    }
}

/* Nothing that was written is lost, whatever it is. */
static void test_nothing_lost (void)
{
    g_autoptr (GString) all = g_string_new (NULL);
    gsize letters = 0, found = 0;
    g_autoptr (GPtrArray) pieces = NULL;

    for (guint i = 0; i < 400; i++)
        g_string_append_printf (all, "%sw%u para. %u%s x%u", i > 0 ? " ¶ " : "", i, i % 70, i % 3 == 0 ? ":" : "", i);
    pieces = split (all->str);
    for (const char *p = all->str; *p != '\0'; p++)
        letters += g_ascii_isalnum (*p);
    for (guint i = 0; i < pieces->len; i++)
        for (const char *p = ((TdSplitPiece *) pieces->pdata[i])->text; *p != '\0'; p++)
            found += g_ascii_isalnum (*p);
    g_assert_cmpuint (found, ==, letters);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/text/split/table", test_table_of_splits);
    g_test_add_func ("/text/split/words", test_words);
    g_test_add_func ("/text/split/ranges", test_ranges);
    g_test_add_func ("/text/split/nothing-lost", test_nothing_lost);
    return g_test_run ();
}
