#include "table.h"

GPtrArray *test_table (const char *name, guint columns)
{
    g_autofree char *path = g_build_filename (TD_TEST_TEXT, name, NULL);
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;
    g_file_get_contents (path, &text, NULL, &error);
    g_assert_no_error (error);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
    for (guint i = 0; lines[i] != NULL; i++) {
        if (lines[i][0] == '#' || lines[i][0] == '\0')
            continue;
        char **fields = g_strsplit (lines[i], "\t", -1);
        g_assert_cmpuint (g_strv_length (fields), ==, columns);
        g_ptr_array_add (rows, fields);
    }
    return rows;
}
