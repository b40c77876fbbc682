/* Sheets: a CSV of a profile checked against the columns that its loader names. */
#include "profile/profile-private.h"

#include "base/clock.h"
#include "base/errors.h"

gboolean td_sheet_refuse (const TdSheet *sheet, guint row, GError **error, const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    g_autofree char *why = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT, "%s, line %u: %s", sheet->csv->name,
                 td_csv_line (sheet->csv, row), why);
    return FALSE;
}

/* "keywords_*" fits "keywords_fr": a language tag of two or three letters. */
static gboolean column_fits (const char *pattern, const char *name)
{
    gsize stem = strlen (pattern) - 1;

    if (pattern[stem] != '*')
        return g_str_equal (pattern, name);
    if (strncmp (pattern, name, stem) != 0)
        return FALSE;
    gsize letters = strspn (name + stem, "abcdefghijklmnopqrstuvwxyz");
    return (letters == 2 || letters == 3) && name[stem + letters] == '\0';
}

static const TdColumn *find_column (const TdColumn *columns, gsize n, const char *name)
{
    for (gsize i = 0; i < n; i++)
        if (column_fits (columns[i].name, name))
            return &columns[i];
    return NULL;
}

static gboolean check_columns (const TdCsv *csv, const TdColumn *columns, gsize n, GError **error)
{
    for (guint i = 0; i < csv->n_columns; i++)
        if (find_column (columns, n, csv->columns[i]) == NULL) {
            g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT,
                         "%s, line 1: the column “%s” is unknown here. profiles/README.md names the columns.",
                         csv->name, csv->columns[i]);
            return FALSE;
        }
    for (gsize i = 0; i < n; i++) {
        gboolean found = g_str_has_suffix (columns[i].name, "*");
        for (guint k = 0; k < csv->n_columns && !found; k++)
            found = g_str_equal (csv->columns[k], columns[i].name);
        if (!found) {
            g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT, "%s, line 1: the column “%s” is missing.", csv->name,
                         columns[i].name);
            return FALSE;
        }
    }
    return TRUE;
}

static const char *wrong_text (const char *text)
{
    if (g_unichar_isspace (g_utf8_get_char (text))
        || g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (text + strlen (text)))))
        return "has a space at its beginning or end";
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_iscntrl (g_utf8_get_char (p)))
            return "has a line break or another control character";
    return NULL;
}

static const char *wrong_keywords (const char *text)
{
    g_auto (GStrv) words = g_strsplit (text, "|", -1);
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    for (char **w = words; *w != NULL; w++) {
        if (**w == '\0' || wrong_text (*w) != NULL)
            return "has an empty keyword or one with a space at its end";
        if (!g_hash_table_add (seen, *w))
            return "has the same keyword twice";
    }
    return NULL;
}

gboolean td_profile_is_time (const char *text)
{
    return strlen (text) == 5 && g_regex_match_simple ("^([01][0-9]|2[0-3]):[0-5][0-9]$", text, 0, 0);
}

/* What is wrong with a field that is not empty, or NULL. */
static const char *wrong_field (TdFieldKind kind, const char *text)
{
    guint64 number;
    TdBasis basis;

    switch (kind) {
    case TD_FIELD_TEXT: return wrong_text (text);
    case TD_FIELD_KEYWORDS: return wrong_keywords (text);
    case TD_FIELD_NUMBER:
        return *text != '0' && g_ascii_string_to_unsigned (text, 10, 1, 1000000, &number, NULL)
                   ? NULL
                   : "is no number from 1 to 1,000,000";
    case TD_FIELD_SLUG:
        return strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text)
                   ? NULL
                   : "holds more than the letters a to z, digits and hyphens";
    case TD_FIELD_DATE:
        return td_date_precision (text) != TD_DATE_NONE ? NULL : "is no date (2018, 2018-07 or 2018-07-06)";
    case TD_FIELD_BASIS:
        return td_basis_from_name (text, &basis) && basis != TD_BASIS_RECORDED
                   ? NULL
                   : "is none of seen, general-knowledge, calculated, not-given";
    case TD_FIELD_TIME: return td_profile_is_time (text) ? NULL : "is no time of day (18:00)";
    case TD_FIELD_FLAG: return g_str_equal (text, "yes") || g_str_equal (text, "no") ? NULL : "is neither yes nor no";
    }
    return NULL;
}

static gboolean check_field (const TdSheet *sheet, const TdColumn *column, const char *name, guint row,
                             GHashTable *seen, GError **error)
{
    const char *text = td_csv_field (sheet->csv, row, name);

    if (*text == '\0')
        return !column->needed || td_sheet_refuse (sheet, row, error, "“%s” is empty.", name);
    const char *wrong = wrong_field (column->kind, text);
    if (wrong != NULL)
        return td_sheet_refuse (sheet, row, error, "“%s” %s: “%.80s”.", name, wrong, text);
    if (column->unique && !g_hash_table_add (seen, (gpointer) text))
        return td_sheet_refuse (sheet, row, error, "“%s” stands twice: “%.80s”.", name, text);
    return TRUE;
}

gboolean td_sheet_open (TdProfileWhole *whole, const char *file, const TdColumn *columns, gsize n_columns,
                        TdSheet *ret_sheet, GError **error)
{
    g_auto (TdSheet) sheet = { .whole = whole };
    g_autoptr (GBytes) bytes = td_profile_file (whole, file, error);
    gsize size = 0;

    if (bytes == NULL)
        return FALSE;
    const char *data = g_bytes_get_data (bytes, &size);
    sheet.csv = td_csv_read (file, data, size, error);
    if (sheet.csv == NULL || !check_columns (sheet.csv, columns, n_columns, error))
        return FALSE;
    for (guint c = 0; c < sheet.csv->n_columns; c++) {
        const char *name = sheet.csv->columns[c];
        const TdColumn *column = find_column (columns, n_columns, name);
        g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
        for (guint row = 0; row < sheet.csv->n_rows; row++)
            if (!check_field (&sheet, column, name, row, seen, error))
                return FALSE;
    }
    *ret_sheet = sheet;
    sheet.csv = NULL;
    return TRUE;
}

void td_sheet_clear (TdSheet *sheet)
{
    g_clear_pointer (&sheet->csv, td_csv_free);
}

const char *td_sheet_text (const TdSheet *sheet, guint row, const char *column)
{
    const char *text = td_csv_field (sheet->csv, row, column);
    if (text == NULL || *text == '\0')
        return NULL;
    return g_string_chunk_insert_const (sheet->whole->strings, text);
}

int td_sheet_number (const TdSheet *sheet, guint row, const char *column)
{
    guint64 number = 0;
    const char *text = td_csv_field (sheet->csv, row, column);

    if (text != NULL && *text != '\0')
        g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL);
    return (int) number;
}

TdBasis td_sheet_basis (const TdSheet *sheet, guint row, const char *column)
{
    TdBasis basis = TD_BASIS_NOT_GIVEN;
    const char *text = td_csv_field (sheet->csv, row, column);

    if (text != NULL && *text != '\0')
        td_basis_from_name (text, &basis);
    return basis;
}

gboolean td_sheet_flag (const TdSheet *sheet, guint row, const char *column)
{
    return g_strcmp0 (td_csv_field (sheet->csv, row, column), "yes") == 0;
}
