#include "document/spreadsheet.h"

#include "base/errors.h"
#include "document/document-private.h"

enum { MOST_ROWS = 50001, MOST_CELLS = 64, MOST_NUMBER = 2000000, CELL_BYTES = 64 * 1024 };

typedef struct {
    TdSpreadsheet *sheet;
    gboolean head, ended;
} Take;

void td_spreadsheet_free (TdSpreadsheet *sheet)
{
    if (sheet == NULL)
        return;
    g_ptr_array_unref (sheet->rows);
    g_array_unref (sheet->numbers);
    g_free (sheet);
}

static gboolean refuse (GError **error, const char *message)
{
    g_set_error_literal (error, TD_DOCUMENT_ERROR, TD_ERROR_INPUT, message);
    return FALSE;
}

static gboolean no_sheet (GError **error)
{
    return refuse (error, "This is no spreadsheet that we read. Save it as XLSX or as CSV (UTF-8, with commas).");
}

static gboolean distrust (GError **error)
{
    return refuse (error,
                   "Reading this spreadsheet gave an answer that makes no sense, so it was stopped. The file may be "
                   "damaged. Open it, save it again as XLSX or CSV, and try that.");
}

static gboolean take_row (Take *take, const json_t *record, GError **error)
{
    const json_t *cells = json_object_get (record, "cells"), *number = json_object_get (record, "n");
    GArray *numbers = take->sheet->numbers;
    int last = numbers->len > 0 ? g_array_index (numbers, int, numbers->len - 1) : 0, n;
    char **row;

    if (!take->head || take->ended || json_object_size (record) != 3 || !json_is_integer (number)
        || json_integer_value (number) <= last || json_integer_value (number) > MOST_NUMBER || !json_is_array (cells)
        || json_array_size (cells) == 0 || json_array_size (cells) > MOST_CELLS || numbers->len >= MOST_ROWS)
        return distrust (error);
    for (size_t i = 0; i < json_array_size (cells); i++) {
        const json_t *cell = json_array_get (cells, i);
        if (!json_is_string (cell) || json_string_length (cell) != strlen (json_string_value (cell))
            || !td_answer_text_good (json_string_value (cell), CELL_BYTES))
            return distrust (error);
    }
    row = g_new0 (char *, json_array_size (cells) + 1);
    for (size_t i = 0; i < json_array_size (cells); i++)
        row[i] = g_strdup (json_string_value (json_array_get (cells, i)));
    n = (int) json_integer_value (number);
    g_ptr_array_add (take->sheet->rows, row);
    g_array_append_val (numbers, n);
    return TRUE;
}

static gboolean take_record (const char *data, gsize size, gpointer user_data, GError **error)
{
    Take *take = user_data;
    json_t *record = json_loadb (data, size, JSON_REJECT_DUPLICATES, NULL);
    const char *kind = json_string_value (json_object_get (record, "record"));
    const char *format = json_string_value (json_object_get (record, "format"));
    gboolean taken;

    if (g_strcmp0 (kind, "row") == 0) {
        taken = take_row (take, record, error);
    } else if (g_strcmp0 (kind, "head") == 0 && !take->head) {
        take->head = g_strcmp0 (format, "xlsx") == 0 || g_strcmp0 (format, "ods") == 0;
        taken = take->head || no_sheet (error);
    } else if (g_strcmp0 (kind, "end") == 0 && take->head && !take->ended) {
        take->ended = json_integer_value (json_object_get (record, "blocks")) == take->sheet->rows->len;
        taken = take->ended || distrust (error);
    } else {
        taken = g_strcmp0 (kind, "error") == 0 ? no_sheet (error) : distrust (error);
    }
    json_decref (record);
    return taken;
}

TdSpreadsheet *td_spreadsheet_new (void)
{
    TdSpreadsheet *sheet = g_new0 (TdSpreadsheet, 1);

    sheet->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
    sheet->numbers = g_array_new (FALSE, FALSE, sizeof (int));
    return sheet;
}

gboolean td_spreadsheet_take (TdSpreadsheet *sheet, const char *data, gsize size, GError **error)
{
    Take take = { .sheet = sheet, .head = TRUE };

    return take_record (data, size, &take, error);
}

TdSpreadsheet *td_spreadsheet_read (TdCellPool *cells, int fd, GError **error)
{
    g_autoptr (TdSpreadsheet) sheet = td_spreadsheet_new ();
    Take take = { .sheet = sheet };

    if (!td_cell_run (cells, fd, take_record, &take, error))
        return NULL;
    if (!take.ended) {
        distrust (error);
        return NULL;
    }
    return g_steal_pointer (&sheet);
}
