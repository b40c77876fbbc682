#include "areas/library/import-sheet.h"

#include "areas/library/import-sql.h"
#include "areas/library/library.h"
#include "base/errors.h"
#include "base/limits.h"
#include "document/spreadsheet.h"
#include "profile/csv.h"

#include <unistd.h>

static const char *const words[] = {
#define TD_IMPORT_WORD(name, word) [TD_IMPORT_##name] = word,
    TD_IMPORT_FIELDS (TD_IMPORT_WORD)
#undef TD_IMPORT_WORD
};

void td_import_sheet_free (TdImportSheet *sheet)
{
    if (sheet == NULL)
        return;
    g_strfreev (sheet->columns);
    g_clear_pointer (&sheet->rows, g_ptr_array_unref);
    g_clear_pointer (&sheet->lines, g_array_unref);
    g_free (sheet);
}

static TdImportSheet *sheet_new (void)
{
    TdImportSheet *sheet = g_new0 (TdImportSheet, 1);

    sheet->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
    sheet->lines = g_array_new (FALSE, FALSE, sizeof (int));
    for (gsize i = 0; i < TD_N_IMPORT_FIELDS; i++)
        sheet->at[i] = -1;
    return sheet;
}

/* ---- reading ---- */

static GBytes *slurp (int fd, GError **error)
{
    g_autoptr (GByteArray) data = g_byte_array_new ();
    guint8 chunk[64 * 1024];
    ssize_t got;

    while ((got = pread (fd, chunk, sizeof chunk, data->len)) > 0) {
        g_byte_array_append (data, chunk, (guint) got);
        if (data->len > TD_CSV_BYTES) {
            g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_TOO_LARGE,
                                 "This spreadsheet is larger than 8 MB. Bring it in by parts.");
            return NULL;
        }
    }
    return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

static TdImportSheet *from_csv (GBytes *bytes, const char *name, GError **error)
{
    gsize size;
    const char *data = g_bytes_get_data (bytes, &size);
    g_autoptr (TdCsv) csv = td_csv_read (name, data, size, error);
    TdImportSheet *sheet;

    if (csv == NULL)
        return NULL;
    sheet = sheet_new ();
    sheet->columns = g_strdupv (csv->columns);
    for (guint i = 0; i < csv->n_rows; i++) {
        char **row = g_new0 (char *, csv->n_columns + 1);
        int line = (int) td_csv_line (csv, i);
        for (guint k = 0; k < csv->n_columns; k++)
            row[k] = g_strdup (csv->fields->pdata[i * csv->n_columns + k]);
        g_ptr_array_add (sheet->rows, row);
        g_array_append_val (sheet->lines, line);
    }
    return sheet;
}

/* Rows of a workbook may end early; each becomes as long as the first. */
static TdImportSheet *from_workbook (TdInstance *instance, int fd, GError **error)
{
    g_autoptr (TdSpreadsheet) book = td_spreadsheet_read (instance->cells, fd, error);
    TdImportSheet *sheet;
    guint n;

    if (book == NULL)
        return NULL;
    sheet = sheet_new ();
    if (book->rows->len == 0)
        return sheet;
    sheet->columns = g_strdupv (book->rows->pdata[0]);
    n = g_strv_length (sheet->columns);
    for (guint i = 1; i < book->rows->len; i++) {
        char **cells = book->rows->pdata[i], **row = g_new0 (char *, n + 1);
        guint has = g_strv_length (cells);
        for (guint k = 0; k < n; k++)
            row[k] = g_strdup (k < has ? cells[k] : "");
        g_ptr_array_add (sheet->rows, row);
        g_array_append_val (sheet->lines, g_array_index (book->numbers, int, i));
    }
    return sheet;
}

TdImportSheet *td_import_sheet_read (TdInstance *instance, int fd, const char *name, GError **error)
{
    g_autoptr (GBytes) bytes = slurp (fd, error);
    g_autoptr (TdImportSheet) sheet = NULL;
    gsize size = 0;
    const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

    if (bytes == NULL)
        return NULL;
    sheet =
        size > 2 && memcmp (data, "PK", 2) == 0 ? from_workbook (instance, fd, error) : from_csv (bytes, name, error);
    if (sheet != NULL && (sheet->columns == NULL || sheet->rows->len == 0)) {
        g_set_error_literal (
            error, TD_LIBRARY_ERROR, TD_ERROR_INPUT,
            "This spreadsheet has no rows. Its first row names the columns, each other one is a document.");
        return NULL;
    }
    return g_steal_pointer (&sheet);
}

/* ---- mapping ---- */

static gboolean same (const char *a, const char *b)
{
    g_autofree char *trimmed_a = g_strstrip (g_utf8_casefold (a, -1));
    g_autofree char *trimmed_b = g_strstrip (g_utf8_casefold (b, -1));

    return g_str_equal (trimmed_a, trimmed_b);
}

static int column_of (const TdImportSheet *sheet, const char *name)
{
    for (int i = 0; sheet->columns[i] != NULL; i++)
        if (same (sheet->columns[i], name))
            return i;
    return -1;
}

static int field_of (const char *word)
{
    for (int i = 0; i < TD_N_IMPORT_FIELDS; i++)
        if (same (words[i], word))
            return i;
    return -1;
}

static gboolean map_one (TdImportSheet *sheet, const char *pair, GError **error)
{
    const char *equal = strchr (pair, '=');
    g_autofree char *word = equal != NULL ? g_strndup (pair, (gsize) (equal - pair)) : g_strdup (pair);
    g_autofree char *all = NULL;
    int field = field_of (word), column = equal != NULL ? column_of (sheet, equal + 1) : -1;

    if (equal == NULL || field < 0) {
        all = g_strjoinv (", ", (char **) words);
        g_set_error (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT,
                     "“%.80s” maps no field. Write field=Column; the fields are: %s.", pair, all);
        return FALSE;
    }
    if (column < 0) {
        all = g_strjoinv (", ", sheet->columns);
        g_set_error (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT,
                     "The spreadsheet has no column “%.80s”. Its columns are: %.400s.", equal + 1, all);
        return FALSE;
    }
    sheet->at[field] = column;
    return TRUE;
}

gboolean td_import_sheet_map (TdImportSheet *sheet, const char *const *map, GError **error)
{
    for (int i = 0; i < TD_N_IMPORT_FIELDS; i++)
        sheet->at[i] = map == NULL ? column_of (sheet, words[i]) : -1;
    for (const char *const *pair = map; pair != NULL && *pair != NULL; pair++)
        if (!map_one (sheet, *pair, error))
            return FALSE;
    return TRUE;
}

char **td_import_sheet_mapped (const TdImportSheet *sheet)
{
    g_autoptr (GStrvBuilder) pairs = g_strv_builder_new ();

    for (int i = 0; i < TD_N_IMPORT_FIELDS; i++) {
        g_autofree char *pair =
            sheet->at[i] >= 0 ? g_strconcat (words[i], "=", sheet->columns[sheet->at[i]], NULL) : NULL;
        if (pair != NULL)
            g_strv_builder_add (pairs, pair);
    }
    return g_strv_builder_end (pairs);
}

const char *td_import_field_word (TdImportField field)
{
    return words[field];
}

const char *td_import_sheet_text (const TdImportSheet *sheet, guint row, TdImportField field)
{
    char *text;

    if (sheet->at[field] < 0)
        return NULL;
    text = g_strstrip (((char **) sheet->rows->pdata[row])[sheet->at[field]]);
    return *text != '\0' ? text : NULL;
}

char *td_import_sheet_unused (const TdImportSheet *sheet)
{
    g_autoptr (GString) unused = g_string_new (NULL);

    for (int i = 0; sheet->columns[i] != NULL; i++) {
        gboolean used = FALSE;
        for (int k = 0; k < TD_N_IMPORT_FIELDS; k++)
            used = used || sheet->at[k] == i;
        if (!used)
            g_string_append_printf (unused, "%s%s", unused->len > 0 ? ", " : "", sheet->columns[i]);
    }
    return unused->len > 0 ? g_string_free (g_steal_pointer (&unused), FALSE) : NULL;
}

/* ---- mappings that are kept ---- */

struct keep {
    TdInstance *instance;
    const char *actor, *name;
    const char *const *pairs;
    char **map;
    GPtrArray *names; /* of char * */
};

static gboolean keep_in (TdTx *tx, gpointer data, GError **error)
{
    const struct keep *k = data;
    const TdJournalEntry entry = { .actor = k->actor,
                                   .act = "document.map",
                                   .thing = "import-map",
                                   .thing_id = k->name,
                                   .clock = &k->instance->clock };

    if (!td_instance_may_write (k->instance, tx, error) || !td_import_map_delete (tx, k->name, error))
        return FALSE;
    for (const char *const *pair = k->pairs; *pair != NULL; pair++) {
        const char *equal = strchr (*pair, '=');
        g_autofree char *field = equal != NULL ? g_strndup (*pair, (gsize) (equal - *pair)) : NULL;
        g_autofree char *column = equal != NULL ? g_strdup (equal + 1) : NULL;
        if (equal != NULL && !td_import_map_insert (tx, k->name, g_strstrip (field), g_strstrip (column), error))
            return FALSE;
    }
    return td_journal_append (tx, &entry, NULL, error);
}

/* The journal holds names of mappings, so they are slugs. */
static gboolean name_ok (const char *name, GError **error)
{
    if (*name != '\0' && strlen (name) <= TD_LIMIT_SYMBOL_CHARACTERS
        && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (name))
        return TRUE;
    g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT,
                         "A mapping's name has the letters a to z, digits and hyphens.");
    return FALSE;
}

gboolean td_import_map_keep (TdInstance *instance, const char *actor, const char *name, const char *const *map,
                             GError **error)
{
    struct keep k = { .instance = instance, .actor = actor, .name = name, .pairs = map };

    return name_ok (name, error) && td_store_write (instance->store, keep_in, &k, error);
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct keep *k = data;

    g_clear_pointer (&k->map, g_strfreev);
    return td_import_map_select (tx, k->name, &k->map, error);
}

char **td_import_map_get (TdInstance *instance, const char *name, GError **error)
{
    struct keep k = { .instance = instance, .name = name };

    if (!name_ok (name, error) || !td_store_read (instance->store, get_in, &k, error))
        return NULL;
    if (k.map == NULL)
        g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_NOT_FOUND,
                             "No mapping of that name is kept here. Give --map with it once.");
    return k.map;
}

static gboolean names_in (TdTx *tx, gpointer data, GError **error)
{
    struct keep *k = data;

    g_ptr_array_set_size (k->names, 0);
    return td_import_map_names (tx, k->names, error);
}

/* Whether the sheet has all its columns. */
static gboolean fits (const TdImportSheet *sheet, char **map)
{
    for (char **pair = map; *pair != NULL; pair++) {
        const char *equal = strchr (*pair, '=');
        if (equal == NULL || column_of (sheet, equal + 1) < 0)
            return FALSE;
    }
    return TRUE;
}

gboolean td_import_sheet_map_kept (TdInstance *instance, TdImportSheet *sheet, char **ret_name, GError **error)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    struct keep k = { .instance = instance, .names = names };
    g_auto (GStrv) best = NULL;

    g_clear_pointer (ret_name, g_free);
    if (!td_store_read (instance->store, names_in, &k, error))
        return FALSE;
    for (guint i = 0; i < names->len; i++) {
        g_auto (GStrv) map = td_import_map_get (instance, names->pdata[i], error);
        if (map == NULL)
            return FALSE;
        if (!fits (sheet, map) || (best != NULL && g_strv_length (map) <= g_strv_length (best)))
            continue;
        g_strfreev (best);
        best = g_steal_pointer (&map);
        g_free (*ret_name);
        *ret_name = g_strdup (names->pdata[i]);
    }
    return best == NULL || td_import_sheet_map (sheet, (const char *const *) best, error);
}
